//! Standard output and error. A reader that goes away ends the work quietly.

use crate::args::Common;
use std::io::{IsTerminal, Write};
use vivarium_source::Diagnostic;

/// Writes to standard output; the exit code.
pub fn print(text: &str) -> u8 {
    let mut out = std::io::stdout().lock();
    exit_code(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

fn exit_code(outcome: std::io::Result<()>) -> u8 {
    match outcome {
        Ok(()) => 0,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => 1,
        Err(error) => {
            complain(&format!("viv: standard output: {error}\n"));
            1
        }
    }
}

/// Standard output for a text in parts, which need not all be in memory at once.
pub struct Stream {
    out: std::io::BufWriter<std::io::StdoutLock<'static>>,
    outcome: std::io::Result<()>,
}

impl Stream {
    pub fn new() -> Stream {
        Stream { out: std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock()), outcome: Ok(()) }
    }

    /// Writes, unless an earlier part could not be written.
    pub fn write(&mut self, text: &str) {
        if self.outcome.is_ok() {
            self.outcome = self.out.write_all(text.as_bytes());
        }
    }

    /// The exit code.
    pub fn finish(mut self) -> u8 {
        let outcome = std::mem::replace(&mut self.outcome, Ok(()));
        exit_code(outcome.and_then(|()| self.out.flush()))
    }
}

/// Writes to standard error; nobody can be told if that fails.
pub fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// A command line or file that can't be used.
pub fn unusable(message: &str) -> u8 {
    complain(&format!("viv: {message}\n"));
    2
}

/// Shows a stage's message: drawn for people, or as CPython prints it.
pub fn diagnose(diagnostic: &Diagnostic, name: &str, source: &str, common: Common) {
    if common.plain {
        complain(&diagnostic.render_plain(name, source));
        return;
    }
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    complain(&diagnostic.render(name, source, color));
}
