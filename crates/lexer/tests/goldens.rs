//! Goldens: the text that `python3 -m tokenize -e` prints for sources that compile, and what `compile()` says about
//! those that the tokenizer refuses or warns of.

use std::fmt::Write as _;
use vivarium_lexer::{Options, Origin, decode_source, lex_with, tokenize_text};
use vivarium_source::LineIndex;
use vivarium_tests::golden::{Suite, run};

fn main() {
    let tokens =
        Suite::new("goldens/ok", "py", "tokens", |_, source| match decode_source(source, Origin::Bytes) {
            Ok(decoded) => tokenize_text(&decoded.raw, decoded.encoding_name()),
            Err(error) => error.to_string(),
        });
    let errors =
        Suite::new("goldens/err", "py", "error", |_, source| match decode_source(source, Origin::Bytes) {
            Ok(decoded) => {
                let byte_columns = decoded.byte_columns;
                said(&decoded.into_text(), byte_columns)
            }
            Err(error) => error.to_string(),
        });
    run(env!("CARGO_MANIFEST_DIR"), vec![tokens, errors]);
}

/// Warnings and error as the witness writes them.
fn said(text: &str, byte_columns: bool) -> String {
    let tokens = lex_with(text, Options { byte_columns, ..Options::default() });
    let lines = LineIndex::new(text);
    let mut out = String::new();
    for warning in &tokens.warnings {
        let _ = writeln!(out, "{}: {} at {}", warning.category, warning.message, warning.lineno(&lines));
    }
    match &tokens.error {
        None => out.push_str("compiles\n"),
        Some(error) => {
            let _ = writeln!(out, "{}: {}", error.class.name(), error.message);
            let (line, end_line) = (error.lineno, error.end_lineno);
            let _ = writeln!(out, "at {line} {} {end_line} {}", error.offset, error.end_offset);
            let _ = writeln!(out, "text {}", quoted(&error.text(text)));
        }
    }
    out
}

/// The witness's spelling of a text.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        let _ = match c {
            '"' | '\\' => write!(out, "\\{c}"),
            ' '..='~' => write!(out, "{c}"),
            '\n' => write!(out, "\\n"),
            _ => write!(out, "\\u{{{:x}}}", u32::from(c)),
        };
    }
    out + "\""
}
