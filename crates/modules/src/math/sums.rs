//! Sums and products over iterables: `fsum`, `prod`, `dist`, `hypot`.

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{float, int, iter, number, raise, tuple};

pub(super) static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::one(
        c"fsum",
        fsum,
        c"fsum($module, seq, /)\n--\n\nThe sum of floats with one rounding only.",
    ),
    PyMethodDef::keywords(
        c"prod",
        prod,
        c"prod($module, iterable, /, *, start=1)\n--\n\nThe product of numbers.",
    ),
    PyMethodDef::fast(c"dist", dist, c"dist($module, p, q, /)\n--\n\nThe distance of two points."),
    PyMethodDef::fast(c"hypot", hypot, c"hypot(*coordinates) -> value\n\nThe length of a vector."),
    PyMethodDef::END,
];

/// Shewchuk's algorithm: partial sums that do not overlap, smallest first.
fn fsum(_: &PyObject, iterable: &PyObject) -> PyResult {
    let iterator = iter::get_iter(iterable)?;
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    while let Some(item) = iter::next(&iterator)? {
        let given = float::to_f64(&item)?;
        let mut x = given;
        let mut kept = 0;
        for index in 0..partials.len() {
            let mut y = partials[index];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x != 0.0 {
            if !x.is_finite() {
                if given.is_finite() {
                    return Err(raise!(OVERFLOW_ERROR, "intermediate overflow in fsum"));
                }
                if given.is_infinite() {
                    infinities += given;
                }
                special += given;
                partials.clear();
            } else {
                partials.push(x);
            }
        }
    }
    if special != 0.0 {
        if f64::is_nan(infinities) {
            return Err(raise!(VALUE_ERROR, "-inf + inf in fsum"));
        }
        return float::from_f64(special);
    }
    float::from_f64(round_partials(&partials))
}

/// The sum of partials, correctly rounded, halfway cases too.
fn round_partials(partials: &[f64]) -> f64 {
    let Some((last, rest)) = partials.split_last() else { return 0.0 };
    let mut high = *last;
    let mut low = 0.0;
    let mut index = rest.len();
    while index > 0 {
        index -= 1;
        let x = high;
        let y = rest[index];
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    if index > 0 && ((low < 0.0 && rest[index - 1] < 0.0) || (low > 0.0 && rest[index - 1] > 0.0)) {
        let y = low * 2.0;
        let x = high + y;
        if y == x - high {
            high = x;
        }
    }
    high
}

fn prod(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("prod", &["iterable", "start"]).required(1).positional_only(1).keyword_only(1, 0);
    let [iterable, start] = SPEC.parse(arguments, kwnames)?;
    let iterator = iter::get_iter(iterable.expect("required"))?;
    let mut result = match start {
        Some(start) => start.to_ref(),
        None => int::from_i64(1)?,
    };
    while let Some(item) = iter::next(&iterator)? {
        result = number::multiply(&result, &item)?;
    }
    Ok(result)
}

/// `vector_norm`: scaled, with the rounding errors of the squares and of the root put right.
fn norm(values: &[f64]) -> f64 {
    let largest = values.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()));
    if values.iter().any(|value| value.is_infinite()) {
        return f64::INFINITY;
    }
    if values.iter().any(|value| value.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 || values.len() <= 1 {
        return largest;
    }
    let exponent = ((largest.to_bits() >> 52) & 0x7ff) as i32 - 1022;
    if exponent < -1021 {
        let scaled: Vec<f64> = values.iter().map(|value| value / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(&scaled);
    }
    let scale = if exponent > 1023 { 2f64.powi(-1023) } else { 2f64.powi(-exponent) };
    let (mut sum, mut fraction, mut error) = (1.0, 0.0, 0.0);
    let square = |x: f64| {
        let high = x * x;
        (high, x.mul_add(x, -high))
    };
    for value in values {
        let x = value * scale;
        let (high, low) = square(x);
        let total = sum + high;
        fraction += (sum - total) + high;
        sum = total;
        error += low;
    }
    let root = (sum - 1.0 + (error + fraction)).sqrt();
    let (high, low) = square(root);
    let total = sum - high;
    let fraction = fraction + ((sum - total) - high);
    let rest = total - 1.0 + (error - low + fraction);
    (root + rest / (2.0 * root)) / scale
}

fn floats(items: &[&PyObject]) -> Result<Vec<f64>, Raised> {
    items.iter().map(|item| float::to_f64(item)).collect()
}

fn hypot(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    float::from_f64(norm(&floats(arguments)?))
}

fn dist(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("dist", arguments, 2, 2)?;
    let point = |argument: &PyObject| -> Result<Vec<f64>, Raised> {
        match argument.cast::<tuple::PyTupleObject>() {
            Some(tuple) => floats(tuple.items()),
            None => floats(&iter::collect(argument)?.iter().map(|item| &**item).collect::<Vec<_>>()),
        }
    };
    let (p, q) = (point(arguments[0])?, point(arguments[1])?);
    if p.len() != q.len() {
        return Err(raise!(VALUE_ERROR, "both points must have the same number of dimensions"));
    }
    let differences: Vec<f64> = p.iter().zip(&q).map(|(a, b)| a - b).collect();
    float::from_f64(norm(&differences))
}
