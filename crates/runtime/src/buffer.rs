//! The buffer protocol (`Include/pybuffer.h`): the struct, requests, and contiguous views held for a while.

use std::ffi::{c_char, c_int, c_void};

use crate::object::{PyObject, Raised, Ref};

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

/// What a request asks for (`PyBUF_…`).
pub mod request {
    use std::ffi::c_int;
    pub const SIMPLE: c_int = 0;
    pub const WRITABLE: c_int = 1;
    pub const FORMAT: c_int = 4;
    pub const ND: c_int = 8;
    pub const STRIDES: c_int = 0x10 | ND;
    pub const C_CONTIGUOUS: c_int = 0x20 | STRIDES;
    pub const F_CONTIGUOUS: c_int = 0x40 | STRIDES;
    pub const ANY_CONTIGUOUS: c_int = 0x80 | STRIDES;
    pub const INDIRECT: c_int = 0x100 | STRIDES;
    pub const FULL_RO: c_int = INDIRECT | FORMAT;
}

impl PyBuffer {
    /// A buffer to be filled by an exporter.
    pub const fn empty() -> PyBuffer {
        PyBuffer {
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
        }
    }

    /// `PyBuffer_FillInfo`: plain bytes. The shape and strides point into this very struct.
    pub fn fill(
        &mut self,
        exporter: &PyObject,
        start: *mut u8,
        len: usize,
        readonly: bool,
        flags: c_int,
    ) -> Result<(), Raised> {
        if readonly && flags & request::WRITABLE != 0 {
            return Err(crate::raise!(BUFFER_ERROR, "Object is not writable."));
        }
        self.obj = exporter.to_ref().into_raw();
        self.buf = start.cast();
        self.len = len as isize;
        self.readonly = c_int::from(readonly);
        self.itemsize = 1;
        self.ndim = 1;
        self.format = if flags & request::FORMAT != 0 { c"B".as_ptr() } else { std::ptr::null() };
        self.shape = if flags & request::ND != 0 { &raw mut self.len } else { std::ptr::null_mut() };
        let strided = flags & request::STRIDES == request::STRIDES;
        self.strides = if strided { &raw mut self.itemsize } else { std::ptr::null_mut() };
        self.suboffsets = std::ptr::null_mut();
        self.internal = std::ptr::null_mut();
        Ok(())
    }

    /// `PyBuffer_Release`.
    pub fn release(&mut self) {
        let object = std::mem::replace(&mut self.obj, std::ptr::null_mut());
        // SAFETY: a filled buffer owns a reference to its exporter.
        let Some(object) = (unsafe { Ref::from_nullable(object) }) else { return };
        if let Some(release) = object.ob_type().as_buffer().and_then(|procs| procs.bf_releasebuffer.get()) {
            release(&object, self);
        }
    }
}

/// Whether the object exports buffers.
pub fn supported(object: &PyObject) -> bool {
    object.ob_type().as_buffer().is_some_and(|procs| procs.bf_getbuffer.get().is_some())
}

/// `PyObject_GetBuffer`.
pub fn get(object: &PyObject, buffer: &mut PyBuffer, flags: c_int) -> Result<(), Raised> {
    let Some(function) = object.ob_type().as_buffer().and_then(|procs| procs.bf_getbuffer.get()) else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "a bytes-like object is required, not '{}'",
            object.ob_type().full_name()
        ));
    };
    if function(object, buffer, flags) < 0 { Err(Raised::already_set()) } else { Ok(()) }
}

/// The bytes of an object that has a contiguous buffer, held for the view's life.
pub struct View(PyBuffer);

impl View {
    /// A simple view; `None` if the type has no buffers.
    pub fn simple_if_supported(object: &PyObject) -> Option<Result<View, Raised>> {
        supported(object).then(|| View::simple(object))
    }

    /// A simple view, or `TypeError`.
    pub fn simple(object: &PyObject) -> Result<View, Raised> {
        View::with(object, request::SIMPLE)
    }

    /// A view that may be written to.
    pub fn writable(object: &PyObject) -> Result<View, Raised> {
        View::with(object, request::WRITABLE)
    }

    fn with(object: &PyObject, flags: c_int) -> Result<View, Raised> {
        let mut view = View(PyBuffer::empty());
        get(object, &mut view.0, flags)?;
        Ok(view)
    }

    pub fn as_slice(&self) -> &[u8] {
        if self.0.len <= 0 || self.0.buf.is_null() {
            return &[];
        }
        // SAFETY: the exporter promises that many bytes until the view is released.
        unsafe { std::slice::from_raw_parts(self.0.buf.cast(), self.0.len as usize) }
    }

    /// Where the bytes begin, to be written to if the view was asked for as writable.
    pub fn as_mut_ptr(&self) -> *mut u8 {
        self.0.buf.cast()
    }
}

/// The items' memory in C order, of a buffer of any shape (`PyBuffer_ToContiguous`).
pub fn copy_of(object: &PyObject) -> Result<Vec<u8>, Raised> {
    // A view's shape may be its own length: it stays where it was filled.
    let mut view = View(PyBuffer::empty());
    get(object, &mut view.0, request::FULL_RO)?;
    let buffer = &view.0;
    let mut out = crate::memory::try_vec(usize::try_from(buffer.len).unwrap_or(0))?;
    if buffer.shape.is_null() || buffer.strides.is_null() || buffer.ndim < 1 {
        out.extend_from_slice(view.as_slice());
    } else {
        // SAFETY: the exporter's description of its own memory.
        unsafe { gather(buffer, 0, buffer.buf.cast(), &mut out) };
    }
    Ok(out)
}

/// # Safety
/// `from` is the first item of a part of the buffer whose dimensions begin with `dimension`.
unsafe fn gather(buffer: &PyBuffer, dimension: usize, from: *const u8, out: &mut Vec<u8>) {
    // SAFETY: as promised; the description has `ndim` entries.
    unsafe {
        if dimension == buffer.ndim as usize {
            out.extend_from_slice(std::slice::from_raw_parts(from, buffer.itemsize as usize));
            return;
        }
        for index in 0..*buffer.shape.add(dimension) {
            let mut item = from.offset(index * *buffer.strides.add(dimension));
            if !buffer.suboffsets.is_null() && *buffer.suboffsets.add(dimension) >= 0 {
                item = item.cast::<*const u8>().read_unaligned().offset(*buffer.suboffsets.add(dimension));
            }
            gather(buffer, dimension + 1, item, out);
        }
    }
}

impl Drop for View {
    fn drop(&mut self) {
        self.0.release();
    }
}
