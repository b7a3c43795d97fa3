//! Text to spans, line index and diagnostics.

#![forbid(unsafe_code)]
