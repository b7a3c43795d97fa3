//! import, and holds the embedded Python modules that serve where no library is installed.
//!
//! Must not know: any front-end crate. Embedded sources are compiled through the VM's front-end trait.
//!
//! Invariants:
//! - Every native module is in [`MODULES`] once, under the name that programs import it by (`tests/registry.rs`).
//! - Embedded modules are our own sources and serve only where `sys.path` has no such module (`tests/registry.rs`).

use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_vm::import::Init;

pub mod abc;
pub mod array;
pub mod atexit;
pub mod binascii;
pub mod bisect;
pub mod cmath;
pub mod codecs;
pub mod collections;
pub mod embedded;
pub mod errno;
pub mod functools;
pub mod gc;
pub mod hashes;
pub mod heapq;
pub mod imp;
pub mod io;
pub mod itertools;
pub mod json;
pub mod libm;
pub mod marshal;
pub mod math;
pub mod opcode;
pub mod operator;
pub mod posix;
pub mod posixsubprocess;
pub mod random;
pub mod resource;
pub mod select;
pub mod signal;
pub mod sitebuiltins;
pub mod socket;
pub mod sre;
pub mod string;
pub mod structs;
pub mod support;
pub mod sys;
pub mod thread;
pub mod time;
pub mod traceback;
pub mod tracemalloc;
pub mod unicodedata;
pub mod vivarium;
pub mod warnings;
pub mod weakref;

/// Native modules by name.
pub static MODULES: &[(&str, Init)] = &[
    ("_abc", abc::init),
    ("_codecs", codecs::init),
    ("_collections", collections::init),
    ("_frozen_importlib", imp::init_bootstrap),
    ("_frozen_importlib_external", imp::init_external),
    ("_imp", imp::init),
    ("_functools", functools::init),
    ("_io", io::init),
    ("_opcode", opcode::init),
    ("_operator", operator::init),
    ("_sre", sre::init),
    ("_thread", thread::init),
    ("_vivarium_import", imp::init_own),
    ("_warnings", warnings::init),
    ("_weakref", weakref::init),
    ("_bisect", bisect::init),
    ("_heapq", heapq::init),
    ("_tracemalloc", tracemalloc::init),
    ("unicodedata", unicodedata::init),
    ("_md5", hashes::init_md5),
    ("_random", random::init),
    ("resource", resource::init),
    ("_sha1", hashes::init_sha1),
    ("_sha256", hashes::init_sha256),
    ("_sha512", hashes::init_sha512),
    ("_sha3", hashes::keccak::init),
    ("_blake2", hashes::blake2::init),
    ("_json", json::init),
    ("_posixsubprocess", posixsubprocess::init),
    ("_socket", socket::init),
    ("_struct", structs::init),
    ("_string", string::init),
    ("array", array::init),
    ("cmath", cmath::init),
    ("atexit", atexit::init),
    ("binascii", binascii::init),
    ("errno", errno::init),
    ("gc", gc::init),
    ("itertools", itertools::init),
    ("marshal", marshal::init),
    ("math", math::init),
    ("posix", posix::init),
    ("select", select::init),
    ("time", time::init),
    ("_signal", signal::init),
    ("_traceback", traceback::init),
    ("_vivarium", vivarium::init),
];

/// Static types of these modules, to be made ready at start-up.
pub static TYPES: &[&PyTypeObject] = &[
    &vivarium::PEEK_TYPE,
    &io::base::IO_BASE_TYPE,
    &io::base::RAW_IO_BASE_TYPE,
    &io::base::BUFFERED_IO_BASE_TYPE,
    &io::base::TEXT_IO_BASE_TYPE,
    &io::bytes_io::BYTES_IO_TYPE,
    &io::bytes_io::BYTES_IO_BUFFER_TYPE,
    &io::text_file::TEXT_IO_WRAPPER_TYPE,
    &io::string_io::STRING_IO_TYPE,
    &posix::scan::DIR_ENTRY_TYPE,
    &posix::scan::SCAN_ITERATOR_TYPE,
    &sitebuiltins::QUITTER_TYPE,
    &sitebuiltins::PRINTER_TYPE,
    &sitebuiltins::HELPER_TYPE,
];
