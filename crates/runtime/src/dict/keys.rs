//! The keys of a dict: an open-addressed index into insertion-ordered entries, and the values of a split dict.

use std::cell::Cell;
use std::ptr::null_mut;

use crate::freelist::FreeList;
use crate::memory;
use crate::object::{PyObject, Raised};
use crate::str::PyUnicodeObject;

/// Header of the hash index and the entries, which follow: `1 << dk_log2_index_bytes` bytes of index, then entries.
#[repr(C)]
pub struct PyDictKeysObject {
    pub dk_refcnt: Cell<isize>,
    pub dk_log2_size: Cell<u8>,
    pub dk_log2_index_bytes: Cell<u8>,
    pub dk_kind: Cell<u8>,
    /// 0 until an inline cache asks for a version, and again after every change of the keys.
    pub dk_version: Cell<u32>,
    pub dk_usable: Cell<isize>,
    pub dk_nentries: Cell<isize>,
}

const _: () = assert!(size_of::<PyDictKeysObject>() == 32);

/// `dk_kind`: keys of any type, with their hashes.
pub const GENERAL: u8 = 0;
/// `dk_kind`: every key is exactly a `str`.
pub const UNICODE: u8 = 1;
/// `dk_kind`: as [`UNICODE`], shared by the instances of a class.
pub const SPLIT: u8 = 2;

/// Entry of [`GENERAL`] keys.
#[repr(C)]
pub struct DictKeyEntry {
    pub me_hash: Cell<isize>,
    pub me_key: Cell<*mut PyObject>,
    pub me_value: Cell<*mut PyObject>,
}

/// Entry of [`UNICODE`] and [`SPLIT`] keys; the latter's values are null.
#[repr(C)]
pub struct DictUnicodeEntry {
    pub me_key: Cell<*mut PyObject>,
    pub me_value: Cell<*mut PyObject>,
}

/// Index: nothing was ever here.
pub const EMPTY: isize = -1;
/// Index: an entry was deleted here.
pub const DUMMY: isize = -2;

pub const LOG_MINSIZE: u8 = 3;
pub const MINSIZE: isize = 1 << LOG_MINSIZE;
const FREE_LIST_MAX: usize = 80;
pub(crate) const PERTURB_SHIFT: u32 = 5;

pub(crate) static KEYS_FREE_LIST: FreeList<FREE_LIST_MAX> = FreeList::new();

#[repr(C)]
struct EmptyKeys {
    keys: PyDictKeysObject,
    indices: [i8; 8],
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for EmptyKeys {}

static EMPTY_KEYS: EmptyKeys = EmptyKeys {
    keys: PyDictKeysObject {
        dk_refcnt: Cell::new(1),
        dk_log2_size: Cell::new(0),
        dk_log2_index_bytes: Cell::new(0),
        dk_kind: Cell::new(UNICODE),
        dk_version: Cell::new(1),
        dk_usable: Cell::new(0),
        dk_nentries: Cell::new(0),
    },
    indices: [-1; 8],
};

/// The keys of every dict that has had no entry yet.
#[inline(always)]
pub fn empty_keys() -> *mut PyDictKeysObject {
    (&raw const EMPTY_KEYS).cast_mut().cast()
}

/// How many of `size` index slots may be filled.
#[inline(always)]
pub const fn usable_fraction(size: isize) -> isize {
    (size << 1) / 3
}

/// The binary logarithm of the smallest index of at least `minsize` slots.
#[inline]
pub fn log2_keysize(minsize: isize) -> u8 {
    let minsize = (minsize | MINSIZE) - 1;
    (isize::BITS - (minsize | (MINSIZE - 1)).leading_zeros()) as u8
}

/// The binary logarithm of the size of an index that takes `n` entries without growing.
#[inline]
pub fn estimate_log2_keysize(n: isize) -> u8 {
    log2_keysize(n.saturating_mul(3).saturating_add(1) / 2)
}

/// The hash that an exact `str` has cached; -1 when it has not been asked for.
#[inline(always)]
pub(crate) fn cached_hash(key: *mut PyObject) -> isize {
    // SAFETY: keys of such tables are exactly `str`.
    unsafe { (*key.cast::<PyUnicodeObject>()).hash.get() }
}

impl PyDictKeysObject {
    #[inline(always)]
    pub fn is_unicode(&self) -> bool {
        self.dk_kind.get() != GENERAL
    }

    /// Slots of the index.
    #[inline(always)]
    pub fn size(&self) -> isize {
        1 << self.dk_log2_size.get()
    }

    #[inline(always)]
    pub fn mask(&self) -> usize {
        self.size() as usize - 1
    }

