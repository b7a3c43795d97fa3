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

/// A token as the grammar sees it, in two bytes. Where it stands, say its locations.
#[derive(Clone, Copy, Debug)]
pub struct Tok {
    pub term: Term,
    /// [`Op`]'s number.
    op: u8,
}

const COMPARISON: u8 = 0x40;
const BINARY: u8 = 0x80;
const PLAIN: [Op; 12] = [
    Op::Nothing,
    Op::None,
    Op::True,
    Op::False,
    Op::Ellipsis,
    Op::Or,
    Op::And,
    Op::Not,
    Op::Plus,
    Op::Minus,
    Op::Invert,
    Op::Await,
];

impl Tok {
    pub(crate) const fn new(term: Term, op: Op) -> Self {
        let op = match op {
            Op::Nothing => 0,
            Op::None => 1,
            Op::True => 2,
            Op::False => 3,
            Op::Ellipsis => 4,
            Op::Or => 5,
            Op::And => 6,
            Op::Not => 7,
            Op::Plus => 8,
            Op::Minus => 9,
            Op::Invert => 10,
            Op::Await => 11,
            Op::Cmp(op) => COMPARISON + op as u8,
            Op::Bin(op) => BINARY + op as u8,
        };
        Self { term, op }
    }

    /// A token without an operator.
    pub(crate) const fn plain(term: Term) -> Self {
        Self { term, op: 0 }
    }

    /// Which operator or constant it is.
    #[inline]
    pub(crate) fn op(self) -> Op {
        match self.op {
            BINARY.. => Op::Bin(Operator::ALL[usize::from(self.op - BINARY)]),
            COMPARISON.. => Op::Cmp(CmpOp::ALL[usize::from(self.op - COMPARISON)]),
            _ => PLAIN[usize::from(self.op)],
        }
    }
}

