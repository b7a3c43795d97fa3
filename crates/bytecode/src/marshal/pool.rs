//! The codec's two ends for the Code IR.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use num_bigint::{BigInt, Sign};
use vivarium_text::wtf8::Wtf8;

use super::{
    Builder, CodeFields, ReadError, ReadErrorKind, Source, VERSION, View, WriteError, read, write_behind,
};
use crate::{Code, CodeData, Const, ConstId, Pool};

/// Builds objects of a [`Pool`].
#[derive(Debug, Default)]
pub struct PoolBuilder {
    pool: Pool,
}

/// Why a [`PoolBuilder`] stopped: damaged data, or sound data that is not of the Code IR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// Found by the reader.
    Read(ReadError),
    /// Found when making an object; the place is known only to the reader.
    Object(ReadErrorKind),
}

impl From<ReadError> for BuildError {
    fn from(error: ReadError) -> BuildError {
        BuildError::Read(error)
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Read(error) => error.fmt(f),
            BuildError::Object(kind) => f.write_str(&ReadError { offset: 0, kind: *kind }.python_message()),
        }
    }
}

impl std::error::Error for BuildError {}

impl PoolBuilder {
    /// A builder with an empty pool.
    pub fn new() -> PoolBuilder {
        PoolBuilder::default()
    }

    /// The pool with everything that was built.
    pub fn finish(self) -> Pool {
        self.pool
    }
}

type Built = Result<ConstId, BuildError>;

fn unsupported<T>(what: &'static str) -> Result<T, BuildError> {
    Err(BuildError::Object(ReadErrorKind::Unsupported(what)))
}

impl Builder for PoolBuilder {
    type Object = ConstId;
    type Error = BuildError;

    fn none(&mut self) -> Built {
        Ok(self.pool.none())
    }

    fn bool(&mut self, value: bool) -> Built {
        Ok(self.pool.bool(value))
    }

    fn ellipsis(&mut self) -> Built {
        Ok(self.pool.ellipsis())
    }

    fn stop_iteration(&mut self) -> Built {
        unsupported("StopIteration")
    }

    fn int(&mut self, value: i64) -> Built {
        Ok(self.pool.int(value))
    }

    fn big_int(&mut self, negative: bool, digits: &[u16]) -> Built {
        let mut words = Vec::with_capacity(digits.len() / 2 + 1);
        let (mut held, mut bits) = (0_u64, 0);
        for digit in digits {
            held |= u64::from(*digit) << bits;
            bits += 15;
            if bits >= 32 {
                words.push(held as u32);
                held >>= 32;
                bits -= 32;
            }
        }
        words.push(held as u32);
        let sign = if negative { Sign::Minus } else { Sign::Plus };
        Ok(self.pool.big_int(BigInt::from_slice(sign, &words)))
    }

    fn float(&mut self, value: f64) -> Built {
        Ok(self.pool.float(value))
    }

    fn complex(&mut self, real: f64, imag: f64) -> Built {
        Ok(self.pool.complex(real, imag))
    }

    fn bytes(&mut self, value: &[u8]) -> Built {
        // Only the empty one is shared here: CPython's reader makes a new object even for one byte.
        Ok(if value.is_empty() { self.pool.bytes(&[]) } else { self.pool.push(Const::Bytes(value)) })
    }

    fn str(&mut self, value: Wtf8<'_>, interned: bool) -> Built {
        // One character is mostly CPython's shared object for it, but not always: only the flags of the file know.
        let shared = interned || value.is_empty();
        Ok(if shared { self.pool.intern(value) } else { self.pool.push(Const::Str(value, false)) })
    }

    fn tuple(&mut self, _: Option<ConstId>, items: Vec<ConstId>) -> Built {
        Ok(self.pool.tuple(&items))
    }

    fn list(&mut self) -> Built {
        unsupported("list")
    }

    fn list_push(&mut self, _: &ConstId, _: ConstId) -> Result<(), BuildError> {
        unsupported("list")
    }

    fn dict(&mut self) -> Built {
        unsupported("dict")
    }

