//! Version tags and the method cache (`Objects/typeobject.c`).
//!
//! A type's version tag stands for the state of its MRO; it is taken away when the type or a base changes, and what was
//! cached under it is dead.

use std::cell::Cell;
use std::collections::HashSet;

use super::{OBJECT_TYPE, PyTypeObject, flags};
use crate::dict::PyDictObject;
use crate::object::{PyObject, Ref};
use crate::str::PyUnicodeObject;

const SIZE_EXP: u32 = 12;
const SIZE: usize = 1 << SIZE_EXP;

struct Entry {
    version: Cell<u32>,
    /// Strong, so that the address can't be another name's.
    name: Cell<*mut PyUnicodeObject>,
    /// Borrowed from the type's dict, which the version vouches for; null for "not found".
    value: Cell<*mut PyObject>,
}

struct MethodCache([Entry; SIZE]);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for MethodCache {}

static CACHE: MethodCache = MethodCache(
    [const {
        Entry {
            version: Cell::new(0),
            name: Cell::new(std::ptr::null_mut()),
            value: Cell::new(std::ptr::null_mut()),
        }
    }; SIZE],
);

struct NextVersion(Cell<u32>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for NextVersion {}

static NEXT_VERSION: NextVersion = NextVersion(Cell::new(1));

/// What `name` is in the MRO of a type, by version and interned name: borrowed, good until a type changes.
#[inline]
pub fn lookup<'a>(ty: &'a PyTypeObject, name: &PyUnicodeObject) -> Option<&'a PyObject> {
    let version = ty.tp_version_tag.get();
    let address = std::ptr::from_ref(name) as usize;
    let entry = &CACHE.0[((version as usize) ^ (address >> 3)) & (SIZE - 1)];
    if entry.version.get() == version && std::ptr::eq(entry.name.get(), name) && version != 0 {
        // SAFETY: the version says that the type's dict still holds the value.
        return unsafe { entry.value.get().as_ref() };
    }
    lookup_slow(ty, name)
}

#[cold]
fn lookup_slow<'a>(ty: &'a PyTypeObject, name: &PyUnicodeObject) -> Option<&'a PyObject> {
    let found = find_in_mro(ty, name);
    if crate::str::is_interned(name) && name.len() <= 100 && assign_version(ty) {
        let version = ty.tp_version_tag.get();
        let address = std::ptr::from_ref(name) as usize;
        let entry = &CACHE.0[((version as usize) ^ (address >> 3)) & (SIZE - 1)];
        entry.version.set(version);
        entry.value.set(found.map_or(std::ptr::null_mut(), PyObject::as_ptr));
        let name: Ref<PyUnicodeObject> = Ref::new(name);
        drop(crate::object::replace_slot(&entry.name, Some(name)));
    }
    found
}

/// The first entry of the MRO whose dict has the name.
pub fn find_in_mro<'a>(ty: &'a PyTypeObject, name: &PyUnicodeObject) -> Option<&'a PyObject> {
    // While a type is being made its MRO may be replaced under us: hold it.
    // SAFETY: `tp_mro` is null or owned.
    let mro = unsafe { crate::object::clone_slot(&ty.tp_mro) }?;
    for entry in crate::args::items(&mro) {
        // SAFETY: an MRO holds types.
        let entry: &PyTypeObject = unsafe { entry.cast_unchecked() };
        if let Some(value) = entry.dict().get_str_borrowed(name) {
            // SAFETY: the dict of a type in `ty`'s MRO holds it; the caller takes a reference before anything changes.
            return Some(unsafe { &*value.as_ptr() });
        }
    }
    None
}

/// Gives the type and its bases a version, if they have none and any is left.
pub fn assign_version(ty: &PyTypeObject) -> bool {
    if ty.has_flag(flags::VALID_VERSION_TAG) {
        return true;
    }
    if !ty.has_flag(flags::READY) || ty.has_flag(flags::EXPOSED_DICT) || ty.tp_mro.get().is_null() {
        return false;
    }
    let next = NEXT_VERSION.0.get();
    if next == 0 {
        return false;
    }
    // SAFETY: a ready type owns its bases.
    if let Some(bases) = unsafe { crate::object::clone_slot(&ty.tp_bases) } {
        for base in crate::args::items(&bases) {
            // SAFETY: bases are types.
            if !assign_version(unsafe { base.cast_unchecked() }) {
                return false;
            }
        }
    }
    let version = NEXT_VERSION.0.get();
    if version == 0 {
        return false;
    }
    NEXT_VERSION.0.set(version.wrapping_add(1));
    ty.tp_version_tag.set(version);
    ty.tp_flags.set(ty.tp_flags.get() | flags::VALID_VERSION_TAG);
    true
}

/// `PyType_Modified`: what was cached for the type and its subclasses is dead.
pub fn modified(ty: &PyTypeObject) {
    if !ty.has_flag(flags::VALID_VERSION_TAG) {
        return;
    }
    for subclass in super::heap::subclasses(ty) {
        modified(&subclass);
    }
    ty.tp_flags.set(ty.tp_flags.get() & !flags::VALID_VERSION_TAG);
    ty.tp_version_tag.set(0);
}

/// These objects come into a program's hands past the proxies that types show of their dicts (by `gc.get_referents`, or by
/// comparing a proxy). Who changes a type's dict there says nothing to the type: nothing is remembered of it any more.
pub fn exposed<'a>(objects: impl Iterator<Item = &'a PyObject>) {
    let dicts: HashSet<*mut PyObject> =
        objects.filter(|object| object.is_exact::<PyDictObject>()).map(PyObject::as_ptr).collect();
    let mut types = vec![Ref::new(&OBJECT_TYPE)];
    while let Some(ty) = types.pop() {
        if dicts.is_empty() {
            return;
        }
        if dicts.contains(&ty.tp_dict.get()) {
            modified(&ty);
            ty.tp_flags.set(ty.tp_flags.get() | flags::EXPOSED_DICT);
        }
        types.extend(super::heap::subclasses(&ty));
    }
}

/// Forgets everything: `sys._clear_type_cache()`; needed where memory is counted.
pub fn clear() {
    for entry in &CACHE.0 {
        entry.version.set(0);
        entry.value.set(std::ptr::null_mut());
        drop(crate::object::replace_slot(&entry.name, None));
    }
}
