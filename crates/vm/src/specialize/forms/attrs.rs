//! Attributes of instances, slots and modules.

use std::cell::Cell;

use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::dict::instance::{dict_slot, values_slot};
use vivarium_runtime::module::{MODULE_TYPE, PyModuleObject};
use vivarium_runtime::object::PyObject;

use crate::interp::ctx::{Ctx, Flow, give_back, give_back_two};
use crate::specialize::{adaptive_form, decide, guard};

adaptive_form!(load_attr_adaptive, decide::load_attr, LOAD_ATTR);
adaptive_form!(store_attr_adaptive, decide::store_attr, STORE_ATTR);

#[inline(always)]
fn finish_load(c: &mut Ctx, owner: &PyObject, value: *mut PyObject) -> Flow {
    // SAFETY: somebody owns the value; the stack owned the owner.
    unsafe {
        (*value).incref();
        c.set_peek(1, value);
        c.save();
        c.jump(4);
        give_back(owner.as_ptr())
    }
}

#[inline(always)]
pub fn load_instance_value(c: &mut Ctx, _: u32) -> Flow {
    let owner = c.peek_ref(1);
    guard!(c, owner.ob_type().tp_version_tag.get() == c.cache32(1), LOAD_ATTR, LOAD_ATTR_ADAPTIVE);
    let values = values_slot(owner).get();
    guard!(c, !values.is_null(), LOAD_ATTR, LOAD_ATTR_ADAPTIVE);
    // SAFETY: the instance's own block of values.
    let value = unsafe { &*values }.value(c.cache(3) as isize).get();
    guard!(c, !value.is_null(), LOAD_ATTR, LOAD_ATTR_ADAPTIVE);
    finish_load(c, owner, value)
}

#[inline(always)]
pub fn load_module(c: &mut Ctx, _: u32) -> Flow {
    let owner = c.peek_ref(1);
    guard!(c, std::ptr::eq(owner.ob_type(), &MODULE_TYPE), LOAD_ATTR, LOAD_ATTR_ADAPTIVE);
    // SAFETY: just checked.
    let dict = unsafe { owner.cast_unchecked::<PyModuleObject>() }.dict();
    let keys = dict.keys();
    guard!(c, keys.dk_version.get() == c.cache32(1), LOAD_ATTR, LOAD_ATTR_ADAPTIVE);
    let value = keys.unicode_entry(c.cache(3) as isize).me_value.get();
    guard!(c, !value.is_null(), LOAD_ATTR, LOAD_ATTR_ADAPTIVE);
    finish_load(c, owner, value)
}

/// The field of a `__slots__` member.
#[inline(always)]
fn slot_at(owner: &PyObject, offset: u16) -> &Cell<*mut PyObject> {
    // SAFETY: the type's version vouches for the offset.
    unsafe { &*owner.as_ptr().cast::<u8>().add(offset as usize).cast::<Cell<*mut PyObject>>() }
}

#[inline(always)]
pub fn load_slot(c: &mut Ctx, _: u32) -> Flow {
    let owner = c.peek_ref(1);
    guard!(c, owner.ob_type().tp_version_tag.get() == c.cache32(1), LOAD_ATTR, LOAD_ATTR_ADAPTIVE);
    let value = slot_at(owner, c.cache(3)).get();
    guard!(c, !value.is_null(), LOAD_ATTR, LOAD_ATTR_ADAPTIVE);
    finish_load(c, owner, value)
}

/// The instance's dict, where it has one and its keys are strings.
#[inline(always)]
fn instance_dict(owner: &PyObject) -> Option<&'static PyDictObject> {
    // SAFETY: null or the instance's own dict.
    unsafe { dict_slot(owner).get().as_ref().map(|dict| dict.cast_unchecked()) }
}

#[inline(always)]
pub fn load_with_hint(c: &mut Ctx, oparg: u32) -> Flow {
    let owner = c.peek_ref(1);
    guard!(c, owner.ob_type().tp_version_tag.get() == c.cache32(1), LOAD_ATTR, LOAD_ATTR_ADAPTIVE);
    let dict = instance_dict(owner);
    guard!(c, dict.is_some(), LOAD_ATTR, LOAD_ATTR_ADAPTIVE);
    let value = dict.and_then(|dict| hinted(dict, c.cache(3), c.name(oparg)));
    let value = value.map_or(std::ptr::null_mut(), Cell::get);
    guard!(c, !value.is_null(), LOAD_ATTR, LOAD_ATTR_ADAPTIVE);
    finish_load(c, owner, value)
}

/// The value at a remembered place, if the name is still there; null if it has none.
#[inline(always)]
fn hinted(dict: &'static PyDictObject, hint: u16, name: &PyObject) -> Option<&'static Cell<*mut PyObject>> {
    let keys = dict.keys();
    let hint = hint as isize;
    if !keys.is_unicode() || hint >= keys.dk_nentries.get() {
        return None;
    }
    let entry = keys.unicode_entry(hint);
    if entry.me_key.get() != name.as_ptr() {
        return None;
    }
    match dict.values() {
        Some(values) => Some(values.value(hint)),
        None => Some(&entry.me_value),
    }
}

#[inline(always)]
fn finish_store(c: &mut Ctx, owner: &PyObject, old: *mut PyObject) -> Flow {
    c.shrink(2);
    c.save();
    c.jump(4);
    // SAFETY: the stack owned the owner, the field the old value.
    unsafe { if old.is_null() { give_back(owner.as_ptr()) } else { give_back_two(old, owner.as_ptr()) } }
}

#[inline(always)]
pub fn store_instance_value(c: &mut Ctx, _: u32) -> Flow {
    let owner = c.peek_ref(1);
    guard!(c, owner.ob_type().tp_version_tag.get() == c.cache32(1), STORE_ATTR, STORE_ATTR_ADAPTIVE);
    let values = values_slot(owner).get();
    guard!(c, !values.is_null(), STORE_ATTR, STORE_ATTR_ADAPTIVE);
    let index = c.cache(3) as isize;
    // SAFETY: the instance's own block of values.
    let values = unsafe { &*values };
    let old = values.value(index).replace(c.peek(2));
    if old.is_null() {
        values.add_to_order(index);
    }
    finish_store(c, owner, old)
}

#[inline(always)]
pub fn store_slot(c: &mut Ctx, _: u32) -> Flow {
    let owner = c.peek_ref(1);
    guard!(c, owner.ob_type().tp_version_tag.get() == c.cache32(1), STORE_ATTR, STORE_ATTR_ADAPTIVE);
    let old = slot_at(owner, c.cache(3)).replace(c.peek(2));
    finish_store(c, owner, old)
}

#[inline(always)]
pub fn store_with_hint(c: &mut Ctx, oparg: u32) -> Flow {
    let owner = c.peek_ref(1);
    guard!(c, owner.ob_type().tp_version_tag.get() == c.cache32(1), STORE_ATTR, STORE_ATTR_ADAPTIVE);
    let dict = instance_dict(owner);
    guard!(c, dict.is_some(), STORE_ATTR, STORE_ATTR_ADAPTIVE);
    let place = dict.and_then(|dict| hinted(dict, c.cache(3), c.name(oparg)));
    let old = place.map_or(std::ptr::null_mut(), Cell::get);
    guard!(c, !old.is_null(), STORE_ATTR, STORE_ATTR_ADAPTIVE);
    if let (Some(dict), Some(place)) = (dict, place) {
        place.set(c.peek(2));
        dict.value_replaced(c.peek_ref(2));
    }
    finish_store(c, owner, old)
}
