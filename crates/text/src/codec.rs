//! The encodings that Python knows without a library: UTF-8, -16, -32, ASCII, Latin-1 and the two escapes
//! (`Objects/unicodeobject.c`, `Objects/stringlib/codecs.h`).
//!
//! What can't be decoded or encoded is told to the caller, who says what stands for it and where to go on.

/// Told about bytes that can't be decoded.
pub trait DecodeErrors {
    type Error;
    /// `input[start..end]` is wrong for this reason. Appends what stands for it to `out`, and says where to go on (the
    /// decoder clips it to the input).
    fn error(
        &mut self,
        start: usize,
        end: usize,
        reason: &'static str,
        out: &mut Vec<u32>,
    ) -> Result<usize, Self::Error>;
    /// An escape that is none, as `\q`.
    fn invalid_escape(&mut self, _code: u8) -> Result<(), Self::Error> {
        Ok(())
    }
}

/// Decodes UTF-8. Gives how many bytes were used: all of them if `last`, else an incomplete character stays.
pub fn decode_utf8<E: DecodeErrors>(
    input: &[u8],
    last: bool,
    errors: &mut E,
    out: &mut Vec<u32>,
) -> Result<usize, E::Error> {
    let mut at = 0;
    while at < input.len() {
        match std::str::from_utf8(&input[at..]) {
            Ok(text) => {
                out.extend(text.chars().map(u32::from));
                return Ok(input.len());
            }
            Err(error) => {
                let good = at + error.valid_up_to();
                if let Ok(text) = std::str::from_utf8(&input[at..good]) {
                    out.extend(text.chars().map(u32::from));
                }
                let (end, reason) = match error.error_len() {
                    None if !last => return Ok(good),
                    None => (input.len(), "unexpected end of data"),
                    // The start of an encoded surrogate may yet become an error of three bytes.
                    Some(_) if !last && matches!(&input[good..], [0xed, 0xa0..=0xbf]) => return Ok(good),
                    Some(1) if !matches!(input[good], 0xc2..=0xf4) => (good + 1, "invalid start byte"),
                    Some(len) => (good + len, "invalid continuation byte"),
                };
                at = errors.error(good, end, reason, out)?;
            }
        }
    }
    Ok(input.len())
}

/// Decodes ASCII.
pub fn decode_ascii<E: DecodeErrors>(
    input: &[u8],
    errors: &mut E,
    out: &mut Vec<u32>,
) -> Result<(), E::Error> {
    let mut at = 0;
    while at < input.len() {
        if input[at] < 0x80 {
            out.push(u32::from(input[at]));
            at += 1;
        } else {
            at = errors.error(at, at + 1, "ordinal not in range(128)", out)?;
        }
    }
    Ok(())
}

/// Which end comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Little,
    Big,
}

/// Takes a byte order mark off: the order it tells, and its length.
pub fn order_of_mark(input: &[u8], width: usize) -> Option<(Order, usize)> {
    match (width, input) {
        (2, [0xff, 0xfe, ..]) => Some((Order::Little, 2)),
        (2, [0xfe, 0xff, ..]) => Some((Order::Big, 2)),
        (4, [0xff, 0xfe, 0, 0, ..]) => Some((Order::Little, 4)),
        (4, [0, 0, 0xfe, 0xff, ..]) => Some((Order::Big, 4)),
        _ => None,
    }
}

/// Decodes UTF-16 from `at` on. Gives how many bytes were used.
pub fn decode_utf16<E: DecodeErrors>(
    input: &[u8],
    from: usize,
    order: Order,
    last: bool,
    errors: &mut E,
    out: &mut Vec<u32>,
) -> Result<usize, E::Error> {
    let unit = |at: usize| -> Option<u32> {
        let pair = [*input.get(at)?, *input.get(at + 1)?];
        Some(u32::from(if order == Order::Little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        }))
    };
    let mut at = from;
    while at < input.len() {
        let (end, reason) = match unit(at) {
            None if !last => return Ok(at),
            None => (input.len(), "truncated data"),
            Some(code @ 0xd800..0xdc00) => match unit(at + 2) {
                Some(low @ 0xdc00..0xe000) => {
                    out.push(0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00));
                    at += 4;
                    continue;
                }
                Some(_) => (at + 2, "illegal UTF-16 surrogate"),
                None if !last => return Ok(at),
                None => (input.len(), "unexpected end of data"),
            },
            Some(0xdc00..0xe000) => (at + 2, "illegal encoding"),
            Some(code) => {
                out.push(code);
                at += 2;
                continue;
            }
        };
        at = errors.error(at, end, reason, out)?;
    }
    Ok(input.len())
}

