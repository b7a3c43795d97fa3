//! Reading and writing the system's descriptors.

use std::ffi::c_int;
use std::sync::atomic::{AtomicBool, Ordering};

/// How many bytes are read, or gathered before they are written.
pub(super) const BUFFER: usize = 8192;

/// The standard descriptors that were closed when the process began: Rust's runtime opens them before `main`.
static CLOSED: [AtomicBool; 3] = [const { AtomicBool::new(false) }; 3];

extern "C" fn note_closed() {
    for (descriptor, closed) in CLOSED.iter().enumerate() {
        // SAFETY: any descriptor may be asked about.
        let missing = unsafe { libc::fcntl(descriptor as c_int, libc::F_GETFD) } < 0;
        closed.store(missing, Ordering::Relaxed);
    }
}

// SAFETY: the C library calls the functions of this section once, before `main`.
#[used]
#[unsafe(link_section = ".init_array")]
static NOTE_CLOSED: extern "C" fn() = note_closed;

/// Whether a standard descriptor was closed when the process began.
pub(super) fn was_closed(descriptor: c_int) -> bool {
    CLOSED[descriptor as usize].load(Ordering::Relaxed)
}

/// Writes all of it, going on after interruptions.
pub(super) fn write_all(descriptor: c_int, mut bytes: &[u8]) -> Result<(), std::io::Error> {
    super::begun::note(descriptor, bytes);
    while !bytes.is_empty() {
        // SAFETY: the slice is readable for its length.
        let written = unsafe { libc::write(descriptor, bytes.as_ptr().cast(), bytes.len()) };
        if written < 0 {
            let error = std::io::Error::last_os_error();
            if error.kind() == std::io::ErrorKind::Interrupted {
                continue;
            }
            return Err(error);
        }
        bytes = &bytes[written as usize..];
    }
    Ok(())
}

/// Reads what there is, up to a buffer; nothing at the end.
pub(super) fn read_some(descriptor: c_int) -> Result<Vec<u8>, std::io::Error> {
    let mut buffer = vec![0; BUFFER];
    loop {
        // SAFETY: the buffer is writable for its length.
        let count = unsafe { libc::read(descriptor, buffer.as_mut_ptr().cast(), buffer.len()) };
        if count < 0 {
            let error = std::io::Error::last_os_error();
            if error.kind() == std::io::ErrorKind::Interrupted {
                continue;
            }
            return Err(error);
        }
        buffer.truncate(count as usize);
        return Ok(buffer);
    }
}
