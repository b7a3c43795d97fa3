//! A hash table of objects that live in a pool.

use crate::ConstId;

/// Ids by a hash of what they stand for; whoever asks says what is equal. Nothing is ever taken out.
#[derive(Clone, Debug, Default)]
pub struct IdTable {
    /// Hash and id: a power of two of slots, at most half of them taken.
    slots: Vec<(u64, Option<ConstId>)>,
    len: usize,
}

/// Slots of the smallest table.
const FIRST: usize = 128;

impl IdTable {
    /// The id with this hash that `same` accepts.
    #[inline]
    pub fn find(&self, hash: u64, mut same: impl FnMut(ConstId) -> bool) -> Option<ConstId> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        while let (other, Some(id)) = *self.slots.get(at)? {
            if other == hash && same(id) {
                return Some(id);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, more: usize) {
        let room = ((self.len + more) * 2).next_power_of_two().max(FIRST);
        if room > self.slots.len() {
            let old = std::mem::replace(&mut self.slots, vec![(0, None); room]);
            old.into_iter().filter(|slot| slot.1.is_some()).for_each(|slot| self.put(slot));
        }
    }

    /// Adds an id that is not in it.
    pub fn insert(&mut self, hash: u64, id: ConstId) {
        if self.len * 2 >= self.slots.len() {
            self.reserve(self.len + 1);
        }
        self.put((hash, Some(id)));
        self.len += 1;
    }

    fn put(&mut self, slot: (u64, Option<ConstId>)) {
        let mask = self.slots.len() - 1;
        let mut at = slot.0 as usize & mask;
        while self.slots[at].1.is_some() {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}
