//! `time`: clocks and sleeping.

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult};
use vivarium_runtime::{float, int, raise, singletons};

use crate::support::new_module;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"time", time, c"time() -> floating point number\n\nSeconds since the epoch."),
    PyMethodDef::noargs(c"time_ns", time_ns, c"time_ns() -> int\n\nNanoseconds since the epoch."),
    PyMethodDef::noargs(c"monotonic", monotonic, c"monotonic() -> float\n\nA clock that never goes back."),
    PyMethodDef::noargs(
        c"monotonic_ns",
        monotonic_ns,
        c"monotonic_ns() -> int\n\nA clock that never goes back, in nanoseconds.",
    ),
    PyMethodDef::noargs(c"perf_counter", monotonic, c"perf_counter() -> float\n\nThe clock for measuring."),
    PyMethodDef::noargs(
        c"perf_counter_ns",
        monotonic_ns,
        c"perf_counter_ns() -> int\n\nThe clock for measuring, in nanoseconds.",
    ),
    PyMethodDef::noargs(
        c"process_time",
        process_time,
        c"process_time() -> float\n\nProcessor time of the process.",
    ),
    PyMethodDef::noargs(
        c"process_time_ns",
        process_time_ns,
        c"process_time_ns() -> int\n\nProcessor time of the process, in nanoseconds.",
    ),
    PyMethodDef::one(c"sleep", sleep, c"sleep(seconds)\n\nWait."),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    new_module("time", "Clocks.", FUNCTIONS)
}

/// A clock's value in nanoseconds.
fn clock(which: libc::clockid_t) -> i64 {
    let mut value = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the struct is writable.
    unsafe { libc::clock_gettime(which, &mut value) };
    value.tv_sec * 1_000_000_000 + value.tv_nsec
}

fn seconds(nanoseconds: i64) -> PyResult {
    float::from_f64(nanoseconds as f64 / 1e9)
}

fn time(_: &PyObject) -> PyResult {
    seconds(clock(libc::CLOCK_REALTIME))
}

fn time_ns(_: &PyObject) -> PyResult {
    int::from_i64(clock(libc::CLOCK_REALTIME))
}

fn monotonic(_: &PyObject) -> PyResult {
    seconds(clock(libc::CLOCK_MONOTONIC))
}

fn monotonic_ns(_: &PyObject) -> PyResult {
    int::from_i64(clock(libc::CLOCK_MONOTONIC))
}

fn process_time(_: &PyObject) -> PyResult {
    seconds(clock(libc::CLOCK_PROCESS_CPUTIME_ID))
}

fn process_time_ns(_: &PyObject) -> PyResult {
    int::from_i64(clock(libc::CLOCK_PROCESS_CPUTIME_ID))
}

fn sleep(_: &PyObject, duration: &PyObject) -> PyResult {
    let seconds = float::to_f64(duration)?;
    if seconds.is_nan() {
        return Err(raise!(VALUE_ERROR, "Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(raise!(VALUE_ERROR, "sleep length must be non-negative"));
    }
    match std::time::Duration::try_from_secs_f64(seconds) {
        Ok(duration) => std::thread::sleep(duration),
        Err(_) => return Err(raise!(OVERFLOW_ERROR, "timestamp too large to convert to C _PyTime_t")),
    }
    Ok(singletons::none_ref())
}
