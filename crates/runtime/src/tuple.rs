//! `tuple` (`Objects/tupleobject.c`).

use std::cell::Cell;
use std::ptr::null_mut;

use crate::gc;
use crate::object::{PyObject, PyResult, PyVarObject, Ref};
use crate::typeobject::flags;

pub mod iter;
mod slots;

pub use slots::{TUPLE_TYPE, combine_hashes};

/// The items follow.
#[repr(C)]
pub struct PyTupleObject {
    pub ob_base: PyVarObject,
    ob_item: [Cell<*mut PyObject>; 0],
}

crate::object_layout!(PyTupleObject, TUPLE_TYPE, flags::TUPLE_SUBCLASS);

const _: () = assert!(size_of::<PyTupleObject>() == 24);

/// Tuples of up to this many items are kept for reuse when they die.
const MAX_SAVE_SIZE: usize = 20;
const MAX_FREE: usize = 2000;

/// For each size from one, a chain of dead tuples through their first items.
struct FreeTuples {
    first: [Cell<*mut PyTupleObject>; MAX_SAVE_SIZE],
    count: [Cell<usize>; MAX_SAVE_SIZE],
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for FreeTuples {}

static FREE: FreeTuples = FreeTuples {
    first: [const { Cell::new(null_mut()) }; MAX_SAVE_SIZE],
    count: [const { Cell::new(0) }; MAX_SAVE_SIZE],
};

/// The empty tuple with the collector's header that every tuple has in front.
#[repr(C)]
struct EmptyTuple {
    head: gc::PyGcHead,
    tuple: PyTupleObject,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for EmptyTuple {}

static EMPTY: EmptyTuple = EmptyTuple {
    head: gc::PyGcHead { next: Cell::new(0), prev: Cell::new(0) },
    tuple: PyTupleObject {
        ob_base: PyVarObject { ob_base: PyObject::new_static(&TUPLE_TYPE), ob_size: Cell::new(0) },
        ob_item: [],
    },
};

impl PyTupleObject {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.ob_base.ob_size.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items, borrowed: a tuple that others can see never changes.
    #[inline(always)]
    pub fn items(&self) -> &[&PyObject] {
        // SAFETY: `ob_size` live references follow the header.
        unsafe { std::slice::from_raw_parts(self.ob_item.as_ptr().cast::<&PyObject>(), self.len()) }
    }

    /// The cell of an item.
    ///
    /// # Safety
    /// The index is below the length, and only a tuple that nobody else has seen yet is changed.
    #[inline(always)]
    pub unsafe fn slot(&self, index: usize) -> &Cell<*mut PyObject> {
        // SAFETY: the caller's promise.
        unsafe { &*self.ob_item.as_ptr().add(index) }
    }

