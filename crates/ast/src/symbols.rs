//! Interned names.

use std::hash::Hasher;
use std::num::NonZeroU32;

use rustc_hash::FxHasher;

use crate::pool::PoolItem;

/// An interned name, see [`Ast::name`](crate::Ast::name).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(NonZeroU32);

impl Symbol {
    /// Symbols count from 0 here: for side tables.
    pub const fn index(self) -> usize {
        self.0.get() as usize - 1
    }

    /// The symbol with this number, see [`Symbol::index`].
    pub const fn from_index(index: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(index as u32))
    }
}

impl PoolItem for Symbol {
    fn of_len(len: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(len))
    }
    fn len(self) -> u32 {
        self.0.get() - 1
    }
}

/// An open-addressed table of symbols over one text.
#[derive(Clone, Debug)]
pub(crate) struct Symbols {
    text: String,
    /// Where each symbol's text ends.
    ends: Vec<u32>,
    /// Hash and symbol number, zero for a free slot.
    slots: Vec<(u32, u32)>,
}

#[inline]
fn hash(name: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

impl Symbols {
    pub(crate) fn new() -> Self {
        Self { text: String::new(), ends: Vec::new(), slots: vec![(0, 0); 256] }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    #[inline]
    fn text(&self, number: u32) -> &str {
        let index = number as usize - 1;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        &self.text[start..self.ends[index] as usize]
    }

    #[inline]
    pub(crate) fn name(&self, symbol: Symbol) -> &str {
        self.text(symbol.0.get())
    }

    /// The symbol, or the free slot for it.
    #[inline]
    fn look_up(&self, name: &str, hash: u32) -> Result<Symbol, usize> {
        let slots = self.slots.as_slice();
        let mask = slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let (seen, number) = slots[slot & (slots.len() - 1)];
            let Some(found) = NonZeroU32::new(number) else { return Err(slot) };
            if seen == hash {
                let index = number as usize - 1;
                let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
                // Bytes: no boundaries to check.
                if &self.text.as_bytes()[start..self.ends[index] as usize] == name.as_bytes() {
                    return Ok(Symbol(found));
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    pub(crate) fn find(&self, name: &str) -> Option<Symbol> {
        self.look_up(name, hash(name)).ok()
    }

    #[inline]
    pub(crate) fn intern(&mut self, name: &str) -> Symbol {
        let hash = hash(name);
        match self.look_up(name, hash) {
            Ok(symbol) => symbol,
            Err(slot) => self.insert(name, hash, slot),
        }
    }

    #[inline]
    pub(crate) fn intern_with(&mut self, name: &str, normal: impl FnOnce(&str) -> Option<String>) -> Symbol {
        let hash = hash(name);
        match self.look_up(name, hash) {
            Ok(symbol) => symbol,
            Err(slot) => match normal(name) {
                None => self.insert(name, hash, slot),
                Some(normal) => self.intern(&normal),
            },
        }
    }

    #[inline(never)]
    fn insert(&mut self, name: &str, hash: u32, slot: usize) -> Symbol {
        self.text.push_str(name);
        self.ends.push(self.text.len() as u32);
        let number = NonZeroU32::MIN.saturating_add(self.ends.len() as u32 - 1);
        self.slots[slot] = (hash, number.get());
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        Symbol(number)
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![(0, 0); mask + 1];
        for &(hash, number) in self.slots.iter().filter(|(_, number)| *number != 0) {
            let mut slot = hash as usize & mask;
            while slots[slot].1 != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = (hash, number);
        }
        self.slots = slots;
    }
}
