//! From code objects to reports: why a function costs what it costs.
//!
//! [`Report::of`] takes a code object, wherever it came from, and says what it is made of: sizes, stack depths, opcodes,
//! basic blocks, loops, exception regions, and findings, things worth changing. [`Report::with`] adds what the optimizer
//! and the flow-graph passes logged and what a run counted. [`form`] writes reports as text, JSON, HTML, SARIF and
//! Markdown; [`diff`] compares two.
//!
//! Must not know: the front end, the runtime, the VM, files. It gets records and code objects, and hands out strings.
//!
//! Invariants:
//! - What CPython can also count comes out as CPython counts it (`tests/cpython.rs`, against `goldens/counts.out`).
//! - Every form of JSON satisfies its schema in `docs/` (`tests/forms.rs`).
//! - No code object, however damaged, makes it panic (`tests/damage.rs`).

#![forbid(unsafe_code)]

pub mod diff;
pub mod findings;
pub mod flow;
pub mod form;
mod profile;
mod report;

pub use findings::{Finding, Per, Rule};
pub use flow::Flow;
pub use profile::{HotLine, Place, ProfileReport};
pub use report::{
    BlockReport, CodeReport, ConstReport, Counted, Detail, Inputs, InstructionReport, LineReport, LoopReport,
    PassCount, RegionReport, Report, Totals, VERSION,
};

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
