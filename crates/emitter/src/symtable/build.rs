//! The first pass: what each block says about each name (`symtable.c`, `symtable_visit_*`).

use vivarium_ast::{
    AliasId, ArgId, ArgumentsId, Ast, ComprehensionId, ExceptHandlerId, ExprContext, ExprId, ExprKind,
    KeywordId, List, Loc, MatchCaseId, Mod, StmtId, StmtKind, Symbol, WithItemId,
};

use super::{Block, BlockId, BlockKind, ComprehensionKind, Key, SymbolTable, Symbols, analyze, flag};
use crate::error::{EmitError, Result};
use crate::names::{Name, Names};

/// What the symbol table depends on besides the tree.
#[derive(Clone, Copy, Debug)]
pub struct SymtableOptions {
    /// `from __future__ import annotations` is on.
    pub future_annotations: bool,
    /// Levels that are already used up.
    pub starting_depth: u32,
    /// Levels allowed: three times Python's recursion limit.
    pub depth_limit: u32,
}

impl Default for SymtableOptions {
    fn default() -> Self {
        SymtableOptions { future_annotations: false, starting_depth: 0, depth_limit: 3000 }
    }
}

/// Builds the symbol table of a tree.
pub fn build(ast: &Ast, names: &mut Names<'_>, options: SymtableOptions) -> Result<SymbolTable> {
    let latest = vec![(BlockId(u32::MAX), 0); names.count() + names.count() / 8];
    let mut builder = Builder {
        ast,
        names,
        table: SymbolTable::with_room(ast.stmt_count() / 8),
        stack: Vec::new(),
        cur: SymbolTable::TOP,
        private: None,
        depth: options.starting_depth,
        options,
        latest,
    };
    let top = builder.names.known.top;
    builder.enter_at(top, BlockKind::Module, None, None);
    match ast.root {
        Mod::Module { body, .. } | Mod::Interactive { body } => builder.stmts(body)?,
        Mod::Expression { body } => builder.expr(body)?,
        Mod::FunctionType { .. } => {
            return Err(EmitError::system("this compiler does not handle FunctionTypes"));
        }
    }
    let mut table = builder.table;
    analyze::analyze(&mut table, names)?;
    Ok(table)
}

pub(super) struct Builder<'a, 'n, 't> {
    pub(super) ast: &'a Ast,
    names: &'n mut Names<'t>,
    table: SymbolTable,
    stack: Vec<BlockId>,
    cur: BlockId,
    private: Option<Name>,
    depth: u32,
    options: SymtableOptions,
    /// The block in which a name was met last, by its number, and where its entry is there.
    latest: Vec<(BlockId, u32)>,
}

impl<'a> Builder<'a, '_, '_> {
    fn enter(&mut self, name: Name, kind: BlockKind, key: Option<Key>, loc: Loc) {
        self.enter_at(name, kind, key, Some(loc));
    }

    fn enter_at(&mut self, name: Name, kind: BlockKind, key: Option<Key>, loc: Option<Loc>) {
        let (nested, comp_iter_expr, parent) = match self.stack.last() {
            Some(&parent) => {
                let block = self.table.block(parent);
                (block.nested || block.kind == BlockKind::Function, block.comp_iter_expr, Some(parent))
            }
            None => (false, 0, None),
        };
        let id = BlockId(self.table.blocks.len() as u32);
        self.table.blocks.push(Block {
            kind,
            name,
            loc,
            symbols: Symbols::default(),
            varnames: Vec::new(),
            children: Vec::new(),
            nested,
            free: false,
            child_free: false,
            generator: false,
            coroutine: false,
            varargs: false,
            varkeywords: false,
            returns_value: false,
            needs_class_closure: false,
            comprehension: None,
            directives: Vec::new(),
            comp_iter_target: false,
            comp_iter_expr,
        });
        if let Some(key) = key {
            self.table.keys.insert(key, id);
        }
        self.stack.push(id);
        self.cur = id;
        if kind != BlockKind::Annotation
            && let Some(parent) = parent
        {
            self.table.block_mut(parent).children.push(id);
        }
    }

