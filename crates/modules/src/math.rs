//! `math`: functions of floats; those of integers stand in `math/integers.rs`, sums in `math/sums.rs`.

use vivarium_runtime::args;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{bool_, call, float, int, name, number, objects, raise, tuple, typeobject};

use crate::support::{add_functions, new_module};

mod integers;
mod sums;

// The C library's own, as CPython calls them.
unsafe extern "C" {
    safe fn erf(x: f64) -> f64;
    safe fn erfc(x: f64) -> f64;
    safe fn expm1(x: f64) -> f64;
    safe fn log1p(x: f64) -> f64;
    safe fn nextafter(x: f64, y: f64) -> f64;
    safe fn remainder(x: f64, y: f64) -> f64;
    safe fn fmod(x: f64, y: f64) -> f64;
    safe fn cbrt(x: f64) -> f64;
    safe fn exp2(x: f64) -> f64;
    safe fn tgamma(x: f64) -> f64;
    safe fn lgamma(x: f64) -> f64;
}

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
    acos f64::acos, false;
    acosh f64::acosh, false;
    asin f64::asin, false;
    asinh f64::asinh, false;
    atan f64::atan, false;
    atanh f64::atanh, false;
    cbrt_ |x| cbrt(x), false;
    cos f64::cos, false;
    cosh f64::cosh, true;
    erf_ |x| erf(x), false;
    erfc_ |x| erfc(x), false;
    exp f64::exp, true;
    exp2_ |x| exp2(x), true;
    expm1_ |x| expm1(x), true;
    fabs f64::abs, false;
    sin f64::sin, false;
    sinh f64::sinh, true;
    sqrt f64::sqrt, false;
    tan f64::tan, false;
    tanh f64::tanh, false;
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
    one!(c"cbrt", cbrt_, c"cbrt($module, x, /)\n--\n\nThe cube root."),
    one!(c"cos", cos, c"cos($module, x, /)\n--\n\nThe cosine of radians."),
    one!(c"cosh", cosh, c"cosh($module, x, /)\n--\n\nThe hyperbolic cosine."),
    one!(c"erf", erf_, c"erf($module, x, /)\n--\n\nThe error function."),
    one!(c"erfc", erfc_, c"erfc($module, x, /)\n--\n\nThe complementary error function."),
    one!(c"exp", exp, c"exp($module, x, /)\n--\n\ne to the power of x."),
    one!(c"exp2", exp2_, c"exp2($module, x, /)\n--\n\n2 to the power of x."),
    one!(c"expm1", expm1_, c"expm1($module, x, /)\n--\n\nexp(x)-1, exact near 0."),
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

fn gamma(_: &PyObject, argument: &PyObject) -> PyResult {
    let x = float::to_f64(argument)?;
    if x == f64::NEG_INFINITY || (x.is_finite() && x <= 0.0 && x == x.floor()) {
        return Err(domain());
    }
    checked(x, tgamma(x), true)
}

fn log_gamma(_: &PyObject, argument: &PyObject) -> PyResult {
    let x = float::to_f64(argument)?;
    if x.is_finite() && x <= 0.0 && x == x.floor() {
        return Err(domain());
    }
    if x.is_infinite() {
        return float::from_f64(f64::INFINITY);
    }
    checked(x, lgamma(x), true)
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
    checked(x, if x == 0.0 { x } else { log1p(x) }, false)
}

/// `m_log` and its like: zero and negative numbers lie outside the domain.
fn logarithm(x: f64, function: fn(f64) -> f64) -> Result<f64, Raised> {
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x > 0.0 { Ok(function(x)) } else { Err(domain()) }
}

/// `loghelper`: integers of any size too.
fn log_of(argument: &PyObject, function: fn(f64) -> f64) -> Result<f64, Raised> {
    let Some(value) = int::to_bigint(argument) else {
        return logarithm(float::to_f64(argument)?, function);
    };
    if value.sign() != num_bigint::Sign::Plus {
        return Err(domain());
    }
    let bits = value.bits();
    if bits <= 1024
        && let Ok(x) = float::to_f64(argument)
    {
        return Ok(function(x));
    }
    vivarium_runtime::errors::clear();
    let shift = bits - 64;
    let top = (&value >> shift).iter_u64_digits().next().unwrap_or(0) as f64;
    Ok(function(top) + function(2.0) * shift as f64)
}

fn log2(_: &PyObject, argument: &PyObject) -> PyResult {
    float::from_f64(log_of(argument, f64::log2)?)
}

fn log10(_: &PyObject, argument: &PyObject) -> PyResult {
    float::from_f64(log_of(argument, f64::log10)?)
}

fn log(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("log", arguments, 1, 2)?;
    let value = log_of(arguments[0], f64::ln)?;
    match arguments.get(1) {
        None => float::from_f64(value),
        Some(base) => {
            let base = log_of(base, f64::ln)?;
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
    let after = nextafter(x, f64::INFINITY);
    float::from_f64(if after.is_infinite() { x - nextafter(x, 0.0) } else { after - x })
}

/// Exactly two floats.
fn two(arguments: &[&PyObject], name: &str) -> Result<(f64, f64), Raised> {
    args::check_count(name, arguments, 2, 2)?;
    Ok((float::to_f64(arguments[0])?, float::to_f64(arguments[1])?))
}

fn atan2(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (y, x) = two(arguments, "atan2")?;
    float::from_f64(y.atan2(x))
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
    let result = fmod(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain());
    }
    float::from_f64(result)
}

fn remainder_(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (x, y) = two(arguments, "remainder")?;
    let result = remainder(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain());
    }
    float::from_f64(result)
}

fn nextafter_(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (x, y) = two(arguments, "nextafter")?;
    float::from_f64(nextafter(x, y))
}

fn pow(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (x, y) = two(arguments, "pow")?;
    let result = x.powf(y);
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
    let (mantissa, own) = split(x);
    let total = own + exponent as i64;
    if total > 1024 {
        return Err(range());
    }
    let result = if total >= -1021 {
        mantissa * 2.0 * 2f64.powi(total as i32 - 1)
    } else {
        // One rounding only, into the subnormal range.
        mantissa * 2f64.powi(-1021) * 2f64.powi((total + 1021).max(-60) as i32)
    };
    float::from_f64(result)
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
