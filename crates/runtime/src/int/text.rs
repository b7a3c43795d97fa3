//! `int` as text in any base, and back, within `sys.set_int_max_str_digits`.

use std::borrow::Cow;
use std::cell::Cell;

use num_bigint::BigUint;
use vivarium_text::character;
use vivarium_text::float::{is_space, trim_end, trim_start};

use super::{PyLongObject, SHIFT, digits, from_biguint, from_i64, magnitude};
use crate::object::{PyObject, PyResult, Raised};
use crate::raise;
use crate::str::PyUnicodeObject;

/// `sys.int_info.default_max_str_digits`.
pub const DEFAULT_MAX_STR_DIGITS: usize = 4300;
/// `sys.int_info.str_digits_check_threshold`: shorter texts are always allowed.
pub const MAX_STR_DIGITS_THRESHOLD: usize = 640;

struct Limit(Cell<usize>);
// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Limit {}
static LIMIT: Limit = Limit(Cell::new(DEFAULT_MAX_STR_DIGITS));

/// `sys.get_int_max_str_digits()`; 0 is no limit.
pub fn max_str_digits() -> usize {
    LIMIT.0.get()
}

/// `sys.set_int_max_str_digits()`, checked by the caller.
pub fn set_max_str_digits(digits: usize) {
    LIMIT.0.set(digits);
}

#[cold]
fn too_long_to_write() -> Raised {
    raise!(
        VALUE_ERROR,
        "Exceeds the limit ({} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase \
         the limit",
        max_str_digits()
    )
}

/// The digits of a number in a base up to 16, at the end of the buffer.
pub(crate) fn write_radix(mut value: u64, base: u64, buffer: &mut [u8; 64]) -> &str {
    let mut at = buffer.len();
    if base == 10 {
        while value >= 10 {
            at -= 1;
            buffer[at] = b'0' + (value % 10) as u8;
            value /= 10;
        }
    } else {
        let shift = base.trailing_zeros();
        while value >= base {
            at -= 1;
            buffer[at] = b"0123456789abcdef"[(value & (base - 1)) as usize];
            value >>= shift;
        }
    }
    at -= 1;
    buffer[at] = b"0123456789abcdef"[value as usize & 15];
    // SAFETY: what was written is digits and a sign.
    unsafe { std::str::from_utf8_unchecked(&buffer[at..]) }
}

/// Decimal text with its sign.
pub fn to_decimal(value: &PyLongObject) -> Result<String, Raised> {
    if let Some(value) = value.to_i64() {
        return Ok(value.to_string());
    }
    let limit = max_str_digits();
    let count = value.digits().len();
    // A digit holds nine decimal digits and a bit: surely too long is told before the work.
    if limit > 0 && count > 11 && limit / (3 * SHIFT as usize) <= (count - 11) / 10 {
        return Err(too_long_to_write());
    }
    super::room_to_compute(value, value)?;
    let mut text = decimal_of(&magnitude(value.digits()));
    if text.len() > MAX_STR_DIGITS_THRESHOLD && limit > 0 && text.len() > limit {
        return Err(too_long_to_write());
    }
    if value.is_negative() {
        text.insert(0, '-');
    }
    Ok(text)
}

/// Above so many bits a number is split in two by a power of ten.
const SPLIT_BITS: u64 = 40_000;

/// Decimal text; halves are written apart, so that the time grows less than with the square.
fn decimal_of(value: &BigUint) -> String {
    if value.bits() <= SPLIT_BITS {
        return value.to_str_radix(10);
    }
    let mut powers = vec![BigUint::from(10u32).pow(8192)];
    while powers.last().is_some_and(|power| power.bits() * 2 <= value.bits()) {
        let last = &powers[powers.len() - 1];
        powers.push(last * last);
    }
    let mut text = String::new();
    write_halves(value, &powers, None, &mut text);
    text
}

/// Writes a number below the square of the last power, padded to `width` digits.
fn write_halves(value: &BigUint, powers: &[BigUint], width: Option<usize>, text: &mut String) {
    use num_integer::Integer;
    let Some((power, smaller)) = powers.split_last() else {
        let digits = value.to_str_radix(10);
        let digits = if digits == "0" && width.is_some() { "" } else { digits.as_str() };
        text.extend(std::iter::repeat_n('0', width.unwrap_or(0).saturating_sub(digits.len())));
        text.push_str(digits);
        return;
    };
    let low_width = 8192usize << smaller.len();
    if value < power {
        match width {
            Some(width) => {
                text.extend(std::iter::repeat_n('0', width - low_width));
                write_halves(value, smaller, Some(low_width), text);
            }
            None => write_halves(value, smaller, None, text),
        }
        return;
    }
    let (high, low) = value.div_rem(power);
    write_halves(&high, smaller, width.map(|width| width - low_width), text);
    write_halves(&low, smaller, Some(low_width), text);
}

