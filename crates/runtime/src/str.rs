//! `str` in one, two or four bytes a character (PEP 393; `Objects/unicodeobject.c`): layout, creation, reading.

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::ffi::c_char;

use vivarium_text::siphash;
use vivarium_text::wtf8::{Wtf8, Wtf8Buf};

use crate::int::IMMORTAL;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::typeobject::{PyTypeObject, flags};

mod builder;
mod case;
pub mod codecs;
pub mod format;
mod interned;
pub mod iterator;
mod methods;
pub(crate) mod percent;
mod repr;
pub(crate) mod search;
pub mod slots;
pub(crate) mod text;

pub use builder::{Builder, append, concat_all};
pub use case::character;
pub use interned::{INTERNED_MORTAL, count as interned_count, intern_in_place, is_interned};
pub use repr::{ascii, push_repr, repr};
pub use search::{join, replace_text};
pub use slots::contains;
pub use text::{intern_object, is_identifier, to_lossy, to_utf8, utf8_pointer};

/// A string whose characters are ASCII; they follow.
#[repr(C)]
pub struct PyAsciiObject {
    pub ob_base: PyObject,
    /// In characters.
    pub length: Cell<isize>,
    /// -1 while not computed.
    pub hash: Cell<isize>,
    /// `interned:2, kind:3, compact:1, ascii:1, ready:1`, from the low bit.
    pub state: Cell<u32>,
    pub wstr: Cell<*mut c_char>,
}

/// A string with other characters; they follow.
#[repr(C)]
pub struct PyCompactUnicodeObject {
    pub base: PyAsciiObject,
    pub utf8_length: Cell<isize>,
    pub utf8: Cell<*mut c_char>,
    pub wstr_length: Cell<isize>,
}

/// An instance of a subclass: the characters stand in a block of their own.
#[repr(C)]
pub struct PyLegacyUnicodeObject {
    pub base: PyCompactUnicodeObject,
    pub data: Cell<*mut u8>,
}

const ASCII_HEADER: usize = size_of::<PyAsciiObject>();
const COMPACT_HEADER: usize = size_of::<PyCompactUnicodeObject>();
const _: () = assert!(ASCII_HEADER == 48 && COMPACT_HEADER == 72 && size_of::<PyLegacyUnicodeObject>() == 80);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for PyAsciiObject {}
// SAFETY: as above.
unsafe impl Sync for PyCompactUnicodeObject {}

/// The layout that code outside this module knows a `str` by.
pub type PyUnicodeObject = PyAsciiObject;

crate::object_layout!(PyAsciiObject, UNICODE_TYPE, flags::UNICODE_SUBCLASS);

pub static UNICODE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(unicode_dealloc)),
    tp_repr: Cell::new(Some(repr::unicode_repr)),
    tp_as_number: Cell::new(&raw const slots::UNICODE_AS_NUMBER),
    tp_as_sequence: Cell::new(&raw const slots::UNICODE_AS_SEQUENCE),
    tp_as_mapping: Cell::new(&raw const slots::UNICODE_AS_MAPPING),
    tp_hash: Cell::new(Some(slots::unicode_hash)),
    tp_str: Cell::new(Some(slots::unicode_str)),
    tp_doc: crate::typeobject::doc(
        c"str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nText: what an object says of itself, or bytes decoded.",
    ),
    tp_richcompare: Cell::new(Some(slots::unicode_richcompare)),
    tp_iter: Cell::new(Some(iterator::unicode_iter)),
    tp_methods: crate::typeobject::methods(methods::METHODS),
    tp_new: Cell::new(Some(slots::unicode_new)),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::UNICODE_SUBCLASS | flags::MATCH_SELF),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"str", size_of::<PyLegacyUnicodeObject>())
};

const STATE_KIND_SHIFT: u32 = 2;
const STATE_COMPACT: u32 = 1 << 5;
const STATE_ASCII: u32 = 1 << 6;
const STATE_READY: u32 = 1 << 7;

/// Bytes a character: the greatest character decides.
#[inline(always)]
pub const fn kind_for(max: u32) -> usize {
    match max {
        0..0x100 => 1,
        0x100..0x1_0000 => 2,
        _ => 4,
    }
}

