//! Arithmetic on magnitudes of 30-bit digits, least significant first. Results may have leading zeros.

use std::cmp::Ordering;
use std::mem::MaybeUninit;

use super::{MASK, SHIFT, digits_of, magnitude};

/// From this many digits in the smaller operand on, the big-number crate multiplies.
const SCHOOLBOOK: usize = 48;
/// From this many digits in divisor and quotient on, the big-number crate divides.
const SCHOOLBOOK_DIVISION: usize = 40;

/// Digits that are being written.
pub(crate) type Place = [MaybeUninit<u32>];

#[inline(always)]
pub(crate) fn compare(a: &[u32], b: &[u32]) -> Ordering {
    if a.len() != b.len() {
        return a.len().cmp(&b.len());
    }
    for (x, y) in a.iter().zip(b).rev() {
        if x != y {
            return x.cmp(y);
        }
    }
    Ordering::Equal
}

/// A vector of `count` digits, all of which `write` writes.
#[inline(always)]
fn written(count: usize, write: impl FnOnce(&mut Place)) -> Vec<u32> {
    let mut digits = Vec::with_capacity(count);
    write(&mut digits.spare_capacity_mut()[..count]);
    // SAFETY: just written.
    unsafe { digits.set_len(count) };
    digits
}

/// `a + b`.
pub(crate) fn add(a: &[u32], b: &[u32]) -> Vec<u32> {
    written(a.len().max(b.len()) + 1, |sum| add_to(a, b, sum))
}

/// `a + b` into as many digits as the longer has, and one more.
#[inline(always)]
pub(crate) fn add_to(a: &[u32], b: &[u32], sum: &mut Place) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    assert!(sum.len() == long.len() + 1);
    let mut carry = 0;
    let mut index = 0;
    // SAFETY: the index stays below the lengths, which were compared above.
    unsafe {
        while index < short.len() {
            carry += *long.get_unchecked(index) + *short.get_unchecked(index);
            sum.get_unchecked_mut(index).write(carry & MASK);
            carry >>= SHIFT;
            index += 1;
        }
        while index < long.len() {
            carry += *long.get_unchecked(index);
            sum.get_unchecked_mut(index).write(carry & MASK);
            carry >>= SHIFT;
            index += 1;
        }
        sum.get_unchecked_mut(index).write(carry);
    }
}

/// `a - b`, where `a` is not smaller.
pub(crate) fn subtract(a: &[u32], b: &[u32]) -> Vec<u32> {
    written(a.len(), |difference| subtract_to(a, b, difference))
}

/// `a - b`, where `a` is not smaller, into as many digits as it has.
#[inline(always)]
pub(crate) fn subtract_to(a: &[u32], b: &[u32], difference: &mut Place) {
    assert!(difference.len() == a.len() && b.len() <= a.len());
    let mut borrow = 0u32;
    let mut index = 0;
    // SAFETY: the index stays below the lengths, which were compared above.
    unsafe {
        while index < b.len() {
            borrow = a.get_unchecked(index).wrapping_sub(*b.get_unchecked(index)).wrapping_sub(borrow);
            difference.get_unchecked_mut(index).write(borrow & MASK);
            borrow = borrow >> SHIFT & 1;
            index += 1;
        }
        while index < a.len() {
            borrow = a.get_unchecked(index).wrapping_sub(borrow);
            difference.get_unchecked_mut(index).write(borrow & MASK);
            borrow = borrow >> SHIFT & 1;
            index += 1;
        }
    }
}

/// Whether [`multiply_to`] is the right way.
#[inline(always)]
pub(crate) fn is_schoolbook(a: &[u32], b: &[u32]) -> bool {
    a.len().min(b.len()) < SCHOOLBOOK
}

/// `a * b`.
pub(crate) fn multiply(a: &[u32], b: &[u32]) -> Vec<u32> {
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    if !is_schoolbook(a, b) {
        return digits_of(&(magnitude(a) * magnitude(b)));
    }
    written(a.len() + b.len(), |product| multiply_to(a, b, product))
}

