//! Operators, comparisons, subscripts, attributes and names: the generic forms.

use vivarium_bytecode::Opcode;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::float::PyFloatObject;
use vivarium_runtime::int::{PyLongObject, SHIFT};
use vivarium_runtime::object::{PyObject, PyResult};
use vivarium_runtime::objects::Method;
use vivarium_runtime::set::{PySetObject, SET_TYPE};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{bool_, float, mapping, memory, number, objects, sequence, singletons};

use crate::interp::ctx::{Ctx, Flow, NUMBER_CLASS, attempt, decref, give_back, give_back_two};
use crate::interp::names;
use crate::interp::table::more;
use crate::specialize::forms::arith::{compact_pair, finish_ints};

macro_rules! unary {
    ($($name:ident = $function:path;)*) => {
        $(
            #[inline(always)]
            pub fn $name(c: &mut Ctx, _: u32) -> Flow {
                c.save();
                let value = c.peek_ref(1);
                let result = attempt!($function(value));
                c.set_peek(1, result.into_raw());
                // SAFETY: the stack owned it.
                unsafe { give_back(value.as_ptr()) }
            }
        )*
    };
}

unary! {
    unary_positive = number::positive;
    unary_negative = number::negative;
    unary_invert = number::invert;
    unary_not = not;
}

fn not(value: &PyObject) -> PyResult {
    Ok(bool_::from_bool(!objects::is_true(value)?))
}

fn power(a: &PyObject, b: &PyObject) -> PyResult {
    number::power(a, b, singletons::none())
}

fn inplace_power(a: &PyObject, b: &PyObject) -> PyResult {
    number::inplace_power(a, b, singletons::none())
}

/// The functions by BINARY_OP's argument.
pub static BINARY: [fn(&PyObject, &PyObject) -> PyResult; 26] = [
    number::add,
    number::and,
    number::floor_divide,
    number::lshift,
    number::matrix_multiply,
    number::multiply,
    number::remainder,
    number::or,
    power,
    number::rshift,
    number::subtract,
    number::true_divide,
    number::xor,
    number::inplace_add,
    number::inplace_and,
    number::inplace_floor_divide,
    number::inplace_lshift,
    number::inplace_matrix_multiply,
    number::inplace_multiply,
    number::inplace_remainder,
    number::inplace_or,
    inplace_power,
    number::inplace_rshift,
    number::inplace_subtract,
    number::inplace_true_divide,
    number::inplace_xor,
];

/// Puts a result in place of two operands.
#[inline(always)]
pub fn finish_binary(c: &mut Ctx, result: *mut PyObject) -> Flow {
    let (left, right) = (c.peek(2), c.peek(1));
    c.shrink(1);
    c.set_peek(1, result);
    // SAFETY: the stack owned both.
    unsafe { give_back_two(left, right) }
}

/// BINARY_OP's argument where an operator in place counts as the operator.
#[inline(always)]
fn operator(oparg: u32) -> u32 {
    if oparg >= 13 { oparg - 13 } else { oparg }
}

/// An operation on ints of one digit whose result has at most two, for the operators without a specialised form.
#[inline(always)]
fn small_operation(oparg: u32, a: i64, b: i64) -> Option<i64> {
    // One digit fits 32 bits, which divide faster.
    let (m, n) = (a as i32, b as i32);
    Some(match operator(oparg) {
        0 => a + b,
        1 => a & b,
        2 if n != 0 => {
            let quotient = m / n;
            i64::from(quotient - i32::from(m % n != 0 && (m < 0) != (n < 0)))
        }
        3 if (0..SHIFT as i32).contains(&n) => a << n,
        5 => a * b,
        6 if n != 0 => {
            let rest = m % n;
            i64::from(if rest != 0 && (rest < 0) != (n < 0) { rest + n } else { rest })
        }
        7 => a | b,
        9 if n >= 0 => a >> n.min(63),
        10 => a - b,
        12 => a ^ b,
        _ => return None,
    })
}

