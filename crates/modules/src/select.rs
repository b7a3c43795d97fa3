//! `select`: waiting for descriptors.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ffi::c_int;
use std::time::{Duration, Instant};

use vivarium_runtime::args::{Spec, check_count};
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::thread::lock;
use vivarium_runtime::typeobject::{PyTypeObject, flags, getset, methods, ready};
use vivarium_runtime::{
    bool_, call, errors, exceptions, float, int, iter, list, memory, number, objects, raise, singletons,
};

use crate::io::os_error;
use crate::support::native::{layout_of, tuple_ref};
use crate::support::{new_module, set_int};

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::fast(
        c"select",
        select,
        c"select($module, rlist, wlist, xlist, timeout=None, /)\n--\n\nWait until descriptors are ready.",
    ),
    PyMethodDef::noargs(c"poll", new_poll, c"poll($module, /)\n--\n\nAn object that polls descriptors."),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("select", "Waiting for input and output.", FUNCTIONS)?;
    ready::ready(&POLL_TYPE)?;
    ready::ready(&EPOLL_TYPE)?;
    module.set("epoll", &EPOLL_TYPE)?;
    module.set("error", &exceptions::OS_ERROR)?;
    for (name, value) in CONSTANTS {
        set_int(&module, name, *value)?;
    }
    Ok(module)
}

const CONSTANTS: &[(&str, i64)] = &[
    ("PIPE_BUF", libc::PIPE_BUF as i64),
    ("POLLIN", libc::POLLIN as i64),
    ("POLLPRI", libc::POLLPRI as i64),
    ("POLLOUT", libc::POLLOUT as i64),
    ("POLLERR", libc::POLLERR as i64),
    ("POLLHUP", libc::POLLHUP as i64),
    ("POLLNVAL", libc::POLLNVAL as i64),
    ("POLLRDNORM", libc::POLLRDNORM as i64),
    ("POLLRDBAND", libc::POLLRDBAND as i64),
    ("POLLWRNORM", libc::POLLWRNORM as i64),
    ("POLLWRBAND", libc::POLLWRBAND as i64),
    ("POLLMSG", 0x400),
    ("POLLRDHUP", libc::POLLRDHUP as i64),
    ("EPOLLIN", libc::EPOLLIN as i64),
    ("EPOLLOUT", libc::EPOLLOUT as i64),
    ("EPOLLPRI", libc::EPOLLPRI as i64),
    ("EPOLLERR", libc::EPOLLERR as i64),
    ("EPOLLHUP", libc::EPOLLHUP as i64),
    ("EPOLLRDHUP", libc::EPOLLRDHUP as i64),
    ("EPOLLET", 0x8000_0000),
    ("EPOLLONESHOT", libc::EPOLLONESHOT as i64),
    ("EPOLLEXCLUSIVE", libc::EPOLLEXCLUSIVE as i64),
    ("EPOLLRDNORM", libc::EPOLLRDNORM as i64),
    ("EPOLLRDBAND", libc::EPOLLRDBAND as i64),
    ("EPOLLWRNORM", libc::EPOLLWRNORM as i64),
    ("EPOLLWRBAND", libc::EPOLLWRBAND as i64),
    ("EPOLLMSG", libc::EPOLLMSG as i64),
    ("EPOLL_CLOEXEC", libc::EPOLL_CLOEXEC as i64),
];

/// A descriptor, or that of an object with a `fileno()` (`PyObject_AsFileDescriptor`).
pub(crate) fn descriptor(object: &PyObject) -> Result<c_int, Raised> {
    let number = if object.is_instance_of::<int::PyLongObject>() {
        number::as_c_int(object)?
    } else {
        let Some(method) = objects::lookup_attr_str(object, "fileno")? else {
            return Err(raise!(TYPE_ERROR, "argument must be an int, or have a fileno() method."));
        };
        let made = call::call(&method, &[])?;
        if !made.is_instance_of::<int::PyLongObject>() {
            return Err(raise!(TYPE_ERROR, "fileno() returned a non-integer"));
        }
        number::as_c_int(&made)?
    };
    if number < 0 {
        return Err(raise!(VALUE_ERROR, "file descriptor cannot be a negative integer ({number})"));
    }
    Ok(number)
}

