//! `int`: sign and magnitude in 30-bit digits (`Objects/longobject.c`).

use std::cell::Cell;

use num_bigint::{BigInt, BigUint, Sign};

use crate::object::{PyObject, PyResult, PyVarObject, Raised, Ref};
use crate::typeobject::{PyTypeObject, doc, flags, getset};

pub mod arith;
pub(crate) mod digits;
mod methods;
pub mod text;

pub use text::from_text_object;

/// The number of digits is `|ob_size|`, its sign the number's; the digits follow, least significant first.
#[repr(C)]
pub struct PyLongObject {
    pub ob_base: PyVarObject,
    pub ob_digit: [Cell<u32>; 1],
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for PyLongObject {}

crate::object_layout!(PyLongObject, LONG_TYPE, flags::LONG_SUBCLASS);

/// Bits in a digit.
pub const SHIFT: u32 = 30;
pub const MASK: u32 = (1 << SHIFT) - 1;
/// A header without digits.
pub(crate) const HEADER: usize = 24;
/// More digits than this are refused: their bytes would not fit the address space.
const MAX_DIGITS: usize = (isize::MAX as usize - HEADER) / 4;
/// The reference count with which shared static objects start.
pub(crate) const IMMORTAL: isize = 999_999_999;

const SMALLEST: i64 = -5;
const LARGEST: i64 = 256;
const SMALL_COUNT: usize = (LARGEST - SMALLEST + 1) as usize;

const fn static_int(ty: *const PyTypeObject, value: i64) -> PyLongObject {
    let size = if value == 0 { 0 } else { value.signum() };
    PyLongObject {
        ob_base: PyVarObject {
            ob_base: PyObject { ob_refcnt: Cell::new(IMMORTAL), ob_type: Cell::new(ty) },
            ob_size: Cell::new(size as isize),
        },
        ob_digit: [Cell::new(value.unsigned_abs() as u32)],
    }
}

/// −5 to 256, shared by everyone.
static SMALL_INTS: [PyLongObject; SMALL_COUNT] = {
    let mut table = [const { static_int(&raw const LONG_TYPE, 0) }; SMALL_COUNT];
    let mut index = 0;
    while index < SMALL_COUNT {
        table[index] = static_int(&raw const LONG_TYPE, index as i64 + SMALLEST);
        index += 1;
    }
    table
};

pub static FALSE: PyLongObject = static_int(&raw const crate::bool_::BOOL_TYPE, 0);
pub static TRUE: PyLongObject = static_int(&raw const crate::bool_::BOOL_TYPE, 1);

pub static LONG_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(text::long_repr)),
    tp_as_number: Cell::new(&raw const arith::LONG_AS_NUMBER),
    tp_hash: Cell::new(Some(arith::long_hash)),
    tp_richcompare: Cell::new(Some(arith::long_richcompare)),
    tp_methods: crate::typeobject::methods(methods::METHODS),
    tp_getset: getset(methods::GETSET),
    tp_new: Cell::new(Some(methods::long_new)),
    tp_doc: doc(
        c"int([x]) -> integer\nint(x, base=10) -> integer\n\nA whole number from a number (cut towards zero) or from text.",
    ),
    tp_itemsize: Cell::new(4),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::LONG_SUBCLASS | flags::MATCH_SELF),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"int", HEADER)
};

impl PyLongObject {
    /// `ob_size`: the number of digits with the number's sign.
    #[inline(always)]
    pub fn signed_size(&self) -> isize {
        self.ob_base.ob_size.get()
    }

    /// The digits, least significant first; none for zero.
    #[inline(always)]
    pub fn digits(&self) -> &[u32] {
        let count = self.signed_size().unsigned_abs();
        // SAFETY: that many digits follow the header, and an int never changes.
        unsafe { std::slice::from_raw_parts(self.ob_digit.as_ptr().cast::<u32>(), count) }
    }

    #[inline(always)]
    pub fn is_negative(&self) -> bool {
        self.signed_size() < 0
    }

    #[inline(always)]
    pub fn is_zero(&self) -> bool {
        self.signed_size() == 0
    }

    /// The value if it has at most one digit.
    #[inline(always)]
    pub fn compact(&self) -> Option<i64> {
        let size = self.signed_size();
        if (-1..=1).contains(&size) {
            // SAFETY: even a zero has room for a digit, though its content means nothing.
            Some(size as i64 * i64::from(self.ob_digit[0].get()))
        } else {
            None
        }
    }

