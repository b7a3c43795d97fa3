//! `_socket`: sockets of the families that programs use, Unix and internet.

use std::cell::Cell;
use std::ffi::c_int;
use std::time::{Duration, Instant};

use vivarium_runtime::args::{self, Spec, check_count};
use vivarium_runtime::buffer::View;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::thread::lock;
use vivarium_runtime::typeobject::{PyTypeObject, flags, getset, methods, ready};
use vivarium_runtime::{
    bool_, bytes, errors, exceptions, float, int, memory, number, objects, raise, singletons, str, tuple,
};

use crate::io::os_error;
use crate::support::native::{layout_of, tuple_ref};
use crate::support::{Kept, add_functions, new_exception, new_module, set_int};

mod address;
mod names;

/// What a socket does when it can't go on: negative for ever, 0 not at all, else so many nanoseconds.
type Timeout = i64;

#[repr(C)]
struct PySocket {
    ob_base: PyObject,
    fd: Cell<c_int>,
    family: Cell<c_int>,
    kind: Cell<c_int>,
    proto: Cell<c_int>,
    timeout: Cell<Timeout>,
}

vivarium_runtime::object_layout!(PySocket, SOCKET_TYPE);
layout_of!(this, PySocket);

struct Default_(Cell<Timeout>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Default_ {}

static DEFAULT_TIMEOUT: Default_ = Default_(Cell::new(-1));
static GAI_ERROR: Kept = Kept::new();
static HERROR: Kept = Kept::new();

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::fast(
        c"socketpair",
        socketpair,
        c"socketpair($module, family=AF_UNIX, type=SOCK_STREAM, proto=0, /)\n--\n\nTwo sockets connected to each other.",
    ),
    PyMethodDef::one(c"close", close_number, c"close($module, fd, /)\n--\n\nClose a socket's descriptor."),
    PyMethodDef::one(c"dup", dup_number, c"dup($module, fd, /)\n--\n\nAnother descriptor of a socket."),
    PyMethodDef::noargs(
        c"getdefaulttimeout",
        get_default_timeout,
        c"getdefaulttimeout($module, /)\n--\n\nThe timeout of new sockets, or None.",
    ),
    PyMethodDef::one(
        c"setdefaulttimeout",
        set_default_timeout,
        c"setdefaulttimeout($module, timeout, /)\n--\n\nSet the timeout of new sockets.",
    ),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("_socket", "Sockets.", FUNCTIONS)?;
    add_functions(&module, names::FUNCTIONS)?;
    ready::ready(&SOCKET_TYPE)?;
    module.set("socket", &SOCKET_TYPE)?;
    module.set("SocketType", &SOCKET_TYPE)?;
    module.set("error", &exceptions::OS_ERROR)?;
    module.set("timeout", &exceptions::TIMEOUT_ERROR)?;
    module.set("gaierror", &*gai_error()?)?;
    module.set("herror", &*HERROR.get_or(|| new_exception("socket", "herror", &exceptions::OS_ERROR))?)?;
    module.set("has_ipv6", bool_::true_())?;
    for (name, value) in names::CONSTANTS {
        set_int(&module, name, *value)?;
    }
    Ok(module)
}

fn gai_error() -> PyResult {
    GAI_ERROR.get_or(|| new_exception("socket", "gaierror", &exceptions::OS_ERROR))
}

