//! Expressions and what belongs to them.

use super::statements::separated;
use super::{
    AND, ATOM, AWAIT, BITWISE_AND, BITWISE_OR, BITWISE_XOR, COMPARISON, FACTOR, NAMED_EXPR, NOT, OR, POWER,
    Power, SHIFT, SUM, Step, TERM, TEST, TUPLE, UnparseError, Unparser, YIELD, next,
};
use crate::{
    ArgId, ArgumentsId, BoolOp, CmpOp, ComprehensionId, Const, ExprId, ExprKind, KeywordId, List, Operator,
    StrKind, UnaryOp,
};

/// How a binary operator is written, and how it binds.
pub(super) const fn binary(op: Operator) -> (&'static str, Power) {
    match op {
        Operator::Add => ("+", SUM),
        Operator::Sub => ("-", SUM),
        Operator::Mult => ("*", TERM),
        Operator::MatMult => ("@", TERM),
        Operator::Div => ("/", TERM),
        Operator::Mod => ("%", TERM),
        Operator::LShift => ("<<", SHIFT),
        Operator::RShift => (">>", SHIFT),
        Operator::BitOr => ("|", BITWISE_OR),
        Operator::BitXor => ("^", BITWISE_XOR),
        Operator::BitAnd => ("&", BITWISE_AND),
        Operator::FloorDiv => ("//", TERM),
        Operator::Pow => ("**", POWER),
    }
}

pub(super) const fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}

