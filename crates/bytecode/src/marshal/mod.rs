//! Marshal: Python's format for code objects and other plain values.
//!
//! One codec for whatever is built: [`read`] drives a [`Builder`], [`write()`] asks a [`Source`]. [`PoolBuilder`] and
//! [`PoolSource`] are those of the Code IR; the runtime has its own for live objects.

mod pool;
mod read;
mod write;

pub use pool::{BuildError, PoolBuilder, PoolSource, read_code, write_code, write_code_behind};
pub use read::{Builder, ReadError, ReadErrorKind, read, read_prefix};
pub use write::{Source, View, WriteError, write, write_behind};

/// The version that CPython 3.11 writes.
pub const VERSION: u32 = 4;

/// Objects may be nested this deep (`MAX_MARSHAL_STACK_DEPTH`).
pub const MAX_DEPTH: usize = 2000;

/// Fields of a code object, in the order in which marshal has them.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeFields<T> {
    /// `co_argcount`.
    pub argcount: i32,
    /// `co_posonlyargcount`.
    pub posonlyargcount: i32,
    /// `co_kwonlyargcount`.
    pub kwonlyargcount: i32,
    /// `co_stacksize`.
    pub stacksize: i32,
    /// `co_flags`.
    pub flags: i32,
    /// `co_code`.
    pub code: T,
    /// `co_consts`.
    pub consts: T,
    /// `co_names`.
    pub names: T,
    /// Names of the fast locals.
    pub localsplusnames: T,
    /// Kinds of the fast locals.
    pub localspluskinds: T,
    /// `co_filename`.
    pub filename: T,
    /// `co_name`.
    pub name: T,
    /// `co_qualname`.
    pub qualname: T,
    /// `co_firstlineno`.
    pub firstlineno: i32,
    /// `co_linetable`.
    pub linetable: T,
    /// `co_exceptiontable`.
    pub exceptiontable: T,
}

/// The type bytes of the format.
pub(crate) mod tag {
    pub const NULL: u8 = b'0';
    pub const NONE: u8 = b'N';
    pub const FALSE: u8 = b'F';
    pub const TRUE: u8 = b'T';
    pub const STOP_ITERATION: u8 = b'S';
    pub const ELLIPSIS: u8 = b'.';
    pub const INT: u8 = b'i';
    pub const INT64: u8 = b'I';
    pub const FLOAT: u8 = b'f';
    pub const BINARY_FLOAT: u8 = b'g';
    pub const COMPLEX: u8 = b'x';
    pub const BINARY_COMPLEX: u8 = b'y';
    pub const LONG: u8 = b'l';
    pub const STRING: u8 = b's';
    pub const INTERNED: u8 = b't';
    pub const REF: u8 = b'r';
    pub const TUPLE: u8 = b'(';
    pub const LIST: u8 = b'[';
    pub const DICT: u8 = b'{';
    pub const CODE: u8 = b'c';
    pub const UNICODE: u8 = b'u';
    pub const SET: u8 = b'<';
    pub const FROZENSET: u8 = b'>';
    pub const ASCII: u8 = b'a';
    pub const ASCII_INTERNED: u8 = b'A';
    pub const SMALL_TUPLE: u8 = b')';
    pub const SHORT_ASCII: u8 = b'z';
    pub const SHORT_ASCII_INTERNED: u8 = b'Z';
    /// Set in a type byte when the object may be referred to later.
    pub const FLAG_REF: u8 = 0x80;
}
