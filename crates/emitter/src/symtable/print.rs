//! The text of `viv symtable`: what Python's `symtable` module says of every block and every name.

use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt::Write as _;

use super::{Block, BlockId, BlockKind, Scope, SymbolEntry, SymbolTable, flag};
use crate::names::{Name, Names};

/// The blocks as an indented tree. A block's line: `get_type()`, `get_name()`, `get_lineno()` and its marks. Below it a
/// line for each name: what its `is_…()` methods affirm, then what they are read from (scope and flags of the IR), then in
/// brackets the lists that a function or class has.
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
    let indent = "  ".repeat(level);
    let kind = match block.kind {
        BlockKind::Function => "function",
        BlockKind::Class => "class",
        BlockKind::Module => "module",
        BlockKind::Annotation => "annotation",
    };
    let name = names.text(block.name);
    let _ = write!(out, "{indent}{kind} {name} line {}", block.line(names));
    let function = block.kind == BlockKind::Function;
    let marks =
        [(block.nested, "nested"), (function, "optimized"), (!block.children.is_empty(), "has-children")];
    marks.iter().filter(|mark| mark.0).for_each(|mark| {
        let _ = write!(out, " {}", mark.1);
    });
    out.push('\n');
    // The module takes every block of this name for a module.
    let module = name == "top";
    let mut children: FxHashMap<Name, usize> = FxHashMap::default();
    for child in &block.children {
        *children.entry(table.block(*child).name).or_default() += 1;
    }
    let mut symbols: Vec<&SymbolEntry> = block.symbols.entries().iter().collect();
    symbols.sort_by_key(|symbol| names.text(symbol.name));
    for symbol in &symbols {
        let namespaces = children.get(&symbol.name).copied().unwrap_or(0);
        let _ = write!(out, "{indent}  {}:", names.text(symbol.name));
        facts(symbol, module, namespaces).for_each(|fact| {
            let _ = write!(out, " {fact}");
        });
        if namespaces > 1 {
            let _ = write!(out, " namespaces {namespaces}");
        }
        out.push('\n');
    }
    let mut list = |what: &str, found: Vec<&str>| {
        if !found.is_empty() {
            let _ = writeln!(out, "{indent}  ({what}: {})", found.join(" "));
        }
    };
    if function {
        let those = |test: fn(&SymbolEntry) -> bool| -> Vec<&str> {
            symbols.iter().filter(|symbol| test(symbol)).map(|symbol| names.text(symbol.name)).collect()
        };
        list("parameters", those(|symbol| symbol.flags & flag::DEF_PARAM != 0));
        list("locals", those(|symbol| matches!(symbol.scope, Scope::Local | Scope::Cell)));
        list(
            "globals",
            those(|symbol| matches!(symbol.scope, Scope::GlobalExplicit | Scope::GlobalImplicit)),
        );
        list("nonlocals", those(|symbol| symbol.flags & flag::DEF_NONLOCAL != 0));
        list("frees", those(|symbol| symbol.scope == Scope::Free));
    } else if block.kind == BlockKind::Class {
        list("methods", methods(table, names, block));
    }
}

/// `get_methods()`: the names of all blocks inside.
fn methods<'n>(table: &SymbolTable, names: &'n Names<'_>, block: &Block) -> Vec<&'n str> {
    let distinct: FxHashSet<Name> = block.children.iter().map(|child| table.block(*child).name).collect();
    let mut found: Vec<&str> = distinct.into_iter().map(|name| names.text(name)).collect();
    found.sort_unstable();
    found
}

fn facts(symbol: &SymbolEntry, module: bool, namespaces: usize) -> impl Iterator<Item = &'static str> {
    let (scope, flags) = (symbol.scope, symbol.flags);
    let bound = module && flags & flag::DEF_BOUND != 0;
    let facts = [
        (matches!(scope, Scope::GlobalExplicit | Scope::GlobalImplicit) || bound, "global"),
        (scope == Scope::GlobalExplicit, "declared_global"),
        (matches!(scope, Scope::Local | Scope::Cell) || bound, "local"),
        (scope == Scope::Free, "free"),
        (flags & flag::DEF_NONLOCAL != 0, "nonlocal"),
        (flags & flag::DEF_PARAM != 0, "parameter"),
        (flags & flag::DEF_LOCAL != 0, "assigned"),
        (flags & flag::USE != 0, "referenced"),
        (flags & flag::DEF_ANNOT != 0, "annotated"),
        (flags & flag::DEF_IMPORT != 0, "imported"),
        (namespaces > 0, "namespace"),
        (flags & flag::DEF_FREE_CLASS != 0, "free-in-class"),
        (flags & flag::DEF_COMP_ITER != 0, "iteration-variable"),
        (scope == Scope::Unknown, "unknown-scope"),
        (scope == Scope::GlobalExplicit, "explicit"),
        (scope == Scope::GlobalImplicit, "implicit"),
        (scope == Scope::Cell, "cell"),
    ];
    facts.into_iter().filter(|fact| fact.0).map(|fact| fact.1)
}
