//! The constant pool: every object that a code object refers to, with identity as well as value.

use num_bigint::BigInt;
use rustc_hash::FxHasher;
use std::hash::Hasher;
use vivarium_text::wtf8::{Wtf8, Wtf8Buf};

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

/// The value of an object.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
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
    BigInt(BigInt),
    /// A float.
    Float(f64),
    /// A complex number: real and imaginary part.
    Complex(f64, f64),
    /// A string, and whether it is interned.
    Str(Wtf8Buf, bool),
    /// A bytes object.
    Bytes(Box<[u8]>),
    /// A tuple.
    Tuple(Box<[ConstId]>),
    /// A frozenset; the items in the order in which they were (last) put into the set.
    FrozenSet(Box<[ConstId]>),
    /// A code object.
    Code(Box<CodeData>),
}

impl Const {
    /// The name of its Python type.
    pub fn type_name(&self) -> &'static str {
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

/// The objects of one compilation or one `.pyc` file.
///
/// What CPython shares by itself is shared here too: singletons, integers from -5 to 256, the empty tuple, the empty
/// and one-byte `bytes`, the empty and one-character Latin-1 strings, interned strings.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    objects: Vec<Const>,
    shared: Vec<bool>,
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

impl Pool {
    /// An empty pool.
    pub fn new() -> Pool {
        Pool::default()
    }

