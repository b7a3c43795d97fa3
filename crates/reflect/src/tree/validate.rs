//! What no grammar would let through, but a program may build (`Python/ast.c`).

use vivarium_ast::*;
use vivarium_runtime::object::Raised;
use vivarium_runtime::raise;

type Checked = Result<(), Raised>;

/// What the items of a field are called where one is missing.
pub(super) fn kind_of_list(field: &str) -> &'static str {
    match field {
        "body" | "orelse" | "finalbody" => "statement",
        "patterns" | "kwd_patterns" => "pattern",
        _ => "expression",
    }
}

/// `VALIDATE_POSITIONS`.
pub(super) fn location(place: &Location) -> Checked {
    if place.lineno > place.end_lineno {
        return Err(raise!(
            VALUE_ERROR,
            "AST node line range ({}, {}) is not valid",
            place.lineno,
            place.end_lineno
        ));
    }
    let negative = |start: i32, end: i32| start < 0 && start != end;
    if negative(place.lineno, place.end_lineno) || negative(place.col_offset, place.end_col_offset) {
        return Err(raise!(
            VALUE_ERROR,
            "AST node column range ({}, {}) for line range ({}, {}) is not valid",
            place.col_offset,
            place.end_col_offset,
            place.lineno,
            place.end_lineno
        ));
    }
    if place.lineno == place.end_lineno && place.col_offset > place.end_col_offset {
        return Err(raise!(
            VALUE_ERROR,
            "line {}, column {}-{} is not a valid range",
            place.lineno,
            place.col_offset,
            place.end_col_offset
        ));
    }
    Ok(())
}

/// Checks a whole tree, without recursion.
pub(super) fn tree(ast: &Ast) -> Checked {
    if let Mod::Expression { body } = ast.root {
        loads(ast, &[body])?;
    }
    let mut stack = vec![NodeRef::Mod];
    while let Some(node) = stack.pop() {
        match node {
            NodeRef::Stmt(id) => statement(ast, &ast[id].kind)?,
            NodeRef::Expr(id) => expression(ast, &ast[id].kind)?,
            NodeRef::Pattern(id) => pattern(ast, &ast[id].kind)?,
            NodeRef::Arguments(id) => arguments(ast, &ast[id])?,
            NodeRef::ExceptHandler(id) => body(ast, ast[id].body, "ExceptHandler")?,
            NodeRef::MatchCase(id) => body(ast, ast[id].body, "match_case")?,
            NodeRef::Comprehension(id) => context(ast, ast[id].target, ExprContext::Store)?,
            _ => {}
        }
        let first = stack.len();
        node.children(ast, |child| stack.push(child));
        stack[first..].reverse();
    }
    Ok(())
}

fn empty<T: Listed>(ast: &Ast, items: List<T>, what: &str, owner: &str) -> Checked {
    if ast.list(items).is_empty() {
        return Err(raise!(VALUE_ERROR, "empty {what} on {owner}"));
    }
    Ok(())
}

fn body(ast: &Ast, items: List<StmtId>, owner: &str) -> Checked {
    empty(ast, items, "body", owner)
}

fn context_name(context: ExprContext) -> &'static str {
    match context {
        ExprContext::Load => "Load",
        ExprContext::Store => "Store",
        ExprContext::Del => "Del",
    }
}

/// Whether an expression stands in the right context: load, store or del.
fn context(ast: &Ast, id: ExprId, wanted: ExprContext) -> Checked {
    let actual = match ast[id].kind {
        ExprKind::Attribute { ctx, .. }
        | ExprKind::Subscript { ctx, .. }
        | ExprKind::Starred { ctx, .. }
        | ExprKind::Name { ctx, .. }
        | ExprKind::List { ctx, .. }
        | ExprKind::Tuple { ctx, .. } => ctx,
        _ if wanted != ExprContext::Load => {
            return Err(raise!(
                VALUE_ERROR,
                "expression which can't be assigned to in {} context",
                context_name(wanted)
            ));
        }
        _ => return Ok(()),
    };
    if actual != wanted {
        return Err(raise!(
            VALUE_ERROR,
            "expression must have {} context but has {} instead",
            context_name(wanted),
            context_name(actual)
        ));
    }
    match ast[id].kind {
        ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => contexts(ast, elts, wanted),
        ExprKind::Starred { value, .. } => context(ast, value, wanted),
        _ => Ok(()),
    }
}

fn contexts(ast: &Ast, ids: List<ExprId>, wanted: ExprContext) -> Checked {
    ast.list(ids).iter().try_for_each(|id| match ast[*id].kind {
        // A long chain of nested targets is checked where its parts are.
        ExprKind::List { .. } | ExprKind::Tuple { .. } | ExprKind::Starred { .. } => {
            shallow(ast, *id, wanted)
        }
        _ => context(ast, *id, wanted),
    })
}

