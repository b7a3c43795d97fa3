//! `cmath`: functions of complex numbers, by the formulas of CPython, so that the last bits agree.

use std::f64::consts::{E, PI};

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::complex::{self, Complex};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{bool_, float, raise, singletons, tuple};

use crate::libm;
use crate::support::new_module;

mod formulas;
mod special;

/// What C's `errno` would say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    Domain,
    Range,
}

type Outcome = (Complex, Fault);

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let made = new_module("cmath", "Functions of complex numbers.", FUNCTIONS)?;
    for (name, value) in [("pi", PI), ("e", E), ("tau", 2.0 * PI), ("inf", f64::INFINITY), ("nan", f64::NAN)]
    {
        made.set(name, &*float::from_f64(value)?)?;
    }
    made.set("infj", &*complex::from_parts(0.0, f64::INFINITY)?)?;
    made.set("nanj", &*complex::from_parts(0.0, f64::NAN)?)?;
    Ok(made)
}

macro_rules! functions {
    ($($name:ident $function:ident $text:literal $doc:literal;)*) => {
        $(
            fn $name(_: &PyObject, argument: &PyObject) -> PyResult {
                finish(formulas::$function(number(argument)?))
            }
        )*
        static FUNCTIONS: &[PyMethodDef] = &[
            $(PyMethodDef::one($text, $name, $doc),)*
            PyMethodDef::keywords(
                c"isclose",
                isclose,
                c"isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\nWhether two numbers are nearly equal.",
            ),
            PyMethodDef::one(c"isfinite", isfinite, c"isfinite($module, z, /)\n--\n\nWhether both parts are finite."),
            PyMethodDef::one(c"isinf", isinf, c"isinf($module, z, /)\n--\n\nWhether a part is an infinity."),
            PyMethodDef::one(c"isnan", isnan, c"isnan($module, z, /)\n--\n\nWhether a part is no number."),
            PyMethodDef::fast(c"log", log, c"log($module, z, base=<unrepresentable>, /)\n--\n\nThe logarithm to a base, e by default."),
            PyMethodDef::one(c"phase", phase, c"phase($module, z, /)\n--\n\nThe angle."),
            PyMethodDef::one(c"polar", polar, c"polar($module, z, /)\n--\n\nDistance from 0, and angle."),
            PyMethodDef::fast(c"rect", rect, c"rect($module, r, phi, /)\n--\n\nThe number of a distance and an angle."),
            PyMethodDef::END,
        ];
    };
}

functions! {
    acos acos c"acos" c"acos($module, z, /)\n--\n\nThe arc cosine.";
    acosh acosh c"acosh" c"acosh($module, z, /)\n--\n\nThe inverse hyperbolic cosine.";
    asin asin c"asin" c"asin($module, z, /)\n--\n\nThe arc sine.";
    asinh asinh c"asinh" c"asinh($module, z, /)\n--\n\nThe inverse hyperbolic sine.";
    atan atan c"atan" c"atan($module, z, /)\n--\n\nThe arc tangent.";
    atanh atanh c"atanh" c"atanh($module, z, /)\n--\n\nThe inverse hyperbolic tangent.";
    cos cos c"cos" c"cos($module, z, /)\n--\n\nThe cosine.";
    cosh cosh c"cosh" c"cosh($module, z, /)\n--\n\nThe hyperbolic cosine.";
    exp exp c"exp" c"exp($module, z, /)\n--\n\nThe exponential.";
    log10 log10 c"log10" c"log10($module, z, /)\n--\n\nThe logarithm to base 10.";
    sin sin c"sin" c"sin($module, z, /)\n--\n\nThe sine.";
    sinh sinh c"sinh" c"sinh($module, z, /)\n--\n\nThe hyperbolic sine.";
    sqrt sqrt c"sqrt" c"sqrt($module, z, /)\n--\n\nThe square root.";
    tan tan c"tan" c"tan($module, z, /)\n--\n\nThe tangent.";
    tanh tanh c"tanh" c"tanh($module, z, /)\n--\n\nThe hyperbolic tangent.";
}

