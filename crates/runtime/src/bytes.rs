//! `bytes` (`Objects/bytesobject.c`).

use std::cell::Cell;

use crate::int::IMMORTAL;
use crate::object::{PyObject, PyResult, PyVarObject, Ref};
use crate::typeobject::{PyTypeObject, flags};

pub mod iterator;
pub(crate) mod percent;
pub(crate) mod shared;
pub mod slots;

pub use shared::{hex_text, set_warnings};

/// The bytes follow, with a NUL behind them.
#[repr(C)]
pub struct PyBytesObject {
    pub ob_base: PyVarObject,
    /// -1 while not computed.
    pub ob_shash: Cell<isize>,
    pub ob_sval: [Cell<u8>; 1],
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for PyBytesObject {}

/// The header and the NUL.
pub(crate) const HEADER: usize = 33;

crate::object_layout!(PyBytesObject, BYTES_TYPE, flags::BYTES_SUBCLASS);

const fn static_bytes(size: isize, byte: u8) -> PyBytesObject2 {
    PyBytesObject2(
        PyBytesObject {
            ob_base: PyVarObject {
                ob_base: PyObject {
                    ob_refcnt: Cell::new(IMMORTAL),
                    ob_type: Cell::new(&raw const BYTES_TYPE),
                },
                ob_size: Cell::new(size),
            },
            ob_shash: Cell::new(-1),
            ob_sval: [Cell::new(byte)],
        },
        [0; 8],
    )
}

/// A static object with room for its NUL.
#[repr(C)]
struct PyBytesObject2(PyBytesObject, [u8; 8]);

static EMPTY: PyBytesObject2 = static_bytes(0, 0);
static CHARACTERS: [PyBytesObject2; 256] = {
    let mut table = [const { static_bytes(1, 0) }; 256];
    let mut index = 0;
    while index < 256 {
        table[index] = static_bytes(1, index as u8);
        index += 1;
    }
    table
};

pub static BYTES_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(slots::bytes_repr)),
    tp_str: Cell::new(Some(slots::bytes_str)),
    tp_as_number: Cell::new(&raw const slots::BYTES_AS_NUMBER),
    tp_as_sequence: Cell::new(&raw const slots::BYTES_AS_SEQUENCE),
    tp_as_mapping: Cell::new(&raw const slots::BYTES_AS_MAPPING),
    tp_hash: Cell::new(Some(slots::bytes_hash)),
    tp_as_buffer: Cell::new(&raw const slots::BYTES_AS_BUFFER),
    tp_richcompare: Cell::new(Some(slots::bytes_richcompare)),
    tp_iter: Cell::new(Some(iterator::bytes_iter)),
    tp_methods: crate::typeobject::methods(slots::METHODS),
    tp_new: Cell::new(Some(slots::bytes_new)),
    tp_doc: crate::typeobject::doc(
        c"bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object\n\nBytes that never change.",
    ),
    tp_itemsize: Cell::new(1),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::BYTES_SUBCLASS | flags::MATCH_SELF),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"bytes", HEADER)
};

impl PyBytesObject {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.ob_base.ob_size.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline(always)]
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: `ob_size` bytes follow; they never change once others can see the object.
        unsafe { std::slice::from_raw_parts(self.ob_sval.as_ptr().cast::<u8>(), self.len()) }
    }

    pub fn hash(&self) -> isize {
        let known = self.ob_shash.get();
        if known != -1 {
            return known;
        }
        let hash = crate::str::hash_bytes(self.as_slice());
        self.ob_shash.set(hash);
        hash
    }
}

/// `OverflowError` for more bytes than an object can have.
pub fn check_size(len: usize) -> Result<(), crate::object::Raised> {
    if len > isize::MAX as usize - HEADER {
        return Err(crate::raise!(OVERFLOW_ERROR, "byte string is too large"));
    }
    Ok(())
}

/// Memory for exact `bytes` of this length, which the caller fills before anyone sees it. Never a shared object.
pub(crate) fn uninit(len: usize) -> PyResult<PyBytesObject> {
    check_size(len)?;
    let object = crate::memory::alloc(HEADER + len).cast::<PyBytesObject>();
    if object.is_null() {
        return Err(crate::errors::no_memory());
    }
    // SAFETY: the block holds the header, the bytes and a NUL.
    unsafe {
        (&raw mut (*object).ob_base).write(PyVarObject {
            ob_base: PyObject { ob_refcnt: Cell::new(1), ob_type: Cell::new(&raw const BYTES_TYPE) },
            ob_size: Cell::new(len as isize),
        });
        (*object).ob_shash = Cell::new(-1);
        *(&raw mut (*object).ob_sval).cast::<u8>().add(len) = 0;
        Ok(Ref::from_raw(object))
    }
}

/// Builds `bytes` in place: `fill` gets the zeroed content.
pub fn build(len: usize, fill: impl FnOnce(&mut [u8])) -> PyResult<PyBytesObject> {
    if len == 0 {
        return Ok(Ref::new(&EMPTY.0));
    }
    let object = uninit(len)?;
    // SAFETY: nobody else sees the object yet, and the block holds `len` bytes.
    unsafe {
        let start = (&raw mut (*object.as_raw()).ob_sval).cast::<u8>();
        std::ptr::write_bytes(start, 0, len);
        fill(std::slice::from_raw_parts_mut(start, len));
    }
    Ok(object)
}

/// `bytes` with this content; the empty one and those of one byte are shared.
pub fn new(content: &[u8]) -> PyResult<PyBytesObject> {
    match content {
        [] => Ok(Ref::new(&EMPTY.0)),
        [byte] => Ok(Ref::new(&CHARACTERS[usize::from(*byte)].0)),
        _ => {
            let object = uninit(content.len())?;
            // SAFETY: nobody else sees the object yet, and the block holds that many bytes.
            unsafe {
                let start = (&raw mut (*object.as_raw()).ob_sval).cast::<u8>();
                std::ptr::copy_nonoverlapping(content.as_ptr(), start, content.len());
            }
            Ok(object)
        }
    }
}

/// As [`new`], but one byte gets an object of its own, as where CPython fills in what it made.
pub(crate) fn fresh(content: &[u8]) -> PyResult<PyBytesObject> {
    build(content.len(), |own| own.copy_from_slice(content))
}

/// The content of `bytes` or of a subclass.
#[inline]
pub fn as_slice(object: &PyObject) -> Option<&[u8]> {
    object.cast::<PyBytesObject>().map(PyBytesObject::as_slice)
}

/// `bytes(object)` of something with `__bytes__`, something bytes-like or an iterable of integers (`PyObject_Bytes`).
pub fn from_any(object: &PyObject) -> PyResult {
    if object.is_exact::<PyBytesObject>() {
        return Ok(object.to_ref());
    }
    match slots::from_special(object)? {
        Some(result) => Ok(result),
        None => slots::from_object(object),
    }
}
