//! Floats as text and back: `repr`, the `e`, `f`, `g` formats of any precision, hexadecimal, correctly rounded
//! (`Python/pystrtod.c`, `Objects/floatobject.c`).

/// Decimal digits without a point; the value is `0.digits * 10**point`.
struct Decimal {
    digits: Vec<u8>,
    point: i32,
}

/// No double has more significant digits, or digits behind the point, than this.
const MOST_DIGITS: usize = 1100;

/// Takes `d.ddde±x` apart; trailing zeros go.
fn decimal_of(text: &str) -> Decimal {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
    while digits.len() > 1 && digits.last() == Some(&b'0') {
        digits.pop();
    }
    if digits == b"0" {
        return Decimal { digits, point: 1 };
    }
    Decimal { digits, point: exponent.parse::<i32>().unwrap_or(0) + 1 }
}

/// Whether the exact value may have one digit more than the shortest text, a 5: only then are two texts equally near.
fn may_tie(value: f64, decimal: &Decimal) -> bool {
    if (1e12..1e25).contains(&value) {
        return true;
    }
    let exponent = (value.to_bits() >> 52 & 0x7ff) as i32;
    let fraction = value.to_bits() & ((1 << 52) - 1) | if exponent == 0 { 0 } else { 1 << 52 };
    // The value is an odd number times two to this power: so many digits behind the point has it.
    let power = exponent.max(1) - 1075 + fraction.trailing_zeros() as i32;
    power < 0 && -power == decimal.digits.len() as i32 + 1 - decimal.point
}

fn shortest(value: f64) -> Decimal {
    let decimal = decimal_of(&format!("{value:e}"));
    // Where two shortest texts are equally near, the even digit wins.
    if may_tie(value, &decimal) {
        let text = format!("{value:.*e}", decimal.digits.len() - 1);
        if text.parse() == Ok(value) {
            return decimal_of(&text);
        }
    }
    decimal
}

fn significant(value: f64, count: usize) -> Decimal {
    decimal_of(&format!("{value:.*e}", count.clamp(1, MOST_DIGITS) - 1))
}

/// Ten to this power still fits beside a significand.
const FEW_PLACES: usize = 22;

/// A positive value that has a fraction, times `10**count`, as the nearest integer, the even one of two: all in one machine
/// integer.
fn scaled(value: f64, count: usize) -> Option<u128> {
    let bits = value.to_bits();
    let exponent = (bits >> 52) as i32 & 0x7ff;
    if count > FEW_PLACES || !(1..1075).contains(&exponent) {
        return None;
    }
    let significand = bits & ((1 << 52) - 1) | 1 << 52;
    // Less than 2**127.
    let product = u128::from(significand) * 10u128.pow(count as u32);
    let shift = 1075 - exponent;
    if shift > 127 {
        return Some(0);
    }
    let (whole, rest, half) = (product >> shift, product & ((1 << shift) - 1), 1 << (shift - 1));
    let up = rest > half || (rest == half && whole & 1 == 1);
    Some(whole + u128::from(up))
}

fn decimals(value: f64, count: usize) -> Decimal {
    if let Some(scaled) = scaled(value, count) {
        if scaled == 0 {
            return Decimal { digits: Vec::new(), point: -(count as i32) };
        }
        let text = match u64::try_from(scaled) {
            Ok(short) => short.to_string(),
            Err(_) => scaled.to_string(),
        };
        let mut digits = text.into_bytes();
        let point = digits.len() as i32 - count as i32;
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        return Decimal { digits, point };
    }
    let text = format!("{value:.*}", count.min(MOST_DIGITS));
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let mut digits: Vec<u8> = whole.bytes().chain(rest.bytes()).collect();
    let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
    let mut point = whole.len() as i32 - zeros as i32;
    digits.drain(..zeros);
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    if digits.is_empty() {
        point = -(count.min(MOST_DIGITS) as i32);
    }
    Decimal { digits, point }
}

/// What [`format`](fn@format) may add.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flags {
    /// A `+` in front of positive numbers.
    pub sign: bool,
    /// `.0` where it would look like an integer.
    pub dot_zero: bool,
    /// The alternate form: a point always, and `g` keeps trailing zeros.
    pub alternate: bool,
}

/// `PyOS_double_to_string`: `code` is one of `eEfFgGr`; `r` is the shortest text that reads back the same, whatever the
/// precision.
pub fn format(value: f64, code: char, precision: usize, flags: Flags) -> String {
    let upper = code.is_ascii_uppercase();
    let sign = match (value.is_sign_negative(), flags.sign) {
        (true, _) if !value.is_nan() => "-",
        (_, true) => "+",
        _ => "",
    };
    if !value.is_finite() {
        let name = match (value.is_nan(), upper) {
            (true, false) => "nan",
            (true, true) => "NAN",
            (false, false) => "inf",
            (false, true) => "INF",
        };
        return format!("{sign}{name}");
    }
    let value = value.abs();
    let (decimal, end, exponential) = match code.to_ascii_lowercase() {
        'e' => (significant(value, precision.saturating_add(1)), precision.saturating_add(1), true),
        'f' => {
            let decimal = decimals(value, precision);
            let end = (decimal.point as isize).saturating_add_unsigned(precision).max(0) as usize;
            (decimal, end, false)
        }
        'g' => {
            let precision = precision.max(1);
            let decimal = significant(value, precision);
            let most = precision as i64 - i64::from(flags.dot_zero);
            let exponential = decimal.point <= -4 || i64::from(decimal.point) > most;
            let end = if flags.alternate { precision } else { decimal.digits.len() };
            (decimal, end, exponential)
        }
        _ => {
            let decimal = shortest(value);
            let (end, exponential) = (decimal.digits.len(), decimal.point <= -4 || decimal.point > 16);
            (decimal, end, exponential)
        }
    };
    layout(sign, &decimal, end, exponential, upper, flags)
}

