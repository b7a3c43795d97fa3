//! Any bytes, in every mode: a tree that can be dumped and unparsed, whose text parses again, or an error that renders.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vivarium_parser::ast::{DumpOptions, NodeRef, dump, unparse};
use vivarium_parser::{Mode, Options, parse, parse_bytes};

fuzz_target!(|bytes: &[u8]| {
    for mode in [Mode::Exec, Mode::Eval, Mode::Single, Mode::FuncType] {
        for type_comments in [false, true] {
            let options = Options { mode, type_comments, ..Options::default() };
            match parse_bytes(bytes, options) {
                Ok(parsed) => {
                    dump(&parsed.ast, NodeRef::Mod, DumpOptions::default());
                    if let Ok(text) = unparse(&parsed.ast, NodeRef::Mod)
                        && mode == Mode::Exec
                        && !type_comments
                    {
                        let _ = parse(&text, options);
                    }
                }
                Err(error) => {
                    error.to_diagnostic().render("fuzz.py", &String::from_utf8_lossy(bytes), false);
                }
            }
        }
    }
});
