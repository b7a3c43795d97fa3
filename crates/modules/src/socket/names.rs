//! Names of hosts and services, numbers in the network's order, and the constants.

use std::ffi::{CStr, CString, c_int};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use vivarium_runtime::args::{Spec, check_count};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::thread::lock;
use vivarium_runtime::{bytes, call, errors, int, list, number, raise, str};

use super::address::Address;
use super::{errno_error, gai_error, name_argument, object_of};
use crate::support::native::tuple_ref;

pub(super) static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"gethostname", gethostname, c"gethostname() -> string\n\nThis host's name."),
    PyMethodDef::one(c"gethostbyname", gethostbyname, c"gethostbyname(host) -> address\n\nA host's address."),
    PyMethodDef::keywords(
        c"getaddrinfo",
        getaddrinfo,
        c"getaddrinfo(host, port, family=0, type=0, proto=0, flags=0) -> list of (family, type, proto, canonname, sockaddr)",
    ),
    PyMethodDef::one(c"ntohs", swap_short, c"ntohs($module, x, /)\n--\n\n16 bits in the host's order."),
    PyMethodDef::one(c"htons", swap_short, c"htons($module, x, /)\n--\n\n16 bits in the network's order."),
    PyMethodDef::one(c"ntohl", swap_long, c"ntohl($module, x, /)\n--\n\n32 bits in the host's order."),
    PyMethodDef::one(c"htonl", swap_long, c"htonl($module, x, /)\n--\n\n32 bits in the network's order."),
    PyMethodDef::one(c"inet_aton", inet_aton, c"inet_aton($module, ip_addr, /)\n--\n\nAn address as four bytes."),
    PyMethodDef::one(c"inet_ntoa", inet_ntoa, c"inet_ntoa($module, packed_ip, /)\n--\n\nFour bytes as an address."),
    PyMethodDef::fast(c"inet_pton", inet_pton, c"inet_pton($module, af, ip, /)\n--\n\nAn address as bytes."),
    PyMethodDef::fast(c"inet_ntop", inet_ntop, c"inet_ntop($module, af, packed_ip, /)\n--\n\nBytes as an address."),
    PyMethodDef::END,
];

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

pub(super) const CONSTANTS: &[(&str, i64)] = constants!(
    AF_UNSPEC AF_UNIX AF_INET AF_INET6 SOCK_STREAM SOCK_DGRAM SOCK_RAW SOCK_SEQPACKET SOCK_RDM SOCK_NONBLOCK
    SOCK_CLOEXEC SOL_SOCKET SOMAXCONN IPPROTO_IP IPPROTO_ICMP IPPROTO_TCP IPPROTO_UDP IPPROTO_IPV6 IPPROTO_RAW
    SO_DEBUG SO_REUSEADDR SO_REUSEPORT SO_KEEPALIVE SO_DONTROUTE SO_BROADCAST SO_LINGER SO_OOBINLINE SO_SNDBUF
    SO_RCVBUF SO_SNDLOWAT SO_RCVLOWAT SO_SNDTIMEO SO_RCVTIMEO SO_ERROR SO_TYPE SO_ACCEPTCONN SO_PASSCRED
    SO_PEERCRED SO_PROTOCOL SO_DOMAIN TCP_NODELAY TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT TCP_CORK TCP_MAXSEG
    TCP_USER_TIMEOUT TCP_QUICKACK TCP_FASTOPEN IPV6_V6ONLY IP_TTL IP_TOS IP_MULTICAST_TTL IP_MULTICAST_LOOP
    SHUT_RD SHUT_WR SHUT_RDWR MSG_OOB MSG_PEEK MSG_DONTROUTE MSG_DONTWAIT MSG_WAITALL MSG_NOSIGNAL MSG_TRUNC
    MSG_CTRUNC MSG_EOR MSG_MORE AI_PASSIVE AI_CANONNAME AI_NUMERICHOST AI_NUMERICSERV AI_ADDRCONFIG AI_V4MAPPED
    AI_ALL EAI_AGAIN EAI_BADFLAGS EAI_FAIL EAI_FAMILY EAI_MEMORY EAI_NONAME EAI_SERVICE EAI_SOCKTYPE EAI_SYSTEM
    EAI_OVERFLOW NI_NUMERICHOST NI_NUMERICSERV NI_NOFQDN NI_NAMEREQD NI_DGRAM NI_MAXHOST INADDR_ANY
    INADDR_BROADCAST INADDR_LOOPBACK
);

fn gai_failed(code: c_int) -> Raised {
    if code == libc::EAI_SYSTEM {
        return super::last_error();
    }
    let made = gai_error().and_then(|class| {
        // SAFETY: the C library's own text.
        let text = unsafe { CStr::from_ptr(libc::gai_strerror(code)) }.to_string_lossy().into_owned();
        call::call(&class, &[&*int::from_i64(code.into())?, &*str::new(&text)?])
    });
    match made {
        Ok(error) => errors::raise_instance(error),
        Err(raised) => raised,
    }
}

