//! Attributes of instances: the block of values in the slot four words in front of the object, the dict made on demand
//! in the slot after it, and the keys that a class's instances share.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::ptr::null_mut;

use super::insert::{drop_values, insert_into_shared, may_be_tracked};
use super::keys::{
    EMPTY, PyDictKeysObject, PyDictValues, SPLIT, free_values, incref_keys, new_keys, new_values,
};
use super::{PyDictObject, new, new_dict};
use crate::gc;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::str::PyUnicodeObject;
use crate::typeobject::{PyTypeObject, VisitProc, flags};

/// Most keys that the instances of a class share.
pub const SHARED_KEYS_MAX_SIZE: isize = 30;
const NEXT_LOG2_SHARED_KEYS_MAX_SIZE: u8 = 6;

/// Offset of `ht_cached_keys` in a heap type.
pub const CACHED_KEYS_OFFSET: usize = 872;

/// The slot of the values block of an instance whose type has `MANAGED_DICT`.
#[inline(always)]
pub fn values_slot(object: &PyObject) -> &Cell<*mut PyDictValues> {
    debug_assert!(object.ob_type().has_flag(flags::MANAGED_DICT));
    // SAFETY: such objects are allocated with two slots in front of the collector's header.
    unsafe { &*std::ptr::from_ref(object).cast::<Cell<*mut PyDictValues>>().sub(4) }
}

/// Where [`dict_slot`] is, from the object on.
pub const MANAGED_DICT_OFFSET: isize = -(3 * size_of::<usize>() as isize);

/// The slot of the dict of an instance whose type has `MANAGED_DICT`; null until somebody asked for it.
#[inline(always)]
pub fn dict_slot(object: &PyObject) -> &Cell<*mut PyObject> {
    debug_assert!(object.ob_type().has_flag(flags::MANAGED_DICT));
    // SAFETY: as above.
    unsafe { &*std::ptr::from_ref(object).cast::<Cell<*mut PyObject>>().sub(3) }
}

/// The keys that instances of a heap type share, if it has any.
#[inline(always)]
pub fn cached_keys(ty: &PyTypeObject) -> Option<&PyDictKeysObject> {
    if !ty.has_flag(flags::HEAPTYPE) {
        return None;
    }
    // SAFETY: heap types have the field there, null or owned.
    unsafe {
        (*std::ptr::from_ref(ty).byte_add(CACHED_KEYS_OFFSET).cast::<*const PyDictKeysObject>()).as_ref()
    }
}

/// Keys for a class's instances to share.
pub fn new_shared_keys() -> Result<*mut PyDictKeysObject, Raised> {
    let keys = new_keys(NEXT_LOG2_SHARED_KEYS_MAX_SIZE, true)?;
    // SAFETY: just made.
    unsafe {
        (*keys).dk_usable.set(SHARED_KEYS_MAX_SIZE);
        (*keys).dk_kind.set(SPLIT);
    }
    Ok(keys)
}

/// Gives back a class's reference to its shared keys. The class does not use them any more.
pub(crate) fn release_shared_keys(keys: *mut PyDictKeysObject) {
    // SAFETY: the class owned a reference.
    unsafe { super::keys::decref_keys(keys) }
}

/// Bytes of shared keys, for the `__sizeof__` of their class.
pub(crate) fn shared_keys_size(keys: *mut PyDictKeysObject) -> usize {
    // SAFETY: the class's own keys.
    unsafe { &*keys }.byte_size()
}

/// Gives a fresh instance of a class its block of attribute values, made for the class's shared keys.
pub fn init_managed_values(object: &PyObject) -> Result<(), Raised> {
    let Some(keys) = cached_keys(object.ob_type()) else { return Ok(()) };
    if keys.dk_usable.get() > 1 {
        keys.dk_usable.set(keys.dk_usable.get() - 1);
    }
    let values = new_values(keys.shared_usable_size());
    if values.is_null() {
        return Err(crate::errors::no_memory());
    }
    values_slot(object).set(values);
    Ok(())
}

