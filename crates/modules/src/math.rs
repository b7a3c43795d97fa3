//! `math`: functions of floats; those of integers stand in `math/integers.rs`, sums in `math/sums.rs`.

use vivarium_runtime::args;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{bool_, call, float, int, name, number, objects, raise, tuple, typeobject};

use crate::libm;
use crate::support::{add_functions, new_module};

mod gamma;
mod integers;
mod sums;

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let math = new_module("math", "Functions of the C standard, and more.", FUNCTIONS)?;
    add_functions(&math, integers::FUNCTIONS)?;
    add_functions(&math, sums::FUNCTIONS)?;
    for (name, value) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        math.set(name, &*float::from_f64(value)?)?;
    }
    Ok(math)
}

fn domain() -> Raised {
    raise!(VALUE_ERROR, "math domain error")
}

fn range() -> Raised {
    raise!(OVERFLOW_ERROR, "math range error")
}

/// `math_1`: a result that is no number from a number is an error; an infinity from a finite number overflows where
/// `can_overflow`, else lies outside the domain.
fn checked(x: f64, result: f64, can_overflow: bool) -> PyResult {
    if result.is_nan() && !x.is_nan() {
        return Err(domain());
    }
    if result.is_infinite() && x.is_finite() {
        return Err(if can_overflow { range() } else { domain() });
    }
    float::from_f64(result)
}

macro_rules! functions {
    ($($function:ident $body:expr, $can_overflow:literal;)*) => {
        $(
            fn $function(_: &PyObject, argument: &PyObject) -> PyResult {
                let x = float::to_f64(argument)?;
                let function: fn(f64) -> f64 = $body;
                checked(x, function(x), $can_overflow)
            }
        )*
    };
}

functions! {
    acos |x| libm::acos(x), false;
    acosh |x| libm::acosh(x), false;
    asin |x| libm::asin(x), false;
    asinh |x| libm::asinh(x), false;
    atan |x| libm::atan(x), false;
    atanh |x| libm::atanh(x), false;
    cbrt |x| libm::cbrt(x), false;
    cos |x| libm::cos(x), false;
    cosh |x| libm::cosh(x), true;
    erf |x| libm::erf(x), false;
    erfc |x| libm::erfc(x), false;
    exp |x| libm::exp(x), true;
    exp2 |x| libm::exp2(x), true;
    expm1 |x| libm::expm1(x), true;
    fabs f64::abs, false;
    sin |x| libm::sin(x), false;
    sinh |x| libm::sinh(x), true;
    sqrt f64::sqrt, false;
    tan |x| libm::tan(x), false;
    tanh |x| libm::tanh(x), false;
}

macro_rules! one {
    ($name:literal, $function:ident, $doc:literal) => {
        PyMethodDef::one($name, $function, $doc)
    };
}