static SOCKET_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_finalize: Cell::new(Some(finalize)),
    tp_repr: Cell::new(Some(repr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(new)),
    tp_init: Cell::new(Some(init_socket)),
    tp_methods: methods(&[
        PyMethodDef::noargs(c"_accept", accept, c"_accept() -> (integer, address info)"),
        PyMethodDef::one(c"bind", bind, c"bind(address)\n\nGive the socket an address."),
        PyMethodDef::noargs(c"close", close, c"close()\n\nClose the socket."),
        PyMethodDef::one(c"connect", connect, c"connect(address)\n\nConnect to an address."),
        PyMethodDef::one(
            c"connect_ex",
            connect_ex,
            c"connect_ex(address) -> errno\n\nConnect to an address.",
        ),
        PyMethodDef::noargs(c"detach", detach, c"detach()\n\nThe descriptor, which this object forgets."),
        PyMethodDef::noargs(c"fileno", fileno, c"fileno() -> integer\n\nThe descriptor."),
        PyMethodDef::noargs(c"getpeername", getpeername, c"getpeername() -> address info"),
        PyMethodDef::noargs(c"getsockname", getsockname, c"getsockname() -> address info"),
        PyMethodDef::fast(c"getsockopt", getsockopt, c"getsockopt(level, option[, buffersize]) -> value"),
        PyMethodDef::fast(c"setsockopt", setsockopt, c"setsockopt(level, option, value)\n\nSet an option."),
        PyMethodDef::fast(c"listen", listen, c"listen([backlog])\n\nTake connections."),
        PyMethodDef::fast(c"recv", recv, c"recv(buffersize[, flags]) -> data"),
        PyMethodDef::fast(c"recvfrom", recvfrom, c"recvfrom(buffersize[, flags]) -> (data, address info)"),
        PyMethodDef::fast(c"recv_into", recv_into, c"recv_into(buffer, [nbytes[, flags]]) -> nbytes_read"),
        PyMethodDef::fast(c"send", send, c"send(data[, flags]) -> count"),
        PyMethodDef::fast(c"sendall", sendall, c"sendall(data[, flags])\n\nSend all of it."),
        PyMethodDef::fast(c"sendto", sendto, c"sendto(data[, flags], address) -> count"),
        PyMethodDef::one(c"setblocking", setblocking, c"setblocking(flag)\n\nWhether to wait."),
        PyMethodDef::noargs(c"getblocking", getblocking, c"getblocking()\n\nWhether it waits."),
        PyMethodDef::one(c"settimeout", settimeout, c"settimeout(timeout)\n\nHow long to wait, or None."),
        PyMethodDef::noargs(c"gettimeout", gettimeout, c"gettimeout() -> timeout"),
        PyMethodDef::one(c"shutdown", shutdown, c"shutdown(flag)\n\nEnd one direction or both."),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"family", get_family, c"the socket family"),
        PyGetSetDef::read_only(c"type", get_kind, c"the socket type"),
        PyGetSetDef::read_only(c"proto", get_proto, c"the socket protocol"),
        PyGetSetDef::read_only(c"timeout", gettimeout, c"the socket timeout"),
        PyGetSetDef::END,
    ]),
    ..PyTypeObject::new(c"_socket.socket", size_of::<PySocket>())
};

extern "C" fn new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    let made = crate::support::native::alloc(ty)?;
    let socket = this(&made);
    socket.fd.set(-1);
    socket.timeout.set(-1);
    Ok(made)
}

extern "C" fn init_socket(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    match start(this(object), arguments, kwargs) {
        Ok(()) => 0,
        Err(_) => -1,
    }
}

fn last_error() -> Raised {
    os_error(&std::io::Error::last_os_error(), None)
}

fn errno_error(number: c_int) -> Raised {
    os_error(&std::io::Error::from_raw_os_error(number), None)
}

fn checked(result: c_int) -> Result<c_int, Raised> {
    if result < 0 { Err(last_error()) } else { Ok(result) }
}

fn none() -> PyResult {
    Ok(singletons::none_ref())
}

