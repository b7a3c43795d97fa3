//! The number slots of `int`: one- and two-digit operands in machine integers, others on digits.

use std::cell::Cell;
use std::cmp::Ordering;
use std::ffi::c_int;
use std::mem::MaybeUninit;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Zero};

use super::{
    MAX_DIGITS, PyLongObject, SHIFT, digits, from_bigint, from_biguint, from_digits, from_i64, from_i128,
    from_written, magnitude,
};
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::raise;
use crate::singletons::not_implemented;
use crate::typeobject::PyNumberMethods;

pub(crate) static LONG_AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_add: Cell::new(Some(long_add)),
    nb_subtract: Cell::new(Some(long_sub)),
    nb_multiply: Cell::new(Some(long_mul)),
    nb_remainder: Cell::new(Some(long_mod)),
    nb_divmod: Cell::new(Some(long_divmod)),
    nb_power: Cell::new(Some(long_pow)),
    nb_negative: Cell::new(Some(long_neg)),
    nb_positive: Cell::new(Some(long_long)),
    nb_absolute: Cell::new(Some(long_abs)),
    nb_bool: Cell::new(Some(long_bool)),
    nb_invert: Cell::new(Some(long_invert)),
    nb_lshift: Cell::new(Some(long_lshift)),
    nb_rshift: Cell::new(Some(long_rshift)),
    nb_and: Cell::new(Some(long_and)),
    nb_xor: Cell::new(Some(long_xor)),
    nb_or: Cell::new(Some(long_or)),
    nb_int: Cell::new(Some(long_long)),
    nb_float: Cell::new(Some(long_float)),
    nb_floor_divide: Cell::new(Some(long_div)),
    nb_true_divide: Cell::new(Some(long_true_divide)),
    nb_index: Cell::new(Some(long_long)),
    ..PyNumberMethods::EMPTY
};

impl PyLongObject {
    /// The value if it has at most two digits: sums of such values fit an `i64`, products an `i128`.
    #[inline(always)]
    pub(crate) fn medium(&self) -> Option<i64> {
        match self.signed_size() {
            -1..=1 => self.compact(),
            // SAFETY: two digits stand there.
            2 => Some(unsafe { self.two_digits() }),
            // SAFETY: as above.
            -2 => Some(-unsafe { self.two_digits() }),
            _ => None,
        }
    }

    /// # Safety
    /// There are two digits.
    #[inline(always)]
    unsafe fn two_digits(&self) -> i64 {
        // SAFETY: the caller's promise.
        unsafe {
            let first = self.ob_digit.as_ptr();
            i64::from((*first).get()) | i64::from((*first.add(1)).get()) << SHIFT
        }
    }
}

#[inline(always)]
fn operands<'a>(a: &'a PyObject, b: &'a PyObject) -> Option<(&'a PyLongObject, &'a PyLongObject)> {
    Some((a.cast::<PyLongObject>()?, b.cast::<PyLongObject>()?))
}

