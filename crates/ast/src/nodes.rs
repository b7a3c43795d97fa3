//! The node types, made from `nodes.def`, and what the generated code rests on.

use std::num::NonZeroU32;
use std::ops::{Index, IndexMut};

use la_arena::{Arena, Idx, RawIdx};

use crate::pool::Pool;
use crate::{Ast, CmpOpList, ConstId, List, Listed, Loc, StrKind, Symbol};

/// A node type that lives in the tree's arenas.
pub trait Stored: Copy {
    /// Its id.
    type Id: Copy;
    /// See [`Ast::push`].
    fn push(ast: &mut Ast, node: Self) -> Self::Id;
}

/// An arena whose ids start at 1, so that an optional id takes no more room than an id.
#[derive(Clone, Debug)]
pub(crate) struct NodeArena<T>(Arena<T>);

impl<T> NodeArena<T> {
    pub(crate) fn new() -> Self {
        Self(Arena::new())
    }

    pub(crate) fn with_capacity(nodes: usize) -> Self {
        Self(Arena::with_capacity(nodes))
    }

    #[inline]
    pub(crate) fn push(&mut self, node: T) -> NonZeroU32 {
        let index = self.0.alloc(node).into_raw().into_u32();
        NonZeroU32::MIN.saturating_add(index)
    }

    #[inline]
    pub(crate) fn get(&self, id: NonZeroU32) -> &T {
        &self.0[Idx::from_raw(RawIdx::from_u32(id.get() - 1))]
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, id: NonZeroU32) -> &mut T {
        &mut self.0[Idx::from_raw(RawIdx::from_u32(id.get() - 1))]
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn nodes(&self) -> impl Iterator<Item = &T> {
        self.0.values()
    }
}

/// A reflected field, see [`NodeRef::fields`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Field {
    /// An optional child or name that is not there: Python's `None`.
    Absent,
    /// A child.
    Node(NodeRef),
    /// A list of children.
    Nodes(ListRef),
    /// An operator or context.
    Op(OpRef),
    /// The operators of a comparison.
    CmpOps(CmpOpList),
    /// A name.
    Symbol(Symbol),
    /// A list of names.
    Symbols(List<Symbol>),
    /// A constant or string.
    Constant(ConstId),
    /// The `kind` of a `Constant`.
    Kind(StrKind),
    /// A number.
    Int(i64),
}

macro_rules! node_id {
    ($id:ident, $node:ident) => {
        /// The id of a node of this type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $id(NonZeroU32);

        impl $id {
            /// Ids count from 0 here: for side tables.
            pub const fn index(self) -> usize {
                self.0.get() as usize - 1
            }

            /// The id with this number, see `index`.
            #[inline]
            pub const fn from_index(index: usize) -> Self {
                Self(NonZeroU32::MIN.saturating_add(index as u32))
            }
        }

        impl crate::pool::PoolItem for $id {
            fn of_len(len: u32) -> Self {
                Self(NonZeroU32::MIN.saturating_add(len))
            }
            fn len(self) -> u32 {
                self.0.get() - 1
            }
        }
    };
}

macro_rules! listed {
    ($item:ty, $pool:ident) => {
        impl Listed for $item {
            #[inline]
            fn pool(ast: &Ast) -> &Pool<Self> {
                &ast.storage.$pool
            }
            #[inline]
            fn pool_mut(ast: &mut Ast) -> &mut Pool<Self> {
                &mut ast.storage.$pool
            }
        }
    };
}

macro_rules! stored {
    ($node:ident, $id:ident, $arena:ident, $pool:ident) => {
        impl Stored for $node {
            type Id = $id;
            #[inline]
            fn push(ast: &mut Ast, node: Self) -> $id {
                $id(ast.storage.$arena.push(node))
            }
        }

        impl Index<$id> for Ast {
            type Output = $node;
            #[inline]
            fn index(&self, id: $id) -> &$node {
                self.storage.$arena.get(id.0)
            }
        }

        impl IndexMut<$id> for Ast {
            #[inline]
            fn index_mut(&mut self, id: $id) -> &mut $node {
                self.storage.$arena.get_mut(id.0)
            }
        }

        listed!($id, $pool);
    };
}

include!(concat!(env!("OUT_DIR"), "/nodes.rs"));

impl ExprKind {
    /// The node of this kind at a place.
    #[inline]
    pub const fn at(self, loc: Loc) -> Expr {
        Expr { kind: self, loc }
    }
}

impl StmtKind {
    /// The node of this kind at a place.
    #[inline]
    pub const fn at(self, loc: Loc) -> Stmt {
        Stmt { kind: self, loc }
    }
}

impl PatternKind {
    /// The node of this kind at a place.
    #[inline]
    pub const fn at(self, loc: Loc) -> Pattern {
        Pattern { kind: self, loc }
    }
}