    #[inline(always)]
    fn indices(&self) -> *mut u8 {
        // SAFETY: the index follows the header.
        unsafe { std::ptr::from_ref(self).add(1).cast::<u8>().cast_mut() }
    }

    #[inline(always)]
    fn entries_start(&self) -> *mut u8 {
        // SAFETY: the entries follow the index.
        unsafe { self.indices().add(1 << self.dk_log2_index_bytes.get()) }
    }

    /// The entry of [`GENERAL`] keys at this position.
    #[inline(always)]
    pub fn general_entry(&self, ix: isize) -> &DictKeyEntry {
        debug_assert!(!self.is_unicode());
        // SAFETY: an index holds positions of entries only.
        unsafe { &*self.entries_start().cast::<DictKeyEntry>().offset(ix) }
    }

    /// The entry of [`UNICODE`] or [`SPLIT`] keys at this position.
    #[inline(always)]
    pub fn unicode_entry(&self, ix: isize) -> &DictUnicodeEntry {
        debug_assert!(self.is_unicode());
        // SAFETY: an index holds positions of entries only.
        unsafe { &*self.entries_start().cast::<DictUnicodeEntry>().offset(ix) }
    }

    /// Key and value of an entry of either kind.
    #[inline(always)]
    pub fn entry(&self, ix: isize) -> (&Cell<*mut PyObject>, &Cell<*mut PyObject>) {
        if self.is_unicode() {
            let entry = self.unicode_entry(ix);
            (&entry.me_key, &entry.me_value)
        } else {
            let entry = self.general_entry(ix);
            (&entry.me_key, &entry.me_value)
        }
    }

    /// The hash of the key of a live entry.
    #[inline(always)]
    pub fn entry_hash(&self, ix: isize) -> isize {
        if self.is_unicode() {
            cached_hash(self.unicode_entry(ix).me_key.get())
        } else {
            self.general_entry(ix).me_hash.get()
        }
    }

    /// What the index holds at slot `i`: a position, [`EMPTY`] or [`DUMMY`].
    #[inline(always)]
    pub fn index(&self, i: usize) -> isize {
        let log2 = self.dk_log2_size.get();
        let indices = self.indices();
        // SAFETY: `i` is below the size, and the width follows from it.
        unsafe {
            if log2 < 8 {
                isize::from(*indices.cast::<i8>().add(i))
            } else if log2 < 16 {
                isize::from(*indices.cast::<i16>().add(i))
            } else if log2 >= 32 {
                *indices.cast::<isize>().add(i)
            } else {
                *indices.cast::<i32>().add(i) as isize
            }
        }
    }

    #[inline(always)]
    pub(crate) fn set_index(&self, i: usize, ix: isize) {
        let log2 = self.dk_log2_size.get();
        let indices = self.indices();
        // SAFETY: as in `index`.
        unsafe {
            if log2 < 8 {
                *indices.cast::<i8>().add(i) = ix as i8;
            } else if log2 < 16 {
                *indices.cast::<i16>().add(i) = ix as i16;
            } else if log2 >= 32 {
                *indices.cast::<isize>().add(i) = ix;
            } else {
                *indices.cast::<i32>().add(i) = ix as i32;
            }
        }
    }

    /// How many values an instance's block needs for these shared keys.
    #[inline(always)]
    pub fn shared_usable_size(&self) -> isize {
        self.dk_nentries.get() + self.dk_usable.get()
    }

    /// Bytes of header, index and entries.
    pub fn byte_size(&self) -> usize {
        let entry = if self.is_unicode() { size_of::<DictUnicodeEntry>() } else { size_of::<DictKeyEntry>() };
        size_of::<PyDictKeysObject>()
            + (1usize << self.dk_log2_index_bytes.get())
            + usable_fraction(self.size()) as usize * entry
    }

    /// The version of the keys as they are now, for inline caches; 0 if none is left to give.
    pub fn version(&self) -> u32 {
        let version = self.dk_version.get();
        if version != 0 {
            return version;
        }
        let next = NEXT_VERSION.0.get();
        if next == 0 {
            return 0;
        }
        NEXT_VERSION.0.set(next.wrapping_add(1));
        self.dk_version.set(next);
        next
    }

    /// The slot of the index that leads to position `ix`, whose key has this hash; [`EMPTY`] if none does.
    pub(crate) fn slot_of(&self, hash: isize, ix: isize) -> isize {
        let mask = self.mask();
        let mut perturb = hash as usize;
        let mut i = hash as usize & mask;
        loop {
            let found = self.index(i);
            if found == ix {
                return i as isize;
            }
            if found == EMPTY {
                return EMPTY;
            }
            perturb >>= PERTURB_SHIFT;
            i = mask & i.wrapping_mul(5).wrapping_add(perturb).wrapping_add(1);
        }
    }

