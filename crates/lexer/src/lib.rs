//! Python 3.11 source text to tokens.
//!
//! [`lex`] turns a text whose newlines are `\n` (see [`decode_source`] and [`normalize_newlines`]) into [`Tokens`]:
//! what a grammar needs, with indentation, and beside it comments and line ends, warnings, and the error where the
//! lexer stopped, with CPython's class, message and location.
//!
//! Must not know: the AST, the parser, anything behind them.
//!
//! Invariants:
//! - tokens are ordered and inside the source, whatever the source is (`tests/properties.rs`).
//! - every golden equals what CPython prints (`tests/goldens.rs`).

#![forbid(unsafe_code)]

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

pub use decode::{DecodeError, DecodedSource, Origin, decode_source, normalize_newlines};
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
