//! From source to a code object: lexer, parser, optimizer and emitter behind one function, with their warnings and logs.
//!
//! Must not know: the runtime, objects, the virtual machine.
//!
//! Invariants:
//! - What [`compile`] gives is what CPython 3.11's `compile()` gives, in every field (`xtask conformance --stage code`, and
//!   the emitter's goldens through `tests/goldens.rs`).
//! - Any source compiles or gives CPython's error; none panics or exhausts the stack (`tests/robustness.rs`).
//!
//! ```
//! use vivarium_compiler::{Options, compile};
//!
//! let compiled = compile("answer = 6 * 7\n", &Options::default()).unwrap();
//! assert_eq!(compiled.code.names().next(), Some("answer".into()));
//! assert_eq!(compiled.code.data().stacksize, 1);
//! ```

#![forbid(unsafe_code)]

mod error;
mod options;
mod stages;

pub use error::{CompileError, Warning};
pub use options::{Mode, Options, flags};
pub use stages::{
    Compiled, compile, compile_ast, compile_bytes, compile_script, optimized, parse, symtable, warnings_of,
};
pub use vivarium_emitter::Process;
pub use vivarium_source::PythonLocation;
