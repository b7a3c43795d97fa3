//! The slots of `bytes`, its constructor, its own methods and its iterator.

use std::cell::Cell;
use std::ffi::c_int;

use super::shared::{self, Kind, Own};
use super::{BYTES_TYPE, PyBytesObject, build, new};
use crate::args::Spec;
use crate::buffer::PyBuffer;
use crate::descr::PyMethodDef;
use crate::int::arith::ordering_matches;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::singletons::not_implemented;
use crate::slice::PySliceObject;
use crate::str::PyUnicodeObject;
use crate::stringlib;
use crate::typeobject::{PyBufferProcs, PyMappingMethods, PyNumberMethods, PySequenceMethods, PyTypeObject};
use crate::{number, objects, raise};

pub(super) static BYTES_AS_NUMBER: PyNumberMethods =
    PyNumberMethods { nb_remainder: Cell::new(Some(bytes_mod)), ..PyNumberMethods::EMPTY };

pub(super) static BYTES_AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(bytes_length)),
    sq_concat: Cell::new(Some(bytes_concat)),
    sq_repeat: Cell::new(Some(bytes_repeat)),
    sq_item: Cell::new(Some(bytes_item)),
    sq_contains: Cell::new(Some(bytes_contains)),
    ..PySequenceMethods::EMPTY
};

pub(super) static BYTES_AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: Cell::new(Some(bytes_length)),
    mp_subscript: Cell::new(Some(bytes_subscript)),
    ..PyMappingMethods::EMPTY
};

pub(super) static BYTES_AS_BUFFER: PyBufferProcs =
    PyBufferProcs { bf_getbuffer: Cell::new(Some(bytes_getbuffer)), ..PyBufferProcs::EMPTY };

#[inline(always)]
pub(super) fn own(object: &PyObject) -> &PyBytesObject {
    // SAFETY: a slot of `bytes`.
    unsafe { object.cast_unchecked() }
}

