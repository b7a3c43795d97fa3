//! The walk over the tree (`astfold_*`) and the folds that only look at its shape.

use std::fmt;

use vivarium_ast::{
    ArgId, ArgumentsId, Ast, CmpOp, CmpOpList, ComprehensionId, Const, ConstId, DumpOptions, ExprContext,
    ExprId, ExprKind, KeywordId, List, Loc, Mod, NodeRef, Operator, PatternId, PatternKind, StmtId, StmtKind,
    StrKind, Symbol, UnaryOp, dump,
};
use vivarium_records::{FoldLog, FoldRule, Place};

use crate::{arithmetic, sequence, sweep};

const RED_ZONE: usize = 128 * 1024;
const STACK_CHUNK: usize = 2 * 1024 * 1024;

/// What folding depends on besides the tree.
#[derive(Clone, Copy, Debug)]
pub struct OptimizeOptions<'a> {
    /// 0, 1 or 2: decides `__debug__`.
    pub optimize: u8,
    /// `from __future__ import annotations` is on: annotations are texts and not folded.
    pub future_annotations: bool,
    /// Levels that are already used up.
    pub starting_depth: u32,
    /// Levels allowed: three times Python's recursion limit.
    pub depth_limit: u32,
    /// The source, for the log.
    pub source: &'a str,
}

impl Default for OptimizeOptions<'_> {
    fn default() -> Self {
        OptimizeOptions {
            optimize: 0,
            future_annotations: false,
            starting_depth: 0,
            depth_limit: 3000,
            source: "",
        }
    }
}

/// The tree is deeper than CPython compiles: `RecursionError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooDeep;

impl fmt::Display for TooDeep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("maximum recursion depth exceeded during compilation")
    }
}

impl std::error::Error for TooDeep {}

type Result<T = ()> = std::result::Result<T, TooDeep>;

/// Folds constants in place.
pub fn optimize(ast: &mut Ast, options: &OptimizeOptions<'_>, log: &mut FoldLog) -> Result {
    let depth = options.starting_depth;
    let debug = ast.symbol("__debug__");
    let levels = options.depth_limit.saturating_sub(depth);
    let plan = if log.is_on() || options.future_annotations { None } else { sweep::plan(ast, levels, debug) };
    let mut folder = Folder { ast, options, log, depth, debug };
    if let Some(plan) = plan {
        folder.sweep(&plan);
        return Ok(());
    }
    match folder.ast.root {
        Mod::Module { body, .. } => folder.body(body),
        Mod::Interactive { body } => folder.stmts(body),
        Mod::Expression { body } => folder.expr(body),
        Mod::FunctionType { .. } => Ok(()),
    }
}

pub(crate) struct Folder<'a, 'o> {
    pub(crate) ast: &'a mut Ast,
    options: &'o OptimizeOptions<'o>,
    log: &'a mut FoldLog,
    depth: u32,
    /// `__debug__`, if the program has it.
    debug: Option<Symbol>,
}

/// The outcome of a computation: a constant, or why there is none.
pub(crate) type Folded = std::result::Result<ConstId, &'static str>;

impl Folder<'_, '_> {
    fn place(&self, loc: Loc) -> Place {
        let at = self.ast.location(loc);
        let number = |n: i32| u32::try_from(n).unwrap_or(0);
        Place::new(number(at.lineno), number(at.col_offset), number(at.end_lineno), number(at.end_col_offset))
    }

    fn source(&self, loc: Loc) -> String {
        loc.offsets()
            .and_then(|(start, end)| self.options.source.get(start as usize..end as usize))
            .unwrap_or("")
            .to_owned()
    }

    fn text(&self, id: ExprId) -> String {
        let options = DumpOptions { indent: None, include_attributes: false };
        let text = dump(self.ast, NodeRef::Expr(id), options);
        let bare = text.strip_prefix("Constant(value=").and_then(|rest| rest.strip_suffix(')'));
        bare.map(str::to_owned).unwrap_or(text)
    }

    #[inline(always)]
    fn folded(&mut self, rule: FoldRule, loc: Loc, id: ExprId) {
        if self.log.is_on() {
            self.note_folded(rule, loc, id);
        }
    }