/// The characters of a string, as they are stored.
#[derive(Clone, Copy, Debug)]
pub enum Data<'a> {
    /// Up to U+00FF (ASCII included).
    One(&'a [u8]),
    /// Up to U+FFFF, at least one above U+00FF.
    Two(&'a [u16]),
    /// At least one above U+FFFF.
    Four(&'a [u32]),
}

/// Runs the same generic code on each kind: `on_data!(string.data(), |slice| slice.len())`.
#[macro_export]
macro_rules! on_data {
    ($data:expr, |$slice:ident| $body:expr) => {
        match $data {
            $crate::str::Data::One($slice) => $body,
            $crate::str::Data::Two($slice) => $body,
            $crate::str::Data::Four($slice) => $body,
        }
    };
}

/// A stored character.
pub trait Unit: Copy + Eq + Ord + Into<u32> + 'static {
    const KIND: usize;
    /// The character, cut to this width.
    fn cut(code: u32) -> Self;
    /// A string of such characters, in the narrowest kind that holds them.
    fn make(units: &[Self]) -> PyResult<PyUnicodeObject>;
    /// The same; a single character is not the shared one.
    fn make_fresh(units: &[Self]) -> PyResult<PyUnicodeObject> {
        fresh_from_units(units, max_of(units))
    }
}

impl Unit for u8 {
    const KIND: usize = 1;
    #[inline(always)]
    fn cut(code: u32) -> u8 {
        code as u8
    }
    #[inline]
    fn make(units: &[u8]) -> PyResult<PyUnicodeObject> {
        from_latin1(units)
    }
}

impl Unit for u16 {
    const KIND: usize = 2;
    #[inline(always)]
    fn cut(code: u32) -> u16 {
        code as u16
    }
    #[inline]
    fn make(units: &[u16]) -> PyResult<PyUnicodeObject> {
        from_ucs2(units)
    }
}

impl Unit for u32 {
    const KIND: usize = 4;
    #[inline(always)]
    fn cut(code: u32) -> u32 {
        code
    }
    #[inline]
    fn make(units: &[u32]) -> PyResult<PyUnicodeObject> {
        from_ucs4(units)
    }
}

impl<'a> Data<'a> {
    #[inline(always)]
    pub fn len(self) -> usize {
        on_data!(self, |units| units.len())
    }

    #[inline(always)]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The character at an index that is in range.
    #[inline(always)]
    pub fn get(self, index: usize) -> u32 {
        match self {
            Data::One(units) => u32::from(units[index]),
            Data::Two(units) => u32::from(units[index]),
            Data::Four(units) => units[index],
        }
    }

    #[inline(always)]
    pub fn kind(self) -> usize {
        match self {
            Data::One(_) => 1,
            Data::Two(_) => 2,
            Data::Four(_) => 4,
        }
    }

    /// The bytes in memory, which are what is hashed.
    pub fn as_bytes(self) -> &'a [u8] {
        let (start, len) = match self {
            Data::One(units) => return units,
            Data::Two(units) => (units.as_ptr().cast::<u8>(), size_of_val(units)),
            Data::Four(units) => (units.as_ptr().cast::<u8>(), size_of_val(units)),
        };
        // SAFETY: the bytes of a slice of integers.
        unsafe { std::slice::from_raw_parts(start, len) }
    }

    /// The characters, in order.
    pub fn iter(self) -> DataIter<'a> {
        DataIter { data: self, front: 0, back: self.len() }
    }

    /// A part.
    pub fn slice(self, start: usize, end: usize) -> Data<'a> {
        match self {
            Data::One(units) => Data::One(&units[start..end]),
            Data::Two(units) => Data::Two(&units[start..end]),
            Data::Four(units) => Data::Four(&units[start..end]),
        }
    }

    /// A string of these characters.
    pub fn make(self) -> PyResult<PyUnicodeObject> {
        on_data!(self, |units| Unit::make(units))
    }

    /// All characters, four bytes each.
    pub fn to_ucs4(self) -> Vec<u32> {
        self.iter().collect()
    }
}

/// The characters of a [`Data`].
#[derive(Clone, Debug)]
pub struct DataIter<'a> {
    data: Data<'a>,
    front: usize,
    back: usize,
}

