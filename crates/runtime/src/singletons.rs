//! `None`, `NotImplemented` and `Ellipsis`.

use std::cell::Cell;

use crate::object::{PyObject, PyResult, Ref};
use crate::typeobject::{NewFunc, PyTypeObject, UnaryFunc};

pub static NONE: PyObject = PyObject::new_static(&NONE_TYPE);
pub static NOT_IMPLEMENTED: PyObject = PyObject::new_static(&NOT_IMPLEMENTED_TYPE);
pub static ELLIPSIS: PyObject = PyObject::new_static(&ELLIPSIS_TYPE);

#[inline(always)]
pub fn none() -> &'static PyObject {
    &NONE
}

/// An owned reference to `None`.
#[inline(always)]
pub fn none_ref() -> Ref {
    NONE.to_ref()
}

#[inline(always)]
pub fn not_implemented() -> Ref {
    NOT_IMPLEMENTED.to_ref()
}

pub static NONE_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(none_repr as UnaryFunc)),
    tp_as_number: Cell::new(&raw const NONE_AS_NUMBER),
    tp_new: Cell::new(Some(none_new as NewFunc)),
    ..PyTypeObject::new(c"NoneType", size_of::<PyObject>())
};

static NONE_AS_NUMBER: crate::typeobject::PyNumberMethods = crate::typeobject::PyNumberMethods {
    nb_bool: Cell::new(Some(none_bool)),
    ..crate::typeobject::PyNumberMethods::EMPTY
};

pub static NOT_IMPLEMENTED_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(not_implemented_repr)),
    tp_new: Cell::new(Some(not_implemented_new)),
    tp_as_number: Cell::new(&raw const NOT_IMPLEMENTED_AS_NUMBER),
    tp_methods: crate::typeobject::methods(&[
        crate::descr::PyMethodDef::noargs(c"__reduce__", not_implemented_reduce, c""),
        crate::descr::PyMethodDef::END,
    ]),
    ..PyTypeObject::new(c"NotImplementedType", size_of::<PyObject>())
};

static NOT_IMPLEMENTED_AS_NUMBER: crate::typeobject::PyNumberMethods = crate::typeobject::PyNumberMethods {
    nb_bool: Cell::new(Some(not_implemented_bool)),
    ..crate::typeobject::PyNumberMethods::EMPTY
};

pub static ELLIPSIS_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(ellipsis_repr)),
    tp_new: Cell::new(Some(ellipsis_new)),
    tp_methods: crate::typeobject::methods(&[
        crate::descr::PyMethodDef::noargs(c"__reduce__", ellipsis_reduce, c""),
        crate::descr::PyMethodDef::END,
    ]),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"ellipsis", size_of::<PyObject>())
};

extern "C" fn none_repr(_: &PyObject) -> PyResult {
    Ok(crate::str::new("None")?.upcast())
}

extern "C" fn none_bool(_: &PyObject) -> i32 {
    0
}

fn no_arguments(
    ty: &PyTypeObject,
    args: &PyObject,
    kwargs: Option<&PyObject>,
) -> Result<(), crate::object::Raised> {
    // SAFETY: `tp_new` gets a tuple and a dict.
    let (count, keywords) = unsafe {
        let args: &crate::tuple::PyTupleObject = args.cast_unchecked();
        (args.items().len(), kwargs.map(|kwargs| kwargs.cast_unchecked::<crate::dict::PyDictObject>()))
    };
    if count > 0 || keywords.is_some_and(|keywords| !keywords.is_empty()) {
        let name = if std::ptr::eq(ty, &ELLIPSIS_TYPE) { "EllipsisType" } else { ty.name() };
        return Err(crate::raise!(TYPE_ERROR, "{name} takes no arguments"));
    }
    Ok(())
}

extern "C" fn none_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    no_arguments(ty, args, kwargs)?;
    Ok(none_ref())
}

extern "C" fn not_implemented_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    no_arguments(ty, args, kwargs)?;
    Ok(not_implemented())
}

extern "C" fn ellipsis_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    no_arguments(ty, args, kwargs)?;
    Ok(ELLIPSIS.to_ref())
}

extern "C" fn not_implemented_repr(_: &PyObject) -> PyResult {
    Ok(crate::str::new("NotImplemented")?.upcast())
}

fn not_implemented_reduce(_: &PyObject) -> PyResult {
    Ok(crate::str::new("NotImplemented")?.upcast())
}

extern "C" fn not_implemented_bool(_: &PyObject) -> i32 {
    let warned = match crate::hooks::get().warn {
        Some(warn) => warn(
            &crate::exceptions::DEPRECATION_WARNING,
            "NotImplemented should not be used in a boolean context",
            1,
        ),
        None => Ok(()),
    };
    if warned.is_err() { -1 } else { 1 }
}

extern "C" fn ellipsis_repr(_: &PyObject) -> PyResult {
    Ok(crate::str::new("Ellipsis")?.upcast())
}

fn ellipsis_reduce(_: &PyObject) -> PyResult {
    Ok(crate::str::new("Ellipsis")?.upcast())
}

pub(crate) static TYPES: &[&PyTypeObject] = &[&NONE_TYPE, &NOT_IMPLEMENTED_TYPE, &ELLIPSIS_TYPE];
