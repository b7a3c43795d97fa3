//! Setting, fetching, matching and chaining the thread's exception (`Python/errors.c`).

use std::fmt;

use crate::exceptions::{self, PyBaseExceptionObject};
use crate::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use crate::thread;
use crate::typeobject::{PyTypeObject, flags};

/// `raise!(TYPE_ERROR, "format {}", x)` sets an exception of [`crate::exceptions`] and gives the [`Raised`] token.
#[macro_export]
macro_rules! raise {
    ($kind:ident, $($format:tt)*) => {
        $crate::errors::raise(&$crate::exceptions::$kind, ::std::format_args!($($format)*))
    };
}

/// The exception of a thread as CPython 3.11 keeps it: a class, a value that may not be an instance yet, a traceback.
#[derive(Debug)]
pub struct Fetched {
    pub exc_type: Ref,
    pub value: Option<Ref>,
    pub traceback: Option<Ref>,
}

#[inline(always)]
pub fn occurred() -> bool {
    !thread::current().curexc_type.get().is_null()
}

/// The class of the exception that is set.
#[inline]
pub fn current_type() -> Option<&'static PyObject> {
    // SAFETY: null or owned by the thread state.
    unsafe { thread::current().curexc_type.get().as_ref() }
}

/// Sets an exception with a message.
#[cold]
pub fn raise(exc_type: &PyTypeObject, message: fmt::Arguments<'_>) -> Raised {
    let text = match message.as_str() {
        Some(text) => crate::str::text::from_message(text),
        None => crate::str::text::from_message(&message.to_string()),
    };
    match text {
        Ok(text) => set_object(exc_type, text.upcast()),
        Err(raised) => raised,
    }
}

/// Sets an exception without a value.
#[cold]
pub fn set_none(exc_type: &PyTypeObject) -> Raised {
    set(exc_type, None)
}

/// Sets an exception with a value: an instance, the sole argument, or a tuple of arguments.
#[cold]
pub fn set_object(exc_type: &PyTypeObject, value: Ref) -> Raised {
    set(exc_type, Some(value))
}

/// Raises an instance as it is.
pub fn raise_instance(exception: Ref) -> Raised {
    let exc_type = exception.ob_type().to_ref();
    // SAFETY: a type object.
    let exc_type: Ref<PyTypeObject> = unsafe { exc_type.cast_into_unchecked() };
    set(&exc_type, Some(exception))
}

/// Sets an exception that was set before, with the context it has (`PyErr_Restore`).
pub fn put_back(exception: Ref) -> Raised {
    let exc_type = exception.ob_type().to_ref().upcast();
    let traceback = exceptions::traceback(&exception);
    restore(Fetched { exc_type, value: Some(exception), traceback });
    Raised
}

/// The exception that is set becomes cause and context of a new one (`_PyErr_FormatFromCause`).
#[cold]
pub fn raise_from_current(exc_type: &PyTypeObject, message: &str) -> Raised {
    let cause = take();
    raise(exc_type, format_args!("{message}"));
    let exception = take();
    exceptions::set_cause(&exception, Some(cause.clone()));
    exceptions::set_context(&exception, Some(cause));
    put_back(exception)
}

/// `MemoryError`. Its instance is made in advance by nobody: the thread state holds the bare class, which needs no memory.
#[cold]
pub fn no_memory() -> Raised {
    restore(memory_error());
    Raised
}

fn memory_error() -> Fetched {
    Fetched { exc_type: exceptions::MEMORY_ERROR.to_ref(), value: None, traceback: None }
}

/// `_PyErr_SetObject`: the exception being handled becomes the context, which asks for an instance at once.
fn set(exc_type: &PyTypeObject, value: Option<Ref>) -> Raised {
    let mut value = value;
    if let Some(handled) = thread::topmost_exception() {
        let handled = handled.to_ref();
        let is_instance = value.as_ref().is_some_and(|v| exceptions::is_exception_instance(v));
        if !is_instance {
            clear();
            value = match exceptions::instantiate(exc_type, value) {
                Ok(instance) => Some(instance),
                Err(raised) => return raised,
            };
        }
        if let Some(instance) = &value {
            set_context_avoiding_cycles(instance, handled);
        }
    }
    let traceback = value.as_ref().and_then(|v| v.cast::<PyBaseExceptionObject>()).and_then(|exception| {
        // SAFETY: the exception owns its traceback.
        unsafe { crate::object::clone_slot(&exception.traceback) }
    });
    restore(Fetched { exc_type: exc_type.to_ref(), value, traceback });
    Raised
}

/// Makes `handled` the context of `exception`, first cutting `exception` out of `handled`'s own chain of contexts.
fn set_context_avoiding_cycles(exception: &PyObject, handled: Ref) {
    if exception.is(&handled) {
        return;
    }
    let mut link = handled.clone();
    // A cycle that a program made by hand must not hang us: Floyd's tortoise goes half as fast.
    let mut slow = handled.clone();
    let mut step = false;
    while let Some(context) = exceptions::context(&link) {
        if context.is(exception) {
            exceptions::set_context(&link, None);
            break;
        }
        link = context;
        if link.is(&slow) {
            break;
        }
        if step && let Some(next) = exceptions::context(&slow) {
            slow = next;
        }
        step = !step;
    }
    exceptions::set_context(exception, Some(handled));
}

