//! Our own Python modules, for where no library is installed: enough to look inside (`dis`, `opcode`, `types`,
//! `traceback`), what those need, and the parts of `collections`, `functools` and their like that are Python in CPython too.

use vivarium_vm::import::Embedded;

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(Embedded { name: $name, source: include_str!(concat!("embedded/", $name, ".py")) }),*]
    };
}

/// Embedded modules by name, for [`vivarium_vm::import::register_embedded`].
pub static EMBEDDED: &[Embedded] = embedded![
    "__future__",
    "_collections_abc",
    "_contextvars",
    "_vivarium_importlib",
    "_vivarium_io",
    "_vivarium_runpy",
    "abc",
    "collections",
    "contextlib",
    "copy",
    "copyreg",
    "dis",
    "functools",
    "io",
    "opcode",
    "operator",
    "string",
    "traceback",
    "types",
    "weakref",
];