/// Text in base 2, 8 or 16 with its sign; `prefix` puts `0b`, `0o` or `0x` in front.
pub fn to_radix(value: &PyLongObject, base: u32, prefix: bool) -> Result<String, Raised> {
    crate::memory::probe(value.digits().len() * 80)?;
    let sign = if value.is_negative() { "-" } else { "" };
    let prefix = match (prefix, base) {
        (false, _) => "",
        (_, 2) => "0b",
        (_, 8) => "0o",
        _ => "0x",
    };
    let digits = match value.to_i64() {
        Some(value) => {
            let value = value.unsigned_abs();
            match base {
                2 => format!("{value:b}"),
                8 => format!("{value:o}"),
                _ => format!("{value:x}"),
            }
        }
        None => magnitude(value.digits()).to_str_radix(base),
    };
    Ok(format!("{sign}{prefix}{digits}"))
}

pub(crate) extern "C" fn long_repr(object: &PyObject) -> PyResult {
    // SAFETY: a slot of `int`.
    let value: &PyLongObject = unsafe { object.cast_unchecked() };
    if let Some(value) = value.to_i64() {
        let mut buffer = [0; 64];
        let digits = write_radix(value.unsigned_abs(), 10, &mut buffer).as_bytes();
        let text = crate::str::from_written(digits.len() + usize::from(value < 0), |text| {
            let (sign, rest) = text.split_at_mut(usize::from(value < 0));
            sign.fill(b'-');
            rest.copy_from_slice(digits);
        });
        return Ok(text?.upcast());
    }
    let digits = value.digits();
    if digits.len() <= digits::DECIMAL_LIMIT {
        // Far below any limit.
        let (groups, count) = digits::to_decimal(digits);
        let negative = usize::from(value.is_negative());
        let top = groups[count - 1].ilog10() as usize + 1;
        let text = crate::str::from_written(negative + top + 9 * (count - 1), |text| {
            let (sign, rest) = text.split_at_mut(negative);
            sign.fill(b'-');
            let mut end = rest.len();
            for (index, &group) in groups[..count].iter().enumerate() {
                let mut group = group;
                let start = if index + 1 == count { 0 } else { end - 9 };
                for place in rest[start..end].iter_mut().rev() {
                    *place = b'0' + (group % 10) as u8;
                    group /= 10;
                }
                end = start;
            }
        });
        return Ok(text?.upcast());
    }
    Ok(crate::str::from_latin1(to_decimal(value)?.as_bytes())?.upcast())
}

/// Why a text is no `int`.
enum Refused {
    Invalid,
    Raised(Raised),
}

