//! `str.encode`, `bytes.decode` and `str(bytes, …)`: the encodings that need no library here, others through the
//! registry of [`crate::codecs`].

use std::borrow::Cow;

use vivarium_text::codec::{self, DecodeErrors, EncodeErrors, Order};

use super::{Builder, PyUnicodeObject, from_ucs4};
use crate::args::{self, Spec};
use crate::codecs::{Handler, Replacement};
use crate::object::{PyObject, PyResult, Raised};
use crate::raise;

/// The encodings that are done here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Ascii,
    Latin1,
    /// With a mark, or in a fixed order without one.
    Utf16(Option<Order>),
    Utf32(Option<Order>),
    UnicodeEscape,
    RawUnicodeEscape,
}

/// `_Py_normalize_encoding`.
pub fn normalize_name(name: &str) -> String {
    let mut normal = String::new();
    let mut pending = false;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '.' {
            if pending && !normal.is_empty() {
                normal.push('_');
            }
            pending = false;
            normal.push(c.to_ascii_lowercase());
        } else {
            pending = true;
        }
    }
    normal
}

impl Encoding {
    /// The encoding of a name, if it is one of those that CPython takes without asking the registry.
    pub fn from_name(name: &str) -> Option<Encoding> {
        if matches!(name, "utf-8" | "utf8") {
            return Some(Encoding::Utf8);
        }
        Some(match normalize_name(name).as_str() {
            "utf8" | "utf_8" => Encoding::Utf8,
            "utf16" | "utf_16" => Encoding::Utf16(None),
            "utf32" | "utf_32" => Encoding::Utf32(None),
            "ascii" | "us_ascii" => Encoding::Ascii,
            "latin1" | "latin_1" | "iso_8859_1" | "iso8859_1" => Encoding::Latin1,
            _ => return None,
        })
    }

    /// As [`Encoding::from_name`], with those that the registry would find in CPython's library.
    pub fn from_any_name(name: &str) -> Option<Encoding> {
        Encoding::from_name(name).or_else(|| {
            Some(match normalize_name(name).as_str() {
                "utf_16_le" | "utf_16le" | "utf16le" => Encoding::Utf16(Some(Order::Little)),
                "utf_16_be" | "utf_16be" | "utf16be" => Encoding::Utf16(Some(Order::Big)),
                "utf_32_le" | "utf_32le" | "utf32le" => Encoding::Utf32(Some(Order::Little)),
                "utf_32_be" | "utf_32be" | "utf32be" => Encoding::Utf32(Some(Order::Big)),
                "u8" | "utf" | "cp65001" => Encoding::Utf8,
                "646" | "ansi_x3.4_1968" | "iso646_us" => Encoding::Ascii,
                "8859" | "cp819" | "iso8859" | "l1" | "latin" => Encoding::Latin1,
                "unicode_escape" | "unicodeescape" => Encoding::UnicodeEscape,
                "raw_unicode_escape" | "rawunicodeescape" => Encoding::RawUnicodeEscape,
                _ => return None,
            })
        })
    }

    /// The name in error messages.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Utf16(None) => "utf-16",
            Encoding::Utf16(Some(Order::Little)) => "utf-16-le",
            Encoding::Utf16(Some(Order::Big)) => "utf-16-be",
            Encoding::Utf32(None) => "utf-32",
            Encoding::Utf32(Some(Order::Little)) => "utf-32-le",
            Encoding::Utf32(Some(Order::Big)) => "utf-32-be",
            Encoding::UnicodeEscape => "unicodeescape",
            Encoding::RawUnicodeEscape => "rawunicodeescape",
        }
    }
}

struct Decoding<'a> {
    encoding: &'a str,
    input: &'a [u8],
    handler: Handler<'a>,
    invalid_escape: Option<u8>,
}

impl DecodeErrors for Decoding<'_> {
    type Error = Raised;

    fn error(
        &mut self,
        start: usize,
        end: usize,
        reason: &'static str,
        out: &mut Vec<u32>,
    ) -> Result<usize, Raised> {
        self.handler.decode_error(self.encoding, self.input, start, end, reason, out)
    }

    fn invalid_escape(&mut self, code: u8) -> Result<(), Raised> {
        self.invalid_escape.get_or_insert(code);
        Ok(())
    }
}

