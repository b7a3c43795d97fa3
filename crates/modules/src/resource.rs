//! `resource`: what a process may use, and what it used.

use std::ffi::c_int;
use std::sync::atomic::{AtomicPtr, Ordering};

use vivarium_runtime::args::check_count;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::structseq::{self, Field};
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{exceptions, float, hooks, int, memory, number, raise, sequence, singletons, tuple};

use crate::io::os_error;
use crate::support::{new_module, set_int};

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::one(c"getrusage", getrusage, c"getrusage($module, who, /)\n--\n\nWhat was used so far."),
    PyMethodDef::one(
        c"getrlimit",
        getrlimit,
        c"getrlimit($module, resource, /)\n--\n\nThe limit in force and the highest one.",
    ),
    PyMethodDef::fast(
        c"prlimit",
        prlimit,
        c"prlimit(pid, resource, [limits])\n\nThe limits of a process; sets them if new ones are given.",
    ),
    PyMethodDef::fast(
        c"setrlimit",
        setrlimit,
        c"setrlimit($module, resource, limits, /)\n--\n\nSets the limit in force and the highest one.",
    ),
    PyMethodDef::noargs(c"getpagesize", getpagesize, c"getpagesize($module, /)\n--\n\nBytes of a page."),
    PyMethodDef::END,
];

const CONSTANTS: &[(&str, i64)] = &[
    ("RLIMIT_CPU", libc::RLIMIT_CPU as i64),
    ("RLIMIT_FSIZE", libc::RLIMIT_FSIZE as i64),
    ("RLIMIT_DATA", libc::RLIMIT_DATA as i64),
    ("RLIMIT_STACK", libc::RLIMIT_STACK as i64),
    ("RLIMIT_CORE", libc::RLIMIT_CORE as i64),
    ("RLIMIT_NOFILE", libc::RLIMIT_NOFILE as i64),
    ("RLIMIT_OFILE", libc::RLIMIT_NOFILE as i64),
    ("RLIMIT_AS", libc::RLIMIT_AS as i64),
    ("RLIMIT_RSS", libc::RLIMIT_RSS as i64),
    ("RLIMIT_NPROC", libc::RLIMIT_NPROC as i64),
    ("RLIMIT_MEMLOCK", libc::RLIMIT_MEMLOCK as i64),
    ("RLIMIT_MSGQUEUE", libc::RLIMIT_MSGQUEUE as i64),
    ("RLIMIT_NICE", libc::RLIMIT_NICE as i64),
    ("RLIMIT_RTPRIO", libc::RLIMIT_RTPRIO as i64),
    ("RLIMIT_RTTIME", libc::RLIMIT_RTTIME as i64),
    ("RLIMIT_SIGPENDING", libc::RLIMIT_SIGPENDING as i64),
    ("RUSAGE_SELF", libc::RUSAGE_SELF as i64),
    ("RUSAGE_CHILDREN", libc::RUSAGE_CHILDREN as i64),
    ("RUSAGE_THREAD", libc::RUSAGE_THREAD as i64),
    ("RLIM_INFINITY", -1),
];

/// How many kinds of limits there are.
const LIMITS: c_int = 16;

const FIELDS: [Field; 16] = [
    (c"ru_utime", c"seconds in the program"),
    (c"ru_stime", c"seconds in the system"),
    (c"ru_maxrss", c"the most memory that was resident"),
    (c"ru_ixrss", c"shared memory"),
    (c"ru_idrss", c"data of its own"),
    (c"ru_isrss", c"stack of its own"),
    (c"ru_minflt", c"page faults without reading"),
    (c"ru_majflt", c"page faults that read"),
    (c"ru_nswap", c"times it was swapped out"),
    (c"ru_inblock", c"blocks read"),
    (c"ru_oublock", c"blocks written"),
    (c"ru_msgsnd", c"messages sent"),
    (c"ru_msgrcv", c"messages received"),
    (c"ru_nsignals", c"signals received"),
    (c"ru_nvcsw", c"times it gave the processor away"),
    (c"ru_nivcsw", c"times the processor was taken away"),
];

const USAGE_DOC: &std::ffi::CStr =
    c"struct_rusage: what getrusage gives.\n\nA tuple of sixteen numbers that have names, too.";

static USAGE_TYPE: AtomicPtr<PyTypeObject> = AtomicPtr::new(std::ptr::null_mut());

fn usage_type() -> Result<&'static PyTypeObject, Raised> {
    // SAFETY: such types live for ever.
    if let Some(known) = unsafe { USAGE_TYPE.load(Ordering::Relaxed).as_ref() } {
        return Ok(known);
    }
    let made = structseq::new_type(c"resource.struct_rusage", USAGE_DOC, &FIELDS, 16)?;
    USAGE_TYPE.store(std::ptr::from_ref(made).cast_mut(), Ordering::Relaxed);
    Ok(made)
}

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("resource", "Limits and use of a process's resources.", FUNCTIONS)?;
    module.set("error", &exceptions::OS_ERROR)?;
    module.set("struct_rusage", usage_type()?)?;
    for (name, value) in CONSTANTS {
        set_int(&module, name, *value)?;
    }
    Ok(module)
}

