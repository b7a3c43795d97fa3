//! Sums and products over iterables: `fsum`, `prod`, `dist`, `hypot`.

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{float, int, iter, memory, number, raise, sequence, tuple};

use crate::libm;

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

/// A sum that stays above its summands, and what rounding took from it.
struct Sum {
    total: f64,
    lost: [f64; 3],
}

impl Sum {
    fn add(&mut self, value: f64, place: usize) {
        let before = self.total;
        self.total += value;
        self.lost[place] += (before - self.total) + value;
    }

    fn value(&self) -> f64 {
        self.total - 1.0 + (self.lost[0] + self.lost[1] + self.lost[2])
    }
}

/// High and low half of a float (Veltkamp and Dekker).
fn halves(x: f64) -> (f64, f64) {
    let scaled = x * 134_217_729.0;
    let high = scaled - (scaled - x);
    (high, x - high)
}

/// `vector_norm`: scaled, with the rounding errors of the squares and of the root put right.
fn norm(values: &[f64]) -> f64 {
    let largest = values.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()));
    if largest.is_infinite() {
        return largest;
    }
    if values.iter().any(|value| value.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 || values.len() <= 1 {
        return largest;
    }
    let (_, exponent) = super::split(largest);
    let mut sum = Sum { total: 1.0, lost: [0.0; 3] };
    if exponent < -1023 {
        for value in values {
            let x = value.abs() / largest;
            sum.add(x * x, 0);
        }
        return largest * (sum.total - 1.0 + sum.lost[0]).sqrt();
    }
    let scale = libm::ldexp(1.0, -exponent as i32);
    for value in values {
        let (high, low) = halves(value.abs() * scale);
        sum.add(high * high, 0);
        sum.add(2.0 * high * low, 1);
        sum.lost[2] += low * low;
    }
    let root = sum.value().sqrt();
    let (high, low) = halves(root);
    sum.add(-high * high, 0);
    sum.add(-2.0 * high * low, 1);
    sum.add(-low * low, 2);
    (root + sum.value() / (2.0 * root)) / scale
}

fn floats(items: &[&PyObject]) -> Result<Vec<f64>, Raised> {
    items.iter().map(|item| float::to_f64(item)).collect()
}

fn hypot(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    float::from_f64(norm(&floats(arguments)?))
}

fn dist(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("dist", arguments, 2, 2)?;
    let point = |argument| match PyObject::cast::<tuple::PyTupleObject>(argument) {
        Some(_) => Ok(argument.to_ref()),
        None => sequence::tuple(argument),
    };
    let (p, q) = (point(arguments[0])?, point(arguments[1])?);
    let (p, q) = (args::items(&p), args::items(&q));
    if p.len() != q.len() {
        return Err(raise!(VALUE_ERROR, "both points must have the same number of dimensions"));
    }
    let mut differences = memory::try_vec(p.len())?;
    for (a, b) in p.iter().zip(q) {
        differences.push(float::to_f64(a)? - float::to_f64(b)?);
    }
    float::from_f64(norm(&differences))
}