/// Takes the exception out of the thread state.
pub fn fetch() -> Option<Fetched> {
    let state = thread::current();
    let exc_type = replace_slot(&state.curexc_type, None)?;
    let value = replace_slot(&state.curexc_value, None);
    let traceback = replace_slot(&state.curexc_traceback, None);
    Some(Fetched { exc_type, value, traceback })
}

/// Puts an exception into the thread state, in place of one that may be there.
pub fn restore(fetched: Fetched) {
    let state = thread::current();
    let old = (
        replace_slot(&state.curexc_type, Some(fetched.exc_type)),
        replace_slot(&state.curexc_value, fetched.value),
        replace_slot(&state.curexc_traceback, fetched.traceback),
    );
    drop(old);
}

/// Forgets the exception.
pub fn clear() {
    drop(fetch());
}

/// Takes the exception as an instance that carries its traceback, and out of the thread state. Where somebody lost it,
/// which is for want of memory as a rule, it is a `MemoryError`.
pub fn take() -> Ref {
    let fetched = fetch();
    debug_assert!(fetched.is_some(), "an exception is set");
    let fetched = fetched.unwrap_or_else(memory_error);
    let instance = normalize(fetched);
    exceptions_instance_with_traceback(instance)
}

fn exceptions_instance_with_traceback((instance, traceback): (Ref, Option<Ref>)) -> Ref {
    if let Some(traceback) = traceback {
        exceptions::set_traceback(&instance, Some(traceback));
    }
    instance
}

/// Makes the value an instance of the class; what goes wrong while doing so becomes the exception.
pub fn normalize(fetched: Fetched) -> (Ref, Option<Ref>) {
    let state = thread::current();
    // An exception can be made even where the recursion limit has been reached.
    state.recursion_headroom.set(state.recursion_headroom.get() + 1);
    let normalized = normalize_with_headroom(fetched);
    state.recursion_headroom.set(state.recursion_headroom.get() - 1);
    normalized
}

fn normalize_with_headroom(fetched: Fetched) -> (Ref, Option<Ref>) {
    let mut fetched = fetched;
    let mut rounds = 0;
    loop {
        if let Some(value) = &fetched.value
            && exceptions::is_exception_instance(value)
            && value.ob_type().is_subtype(type_of(&fetched.exc_type))
        {
            return (fetched.value.expect("checked"), fetched.traceback);
        }
        match exceptions::instantiate(type_of(&fetched.exc_type), fetched.value.take()) {
            Ok(instance) if exceptions::is_exception_instance(&instance) => {
                return (instance, fetched.traceback);
            }
            made => {
                if let Ok(instance) = made {
                    let class = crate::objects::repr_text(&fetched.exc_type).unwrap_or_default();
                    clear();
                    crate::raise!(
                        TYPE_ERROR,
                        "calling {class} should have returned an instance of BaseException, not {}",
                        instance.ob_type().full_name()
                    );
                }
                let traceback = fetched.traceback.take();
                fetched = fetch().unwrap_or_else(memory_error);
                if fetched.traceback.is_none() {
                    fetched.traceback = traceback;
                }
                rounds += 1;
                if rounds >= 32 {
                    // Making an exception fails again and again: the bare class, made without running any program code.
                    let bare = exceptions::bare_instance(&exceptions::RECURSION_ERROR);
                    return (bare, fetched.traceback);
                }
            }
        }
    }
}

fn type_of(exc_type: &PyObject) -> &PyTypeObject {
    // SAFETY: only classes are stored as exception types.
    unsafe { exc_type.cast_unchecked() }
}

/// Whether the exception that is set is of this class.
pub fn matches(exc_type: &PyTypeObject) -> bool {
    current_type().is_some_and(|current| given_matches(current, exc_type))
}

/// Whether an exception (a class or an instance) is of this class.
pub fn given_matches(given: &PyObject, exc_type: &PyTypeObject) -> bool {
    match given.cast::<PyTypeObject>() {
        Some(class) => class.is_subtype(exc_type),
        None => given.ob_type().is_subtype(exc_type),
    }
}

/// Whether `object` is a class that can be raised.
pub fn is_exception_class(object: &PyObject) -> bool {
    object.cast::<PyTypeObject>().is_some_and(|class| class.has_flag(flags::BASE_EXC_SUBCLASS))
}

/// `Some(value)` as it is; an `Err` of the given class is swallowed and becomes `None`.
pub fn swallow<T>(result: Result<T, Raised>, exc_type: &PyTypeObject) -> Result<Option<T>, Raised> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(_) if matches(exc_type) => {
            clear();
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

/// Says in what an exception that can't be raised happened: `sys.unraisablehook`, once the VM has installed it.
pub fn write_unraisable(object: Option<&PyObject>) {
    match crate::hooks::get().write_unraisable {
        Some(hook) => hook(object),
        None => clear(),
    }
}

/// Raises `SystemError` for a slot that returned a value with an exception set, or nothing without one. Debug aid.
pub fn check_result(result: PyResult) -> PyResult {
    debug_assert_eq!(result.is_err(), occurred());
    result
}
