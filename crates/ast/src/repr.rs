//! Python's `repr` of constants.

use std::fmt::Write as _;

use vivarium_text::printable::is_printable;
use vivarium_text::wtf8::Wtf8;

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
