//! Changing a dict: insertion, growth, deletion, copying, merging.

use std::ptr::null_mut;

use super::keys::{
    self, DUMMY, EMPTY, LOG_MINSIZE, PyDictKeysObject, PyDictValues, decref_keys, empty_keys,
    estimate_log2_keysize, free_values, incref_keys, log2_keysize, new_keys, new_values, release_keys,
    usable_fraction,
};
use super::lookup::{hash_key, unicode_in_unicode};
use super::{PyDictObject, new, new_dict, next_version};
use crate::gc;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::str::PyUnicodeObject;

/// Whether a container must be tracked because it holds this object.
#[inline(always)]
pub(crate) fn may_be_tracked(object: &PyObject) -> bool {
    gc::is_gc(object) && (!object.is_exact::<crate::tuple::PyTupleObject>() || gc::is_tracked(object))
}

impl PyDictObject {
    /// The bookkeeping of a value that the evaluation loop has replaced in place.
    #[inline(always)]
    pub fn value_replaced(&self, value: &PyObject) {
        if !gc::is_tracked(self) && may_be_tracked(value) {
            gc::track(self);
        }
        self.changed();
    }

    #[inline(always)]
    fn maintain_tracking(&self, key: &PyObject, value: &PyObject) {
        if !gc::is_tracked(self) && (may_be_tracked(key) || may_be_tracked(value)) {
            gc::track(self);
        }
    }

    #[inline(always)]
    pub(crate) fn changed(&self) {
        self.ma_version_tag.set(next_version());
    }

    /// `dict[key] = value`.
    #[inline]
    pub fn set_item(&self, key: &PyObject, value: &PyObject) -> Result<(), Raised> {
        self.set_owned(key.to_ref(), value.to_ref())
    }

    /// As [`PyDictObject::set_item`], taking over the references.
    #[inline]
    pub fn set_owned(&self, key: Ref, value: Ref) -> Result<(), Raised> {
        let hash = hash_key(&key)?;
        self.set_owned_with_hash(key, hash, value)
    }

    /// As [`PyDictObject::set_item`] with the key's hash known.
    #[inline]
    pub fn set_with_hash(&self, key: &PyObject, hash: isize, value: &PyObject) -> Result<(), Raised> {
        self.set_owned_with_hash(key.to_ref(), hash, value.to_ref())
    }

    pub(crate) fn set_owned_with_hash(&self, key: Ref, hash: isize, value: Ref) -> Result<(), Raised> {
        if self.ma_keys.get() == empty_keys() {
            return self.insert_first(key, hash, value);
        }
        self.insert(key, hash, value)
    }

    /// Into a dict that has no table yet.
    fn insert_first(&self, key: Ref, hash: isize, value: Ref) -> Result<(), Raised> {
        let unicode = key.is_exact::<PyUnicodeObject>();
        let keys = new_keys(LOG_MINSIZE, unicode)?;
        // SAFETY: the dict held a reference to the empty keys.
        unsafe { decref_keys(self.ma_keys.replace(keys)) };
        self.ma_values.set(null_mut());
        self.maintain_tracking(&key, &value);
        let keys = self.keys();
        keys.set_index(hash as usize & keys.mask(), 0);
        if !unicode {
            keys.general_entry(0).me_hash.set(hash);
        }
        let (key_slot, value_slot) = keys.entry(0);
        key_slot.set(key.into_raw());
        value_slot.set(value.into_raw());
        self.ma_used.set(self.ma_used.get() + 1);
        self.changed();
        keys.dk_usable.set(keys.dk_usable.get() - 1);
        keys.dk_nentries.set(1);
        Ok(())
    }

    pub(crate) fn insert(&self, key: Ref, hash: isize, value: Ref) -> Result<(), Raised> {
        if self.keys().is_unicode() && !key.is_exact::<PyUnicodeObject>() {
            self.insertion_resize(false)?;
        }
        let (ix, old) = self.find(&key, hash)?;
        self.maintain_tracking(&key, &value);
        if ix == EMPTY {
            return self.insert_new(key, hash, value);
        }
        if old == value.as_raw() {
            return Ok(());
        }
        let value = value.into_raw();
        match self.values() {
            Some(values) => {
                values.value(ix).set(value);
                if old.is_null() {
                    values.add_to_order(ix);
                    self.ma_used.set(self.ma_used.get() + 1);
                }
            }
            None => self.keys().entry(ix).1.set(value),
        }
        self.changed();
        // SAFETY: the reference that the dict owned. Dropping it may run Python code; the dict is consistent.
        drop(unsafe { Ref::from_nullable(old) });
        Ok(())
    }

