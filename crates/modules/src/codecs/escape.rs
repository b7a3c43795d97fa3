//! The escapes of bytes literals.

use vivarium_runtime::args;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{bytes, exceptions, hooks, raise};

use super::{bytes_argument, errors_argument, pair, with_bytes};

pub(super) fn encode(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("escape_encode", arguments, 1, 2)?;
    let content = bytes_argument("escape_encode", arguments[0])?;
    errors_argument("escape_encode", arguments, 1)?;
    let mut out = Vec::new();
    for &byte in content.as_slice() {
        match byte {
            b'\'' | b'\\' => out.extend([b'\\', byte]),
            b'\t' => out.extend(b"\\t"),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b' '..=b'~' => out.push(byte),
            _ => out.extend(format!("\\x{byte:02x}").bytes()),
        }
    }
    pair(bytes::new(&out)?.upcast(), content.len())
}

pub(super) fn decode(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("escape_decode", arguments, 1, 2)?;
    let errors = errors_argument("escape_decode", arguments, 1)?;
    with_bytes(arguments[0], |content| pair(bytes::new(&unescape(content, errors)?)?.upcast(), content.len()))
}

fn digit(content: &[u8], at: usize, radix: u32) -> Option<u32> {
    content.get(at).and_then(|byte| char::from(*byte).to_digit(radix))
}

/// `_PyBytes_DecodeEscape`.
fn unescape(content: &[u8], errors: Option<&str>) -> Result<Vec<u8>, Raised> {
    let mut out = Vec::new();
    let mut invalid = None;
    let mut at = 0;
    while let Some(&byte) = content.get(at) {
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&escape) = content.get(at) else {
            return Err(raise!(VALUE_ERROR, "Trailing \\ in string"));
        };
        at += 1;
        match escape {
            b'\n' => {}
            b'\\' | b'\'' | b'"' => out.push(escape),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b't' => out.push(b'\t'),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b'v' => out.push(11),
            b'a' => out.push(7),
            b'0'..=b'7' => {
                let mut value = u32::from(escape - b'0');
                for _ in 0..2 {
                    let Some(next) = digit(content, at, 8) else { break };
                    value = value * 8 + next;
                    at += 1;
                }
                if value > 0o377 {
                    invalid.get_or_insert_with(|| format!("invalid octal escape sequence '\\{value:o}'"));
                }
                out.push(value as u8);
            }
            b'x' => match digit(content, at, 16).zip(digit(content, at + 1, 16)) {
                Some((high, low)) => {
                    out.push((high << 4 | low) as u8);
                    at += 2;
                }
                None => {
                    match errors {
                        None | Some("strict") => {
                            return Err(raise!(VALUE_ERROR, "invalid \\x escape at position {}", at - 2));
                        }
                        Some("replace") => out.push(b'?'),
                        Some("ignore") => {}
                        Some(other) => {
                            return Err(raise!(
                                VALUE_ERROR,
                                "decoding error; unknown error handling code: {other}"
                            ));
                        }
                    }
                    // A single digit goes with it.
                    at += usize::from(digit(content, at, 16).is_some());
                }
            },
            _ => {
                invalid.get_or_insert_with(|| format!("invalid escape sequence '\\{}'", char::from(escape)));
                out.extend([b'\\', escape]);
            }
        }
    }
    if let Some(message) = invalid
        && let Some(warn) = hooks::get().warn
    {
        warn(&exceptions::DEPRECATION_WARNING, &message, 1)?;
    }
    Ok(out)
}
