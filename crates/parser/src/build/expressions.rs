//! Expressions other than operator runs and strings.

use vivarium_ast::*;
use vivarium_text::literal::{Number, parse_number};

use super::{ArgList, Builder, Built, Item, TargetKind, refused};
use crate::term::{Op, Tok};

impl Builder<'_> {
    #[inline]
    pub(crate) fn name(&mut self, id: Symbol, l: u32, r: u32) -> ExprId {
        self.expr(ExprKind::Name { id, ctx: ExprContext::Load }, l, r)
    }

    pub(crate) fn number(&mut self, l: u32, r: u32) -> Built<ExprId> {
        let text = self.text(l, r);
        let Ok(number) = parse_number(text, self.options.max_int_digits) else { return refused() };
        let value = match &number {
            Number::Int(value) => Const::Int(*value),
            Number::BigInt(value) => Const::BigInt(value),
            Number::Float(value) => Const::Float(*value),
            Number::Imaginary(value) => Const::Complex(0.0, *value),
        };
        let value = self.ast.push_const(value);
        Ok(self.constant_node(value, l, r))
    }

    fn constant_node(&mut self, value: ConstId, l: u32, r: u32) -> ExprId {
        self.expr(ExprKind::Constant { value, kind: StrKind::Plain }, l, r)
    }

    pub(crate) fn constant(&mut self, tok: Tok, l: u32, r: u32) -> ExprId {
        self.constant_node(singleton(tok.op()), l, r)
    }

    #[inline]
    pub(crate) fn attribute(&mut self, value: ExprId, attr: Symbol, l: u32, r: u32) -> ExprId {
        self.expr(ExprKind::Attribute { value, attr, ctx: ExprContext::Load }, l, r)
    }

    #[inline]
    pub(crate) fn call(&mut self, func: ExprId, args: u32, l: u32, r: u32) -> ExprId {
        let (args, keywords) = self.close_args(args);
        self.expr(ExprKind::Call { func, args, keywords }, l, r)
    }

    pub(crate) fn call_one(&mut self, func: ExprId, arg: ExprId, l: u32, r: u32) -> ExprId {
        let args = self.ast.push_list(&[arg]);
        self.expr(ExprKind::Call { func, args, keywords: List::EMPTY }, l, r)
    }

    /// The arguments begin with the one pushed last.
    #[inline]
    pub(crate) fn first_arg(&mut self, item: Item) -> u32 {
        let (positional, stage) = match item {
            Item::Positional | Item::Starred => (1, 0),
            Item::Keyword => (0, 1),
            Item::DoubleStarred => (0, 2),
        };
        self.arg_lists.push(ArgList {
            positional: self.exprs.len() as u32 - positional,
            keywords: self.keywords.len() as u32 - (1 - positional),
            stage,
        });
        self.arg_lists.len() as u32 - 1
    }

    #[inline]
    pub(crate) fn next_arg(&mut self, args: u32, item: Item) -> Built<u32> {
        let stage = &mut self.arg_lists[args as usize].stage;
        *stage = match (item, *stage) {
            (Item::Positional, 1..) | (Item::Starred, 2..) => return refused(),
            (Item::Positional | Item::Starred, stage) => stage,
            (Item::Keyword, stage) => stage.max(1),
            (Item::DoubleStarred, _) => 2,
        };
        Ok(args)
    }

    #[inline]
    pub(super) fn close_args(&mut self, args: u32) -> (List<ExprId>, List<KeywordId>) {
        let ArgList { positional, keywords, .. } = self.arg_lists[args as usize];
        self.arg_lists.truncate(args as usize);
        (self.close_exprs(positional), self.close_keywords(keywords))
    }

    #[inline]
    pub(crate) fn positional(&mut self, value: ExprId) -> Item {
        self.exprs.push(value);
        Item::Positional
    }

    pub(crate) fn starred_arg(&mut self, value: ExprId) -> Item {
        self.exprs.push(value);
        Item::Starred
    }

    pub(crate) fn keyword(&mut self, name: Symbol, value: ExprId, l: u32, r: u32) -> Item {
        let loc = self.loc(l, r);
        let keyword = self.ast.push(Keyword { arg: Some(name), value, loc });
        self.keywords.push(keyword);
        Item::Keyword
    }

    pub(crate) fn double_starred_arg(&mut self, value: ExprId, l: u32, r: u32) -> Item {
        let loc = self.loc(l, r);
        let keyword = self.ast.push(Keyword { arg: None, value, loc });
        self.keywords.push(keyword);
        Item::DoubleStarred
    }

    pub(crate) fn starred(&mut self, value: ExprId, l: u32, r: u32) -> ExprId {
        self.expr(ExprKind::Starred { value, ctx: ExprContext::Load }, l, r)
    }

    /// `'*' bitwise_or`
    pub(crate) fn starred_or(&mut self, value: ExprId, l: u32, r: u32) -> Built<ExprId> {
        self.bitwise_or(value)?;
        Ok(self.starred(value, l, r))
    }

    /// Refuses a run that is a walrus: it has no parentheses of its own.
    #[inline]
    pub(crate) fn expression(&mut self, value: ExprId) -> Built<ExprId> {
        match self.ast[value].kind {
            ExprKind::NamedExpr { .. } => refused(),
            _ => Ok(value),
        }
    }

    /// Refuses a run that binds weaker than `|`.
    pub(crate) fn bitwise_or(&mut self, value: ExprId) -> Built<()> {
        match self.ast[value].kind {
            ExprKind::BoolOp { .. }
            | ExprKind::Compare { .. }
            | ExprKind::UnaryOp { op: UnaryOp::Not, .. }
            | ExprKind::IfExp { .. }
            | ExprKind::Lambda { .. }
            | ExprKind::NamedExpr { .. } => refused(),
            _ => Ok(()),
        }
    }

    #[inline]
    pub(crate) fn element(&mut self, value: ExprId) -> ExprId {
        if let ExprKind::NamedExpr { .. } = self.ast[value].kind {
            self.bare_walrus.push(value);
        }
        value
    }

    pub(crate) fn tuple(&mut self, start: u32, last: Option<ExprId>, l: u32, r: u32) -> ExprId {
        self.exprs.extend(last);
        let elts = self.close_exprs(start);
        self.expr(ExprKind::Tuple { elts, ctx: ExprContext::Load }, l, r)
    }

    pub(crate) fn paren_tuple(&mut self, start: u32, last: Option<ExprId>, l: u32, r: u32) -> ExprId {
        let tuple = self.tuple(start, last, l, r);
        self.paren_tuple = Some(tuple);
        tuple
    }

    /// `a[*b]` is `a[(*b,)]`.
    pub(crate) fn lone_slice(&mut self, item: ExprId, l: u32, r: u32) -> ExprId {
        if let ExprKind::Starred { .. } = self.ast[item].kind {
            let elts = self.ast.push_list(&[item]);
            return self.expr(ExprKind::Tuple { elts, ctx: ExprContext::Load }, l, r);
        }
        item
    }

    pub(crate) fn generator(&mut self, elt: ExprId, clauses: u32, l: u32, r: u32) -> ExprId {
        let generators = self.close_clauses(clauses);
        self.expr(ExprKind::GeneratorExp { elt, generators }, l, r)
    }

    pub(crate) fn clause(
        &mut self,
        is_async: bool,
        target: ExprId,
        iter: ExprId,
        ifs: u32,
    ) -> ComprehensionId {
        let ifs = self.close_exprs(ifs);
        self.ast.push(Comprehension { target, iter, ifs, is_async })
    }

    /// Its value is where the keys start; of values there are as many.
    pub(crate) fn dict_item(&mut self, key: Option<ExprId>, value: ExprId) -> u32 {
        self.keys.push(key);
        self.exprs.push(value);
        self.keys.len() as u32 - 1
    }

    pub(crate) fn dict(&mut self, items: u32, l: u32, r: u32) -> ExprId {
        let values = self.exprs.len() - (self.keys.len() - items as usize);
        let keys = self.close_keys(items);
        let values = self.close_exprs(values as u32);
        self.expr(ExprKind::Dict { keys, values }, l, r)
    }

    /// Turns an expression into a target, its parts too; refuses what is none.
    pub(crate) fn target(&mut self, target: ExprId, kind: TargetKind) -> Built<ExprId> {
        let ctx = match kind {
            TargetKind::Store => ExprContext::Store,
            TargetKind::Del => ExprContext::Del,
        };
        if self.set_simple_target(target, ctx) {
            return Ok(target);
        }
        let base = self.exprs.len();
        self.exprs.push(target);
        while self.exprs.len() > base {
            let Some(part) = self.exprs.pop() else { break };
            if self.set_simple_target(part, ctx) {
                continue;
            }
            match &mut self.ast[part].kind {
                ExprKind::Tuple { elts, ctx: place } | ExprKind::List { elts, ctx: place } => {
                    *place = ctx;
                    let elts = *elts;
                    self.exprs.extend_from_slice(self.ast.list(elts));
                }
                ExprKind::Starred { value, ctx: place } if kind == TargetKind::Store => {
                    *place = ctx;
                    let value = *value;
                    if let ExprKind::Starred { .. } = self.ast[value].kind {
                        return refused();
                    }
                    self.exprs.push(value);
                }
                _ => return refused(),
            }
        }
        Ok(target)
    }

    fn set_simple_target(&mut self, target: ExprId, context: ExprContext) -> bool {
        match &mut self.ast[target].kind {
            ExprKind::Name { ctx, .. }
            | ExprKind::Attribute { ctx, .. }
            | ExprKind::Subscript { ctx, .. } => {
                *ctx = context;
                true
            }
            _ => false,
        }
    }

    /// A name, attribute or subscription.
    pub(crate) fn single_target(&mut self, target: ExprId) -> Built<ExprId> {
        if self.set_simple_target(target, ExprContext::Store) { Ok(target) } else { refused() }
    }
}

pub(super) fn singleton(op: Op) -> ConstId {
    match op {
        Op::True => ConstId::TRUE,
        Op::False => ConstId::FALSE,
        Op::Ellipsis => ConstId::ELLIPSIS,
        _ => ConstId::NONE,
    }
}
