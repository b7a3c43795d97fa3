//! The slots of `bytearray`, its constructor and its iterator.

use std::cell::Cell;
use std::ffi::c_int;

use super::{BYTEARRAY_TYPE, PyByteArrayObject, new};
use crate::args::Spec;
use crate::buffer::{self, PyBuffer, View};
use crate::bytes::shared::{self, Kind, byte_value};
use crate::int::arith::ordering_matches;
use crate::object::{PyObject, PyResult, Raised};
use crate::singletons::not_implemented;
use crate::slice::PySliceObject;
use crate::str::PyUnicodeObject;
use crate::stringlib;
use crate::typeobject::{PyBufferProcs, PyMappingMethods, PyNumberMethods, PySequenceMethods, PyTypeObject};
use crate::{number, objects, raise};

pub(super) static BYTEARRAY_AS_NUMBER: PyNumberMethods =
    PyNumberMethods { nb_remainder: Cell::new(Some(bytearray_mod)), ..PyNumberMethods::EMPTY };

pub(super) static BYTEARRAY_AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(length)),
    sq_concat: Cell::new(Some(concat)),
    sq_repeat: Cell::new(Some(repeat)),
    sq_item: Cell::new(Some(item)),
    sq_ass_item: Cell::new(Some(set_item)),
    sq_contains: Cell::new(Some(contains)),
    sq_inplace_concat: Cell::new(Some(inplace_concat)),
    sq_inplace_repeat: Cell::new(Some(inplace_repeat)),
    ..PySequenceMethods::EMPTY
};

pub(super) static BYTEARRAY_AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: Cell::new(Some(length)),
    mp_subscript: Cell::new(Some(subscript)),
    mp_ass_subscript: Cell::new(Some(set_subscript)),
};

pub(super) static BYTEARRAY_AS_BUFFER: PyBufferProcs = PyBufferProcs {
    bf_getbuffer: Cell::new(Some(get_buffer)),
    bf_releasebuffer: Cell::new(Some(release_buffer)),
};

#[inline(always)]
pub(super) fn own(object: &PyObject) -> &PyByteArrayObject {
    // SAFETY: a slot of `bytearray`.
    unsafe { object.cast_unchecked() }
}

extern "C" fn get_buffer(object: &PyObject, buffer: &mut PyBuffer, flags: c_int) -> c_int {
    let array = own(object);
    let result = buffer.fill(object, array.start(), array.len(), false, flags);
    if result.is_ok() {
        array.ob_exports.set(array.ob_exports.get() + 1);
    }
    objects::status_code(result)
}

extern "C" fn release_buffer(object: &PyObject, _: &mut PyBuffer) {
    let array = own(object);
    array.ob_exports.set(array.ob_exports.get() - 1);
}

pub(super) unsafe extern "C" fn bytearray_dealloc(object: *mut PyObject) {
    // SAFETY: a dying object, which owned its block.
    unsafe {
        crate::memory::free(own(&*object).ob_bytes.get());
        match (*object).ob_type().tp_free.get() {
            Some(free) => free(object.cast()),
            None => crate::memory::free_object(object),
        }
    }
}

extern "C" fn length(object: &PyObject) -> isize {
    own(object).ob_base.ob_size.get()
}

extern "C" fn concat(a: &PyObject, b: &PyObject) -> PyResult {
    shared::concat(Kind::ByteArray, a, b)
}

extern "C" fn inplace_concat(object: &PyObject, other: &PyObject) -> PyResult {
    if !buffer::supported(other) {
        return Err(shared::cannot_concat(object, other));
    }
    let content = crate::memory::copied(View::simple(other)?.as_slice())?;
    own(object).extend(&content)?;
    Ok(object.to_ref())
}

fn repeated(array: &PyByteArrayObject, count: isize) -> Result<Vec<u8>, Raised> {
    // SAFETY: nothing runs while it is read.
    let content = unsafe { array.content() };
    let len = content.len().checked_mul(usize::try_from(count).unwrap_or(0));
    let mut out = crate::memory::try_vec(len.ok_or_else(crate::errors::no_memory)?)?;
    for _ in 0..count.max(0) {
        out.extend_from_slice(content);
        if content.is_empty() {
            break;
        }
    }
    Ok(out)
}

extern "C" fn repeat(object: &PyObject, count: isize) -> PyResult {
    Ok(new(&repeated(own(object), count)?)?.upcast())
}

extern "C" fn inplace_repeat(object: &PyObject, count: isize) -> PyResult {
    let array = own(object);
    let content = repeated(array, count)?;
    array.resize(content.len())?;
    array.change(|own| own.copy_from_slice(&content));
    Ok(object.to_ref())
}

#[cold]
fn index_error() -> Raised {
    raise!(INDEX_ERROR, "bytearray index out of range")
}

