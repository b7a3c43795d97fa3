//! The terminals of the grammar.

use vivarium_ast::{CmpOp, Operator};
use vivarium_lexer::Kind;

/// What the grammar tells apart. Binary operators are one terminal; which one it is says [`Op`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Term {
    // Leading markers: what to parse.
    File,
    Single,
    Eval,
    FuncType,
    FString,

    Newline,
    Indent,
    Dedent,
    End,
    TypeComment,
    Error,

    Name,
    Number,
    String,
    /// `None`, `True`, `False`, `...`
    Const,
    /// A binary operator that is neither `in`, `if` nor `else`.
    BinOp,
    /// A prefix operator: `not`, `await`, `-`, `+`, `~`.
    UnOp,
    /// `*` where no operand stands before it.
    Star,
    /// `**` where no operand stands before it.
    DoubleStar,
    /// `/` where no operand stands before it.
    Slash,
    /// `@` where no operand stands before it.
    At,
    AugAssign,

    LPar,
    /// The parenthesis of `with (a as b):`.
    WithPar,
    RPar,
    LSqb,
    RSqb,
    LBrace,
    RBrace,
    Colon,
    Comma,
    Semi,
    Dot,
    Equal,
    Arrow,
    Walrus,

    As,
    Assert,
    Async,
    Break,
    Case,
    Class,
    Continue,
    Def,
    Del,
    Elif,
    Else,
    Except,
    Finally,
    For,
    From,
    Global,
    If,
    Import,
    In,
    Lambda,
    Match,
    Nonlocal,
    Pass,
    Raise,
    Return,
    Try,
    While,
    With,
    Yield,
}

/// Which operator or constant a terminal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Nothing,
    None,
    True,
    False,
    Ellipsis,
    Or,
    And,
    Not,
    Cmp(CmpOp),
    Bin(Operator),
    Plus,
    Minus,
    Invert,
    Await,
}

/// A token as the grammar sees it.
#[derive(Clone, Copy, Debug)]
pub struct Tok {
    pub term: Term,
    pub op: Op,
    pub start: u32,
    pub end: u32,
}

