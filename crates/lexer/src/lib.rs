//! Source text to tokens.

#![forbid(unsafe_code)]
