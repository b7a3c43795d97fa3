//! A code object out of whatever was named: a source, or a `.pyc`.

use crate::input::{Input, hash_key};
use vivarium_bytecode::{Code, pyc};
use vivarium_compiler::{CompileError, Compiled, Options, Warning, compile_bytes};
use vivarium_records::{FoldLog, PassLog};
use vivarium_source::Diagnostic;

/// A code object and what was said while it was made.
pub struct Loaded {
    pub code: Code,
    pub fold_log: Option<FoldLog>,
    pub pass_log: Option<PassLog>,
    pub warnings: Vec<Diagnostic>,
}

/// Why there is none, with the source to show it in.
pub struct Refused {
    pub diagnostic: Box<Diagnostic>,
    pub source: String,
}

/// Whether the bytes are a `.pyc` and not a source: by name, or by the magic number that no source begins with.
pub fn is_pyc(input: &Input) -> bool {
    input.name.ends_with(".pyc") || input.bytes.starts_with(&pyc::MAGIC_BYTES)
}

/// Compiles or reads. `optimize` counts `-O`; `logs` asks for the logs of the stages.
pub fn load(input: &Input, optimize: u8, logs: bool) -> Result<Loaded, Refused> {
    load_with(input, &Options { fold_log: logs, pass_log: logs, ..options(input, optimize) })
}

/// Compiles or reads, with these options.
pub fn load_with(input: &Input, options: &Options) -> Result<Loaded, Refused> {
    if is_pyc(input) {
        return match pyc::read(&input.bytes) {
            Ok((_, code)) => Ok(Loaded { code, fold_log: None, pass_log: None, warnings: Vec::new() }),
            Err(error) => {
                let diagnostic = Box::new(Diagnostic::error("damaged", format!("{}: {error}", input.name)));
                Err(Refused { diagnostic, source: String::new() })
            }
        };
    }
    match compile_bytes(&input.bytes, options) {
        Ok(Compiled { code, warnings, fold_log, pass_log }) => Ok(Loaded {
            code,
            fold_log: options.fold_log.then_some(fold_log),
            pass_log: options.pass_log.then_some(pass_log),
            warnings: warnings.iter().map(warning).collect(),
        }),
        Err(error) => Err(refused(&error, input)),
    }
}

/// How the sources of stage commands are compiled.
pub fn options(input: &Input, optimize: u8) -> Options {
    Options { optimize: optimize.min(2), hash_key: hash_key(), ..Options::file(&*input.name) }
}

/// The text that places refer to; a `.pyc` has none.
pub fn text(input: &Input) -> String {
    if is_pyc(input) { String::new() } else { input.text() }
}

pub fn refused(error: &CompileError, input: &Input) -> Refused {
    Refused { diagnostic: Box::new(error.to_diagnostic()), source: input.text() }
}

fn warning(warning: &Warning) -> Diagnostic {
    Diagnostic::warning(warning.category, &warning.message).with_python(warning.location.clone())
}
