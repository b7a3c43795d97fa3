//! From a tree to the same tree with constants folded, and a log of what was folded and what was not.
//!
//! It does what CPython 3.11's AST optimizer does (`ast_opt.c`), no more and no less, with its size limits.
//!
//! Must not know: tokens, bytecode, objects.
//!
//! Invariants:
//! - The folded tree is the one CPython's compiler works on (the goldens in `goldens/`; `xtask conformance --stage code`
//!   compares what is compiled from it).
//! - Every fold and every refused fold is in the log when the log is on, and the tree is the same when it is off
//!   (`tests/goldens.rs`).
//! - No tree exhausts the stack (`tests/depth.rs`).
//! - The tree is the same whether it is walked or swept (`tests/sweep.rs`).

#![forbid(unsafe_code)]

mod arithmetic;
mod complex;
mod fold;
mod percent;
mod sequence;
mod sweep;

pub use fold::{OptimizeOptions, TooDeep, optimize};