/// Sets the point among the digits, with zeros where there are none, and the exponent behind.
fn layout(sign: &str, decimal: &Decimal, end: usize, exponential: bool, upper: bool, flags: Flags) -> String {
    let exponent = decimal.point - 1;
    let point = if exponential { 1 } else { decimal.point as isize };
    let start = if point <= 0 { point - 1 } else { 0 };
    let mut end = end as isize;
    end = if !exponential && flags.dot_zero { end.max(point + 1) } else { end.max(point) };
    let mut text = String::with_capacity(sign.len() + (end - start) as usize + 8);
    text.push_str(sign);
    // Digits at negative places and behind the last are zeros.
    let push = |text: &mut String, from: isize, to: isize| {
        let known = decimal.digits.len() as isize;
        text.extend(std::iter::repeat_n('0', (to.min(0) - from).max(0) as usize));
        let digits =
            &decimal.digits[from.clamp(0, known) as usize..to.clamp(from.clamp(0, known), known) as usize];
        text.extend(digits.iter().map(|&digit| char::from(digit)));
        text.extend(std::iter::repeat_n('0', (to - from.max(known)).max(0) as usize));
    };
    push(&mut text, start, point);
    if end > point {
        text.push('.');
        push(&mut text, point, end);
    } else if flags.alternate {
        text.push('.');
    }
    if exponential {
        let sign = if exponent < 0 { '-' } else { '+' };
        text.push(if upper { 'E' } else { 'e' });
        text.push_str(&format!("{sign}{:02}", exponent.abs()));
    }
    text
}

/// `repr(value)`.
pub fn repr(value: f64) -> String {
    format(value, 'r', 0, Flags { dot_zero: true, ..Flags::default() })
}

/// `repr(complex(real, imag))`.
pub fn repr_complex(real: f64, imag: f64) -> String {
    let part = |value, sign| format(value, 'r', 0, Flags { sign, ..Flags::default() });
    if real == 0.0 && real.is_sign_positive() {
        return part(imag, false) + "j";
    }
    format!("({}{}j)", part(real, false), part(imag, true))
}

/// `round(value, places)` for finite values: correctly rounded in decimal. Infinite where the result is too large.
pub fn round_decimal(value: f64, places: i32) -> f64 {
    if places >= 0 {
        return format!("{value:.*}", (places as usize).min(MOST_DIGITS)).parse().unwrap_or(value);
    }
    // The exact integer and fraction, rounded by hand to a power of ten, half to even.
    let text = format!("{:.*}", MOST_DIGITS, value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let cut = places.unsigned_abs() as usize;
    let padded = format!("{whole:0>width$}", width = cut + 1);
    let (keep, rest) = padded.split_at(padded.len() - cut);
    let mut digits: Vec<u8> = keep.bytes().collect();
    let half = std::iter::once(b'5').chain(std::iter::repeat(b'0'));
    let order = rest.bytes().chain(fraction.bytes()).cmp(half.take(rest.len() + fraction.len()));
    if order.is_gt() || order.is_eq() && digits.last().is_some_and(|digit| digit & 1 == 1) {
        let nines = digits.iter().rev().take_while(|&&digit| digit == b'9').count();
        let at = digits.len() - nines;
        digits[at..].fill(b'0');
        match at.checked_sub(1) {
            Some(before) => digits[before] += 1,
            None => digits.insert(0, b'1'),
        }
    }
    let digits: String = digits.into_iter().map(char::from).collect();
    let rounded: f64 = format!("{digits}e{cut}").parse().unwrap_or(value);
    rounded.copysign(value)
}

/// A float as Python writes it, without white space or underscores.
pub fn parse(text: &[u8]) -> Option<f64> {
    let unsigned = match text {
        [b'+' | b'-', rest @ ..] => rest,
        _ => text,
    };
    let known = match unsigned {
        [b'0'..=b'9' | b'.', ..] => {
            unsigned.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'))
        }
        _ => {
            unsigned.eq_ignore_ascii_case(b"inf")
                || unsigned.eq_ignore_ascii_case(b"infinity")
                || unsigned.eq_ignore_ascii_case(b"nan")
        }
    };
    if known { std::str::from_utf8(text).ok()?.parse().ok() } else { None }
}

/// Takes underscores out of a number; `None` where one does not stand between two digits.
pub fn without_underscores(text: &[u8]) -> Option<std::borrow::Cow<'_, [u8]>> {
    if !text.contains(&b'_') {
        return Some(text.into());
    }
    let mut plain = Vec::with_capacity(text.len());
    let mut before = 0u8;
    for &byte in text {
        if byte == b'_' {
            if !before.is_ascii_digit() {
                return None;
            }
        } else {
            if before == b'_' && !byte.is_ascii_digit() {
                return None;
            }
            plain.push(byte);
        }
        before = byte;
    }
    if before == b'_' { None } else { Some(plain.into()) }
}

