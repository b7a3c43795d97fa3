//! String, bytes and number literals to values, with CPython's messages.

use crate::names;
use crate::wtf8::{Wtf8, Wtf8Buf};
use num_bigint::BigInt;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The parts of a whole string token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StringParts<'a> {
    /// `b` in the prefix.
    pub bytes: bool,
    /// `r` in the prefix.
    pub raw: bool,
    /// `f` in the prefix.
    pub format: bool,
    /// A lower-case `u` alone: the tree's `kind`.
    pub unicode: bool,
    /// Three quotes.
    pub triple: bool,
    /// What stands between the quotes.
    pub body: &'a str,
    /// Offset of `body` in the token.
    pub offset: u32,
}

/// Takes a string token apart. What is not a complete string token gives an empty or shortened body, never a panic.
pub fn string_parts(token: &str) -> StringParts<'_> {
    let bytes = token.as_bytes();
    let prefix = bytes.iter().take(3).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let has = |wanted: u8| bytes[..prefix].iter().any(|byte| byte.to_ascii_lowercase() == wanted);
    let rest = &bytes[prefix..];
    let triple = rest.len() >= 6 && rest[0] == rest[1] && rest[1] == rest[2];
    let quotes = if triple { 3 } else { 1 };
    let start = (prefix + quotes).min(bytes.len());
    let end = bytes.len().saturating_sub(quotes).max(start);
    StringParts {
        bytes: has(b'b'),
        raw: has(b'r'),
        format: has(b'f'),
        unicode: bytes.first() == Some(&b'u'),
        triple,
        body: token.get(start..end).unwrap_or(""),
        offset: start as u32,
    }
}

/// The first escape that means nothing; CPython warns of it (`DeprecationWarning`) at the string token's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidEscape {
    /// Offset, in the body, of the backslash.
    pub offset: usize,
    /// The warning's text.
    pub message: String,
}

/// A decoded `str` literal: borrowed when nothing had to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StrValue<'a> {
    /// The source text itself.
    Borrowed(&'a str),
    /// Text with escapes resolved.
    Owned(Wtf8Buf),
}

impl<'a> StrValue<'a> {
    /// The value.
    pub fn as_wtf8(&self) -> Wtf8<'_> {
        match self {
            StrValue::Borrowed(text) => Wtf8::new(text),
            StrValue::Owned(text) => text.as_wtf8(),
        }
    }

    /// The value, owned.
    pub fn into_owned(self) -> Wtf8Buf {
        match self {
            StrValue::Borrowed(text) => text.into(),
            StrValue::Owned(text) => text,
        }
    }
}

/// Why an escape is refused: the place in the bytes given, as a half-open range, and the reason.
struct EscapeError {
    start: usize,
    end: usize,
    reason: &'static str,
}

/// Decodes the body of a `str` literal that is not raw. The error is CPython's message, `(unicode error) …`.
pub fn decode_str(body: &str) -> Result<(StrValue<'_>, Option<InvalidEscape>), String> {
    let Some(first) = memchr::memchr(b'\\', body.as_bytes()) else {
        return Ok((StrValue::Borrowed(body), None));
    };
    match unescape(body.as_bytes(), first) {
        Ok((value, invalid)) => Ok((StrValue::Owned(value), invalid)),
        Err(_) => Err(unicode_error(body)),
    }
}

/// CPython hands its decoder an ASCII rendering of the body, so the error's positions count in that.
fn unicode_error(body: &str) -> String {
    let mut ascii = String::with_capacity(body.len() + 16);
    let mut rest = body.chars().peekable();
    while let Some(mut c) = rest.next() {
        if c == '\\' {
            ascii.push('\\');
            match rest.next() {
                None => {
                    ascii.push_str("u005c");
                    break;
                }
                Some(next) => {
                    if !next.is_ascii() {
                        ascii.push_str("u005c");
                    }
                    c = next;
                }
            }
        }
        if c.is_ascii() {
            ascii.push(c);
        } else {
            let _ = write!(ascii, "\\U{:08x}", u32::from(c));
        }
    }
    let (start, end, reason) = match unescape(ascii.as_bytes(), 0) {
        Err(error) => (error.start, error.end, error.reason),
        Ok(_) => (0, ascii.len(), "malformed \\N character escape"),
    };
    if end == start + 1 {
        format!("(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position {start}: {reason}")
    } else {
        format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{}: {reason}",
            end.wrapping_sub(1)
        )
    }
}