/// How long to wait, in nanoseconds rounded up: a negative number is for ever.
fn nanoseconds(seconds: &PyObject, message: &str) -> Result<i64, Raised> {
    let seconds = match float::to_f64(seconds) {
        Ok(seconds) => seconds,
        Err(_) if errors::matches(&exceptions::TYPE_ERROR) => {
            errors::clear();
            return Err(raise!(TYPE_ERROR, "{message}"));
        }
        Err(raised) => return Err(raised),
    };
    if seconds.is_nan() {
        return Err(raise!(VALUE_ERROR, "Invalid value NaN (not a number)"));
    }
    if seconds.abs() > 9.2e9 {
        return Err(raise!(OVERFLOW_ERROR, "timestamp too large to convert to C _PyTime_t"));
    }
    Ok((seconds * 1e9).ceil() as i64)
}

/// The end of a wait; `None` for ever.
struct Until(Option<Instant>);

impl Until {
    fn after(nanoseconds: i64) -> Until {
        match u64::try_from(nanoseconds) {
            Ok(nanoseconds) => Until(Instant::now().checked_add(Duration::from_nanos(nanoseconds))),
            Err(_) => Until(None),
        }
    }

    /// Milliseconds that are left, rounded up; -1 for ever.
    fn milliseconds(&self) -> c_int {
        match self.0 {
            None => -1,
            Some(end) => {
                let left = end.saturating_duration_since(Instant::now());
                c_int::try_from(left.as_nanos().div_ceil(1_000_000)).unwrap_or(c_int::MAX)
            }
        }
    }
}

/// Waits, going on after signals; how many are ready.
fn wait(until: &Until, mut once: impl FnMut(c_int) -> c_int) -> Result<usize, Raised> {
    loop {
        let milliseconds = until.milliseconds();
        let (count, error) = lock::without(|| {
            let count = once(milliseconds);
            (count, std::io::Error::last_os_error())
        });
        match usize::try_from(count) {
            Ok(count) => return Ok(count),
            Err(_) if error.kind() == std::io::ErrorKind::Interrupted => crate::signal::check()?,
            Err(_) => return Err(os_error(&error, None)),
        }
    }
}

/// Waits for events of descriptors.
pub(crate) fn poll_all(polled: &mut [libc::pollfd], nanoseconds: i64) -> Result<usize, Raised> {
    let until = Until::after(nanoseconds);
    wait(&until, |milliseconds| {
        // SAFETY: the slice is writable for its length.
        unsafe { libc::poll(polled.as_mut_ptr(), polled.len() as libc::nfds_t, milliseconds) }
    })
}

fn select(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("select", arguments, 3, 4)?;
    let forever = arguments.get(3).is_none_or(|timeout| timeout.is_none());
    let nanoseconds = match forever {
        true => -1,
        false => {
            let wanted = nanoseconds(arguments[3], "timeout must be a float or None")?;
            if wanted < 0 {
                return Err(raise!(VALUE_ERROR, "timeout must be non-negative"));
            }
            wanted
        }
    };
    let wanted = [libc::POLLIN, libc::POLLOUT, libc::POLLPRI];
    let ready = [libc::POLLIN | libc::POLLHUP | libc::POLLERR, libc::POLLOUT | libc::POLLERR, libc::POLLPRI];
    let mut asked: [Vec<Ref>; 3] = [const { Vec::new() }; 3];
    let mut polled = Vec::new();
    for (index, given) in arguments[..3].iter().enumerate() {
        let items = match iter::collect(given) {
            Ok(items) => items,
            Err(_) if errors::matches(&exceptions::TYPE_ERROR) => {
                errors::clear();
                return Err(raise!(TYPE_ERROR, "arguments 1-3 must be sequences"));
            }
            Err(raised) => return Err(raised),
        };
        for item in items {
            let fd = descriptor(&item)?;
            if fd >= libc::FD_SETSIZE as c_int {
                return Err(raise!(VALUE_ERROR, "filedescriptor out of range in select()"));
            }
            polled.push(libc::pollfd { fd, events: wanted[index], revents: 0 });
            asked[index].push(item);
        }
    }
    poll_all(&mut polled, nanoseconds)?;
    if polled.iter().any(|entry| entry.revents & libc::POLLNVAL != 0) {
        return Err(os_error(&std::io::Error::from_raw_os_error(libc::EBADF), None));
    }
    let mut entries = polled.iter();
    let mut found = Vec::new();
    for (items, mask) in asked.into_iter().zip(ready) {
        let mut chosen = Vec::new();
        for item in items {
            if entries.next().is_some_and(|entry| entry.revents & mask != 0) {
                chosen.push(item);
            }
        }
        found.push(list::from_vec(chosen)?.upcast());
    }
    tuple_ref(found)
}

