//! The formulas. Each result comes with what C's `errno` would say of it.

use std::f64::consts::{E, LN_2, LN_10, PI};

use vivarium_runtime::complex::Complex;

use super::special::{ACOS, ACOSH, ASINH, ATANH, COSH, EXP, LOG, RECT, SINH, SQRT, TANH};
use super::{Fault, Outcome};
use crate::libm;

const LARGE: f64 = f64::MAX / 4.0;
const MANTISSA: i32 = 53;
const SCALE_UP: i32 = 2 * (MANTISSA / 2) + 1;
const SCALE_DOWN: i32 = -(SCALE_UP + 1) / 2;

fn make(real: f64, imag: f64) -> Complex {
    Complex { real, imag }
}

fn good(real: f64, imag: f64) -> Outcome {
    (make(real, imag), Fault::None)
}

/// An infinite result of finite parts is out of range.
fn ranged(real: f64, imag: f64) -> Outcome {
    let fault = if real.is_infinite() || imag.is_infinite() { Fault::Range } else { Fault::None };
    (make(real, imag), fault)
}

fn finite(z: Complex) -> bool {
    z.real.is_finite() && z.imag.is_finite()
}

/// Row or column of the tables.
fn kind(x: f64) -> usize {
    match x {
        _ if x.is_nan() => 6,
        f64::NEG_INFINITY => 0,
        f64::INFINITY => 5,
        _ if x < 0.0 => 1,
        _ if x > 0.0 => 4,
        _ if x.is_sign_negative() => 2,
        _ => 3,
    }
}

fn look_up(table: &[[(f64, f64); 7]; 7], z: Complex) -> Complex {
    let (real, imag) = table[kind(z.real)][kind(z.imag)];
    make(real, imag)
}

fn domain_if(condition: bool) -> Fault {
    if condition { Fault::Domain } else { Fault::None }
}

/// log|z| of a large number.
fn log_of_large(z: Complex) -> f64 {
    libm::log(libm::hypot(z.real / 2.0, z.imag / 2.0)) + LN_2 * 2.0
}

fn is_large(z: Complex) -> bool {
    z.real.abs() > LARGE || z.imag.abs() > LARGE
}

/// i z.
fn turned(z: Complex) -> Complex {
    make(-z.imag, z.real)
}

/// -i z.
fn turned_back((z, fault): Outcome) -> Outcome {
    (make(z.imag, -z.real), fault)
}

/// `atan2` with all special values.
pub(super) fn angle(y: f64, x: f64) -> f64 {
    if x.is_nan() || y.is_nan() { f64::NAN } else { libm::atan2(y, x) }
}

pub(super) fn acos(z: Complex) -> Outcome {
    if !finite(z) {
        return (look_up(&ACOS, z), Fault::None);
    }
    if is_large(z) {
        let real = libm::atan2(z.imag.abs(), z.real);
        let size = log_of_large(z);
        let imag = if z.real < 0.0 { -size.copysign(z.imag) } else { size.copysign(-z.imag) };
        return good(real, imag);
    }
    let (a, _) = sqrt(make(1.0 - z.real, -z.imag));
    let (b, _) = sqrt(make(1.0 + z.real, z.imag));
    good(2.0 * libm::atan2(a.real, b.real), libm::asinh(b.real * a.imag - b.imag * a.real))
}

pub(super) fn acosh(z: Complex) -> Outcome {
    if !finite(z) {
        return (look_up(&ACOSH, z), Fault::None);
    }
    if is_large(z) {
        return good(log_of_large(z), libm::atan2(z.imag, z.real));
    }
    let (a, _) = sqrt(make(z.real - 1.0, z.imag));
    let (b, _) = sqrt(make(z.real + 1.0, z.imag));
    good(libm::asinh(a.real * b.real + a.imag * b.imag), 2.0 * libm::atan2(a.imag, b.real))
}

pub(super) fn asin(z: Complex) -> Outcome {
    turned_back(asinh(turned(z)))
}

pub(super) fn asinh(z: Complex) -> Outcome {
    if !finite(z) {
        return (look_up(&ASINH, z), Fault::None);
    }
    if is_large(z) {
        let size = log_of_large(z);
        let real = if z.imag >= 0.0 { size.copysign(z.real) } else { -size.copysign(-z.real) };
        return good(real, libm::atan2(z.imag, z.real.abs()));
    }
    let (a, _) = sqrt(make(1.0 + z.imag, -z.real));
    let (b, _) = sqrt(make(1.0 - z.imag, z.real));
    good(
        libm::asinh(a.real * b.imag - b.real * a.imag),
        libm::atan2(z.imag, a.real * b.real - a.imag * b.imag),
    )
}