    /// The value if it fits.
    #[inline]
    pub fn to_i64(&self) -> Option<i64> {
        if let Some(value) = self.compact() {
            return Some(value);
        }
        let digits = self.digits();
        if digits.len() > 3 {
            return None;
        }
        let magnitude = digits.iter().rev().fold(0u128, |value, &digit| value << SHIFT | u128::from(digit));
        let value = if self.is_negative() { -(magnitude as i128) } else { magnitude as i128 };
        i64::try_from(value).ok()
    }

    /// The value if it fits.
    pub fn to_u64(&self) -> Option<u64> {
        if self.is_negative() {
            return None;
        }
        let digits = self.digits();
        if digits.len() > 3 {
            return None;
        }
        let magnitude = digits.iter().rev().fold(0u128, |value, &digit| value << SHIFT | u128::from(digit));
        u64::try_from(magnitude).ok()
    }

    /// The low 64 bits of the value in two's complement.
    pub fn to_u64_wrapping(&self) -> u64 {
        let magnitude = self
            .digits()
            .iter()
            .take(3)
            .rev()
            .fold(0u128, |value, &digit| value << SHIFT | u128::from(digit)) as u64;
        if self.is_negative() { magnitude.wrapping_neg() } else { magnitude }
    }

    pub fn to_bigint(&self) -> BigInt {
        let sign = match self.signed_size() {
            0 => Sign::NoSign,
            1.. => Sign::Plus,
            _ => Sign::Minus,
        };
        BigInt::from_biguint(sign, magnitude(self.digits()))
    }

    /// How many bits the magnitude has.
    pub fn bits(&self) -> u64 {
        match self.digits() {
            [] => 0,
            [rest @ .., top] => rest.len() as u64 * u64::from(SHIFT) + u64::from(32 - top.leading_zeros()),
        }
    }
}

/// Makes sure that there is memory for what computing with such numbers takes: the crate that computes with large ones
/// has no way to say that there is none.
#[inline]
pub fn room_to_compute(a: &PyLongObject, b: &PyLongObject) -> Result<(), Raised> {
    crate::memory::probe((a.digits().len() + b.digits().len()) * 24)
}

/// 30-bit digits as a big number.
pub(crate) fn magnitude(digits: &[u32]) -> BigUint {
    let mut words = Vec::with_capacity(digits.len());
    let mut pending = 0u64;
    let mut bits = 0;
    for &digit in digits {
        pending |= u64::from(digit) << bits;
        bits += SHIFT;
        if bits >= 32 {
            words.push(pending as u32);
            pending >>= 32;
            bits -= 32;
        }
    }
    words.push(pending as u32);
    BigUint::new(words)
}

/// A big number as 30-bit digits, without leading zeros.
pub(crate) fn digits_of(value: &BigUint) -> Vec<u32> {
    let mut digits = Vec::new();
    let mut pending = 0u128;
    let mut bits = 0;
    for word in value.iter_u64_digits() {
        pending |= u128::from(word) << bits;
        bits += 64;
        while bits >= SHIFT {
            digits.push(pending as u32 & MASK);
            pending >>= SHIFT;
            bits -= SHIFT;
        }
    }
    while pending != 0 {
        digits.push(pending as u32 & MASK);
        pending >>= SHIFT;
    }
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

/// Memory for an exact `int` with this many digits, not yet written.
#[inline(always)]
fn allocate(count: usize) -> Result<*mut PyLongObject, Raised> {
    if count > MAX_DIGITS {
        return Err(too_many_digits());
    }
    // Room for one digit always, as a zero's is read too.
    let object = crate::memory::alloc(HEADER + 4 * count.max(1)).cast::<PyLongObject>();
    if object.is_null() {
        return Err(crate::errors::no_memory());
    }
    Ok(object)
}

#[cold]
fn too_many_digits() -> Raised {
    crate::raise!(OVERFLOW_ERROR, "too many digits in integer")
}

#[inline(always)]
const fn header(size: isize) -> PyVarObject {
    PyVarObject {
        ob_base: PyObject { ob_refcnt: Cell::new(1), ob_type: Cell::new(&raw const LONG_TYPE) },
        ob_size: Cell::new(size),
    }
}

/// The shared object of a value from −5 to 256.
#[inline(always)]
pub fn small(value: i64) -> Option<&'static PyObject> {
    SMALL_INTS.get(value.wrapping_sub(SMALLEST) as usize).map(|small| &**small)
}