/// `select.poll`.
#[repr(C)]
struct PyPoll {
    ob_base: PyObject,
    watched: Cell<*mut RefCell<BTreeMap<c_int, i16>>>,
}

vivarium_runtime::object_layout!(PyPoll, POLL_TYPE);
layout_of!(poll_of, PyPoll);

static POLL_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(poll_dealloc)),
    tp_flags: Cell::new(flags::DEFAULT | flags::DISALLOW_INSTANTIATION),
    tp_methods: methods(&[
        PyMethodDef::fast(
            c"register",
            register,
            c"register($self, fd, eventmask=7, /)\n--\n\nWatch a descriptor.",
        ),
        PyMethodDef::fast(
            c"modify",
            modify,
            c"modify($self, fd, eventmask, /)\n--\n\nChange what is watched for.",
        ),
        PyMethodDef::one(c"unregister", unregister, c"unregister($self, fd, /)\n--\n\nForget a descriptor."),
        PyMethodDef::fast(
            c"poll",
            poll,
            c"poll($self, timeout=None, /)\n--\n\nWait; what is ready, with its events.",
        ),
        PyMethodDef::END,
    ]),
    ..PyTypeObject::new(c"select.poll", size_of::<PyPoll>())
};

fn new_poll(_: &PyObject) -> PyResult {
    let made = memory::generic_alloc(&POLL_TYPE, 0)?;
    poll_of(&made).watched.set(Box::into_raw(Box::default()));
    Ok(made)
}

unsafe extern "C" fn poll_dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to the object any more; it owns its table.
    unsafe {
        drop(Box::from_raw(poll_of(&*object).watched.get()));
        memory::free_object(object);
    }
}

fn watched(object: &PyObject) -> &RefCell<BTreeMap<c_int, i16>> {
    // SAFETY: the object owns its table for as long as it lives.
    unsafe { &*poll_of(object).watched.get() }
}

fn mask(object: &PyObject) -> Result<i16, Raised> {
    let value = number::as_isize(&*number::index(object)?)?;
    if value < 0 {
        return Err(raise!(VALUE_ERROR, "value must be positive"));
    }
    u16::try_from(value)
        .map(|value| value as i16)
        .map_err(|_| raise!(OVERFLOW_ERROR, "Python int too large to convert to C unsigned short"))
}

fn register(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("register", arguments, 1, 2)?;
    let fd = descriptor(arguments[0])?;
    let events = match arguments.get(1) {
        Some(events) => mask(events)?,
        None => libc::POLLIN | libc::POLLPRI | libc::POLLOUT,
    };
    watched(object).borrow_mut().insert(fd, events);
    Ok(singletons::none_ref())
}

fn modify(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("modify", arguments, 2, 2)?;
    let (fd, events) = (descriptor(arguments[0])?, mask(arguments[1])?);
    match watched(object).borrow_mut().get_mut(&fd) {
        Some(entry) => *entry = events,
        None => return Err(os_error(&std::io::Error::from_raw_os_error(libc::ENOENT), None)),
    }
    Ok(singletons::none_ref())
}

fn unregister(object: &PyObject, fd: &PyObject) -> PyResult {
    let number = descriptor(fd)?;
    match watched(object).borrow_mut().remove(&number) {
        Some(_) => Ok(singletons::none_ref()),
        None => Err(errors::set_object(&exceptions::KEY_ERROR, int::from_i64(number.into())?)),
    }
}

