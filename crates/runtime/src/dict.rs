//! `dict`: compact, insertion-ordered, with split keys for instances (`Objects/dictobject.c`).

use std::cell::Cell;
use std::ptr::null_mut;

use crate::freelist::FreeList;
use crate::gc;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::str::PyUnicodeObject;

pub mod insert;
pub mod instance;
pub mod iter;
pub mod keys;
pub mod lookup;
mod slots;
pub mod views;

pub use insert::Merge;
pub use instance::{
    clear_managed, dict_in_slot, dict_slot, free_managed, get_instance_attribute, init_managed_values,
    managed_dict, materialize_managed, new_shared_keys, set_in_slot, store_instance_attribute, values_slot,
};
pub(crate) use instance::{release_shared_keys, shared_keys_size, traverse_managed};
pub use keys::{PyDictKeysObject, PyDictValues};
pub use lookup::hash_key;
pub use slots::{DICT_TYPE, check_keywords, from_keys};

#[repr(C)]
pub struct PyDictObject {
    pub ob_base: PyObject,
    pub ma_used: Cell<isize>,
    /// Changes with every change of the dict; 0 is never a version.
    pub ma_version_tag: Cell<u64>,
    pub ma_keys: Cell<*mut PyDictKeysObject>,
    /// Null unless the keys are split.
    pub ma_values: Cell<*mut PyDictValues>,
}

crate::object_layout!(PyDictObject, DICT_TYPE, crate::typeobject::flags::DICT_SUBCLASS);

const _: () = assert!(size_of::<PyDictObject>() == 48);

pub(crate) static FREE_LIST: FreeList<80> = FreeList::new();

