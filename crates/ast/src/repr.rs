//! Python's `repr` of constants.

use std::fmt::Write as _;

use vivarium_text::printable::is_printable;
use vivarium_text::wtf8::Wtf8;

/// `repr` of a float: the shortest digits that read back.
pub(crate) fn push_float_repr(out: &mut String, value: f64) {
    push_float(out, value, true);
}

fn push_float(out: &mut String, value: f64, point: bool) {
    if value.is_nan() {
        out.push_str("nan");
        return;
    }
    if value.is_infinite() {
        out.push_str(if value < 0.0 { "-inf" } else { "inf" });
        return;
    }
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let _ = write!(out, "{value}");
        if point && !(value.fract() != 0.0) {
            out.push_str(".0");
        }
    } else {
        let sign = if exponent < 0 { '-' } else { '+' };
        let _ = write!(out, "{mantissa}e{sign}{:02}", exponent.abs());
    }
}

/// `repr` of a complex number.
pub(crate) fn push_complex_repr(out: &mut String, real: f64, imag: f64) {
    if real == 0.0 && real.is_sign_positive() {
        push_float(out, imag, false);
        out.push('j');
        return;
    }
    out.push('(');
    push_float(out, real, false);
    if imag.is_nan() || imag.is_sign_positive() {
        out.push('+');
    }
    push_float(out, imag, false);
    out.push_str("j)");
}

/// `repr` of a string.
pub(crate) fn push_str_repr(out: &mut String, text: Wtf8<'_>) {
    let quote = quote(text.as_bytes());
    out.push(quote);
    for code in text.code_points() {
        match char::from_u32(code) {
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(c) if c == quote => {
                out.push('\\');
                out.push(c);
            }
            Some(c @ ' '..='~') => out.push(c),
            Some(c) if is_printable(code) => out.push(c),
            _ => push_escape(out, code),
        }
    }
    out.push(quote);
}

pub(crate) fn push_escape(out: &mut String, code: u32) {
    let _ = match code {
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

fn quote(bytes: &[u8]) -> char {
    if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' }
}

/// `repr` of a bytes object.
pub(crate) fn push_bytes_repr(out: &mut String, bytes: &[u8]) {
    let quote = quote(bytes);
    out.push('b');
    out.push(quote);
    for &byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            byte if char::from(byte) == quote => {
                out.push('\\');
                out.push(quote);
            }
            b' '..=b'~' => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote);
}