/// What a token kind is when nothing before it matters.
pub(crate) const fn terminal(kind: Kind) -> Tok {
    use Operator::*;
    let (term, op) = match kind {
        Kind::EndMarker => (Term::End, Op::Nothing),
        Kind::Newline => (Term::Newline, Op::Nothing),
        Kind::Indent => (Term::Indent, Op::Nothing),
        Kind::Dedent => (Term::Dedent, Op::Nothing),
        Kind::Name => (Term::Name, Op::Nothing),
        Kind::Number => (Term::Number, Op::Nothing),
        Kind::String => (Term::String, Op::Nothing),
        Kind::LPar => (Term::LPar, Op::Nothing),
        Kind::RPar => (Term::RPar, Op::Nothing),
        Kind::LSqb => (Term::LSqb, Op::Nothing),
        Kind::RSqb => (Term::RSqb, Op::Nothing),
        Kind::LBrace => (Term::LBrace, Op::Nothing),
        Kind::RBrace => (Term::RBrace, Op::Nothing),
        Kind::Colon => (Term::Colon, Op::Nothing),
        Kind::Comma => (Term::Comma, Op::Nothing),
        Kind::Semi => (Term::Semi, Op::Nothing),
        Kind::Dot => (Term::Dot, Op::Nothing),
        Kind::Equal => (Term::Equal, Op::Nothing),
        Kind::RArrow => (Term::Arrow, Op::Nothing),
        Kind::ColonEqual => (Term::Walrus, Op::Nothing),
        Kind::Plus => (Term::BinOp, Op::Bin(Add)),
        Kind::Minus => (Term::BinOp, Op::Bin(Sub)),
        Kind::Star => (Term::BinOp, Op::Bin(Mult)),
        Kind::Slash => (Term::BinOp, Op::Bin(Div)),
        Kind::DoubleSlash => (Term::BinOp, Op::Bin(FloorDiv)),
        Kind::Percent => (Term::BinOp, Op::Bin(Mod)),
        Kind::At => (Term::BinOp, Op::Bin(MatMult)),
        Kind::DoubleStar => (Term::BinOp, Op::Bin(Pow)),
        Kind::VBar => (Term::BinOp, Op::Bin(BitOr)),
        Kind::Amper => (Term::BinOp, Op::Bin(BitAnd)),
        Kind::Circumflex => (Term::BinOp, Op::Bin(BitXor)),
        Kind::LeftShift => (Term::BinOp, Op::Bin(LShift)),
        Kind::RightShift => (Term::BinOp, Op::Bin(RShift)),
        Kind::Less => (Term::BinOp, Op::Cmp(CmpOp::Lt)),
        Kind::Greater => (Term::BinOp, Op::Cmp(CmpOp::Gt)),
        Kind::EqEqual => (Term::BinOp, Op::Cmp(CmpOp::Eq)),
        Kind::NotEqual => (Term::BinOp, Op::Cmp(CmpOp::NotEq)),
        Kind::LessEqual => (Term::BinOp, Op::Cmp(CmpOp::LtE)),
        Kind::GreaterEqual => (Term::BinOp, Op::Cmp(CmpOp::GtE)),
        Kind::Is => (Term::BinOp, Op::Cmp(CmpOp::Is)),
        Kind::In => (Term::In, Op::Cmp(CmpOp::In)),
        Kind::And => (Term::BinOp, Op::And),
        Kind::Or => (Term::BinOp, Op::Or),
        Kind::Not => (Term::UnOp, Op::Not),
        Kind::Tilde => (Term::UnOp, Op::Invert),
        Kind::Await => (Term::UnOp, Op::Await),
        Kind::PlusEqual => (Term::AugAssign, Op::Bin(Add)),
        Kind::MinEqual => (Term::AugAssign, Op::Bin(Sub)),
        Kind::StarEqual => (Term::AugAssign, Op::Bin(Mult)),
        Kind::SlashEqual => (Term::AugAssign, Op::Bin(Div)),
        Kind::PercentEqual => (Term::AugAssign, Op::Bin(Mod)),
        Kind::AmperEqual => (Term::AugAssign, Op::Bin(BitAnd)),
        Kind::VBarEqual => (Term::AugAssign, Op::Bin(BitOr)),
        Kind::CircumflexEqual => (Term::AugAssign, Op::Bin(BitXor)),
        Kind::LeftShiftEqual => (Term::AugAssign, Op::Bin(LShift)),
        Kind::RightShiftEqual => (Term::AugAssign, Op::Bin(RShift)),
        Kind::DoubleStarEqual => (Term::AugAssign, Op::Bin(Pow)),
        Kind::DoubleSlashEqual => (Term::AugAssign, Op::Bin(FloorDiv)),
        Kind::AtEqual => (Term::AugAssign, Op::Bin(MatMult)),
        Kind::Ellipsis => (Term::Const, Op::Ellipsis),
        Kind::None => (Term::Const, Op::None),
        Kind::True => (Term::Const, Op::True),
        Kind::False => (Term::Const, Op::False),
        Kind::As => (Term::As, Op::Nothing),
        Kind::Assert => (Term::Assert, Op::Nothing),
        Kind::Async => (Term::Async, Op::Nothing),
        Kind::Break => (Term::Break, Op::Nothing),
        Kind::Class => (Term::Class, Op::Nothing),
        Kind::Continue => (Term::Continue, Op::Nothing),
        Kind::Def => (Term::Def, Op::Nothing),
        Kind::Del => (Term::Del, Op::Nothing),
        Kind::Elif => (Term::Elif, Op::Nothing),
        Kind::Else => (Term::Else, Op::Nothing),
        Kind::Except => (Term::Except, Op::Nothing),
        Kind::Finally => (Term::Finally, Op::Nothing),
        Kind::For => (Term::For, Op::Nothing),
        Kind::From => (Term::From, Op::Nothing),
        Kind::Global => (Term::Global, Op::Nothing),
        Kind::If => (Term::If, Op::Nothing),
        Kind::Import => (Term::Import, Op::Nothing),
        Kind::Lambda => (Term::Lambda, Op::Nothing),
        Kind::Nonlocal => (Term::Nonlocal, Op::Nothing),
        Kind::Pass => (Term::Pass, Op::Nothing),
        Kind::Raise => (Term::Raise, Op::Nothing),
        Kind::Return => (Term::Return, Op::Nothing),
        Kind::Try => (Term::Try, Op::Nothing),
        Kind::While => (Term::While, Op::Nothing),
        Kind::With => (Term::With, Op::Nothing),
        Kind::Yield => (Term::Yield, Op::Nothing),
        Kind::TypeComment => (Term::TypeComment, Op::Nothing),
        Kind::TypeIgnore | Kind::Error | Kind::LessGreater | Kind::Op | Kind::Nl | Kind::Comment => {
            (Term::Error, Op::Nothing)
        }
    };
    Tok::new(term, op)
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
