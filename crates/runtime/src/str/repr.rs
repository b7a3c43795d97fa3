//! `repr` and `ascii` of strings.

use vivarium_text::character;

use super::{Builder, PyUnicodeObject};
use crate::object::{PyObject, PyResult, Raised};

const HEX: &[u8; 16] = b"0123456789abcdef";

fn push_hex(builder: &mut Builder, mark: char, code: u32, digits: u32) -> Result<(), Raised> {
    builder.push(u32::from('\\'))?;
    builder.push(u32::from(mark))?;
    for place in (0..digits).rev() {
        builder.push(u32::from(HEX[(code >> (4 * place) & 15) as usize]))?;
    }
    Ok(())
}

/// One character as an escape: `\xhh`, `\uhhhh` or `\Uhhhhhhhh`.
pub(crate) fn push_escape(builder: &mut Builder, code: u32) -> Result<(), Raised> {
    match code {
        0..0x100 => push_hex(builder, 'x', code, 2),
        0x100..0x1_0000 => push_hex(builder, 'u', code, 4),
        _ => push_hex(builder, 'U', code, 8),
    }
}

/// The quoted text of a string; `ascii` escapes everything above 126.
pub fn push_repr(builder: &mut Builder, string: &PyUnicodeObject, ascii: bool) -> Result<(), Raised> {
    let data = string.data();
    let has = |quote: u8| data.iter().any(|code| code == u32::from(quote));
    let quote = if has(b'\'') && !has(b'"') { b'"' } else { b'\'' };
    builder.push(u32::from(quote))?;
    for code in data.iter() {
        match u8::try_from(code) {
            Ok(byte @ (b'\\' | b'\'' | b'"')) if byte == b'\\' || byte == quote => {
                builder.push(u32::from('\\'))?;
                builder.push(code)?;
            }
            Ok(b'\t') => builder.push_str("\\t")?,
            Ok(b'\n') => builder.push_str("\\n")?,
            Ok(b'\r') => builder.push_str("\\r")?,
            Ok(b' '..0x7f) => builder.push(code)?,
            _ if !ascii && character::is_printable(code) => builder.push(code)?,
            _ => push_escape(builder, code)?,
        }
    }
    builder.push(u32::from(quote))
}

/// `repr(string)`.
pub fn repr(string: &PyUnicodeObject) -> PyResult<PyUnicodeObject> {
    let mut builder = Builder::with_capacity(string.len() + 2)?;
    push_repr(&mut builder, string, false)?;
    builder.finish()
}

pub(super) extern "C" fn unicode_repr(object: &PyObject) -> PyResult {
    // SAFETY: a slot of `str`.
    Ok(repr(unsafe { object.cast_unchecked() })?.upcast())
}

/// `ascii(object)`: its `repr` with everything above ASCII escaped.
pub fn ascii(object: &PyObject) -> PyResult {
    let text = crate::objects::repr(object)?;
    // SAFETY: `repr` gives a `str`.
    let string: &PyUnicodeObject = unsafe { text.cast_unchecked() };
    if string.is_ascii() {
        return Ok(text);
    }
    let mut builder = Builder::new();
    for code in string.data().iter() {
        if code < 0x80 { builder.push(code)? } else { push_escape(&mut builder, code)? }
    }
    Ok(builder.finish()?.upcast())
}
