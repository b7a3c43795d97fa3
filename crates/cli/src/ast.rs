//! `viv ast`

use crate::args::Common;
use crate::input::Input;
use crate::load::options;
use crate::output;
use std::path::Path;
use vivarium_ast::{Ast, DumpOptions, Event, NodeRef, dump};
use vivarium_compiler::optimized;
use vivarium_parser::parse;
use vivarium_source::Diagnostic;

pub fn run(file: &Path, folded: bool, common: Common) -> u8 {
    let (input, decoded) = match Input::source(file, common) {
        Ok(source) => source,
        Err(code) => return code,
    };
    if folded {
        return match optimized(&decoded.raw, &options(&input, 0)) {
            Ok((ast, _)) => show(&ast, &input.name, common),
            Err(error) => {
                output::diagnose(&error.to_diagnostic(), &input.name, &decoded.into_text(), common);
                1
            }
        };
    }
    // `python3 -m ast` parses with type comments on.
    let options = vivarium_parser::Options { type_comments: true, ..Default::default() };
    match parse(&decoded.raw, options) {
        Ok(parsed) => show(&parsed.ast, &input.name, common),
        Err(error) => {
            output::diagnose(&error.to_diagnostic(), &input.name, &decoded.into_text(), common);
            1
        }
    }
}

/// Expressions in one another that CPython still turns into objects of its `ast`: beyond, the indentation alone would grow
/// with the square of the depth.
const MAX_DEPTH: usize = 3_000;

fn show(ast: &Ast, name: &str, common: Common) -> u8 {
    let mut depth = 0usize;
    for event in ast.walk(NodeRef::Mod) {
        match event {
            Event::Enter(NodeRef::Expr(_)) => depth += 1,
            Event::Leave(NodeRef::Expr(_)) => depth -= 1,
            _ => {}
        }
        if depth > MAX_DEPTH {
            let message = "maximum recursion depth exceeded during ast construction";
            output::diagnose(&Diagnostic::error("RecursionError", message), name, "", common);
            return 1;
        }
    }
    output::print(&(dump(ast, NodeRef::Mod, DumpOptions::default()) + "\n"))
}
