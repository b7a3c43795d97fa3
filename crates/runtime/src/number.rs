//! The number protocol (`Objects/abstract.c`).

use std::mem::offset_of;

use crate::int::PyLongObject;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::singletons::NOT_IMPLEMENTED;
use crate::typeobject::{BinaryFunc, PyNumberMethods, PyTypeObject, Slot, TernaryFunc};

/// The binary slot at an offset of `tp_as_number`.
#[inline(always)]
fn binary_slot(ty: &PyTypeObject, offset: usize) -> Option<BinaryFunc> {
    let methods = ty.tp_as_number.get();
    if methods.is_null() {
        return None;
    }
    // SAFETY: `offset` is that of a binary slot in the table.
    unsafe { (*methods.cast::<u8>().add(offset).cast::<Slot<BinaryFunc>>()).get() }
}

/// `binary_op1`: tries the slots of both operands, the right one's first if its type is a subclass.
#[inline]
pub fn binary_op1(a: &PyObject, b: &PyObject, offset: usize) -> PyResult {
    let slot_a = binary_slot(a.ob_type(), offset);
    let mut slot_b =
        if std::ptr::eq(a.ob_type(), b.ob_type()) { None } else { binary_slot(b.ob_type(), offset) };
    if let (Some(function_a), Some(function_b)) = (slot_a, slot_b)
        && std::ptr::fn_addr_eq(function_a, function_b)
    {
        slot_b = None;
    }
    if let Some(function_a) = slot_a {
        if let Some(function_b) = slot_b
            && b.ob_type().is_subtype(a.ob_type())
        {
            let result = function_b(a, b)?;
            if !result.is(&NOT_IMPLEMENTED) {
                return Ok(result);
            }
            slot_b = None;
        }
        let result = function_a(a, b)?;
        if !result.is(&NOT_IMPLEMENTED) {
            return Ok(result);
        }
    }
    if let Some(function_b) = slot_b {
        return function_b(a, b);
    }
    Ok(NOT_IMPLEMENTED.to_ref())
}

#[cold]
fn unsupported(a: &PyObject, b: &PyObject, operator: &str) -> Raised {
    crate::raise!(
        TYPE_ERROR,
        "unsupported operand type(s) for {operator}: '{}' and '{}'",
        a.ob_type().full_name(),
        b.ob_type().full_name()
    )
}

fn binary_op(a: &PyObject, b: &PyObject, offset: usize, operator: &str) -> PyResult {
    let result = binary_op1(a, b, offset)?;
    if result.is(&NOT_IMPLEMENTED) {
        return Err(unsupported(a, b, operator));
    }
    Ok(result)
}

/// `binary_iop1`: the in-place slot of the left operand, then the ordinary ones.
fn inplace_op1(a: &PyObject, b: &PyObject, inplace: usize, plain: usize) -> PyResult {
    if let Some(function) = binary_slot(a.ob_type(), inplace) {
        let result = function(a, b)?;
        if !result.is(&NOT_IMPLEMENTED) {
            return Ok(result);
        }
    }
    binary_op1(a, b, plain)
}

fn inplace_op(a: &PyObject, b: &PyObject, inplace: usize, plain: usize, operator: &str) -> PyResult {
    let result = inplace_op1(a, b, inplace, plain)?;
    if result.is(&NOT_IMPLEMENTED) {
        return Err(unsupported(a, b, operator));
    }
    Ok(result)
}

macro_rules! binary {
    ($($name:ident $slot:ident $operator:literal, $inplace_name:ident $inplace_slot:ident $inplace_operator:literal;)*) => {
        $(
            pub fn $name(a: &PyObject, b: &PyObject) -> PyResult {
                binary_op(a, b, offset_of!(PyNumberMethods, $slot), $operator)
            }

            pub fn $inplace_name(a: &PyObject, b: &PyObject) -> PyResult {
                inplace_op(
                    a,
                    b,
                    offset_of!(PyNumberMethods, $inplace_slot),
                    offset_of!(PyNumberMethods, $slot),
                    $inplace_operator,
                )
            }
        )*
    };
}