/// A split dict without values over a class's shared keys.
fn new_dict_with_shared_keys(keys: &PyDictKeysObject) -> PyResult<PyDictObject> {
    let values = new_values(keys.shared_usable_size());
    if values.is_null() {
        return Err(crate::errors::no_memory());
    }
    let keys = std::ptr::from_ref(keys).cast_mut();
    incref_keys(keys);
    new_dict(keys, values, 0)
}

/// Turns a block of values into a dict that owns it.
fn dict_of_values(keys: &PyDictKeysObject, values: *mut PyDictValues) -> PyResult<PyDictObject> {
    // SAFETY: the block is live.
    let block = unsafe { &*values };
    let (mut used, mut track) = (0, false);
    for ix in 0..keys.shared_usable_size() {
        // SAFETY: null or a live value.
        if let Some(value) = unsafe { block.value(ix).get().as_ref() } {
            used += 1;
            track |= may_be_tracked(value);
        }
    }
    let keys = std::ptr::from_ref(keys).cast_mut();
    incref_keys(keys);
    let dict = new_dict(keys, values, used)?;
    if track {
        gc::track(&dict);
    }
    Ok(dict)
}

/// Moves an instance's values into a dict of its own, which it owns from then on.
fn materialize<'a>(
    object: &'a PyObject,
    keys: &PyDictKeysObject,
    values: *mut PyDictValues,
) -> Result<&'a PyDictObject, Raised> {
    let dict = dict_of_values(keys, values)?;
    values_slot(object).set(null_mut());
    let pointer = dict.upcast().into_raw();
    dict_slot(object).set(pointer);
    // SAFETY: the object now owns it.
    Ok(unsafe { (*pointer).cast_unchecked() })
}

/// The dict of an instance whose type has `MANAGED_DICT`, made now if need be.
pub fn managed_dict(object: &PyObject) -> PyResult<PyDictObject> {
    let values = values_slot(object).get();
    if !values.is_null()
        && let Some(keys) = cached_keys(object.ob_type())
    {
        return Ok(Ref::new(materialize(object, keys, values)?));
    }
    dict_in_slot(object.ob_type(), dict_slot(object))
}

/// Moves the values of an instance into its dict, if it has a block: its class is about to change.
pub fn materialize_managed(object: &PyObject) -> Result<(), Raised> {
    let values = values_slot(object).get();
    if !values.is_null()
        && let Some(keys) = cached_keys(object.ob_type())
    {
        materialize(object, keys, values)?;
    }
    Ok(())
}

/// The dict in the ordinary slot of an instance (at `tp_dictoffset`), made now if need be; `ty` is the object's type.
pub fn dict_in_slot(ty: &PyTypeObject, slot: &Cell<*mut PyObject>) -> PyResult<PyDictObject> {
    if slot.get().is_null() {
        let dict = match cached_keys(ty) {
            Some(keys) => new_dict_with_shared_keys(keys)?,
            None => new()?,
        };
        slot.set(dict.upcast().into_raw());
    }
    // SAFETY: the slot owns a dict.
    Ok(unsafe { Ref::new((*slot.get()).cast_unchecked::<PyDictObject>()) })
}

/// Sets or deletes an attribute through a dict slot, making the dict if need be (`_PyObjectDict_SetItem`).
pub fn set_in_slot(
    ty: &PyTypeObject,
    slot: &Cell<*mut PyObject>,
    name: &PyObject,
    value: Option<&PyObject>,
) -> Result<(), Raised> {
    let dict = dict_in_slot(ty, slot)?;
    match value {
        Some(value) => dict.set_item(name, value),
        None => dict.del_item(name),
    }
}

