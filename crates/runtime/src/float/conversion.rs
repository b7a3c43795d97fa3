//! `float`: making one from anything, its text, its methods.

use vivarium_text::float::{HexError, from_hex, parse, repr, round_decimal, to_hex};
use vivarium_text::float::{trim_end, trim_start, without_underscores};

use super::{FLOAT_TYPE, PyFloatObject, from_f64};
use crate::descr::{PyGetSetDef, PyMethodDef};
use crate::int::PyLongObject;
use crate::object::{PyObject, PyResult, Raised};
use crate::raise;
use crate::str::PyUnicodeObject;
use crate::typeobject::{InitProc, PyTypeObject};
use crate::{args, number, objects};

fn own(object: &PyObject) -> f64 {
    // SAFETY: a method of `float`.
    unsafe { object.cast_unchecked::<PyFloatObject>() }.value()
}

pub(super) extern "C" fn float_repr(object: &PyObject) -> PyResult {
    Ok(crate::str::from_latin1(repr(own(object)).as_bytes())?.upcast())
}

/// `PyFloat_AsDouble`: the value of anything with `__float__` or `__index__`.
pub fn to_f64(object: &PyObject) -> Result<f64, Raised> {
    if let Some(value) = super::value(object) {
        return Ok(value);
    }
    let number = object.ob_type().as_number();
    let Some(function) = number.and_then(|number| number.nb_float.get()) else {
        if number::check_index(object) {
            let index = number::index(object)?;
            return index.cast::<PyLongObject>().map_or(Ok(0.0), PyLongObject::to_f64);
        }
        return Err(raise!(TYPE_ERROR, "must be real number, not {}", object.ob_type().full_name()));
    };
    let result = function(object)?;
    check_float_result(object, &result)
}

/// The value of what `__float__` returned.
fn check_float_result(object: &PyObject, result: &PyObject) -> Result<f64, Raised> {
    let (name, got) = (object.ob_type().full_name(), result.ob_type().full_name());
    let Some(value) = super::value(result) else {
        return Err(raise!(TYPE_ERROR, "{name}.__float__ returned non-float (type {got})"));
    };
    if !result.is_exact::<PyFloatObject>()
        && let Some(warn) = crate::hooks::get().warn
    {
        let message = format!(
            "{name}.__float__ returned non-float (type {got}).  The ability to return an instance of a strict \
             subclass of float is deprecated, and may be removed in a future version of Python."
        );
        warn(&crate::exceptions::DEPRECATION_WARNING, &message, 1)?;
    }
    Ok(value)
}

/// `PyNumber_Float`: `float(object)`.
pub fn from_object(object: &PyObject) -> PyResult {
    if object.is_exact::<PyFloatObject>() {
        return Ok(object.to_ref());
    }
    let number = object.ob_type().as_number();
    if let Some(function) = number.and_then(|number| number.nb_float.get()) {
        let result = function(object)?;
        if result.is_exact::<PyFloatObject>() {
            return Ok(result);
        }
        return from_f64(check_float_result(object, &result)?);
    }
    if number::check_index(object) {
        return from_f64(to_f64(object)?);
    }
    if let Some(value) = super::value(object) {
        return from_f64(value);
    }
    from_text(object)
}

/// `PyFloat_FromString`.
fn from_text(object: &PyObject) -> PyResult {
    let text = if let Some(string) = object.cast::<PyUnicodeObject>() {
        crate::int::text::ascii_digits_and_spaces(string).into_owned()
    } else if let Some(bytes) = crate::bytes::as_slice(object) {
        bytes.to_vec()
    } else if let Some(view) = crate::buffer::View::simple_if_supported(object) {
        view?.as_slice().to_vec()
    } else {
        return Err(raise!(
            TYPE_ERROR,
            "float() argument must be a string or a real number, not '{}'",
            object.ob_type().full_name()
        ));
    };
    match without_underscores(trim_end(trim_start(&text))).and_then(|text| parse(&text)) {
        Some(value) => from_f64(value),
        None => {
            Err(raise!(VALUE_ERROR, "could not convert string to float: {}", objects::repr_text(object)?))
        }
    }
}

