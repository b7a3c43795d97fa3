//! The slots of `str`, its constructor and its iterator.

use std::cell::Cell;
use std::ffi::c_int;

use super::{
    PyUnicodeObject, UNICODE_TYPE, Unit, compare, concat, equal, from_code_point, substring, to_exact,
};
use crate::args::Spec;
use crate::int::arith::ordering_matches;
use crate::object::{PyObject, PyResult};
use crate::singletons::not_implemented;
use crate::slice::PySliceObject;
use crate::stringlib;
use crate::typeobject::{PyMappingMethods, PyNumberMethods, PySequenceMethods, PyTypeObject};
use crate::{number, objects, on_data, raise};

pub(super) static UNICODE_AS_NUMBER: PyNumberMethods =
    PyNumberMethods { nb_remainder: Cell::new(Some(unicode_mod)), ..PyNumberMethods::EMPTY };

pub(super) static UNICODE_AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(unicode_length)),
    sq_concat: Cell::new(Some(unicode_concat)),
    sq_repeat: Cell::new(Some(unicode_repeat)),
    sq_item: Cell::new(Some(unicode_getitem)),
    sq_contains: Cell::new(Some(unicode_contains)),
    ..PySequenceMethods::EMPTY
};

pub(super) static UNICODE_AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: Cell::new(Some(unicode_length)),
    mp_subscript: Cell::new(Some(unicode_subscript)),
    ..PyMappingMethods::EMPTY
};

#[inline(always)]
pub(super) fn own(object: &PyObject) -> &PyUnicodeObject {
    // SAFETY: a slot of `str`.
    unsafe { object.cast_unchecked() }
}

extern "C" fn unicode_length(object: &PyObject) -> isize {
    own(object).length.get()
}

/// `a + b` where `a` is a `str`.
pub extern "C" fn unicode_concat(a: &PyObject, b: &PyObject) -> PyResult {
    let Some(b) = b.cast::<PyUnicodeObject>() else {
        let name = b.ob_type().full_name();
        return Err(raise!(TYPE_ERROR, "can only concatenate str (not \"{name}\") to str"));
    };
    Ok(concat(own(a), b)?.upcast())
}

extern "C" fn unicode_mod(a: &PyObject, b: &PyObject) -> PyResult {
    match a.cast::<PyUnicodeObject>() {
        Some(format) => super::percent::format(format, b),
        None => Ok(not_implemented()),
    }
}

extern "C" fn unicode_repeat(object: &PyObject, count: isize) -> PyResult {
    let string = own(object);
    let Ok(count @ 1..) = usize::try_from(count) else { return Ok(super::empty().upcast()) };
    if count == 1 || string.is_empty() {
        return Ok(to_exact(string)?.upcast());
    }
    let Some(len) = string.len().checked_mul(count).filter(|&len| len <= isize::MAX as usize) else {
        return Err(raise!(OVERFLOW_ERROR, "repeated string is too long"));
    };
    let made = super::allocate(len, string.max_bound())?;
    for index in 0..count {
        // SAFETY: fresh, and as long and as wide as needed.
        unsafe { super::write_data(&made, index * string.len(), string.data()) };
    }
    Ok(made.upcast())
}

/// `string[index]`, counted from the front.
pub extern "C" fn unicode_getitem(object: &PyObject, index: isize) -> PyResult {
    let string = own(object);
    match usize::try_from(index) {
        Ok(index) if index < string.len() => Ok(from_code_point(string.data().get(index))?.upcast()),
        _ => Err(raise!(INDEX_ERROR, "string index out of range")),
    }
}

extern "C" fn unicode_contains(object: &PyObject, needle: &PyObject) -> c_int {
    let Some(needle) = needle.cast::<PyUnicodeObject>() else {
        let name = needle.ob_type().full_name();
        let _ = raise!(TYPE_ERROR, "'in <string>' requires string as left operand, not {name}");
        return -1;
    };
    c_int::from(contains(own(object), needle))
}

/// Whether `needle` stands in the string.
pub fn contains(string: &PyUnicodeObject, needle: &PyUnicodeObject) -> bool {
    super::search::find_in(string.data(), needle.data(), false).is_some()
}

extern "C" fn unicode_subscript(object: &PyObject, key: &PyObject) -> PyResult {
    let string = own(object);
    if number::check_index(key) {
        let index = number::as_size(key, Some(&crate::exceptions::INDEX_ERROR))?;
        return unicode_getitem(object, if index < 0 { index + string.length.get() } else { index });
    }
    let Some(slice) = key.cast_exact::<PySliceObject>() else {
        let name = key.ob_type().full_name();
        return Err(raise!(TYPE_ERROR, "string indices must be integers, not '{name}'"));
    };
    let (start, step, count) = stringlib::unpack_slice(slice, string.len())?;
    if count == 0 {
        return Ok(super::empty().upcast());
    }
    if step == 1 {
        return Ok(substring(string, start, start + count)?.upcast());
    }
    if let super::Data::One(units) = string.data()
        && string.is_ascii()
    {
        let write = |picked: &mut [u8]| {
            let mut at = start as isize;
            for place in picked {
                *place = units.get(at as usize).copied().unwrap_or(b' ');
                at = at.wrapping_add(step);
            }
        };
        return Ok(super::from_written(count, write)?.upcast());
    }
    Ok(on_data!(string.data(), |units| Unit::make_fresh(&stringlib::pick(units, start, step, count)?))?
        .upcast())
}

pub(super) extern "C" fn unicode_hash(object: &PyObject) -> isize {
    own(object).hash()
}

pub(super) extern "C" fn unicode_str(object: &PyObject) -> PyResult {
    Ok(to_exact(own(object))?.upcast())
}

pub extern "C" fn unicode_richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    let (Some(a), Some(b)) = (a.cast::<PyUnicodeObject>(), b.cast::<PyUnicodeObject>()) else {
        return Ok(not_implemented());
    };
    let result = match op {
        2 => equal(a, b),
        3 => !equal(a, b),
        _ => ordering_matches(compare(a, b), op),
    };
    Ok(crate::bool_::from_bool(result))
}

static NEW: Spec = Spec::new("str", &["object", "encoding", "errors"]);

pub(super) extern "C" fn unicode_new(
    ty: &PyTypeObject,
    arguments: &PyObject,
    kwargs: Option<&PyObject>,
) -> PyResult {
    let [object, encoding, errors]: [Option<&PyObject>; 3] = NEW.parse_tuple_dict(arguments, kwargs)?;
    let encoding = super::codecs::name_argument("str", "encoding", encoding)?;
    let errors = super::codecs::name_argument("str", "errors", errors)?;
    let made = match object {
        None => super::empty().upcast(),
        Some(object) if encoding.is_none() && errors.is_none() => objects::str(object)?,
        Some(object) => super::codecs::decode_object(object, encoding.as_deref(), errors.as_deref())?,
    };
    if std::ptr::eq(ty, &UNICODE_TYPE) { Ok(made) } else { super::new_subtype(ty, own(&made)) }
}