fn simple_escape(byte: u8) -> Option<u8> {
    Some(match byte {
        b'\\' | b'\'' | b'"' => byte,
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'b' => 8,
        b'f' => 12,
        b'v' => 11,
        b'a' => 7,
        _ => return None,
    })
}

/// Up to three octal digits from `at`; the value and the place behind them.
fn octal(bytes: &[u8], at: usize) -> (u32, usize) {
    let mut value = 0;
    let mut end = at;
    while end < at + 3 {
        match bytes.get(end) {
            Some(&digit @ b'0'..=b'7') => value = value * 8 + u32::from(digit - b'0'),
            _ => break,
        }
        end += 1;
    }
    (value, end)
}

fn octal_warning(bytes: &[u8], at: usize) -> InvalidEscape {
    let digits = String::from_utf8_lossy(&bytes[at..at + 3]);
    InvalidEscape { offset: at - 1, message: format!("invalid octal escape sequence '\\{digits}'") }
}

fn plain_warning(byte: u8, at: usize) -> InvalidEscape {
    InvalidEscape { offset: at, message: format!("invalid escape sequence '\\{}'", byte as char) }
}

/// Resolves escapes in UTF-8 bytes whose first backslash is not before `first`.
fn unescape(bytes: &[u8], first: usize) -> Result<(Wtf8Buf, Option<InvalidEscape>), EscapeError> {
    let mut out = Wtf8Buf::with_capacity(bytes.len());
    let mut invalid = None;
    let mut at = 0;
    let mut next = memchr::memchr(b'\\', &bytes[first..]).map(|found| found + first);
    while let Some(start) = next {
        push_utf8(&mut out, &bytes[at..start]);
        let fail = |end: usize, reason| Err(EscapeError { start, end, reason });
        at = start + 1;
        let Some(&byte) = bytes.get(at) else {
            // An f-string's part may end so: CPython keeps the backslash.
            out.push(u32::from(b'\\'));
            break;
        };
        at += 1;
        match byte {
            b'\n' => {}
            b'0'..=b'7' => {
                let (value, end) = octal(bytes, at - 1);
                if value > 0o377 && invalid.is_none() {
                    invalid = Some(octal_warning(bytes, at - 1));
                }
                out.push(value);
                at = end;
            }
            b'x' | b'u' | b'U' => {
                let (count, reason) = match byte {
                    b'x' => (2, "truncated \\xXX escape"),
                    b'u' => (4, "truncated \\uXXXX escape"),
                    _ => (8, "truncated \\UXXXXXXXX escape"),
                };
                let mut value: u32 = 0;
                for _ in 0..count {
                    match bytes.get(at).and_then(|&digit| (digit as char).to_digit(16)) {
                        Some(digit) => value = value << 4 | digit,
                        None => return fail(at, reason),
                    }
                    at += 1;
                }
                if value > 0x10_ffff {
                    return fail(at, "illegal Unicode character");
                }
                out.push(value);
            }
            b'N' => {
                let malformed = "malformed \\N character escape";
                if bytes.get(at) != Some(&b'{') {
                    return fail(at, malformed);
                }
                let name_start = at + 1;
                let Some(length) = memchr::memchr(b'}', &bytes[name_start..]) else {
                    return fail(bytes.len(), malformed);
                };
                let name_end = name_start + length;
                if length == 0 {
                    return fail(name_end, malformed);
                }
                let name = std::str::from_utf8(&bytes[name_start..name_end]).unwrap_or("");
                match names::lookup(name) {
                    Some(c) => out.push(u32::from(c)),
                    None => return fail(name_end + 1, "unknown Unicode character name"),
                }
                at = name_end + 1;
            }
            _ => match simple_escape(byte) {
                Some(meant) => out.push(u32::from(meant)),
                None => {
                    out.push(u32::from(b'\\'));
                    if byte < 0x80 {
                        if invalid.is_none() {
                            invalid = Some(plain_warning(byte, start));
                        }
                        out.push(u32::from(byte));
                    } else {
                        at -= 1;
                    }
                }
            },
        }
        next = memchr::memchr(b'\\', &bytes[at..]).map(|found| found + at);
    }
    push_utf8(&mut out, &bytes[at..]);
    Ok((out, invalid))
}

fn push_utf8(out: &mut Wtf8Buf, bytes: &[u8]) {
    // Cut at ASCII bytes only, so each piece is whole.
    out.push_str(std::str::from_utf8(bytes).unwrap_or(""));
}