struct Asked<'a> {
    host: Option<&'a CStr>,
    service: Option<&'a CStr>,
    hints: libc::addrinfo,
}

struct Answer {
    family: c_int,
    kind: c_int,
    proto: c_int,
    name: Option<String>,
    address: Address,
}

fn ask(asked: &Asked) -> Result<Vec<Answer>, Raised> {
    let pointer = |text: Option<&CStr>| text.map_or(std::ptr::null(), CStr::as_ptr);
    let mut found: *mut libc::addrinfo = std::ptr::null_mut();
    // SAFETY: texts that end in NUL, hints that are readable, a pointer that is written.
    let code = lock::without(|| unsafe {
        libc::getaddrinfo(pointer(asked.host), pointer(asked.service), &asked.hints, &mut found)
    });
    if code != 0 {
        return Err(gai_failed(code));
    }
    let mut answers = Vec::new();
    let mut next = found;
    // SAFETY: the C library's list, given back behind the loop.
    while let Some(entry) = unsafe { next.as_ref() } {
        let mut address = Address::empty();
        let length = (entry.ai_addrlen as usize).min(size_of::<libc::sockaddr_storage>());
        // SAFETY: the entry's address has that many bytes, and there is room for them.
        unsafe {
            std::ptr::copy_nonoverlapping(
                entry.ai_addr.cast::<u8>(),
                address.as_mut_ptr().cast::<u8>(),
                length,
            );
        }
        *address.length() = length as libc::socklen_t;
        let name = (!entry.ai_canonname.is_null())
            // SAFETY: a text that ends in NUL.
            .then(|| unsafe { CStr::from_ptr(entry.ai_canonname) }.to_string_lossy().into_owned());
        let (family, kind, proto) = (entry.ai_family, entry.ai_socktype, entry.ai_protocol);
        answers.push(Answer { family, kind, proto, name, address });
        next = entry.ai_next;
    }
    // SAFETY: made by getaddrinfo, not used any more.
    unsafe { libc::freeaddrinfo(found) };
    Ok(answers)
}

fn hints(family: c_int, kind: c_int, proto: c_int, flags: c_int) -> libc::addrinfo {
    // SAFETY: numbers and null pointers.
    let mut hints: libc::addrinfo = unsafe { std::mem::zeroed() };
    (hints.ai_family, hints.ai_socktype, hints.ai_protocol, hints.ai_flags) = (family, kind, proto, flags);
    hints
}

fn terminated(text: &[u8]) -> Result<CString, Raised> {
    CString::new(text).map_err(|_| raise!(VALUE_ERROR, "embedded null character"))
}

/// A host's address in a family.
pub(super) fn resolve(host: &str, family: c_int) -> Result<IpAddr, Raised> {
    match host.parse::<IpAddr>() {
        Ok(address) if address.is_ipv4() == (family == libc::AF_INET) => return Ok(address),
        _ => {}
    }
    let host = terminated(host.as_bytes())?;
    let answers = ask(&Asked { host: Some(&host), service: None, hints: hints(family, 0, 0, 0) })?;
    for answer in answers {
        let (at, family) = (answer.address.as_ptr(), answer.family);
        // SAFETY: of that family.
        unsafe {
            if family == libc::AF_INET {
                return Ok(
                    Ipv4Addr::from(u32::from_be((*at.cast::<libc::sockaddr_in>()).sin_addr.s_addr)).into()
                );
            }
            if family == libc::AF_INET6 {
                return Ok(Ipv6Addr::from((*at.cast::<libc::sockaddr_in6>()).sin6_addr.s6_addr).into());
            }
        }
    }
    Err(gai_failed(libc::EAI_NONAME))
}

fn gethostname(_: &PyObject) -> PyResult {
    let mut name = [0_u8; 1024];
    // SAFETY: writable for its length.
    super::checked(unsafe { libc::gethostname(name.as_mut_ptr().cast(), name.len() - 1) })?;
    let end = name.iter().position(|byte| *byte == 0).unwrap_or(name.len());
    vivarium_vm::sys::decode_bytes(&name[..end])
}

fn gethostbyname(_: &PyObject, host: &PyObject) -> PyResult {
    let name = name_argument("gethostbyname", Some(host))?.unwrap_or_default();
    object_of(&resolve(&String::from_utf8_lossy(&name), libc::AF_INET)?.to_string())
}

