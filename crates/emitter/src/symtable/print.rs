//! The text of `viv symtable`.

use std::fmt::Write as _;

use super::{BlockId, BlockKind, Scope, SymbolTable, flag};
use crate::names::Names;

/// The blocks as an indented tree: kind, name, line, properties, then each name with its flags and scope.
pub fn print(table: &SymbolTable, names: &Names<'_>) -> String {
    let mut out = String::new();
    let mut todo = vec![(SymbolTable::TOP, 0)];
    while let Some((id, level)) = todo.pop() {
        block(&mut out, table, names, id, level);
        todo.extend(table.block(id).children.iter().rev().map(|child| (*child, level + 1)));
    }
    out
}

/// One block alone, without those inside.
pub fn print_block(table: &SymbolTable, names: &Names<'_>, id: BlockId) -> String {
    let mut out = String::new();
    block(&mut out, table, names, id, 0);
    out
}

fn block(out: &mut String, table: &SymbolTable, names: &Names<'_>, id: BlockId, level: usize) {
    let block = table.block(id);
    let indent = "    ".repeat(level);
    let kind = match block.kind {
        BlockKind::Function => "function",
        BlockKind::Class => "class",
        BlockKind::Module => "module",
        BlockKind::Annotation => "annotation",
    };
    let _ = write!(out, "{indent}{kind} {} line {}", names.text(block.name), block.location.lineno);
    let properties = [
        (block.nested, "nested"),
        (block.generator, "generator"),
        (block.coroutine, "coroutine"),
        (block.varargs, "varargs"),
        (block.varkeywords, "varkeywords"),
        (block.free, "free"),
        (block.child_free, "child-free"),
        (block.returns_value, "returns-value"),
        (block.needs_class_closure, "class-closure"),
    ];
    properties.iter().filter(|p| p.0).for_each(|p| {
        let _ = write!(out, " {}", p.1);
    });
    out.push('\n');
    let mut symbols: Vec<_> = block.symbols.entries().iter().collect();
    symbols.sort_by_key(|symbol| names.text(symbol.name));
    for symbol in symbols {
        let scope = match symbol.scope {
            Scope::Unknown => "unknown",
            Scope::Local => "local",
            Scope::GlobalExplicit => "global-explicit",
            Scope::GlobalImplicit => "global-implicit",
            Scope::Free => "free",
            Scope::Cell => "cell",
        };
        let _ = write!(out, "{indent}    {} {scope}", names.text(symbol.name));
        let flags = [
            (flag::DEF_GLOBAL, "global"),
            (flag::DEF_LOCAL, "assigned"),
            (flag::DEF_PARAM, "parameter"),
            (flag::DEF_NONLOCAL, "nonlocal"),
            (flag::USE, "used"),
            (flag::DEF_FREE_CLASS, "free-in-class"),
            (flag::DEF_IMPORT, "imported"),
            (flag::DEF_ANNOT, "annotated"),
            (flag::DEF_COMP_ITER, "iteration-variable"),
        ];
        flags.iter().filter(|f| symbol.flags & f.0 != 0).for_each(|f| {
            let _ = write!(out, " {}", f.1);
        });
        out.push('\n');
    }
}
