//! UTF-7.

use vivarium_runtime::args;
use vivarium_runtime::buffer::View;
use vivarium_runtime::codecs::Handler;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{bytes, str};

use super::{errors_argument, flag, pair, text_argument};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Characters that may stand for themselves when encoding: the optional ones too.
fn is_direct(code: u32) -> bool {
    match u8::try_from(code) {
        Ok(b'\t' | b'\n' | b'\r' | b' ') => true,
        Ok(b'+' | b'\\' | b'~') => false,
        Ok(byte) => byte.is_ascii_graphic(),
        Err(_) => false,
    }
}

fn sextet(byte: u8) -> Option<u32> {
    ALPHABET.iter().position(|letter| *letter == byte).map(|at| at as u32)
}

pub(super) fn encode(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("utf_7_encode", arguments, 1, 2)?;
    let text = text_argument("utf_7_encode", arguments)?;
    errors_argument("utf_7_encode", arguments, 1)?;
    let mut out: Vec<u8> = Vec::new();
    let (mut shifted, mut bits, mut held) = (false, 0u32, 0u64);
    for code in text.data().iter() {
        if is_direct(code) {
            let byte = code as u8;
            if shifted {
                if bits > 0 {
                    out.push(ALPHABET[(held << (6 - bits) & 63) as usize]);
                    (held, bits) = (0, 0);
                }
                shifted = false;
                if sextet(byte).is_some() || byte == b'-' {
                    out.push(b'-');
                }
            }
            out.push(byte);
            continue;
        }
        if !shifted {
            if code == u32::from('+') {
                out.extend(b"+-");
                continue;
            }
            out.push(b'+');
            shifted = true;
        }
        let mut units = [0u16; 2];
        let units = match char::from_u32(code) {
            Some(character) => &*character.encode_utf16(&mut units),
            None => {
                units[0] = code as u16;
                &units[..1]
            }
        };
        for unit in units {
            held = held << 16 | u64::from(*unit);
            bits += 16;
            while bits >= 6 {
                bits -= 6;
                out.push(ALPHABET[(held >> bits & 63) as usize]);
            }
            held &= (1 << bits) - 1;
        }
    }
    if bits > 0 {
        out.push(ALPHABET[(held << (6 - bits) & 63) as usize]);
    }
    if shifted {
        out.push(b'-');
    }
    pair(bytes::new(&out)?.upcast(), text.len())
}

pub(super) fn decode(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("utf_7_decode", arguments, 1, 3)?;
    let view = View::simple(arguments[0])?;
    let handler = errors_argument("utf_7_decode", arguments, 1)?;
    let last = flag(arguments, 2, false)?;
    let (codes, used) = decode_all(view.as_slice(), &Handler::new(handler), last)?;
    pair(str::from_ucs4(&codes)?.upcast(), used)
}

/// What a run of base64 has given so far.
#[derive(Default)]
struct Shift {
    active: bool,
    /// Where the run begins, in the input and in the output.
    start: usize,
    out_start: usize,
    bits: u32,
    held: u32,
    /// A high surrogate that waits, or 0.
    surrogate: u32,
}

fn decode_all(input: &[u8], handler: &Handler<'_>, last: bool) -> Result<(Vec<u32>, usize), Raised> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut shift = Shift::default();
    loop {
        while let Some(&byte) = input.get(at) {
            let failure = step(input, &mut at, byte, &mut shift, &mut out);
            if let Some((start, reason)) = failure {
                at = handler.decode_error("utf7", input, start, at, reason, &mut out)?;
            }
        }
        if shift.active && last {
            shift.active = false;
            if shift.surrogate != 0 || shift.bits >= 6 || (shift.bits > 0 && shift.held != 0) {
                at = handler.decode_error(
                    "utf7",
                    input,
                    shift.start,
                    input.len(),
                    "unterminated shift sequence",
                    &mut out,
                )?;
                if at < input.len() {
                    continue;
                }
            }
        }
        break;
    }
    if !last && shift.active {
        out.truncate(shift.out_start);
        return Ok((out, shift.start));
    }
    Ok((out, at))
}

/// Takes one byte or more; an error is where it begins and its reason.
fn step(
    input: &[u8],
    at: &mut usize,
    byte: u8,
    shift: &mut Shift,
    out: &mut Vec<u32>,
) -> Option<(usize, &'static str)> {
    if shift.active {
        if let Some(value) = sextet(byte) {
            *at += 1;
            shift.held = shift.held << 6 | value;
            shift.bits += 6;
            if shift.bits >= 16 {
                shift.bits -= 16;
                let unit = shift.held >> shift.bits;
                shift.held &= (1 << shift.bits) - 1;
                let waiting = std::mem::take(&mut shift.surrogate);
                if waiting != 0 {
                    if (0xdc00..0xe000).contains(&unit) {
                        out.push(0x1_0000 + ((waiting & 0x3ff) << 10 | unit & 0x3ff));
                        return None;
                    }
                    out.push(waiting);
                }
                if (0xd800..0xdc00).contains(&unit) {
                    shift.surrogate = unit;
                } else {
                    out.push(unit);
                }
            }
            return None;
        }
        shift.active = false;
        if shift.bits > 0 {
            if shift.bits >= 6 {
                *at += 1;
                return Some((shift.start, "partial character in base64 sequence"));
            }
            if shift.held != 0 {
                *at += 1;
                return Some((shift.start, "non-zero padding bits in base64 sequence"));
            }
        }
        let waiting = std::mem::take(&mut shift.surrogate);
        if waiting != 0 && byte < 128 && byte != b'+' {
            out.push(waiting);
        }
        if byte == b'-' {
            *at += 1;
        }
        return None;
    }
    let start = *at;
    *at += 1;
    match byte {
        b'+' => match input.get(*at) {
            Some(b'-') => {
                *at += 1;
                out.push(u32::from('+'));
                None
            }
            Some(&next) if sextet(next).is_none() => {
                *at += 1;
                Some((start, "ill-formed sequence"))
            }
            _ => {
                *shift = Shift { active: true, start, out_start: out.len(), ..Shift::default() };
                None
            }
        },
        0..128 => {
            out.push(byte.into());
            None
        }
        _ => Some((start, "unexpected special character")),
    }
}
