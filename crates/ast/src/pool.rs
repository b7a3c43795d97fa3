//! Lists of children: handles into one pool an item type.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU32;

use crate::{Ast, CmpOp};

/// A list of children, see [`Ast::list`]. An optional one takes no more room.
pub struct List<T> {
    start: NonZeroU32,
    item: PhantomData<fn() -> T>,
}

impl<T> List<T> {
    /// The list of nothing.
    pub const EMPTY: Self = Self { start: NonZeroU32::MIN, item: PhantomData };

    /// Whether it has no items.
    pub const fn is_empty(self) -> bool {
        self.start.get() == 1
    }
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<T> {}

impl<T> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        self.start == other.start
    }
}

impl<T> Eq for List<T> {}

impl<T> Hash for List<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.start.hash(state);
    }
}

impl<T> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "List({})", self.start)
    }
}

/// What can stand in a pool: it can also stand for a length, in front of a list's items.
pub trait PoolItem: Copy {
    #[doc(hidden)]
    fn of_len(len: u32) -> Self;
    #[doc(hidden)]
    fn len(self) -> u32;
}

impl<T: PoolItem> PoolItem for Option<T> {
    fn of_len(len: u32) -> Self {
        Some(T::of_len(len))
    }
    fn len(self) -> u32 {
        self.map_or(0, T::len)
    }
}

/// An item type of the tree's lists.
pub trait Listed: PoolItem {
    #[doc(hidden)]
    fn pool(ast: &Ast) -> &Pool<Self>;
    #[doc(hidden)]
    fn pool_mut(ast: &mut Ast) -> &mut Pool<Self>;
}

/// All lists of one item type: each its length, then its items. The first is the empty list; before it stands nothing's.
#[derive(Clone, Debug)]
pub struct Pool<T> {
    items: Vec<T>,
}

impl<T: PoolItem> Pool<T> {
    pub(crate) fn new() -> Self {
        Self { items: vec![T::of_len(0); 2] }
    }

    pub(crate) fn reserve(&mut self, items: usize) {
        self.items.reserve(items);
    }

    #[inline]
    fn range(&self, list: List<T>) -> std::ops::Range<usize> {
        let start = list.start.get() as usize;
        start + 1..start + 1 + self.items[start].len() as usize
    }

    #[inline]
    pub(crate) fn get(&self, list: List<T>) -> &[T] {
        &self.items[self.range(list)]
    }

    pub(crate) fn get_mut(&mut self, list: List<T>) -> &mut [T] {
        let range = self.range(list);
        &mut self.items[range]
    }

    #[inline]
    pub(crate) fn push(&mut self, items: &[T]) -> List<T> {
        if items.is_empty() {
            return List::EMPTY;
        }
        // One is at least there.
        let start = NonZeroU32::MIN.saturating_add(self.items.len() as u32 - 1);
        self.items.push(T::of_len(items.len() as u32));
        if let [item] = items {
            self.items.push(*item);
        } else {
            self.items.extend_from_slice(items);
        }
        List { start, item: PhantomData }
    }
}

/// The operators of a comparison, see [`Ast::cmp_ops`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CmpOpList(u32);

impl CmpOpList {
    /// One operator: that takes no room.
    pub const fn one(op: CmpOp) -> Self {
        Self(op as u32)
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct CmpOps {
    ops: Vec<CmpOp>,
    ranges: Vec<(u32, u32)>,
}

const SINGLE: u32 = CmpOp::ALL.len() as u32;

impl CmpOps {
    pub(crate) fn get(&self, list: CmpOpList) -> &[CmpOp] {
        if list.0 < SINGLE {
            return &CmpOp::ALL[list.0 as usize..=list.0 as usize];
        }
        let (start, end) = self.ranges[(list.0 - SINGLE) as usize];
        &self.ops[start as usize..end as usize]
    }

    pub(crate) fn push(&mut self, ops: &[CmpOp]) -> CmpOpList {
        if let [op] = ops {
            return CmpOpList::one(*op);
        }
        let start = self.ops.len() as u32;
        self.ops.extend_from_slice(ops);
        self.ranges.push((start, self.ops.len() as u32));
        CmpOpList(SINGLE + self.ranges.len() as u32 - 1)
    }
}
