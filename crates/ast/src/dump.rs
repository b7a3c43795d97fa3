//! The text of Python's `ast.dump`.

use vivarium_text::float;
use vivarium_text::wtf8::Wtf8;

use crate::repr::{push_bytes_repr, push_str_repr};
use crate::{Ast, CmpOp, Const, ConstId, Field, ListRef, NodeRef, StrKind};

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DumpOptions {
    /// Spaces a level; `None` for everything on one line.
    pub indent: Option<usize>,
    /// Whether positions are printed.
    pub include_attributes: bool,
}

impl Default for DumpOptions {
    /// What `python3 -m ast -a` prints.
    fn default() -> Self {
        Self { indent: Some(3), include_attributes: true }
    }
}

/// The text of `ast.dump(node, indent=…, include_attributes=…)`, without a final newline.
pub fn dump(ast: &Ast, node: NodeRef, options: DumpOptions) -> String {
    let mut dumper = Dumper { ast, options, out: String::new(), stack: Vec::new() };
    dumper.value(Value::Node(node), 0);
    while let Some((step, level)) = dumper.stack.pop() {
        match step {
            Step::Text(text) => dumper.out.push_str(text),
            Step::Break(separator) => dumper.line_break(separator, level),
            Step::Value(value) => dumper.value(value, level),
        }
    }
    dumper.out
}

#[derive(Clone, Copy)]
enum Value {
    None,
    Int(i64),
    Node(NodeRef),
    Nodes(ListRef),
    Field(Field),
    CmpOp(CmpOp),
}

#[derive(Clone, Copy)]
enum Step {
    Text(&'static str),
    /// A separator and, when indenting, a new line.
    Break(&'static str),
    Value(Value),
}

struct Dumper<'a> {
    ast: &'a Ast,
    options: DumpOptions,
    out: String,
    /// What is still to print, last first, with its level.
    stack: Vec<(Step, usize)>,
}

impl Dumper<'_> {
    fn line_break(&mut self, separator: &str, level: usize) {
        self.out.push_str(separator);
        if let Some(indent) = self.options.indent {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n(' ', indent * level));
        } else if !separator.is_empty() {
            self.out.push(' ');
        }
    }

    fn value(&mut self, value: Value, level: usize) {
        match value {
            Value::None => self.out.push_str("None"),
            Value::Int(value) => self.out.push_str(&value.to_string()),
            Value::Node(node) => self.node(node, level),
            Value::CmpOp(op) => {
                self.out.push_str(op.name());
                self.out.push_str("()");
            }
            Value::Nodes(list) => {
                let items = (0..list.len(self.ast))
                    .map(|index| list.get(self.ast, index).map_or(Value::None, Value::Node));
                self.sequence(items.collect(), level);
            }
            Value::Field(field) => self.field(field, level),
        }
    }

    fn field(&mut self, field: Field, level: usize) {
        match field {
            Field::Absent => self.out.push_str("None"),
            Field::Node(node) => self.node(node, level),
            Field::Nodes(list) => self.value(Value::Nodes(list), level),
            Field::Op(op) => {
                self.out.push_str(op.name());
                self.out.push_str("()");
            }
            Field::CmpOps(ops) => {
                let items = self.ast.cmp_ops(ops).iter().map(|op| Value::CmpOp(*op));
                self.sequence(items.collect(), level);
            }
            Field::Symbol(name) => push_str_repr(&mut self.out, Wtf8::new(self.ast.name(name))),
            Field::Symbols(names) => {
                let items = self.ast.list(names).iter().map(|name| Value::Field(Field::Symbol(*name)));
                self.sequence(items.collect(), level);
            }
            Field::Constant(id) => push_const_repr(&mut self.out, self.ast, id),
            Field::Kind(StrKind::Plain) => self.out.push_str("None"),
            Field::Kind(StrKind::U) => self.out.push_str("'u'"),
            Field::Int(value) => self.out.push_str(&value.to_string()),
        }
    }

    fn sequence(&mut self, items: Vec<Value>, level: usize) {
        if items.is_empty() {
            self.out.push_str("[]");
            return;
        }
        self.out.push('[');
        self.stack.push((Step::Text("]"), 0));
        for (index, item) in items.into_iter().enumerate().rev() {
            self.stack.push((Step::Value(item), level + 1));
            if index > 0 {
                self.stack.push((Step::Break(","), level + 1));
            } else if self.options.indent.is_some() {
                self.stack.push((Step::Break(""), level + 1));
            }
        }
    }

    fn node(&mut self, node: NodeRef, level: usize) {
        let mut fields: Vec<(&'static str, Value)> = Vec::new();
        let mut simple = true;
        node.fields(self.ast, |name, field| match field {
            Field::Absent | Field::Kind(StrKind::Plain) => {}
            field => {
                simple &= self.is_simple(field);
                fields.push((name, Value::Field(field)));
            }
        });
        if self.options.include_attributes
            && let Some(loc) = node.loc(self.ast)
        {
            let at = self.ast.location(loc);
            for (name, number) in [
                ("lineno", at.lineno),
                ("col_offset", at.col_offset),
                ("end_lineno", at.end_lineno),
                ("end_col_offset", at.end_col_offset),
            ] {
                fields.push((name, Value::Int(i64::from(number))));
            }
        }
        self.out.push_str(node.class_name(self.ast));
        self.out.push('(');
        self.stack.push((Step::Text(")"), 0));
        let broken = self.options.indent.is_some() && !(simple && fields.len() <= 3);
        for (index, (name, value)) in fields.into_iter().enumerate().rev() {
            self.stack.push((Step::Value(value), level + 1));
            self.stack.push((Step::Text("="), 0));
            self.stack.push((Step::Text(name), 0));
            match (index, broken) {
                (0, true) => self.stack.push((Step::Break(""), level + 1)),
                (0, false) => {}
                (_, true) => self.stack.push((Step::Break(","), level + 1)),
                (_, false) => self.stack.push((Step::Text(", "), 0)),
            }
        }
    }

    /// Whether Python's dump takes the value for simple: it never stands in the way of one line.
    fn is_simple(&self, field: Field) -> bool {
        match field {
            Field::Node(node) => {
                let mut bare = !(self.options.include_attributes && node.loc(self.ast).is_some());
                node.fields(self.ast, |_, field| {
                    bare &= matches!(field, Field::Absent | Field::Kind(StrKind::Plain))
                });
                bare
            }
            Field::Nodes(list) => list.is_empty(self.ast),
            Field::CmpOps(ops) => self.ast.cmp_ops(ops).is_empty(),
            Field::Symbols(names) => names.is_empty(),
            _ => true,
        }
    }
}