    #[cold]
    #[inline(never)]
    fn note_folded(&mut self, rule: FoldRule, loc: Loc, id: ExprId) {
        let (place, texts) = (self.place(loc), (self.source(loc), self.text(id)));
        self.log.folded(rule, place, || texts);
    }

    #[inline(always)]
    pub(crate) fn refused(&mut self, rule: FoldRule, loc: Loc, reason: &str) {
        if self.log.is_on() {
            self.note_refused(rule, loc, reason);
        }
    }

    #[cold]
    #[inline(never)]
    fn note_refused(&mut self, rule: FoldRule, loc: Loc, reason: &str) {
        let (place, before) = (self.place(loc), self.source(loc));
        self.log.refused(rule, place, || (before, reason.to_owned()));
    }

    pub(crate) fn replace(&mut self, rule: FoldRule, id: ExprId, kind: ExprKind) {
        let loc = self.ast[id].loc;
        self.ast[id].kind = kind;
        self.folded(rule, loc, id);
    }

    fn make_const(&mut self, rule: FoldRule, id: ExprId, value: Folded) {
        match value {
            Ok(value) => self.replace(rule, id, ExprKind::Constant { value, kind: StrKind::Plain }),
            Err(reason) => {
                let loc = self.ast[id].loc;
                self.refused(rule, loc, reason);
            }
        }
    }

    pub(crate) fn constant_of(&self, id: ExprId) -> Option<ConstId> {
        match self.ast[id].kind {
            ExprKind::Constant { value, .. } => Some(value),
            _ => None,
        }
    }

    fn deeper(&mut self) -> Result {
        self.depth += 1;
        if self.depth > self.options.depth_limit { Err(TooDeep) } else { Ok(()) }
    }

    // Lists are copied out by index: folding changes nodes, never lists.

    fn stmts(&mut self, list: List<StmtId>) -> Result {
        for at in 0..self.ast.list(list).len() {
            let id = self.ast.list(list)[at];
            self.stmt(id)?;
        }
        Ok(())
    }

    fn exprs(&mut self, list: List<ExprId>) -> Result {
        for at in 0..self.ast.list(list).len() {
            let id = self.ast.list(list)[at];
            self.expr(id)?;
        }
        Ok(())
    }

    fn opt_exprs(&mut self, list: List<Option<ExprId>>) -> Result {
        for at in 0..self.ast.list(list).len() {
            let id = self.ast.list(list)[at];
            self.opt_expr(id)?;
        }
        Ok(())
    }

    fn opt_expr(&mut self, id: Option<ExprId>) -> Result {
        id.map_or(Ok(()), |id| self.expr(id))
    }

    fn keywords(&mut self, list: List<KeywordId>) -> Result {
        for at in 0..self.ast.list(list).len() {
            let id = self.ast.list(list)[at];
            self.expr(self.ast[id].value)?;
        }
        Ok(())
    }

    fn is_docstring(&self, body: List<StmtId>) -> Option<(StmtId, ExprId)> {
        let first = *self.ast.list(body).first()?;
        let StmtKind::Expr { value } = self.ast[first].kind else { return None };
        let constant = self.constant_of(value)?;
        matches!(self.ast.constant(constant), Const::Str(_)).then_some((first, value))
    }

    pub(crate) fn is_string(&self, id: ExprId) -> bool {
        self.constant_of(id).is_some_and(|constant| matches!(self.ast.constant(constant), Const::Str(_)))
    }

    /// A string that folding has made at the beginning of a body is no docstring.
    pub(crate) fn no_docstring(&mut self, stmt: StmtId, value: ExprId) {
        let values = self.ast.push_list(&[value]);
        let loc = self.ast[stmt].loc;
        let value = self.ast.push(ExprKind::JoinedStr { values }.at(loc));
        self.ast[stmt].kind = StmtKind::Expr { value };
    }

    /// A body: an expression that folds to a string is no docstring.
    fn body(&mut self, body: List<StmtId>) -> Result {
        let docstring = self.is_docstring(body).is_some();
        self.stmts(body)?;
        if !docstring && let Some((stmt, value)) = self.is_docstring(body) {
            self.no_docstring(stmt, value);
        }
        Ok(())
    }

    fn args(&mut self, list: List<ArgId>) -> Result {
        for at in 0..self.ast.list(list).len() {
            let id = self.ast.list(list)[at];
            self.arg(id)?;
        }
        Ok(())
    }

