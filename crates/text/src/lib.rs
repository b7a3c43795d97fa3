//! What Python means by text and numbers: turns bytes, code points and doubles into each other as CPython does. WTF-8
//! strings, literals, character properties and names, identifiers, codecs, floats as text, SipHash.
//!
//! Must not know: any stage of the pipeline, any object of the runtime.
//!
//! Invariants:
//! - a [`wtf8::Wtf8Buf`] always holds valid generalised UTF-8 (`tests/wtf8.rs`).
//! - floats are written and read exactly (`tests/float.rs`), hashes are CPython's (`tests/siphash.rs`).
//! - literals decode as CPython decodes them (`tests/literals.rs`, figures and messages from CPython 3.11).

#![forbid(unsafe_code)]

pub mod character;
pub mod codec;
pub mod database;
pub mod float;
pub mod ident;
pub mod literal;
pub mod names;
pub mod printable;
mod short;
pub mod siphash;
pub mod word;
pub mod wtf8;
