//! `complex`: making one from anything, its methods.

use vivarium_text::float::{is_space, parse, without_underscores};

use super::{COMPLEX_TYPE, Complex, PyComplexObject, from_parts, new, own, value};
use crate::args::Spec;
use crate::descr::{MemberType, PyMemberDef, PyMethodDef};
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::str::PyUnicodeObject;
use crate::typeobject::PyTypeObject;
use crate::{number, objects, raise};

fn subtype(ty: &PyTypeObject, value: Complex) -> PyResult {
    if std::ptr::eq(ty, &COMPLEX_TYPE) {
        return new(value);
    }
    let object = match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, 0)?,
        None => crate::memory::generic_alloc(ty, 0)?,
    };
    // SAFETY: an instance of a subclass of `complex`.
    unsafe { object.cast_unchecked::<PyComplexObject>() }.cval.set(value);
    Ok(object)
}

/// `__complex__()` of the object, if it has one.
fn special(object: &PyObject) -> Result<Option<Ref>, Raised> {
    let Some(method) = crate::typeobject::lookup_special(object, crate::name!("__complex__"))? else {
        return Ok(None);
    };
    let result = crate::call::call(&method, &[])?;
    if result.is_exact::<PyComplexObject>() {
        return Ok(Some(result));
    }
    let got = result.ob_type().full_name();
    if !result.is_instance_of::<PyComplexObject>() {
        return Err(raise!(TYPE_ERROR, "__complex__ returned non-complex (type {got})"));
    }
    if let Some(warn) = crate::hooks::get().warn {
        let message = format!(
            "__complex__ returned non-complex (type {got}).  The ability to return an instance of a strict subclass \
             of complex is deprecated, and may be removed in a future version of Python."
        );
        warn(&crate::exceptions::DEPRECATION_WARNING, &message, 1)?;
    }
    Ok(Some(result))
}

/// `PyComplex_AsCComplex`: the value of any number.
pub fn to_complex(object: &PyObject) -> Result<Complex, Raised> {
    if let Some(value) = value(object) {
        return Ok(value);
    }
    if let Some(result) = special(object)? {
        return Ok(own(&result));
    }
    Ok(Complex { real: crate::float::to_f64(object)?, imag: 0.0 })
}

fn is_number(object: &PyObject) -> bool {
    object.is_instance_of::<PyComplexObject>()
        || object
            .ob_type()
            .as_number()
            .is_some_and(|number| number.nb_float.get().is_some() || number.nb_index.get().is_some())
}

static SPEC: Spec = Spec::new("complex", &["real", "imag"]);

pub(super) extern "C" fn complex_new(
    ty: &PyTypeObject,
    arguments: &PyObject,
    kwargs: Option<&PyObject>,
) -> PyResult {
    let [real, imag]: [Option<&PyObject>; 2] = SPEC.parse_tuple_dict(arguments, kwargs)?;
    let Some(real) = real else {
        return match imag {
            None => subtype(ty, Complex { real: 0.0, imag: 0.0 }),
            Some(imag) => from_numbers(ty, &*crate::int::from_i64(0)?, Some(imag)),
        };
    };
    if real.is_exact::<PyComplexObject>() && imag.is_none() && std::ptr::eq(ty, &COMPLEX_TYPE) {
        return Ok(real.to_ref());
    }
    if let Some(text) = real.cast::<PyUnicodeObject>() {
        if imag.is_some() {
            return Err(raise!(TYPE_ERROR, "complex() can't take second arg if first is a string"));
        }
        return from_string(ty, text);
    }
    from_numbers(ty, real, imag)
}

fn from_numbers(ty: &PyTypeObject, real: &PyObject, imag: Option<&PyObject>) -> PyResult {
    if imag.is_some_and(|imag| imag.is_instance_of::<PyUnicodeObject>()) {
        return Err(raise!(TYPE_ERROR, "complex() second arg can't be a string"));
    }
    let made = special(real)?;
    let real = made.as_deref().unwrap_or(real);
    if !is_number(real) {
        return Err(raise!(
            TYPE_ERROR,
            "complex() first argument must be a string or a number, not '{}'",
            real.ob_type().full_name()
        ));
    }
    if let Some(imag) = imag.filter(|imag| !is_number(imag)) {
        return Err(raise!(
            TYPE_ERROR,
            "complex() second argument must be a number, not '{}'",
            imag.ob_type().full_name()
        ));
    }
    let real_is_complex = real.is_instance_of::<PyComplexObject>();
    let part = |object: &PyObject| match value(object) {
        Some(value) => Ok(value),
        None => Ok(Complex { real: crate::float::to_f64(&*number::float(object)?)?, imag: 0.0 }),
    };
    let mut result = part(real)?;
    if let Some(imag) = imag {
        let second = part(imag)?;
        if imag.is_instance_of::<PyComplexObject>() {
            result.real -= second.imag;
        }
        result.imag = if real_is_complex { second.real + result.imag } else { second.real };
    }
    subtype(ty, result)
}

#[cold]
fn malformed() -> Raised {
    raise!(VALUE_ERROR, "complex() arg is a malformed string")
}