pub(super) fn atan(z: Complex) -> Outcome {
    turned_back(atanh(turned(z)))
}

fn log1p(x: f64) -> f64 {
    if x == 0.0 { x } else { libm::log1p(x) }
}

pub(super) fn atanh(z: Complex) -> Outcome {
    if !finite(z) {
        return (look_up(&ATANH, z), Fault::None);
    }
    if z.real < 0.0 {
        let (value, fault) = atanh(make(-z.real, -z.imag));
        return (make(-value.real, -value.imag), fault);
    }
    let size = z.imag.abs();
    let limit = LARGE.sqrt();
    if z.real > limit || size > limit {
        let half = libm::hypot(z.real / 2.0, z.imag / 2.0);
        return good(z.real / 4.0 / half / half, -(PI / 2.0).copysign(-z.imag));
    }
    if z.real == 1.0 && size < f64::MIN_POSITIVE.sqrt() {
        if size == 0.0 {
            return (make(f64::INFINITY, z.imag), Fault::Domain);
        }
        let real = -libm::log(size.sqrt() / libm::hypot(size, 2.0).sqrt());
        return good(real, (libm::atan2(2.0, -size) / 2.0).copysign(z.imag));
    }
    let real = log1p(4.0 * z.real / ((1.0 - z.real) * (1.0 - z.real) + size * size)) / 4.0;
    let imag = -libm::atan2(-2.0 * z.imag, (1.0 - z.real) * (1.0 + z.real) - size * size) / 2.0;
    good(real, imag)
}

pub(super) fn cos(z: Complex) -> Outcome {
    cosh(turned(z))
}

/// An infinite real part with an angle that has a sign.
fn infinite_with_angle(z: Complex) -> bool {
    z.real.is_infinite() && z.imag.is_finite() && z.imag != 0.0
}

pub(super) fn cosh(z: Complex) -> Outcome {
    let (c, s) = (libm::cos(z.imag), libm::sin(z.imag));
    if !finite(z) {
        let value = if infinite_with_angle(z) {
            let imag = f64::INFINITY.copysign(s);
            make(f64::INFINITY.copysign(c), if z.real > 0.0 { imag } else { -imag })
        } else {
            look_up(&COSH, z)
        };
        return (value, domain_if(z.imag.is_infinite() && !z.real.is_nan()));
    }
    if z.real.abs() > libm::log(LARGE) {
        let less = z.real - 1f64.copysign(z.real);
        return ranged(c * libm::cosh(less) * E, s * libm::sinh(less) * E);
    }
    ranged(c * libm::cosh(z.real), s * libm::sinh(z.real))
}

pub(super) fn exp(z: Complex) -> Outcome {
    let (c, s) = (libm::cos(z.imag), libm::sin(z.imag));
    if !finite(z) {
        let value = if infinite_with_angle(z) {
            let size: f64 = if z.real > 0.0 { f64::INFINITY } else { 0.0 };
            make(size.copysign(c), size.copysign(s))
        } else {
            look_up(&EXP, z)
        };
        let fault = domain_if(z.imag.is_infinite() && (z.real.is_finite() || z.real == f64::INFINITY));
        return (value, fault);
    }
    if z.real > libm::log(LARGE) {
        let size = libm::exp(z.real - 1.0);
        return ranged(size * c * E, size * s * E);
    }
    let size = libm::exp(z.real);
    ranged(size * c, size * s)
}

pub(super) fn log(z: Complex) -> Outcome {
    if !finite(z) {
        return (look_up(&LOG, z), Fault::None);
    }
    let (x, y) = (z.real.abs(), z.imag.abs());
    let angle = libm::atan2(z.imag, z.real);
    let real = if x > LARGE || y > LARGE {
        libm::log(libm::hypot(x / 2.0, y / 2.0)) + LN_2
    } else if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE {
        if x == 0.0 && y == 0.0 {
            return (make(f64::NEG_INFINITY, angle), Fault::Domain);
        }
        libm::log(libm::hypot(libm::ldexp(x, MANTISSA), libm::ldexp(y, MANTISSA)))
            - f64::from(MANTISSA) * LN_2
    } else {
        let size = libm::hypot(x, y);
        if (0.71..=1.73).contains(&size) {
            let (larger, smaller) = if x > y { (x, y) } else { (y, x) };
            log1p((larger - 1.0) * (larger + 1.0) + smaller * smaller) / 2.0
        } else {
            libm::log(size)
        }
    };
    good(real, angle)
}