impl Iterator for DataIter<'_> {
    type Item = u32;
    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.front == self.back {
            return None;
        }
        self.front += 1;
        Some(self.data.get(self.front - 1))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.back - self.front, Some(self.back - self.front))
    }
}

impl DoubleEndedIterator for DataIter<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        if self.front == self.back {
            return None;
        }
        self.back -= 1;
        Some(self.data.get(self.back))
    }
}

impl ExactSizeIterator for DataIter<'_> {}

impl PyAsciiObject {
    /// In characters.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline(always)]
    pub fn kind(&self) -> usize {
        (self.state.get() >> STATE_KIND_SHIFT & 7) as usize
    }

    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.state.get() & STATE_ASCII != 0
    }

    #[inline(always)]
    pub fn is_compact(&self) -> bool {
        self.state.get() & STATE_COMPACT != 0
    }

    /// The first character's address.
    #[inline(always)]
    fn start(&self) -> *mut u8 {
        let this = std::ptr::from_ref(self).cast_mut().cast::<u8>();
        // SAFETY: the state tells the layout.
        unsafe {
            if self.is_compact() {
                this.add(if self.is_ascii() { ASCII_HEADER } else { COMPACT_HEADER })
            } else {
                (*this.cast::<PyLegacyUnicodeObject>()).data.get()
            }
        }
    }

    /// The characters. They never change while others can see the string.
    #[inline(always)]
    pub fn data(&self) -> Data<'_> {
        let (start, len) = (self.start(), self.len());
        // SAFETY: `len` characters of the kind follow, aligned for it.
        unsafe {
            match self.kind() {
                1 => Data::One(std::slice::from_raw_parts(start, len)),
                2 => Data::Two(std::slice::from_raw_parts(start.cast(), len)),
                _ => Data::Four(std::slice::from_raw_parts(start.cast(), len)),
            }
        }
    }

    /// The text if it is ASCII, which costs nothing.
    #[inline(always)]
    pub fn as_ascii(&self) -> Option<&str> {
        if !self.is_ascii() {
            return None;
        }
        // SAFETY: ASCII is UTF-8, and `len` bytes stand there.
        Some(unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(self.start(), self.len())) })
    }

    /// The text as Rust has it, if it holds no surrogate. Unlike [`as_str`], nothing is kept in the object.
    pub fn to_str(&self) -> Option<Cow<'_, str>> {
        match self.as_ascii() {
            Some(text) => Some(Cow::Borrowed(text)),
            None => self.data().iter().map(char::from_u32).collect::<Option<String>>().map(Cow::Owned),
        }
    }

    /// The text for messages: a lone surrogate becomes two characters that [`text::from_message`] makes one again.
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        match self.as_ascii() {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(text::message_of(self.data().iter())),
        }
    }

    pub fn to_wtf8(&self) -> Wtf8Buf {
        match self.as_ascii() {
            Some(text) => Wtf8Buf::from(text),
            None => self.data().iter().collect(),
        }
    }

    /// Whether the text is this one.
    #[inline]
    pub fn equals(&self, text: &str) -> bool {
        match self.as_ascii() {
            Some(own) => own == text,
            None => text.chars().map(u32::from).eq(self.data().iter()),
        }
    }

    /// The hash, which is kept.
    #[inline(always)]
    pub fn hash(&self) -> isize {
        let known = self.hash.get();
        if known != -1 { known } else { self.compute_hash() }
    }

    #[cold]
    #[inline(never)]
    fn compute_hash(&self) -> isize {
        let hash = hash_bytes(self.data().as_bytes());
        self.hash.set(hash);
        hash
    }

    /// The UTF-8 text that the object keeps: it is ASCII, or somebody asked for it before.
    fn cached_utf8(&self) -> Option<&str> {
        if let Some(text) = self.as_ascii() {
            return Some(text);
        }
        // SAFETY: a string that is not ASCII has the larger header; what stands there is UTF-8.
        unsafe {
            let this: &PyCompactUnicodeObject = &*std::ptr::from_ref(self).cast();
            let start = this.utf8.get();
            if start.is_null() {
                return None;
            }
            let bytes = std::slice::from_raw_parts(start.cast::<u8>(), this.utf8_length.get() as usize);
            Some(std::str::from_utf8_unchecked(bytes))
        }
    }

    /// `str.__sizeof__`: the object's own bytes and those it keeps elsewhere.
    pub fn size_in_memory(&self) -> usize {
        let characters = (self.len() + 1) * self.kind();
        let mut size = match (self.is_compact(), self.is_ascii()) {
            (true, true) => return ASCII_HEADER + characters,
            (true, false) => COMPACT_HEADER + characters,
            (false, _) => size_of::<PyLegacyUnicodeObject>() + characters,
        };
        if !self.is_ascii() {
            size += self.cached_utf8().map_or(0, |text| text.len() + 1);
        }
        size
    }
}

