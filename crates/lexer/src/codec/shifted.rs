//! Encodings that switch between sets of characters as they go: UTF-7, HZ, and the family of ISO 2022.

use super::CodecError;
use encoding_rs::{EUC_JP, EUC_KR, Encoding, GBK};

const ILLEGAL: &str = "illegal multibyte sequence";

fn bad<T>(
    codec: &str,
    bytes: &[u8],
    start: usize,
    end: usize,
    reason: &'static str,
) -> Result<T, CodecError> {
    let byte = bytes.get(start).copied().unwrap_or(0);
    Err(CodecError::Undecodable { codec: codec.to_owned(), byte, start, end, reason })
}

fn sextet(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

/// UTF-7. A lone surrogate is no text that could be source.
pub(super) fn utf7(bytes: &[u8]) -> Result<String, CodecError> {
    let fail = |start, end, reason| bad("utf7", bytes, start, end, reason);
    let mut out = String::with_capacity(bytes.len());
    let (mut shifted, mut shift_start) = (false, 0);
    let (mut buffer, mut bits) = (0u32, 0);
    let mut high: Option<u16> = None;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if shifted {
            if let Some(value) = sextet(byte) {
                at += 1;
                buffer = buffer << 6 | value;
                bits += 6;
                if bits < 16 {
                    continue;
                }
                bits -= 16;
                let unit = (buffer >> bits) as u16;
                buffer &= (1 << bits) - 1;
                match (high.take(), unit) {
                    (None, 0xd800..=0xdbff) => high = Some(unit),
                    (None, unit) => match char::from_u32(unit.into()) {
                        Some(c) => out.push(c),
                        None => return fail(shift_start, at, "lone surrogate"),
                    },
                    (Some(high), low) => match char::decode_utf16([high, low]).next() {
                        Some(Ok(c)) => out.push(c),
                        _ => return fail(shift_start, at, "lone surrogate"),
                    },
                }
                continue;
            }
            shifted = false;
            if bits >= 6 {
                return fail(shift_start, at + 1, "partial character in shift sequence");
            }
            if buffer != 0 {
                return fail(shift_start, at + 1, "non-zero padding bits in shift sequence");
            }
            if high.take().is_some() {
                return fail(shift_start, at, "lone surrogate");
            }
            if byte == b'-' {
                at += 1;
            }
        } else if byte == b'+' {
            shift_start = at;
            at += 1;
            match bytes.get(at) {
                Some(b'-') => {
                    at += 1;
                    out.push('+');
                }
                Some(&next) if sextet(next).is_none() => {
                    return fail(shift_start, at + 1, "ill-formed sequence");
                }
                _ => (shifted, buffer, bits, high) = (true, 0, 0, None),
            }
        } else if byte.is_ascii() {
            out.push(byte as char);
            at += 1;
        } else {
            return fail(at, at + 1, "unexpected special character");
        }
    }
    if shifted && (high.is_some() || bits >= 6 || buffer != 0) {
        return fail(shift_start, bytes.len(), "unterminated shift sequence");
    }
    Ok(out)
}

/// The character of two seven-bit bytes in a set that an eight-bit encoding holds.
fn pair(encoding: &'static Encoding, prefix: &[u8], first: u8, second: u8) -> Option<String> {
    if ![first, second].iter().all(|byte| (0x21..0x7f).contains(byte)) {
        return None;
    }
    let mut bytes = prefix.to_vec();
    bytes.extend([first | 0x80, second | 0x80]);
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes)?;
    let name = match encoding {
        _ if encoding == GBK => "gb2312",
        _ if encoding == EUC_JP => "euc_jp",
        _ => "",
    };
    Some(text.chars().map(|c| super::replaced(c, super::instead(name))).collect())
}

/// HZ: GB 2312 between `~{` and `~}`.
pub(super) fn hz(bytes: &[u8]) -> Result<String, CodecError> {
    let mut out = String::with_capacity(bytes.len());
    let mut chinese = false;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        // CPython decodes the text with a newline at its end.
        let next = bytes.get(at + 1).copied().unwrap_or(b'\n');
        if byte >= 0x80 {
            return bad("hz", bytes, at, at + 1, ILLEGAL);
        }
        if byte != b'~' && !chinese {
            out.push(byte as char);
            at += 1;
            continue;
        }
        match (byte, next, chinese) {
            (b'~', b'~', false) => out.push('~'),
            (b'~', b'{', false) => chinese = true,
            (b'~', b'\n', false) => {}
            (b'~', b'}', true) => chinese = false,
            (b'~', ..) => return bad("hz", bytes, at, at + 1, ILLEGAL),
            _ => match pair(GBK, &[], byte, next) {
                Some(text) => out.push_str(&text),
                None => return bad("hz", bytes, at, at + 1, ILLEGAL),
            },
        }
        at += 2;
    }
    Ok(out)
}

