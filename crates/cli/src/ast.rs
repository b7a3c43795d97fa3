//! `viv ast`

use crate::args::Common;
use crate::input::Input;
use crate::output;
use std::path::Path;
use vivarium_ast::{DumpOptions, NodeRef, dump};
use vivarium_parser::{Options, parse};

pub fn run(file: &Path, common: Common) -> u8 {
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
    // `python3 -m ast` parses with type comments on.
    let options = Options { type_comments: true, ..Options::default() };
    match parse(&decoded.raw, options) {
        Ok(parsed) => output::print(&(dump(&parsed.ast, NodeRef::Mod, DumpOptions::default()) + "\n")),
        Err(error) => {
            output::diagnose(&error.to_diagnostic(), &input.name, &decoded.into_text(), common);
            1
        }
    }
}
