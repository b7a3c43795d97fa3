//! `float` (`Objects/floatobject.c`).

use std::cell::Cell;

use crate::object::{PyObject, PyResult, Ref};
use crate::typeobject::{PyTypeObject, doc, flags, getset, methods};

pub mod arith;
pub(crate) mod conversion;

pub(crate) use arith::float_pow;
pub use conversion::{from_object, to_f64};

#[repr(C)]
pub struct PyFloatObject {
    pub ob_base: PyObject,
    pub ob_fval: Cell<f64>,
}

const _: () = assert!(size_of::<PyFloatObject>() == 24);

crate::object_layout!(PyFloatObject, FLOAT_TYPE);

pub static FLOAT_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(conversion::float_repr)),
    tp_as_number: Cell::new(&raw const arith::FLOAT_AS_NUMBER),
    tp_hash: Cell::new(Some(arith::float_hash)),
    tp_richcompare: Cell::new(Some(arith::float_richcompare)),
    tp_methods: methods(conversion::METHODS),
    tp_getset: getset(conversion::GETSET),
    tp_new: Cell::new(Some(conversion::float_new)),
    tp_vectorcall: Cell::new(Some(conversion::float_vectorcall)),
    tp_doc: doc(
        c"float(x=0, /)\n--\n\nA floating-point number: from a string or a number, if that is possible.",
    ),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::MATCH_SELF),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
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

/// As [`from_f64`] for the evaluation loop: null when the allocator has no free block at hand, and nothing has been done.
#[inline(always)]
pub fn new_or_null(value: f64) -> *mut PyObject {
    let object = crate::memory::pop_free(crate::memory::class_of_size(size_of::<PyFloatObject>()))
        .cast::<PyFloatObject>();
    if !object.is_null() {
        // SAFETY: the block is large enough.
        unsafe {
            object.write(PyFloatObject {
                ob_base: PyObject { ob_refcnt: Cell::new(1), ob_type: Cell::new(&raw const FLOAT_TYPE) },
                ob_fval: Cell::new(value),
            });
        }
    }
    object.cast()
}

/// The value of a `float` or of a subclass.
#[inline(always)]
pub fn value(object: &PyObject) -> Option<f64> {
    object.cast::<PyFloatObject>().map(PyFloatObject::value)
}
