//! The folds of an ordinary module, without the walk: a parser makes an expression after its parts, so going through the
//! expressions in the order in which they were made folds each after what it depends on.
//!
//! What needs the walk is found out before anything is folded: trees that could be too deep, trees whose nodes do not
//! come in that order, annotations and patterns, and the log.

use vivarium_ast::{
    Ast, ComprehensionId, ExprContext, ExprId, ExprKind, List, Mod, StmtId, StmtKind, Symbol,
};
use vivarium_records::FoldRule;

use crate::fold::Folder;

/// An expression of fewer bytes is not as deep as [`DEPTH`] allows for.
const WIDE: u32 = 750;
/// No more wider expressions than this
const WIDE_EXPRESSIONS: u32 = 500;
/// and `elif` branches than this,
const BRANCHES: u32 = 400;
/// then no tree is deeper: an expression and its first part may have the same place, blocks nest up to a hundred levels.
const DEPTH: u32 = 2 * WIDE + WIDE_EXPRESSIONS + BRANCHES + 110;

/// What a sweep has to look at.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Expressions that may fold, each behind those it depends on.
    folds: Vec<ExprId>,
    /// Expressions at the beginning of a body that are no docstrings yet.
    beginnings: Vec<(StmtId, ExprId)>,
    /// What `for` statements iterate over.
    iterables: Vec<ExprId>,
}

/// What there is to do, unless the tree needs the walk. `levels` are left; `debug` is `__debug__`.
pub(crate) fn plan(ast: &Ast, levels: u32, debug: Option<Symbol>) -> Option<Plan> {
    let Mod::Module { body, .. } = ast.root else { return None };
    if levels < DEPTH {
        return None;
    }
    let mut plan = Plan::default();
    plan.begin(ast, body);
    let mut branches = 0;
    for node in ast.stmts() {
        // Explicit places say nothing about depth.
        node.loc.offsets()?;
        match node.kind {
            StmtKind::FunctionDef { body, .. }
            | StmtKind::AsyncFunctionDef { body, .. }
            | StmtKind::ClassDef { body, .. } => plan.begin(ast, body),
            StmtKind::For { iter, .. } => plan.iterables.push(iter),
            StmtKind::If { orelse, .. } => branches += u32::from(!orelse.is_empty()),
            StmtKind::Match { .. } => return None,
            _ => {}
        }
    }
    let mut wide = 0;
    for (at, node) in ast.exprs().enumerate() {
        if let ExprKind::Name { .. } | ExprKind::Constant { .. } = node.kind {
            if let ExprKind::Name { id, .. } = node.kind
                && debug == Some(id)
            {
                plan.folds.push(ExprId::from_index(at));
            }
            continue;
        }
        // The inside of an f-string has explicit places: the whole has an ordinary one.
        let (start, end) = node.loc.numbers();
        wide += u32::from(end.wrapping_sub(start) >= WIDE && node.loc.offsets().is_some());
        if !plan.fold(ast, at, &node.kind) {
            return None;
        }
    }
    (branches <= BRANCHES && wide <= WIDE_EXPRESSIONS).then_some(plan)
}

impl Plan {
    fn begin(&mut self, ast: &Ast, body: List<StmtId>) {
        if let Some(&first) = ast.list(body).first()
            && let StmtKind::Expr { value } = ast[first].kind
            && !matches!(ast[value].kind, ExprKind::Constant { .. } | ExprKind::Call { .. })
        {
            self.beginnings.push((first, value));
        }
    }

    /// Notes an expression that may fold. Whether its parts come before it.
    #[inline]
    fn fold(&mut self, ast: &Ast, at: usize, kind: &ExprKind) -> bool {
        let all = |parts: List<ExprId>| ast.list(parts).iter().all(|part| part.index() < at);
        let in_order = match *kind {
            ExprKind::BinOp { left, right, .. } => left.index() < at && right.index() < at,
            ExprKind::UnaryOp { operand, .. } => operand.index() < at,
            ExprKind::Subscript { value, slice, .. } => value.index() < at && slice.index() < at,
            ExprKind::Tuple { elts, ctx: ExprContext::Load } => all(elts),
            ExprKind::Compare { comparators, .. } => all(comparators),
            ExprKind::ListComp { generators, .. }
            | ExprKind::SetComp { generators, .. }
            | ExprKind::DictComp { generators, .. }
            | ExprKind::GeneratorExp { generators, .. } => {
                ast.list(generators).iter().all(|generator| ast[*generator].iter.index() < at)
            }
            // These fold with what they stand in.
            ExprKind::List { elts, .. } | ExprKind::Set { elts } => return all(elts),
            _ => return true,
        };
        self.folds.push(ExprId::from_index(at));
        in_order
    }
}

impl Folder<'_, '_> {
    fn generators(&mut self, generators: List<ComprehensionId>) {
        for at in 0..self.ast.list(generators).len() {
            let iter = self.ast[self.ast.list(generators)[at]].iter;
            self.iterable(iter, FoldRule::IterList, FoldRule::IterSet);
        }
    }

    /// Folds a tree as planned.
    pub(crate) fn sweep(&mut self, plan: &Plan) {
        for &id in &plan.folds {
            match self.ast[id].kind {
                ExprKind::ListComp { generators, .. }
                | ExprKind::SetComp { generators, .. }
                | ExprKind::DictComp { generators, .. }
                | ExprKind::GeneratorExp { generators, .. } => self.generators(generators),
                _ => self.node(id),
            }
        }
        for &iterable in &plan.iterables {
            self.iterable(iterable, FoldRule::IterList, FoldRule::IterSet);
        }
        for &(stmt, value) in &plan.beginnings {
            if self.is_string(value) {
                self.no_docstring(stmt, value);
            }
        }
    }
}
