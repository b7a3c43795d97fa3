//! The `generator` and `coroutine` types, and the wrapper that `coroutine.__await__()` gives.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use super::{PyGenObject, Sent, dealloc, finalize_slot, resume, send_or_stop, this, throw, traverse};
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::frame::state;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::typeobject::{PyAsyncMethods, PyTypeObject, VisitProc, flags, getset, members, methods};
use crate::{gc, raise, visit};

pub static GENERATOR_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(8),
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_as_async: Cell::new(&raw const GENERATOR_AS_ASYNC),
    tp_repr: Cell::new(Some(repr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(traverse)),
    tp_weaklistoffset: Cell::new(offset_of!(PyGenObject, gi_weakreflist) as isize),
    tp_iter: Cell::new(Some(self_iter)),
    tp_iternext: Cell::new(Some(next)),
    tp_methods: methods(&[
        PyMethodDef::one(c"send", send, SEND_DOC),
        PyMethodDef::fast(c"throw", gen_throw, THROW_DOC),
        PyMethodDef::noargs(c"close", gen_close, CLOSE_DOC),
        PyMethodDef::noargs(
            c"__sizeof__",
            size_of_generator,
            c"gen.__sizeof__() -> size of gen in memory, in bytes",
        ),
        PyMethodDef::END,
    ]),
    tp_members: members(&[
        PyMemberDef::read_only(c"gi_code", MemberType::Object, offset_of!(PyGenObject, gi_code), c""),
        PyMemberDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::new(c"__name__", get_name, set_name, c"name of the generator"),
        PyGetSetDef::new(c"__qualname__", get_qualname, set_qualname, c"qualified name of the generator"),
        PyGetSetDef::read_only(
            c"gi_yieldfrom",
            get_yield_from,
            c"object being iterated by yield from, or None",
        ),
        PyGetSetDef::read_only(c"gi_running", get_running, c""),
        PyGetSetDef::read_only(c"gi_frame", get_frame, c""),
        PyGetSetDef::read_only(c"gi_suspended", get_suspended, c""),
        PyGetSetDef::END,
    ]),
    tp_finalize: Cell::new(Some(finalize_slot)),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"generator", size_of::<PyGenObject>())
};

static GENERATOR_AS_ASYNC: PyAsyncMethods =
    PyAsyncMethods { am_send: Cell::new(Some(send_slot)), ..PyAsyncMethods::EMPTY };

pub static COROUTINE_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(8),
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_as_async: Cell::new(&raw const COROUTINE_AS_ASYNC),
    tp_repr: Cell::new(Some(repr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(traverse)),
    tp_weaklistoffset: Cell::new(offset_of!(PyGenObject, gi_weakreflist) as isize),
    tp_methods: methods(&[
        PyMethodDef::one(c"send", send, SEND_DOC),
        PyMethodDef::fast(c"throw", gen_throw, THROW_DOC),
        PyMethodDef::noargs(c"close", gen_close, CLOSE_DOC),
        PyMethodDef::noargs(
            c"__sizeof__",
            size_of_generator,
            c"gen.__sizeof__() -> size of gen in memory, in bytes",
        ),
        PyMethodDef::END,
    ]),
    tp_members: members(&[
        PyMemberDef::read_only(c"cr_code", MemberType::Object, offset_of!(PyGenObject, gi_code), c""),
        PyMemberDef::read_only(
            c"cr_origin",
            MemberType::Object,
            offset_of!(PyGenObject, gi_origin_or_finalizer),
            c"",
        ),
        PyMemberDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::new(c"__name__", get_name, set_name, c"name of the coroutine"),
        PyGetSetDef::new(c"__qualname__", get_qualname, set_qualname, c"qualified name of the coroutine"),
        PyGetSetDef::read_only(c"cr_await", get_yield_from, c"object being awaited on, or None"),
        PyGetSetDef::read_only(c"cr_running", get_running, c""),
        PyGetSetDef::read_only(c"cr_frame", get_frame, c""),
        PyGetSetDef::read_only(c"cr_suspended", get_suspended, c""),
        PyGetSetDef::END,
    ]),
    tp_finalize: Cell::new(Some(finalize_slot)),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"coroutine", size_of::<PyGenObject>())
};

static COROUTINE_AS_ASYNC: PyAsyncMethods = PyAsyncMethods {
    am_await: Cell::new(Some(coroutine_await)),
    am_send: Cell::new(Some(send_slot)),
    ..PyAsyncMethods::EMPTY
};

pub(super) const SEND_DOC: &std::ffi::CStr = c"send(arg) -> resumes with 'arg' as the value of the yield,\ngives the next yielded value or raises StopIteration.";
pub(super) const THROW_DOC: &std::ffi::CStr = c"throw(value)\nthrow(type[,value[,tb]])\n\nResumes with an exception, gives the next yielded value or raises\nStopIteration.";
pub(super) const CLOSE_DOC: &std::ffi::CStr = c"close() -> resumes with GeneratorExit.";

pub(super) extern "C" fn self_iter(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    // SAFETY: a generator always has its name.
    let name = crate::display::lossy(unsafe { &*this(object).gi_qualname.get() });
    crate::display::format(format_args!(
        "<{} object {name} at {:#x}>",
        object.ob_type().name(),
        object.address()
    ))
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    match resume(this(object), None, false, false) {
        Ok(Some(Sent::Yielded(value))) => Some(value),
        Ok(Some(Sent::Returned(value))) => {
            if !value.is_none() {
                super::set_stop_iteration(value);
            }
            None
        }
        Ok(None) | Err(_) => None,
    }
}

