//! Standard output and error. A reader that goes away ends the work quietly.

use crate::args::Common;
use std::io::{IsTerminal, Write};
use vivarium_source::Diagnostic;

/// Writes to standard output; the exit code.
pub fn print(text: &str) -> u8 {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => 0,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => 1,
        Err(error) => {
            complain(&format!("viv: standard output: {error}\n"));
            1
        }
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
