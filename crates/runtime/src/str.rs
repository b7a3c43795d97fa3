//! `str` in one, two or four bytes a character (PEP 393; `Objects/unicodeobject.c`).

use std::cell::Cell;
use std::ffi::c_char;

use crate::object::{PyObject, PyResult, Ref};
use crate::typeobject::{PyTypeObject, flags};

/// A string whose characters are ASCII; they follow.
#[repr(C)]
pub struct PyAsciiObject {
    pub ob_base: PyObject,
    /// In characters.
    pub length: Cell<isize>,
    /// -1 while not computed.
    pub hash: Cell<isize>,
    /// `interned:2, kind:3, compact:1, ascii:1, ready:1`, from the low bit.
    pub state: Cell<u32>,
    pub wstr: Cell<*mut c_char>,
}

/// A string with other characters; they follow.
#[repr(C)]
pub struct PyCompactUnicodeObject {
    pub base: PyAsciiObject,
    pub utf8_length: Cell<isize>,
    pub utf8: Cell<*mut c_char>,
    pub wstr_length: Cell<isize>,
}

const _: () = assert!(size_of::<PyAsciiObject>() == 48 && size_of::<PyCompactUnicodeObject>() == 72);

/// The layout that code outside this module knows a `str` by.
pub type PyUnicodeObject = PyAsciiObject;

crate::object_layout!(PyAsciiObject, UNICODE_TYPE, flags::UNICODE_SUBCLASS);

pub static UNICODE_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::UNICODE_SUBCLASS | flags::MATCH_SELF),
    ..PyTypeObject::new(c"str", 80)
};

/// A string of ASCII text.
fn new_ascii(text: &str) -> PyResult<PyUnicodeObject> {
    let block = crate::memory::alloc(size_of::<PyAsciiObject>() + text.len() + 1);
    if block.is_null() {
        return Err(crate::errors::no_memory());
    }
    // SAFETY: the block holds the header, the text and a NUL.
    unsafe {
        let object = block.cast::<PyAsciiObject>();
        object.write(PyAsciiObject {
            ob_base: PyObject::new_static(&UNICODE_TYPE),
            length: Cell::new(text.len() as isize),
            hash: Cell::new(-1),
            state: Cell::new((1 << 2) | (1 << 5) | (1 << 6) | (1 << 7)),
            wstr: Cell::new(std::ptr::null_mut()),
        });
        let characters = block.add(size_of::<PyAsciiObject>());
        std::ptr::copy_nonoverlapping(text.as_ptr(), characters, text.len());
        *characters.add(text.len()) = 0;
        Ok(Ref::from_raw(object))
    }
}

/// A string.
pub fn new(text: &str) -> PyResult<PyUnicodeObject> {
    new_ascii(text)
}

/// The interned string of this text.
pub fn intern(text: &str) -> PyResult<PyUnicodeObject> {
    new_ascii(text)
}
