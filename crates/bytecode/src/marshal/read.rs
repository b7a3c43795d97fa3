//! Reading marshal data. An explicit stack: nested data cannot exhaust ours.

use std::fmt;

use vivarium_text::wtf8::{Wtf8, Wtf8Buf};

use super::{CodeFields, MAX_DEPTH, tag};

/// Makes the objects that a marshal stream describes.
pub trait Builder {
    /// An object, or a handle to one.
    type Object: Clone;
    /// What can go wrong, in the stream or in making an object.
    type Error: From<ReadError>;

    /// `None`.
    fn none(&mut self) -> Result<Self::Object, Self::Error>;
    /// `True` or `False`.
    fn bool(&mut self, value: bool) -> Result<Self::Object, Self::Error>;
    /// `...`.
    fn ellipsis(&mut self) -> Result<Self::Object, Self::Error>;
    /// The class `StopIteration`.
    fn stop_iteration(&mut self) -> Result<Self::Object, Self::Error>;
    /// An integer.
    fn int(&mut self, value: i64) -> Result<Self::Object, Self::Error>;
    /// An integer in digits of 15 bits, least significant first, the last one not zero.
    fn big_int(&mut self, negative: bool, digits: &[u16]) -> Result<Self::Object, Self::Error>;
    /// A float.
    fn float(&mut self, value: f64) -> Result<Self::Object, Self::Error>;
    /// A complex number.
    fn complex(&mut self, real: f64, imag: f64) -> Result<Self::Object, Self::Error>;
    /// A bytes object.
    fn bytes(&mut self, value: &[u8]) -> Result<Self::Object, Self::Error>;
    /// A string.
    fn str(&mut self, value: Wtf8<'_>, interned: bool) -> Result<Self::Object, Self::Error>;
    /// A tuple whose items are still to be read, for builders whose tuples may contain themselves.
    fn tuple_start(&mut self, len: usize) -> Result<Option<Self::Object>, Self::Error> {
        let _ = len;
        Ok(None)
    }
    /// A tuple; `started` is what `tuple_start` gave.
    fn tuple(
        &mut self,
        started: Option<Self::Object>,
        items: Vec<Self::Object>,
    ) -> Result<Self::Object, Self::Error>;
    /// An empty list.
    fn list(&mut self) -> Result<Self::Object, Self::Error>;
    /// Appends to a list.
    fn list_push(&mut self, list: &Self::Object, item: Self::Object) -> Result<(), Self::Error>;
    /// An empty dict.
    fn dict(&mut self) -> Result<Self::Object, Self::Error>;
    /// Puts a pair into a dict.
    fn dict_set(
        &mut self,
        dict: &Self::Object,
        key: Self::Object,
        value: Self::Object,
    ) -> Result<(), Self::Error>;
    /// An empty set.
    fn set(&mut self) -> Result<Self::Object, Self::Error>;
    /// Adds to a set.
    fn set_add(&mut self, set: &Self::Object, item: Self::Object) -> Result<(), Self::Error>;
    /// A frozenset.
    fn frozen_set(&mut self, items: Vec<Self::Object>) -> Result<Self::Object, Self::Error>;
    /// A code object.
    fn code(&mut self, fields: CodeFields<Self::Object>) -> Result<Self::Object, Self::Error>;
    /// Gives an error of the builder's own the offset at which it came up.
    fn at_offset(&self, error: Self::Error, offset: usize) -> Self::Error {
        let _ = offset;
        error
    }
    /// Told of each object that the stream marks as possibly shared.
    fn flagged(&mut self, object: &Self::Object) {
        let _ = object;
    }
}

/// What is wrong with marshal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// It ends inside a number or string.
    TooShort,
    /// It ends where an object should start.
    End,
    /// It ends where the length of something short should stand.
    EndInside,
    /// A type byte that no version writes.
    UnknownType(u8),
    /// Objects nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// More bytes than a pool has numbers for.
    TooLarge,
    /// A reference to nothing, or to something unfinished.
    InvalidReference,
    /// NULL inside the named container.
    Null(&'static str),
    /// A negative size of the named thing.
    Size(&'static str),
    /// A digit of a long is out of range.
    Digit,
    /// The last digit of a long is zero.
    Unnormalised,
    /// A string is no UTF-8.
    Unicode,
    /// A float as text is none.
    Float,
    /// Objects of this type do not occur in code objects.
    Unsupported(&'static str),
    /// The fields do not make a code object.
    Code(&'static str),
}

/// Damaged marshal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Byte offset at which it was noticed.
    pub offset: usize,
    /// What is wrong.
    pub kind: ReadErrorKind,
}

impl ReadError {
    /// The class of the exception that CPython raises.
    pub fn python_class(&self) -> &'static str {
        match self.kind {
            ReadErrorKind::TooShort | ReadErrorKind::End | ReadErrorKind::EndInside => "EOFError",
            ReadErrorKind::Null(_) => "TypeError",
            ReadErrorKind::Unicode => "UnicodeDecodeError",
            _ => "ValueError",
        }
    }

    /// The message of the exception that CPython raises.
    pub fn python_message(&self) -> String {
        match self.kind {
            ReadErrorKind::TooShort => "marshal data too short".into(),
            ReadErrorKind::End => "EOF read where object expected".into(),
            ReadErrorKind::EndInside => "EOF read where not expected".into(),
            ReadErrorKind::UnknownType(_) => "bad marshal data (unknown type code)".into(),
            ReadErrorKind::TooDeep => "recursion limit exceeded".into(),
            ReadErrorKind::TooLarge => "more than 4 GiB of marshal data".into(),
            ReadErrorKind::InvalidReference => "bad marshal data (invalid reference)".into(),
            ReadErrorKind::Null(place) => format!("NULL object in marshal data for {place}"),
            ReadErrorKind::Size(what) => format!("bad marshal data ({what} size out of range)"),
            ReadErrorKind::Digit => "bad marshal data (digit out of range in long)".into(),
            ReadErrorKind::Unnormalised => "bad marshal data (unnormalized long data)".into(),
            ReadErrorKind::Unicode => "invalid utf-8 in string".into(),
            ReadErrorKind::Float => "could not convert string to float".into(),
            ReadErrorKind::Unsupported(what) => format!("{what} in a code object"),
            ReadErrorKind::Code(why) => why.into(),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at offset {}", self.python_message(), self.offset)
    }
}

impl std::error::Error for ReadError {}

/// Reads the one object that `data` starts with; what follows it is ignored, as `marshal.loads` does.
pub fn read<B: Builder>(data: &[u8], builder: &mut B) -> Result<B::Object, B::Error> {
    read_prefix(data, builder).map(|(object, _)| object)
}

/// Reads the object that `data` starts with, and says how many bytes it takes.
pub fn read_prefix<B: Builder>(data: &[u8], builder: &mut B) -> Result<(B::Object, usize), B::Error> {
    let mut reader = Reader { data, offset: 0, builder, refs: Vec::new(), stack: Vec::new() };
    match reader.run() {
        Ok(object) => Ok((object, reader.offset)),
        Err(error) => {
            let offset = reader.offset.min(data.len());
            Err(reader.builder.at_offset(error, offset))
        }
    }
}

/// A container whose items are being read.
enum Open<O> {
    Tuple { reference: Option<usize>, started: Option<O>, len: usize, items: Vec<O> },
    List { list: O, left: usize },
    Dict { dict: O, key: Option<O>, done: bool },
    Set { set: O, left: usize },
    FrozenSet { reference: Option<usize>, len: usize, items: Vec<O> },
    Code { reference: Option<usize>, counts: [i32; 5], firstlineno: i32, items: Vec<O> },
}

/// What reading one type byte and its data gave.
enum Step<O> {
    Object(O),
    Null,
    Opened(Open<O>),
}

struct Reader<'a, 'b, B: Builder> {
    data: &'a [u8],
    offset: usize,
    builder: &'b mut B,
    refs: Vec<Option<B::Object>>,
    stack: Vec<Open<B::Object>>,
}

/// Objects of a code object, and after how many of them `co_firstlineno` stands.
const CODE_OBJECTS: usize = 10;
const BEFORE_FIRSTLINENO: usize = 8;

impl<'a, B: Builder> Reader<'a, '_, B> {
    fn error(&self, kind: ReadErrorKind) -> ReadError {
        ReadError { offset: self.offset.min(self.data.len()), kind }
    }

    fn slice(&mut self, len: usize) -> Result<&'a [u8], ReadError> {
        let Some(slice) = self.data.get(self.offset..).and_then(|rest| rest.get(..len)) else {
            return Err(self.error(ReadErrorKind::TooShort));
        };
        self.offset += len;
        Ok(slice)
    }

    fn byte(&mut self) -> Result<u8, ReadError> {
        match self.data.get(self.offset) {
            Some(byte) => {
                self.offset += 1;
                Ok(*byte)
            }
            None => Err(self.error(ReadErrorKind::EndInside)),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        let mut bytes = [0; N];
        bytes.copy_from_slice(self.slice(N)?);
        Ok(bytes)
    }

    fn long(&mut self) -> Result<i32, ReadError> {
        self.array().map(i32::from_le_bytes)
    }

    fn size(&mut self, what: &'static str) -> Result<usize, ReadError> {
        let size = self.long()?;
        usize::try_from(size).map_err(|_| self.error(ReadErrorKind::Size(what)))
    }

    /// How many of `count` objects the data may hold: each takes at least one byte.
    fn room(&self, count: usize) -> usize {
        count.min(self.data.len() - self.offset)
    }

    fn binary_float(&mut self) -> Result<f64, ReadError> {
        self.array().map(f64::from_le_bytes)
    }

    fn text_float(&mut self) -> Result<f64, ReadError> {
        let len = self.byte()?;
        let text = self.slice(len.into())?;
        let value = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        value.ok_or_else(|| self.error(ReadErrorKind::Float))
    }

    fn remember(&mut self, flag: bool, object: &B::Object) {
        if flag {
            self.builder.flagged(object);
            self.refs.push(Some(object.clone()));
        }
    }

    fn reserve(&mut self, flag: bool) -> Option<usize> {
        flag.then(|| {
            self.refs.push(None);
            self.refs.len() - 1
        })
    }

    fn fill(&mut self, reference: Option<usize>, object: &B::Object) {
        if let Some(index) = reference {
            self.builder.flagged(object);
            self.refs[index] = Some(object.clone());
        }
    }

    fn run(&mut self) -> Result<B::Object, B::Error> {
        loop {
            if self.stack.len() >= MAX_DEPTH {
                return Err(self.error(ReadErrorKind::TooDeep).into());
            }
            let mut done = match self.step()? {
                Step::Opened(open) => {
                    self.stack.push(open);
                    None
                }
                Step::Object(object) => Some(Some(object)),
                Step::Null => Some(None),
            };
            // Hand the object to the container on top, and close what is complete.
            loop {
                if let Some(item) = done.take() {
                    if self.stack.is_empty() {
                        return Ok(item.ok_or_else(|| self.error(ReadErrorKind::Null("object")))?);
                    }
                    self.give(item)?;
                }
                match self.close()? {
                    Some(object) => done = Some(Some(object)),
                    None => break,
                }
            }
        }
    }

    /// Gives an item (`None` for NULL) to the container on top.
    fn give(&mut self, item: Option<B::Object>) -> Result<(), B::Error> {
        let place = match self.stack.last() {
            Some(Open::Tuple { .. }) => "tuple",
            Some(Open::List { .. }) => "list",
            Some(Open::Set { .. } | Open::FrozenSet { .. }) => "set",
            _ => "object",
        };
        let null = self.error(ReadErrorKind::Null(place));
        match self.stack.last_mut() {
            Some(Open::Tuple { items, .. } | Open::FrozenSet { items, .. }) => items.push(item.ok_or(null)?),
            Some(Open::List { list, left }) => {
                *left -= 1;
                self.builder.list_push(list, item.ok_or(null)?)?;
            }
            Some(Open::Set { set, left }) => {
                *left -= 1;
                self.builder.set_add(set, item.ok_or(null)?)?;
            }
            Some(Open::Dict { dict, key, done }) => match (key.take(), item) {
                (None, Some(item)) => *key = Some(item),
                (Some(key), Some(value)) => self.builder.dict_set(dict, key, value)?,
                // NULL as a key ends the dict, and so does NULL as a value.
                (_, None) => *done = true,
            },
            Some(Open::Code { items, .. }) => {
                items.push(item.ok_or(null)?);
                if items.len() == BEFORE_FIRSTLINENO {
                    let line = self.long()?;
                    if let Some(Open::Code { firstlineno, .. }) = self.stack.last_mut() {
                        *firstlineno = line;
                    }
                }
            }
            None => {}
        }
        Ok(())
    }

    /// Takes the container on top off the stack if it is complete.
    fn close(&mut self) -> Result<Option<B::Object>, B::Error> {
        let complete = match self.stack.last() {
            Some(Open::Tuple { len, items, .. } | Open::FrozenSet { len, items, .. }) => items.len() == *len,
            Some(Open::List { left, .. } | Open::Set { left, .. }) => *left == 0,
            Some(Open::Dict { done, .. }) => *done,
            Some(Open::Code { items, .. }) => items.len() == CODE_OBJECTS,
            None => false,
        };
        if !complete {
            return Ok(None);
        }
        Ok(match self.stack.pop() {
            Some(Open::Tuple { reference, started, items, .. }) => {
                let tuple = self.builder.tuple(started, items)?;
                self.fill(reference, &tuple);
                Some(tuple)
            }
            Some(Open::FrozenSet { reference, items, .. }) => {
                let set = self.builder.frozen_set(items)?;
                self.fill(reference, &set);
                Some(set)
            }
            Some(
                Open::List { list: object, .. }
                | Open::Set { set: object, .. }
                | Open::Dict { dict: object, .. },
            ) => Some(object),
            Some(Open::Code { reference, counts, firstlineno, items }) => {
                let Ok(items) = <[B::Object; CODE_OBJECTS]>::try_from(items) else { return Ok(None) };
                let [argcount, posonlyargcount, kwonlyargcount, stacksize, flags] = counts;
                let [
                    code,
                    consts,
                    names,
                    localsplusnames,
                    localspluskinds,
                    filename,
                    name,
                    qualname,
                    linetable,
                    exceptiontable,
                ] = items;
                let object = self.builder.code(CodeFields {
                    argcount,
                    posonlyargcount,
                    kwonlyargcount,
                    stacksize,
                    flags,
                    code,
                    consts,
                    names,
                    localsplusnames,
                    localspluskinds,
                    filename,
                    name,
                    qualname,
                    firstlineno,
                    linetable,
                    exceptiontable,
                })?;
                self.fill(reference, &object);
                Some(object)
            }
            None => None,
        })
    }

    /// Reads a type byte and what belongs to it, up to the first item of a container.
    fn step(&mut self) -> Result<Step<B::Object>, B::Error> {
        if self.offset >= self.data.len() {
            return Err(self.error(ReadErrorKind::End).into());
        }
        let byte = self.byte()?;
        let flag = byte & tag::FLAG_REF != 0;
        let object = match byte & !tag::FLAG_REF {
            tag::NULL => return Ok(Step::Null),
            tag::NONE => return self.builder.none().map(Step::Object),
            tag::TRUE => return self.builder.bool(true).map(Step::Object),
            tag::FALSE => return self.builder.bool(false).map(Step::Object),
            tag::ELLIPSIS => return self.builder.ellipsis().map(Step::Object),
            tag::STOP_ITERATION => return self.builder.stop_iteration().map(Step::Object),
            tag::INT => {
                let value = self.long()?;
                self.builder.int(value.into())?
            }
            tag::INT64 => {
                let value = self.array().map(i64::from_le_bytes)?;
                self.builder.int(value)?
            }
            tag::LONG => self.big_int()?,
            tag::FLOAT => {
                let value = self.text_float()?;
                self.builder.float(value)?
            }
            tag::BINARY_FLOAT => {
                let value = self.binary_float()?;
                self.builder.float(value)?
            }
            tag::COMPLEX => {
                let (real, imag) = (self.text_float()?, self.text_float()?);
                self.builder.complex(real, imag)?
            }
            tag::BINARY_COMPLEX => {
                let (real, imag) = (self.binary_float()?, self.binary_float()?);
                self.builder.complex(real, imag)?
            }
            tag::STRING => {
                let len = self.size("bytes object")?;
                let bytes = self.slice(len)?;
                self.builder.bytes(bytes)?
            }
            tag::ASCII => self.latin1(None, false)?,
            tag::ASCII_INTERNED => self.latin1(None, true)?,
            kind @ (tag::SHORT_ASCII | tag::SHORT_ASCII_INTERNED) => {
                let len = self.byte()?;
                self.latin1(Some(len), kind == tag::SHORT_ASCII_INTERNED)?
            }
            kind @ (tag::UNICODE | tag::INTERNED) => {
                let len = self.size("string")?;
                let bytes = self.slice(len)?;
                let text = Wtf8::from_bytes(bytes).ok_or_else(|| self.error(ReadErrorKind::Unicode))?;
                self.builder.str(text, kind == tag::INTERNED)?
            }
            tag::SMALL_TUPLE => {
                let len = self.byte()?;
                return self.open_tuple(len.into(), flag);
            }
            tag::TUPLE => {
                let len = self.size("tuple")?;
                return self.open_tuple(len, flag);
            }
            tag::LIST => {
                let left = self.size("list")?;
                let list = self.builder.list()?;
                self.remember(flag, &list);
                return Ok(Step::Opened(Open::List { list, left }));
            }
            tag::DICT => {
                let dict = self.builder.dict()?;
                self.remember(flag, &dict);
                return Ok(Step::Opened(Open::Dict { dict, key: None, done: false }));
            }
            tag::SET => {
                let left = self.size("set")?;
                let set = self.builder.set()?;
                self.remember(flag, &set);
                return Ok(Step::Opened(Open::Set { set, left }));
            }
            tag::FROZENSET => {
                let len = self.size("set")?;
                let reference = self.reserve(flag);
                return Ok(Step::Opened(Open::FrozenSet {
                    reference,
                    len,
                    items: Vec::with_capacity(self.room(len)),
                }));
            }
            tag::CODE => {
                let reference = self.reserve(flag);
                let mut counts = [0; 5];
                for count in &mut counts {
                    *count = self.long()?;
                }
                let items = Vec::with_capacity(CODE_OBJECTS);
                return Ok(Step::Opened(Open::Code { reference, counts, firstlineno: 0, items }));
            }
            tag::REF => {
                let index = self.long()?;
                let object =
                    usize::try_from(index).ok().and_then(|index| self.refs.get(index)).cloned().flatten();
                return match object {
                    Some(object) => Ok(Step::Object(object)),
                    None => Err(self.error(ReadErrorKind::InvalidReference).into()),
                };
            }
            other => {
                self.offset -= 1;
                return Err(self.error(ReadErrorKind::UnknownType(other)).into());
            }
        };
        self.remember(flag, &object);
        Ok(Step::Object(object))
    }

    fn open_tuple(&mut self, len: usize, flag: bool) -> Result<Step<B::Object>, B::Error> {
        // Where the data can't hold so many, reading them will say so.
        let started = if self.room(len) == len { self.builder.tuple_start(len)? } else { None };
        let reference = match &started {
            Some(tuple) => {
                let tuple = tuple.clone();
                self.remember(flag, &tuple);
                None
            }
            None => self.reserve(flag),
        };
        Ok(Step::Opened(Open::Tuple { reference, started, len, items: Vec::with_capacity(self.room(len)) }))
    }

    fn latin1(&mut self, len: Option<u8>, interned: bool) -> Result<B::Object, B::Error> {
        let len = match len {
            Some(len) => len.into(),
            None => self.size("string")?,
        };
        let bytes = self.slice(len)?;
        match Wtf8::from_bytes(bytes) {
            Some(text) if bytes.is_ascii() => self.builder.str(text, interned),
            _ => {
                let text: Wtf8Buf = bytes.iter().map(|byte| u32::from(*byte)).collect();
                self.builder.str(text.as_wtf8(), interned)
            }
        }
    }

    fn big_int(&mut self) -> Result<B::Object, B::Error> {
        let size = self.long()?;
        if size == i32::MIN {
            return Err(self.error(ReadErrorKind::Size("long")).into());
        }
        let len = size.unsigned_abs() as usize;
        let bytes = self.slice(len.saturating_mul(2))?;
        let digits: Vec<u16> =
            bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        if digits.iter().any(|digit| *digit >= 1 << 15) {
            return Err(self.error(ReadErrorKind::Digit).into());
        }
        if digits.last() == Some(&0) {
            return Err(self.error(ReadErrorKind::Unnormalised).into());
        }
        self.builder.big_int(size < 0, &digits)
    }
}
