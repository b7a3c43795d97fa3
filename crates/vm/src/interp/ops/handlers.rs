//! Raising and handling exceptions, `with`, `except*`.

use vivarium_runtime::exceptions::{self, BASE_EXCEPTION_GROUP, group};
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{bool_, call, errors, objects, raise, singletons, thread};

use crate::interp::ctx::{Ctx, Flow, attempt};

fn handled() -> &'static thread::ErrStackItem {
    // SAFETY: the innermost level of handled exceptions is live.
    unsafe { &*thread::current().exc_info.get() }
}

#[inline(always)]
pub fn load_assertion_error(c: &mut Ctx, _: u32) -> Flow {
    let class: &PyObject = &exceptions::ASSERTION_ERROR;
    c.push_ref(class.to_ref());
    Flow::Next
}

#[inline(always)]
pub fn push_exc_info(c: &mut Ctx, _: u32) -> Flow {
    let level = handled();
    let new = c.peek(1);
    // SAFETY: the stack owns it.
    unsafe { (*new).incref() };
    let old = level.exc_value.replace(new);
    c.set_peek(1, if old.is_null() { singletons::none_ref().into_raw() } else { old });
    c.push(new);
    Flow::Next
}

#[inline(always)]
pub fn pop_except(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let saved = c.pop_ref();
    drop(replace_slot(&handled().exc_value, Some(saved)));
    Flow::Next
}

/// `PyErr_GivenExceptionMatches`, for a class or a tuple of classes.
pub fn matches(given: &PyObject, class: &PyObject) -> bool {
    if let Some(tuple) = class.cast::<PyTupleObject>() {
        return tuple.items().iter().any(|class| matches(given, class));
    }
    match class.cast::<PyTypeObject>() {
        Some(class) => errors::given_matches(given, class),
        None => given.is(class),
    }
}

fn each_class(class: &PyObject) -> Vec<&PyObject> {
    match class.cast::<PyTupleObject>() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![class],
    }
}

fn check_classes(class: &PyObject) -> Result<(), Raised> {
    if each_class(class).iter().all(|class| errors::is_exception_class(class)) {
        return Ok(());
    }
    Err(raise!(TYPE_ERROR, "catching classes that do not inherit from BaseException is not allowed"))
}

#[inline(always)]
pub fn check_exc_match(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let class = c.pop_ref();
    attempt!(check_classes(&class));
    let matched = matches(c.peek_ref(1), &class);
    c.push_ref(bool_::from_bool(matched));
    Flow::Next
}

#[inline(always)]
pub fn check_eg_match(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let class = c.pop_ref();
    let exception = c.pop_ref();
    let (matched, rest) = attempt!(split_group(&exception, &class));
    if !matched.is_none() {
        drop(replace_slot(&handled().exc_value, Some(matched.clone())));
    }
    c.push_ref(rest);
    c.push_ref(matched);
    Flow::Next
}

/// What an `except*` clause takes, and what is left.
fn split_group(exception: &PyObject, class: &PyObject) -> Result<(Ref, Ref), Raised> {
    check_classes(class)?;
    let is_group = |class: &&PyObject| {
        class.cast::<PyTypeObject>().is_some_and(|class| class.is_subtype(&BASE_EXCEPTION_GROUP))
    };
    if each_class(class).iter().any(is_group) {
        return Err(raise!(
            TYPE_ERROR,
            "catching ExceptionGroup with except* is not allowed. Use except instead."
        ));
    }
    let or_none = |part: Option<Ref>| part.unwrap_or_else(singletons::none_ref);
    if exception.is_none() {
        return Ok((or_none(None), or_none(None)));
    }
    if !exception.ob_type().is_subtype(&BASE_EXCEPTION_GROUP) && matches(exception, class) {
        // A naked exception is wrapped, so that the clause sees a group.
        let items = tuple::from_slice(&[exception])?;
        let wrapped =
            call::call(exceptions::exception_group(), &[&*vivarium_runtime::str::new("")?, &items])?;
        return Ok((wrapped, or_none(None)));
    }
    let (matched, rest) = group::split_by_type(exception, class)?;
    Ok((or_none(matched), or_none(rest)))
}

