//! `posix`: what `os` is built on.

use std::ffi::{CString, OsStr, OsString, c_int};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::structseq::{self, Field};
use vivarium_runtime::{
    args, bytes, call, dict, exceptions, float, int, list, name, number, objects, raise, singletons, str,
    tuple, typeobject,
};

use crate::io::os_error;
use crate::support::{add_functions, new_module, set_int};

pub mod at_fork;
mod files;
mod processes;
pub mod scan;

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let made = new_module("posix", "What the operating system does.", FUNCTIONS)?;
    add_functions(&made, files::FUNCTIONS)?;
    add_functions(&made, processes::FUNCTIONS)?;
    add_functions(&made, scan::FUNCTIONS)?;
    for (name, value) in CONSTANTS {
        set_int(&made, name, (*value).into())?;
    }
    made.set("error", &exceptions::OS_ERROR)?;
    made.set("environ", &*environment()?)?;
    made.set("DirEntry", &scan::DIR_ENTRY_TYPE)?;
    made.set("stat_result", types(|types| types.stat)?)?;
    made.set("terminal_size", types(|types| types.terminal)?)?;
    made.set("times_result", types(|types| types.times)?)?;
    made.set("uname_result", types(|types| types.uname)?)?;
    let have =
        ["HAVE_FCHDIR", "HAVE_FCHMOD", "HAVE_FSTATAT", "HAVE_FTRUNCATE", "HAVE_LSTAT", "HAVE_UTIMENSAT"];
    let have =
        have.iter().map(|name| Ok(str::intern(name)?.upcast())).collect::<Result<Vec<Ref>, Raised>>()?;
    made.set("_have_functions", &*list::from_vec(have)?)?;
    Ok(made)
}

const CONSTANTS: &[(&str, c_int)] = &[
    ("F_OK", 0),
    ("R_OK", 4),
    ("W_OK", 2),
    ("X_OK", 1),
    ("O_RDONLY", libc::O_RDONLY),
    ("O_WRONLY", libc::O_WRONLY),
    ("O_RDWR", libc::O_RDWR),
    ("O_CREAT", libc::O_CREAT),
    ("O_EXCL", libc::O_EXCL),
    ("O_TRUNC", libc::O_TRUNC),
    ("O_APPEND", libc::O_APPEND),
    ("O_NONBLOCK", libc::O_NONBLOCK),
    ("O_NDELAY", libc::O_NONBLOCK),
    ("O_SYNC", libc::O_SYNC),
    ("O_DSYNC", libc::O_DSYNC),
    ("O_NOCTTY", libc::O_NOCTTY),
    ("O_CLOEXEC", libc::O_CLOEXEC),
    ("O_DIRECTORY", libc::O_DIRECTORY),
    ("O_NOFOLLOW", libc::O_NOFOLLOW),
    ("O_PATH", libc::O_PATH),
    ("O_TMPFILE", libc::O_TMPFILE),
    ("O_ACCMODE", libc::O_ACCMODE),
    ("SEEK_DATA", libc::SEEK_DATA),
    ("SEEK_HOLE", libc::SEEK_HOLE),
    ("WNOHANG", libc::WNOHANG),
    ("WUNTRACED", libc::WUNTRACED),
    ("WCONTINUED", libc::WCONTINUED),
    ("WEXITED", libc::WEXITED),
    ("WSTOPPED", libc::WSTOPPED),
    ("WNOWAIT", libc::WNOWAIT),
    ("P_PID", 1),
    ("P_PGID", 2),
    ("P_ALL", 0),
    ("EX_OK", 0),
    ("EX_USAGE", 64),
    ("EX_DATAERR", 65),
    ("EX_NOINPUT", 66),
    ("EX_NOUSER", 67),
    ("EX_NOHOST", 68),
    ("EX_UNAVAILABLE", 69),
    ("EX_SOFTWARE", 70),
    ("EX_OSERR", 71),
    ("EX_OSFILE", 72),
    ("EX_CANTCREAT", 73),
    ("EX_IOERR", 74),
    ("EX_TEMPFAIL", 75),
    ("EX_PROTOCOL", 76),
    ("EX_NOPERM", 77),
    ("EX_CONFIG", 78),
    ("NGROUPS_MAX", 65536),
    ("TMP_MAX", 238_328),
    ("PRIO_PROCESS", 0),
    ("PRIO_PGRP", 1),
    ("PRIO_USER", 2),
    ("GRND_RANDOM", 2),
    ("GRND_NONBLOCK", 1),
    ("RTLD_LAZY", 1),
    ("RTLD_NOW", 2),
    ("RTLD_GLOBAL", 256),
    ("RTLD_LOCAL", 0),
    ("SCHED_OTHER", 0),
    ("SCHED_FIFO", 1),
    ("SCHED_RR", 2),
    ("ST_RDONLY", 1),
    ("ST_NOSUID", 2),
    ("POSIX_SPAWN_OPEN", 0),
    ("POSIX_SPAWN_CLOSE", 1),
    ("POSIX_SPAWN_DUP2", 2),
];

