//! The text of an annotation that is not evaluated, as CPython's compiler writes it (`ast_unparse.c`): its choices of
//! parentheses and quotes are not those of `ast.unparse`.

use vivarium_text::wtf8::{Wtf8, Wtf8Buf};

use super::expressions::{binary, comparison};
use crate::dump::push_const_repr;
use crate::repr::push_str_repr;
use crate::{
    ArgId, ArgumentsId, Ast, BoolOp, ComprehensionId, Const, ConstId, ExprId, ExprKind, List, Operator,
    StrKind, Symbol, UnaryOp,
};

type Level = u8;
const TUPLE: Level = 0;
const TEST: Level = 1;
const OR: Level = 2;
const AND: Level = 3;
const NOT: Level = 4;
const COMPARISON: Level = 5;
const BITWISE_OR: Level = 6;
const FACTOR: Level = 12;
const POWER: Level = 13;
const AWAIT: Level = 14;
const ATOM: Level = 15;

const fn level_of(op: Operator) -> Level {
    match op {
        Operator::BitOr => BITWISE_OR,
        Operator::BitXor => 7,
        Operator::BitAnd => 8,
        Operator::LShift | Operator::RShift => 9,
        Operator::Add | Operator::Sub => 10,
        Operator::Mult | Operator::MatMult | Operator::Div | Operator::Mod | Operator::FloorDiv => 11,
        Operator::Pow => POWER,
    }
}

/// What is still to be written. An explicit stack: nothing recurses.
enum Step {
    Text(&'static str),
    Name(Symbol),
    Expr(ExprId, Level),
    Constant(ConstId),
    Comprehension(ComprehensionId),
    Arg(ArgId),
    /// What follows is collected.
    Begin,
    /// What was collected is the body of an f-string.
    EndString,
    /// What was collected is the expression of a replacement field.
    EndField,
    /// A part of an f-string; `true`: of a format specification.
    Part(ExprId, bool),
}

use Step::{Expr, Name, Text};

/// The text of an annotation.
pub fn annotation(ast: &Ast, expr: ExprId) -> Wtf8Buf {
    let mut writer = Writer { ast, out: vec![Wtf8Buf::new()], steps: vec![Expr(expr, TEST)] };
    while let Some(step) = writer.steps.pop() {
        writer.step(step);
    }
    writer.out.swap_remove(0)
}

struct Writer<'a> {
    ast: &'a Ast,
    /// The text, and the texts being collected.
    out: Vec<Wtf8Buf>,
    steps: Vec<Step>,
}

