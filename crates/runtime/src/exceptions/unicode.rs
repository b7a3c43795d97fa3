//! `UnicodeEncodeError`, `UnicodeDecodeError` and `UnicodeTranslateError`.

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::offset_of;

use super::base::{self, exception_fields, heir, init_with};
use super::{PyUnicodeErrorObject, UNICODE_DECODE_ERROR, UNICODE_ENCODE_ERROR};
use crate::bytes::PyBytesObject;
use crate::descr::{MemberType, PyMemberDef};
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects;
use crate::str::{Builder, PyUnicodeObject};
use crate::typeobject::{self, PyTypeObject};

exception_fields!(PyUnicodeErrorObject { encoding, object, reason });

const fn unicode_error() -> PyTypeObject {
    PyTypeObject {
        tp_new: Cell::new(Some(base::new)),
        tp_members: typeobject::members(
            const {
                &[
                    PyMemberDef::new(
                        c"encoding",
                        MemberType::Object,
                        offset_of!(PyUnicodeErrorObject, encoding),
                        c"encoding",
                    ),
                    PyMemberDef::new(
                        c"object",
                        MemberType::Object,
                        offset_of!(PyUnicodeErrorObject, object),
                        c"input",
                    ),
                    PyMemberDef::new(
                        c"start",
                        MemberType::PySSize,
                        offset_of!(PyUnicodeErrorObject, start),
                        c"from",
                    ),
                    PyMemberDef::new(
                        c"end",
                        MemberType::PySSize,
                        offset_of!(PyUnicodeErrorObject, end),
                        c"to before",
                    ),
                    PyMemberDef::new(
                        c"reason",
                        MemberType::Object,
                        offset_of!(PyUnicodeErrorObject, reason),
                        c"reason",
                    ),
                    PyMemberDef::END,
                ]
            },
        ),
        ..heir::<PyUnicodeErrorObject>()
    }
}

pub(super) const fn unicode_encode_error() -> PyTypeObject {
    PyTypeObject {
        tp_init: Cell::new(Some(encode_init)),
        tp_str: Cell::new(Some(encode_str)),
        ..unicode_error()
    }
}

pub(super) const fn unicode_decode_error() -> PyTypeObject {
    PyTypeObject {
        tp_init: Cell::new(Some(decode_init)),
        tp_str: Cell::new(Some(decode_str)),
        ..unicode_error()
    }
}

pub(super) const fn unicode_translate_error() -> PyTypeObject {
    PyTypeObject {
        tp_init: Cell::new(Some(translate_init)),
        tp_str: Cell::new(Some(translate_str)),
        ..unicode_error()
    }
}

fn error_of(object: &PyObject) -> &PyUnicodeErrorObject {
    // SAFETY: slots of these types get their instances.
    unsafe { object.cast_unchecked() }
}

fn exactly<const N: usize>(args: &PyObject) -> Result<[&PyObject; N], Raised> {
    let items = crate::args::items(args);
    <[&PyObject; N]>::try_from(items).map_err(|_| {
        crate::raise!(TYPE_ERROR, "function takes exactly {N} arguments ({} given)", items.len())
    })
}

fn string(items: &[&PyObject], index: usize) -> Result<Ref, Raised> {
    let item = items[index];
    if item.is_instance_of::<PyUnicodeObject>() {
        return Ok(item.to_ref());
    }
    let got = if item.is_none() { "None" } else { item.ob_type().full_name() };
    Err(crate::raise!(TYPE_ERROR, "argument {} must be str, not {got}", index + 1))
}

fn forget(error: &PyUnicodeErrorObject) {
    for slot in [&error.encoding, &error.object, &error.reason] {
        drop(replace_slot(slot, None));
    }
}

extern "C" fn encode_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    if base::init(object, args, kwargs) < 0 {
        return -1;
    }
    init_with(|| {
        let error = error_of(object);
        forget(error);
        let items: [&PyObject; 5] = exactly(args)?;
        let (encoding, input) = (string(&items, 0)?, string(&items, 1)?);
        let (start, end) = (crate::number::as_isize(items[2])?, crate::number::as_isize(items[3])?);
        let reason = string(&items, 4)?;
        fill(error, Some(encoding), input, start, end, reason);
        Ok(())
    })
}

extern "C" fn decode_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    if base::init(object, args, kwargs) < 0 {
        return -1;
    }
    init_with(|| {
        let error = error_of(object);
        forget(error);
        let items: [&PyObject; 5] = exactly(args)?;
        let encoding = string(&items, 0)?;
        let (start, end) = (crate::number::as_isize(items[2])?, crate::number::as_isize(items[3])?);
        let reason = string(&items, 4)?;
        let input = match items[1].is_instance_of::<PyBytesObject>() {
            true => items[1].to_ref(),
            false => crate::bytes::new(crate::buffer::View::simple(items[1])?.as_slice())?.upcast(),
        };
        fill(error, Some(encoding), input, start, end, reason);
        Ok(())
    })
}

extern "C" fn translate_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    if base::init(object, args, kwargs) < 0 {
        return -1;
    }
    init_with(|| {
        let error = error_of(object);
        drop(replace_slot(&error.object, None));
        drop(replace_slot(&error.reason, None));
        let items: [&PyObject; 4] = exactly(args)?;
        let input = string(&items, 0)?;
        let (start, end) = (crate::number::as_isize(items[1])?, crate::number::as_isize(items[2])?);
        let reason = string(&items, 3)?;
        fill(error, None, input, start, end, reason);
        Ok(())
    })
}

