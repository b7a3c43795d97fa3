//! Interned names.

use std::num::NonZeroU32;

use vivarium_text::word;

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
    slots: Vec<Slot>,
}

/// A name's place in the table; without a number it is free.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// A name of at most eight bytes itself, which most are; a hash of a longer one.
    key: u64,
    len: u32,
    number: u32,
}

const SHORT: usize = 8;
/// Odd, its bits without a pattern.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The key of a name.
fn key(text: &[u8], start: usize, end: usize) -> u64 {
    let length = end - start;
    let mut key = word::load(text, start);
    if length <= SHORT {
        return word::first(key, length);
    }
    let mut at = start + SHORT;
    while at < end {
        key = (key.wrapping_mul(FACTOR).rotate_left(25)) ^ word::first(word::load(text, at), end - at);
        at += SHORT;
    }
    key
}

impl Symbols {
    /// With room for the names of a source of so many bytes, as a rule.
    pub(crate) fn for_source(bytes: usize) -> Self {
        let names = (bytes / 128).clamp(32, 1 << 16);
        Self {
            text: String::with_capacity(names * 8),
            ends: Vec::with_capacity(names),
            slots: vec![Slot::default(); (names * 2).next_power_of_two()],
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    #[inline]
    fn range(&self, number: u32) -> std::ops::Range<usize> {
        let index = number as usize - 1;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        start..self.ends[index] as usize
    }

    #[inline]
    pub(crate) fn name(&self, symbol: Symbol) -> &str {
        &self.text[self.range(symbol.0.get())]
    }

    /// Where the search for a key begins.
    #[inline(always)]
    fn home(&self, key: u64) -> usize {
        (key.wrapping_mul(FACTOR) >> 32) as usize & (self.slots.len() - 1)
    }

    /// The symbol of a short name.
    #[inline(always)]
    fn look_up_short(&self, key: u64, length: usize) -> Option<Symbol> {
        let mask = self.slots.len() - 1;
        let mut at = self.home(key);
        loop {
            let slot = self.slots[at & mask];
            if slot.key == key && slot.len as usize == length {
                return NonZeroU32::new(slot.number).map(Symbol);
            }
            if slot.number == 0 {
                return None;
            }
            at += 1;
        }
    }

    /// The symbol, or the free slot for it.
    fn look_up(&self, text: &[u8], start: usize, end: usize, key: u64) -> Result<Symbol, usize> {
        let mask = self.slots.len() - 1;
        let mut at = self.home(key);
        loop {
            let slot = self.slots[at & mask];
            let Some(found) = NonZeroU32::new(slot.number) else { return Err(at & mask) };
            if slot.key == key
                && slot.len as usize == end - start
                // Bytes: no boundaries to check.
                && self.text.as_bytes()[self.range(slot.number)] == text[start..end]
            {
                return Ok(Symbol(found));
            }
            at += 1;
        }
    }

    pub(crate) fn find(&self, name: &str) -> Option<Symbol> {
        let text = name.as_bytes();
        self.look_up(text, 0, text.len(), key(text, 0, text.len())).ok()
    }

    pub(crate) fn intern(&mut self, name: &str) -> Symbol {
        self.intern_slowly(name, 0, name.len(), |_| None)
    }

    #[inline]
    pub(crate) fn intern_at(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        normal: impl FnOnce(&str) -> Option<String>,
    ) -> Symbol {
        let length = end - start;
        if length <= SHORT
            && let key = word::first(word::load(text.as_bytes(), start), length)
            && let Some(symbol) = self.look_up_short(key, length)
        {
            return symbol;
        }
        self.intern_slowly(text, start, end, normal)
    }

    #[inline(never)]
    fn intern_slowly(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        normal: impl FnOnce(&str) -> Option<String>,
    ) -> Symbol {
        let key = key(text.as_bytes(), start, end);
        match self.look_up(text.as_bytes(), start, end, key) {
            Ok(symbol) => symbol,
            Err(slot) => {
                let name = text.get(start..end).unwrap_or("");
                match normal(name) {
                    None => self.insert(name, key, slot),
                    Some(normal) => self.intern(&normal),
                }
            }
        }
    }

    fn insert(&mut self, name: &str, key: u64, at: usize) -> Symbol {
        self.text.push_str(name);
        self.ends.push(self.text.len() as u32);
        let number = NonZeroU32::MIN.saturating_add(self.ends.len() as u32 - 1);
        self.slots[at] = Slot { key, len: name.len() as u32, number: number.get() };
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        Symbol(number)
    }

    #[cold]
    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![Slot::default(); old.len() * 2];
        let mask = self.slots.len() - 1;
        for slot in old.into_iter().filter(|slot| slot.number != 0) {
            let mut at = self.home(slot.key);
            while self.slots[at].number != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
        }
    }
}
