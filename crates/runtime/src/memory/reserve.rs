//! What is put aside for allocations of Rust's own that can't fail: a region that nobody touches until a program has used
//! up all memory, handed out in blocks of powers of two (a buddy allocator).
//!
//! As soon as a quarter of it is in use, memory is *low*: then objects get nothing any more, so that every operation of a
//! program ends in `MemoryError` before the rest of the region is gone. It ends when the blocks have come back.

use std::ptr::null_mut;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Blocks are powers of two from here on.
const SMALLEST: u32 = 6;
/// The region, where no limit on the address space asks for less.
const LARGEST: u32 = 24;
const ORDERS: usize = LARGEST as usize + 1;
/// In the table of the blocks: one that begins here and is free.
const FREE: u8 = 0x80;

struct Region {
    base: usize,
    /// The order of the whole.
    order: u32,
    /// One byte for each smallest block: the order of the block that begins there, and whether it is free.
    table: *mut u8,
    /// The first free block of each order, as an address.
    free: [usize; ORDERS],
}

// SAFETY: the region belongs to whoever holds the lock.
unsafe impl Send for Region {}

static REGION: Mutex<Region> = Mutex::new(Region { base: 0, order: 0, table: null_mut(), free: [0; ORDERS] });
static BASE: AtomicUsize = AtomicUsize::new(0);
/// From the base to the end; 0 while there is no region.
static SPAN: AtomicUsize = AtomicUsize::new(0);
static USED: AtomicUsize = AtomicUsize::new(0);

fn region() -> MutexGuard<'static, Region> {
    REGION.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Puts the region aside, once.
pub(super) fn prepare() {
    if SPAN.load(Ordering::Relaxed) != 0 {
        return;
    }
    let mut region = region();
    if region.base != 0 {
        return;
    }
    let mut order = LARGEST;
    let share = super::address_limit().map_or(usize::MAX, |limit| limit / 16);
    while order > 20 && (1 << order) > share {
        order -= 1;
    }
    let size = 1_usize << order;
    let length = size + (size >> SMALLEST);
    // SAFETY: a fresh anonymous mapping, whose pages take nothing until they are touched.
    let start = unsafe {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        libc::mmap(null_mut(), length, libc::PROT_READ | libc::PROT_WRITE, flags, -1, 0)
    };
    if start == libc::MAP_FAILED {
        return;
    }
    region.base = start as usize;
    region.order = order;
    region.table = (start as usize + size) as *mut u8;
    BASE.store(start as usize, Ordering::Relaxed);
    SPAN.store(size, Ordering::Release);
}

/// Whether a block is of the region.
#[inline(always)]
pub(super) fn owns(block: *mut u8) -> bool {
    (block as usize).wrapping_sub(BASE.load(Ordering::Relaxed)) < SPAN.load(Ordering::Relaxed)
}

/// Whether so much is in use that objects get nothing.
pub(super) fn is_low() -> bool {
    USED.load(Ordering::Relaxed) > SPAN.load(Ordering::Relaxed) / 4
}

/// Whether so much came back that objects may have memory again.
pub(super) fn has_recovered() -> bool {
    USED.load(Ordering::Relaxed) <= SPAN.load(Ordering::Relaxed) / 8
}

/// A block, or null: there is none, or more is asked for than anybody should have of the region.
#[cold]
#[inline(never)]
pub(super) fn alloc(size: usize, align: usize) -> *mut u8 {
    let mut region = region();
    let Some(size) = size.max(align).max(1 << SMALLEST).checked_next_power_of_two() else {
        return null_mut();
    };
    let order = size.trailing_zeros();
    if region.base == 0 || align > 4096 || order + 3 > region.order {
        return null_mut();
    }
    if region.free.iter().all(|first| *first == 0) && USED.load(Ordering::Relaxed) == 0 {
        let (base, whole) = (region.base, region.order);
        region.put(base, whole);
    }
    let Some(found) = (order..=region.order).find(|order| region.free[*order as usize] != 0) else {
        return null_mut();
    };
    let block = region.free[found as usize];
    region.take(block, found);
    for half in (order..found).rev() {
        region.put(block + (1 << half), half);
    }
    *region.mark(block) = order as u8;
    USED.fetch_add(size, Ordering::Relaxed);
    block as *mut u8
}

/// The bytes of a block.
pub(super) fn size_of_block(block: *mut u8) -> usize {
    1 << *region().mark(block as usize)
}

/// Gives a block back.
///
/// # Safety
/// It came from here and nobody uses it any more.
#[cold]
#[inline(never)]
pub(super) unsafe fn free(block: *mut u8) {
    let mut region = region();
    let mut block = block as usize;
    let mut order = u32::from(*region.mark(block));
    USED.fetch_sub(1 << order, Ordering::Relaxed);
    while order < region.order {
        let buddy = region.base + ((block - region.base) ^ (1 << order));
        if *region.mark(buddy) != order as u8 | FREE {
            break;
        }
        region.take(buddy, order);
        *region.mark(block) = 0;
        block = block.min(buddy);
        order += 1;
    }
    region.put(block, order);
}

impl Region {
    fn mark(&mut self, block: usize) -> &mut u8 {
        // SAFETY: the table has a byte for each place in the region.
        unsafe { &mut *self.table.add((block - self.base) >> SMALLEST) }
    }

    /// Makes a block the first free one of its order.
    fn put(&mut self, block: usize, order: u32) {
        let next = self.free[order as usize];
        // SAFETY: a free block has room for the addresses of its neighbours in the list.
        unsafe {
            (block as *mut [usize; 2]).write([next, 0]);
            if next != 0 {
                (*(next as *mut [usize; 2]))[1] = block;
            }
        }
        self.free[order as usize] = block;
        *self.mark(block) = order as u8 | FREE;
    }

    /// Takes a free block out of its list.
    fn take(&mut self, block: usize, order: u32) {
        // SAFETY: as above.
        unsafe {
            let [next, previous] = *(block as *const [usize; 2]);
            if next != 0 {
                (*(next as *mut [usize; 2]))[1] = previous;
            }
            if previous == 0 {
                self.free[order as usize] = next;
            } else {
                (*(previous as *mut [usize; 2]))[0] = next;
            }
        }
        *self.mark(block) = 0;
    }
}
