//! Iterators over lists, forwards and backwards.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use super::PyListObject;
use crate::descr::PyMethodDef;
use crate::gc;
use crate::object::{PyObject, PyResult, Ref, clone_slot, replace_slot};
use crate::objects;
use crate::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags};

#[repr(C)]
pub struct ListIterObject {
    pub ob_base: PyObject,
    pub it_index: Cell<isize>,
    /// Null once exhausted.
    pub it_seq: Cell<*mut PyListObject>,
}

crate::object_layout!(ListIterObject, LIST_ITER_TYPE);

pub static LIST_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_iternext: Cell::new(Some(list_iter_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__length_hint__", length_hint, c"How many items are left, about."),
        PyMethodDef::noargs(c"__reduce__", reduce, c"For pickle."),
        PyMethodDef::one(c"__setstate__", set_state, c"For pickle."),
        PyMethodDef::END,
    ]),
    ..iterator_type(c"list_iterator")
};

pub static LIST_REVERSE_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_iternext: Cell::new(Some(list_reverse_iter_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__length_hint__", reverse_length_hint, c"How many items are left, about."),
        PyMethodDef::noargs(c"__reduce__", reverse_reduce, c"For pickle."),
        PyMethodDef::one(c"__setstate__", reverse_set_state, c"For pickle."),
        PyMethodDef::END,
    ]),
    ..iterator_type(c"list_reverseiterator")
};

const fn iterator_type(name: &'static std::ffi::CStr) -> PyTypeObject {
    PyTypeObject {
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
        tp_dealloc: Cell::new(Some(dealloc as Destructor)),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_traverse: Cell::new(Some(traverse)),
        tp_iter: Cell::new(Some(objects::self_iter)),
        ..PyTypeObject::new(name, size_of::<ListIterObject>())
    }
}

fn iter_of(object: &PyObject) -> &ListIterObject {
    // SAFETY: slots and methods of both types get their instances.
    unsafe { object.cast_unchecked() }
}

fn make(ty: &'static PyTypeObject, list: &PyObject, index: isize) -> PyResult {
    // SAFETY: the layout of both types, every field written; `list` is a list.
    let iterator = unsafe {
        crate::memory::new_object(ty, |iterator: *mut ListIterObject| {
            (&raw mut (*iterator).it_index).write(Cell::new(index));
            (&raw mut (*iterator).it_seq).write(Cell::new(list.to_ref().into_raw().cast()));
        })
    }?;
    gc::track(&iterator);
    Ok(iterator.upcast())
}

pub(super) extern "C" fn list_iter(list: &PyObject) -> PyResult {
    make(&LIST_ITER_TYPE, list, 0)
}

pub(super) fn list_reversed(list: &PyObject) -> PyResult {
    make(&LIST_REVERSE_ITER_TYPE, list, super::slots::list_of(list).len() as isize - 1)
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying iterator, which owned its list.
    unsafe {
        gc::untrack(&*object);
        drop(replace_slot(&iter_of(&*object).it_seq, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, iter_of(object).it_seq.get());
    0
}

extern "C" fn list_iter_next(object: &PyObject) -> Option<Ref> {
    let iterator = iter_of(object);
    // SAFETY: null or owned; nothing runs before the item is taken.
    let list = unsafe { iterator.it_seq.get().as_ref() }?;
    let index = iterator.it_index.get();
    if let Some(item) = list.get(index as usize) {
        iterator.it_index.set(index + 1);
        return Some(item);
    }
    drop(replace_slot(&iterator.it_seq, None));
    None
}

extern "C" fn list_reverse_iter_next(object: &PyObject) -> Option<Ref> {
    let iterator = iter_of(object);
    // SAFETY: null or owned; nothing runs before the item is taken.
    let list = unsafe { iterator.it_seq.get().as_ref() }?;
    let index = iterator.it_index.get();
    if let Ok(at) = usize::try_from(index)
        && let Some(item) = list.get(at)
    {
        iterator.it_index.set(index - 1);
        return Some(item);
    }
    iterator.it_index.set(-1);
    drop(replace_slot(&iterator.it_seq, None));
    None
}

fn list_of(iterator: &ListIterObject) -> Option<Ref<PyListObject>> {
    // SAFETY: null or owned.
    unsafe { clone_slot(&iterator.it_seq) }
}

fn length_hint(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    let left = list_of(iterator).map_or(0, |list| list.len() as isize - iterator.it_index.get());
    crate::int::from_isize(left.max(0))
}

fn reverse_length_hint(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    let left = iterator.it_index.get() + 1;
    let fits = list_of(iterator).is_some_and(|list| list.len() as isize >= left);
    crate::int::from_isize(if fits { left } else { 0 })
}

/// `(iter, (sequence,), index)`, or `(iter, ([],))` when exhausted.
fn reduce_as(function: &str, sequence: Option<Ref>, index: isize) -> PyResult {
    let function = crate::iterators::builtin(function)?;
    let Some(sequence) = sequence else {
        let empty = crate::list::new()?;
        let arguments = crate::tuple::new([empty.upcast()])?;
        return Ok(crate::tuple::pair(function, arguments.upcast())?.upcast());
    };
    let arguments = crate::tuple::new([sequence])?;
    let index = crate::int::from_isize(index)?;
    Ok(crate::tuple::new([function, arguments.upcast(), index])?.upcast())
}

fn reduce(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    reduce_as("iter", list_of(iterator).map(Ref::upcast), iterator.it_index.get())
}

fn reverse_reduce(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    match list_of(iterator).filter(|_| iterator.it_index.get() >= 0) {
        Some(list) => reduce_as("reversed", Some(list.upcast()), iterator.it_index.get()),
        None => reduce_as("iter", None, 0),
    }
}

fn set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    let index = crate::iterators::state_index(state)?;
    if let Some(list) = list_of(iterator) {
        iterator.it_index.set(index.clamp(0, list.len() as isize));
    }
    Ok(crate::singletons::none_ref())
}

fn reverse_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    let index = crate::iterators::state_index(state)?;
    if let Some(list) = list_of(iterator) {
        iterator.it_index.set(index.clamp(-1, list.len() as isize - 1));
    }
    Ok(crate::singletons::none_ref())
}
