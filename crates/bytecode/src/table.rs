//! A hash table of objects that live in a pool.

use crate::ConstId;

/// Ids by a hash of what they stand for; whoever asks says what is equal. Nothing is ever taken out.
#[derive(Clone, Debug, Default)]
pub struct IdTable {
    /// The mark of the hash, and the id: a power of two of slots, at most half of them taken.
    slots: Vec<Slot>,
    len: usize,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    mark: u32,
    /// The id's number, plus one; 0 in a free slot.
    number: u32,
}

/// Slots of the smallest table.
const FIRST: usize = 128;

impl IdTable {
    /// The id with this hash that `same` accepts.
    #[inline]
    pub fn find(&self, hash: u64, mut same: impl FnMut(ConstId) -> bool) -> Option<ConstId> {
        let mask = self.slots.len().wrapping_sub(1);
        let mark = mark(hash);
        let mut at = mark as usize & mask;
        loop {
            let slot = *self.slots.get(at)?;
            let id = ConstId::from_index(slot.number.checked_sub(1)? as usize);
            if slot.mark == mark && same(id) {
                return Some(id);
            }
            at = (at + 1) & mask;
        }
    }

    /// The id with this hash that `same` accepts; if there is none, `id` is added and is the one.
    #[inline]
    pub fn find_or_insert(
        &mut self,
        hash: u64,
        id: ConstId,
        mut same: impl FnMut(ConstId) -> bool,
    ) -> ConstId {
        if self.len * 2 >= self.slots.len() {
            self.reserve(self.len + 1);
        }
        let mask = self.slots.len() - 1;
        let mark = mark(hash);
        let mut at = mark as usize & mask;
        loop {
            let slot = &mut self.slots[at];
            if slot.number == 0 {
                *slot = Slot { mark, number: id.index() as u32 + 1 };
                self.len += 1;
                return id;
            }
            let other = ConstId::from_index(slot.number as usize - 1);
            if slot.mark == mark && same(other) {
                return other;
            }
            at = (at + 1) & mask;
        }
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, more: usize) {
        let room = ((self.len + more) * 2).next_power_of_two().max(FIRST);
        if room > self.slots.len() {
            let old = std::mem::replace(&mut self.slots, vec![Slot { mark: 0, number: 0 }; room]);
            old.into_iter().filter(|slot| slot.number != 0).for_each(|slot| self.put(slot));
        }
    }

    /// Adds an id that is not in it.
    pub fn insert(&mut self, hash: u64, id: ConstId) {
        self.find_or_insert(hash, id, |_| false);
    }

    fn put(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = slot.mark as usize & mask;
        while self.slots[at].number != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}

/// What a slot keeps of a hash: enough to tell nearly all others, and to find its place again in a larger table.
#[inline]
fn mark(hash: u64) -> u32 {
    (hash ^ (hash >> 32)) as u32
}
