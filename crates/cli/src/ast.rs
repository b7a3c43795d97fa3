//! `viv ast`

use crate::args::Common;
use crate::input::Input;
use crate::load::options;
use crate::output;
use std::path::Path;
use vivarium_ast::{DumpOptions, NodeRef, dump};
use vivarium_compiler::optimized;
use vivarium_parser::parse;

pub fn run(file: &Path, folded: bool, common: Common) -> u8 {
    let input = match Input::read(file) {
        Ok(input) => input,
        Err(message) => return output::unusable(&message),
    };
    let decoded = match input.decode() {
        Ok(decoded) => decoded,
        Err(diagnostic) => {
            output::diagnose(&diagnostic, &input.name, &String::from_utf8_lossy(&input.bytes), common);
            return 1;
        }
    };
    if folded {
        return match optimized(&decoded.raw, &options(&input, 0)) {
            Ok((ast, _)) => output::print(&(dump(&ast, NodeRef::Mod, DumpOptions::default()) + "\n")),
            Err(error) => {
                output::diagnose(&error.to_diagnostic(), &input.name, &decoded.into_text(), common);
                1
            }
        };
    }
    // `python3 -m ast` parses with type comments on.
    let options = vivarium_parser::Options { type_comments: true, ..Default::default() };
    match parse(&decoded.raw, options) {
        Ok(parsed) => output::print(&(dump(&parsed.ast, NodeRef::Mod, DumpOptions::default()) + "\n")),
        Err(error) => {
            output::diagnose(&error.to_diagnostic(), &input.name, &decoded.into_text(), common);
            1
        }
    }
}
