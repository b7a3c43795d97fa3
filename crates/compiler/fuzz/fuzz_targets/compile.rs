//! Any source, in any mode and at any level: it compiles to a sound code object or ends in an error of Python's, and what
//! compiled can be listed, written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vivarium_bytecode::listing::{Options as Listing, listing};
use vivarium_bytecode::marshal::{read_code, write_code};
use vivarium_compiler::{Mode, Options, compile, flags};

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else { return };
    let Ok(source) = std::str::from_utf8(rest) else { return };
    let options = Options {
        mode: [Mode::Exec, Mode::Eval, Mode::Single, Mode::Exec][usize::from(choice & 3)],
        optimize: (choice >> 2) & 3,
        flags: if choice & 16 == 0 { 0 } else { flags::PYCF_ALLOW_TOP_LEVEL_AWAIT },
        fold_log: choice & 32 != 0,
        pass_log: choice & 32 != 0,
        ..Options::default()
    };
    match compile(source, &options) {
        Ok(compiled) => {
            let _ = listing(&compiled.code, &Listing { show_caches: true, ..Listing::default() });
            let written = write_code(&compiled.code).expect("a code object can be marshalled");
            let again = read_code(&written).expect("what was written is sound");
            assert_eq!(write_code(&again).expect("written once before"), written);
        }
        Err(error) => assert_ne!(error.class, "SystemError", "{}", error.message),
    }
});
