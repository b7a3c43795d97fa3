//! The object allocator: per-class LIFO free lists for small blocks, the C library for large ones.
//!
//! Small blocks are carved from pages of one size class inside one reserved range of addresses, so a block's size is
//! known from its address. Every allocation can fail and says so with null or `MemoryError`.

use std::cell::Cell;
use std::ptr::null_mut;

use crate::gc;
use crate::object::{PyObject, PyResult, PyVarObject, Raised, Ref};
use crate::typeobject::{PyTypeObject, flags};

mod exhausted;
mod last_words;
#[cfg(feature = "torture")]
pub(crate) mod quarantine;
pub mod report;
mod reserve;
mod rust;
mod workers;

pub use exhausted::certainly;
pub use rust::{RustAllocator, adopt_thread, fallibly, leave_thread};
pub use workers::adopt_worker;

/// Blocks above this many bytes come from the C library.
pub const SMALL_LIMIT: usize = 512;
/// Classes are so many bytes apart.
const ALIGN: usize = 8;
/// Up to here in steps of 16 bytes, so that a float and a small integer are of one class.
const COARSE_LIMIT: usize = 32;
const CLASSES: usize = SMALL_LIMIT / ALIGN;
const PAGE: usize = 64 * 1024;
/// Free blocks are made from so many bytes at once.
const CHUNK: usize = 4096;
/// Pages are asked of the system so many bytes at once; untouched ones cost it nothing.
const COMMIT: usize = 16 * PAGE;
/// Reserved, not committed.
const RANGE: usize = 64 << 30;

/// In front of a page's blocks.
#[repr(C)]
struct PageHeader {
    /// Of all its blocks; [`exhausted::NO_CLASS`] where it serves none.
    class: usize,
    /// Scratch of whoever looks for pages that nobody uses.
    note: usize,
}

