//! A string's text in the forms that the runtime's own code wants.

use std::ffi::c_char;

use super::{PyUnicodeObject, as_str, intern_in_place};
use crate::object::{PyObject, Raised, Ref};

/// The text of a `str` for messages: surrogates become replacement characters. Other objects give "?".
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
            let at = string.data().iter().position(|code| (0xD800..0xE000).contains(&code)).unwrap_or(0);
            Err(crate::raise!(
                UNICODE_ENCODE_ERROR,
                "'utf-8' codec can't encode character '\\u{:04x}' in position {at}: surrogates not allowed",
                string.data().get(at)
            ))
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