struct HashKey(Cell<siphash::Key>);
// SAFETY: set once at start-up, then only read.
unsafe impl Sync for HashKey {}
static HASH_KEY: HashKey = HashKey(Cell::new(siphash::Key { k0: 0, k1: 0 }));

/// Sets the key of all string hashes; at start-up only, before there is any string.
pub fn set_hash_secret(key: siphash::Key) {
    HASH_KEY.0.set(key);
}

/// The key of all string hashes.
pub fn hash_secret() -> siphash::Key {
    HASH_KEY.0.get()
}

/// `_Py_HashBytes`: the hash of `str`, `bytes` and `memoryview` content.
#[inline]
pub fn hash_bytes(bytes: &[u8]) -> isize {
    siphash::python_hash(HASH_KEY.0.get(), bytes) as isize
}

const SHARED_ASCII_STATE: u32 = 1 << STATE_KIND_SHIFT | STATE_COMPACT | STATE_ASCII | STATE_READY;

const fn static_ascii(length: isize) -> PyAsciiObject {
    PyAsciiObject {
        ob_base: PyObject { ob_refcnt: Cell::new(IMMORTAL), ob_type: Cell::new(&raw const UNICODE_TYPE) },
        length: Cell::new(length),
        hash: Cell::new(-1),
        state: Cell::new(SHARED_ASCII_STATE),
        wstr: Cell::new(std::ptr::null_mut()),
    }
}

#[repr(C)]
struct StaticAscii(PyAsciiObject, [u8; 8]);
#[repr(C)]
struct StaticLatin1(PyCompactUnicodeObject, [u8; 8]);

static EMPTY: StaticAscii = StaticAscii(static_ascii(0), [0; 8]);

static ASCII_CHARACTERS: [StaticAscii; 128] = {
    let mut table = [const { StaticAscii(static_ascii(1), [0; 8]) }; 128];
    let mut code = 0;
    while code < 128 {
        table[code].1[0] = code as u8;
        code += 1;
    }
    table
};

/// The letters that are names of CPython's own: their interned string is not the shared one-character string.
const NAME_LETTERS: &[u8] = b"BCLST_abcdefhijklmnopqrstvwxy";

static NAME_CHARACTERS: [StaticAscii; NAME_LETTERS.len()] = {
    let mut table = [const {
        let mut object = static_ascii(1);
        object.state = Cell::new(SHARED_ASCII_STATE | INTERNED_MORTAL);
        StaticAscii(object, [0; 8])
    }; NAME_LETTERS.len()];
    let mut index = 0;
    while index < NAME_LETTERS.len() {
        table[index].1[0] = NAME_LETTERS[index];
        index += 1;
    }
    table
};

/// The interned string of one of those letters.
fn name_letter(string: &PyUnicodeObject) -> Option<&'static PyUnicodeObject> {
    let [letter] = string.as_ascii()?.as_bytes() else { return None };
    let at = NAME_LETTERS.binary_search(letter).ok()?;
    Some(&NAME_CHARACTERS[at].0)
}

static LATIN1_CHARACTERS: [StaticLatin1; 128] = {
    let mut table = [const {
        let mut base = static_ascii(1);
        base.state = Cell::new(1 << STATE_KIND_SHIFT | STATE_COMPACT | STATE_READY);
        let compact = PyCompactUnicodeObject {
            base,
            utf8_length: Cell::new(0),
            utf8: Cell::new(std::ptr::null_mut()),
            wstr_length: Cell::new(0),
        };
        StaticLatin1(compact, [0; 8])
    }; 128];
    let mut index = 0;
    while index < 128 {
        table[index].1[0] = index as u8 + 128;
        index += 1;
    }
    table
};

