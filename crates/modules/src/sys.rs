//! `sys`.

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::exceptions;
use vivarium_runtime::frame::{self, InterpreterFrame};
use vivarium_runtime::module::{self, PyModuleObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{
    args, bool_, call, dict, errors, int, list, memory, name, number, objects, raise, singletons, str,
    thread, tuple,
};
use vivarium_vm::{builtins, import, interp, report, trace};

use crate::io::text::{Errors, open_descriptor};

pub mod facts;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::fast(c"_getframe", get_frame, c"_getframe($module, depth=0, /)\n--\n\nThe frame so many calls down."),
    PyMethodDef::noargs(c"_current_frames", current_frames, c"_current_frames($module, /)\n--\n\nThe frame of each thread."),
    PyMethodDef::fast(c"audit", audit, c"audit(event, *args)\n\nHands an event to the audit hooks."),
    PyMethodDef::keywords(c"breakpointhook", breakpoint_hook, c"breakpointhook(*args, **kws)\n\nWhat breakpoint() calls."),
    PyMethodDef::one(c"displayhook", display_hook, c"displayhook($module, object, /)\n--\n\nPrints a value and keeps it as builtins._."),
    PyMethodDef::noargs(c"exc_info", exc_info, c"exc_info($module, /)\n--\n\nThe exception being handled: type, value, traceback."),
    PyMethodDef::noargs(c"exception", exception, c"exception($module, /)\n--\n\nThe exception being handled."),
    PyMethodDef::fast(c"excepthook", except_hook, c"excepthook($module, exctype, value, traceback, /)\n--\n\nPrints an exception."),
    PyMethodDef::fast(c"exit", exit, c"exit($module, status=None, /)\n--\n\nRaises SystemExit."),
    PyMethodDef::noargs(c"getallocatedblocks", allocated_blocks, c"getallocatedblocks($module, /)\n--\n\nHow many blocks of memory are in use."),
    PyMethodDef::noargs(c"getdefaultencoding", default_encoding, c"getdefaultencoding($module, /)\n--\n\nutf-8"),
    PyMethodDef::noargs(c"getfilesystemencoding", default_encoding, c"getfilesystemencoding($module, /)\n--\n\nutf-8"),
    PyMethodDef::noargs(c"getfilesystemencodeerrors", encode_errors, c"getfilesystemencodeerrors($module, /)\n--\n\nsurrogateescape"),
    PyMethodDef::noargs(c"getprofile", get_profile, c"getprofile()\n\nThe profile function."),
    PyMethodDef::noargs(c"getrecursionlimit", recursion_limit, c"getrecursionlimit($module, /)\n--\n\nHow deep calls may nest."),
    PyMethodDef::one(c"getrefcount", refcount, c"getrefcount($module, object, /)\n--\n\nThe number of references to the object, with the one of the call."),
    PyMethodDef::keywords(c"getsizeof", getsizeof, c"getsizeof(object [, default]) -> int\n\nThe size of the object in bytes."),
    PyMethodDef::noargs(c"gettrace", get_trace, c"gettrace()\n\nThe trace function."),
    PyMethodDef::one(c"intern", intern, c"intern($module, string, /)\n--\n\nThe interned string of this value."),
    PyMethodDef::noargs(c"is_finalizing", is_finalizing, c"is_finalizing($module, /)\n--\n\nWhether Python is ending."),
    PyMethodDef::one(c"setprofile", set_profile, c"setprofile(function)\n\nSets the profile function."),
    PyMethodDef::one(c"setrecursionlimit", set_recursion_limit, c"setrecursionlimit($module, limit, /)\n--\n\nSets how deep calls may nest."),
    PyMethodDef::one(c"settrace", set_trace, c"settrace(function)\n\nSets the trace function."),
    PyMethodDef::one(c"unraisablehook", unraisable_hook, c"unraisablehook($module, unraisable, /)\n--\n\nReports an exception that can't be raised."),
    PyMethodDef::END,
];