    /// Takes a tuple that holds nothing collectable out of the collector's lists.
    pub fn maybe_untrack(&self) {
        if !self.is_exact::<PyTupleObject>() || !gc::is_tracked(self) {
            return;
        }
        for index in 0..self.len() {
            // SAFETY: in range. Null stands in a tuple that is being made.
            match unsafe { self.slot(index).get().as_ref() } {
                Some(item) if !crate::dict::insert::may_be_tracked(item) => {}
                _ => return,
            }
        }
        gc::untrack(self);
    }
}

/// The empty tuple.
#[inline(always)]
pub fn empty() -> Ref<PyTupleObject> {
    Ref::new(&EMPTY.tuple)
}

/// A tuple of `len` items, not 0, which are not written yet; not tracked, so that nobody looks at them.
///
/// # Safety
/// The items are written before the tuple is tracked or dropped.
#[inline(always)]
unsafe fn alloc(len: usize) -> PyResult<PyTupleObject> {
    debug_assert!(len > 0);
    if len <= MAX_SAVE_SIZE {
        let tuple = FREE.first[len - 1].get();
        if !tuple.is_null() {
            let count = &FREE.count[len - 1];
            count.set(count.get() - 1);
            // SAFETY: a dead tuple of this length whose first item links to the next; header and size are in place.
            unsafe {
                FREE.first[len - 1].set((*tuple).slot(0).get().cast());
                (&*tuple).ob_refcnt.set(1);
                return Ok(Ref::from_raw(tuple));
            }
        }
    }
    alloc_fresh(len)
}

#[inline(never)]
fn alloc_fresh(len: usize) -> PyResult<PyTupleObject> {
    if len > (isize::MAX as usize - 64) / size_of::<usize>() {
        return Err(crate::errors::no_memory());
    }
    let tuple = crate::memory::alloc_collected(size_of::<PyTupleObject>() + len * size_of::<usize>())
        .cast::<PyTupleObject>();
    if tuple.is_null() {
        return Err(crate::errors::no_memory());
    }
    // SAFETY: the block is large enough.
    unsafe {
        (&raw mut (*tuple).ob_base).write(PyVarObject {
            ob_base: PyObject { ob_refcnt: Cell::new(1), ob_type: Cell::new(&raw const TUPLE_TYPE) },
            ob_size: Cell::new(len as isize),
        });
        Ok(Ref::from_raw(tuple))
    }
}

/// Keeps a dead tuple, whose items are gone, for reuse if it can.
///
/// # Safety
/// The tuple is dead and untracked.
#[inline]
unsafe fn keep(tuple: *mut PyTupleObject) -> bool {
    // SAFETY: the caller's promise.
    let dead = unsafe { &*tuple };
    let len = dead.len();
    if len == 0 || len > MAX_SAVE_SIZE || !dead.is_exact::<PyTupleObject>() {
        return false;
    }
    let count = &FREE.count[len - 1];
    if count.get() >= MAX_FREE {
        return false;
    }
    count.set(count.get() + 1);
    let first = &FREE.first[len - 1];
    // SAFETY: there is a first item.
    unsafe { dead.slot(0).set(first.get().cast()) };
    first.set(tuple);
    true
}

/// Gives the memory of dead tuples back; a full collection does.
pub fn clear_free_lists() {
    for (first, count) in FREE.first.iter().zip(&FREE.count) {
        count.set(0);
        let mut tuple = first.replace(null_mut());
        while !tuple.is_null() {
            // SAFETY: a chain of dead tuples.
            unsafe {
                let next = (*tuple).slot(0).get().cast();
                crate::memory::free_object(tuple.cast());
                tuple = next;
            }
        }
    }
}

/// A tuple of these items.
pub fn new(items: impl IntoIterator<Item = Ref, IntoIter: ExactSizeIterator>) -> PyResult<PyTupleObject> {
    let items = items.into_iter();
    let len = items.len();
    if len == 0 {
        return Ok(empty());
    }
    // SAFETY: all items are written here.
    let tuple = unsafe { alloc(len)? };
    let mut written = 0;
    for item in items.take(len) {
        // SAFETY: in range, and nobody else has seen the tuple.
        unsafe { tuple.slot(written).set(item.into_raw()) };
        written += 1;
    }
    for index in written..len {
        // SAFETY: as above.
        unsafe { tuple.slot(index).set(null_mut()) };
    }
    gc::track(&tuple);
    Ok(tuple)
}

/// A tuple of new references to these objects.
pub fn from_slice(items: &[&PyObject]) -> PyResult<PyTupleObject> {
    new(items.iter().map(|item| item.to_ref()))
}

/// A pair.
#[inline]
pub fn pair(first: Ref, second: Ref) -> PyResult<PyTupleObject> {
    // SAFETY: two items, and nobody else has seen the tuple.
    let tuple = unsafe {
        let tuple = alloc(2)?;
        tuple.slot(0).set(first.into_raw());
        tuple.slot(1).set(second.into_raw());
        tuple
    };
    gc::track(&tuple);
    Ok(tuple)
}

/// A tuple that takes over `count` references which lie one after the other, as on a frame's stack.
///
/// # Safety
/// `items` points to `count` owned references, which the caller gives up (also when this fails).
pub unsafe fn from_stack(items: *const *mut PyObject, count: usize) -> PyResult<PyTupleObject> {
    if count == 0 {
        return Ok(empty());
    }
    // SAFETY: all items are written here.
    let tuple = match unsafe { alloc(count) } {
        Ok(tuple) => tuple,
        Err(raised) => {
            for index in 0..count {
                // SAFETY: the caller's references.
                drop(unsafe { Ref::from_raw(*items.add(index)) });
            }
            return Err(raised);
        }
    };
    // SAFETY: both have room for `count` pointers.
    unsafe {
        let to = tuple.ob_item.as_ptr().cast_mut().cast::<*mut PyObject>();
        if let 2 | 3 = count {
            *to = *items;
            *to.add(1) = *items.add(1);
            *to.add(count - 1) = *items.add(count - 1);
        } else {
            std::ptr::copy_nonoverlapping(items, to, count);
        }
    }
    gc::track(&tuple);
    Ok(tuple)
}

/// The items of an object that is known to be a tuple.
pub(crate) fn items_of(tuple: &PyObject) -> &[&PyObject] {
    tuple.cast::<PyTupleObject>().map_or(&[], |tuple| tuple.items())
}

pub(crate) fn len_of(tuple: &PyObject) -> usize {
    items_of(tuple).len()
}
