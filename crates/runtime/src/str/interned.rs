//! The table of interned strings. It owns no references: a string that dies takes itself out.

use std::cell::{Cell, UnsafeCell};

use super::{PyUnicodeObject, equal};
use crate::object::Ref;

/// `state.interned` of an ordinary interned string.
pub const INTERNED_MORTAL: u32 = 1;
const INTERNED_MASK: u32 = 3;

const EMPTY: *const PyUnicodeObject = std::ptr::null();
/// Marks a place whose string died.
const DEAD: *const PyUnicodeObject = std::ptr::without_provenance(8);

/// Open addressing over a power of two of places.
struct Table {
    places: Vec<*const PyUnicodeObject>,
    /// Places that are not empty.
    filled: usize,
    live: usize,
}

struct Store(UnsafeCell<Table>, Cell<()>);
// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Store {}
static TABLE: Store = Store(UnsafeCell::new(Table { places: Vec::new(), filled: 0, live: 0 }), Cell::new(()));

impl Table {
    /// The place of an equal string, or the place where it would go.
    fn find(&self, string: &PyUnicodeObject) -> usize {
        let mask = self.places.len() - 1;
        let mut at = string.hash() as usize & mask;
        let mut step = 0;
        let mut free = None;
        loop {
            match self.places[at] {
                EMPTY => return free.unwrap_or(at),
                DEAD => free = free.or(Some(at)),
                // SAFETY: other places hold live strings.
                known if unsafe { (*known).hash() == string.hash() && equal(&*known, string) } => return at,
                _ => {}
            }
            step += 1;
            at = (at + step) & mask;
        }
    }

    /// The live string of this ASCII text.
    fn find_ascii(&self, text: &[u8], hash: isize) -> Option<&'static PyUnicodeObject> {
        let mask = self.places.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        let mut step = 0;
        loop {
            match self.places[at] {
                EMPTY => return None,
                DEAD => {}
                known => {
                    // SAFETY: other places hold live strings.
                    let known = unsafe { &*known };
                    if known.hash() == hash && known.as_ascii().is_some_and(|own| own.as_bytes() == text) {
                        return Some(known);
                    }
                }
            }
            step += 1;
            at = (at + step) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (self.live * 4).max(1024).next_power_of_two();
        // Where memory is exhausted a fuller table does.
        let mut places = Vec::new();
        let room = crate::memory::fallibly(|| places.try_reserve_exact(size));
        if room.is_err() && self.filled < self.places.len() / 10 * 9 {
            return;
        }
        places.resize(size, EMPTY);
        let old = std::mem::replace(&mut self.places, places);
        self.filled = self.live;
        for place in old {
            if place != EMPTY && place != DEAD {
                // SAFETY: a live string.
                let at = self.find(unsafe { &*place });
                self.places[at] = place;
            }
        }
    }
}

#[inline(always)]
pub fn is_interned(string: &PyUnicodeObject) -> bool {
    string.state.get() & INTERNED_MASK != 0
}

/// `PyUnicode_InternInPlace`: the reference becomes one to the interned string of the same text. Instances of subclasses
/// stay as they are.
pub fn intern_in_place(string: &mut Ref<PyUnicodeObject>) {
    if is_interned(string) || !string.is_exact::<PyUnicodeObject>() {
        return;
    }
    if string.len() == 1
        && let Some(letter) = super::name_letter(string)
    {
        *string = Ref::new(letter);
        return;
    }
    // SAFETY: the lock is held, and nothing below calls out.
    let table = unsafe { &mut *TABLE.0.get() };
    if table.filled * 3 >= table.places.len() * 2 {
        table.grow();
    }
    let at = table.find(string);
    let known = table.places[at];
    if known == EMPTY || known == DEAD {
        if known == EMPTY {
            table.filled += 1;
        }
        table.live += 1;
        table.places[at] = &**string;
        string.state.set(string.state.get() | INTERNED_MORTAL);
        return;
    }
    // SAFETY: a live string.
    *string = Ref::new(unsafe { &*known });
}

/// The interned string of an ASCII text, if there is one: no new one need be made to ask. Borrowed from whoever owns it.
pub(super) fn known_ascii(text: &[u8], hash: isize) -> Option<&'static PyUnicodeObject> {
    // SAFETY: the lock is held, and nothing below calls out.
    let table = unsafe { &*TABLE.0.get() };
    table.find_ascii(text, hash)
}

/// Takes a dying string out.
pub(super) fn forget(string: &PyUnicodeObject) {
    // SAFETY: the lock is held, and nothing below calls out.
    let table = unsafe { &mut *TABLE.0.get() };
    let at = table.find(string);
    if std::ptr::eq(table.places[at], string) {
        table.places[at] = DEAD;
        table.live -= 1;
    }
}

/// How many strings are interned.
pub fn count() -> usize {
    // SAFETY: the lock is held.
    unsafe { (*TABLE.0.get()).live }
}
