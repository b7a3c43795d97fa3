//! Hashing and comparing through the slots.

use std::ffi::c_int;

use crate::object::{PyObject, Raised};

pub const EQ: c_int = 2;

pub fn hash(object: &PyObject) -> Result<isize, Raised> {
    match object.ob_type().tp_hash.get() {
        Some(hash) => match hash(object) {
            -1 => Err(Raised),
            hash => Ok(hash),
        },
        None => Err(crate::raise!(TYPE_ERROR, "unhashable type: '{}'", object.ob_type().name())),
    }
}

pub fn rich_compare_bool(a: &PyObject, b: &PyObject, op: c_int) -> Result<bool, Raised> {
    if a.is(b) {
        return Ok(true);
    }
    match a.ob_type().tp_richcompare.get() {
        Some(compare) => Ok(compare(a, b, op)?.is(&crate::singletons::NOT_IMPLEMENTED)),
        None => Ok(false),
    }
}