fn start(socket: &PySocket, arguments: &PyObject, kwargs: Option<&PyObject>) -> Result<(), Raised> {
    static SPEC: Spec = Spec::new("socket", &["family", "type", "proto", "fileno"]);
    let [family, kind, proto, fileno] = SPEC.parse_tuple_dict(arguments, kwargs)?;
    let number = |value: Option<&PyObject>| value.map_or(Ok(-1), number::as_c_int);
    let (mut family, mut kind, mut proto) = (number(family)?, number(kind)?, number(proto)?);
    vivarium_runtime::hooks::audit("socket.__new__", || {
        let object: &PyObject = socket;
        let number = |value: c_int| int::from_i64(value.into());
        Ok(vec![object.to_ref(), number(family)?, number(kind)?, number(proto)?])
    })?;
    let fd = match fileno.filter(|fileno| !fileno.is_none()) {
        Some(fileno) => {
            if fileno.is_instance_of::<float::PyFloatObject>() {
                return Err(raise!(TYPE_ERROR, "integer argument expected, got float"));
            }
            let fd = number::as_c_int(fileno)?;
            if fd < 0 {
                return Err(raise!(VALUE_ERROR, "negative file descriptor"));
            }
            if family < 0 {
                family = address::Address::of_socket(fd)?.family();
            }
            if kind < 0 {
                kind = option_number(fd, libc::SOL_SOCKET, libc::SO_TYPE)?;
            }
            if proto < 0 {
                proto = option_number(fd, libc::SOL_SOCKET, libc::SO_PROTOCOL)?;
            }
            fd
        }
        None => {
            let chosen = |value: c_int, usual: c_int| if value < 0 { usual } else { value };
            (family, kind, proto) =
                (chosen(family, libc::AF_INET), chosen(kind, libc::SOCK_STREAM), chosen(proto, 0));
            // SAFETY: no pointers.
            checked(unsafe { libc::socket(family, kind | libc::SOCK_CLOEXEC, proto) })?
        }
    };
    adopt(socket, fd, family, kind, proto)
}

/// Makes a descriptor a socket object's, with the timeout that new sockets get.
fn adopt(socket: &PySocket, fd: c_int, family: c_int, kind: c_int, proto: c_int) -> Result<(), Raised> {
    socket.fd.set(fd);
    socket.family.set(family);
    socket.kind.set(kind & !(libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC));
    socket.proto.set(proto);
    if kind & libc::SOCK_NONBLOCK != 0 {
        socket.timeout.set(0);
        return Ok(());
    }
    socket.timeout.set(DEFAULT_TIMEOUT.0.get());
    if socket.timeout.get() >= 0 { set_nonblocking(fd, true) } else { Ok(()) }
}

fn set_nonblocking(fd: c_int, on: bool) -> Result<(), Raised> {
    let mut flag = c_int::from(on);
    // SAFETY: the flag is readable.
    checked(unsafe { libc::ioctl(fd, libc::FIONBIO, &mut flag) }).map(drop)
}

unsafe extern "C" fn finalize(object: *mut PyObject) {
    // SAFETY: called with a live object.
    let socket = unsafe { &*object };
    if this(socket).fd.get() < 0 {
        return;
    }
    let saved = errors::fetch();
    let category: &PyObject = &exceptions::RESOURCE_WARNING;
    let warned = objects::repr_text(socket).and_then(|shown| {
        let message = str::new(&format!("unclosed {shown}"))?;
        vivarium_vm::warnings::warn_object(&message, Some(category), 1, Some(socket))
    });
    if warned.is_err() {
        errors::write_unraisable(Some(socket));
    }
    // SAFETY: the object's own descriptor, closed once.
    unsafe { libc::close(this(socket).fd.replace(-1)) };
    if let Some(saved) = saved {
        errors::restore(saved);
    }
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the object is whole until it is freed.
    unsafe {
        if vivarium_runtime::typeobject::heap::call_finalizer_from_dealloc(&*object) {
            memory::free_object(object);
        }
    }
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let socket = this(object);
    Ok(str::new(&format!(
        "<socket object, fd={}, family={}, type={}, proto={}>",
        socket.fd.get(),
        socket.family.get(),
        socket.kind.get(),
        socket.proto.get()
    ))?
    .upcast())
}

