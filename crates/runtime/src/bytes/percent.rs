//! `%` formatting of `bytes` and `bytearray` (PEP 461).

use super::PyBytesObject;
use super::shared::Kind;
use crate::buffer::View;
use crate::object::{PyObject, PyResult, Raised};
use crate::str::percent::{Arguments, Directive, parse, unsupported};
use crate::str::{Data, PyUnicodeObject};
use crate::{number, raise};

/// `format % value`.
pub(crate) fn format(format: &[u8], value: &PyObject, kind: Kind) -> PyResult {
    let data = Data::One(format);
    let text_like = value.is_instance_of::<PyBytesObject>()
        || crate::bytearray::is_bytearray(value)
        || value.is_instance_of::<PyUnicodeObject>();
    let mut arguments = Arguments::new(value, text_like);
    let mut out = Vec::new();
    let mut at = 0;
    while at < format.len() {
        let percent = memchr::memchr(b'%', &format[at..]).map_or(format.len(), |found| at + found);
        push(&mut out, &format[at..percent])?;
        at = percent + 1;
        if percent == format.len() {
            break;
        }
        let start = at;
        let directive = parse(data, &mut at, &mut arguments, |(start, end)| {
            Ok(super::new(&format[start..end])?.upcast())
        })?;
        if directive.code == u32::from('%') && at == start + 1 {
            out.push(b'%');
            continue;
        }
        let value = arguments.next()?;
        convert(&directive, value, &mut out)?;
    }
    if arguments.left_over() {
        return Err(raise!(TYPE_ERROR, "not all arguments converted during bytes formatting"));
    }
    kind.make(&out)
}

fn push(out: &mut Vec<u8>, content: &[u8]) -> Result<(), Raised> {
    crate::memory::fallibly(|| out.try_reserve(content.len())).map_err(|_| crate::errors::no_memory())?;
    out.extend_from_slice(content);
    Ok(())
}

fn push_padded(out: &mut Vec<u8>, directive: &Directive, content: &[u8]) -> Result<(), Raised> {
    let padding = directive.width.saturating_sub(content.len());
    crate::memory::fallibly(|| out.try_reserve(padding)).map_err(|_| crate::errors::no_memory())?;
    if directive.left {
        push(out, content)?;
        out.resize(out.len() + padding, b' ');
        return Ok(());
    }
    out.resize(out.len() + padding, b' ');
    push(out, content)
}

fn convert(directive: &Directive, value: &PyObject, out: &mut Vec<u8>) -> Result<(), Raised> {
    match u8::try_from(directive.code) {
        Ok(b'r' | b'a') => {
            let text = crate::str::ascii(value)?;
            let text = crate::str::to_lossy(&text);
            let len = directive.precision.map_or(text.len(), |precision| precision.min(text.len()));
            push_padded(out, directive, &text.as_bytes()[..len])
        }
        Ok(b's' | b'b') => {
            let content = bytes_of(value)?;
            let len = directive.precision.map_or(content.len(), |precision| precision.min(content.len()));
            push_padded(out, directive, &content[..len])
        }
        Ok(b'd' | b'i' | b'u' | b'o' | b'x' | b'X') => {
            push(out, directive.padded(&directive.integer(value)?)?.as_bytes())
        }
        Ok(b'e' | b'E' | b'f' | b'F' | b'g' | b'G') => {
            let number = match crate::float::to_f64(value) {
                Ok(number) => number,
                Err(_) if crate::errors::matches(&crate::exceptions::TYPE_ERROR) => {
                    crate::errors::clear();
                    let got = value.ob_type().full_name();
                    return Err(raise!(TYPE_ERROR, "float argument required, not {got}"));
                }
                Err(raised) => return Err(raised),
            };
            push(out, directive.padded(&directive.float(number)?)?.as_bytes())
        }
        Ok(b'c') => push_padded(out, directive, &[single_byte(value)?]),
        _ => Err(unsupported(directive)),
    }
}

fn bytes_of(value: &PyObject) -> Result<Vec<u8>, Raised> {
    if value.is_instance_of::<PyBytesObject>() || crate::bytearray::is_bytearray(value) {
        return Ok(View::simple(value)?.as_slice().to_vec());
    }
    if let Some(result) = super::slots::from_special(value)? {
        return Ok(super::as_slice(&result).unwrap_or(&[]).to_vec());
    }
    match View::simple_if_supported(value) {
        Some(view) => Ok(view?.as_slice().to_vec()),
        None => Err(raise!(
            TYPE_ERROR,
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
            value.ob_type().full_name()
        )),
    }
}

fn single_byte(value: &PyObject) -> Result<u8, Raised> {
    let wrong_type = || raise!(TYPE_ERROR, "%c requires an integer in range(256) or a single byte");
    if value.is_instance_of::<PyBytesObject>() || crate::bytearray::is_bytearray(value) {
        if let [byte] = View::simple(value)?.as_slice() {
            return Ok(*byte);
        }
        return Err(wrong_type());
    }
    if !number::check_index(value) {
        return Err(wrong_type());
    }
    let index = number::index(value)?;
    crate::int::to_i64(&index)
        .and_then(|value| u8::try_from(value).ok())
        .ok_or_else(|| raise!(OVERFLOW_ERROR, "%c arg not in range(256)"))
}
