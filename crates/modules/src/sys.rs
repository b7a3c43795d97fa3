//! `sys`.

use std::os::unix::ffi::OsStrExt;

use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyResult, Raised, Ref};
use vivarium_runtime::{bool_, dict, list, singletons, str, tuple};

use crate::io;
use crate::support::{add_functions, new_module, set_int, set_str};

pub mod facts;
mod functions;

/// Makes the module, with the streams of the process. Arguments, paths and flags are the command line's to set.
pub fn create() -> PyResult<PyModuleObject> {
    vivarium_vm::import::register_embedded(crate::embedded::EMBEDDED);
    let sys = new_module(
        "sys",
        "What programs see of the interpreter: its arguments, paths, streams, limits and hooks.",
        functions::FUNCTIONS,
    )?;
    add_functions(&sys, functions::HOOKS)?;
    for name in ["displayhook", "excepthook", "unraisablehook", "breakpointhook"] {
        if let Some(hook) = sys.get(name)? {
            sys.set(&format!("__{name}__"), &hook)?;
        }
    }
    add_streams(&sys, false)?;
    add_constants(&sys)?;
    facts::add(&sys)?;
    for name in ["path", "argv", "meta_path", "path_hooks", "warnoptions", "orig_argv"] {
        sys.set(name, &*list::new()?)?;
    }
    sys.set("path_importer_cache", &*dict::new()?)?;
    sys.set("_xoptions", &*dict::new()?)?;
    Ok(sys)
}

fn add_streams(sys: &PyModuleObject, unbuffered: bool) -> Result<(), Raised> {
    for (name, descriptor) in [("stdin", 0), ("stdout", 1), ("stderr", 2)] {
        let stream = io::standard_stream(descriptor, unbuffered)?;
        sys.set(name, &stream)?;
        sys.set(&format!("__{name}__"), &stream)?;
    }
    Ok(())
}

fn add_constants(sys: &PyModuleObject) -> Result<(), Raised> {
    set_str(sys, "version", concat!("3.11.7 (Vivarium ", env!("CARGO_PKG_VERSION"), ") [Rust]"))?;
    for (name, value) in [
        ("copyright", "Copyright (c) the Vivarium authors."),
        ("platform", "linux"),
        ("platlibdir", "lib"),
        ("byteorder", "little"),
        ("float_repr_style", "short"),
        ("abiflags", ""),
        ("_framework", ""),
        ("ps1", ">>> "),
        ("ps2", "... "),
    ] {
        set_str(sys, name, value)?;
    }
    for name in ["prefix", "base_prefix", "exec_prefix", "base_exec_prefix", "executable", "_base_executable"]
    {
        set_str(sys, name, "")?;
    }
    set_int(sys, "hexversion", 0x030b_07f0)?;
    set_int(sys, "api_version", 1013)?;
    set_int(sys, "maxsize", isize::MAX as i64)?;
    set_int(sys, "maxunicode", 0x10_ffff)?;
    sys.set("dont_write_bytecode", bool_::get(false))?;
    sys.set("pycache_prefix", singletons::none())?;
    sys.set("_git", &*names(&["CPython", "", ""])?)?;
    sys.set("builtin_module_names", &*names(&vivarium_vm::import::native_names())?)
}

fn names(names: &[&str]) -> PyResult {
    let items =
        names.iter().map(|name| Ok(str::intern(name)?.upcast())).collect::<Result<Vec<Ref>, Raised>>()?;
    Ok(tuple::new(items)?.upcast())
}

fn set_list<'a>(name: &str, items: impl Iterator<Item = &'a [u8]>) -> Result<(), Raised> {
    let items = items.map(vivarium_vm::sys::decode_bytes).collect::<Result<Vec<_>, _>>()?;
    vivarium_vm::sys::set(name, &*list::from_vec(items)?)
}

/// Sets `sys.argv`.
pub fn set_argv(arguments: &[std::ffi::OsString]) -> Result<(), Raised> {
    set_list("argv", arguments.iter().map(|argument| argument.as_bytes()))
}

/// Sets `sys.path`: the program's folder, then `PYTHONPATH` and what else there is.
pub fn set_path(entries: &[std::path::PathBuf]) -> Result<(), Raised> {
    set_list("path", entries.iter().map(|entry| entry.as_os_str().as_bytes()))
}

/// Sets `sys.flags` and what follows from it.
pub fn set_flags(flags: &facts::Flags) -> Result<(), Raised> {
    vivarium_vm::sys::set("flags", &*facts::flags(flags)?)?;
    vivarium_vm::sys::set("dont_write_bytecode", bool_::get(flags.dont_write_bytecode))
}

/// Makes standard output and error write through (`-u`).
pub fn set_unbuffered() -> Result<(), Raised> {
    match vivarium_vm::sys::module() {
        Some(sys) => add_streams(sys, true),
        None => Ok(()),
    }
}

/// What a signal handler of the process calls.
pub fn interrupt() {
    vivarium_vm::interp::pending::interrupt();
}