struct Version(Cell<u64>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Version {}

static VERSION: Version = Version(Cell::new(0));

/// The next value of `ma_version_tag`.
#[inline(always)]
pub fn next_version() -> u64 {
    let next = VERSION.0.get() + 1;
    VERSION.0.set(next);
    next
}

/// A dict over these keys and values, which it owns from now on.
pub(crate) fn new_dict(
    keys: *mut PyDictKeysObject,
    values: *mut PyDictValues,
    used: isize,
) -> PyResult<PyDictObject> {
    let init = |dict: *mut PyDictObject| {
        // SAFETY: the block has the layout of a dict; the header is written already.
        unsafe {
            (&raw mut (*dict).ma_used).write(Cell::new(used));
            (&raw mut (*dict).ma_version_tag).write(Cell::new(next_version()));
            (&raw mut (*dict).ma_keys).write(Cell::new(keys));
            (&raw mut (*dict).ma_values).write(Cell::new(values));
        }
    };
    let dict: *mut PyDictObject = FREE_LIST.pop();
    if !dict.is_null() {
        // SAFETY: what the free list holds is a dead dict, header and type still in place.
        unsafe {
            (*dict).ob_base.ob_refcnt.set(1);
            init(dict);
            return Ok(Ref::from_raw(dict));
        }
    }
    // SAFETY: the layout of `dict`, and `init` writes every field.
    let made = unsafe { crate::memory::new_object(&DICT_TYPE, init) };
    if made.is_err() {
        // SAFETY: the keys and values were the caller's; split values own nothing that the keys do not count.
        unsafe {
            insert::drop_values(values, keys);
            keys::decref_keys(keys);
        }
    }
    made
}

/// An empty dict.
pub fn new() -> PyResult<PyDictObject> {
    keys::incref_keys(keys::empty_keys());
    new_dict(keys::empty_keys(), null_mut(), 0)
}

/// An empty dict with room for this many entries (up to CPython's limit for presizing), as `BUILD_MAP` makes it.
pub fn presized(entries: usize, unicode: bool) -> PyResult<PyDictObject> {
    const LOG2_MAX_PRESIZE: u8 = 17;
    let entries = isize::try_from(entries).unwrap_or(isize::MAX);
    if entries <= keys::usable_fraction(keys::MINSIZE) {
        return new();
    }
    let log2_size = if entries > keys::usable_fraction(1 << LOG2_MAX_PRESIZE) {
        LOG2_MAX_PRESIZE
    } else {
        keys::estimate_log2_keysize(entries)
    };
    new_dict(keys::new_keys(log2_size, unicode)?, null_mut(), 0)
}

/// A dict of these pairs, later ones winning.
pub fn from_pairs(pairs: impl IntoIterator<Item = (Ref, Ref)>) -> PyResult<PyDictObject> {
    let dict = new()?;
    for (key, value) in pairs {
        dict.set_owned(key, value)?;
    }
    Ok(dict)
}

/// `_PyDict_FromItems`: a dict of as many values as keys, presized.
pub fn from_items(keys: &[&PyObject], values: &[&PyObject]) -> PyResult<PyDictObject> {
    let unicode = keys.iter().all(|key| key.is_exact::<PyUnicodeObject>());
    let dict = presized(keys.len(), unicode)?;
    for (key, value) in keys.iter().zip(values) {
        dict.set_item(key, value)?;
    }
    Ok(dict)
}

/// `LOAD_GLOBAL` without an inline cache: the name in one dict, else in the other.
pub fn load_global(
    globals: &PyDictObject,
    builtins: &PyDictObject,
    name: &PyObject,
) -> Result<Option<Ref>, Raised> {
    let hash = hash_key(name)?;
    match globals.get_with_hash(name, hash)? {
        Some(value) => Ok(Some(value)),
        None => builtins.get_with_hash(name, hash),
    }
}

impl PyDictObject {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.ma_used.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The keys table; good until the dict changes.
    #[inline(always)]
    pub fn keys(&self) -> &PyDictKeysObject {
        // SAFETY: a dict always owns keys.
        unsafe { &*self.ma_keys.get() }
    }

    /// The values block of a split dict; good until the dict changes.
    #[inline(always)]
    pub fn values(&self) -> Option<&PyDictValues> {
        // SAFETY: null or owned.
        unsafe { self.ma_values.get().as_ref() }
    }

    /// The value of a key.
    #[inline]
    pub fn get_item(&self, key: &PyObject) -> Result<Option<Ref>, Raised> {
        self.get_with_hash(key, hash_key(key)?)
    }

    /// The value of a key whose hash is known.
    #[inline]
    pub fn get_with_hash(&self, key: &PyObject, hash: isize) -> Result<Option<Ref>, Raised> {
        let (_, value) = self.find(key, hash)?;
        // SAFETY: null or a value that the dict owns.
        Ok(unsafe { value.as_ref() }.map(PyObject::to_ref))
    }

    /// The value of a string key. An exception of an exotic key's `__eq__` counts as not found.
    #[inline]
    pub fn get_item_str(&self, name: &PyUnicodeObject) -> Option<Ref> {
        self.get_str_borrowed(name).map(PyObject::to_ref)
    }

    /// As [`PyDictObject::get_item_str`], borrowed: good until the dict changes.
    #[inline]
    pub fn get_str_borrowed(&self, name: &PyUnicodeObject) -> Option<&PyObject> {
        let keys = self.keys();
        let found = if keys.is_unicode() && name.is_exact::<PyUnicodeObject>() && name.hash.get() != -1 {
            let ix = lookup::unicode_in_unicode(keys, name.as_ptr(), name.hash.get());
            if ix < 0 {
                return None;
            }
            self.value_at(ix)
        } else {
            match hash_key(name).and_then(|hash| self.find(name, hash)) {
                Ok((_, value)) => value,
                Err(_) => {
                    crate::errors::clear();
                    null_mut()
                }
            }
        };
        // SAFETY: null or a value that the dict owns.
        unsafe { found.as_ref() }
    }

    /// `dict[name] = value` for a string key.
    #[inline]
    pub fn set_item_str(&self, name: &PyUnicodeObject, value: &PyObject) -> Result<(), Raised> {
        self.set_item(name, value)
    }

    /// `key in dict`.
    pub fn contains(&self, key: &PyObject) -> Result<bool, Raised> {
        let (_, value) = self.find(key, hash_key(key)?)?;
        Ok(!value.is_null())
    }

    /// The items, in order, as owned references: safe to use while Python code runs.
    pub fn pairs(&self) -> Result<Vec<(Ref, Ref)>, Raised> {
        let mut pairs = crate::memory::try_vec(self.len())?;
        let mut position = 0;
        while let Some((key, value)) = self.next(&mut position) {
            pairs.push((key.to_ref(), value.to_ref()));
        }
        Ok(pairs)
    }

    /// The item at or behind `position` (0 at first), which moves on. The borrows are good until the dict changes, and
    /// only values may be replaced between calls.
    #[inline]
    pub fn next(&self, position: &mut usize) -> Option<(&PyObject, &PyObject)> {
        self.next_with_hash(position).map(|(key, value, _)| (key, value))
    }

    /// As [`PyDictObject::next`], with the key's hash.
    pub fn next_with_hash(&self, position: &mut usize) -> Option<(&PyObject, &PyObject, isize)> {
        let keys = self.keys();
        // SAFETY: a set value and its key are live.
        let item = |key: &Cell<*mut PyObject>, value: *mut PyObject, hash| unsafe {
            Some((&*key.get(), &*value, hash))
        };
        if let Some(values) = self.values() {
            if *position >= self.len() {
                return None;
            }
            let ix = values.order(*position);
            *position += 1;
            return item(&keys.unicode_entry(ix).me_key, values.value(ix).get(), keys.entry_hash(ix));
        }
        let entries = keys.dk_nentries.get() as usize;
        while *position < entries {
            let ix = *position as isize;
            *position += 1;
            let (key, value) = keys.entry(ix);
            if !value.get().is_null() {
                return item(key, value.get(), keys.entry_hash(ix));
            }
        }
        None
    }

    /// Whether every key is a string (of whatever class).
    pub fn has_only_string_keys(&self) -> bool {
        if self.keys().is_unicode() {
            return true;
        }
        let mut position = 0;
        while let Some((key, _)) = self.next(&mut position) {
            if !key.is_instance_of::<PyUnicodeObject>() {
                return false;
            }
        }
        true
    }

    /// Bytes of the dict and what it alone owns, as `__sizeof__` says.
    pub fn byte_size(&self) -> usize {
        let keys = self.keys();
        let mut size = self.ob_type().tp_basicsize.get() as usize;
        if self.values().is_some() {
            size += keys.shared_usable_size() as usize * size_of::<usize>();
        }
        // Shared keys count for their class.
        if keys.dk_refcnt.get() == 1 {
            size += keys.byte_size();
        }
        size
    }

    /// Takes a dict that holds nothing collectable out of the collector's lists.
    pub fn maybe_untrack(&self) {
        if !self.is_exact::<PyDictObject>() || !gc::is_tracked(self) {
            return;
        }
        let unicode = self.keys().is_unicode();
        let mut position = 0;
        while let Some((key, value)) = self.next(&mut position) {
            if insert::may_be_tracked(value) || (!unicode && insert::may_be_tracked(key)) {
                return;
            }
        }
        gc::untrack(self);
    }
}

/// Gives the memory of dead dicts and keys back; a full collection does.
pub fn clear_free_lists() {
    loop {
        let dict: *mut PyDictObject = FREE_LIST.pop();
        if dict.is_null() {
            break;
        }
        // SAFETY: a dead dict that nothing refers to.
        unsafe { crate::memory::free_object(dict.cast()) };
    }
    loop {
        let keys: *mut PyDictKeysObject = keys::KEYS_FREE_LIST.pop();
        if keys.is_null() {
            break;
        }
        // SAFETY: dead keys.
        unsafe { crate::memory::free(keys.cast()) };
    }
}
