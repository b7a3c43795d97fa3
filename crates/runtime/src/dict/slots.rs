//! The `dict` type.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::ptr::null_mut;

use super::PyDictObject;
use crate::gc;
use crate::object::PyObject;
use crate::typeobject::{PyTypeObject, VisitProc, flags};

pub static DICT_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(
        flags::DEFAULT
            | flags::HAVE_GC
            | flags::BASETYPE
            | flags::DICT_SUBCLASS
            | flags::MATCH_SELF
            | flags::MAPPING,
    ),
    tp_dealloc: Cell::new(Some(dict_dealloc)),
    tp_traverse: Cell::new(Some(dict_traverse)),
    tp_clear: Cell::new(Some(dict_tp_clear)),
    ..PyTypeObject::new(c"dict", size_of::<PyDictObject>())
};

unsafe extern "C" fn dict_dealloc(object: *mut PyObject) {
    // SAFETY: a dying dict; what it owns is given back once.
    unsafe {
        gc::untrack(&*object);
        let dict: &PyDictObject = (*object).cast_unchecked();
        let keys = dict.ma_keys.get();
        let values = dict.ma_values.replace(null_mut());
        super::insert::drop_values(values, keys);
        if !keys.is_null() {
            super::keys::decref_keys(keys);
        }
        if !dict.is_exact::<PyDictObject>() || !super::FREE_LIST.push(object) {
            crate::memory::free_object(object);
        }
    }
}

extern "C" fn dict_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot of dicts.
    let dict: &PyDictObject = unsafe { object.cast_unchecked() };
    let keys = dict.keys();
    let values = dict.values();
    for ix in 0..keys.dk_nentries.get() {
        if let Some(values) = values {
            crate::visit!(visit, arg, values.value(ix).get());
            continue;
        }
        let (key, value) = keys.entry(ix);
        crate::visit!(visit, arg, value.get());
        if !keys.is_unicode() && !value.get().is_null() {
            crate::visit!(visit, arg, key.get());
        }
    }
    0
}

extern "C" fn dict_tp_clear(object: &PyObject) -> c_int {
    // SAFETY: the slot of dicts.
    unsafe { object.cast_unchecked::<PyDictObject>() }.clear();
    0
}
