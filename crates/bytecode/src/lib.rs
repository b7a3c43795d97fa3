//! The Code IR: everything that CPython 3.11 says with a code object.
//!
//! From a table of opcodes and the fields of code objects to `.pyc` files, listings and walks over instructions, and back
//! from `.pyc` files. It stands between the emitter, which makes code objects, and whoever runs or studies them.
//!
//! - [`Opcode`] and its tables come from one data file, `opcodes.table`.
//! - [`Pool`] holds the objects that code objects refer to, with identity ([`ConstId`]) as well as value ([`Const`]).
//! - [`Code`] is a code object in its pool, [`CodeData`] its bare fields.
//! - [`linetable`] and [`exceptiontable`] are the codecs of the two tables, [`instructions`] walks over `co_code`.
//!
//! Must not know: the AST, tokens, the runtime's objects.
//!
//! Invariants:
//! - The tables are CPython 3.11's own (`tests/opcodes.rs`, against facts written by CPython).
//! - A [`Code`] has passed [`CodeData::validate`], itself and all below it, so its accessors cannot fail
//!   (`tests/code.rs`).
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

pub use code::{Code, CodeData, InvalidCode};
pub use exceptiontable::ExceptionEntry;
pub use instructions::{Instruction, Instructions, instructions};
pub use linetable::{Location, LocationEncoder, Locations, Position};
pub use opcode::{Argument, Flow, Opcode};
pub use pool::{Const, ConstId, Pool};

/// The magic number of CPython 3.11's `.pyc` files.
pub const MAGIC: u16 = 3495;
