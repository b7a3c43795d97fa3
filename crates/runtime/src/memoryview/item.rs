//! Single items: between memory and Python objects, by the native format characters of `struct`.

use crate::object::{PyObject, PyResult, Raised};
use crate::{number, objects, raise};
use std::ffi::CStr;

/// The character of a native single-character format, an optional `@` in front.
pub(super) fn native(format: &CStr) -> Option<u8> {
    let bytes = format.to_bytes();
    match bytes.strip_prefix(b"@").unwrap_or(bytes) {
        [code] if size(*code).is_some() => Some(*code),
        _ => None,
    }
}

/// The size of an item.
pub(super) fn size(code: u8) -> Option<isize> {
    Some(match code {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => 8,
        _ => return None,
    })
}

/// The format as it stands in memory for ever.
pub(super) fn static_format(code: u8) -> &'static CStr {
    match code {
        b'c' => c"c",
        b'b' => c"b",
        b'?' => c"?",
        b'h' => c"h",
        b'H' => c"H",
        b'e' => c"e",
        b'i' => c"i",
        b'I' => c"I",
        b'f' => c"f",
        b'l' => c"l",
        b'L' => c"L",
        b'q' => c"q",
        b'Q' => c"Q",
        b'n' => c"n",
        b'N' => c"N",
        b'd' => c"d",
        b'P' => c"P",
        _ => c"B",
    }
}

#[cold]
pub(super) fn unsupported(format: &CStr) -> Raised {
    raise!(NOT_IMPLEMENTED_ERROR, "memoryview: format {} not supported", format.to_string_lossy())
}

/// The object that an item's bytes stand for.
pub(super) fn unpack(format: &CStr, bytes: &[u8]) -> PyResult {
    let Some(code) = native(format).filter(|_| !bytes.is_empty()) else { return Err(unsupported(format)) };
    let mut word = [0u8; 8];
    word[..bytes.len().min(8)].copy_from_slice(&bytes[..bytes.len().min(8)]);
    let unsigned = u64::from_le_bytes(word);
    let signed = match bytes.len() {
        1 => i64::from(unsigned as i8),
        2 => i64::from(unsigned as i16),
        4 => i64::from(unsigned as i32),
        _ => unsigned as i64,
    };
    match code {
        b'c' => Ok(crate::bytes::new(&bytes[..1])?.upcast()),
        b'?' => Ok(crate::bool_::from_bool(unsigned != 0)),
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => crate::int::from_i64(signed),
        b'f' => crate::float::from_f64(f64::from(f32::from_bits(unsigned as u32))),
        b'd' => crate::float::from_f64(f64::from_bits(unsigned)),
        b'e' => crate::float::from_f64(half_to_f64(unsigned as u16)),
        _ => crate::int::from_u64(unsigned),
    }
}

/// A half-precision number.
pub fn half_to_f64(bits: u16) -> f64 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, mantissa) = (i32::from(bits >> 10 & 31), f64::from(bits & 0x3ff));
    sign * match exponent {
        0 => mantissa * (-24f64).exp2(),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + mantissa) * f64::from(exponent - 25).exp2(),
    }
}

/// A number as half precision, rounded half to even; none where it is too large.
pub fn f64_to_half(value: f64) -> Option<u16> {
    let sign = u16::from(value.is_sign_negative()) << 15;
    let magnitude = value.abs();
    if value.is_nan() {
        return Some(sign | 0x7e00);
    }
    if magnitude.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let exponent = (((magnitude.to_bits() >> 52) as i32) - 1023).max(-14);
    let scaled = (magnitude * f64::from(10 - exponent).exp2()).round_ties_even();
    let bits = if exponent == -14 { scaled } else { f64::from(exponent + 14) * 1024.0 + scaled };
    (bits < f64::from(0x7c00)).then_some(sign | bits as u16)
}

#[cold]
fn invalid_type(format: &CStr) -> Raised {
    raise!(TYPE_ERROR, "memoryview: invalid type for format '{}'", format.to_string_lossy())
}

#[cold]
fn invalid_value(format: &CStr) -> Raised {
    raise!(VALUE_ERROR, "memoryview: invalid value for format '{}'", format.to_string_lossy())
}

/// The bytes of an item.
pub(super) fn pack(format: &CStr, value: &PyObject) -> Result<Vec<u8>, Raised> {
    let Some(code) = native(format) else { return Err(unsupported(format)) };
    let size = size(code).unwrap_or(1) as usize;
    match code {
        b'c' => match crate::bytes::as_slice(value) {
            Some([byte]) => Ok(vec![*byte]),
            Some(_) => Err(invalid_value(format)),
            None => Err(invalid_type(format)),
        },
        b'?' => Ok(vec![u8::from(objects::is_true(value)?)]),
        b'e' | b'f' | b'd' => {
            let float = match crate::float::to_f64(value) {
                Ok(float) => float,
                Err(_) if crate::errors::matches(&crate::exceptions::TYPE_ERROR) => {
                    crate::errors::clear();
                    return Err(invalid_type(format));
                }
                Err(raised) => return Err(raised),
            };
            Ok(match code {
                b'd' => float.to_le_bytes().to_vec(),
                b'f' => (float as f32).to_le_bytes().to_vec(),
                _ => f64_to_half(float).ok_or_else(|| invalid_value(format))?.to_le_bytes().to_vec(),
            })
        }
        _ => {
            let index = match number::index(value) {
                Ok(index) => index,
                Err(_) if crate::errors::matches(&crate::exceptions::TYPE_ERROR) => {
                    crate::errors::clear();
                    return Err(invalid_type(format));
                }
                Err(raised) => return Err(raised),
            };
            let bits = 8 * size as u32;
            let signed = matches!(code, b'b' | b'h' | b'i' | b'l' | b'q' | b'n');
            let long = index.cast::<crate::int::PyLongObject>();
            let wide =
                long.and_then(|long| long.to_i64().map(i128::from).or_else(|| long.to_u64().map(i128::from)));
            let range = if signed { -(1i128 << (bits - 1))..1i128 << (bits - 1) } else { 0..1i128 << bits };
            match wide.filter(|wide| range.contains(wide)) {
                Some(wide) => Ok(wide.to_le_bytes()[..size].to_vec()),
                None => Err(invalid_value(format)),
            }
        }
    }
}