/// `value * 2**exponent`, correctly rounded, also where the result is subnormal; infinite where it is too large.
pub fn scale(value: u128, exponent: i64) -> f64 {
    if value == 0 {
        return 0.0;
    }
    let bits = i64::from(128 - value.leading_zeros());
    if exponent > 2000 {
        return f64::INFINITY;
    }
    if exponent < -2000 {
        return 0.0;
    }
    // How many low bits do not fit: 53 bits stay, or as many as lie at or above 2**-1074.
    let drop = (bits - 53).max(-1074 - exponent).max(0);
    if drop > 127 {
        return 0.0;
    }
    let kept = value >> drop;
    let rest = value - (kept << drop);
    let half = if drop == 0 { 0 } else { 1u128 << (drop - 1) };
    let up = drop > 0 && (rest > half || rest == half && kept & 1 == 1);
    let mut result = (kept + u128::from(up)) as f64;
    let mut exponent = exponent + drop;
    // Exact steps: the result is already rounded to where it ends.
    while exponent > 1000 {
        result *= two_to(1000);
        exponent -= 1000;
    }
    while exponent < -1000 {
        result *= two_to(-500);
        exponent += 500;
    }
    result * two_to(exponent)
}

fn two_to(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}

/// `float.hex()`.
pub fn to_hex(value: f64) -> String {
    let sign = if value.is_sign_negative() { "-" } else { "" };
    if !value.is_finite() {
        return format(value, 'r', 0, Flags::default());
    }
    let bits = value.to_bits();
    let (exponent, mantissa) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    match (exponent, mantissa) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{mantissa:013x}p-1022"),
        _ => format!("{sign}0x1.{mantissa:013x}p{:+}", exponent - 1023),
    }
}

/// Why a hexadecimal float was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HexError {
    /// It is none.
    Invalid,
    /// Its exponent is beyond counting, or the value beyond the largest float.
    TooLarge,
}

/// `float.fromhex()`.
pub fn from_hex(text: &[u8]) -> Result<f64, HexError> {
    let text = trim_start(text);
    let (negative, mut rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let signed = |value: f64| if negative { -value } else { value };
    let trimmed = trim_end(rest);
    if trimmed.eq_ignore_ascii_case(b"inf") || trimmed.eq_ignore_ascii_case(b"infinity") {
        return Ok(signed(f64::INFINITY));
    }
    if trimmed.eq_ignore_ascii_case(b"nan") {
        return Ok(signed(f64::NAN));
    }
    if let [b'0', b'x' | b'X', after @ ..] = rest {
        rest = after;
    }
    let (mut value, mut exponent, mut any, mut behind_point, mut sticky) = (0u128, 0i64, false, false, false);
    loop {
        match rest {
            [b'.', after @ ..] if !behind_point => {
                behind_point = true;
                rest = after;
            }
            [digit, after @ ..] if digit.is_ascii_hexdigit() => {
                let digit = char::from(*digit).to_digit(16).unwrap_or(0);
                any = true;
                if value < 1 << 120 {
                    value = value << 4 | u128::from(digit);
                    exponent -= if behind_point { 4 } else { 0 };
                } else {
                    sticky |= digit != 0;
                    exponent += if behind_point { 0 } else { 4 };
                }
                rest = after;
            }
            _ => break,
        }
    }
    if !any {
        return Err(HexError::Invalid);
    }
    if let [b'p' | b'P', after @ ..] = rest {
        let (minus, digits) = match after {
            [b'-', digits @ ..] => (true, digits),
            [b'+', digits @ ..] => (false, digits),
            _ => (false, after),
        };
        let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 {
            return Err(HexError::Invalid);
        }
        let number = digits[..count].iter().fold(0i64, |number, &digit| {
            number.saturating_mul(10).saturating_add(i64::from(digit - b'0')).min(1 << 60)
        });
        exponent += if minus { -number } else { number };
        rest = &digits[count..];
    }
    if !trim_start(rest).is_empty() {
        return Err(HexError::Invalid);
    }
    let value = scale(value << 1 | u128::from(sticky), exponent - 1);
    if value.is_infinite() { Err(HexError::TooLarge) } else { Ok(signed(value)) }
}

/// Without the white space in front, as C's `isspace` has it (the vertical tab included).
pub fn trim_start(text: &[u8]) -> &[u8] {
    let start = text.iter().position(|byte| !is_space(*byte)).unwrap_or(text.len());
    &text[start..]
}

/// Without the white space behind.
pub fn trim_end(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| !is_space(*byte)).map_or(0, |last| last + 1);
    &text[..end]
}

/// `Py_ISSPACE`.
#[inline]
pub fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}
