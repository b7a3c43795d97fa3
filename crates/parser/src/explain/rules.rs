//! Reads `rules.peg` into what the machine runs.

use std::collections::HashMap;
use std::sync::LazyLock;

use vivarium_lexer::Kind;

use super::machine::{Machine, Outcome, Val};
use super::{actions, strings};

/// What a node is: as much as the errors need to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Parts of something, to be flattened.
    Parts,
    Stmt,
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

const NODES: [(&str, Node); 29] = [
    ("Stmt", Node::Stmt),
    ("Other", Node::Other),
    ("Tuple", Node::Tuple),
    ("List", Node::List),
    ("Starred", Node::Starred),
    ("Attribute", Node::Attribute),
    ("Subscript", Node::Subscript),
    ("Call", Node::Call),
    ("Args", Node::Args),
    ("Keyword", Node::Keyword),
    ("DoubleStarred", Node::DoubleStarred),
    ("Compare", Node::Compare),
    ("Pair", Node::Pair),
    ("Operation", Node::Operation),
    ("Lambda", Node::Lambda),
    ("IfExp", Node::IfExp),
    ("NamedExpr", Node::NamedExpr),
    ("Yield", Node::Yield),
    ("Await", Node::Await),
    ("Dict", Node::Dict),
    ("Set", Node::Set),
    ("ListComp", Node::ListComp),
    ("SetComp", Node::SetComp),
    ("DictComp", Node::DictComp),
    ("GeneratorExp", Node::GeneratorExp),
    ("Comprehension", Node::Comprehension),
    ("None", Node::None),
    ("True", Node::True),
    ("False", Node::False),
];

/// Computes the outcome of an alternative from its parts `a` and `b`.
pub(super) type Action = fn(&mut Machine<'_>, Val, Val) -> Outcome;

const ACTIONS: [(&str, Action); 15] = [
    ("interactive_exit", actions::interactive_exit),
    ("real", actions::real),
    ("imaginary", actions::imaginary),
    ("strings", strings::strings),
    ("unparenthesized_generator", actions::unparenthesized_generator),
    ("generator_argument", actions::generator_argument),
    ("argument_order", actions::argument_order),
    ("constant_keyword", actions::constant_keyword),
    ("legacy", actions::legacy),
    ("missing_comma", actions::missing_comma),
    ("assign_target", actions::assign_target),
    ("delete_target", actions::delete_target),
    ("for_target", actions::for_target),
    ("positional_pattern", actions::positional_pattern),
    ("missing_colon", actions::missing_colon),
];

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

pub(super) enum Then {
    /// The value of the only part, or all of them.
    Pass,
    Label(u8),
    Node(Node),
    Error(Place, String),
    Action(Action),
}

pub(super) enum Part {
    Token(Kind),
    Soft(String),
    SoftKeyword,
    Rule(u16),
    Optional(Box<Part>),
    Any(Box<Part>),
    Some(Box<Part>),
    Gather(Box<Part>, Box<Part>),
    Ahead(Box<Part>),
    NotAhead(Box<Part>),
    Cut,
    Demand(Kind, String),
    Choice(Vec<Alternative>),
}

pub(super) struct Alternative {
    /// With the label: 0 none, 1 `a`, 2 `b`.
    pub(super) parts: Vec<(u8, Part)>,
    pub(super) then: Then,
    /// The only part that is not just a look ahead or a cut.
    pub(super) only: Option<usize>,
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
    pub(super) alternatives: Vec<Alternative>,
}

pub(super) struct Rules {
    pub(super) rules: Vec<Rule>,
    names: HashMap<&'static str, u16>,
}

impl Rules {
    pub(super) fn id(&self, name: &str) -> u16 {
        self.names.get(name).copied().unwrap_or(0)
    }
}

pub(super) static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::read(include_str!("rules.peg")));

impl Rules {
    fn read(text: &'static str) -> Self {
        let mut heads: Vec<(&'static str, Memo)> = Vec::new();
        let mut bodies: Vec<String> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            if line.starts_with(' ') {
                if let Some(body) = bodies.last_mut() {
                    body.push(' ');
                    body.push_str(line.trim());
                }
                continue;
            }
            let (head, body) = line.split_once(" =").unwrap_or((line, ""));
            let (name, memo) = match head.as_bytes().last() {
                Some(b'!') => (&head[..head.len() - 1], Memo::Always),
                Some(b'<') => (&head[..head.len() - 1], Memo::LeftRecursive),
                Some(b'?') => (&head[..head.len() - 1], Memo::Never),
                _ => (head, Memo::Pass),
            };
            heads.push((name, memo));
            bodies.push(body.to_owned());
        }
        let names: HashMap<&'static str, u16> =
            heads.iter().enumerate().map(|(index, (name, _))| (*name, index as u16)).collect();
        let rules = heads
            .iter()
            .zip(&bodies)
            .map(|((name, memo), body)| {
                let mut reader = Reader { words: words(body), at: 0, names: &names };
                Rule {
                    memo: *memo,
                    without_invalid: *name == "expression_without_invalid",
                    alternatives: reader.alternatives(),
                }
            })
            .collect();
        Self { rules, names }
    }
}

