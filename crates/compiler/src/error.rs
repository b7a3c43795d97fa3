//! Errors and warnings, as the Python exceptions that they are.

use std::fmt;

use vivarium_ast::Location;
use vivarium_emitter::{EmitError, EmitWarning, ErrorClass};
use vivarium_parser::SyntaxError;
use vivarium_source::{Diagnostic, LineCol, LineIndex, PythonLocation, Span};

/// Why there is no code object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// The exception's class: `SyntaxError` or one of its subclasses, `RecursionError`, `SystemError`, …
    pub class: &'static str,
    /// Its message.
    pub message: String,
    /// The attributes of a `SyntaxError`; `text` is the line of the source, which CPython has only if it can read it
    /// from the file.
    pub location: Option<PythonLocation>,
    /// The bytes it is about, for renderings that are not CPython's.
    pub span: Span,
    /// What had been warned of before.
    pub warnings: Box<[Warning]>,
    /// Whether the parser refuses the source: then CPython has the line whether it can read it or not.
    pub parsing: bool,
}

/// A `SyntaxWarning` or `DeprecationWarning`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The warning's class.
    pub category: &'static str,
    /// Its message.
    pub message: String,
    /// The line.
    pub lineno: u32,
    /// The place of the `SyntaxError` that a filter makes of it.
    pub location: PythonLocation,
    /// Whether it comes with the parser: then CPython has the line whether it can read it or not.
    pub parsing: bool,
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class, self.message)
    }
}

impl std::error::Error for CompileError {}

impl From<SyntaxError> for CompileError {
    fn from(error: SyntaxError) -> CompileError {
        CompileError {
            class: error.class.name(),
            message: error.message,
            location: error.location,
            span: error.span,
            warnings: Box::default(),
            parsing: true,
        }
    }
}

/// A line with its newline.
fn line_text(source: &str, lines: &LineIndex, lineno: u32) -> Option<String> {
    if lineno == 0 || lineno > lines.line_count() {
        return None;
    }
    let span = lines.line_span(lineno);
    let text = source.get(span.start as usize..span.end as usize)?;
    Some(format!("{text}\n"))
}

fn python_location(source: &str, at: Location, ranged: bool) -> (PythonLocation, Span) {
    let lines = LineIndex::new(source);
    let line = |line: i32| u32::try_from(line).unwrap_or(PythonLocation::NO_LINE);
    let lineno = line(at.lineno);
    let end_lineno = if ranged { line(at.end_lineno) } else { lineno };
    let location = PythonLocation {
        lineno,
        offset: i64::from(at.col_offset) + 1,
        end_lineno,
        end_offset: if ranged { i64::from(at.end_col_offset) + 1 } else { PythonLocation::NO_END },
        text: line_text(source, &lines, lineno),
    };
    let place =
        |line: u32, column: i32| lines.offset(LineCol { line, column: u32::try_from(column).unwrap_or(0) });
    let start = place(lineno, at.col_offset);
    let end = if ranged { place(end_lineno, at.end_col_offset) } else { start };
    (location, Span::new(start, end.max(start)))
}

impl CompileError {
    /// What the parser says of a source, with its warnings.
    pub fn parsing(mut error: SyntaxError, source: &str) -> CompileError {
        let warnings = std::mem::take(&mut error.warnings);
        let warnings = warnings.into_iter().map(|warning| Warning::parsing(warning, source)).collect();
        CompileError { warnings, ..CompileError::from(error) }
    }

    pub(crate) fn emitting(error: EmitError, warnings: Vec<Warning>, source: &str) -> CompileError {
        let class = match error.class {
            ErrorClass::Syntax => "SyntaxError",
            ErrorClass::Recursion => "RecursionError",
            ErrorClass::System => "SystemError",
            ErrorClass::Overflow => "OverflowError",
        };
        let (location, span) = match error.location {
            Some(at) => {
                let (location, span) = python_location(source, at, error.ranged);
                (Some(location), span)
            }
            None => (None, Span::default()),
        };
        CompileError {
            class,
            message: error.message,
            location,
            span,
            warnings: warnings.into(),
            parsing: false,
        }
    }

    /// The error for rendering.
    pub fn to_diagnostic(&self) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.class, &self.message);
        match &self.location {
            Some(location) => diagnostic.with_primary(self.span, "").with_python(location.clone()),
            None => diagnostic,
        }
    }
}

impl Warning {
    pub(crate) fn parsing(warning: vivarium_parser::Warning, source: &str) -> Warning {
        let lines = LineIndex::new(source);
        let (start, end) = (lines.line_col(warning.token.0), lines.line_col(warning.token.1));
        let columns = |line: u32, column: u32| {
            let text = line_text(source, &lines, line).unwrap_or_default();
            text.get(..column as usize).map_or(column as usize, |text| text.chars().count()) as i64 + 1
        };
        // The tokenizer stands behind what it warns of.
        let back = i64::from(warning.token.0 == warning.token.1);
        let mut text = line_text(source, &lines, warning.lineno);
        if let Some(text) = &mut text
            && (back == 1 || start.line < end.line)
        {
            text.pop();
        }
        let location = PythonLocation {
            lineno: warning.lineno,
            offset: columns(start.line, start.column) - back,
            end_lineno: end.line,
            end_offset: columns(end.line, end.column) - back,
            text,
        };
        Warning {
            category: warning.category,
            message: warning.message,
            lineno: warning.lineno,
            location,
            parsing: true,
        }
    }

    pub(crate) fn emitting(warning: EmitWarning, source: &str) -> Warning {
        let (location, _) = python_location(source, warning.location, true);
        let lineno = location.lineno;
        Warning { category: "SyntaxWarning", message: warning.message, lineno, location, parsing: false }
    }
}
