//! Arithmetic and comparisons of ints, floats and strings.

use vivarium_runtime::float::PyFloatObject;
use vivarium_runtime::int::{self, PyLongObject};
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::str::{self, PyUnicodeObject};
use vivarium_runtime::{errors, float, memory};

use crate::interp::ctx::{Ctx, Flow, NUMBER_CLASS, Rare, attempt, decref, give_back_two};
use crate::interp::ops::values::finish_binary;
use crate::interp::pending;
use crate::specialize::{adaptive_form, decide, guard};

adaptive_form!(binary_op_adaptive, decide::binary_op, BINARY_OP);
adaptive_form!(compare_op_adaptive, decide::compare_op, COMPARE_OP);

/// The allocator's list of blocks for numbers is empty: it is filled, and the instruction runs again.
#[cold]
#[inline(never)]
pub fn refill(c: &mut Ctx, _: u32) -> Flow {
    if !memory::prefill(NUMBER_CLASS) {
        c.save();
        errors::no_memory();
        return Flow::Error;
    }
    // SAFETY: the instruction that runs.
    Flow::As(unsafe { *c.ip.sub(1) } & 0xff)
}

/// Gives back an exact float or an exact int of at most two digits, whose blocks have nothing in front.
///
/// # Safety
/// The caller owns a reference to such an object.
#[inline(always)]
pub unsafe fn decref_number(object: &PyObject) {
    let count = object.ob_refcnt.get() - 1;
    object.ob_refcnt.set(count);
    if count == 0 {
        // SAFETY: no reference is left, and such an object holds nothing.
        unsafe { memory::push_free(NUMBER_CLASS, object.as_ptr().cast()) };
    }
}

/// The values of two exact ints of at most one digit.
#[inline(always)]
pub fn compact_pair(left: &PyObject, right: &PyObject) -> Option<(i64, i64)> {
    // SAFETY: called for exact ints.
    let (a, b): (&PyLongObject, &PyLongObject) = unsafe { (left.cast_unchecked(), right.cast_unchecked()) };
    let (m, n) = (a.signed_size(), b.signed_size());
    if (m + 1) as usize > 2 || (n + 1) as usize > 2 {
        return None;
    }
    Some((m as i64 * i64::from(a.ob_digit[0].get()), n as i64 * i64::from(b.ob_digit[0].get())))
}

/// Puts an int of at most two digits in place of two operands that are ints of at most one digit, or says that there is no
/// room for it yet.
#[inline(always)]
pub fn finish_ints(c: &mut Ctx, left: &PyObject, right: &PyObject, value: i64) -> Flow {
    let result = int::short_or_null(value);
    if result.is_null() {
        return Flow::Rare(refill);
    }
    c.shrink(1);
    c.set_peek(1, result);
    // SAFETY: the stack owned both.
    unsafe {
        decref_number(left);
        decref_number(right);
    }
    c.jump(1);
    Flow::Next
}

#[inline(always)]
fn int_operation(c: &mut Ctx, small: impl FnOnce(i64, i64) -> i64, large: Rare) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyLongObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyLongObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    let Some((a, b)) = compact_pair(left, right) else { return Flow::Rare(large) };
    finish_ints(c, left, right, in_one_register(small(a, b)))
}

/// The value itself, which from here on stands in one register: the compiler would keep its parts, to fold them into each
/// of its uses, and save registers for them.
#[inline(always)]
fn in_one_register(value: i64) -> i64 {
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    {
        let mut value = value;
        // SAFETY: no instruction.
        unsafe {
            std::arch::asm!("/* {0} */", inout(reg) value, options(pure, nomem, nostack, preserves_flags))
        };
        value
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    value
}

/// As the small operations, for ints of any size.
#[inline(always)]
fn large(c: &mut Ctx, operation: fn(&PyLongObject, &PyLongObject) -> PyResult) -> Flow {
    c.save();
    // SAFETY: both are ints.
    let result =
        attempt!(unsafe { operation(c.peek_ref(2).cast_unchecked(), c.peek_ref(1).cast_unchecked()) });
    c.jump(1);
    finish_binary(c, result.into_raw())
}

macro_rules! int_forms {
    ($($name:ident, $large:ident, $operator:tt, $function:path;)*) => {
        $(
            #[inline(always)]
            pub fn $name(c: &mut Ctx, _: u32) -> Flow {
                int_operation(c, |a, b| a $operator b, $large)
            }

            #[inline(never)]
            fn $large(c: &mut Ctx, _: u32) -> Flow {
                large(c, $function)
            }
        )*
    };
}

int_forms! {
    add_int, add_large, +, int::arith::add;
    subtract_int, subtract_large, -, int::arith::subtract;
    multiply_int, multiply_large, *, int::arith::multiply;
}

#[inline(always)]
fn float_operation(c: &mut Ctx, operation: impl FnOnce(f64, f64) -> f64) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyFloatObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyFloatObject>(), BINARY_OP, BINARY_OP_ADAPTIVE);
    // SAFETY: checked above.
    let (a, b): (&PyFloatObject, &PyFloatObject) = unsafe { (left.cast_unchecked(), right.cast_unchecked()) };
    finish_floats(c, a, b, operation(a.value(), b.value()))
}

