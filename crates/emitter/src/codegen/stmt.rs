//! Statements.

use vivarium_ast::{ConstId, ExprId, ExprKind, List, Location, StmtId, StmtKind};
use vivarium_bytecode::Opcode as O;

use super::Gen;
use super::control::For;
use super::unit::ScopeKind;
use crate::error::Result;
use crate::ir::Op;
use vivarium_ast::{Const, ExprContext};

impl Gen<'_, '_> {
    pub(super) fn stmts(&mut self, list: List<StmtId>) -> Result {
        let ast = self.ast;
        ast.list(list).iter().try_for_each(|id| self.stmt(*id))
    }

    pub(super) fn exprs(&mut self, list: List<ExprId>) -> Result {
        let ast = self.ast;
        ast.list(list).iter().try_for_each(|id| self.expr(*id))
    }

    /// The docstring of a body and the expression it is.
    pub(super) fn docstring(&self, body: List<StmtId>) -> Option<(ExprId, ConstId)> {
        let first = self.ast.list(body).first()?;
        let StmtKind::Expr { value } = self.ast[*first].kind else { return None };
        let ExprKind::Constant { value: constant, .. } = self.ast[value].kind else { return None };
        matches!(self.ast.constant(constant), Const::Str(_)).then_some((value, constant))
    }