fn number(object: &PyObject) -> Result<Complex, Raised> {
    complex::to_complex(object)
}

fn finish((value, fault): Outcome) -> PyResult {
    check(fault)?;
    complex::new(value)
}

fn check(fault: Fault) -> Result<(), Raised> {
    match fault {
        Fault::None => Ok(()),
        Fault::Domain => Err(raise!(VALUE_ERROR, "math domain error")),
        Fault::Range => Err(raise!(OVERFLOW_ERROR, "math range error")),
    }
}

fn log(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("log", arguments, 1, 2)?;
    let outcome = formulas::log(number(arguments[0])?);
    let Some(base) = arguments.get(1) else { return finish(outcome) };
    let (base, fault) = formulas::log(number(base)?);
    match outcome.0.over(base) {
        Some(quotient) => finish((quotient, fault)),
        None => finish((base, Fault::Domain)),
    }
}

fn phase(_: &PyObject, argument: &PyObject) -> PyResult {
    let z = number(argument)?;
    let angle = formulas::angle(z.imag, z.real);
    // The C library calls an angle too small for a float an error.
    let lost = angle == 0.0 && z.imag != 0.0 && z.real.is_finite();
    check(if lost { Fault::Range } else { Fault::None })?;
    float::from_f64(angle)
}

/// `_Py_c_abs`, and whether a finite number's is too large.
fn size(z: Complex) -> (f64, Fault) {
    if !z.real.is_finite() || !z.imag.is_finite() {
        let infinite = z.real.is_infinite() || z.imag.is_infinite();
        return (if infinite { f64::INFINITY } else { f64::NAN }, Fault::None);
    }
    let size = libm::hypot(z.real, z.imag);
    (size, if size.is_finite() { Fault::None } else { Fault::Range })
}

fn polar(_: &PyObject, argument: &PyObject) -> PyResult {
    let z = number(argument)?;
    let (distance, fault) = size(z);
    check(fault)?;
    let angle = formulas::angle(z.imag, z.real);
    Ok(tuple::new([float::from_f64(distance)?, float::from_f64(angle)?])?.upcast())
}

fn rect(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("rect", arguments, 2, 2)?;
    finish(formulas::rect(float::to_f64(arguments[0])?, float::to_f64(arguments[1])?))
}

fn parts(argument: &PyObject) -> Result<[f64; 2], Raised> {
    let z = number(argument)?;
    Ok([z.real, z.imag])
}

fn isfinite(_: &PyObject, argument: &PyObject) -> PyResult {
    Ok(bool_::from_bool(parts(argument)?.into_iter().all(f64::is_finite)))
}

fn isinf(_: &PyObject, argument: &PyObject) -> PyResult {
    Ok(bool_::from_bool(parts(argument)?.into_iter().any(f64::is_infinite)))
}

fn isnan(_: &PyObject, argument: &PyObject) -> PyResult {
    Ok(bool_::from_bool(parts(argument)?.into_iter().any(f64::is_nan)))
}

fn isclose(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("isclose", &["a", "b", "rel_tol", "abs_tol"]).required(2).keyword_only(2, 0);
    let [a, b, relative, absolute] = SPEC.parse(arguments, kwnames)?;
    let (a, b) = (number(a.unwrap_or(singletons::none()))?, number(b.unwrap_or(singletons::none()))?);
    let relative = relative.map_or(Ok(1e-9), float::to_f64)?;
    let absolute = absolute.map_or(Ok(0.0), float::to_f64)?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(raise!(VALUE_ERROR, "tolerances must be non-negative"));
    }
    let infinite = [a.real, a.imag, b.real, b.imag].into_iter().any(f64::is_infinite);
    let difference = size(Complex { real: a.real - b.real, imag: a.imag - b.imag }).0;
    let close = (a.real == b.real && a.imag == b.imag)
        || (!infinite
            && (difference <= relative * size(b).0
                || difference <= relative * size(a).0
                || difference <= absolute));
    Ok(bool_::from_bool(close))
}
