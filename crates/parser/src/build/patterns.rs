//! Patterns of `match`.

use vivarium_ast::*;

use super::expressions::singleton;
use super::{Builder, Built, refused};
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

    fn is_wildcard(&self, name: Tok) -> bool {
        self.text(name.start, name.end) == "_"
    }

    fn captured(&mut self, name: Tok) -> Option<Symbol> {
        if self.is_wildcard(name) { None } else { Some(self.symbol(name)) }
    }

    pub(crate) fn capture(&mut self, tok: Tok) -> PatternId {
        let name = self.captured(tok);
        self.pattern(PatternKind::MatchAs { pattern: None, name }, tok.start, tok.end)
    }

    pub(crate) fn star_pattern(&mut self, tok: Tok, l: u32, r: u32) -> PatternId {
        let name = self.captured(tok);
        self.pattern(PatternKind::MatchStar { name }, l, r)
    }

    pub(crate) fn rest_pattern(&mut self, tok: Tok) -> Built<Symbol> {
        if self.is_wildcard(tok) { refused() } else { Ok(self.symbol(tok)) }
    }

    pub(crate) fn as_pattern(&mut self, pattern: PatternId, tok: Tok, l: u32, r: u32) -> Built<PatternId> {
        if self.is_wildcard(tok) {
            return refused();
        }
        let name = Some(self.symbol(tok));
        Ok(self.pattern(PatternKind::MatchAs { pattern: Some(pattern), name }, l, r))
    }

    pub(crate) fn singleton(&mut self, tok: Tok) -> Built<PatternId> {
        if tok.op == Op::Ellipsis {
            return refused();
        }
        Ok(self.pattern(PatternKind::MatchSingleton { value: singleton(tok.op) }, tok.start, tok.end))
    }

    pub(crate) fn key_constant(&mut self, tok: Tok) -> Built<ExprId> {
        if tok.op == Op::Ellipsis { refused() } else { Ok(self.constant(tok)) }
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
        match op.op {
            Op::Bin(Operator::BitOr | Operator::Add | Operator::Sub) => {
                self.or_items.push(OrItem { pattern, l, r, op: op.op });
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

    pub(crate) fn complex(&mut self, real: ExprId, op: Tok, imag: Tok, l: u32, r: u32) -> Built<ExprId> {
        let Some(op) = sign(op.op) else { return refused() };
        let imag = self.number(imag)?;
        self.complex_parts(real, op, imag, l, r)
    }

    pub(crate) fn negative(&mut self, op: Tok, number: Tok, l: u32, r: u32) -> Built<ExprId> {
        if op.op != Op::Minus {
            return refused();
        }
        let operand = self.number(number)?;
        Ok(self.expr(ExprKind::UnaryOp { op: UnaryOp::USub, operand }, l, r))
    }

    pub(crate) fn key_pattern(&mut self, key: ExprId, pattern: PatternId) -> (u32, u32) {
        (self.push_expr(key), self.push_pattern(pattern))
    }

    pub(crate) fn mapping(
        &mut self,
        items: Option<(u32, u32)>,
        rest: Option<Symbol>,
        l: u32,
        r: u32,
    ) -> PatternId {
        let (keys, patterns) = match items {
            Some((keys, patterns)) => (self.close_exprs(keys), self.close_patterns(patterns)),
            None => (List::EMPTY, List::EMPTY),
        };
        self.pattern(PatternKind::MatchMapping { keys, patterns, rest }, l, r)
    }

    pub(crate) fn class_positional(&mut self, pattern: PatternId) -> (u32, u32) {
        (self.push_pattern(pattern), self.symbols.len() as u32)
    }

    pub(crate) fn class_keyword(&mut self, name: Tok, pattern: PatternId) -> (u32, u32) {
        (self.push_pattern(pattern), self.push_name(name))
    }

    pub(crate) fn class_args(&mut self, args: (u32, u32), last: (u32, u32)) -> Built<(u32, u32)> {
        let positional = last.1 == self.symbols.len() as u32;
        if positional && last.1 > args.1 { refused() } else { Ok(args) }
    }

    pub(crate) fn class_pattern(
        &mut self,
        cls: ExprId,
        args: Option<(u32, u32)>,
        l: u32,
        r: u32,
    ) -> PatternId {
        let (patterns, kwd_attrs, kwd_patterns) = match args {
            Some((patterns, symbols)) => {
                let keywords = self.symbols.len() as u32 - symbols;
                let kwd_patterns = self.close_patterns(self.patterns.len() as u32 - keywords);
                (self.close_patterns(patterns), self.close_symbols(symbols), kwd_patterns)
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