pub(super) fn log10(z: Complex) -> Outcome {
    let (value, fault) = log(z);
    (make(value.real / LN_10, value.imag / LN_10), fault)
}

pub(super) fn sin(z: Complex) -> Outcome {
    turned_back(sinh(turned(z)))
}

pub(super) fn sinh(z: Complex) -> Outcome {
    let (c, s) = (libm::cos(z.imag), libm::sin(z.imag));
    if !finite(z) {
        let value = if infinite_with_angle(z) {
            let real = f64::INFINITY.copysign(c);
            make(if z.real > 0.0 { real } else { -real }, f64::INFINITY.copysign(s))
        } else {
            look_up(&SINH, z)
        };
        return (value, domain_if(z.imag.is_infinite() && !z.real.is_nan()));
    }
    if z.real.abs() > libm::log(LARGE) {
        let less = z.real - 1f64.copysign(z.real);
        return ranged(c * libm::sinh(less) * E, s * libm::cosh(less) * E);
    }
    ranged(c * libm::sinh(z.real), s * libm::cosh(z.real))
}

pub(super) fn sqrt(z: Complex) -> Outcome {
    if !finite(z) {
        return (look_up(&SQRT, z), Fault::None);
    }
    if z.real == 0.0 && z.imag == 0.0 {
        return good(0.0, z.imag);
    }
    let (x, y) = (z.real.abs(), z.imag.abs());
    let tiny = x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE && (x > 0.0 || y > 0.0);
    let root = if tiny {
        let x = libm::ldexp(x, SCALE_UP);
        libm::ldexp((x + libm::hypot(x, libm::ldexp(y, SCALE_UP))).sqrt(), SCALE_DOWN)
    } else {
        let x = x / 8.0;
        2.0 * (x + libm::hypot(x, y / 8.0)).sqrt()
    };
    let other = y / (2.0 * root);
    if z.real >= 0.0 { good(root, other.copysign(z.imag)) } else { good(other, root.copysign(z.imag)) }
}

pub(super) fn tan(z: Complex) -> Outcome {
    turned_back(tanh(turned(z)))
}

pub(super) fn tanh(z: Complex) -> Outcome {
    if !finite(z) {
        let value = if infinite_with_angle(z) {
            let sign = 2.0 * libm::sin(z.imag) * libm::cos(z.imag);
            make(1f64.copysign(z.real), 0f64.copysign(sign))
        } else {
            look_up(&TANH, z)
        };
        return (value, domain_if(z.imag.is_infinite() && z.real.is_finite()));
    }
    if z.real.abs() > libm::log(LARGE) {
        let imag = 4.0 * libm::sin(z.imag) * libm::cos(z.imag) * libm::exp(-2.0 * z.real.abs());
        return good(1f64.copysign(z.real), imag);
    }
    let (tx, ty) = (libm::tanh(z.real), libm::tan(z.imag));
    let cx = 1.0 / libm::cosh(z.real);
    let product = tx * ty;
    let below = 1.0 + product * product;
    good(tx * (1.0 + ty * ty) / below, ((ty / below) * cx) * cx)
}

pub(super) fn rect(r: f64, phi: f64) -> Outcome {
    if !r.is_finite() || !phi.is_finite() {
        let value = if r.is_infinite() && phi.is_finite() && phi != 0.0 {
            let (c, s) = (f64::INFINITY.copysign(libm::cos(phi)), f64::INFINITY.copysign(libm::sin(phi)));
            if r > 0.0 { make(c, s) } else { make(-c, -s) }
        } else {
            look_up(&RECT, make(r, phi))
        };
        return (value, domain_if(r != 0.0 && !r.is_nan() && phi.is_infinite()));
    }
    if phi == 0.0 {
        return good(r, r * phi);
    }
    good(r * libm::cos(phi), r * libm::sin(phi))
}
