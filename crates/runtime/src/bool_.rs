//! `bool`: the two instances of a subclass of `int` (`Objects/boolobject.c`).

use std::cell::Cell;

use crate::int::{FALSE, LONG_TYPE, PyLongObject, TRUE};
use crate::object::{PyObject, PyResult, Ref};
use crate::typeobject::{BinaryFunc, PyNumberMethods, PyTypeObject, flags};

pub static BOOL_TYPE: PyTypeObject = PyTypeObject {
    tp_base: Cell::new(&raw const LONG_TYPE),
    tp_repr: Cell::new(Some(bool_repr)),
    tp_as_number: Cell::new(&raw const BOOL_AS_NUMBER),
    tp_new: Cell::new(Some(bool_new)),
    tp_vectorcall: Cell::new(Some(bool_vectorcall)),
    tp_doc: crate::typeobject::doc(
        c"bool(x) -> bool\n\nTrue for a true argument, False for a false one: the only two instances.",
    ),
    tp_itemsize: Cell::new(4),
    tp_flags: Cell::new(flags::DEFAULT | flags::LONG_SUBCLASS | flags::MATCH_SELF),
    ..PyTypeObject::new(c"bool", size_of::<PyLongObject>())
};

/// `True` or `False`, borrowed.
#[inline(always)]
pub fn get(value: bool) -> &'static PyObject {
    if value { &TRUE } else { &FALSE }
}

/// `True` or `False`, owned.
#[inline(always)]
pub fn from_bool(value: bool) -> Ref {
    get(value).to_ref()
}

#[inline(always)]
pub fn is_bool(object: &PyObject) -> bool {
    std::ptr::eq(object.ob_type.get(), &BOOL_TYPE)
}

#[inline(always)]
pub fn true_() -> &'static PyObject {
    &TRUE
}

#[inline(always)]
pub fn false_() -> &'static PyObject {
    &FALSE
}

/// The layout of `True` and `False`.
#[repr(transparent)]
pub struct PyBoolObject(crate::int::PyLongObject);

crate::object_layout!(PyBoolObject, BOOL_TYPE);

extern "C" fn bool_repr(object: &PyObject) -> PyResult {
    static NAMES: [crate::names::Name; 2] = [crate::names::Name::new(), crate::names::Name::new()];
    let truth = object.is(&TRUE);
    Ok(NAMES[usize::from(truth)].get(if truth { "True" } else { "False" }).to_ref())
}

static BOOL_AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_and: Cell::new(Some(bool_and)),
    nb_xor: Cell::new(Some(bool_xor)),
    nb_or: Cell::new(Some(bool_or)),
    ..PyNumberMethods::EMPTY
};

/// The operator on two truth values; anything else is left to `int`.
fn logical(a: &PyObject, b: &PyObject, op: fn(bool, bool) -> bool, other: BinaryFunc) -> PyResult {
    if is_bool(a) && is_bool(b) { Ok(from_bool(op(a.is(&TRUE), b.is(&TRUE)))) } else { other(a, b) }
}

extern "C" fn bool_and(a: &PyObject, b: &PyObject) -> PyResult {
    logical(a, b, |a, b| a & b, crate::int::arith::long_and)
}

extern "C" fn bool_xor(a: &PyObject, b: &PyObject) -> PyResult {
    logical(a, b, |a, b| a ^ b, crate::int::arith::long_xor)
}

extern "C" fn bool_or(a: &PyObject, b: &PyObject) -> PyResult {
    logical(a, b, |a, b| a | b, crate::int::arith::long_or)
}

/// `bool(x=False, /)`.
extern "C" fn bool_new(_: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    crate::args::no_keywords("bool", kwargs)?;
    let args = crate::args::items(args);
    crate::args::check_count("bool", args, 0, 1)?;
    Ok(from_bool(match args {
        [object] => crate::objects::is_true(object)?,
        _ => false,
    }))
}

extern "C" fn bool_vectorcall(
    _: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    crate::args::no_keywords("bool", kwnames)?;
    // SAFETY: a vectorcall passes that many arguments.
    let args = unsafe { crate::args::vector(args, nargsf) };
    crate::args::check_count("bool", args, 0, 1)?;
    Ok(from_bool(match args {
        [object] => crate::objects::is_true(object)?,
        _ => false,
    }))
}
