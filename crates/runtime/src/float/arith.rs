//! The number slots of `float`, its comparison and its hash.

use std::cell::Cell;
use std::cmp::Ordering;
use std::ffi::c_int;

use num_bigint::BigInt;

use super::{PyFloatObject, from_f64};
use crate::int::PyLongObject;
use crate::int::arith::{HASH_MODULUS, ordering_matches};
use crate::object::{PyObject, PyResult, Raised};
use crate::raise;
use crate::singletons::not_implemented;
use crate::typeobject::PyNumberMethods;

pub(crate) static FLOAT_AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_add: Cell::new(Some(float_add)),
    nb_subtract: Cell::new(Some(float_sub)),
    nb_multiply: Cell::new(Some(float_mul)),
    nb_remainder: Cell::new(Some(float_rem)),
    nb_divmod: Cell::new(Some(float_divmod)),
    nb_power: Cell::new(Some(float_pow)),
    nb_negative: Cell::new(Some(float_neg)),
    nb_positive: Cell::new(Some(float_float)),
    nb_absolute: Cell::new(Some(float_abs)),
    nb_bool: Cell::new(Some(float_bool)),
    nb_int: Cell::new(Some(float_int)),
    nb_float: Cell::new(Some(float_float)),
    nb_floor_divide: Cell::new(Some(float_floor_div)),
    nb_true_divide: Cell::new(Some(float_div)),
    ..PyNumberMethods::EMPTY
};

/// An operand as a float; no value for other types than `float` and `int`.
#[inline(always)]
fn operand(object: &PyObject) -> Result<Option<f64>, Raised> {
    if let Some(float) = object.cast::<PyFloatObject>() {
        return Ok(Some(float.value()));
    }
    match object.cast::<PyLongObject>() {
        Some(long) => long.to_f64().map(Some),
        None => Ok(None),
    }
}

#[inline(always)]
fn operands(a: &PyObject, b: &PyObject) -> Result<Option<(f64, f64)>, Raised> {
    let Some(a) = operand(a)? else { return Ok(None) };
    Ok(operand(b)?.map(|b| (a, b)))
}

macro_rules! binary {
    ($name:ident, |$a:ident, $b:ident| $body:expr) => {
        pub(crate) extern "C" fn $name(a: &PyObject, b: &PyObject) -> PyResult {
            match operands(a, b)? {
                Some(($a, $b)) => $body,
                None => Ok(not_implemented()),
            }
        }
    };
}

binary!(float_add, |a, b| from_f64(a + b));
binary!(float_sub, |a, b| from_f64(a - b));
binary!(float_mul, |a, b| from_f64(a * b));
binary!(float_div, |a, b| {
    if b == 0.0 {
        return Err(raise!(ZERO_DIVISION_ERROR, "float division by zero"));
    }
    from_f64(a / b)
});
binary!(float_rem, |a, b| {
    if b == 0.0 {
        return Err(raise!(ZERO_DIVISION_ERROR, "float modulo"));
    }
    from_f64(modulo(a, b))
});
binary!(float_floor_div, |a, b| {
    if b == 0.0 {
        return Err(raise!(ZERO_DIVISION_ERROR, "float floor division by zero"));
    }
    from_f64(div_mod(a, b).0)
});
binary!(float_divmod, |a, b| {
    if b == 0.0 {
        return Err(raise!(ZERO_DIVISION_ERROR, "float divmod()"));
    }
    let (quotient, rest) = div_mod(a, b);
    Ok(crate::tuple::new([from_f64(quotient)?, from_f64(rest)?])?.upcast())
});

/// The rest with the divisor's sign.
fn modulo(a: f64, b: f64) -> f64 {
    let rest = a % b;
    if rest == 0.0 {
        return 0.0f64.copysign(b);
    }
    if (b < 0.0) != (rest < 0.0) { rest + b } else { rest }
}

/// `_float_div_mod`.
fn div_mod(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0f64.copysign(a / b), rest);
    }
    // The division may miss a whole number by a little.
    let mut floor = quotient.floor();
    if quotient - floor > 0.5 {
        floor += 1.0;
    }
    (floor, rest)
}

fn is_odd_integer(value: f64) -> bool {
    value.abs() % 2.0 == 1.0
}

