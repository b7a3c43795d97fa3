//! Goldens: the text that `python3 -m ast -a` prints, that of `ast.unparse`, and the whole `SyntaxError` where CPython raises one.

use std::fmt::Write as _;
use vivarium_parser::{Options, SyntaxError, Warning, ast, parse_bytes};
use vivarium_tests::golden::{Suite, quoted, run};

fn main() {
    let tree = Suite::new("goldens/ok", "py", "ast", |_, source| {
        let options = Options { type_comments: true, ..Options::default() };
        match parse_bytes(source, options) {
            Ok(parsed) => ast::dump(&parsed.ast, ast::NodeRef::Mod, ast::DumpOptions::default()),
            Err(error) => error.to_string(),
        }
    });
    let errors =
        Suite::new("goldens/err", "py", "error", |_, source| match parse_bytes(source, Options::default()) {
            Ok(parsed) => warnings(&parsed.warnings) + "compiles\n",
            Err(error) => error_text(&error),
        });
    let unparsed = Suite::new("goldens/unparse", "py", "unparsed", |_, source| {
        let parsed = parse_bytes(source, Options { type_comments: true, ..Options::default() });
        match parsed.map(|parsed| ast::unparse(&parsed.ast, ast::NodeRef::Mod)) {
            Ok(Ok(text)) => text,
            Ok(Err(error)) => error.to_string(),
            Err(error) => error.to_string(),
        }
    });
    run(env!("CARGO_MANIFEST_DIR"), vec![tree, errors, unparsed]);
}

fn warnings(warnings: &[Warning]) -> String {
    warnings.iter().map(|w| format!("{}: {} at {}\n", w.category, w.message, w.lineno)).collect()
}

fn error_text(error: &SyntaxError) -> String {
    let mut text = format!("{}: {}\n", error.class.name(), error.message);
    match &error.location {
        Some(at) => {
            let _ = writeln!(text, "at {} {} {} {}", at.lineno, at.offset, at.end_lineno, at.end_offset);
            let _ = writeln!(text, "text {}", at.text.as_deref().map_or("-".into(), quoted));
        }
        None => text.push_str("at - - - -\ntext -\n"),
    }
    text
}