extern "C" fn item(object: &PyObject, index: isize) -> PyResult {
    let byte = own(object)
        .change(|content| usize::try_from(index).ok().and_then(|index| content.get(index).copied()));
    match byte {
        Some(byte) => crate::int::from_i64(i64::from(byte)),
        None => Err(index_error()),
    }
}

extern "C" fn set_item(object: &PyObject, index: isize, value: Option<&PyObject>) -> c_int {
    objects::status_code(assign_index(own(object), index, value))
}

fn assign_index(array: &PyByteArrayObject, index: isize, value: Option<&PyObject>) -> Result<(), Raised> {
    let in_range =
        |array: &PyByteArrayObject| usize::try_from(index).ok().filter(|&index| index < array.len());
    let Some(value) = value else {
        let at = in_range(array).ok_or_else(index_error)?;
        return array.splice(at, at + 1, &[]);
    };
    // Its `__index__` may change the size.
    let byte = byte_value(value)?;
    let at = in_range(array).ok_or_else(index_error)?;
    array.change(|content| content[at] = byte);
    Ok(())
}

extern "C" fn contains(object: &PyObject, value: &PyObject) -> c_int {
    let result = View::simple(object).and_then(|view| shared::contains(view.as_slice(), value));
    objects::bool_code(result)
}

#[cold]
fn wrong_index(key: &PyObject) -> Raised {
    let got = key.ob_type().full_name();
    raise!(TYPE_ERROR, "bytearray indices must be integers or slices, not {got}")
}

extern "C" fn subscript(object: &PyObject, key: &PyObject) -> PyResult {
    let array = own(object);
    if number::check_index(key) {
        let index = number::as_size(key, Some(&crate::exceptions::INDEX_ERROR))?;
        return item(object, if index < 0 { index + array.len() as isize } else { index });
    }
    let Some(slice) = key.cast_exact::<PySliceObject>() else { return Err(wrong_index(key)) };
    let (start, step, count) = unpack(array, slice)?;
    let picked = array.change(|content| stringlib::pick(content, start, step, count))?;
    Ok(new(&picked)?.upcast())
}

/// A slice over the content; its `__index__` methods may change the size, so the count is taken after them.
fn unpack(array: &PyByteArrayObject, slice: &PySliceObject) -> Result<(usize, isize, usize), Raised> {
    loop {
        let len = array.len();
        let unpacked = stringlib::unpack_slice(slice, len)?;
        if array.len() == len {
            return Ok(unpacked);
        }
    }
}

extern "C" fn set_subscript(object: &PyObject, key: &PyObject, value: Option<&PyObject>) -> c_int {
    objects::status_code(assign(object, key, value))
}

fn assign(object: &PyObject, key: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let array = own(object);
    if number::check_index(key) {
        let index = number::as_size(key, Some(&crate::exceptions::INDEX_ERROR))?;
        return assign_index(array, if index < 0 { index + array.len() as isize } else { index }, value);
    }
    let Some(slice) = key.cast_exact::<PySliceObject>() else { return Err(wrong_index(key)) };
    let new_content = match value {
        None => Vec::new(),
        Some(value) => {
            if !super::is_bytearray(value) || value.is(object) {
                // CPython looks at the slice before the value becomes a bytearray, and once more after that.
                unpack(array, slice)?;
            }
            // The tuple that CPython calls `bytearray` with.
            let _arguments = (!super::is_bytearray(value)).then(|| value.to_ref());
            slice_value(value)?
        }
    };
    let (start, step, count) = unpack(array, slice)?;
    if step == 1 {
        return array.splice(start, start + count, &new_content);
    }
    if new_content.is_empty() {
        array.can_resize()?;
        if count == 0 {
            return Ok(());
        }
        let picked = |index: usize| {
            let distance = index as isize - start as isize;
            distance % step == 0 && (0..count as isize).contains(&(distance / step))
        };
        let kept: Vec<u8> = array.change(|content| {
            content.iter().enumerate().filter(|&(index, _)| !picked(index)).map(|(_, &byte)| byte).collect()
        });
        array.change(|content| content[..kept.len()].copy_from_slice(&kept));
        return array.resize(kept.len());
    }
    if new_content.len() != count {
        return Err(raise!(
            VALUE_ERROR,
            "attempt to assign bytes of size {} to extended slice of size {count}",
            new_content.len()
        ));
    }
    array.change(|content| {
        let mut at = start as isize;
        for &byte in &new_content {
            content[at as usize] = byte;
            at = at.wrapping_add(step);
        }
    });
    Ok(())
}

/// What may be assigned to a slice.
fn slice_value(value: &PyObject) -> Result<Vec<u8>, Raised> {
    if let Some(content) = super::copy_of(value) {
        return Ok(content);
    }
    if value.is_instance_of::<crate::int::PyLongObject>() || value.is_instance_of::<PyUnicodeObject>() {
        return Err(raise!(
            TYPE_ERROR,
            "can assign only bytes, buffers, or iterables of ints in range(0, 256)"
        ));
    }
    from_source(value)
}

