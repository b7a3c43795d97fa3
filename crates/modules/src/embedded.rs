//! Our own Python modules, for where no library is installed: enough to look inside (`dis`, `opcode`, `types`,
//! `traceback`), what those need, and `__future__`.

use vivarium_vm::import::Embedded;

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(Embedded { name: $name, source: include_str!(concat!("embedded/", $name, ".py")) }),*]
    };
}

/// Embedded modules by name, for [`vivarium_vm::import::register_embedded`].
pub static EMBEDDED: &[Embedded] = embedded![
    "__future__",
    "_vivarium_importlib",
    "_vivarium_io",
    "_vivarium_runpy",
    "collections",
    "contextlib",
    "dis",
    "functools",
    "io",
    "opcode",
    "traceback",
    "types",
    "weakref",
];
