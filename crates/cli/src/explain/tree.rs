//! A tree with a line for each node, which two trees can be compared by.

use vivarium_ast::{Ast, DumpOptions, Field, NodeRef, dump};

/// Deeper trees are cut: the page is for people.
const DEEPEST: usize = 200;

/// `field: Kind(leaves)  line:col`, children indented below. Contexts are left out; where a name stands says it.
pub fn lines(ast: &Ast, node: NodeRef) -> Vec<String> {
    let mut out = Vec::new();
    let mut pending = vec![(String::new(), node, 0)];
    while let Some((label, node, level)) = pending.pop() {
        let indent = "  ".repeat(level);
        if level == DEEPEST {
            out.push(format!("{indent}{label}…"));
            continue;
        }
        let (mut leaves, mut children) = (Vec::new(), Vec::new());
        node.fields(ast, |name, field| match field {
            Field::Absent => {}
            Field::Node(child) => children.push((format!("{name}: "), child)),
            Field::Nodes(list) => {
                let several = list.len(ast) > 1;
                for at in 0..list.len(ast) {
                    if let Some(child) = list.get(ast, at) {
                        let at = if several { format!("[{at}]") } else { String::new() };
                        children.push((format!("{name}{at}: "), child));
                    }
                }
            }
            Field::Op(op) if name != "ctx" => leaves.push(format!("{name}={}", op.name())),
            Field::Op(_) => {}
            Field::CmpOps(ops) => {
                let ops: Vec<&str> = ast.cmp_ops(ops).iter().map(|op| op.name()).collect();
                leaves.push(format!("{name}={}", ops.join(" ")));
            }
            Field::Symbol(symbol) => leaves.push(format!("{name}={}", ast.name(symbol))),
            Field::Symbols(symbols) => {
                let names: Vec<&str> = ast.list(symbols).iter().map(|name| ast.name(*name)).collect();
                leaves.push(format!("{name}={}", names.join(", ")));
            }
            Field::Constant(_) => leaves.push(constant(ast, node, name)),
            Field::Kind(_) => {}
            Field::Int(value) => leaves.push(format!("{name}={value}")),
        });
        let place = match node.loc(ast) {
            Some(loc) => {
                let place = ast.location(loc);
                format!("  {}:{}", place.lineno, place.col_offset)
            }
            None => String::new(),
        };
        let leaves = if leaves.is_empty() { String::new() } else { format!("({})", leaves.join(", ")) };
        out.push(format!("{indent}{label}{}{leaves}{place}", node.class_name(ast)));
        pending.extend(children.into_iter().rev().map(|(label, child)| (label, child, level + 1)));
    }
    out
}

/// A constant as `ast.dump` writes it.
fn constant(ast: &Ast, node: NodeRef, name: &str) -> String {
    let whole = dump(ast, node, DumpOptions { indent: None, include_attributes: false });
    let inner = whole.split_once('(').map_or("", |parts| parts.1);
    let start = inner.find(&format!("{name}=")).unwrap_or(0);
    let text = inner[start..].strip_suffix(')').unwrap_or(&inner[start..]);
    let text = text.strip_suffix(", kind='u'").unwrap_or(text);
    match text.char_indices().nth(100) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
