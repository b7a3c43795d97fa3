//! Any bytes: reading them as a `.pyc` or as marshal data is a code object or an error, and what was read can be listed,
//! written, and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vivarium_bytecode::listing::{Options, listing};
use vivarium_bytecode::marshal::{read_code, write_code};
use vivarium_bytecode::pyc;

fuzz_target!(|data: &[u8]| {
    if let Ok((validation, code)) = pyc::read(data) {
        let _ = pyc::write(&code, validation);
    }
    let Ok(code) = read_code(data) else { return };
    let _ = listing(&code, &Options { show_caches: true, recursive: false, ..Options::default() });
    if let Ok(written) = write_code(&code) {
        let again = read_code(&written).expect("what was written is sound");
        assert_eq!(write_code(&again).expect("written once before"), written);
    }
});
