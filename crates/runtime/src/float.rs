//! `float` (`Objects/floatobject.c`).

use std::cell::Cell;

use crate::object::{PyObject, PyResult, Ref};
use crate::typeobject::{PyTypeObject, flags};

#[repr(C)]
pub struct PyFloatObject {
    pub ob_base: PyObject,
    pub ob_fval: Cell<f64>,
}

const _: () = assert!(size_of::<PyFloatObject>() == 24);

crate::object_layout!(PyFloatObject, FLOAT_TYPE);

pub static FLOAT_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::MATCH_SELF),
    ..PyTypeObject::new(c"float", size_of::<PyFloatObject>())
};

impl PyFloatObject {
    #[inline(always)]
    pub fn value(&self) -> f64 {
        self.ob_fval.get()
    }
}

/// A new float. The allocator's list of free blocks of this size serves as CPython's free list of floats.
#[inline]
pub fn from_f64(value: f64) -> PyResult {
    let object = crate::memory::alloc(size_of::<PyFloatObject>()).cast::<PyFloatObject>();
    if object.is_null() {
        return Err(crate::errors::no_memory());
    }
    // SAFETY: the block is large enough.
    unsafe {
        object.write(PyFloatObject {
            ob_base: PyObject { ob_refcnt: Cell::new(1), ob_type: Cell::new(&raw const FLOAT_TYPE) },
            ob_fval: Cell::new(value),
        });
        Ok(Ref::from_raw(object.cast()))
    }
}

/// The value of a `float` or of a subclass.
#[inline(always)]
pub fn value(object: &PyObject) -> Option<f64> {
    object.cast::<PyFloatObject>().map(PyFloatObject::value)
}
