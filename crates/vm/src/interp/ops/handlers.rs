//! Raising and handling exceptions, `with`, `except*`.

use std::collections::HashSet;

use vivarium_runtime::exceptions::{
    self, BASE_EXCEPTION_GROUP, PyBaseExceptionGroupObject, PyBaseExceptionObject,
};
use vivarium_runtime::list::{self, PyListObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{bool_, call, errors, name, objects, raise, singletons, thread};

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

/// `exception_group_match`: what an `except*` clause takes, and what is left.
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
    let none = singletons::none_ref;
    if exception.is_none() {
        return Ok((none(), none()));
    }
    let group = exception.ob_type().is_subtype(&BASE_EXCEPTION_GROUP);
    if matches(exception, class) {
        if group {
            return Ok((exception.to_ref(), none()));
        }
        let wrapped = new_group("", vec![exception.to_ref()])?;
        exceptions::set_traceback(&wrapped, exceptions::traceback(exception));
        return Ok((wrapped, none()));
    }
    if group {
        let pair = call::call(&*objects::get_attr(exception, name!("split"))?, &[class])?;
        let Some(items) = pair.cast::<PyTupleObject>() else {
            return Err(raise!(
                TYPE_ERROR,
                "{}.split must return a tuple, not {}",
                exception.ob_type().full_name(),
                pair.ob_type().full_name()
            ));
        };
        if items.len() < 2 {
            return Err(raise!(
                TYPE_ERROR,
                "{}.split must return a 2-tuple, got tuple of size {}",
                exception.ob_type().full_name(),
                items.len()
            ));
        }
        return Ok((items.items()[0].to_ref(), items.items()[1].to_ref()));
    }
    Ok((none(), exception.to_ref()))
}

/// `_PyExc_CreateExceptionGroup`.
fn new_group(message: &str, items: Vec<Ref>) -> PyResult {
    let message = vivarium_runtime::str::new(message)?;
    let items = list::from_vec(items)?;
    call::call(&exceptions::EXCEPTION_GROUP, &[&message, &items])
}

fn group_items(group: &PyObject) -> Vec<Ref> {
    // SAFETY: called for groups only.
    let group: &PyBaseExceptionGroupObject = unsafe { group.cast_unchecked() };
    // SAFETY: null or owned.
    let items = unsafe { clone_slot(&group.excs) };
    items
        .as_ref()
        .and_then(|items| items.cast::<PyTupleObject>())
        .map(|items| items.items().iter().map(|item| item.to_ref()).collect())
        .unwrap_or_default()
}

fn is_group(exception: &PyObject) -> bool {
    exception.ob_type().is_subtype(&BASE_EXCEPTION_GROUP)
}

/// Addresses of the exceptions of a group that are no groups.
fn leaves(exception: &PyObject, found: &mut HashSet<usize>) -> Result<(), Raised> {
    let _guard = thread::enter_recursive_call(" in exception_group_projection")?;
    if !is_group(exception) {
        found.insert(exception.address());
        return Ok(());
    }
    for item in group_items(exception) {
        leaves(&item, found)?;
    }
    Ok(())
}

/// `exception_group_projection`: the part of a group that has these leaves.
fn project(group: &PyObject, wanted: &HashSet<usize>) -> Result<Option<Ref>, Raised> {
    let _guard = thread::enter_recursive_call(" in exceptiongroup_split_recursive")?;
    let mut kept = Vec::new();
    for item in group_items(group) {
        if is_group(&item) {
            kept.extend(project(&item, wanted)?);
        } else if wanted.contains(&item.address()) {
            kept.push(item);
        }
    }
    if kept.is_empty() {
        return Ok(None);
    }
    let kept = list::from_vec(kept)?;
    let part = call::call(&*objects::get_attr(group, name!("derive"))?, &[&kept])?;
    if !is_group(&part) {
        return Err(raise!(TYPE_ERROR, "derive must return an instance of BaseExceptionGroup"));
    }
    exceptions::set_traceback(&part, exceptions::traceback(group));
    exceptions::set_context(&part, exceptions::context(group));
    exceptions::set_cause(&part, crate::report::cause_of(group));
    if let Some(notes) = objects::lookup_attr(group, name!("__notes__"))? {
        let copy = vivarium_runtime::sequence::list(&notes)?;
        objects::set_attr(&part, name!("__notes__"), Some(&copy))?;
    }
    Ok(Some(part))
}

/// `is_same_exception_metadata`.
fn same_metadata(one: &PyObject, other: &PyObject) -> bool {
    let parts = |exception: &PyObject| {
        // SAFETY: called for exceptions only.
        let exception: &PyBaseExceptionObject = unsafe { exception.cast_unchecked() };
        (exception.notes.get(), exception.traceback.get(), exception.cause.get(), exception.context.get())
    };
    parts(one) == parts(other)
}

#[inline(always)]
pub fn prep_reraise_star(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let raised = c.pop_ref();
    let original = c.pop_ref();
    c.push_ref(attempt!(prepare_reraise(&original, &raised)));
    Flow::Next
}

/// `_PyExc_PrepReraiseStar`.
fn prepare_reraise(original: &PyObject, raised: &PyObject) -> PyResult {
    let raised = raised.cast::<PyListObject>().map_or_else(Vec::new, PyListObject::to_vec);
    if raised.is_empty() {
        return Ok(singletons::none_ref());
    }
    if !is_group(original) {
        return Ok(raised[0].clone());
    }
    let (mut fresh, mut wanted) = (Vec::new(), HashSet::new());
    for exception in raised.into_iter().filter(|exception| !exception.is_none()) {
        if same_metadata(&exception, original) {
            leaves(&exception, &mut wanted)?;
        } else {
            fresh.push(exception);
        }
    }
    let again = if wanted.is_empty() { None } else { project(original, &wanted)? };
    if fresh.is_empty() {
        return Ok(again.unwrap_or_else(singletons::none_ref));
    }
    fresh.extend(again);
    new_group("", fresh)
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
    let traceback = exceptions::traceback(exception).unwrap_or_else(singletons::none_ref);
    call::call(exit, &[exception.ob_type(), exception, &traceback])
}