static FUNCTIONS: &[PyMethodDef] = &[
    one!(c"acos", acos, c"acos($module, x, /)\n--\n\nThe arc cosine in radians, between 0 and pi."),
    one!(c"acosh", acosh, c"acosh($module, x, /)\n--\n\nThe inverse hyperbolic cosine."),
    one!(c"asin", asin, c"asin($module, x, /)\n--\n\nThe arc sine in radians, between -pi/2 and pi/2."),
    one!(c"asinh", asinh, c"asinh($module, x, /)\n--\n\nThe inverse hyperbolic sine."),
    one!(c"atan", atan, c"atan($module, x, /)\n--\n\nThe arc tangent in radians, between -pi/2 and pi/2."),
    one!(c"atanh", atanh, c"atanh($module, x, /)\n--\n\nThe inverse hyperbolic tangent."),
    one!(c"cbrt", cbrt, c"cbrt($module, x, /)\n--\n\nThe cube root."),
    one!(c"cos", cos, c"cos($module, x, /)\n--\n\nThe cosine of radians."),
    one!(c"cosh", cosh, c"cosh($module, x, /)\n--\n\nThe hyperbolic cosine."),
    one!(c"erf", erf, c"erf($module, x, /)\n--\n\nThe error function."),
    one!(c"erfc", erfc, c"erfc($module, x, /)\n--\n\nThe complementary error function."),
    one!(c"exp", exp, c"exp($module, x, /)\n--\n\ne to the power of x."),
    one!(c"exp2", exp2, c"exp2($module, x, /)\n--\n\n2 to the power of x."),
    one!(c"expm1", expm1, c"expm1($module, x, /)\n--\n\nexp(x)-1, exact near 0."),
    one!(c"fabs", fabs, c"fabs($module, x, /)\n--\n\nThe absolute value as a float."),
    one!(c"sin", sin, c"sin($module, x, /)\n--\n\nThe sine of radians."),
    one!(c"sinh", sinh, c"sinh($module, x, /)\n--\n\nThe hyperbolic sine."),
    one!(c"sqrt", sqrt, c"sqrt($module, x, /)\n--\n\nThe square root."),
    one!(c"tan", tan, c"tan($module, x, /)\n--\n\nThe tangent of radians."),
    one!(c"tanh", tanh, c"tanh($module, x, /)\n--\n\nThe hyperbolic tangent."),
    one!(c"gamma", gamma, c"gamma($module, x, /)\n--\n\nThe gamma function."),
    one!(c"lgamma", log_gamma, c"lgamma($module, x, /)\n--\n\nThe logarithm of the gamma function's absolute value."),
    one!(c"ceil", ceil, c"ceil($module, x, /)\n--\n\nThe smallest integer not below x."),
    one!(c"floor", floor, c"floor($module, x, /)\n--\n\nThe largest integer not above x."),
    one!(c"trunc", trunc, c"trunc($module, x, /)\n--\n\nx without its fraction, by __trunc__."),
    one!(c"degrees", degrees, c"degrees($module, x, /)\n--\n\nRadians as degrees."),
    one!(c"radians", radians, c"radians($module, x, /)\n--\n\nDegrees as radians."),
    one!(c"isfinite", isfinite, c"isfinite($module, x, /)\n--\n\nWhether x is neither an infinity nor a NaN."),
    one!(c"isinf", isinf, c"isinf($module, x, /)\n--\n\nWhether x is an infinity."),
    one!(c"isnan", isnan, c"isnan($module, x, /)\n--\n\nWhether x is a NaN."),
    one!(c"log1p", log1p_, c"log1p($module, x, /)\n--\n\nThe natural logarithm of 1+x, exact near 0."),
    one!(c"log2", log2, c"log2($module, x, /)\n--\n\nThe logarithm to base 2."),
    one!(c"log10", log10, c"log10($module, x, /)\n--\n\nThe logarithm to base 10."),
    one!(c"frexp", frexp, c"frexp($module, x, /)\n--\n\nMantissa and exponent of x."),
    one!(c"modf", modf, c"modf($module, x, /)\n--\n\nFraction and integer part of x."),
    one!(c"ulp", ulp, c"ulp($module, x, /)\n--\n\nThe value of the last bit of x."),
    PyMethodDef::fast(c"log", log, c"log(x, [base=math.e])\nThe logarithm to a base, e by default."),
    PyMethodDef::fast(c"atan2", atan2, c"atan2($module, y, x, /)\n--\n\nThe angle of the point (x, y)."),
    PyMethodDef::fast(c"copysign", copysign, c"copysign($module, x, y, /)\n--\n\nx with the sign of y."),
    PyMethodDef::fast(c"fmod", fmod_, c"fmod($module, x, y, /)\n--\n\nThe remainder of C, with the sign of x."),
    PyMethodDef::fast(c"remainder", remainder_, c"remainder($module, x, y, /)\n--\n\nThe remainder of IEEE 754."),
    PyMethodDef::fast(c"nextafter", nextafter_, c"nextafter($module, x, y, /)\n--\n\nThe next float from x towards y."),
    PyMethodDef::fast(c"pow", pow, c"pow($module, x, y, /)\n--\n\nx to the power of y."),
    PyMethodDef::fast(c"ldexp", ldexp, c"ldexp($module, x, i, /)\n--\n\nx times 2 to the power of i."),
    PyMethodDef::keywords(
        c"isclose",
        isclose,
        c"isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\nWhether two numbers are nearly equal.",
    ),
    PyMethodDef::END,
];

fn gamma_result(result: Result<f64, gamma::Failure>) -> PyResult {
    match result {
        Ok(value) => float::from_f64(value),
        Err(gamma::Failure::Domain) => Err(domain()),
        Err(gamma::Failure::Range) => Err(range()),
    }
}

fn gamma(_: &PyObject, argument: &PyObject) -> PyResult {
    gamma_result(gamma::gamma(float::to_f64(argument)?))
}

fn log_gamma(_: &PyObject, argument: &PyObject) -> PyResult {
    gamma_result(gamma::log_gamma(float::to_f64(argument)?))
}

/// An integral method of the argument's type, or the float way.
fn to_integer(
    argument: &PyObject,
    method: &'static vivarium_runtime::str::PyUnicodeObject,
    function: fn(f64) -> f64,
) -> PyResult {
    if !argument.is_exact::<float::PyFloatObject>()
        && let Some(method) = typeobject::lookup_special(argument, method)?
    {
        return call::call(&method, &[]);
    }
    int::from_f64(function(float::to_f64(argument)?))
}

fn ceil(_: &PyObject, argument: &PyObject) -> PyResult {
    to_integer(argument, name!("__ceil__"), f64::ceil)
}