binary! {
    subtract nb_subtract "-", inplace_subtract nb_inplace_subtract "-=";
    floor_divide nb_floor_divide "//", inplace_floor_divide nb_inplace_floor_divide "//=";
    true_divide nb_true_divide "/", inplace_true_divide nb_inplace_true_divide "/=";
    remainder nb_remainder "%", inplace_remainder nb_inplace_remainder "%=";
    lshift nb_lshift "<<", inplace_lshift nb_inplace_lshift "<<=";
    and nb_and "&", inplace_and nb_inplace_and "&=";
    or nb_or "|", inplace_or nb_inplace_or "|=";
    xor nb_xor "^", inplace_xor nb_inplace_xor "^=";
    matrix_multiply nb_matrix_multiply "@", inplace_matrix_multiply nb_inplace_matrix_multiply "@=";
    rshift_plain nb_rshift ">>", inplace_rshift nb_inplace_rshift ">>=";
}

/// `a >> b`, with CPython's hint for Python 2's `print >>file`.
pub fn rshift(a: &PyObject, b: &PyObject) -> PyResult {
    let result = binary_op1(a, b, offset_of!(PyNumberMethods, nb_rshift))?;
    if result.is(&NOT_IMPLEMENTED) {
        if crate::builtin_function::is_print(a) {
            return Err(crate::raise!(
                TYPE_ERROR,
                "unsupported operand type(s) for >>: '{}' and '{}'. Did you mean \"print(<message>, file=<output_stream>)\"?",
                a.ob_type().full_name(),
                b.ob_type().full_name()
            ));
        }
        return Err(unsupported(a, b, ">>"));
    }
    Ok(result)
}

pub fn divmod(a: &PyObject, b: &PyObject) -> PyResult {
    binary_op(a, b, offset_of!(PyNumberMethods, nb_divmod), "divmod()")
}

/// `a + b`: numbers, then concatenation of sequences.
pub fn add(a: &PyObject, b: &PyObject) -> PyResult {
    let result = binary_op1(a, b, offset_of!(PyNumberMethods, nb_add))?;
    if !result.is(&NOT_IMPLEMENTED) {
        return Ok(result);
    }
    match a.ob_type().as_sequence().and_then(|sequence| sequence.sq_concat.get()) {
        Some(concat) => concat(a, b),
        None => Err(unsupported(a, b, "+")),
    }
}

pub fn inplace_add(a: &PyObject, b: &PyObject) -> PyResult {
    let result =
        inplace_op1(a, b, offset_of!(PyNumberMethods, nb_inplace_add), offset_of!(PyNumberMethods, nb_add))?;
    if !result.is(&NOT_IMPLEMENTED) {
        return Ok(result);
    }
    if let Some(sequence) = a.ob_type().as_sequence()
        && let Some(concat) = sequence.sq_inplace_concat.get().or(sequence.sq_concat.get())
    {
        return concat(a, b);
    }
    Err(unsupported(a, b, "+="))
}

/// `sequence * count` where `count` must be an index.
fn repeat(repeat: crate::typeobject::SizeArgFunc, sequence: &PyObject, count: &PyObject) -> PyResult {
    if !check_index(count) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "can't multiply sequence by non-int of type '{}'",
            count.ob_type().full_name()
        ));
    }
    repeat(sequence, as_size(count, Some(&crate::exceptions::OVERFLOW_ERROR))?)
}

/// `a * b`: numbers, then repetition of a sequence on either side.
pub fn multiply(a: &PyObject, b: &PyObject) -> PyResult {
    let result = binary_op1(a, b, offset_of!(PyNumberMethods, nb_multiply))?;
    if !result.is(&NOT_IMPLEMENTED) {
        return Ok(result);
    }
    if let Some(function) = a.ob_type().as_sequence().and_then(|sequence| sequence.sq_repeat.get()) {
        return repeat(function, a, b);
    }
    if let Some(function) = b.ob_type().as_sequence().and_then(|sequence| sequence.sq_repeat.get()) {
        return repeat(function, b, a);
    }
    Err(unsupported(a, b, "*"))
}

