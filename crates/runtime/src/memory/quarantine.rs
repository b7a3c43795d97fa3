//! The torture build's free blocks: poisoned, and kept away from reuse for a while, so that whoever still uses one is seen.

use std::cell::Cell;
use std::ptr::null_mut;

use super::ALIGN;

/// What a dead block is filled with.
pub const POISON: u8 = 0xdb;
/// A pointer read from a dead block.
pub const POISONED_POINTER: usize = 0xdbdb_dbdb_dbdb_dbdb;
const BLOCKS: usize = 8192;

struct Ring {
    blocks: [Cell<(*mut u8, u16)>; BLOCKS],
    next: Cell<usize>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Ring {}

static RING: Ring = Ring { blocks: [const { Cell::new((null_mut(), 0)) }; BLOCKS], next: Cell::new(0) };

/// Poisons a block and keeps it; gives the one that waited longest, which must still be as it was.
///
/// # Safety
/// The block is of the class, and nobody uses it any more.
pub unsafe fn enter(class: usize, block: *mut u8) -> Option<(usize, *mut u8)> {
    // SAFETY: the caller's promise.
    unsafe { block.write_bytes(POISON, (class + 1) * ALIGN) };
    let place = &RING.blocks[RING.next.get()];
    RING.next.set((RING.next.get() + 1) % BLOCKS);
    let (released, class) = place.replace((block, class as u16));
    if released.is_null() {
        return None;
    }
    let size = (usize::from(class) + 1) * ALIGN;
    // SAFETY: the block was poisoned when it came.
    let bytes = unsafe { std::slice::from_raw_parts(released, size) };
    if let Some(at) = bytes.iter().position(|byte| *byte != POISON) {
        eprintln!("torture: byte {at} of a dead block of {size} bytes was written to: {bytes:x?}");
        std::process::abort();
    }
    Some((usize::from(class), released))
}