/// Decodes the body of a `bytes` literal. The error is CPython's message. `body` must be the whole literal's body: a
/// character above 127 is refused, raw or not.
pub fn decode_bytes(body: &str, raw: bool) -> Result<(Cow<'_, [u8]>, Option<InvalidEscape>), String> {
    if !body.is_ascii() {
        return Err("bytes can only contain ASCII literal characters".to_owned());
    }
    let bytes = body.as_bytes();
    if raw || memchr::memchr(b'\\', bytes).is_none() {
        return Ok((Cow::Borrowed(bytes), None));
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut invalid = None;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &bytes[at..]) {
        let start = at + found;
        out.extend_from_slice(&bytes[at..start]);
        at = start + 1;
        let Some(&byte) = bytes.get(at) else {
            return Err("(value error) Trailing \\ in string".to_owned());
        };
        at += 1;
        match byte {
            b'\n' => {}
            b'0'..=b'7' => {
                let (value, end) = octal(bytes, at - 1);
                if value > 0o377 && invalid.is_none() {
                    invalid = Some(octal_warning(bytes, at - 1));
                }
                out.push(value as u8);
                at = end;
            }
            b'x' => {
                let digit = |at: usize| bytes.get(at).and_then(|&digit| (digit as char).to_digit(16));
                match (digit(at), digit(at + 1)) {
                    (Some(high), Some(low)) => out.push((high << 4 | low) as u8),
                    _ => return Err(format!("(value error) invalid \\x escape at position {start}")),
                }
                at += 2;
            }
            _ => match simple_escape(byte) {
                Some(meant) => out.push(meant),
                None => {
                    if invalid.is_none() {
                        invalid = Some(plain_warning(byte, start));
                    }
                    out.extend([b'\\', byte]);
                }
            },
        }
    }
    out.extend_from_slice(&bytes[at..]);
    Ok((Cow::Owned(out), invalid))
}

/// The value of a number token.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// An integer that fits.
    Int(i64),
    /// An integer that does not fit an `i64`.
    BigInt(BigInt),
    /// A float.
    Float(f64),
    /// An imaginary number: the value before the `j`.
    Imaginary(f64),
}

/// CPython's default of `sys.get_int_max_str_digits()`.
pub const INT_MAX_STR_DIGITS: usize = 4300;

/// Reads a number token that the lexer accepted. Decimal integers of more than `max_digits` digits are refused (0 is no
/// limit); the error is the whole message of CPython's `SyntaxError`, which stands at column −1 of the token's line.
pub fn parse_number(token: &str, max_digits: usize) -> Result<Number, String> {
    let plain: Cow<'_, str> = if memchr::memchr(b'_', token.as_bytes()).is_some() {
        Cow::Owned(token.replace('_', ""))
    } else {
        Cow::Borrowed(token)
    };
    let text = plain.as_ref();
    let bytes = text.as_bytes();
    let radix = match bytes {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 10,
    };
    if radix != 10 {
        let digits = text.get(2..).unwrap_or("0");
        return Ok(match i64::from_str_radix(digits, radix) {
            Ok(value) => Number::Int(value),
            Err(_) => big(digits, radix),
        });
    }
    if bytes.iter().all(u8::is_ascii_digit) {
        if bytes.len() < 19 {
            let value = bytes.iter().fold(0, |value: i64, digit| value * 10 + i64::from(digit - b'0'));
            return Ok(Number::Int(value));
        }
        if let Ok(value) = text.parse::<i64>() {
            return Ok(Number::Int(value));
        }
        if max_digits != 0 && text.len() > max_digits {
            return Err(format!(
                "Exceeds the limit ({max_digits} digits) for integer string conversion: value has {} digits; use \
                 sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer \
                 literals to avoid decimal conversion limits.",
                text.len()
            ));
        }
        return Ok(big(text, 10));
    }
    let float = |text: &str| text.parse::<f64>().unwrap_or(0.0);
    Ok(match text.strip_suffix(['j', 'J']) {
        Some(text) => Number::Imaginary(float(text)),
        None => Number::Float(float(text)),
    })
}

fn big(digits: &str, radix: u32) -> Number {
    match BigInt::parse_bytes(digits.as_bytes(), radix) {
        Some(value) => Number::BigInt(value),
        None => Number::Int(0),
    }
}