pub fn inplace_multiply(a: &PyObject, b: &PyObject) -> PyResult {
    let result = inplace_op1(
        a,
        b,
        offset_of!(PyNumberMethods, nb_inplace_multiply),
        offset_of!(PyNumberMethods, nb_multiply),
    )?;
    if !result.is(&NOT_IMPLEMENTED) {
        return Ok(result);
    }
    if let Some(sequence) = a.ob_type().as_sequence()
        && let Some(function) = sequence.sq_inplace_repeat.get().or(sequence.sq_repeat.get())
    {
        return repeat(function, a, b);
    }
    // The right operand must not be changed in place, and counts only where the left one is no sequence at all.
    if a.ob_type().as_sequence().is_none()
        && let Some(function) = b.ob_type().as_sequence().and_then(|sequence| sequence.sq_repeat.get())
    {
        return repeat(function, b, a);
    }
    Err(unsupported(a, b, "*="))
}

#[inline(always)]
fn ternary_slot(ty: &PyTypeObject) -> Option<TernaryFunc> {
    ty.as_number().and_then(|number| number.nb_power.get())
}

fn ternary_op(a: &PyObject, b: &PyObject, c: &PyObject, operator: &str) -> PyResult {
    let same = |x: TernaryFunc, y: TernaryFunc| std::ptr::fn_addr_eq(x, y);
    let slot_a = ternary_slot(a.ob_type());
    let mut slot_b = if std::ptr::eq(a.ob_type(), b.ob_type()) { None } else { ternary_slot(b.ob_type()) };
    if let (Some(x), Some(y)) = (slot_a, slot_b)
        && same(x, y)
    {
        slot_b = None;
    }
    if let Some(function_a) = slot_a {
        if let Some(function_b) = slot_b
            && b.ob_type().is_subtype(a.ob_type())
        {
            let result = function_b(a, b, c)?;
            if !result.is(&NOT_IMPLEMENTED) {
                return Ok(result);
            }
            slot_b = None;
        }
        let result = function_a(a, b, c)?;
        if !result.is(&NOT_IMPLEMENTED) {
            return Ok(result);
        }
    }
    if let Some(function_b) = slot_b {
        let result = function_b(a, b, c)?;
        if !result.is(&NOT_IMPLEMENTED) {
            return Ok(result);
        }
    }
    if let Some(function_c) = ternary_slot(c.ob_type())
        && !slot_a.is_some_and(|x| same(x, function_c))
        && !slot_b.is_some_and(|x| same(x, function_c))
    {
        let result = function_c(a, b, c)?;
        if !result.is(&NOT_IMPLEMENTED) {
            return Ok(result);
        }
    }
    if c.is_none() {
        return Err(unsupported(a, b, operator));
    }
    Err(crate::raise!(
        TYPE_ERROR,
        "unsupported operand type(s) for {operator}: '{}', '{}', '{}'",
        a.ob_type().full_name(),
        b.ob_type().full_name(),
        c.ob_type().full_name()
    ))
}

/// `a ** b`, or `pow(a, b, c)` where `c` is not `None`.
pub fn power(a: &PyObject, b: &PyObject, c: &PyObject) -> PyResult {
    ternary_op(a, b, c, "** or pow()")
}

pub fn inplace_power(a: &PyObject, b: &PyObject, c: &PyObject) -> PyResult {
    if let Some(function) = a.ob_type().as_number().and_then(|number| number.nb_inplace_power.get()) {
        let result = function(a, b, c)?;
        if !result.is(&NOT_IMPLEMENTED) {
            return Ok(result);
        }
    }
    ternary_op(a, b, c, "**=")
}

macro_rules! unary {
    ($($name:ident $slot:ident $operator:literal;)*) => {
        $(
            pub fn $name(object: &PyObject) -> PyResult {
                match object.ob_type().as_number().and_then(|number| number.$slot.get()) {
                    Some(function) => function(object),
                    None => Err(crate::raise!(
                        TYPE_ERROR,
                        concat!("bad operand type for ", $operator, ": '{}'"),
                        object.ob_type().full_name()
                    )),
                }
            }
        )*
    };
}

unary! {
    negative nb_negative "unary -";
    positive nb_positive "unary +";
    invert nb_invert "unary ~";
    absolute nb_absolute "abs()";
}

/// Whether the object can serve as an index.
pub fn check_index(object: &PyObject) -> bool {
    object.ob_type().as_number().is_some_and(|number| number.nb_index.get().is_some())
}

