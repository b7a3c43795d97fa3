//! What the lexer refuses, as CPython says it.

use std::fmt;
use vivarium_source::{Diagnostic, LineIndex, PythonLocation, Span};

/// The Python exception class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorClass {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
}

impl ErrorClass {
    /// The class's name in Python.
    pub const fn name(self) -> &'static str {
        match self {
            ErrorClass::Syntax => "SyntaxError",
            ErrorClass::Indentation => "IndentationError",
            ErrorClass::Tab => "TabError",
        }
    }
}

/// How CPython comes to raise the error; a parser that fails before it needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Raised inside the tokenizer (`syntaxerror` in `tokenizer.c`): it also replaces a generic "invalid syntax" at an
    /// earlier token.
    Tokenizer,
    /// Raised only when the parser asks for this token (`_Pypegen_tokenizer_error`).
    Parser,
}

/// Why lexing stopped, with the exception's attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexError {
    /// The exception class.
    pub class: ErrorClass,
    /// The message.
    pub message: String,
    /// The place to show, for renderings that are not CPython's.
    pub span: Span,
    /// `lineno`; 0 when the exception has no location at all.
    pub lineno: u32,
    /// `offset`, in characters from 1 (0 and −1 where CPython leaves them so).
    pub offset: i32,
    /// `end_lineno`
    pub end_lineno: u32,
    /// `end_offset`
    pub end_offset: i32,
    /// The source behind the exception's `text`.
    pub text: Span,
    /// Whether `text` goes on with a newline (which the source may lack at its end).
    pub text_newline: bool,
    /// How the error is raised.
    pub stage: Stage,
    /// The innermost open bracket where the lexer stopped: its character and offset.
    pub open: Option<(u8, u32)>,
    /// Whether it is about the end of the text: more text might mend it.
    pub at_end: bool,
}

impl LexError {
    /// The exception's `text`.
    pub fn text(&self, source: &str) -> String {
        let mut text = self.text.text(source).to_owned();
        if self.text_newline {
            text.push('\n');
        }
        text
    }

    /// The exception's location attributes, if it has any.
    pub fn location(&self, source: &str) -> Option<PythonLocation> {
        (self.lineno != 0).then(|| PythonLocation {
            lineno: self.lineno,
            offset: i64::from(self.offset),
            end_lineno: self.end_lineno,
            end_offset: i64::from(self.end_offset),
            text: Some(self.text(source)),
        })
    }

    /// The error for rendering.
    pub fn to_diagnostic(&self, source: &str) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.class.name(), &self.message);
        match self.location(source) {
            Some(location) => diagnostic.with_primary(self.span, "").with_python(location),
            None => diagnostic,
        }
    }
}

impl fmt::Display for LexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (line {})", self.class.name(), self.message, self.lineno)
    }
}

impl std::error::Error for LexError {}

/// What CPython's tokenizer warns of: a keyword that touches a number (`1if x else y`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexWarning {
    /// The warning's class in Python.
    pub category: &'static str,
    /// The message.
    pub message: String,
    /// The number token; the warning stands at its line.
    pub span: Span,
}

impl LexWarning {
    /// The 1-based line that CPython reports.
    pub fn lineno(&self, lines: &LineIndex) -> u32 {
        lines.line(self.span.start)
    }
}
