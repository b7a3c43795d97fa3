//! A code object out of whatever was named: a source, or a `.pyc`.

use crate::input::Input;
use vivarium_bytecode::{Code, pyc};
use vivarium_records::{FoldLog, PassLog};
use vivarium_source::Diagnostic;

/// A code object and what was said while it was made.
pub struct Loaded {
    pub code: Code,
    pub fold_log: Option<FoldLog>,
    pub pass_log: Option<PassLog>,
    pub warnings: Vec<Diagnostic>,
    /// The source, for rendering; empty for a `.pyc`.
    pub source: String,
}

/// Why there is none, with the source to show it in.
pub struct Refused {
    pub diagnostic: Box<Diagnostic>,
    pub source: String,
}

/// Whether the bytes are a `.pyc` and not a source: by name, or by the magic number that no source begins with.
fn is_pyc(input: &Input) -> bool {
    input.name.ends_with(".pyc") || input.bytes.starts_with(&pyc::MAGIC_BYTES)
}

/// Compiles or reads. `optimize` counts `-O`; `logs` asks for the logs of the stages.
pub fn load(input: &Input, optimize: u8, logs: bool) -> Result<Loaded, Refused> {
    if is_pyc(input) {
        return match pyc::read(&input.bytes) {
            Ok((_, code)) => Ok(Loaded {
                code,
                fold_log: None,
                pass_log: None,
                warnings: Vec::new(),
                source: String::new(),
            }),
            Err(error) => {
                let diagnostic = Box::new(Diagnostic::error("damaged", format!("{}: {error}", input.name)));
                Err(Refused { diagnostic, source: String::new() })
            }
        };
    }
    let (_, _) = (optimize, logs);
    let diagnostic = Box::new(Diagnostic::error("unsupported", "this build reads .pyc files only"));
    Err(Refused { diagnostic, source: String::new() })
}
