//! The error that CPython would raise.

use std::fmt;

use vivarium_lexer::{DecodeError, LexError};
use vivarium_source::{Diagnostic, PythonLocation, Span};

/// The Python exception class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorClass {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
    /// `MemoryError`: deeper nesting than CPython's parser takes, right or wrong.
    Memory,
}

impl ErrorClass {
    /// The class's name in Python.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Syntax => "SyntaxError",
            Self::Indentation => "IndentationError",
            Self::Tab => "TabError",
            Self::Memory => "MemoryError",
        }
    }
}

impl From<vivarium_lexer::ErrorClass> for ErrorClass {
    fn from(class: vivarium_lexer::ErrorClass) -> Self {
        match class {
            vivarium_lexer::ErrorClass::Syntax => Self::Syntax,
            vivarium_lexer::ErrorClass::Indentation => Self::Indentation,
            vivarium_lexer::ErrorClass::Tab => Self::Tab,
        }
    }
}

/// Why a program is refused, with the exception's attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The exception class.
    pub class: ErrorClass,
    /// `msg`
    pub message: String,
    /// `lineno`, `offset`, `end_lineno`, `end_offset` and `text`; `None` where CPython gives no place.
    pub location: Option<PythonLocation>,
    /// The bytes it is about, for renderings that are not CPython's.
    pub span: Span,
    /// What had been warned of before.
    pub warnings: Vec<crate::Warning>,
}

impl SyntaxError {
    pub(crate) fn from_lexer(error: &LexError, source: &str) -> Self {
        Self {
            class: error.class.into(),
            message: error.message.clone(),
            location: error.location(source),
            span: error.span,
            warnings: Vec::new(),
        }
    }

    /// The error for rendering.
    pub fn to_diagnostic(&self) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.class.name(), &self.message);
        match &self.location {
            Some(location) => diagnostic.with_primary(self.span, "").with_python(location.clone()),
            None => diagnostic,
        }
    }
}

impl From<DecodeError> for SyntaxError {
    fn from(error: DecodeError) -> Self {
        Self {
            class: ErrorClass::Syntax,
            message: error.message,
            location: error.location,
            span: Span::default(),
            warnings: Vec::new(),
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class.name(), self.message)?;
        match &self.location {
            Some(location) => write!(f, " (line {})", location.lineno),
            None => Ok(()),
        }
    }
}

impl std::error::Error for SyntaxError {}
