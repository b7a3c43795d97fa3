//! Identifiers: which characters they may hold (PEP 3131, Unicode 14.0) and their normal form, NFKC.

mod table;

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Whether `c` may begin an identifier.
#[inline]
pub fn is_start(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() || c == '_' } else { contains(table::START, c) }
}

/// Whether `c` may stand inside an identifier.
#[inline]
pub fn is_continue(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { contains(table::CONTINUE, c) }
}

/// Whether a character of an identifier is a word character to Python's `re` (`\w`): marks are not.
#[inline]
pub fn is_word(c: char) -> bool {
    c.is_ascii() || !contains(table::MARKS, c)
}

/// The first character that may not stand where it stands, with its byte offset.
pub fn first_invalid(text: &str) -> Option<(usize, char)> {
    let mut chars = text.char_indices();
    match chars.next() {
        Some((at, c)) if !is_start(c) => return Some((at, c)),
        _ => {}
    }
    chars.find(|&(_, c)| !is_continue(c))
}

/// The identifier that CPython makes of a name token.
///
/// The normalisation crate knows a later Unicode than 14.0; an identifier holds only characters assigned in 14.0, and
/// their normal forms never change.
#[inline]
pub fn normalize(name: &str) -> Cow<'_, str> {
    if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(name.nfkc().collect()) }
}

fn contains(ranges: &[(u32, u32)], c: char) -> bool {
    let code = u32::from(c);
    let at = ranges.partition_point(|&(_, last)| last < code);
    ranges.get(at).is_some_and(|&(first, _)| first <= code)
}