    fn dict_set(&mut self, _: &ConstId, _: ConstId, _: ConstId) -> Result<(), BuildError> {
        unsupported("dict")
    }

    fn set(&mut self) -> Built {
        unsupported("set")
    }

    fn set_add(&mut self, _: &ConstId, _: ConstId) -> Result<(), BuildError> {
        unsupported("set")
    }

    fn frozen_set(&mut self, items: Vec<ConstId>) -> Built {
        if items.iter().any(|item| matches!(self.pool.get(*item), Const::FrozenSet(_))) {
            return unsupported("frozenset of frozensets");
        }
        // The writer held a reference to each item, so their flags say nothing of the items themselves.
        items.iter().for_each(|item| self.pool.unmark_shared(*item));
        Ok(self.pool.frozen_set(&items))
    }

    fn code(&mut self, fields: CodeFields<ConstId>) -> Built {
        let count = |value: i32| {
            u32::try_from(value).map_err(|_| BuildError::Object(ReadErrorKind::Code("a count is negative")))
        };
        let data = CodeData {
            argcount: count(fields.argcount)?,
            posonlyargcount: count(fields.posonlyargcount)?,
            kwonlyargcount: count(fields.kwonlyargcount)?,
            stacksize: count(fields.stacksize)?,
            flags: count(fields.flags)?,
            code: fields.code,
            consts: fields.consts,
            names: fields.names,
            localsplusnames: fields.localsplusnames,
            localspluskinds: fields.localspluskinds,
            filename: fields.filename,
            name: fields.name,
            qualname: fields.qualname,
            firstlineno: fields.firstlineno,
            linetable: fields.linetable,
            exceptiontable: fields.exceptiontable,
        };
        data.validate(&self.pool).map_err(|error| BuildError::Object(ReadErrorKind::Code(error.0)))?;
        Ok(self.pool.code(data))
    }

    fn at_offset(&self, error: BuildError, offset: usize) -> BuildError {
        match error {
            BuildError::Object(kind) => BuildError::Read(ReadError { offset, kind }),
            BuildError::Read(_) => error,
        }
    }

    fn flagged(&mut self, object: &ConstId) {
        self.pool.mark_shared(*object);
    }
}

/// Shows objects of a [`Pool`] to the writer, counting references as CPython would.
#[derive(Debug)]
pub struct PoolSource<'a> {
    pool: &'a Pool,
    /// 0 for what is not reached, 2 for what has more than one reference or is as good as that.
    counts: Vec<u8>,
    /// About so many bytes will be written.
    size: usize,
}

impl<'a> PoolSource<'a> {
    /// Counts the references within what `root` reaches. The root itself is held by whoever writes it.
    pub fn new(pool: &'a Pool, root: ConstId) -> PoolSource<'a> {
        let mut found = Found { pool, counts: vec![0; pool.len()], pending: vec![root], size: 0 };
        found.counts[root.index()] = 2;
        // A type byte and a number stand for every reference; few objects have more bytes than that and their text.
        let mut references = 16;
        while let Some(id) = found.pending.pop() {
            match pool.get(id) {
                Const::Tuple(items) | Const::FrozenSet(items) => {
                    references += items.len();
                    items.iter().for_each(|item| found.refer(*item));
                }
                Const::Code(code) => {
                    references += 10;
                    [
                        code.code,
                        code.consts,
                        code.names,
                        code.localsplusnames,
                        code.localspluskinds,
                        code.filename,
                        code.name,
                        code.qualname,
                        code.linetable,
                        code.exceptiontable,
                    ]
                    .into_iter()
                    .for_each(|item| found.refer(item));
                }
                _ => {}
            }
        }
        PoolSource { pool, size: found.size + references * 6, counts: found.counts }
    }
}

/// What was reached so far.
struct Found<'a> {
    pool: &'a Pool,
    counts: Vec<u8>,
    /// What has parts that were not counted yet.
    pending: Vec<ConstId>,
    /// Bytes of texts.
    size: usize,
}

