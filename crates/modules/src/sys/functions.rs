//! The functions of `sys`.

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::frame;
use vivarium_runtime::object::{PyObject, PyResult, Raised, clone_slot};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{
    bool_, call, dict, errors, exceptions, float, hooks, int, memory, name, number, objects, raise,
    singletons, str, thread, tuple, typeobject,
};
use vivarium_vm::{report, trace};

pub(super) static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::one(
        c"getrefcount",
        getrefcount,
        c"getrefcount($module, object, /)\n--\n\nThe number of references to an object, the argument's own among them.",
    ),
    PyMethodDef::keywords(
        c"getsizeof",
        getsizeof,
        c"getsizeof(object [, default]) -> int\n\nThe size of an object in bytes.",
    )
    .old_style(),
    PyMethodDef::one(
        c"intern",
        intern,
        c"intern($module, string, /)\n--\n\nThe one string of this text that is shared by all who intern it.",
    ),
    PyMethodDef::fast(
        c"_getframe",
        getframe,
        c"_getframe($module, depth=0, /)\n--\n\nA frame of the call stack; 0 is the caller's.",
    ),
    PyMethodDef::noargs(c"_current_frames", current_frames, c"_current_frames($module, /)\n--\n\nThe running frame of each thread."),
    PyMethodDef::noargs(c"_current_exceptions", current_exceptions, c"_current_exceptions($module, /)\n--\n\nThe exception that each thread handles."),
    PyMethodDef::noargs(c"_getquickenedcount", quickened_count, c"_getquickenedcount($module, /)\n--\n\nHow many code objects were quickened, where that is counted."),
    PyMethodDef::noargs(c"getdlopenflags", getdlopenflags, c"getdlopenflags($module, /)\n--\n\nThe flags for dlopen calls."),
    PyMethodDef::one(c"setdlopenflags", setdlopenflags, c"setdlopenflags($module, flags, /)\n--\n\nSet the flags for dlopen calls."),
    PyMethodDef::noargs(c"exc_info", exc_info, c"exc_info($module, /)\n--\n\nType, value and traceback of the exception being handled."),
    PyMethodDef::noargs(c"exception", exception, c"exception($module, /)\n--\n\nThe exception being handled."),
    PyMethodDef::fast(c"exit", exit, c"exit($module, status=None, /)\n--\n\nExit by raising SystemExit(status)."),
    PyMethodDef::noargs(c"getrecursionlimit", getrecursionlimit, c"getrecursionlimit($module, /)\n--\n\nThe largest depth of calls."),
    PyMethodDef::one(c"setrecursionlimit", setrecursionlimit, c"setrecursionlimit($module, limit, /)\n--\n\nSet the largest depth of calls."),
    PyMethodDef::noargs(c"getdefaultencoding", utf8, c"getdefaultencoding($module, /)\n--\n\nThe encoding of str by default."),
    PyMethodDef::noargs(c"getfilesystemencoding", utf8, c"getfilesystemencoding($module, /)\n--\n\nThe encoding of file names."),
    PyMethodDef::noargs(
        c"getfilesystemencodeerrors",
        surrogateescape,
        c"getfilesystemencodeerrors($module, /)\n--\n\nThe error handler of file names.",
    ),
    PyMethodDef::noargs(c"is_finalizing", is_finalizing, c"is_finalizing($module, /)\n--\n\nWhether the interpreter is ending."),
    PyMethodDef::noargs(c"_clear_type_cache", clear_type_cache, c"_clear_type_cache($module, /)\n--\n\nForget cached methods."),
    PyMethodDef::noargs(c"_debugmallocstats", debugmallocstats, c"_debugmallocstats($module, /)\n--\n\nPrint to the standard error what the allocator holds."),
    PyMethodDef::noargs(c"getallocatedblocks", getallocatedblocks, c"getallocatedblocks($module, /)\n--\n\nThe number of memory blocks in use."),
    PyMethodDef::noargs(c"getswitchinterval", getswitchinterval, c"getswitchinterval($module, /)\n--\n\nSeconds between thread switches."),
    PyMethodDef::one(c"setswitchinterval", setswitchinterval, c"setswitchinterval($module, interval, /)\n--\n\nSet the seconds between thread switches."),
    PyMethodDef::noargs(
        c"get_int_max_str_digits",
        get_int_max_str_digits,
        c"get_int_max_str_digits($module, /)\n--\n\nThe limit of digits in conversions between int and str.",
    ),
    PyMethodDef::keywords(
        c"set_int_max_str_digits",
        set_int_max_str_digits,
        c"set_int_max_str_digits($module, /, maxdigits)\n--\n\nSet the limit of digits in conversions between int and str.",
    ),
    PyMethodDef::fast(c"audit", audit, c"audit(event, *args)\n\nTell the audit hooks of an event."),
    PyMethodDef::keywords(c"addaudithook", addaudithook, c"addaudithook($module, /, hook)\n--\n\nAdd a function that is told of events."),
    PyMethodDef::fast(c"call_tracing", call_tracing, c"call_tracing($module, func, args, /)\n--\n\nCall a function with tracing on."),
    PyMethodDef::END,
];

