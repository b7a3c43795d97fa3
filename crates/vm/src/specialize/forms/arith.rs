//! Arithmetic and comparisons of ints, floats and strings.

use std::cmp::Ordering;

use vivarium_bytecode::Opcode;
use vivarium_runtime::float::{self, PyFloatObject};
use vivarium_runtime::int::{self, PyLongObject};
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::str::{self, PyUnicodeObject};
use vivarium_runtime::{memory, number};

use crate::interp::ctx::{Ctx, Flow, attempt, decref};
use crate::specialize::{adaptive, decide, guard};

#[inline(always)]
pub fn binary_op_adaptive(c: &mut Ctx, oparg: u32) -> Flow {
    adaptive(c, Opcode::BINARY_OP, |c| decide::binary_op(c, oparg))
}

#[inline(always)]
pub fn compare_op_adaptive(c: &mut Ctx, oparg: u32) -> Flow {
    adaptive(c, Opcode::COMPARE_OP, |c| decide::compare_op(c, oparg))
}

/// Gives back an int or a float, whose blocks have nothing in front.
///
/// # Safety
/// The caller owns a reference to an exact int or float.
#[inline(always)]
unsafe fn decref_number(object: &PyObject) {
    let count = object.ob_refcnt.get() - 1;
    object.ob_refcnt.set(count);
    if count == 0 {
        // SAFETY: no reference is left, and such an object holds nothing.
        unsafe { memory::free(object.as_ptr().cast()) };
    }
}

#[inline(always)]
fn finish_numbers(c: &mut Ctx, left: &PyObject, right: &PyObject, result: Ref) -> Flow {
    c.shrink(1);
    c.set_peek(1, result.into_raw());
    // SAFETY: the stack owned both.
    unsafe {
        decref_number(left);
        decref_number(right);
    }
    c.jump(1);
    Flow::Next
}

#[inline(always)]
fn int_operation(
    c: &mut Ctx,
    small: impl FnOnce(i64, i64) -> i64,
    large: impl FnOnce(&PyObject, &PyObject) -> PyResult,
) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyLongObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyLongObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    c.save();
    // SAFETY: checked above.
    let (a, b): (&PyLongObject, &PyLongObject) = unsafe { (left.cast_unchecked(), right.cast_unchecked()) };
    let result = match (a.compact(), b.compact()) {
        (Some(a), Some(b)) => attempt!(int::from_i64(small(a, b))),
        _ => attempt!(large(left, right)),
    };
    finish_numbers(c, left, right, result)
}

#[inline(always)]
pub fn add_int(c: &mut Ctx, _: u32) -> Flow {
    int_operation(c, |a, b| a + b, number::add)
}

#[inline(always)]
pub fn subtract_int(c: &mut Ctx, _: u32) -> Flow {
    int_operation(c, |a, b| a - b, number::subtract)
}

#[inline(always)]
pub fn multiply_int(c: &mut Ctx, _: u32) -> Flow {
    int_operation(c, |a, b| a * b, number::multiply)
}

#[inline(always)]
fn float_operation(c: &mut Ctx, operation: impl FnOnce(f64, f64) -> f64) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyFloatObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyFloatObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    c.save();
    // SAFETY: checked above.
    let (a, b): (&PyFloatObject, &PyFloatObject) = unsafe { (left.cast_unchecked(), right.cast_unchecked()) };
    let value = operation(a.value(), b.value());
    if left.refcount() == 1 {
        // Nobody else can see it: it becomes the result.
        a.ob_fval.set(value);
        c.shrink(1);
        // SAFETY: the stack owned it.
        unsafe { decref_number(right) };
        c.jump(1);
        return Flow::Next;
    }
    let result = attempt!(float::from_f64(value));
    finish_numbers(c, left, right, result)
}

#[inline(always)]
pub fn add_float(c: &mut Ctx, _: u32) -> Flow {
    float_operation(c, |a, b| a + b)
}

#[inline(always)]
pub fn subtract_float(c: &mut Ctx, _: u32) -> Flow {
    float_operation(c, |a, b| a - b)
}

#[inline(always)]
pub fn multiply_float(c: &mut Ctx, _: u32) -> Flow {
    float_operation(c, |a, b| a * b)
}

#[inline(always)]
pub fn add_unicode(c: &mut Ctx, _: u32) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyUnicodeObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyUnicodeObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    c.save();
    // SAFETY: checked above.
    let (a, b): (&PyUnicodeObject, &PyUnicodeObject) =
        unsafe { (left.cast_unchecked(), right.cast_unchecked()) };
    let result = attempt!(str::concat(a, b));
    c.shrink(1);
    c.set_peek(1, result.upcast().into_raw());
    // SAFETY: the stack owned both.
    unsafe {
        decref(left.as_ptr());
        decref(right.as_ptr());
    }
    c.jump(1);
    Flow::Next
}

