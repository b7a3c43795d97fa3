//! Files as they are named on the command line.

use crate::args::Common;
use crate::output;
use std::io::Read;
use std::path::Path;
use vivarium_lexer::{DecodedSource, Origin, decode_source};
use vivarium_source::Diagnostic;
use vivarium_text::siphash::Key;

/// A source or `.pyc` that was read.
pub struct Input {
    /// What messages and code objects call it.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Input {
    /// Reads a file; `-` is standard input.
    pub fn read(path: &Path) -> Result<Input, String> {
        if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes).map_err(|e| format!("standard input: {e}"))?;
            return Ok(Input { name: "<stdin>".into(), bytes });
        }
        let name = path.display().to_string();
        match std::fs::read(path) {
            Ok(bytes) => Ok(Input { name, bytes }),
            Err(error) => Err(format!("can't open file '{name}': {}", in_words(&error))),
        }
    }

    /// A file and its source text; what is wrong with either is told, and gives the exit code.
    pub fn source(path: &Path, common: Common) -> Result<(Input, DecodedSource<'static>), u8> {
        let input = Input::read(path).map_err(|message| output::unusable(&message))?;
        match input.decode().map(DecodedSource::into_owned) {
            Ok(decoded) => Ok((input, decoded)),
            Err(diagnostic) => {
                let text = String::from_utf8_lossy(&input.bytes);
                output::diagnose(&diagnostic, &input.name, &text, common);
                Err(1)
            }
        }
    }

    /// The text that places refer to, as far as it can be decoded.
    pub fn text(&self) -> String {
        match decode_source(&self.bytes, Origin::Bytes) {
            Ok(decoded) => decoded.into_text(),
            Err(_) => String::from_utf8_lossy(&self.bytes).into_owned(),
        }
    }

    /// The source text, or why it is none.
    pub fn decode(&self) -> Result<DecodedSource<'_>, Box<Diagnostic>> {
        decode_source(&self.bytes, Origin::Bytes).map_err(|error| {
            let diagnostic = Diagnostic::error("SyntaxError", error.message);
            match error.location {
                Some(location) => Box::new(diagnostic.with_python(location)),
                None => Box::new(diagnostic),
            }
        })
    }
}

/// An error as CPython words it: `[Errno 2] No such file or directory`.
pub fn in_words(error: &std::io::Error) -> String {
    let text = error.to_string();
    match (error.raw_os_error(), text.rsplit_once(" (os error ")) {
        (Some(number), Some((words, _))) => format!("[Errno {number}] {words}"),
        _ => text,
    }
}

/// What `PYTHONHASHSEED` asks for. Listings stay the same from run to run where it asks for nothing.
pub fn hash_key() -> Key {
    match std::env::var("PYTHONHASHSEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => Key::from_seed(seed),
        None => Key::from_seed(0),
    }
}