/// Waits until the socket is ready, for as long as it may; then tries, again after signals and where it wasn't ready.
fn attempt<T>(
    socket: &PySocket,
    events: i16,
    timeout: Timeout,
    mut once: impl FnMut(c_int) -> (T, bool),
) -> Result<T, Raised> {
    let end = u64::try_from(timeout)
        .ok()
        .filter(|wait| *wait > 0)
        .map(|wait| Instant::now() + Duration::from_nanos(wait));
    loop {
        if let Some(end) = end {
            let left = end.saturating_duration_since(Instant::now()).as_nanos() as i64;
            let mut polled = [libc::pollfd { fd: socket.fd.get(), events, revents: 0 }];
            if crate::select::poll_all(&mut polled, left)? == 0 {
                return Err(errors::set_object(&exceptions::TIMEOUT_ERROR, str::new("timed out")?.upcast()));
            }
        }
        let fd = socket.fd.get();
        let ((result, good), error) = lock::without(|| {
            let tried = once(fd);
            (tried, std::io::Error::last_os_error())
        });
        if good {
            return Ok(result);
        }
        match error.raw_os_error() {
            Some(libc::EINTR) => crate::signal::check()?,
            Some(libc::EAGAIN) if end.is_some() => {}
            _ => return Err(os_error(&error, None)),
        }
    }
}

fn counted(socket: &PySocket, events: i16, mut once: impl FnMut(c_int) -> isize) -> Result<usize, Raised> {
    attempt(socket, events, socket.timeout.get(), |fd| {
        let count = once(fd);
        (count as usize, count >= 0)
    })
}

fn accept(object: &PyObject) -> PyResult {
    let socket = this(object);
    let mut from = address::Address::empty();
    let fd = attempt(socket, libc::POLLIN, socket.timeout.get(), |fd| {
        from = address::Address::empty();
        // SAFETY: the address has room for any.
        let made = unsafe { libc::accept4(fd, from.as_mut_ptr(), from.length(), libc::SOCK_CLOEXEC) };
        (made, made >= 0)
    })?;
    tuple_ref([int::from_i64(fd.into())?, from.to_object()?])
}

fn bind(object: &PyObject, address: &PyObject) -> PyResult {
    let socket = this(object);
    let address = address::Address::parse(socket.family.get(), address, "bind")?;
    // SAFETY: the address is readable.
    checked(unsafe { libc::bind(socket.fd.get(), address.as_ptr(), address.len()) })?;
    none()
}

/// Connects; an error number where it can't.
fn try_connect(object: &PyObject, address: &PyObject, what: &str) -> Result<c_int, Raised> {
    let socket = this(object);
    let address = address::Address::parse(socket.family.get(), address, what)?;
    let fd = socket.fd.get();
    // SAFETY: the address is readable.
    let (result, error) = lock::without(|| unsafe {
        (libc::connect(fd, address.as_ptr(), address.len()), std::io::Error::last_os_error())
    });
    if result == 0 {
        return Ok(0);
    }
    let number = error.raw_os_error().unwrap_or(libc::EIO);
    let waits = number == libc::EINTR || number == libc::EINPROGRESS && socket.timeout.get() > 0;
    if !waits {
        return Ok(number);
    }
    if number == libc::EINTR {
        crate::signal::check()?;
    }
    let timeout = if socket.timeout.get() == 0 { -1 } else { socket.timeout.get() };
    let mut polled = [libc::pollfd { fd, events: libc::POLLOUT, revents: 0 }];
    if crate::select::poll_all(&mut polled, timeout)? == 0 {
        return Err(errors::set_object(&exceptions::TIMEOUT_ERROR, str::new("timed out")?.upcast()));
    }
    option_number(fd, libc::SOL_SOCKET, libc::SO_ERROR)
}

fn connect(object: &PyObject, address: &PyObject) -> PyResult {
    match try_connect(object, address, "connect")? {
        0 => none(),
        number => Err(errno_error(number)),
    }
}

fn connect_ex(object: &PyObject, address: &PyObject) -> PyResult {
    int::from_i64(try_connect(object, address, "connect_ex")?.into())
}

fn close(object: &PyObject) -> PyResult {
    let fd = this(object).fd.replace(-1);
    // SAFETY: the object's own descriptor, closed once.
    if fd >= 0 && unsafe { libc::close(fd) } < 0 {
        let error = std::io::Error::last_os_error();
        if error.raw_os_error() != Some(libc::ECONNRESET) {
            return Err(os_error(&error, None));
        }
    }
    none()
}

fn detach(object: &PyObject) -> PyResult {
    int::from_i64(this(object).fd.replace(-1).into())
}

