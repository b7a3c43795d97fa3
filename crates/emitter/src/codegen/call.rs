//! Calls.

use vivarium_ast::{ExprContext, ExprId, ExprKind, KeywordId, List};
use vivarium_bytecode::{ConstId, Opcode as O};

use super::display::TUPLE;
use super::{Gen, STACK_USE_GUIDELINE};
use crate::error::Result;
use crate::symtable::{BlockKind, Scope, SymbolTable, flag};

impl Gen<'_, '_> {
    #[inline(always)]
    fn validate_keywords(&mut self, keywords: List<KeywordId>) -> Result {
        if keywords.is_empty() { Ok(()) } else { self.validate_some_keywords(keywords) }
    }

    fn validate_some_keywords(&mut self, keywords: List<KeywordId>) -> Result {
        let ast = self.ast;
        let keywords = ast.list(keywords);
        for (at, &id) in keywords.iter().enumerate() {
            let Some(name) = ast[id].arg else { continue };
            self.forbidden_name(name.into(), ExprContext::Store)?;
            if let Some(other) = keywords[at + 1..].iter().find(|other| ast[**other].arg == Some(name)) {
                self.u.loc = self.location(ast[*other].loc);
                return self.error(format!("keyword argument repeated: {}", ast.name(name)));
            }
        }
        Ok(())
    }

    pub(super) fn call(
        &mut self,
        id: ExprId,
        func: ExprId,
        args: List<ExprId>,
        keywords: List<KeywordId>,
    ) -> Result {
        self.validate_keywords(keywords)?;
        if self.method_call(id, func, args, keywords)? {
            return Ok(());
        }
        self.check_caller(func);
        self.at_expr(func);
        if self.null_and_global(func) {
            self.at_expr(id);
        } else {
            self.op(O::PUSH_NULL);
            self.at_expr(id);
            self.expr(func)?;
        }
        self.call_helper(0, args, keywords)
    }

    /// The function as a global variable, with a NULL below it: what the peephole pass would make of two instructions.
    /// Whether it was done.
    fn null_and_global(&mut self, func: ExprId) -> bool {
        let ExprKind::Name { id, ctx: ExprContext::Load } = self.ast[func].kind else { return false };
        // The log tells of the pass; and NOPs without a line have rules of their own.
        if self.log.is_on() || self.u.loc.lineno <= 0 {
            return false;
        }
        let name = self.names.mangle(self.u.private, id.into());
        let global = match self.scope_of(name) {
            Scope::GlobalExplicit => true,
            Scope::GlobalImplicit => self.table.block(self.u.block).kind == BlockKind::Function,
            _ => false,
        };
        if global {
            let index = self.name_index(name);
            self.op_i(O::LOAD_GLOBAL, index << 1 | 1);
        }
        global
    }

    fn is_starred(&self, id: &ExprId) -> bool {
        matches!(self.ast[*id].kind, ExprKind::Starred { .. })
    }

    /// `object.name(…)` without a bound method object (`maybe_optimize_method_call`). Whether it was done.
    fn method_call(
        &mut self,
        id: ExprId,
        func: ExprId,
        args: List<ExprId>,
        keywords: List<KeywordId>,
    ) -> Result<bool> {
        let ast = self.ast;
        let ExprKind::Attribute { value, attr, ctx: ExprContext::Load } = ast[func].kind else {
            return Ok(false);
        };
        // Attributes of imported modules are functions.
        if let ExprKind::Name { id, .. } = ast[value].kind
            && self.table.block(SymbolTable::TOP).symbols.flags(id.into()) & flag::DEF_IMPORT != 0
        {
            return Ok(false);
        }
        let (positional, named) = (ast.list(args), ast.list(keywords));
        let count = positional.len() + named.len();
        if count + usize::from(!named.is_empty()) >= STACK_USE_GUIDELINE
            || positional.iter().any(|arg| self.is_starred(arg))
            || named.iter().any(|keyword| ast[*keyword].arg.is_none())
        {
            return Ok(false);
        }
        self.expr(value)?;
        self.at_expr(func);
        let at = self.u.loc;
        self.at_attribute(attr, at);
        self.op_name(O::LOAD_METHOD, attr);
        self.exprs(args)?;
        self.keyword_values(keywords)?;
        self.at_expr(id);
        self.at_attribute(attr, at);
        self.call_op(count);
        Ok(true)
    }

