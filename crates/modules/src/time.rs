//! `time`: clocks and sleeping.

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{dict, exceptions, float, int, namespace, number, objects, raise, singletons, str};

use crate::support::{add_functions, new_module, set_int};

mod calendar;

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
    PyMethodDef::noargs(
        c"thread_time",
        thread_time,
        c"thread_time() -> float\n\nProcessor time of the thread.",
    ),
    PyMethodDef::noargs(
        c"thread_time_ns",
        thread_time_ns,
        c"thread_time_ns() -> int\n\nProcessor time of the thread, in nanoseconds.",
    ),
    PyMethodDef::one(
        c"clock_gettime",
        clock_gettime,
        c"clock_gettime(clk_id) -> float\n\nA clock of the system.",
    ),
    PyMethodDef::one(
        c"clock_gettime_ns",
        clock_gettime_ns,
        c"clock_gettime_ns(clk_id) -> int\n\nA clock of the system, in nanoseconds.",
    ),
    PyMethodDef::fast(
        c"clock_settime",
        clock_settime,
        c"clock_settime(clk_id, time)\n\nSet a clock of the system.",
    )
    .old_style(),
    PyMethodDef::fast(
        c"clock_settime_ns",
        clock_settime_ns,
        c"clock_settime_ns(clk_id, time)\n\nSet a clock of the system, in nanoseconds.",
    )
    .old_style(),
    PyMethodDef::one(
        c"pthread_getcpuclockid",
        pthread_getcpuclockid,
        c"pthread_getcpuclockid(thread_id) -> int\n\nThe clock of a thread's processor time.",
    )
    .old_style(),
    PyMethodDef::one(
        c"clock_getres",
        clock_getres,
        c"clock_getres(clk_id) -> floating point number\n\nThe precision of a clock of the system.",
    ),
    PyMethodDef::one(
        c"get_clock_info",
        get_clock_info,
        c"get_clock_info(name: str) -> dict\n\nWhat a clock is like.",
    ),
    PyMethodDef::one(c"sleep", sleep, c"sleep(seconds)\n\nWait."),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("time", "Clocks, and times of the day and year.", FUNCTIONS)?;
    add_functions(&module, calendar::FUNCTIONS)?;
    for (name, clock) in CLOCKS {
        set_int(&module, name, i64::from(*clock))?;
    }
    calendar::add_to(&module)?;
    Ok(module)
}

const CLOCKS: &[(&str, libc::clockid_t)] = &[
    ("CLOCK_REALTIME", libc::CLOCK_REALTIME),
    ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC),
    ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW),
    ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID),
    ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID),
    ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME),
    ("CLOCK_TAI", libc::CLOCK_TAI),
];

fn thread_time(_: &PyObject) -> PyResult {
    seconds(clock(libc::CLOCK_THREAD_CPUTIME_ID))
}

fn thread_time_ns(_: &PyObject) -> PyResult {
    int::from_i64(clock(libc::CLOCK_THREAD_CPUTIME_ID))
}

type ReadClock = unsafe extern "C" fn(libc::clockid_t, *mut libc::timespec) -> libc::c_int;

fn read(object: &PyObject, read: ReadClock) -> Result<i64, Raised> {
    let which = number::as_c_int(object)?;
    let mut value = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the struct is writable; the system refuses numbers that are no clocks.
    if unsafe { read(which, &mut value) } != 0 {
        return Err(exceptions::os::raise_errno(exceptions::os::last_errno(), None, None));
    }
    Ok(value.tv_sec * 1_000_000_000 + value.tv_nsec)
}

fn clock_gettime(_: &PyObject, which: &PyObject) -> PyResult {
    seconds(read(which, libc::clock_gettime)?)
}

fn clock_gettime_ns(_: &PyObject, which: &PyObject) -> PyResult {
    int::from_i64(read(which, libc::clock_gettime)?)
}

fn set_clock(which: &PyObject, nanoseconds: i64) -> PyResult {
    let which = number::as_c_int(which)?;
    let value = libc::timespec {
        tv_sec: nanoseconds.div_euclid(1_000_000_000),
        tv_nsec: nanoseconds.rem_euclid(1_000_000_000),
    };
    // SAFETY: the struct is readable.
    if unsafe { libc::clock_settime(which, &raw const value) } != 0 {
        return Err(crate::io::os_error(&std::io::Error::last_os_error(), None));
    }
    Ok(singletons::none_ref())
}

fn clock_settime(_: &PyObject, args: &[&PyObject]) -> PyResult {
    vivarium_runtime::args::check_count("clock_settime", args, 2, 2)?;
    let seconds = match float::value(args[1]) {
        Some(seconds) => seconds,
        None => number::as_isize(args[1])? as f64,
    };
    set_clock(args[0], (seconds * 1e9).floor() as i64)
}

fn clock_settime_ns(_: &PyObject, args: &[&PyObject]) -> PyResult {
    vivarium_runtime::args::check_count("clock_settime_ns", args, 2, 2)?;
    set_clock(args[0], number::as_isize(args[1])? as i64)
}

fn pthread_getcpuclockid(_: &PyObject, thread: &PyObject) -> PyResult {
    let thread = number::as_isize(thread)? as libc::pthread_t;
    // The address of a thread that has ended must not reach the C library.
    if !vivarium_runtime::thread::lock::frames().iter().any(|(ident, _)| *ident == thread as u64) {
        return Err(raise!(OS_ERROR, "pthread_getcpuclockid: no such thread"));
    }
    let mut clock = 0;
    // SAFETY: a running thread, and room for the answer.
    match unsafe { libc::pthread_getcpuclockid(thread, &mut clock) } {
        0 => int::from_i64(clock.into()),
        code => Err(crate::io::os_error(&std::io::Error::from_raw_os_error(code), None)),
    }
}

fn clock_getres(_: &PyObject, which: &PyObject) -> PyResult {
    seconds(read(which, libc::clock_getres)?)
}

fn get_clock_info(_: &PyObject, name: &PyObject) -> PyResult {
    let Some(name) = name.cast::<str::PyUnicodeObject>() else {
        return Err(raise!(
            TYPE_ERROR,
            "get_clock_info() argument 1 must be str, not {}",
            name.ob_type().full_name()
        ));
    };
    let (clock, shown, monotonic, adjustable) = match &*name.to_string_lossy() {
        "time" => (libc::CLOCK_REALTIME, "clock_gettime(CLOCK_REALTIME)", false, true),
        "monotonic" | "perf_counter" => {
            (libc::CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true, false)
        }
        "process_time" => {
            (libc::CLOCK_PROCESS_CPUTIME_ID, "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false)
        }
        "thread_time" => {
            (libc::CLOCK_THREAD_CPUTIME_ID, "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false)
        }
        _ => return Err(raise!(VALUE_ERROR, "unknown clock")),
    };
    let resolution = seconds(read(&*int::from_i64(i64::from(clock))?, libc::clock_getres)?)?;
    let facts = dict::new()?;
    facts.set_item(&*str::intern("implementation")?, &*str::new(shown)?)?;
    facts.set_item(&*str::intern("monotonic")?, &objects::bool_ref(monotonic))?;
    facts.set_item(&*str::intern("adjustable")?, &objects::bool_ref(adjustable))?;
    facts.set_item(&*str::intern("resolution")?, &resolution)?;
    namespace::new(&facts)
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
        Ok(duration) => crate::signal::sleep(duration)?,
        Err(_) => return Err(raise!(OVERFLOW_ERROR, "timestamp too large to convert to C _PyTime_t")),
    }
    Ok(singletons::none_ref())
}