impl Found<'_> {
    #[inline(always)]
    fn refer(&mut self, item: ConstId) {
        match &mut self.counts[item.index()] {
            0 => self.reach(item),
            count => *count = 2,
        }
    }

    #[inline(always)]
    fn reach(&mut self, item: ConstId) {
        let (bytes, has_parts, shared) = self.pool.outline(item);
        self.size += bytes;
        self.counts[item.index()] = 1 + u8::from(shared);
        if has_parts {
            self.pending.push(item);
        }
    }
}

impl Source for PoolSource<'_> {
    type Object = ConstId;
    type Id = ConstId;

    fn id(&self, object: &ConstId) -> ConstId {
        *object
    }

    fn number(&self, object: &ConstId) -> Option<usize> {
        Some(object.index())
    }

    fn numbers(&self) -> usize {
        self.pool.len()
    }

    fn is_shared(&self, object: &ConstId) -> bool {
        self.counts[object.index()] > 1
    }

    #[inline]
    fn has_parts(&self, object: &ConstId) -> bool {
        self.pool.has_parts(*object)
    }

    fn view<'a>(&'a self, object: &'a ConstId) -> View<'a, ConstId> {
        match self.pool.get(*object) {
            Const::None => View::None,
            Const::True => View::True,
            Const::False => View::False,
            Const::Ellipsis => View::Ellipsis,
            Const::Int(value) => View::Int(value),
            Const::BigInt(value) => View::BigInt(value.sign() == Sign::Minus, digits(value)),
            Const::Float(value) => View::Float(value),
            Const::Complex(real, imag) => View::Complex(real, imag),
            Const::Bytes(bytes) => View::Bytes(Cow::Borrowed(bytes)),
            Const::Str(text, interned) => View::Str(Cow::Borrowed(text.as_bytes()), interned),
            Const::Tuple(items) => View::Tuple(Cow::Borrowed(items)),
            Const::FrozenSet(items) => View::FrozenSet(Cow::Borrowed(items)),
            Const::Code(code) => View::Code(CodeFields {
                argcount: code.argcount as i32,
                posonlyargcount: code.posonlyargcount as i32,
                kwonlyargcount: code.kwonlyargcount as i32,
                stacksize: code.stacksize as i32,
                flags: code.flags as i32,
                code: code.code,
                consts: code.consts,
                names: code.names,
                localsplusnames: code.localsplusnames,
                localspluskinds: code.localspluskinds,
                filename: code.filename,
                name: code.name,
                qualname: code.qualname,
                firstlineno: code.firstlineno,
                linetable: code.linetable,
                exceptiontable: code.exceptiontable,
            }),
        }
    }
}

/// The magnitude in digits of 15 bits.
fn digits(value: &BigInt) -> Vec<u16> {
    let mut digits = Vec::new();
    let (mut held, mut bits) = (0_u64, 0);
    for word in value.iter_u32_digits() {
        held |= u64::from(word) << bits;
        bits += 32;
        while bits >= 15 {
            digits.push((held & 0x7fff) as u16);
            held >>= 15;
            bits -= 15;
        }
    }
    digits.push(held as u16);
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

/// Reads a code object.
pub fn read_code(data: &[u8]) -> Result<Code, ReadError> {
    // No part of a pool gets larger than what it is read from.
    if u32::try_from(data.len()).is_err() {
        return Err(ReadError { offset: 0, kind: ReadErrorKind::TooLarge });
    }
    let mut builder = PoolBuilder::new();
    let root = read(data, &mut builder).map_err(|error| match error {
        BuildError::Read(error) => error,
        BuildError::Object(kind) => ReadError { offset: data.len(), kind },
    })?;
    Code::new(Arc::new(builder.finish()), root)
        .map_err(|error| ReadError { offset: 0, kind: ReadErrorKind::Code(error.0) })
}

/// Writes a code object as `marshal.dumps(code)` does.
pub fn write_code(code: &Code) -> Result<Vec<u8>, WriteError> {
    write_code_behind(Vec::new(), code)
}

/// The same behind what is there already, a header for instance.
pub fn write_code_behind(mut out: Vec<u8>, code: &Code) -> Result<Vec<u8>, WriteError> {
    let source = PoolSource::new(code.pool(), code.id());
    out.reserve(source.size);
    write_behind(out, &source, code.id(), VERSION)
}
