//! What the machine remembers: for each token, what rules came to there.

use super::machine::Val;

/// One result, and the token where it ended.
#[derive(Clone, Copy)]
struct Entry {
    key: u32,
    /// The entry before it at the same token, counted from 1.
    next: u32,
    value: Option<Val>,
    mark: u32,
}

/// The entries of a token.
#[derive(Clone, Copy, Default)]
struct Head {
    /// Bits of the keys that there are: most questions are answered by them.
    seen: u64,
    last: u32,
}

pub(super) struct Memo {
    heads: Vec<Head>,
    entries: Vec<Entry>,
}

fn bit(key: u32) -> u64 {
    1 << (key & 63)
}

impl Memo {
    pub(super) fn new(tokens: usize) -> Self {
        Self { heads: vec![Head::default(); tokens + 1], entries: Vec::new() }
    }

    pub(super) fn clear(&mut self) {
        self.heads.fill(Head::default());
        self.entries.clear();
    }

    /// What was remembered, by its index.
    #[inline]
    fn find(&self, token: u32, key: u32) -> Option<usize> {
        let head = self.heads.get(token as usize)?;
        if head.seen & bit(key) == 0 {
            return None;
        }
        let mut at = head.last;
        while let Some(entry) = self.entries.get((at as usize).wrapping_sub(1)) {
            if entry.key == key {
                return Some(at as usize - 1);
            }
            at = entry.next;
        }
        None
    }

    #[inline]
    pub(super) fn get(&self, token: u32, key: u32) -> Option<(Option<Val>, u32)> {
        self.find(token, key).map(|at| (self.entries[at].value, self.entries[at].mark))
    }

    /// Remembers what is not remembered yet, and tells where it stands.
    pub(super) fn add(&mut self, token: u32, key: u32, value: Option<Val>, mark: u32) -> usize {
        if token as usize >= self.heads.len() {
            self.heads.resize(token as usize + 1, Head::default());
        }
        let head = &mut self.heads[token as usize];
        self.entries.push(Entry { key, next: head.last, value, mark });
        head.seen |= bit(key);
        head.last = self.entries.len() as u32;
        self.entries.len() - 1
    }

    pub(super) fn change(&mut self, at: usize, value: Option<Val>, mark: u32) {
        let entry = &mut self.entries[at];
        (entry.value, entry.mark) = (value, mark);
    }
}