    fn insert_new(&self, key: Ref, hash: isize, value: Ref) -> Result<(), Raised> {
        self.keys().dk_version.set(0);
        let plain = key.is_exact::<PyUnicodeObject>();
        // A comparison during the look-up may have put another table in place of the one for such keys.
        if self.keys().dk_usable.get() <= 0 || (!plain && self.keys().is_unicode()) {
            self.insertion_resize(plain)?;
        }
        let keys = self.keys();
        let ix = keys.dk_nentries.get();
        let slot = keys.empty_slot(hash);
        keys.set_index(slot, ix);
        if keys.is_unicode() {
            let entry = keys.unicode_entry(ix);
            entry.me_key.set(key.into_raw());
            match self.values() {
                Some(values) => {
                    values.add_to_order(ix);
                    values.value(ix).set(value.into_raw());
                }
                None => entry.me_value.set(value.into_raw()),
            }
        } else {
            let entry = keys.general_entry(ix);
            entry.me_hash.set(hash);
            entry.me_key.set(key.into_raw());
            entry.me_value.set(value.into_raw());
        }
        self.ma_used.set(self.ma_used.get() + 1);
        self.changed();
        keys.dk_usable.set(keys.dk_usable.get() - 1);
        keys.dk_nentries.set(ix + 1);
        Ok(())
    }

    fn insertion_resize(&self, unicode: bool) -> Result<(), Raised> {
        self.resize(log2_keysize(self.ma_used.get() * 3), unicode)
    }

    /// A new table of this size, always combined, with the live entries in order.
    pub(crate) fn resize(&self, log2_size: u8, unicode: bool) -> Result<(), Raised> {
        let old_keys = self.ma_keys.get();
        let old = self.keys();
        let unicode = unicode && old.is_unicode();
        let new_pointer = new_keys(log2_size, unicode)?;
        // SAFETY: just made.
        let new = unsafe { &*new_pointer };
        let count = self.ma_used.get();
        let put = |at: isize, hash: isize, key: *mut PyObject, value: *mut PyObject| {
            if !unicode {
                new.general_entry(at).me_hash.set(hash);
            }
            let (key_slot, value_slot) = new.entry(at);
            key_slot.set(key);
            value_slot.set(value);
        };
        match self.values() {
            Some(values) => {
                for i in 0..count {
                    let ix = values.order(i as usize);
                    let key = old.unicode_entry(ix).me_key.get();
                    // SAFETY: a key whose value is set is live; the shared keys keep their own reference.
                    unsafe { (*key).incref() };
                    put(i, keys::cached_hash(key), key, values.value(ix).get());
                }
            }
            None if unicode == old.is_unicode() && old.dk_nentries.get() == count => {
                // SAFETY: both tables have room for so many entries of one kind.
                unsafe { new.copy_entries(old, count as usize) };
            }
            None => {
                let mut from = 0;
                for i in 0..count {
                    while old.entry(from).1.get().is_null() {
                        from += 1;
                    }
                    let (key, value) = old.entry(from);
                    put(i, old.entry_hash(from), key.get(), value.get());
                    from += 1;
                }
            }
        }
        new.build_indices(count);
        new.dk_usable.set(new.dk_usable.get() - count);
        new.dk_nentries.set(count);
        self.ma_keys.set(new_pointer);
        let old_values = self.ma_values.replace(null_mut());
        // SAFETY: the old table's references have moved to the new one; a split dict owned one reference to its keys.
        unsafe {
            if !old_values.is_null() {
                decref_keys(old_keys);
                free_values(old_values);
            } else if old_keys == empty_keys() {
                decref_keys(old_keys);
            } else {
                release_keys(old_keys);
            }
        }
        Ok(())
    }

    /// `del dict[key]`, or `KeyError`.
    pub fn del_item(&self, key: &PyObject) -> Result<(), Raised> {
        let hash = hash_key(key)?;
        self.del_with_hash(key, hash)
    }

    pub fn del_with_hash(&self, key: &PyObject, hash: isize) -> Result<(), Raised> {
        let (ix, old) = self.find(key, hash)?;
        if ix == EMPTY || old.is_null() {
            return Err(crate::exceptions::raise_key_error(key));
        }
        drop(self.remove(hash, ix));
        Ok(())
    }

    /// Removes the entry at a position whose value is set; gives its value.
    pub(crate) fn remove(&self, hash: isize, ix: isize) -> Ref {
        self.ma_used.set(self.ma_used.get() - 1);
        self.changed();
        let keys = self.keys();
        if let Some(values) = self.values() {
            let old = values.value(ix).replace(null_mut());
            values.delete_from_order(ix);
            // SAFETY: the block owned the value.
            return unsafe { Ref::from_raw(old) };
        }
        keys.dk_version.set(0);
        let slot = keys.slot_of(hash, ix);
        if slot >= 0 {
            keys.set_index(slot as usize, DUMMY);
        }
        let (key, value) = keys.entry(ix);
        let (key, value) = (key.replace(null_mut()), value.replace(null_mut()));
        if !keys.is_unicode() {
            keys.general_entry(ix).me_hash.set(0);
        }
        // SAFETY: the entry owned both.
        unsafe {
            let value = Ref::from_raw(value);
            drop(Ref::from_raw(key));
            value
        }
    }

