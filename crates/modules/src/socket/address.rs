//! Addresses of sockets.

use std::ffi::c_int;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{bytes, int, number, raise, str};

use super::{checked, names, object_of, parts};
use crate::support::native::tuple_ref;

/// Room for an address of any family.
pub(super) struct Address {
    storage: libc::sockaddr_storage,
    length: libc::socklen_t,
}

impl Address {
    pub(super) fn empty() -> Address {
        // SAFETY: plain numbers.
        Address { storage: unsafe { std::mem::zeroed() }, length: size_of::<libc::sockaddr_storage>() as u32 }
    }

    pub(super) fn as_ptr(&self) -> *const libc::sockaddr {
        (&raw const self.storage).cast()
    }

    pub(super) fn as_mut_ptr(&mut self) -> *mut libc::sockaddr {
        (&raw mut self.storage).cast()
    }

    pub(super) fn length(&mut self) -> &mut libc::socklen_t {
        &mut self.length
    }

    pub(super) fn len(&self) -> libc::socklen_t {
        self.length
    }

    pub(super) fn family(&self) -> c_int {
        c_int::from(self.storage.ss_family)
    }

    pub(super) fn of_socket(fd: c_int) -> Result<Address, Raised> {
        let mut address = Address::empty();
        // SAFETY: there is room for any address.
        checked(unsafe { libc::getsockname(fd, address.as_mut_ptr(), address.length()) })?;
        Ok(address)
    }

    pub(super) fn of_peer(fd: c_int) -> Result<Address, Raised> {
        let mut address = Address::empty();
        // SAFETY: there is room for any address.
        checked(unsafe { libc::getpeername(fd, address.as_mut_ptr(), address.length()) })?;
        Ok(address)
    }

    fn fill<T>(&mut self, family: c_int, length: usize, write: impl FnOnce(&mut T)) {
        self.storage.ss_family = family as libc::sa_family_t;
        self.length = length as libc::socklen_t;
        // SAFETY: the storage has room and alignment for every kind of address.
        write(unsafe { &mut *(&raw mut self.storage).cast::<T>() });
    }

    /// An internet address.
    pub(super) fn internet(address: IpAddr, port: u16, flow: u32, scope: u32) -> Address {
        let mut made = Address::empty();
        match address {
            IpAddr::V4(address) => {
                made.fill(libc::AF_INET, size_of::<libc::sockaddr_in>(), |inner: &mut libc::sockaddr_in| {
                    inner.sin_port = port.to_be();
                    inner.sin_addr.s_addr = u32::from(address).to_be();
                });
            }
            IpAddr::V6(address) => {
                made.fill(
                    libc::AF_INET6,
                    size_of::<libc::sockaddr_in6>(),
                    |inner: &mut libc::sockaddr_in6| {
                        inner.sin6_port = port.to_be();
                        inner.sin6_flowinfo = flow.to_be();
                        inner.sin6_scope_id = scope;
                        inner.sin6_addr.s6_addr = address.octets();
                    },
                );
            }
        }
        made
    }

    fn unix(path: &[u8]) -> Result<Address, Raised> {
        let mut made = Address::empty();
        let header = std::mem::offset_of!(libc::sockaddr_un, sun_path);
        let room = size_of::<libc::sockaddr_un>() - header;
        let ends = path.first().is_some_and(|first| *first != 0);
        if path.len() + usize::from(ends) > room {
            return Err(raise!(OS_ERROR, "AF_UNIX path too long"));
        }
        let length = header + path.len() + usize::from(ends);
        made.fill(libc::AF_UNIX, length, |inner: &mut libc::sockaddr_un| {
            for (target, byte) in inner.sun_path.iter_mut().zip(path) {
                *target = *byte as libc::c_char;
            }
        });
        Ok(made)
    }

