//! Rust's own allocations, most of which can't fail.
//!
//! Where the system has nothing more they live from the reserve; objects get `MemoryError` long before that is used up.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};

use super::{
    ALIGN, HEAP, SMALL_LIMIT, class_of, class_of_size, exhausted, last_words, more, pop_free, push_free,
    reserve, workers,
};

/// Rust's allocator for programs that run Python: on the thread that holds the interpreter lock small blocks come from the same lists as
/// objects, on workers ([`adopt_worker`]) from lists of their own, everything else from the system.
pub struct RustAllocator;

thread_local! {
    static HERE: Cell<bool> = const { Cell::new(false) };
    /// Whether whoever asks for memory now can do without.
    static FALLIBLE: Cell<bool> = const { Cell::new(false) };
}

impl RustAllocator {
    /// Whether this thread holds the interpreter lock.
    pub(super) fn is_here() -> bool {
        HERE.get()
    }
}

/// Runs something that only asks for memory and copes with a refusal (`Vec::try_reserve`): it gets nothing of the reserve.
#[inline]
pub fn fallibly<T>(ask: impl FnOnce() -> T) -> T {
    FALLIBLE.set(true);
    let answer = ask();
    FALLIBLE.set(false);
    answer
}

/// Blocks that other threads gave back, until the next look.
static ELSEWHERE: AtomicPtr<u8> = AtomicPtr::new(null_mut());

/// Says that this thread holds the interpreter lock from here on.
pub fn adopt_thread() {
    HERE.set(true);
    reserve::prepare();
}

/// Says that this thread holds the interpreter lock no longer.
pub fn leave_thread() {
    HERE.set(false);
}

/// Puts what other threads gave back on the lists.
pub(super) fn take_back() {
    let mut block = ELSEWHERE.swap(null_mut(), Ordering::Acquire);
    while !block.is_null() {
        // SAFETY: a chain of blocks that nobody uses.
        unsafe {
            let next = *block.cast::<*mut u8>();
            HEAP.foreign.set(HEAP.foreign.get().saturating_sub(1));
            if let Some(class) = class_of(block) {
                push_free(class, block);
            }
            block = next;
        }
    }
}

#[cold]
#[inline(never)]
unsafe fn give_from_elsewhere(block: *mut u8) {
    let mut first = ELSEWHERE.load(Ordering::Relaxed);
    loop {
        // SAFETY: nobody uses the block any more.
        unsafe { *block.cast::<*mut u8>() = first };
        match ELSEWHERE.compare_exchange_weak(first, block, Ordering::Release, Ordering::Relaxed) {
            Ok(_) => return,
            Err(now) => first = now,
        }
    }
}

/// The class of a layout's blocks, if small ones serve it: blocks of a multiple of 16 bytes stand at multiples of 16.
#[inline(always)]
fn class_of_layout(layout: Layout) -> Option<usize> {
    match (layout.size(), layout.align()) {
        (0..=SMALL_LIMIT, 0..=ALIGN) => Some(class_of_size(layout.size())),
        (0..=SMALL_LIMIT, 16) => Some(class_of_size(layout.size().next_multiple_of(16))),
        _ => None,
    }
}

/// A small block for Rust itself.
#[cold]
#[inline(never)]
fn refill(class: usize, layout: Layout) -> *mut u8 {
    let block = more(class);
    if !block.is_null() || FALLIBLE.get() {
        return block;
    }
    let block = exhausted::small_from_reserve(class, layout.size(), layout.align());
    if class_of(block).is_none() {
        HEAP.foreign.set(HEAP.foreign.get().saturating_sub(1));
    }
    or_end(block)
}

/// The block, or one of the reserve where there is none.
#[inline(always)]
fn certain(block: *mut u8, layout: Layout) -> *mut u8 {
    if block.is_null() { last(layout) } else { block }
}

#[cold]
#[inline(never)]
fn last(layout: Layout) -> *mut u8 {
    if FALLIBLE.get() {
        return null_mut();
    }
    or_end(exhausted::from_reserve(layout.size(), layout.align()))
}

/// The block; if even the reserve has none the process ends as one that a `MemoryError` ended.
fn or_end(block: *mut u8) -> *mut u8 {
    if block.is_null() { last_words::end(HERE.get()) } else { block }
}

#[inline(always)]
unsafe fn give_back_large(block: *mut u8, layout: Layout) {
    // SAFETY: the caller's promise.
    unsafe {
        if reserve::owns(block) {
            reserve::free(block);
        } else {
            System.dealloc(block, layout);
        }
    }
}

// SAFETY: blocks are of the layout's size and alignment and go back to where they came from, which their address tells.
unsafe impl GlobalAlloc for RustAllocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some(class) = class_of_layout(layout) else {
            // SAFETY: the caller's promise.
            return certain(unsafe { System.alloc(layout) }, layout);
        };
        if !HERE.get() {
            let block = workers::alloc(class);
            // SAFETY: the caller's promise.
            return if block.is_null() { certain(unsafe { System.alloc(layout) }, layout) } else { block };
        }
        HEAP.foreign.set(HEAP.foreign.get() + 1);
        let block = pop_free(class);
        if !block.is_null() {
            return block;
        }
        refill(class, layout)
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe {
            let Some(class) = class_of_layout(layout) else { return give_back_large(block, layout) };
            if class_of(block).is_none() {
                return if workers::owns(block) {
                    workers::free(class, block);
                } else if reserve::owns(block) {
                    reserve::free(block);
                } else {
                    System.dealloc(block, layout);
                };
            }
            if !HERE.get() {
                return give_from_elsewhere(block);
            }
            HEAP.foreign.set(HEAP.foreign.get().saturating_sub(1));
            push_free(class, block);
        }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe {
            if class_of_layout(layout).is_none() {
                let block = System.alloc_zeroed(layout);
                if !block.is_null() {
                    return block;
                }
            }
            let block = self.alloc(layout);
            if !block.is_null() {
                block.write_bytes(0, layout.size());
            }
            block
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe {
            let new_layout = Layout::from_size_align_unchecked(size, layout.align());
            match (class_of_layout(layout), class_of_layout(new_layout)) {
                (None, None) if !reserve::owns(block) => {
                    let new = System.realloc(block, layout, size);
                    if !new.is_null() {
                        return new;
                    }
                }
                (Some(old), Some(new))
                    if old == new && (class_of(block).is_some() || workers::owns(block)) =>
                {
                    return block;
                }
                _ => {}
            }
            let new = self.alloc(new_layout);
            if !new.is_null() {
                std::ptr::copy_nonoverlapping(block, new, layout.size().min(size));
                self.dealloc(block, layout);
            }
            new
        }
    }
}