/// Decodes UTF-32 from `at` on. Gives how many bytes were used.
pub fn decode_utf32<E: DecodeErrors>(
    input: &[u8],
    from: usize,
    order: Order,
    last: bool,
    errors: &mut E,
    out: &mut Vec<u32>,
) -> Result<usize, E::Error> {
    let mut at = from;
    while at < input.len() {
        let (end, reason) = match input.get(at..at + 4) {
            None if !last => return Ok(at),
            None => (input.len(), "truncated data"),
            Some(bytes) => {
                let bytes = [bytes[0], bytes[1], bytes[2], bytes[3]];
                let code = if order == Order::Little {
                    u32::from_le_bytes(bytes)
                } else {
                    u32::from_be_bytes(bytes)
                };
                match code {
                    0xd800..0xe000 => (at + 4, "code point in surrogate code point range (U+D800 to U+DFFF)"),
                    0x11_0000.. => (at + 4, "code point not in range(0x110000)"),
                    _ => {
                        out.push(code);
                        at += 4;
                        continue;
                    }
                }
            }
        };
        at = errors.error(at, end, reason, out)?;
    }
    Ok(input.len())
}

/// Decodes `unicode_escape`. Gives how many bytes were used.
pub fn decode_unicode_escape<E: DecodeErrors>(
    input: &[u8],
    last: bool,
    errors: &mut E,
    out: &mut Vec<u32>,
) -> Result<usize, E::Error> {
    let mut at = 0;
    while at < input.len() {
        let start = at;
        if input[at] != b'\\' {
            out.push(u32::from(input[at]));
            at += 1;
            continue;
        }
        let Some(&code) = input.get(at + 1) else {
            if !last {
                return Ok(start);
            }
            at = errors.error(start, input.len(), "\\ at end of string", out)?;
            continue;
        };
        at += 2;
        let simple = match code {
            b'\n' => continue,
            b'\\' | b'\'' | b'"' => code,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'r' => b'\r',
            b'f' => 0xc,
            b'v' => 0xb,
            b'a' => 7,
            b'0'..=b'7' => {
                let mut value = u32::from(code - b'0');
                let mut count = 1;
                while count < 3
                    && let Some(digit @ b'0'..=b'7') = input.get(at)
                {
                    value = value << 3 | u32::from(digit - b'0');
                    at += 1;
                    count += 1;
                }
                if !last && count < 3 && at == input.len() {
                    return Ok(start);
                }
                out.push(value);
                continue;
            }
            b'x' | b'u' | b'U' => {
                let (count, reason) = match code {
                    b'x' => (2, "truncated \\xXX escape"),
                    b'u' => (4, "truncated \\uXXXX escape"),
                    _ => (8, "truncated \\UXXXXXXXX escape"),
                };
                let digits =
                    input[at..].iter().take(count).take_while(|digit| digit.is_ascii_hexdigit()).count();
                let value = hexadecimal(&input[at..at + digits]);
                at += digits;
                if digits < count {
                    if !last && at == input.len() {
                        return Ok(start);
                    }
                    at = errors.error(start, at, reason, out)?;
                } else if value > 0x10_ffff {
                    at = errors.error(start, at, "illegal Unicode character", out)?;
                } else {
                    out.push(value);
                }
                continue;
            }
            b'N' => {
                let reason;
                if input.get(at) == Some(&b'{') {
                    let name = at + 1;
                    match input[name..].iter().position(|&byte| byte == b'}') {
                        Some(len) if len > 0 => {
                            at = name + len + 1;
                            let found = std::str::from_utf8(&input[name..name + len])
                                .ok()
                                .and_then(crate::names::lookup);
                            if let Some(c) = found {
                                out.push(u32::from(c));
                                continue;
                            }
                            reason = "unknown Unicode character name";
                        }
                        Some(_) => {
                            at = name + 1;
                            reason = "malformed \\N character escape";
                        }
                        None if !last => return Ok(start),
                        None => {
                            at = input.len();
                            reason = "malformed \\N character escape";
                        }
                    }
                } else {
                    if !last && at == input.len() {
                        return Ok(start);
                    }
                    reason = "malformed \\N character escape";
                }
                at = errors.error(start, at, reason, out)?;
                continue;
            }
            _ => {
                errors.invalid_escape(code)?;
                out.push(u32::from(b'\\'));
                code
            }
        };
        out.push(u32::from(simple));
    }
    Ok(input.len())
}

fn hexadecimal(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |value, &digit| value << 4 | char::from(digit).to_digit(16).unwrap_or(0))
}

/// Decodes `raw_unicode_escape`: only `\uXXXX` and `\UXXXXXXXX` behind an odd number of backslashes.
pub fn decode_raw_unicode_escape<E: DecodeErrors>(
    input: &[u8],
    last: bool,
    errors: &mut E,
    out: &mut Vec<u32>,
) -> Result<usize, E::Error> {
    let mut at = 0;
    while at < input.len() {
        let start = at;
        if input[at] != b'\\' {
            out.push(u32::from(input[at]));
            at += 1;
            continue;
        }
        let Some(&code) = input.get(at + 1) else {
            if !last {
                return Ok(start);
            }
            out.push(u32::from(b'\\'));
            return Ok(input.len());
        };
        at += 2;
        let (count, reason) = match code {
            b'u' => (4, "truncated \\uXXXX escape"),
            b'U' => (8, "truncated \\UXXXXXXXX escape"),
            _ => {
                out.extend([u32::from(b'\\'), u32::from(code)]);
                continue;
            }
        };
        let digits = input[at..].iter().take(count).take_while(|digit| digit.is_ascii_hexdigit()).count();
        let value = hexadecimal(&input[at..at + digits]);
        at += digits;
        if digits < count {
            if !last && at == input.len() {
                return Ok(start);
            }
            at = errors.error(start, at, reason, out)?;
        } else if value > 0x10_ffff {
            at = errors.error(start, at, "\\Uxxxxxxxx out of range", out)?;
        } else {
            out.push(value);
        }
    }
    Ok(input.len())
}