pub(super) static HOOKS: &[PyMethodDef] = &[
    PyMethodDef::one(c"settrace", settrace, c"settrace(function)\n\nSet the function that is told of every line."),
    PyMethodDef::noargs(c"gettrace", gettrace, c"gettrace($module, /)\n--\n\nThe trace function."),
    PyMethodDef::one(c"setprofile", setprofile, c"setprofile(function)\n\nSet the function that is told of every call."),
    PyMethodDef::noargs(c"getprofile", getprofile, c"getprofile($module, /)\n--\n\nThe profile function."),
    PyMethodDef::one(c"displayhook", displayhook, c"displayhook($module, object, /)\n--\n\nPrint an object to sys.stdout and keep it in builtins._"),
    PyMethodDef::fast(
        c"excepthook",
        excepthook,
        c"excepthook($module, exctype, value, traceback, /)\n--\n\nPrint an exception to sys.stderr.",
    ),
    PyMethodDef::one(
        c"unraisablehook",
        unraisablehook,
        c"unraisablehook($module, unraisable, /)\n--\n\nPrint an exception that could not be raised to sys.stderr.",
    ),
    PyMethodDef::keywords(c"breakpointhook", breakpointhook, c"breakpointhook(*args, **kws)\n\nWhat breakpoint() calls."),
    PyMethodDef::noargs(c"get_asyncgen_hooks", get_asyncgen_hooks, c"get_asyncgen_hooks($module, /)\n--\n\nThe hooks of asynchronous generators."),
    PyMethodDef::keywords(
        c"set_asyncgen_hooks",
        set_asyncgen_hooks,
        c"set_asyncgen_hooks(* [, firstiter] [, finalizer])\n\nSet the hooks of asynchronous generators.",
    ),
    PyMethodDef::noargs(
        c"get_coroutine_origin_tracking_depth",
        get_origin_depth,
        c"get_coroutine_origin_tracking_depth($module, /)\n--\n\nHow many frames of a coroutine's creation are kept.",
    ),
    PyMethodDef::one(
        c"set_coroutine_origin_tracking_depth",
        set_origin_depth,
        c"set_coroutine_origin_tracking_depth($module, /, depth)\n--\n\nSet how many frames of a coroutine's creation are kept.",
    ),
    PyMethodDef::END,
];

fn getrefcount(_: &PyObject, object: &PyObject) -> PyResult {
    int::from_isize(object.refcount())
}

fn getsizeof(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("getsizeof", &["object", "default"]).required(1);
    let [object, default] = SPEC.parse(args, kwnames)?;
    let object = object.expect("required");
    match (objects::getsizeof(object), default) {
        (Ok(size), _) => int::from_isize(size),
        (Err(_), Some(default)) if errors::matches(&exceptions::TYPE_ERROR) => {
            errors::clear();
            Ok(default.to_ref())
        }
        (Err(raised), _) => Err(raised),
    }
}

