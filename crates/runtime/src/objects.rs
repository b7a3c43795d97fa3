//! The `object` type and the generic object operations: attributes, `repr`, comparison, hashing, truth
//! (`Objects/object.c`).

use std::cell::Cell;

use crate::object::PyObject;
use crate::typeobject::{PyTypeObject, flags};

/// The initial state of the `object` type.
pub(crate) const OBJECT_TEMPLATE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE),
    ..PyTypeObject::new(c"object", size_of::<PyObject>())
};
