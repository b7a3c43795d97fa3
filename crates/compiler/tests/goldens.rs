//! Goldens: the errors and warnings of the whole compilation, and the listing that `python3 -m dis` prints.

use std::fmt::Write as _;
use vivarium_bytecode::listing::{Options as Listing, listing};
use vivarium_compiler::{CompileError, Options, Process, Warning, compile_bytes};
use vivarium_source::PythonLocation;
use vivarium_tests::golden::{Suite, quoted, run};

fn main() {
    let errors = Suite::new("goldens/err", "py", "error", |name, source| {
        match compile_bytes(source, &Options::file(name)) {
            Ok(compiled) => warnings(&compiled.warnings) + "compiles\n",
            Err(error) => warnings(&error.warnings) + &error_text(&error),
        }
    });
    let listings = Suite::new("goldens/dis", "py", "dis", |name, source| {
        match compile_bytes(source, &Options { process: Process::Disassembler, ..Options::file(name) }) {
            Ok(compiled) => listing(&compiled.code, &Listing::default()),
            Err(error) => error.to_string(),
        }
    });
    run(env!("CARGO_MANIFEST_DIR"), vec![errors, listings]);
}

fn warnings(warnings: &[Warning]) -> String {
    warnings.iter().map(|w| format!("{}: {} at {}\n", w.category, w.message, w.lineno)).collect()
}

fn error_text(error: &CompileError) -> String {
    let mut text = format!("{}: {}\n", error.class, error.message);
    if let Some(at) = &error.location {
        // A compile error without an end has none in Python.
        let end =
            if at.end_offset == PythonLocation::NO_END { "-".into() } else { at.end_offset.to_string() };
        let _ = writeln!(
            text,
            "at {} {} {} {end}",
            PythonLocation::python_line(at.lineno),
            at.offset,
            PythonLocation::python_line(at.end_lineno)
        );
        let _ = writeln!(text, "text {}", at.text.as_deref().map_or("-".into(), quoted));
    }
    text
}
