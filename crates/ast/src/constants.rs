//! The constant pool.

use std::num::NonZeroU32;

use num_bigint::BigInt;
use vivarium_text::wtf8::{Wtf8, Wtf8Buf};

use crate::List;
use crate::pool::{Pool, PoolItem};

/// A constant of the pool, see [`Ast::constant`](crate::Ast::constant).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConstId(NonZeroU32);

impl ConstId {
    /// `None`
    pub const NONE: Self = Self::fixed(1);
    /// `True`
    pub const TRUE: Self = Self::fixed(2);
    /// `False`
    pub const FALSE: Self = Self::fixed(3);
    /// `...`
    pub const ELLIPSIS: Self = Self::fixed(4);

    const fn fixed(number: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(number - 1))
    }

    /// Constants count from 0 here: for side tables.
    pub const fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl PoolItem for ConstId {
    fn of_len(len: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(len))
    }
    fn len(self) -> u32 {
        self.0.get() - 1
    }
}

/// The `kind` of a `Constant` node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StrKind {
    /// `None` in Python.
    Plain,
    /// A string literal that starts with `u`.
    U,
}

/// The value of a constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Const<'a> {
    /// `None`
    None,
    /// `True`
    True,
    /// `False`
    False,
    /// `...`
    Ellipsis,
    /// An integer that fits.
    Int(i64),
    /// An integer that does not fit.
    BigInt(&'a BigInt),
    /// A float.
    Float(f64),
    /// A complex number; real part 0 when it is a literal.
    Complex(f64, f64),
    /// A string.
    Str(Wtf8<'a>),
    /// A bytes object.
    Bytes(&'a [u8]),
    /// A tuple, which only the optimizer makes.
    Tuple(&'a [ConstId]),
    /// A frozen set in source order, which only the optimizer makes.
    FrozenSet(&'a [ConstId]),
}

#[derive(Clone, Copy, Debug)]
enum Slot {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    BigInt(u32),
    Float(f64),
    Complex(u32),
    Str { start: u32, len: u32 },
    Bytes { start: u32, len: u32 },
    Tuple(List<ConstId>),
    FrozenSet(List<ConstId>),
}

#[derive(Clone, Debug)]
pub(crate) struct Constants {
    slots: Vec<Slot>,
    text: Wtf8Buf,
    bytes: Vec<u8>,
    big: Vec<BigInt>,
    complex: Vec<(f64, f64)>,
    lists: Pool<ConstId>,
    /// In ascending order.
    unshared: Vec<ConstId>,
}

impl Constants {
    /// With room for the constants of a source of so many bytes, as a rule.
    pub(crate) fn for_source(bytes: usize) -> Self {
        let mut slots = Vec::with_capacity(bytes / 48 + 8);
        slots.extend([Slot::None, Slot::True, Slot::False, Slot::Ellipsis]);
        Self {
            slots,
            text: Wtf8Buf::with_capacity(bytes / 3),
            bytes: Vec::new(),
            big: Vec::new(),
            complex: Vec::new(),
            lists: Pool::new(),
            unshared: Vec::new(),
        }
    }

    pub(crate) fn push_unshared(&mut self, text: Wtf8<'_>) -> ConstId {
        let id = self.push(Const::Str(text));
        self.unshared.push(id);
        id
    }

    pub(crate) fn is_unshared(&self, id: ConstId) -> bool {
        self.unshared.binary_search(&id).is_ok()
    }

    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    #[inline]
    pub(crate) fn get(&self, id: ConstId) -> Const<'_> {
        match self.slots[id.index()] {
            Slot::None => Const::None,
            Slot::True => Const::True,
            Slot::False => Const::False,
            Slot::Ellipsis => Const::Ellipsis,
            Slot::Int(value) => Const::Int(value),
            Slot::BigInt(index) => Const::BigInt(&self.big[index as usize]),
            Slot::Float(value) => Const::Float(value),
            Slot::Complex(index) => {
                let (real, imag) = self.complex[index as usize];
                Const::Complex(real, imag)
            }
            Slot::Str { start, len } => Const::Str(self.text(start, len)),
            Slot::Bytes { start, len } => {
                Const::Bytes(&self.bytes[start as usize..start as usize + len as usize])
            }
            Slot::Tuple(list) => Const::Tuple(self.lists.get(list)),
            Slot::FrozenSet(list) => Const::FrozenSet(self.lists.get(list)),
        }
    }

    fn text(&self, start: u32, len: u32) -> Wtf8<'_> {
        self.text.as_wtf8().slice(start as usize, start as usize + len as usize).unwrap_or_default()
    }

    pub(crate) fn push(&mut self, value: Const<'_>) -> ConstId {
        let slot = match value {
            Const::None => return ConstId::NONE,
            Const::True => return ConstId::TRUE,
            Const::False => return ConstId::FALSE,
            Const::Ellipsis => return ConstId::ELLIPSIS,
            Const::Int(value) => Slot::Int(value),
            Const::BigInt(value) => {
                self.big.push(value.clone());
                Slot::BigInt(self.big.len() as u32 - 1)
            }
            Const::Float(value) => Slot::Float(value),
            Const::Complex(real, imag) => {
                self.complex.push((real, imag));
                Slot::Complex(self.complex.len() as u32 - 1)
            }
            Const::Str(text) => {
                let start = self.text.len() as u32;
                self.text.push_wtf8(text);
                Slot::Str { start, len: text.len() as u32 }
            }
            Const::Bytes(text) => {
                let start = self.bytes.len() as u32;
                self.bytes.extend_from_slice(text);
                Slot::Bytes { start, len: text.len() as u32 }
            }
            Const::Tuple(items) => Slot::Tuple(self.lists.push(items)),
            Const::FrozenSet(items) => Slot::FrozenSet(self.lists.push(items)),
        };
        self.slots.push(slot);
        ConstId(NonZeroU32::MIN.saturating_add(self.slots.len() as u32 - 1))
    }
}
