//! Reads `rules.peg` into the text of the tables that `explain` runs: nothing of it is left to do for a program.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

enum Then {
    Pass,
    Label(u8),
    Node(String),
    Error(String, String),
    Action(String),
}

enum Part {
    Token(String),
    Soft(String),
    SoftKeyword,
    Rule(usize),
    Optional(Box<Part>),
    Any(Box<Part>),
    Some(Box<Part>),
    Gather(Box<Part>, Box<Part>),
    Ahead(Box<Part>),
    NotAhead(Box<Part>),
    Cut,
    Demand(String),
    Choice(Vec<Alternative>),
}

struct Alternative {
    parts: Vec<(u8, Part)>,
    /// Since which Python 3.N there is this, and what it is called.
    since: Option<(u8, String)>,
    then: Then,
    invalid: bool,
}

/// The tokens that something may begin with.
#[derive(Clone, Default, PartialEq)]
struct First {
    kinds: BTreeSet<String>,
    /// It may be empty.
    open: bool,
    /// At any other token it does more than fail.
    any: bool,
}

struct Rule {
    name: String,
    memo: &'static str,
    alternatives: Vec<Alternative>,
}

/// The tables of a grammar as Rust.
pub fn tables(text: &str) -> String {
    let rules = read(text);
    let firsts = firsts(&rules);
    let mut writer = Writer { firsts: &firsts, kinds: Vec::new() };
    let mut body = String::new();
    for (index, rule) in rules.iter().enumerate() {
        let _ = writeln!(
            body,
            "    Rule {{ memo: Memo::{}, without_invalid: {}, first: {}, alternatives: {} }},",
            rule.memo,
            rule.name == "expression_without_invalid",
            writer.set(&firsts[index]),
            writer.alternatives(&rule.alternatives),
        );
    }
    let mut out = String::new();
    for (index, kind) in writer.kinds.iter().enumerate() {
        let _ = writeln!(out, "const K{index}: Kind = kind({kind:?});");
    }
    let _ = writeln!(out, "pub(super) static RULES: [Rule; {}] = [\n{body}];", rules.len());
    for start in ["file", "interactive", "eval", "func_type", "fstring"] {
        let index = rules.iter().position(|rule| rule.name == start).expect("the grammar has its starts");
        let _ = writeln!(out, "pub(super) const {}: u16 = {index};", start.to_uppercase());
    }
    out
}

fn read(text: &str) -> Vec<Rule> {
    let mut heads: Vec<(&str, &'static str)> = Vec::new();
    let mut bodies: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if line.starts_with(' ') {
            let body = bodies.last_mut().expect("a rule goes on");
            body.push(' ');
            body.push_str(line.trim());
            continue;
        }
        let (head, body) = line.split_once(" =").expect("a rule has a body");
        let name = head.trim_end_matches(['!', '<', '?']);
        let memo = match &head[name.len()..] {
            "!" => "Always",
            "<" => "LeftRecursive",
            "?" => "Never",
            _ => "Pass",
        };
        heads.push((name, memo));
        bodies.push(body.to_owned());
    }
    let names: HashMap<&str, usize> =
        heads.iter().enumerate().map(|(index, (name, _))| (*name, index)).collect();
    let rule = |((name, memo), body): (&(&str, &'static str), &String)| {
        let mut reader = Reader { words: words(body), at: 0, names: &names };
        Rule { name: (*name).to_owned(), memo, alternatives: reader.alternatives() }
    };
    heads.iter().zip(&bodies).map(rule).collect()
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

struct Reader<'a> {
    words: Vec<String>,
    at: usize,
    names: &'a HashMap<&'a str, usize>,
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
        while !matches!(self.peek(), "" | "|" | ")" | "]" | "}" | "=>" | "^" | "since") {
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
        Alternative { since: self.since(), then: self.then(), invalid, parts }
    }

    fn since(&mut self) -> Option<(u8, String)> {
        self.take("since").then(|| {
            let version = self.next().parse().expect("a version is a number");
            (version, self.next().trim_matches('"').to_owned())
        })
    }

    fn then(&mut self) -> Then {
        if self.take("=>") {
            let word = self.next();
            return if word == "a" { Then::Label(1) } else { Then::Node(word) };
        }
        if !self.take("^") {
            return Then::Pass;
        }
        if self.take("fn") {
            return Then::Action(self.next());
        }
        let place = if self.take("indent") {
            self.take("a");
            "Indentation"
        } else if self.take("a") {
            match (self.take(".."), self.take("b")) {
                (true, true) => "Range",
                (true, false) => "From",
                _ => "Part",
            }
        } else {
            "LastToken"
        };
        let quoted = self.next();
        Then::Error(place.to_owned(), quoted.trim_matches('"').replace("\\\"", "\""))
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
            "@" => Part::Demand(self.next().trim_matches('\'').to_owned()),
            "SOFT_KEYWORD" => Part::SoftKeyword,
            word if word.starts_with('"') => Part::Soft(word.trim_matches('"').to_owned()),
            word if word.starts_with('\'') => Part::Token(word.trim_matches('\'').to_owned()),
            word => match self.names.get(word) {
                Some(id) => Part::Rule(*id),
                None => Part::Token(word.to_owned()),
            },
        }
    }

    /// What stands between brackets: one part as itself, else a choice.
    fn choice(&mut self) -> Part {
        let mut alternatives = self.alternatives();
        if let [Alternative { parts, since: None, then: Then::Pass, invalid: false }] =
            alternatives.as_mut_slice()
            && parts.len() == 1
            && let Some((_, part)) = parts.pop()
        {
            return part;
        }
        Part::Choice(alternatives)
    }
}

