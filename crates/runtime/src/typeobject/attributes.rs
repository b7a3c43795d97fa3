//! The `type` type: its attributes and methods.

use std::cell::Cell;

use super::{PyTypeObject, flags};

/// The initial state of the metatype.
pub(crate) const TYPE_TEMPLATE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC | flags::TYPE_SUBCLASS),
    // SAFETY: as large as `PyHeapTypeObject`; checked there.
    ..PyTypeObject::new(c"type", 888)
};
