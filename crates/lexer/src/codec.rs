//! The text encodings that a cookie may name, by Python's names.
//!
//! The encodings crate follows the web, which takes `latin-1` and `ascii` for windows-1252, fills the holes of code
//! pages and merges ISO 8859-9 and 8859-11 with their windows kin; those are set right here.

use encoding_rs::{DecoderResult, Encoding};

pub(crate) enum CodecError {
    Unknown,
    Undecodable { codec: String, byte: u8, position: usize, reason: &'static str },
}

/// Decodes `bytes` by a codec of Python's.
pub(crate) fn decode(bytes: &[u8], name: &str) -> Result<String, CodecError> {
    let key = name.to_ascii_lowercase().replace(['-', '.', ' '], "_");
    match key.as_str() {
        "ascii" | "us_ascii" | "646" | "us" | "ansi_x3_4_1968" | "ansi_x3.4_1968" | "cp367" | "csascii"
        | "ibm367" | "iso646_us" | "iso_646_irv_1991" | "iso_ir_6" | "ansi_x3_4_1986" => {
            match bytes.iter().position(|byte| !byte.is_ascii()) {
                Some(position) => undecodable("ascii", bytes, position, "ordinal not in range(128)"),
                None => Ok(String::from_utf8_lossy(bytes).into_owned()),
            }
        }
        "latin_1" | "iso_8859_1" | "iso8859_1" | "8859" | "cp819" | "csisolatin1" | "ibm819" | "iso8859"
        | "iso_8859_1_1987" | "iso_ir_100" | "l1" | "latin" | "latin1" => {
            Ok(bytes.iter().map(|&byte| byte as char).collect())
        }
        "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "utf8_ucs2" | "utf8_ucs4" | "utf_8_sig" => {
            let bytes =
                if key == "utf_8_sig" { bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes) } else { bytes };
            match std::str::from_utf8(bytes) {
                Ok(text) => Ok(text.to_owned()),
                Err(error) => {
                    let at = error.valid_up_to();
                    undecodable("utf-8", bytes, at, utf8_reason(&bytes[at..]).2)
                }
            }
        }
        _ => match label(&key) {
            Some((encoding, kind)) => by_table(bytes, encoding, kind, &key),
            None => Err(CodecError::Unknown),
        },
    }
}

fn undecodable(
    codec: &str,
    bytes: &[u8],
    position: usize,
    reason: &'static str,
) -> Result<String, CodecError> {
    let byte = bytes.get(position).copied().unwrap_or(0);
    Err(CodecError::Undecodable { codec: codec.to_owned(), byte, position, reason })
}

#[derive(Clone, Copy, PartialEq)]
enum Table {
    /// Single bytes; a hole is an error.
    CodePage,
    /// Single bytes, of which 0x80–0x9f are the C1 controls.
    Iso,
    MultiByte,
}

/// The web's encoding for a Python name.
fn label(key: &str) -> Option<(&'static Encoding, Table)> {
    use encoding_rs::*;
    let digits = |prefix: &str| key.strip_prefix(prefix).map(|rest| rest.trim_start_matches('_'));
    if let Some(number) = digits("iso_8859").or_else(|| digits("iso8859")) {
        let encoding = match number {
            "2" => ISO_8859_2,
            "3" => ISO_8859_3,
            "4" => ISO_8859_4,
            "5" => ISO_8859_5,
            "6" => ISO_8859_6,
            "7" => ISO_8859_7,
            "8" => ISO_8859_8,
            "9" => WINDOWS_1254,
            "10" => ISO_8859_10,
            "11" => WINDOWS_874,
            "13" => ISO_8859_13,
            "14" => ISO_8859_14,
            "15" => ISO_8859_15,
            "16" => ISO_8859_16,
            _ => return None,
        };
        return Some((encoding, Table::Iso));
    }
    let iso = |encoding| Some((encoding, Table::Iso));
    let page = |encoding| Some((encoding, Table::CodePage));
    let wide = |encoding| Some((encoding, Table::MultiByte));
    match key {
        "latin2" | "l2" => iso(ISO_8859_2),
        "latin3" | "l3" => iso(ISO_8859_3),
        "latin4" | "l4" => iso(ISO_8859_4),
        "cyrillic" => iso(ISO_8859_5),
        "arabic" => iso(ISO_8859_6),
        "greek" | "greek8" => iso(ISO_8859_7),
        "hebrew" => iso(ISO_8859_8),
        "latin5" | "l5" => iso(WINDOWS_1254),
        "latin6" | "l6" => iso(ISO_8859_10),
        "latin7" | "l7" => iso(ISO_8859_13),
        "latin8" | "l8" => iso(ISO_8859_14),
        "latin9" | "l9" => iso(ISO_8859_15),
        "latin10" | "l10" => iso(ISO_8859_16),
        "thai" | "tis_620" | "tis620" => iso(WINDOWS_874),
        "koi8_r" | "cskoi8r" => iso_like(KOI8_R),
        "koi8_u" => iso_like(KOI8_U),
        "cp866" | "866" | "ibm866" => iso_like(IBM866),
        "mac_roman" | "macroman" | "macintosh" => iso_like(MACINTOSH),
        "mac_cyrillic" | "maccyrillic" => iso_like(X_MAC_CYRILLIC),
        "cp874" => page(WINDOWS_874),
        "cp1250" | "1250" | "windows_1250" => page(WINDOWS_1250),
        "cp1251" | "1251" | "windows_1251" => page(WINDOWS_1251),
        "cp1252" | "1252" | "windows_1252" => page(WINDOWS_1252),
        "cp1253" | "1253" | "windows_1253" => page(WINDOWS_1253),
        "cp1254" | "1254" | "windows_1254" => page(WINDOWS_1254),
        "cp1255" | "1255" | "windows_1255" => page(WINDOWS_1255),
        "cp1256" | "1256" | "windows_1256" => page(WINDOWS_1256),
        "cp1257" | "1257" | "windows_1257" => page(WINDOWS_1257),
        "cp1258" | "1258" | "windows_1258" => page(WINDOWS_1258),
        "euc_jp" | "eucjp" | "ujis" | "u_jis" => wide(EUC_JP),
        "shift_jis" | "sjis" | "s_jis" | "csshiftjis" | "shiftjis" | "cp932" | "932" | "ms932"
        | "mskanji" => wide(SHIFT_JIS),
        "iso2022_jp" | "iso_2022_jp" | "iso2022jp" | "csiso2022jp" => wide(ISO_2022_JP),
        "euc_kr" | "euckr" | "korean" | "cp949" | "949" | "ms949" | "uhc" | "ks_c_5601" | "ksc5601" => {
            wide(EUC_KR)
        }
        "gb2312" | "chinese" | "euc_cn" | "euccn" | "gbk" | "936" | "cp936" | "ms936" => wide(GBK),
        "gb18030" | "gb18030_2000" => wide(GB18030),
        "big5" | "big5_tw" | "csbig5" | "cp950" | "950" | "ms950" | "big5_hkscs" | "big5hkscs" => wide(BIG5),
        _ => None,
    }
}