    /// Values of keyword arguments, and KW_NAMES.
    fn keyword_values(&mut self, keywords: List<KeywordId>) -> Result {
        let ast = self.ast;
        let keywords = ast.list(keywords);
        if keywords.is_empty() {
            return Ok(());
        }
        keywords.iter().try_for_each(|keyword| self.expr(ast[*keyword].value))?;
        let names = self.keyword_names(keywords);
        let names = self.consts.pool.tuple(&names);
        let index = self.add_const(names);
        self.op_i(O::KW_NAMES, index);
        Ok(())
    }

    fn keyword_names(&mut self, keywords: &[KeywordId]) -> Vec<ConstId> {
        let ast = self.ast;
        keywords.iter().filter_map(|id| ast[*id].arg).map(|name| self.name_const(name.into())).collect()
    }

    /// The arguments and the call, with `pushed` arguments on the stack already.
    pub(super) fn call_helper(
        &mut self,
        pushed: usize,
        args: List<ExprId>,
        keywords: List<KeywordId>,
    ) -> Result {
        let ast = self.ast;
        self.validate_keywords(keywords)?;
        let (positional, named) = (ast.list(args), ast.list(keywords));
        let simple = positional.len() + named.len() * 2 <= STACK_USE_GUIDELINE
            && !positional.iter().any(|arg| self.is_starred(arg))
            && named.iter().all(|keyword| ast[*keyword].arg.is_some());
        if simple {
            self.exprs(args)?;
            self.keyword_values(keywords)?;
            self.call_op(pushed + positional.len() + named.len());
            return Ok(());
        }
        match positional {
            [only] if pushed == 0 && self.is_starred(only) => {
                if let ExprKind::Starred { value, .. } = ast[*only].kind {
                    self.expr(value)?;
                }
            }
            _ => self.star_unpack(args, pushed, TUPLE)?,
        }
        if !named.is_empty() {
            let (mut have_dict, mut seen) = (false, 0);
            for (at, &id) in named.iter().enumerate() {
                if ast[id].arg.is_some() {
                    seen += 1;
                    continue;
                }
                if seen > 0 {
                    self.keyword_dict(&named[at - seen..at])?;
                    if have_dict {
                        self.op_i(O::DICT_MERGE, 1);
                    }
                    have_dict = true;
                    seen = 0;
                }
                if !have_dict {
                    self.op_i(O::BUILD_MAP, 0);
                    have_dict = true;
                }
                self.expr(ast[id].value)?;
                self.op_i(O::DICT_MERGE, 1);
            }
            if seen > 0 {
                self.keyword_dict(&named[named.len() - seen..])?;
                if have_dict {
                    self.op_i(O::DICT_MERGE, 1);
                }
            }
        }
        self.op_i(O::CALL_FUNCTION_EX, usize::from(!named.is_empty()));
        Ok(())
    }

    /// Keyword arguments as a dict (`compiler_subkwargs`).
    fn keyword_dict(&mut self, keywords: &[KeywordId]) -> Result {
        let ast = self.ast;
        let n = keywords.len();
        let big = n * 2 > STACK_USE_GUIDELINE;
        if n > 1 && !big {
            keywords.iter().try_for_each(|keyword| self.expr(ast[*keyword].value))?;
            let names = self.keyword_names(keywords);
            let names = self.consts.pool.tuple(&names);
            self.load_const(names);
            self.op_i(O::BUILD_CONST_KEY_MAP, n);
            return Ok(());
        }
        if big {
            self.op_i_noline(O::BUILD_MAP, 0);
        }
        for &id in keywords {
            if let Some(name) = ast[id].arg {
                let name = self.name_const(name.into());
                self.load_const(name);
            }
            self.expr(ast[id].value)?;
            if big {
                self.op_i_noline(O::MAP_ADD, 1);
            }
        }
        if !big {
            self.op_i(O::BUILD_MAP, n);
        }
        Ok(())
    }
}
