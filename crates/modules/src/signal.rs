//! `_signal`: handlers of signals, run between instructions.

use std::cell::{Cell, RefCell};
use std::ffi::c_int;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::thread::lock;
use vivarium_runtime::{
    args, call, errors, exceptions, float, frame, int, number, objects, raise, singletons, str, tuple,
};
use vivarium_vm::interp::pending;

use crate::io::os_error;
use crate::support::{new_module, set_int};

const COUNT: usize = 65;

static TRIPPED: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];

struct Handlers(RefCell<Vec<Option<Ref>>>, Cell<bool>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Handlers {}

static HANDLERS: Handlers = Handlers(RefCell::new(Vec::new()), Cell::new(false));

extern "C" fn tripped(signal: c_int) {
    if let Some(flag) = TRIPPED.get(signal as usize) {
        flag.store(true, Ordering::SeqCst);
        pending::interrupt();
    }
}

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::fast(
        c"signal",
        signal,
        c"signal($module, signalnum, handler, /)\n--\n\nSet what happens at a signal; what happened before.",
    ),
    PyMethodDef::one(
        c"getsignal",
        getsignal,
        c"getsignal($module, signalnum, /)\n--\n\nWhat happens at a signal.",
    ),
    PyMethodDef::one(
        c"raise_signal",
        raise_signal,
        c"raise_signal($module, signalnum, /)\n--\n\nSend a signal to this process.",
    ),
    PyMethodDef::fast(
        c"default_int_handler",
        default_int_handler,
        c"default_int_handler($module, signalnum, frame, /)\n--\n\nRaise KeyboardInterrupt.",
    ),
    PyMethodDef::one(
        c"alarm",
        alarm,
        c"alarm($module, seconds, /)\n--\n\nAsk for SIGALRM after some seconds.",
    ),
    PyMethodDef::fast(
        c"setitimer",
        setitimer,
        c"setitimer($module, which, seconds, interval=0.0, /)\n--\n\nAsk for signals after some seconds.",
    ),
    PyMethodDef::one(
        c"getitimer",
        getitimer,
        c"getitimer($module, which, /)\n--\n\nWhat is left of a timer.",
    ),
    PyMethodDef::noargs(c"pause", pause, c"pause($module, /)\n--\n\nWait for a signal."),
    PyMethodDef::one(
        c"strsignal",
        strsignal,
        c"strsignal($module, signalnum, /)\n--\n\nWhat a signal is called.",
    ),
    PyMethodDef::fast(
        c"siginterrupt",
        siginterrupt,
        c"siginterrupt($module, signalnum, flag, /)\n--\n\nWhether a signal interrupts system calls.",
    ),
    PyMethodDef::noargs(
        c"valid_signals",
        valid_signals,
        c"valid_signals($module, /)\n--\n\nThe numbers of signals.",
    ),
    PyMethodDef::keywords(
        c"set_wakeup_fd",
        set_wakeup_fd,
        c"set_wakeup_fd($module, fd, /, *, warn_on_full_buffer=True)\n--\n\nAccepted; -1.",
    ),
    PyMethodDef::END,
];

