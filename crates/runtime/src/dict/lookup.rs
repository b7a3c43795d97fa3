//! Finding keys.

use super::PyDictObject;
use super::keys::{EMPTY, PERTURB_SHIFT, PyDictKeysObject, SPLIT, cached_hash};
use crate::object::{PyObject, Raised, Ref};
use crate::str::PyUnicodeObject;

/// The dict changed while a comparison ran: look again.
const KEY_CHANGED: isize = -4;

/// The hash of a key: from the string's cache if it can.
#[inline(always)]
pub fn hash_key(key: &PyObject) -> Result<isize, Raised> {
    match key.cast_exact::<PyUnicodeObject>() {
        Some(text) => match text.hash.get() {
            -1 => Ok(text.hash()),
            hash => Ok(hash),
        },
        None => crate::objects::hash(key),
    }
}

/// Whether two exact strings are equal.
#[inline(always)]
pub(crate) fn unicode_eq(a: *mut PyObject, b: *mut PyObject) -> bool {
    // SAFETY: both are live and exactly `str`, so compact.
    unsafe {
        let (a, b) = (&*a.cast::<PyUnicodeObject>(), &*b.cast::<PyUnicodeObject>());
        let length = a.length.get();
        // Bits 2 to 4 are the width in bytes, bit 6 says ASCII.
        let (state_a, state_b) = (a.state.get(), b.state.get());
        let width = (state_a >> 2) & 7;
        if length != b.length.get() || width != (state_b >> 2) & 7 {
            return false;
        }
        let bytes = length as usize * width as usize;
        let data = |text: &PyUnicodeObject, state: u32| {
            let header = if state & (1 << 6) != 0 { 48 } else { 72 };
            std::slice::from_raw_parts(std::ptr::from_ref(text).cast::<u8>().add(header), bytes)
        };
        data(a, state_a) == data(b, state_b)
    }
}

/// Position of an exact string among string keys, or [`EMPTY`]. Runs no Python code.
#[inline]
pub(crate) fn unicode_in_unicode(keys: &PyDictKeysObject, key: *mut PyObject, hash: isize) -> isize {
    let mask = keys.mask();
    let mut perturb = hash as usize;
    let mut i = hash as usize & mask;
    loop {
        let ix = keys.index(i);
        if ix >= 0 {
            let found = keys.unicode_entry(ix).me_key.get();
            if found == key || (cached_hash(found) == hash && unicode_eq(found, key)) {
                return ix;
            }
        } else if ix == EMPTY {
            return EMPTY;
        }
        perturb >>= PERTURB_SHIFT;
        i = mask & i.wrapping_mul(5).wrapping_add(perturb).wrapping_add(1);
    }
}

/// Position of a key of any type among keys of any kind.
#[inline(never)]
fn generic(
    dict: &PyDictObject,
    keys: &PyDictKeysObject,
    key: &PyObject,
    hash: isize,
) -> Result<isize, Raised> {
    let mask = keys.mask();
    let mut perturb = hash as usize;
    let mut i = hash as usize & mask;
    loop {
        let ix = keys.index(i);
        if ix >= 0 {
            let found = keys.entry(ix).0.get();
            if found == key.as_ptr() {
                return Ok(ix);
            }
            if keys.entry_hash(ix) == hash {
                // SAFETY: an indexed entry has a live key.
                let found_key = unsafe { &*found };
                match crate::objects::plainly_equal(found_key, key) {
                    Some(true) => return Ok(ix),
                    Some(false) => {
                        perturb >>= PERTURB_SHIFT;
                        i = mask & i.wrapping_mul(5).wrapping_add(perturb).wrapping_add(1);
                        continue;
                    }
                    None => {}
                }
                let start_key = Ref::new(found_key);
                let equal = crate::objects::rich_compare_bool(&start_key, key, crate::objects::EQ)?;
                if std::ptr::eq(dict.ma_keys.get(), keys) && keys.entry(ix).0.get() == found {
                    if equal {
                        return Ok(ix);
                    }
                } else {
                    return Ok(KEY_CHANGED);
                }
            }
        } else if ix == EMPTY {
            return Ok(EMPTY);
        }
        perturb >>= PERTURB_SHIFT;
        i = mask & i.wrapping_mul(5).wrapping_add(perturb).wrapping_add(1);
    }
}

impl PyDictObject {
    /// The position of a key among the entries, or [`EMPTY`]. In a split dict a key may have a position and no value.
    #[inline]
    pub fn lookup(&self, key: &PyObject, hash: isize) -> Result<isize, Raised> {
        loop {
            let keys = self.keys();
            if keys.is_unicode() && key.is_exact::<PyUnicodeObject>() {
                return Ok(unicode_in_unicode(keys, key.as_ptr(), hash));
            }
            match generic(self, keys, key, hash)? {
                KEY_CHANGED => {}
                ix => return Ok(ix),
            }
        }
    }

    /// The value at a position, borrowed; null if there is none.
    #[inline(always)]
    pub(crate) fn value_at(&self, ix: isize) -> *mut PyObject {
        let keys = self.keys();
        match self.values() {
            Some(values) => values.value(ix).get(),
            None => keys.entry(ix).1.get(),
        }
    }

    /// Position and value of a key; the value is null where the key is missing.
    #[inline]
    pub(crate) fn find(&self, key: &PyObject, hash: isize) -> Result<(isize, *mut PyObject), Raised> {
        let ix = self.lookup(key, hash)?;
        Ok((ix, if ix >= 0 { self.value_at(ix) } else { std::ptr::null_mut() }))
    }

    /// As `find`, first trying the position where the key was before: for inline caches (`LOAD_ATTR_WITH_HINT`).
    /// `name` is exactly a `str`.
    pub fn find_with_hint(&self, name: &PyObject, hint: isize) -> Result<(isize, Option<&PyObject>), Raised> {
        let keys = self.keys();
        if hint >= 0 && hint < keys.dk_nentries.get() && keys.entry(hint).0.get() == name.as_ptr() {
            // SAFETY: null or a live value.
            if let Some(value) = unsafe { self.value_at(hint).as_ref() } {
                return Ok((hint, Some(value)));
            }
        }
        let (ix, value) = self.find(name, hash_key(name)?)?;
        // SAFETY: null or a live value.
        Ok((ix, unsafe { value.as_ref() }))
    }
}

impl PyDictKeysObject {
    /// The position of a name among keys that are all strings, or [`EMPTY`]; `None` if the name is not exactly a string
    /// or the keys are of other kinds. For inline caches.
    pub fn string_lookup(&self, name: &PyObject) -> Option<isize> {
        if !name.is_exact::<PyUnicodeObject>() || !self.is_unicode() {
            return None;
        }
        match hash_key(name) {
            Ok(hash) => Some(unicode_in_unicode(self, name.as_ptr(), hash)),
            Err(_) => {
                crate::errors::clear();
                None
            }
        }
    }

    #[inline(always)]
    pub fn is_split(&self) -> bool {
        self.dk_kind.get() == SPLIT
    }
}
