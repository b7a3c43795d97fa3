//! `int`: making one, and its methods.

use num_bigint::{BigInt, BigUint, Sign};

use super::{LONG_TYPE, PyLongObject, arith, from_bigint, from_biguint, from_i64, from_u64, text};
use crate::args::{self, Spec};
use crate::descr::{PyGetSetDef, PyMethodDef};
use crate::object::{PyObject, PyResult, Raised};
use crate::str::PyUnicodeObject;
use crate::typeobject::PyTypeObject;
use crate::{number, objects, raise};

fn own(object: &PyObject) -> &PyLongObject {
    // SAFETY: a method of `int`.
    unsafe { object.cast_unchecked() }
}

static NEW: Spec = Spec::new("int", &["", "base"]).positional_only(1);

pub(super) extern "C" fn long_new(
    ty: &PyTypeObject,
    arguments: &PyObject,
    kwargs: Option<&PyObject>,
) -> PyResult {
    let [object, base]: [Option<&PyObject>; 2] = NEW.parse_tuple_dict(arguments, kwargs)?;
    let made = make(object, base)?;
    if std::ptr::eq(ty, &LONG_TYPE) { Ok(made) } else { subtype(ty, own(&made)) }
}

fn make(object: Option<&PyObject>, base: Option<&PyObject>) -> PyResult {
    let Some(object) = object else {
        if base.is_some() {
            return Err(raise!(TYPE_ERROR, "int() missing string argument"));
        }
        return from_i64(0);
    };
    let Some(base) = base else { return number::int(object) };
    let base = number::as_size(base, None)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(raise!(VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0"));
    }
    if let Some(string) = object.cast::<PyUnicodeObject>() {
        return text::from_string(string, base as u32);
    }
    if let Some(bytes) = crate::bytes::as_slice(object) {
        return text::from_bytes_text(bytes, base as u32);
    }
    if let Some(bytes) = crate::bytearray::copy_of(object) {
        return text::from_bytes_text(&bytes, base as u32);
    }
    Err(raise!(TYPE_ERROR, "int() can't convert non-string with explicit base"))
}

/// An instance of a subclass with this value.
fn subtype(ty: &PyTypeObject, value: &PyLongObject) -> PyResult {
    let digits = value.digits();
    let count = digits.len() as isize;
    let object = match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, count)?,
        None => crate::memory::generic_alloc(ty, count)?,
    };
    let long = own(&object);
    long.ob_base.ob_size.set(if value.is_negative() { -count } else { count });
    // SAFETY: `tp_alloc` made room for the digits.
    unsafe {
        std::ptr::copy_nonoverlapping(
            digits.as_ptr(),
            long.ob_digit.as_ptr().cast::<u32>().cast_mut(),
            digits.len(),
        );
    }
    Ok(object)
}

fn itself(object: &PyObject) -> PyResult {
    arith::long_long(object)
}

fn bit_length(object: &PyObject) -> PyResult {
    from_u64(own(object).bits())
}

fn bit_count(object: &PyObject) -> PyResult {
    from_u64(own(object).digits().iter().map(|digit| u64::from(digit.count_ones())).sum())
}

fn byte_order(order: Option<&PyObject>) -> Result<bool, Raised> {
    let Some(order) = order else { return Ok(false) };
    match order.cast::<PyUnicodeObject>() {
        Some(order) if order.equals("little") => Ok(true),
        Some(order) if order.equals("big") => Ok(false),
        _ => Err(raise!(VALUE_ERROR, "byteorder must be either 'little' or 'big'")),
    }
}

fn check_byte_order_type(name: &str, position: usize, order: Option<&PyObject>) -> Result<(), Raised> {
    match order {
        Some(order) if !order.is_instance_of::<PyUnicodeObject>() => Err(args::bad_argument(
            name,
            if position == 2 { "argument 'byteorder'" } else { "argument" },
            "str",
            order,
        )),
        _ => Ok(()),
    }
}

static TO_BYTES: Spec = Spec::new("to_bytes", &["length", "byteorder", "signed"]).keyword_only(2, 0);

fn to_bytes(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [length, order, signed]: [Option<&PyObject>; 3] = TO_BYTES.parse(arguments, kwnames)?;
    let length = length.map_or(Ok(1), number::as_isize)?;
    check_byte_order_type("to_bytes", 2, order)?;
    let signed = signed.map_or(Ok(false), objects::is_true)?;
    let little = byte_order(order)?;
    let Ok(length) = usize::try_from(length) else {
        return Err(raise!(VALUE_ERROR, "length argument must be non-negative"));
    };
    let value = own(object);
    if value.is_negative() && !signed {
        return Err(raise!(OVERFLOW_ERROR, "can't convert negative int to unsigned"));
    }
    super::room_to_compute(value, value)?;
    let mut bytes = if signed {
        signed_bytes(&value.to_bigint())
    } else {
        super::magnitude(value.digits()).to_bytes_le()
    };
    if !signed && value.is_zero() {
        bytes.clear();
    }
    if bytes.len() > length && !(value.is_zero() && signed) {
        return Err(raise!(OVERFLOW_ERROR, "int too big to convert"));
    }
    let fill = if value.is_negative() { 0xff } else { 0 };
    let result = crate::bytes::build(length, |out| {
        out.fill(fill);
        let count = bytes.len().min(length);
        out[..count].copy_from_slice(&bytes[..count]);
        if !little {
            out.reverse();
        }
    })?;
    Ok(result.upcast())
}