/// Bytes of a buffer or an iterable.
fn from_source(value: &PyObject) -> Result<Vec<u8>, Raised> {
    if buffer::supported(value) {
        return buffer::copy_of(value);
    }
    shared::collect(value, "bytearray", "byte must be in range(0, 256)")
}

extern "C" fn bytearray_mod(a: &PyObject, b: &PyObject) -> PyResult {
    match super::copy_of(a) {
        Some(format) => crate::bytes::percent::format(&format, b, Kind::ByteArray),
        None => Ok(not_implemented()),
    }
}

pub(super) extern "C" fn bytearray_repr(object: &PyObject) -> PyResult {
    let content = super::copy_of(object).unwrap_or_default();
    let mut text = format!("{}(", object.ob_type().name()).into_bytes();
    shared::push_repr(&mut text, &content, true);
    text.push(b')');
    Ok(crate::str::new(&String::from_utf8_lossy(&text))?.upcast())
}

/// `str()` of bytes is seldom what was meant.
pub(super) extern "C" fn bytearray_str(object: &PyObject) -> PyResult {
    shared::warn("str() on a bytearray instance")?;
    bytearray_repr(object)
}

pub(super) extern "C" fn bytearray_richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    let view = |object: &PyObject| match View::simple_if_supported(object) {
        Some(Ok(view)) => Some(view),
        Some(Err(_)) => {
            crate::errors::clear();
            None
        }
        None => None,
    };
    let (Some(x), Some(y)) = (view(a), view(b)) else {
        shared::warn_of_comparison(a, b, op, "bytearray", false)?;
        return Ok(not_implemented());
    };
    Ok(crate::bool_::from_bool(ordering_matches(x.as_slice().cmp(y.as_slice()), op)))
}

pub(super) extern "C" fn bytearray_new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    if std::ptr::eq(ty, &BYTEARRAY_TYPE) {
        return Ok(new(&[])?.upcast());
    }
    match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, 0),
        None => crate::memory::generic_alloc(ty, 0),
    }
}

static INIT: Spec = Spec::new("bytearray", &["source", "encoding", "errors"]);

pub(super) extern "C" fn bytearray_init(
    object: &PyObject,
    arguments: &PyObject,
    kwargs: Option<&PyObject>,
) -> c_int {
    objects::status_code(init(own(object), arguments, kwargs))
}

fn init(array: &PyByteArrayObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> Result<(), Raised> {
    let [source, encoding, errors]: [Option<&PyObject>; 3] = INIT.parse_tuple_dict(arguments, kwargs)?;
    let encoding = crate::str::codecs::name_argument("bytearray", "encoding", encoding)?;
    let errors = crate::str::codecs::name_argument("bytearray", "errors", errors)?;
    array.resize(0)?;
    let string = source.and_then(|source| source.cast::<PyUnicodeObject>());
    if let Some(string) = string {
        if encoding.is_none() {
            return Err(raise!(TYPE_ERROR, "string argument without an encoding"));
        }
        let encoded = crate::str::codecs::encode_object(string, encoding.as_deref(), errors.as_deref())?;
        return array.extend(crate::bytes::as_slice(&encoded).unwrap_or(&[]));
    }
    if encoding.is_some() {
        return Err(raise!(TYPE_ERROR, "encoding without a string argument"));
    }
    if errors.is_some() {
        return Err(raise!(TYPE_ERROR, "errors without a string argument"));
    }
    let Some(source) = source else { return Ok(()) };
    if number::check_index(source) {
        match number::as_size(source, Some(&crate::exceptions::OVERFLOW_ERROR)) {
            Ok(count) => {
                return match usize::try_from(count) {
                    Ok(count) => array.resize(count),
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
    if buffer::supported(source) {
        let content = buffer::copy_of(source)?;
        return array.extend(&content);
    }
    if source.is_exact::<crate::list::PyListObject>() || source.is_exact::<crate::tuple::PyTupleObject>() {
        let items = crate::args::sequence_items(source);
        if items.iter().all(|item| item.is_exact::<crate::int::PyLongObject>()) {
            array.resize(items.len())?;
            for (index, item) in items.iter().enumerate() {
                let byte = byte_value(item)?;
                array.change(|content| content[index] = byte);
            }
            return Ok(());
        }
    }
    // Byte by byte, for the same growth as there.
    let iterator = match crate::iter::get_iter(source) {
        Ok(iterator) => iterator,
        Err(raised) => {
            if crate::errors::matches(&crate::exceptions::TYPE_ERROR) {
                crate::errors::clear();
                let got = source.ob_type().full_name();
                return Err(raise!(TYPE_ERROR, "cannot convert '{got}' object to bytearray"));
            }
            return Err(raised);
        }
    };
    while let Some(item) = crate::iter::next(&iterator)? {
        let byte = byte_value(&item)?;
        array.extend(&[byte])?;
    }
    Ok(())
}
