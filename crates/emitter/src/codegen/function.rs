//! Functions, lambdas, classes.

use vivarium_ast::{ArgId, ArgumentsId, ExprContext, ExprId, List, StmtId, StmtKind, Symbol};
use vivarium_bytecode::{ConstId, Opcode as O};

use super::Gen;
use super::unit::ScopeKind;
use crate::error::{EmitError, Result};
use crate::names::Name;

impl Gen<'_, '_> {
    /// Calls each decorator on what is on the stack, the last first, each at its own place.
    fn apply_decorators(&mut self, decorators: List<ExprId>) {
        let ast = self.ast;
        let loc = self.u.loc;
        for &decorator in ast.list(decorators).iter().rev() {
            self.at_expr(decorator);
            self.call_op(0);
        }
        self.u.loc = loc;
    }

    fn first_line(&self, id: StmtId, decorators: List<ExprId>) -> i32 {
        let ast = self.ast;
        let loc = match ast.list(decorators).first() {
            Some(first) => ast[*first].loc,
            None => ast[id].loc,
        };
        self.location(loc).lineno
    }

    fn check_args(&self, args: ArgumentsId) -> Result {
        let ast = self.ast;
        let args = ast[args];
        let check = |id: &ArgId| self.forbidden_name(ast[*id].arg.into(), ExprContext::Store);
        ast.list(args.posonlyargs).iter().try_for_each(check)?;
        ast.list(args.args).iter().try_for_each(check)?;
        args.vararg.iter().try_for_each(check)?;
        ast.list(args.kwonlyargs).iter().try_for_each(check)?;
        args.kwarg.iter().try_for_each(check)
    }

    /// Defaults on the stack; the flags of MAKE_FUNCTION for them.
    fn default_arguments(&mut self, args: ArgumentsId) -> Result<usize> {
        let ast = self.ast;
        let args = ast[args];
        let mut flags = 0;
        if !args.defaults.is_empty() {
            self.exprs(args.defaults)?;
            self.op_i(O::BUILD_TUPLE, ast.list(args.defaults).len());
            flags |= 0x01;
        }
        let mut keys = Vec::new();
        for (&arg, default) in ast.list(args.kwonlyargs).iter().zip(ast.list(args.kw_defaults)) {
            if let Some(default) = *default {
                let mangled = self.names.mangle(self.u.private, ast[arg].arg.into());
                keys.push(self.name_const(mangled));
                self.expr(default)?;
            }
        }
        if !keys.is_empty() {
            let count = keys.len();
            let keys = self.consts.pool.tuple(&keys);
            self.load_const(keys);
            self.op_i(O::BUILD_CONST_KEY_MAP, count);
            flags |= 0x02;
        }
        Ok(flags)
    }

    fn count_arguments(&mut self, args: ArgumentsId) {
        let ast = self.ast;
        let args = ast[args];
        self.u.argcount = ast.list(args.args).len();
        self.u.posonlyargcount = ast.list(args.posonlyargs).len();
        self.u.kwonlyargcount = ast.list(args.kwonlyargs).len();
    }

    /// Leaves the scope with its code object; also its free variables, for the closure.
    pub(super) fn finish_scope(&mut self, add_none: bool) -> Result<(ConstId, Vec<Name>)> {
        let code = self.assemble(add_none)?;
        let free = std::mem::take(&mut self.u.freevars);
        self.exit_scope();
        Ok((code, free))
    }

    pub(super) fn function(&mut self, id: StmtId) -> Result {
        let ast = self.ast;
        let (StmtKind::FunctionDef { name, args, body, decorator_list, returns, .. }
        | StmtKind::AsyncFunctionDef { name, args, body, decorator_list, returns, .. }) = ast[id].kind
        else {
            return Err(EmitError::system("not a function"));
        };
        let is_async = matches!(ast[id].kind, StmtKind::AsyncFunctionDef { .. });
        self.check_args(args)?;
        self.exprs(decorator_list)?;
        let firstlineno = self.first_line(id, decorator_list);
        let mut flags = self.default_arguments(args)?;
        if self.annotations(args, returns)? {
            flags |= 0x04;
        }
        let kind = if is_async { ScopeKind::AsyncFunction } else { ScopeKind::Function };
        let block = self.stmt_block(id)?;
        self.enter_scope(name.into(), kind, block, firstlineno)?;
        let docstring = if self.optimize < 2 { self.docstring(body) } else { None };
        let first = match docstring {
            Some((_, constant)) => self.consts.object(ast, constant),
            None => self.consts.none,
        };
        self.add_const(first);
        self.count_arguments(args);
        let skip = usize::from(docstring.is_some());
        ast.list(body)[skip..].iter().try_for_each(|id| self.stmt(*id))?;
        let (code, free) = self.finish_scope(true)?;
        self.make_closure(code, &free, flags)?;
        self.apply_decorators(decorator_list);
        self.name_op(name, ExprContext::Store)
    }

    pub(super) fn lambda(&mut self, id: ExprId, args: ArgumentsId, body: ExprId) -> Result {
        let ast = self.ast;
        self.check_args(args)?;
        let flags = self.default_arguments(args)?;
        let block = self.expr_block(id)?;
        let line = self.location(ast[id].loc).lineno;
        self.enter_scope(self.names.known.anon_lambda, ScopeKind::Lambda, block, line)?;
        // The first constant is the docstring: none.
        let none = self.consts.none;
        self.add_const(none);
        self.count_arguments(args);
        self.expr(body)?;
        let generator = self.table.block(self.u.block).generator;
        if !generator {
            self.op(O::RETURN_VALUE);
        }
        let (code, free) = self.finish_scope(!generator)?;
        self.make_closure(code, &free, flags)
    }

    pub(super) fn class(&mut self, id: StmtId) -> Result {
        let ast = self.ast;
        let StmtKind::ClassDef { name, bases, keywords, body, decorator_list } = ast[id].kind else {
            return Err(EmitError::system("not a class"));
        };
        self.exprs(decorator_list)?;
        let firstlineno = self.first_line(id, decorator_list);
        let block = self.stmt_block(id)?;
        self.enter_scope(name.into(), ScopeKind::Class, block, firstlineno)?;
        let (code, free) = self.class_body(name, body)?;
        self.op(O::PUSH_NULL);
        self.op(O::LOAD_BUILD_CLASS);
        self.make_closure(code, &free, 0)?;
        let text = self.name_const(name.into());
        self.load_const(text);
        self.call_helper(2, bases, keywords)?;
        self.apply_decorators(decorator_list);
        self.name_op(name, ExprContext::Store)
    }

    fn class_body(&mut self, name: Symbol, body: List<StmtId>) -> Result<(ConstId, Vec<Name>)> {
        let known = self.names.known;
        self.u.private = Some(name.into());
        self.name_op(known.name, ExprContext::Load)?;
        self.name_op(known.module, ExprContext::Store)?;
        let qualname = self.u.qualname.unwrap_or(self.consts.none);
        self.load_const(qualname);
        self.name_op(known.qualname, ExprContext::Store)?;
        self.body(body)?;
        self.artificial();
        if self.table.block(self.u.block).needs_class_closure {
            self.op_i(O::LOAD_CLOSURE, 0);
            self.op_i(O::COPY, 1);
            self.name_op(known.classcell, ExprContext::Store)?;
        } else {
            self.load_none();
        }
        self.op(O::RETURN_VALUE);
        self.finish_scope(true)
    }
}