    /// The address that a program gave, for a family; `what` is the method for messages.
    pub(super) fn parse(family: c_int, object: &PyObject, what: &str) -> Result<Address, Raised> {
        if family == libc::AF_UNIX {
            if let Some(content) = bytes::as_slice(object) {
                return Address::unix(content);
            }
            let path = vivarium_vm::sys::encode_path(&*vivarium_vm::sys::decode_path(object)?);
            return Address::unix(&path);
        }
        if family != libc::AF_INET && family != libc::AF_INET6 {
            return Err(raise!(OS_ERROR, "{what}(): bad family"));
        }
        let shown = if family == libc::AF_INET { "AF_INET" } else { "AF_INET6" };
        let Some(items) = parts(object) else {
            return Err(raise!(
                TYPE_ERROR,
                "{what}(): {shown} address must be tuple, not {}",
                object.ob_type().name()
            ));
        };
        let most = if family == libc::AF_INET { 2 } else { 4 };
        if items.len() < 2 || items.len() > most {
            let form =
                if most == 2 { "a pair (host, port)" } else { "a tuple (host, port[, flowinfo[, scopeid]])" };
            return Err(raise!(TYPE_ERROR, "{shown} address must be {form}"));
        }
        let host = match (str::as_str(&items[0]), bytes::as_slice(&items[0])) {
            (Some(text), _) => text.to_owned(),
            (None, Some(content)) => String::from_utf8_lossy(content).into_owned(),
            (None, None) => {
                return Err(raise!(
                    TYPE_ERROR,
                    "str, bytes or bytearray expected, not {}",
                    items[0].ob_type().name()
                ));
            }
        };
        let port = number::as_c_int(&items[1])?;
        let Ok(port) = u16::try_from(port) else {
            return Err(raise!(OVERFLOW_ERROR, "{what}(): port must be 0-65535."));
        };
        let rest = |index: usize| items.get(index).map_or(Ok(0), |item| number::as_c_int(item));
        let address = match (&*host, family == libc::AF_INET) {
            ("", true) => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            ("", false) => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
            ("<broadcast>", true) => IpAddr::V4(Ipv4Addr::BROADCAST),
            _ => names::resolve(&host, family)?,
        };
        Ok(Address::internet(address, port, rest(2)? as u32, rest(3)? as u32))
    }

    /// The address as programs see it.
    pub(super) fn to_object(&self) -> PyResult {
        let header = std::mem::offset_of!(libc::sockaddr_un, sun_path);
        if self.length == 0 {
            return super::none();
        }
        match self.family() {
            libc::AF_INET => {
                // SAFETY: of that family.
                let inner = unsafe { &*(&raw const self.storage).cast::<libc::sockaddr_in>() };
                let host = Ipv4Addr::from(u32::from_be(inner.sin_addr.s_addr)).to_string();
                tuple_ref([object_of(&host)?, int::from_i64(u16::from_be(inner.sin_port).into())?])
            }
            libc::AF_INET6 => {
                // SAFETY: of that family.
                let inner = unsafe { &*(&raw const self.storage).cast::<libc::sockaddr_in6>() };
                let host = Ipv6Addr::from(inner.sin6_addr.s6_addr).to_string();
                tuple_ref([
                    object_of(&host)?,
                    int::from_i64(u16::from_be(inner.sin6_port).into())?,
                    int::from_i64(u32::from_be(inner.sin6_flowinfo).into())?,
                    int::from_i64(inner.sin6_scope_id.into())?,
                ])
            }
            libc::AF_UNIX => {
                // SAFETY: of that family.
                let inner = unsafe { &*(&raw const self.storage).cast::<libc::sockaddr_un>() };
                let count = (self.length as usize).saturating_sub(header).min(inner.sun_path.len());
                let path: Vec<u8> = inner.sun_path[..count].iter().map(|byte| *byte as u8).collect();
                if path.first() == Some(&0) {
                    return Ok(bytes::new(&path)?.upcast());
                }
                let end = path.iter().position(|byte| *byte == 0).unwrap_or(path.len());
                vivarium_vm::sys::decode_bytes(&path[..end])
            }
            _ => super::none(),
        }
    }
}