/// Sets or deletes an attribute of an instance that has a values block. Deleting one that is not there raises
/// `AttributeError`, or `KeyError` if the instance's values had to become a dict first.
pub fn store_instance_attribute(
    object: &PyObject,
    name: &PyObject,
    value: Option<&PyObject>,
) -> Result<(), Raised> {
    let values_pointer = values_slot(object).get();
    let ty = object.ob_type();
    let Some(keys) = cached_keys(ty) else { return Ok(()) };
    let ix = if name.is_exact::<PyUnicodeObject>() { insert_into_shared(keys, name) } else { EMPTY };
    if ix == EMPTY {
        let dict = Ref::new(materialize(object, keys, values_pointer)?);
        return match value {
            Some(value) => dict.set_item(name, value),
            None => dict.del_item(name),
        };
    }
    // SAFETY: the caller saw that the object has a block.
    let values = unsafe { &*values_pointer };
    let new = value.map_or(null_mut(), |value| value.to_ref().into_raw());
    let old = values.value(ix).replace(new);
    if old.is_null() {
        if value.is_none() {
            return Err(crate::exceptions::raise_no_attribute(ty, name));
        }
        values.add_to_order(ix);
        return Ok(());
    }
    if value.is_none() {
        values.delete_from_order(ix);
    }
    // SAFETY: the block owned the old value.
    drop(unsafe { Ref::from_raw(old) });
    Ok(())
}

/// The attribute of an instance that has a values block.
pub fn get_instance_attribute(object: &PyObject, name: &PyObject) -> Option<Ref> {
    let keys = cached_keys(object.ob_type())?;
    let ix = keys.string_lookup(name).filter(|&ix| ix >= 0)?;
    // SAFETY: the object has a block for its class's keys, whose values are null or live.
    unsafe { (*values_slot(object).get()).value(ix).get().as_ref() }.map(PyObject::to_ref)
}

/// Whether the instance has no attributes of its own. `slot` is its dict's slot where that is not a managed one.
pub fn is_instance_dict_empty(object: &PyObject, slot: Option<&Cell<*mut PyObject>>) -> bool {
    let slot = if object.ob_type().has_flag(flags::MANAGED_DICT) {
        // SAFETY: null or the object's block.
        if let Some(values) = unsafe { values_slot(object).get().as_ref() } {
            return values.is_empty();
        }
        Some(dict_slot(object))
    } else {
        slot
    };
    // SAFETY: null or an owned dict.
    slot.and_then(|slot| unsafe { slot.get().as_ref() })
        .is_none_or(|dict| dict.cast::<PyDictObject>().is_none_or(PyDictObject::is_empty))
}

/// For the traverse function of instances with `MANAGED_DICT`: visits the values of the block, or the dict.
pub(crate) fn traverse_managed(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, dict_slot(object).get());
    // SAFETY: null or the object's block.
    let Some(values) = (unsafe { values_slot(object).get().as_ref() }) else { return 0 };
    let Some(keys) = cached_keys(object.ob_type()) else { return 0 };
    for ix in 0..keys.dk_nentries.get() {
        crate::visit!(visit, arg, values.value(ix).get());
    }
    0
}

/// For the clear function of instances with `MANAGED_DICT`: drops the block's values and the dict.
pub fn clear_managed(object: &PyObject) {
    // SAFETY: the slot owns its dict.
    drop(unsafe { Ref::from_nullable(dict_slot(object).replace(null_mut())) });
    let Some(keys) = cached_keys(object.ob_type()) else { return };
    for ix in 0..keys.dk_nentries.get() {
        // The block may go away while a value dies.
        // SAFETY: null or the object's block, which owns its values.
        unsafe {
            let Some(values) = values_slot(object).get().as_ref() else { return };
            let old = values.value(ix).replace(null_mut());
            if !old.is_null() {
                values.delete_from_order(ix);
            }
            drop(Ref::from_nullable(old));
        }
    }
}

/// For the destructor of instances with `MANAGED_DICT`: frees the block, or drops the dict.
pub fn free_managed(object: &PyObject) {
    let values = values_slot(object).replace(null_mut());
    if !values.is_null() {
        match cached_keys(object.ob_type()) {
            // SAFETY: the object owned its block.
            Some(keys) => unsafe { drop_values(values, std::ptr::from_ref(keys).cast_mut()) },
            // SAFETY: without keys there are no values.
            None => unsafe { free_values(values) },
        }
    }
    // SAFETY: the slot owns its dict.
    drop(unsafe { Ref::from_nullable(dict_slot(object).replace(null_mut())) });
}