/// `a * b` into as many digits as both have; neither is empty.
#[inline(always)]
pub(crate) fn multiply_to(a: &[u32], b: &[u32], product: &mut Place) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    assert!(product.len() == long.len() + short.len() && !short.is_empty());
    let x = u64::from(short[0]);
    let mut carry = 0u64;
    let mut index = 0;
    while index < long.len() {
        carry += x * u64::from(long[index]);
        product[index].write(carry as u32 & MASK);
        carry >>= SHIFT;
        index += 1;
    }
    product[index].write(carry as u32);
    for (row, &x) in short.iter().enumerate().skip(1) {
        let x = u64::from(x);
        let mut carry = 0u64;
        let (places, top) = product[row..=row + long.len()].split_at_mut(long.len());
        for (place, &y) in places.iter_mut().zip(long) {
            // SAFETY: the rows before wrote it.
            carry += u64::from(unsafe { place.assume_init() }) + x * u64::from(y);
            place.write(carry as u32 & MASK);
            carry >>= SHIFT;
        }
        top[0].write(carry as u32);
    }
}

/// `a / b` and `a % b` for a divisor of one digit, not zero; the quotient goes into as many digits as `a` has.
#[inline(always)]
pub(crate) fn divide_by_digit_to(a: &[u32], b: u32, quotient: &mut Place) -> u32 {
    assert!(quotient.len() == a.len());
    let mut rest = 0u32;
    let mut index = a.len();
    while index > 0 {
        index -= 1;
        let value = u64::from(rest) << SHIFT | u64::from(a[index]);
        let digit = (value / u64::from(b)) as u32;
        quotient[index].write(digit);
        rest = (value as u32).wrapping_sub(digit.wrapping_mul(b));
    }
    rest
}

/// `a % b` for a divisor of one digit, not zero.
#[inline(always)]
pub(crate) fn rest_by_digit(a: &[u32], b: u32) -> u32 {
    let mut rest = 0u64;
    for &digit in a.iter().rev() {
        rest = (rest << SHIFT | u64::from(digit)) % u64::from(b);
    }
    rest as u32
}

/// `a / b` and `a % b`, `b` not zero.
pub(crate) fn divide(a: &[u32], b: &[u32]) -> (Vec<u32>, Vec<u32>) {
    if compare(a, b) == Ordering::Less {
        return (Vec::new(), a.to_vec());
    }
    if let [digit] = b {
        let mut rest = 0;
        let quotient = written(a.len(), |quotient| rest = divide_by_digit_to(a, *digit, quotient));
        return (quotient, vec![rest]);
    }
    if b.len().min(a.len() - b.len()) < SCHOOLBOOK_DIVISION {
        return divide_long(a, b);
    }
    use num_integer::Integer;
    let (quotient, rest) = magnitude(a).div_rem(&magnitude(b));
    (digits_of(&quotient), digits_of(&rest))
}

/// Long division (Knuth, algorithm D): `a` is not smaller than `b`, which has two digits or more.
fn divide_long(a: &[u32], b: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let count = b.len();
    let steps = a.len() - count + 1;
    // Both are shifted so that the divisor's top digit has its top bit set.
    let shift = SHIFT - (u32::BITS - b[count - 1].leading_zeros());
    let divisor = written(count, |place| {
        shift_left_to(b, shift, place);
    });
    let mut rest = Vec::with_capacity(a.len() + 1);
    let mut carry = 0;
    {
        let place = &mut rest.spare_capacity_mut()[..a.len()];
        carry += shift_left_to(a, shift, place);
    }
    // SAFETY: just written.
    unsafe { rest.set_len(a.len()) };
    rest.push(carry);
    let (top, below) = (u64::from(divisor[count - 1]), u64::from(divisor[count - 2]));
    let mut quotient = vec![0; steps];
    for at in (0..steps).rev() {
        let window = &mut rest[at..=at + count];
        let high = u64::from(window[count]) << SHIFT | u64::from(window[count - 1]);
        let mut guess = high / top;
        let mut left = high - guess * top;
        while guess > u64::from(MASK) || guess * below > (left << SHIFT | u64::from(window[count - 2])) {
            guess -= 1;
            left += top;
            if left > u64::from(MASK) {
                break;
            }
        }
        // The divisor times the guess is taken away; one too much is given back.
        let mut borrow = 0i64;
        for (place, &digit) in window[..count].iter_mut().zip(&divisor) {
            let value = i64::from(*place) - (guess * u64::from(digit)) as i64 + borrow;
            *place = value as u32 & MASK;
            borrow = value >> SHIFT;
        }
        if i64::from(window[count]) + borrow < 0 {
            let mut carry = 0;
            for (place, &digit) in window[..count].iter_mut().zip(&divisor) {
                carry += *place + digit;
                *place = carry & MASK;
                carry >>= SHIFT;
            }
            guess -= 1;
        }
        window[count] = 0;
        quotient[at] = guess as u32;
    }
    rest.truncate(count);
    // And shifted back.
    for index in 0..count {
        let next = rest.get(index + 1).copied().unwrap_or(0);
        rest[index] = rest[index] >> shift | (u64::from(next) << (SHIFT - shift)) as u32 & MASK;
    }
    (quotient, rest)
}