    /// Whether a variable annotation stands in a body, nested functions and classes aside (`find_ann`).
    pub(super) fn has_annotations(&self, body: List<StmtId>) -> bool {
        let ast = self.ast;
        let mut todo = vec![body];
        while let Some(list) = todo.pop() {
            for &id in ast.list(list) {
                match ast[id].kind {
                    StmtKind::AnnAssign { .. } => return true,
                    StmtKind::For { body, orelse, .. }
                    | StmtKind::AsyncFor { body, orelse, .. }
                    | StmtKind::While { body, orelse, .. }
                    | StmtKind::If { body, orelse, .. } => todo.extend([body, orelse]),
                    StmtKind::With { body, .. } | StmtKind::AsyncWith { body, .. } => todo.push(body),
                    StmtKind::Try { body, handlers, orelse, finalbody }
                    | StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                        todo.extend([body, orelse, finalbody]);
                        todo.extend(ast.list(handlers).iter().map(|handler| ast[*handler].body));
                    }
                    StmtKind::Match { cases, .. } => {
                        todo.extend(ast.list(cases).iter().map(|case| ast[*case].body));
                    }
                    _ => {}
                }
            }
        }
        false
    }

    /// The body of a module or class (`compiler_body`).
    pub(super) fn body(&mut self, body: List<StmtId>) -> Result {
        let ast = self.ast;
        let mut rest = ast.list(body);
        if self.u.kind == ScopeKind::Module
            && let Some(&first) = rest.first()
        {
            self.at_stmt(first);
        }
        if self.has_annotations(body) {
            self.op(O::SETUP_ANNOTATIONS);
        }
        if self.optimize < 2
            && let Some((value, _)) = self.docstring(body)
        {
            rest = &rest[1..];
            self.expr(value)?;
            self.artificial();
            self.name_op(self.names.known.doc, ExprContext::Store)?;
        }
        rest.iter().try_for_each(|id| self.stmt(*id))
    }

    pub(super) fn stmt(&mut self, id: StmtId) -> Result {
        self.deeper(|this| this.stmt_kind(id))?;
        self.noticed.take().map_or(Ok(()), Err)
    }

    fn stmt_kind(&mut self, id: StmtId) -> Result {
        let ast = self.ast;
        let loc = self.location(ast[id].loc);
        self.u.loc = loc;
        match ast[id].kind {
            StmtKind::FunctionDef { .. } | StmtKind::AsyncFunctionDef { .. } => self.function(id),
            StmtKind::ClassDef { .. } => self.class(id),
            StmtKind::Return { value } => self.return_(loc, value),
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Assign { targets, value, .. } => {
                self.expr(value)?;
                let targets = ast.list(targets);
                for (at, &target) in targets.iter().enumerate() {
                    if at + 1 < targets.len() {
                        self.op_i(O::COPY, 1);
                    }
                    self.expr(target)?;
                }
                Ok(())
            }
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, op, value),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(target, annotation, value, simple)
            }
            StmtKind::For { target, iter, body, orelse, .. } => self.for_(For { target, iter, body, orelse }),
            StmtKind::AsyncFor { target, iter, body, orelse, .. } => {
                self.async_for(For { target, iter, body, orelse })
            }
            StmtKind::While { test, body, orelse } => self.while_(loc, test, body, orelse),
            StmtKind::If { test, body, orelse } => self.if_(test, body, orelse),
            StmtKind::Match { subject, cases } => self.match_(subject, cases),
            StmtKind::Raise { exc, cause } => {
                let mut count = 0;
                if let Some(exc) = exc {
                    self.expr(exc)?;
                    count += 1;
                    if let Some(cause) = cause {
                        self.expr(cause)?;
                        count += 1;
                    }
                }
                self.op_i(O::RAISE_VARARGS, count);
                Ok(())
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.try_(super::tries::Try { body, handlers, orelse, finalbody, star: false })
            }
            StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                self.try_(super::tries::Try { body, handlers, orelse, finalbody, star: true })
            }
            StmtKind::Assert { test, msg } => self.assert(test, msg),
            StmtKind::Import { names } => self.import(names),
            StmtKind::ImportFrom { module, names, level } => self.import_from(loc, module, names, level),
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } => Ok(()),
            StmtKind::Expr { value } => self.expr_stmt(value),
            StmtKind::Pass => {
                self.op(O::NOP);
                Ok(())
            }
            StmtKind::Break => self.break_(),
            StmtKind::Continue => self.continue_(),
            StmtKind::With { items, body, .. } => self.with(id, ast.list(items), body, false),
            StmtKind::AsyncWith { items, body, .. } => self.with(id, ast.list(items), body, true),
        }
    }

    fn expr_stmt(&mut self, value: ExprId) -> Result {
        if self.interactive && self.stack.is_empty() {
            self.expr(value)?;
            self.op(O::PRINT_EXPR);
            return Ok(());
        }
        if matches!(self.ast[value].kind, ExprKind::Constant { .. }) {
            self.op(O::NOP);
            return Ok(());
        }
        self.expr(value)?;
        self.artificial();
        self.op(O::POP_TOP);
        Ok(())
    }

    fn assert(&mut self, test: ExprId, msg: Option<ExprId>) -> Result {
        let ast = self.ast;
        let always_true = match ast[test].kind {
            ExprKind::Tuple { elts, .. } => !elts.is_empty(),
            ExprKind::Constant { value, .. } => {
                matches!(ast.constant(value), Const::Tuple(items) if !items.is_empty())
            }
            _ => false,
        };
        if always_true {
            self.warn("assertion is always true, perhaps remove parentheses?".into());
        }
        if self.optimize > 0 {
            return Ok(());
        }
        let end = self.new_block();
        self.jump_if(test, end, true)?;
        self.op(O::LOAD_ASSERTION_ERROR);
        if let Some(msg) = msg {
            self.expr(msg)?;
            self.call_op(0);
        }
        self.op_i(O::RAISE_VARARGS, 1);
        self.use_block(end);
        Ok(())
    }

    /// PRECALL and CALL.
    pub(super) fn call_op(&mut self, args: usize) {
        self.op_i(O::PRECALL, args);
        self.op_i(O::CALL, args);
    }

    /// Awaits or delegates to what is on top of `None` on the stack (`compiler_add_yield_from`).
    pub(super) fn yield_from(&mut self, is_await: bool) {
        let (start, resume, exit) = (self.new_block(), self.new_block(), self.new_block());
        self.use_block(start);
        self.jump(Op::SEND, exit);
        self.use_block(resume);
        self.op(O::YIELD_VALUE);
        self.op_i(O::RESUME, if is_await { 3 } else { 2 });
        self.jump(Op::JUMP_NO_INTERRUPT, start);
        self.use_block(exit);
    }

    pub(super) fn with_location(&mut self, loc: Location) {
        self.u.loc = loc;
    }
}
