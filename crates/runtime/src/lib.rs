//! The object model: turns code objects' values into live Python objects with the memory layout of CPython 3.11 on
//! 64-bit Linux, and gives them types, attributes, protocols, reference counts and a cycle collector.
//!
//! Must not know: the AST or any front-end crate; how instructions are evaluated (the VM installs `eval_frame`).
//!
//! Invariants:
//! - Sizes and offsets are CPython's: `const` assertions beside the structs and `tests/layout.rs`.
//! - A reference count is the ownership that the code really has: `tests/refcounts.rs`.
//! - A [`object::PyResult`] is one nullable pointer: `const` assertion in `object.rs`.

pub mod bool_;
pub mod buffer;
pub mod bytes;
pub mod call;
pub mod code;
pub mod descr;
pub mod dict;
pub mod errors;
pub mod exceptions;
pub mod float;
pub mod frame;
pub mod freelist;
pub mod gc;
pub mod hooks;
pub mod int;
pub mod iterators;
pub mod list;
pub mod memory;
pub mod names;
pub mod object;
pub mod objects;
pub mod singletons;
pub mod slice;
pub mod str;
pub mod thread;
pub mod tuple;
pub mod typeobject;
