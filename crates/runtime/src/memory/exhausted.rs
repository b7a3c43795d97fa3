//! What happens when the system gives no more memory: pages whose blocks are all free serve other sizes, larger blocks
//! serve for smaller ones, and while the reserve is in use objects get nothing.

use std::cell::Cell;
use std::ptr::null_mut;
use std::time::{Duration, Instant};

use super::{ALIGN, CLASSES, HEAP, PAGE, PageHeader, RustAllocator, reserve};

/// What a page's header says that serves no class.
pub(super) const NO_CLASS: usize = usize::MAX;

pub(super) struct Exhausted {
    /// Whether the free blocks are kept from objects.
    hidden: Cell<bool>,
    kept: [Cell<*mut u8>; CLASSES],
    /// Pages that serve no class at present.
    pages: Cell<*mut u8>,
    /// Not to look for such pages before.
    rest_until: Cell<Option<Instant>>,
    /// Whether objects, too, may come from the reserve.
    for_certain: Cell<bool>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Exhausted {}

static STATE: Exhausted = Exhausted {
    hidden: Cell::new(false),
    kept: [const { Cell::new(null_mut()) }; CLASSES],
    pages: Cell::new(null_mut()),
    rest_until: Cell::new(None),
    for_certain: Cell::new(false),
};

/// Whether objects get nothing for now.
#[inline]
pub(super) fn refuses() -> bool {
    STATE.hidden.get() && !recover()
}

/// Gives the kept blocks back to everybody if the reserve is whole enough; whether that was so.
#[cold]
fn recover() -> bool {
    if !reserve::has_recovered() {
        return false;
    }
    STATE.hidden.set(false);
    for (kept, free) in STATE.kept.iter().zip(&HEAP.free) {
        let recent = free.replace(kept.replace(null_mut()));
        append(free, recent);
    }
    true
}

/// Appends a chain to a list by going through the chain, which is the shorter one as a rule.
fn append(list: &Cell<*mut u8>, chain: *mut u8) {
    if chain.is_null() {
        return;
    }
    let mut last = chain;
    // SAFETY: free blocks hold the next one's address.
    unsafe {
        while !(*last.cast::<*mut u8>()).is_null() {
            last = *last.cast::<*mut u8>();
        }
        *last.cast::<*mut u8>() = list.replace(chain);
    }
}

/// Keeps the free blocks from objects: what a program does next must not live on while Rust's own blocks run out.
fn hide() {
    STATE.hidden.set(true);
    for (kept, free) in STATE.kept.iter().zip(&HEAP.free) {
        append(kept, free.replace(null_mut()));
    }
}

/// A block for Rust itself where neither the system nor the lists of its class have one.
#[cold]
#[inline(never)]
pub(super) fn small_from_reserve(class: usize, size: usize, align: usize) -> *mut u8 {
    if STATE.hidden.get() {
        let block = first_of(&STATE.kept, class);
        if !block.is_null() {
            return block;
        }
    }
    from_reserve(size, align)
}

/// Runs something small that makes objects which must come about, and few in all: they may come from the reserve.
pub fn certainly<T>(make: impl FnOnce() -> T) -> T {
    let before = STATE.for_certain.replace(true);
    let made = make();
    STATE.for_certain.set(before);
    made
}

/// A block for an object where there is none left, if it must come about.
pub(super) fn for_certain(class: usize) -> *mut u8 {
    let size = (class + 1) * ALIGN;
    if STATE.for_certain.get() { small_from_reserve(class, size, 16) } else { null_mut() }
}

/// As [`small_from_reserve`] for a block of any size.
#[cold]
#[inline(never)]
pub(super) fn from_reserve(size: usize, align: usize) -> *mut u8 {
    let block = reserve::alloc(size, align);
    if RustAllocator::is_here() && reserve::is_low() && !STATE.hidden.get() {
        hide();
    }
    block
}

/// A free block of the class or of a larger one that is aligned as well.
fn first_of(lists: &[Cell<*mut u8>; CLASSES], class: usize) -> *mut u8 {
    // Blocks of a multiple of 16 bytes stand at multiples of 16.
    let step = if class % 2 == 1 { 2 } else { 1 };
    for list in lists[class..].iter().step_by(step) {
        let block = list.get();
        if !block.is_null() {
            // SAFETY: a free block holds the next one's address.
            list.set(unsafe { *block.cast::<*mut u8>() });
            return block;
        }
    }
    null_mut()
}

/// A block of a larger class.
pub(super) fn borrow_larger(class: usize) -> *mut u8 {
    first_of(&HEAP.free, class)
}

/// A page that serves no class at present.
pub(super) fn spare_page() -> *mut u8 {
    let page = STATE.pages.get();
    if !page.is_null() {
        // SAFETY: a spare page begins with its header, which holds the next one's address.
        STATE.pages.set(unsafe { (*page.cast::<PageHeader>()).note } as *mut u8);
    }
    page
}

/// Looks for pages whose blocks are all free; whether there are any. Takes a tenth of the time at most.
#[cold]
#[inline(never)]
pub(super) fn find_spare_pages() -> bool {
    let start = Instant::now();
    if HEAP.span.get() == 0 || STATE.rest_until.get().is_some_and(|until| start < until) {
        return false;
    }
    let found = sort_out();
    let took = start.elapsed();
    STATE.rest_until.set(Some(start + took * 10 + Duration::from_micros(200)));
    found
}

fn sort_out() -> bool {
    let pages = || {
        (HEAP.base.get()..HEAP.next_page.get()).step_by(PAGE).map(|page| {
            // SAFETY: pages below the next one begin with their header.
            unsafe { &mut *(page as *mut PageHeader) }
        })
    };
    let in_range = |block: *mut u8| (block as usize).wrapping_sub(HEAP.base.get()) < HEAP.span.get();
    let header = |block: *mut u8| {
        // SAFETY: as above.
        unsafe { &mut *((block as usize & !(PAGE - 1)) as *mut PageHeader) }
    };
    for page in pages().filter(|page| page.class != NO_CLASS) {
        page.note = 0;
    }
    for list in &HEAP.free {
        let mut block = list.get();
        while !block.is_null() {
            if in_range(block) {
                header(block).note += 1;
            }
            // SAFETY: a free block holds the next one's address.
            block = unsafe { *block.cast::<*mut u8>() };
        }
    }
    let mut found = 0;
    for page in pages().filter(|page| page.class != NO_CLASS) {
        let blocks = (PAGE - size_of::<PageHeader>()) / ((page.class + 1) * ALIGN);
        let end = std::ptr::from_ref(page) as usize + PAGE;
        // Of the newest page of a class a part was never made into blocks.
        let all_made = HEAP.fresh_end[page.class].get() as usize != end;
        if all_made && page.note == blocks {
            page.class = NO_CLASS;
            HEAP.carved.set(HEAP.carved.get() - blocks);
            found += 1;
        }
    }
    if found == 0 {
        return false;
    }
    for list in &HEAP.free {
        let mut kept = list;
        let mut block = list.get();
        while !block.is_null() {
            // SAFETY: as above; a link is a cell at the start of a free block.
            let link = unsafe { &*block.cast::<Cell<*mut u8>>() };
            if in_range(block) && header(block).class == NO_CLASS {
                kept.set(link.get());
            } else {
                kept = link;
            }
            block = link.get();
        }
    }
    // The list of spare pages is made anew, in the order of their addresses.
    let mut next = 0;
    for page in pages().filter(|page| page.class == NO_CLASS) {
        page.note = std::mem::replace(&mut next, std::ptr::from_ref(page) as usize);
    }
    STATE.pages.set(next as *mut u8);
    true
}
