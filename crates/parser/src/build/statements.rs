//! Statements.

use vivarium_ast::*;

use super::{Builder, Built, TargetKind, refused};
use crate::term::Tok;

impl Builder<'_> {
    pub(crate) fn assign(
        &mut self,
        targets: u32,
        value: ExprId,
        type_comment: Option<ConstId>,
        l: u32,
        r: u32,
    ) -> StmtId {
        let targets = self.close_exprs(targets);
        self.stmt(StmtKind::Assign { targets, value, type_comment }, l, r)
    }

    pub(crate) fn aug_assign(
        &mut self,
        target: ExprId,
        op: Tok,
        value: ExprId,
        l: u32,
        r: u32,
    ) -> Built<StmtId> {
        let crate::term::Op::Bin(op) = op.op() else { return refused() };
        let target = self.single_target(target)?;
        Ok(self.stmt(StmtKind::AugAssign { target, op, value }, l, r))
    }

    pub(crate) fn ann_assign(
        &mut self,
        target: ExprId,
        annotation: ExprId,
        value: Option<ExprId>,
        l: u32,
        r: u32,
    ) -> Built<StmtId> {
        let target = self.single_target(target)?;
        // A parenthesised name starts after the statement does.
        let starts_here = self.ast[target].loc.offsets().is_none_or(|(start, _)| start == l);
        let simple = starts_here && matches!(self.ast[target].kind, ExprKind::Name { .. });
        Ok(self.stmt(StmtKind::AnnAssign { target, annotation, value, simple }, l, r))
    }

    pub(crate) fn delete(&mut self, start: u32, l: u32, r: u32) -> Built<StmtId> {
        for index in start as usize..self.exprs.len() {
            let target = self.exprs[index];
            self.target(target, TargetKind::Del)?;
        }
        let targets = self.close_exprs(start);
        Ok(self.stmt(StmtKind::Delete { targets }, l, r))
    }

    pub(crate) fn dotted(&mut self, start: u32, end: u32) -> Symbol {
        let text = self.text(start, end);
        if text.bytes().all(|byte| byte == b'.' || byte == b'_' || byte.is_ascii_alphanumeric()) {
            return self.ast.intern(text);
        }
        let plain: String = text.chars().filter(|c| !c.is_ascii_whitespace() && *c != '\\').collect();
        // Each part is a name of its own.
        let normal = |name: &str| super::normal_form(name).unwrap_or_else(|| name.to_owned());
        let parts: Vec<String> = plain.split('.').map(normal).collect();
        self.ast.intern(&parts.join("."))
    }

    pub(crate) fn alias(&mut self, name: Symbol, asname: Option<Symbol>, l: u32, r: u32) -> u32 {
        let loc = self.loc(l, r);
        let alias = self.ast.push(Alias { name, asname, loc });
        self.aliases.push(alias);
        self.aliases.len() as u32 - 1
    }

    pub(crate) fn star_alias(&mut self, l: u32, r: u32) -> u32 {
        let name = self.ast.intern("*");
        self.alias(name, None, l, r)
    }

    pub(crate) fn import_from(
        &mut self,
        level: u32,
        module: Option<Symbol>,
        names: u32,
        l: u32,
        r: u32,
    ) -> StmtId {
        let names = self.close_aliases(names);
        self.stmt(StmtKind::ImportFrom { module, names, level }, l, r)
    }

    #[allow(clippy::too_many_arguments)]
    pub(crate) fn for_(
        &mut self,
        is_async: bool,
        target: ExprId,
        iter: ExprId,
        type_comment: Option<ConstId>,
        body: List<StmtId>,
        orelse: List<StmtId>,
        l: u32,
        r: u32,
    ) -> StmtId {
        let kind = if is_async {
            StmtKind::AsyncFor { target, iter, body, orelse, type_comment }
        } else {
            StmtKind::For { target, iter, body, orelse, type_comment }
        };
        self.stmt(kind, l, r)
    }

    pub(crate) fn with_item(&mut self, context_expr: ExprId, optional_vars: Option<ExprId>) -> u32 {
        let item = self.ast.push(WithItem { context_expr, optional_vars });
        self.with_items.push(item);
        // Only a tuple display right here may turn out to be the items of a parenthesised `with`.
        if optional_vars.is_some() || self.is_group(context_expr) {
            self.paren_tuple = None;
        }
        self.with_items.len() as u32 - 1
    }

    pub(crate) fn with(
        &mut self,
        is_async: bool,
        start: u32,
        type_comment: Option<ConstId>,
        body: List<StmtId>,
        l: u32,
        r: u32,
    ) -> StmtId {
        let items = self.close_with_items(start);
        let kind = if is_async {
            StmtKind::AsyncWith { items, body, type_comment }
        } else {
            StmtKind::With { items, body, type_comment }
        };
        self.stmt(kind, l, r)
    }

    /// `with (a, b):` has two items, unless one of them could not be an item.
    pub(crate) fn split_with_tuple(&mut self, start: u32) -> u32 {
        if self.with_items.len() != start as usize + 1 {
            return start;
        }
        let WithItem { context_expr, optional_vars } = self.ast[self.with_items[start as usize]];
        let ExprKind::Tuple { elts, .. } = self.ast[context_expr].kind else { return start };
        if optional_vars.is_some() || elts.is_empty() || self.paren_tuple != Some(context_expr) {
            return start;
        }
        let fits = self.ast.list(elts).iter().all(|elt| {
            !matches!(self.ast[*elt].kind, ExprKind::Starred { .. }) && !self.bare_walrus.contains(elt)
        });
        if !fits {
            return start;
        }
        self.with_items.truncate(start as usize);
        for index in 0..self.ast.list(elts).len() {
            let context_expr = self.ast.list(elts)[index];
            let item = self.ast.push(WithItem { context_expr, optional_vars: None });
            self.with_items.push(item);
        }
        start
    }

    #[allow(clippy::too_many_arguments)]
    pub(crate) fn try_(
        &mut self,
        star: bool,
        body: List<StmtId>,
        handlers: u32,
        orelse: List<StmtId>,
        finalbody: List<StmtId>,
        l: u32,
        r: u32,
    ) -> StmtId {
        let handlers = self.close_handlers(handlers);
        let kind = if star {
            StmtKind::TryStar { body, handlers, orelse, finalbody }
        } else {
            StmtKind::Try { body, handlers, orelse, finalbody }
        };
        self.stmt(kind, l, r)
    }

    pub(crate) fn handler(
        &mut self,
        type_: Option<ExprId>,
        name: Option<Symbol>,
        body: List<StmtId>,
        l: u32,
        r: u32,
    ) -> u32 {
        let loc = self.loc(l, r);
        let handler = self.ast.push(ExceptHandler { type_, name, body, loc });
        self.handlers.push(handler);
        self.handlers.len() as u32 - 1
    }

    pub(crate) fn elif(
        &mut self,
        test: ExprId,
        body: List<StmtId>,
        orelse: List<StmtId>,
        l: u32,
        r: u32,
    ) -> List<StmtId> {
        let stmt = self.stmt(StmtKind::If { test, body, orelse }, l, r);
        self.ast.push_list(&[stmt])
    }

    /// The body of the function that the next `def` is called for has a type comment.
    pub(crate) fn commented(&mut self, comment: ConstId, body: List<StmtId>) -> List<StmtId> {
        self.def_comment = Some(comment);
        body
    }

    #[allow(clippy::too_many_arguments)]
    pub(crate) fn def(
        &mut self,
        is_async: bool,
        name: Symbol,
        args: ArgumentsId,
        returns: Option<ExprId>,
        body: List<StmtId>,
        l: u32,
        r: u32,
    ) -> StmtId {
        let type_comment = self.def_comment.take();
        let decorator_list = List::EMPTY;
        let kind = if is_async {
            StmtKind::AsyncFunctionDef { name, args, body, decorator_list, returns, type_comment }
        } else {
            StmtKind::FunctionDef { name, args, body, decorator_list, returns, type_comment }
        };
        self.stmt(kind, l, r)
    }

    pub(crate) fn class(
        &mut self,
        name: Symbol,
        args: Option<u32>,
        body: List<StmtId>,
        l: u32,
        r: u32,
    ) -> StmtId {
        let (bases, keywords) = args.map_or((List::EMPTY, List::EMPTY), |args| self.close_args(args));
        self.stmt(StmtKind::ClassDef { name, bases, keywords, body, decorator_list: List::EMPTY }, l, r)
    }

    pub(crate) fn decorate(&mut self, decorators: u32, stmt: StmtId) -> StmtId {
        let list = self.close_exprs(decorators);
        match &mut self.ast[stmt].kind {
            StmtKind::FunctionDef { decorator_list, .. }
            | StmtKind::AsyncFunctionDef { decorator_list, .. }
            | StmtKind::ClassDef { decorator_list, .. } => *decorator_list = list,
            _ => {}
        }
        stmt
    }
}