macro_rules! binary {
    ($(#[$meta:meta])* $name:ident => $function:path) => {
        $(#[$meta])*
        pub(crate) extern "C" fn $name(a: &PyObject, b: &PyObject) -> PyResult {
            match operands(a, b) {
                Some((a, b)) => $function(a, b),
                None => Ok(not_implemented()),
            }
        }
    };
}

binary!(long_add => add);
binary!(long_sub => subtract);
binary!(long_mul => multiply);
binary!(long_div => floor_divide);
binary!(long_mod => modulo);
binary!(long_divmod => divmod);
binary!(long_true_divide => true_divide);
binary!(long_lshift => left_shift);
binary!(long_rshift => right_shift);
binary!(long_and => and);
binary!(long_or => or);
binary!(long_xor => xor);

/// `a + b`.
#[inline]
pub fn add(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    if a.signed_size() > 2 && b.signed_size() > 0 || b.signed_size() > 2 && a.signed_size() > 0 {
        let (a, b) = (a.digits(), b.digits());
        return from_written(false, a.len().max(b.len()) + 1, |sum| digits::add_to(a, b, sum));
    }
    match (a.medium(), b.medium()) {
        (Some(x), Some(y)) => from_i64(x + y),
        _ => add_signed(a.is_negative(), a.digits(), b.is_negative(), b.digits()),
    }
}

/// `a - b`.
#[inline]
pub fn subtract(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    match (a.medium(), b.medium()) {
        (Some(x), Some(y)) => from_i64(x - y),
        _ => add_signed(a.is_negative(), a.digits(), !b.is_negative(), b.digits()),
    }
}

#[inline(never)]
fn add_signed(a_negative: bool, a: &[u32], b_negative: bool, b: &[u32]) -> PyResult {
    if a_negative == b_negative {
        return from_written(a_negative, a.len().max(b.len()) + 1, |sum| digits::add_to(a, b, sum));
    }
    match digits::compare(a, b) {
        Ordering::Less => from_written(b_negative, b.len(), |rest| digits::subtract_to(b, a, rest)),
        _ => from_written(a_negative, a.len(), |rest| digits::subtract_to(a, b, rest)),
    }
}

/// `a * b`.
#[inline]
pub fn multiply(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    if let (Some(x), Some(y)) = (a.compact(), b.compact()) {
        return from_i64(x * y);
    }
    multiply_slow(a, b)
}

#[inline(never)]
fn multiply_slow(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    if let (Some(x), Some(y)) = (a.medium(), b.medium()) {
        return from_i128(i128::from(x) * i128::from(y));
    }
    if a.is_zero() || b.is_zero() {
        return from_i64(0);
    }
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.digits(), b.digits());
    if digits::is_schoolbook(a, b) {
        return from_written(negative, a.len() + b.len(), |product| digits::multiply_to(a, b, product));
    }
    room_for((a.len() + b.len()) * SHIFT as usize)?;
    from_digits(negative, &digits::multiply(a, b))
}

#[cold]
fn division_by_zero() -> Raised {
    raise!(ZERO_DIVISION_ERROR, "integer division or modulo by zero")
}

#[cold]
fn modulo_by_zero() -> Raised {
    raise!(ZERO_DIVISION_ERROR, "integer modulo by zero")
}

/// A divisor of one digit and its value, where the operands have the same sign.
#[inline(always)]
fn by_digit(a: &PyLongObject, b: &PyLongObject) -> Option<u32> {
    let negative = a.is_negative();
    match b.signed_size() {
        1 if !negative => Some(b.ob_digit[0].get()),
        -1 if negative => Some(b.ob_digit[0].get()),
        _ => None,
    }
}

/// Quotient rounded down and remainder with the divisor's sign, in digits and signs; `b` is not zero.
fn divide_floor(a: &PyLongObject, b: &PyLongObject) -> (bool, Vec<u32>, bool, Vec<u32>) {
    let (mut quotient, mut rest) = digits::divide(a.digits(), b.digits());
    let signs_differ = a.is_negative() != b.is_negative();
    if signs_differ && rest.iter().any(|&digit| digit != 0) {
        quotient = digits::add(&quotient, &[1]);
        while rest.last() == Some(&0) {
            rest.pop();
        }
        rest = digits::subtract(b.digits(), &rest);
    }
    (signs_differ, quotient, b.is_negative(), rest)
}

/// `a // b`.
#[inline]
pub fn floor_divide(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    if b.is_zero() {
        return Err(division_by_zero());
    }
    if let (Some(x), Some(y)) = (a.medium(), b.medium()) {
        return from_i64(Integer::div_floor(&x, &y));
    }
    if let Some(divisor) = by_digit(a, b) {
        let a = a.digits();
        return from_written(false, a.len(), |quotient| {
            digits::divide_by_digit_to(a, divisor, quotient);
        });
    }
    super::room_to_compute(a, b)?;
    let (negative, quotient, ..) = divide_floor(a, b);
    from_digits(negative, &quotient)
}

/// `a % b`.
#[inline]
pub fn modulo(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    if b.is_zero() {
        return Err(modulo_by_zero());
    }
    if let (Some(x), Some(y)) = (a.medium(), b.medium()) {
        return from_i64(Integer::mod_floor(&x, &y));
    }
    if let Some(divisor) = by_digit(a, b) {
        let rest = i64::from(digits::rest_by_digit(a.digits(), divisor));
        return from_i64(if b.is_negative() { -rest } else { rest });
    }
    super::room_to_compute(a, b)?;
    let (.., negative, rest) = divide_floor(a, b);
    from_digits(negative, &rest)
}

fn divmod(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    if b.is_zero() {
        return Err(division_by_zero());
    }
    let (quotient, rest) = if let (Some(x), Some(y)) = (a.medium(), b.medium()) {
        let (quotient, rest) = x.div_mod_floor(&y);
        (from_i64(quotient)?, from_i64(rest)?)
    } else {
        super::room_to_compute(a, b)?;
        let (quotient_negative, quotient, rest_negative, rest) = divide_floor(a, b);
        (from_digits(quotient_negative, &quotient)?, from_digits(rest_negative, &rest)?)
    };
    Ok(crate::tuple::new([quotient, rest])?.upcast())
}

/// `a / b`, correctly rounded.
pub fn true_divide(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    if b.is_zero() {
        return Err(raise!(ZERO_DIVISION_ERROR, "division by zero"));
    }
    const EXACT: i64 = 1 << 53;
    if let (Some(x), Some(y)) = (a.medium(), b.medium())
        && x.abs() <= EXACT
        && y.abs() <= EXACT
    {
        return crate::float::from_f64(x as f64 / y as f64);
    }
    if a.is_zero() {
        return crate::float::from_f64(if b.is_negative() { -0.0 } else { 0.0 });
    }
    super::room_to_compute(a, b)?;
    let value = divide_magnitudes(&magnitude(a.digits()), &magnitude(b.digits()));
    if value.is_infinite() {
        return Err(raise!(OVERFLOW_ERROR, "integer division result too large for a float"));
    }
    crate::float::from_f64(if a.is_negative() != b.is_negative() { -value } else { value })
}

/// The quotient of two positive numbers, correctly rounded.
pub(crate) fn divide_magnitudes(a: &BigUint, b: &BigUint) -> f64 {
    let difference = a.bits() as i64 - b.bits() as i64;
    if difference > 1025 {
        return f64::INFINITY;
    }
    if difference < -1076 {
        return 0.0;
    }
    // The quotient gets 64 or 65 bits, fewer where the result is subnormal, so that rounding happens once.
    let shift = (64 - difference).min(1074 + 2);
    let (quotient, rest) =
        if shift >= 0 { (a << shift as u64).div_rem(b) } else { a.div_rem(&(b << shift.unsigned_abs())) };
    let mut quotient: u128 =
        quotient.iter_u64_digits().rev().fold(0, |value, digit| value << 64 | u128::from(digit));
    if !rest.is_zero() {
        quotient = quotient << 1 | 1;
    } else {
        quotient <<= 1;
    }
    vivarium_text::float::scale(quotient, -(shift + 1))
}

impl PyLongObject {
    /// The nearest float; infinite where it is too large.
    pub fn to_f64_lossy(&self) -> f64 {
        if let Some(value) = self.medium() {
            return value as f64;
        }
        let digits = self.digits();
        // Four digits hold 91 bits or more; whether anything stands below them decides ties.
        let (low, top) = digits.split_at(digits.len().saturating_sub(4));
        let mut value = top.iter().rev().fold(0u128, |value, &digit| value << SHIFT | u128::from(digit)) << 1;
        value |= u128::from(low.iter().any(|&digit| digit != 0));
        let exponent = low.len() as i64 * i64::from(SHIFT) - 1;
        let value =
            if exponent > 2000 { f64::INFINITY } else { vivarium_text::float::scale(value, exponent) };
        if self.is_negative() { -value } else { value }
    }

    /// The nearest float, or `OverflowError`.
    pub fn to_f64(&self) -> Result<f64, Raised> {
        let value = self.to_f64_lossy();
        if value.is_infinite() {
            return Err(raise!(OVERFLOW_ERROR, "int too large to convert to float"));
        }
        Ok(value)
    }
}

extern "C" fn long_float(a: &PyObject) -> PyResult {
    // SAFETY: a slot of `int`.
    let a: &PyLongObject = unsafe { a.cast_unchecked() };
    crate::float::from_f64(a.to_f64()?)
}

pub(crate) extern "C" fn long_pow(a: &PyObject, b: &PyObject, c: &PyObject) -> PyResult {
    let Some((x, y)) = operands(a, b) else { return Ok(not_implemented()) };
    if c.is_none() {
        if y.is_negative() {
            return crate::float::float_pow(a, b, c);
        }
        return power(x, y);
    }
    match c.cast::<PyLongObject>() {
        Some(modulus) => power_modulo(x, y, modulus),
        None => Ok(not_implemented()),
    }
}

/// Refuses a result of so many bits where there is no memory for it and what computing it takes beside: the crate that
/// computes with large numbers has no way to say so.
fn room_for(bits: usize) -> Result<(), Raised> {
    const LARGE: usize = 1 << 20;
    if bits > LARGE {
        drop(crate::memory::try_vec::<u8>(bits / 2)?);
    }
    Ok(())
}

/// `a ** b` for `b` not negative.
fn power(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    if b.is_zero() {
        return from_i64(1);
    }
    if let (Some(base), Some(exponent @ 0..)) = (a.compact(), b.compact())
        && let Some(result) = base.checked_pow(exponent as u32)
    {
        return from_i64(result);
    }
    if let Some(base @ -1..=1) = a.compact() {
        let odd = b.digits()[0] & 1 == 1;
        return from_i64(if odd { base } else { base.abs() });
    }
    // More than this many bits would not fit the memory of any machine.
    let bits = u128::from(a.bits()) * b.to_u64().map_or(u128::MAX >> 64, u128::from);
    let exponent = match b.to_u64().and_then(|exponent| u32::try_from(exponent).ok()) {
        Some(exponent) if bits < 1 << 38 => exponent,
        _ => return Err(crate::errors::no_memory()),
    };
    if let Some(base) = a.compact()
        && let Some(result) = base.checked_pow(exponent)
    {
        return from_i64(result);
    }
    room_for(bits as usize)?;
    let negative = a.is_negative() && exponent & 1 == 1;
    let base = magnitude(a.digits());
    let zeros = base.trailing_zeros().unwrap_or(0);
    let odd = base >> zeros;
    let result = if odd.is_one() { odd } else { odd.pow(exponent) };
    from_biguint(negative, &(result << (zeros * u64::from(exponent))))
}

/// Of a modulus of one digit: a product of two rests fits.
fn short_power_modulo(mut base: i64, mut exponent: i64, modulus: i64) -> i64 {
    let mut result = 1 % modulus;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % modulus;
        }
        base = base * base % modulus;
        exponent >>= 1;
    }
    result
}

