//! What the allocator holds, as text: `sys._debugmallocstats()` and `viv run --memory-report`.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{ALIGN, CLASSES, HEAP, PAGE, PageHeader, SMALL_LIMIT};
use crate::gc;

/// Pages and blocks of one size class.
struct Class {
    size: usize,
    pages: usize,
    made: usize,
    free: usize,
}

fn classes() -> Vec<Class> {
    let mut classes: Vec<Class> =
        (0..CLASSES).map(|class| Class { size: (class + 1) * ALIGN, pages: 0, made: 0, free: 0 }).collect();
    let base = HEAP.base.get();
    if HEAP.span.get() == 0 {
        return classes;
    }
    for page in (base..HEAP.next_page.get()).step_by(PAGE) {
        // SAFETY: pages below the next one begin with their header.
        let class = unsafe { (*(page as *const PageHeader)).class };
        if let Some(entry) = classes.get_mut(class) {
            // Of the newest page of a class a part was never made into blocks.
            let newest = HEAP.fresh_end[class].get() as usize == page + PAGE;
            let end = if newest { HEAP.fresh[class].get() as usize } else { page + PAGE };
            entry.pages += 1;
            entry.made += (end - page - size_of::<PageHeader>()) / entry.size;
        }
    }
    for (class, entry) in classes.iter_mut().enumerate() {
        let mut block = HEAP.free[class].get();
        while !block.is_null() {
            entry.free += 1;
            // SAFETY: a free block holds the next one's address.
            block = unsafe { *block.cast::<*mut u8>() };
        }
    }
    classes
}

/// Bytes as people write them: with commas.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn total(out: &mut String, what: &str, number: usize) {
    let _ = writeln!(out, "{what:<40} = {:>15}", grouped(number));
}

/// Size classes, large blocks, the C library, and the most the process ever had.
pub fn allocator() -> String {
    let classes = classes();
    let mut out = format!("Small block threshold = {SMALL_LIMIT}, in {CLASSES} size classes.\n\n");
    out.push_str("class   size   num pages   blocks in use  avail blocks\n");
    out.push_str("-----   ----   ---------   -------------  ------------\n");
    let (mut pages, mut used, mut free, mut tail) = (0, 0, 0, 0);
    for (index, class) in classes.iter().enumerate().filter(|(_, class)| class.pages > 0) {
        let in_use = class.made - class.free.min(class.made);
        let _ = writeln!(out, "{index:5} {:6} {:11} {in_use:15} {:13}", class.size, class.pages, class.free);
        pages += class.pages;
        used += in_use * class.size;
        free += class.free * class.size;
        tail += class.pages * PAGE - class.made * class.size;
    }
    out.push('\n');
    total(&mut out, &format!("{pages} pages * {PAGE} bytes/page"), pages * PAGE);
    total(&mut out, "# bytes in allocated blocks", used);
    total(&mut out, "# bytes in available blocks", free);
    total(&mut out, "# bytes not made into blocks", tail);
    total(&mut out, "# live small blocks of objects", super::live_blocks().saturating_sub(HEAP.large.get()));
    total(&mut out, "# live small blocks of the program's own", HEAP.foreign.get());
    total(&mut out, "# live large blocks", HEAP.large.get());
    // SAFETY: fills a struct of the caller's.
    let library = unsafe { libc::mallinfo2() };
    total(&mut out, "# bytes in use in the C library", library.uordblks + library.hblkhd);
    // SAFETY: all-zero is a valid value, and the call fills it.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: as above.
    if unsafe { libc::getrusage(libc::RUSAGE_SELF, &raw mut usage) } == 0 {
        total(&mut out, "# bytes resident at the peak", usage.ru_maxrss as usize * 1024);
    }
    out
}

/// Dead objects that are kept for reuse.
pub fn free_lists() -> String {
    let mut out = String::new();
    for (count, what, size) in [
        (crate::dict::FREE_LIST.len(), "PyDictObject", 64),
        (crate::dict::keys::KEYS_FREE_LIST.len(), "PyDictKeysObject", 32 + 8 + 5 * 16),
        (crate::list::free_count(), "PyListObject", 56),
    ] {
        let text = format!("{count} free {what}s * {size} bytes each");
        total(&mut out, &text, count * size);
    }
    out
}

/// How many objects of each type the collector tracks, the most frequent first.
pub fn tracked() -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = 0;
    for generation in 0..3 {
        for object in gc::collect::objects_of(generation) {
            *counts.entry(object.ob_type().full_name().to_owned()).or_default() += 1;
            all += 1;
        }
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|entry| std::cmp::Reverse(entry.1));
    let mut out = String::new();
    for (name, count) in counts {
        let _ = writeln!(out, "{name:<40} {count:>15}");
    }
    total(&mut out, "# objects that the collector tracks", all);
    out
}

/// Everything.
pub fn all() -> String {
    format!("{}\n{}\n{}", allocator(), free_lists(), tracked())
}
