//! Native library modules: what is written in C in CPython's library, as Rust behind Python modules.
//!
//! Must not know: any front-end crate.
//!
//! Invariants:
//! - Every module of the list below can be imported (`tests/modules.rs`).

pub mod io;
pub mod sys;

use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_vm::import::Init;

/// Native modules by name, for the VM's start.
pub static MODULES: &[(&str, Init)] = &[("_io", io::create), ("io", io::create)];

/// Static types of these modules, to be made ready at start-up.
pub static TYPES: &[&PyTypeObject] = &[&io::TEXT_STREAM_TYPE];
