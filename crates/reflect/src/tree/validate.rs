//! What no grammar would let through, but a program may build: checked in CPython's order (`Python/ast.c`), for the first
//! thing wrong is what its error tells. Where CPython reads through a null pointer, `None` is refused as elsewhere.

use vivarium_ast::*;
use vivarium_runtime::object::Raised;
use vivarium_runtime::raise;

use super::Depth;
use super::from_objects::Unheld;

type Checked = Result<(), Raised>;

use ExprContext::{Del, Load, Store};

/// Checks a whole tree.
pub(super) fn tree(ast: &Ast, unheld: &Unheld) -> Checked {
    let mut validator = Validator { ast, unheld, depth: Depth::of_frame() };
    match ast.root {
        Mod::Module { body, .. } | Mod::Interactive { body } => validator.stmts(body),
        Mod::Expression { body } => validator.expr(body, Load),
        Mod::FunctionType { argtypes, returns } => {
            validator.exprs(argtypes, Load)?;
            validator.expr(returns, Load)
        }
    }?;
    if unheld.identifier { wrong("None disallowed in identifier list") } else { Ok(()) }
}

/// The conversions of f-strings, which CPython looks at only when it makes code of them.
pub(crate) fn conversions(ast: &Ast) -> Checked {
    ast.exprs().try_for_each(|expr| match expr.kind {
        ExprKind::FormattedValue { conversion, .. }
            if conversion != -1 && ![b's', b'r', b'a'].map(i32::from).contains(&conversion) =>
        {
            Err(raise!(SYSTEM_ERROR, "Unrecognized conversion character {conversion}"))
        }
        _ => Ok(()),
    })
}

struct Validator<'a> {
    ast: &'a Ast,
    unheld: &'a Unheld,
    depth: Depth,
}

fn wrong<T>(message: &str) -> Result<T, Raised> {
    Err(raise!(VALUE_ERROR, "{message}"))
}

