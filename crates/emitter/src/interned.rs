//! Strings that a CPython process has interned before it compiles anything: names of its built-ins, of the modules that
//! it starts with and of the program that asks. A constant with such a value gives way to that other object, and a set
//! that holds one is made anew for each code object, which the order of sets and marshal's reference flags show.

/// Which process of CPython's the code is to come from: it knows the process by the strings that it has interned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Process {
    /// One that has imported nothing but what every process imports.
    #[default]
    Plain,
    /// One that calls `py_compile.compile()`.
    FileCompiler,
    /// `python -m dis`.
    Disassembler,
}

const PLACES: usize = 1 << 14;
/// Most strings that are not listed are known by a bit that is not set, from a table that is small enough for a cache.
const BITS: usize = 1 << 15;

/// Words, one a line, and where to find them.
struct List {
    text: &'static [u8],
    /// Where each line begins, plus one, at the place that its hash gives it or the next empty one. Made at compile
    /// time: every process asks, and few ask often.
    table: [u32; PLACES],
    /// The bits of their hashes.
    bits: [u64; BITS / 64],
}

/// What `goldens/process/interned.py` says of CPython 3.11.7.
static PLAIN: List = list(include_bytes!("../goldens/process/interned.out"));
/// What `goldens/process/interned_py_compile.py` says of it.
static FILE_COMPILER: List = list(include_bytes!("../goldens/process/interned_py_compile.out"));
/// What `goldens/process/interned_dis.py` says of it.
static DISASSEMBLER: List = list(include_bytes!("../goldens/process/interned_dis.out"));

const fn hash(text: &[u8], start: usize, end: usize) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = start;
    while at < end {
        hash = (hash ^ text[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash ^ (hash >> 15)
}

const fn place(hash: u32) -> usize {
    hash as usize % PLACES
}

/// The number of a word of bits, and the bit in it.
const fn bit(hash: u32) -> (usize, u64) {
    let at = hash.wrapping_mul(0x9e37_79b9) as usize >> 17;
    (at / 64, 1 << (at % 64))
}

const fn list(text: &'static [u8]) -> List {
    let mut table = [0; PLACES];
    let mut bits = [0; BITS / 64];
    let (mut start, mut end) = (0, 0);
    let mut words = 0;
    while end < text.len() {
        if text[end] == b'\n' {
            let hash = hash(text, start, end);
            let mut at = place(hash);
            while table[at] != 0 {
                at = (at + 1) % PLACES;
            }
            table[at] = start as u32 + 1;
            let (word, bit) = bit(hash);
            bits[word] |= bit;
            start = end + 1;
            words += 1;
        }
        end += 1;
    }
    assert!(words < PLACES / 2);
    List { text, table, bits }
}

/// The longest line has fewer bytes.
const LONGEST: usize = 64;

impl Process {
    /// Whether another object stands for this string, which looks like a name or is a single character.
    pub(crate) fn has_interned(self, text: &[u8]) -> bool {
        if text.len() >= LONGEST || text == b"\n" {
            return false;
        }
        let list = match self {
            Process::Plain => &PLAIN,
            Process::FileCompiler => &FILE_COMPILER,
            Process::Disassembler => &DISASSEMBLER,
        };
        let hash = hash(text, 0, text.len());
        let (word, bit) = bit(hash);
        if list.bits[word] & bit == 0 {
            return false;
        }
        let mut at = place(hash);
        loop {
            let Some(start) = (list.table[at] as usize).checked_sub(1) else { return false };
            let line = &list.text[start..];
            if line.starts_with(text) && line.get(text.len()) == Some(&b'\n') {
                return true;
            }
            at = (at + 1) % PLACES;
        }
    }
}