fn fileno(object: &PyObject) -> PyResult {
    int::from_i64(this(object).fd.get().into())
}

fn getsockname(object: &PyObject) -> PyResult {
    address::Address::of_socket(this(object).fd.get())?.to_object()
}

fn getpeername(object: &PyObject) -> PyResult {
    address::Address::of_peer(this(object).fd.get())?.to_object()
}

fn option_number(fd: c_int, level: c_int, option: c_int) -> Result<c_int, Raised> {
    let mut value: c_int = 0;
    let mut size = size_of::<c_int>() as libc::socklen_t;
    // SAFETY: the value is writable for its size.
    checked(unsafe { libc::getsockopt(fd, level, option, (&raw mut value).cast(), &mut size) })?;
    Ok(value)
}

fn getsockopt(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("getsockopt", arguments, 2, 3)?;
    let (level, option) = (number::as_c_int(arguments[0])?, number::as_c_int(arguments[1])?);
    let fd = this(object).fd.get();
    let size = arguments.get(2).map_or(Ok(0), |size| number::as_c_int(size))?;
    if size == 0 {
        return int::from_i64(option_number(fd, level, option)?.into());
    }
    if !(1..=1024).contains(&size) {
        return Err(raise!(OS_ERROR, "getsockopt buflen out of range"));
    }
    let mut content = vec![0_u8; size as usize];
    let mut length = size as libc::socklen_t;
    // SAFETY: the buffer is writable for its length.
    checked(unsafe { libc::getsockopt(fd, level, option, content.as_mut_ptr().cast(), &mut length) })?;
    Ok(bytes::new(&content[..(length as usize).min(content.len())])?.upcast())
}

fn setsockopt(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("setsockopt", arguments, 3, 4)?;
    let (level, option) = (number::as_c_int(arguments[0])?, number::as_c_int(arguments[1])?);
    let fd = this(object).fd.get();
    let set = |content: *const u8, size: usize| {
        // SAFETY: readable for its size, or null as the system allows.
        checked(unsafe { libc::setsockopt(fd, level, option, content.cast(), size as libc::socklen_t) })
    };
    if let Some(size) = arguments.get(3) {
        set(std::ptr::null(), number::as_c_int(size)?.max(0) as usize)?;
    } else if arguments[2].is_instance_of::<int::PyLongObject>() {
        let value = number::as_c_int(arguments[2])?.to_ne_bytes();
        set(value.as_ptr(), value.len())?;
    } else {
        let content = View::simple(arguments[2])?;
        set(content.as_slice().as_ptr(), content.as_slice().len())?;
    }
    none()
}

fn listen(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("listen", arguments, 0, 1)?;
    let backlog =
        arguments.first().map_or(Ok(libc::SOMAXCONN.min(128)), |backlog| number::as_c_int(backlog))?;
    // SAFETY: no pointers.
    checked(unsafe { libc::listen(this(object).fd.get(), backlog.max(0)) })?;
    none()
}

fn size_and_flags(name: &str, arguments: &[&PyObject]) -> Result<(usize, c_int), Raised> {
    check_count(name, arguments, 1, 2)?;
    let size = number::as_isize(arguments[0])?;
    let Ok(size) = usize::try_from(size) else {
        return Err(raise!(VALUE_ERROR, "negative buffersize in {name}"));
    };
    Ok((size, arguments.get(1).map_or(Ok(0), |flags| number::as_c_int(flags))?))
}

fn room(size: usize) -> Result<Vec<u8>, Raised> {
    let mut content = memory::try_vec(size)?;
    content.resize(size, 0_u8);
    Ok(content)
}

fn recv(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (size, flags) = size_and_flags("recv", arguments)?;
    let mut content = room(size)?;
    let count = counted(this(object), libc::POLLIN, |fd| {
        // SAFETY: the buffer is writable for its length.
        unsafe { libc::recv(fd, content.as_mut_ptr().cast(), size, flags) }
    })?;
    Ok(bytes::new(&content[..count])?.upcast())
}

