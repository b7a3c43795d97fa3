//! The methods of the string iterators.

use super::slots::{PyUnicodeIterObject, iterator_string};
use crate::descr::PyMethodDef;
use crate::object::{PyObject, PyResult};
use crate::str::PyUnicodeObject;

fn own(object: &PyObject) -> &PyUnicodeIterObject {
    // SAFETY: a method of the iterators.
    unsafe { object.cast_unchecked() }
}

fn length_hint(object: &PyObject) -> PyResult {
    let iterator = own(object);
    let left = match iterator_string(iterator).as_deref().and_then(|string| string.cast::<PyUnicodeObject>())
    {
        Some(string) => string.length.get() - iterator.it_index.get(),
        None => 0,
    };
    crate::int::from_isize(left)
}

fn reduce(object: &PyObject) -> PyResult {
    let iterator = own(object);
    let index = iterator.it_index.get();
    crate::stringlib::reduce_iterator(iterator_string(iterator), index, crate::str::empty().upcast())
}

fn setstate(object: &PyObject, state: &PyObject) -> PyResult {
    let iterator = own(object);
    let index = crate::iterators::state_index(state)?;
    if let Some(string) =
        iterator_string(iterator).as_deref().and_then(|string| string.cast::<PyUnicodeObject>())
    {
        iterator.it_index.set(index.clamp(0, string.length.get()));
    }
    Ok(crate::singletons::none_ref())
}

pub(super) static METHODS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"__length_hint__", length_hint, c"How many characters are left."),
    PyMethodDef::noargs(c"__reduce__", reduce, c"What pickling needs."),
    PyMethodDef::one(c"__setstate__", setstate, c"Sets the position."),
    PyMethodDef::END,
];