impl Validator<'_> {
    /// One level down.
    fn deeper(&mut self, check: impl FnOnce(&mut Self) -> Checked) -> Checked {
        self.depth.deeper("during compilation")?;
        check(self)?;
        self.depth.back();
        Ok(())
    }

    fn positions(&self, loc: Loc) -> Checked {
        let Location { lineno, col_offset, end_lineno, end_col_offset } = self.ast.location(loc);
        if lineno > end_lineno {
            return wrong(&format!("AST node line range ({lineno}, {end_lineno}) is not valid"));
        }
        if (lineno < 0 && end_lineno != lineno) || (col_offset < 0 && col_offset != end_col_offset) {
            return wrong(&format!(
                "AST node column range ({col_offset}, {end_col_offset}) for line range ({lineno}, {end_lineno}) \
                 is not valid"
            ));
        }
        if lineno == end_lineno && col_offset > end_col_offset {
            return wrong(&format!(
                "line {lineno}, column {col_offset}-{end_col_offset} is not a valid range"
            ));
        }
        Ok(())
    }

    fn name(&self, symbol: Symbol) -> Checked {
        let text = self.ast.name(symbol);
        if matches!(text, "None" | "True" | "False") {
            return wrong(&format!("identifier field can't represent '{text}' constant"));
        }
        Ok(())
    }

    fn captured(&self, symbol: Option<Symbol>) -> Checked {
        let Some(symbol) = symbol else { return Ok(()) };
        if self.ast.name(symbol) == "_" {
            return wrong("can't capture name '_' in patterns");
        }
        self.name(symbol)
    }

    fn not_empty<T: Listed>(&self, items: List<T>, what: &str, owner: &str) -> Checked {
        if items.is_empty() {
            return wrong(&format!("empty {what} on {owner}"));
        }
        Ok(())
    }

    fn stmts(&mut self, items: List<StmtId>) -> Checked {
        self.ast.list(items).iter().try_for_each(|id| {
            if self.unheld.stmt == Some(*id) {
                return wrong("None disallowed in statement list");
            }
            self.stmt(*id)
        })
    }

    fn body(&mut self, items: List<StmtId>, owner: &str) -> Checked {
        self.not_empty(items, "body", owner)?;
        self.stmts(items)
    }

    fn exprs(&mut self, items: List<ExprId>, ctx: ExprContext) -> Checked {
        self.ast.list(items).iter().try_for_each(|id| {
            if self.unheld.expr == Some(*id) {
                return wrong("None disallowed in expression list");
            }
            self.expr(*id, ctx)
        })
    }

    fn load(&mut self, expr: Option<ExprId>) -> Checked {
        expr.map_or(Ok(()), |expr| self.expr(expr, Load))
    }

    fn loads<'i>(&mut self, exprs: impl IntoIterator<Item = &'i Option<ExprId>>) -> Checked {
        exprs.into_iter().try_for_each(|expr| self.load(*expr))
    }

    fn arguments(&mut self, id: ArgumentsId) -> Checked {
        let given = self.ast[id];
        self.args(given.posonlyargs)?;
        self.args(given.args)?;
        self.load(given.vararg.and_then(|arg| self.ast[arg].annotation))?;
        self.args(given.kwonlyargs)?;
        self.load(given.kwarg.and_then(|arg| self.ast[arg].annotation))?;
        let ast = self.ast;
        let positional = ast.list(given.posonlyargs).len() + ast.list(given.args).len();
        if ast.list(given.defaults).len() > positional {
            return wrong("more positional defaults than args on arguments");
        }
        if ast.list(given.kw_defaults).len() != ast.list(given.kwonlyargs).len() {
            return wrong("length of kwonlyargs is not the same as kw_defaults on arguments");
        }
        self.exprs(given.defaults, Load)?;
        self.loads(ast.list(given.kw_defaults))
    }

    fn args(&mut self, args: List<ArgId>) -> Checked {
        self.ast.list(args).iter().try_for_each(|arg| {
            self.positions(self.ast[*arg].loc)?;
            self.load(self.ast[*arg].annotation)
        })
    }

    fn keywords(&mut self, keywords: List<KeywordId>) -> Checked {
        self.ast.list(keywords).iter().try_for_each(|keyword| self.expr(self.ast[*keyword].value, Load))
    }

    fn comprehensions(&mut self, generators: List<ComprehensionId>) -> Checked {
        if generators.is_empty() {
            return wrong("comprehension with no generators");
        }
        self.ast.list(generators).iter().try_for_each(|id| {
            let Comprehension { target, iter, ifs, .. } = self.ast[*id];
            self.expr(target, Store)?;
            self.expr(iter, Load)?;
            self.exprs(ifs, Load)
        })
    }

    fn constant(&mut self, id: ConstId) -> Checked {
        if let Some(name) = self.unheld.constants.get(&id) {
            return Err(raise!(TYPE_ERROR, "got an invalid type in Constant: {name}"));
        }
        match self.ast.constant(id) {
            Const::Tuple(items) | Const::FrozenSet(items) => {
                self.deeper(|this| items.iter().try_for_each(|item| this.constant(*item)))
            }
            _ => Ok(()),
        }
    }

    /// Whether an expression stands in the right context.
    fn context(&self, kind: &ExprKind, wanted: ExprContext) -> Checked {
        use ExprKind as E;
        let name = |context| match context {
            Load => "Load",
            Store => "Store",
            Del => "Del",
        };
        let actual = match *kind {
            E::Attribute { ctx, .. }
            | E::Subscript { ctx, .. }
            | E::Starred { ctx, .. }
            | E::List { ctx, .. }
            | E::Tuple { ctx, .. } => ctx,
            E::Name { id, ctx } => {
                self.name(id)?;
                ctx
            }
            _ if wanted == Load => return Ok(()),
            _ => {
                let wanted = name(wanted);
                return wrong(&format!("expression which can't be assigned to in {wanted} context"));
            }
        };
        if actual != wanted {
            let (wanted, actual) = (name(wanted), name(actual));
            return wrong(&format!("expression must have {wanted} context but has {actual} instead"));
        }
        Ok(())
    }

    fn expr(&mut self, id: ExprId, ctx: ExprContext) -> Checked {
        let Expr { kind, loc } = self.ast[id];
        self.positions(loc)?;
        self.deeper(|this| {
            this.context(&kind, ctx)?;
            this.expr_parts(&kind, ctx)
        })
    }

    fn expr_parts(&mut self, kind: &ExprKind, ctx: ExprContext) -> Checked {
        use ExprKind as E;
        let ast = self.ast;
        match *kind {
            E::BoolOp { values, .. } => {
                if ast.list(values).len() < 2 {
                    return wrong("BoolOp with less than 2 values");
                }
                self.exprs(values, Load)
            }
            E::BinOp { left, right, .. } => self.loads(&[Some(left), Some(right)]),
            E::Lambda { args, body } => {
                self.arguments(args)?;
                self.expr(body, Load)
            }
            E::IfExp { test, body, orelse } => self.loads(&[Some(test), Some(body), Some(orelse)]),
            E::Dict { keys, values } => {
                if ast.list(keys).len() != ast.list(values).len() {
                    return wrong("Dict doesn't have the same number of keys as values");
                }
                self.loads(ast.list(keys))?;
                self.exprs(values, Load)
            }
            E::Set { elts } => self.exprs(elts, Load),
            E::ListComp { elt, generators }
            | E::SetComp { elt, generators }
            | E::GeneratorExp { elt, generators } => {
                self.comprehensions(generators)?;
                self.expr(elt, Load)
            }
            E::DictComp { key, value, generators } => {
                self.comprehensions(generators)?;
                self.loads(&[Some(key), Some(value)])
            }
            E::Yield { value } => self.load(value),
            E::Compare { left, ops, comparators } => {
                if comparators.is_empty() {
                    return wrong("Compare with no comparators");
                }
                if ast.list(comparators).len() != ast.cmp_ops(ops).len() {
                    return wrong("Compare has a different number of comparators and operands");
                }
                self.exprs(comparators, Load)?;
                self.expr(left, Load)
            }
            E::Call { func, args, keywords } => {
                self.expr(func, Load)?;
                self.exprs(args, Load)?;
                self.keywords(keywords)
            }
            E::Constant { value, .. } => self.constant(value),
            E::JoinedStr { values } => self.exprs(values, Load),
            E::FormattedValue { value, format_spec, .. } => self.loads(&[Some(value), format_spec]),
            E::Subscript { value, slice, .. } => self.loads(&[Some(slice), Some(value)]),
            E::Starred { value, .. } => self.expr(value, ctx),
            E::Slice { lower, upper, step } => self.loads(&[lower, upper, step]),
            E::List { elts, .. } | E::Tuple { elts, .. } => self.exprs(elts, ctx),
            E::NamedExpr { target, value } => {
                if !matches!(ast[target].kind, E::Name { .. }) {
                    return Err(raise!(TYPE_ERROR, "NamedExpr target must be a Name"));
                }
                self.expr(value, Load)
            }
            E::UnaryOp { operand: value, .. }
            | E::YieldFrom { value }
            | E::Await { value }
            | E::Attribute { value, .. } => self.expr(value, Load),
            E::Name { .. } => Ok(()),
        }
    }

    fn stmt(&mut self, id: StmtId) -> Checked {
        let Stmt { kind, loc } = self.ast[id];
        self.positions(loc)?;
        self.deeper(|this| this.stmt_parts(&kind))
    }

    fn stmt_parts(&mut self, kind: &StmtKind) -> Checked {
        use StmtKind as S;
        match *kind {
            S::FunctionDef { args, body, decorator_list, returns, .. } => {
                self.function(args, body, decorator_list, returns, "FunctionDef")
            }
            S::AsyncFunctionDef { args, body, decorator_list, returns, .. } => {
                self.function(args, body, decorator_list, returns, "AsyncFunctionDef")
            }
            S::ClassDef { bases, keywords, body, decorator_list, .. } => {
                self.body(body, "ClassDef")?;
                self.exprs(bases, Load)?;
                self.keywords(keywords)?;
                self.exprs(decorator_list, Load)
            }
            S::Return { value } => self.load(value),
            S::Delete { targets } => {
                self.not_empty(targets, "targets", "Delete")?;
                self.exprs(targets, Del)
            }
            S::Assign { targets, value, .. } => {
                self.not_empty(targets, "targets", "Assign")?;
                self.exprs(targets, Store)?;
                self.expr(value, Load)
            }
            S::AugAssign { target, value, .. } => {
                self.expr(target, Store)?;
                self.expr(value, Load)
            }
            S::AnnAssign { target, annotation, value, simple } => {
                if simple && !matches!(self.ast[target].kind, ExprKind::Name { .. }) {
                    return Err(raise!(TYPE_ERROR, "AnnAssign with simple non-Name target"));
                }
                self.expr(target, Store)?;
                self.loads(&[value, Some(annotation)])
            }
            S::For { target, iter, body, orelse, .. } => {
                self.expr(target, Store)?;
                self.branches(iter, body, orelse, "For")
            }
            S::AsyncFor { target, iter, body, orelse, .. } => {
                self.expr(target, Store)?;
                self.branches(iter, body, orelse, "AsyncFor")
            }
            S::While { test, body, orelse } => self.branches(test, body, orelse, "While"),
            S::If { test, body, orelse } => self.branches(test, body, orelse, "If"),
            S::With { items, body, .. } => self.with(items, body, "With"),
            S::AsyncWith { items, body, .. } => self.with(items, body, "AsyncWith"),
            S::Match { subject, cases } => {
                self.expr(subject, Load)?;
                self.not_empty(cases, "cases", "Match")?;
                self.ast.list(cases).iter().try_for_each(|case| {
                    let MatchCase { pattern, guard, body } = self.ast[*case];
                    self.pattern(pattern, false)?;
                    self.load(guard)?;
                    self.body(body, "match_case")
                })
            }
            S::Raise { exc: None, cause: Some(_) } => wrong("Raise with cause but no exception"),
            S::Raise { exc, cause } => self.loads(&[exc, cause]),
            S::Try { body, handlers, orelse, finalbody } => {
                self.tries(body, handlers, orelse, finalbody, "Try")
            }
            S::TryStar { body, handlers, orelse, finalbody } => {
                self.tries(body, handlers, orelse, finalbody, "TryStar")
            }
            S::Assert { test, msg } => self.loads(&[Some(test), msg]),
            S::Import { names } => self.not_empty(names, "names", "Import"),
            S::ImportFrom { names, level, .. } => {
                if level > i32::MAX as u32 {
                    return wrong("Negative ImportFrom level");
                }
                self.not_empty(names, "names", "ImportFrom")
            }
            S::Global { names } => self.not_empty(names, "names", "Global"),
            S::Nonlocal { names } => self.not_empty(names, "names", "Nonlocal"),
            S::Expr { value } => self.expr(value, Load),
            S::Pass | S::Break | S::Continue => Ok(()),
        }
    }

    fn function(
        &mut self,
        args: ArgumentsId,
        body: List<StmtId>,
        decorators: List<ExprId>,
        returns: Option<ExprId>,
        owner: &str,
    ) -> Checked {
        self.body(body, owner)?;
        self.arguments(args)?;
        self.exprs(decorators, Load)?;
        self.load(returns)
    }

    fn branches(&mut self, test: ExprId, body: List<StmtId>, orelse: List<StmtId>, owner: &str) -> Checked {
        self.expr(test, Load)?;
        self.body(body, owner)?;
        self.stmts(orelse)
    }

    fn with(&mut self, items: List<WithItemId>, body: List<StmtId>, owner: &str) -> Checked {
        self.not_empty(items, "items", owner)?;
        for item in self.ast.list(items) {
            let WithItem { context_expr, optional_vars } = self.ast[*item];
            self.expr(context_expr, Load)?;
            optional_vars.map_or(Ok(()), |vars| self.expr(vars, Store))?;
        }
        self.body(body, owner)
    }

    fn tries(
        &mut self,
        body: List<StmtId>,
        handlers: List<ExceptHandlerId>,
        orelse: List<StmtId>,
        finalbody: List<StmtId>,
        owner: &str,
    ) -> Checked {
        self.body(body, owner)?;
        if handlers.is_empty() && finalbody.is_empty() {
            return wrong(&format!("{owner} has neither except handlers nor finalbody"));
        }
        if handlers.is_empty() && !orelse.is_empty() {
            return wrong(&format!("{owner} has orelse but no except handlers"));
        }
        for handler in self.ast.list(handlers) {
            if self.unheld.handler == Some(*handler) {
                return wrong("None disallowed in handler list");
            }
            let ExceptHandler { type_, body, loc, .. } = self.ast[*handler];
            // Those of `except*` go unseen.
            if owner == "Try" {
                self.positions(loc)?;
            }
            self.load(type_)?;
            self.body(body, "ExceptHandler")?;
        }
        self.stmts(finalbody)?;
        self.stmts(orelse)
    }

    fn patterns(&mut self, patterns: List<PatternId>, star_ok: bool) -> Checked {
        self.ast.list(patterns).iter().try_for_each(|id| {
            if self.unheld.pattern == Some(*id) {
                return wrong("None disallowed in pattern list");
            }
            self.pattern(*id, star_ok)
        })
    }

    fn pattern(&mut self, id: PatternId, star_ok: bool) -> Checked {
        let Pattern { kind, loc } = self.ast[id];
        self.positions(loc)?;
        self.deeper(|this| this.pattern_parts(&kind, star_ok))
    }

    fn pattern_parts(&mut self, kind: &PatternKind, star_ok: bool) -> Checked {
        use PatternKind as P;
        let ast = self.ast;
        match *kind {
            P::MatchValue { value } => self.literal(value),
            P::MatchSingleton { value } => match ast.constant(value) {
                Const::None | Const::True | Const::False => Ok(()),
                _ => wrong("MatchSingleton can only contain True, False and None"),
            },
            P::MatchSequence { patterns } => self.patterns(patterns, true),
            P::MatchMapping { keys, patterns, rest } => {
                if ast.list(keys).len() != ast.list(patterns).len() {
                    return wrong("MatchMapping doesn't have the same number of keys as patterns");
                }
                self.captured(rest)?;
                for key in ast.list(keys) {
                    let singleton = match ast[*key].kind {
                        ExprKind::Constant { value, .. } => {
                            matches!(ast.constant(value), Const::None | Const::True | Const::False)
                        }
                        _ => false,
                    };
                    if !singleton {
                        self.literal(*key)?;
                    }
                }
                self.patterns(patterns, false)
            }
            P::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                if ast.list(kwd_attrs).len() != ast.list(kwd_patterns).len() {
                    return wrong(
                        "MatchClass doesn't have the same number of keyword attributes as patterns",
                    );
                }
                self.expr(cls, Load)?;
                let mut part = cls;
                while let ExprKind::Attribute { value, .. } = ast[part].kind {
                    part = value;
                }
                if !matches!(ast[part].kind, ExprKind::Name { .. }) {
                    return wrong("MatchClass cls field can only contain Name or Attribute nodes.");
                }
                ast.list(kwd_attrs).iter().try_for_each(|name| self.name(*name))?;
                self.patterns(patterns, false)?;
                self.patterns(kwd_patterns, false)
            }
            P::MatchStar { .. } if !star_ok => wrong("can't use MatchStar here"),
            P::MatchStar { name } => self.captured(name),
            P::MatchAs { pattern, name } => {
                self.captured(name)?;
                match (pattern, name) {
                    (None, _) => Ok(()),
                    (Some(_), None) => wrong("MatchAs must specify a target name if a pattern is given"),
                    (Some(pattern), Some(_)) => self.pattern(pattern, false),
                }
            }
            P::MatchOr { patterns } => {
                if ast.list(patterns).len() < 2 {
                    return wrong("MatchOr requires at least 2 patterns");
                }
                self.patterns(patterns, false)
            }
        }
    }

    /// What a pattern compares with.
    fn literal(&mut self, id: ExprId) -> Checked {
        use ExprKind as E;
        self.expr(id, Load)?;
        let literal = match self.ast[id].kind {
            E::Constant { value, .. } => match self.ast.constant(value) {
                Const::Int(_)
                | Const::BigInt(_)
                | Const::Float(_)
                | Const::Complex(..)
                | Const::Bytes(_)
                | Const::Str(_) => true,
                _ => return wrong("unexpected constant inside of a literal pattern"),
            },
            E::Attribute { .. } | E::JoinedStr { .. } => true,
            E::UnaryOp { .. } => self.is_negative(id, true),
            E::BinOp { left, op: Operator::Add | Operator::Sub, right } => {
                (self.is_number(left, true, false) || self.is_negative(left, false))
                    && self.is_number(right, false, true)
            }
            _ => false,
        };
        if literal {
            return Ok(());
        }
        wrong("patterns may only match literals and attribute lookups")
    }

    fn is_number(&self, id: ExprId, real: bool, imaginary: bool) -> bool {
        let ExprKind::Constant { value, .. } = self.ast[id].kind else { return false };
        match self.ast.constant(value) {
            Const::Int(_) | Const::BigInt(_) | Const::Float(_) => real,
            Const::Complex(..) => imaginary,
            _ => false,
        }
    }

    fn is_negative(&self, id: ExprId, imaginary: bool) -> bool {
        match self.ast[id].kind {
            ExprKind::UnaryOp { op: UnaryOp::USub, operand } => self.is_number(operand, true, imaginary),
            _ => false,
        }
    }
}