impl Unparser<'_> {
    pub(super) fn expressions(&self, list: List<ExprId>, steps: &mut Vec<Step>) {
        separated(self.ast.list(list), steps, |expr| Step::Expr(expr, TEST));
    }

    /// As a tuple's items: one alone has a comma behind it.
    fn items(&self, list: List<ExprId>, steps: &mut Vec<Step>) {
        self.expressions(list, steps);
        if self.ast.list(list).len() == 1 {
            steps.push(Step::Text(","));
        }
    }

    fn clauses(&self, generators: List<ComprehensionId>, steps: &mut Vec<Step>) {
        steps.extend(self.ast.list(generators).iter().map(|clause| Step::Comprehension(*clause)));
    }

    /// Writes an expression in a place that asks for `power`.
    pub(super) fn expr(&mut self, id: ExprId, power: Power) -> Result<(), UnparseError> {
        let ast = self.ast;
        let mut steps = Vec::new();
        let text = Step::Text;
        let mut own = ATOM;
        match ast[id].kind {
            ExprKind::BoolOp { op, values } => {
                let word = match op {
                    BoolOp::And => " and ",
                    BoolOp::Or => " or ",
                };
                own = if op == BoolOp::And { AND } else { OR };
                let mut inner = own;
                for (index, value) in ast.list(values).iter().enumerate() {
                    if index > 0 {
                        steps.push(text(word));
                    }
                    inner = next(inner);
                    steps.push(Step::Expr(*value, inner));
                }
            }
            ExprKind::NamedExpr { target, value } => {
                own = NAMED_EXPR;
                steps.extend([Step::Expr(target, ATOM), text(" := "), Step::Expr(value, ATOM)]);
            }
            ExprKind::BinOp { left, op, right } => {
                let (word, power) = binary(op);
                own = power;
                let (before, after) =
                    if op == Operator::Pow { (next(power), power) } else { (power, next(power)) };
                steps.extend([
                    Step::Expr(left, before),
                    text(" "),
                    text(word),
                    text(" "),
                    Step::Expr(right, after),
                ]);
            }
            ExprKind::UnaryOp { op, operand } => {
                let (word, power) = match op {
                    UnaryOp::Invert => ("~", FACTOR),
                    UnaryOp::Not => ("not ", NOT),
                    UnaryOp::UAdd => ("+", FACTOR),
                    UnaryOp::USub => ("-", FACTOR),
                };
                own = power;
                steps.extend([text(word), Step::Expr(operand, power)]);
            }
            ExprKind::Lambda { args, body } => {
                own = TEST;
                steps.push(text("lambda"));
                if !self.is_bare(args) {
                    steps.extend([text(" "), Step::Arguments(args)]);
                }
                steps.extend([text(": "), Step::Expr(body, TEST)]);
            }
            ExprKind::IfExp { test, body, orelse } => {
                own = TEST;
                steps.extend([Step::Expr(body, next(TEST)), text(" if "), Step::Expr(test, next(TEST))]);
                steps.extend([text(" else "), Step::Expr(orelse, TEST)]);
            }
            ExprKind::Dict { keys, values } => {
                steps.push(text("{"));
                for (index, (key, value)) in ast.list(keys).iter().zip(ast.list(values)).enumerate() {
                    if index > 0 {
                        steps.push(text(", "));
                    }
                    match key {
                        Some(key) => {
                            steps.extend([Step::Expr(*key, TEST), text(": "), Step::Expr(*value, TEST)]);
                        }
                        None => steps.extend([text("**"), Step::Expr(*value, BITWISE_OR)]),
                    }
                }
                steps.push(text("}"));
            }
            ExprKind::Set { elts } if elts.is_empty() => steps.push(text("{*()}")),
            ExprKind::Set { elts } => {
                steps.push(text("{"));
                self.expressions(elts, &mut steps);
                steps.push(text("}"));
            }
            ExprKind::ListComp { elt, generators } => {
                steps.extend([text("["), Step::Expr(elt, TEST)]);
                self.clauses(generators, &mut steps);
                steps.push(text("]"));
            }
            ExprKind::SetComp { elt, generators } => {
                steps.extend([text("{"), Step::Expr(elt, TEST)]);
                self.clauses(generators, &mut steps);
                steps.push(text("}"));
            }
            ExprKind::GeneratorExp { elt, generators } => {
                steps.extend([text("("), Step::Expr(elt, TEST)]);
                self.clauses(generators, &mut steps);
                steps.push(text(")"));
            }
            ExprKind::DictComp { key, value, generators } => {
                steps.extend([text("{"), Step::Expr(key, TEST), text(": "), Step::Expr(value, TEST)]);
                self.clauses(generators, &mut steps);
                steps.push(text("}"));
            }
            ExprKind::Await { value } => {
                own = AWAIT;
                steps.extend([text("await "), Step::Expr(value, ATOM)]);
            }
            ExprKind::Yield { value } => {
                own = YIELD;
                steps.push(text("yield"));
                if let Some(value) = value {
                    steps.extend([text(" "), Step::Expr(value, ATOM)]);
                }
            }
            ExprKind::YieldFrom { value } => {
                own = YIELD;
                steps.extend([text("yield from "), Step::Expr(value, ATOM)]);
            }
            ExprKind::Compare { left, ops, comparators } => {
                own = COMPARISON;
                steps.push(Step::Expr(left, next(COMPARISON)));
                for (op, comparator) in ast.cmp_ops(ops).iter().zip(ast.list(comparators)) {
                    steps.extend([text(comparison(*op)), Step::Expr(*comparator, next(COMPARISON))]);
                }
            }
            ExprKind::Call { func, args, keywords } => {
                steps.extend([Step::Expr(func, ATOM), text("(")]);
                self.expressions(args, &mut steps);
                if !args.is_empty() && !keywords.is_empty() {
                    steps.push(text(", "));
                }
                separated(ast.list(keywords), &mut steps, Step::Keyword);
                steps.push(text(")"));
            }
            ExprKind::FormattedValue { .. } => {
                let mut field = vivarium_text::wtf8::Wtf8Buf::new();
                self.replacement(id, &mut field)?;
                self.out.push_str(&field.to_string_lossy());
            }
            ExprKind::JoinedStr { .. } => self.joined(id)?,
            ExprKind::Constant { value, kind } => match ast.constant(value) {
                Const::Ellipsis => steps.push(text("...")),
                Const::Tuple(items) => {
                    steps.push(text("("));
                    separated(items, &mut steps, Step::Constant);
                    steps.push(text(if items.len() == 1 { ",)" } else { ")" }));
                }
                _ => {
                    if kind == StrKind::U {
                        steps.push(text("u"));
                    }
                    steps.push(Step::Constant(value));
                }
            },
            ExprKind::Attribute { value, attr, .. } => {
                steps.push(Step::Expr(value, ATOM));
                // `3.real` would be a float.
                if let ExprKind::Constant { value, .. } = ast[value].kind
                    && matches!(
                        ast.constant(value),
                        Const::Int(_) | Const::BigInt(_) | Const::True | Const::False
                    )
                {
                    steps.push(text(" "));
                }
                steps.extend([text("."), Step::Name(attr)]);
            }
            ExprKind::Subscript { value, slice, .. } => {
                steps.extend([Step::Expr(value, ATOM), text("[")]);
                match ast[slice].kind {
                    ExprKind::Tuple { elts, .. } if !elts.is_empty() => self.items(elts, &mut steps),
                    _ => steps.push(Step::Expr(slice, TEST)),
                }
                steps.push(text("]"));
            }
            ExprKind::Starred { value, .. } => steps.extend([text("*"), Step::Expr(value, BITWISE_OR)]),
            ExprKind::Name { id, .. } => steps.push(Step::Name(id)),
            ExprKind::List { elts, .. } => {
                steps.push(text("["));
                self.expressions(elts, &mut steps);
                steps.push(text("]"));
            }
            ExprKind::Tuple { elts, .. } => {
                own = if elts.is_empty() { 0 } else { TUPLE };
                self.items(elts, &mut steps);
            }
            ExprKind::Slice { lower, upper, step } => {
                steps.extend(lower.map(|lower| Step::Expr(lower, TEST)));
                steps.push(text(":"));
                steps.extend(upper.map(|upper| Step::Expr(upper, TEST)));
                if let Some(step) = step {
                    steps.extend([text(":"), Step::Expr(step, TEST)]);
                }
            }
        }
        if power > own {
            steps.insert(0, text("("));
            steps.push(text(")"));
        }
        self.push(steps);
        Ok(())
    }

    fn is_bare(&self, id: ArgumentsId) -> bool {
        let args = self.ast[id];
        args.posonlyargs.is_empty()
            && args.args.is_empty()
            && args.vararg.is_none()
            && args.kwonlyargs.is_empty()
            && args.kwarg.is_none()
    }

    pub(super) fn arguments(&mut self, id: ArgumentsId) {
        let ast = self.ast;
        let arguments = ast[id];
        let (posonly, plain) = (ast.list(arguments.posonlyargs), ast.list(arguments.args));
        let defaults = ast.list(arguments.defaults);
        let without = (posonly.len() + plain.len()).saturating_sub(defaults.len());
        // Each parameter, with a comma before all but the first.
        let mut steps = Vec::new();
        for (index, arg) in posonly.iter().chain(plain).enumerate() {
            steps.extend([Step::Text(", "), Step::Arg(*arg)]);
            if let Some(default) = index.checked_sub(without).and_then(|index| defaults.get(index)) {
                steps.extend([Step::Text("="), Step::Expr(*default, TEST)]);
            }
            if index + 1 == posonly.len() {
                steps.push(Step::Text(", /"));
            }
        }
        if arguments.vararg.is_some() || !arguments.kwonlyargs.is_empty() {
            steps.extend([Step::Text(", "), Step::Text("*")]);
            steps.extend(arguments.vararg.map(Step::Arg));
        }
        for (arg, default) in ast.list(arguments.kwonlyargs).iter().zip(ast.list(arguments.kw_defaults)) {
            steps.extend([Step::Text(", "), Step::Arg(*arg)]);
            if let Some(default) = default {
                steps.extend([Step::Text("="), Step::Expr(*default, TEST)]);
            }
        }
        if let Some(kwarg) = arguments.kwarg {
            steps.extend([Step::Text(", "), Step::Text("**"), Step::Arg(kwarg)]);
        }
        if !steps.is_empty() {
            steps.remove(0);
        }
        self.push(steps);
    }

    pub(super) fn arg(&mut self, id: ArgId) {
        let arg = self.ast[id];
        let mut steps = vec![Step::Name(arg.arg)];
        if let Some(annotation) = arg.annotation {
            steps.extend([Step::Text(": "), Step::Expr(annotation, TEST)]);
        }
        self.push(steps);
    }

    pub(super) fn keyword(&mut self, id: KeywordId) {
        let keyword = self.ast[id];
        let mut steps = Vec::new();
        match keyword.arg {
            Some(name) => steps.extend([Step::Name(name), Step::Text("=")]),
            None => steps.push(Step::Text("**")),
        }
        steps.push(Step::Expr(keyword.value, TEST));
        self.push(steps);
    }

    pub(super) fn comprehension(&mut self, id: ComprehensionId) {
        let clause = self.ast[id];
        let mut steps = vec![Step::Text(if clause.is_async { " async for " } else { " for " })];
        steps.extend([
            Step::Expr(clause.target, TUPLE),
            Step::Text(" in "),
            Step::Expr(clause.iter, next(TEST)),
        ]);
        for condition in self.ast.list(clause.ifs) {
            steps.extend([Step::Text(" if "), Step::Expr(*condition, next(TEST))]);
        }
        self.push(steps);
    }
}
