//! What Python means by text and numbers.

#![forbid(unsafe_code)]
pub mod wtf8;
