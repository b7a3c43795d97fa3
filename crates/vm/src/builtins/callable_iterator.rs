//! The iterator of `iter(callable, sentinel)`.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use vivarium_runtime::typeobject::{PyTypeObject, VisitProc, flags};
use vivarium_runtime::{call, errors, exceptions, gc, memory, objects, visit};

#[repr(C)]
struct PyCallIterObject {
    ob_base: PyObject,
    /// Null once the iterator has ended.
    callable: Cell<*mut PyObject>,
    sentinel: Cell<*mut PyObject>,
}

pub static CALLABLE_ITERATOR_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(traverse)),
    tp_iter: Cell::new(Some(self_iter)),
    tp_iternext: Cell::new(Some(next)),
    ..PyTypeObject::new(c"callable_iterator", size_of::<PyCallIterObject>())
};

pub fn new(callable: &PyObject, sentinel: &PyObject) -> PyResult {
    // SAFETY: every field is written.
    let object = unsafe {
        memory::new_object::<PyCallIterObject>(&CALLABLE_ITERATOR_TYPE, |object| {
            (*object).callable = Cell::new(callable.to_ref().into_raw());
            (*object).sentinel = Cell::new(sentinel.to_ref().into_raw());
        })?
        .cast_into_unchecked::<PyObject>()
    };
    gc::track(&object);
    Ok(object)
}

fn this(object: &PyObject) -> &PyCallIterObject {
    // SAFETY: called for methods of the type only.
    unsafe { object.cast_unchecked() }
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        gc::untrack(&*object);
        drop(replace_slot(&this(&*object).callable, None));
        drop(replace_slot(&this(&*object).sentinel, None));
        memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visitor, arg, this(object).callable.get());
    visit!(visitor, arg, this(object).sentinel.get());
    0
}

extern "C" fn self_iter(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

fn step(object: &PyObject) -> Result<Option<Ref>, Raised> {
    let iterator = this(object);
    // SAFETY: null or owned.
    let (callable, sentinel) = unsafe { (clone_slot(&iterator.callable), clone_slot(&iterator.sentinel)) };
    let (Some(callable), Some(sentinel)) = (callable, sentinel) else { return Ok(None) };
    let Some(value) = errors::swallow(call::call(&callable, &[]), &exceptions::STOP_ITERATION)? else {
        drop(replace_slot(&iterator.callable, None));
        return Ok(None);
    };
    if objects::rich_compare_bool(&sentinel, &value, objects::EQ)? {
        drop(replace_slot(&iterator.callable, None));
        return Ok(None);
    }
    Ok(Some(value))
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    step(object).unwrap_or(None)
}
