//! The iterator over a bytearray, byte by byte.

use super::PyByteArrayObject;
use crate::indexed::{self, Indexed, IndexedIterObject};
use crate::object::{PyObject, PyResult, Ref};
use crate::typeobject::PyTypeObject;

pub type PyByteArrayIterObject = IndexedIterObject<PyByteArrayObject>;

crate::object_layout!(PyByteArrayIterObject, BYTEARRAY_ITER_TYPE);

pub static BYTEARRAY_ITER_TYPE: PyTypeObject =
    indexed::iterator_type::<PyByteArrayObject>(c"bytearray_iterator");

impl Indexed for PyByteArrayObject {
    #[inline]
    fn length(&self) -> isize {
        self.len() as isize
    }

    #[inline]
    fn item(&self, index: usize) -> Option<Ref> {
        let byte = self.change(|content| content.get(index).copied())?;
        crate::int::from_i64(i64::from(byte)).ok()
    }

    fn emptied() -> PyResult {
        Ok(crate::tuple::empty().upcast())
    }
}

pub(super) extern "C" fn bytearray_iter(object: &PyObject) -> PyResult {
    indexed::make(&BYTEARRAY_ITER_TYPE, super::slots::own(object), 0)
}