/// Splits a rule's body: quoted words keep their quotes.
fn words(body: &str) -> Vec<String> {
    let mut words = Vec::new();
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b' ' => {
                at += 1;
                continue;
            }
            quote @ (b'\'' | b'"') => {
                at += 1;
                while at < bytes.len() && bytes[at] != quote {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'=' if bytes.get(at + 1) == Some(&b'>') => at += 2,
            b'.' if bytes.get(at + 1) == Some(&b'.') => at += 2,
            byte if byte == b'_' || byte.is_ascii_alphanumeric() => {
                while at < bytes.len() && (bytes[at] == b'_' || bytes[at].is_ascii_alphanumeric()) {
                    at += 1;
                }
            }
            _ => at += 1,
        }
        words.push(body[start..at.min(bytes.len())].to_owned());
    }
    words
}

fn kind(text: &str) -> Kind {
    let named = match text {
        "NAME" => Some(Kind::Name),
        "NUMBER" => Some(Kind::Number),
        "STRING" => Some(Kind::String),
        "NEWLINE" => Some(Kind::Newline),
        "INDENT" => Some(Kind::Indent),
        "DEDENT" => Some(Kind::Dedent),
        "END" => Some(Kind::EndMarker),
        "TYPE_COMMENT" => Some(Kind::TypeComment),
        _ => None,
    };
    let exact = || Kind::ALL.iter().copied().find(|kind| kind.text() == Some(text));
    named.or_else(exact).unwrap_or(Kind::Error)
}

struct Reader<'a> {
    words: Vec<String>,
    at: usize,
    names: &'a HashMap<&'static str, u16>,
}

impl Reader<'_> {
    fn peek(&self) -> &str {
        self.words.get(self.at).map_or("", String::as_str)
    }

    fn next(&mut self) -> String {
        self.at += 1;
        self.words.get(self.at - 1).cloned().unwrap_or_default()
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.peek() == word;
        self.at += usize::from(found);
        found
    }

    fn alternatives(&mut self) -> Vec<Alternative> {
        let mut alternatives = vec![self.alternative()];
        while self.take("|") {
            alternatives.push(self.alternative());
        }
        alternatives
    }

    fn alternative(&mut self) -> Alternative {
        let first = self.peek().to_owned();
        let mut parts = Vec::new();
        while !matches!(self.peek(), "" | "|" | ")" | "]" | "}" | "=>" | "^") {
            let label = match (self.peek(), self.words.get(self.at + 1).map(String::as_str)) {
                ("a", Some(":")) => 1,
                ("b", Some(":")) => 2,
                _ => 0,
            };
            if label > 0 {
                self.at += 2;
            }
            let part = self.part();
            parts.push((label, part));
        }
        let invalid = parts.len() == 1 && first.starts_with("invalid_");
        let mut valued = parts
            .iter()
            .enumerate()
            .filter(|(_, (_, part))| !matches!(part, Part::Ahead(_) | Part::NotAhead(_) | Part::Cut))
            .map(|(index, _)| index);
        let only = valued.next().filter(|_| valued.next().is_none());
        Alternative { then: self.then(), only, invalid, parts }
    }

    fn then(&mut self) -> Then {
        if self.take("=>") {
            let word = self.next();
            return match word.as_str() {
                "a" => Then::Label(1),
                "Ellipsis" => Then::Node(Node::Ellipsis),
                name => {
                    let node = NODES.iter().find(|(known, _)| *known == name);
                    Then::Node(node.map_or(Node::Other, |(_, node)| *node))
                }
            };
        }
        if !self.take("^") {
            return Then::Pass;
        }
        if self.take("fn") {
            let name = self.next();
            let action = ACTIONS.iter().find(|(known, _)| *known == name);
            return action.map_or(Then::Pass, |(_, action)| Then::Action(*action));
        }
        let place = if self.take("indent") {
            self.take("a");
            Place::Indentation
        } else if self.take("a") {
            match (self.take(".."), self.take("b")) {
                (true, true) => Place::Range,
                (true, false) => Place::From,
                _ => Place::Part,
            }
        } else {
            Place::LastToken
        };
        let quoted = self.next();
        Then::Error(place, quoted.trim_matches('"').replace("\\\"", "\""))
    }

    fn part(&mut self) -> Part {
        let part = self.single();
        if self.take("*") {
            Part::Any(Box::new(part))
        } else if self.take("+") {
            Part::Some(Box::new(part))
        } else {
            part
        }
    }

    fn single(&mut self) -> Part {
        let word = self.next();
        match word.as_str() {
            "[" => {
                let part = self.choice();
                self.take("]");
                Part::Optional(Box::new(part))
            }
            "(" => {
                let part = self.choice();
                self.take(")");
                part
            }
            "{" => {
                let separator = self.single();
                let item = self.choice();
                self.take("}");
                Part::Gather(Box::new(separator), Box::new(item))
            }
            "&" => Part::Ahead(Box::new(self.single())),
            "!" => Part::NotAhead(Box::new(self.single())),
            "~" => Part::Cut,
            "@" => {
                let word = self.next();
                let text = word.trim_matches('\'');
                Part::Demand(kind(text), text.to_owned())
            }
            "SOFT_KEYWORD" => Part::SoftKeyword,
            word if word.starts_with('"') => Part::Soft(word.trim_matches('"').to_owned()),
            word if word.starts_with('\'') => Part::Token(kind(word.trim_matches('\''))),
            word => match self.names.get(word) {
                Some(id) => Part::Rule(*id),
                None => Part::Token(kind(word)),
            },
        }
    }

    /// What stands between brackets: one part as itself, else a choice.
    fn choice(&mut self) -> Part {
        let mut alternatives = self.alternatives();
        if let [Alternative { parts, then: Then::Pass, invalid: false, .. }] = alternatives.as_mut_slice()
            && parts.len() == 1
            && let Some((_, part)) = parts.pop()
        {
            return part;
        }
        Part::Choice(alternatives)
    }
}