static STAT_FIELDS: [Field; 19] = [
    (c"st_mode", c"kind and permissions"),
    (c"st_ino", c"inode"),
    (c"st_dev", c"device"),
    (c"st_nlink", c"hard links"),
    (c"st_uid", c"owner"),
    (c"st_gid", c"group"),
    (c"st_size", c"bytes"),
    (c"0", c"seconds of the last access"),
    (c"1", c"seconds of the last modification"),
    (c"2", c"seconds of the last change"),
    (c"st_atime", c"time of the last access"),
    (c"st_mtime", c"time of the last modification"),
    (c"st_ctime", c"time of the last change"),
    (c"st_atime_ns", c"the same in nanoseconds"),
    (c"st_mtime_ns", c"the same in nanoseconds"),
    (c"st_ctime_ns", c"the same in nanoseconds"),
    (c"st_blksize", c"block size"),
    (c"st_blocks", c"blocks"),
    (c"st_rdev", c"device of a special file"),
];

static TERMINAL_FIELDS: [Field; 2] = [(c"columns", c"width"), (c"lines", c"height")];
static TIMES_FIELDS: [Field; 5] =
    [(c"user", c""), (c"system", c""), (c"children_user", c""), (c"children_system", c""), (c"elapsed", c"")];
static UNAME_FIELDS: [Field; 5] =
    [(c"sysname", c""), (c"nodename", c""), (c"release", c""), (c"version", c""), (c"machine", c"")];

#[derive(Clone, Copy)]
struct Types {
    stat: &'static typeobject::PyTypeObject,
    terminal: &'static typeobject::PyTypeObject,
    times: &'static typeobject::PyTypeObject,
    uname: &'static typeobject::PyTypeObject,
}

struct TypeStore(std::cell::Cell<Option<Types>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for TypeStore {}

static TYPES: TypeStore = TypeStore(std::cell::Cell::new(None));

fn types(
    pick: impl Fn(Types) -> &'static typeobject::PyTypeObject,
) -> Result<&'static typeobject::PyTypeObject, Raised> {
    if TYPES.0.get().is_none() {
        let make =
            |name, doc, fields: &'static [Field], visible| structseq::new_type(name, doc, fields, visible);
        TYPES.0.set(Some(Types {
            stat: make(c"os.stat_result", c"What is known of a file.", &STAT_FIELDS, 10)?,
            terminal: make(c"os.terminal_size", c"The size of a terminal.", &TERMINAL_FIELDS, 2)?,
            times: make(c"posix.times_result", c"Times of the process.", &TIMES_FIELDS, 5)?,
            uname: make(c"posix.uname_result", c"Names of the system.", &UNAME_FIELDS, 5)?,
        }));
    }
    match TYPES.0.get() {
        Some(types) => Ok(pick(types)),
        None => Err(raise!(SYSTEM_ERROR, "types are missing")),
    }
}

fn environment() -> PyResult {
    let made = dict::new()?;
    for (key, value) in std::env::vars_os() {
        made.set_item(&*bytes::new(key.as_bytes())?, &*bytes::new(value.as_bytes())?)?;
    }
    Ok(made.upcast())
}

/// The error of the last system call.
fn last_error(path: Option<&PyObject>) -> Raised {
    os_error(&std::io::Error::last_os_error(), path)
}

/// The result of a system call that gives -1 for errors.
fn checked(result: c_int, path: Option<&PyObject>) -> Result<c_int, Raised> {
    if result < 0 { Err(last_error(path)) } else { Ok(result) }
}

fn none() -> PyResult {
    Ok(singletons::none_ref())
}