pub(super) extern "C" fn float_vectorcall(
    ty: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    args::no_keywords("float", kwnames)?;
    let arguments = crate::call::positional(args, nargsf);
    args::check_count("float", arguments, 0, 1)?;
    // SAFETY: the slot of types.
    make(unsafe { ty.cast_unchecked() }, arguments)
}

pub(super) extern "C" fn float_new(
    ty: &PyTypeObject,
    arguments: &PyObject,
    kwargs: Option<&PyObject>,
) -> PyResult {
    let own_init =
        |init: InitProc| FLOAT_TYPE.tp_init.get().is_some_and(|own| std::ptr::fn_addr_eq(init, own));
    if ty.tp_init.get().is_none_or(own_init) {
        args::no_keywords("float", kwargs)?;
    }
    let arguments = args::items(arguments);
    args::check_count("float", arguments, 0, 1)?;
    make(ty, arguments)
}

fn make(ty: &PyTypeObject, arguments: &[&PyObject]) -> PyResult {
    let made = match arguments {
        [] => from_f64(0.0)?,
        [text] if text.is_exact::<PyUnicodeObject>() => from_text(text)?,
        [object, ..] => from_object(object)?,
    };
    if std::ptr::eq(ty, &FLOAT_TYPE) {
        return Ok(made);
    }
    let object = match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, 0)?,
        None => crate::memory::generic_alloc(ty, 0)?,
    };
    // SAFETY: an instance of a subclass of `float`.
    unsafe { object.cast_unchecked::<PyFloatObject>() }.ob_fval.set(own(&made));
    Ok(object)
}

fn is_integer(object: &PyObject) -> PyResult {
    let value = own(object);
    Ok(crate::bool_::from_bool(value.is_finite() && value.floor() == value))
}

fn trunc(object: &PyObject) -> PyResult {
    crate::int::from_f64(own(object))
}

fn floor(object: &PyObject) -> PyResult {
    crate::int::from_f64(own(object).floor())
}

fn ceil(object: &PyObject) -> PyResult {
    crate::int::from_f64(own(object).ceil())
}

fn conjugate(object: &PyObject) -> PyResult {
    if object.is_exact::<PyFloatObject>() { Ok(object.to_ref()) } else { from_f64(own(object)) }
}

fn round(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("__round__", arguments, 0, 1)?;
    let value = own(object);
    let places = match arguments {
        [places] if !places.is_none() => number::as_size(places, None)?,
        _ => return crate::int::from_f64(if value.is_finite() { value.round_ties_even() } else { value }),
    };
    if !value.is_finite() || places > 323 {
        return from_f64(value);
    }
    if places < -308 {
        return from_f64(0.0 * value);
    }
    let rounded = round_decimal(value, places as i32);
    if rounded.is_infinite() {
        return Err(raise!(OVERFLOW_ERROR, "rounded value too large to represent"));
    }
    from_f64(rounded)
}

fn as_integer_ratio(object: &PyObject) -> PyResult {
    let value = own(object);
    if value.is_infinite() {
        return Err(raise!(OVERFLOW_ERROR, "cannot convert Infinity to integer ratio"));
    }
    if value.is_nan() {
        return Err(raise!(VALUE_ERROR, "cannot convert NaN to integer ratio"));
    }
    let bits = value.to_bits();
    let (exponent, mantissa) = ((bits >> 52 & 0x7ff) as i64, bits & ((1 << 52) - 1));
    let (mut mantissa, mut exponent) = match exponent {
        0 => (mantissa, -1074),
        _ => (mantissa | 1 << 52, exponent - 1075),
    };
    if mantissa == 0 {
        exponent = 0;
    }
    let zeros = i64::from(mantissa.trailing_zeros()).min((-exponent).max(0));
    mantissa >>= zeros;
    exponent += zeros;
    let one = num_bigint::BigUint::from(1u32);
    let numerator = num_bigint::BigUint::from(mantissa) << exponent.max(0) as u64;
    let numerator = crate::int::from_biguint(value < 0.0, &numerator)?;
    let denominator = crate::int::from_biguint(false, &(one << (-exponent).max(0) as u64))?;
    Ok(crate::tuple::new([numerator, denominator])?.upcast())
}