/// Code pages without holes need no correction.
fn iso_like(encoding: &'static Encoding) -> Option<(&'static Encoding, Table)> {
    Some((encoding, Table::MultiByte))
}

fn by_table(
    bytes: &[u8],
    encoding: &'static Encoding,
    table: Table,
    key: &str,
) -> Result<String, CodecError> {
    let single = |byte: u8| -> Option<char> {
        let (text, failed) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
        if failed { None } else { text.chars().next() }
    };
    if table == Table::MultiByte {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut out =
            String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()));
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut out, true);
        return match result {
            DecoderResult::InputEmpty => Ok(out),
            DecoderResult::Malformed(length, extra) => {
                let position = read.saturating_sub(usize::from(length) + usize::from(extra));
                undecodable(key, bytes, position, "illegal multibyte sequence")
            }
            DecoderResult::OutputFull => undecodable(key, bytes, read, "illegal multibyte sequence"),
        };
    }
    let mut out = String::with_capacity(bytes.len());
    for (position, &byte) in bytes.iter().enumerate() {
        let control = (0x80..0xa0).contains(&byte);
        let found = match byte {
            0..0x80 => Some(byte as char),
            _ if control && table == Table::Iso => Some(byte as char),
            // ISO 8859-11 has a no-break space where TIS-620 has a hole; the web fills it.
            _ => single(byte),
        };
        match found {
            Some(c) if table == Table::CodePage && control && u32::from(c) == u32::from(byte) => {
                return undecodable("charmap", bytes, position, "character maps to <undefined>");
            }
            Some(c) => out.push(c),
            None => return undecodable("charmap", bytes, position, "character maps to <undefined>"),
        }
    }
    Ok(out)
}

/// Why the bytes at the start of `tail` are not UTF-8: how many are blamed, the first, and CPython's reason.
pub(crate) fn utf8_reason(tail: &[u8]) -> (usize, u8, &'static str) {
    let first = tail.first().copied().unwrap_or(0);
    let wanted = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return (1, first, "invalid start byte"),
    };
    let second_ok = |byte: u8| match first {
        0xe0 => (0xa0..=0xbf).contains(&byte),
        0xed => (0x80..=0x9f).contains(&byte),
        0xf0 => (0x90..=0xbf).contains(&byte),
        0xf4 => (0x80..=0x8f).contains(&byte),
        _ => (0x80..=0xbf).contains(&byte),
    };
    // CPython sees one token at a time: the quote or blank behind it is the end of its data.
    let mut good = 1;
    for &byte in tail.iter().skip(1).take(wanted - 1) {
        let fits = if good == 1 { second_ok(byte) } else { byte & 0xc0 == 0x80 };
        if !fits {
            let ends =
                matches!(byte, b'"' | b'\'' | b'\n' | b'\r') || !crate::number::IDENTIFIER[byte as usize];
            return (good, first, if ends { "unexpected end of data" } else { "invalid continuation byte" });
        }
        good += 1;
    }
    (good, first, "unexpected end of data")
}
