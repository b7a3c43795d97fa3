//! What a stage says about a place in a text.

use crate::{LineIndex, Span};
use codespan_reporting::diagnostic as codespan;
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term;
use std::fmt::Write as _;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The stage refused its input.
    Error,
    /// The stage went on.
    Warning,
    /// For information.
    Note,
}

/// A span with something to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What; may be empty.
    pub message: String,
    /// Whether this is the place itself, and not one that explains it.
    pub primary: bool,
}

/// The location attributes of a Python `SyntaxError`, in CPython's own units: 1-based lines, 1-based character
/// offsets, 0 or −1 where CPython leaves them so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PythonLocation {
    /// `lineno`
    pub lineno: u32,
    /// `offset`
    pub offset: i64,
    /// `end_lineno`; 0 is Python's `None`, and then `end_offset` is too.
    pub end_lineno: u32,
    /// `end_offset`; [`PythonLocation::NO_END`] is Python's `None`.
    pub end_offset: i64,
    /// `text`; `None` is Python's `None`.
    pub text: Option<String>,
}

impl PythonLocation {
    /// The `end_offset` of a place without an end.
    pub const NO_END: i64 = i64::MIN;
    /// The line of a place without one, which Python shows as −1.
    pub const NO_LINE: u32 = u32::MAX;

    /// A line as Python shows it.
    pub fn python_line(line: u32) -> i64 {
        if line == Self::NO_LINE { -1 } else { line.into() }
    }
}

/// One message with the places it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The Python class of an error (`SyntaxError`), or a code of the stage's own.
    pub code: String,
    /// The message, without the code.
    pub message: String,
    /// Places, the primary one first.
    pub labels: Vec<Label>,
    /// Remarks that have no place.
    pub notes: Vec<String>,
    /// What a Python exception would carry.
    pub python: Option<PythonLocation>,
}

impl Diagnostic {
    /// An error with a class or code and a message.
    pub fn error(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning with a class or code and a message.
    pub fn warning(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A diagnostic without places.
    pub fn new(severity: Severity, code: impl Into<String>, message: impl Into<String>) -> Self {
        Diagnostic {
            severity,
            code: code.into(),
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            python: None,
        }
    }

    /// Adds the place itself.
    pub fn with_primary(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into(), primary: true });
        self
    }

    /// Adds a place that explains.
    pub fn with_secondary(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { span, message: message.into(), primary: false });
        self
    }

    /// Adds a remark.
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Sets what a Python exception would carry.
    pub fn with_python(mut self, location: PythonLocation) -> Self {
        self.python = Some(location);
        self
    }

    /// The span of the primary label.
    pub fn span(&self) -> Option<Span> {
        self.labels.iter().find(|label| label.primary).or(self.labels.first()).map(|label| label.span)
    }

    /// Renders for people, with the lines of `source` and carets; `color` adds ANSI colours.
    pub fn render(&self, name: &str, source: &str, color: bool) -> String {
        let severity = match self.severity {
            Severity::Error => codespan::Severity::Error,
            Severity::Warning => codespan::Severity::Warning,
            Severity::Note => codespan::Severity::Note,
        };
        let labels = self
            .labels
            .iter()
            .map(|label| {
                let range = clamp(label.span, source);
                let made = if label.primary {
                    codespan::Label::primary((), range)
                } else {
                    codespan::Label::secondary((), range)
                };
                made.with_message(&label.message)
            })
            .collect();
        let mut shown = codespan::Diagnostic::new(severity).with_message(&self.message).with_labels(labels);
        if !self.code.is_empty() {
            shown = shown.with_code(&self.code);
        }
        shown = shown.with_notes(self.notes.clone());
        let file = SimpleFile::new(name, source);
        let config = term::Config::default();
        let mut out = Vec::new();
        let done = if color {
            let styles = term::Styles::default();
            let mut writer = term::StylesWriter::new(term::termcolor::Ansi::new(&mut out), &styles);
            term::emit_to_write_style(&mut writer, &config, &file, &shown)
        } else {
            term::emit_to_io_write(&mut out, &config, &file, &shown)
        };
        match done {
            Ok(()) => String::from_utf8_lossy(&out).into_owned(),
            Err(_) => self.render_plain(name, source),
        }
    }

    /// Renders as CPython prints an uncaught `SyntaxError` (`print_exception_file_and_line` and `print_error_text` in
    /// its `pythonrun.c`), or a warning as `file:line: class: message`.
    pub fn render_plain(&self, name: &str, source: &str) -> String {
        let location = self.python.clone().or_else(|| self.span().map(|span| location_of(span, source)));
        let mut out = String::new();
        if self.severity != Severity::Error {
            let line = location.map_or(1, |location| PythonLocation::python_line(location.lineno));
            let _ = writeln!(out, "{name}:{line}: {}: {}", self.code, self.message);
            return out;
        }
        if let Some(location) = location {
            let _ = writeln!(out, "  File \"{name}\", line {}", PythonLocation::python_line(location.lineno));
            if let Some(text) = &location.text {
                let size = text.len() as i64;
                let mut end = location.end_offset;
                if location.end_lineno > location.lineno {
                    end = size;
                }
                if end > size + 1 {
                    end = size + 1;
                }
                error_text(&mut out, location.offset, end, text);
            }
        }
        out.push_str(&self.code);
        if !self.message.is_empty() {
            let _ = write!(out, ": {}", self.message);
        }
        out.push('\n');
        out
    }
}

fn clamp(span: Span, source: &str) -> std::ops::Range<usize> {
    let floor = |at: usize| {
        let mut at = at.min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start as usize);
    start..floor(span.end as usize).max(start)
}

/// What CPython would say about a span, for diagnostics that are not CPython's.
fn location_of(span: Span, source: &str) -> PythonLocation {
    let range = clamp(span, source);
    let index = LineIndex::new(source);
    let characters = |at: usize| {
        let line = index.line_start(index.line(at as u32)) as usize;
        source[line..at].chars().count() as i64 + 1
    };
    let lineno = index.line(range.start as u32);
    PythonLocation {
        lineno,
        offset: characters(range.start),
        end_lineno: index.line(range.end as u32),
        end_offset: characters(range.end),
        text: Some(index.line_span(lineno).text(source).to_owned()),
    }
}

fn error_text(out: &mut String, offset: i64, end_offset: i64, text: &str) {
    let carets = if end_offset > 0 && end_offset > offset { end_offset - offset } else { 1 };
    let mut offset = offset - 1;
    let stripped = text.trim_start_matches([' ', '\t', '\x0c']);
    offset -= (text.len() - stripped.len()) as i64;
    let mut text = stripped;
    let mut len = text.len() as i64 - i64::from(text.ends_with('\n'));
    offset = offset.min(len);
    while let Some(newline) = text.find('\n') {
        if newline as i64 >= offset {
            break;
        }
        text = &text[newline + 1..];
        len -= newline as i64 + 1;
        offset -= newline as i64 + 1;
    }
    out.push_str("    ");
    out.push_str(text);
    if text.as_bytes().get(len.max(0) as usize) != Some(&b'\n') {
        out.push('\n');
    }
    if offset < 0 {
        return;
    }
    out.push_str("    ");
    out.extend(std::iter::repeat_n(' ', offset as usize));
    out.extend(std::iter::repeat_n('^', carets as usize));
    out.push('\n');
}
