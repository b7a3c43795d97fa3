//! What the machine runs: `rules.peg`, as `build/peg.rs` writes it.

use vivarium_lexer::Kind;

use super::machine::{Machine, Outcome, Val};
use super::{actions, strings};

/// What a node is: as much as the errors need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Parts of something, to be flattened.
    Parts,
    Other,
    Tuple,
    List,
    Starred,
    Attribute,
    Subscript,
    Call,
    Args,
    Keyword,
    DoubleStarred,
    Compare,
    /// An operator and the right side of a comparison.
    Pair,
    Operation,
    Lambda,
    IfExp,
    NamedExpr,
    Yield,
    Await,
    Dict,
    Set,
    ListComp,
    SetComp,
    DictComp,
    GeneratorExp,
    Comprehension,
    None,
    True,
    False,
    Ellipsis,
    Literal,
    FormatString,
}

/// Computes the outcome of an alternative from its parts `a` and `b`.
pub(super) type Action = fn(&mut Machine<'_>, Val, Val) -> Outcome;

/// Where an error stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    LastToken,
    /// The last token, as an `IndentationError`; the message tells the line of a part.
    Indentation,
    Part,
    Range,
    From,
}

/// What an alternative gives.
#[derive(Clone, Copy)]
pub(super) enum Then {
    /// The value of its only part that has one.
    Only(u8),
    /// All of them.
    Parts,
    Label(u8),
    /// Where it starts: nothing asks what statements are.
    Start,
    Node(Node),
    Error(Place, &'static str),
    Action(Action),
}

pub(super) enum Part {
    Token(Kind),
    Soft(&'static str),
    SoftKeyword,
    Rule(u16),
    Optional(&'static Part),
    Any(&'static Part),
    Some(&'static Part),
    Gather(&'static Part, &'static Part),
    Ahead(&'static Part),
    NotAhead(&'static Part),
    Cut,
    Demand(Kind, &'static str),
    Choice(&'static [Alternative]),
}

/// A set of kinds.
pub(super) type Kinds = u128;

/// The set that leaves nothing out: what has it may begin with any token, or with none.
pub(super) const ANY: Kinds = Kinds::MAX;

const _: () = assert!(Kind::ALL.len() < Kinds::BITS as usize);

pub(super) const fn bit(kind: Kind) -> Kinds {
    1 << kind as u32
}

pub(super) struct Alternative {
    /// With the label: 0 none, 1 `a`, 2 `b`.
    pub(super) parts: &'static [(u8, Part)],
    /// Since which Python 3.N there is this, and what it is called.
    pub(super) since: Option<(u8, &'static str)>,
    pub(super) then: Then,
    /// The tokens without one of which it fails at once.
    pub(super) first: Kinds,
    /// Only for the second pass.
    pub(super) invalid: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Memo {
    /// CPython does not remember it. We may, as long as the pass is the same: the result would be.
    Pass,
    /// CPython remembers it, across `expression_without_invalid` too.
    Always,
    LeftRecursive,
    Never,
}

pub(super) struct Rule {
    pub(super) memo: Memo,
    /// Whether rules that explain errors are off below it.
    pub(super) without_invalid: bool,
    pub(super) first: Kinds,
    pub(super) alternatives: &'static [Alternative],
}

/// The kind of a token as the rules write it.
const fn kind(text: &str) -> Kind {
    let bytes = text.as_bytes();
    match bytes {
        b"NAME" => return Kind::Name,
        b"NUMBER" => return Kind::Number,
        b"STRING" => return Kind::String,
        b"NEWLINE" => return Kind::Newline,
        b"INDENT" => return Kind::Indent,
        b"DEDENT" => return Kind::Dedent,
        b"END" => return Kind::EndMarker,
        b"TYPE_COMMENT" => return Kind::TypeComment,
        _ => {}
    }
    let mut index = 0;
    while index < Kind::ALL.len() {
        if let Some(known) = Kind::ALL[index].text()
            && equal(known.as_bytes(), bytes)
        {
            return Kind::ALL[index];
        }
        index += 1;
    }
    panic!("the rules name a token that there is not")
}

const fn equal(a: &[u8], b: &[u8]) -> bool {
    let mut index = 0;
    while index < a.len() && index < b.len() && a[index] == b[index] {
        index += 1;
    }
    index == a.len() && index == b.len()
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));
