//! `int`: sign and magnitude in 30-bit digits (`Objects/longobject.c`).

use std::cell::Cell;

use crate::object::PyVarObject;
use crate::typeobject::{PyTypeObject, flags};

/// The number of digits is `|ob_size|`, its sign the number's; the digits follow, least significant first.
#[repr(C)]
pub struct PyLongObject {
    pub ob_base: PyVarObject,
    pub ob_digit: [Cell<u32>; 1],
}

crate::object_layout!(PyLongObject, LONG_TYPE, flags::LONG_SUBCLASS);

pub static LONG_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(4),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::LONG_SUBCLASS | flags::MATCH_SELF),
    ..PyTypeObject::new(c"int", 24)
};