/// The shared string of one Latin-1 character.
#[inline(always)]
pub fn latin1_character(code: u8) -> &'static PyUnicodeObject {
    match ASCII_CHARACTERS.get(usize::from(code)) {
        Some(object) => &object.0,
        None => &LATIN1_CHARACTERS[usize::from(code) - 128].0.base,
    }
}

/// The shared empty string, owned.
#[inline(always)]
pub fn empty() -> Ref<PyUnicodeObject> {
    Ref::new(&EMPTY.0)
}

/// As [`allocate`] for ASCII.
#[inline(always)]
fn allocate_ascii(len: usize) -> PyResult<PyUnicodeObject> {
    if len > isize::MAX as usize - ASCII_HEADER - 1 {
        return Err(crate::errors::no_memory());
    }
    let block = crate::memory::alloc(ASCII_HEADER + len + 1);
    if block.is_null() {
        return Err(crate::errors::no_memory());
    }
    // SAFETY: the block holds the header, the characters and a NUL.
    unsafe {
        let object = block.cast::<PyAsciiObject>();
        object.write(PyAsciiObject {
            ob_base: PyObject { ob_refcnt: Cell::new(1), ob_type: Cell::new(&raw const UNICODE_TYPE) },
            length: Cell::new(len as isize),
            hash: Cell::new(-1),
            state: Cell::new(1 << STATE_KIND_SHIFT | STATE_COMPACT | STATE_READY | STATE_ASCII),
            wstr: Cell::new(std::ptr::null_mut()),
        });
        *block.add(ASCII_HEADER + len) = 0;
        Ok(Ref::from_raw(object))
    }
}

/// Memory for an exact string of this many characters up to `max`, its NUL written but not its characters.
#[inline]
fn allocate(len: usize, max: u32) -> PyResult<PyUnicodeObject> {
    if max < 0x80 { allocate_ascii(len) } else { allocate_wide(len, max) }
}

#[inline(never)]
fn allocate_wide(len: usize, max: u32) -> PyResult<PyUnicodeObject> {
    let kind = kind_for(max);
    let ascii = max < 0x80;
    let header = if ascii { ASCII_HEADER } else { COMPACT_HEADER };
    let size = len
        .checked_add(1)
        .and_then(|count| count.checked_mul(kind))
        .and_then(|size| size.checked_add(header));
    let Some(size) = size.filter(|&size| size <= isize::MAX as usize) else {
        return Err(crate::errors::no_memory());
    };
    let block = crate::memory::alloc(size);
    if block.is_null() {
        return Err(crate::errors::no_memory());
    }
    let mut state = (kind as u32) << STATE_KIND_SHIFT | STATE_COMPACT | STATE_READY;
    if ascii {
        state |= STATE_ASCII;
    }
    // SAFETY: the block holds the header, the characters and a NUL.
    unsafe {
        let object = block.cast::<PyAsciiObject>();
        object.write(PyAsciiObject {
            ob_base: PyObject { ob_refcnt: Cell::new(1), ob_type: Cell::new(&raw const UNICODE_TYPE) },
            length: Cell::new(len as isize),
            hash: Cell::new(-1),
            state: Cell::new(state),
            wstr: Cell::new(std::ptr::null_mut()),
        });
        if !ascii {
            let compact = &*object.cast::<PyCompactUnicodeObject>();
            compact.utf8_length.set(0);
            compact.utf8.set(std::ptr::null_mut());
            compact.wstr_length.set(0);
        }
        match kind {
            1 => *block.add(header + len) = 0,
            2 => *block.add(header).cast::<u16>().add(len) = 0,
            _ => *block.add(header).cast::<u32>().add(len) = 0,
        }
        Ok(Ref::from_raw(object))
    }
}

/// Writes characters into a string that nobody else sees yet, from `at` on.
///
/// # Safety
/// The string has room for them, is not shared, and its kind holds each of them.
unsafe fn write_units<T: Unit>(string: &PyUnicodeObject, at: usize, units: &[T]) {
    let (start, count) = (string.start(), units.len());
    // SAFETY: the caller's promise.
    unsafe {
        if string.kind() == T::KIND {
            std::ptr::copy_nonoverlapping(units.as_ptr(), start.cast::<T>().add(at), count);
            return;
        }
        match string.kind() {
            1 => fill(start.add(at), units),
            2 => fill(start.cast::<u16>().add(at), units),
            _ => fill(start.cast::<u32>().add(at), units),
        }
    }
}

