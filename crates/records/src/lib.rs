//! What stages and the VM say about their work.
//!
//! Plain records, from whoever does the work to whoever reports on it: the optimizer fills a [`FoldLog`], the emitter's
//! flow-graph passes a [`PassLog`], the VM a [`RunProfile`]; the analyzer and the command line read them. Each is a
//! serde type with a version, so that it can be saved and read back.
//!
//! Must not know: any stage, the AST, code objects, the runtime.
//!
//! Invariants:
//! - A log that is off records nothing and calls no closure that would make text (`tests/records.rs`).
//! - What is written as JSON reads back equal (`tests/records.rs`).

#![forbid(unsafe_code)]

mod fold;
mod pass;
mod profile;

pub use fold::{Fold, FoldLog, FoldRule, Refusal};
pub use pass::{BlockDump, Pass, PassEntry, PassLog};
pub use profile::{CodeKey, CodeProfile, InstructionProfile, RunProfile, Specialisation};

use serde::{Deserialize, Serialize};

/// A place in the source: lines from 1, columns in UTF-8 bytes from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// First line.
    pub line: u32,
    /// First column.
    pub col: u32,
    /// Last line.
    pub end_line: u32,
    /// Column behind the last one.
    pub end_col: u32,
}

impl Place {
    /// A place from its four numbers.
    pub fn new(line: u32, col: u32, end_line: u32, end_col: u32) -> Place {
        Place { line, col, end_line, end_col }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}-{}:{}", self.line, self.col, self.end_line, self.end_col)
    }
}