/// `s = s + t` where `s` is the local on the left, which STORE_FAST behind this overwrites.
#[inline(always)]
pub fn inplace_add_unicode(c: &mut Ctx, _: u32) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyUnicodeObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyUnicodeObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    // SAFETY: STORE_FAST follows the counter.
    let store = unsafe { *c.ip.add(1) };
    let local = c.local(u32::from(store >> 8));
    // SAFETY: a local of the compiler's.
    guard!(c, unsafe { *local } == left.as_ptr(), BINARY_OP, BINARY_OP_ADAPTIVE);
    c.save();
    // SAFETY: the local owned a reference besides the stack's, which is the last one if nobody else has any.
    let mut string = unsafe {
        *local = std::ptr::null_mut();
        decref(left.as_ptr());
        c.shrink(2);
        Ref::from_raw(left.as_ptr())
    };
    let appended = str::append(&mut string, right);
    // SAFETY: the stack owned it.
    unsafe { decref(right.as_ptr()) };
    attempt!(appended);
    // SAFETY: the local was emptied above.
    unsafe { *local = string.into_raw() };
    // The counter and the STORE_FAST.
    c.jump(2);
    Flow::Next
}

/// The conditional jump behind a comparison: taken or not, then both are done.
#[inline(always)]
fn jump_on(c: &mut Ctx, holds: bool) -> Flow {
    // SAFETY: the jump follows the two cache units.
    let jump = unsafe { *c.ip.add(2) };
    let distance = (jump >> 8) as isize;
    let wants = matches!(
        Opcode::from_byte(jump as u8),
        Some(Opcode::POP_JUMP_FORWARD_IF_TRUE | Opcode::POP_JUMP_BACKWARD_IF_TRUE)
    );
    let backward = matches!(
        Opcode::from_byte(jump as u8),
        Some(Opcode::POP_JUMP_BACKWARD_IF_TRUE | Opcode::POP_JUMP_BACKWARD_IF_FALSE)
    );
    c.jump(3);
    if holds == wants {
        c.jump(if backward { -distance } else { distance });
    }
    Flow::Next
}

/// What the mask of a comparison says: less 1, greater 2, equal 4 (`when_to_jump_mask`), here as whether it holds.
#[inline(always)]
fn ordering_holds(oparg: u32, ordering: Ordering) -> bool {
    match oparg {
        0 => ordering == Ordering::Less,
        1 => ordering != Ordering::Greater,
        2 => ordering == Ordering::Equal,
        3 => ordering != Ordering::Equal,
        4 => ordering == Ordering::Greater,
        _ => ordering != Ordering::Less,
    }
}

#[inline(always)]
pub fn compare_int_jump(c: &mut Ctx, oparg: u32) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyLongObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyLongObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    // SAFETY: checked above.
    let (a, b): (&PyLongObject, &PyLongObject) = unsafe { (left.cast_unchecked(), right.cast_unchecked()) };
    let (a, b) = (a.compact(), b.compact());
    guard!(c, a.is_some() && b.is_some(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    let holds = ordering_holds(oparg, a.cmp(&b));
    c.shrink(2);
    // SAFETY: the stack owned both.
    unsafe {
        decref_number(left);
        decref_number(right);
    }
    jump_on(c, holds)
}

#[inline(always)]
pub fn compare_float_jump(c: &mut Ctx, oparg: u32) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyFloatObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyFloatObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    // SAFETY: checked above.
    let (a, b): (&PyFloatObject, &PyFloatObject) = unsafe { (left.cast_unchecked(), right.cast_unchecked()) };
    let ordering = a.value().partial_cmp(&b.value());
    guard!(c, ordering.is_some(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    let holds = ordering.is_some_and(|ordering| ordering_holds(oparg, ordering));
    c.shrink(2);
    // SAFETY: the stack owned both.
    unsafe {
        decref_number(left);
        decref_number(right);
    }
    jump_on(c, holds)
}

#[inline(always)]
pub fn compare_str_jump(c: &mut Ctx, oparg: u32) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyUnicodeObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyUnicodeObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    c.save();
    // SAFETY: checked above.
    let equal = left.is(right) || unsafe { str::equal(left.cast_unchecked(), right.cast_unchecked()) };
    c.shrink(2);
    // SAFETY: the stack owned both.
    unsafe {
        decref(left.as_ptr());
        decref(right.as_ptr());
    }
    jump_on(c, equal == (oparg == 2))
}
