//! `binascii`: binary data as text, and back.

use std::borrow::Cow;

use vivarium_runtime::args::{Spec, check_count};
use vivarium_runtime::buffer::View;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{bytes, errors, exceptions, int, memory, number, raise, sequence, singletons};

use crate::support::{Kept, new_exception, new_module, raise_class};

mod quoted;

static ERROR: Kept = Kept::new();

fn error_class() -> PyResult {
    ERROR.get_or(|| new_exception("binascii", "Error", &exceptions::VALUE_ERROR))
}

fn fail(message: &str) -> Raised {
    match error_class() {
        Ok(class) => raise_class(&class, message),
        Err(raised) => raised,
    }
}

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    static FUNCTIONS: &[PyMethodDef] = &[
        PyMethodDef::one(c"a2b_uu", a2b_uu, c"a2b_uu($module, data, /)\n--\n\nDecode a line of uuencoded data."),
        PyMethodDef::keywords(c"b2a_uu", b2a_uu, c"b2a_uu($module, data, /, *, backtick=False)\n--\n\nUuencode a line of data."),
        PyMethodDef::keywords(c"a2b_base64", a2b_base64, c"a2b_base64($module, data, /, *, strict_mode=False)\n--\n\nDecode a line of base64 data."),
        PyMethodDef::keywords(c"b2a_base64", b2a_base64, c"b2a_base64($module, data, /, *, newline=True)\n--\n\nCode a line of data in base64."),
        PyMethodDef::one(c"a2b_hex", unhexlify, c"a2b_hex($module, hexstr, /)\n--\n\nThe bytes of hexadecimal digits."),
        PyMethodDef::keywords(c"b2a_hex", b2a_hex, c"b2a_hex($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nBytes as hexadecimal digits."),
        PyMethodDef::keywords(c"hexlify", hexlify, c"hexlify($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nBytes as hexadecimal digits."),
        PyMethodDef::one(c"unhexlify", unhexlify, c"unhexlify($module, hexstr, /)\n--\n\nThe bytes of hexadecimal digits."),
        PyMethodDef::fast(c"crc_hqx", crc_hqx, c"crc_hqx($module, data, crc, /)\n--\n\nGo on with a CRC-CCITT."),
        PyMethodDef::fast(c"crc32", crc32, c"crc32($module, data, crc=0, /)\n--\n\nGo on with a CRC-32."),
        PyMethodDef::keywords(c"a2b_qp", quoted::a2b_qp, c"a2b_qp($module, /, data, header=False)\n--\n\nDecode quoted-printable data."),
        PyMethodDef::keywords(c"b2a_qp", quoted::b2a_qp, c"b2a_qp($module, /, data, quotetabs=False, istext=True, header=False)\n--\n\nCode data as quoted-printable."),
        PyMethodDef::END,
    ];
    let made = new_module("binascii", "Conversion between binary data and ASCII", FUNCTIONS)?;
    made.set("Error", &*error_class()?)?;
    made.set("Incomplete", &*new_exception("binascii", "Incomplete", &exceptions::EXCEPTION)?)?;
    Ok(made)
}

/// Bytes, a buffer, or an ASCII string.
enum Ascii<'a> {
    Text(Cow<'a, [u8]>),
    Buffer(View),
}

