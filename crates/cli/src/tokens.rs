//! `viv tokens`

use crate::args::Common;
use crate::input::Input;
use crate::output;
use std::path::Path;
use vivarium_lexer::{normalize_newlines, tokenize};

pub fn run(file: &Path, common: Common) -> u8 {
    let (input, decoded) = match Input::source(file, common) {
        Ok(source) => source,
        Err(code) => return code,
    };
    let found = tokenize(&decoded.raw, decoded.encoding_name());
    let code = output::print(&found.text);
    match found.error {
        Some(error) => {
            let source = normalize_newlines(&decoded.raw);
            output::diagnose(&error.to_diagnostic(&source), &input.name, &source, common);
            1
        }
        None => code,
    }
}
