//! `sys`.

use std::os::unix::ffi::OsStrExt;

use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::{bool_, dict, list, singletons, str, tuple};

use crate::io;
use crate::support::{add_functions, new_module, set_int, set_str};

pub mod facts;
mod functions;
pub mod locale;

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
    facts::add_stdlib_names(&sys)?;
    for name in ["path", "argv", "path_hooks", "warnoptions"] {
        sys.set(name, &*list::new()?)?;
    }
    let finders = vivarium_vm::import::spec::meta_path().map(|finder| -> &PyObject { finder });
    sys.set("meta_path", &*list::from_slice(&finders)?)?;
    let arguments = std::env::args_os()
        .map(|argument| vivarium_vm::sys::decode_bytes(argument.as_bytes()))
        .collect::<Result<Vec<_>, _>>()?;
    sys.set("orig_argv", &*list::from_vec(arguments)?)?;
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

/// Standard input and output refuse what is no text, instead of passing on bytes that were none (`surrogateescape`).
pub fn set_strict_streams() -> Result<(), Raised> {
    for name in ["stdin", "stdout"] {
        if let Some(stream) = vivarium_vm::sys::get(name)? {
            io::text_file::reencode(&stream, "", "strict")?;
        }
    }
    Ok(())
}

/// Gives the standard streams the encoding of `PYTHONIOENCODING`, `encoding[:errors]`.
pub fn set_io_encoding(asked: &str) -> Result<(), Raised> {
    let (encoding, errors) = asked.split_once(':').unwrap_or((asked, ""));
    for name in ["stdin", "stdout", "stderr"] {
        if let Some(stream) = vivarium_vm::sys::get(name)? {
            let errors = match errors {
                _ if name == "stderr" => "backslashreplace",
                "" if !encoding.is_empty() => "strict",
                errors => errors,
            };
            io::text_file::reencode(&stream, encoding, errors)?;
        }
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
    ] {
        set_str(sys, name, value)?;
    }
    sys.set("_stdlib_dir", singletons::none())?;
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

/// Sets what `-W` and `-X` say, and where cached code goes.
pub fn set_options(
    warn_options: &[String],
    xoptions: &[String],
    pycache_prefix: Option<&std::ffi::OsStr>,
) -> Result<(), Raised> {
    set_list("warnoptions", warn_options.iter().map(|option| option.as_bytes()))?;
    let options = dict::new()?;
    for option in xoptions {
        match option.split_once('=') {
            Some((name, value)) => options.set_item(&*str::new(name)?, &*str::new(value)?)?,
            None => options.set_item(&*str::new(option)?, bool_::true_())?,
        }
    }
    vivarium_vm::sys::set("_xoptions", &options)?;
    if let Some(prefix) = pycache_prefix {
        vivarium_vm::sys::set("pycache_prefix", &*vivarium_vm::sys::decode_bytes(prefix.as_bytes())?)?;
    }
    Ok(())
}

/// Sets `sys.prefix` and its kin to the library's, `sys.executable` to this program.
pub fn set_prefix(prefix: Option<&std::path::Path>, program: &std::ffi::OsStr) -> Result<(), Raised> {
    if let Some(prefix) = prefix {
        let shown = vivarium_vm::sys::decode_bytes(prefix.as_os_str().as_bytes())?;
        for name in ["prefix", "base_prefix", "exec_prefix", "base_exec_prefix"] {
            vivarium_vm::sys::set(name, &shown)?;
        }
        let library = prefix.join("lib/python3.11");
        vivarium_vm::sys::set(
            "_stdlib_dir",
            &*vivarium_vm::sys::decode_bytes(library.as_os_str().as_bytes())?,
        )?;
    }
    let here = std::env::current_exe().unwrap_or_else(|_| program.into());
    let shown = vivarium_vm::sys::decode_bytes(here.as_os_str().as_bytes())?;
    vivarium_vm::sys::set("executable", &shown)?;
    vivarium_vm::sys::set("_base_executable", &shown)
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