/// # Safety
/// `to` has room for all of them.
unsafe fn fill<T: Unit, U: Unit>(to: *mut U, units: &[T]) {
    for (index, &unit) in units.iter().enumerate() {
        // SAFETY: the caller's promise.
        unsafe { *to.add(index) = U::cut(unit.into()) };
    }
}

/// # Safety
/// As for [`write_units`].
unsafe fn write_data(string: &PyUnicodeObject, at: usize, data: Data<'_>) {
    // SAFETY: the caller's promise.
    on_data!(data, |units| unsafe { write_units(string, at, units) })
}

/// An upper bound of the characters that tells the kind, and ASCII from Latin-1.
#[inline]
fn max_of<T: Unit>(units: &[T]) -> u32 {
    units.iter().fold(0, |max, &unit| max | unit.into())
}

/// A string of ASCII characters, at least one, that `write` writes, all of them. One character is not the shared string.
pub(crate) fn from_written(len: usize, write: impl FnOnce(&mut [u8])) -> PyResult<PyUnicodeObject> {
    let string = allocate_ascii(len)?;
    // SAFETY: fresh, with room for `len` bytes, which are written before they are read.
    write(unsafe { std::slice::from_raw_parts_mut(string.start(), len) });
    Ok(string)
}

fn from_units<T: Unit>(units: &[T], max: u32) -> PyResult<PyUnicodeObject> {
    if let [unit] = units
        && let Ok(code) = u8::try_from((*unit).into())
    {
        return Ok(Ref::new(latin1_character(code)));
    }
    fresh_from_units(units, max)
}

/// As [`from_units`], but even one character is a new object, as where CPython fills a string that it made before.
fn fresh_from_units<T: Unit>(units: &[T], max: u32) -> PyResult<PyUnicodeObject> {
    if units.is_empty() {
        return Ok(empty());
    }
    let string = allocate(units.len(), max)?;
    // SAFETY: fresh, and as long and as wide as needed.
    unsafe { write_units(&string, 0, units) };
    Ok(string)
}

/// Whether two exact strings are equal: mostly they differ in length or in the first byte.
#[inline(always)]
pub fn equal_exact(a: &PyUnicodeObject, b: &PyUnicodeObject) -> bool {
    if a.len() != b.len() || a.state.get() & !3 != b.state.get() & !3 {
        return false;
    }
    // SAFETY: at least a NUL stands there.
    unsafe { *a.start() == *b.start() && (a.len() == 1 && a.kind() == 1 || equal(a, b)) }
}

/// From Latin-1 bytes.
#[inline]
pub fn from_latin1(bytes: &[u8]) -> PyResult<PyUnicodeObject> {
    from_units(bytes, if bytes.is_ascii() { 0x7f } else { 0xff })
}

/// From text, even one character as a new object.
pub(crate) fn fresh_from_wtf8(text: Wtf8<'_>) -> PyResult<PyUnicodeObject> {
    let mut builder = Builder::new();
    builder.push_wtf8(text)?;
    builder.finish_fresh()
}

/// From code points up to U+FFFF.
pub fn from_ucs2(units: &[u16]) -> PyResult<PyUnicodeObject> {
    from_units(units, max_of(units))
}

/// From code points, each at most U+10FFFF.
pub fn from_ucs4(units: &[u32]) -> PyResult<PyUnicodeObject> {
    from_units(units, max_of(units))
}

/// From code points, each at most U+10FFFF.
pub fn from_code_points(codes: impl IntoIterator<Item = u32>) -> PyResult<PyUnicodeObject> {
    let mut builder = Builder::new();
    for code in codes {
        builder.push(code)?;
    }
    builder.finish()
}

/// One character, at most U+10FFFF.
#[inline]
pub fn from_code_point(code: u32) -> PyResult<PyUnicodeObject> {
    match u8::try_from(code) {
        Ok(code) => Ok(Ref::new(latin1_character(code))),
        Err(_) => from_units(&[code], code),
    }
}

/// From Rust text.
pub fn new(text: &str) -> PyResult<PyUnicodeObject> {
    from_wtf8(Wtf8::new(text))
}

