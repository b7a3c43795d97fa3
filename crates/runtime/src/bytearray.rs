//! `bytearray` (`Objects/bytearrayobject.c`): layout, growth, creation.

use std::cell::Cell;

use crate::object::{PyObject, PyResult, PyVarObject, Raised};
use crate::raise;
use crate::typeobject::{PyTypeObject, flags};

pub mod iterator;
mod methods;
mod slots;

#[repr(C)]
pub struct PyByteArrayObject {
    pub ob_base: PyVarObject,
    /// Bytes in the block.
    pub ob_alloc: Cell<isize>,
    /// The block, or null.
    pub ob_bytes: Cell<*mut u8>,
    /// The first byte of the content, inside the block.
    pub ob_start: Cell<*mut u8>,
    /// How many buffers are out.
    pub ob_exports: Cell<isize>,
}

const _: () = assert!(size_of::<PyByteArrayObject>() == 56);

crate::object_layout!(PyByteArrayObject, BYTEARRAY_TYPE);

pub static BYTEARRAY_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(slots::bytearray_dealloc)),
    tp_repr: Cell::new(Some(slots::bytearray_repr)),
    tp_str: Cell::new(Some(slots::bytearray_str)),
    tp_as_number: Cell::new(&raw const slots::BYTEARRAY_AS_NUMBER),
    tp_as_sequence: Cell::new(&raw const slots::BYTEARRAY_AS_SEQUENCE),
    tp_as_mapping: Cell::new(&raw const slots::BYTEARRAY_AS_MAPPING),
    tp_as_buffer: Cell::new(&raw const slots::BYTEARRAY_AS_BUFFER),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::MATCH_SELF),
    tp_richcompare: Cell::new(Some(slots::bytearray_richcompare)),
    tp_iter: Cell::new(Some(iterator::bytearray_iter)),
    tp_methods: crate::typeobject::methods(methods::METHODS),
    tp_init: Cell::new(Some(slots::bytearray_init)),
    tp_new: Cell::new(Some(slots::bytearray_new)),
    tp_doc: crate::typeobject::doc(
        c"bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array\n\nBytes that can be changed.",
    ),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"bytearray", size_of::<PyByteArrayObject>())
};

static EMPTY: u8 = 0;

impl PyByteArrayObject {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.ob_base.ob_size.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first byte's address; a zero byte's where there is no block.
    pub fn start(&self) -> *mut u8 {
        let start = self.ob_start.get();
        if start.is_null() { (&raw const EMPTY).cast_mut() } else { start }
    }

    /// The content.
    ///
    /// # Safety
    /// Nothing changes it while the borrow lives: no Python code runs, or a buffer is out and nobody writes.
    pub unsafe fn content(&self) -> &[u8] {
        // SAFETY: `ob_size` bytes stand there; the caller promises that they stay.
        unsafe { std::slice::from_raw_parts(self.start(), self.len()) }
    }

