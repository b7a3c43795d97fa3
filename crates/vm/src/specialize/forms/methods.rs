//! Methods found once, while the type and the instance's keys are what they were.

use vivarium_runtime::dict::instance::{cached_keys, dict_slot, values_slot};
use vivarium_runtime::module::{MODULE_TYPE, PyModuleObject};
use vivarium_runtime::object::PyObject;
use vivarium_runtime::typeobject::PyTypeObject;

use crate::interp::ctx::{Ctx, Flow, give_back};
use crate::specialize::{adaptive_form, decide, guard};

adaptive_form!(load_method_adaptive, decide::load_method, LOAD_METHOD);

/// The function that the cache remembers; the type that owns it is what it was.
#[inline(always)]
fn remembered(c: &Ctx) -> &'static PyObject {
    // SAFETY: borrowed from the type, whose version was checked.
    unsafe { &*(c.cache64(6) as *const PyObject) }
}

#[inline(always)]
fn push_unbound(c: &mut Ctx, owner: &PyObject) -> Flow {
    let method = remembered(c);
    method.incref();
    c.set_peek(1, method.as_ptr());
    c.push(owner.as_ptr());
    c.jump(10);
    Flow::Next
}

#[inline(always)]
fn push_attribute(c: &mut Ctx, owner: &PyObject, value: &PyObject) -> Flow {
    value.incref();
    c.set_peek(1, std::ptr::null_mut());
    c.push(value.as_ptr());
    c.save();
    c.jump(10);
    // SAFETY: the stack owned it.
    unsafe { give_back(owner.as_ptr()) }
}

#[inline(always)]
pub fn no_dict(c: &mut Ctx, _: u32) -> Flow {
    let owner = c.peek_ref(1);
    guard!(c, owner.ob_type().tp_version_tag.get() == c.cache32(1), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    push_unbound(c, owner)
}

#[inline(always)]
pub fn with_values(c: &mut Ctx, _: u32) -> Flow {
    let owner = c.peek_ref(1);
    let ty = owner.ob_type();
    guard!(c, ty.tp_version_tag.get() == c.cache32(1), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    guard!(c, dict_slot(owner).get().is_null(), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    guard!(c, !values_slot(owner).get().is_null(), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    let version = cached_keys(ty).map_or(0, |keys| keys.dk_version.get());
    guard!(c, version == c.cache32(4), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    push_unbound(c, owner)
}

#[inline(always)]
pub fn with_dict(c: &mut Ctx, _: u32) -> Flow {
    let owner = c.peek_ref(1);
    guard!(c, owner.ob_type().tp_version_tag.get() == c.cache32(1), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    // SAFETY: the type's version vouches for the offset of a dict's field, which is in front of the object if it is negative.
    let dict = unsafe { *owner.as_ptr().byte_offset(isize::from(c.cache(3) as i16)).cast::<*mut PyObject>() };
    guard!(c, !dict.is_null(), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    // SAFETY: the instance's own dict.
    let keys = unsafe { (*dict).cast_unchecked::<vivarium_runtime::dict::PyDictObject>() }.keys();
    guard!(c, keys.dk_version.get() == c.cache32(4), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    push_unbound(c, owner)
}

#[inline(always)]
pub fn class(c: &mut Ctx, _: u32) -> Flow {
    let owner = c.peek_ref(1);
    let class = owner.cast::<PyTypeObject>();
    let version = class.map_or(0, |class| class.tp_version_tag.get());
    guard!(c, version != 0 && version == c.cache32(1), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    let value = remembered(c);
    push_attribute(c, owner, value)
}

#[inline(always)]
pub fn module(c: &mut Ctx, _: u32) -> Flow {
    let owner = c.peek_ref(1);
    guard!(c, std::ptr::eq(owner.ob_type(), &MODULE_TYPE), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    // SAFETY: just checked.
    let keys = unsafe { owner.cast_unchecked::<PyModuleObject>() }.dict().keys();
    guard!(c, keys.dk_version.get() == c.cache32(4), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    let value = keys.unicode_entry(c.cache(3) as isize).me_value.get();
    guard!(c, !value.is_null(), LOAD_METHOD, LOAD_METHOD_ADAPTIVE);
    // SAFETY: the dict owns it.
    push_attribute(c, owner, unsafe { &*value })
}
