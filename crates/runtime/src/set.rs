//! `set` and `frozenset`: an open-addressed table with short linear probes (`Objects/setobject.c`).

use std::cell::Cell;

use crate::dict::{PyDictObject, hash_key};
use crate::memory;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::objects::{EQ, rich_compare_bool};
use crate::singletons::ELLIPSIS_TYPE;
use crate::str::PyUnicodeObject;
use crate::typeobject::PyTypeObject;

pub mod iter;
mod operations;
mod slots;

pub use slots::{FROZENSET_TYPE, SET_TYPE};

/// Slots of a set that has no table of its own.
pub const MINSIZE: usize = 8;
/// Neighbours looked at before jumping.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

/// A slot: never used (null key), deleted (the dummy, hash -1), or an element with its hash.
#[repr(C)]
pub struct SetEntry {
    pub key: Cell<*mut PyObject>,
    pub hash: Cell<isize>,
}

#[repr(C)]
pub struct PySetObject {
    pub ob_base: PyObject,
    /// Slots that are used or deleted.
    pub fill: Cell<isize>,
    pub used: Cell<isize>,
    /// One less than the number of slots.
    pub mask: Cell<isize>,
    /// `smalltable`, or a block of its own.
    pub table: Cell<*mut SetEntry>,
    /// Of a frozenset; -1 while not computed.
    pub hash: Cell<isize>,
    /// Where `pop` looks first.
    pub finger: Cell<isize>,
    pub smalltable: [SetEntry; MINSIZE],
    pub weakreflist: Cell<*mut PyObject>,
}

const _: () = assert!(size_of::<PySetObject>() == 200);

// Both types have this layout; `cast` is for exact or derived sets, and `any` for either.
crate::object_layout!(PySetObject, SET_TYPE);

/// Stands where an element was deleted.
static DUMMY: PyObject = PyObject::new_static(&ELLIPSIS_TYPE);

fn is_live(key: *mut PyObject) -> bool {
    !key.is_null() && !std::ptr::eq(key, &DUMMY)
}

/// Whether the object is a set or frozenset, or of a subclass.
pub fn is_any_set(object: &PyObject) -> bool {
    any(object).is_some()
}

/// As a set if it is a set or frozenset, or of a subclass.
pub fn any(object: &PyObject) -> Option<&PySetObject> {
    let ty = object.ob_type();
    let is = std::ptr::eq(ty, &SET_TYPE)
        || std::ptr::eq(ty, &FROZENSET_TYPE)
        || ty.is_subtype(&SET_TYPE)
        || ty.is_subtype(&FROZENSET_TYPE);
    // SAFETY: both types have the layout.
    is.then(|| unsafe { object.cast_unchecked() })
}

/// An instance of a class of sets without elements.
pub(crate) fn new_instance(ty: &PyTypeObject) -> PyResult<PySetObject> {
    let alloc = ty.tp_alloc.get().unwrap_or(memory::generic_alloc);
    let object = alloc(ty, 0)?;
    // SAFETY: a class of sets.
    let set: Ref<PySetObject> = unsafe { object.cast_into_unchecked() };
    set.reset();
    Ok(set)
}

/// An empty set.
pub fn new() -> PyResult<PySetObject> {
    new_instance(&SET_TYPE)
}

/// An empty frozenset, to be filled before anybody else sees it.
pub fn new_frozen() -> PyResult<PySetObject> {
    new_instance(&FROZENSET_TYPE)
}

/// A set of what an iterable yields.
pub fn from_iterable(iterable: &PyObject) -> PyResult<PySetObject> {
    let set = new()?;
    set.update(iterable)?;
    Ok(set)
}

/// A frozenset of what an iterable yields.
pub fn frozen_from_iterable(iterable: &PyObject) -> PyResult<PySetObject> {
    let set = new_frozen()?;
    set.update(iterable)?;
    Ok(set)
}

