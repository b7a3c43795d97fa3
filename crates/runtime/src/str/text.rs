//! A string's text in the forms that the runtime's own code wants.

use std::ffi::c_char;

use super::{PyUnicodeObject, as_str, intern_in_place};
use crate::object::{PyObject, PyResult, Raised, Ref};

/// Stands before the mark of a lone surrogate in the text of a message, which is UTF-8.
pub(crate) const SURROGATE: char = '\u{10FFFE}';

/// The character of the private use area that stands for a surrogate behind [`SURROGATE`].
pub(crate) fn surrogate_mark(code: u32) -> char {
    char::from_u32(0xE000 + (code & 0x7FF)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Code points as the text of a message.
pub fn message_of(codes: impl IntoIterator<Item = u32>) -> String {
    let mut out = String::new();
    for code in codes {
        match char::from_u32(code) {
            Some(character) => out.push(character),
            None => {
                out.push(SURROGATE);
                out.push(surrogate_mark(code));
            }
        }
    }
    out
}

/// The string of a message, its lone surrogates back.
pub fn from_message(message: &str) -> PyResult<PyUnicodeObject> {
    if !message.contains(SURROGATE) {
        return super::new(message);
    }
    let mut codes = Vec::with_capacity(message.len());
    let mut characters = message.chars().peekable();
    while let Some(character) = characters.next() {
        match characters.peek() {
            Some(&mark) if character == SURROGATE && ('\u{E000}'..'\u{E800}').contains(&mark) => {
                codes.push(0xD800 + (mark as u32 - 0xE000));
                characters.next();
            }
            _ => codes.push(character as u32),
        }
    }
    super::from_code_points(codes)
}

/// The text of a `str` for messages, as [`from_message`] reads it. Other objects give "?".
pub fn to_lossy(object: &PyObject) -> String {
    object
        .cast::<PyUnicodeObject>()
        .map_or_else(|| "?".to_owned(), |string| string.to_string_lossy().into_owned())
}

/// The UTF-8 of a string; a surrogate raises `UnicodeEncodeError`.
pub fn to_utf8(string: &PyUnicodeObject) -> Result<String, Raised> {
    match string.to_str() {
        Some(text) => Ok(text.into_owned()),
        None => {
            crate::str::codecs::encode_object(string, Some("utf-8"), None)?;
            Err(crate::raise!(SYSTEM_ERROR, "a string of surrogates was encoded"))
        }
    }
}

/// Whether the text is an identifier.
pub fn is_identifier(string: &PyUnicodeObject) -> bool {
    vivarium_text::character::is_identifier(string.data().iter())
}

/// The interned string of the same text as a `str`; any other object as it is.
pub fn intern_object(object: &PyObject) -> Ref {
    match object.cast_exact::<PyUnicodeObject>() {
        Some(string) => {
            let mut string = Ref::new(string);
            intern_in_place(&mut string);
            string.upcast()
        }
        None => object.to_ref(),
    }
}

/// The NUL-terminated UTF-8 of a string, in memory that lives as long as the string.
pub fn utf8_pointer(string: &PyUnicodeObject) -> Result<*const c_char, Raised> {
    if as_str(string).is_none() {
        to_utf8(string)?;
    }
    // Both forms are NUL-terminated in the object: ASCII characters themselves, else the cached UTF-8.
    Ok(as_str(string).map_or(std::ptr::null(), |text| text.as_ptr().cast()))
}