/// `operator.index(object)`, which may be an instance of a subclass of `int`.
pub fn index_any(object: &PyObject) -> PyResult {
    if object.is_instance_of::<PyLongObject>() {
        return Ok(object.to_ref());
    }
    let Some(function) = object.ob_type().as_number().and_then(|number| number.nb_index.get()) else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "'{}' object cannot be interpreted as an integer",
            object.ob_type().full_name()
        ));
    };
    let result = function(object)?;
    strict_int(result, "__index__")
}

/// `PyNumber_Index`: exactly an `int`.
pub fn index(object: &PyObject) -> PyResult {
    let result = index_any(object)?;
    if result.is_exact::<PyLongObject>() { Ok(result) } else { crate::int::copy_exact(&result) }
}

/// The result of `__index__`, `__int__` or `__trunc__`: an `int`, with a warning for a strict subclass.
fn strict_int(result: Ref, method: &str) -> PyResult {
    if result.is_exact::<PyLongObject>() {
        return Ok(result);
    }
    let type_name = result.ob_type().full_name();
    if !result.is_instance_of::<PyLongObject>() {
        return Err(crate::raise!(TYPE_ERROR, "{method} returned non-int (type {type_name})"));
    }
    if let Some(warn) = crate::hooks::get().warn {
        warn(
            &crate::exceptions::DEPRECATION_WARNING,
            &format!(
                "{method} returned non-int (type {type_name}).  The ability to return an instance of a strict \
                 subclass of int is deprecated, and may be removed in a future version of Python."
            ),
            1,
        )?;
    }
    Ok(result)
}

/// `PyNumber_AsSsize_t`: an index as a machine integer. Too large: an error of `overflow`'s class, or clipped without one.
pub fn as_size(object: &PyObject, overflow: Option<&PyTypeObject>) -> Result<isize, Raised> {
    let value = index_any(object)?;
    if let Some(value) = crate::int::to_isize(&value) {
        return Ok(value);
    }
    match overflow {
        Some(class) => Err(crate::errors::raise(
            class,
            format_args!("cannot fit '{}' into an index-sized integer", object.ob_type().full_name()),
        )),
        None if crate::int::is_negative(&value) => Ok(isize::MIN),
        None => Ok(isize::MAX),
    }
}

/// An index as a machine integer, `OverflowError` as of the C conversion where it does not fit.
pub fn as_isize(object: &PyObject) -> Result<isize, Raised> {
    let value = index_any(object)?;
    crate::int::to_isize(&value)
        .ok_or_else(|| crate::raise!(OVERFLOW_ERROR, "Python int too large to convert to C ssize_t"))
}

/// An index as a C `int`.
pub fn as_c_int(object: &PyObject) -> Result<i32, Raised> {
    let value = index_any(object)?;
    crate::int::to_isize(&value)
        .and_then(|value| i32::try_from(value).ok())
        .ok_or_else(|| crate::raise!(OVERFLOW_ERROR, "Python int too large to convert to C int"))
}

/// `int(object)` without a base (`PyNumber_Long`).
pub fn int(object: &PyObject) -> PyResult {
    if object.is_exact::<PyLongObject>() {
        return Ok(object.to_ref());
    }
    let exact = |result: Ref| {
        if result.is_exact::<PyLongObject>() { Ok(result) } else { crate::int::copy_exact(&result) }
    };
    let number = object.ob_type().as_number();
    if let Some(function) = number.and_then(|number| number.nb_int.get()) {
        return exact(strict_int(function(object)?, "__int__")?);
    }
    if check_index(object) {
        return index(object);
    }
    if let Some(method) = crate::typeobject::lookup_special(object, crate::name!("__trunc__"))? {
        if let Some(warn) = crate::hooks::get().warn {
            warn(
                &crate::exceptions::DEPRECATION_WARNING,
                "The delegation of int() to __trunc__ is deprecated.",
                1,
            )?;
        }
        let result = crate::call::call(&method, &[])?;
        if result.is_instance_of::<PyLongObject>() {
            return exact(result);
        }
        if !check_index(&result) {
            return Err(crate::raise!(
                TYPE_ERROR,
                "__trunc__ returned non-Integral (type {})",
                result.ob_type().full_name()
            ));
        }
        return index(&result);
    }
    crate::int::from_text_object(object)
}

/// `float(object)` (`PyNumber_Float`).
pub fn float(object: &PyObject) -> PyResult {
    crate::float::from_object(object)
}