    /// Removes and gives the value, or `None` where the key is missing.
    pub fn pop(&self, key: &PyObject) -> Result<Option<Ref>, Raised> {
        if self.is_empty() {
            return Ok(None);
        }
        let hash = hash_key(key)?;
        self.pop_with_hash(key, hash)
    }

    /// As [`PyDictObject::pop`] with the key's hash known.
    pub fn pop_with_hash(&self, key: &PyObject, hash: isize) -> Result<Option<Ref>, Raised> {
        let (ix, old) = self.find(key, hash)?;
        if ix == EMPTY || old.is_null() {
            return Ok(None);
        }
        Ok(Some(self.remove(hash, ix)))
    }

    /// The value of the key, which becomes `default` if there was none.
    pub fn setdefault(&self, key: &PyObject, default: &PyObject) -> PyResult {
        let hash = hash_key(key)?;
        if self.ma_keys.get() == empty_keys() {
            self.insert_first(key.to_ref(), hash, default.to_ref())?;
            return Ok(default.to_ref());
        }
        if self.keys().is_unicode() && !key.is_exact::<PyUnicodeObject>() {
            self.insertion_resize(false)?;
        }
        let (ix, value) = self.find(key, hash)?;
        if ix == EMPTY {
            self.maintain_tracking(key, default);
            self.insert_new(key.to_ref(), hash, default.to_ref())?;
            return Ok(default.to_ref());
        }
        if value.is_null() {
            self.maintain_tracking(key, default);
            if let Some(values) = self.values() {
                values.value(ix).set(default.to_ref().into_raw());
                values.add_to_order(ix);
            }
            self.ma_used.set(self.ma_used.get() + 1);
            self.changed();
            return Ok(default.to_ref());
        }
        // SAFETY: the dict owns the value.
        Ok(unsafe { (*value).to_ref() })
    }

    /// Removes every entry.
    pub fn clear(&self) {
        let old_keys = self.ma_keys.get();
        if old_keys == empty_keys() {
            return;
        }
        incref_keys(empty_keys());
        self.ma_keys.set(empty_keys());
        let old_values = self.ma_values.replace(null_mut());
        self.ma_used.set(0);
        self.changed();
        // SAFETY: the dict owned its keys and its block of values.
        unsafe {
            drop_values(old_values, old_keys);
            decref_keys(old_keys);
        }
    }

    /// Keys that hold the same entries, to be owned by another dict. The dict is combined.
    fn clone_keys(&self) -> Result<*mut PyDictKeysObject, Raised> {
        let size = self.keys().byte_size();
        let copy: *mut PyDictKeysObject = crate::memory::alloc(size).cast();
        if copy.is_null() {
            return Err(crate::errors::no_memory());
        }
        // SAFETY: both blocks have `size` bytes; the copied entries get references of their own.
        unsafe {
            std::ptr::copy_nonoverlapping(self.ma_keys.get().cast::<u8>(), copy.cast::<u8>(), size);
            for ix in 0..(*copy).dk_nentries.get() {
                let (key, value) = (*copy).entry(ix);
                if !value.get().is_null() {
                    (*value.get()).incref();
                    (*key.get()).incref();
                }
            }
        }
        Ok(copy)
    }

    /// `dict.copy()`: always exactly a `dict`.
    pub fn copy(&self) -> PyResult<PyDictObject> {
        if self.is_empty() {
            return new();
        }
        if let Some(values) = self.values() {
            return self.copy_split(values);
        }
        let entries = self.keys().dk_nentries.get();
        if self.iterates_plainly() && self.ma_used.get() >= entries.saturating_mul(2) / 3 {
            let copy = new_dict(self.clone_keys()?, null_mut(), self.ma_used.get())?;
            if gc::is_tracked(self) {
                gc::track(&copy);
            }
            return Ok(copy);
        }
        let copy = new()?;
        copy.merge(self, Merge::Override)?;
        Ok(copy)
    }

    fn copy_split(&self, values: &PyDictValues) -> PyResult<PyDictObject> {
        let size = self.keys().shared_usable_size();
        let block = new_values(size);
        if block.is_null() {
            return Err(crate::errors::no_memory());
        }
        // SAFETY: just made.
        let new = unsafe { &*block };
        new.copy_order(values);
        for ix in 0..size {
            // SAFETY: null or a live value.
            if let Some(value) = unsafe { values.value(ix).get().as_ref() } {
                new.value(ix).set(value.to_ref().into_raw());
            }
        }
        incref_keys(self.ma_keys.get());
        let copy = new_dict(self.ma_keys.get(), block, self.ma_used.get())?;
        if gc::is_tracked(self) {
            gc::track(&copy);
        }
        Ok(copy)
    }

