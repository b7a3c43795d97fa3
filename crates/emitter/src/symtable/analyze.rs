//! The second pass: the scope of each name (`symtable.c`, `analyze_block`).
//!
//! CPython copies its sets of visible names for each child; here they are kept in one table with an undo log, because
//! only membership matters.

use rustc_hash::FxHashSet;

use super::{BlockId, BlockKind, Scope, SymbolTable, flag};
use crate::error::{EmitError, Result};
use crate::names::{Name, Names};

/// What a nested block sees of a name.
#[derive(Clone, Copy, Default, PartialEq)]
struct Visible {
    bound: bool,
    global: bool,
}

struct Seen {
    /// By the name's number.
    names: Vec<Visible>,
    undo: Vec<(Name, Visible)>,
}

impl Seen {
    fn new(count: usize) -> Seen {
        Seen { names: vec![Visible::default(); count], undo: Vec::new() }
    }

    fn get(&self, name: Name) -> Visible {
        self.names[name.index()]
    }

    fn set(&mut self, name: Name, visible: Visible) {
        let old = std::mem::replace(&mut self.names[name.index()], visible);
        if old != visible {
            self.undo.push((name, old));
        }
    }

    fn back_to(&mut self, mark: usize) {
        while self.undo.len() > mark {
            if let Some((name, old)) = self.undo.pop() {
                self.names[name.index()] = old;
            }
        }
    }
}

pub(super) fn analyze(table: &mut SymbolTable, names: &Names<'_>) -> Result {
    let mut free = FxHashSet::default();
    block(table, names, SymbolTable::TOP, &mut Seen::new(names.count()), &mut free)
}

fn at_directive(table: &SymbolTable, id: BlockId, name: Name, message: String) -> Result {
    match table.block(id).directives.iter().find(|directive| directive.0 == name) {
        Some((_, location)) => Err(EmitError::syntax(message, *location)),
        None => Err(EmitError::system("BUG: internal directive bookkeeping broken")),
    }
}

/// Decides the names of one block and of those inside; adds to `free` what it needs from outside.
fn block(
    table: &mut SymbolTable,
    names: &Names<'_>,
    id: BlockId,
    seen: &mut Seen,
    free: &mut FxHashSet<Name>,
) -> Result {
    let mark = seen.undo.len();
    let kind = table.block(id).kind;
    let module = kind == BlockKind::Module;
    // Free names go straight up; those of the blocks inside may find their binding here.
    let mut own = Vec::new();
    // What a class body binds or declares is not visible in its methods, except for `__class__`.
    let shows = kind != BlockKind::Class;
    for at in 0..table.block(id).symbols.entries.len() {
        let entry = table.block(id).symbols.entries[at];
        let (name, flags) = (entry.name, entry.flags);
        let visible = seen.get(name);
        let scope = if flags & flag::DEF_GLOBAL != 0 {
            if flags & flag::DEF_NONLOCAL != 0 {
                let message = format!("name '{}' is nonlocal and global", names.text(name));
                return at_directive(table, id, name, message);
            }
            if shows {
                seen.set(name, Visible { bound: false, global: true });
            }
            Scope::GlobalExplicit
        } else if flags & flag::DEF_NONLOCAL != 0 {
            if module {
                let message = "nonlocal declaration not allowed at module level".to_owned();
                return at_directive(table, id, name, message);
            }
            if !visible.bound {
                let message = format!("no binding for nonlocal '{}' found", names.text(name));
                return at_directive(table, id, name, message);
            }
            table.block_mut(id).free = true;
            own.push(name);
            Scope::Free
        } else if flags & flag::DEF_BOUND != 0 {
            if shows {
                let bound = visible.bound || kind == BlockKind::Function;
                seen.set(name, Visible { bound, global: false });
            }
            Scope::Local
        } else if visible.bound {
            table.block_mut(id).free = true;
            own.push(name);
            Scope::Free
        } else {
            if !visible.global && table.block(id).nested {
                table.block_mut(id).free = true;
            }
            Scope::GlobalImplicit
        };
        table.block_mut(id).symbols.entries[at].scope = scope;
    }
    if !shows {
        let visible = seen.get(names.known.class);
        seen.set(names.known.class, Visible { bound: true, ..visible });
    }
    let mut newfree = FxHashSet::default();
    for at in 0..table.block(id).children.len() {
        let child = table.block(id).children[at];
        stacker::maybe_grow(crate::RED_ZONE, crate::STACK_CHUNK, || {
            block(table, names, child, seen, &mut newfree)
        })?;
        let child = table.block(child);
        let child_free = child.free || child.child_free;
        table.block_mut(id).child_free |= child_free;
    }
    seen.back_to(mark);
    let entry = table.block_mut(id);
    if kind == BlockKind::Function {
        for symbol in &mut entry.symbols.entries {
            if symbol.scope == Scope::Local && newfree.remove(&symbol.name) {
                symbol.scope = Scope::Cell;
            }
        }
    } else if kind == BlockKind::Class && newfree.remove(&names.known.class) {
        entry.needs_class_closure = true;
    }
    let mut passing: Vec<Name> = newfree.iter().copied().collect();
    passing.sort_unstable();
    for name in passing {
        if let Some(at) = entry.symbols.position(name) {
            let symbol = &mut entry.symbols.entries[at];
            if kind == BlockKind::Class && symbol.flags & (flag::DEF_BOUND | flag::DEF_GLOBAL) != 0 {
                symbol.flags |= flag::DEF_FREE_CLASS;
            }
        } else if module || seen.get(name).bound {
            entry.symbols.entry(name).scope = Scope::Free;
        }
    }
    free.extend(newfree);
    free.extend(own);
    Ok(())
}