/// `PyLong_FromString` on all of the text.
fn parse(text: &[u8], base: u32) -> Result<(bool, BigUint), Refused> {
    let text = trim_end(trim_start(text));
    let (negative, mut text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let mut must_be_zero = false;
    let mut radix = base;
    if base == 0 {
        radix = match text {
            [b'0', b'x' | b'X', ..] => 16,
            [b'0', b'o' | b'O', ..] => 8,
            [b'0', b'b' | b'B', ..] => 2,
            [b'0', ..] => {
                // A C-style octal literal is none, but zeros are.
                must_be_zero = true;
                10
            }
            _ => 10,
        };
    }
    match (text, radix) {
        ([b'0', b'x' | b'X', rest @ ..], 16)
        | ([b'0', b'o' | b'O', rest @ ..], 8)
        | ([b'0', b'b' | b'B', rest @ ..], 2) => {
            text = rest.strip_prefix(b"_").unwrap_or(rest);
        }
        _ => {}
    }
    let mut digits = crate::memory::try_vec(text.len()).map_err(Refused::Raised)?;
    let mut after_underscore = true;
    for &byte in text {
        if byte == b'_' {
            if after_underscore {
                return Err(Refused::Invalid);
            }
            after_underscore = true;
            continue;
        }
        match char::from(byte).to_digit(radix) {
            Some(_) => digits.push(byte),
            None => return Err(Refused::Invalid),
        }
        after_underscore = false;
    }
    if after_underscore {
        return Err(Refused::Invalid);
    }
    let limit = max_str_digits();
    let count = digits.len();
    if !radix.is_power_of_two() && count > MAX_STR_DIGITS_THRESHOLD && limit > 0 && count > limit {
        return Err(Refused::Raised(raise!(
            VALUE_ERROR,
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {count} digits; use \
             sys.set_int_max_str_digits() to increase the limit"
        )));
    }
    crate::memory::probe(count.saturating_mul(8)).map_err(Refused::Raised)?;
    let value = magnitude_of(&digits, radix);
    if must_be_zero && value != BigUint::ZERO {
        return Err(Refused::Invalid);
    }
    Ok((negative, value))
}

/// The number that valid digits stand for; long texts are read in halves.
fn magnitude_of(digits: &[u8], radix: u32) -> BigUint {
    if digits.len() <= 18 && radix <= 10 {
        return BigUint::from(
            digits.iter().fold(0u64, |value, &digit| value * u64::from(radix) + u64::from(digit - b'0')),
        );
    }
    if digits.len() <= 500 && radix == 10 {
        return magnitude(&digits::from_decimal(digits));
    }
    if digits.len() > 10_000 && !radix.is_power_of_two() {
        let (high, low) = digits.split_at(digits.len() / 2);
        return magnitude_of(high, radix) * BigUint::from(radix).pow(low.len() as u32)
            + magnitude_of(low, radix);
    }
    BigUint::parse_bytes(digits, radix).unwrap_or_default()
}

/// `_PyUnicode_TransformDecimalAndSpaceToASCII`: other characters become `?`.
pub(crate) fn ascii_digits_and_spaces(string: &PyUnicodeObject) -> Cow<'_, [u8]> {
    match string.as_ascii() {
        Some(text) => Cow::Borrowed(text.as_bytes()),
        None => Cow::Owned(
            string
                .data()
                .iter()
                .map(|code| match code {
                    0..0x80 => code as u8,
                    _ if character::is_space(code) => b' ',
                    _ => character::decimal(code).map_or(b'?', |value| b'0' + value as u8),
                })
                .collect(),
        ),
    }
}

#[cold]
fn invalid_literal(base: u32, object: &PyObject) -> Raised {
    let repr = match crate::objects::repr_text(object) {
        Ok(repr) => repr,
        Err(raised) => return raised,
    };
    let repr: String = repr.chars().take(200).collect();
    raise!(VALUE_ERROR, "invalid literal for int() with base {base}: {repr}")
}

fn from_bytes_of(text: &[u8], base: u32, object: &PyObject) -> PyResult {
    // The commonest case, a short run of digits.
    if base == 10 && !text.is_empty() && text.len() < 18 && text.iter().all(u8::is_ascii_digit) {
        return from_i64(text.iter().fold(0, |value, &digit| value * 10 + i64::from(digit - b'0')));
    }
    if base == 10
        && text.len() <= 500
        && text.first().is_some_and(|&byte| byte != b'0')
        && text.iter().all(u8::is_ascii_digit)
    {
        return super::from_digits(false, &digits::from_decimal(text));
    }
    match parse(text, base) {
        Ok((negative, value)) => from_biguint(negative, &value),
        Err(Refused::Invalid) => Err(invalid_literal(base, object)),
        Err(Refused::Raised(raised)) => Err(raised),
    }
}

/// `PyLong_FromUnicodeObject`; the base is 0 or from 2 to 36.
pub fn from_string(string: &PyUnicodeObject, base: u32) -> PyResult {
    from_bytes_of(&ascii_digits_and_spaces(string), base, string)
}

/// `_PyLong_FromBytes`.
pub fn from_bytes_text(text: &[u8], base: u32) -> PyResult {
    match parse(text, base) {
        Ok((negative, value)) => from_biguint(negative, &value),
        Err(Refused::Invalid) => {
            Err(invalid_literal(base, &*crate::bytes::new(&text[..text.len().min(200)])?))
        }
        Err(Refused::Raised(raised)) => Err(raised),
    }
}

/// `int(object)` for what is no number: text, or `TypeError`.
pub fn from_text_object(object: &PyObject) -> PyResult {
    if let Some(string) = object.cast::<PyUnicodeObject>() {
        return from_string(string, 10);
    }
    if let Some(bytes) = crate::bytes::as_slice(object) {
        return from_bytes_text(bytes, 10);
    }
    if let Some(view) = crate::buffer::View::simple_if_supported(object) {
        // A copy: the error's text may run Python code.
        let text = view?.as_slice().to_vec();
        return from_bytes_text(&text, 10);
    }
    Err(raise!(
        TYPE_ERROR,
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        object.ob_type().name()
    ))
}

/// Whether the text is only white space, which no number is.
pub fn is_blank(text: &[u8]) -> bool {
    text.iter().all(|&byte| is_space(byte))
}