fn from_string(ty: &PyTypeObject, string: &PyUnicodeObject) -> PyResult {
    let text = crate::int::text::ascii_digits_and_spaces(string);
    let Some(plain) = without_underscores(&text) else {
        return Err(raise!(
            VALUE_ERROR,
            "could not convert string to complex: {}",
            objects::repr_text(string)?
        ));
    };
    match parse_complex(&plain) {
        Some(value) => subtype(ty, value),
        None => Err(malformed()),
    }
}

/// The longest float at the start, and what follows.
fn leading_float(text: &[u8]) -> Option<(f64, &[u8])> {
    let unsigned = text.strip_prefix(b"+").or(text.strip_prefix(b"-")).unwrap_or(text);
    let sign = text.len() - unsigned.len();
    for word in [&b"infinity"[..], b"inf", b"nan"] {
        if unsigned.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            let (number, rest) = text.split_at(sign + word.len());
            return Some((parse(number)?, rest));
        }
    }
    let digits = |from: usize| unsigned[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    if unsigned.get(end) == Some(&b'.') {
        let behind = digits(end + 1);
        if end + behind == 0 {
            return None;
        }
        end += 1 + behind;
    }
    if end == 0 {
        return None;
    }
    if matches!(unsigned.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(unsigned.get(end + 1), Some(b'+' | b'-')));
        let count = if end + 1 + sign <= unsigned.len() { digits(end + 1 + sign) } else { 0 };
        if count > 0 {
            end += 1 + sign + count;
        }
    }
    let (number, rest) = text.split_at(sign + end);
    Some((parse(number)?, rest))
}

fn parse_complex(text: &[u8]) -> Option<Complex> {
    let skip = |text: &'_ [u8]| text.iter().take_while(|&&byte| is_space(byte)).count();
    let mut text = &text[skip(text)..];
    let bracket = text.first() == Some(&b'(');
    if bracket {
        text = &text[1..];
        text = &text[skip(text)..];
    }
    let (mut real, mut imag) = (0.0, 0.0);
    let is_j = |text: &[u8]| matches!(text.first(), Some(b'j' | b'J'));
    match leading_float(text) {
        Some((first, rest)) => {
            text = rest;
            if let Some(sign @ (b'+' | b'-')) = text.first() {
                real = first;
                match leading_float(text) {
                    Some((second, rest)) => {
                        imag = second;
                        text = rest;
                    }
                    None => {
                        imag = if *sign == b'+' { 1.0 } else { -1.0 };
                        text = &text[1..];
                    }
                }
                if !is_j(text) {
                    return None;
                }
                text = &text[1..];
            } else if is_j(text) {
                imag = first;
                text = &text[1..];
            } else {
                real = first;
            }
        }
        None => {
            imag = 1.0;
            if let Some(sign @ (b'+' | b'-')) = text.first() {
                imag = if *sign == b'+' { 1.0 } else { -1.0 };
                text = &text[1..];
            }
            if !is_j(text) {
                return None;
            }
            text = &text[1..];
        }
    }
    text = &text[skip(text)..];
    if bracket {
        text = text.strip_prefix(b")")?;
        text = &text[skip(text)..];
    }
    text.is_empty().then_some(Complex { real, imag })
}

fn conjugate(object: &PyObject) -> PyResult {
    let value = own(object);
    from_parts(value.real, -value.imag)
}

fn to_exact(object: &PyObject) -> PyResult {
    if object.is_exact::<PyComplexObject>() { Ok(object.to_ref()) } else { new(own(object)) }
}

fn getnewargs(object: &PyObject) -> PyResult {
    let value = own(object);
    let (real, imag) = (crate::float::from_f64(value.real)?, crate::float::from_f64(value.imag)?);
    Ok(crate::tuple::new([real, imag])?.upcast())
}

fn format_method(object: &PyObject, spec: &PyObject) -> PyResult {
    crate::format::format_number_method(object, spec, |spec| {
        crate::format::format_complex(own(object), spec, object.ob_type().full_name())
    })
}

pub(super) static METHODS: &[PyMethodDef] = &[
    PyMethodDef::noargs(
        c"conjugate",
        conjugate,
        c"conjugate($self, /)\n--\n\nThe number with its imaginary part negated.",
    ),
    PyMethodDef::noargs(
        c"__complex__",
        to_exact,
        c"__complex__($self, /)\n--\n\nThe number, of exactly type complex.",
    ),
    PyMethodDef::noargs(c"__getnewargs__", getnewargs, c"__getnewargs__($self, /)\n--\n\n"),
    PyMethodDef::one(
        c"__format__",
        format_method,
        c"__format__($self, format_spec, /)\n--\n\nText as the format specification asks for.",
    ),
    PyMethodDef::END,
];

pub(super) static MEMBERS: &[PyMemberDef] = &[
    PyMemberDef::read_only(c"real", MemberType::Double, 16, c"the real part of a complex number"),
    PyMemberDef::read_only(c"imag", MemberType::Double, 24, c"the imaginary part of a complex number"),
    PyMemberDef::END,
];
