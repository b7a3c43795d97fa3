//! The iterators over strings, character by character.

use super::slots::own;
use super::{PyUnicodeObject, from_code_point};
use crate::indexed::{self, Indexed, IndexedIterObject};
use crate::object::{PyObject, PyResult, Ref};
use crate::typeobject::PyTypeObject;

pub type PyUnicodeIterObject = IndexedIterObject<PyUnicodeObject>;

crate::object_layout!(PyUnicodeIterObject, UNICODE_ITER_TYPE);

pub static UNICODE_ITER_TYPE: PyTypeObject = indexed::iterator_type::<PyUnicodeObject>(c"str_iterator");

/// The iterator over ASCII strings, which differs in its type's address only.
pub static UNICODE_ASCII_ITER_TYPE: PyTypeObject =
    indexed::iterator_type::<PyUnicodeObject>(c"str_ascii_iterator");

impl Indexed for PyUnicodeObject {
    #[inline]
    fn length(&self) -> isize {
        self.length.get()
    }

    #[inline]
    fn item(&self, index: usize) -> Option<Ref> {
        from_code_point(self.data().get(index)).ok().map(Ref::upcast)
    }

    fn emptied() -> PyResult {
        Ok(super::empty().upcast())
    }
}

pub(super) extern "C" fn unicode_iter(object: &PyObject) -> PyResult {
    // Strings of subclasses are not compact, and so go the other way.
    let ty = if object.is_exact::<PyUnicodeObject>() && own(object).is_ascii() {
        &UNICODE_ASCII_ITER_TYPE
    } else {
        &UNICODE_ITER_TYPE
    };
    indexed::make(ty, own(object), 0)
}
