//! Statements.

use super::{Step, TEST, TUPLE, Unparser, YIELD};
use crate::{
    AliasId, ArgumentsId, Ast, Const, ConstId, ExceptHandlerId, ExprId, ExprKind, List, Stmt, StmtId,
    StmtKind, Symbol, WithItemId,
};

const COMMA: Step = Step::Text(", ");

/// Items with commas between.
pub(super) fn separated<T: Copy>(items: &[T], steps: &mut Vec<Step>, step: impl Fn(T) -> Step) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            steps.push(COMMA);
        }
        steps.push(step(*item));
    }
}

fn docstring(ast: &Ast, body: &[StmtId]) -> Option<ExprId> {
    let StmtKind::Expr { value } = ast[*body.first()?].kind else { return None };
    let ExprKind::Constant { value: constant, .. } = ast[value].kind else { return None };
    matches!(ast.constant(constant), Const::Str(_)).then_some(value)
}

impl Unparser<'_> {
    pub(super) fn body(&self, body: List<StmtId>, documented: bool, steps: &mut Vec<Step>) {
        let mut body = self.ast.list(body);
        if documented && let Some(text) = docstring(self.ast, body) {
            steps.push(Step::Docstring(text));
            body = &body[1..];
        }
        steps.extend(body.iter().map(|stmt| Step::Stmt(*stmt)));
    }

    pub(super) fn block(&self, body: List<StmtId>, steps: &mut Vec<Step>) {
        steps.extend([Step::Text(":"), Step::Indent]);
        self.body(body, false, steps);
        steps.push(Step::Dedent);
    }

    fn commented_block(&self, comment: Step, body: List<StmtId>, documented: bool, steps: &mut Vec<Step>) {
        steps.extend([Step::Text(":"), comment, Step::Indent]);
        self.body(body, documented, steps);
        steps.push(Step::Dedent);
    }

    fn clause(&self, head: &'static str, body: List<StmtId>, steps: &mut Vec<Step>) {
        if !body.is_empty() {
            steps.push(Step::Line(head));
            self.block(body, steps);
        }
    }

    pub(super) fn type_comment(&mut self, comment: Option<ConstId>, line: i32) {
        let ignored = self.type_ignores.get(&line).cloned();
        let said = comment.and_then(|id| match self.ast.constant(id) {
            Const::Str(text) => Some(text.to_string_lossy().into_owned()),
            _ => None,
        });
        if let Some(text) = ignored.or(said) {
            self.out.push_str(" # type: ");
            self.out.push_str(&text);
        }
    }

    pub(super) fn stmt(&mut self, id: StmtId) {
        let Stmt { kind, loc } = self.ast[id];
        let ast = self.ast;
        let mut steps = Vec::new();
        let comment = |comment| Step::TypeComment(comment, ast.location(loc).lineno);
        let test = |expr| Step::Expr(expr, TEST);
        match kind {
            StmtKind::FunctionDef { name, args, body, decorator_list, returns, type_comment } => {
                self.decorators(decorator_list, &mut steps);
                steps.extend([Step::Line("def "), Step::Name(name)]);
                self.signature(args, returns, &mut steps);
                self.commented_block(comment(type_comment), body, true, &mut steps);
            }
            StmtKind::AsyncFunctionDef { name, args, body, decorator_list, returns, type_comment } => {
                self.decorators(decorator_list, &mut steps);
                steps.extend([Step::Line("async def "), Step::Name(name)]);
                self.signature(args, returns, &mut steps);
                self.commented_block(comment(type_comment), body, true, &mut steps);
            }
            StmtKind::ClassDef { name, bases, keywords, body, decorator_list } => {
                self.decorators(decorator_list, &mut steps);
                steps.extend([Step::Line("class "), Step::Name(name)]);
                let (bases, keywords) = (ast.list(bases), ast.list(keywords));
                if !bases.is_empty() || !keywords.is_empty() {
                    steps.push(Step::Text("("));
                    separated(bases, &mut steps, test);
                    if !bases.is_empty() && !keywords.is_empty() {
                        steps.push(COMMA);
                    }
                    separated(keywords, &mut steps, Step::Keyword);
                    steps.push(Step::Text(")"));
                }
                steps.extend([Step::Text(":"), Step::Indent]);
                self.body(body, true, &mut steps);
                steps.push(Step::Dedent);
            }
            StmtKind::Return { value } => {
                steps.push(Step::Line("return"));
                if let Some(value) = value {
                    steps.extend([Step::Text(" "), test(value)]);
                }
            }
            StmtKind::Delete { targets } => {
                steps.push(Step::Line("del "));
                separated(ast.list(targets), &mut steps, test);
            }
            StmtKind::Assign { targets, value, type_comment } => {
                steps.push(Step::Line(""));
                for target in ast.list(targets) {
                    steps.extend([Step::Expr(*target, TUPLE), Step::Text(" = ")]);
                }
                steps.extend([test(value), comment(type_comment)]);
            }
            StmtKind::AugAssign { target, op, value } => {
                steps.extend([
                    Step::Line(""),
                    test(target),
                    Step::Text(" "),
                    Step::Text(super::expressions::binary(op).0),
                ]);
                steps.extend([Step::Text("= "), test(value)]);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                steps.push(Step::Line(""));
                if !simple && matches!(ast[target].kind, ExprKind::Name { .. }) {
                    steps.extend([Step::Text("("), test(target), Step::Text(")")]);
                } else {
                    steps.push(test(target));
                }
                steps.extend([Step::Text(": "), test(annotation)]);
                if let Some(value) = value {
                    steps.extend([Step::Text(" = "), test(value)]);
                }
            }
            StmtKind::For { target, iter, body, orelse, type_comment } => {
                steps.push(Step::Line("for "));
                steps.extend([Step::Expr(target, TUPLE), Step::Text(" in "), test(iter)]);
                self.commented_block(comment(type_comment), body, false, &mut steps);
                self.clause("else", orelse, &mut steps);
            }
            StmtKind::AsyncFor { target, iter, body, orelse, type_comment } => {
                steps.push(Step::Line("async for "));
                steps.extend([Step::Expr(target, TUPLE), Step::Text(" in "), test(iter)]);
                self.commented_block(comment(type_comment), body, false, &mut steps);
                self.clause("else", orelse, &mut steps);
            }
            StmtKind::While { test: condition, body, orelse } => {
                steps.extend([Step::Line("while "), test(condition)]);
                self.block(body, &mut steps);
                self.clause("else", orelse, &mut steps);
            }
            StmtKind::If { .. } => self.if_chain(id, &mut steps),
            StmtKind::With { items, body, type_comment } => {
                steps.push(Step::Line("with "));
                separated(ast.list(items), &mut steps, Step::WithItem);
                self.commented_block(comment(type_comment), body, false, &mut steps);
            }
            StmtKind::AsyncWith { items, body, type_comment } => {
                steps.push(Step::Line("async with "));
                separated(ast.list(items), &mut steps, Step::WithItem);
                self.commented_block(comment(type_comment), body, false, &mut steps);
            }
            StmtKind::Match { subject, cases } => {
                steps.extend([Step::Line("match "), test(subject), Step::Text(":"), Step::Indent]);
                steps.extend(ast.list(cases).iter().map(|case| Step::Case(*case)));
                steps.push(Step::Dedent);
            }
            StmtKind::Raise { exc, cause } => {
                steps.push(Step::Line("raise"));
                if let Some(exc) = exc {
                    steps.extend([Step::Text(" "), test(exc)]);
                    if let Some(cause) = cause {
                        steps.extend([Step::Text(" from "), test(cause)]);
                    }
                }
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.try_(false, body, handlers, orelse, finalbody, &mut steps);
            }
            StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                self.try_(true, body, handlers, orelse, finalbody, &mut steps);
            }
            StmtKind::Assert { test: condition, msg } => {
                steps.extend([Step::Line("assert "), test(condition)]);
                if let Some(msg) = msg {
                    steps.extend([COMMA, test(msg)]);
                }
            }
            StmtKind::Import { names } => {
                steps.push(Step::Line("import "));
                separated(ast.list(names), &mut steps, Step::Alias);
            }
            StmtKind::ImportFrom { module, names, level } => {
                steps.push(Step::Line("from "));
                steps.extend((0..level).map(|_| Step::Text(".")));
                steps.extend(module.map(Step::Name));
                steps.push(Step::Text(" import "));
                separated(ast.list(names), &mut steps, Step::Alias);
            }
            StmtKind::Global { names } => self.names("global ", names, &mut steps),
            StmtKind::Nonlocal { names } => self.names("nonlocal ", names, &mut steps),
            StmtKind::Expr { value } => steps.extend([Step::Line(""), Step::Expr(value, YIELD)]),
            StmtKind::Pass => steps.push(Step::Line("pass")),
            StmtKind::Break => steps.push(Step::Line("break")),
            StmtKind::Continue => steps.push(Step::Line("continue")),
        }
        self.push(steps);
    }

    fn names(&self, head: &'static str, names: List<Symbol>, steps: &mut Vec<Step>) {
        steps.push(Step::Line(head));
        separated(self.ast.list(names), steps, Step::Name);
    }

    fn decorators(&self, decorators: List<ExprId>, steps: &mut Vec<Step>) {
        steps.push(Step::Gap);
        for decorator in self.ast.list(decorators) {
            steps.extend([Step::Line("@"), Step::Expr(*decorator, TEST)]);
        }
    }

    fn signature(&self, args: ArgumentsId, returns: Option<ExprId>, steps: &mut Vec<Step>) {
        steps.extend([Step::Text("("), Step::Arguments(args), Step::Text(")")]);
        if let Some(returns) = returns {
            steps.extend([Step::Text(" -> "), Step::Expr(returns, TEST)]);
        }
    }

    /// An `if` alone in an `else` is an `elif`.
    fn if_chain(&self, id: StmtId, steps: &mut Vec<Step>) {
        let mut head = "if ";
        let mut id = id;
        while let StmtKind::If { test, body, orelse } = self.ast[id].kind {
            steps.extend([Step::Line(head), Step::Expr(test, TEST)]);
            self.block(body, steps);
            match self.ast.list(orelse) {
                [only] if matches!(self.ast[*only].kind, StmtKind::If { .. }) => {
                    id = *only;
                    head = "elif ";
                }
                _ => {
                    self.clause("else", orelse, steps);
                    return;
                }
            }
        }
    }

    fn try_(
        &self,
        star: bool,
        body: List<StmtId>,
        handlers: List<ExceptHandlerId>,
        orelse: List<StmtId>,
        finalbody: List<StmtId>,
        steps: &mut Vec<Step>,
    ) {
        steps.push(Step::Line("try"));
        self.block(body, steps);
        steps.extend(self.ast.list(handlers).iter().map(|handler| Step::Handler(*handler, star)));
        self.clause("else", orelse, steps);
        self.clause("finally", finalbody, steps);
    }

    pub(super) fn handler(&mut self, id: ExceptHandlerId, star: bool) {
        let handler = self.ast[id];
        let mut steps = vec![Step::Line(if star { "except*" } else { "except" })];
        if let Some(class) = handler.type_ {
            steps.extend([Step::Text(" "), Step::Expr(class, TEST)]);
        }
        if let Some(name) = handler.name {
            steps.extend([Step::Text(" as "), Step::Name(name)]);
        }
        self.block(handler.body, &mut steps);
        self.push(steps);
    }

    pub(super) fn alias(&mut self, id: AliasId) {
        let alias = self.ast[id];
        let mut steps = vec![Step::Name(alias.name)];
        if let Some(name) = alias.asname {
            steps.extend([Step::Text(" as "), Step::Name(name)]);
        }
        self.push(steps);
    }

    pub(super) fn with_item(&mut self, id: WithItemId) {
        let item = self.ast[id];
        let mut steps = vec![Step::Expr(item.context_expr, TEST)];
        if let Some(target) = item.optional_vars {
            steps.extend([Step::Text(" as "), Step::Expr(target, TEST)]);
        }
        self.push(steps);
    }
}
