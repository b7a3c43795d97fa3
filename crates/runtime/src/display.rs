//! Text for messages: strings out of objects, and objects out of formatted text.

use std::fmt;

use crate::object::{PyObject, PyResult};
use crate::str::PyUnicodeObject;

/// A string's text, lone surrogates replaced; `?` for anything else.
pub fn lossy(object: &PyObject) -> String {
    match object.cast::<PyUnicodeObject>() {
        Some(text) => text.to_string_lossy().into_owned(),
        None => "?".to_owned(),
    }
}

/// A string object of formatted text.
pub fn format(text: fmt::Arguments<'_>) -> PyResult {
    let text = match text.as_str() {
        Some(text) => crate::str::new(text),
        None => crate::str::new(&text.to_string()),
    };
    Ok(text?.upcast())
}
