//! The text encodings that a cookie may name, by Python's names.
//!
//! Single-byte encodings have Python's own tables; those of several bytes come from the encodings crate.

mod charmap;
mod shifted;

use encoding_rs::{DecoderResult, Encoding};

pub(crate) enum CodecError {
    Unknown,
    /// A codec of Python's that gives no text.
    NoText,
    /// The codec's own words, after "decoding with ...".
    Failed(&'static str),
    /// `start..end` can't be decoded; `byte` is the first of them.
    Undecodable {
        codec: String,
        byte: u8,
        start: usize,
        end: usize,
        reason: &'static str,
    },
}

/// Python's name of an encoding (`encodings.search_function`): case, punctuation and aliases set aside.
fn python_name(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut punctuation = false;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '.' {
            if punctuation && !key.is_empty() {
                key.push('_');
            }
            key.push(c.to_ascii_lowercase());
            punctuation = false;
        } else {
            punctuation = true;
        }
    }
    let alias = |key: &str| {
        let at = charmap::ALIASES.binary_search_by(|&(alias, _)| alias.cmp(key)).ok()?;
        Some(charmap::ALIASES[at].1.to_owned())
    };
    alias(&key).or_else(|| alias(&key.replace('.', "_"))).unwrap_or(key)
}

/// Decodes `bytes` by a codec of Python's.
pub(crate) fn decode(bytes: &[u8], name: &str) -> Result<String, CodecError> {
    let name = python_name(name);
    match name.as_str() {
        "ascii" => match bytes.iter().position(|byte| !byte.is_ascii()) {
            Some(position) => undecodable("ascii", bytes, position, "ordinal not in range(128)"),
            None => Ok(String::from_utf8_lossy(bytes).into_owned()),
        },
        "utf_7" => shifted::utf7(bytes),
        "hz" => shifted::hz(bytes),
        "iso2022_jp" | "iso2022_jp_1" | "iso2022_jp_2" | "iso2022_jp_ext" | "iso2022_kr" => {
            shifted::iso2022(bytes, &name)
        }
        "unicode_escape" => escaped(bytes, "unicodeescape", |errors, out| {
            vivarium_text::codec::decode_unicode_escape(bytes, true, errors, out)
        }),
        "raw_unicode_escape" => escaped(bytes, "rawunicodeescape", |errors, out| {
            vivarium_text::codec::decode_raw_unicode_escape(bytes, true, errors, out)
        }),
        "base64_codec" | "bz2_codec" | "hex_codec" | "quopri_codec" | "rot_13" | "uu_codec"
        | "zlib_codec" => Err(CodecError::NoText),
        "undefined" => Err(CodecError::Failed("(UnicodeError: undefined encoding)")),
        "latin_1" | "charmap" => Ok(bytes.iter().map(|&byte| byte as char).collect()),
        "utf_8" | "utf_8_sig" => {
            let mark: &[u8] = if name == "utf_8_sig" { b"\xef\xbb\xbf" } else { b"" };
            let bytes = bytes.strip_prefix(mark).unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => Ok(text.to_owned()),
                Err(error) => {
                    let at = error.valid_up_to();
                    let (count, byte, reason) = utf8_reason(&bytes[at..]);
                    // What looks like the end of the data is not: CPython has put a newline there.
                    let reason =
                        if (0xc2..0xf5).contains(&byte) { "invalid continuation byte" } else { reason };
                    let codec = "utf-8".to_owned();
                    Err(CodecError::Undecodable { codec, byte, start: at, end: at + count, reason })
                }
            }
        }
        _ => {
            if let Ok(at) = charmap::PAGES.binary_search_by(|&(page, _)| page.cmp(&name)) {
                return by_page(bytes, charmap::PAGES[at].1);
            }
            match wide(&name) {
                Some(encoding) => by_web(bytes, encoding, &name),
                None => Err(CodecError::Unknown),
            }
        }
    }
}