/// Told about characters that can't be encoded.
pub trait EncodeErrors {
    type Error;
    /// The characters from `start` to `end` don't fit for this reason. Appends their bytes to `out` and says where to go
    /// on; `encode` turns a replacement text into bytes where it can.
    fn error(
        &mut self,
        start: usize,
        end: usize,
        reason: &'static str,
        out: &mut Vec<u8>,
        encode: &dyn Fn(u32, &mut Vec<u8>) -> bool,
    ) -> Result<usize, Self::Error>;
}

/// Encodes characters that `encode` takes; runs that it refuses go to `errors`, or each by itself if `one_by_one`.
fn encode_with<E: EncodeErrors>(
    text: &[u32],
    errors: &mut E,
    reason: &'static str,
    one_by_one: bool,
    out: &mut Vec<u8>,
    encode: impl Fn(u32, &mut Vec<u8>) -> bool,
) -> Result<(), E::Error> {
    let mut at = 0;
    let mut scratch = Vec::new();
    while at < text.len() {
        if encode(text[at], out) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while !one_by_one && end < text.len() && !encode(text[end], &mut scratch) {
            end += 1;
        }
        scratch.clear();
        at = errors.error(at, end, reason, out, &encode)?;
    }
    Ok(())
}

/// Encodes UTF-8.
pub fn encode_utf8<E: EncodeErrors>(text: &[u32], errors: &mut E, out: &mut Vec<u8>) -> Result<(), E::Error> {
    encode_with(text, errors, "surrogates not allowed", false, out, |code, out| match char::from_u32(code) {
        Some(c) => {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            true
        }
        None => false,
    })
}

/// Encodes ASCII (`limit` 128) or Latin-1 (`limit` 256).
pub fn encode_bytes<E: EncodeErrors>(
    text: &[u32],
    limit: u32,
    errors: &mut E,
    out: &mut Vec<u8>,
) -> Result<(), E::Error> {
    let reason = if limit == 128 { "ordinal not in range(128)" } else { "ordinal not in range(256)" };
    encode_with(text, errors, reason, false, out, |code, out| {
        if code < limit {
            out.push(code as u8);
        }
        code < limit
    })
}

/// Encodes UTF-16 without a mark.
pub fn encode_utf16<E: EncodeErrors>(
    text: &[u32],
    order: Order,
    errors: &mut E,
    out: &mut Vec<u8>,
) -> Result<(), E::Error> {
    encode_with(text, errors, "surrogates not allowed", true, out, |code, out| {
        let Some(c) = char::from_u32(code) else { return false };
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.extend(if order == Order::Little { unit.to_le_bytes() } else { unit.to_be_bytes() });
        }
        true
    })
}

/// Encodes UTF-32 without a mark.
pub fn encode_utf32<E: EncodeErrors>(
    text: &[u32],
    order: Order,
    errors: &mut E,
    out: &mut Vec<u8>,
) -> Result<(), E::Error> {
    encode_with(text, errors, "surrogates not allowed", true, out, |code, out| {
        if char::from_u32(code).is_none() {
            return false;
        }
        out.extend(if order == Order::Little { code.to_le_bytes() } else { code.to_be_bytes() });
        true
    })
}

/// Encodes `unicode_escape`.
pub fn encode_unicode_escape(text: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let mut out = Vec::new();
    for code in text {
        match code {
            0x5c => out.extend(b"\\\\"),
            9 => out.extend(b"\\t"),
            10 => out.extend(b"\\n"),
            13 => out.extend(b"\\r"),
            0x20..0x7f => out.push(code as u8),
            0..0x100 => out.extend(format!("\\x{code:02x}").bytes()),
            0x100..0x1_0000 => out.extend(format!("\\u{code:04x}").bytes()),
            _ => out.extend(format!("\\U{code:08x}").bytes()),
        }
    }
    out
}

/// Encodes `raw_unicode_escape`.
pub fn encode_raw_unicode_escape(text: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let mut out = Vec::new();
    for code in text {
        match code {
            0..0x100 => out.push(code as u8),
            0x100..0x1_0000 => out.extend(format!("\\u{code:04x}").bytes()),
            _ => out.extend(format!("\\U{code:08x}").bytes()),
        }
    }
    out
}
