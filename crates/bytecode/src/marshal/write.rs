//! Writing marshal data. An explicit stack: nested values cannot exhaust ours.

use std::borrow::Cow;
use std::fmt;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::{CodeFields, MAX_DEPTH, tag};

/// What an object is, for the writer.
#[derive(Clone, Debug)]
pub enum View<'a, O: Clone> {
    /// `None`.
    None,
    /// `True`.
    True,
    /// `False`.
    False,
    /// `...`.
    Ellipsis,
    /// The class `StopIteration`.
    StopIteration,
    /// An integer that fits 64 bits.
    Int(i64),
    /// Any other: sign and digits of 15 bits, least significant first, the last one not zero.
    BigInt(bool, Vec<u16>),
    /// A float.
    Float(f64),
    /// A complex number.
    Complex(f64, f64),
    /// A bytes object, or anything else with a buffer.
    Bytes(Cow<'a, [u8]>),
    /// A string in generalised UTF-8, and whether it is interned.
    Str(Cow<'a, [u8]>, bool),
    /// A tuple.
    Tuple(Cow<'a, [O]>),
    /// A list.
    List(Cow<'a, [O]>),
    /// A dict.
    Dict(Vec<(O, O)>),
    /// A set.
    Set(Cow<'a, [O]>),
    /// A frozenset.
    FrozenSet(Cow<'a, [O]>),
    /// A code object.
    Code(CodeFields<O>),
    /// Marshal has no form for it.
    Unmarshallable,
}

/// Says what objects are.
pub trait Source {
    /// An object, or a handle to one.
    type Object: Clone;
    /// What two handles to one object have in common.
    type Id: Eq + Hash;

    /// The object's identity.
    fn id(&self, object: &Self::Object) -> Self::Id;
    /// The object's identity as a number below [`Source::numbers`], if the source has such numbers.
    fn number(&self, object: &Self::Object) -> Option<usize> {
        let _ = object;
        None
    }
    /// How many numbers there are.
    fn numbers(&self) -> usize {
        0
    }
    /// Whether anything else refers to the object: in CPython, a reference count other than 1, or a string that is
    /// interned.
    fn is_shared(&self, object: &Self::Object) -> bool;
    /// Whether its form has those of other objects in it.
    fn has_parts(&self, object: &Self::Object) -> bool;
    /// What it is.
    fn view<'a>(&'a self, object: &'a Self::Object) -> View<'a, Self::Object>;
}

/// Why a value cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// An object of a type that marshal has no form for.
    Unmarshallable,
    /// Objects nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// Something has more than 2**31 - 1 items.
    TooLarge,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            WriteError::Unmarshallable | WriteError::TooLarge => "unmarshallable object",
            WriteError::TooDeep => "object too deeply nested to marshal",
        })
    }
}

impl std::error::Error for WriteError {}

/// Writes one object in the given version (0 to 4) of the format.
pub fn write<S: Source>(source: &S, object: S::Object, version: u32) -> Result<Vec<u8>, WriteError> {
    write_nested(source, object, version, 0)
}

/// The same behind what is there already.
pub fn write_behind<S: Source>(
    out: Vec<u8>,
    source: &S,
    object: S::Object,
    version: u32,
) -> Result<Vec<u8>, WriteError> {
    let numbers = vec![-1; source.numbers()];
    let mut writer =
        Writer { source, version, sets: 0, out, refs: FxHashMap::default(), numbers, written: 0 };
    writer.run(object)?;
    Ok(writer.out)
}

/// Frozensets in frozensets are written again for each level to find their order; nobody has so many.
const MAX_SET_NESTING: usize = 12;

fn write_nested<S: Source>(
    source: &S,
    object: S::Object,
    version: u32,
    sets: usize,
) -> Result<Vec<u8>, WriteError> {
    let mut writer = Writer {
        source,
        version,
        sets,
        out: Vec::new(),
        refs: FxHashMap::default(),
        numbers: Vec::new(),
        written: 0,
    };
    writer.run(object)?;
    Ok(writer.out)
}

enum Work<O> {
    /// An object at a depth; `true`: the writer itself holds another reference.
    Object(O, usize, bool),
    Long(i32),
    Null,
}

struct Writer<'a, S: Source> {
    source: &'a S,
    version: u32,
    sets: usize,
    out: Vec<u8>,
    refs: FxHashMap<S::Id, i32>,
    /// The same by the source's numbers where it has them: -1 for what was not written.
    numbers: Vec<i32>,
    /// How many objects can be referred to.
    written: i32,
}

