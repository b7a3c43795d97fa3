//! Single values, by format character.

use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::memoryview::{f64_to_half, half_to_f64};
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{bool_, bytes, errors, exceptions, float, int, number, objects, raise};

use super::format::Code;
use super::{byte_string, fail};

/// The value of these bytes.
pub(super) fn unpack(code: &Code, content: &[u8]) -> PyResult {
    match code.character {
        b's' => return Ok(bytes::new(content)?.upcast()),
        b'p' => {
            let Some((&len, rest)) = content.split_first() else {
                return Err(raise!(SYSTEM_ERROR, "Negative size passed to PyBytes_FromStringAndSize"));
            };
            return Ok(bytes::new(&rest[..usize::from(len).min(rest.len())])?.upcast());
        }
        b'c' => return Ok(bytes::new(content)?.upcast()),
        b'?' => return Ok(bool_::from_bool(content.iter().any(|&byte| byte != 0))),
        _ => {}
    }
    let mut word = [0u8; 8];
    let size = code.size.min(8);
    if code.big_endian {
        for (place, byte) in word[..size].iter_mut().zip(content.iter().rev()) {
            *place = *byte;
        }
    } else {
        word[..size].copy_from_slice(&content[..size]);
    }
    let unsigned = u64::from_le_bytes(word);
    match code.character {
        b'e' => float::from_f64(half_to_f64(unsigned as u16)),
        b'f' => float::from_f64(f32::from_bits(unsigned as u32).into()),
        b'd' => float::from_f64(f64::from_bits(unsigned)),
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => {
            let shift = 64 - 8 * size as u32;
            int::from_i64((unsigned << shift) as i64 >> shift)
        }
        _ => int::from_u64(unsigned),
    }
}

/// Hands out the bytes of a value; the rest of its place stays zero.
pub(super) fn pack(code: &Code, value: &PyObject, out: &mut dyn FnMut(&[u8])) -> Result<(), Raised> {
    match code.character {
        b's' | b'p' => {
            let Some(content) = byte_string(value) else {
                let character = char::from(code.character);
                return Err(fail(&format!("argument for '{character}' must be a bytes object")));
            };
            if code.character == b's' {
                out(&content[..content.len().min(code.size)]);
            } else if code.size > 0 {
                let kept = content.len().min(code.size - 1);
                let mut whole = vec![kept.min(255) as u8];
                whole.extend_from_slice(&content[..kept]);
                out(&whole);
            }
            return Ok(());
        }
        b'c' => {
            return match bytes::as_slice(value) {
                Some([byte]) => {
                    out(&[*byte]);
                    Ok(())
                }
                _ => Err(fail("char format requires a bytes object of length 1")),
            };
        }
        b'?' => {
            out(&[u8::from(objects::is_true(value)?)]);
            return Ok(());
        }
        _ => {}
    }
    let word = match code.character {
        b'e' | b'f' | b'd' => float_bits(code, value)?,
        _ => integer_bits(code, value),
    };
    let word = match word {
        Ok(word) => word,
        Err(raised) => {
            let overflow =
                value.is_instance_of::<PyLongObject>() && errors::matches(&exceptions::OVERFLOW_ERROR);
            return Err(if overflow {
                errors::clear();
                fail("int too large to convert")
            } else {
                raised
            });
        }
    };
    let mut content = word.to_le_bytes();
    let content = &mut content[..code.size.min(8)];
    if code.big_endian {
        content.reverse();
    }
    out(content);
    Ok(())
}

fn float_bits(code: &Code, value: &PyObject) -> Result<Result<u64, Raised>, Raised> {
    let Ok(number) = float::to_f64(value) else {
        errors::clear();
        return Err(fail("required argument is not a float"));
    };
    let too_large = |letter| Err(raise!(OVERFLOW_ERROR, "float too large to pack with {letter} format"));
    Ok(match code.character {
        b'd' => Ok(number.to_bits()),
        b'f' => {
            let single = number as f32;
            if single.is_infinite() && number.is_finite() && !code.native {
                too_large('f')
            } else {
                Ok(single.to_bits().into())
            }
        }
        _ => f64_to_half(number).map_or_else(|| too_large('e'), |half| Ok(half.into())),
    })
}

fn integer_bits(code: &Code, value: &PyObject) -> Result<u64, Raised> {
    let index = if value.is_instance_of::<PyLongObject>() {
        value.to_ref()
    } else if number::check_index(value) {
        number::index(value)?
    } else {
        return Err(fail("required argument is not an integer"));
    };
    let Some(long) = index.cast::<PyLongObject>() else {
        return Err(fail("required argument is not an integer"));
    };
    let character = code.character;
    if character == b'P' {
        return match (long.to_i64(), long.to_u64()) {
            (Some(value), _) => Ok(value as u64),
            (None, Some(value)) => Ok(value),
            _ => Err(raise!(OVERFLOW_ERROR, "Python int too large to convert to C unsigned long")),
        };
    }
    // CPython takes the native functions where order and size are the machine's.
    let native =
        code.native || (code.big_endian == cfg!(target_endian = "big") && !matches!(character, b'l' | b'L'));
    let signed = matches!(character, b'b' | b'h' | b'i' | b'l' | b'q' | b'n');
    // The small unsigned ones go through a signed long first.
    let through_signed = signed || character == b'B' || (character == b'H' && native);
    let wide = if through_signed { long.to_i64().map(i128::from) } else { long.to_u64().map(i128::from) };
    let Some(wide) = wide else {
        if code.size == 8 && !native {
            return Err(fail("int too large to convert"));
        }
        return Err(fail("argument out of range"));
    };
    let bits = 8 * code.size as u32;
    let (low, high) =
        if signed { (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1) } else { (0, (1i128 << bits) - 1) };
    if wide < low || wide > high {
        let name = match character {
            b'b' => "byte format",
            b'B' => "ubyte format",
            b'h' if native => "short format",
            b'H' if native => "ushort format",
            _ => {
                return Err(fail(&format!(
                    "'{}' format requires {low} <= number <= {high}",
                    char::from(character)
                )));
            }
        };
        return Err(fail(&format!("{name} requires {low} <= number <= {high}")));
    }
    Ok(wide as u64)
}
