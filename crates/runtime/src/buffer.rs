//! The buffer protocol's struct (`Include/pybuffer.h`).

use std::ffi::{c_char, c_int, c_void};

use crate::object::{PyObject, Raised};

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

/// The bytes of an object that has a contiguous buffer, held for the view's life.
pub struct View(PyBuffer);

impl View {
    /// A simple view; `None` if the type has no buffers.
    pub fn simple_if_supported(object: &PyObject) -> Option<Result<View, Raised>> {
        let get = object.ob_type().as_buffer().and_then(|procs| procs.bf_getbuffer.get())?;
        let mut buffer = PyBuffer {
            buf: std::ptr::null_mut(),
            obj: std::ptr::null_mut(),
            len: 0,
            itemsize: 1,
            readonly: 1,
            ndim: 1,
            format: std::ptr::null(),
            shape: std::ptr::null_mut(),
            strides: std::ptr::null_mut(),
            suboffsets: std::ptr::null_mut(),
            internal: std::ptr::null_mut(),
        };
        Some(if get(object, &mut buffer, 0) < 0 { Err(Raised::already_set()) } else { Ok(View(buffer)) })
    }

    /// A simple view, or `TypeError`.
    pub fn simple(object: &PyObject) -> Result<View, Raised> {
        View::simple_if_supported(object).unwrap_or_else(|| {
            Err(crate::raise!(
                TYPE_ERROR,
                "a bytes-like object is required, not '{}'",
                object.ob_type().name()
            ))
        })
    }

    pub fn as_slice(&self) -> &[u8] {
        if self.0.len <= 0 {
            return &[];
        }
        // SAFETY: the exporter promises that many bytes until the view is released.
        unsafe { std::slice::from_raw_parts(self.0.buf.cast(), self.0.len as usize) }
    }
}

impl Drop for View {
    fn drop(&mut self) {
        let object = std::mem::replace(&mut self.0.obj, std::ptr::null_mut());
        // SAFETY: the view owns a reference to its exporter.
        let Some(object) = (unsafe { crate::object::Ref::from_nullable(object) }) else { return };
        if let Some(release) = object.ob_type().as_buffer().and_then(|procs| procs.bf_releasebuffer.get()) {
            release(&object, &mut self.0);
        }
    }
}
