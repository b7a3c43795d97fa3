//! Small blocks for threads that never run Python but allocate much, such as those that compile files: each has lists of
//! its own, so that nobody waits for anybody.
//!
//! Their blocks are carved from one reserved range of addresses, which tells them from the C library's. Whoever gives one
//! back puts it on a list of the own thread: of a list it is all the same where its blocks came from.

use std::cell::Cell;
use std::ptr::null_mut;
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{ALIGN, CLASSES, fetch_early, wants_plain_blocks};

/// Reserved, not committed.
const RANGE: usize = 32 << 30;
/// A thread takes so many bytes of the range at once.
const CHUNK: usize = 1 << 20;

static RESERVED: Once = Once::new();
static BASE: AtomicUsize = AtomicUsize::new(0);
/// From the base to the end; 0 while no address is ours.
static SPAN: AtomicUsize = AtomicUsize::new(0);
/// What was handed out, from the base on.
static TAKEN: AtomicUsize = AtomicUsize::new(0);

struct Lists {
    /// Whether the thread allocates from its lists.
    on: Cell<bool>,
    free: [Cell<*mut u8>; CLASSES],
    fresh: Cell<usize>,
    end: Cell<usize>,
}

thread_local! {
    static LISTS: Lists = const {
        Lists {
            on: Cell::new(false),
            free: [const { Cell::new(null_mut()) }; CLASSES],
            fresh: Cell::new(0),
            end: Cell::new(0),
        }
    };
}

/// Says that this thread never runs Python and had better have lists of its own.
pub fn adopt_worker() {
    RESERVED.call_once(|| {
        if wants_plain_blocks() {
            return;
        }
        // Large blocks stay with the C library, which should not give memory back after each file.
        // SAFETY: settings only, before there are other threads of this kind.
        unsafe {
            libc::mallopt(libc::M_MMAP_THRESHOLD, 32 << 20);
            libc::mallopt(libc::M_TRIM_THRESHOLD, 256 << 20);
            libc::mallopt(libc::M_TOP_PAD, 1 << 20);
        }
        // SAFETY: a fresh anonymous mapping.
        let start = unsafe {
            let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
            libc::mmap(null_mut(), RANGE, libc::PROT_NONE, flags, -1, 0)
        };
        if start != libc::MAP_FAILED {
            BASE.store(start as usize, Ordering::Relaxed);
            SPAN.store(RANGE, Ordering::Relaxed);
        }
    });
    LISTS.with(|lists| lists.on.set(SPAN.load(Ordering::Relaxed) != 0));
}

/// Whether a block is of these.
#[inline(always)]
pub(super) fn owns(block: *mut u8) -> bool {
    (block as usize).wrapping_sub(BASE.load(Ordering::Relaxed)) < SPAN.load(Ordering::Relaxed)
}

/// A block of a class, or null: then the C library has one.
#[inline(always)]
pub(super) fn alloc(class: usize) -> *mut u8 {
    LISTS.with(|lists| {
        let block = lists.free[class].get();
        if block.is_null() {
            return if lists.on.get() { fresh(lists, class) } else { null_mut() };
        }
        // SAFETY: a free block holds the next one's address.
        let next = unsafe { *block.cast::<*mut u8>() };
        fetch_early(next);
        lists.free[class].set(next);
        block
    })
}

/// Gives back a block.
///
/// # Safety
/// `owns(block)`, it is of the class, and is not used afterwards.
#[inline(always)]
pub(super) unsafe fn free(class: usize, block: *mut u8) {
    LISTS.with(|lists| {
        // SAFETY: a block has room for an address and is ours again.
        unsafe { *block.cast::<*mut u8>() = lists.free[class].get() };
        lists.free[class].set(block);
    });
}

#[cold]
#[inline(never)]
fn fresh(lists: &Lists, class: usize) -> *mut u8 {
    let size = (class + 1) * ALIGN;
    // Blocks of a multiple of 16 bytes stand at multiples of 16.
    let place = |fresh: usize| if size.is_multiple_of(16) { fresh.next_multiple_of(16) } else { fresh };
    let mut block = place(lists.fresh.get());
    if block + size > lists.end.get() {
        let taken = TAKEN.fetch_add(CHUNK, Ordering::Relaxed);
        if taken >= RANGE - CHUNK {
            return null_mut();
        }
        let start = BASE.load(Ordering::Relaxed) + taken;
        // SAFETY: the range lies in our reserved one, and nobody else has it.
        if unsafe { libc::mprotect(start as *mut _, CHUNK, libc::PROT_READ | libc::PROT_WRITE) } != 0 {
            return null_mut();
        }
        lists.end.set(start + CHUNK);
        block = place(start);
    }
    lists.fresh.set(block + size);
    block as *mut u8
}