impl<'a> Ascii<'a> {
    fn new(object: &'a PyObject) -> Result<Ascii<'a>, Raised> {
        if let Some(text) = object.cast::<PyUnicodeObject>() {
            return match text.as_ascii() {
                Some(text) => Ok(Ascii::Text(Cow::Borrowed(text.as_bytes()))),
                None => Err(raise!(VALUE_ERROR, "string argument should contain only ASCII characters")),
            };
        }
        View::simple(object).map(Ascii::Buffer).map_err(|_| {
            errors::clear();
            raise!(
                TYPE_ERROR,
                "argument should be bytes, buffer or ASCII string, not '{}'",
                object.ob_type().full_name()
            )
        })
    }

    fn as_slice(&self) -> &[u8] {
        match self {
            Ascii::Text(text) => text,
            Ascii::Buffer(view) => view.as_slice(),
        }
    }
}

fn flag(object: Option<&PyObject>, default: bool) -> Result<bool, Raised> {
    object.map_or(Ok(default), |object| Ok(number::as_c_int(object)? != 0))
}

fn output(size: usize) -> Result<Vec<u8>, Raised> {
    memory::try_vec(size)
}

fn finish(content: &[u8]) -> PyResult {
    Ok(bytes::new(content)?.upcast())
}

fn a2b_uu(_: &PyObject, data: &PyObject) -> PyResult {
    let ascii = Ascii::new(data)?;
    let content = ascii.as_slice();
    let (first, rest) = content.split_first().map_or((0, content), |(first, rest)| (*first, rest));
    let len = usize::from(first.wrapping_sub(b' ') & 0o77);
    let mut out = output(len)?;
    let mut rest = rest.iter().copied();
    let (mut held, mut bits) = (0u32, 0);
    while out.len() < len {
        let value = match rest.next() {
            None | Some(b'\n' | b'\r') => 0,
            Some(byte @ b' '..=b'`') => byte.wrapping_sub(b' ') & 0o77,
            Some(_) => return Err(fail("Illegal char")),
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    if rest.any(|byte| !matches!(byte, b' ' | b'`' | b'\n' | b'\r')) {
        return Err(fail("Trailing garbage"));
    }
    finish(&out)
}

fn b2a_uu(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("b2a_uu", &["", "backtick"]).required(1).positional_only(1).keyword_only(1, 0);
    let [data, backtick] = SPEC.parse(arguments, kwnames)?;
    let view = View::simple(data.unwrap_or(singletons::none()))?;
    let backtick = flag(backtick, false)?;
    let content = view.as_slice();
    if content.len() > 45 {
        return Err(fail("At most 45 bytes at once"));
    }
    let character = |value: u8| if backtick && value == 0 { b'`' } else { value + b' ' };
    let mut out = output(64)?;
    out.push(character(content.len() as u8));
    for group in content.chunks(3) {
        let word =
            group.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        out.extend([18, 12, 6, 0].map(|shift| character((word >> shift & 0o77) as u8)));
    }
    out.push(b'\n');
    finish(&out)
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn a2b_base64(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("a2b_base64", &["", "strict_mode"]).required(1).positional_only(1).keyword_only(1, 0);
    let [data, strict] = SPEC.parse(arguments, kwnames)?;
    let ascii = Ascii::new(data.unwrap_or(singletons::none()))?;
    let strict = flag(strict, false)?;
    let content = ascii.as_slice();
    let mut out = output(content.len().div_ceil(4) * 3)?;
    if strict && content.first() == Some(&b'=') {
        return Err(fail("Leading padding not allowed"));
    }
    let (mut place, mut left, mut pads, mut padding) = (0, 0u8, 0, false);
    for (index, &byte) in content.iter().enumerate() {
        if byte == b'=' {
            padding = true;
            if place >= 2 {
                pads += 1;
                if place + pads >= 4 {
                    if strict && index + 1 < content.len() {
                        return Err(fail("Excess data after padding"));
                    }
                    return finish(&out);
                }
            }
            continue;
        }
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ if strict => return Err(fail("Only base64 data is allowed")),
            _ => continue,
        };
        if strict && padding {
            return Err(fail("Discontinuous padding not allowed"));
        }
        pads = 0;
        match place {
            0 => left = value,
            1 => {
                out.push(left << 2 | value >> 4);
                left = value & 0x0f;
            }
            2 => {
                out.push(left << 4 | value >> 2);
                left = value & 0x03;
            }
            _ => {
                out.push(left << 6 | value);
                left = 0;
            }
        }
        place = (place + 1) % 4;
    }
    match place {
        0 => finish(&out),
        1 => Err(fail(&format!(
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
            out.len() / 3 * 4 + 1
        ))),
        _ => Err(fail("Incorrect padding")),
    }
}

fn b2a_base64(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("b2a_base64", &["", "newline"]).required(1).positional_only(1).keyword_only(1, 0);
    let [data, newline] = SPEC.parse(arguments, kwnames)?;
    let view = View::simple(data.unwrap_or(singletons::none()))?;
    let newline = flag(newline, true)?;
    let content = view.as_slice();
    let mut out = output(content.len().div_ceil(3) * 4 + 1)?;
    for group in content.chunks(3) {
        let word =
            group.iter().fold(0usize, |word, byte| word << 8 | usize::from(*byte)) << (8 * (3 - group.len()));
        let coded = [18, 12, 6, 0].map(|shift| ALPHABET[word >> shift & 63]);
        out.extend_from_slice(&coded[..group.len() + 1]);
        out.extend(std::iter::repeat_n(b'=', 3 - group.len()));
    }
    if newline {
        out.push(b'\n');
    }
    finish(&out)
}

fn unhexlify(_: &PyObject, text: &PyObject) -> PyResult {
    let ascii = Ascii::new(text)?;
    let content = ascii.as_slice();
    if content.len() % 2 != 0 {
        return Err(fail("Odd-length string"));
    }
    let mut out = output(content.len() / 2)?;
    for pair in content.chunks_exact(2) {
        match (char::from(pair[0]).to_digit(16), char::from(pair[1]).to_digit(16)) {
            (Some(high), Some(low)) => out.push((high << 4 | low) as u8),
            _ => return Err(fail("Non-hexadecimal digit found")),
        }
    }
    finish(&out)
}

fn b2a_hex(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("b2a_hex", &["data", "sep", "bytes_per_sep"]).required(1);
    hex(SPEC.parse(arguments, kwnames)?)
}

fn hexlify(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("hexlify", &["data", "sep", "bytes_per_sep"]).required(1);
    hex(SPEC.parse(arguments, kwnames)?)
}

fn separator(object: &PyObject) -> Result<u8, Raised> {
    if sequence::length(object)? != 1 {
        return Err(raise!(VALUE_ERROR, "sep must be length 1."));
    }
    match (object.cast::<PyUnicodeObject>(), bytes::as_slice(object)) {
        (Some(text), _) => {
            u8::try_from(text.data().get(0)).map_err(|_| raise!(VALUE_ERROR, "sep must be ASCII."))
        }
        (None, Some(content)) => Ok(content.first().copied().unwrap_or(0)),
        _ => Err(raise!(TYPE_ERROR, "sep must be str or bytes.")),
    }
}

fn hex([data, sep, group]: [Option<&PyObject>; 3]) -> PyResult {
    let view = View::simple(data.unwrap_or(singletons::none()))?;
    let group = group.map_or(Ok(1), number::as_c_int)?;
    let content = view.as_slice();
    let sep = sep.map(separator).transpose()?;
    let size = group.unsigned_abs() as usize;
    let mut out = output(content.len() * 3)?;
    for (index, byte) in content.iter().enumerate() {
        let before = if group < 0 { index } else { content.len() - index };
        if let Some(sep) = sep.filter(|_| index > 0 && size != 0 && before % size == 0) {
            out.push(sep);
        }
        out.extend([byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)]));
    }
    finish(&out)
}

/// An `int` cut to 32 bits.
fn word(object: &PyObject) -> Result<u32, Raised> {
    let index = number::index(object)?;
    Ok(index.cast::<int::PyLongObject>().map_or(0, int::PyLongObject::to_u64_wrapping) as u32)
}

fn crc_hqx(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("crc_hqx", arguments, 2, 2)?;
    let view = View::simple(arguments[0])?;
    let mut crc = word(arguments[1])? & 0xffff;
    for byte in view.as_slice() {
        crc ^= u32::from(*byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 != 0 { crc << 1 ^ 0x1021 } else { crc << 1 } & 0xffff;
        }
    }
    int::from_i64(crc.into())
}

static CRC_32: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut crc = index as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 != 0 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[index] = crc;
        index += 1;
    }
    table
};

fn crc32(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("crc32", arguments, 1, 2)?;
    let view = View::simple(arguments[0])?;
    let start = arguments.get(1).map_or(Ok(0), |crc| word(crc))?;
    let step = |crc: u32, byte: &u8| CRC_32[((crc ^ u32::from(*byte)) & 0xff) as usize] ^ crc >> 8;
    int::from_i64((!view.as_slice().iter().fold(!start, step)).into())
}
