//! Subscripts of lists, tuples and dicts, and `__getitem__` written in Python.

use vivarium_bytecode::Opcode;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::exceptions;
use vivarium_runtime::function::PyFunctionObject;
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::{PyObject, Ref};
use vivarium_runtime::tuple::PyTupleObject;

use crate::interp::call::push_frame;
use crate::interp::ctx::{Ctx, Flow, attempt, decref, give_back, give_back_two};
use crate::interp::ops::calls::enter_pushed;
use crate::interp::ops::values::finish_binary;
use crate::specialize::forms::arith::decref_number;
use crate::specialize::{adaptive_form, decide, guard};

adaptive_form!(binary_subscr_adaptive, decide::binary_subscr, BINARY_SUBSCR);
adaptive_form!(store_subscr_adaptive, decide::store_subscr, STORE_SUBSCR);

/// A small index that is not negative.
#[inline(always)]
fn small_index(key: &PyObject) -> Option<usize> {
    if !key.is_exact::<PyLongObject>() {
        return None;
    }
    // SAFETY: just checked.
    let key: &PyLongObject = unsafe { key.cast_unchecked() };
    match key.signed_size() {
        0 => Some(0),
        1 => Some(key.ob_digit[0].get() as usize),
        _ => None,
    }
}

/// Puts an item in place of its sequence and its index, which is a small int.
#[inline(always)]
fn finish_index(c: &mut Ctx, item: &PyObject, key: &PyObject) -> Flow {
    let sequence = c.peek(2);
    c.shrink(1);
    c.set_peek(1, item.as_ptr());
    c.jump(4);
    // SAFETY: the stack owned both.
    unsafe {
        decref_number(key);
        give_back(sequence)
    }
}

/// An item of a list or a tuple whose type was just checked, at an index that is a small int.
#[inline(always)]
fn item_at(c: &mut Ctx, items: &[&'static PyObject]) -> Flow {
    let key = c.peek_ref(1);
    let item = small_index(key).and_then(|index| items.get(index).copied());
    guard!(c, item.is_some(), BINARY_SUBSCR, BINARY_SUBSCR_ADAPTIVE);
    let Some(item) = item else { return Flow::As(Opcode::BINARY_SUBSCR as u16) };
    item.incref();
    c.save();
    finish_index(c, item, key)
}

#[inline(always)]
pub fn list_int(c: &mut Ctx, _: u32) -> Flow {
    let list = c.peek_ref(2);
    guard!(c, list.is_exact::<PyListObject>(), BINARY_SUBSCR, BINARY_SUBSCR_ADAPTIVE);
    // SAFETY: just checked.
    item_at(c, unsafe { list.cast_unchecked::<PyListObject>() }.items())
}

#[inline(always)]
pub fn tuple_int(c: &mut Ctx, _: u32) -> Flow {
    let tuple = c.peek_ref(2);
    guard!(c, tuple.is_exact::<PyTupleObject>(), BINARY_SUBSCR, BINARY_SUBSCR_ADAPTIVE);
    // SAFETY: just checked.
    item_at(c, unsafe { tuple.cast_unchecked::<PyTupleObject>() }.items())
}

#[inline(always)]
pub fn dict(c: &mut Ctx, _: u32) -> Flow {
    let (dict, key) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, dict.is_exact::<PyDictObject>(), BINARY_SUBSCR, BINARY_SUBSCR_ADAPTIVE);
    c.save();
    // SAFETY: just checked.
    let found = attempt!(unsafe { dict.cast_unchecked::<PyDictObject>() }.get_item(key));
    let Some(value) = found else {
        exceptions::raise_key_error(key);
        return Flow::Error;
    };
    c.jump(4);
    finish_binary(c, value.into_raw())
}

#[inline(always)]
pub fn getitem(c: &mut Ctx, _: u32) -> Flow {
    let container = c.peek_ref(2);
    let ty = container.ob_type();
    guard!(c, ty.tp_version_tag.get() == c.cache32(1), BINARY_SUBSCR, BINARY_SUBSCR_ADAPTIVE);
    let function = ty.as_heap().map_or(std::ptr::null_mut(), |heap| heap.spec_getitem.get());
    guard!(c, !function.is_null(), BINARY_SUBSCR, BINARY_SUBSCR_ADAPTIVE);
    // SAFETY: the type's version vouches for the function.
    let function: &PyFunctionObject = unsafe { (*function).cast_unchecked() };
    guard!(c, function.func_version.get() == u32::from(c.cache(3)), BINARY_SUBSCR, BINARY_SUBSCR_ADAPTIVE);
    c.save();
    c.shrink(2);
    c.save_sp();
    // SAFETY: the stack owned both arguments, which the frame takes over.
    let pushed = unsafe { push_frame(Ref::new(function), None, c.sp, 2, None) };
    c.frame.stacktop.set(-1);
    let frame = attempt!(pushed);
    c.jump(4);
    enter_pushed(c, frame)
}

#[inline(always)]
pub fn store_list_int(c: &mut Ctx, _: u32) -> Flow {
    let (list, key) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, list.is_exact::<PyListObject>(), STORE_SUBSCR, STORE_SUBSCR_ADAPTIVE);
    // SAFETY: just checked.
    let list_object: &PyListObject = unsafe { list.cast_unchecked() };
    let index = small_index(key).filter(|index| *index < list_object.len());
    guard!(c, index.is_some(), STORE_SUBSCR, STORE_SUBSCR_ADAPTIVE);
    let Some(index) = index else { return Flow::As(Opcode::STORE_SUBSCR as u16) };
    c.save();
    // SAFETY: the index is below the length; the list takes the stack's reference over.
    let old = unsafe { list_object.slot(index) }.replace(c.peek(3));
    c.shrink(3);
    c.jump(1);
    // SAFETY: the list owned the old item, the stack the others.
    unsafe {
        decref_number(key);
        give_back_two(old, list.as_ptr())
    }
}

#[inline(always)]
pub fn store_dict(c: &mut Ctx, _: u32) -> Flow {
    let (dict, key, value) = (c.peek_ref(2), c.peek_ref(1), c.peek_ref(3));
    guard!(c, dict.is_exact::<PyDictObject>(), STORE_SUBSCR, STORE_SUBSCR_ADAPTIVE);
    c.save();
    // SAFETY: just checked.
    attempt!(unsafe { dict.cast_unchecked::<PyDictObject>() }.set_item(key, value));
    c.shrink(3);
    c.jump(1);
    // SAFETY: the stack owned all three.
    unsafe {
        decref(value.as_ptr());
        give_back_two(key.as_ptr(), dict.as_ptr())
    }
}