fn shallow(ast: &Ast, id: ExprId, wanted: ExprContext) -> Checked {
    match ast[id].kind {
        ExprKind::List { ctx, .. } | ExprKind::Tuple { ctx, .. } | ExprKind::Starred { ctx, .. }
            if ctx != wanted =>
        {
            Err(raise!(
                VALUE_ERROR,
                "expression must have {} context but has {} instead",
                context_name(wanted),
                context_name(ctx)
            ))
        }
        _ => Ok(()),
    }
}

fn loads(ast: &Ast, ids: &[ExprId]) -> Checked {
    ids.iter().try_for_each(|id| {
        if matches!(ast[*id].kind, ExprKind::List { .. } | ExprKind::Tuple { .. } | ExprKind::Starred { .. })
        {
            shallow(ast, *id, ExprContext::Load)
        } else {
            context(ast, *id, ExprContext::Load)
        }
    })
}

fn name(ast: &Ast, symbol: Symbol) -> Checked {
    let text = ast.name(symbol);
    if matches!(text, "None" | "True" | "False") {
        return Err(raise!(VALUE_ERROR, "identifier field can't represent '{text}' constant"));
    }
    Ok(())
}

fn arguments(ast: &Ast, given: &Arguments) -> Checked {
    let positional = ast.list(given.posonlyargs).len() + ast.list(given.args).len();
    if ast.list(given.defaults).len() > positional {
        return Err(raise!(VALUE_ERROR, "more positional defaults than args on arguments"));
    }
    if ast.list(given.kw_defaults).len() != ast.list(given.kwonlyargs).len() {
        return Err(raise!(VALUE_ERROR, "length of kwonlyargs is not the same as kw_defaults on arguments"));
    }
    Ok(())
}

fn statement(ast: &Ast, kind: &StmtKind) -> Checked {
    use StmtKind as S;
    match kind {
        S::FunctionDef { body: items, decorator_list, .. } => {
            body(ast, *items, "FunctionDef")?;
            loads(ast, ast.list(*decorator_list))
        }
        S::AsyncFunctionDef { body: items, decorator_list, .. } => {
            body(ast, *items, "AsyncFunctionDef")?;
            loads(ast, ast.list(*decorator_list))
        }
        S::ClassDef { body: items, .. } => body(ast, *items, "ClassDef"),
        S::Return { value: Some(value) } | S::Expr { value } => loads(ast, &[*value]),
        S::Delete { targets } => {
            empty(ast, *targets, "targets", "Delete")?;
            contexts(ast, *targets, ExprContext::Del)
        }
        S::Assign { targets, value, .. } => {
            empty(ast, *targets, "targets", "Assign")?;
            contexts(ast, *targets, ExprContext::Store)?;
            loads(ast, &[*value])
        }
        S::AugAssign { target, value, .. } => {
            context(ast, *target, ExprContext::Store)?;
            loads(ast, &[*value])
        }
        S::AnnAssign { target, simple, .. } => {
            if *simple && !matches!(ast[*target].kind, ExprKind::Name { .. }) {
                return Err(raise!(TYPE_ERROR, "AnnAssign with simple non-Name target"));
            }
            context(ast, *target, ExprContext::Store)
        }
        S::For { target, iter, body: items, .. } => {
            shallow(ast, *target, ExprContext::Store)?;
            loads(ast, &[*iter])?;
            body(ast, *items, "For")
        }
        S::AsyncFor { target, iter, body: items, .. } => {
            shallow(ast, *target, ExprContext::Store)?;
            loads(ast, &[*iter])?;
            body(ast, *items, "AsyncFor")
        }
        S::While { body: items, .. } => body(ast, *items, "While"),
        S::If { body: items, .. } => body(ast, *items, "If"),
        S::With { items, body: statements, .. } => {
            empty(ast, *items, "items", "With")?;
            body(ast, *statements, "With")
        }
        S::AsyncWith { items, body: statements, .. } => {
            empty(ast, *items, "items", "AsyncWith")?;
            body(ast, *statements, "AsyncWith")
        }
        S::Match { cases, .. } => empty(ast, *cases, "cases", "Match"),
        S::Raise { exc: None, cause: Some(_) } => {
            Err(raise!(VALUE_ERROR, "Raise with cause but no exception"))
        }
        S::Try { body: items, handlers, orelse, finalbody } => {
            tries(ast, *items, *handlers, *orelse, *finalbody, "Try")
        }
        S::TryStar { body: items, handlers, orelse, finalbody } => {
            tries(ast, *items, *handlers, *orelse, *finalbody, "TryStar")
        }
        S::Import { names } => empty(ast, *names, "names", "Import"),
        S::ImportFrom { names, .. } => empty(ast, *names, "names", "ImportFrom"),
        S::Global { names } => empty(ast, *names, "names", "Global"),
        S::Nonlocal { names } => empty(ast, *names, "names", "Nonlocal"),
        _ => Ok(()),
    }
}

