//! The layer between lexer and grammar: decides soft keywords, tells unary operators from binary ones, fuses `not in` and
//! `is not`, and marks the
//! parenthesis of `with (a as b):`.

use vivarium_ast::{CmpOp, Operator};
use vivarium_lexer::{Kind, Token};

use crate::term::{Op, Term, Tok, ends_operand, terminal};

#[derive(Clone, Copy)]
struct Class {
    tok: Tok,
    ends_operand: bool,
    /// Whether the tokens around it matter.
    special: bool,
}

static CLASSES: [Class; Kind::ALL.len()] = {
    let mut classes =
        [Class { tok: terminal(Kind::Error), ends_operand: false, special: false }; Kind::ALL.len()];
    let mut index = 0;
    while index < classes.len() {
        let kind = Kind::ALL[index];
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
        classes[kind as usize] = Class { tok: terminal(kind), ends_operand: ends_operand(kind), special };
        index += 1;
    }
    classes
};

/// Tokens for the grammar.
pub(crate) struct Feed<'a> {
    source: &'a str,
    tokens: &'a [Token],
    at: usize,
    /// What to parse; the first token tells it.
    marker: Option<Term>,
    /// The next token that is something else than its kind says: a soft keyword, or the parenthesis of `with`.
    override_at: usize,
    override_term: Term,
    /// The token that was a soft keyword last.
    soft_keyword_at: usize,
    /// Where the last token that is no layout ended.
    last_end: u32,
    /// Where the last special token stands.
    start: u32,
    end: u32,
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
            override_at: 0,
            override_term: marker,
            soft_keyword_at: usize::MAX,
            last_end: 0,
            start: 0,
            end: 0,
            match_line: false,
            blocks: Vec::new(),
        }
    }

    fn kind(&self, index: usize) -> Kind {
        self.tokens.get(index).map_or(Kind::EndMarker, |token| token.kind)
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

    /// Looks whether the line that starts at `at` starts with a soft keyword.
    fn line_start(&mut self, at: usize) {
        let Some(token) = self.tokens.get(at) else { return };
        if token.kind != Kind::Name || !matches!(token.end - token.start, 4 | 5) {
            return;
        }
        match token.text(self.source) {
            "match" if self.is_match_line(at) => {
                self.match_line = true;
                (self.override_at, self.override_term) = (at, Term::Match);
            }
            "case" if self.blocks.last() == Some(&true) => {
                (self.override_at, self.override_term) = (at, Term::Case);
            }
            _ => {}
        }
    }

    /// A layout token is empty and stands where the last token ended.
    fn layout(&mut self, tok: Tok) -> Tok {
        if let Some(before) = self.at.checked_sub(1).and_then(|before| self.tokens.get(before))
            && !matches!(before.kind, Kind::Newline | Kind::Indent | Kind::Dedent)
        {
            self.last_end = before.end;
        }
        (self.start, self.end) = (self.last_end, self.last_end);
        tok
    }

    /// Whether the token before ends an operand.
    fn after_operand(&self) -> bool {
        let Some(before) = self.at.checked_sub(1) else { return false };
        CLASSES[self.kind(before) as usize].ends_operand && before != self.soft_keyword_at
    }

    /// A token whose neighbours matter; where it stands is left in `start` and `end`.
    #[inline(never)]
    fn special(&mut self, token: Token, mut tok: Tok) -> Tok {
        (self.start, self.end) = (token.start, token.end);
        match token.kind {
            Kind::Newline => {
                self.line_start(self.at + 1);
                return self.layout(tok);
            }
            Kind::Indent => {
                self.blocks.push(std::mem::take(&mut self.match_line));
                self.line_start(self.at + 1);
                return self.layout(tok);
            }
            Kind::Dedent => {
                self.blocks.pop();
                self.line_start(self.at + 1);
                return self.layout(tok);
            }
            Kind::EndMarker => return self.layout(tok),
            Kind::With if self.kind(self.at + 1) == Kind::LPar && self.is_with_parenthesis(self.at + 1) => {
                (self.override_at, self.override_term) = (self.at + 1, Term::WithPar);
            }
            Kind::Is if self.kind(self.at + 1) == Kind::Not => {
                self.at += 1;
                tok = Tok::new(tok.term, Op::Cmp(CmpOp::IsNot));
                self.end = self.tokens[self.at].end;
            }
            Kind::Not if self.kind(self.at + 1) == Kind::In && self.after_operand() => {
                self.at += 1;
                tok = Tok::new(Term::BinOp, Op::Cmp(CmpOp::NotIn));
                self.end = self.tokens[self.at].end;
            }
            Kind::With | Kind::Is | Kind::Not => {}
            _ if self.after_operand() => {}
            Kind::Plus => tok = Tok::new(Term::UnOp, Op::Plus),
            Kind::Minus => tok = Tok::new(Term::UnOp, Op::Minus),
            Kind::Star => tok.term = Term::Star,
            Kind::DoubleStar => tok.term = Term::DoubleStar,
            Kind::Slash => tok.term = Term::Slash,
            Kind::At => tok.term = Term::At,
            _ => {}
        }
        tok
    }

    /// The marker, or the token that [`Self::override_term`] is for.
    #[cold]
    fn overriding(&mut self) -> Option<(u32, Tok, u32)> {
        if let Some(term) = self.marker.take() {
            let start = self.tokens.first().map_or(0, |token| token.start);
            self.last_end = start;
            self.override_at = usize::MAX;
            self.line_start(0);
            return Some((start, Tok::plain(term), start));
        }
        let &Token { start, end, .. } = self.tokens.get(self.at)?;
        if self.override_term != Term::WithPar {
            self.soft_keyword_at = self.at;
        }
        self.at += 1;
        self.override_at = usize::MAX;
        Some((start, Tok::plain(self.override_term), end))
    }
}

impl Iterator for Feed<'_> {
    type Item = (u32, Tok, u32);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.at == self.override_at {
            return self.overriding();
        }
        let token = self.tokens.get(self.at)?;
        let class = &CLASSES[token.kind as usize];
        if !class.special {
            self.at += 1;
            return Some((token.start, class.tok, token.end));
        }
        let tok = self.special(*token, class.tok);
        self.at += 1;
        Some((self.start, tok, self.end))
    }
}

/// The binary operator of a prefix sign in a pattern's complex number.
pub(crate) fn sign(op: Op) -> Option<Operator> {
    match op {
        Op::Bin(operator @ (Operator::Add | Operator::Sub)) => Some(operator),
        _ => None,
    }
}