/// `os.fspath`.
fn fspath(_: &PyObject, path: &PyObject) -> PyResult {
    if path.is_instance_of::<PyUnicodeObject>() || bytes::as_slice(path).is_some() {
        return Ok(path.to_ref());
    }
    let Some(method) = typeobject::lookup_special(path, name!("__fspath__"))? else {
        return Err(raise!(
            TYPE_ERROR,
            "expected str, bytes or os.PathLike object, not {}",
            path.ob_type().name()
        ));
    };
    let made = call::call(&method, &[])?;
    if made.is_instance_of::<PyUnicodeObject>() || bytes::as_slice(&made).is_some() {
        return Ok(made);
    }
    Err(raise!(
        TYPE_ERROR,
        "expected {}.__fspath__() to return str or bytes, not {}",
        path.ob_type().name(),
        made.ob_type().name()
    ))
}

/// A path as the system takes it, and whether it was given as bytes.
fn path_bytes(function: &str, path: &PyObject) -> Result<(Vec<u8>, bool), Raised> {
    let resolved = if path.is_instance_of::<PyUnicodeObject>() || bytes::as_slice(path).is_some() {
        path.to_ref()
    } else if typeobject::lookup_special(path, name!("__fspath__"))?.is_some() {
        fspath(path, path)?
    } else {
        return Err(raise!(
            TYPE_ERROR,
            "{function}: path should be string, bytes or os.PathLike, not {}",
            path.ob_type().name()
        ));
    };
    Ok(match bytes::as_slice(&resolved) {
        Some(content) => (content.to_vec(), true),
        None => (vivarium_vm::sys::encode_path(&resolved), false),
    })
}

fn path_arg(function: &str, path: &PyObject) -> Result<CString, Raised> {
    let (content, _) = path_bytes(function, path)?;
    CString::new(content).map_err(|_| raise!(VALUE_ERROR, "{function}: embedded null character in path"))
}

fn decoded(content: &[u8], as_bytes: bool) -> PyResult {
    if as_bytes { Ok(bytes::new(content)?.upcast()) } else { vivarium_vm::sys::decode_bytes(content) }
}

fn is_int(object: &PyObject) -> bool {
    object.is_instance_of::<int::PyLongObject>()
}

fn text(value: &str) -> PyResult {
    Ok(str::new(value)?.upcast())
}

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::one(c"fspath", fspath, c"fspath($module, /, path)\n--\n\nA path as str or bytes."),
    PyMethodDef::one(
        c"strerror",
        strerror,
        c"strerror($module, code, /)\n--\n\nThe words for an error number.",
    ),
    PyMethodDef::one(c"urandom", urandom, c"urandom($module, size, /)\n--\n\nRandom bytes."),
    PyMethodDef::fast(c"getrandom", getrandom, c"getrandom($module, /, size, flags=0)\n--\n\nRandom bytes."),
    PyMethodDef::fast(
        c"putenv",
        putenv,
        c"putenv($module, name, value, /)\n--\n\nSet a variable of the environment.",
    ),
    PyMethodDef::one(
        c"unsetenv",
        unsetenv,
        c"unsetenv($module, name, /)\n--\n\nRemove a variable of the environment.",
    ),
    PyMethodDef::noargs(c"cpu_count", cpu_count, c"cpu_count($module, /)\n--\n\nThe number of processors."),
    PyMethodDef::fast(
        c"get_terminal_size",
        get_terminal_size,
        c"get_terminal_size([fd])\n\nThe size of the terminal.",
    ),
    PyMethodDef::one(
        c"device_encoding",
        device_encoding,
        c"device_encoding($module, /, fd)\n--\n\nThe encoding of a terminal.",
    ),
    PyMethodDef::noargs(c"uname", uname, c"uname($module, /)\n--\n\nNames of the system."),
    PyMethodDef::noargs(c"times", times, c"times($module, /)\n--\n\nTimes of the process."),
    PyMethodDef::END,
];

fn strerror(_: &PyObject, code: &PyObject) -> PyResult {
    text(&crate::io::strerror(number::as_c_int(code)?))
}

fn random_bytes(size: isize) -> PyResult {
    let Ok(size) = usize::try_from(size) else {
        return Err(raise!(VALUE_ERROR, "negative argument not allowed"));
    };
    let mut content = vivarium_runtime::memory::try_vec(size)?;
    content.resize(size, 0u8);
    let mut filled = 0;
    while filled < size {
        // SAFETY: the rest of the buffer is writable.
        let count = unsafe { libc::getrandom(content[filled..].as_mut_ptr().cast(), size - filled, 0) };
        match usize::try_from(count) {
            Ok(count) => filled += count,
            Err(_) => return Err(last_error(None)),
        }
    }
    Ok(bytes::new(&content)?.upcast())
}