#[derive(Clone, Copy, PartialEq)]
enum Set {
    Ascii,
    Roman,
    Katakana,
    Kanji,
    MoreKanji,
    Chinese,
    Korean,
    Latin,
    Greek,
}

/// What a codec of the family knows: how its escapes end, and what they choose.
const ESCAPES: [(&[u8], Set, bool); 10] = [
    (b"(B", Set::Ascii, false),
    (b"(J", Set::Roman, false),
    (b"(I", Set::Katakana, false),
    (b"$@", Set::Kanji, false),
    (b"$B", Set::Kanji, false),
    (b"$(D", Set::MoreKanji, false),
    (b"$A", Set::Chinese, false),
    (b"$(C", Set::Korean, false),
    (b".A", Set::Latin, true),
    (b".F", Set::Greek, true),
];

fn sets(name: &str) -> &'static [Set] {
    match name {
        "iso2022_jp" => &[Set::Ascii, Set::Roman, Set::Kanji],
        "iso2022_jp_1" => &[Set::Ascii, Set::Roman, Set::Kanji, Set::MoreKanji],
        "iso2022_jp_ext" => &[Set::Ascii, Set::Roman, Set::Katakana, Set::Kanji, Set::MoreKanji],
        "iso2022_kr" => &[Set::Ascii],
        _ => &[
            Set::Ascii,
            Set::Roman,
            Set::Kanji,
            Set::MoreKanji,
            Set::Chinese,
            Set::Korean,
            Set::Latin,
            Set::Greek,
        ],
    }
}

/// The codecs of ISO 2022; `name` is one of theirs.
pub(super) fn iso2022(bytes: &[u8], name: &str) -> Result<String, CodecError> {
    let known = sets(name);
    let korean = name == "iso2022_kr";
    let fail = |at: usize, reason| bad(name, bytes, at, at + 1, reason);
    let mut out = String::with_capacity(bytes.len());
    let (mut current, mut upper, mut shifted) = (Set::Ascii, Set::Ascii, false);
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == 0x1b {
            let rest = &bytes[at + 1..];
            if korean && rest.starts_with(b"$)C") {
                upper = Set::Korean;
                at += 4;
                continue;
            }
            if let ([b'N', code, ..], Set::Latin | Set::Greek) = (rest, upper) {
                let c = if upper == Set::Latin { Some((code | 0x80) as char) } else { greek(code | 0x80) };
                let Some(c) = c else { return fail(at, ILLEGAL) };
                out.push(c);
                at += 3;
                continue;
            }
            let found = ESCAPES.iter().find(|(end, set, _)| rest.starts_with(end) && known.contains(set));
            let Some(&(end, set, is_upper)) = found else { return fail(at, ILLEGAL) };
            *if is_upper { &mut upper } else { &mut current } = set;
            at += 1 + end.len();
            continue;
        }
        if korean && matches!(byte, 0x0e | 0x0f) {
            shifted = byte == 0x0e;
            at += 1;
            continue;
        }
        if byte == b'\n' {
            shifted = false;
        }
        let set = if shifted { upper } else { current };
        if byte >= 0x80 {
            return fail(at, ILLEGAL);
        }
        if byte <= b' ' || matches!(set, Set::Ascii | Set::Latin | Set::Greek) {
            out.push(byte as char);
            at += 1;
            continue;
        }
        match (set, byte) {
            (Set::Roman, b'\\') => out.push('¥'),
            (Set::Roman, b'~') => out.push('‾'),
            (Set::Roman, _) => out.push(byte as char),
            (Set::Katakana, 0x21..=0x5f) => {
                out.extend(char::from_u32(0xff61 - 0x21 + u32::from(byte)));
            }
            (Set::Katakana, _) => return fail(at, ILLEGAL),
            _ => {
                let second = bytes.get(at + 1).copied().unwrap_or(b'\n');
                let text = match set {
                    Set::Kanji => pair(EUC_JP, &[], byte, second),
                    Set::MoreKanji => pair(EUC_JP, &[0x8f], byte, second),
                    Set::Chinese => pair(GBK, &[], byte, second),
                    _ => pair(EUC_KR, &[], byte, second),
                };
                let Some(text) = text else { return bad(name, bytes, at, at + 2, ILLEGAL) };
                out.push_str(&text);
                at += 1;
            }
        }
        at += 1;
    }
    Ok(out)
}

/// The upper half of ISO 8859-7.
fn greek(byte: u8) -> Option<char> {
    let text =
        encoding_rs::ISO_8859_7.decode_without_bom_handling_and_without_replacement(&[byte])?.into_owned();
    text.chars().next()
}
