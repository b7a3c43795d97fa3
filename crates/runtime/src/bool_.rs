//! `bool`: the two instances of a subclass of `int` (`Objects/boolobject.c`).

use std::cell::Cell;

use crate::int::{FALSE, LONG_TYPE, TRUE};
use crate::object::{PyObject, Ref};
use crate::typeobject::{PyTypeObject, flags};

pub static BOOL_TYPE: PyTypeObject = PyTypeObject {
    tp_base: Cell::new(&raw const LONG_TYPE),
    tp_itemsize: Cell::new(4),
    tp_flags: Cell::new(flags::DEFAULT | flags::LONG_SUBCLASS | flags::MATCH_SELF),
    ..PyTypeObject::new(c"bool", crate::int::HEADER)
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
