//! Operators, comparisons, subscripts, attributes and names: the generic forms.

use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::object::{PyObject, PyResult};
use vivarium_runtime::objects::Method;
use vivarium_runtime::{bool_, mapping, number, objects, sequence, singletons};

use crate::interp::ctx::{Ctx, Flow, attempt, decref};
use crate::interp::names;

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
                unsafe { decref(value.as_ptr()) };
                Flow::Next
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
pub fn finish_binary(c: &mut Ctx, result: *mut PyObject) {
    let (left, right) = (c.peek(2), c.peek(1));
    c.shrink(1);
    c.set_peek(1, result);
    // SAFETY: the stack owned both.
    unsafe {
        decref(left);
        decref(right);
    }
}

#[inline(always)]
pub fn binary_op(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let function = BINARY[oparg as usize % BINARY.len()];
    let result = attempt!(function(c.peek_ref(2), c.peek_ref(1)));
    finish_binary(c, result.into_raw());
    c.jump(1);
    Flow::Next
}

#[inline(always)]
pub fn compare_op(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let result = attempt!(objects::rich_compare(c.peek_ref(2), c.peek_ref(1), oparg as i32));
    finish_binary(c, result.into_raw());
    c.jump(2);
    Flow::Next
}

#[inline(always)]
pub fn is_op(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let same = c.peek(2) == c.peek(1);
    finish_binary(c, bool_::from_bool(same != (oparg != 0)).into_raw());
    Flow::Next
}

#[inline(always)]
pub fn contains_op(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let found = attempt!(sequence::contains(c.peek_ref(1), c.peek_ref(2)));
    finish_binary(c, bool_::from_bool(found != (oparg != 0)).into_raw());
    Flow::Next
}

#[inline(always)]
pub fn binary_subscr(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let result = attempt!(mapping::get_item(c.peek_ref(2), c.peek_ref(1)));
    finish_binary(c, result.into_raw());
    c.jump(4);
    Flow::Next
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
    // SAFETY: the stack owned it.
    unsafe { decref(owner.as_ptr()) };
    c.jump(4);
    Flow::Next
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