    fn arg(&mut self, id: ArgId) -> Result {
        self.annotation(self.ast[id].annotation)
    }

    fn annotation(&mut self, annotation: Option<ExprId>) -> Result {
        if self.options.future_annotations { Ok(()) } else { self.opt_expr(annotation) }
    }

    fn arguments(&mut self, id: ArgumentsId) -> Result {
        let args = self.ast[id];
        self.args(args.posonlyargs)?;
        self.args(args.args)?;
        args.vararg.map_or(Ok(()), |arg| self.arg(arg))?;
        self.args(args.kwonlyargs)?;
        self.opt_exprs(args.kw_defaults)?;
        args.kwarg.map_or(Ok(()), |arg| self.arg(arg))?;
        self.exprs(args.defaults)
    }

    fn stmt(&mut self, id: StmtId) -> Result {
        self.deeper()?;
        stacker::maybe_grow(RED_ZONE, STACK_CHUNK, || self.stmt_kind(id))?;
        self.depth -= 1;
        Ok(())
    }

    fn stmt_kind(&mut self, id: StmtId) -> Result {
        match self.ast[id].kind {
            StmtKind::FunctionDef { args, body, decorator_list, returns, .. }
            | StmtKind::AsyncFunctionDef { args, body, decorator_list, returns, .. } => {
                self.arguments(args)?;
                self.body(body)?;
                self.exprs(decorator_list)?;
                self.annotation(returns)
            }
            StmtKind::ClassDef { bases, keywords, body, decorator_list, .. } => {
                self.exprs(bases)?;
                self.keywords(keywords)?;
                self.body(body)?;
                self.exprs(decorator_list)
            }
            StmtKind::Return { value } => self.opt_expr(value),
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Assign { targets, value, .. } => {
                self.exprs(targets)?;
                self.expr(value)
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.expr(target)?;
                self.annotation(Some(annotation))?;
                self.opt_expr(value)
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.expr(target)?;
                self.expr(iter)?;
                self.stmts(body)?;
                self.stmts(orelse)?;
                self.iterable(iter, FoldRule::IterList, FoldRule::IterSet);
                Ok(())
            }
            StmtKind::AsyncFor { target, iter, body, orelse, .. } => {
                self.expr(target)?;
                self.expr(iter)?;
                self.stmts(body)?;
                self.stmts(orelse)
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.stmts(body)?;
                self.stmts(orelse)
            }
            StmtKind::With { items, body, .. } | StmtKind::AsyncWith { items, body, .. } => {
                for at in 0..self.ast.list(items).len() {
                    let item = self.ast[self.ast.list(items)[at]];
                    self.expr(item.context_expr)?;
                    self.opt_expr(item.optional_vars)?;
                }
                self.stmts(body)
            }
            StmtKind::Raise { exc, cause } => {
                self.opt_expr(exc)?;
                self.opt_expr(cause)
            }
            StmtKind::Try { body, handlers, orelse, finalbody }
            | StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                self.stmts(body)?;
                for at in 0..self.ast.list(handlers).len() {
                    let handler = self.ast[self.ast.list(handlers)[at]];
                    self.opt_expr(handler.type_)?;
                    self.stmts(handler.body)?;
                }
                self.stmts(orelse)?;
                self.stmts(finalbody)
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt_expr(msg)
            }
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for at in 0..self.ast.list(cases).len() {
                    let case = self.ast[self.ast.list(cases)[at]];
                    self.pattern(case.pattern)?;
                    self.opt_expr(case.guard)?;
                    self.stmts(case.body)?;
                }
                Ok(())
            }
            StmtKind::Import { .. }
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global { .. }
            | StmtKind::Nonlocal { .. }
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue => Ok(()),
        }
    }

    fn patterns(&mut self, list: List<PatternId>) -> Result {
        for at in 0..self.ast.list(list).len() {
            let id = self.ast.list(list)[at];
            self.pattern(id)?;
        }
        Ok(())
    }

    fn pattern(&mut self, id: PatternId) -> Result {
        self.deeper()?;
        stacker::maybe_grow(RED_ZONE, STACK_CHUNK, || match self.ast[id].kind {
            PatternKind::MatchValue { value } => self.expr(value),
            PatternKind::MatchSingleton { .. } | PatternKind::MatchStar { .. } => Ok(()),
            PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => {
                self.patterns(patterns)
            }
            PatternKind::MatchMapping { keys, patterns, .. } => {
                self.exprs(keys)?;
                self.patterns(patterns)
            }
            PatternKind::MatchClass { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls)?;
                self.patterns(patterns)?;
                self.patterns(kwd_patterns)
            }
            PatternKind::MatchAs { pattern, .. } => pattern.map_or(Ok(()), |pattern| self.pattern(pattern)),
        })?;
        self.depth -= 1;
        Ok(())
    }

    fn comprehensions(&mut self, list: List<ComprehensionId>) -> Result {
        for at in 0..self.ast.list(list).len() {
            let generator = self.ast[self.ast.list(list)[at]];
            self.expr(generator.target)?;
            self.expr(generator.iter)?;
            self.exprs(generator.ifs)?;
            self.iterable(generator.iter, FoldRule::IterList, FoldRule::IterSet);
        }
        Ok(())
    }

    pub(crate) fn expr(&mut self, id: ExprId) -> Result {
        self.deeper()?;
        // Leaves need no care about depth.
        match self.ast[id].kind {
            ExprKind::Constant { .. } => {}
            ExprKind::Name { .. } => self.node(id),
            _ => stacker::maybe_grow(RED_ZONE, STACK_CHUNK, || self.expr_kind(id))?,
        }
        self.depth -= 1;
        Ok(())
    }

    /// Folds an expression whose parts are folded, except for what a comprehension iterates over.
    #[inline]
    pub(crate) fn node(&mut self, id: ExprId) {
        match self.ast[id].kind {
            ExprKind::Name { id: name, ctx } if ctx == ExprContext::Load && self.debug == Some(name) => {
                let value = if self.options.optimize == 0 { ConstId::TRUE } else { ConstId::FALSE };
                self.replace(FoldRule::Debug, id, ExprKind::Constant { value, kind: StrKind::Plain });
            }
            ExprKind::BinOp { left, op, right } => self.binary(id, left, op, right),
            ExprKind::UnaryOp { op, operand } => self.unary(id, op, operand),
            ExprKind::Tuple { elts, ctx: ExprContext::Load } => {
                if let Some(items) = self.constants(elts) {
                    let value = self.ast.push_const(Const::Tuple(&items));
                    self.make_const(FoldRule::Tuple, id, Ok(value));
                }
            }
            ExprKind::Compare { ops, comparators, .. } => {
                if let (Some(CmpOp::In | CmpOp::NotIn), Some(&last)) =
                    (self.ast.cmp_ops(ops).last(), self.ast.list(comparators).last())
                {
                    self.iterable(last, FoldRule::MembershipList, FoldRule::MembershipSet);
                }
            }
            ExprKind::Subscript { value, slice, ctx: ExprContext::Load } => {
                if let (Some(value), Some(index)) = (self.constant_of(value), self.constant_of(slice)) {
                    let item = sequence::subscript(self.ast, value, index);
                    self.make_const(FoldRule::Subscript, id, item);
                }
            }
            _ => {}
        }
    }

    fn expr_kind(&mut self, id: ExprId) -> Result {
        match self.ast[id].kind {
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => self.exprs(values),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)?;
                self.node(id);
                Ok(())
            }
            ExprKind::UnaryOp { operand, .. } => {
                self.expr(operand)?;
                self.node(id);
                Ok(())
            }
            ExprKind::Lambda { args, body } => {
                self.arguments(args)?;
                self.expr(body)
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => {
                self.opt_exprs(keys)?;
                self.exprs(values)
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } => self.exprs(elts),
            ExprKind::Tuple { elts, .. } => {
                self.exprs(elts)?;
                self.node(id);
                Ok(())
            }
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => {
                self.expr(elt)?;
                self.comprehensions(generators)
            }
            ExprKind::DictComp { key, value, generators } => {
                self.expr(key)?;
                self.expr(value)?;
                self.comprehensions(generators)
            }
            ExprKind::Await { value }
            | ExprKind::YieldFrom { value }
            | ExprKind::Attribute { value, .. }
            | ExprKind::Starred { value, .. }
            | ExprKind::NamedExpr { value, .. } => self.expr(value),
            ExprKind::Yield { value } => self.opt_expr(value),
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)?;
                self.node(id);
                Ok(())
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.keywords(keywords)
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value)?;
                self.opt_expr(format_spec)
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)?;
                self.node(id);
                Ok(())
            }
            ExprKind::Slice { lower, upper, step } => {
                self.opt_expr(lower)?;
                self.opt_expr(upper)?;
                self.opt_expr(step)
            }
            ExprKind::Constant { .. } | ExprKind::Name { .. } => Ok(()),
        }
    }

    /// The values of a list of constants.
    fn constants(&self, elts: List<ExprId>) -> Option<Vec<ConstId>> {
        self.ast.list(elts).iter().map(|elt| self.constant_of(*elt)).collect()
    }

    pub(crate) fn has_starred(&self, elts: List<ExprId>) -> bool {
        self.ast.list(elts).iter().any(|elt| matches!(self.ast[*elt].kind, ExprKind::Starred { .. }))
    }

    /// A list that is only iterated over or searched becomes a tuple, a set of constants a frozenset.
    pub(crate) fn iterable(&mut self, id: ExprId, list_rule: FoldRule, set_rule: FoldRule) {
        match self.ast[id].kind {
            ExprKind::List { elts, ctx } => {
                let loc = self.ast[id].loc;
                if self.has_starred(elts) {
                    self.refused(list_rule, loc, "an item is starred");
                    return;
                }
                let kind = match self.constants(elts) {
                    Some(items) => {
                        let value = self.ast.push_const(Const::Tuple(&items));
                        ExprKind::Constant { value, kind: StrKind::Plain }
                    }
                    None => ExprKind::Tuple { elts, ctx },
                };
                self.replace(list_rule, id, kind);
            }
            ExprKind::Set { elts } => match self.constants(elts) {
                Some(items) => {
                    let value = self.ast.push_const(Const::FrozenSet(&items));
                    self.make_const(set_rule, id, Ok(value));
                }
                None => {
                    let loc = self.ast[id].loc;
                    self.refused(set_rule, loc, "an item is not constant");
                }
            },
            _ => {}
        }
    }

    fn unary(&mut self, id: ExprId, op: UnaryOp, operand: ExprId) {
        if let Some(value) = self.constant_of(operand) {
            let value = arithmetic::unary(self.ast, op, value);
            self.make_const(FoldRule::Unary, id, value);
            return;
        }
        let ExprKind::Compare { left, ops, comparators } = self.ast[operand].kind else { return };
        if op != UnaryOp::Not {
            return;
        }
        let &[one] = self.ast.cmp_ops(ops) else { return };
        let inverse = match one {
            CmpOp::Is => CmpOp::IsNot,
            CmpOp::IsNot => CmpOp::Is,
            CmpOp::In => CmpOp::NotIn,
            CmpOp::NotIn => CmpOp::In,
            _ => {
                let loc = self.ast[id].loc;
                self.refused(
                    FoldRule::NotComparison,
                    loc,
                    "the operator may be overloaded without its inverse",
                );
                return;
            }
        };
        let loc = self.ast[id].loc;
        // The node becomes its operand, place and all.
        let place = self.ast[operand].loc;
        self.ast[id] = ExprKind::Compare { left, ops: CmpOpList::one(inverse), comparators }.at(place);
        self.folded(FoldRule::NotComparison, loc, id);
    }

    fn binary(&mut self, id: ExprId, left: ExprId, op: Operator, right: ExprId) {
        let Some(lv) = self.constant_of(left) else { return };
        if op == Operator::Mod
            && let ExprKind::Tuple { elts, .. } = self.ast[right].kind
            && let Const::Str(_) = self.ast.constant(lv)
            && !self.has_starred(elts)
        {
            self.percent_format(id, lv, elts);
            return;
        }
        let Some(rv) = self.constant_of(right) else { return };
        if op == Operator::MatMult {
            let loc = self.ast[id].loc;
            self.refused(FoldRule::Binary, loc, "no constant has this operator");
            return;
        }
        let value = arithmetic::binary(self.ast, op, lv, rv);
        self.make_const(FoldRule::Binary, id, value);
    }
}