/// What a token kind is when nothing before it matters.
pub(crate) const fn terminal(kind: Kind) -> (Term, Op) {
    use Operator::*;
    let term = match kind {
        Kind::EndMarker => Term::End,
        Kind::Newline => Term::Newline,
        Kind::Indent => Term::Indent,
        Kind::Dedent => Term::Dedent,
        Kind::Name => Term::Name,
        Kind::Number => Term::Number,
        Kind::String => Term::String,
        Kind::LPar => Term::LPar,
        Kind::RPar => Term::RPar,
        Kind::LSqb => Term::LSqb,
        Kind::RSqb => Term::RSqb,
        Kind::LBrace => Term::LBrace,
        Kind::RBrace => Term::RBrace,
        Kind::Colon => Term::Colon,
        Kind::Comma => Term::Comma,
        Kind::Semi => Term::Semi,
        Kind::Dot => Term::Dot,
        Kind::Equal => Term::Equal,
        Kind::RArrow => Term::Arrow,
        Kind::ColonEqual => Term::Walrus,
        Kind::Plus => return (Term::BinOp, Op::Bin(Add)),
        Kind::Minus => return (Term::BinOp, Op::Bin(Sub)),
        Kind::Star => return (Term::BinOp, Op::Bin(Mult)),
        Kind::Slash => return (Term::BinOp, Op::Bin(Div)),
        Kind::DoubleSlash => return (Term::BinOp, Op::Bin(FloorDiv)),
        Kind::Percent => return (Term::BinOp, Op::Bin(Mod)),
        Kind::At => return (Term::BinOp, Op::Bin(MatMult)),
        Kind::DoubleStar => return (Term::BinOp, Op::Bin(Pow)),
        Kind::VBar => return (Term::BinOp, Op::Bin(BitOr)),
        Kind::Amper => return (Term::BinOp, Op::Bin(BitAnd)),
        Kind::Circumflex => return (Term::BinOp, Op::Bin(BitXor)),
        Kind::LeftShift => return (Term::BinOp, Op::Bin(LShift)),
        Kind::RightShift => return (Term::BinOp, Op::Bin(RShift)),
        Kind::Less => return (Term::BinOp, Op::Cmp(CmpOp::Lt)),
        Kind::Greater => return (Term::BinOp, Op::Cmp(CmpOp::Gt)),
        Kind::EqEqual => return (Term::BinOp, Op::Cmp(CmpOp::Eq)),
        Kind::NotEqual => return (Term::BinOp, Op::Cmp(CmpOp::NotEq)),
        Kind::LessEqual => return (Term::BinOp, Op::Cmp(CmpOp::LtE)),
        Kind::GreaterEqual => return (Term::BinOp, Op::Cmp(CmpOp::GtE)),
        Kind::Is => return (Term::BinOp, Op::Cmp(CmpOp::Is)),
        Kind::In => return (Term::In, Op::Cmp(CmpOp::In)),
        Kind::And => return (Term::BinOp, Op::And),
        Kind::Or => return (Term::BinOp, Op::Or),
        Kind::Not => return (Term::UnOp, Op::Not),
        Kind::Tilde => return (Term::UnOp, Op::Invert),
        Kind::Await => return (Term::UnOp, Op::Await),
        Kind::PlusEqual => return (Term::AugAssign, Op::Bin(Add)),
        Kind::MinEqual => return (Term::AugAssign, Op::Bin(Sub)),
        Kind::StarEqual => return (Term::AugAssign, Op::Bin(Mult)),
        Kind::SlashEqual => return (Term::AugAssign, Op::Bin(Div)),
        Kind::PercentEqual => return (Term::AugAssign, Op::Bin(Mod)),
        Kind::AmperEqual => return (Term::AugAssign, Op::Bin(BitAnd)),
        Kind::VBarEqual => return (Term::AugAssign, Op::Bin(BitOr)),
        Kind::CircumflexEqual => return (Term::AugAssign, Op::Bin(BitXor)),
        Kind::LeftShiftEqual => return (Term::AugAssign, Op::Bin(LShift)),
        Kind::RightShiftEqual => return (Term::AugAssign, Op::Bin(RShift)),
        Kind::DoubleStarEqual => return (Term::AugAssign, Op::Bin(Pow)),
        Kind::DoubleSlashEqual => return (Term::AugAssign, Op::Bin(FloorDiv)),
        Kind::AtEqual => return (Term::AugAssign, Op::Bin(MatMult)),
        Kind::Ellipsis => return (Term::Const, Op::Ellipsis),
        Kind::None => return (Term::Const, Op::None),
        Kind::True => return (Term::Const, Op::True),
        Kind::False => return (Term::Const, Op::False),
        Kind::As => Term::As,
        Kind::Assert => Term::Assert,
        Kind::Async => Term::Async,
        Kind::Break => Term::Break,
        Kind::Class => Term::Class,
        Kind::Continue => Term::Continue,
        Kind::Def => Term::Def,
        Kind::Del => Term::Del,
        Kind::Elif => Term::Elif,
        Kind::Else => Term::Else,
        Kind::Except => Term::Except,
        Kind::Finally => Term::Finally,
        Kind::For => Term::For,
        Kind::From => Term::From,
        Kind::Global => Term::Global,
        Kind::If => Term::If,
        Kind::Import => Term::Import,
        Kind::Lambda => Term::Lambda,
        Kind::Nonlocal => Term::Nonlocal,
        Kind::Pass => Term::Pass,
        Kind::Raise => Term::Raise,
        Kind::Return => Term::Return,
        Kind::Try => Term::Try,
        Kind::While => Term::While,
        Kind::With => Term::With,
        Kind::Yield => Term::Yield,
        Kind::TypeComment => Term::TypeComment,
        Kind::TypeIgnore | Kind::Error | Kind::LessGreater | Kind::Op | Kind::Nl | Kind::Comment => {
            Term::Error
        }
    };
    (term, Op::Nothing)
}

/// Whether an operand may end with a token of this kind: then an operator after it is binary.
pub(crate) const fn ends_operand(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Name
            | Kind::Number
            | Kind::String
            | Kind::RPar
            | Kind::RSqb
            | Kind::RBrace
            | Kind::Ellipsis
            | Kind::None
            | Kind::True
            | Kind::False
    )
}