/// Makes the module, with the streams of the process. Arguments and paths are the command line's to set.
pub fn create() -> PyResult<PyModuleObject> {
    let made = module::new("sys")?;
    builtins::add_functions(&made, FUNCTIONS)?;
    for (own, name) in [
        ("__displayhook__", "displayhook"),
        ("__excepthook__", "excepthook"),
        ("__unraisablehook__", "unraisablehook"),
        ("__breakpointhook__", "breakpointhook"),
    ] {
        if let Some(function) = made.get(name)? {
            made.set(own, &function)?;
        }
    }
    streams(&made)?;
    facts(&made)?;
    for name in ["path", "argv", "meta_path", "path_hooks", "warnoptions", "orig_argv"] {
        made.set(name, &*list::new()?)?;
    }
    made.set("path_importer_cache", &*dict::new()?)?;
    made.set("_xoptions", &*dict::new()?)?;
    Ok(made)
}

fn streams(made: &PyModuleObject) -> Result<(), Raised> {
    for (descriptor, name, shown, mode, line_buffering) in [
        (0, "stdin", "<stdin>", "r", false),
        (1, "stdout", "<stdout>", "w", false),
        (2, "stderr", "<stderr>", "w", true),
    ] {
        // SAFETY: any number may be asked about.
        let (open, terminal) =
            unsafe { (libc::fcntl(descriptor, libc::F_GETFD) != -1, libc::isatty(descriptor) == 1) };
        let stream = if open {
            let errors = if descriptor == 2 { Errors::BackslashReplace } else { Errors::Strict };
            open_descriptor(descriptor, shown, mode, errors, line_buffering || terminal)?
        } else {
            singletons::none_ref()
        };
        made.set(name, &stream)?;
        made.set(&format!("__{name}__"), &stream)?;
    }
    Ok(())
}

fn facts(made: &PyModuleObject) -> Result<(), Raised> {
    let text = |text: &str| -> PyResult { Ok(str::new(text)?.upcast()) };
    made.set("version", &*text("3.11.7 (vivarium)")?)?;
    made.set("copyright", &*text("")?)?;
    made.set("platform", &*text("linux")?)?;
    made.set("byteorder", &*text("little")?)?;
    made.set("float_repr_style", &*text("short")?)?;
    made.set("platlibdir", &*text("lib")?)?;
    made.set("api_version", &*int::from_i64(1013)?)?;
    made.set("hexversion", &*int::from_i64(0x030b_07f0)?)?;
    made.set("maxsize", &*int::from_i64(i64::MAX)?)?;
    made.set("maxunicode", &*int::from_i64(0x10_ffff)?)?;
    made.set("dont_write_bytecode", bool_::get(false))?;
    made.set("pycache_prefix", singletons::none())?;
    made.set("ps1", &*text(">>> ")?)?;
    made.set("ps2", &*text("... ")?)?;
    for name in ["prefix", "base_prefix", "exec_prefix", "base_exec_prefix", "executable", "_base_executable"]
    {
        made.set(name, &*text("")?)?;
    }
    let names = import::native_names()
        .into_iter()
        .map(|name| Ok(str::intern(name)?.upcast()))
        .collect::<Result<Vec<Ref>, Raised>>()?;
    made.set("builtin_module_names", &*tuple::new(names)?)?;
    facts::add(made)?;
    Ok(())
}

fn get_frame(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("_getframe", arguments, 0, 1)?;
    let mut depth = arguments.first().map_or(Ok(0), |depth| number::as_c_int(depth))?;
    let mut current: Option<&InterpreterFrame> = frame::current_visible();
    while depth > 0
        && let Some(found) = current
    {
        current = found.visible_back();
        depth -= 1;
    }
    match current {
        Some(found) => Ok(Ref::new(found.object()?).upcast()),
        None => Err(raise!(VALUE_ERROR, "call stack is not deep enough")),
    }
}

