//! The regular part of Python's tokens, for logos.

use crate::Kind;
use logos::Logos;

/// Numbers and operators. What begins with any other byte, the layout layer reads by hand.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Raw {
    #[regex(r"[1-9](_?[0-9])*|0(_?0)*")]
    #[regex(r"0[xX](_?[0-9a-fA-F])+|0[oO](_?[0-7])+|0[bB](_?[01])+")]
    #[regex(r"[0-9](_?[0-9])*\.([0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?[jJ]?")]
    #[regex(r"\.[0-9](_?[0-9])*([eE][+-]?[0-9](_?[0-9])*)?[jJ]?")]
    #[regex(r"[0-9](_?[0-9])*([eE][+-]?[0-9](_?[0-9])*[jJ]?|[jJ])")]
    Number,

    #[token(":", |_| Kind::Colon)]
    #[token(";", |_| Kind::Semi)]
    #[token("+", |_| Kind::Plus)]
    #[token("-", |_| Kind::Minus)]
    #[token("*", |_| Kind::Star)]
    #[token("/", |_| Kind::Slash)]
    #[token("|", |_| Kind::VBar)]
    #[token("&", |_| Kind::Amper)]
    #[token("<", |_| Kind::Less)]
    #[token(">", |_| Kind::Greater)]
    #[token("=", |_| Kind::Equal)]
    #[token(".", |_| Kind::Dot)]
    #[token("%", |_| Kind::Percent)]
    #[token("==", |_| Kind::EqEqual)]
    #[token("!=", |_| Kind::NotEqual)]
    #[token("<>", |_| Kind::LessGreater)]
    #[token("<=", |_| Kind::LessEqual)]
    #[token(">=", |_| Kind::GreaterEqual)]
    #[token("~", |_| Kind::Tilde)]
    #[token("^", |_| Kind::Circumflex)]
    #[token("<<", |_| Kind::LeftShift)]
    #[token(">>", |_| Kind::RightShift)]
    #[token("**", |_| Kind::DoubleStar)]
    #[token("+=", |_| Kind::PlusEqual)]
    #[token("-=", |_| Kind::MinEqual)]
    #[token("*=", |_| Kind::StarEqual)]
    #[token("/=", |_| Kind::SlashEqual)]
    #[token("%=", |_| Kind::PercentEqual)]
    #[token("&=", |_| Kind::AmperEqual)]
    #[token("|=", |_| Kind::VBarEqual)]
    #[token("^=", |_| Kind::CircumflexEqual)]
    #[token("<<=", |_| Kind::LeftShiftEqual)]
    #[token(">>=", |_| Kind::RightShiftEqual)]
    #[token("**=", |_| Kind::DoubleStarEqual)]
    #[token("//", |_| Kind::DoubleSlash)]
    #[token("//=", |_| Kind::DoubleSlashEqual)]
    #[token("@", |_| Kind::At)]
    #[token("@=", |_| Kind::AtEqual)]
    #[token("->", |_| Kind::RArrow)]
    #[token("...", |_| Kind::Ellipsis)]
    #[token(":=", |_| Kind::ColonEqual)]
    Operator(Kind),
}