fn getrusage(_: &PyObject, who: &PyObject) -> PyResult {
    let who = number::as_c_int(who)?;
    // SAFETY: all-zero is a valid value, and the call fills it.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        if libc::getrusage(who, &raw mut usage) != 0 {
            let error = std::io::Error::last_os_error();
            if error.raw_os_error() == Some(libc::EINVAL) {
                return Err(raise!(VALUE_ERROR, "invalid who parameter"));
            }
            return Err(os_error(&error, None));
        }
        usage
    };
    let seconds = |time: libc::timeval| float::from_f64(time.tv_sec as f64 + time.tv_usec as f64 * 1e-6);
    let mut items = vec![seconds(usage.ru_utime)?, seconds(usage.ru_stime)?];
    for number in [
        usage.ru_maxrss,
        usage.ru_ixrss,
        usage.ru_idrss,
        usage.ru_isrss,
        usage.ru_minflt,
        usage.ru_majflt,
        usage.ru_nswap,
        usage.ru_inblock,
        usage.ru_oublock,
        usage.ru_msgsnd,
        usage.ru_msgrcv,
        usage.ru_nsignals,
        usage.ru_nvcsw,
        usage.ru_nivcsw,
    ] {
        items.push(int::from_i64(number)?);
    }
    structseq::new(usage_type()?, items)
}

fn kind(object: &PyObject) -> Result<c_int, Raised> {
    let kind = number::as_c_int(object)?;
    if (0..LIMITS).contains(&kind) {
        return Ok(kind);
    }
    Err(raise!(VALUE_ERROR, "invalid resource specified"))
}

/// A limit as numbers; all bits of one are -1.
fn pair(limit: libc::rlimit) -> PyResult {
    let numbers = [int::from_i64(limit.rlim_cur as i64)?, int::from_i64(limit.rlim_max as i64)?];
    Ok(tuple::new(numbers)?.upcast())
}

fn limit_of(object: &PyObject) -> Result<libc::rlimit, Raised> {
    let items = sequence::tuple(object)?;
    // SAFETY: what the function gives.
    let items: &tuple::PyTupleObject = unsafe { items.cast_unchecked() };
    let [current, highest] = items.items() else {
        return Err(raise!(VALUE_ERROR, "expected a tuple of 2 integers"));
    };
    let number = |object: &PyObject| -> Result<u64, Raised> {
        let index: Ref = number::index(object)?;
        int::to_i64(&index)
            .map(|value| value as u64)
            .ok_or_else(|| raise!(OVERFLOW_ERROR, "Python int too large to convert to C long"))
    };
    Ok(libc::rlimit { rlim_cur: number(current)?, rlim_max: number(highest)? })
}

fn failed() -> Raised {
    let error = std::io::Error::last_os_error();
    match error.raw_os_error() {
        Some(libc::EINVAL) => raise!(VALUE_ERROR, "current limit exceeds maximum limit"),
        Some(libc::EPERM) => raise!(VALUE_ERROR, "not allowed to raise maximum limit"),
        _ => os_error(&error, None),
    }
}

fn getrlimit(_: &PyObject, resource: &PyObject) -> PyResult {
    let kind = kind(resource)?;
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: fills a struct of ours.
    if unsafe { libc::getrlimit(kind as libc::__rlimit_resource_t, &raw mut limit) } != 0 {
        return Err(os_error(&std::io::Error::last_os_error(), None));
    }
    pair(limit)
}

fn setrlimit(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("setrlimit", arguments, 2, 2)?;
    let (resource, limits) = (arguments[0], arguments[1]);
    let number = number::as_c_int(resource)?;
    hooks::audit("resource.setrlimit", || Ok(vec![int::from_i64(number.into())?, limits.to_ref()]))?;
    let kind = kind(resource)?;
    let limit = limit_of(limits)?;
    if kind == libc::RLIMIT_AS as c_int {
        memory::prepare_for_limit(limit.rlim_cur);
    }
    // SAFETY: reads a struct of ours.
    if unsafe { libc::setrlimit(kind as libc::__rlimit_resource_t, &raw const limit) } != 0 {
        return Err(failed());
    }
    Ok(singletons::none_ref())
}

fn prlimit(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    if !(2..=3).contains(&arguments.len()) {
        return Err(raise!(TYPE_ERROR, "resource.prlimit requires 2 to 3 arguments"));
    }
    let pid = number::as_c_int(arguments[0])?;
    let number = number::as_c_int(arguments[1])?;
    let limits = arguments.get(2).filter(|limits| !limits.is_none());
    hooks::audit("resource.prlimit", || {
        let limits = limits.map_or_else(singletons::none_ref, |limits| limits.to_ref());
        Ok(vec![int::from_i64(pid.into())?, int::from_i64(number.into())?, limits])
    })?;
    let kind = kind(arguments[1])?;
    let new = limits.map(|limits| limit_of(limits)).transpose()?;
    let mut old = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    let new_address = new.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    // SAFETY: reads and fills structs of ours.
    let status = unsafe { libc::prlimit(pid, kind as libc::__rlimit_resource_t, new_address, &raw mut old) };
    if status != 0 {
        return Err(failed());
    }
    pair(old)
}

fn getpagesize(_: &PyObject) -> PyResult {
    // SAFETY: asks only.
    int::from_i64(unsafe { libc::sysconf(libc::_SC_PAGESIZE) })
}