/// Decodes all of the bytes, or what is complete of them if not `last`; gives the text and how many bytes it took.
pub fn decode(
    input: &[u8],
    encoding: Encoding,
    errors: Option<&str>,
    last: bool,
) -> Result<(crate::object::Ref<PyUnicodeObject>, usize), Raised> {
    match encoding {
        Encoding::Latin1 => return Ok((super::from_latin1(input)?, input.len())),
        Encoding::Utf8 => {
            if let Ok(text) = std::str::from_utf8(input) {
                return Ok((super::new(text)?, input.len()));
            }
        }
        Encoding::Ascii if input.is_ascii() => return Ok((super::from_latin1(input)?, input.len())),
        _ => {}
    }
    let mut out = crate::memory::try_vec(input.len())?;
    let mut name = encoding.name();
    let (order, from) = match encoding {
        Encoding::Utf16(None) => codec::order_of_mark(input, 2).unwrap_or((Order::Little, 0)),
        Encoding::Utf32(None) => codec::order_of_mark(input, 4).unwrap_or((Order::Little, 0)),
        Encoding::Utf16(Some(order)) | Encoding::Utf32(Some(order)) => (order, 0),
        _ => (Order::Little, 0),
    };
    // Without a mark it is the machine's order.
    match encoding {
        Encoding::Utf16(None) => name = Encoding::Utf16(Some(order)).name(),
        Encoding::Utf32(None) => name = Encoding::Utf32(Some(order)).name(),
        _ => {}
    }
    let mut state = Decoding { encoding: name, input, handler: Handler::new(errors), invalid_escape: None };
    let used = match encoding {
        Encoding::Utf8 => codec::decode_utf8(input, last, &mut state, &mut out)?,
        Encoding::Utf16(_) => codec::decode_utf16(input, from, order, last, &mut state, &mut out)?,
        Encoding::Utf32(_) => codec::decode_utf32(input, from, order, last, &mut state, &mut out)?,
        Encoding::UnicodeEscape => codec::decode_unicode_escape(input, last, &mut state, &mut out)?,
        Encoding::RawUnicodeEscape => codec::decode_raw_unicode_escape(input, last, &mut state, &mut out)?,
        Encoding::Ascii | Encoding::Latin1 => {
            codec::decode_ascii(input, &mut state, &mut out)?;
            input.len()
        }
    };
    if let Some(code) = state.invalid_escape
        && let Some(warn) = crate::hooks::get().warn
    {
        let message = format!("invalid escape sequence '\\{}'", char::from(code));
        warn(&crate::exceptions::DEPRECATION_WARNING, &message, 1)?;
    }
    Ok((from_ucs4(&out)?, used))
}

struct Encoder<'a> {
    encoding: &'a str,
    text: &'a PyUnicodeObject,
    handler: Handler<'a>,
    width: usize,
}

impl EncodeErrors for Encoder<'_> {
    type Error = Raised;

    fn error(
        &mut self,
        start: usize,
        end: usize,
        reason: &'static str,
        out: &mut Vec<u8>,
        encode: &dyn Fn(u32, &mut Vec<u8>) -> bool,
    ) -> Result<usize, Raised> {
        let (replacement, next) = self.handler.encode_error(self.encoding, self.text, start, end, reason)?;
        let refuse = || {
            let raised = crate::codecs::raise_encode_error(self.encoding, self.text, start, end, reason);
            Err(raised)
        };
        match replacement {
            Replacement::Bytes(bytes) => {
                if bytes.len() % self.width != 0 {
                    return refuse();
                }
                out.extend(bytes);
            }
            Replacement::Text(codes) => {
                for code in codes {
                    if !encode(code, out) {
                        return refuse();
                    }
                }
            }
        }
        Ok(next)
    }
}

/// The text's bytes.
pub fn encode(text: &PyUnicodeObject, encoding: Encoding, errors: Option<&str>) -> Result<Vec<u8>, Raised> {
    if let Some(ascii) = text.as_ascii()
        && matches!(encoding, Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1)
    {
        let mut out = crate::memory::try_vec(ascii.len())?;
        out.extend_from_slice(ascii.as_bytes());
        return Ok(out);
    }
    match encoding {
        Encoding::UnicodeEscape => return Ok(codec::encode_unicode_escape(text.data().iter())),
        Encoding::RawUnicodeEscape => return Ok(codec::encode_raw_unicode_escape(text.data().iter())),
        _ => {}
    }
    let width = match encoding {
        Encoding::Utf16(_) => 2,
        Encoding::Utf32(_) => 4,
        _ => 1,
    };
    let mut out = crate::memory::try_vec(text.len() * width)?;
    let codes = text.data().to_ucs4();
    let mut state = Encoder { encoding: encoding.name(), text, handler: Handler::new(errors), width };
    match encoding {
        Encoding::Ascii => codec::encode_bytes(&codes, 128, &mut state, &mut out)?,
        Encoding::Latin1 => codec::encode_bytes(&codes, 256, &mut state, &mut out)?,
        Encoding::Utf16(order) => {
            if order.is_none() {
                out.extend([0xff, 0xfe]);
            }
            codec::encode_utf16(&codes, order.unwrap_or(Order::Little), &mut state, &mut out)?;
        }
        Encoding::Utf32(order) => {
            if order.is_none() {
                out.extend([0xff, 0xfe, 0, 0]);
            }
            codec::encode_utf32(&codes, order.unwrap_or(Order::Little), &mut state, &mut out)?;
        }
        _ => codec::encode_utf8(&codes, &mut state, &mut out)?,
    }
    Ok(out)
}