    /// Runs on the content, to be changed in place; `change` must not run Python code.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut [u8]) -> T) -> T {
        if self.is_empty() {
            return change(&mut []);
        }
        // SAFETY: `ob_size` bytes stand there, and nothing else runs.
        change(unsafe { std::slice::from_raw_parts_mut(self.start(), self.len()) })
    }

    /// Refuses to change the size while buffers are out.
    pub(crate) fn can_resize(&self) -> Result<(), Raised> {
        if self.ob_exports.get() > 0 {
            return Err(raise!(BUFFER_ERROR, "Existing exports of data: object cannot be re-sized"));
        }
        Ok(())
    }

    /// `PyByteArray_Resize`: the content keeps what fits; new bytes are not defined but initialised.
    pub(crate) fn resize(&self, size: usize) -> Result<(), Raised> {
        let old = self.len();
        if size == old {
            return Ok(());
        }
        self.can_resize()?;
        if size > isize::MAX as usize - 32 {
            return Err(crate::errors::no_memory());
        }
        let capacity = self.ob_alloc.get() as usize;
        let (block, start) = (self.ob_bytes.get(), self.ob_start.get());
        let offset = start as usize - block as usize;
        let new_capacity = if size + offset < capacity {
            if size >= capacity / 2 {
                self.ob_base.ob_size.set(size as isize);
                // SAFETY: inside the block.
                unsafe {
                    if size > old {
                        std::ptr::write_bytes(start.add(old), 0, size - old);
                    }
                    *start.add(size) = 0;
                }
                return Ok(());
            }
            size + 1
        } else if size as f64 <= capacity as f64 * 1.125 {
            size + (size >> 3) + if size < 9 { 3 } else { 6 }
        } else {
            size + 1
        };
        // SAFETY: the block is ours; what is kept fits both.
        unsafe {
            let kept = old.min(size);
            let new = if offset > 0 || block.is_null() {
                let new = crate::memory::alloc(new_capacity);
                if new.is_null() {
                    return Err(crate::errors::no_memory());
                }
                if !block.is_null() {
                    std::ptr::copy_nonoverlapping(start, new, kept);
                    crate::memory::free(block);
                }
                new
            } else {
                let new = crate::memory::realloc(block, new_capacity);
                if new.is_null() {
                    return Err(crate::errors::no_memory());
                }
                new
            };
            if size > kept {
                std::ptr::write_bytes(new.add(kept), 0, size - kept);
            }
            *new.add(size) = 0;
            self.ob_bytes.set(new);
            self.ob_start.set(new);
        }
        self.ob_alloc.set(new_capacity as isize);
        self.ob_base.ob_size.set(size as isize);
        Ok(())
    }

    /// Replaces the bytes from `low` to `high` by others (`bytearray_setslice_linear`).
    pub(crate) fn splice(&self, low: usize, high: usize, new: &[u8]) -> Result<(), Raised> {
        let (old, removed) = (self.len(), high - low);
        if new.len() < removed {
            self.can_resize()?;
            let shrink = removed - new.len();
            if low == 0 {
                // Bytes in front are dropped by moving the start.
                // SAFETY: inside the block.
                unsafe { self.ob_start.set(self.ob_start.get().add(shrink)) };
                self.resize_after_front(old - shrink)?;
            } else {
                self.change(|content| content.copy_within(high.., low + new.len()));
                self.resize(old - shrink)?;
            }
        } else if new.len() > removed {
            let grow = new.len() - removed;
            let Some(size) = old.checked_add(grow) else { return Err(crate::errors::no_memory()) };
            self.resize(size)?;
            self.change(|content| content.copy_within(high..old, high + grow));
        }
        self.change(|content| content[low..low + new.len()].copy_from_slice(new));
        Ok(())
    }

    /// Sets the size after the start moved forward; `ob_size` still tells the old one.
    fn resize_after_front(&self, size: usize) -> Result<(), Raised> {
        let (block, start) = (self.ob_bytes.get(), self.ob_start.get());
        let (capacity, offset) = (self.ob_alloc.get() as usize, start as usize - block as usize);
        if size + offset < capacity && size >= capacity / 2 {
            self.ob_base.ob_size.set(size as isize);
            return Ok(());
        }
        let new = crate::memory::alloc(size + 1);
        if new.is_null() {
            self.ob_base.ob_size.set(size as isize);
            return Ok(());
        }
        // SAFETY: the content fits the new block; the old one is ours.
        unsafe {
            std::ptr::copy_nonoverlapping(start, new, size);
            *new.add(size) = 0;
            crate::memory::free(block);
        }
        self.ob_bytes.set(new);
        self.ob_start.set(new);
        self.ob_alloc.set(size as isize + 1);
        self.ob_base.ob_size.set(size as isize);
        Ok(())
    }

    /// Appends bytes that are not its own.
    pub(crate) fn extend(&self, new: &[u8]) -> Result<(), Raised> {
        let old = self.len();
        let Some(size) = old.checked_add(new.len()) else { return Err(crate::errors::no_memory()) };
        self.resize(size)?;
        self.change(|content| content[old..].copy_from_slice(new));
        Ok(())
    }
}

/// A `bytearray` with this content.
pub fn new(content: &[u8]) -> PyResult<PyByteArrayObject> {
    let (block, capacity) = if content.is_empty() {
        (std::ptr::null_mut(), 0)
    } else {
        let block: *mut u8 = crate::memory::try_alloc_array(content.len() + 1)?;
        // SAFETY: the block holds the content and a NUL.
        unsafe {
            std::ptr::copy_nonoverlapping(content.as_ptr(), block, content.len());
            *block.add(content.len()) = 0;
        }
        (block, content.len() + 1)
    };
    // SAFETY: the layout of `bytearray`, every field written.
    unsafe {
        crate::memory::new_object(&BYTEARRAY_TYPE, |object: *mut PyByteArrayObject| {
            (&raw mut (*object).ob_base.ob_size).write(Cell::new(content.len() as isize));
            (&raw mut (*object).ob_alloc).write(Cell::new(capacity as isize));
            (&raw mut (*object).ob_bytes).write(Cell::new(block));
            (&raw mut (*object).ob_start).write(Cell::new(block));
            (&raw mut (*object).ob_exports).write(Cell::new(0));
        })
    }
}

#[inline]
pub fn is_bytearray(object: &PyObject) -> bool {
    object.is_instance_of::<PyByteArrayObject>()
}

/// A copy of a `bytearray`'s content.
pub fn copy_of(object: &PyObject) -> Option<Vec<u8>> {
    // SAFETY: nothing runs while it is copied.
    object.cast::<PyByteArrayObject>().map(|array| unsafe { array.content() }.to_vec())
}
