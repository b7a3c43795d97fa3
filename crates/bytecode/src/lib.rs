//! The Code IR: everything that CPython 3.11 says with a code object.
//!
//! From a table of opcodes and the fields of code objects to `.pyc` files, listings and walks over instructions, and back
//! from `.pyc` files. It stands between the emitter, which makes code objects, and whoever runs or studies them.
//!
//! - [`Opcode`] and its tables come from one data file, `opcodes.table`.
//! - [`Pool`] holds the objects that code objects refer to, with identity ([`ConstId`]) as well as value ([`Const`]).
//! - [`Code`] is a code object in its pool, [`CodeData`] its bare fields.
//! - [`marshal`] is the codec for both ends, whatever is built; [`pyc`] puts the header before it.
//! - [`listing`] is the text of `dis`, [`mod@repr`] and [`sets`] what it needs of Python's values.
//! - [`linetable`] and [`exceptiontable`] are the codecs of the two tables, [`instructions`] walks over `co_code`.
//!
//! Must not know: the AST, tokens, the runtime's objects.
//!
//! Invariants:
//! - The opcode table is CPython 3.11's (`tests/opcodes.rs`), and so are `repr`, hashes and the order of sets
//!   (`tests/reprs.rs`), each against what CPython wrote.
//! - A `.pyc` that CPython wrote is written back with the same bytes, and a damaged one is an error with its offset
//!   (`tests/code.rs`).
//! - A [`Code`] has passed [`CodeData::validate`], itself and all below it, so its accessors cannot fail
//!   (`tests/code.rs`); for the emitter's own ([`Code::assembled`]) debug builds look, and the tests with them.
//! - What the codecs encode, they decode (`tests/tables.rs`).

#![forbid(unsafe_code)]

pub mod code;
pub mod exceptiontable;
pub mod flags;
mod instructions;
pub mod linetable;
pub mod listing;
pub mod marshal;
pub mod opcode;
pub mod pool;
pub mod pyc;
pub mod repr;
pub mod sets;
mod table;

pub use code::{Code, CodeData, InvalidCode};
pub use exceptiontable::ExceptionEntry;
pub use instructions::{Instruction, Instructions, instructions};
pub use linetable::{Location, LocationEncoder, Locations, Position};
pub use opcode::{Argument, Flow, Opcode};
pub use pool::{Const, ConstId, Pool, text_hash};
pub use table::IdTable;

/// The magic number of CPython 3.11's `.pyc` files.
pub const MAGIC: u16 = 3495;

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
