//! Complex numbers, computed as CPython's `complexobject.c` computes them.

/// Real and imaginary part.
pub(crate) type Complex = (f64, f64);

pub(crate) fn add(a: Complex, b: Complex) -> Complex {
    (a.0 + b.0, a.1 + b.1)
}

pub(crate) fn subtract(a: Complex, b: Complex) -> Complex {
    (a.0 - b.0, a.1 - b.1)
}

pub(crate) fn multiply(a: Complex, b: Complex) -> Complex {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// `_Py_c_quot`; `None` for a zero divisor.
pub(crate) fn divide(a: Complex, b: Complex) -> Option<Complex> {
    let (abs_real, abs_imag) = (b.0.abs(), b.1.abs());
    if abs_real >= abs_imag {
        if abs_real == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        Some(((a.0 + a.1 * ratio) / denominator, (a.1 - a.0 * ratio) / denominator))
    } else if abs_imag >= abs_real {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        Some(((a.0 * ratio + a.1) / denominator, (a.1 * ratio - a.0) / denominator))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

/// `complex_pow`
pub(crate) fn power(a: Complex, b: Complex) -> Result<Complex, &'static str> {
    const ZERO: &str = "ZeroDivisionError: 0.0 to a negative or complex power";
    let result = if b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0 {
        let n = b.0 as i64;
        if n > 0 {
            power_unsigned(a, n.unsigned_abs())
        } else {
            divide((1.0, 0.0), power_unsigned(a, n.unsigned_abs())).ok_or(ZERO)?
        }
    } else if b == (0.0, 0.0) {
        (1.0, 0.0)
    } else if a == (0.0, 0.0) {
        if b.1 != 0.0 || b.0 < 0.0 {
            return Err(ZERO);
        }
        (0.0, 0.0)
    } else {
        let magnitude = a.0.hypot(a.1);
        let mut length = magnitude.powf(b.0);
        let angle = a.1.atan2(a.0);
        let mut phase = angle * b.0;
        if b.1 != 0.0 {
            length /= (angle * b.1).exp();
            phase += b.1 * magnitude.ln();
        }
        // The sine of an infinite angle is C's domain error, which CPython takes for this one.
        if phase.is_infinite() {
            return Err(ZERO);
        }
        (length * phase.cos(), length * phase.sin())
    };
    if result.0.is_infinite() || result.1.is_infinite() {
        return Err("OverflowError: complex exponentiation");
    }
    Ok(result)
}

fn power_unsigned(x: Complex, n: u64) -> Complex {
    let (mut result, mut square, mut mask) = ((1.0, 0.0), x, 1_u64);
    while mask > 0 && n >= mask {
        if n & mask != 0 {
            result = multiply(result, square);
        }
        mask <<= 1;
        square = multiply(square, square);
    }
    result
}
