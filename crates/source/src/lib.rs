//! Source text to spans, a line index, and diagnostics.
//!
//! A [`Span`] is a pair of byte offsets; a [`LineIndex`] turns offsets into lines and columns; a [`Diagnostic`] is what
//! any stage says about a place in a text, rendered for people by codespan ([`Diagnostic::render`]) or as CPython prints
//! a `SyntaxError` ([`Diagnostic::render_plain`]).
//!
//! Must not know: any stage of the pipeline.
//!
//! Invariants:
//! - `LineIndex` agrees with counting newlines by hand, for every offset (`tests/source.rs`).
//! - rendering never panics, whatever the spans are (`tests/source.rs`).

#![forbid(unsafe_code)]

mod diagnostic;
mod line_index;
mod span;

pub use diagnostic::{Diagnostic, Label, PythonLocation, Severity};
pub use line_index::{LineCol, LineIndex};
pub use span::Span;