    /// `dict.update(other)` for a mapping: a dict, or anything with `keys()` and `[]`.
    pub fn update(&self, other: &PyObject) -> Result<(), Raised> {
        self.merge(other, Merge::Override)
    }

    pub(crate) fn merge_dict(&self, other: &PyDictObject, how: Merge) -> Result<(), Raised> {
        let mut how = how;
        if std::ptr::eq(self, other) || other.is_empty() {
            return Ok(());
        }
        if self.is_empty() {
            how = Merge::Override;
            let other_keys = other.keys();
            if other.values().is_none()
                && other.ma_used.get() == other_keys.dk_nentries.get()
                && (other_keys.dk_log2_size.get() == LOG_MINSIZE
                    || usable_fraction(other_keys.size() / 2) < other.ma_used.get())
            {
                let keys = other.clone_keys()?;
                let old_keys = self.ma_keys.replace(keys);
                let old_values = self.ma_values.replace(null_mut());
                self.ma_used.set(other.ma_used.get());
                self.changed();
                if gc::is_tracked(other) && !gc::is_tracked(self) {
                    gc::track(self);
                }
                // SAFETY: the dict owned its keys and its block of values, which held nothing.
                unsafe {
                    if !old_values.is_null() {
                        free_values(old_values);
                    }
                    decref_keys(old_keys);
                }
                return Ok(());
            }
        }
        if usable_fraction(self.keys().size()) < other.ma_used.get() {
            let unicode = other.keys().is_unicode();
            self.resize(estimate_log2_keysize(self.ma_used.get() + other.ma_used.get()), unicode)?;
        }
        let entries = other.keys().dk_nentries.get();
        let mut position = 0;
        while let Some((key, value, hash)) = other.next_with_hash(&mut position) {
            let (key, value) = (key.to_ref(), value.to_ref());
            match how {
                Merge::Override => self.insert(key.clone(), hash, value.clone())?,
                Merge::Keep | Merge::Refuse => {
                    let (ix, found) = self.find(&key, hash)?;
                    if ix == EMPTY || found.is_null() {
                        self.insert(key.clone(), hash, value.clone())?;
                    } else if how == Merge::Refuse {
                        return Err(crate::exceptions::raise_key_error(&key));
                    }
                }
            }
            drop((value, key));
            if entries != other.keys().dk_nentries.get() {
                return Err(crate::raise!(RUNTIME_ERROR, "dict mutated during update"));
            }
        }
        Ok(())
    }

    /// Whether iterating the dict is iterating its table: no subclass has an `__iter__` of its own.
    pub(crate) fn iterates_plainly(&self) -> bool {
        match (self.ob_type().tp_iter.get(), super::DICT_TYPE.tp_iter.get()) {
            (Some(own), Some(plain)) => own as usize == plain as usize,
            (own, _) => own.is_none(),
        }
    }
}

/// What merging does with a key that is already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    Override,
    Keep,
    /// `KeyError` with the key, for `f(**a, **b)`.
    Refuse,
}

/// Drops the values of a split dict's block, and the block.
///
/// # Safety
/// The caller owned the block, which may be null, and `keys` are its keys.
pub(crate) unsafe fn drop_values(values: *mut PyDictValues, keys: *mut PyDictKeysObject) {
    if values.is_null() {
        return;
    }
    // SAFETY: the caller's promise.
    unsafe {
        for ix in 0..(*keys).dk_nentries.get() {
            drop(Ref::from_nullable((*values).value(ix).replace(null_mut())));
        }
        free_values(values);
    }
}

/// The position for a name among a class's shared keys, where it is added if there is room; [`EMPTY`] if not.
pub(crate) fn insert_into_shared(keys: &PyDictKeysObject, name: &PyObject) -> isize {
    let Ok(hash) = hash_key(name) else {
        crate::errors::clear();
        return EMPTY;
    };
    let ix = unicode_in_unicode(keys, name.as_ptr(), hash);
    if ix != EMPTY || keys.dk_usable.get() <= 0 {
        return ix;
    }
    keys.dk_version.set(0);
    let slot = keys.empty_slot(hash);
    let ix = keys.dk_nentries.get();
    keys.set_index(slot, ix);
    keys.unicode_entry(ix).me_key.set(name.to_ref().into_raw());
    keys.dk_usable.set(keys.dk_usable.get() - 1);
    keys.dk_nentries.set(ix + 1);
    ix
}