const NUMBERS: &[(&str, c_int)] = &[
    ("SIGHUP", libc::SIGHUP),
    ("SIGINT", libc::SIGINT),
    ("SIGQUIT", libc::SIGQUIT),
    ("SIGILL", libc::SIGILL),
    ("SIGTRAP", libc::SIGTRAP),
    ("SIGABRT", libc::SIGABRT),
    ("SIGIOT", libc::SIGABRT),
    ("SIGBUS", libc::SIGBUS),
    ("SIGFPE", libc::SIGFPE),
    ("SIGKILL", libc::SIGKILL),
    ("SIGUSR1", libc::SIGUSR1),
    ("SIGSEGV", libc::SIGSEGV),
    ("SIGUSR2", libc::SIGUSR2),
    ("SIGPIPE", libc::SIGPIPE),
    ("SIGALRM", libc::SIGALRM),
    ("SIGTERM", libc::SIGTERM),
    ("SIGSTKFLT", libc::SIGSTKFLT),
    ("SIGCHLD", libc::SIGCHLD),
    ("SIGCLD", libc::SIGCHLD),
    ("SIGCONT", libc::SIGCONT),
    ("SIGSTOP", libc::SIGSTOP),
    ("SIGTSTP", libc::SIGTSTP),
    ("SIGTTIN", libc::SIGTTIN),
    ("SIGTTOU", libc::SIGTTOU),
    ("SIGURG", libc::SIGURG),
    ("SIGXCPU", libc::SIGXCPU),
    ("SIGXFSZ", libc::SIGXFSZ),
    ("SIGVTALRM", libc::SIGVTALRM),
    ("SIGPROF", libc::SIGPROF),
    ("SIGWINCH", libc::SIGWINCH),
    ("SIGIO", libc::SIGIO),
    ("SIGPOLL", libc::SIGIO),
    ("SIGPWR", libc::SIGPWR),
    ("SIGSYS", libc::SIGSYS),
    ("SIGRTMIN", 34),
    ("SIGRTMAX", 64),
    ("SIG_BLOCK", libc::SIG_BLOCK),
    ("SIG_UNBLOCK", libc::SIG_UNBLOCK),
    ("SIG_SETMASK", libc::SIG_SETMASK),
    ("ITIMER_REAL", 0),
    ("ITIMER_VIRTUAL", 1),
    ("ITIMER_PROF", 2),
    ("NSIG", COUNT as c_int),
    ("SIG_DFL", 0),
    ("SIG_IGN", 1),
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let made = new_module("_signal", "Handlers of signals.", FUNCTIONS)?;
    for (name, value) in NUMBERS {
        set_int(&made, name, (*value).into())?;
    }
    made.set("ItimerError", &exceptions::OS_ERROR)?;
    if HANDLERS.1.get() {
        set(libc::SIGINT, Some(made.get("default_int_handler")?.unwrap_or_else(singletons::none_ref)));
    }
    Ok(made)
}

fn set(signal: c_int, handler: Option<Ref>) -> Option<Ref> {
    let mut handlers = HANDLERS.0.borrow_mut();
    if handlers.len() < COUNT {
        handlers.resize_with(COUNT, || None);
    }
    std::mem::replace(&mut handlers[signal as usize], handler)
}

fn handle(signal: c_int, action: libc::sighandler_t) -> Result<(), std::io::Error> {
    // SAFETY: the handler touches atomics only.
    unsafe {
        let mut wanted: libc::sigaction = std::mem::zeroed();
        wanted.sa_sigaction = action;
        libc::sigemptyset(&mut wanted.sa_mask);
        if libc::sigaction(signal, &wanted, std::ptr::null_mut()) != 0 {
            return Err(std::io::Error::last_os_error());
        }
    }
    Ok(())
}

/// Leaves signals to the thread that runs Python: they come there before the call that sent them returns.
pub fn leave_to_others() {
    // SAFETY: the set is written before it is read.
    unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &all, std::ptr::null_mut());
    }
}

/// Makes the interrupt signal a `KeyboardInterrupt`, unless the process was started to ignore it.
pub fn install() {
    pending::set_signal_check(check);
    // SAFETY: reads what is set.
    let ignored = unsafe {
        let mut current: libc::sigaction = std::mem::zeroed();
        libc::sigaction(libc::SIGINT, std::ptr::null(), &mut current);
        current.sa_sigaction == libc::SIG_IGN
    };
    if !ignored && handle(libc::SIGINT, tripped as *const () as libc::sighandler_t).is_ok() {
        HANDLERS.1.set(true);
    }
}

