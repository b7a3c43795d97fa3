//! The `list` type.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use super::PyListObject;
use crate::gc;
use crate::object::PyObject;
use crate::typeobject::{PyTypeObject, VisitProc, flags};

pub static LIST_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(
        flags::DEFAULT
            | flags::HAVE_GC
            | flags::BASETYPE
            | flags::LIST_SUBCLASS
            | flags::MATCH_SELF
            | flags::SEQUENCE,
    ),
    tp_dealloc: Cell::new(Some(list_dealloc)),
    tp_traverse: Cell::new(Some(list_traverse)),
    tp_clear: Cell::new(Some(list_tp_clear)),
    ..PyTypeObject::new(c"list", size_of::<PyListObject>())
};

unsafe extern "C" fn list_dealloc(object: *mut PyObject) {
    // SAFETY: a dying list; what it owns is given back once.
    unsafe {
        gc::untrack(&*object);
        let list: &PyListObject = (*object).cast_unchecked();
        list.clear();
        if !list.is_exact::<PyListObject>() || !super::FREE_LIST.push(object) {
            crate::memory::free_object(object);
        }
    }
}

extern "C" fn list_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot of lists.
    let list: &PyListObject = unsafe { object.cast_unchecked() };
    for index in (0..list.len()).rev() {
        // SAFETY: in range.
        crate::visit!(visit, arg, unsafe { list.slot(index) }.get());
    }
    0
}

extern "C" fn list_tp_clear(object: &PyObject) -> c_int {
    // SAFETY: the slot of lists.
    unsafe { object.cast_unchecked::<PyListObject>() }.clear();
    0
}