fn recvfrom(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (size, flags) = size_and_flags("recvfrom", arguments)?;
    let mut content = room(size)?;
    let mut from = address::Address::empty();
    let count = counted(this(object), libc::POLLIN, |fd| {
        from = address::Address::empty();
        // SAFETY: the buffer is writable for its length, the address has room for any.
        unsafe {
            libc::recvfrom(fd, content.as_mut_ptr().cast(), size, flags, from.as_mut_ptr(), from.length())
        }
    })?;
    tuple_ref([bytes::new(&content[..count])?.upcast(), from.to_object()?])
}

fn recv_into(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("recv_into", arguments, 1, 3)?;
    let view = crate::support::writable(arguments[0], "recv_into() argument 1")?;
    let wanted = arguments.get(1).map_or(Ok(0), |size| number::as_isize(size))?;
    let flags = arguments.get(2).map_or(Ok(0), |flags| number::as_c_int(flags))?;
    let Ok(wanted) = usize::try_from(wanted) else {
        return Err(raise!(VALUE_ERROR, "negative buffersize in recv_into"));
    };
    let room = view.as_slice().len();
    if wanted > room {
        return Err(raise!(VALUE_ERROR, "buffer too small for requested bytes"));
    }
    let wanted = if wanted == 0 { room } else { wanted };
    if wanted == 0 {
        return int::from_i64(0);
    }
    let target = view.as_mut_ptr();
    let count = counted(this(object), libc::POLLIN, |fd| {
        // SAFETY: the view holds the buffer, which is writable for its length.
        unsafe { libc::recv(fd, target.cast(), wanted, flags) }
    })?;
    int::from_usize(count)
}

fn send_some(socket: &PySocket, content: &[u8], flags: c_int) -> Result<usize, Raised> {
    counted(socket, libc::POLLOUT, |fd| {
        // SAFETY: the slice is readable for its length.
        unsafe { libc::send(fd, content.as_ptr().cast(), content.len(), flags) }
    })
}

fn send(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("send", arguments, 1, 2)?;
    let content = View::simple(arguments[0])?;
    let flags = arguments.get(1).map_or(Ok(0), |flags| number::as_c_int(flags))?;
    int::from_usize(send_some(this(object), content.as_slice(), flags)?)
}

fn sendall(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("sendall", arguments, 1, 2)?;
    let content = View::simple(arguments[0])?;
    let flags = arguments.get(1).map_or(Ok(0), |flags| number::as_c_int(flags))?;
    let mut rest = content.as_slice();
    while !rest.is_empty() {
        let sent = send_some(this(object), rest, flags)?;
        rest = &rest[sent.min(rest.len())..];
    }
    none()
}

fn sendto(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let socket = this(object);
    if !(2..=3).contains(&arguments.len()) {
        return Err(raise!(TYPE_ERROR, "sendto() takes 2 or 3 arguments ({} given)", arguments.len()));
    }
    let content = View::simple(arguments[0])?;
    let flags = if arguments.len() == 3 { number::as_c_int(arguments[1])? } else { 0 };
    let address = address::Address::parse(socket.family.get(), arguments[arguments.len() - 1], "sendto")?;
    let slice = content.as_slice();
    let count = counted(socket, libc::POLLOUT, |fd| {
        // SAFETY: slice and address are readable.
        unsafe {
            libc::sendto(fd, slice.as_ptr().cast(), slice.len(), flags, address.as_ptr(), address.len())
        }
    })?;
    int::from_usize(count)
}

