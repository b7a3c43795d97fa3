//! Iterators over lists, forwards and backwards.

use std::cell::Cell;

use super::PyListObject;
use crate::descr::PyMethodDef;
use crate::indexed::{self, Indexed, IndexedIterObject, iterator_of};
use crate::object::{PyObject, PyResult, Ref, replace_slot};
use crate::typeobject::{self, PyTypeObject};

pub type ListIterObject = IndexedIterObject<PyListObject>;

crate::object_layout!(ListIterObject, LIST_ITER_TYPE);

pub static LIST_ITER_TYPE: PyTypeObject = indexed::iterator_type::<PyListObject>(c"list_iterator");

pub static LIST_REVERSE_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_iternext: Cell::new(Some(reverse_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__length_hint__", reverse_length_hint, c"How many items are left, about."),
        PyMethodDef::noargs(c"__reduce__", reverse_reduce, c"For pickle."),
        PyMethodDef::one(c"__setstate__", reverse_set_state, c"For pickle."),
        PyMethodDef::END,
    ]),
    ..indexed::bare_type::<PyListObject>(c"list_reverseiterator")
};

impl Indexed for PyListObject {
    #[inline]
    fn length(&self) -> isize {
        self.len() as isize
    }

    #[inline]
    fn item(&self, index: usize) -> Option<Ref> {
        self.get(index)
    }

    fn emptied() -> PyResult {
        Ok(super::new()?.upcast())
    }
}

pub(super) extern "C" fn list_iter(list: &PyObject) -> PyResult {
    indexed::make(&LIST_ITER_TYPE, super::slots::list_of(list), 0)
}

pub(super) fn list_reversed(list: &PyObject) -> PyResult {
    let list = super::slots::list_of(list);
    indexed::make(&LIST_REVERSE_ITER_TYPE, list, list.len() as isize - 1)
}

fn iter_of(object: &PyObject) -> &ListIterObject {
    iterator_of(object)
}

extern "C" fn reverse_next(object: &PyObject) -> Option<Ref> {
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

fn reverse_length_hint(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    let left = iterator.it_index.get() + 1;
    let fits = iterator.sequence().is_some_and(|list| list.len() as isize >= left);
    crate::int::from_isize(if fits { left } else { 0 })
}

fn reverse_reduce(object: &PyObject) -> PyResult {
    let function = crate::iterators::builtin("reversed")?;
    let iterator = iter_of(object);
    match iterator.sequence() {
        Some(list) => indexed::reduced(function, list.upcast(), iterator.it_index.get()),
        None => {
            let arguments = crate::tuple::new([PyListObject::emptied()?])?;
            Ok(crate::tuple::pair(crate::iterators::builtin("iter")?, arguments.upcast())?.upcast())
        }
    }
}

fn reverse_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    let index = crate::iterators::state_index(state)?;
    if let Some(list) = iterator.sequence() {
        iterator.it_index.set(index.clamp(-1, list.len() as isize - 1));
    }
    Ok(crate::singletons::none_ref())
}
