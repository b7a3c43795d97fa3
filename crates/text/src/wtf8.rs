//! Python `str` values as bytes: UTF-8 that may also hold lone surrogates.
//!
//! The encoding is Python's `"surrogatepass"`: every code point, surrogates included, is encoded on its own, also where
//! a high and a low surrogate meet. So equal strings have equal bytes, and byte order is code point order.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::short::Bytes;

/// A borrowed Python string.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Wtf8<'a>(&'a [u8]);

/// An owned Python string.
#[derive(Clone)]
pub struct Wtf8Buf(Bytes);

impl<'a> Wtf8<'a> {
    /// Any Rust string is a Python string.
    #[inline]
    pub const fn new(text: &'a str) -> Self {
        Wtf8(text.as_bytes())
    }

    /// Takes bytes if they are valid generalised UTF-8.
    pub fn from_bytes(bytes: &'a [u8]) -> Option<Self> {
        valid(bytes).then_some(Wtf8(bytes))
    }

    /// Takes bytes that were a valid string before: where they are not, its characters are not what they should be.
    #[inline]
    pub fn known_valid(bytes: &'a [u8]) -> Self {
        debug_assert!(valid(bytes));
        Wtf8(bytes)
    }

    /// The bytes `start..end`, if both stand between characters.
    #[inline]
    pub fn slice(self, start: usize, end: usize) -> Option<Self> {
        let boundary = |at: usize| self.0.get(at).is_none_or(|byte| byte & 0xc0 != 0x80);
        let bytes = self.0.get(start..end)?;
        (boundary(start) && boundary(end)).then_some(Wtf8(bytes))
    }

    /// The bytes.
    #[inline]
    pub const fn as_bytes(self) -> &'a [u8] {
        self.0
    }

    /// The same text as a Rust string, if it holds no surrogate.
    #[inline]
    pub fn to_str(self) -> Option<&'a str> {
        std::str::from_utf8(self.0).ok()
    }

    /// The text with each surrogate replaced by U+FFFD.
    pub fn to_string_lossy(self) -> Cow<'a, str> {
        match self.to_str() {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(
                self.code_points()
                    .map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
                    .collect(),
            ),
        }
    }

    /// Number of bytes.
    #[inline]
    pub const fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there is no character.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Whether every character is below 128.
    #[inline]
    pub fn is_ascii(self) -> bool {
        self.0.is_ascii()
    }

    /// Number of code points: Python's `len`.
    pub fn count(self) -> usize {
        self.0.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
    }

    /// The code points, in order.
    #[inline]
    pub fn code_points(self) -> CodePoints<'a> {
        CodePoints { bytes: self.0 }
    }

    /// An owned copy.
    #[inline]
    pub fn to_owned(self) -> Wtf8Buf {
        Wtf8Buf(Bytes::copy(self.0))
    }
}

impl Wtf8Buf {
    /// The empty string.
    pub const fn new() -> Self {
        Wtf8Buf(Bytes::EMPTY)
    }

    /// An empty string with room for `bytes` bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Wtf8Buf(Bytes::Long(Vec::with_capacity(bytes)))
    }

    /// Takes bytes if they are valid generalised UTF-8, else gives them back.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, Vec<u8>> {
        if valid(&bytes) { Ok(Wtf8Buf(Bytes::Long(bytes))) } else { Err(bytes) }
    }

    /// A borrowed view.
    #[inline]
    pub fn as_wtf8(&self) -> Wtf8<'_> {
        Wtf8(&self.0)
    }

    /// The bytes.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, owned.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_vec()
    }

    /// The same text as a Rust string, if it holds no surrogate.
    #[inline]
    pub fn to_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// The same text as a Rust string, if it holds no surrogate.
    pub fn into_string(self) -> Result<String, Self> {
        String::from_utf8(self.0.into_vec()).map_err(|error| Wtf8Buf(Bytes::Long(error.into_bytes())))
    }

    /// The text with each surrogate replaced by U+FFFD.
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        self.as_wtf8().to_string_lossy()
    }

    /// Number of bytes.
    #[inline]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no character.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The code points, in order.
    pub fn code_points(&self) -> CodePoints<'_> {
        self.as_wtf8().code_points()
    }

    /// Appends one code point, surrogates included; anything above U+10FFFF becomes U+FFFD.
    #[inline]
    pub fn push(&mut self, code: u32) {
        match code {
            0..0x80 => self.0.vec().push(code as u8),
            0x80..0x800 => self.0.vec().extend([0xc0 | (code >> 6) as u8, tail(code)]),
            0x800..0x1_0000 => self.0.vec().extend([0xe0 | (code >> 12) as u8, tail(code >> 6), tail(code)]),
            0x1_0000..0x11_0000 => {
                self.0.vec().extend([
                    0xf0 | (code >> 18) as u8,
                    tail(code >> 12),
                    tail(code >> 6),
                    tail(code),
                ]);
            }
            _ => self.push_str("\u{fffd}"),
        }
    }

    /// Appends a Rust string.
    #[inline]
    pub fn push_str(&mut self, text: &str) {
        self.0.vec().extend_from_slice(text.as_bytes());
    }

    /// Appends a Python string.
    #[inline]
    pub fn push_wtf8(&mut self, text: Wtf8<'_>) {
        self.0.vec().extend_from_slice(text.0);
    }

    /// Drops every character.
    pub fn clear(&mut self) {
        self.0.vec().clear();
    }
}