fn firsts(rules: &[Rule]) -> Vec<First> {
    let mut firsts = vec![First::default(); rules.len()];
    loop {
        let next: Vec<First> = rules.iter().map(|rule| first_of_any(&rule.alternatives, &firsts)).collect();
        if next == firsts {
            return firsts;
        }
        firsts = next;
    }
}

fn first_of_any(alternatives: &[Alternative], firsts: &[First]) -> First {
    let mut all = First::default();
    for alternative in alternatives {
        let first = first_of_all(&alternative.parts, firsts);
        all.kinds.extend(first.kinds);
        all.open |= first.open;
        all.any |= first.any;
    }
    all
}

fn first_of_all(parts: &[(u8, Part)], firsts: &[First]) -> First {
    let mut all = First::default();
    for (_, part) in parts {
        let first = first_of(part, firsts);
        all.kinds.extend(first.kinds);
        all.any |= first.any;
        if !first.open {
            return all;
        }
    }
    all.open = true;
    all
}

fn first_of(part: &Part, firsts: &[First]) -> First {
    let token = |kind: &str| First { kinds: BTreeSet::from([kind.to_owned()]), ..First::default() };
    match part {
        // With Barry as BDFL, the one of the two that is not asked for is an error.
        Part::Token(kind) if kind == "!=" => {
            First { kinds: BTreeSet::from(["!=".to_owned(), "<>".to_owned()]), ..First::default() }
        }
        Part::Token(kind) => token(kind),
        Part::Soft(_) | Part::SoftKeyword => token("NAME"),
        Part::Rule(id) => firsts[*id].clone(),
        Part::Optional(part) | Part::Any(part) => First { open: true, ..first_of(part, firsts) },
        Part::NotAhead(part) => {
            let first = first_of(part, firsts);
            First { open: true, any: first.any || first.open, ..first }
        }
        Part::Some(part) | Part::Gather(_, part) | Part::Ahead(part) => first_of(part, firsts),
        Part::Cut => First { open: true, ..First::default() },
        Part::Demand(_) => First { any: true, ..First::default() },
        Part::Choice(alternatives) => first_of_any(alternatives, firsts),
    }
}

struct Writer<'a> {
    firsts: &'a [First],
    kinds: Vec<String>,
}

impl Writer<'_> {
    fn kind(&mut self, text: &str) -> String {
        let index = self.kinds.iter().position(|kind| kind == text).unwrap_or_else(|| {
            self.kinds.push(text.to_owned());
            self.kinds.len() - 1
        });
        format!("K{index}")
    }

    fn set(&mut self, first: &First) -> String {
        if first.open || first.any {
            return "ANY".to_owned();
        }
        let bits: Vec<String> = first.kinds.iter().map(|kind| format!("bit({})", self.kind(kind))).collect();
        bits.join(" | ")
    }

    fn alternatives(&mut self, alternatives: &[Alternative]) -> String {
        let all: Vec<String> = alternatives.iter().map(|alternative| self.alternative(alternative)).collect();
        format!("&[{}]", all.join(", "))
    }

    fn alternative(&mut self, alternative: &Alternative) -> String {
        let mut valued = alternative
            .parts
            .iter()
            .enumerate()
            .filter(|(_, (_, part))| !matches!(part, Part::Ahead(_) | Part::NotAhead(_) | Part::Cut))
            .map(|(index, _)| index);
        let only = valued.next().filter(|_| valued.next().is_none());
        let then = match &alternative.then {
            Then::Pass => only.map_or("Then::Parts".to_owned(), |index| format!("Then::Only({index})")),
            Then::Label(label) => format!("Then::Label({label})"),
            Then::Node(node) if node == "Stmt" => "Then::Start".to_owned(),
            Then::Node(node) => format!("Then::Node(Node::{node})"),
            Then::Error(place, message) => format!("Then::Error(Place::{place}, {message:?})"),
            Then::Action(name) if name == "strings" => "Then::Action(strings::strings)".to_owned(),
            Then::Action(name) => format!("Then::Action(actions::{name})"),
        };
        let first = self.set(&first_of_all(&alternative.parts, self.firsts));
        let parts: Vec<String> =
            alternative.parts.iter().map(|(label, part)| format!("({label}, {})", self.part(part))).collect();
        format!(
            "Alternative {{ parts: &[{}], since: {:?}, then: {then}, first: {first}, invalid: {} }}",
            parts.join(", "),
            alternative.since,
            alternative.invalid
        )
    }

    fn part(&mut self, part: &Part) -> String {
        match part {
            Part::Token(kind) => format!("Part::Token({})", self.kind(kind)),
            Part::Soft(word) => format!("Part::Soft({word:?})"),
            Part::SoftKeyword => "Part::SoftKeyword".to_owned(),
            Part::Rule(id) => format!("Part::Rule({id})"),
            Part::Optional(part) => format!("Part::Optional(&{})", self.part(part)),
            Part::Any(part) => format!("Part::Any(&{})", self.part(part)),
            Part::Some(part) => format!("Part::Some(&{})", self.part(part)),
            Part::Gather(separator, part) => {
                format!("Part::Gather(&{}, &{})", self.part(separator), self.part(part))
            }
            Part::Ahead(part) => format!("Part::Ahead(&{})", self.part(part)),
            Part::NotAhead(part) => format!("Part::NotAhead(&{})", self.part(part)),
            Part::Cut => "Part::Cut".to_owned(),
            Part::Demand(kind) => format!("Part::Demand({}, {kind:?})", self.kind(kind)),
            Part::Choice(alternatives) => format!("Part::Choice({})", self.alternatives(alternatives)),
        }
    }
}
