//! Arithmetic on magnitudes of 30-bit digits, least significant first. Results may have leading zeros.

use std::cmp::Ordering;

use super::{MASK, SHIFT, digits_of, magnitude};

/// From this many digits in the smaller operand on, the big-number crate multiplies.
const SCHOOLBOOK: usize = 48;

pub(crate) fn compare(a: &[u32], b: &[u32]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// `a + b`.
pub(crate) fn add(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut sum = vec![0; a.len().max(b.len()) + 1];
    add_to(a, b, &mut sum);
    sum
}

/// `a + b` into as many digits as the longer has, and one more.
pub(crate) fn add_to(a: &[u32], b: &[u32], sum: &mut [u32]) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let (low, high) = sum.split_at_mut(short.len());
    let mut carry = 0;
    for ((place, &x), &y) in low.iter_mut().zip(long).zip(short) {
        carry += x + y;
        *place = carry & MASK;
        carry >>= SHIFT;
    }
    for (place, &x) in high.iter_mut().zip(&long[short.len()..]) {
        carry += x;
        *place = carry & MASK;
        carry >>= SHIFT;
    }
    if let Some(place) = high.last_mut() {
        *place = carry;
    }
}

/// `a - b`, where `a` is not smaller.
pub(crate) fn subtract(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut difference = vec![0; a.len()];
    subtract_to(a, b, &mut difference);
    difference
}

/// `a - b`, where `a` is not smaller, into as many digits as it has.
pub(crate) fn subtract_to(a: &[u32], b: &[u32], difference: &mut [u32]) {
    let (low, high) = difference.split_at_mut(b.len().min(a.len()));
    let mut borrow = 0u32;
    for ((place, &x), &y) in low.iter_mut().zip(a).zip(b) {
        borrow = x.wrapping_sub(y).wrapping_sub(borrow);
        *place = borrow & MASK;
        borrow = borrow >> SHIFT & 1;
    }
    for (place, &x) in high.iter_mut().zip(a.iter().skip(b.len())) {
        borrow = x.wrapping_sub(borrow);
        *place = borrow & MASK;
        borrow = borrow >> SHIFT & 1;
    }
}

/// Whether [`multiply_to`] is the right way.
pub(crate) fn is_schoolbook(a: &[u32], b: &[u32]) -> bool {
    a.len().min(b.len()) < SCHOOLBOOK
}

/// `a * b`.
pub(crate) fn multiply(a: &[u32], b: &[u32]) -> Vec<u32> {
    if !is_schoolbook(a, b) {
        return digits_of(&(magnitude(a) * magnitude(b)));
    }
    let mut product = vec![0u32; a.len() + b.len()];
    multiply_to(a, b, &mut product);
    product
}

/// `a * b` into zeros, as many as both have digits.
pub(crate) fn multiply_to(a: &[u32], b: &[u32], product: &mut [u32]) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    for (index, &x) in short.iter().enumerate() {
        let x = u64::from(x);
        let mut carry = 0u64;
        for (place, &y) in product[index..].iter_mut().zip(long) {
            carry += u64::from(*place) + x * u64::from(y);
            *place = carry as u32 & MASK;
            carry >>= SHIFT;
        }
        product[index + long.len()] = carry as u32;
    }
}

/// `a / b` and `a % b` for a divisor of one digit, not zero.
pub(crate) fn divide_by_digit(a: &[u32], b: u32) -> (Vec<u32>, u32) {
    let mut quotient = vec![0; a.len()];
    let mut rest = 0u64;
    for (place, &digit) in quotient.iter_mut().zip(a).rev() {
        rest = rest << SHIFT | u64::from(digit);
        *place = (rest / u64::from(b)) as u32;
        rest %= u64::from(b);
    }
    (quotient, rest as u32)
}

/// `a / b` and `a % b`, `b` not zero.
pub(crate) fn divide(a: &[u32], b: &[u32]) -> (Vec<u32>, Vec<u32>) {
    if compare(a, b) == Ordering::Less {
        return (Vec::new(), a.to_vec());
    }
    if let [digit] = b {
        let (quotient, rest) = divide_by_digit(a, *digit);
        return (quotient, vec![rest]);
    }
    use num_integer::Integer;
    let (quotient, rest) = magnitude(a).div_rem(&magnitude(b));
    (digits_of(&quotient), digits_of(&rest))
}

/// `a / 2**bits`, and whether a bit was lost.
pub(crate) fn shift_right(a: &[u32], bits: u64) -> (Vec<u32>, bool) {
    let words = bits / u64::from(SHIFT);
    if words >= a.len() as u64 {
        return (Vec::new(), a.iter().any(|&digit| digit != 0));
    }
    let (low, high) = a.split_at(words as usize);
    let bits = (bits % u64::from(SHIFT)) as u32;
    let lost = low.iter().any(|&digit| digit != 0) || high[0] & ((1 << bits) - 1) != 0;
    let shifted = high
        .iter()
        .enumerate()
        .map(|(index, &digit)| {
            let next = high.get(index + 1).copied().unwrap_or(0);
            (digit >> bits) | (u64::from(next) << (SHIFT - bits)) as u32 & MASK
        })
        .collect();
    (shifted, lost)
}

/// The lowest digits of a number in two's complement, `count` of them.
pub(crate) fn to_twos_complement(negative: bool, a: &[u32], count: usize) -> Vec<u32> {
    let mut digits = a.to_vec();
    digits.resize(count, 0);
    if negative {
        negate(&mut digits);
    }
    digits
}

/// Negates a number in two's complement.
pub(crate) fn negate(digits: &mut [u32]) {
    let mut carry = 1;
    for digit in digits {
        carry += *digit ^ MASK;
        *digit = carry & MASK;
        carry >>= SHIFT;
    }
}