#[inline(always)]
pub fn binary_op(c: &mut Ctx, oparg: u32) -> Flow {
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    if left.is_exact::<PyLongObject>()
        && right.is_exact::<PyLongObject>()
        && let Some((a, b)) = compact_pair(left, right)
        && let Some(value) = small_operation(oparg, a, b)
    {
        return match finish_ints(c, left, right, value) {
            Flow::Next => Flow::Next,
            _ => Flow::Rare(binary_op_refilled),
        };
    }
    Flow::As(more::BINARY_OP_GENERIC)
}

/// As `arith::refill`, where the instruction may have come here from its adaptive form.
#[cold]
#[inline(never)]
fn binary_op_refilled(_: &mut Ctx, _: u32) -> Flow {
    if !memory::prefill(NUMBER_CLASS) {
        return Flow::As(more::BINARY_OP_GENERIC);
    }
    Flow::As(Opcode::BINARY_OP as u16)
}

/// The value of a float, or of a small int beside one.
#[inline(always)]
fn number_beside_float(object: &PyObject) -> Option<f64> {
    if object.is_exact::<PyFloatObject>() {
        // SAFETY: just checked.
        return Some(unsafe { object.cast_unchecked::<PyFloatObject>() }.value());
    }
    if object.is_exact::<PyLongObject>() {
        // SAFETY: just checked.
        return unsafe { object.cast_unchecked::<PyLongObject>() }.compact().map(|value| value as f64);
    }
    None
}

/// The four operations on floats, or on a float and a small int, and the division of small ints.
#[inline(always)]
fn float_operation(oparg: u32, left: &PyObject, right: &PyObject) -> Option<f64> {
    let (a, b) = (number_beside_float(left)?, number_beside_float(right)?);
    let operator = operator(oparg);
    if operator != 11 && !left.is_exact::<PyFloatObject>() && !right.is_exact::<PyFloatObject>() {
        return None;
    }
    Some(match operator {
        0 => a + b,
        5 => a * b,
        10 => a - b,
        11 if b != 0.0 => a / b,
        _ => return None,
    })
}

#[inline(always)]
pub fn binary_op_generic(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let result = attempt!(operate(oparg, c.peek_ref(2), c.peek_ref(1)));
    c.jump(1);
    finish_binary(c, result.into_raw())
}

#[inline(never)]
fn operate(oparg: u32, left: &PyObject, right: &PyObject) -> PyResult {
    match float_operation(oparg, left, right) {
        Some(value) => float::from_f64(value),
        None => BINARY[oparg as usize % BINARY.len()](left, right),
    }
}

#[inline(always)]
pub fn compare_op(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let (left, right) = (c.peek_ref(2), c.peek_ref(1));
    let result = if left.is_exact::<PyLongObject>()
        && right.is_exact::<PyLongObject>()
        && let Some((a, b)) = compact_pair(left, right)
    {
        bool_::from_bool(match oparg {
            0 => a < b,
            1 => a <= b,
            2 => a == b,
            3 => a != b,
            4 => a > b,
            _ => a >= b,
        })
    } else {
        attempt!(objects::rich_compare(left, right, oparg as i32))
    };
    c.jump(2);
    finish_binary(c, result.into_raw())
}

#[inline(always)]
pub fn is_op(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let same = c.peek(2) == c.peek(1);
    finish_binary(c, bool_::from_bool(same != (oparg != 0)).into_raw())
}

#[inline(always)]
fn exact_set(object: &PyObject) -> Option<&PySetObject> {
    // SAFETY: a set, whose layout this is.
    std::ptr::eq(object.ob_type(), &SET_TYPE).then(|| unsafe { object.cast_unchecked() })
}

