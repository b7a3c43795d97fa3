//! Strings that every CPython process has interned before it compiles anything: names of its built-ins and of the modules
//! that it starts with. A constant with such a value gives way to that other object, and a set that holds one is made
//! anew for each code object, which the order of sets and marshal's reference flags show.

use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// What `goldens/process/interned.py` says of CPython 3.11.7.
const LIST: &str = include_str!("../goldens/process/interned.out");

/// Whether another object stands for this string.
pub(crate) fn by_the_process(text: &[u8]) -> bool {
    static KNOWN: OnceLock<FxHashSet<&'static [u8]>> = OnceLock::new();
    KNOWN.get_or_init(|| LIST.lines().map(str::as_bytes).collect()).contains(text)
}
