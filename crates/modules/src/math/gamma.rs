//! The gamma function and its logarithm by the approximation of Lanczos, with the coefficients and the order of
//! operations of CPython, so that the last bits agree.

use std::f64::consts::PI;

use crate::libm::{cos, exp, fmod, log, pow, sin};

const LOG_PI: f64 = 1.144_729_885_849_400_2;
const G: f64 = 6.02468004077673;
const G_MINUS_HALF: f64 = 5.52468004077673;

const NUMERATOR: [f64; 13] = [
    23531376880.41076,
    42919803642.6491,
    35711959237.35567,
    17921034426.03721,
    6039542586.352028,
    1439720407.3117216,
    248874557.86205417,
    31426415.585400194,
    2876370.6289353725,
    186056.26539522348,
    8071.672002365816,
    210.82427775157936,
    2.5066282746310002,
];

/// Of x (x+1) … (x+11).
const DENOMINATOR: [f64; 13] = [
    0.0,
    39_916_800.0,
    120_543_840.0,
    150_917_976.0,
    105_258_076.0,
    45_995_730.0,
    13_339_535.0,
    2_637_558.0,
    357_423.0,
    32_670.0,
    1_925.0,
    66.0,
    1.0,
];

/// Of 1, 2, 3 and so on: exact.
const INTEGRAL: [f64; 23] = {
    let mut table = [1.0; 23];
    let mut index = 1;
    while index < table.len() {
        table[index] = table[index - 1] * index as f64;
        index += 1;
    }
    table
};

/// What went wrong.
pub(super) enum Failure {
    Domain,
    Range,
}

/// sin(πx) of a finite number.
fn sin_pi(x: f64) -> f64 {
    let y = fmod(x.abs(), 2.0);
    let value = match (2.0 * y).round() as i32 {
        0 => sin(PI * y),
        1 => cos(PI * (y - 0.5)),
        2 => sin(PI * (1.0 - y)),
        3 => -cos(PI * (y - 1.5)),
        _ => sin(PI * (y - 2.0)),
    };
    1f64.copysign(x) * value
}

/// The sum of Lanczos as a rational function; in 1/x for larger x.
fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    let pairs = NUMERATOR.iter().zip(&DENOMINATOR);
    if x < 5.0 {
        for (above, below) in pairs.rev() {
            numerator = numerator * x + above;
            denominator = denominator * x + below;
        }
    } else {
        for (above, below) in pairs {
            numerator = numerator / x + above;
            denominator = denominator / x + below;
        }
    }
    numerator / denominator
}

pub(super) fn gamma(x: f64) -> Result<f64, Failure> {
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x.is_infinite() || x == 0.0 {
        return Err(Failure::Domain);
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(Failure::Domain);
        }
        if x <= INTEGRAL.len() as f64 {
            return Ok(INTEGRAL[x as usize - 1]);
        }
    }
    let size = x.abs();
    let finite = |value: f64| if value.is_infinite() { Err(Failure::Range) } else { Ok(value) };
    if size < 1e-20 {
        return finite(1.0 / x);
    }
    if size > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(Failure::Range) };
    }
    let y = size + G_MINUS_HALF;
    // The rounding error of that sum, and how to make up for it.
    let error = if size > G_MINUS_HALF { (y - size) - G_MINUS_HALF } else { (y - G_MINUS_HALF) - size };
    let correction = error * G / y;
    let mut value;
    if x < 0.0 {
        value = -PI / sin_pi(size) / size * exp(y) / lanczos_sum(size);
        value -= correction * value;
        if size < 140.0 {
            value /= pow(y, size - 0.5);
        } else {
            let root = pow(y, size / 2.0 - 0.25);
            value /= root;
            value /= root;
        }
    } else {
        value = lanczos_sum(size) / exp(y);
        value += correction * value;
        if size < 140.0 {
            value *= pow(y, size - 0.5);
        } else {
            let root = pow(y, size / 2.0 - 0.25);
            value *= root;
            value *= root;
        }
    }
    finite(value)
}

pub(super) fn log_gamma(x: f64) -> Result<f64, Failure> {
    if x.is_nan() {
        return Ok(x);
    }
    if x.is_infinite() {
        return Ok(f64::INFINITY);
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(Failure::Domain) } else { Ok(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(-log(size));
    }
    let mut value = log(lanczos_sum(size)) - G;
    value += (size - 0.5) * (log(size + G - 0.5) - 1.0);
    if x < 0.0 {
        value = LOG_PI - log(sin_pi(size).abs()) - log(size) - value;
    }
    if value.is_infinite() { Err(Failure::Range) } else { Ok(value) }
}