struct Heap {
    free: [Cell<*mut u8>; CLASSES],
    /// The part of the newest page of a class that was never handed out.
    fresh: [Cell<*mut u8>; CLASSES],
    fresh_end: [Cell<*mut u8>; CLASSES],
    base: Cell<usize>,
    /// From `base` to `end`; 0 while no address is ours.
    span: Cell<usize>,
    next_page: Cell<usize>,
    committed: Cell<usize>,
    end: Cell<usize>,
    /// Small blocks made so far, free ones too.
    carved: Cell<usize>,
    /// Live blocks of the C library.
    large: Cell<usize>,
    /// Live small blocks that hold no object but something of Rust's.
    foreign: Cell<usize>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Heap {}

static HEAP: Heap = Heap {
    free: [const { Cell::new(null_mut()) }; CLASSES],
    fresh: [const { Cell::new(null_mut()) }; CLASSES],
    fresh_end: [const { Cell::new(null_mut()) }; CLASSES],
    base: Cell::new(0),
    span: Cell::new(0),
    next_page: Cell::new(0),
    committed: Cell::new(0),
    end: Cell::new(0),
    carved: Cell::new(0),
    large: Cell::new(0),
    foreign: Cell::new(0),
};

/// A block of at least `size` bytes aligned to 8, or null.
#[inline]
pub fn alloc(size: usize) -> *mut u8 {
    if size > SMALL_LIMIT {
        return alloc_large(size);
    }
    let class = class_of_size(size);
    let block = pop_free(class);
    if block.is_null() { refill(class) } else { block }
}

/// The class of blocks that have room for `size` bytes, at most [`SMALL_LIMIT`].
#[inline(always)]
pub const fn class_of_size(size: usize) -> usize {
    let class = size.saturating_sub(1) / ALIGN;
    if size <= COARSE_LIMIT { class | 1 } else { class }
}

/// A free block of a class, or null when there is none: then [`prefill`] makes some.
#[inline(always)]
pub fn pop_free(class: usize) -> *mut u8 {
    let list = &HEAP.free[class];
    let block = list.get();
    if !block.is_null() {
        // SAFETY: a free block holds the next one's address.
        list.set(unsafe { *block.cast::<*mut u8>() });
    }
    block
}

/// Has the processor bring a free block near that will be asked for next: it may have lain idle for long.
#[inline(always)]
fn fetch_early(block: *mut u8) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a hint that reads nothing and accepts any address.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(block.cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = block;
}

/// Gives back a block whose class is known.
///
/// # Safety
/// `block` came from this module, is of the class, and is not used afterwards.
#[inline(always)]
pub unsafe fn push_free(class: usize, block: *mut u8) {
    #[cfg(feature = "torture")]
    // SAFETY: the caller's promise.
    let (class, block) = match unsafe { quarantine::enter(class, block) } {
        Some(released) => released,
        None => return,
    };
    let list = &HEAP.free[class];
    // SAFETY: a block has room for an address and is ours again.
    unsafe { *block.cast::<*mut u8>() = list.get() };
    list.set(block);
}

/// Makes sure that [`pop_free`] finds a block; whether that was possible.
#[cold]
#[inline(never)]
pub fn prefill(class: usize) -> bool {
    let block = refill(class);
    if block.is_null() {
        return false;
    }
    // SAFETY: a fresh block of that class.
    unsafe { push_free(class, block) };
    true
}

#[cold]
fn alloc_large(size: usize) -> *mut u8 {
    if size > isize::MAX as usize || exhausted::refuses() {
        return null_mut();
    }
    from_library(size)
}

fn from_library(size: usize) -> *mut u8 {
    // SAFETY: any size may be asked for.
    let block: *mut u8 = unsafe { libc::malloc(size).cast() };
    if !block.is_null() {
        HEAP.large.set(HEAP.large.get() + 1);
    }
    block
}

/// A block for an object; null where memory is exhausted.
#[cold]
#[inline(never)]
fn refill(class: usize) -> *mut u8 {
    if exhausted::refuses() {
        return exhausted::for_certain(class);
    }
    // Where the kept blocks came back the list has some again.
    let mut block = pop_free(class);
    if block.is_null() {
        block = more(class);
    }
    if block.is_null() { exhausted::for_certain(class) } else { block }
}

/// A block for whom it may concern; more free ones as a rule.
fn more(class: usize) -> *mut u8 {
    rust::take_back();
    let size = (class + 1) * ALIGN;
    let mut block = HEAP.fresh[class].get();
    if block.is_null() || (block as usize) + size > HEAP.fresh_end[class].get() as usize {
        let page = new_page();
        if page.is_null() {
            return without_page(class);
        }
        // SAFETY: the page is ours, writable and large enough.
        unsafe {
            page.cast::<PageHeader>().write(PageHeader { class, note: 0 });
            block = page.add(size_of::<PageHeader>());
            HEAP.fresh_end[class].set(page.add(PAGE));
        }
    }
    let room = (HEAP.fresh_end[class].get() as usize - block as usize) / size;
    let count = (CHUNK / size).clamp(1, room);
    // SAFETY: so many blocks lie inside the page; all but the first become free ones, in the order of their addresses.
    unsafe {
        for index in (1..count).rev() {
            push_free(class, block.add(index * size));
        }
        HEAP.fresh[class].set(block.add(count * size));
    }
    HEAP.carved.set(HEAP.carved.get() + count);
    block
}

/// A block where no page is to be had.
#[cold]
fn without_page(class: usize) -> *mut u8 {
    if exhausted::find_spare_pages() {
        return more(class);
    }
    // Such a block is outside the range, so `free` gives it back to the C library.
    let block = from_library((class + 1) * ALIGN);
    if block.is_null() { exhausted::borrow_larger(class) } else { block }
}

/// The limit on the addresses that the process may have, if there is one.
pub fn address_limit() -> Option<usize> {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: fills a struct of ours.
    let known = unsafe { libc::getrlimit(libc::RLIMIT_AS, &raw mut limit) } == 0;
    (known && limit.rlim_cur != libc::RLIM_INFINITY).then_some(limit.rlim_cur as usize)
}

/// A program is about to limit the addresses that it may have: most of those that were only reserved are given back, so that
/// others find room.
pub fn prepare_for_limit(limit: u64) {
    if HEAP.span.get() == 0 || limit == libc::RLIM_INFINITY {
        return;
    }
    let share = usize::try_from(limit / 4).unwrap_or(usize::MAX) / COMMIT * COMMIT;
    let end = HEAP.base.get().saturating_add(share).max(HEAP.committed.get());
    let rest = HEAP.end.get().saturating_sub(end);
    // SAFETY: nothing behind what is committed was ever used.
    if rest > 0 && unsafe { libc::munmap(end as *mut _, rest) } == 0 {
        HEAP.end.set(end);
        HEAP.span.set(end - HEAP.base.get());
    }
}

fn new_page() -> *mut u8 {
    let spare = exhausted::spare_page();
    if !spare.is_null() {
        return spare;
    }
    if HEAP.base.get() == 0 && !reserve_range() {
        return null_mut();
    }
    let page = HEAP.next_page.get();
    if page + PAGE > HEAP.end.get() {
        return null_mut();
    }
    if page == HEAP.committed.get() && !commit(page, COMMIT) && !commit(page, PAGE) {
        return null_mut();
    }
    HEAP.next_page.set(page + PAGE);
    page as *mut u8
}

/// Makes reserved addresses usable.
fn commit(start: usize, size: usize) -> bool {
    let size = size.min((HEAP.end.get() - start) / PAGE * PAGE);
    // SAFETY: the range lies in our reserved one.
    if unsafe { libc::mprotect(start as *mut _, size, libc::PROT_READ | libc::PROT_WRITE) } != 0 {
        return false;
    }
    HEAP.committed.set(start + size);
    true
}

/// Whether `PYTHONMALLOC` asks for the C library's blocks alone, for programs that watch it.
fn wants_plain_blocks() -> bool {
    // SAFETY: a string of the environment, which nobody changes this early.
    unsafe {
        let asked = libc::getenv(c"PYTHONMALLOC".as_ptr());
        !asked.is_null() && matches!(std::ffi::CStr::from_ptr(asked).to_bytes(), b"malloc" | b"malloc_debug")
    }
}

/// Reserves addresses, less where a limit on the address space asks for it.
fn reserve_range() -> bool {
    if wants_plain_blocks() {
        HEAP.base.set(usize::MAX);
        return false;
    }
    let mut size = RANGE;
    if let Some(limit) = address_limit() {
        // The rest is for what is large, and for small blocks that the C library has then.
        size = size.min((limit / 4).max(16 << 20) / PAGE * PAGE);
    }
    while size >= (4 << 20) {
        // SAFETY: a fresh anonymous mapping.
        let start = unsafe {
            libc::mmap(
                null_mut(),
                size,
                libc::PROT_NONE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        if start != libc::MAP_FAILED {
            let base = (start as usize).next_multiple_of(PAGE);
            HEAP.base.set(base);
            HEAP.next_page.set(base);
            HEAP.committed.set(base);
            HEAP.end.set(start as usize + size);
            HEAP.span.set(start as usize + size - base);
            return true;
        }
        size /= 4;
    }
    // No range: everything comes from the C library, and an end of 0 says that no address is ours.
    HEAP.base.set(usize::MAX);
    false
}

#[inline(always)]
fn class_of(block: *mut u8) -> Option<usize> {
    let address = block as usize;
    if address.wrapping_sub(HEAP.base.get()) < HEAP.span.get() {
        // SAFETY: pages in the range begin with their header.
        Some(unsafe { (*((address & !(PAGE - 1)) as *const PageHeader)).class })
    } else {
        None
    }
}

/// Gives a block back.
///
/// # Safety
/// `block` is null or came from this module, is not used afterwards and was not given back before.
#[inline]
pub unsafe fn free(block: *mut u8) {
    if block.is_null() {
        return;
    }
    match class_of(block) {
        // SAFETY: the page says the class.
        Some(class) => unsafe { push_free(class, block) },
        // SAFETY: not ours, so the C library's.
        None => unsafe { free_large(block) },
    }
}

/// As [`free`] for a block that is one of the small ones: whether it was.
///
/// # Safety
/// As for [`free`], where that is the answer.
#[inline(always)]
pub unsafe fn free_small(block: *mut u8) -> bool {
    match class_of(block) {
        Some(class) => {
            // SAFETY: the page says the class.
            unsafe { push_free(class, block) };
            true
        }
        None => false,
    }
}

#[cold]
#[inline(never)]
unsafe fn free_large(block: *mut u8) {
    if reserve::owns(block) {
        // SAFETY: the caller's promise.
        return unsafe { reserve::free(block) };
    }
    #[cfg(feature = "torture")]
    // SAFETY: the block has that many bytes, and nobody uses them any more.
    unsafe {
        block.write_bytes(quarantine::POISON, libc::malloc_usable_size(block.cast()));
    }
    HEAP.large.set(HEAP.large.get() - 1);
    // SAFETY: the caller's promise.
    unsafe { libc::free(block.cast()) }
}

/// The bytes that a block really has.
///
/// # Safety
/// `block` came from this module and is live.
pub unsafe fn usable_size(block: *mut u8) -> usize {
    match class_of(block) {
        Some(class) => (class + 1) * ALIGN,
        None if reserve::owns(block) => reserve::size_of_block(block),
        // SAFETY: the C library's.
        None => unsafe { libc::malloc_usable_size(block.cast()) },
    }
}

/// A block of the new size with the old content, or null (the old block is then untouched). Null as `block` allocates.
///
/// # Safety
/// As for [`free`] unless null comes back.
pub unsafe fn realloc(block: *mut u8, size: usize) -> *mut u8 {
    if block.is_null() {
        return alloc(size);
    }
    if size > isize::MAX as usize {
        return null_mut();
    }
    match class_of(block) {
        None if size > SMALL_LIMIT && !reserve::owns(block) => {
            // SAFETY: asks only.
            if exhausted::refuses() && size > unsafe { libc::malloc_usable_size(block.cast()) } {
                return null_mut();
            }
            // SAFETY: the C library's.
            unsafe { libc::realloc(block.cast(), size).cast() }
        }
        Some(class) if size <= SMALL_LIMIT && class_of_size(size) == class => block,
        _ => {
            let new = alloc(size);
            if !new.is_null() {
                // SAFETY: both blocks have that many bytes.
                unsafe {
                    std::ptr::copy_nonoverlapping(block, new, usable_size(block).min(size));
                    free(block);
                }
            }
            new
        }
    }
}

/// How many blocks are live: `sys.getallocatedblocks()`.
pub fn live_blocks() -> usize {
    let mut free = 0;
    for list in &HEAP.free {
        let mut block = list.get();
        while !block.is_null() {
            free += 1;
            // SAFETY: a free block holds the next one's address.
            block = unsafe { *block.cast::<*mut u8>() };
        }
    }
    (HEAP.carved.get() + HEAP.large.get()).saturating_sub(free + HEAP.foreign.get())
}

/// The size in bytes of an object of this type with `items` items, without the collector's header; `None` on overflow.
#[inline]
pub fn object_size(ty: &PyTypeObject, items: isize) -> Option<usize> {
    let base = ty.tp_basicsize.get() as usize;
    let item = ty.tp_itemsize.get() as usize;
    if item == 0 {
        return Some(base);
    }
    item.checked_mul(usize::try_from(items).ok()?)?.checked_add(base)?.checked_next_multiple_of(8)
}

/// Memory for an object of `size` bytes, with the collector's header in front if its type asks for one, not cleared
/// beyond what the header needs. Null on failure.
#[inline]
fn alloc_for(ty: &PyTypeObject, size: usize) -> *mut PyObject {
    let prefix = prefix_size(ty);
    if prefix == 0 {
        return alloc(size).cast();
    }
    let Some(total) = size.checked_add(prefix) else { return null_mut() };
    if ty.has_flag(flags::HAVE_GC) {
        gc::collect::count_allocation();
    }
    let block = alloc(total);
    if block.is_null() {
        return null_mut();
    }
    // SAFETY: the block has `prefix` bytes in front of the object.
    unsafe {
        std::ptr::write_bytes(block, 0, prefix);
        block.add(prefix).cast()
    }
}

/// Memory for an object of `size` bytes with the collector's header in front, which is clear, and nothing else; null on
/// failure. The collector may run first.
#[inline(always)]
pub(crate) fn alloc_collected(size: usize) -> *mut PyObject {
    gc::collect::count_allocation();
    let block = alloc(size + size_of::<gc::PyGcHead>());
    if block.is_null() {
        return null_mut();
    }
    // SAFETY: the block has room for the header.
    unsafe {
        block.cast::<gc::PyGcHead>().write(gc::PyGcHead { next: Cell::new(0), prev: Cell::new(0) });
        block.add(size_of::<gc::PyGcHead>()).cast()
    }
}

/// What stands in front of an object of this type: the collector's header, and the two slots for dict and values.
#[inline(always)]
pub fn prefix_size(ty: &PyTypeObject) -> usize {
    let gc = if ty.has_flag(flags::HAVE_GC) { size_of::<gc::PyGcHead>() } else { 0 };
    let managed = if ty.has_flag(flags::MANAGED_DICT) { 2 * size_of::<usize>() } else { 0 };
    gc + managed
}

/// Writes the header of a fresh object and counts the reference to a heap type.
#[inline(always)]
unsafe fn init_object(object: *mut PyObject, ty: &PyTypeObject) {
    // SAFETY: the block is large enough for a header.
    unsafe { object.write(PyObject { ob_refcnt: Cell::new(1), ob_type: Cell::new(ty) }) };
    if ty.has_flag(flags::HEAPTYPE) {
        ty.incref();
    }
}

/// An object of the layout `T` and of fixed size; `init` writes the fields behind the header. Not tracked by the
/// collector: see [`gc::track`].
///
/// # Safety
/// `T` is the layout of `ty`, and `init` initialises every field of `T` but its `ob_base`.
#[inline]
pub unsafe fn new_object<T>(ty: &PyTypeObject, init: impl FnOnce(*mut T)) -> PyResult<T> {
    let size = (ty.tp_basicsize.get() as usize).max(size_of::<T>());
    let object = alloc_for(ty, size);
    if object.is_null() {
        return Err(crate::errors::no_memory());
    }
    // SAFETY: large enough; the caller initialises the rest.
    unsafe {
        init_object(object, ty);
        init(object.cast());
        Ok(Ref::from_raw(object.cast()))
    }
}

/// An object with `items` items, everything behind the header zero and `ob_size` set: the start of `tuple`, `int`,
/// `bytes`. Not tracked.
///
/// # Safety
/// `T` is the layout of `ty`, which has items, and all-zero fields are valid.
#[inline]
pub unsafe fn new_var_object<T>(ty: &PyTypeObject, items: isize) -> PyResult<T> {
    let Some(size) = object_size(ty, items) else { return Err(crate::errors::no_memory()) };
    let object = alloc_for(ty, size.max(size_of::<T>()));
    if object.is_null() {
        return Err(crate::errors::no_memory());
    }
    // SAFETY: the block has `size` bytes.
    unsafe {
        std::ptr::write_bytes(object.cast::<u8>().add(16), 0, size.max(size_of::<T>()) - 16);
        init_object(object, ty);
        (*object.cast::<PyVarObject>()).ob_size.set(items);
        Ok(Ref::from_raw(object.cast()))
    }
}

/// `PyType_GenericAlloc`: everything zero, tracked by the collector if the type asks for it.
pub extern "C" fn generic_alloc(ty: &PyTypeObject, items: isize) -> PyResult {
    // As in CPython one item more than asked for, which serves as a sentinel.
    let Some(size) = object_size(ty, if ty.tp_itemsize.get() == 0 { 0 } else { items.saturating_add(1) })
    else {
        return Err(crate::errors::no_memory());
    };
    let object = alloc_for(ty, size);
    if object.is_null() {
        return Err(crate::errors::no_memory());
    }
    // SAFETY: the block has `size` bytes.
    unsafe {
        std::ptr::write_bytes(object.cast::<u8>(), 0, size);
        init_object(object, ty);
        if ty.tp_itemsize.get() != 0 {
            (*object.cast::<PyVarObject>()).ob_size.set(items);
        }
        if ty.has_flag(flags::HAVE_GC) {
            gc::track(&*object);
        }
        Ok(Ref::from_raw(object))
    }
}

/// `PyType_GenericNew`: `tp_new` of types whose `__init__` does everything.
pub extern "C" fn generic_new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, 0),
        None => generic_alloc(ty, 0),
    }
}