fn getaddrinfo(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("getaddrinfo", &["host", "port", "family", "type", "proto", "flags"]).required(2);
    let [host, port, family, kind, proto, flags] = SPEC.parse(arguments, kwnames)?;
    let number = |value: Option<&PyObject>| value.map_or(Ok(0), number::as_c_int);
    let hints = hints(number(family)?, number(kind)?, number(proto)?, number(flags)?);
    let host = match name_argument("getaddrinfo", host)? {
        Some(host) => Some(terminated(&host)?),
        None => None,
    };
    let port = port.expect("required");
    let service = if port.is_instance_of::<int::PyLongObject>() {
        Some(terminated(number::as_isize(port)?.to_string().as_bytes())?)
    } else if port.is_none() {
        None
    } else {
        match name_argument("getaddrinfo", Some(port)) {
            Ok(Some(name)) => Some(terminated(&name)?),
            Ok(None) => None,
            Err(_) => {
                errors::clear();
                return Err(raise!(OS_ERROR, "Int or String expected"));
            }
        }
    };
    let answers = ask(&Asked { host: host.as_deref(), service: service.as_deref(), hints })?;
    let entries = answers.iter().map(|answer| {
        tuple_ref([
            int::from_i64(answer.family.into())?,
            int::from_i64(answer.kind.into())?,
            int::from_i64(answer.proto.into())?,
            object_of(answer.name.as_deref().unwrap_or(""))?,
            answer.address.to_object()?,
        ])
    });
    Ok(list::from_vec(entries.collect::<Result<Vec<_>, _>>()?)?.upcast())
}

fn swap_short(_: &PyObject, value: &PyObject) -> PyResult {
    let number = number::as_c_int(value)?;
    match u16::try_from(number) {
        Ok(number) => int::from_i64(number.to_be().into()),
        Err(_) if number < 0 => {
            Err(raise!(OVERFLOW_ERROR, "can't convert negative Python int to C 16-bit unsigned integer"))
        }
        Err(_) => Err(raise!(OVERFLOW_ERROR, "Python int too large to convert to C 16-bit unsigned integer")),
    }
}

fn swap_long(_: &PyObject, value: &PyObject) -> PyResult {
    if !value.is_instance_of::<int::PyLongObject>() {
        return Err(raise!(TYPE_ERROR, "expected int, {} found", value.ob_type().name()));
    }
    match int::to_i64(value).and_then(|number| u32::try_from(number).ok()) {
        Some(number) => int::from_i64(number.to_be().into()),
        None => Err(raise!(OVERFLOW_ERROR, "int larger than 32 bits")),
    }
}

fn inet_aton(_: &PyObject, text: &PyObject) -> PyResult {
    let name = name_argument("inet_aton", Some(text))?.unwrap_or_default();
    match String::from_utf8_lossy(&name).parse::<Ipv4Addr>() {
        Ok(address) => Ok(bytes::new(&address.octets())?.upcast()),
        Err(_) => Err(raise!(OS_ERROR, "illegal IP address string passed to inet_aton")),
    }
}

fn inet_ntoa(_: &PyObject, packed: &PyObject) -> PyResult {
    let view = vivarium_runtime::buffer::View::simple(packed)?;
    match <[u8; 4]>::try_from(view.as_slice()) {
        Ok(octets) => object_of(&Ipv4Addr::from(octets).to_string()),
        Err(_) => Err(raise!(OS_ERROR, "packed IP wrong length")),
    }
}

fn inet_pton(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("inet_pton", arguments, 2, 2)?;
    let family = number::as_c_int(arguments[0])?;
    let name = name_argument("inet_pton", Some(arguments[1]))?.unwrap_or_default();
    let text = String::from_utf8_lossy(&name);
    let illegal = || raise!(OS_ERROR, "illegal IP address string passed to inet_pton");
    match family {
        libc::AF_INET => Ok(bytes::new(&text.parse::<Ipv4Addr>().map_err(|_| illegal())?.octets())?.upcast()),
        libc::AF_INET6 => {
            Ok(bytes::new(&text.parse::<Ipv6Addr>().map_err(|_| illegal())?.octets())?.upcast())
        }
        _ => Err(errno_error(libc::EAFNOSUPPORT)),
    }
}

fn inet_ntop(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    check_count("inet_ntop", arguments, 2, 2)?;
    let view = vivarium_runtime::buffer::View::simple(arguments[1])?;
    let wrong = || raise!(VALUE_ERROR, "invalid length of packed IP address string");
    match number::as_c_int(arguments[0])? {
        libc::AF_INET => {
            let octets = <[u8; 4]>::try_from(view.as_slice()).map_err(|_| wrong())?;
            object_of(&Ipv4Addr::from(octets).to_string())
        }
        libc::AF_INET6 => {
            let octets = <[u8; 16]>::try_from(view.as_slice()).map_err(|_| wrong())?;
            object_of(&Ipv6Addr::from(octets).to_string())
        }
        family => Err(raise!(VALUE_ERROR, "unknown address family {family}")),
    }
}
