//! The buffer protocol's struct (`Include/pybuffer.h`).

use std::ffi::{c_char, c_int, c_void};

use crate::object::PyObject;

/// `Py_buffer`.
#[repr(C)]
pub struct PyBuffer {
    pub buf: *mut c_void,
    /// Owned; null in a released buffer.
    pub obj: *mut PyObject,
    /// In bytes.
    pub len: isize,
    pub itemsize: isize,
    pub readonly: c_int,
    pub ndim: c_int,
    pub format: *const c_char,
    pub shape: *mut isize,
    pub strides: *mut isize,
    pub suboffsets: *mut isize,
    pub internal: *mut c_void,
}