fn poll(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("poll", arguments, 0, 1)?;
    let nanoseconds = match arguments.first().filter(|timeout| !timeout.is_none()) {
        Some(timeout) => {
            let milliseconds = nanoseconds(timeout, "timeout must be an integer or None")?;
            (milliseconds / 1_000_000_000).saturating_mul(1_000_000) + milliseconds % 1_000_000_000 / 1000
        }
        None => -1,
    };
    let mut polled: Vec<_> = watched(object)
        .borrow()
        .iter()
        .map(|(fd, events)| libc::pollfd { fd: *fd, events: *events, revents: 0 })
        .collect();
    poll_all(&mut polled, nanoseconds)?;
    let ready = polled.iter().filter(|entry| entry.revents != 0);
    pairs(ready.map(|entry| (entry.fd, u32::from(entry.revents as u16))))
}

fn pairs(found: impl Iterator<Item = (c_int, u32)>) -> PyResult {
    let pairs =
        found.map(|(fd, events)| tuple_ref([int::from_i64(fd.into())?, int::from_i64(events.into())?]));
    Ok(list::from_vec(pairs.collect::<Result<Vec<_>, _>>()?)?.upcast())
}

/// `select.epoll`.
#[repr(C)]
struct PyEpoll {
    ob_base: PyObject,
    fd: Cell<c_int>,
}

vivarium_runtime::object_layout!(PyEpoll, EPOLL_TYPE);
layout_of!(epoll_of, PyEpoll);

static EPOLL_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(epoll_dealloc)),
    tp_flags: Cell::new(flags::DEFAULT),
    tp_new: Cell::new(Some(epoll_new)),
    tp_methods: methods(&[
        PyMethodDef::noargs(c"close", epoll_close, c"close($self, /)\n--\n\nClose it."),
        PyMethodDef::noargs(c"fileno", epoll_fileno, c"fileno($self, /)\n--\n\nIts descriptor."),
        PyMethodDef::one(c"fromfd", epoll_fromfd, c"fromfd($type, fd, /)\n--\n\nAn object for a descriptor.")
            .class(),
        PyMethodDef::keywords(
            c"register",
            epoll_register,
            c"register($self, /, fd, eventmask=7)\n--\n\nWatch a descriptor.",
        ),
        PyMethodDef::keywords(
            c"modify",
            epoll_modify,
            c"modify($self, /, fd, eventmask)\n--\n\nChange what is watched for.",
        ),
        PyMethodDef::keywords(
            c"unregister",
            epoll_unregister,
            c"unregister($self, /, fd)\n--\n\nForget a descriptor.",
        ),
        PyMethodDef::keywords(
            c"poll",
            epoll_poll,
            c"poll($self, /, timeout=None, maxevents=-1)\n--\n\nWait; what is ready, with its events.",
        ),
        PyMethodDef::noargs(c"__enter__", epoll_enter, c""),
        PyMethodDef::fast(c"__exit__", epoll_exit, c""),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[PyGetSetDef::read_only(c"closed", epoll_closed, c""), PyGetSetDef::END]),
    ..PyTypeObject::new(c"select.epoll", size_of::<PyEpoll>())
};

fn epoll_over(fd: c_int) -> PyResult {
    if fd < 0 {
        return Err(os_error(&std::io::Error::last_os_error(), None));
    }
    let made = memory::generic_alloc(&EPOLL_TYPE, 0)?;
    epoll_of(&made).fd.set(fd);
    Ok(made)
}

extern "C" fn epoll_new(_: &PyTypeObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("epoll", &["sizehint", "flags"]);
    let [hint, given] = SPEC.parse_tuple_dict(arguments, kwargs)?;
    let hint = hint.map_or(Ok(-1), number::as_c_int)?;
    let given = given.map_or(Ok(0), number::as_c_int)?;
    if hint == 0 || hint < -1 {
        return Err(raise!(VALUE_ERROR, "negative sizehint"));
    }
    if given & !libc::EPOLL_CLOEXEC != 0 {
        return Err(raise!(OS_ERROR, "invalid flags"));
    }
    // SAFETY: no pointers.
    epoll_over(unsafe { libc::epoll_create1(libc::EPOLL_CLOEXEC) })
}