fn floor(_: &PyObject, argument: &PyObject) -> PyResult {
    to_integer(argument, name!("__floor__"), f64::floor)
}

fn trunc(_: &PyObject, argument: &PyObject) -> PyResult {
    match typeobject::lookup_special(argument, name!("__trunc__"))? {
        Some(method) => call::call(&method, &[]),
        None => Err(raise!(TYPE_ERROR, "type {} doesn't define __trunc__ method", argument.ob_type().name())),
    }
}

fn degrees(_: &PyObject, argument: &PyObject) -> PyResult {
    float::from_f64(float::to_f64(argument)? * (180.0 / std::f64::consts::PI))
}

fn radians(_: &PyObject, argument: &PyObject) -> PyResult {
    float::from_f64(float::to_f64(argument)? * (std::f64::consts::PI / 180.0))
}

fn isfinite(_: &PyObject, argument: &PyObject) -> PyResult {
    Ok(bool_::from_bool(float::to_f64(argument)?.is_finite()))
}

fn isinf(_: &PyObject, argument: &PyObject) -> PyResult {
    Ok(bool_::from_bool(float::to_f64(argument)?.is_infinite()))
}

fn isnan(_: &PyObject, argument: &PyObject) -> PyResult {
    Ok(bool_::from_bool(float::to_f64(argument)?.is_nan()))
}

fn log1p_(_: &PyObject, argument: &PyObject) -> PyResult {
    let x = float::to_f64(argument)?;
    checked(x, if x == 0.0 { x } else { libm::log1p(x) }, false)
}

/// `m_log` and its like: zero and negative numbers lie outside the domain.
fn logarithm(x: f64, function: fn(f64) -> f64) -> Result<f64, Raised> {
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x > 0.0 { Ok(function(x)) } else { Err(domain()) }
}

fn natural(x: f64) -> f64 {
    libm::log(x)
}

fn libm_log2(x: f64) -> f64 {
    libm::log2(x)
}

fn libm_log10(x: f64) -> f64 {
    libm::log10(x)
}

/// `_PyLong_Frexp` of a number of more than 64 bits.
fn frexp_big(value: &num_bigint::BigInt) -> (f64, u64) {
    let bits = value.bits();
    let shift = bits.saturating_sub(62);
    let top = (value >> shift).iter_u64_digits().next().unwrap_or(0);
    // What was cut off decides ties.
    let sticky = value.trailing_zeros().is_some_and(|zeros| zeros < shift);
    let mantissa = (top | u64::from(sticky)) as f64 / (1u64 << 62) as f64;
    if mantissa == 1.0 { (0.5, bits + 1) } else { (mantissa, bits) }
}

/// `loghelper`: integers of any size too.
fn log_of(argument: &PyObject, function: fn(f64) -> f64) -> Result<f64, Raised> {
    let Some(value) = int::to_bigint(argument) else {
        return logarithm(float::to_f64(argument)?, function);
    };
    if value.sign() != num_bigint::Sign::Plus {
        return Err(domain());
    }
    let converted = match argument.cast::<int::PyLongObject>() {
        Some(long) => long.to_f64(),
        None => float::to_f64(argument),
    };
    if let Ok(x) = converted {
        return Ok(function(x));
    }
    if !vivarium_runtime::errors::matches(&vivarium_runtime::exceptions::OVERFLOW_ERROR) {
        return Err(Raised::already_set());
    }
    vivarium_runtime::errors::clear();
    // Too large for a float: its top bits, correctly rounded, and the exponent.
    let (top, exponent) = frexp_big(&value);
    Ok(function(top) + function(2.0) * exponent as f64)
}

fn log2(_: &PyObject, argument: &PyObject) -> PyResult {
    float::from_f64(log_of(argument, libm_log2)?)
}

fn log10(_: &PyObject, argument: &PyObject) -> PyResult {
    float::from_f64(log_of(argument, libm_log10)?)
}

fn log(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("log", arguments, 1, 2)?;
    let value = log_of(arguments[0], natural)?;
    match arguments.get(1) {
        None => float::from_f64(value),
        Some(base) => {
            let base = log_of(base, natural)?;
            if base == 0.0 {
                return Err(raise!(ZERO_DIVISION_ERROR, "float division by zero"));
            }
            float::from_f64(value / base)
        }
    }
}

fn frexp(_: &PyObject, argument: &PyObject) -> PyResult {
    let x = float::to_f64(argument)?;
    let (mantissa, exponent) = split(x);
    Ok(tuple::new([float::from_f64(mantissa)?, int::from_i64(exponent)?])?.upcast())
}

/// The C library's `frexp`.
fn split(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (scaled, shift) = if x.abs() < f64::MIN_POSITIVE { (x * 2f64.powi(54), -54) } else { (x, 0) };
    let bits = scaled.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1022 + shift;
    (f64::from_bits((bits & !(0x7ff << 52)) | (1022 << 52)), exponent)
}