/// Whether an exact int has at most two digits, which its block of the allocator's class of 32 bytes has room for.
#[inline(always)]
pub fn is_short(object: &PyObject) -> bool {
    // SAFETY: called for ints.
    unsafe { object.cast_unchecked::<PyLongObject>() }.signed_size().unsigned_abs() <= 2
}

/// An int of at most two digits, for the evaluation loop: null when the allocator has no free block at hand, and nothing
/// has been done.
#[inline(always)]
pub fn short_or_null(value: i64) -> *mut PyObject {
    debug_assert!(value.unsigned_abs() >> (2 * SHIFT) == 0);
    if let Some(small) = small(value) {
        small.incref();
        return small.as_ptr();
    }
    let object = crate::memory::pop_free(crate::memory::class_of_size(32)).cast::<PyLongObject>();
    if !object.is_null() {
        let magnitude = value.unsigned_abs();
        let size = 1 + isize::from(magnitude > u64::from(MASK));
        let digits = (magnitude & u64::from(MASK)) | (magnitude >> SHIFT) << 32;
        // SAFETY: the block has 32 bytes.
        unsafe {
            (&raw mut (*object).ob_base).write(header(if value < 0 { -size } else { size }));
            (&raw mut (*object).ob_digit).cast::<u64>().write_unaligned(digits);
        }
    }
    object.cast()
}

#[inline]
pub fn from_i64(value: i64) -> PyResult {
    if let Some(small) = small(value) {
        return Ok(small.to_ref());
    }
    from_i64_fresh(value)
}

#[inline(always)]
fn from_i64_fresh(value: i64) -> PyResult {
    let magnitude = value.unsigned_abs();
    if magnitude <= u64::from(MASK) {
        let object = allocate(1)?;
        // SAFETY: the block is large enough.
        unsafe {
            (&raw mut (*object).ob_base).write(header(if value < 0 { -1 } else { 1 }));
            (*object).ob_digit[0].set(magnitude as u32);
            return Ok(Ref::from_raw(object.cast()));
        }
    }
    from_magnitude_u128(value < 0, u128::from(magnitude))
}

fn from_magnitude_u128(negative: bool, magnitude: u128) -> PyResult {
    let mut digits = [0u32; 5];
    let mut count = 0;
    let mut rest = magnitude;
    while rest != 0 {
        digits[count] = rest as u32 & MASK;
        rest >>= SHIFT;
        count += 1;
    }
    from_digits(negative, &digits[..count])
}

#[inline]
pub fn from_u64(value: u64) -> PyResult {
    match i64::try_from(value) {
        Ok(value) => from_i64(value),
        Err(_) => from_magnitude_u128(false, u128::from(value)),
    }
}

#[inline]
pub fn from_i128(value: i128) -> PyResult {
    match i64::try_from(value) {
        Ok(value) => from_i64(value),
        Err(_) => from_magnitude_u128(value < 0, value.unsigned_abs()),
    }
}

#[inline]
pub fn from_isize(value: isize) -> PyResult {
    from_i64(value as i64)
}

#[inline]
pub fn from_usize(value: usize) -> PyResult {
    from_u64(value as u64)
}

#[inline]
pub fn from_i32(value: i32) -> PyResult {
    from_i64(i64::from(value))
}

/// From a magnitude in digits, which may have leading zeros.
pub fn from_digits(negative: bool, digits: &[u32]) -> PyResult {
    let mut count = digits.len();
    while count > 0 && digits[count - 1] == 0 {
        count -= 1;
    }
    if count <= 1 {
        let value = if count == 0 { 0 } else { i64::from(digits[0]) };
        return from_i64(if negative { -value } else { value });
    }
    from_digits_fresh(negative, &digits[..count])
}

