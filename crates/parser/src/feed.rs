//! The layer between lexer and grammar: decides soft keywords, tells unary operators from binary ones, fuses `not in` and
//! `is not`, and marks the
//! parenthesis of `with (a as b):`.

use vivarium_ast::{CmpOp, Operator};
use vivarium_lexer::{Kind, Token};

use crate::term::{Op, Term, Tok, ends_operand, terminal};

#[derive(Clone, Copy)]
struct Class {
    term: Term,
    op: Op,
    ends_operand: bool,
    /// Whether the tokens around it matter.
    special: bool,
}

const CLASSES: [Class; Kind::ALL.len()] = {
    let mut classes =
        [Class { term: Term::Error, op: Op::Nothing, ends_operand: false, special: false }; Kind::ALL.len()];
    let mut index = 0;
    while index < classes.len() {
        let kind = Kind::ALL[index];
        let (term, op) = terminal(kind);
        let special = matches!(
            kind,
            Kind::Plus
                | Kind::Minus
                | Kind::Star
                | Kind::DoubleStar
                | Kind::Slash
                | Kind::At
                | Kind::Not
                | Kind::Is
                | Kind::Newline
                | Kind::Indent
                | Kind::Dedent
                | Kind::EndMarker
                | Kind::With
        );
        classes[kind as usize] = Class { term, op, ends_operand: ends_operand(kind), special };
        index += 1;
    }
    classes
};

/// Tokens for the grammar.
pub(crate) struct Feed<'a> {
    source: &'a str,
    tokens: &'a [Token],
    at: usize,
    marker: Option<Term>,
    operand: bool,
    line_start: bool,
    /// The token before was `with`.
    after_with: bool,
    /// Where the last token that is no layout ended.
    last_end: u32,
    /// The line being read begins a `match` statement.
    match_line: bool,
    /// For each open block: whether it is the body of a `match`.
    blocks: Vec<bool>,
}

impl<'a> Feed<'a> {
    pub(crate) fn new(source: &'a str, tokens: &'a [Token], marker: Term) -> Self {
        Self {
            source,
            tokens,
            at: 0,
            marker: Some(marker),
            operand: false,
            line_start: true,
            after_with: false,
            last_end: 0,
            match_line: false,
            blocks: Vec::new(),
        }
    }

    /// How many tokens were taken.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    fn kind(&self, index: usize) -> Kind {
        self.tokens.get(index).map_or(Kind::EndMarker, |token| token.kind)
    }

    fn layout(&self, term: Term) -> Tok {
        Tok { term, op: Op::Nothing, start: self.last_end, end: self.last_end }
    }

    /// A logical line is a `match` statement if it ends in a colon with something before it.
    fn is_match_line(&self, at: usize) -> bool {
        let mut index = at + 1;
        while !matches!(self.kind(index), Kind::Newline | Kind::EndMarker | Kind::Error) {
            index += 1;
        }
        index > at + 2 && self.kind(index - 1) == Kind::Colon && self.kind(index) == Kind::Newline
    }

    /// Whether the parenthesis at `at`, right after `with`, holds an `as` of its own.
    fn is_with_parenthesis(&self, at: usize) -> bool {
        let mut depth = 0usize;
        let mut index = at;
        loop {
            match self.kind(index) {
                Kind::LPar | Kind::LSqb | Kind::LBrace => depth += 1,
                Kind::RPar | Kind::RSqb | Kind::RBrace => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return false;
                    }
                }
                Kind::As if depth == 1 => return true,
                Kind::Newline | Kind::EndMarker | Kind::Error => return false,
                _ => {}
            }
            index += 1;
        }
    }

    fn soft_keyword(&mut self, token: Token) -> Option<Term> {
        let text = token.text(self.source);
        if text == "match" && self.is_match_line(self.at) {
            self.match_line = true;
            return Some(Term::Match);
        }
        (text == "case" && self.blocks.last() == Some(&true)).then_some(Term::Case)
    }

    fn special(&mut self, token: Token, class: Class) -> Tok {
        let mut tok = Tok { term: class.term, op: class.op, start: token.start, end: token.end };
        match token.kind {
            Kind::Plus if !self.operand => (tok.term, tok.op) = (Term::UnOp, Op::Plus),
            Kind::Minus if !self.operand => (tok.term, tok.op) = (Term::UnOp, Op::Minus),
            Kind::Star if !self.operand => tok.term = Term::Star,
            Kind::DoubleStar if !self.operand => tok.term = Term::DoubleStar,
            Kind::Slash if !self.operand => tok.term = Term::Slash,
            Kind::At if !self.operand => tok.term = Term::At,
            Kind::Not if self.operand && self.kind(self.at + 1) == Kind::In => {
                self.at += 1;
                (tok.term, tok.op) = (Term::BinOp, Op::Cmp(CmpOp::NotIn));
            }
            Kind::Is if self.kind(self.at + 1) == Kind::Not => {
                self.at += 1;
                tok.op = Op::Cmp(CmpOp::IsNot);
            }
            Kind::With => self.after_with = true,
            Kind::Newline => return self.layout(Term::Newline),
            Kind::Indent => {
                self.blocks.push(std::mem::take(&mut self.match_line));
                return self.layout(Term::Indent);
            }
            Kind::Dedent => {
                self.blocks.pop();
                return self.layout(Term::Dedent);
            }
            Kind::EndMarker => return self.layout(Term::End),
            _ => {}
        }
        tok
    }
}

impl Iterator for Feed<'_> {
    type Item = (u32, Tok, u32);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let tok = self.next_tok()?;
        Some((tok.start, tok, tok.end))
    }
}

impl Feed<'_> {
    #[inline]
    fn next_tok(&mut self) -> Option<Tok> {
        if let Some(marker) = self.marker.take() {
            let start = self.tokens.first().map_or(0, |token| token.start);
            self.last_end = start;
            return Some(Tok { term: marker, op: Op::Nothing, start, end: start });
        }
        let &token = self.tokens.get(self.at)?;
        let class = CLASSES[token.kind as usize];
        let line_start = std::mem::replace(&mut self.line_start, false);
        let after_with = std::mem::replace(&mut self.after_with, false);
        let tok = if class.special {
            let tok = self.special(token, class);
            self.line_start = matches!(tok.term, Term::Newline | Term::Indent | Term::Dedent);
            tok
        } else {
            let mut term = class.term;
            if line_start && term == Term::Name {
                if let Some(keyword) = self.soft_keyword(token) {
                    term = keyword;
                }
            } else if after_with && term == Term::LPar && self.is_with_parenthesis(self.at) {
                term = Term::WithPar;
            }
            Tok { term, op: class.op, start: token.start, end: token.end }
        };
        self.at += 1;
        self.operand = class.ends_operand && !matches!(tok.term, Term::Match | Term::Case);
        if !self.line_start {
            self.last_end = self.tokens[self.at - 1].end;
        }
        Some(Tok { end: if self.line_start { tok.end } else { self.last_end }, ..tok })
    }
}

/// The binary operator of a prefix sign in a pattern's complex number.
pub(crate) fn sign(op: Op) -> Option<Operator> {
    match op {
        Op::Bin(operator @ (Operator::Add | Operator::Sub)) => Some(operator),
        _ => None,
    }
}
