//! Type codes, and single items between memory and Python objects.

use std::ffi::CStr;

use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{float, int, number, raise, str};

/// What a type code means.
pub struct Descriptor {
    pub code: u8,
    pub size: usize,
    /// As buffers have it.
    pub format: &'static CStr,
    pub signed: bool,
    /// Where items may be compared as machine values.
    pub integer: bool,
    /// The number of the machine format, for pickles.
    pub machine_format: i64,
}

const fn descriptor(
    code: u8,
    size: usize,
    format: &'static CStr,
    signed: bool,
    machine_format: i64,
) -> Descriptor {
    Descriptor { code, size, format, signed, integer: !matches!(code, b'f' | b'd' | b'u'), machine_format }
}

/// In CPython's order.
pub(super) static DESCRIPTORS: &[Descriptor] = &[
    descriptor(b'b', 1, c"b", true, 1),
    descriptor(b'B', 1, c"B", false, 0),
    descriptor(b'u', 4, c"w", false, 20),
    descriptor(b'h', 2, c"h", true, 4),
    descriptor(b'H', 2, c"H", false, 2),
    descriptor(b'i', 4, c"i", true, 8),
    descriptor(b'I', 4, c"I", false, 6),
    descriptor(b'l', 8, c"l", true, 12),
    descriptor(b'L', 8, c"L", false, 10),
    descriptor(b'q', 8, c"q", true, 12),
    descriptor(b'Q', 8, c"Q", false, 10),
    descriptor(b'f', 4, c"f", true, 14),
    descriptor(b'd', 8, c"d", true, 16),
];

impl Descriptor {
    /// The number that an integer's bytes stand for.
    pub(super) fn integer(&self, item: &[u8]) -> i128 {
        let mut word = [0u8; 8];
        word[..item.len()].copy_from_slice(item);
        let unsigned = u64::from_le_bytes(word);
        let shift = 64 - 8 * self.size as u32;
        if self.signed { ((unsigned << shift) as i64 >> shift).into() } else { unsigned.into() }
    }

    pub(super) fn get(&self, item: &[u8]) -> PyResult {
        match (self.code, item) {
            (b'f', &[a, b, c, d]) => float::from_f64(f32::from_le_bytes([a, b, c, d]).into()),
            (b'd', &[a, b, c, d, e, f, g, h]) => {
                float::from_f64(f64::from_le_bytes([a, b, c, d, e, f, g, h]))
            }
            (b'u', &[a, b, c, d]) => Ok(character(u32::from_le_bytes([a, b, c, d]))?.upcast()),
            _ => int::from_i128(self.integer(item)),
        }
    }

    /// The bytes of a value, in the first `size` places.
    pub(super) fn set(&self, value: &PyObject) -> Result<[u8; 8], Raised> {
        match self.code {
            b'f' => Ok(u64::from((float::to_f64(value)? as f32).to_bits()).to_le_bytes()),
            b'd' => Ok(float::to_f64(value)?.to_le_bytes()),
            b'u' => match value.cast::<PyUnicodeObject>() {
                Some(text) if text.len() == 1 => Ok(u64::from(text.data().get(0)).to_le_bytes()),
                _ => Err(raise!(TYPE_ERROR, "array item must be unicode character")),
            },
            _ => Ok((self.number(value)? as u64).to_le_bytes()),
        }
    }

    /// An integer that fits, or the message for one that does not.
    fn number(&self, value: &PyObject) -> Result<i128, Raised> {
        let index = number::index(value)?;
        let long = index.cast::<PyLongObject>();
        let wide =
            long.and_then(|long| long.to_i64().map(i128::from).or_else(|| long.to_u64().map(i128::from)));
        let negative = long.is_some_and(PyLongObject::is_negative);
        let bits = 8 * self.size as u32;
        let (low, high) = if self.signed {
            (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
        } else {
            (0, (1i128 << bits) - 1)
        };
        if let Some(wide) = wide.filter(|wide| (low..=high).contains(wide)) {
            return Ok(wide);
        }
        let in_long = wide.is_some_and(|wide| i64::try_from(wide).is_ok());
        let side = if negative { "less than minimum" } else { "greater than maximum" };
        let too_large = |what: &str| raise!(OVERFLOW_ERROR, "Python int too large to convert to C {what}");
        Err(match self.code {
            b'q' => raise!(OVERFLOW_ERROR, "int too big to convert"),
            b'Q' if negative => raise!(OVERFLOW_ERROR, "can't convert negative int to unsigned"),
            b'Q' => raise!(OVERFLOW_ERROR, "int too big to convert"),
            b'I' | b'L' if negative => raise!(OVERFLOW_ERROR, "can't convert negative value to unsigned int"),
            b'I' if wide.is_some() => raise!(OVERFLOW_ERROR, "unsigned int is greater than maximum"),
            b'I' | b'L' => too_large("unsigned long"),
            _ if !in_long => too_large("long"),
            b'b' | b'h' if !(-32768..=32767).contains(&wide.unwrap_or(0)) => {
                raise!(OVERFLOW_ERROR, "signed short integer is {side}")
            }
            b'b' => raise!(OVERFLOW_ERROR, "signed char is {side}"),
            b'B' => raise!(OVERFLOW_ERROR, "unsigned byte integer is {side}"),
            b'H' if i32::try_from(wide.unwrap_or(0)).is_ok() => {
                raise!(OVERFLOW_ERROR, "unsigned short is {side}")
            }
            _ => raise!(OVERFLOW_ERROR, "signed integer is {side}"),
        })
    }
}

/// A `wchar_t` as a string.
pub(super) fn character(code: u32) -> PyResult<PyUnicodeObject> {
    if code > 0x10ffff {
        return Err(raise!(VALUE_ERROR, "character U+{code:x} is not in range [U+0000; U+10ffff]"));
    }
    str::from_code_point(code)
}