impl PySetObject {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.used.get() == 0
    }

    /// As a set if it is exactly a set or exactly a frozenset.
    pub fn exact_any(object: &PyObject) -> Option<&PySetObject> {
        let ty = object.ob_type();
        // SAFETY: both types have the layout.
        (std::ptr::eq(ty, &SET_TYPE) || std::ptr::eq(ty, &FROZENSET_TYPE))
            .then(|| unsafe { object.cast_unchecked() })
    }

    fn small(&self) -> *mut SetEntry {
        self.smalltable.as_ptr().cast_mut()
    }

    #[inline(always)]
    fn entry(&self, i: usize) -> &SetEntry {
        // SAFETY: callers mask the index.
        unsafe { &*self.table.get().add(i) }
    }

    /// Empty, with the small table.
    fn reset(&self) {
        for entry in &self.smalltable {
            entry.key.set(std::ptr::null_mut());
            entry.hash.set(0);
        }
        self.fill.set(0);
        self.used.set(0);
        self.mask.set(MINSIZE as isize - 1);
        self.table.set(self.small());
        self.hash.set(-1);
    }

    /// Goes through the slots where a key with this hash may be until `f` is content. The table may change under `f`
    /// only if it ends the walk.
    #[inline(always)]
    fn probe<R>(&self, hash: isize, mut f: impl FnMut(&SetEntry) -> Option<R>) -> R {
        let mask = self.mask.get() as usize;
        let mut perturb = hash as usize;
        let mut i = hash as usize & mask;
        loop {
            let last = if i + LINEAR_PROBES <= mask { i + LINEAR_PROBES } else { i };
            let mut slot = i;
            loop {
                if let Some(result) = f(self.entry(slot)) {
                    return result;
                }
                if slot == last {
                    break;
                }
                slot += 1;
            }
            perturb >>= PERTURB_SHIFT;
            i = i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
        }
    }

    /// Whether the element in a slot, which has the same hash, is the key; `None` if the table changed meanwhile.
    #[inline]
    fn same(&self, entry: &SetEntry, key: &PyObject) -> Result<Option<bool>, Raised> {
        let found = entry.key.get();
        if found == key.as_ptr() {
            return Ok(Some(true));
        }
        // SAFETY: a slot with a hash other than the dummy's holds a live element.
        let start_key = unsafe { &*found };
        if let (Some(a), Some(b)) =
            (start_key.cast_exact::<PyUnicodeObject>(), key.cast_exact::<PyUnicodeObject>())
        {
            return Ok(Some(crate::str::equal(a, b)));
        }
        if let Some(equal) = crate::objects::plainly_equal(start_key, key) {
            return Ok(Some(equal));
        }
        let table = self.table.get();
        let start_key = start_key.to_ref();
        let equal = rich_compare_bool(&start_key, key, EQ)?;
        if self.table.get() != table || entry.key.get() != found {
            return Ok(None);
        }
        Ok(Some(equal))
    }

    /// The slot of the key; `None` if it is not there.
    fn find(&self, key: &PyObject, hash: isize) -> Result<Option<&SetEntry>, Raised> {
        'again: loop {
            let mask = self.mask.get() as usize;
            let mut perturb = hash as usize;
            let mut i = hash as usize & mask;
            loop {
                let mut left = if i + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
                let mut slot = i;
                loop {
                    let entry = self.entry(slot);
                    let found = entry.key.get();
                    if found.is_null() {
                        return Ok(None);
                    }
                    if entry.hash.get() == hash {
                        if found == key.as_ptr() {
                            return Ok(Some(entry));
                        }
                        match self.same(entry, key)? {
                            Some(true) => return Ok(Some(entry)),
                            Some(false) => {}
                            None => continue 'again,
                        }
                    }
                    if left == 0 {
                        break;
                    }
                    left -= 1;
                    slot += 1;
                }
                perturb >>= PERTURB_SHIFT;
                i = i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
            }
        }
    }

    pub(crate) fn contains_with_hash(&self, key: &PyObject, hash: isize) -> Result<bool, Raised> {
        Ok(self.find(key, hash)?.is_some())
    }

    /// `key in set`, without the courtesy of taking a set for a frozenset.
    pub fn contains(&self, key: &PyObject) -> Result<bool, Raised> {
        self.contains_with_hash(key, hash_key(key)?)
    }

    /// Adds an element.
    pub fn add(&self, key: &PyObject) -> Result<(), Raised> {
        let hash = hash_key(key)?;
        self.add_with_hash(key.to_ref(), hash)
    }

    pub(crate) fn add_with_hash(&self, key: Ref, hash: isize) -> Result<(), Raised> {
        enum Place {
            Free(*const SetEntry),
            There,
            Again,
            Failed,
        }
        loop {
            let mut deleted: *const SetEntry = std::ptr::null();
            let place = self.probe(hash, |entry| {
                if entry.key.get().is_null() {
                    return Some(Place::Free(entry));
                }
                if entry.hash.get() == hash {
                    return match self.same(entry, &key) {
                        Ok(Some(true)) => Some(Place::There),
                        Ok(Some(false)) => None,
                        Ok(None) => Some(Place::Again),
                        Err(_) => Some(Place::Failed),
                    };
                }
                if entry.hash.get() == -1 {
                    deleted = entry;
                }
                None
            });
            match place {
                Place::There => return Ok(()),
                Place::Again => continue,
                Place::Failed => return Err(Raised::already_set()),
                Place::Free(entry) => {
                    self.used.set(self.used.get() + 1);
                    let reuse = !deleted.is_null();
                    // SAFETY: slots of the table as it is now.
                    let entry = unsafe { &*if reuse { deleted } else { entry } };
                    entry.key.set(key.into_raw());
                    entry.hash.set(hash);
                    if reuse {
                        return Ok(());
                    }
                    self.fill.set(self.fill.get() + 1);
                    if self.fill.get() * 5 < self.mask.get() * 3 {
                        return Ok(());
                    }
                    return self.grow();
                }
            }
        }
    }

    fn grow(&self) -> Result<(), Raised> {
        let used = self.used.get();
        self.resize(if used > 50_000 { used * 2 } else { used * 4 })
    }

    /// Puts an element that is not there into a table without deleted slots; counts are the caller's business.
    fn insert_clean(&self, key: *mut PyObject, hash: isize) {
        self.probe(hash, |entry| {
            if !entry.key.get().is_null() {
                return None;
            }
            entry.key.set(key);
            entry.hash.set(hash);
            Some(())
        });
    }

    /// A new table of more than `min_used` slots, without deleted ones.
    fn resize(&self, min_used: isize) -> Result<(), Raised> {
        let mut size = MINSIZE;
        while size as isize <= min_used {
            size <<= 1;
        }
        let old = self.table.get();
        let old_len = self.mask.get() as usize + 1;
        let was_small = old == self.small();
        if size == MINSIZE && was_small && self.fill.get() == self.used.get() {
            return Ok(());
        }
        let mut live: Vec<(*mut PyObject, isize)> = memory::try_vec(if was_small { MINSIZE } else { 0 })?;
        let table = if size == MINSIZE { self.small() } else { memory::try_alloc_array::<SetEntry>(size)? };
        // SAFETY: the old table has `old_len` slots, the new one `size`. Where they are the same the elements are set aside.
        unsafe {
            if was_small {
                let slots = (0..old_len).map(|i| &*old.add(i));
                live.extend(slots.filter(|e| is_live(e.key.get())).map(|e| (e.key.get(), e.hash.get())));
            }
            table.write_bytes(0, size);
            self.table.set(table);
            self.mask.set(size as isize - 1);
            self.fill.set(self.used.get());
            if was_small {
                for (key, hash) in live {
                    self.insert_clean(key, hash);
                }
            } else {
                for i in 0..old_len {
                    let entry = &*old.add(i);
                    if is_live(entry.key.get()) {
                        self.insert_clean(entry.key.get(), entry.hash.get());
                    }
                }
                memory::free(old.cast());
            }
        }
        Ok(())
    }

    /// Removes an element; whether it was there.
    pub fn discard(&self, key: &PyObject) -> Result<bool, Raised> {
        self.discard_with_hash(key, hash_key(key)?)
    }

    pub(crate) fn discard_with_hash(&self, key: &PyObject, hash: isize) -> Result<bool, Raised> {
        let Some(entry) = self.find(key, hash)? else { return Ok(false) };
        drop(self.take(entry));
        Ok(true)
    }

    /// Empties a slot that holds an element.
    fn take(&self, entry: &SetEntry) -> Ref {
        entry.hash.set(-1);
        self.used.set(self.used.get() - 1);
        // SAFETY: the slot owned its element.
        unsafe { Ref::from_raw(entry.key.replace((&raw const DUMMY).cast_mut())) }
    }

    /// Removes and gives an arbitrary element.
    pub fn pop(&self) -> Option<Ref> {
        if self.is_empty() {
            return None;
        }
        let mask = self.mask.get() as usize;
        let mut i = self.finger.get() as usize & mask;
        while !is_live(self.entry(i).key.get()) {
            i = (i + 1) & mask;
        }
        let key = self.take(self.entry(i));
        self.finger.set(i as isize + 1);
        Some(key)
    }

    /// Removes every element.
    pub fn clear(&self) {
        let table = self.table.get();
        let len = self.mask.get() as usize + 1;
        if table == self.small() {
            if self.fill.get() == 0 {
                return;
            }
            let old: [*mut PyObject; MINSIZE] = std::array::from_fn(|i| self.smalltable[i].key.get());
            self.reset();
            for key in old {
                if is_live(key) {
                    // SAFETY: the slot owned it.
                    drop(unsafe { Ref::from_raw(key) });
                }
            }
            return;
        }
        self.reset();
        // SAFETY: the set owned the block and its elements.
        unsafe {
            for i in 0..len {
                let key = (*table.add(i)).key.get();
                if is_live(key) {
                    drop(Ref::from_raw(key));
                }
            }
            memory::free(table.cast());
        }
    }

    /// The element in the slot at or behind `position` (0 at first), which moves on, with its hash. The borrow is good
    /// until the set changes.
    #[inline]
    pub fn next(&self, position: &mut usize) -> Option<(&PyObject, isize)> {
        let len = self.mask.get() as usize + 1;
        while *position < len {
            let entry = self.entry(*position);
            *position += 1;
            if is_live(entry.key.get()) {
                // SAFETY: a live slot owns its element.
                return Some((unsafe { &*entry.key.get() }, entry.hash.get()));
            }
        }
        None
    }

    /// As `next`, with an owned reference.
    pub(crate) fn next_owned(&self, position: &mut usize) -> Option<(Ref, isize)> {
        self.next(position).map(|(key, hash)| (key.to_ref(), hash))
    }

    /// Adds what an iterable yields.
    pub fn update(&self, other: &PyObject) -> Result<(), Raised> {
        if let Some(other) = any(other) {
            return self.merge(other);
        }
        if let Some(dict) = other.cast_exact::<PyDictObject>() {
            let size = dict.len() as isize;
            if (self.fill.get() + size) * 5 >= self.mask.get() * 3 {
                self.resize((self.used.get() + size) * 2)?;
            }
            let mut position = 0;
            while let Some((key, _, hash)) = dict.next_with_hash(&mut position) {
                let key = key.to_ref();
                self.add_with_hash(key, hash)?;
            }
            return Ok(());
        }
        let iterator = crate::iter::get_iter(other)?;
        while let Some(item) = crate::iter::next(&iterator)? {
            self.add(&item)?;
        }
        Ok(())
    }

    fn merge(&self, other: &PySetObject) -> Result<(), Raised> {
        if std::ptr::eq(self, other) || other.is_empty() {
            return Ok(());
        }
        if (self.fill.get() + other.used.get()) * 5 >= self.mask.get() * 3 {
            self.resize((self.used.get() + other.used.get()) * 2)?;
        }
        if self.fill.get() != 0 {
            let mut position = 0;
            while let Some((key, hash)) = other.next_owned(&mut position) {
                self.add_with_hash(key, hash)?;
            }
            return Ok(());
        }
        let same_shape = self.mask.get() == other.mask.get() && other.fill.get() == other.used.get();
        for i in 0..=other.mask.get() as usize {
            let entry = other.entry(i);
            let key = entry.key.get();
            if !is_live(key) {
                continue;
            }
            // SAFETY: a live slot owns its element.
            unsafe { (*key).incref() };
            if same_shape {
                self.entry(i).key.set(key);
                self.entry(i).hash.set(entry.hash.get());
            } else {
                self.insert_clean(key, entry.hash.get());
            }
        }
        self.fill.set(other.used.get());
        self.used.set(other.used.get());
        Ok(())
    }

    /// Exchanges the elements of two sets.
    pub(crate) fn swap(&self, other: &PySetObject) {
        self.fill.swap(&other.fill);
        self.used.swap(&other.used);
        self.mask.swap(&other.mask);
        let (own_small, other_small) = (self.table.get() == self.small(), other.table.get() == other.small());
        self.table.swap(&other.table);
        if other_small {
            self.table.set(self.small());
        }
        if own_small {
            other.table.set(other.small());
        }
        for (a, b) in self.smalltable.iter().zip(&other.smalltable) {
            a.key.swap(&b.key);
            a.hash.swap(&b.hash);
        }
        let frozen = |set: &PySetObject| set.ob_type().is_subtype(&FROZENSET_TYPE);
        if frozen(self) && frozen(other) {
            self.hash.swap(&other.hash);
        } else {
            self.hash.set(-1);
            other.hash.set(-1);
        }
    }

    /// Bytes of the set and its table.
    pub fn byte_size(&self) -> usize {
        let table = if self.table.get() == self.small() { 0 } else { self.mask.get() as usize + 1 };
        self.ob_type().tp_basicsize.get() as usize + table * size_of::<SetEntry>()
    }

    /// Drops the deleted slots if they are more than a quarter.
    fn purge(&self) -> Result<(), Raised> {
        if (self.fill.get() - self.used.get()) as usize <= self.mask.get() as usize / 4 {
            return Ok(());
        }
        self.grow()
    }
}