/// Puts a float in place of two operands, in the memory of one of them if nobody else can see that.
#[inline(always)]
pub fn finish_floats(c: &mut Ctx, left: &PyFloatObject, right: &PyFloatObject, value: f64) -> Flow {
    if left.refcount() == 1 {
        left.ob_fval.set(value);
        // SAFETY: the stack owned it.
        unsafe { decref_number(right) };
    } else if right.refcount() == 1 {
        right.ob_fval.set(value);
        c.set_peek(2, right.as_ptr());
        // Not the last reference, as it has others.
        left.ob_refcnt.set(left.ob_refcnt.get() - 1);
    } else {
        let result = float::new_or_null(value);
        if result.is_null() {
            return Flow::Rare(refill);
        }
        c.set_peek(2, result);
        // SAFETY: the stack owned both.
        unsafe {
            decref_number(left);
            decref_number(right);
        }
    }
    c.shrink(1);
    c.jump(1);
    Flow::Next
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
    c.jump(1);
    finish_binary(c, result.upcast().into_raw())
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
    Flow::Rare(append)
}

#[inline(never)]
fn append(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    // SAFETY: STORE_FAST follows the counter.
    let local = c.local(u32::from(unsafe { *c.ip.add(1) } >> 8));
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

/// The conditional jump behind a comparison, by the mask in the cache: taken or not, then both are done. `place` is 0 for
/// less, 1 for equal, 2 for greater.
#[inline(always)]
fn jump_on(c: &mut Ctx, place: i32) -> Flow {
    let jump = (9 << place) & i32::from(c.cache(1));
    // SAFETY: the jump follows the two cache units.
    let distance = unsafe { *c.ip.add(2) } >> 8;
    if jump != 0 {
        if jump >= 8 {
            c.save();
        }
        c.jump(3);
        if jump >= 8 {
            c.jump(-(distance as isize));
            return pending::look(c);
        }
        c.jump(distance as isize);
    } else {
        c.jump(3);
    }
    Flow::Next
}

/// 0 for less, 1 for equal, 2 for greater.
#[inline(always)]
fn place_of<T: PartialOrd>(a: T, b: T) -> i32 {
    i32::from(a >= b) + i32::from(a > b)
}

/// Drops the two operands, which are numbers, and jumps or not.
#[inline(always)]
fn jump_on_numbers(c: &mut Ctx, place: i32) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    c.shrink(2);
    // SAFETY: the stack owned both.
    unsafe {
        decref_number(left);
        decref_number(right);
    }
    jump_on(c, place)
}

#[inline(always)]
pub fn compare_int_jump(c: &mut Ctx, _: u32) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyLongObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyLongObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    let pair = compact_pair(left, right);
    guard!(c, pair.is_some(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    let (a, b) = pair.unwrap_or_default();
    jump_on_numbers(c, place_of(a, b))
}

#[inline(always)]
pub fn compare_float_jump(c: &mut Ctx, _: u32) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyFloatObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyFloatObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    // SAFETY: checked above.
    let (a, b): (&PyFloatObject, &PyFloatObject) = unsafe { (left.cast_unchecked(), right.cast_unchecked()) };
    let (a, b) = (a.value(), b.value());
    guard!(c, !a.is_nan() && !b.is_nan(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    jump_on_numbers(c, place_of(a, b))
}

#[inline(always)]
pub fn compare_str_jump(c: &mut Ctx, _: u32) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    guard!(c, left.is_exact::<PyUnicodeObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    guard!(c, right.is_exact::<PyUnicodeObject>(), COMPARE_OP, COMPARE_OP_ADAPTIVE);
    c.save();
    // SAFETY: checked above.
    let equal = left.is(right) || unsafe { str::equal_exact(left.cast_unchecked(), right.cast_unchecked()) };
    c.shrink(2);
    // For `!=` the mask asks for less or greater, and differing counts as less.
    let flow = jump_on(c, i32::from(equal));
    // SAFETY: the stack owned both.
    let dead = unsafe { give_back_two(left.as_ptr(), right.as_ptr()) };
    if matches!(dead, Flow::Next) { flow } else { dead }
}