#[inline(always)]
pub fn contains_op(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let (container, value) = (c.peek_ref(1), c.peek_ref(2));
    let found = attempt!(if let Some(dict) = container.cast_exact::<PyDictObject>() {
        dict.contains(value)
    } else if let Some(set) = exact_set(container)
        && (value.is_exact::<PyLongObject>() || value.is_exact::<PyUnicodeObject>())
    {
        set.contains(value)
    } else {
        sequence::contains(container, value)
    });
    finish_binary(c, bool_::from_bool(found != (oparg != 0)).into_raw())
}

#[inline(always)]
pub fn binary_subscr(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let result = attempt!(mapping::get_item(c.peek_ref(2), c.peek_ref(1)));
    c.jump(4);
    finish_binary(c, result.into_raw())
}

#[inline(always)]
pub fn store_subscr(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let (key, container, value) = (c.pop_ref(), c.pop_ref(), c.pop_ref());
    attempt!(mapping::set_item(&container, &key, Some(&value)));
    c.jump(1);
    Flow::Next
}

#[inline(always)]
pub fn delete_subscr(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let (key, container) = (c.pop_ref(), c.pop_ref());
    attempt!(mapping::del_item(&container, &key));
    Flow::Next
}

#[inline(always)]
pub fn load_attr(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let owner = c.peek_ref(1);
    let value = attempt!(objects::get_attr(owner, c.name(oparg)));
    c.set_peek(1, value.into_raw());
    c.jump(4);
    // SAFETY: the stack owned it.
    unsafe { give_back(owner.as_ptr()) }
}

#[inline(always)]
pub fn store_attr(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let (owner, value) = (c.pop_ref(), c.pop_ref());
    attempt!(objects::set_attr(&owner, c.name(oparg), Some(&value)));
    c.jump(4);
    Flow::Next
}

#[inline(always)]
pub fn delete_attr(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let owner = c.pop_ref();
    attempt!(objects::set_attr(&owner, c.name(oparg), None));
    Flow::Next
}

#[inline(always)]
pub fn load_method(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let owner = c.peek_ref(1);
    let found = attempt!(objects::lookup_method(owner, c.name(oparg)));
    match found {
        Method::Unbound(method) => {
            // The object stays as the method's first argument.
            c.set_peek(1, method.into_raw());
            c.push(owner.as_ptr());
        }
        Method::Bound(value) => {
            c.set_peek(1, std::ptr::null_mut());
            c.push(value.into_raw());
            // SAFETY: the stack owned it.
            unsafe { decref(owner.as_ptr()) };
        }
    }
    c.jump(10);
    Flow::Next
}

#[inline(always)]
pub fn load_name(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let value = attempt!(names::load_name(c.frame, c.name(oparg)));
    c.push_ref(value);
    Flow::Next
}

#[inline(always)]
pub fn store_name(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let value = c.pop_ref();
    attempt!(names::store_name(c.frame, c.name(oparg), &value));
    Flow::Next
}

#[inline(always)]
pub fn delete_name(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    attempt!(names::delete_name(c.frame, c.name(oparg)));
    Flow::Next
}

#[inline(always)]
pub fn load_global(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    if oparg & 1 != 0 {
        c.push(std::ptr::null_mut());
    }
    let value = attempt!(names::load_global(c.frame, c.name(oparg >> 1)));
    c.push_ref(value);
    c.jump(5);
    Flow::Next
}

#[inline(always)]
pub fn store_global(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let value = c.pop_ref();
    // SAFETY: globals are a dict.
    let globals: &PyDictObject = unsafe { c.frame.globals().cast_unchecked() };
    attempt!(globals.set_item(c.name(oparg), &value));
    Flow::Next
}

#[inline(always)]
pub fn delete_global(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    attempt!(names::delete_global(c.frame, c.name(oparg)));
    Flow::Next
}

#[inline(always)]
pub fn setup_annotations(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    attempt!(names::setup_annotations(c.frame));
    Flow::Next
}