fn current_frames(module: &PyObject) -> PyResult {
    let frames = dict::new()?;
    // SAFETY: asks for the calling thread.
    let thread = unsafe { libc::pthread_self() };
    let key = int::from_u64(thread as u64)?;
    frames.set_item(&key, &*get_frame(module, &[])?)?;
    Ok(frames.upcast())
}

fn audit(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let Some(event) = arguments.first() else {
        return Err(raise!(TYPE_ERROR, "audit expected at least 1 argument, got 0"));
    };
    if let (Some(hook), Some(event)) = (vivarium_runtime::hooks::get().audit, str::as_str(event)) {
        hook(event, &arguments[1..])?;
    }
    Ok(singletons::none_ref())
}

fn breakpoint_hook(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let debugger = import::import_module("pdb")?;
    let function = objects::get_attr_str(&debugger, "set_trace")?;
    let names = kwnames.map_or(0, |names| args::items(names).len());
    call::vectorcall(&function, arguments, arguments.len() - names, kwnames)
}

fn display_hook(_: &PyObject, value: &PyObject) -> PyResult {
    if value.is_none() {
        return Ok(singletons::none_ref());
    }
    let builtins = import::import_module("builtins")?;
    objects::set_attr(&builtins, name!("_"), Some(singletons::none()))?;
    let Some(stream) = vivarium_vm::sys::get("stdout")?.filter(|stream| !stream.is_none()) else {
        return Err(raise!(RUNTIME_ERROR, "lost sys.stdout"));
    };
    builtins::io::write_object(&stream, &*objects::repr(value)?)?;
    builtins::io::write_text(&stream, "\n")?;
    objects::set_attr(&builtins, name!("_"), Some(value))?;
    Ok(singletons::none_ref())
}

fn exc_info(_: &PyObject) -> PyResult {
    let none = singletons::none;
    Ok(match thread::topmost_exception().map(PyObject::to_ref) {
        None => tuple::from_slice(&[none(), none(), none()])?,
        Some(exception) => {
            let traceback = exceptions::traceback(&exception).unwrap_or_else(singletons::none_ref);
            tuple::from_slice(&[exception.ob_type(), &exception, &traceback])?
        }
    }
    .upcast())
}

fn exception(_: &PyObject) -> PyResult {
    Ok(thread::topmost_exception().map_or_else(singletons::none_ref, PyObject::to_ref))
}

fn except_hook(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("excepthook", arguments, 3, 3)?;
    let value = arguments[1];
    if arguments[2].is_instance_of::<vivarium_runtime::traceback::PyTracebackObject>()
        && exceptions::is_exception_instance(value)
        && exceptions::traceback(value).is_none()
    {
        exceptions::set_traceback(value, Some(arguments[2].to_ref()));
    }
    report::display(value);
    Ok(singletons::none_ref())
}

fn exit(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("exit", arguments, 0, 1)?;
    Err(match arguments.first() {
        Some(status) => errors::set_object(&exceptions::SYSTEM_EXIT, status.to_ref()),
        None => errors::set_none(&exceptions::SYSTEM_EXIT),
    })
}

fn allocated_blocks(_: &PyObject) -> PyResult {
    int::from_usize(memory::live_blocks())
}

fn default_encoding(_: &PyObject) -> PyResult {
    Ok(str::new("utf-8")?.upcast())
}

fn encode_errors(_: &PyObject) -> PyResult {
    Ok(str::new("surrogateescape")?.upcast())
}

fn recursion_limit(_: &PyObject) -> PyResult {
    int::from_i64(thread::current().recursion_limit.get().into())
}

