//! Strings that every CPython process has interned before it compiles anything: names of its built-ins and of the modules
//! that it starts with. A constant with such a value gives way to that other object, and a set that holds one is made
//! anew for each code object, which the order of sets and marshal's reference flags show.

/// What `goldens/process/interned.py` says of CPython 3.11.7.
const LIST: &str = include_str!("../goldens/process/interned.out");

const PLACES: usize = 8192;

/// Where each line begins, plus one, at the place that its hash gives it or the next empty one. Made at compile time:
/// every process asks, and few ask often.
static TABLE: [u16; PLACES] = table();

const fn place(text: &[u8], start: usize, end: usize) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = start;
    while at < end {
        hash = (hash ^ text[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ (hash >> 15)) as usize % PLACES
}

const fn table() -> [u16; PLACES] {
    let list = LIST.as_bytes();
    assert!(list.len() < u16::MAX as usize);
    let mut table = [0; PLACES];
    let mut start = 0;
    let mut end = 0;
    while end < list.len() {
        if list[end] == b'\n' {
            let mut at = place(list, start, end);
            while table[at] != 0 {
                at = (at + 1) % PLACES;
            }
            table[at] = start as u16 + 1;
            start = end + 1;
        }
        end += 1;
    }
    table
}

/// The longest line has fewer bytes.
const LONGEST: usize = 64;

/// Whether another object stands for this string, which looks like a name or is a single character.
pub(crate) fn by_the_process(text: &[u8]) -> bool {
    if text.len() >= LONGEST || text == b"\n" {
        return false;
    }
    let mut at = place(text, 0, text.len());
    loop {
        let Some(start) = usize::from(TABLE[at]).checked_sub(1) else { return false };
        let line = &LIST.as_bytes()[start..];
        if line.starts_with(text) && line.get(text.len()) == Some(&b'\n') {
            return true;
        }
        at = (at + 1) % PLACES;
    }
}