    /// The slot where a key with this hash, which is not there yet, goes.
    #[inline]
    pub(crate) fn empty_slot(&self, hash: isize) -> usize {
        let mask = self.mask();
        let mut perturb = hash as usize;
        let mut i = hash as usize & mask;
        while self.index(i) >= 0 {
            perturb >>= PERTURB_SHIFT;
            i = mask & i.wrapping_mul(5).wrapping_add(perturb).wrapping_add(1);
        }
        i
    }

    /// Copies the first entries of keys of the same kind.
    ///
    /// # Safety
    /// Both have so many; who owns the references afterwards is the caller's business.
    pub(crate) unsafe fn copy_entries(&self, other: &PyDictKeysObject, count: usize) {
        let entry = if self.is_unicode() { size_of::<DictUnicodeEntry>() } else { size_of::<DictKeyEntry>() };
        // SAFETY: the caller's promise.
        unsafe {
            std::ptr::copy_nonoverlapping(other.entries_start(), self.entries_start(), count * entry);
        }
    }

    /// Fills the empty index for the first `n` entries.
    pub(crate) fn build_indices(&self, n: isize) {
        if self.dk_log2_size.get() < 8 {
            return self.build_small_indices(n);
        }
        let mask = self.mask();
        for ix in 0..n {
            let hash = self.entry_hash(ix);
            let mut perturb = hash as usize;
            let mut i = hash as usize & mask;
            while self.index(i) != EMPTY {
                perturb >>= PERTURB_SHIFT;
                i = mask & i.wrapping_mul(5).wrapping_add(perturb).wrapping_add(1);
            }
            self.set_index(i, ix);
        }
    }
}

impl PyDictKeysObject {
    /// As `build_indices`, of an index of single bytes.
    fn build_small_indices(&self, n: isize) {
        let mask = self.mask();
        let indices = self.indices().cast::<i8>();
        for ix in 0..n {
            let hash = self.entry_hash(ix);
            let mut perturb = hash as usize;
            let mut i = hash as usize & mask;
            // SAFETY: masked, so inside the index.
            unsafe {
                while *indices.add(i) != EMPTY as i8 {
                    perturb >>= PERTURB_SHIFT;
                    i = mask & i.wrapping_mul(5).wrapping_add(perturb).wrapping_add(1);
                }
                *indices.add(i) = ix as i8;
            }
        }
    }
}

struct NextVersion(Cell<u32>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for NextVersion {}

static NEXT_VERSION: NextVersion = NextVersion(Cell::new(2));

/// Fresh keys without entries.
pub(crate) fn new_keys(log2_size: u8, unicode: bool) -> Result<*mut PyDictKeysObject, Raised> {
    if log2_size >= 48 {
        return Err(crate::errors::no_memory());
    }
    let usable = usable_fraction(1 << log2_size);
    let log2_bytes = match log2_size {
        0..8 => log2_size,
        8..16 => log2_size + 1,
        16..32 => log2_size + 2,
        _ => log2_size + 3,
    };
    let entry_size = if unicode { size_of::<DictUnicodeEntry>() } else { size_of::<DictKeyEntry>() };
    let entries = entry_size * usable as usize;
    let mut keys: *mut PyDictKeysObject = null_mut();
    if log2_size == LOG_MINSIZE && unicode {
        keys = KEYS_FREE_LIST.pop();
    }
    if keys.is_null() {
        keys = memory::alloc(size_of::<PyDictKeysObject>() + (1usize << log2_bytes) + entries).cast();
        if keys.is_null() {
            return Err(crate::errors::no_memory());
        }
    }
    // SAFETY: the block has room for header, index and entries.
    unsafe {
        keys.write(PyDictKeysObject {
            dk_refcnt: Cell::new(1),
            dk_log2_size: Cell::new(log2_size),
            dk_log2_index_bytes: Cell::new(log2_bytes),
            dk_kind: Cell::new(if unicode { UNICODE } else { GENERAL }),
            dk_version: Cell::new(0),
            dk_usable: Cell::new(usable),
            dk_nentries: Cell::new(0),
        });
        let index = keys.add(1).cast::<u8>();
        index.write_bytes(0xff, 1 << log2_bytes);
        index.add(1 << log2_bytes).write_bytes(0, entries);
    }
    Ok(keys)
}

#[inline(always)]
pub(crate) fn incref_keys(keys: *mut PyDictKeysObject) {
    // SAFETY: callers pass live keys.
    let count = unsafe { &(*keys).dk_refcnt };
    count.set(count.get() + 1);
}

/// Gives back one reference to keys; with the last they die.
///
/// # Safety
/// The caller owned a reference.
#[inline]
pub unsafe fn decref_keys(keys: *mut PyDictKeysObject) {
    // SAFETY: the caller's promise.
    unsafe {
        let count = (*keys).dk_refcnt.get() - 1;
        (*keys).dk_refcnt.set(count);
        if count == 0 {
            free_keys(keys);
        }
    }
}

/// # Safety
/// Nobody refers to the keys any more.
unsafe fn free_keys(keys: *mut PyDictKeysObject) {
    // SAFETY: the entries own their keys and values; nobody else sees the table any more.
    unsafe {
        for ix in 0..(*keys).dk_nentries.get() {
            let (key, value) = (*keys).entry(ix);
            let (key, value) = (key.get(), value.get());
            if !key.is_null() {
                (*key).decref();
            }
            if !value.is_null() {
                (*value).decref();
            }
        }
        release_keys(keys);
    }
}

/// Gives back the memory of keys whose entries own nothing any more.
///
/// # Safety
/// As said, and nobody refers to the keys.
pub(crate) unsafe fn release_keys(keys: *mut PyDictKeysObject) {
    // SAFETY: the caller's promise.
    unsafe {
        if (*keys).dk_log2_size.get() == LOG_MINSIZE && (*keys).is_unicode() && KEYS_FREE_LIST.push(keys) {
            return;
        }
        memory::free(keys.cast());
    }
}

/// Values of a split dict, or of an instance that has no dict. In front stand, from the end: the size of this prefix in
/// bytes, how many values are set, and their positions in the order of insertion.
#[repr(C)]
pub struct PyDictValues {
    values: [Cell<*mut PyObject>; 0],
}

impl PyDictValues {
    /// The value at this position; null if not set.
    #[inline(always)]
    pub fn value(&self, ix: isize) -> &Cell<*mut PyObject> {
        // SAFETY: positions come from the keys that the block was made for.
        unsafe { &*self.values.as_ptr().offset(ix) }
    }

    #[inline(always)]
    fn prefix(&self, back: usize) -> *mut u8 {
        // SAFETY: the prefix is at least two bytes more than the number of values.
        unsafe { std::ptr::from_ref(self).cast::<u8>().cast_mut().sub(back) }
    }

    /// How many values are set.
    #[inline(always)]
    pub fn len(&self) -> usize {
        // SAFETY: in the prefix.
        usize::from(unsafe { *self.prefix(2) })
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The position of the value that was set as the `i`-th.
    #[inline(always)]
    pub fn order(&self, i: usize) -> isize {
        // SAFETY: in the prefix.
        isize::from(unsafe { *self.prefix(3 + i) })
    }

    /// Notes that the value at this position has just been set.
    #[inline(always)]
    pub fn add_to_order(&self, ix: isize) {
        let len = self.len();
        // SAFETY: the prefix has a byte for every value.
        unsafe {
            *self.prefix(3 + len) = ix as u8;
            *self.prefix(2) = len as u8 + 1;
        }
    }

    /// Notes that the value at this position is gone.
    pub fn delete_from_order(&self, ix: isize) {
        let len = self.len();
        let Some(at) = (0..len).find(|&i| self.order(i) == ix) else { return };
        // SAFETY: in the prefix.
        unsafe {
            for i in at..len - 1 {
                *self.prefix(3 + i) = *self.prefix(4 + i);
            }
            *self.prefix(2) = len as u8 - 1;
        }
    }

    /// Copies the order of another block for the same keys.
    pub(crate) fn copy_order(&self, other: &PyDictValues) {
        // SAFETY: both prefixes have room for so many.
        unsafe {
            for i in 0..other.len() {
                *self.prefix(3 + i) = *other.prefix(3 + i);
            }
            *self.prefix(2) = *other.prefix(2);
        }
    }
}

/// A block for `size` values, none set; null when memory fails.
pub(crate) fn new_values(size: isize) -> *mut PyDictValues {
    let size = size as usize;
    let prefix = (size + 2).next_multiple_of(size_of::<usize>());
    let block = memory::alloc(prefix + size * size_of::<usize>());
    if block.is_null() {
        return null_mut();
    }
    // SAFETY: the block is as large as asked.
    unsafe {
        *block.add(prefix - 1) = prefix as u8;
        *block.add(prefix - 2) = 0;
        let values = block.add(prefix);
        values.write_bytes(0, size * size_of::<usize>());
        values.cast()
    }
}

/// # Safety
/// The values own nothing any more and nobody uses the block afterwards.
pub(crate) unsafe fn free_values(values: *mut PyDictValues) {
    // SAFETY: the prefix tells where the block begins.
    unsafe {
        let prefix = *values.cast::<u8>().sub(1);
        memory::free(values.cast::<u8>().sub(usize::from(prefix)));
    }
}
