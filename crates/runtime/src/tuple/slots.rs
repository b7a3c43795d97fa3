//! The `tuple` type.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::ptr::null_mut;

use super::PyTupleObject;
use crate::gc;
use crate::object::{PyObject, Ref};
use crate::typeobject::{PyTypeObject, VisitProc, flags};

pub static TUPLE_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(size_of::<usize>() as isize),
    tp_flags: Cell::new(
        flags::DEFAULT
            | flags::HAVE_GC
            | flags::BASETYPE
            | flags::TUPLE_SUBCLASS
            | flags::MATCH_SELF
            | flags::SEQUENCE,
    ),
    tp_dealloc: Cell::new(Some(tuple_dealloc)),
    tp_traverse: Cell::new(Some(tuple_traverse)),
    ..PyTypeObject::new(c"tuple", size_of::<PyTupleObject>())
};

unsafe extern "C" fn tuple_dealloc(object: *mut PyObject) {
    // SAFETY: a dying tuple; its items are given back once.
    unsafe {
        let tuple: &PyTupleObject = (*object).cast_unchecked();
        gc::untrack(tuple);
        for index in (0..tuple.len()).rev() {
            drop(Ref::from_nullable(tuple.slot(index).replace(null_mut())));
        }
        if !super::keep(object.cast()) {
            crate::memory::free_object(object);
        }
    }
}

extern "C" fn tuple_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot of tuples.
    let tuple: &PyTupleObject = unsafe { object.cast_unchecked() };
    for index in (0..tuple.len()).rev() {
        // SAFETY: in range.
        crate::visit!(visit, arg, unsafe { tuple.slot(index) }.get());
    }
    0
}