/// Keeps the first thing that can't be decoded.
struct First(Option<(usize, usize, &'static str)>);

impl vivarium_text::codec::DecodeErrors for First {
    type Error = ();
    fn error(
        &mut self,
        start: usize,
        end: usize,
        reason: &'static str,
        _: &mut Vec<u32>,
    ) -> Result<usize, ()> {
        self.0 = Some((start, end, reason));
        Err(())
    }
}

/// The encodings of Python's own escapes.
fn escaped(
    bytes: &[u8],
    codec: &str,
    decode: impl FnOnce(&mut First, &mut Vec<u32>) -> Result<usize, ()>,
) -> Result<String, CodecError> {
    let mut errors = First(None);
    let mut out = Vec::with_capacity(bytes.len());
    if decode(&mut errors, &mut out).is_err() {
        let (start, end, reason) = errors.0.unwrap_or((0, 1, ""));
        let byte = bytes.get(start).copied().unwrap_or(0);
        return Err(CodecError::Undecodable { codec: codec.to_owned(), byte, start, end, reason });
    }
    // Source text has no lone surrogates.
    let text: Option<String> = out.into_iter().map(char::from_u32).collect();
    text.ok_or(CodecError::Failed("(surrogates not allowed)"))
}

fn undecodable(
    codec: &str,
    bytes: &[u8],
    position: usize,
    reason: &'static str,
) -> Result<String, CodecError> {
    let byte = bytes.get(position).copied().unwrap_or(0);
    let codec = codec.to_owned();
    Err(CodecError::Undecodable { codec, byte, start: position, end: position + 1, reason })
}

fn by_page(bytes: &[u8], page: &str) -> Result<String, CodecError> {
    let upper: Vec<char> = page.chars().collect();
    let mut out = String::with_capacity(bytes.len());
    for (position, &byte) in bytes.iter().enumerate() {
        match byte.checked_sub(0x80).map(|at| upper.get(usize::from(at))) {
            None => out.push(byte as char),
            Some(Some(&c)) if c != '\u{fffe}' => out.push(c),
            Some(_) => return undecodable("charmap", bytes, position, "character maps to <undefined>"),
        }
    }
    Ok(out)
}

fn replaced(c: char, pairs: &[(char, char)]) -> char {
    pairs.iter().find(|pair| pair.0 == c).map_or(c, |pair| pair.1)
}

/// Where Python reads other characters than the web does.
fn instead(name: &str) -> &'static [(char, char)] {
    match name {
        "euc_jp" | "shift_jis" => {
            &[('～', '〜'), ('∥', '‖'), ('－', '−'), ('￠', '¢'), ('￡', '£'), ('￢', '¬')]
        }
        "gb2312" => &[('·', '・'), ('—', '―')],
        "big5" | "big5hkscs" => &[
            ('‧', '•'),
            ('﹑', '､'),
            ('¯', '‾'),
            ('～', '∼'),
            ('⊕', '♁'),
            ('⊙', '☉'),
            ('∕', '／'),
            ('﹨', '＼'),
            ('￥', '¥'),
            ('￠', '¢'),
            ('￡', '£'),
        ],
        _ => &[],
    }
}

/// The web's encoding for Python's.
fn wide(name: &str) -> Option<&'static Encoding> {
    Some(match name {
        "euc_jp" => encoding_rs::EUC_JP,
        "shift_jis" | "cp932" => encoding_rs::SHIFT_JIS,
        "euc_kr" | "cp949" => encoding_rs::EUC_KR,
        "gb2312" | "gbk" => encoding_rs::GBK,
        "gb18030" => encoding_rs::GB18030,
        "big5" | "cp950" | "big5hkscs" => encoding_rs::BIG5,
        _ => return None,
    })
}

fn by_web(bytes: &[u8], encoding: &'static Encoding, name: &str) -> Result<String, CodecError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut out, true);
    match result {
        DecoderResult::InputEmpty => match instead(name) {
            [] => Ok(out),
            pairs => Ok(out.chars().map(|c| replaced(c, pairs)).collect()),
        },
        DecoderResult::Malformed(length, extra) => {
            let position = read.saturating_sub(usize::from(length) + usize::from(extra));
            undecodable(name, bytes, position, "illegal multibyte sequence")
        }
        DecoderResult::OutputFull => undecodable(name, bytes, read, "illegal multibyte sequence"),
    }
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
