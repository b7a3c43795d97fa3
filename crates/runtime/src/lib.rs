//! The object model: turns code objects' values into live Python objects with the memory layout of CPython 3.11 on
//! 64-bit Linux, and gives them types, attributes, protocols, reference counts and a cycle collector.
//!
//! Must not know: the AST or any front-end crate; how instructions are evaluated (the VM installs `eval_frame`).
//!
//! Invariants:
//! - Sizes and offsets are CPython's: `const` assertions beside the structs and `tests/layout.rs`.
//! - A reference count is the ownership that the code really has: `tests/refcounts.rs`.
//! - A [`object::PyResult`] is one nullable pointer: `const` assertion in `object.rs`.

pub mod args;
pub mod bool_;
pub mod buffer;
pub mod builtin_function;
pub mod bytearray;
pub mod bytes;
pub mod call;
pub mod cell;
pub mod code;
pub mod codecs;
pub mod complex;
pub mod descr;
pub mod dict;
pub mod display;
pub mod errors;
pub mod exceptions;
pub mod float;
pub mod format;
pub mod frame;
pub mod freelist;
pub mod function;
pub mod gc;
pub mod generator;
pub mod generic_alias;
pub mod hooks;
pub mod indexed;
pub mod int;
pub mod iter;
pub mod iterators;
pub mod list;
pub mod mapping;
pub mod memory;
pub mod memoryview;
pub mod method;
pub mod module;
pub mod names;
pub mod namespace;
pub mod number;
pub mod object;
pub mod objects;
pub mod range;
pub mod sequence;
pub mod set;
pub mod singletons;
pub mod slice;
pub mod str;
pub mod stringlib;
pub mod structseq;
pub mod thread;
pub mod traceback;
pub mod tuple;
pub mod typeobject;
pub mod union;
pub mod weakref;
