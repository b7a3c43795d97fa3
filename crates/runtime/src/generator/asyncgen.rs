//! Asynchronous generators and the awaitables that drive them.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use super::types::{self, CLOSE_DOC, SEND_DOC, THROW_DOC, self_iter};
use super::{PyGenObject, dealloc, finalize_slot, send_or_stop, this, throw, traverse};
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::frame::state;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::typeobject::{PyAsyncMethods, PyTypeObject, VisitProc, flags, getset, members, methods};
use crate::{errors, exceptions, gc, raise, thread, visit};

pub static ASYNC_GEN_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(8),
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_as_async: Cell::new(&raw const AS_ASYNC),
    tp_repr: Cell::new(Some(repr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(traverse)),
    tp_weaklistoffset: Cell::new(offset_of!(PyGenObject, gi_weakreflist) as isize),
    tp_methods: methods(&[
        PyMethodDef::one(c"asend", asend, c"asend(v) -> resumes with 'v'."),
        PyMethodDef::fast(c"athrow", athrow, c"athrow(typ[,val[,tb]]) -> resumes with an exception."),
        PyMethodDef::noargs(c"aclose", aclose, c"aclose() -> resumes with GeneratorExit."),
        PyMethodDef::one(c"__class_getitem__", crate::generic_alias::class_getitem, c"See PEP 585").class(),
        PyMethodDef::noargs(
            c"__sizeof__",
            types::size_of_generator,
            c"gen.__sizeof__() -> size of gen in memory, in bytes",
        ),
        PyMethodDef::END,
    ]),
    tp_members: members(&[
        PyMemberDef::read_only(
            c"ag_running",
            MemberType::Bool,
            offset_of!(PyGenObject, gi_running_async),
            c"",
        ),
        PyMemberDef::read_only(c"ag_code", MemberType::Object, offset_of!(PyGenObject, gi_code), c""),
        PyMemberDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::new(c"__name__", types::get_name, types::set_name, c"name of the async generator"),
        PyGetSetDef::new(
            c"__qualname__",
            types::get_qualname,
            types::set_qualname,
            c"qualified name of the async generator",
        ),
        PyGetSetDef::read_only(c"ag_await", types::get_yield_from, c"object being awaited on, or None"),
        PyGetSetDef::read_only(c"ag_frame", types::get_frame, c""),
        PyGetSetDef::END,
    ]),
    tp_finalize: Cell::new(Some(finalize_slot)),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"async_generator", size_of::<PyGenObject>())
};

static AS_ASYNC: PyAsyncMethods = PyAsyncMethods {
    am_aiter: Cell::new(Some(self_iter)),
    am_anext: Cell::new(Some(anext)),
    am_send: Cell::new(Some(types::send_slot)),
    ..PyAsyncMethods::EMPTY
};

extern "C" fn repr(object: &PyObject) -> PyResult {
    // SAFETY: a generator always has its name.
    let name = crate::display::lossy(unsafe { &*this(object).gi_qualname.get() });
    crate::display::format(format_args!("<async_generator object {name} at {:#x}>", object.address()))
}

