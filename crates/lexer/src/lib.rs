//! Python 3.11 source text to tokens.
//!
//! [`lex`] turns a text whose newlines are `\n` (see [`decode_source`] and [`normalize_newlines`]) into [`Tokens`]:
//! what a grammar needs, with indentation, and beside it comments and line ends, warnings, and the error where the
//! lexer stopped, with CPython's class, message and location.
//!
//! ```
//! use vivarium_lexer::{Kind, lex};
//!
//! let source = "total = price * 3  # each\n";
//! let tokens = lex(source);
//! let kinds: Vec<Kind> = tokens.tokens.iter().map(|token| token.kind).collect();
//! assert_eq!(
//!     kinds,
//!     [Kind::Name, Kind::Equal, Kind::Name, Kind::Star, Kind::Number, Kind::Newline, Kind::EndMarker]
//! );
//! assert_eq!(tokens.comments().next().map(|token| token.text(source)), Some("# each"));
//!
//! let error = lex("x = 'abc\n").error.unwrap();
//! assert_eq!(error.message, "unterminated string literal (detected at line 1)");
//! assert_eq!((error.lineno, error.offset), (1, 5));
//! ```
//!
//! Positions are CPython's: a `Newline` is empty and stands at the line's end (after a comment it begins with the
//! comment), `Indent` covers the indentation, `Dedent` is empty, `EndMarker` stands at the end of the text.
//!
//! Must not know: the AST, the parser, anything behind them.
//!
//! Invariants:
//! - tokens are ordered and inside the source, whatever the source is (`tests/properties.rs`).
//! - no time is quadratic in the input (`tests/properties.rs`).
//! - every golden equals what CPython prints (`tests/goldens.rs`).

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod codec;
mod decode;
mod error;
mod keyword;
mod kind;
mod lex;
mod number;
mod raw;
mod report;
mod token;
mod tokenize;

pub use decode::{DecodeError, DecodedSource, Origin, Reached, decode_source, normalize_newlines};
pub use error::{ErrorClass, LexError, LexWarning, Stage};
pub use kind::Kind;
pub use token::{Token, Tokens};
pub use tokenize::{Tokenized, tokenize, tokenize_text};

/// How the text is meant, which decides how it may end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A module: a last line without a newline is given one.
    #[default]
    Exec,
    /// An expression: the text ends where it ends.
    Eval,
    /// One interactive statement.
    Single,
}

/// What to lex for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// How the text may end.
    pub mode: Mode,
    /// Whether type comments are tokens.
    pub type_comments: bool,
    /// Whether CPython would count the columns of errors in bytes: see [`DecodedSource::byte_columns`].
    pub byte_columns: bool,
    /// Whether the end of an interactive text leaves its blocks open.
    pub dont_imply_dedent: bool,
}

impl Options {
    pub(crate) fn ends_lines(self) -> bool {
        self.mode == Mode::Exec
    }
}

/// Lexes a module.
pub fn lex(source: &str) -> Tokens {
    lex_with(source, Options::default())
}

/// Lexes with options.
pub fn lex_with(source: &str, options: Options) -> Tokens {
    lex::Lexer::new(source, options).run()
}