fn power_modulo(a: &PyLongObject, b: &PyLongObject, modulus: &PyLongObject) -> PyResult {
    if modulus.is_zero() {
        return Err(raise!(VALUE_ERROR, "pow() 3rd argument cannot be 0"));
    }
    if let (Some(m @ 1..), Some(base), Some(exponent @ 0..)) = (modulus.compact(), a.to_i64(), b.to_i64()) {
        return from_i64(short_power_modulo(base.rem_euclid(m), exponent, m));
    }
    super::room_to_compute(a, b)?;
    super::room_to_compute(modulus, modulus)?;
    let negative = modulus.is_negative();
    let m = BigInt::from(magnitude(modulus.digits()));
    if m.is_one() {
        return from_i64(0);
    }
    let mut base = a.to_bigint();
    let mut exponent = b.to_bigint();
    if b.is_negative() {
        exponent = -exponent;
        let gcd = base.mod_floor(&m).extended_gcd(&m);
        if !gcd.gcd.is_one() {
            return Err(raise!(VALUE_ERROR, "base is not invertible for the given modulus"));
        }
        base = gcd.x;
    }
    let mut result = base.mod_floor(&m).modpow(&exponent, &m);
    if negative && !result.is_zero() {
        result -= m;
    }
    from_bigint(&result)
}