/// `async_gen_init_hooks`.
fn init_hooks(generator: &PyGenObject) -> Result<(), Raised> {
    if generator.gi_hooks_inited.replace(true) {
        return Ok(());
    }
    let tstate = thread::current();
    // SAFETY: null or owned by the thread state.
    if let Some(finalizer) = unsafe { clone_slot(&tstate.async_gen_finalizer) } {
        drop(replace_slot(&generator.gi_origin_or_finalizer, Some(finalizer)));
    }
    // SAFETY: null or owned by the thread state.
    if let Some(first) = unsafe { clone_slot(&tstate.async_gen_firstiter) } {
        crate::call::call(&first, &[generator])?;
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Init,
    Iterating,
    Closed,
}

/// The awaitable of `__anext__`, `asend`, `athrow` and `aclose`.
#[repr(C)]
struct PyAwaitable {
    ob_base: PyObject,
    generator: Cell<*mut PyObject>,
    /// What to send, or the tuple of what to throw; null for `__anext__` and `aclose`.
    value: Cell<*mut PyObject>,
    stage: Cell<Stage>,
}

macro_rules! awaitable_type {
    ($type_object:ident, $name:literal, $send:ident, $throw:ident, $next:ident, $async:ident) => {
        pub static $type_object: PyTypeObject = PyTypeObject {
            tp_dealloc: Cell::new(Some(awaitable_dealloc)),
            tp_as_async: Cell::new(&raw const $async),
            tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
            tp_traverse: Cell::new(Some(awaitable_traverse)),
            tp_iter: Cell::new(Some(self_iter)),
            tp_iternext: Cell::new(Some($next)),
            tp_methods: methods(&[
                PyMethodDef::one(c"send", $send, SEND_DOC),
                PyMethodDef::fast(c"throw", $throw, THROW_DOC),
                PyMethodDef::noargs(c"close", awaitable_close, CLOSE_DOC),
                PyMethodDef::END,
            ]),
            tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
            ..PyTypeObject::new($name, size_of::<PyAwaitable>())
        };
        static $async: PyAsyncMethods =
            PyAsyncMethods { am_await: Cell::new(Some(self_iter)), ..PyAsyncMethods::EMPTY };
    };
}

awaitable_type!(ASEND_TYPE, c"async_generator_asend", asend_send, asend_throw, asend_next, ASEND_ASYNC);
awaitable_type!(ATHROW_TYPE, c"async_generator_athrow", athrow_send, athrow_throw, athrow_next, ATHROW_ASYNC);

fn new_awaitable(ty: &'static PyTypeObject, generator: &PyObject, value: Option<Ref>) -> PyResult {
    // SAFETY: every field is written.
    let awaitable = unsafe {
        crate::memory::new_object::<PyAwaitable>(ty, |object| {
            (*object).generator = Cell::new(generator.to_ref().into_raw());
            (*object).value = Cell::new(value.map_or(std::ptr::null_mut(), Ref::into_raw));
            (*object).stage = Cell::new(Stage::Init);
        })?
        .cast_into_unchecked::<PyObject>()
    };
    gc::track(&awaitable);
    Ok(awaitable)
}

extern "C" fn anext(object: &PyObject) -> PyResult {
    init_hooks(this(object))?;
    new_awaitable(&ASEND_TYPE, object, None)
}

fn asend(object: &PyObject, value: &PyObject) -> PyResult {
    init_hooks(this(object))?;
    new_awaitable(&ASEND_TYPE, object, Some(value.to_ref()))
}

fn athrow(object: &PyObject, args: &[&PyObject]) -> PyResult {
    init_hooks(this(object))?;
    let args = crate::tuple::from_slice(args)?;
    new_awaitable(&ATHROW_TYPE, object, Some(args.upcast()))
}

fn aclose(object: &PyObject) -> PyResult {
    init_hooks(this(object))?;
    new_awaitable(&ATHROW_TYPE, object, None)
}

fn parts(object: &PyObject) -> (&PyAwaitable, &PyGenObject) {
    // SAFETY: called for the awaitable types only, which own their generator.
    unsafe {
        let awaitable: &PyAwaitable = object.cast_unchecked();
        (awaitable, this(&*awaitable.generator.get()))
    }
}

unsafe extern "C" fn awaitable_dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        gc::untrack(&*object);
        let awaitable: &PyAwaitable = (*object).cast_unchecked();
        drop(replace_slot(&awaitable.generator, None));
        drop(replace_slot(&awaitable.value, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn awaitable_traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: called for the awaitable types only.
    let awaitable: &PyAwaitable = unsafe { object.cast_unchecked() };
    visit!(visitor, arg, awaitable.generator.get());
    visit!(visitor, arg, awaitable.value.get());
    0
}

fn awaitable_close(object: &PyObject) -> PyResult {
    parts(object).0.stage.set(Stage::Closed);
    Ok(crate::singletons::none_ref())
}

/// `async_gen_unwrap_value`.
fn unwrap_value(generator: &PyGenObject, result: PyResult) -> PyResult {
    match result {
        Err(raised) => {
            if errors::matches(&exceptions::STOP_ASYNC_ITERATION)
                || errors::matches(&exceptions::GENERATOR_EXIT)
            {
                generator.gi_closed.set(true);
            }
            generator.gi_running_async.set(false);
            Err(raised)
        }
        Ok(value) => match wrapped_value(&value) {
            Some(inner) => {
                generator.gi_running_async.set(false);
                Err(super::set_stop_iteration(inner))
            }
            None => Ok(value),
        },
    }
}

fn asend_resume(object: &PyObject, value: Option<&PyObject>) -> PyResult {
    let (awaitable, generator) = parts(object);
    if awaitable.stage.get() == Stage::Closed {
        return Err(raise!(RUNTIME_ERROR, "cannot reuse already awaited __anext__()/asend()"));
    }
    let mut value = value.map(PyObject::to_ref);
    if awaitable.stage.get() == Stage::Init {
        if generator.gi_running_async.get() {
            return Err(raise!(RUNTIME_ERROR, "anext(): asynchronous generator is already running"));
        }
        if value.as_ref().is_none_or(|value| value.is_none()) {
            // SAFETY: null or owned.
            value = unsafe { clone_slot(&awaitable.value) };
        }
        awaitable.stage.set(Stage::Iterating);
    }
    generator.gi_running_async.set(true);
    let sent = value.as_deref().unwrap_or(crate::singletons::none());
    let result = unwrap_value(generator, send_or_stop(generator, Some(sent), false, false));
    if result.is_err() {
        awaitable.stage.set(Stage::Closed);
    }
    result
}

fn asend_send(object: &PyObject, value: &PyObject) -> PyResult {
    asend_resume(object, Some(value))
}

extern "C" fn asend_next(object: &PyObject) -> Option<Ref> {
    asend_resume(object, None).ok()
}

fn asend_throw(object: &PyObject, args: &[&PyObject]) -> PyResult {
    let (awaitable, generator) = parts(object);
    if awaitable.stage.get() == Stage::Closed {
        return Err(raise!(RUNTIME_ERROR, "cannot reuse already awaited __anext__()/asend()"));
    }
    let result = unwrap_value(generator, types::gen_throw(generator, args));
    if result.is_err() {
        awaitable.stage.set(Stage::Closed);
    }
    result
}

const IGNORED_EXIT: &str = "async generator ignored GeneratorExit";

fn athrow_resume(object: &PyObject, value: Option<&PyObject>) -> PyResult {
    let (awaitable, generator) = parts(object);
    if awaitable.stage.get() == Stage::Closed {
        return Err(raise!(RUNTIME_ERROR, "cannot reuse already awaited aclose()/athrow()"));
    }
    if generator.gi_frame_state.get() >= state::COMPLETED {
        awaitable.stage.set(Stage::Closed);
        return Err(errors::set_none(&exceptions::STOP_ITERATION));
    }
    // SAFETY: null or owned.
    let thrown = unsafe { clone_slot(&awaitable.value) };
    let closes = thrown.is_none();
    let none = crate::singletons::none();
    let result = if awaitable.stage.get() == Stage::Init {
        if generator.gi_running_async.get() {
            awaitable.stage.set(Stage::Closed);
            let what = if closes { "aclose" } else { "athrow" };
            return Err(raise!(RUNTIME_ERROR, "{what}(): asynchronous generator is already running"));
        }
        if generator.gi_closed.get() {
            awaitable.stage.set(Stage::Closed);
            return Err(errors::set_none(&exceptions::STOP_ASYNC_ITERATION));
        }
        if value.is_some_and(|value| !value.is_none()) {
            return Err(raise!(RUNTIME_ERROR, "can't send non-None value to a just-started coroutine"));
        }
        awaitable.stage.set(Stage::Iterating);
        generator.gi_running_async.set(true);
        match thrown {
            None => {
                generator.gi_closed.set(true);
                let result = throw(generator, false, &exceptions::GENERATOR_EXIT, None, None);
                if let Ok(value) = &result
                    && wrapped_value(value).is_some()
                {
                    generator.gi_running_async.set(false);
                    awaitable.stage.set(Stage::Closed);
                    return Err(raise!(RUNTIME_ERROR, "{IGNORED_EXIT}"));
                }
                result
            }
            Some(args) => {
                let items = args.cast::<crate::tuple::PyTupleObject>().map_or(&[][..], |args| args.items());
                crate::args::check_count("athrow", items, 1, 3)?;
                let result = throw(generator, false, items[0], items.get(1).copied(), items.get(2).copied());
                unwrap_value(generator, result)
            }
        }
    } else {
        let result = send_or_stop(generator, Some(value.unwrap_or(none)), false, false);
        if !closes {
            return unwrap_value(generator, result);
        }
        if let Ok(value) = &result
            && wrapped_value(value).is_some()
        {
            generator.gi_running_async.set(false);
            awaitable.stage.set(Stage::Closed);
            return Err(raise!(RUNTIME_ERROR, "{IGNORED_EXIT}"));
        }
        result
    };
    if result.is_err() {
        finish_throw(awaitable, generator, closes);
    }
    result
}

/// The end of `athrow` and `aclose`: `aclose` turns the expected ends into `StopIteration`.
fn finish_throw(awaitable: &PyAwaitable, generator: &PyGenObject, closes: bool) {
    generator.gi_running_async.set(false);
    awaitable.stage.set(Stage::Closed);
    if closes
        && (errors::matches(&exceptions::STOP_ASYNC_ITERATION)
            || errors::matches(&exceptions::GENERATOR_EXIT))
    {
        errors::clear();
        errors::set_none(&exceptions::STOP_ITERATION);
    }
}

fn athrow_send(object: &PyObject, value: &PyObject) -> PyResult {
    athrow_resume(object, Some(value))
}

extern "C" fn athrow_next(object: &PyObject) -> Option<Ref> {
    athrow_resume(object, None).ok()
}

fn athrow_throw(object: &PyObject, args: &[&PyObject]) -> PyResult {
    let (awaitable, generator) = parts(object);
    if awaitable.stage.get() == Stage::Closed {
        return Err(raise!(RUNTIME_ERROR, "cannot reuse already awaited aclose()/athrow()"));
    }
    let closes = awaitable.value.get().is_null();
    let result = types::gen_throw(generator, args);
    if !closes {
        return unwrap_value(generator, result);
    }
    match &result {
        Ok(value) if wrapped_value(value).is_some() => {
            generator.gi_running_async.set(false);
            awaitable.stage.set(Stage::Closed);
            Err(raise!(RUNTIME_ERROR, "{IGNORED_EXIT}"))
        }
        Ok(_) => result,
        Err(_) => {
            if errors::matches(&exceptions::STOP_ASYNC_ITERATION)
                || errors::matches(&exceptions::GENERATOR_EXIT)
            {
                errors::clear();
                errors::set_none(&exceptions::STOP_ITERATION);
            }
            result
        }
    }
}

/// What an asynchronous generator yields, told from what it awaits by this wrapper.
#[repr(C)]
struct PyWrappedValue {
    ob_base: PyObject,
    value: Cell<*mut PyObject>,
}

pub static WRAPPED_VALUE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(wrapped_dealloc)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(wrapped_traverse)),
    ..PyTypeObject::new(c"async_generator_wrapped_value", size_of::<PyWrappedValue>())
};

/// ASYNC_GEN_WRAP.
pub fn wrap_value(value: Ref) -> PyResult {
    // SAFETY: every field is written.
    let wrapped = unsafe {
        crate::memory::new_object::<PyWrappedValue>(&WRAPPED_VALUE_TYPE, |object| {
            (*object).value = Cell::new(value.into_raw());
        })?
        .cast_into_unchecked::<PyObject>()
    };
    gc::track(&wrapped);
    Ok(wrapped)
}

fn wrapped_value(object: &PyObject) -> Option<Ref> {
    if !std::ptr::eq(object.ob_type(), &WRAPPED_VALUE_TYPE) {
        return None;
    }
    // SAFETY: just checked; the wrapper owns its value.
    unsafe { clone_slot(&object.cast_unchecked::<PyWrappedValue>().value) }
}

unsafe extern "C" fn wrapped_dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        gc::untrack(&*object);
        drop(replace_slot(&(*object).cast_unchecked::<PyWrappedValue>().value, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn wrapped_traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: called for the wrapper type only.
    visit!(visitor, arg, unsafe { object.cast_unchecked::<PyWrappedValue>() }.value.get());
    0
}