fn urandom(_: &PyObject, size: &PyObject) -> PyResult {
    random_bytes(number::as_isize(size)?)
}

fn getrandom(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("getrandom", arguments, 1, 2)?;
    random_bytes(number::as_isize(arguments[0])?)
}

fn putenv(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("putenv", arguments, 2, 2)?;
    let (name, _) = path_bytes("putenv", arguments[0])?;
    let (value, _) = path_bytes("putenv", arguments[1])?;
    if name.contains(&b'=') || name.is_empty() {
        return Err(raise!(VALUE_ERROR, "illegal environment variable name"));
    }
    if name.contains(&0) || value.contains(&0) {
        return Err(raise!(VALUE_ERROR, "embedded null byte"));
    }
    // SAFETY: other threads of Python wait for the interpreter lock.
    unsafe { std::env::set_var(OsStr::from_bytes(&name), OsStr::from_bytes(&value)) };
    none()
}

fn unsetenv(_: &PyObject, name: &PyObject) -> PyResult {
    let (name, _) = path_bytes("unsetenv", name)?;
    if name.is_empty() || name.contains(&b'=') || name.contains(&0) {
        return Err(os_error(&std::io::Error::from_raw_os_error(libc::EINVAL), None));
    }
    // SAFETY: other threads of Python wait for the interpreter lock.
    unsafe { std::env::remove_var(OsString::from_vec(name)) };
    none()
}

fn cpu_count(_: &PyObject) -> PyResult {
    match std::thread::available_parallelism() {
        Ok(count) => int::from_usize(count.get()),
        Err(_) => none(),
    }
}

fn get_terminal_size(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("get_terminal_size", arguments, 0, 1)?;
    let descriptor = arguments.first().map_or(Ok(1), |fd| number::as_c_int(fd))?;
    // SAFETY: the struct is written by the call.
    let size = unsafe {
        let mut size: libc::winsize = std::mem::zeroed();
        checked(libc::ioctl(descriptor, libc::TIOCGWINSZ, &mut size), None)?;
        size
    };
    structseq::new(
        types(|types| types.terminal)?,
        vec![int::from_i64(size.ws_col.into())?, int::from_i64(size.ws_row.into())?],
    )
}

fn device_encoding(_: &PyObject, descriptor: &PyObject) -> PyResult {
    // SAFETY: any descriptor may be asked about.
    if unsafe { libc::isatty(number::as_c_int(descriptor)?) } == 1 { text("UTF-8") } else { none() }
}

fn uname(_: &PyObject) -> PyResult {
    // SAFETY: the struct is written by the call; its fields end in NUL.
    let fields = unsafe {
        let mut names: libc::utsname = std::mem::zeroed();
        checked(libc::uname(&mut names), None)?;
        [
            names.sysname.as_ptr(),
            names.nodename.as_ptr(),
            names.release.as_ptr(),
            names.version.as_ptr(),
            names.machine.as_ptr(),
        ]
        .map(|field| std::ffi::CStr::from_ptr(field).to_string_lossy().into_owned())
    };
    let items = fields.iter().map(|field| text(field)).collect::<Result<Vec<_>, _>>()?;
    structseq::new(types(|types| types.uname)?, items)
}

fn times(_: &PyObject) -> PyResult {
    // SAFETY: the struct is written by the call.
    let (elapsed, values, ticks) = unsafe {
        let mut values: libc::tms = std::mem::zeroed();
        let elapsed = libc::times(&mut values);
        (elapsed, values, libc::sysconf(libc::_SC_CLK_TCK).max(1))
    };
    let seconds = |value: libc::clock_t| float::from_f64(value as f64 / ticks as f64);
    let items = vec![
        seconds(values.tms_utime)?,
        seconds(values.tms_stime)?,
        seconds(values.tms_cutime)?,
        seconds(values.tms_cstime)?,
        seconds(elapsed)?,
    ];
    structseq::new(types(|types| types.times)?, items)
}

/// Names of keyword arguments that say where a path starts or whether links are followed.
fn follows(value: Option<&PyObject>) -> Result<bool, Raised> {
    value.map_or(Ok(true), objects::is_true)
}

fn descriptor_or(value: Option<&PyObject>, default: c_int) -> Result<c_int, Raised> {
    match value.filter(|value| !value.is_none()) {
        Some(value) => number::as_c_int(value),
        None => Ok(default),
    }
}

fn pair(first: Ref, second: Ref) -> PyResult {
    Ok(tuple::pair(first, second)?.upcast())
}