impl Writer<'_> {
    fn out(&mut self) -> &mut Wtf8Buf {
        let last = self.out.len() - 1;
        &mut self.out[last]
    }

    fn step(&mut self, step: Step) {
        let ast = self.ast;
        match step {
            Text(text) => self.out().push_str(text),
            Name(name) => self.out().push_str(ast.name(name)),
            Expr(id, level) => {
                let mut steps = Vec::new();
                self.expr(id, level, &mut steps);
                self.steps.extend(steps.into_iter().rev());
            }
            Step::Constant(id) => self.constant(id),
            Step::Comprehension(id) => {
                let clause = ast[id];
                let word = if clause.is_async { " async for " } else { " for " };
                let mut steps =
                    vec![Text(word), Expr(clause.target, TUPLE), Text(" in "), Expr(clause.iter, TEST + 1)];
                for &test in ast.list(clause.ifs) {
                    steps.extend([Text(" if "), Expr(test, TEST + 1)]);
                }
                self.steps.extend(steps.into_iter().rev());
            }
            Step::Arg(id) => {
                self.out().push_str(ast.name(ast[id].arg));
                if let Some(annotation) = ast[id].annotation {
                    self.steps.extend([Expr(annotation, TEST), Text(": ")]);
                }
            }
            Step::Begin => self.out.push(Wtf8Buf::new()),
            Step::EndString => {
                let body = self.collected();
                let mut text = String::from("f");
                push_str_repr(&mut text, body.as_wtf8());
                self.out().push_str(&text);
            }
            Step::EndField => {
                let body = self.collected();
                // Two braces would be one.
                let brace = if body.as_bytes().starts_with(b"{") { "{ " } else { "{" };
                self.out().push_str(brace);
                self.out().push_wtf8(body.as_wtf8());
            }
            Step::Part(id, specification) => self.part(id, specification),
        }
    }

    fn collected(&mut self) -> Wtf8Buf {
        if self.out.len() > 1 { self.out.pop().unwrap_or_default() } else { Wtf8Buf::new() }
    }

    fn constant(&mut self, id: ConstId) {
        let ast = self.ast;
        if let Const::Tuple(items) = ast.constant(id) {
            let mut steps = vec![Text("(")];
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    steps.push(Text(", "));
                }
                steps.push(Step::Constant(*item));
            }
            steps.push(Text(if items.len() == 1 { ",)" } else { ")" }));
            self.steps.extend(steps.into_iter().rev());
            return;
        }
        let mut text = String::new();
        push_const_repr(&mut text, ast, id);
        if matches!(ast.constant(id), Const::Float(_) | Const::Complex(..)) {
            text = text.replace("inf", "1e309");
        }
        self.out().push_str(&text);
    }

    fn part(&mut self, id: ExprId, specification: bool) {
        let ast = self.ast;
        match ast[id].kind {
            ExprKind::Constant { value, .. } => {
                if let Const::Str(text) = ast.constant(value) {
                    let escaped = doubled_braces(text);
                    self.out().push_wtf8(escaped.as_wtf8());
                }
            }
            ExprKind::JoinedStr { values } => {
                let mut steps = Vec::new();
                if !specification {
                    steps.push(Step::Begin);
                }
                steps.extend(ast.list(values).iter().map(|value| Step::Part(*value, specification)));
                if !specification {
                    steps.push(Step::EndString);
                }
                self.steps.extend(steps.into_iter().rev());
            }
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                // A lambda's colon needs parentheses.
                let mut steps = vec![Step::Begin, Expr(value, TEST + 1), Step::EndField];
                match u8::try_from(conversion) {
                    Ok(b'a') => steps.push(Text("!a")),
                    Ok(b'r') => steps.push(Text("!r")),
                    Ok(b's') => steps.push(Text("!s")),
                    _ => {}
                }
                if let Some(specification) = format_spec {
                    steps.extend([Text(":"), Step::Part(specification, true)]);
                }
                steps.push(Text("}"));
                self.steps.extend(steps.into_iter().rev());
            }
            _ => self.steps.push(Expr(id, TEST)),
        }
    }

    fn list(&self, items: List<ExprId>, steps: &mut Vec<Step>) {
        for (at, item) in self.ast.list(items).iter().enumerate() {
            if at > 0 {
                steps.push(Text(", "));
            }
            steps.push(Expr(*item, TEST));
        }
    }

    fn clauses(&self, generators: List<ComprehensionId>, steps: &mut Vec<Step>) {
        steps.extend(self.ast.list(generators).iter().map(|clause| Step::Comprehension(*clause)));
    }

    fn arguments(&self, id: ArgumentsId, steps: &mut Vec<Step>) {
        let ast = self.ast;
        let args = ast[id];
        let mut first = true;
        let mut comma = |steps: &mut Vec<Step>| {
            if !std::mem::take(&mut first) {
                steps.push(Text(", "));
            }
        };
        let (posonly, plain) = (ast.list(args.posonlyargs), ast.list(args.args));
        let defaults = ast.list(args.defaults);
        let without = (posonly.len() + plain.len()).saturating_sub(defaults.len());
        for (at, arg) in posonly.iter().chain(plain).enumerate() {
            comma(steps);
            steps.push(Step::Arg(*arg));
            if let Some(default) = at.checked_sub(without).and_then(|at| defaults.get(at)) {
                steps.extend([Text("="), Expr(*default, TEST)]);
            }
            if at + 1 == posonly.len() {
                steps.push(Text(", /"));
            }
        }
        let kwonly = ast.list(args.kwonlyargs);
        if args.vararg.is_some() || !kwonly.is_empty() {
            comma(steps);
            steps.push(Text("*"));
            steps.extend(args.vararg.map(Step::Arg));
        }
        for (arg, default) in kwonly.iter().zip(ast.list(args.kw_defaults)) {
            comma(steps);
            steps.push(Step::Arg(*arg));
            if let Some(default) = default {
                steps.extend([Text("="), Expr(*default, TEST)]);
            }
        }
        if let Some(kwarg) = args.kwarg {
            comma(steps);
            steps.extend([Text("**"), Step::Arg(kwarg)]);
        }
    }

    fn expr(&mut self, id: ExprId, level: Level, steps: &mut Vec<Step>) {
        let ast = self.ast;
        // An expression with a level of its own is put into parentheses where a higher one is asked for.
        let own = match ast[id].kind {
            ExprKind::BoolOp { op: BoolOp::And, .. } => AND,
            ExprKind::BoolOp { op: BoolOp::Or, .. } => OR,
            ExprKind::BinOp { op, .. } => level_of(op),
            ExprKind::UnaryOp { op: UnaryOp::Not, .. } => NOT,
            ExprKind::UnaryOp { .. } => FACTOR,
            ExprKind::Lambda { .. } | ExprKind::IfExp { .. } => TEST,
            ExprKind::Compare { .. } => COMPARISON,
            ExprKind::Await { .. } => AWAIT,
            ExprKind::NamedExpr { .. } => TUPLE,
            ExprKind::Tuple { elts, .. } if !ast.list(elts).is_empty() => TUPLE,
            _ => ATOM,
        };
        if level > own {
            steps.push(Text("("));
        }
        match ast[id].kind {
            ExprKind::BoolOp { op, values } => {
                let word = if op == BoolOp::And { " and " } else { " or " };
                for (at, value) in ast.list(values).iter().enumerate() {
                    if at > 0 {
                        steps.push(Text(word));
                    }
                    steps.push(Expr(*value, own + 1));
                }
            }
            ExprKind::BinOp { left, op, right } => {
                let right_first = u8::from(op == Operator::Pow);
                steps.extend([
                    Expr(left, own + right_first),
                    Text(" "),
                    Text(binary(op).0),
                    Text(" "),
                    Expr(right, own + 1 - right_first),
                ]);
            }
            ExprKind::UnaryOp { op, operand } => {
                let word = match op {
                    UnaryOp::Invert => "~",
                    UnaryOp::Not => "not ",
                    UnaryOp::UAdd => "+",
                    UnaryOp::USub => "-",
                };
                steps.extend([Text(word), Expr(operand, own)]);
            }
            ExprKind::Lambda { args, body } => {
                let positional = ast.list(ast[args].posonlyargs).len() + ast.list(ast[args].args).len();
                // Without positional parameters there is no space, whatever follows.
                steps.push(Text(if positional > 0 { "lambda " } else { "lambda" }));
                self.arguments(args, steps);
                steps.extend([Text(": "), Expr(body, TEST)]);
            }
            ExprKind::IfExp { test, body, orelse } => steps.extend([
                Expr(body, TEST + 1),
                Text(" if "),
                Expr(test, TEST + 1),
                Text(" else "),
                Expr(orelse, TEST),
            ]),
            ExprKind::Dict { keys, values } => {
                steps.push(Text("{"));
                for (at, (key, value)) in ast.list(keys).iter().zip(ast.list(values)).enumerate() {
                    if at > 0 {
                        steps.push(Text(", "));
                    }
                    match key {
                        Some(key) => steps.extend([Expr(*key, TEST), Text(": "), Expr(*value, TEST)]),
                        None => steps.extend([Text("**"), Expr(*value, BITWISE_OR)]),
                    }
                }
                steps.push(Text("}"));
            }
            ExprKind::Set { elts } => {
                steps.push(Text("{"));
                self.list(elts, steps);
                steps.push(Text("}"));
            }
            ExprKind::List { elts, .. } => {
                steps.push(Text("["));
                self.list(elts, steps);
                steps.push(Text("]"));
            }
            ExprKind::Tuple { elts, .. } => match ast.list(elts).len() {
                0 => steps.push(Text("()")),
                count => {
                    self.list(elts, steps);
                    if count == 1 {
                        steps.push(Text(","));
                    }
                }
            },
            ExprKind::ListComp { elt, generators } => {
                steps.extend([Text("["), Expr(elt, TEST)]);
                self.clauses(generators, steps);
                steps.push(Text("]"));
            }
            ExprKind::SetComp { elt, generators } => {
                steps.extend([Text("{"), Expr(elt, TEST)]);
                self.clauses(generators, steps);
                steps.push(Text("}"));
            }
            ExprKind::GeneratorExp { elt, generators } => {
                steps.extend([Text("("), Expr(elt, TEST)]);
                self.clauses(generators, steps);
                steps.push(Text(")"));
            }
            ExprKind::DictComp { key, value, generators } => {
                steps.extend([Text("{"), Expr(key, TEST), Text(": "), Expr(value, TEST)]);
                self.clauses(generators, steps);
                steps.push(Text("}"));
            }
            ExprKind::Await { value } => steps.extend([Text("await "), Expr(value, ATOM)]),
            ExprKind::Yield { value: None } => steps.push(Text("(yield)")),
            ExprKind::Yield { value: Some(value) } => {
                steps.extend([Text("(yield "), Expr(value, TEST), Text(")")]);
            }
            ExprKind::YieldFrom { value } => {
                steps.extend([Text("(yield from "), Expr(value, TEST), Text(")")]);
            }
            ExprKind::Compare { left, ops, comparators } => {
                steps.push(Expr(left, COMPARISON + 1));
                for (op, value) in ast.cmp_ops(ops).iter().zip(ast.list(comparators)) {
                    steps.extend([Text(comparison(*op)), Expr(*value, COMPARISON + 1)]);
                }
            }
            ExprKind::Call { func, args, keywords } => {
                steps.push(Expr(func, ATOM));
                let (args, keywords) = (ast.list(args), ast.list(keywords));
                if let ([only], []) = (args, keywords)
                    && matches!(ast[*only].kind, ExprKind::GeneratorExp { .. })
                {
                    steps.push(Expr(*only, TEST));
                } else {
                    steps.push(Text("("));
                    for (at, arg) in args.iter().enumerate() {
                        if at > 0 {
                            steps.push(Text(", "));
                        }
                        steps.push(Expr(*arg, TEST));
                    }
                    for (at, keyword) in keywords.iter().enumerate() {
                        if at + args.len() > 0 {
                            steps.push(Text(", "));
                        }
                        match ast[*keyword].arg {
                            Some(name) => steps.extend([Name(name), Text("=")]),
                            None => steps.push(Text("**")),
                        }
                        steps.push(Expr(ast[*keyword].value, TEST));
                    }
                    steps.push(Text(")"));
                }
            }
            ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => {
                steps.push(Step::Part(id, false));
            }
            ExprKind::Constant { value, kind } => {
                if kind == StrKind::U {
                    steps.push(Text("u"));
                }
                steps.push(match ast.constant(value) {
                    Const::Ellipsis => Text("..."),
                    _ => Step::Constant(value),
                });
            }
            ExprKind::Attribute { value, attr, .. } => {
                let number = match ast[value].kind {
                    ExprKind::Constant { value, .. } => {
                        matches!(ast.constant(value), Const::Int(_) | Const::BigInt(_))
                    }
                    _ => false,
                };
                steps.extend([Expr(value, ATOM), Text(if number { " ." } else { "." }), Name(attr)]);
            }
            ExprKind::Subscript { value, slice, .. } => {
                steps.extend([Expr(value, ATOM), Text("["), Expr(slice, TUPLE), Text("]")]);
            }
            ExprKind::Starred { value, .. } => steps.extend([Text("*"), Expr(value, BITWISE_OR)]),
            ExprKind::Name { id, .. } => steps.push(Name(id)),
            ExprKind::Slice { lower, upper, step } => {
                steps.extend(lower.map(|lower| Expr(lower, TEST)));
                steps.push(Text(":"));
                steps.extend(upper.map(|upper| Expr(upper, TEST)));
                if let Some(step) = step {
                    steps.extend([Text(":"), Expr(step, TEST)]);
                }
            }
            ExprKind::NamedExpr { target, value } => {
                steps.extend([Expr(target, ATOM), Text(" := "), Expr(value, ATOM)]);
            }
        }
        if level > own {
            steps.push(Text(")"));
        }
    }
}

fn doubled_braces(text: Wtf8<'_>) -> Wtf8Buf {
    let mut out = Wtf8Buf::new();
    for code in text.code_points() {
        out.push(code);
        if code == u32::from('{') || code == u32::from('}') {
            out.push(code);
        }
    }
    out
}