#[inline]
fn tail(code: u32) -> u8 {
    0x80 | (code & 0x3f) as u8
}

/// The code points of a [`Wtf8`].
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    bytes: &'a [u8],
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (&first, rest) = self.bytes.split_first()?;
        if first < 0x80 {
            self.bytes = rest;
            return Some(u32::from(first));
        }
        let low = |at: usize| u32::from(rest.get(at).copied().unwrap_or(0x80) & 0x3f);
        let first = u32::from(first);
        let (code, used) = match first {
            0..0xe0 => ((first & 0x1f) << 6 | low(0), 1),
            0xe0..0xf0 => ((first & 0x0f) << 12 | low(0) << 6 | low(1), 2),
            _ => ((first & 0x07) << 18 | low(0) << 12 | low(1) << 6 | low(2), 3),
        };
        self.bytes = rest.get(used..).unwrap_or(&[]);
        Some(code)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.bytes.len().div_ceil(4), Some(self.bytes.len()))
    }
}

impl DoubleEndedIterator for CodePoints<'_> {
    fn next_back(&mut self) -> Option<u32> {
        let start = self.bytes.iter().rposition(|&byte| byte & 0xc0 != 0x80)?;
        let (rest, last) = self.bytes.split_at(start);
        self.bytes = rest;
        CodePoints { bytes: last }.next()
    }
}

/// Whether `bytes` is UTF-8 once surrogates are allowed.
fn valid(mut bytes: &[u8]) -> bool {
    loop {
        let Err(error) = std::str::from_utf8(bytes) else { return true };
        match bytes.get(error.valid_up_to()..) {
            Some([0xed, 0xa0..=0xbf, 0x80..=0xbf, rest @ ..]) => bytes = rest,
            _ => return false,
        }
    }
}

impl<'a> From<&'a str> for Wtf8<'a> {
    fn from(text: &'a str) -> Self {
        Wtf8::new(text)
    }
}

impl<'a> From<&'a Wtf8Buf> for Wtf8<'a> {
    fn from(text: &'a Wtf8Buf) -> Self {
        text.as_wtf8()
    }
}

impl From<&str> for Wtf8Buf {
    fn from(text: &str) -> Self {
        Wtf8Buf(Bytes::copy(text.as_bytes()))
    }
}

impl From<String> for Wtf8Buf {
    fn from(text: String) -> Self {
        Wtf8Buf(Bytes::Long(text.into_bytes()))
    }
}

impl From<Wtf8<'_>> for Wtf8Buf {
    fn from(text: Wtf8<'_>) -> Self {
        text.to_owned()
    }
}

impl Extend<u32> for Wtf8Buf {
    fn extend<T: IntoIterator<Item = u32>>(&mut self, codes: T) {
        for code in codes {
            self.push(code);
        }
    }
}

impl FromIterator<u32> for Wtf8Buf {
    fn from_iter<T: IntoIterator<Item = u32>>(codes: T) -> Self {
        let mut made = Wtf8Buf::new();
        made.extend(codes);
        made
    }
}

impl Default for Wtf8Buf {
    fn default() -> Self {
        Wtf8Buf::new()
    }
}

impl PartialEq for Wtf8Buf {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }
}

impl Eq for Wtf8Buf {}

impl PartialOrd for Wtf8Buf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Wtf8Buf {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl Hash for Wtf8Buf {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl Borrow<[u8]> for Wtf8Buf {
    fn borrow(&self) -> &[u8] {
        &self.0
    }
}

impl PartialEq<str> for Wtf8Buf {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other.as_bytes()
    }
}

impl PartialEq<&str> for Wtf8Buf {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == *other.as_bytes()
    }
}

impl fmt::Debug for Wtf8<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for code in self.code_points() {
            match char::from_u32(code) {
                Some(c) => write!(f, "{}", c.escape_debug())?,
                None => write!(f, "\\u{{{code:x}}}")?,
            }
        }
        f.write_str("\"")
    }
}

impl fmt::Debug for Wtf8Buf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_wtf8().fmt(f)
    }
}