pub fn from_wtf8(text: Wtf8<'_>) -> PyResult<PyUnicodeObject> {
    if text.is_ascii() {
        return from_units(text.as_bytes(), 0x7f);
    }
    let (mut max, mut len) = (0, 0);
    for code in text.code_points() {
        max |= code;
        len += 1;
    }
    if len == 1 {
        return from_code_point(max);
    }
    let string = allocate(len, max)?;
    let start = string.start();
    for (index, code) in text.code_points().enumerate() {
        // SAFETY: fresh, as long and as wide as counted.
        unsafe {
            match string.kind() {
                1 => *start.add(index) = code as u8,
                2 => *start.cast::<u16>().add(index) = code as u16,
                _ => *start.cast::<u32>().add(index) = code,
            }
        }
    }
    Ok(string)
}

/// The interned string of this text.
pub fn intern(text: &str) -> PyResult<PyUnicodeObject> {
    let mut string;
    if text.is_ascii() {
        let hash = hash_bytes(text.as_bytes());
        if let Some(known) = interned::known_ascii(text.as_bytes(), hash) {
            return Ok(Ref::new(known));
        }
        string = new(text)?;
        string.hash.set(hash);
    } else {
        string = new(text)?;
    }
    intern_in_place(&mut string);
    Ok(string)
}

/// The text of a `str` (or of a subclass) without surrogates. A string that is not ASCII keeps the UTF-8 text, and is
/// larger for it, as after CPython's `PyUnicode_AsUTF8`: use [`PyAsciiObject::to_str`] where CPython would not.
pub fn as_str(object: &PyObject) -> Option<&str> {
    let string = object.cast::<PyUnicodeObject>()?;
    if let Some(text) = string.cached_utf8() {
        return Some(text);
    }
    let text = string.to_str()?;
    let block = crate::memory::alloc(text.len() + 1);
    if block.is_null() {
        return None;
    }
    // SAFETY: not ASCII, so the header is the larger one, which from now on owns the block.
    unsafe {
        std::ptr::copy_nonoverlapping(text.as_ptr(), block, text.len());
        *block.add(text.len()) = 0;
        let compact: &PyCompactUnicodeObject = object.cast_unchecked();
        compact.utf8.set(block.cast());
        compact.utf8_length.set(text.len() as isize);
    }
    string.cached_utf8()
}

/// The value of a `str` (or of a subclass).
pub fn to_wtf8(object: &PyObject) -> Option<Wtf8Buf> {
    object.cast::<PyUnicodeObject>().map(PyUnicodeObject::to_wtf8)
}

/// Whether two strings have the same characters.
#[inline]
pub fn equal(a: &PyUnicodeObject, b: &PyUnicodeObject) -> bool {
    std::ptr::eq(a, b)
        || a.len() == b.len() && a.kind() == b.kind() && a.data().as_bytes() == b.data().as_bytes()
}

/// Order by code points.
pub fn compare(a: &PyUnicodeObject, b: &PyUnicodeObject) -> Ordering {
    match (a.data(), b.data()) {
        (Data::One(a), Data::One(b)) => a.cmp(b),
        (Data::Two(a), Data::Two(b)) => a.cmp(b),
        (Data::Four(a), Data::Four(b)) => a.cmp(b),
        (a, b) => a.iter().cmp(b.iter()),
    }
}

/// `a + b`; an exact string comes back as itself where the other is empty.
pub fn concat(a: &PyUnicodeObject, b: &PyUnicodeObject) -> PyResult<PyUnicodeObject> {
    if a.is_empty() {
        return to_exact(b);
    }
    if b.is_empty() {
        return to_exact(a);
    }
    let len = a.len().checked_add(b.len()).filter(|&len| len <= isize::MAX as usize);
    let Some(len) = len else {
        return Err(crate::raise!(OVERFLOW_ERROR, "strings are too large to concat"));
    };
    if a.is_ascii() && b.is_ascii() {
        let string = allocate_ascii(len)?;
        // SAFETY: fresh, as long as both, and a byte a character.
        unsafe {
            std::ptr::copy_nonoverlapping(a.start(), string.start(), a.len());
            std::ptr::copy_nonoverlapping(b.start(), string.start().add(a.len()), b.len());
        }
        return Ok(string);
    }
    let string = allocate(len, a.max_bound() | b.max_bound())?;
    // SAFETY: fresh, and as long and as wide as needed.
    unsafe {
        write_data(&string, 0, a.data());
        write_data(&string, a.len(), b.data());
    }
    Ok(string)
}

