//! The symbol table: which scope each name of each block has. A stable IR, made in two passes as CPython makes it:
//! [`build`] collects what is said about each name, then the analysis decides. Version 1.

mod analyze;
mod build;
mod patterns;
mod print;

pub use build::{SymtableOptions, build};
pub use print::{print, print_block};

use rustc_hash::FxHashMap;
use vivarium_ast::{ExprId, Loc, Location, StmtId};

use crate::names::{Name, Names};

/// What is said about a name in a block (`DEF_*` and `USE` of CPython's `pycore_symtable.h`), as bits.
pub mod flag {
    /// `global` statement.
    pub const DEF_GLOBAL: u32 = 1;
    /// Assigned in the block.
    pub const DEF_LOCAL: u32 = 2;
    /// A parameter.
    pub const DEF_PARAM: u32 = 4;
    /// `nonlocal` statement.
    pub const DEF_NONLOCAL: u32 = 8;
    /// Used.
    pub const USE: u32 = 16;
    /// Free in a method of the class and bound in the class as well.
    pub const DEF_FREE_CLASS: u32 = 64;
    /// Bound by an import.
    pub const DEF_IMPORT: u32 = 128;
    /// Annotated.
    pub const DEF_ANNOT: u32 = 256;
    /// The iteration variable of a comprehension.
    pub const DEF_COMP_ITER: u32 = 512;
    /// Bound in the block by any means.
    pub const DEF_BOUND: u32 = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;
}

/// The scope of a name in a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Not decided: the block does not know the name.
    #[default]
    Unknown,
    /// Local.
    Local,
    /// Declared `global`.
    GlobalExplicit,
    /// Global because nothing else binds it.
    GlobalImplicit,
    /// Of an enclosing function.
    Free,
    /// Local, and free in a block inside.
    Cell,
}

/// One name of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SymbolEntry {
    /// The (mangled) name.
    pub name: Name,
    /// Bits of [`flag`].
    pub flags: u32,
    /// Its scope.
    pub scope: Scope,
}

/// The names of a block in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    entries: Vec<SymbolEntry>,
    index: FxHashMap<Name, u32>,
}

/// Up to this many names are searched one by one.
const SMALL: usize = 16;

impl Symbols {
    /// All of them.
    pub fn entries(&self) -> &[SymbolEntry] {
        &self.entries
    }

    fn position(&self, name: Name) -> Option<usize> {
        if self.entries.len() <= SMALL {
            self.entries.iter().position(|entry| entry.name == name)
        } else {
            self.index.get(&name).map(|at| *at as usize)
        }
    }

    /// The entry of a name.
    pub fn get(&self, name: Name) -> Option<&SymbolEntry> {
        self.position(name).map(|at| &self.entries[at])
    }

    /// Its flags, 0 if it is not there.
    pub fn flags(&self, name: Name) -> u32 {
        self.get(name).map_or(0, |entry| entry.flags)
    }

    /// Its scope.
    pub fn scope(&self, name: Name) -> Scope {
        self.get(name).map_or(Scope::Unknown, |entry| entry.scope)
    }

    fn entry(&mut self, name: Name) -> &mut SymbolEntry {
        let at = self.place(name);
        &mut self.entries[at]
    }

    /// Where the entry of a name is, which is made if there was none.
    fn place(&mut self, name: Name) -> usize {
        match self.position(name) {
            Some(at) => at,
            None => {
                let at = self.entries.len();
                if at == 0 {
                    self.entries.reserve(SMALL / 2);
                }
                self.entries.push(SymbolEntry { name, flags: 0, scope: Scope::Unknown });
                if at == SMALL {
                    self.index = self.entries.iter().enumerate().map(|(at, e)| (e.name, at as u32)).collect();
                } else if at > SMALL {
                    self.index.insert(name, at as u32);
                }
                at
            }
        }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A function, lambda or comprehension.
    Function,
    /// A class body.
    Class,
    /// The module.
    Module,
    /// An annotation that is never evaluated (`from __future__ import annotations`).
    Annotation,
}

/// What kind of comprehension a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ComprehensionKind {
    /// `[…]`
    List,
    /// `{…}`
    Set,
    /// `{…: …}`
    Dict,
    /// `(…)`
    Generator,
}

/// The number of a block: 0 is the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BlockId(pub(crate) u32);

/// A block: a code object to be.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its name; `top`, `lambda`, `genexpr`, … for blocks without one.
    pub name: Name,
    /// Where it stands; the module stands nowhere.
    pub loc: Option<Loc>,
    /// Its names.
    pub symbols: Symbols,
    /// Its parameters, in CPython's order.
    pub varnames: Vec<Name>,
    /// The blocks inside.
    pub children: Vec<BlockId>,
    /// Inside a function.
    pub nested: bool,
    /// Has free variables.
    pub free: bool,
    /// A block inside has free variables, or globals used in a nested block.
    pub child_free: bool,
    /// Has a `yield`, or is a generator expression.
    pub generator: bool,
    /// Is `async def`, or has an asynchronous comprehension.
    pub coroutine: bool,
    /// Has `*args`.
    pub varargs: bool,
    /// Has `**kwargs`.
    pub varkeywords: bool,
    /// Has a `return` with a value.
    pub returns_value: bool,
    /// A class body that must make a `__class__` cell.
    pub needs_class_closure: bool,
    /// Set for comprehensions.
    pub comprehension: Option<ComprehensionKind>,
    pub(crate) directives: Vec<(Name, Location)>,
    comp_iter_target: bool,
    comp_iter_expr: u32,
}

impl Block {
    /// The line on which it begins, 0 for the module.
    pub fn line(&self, names: &Names<'_>) -> i32 {
        self.loc.map_or(0, |loc| names.location(loc).lineno)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Stmt(StmtId),
    Expr(ExprId),
}

/// The symbol table of one compilation.
#[derive(Clone, Debug, Default)]
pub struct SymbolTable {
    pub(crate) blocks: Vec<Block>,
    keys: FxHashMap<Key, BlockId>,
}

impl SymbolTable {
    /// An empty table with room for so many blocks.
    fn with_room(blocks: usize) -> SymbolTable {
        let keys = FxHashMap::with_capacity_and_hasher(blocks, Default::default());
        SymbolTable { blocks: Vec::with_capacity(blocks), keys }
    }

    /// The module's block.
    pub const TOP: BlockId = BlockId(0);

    /// A block.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    pub(crate) fn block_mut(&mut self, id: BlockId) -> &mut Block {
        &mut self.blocks[id.0 as usize]
    }

    /// The block of a function or class definition.
    pub fn of_stmt(&self, stmt: StmtId) -> Option<BlockId> {
        self.keys.get(&Key::Stmt(stmt)).copied()
    }

    /// The block of a lambda or comprehension.
    pub fn of_expr(&self, expr: ExprId) -> Option<BlockId> {
        self.keys.get(&Key::Expr(expr)).copied()
    }
}
