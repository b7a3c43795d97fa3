//! Patterns of `match`.

use vivarium_ast::*;

use super::expressions::singleton;
use super::{ArgList, Builder, Built, Item, refused};
use crate::feed::sign;
use crate::term::{Op, Tok};

/// An alternative of an or-pattern, with the operator after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct OrItem {
    pattern: PatternId,
    l: u32,
    r: u32,
    op: Op,
}

impl Builder<'_> {
    pub(crate) fn pattern(&mut self, kind: PatternKind, l: u32, r: u32) -> PatternId {
        let loc = self.loc(l, r);
        self.ast.push(kind.at(loc))
    }

    pub(crate) fn push_pattern(&mut self, pattern: PatternId) -> u32 {
        self.patterns.push(pattern);
        self.patterns.len() as u32 - 1
    }

    /// The name, unless it is the wildcard.
    fn captured(&self, name: Symbol) -> Option<Symbol> {
        (self.ast.name(name) != "_").then_some(name)
    }

    pub(crate) fn capture(&mut self, name: Symbol, l: u32, r: u32) -> PatternId {
        let name = self.captured(name);
        self.pattern(PatternKind::MatchAs { pattern: None, name }, l, r)
    }

    pub(crate) fn star_pattern(&mut self, name: Symbol, l: u32, r: u32) -> PatternId {
        let name = self.captured(name);
        self.pattern(PatternKind::MatchStar { name }, l, r)
    }

    pub(crate) fn rest_pattern(&mut self, name: Symbol) -> Built<Symbol> {
        self.captured(name).map_or_else(refused, Ok)
    }

    pub(crate) fn as_pattern(
        &mut self,
        pattern: PatternId,
        name: Symbol,
        l: u32,
        r: u32,
    ) -> Built<PatternId> {
        let name = Some(self.rest_pattern(name)?);
        Ok(self.pattern(PatternKind::MatchAs { pattern: Some(pattern), name }, l, r))
    }

    pub(crate) fn singleton(&mut self, tok: Tok, l: u32, r: u32) -> Built<PatternId> {
        if tok.op() == Op::Ellipsis {
            return refused();
        }
        Ok(self.pattern(PatternKind::MatchSingleton { value: singleton(tok.op()) }, l, r))
    }

    pub(crate) fn key_constant(&mut self, tok: Tok, l: u32, r: u32) -> Built<ExprId> {
        if tok.op() == Op::Ellipsis { refused() } else { Ok(self.constant(tok, l, r)) }
    }

    pub(crate) fn sequence(&mut self, start: u32, last: Option<PatternId>, l: u32, r: u32) -> PatternId {
        self.patterns.extend(last);
        let patterns = self.close_patterns(start);
        self.pattern(PatternKind::MatchSequence { patterns }, l, r)
    }

    pub(crate) fn begin_or(&mut self) -> u32 {
        self.or_items.len() as u32
    }

    pub(crate) fn or(&mut self, pattern: PatternId, l: u32, r: u32, op: Tok) -> Built<()> {
        match op.op() {
            Op::Bin(Operator::BitOr | Operator::Add | Operator::Sub) => {
                self.or_items.push(OrItem { pattern, l, r, op: op.op() });
                Ok(())
            }
            _ => refused(),
        }
    }

    /// Puts alternatives together, and the halves of complex numbers.
    pub(crate) fn finish_or(&mut self, start: u32, last: PatternId, l: u32, r: u32) -> Built<PatternId> {
        self.or_items.push(OrItem { pattern: last, l, r, op: Op::Nothing });
        let items: Vec<OrItem> = self.or_items.drain(start as usize..).collect();
        let from = items.first().map_or(l, |item| item.l);
        let first = self.patterns.len() as u32;
        let mut items = items.into_iter();
        while let Some(item) = items.next() {
            let Some(operator) = sign(item.op) else {
                self.patterns.push(item.pattern);
                continue;
            };
            let Some(right) = items.next() else { return refused() };
            if sign(right.op).is_some() {
                return refused();
            }
            let (PatternKind::MatchValue { value: real }, PatternKind::MatchValue { value: imag }) =
                (self.ast[item.pattern].kind, self.ast[right.pattern].kind)
            else {
                return refused();
            };
            let value = self.complex_parts(real, operator, imag, item.l, right.r)?;
            let pattern = self.pattern(PatternKind::MatchValue { value }, item.l, right.r);
            self.patterns.push(pattern);
        }
        if self.patterns.len() == first as usize + 1 {
            return self.patterns.pop().map_or_else(refused, Ok);
        }
        let patterns = self.close_patterns(first);
        Ok(self.pattern(PatternKind::MatchOr { patterns }, from, r))
    }

    fn complex_parts(&mut self, real: ExprId, op: Operator, imag: ExprId, l: u32, r: u32) -> Built<ExprId> {
        let number = match self.ast[real].kind {
            ExprKind::UnaryOp { operand, .. } => operand,
            _ => real,
        };
        let constant = |ast: &Ast, expr: ExprId| match ast[expr].kind {
            ExprKind::Constant { value, .. } => match ast.constant(value) {
                Const::Int(_) | Const::BigInt(_) | Const::Float(_) => Some(false),
                Const::Complex(..) => Some(true),
                _ => None,
            },
            _ => None,
        };
        if constant(&self.ast, number) != Some(false) || constant(&self.ast, imag) != Some(true) {
            return refused();
        }
        Ok(self.expr(ExprKind::BinOp { left: real, op, right: imag }, l, r))
    }

    pub(crate) fn complex(&mut self, real: ExprId, op: Tok, imag: ExprId, l: u32, r: u32) -> Built<ExprId> {
        let Some(op) = sign(op.op()) else { return refused() };
        self.complex_parts(real, op, imag, l, r)
    }

    pub(crate) fn negative(&mut self, op: Tok, operand: ExprId, l: u32, r: u32) -> Built<ExprId> {
        if op.op() != Op::Minus {
            return refused();
        }
        Ok(self.expr(ExprKind::UnaryOp { op: UnaryOp::USub, operand }, l, r))
    }

    /// Its value is where the patterns start; of keys there are as many.
    pub(crate) fn key_pattern(&mut self, key: ExprId, pattern: PatternId) -> u32 {
        self.push_expr(key);
        self.push_pattern(pattern)
    }

    pub(crate) fn mapping(&mut self, items: Option<u32>, rest: Option<Symbol>, l: u32, r: u32) -> PatternId {
        let (keys, patterns) = match items {
            Some(items) => {
                let keys = self.exprs.len() - (self.patterns.len() - items as usize);
                (self.close_exprs(keys as u32), self.close_patterns(items))
            }
            None => (List::EMPTY, List::EMPTY),
        };
        self.pattern(PatternKind::MatchMapping { keys, patterns, rest }, l, r)
    }

    pub(crate) fn class_positional(&mut self, pattern: PatternId) -> Item {
        self.push_pattern(pattern);
        Item::Positional
    }

    pub(crate) fn class_keyword(&mut self, name: Symbol, pattern: PatternId) -> Item {
        self.push_pattern(pattern);
        self.push_name(name);
        Item::Keyword
    }

    /// The arguments begin with the one pushed last.
    pub(crate) fn first_class_arg(&mut self, item: Item) -> u32 {
        let names = u32::from(item == Item::Keyword);
        self.arg_lists.push(ArgList {
            positional: self.patterns.len() as u32 - 1,
            keywords: self.symbols.len() as u32 - names,
            stage: names as u8,
        });
        self.arg_lists.len() as u32 - 1
    }

    pub(crate) fn class_pattern(&mut self, cls: ExprId, args: Option<u32>, l: u32, r: u32) -> PatternId {
        let (patterns, kwd_attrs, kwd_patterns) = match args {
            Some(args) => {
                let ArgList { positional, keywords, .. } = self.arg_lists[args as usize];
                self.arg_lists.truncate(args as usize);
                let names = self.symbols.len() as u32 - keywords;
                let kwd_patterns = self.close_patterns(self.patterns.len() as u32 - names);
                (self.close_patterns(positional), self.close_symbols(keywords), kwd_patterns)
            }
            None => (List::EMPTY, List::EMPTY, List::EMPTY),
        };
        self.pattern(PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns }, l, r)
    }

    pub(crate) fn case(&mut self, pattern: PatternId, guard: Option<ExprId>, body: List<StmtId>) -> u32 {
        let case = self.ast.push(MatchCase { pattern, guard, body });
        self.cases.push(case);
        self.cases.len() as u32 - 1
    }
}