fn with(object: &PyObject, run: impl FnOnce(Own<'_>) -> PyResult) -> PyResult {
    run(Own { object, content: own(object).as_slice(), kind: Kind::Bytes })
}

pub(super) static METHODS: &[PyMethodDef] = shared::method_table!(
    with;
    PyMethodDef::noargs(c"__getnewargs__", getnewargs, c""),
    PyMethodDef::noargs(c"__bytes__", to_bytes, c"__bytes__($self, /)\n--\n\nThe value, of exactly type bytes."),
    PyMethodDef::one(c"fromhex", fromhex, c"fromhex($type, string, /)\n--\n\nThe bytes of hexadecimal text; white space between pairs is ignored.").class(),
);

fn getnewargs(object: &PyObject) -> PyResult {
    Ok(crate::tuple::new([new(own(object).as_slice())?.upcast()])?.upcast())
}

fn to_bytes(object: &PyObject) -> PyResult {
    if object.is_exact::<PyBytesObject>() {
        Ok(object.to_ref())
    } else {
        Ok(new(own(object).as_slice())?.upcast())
    }
}

fn fromhex(class: &PyObject, text: &PyObject) -> PyResult {
    let made = new(&shared::from_hex(text)?)?.upcast();
    if std::ptr::addr_eq(class, &raw const BYTES_TYPE) {
        Ok(made)
    } else {
        crate::call::call(class, &[&made])
    }
}

extern "C" fn bytes_length(object: &PyObject) -> isize {
    own(object).ob_base.ob_size.get()
}

pub(super) extern "C" fn bytes_concat(a: &PyObject, b: &PyObject) -> PyResult {
    if let (Some(x), Some(y)) = (a.cast::<PyBytesObject>(), b.cast::<PyBytesObject>()) {
        if x.is_empty() && y.is_exact::<PyBytesObject>() {
            return Ok(b.to_ref());
        }
        if y.is_empty() && x.is_exact::<PyBytesObject>() {
            return Ok(a.to_ref());
        }
        let (x, y) = (x.as_slice(), y.as_slice());
        let made = build(x.len() + y.len(), |content| {
            content[..x.len()].copy_from_slice(x);
            content[x.len()..].copy_from_slice(y);
        })?;
        return Ok(made.upcast());
    }
    shared::concat(Kind::Bytes, a, b)
}

extern "C" fn bytes_repeat(object: &PyObject, count: isize) -> PyResult {
    let content = own(object).as_slice();
    let count = usize::try_from(count).unwrap_or(0);
    if count == 1 && object.is_exact::<PyBytesObject>() {
        return Ok(object.to_ref());
    }
    let Some(len) = content.len().checked_mul(count).filter(|&len| len <= isize::MAX as usize) else {
        return Err(raise!(OVERFLOW_ERROR, "repeated bytes are too long"));
    };
    if len > isize::MAX as usize - super::HEADER {
        return Err(crate::errors::no_memory());
    }
    let made = build(len, |out| {
        if let [byte] = content {
            out.fill(*byte);
            return;
        }
        for chunk in out.chunks_exact_mut(content.len().max(1)) {
            chunk.copy_from_slice(content);
        }
    })?;
    Ok(made.upcast())
}

extern "C" fn bytes_item(object: &PyObject, index: isize) -> PyResult {
    match usize::try_from(index).ok().and_then(|index| own(object).as_slice().get(index)) {
        Some(&byte) => crate::int::from_i64(i64::from(byte)),
        None => Err(raise!(INDEX_ERROR, "index out of range")),
    }
}

extern "C" fn bytes_contains(object: &PyObject, value: &PyObject) -> c_int {
    objects::bool_code(shared::contains(own(object).as_slice(), value))
}

extern "C" fn bytes_subscript(object: &PyObject, key: &PyObject) -> PyResult {
    let bytes = own(object);
    if number::check_index(key) {
        let index = number::as_size(key, Some(&crate::exceptions::INDEX_ERROR))?;
        return bytes_item(object, if index < 0 { index + bytes.len() as isize } else { index });
    }
    let Some(slice) = key.cast_exact::<PySliceObject>() else {
        let got = key.ob_type().full_name();
        return Err(raise!(TYPE_ERROR, "byte indices must be integers or slices, not {got}"));
    };
    let (start, step, count) = stringlib::unpack_slice(slice, bytes.len())?;
    let content = bytes.as_slice();
    if step == 1 && count == content.len() && object.is_exact::<PyBytesObject>() {
        return Ok(object.to_ref());
    }
    if step == 1 {
        return Ok(new(&content[start..start + count])?.upcast());
    }
    Ok(new(&stringlib::pick(content, start, step, count)?)?.upcast())
}

extern "C" fn bytes_mod(a: &PyObject, b: &PyObject) -> PyResult {
    match a.cast::<PyBytesObject>() {
        Some(format) => super::percent::format(format.as_slice(), b, Kind::Bytes),
        None => Ok(not_implemented()),
    }
}

extern "C" fn bytes_getbuffer(object: &PyObject, buffer: &mut PyBuffer, flags: c_int) -> c_int {
    let content = own(object).as_slice();
    objects::status_code(buffer.fill(object, content.as_ptr().cast_mut(), content.len(), true, flags))
}

pub(super) extern "C" fn bytes_hash(object: &PyObject) -> isize {
    own(object).hash()
}

pub(super) extern "C" fn bytes_repr(object: &PyObject) -> PyResult {
    let content = own(object).as_slice();
    let mut text = crate::memory::try_vec(content.len() + 3)?;
    shared::push_repr(&mut text, content, false);
    Ok(crate::str::from_latin1(&text)?.upcast())
}

/// `str()` of bytes is seldom what was meant.
pub(super) extern "C" fn bytes_str(object: &PyObject) -> PyResult {
    shared::warn("str() on a bytes instance")?;
    bytes_repr(object)
}

pub(super) extern "C" fn bytes_richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    let (Some(a), Some(b)) = (a.cast::<PyBytesObject>(), b.cast::<PyBytesObject>()) else {
        shared::warn_of_comparison(a, b, op, "bytes", true)?;
        return Ok(not_implemented());
    };
    Ok(crate::bool_::from_bool(ordering_matches(a.as_slice().cmp(b.as_slice()), op)))
}

static NEW: Spec = Spec::new("bytes", &["source", "encoding", "errors"]);

