//! The awaitable of `anext(iterator, default)`.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use vivarium_runtime::typeobject::{PyAsyncMethods, PyTypeObject, VisitProc, flags, methods};
use vivarium_runtime::{call, errors, exceptions, gc, generator, memory, objects, visit};

use crate::interp::ops::awaiting::awaitable_iterator;

#[repr(C)]
struct PyAnextAwaitable {
    ob_base: PyObject,
    wrapped: Cell<*mut PyObject>,
    default: Cell<*mut PyObject>,
}

static AS_ASYNC: PyAsyncMethods =
    PyAsyncMethods { am_await: Cell::new(Some(self_iter)), ..PyAsyncMethods::EMPTY };

pub static ANEXT_AWAITABLE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_as_async: Cell::new(&raw const AS_ASYNC),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(traverse)),
    tp_iter: Cell::new(Some(self_iter)),
    tp_iternext: Cell::new(Some(next)),
    tp_methods: methods(&[
        PyMethodDef::one(c"send", send, c"send(arg) -> resumes the awaitable with 'arg'."),
        PyMethodDef::fast(c"throw", throw, c"throw(typ[,val[,tb]]) -> resumes it with an exception.")
            .old_style(),
        PyMethodDef::fast(c"close", close, c"close() -> resumes it with GeneratorExit."),
        PyMethodDef::END,
    ]),
    tp_getattro: Cell::new(Some(vivarium_runtime::objects::generic_get_attr)),
    ..PyTypeObject::new(c"anext_awaitable", size_of::<PyAnextAwaitable>())
};

pub fn with_default(awaitable: Ref, default: &PyObject) -> PyResult {
    // SAFETY: every field is written.
    let object = unsafe {
        memory::new_object::<PyAnextAwaitable>(&ANEXT_AWAITABLE_TYPE, |object| {
            (*object).wrapped = Cell::new(awaitable.into_raw());
            (*object).default = Cell::new(default.to_ref().into_raw());
        })?
        .cast_into_unchecked::<PyObject>()
    };
    gc::track(&object);
    Ok(object)
}

fn this(object: &PyObject) -> &PyAnextAwaitable {
    // SAFETY: called for methods of the type only.
    unsafe { object.cast_unchecked() }
}

extern "C" fn self_iter(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        gc::untrack(&*object);
        drop(replace_slot(&this(&*object).wrapped, None));
        drop(replace_slot(&this(&*object).default, None));
        memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visitor, arg, this(object).wrapped.get());
    visit!(visitor, arg, this(object).default.get());
    0
}

fn inner(object: &PyObject) -> PyResult {
    // SAFETY: owned for ever.
    let wrapped = unsafe { &*this(object).wrapped.get() };
    awaitable_iterator(wrapped)
}

/// The end of the asynchronous iterator becomes the default.
fn or_default(object: &PyObject, result: PyResult) -> PyResult {
    match result {
        Err(_) if errors::matches(&exceptions::STOP_ASYNC_ITERATION) => {
            errors::clear();
            // SAFETY: owned for ever.
            let default = unsafe { clone_slot(&this(object).default) };
            Err(generator::set_stop_iteration(default.unwrap_or_else(vivarium_runtime::singletons::none_ref)))
        }
        other => other,
    }
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    let iterator = inner(object).ok()?;
    let item = match iterator.ob_type().tp_iternext.get() {
        Some(next) => next(&iterator),
        None => call::call_method(&iterator, "send", &[vivarium_runtime::singletons::none()]).ok(),
    };
    match item {
        Some(item) => Some(item),
        None if !errors::occurred() => None,
        None => or_default(object, Err(Raised::already_set())).ok(),
    }
}

fn forward(object: &PyObject, method: &str, args: &[&PyObject]) -> PyResult {
    let iterator = inner(object)?;
    let function = objects::get_attr_str(&iterator, method)?;
    or_default(object, call::call(&function, args))
}

/// As in CPython a tuple is taken for the arguments.
fn send(object: &PyObject, value: &PyObject) -> PyResult {
    match value.cast::<vivarium_runtime::tuple::PyTupleObject>() {
        Some(tuple) => forward(object, "send", tuple.items()),
        None => forward(object, "send", &[value]),
    }
}

fn throw(object: &PyObject, args: &[&PyObject]) -> PyResult {
    forward(object, "throw", args)
}

fn close(object: &PyObject, args: &[&PyObject]) -> PyResult {
    forward(object, "close", args)
}