fn intern(_: &PyObject, object: &PyObject) -> PyResult {
    if object.is_exact::<PyUnicodeObject>() {
        return Ok(str::intern_object(object));
    }
    if object.is_instance_of::<PyUnicodeObject>() {
        return Err(raise!(TYPE_ERROR, "can't intern {}", object.ob_type().name()));
    }
    Err(args::bad_argument("intern", "argument", "str", object))
}

fn getframe(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("_getframe", arguments, 0, 1)?;
    let depth = match arguments.first() {
        Some(depth) => number::as_c_int(depth)?,
        None => 0,
    };
    let mut current = frame::current_visible();
    for _ in 0..depth.max(0) {
        current = current.and_then(|frame| frame.visible_back());
    }
    match current {
        Some(frame) => {
            let object: &PyObject = frame.object()?;
            hooks::audit("sys._getframe", || Ok(vec![object.to_ref()]))?;
            Ok(object.to_ref())
        }
        None => Err(raise!(VALUE_ERROR, "call stack is not deep enough")),
    }
}

fn current_frames(_: &PyObject) -> PyResult {
    hooks::audit("sys._current_frames", || Ok(Vec::new()))?;
    let frames = dict::new()?;
    for (thread, frame) in thread::lock::frames() {
        // SAFETY: null, or a frame of a thread that waits for the lock or holds it.
        if let Some(frame) = frame::visible(unsafe { frame.as_ref() }) {
            frames.set_item(&*int::from_u64(thread)?, frame.object()?)?;
        }
    }
    Ok(frames.upcast())
}

fn current_exceptions(_: &PyObject) -> PyResult {
    hooks::audit("sys._current_exceptions", || Ok(Vec::new()))?;
    let exceptions = dict::new()?;
    // SAFETY: no arguments, and it can't fail.
    let thread = int::from_usize(unsafe { libc::pthread_self() } as usize)?;
    exceptions.set_item(&thread, &*exc_info(singletons::none())?)?;
    Ok(exceptions.upcast())
}

/// CPython counts them in builds with statistics only.
fn quickened_count(_: &PyObject) -> PyResult {
    int::from_i64(0)
}

/// `dlopen` is never called, but programs that load extensions set and restore its flags.
static DLOPEN_FLAGS: std::sync::atomic::AtomicI32 = std::sync::atomic::AtomicI32::new(libc::RTLD_NOW);

fn getdlopenflags(_: &PyObject) -> PyResult {
    int::from_i64(i64::from(DLOPEN_FLAGS.load(std::sync::atomic::Ordering::Relaxed)))
}

fn setdlopenflags(_: &PyObject, flags: &PyObject) -> PyResult {
    DLOPEN_FLAGS.store(number::as_c_int(flags)?, std::sync::atomic::Ordering::Relaxed);
    Ok(singletons::none_ref())
}

fn exc_info(_: &PyObject) -> PyResult {
    let none = singletons::none_ref;
    let items = match thread::topmost_exception() {
        Some(exception) => [
            exception.ob_type().to_ref(),
            exception.to_ref(),
            exceptions::traceback(exception).unwrap_or_else(none),
        ],
        None => [none(), none(), none()],
    };
    Ok(tuple::new(items)?.upcast())
}

fn exception(_: &PyObject) -> PyResult {
    Ok(thread::topmost_exception().map_or_else(singletons::none_ref, PyObject::to_ref))
}

fn exit(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("exit", arguments, 0, 1)?;
    let status = arguments.first().copied().unwrap_or(singletons::none());
    Err(errors::set_object(&exceptions::SYSTEM_EXIT, status.to_ref()))
}

fn getrecursionlimit(_: &PyObject) -> PyResult {
    int::from_i64(thread::current().recursion_limit.get().into())
}

