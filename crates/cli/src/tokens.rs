//! `viv tokens`

use crate::args::Common;
use crate::input::Input;
use crate::output;
use std::path::Path;
use vivarium_lexer::{normalize_newlines, tokenize};

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