/// An int whose magnitude has at most `count` digits, all of which `write` writes.
#[inline(always)]
pub(crate) fn from_written(negative: bool, count: usize, write: impl FnOnce(&mut digits::Place)) -> PyResult {
    let object = allocate(count)?;
    // SAFETY: the block is large enough; the digits are written before they are read.
    unsafe {
        let first = (&raw mut (*object).ob_digit).cast::<u32>();
        write(std::slice::from_raw_parts_mut(first.cast(), count));
        let mut used = count;
        while used > 0 && *first.add(used - 1) == 0 {
            used -= 1;
        }
        if used <= 2 {
            return shortened(negative, object, used);
        }
        let size = used as isize;
        (&raw mut (*object).ob_base).write(header(if negative { -size } else { size }));
        Ok(Ref::from_raw(object.cast()))
    }
}

/// The int of the first digits, in a block of its own.
#[inline(never)]
unsafe fn shortened(negative: bool, object: *mut PyLongObject, used: usize) -> PyResult {
    // SAFETY: the caller's block, which is given back here.
    unsafe {
        let digits = std::slice::from_raw_parts((&raw const (*object).ob_digit).cast::<u32>(), used);
        let result = from_digits(negative, digits);
        crate::memory::free(object.cast());
        result
    }
}

/// As [`from_digits`], but always a new object, and the digits have no leading zeros.
pub(crate) fn from_digits_fresh(negative: bool, digits: &[u32]) -> PyResult {
    let object = allocate(digits.len())?;
    let size = digits.len() as isize;
    // SAFETY: the block is large enough.
    unsafe {
        (&raw mut (*object).ob_base).write(header(if negative { -size } else { size }));
        let first = (&raw mut (*object).ob_digit).cast::<u32>();
        *first = 0;
        std::ptr::copy_nonoverlapping(digits.as_ptr(), first, digits.len());
        Ok(Ref::from_raw(object.cast()))
    }
}

pub fn from_bigint(value: &BigInt) -> PyResult {
    from_biguint(value.sign() == Sign::Minus, value.magnitude())
}

pub fn from_biguint(negative: bool, magnitude: &BigUint) -> PyResult {
    if magnitude.bits() <= 64 {
        let magnitude = magnitude.iter_u64_digits().next().unwrap_or(0);
        return from_i128(if negative { -i128::from(magnitude) } else { i128::from(magnitude) });
    }
    from_digits(negative, &digits_of(magnitude))
}

/// The value of an `int` (or of a subclass) that fits; `None` for anything else.
#[inline]
pub fn to_i64(object: &PyObject) -> Option<i64> {
    object.cast::<PyLongObject>()?.to_i64()
}

/// As [`to_i64`].
#[inline]
pub fn to_isize(object: &PyObject) -> Option<isize> {
    to_i64(object).map(|value| value as isize)
}

/// The value of an `int` (or of a subclass); `None` for anything else.
pub fn to_bigint(object: &PyObject) -> Option<BigInt> {
    Some(object.cast::<PyLongObject>()?.to_bigint())
}

/// The `int` of the same value, of exactly that type; the object is an `int` of a subclass.
pub fn copy_exact(object: &PyObject) -> PyResult {
    match object.cast::<PyLongObject>() {
        Some(long) => from_digits(long.is_negative(), long.digits()),
        None => Err(crate::raise!(TYPE_ERROR, "an integer is required")),
    }
}

/// Whether an `int` is negative.
pub fn is_negative(object: &PyObject) -> bool {
    object.cast::<PyLongObject>().is_some_and(PyLongObject::is_negative)
}

/// The hash of an `int`'s value, whatever its class says.
pub fn hash(object: &PyObject) -> isize {
    arith::long_hash(object)
}

/// From a finite float, cut towards zero.
pub fn from_f64(value: f64) -> PyResult {
    if value.is_infinite() {
        return Err(crate::raise!(OVERFLOW_ERROR, "cannot convert float infinity to integer"));
    }
    if value.is_nan() {
        return Err(crate::raise!(VALUE_ERROR, "cannot convert float NaN to integer"));
    }
    if value.abs() < 9e18 {
        return from_i64(value as i64);
    }
    from_biguint(value < 0.0, &float_magnitude(value))
}

/// The whole part of a large finite float, without its sign.
fn float_magnitude(value: f64) -> BigUint {
    let bits = value.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1075;
    let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
    if exponent >= 0 {
        BigUint::from(mantissa) << exponent as u64
    } else {
        BigUint::from(mantissa >> -exponent.max(-63))
    }
}