/// Appends Python's `repr` of a constant. Tuples and frozen sets, which only the optimizer makes, may nest.
pub(crate) fn push_const_repr(out: &mut String, ast: &Ast, id: ConstId) {
    enum Part {
        Text(&'static str),
        Const(ConstId),
    }
    let mut stack = vec![Part::Const(id)];
    while let Some(part) = stack.pop() {
        let id = match part {
            Part::Text(text) => {
                out.push_str(text);
                continue;
            }
            Part::Const(id) => id,
        };
        let (open, items, close) = match ast.constant(id) {
            Const::Tuple(items) => ("(", items, if items.len() == 1 { ",)" } else { ")" }),
            Const::FrozenSet([]) => ("frozenset(", &[][..], ")"),
            Const::FrozenSet(items) => ("frozenset({", items, "})"),
            leaf => {
                push_leaf_repr(out, leaf);
                continue;
            }
        };
        out.push_str(open);
        stack.push(Part::Text(close));
        for (index, item) in items.iter().enumerate().rev() {
            stack.push(Part::Const(*item));
            if index > 0 {
                stack.push(Part::Text(", "));
            }
        }
    }
}

fn push_leaf_repr(out: &mut String, value: Const<'_>) {
    match value {
        Const::None => out.push_str("None"),
        Const::True => out.push_str("True"),
        Const::False => out.push_str("False"),
        Const::Ellipsis => out.push_str("Ellipsis"),
        Const::Int(value) => out.push_str(&value.to_string()),
        Const::BigInt(value) => out.push_str(&value.to_string()),
        Const::Float(value) => out.push_str(&float::repr(value)),
        Const::Complex(real, imag) => out.push_str(&float::repr_complex(real, imag)),
        Const::Str(text) => push_str_repr(out, text),
        Const::Bytes(bytes) => push_bytes_repr(out, bytes),
        Const::Tuple(_) | Const::FrozenSet(_) => {}
    }
}