fn epoll_fromfd(_: &PyObject, fd: &PyObject) -> PyResult {
    epoll_over(number::as_c_int(fd)?)
}

unsafe extern "C" fn epoll_dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to the object any more; it owns its descriptor.
    unsafe {
        let fd = epoll_of(&*object).fd.get();
        if fd >= 0 {
            libc::close(fd);
        }
        memory::free_object(object);
    }
}

fn open_epoll(object: &PyObject) -> Result<c_int, Raised> {
    match epoll_of(object).fd.get() {
        fd if fd >= 0 => Ok(fd),
        _ => Err(raise!(VALUE_ERROR, "I/O operation on closed epoll object")),
    }
}

fn epoll_close(object: &PyObject) -> PyResult {
    let fd = epoll_of(object).fd.replace(-1);
    // SAFETY: the object's own descriptor, closed once.
    if fd >= 0 && unsafe { libc::close(fd) } < 0 {
        return Err(os_error(&std::io::Error::last_os_error(), None));
    }
    Ok(singletons::none_ref())
}

fn epoll_fileno(object: &PyObject) -> PyResult {
    int::from_i64(open_epoll(object)?.into())
}

fn epoll_closed(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(epoll_of(object).fd.get() < 0))
}

fn epoll_enter(object: &PyObject) -> PyResult {
    open_epoll(object)?;
    Ok(object.to_ref())
}

fn epoll_exit(object: &PyObject, _: &[&PyObject]) -> PyResult {
    call::call_method(object, "close", &[])
}

fn control(object: &PyObject, operation: c_int, fd: &PyObject, events: Option<&PyObject>) -> PyResult {
    let epoll = open_epoll(object)?;
    let fd = descriptor(fd)?;
    let events = match events {
        Some(events) => number::as_isize(&*number::index(events)?)? as u32,
        None => (libc::EPOLLIN | libc::EPOLLPRI | libc::EPOLLOUT) as u32,
    };
    let mut event = libc::epoll_event { events, u64: fd as u64 };
    // SAFETY: the event is readable.
    if unsafe { libc::epoll_ctl(epoll, operation, fd, &mut event) } < 0 {
        return Err(os_error(&std::io::Error::last_os_error(), None));
    }
    Ok(singletons::none_ref())
}

fn epoll_register(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("register", &["fd", "eventmask"]).required(1);
    let [fd, events] = SPEC.parse(arguments, kwnames)?;
    control(object, libc::EPOLL_CTL_ADD, fd.expect("required"), events)
}

fn epoll_modify(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("modify", &["fd", "eventmask"]).required(2);
    let [fd, events] = SPEC.parse(arguments, kwnames)?;
    control(object, libc::EPOLL_CTL_MOD, fd.expect("required"), events)
}

fn epoll_unregister(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("unregister", &["fd"]).required(1);
    let [fd] = SPEC.parse(arguments, kwnames)?;
    control(object, libc::EPOLL_CTL_DEL, fd.expect("required"), None)
}

fn epoll_poll(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("poll", &["timeout", "maxevents"]);
    let [timeout, most] = SPEC.parse(arguments, kwnames)?;
    let epoll = open_epoll(object)?;
    let nanoseconds = match timeout.filter(|timeout| !timeout.is_none()) {
        Some(timeout) => nanoseconds(timeout, "timeout must be a number or None")?,
        None => -1,
    };
    let most = match most.map_or(Ok(-1), number::as_c_int)? {
        -1 => libc::FD_SETSIZE - 1,
        most if most > 0 => most as usize,
        most => return Err(raise!(VALUE_ERROR, "maxevents must be greater than 0, got {most}")),
    };
    let mut found = memory::try_vec(most)?;
    found.resize(most, libc::epoll_event { events: 0, u64: 0 });
    let count = wait(&Until::after(nanoseconds), |milliseconds| {
        // SAFETY: the vector is writable for its length.
        unsafe { libc::epoll_wait(epoll, found.as_mut_ptr(), most as c_int, milliseconds) }
    })?;
    pairs(found[..count].iter().map(|event| (event.u64 as c_int, event.events)))
}