fn hex(object: &PyObject) -> PyResult {
    Ok(crate::str::new(&to_hex(own(object)))?.upcast())
}

fn fromhex(class: &PyObject, text: &PyObject) -> PyResult {
    let Some(string) = text.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "bad argument type for built-in operation"));
    };
    let value = match from_hex(crate::str::codecs::utf8_of(string)?.as_bytes()) {
        Ok(value) => from_f64(value)?,
        Err(HexError::Invalid) => {
            return Err(raise!(VALUE_ERROR, "invalid hexadecimal floating-point string"));
        }
        Err(HexError::TooLarge) => {
            return Err(raise!(OVERFLOW_ERROR, "hexadecimal value too large to represent as a float"));
        }
    };
    if std::ptr::addr_eq(class, &raw const FLOAT_TYPE) {
        Ok(value)
    } else {
        crate::call::call(class, &[&value])
    }
}

fn getformat(_: &PyObject, kind: &PyObject) -> PyResult {
    let Some(kind) = kind.cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument("__getformat__", "argument", "str", kind));
    };
    if !kind.equals("double") && !kind.equals("float") {
        return Err(raise!(VALUE_ERROR, "__getformat__() argument 1 must be 'double' or 'float'"));
    }
    Ok(crate::str::new("IEEE, little-endian")?.upcast())
}

fn getnewargs(object: &PyObject) -> PyResult {
    Ok(crate::tuple::new([from_f64(own(object))?])?.upcast())
}

fn format_method(object: &PyObject, spec: &PyObject) -> PyResult {
    crate::format::format_number_method(object, spec, |spec| {
        crate::format::format_float(own(object), spec, object.ob_type().full_name())
    })
}

fn real(object: &PyObject) -> PyResult {
    conjugate(object)
}

fn imag(_: &PyObject) -> PyResult {
    from_f64(0.0)
}

pub(super) static METHODS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"conjugate", conjugate, c"conjugate($self, /)\n--\n\nThe number itself: it has no imaginary part."),
    PyMethodDef::noargs(c"__trunc__", trunc, c"__trunc__($self, /)\n--\n\nThe whole part, as an int."),
    PyMethodDef::noargs(c"__floor__", floor, c"__floor__($self, /)\n--\n\nThe greatest int that is not above."),
    PyMethodDef::noargs(c"__ceil__", ceil, c"__ceil__($self, /)\n--\n\nThe smallest int that is not below."),
    PyMethodDef::fast(
        c"__round__",
        round,
        c"__round__($self, ndigits=None, /)\n--\n\nRounded to so many places, the even neighbour in a tie; to an int without argument.",
    ),
    PyMethodDef::noargs(
        c"as_integer_ratio",
        as_integer_ratio,
        c"as_integer_ratio($self, /)\n--\n\nNumerator and positive denominator of the exact value, in lowest terms.",
    ),
    PyMethodDef::one(
        c"fromhex",
        fromhex,
        c"fromhex($type, string, /)\n--\n\nReads hexadecimal notation, as hex() writes it.",
    )
    .class(),
    PyMethodDef::noargs(c"hex", hex, c"hex($self, /)\n--\n\nThe exact value in hexadecimal notation."),
    PyMethodDef::noargs(c"is_integer", is_integer, c"is_integer($self, /)\n--\n\nWhether the value is whole."),
    PyMethodDef::noargs(c"__getnewargs__", getnewargs, c"__getnewargs__($self, /)\n--\n\n"),
    PyMethodDef::one(
        c"__getformat__",
        getformat,
        c"__getformat__($type, typestr, /)\n--\n\nHow the machine stores 'double' or 'float'.",
    )
    .class(),
    PyMethodDef::one(
        c"__format__",
        format_method,
        c"__format__($self, format_spec, /)\n--\n\nText as the format specification asks for.",
    ),
    PyMethodDef::END,
];

pub(super) static GETSET: &[PyGetSetDef] = &[
    PyGetSetDef::read_only(c"real", real, c"the real part of a complex number"),
    PyGetSetDef::read_only(c"imag", imag, c"the imaginary part of a complex number"),
    PyGetSetDef::END,
];