/// `PyGen_am_send`.
pub(super) extern "C" fn send_slot(object: &PyObject, value: &PyObject, result: &mut Option<Ref>) -> c_int {
    match resume(this(object), Some(value), false, false) {
        Ok(Some(Sent::Yielded(value))) => {
            *result = Some(value);
            1
        }
        Ok(Some(Sent::Returned(value))) => {
            *result = Some(value);
            0
        }
        Ok(None) => {
            *result = Some(crate::singletons::none_ref());
            0
        }
        Err(_) => -1,
    }
}

fn send(object: &PyObject, value: &PyObject) -> PyResult {
    send_or_stop(this(object), Some(value), false, false)
}

pub(super) fn gen_throw(object: &PyObject, args: &[&PyObject]) -> PyResult {
    if args.is_empty() || args.len() > 3 {
        crate::args::check_count("throw", args, 1, 3)?;
    }
    throw(this(object), true, args[0], args.get(1).copied(), args.get(2).copied())
}

fn gen_close(object: &PyObject) -> PyResult {
    super::close(this(object))
}

pub(super) fn size_of_generator(object: &PyObject) -> PyResult {
    // SAFETY: a generator always has its code.
    let code = unsafe { &*this(object).gi_code.get() };
    let slots = code.nlocalsplus() + code.co_stacksize.get() as usize;
    crate::int::from_usize(size_of::<PyGenObject>() + slots * 8)
}

pub(super) fn get_name(object: &PyObject) -> PyResult {
    // SAFETY: a generator always has its name.
    Ok(unsafe { &*this(object).gi_name.get() }.to_ref())
}

pub(super) fn get_qualname(object: &PyObject) -> PyResult {
    // SAFETY: a generator always has its name.
    Ok(unsafe { &*this(object).gi_qualname.get() }.to_ref())
}

fn set_text(slot: &Cell<*mut PyObject>, what: &str, value: Option<&PyObject>) -> Result<(), Raised> {
    match value {
        Some(value) if value.is_instance_of::<crate::str::PyUnicodeObject>() => {
            drop(replace_slot(slot, Some(value.to_ref())));
            Ok(())
        }
        _ => Err(raise!(TYPE_ERROR, "{what} must be set to a string object")),
    }
}

pub(super) fn set_name(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    set_text(&this(object).gi_name, "__name__", value)
}

pub(super) fn set_qualname(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    set_text(&this(object).gi_qualname, "__qualname__", value)
}

pub(super) fn get_yield_from(object: &PyObject) -> PyResult {
    Ok(super::yield_from(this(object)).unwrap_or_else(crate::singletons::none_ref))
}

fn get_running(object: &PyObject) -> PyResult {
    Ok(crate::bool_::from_bool(this(object).gi_frame_state.get() == state::EXECUTING))
}

fn get_suspended(object: &PyObject) -> PyResult {
    Ok(crate::bool_::from_bool(this(object).gi_frame_state.get() == state::SUSPENDED))
}

pub(super) fn get_frame(object: &PyObject) -> PyResult {
    let generator = this(object);
    if generator.gi_frame_state.get() == state::CLEARED {
        return Ok(crate::singletons::none_ref());
    }
    Ok(Ref::new(generator.gi_iframe.object()?).upcast())
}

/// `coroutine_wrapper`.
#[repr(C)]
struct PyCoroWrapper {
    ob_base: PyObject,
    coroutine: Cell<*mut PyObject>,
}

pub static COROUTINE_WRAPPER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(wrapper_dealloc)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_doc: crate::typeobject::doc(c"What __await__ of a coroutine gives."),
    tp_traverse: Cell::new(Some(wrapper_traverse)),
    tp_iter: Cell::new(Some(self_iter)),
    tp_iternext: Cell::new(Some(wrapper_next)),
    tp_methods: methods(&[
        PyMethodDef::one(c"send", wrapper_send, SEND_DOC),
        PyMethodDef::fast(c"throw", wrapper_throw, THROW_DOC),
        PyMethodDef::noargs(c"close", wrapper_close, CLOSE_DOC),
        PyMethodDef::END,
    ]),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"coroutine_wrapper", size_of::<PyCoroWrapper>())
};

extern "C" fn coroutine_await(object: &PyObject) -> PyResult {
    // SAFETY: every field is written.
    let wrapper = unsafe {
        crate::memory::new_object::<PyCoroWrapper>(&COROUTINE_WRAPPER_TYPE, |wrapper| {
            (*wrapper).coroutine = Cell::new(object.to_ref().into_raw());
        })?
        .cast_into_unchecked::<PyObject>()
    };
    gc::track(&wrapper);
    Ok(wrapper)
}

fn wrapped(object: &PyObject) -> Ref {
    // SAFETY: called for the wrapper type only, which owns its coroutine.
    unsafe { clone_slot(&object.cast_unchecked::<PyCoroWrapper>().coroutine) }
        .unwrap_or_else(crate::singletons::none_ref)
}

unsafe extern "C" fn wrapper_dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        gc::untrack(&*object);
        drop(replace_slot(&(*object).cast_unchecked::<PyCoroWrapper>().coroutine, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn wrapper_traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: called for the wrapper type only.
    visit!(visitor, arg, unsafe { object.cast_unchecked::<PyCoroWrapper>() }.coroutine.get());
    0
}

extern "C" fn wrapper_next(object: &PyObject) -> Option<Ref> {
    next(&wrapped(object))
}

fn wrapper_send(object: &PyObject, value: &PyObject) -> PyResult {
    send(&wrapped(object), value)
}

fn wrapper_throw(object: &PyObject, args: &[&PyObject]) -> PyResult {
    gen_throw(&wrapped(object), args)
}

fn wrapper_close(object: &PyObject) -> PyResult {
    gen_close(&wrapped(object))
}