#[inline(always)]
pub fn prep_reraise_star(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let raised = c.pop_ref();
    let original = c.pop_ref();
    c.push_ref(attempt!(prepare_reraise(&original, &raised)));
    Flow::Next
}

fn prepare_reraise(original: &PyObject, raised: &PyObject) -> PyResult {
    match raised.cast::<PyListObject>() {
        Some(raised) => group::prep_reraise_star(original, raised),
        None => Ok(singletons::none_ref()),
    }
}

#[inline(always)]
pub fn raise_varargs(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let cause = if oparg == 2 { Some(c.pop_ref()) } else { None };
    let exception = if oparg >= 1 { Some(c.pop_ref()) } else { None };
    match do_raise(exception, cause) {
        Raise::New => Flow::Error,
        Raise::Again => Flow::Unwind,
    }
}

enum Raise {
    New,
    Again,
}

/// `do_raise`.
#[cold]
#[inline(never)]
fn do_raise(exception: Option<Ref>, cause: Option<Ref>) -> Raise {
    let Some(exception) = exception else {
        let Some(current) = thread::topmost_exception().map(PyObject::to_ref) else {
            raise!(RUNTIME_ERROR, "No active exception to reraise");
            return Raise::New;
        };
        restore_with_traceback(current);
        return Raise::Again;
    };
    let instance = if errors::is_exception_class(&exception) {
        let Ok(instance) = call::call(&exception, &[]) else { return Raise::New };
        if !exceptions::is_exception_instance(&instance) {
            let class = objects::repr_text(&exception).unwrap_or_default();
            raise!(
                TYPE_ERROR,
                "calling {class} should have returned an instance of BaseException, not {}",
                objects::repr_text(instance.ob_type()).unwrap_or_default()
            );
            return Raise::New;
        }
        instance
    } else if exceptions::is_exception_instance(&exception) {
        exception
    } else {
        raise!(TYPE_ERROR, "exceptions must derive from BaseException");
        return Raise::New;
    };
    if let Some(cause) = cause {
        let cause = if errors::is_exception_class(&cause) {
            match call::call(&cause, &[]) {
                Ok(cause) => Some(cause),
                Err(_) => return Raise::New,
            }
        } else if exceptions::is_exception_instance(&cause) {
            Some(cause)
        } else if cause.is_none() {
            None
        } else {
            raise!(TYPE_ERROR, "exception causes must derive from BaseException");
            return Raise::New;
        };
        exceptions::set_cause(&instance, cause);
    }
    errors::raise_instance(instance);
    Raise::New
}

fn restore_with_traceback(exception: Ref) {
    let class: &PyObject = exception.ob_type();
    let fetched = errors::Fetched {
        exc_type: class.to_ref(),
        traceback: exceptions::traceback(&exception),
        value: Some(exception),
    };
    errors::restore(fetched);
}

#[inline(always)]
pub fn reraise(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let exception = c.pop_ref();
    if oparg != 0 {
        let lasti = vivarium_runtime::int::to_i64(c.peek_ref(oparg as usize)).unwrap_or(0);
        let first = c.frame.code().first_unit().cast_mut().cast::<u16>();
        // SAFETY: the offset of an instruction, which the loop itself pushed.
        c.frame.prev_instr.set(unsafe { first.offset(lasti as isize) });
    }
    restore_with_traceback(exception);
    Flow::Unwind
}

#[inline(always)]
pub fn end_async_for(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let exception = c.pop_ref();
    if matches(&exception, &exceptions::STOP_ASYNC_ITERATION) {
        drop(exception);
        drop(c.pop_ref());
        return Flow::Next;
    }
    restore_with_traceback(exception);
    Flow::Unwind
}

#[inline(always)]
pub fn with_except_start(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let (exit, exception) = (c.peek_ref(4), c.peek_ref(1));
    c.push_ref(attempt!(call_exit(exit, exception)));
    Flow::Next
}

fn call_exit(exit: &PyObject, exception: &PyObject) -> PyResult {
    let traceback = exceptions::traceback(exception).map(|traceback| traceback.as_ptr());
    // SAFETY: the exception holds it, as in CPython.
    let traceback = traceback.map_or_else(singletons::none, |traceback| unsafe { &*traceback.cast() });
    call::call(exit, &[exception.ob_type(), exception, traceback])
}
