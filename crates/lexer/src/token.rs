//! Tokens and the result of lexing.

use crate::{Kind, LexError, LexWarning};
use vivarium_source::Span;

/// A kind and the bytes it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Offset of its first byte.
    pub start: u32,
    /// Offset after its last byte.
    pub end: u32,
}

impl Token {
    /// A token from its parts.
    #[inline]
    pub const fn new(kind: Kind, start: u32, end: u32) -> Self {
        Token { kind, start, end }
    }

    /// Its bytes.
    #[inline]
    pub const fn span(self) -> Span {
        Span::new(self.start, self.end)
    }

    /// Its text in the source it came from.
    #[inline]
    pub fn text(self, source: &str) -> &str {
        self.span().text(source)
    }
}

/// Everything the lexer found.
///
/// `tokens` is what a grammar wants, in source order: it ends in `EndMarker`, or in `Error` when `error` is set. `trivia`
/// holds comments and the line ends that mean nothing, also in source order; [`Tokens::all`] merges both.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// The tokens that the grammar sees.
    pub tokens: Vec<Token>,
    /// `Comment` and `Nl` tokens.
    pub trivia: Vec<Token>,
    /// The `TypeIgnore` tokens, when type comments are asked for.
    pub type_ignores: Vec<Token>,
    /// Why the lexer stopped early.
    pub error: Option<Box<LexError>>,
    /// What it noticed and went on.
    pub warnings: Vec<LexWarning>,
    /// No more brackets than this were open at once.
    pub nesting: usize,
}

impl Tokens {
    /// The comments, in order.
    pub fn comments(&self) -> impl Iterator<Item = Token> + '_ {
        self.trivia.iter().copied().filter(|token| token.kind == Kind::Comment)
    }

    /// Tokens and trivia in source order.
    pub fn all(&self) -> impl Iterator<Item = Token> + '_ {
        let mut tokens = self.tokens.iter().copied().peekable();
        let mut trivia = self.trivia.iter().copied().peekable();
        std::iter::from_fn(move || match (tokens.peek(), trivia.peek()) {
            (Some(token), Some(other))
                if other.start <= token.start && other.end <= token.end.max(token.start) =>
            {
                trivia.next()
            }
            (None, Some(_)) => trivia.next(),
            _ => tokens.next(),
        })
    }
}