/// `a << bits` for fewer bits than a digit has, into as many digits; what is carried out.
#[inline(always)]
pub(crate) fn shift_left_to(a: &[u32], bits: u32, place: &mut Place) -> u32 {
    assert!(place.len() == a.len());
    let mut carry = 0u64;
    let mut index = 0;
    while index < a.len() {
        carry |= u64::from(a[index]) << bits;
        place[index].write(carry as u32 & MASK);
        carry >>= SHIFT;
        index += 1;
    }
    carry as u32
}

/// `a >> bits` for fewer bits than a digit has, into as many digits.
#[inline(always)]
pub(crate) fn shift_right_to(a: &[u32], bits: u32, place: &mut Place) {
    assert!(place.len() == a.len());
    let mut carry = 0u64;
    let mut index = a.len();
    while index > 0 {
        index -= 1;
        carry = carry << SHIFT | u64::from(a[index]);
        place[index].write((carry >> bits) as u32 & MASK);
    }
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
    (written(high.len(), |place| shift_right_to(high, bits, place)), lost)
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

/// What a digit of decimal text holds in [`to_decimal`].
const NINE_DIGITS: u64 = 1_000_000_000;
/// Numbers of up to this many digits are written by [`to_decimal`].
pub(crate) const DECIMAL_LIMIT: usize = 64;

/// A number of at most [`DECIMAL_LIMIT`] digits in base 10⁹, least significant first, and how many digits that are.
pub(crate) fn to_decimal(a: &[u32]) -> ([u32; DECIMAL_LIMIT + 4], usize) {
    let mut groups = [0u32; DECIMAL_LIMIT + 4];
    let mut count = 0;
    for &digit in a.iter().rev() {
        let mut carry = digit;
        for group in &mut groups[..count] {
            let value = u64::from(*group) << SHIFT | u64::from(carry);
            carry = (value / NINE_DIGITS) as u32;
            *group = (value % NINE_DIGITS) as u32;
        }
        while carry != 0 {
            groups[count] = (u64::from(carry) % NINE_DIGITS) as u32;
            carry = (u64::from(carry) / NINE_DIGITS) as u32;
            count += 1;
        }
    }
    (groups, count)
}

/// The number that decimal digits stand for.
pub(crate) fn from_decimal(text: &[u8]) -> Vec<u32> {
    let mut digits = Vec::with_capacity(text.len() / 9 + 1);
    let (first, rest) = text.split_at(text.len() % 9);
    let groups = std::iter::once(first).filter(|first| !first.is_empty()).chain(rest.chunks(9));
    for group in groups {
        let mut carry = group.iter().fold(0, |value, &byte| value * 10 + u64::from(byte - b'0'));
        for digit in &mut digits {
            carry += u64::from(*digit) * NINE_DIGITS;
            *digit = carry as u32 & MASK;
            carry >>= SHIFT;
        }
        if carry != 0 {
            digits.push(carry as u32);
        }
    }
    digits
}
