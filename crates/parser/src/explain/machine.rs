//! Runs the rules as CPython's generated parser does: with its order, its memory, its cuts and its depth limit.

use vivarium_lexer::Kind;
use vivarium_text::literal::parse_number;

use super::memo::Memo as Memory;
use super::rules::{ANY, Alternative, Kinds, Memo, Node, Part, Place, RULES, Then, bit};
use super::source::Source;
use crate::Warning;
use crate::error::{ErrorClass, SyntaxError};

/// CPython's `MAXSTACK`.
const MAX_DEPTH: u32 = 6000;

/// So deep that a rule which only fails may still be the one too deep.
const NEARLY_TOO_DEEP: u32 = MAX_DEPTH - 200;

/// What CPython does not remember, we do from so many rules on.
const WORTH_REMEMBERING: u32 = 24;

/// What a rule makes of the tokens it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Val {
    Nothing,
    Token(u32),
    Node(u32),
}

/// An error was raised; the machine holds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raised;

/// What an alternative comes to.
pub(super) enum Outcome {
    Value(Val),
    /// The rule fails, without a look at its other alternatives.
    Fails,
    Raised,
}

#[derive(Clone, Copy, Debug)]
struct NodeData {
    node: Node,
    /// First and last token.
    start: u32,
    end: u32,
    children: (u32, u32),
}

type Matched = Result<Option<Val>, Raised>;

pub(super) struct Machine<'s> {
    pub(super) source: &'s Source<'s>,
    pub(super) mark: u32,
    /// How many tokens have been asked for.
    pub(super) fill: u32,
    pub(super) error: Option<SyntaxError>,
    /// What the first pass warned of.
    pub(super) warnings: Vec<Warning>,
    call_invalid_rules: bool,
    /// Whether it is the second pass: in the first, nothing asks what a node is, but where.
    pub(super) second: bool,
    depth: u32,
    /// How many rules were tried.
    steps: u32,
    memo: Memory,
    nodes: Vec<NodeData>,
    children: Vec<Val>,
    /// Values of the alternatives under way.
    values: Vec<Val>,
}