/// `PyUnicode_AsEncodedString`: always `bytes`.
pub fn encode_object(text: &PyUnicodeObject, encoding: Option<&str>, errors: Option<&str>) -> PyResult {
    let name = encoding.unwrap_or("utf-8");
    if let Some(known) = Encoding::from_name(name) {
        if known == Encoding::Utf8
            && let Some(text) = text.as_ascii()
        {
            return Ok(crate::bytes::new(text.as_bytes())?.upcast());
        }
        return Ok(crate::bytes::new(&encode(text, known, errors)?)?.upcast());
    }
    crate::codecs::encode_text(text, name, errors)
}

/// `PyUnicode_Decode` of bytes.
pub fn decode_bytes(
    object: &PyObject,
    content: &[u8],
    encoding: Option<&str>,
    errors: Option<&str>,
) -> PyResult {
    if content.is_empty() {
        return Ok(super::empty().upcast());
    }
    let name = encoding.unwrap_or("utf-8");
    if let Some(known) = Encoding::from_name(name) {
        return Ok(decode(content, known, errors, true)?.0.upcast());
    }
    crate::codecs::decode_text(object, name, errors)
}

/// `PyUnicode_FromEncodedObject`: `str(object, encoding, errors)`.
pub fn decode_object(object: &PyObject, encoding: Option<&str>, errors: Option<&str>) -> PyResult {
    if let Some(content) = crate::bytes::as_slice(object) {
        return decode_bytes(object, content, encoding, errors);
    }
    if object.is_instance_of::<PyUnicodeObject>() {
        return Err(raise!(TYPE_ERROR, "decoding str is not supported"));
    }
    match crate::buffer::View::simple_if_supported(object) {
        Some(Ok(view)) => decode_bytes(object, view.as_slice(), encoding, errors),
        refused => {
            if refused.is_some() {
                crate::errors::clear();
            }
            let got = object.ob_type().full_name();
            Err(raise!(TYPE_ERROR, "decoding to str: need a bytes-like object, {got} found"))
        }
    }
}

/// An argument that names an encoding or a handler.
pub fn name_argument<'a>(
    function: &str,
    argument: &str,
    value: Option<&'a PyObject>,
) -> Result<Option<Cow<'a, str>>, Raised> {
    let Some(value) = value else { return Ok(None) };
    let Some(string) = value.cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument(function, &format!("argument '{argument}'"), "str", value));
    };
    let text = utf8_of(string)?;
    if text.contains('\0') {
        return Err(raise!(VALUE_ERROR, "embedded null character"));
    }
    Ok(Some(Cow::Borrowed(text)))
}

/// `PyUnicode_AsUTF8`: the text, which the string keeps; a surrogate raises `UnicodeEncodeError`.
pub fn utf8_of(string: &PyUnicodeObject) -> Result<&str, Raised> {
    if let Some(text) = super::as_str(string) {
        return Ok(text);
    }
    encode(string, Encoding::Utf8, None)?;
    Err(crate::errors::no_memory())
}

static ENCODE: Spec = Spec::new("encode", &["encoding", "errors"]);

pub(super) fn encode_method(
    object: &PyObject,
    arguments: &[&PyObject],
    kwnames: Option<&PyObject>,
) -> PyResult {
    // SAFETY: a method of `str`.
    let string: &PyUnicodeObject = unsafe { object.cast_unchecked() };
    if arguments.is_empty() && kwnames.is_none() {
        return encode_object(string, None, None);
    }
    let [encoding, errors]: [Option<&PyObject>; 2] = ENCODE.parse(arguments, kwnames)?;
    let encoding = name_argument("encode", "encoding", encoding)?;
    let errors = name_argument("encode", "errors", errors)?;
    encode_object(string, encoding.as_deref(), errors.as_deref())
}

static DECODE: Spec = Spec::new("decode", &["encoding", "errors"]);

/// `bytes.decode` and `bytearray.decode`; `content` is a copy or can't change.
pub fn decode_method(
    object: &PyObject,
    content: &[u8],
    arguments: &[&PyObject],
    kwnames: Option<&PyObject>,
) -> PyResult {
    if arguments.is_empty() && kwnames.is_none() {
        return decode_bytes(object, content, None, None);
    }
    let [encoding, errors]: [Option<&PyObject>; 2] = DECODE.parse(arguments, kwnames)?;
    let encoding = name_argument("decode", "encoding", encoding)?;
    let errors = name_argument("decode", "errors", errors)?;
    decode_bytes(object, content, encoding.as_deref(), errors.as_deref())
}

/// Text for a program to see, with surrogates for bytes that are no UTF-8, as file names and arguments are decoded.
pub fn from_os_bytes(content: &[u8]) -> PyResult<PyUnicodeObject> {
    Ok(decode(content, Encoding::Utf8, Some("surrogateescape"), true)?.0)
}

/// The opposite of [`from_os_bytes`].
pub fn to_os_bytes(text: &PyUnicodeObject) -> Result<Vec<u8>, Raised> {
    encode(text, Encoding::Utf8, Some("surrogateescape"))
}

/// For messages: the characters, escaped where they can't be shown.
pub fn backslash_escaped(codes: impl IntoIterator<Item = u32>) -> PyResult<PyUnicodeObject> {
    let mut builder = Builder::new();
    for code in codes {
        super::repr::push_escape(&mut builder, code)?;
    }
    builder.finish()
}