/// `float ** float`; also `int ** negative int`.
pub(crate) extern "C" fn float_pow(a: &PyObject, b: &PyObject, c: &PyObject) -> PyResult {
    if !c.is_none() {
        return Err(raise!(TYPE_ERROR, "pow() 3rd argument not allowed unless all arguments are integers"));
    }
    let Some((x, y)) = operands(a, b)? else { return Ok(not_implemented()) };
    if y == 0.0 {
        return from_f64(1.0);
    }
    if x.is_nan() {
        return from_f64(x);
    }
    if y.is_nan() {
        return from_f64(if x == 1.0 { 1.0 } else { y });
    }
    if y.is_infinite() {
        let x = x.abs();
        return from_f64(if x == 1.0 {
            1.0
        } else if (y > 0.0) == (x > 1.0) {
            y.abs()
        } else {
            0.0
        });
    }
    if x.is_infinite() {
        let odd = is_odd_integer(y);
        return from_f64(match (y > 0.0, odd) {
            (true, true) => x,
            (true, false) => x.abs(),
            (false, true) => 0.0f64.copysign(x),
            (false, false) => 0.0,
        });
    }
    if x == 0.0 {
        if y < 0.0 {
            return Err(raise!(ZERO_DIVISION_ERROR, "0.0 cannot be raised to a negative power"));
        }
        return from_f64(if is_odd_integer(y) { x } else { 0.0 });
    }
    let mut negative = false;
    if x < 0.0 {
        if y != y.floor() {
            return crate::complex::complex_pow(a, b, c);
        }
        negative = is_odd_integer(y);
    }
    let x = x.abs();
    if x == 1.0 {
        return from_f64(if negative { -1.0 } else { 1.0 });
    }
    let result = x.powf(y);
    if result.is_infinite() {
        return Err(out_of_range());
    }
    from_f64(if negative { -result } else { result })
}

/// The error that C's `pow` leaves behind: `(34, 'Numerical result out of range')`.
#[cold]
pub(crate) fn out_of_range() -> Raised {
    let made = crate::int::from_i64(34).and_then(|number| {
        let text = crate::str::new("Numerical result out of range")?.upcast();
        crate::tuple::new([number, text])
    });
    match made {
        Ok(arguments) => crate::errors::set_object(&crate::exceptions::OVERFLOW_ERROR, arguments.upcast()),
        Err(raised) => raised,
    }
}

#[inline(always)]
fn value(object: &PyObject) -> f64 {
    // SAFETY: a slot of `float`.
    unsafe { object.cast_unchecked::<PyFloatObject>() }.value()
}

extern "C" fn float_neg(a: &PyObject) -> PyResult {
    from_f64(-value(a))
}

extern "C" fn float_abs(a: &PyObject) -> PyResult {
    from_f64(value(a).abs())
}

/// `+a`, `float(a)`: `a` itself if it is exactly a `float`.
extern "C" fn float_float(a: &PyObject) -> PyResult {
    if a.is_exact::<PyFloatObject>() { Ok(a.to_ref()) } else { from_f64(value(a)) }
}

extern "C" fn float_bool(a: &PyObject) -> c_int {
    c_int::from(value(a) != 0.0)
}

extern "C" fn float_int(a: &PyObject) -> PyResult {
    crate::int::from_f64(value(a))
}

/// Order of a float and an integer of any size, exactly; no value for a NaN.
fn compare_with_int(float: f64, long: &PyLongObject) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if let Some(value) = long.to_i64()
        && value.unsigned_abs() <= 1 << 53
    {
        return float.partial_cmp(&(value as f64));
    }
    if float.is_infinite() {
        return float.partial_cmp(&0.0);
    }
    let whole = float.trunc();
    let order = match crate::int::from_f64(whole).ok()?.cast::<PyLongObject>() {
        Some(whole) => whole.compare(long),
        None => BigInt::ZERO.cmp(&long.to_bigint()),
    };
    // Equal whole parts: what stands behind the point decides.
    Some(order.then(float.partial_cmp(&whole)?))
}

pub(crate) extern "C" fn float_richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    let x = value(a);
    let order = if let Some(y) = b.cast::<PyFloatObject>() {
        x.partial_cmp(&y.value())
    } else if let Some(long) = b.cast::<PyLongObject>() {
        compare_with_int(x, long)
    } else {
        return Ok(not_implemented());
    };
    // A NaN is not equal to anything, and nothing else holds of it.
    Ok(crate::bool_::from_bool(order.map_or(op == 3, |order| ordering_matches(order, op))))
}

pub(crate) extern "C" fn float_hash(object: &PyObject) -> isize {
    hash_f64(object, value(object))
}

/// `_Py_HashDouble`: as the equal integer or fraction; a NaN by the object's address.
pub fn hash_f64(object: &PyObject, value: f64) -> isize {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value.is_nan() {
        let hash = object.address().rotate_right(4) as isize;
        return if hash == -1 { -2 } else { hash };
    }
    let bits = value.to_bits();
    let (exponent, mantissa) = ((bits >> 52 & 0x7ff) as i64, bits & ((1 << 52) - 1));
    let (mantissa, exponent) = match exponent {
        0 => (mantissa, -1074),
        _ => (mantissa | 1 << 52, exponent - 1075),
    };
    // 2**61 is 1 modulo the prime: multiplying by a power of two rotates 61 bits.
    let shift = exponent.rem_euclid(61) as u32;
    let rotated = u128::from(mantissa) << shift;
    let hash = (rotated % u128::from(HASH_MODULUS)) as i64;
    let hash = if value < 0.0 { -hash } else { hash };
    if hash == -1 { -2 } else { hash as isize }
}
