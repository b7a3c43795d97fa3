//! Python 3.11 source text to tokens.
//!
//! Must not know: the AST, the parser, anything behind them.

#![forbid(unsafe_code)]

mod error;
mod kind;
mod token;

pub use error::{ErrorClass, LexError, LexWarning, Stage};
pub use kind::Kind;
pub use token::{Token, Tokens};
