//! Functions of integers: `gcd`, `lcm`, `factorial`, `comb`, `perm`, `isqrt`.

use num_bigint::{BigInt, Sign};
use num_traits::{One, Signed, ToPrimitive, Zero};

use vivarium_runtime::args;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{float, int, number, raise};

pub(super) static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::fast(c"gcd", gcd, c"gcd($module, *integers)\n--\n\nThe greatest common divisor."),
    PyMethodDef::fast(c"lcm", lcm, c"lcm($module, *integers)\n--\n\nThe least common multiple."),
    PyMethodDef::one(c"factorial", factorial, c"factorial($module, n, /)\n--\n\nThe product of 1 to n."),
    PyMethodDef::fast(c"comb", comb, c"comb($module, n, k, /)\n--\n\nThe number of ways to choose k of n."),
    PyMethodDef::fast(
        c"perm",
        perm,
        c"perm($module, n, k=None, /)\n--\n\nThe number of ways to choose k of n in order.",
    ),
    PyMethodDef::one(c"isqrt", isqrt, c"isqrt($module, n, /)\n--\n\nThe integer part of the square root."),
    PyMethodDef::END,
];

/// An index as a big integer.
fn big(object: &PyObject) -> Result<BigInt, Raised> {
    let index = number::index(object)?;
    if let Some(long) = index.cast::<int::PyLongObject>() {
        int::room_to_compute(long, long)?;
    }
    Ok(int::to_bigint(&index).unwrap_or_default())
}

fn gcd(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let mut short = 0;
    for (at, argument) in arguments.iter().enumerate() {
        let index = number::index(argument)?;
        let Some(value) = int::to_i64(&index) else { return gcd_from(short.into(), &arguments[at..]) };
        short = short_gcd(short, value.unsigned_abs());
    }
    int::from_bigint(&short.into())
}

fn short_gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn gcd_from(mut result: BigInt, arguments: &[&PyObject]) -> PyResult {
    for argument in arguments {
        result = num_gcd(result, big(argument)?);
    }
    int::from_bigint(&result)
}

fn num_gcd(a: BigInt, b: BigInt) -> BigInt {
    let (mut a, mut b) = (a.abs(), b.abs());
    while !b.is_zero() {
        let rest = &a % &b;
        a = std::mem::replace(&mut b, rest);
    }
    a
}

fn lcm(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let mut result = BigInt::one();
    for argument in arguments {
        let value = big(argument)?.abs();
        if value.is_zero() || result.is_zero() {
            result = BigInt::zero();
            continue;
        }
        let divisor = num_gcd(result.clone(), value.clone());
        result = result / divisor * value;
    }
    int::from_bigint(&result)
}

/// The product of `low..=high`, by halves so that the factors stay of one size.
fn product(low: u64, high: u64) -> BigInt {
    if low > high {
        return BigInt::one();
    }
    if high - low < 8 {
        return (low..=high).map(BigInt::from).product();
    }
    let middle = low + (high - low) / 2;
    product(low, middle) * product(middle + 1, high)
}

fn factorial(_: &PyObject, argument: &PyObject) -> PyResult {
    if argument.is_instance_of::<float::PyFloatObject>() {
        return Err(raise!(TYPE_ERROR, "'float' object cannot be interpreted as an integer"));
    }
    let value = big(argument)?;
    if value.is_negative() {
        return Err(raise!(VALUE_ERROR, "factorial() not defined for negative values"));
    }
    let Some(n) = value.to_i64() else {
        return Err(raise!(OVERFLOW_ERROR, "factorial() argument should not exceed {}", i64::MAX));
    };
    int::from_bigint(&product(1, n as u64))
}

fn natural(value: &BigInt, what: &str) -> Result<(), Raised> {
    if value.sign() == Sign::Minus {
        return Err(raise!(VALUE_ERROR, "{what} must be a non-negative integer"));
    }
    Ok(())
}

fn too_large(function: &str) -> Raised {
    raise!(OVERFLOW_ERROR, "min(n - k, k) must not exceed {} in {function}", i64::MAX)
}

fn comb(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("comb", arguments, 2, 2)?;
    let (n, k) = (big(arguments[0])?, big(arguments[1])?);
    natural(&n, "n")?;
    natural(&k, "k")?;
    if k > n {
        return int::from_i64(0);
    }
    let other = &n - &k;
    let k = k.min(other);
    let Some(k) = k.to_u64() else { return Err(too_large("comb()")) };
    let mut result = BigInt::one();
    for index in 0..k {
        result = result * (&n - index) / (index + 1);
    }
    int::from_bigint(&result)
}

fn perm(module: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("perm", arguments, 1, 2)?;
    let Some(k) = arguments.get(1).filter(|k| !k.is_none()) else {
        return factorial(module, arguments[0]);
    };
    let (n, k) = (big(arguments[0])?, big(k)?);
    natural(&n, "n")?;
    natural(&k, "k")?;
    if k > n {
        return int::from_i64(0);
    }
    let Some(k) = k.to_u64() else {
        return Err(raise!(OVERFLOW_ERROR, "k must not exceed {}", i64::MAX));
    };
    let mut result = BigInt::one();
    for index in 0..k {
        result *= &n - index;
    }
    int::from_bigint(&result)
}

fn isqrt(_: &PyObject, argument: &PyObject) -> PyResult {
    let value = big(argument)?;
    if value.is_negative() {
        return Err(raise!(VALUE_ERROR, "isqrt() argument must be nonnegative"));
    }
    int::from_bigint(&value.sqrt())
}