fn fill(
    error: &PyUnicodeErrorObject,
    encoding: Option<Ref>,
    input: Ref,
    start: isize,
    end: isize,
    reason: Ref,
) {
    if encoding.is_some() {
        drop(replace_slot(&error.encoding, encoding));
    }
    drop(replace_slot(&error.object, Some(input)));
    drop(replace_slot(&error.reason, Some(reason)));
    error.start.set(start);
    error.end.set(end);
}

/// `str()` of a field that a program may have replaced.
fn text_of(slot: &Cell<*mut PyObject>) -> PyResult<PyUnicodeObject> {
    let text = objects::str(&objects::slot_or_none(slot))?;
    // SAFETY: `str()` gives a string.
    Ok(unsafe { text.cast_into_unchecked() })
}

/// `'\xe9'` and so on: how a character that can't be shown is written.
fn escaped(character: u32) -> String {
    match character {
        0..=0xff => format!("'\\x{character:02x}'"),
        0x100..=0xffff => format!("'\\u{character:04x}'"),
        _ => format!("'\\U{character:08x}'"),
    }
}

enum What {
    Character(u32),
    Byte(u8),
    None,
}

/// The single character or byte that the error is about.
fn culprit(error: &PyUnicodeErrorObject) -> What {
    let start = error.start.get();
    if error.end.get() != start.wrapping_add(1) {
        return What::None;
    }
    // SAFETY: null or owned.
    let Some(input) = (unsafe { clone_slot(&error.object) }) else { return What::None };
    let Ok(start) = usize::try_from(start) else { return What::None };
    if let Some(text) = input.cast::<PyUnicodeObject>() {
        return if start < text.len() { What::Character(text.data().get(start)) } else { What::None };
    }
    match input.cast::<PyBytesObject>().and_then(|bytes| bytes.as_slice().get(start).copied()) {
        Some(byte) => What::Byte(byte),
        None => What::None,
    }
}

/// The message, with `verb` as `can't encode`.
fn describe(object: &PyObject, verb: &str, one: &str, many: &str, with_codec: bool) -> PyResult {
    let error = error_of(object);
    if error.object.get().is_null() {
        return Ok(crate::str::empty().upcast());
    }
    let or_null = |slot: &Cell<*mut PyObject>| {
        if slot.get().is_null() { crate::str::new("<NULL>") } else { text_of(slot) }
    };
    let reason = or_null(&error.reason)?;
    let mut text = Builder::new();
    if with_codec {
        let encoding = or_null(&error.encoding)?;
        text.push_str("'")?;
        text.push_string(&encoding)?;
        text.push_str("' codec ")?;
    }
    let start = error.start.get();
    let middle = match culprit(error) {
        What::Character(character) => format!("{verb} {one} {} in position {start}: ", escaped(character)),
        What::Byte(_) if one == "character" => {
            return Err(crate::raise!(TYPE_ERROR, "bad argument type for built-in operation"));
        }
        What::Byte(byte) => format!("{verb} {one} 0x{byte:02x} in position {start}: "),
        What::None => format!("{verb} {many} in position {start}-{}: ", error.end.get().wrapping_sub(1)),
    };
    text.push_str(&middle)?;
    text.push_string(&reason)?;
    Ok(text.finish()?.upcast())
}

extern "C" fn encode_str(object: &PyObject) -> PyResult {
    describe(object, "can't encode", "character", "characters", true)
}

extern "C" fn decode_str(object: &PyObject) -> PyResult {
    describe(object, "can't decode", "byte", "bytes", true)
}

extern "C" fn translate_str(object: &PyObject) -> PyResult {
    describe(object, "can't translate", "character", "characters", false)
}

fn make(
    ty: &PyTypeObject,
    encoding: &str,
    input: &PyObject,
    start: usize,
    end: usize,
    reason: &str,
) -> PyResult {
    let encoding = crate::str::new(encoding)?;
    let (start, end) = (crate::int::from_usize(start)?, crate::int::from_usize(end)?);
    let reason = crate::str::new(reason)?;
    crate::call::call(ty, &[&encoding, input, &start, &end, &reason])
}

/// A `UnicodeEncodeError`: `input` is a string, the positions count characters.
pub fn encode_error(encoding: &str, input: &PyObject, start: usize, end: usize, reason: &str) -> PyResult {
    make(&UNICODE_ENCODE_ERROR, encoding, input, start, end, reason)
}

/// A `UnicodeDecodeError`: `input` is bytes.
pub fn decode_error(encoding: &str, input: &PyObject, start: usize, end: usize, reason: &str) -> PyResult {
    make(&UNICODE_DECODE_ERROR, encoding, input, start, end, reason)
}

/// What an error handler needs of one of these exceptions: its input, and start and end clipped to it.
pub fn range(exception: &PyObject) -> Result<(Ref, usize, usize), Raised> {
    let error = error_of(exception);
    // SAFETY: null or owned.
    let Some(input) = (unsafe { clone_slot(&error.object) }) else {
        return Err(crate::raise!(TYPE_ERROR, "object attribute not set"));
    };
    let length = if exception.ob_type().is_subtype(&UNICODE_DECODE_ERROR) {
        match input.cast::<PyBytesObject>() {
            Some(bytes) => bytes.len(),
            None => return Err(crate::raise!(TYPE_ERROR, "object attribute must be bytes")),
        }
    } else {
        match input.cast::<PyUnicodeObject>() {
            Some(text) => text.len(),
            None => return Err(crate::raise!(TYPE_ERROR, "object attribute must be unicode")),
        }
    };
    let last = length.saturating_sub(1) as isize;
    let start = error.start.get().clamp(0, last.max(0)) as usize;
    let end = error.end.get().max(1).min(length as isize).max(0) as usize;
    Ok((input, start, end))
}