fn setrecursionlimit(_: &PyObject, limit: &PyObject) -> PyResult {
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

fn utf8(_: &PyObject) -> PyResult {
    Ok(str::intern("utf-8")?.upcast())
}

fn surrogateescape(_: &PyObject) -> PyResult {
    Ok(str::intern("surrogateescape")?.upcast())
}

fn is_finalizing(_: &PyObject) -> PyResult {
    Ok(bool_::from_bool(vivarium_vm::lifecycle::is_finalizing()))
}

fn clear_type_cache(_: &PyObject) -> PyResult {
    typeobject::cache::clear();
    Ok(singletons::none_ref())
}

fn debugmallocstats(_: &PyObject) -> PyResult {
    eprint!("{}\n{}", memory::report::allocator(), memory::report::free_lists());
    Ok(singletons::none_ref())
}

fn getallocatedblocks(_: &PyObject) -> PyResult {
    int::from_usize(memory::live_blocks())
}

struct SwitchInterval(std::cell::Cell<f64>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for SwitchInterval {}

static SWITCH_INTERVAL: SwitchInterval = SwitchInterval(std::cell::Cell::new(0.005));

fn getswitchinterval(_: &PyObject) -> PyResult {
    float::from_f64(SWITCH_INTERVAL.0.get())
}

fn setswitchinterval(_: &PyObject, interval: &PyObject) -> PyResult {
    let seconds = float::to_f64(interval)?;
    if seconds <= 0.0 {
        return Err(raise!(VALUE_ERROR, "switch interval must be strictly positive"));
    }
    SWITCH_INTERVAL.0.set(seconds);
    thread::lock::set_interval(seconds);
    Ok(singletons::none_ref())
}

fn get_int_max_str_digits(_: &PyObject) -> PyResult {
    int::from_i64(int::text::max_str_digits() as i64)
}

fn set_int_max_str_digits(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("set_int_max_str_digits", &["maxdigits"]).required(1);
    let [digits] = SPEC.parse(args, kwnames)?;
    let digits = number::as_c_int(digits.expect("required"))?;
    if digits != 0 && digits < 640 {
        return Err(raise!(VALUE_ERROR, "maxdigits must be 0 or larger than 640"));
    }
    int::text::set_max_str_digits(digits as usize);
    Ok(singletons::none_ref())
}

fn audit(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let Some((event, rest)) = arguments.split_first() else {
        return Err(raise!(TYPE_ERROR, "audit() missing 1 required positional argument: 'event'"));
    };
    if !event.is_instance_of::<PyUnicodeObject>() {
        return Err(raise!(TYPE_ERROR, "expected str for argument 'event', not {}", event.ob_type().name()));
    }
    tell_hooks(event, rest)?;
    Ok(singletons::none_ref())
}

fn tell_hooks(event: &PyObject, rest: &[&PyObject]) -> Result<(), Raised> {
    let arguments = tuple::from_slice(rest)?;
    // Hooks are not traced, unless they ask for it.
    let state = thread::current();
    let tracing = state.use_tracing.get();
    state.tracing.set(state.tracing.get() + 1);
    let mut told = Ok(());
    for hook in audit_hooks() {
        if let Err(raised) = call::call(&hook, &[event, &arguments]) {
            told = Err(raised);
            break;
        }
    }
    state.tracing.set(state.tracing.get() - 1);
    state.use_tracing.set(tracing);
    told
}

/// What native code tells hooks, once there are some.
fn audit_event(event: &str, arguments: &[&PyObject]) -> Result<(), Raised> {
    tell_hooks(&*str::intern(event)?, arguments)
}

struct AuditHooks(std::cell::RefCell<Vec<vivarium_runtime::object::Ref>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for AuditHooks {}

static AUDIT_HOOKS: AuditHooks = AuditHooks(std::cell::RefCell::new(Vec::new()));

fn audit_hooks() -> Vec<vivarium_runtime::object::Ref> {
    AUDIT_HOOKS.0.borrow().clone()
}

fn addaudithook(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("addaudithook", &["hook"]).required(1);
    let [hook] = SPEC.parse(args, kwnames)?;
    if audit_event("sys.addaudithook", &[]).is_err() {
        // Hooks may refuse others, quietly where it is an ordinary exception.
        if errors::matches(&exceptions::EXCEPTION) {
            errors::clear();
            return Ok(singletons::none_ref());
        }
        return Err(Raised::already_set());
    }
    AUDIT_HOOKS.0.borrow_mut().push(hook.expect("required").to_ref());
    hooks::install(hooks::Hooks { audit: Some(audit_event), ..hooks::get() });
    Ok(singletons::none_ref())
}

fn call_tracing(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("call_tracing", arguments, 2, 2)?;
    let Some(args) = arguments[1].cast::<tuple::PyTupleObject>() else {
        return Err(args::bad_argument("call_tracing", "argument 2", "tuple", arguments[1]));
    };
    call::call_tuple_dict(arguments[0], args, None)
}

fn settrace(_: &PyObject, function: &PyObject) -> PyResult {
    trace::set_trace(Some(function))?;
    Ok(singletons::none_ref())
}

fn gettrace(_: &PyObject) -> PyResult {
    Ok(trace::get_trace())
}

fn setprofile(_: &PyObject, function: &PyObject) -> PyResult {
    trace::set_profile(Some(function))?;
    Ok(singletons::none_ref())
}

fn getprofile(_: &PyObject) -> PyResult {
    Ok(trace::get_profile())
}

fn displayhook(_: &PyObject, object: &PyObject) -> PyResult {
    if object.is_none() {
        return Ok(singletons::none_ref());
    }
    let builtins = vivarium_runtime::hooks::import("builtins")?;
    objects::set_attr(&builtins, name!("_"), Some(singletons::none()))?;
    let Some(stdout) = vivarium_vm::sys::get("stdout")?.filter(|stdout| !stdout.is_none()) else {
        return Err(raise!(RUNTIME_ERROR, "lost sys.stdout"));
    };
    match write_repr(&stdout, object) {
        Err(_) if errors::matches(&exceptions::UNICODE_ENCODE_ERROR) => {
            errors::clear();
            write_escaped(&stdout, object)?;
        }
        written => written?,
    }
    call::call_method(&stdout, "write", &[&*str::new("\n")?])?;
    objects::set_attr(&builtins, name!("_"), Some(object))?;
    Ok(singletons::none_ref())
}

fn write_repr(stdout: &PyObject, object: &PyObject) -> Result<(), Raised> {
    let write = objects::get_attr_str(stdout, "write")?;
    call::call(&write, &[&*objects::repr(object)?]).map(drop)
}

/// The object's `repr` with what the stream's encoding lacks as escapes (`sys_displayhook_unencodable`).
fn write_escaped(stdout: &PyObject, object: &PyObject) -> Result<(), Raised> {
    let encoding = objects::get_attr_str(stdout, "encoding")?;
    let text = objects::repr(object)?;
    let encoded = call::call_method(&text, "encode", &[&encoding, &*str::new("backslashreplace")?])?;
    match objects::lookup_attr_str(stdout, "buffer")? {
        Some(buffer) => call::call_method(&buffer, "write", &[&encoded]).map(drop),
        None => {
            let text = call::call_method(&encoded, "decode", &[&encoding, &*str::new("strict")?])?;
            call::call_method(stdout, "write", &[&text]).map(drop)
        }
    }
}

fn excepthook(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("excepthook", arguments, 3, 3)?;
    let (value, traceback) = (arguments[1], arguments[2]);
    if exceptions::is_exception_instance(value)
        && exceptions::traceback(value).is_none()
        && !traceback.is_none()
    {
        exceptions::set_traceback(value, Some(traceback.to_ref()));
    }
    report::display(value);
    Ok(singletons::none_ref())
}

fn unraisablehook(_: &PyObject, unraisable: &PyObject) -> PyResult {
    if !unraisable.ob_type().is(&vivarium_vm::structs::UNRAISABLE_ARGS_TYPE) {
        return Err(raise!(TYPE_ERROR, "sys.unraisablehook argument type must be UnraisableHookArgs"));
    }
    let exception = objects::get_attr(unraisable, name!("exc_value"))?;
    let message = objects::get_attr(unraisable, name!("err_msg"))?;
    let object = objects::get_attr(unraisable, name!("object"))?;
    let message = if message.is_none() { None } else { Some(objects::str_text(&message)?) };
    let object = if object.is_none() { None } else { Some(&*object) };
    errors::raise_instance(exception);
    report::report_unraisable(message.as_deref(), object);
    Ok(singletons::none_ref())
}

fn breakpointhook(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let flags = vivarium_vm::sys::get("flags")?;
    let ignored = match &flags {
        Some(flags) => objects::is_true(&*objects::get_attr_str(flags, "ignore_environment")?)?,
        None => false,
    };
    let asked = std::env::var("PYTHONBREAKPOINT").ok().filter(|asked| !ignored && !asked.is_empty());
    let asked = asked.as_deref().unwrap_or("pdb.set_trace");
    if asked == "0" {
        return Ok(singletons::none_ref());
    }
    let (module, attribute) = asked.rsplit_once('.').unwrap_or(("builtins", asked));
    let found = vivarium_runtime::hooks::import(module)
        .and_then(|module| objects::get_attr(&module, &*str::intern(attribute)?));
    let set_trace = match found {
        Ok(found) => found,
        Err(_)
            if errors::matches(&exceptions::IMPORT_ERROR)
                || errors::matches(&exceptions::ATTRIBUTE_ERROR) =>
        {
            errors::clear();
            let category: &PyObject = &exceptions::RUNTIME_WARNING;
            let message = format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{asked}\"");
            vivarium_vm::warnings::warn(category, &message, 1)?;
            return Ok(singletons::none_ref());
        }
        Err(raised) => return Err(raised),
    };
    let names = kwnames.map_or(0, |names| args::items(names).len());
    call::vectorcall(&set_trace, args, args.len() - names, kwnames)
}

fn get_asyncgen_hooks(_: &PyObject) -> PyResult {
    let state = thread::current();
    // SAFETY: null or owned by the thread state.
    let (first, last) =
        unsafe { (clone_slot(&state.async_gen_firstiter), clone_slot(&state.async_gen_finalizer)) };
    super::facts::asyncgen_hooks(
        first.unwrap_or_else(singletons::none_ref),
        last.unwrap_or_else(singletons::none_ref),
    )
}

fn set_asyncgen_hooks(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("set_asyncgen_hooks", &["firstiter", "finalizer"]);
    let [first, last] = SPEC.parse(args, kwnames)?;
    let state = thread::current();
    let store = |slot, value: Option<&PyObject>, what: &str| -> Result<(), Raised> {
        let Some(value) = value else { return Ok(()) };
        if !value.is_none() && !objects::is_callable(value) {
            return Err(raise!(TYPE_ERROR, "callable {what} expected, got {}", value.ob_type().name()));
        }
        drop(vivarium_runtime::object::replace_slot(slot, (!value.is_none()).then(|| value.to_ref())));
        Ok(())
    };
    store(&state.async_gen_finalizer, last, "finalizer")?;
    store(&state.async_gen_firstiter, first, "firstiter")?;
    Ok(singletons::none_ref())
}

fn get_origin_depth(_: &PyObject) -> PyResult {
    int::from_i64(thread::current().coroutine_origin_tracking_depth.get().into())
}

fn set_origin_depth(_: &PyObject, depth: &PyObject) -> PyResult {
    let depth = number::as_c_int(depth)?;
    if depth < 0 {
        return Err(raise!(VALUE_ERROR, "depth must be >= 0"));
    }
    thread::current().coroutine_origin_tracking_depth.set(depth);
    Ok(singletons::none_ref())
}