/// A timeout argument; `None` waits for ever.
fn timeout_of(value: &PyObject) -> Result<Timeout, Raised> {
    if value.is_none() {
        return Ok(-1);
    }
    let seconds = float::to_f64(value)?;
    if seconds.is_nan() {
        return Err(raise!(VALUE_ERROR, "Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(raise!(VALUE_ERROR, "Timeout value out of range"));
    }
    if seconds > 9.2e9 {
        return Err(raise!(OVERFLOW_ERROR, "timestamp too large to convert to C _PyTime_t"));
    }
    Ok((seconds * 1e9).ceil() as Timeout)
}

fn timeout_object(timeout: Timeout) -> PyResult {
    if timeout < 0 { none() } else { Ok(float::from_f64(timeout as f64 / 1e9)?.upcast()) }
}

fn apply_timeout(object: &PyObject, timeout: Timeout) -> PyResult {
    let socket = this(object);
    set_nonblocking(socket.fd.get(), timeout >= 0)?;
    socket.timeout.set(timeout);
    none()
}

fn setblocking(object: &PyObject, on: &PyObject) -> PyResult {
    apply_timeout(object, if objects::is_true(on)? { -1 } else { 0 })
}

fn getblocking(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(this(object).timeout.get() != 0))
}

fn settimeout(object: &PyObject, value: &PyObject) -> PyResult {
    apply_timeout(object, timeout_of(value)?)
}

fn gettimeout(object: &PyObject) -> PyResult {
    timeout_object(this(object).timeout.get())
}

fn get_default_timeout(_: &PyObject) -> PyResult {
    timeout_object(DEFAULT_TIMEOUT.0.get())
}

fn set_default_timeout(_: &PyObject, value: &PyObject) -> PyResult {
    DEFAULT_TIMEOUT.0.set(timeout_of(value)?);
    none()
}

fn shutdown(object: &PyObject, how: &PyObject) -> PyResult {
    // SAFETY: no pointers.
    checked(unsafe { libc::shutdown(this(object).fd.get(), number::as_c_int(how)?) })?;
    none()
}

fn get_family(object: &PyObject) -> PyResult {
    int::from_i64(this(object).family.get().into())
}

fn get_kind(object: &PyObject) -> PyResult {
    int::from_i64(this(object).kind.get().into())
}

fn get_proto(object: &PyObject) -> PyResult {
    int::from_i64(this(object).proto.get().into())
}

fn socketpair(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("socketpair", arguments, 0, 3)?;
    let number =
        |index: usize, usual: c_int| arguments.get(index).map_or(Ok(usual), |value| number::as_c_int(value));
    let (family, kind, proto) = (number(0, libc::AF_UNIX)?, number(1, libc::SOCK_STREAM)?, number(2, 0)?);
    let mut pair = [-1; 2];
    // SAFETY: two descriptors are written.
    checked(unsafe { libc::socketpair(family, kind | libc::SOCK_CLOEXEC, proto, pair.as_mut_ptr()) })?;
    let made = pair.map(|fd| -> PyResult {
        let nothing = tuple::new([])?;
        let object = new(&SOCKET_TYPE, &nothing, None)?;
        adopt(this(&object), fd, family, kind, proto)?;
        Ok(object)
    });
    let [first, second] = made;
    tuple_ref([first?, second?])
}

fn close_number(_: &PyObject, fd: &PyObject) -> PyResult {
    let fd = number::as_c_int(fd)?;
    // SAFETY: the system says if there is no such descriptor.
    checked(unsafe { libc::close(fd) })?;
    none()
}

fn dup_number(_: &PyObject, fd: &PyObject) -> PyResult {
    let fd = number::as_c_int(fd)?;
    // SAFETY: no pointers.
    int::from_i64(checked(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) })?.into())
}

/// An argument that must be a `str` or `bytes`, or `None`.
fn name_argument(what: &str, object: Option<&PyObject>) -> Result<Option<Vec<u8>>, Raised> {
    let Some(object) = object.filter(|object| !object.is_none()) else { return Ok(None) };
    if let Some(content) = bytes::as_slice(object) {
        return Ok(Some(content.to_vec()));
    }
    match str::as_str(object) {
        Some(text) => Ok(Some(text.as_bytes().to_vec())),
        None => Err(args::bad_argument(what, "argument 1", "str", object)),
    }
}

/// A `Ref` list as an object of numbers and texts.
fn object_of(text: &str) -> PyResult {
    Ok(str::new(text)?.upcast())
}

/// The items of an address.
fn parts(object: &PyObject) -> Option<Vec<Ref>> {
    object
        .cast::<tuple::PyTupleObject>()
        .map(|tuple| tuple.items().iter().map(|item| item.to_ref()).collect())
}