    fn exit(&mut self) {
        self.stack.pop();
        self.cur = self.stack.last().copied().unwrap_or(SymbolTable::TOP);
    }

    fn block(&mut self) -> &mut Block {
        self.table.block_mut(self.cur)
    }

    /// Goes one level deeper for some work.
    #[inline(always)]
    pub(super) fn deeper(&mut self, work: impl FnOnce(&mut Self) -> Result) -> Result {
        self.depth += 1;
        if self.depth > self.options.depth_limit {
            return Err(EmitError::too_deep());
        }
        if (self.depth - self.options.starting_depth) % crate::LEVELS == 1 {
            stacker::maybe_grow(crate::RED_ZONE, crate::STACK_CHUNK, || work(self))?;
        } else {
            work(self)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn lookup(&mut self, name: Symbol) -> u32 {
        let mangled = self.names.mangle(self.private, name.into());
        self.table.block(self.cur).symbols.flags(mangled)
    }

    pub(super) fn add_def(&mut self, name: impl Into<Name>, flags: u32, location: Loc) -> Result {
        self.add_def_to(name.into(), flags, self.cur, location)
    }

    fn add_def_to(&mut self, name: Name, flags: u32, id: BlockId, location: Loc) -> Result {
        let mangled = self.names.mangle(self.private, name);
        let block = self.table.block_mut(id);
        let iterating = block.comp_iter_target;
        let entry = match self.latest.get(mangled.index()) {
            Some(&(block_of, at)) if block_of == id => &mut block.symbols.entries[at as usize],
            _ => {
                let at = block.symbols.place(mangled);
                if self.latest.len() <= mangled.index() {
                    self.latest.resize(self.names.count().max(mangled.index() + 1), (BlockId(u32::MAX), 0));
                }
                self.latest[mangled.index()] = (id, at as u32);
                &mut block.symbols.entries[at]
            }
        };
        if flags & flag::DEF_PARAM != 0 && entry.flags & flag::DEF_PARAM != 0 {
            let message = format!("duplicate argument '{}' in function definition", self.names.text(name));
            return Err(EmitError::syntax(message, self.ast.location(location)));
        }
        let mut value = entry.flags | flags;
        if iterating {
            if value & (flag::DEF_GLOBAL | flag::DEF_NONLOCAL) != 0 {
                let message = format!(
                    "comprehension inner loop cannot rebind assignment expression target '{}'",
                    self.names.text(name)
                );
                return Err(EmitError::syntax(message, self.ast.location(location)));
            }
            value |= flag::DEF_COMP_ITER;
        }
        entry.flags = value;
        if flags & flag::DEF_PARAM != 0 {
            block.varnames.push(mangled);
        } else if flags & flag::DEF_GLOBAL != 0 {
            self.table.block_mut(SymbolTable::TOP).symbols.entry(mangled).flags |= flags;
        }
        Ok(())
    }

    fn record_directive(&mut self, name: Symbol, location: Loc) {
        let mangled = self.names.mangle(self.private, name.into());
        let location = self.ast.location(location);
        self.block().directives.push((mangled, location));
    }

    fn stmts(&mut self, list: List<StmtId>) -> Result {
        let ast = self.ast;
        ast.list(list).iter().try_for_each(|id| self.stmt(*id))
    }

    pub(super) fn exprs(&mut self, list: List<ExprId>) -> Result {
        let ast = self.ast;
        ast.list(list).iter().try_for_each(|id| self.expr(*id))
    }

    fn opt_exprs(&mut self, list: List<Option<ExprId>>) -> Result {
        let ast = self.ast;
        ast.list(list).iter().flatten().try_for_each(|id| self.expr(*id))
    }

    fn opt_expr(&mut self, expr: Option<ExprId>) -> Result {
        expr.map_or(Ok(()), |id| self.expr(id))
    }

    fn keywords(&mut self, list: List<KeywordId>) -> Result {
        let ast = self.ast;
        ast.list(list).iter().try_for_each(|id| self.expr(ast[*id].value))
    }

    fn stmt(&mut self, id: StmtId) -> Result {
        self.deeper(|this| this.stmt_kind(id))
    }

    fn stmt_kind(&mut self, id: StmtId) -> Result {
        let ast = self.ast;
        let loc = ast[id].loc;
        match ast[id].kind {
            StmtKind::FunctionDef { name, args, body, decorator_list, returns, .. } => {
                self.function(id, loc, name, args, body, decorator_list, returns, false)?;
            }
            StmtKind::AsyncFunctionDef { name, args, body, decorator_list, returns, .. } => {
                self.function(id, loc, name, args, body, decorator_list, returns, true)?;
            }
            StmtKind::ClassDef { name, bases, keywords, body, decorator_list } => {
                self.add_def(name, flag::DEF_LOCAL, loc)?;
                self.exprs(bases)?;
                self.keywords(keywords)?;
                self.exprs(decorator_list)?;
                self.enter(name.into(), BlockKind::Class, Some(Key::Stmt(id)), loc);
                let outer = self.private.replace(name.into());
                self.stmts(body)?;
                self.private = outer;
                self.exit();
            }
            StmtKind::Return { value } => {
                if let Some(value) = value {
                    self.expr(value)?;
                    self.block().returns_value = true;
                }
            }
            StmtKind::Delete { targets } => self.exprs(targets)?,
            StmtKind::Assign { targets, value, .. } => {
                self.exprs(targets)?;
                self.expr(value)?;
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(loc, target, annotation, value, simple)?;
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)?;
            }
            StmtKind::For { target, iter, body, orelse, .. }
            | StmtKind::AsyncFor { target, iter, body, orelse, .. } => {
                self.expr(target)?;
                self.expr(iter)?;
                self.stmts(body)?;
                self.stmts(orelse)?;
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.stmts(body)?;
                self.stmts(orelse)?;
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                ast.list(cases).iter().try_for_each(|case| self.match_case(*case))?;
            }
            StmtKind::Raise { exc, cause } => {
                if let Some(exc) = exc {
                    self.expr(exc)?;
                    self.opt_expr(cause)?;
                }
            }
            StmtKind::Try { body, handlers, orelse, finalbody }
            | StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                self.stmts(body)?;
                self.stmts(orelse)?;
                ast.list(handlers).iter().try_for_each(|handler| self.handler(*handler))?;
                self.stmts(finalbody)?;
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt_expr(msg)?;
            }
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                ast.list(names).iter().try_for_each(|alias| self.alias(*alias))?;
            }
            StmtKind::Global { names } => self.directive(loc, names, true)?,
            StmtKind::Nonlocal { names } => self.directive(loc, names, false)?,
            StmtKind::Expr { value } => self.expr(value)?,
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::With { items, body, .. } | StmtKind::AsyncWith { items, body, .. } => {
                ast.list(items).iter().try_for_each(|item| self.with_item(*item))?;
                self.stmts(body)?;
            }
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn function(
        &mut self,
        id: StmtId,
        loc: Loc,
        name: Symbol,
        args: ArgumentsId,
        body: List<StmtId>,
        decorators: List<ExprId>,
        returns: Option<ExprId>,
        is_async: bool,
    ) -> Result {
        let ast = self.ast;
        self.add_def(name, flag::DEF_LOCAL, loc)?;
        self.exprs(ast[args].defaults)?;
        self.opt_exprs(ast[args].kw_defaults)?;
        self.annotations(id, loc, args, returns)?;
        self.exprs(decorators)?;
        self.enter(name.into(), BlockKind::Function, Some(Key::Stmt(id)), loc);
        self.block().coroutine = is_async;
        self.arguments(args)?;
        self.stmts(body)?;
        self.exit();
        Ok(())
    }

    fn ann_assign(
        &mut self,
        loc: Loc,
        target: ExprId,
        annotation: ExprId,
        value: Option<ExprId>,
        simple: bool,
    ) -> Result {
        let ast = self.ast;
        if let ExprKind::Name { id, .. } = ast[target].kind {
            let cur = self.lookup(id);
            if cur & (flag::DEF_GLOBAL | flag::DEF_NONLOCAL) != 0 && self.cur != SymbolTable::TOP && simple {
                let how = if cur & flag::DEF_GLOBAL != 0 { "global" } else { "nonlocal" };
                let message = format!("annotated name '{}' can't be {how}", ast.name(id));
                return Err(EmitError::syntax(message, self.ast.location(loc)));
            }
            let at = ast[target].loc;
            if simple {
                self.add_def(id, flag::DEF_ANNOT | flag::DEF_LOCAL, at)?;
            }
            if value.is_some() {
                self.add_def(id, flag::DEF_LOCAL, at)?;
            }
        } else {
            self.expr(target)?;
        }
        self.annotation(annotation)?;
        self.opt_expr(value)
    }

    /// `global` and `nonlocal`.
    fn directive(&mut self, loc: Loc, names: List<Symbol>, global: bool) -> Result {
        let ast = self.ast;
        let how = if global { "global" } else { "nonlocal" };
        for &name in ast.list(names) {
            let cur = self.lookup(name);
            if cur & (flag::DEF_PARAM | flag::DEF_LOCAL | flag::USE | flag::DEF_ANNOT) != 0 {
                let text = ast.name(name);
                let message = if cur & flag::DEF_PARAM != 0 {
                    format!("name '{text}' is parameter and {how}")
                } else if cur & flag::USE != 0 {
                    format!("name '{text}' is used prior to {how} declaration")
                } else if cur & flag::DEF_ANNOT != 0 {
                    format!("annotated name '{text}' can't be {how}")
                } else {
                    format!("name '{text}' is assigned to before {how} declaration")
                };
                return Err(EmitError::syntax(message, self.ast.location(loc)));
            }
            self.add_def(name, if global { flag::DEF_GLOBAL } else { flag::DEF_NONLOCAL }, loc)?;
            self.record_directive(name, loc);
        }
        Ok(())
    }

    fn with_item(&mut self, id: WithItemId) -> Result {
        let item = self.ast[id];
        self.expr(item.context_expr)?;
        self.opt_expr(item.optional_vars)
    }

    fn handler(&mut self, id: ExceptHandlerId) -> Result {
        let handler = self.ast[id];
        self.opt_expr(handler.type_)?;
        if let Some(name) = handler.name {
            self.add_def(name, flag::DEF_LOCAL, handler.loc)?;
        }
        self.stmts(handler.body)
    }

    fn match_case(&mut self, id: MatchCaseId) -> Result {
        let case = self.ast[id];
        self.pattern(case.pattern)?;
        self.opt_expr(case.guard)?;
        self.stmts(case.body)
    }

    fn alias(&mut self, id: AliasId) -> Result {
        let ast = self.ast;
        let alias = ast[id];
        let location = alias.loc;
        let name = ast.name(alias.asname.unwrap_or(alias.name));
        if name == "*" {
            if self.table.block(self.cur).kind != BlockKind::Module {
                return Err(EmitError::syntax(
                    "import * only allowed at module level",
                    self.ast.location(location),
                ));
            }
            return Ok(());
        }
        let stored = match name.split_once('.') {
            Some((first, _)) => self.names.intern(first),
            None => alias.asname.unwrap_or(alias.name).into(),
        };
        self.add_def(stored, flag::DEF_IMPORT, location)
    }

    fn params(&mut self, list: List<ArgId>) -> Result {
        let ast = self.ast;
        ast.list(list).iter().try_for_each(|id| self.param(*id))
    }

    fn param(&mut self, id: ArgId) -> Result {
        let arg = self.ast[id];
        self.add_def(arg.arg, flag::DEF_PARAM, arg.loc)
    }

    fn arguments(&mut self, id: ArgumentsId) -> Result {
        let args = self.ast[id];
        self.params(args.posonlyargs)?;
        self.params(args.args)?;
        self.params(args.kwonlyargs)?;
        if let Some(vararg) = args.vararg {
            self.param(vararg)?;
            self.block().varargs = true;
        }
        if let Some(kwarg) = args.kwarg {
            self.param(kwarg)?;
            self.block().varkeywords = true;
        }
        Ok(())
    }

    fn arg_annotations(&mut self, list: List<ArgId>) -> Result {
        let ast = self.ast;
        ast.list(list).iter().try_for_each(|id| self.opt_expr(ast[*id].annotation))
    }

    fn annotations(&mut self, id: StmtId, loc: Loc, args: ArgumentsId, returns: Option<ExprId>) -> Result {
        let ast = self.ast;
        if self.options.future_annotations {
            let name = self.names.known.annotation;
            self.enter(name, BlockKind::Annotation, Some(Key::Stmt(id)), loc);
        }
        let args = ast[args];
        self.arg_annotations(args.posonlyargs)?;
        self.arg_annotations(args.args)?;
        self.opt_expr(args.vararg.and_then(|arg| ast[arg].annotation))?;
        self.opt_expr(args.kwarg.and_then(|arg| ast[arg].annotation))?;
        self.arg_annotations(args.kwonlyargs)?;
        if self.options.future_annotations {
            self.exit();
        }
        returns.map_or(Ok(()), |returns| self.annotation(returns))
    }

    fn annotation(&mut self, annotation: ExprId) -> Result {
        if self.options.future_annotations {
            let name = self.names.known.annotation;
            let loc = self.ast[annotation].loc;
            self.enter(name, BlockKind::Annotation, Some(Key::Expr(annotation)), loc);
        }
        self.expr(annotation)?;
        if self.options.future_annotations {
            self.exit();
        }
        Ok(())
    }

    pub(super) fn expr(&mut self, id: ExprId) -> Result {
        let node = &self.ast[id];
        // Leaves need no more care about depth.
        if matches!(node.kind, ExprKind::Constant { .. } | ExprKind::Name { .. }) {
            if self.depth >= self.options.depth_limit {
                return Err(EmitError::too_deep());
            }
            return match node.kind {
                ExprKind::Name { id: name, ctx } => self.name(name, ctx, node.loc),
                _ => Ok(()),
            };
        }
        self.deeper(|this| this.expr_kind(id))
    }

    #[inline]
    fn name(&mut self, name: Symbol, ctx: ExprContext, loc: Loc) -> Result {
        let load = ctx == ExprContext::Load;
        // Nearly always the block knows the name already.
        let known = Name::from(name);
        if let Some(&(block, at)) = self.latest.get(known.index())
            && block == self.cur
            && (self.private.is_none() || !self.names.is_private(known))
            && known != self.names.known.super_
        {
            let block = self.table.block_mut(block);
            if !block.comp_iter_target {
                block.symbols.entries[at as usize].flags |= if load { flag::USE } else { flag::DEF_LOCAL };
                return Ok(());
            }
        }
        self.other_name(name, load, loc)
    }

    #[inline(never)]
    fn other_name(&mut self, name: Symbol, load: bool, loc: Loc) -> Result {
        self.add_def(name, if load { flag::USE } else { flag::DEF_LOCAL }, loc)?;
        // `super()` needs the class that it stands in.
        if load
            && Name::from(name) == self.names.known.super_
            && self.table.block(self.cur).kind == BlockKind::Function
        {
            let class = self.names.known.class;
            self.add_def(class, flag::USE, loc)?;
        }
        Ok(())
    }

    fn expr_kind(&mut self, id: ExprId) -> Result {
        let ast = self.ast;
        match ast[id].kind {
            ExprKind::NamedExpr { target, value } => {
                self.refuse_in_annotation("named expression", id)?;
                self.named_expr(id, target, value)?;
            }
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => self.exprs(values)?,
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)?;
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand)?,
            ExprKind::Lambda { args, body } => {
                self.exprs(ast[args].defaults)?;
                self.opt_exprs(ast[args].kw_defaults)?;
                let loc = ast[id].loc;
                let name = self.names.known.lambda;
                self.enter(name, BlockKind::Function, Some(Key::Expr(id)), loc);
                self.arguments(args)?;
                self.expr(body)?;
                self.exit();
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)?;
            }
            ExprKind::Dict { keys, values } => {
                self.opt_exprs(keys)?;
                self.exprs(values)?;
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                self.exprs(elts)?;
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(id, ComprehensionKind::Generator, generators, elt, None)?;
            }
            ExprKind::ListComp { elt, generators } => {
                self.comprehension(id, ComprehensionKind::List, generators, elt, None)?;
            }
            ExprKind::SetComp { elt, generators } => {
                self.comprehension(id, ComprehensionKind::Set, generators, elt, None)?;
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(id, ComprehensionKind::Dict, generators, key, Some(value))?;
            }
            ExprKind::Yield { value } => {
                self.refuse_in_annotation("yield expression", id)?;
                self.opt_expr(value)?;
                self.yields(id)?;
            }
            ExprKind::YieldFrom { value } => {
                self.refuse_in_annotation("yield expression", id)?;
                self.expr(value)?;
                self.yields(id)?;
            }
            ExprKind::Await { value } => {
                self.refuse_in_annotation("await expression", id)?;
                self.expr(value)?;
                self.block().coroutine = true;
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)?;
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.keywords(keywords)?;
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value)?;
                self.opt_expr(format_spec)?;
            }
            ExprKind::Constant { .. } => {}
            ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => self.expr(value)?,
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)?;
            }
            ExprKind::Slice { lower, upper, step } => {
                self.opt_expr(lower)?;
                self.opt_expr(upper)?;
                self.opt_expr(step)?;
            }
            ExprKind::Name { id: name, ctx } => self.name(name, ctx, ast[id].loc)?,
        }
        Ok(())
    }

    fn yields(&mut self, id: ExprId) -> Result {
        let block = self.block();
        block.generator = true;
        let Some(kind) = block.comprehension else { return Ok(()) };
        let what = match kind {
            ComprehensionKind::List => "list comprehension",
            ComprehensionKind::Set => "set comprehension",
            ComprehensionKind::Dict => "dict comprehension",
            ComprehensionKind::Generator => "generator expression",
        };
        let loc = self.ast[id].loc;
        Err(EmitError::syntax(format!("'yield' inside {what}"), self.ast.location(loc)))
    }

    fn refuse_in_annotation(&mut self, what: &str, id: ExprId) -> Result {
        if self.table.block(self.cur).kind != BlockKind::Annotation {
            return Ok(());
        }
        let loc = self.ast[id].loc;
        Err(EmitError::syntax(
            format!("'{what}' can not be used within an annotation"),
            self.ast.location(loc),
        ))
    }

    fn named_expr(&mut self, id: ExprId, target: ExprId, value: ExprId) -> Result {
        let block = self.table.block(self.cur);
        if block.comp_iter_expr > 0 {
            let loc = self.ast[id].loc;
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(EmitError::syntax(message, self.ast.location(loc)));
        }
        if block.comprehension.is_some() {
            self.extend_namedexpr_scope(target)?;
        }
        self.expr(value)?;
        self.expr(target)
    }

    /// A walrus in a comprehension binds in the nearest block that is not one.
    fn extend_namedexpr_scope(&mut self, target: ExprId) -> Result {
        let ast = self.ast;
        let ExprKind::Name { id: symbol, .. } = ast[target].kind else {
            return Err(EmitError::system("assignment expression without a name"));
        };
        let (name, loc) = (Name::from(symbol), ast[target].loc);
        for at in (0..self.stack.len()).rev() {
            let id = self.stack[at];
            let block = self.table.block(id);
            let known = block.symbols.flags(name);
            if block.comprehension.is_some() {
                if known & flag::DEF_COMP_ITER != 0 {
                    let message = format!(
                        "assignment expression cannot rebind comprehension iteration variable '{}'",
                        ast.name(symbol)
                    );
                    return Err(EmitError::syntax(message, self.ast.location(loc)));
                }
                continue;
            }
            match block.kind {
                BlockKind::Function => {
                    let global = known & flag::DEF_GLOBAL != 0;
                    self.add_def(name, if global { flag::DEF_GLOBAL } else { flag::DEF_NONLOCAL }, loc)?;
                    self.record_directive(symbol, loc);
                    return self.add_def_to(name, flag::DEF_LOCAL, id, loc);
                }
                BlockKind::Module => {
                    self.add_def(name, flag::DEF_GLOBAL, loc)?;
                    self.record_directive(symbol, loc);
                    return self.add_def_to(name, flag::DEF_GLOBAL, id, loc);
                }
                BlockKind::Class => {
                    let message =
                        "assignment expression within a comprehension cannot be used in a class body";
                    return Err(EmitError::syntax(message, self.ast.location(loc)));
                }
                BlockKind::Annotation => {}
            }
        }
        Ok(())
    }

    fn comprehension(
        &mut self,
        id: ExprId,
        kind: ComprehensionKind,
        generators: List<ComprehensionId>,
        elt: ExprId,
        value: Option<ExprId>,
    ) -> Result {
        let ast = self.ast;
        let Some((&outermost, rest)) = ast.list(generators).split_first() else {
            return Err(EmitError::system("comprehension with no generators"));
        };
        let outermost = ast[outermost];
        // The outermost iterable is evaluated in the enclosing block.
        self.block().comp_iter_expr += 1;
        self.expr(outermost.iter)?;
        self.block().comp_iter_expr -= 1;
        let known = self.names.known;
        let name = match kind {
            ComprehensionKind::List => known.listcomp,
            ComprehensionKind::Set => known.setcomp,
            ComprehensionKind::Dict => known.dictcomp,
            ComprehensionKind::Generator => known.genexpr,
        };
        let loc = ast[id].loc;
        self.enter(name, BlockKind::Function, Some(Key::Expr(id)), loc);
        self.block().comprehension = Some(kind);
        self.block().coroutine = outermost.is_async;
        self.add_def(known.dot_0, flag::DEF_PARAM, loc)?;
        self.block().comp_iter_target = true;
        self.expr(outermost.target)?;
        self.block().comp_iter_target = false;
        self.exprs(outermost.ifs)?;
        for &generator in rest {
            let generator = ast[generator];
            self.block().comp_iter_target = true;
            self.expr(generator.target)?;
            self.block().comp_iter_target = false;
            self.block().comp_iter_expr += 1;
            self.expr(generator.iter)?;
            self.block().comp_iter_expr -= 1;
            self.exprs(generator.ifs)?;
            self.block().coroutine |= generator.is_async;
        }
        self.opt_expr(value)?;
        self.expr(elt)?;
        let is_generator = kind == ComprehensionKind::Generator;
        self.block().generator = is_generator;
        let is_async = self.block().coroutine && !is_generator;
        self.exit();
        self.block().coroutine |= is_async;
        Ok(())
    }
}
