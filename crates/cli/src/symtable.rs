//! `viv symtable`

use crate::args::Common;
use crate::input::Input;
use crate::load::options;
use crate::output;
use std::path::Path;
use vivarium_compiler::{CompileError, parse, symtable};
use vivarium_emitter::symtable::print;

pub fn run(file: &Path, common: Common) -> u8 {
    let (input, decoded) = match Input::source(file, common) {
        Ok(source) => source,
        Err(code) => return code,
    };
    match text(&input, &decoded.raw) {
        Ok(text) => output::print(&text),
        Err(error) => {
            output::diagnose(&error.to_diagnostic(), &input.name, &decoded.into_text(), common);
            1
        }
    }
}

fn text(input: &Input, source: &str) -> Result<String, CompileError> {
    let options = options(input, 0);
    let ast = parse(source, &options)?;
    let (names, table) = symtable(&ast, source, &options)?;
    Ok(print(&table, &names))
}