    /// Makes room for so many more objects, strings to be interned among them.
    pub fn reserve(&mut self, objects: usize, strings: usize) {
        self.objects.reserve(objects);
        self.shared.reserve(objects);
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
    #[inline]
    pub fn get(&self, id: ConstId) -> &Const {
        &self.objects[id.index()]
    }

    /// Adds a new object, whatever equal ones there are. Prefer the other methods, which share as CPython does.
    #[inline]
    pub fn push(&mut self, value: Const) -> ConstId {
        let id = ConstId(u32::try_from(self.objects.len()).expect("fewer than 2**32 constants"));
        self.objects.push(value);
        self.shared.push(false);
        id
    }

    /// Puts another value in an object's place (a code object under construction, for instance).
    pub fn replace(&mut self, id: ConstId, value: Const) {
        self.objects[id.index()] = value;
    }

    /// Says that something outside the object graph refers to the object too, so that marshal flags it.
    pub fn mark_shared(&mut self, id: ConstId) {
        self.shared[id.index()] = true;
    }

    /// Takes back [`Pool::mark_shared`], except for what CPython itself shares.
    pub(crate) fn unmark_shared(&mut self, id: ConstId) {
        self.shared[id.index()] = self.is_single(id);
    }

    fn is_single(&self, id: ConstId) -> bool {
        match self.get(id) {
            Const::Int(value) => (-5..=256).contains(value),
            Const::Str(value, _) => {
                let mut points = value.code_points();
                points.next().is_none_or(|first| first <= 0xff && points.next().is_none())
            }
            Const::Tuple(items) => items.is_empty(),
            Const::Bytes(value) => value.is_empty(),
            Const::None | Const::True | Const::False | Const::Ellipsis => true,
            _ => false,
        }
    }

    /// Whether something outside the object graph refers to the object.
    pub fn is_shared(&self, id: ConstId) -> bool {
        self.shared[id.index()]
    }

    fn single(&mut self, key: Single, value: Const) -> ConstId {
        if let Some(Some(id)) = self.singles.get(key.index()) {
            return *id;
        }
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
            Err(_) => self.push(Const::BigInt(value)),
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
    pub fn bytes(&mut self, value: impl Into<Box<[u8]>>) -> ConstId {
        let value = value.into();
        match value[..] {
            [] => self.single(Single::EmptyBytes, Const::Bytes(value)),
            [byte] => self.single(Single::Bytes(byte), Const::Bytes(value)),
            _ => self.push(Const::Bytes(value)),
        }
    }

    /// A string that is not interned: a shared one if it has one Latin-1 character or none, else a new one.
    pub fn str(&mut self, value: impl Into<Wtf8Buf>) -> ConstId {
        let value = value.into();
        // `from posix import *` in `os` has interned the shared "*" before any program starts.
        if value.is_empty() || value == "*" {
            return self.intern(value.as_wtf8());
        }
        let mut points = value.code_points();
        if let (Some(point @ 0..=0xff), None) = (points.next(), points.next()) {
            if let Ok(id) = self.look_up(value.as_bytes()) {
                return id;
            }
            return self.single(Single::Latin1(point as u8), Const::Str(value, false));
        }
        self.push(Const::Str(value, false))
    }

    /// The interned string with this text, or its hash.
    #[inline]
    fn look_up(&self, text: &[u8]) -> Result<ConstId, u64> {
        let mut hasher = FxHasher::default();
        hasher.write(text);
        let hash = hasher.finish();
        let found = self.interned.find(hash, |id| match self.get(id) {
            Const::Str(value, _) => value.as_bytes() == text,
            _ => false,
        });
        found.ok_or(hash)
    }

    /// The interned string with this value.
    pub fn intern(&mut self, value: Wtf8<'_>) -> ConstId {
        let hash = match self.look_up(value.as_bytes()) {
            Ok(id) => return id,
            Err(hash) => hash,
        };
        let mut points = value.code_points();
        let id = if let (Some(point @ 0..=0xff), None) = (points.next(), points.next()) {
            let id = self.single(Single::Latin1(point as u8), Const::Str(value.to_owned(), true));
            self.replace(id, Const::Str(value.to_owned(), true));
            id
        } else {
            self.push(Const::Str(value.to_owned(), true))
        };
        self.interned.insert(hash, id);
        id
    }

    /// As [`Pool::intern`], where CPython's interned string of one character is not the shared one.
    pub fn intern_apart(&mut self, value: Wtf8<'_>) -> ConstId {
        let hash = match self.look_up(value.as_bytes()) {
            Ok(id) => return id,
            Err(hash) => hash,
        };
        let id = self.push(Const::Str(value.to_owned(), true));
        self.interned.insert(hash, id);
        id
    }

    /// Interns an existing string object as `PyUnicode_InternInPlace` does: the interned string with its value, which
    /// is the object itself unless there was one before.
    pub fn intern_in_place(&mut self, id: ConstId) -> ConstId {
        let Const::Str(value, false) = self.get(id) else { return id };
        let hash = match self.look_up(value.as_bytes()) {
            Ok(other) => return other,
            Err(hash) => hash,
        };
        if let Const::Str(_, interned) = &mut self.objects[id.index()] {
            *interned = true;
        }
        self.interned.insert(hash, id);
        id
    }

    /// A tuple: the shared one if it is empty, else a new one.
    pub fn tuple(&mut self, items: impl Into<Box<[ConstId]>>) -> ConstId {
        let items = items.into();
        if items.is_empty() {
            return self.single(Single::EmptyTuple, Const::Tuple(items));
        }
        self.push(Const::Tuple(items))
    }

    /// A new frozenset of distinct items, in the order in which they are put in.
    pub fn frozen_set(&mut self, items: impl Into<Box<[ConstId]>>) -> ConstId {
        self.push(Const::FrozenSet(items.into()))
    }

    /// A new code object.
    pub fn code(&mut self, code: CodeData) -> ConstId {
        self.push(Const::Code(Box::new(code)))
    }

    /// The string's value, if it is one.
    pub fn as_str(&self, id: ConstId) -> Option<Wtf8<'_>> {
        match self.get(id) {
            Const::Str(value, _) => Some(value.as_wtf8()),
            _ => None,
        }
    }

    /// The bytes, if it is a bytes object.
    pub fn as_bytes(&self, id: ConstId) -> Option<&[u8]> {
        match self.get(id) {
            Const::Bytes(value) => Some(value),
            _ => None,
        }
    }

    /// The items, if it is a tuple.
    pub fn as_tuple(&self, id: ConstId) -> Option<&[ConstId]> {
        match self.get(id) {
            Const::Tuple(items) => Some(items),
            _ => None,
        }
    }

    /// The code object's fields, if it is one.
    pub fn as_code(&self, id: ConstId) -> Option<&CodeData> {
        match self.get(id) {
            Const::Code(code) => Some(code),
            _ => None,
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
                float(key, *value, id);
            }
            Const::Complex(real, imag) => {
                key.push(b'x');
                float(key, *real, id);
                float(key, *imag, id);
            }
            Const::Str(value, _) => {
                key.push(b'u');
                number(key, value.as_bytes().len());
                key.extend(value.as_bytes());
            }
            Const::Bytes(value) => {
                key.push(b's');
                number(key, value.len());
                key.extend(&value[..]);
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
