//! Codecs by a map of characters.

use vivarium_runtime::args;
use vivarium_runtime::buffer::View;
use vivarium_runtime::codecs::{Handler, Replacement, raise_encode_error};
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::str::codecs::{self as text_codecs, Encoding};
use vivarium_runtime::{bytes, dict, errors, exceptions, int, mapping, raise, str};

use super::{errors_argument, pair, text_argument};

const UNDEFINED: &str = "character maps to <undefined>";
/// In a table of strings: nothing stands here.
const NO_CHARACTER: u32 = 0xfffe;

/// From the characters of the bytes to the byte of each character.
pub(super) fn build(_: &PyObject, table: &PyObject) -> PyResult {
    let Some(text) = table.cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument("charmap_build", "argument", "str", table));
    };
    let made = dict::new()?;
    for (index, code) in text.data().iter().take(256).enumerate() {
        if code != NO_CHARACTER {
            made.set_item(&*int::from_i64(code.into())?, &*int::from_usize(index)?)?;
        }
    }
    Ok(made.upcast())
}

/// What a mapping has for a number; none where it has nothing or `None`.
fn look_up(map: &PyObject, number: u32) -> Result<Option<vivarium_runtime::object::Ref>, Raised> {
    match mapping::get_item(map, &*int::from_i64(number.into())?) {
        Ok(found) if found.is_none() => Ok(None),
        Ok(found) => Ok(Some(found)),
        Err(_) if errors::matches(&exceptions::LOOKUP_ERROR) => {
            errors::clear();
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

/// Appends what stands for a byte; whether there was anything.
fn decode_byte(map: &PyObject, byte: u8, out: &mut Vec<u32>) -> Result<bool, Raised> {
    if let Some(table) = map.cast_exact::<PyUnicodeObject>() {
        let code = (usize::from(byte) < table.len()).then(|| table.data().get(byte.into()));
        let code = code.filter(|code| *code != NO_CHARACTER);
        out.extend(code);
        return Ok(code.is_some());
    }
    let Some(found) = look_up(map, byte.into())? else { return Ok(false) };
    if found.is_instance_of::<int::PyLongObject>() {
        let code = int::to_i64(&found).unwrap_or(-1);
        if code == i64::from(NO_CHARACTER) {
            return Ok(false);
        }
        if !(0..=0x10ffff).contains(&code) {
            return Err(raise!(TYPE_ERROR, "character mapping must be in range(0x110000)"));
        }
        out.push(code as u32);
        return Ok(true);
    }
    let Some(text) = found.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "character mapping must return integer, None or str"));
    };
    if text.len() == 1 && text.data().get(0) == NO_CHARACTER {
        return Ok(false);
    }
    out.extend(text.data().iter());
    Ok(true)
}

fn map_argument<'a>(arguments: &[&'a PyObject]) -> Option<&'a PyObject> {
    arguments.get(2).copied().filter(|map| !map.is_none())
}

pub(super) fn decode(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("charmap_decode", arguments, 1, 3)?;
    let view = View::simple(arguments[0])?;
    let handler = errors_argument("charmap_decode", arguments, 1)?;
    let content = view.as_slice();
    let Some(map) = map_argument(arguments) else {
        return pair(str::from_latin1(content)?.upcast(), content.len());
    };
    let handler = Handler::new(handler);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&byte) = content.get(at) {
        if decode_byte(map, byte, &mut out)? {
            at += 1;
        } else {
            at = handler.decode_error("charmap", content, at, at + 1, UNDEFINED, &mut out)?;
        }
    }
    pair(str::from_ucs4(&out)?.upcast(), content.len())
}

/// Appends the bytes of a character; whether there were any.
fn encode_character(map: &PyObject, code: u32, out: &mut Vec<u8>) -> Result<bool, Raised> {
    let Some(found) = look_up(map, code)? else { return Ok(false) };
    if found.is_instance_of::<int::PyLongObject>() {
        let Some(byte) = int::to_i64(&found).and_then(|value| u8::try_from(value).ok()) else {
            return Err(raise!(TYPE_ERROR, "character mapping must be in range(256)"));
        };
        out.push(byte);
        return Ok(true);
    }
    let Some(content) = bytes::as_slice(&found) else {
        return Err(raise!(
            TYPE_ERROR,
            "character mapping must return integer, bytes or None, not {}",
            found.ob_type().full_name()
        ));
    };
    out.extend_from_slice(content);
    Ok(true)
}

pub(super) fn encode(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("charmap_encode", arguments, 1, 3)?;
    let text = text_argument("charmap_encode", arguments)?;
    let name = errors_argument("charmap_encode", arguments, 1)?;
    let Some(map) = map_argument(arguments) else {
        let content = text_codecs::encode(text, Encoding::Latin1, name)?;
        return pair(bytes::new(&content)?.upcast(), text.len());
    };
    let handler = Handler::new(name);
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if encode_character(map, text.data().get(at), &mut out)? {
            at += 1;
            continue;
        }
        // The handler gets the whole run.
        let mut end = at + 1;
        while end < text.len() && !encode_character(map, text.data().get(end), &mut Vec::new())? {
            end += 1;
        }
        let (replacement, next) = handler.encode_error("charmap", text, at, end, UNDEFINED)?;
        match replacement {
            Replacement::Bytes(content) => out.extend(content),
            Replacement::Text(codes) => {
                for code in codes {
                    if !encode_character(map, code, &mut out)? {
                        return Err(raise_encode_error("charmap", text, at, end, UNDEFINED));
                    }
                }
            }
        }
        at = next;
    }
    pair(bytes::new(&out)?.upcast(), text.len())
}
