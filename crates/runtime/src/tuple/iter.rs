//! The iterator over a tuple.

use super::PyTupleObject;
use crate::indexed::{self, Indexed, IndexedIterObject};
use crate::object::{PyObject, PyResult, Ref};
use crate::typeobject::PyTypeObject;

pub type TupleIterObject = IndexedIterObject<PyTupleObject>;

crate::object_layout!(TupleIterObject, TUPLE_ITER_TYPE);

pub static TUPLE_ITER_TYPE: PyTypeObject = indexed::iterator_type::<PyTupleObject>(c"tuple_iterator");

impl Indexed for PyTupleObject {
    #[inline]
    fn length(&self) -> isize {
        self.len() as isize
    }

    #[inline]
    fn item(&self, index: usize) -> Option<Ref> {
        self.items().get(index).map(|item| item.to_ref())
    }

    fn emptied() -> PyResult {
        Ok(super::empty().upcast())
    }
}

pub(super) extern "C" fn tuple_iter(tuple: &PyObject) -> PyResult {
    // SAFETY: a slot of tuples.
    indexed::make::<PyTupleObject>(&TUPLE_ITER_TYPE, unsafe { tuple.cast_unchecked() }, 0)
}
