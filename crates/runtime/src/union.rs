//! `types.UnionType`: `int | str` (`Objects/unionobject.c`).

use std::cell::Cell;

use crate::object::{PyObject, PyResult};
use crate::singletons::not_implemented;
use crate::typeobject::{PyTypeObject, flags};

#[repr(C)]
pub struct PyUnionObject {
    pub ob_base: PyObject,
    /// A tuple.
    pub args: Cell<*mut PyObject>,
    pub parameters: Cell<*mut PyObject>,
}

crate::object_layout!(PyUnionObject, UNION_TYPE);

pub static UNION_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    ..PyTypeObject::new(c"types.UnionType", size_of::<PyUnionObject>())
};

/// `nb_or` of types.
pub extern "C" fn type_or(_left: &PyObject, _right: &PyObject) -> PyResult {
    Ok(not_implemented())
}