extern "C" fn long_neg(a: &PyObject) -> PyResult {
    // SAFETY: a slot of `int`.
    negate(unsafe { a.cast_unchecked() })
}

/// `-a`.
pub fn negate(a: &PyLongObject) -> PyResult {
    match a.medium() {
        Some(value) => from_i64(-value),
        None => from_digits(!a.is_negative(), a.digits()),
    }
}

/// `+a`, `int(a)`, `operator.index(a)`: `a` itself if it is exactly an `int`.
pub(crate) extern "C" fn long_long(a: &PyObject) -> PyResult {
    if a.is_exact::<PyLongObject>() { Ok(a.to_ref()) } else { super::copy_exact(a) }
}

extern "C" fn long_abs(a: &PyObject) -> PyResult {
    // SAFETY: a slot of `int`.
    let long: &PyLongObject = unsafe { a.cast_unchecked() };
    if long.is_negative() { negate(long) } else { long_long(a) }
}

extern "C" fn long_bool(a: &PyObject) -> c_int {
    // SAFETY: a slot of `int`.
    let a: &PyLongObject = unsafe { a.cast_unchecked() };
    c_int::from(!a.is_zero())
}

extern "C" fn long_invert(a: &PyObject) -> PyResult {
    // SAFETY: a slot of `int`.
    let a: &PyLongObject = unsafe { a.cast_unchecked() };
    match a.medium() {
        Some(value) => from_i64(!value),
        // -(a + 1), with the sign turned.
        None => add_signed(!a.is_negative(), a.digits(), true, &[1]),
    }
}

