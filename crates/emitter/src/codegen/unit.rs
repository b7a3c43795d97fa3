//! What belongs to one code object under construction.

use rustc_hash::FxHashMap;
use std::hash::Hash;
use vivarium_ast::{List, Location, StmtId};
use vivarium_bytecode::ConstId;

use crate::ir::{BlockIx, Cfg, NO_LOCATION};
use crate::names::Name;
use crate::symtable::{BlockId, SymbolTable};

/// Things by number, in the order in which they were first asked for.
#[derive(Debug)]
pub(crate) struct Numbered<T> {
    pub list: Vec<T>,
    index: FxHashMap<T, u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Numbered { list: Vec::new(), index: FxHashMap::default() }
    }
}

/// Up to this many things are searched one by one.
const SMALL: usize = 16;

impl<T: Copy + Eq + Hash> Numbered<T> {
    /// Numbers the items of a list anew.
    pub fn set(&mut self, list: &[T]) {
        self.list.clear();
        self.list.extend_from_slice(list);
        self.index.clear();
        if list.len() > SMALL {
            self.fill();
        }
    }

    fn fill(&mut self) {
        self.index.clear();
        self.index.extend(self.list.iter().enumerate().map(|(at, item)| (*item, at as u32)));
    }

    #[inline]
    pub fn find(&self, item: T) -> Option<usize> {
        if self.list.len() <= SMALL {
            self.list.iter().position(|other| *other == item)
        } else {
            self.index.get(&item).map(|at| *at as usize)
        }
    }

    #[inline]
    pub fn index(&mut self, item: T) -> usize {
        if let Some(at) = self.find(item) {
            return at;
        }
        let at = self.list.len();
        self.list.push(item);
        if at == SMALL {
            self.fill();
        } else if at > SMALL {
            self.index.insert(item, at as u32);
        }
        at
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }
}

/// What a code object is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,
}

/// What `break`, `continue` and `return` must unwind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Frame {
    WhileLoop { start: BlockIx, exit: BlockIx },
    ForLoop { start: BlockIx, exit: BlockIx },
    TryExcept,
    FinallyTry { body: List<StmtId> },
    FinallyEnd,
    With { stmt: StmtId, is_async: bool },
    HandlerCleanup { name: Option<Name> },
    PopValue,
    ExceptionHandler,
    ExceptionGroupHandler,
    AsyncComprehension,
}

#[derive(Debug)]
pub(crate) struct Unit {
    /// Units of one compilation count from 1.
    pub number: u32,
    pub block: BlockId,
    pub kind: ScopeKind,
    pub name: Option<Name>,
    pub qualname: Option<ConstId>,
    pub consts: Numbered<ConstId>,
    pub names: Numbered<Name>,
    pub varnames: Numbered<Name>,
    pub cellvars: Vec<Name>,
    pub freevars: Vec<Name>,
    pub private: Option<Name>,
    pub argcount: usize,
    pub posonlyargcount: usize,
    pub kwonlyargcount: usize,
    pub cfg: Cfg,
    pub cur: BlockIx,
    pub frames: Vec<Frame>,
    pub firstlineno: i32,
    pub loc: Location,
    pub need_new_block: bool,
}

impl Unit {
    /// Forgets what the unit was for and keeps its room.
    pub fn clear(&mut self) {
        self.consts.set(&[]);
        self.names.set(&[]);
        self.varnames.set(&[]);
        self.cellvars.clear();
        self.freevars.clear();
        self.cfg.clear();
        self.frames.clear();
        (self.private, self.qualname) = (None, None);
        (self.argcount, self.posonlyargcount, self.kwonlyargcount) = (0, 0, 0);
        self.need_new_block = false;
    }

    /// Goes on in another block.
    pub fn use_block(&mut self, block: BlockIx) {
        self.cfg[self.cur].next = block;
        self.cur = block;
        self.need_new_block = false;
    }

    /// Goes on in a new block.
    #[inline(never)]
    pub fn follow(&mut self) {
        let block = self.cfg.new_block();
        self.use_block(block);
    }

    /// A unit for nothing, which stands where none is.
    pub fn none() -> Unit {
        Unit {
            number: 0,
            block: SymbolTable::TOP,
            kind: ScopeKind::Module,
            name: None,
            qualname: None,
            consts: Numbered::default(),
            names: Numbered::default(),
            varnames: Numbered::default(),
            cellvars: Vec::new(),
            freevars: Vec::new(),
            private: None,
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            cfg: Cfg::default(),
            cur: Cfg::ENTRY,
            frames: Vec::new(),
            firstlineno: 1,
            loc: NO_LOCATION,
            need_new_block: false,
        }
    }
}