fn tries(
    ast: &Ast,
    items: List<StmtId>,
    handlers: List<ExceptHandlerId>,
    orelse: List<StmtId>,
    finalbody: List<StmtId>,
    owner: &str,
) -> Checked {
    body(ast, items, owner)?;
    if ast.list(handlers).is_empty() && ast.list(finalbody).is_empty() {
        return Err(raise!(VALUE_ERROR, "{owner} has neither except handlers nor finalbody"));
    }
    if ast.list(handlers).is_empty() && !ast.list(orelse).is_empty() {
        return Err(raise!(VALUE_ERROR, "{owner} has orelse but no except handlers"));
    }
    Ok(())
}

fn expression(ast: &Ast, kind: &ExprKind) -> Checked {
    use ExprKind as E;
    match kind {
        E::BoolOp { values, .. } => {
            if ast.list(*values).len() < 2 {
                return Err(raise!(VALUE_ERROR, "BoolOp with less than 2 values"));
            }
            loads(ast, ast.list(*values))
        }
        E::BinOp { left, right, .. } => loads(ast, &[*left, *right]),
        E::UnaryOp { operand, .. } => loads(ast, &[*operand]),
        E::IfExp { test, body, orelse } => loads(ast, &[*test, *body, *orelse]),
        E::Dict { keys, values } => {
            if ast.list(*keys).len() != ast.list(*values).len() {
                return Err(raise!(VALUE_ERROR, "Dict doesn't have the same number of keys as values"));
            }
            loads(ast, ast.list(*values))
        }
        E::Set { elts } => loads(ast, ast.list(*elts)),
        E::ListComp { generators, .. }
        | E::SetComp { generators, .. }
        | E::GeneratorExp { generators, .. } => comprehension(ast, *generators),
        E::DictComp { generators, .. } => comprehension(ast, *generators),
        E::Compare { left, ops, comparators } => {
            if ast.list(*comparators).is_empty() {
                return Err(raise!(VALUE_ERROR, "Compare with no comparators"));
            }
            if ast.list(*comparators).len() != ast.cmp_ops(*ops).len() {
                return Err(raise!(
                    VALUE_ERROR,
                    "Compare has a different number of comparators and operands"
                ));
            }
            loads(ast, &[*left])?;
            loads(ast, ast.list(*comparators))
        }
        E::Call { func, args, .. } => {
            loads(ast, &[*func])?;
            loads(ast, ast.list(*args))
        }
        E::Attribute { value, .. } => loads(ast, &[*value]),
        E::Subscript { value, slice, .. } => loads(ast, &[*value, *slice]),
        E::Name { id, .. } => name(ast, *id),
        E::List { elts, ctx } | E::Tuple { elts, ctx } => contexts(ast, *elts, *ctx),
        E::NamedExpr { target, value } => {
            if !matches!(ast[*target].kind, E::Name { .. }) {
                return Err(raise!(TYPE_ERROR, "NamedExpr target must be a Name"));
            }
            loads(ast, &[*value])
        }
        _ => Ok(()),
    }
}

fn comprehension(ast: &Ast, generators: List<ComprehensionId>) -> Checked {
    if ast.list(generators).is_empty() {
        return Err(raise!(VALUE_ERROR, "comprehension with no generators"));
    }
    Ok(())
}

fn pattern(ast: &Ast, kind: &PatternKind) -> Checked {
    use PatternKind as P;
    match kind {
        P::MatchMapping { keys, patterns, rest } => {
            if ast.list(*keys).len() != ast.list(*patterns).len() {
                return Err(raise!(
                    VALUE_ERROR,
                    "MatchMapping doesn't have the same number of keys as patterns"
                ));
            }
            rest.map_or(Ok(()), |rest| captured(ast, rest))
        }
        P::MatchClass { kwd_attrs, kwd_patterns, .. } => {
            if ast.list(*kwd_attrs).len() != ast.list(*kwd_patterns).len() {
                return Err(raise!(
                    VALUE_ERROR,
                    "MatchClass doesn't have the same number of keyword attributes as patterns"
                ));
            }
            Ok(())
        }
        P::MatchStar { name } => name.map_or(Ok(()), |name| captured(ast, name)),
        P::MatchAs { pattern, name } => {
            if pattern.is_some() && name.is_none() {
                return Err(raise!(VALUE_ERROR, "MatchAs must specify a target name if a pattern is given"));
            }
            name.map_or(Ok(()), |name| captured(ast, name))
        }
        P::MatchOr { patterns } if ast.list(*patterns).len() < 2 => {
            Err(raise!(VALUE_ERROR, "MatchOr requires at least 2 patterns"))
        }
        _ => Ok(()),
    }
}

fn captured(ast: &Ast, symbol: Symbol) -> Checked {
    if ast.name(symbol) == "_" {
        return Err(raise!(VALUE_ERROR, "can't capture name '_' in patterns"));
    }
    name(ast, symbol)
}