impl<'s> Machine<'s> {
    pub(super) fn new(source: &'s Source<'s>) -> Self {
        Self {
            source,
            mark: 0,
            fill: 0,
            error: None,
            warnings: Vec::new(),
            call_invalid_rules: false,
            second: false,
            depth: 0,
            steps: 0,
            memo: Memory::new(source.len()),
            nodes: Vec::new(),
            children: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Prepares the pass that explains.
    pub(super) fn second_pass(&mut self) {
        self.mark = 0;
        self.memo.clear();
        self.nodes.clear();
        self.call_invalid_rules = true;
        self.second = true;
    }

    pub(super) fn raise(&mut self, error: SyntaxError) -> Raised {
        if self.error.is_none() {
            self.error = Some(error);
        }
        Raised
    }

    #[inline]
    fn token(&mut self, index: u32) -> Result<Kind, Raised> {
        let kind = self.source.kind(index);
        if index >= self.fill {
            self.fill = index + 1;
            if kind == Kind::Error
                && let Some(error) = self.source.lexer_error()
            {
                return Err(self.raise(error));
            }
        }
        Ok(kind)
    }

    /// Whether the next token is one of these.
    #[inline]
    fn begins(&mut self, kinds: Kinds) -> Result<bool, Raised> {
        Ok(kinds == ANY || self.depth > NEARLY_TOO_DEEP || kinds & bit(self.token(self.mark)?) != 0)
    }

    fn take(&mut self, wanted: Kind) -> Matched {
        let found = self.token(self.mark)?;
        if found != wanted {
            if wanted == Kind::NotEqual && found == Kind::LessGreater && self.source.options.barry_as_flufl {
                let message = "with Barry as BDFL, use '<>' instead of '!='";
                return Err(self.fail(Place::LastToken, Val::Nothing, Val::Nothing, message));
            }
            return Ok(None);
        }
        self.mark += 1;
        if wanted == Kind::Number {
            let text = self.source.text(self.mark - 1);
            if text.contains('_') {
                self.since(6, &"Underscores in numeric literals are only")?;
            }
            if let Err(message) = parse_number(text, self.source.options.max_int_digits) {
                let error = self.source.at_line_of(self.fill, self.mark - 1, message);
                return Err(self.raise(error));
            }
        }
        Ok(Some(Val::Token(self.mark - 1)))
    }

    /// An error if the program is to be one of a Python before 3.`version`.
    pub(super) fn since(&mut self, version: u8, what: &dyn std::fmt::Display) -> Result<(), Raised> {
        if self.source.options.feature_version >= version {
            return Ok(());
        }
        let message = format!("{what} supported in Python 3.{version} and greater");
        Err(self.fail(Place::LastToken, Val::Nothing, Val::Nothing, &message))
    }

    /// Goes so many levels down.
    #[inline]
    fn enter(&mut self, levels: u32) -> Result<(), Raised> {
        self.depth += levels;
        if self.depth > MAX_DEPTH {
            return Err(self.too_deep());
        }
        Ok(())
    }

    #[cold]
    fn too_deep(&mut self) -> Raised {
        self.raise(SyntaxError {
            class: ErrorClass::Memory,
            message: String::new(),
            location: None,
            span: vivarium_source::Span::default(),
            warnings: Vec::new(),
        })
    }

    pub(super) fn rule(&mut self, id: u16) -> Matched {
        let rule = &RULES[id as usize];
        if !self.begins(rule.first)? {
            return Ok(None);
        }
        self.steps = self.steps.wrapping_add(1);
        self.enter(1)?;
        let result = match rule.memo {
            Memo::Never => self.alternatives(rule.alternatives),
            Memo::LeftRecursive => self.left_recursive(id),
            Memo::Always => self.always(id),
            Memo::Pass => self.of_pass(id),
        };
        self.depth -= 1;
        result
    }

    /// What a rule gave here before; reading goes on behind it.
    fn remembered(&mut self, start: u32, key: u32) -> Option<Option<Val>> {
        let (value, mark) = self.memo.get(start, key)?;
        self.mark = mark;
        Some(value)
    }

    fn always(&mut self, id: u16) -> Matched {
        let start = self.mark;
        self.token(start)?;
        let key = u32::from(id);
        if let Some(value) = self.remembered(start, key) {
            return Ok(value);
        }
        let value = self.alternatives(RULES[id as usize].alternatives)?;
        self.memo.add(start, key, value, self.mark);
        Ok(value)
    }

    fn of_pass(&mut self, id: u16) -> Matched {
        let rule = &RULES[id as usize];
        let start = self.mark;
        let key = u32::from(id) | (1 + u32::from(self.call_invalid_rules)) << 16;
        if let Some(value) = self.remembered(start, key) {
            return Ok(value);
        }
        let before = self.steps;
        let invalid = self.call_invalid_rules;
        if rule.without_invalid {
            self.call_invalid_rules = false;
        }
        let value = self.alternatives(rule.alternatives);
        self.call_invalid_rules = invalid;
        let value = value?;
        if self.steps.wrapping_sub(before) > WORTH_REMEMBERING {
            self.memo.add(start, key, value, self.mark);
        }
        Ok(value)
    }

    fn left_recursive(&mut self, id: u16) -> Matched {
        let start = self.mark;
        self.token(start)?;
        let key = u32::from(id);
        if let Some(value) = self.remembered(start, key) {
            return Ok(value);
        }
        let mut best = (None, start);
        let entry = self.memo.add(start, key, best.0, best.1);
        self.enter(1)?;
        loop {
            self.mark = start;
            let value = self.alternatives(RULES[id as usize].alternatives)?;
            if value.is_none() || self.mark <= best.1 {
                break;
            }
            best = (value, self.mark);
            self.memo.change(entry, best.0, best.1);
        }
        self.depth -= 1;
        self.mark = best.1;
        Ok(best.0)
    }

    fn alternatives(&mut self, alternatives: &'static [Alternative]) -> Matched {
        let start = self.mark;
        for alternative in alternatives {
            if alternative.invalid && !self.call_invalid_rules || !self.begins(alternative.first)? {
                continue;
            }
            let mut cut = false;
            match self.alternative(alternative, start, &mut cut)? {
                Some(Outcome::Value(value)) => return Ok(Some(value)),
                Some(Outcome::Fails) => break,
                Some(Outcome::Raised) => return Err(Raised),
                None if cut => break,
                None => self.mark = start,
            }
        }
        self.mark = start;
        Ok(None)
    }

    fn alternative(
        &mut self,
        alternative: &'static Alternative,
        start: u32,
        cut: &mut bool,
    ) -> Result<Option<Outcome>, Raised> {
        let mut labels = [Val::Nothing; 3];
        let mut only = Val::Nothing;
        let (wanted, kept) = match alternative.then {
            Then::Only(index) => (index as usize, false),
            Then::Parts | Then::Node(_) => (usize::MAX, self.second),
            _ => (usize::MAX, false),
        };
        let first = self.values.len();
        for (index, (label, part)) in alternative.parts.iter().enumerate() {
            if let Part::Cut = part {
                *cut = true;
                continue;
            }
            let Some(value) = self.part(part)? else {
                self.values.truncate(first);
                return Ok(None);
            };
            if *label > 0 && labels[*label as usize] == Val::Nothing {
                labels[*label as usize] = value;
            }
            if index == wanted {
                only = value;
            }
            if kept && value != Val::Nothing {
                self.values.push(value);
            }
        }
        if let Some((version, what)) = alternative.since {
            self.since(version, &format_args!("{what} only"))?;
        }
        let outcome = match alternative.then {
            Then::Only(_) => Outcome::Value(only),
            Then::Parts => Outcome::Value(self.node(Node::Parts, start, first)),
            Then::Label(label) => Outcome::Value(labels[label as usize]),
            Then::Start => Outcome::Value(Val::Token(start)),
            Then::Node(node) => Outcome::Value(self.node(node, start, first)),
            Then::Error(place, message) => {
                self.fail(place, labels[1], labels[2], message);
                Outcome::Raised
            }
            Then::Action(action) => action(self, labels[1], labels[2]),
        };
        Ok(Some(outcome))
    }

    fn part(&mut self, part: &'static Part) -> Matched {
        match part {
            Part::Token(kind) => self.take(*kind),
            Part::Rule(id) => self.rule(*id),
            Part::Soft(word) => {
                if self.token(self.mark)? != Kind::Name || self.source.text(self.mark) != *word {
                    return Ok(None);
                }
                self.mark += 1;
                Ok(Some(Val::Token(self.mark - 1)))
            }
            Part::SoftKeyword => {
                if self.token(self.mark)? != Kind::Name {
                    return Ok(None);
                }
                // As CPython compares: a beginning of a keyword is enough.
                let text = self.source.text(self.mark);
                self.mark += 1;
                let found = ["_", "case", "match"].iter().any(|keyword| keyword.starts_with(text));
                Ok(found.then_some(Val::Token(self.mark - 1)))
            }
            Part::Optional(part) => {
                let start = self.mark;
                let value = self.part(part)?;
                if value.is_none() {
                    self.mark = start;
                }
                Ok(Some(value.unwrap_or(Val::Nothing)))
            }
            Part::Any(part) => self.repeat(part, None, 0),
            Part::Some(part) => self.repeat(part, None, 1),
            Part::Gather(separator, part) => self.repeat(part, Some(separator), 1),
            Part::Ahead(part) => {
                let start = self.mark;
                let value = self.part(part)?;
                self.mark = start;
                Ok(value.map(|_| Val::Nothing))
            }
            Part::NotAhead(part) => {
                let start = self.mark;
                let value = self.part(part)?;
                self.mark = start;
                Ok(if value.is_none() { Some(Val::Nothing) } else { None })
            }
            Part::Cut => Ok(Some(Val::Nothing)),
            Part::Demand(kind, text) => {
                let value = self.take(*kind)?;
                if value.is_none() {
                    let at = Val::Token(self.mark);
                    return Err(self.fail(Place::Part, at, Val::Nothing, &format!("expected '{text}'")));
                }
                Ok(value)
            }
            Part::Choice(alternatives) => {
                self.enter(1)?;
                let value = self.alternatives(alternatives);
                self.depth -= 1;
                value
            }
        }
    }

    fn repeat(&mut self, part: &'static Part, separator: Option<&'static Part>, least: usize) -> Matched {
        let first = self.mark;
        let values = self.values.len();
        let mut count = 0;
        let depth = self.depth;
        self.enter(1)?;
        loop {
            let start = self.mark;
            if count > 0
                && let Some(separator) = separator
            {
                // What comes behind the first has a loop of its own.
                if count == 1 {
                    self.enter(1)?;
                }
                if self.part(separator)?.is_none() {
                    self.mark = start;
                    break;
                }
            }
            let Some(value) = self.part(part)? else {
                self.mark = start;
                break;
            };
            count += 1;
            if self.second && value != Val::Nothing {
                self.values.push(value);
            }
        }
        self.depth = depth;
        if count < least {
            self.values.truncate(values);
            self.mark = first;
            return Ok(None);
        }
        Ok(Some(self.node(Node::Parts, first, values)))
    }

    /// A node of the values from `first` on.
    fn node(&mut self, node: Node, start: u32, first: usize) -> Val {
        let mut end = self.mark.saturating_sub(1);
        while end > start && self.source.is_layout(end) {
            end -= 1;
        }
        if !self.second && end <= start {
            return Val::Token(start);
        }
        let from = self.children.len() as u32;
        for at in first..self.values.len() {
            self.add_child(self.values[at]);
        }
        self.values.truncate(first);
        let children = (from, self.children.len() as u32);
        self.nodes.push(NodeData { node, start, end, children });
        Val::Node(self.nodes.len() as u32 - 1)
    }

    fn add_child(&mut self, value: Val) {
        match value {
            Val::Nothing => {}
            Val::Token(index) => {
                if matches!(self.source.kind(index), Kind::Name | Kind::Number) {
                    self.children.push(value);
                }
            }
            Val::Node(id) => {
                let NodeData { node, children, .. } = self.nodes[id as usize];
                if node == Node::Parts {
                    self.children.extend_from_within(children.0 as usize..children.1 as usize);
                } else {
                    self.children.push(value);
                }
            }
        }
    }

    pub(super) fn literal(&mut self, node: Node, start: u32, end: u32) -> Val {
        self.nodes.push(NodeData { node, start, end, children: (0, 0) });
        Val::Node(self.nodes.len() as u32 - 1)
    }

    /// What a value is, as far as it is no token.
    pub(super) fn what(&self, value: Val) -> Option<Node> {
        match value {
            Val::Node(id) => Some(self.nodes[id as usize].node),
            _ => None,
        }
    }

    pub(super) fn children(&self, value: Val) -> &[Val] {
        match value {
            Val::Node(id) => {
                let (from, to) = self.nodes[id as usize].children;
                &self.children[from as usize..to as usize]
            }
            _ => &[],
        }
    }

    /// The first and last token of a value.
    pub(super) fn tokens(&self, value: Val) -> (u32, u32) {
        match value {
            Val::Nothing => (0, 0),
            Val::Token(index) => (index, index),
            Val::Node(id) => {
                let NodeData { node, start, end, children } = self.nodes[id as usize];
                match (node, self.children.get(children.0 as usize..children.1 as usize)) {
                    // A list of nodes reaches from its first to its last.
                    (Node::Parts, Some([first, .., last])) => (self.tokens(*first).0, self.tokens(*last).1),
                    (Node::Parts, Some([only])) => self.tokens(*only),
                    _ => (start, end),
                }
            }
        }
    }

    pub(super) fn is_name(&self, value: Val) -> bool {
        matches!(value, Val::Token(index) if self.source.kind(index) == Kind::Name)
    }

    pub(super) fn fail(&mut self, place: Place, a: Val, b: Val, message: &str) -> Raised {
        let message = if message.contains("{}") {
            let word = match place {
                Place::Indentation => self.source.position(self.tokens(a).0).lineno.to_string(),
                _ => self.expression_name(a).to_owned(),
            };
            message.replace("{}", &word)
        } else {
            message.to_owned()
        };
        let error = match place {
            Place::LastToken => self.source.at_last_token(self.fill, ErrorClass::Syntax, message),
            Place::Indentation => self.source.at_last_token(self.fill, ErrorClass::Indentation, message),
            Place::Part => {
                let (from, to) = self.tokens(a);
                self.source.at_tokens(self.fill, from, to, message)
            }
            Place::Range => {
                let (from, to) = match self.last_item(b) {
                    Some(last) => (self.tokens(a).0, self.tokens(last).1),
                    None => (self.tokens(a).0, self.tokens(b).1),
                };
                self.source.at_tokens(self.fill, from, to, message)
            }
            Place::From => {
                let (from, _) = self.tokens(a);
                self.source.starting_from(self.fill, from, message)
            }
        };
        self.raise(error)
    }

    fn last_item(&self, value: Val) -> Option<Val> {
        (self.what(value) == Some(Node::Parts)).then(|| self.children(value).last().copied()).flatten()
    }

    /// What CPython calls an expression.
    pub(super) fn expression_name(&self, value: Val) -> &'static str {
        let node = match value {
            Val::Token(index) => {
                return match self.source.kind(index) {
                    Kind::Name => "name",
                    Kind::True => "True",
                    Kind::False => "False",
                    Kind::None => "None",
                    Kind::Ellipsis => "ellipsis",
                    _ => "literal",
                };
            }
            Val::Node(id) => self.nodes[id as usize].node,
            Val::Nothing => return "",
        };
        match node {
            Node::Attribute => "attribute",
            Node::Subscript => "subscript",
            Node::Starred => "starred",
            Node::List => "list",
            Node::Tuple => "tuple",
            Node::Lambda => "lambda",
            Node::Call => "function call",
            Node::Operation => "expression",
            Node::GeneratorExp => "generator expression",
            Node::Yield => "yield expression",
            Node::Await => "await expression",
            Node::ListComp => "list comprehension",
            Node::SetComp => "set comprehension",
            Node::DictComp => "dict comprehension",
            Node::Dict => "dict literal",
            Node::Set => "set display",
            Node::FormatString => "f-string expression",
            Node::None => "None",
            Node::True => "True",
            Node::False => "False",
            Node::Ellipsis => "ellipsis",
            Node::Compare => "comparison",
            Node::IfExp => "conditional expression",
            Node::NamedExpr => "named expression",
            _ => "literal",
        }
    }
}
