//! Text for messages: strings out of objects, and objects out of formatted text.

use std::fmt;

use crate::object::{PyObject, PyResult, Raised};
use crate::str::PyUnicodeObject;
use crate::{call, name, raise, typeobject};

/// A string's text for messages, as `str::text::from_message` reads it; `?` for anything else.
pub fn lossy(object: &PyObject) -> String {
    match object.cast::<PyUnicodeObject>() {
        Some(text) => text.to_string_lossy().into_owned(),
        None => "?".to_owned(),
    }
}

/// A string object of formatted text.
pub fn format(text: fmt::Arguments<'_>) -> PyResult {
    let text = match text.as_str() {
        Some(text) => crate::str::text::from_message(text),
        None => crate::str::text::from_message(&text.to_string()),
    };
    Ok(text?.upcast())
}

/// `ascii(object)`: the repr with everything outside ASCII escaped.
pub fn ascii(object: &PyObject) -> PyResult {
    let text = crate::objects::repr(object)?;
    let Some(string) = text.cast::<PyUnicodeObject>() else { return Ok(text) };
    if string.is_ascii() {
        return Ok(text);
    }
    let mut escaped = String::new();
    for code in string.data().iter() {
        match code {
            0..=0x7f => escaped.push(code as u8 as char),
            0x80..=0xff => escaped.push_str(&format!("\\x{code:02x}")),
            0x100..=0xffff => escaped.push_str(&format!("\\u{code:04x}")),
            _ => escaped.push_str(&format!("\\U{code:08x}")),
        }
    }
    Ok(crate::str::new(&escaped)?.upcast())
}

/// `format(value, spec)` (`PyObject_Format`).
pub fn format_object(value: &PyObject, spec: Option<&PyObject>) -> PyResult {
    let empty = match spec.map(|spec| spec.cast::<PyUnicodeObject>()) {
        None => true,
        Some(Some(spec)) => spec.is_empty(),
        Some(None) => {
            let ty = spec.map_or("?", |spec| spec.ob_type().full_name());
            return Err(raise!(SYSTEM_ERROR, "Format specifier must be a string, not {ty}"));
        }
    };
    if empty {
        if value.is_exact::<PyUnicodeObject>() {
            return Ok(value.to_ref());
        }
        if value.is_exact::<crate::int::PyLongObject>() {
            return crate::objects::str(value);
        }
    }
    if let Some(spec) = spec.and_then(|spec| spec.cast::<PyUnicodeObject>()).filter(|_| !empty) {
        if let Some(int) = value.cast_exact::<crate::int::PyLongObject>() {
            return crate::format::format_int(int, spec);
        }
        if let Some(float) = value.cast_exact::<crate::float::PyFloatObject>() {
            return crate::format::format_float(float.value(), spec, "float");
        }
        if let Some(text) = value.cast_exact::<PyUnicodeObject>() {
            return crate::format::format_str(text, spec);
        }
    }
    let Some(method) = typeobject::lookup_special(value, name!("__format__"))? else {
        return Err(raise!(TYPE_ERROR, "Type {} doesn't define __format__", value.ob_type().full_name()));
    };
    let result = match spec {
        Some(spec) => call::call(&method, &[spec])?,
        None => call::call(&method, &[&crate::str::empty()])?,
    };
    if !result.is_instance_of::<PyUnicodeObject>() {
        return Err(raise!(TYPE_ERROR, "__format__ must return a str, not {}", result.ob_type().full_name()));
    }
    Ok(result)
}

/// The bytes behind an object that has the buffer protocol; nothing where it has not.
pub fn buffer_bytes(object: &PyObject) -> Result<Option<Vec<u8>>, Raised> {
    let Some(procs) = object.ob_type().as_buffer() else { return Ok(None) };
    let Some(get) = procs.bf_getbuffer.get() else { return Ok(None) };
    // SAFETY: all-zero is an empty buffer.
    let mut view: crate::buffer::PyBuffer = unsafe { std::mem::zeroed() };
    if get(object, &mut view, 0) != 0 {
        return Err(Raised::already_set());
    }
    let length = usize::try_from(view.len).unwrap_or(0);
    let bytes = if length == 0 {
        Vec::new()
    } else {
        // SAFETY: a simple buffer is `len` contiguous bytes.
        unsafe { std::slice::from_raw_parts(view.buf.cast::<u8>(), length) }.to_vec()
    };
    if let Some(release) = procs.bf_releasebuffer.get() {
        release(object, &mut view);
    }
    // SAFETY: null or owned by the view.
    drop(unsafe { crate::object::Ref::from_nullable(view.obj) });
    Ok(Some(bytes))
}