/// `a << b`.
pub fn left_shift(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    if b.is_negative() {
        return Err(raise!(VALUE_ERROR, "negative shift count"));
    }
    if a.is_zero() {
        return from_i64(0);
    }
    let Some(bits) =
        b.to_u64().filter(|&bits| bits / u64::from(SHIFT) < (MAX_DIGITS - a.digits().len()) as u64)
    else {
        return Err(super::too_many_digits());
    };
    if bits < 64
        && let Some(value) = a.medium()
    {
        return from_i128(i128::from(value) << bits);
    }
    let words = (bits / u64::from(SHIFT)) as usize;
    let bits = (bits % u64::from(SHIFT)) as u32;
    let old = a.digits();
    from_written(a.is_negative(), words + old.len() + 1, |shifted| {
        let (low, high) = shifted.split_at_mut(words);
        low.fill(MaybeUninit::new(0));
        let (high, top) = high.split_at_mut(old.len());
        top[0].write(digits::shift_left_to(old, bits, high));
    })
}

/// `a >> b`.
pub fn right_shift(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    if b.is_negative() {
        return Err(raise!(VALUE_ERROR, "negative shift count"));
    }
    let bits = b.to_u64().unwrap_or(u64::MAX);
    if let Some(value) = a.medium() {
        return from_i64(value >> bits.min(63));
    }
    if !a.is_negative() {
        let words = (bits / u64::from(SHIFT)).min(a.digits().len() as u64) as usize;
        let high = &a.digits()[words..];
        return from_written(false, high.len(), |place| {
            digits::shift_right_to(high, (bits % u64::from(SHIFT)) as u32, place);
        });
    }
    super::room_to_compute(a, a)?;
    let (mut shifted, lost) = digits::shift_right(a.digits(), bits);
    if lost {
        shifted = digits::add(&shifted, &[1]);
    }
    from_digits(a.is_negative(), &shifted)
}