impl<S: Source> Writer<'_, S> {
    fn long(&mut self, value: i32) {
        self.out.extend_from_slice(&value.to_le_bytes());
    }

    fn size(&mut self, len: usize) -> Result<(), WriteError> {
        self.long(i32::try_from(len).map_err(|_| WriteError::TooLarge)?);
        Ok(())
    }

    /// A type byte and a number.
    #[inline]
    fn tagged(&mut self, tag: u8, value: i32) {
        let [a, b, c, d] = value.to_le_bytes();
        self.out.extend_from_slice(&[tag, a, b, c, d]);
    }

    /// A type byte and a length.
    #[inline]
    fn sized(&mut self, tag: u8, len: usize) -> Result<(), WriteError> {
        self.tagged(tag, i32::try_from(len).map_err(|_| WriteError::TooLarge)?);
        Ok(())
    }

    fn text_float(&mut self, value: f64) {
        let text = general_17(value);
        self.out.push(text.len() as u8);
        self.out.extend(text.as_bytes());
    }

    /// Writes a reference to an object written before, if the source has no numbers, or says which flag its type byte
    /// gets.
    fn reference(&mut self, object: &S::Object, held: bool) -> Option<u8> {
        if self.version < 3 || !(held || self.source.is_shared(object)) {
            return Some(0);
        }
        let next = self.written;
        if let Some(unknown) = self.source.number(object).and_then(|number| self.numbers.get_mut(number)) {
            *unknown = next;
            self.written += 1;
            return Some(tag::FLAG_REF);
        }
        match self.refs.entry(self.source.id(object)) {
            std::collections::hash_map::Entry::Occupied(entry) => {
                let index = *entry.get();
                self.tagged(tag::REF, index);
                None
            }
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(next);
                self.written += 1;
                Some(tag::FLAG_REF)
            }
        }
    }

    fn run(&mut self, object: S::Object) -> Result<(), WriteError> {
        let mut stack = vec![Work::Object(object, 1, false)];
        while let Some(work) = stack.pop() {
            match work {
                Work::Long(value) => self.long(value),
                Work::Null => self.out.push(tag::NULL),
                Work::Object(object, depth, held) => {
                    if !self.again(&object, depth)? {
                        self.new_object(&object, depth, held, &mut stack)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether the object has a number and was written before: then it does not matter what it is.
    #[inline]
    fn again(&mut self, object: &S::Object, depth: usize) -> Result<bool, WriteError> {
        if depth > MAX_DEPTH {
            return Err(WriteError::TooDeep);
        }
        match self.source.number(object).and_then(|number| self.numbers.get(number)) {
            Some(&index @ 0..) => {
                self.tagged(tag::REF, index);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    #[inline(never)]
    fn new_object(
        &mut self,
        object: &S::Object,
        depth: usize,
        held: bool,
        stack: &mut Vec<Work<S::Object>>,
    ) -> Result<(), WriteError> {
        let source = self.source;
        let view = source.view(object);
        match view {
            View::None => self.out.push(tag::NONE),
            View::True => self.out.push(tag::TRUE),
            View::False => self.out.push(tag::FALSE),
            View::Ellipsis => self.out.push(tag::ELLIPSIS),
            View::StopIteration => self.out.push(tag::STOP_ITERATION),
            _ => {
                if let Some(flag) = self.reference(object, held) {
                    self.complex_object(view, flag, depth, stack)?;
                }
            }
        }
        Ok(())
    }

    /// The items of a tuple or list: those without parts at once; from the first with parts on they wait on the stack.
    fn items(
        &mut self,
        items: &[S::Object],
        depth: usize,
        stack: &mut Vec<Work<S::Object>>,
    ) -> Result<(), WriteError> {
        for (at, item) in items.iter().enumerate() {
            if self.again(item, depth)? {
                continue;
            }
            if self.source.has_parts(item) {
                stack.extend(items[at..].iter().rev().map(|item| Work::Object(item.clone(), depth, false)));
                return Ok(());
            }
            self.new_object(item, depth, false, stack)?;
        }
        Ok(())
    }

    #[inline(always)]
    fn complex_object(
        &mut self,
        view: View<'_, S::Object>,
        flag: u8,
        depth: usize,
        stack: &mut Vec<Work<S::Object>>,
    ) -> Result<(), WriteError> {
        let below = |item: &S::Object| Work::Object(item.clone(), depth + 1, false);
        match view {
            View::Int(value) => match i32::try_from(value) {
                Ok(value) => self.tagged(tag::INT | flag, value),
                Err(_) => {
                    let mut digits = Vec::new();
                    let mut left = value.unsigned_abs();
                    while left > 0 {
                        digits.push((left & 0x7fff) as u16);
                        left >>= 15;
                    }
                    self.big_int(value < 0, &digits, flag)?;
                }
            },
            View::BigInt(negative, digits) => self.big_int(negative, &digits, flag)?,
            View::Float(value) if self.version > 1 => {
                self.out.push(tag::BINARY_FLOAT | flag);
                self.out.extend(value.to_le_bytes());
            }
            View::Float(value) => {
                self.out.push(tag::FLOAT | flag);
                self.text_float(value);
            }
            View::Complex(real, imag) if self.version > 1 => {
                self.out.push(tag::BINARY_COMPLEX | flag);
                self.out.extend(real.to_le_bytes());
                self.out.extend(imag.to_le_bytes());
            }
            View::Complex(real, imag) => {
                self.out.push(tag::COMPLEX | flag);
                self.text_float(real);
                self.text_float(imag);
            }
            View::Bytes(bytes) => {
                self.sized(tag::STRING | flag, bytes.len())?;
                self.out.extend_from_slice(&bytes);
            }
            View::Str(bytes, interned) => self.str(&bytes, interned, flag)?,
            View::Tuple(items) => {
                if self.version >= 4 && items.len() < 256 {
                    self.out.extend_from_slice(&[tag::SMALL_TUPLE | flag, items.len() as u8]);
                } else {
                    self.sized(tag::TUPLE | flag, items.len())?;
                }
                self.items(&items, depth + 1, stack)?;
            }
            View::List(items) => {
                self.sized(tag::LIST | flag, items.len())?;
                self.items(&items, depth + 1, stack)?;
            }
            View::Dict(pairs) => {
                self.out.push(tag::DICT | flag);
                stack.push(Work::Null);
                for (key, value) in pairs.iter().rev() {
                    stack.extend([below(value), below(key)]);
                }
            }
            View::Set(items) => self.set(&items, tag::SET | flag, depth, stack)?,
            View::FrozenSet(items) => self.set(&items, tag::FROZENSET | flag, depth, stack)?,
            View::Code(code) => {
                self.tagged(tag::CODE | flag, code.argcount);
                for value in [code.posonlyargcount, code.kwonlyargcount, code.stacksize, code.flags] {
                    self.long(value);
                }
                stack.extend([
                    below(&code.exceptiontable),
                    below(&code.linetable),
                    Work::Long(code.firstlineno),
                    below(&code.qualname),
                    below(&code.name),
                    below(&code.filename),
                    below(&code.localspluskinds),
                    below(&code.localsplusnames),
                    below(&code.names),
                    below(&code.consts),
                    // `_PyCode_GetCode` keeps what it hands out, so there are two references.
                    Work::Object(code.code.clone(), depth + 1, true),
                ]);
            }
            View::None
            | View::True
            | View::False
            | View::Ellipsis
            | View::StopIteration
            | View::Unmarshallable => {
                return Err(WriteError::Unmarshallable);
            }
        }
        Ok(())
    }

    fn big_int(&mut self, negative: bool, digits: &[u16], flag: u8) -> Result<(), WriteError> {
        let len = i32::try_from(digits.len()).map_err(|_| WriteError::TooLarge)?;
        self.out.push(tag::LONG | flag);
        self.long(if negative { -len } else { len });
        digits.iter().for_each(|digit| self.out.extend(digit.to_le_bytes()));
        Ok(())
    }

    fn str(&mut self, bytes: &[u8], interned: bool, flag: u8) -> Result<(), WriteError> {
        if self.version >= 4 && bytes.is_ascii() {
            if let Ok(len) = u8::try_from(bytes.len()) {
                let kind = if interned { tag::SHORT_ASCII_INTERNED } else { tag::SHORT_ASCII };
                self.out.extend_from_slice(&[kind | flag, len]);
            } else {
                self.sized(flag | if interned { tag::ASCII_INTERNED } else { tag::ASCII }, bytes.len())?;
            }
        } else {
            let kind = if interned && self.version >= 3 { tag::INTERNED } else { tag::UNICODE };
            self.sized(kind | flag, bytes.len())?;
        }
        self.out.extend_from_slice(bytes);
        Ok(())
    }

    /// Sets are written in the order of their items' own dumps, so that the output does not depend on hashes. The list
    /// that is sorted holds a reference to each item while they are written.
    fn set(
        &mut self,
        items: &[S::Object],
        kind: u8,
        depth: usize,
        stack: &mut Vec<Work<S::Object>>,
    ) -> Result<(), WriteError> {
        if self.sets >= MAX_SET_NESTING {
            return Err(WriteError::TooDeep);
        }
        self.out.push(kind);
        self.size(items.len())?;
        let mut dumps = Vec::with_capacity(items.len());
        for item in items {
            dumps.push((write_nested(self.source, item.clone(), self.version, self.sets + 1)?, item));
        }
        dumps.sort_by(|a, b| a.0.cmp(&b.0));
        stack.extend(dumps.into_iter().rev().map(|(_, item)| Work::Object(item.clone(), depth + 1, true)));
        Ok(())
    }
}

/// C's `%.17g`.
fn general_17(value: f64) -> String {
    if value.is_nan() {
        return "nan".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf".into() } else { "-inf".into() };
    }
    let scientific = format!("{value:.16e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let trim = |text: &str| -> String {
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text.to_owned()
        }
    };
    if (-4..17).contains(&exponent) {
        trim(&format!("{value:.*}", (16 - exponent).max(0) as usize))
    } else {
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{}e{sign}{:02}", trim(mantissa), exponent.abs())
    }
}
