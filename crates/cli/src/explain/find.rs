//! Which node of the tree a code object was made of.

use vivarium_ast::{Ast, Event, ExprKind, NodeRef, StmtKind};
use vivarium_bytecode::Code;
use vivarium_emitter::Names;
use vivarium_emitter::symtable::{Block, BlockId, BlockKind, ComprehensionKind, Scope, SymbolTable};

/// A scope: the node that opens it, its block of the symbol table, its qualified name.
#[derive(Clone, Debug)]
pub struct Found {
    pub node: NodeRef,
    pub block: BlockId,
    pub qualname: String,
    /// First and last place, lines from 1 and columns from 0, decorators included.
    pub extent: ((i32, i32), (i32, i32)),
}

/// Every scope of a tree in the order of the source, the module first.
pub fn scopes(ast: &Ast, names: &Names<'_>, table: &SymbolTable) -> Vec<Found> {
    let everywhere = ((0, 0), (i32::MAX, i32::MAX));
    let module = Found {
        node: NodeRef::Mod,
        block: SymbolTable::TOP,
        qualname: "<module>".into(),
        extent: everywhere,
    };
    let mut found = vec![module];
    let mut parents = std::collections::HashMap::new();
    let mut pending = vec![SymbolTable::TOP];
    while let Some(parent) = pending.pop() {
        for child in &table.block(parent).children {
            parents.insert(*child, parent);
            pending.push(*child);
        }
    }
    let mut qualnames = std::collections::HashMap::from([(SymbolTable::TOP, String::new())]);
    for event in ast.walk(NodeRef::Mod) {
        let Event::Enter(node) = event else { continue };
        let (block, name) = match node {
            NodeRef::Stmt(id) => {
                let name = match ast[id].kind {
                    StmtKind::FunctionDef { name, .. } => ast.name(name),
                    StmtKind::AsyncFunctionDef { name, .. } => ast.name(name),
                    StmtKind::ClassDef { name, .. } => ast.name(name),
                    _ => continue,
                };
                (table.of_stmt(id), name)
            }
            NodeRef::Expr(id) => {
                let Some(block) = table.of_expr(id) else { continue };
                let name = match (table.block(block).comprehension, ast[id].kind) {
                    (Some(ComprehensionKind::List), _) => "<listcomp>",
                    (Some(ComprehensionKind::Set), _) => "<setcomp>",
                    (Some(ComprehensionKind::Dict), _) => "<dictcomp>",
                    (Some(ComprehensionKind::Generator), _) => "<genexpr>",
                    (None, ExprKind::Lambda { .. }) => "<lambda>",
                    _ => continue,
                };
                (Some(block), name)
            }
            _ => continue,
        };
        let Some(block) = block else { continue };
        let Some(parent) = parents.get(&block) else { continue };
        let around = qualnames.get(parent).cloned().unwrap_or_default();
        let qualname = qualified(names, table.block(*parent), &around, name);
        qualnames.insert(block, qualname.clone());
        found.push(Found { node, block, qualname, extent: extent(ast, node) });
    }
    found
}

/// PEP 3155, and names that their scope declares global stand alone.
fn qualified(names: &Names<'_>, parent: &Block, around: &str, name: &str) -> String {
    let global = parent
        .symbols
        .entries()
        .iter()
        .any(|entry| entry.scope == Scope::GlobalExplicit && names.text(entry.name) == name);
    match parent.kind {
        _ if global => name.into(),
        BlockKind::Function => format!("{around}.<locals>.{name}"),
        BlockKind::Class => format!("{around}.{name}"),
        BlockKind::Module | BlockKind::Annotation => name.into(),
    }
}

fn extent(ast: &Ast, node: NodeRef) -> ((i32, i32), (i32, i32)) {
    let Some(loc) = node.loc(ast) else { return ((0, 0), (i32::MAX, i32::MAX)) };
    let own = ast.location(loc);
    let mut start = (own.lineno, own.col_offset);
    if let NodeRef::Stmt(id) = node {
        let decorators = match ast[id].kind {
            StmtKind::FunctionDef { decorator_list, .. } => decorator_list,
            StmtKind::AsyncFunctionDef { decorator_list, .. } => decorator_list,
            StmtKind::ClassDef { decorator_list, .. } => decorator_list,
            _ => return (start, (own.end_lineno, own.end_col_offset)),
        };
        if let Some(first) = ast.list(decorators).first() {
            let first = ast.location(ast[*first].loc);
            // The `@` before it, on the same line.
            start = start.min((first.lineno, 0));
        }
    }
    (start, (own.end_lineno, own.end_col_offset))
}

/// The scope of a code object: of those with its name that no other code object took, the one around its instructions.
pub fn of_code(found: &[Found], code: &Code, taken: &mut Vec<usize>) -> Option<usize> {
    let qualname = code.qualname().to_string_lossy().into_owned();
    let first = code.data().firstlineno;
    let places: Vec<(i32, i32)> =
        code.locations().filter_map(|one| Some((one.position.line?, one.position.col?))).collect();
    let fits = |one: &Found| {
        let (start, end) = one.extent;
        one.qualname == qualname
            && start.0 <= first.max(1)
            && first <= end.0
            && places.iter().filter(|place| start <= **place && **place <= end).count() * 2 >= places.len()
    };
    let at = (0..found.len()).find(|at| !taken.contains(at) && fits(&found[*at]));
    taken.extend(at);
    at
}
