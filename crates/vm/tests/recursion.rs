//! Python-to-Python calls take no native stack: 20,000 of them fit where each could not have had 60 bytes.

use std::path::Path;

use vivarium_modules::{MODULES, TYPES, sys};
use vivarium_vm::{import::find::read_pyc, lifecycle};

const STACK: usize = 1 << 20;

/// Compiled by CPython 3.11 (`fixtures/compile.py`); it asserts what it reached.
const CODE: &[u8] = include_bytes!("fixtures/recursion.bin");

#[test]
fn deep_recursion_on_a_small_stack() {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(|| {
        let start = lifecycle::Start {
            stack_size: STACK - (64 << 10),
            sys: sys::create,
            modules: MODULES,
            types: TYPES,
        };
        lifecycle::start(&start).expect("the interpreter starts");
        let code = read_pyc(CODE, None, Path::new("recursion.py")).expect("code");
        lifecycle::run_main(&code)
    });
    assert_eq!(thread.expect("a thread").join().expect("no overflow"), 0);
}
