//! The iterator over bytes.

use super::PyBytesObject;
use crate::indexed::{self, Indexed, IndexedIterObject};
use crate::object::{PyObject, PyResult, Ref};
use crate::typeobject::PyTypeObject;

pub type PyBytesIterObject = IndexedIterObject<PyBytesObject>;

crate::object_layout!(PyBytesIterObject, BYTES_ITER_TYPE);

pub static BYTES_ITER_TYPE: PyTypeObject = indexed::iterator_type::<PyBytesObject>(c"bytes_iterator");

impl Indexed for PyBytesObject {
    #[inline]
    fn length(&self) -> isize {
        self.len() as isize
    }

    #[inline]
    fn item(&self, index: usize) -> Option<Ref> {
        crate::int::from_i64(i64::from(*self.as_slice().get(index)?)).ok()
    }

    fn emptied() -> PyResult {
        Ok(crate::tuple::empty().upcast())
    }
}

pub(super) extern "C" fn bytes_iter(object: &PyObject) -> PyResult {
    indexed::make(&BYTES_ITER_TYPE, super::slots::own(object), 0)
}
