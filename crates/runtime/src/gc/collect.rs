//! Generations and the collection itself.

use std::cell::Cell;

use super::PyGcHead;

/// A generation: its ring, its threshold and its count.
#[repr(C)]
pub struct Generation {
    pub head: PyGcHead,
    pub threshold: Cell<i32>,
    pub count: Cell<i32>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Generation {}

const fn generation(threshold: i32) -> Generation {
    Generation {
        head: PyGcHead { next: Cell::new(0), prev: Cell::new(0) },
        threshold: Cell::new(threshold),
        count: Cell::new(0),
    }
}

static GENERATIONS: [Generation; 3] = [generation(700), generation(10), generation(10)];

/// The ring of the youngest generation.
#[inline(always)]
pub fn young() -> &'static PyGcHead {
    let head = &GENERATIONS[0].head;
    if head.next.get() == 0 {
        init(head);
    }
    head
}

#[cold]
fn init(head: &PyGcHead) {
    let address = std::ptr::from_ref(head) as usize;
    head.next.set(address);
    head.prev.set(address);
}