fn modf(_: &PyObject, argument: &PyObject) -> PyResult {
    let x = float::to_f64(argument)?;
    let (fraction, whole) = if x.is_infinite() {
        (0f64.copysign(x), x)
    } else if x.is_nan() {
        (x, x)
    } else {
        ((x - x.trunc()).copysign(x), x.trunc())
    };
    Ok(tuple::new([float::from_f64(fraction)?, float::from_f64(whole)?])?.upcast())
}

fn ulp(_: &PyObject, argument: &PyObject) -> PyResult {
    let x = float::to_f64(argument)?.abs();
    if !x.is_finite() {
        return float::from_f64(x);
    }
    let after = libm::nextafter(x, f64::INFINITY);
    float::from_f64(if after.is_infinite() { x - libm::nextafter(x, 0.0) } else { after - x })
}

/// Exactly two floats.
fn two(arguments: &[&PyObject], name: &str) -> Result<(f64, f64), Raised> {
    args::check_count(name, arguments, 2, 2)?;
    Ok((float::to_f64(arguments[0])?, float::to_f64(arguments[1])?))
}

/// `m_atan2`.
fn angle(y: f64, x: f64) -> f64 {
    if x.is_nan() || y.is_nan() { f64::NAN } else { libm::atan2(y, x) }
}

fn atan2(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (y, x) = two(arguments, "atan2")?;
    float::from_f64(angle(y, x))
}

fn copysign(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (x, y) = two(arguments, "copysign")?;
    float::from_f64(x.copysign(y))
}

fn fmod_(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (x, y) = two(arguments, "fmod")?;
    if y.is_infinite() && x.is_finite() {
        return float::from_f64(x);
    }
    let result = libm::fmod(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain());
    }
    float::from_f64(result)
}

/// `m_remainder`: exact, the nearest multiple taken away, the even one of two.
fn ieee_remainder(x: f64, y: f64) -> f64 {
    if x.is_finite() && y.is_finite() {
        if y == 0.0 {
            return f64::NAN;
        }
        let (size, step) = (x.abs(), y.abs());
        let rest = libm::fmod(size, step);
        let other = step - rest;
        let result = if rest < other {
            rest
        } else if rest > other {
            -other
        } else {
            rest - 2.0 * libm::fmod(0.5 * (size - rest), step)
        };
        return 1f64.copysign(x) * result;
    }
    match () {
        () if x.is_nan() => x,
        () if y.is_nan() => y,
        () if x.is_infinite() => f64::NAN,
        () => x,
    }
}

fn remainder_(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (x, y) = two(arguments, "remainder")?;
    let result = ieee_remainder(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain());
    }
    float::from_f64(result)
}

fn nextafter_(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (x, y) = two(arguments, "nextafter")?;
    float::from_f64(libm::nextafter(x, y))
}

fn pow(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (x, y) = two(arguments, "pow")?;
    let result = libm::pow(x, y);
    if x.is_finite() && y.is_finite() {
        if result.is_nan() {
            return Err(domain());
        }
        if result.is_infinite() {
            return Err(if x == 0.0 { domain() } else { range() });
        }
    }
    float::from_f64(result)
}

fn ldexp(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("ldexp", arguments, 2, 2)?;
    let x = float::to_f64(arguments[0])?;
    if !arguments[1].is_instance_of::<int::PyLongObject>() {
        return Err(raise!(TYPE_ERROR, "Expected an int as second argument to ldexp."));
    }
    let exponent = number::as_size(arguments[1], None)?;
    if x == 0.0 || !x.is_finite() {
        return float::from_f64(x);
    }
    if exponent > 3000 {
        return Err(range());
    }
    if exponent < -3000 {
        return float::from_f64(0f64.copysign(x));
    }
    let result = libm::ldexp(x, exponent as i32);
    if result.is_infinite() { Err(range()) } else { float::from_f64(result) }
}

fn isclose(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: args::Spec =
        args::Spec::new("isclose", &["a", "b", "rel_tol", "abs_tol"]).required(2).keyword_only(2, 0);
    let [a, b, relative, absolute] = SPEC.parse(arguments, kwnames)?;
    let (a, b) = (float::to_f64(a.expect("required"))?, float::to_f64(b.expect("required"))?);
    let relative = relative.map_or(Ok(1e-9), float::to_f64)?;
    let absolute = absolute.map_or(Ok(0.0), float::to_f64)?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(raise!(VALUE_ERROR, "tolerances must be non-negative"));
    }
    let close = a == b
        || (a.is_finite() && b.is_finite() && {
            let difference = (b - a).abs();
            difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute
        });
    Ok(objects::bool_ref(close))
}