/// Waits while others run; handlers of signals run as they come.
pub fn sleep(duration: Duration) -> Result<(), Raised> {
    let end = Instant::now().checked_add(duration);
    loop {
        let rest = match end {
            Some(end) => end.saturating_duration_since(Instant::now()),
            None => Duration::MAX,
        };
        let wait = libc::timespec {
            tv_sec: i64::try_from(rest.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: rest.subsec_nanos().into(),
        };
        // SAFETY: the time is a valid one, and nobody asks for the rest.
        let woken = lock::without(|| unsafe {
            libc::clock_nanosleep(libc::CLOCK_MONOTONIC, 0, &wait, std::ptr::null_mut())
        });
        if woken != libc::EINTR {
            return Ok(());
        }
        check()?;
    }
}

/// Does as if the signal had come (`_thread.interrupt_main`).
pub fn simulate(signal: c_int) {
    if HANDLERS
        .0
        .borrow()
        .get(signal as usize)
        .is_some_and(|handler| handler.as_ref().is_some_and(|handler| objects::is_callable(handler)))
    {
        tripped(signal);
    }
}

/// Runs the handlers of the signals that came (`PyErr_CheckSignals`).
pub fn check() -> Result<(), Raised> {
    if !lock::is_first() {
        return Ok(());
    }
    for (signal, flag) in TRIPPED.iter().enumerate() {
        if !flag.swap(false, Ordering::SeqCst) {
            continue;
        }
        let handler = HANDLERS.0.borrow().get(signal).cloned().flatten();
        let Some(handler) = handler else {
            if signal as c_int == libc::SIGINT {
                return Err(errors::set_none(&exceptions::KEYBOARD_INTERRUPT));
            }
            continue;
        };
        if !objects::is_callable(&handler) {
            continue;
        }
        let place = match frame::current_visible() {
            Some(frame) => {
                let object: &PyObject = frame.object()?;
                object.to_ref()
            }
            None => singletons::none_ref(),
        };
        call::call(&handler, &[&*int::from_usize(signal)?, &place])?;
    }
    Ok(())
}

fn number_of(object: &PyObject) -> Result<c_int, Raised> {
    let signal = number::as_c_int(object)?;
    if (1..COUNT as c_int).contains(&signal) {
        Ok(signal)
    } else {
        Err(raise!(VALUE_ERROR, "signal number out of range"))
    }
}

fn getsignal(_: &PyObject, signal: &PyObject) -> PyResult {
    let signal = number_of(signal)?;
    if let Some(handler) = HANDLERS.0.borrow().get(signal as usize).cloned().flatten() {
        return Ok(handler);
    }
    // SAFETY: reads what is set.
    let action = unsafe {
        let mut current: libc::sigaction = std::mem::zeroed();
        libc::sigaction(signal, std::ptr::null(), &mut current);
        current.sa_sigaction
    };
    match action {
        libc::SIG_DFL => int::from_i64(0),
        libc::SIG_IGN => int::from_i64(1),
        _ => Ok(singletons::none_ref()),
    }
}

fn signal(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("signal", arguments, 2, 2)?;
    let signal = number_of(arguments[0])?;
    let handler = arguments[1];
    let before = getsignal(arguments[0], arguments[0])?;
    let (action, kept) = if objects::is_callable(handler) {
        (tripped as *const () as libc::sighandler_t, Some(handler.to_ref()))
    } else {
        match int::to_i64(handler) {
            Some(0) => (libc::SIG_DFL, None),
            Some(1) => (libc::SIG_IGN, None),
            _ => {
                return Err(raise!(
                    TYPE_ERROR,
                    "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object"
                ));
            }
        }
    };
    check()?;
    handle(signal, action).map_err(|error| os_error(&error, None))?;
    drop(set(signal, kept));
    Ok(before)
}

fn raise_signal(_: &PyObject, signal: &PyObject) -> PyResult {
    let signal = number::as_c_int(signal)?;
    // SAFETY: any number may be tried.
    if unsafe { libc::raise(signal) } != 0 {
        return Err(os_error(&std::io::Error::last_os_error(), None));
    }
    check()?;
    Ok(singletons::none_ref())
}

fn default_int_handler(_: &PyObject, _: &[&PyObject]) -> PyResult {
    Err(errors::set_none(&exceptions::KEYBOARD_INTERRUPT))
}

fn alarm(_: &PyObject, seconds: &PyObject) -> PyResult {
    let seconds = number::as_c_int(seconds)?;
    // SAFETY: no pointers.
    int::from_i64(unsafe { libc::alarm(seconds.max(0) as u32) }.into())
}

fn time_value(seconds: f64) -> libc::timeval {
    let whole = seconds.trunc();
    libc::timeval { tv_sec: whole as i64, tv_usec: ((seconds - whole) * 1e6).round() as i64 }
}

fn timer_pair(value: &libc::itimerval) -> PyResult {
    let seconds = |time: libc::timeval| float::from_f64(time.tv_sec as f64 + time.tv_usec as f64 * 1e-6);
    Ok(tuple::new([seconds(value.it_value)?, seconds(value.it_interval)?])?.upcast())
}

fn setitimer(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("setitimer", arguments, 2, 3)?;
    let which = number::as_c_int(arguments[0])?;
    let seconds = float::to_f64(arguments[1])?;
    let interval = arguments.get(2).map_or(Ok(0.0), |interval| float::to_f64(interval))?;
    let wanted = libc::itimerval { it_value: time_value(seconds), it_interval: time_value(interval) };
    let mut before = libc::itimerval { it_value: time_value(0.0), it_interval: time_value(0.0) };
    // SAFETY: both structs live as long as the call.
    if unsafe { libc::setitimer(which as _, &wanted, &mut before) } != 0 {
        return Err(os_error(&std::io::Error::last_os_error(), None));
    }
    timer_pair(&before)
}

fn getitimer(_: &PyObject, which: &PyObject) -> PyResult {
    let which = number::as_c_int(which)?;
    let mut value = libc::itimerval { it_value: time_value(0.0), it_interval: time_value(0.0) };
    // SAFETY: the struct lives as long as the call.
    if unsafe { libc::getitimer(which as _, &mut value) } != 0 {
        return Err(os_error(&std::io::Error::last_os_error(), None));
    }
    timer_pair(&value)
}

fn pause(_: &PyObject) -> PyResult {
    // SAFETY: no arguments.
    unsafe { libc::pause() };
    check()?;
    Ok(singletons::none_ref())
}

fn strsignal(_: &PyObject, signal: &PyObject) -> PyResult {
    let signal = number_of(signal)?;
    // SAFETY: the text is copied before anybody asks again.
    let text = unsafe {
        let text = libc::strsignal(signal);
        if text.is_null() {
            None
        } else {
            Some(std::ffi::CStr::from_ptr(text).to_string_lossy().into_owned())
        }
    };
    match text {
        Some(text) if !text.starts_with("Unknown signal") => Ok(str::new(&text)?.upcast()),
        _ => Ok(singletons::none_ref()),
    }
}

fn siginterrupt(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("siginterrupt", arguments, 2, 2)?;
    number_of(arguments[0])?;
    Ok(singletons::none_ref())
}

fn valid_signals(_: &PyObject) -> PyResult {
    let numbers = (1..COUNT as i64)
        .filter(|number| !(32..34).contains(number))
        .map(int::from_i64)
        .collect::<Result<Vec<_>, _>>()?;
    let numbers = vivarium_runtime::list::from_vec(numbers)?;
    call::call(&vivarium_runtime::set::SET_TYPE, &[&numbers])
}

fn set_wakeup_fd(_: &PyObject, _: &[&PyObject], _: Option<&PyObject>) -> PyResult {
    int::from_i64(-1)
}
