//! `tuple`.

use std::cell::Cell;

use crate::gc;
use crate::object::{PyObject, PyResult, PyVarObject, Ref};
use crate::typeobject::{PyTypeObject, flags};

/// The items follow.
#[repr(C)]
pub struct PyTupleObject {
    pub ob_base: PyVarObject,
    ob_item: [Cell<*mut PyObject>; 0],
}

crate::object_layout!(PyTupleObject, TUPLE_TYPE, flags::TUPLE_SUBCLASS);

pub static TUPLE_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(size_of::<usize>() as isize),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::BASETYPE | flags::TUPLE_SUBCLASS),
    ..PyTypeObject::new(c"tuple", size_of::<PyTupleObject>())
};

impl PyTupleObject {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.ob_base.ob_size.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items, borrowed: a tuple that others can see never changes.
    #[inline(always)]
    pub fn items(&self) -> &[&PyObject] {
        // SAFETY: `ob_size` live references follow the header.
        unsafe { std::slice::from_raw_parts(self.ob_item.as_ptr().cast::<&PyObject>(), self.len()) }
    }
}

/// A tuple of these items.
pub fn new(items: impl IntoIterator<Item = Ref, IntoIter: ExactSizeIterator>) -> PyResult<PyTupleObject> {
    let items = items.into_iter();
    // SAFETY: the layout of `tuple`; null items are never seen since the tuple is not tracked yet.
    let tuple: Ref<PyTupleObject> =
        unsafe { crate::memory::new_var_object(&TUPLE_TYPE, items.len() as isize)? };
    for (index, item) in items.enumerate() {
        // SAFETY: an exact-size iterator yields as many as it said.
        unsafe { (*tuple.ob_item.as_ptr().add(index)).set(item.into_raw()) };
    }
    gc::track(&tuple);
    Ok(tuple)
}

/// A tuple of new references to these objects.
pub fn from_slice(items: &[&PyObject]) -> PyResult<PyTupleObject> {
    new(items.iter().map(|item| item.to_ref()))
}
