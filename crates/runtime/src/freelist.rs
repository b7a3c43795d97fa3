//! Bounded stacks of dead objects of one type, kept for reuse.

use std::cell::Cell;
use std::ptr::null_mut;

/// At most `N` blocks. What they hold is the user's business.
pub struct FreeList<const N: usize> {
    blocks: [Cell<*mut u8>; N],
    count: Cell<usize>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl<const N: usize> Sync for FreeList<N> {}

impl<const N: usize> FreeList<N> {
    pub const fn new() -> FreeList<N> {
        FreeList { blocks: [const { Cell::new(null_mut()) }; N], count: Cell::new(0) }
    }

    /// The block that came last, or null.
    #[inline(always)]
    pub fn pop<T>(&self) -> *mut T {
        let count = self.count.get();
        if count == 0 {
            return null_mut();
        }
        self.count.set(count - 1);
        self.blocks[count - 1].get().cast()
    }

    /// Whether there was room for the block.
    #[inline(always)]
    pub fn push<T>(&self, block: *mut T) -> bool {
        let count = self.count.get();
        // The torture build gives everything back, to see who still uses it.
        if count >= N || cfg!(feature = "torture") {
            return false;
        }
        self.blocks[count].set(block.cast());
        self.count.set(count + 1);
        true
    }

    pub fn len(&self) -> usize {
        self.count.get()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<const N: usize> Default for FreeList<N> {
    fn default() -> FreeList<N> {
        FreeList::new()
    }
}
