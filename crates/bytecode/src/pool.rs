//! The constant pool: every object that a code object refers to, with identity as well as value.

use num_bigint::BigInt;
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::Range;
use vivarium_text::wtf8::Wtf8;

use crate::CodeData;
use crate::table::IdTable;

/// An object of a [`Pool`]. Two ids are the same object exactly when they are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConstId(u32);

impl ConstId {
    /// Its place in the pool.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    #[inline]
    pub(crate) fn from_index(index: usize) -> ConstId {
        ConstId(index as u32)
    }
}

/// The value of an object, as its pool shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Const<'a> {
    /// `None`.
    None,
    /// `False`.
    False,
    /// `True`.
    True,
    /// `...`.
    Ellipsis,
    /// An integer that fits 64 bits.
    Int(i64),
    /// An integer that does not fit 64 bits.
    BigInt(&'a BigInt),
    /// A float.
    Float(f64),
    /// A complex number: real and imaginary part.
    Complex(f64, f64),
    /// A string, and whether it is interned.
    Str(Wtf8<'a>, bool),
    /// A bytes object.
    Bytes(&'a [u8]),
    /// A tuple.
    Tuple(&'a [ConstId]),
    /// A frozenset; the items in the order in which they were (last) put into the set.
    FrozenSet(&'a [ConstId]),
    /// A code object.
    Code(&'a CodeData),
}

impl Const<'_> {
    /// The name of its Python type.
    pub fn type_name(self) -> &'static str {
        match self {
            Const::None => "NoneType",
            Const::False | Const::True => "bool",
            Const::Ellipsis => "ellipsis",
            Const::Int(_) | Const::BigInt(_) => "int",
            Const::Float(_) => "float",
            Const::Complex(..) => "complex",
            Const::Str(..) => "str",
            Const::Bytes(_) => "bytes",
            Const::Tuple(_) => "tuple",
            Const::FrozenSet(_) => "frozenset",
            Const::Code(_) => "code",
        }
    }
}

/// A piece of one of the pool's arenas.
#[derive(Clone, Copy, Debug)]
struct Part {
    start: u32,
    len: u32,
}

impl Part {
    #[inline]
    fn range(self) -> Range<usize> {
        let start = self.start as usize;
        start..start + self.len as usize
    }

    /// What was put into an arena since it had `start` items.
    #[inline]
    fn since<T>(start: usize, arena: &[T]) -> Part {
        let end = number(arena.len());
        Part { start: start as u32, len: end - start as u32 }
    }

    #[inline]
    fn append<T: Copy>(arena: &mut Vec<T>, new: &[T]) -> Part {
        let start = arena.len();
        arena.extend_from_slice(new);
        Part::since(start, arena)
    }

    /// As [`Part::append`], but in the old place if there is room.
    fn put<T: Copy>(self, arena: &mut Vec<T>, new: &[T]) -> Part {
        if new.len() > self.len as usize {
            return Part::append(arena, new);
        }
        let part = Part { len: new.len() as u32, ..self };
        arena[part.range()].copy_from_slice(new);
        part
    }
}

/// A place in an arena.
#[inline]
fn number(place: usize) -> u32 {
    u32::try_from(place).expect("a pool has fewer than 2**32 constants, items and bytes")
}

/// A value, or where its parts are. Numbers are bytes here so that nothing needs an alignment of 8.
#[derive(Clone, Copy, Debug)]
enum Slot {
    None,
    False,
    True,
    Ellipsis,
    Int([u8; 8]),
    BigInt(u32),
    Float([u8; 8]),
    Complex(u32),
    Str(Part, bool),
    Bytes(Part),
    Tuple(Part),
    FrozenSet(Part),
    Code(u32),
}

#[derive(Clone, Copy, Debug)]
struct Object {
    value: Slot,
    shared: bool,
}

const _: () = assert!(size_of::<Object>() == 16);

/// The objects of one compilation or one `.pyc` file.
///
/// What CPython shares by itself is shared here too: singletons, integers from -5 to 256, the empty tuple, the empty
/// and one-byte `bytes`, the empty and one-character Latin-1 strings, interned strings.
///
/// An object has no memory of its own: texts, items and code objects stand one behind the other, and nothing is freed
/// before the pool is.
///
/// # Panics
/// When there were 2**32 objects, items of tuples and sets, or bytes of strings and bytes objects.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    objects: Vec<Object>,
    /// Strings and bytes objects.
    bytes: Vec<u8>,
    /// Items of tuples and frozensets.
    items: Vec<ConstId>,
    codes: Vec<CodeData>,
    big: Vec<BigInt>,
    complex: Vec<(f64, f64)>,
    /// Interned strings by their text.
    interned: IdTable,
    /// What CPython shares by itself, by [`Single::index`], as far as it was asked for.
    singles: Vec<Option<ConstId>>,
}

#[derive(Clone, Copy, Debug)]
enum Single {
    None,
    False,
    True,
    Ellipsis,
    EmptyTuple,
    EmptyBytes,
    /// -5 to 256.
    Int(i64),
    Bytes(u8),
    Latin1(u8),
}

impl Single {
    /// How many there are.
    const COUNT: usize = 6 + 262 + 256 + 256;

    fn index(self) -> usize {
        match self {
            Single::None => 0,
            Single::False => 1,
            Single::True => 2,
            Single::Ellipsis => 3,
            Single::EmptyTuple => 4,
            Single::EmptyBytes => 5,
            Single::Int(value) => 6 + (value + 5).clamp(0, 261) as usize,
            Single::Bytes(byte) => 6 + 262 + usize::from(byte),
            Single::Latin1(byte) => 6 + 262 + 256 + usize::from(byte),
        }
    }
}

/// The character of a string that has just one, in Latin-1.
#[inline]
fn latin1(text: &[u8]) -> Option<u8> {
    match *text {
        [point @ 0..0x80] => Some(point),
        [first @ 0xc2..=0xc3, second] => Some(first << 6 | second & 0x3f),
        _ => None,
    }
}

#[inline]
fn is_text(objects: &[Object], bytes: &[u8], id: ConstId, text: Wtf8<'_>) -> bool {
    matches!(objects[id.index()].value, Slot::Str(part, _) if bytes[part.range()] == *text.as_bytes())
}

/// The hash by which the interned string with this text is found.
#[inline]
pub fn text_hash(text: Wtf8<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Pool {
    /// An empty pool.
    pub fn new() -> Pool {
        Pool::default()
    }

    /// Makes room for so many more objects of the usual size, strings to be interned among them.
    pub fn reserve(&mut self, objects: usize, strings: usize) {
        self.objects.reserve(objects);
        self.bytes.reserve(objects * 40);
        self.items.reserve(objects);
        self.codes.reserve(objects / 12);
        self.interned.reserve(strings);
    }

    /// Number of objects.
    pub fn len(&self) -> usize {
        self.objects.len()
    }

    /// Whether there is no object.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// The value of an object.
    ///
    /// # Panics
    /// When the id is another pool's.
    #[inline(always)]
    pub fn get(&self, id: ConstId) -> Const<'_> {
        match self.objects[id.index()].value {
            Slot::None => Const::None,
            Slot::False => Const::False,
            Slot::True => Const::True,
            Slot::Ellipsis => Const::Ellipsis,
            Slot::Int(value) => Const::Int(i64::from_ne_bytes(value)),
            Slot::BigInt(index) => Const::BigInt(&self.big[index as usize]),
            Slot::Float(value) => Const::Float(f64::from_ne_bytes(value)),
            Slot::Complex(index) => {
                let (real, imag) = self.complex[index as usize];
                Const::Complex(real, imag)
            }
            Slot::Str(part, interned) => Const::Str(self.text(part), interned),
            Slot::Bytes(part) => Const::Bytes(&self.bytes[part.range()]),
            Slot::Tuple(part) => Const::Tuple(&self.items[part.range()]),
            Slot::FrozenSet(part) => Const::FrozenSet(&self.items[part.range()]),
            Slot::Code(index) => Const::Code(&self.codes[index as usize]),
        }
    }

    #[inline]
    fn text(&self, part: Part) -> Wtf8<'_> {
        Wtf8::known_valid(&self.bytes[part.range()])
    }

    /// Adds a new object, whatever equal ones there are. Prefer the other methods, which share as CPython does.
    #[inline]
    pub fn push(&mut self, value: Const<'_>) -> ConstId {
        let value = self.keep(value);
        self.add(value)
    }

    #[inline]
    fn add(&mut self, value: Slot) -> ConstId {
        let id = ConstId(number(self.objects.len()));
        self.objects.push(Object { value, shared: false });
        id
    }

    /// Copies a value.
    #[inline(always)]
    fn keep(&mut self, value: Const<'_>) -> Slot {
        match value {
            Const::None => Slot::None,
            Const::False => Slot::False,
            Const::True => Slot::True,
            Const::Ellipsis => Slot::Ellipsis,
            Const::Int(value) => Slot::Int(value.to_ne_bytes()),
            Const::BigInt(value) => self.keep_big(value.clone()),
            Const::Float(value) => Slot::Float(value.to_ne_bytes()),
            Const::Complex(real, imag) => {
                self.complex.push((real, imag));
                Slot::Complex(number(self.complex.len() - 1))
            }
            Const::Str(text, interned) => Slot::Str(Part::append(&mut self.bytes, text.as_bytes()), interned),
            Const::Bytes(bytes) => Slot::Bytes(Part::append(&mut self.bytes, bytes)),
            Const::Tuple(items) => Slot::Tuple(Part::append(&mut self.items, items)),
            Const::FrozenSet(items) => Slot::FrozenSet(Part::append(&mut self.items, items)),
            Const::Code(code) => self.keep_code(code.clone()),
        }
    }

    fn keep_big(&mut self, value: BigInt) -> Slot {
        self.big.push(value);
        Slot::BigInt(number(self.big.len() - 1))
    }

    fn keep_code(&mut self, code: CodeData) -> Slot {
        self.codes.push(code);
        Slot::Code(number(self.codes.len() - 1))
    }

    /// Puts another value in an object's place. Its items stand where the old ones stood, if there is room.
    pub fn replace(&mut self, id: ConstId, value: Const<'_>) {
        let old = self.objects[id.index()].value;
        self.objects[id.index()].value = match (old, value) {
            (Slot::Tuple(old) | Slot::FrozenSet(old), Const::Tuple(items)) => {
                Slot::Tuple(old.put(&mut self.items, items))
            }
            (Slot::Tuple(old) | Slot::FrozenSet(old), Const::FrozenSet(items)) => {
                Slot::FrozenSet(old.put(&mut self.items, items))
            }
            _ => self.keep(value),
        };
    }

    /// Puts another object in the place of an item of a tuple or frozenset.
    ///
    /// # Panics
    /// When there is no such item.
    pub fn set_item(&mut self, id: ConstId, at: usize, item: ConstId) {
        let part = match self.objects[id.index()].value {
            Slot::Tuple(part) | Slot::FrozenSet(part) => part,
            _ => Part { start: 0, len: 0 },
        };
        self.items[part.range()][at] = item;
    }

    /// Says that something outside the object graph refers to the object too, so that marshal flags it.
    pub fn mark_shared(&mut self, id: ConstId) {
        self.objects[id.index()].shared = true;
    }

    /// Takes back [`Pool::mark_shared`], except for what CPython itself shares.
    pub(crate) fn unmark_shared(&mut self, id: ConstId) {
        self.objects[id.index()].shared = self.is_single(id);
    }

    fn is_single(&self, id: ConstId) -> bool {
        match self.get(id) {
            Const::Int(value) => (-5..=256).contains(&value),
            Const::Str(text, _) => text.is_empty() || latin1(text.as_bytes()).is_some(),
            Const::Tuple(items) => items.is_empty(),
            Const::Bytes(value) => value.is_empty(),
            Const::None | Const::True | Const::False | Const::Ellipsis => true,
            _ => false,
        }
    }

    /// Whether something outside the object graph refers to the object.
    #[inline]
    pub fn is_shared(&self, id: ConstId) -> bool {
        self.objects[id.index()].shared
    }

    #[inline(always)]
    fn single(&mut self, key: Single, value: Const<'_>) -> ConstId {
        match self.singles.get(key.index()) {
            Some(Some(id)) => *id,
            _ => self.new_single(key, value),
        }
    }

    #[inline(never)]
    fn new_single(&mut self, key: Single, value: Const<'_>) -> ConstId {
        let id = self.push(value);
        self.mark_shared(id);
        if self.singles.is_empty() {
            self.singles.resize(Single::COUNT, None);
        }
        self.singles[key.index()] = Some(id);
        id
    }

    /// `None`.
    pub fn none(&mut self) -> ConstId {
        self.single(Single::None, Const::None)
    }

    /// `True` or `False`.
    pub fn bool(&mut self, value: bool) -> ConstId {
        if value { self.single(Single::True, Const::True) } else { self.single(Single::False, Const::False) }
    }

    /// `...`.
    pub fn ellipsis(&mut self) -> ConstId {
        self.single(Single::Ellipsis, Const::Ellipsis)
    }

    /// An integer: a shared one from -5 to 256, else a new one.
    pub fn int(&mut self, value: i64) -> ConstId {
        if (-5..=256).contains(&value) {
            self.single(Single::Int(value), Const::Int(value))
        } else {
            self.push(Const::Int(value))
        }
    }

    /// An integer of any size.
    pub fn big_int(&mut self, value: BigInt) -> ConstId {
        match i64::try_from(&value) {
            Ok(small) => self.int(small),
            Err(_) => {
                let value = self.keep_big(value);
                self.add(value)
            }
        }
    }

    /// A new float.
    pub fn float(&mut self, value: f64) -> ConstId {
        self.push(Const::Float(value))
    }

    /// A new complex number.
    pub fn complex(&mut self, real: f64, imag: f64) -> ConstId {
        self.push(Const::Complex(real, imag))
    }

    /// A bytes object: shared if it has at most one byte, else a new one.
    pub fn bytes(&mut self, value: &[u8]) -> ConstId {
        match *value {
            [] => self.single(Single::EmptyBytes, Const::Bytes(value)),
            [byte] => self.single(Single::Bytes(byte), Const::Bytes(value)),
            _ => self.push(Const::Bytes(value)),
        }
    }

    /// A string that is not interned: a shared one if it has one Latin-1 character or none, else a new one.
    pub fn str<'a>(&mut self, value: impl Into<Wtf8<'a>>) -> ConstId {
        let value = value.into();
        let text = value.as_bytes();
        // `from posix import *` in `os` has interned the shared "*" before any program starts.
        if matches!(text, [] | [b'*']) {
            return self.intern(value);
        }
        if let Some(point) = latin1(text) {
            return match self.look_up(value, text_hash(value)) {
                Some(id) => id,
                None => self.single(Single::Latin1(point), Const::Str(value, false)),
            };
        }
        self.push(Const::Str(value, false))
    }

    /// A string as by [`Pool::str`]: that of another object, if it is one, and more behind it.
    pub fn extended(&mut self, head: ConstId, more: &[&str]) -> ConstId {
        let start = self.bytes.len();
        if let Slot::Str(part, _) = self.objects[head.index()].value {
            self.bytes.extend_from_within(part.range());
        }
        more.iter().for_each(|text| self.bytes.extend_from_slice(text.as_bytes()));
        let part = Part::since(start, &self.bytes);
        if part.len > 2 {
            return self.add(Slot::Str(part, false));
        }
        // It may be a shared one.
        let text = self.text(part).to_owned();
        self.bytes.truncate(start);
        self.str(&text)
    }

    fn look_up(&self, value: Wtf8<'_>, hash: u64) -> Option<ConstId> {
        self.interned.find(hash, |id| is_text(&self.objects, &self.bytes, id, value))
    }

    /// The interned string with this value.
    pub fn intern(&mut self, value: Wtf8<'_>) -> ConstId {
        self.intern_hashed(value, text_hash(value))
    }

    /// As [`Pool::intern`], for who knows the [`text_hash`] already.
    pub fn intern_hashed(&mut self, value: Wtf8<'_>, hash: u64) -> ConstId {
        let Some(point) = latin1(value.as_bytes()) else { return self.intern_new(value, hash) };
        if let Some(id) = self.look_up(value, hash) {
            return id;
        }
        let id = self.single(Single::Latin1(point), Const::Str(value, true));
        self.set_interned(id);
        self.interned.insert(hash, id);
        id
    }

    /// As [`Pool::intern`], where CPython's interned string of one character is not the shared one.
    pub fn intern_apart(&mut self, value: Wtf8<'_>) -> ConstId {
        self.intern_new(value, text_hash(value))
    }

    /// The interned string with this value: a new object unless there is one.
    #[inline]
    fn intern_new(&mut self, value: Wtf8<'_>, hash: u64) -> ConstId {
        let next = ConstId(number(self.objects.len()));
        let (objects, bytes) = (&self.objects, &self.bytes);
        let id = self.interned.find_or_insert(hash, next, |id| is_text(objects, bytes, id, value));
        if id == next {
            self.push(Const::Str(value, true));
        }
        id
    }

    /// Interns an existing string object as `PyUnicode_InternInPlace` does: the interned string with its value. Unless
    /// there was one before it is the object itself, or a new one where `elsewhere` says that CPython has interned this
    /// text before it came to this pool.
    pub fn intern_in_place(&mut self, id: ConstId, elsewhere: impl FnOnce(Wtf8<'_>) -> bool) -> ConstId {
        let Slot::Str(part, false) = self.objects[id.index()].value else { return id };
        let value = self.text(part);
        let hash = text_hash(value);
        if let Some(found) = self.look_up(value, hash) {
            return found;
        }
        let interned = if elsewhere(value) { self.add(Slot::Str(part, true)) } else { id };
        self.set_interned(interned);
        self.interned.insert(hash, interned);
        interned
    }

    fn set_interned(&mut self, id: ConstId) {
        if let Slot::Str(_, interned) = &mut self.objects[id.index()].value {
            *interned = true;
        }
    }

    /// A tuple: the shared one if it is empty, else a new one.
    pub fn tuple(&mut self, items: &[ConstId]) -> ConstId {
        if items.is_empty() {
            return self.single(Single::EmptyTuple, Const::Tuple(items));
        }
        self.push(Const::Tuple(items))
    }

    /// A new frozenset of distinct items, in the order in which they are put in.
    pub fn frozen_set(&mut self, items: &[ConstId]) -> ConstId {
        self.push(Const::FrozenSet(items))
    }

    /// A new code object.
    pub fn code(&mut self, code: CodeData) -> ConstId {
        let value = self.keep_code(code);
        self.add(value)
    }

    /// The string's value, if it is one.
    #[inline]
    pub fn as_str(&self, id: ConstId) -> Option<Wtf8<'_>> {
        match self.objects[id.index()].value {
            Slot::Str(part, _) => Some(self.text(part)),
            _ => None,
        }
    }

    /// The bytes, if it is a bytes object.
    #[inline]
    pub fn as_bytes(&self, id: ConstId) -> Option<&[u8]> {
        match self.objects[id.index()].value {
            Slot::Bytes(part) => Some(&self.bytes[part.range()]),
            _ => None,
        }
    }

    /// The items, if it is a tuple.
    #[inline]
    pub fn as_tuple(&self, id: ConstId) -> Option<&[ConstId]> {
        match self.objects[id.index()].value {
            Slot::Tuple(part) => Some(&self.items[part.range()]),
            _ => None,
        }
    }

    /// The code object's fields, if it is one.
    #[inline]
    pub fn as_code(&self, id: ConstId) -> Option<&CodeData> {
        match self.objects[id.index()].value {
            Slot::Code(index) => Some(&self.codes[index as usize]),
            _ => None,
        }
    }

    /// Whether it is interned, if it is a string.
    #[inline]
    pub fn is_interned(&self, id: ConstId) -> Option<bool> {
        match self.objects[id.index()].value {
            Slot::Str(_, interned) => Some(interned),
            _ => None,
        }
    }

    /// Whether it is a tuple, a frozenset or a code object.
    #[inline]
    pub fn has_parts(&self, id: ConstId) -> bool {
        matches!(self.objects[id.index()].value, Slot::Tuple(_) | Slot::FrozenSet(_) | Slot::Code(_))
    }

    /// What who counts references asks of an object: its bytes, whether it has parts, whether it is shared already.
    #[inline]
    pub(crate) fn outline(&self, id: ConstId) -> (usize, bool, bool) {
        let Object { value, shared } = self.objects[id.index()];
        match value {
            Slot::Str(part, interned) => (part.len as usize, false, shared || interned),
            Slot::Bytes(part) => (part.len as usize, false, shared),
            Slot::Tuple(_) | Slot::FrozenSet(_) | Slot::Code(_) => (0, true, shared),
            _ => (0, false, shared),
        }
    }

    /// A key that is equal for two objects exactly when CPython's compiler takes them for the same constant
    /// (`_PyCode_ConstantKey`: type and value, zeros by sign, code objects by their comparison).
    pub fn constant_key(&self, id: ConstId) -> Vec<u8> {
        let mut key = Vec::new();
        self.write_key(id, &mut key);
        key
    }

    fn write_key(&self, id: ConstId, key: &mut Vec<u8>) {
        fn number(key: &mut Vec<u8>, value: usize) {
            key.extend((value as u64).to_le_bytes());
        }
        fn float(key: &mut Vec<u8>, value: f64, id: ConstId) {
            key.extend(value.to_bits().to_le_bytes());
            if value.is_nan() {
                number(key, id.index());
            }
        }
        match self.get(id) {
            Const::None => key.push(b'N'),
            Const::False => key.push(b'F'),
            Const::True => key.push(b'T'),
            Const::Ellipsis => key.push(b'.'),
            Const::Int(value) => {
                key.push(b'i');
                key.extend(value.to_le_bytes());
            }
            Const::BigInt(value) => {
                let bytes = value.to_signed_bytes_le();
                key.push(b'l');
                number(key, bytes.len());
                key.extend(bytes);
            }
            Const::Float(value) => {
                key.push(b'f');
                float(key, value, id);
            }
            Const::Complex(real, imag) => {
                key.push(b'x');
                float(key, real, id);
                float(key, imag, id);
            }
            Const::Str(value, _) => {
                key.push(b'u');
                number(key, value.as_bytes().len());
                key.extend(value.as_bytes());
            }
            Const::Bytes(value) => {
                key.push(b's');
                number(key, value.len());
                key.extend(value);
            }
            Const::Tuple(items) => {
                key.push(b'(');
                number(key, items.len());
                for item in items {
                    self.write_key(*item, key);
                }
            }
            Const::FrozenSet(items) => {
                let mut keys: Vec<Vec<u8>> = items.iter().map(|item| self.constant_key(*item)).collect();
                keys.sort();
                key.push(b'>');
                number(key, keys.len());
                keys.iter().for_each(|item| key.extend(item));
            }
            Const::Code(code) => {
                key.push(b'c');
                for count in [code.argcount, code.posonlyargcount, code.kwonlyargcount, code.flags] {
                    number(key, count as usize);
                }
                key.extend(code.firstlineno.to_le_bytes());
                for part in [
                    code.name,
                    code.code,
                    code.consts,
                    code.names,
                    code.localsplusnames,
                    code.linetable,
                    code.exceptiontable,
                ] {
                    self.write_key(part, key);
                }
            }
        }
    }
}