impl PyAsciiObject {
    /// `PyUnicode_MAX_CHAR_VALUE`.
    #[inline]
    pub fn max_bound(&self) -> u32 {
        match (self.is_ascii(), self.kind()) {
            (true, _) => 0x7f,
            (_, 1) => 0xff,
            (_, 2) => 0xffff,
            _ => 0x10_ffff,
        }
    }
}

/// `unicode_result_unchanged`: the string itself if it is exactly a `str`, else a copy that is.
pub fn to_exact(string: &PyUnicodeObject) -> PyResult<PyUnicodeObject> {
    if string.is_exact::<PyUnicodeObject>() { Ok(Ref::new(string)) } else { string.data().make() }
}

/// The characters from `start` to `end`, which are in range.
pub fn substring(string: &PyUnicodeObject, start: usize, end: usize) -> PyResult<PyUnicodeObject> {
    if start == 0 && end == string.len() {
        return to_exact(string);
    }
    if start >= end {
        return Ok(empty());
    }
    if string.is_ascii() {
        return match string.data() {
            Data::One(units) => from_units(&units[start..end], 0x7f),
            data => data.slice(start, end).make(),
        };
    }
    string.data().slice(start, end).make()
}

/// An instance of a subclass, from an exact string; `ty.tp_alloc` makes the object.
pub fn new_subtype(ty: &PyTypeObject, string: &PyUnicodeObject) -> PyResult {
    let object = match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, 0)?,
        None => crate::memory::generic_alloc(ty, 0)?,
    };
    let size = (string.len() + 1) * string.kind();
    let block = crate::memory::try_alloc_array::<u8>(size)?;
    // SAFETY: an instance of a subclass has the legacy layout, and its fields are all zero so far.
    unsafe {
        std::ptr::copy_nonoverlapping(string.start(), block, size);
        let legacy: &PyLegacyUnicodeObject = object.cast_unchecked();
        let base = &legacy.base.base;
        base.length.set(string.length.get());
        base.hash.set(string.hash());
        base.state.set((string.state.get() & !(STATE_COMPACT | 3)) | STATE_READY);
        legacy.data.set(block);
        if string.is_ascii() {
            legacy.base.utf8.set(block.cast());
            legacy.base.utf8_length.set(string.length.get());
        }
    }
    Ok(object)
}

/// Frees what stands behind a dying string, and forgets it if it was interned.
unsafe extern "C" fn unicode_dealloc(object: *mut PyObject) {
    // SAFETY: a string nobody refers to any more.
    unsafe {
        let string: &PyUnicodeObject = (*object).cast_unchecked();
        const PLAIN: u32 = STATE_COMPACT | STATE_ASCII;
        if string.state.get() & (PLAIN | 3) == PLAIN && string.is_exact::<PyUnicodeObject>() {
            return crate::memory::free(object.cast());
        }
        if is_interned(string) {
            interned::forget(string);
        }
        let ascii = string.is_ascii();
        if !(string.is_compact() && ascii) {
            let compact: &PyCompactUnicodeObject = (*object).cast_unchecked();
            let shares = !string.is_compact() && ascii;
            if !shares {
                crate::memory::free(compact.utf8.get().cast());
            }
        }
        if !string.is_compact() {
            let legacy: &PyLegacyUnicodeObject = (*object).cast_unchecked();
            crate::memory::free(legacy.data.get());
        }
        match (*object).ob_type().tp_free.get() {
            Some(free) => free(object.cast()),
            None => crate::memory::free_object(object),
        }
    }
}

/// The string of any object that is one, or `TypeError` in the given words (`{}` is not expanded; the type's name
/// follows).
pub fn expect<'a>(object: &'a PyObject, words: &str) -> Result<&'a PyUnicodeObject, Raised> {
    match object.cast::<PyUnicodeObject>() {
        Some(string) => Ok(string),
        None => Err(crate::raise!(TYPE_ERROR, "{words}{}", object.ob_type().name())),
    }
}