/// Gives back an object's memory, and the reference to its heap type. The destructor of a type ends with this; an object
/// of a collected type must be untracked before.
///
/// # Safety
/// The object's fields are dead.
#[inline]
pub unsafe fn free_object(object: *mut PyObject) {
    // SAFETY: the type outlives its last instance until the decref below.
    unsafe {
        let ty = (*object).ob_type.get();
        if (*ty).has_flag(flags::HAVE_GC) {
            gc::collect::count_deallocation();
        }
        free(object.cast::<u8>().sub(prefix_size(&*ty)));
        if (*ty).has_flag(flags::HEAPTYPE) {
            (*ty).ob_base.ob_base.decref();
        }
    }
}

/// A buffer of `count` `T`s owned by an object (a list's items, a dict's keys), or null.
pub fn alloc_array<T>(count: usize) -> *mut T {
    match count.checked_mul(size_of::<T>()) {
        Some(size) => alloc(size.max(1)).cast(),
        None => null_mut(),
    }
}

/// As [`alloc_array`], raising `MemoryError`.
pub fn try_alloc_array<T>(count: usize) -> Result<*mut T, Raised> {
    let array: *mut T = alloc_array(count);
    if array.is_null() { Err(crate::errors::no_memory()) } else { Ok(array) }
}

