//! The cycle collector's header and lists (`Modules/gcmodule.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use crate::object::PyObject;
use crate::typeobject::flags;

pub mod collect;
#[cfg(feature = "torture")]
mod torture;

/// In front of every object that the collector may track: links of a doubly linked ring. `next` is 0 while untracked;
/// the low two bits of `prev` are flags.
#[repr(C)]
pub struct PyGcHead {
    pub next: Cell<usize>,
    pub prev: Cell<usize>,
}

/// `prev` bit: the finaliser has been called.
pub const PREV_FINALIZED: usize = 1;
/// `prev` bit: a collection is working on it.
pub const PREV_COLLECTING: usize = 2;
const PREV_SHIFT: usize = 2;
const PREV_MASK: usize = !3;

/// The header in front of an object of a collected type.
#[inline(always)]
pub fn head(object: &PyObject) -> &PyGcHead {
    // SAFETY: objects of collected types are allocated with the header in front.
    unsafe { &*std::ptr::from_ref(object).cast::<PyGcHead>().sub(1) }
}

/// The object behind a header.
#[inline(always)]
pub fn object_of(head: &PyGcHead) -> &PyObject {
    // SAFETY: a header is followed by its object.
    unsafe { &*std::ptr::from_ref(head).add(1).cast::<PyObject>() }
}

/// Whether the object has a header: its type is collected (and, for types, it is a heap type).
#[inline]
pub fn is_gc(object: &PyObject) -> bool {
    let ty = object.ob_type();
    ty.has_flag(flags::HAVE_GC) && ty.tp_is_gc.get().is_none_or(|is_gc| is_gc(object) != 0)
}

/// Whether the object is in one of the collector's lists.
#[inline(always)]
pub fn is_tracked(object: &PyObject) -> bool {
    is_gc(object) && head(object).next.get() != 0
}

#[inline]
pub fn finalized(object: &PyObject) -> bool {
    head(object).prev.get() & PREV_FINALIZED != 0
}

/// Puts a fresh object into the young generation, once its fields are valid, and collects where the thresholds say so.
#[inline]
pub fn track(object: &PyObject) {
    let head = head(object);
    debug_assert_eq!(head.next.get(), 0, "tracked twice");
    let young = collect::young();
    let last = young.prev.get();
    head.prev.set(last | (head.prev.get() & !PREV_MASK));
    head.next.set(std::ptr::from_ref(young) as usize);
    let this = std::ptr::from_ref(head) as usize;
    // SAFETY: the ring's last element is live.
    unsafe { (*(last as *const PyGcHead)).next.set(this) };
    young.prev.set(this);
}

/// Takes an object out of the collector's lists, if it is there: the first thing a destructor does.
#[inline]
pub fn untrack(object: &PyObject) {
    let head = head(object);
    let next = head.next.get();
    if next == 0 {
        return;
    }
    let prev = head.prev.get() & PREV_MASK;
    // SAFETY: neighbours in a ring are live.
    unsafe {
        (*(prev as *const PyGcHead)).next.set(next);
        let next = &*(next as *const PyGcHead);
        next.prev.set((next.prev.get() & !PREV_MASK) | prev);
    }
    head.next.set(0);
    head.prev.set(head.prev.get() & PREV_FINALIZED);
}

/// Marks that the finaliser has been called.
#[inline]
pub fn set_finalized(object: &PyObject) {
    let head = head(object);
    head.prev.set(head.prev.get() | PREV_FINALIZED);
}

/// Gives unused memory of the types' free lists back; a full collection does so.
pub fn clear_free_lists() {
    crate::dict::clear_free_lists();
    crate::list::clear_free_list();
    crate::tuple::clear_free_lists();
}

const TRASHCAN_LIMIT: c_int = 50;

/// A destructor of a container begins with this: too deep in nested destructors, the object (already untracked) waits for
/// its turn and the destructor must return at once (`true`). Otherwise it ends with [`trashcan_end`].
#[inline]
pub fn trashcan_begin(object: &PyObject) -> bool {
    let state = crate::thread::current();
    let depth = state.trash_depth.get();
    if depth >= TRASHCAN_LIMIT {
        // The chain of waiting objects goes through the unused link of their headers.
        let head = head(object);
        head.prev.set((head.prev.get() & !PREV_MASK) | state.trash_later.get() as usize);
        state.trash_later.set(object.as_ptr());
        return true;
    }
    state.trash_depth.set(depth + 1);
    false
}

/// See [`trashcan_begin`].
#[inline]
pub fn trashcan_end() {
    let state = crate::thread::current();
    state.trash_depth.set(state.trash_depth.get() - 1);
    if state.trash_depth.get() == 0 && !state.trash_later.get().is_null() {
        empty_trashcan();
    }
}

#[cold]
#[inline(never)]
fn empty_trashcan() {
    let state = crate::thread::current();
    while !state.trash_later.get().is_null() {
        let object = state.trash_later.get();
        // SAFETY: waiting objects are whole, untracked, and have a reference count of 0.
        unsafe {
            let head = head(&*object);
            state.trash_later.set((head.prev.get() & PREV_MASK) as *mut PyObject);
            head.prev.set(head.prev.get() & !PREV_MASK);
            state.trash_depth.set(state.trash_depth.get() + 1);
            crate::object::dealloc(object);
            state.trash_depth.set(state.trash_depth.get() - 1);
        }
    }
}

/// Calls `visit` for an object in a traverse function and leaves it with the result if that is not 0:
/// `visit!(visit, arg, pointer)`. Null is passed over.
#[macro_export]
macro_rules! visit {
    ($visit:expr, $arg:expr, $pointer:expr) => {{
        let pointer: *mut $crate::object::PyObject = $pointer.cast();
        if !pointer.is_null() {
            let (visit, arg): ($crate::typeobject::VisitProc, _) = ($visit, $arg);
            // SAFETY: a field of a live object holds a live object.
            let result = unsafe { visit(pointer, arg) };
            if result != 0 {
                return result;
            }
        }
    }};
}

/// A traverse function's two arguments, for helpers.
pub type VisitArg = *mut c_void;

/// The result of a traverse or clear function that ran to its end.
pub const DONE: c_int = 0;