fn set_recursion_limit(_: &PyObject, limit: &PyObject) -> PyResult {
    let limit = number::as_c_int(limit)?;
    if limit < 1 {
        return Err(raise!(VALUE_ERROR, "recursion limit must be greater or equal than 1"));
    }
    let state = thread::current();
    let depth = state.recursion_limit.get() - state.recursion_remaining.get();
    if depth >= limit {
        return Err(raise!(
            RECURSION_ERROR,
            "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
        ));
    }
    thread::set_recursion_limit(limit);
    Ok(singletons::none_ref())
}

fn refcount(_: &PyObject, object: &PyObject) -> PyResult {
    int::from_isize(object.refcount())
}

static GETSIZEOF: args::Spec = args::Spec::new("getsizeof", &["object", "default"]).required(1);

fn getsizeof(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [object, default] = GETSIZEOF.parse(arguments, kwnames)?;
    let Some(object) = object else { return Err(raise!(SYSTEM_ERROR, "missing argument")) };
    match (objects::getsizeof(object), default) {
        (Ok(size), _) => int::from_isize(size),
        (Err(_), Some(default)) if errors::matches(&exceptions::TYPE_ERROR) => {
            errors::clear();
            Ok(default.to_ref())
        }
        (Err(raised), _) => Err(raised),
    }
}

fn intern(_: &PyObject, string: &PyObject) -> PyResult {
    if !string.is_instance_of::<PyUnicodeObject>() {
        return Err(args::bad_argument("intern", "argument", "str", string));
    }
    if !string.is_exact::<PyUnicodeObject>() {
        return Err(raise!(TYPE_ERROR, "can't intern {}", string.ob_type().full_name()));
    }
    // SAFETY: checked above.
    let mut text: Ref<PyUnicodeObject> = unsafe { string.to_ref().cast_into_unchecked() };
    str::intern_in_place(&mut text);
    Ok(text.upcast())
}

fn is_finalizing(_: &PyObject) -> PyResult {
    Ok(bool_::from_bool(false))
}

fn set_trace(_: &PyObject, function: &PyObject) -> PyResult {
    trace::set_trace(Some(function));
    Ok(singletons::none_ref())
}

fn set_profile(_: &PyObject, function: &PyObject) -> PyResult {
    trace::set_profile(Some(function));
    Ok(singletons::none_ref())
}

fn get_trace(_: &PyObject) -> PyResult {
    Ok(trace::get_trace())
}

fn get_profile(_: &PyObject) -> PyResult {
    Ok(trace::get_profile())
}

fn unraisable_hook(_: &PyObject, arguments: &PyObject) -> PyResult {
    let value = objects::get_attr_str(arguments, "exc_value")?;
    let object = objects::get_attr_str(arguments, "object")?;
    let message = objects::get_attr_str(arguments, "err_msg")?;
    let message = str::as_str(&message).map(|text| text.to_owned());
    errors::raise_instance(value);
    report::report_unraisable(
        message.as_deref(),
        Some(&object).filter(|object| !object.is_none()).map(|o| &**o),
    );
    Ok(singletons::none_ref())
}

/// Sets `sys.argv`.
pub fn set_argv(arguments: &[std::ffi::OsString]) -> Result<(), Raised> {
    use std::os::unix::ffi::OsStrExt;
    let items = arguments
        .iter()
        .map(|argument| vivarium_vm::sys::decode_bytes(argument.as_bytes()))
        .collect::<Result<Vec<_>, _>>()?;
    vivarium_vm::sys::set("argv", &*list::from_vec(items)?)
}

/// Sets `sys.path`: the program's folder, then `PYTHONPATH` and what else there is.
pub fn set_path(entries: &[std::path::PathBuf]) -> Result<(), Raised> {
    use std::os::unix::ffi::OsStrExt;
    let items = entries
        .iter()
        .map(|entry| vivarium_vm::sys::decode_bytes(entry.as_os_str().as_bytes()))
        .collect::<Result<Vec<_>, _>>()?;
    vivarium_vm::sys::set("path", &*list::from_vec(items)?)
}

/// What a signal handler of the process calls.
pub fn interrupt() {
    interp::pending::interrupt();
}