fn signed_bytes(value: &BigInt) -> Vec<u8> {
    value.to_signed_bytes_le()
}

static FROM_BYTES: Spec =
    Spec::new("from_bytes", &["bytes", "byteorder", "signed"]).required(1).keyword_only(2, 0);

fn from_bytes(class: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [source, order, signed]: [Option<&PyObject>; 3] = FROM_BYTES.parse(arguments, kwnames)?;
    let Some(source) = source else { return Err(raise!(SYSTEM_ERROR, "bad argument")) };
    check_byte_order_type("from_bytes", 2, order)?;
    let signed = signed.map_or(Ok(false), objects::is_true)?;
    let little = byte_order(order)?;
    let content = crate::bytes::from_any(source)?;
    let content = crate::bytes::as_slice(&content).unwrap_or(&[]);
    crate::memory::probe(content.len().saturating_mul(5))?;
    let mut bytes = content.to_vec();
    if !little {
        bytes.reverse();
    }
    let value =
        if signed { BigInt::from_signed_bytes_le(&bytes) } else { BigInt::from_bytes_le(Sign::Plus, &bytes) };
    let made = from_bigint(&value)?;
    if std::ptr::addr_eq(class, &raw const LONG_TYPE) { Ok(made) } else { crate::call::call(class, &[&made]) }
}

fn as_integer_ratio(object: &PyObject) -> PyResult {
    Ok(crate::tuple::new([arith::long_long(object)?, from_i64(1)?])?.upcast())
}

fn round(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("__round__", arguments, 0, 1)?;
    let [places] = arguments else { return arith::long_long(object) };
    let places = number::index(places)?;
    let places = own(&places);
    if !places.is_negative() {
        return arith::long_long(object);
    }
    let value = own(object);
    // A power of ten beyond twice the value rounds it to zero.
    let cut = match places.to_i64().map(i64::unsigned_abs) {
        Some(cut) if cut <= value.bits() / 3 + 2 => cut as u32,
        _ => return from_i64(0),
    };
    let power = from_biguint(false, &BigUint::from(10u32).pow(cut))?;
    let (_, rest) = arith::divmod_near(value, own(&power))?;
    arith::subtract(value, own(&rest))
}

fn sizeof(object: &PyObject) -> PyResult {
    // 3.11.7 counts a digit for zero too.
    let digits = own(object).digits().len().max(1);
    from_u64((super::HEADER + 4 * digits) as u64)
}

fn getnewargs(object: &PyObject) -> PyResult {
    Ok(crate::tuple::new([super::copy_exact(object)?])?.upcast())
}

fn format_method(object: &PyObject, spec: &PyObject) -> PyResult {
    crate::format::format_number_method(object, spec, |spec| crate::format::format_int(own(object), spec))
}

fn zero(_: &PyObject) -> PyResult {
    from_i64(0)
}

fn one(_: &PyObject) -> PyResult {
    from_i64(1)
}

pub(super) static METHODS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"conjugate", itself, c"The number itself: it has no imaginary part."),
    PyMethodDef::noargs(
        c"bit_length",
        bit_length,
        c"bit_length($self, /)\n--\n\nHow many bits the absolute value needs in binary.",
    ),
    PyMethodDef::noargs(
        c"bit_count",
        bit_count,
        c"bit_count($self, /)\n--\n\nHow many bits of the absolute value are one.",
    ),
    PyMethodDef::keywords(
        c"to_bytes",
        to_bytes,
        c"to_bytes($self, /, length=1, byteorder='big', *, signed=False)\n--\n\nThe value as bytes; OverflowError where it does not fit.",
    ),
    PyMethodDef::keywords(
        c"from_bytes",
        from_bytes,
        c"from_bytes($type, /, bytes, byteorder='big', *, signed=False)\n--\n\nThe value that the bytes stand for.",
    )
    .class(),
    PyMethodDef::noargs(
        c"as_integer_ratio",
        as_integer_ratio,
        c"as_integer_ratio($self, /)\n--\n\nThe number and 1.",
    ),
    PyMethodDef::noargs(c"__trunc__", itself, c"The number itself, as it is whole."),
    PyMethodDef::noargs(c"__floor__", itself, c"The number itself, as it is whole."),
    PyMethodDef::noargs(c"__ceil__", itself, c"The number itself, as it is whole."),
    PyMethodDef::fast(
        c"__round__",
        round,
        c"__round__($self, ndigits=<unrepresentable>, /)\n--\n\nRounded to a power of ten where ndigits is negative.",
    ),
    PyMethodDef::noargs(c"__getnewargs__", getnewargs, c"__getnewargs__($self, /)\n--\n\n"),
    PyMethodDef::one(
        c"__format__",
        format_method,
        c"__format__($self, format_spec, /)\n--\n\n",
    ),
    PyMethodDef::noargs(c"__sizeof__", sizeof, c"__sizeof__($self, /)\n--\n\nSize in memory, in bytes."),
    PyMethodDef::END,
];

pub(super) static GETSET: &[PyGetSetDef] = &[
    PyGetSetDef::read_only(c"real", itself, c"the real part of a complex number"),
    PyGetSetDef::read_only(c"imag", zero, c"the imaginary part of a complex number"),
    PyGetSetDef::read_only(c"numerator", itself, c"the numerator of a rational number in lowest terms"),
    PyGetSetDef::read_only(c"denominator", one, c"the denominator of a rational number in lowest terms"),
    PyGetSetDef::END,
];