pub(super) extern "C" fn bytes_new(
    ty: &PyTypeObject,
    arguments: &PyObject,
    kwargs: Option<&PyObject>,
) -> PyResult {
    let [source, encoding, errors]: [Option<&PyObject>; 3] = NEW.parse_tuple_dict(arguments, kwargs)?;
    let encoding = crate::str::codecs::name_argument("bytes", "encoding", encoding)?;
    let errors = crate::str::codecs::name_argument("bytes", "errors", errors)?;
    let made = make(source, encoding.as_deref(), errors.as_deref())?;
    if std::ptr::eq(ty, &BYTES_TYPE) { Ok(made) } else { subtype(ty, own(&made)) }
}

fn make(source: Option<&PyObject>, encoding: Option<&str>, errors: Option<&str>) -> PyResult {
    let without_string = if encoding.is_some() {
        "encoding without a string argument"
    } else {
        "errors without a string argument"
    };
    let Some(source) = source else {
        if encoding.is_some() || errors.is_some() {
            return Err(raise!(TYPE_ERROR, "{without_string}"));
        }
        return Ok(new(&[])?.upcast());
    };
    let string = source.cast::<PyUnicodeObject>();
    if encoding.is_some() || errors.is_some() {
        return match string {
            Some(string) if encoding.is_some() => crate::str::codecs::encode_object(string, encoding, errors),
            Some(_) => Err(raise!(TYPE_ERROR, "string argument without an encoding")),
            None => Err(raise!(TYPE_ERROR, "{without_string}")),
        };
    }
    if !source.is_exact::<crate::int::PyLongObject>()
        && let Some(result) = from_special(source)?
    {
        return Ok(result);
    }
    if string.is_some() {
        return Err(raise!(TYPE_ERROR, "string argument without an encoding"));
    }
    if number::check_index(source) {
        match number::as_size(source, Some(&crate::exceptions::OVERFLOW_ERROR)) {
            Ok(count) => {
                return match usize::try_from(count) {
                    Ok(count) => Ok(build(count, |_| {})?.upcast()),
                    Err(_) => Err(raise!(VALUE_ERROR, "negative count")),
                };
            }
            Err(raised) => {
                if !crate::errors::matches(&crate::exceptions::TYPE_ERROR) {
                    return Err(raised);
                }
                crate::errors::clear();
            }
        }
    }
    from_object(source)
}

/// `__bytes__()` of the object, if it has one.
pub(super) fn from_special(object: &PyObject) -> Result<Option<Ref>, Raised> {
    let Some(method) = crate::typeobject::lookup_special(object, crate::name!("__bytes__"))? else {
        return Ok(None);
    };
    let result = crate::call::call(&method, &[])?;
    if !result.is_instance_of::<PyBytesObject>() {
        let got = result.ob_type().full_name();
        return Err(raise!(TYPE_ERROR, "__bytes__ returned non-bytes (type {got})"));
    }
    Ok(Some(result))
}

/// `PyBytes_FromObject`: of something bytes-like or an iterable of integers.
pub(super) fn from_object(object: &PyObject) -> PyResult {
    if object.is_exact::<PyBytesObject>() {
        return Ok(object.to_ref());
    }
    if crate::buffer::supported(object) {
        return Ok(super::fresh(&crate::buffer::copy_of(object)?)?.upcast());
    }
    if object.is_instance_of::<PyUnicodeObject>() {
        return Err(raise!(TYPE_ERROR, "cannot convert '{}' object to bytes", object.ob_type().full_name()));
    }
    Ok(new(&shared::collect(object, "bytes", "bytes must be in range(0, 256)")?)?.upcast())
}

fn subtype(ty: &PyTypeObject, value: &PyBytesObject) -> PyResult {
    let content = value.as_slice();
    let object = match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, content.len() as isize)?,
        None => crate::memory::generic_alloc(ty, content.len() as isize)?,
    };
    let bytes = own(&object);
    bytes.ob_shash.set(-1);
    // SAFETY: `tp_alloc` made room for the bytes and zeroed what follows.
    unsafe {
        std::ptr::copy_nonoverlapping(
            content.as_ptr(),
            bytes.ob_sval.as_ptr().cast::<u8>().cast_mut(),
            content.len(),
        );
    }
    Ok(object)
}