/// Appends to a vector whose length a program chooses; `MemoryError` where there is no room.
pub fn push<T>(vec: &mut Vec<T>, item: T) -> Result<(), Raised> {
    if vec.len() == vec.capacity() {
        fallibly(|| vec.try_reserve(1)).map_err(|_| crate::errors::no_memory())?;
    }
    vec.push(item);
    Ok(())
}

/// A copy of bytes, or `MemoryError`.
pub fn copied(bytes: &[u8]) -> Result<Vec<u8>, Raised> {
    let mut copy = try_vec(bytes.len())?;
    copy.extend_from_slice(bytes);
    Ok(copy)
}

/// A `Vec` with room for `count` items, or `MemoryError` where a program chose the size.
pub fn try_vec<T>(count: usize) -> Result<Vec<T>, Raised> {
    let mut vec = Vec::new();
    if count > 0 {
        fallibly(|| vec.try_reserve_exact(count)).map_err(|_| crate::errors::no_memory())?;
    }
    Ok(vec)
}

/// Blocks up to here come from the reserve where they can't fail and memory is exhausted.
const CERTAIN: usize = 128 << 10;

/// Makes sure that Rust's own blocks of so many bytes, which a program chose and which can't fail, will be there; else
/// `MemoryError`.
#[inline]
pub fn probe(bytes: usize) -> Result<(), Raised> {
    if bytes <= CERTAIN { Ok(()) } else { probe_large(bytes) }
}

#[cold]
#[inline(never)]
fn probe_large(bytes: usize) -> Result<(), Raised> {
    let block = alloc_large(bytes);
    if block.is_null() {
        return Err(crate::errors::no_memory());
    }
    // SAFETY: fresh, and nobody's.
    unsafe { free(block) };
    Ok(())
}
