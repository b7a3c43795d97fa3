//! The evaluation loop: turns code objects into behaviour, with the exceptions, import and built-in functions that go
//! with it, and counts what it does as a RunProfile.
//!
//! Must not know: any front-end crate (lexer, AST, parser, optimizer, emitter, compiler). Compiling is handed in as
//! [`frontend::FrontEnd`]; without it `.pyc` files still run.
//!
//! Invariants:
//! - Every opcode of the table has a body, and only one: the drivers are generated from `interp/table.rs`
//!   (`tests/opcodes.rs`).
//! - A Python-to-Python call takes no native stack: `tests/recursion.rs`.
//! - The crate runs `.pyc` files with no front end: `examples/run_pyc.rs`, run by `tests/run_pyc.rs`.

pub mod builtins;
pub mod frontend;
pub mod import;
pub mod interp;
pub mod lifecycle;
mod namespaced;
pub mod profile;
pub mod report;
pub mod specialize;
pub mod structs;
pub mod symtable_entry;
pub mod sys;
pub mod trace;
pub mod tree_node;
pub mod warnings;