/// `whole` says whether digits that only the longer operand has are part of the result.
#[inline(always)]
fn bitwise(a: &PyLongObject, b: &PyLongObject, whole: bool, op: impl Fn(i64, i64) -> i64) -> PyResult {
    if let (Some(x), Some(y)) = (a.medium(), b.medium()) {
        return from_i64(op(x, y));
    }
    if !a.is_negative() && !b.is_negative() {
        let (a, b) = (a.digits(), b.digits());
        let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
        return from_written(false, if whole { long.len() } else { short.len() }, |place| {
            let (low, high) = place.split_at_mut(short.len());
            for ((place, &x), &y) in low.iter_mut().zip(short).zip(long) {
                place.write(op(i64::from(x), i64::from(y)) as u32);
            }
            for (place, &x) in high.iter_mut().zip(&long[short.len()..]) {
                place.write(x);
            }
        });
    }
    super::room_to_compute(a, b)?;
    let count = a.digits().len().max(b.digits().len()) + 1;
    let x = digits::to_twos_complement(a.is_negative(), a.digits(), count);
    let y = digits::to_twos_complement(b.is_negative(), b.digits(), count);
    let mut result: Vec<u32> =
        x.iter().zip(&y).map(|(&x, &y)| op(i64::from(x), i64::from(y)) as u32 & super::MASK).collect();
    let negative = result[count - 1] >> (SHIFT - 1) != 0;
    if negative {
        digits::negate(&mut result);
    }
    from_digits(negative, &result)
}

/// `a & b`.
pub fn and(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    bitwise(a, b, false, |x, y| x & y)
}

/// `a | b`.
pub fn or(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    bitwise(a, b, true, |x, y| x | y)
}

/// `a ^ b`.
pub fn xor(a: &PyLongObject, b: &PyLongObject) -> PyResult {
    bitwise(a, b, true, |x, y| x ^ y)
}

impl PyLongObject {
    /// Order of the values.
    #[inline]
    pub fn compare(&self, other: &PyLongObject) -> Ordering {
        if let (Some(x), Some(y)) = (self.compact(), other.compact()) {
            return x.cmp(&y);
        }
        self.signed_size().cmp(&other.signed_size()).then_with(|| {
            let order = digits::compare(self.digits(), other.digits());
            if self.is_negative() { order.reverse() } else { order }
        })
    }
}

pub(crate) extern "C" fn long_richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    let Some((a, b)) = operands(a, b) else { return Ok(not_implemented()) };
    let order = if std::ptr::eq(a, b) { Ordering::Equal } else { a.compare(b) };
    Ok(crate::bool_::from_bool(ordering_matches(order, op)))
}

/// Whether an order satisfies a comparison (`Py_LT` to `Py_GE`).
#[inline(always)]
pub(crate) fn ordering_matches(order: Ordering, op: c_int) -> bool {
    match op {
        0 => order.is_lt(),
        1 => order.is_le(),
        2 => order.is_eq(),
        3 => order.is_ne(),
        4 => order.is_gt(),
        _ => order.is_ge(),
    }
}

/// The prime that numbers are hashed by: `2**61 - 1`.
pub(crate) const HASH_MODULUS: u64 = (1 << 61) - 1;

pub(crate) extern "C" fn long_hash(a: &PyObject) -> isize {
    // SAFETY: a slot of `int`.
    let a: &PyLongObject = unsafe { a.cast_unchecked() };
    let hash = match a.compact() {
        Some(value) => value,
        None => {
            let hash = a.digits().iter().rev().fold(0u64, |hash, &digit| {
                ((u128::from(hash) << SHIFT | u128::from(digit)) % u128::from(HASH_MODULUS)) as u64
            }) as i64;
            if a.is_negative() { -hash } else { hash }
        }
    };
    if hash == -1 { -2 } else { hash as isize }
}

/// The nearest whole number to `a / b` (the even one of two) and the rest.
pub(crate) fn divmod_near(a: &PyLongObject, b: &PyLongObject) -> Result<(Ref, Ref), Raised> {
    if b.is_zero() {
        return Err(division_by_zero());
    }
    super::room_to_compute(a, b)?;
    let (x, y) = (a.to_bigint(), b.to_bigint());
    let (mut quotient, mut rest) = x.div_mod_floor(&y);
    // The rest has the divisor's sign.
    let twice: BigUint = rest.magnitude() << 1u32;
    match twice.cmp(y.magnitude()) {
        Ordering::Less => {}
        Ordering::Equal if quotient.is_even() => {}
        _ => {
            quotient += 1;
            rest -= y;
        }
    }
    Ok((from_bigint(&quotient)?, from_bigint(&rest)?))
}
