//! Reading and writing the system's descriptors.

use std::ffi::c_int;
use std::io::{Error, ErrorKind};
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

/// A system call until no signal interrupts it: how many bytes it moved.
fn uninterrupted(mut call: impl FnMut() -> isize) -> Result<usize, Error> {
    loop {
        if let Ok(count) = usize::try_from(call()) {
            return Ok(count);
        }
        let error = Error::last_os_error();
        if error.kind() != ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

/// Writes all of it.
pub(super) fn write_all(descriptor: c_int, mut bytes: &[u8]) -> Result<(), Error> {
    super::begun::note(descriptor, bytes);
    while !bytes.is_empty() {
        // SAFETY: the slice is readable for its length.
        let written =
            uninterrupted(|| unsafe { libc::write(descriptor, bytes.as_ptr().cast(), bytes.len()) })?;
        bytes = &bytes[written..];
    }
    Ok(())
}

/// Reads what there is, up to a buffer; nothing at the end.
pub(super) fn read_some(descriptor: c_int) -> Result<Vec<u8>, Error> {
    let mut buffer = vec![0; BUFFER];
    // SAFETY: the buffer is writable for its length.
    let count =
        uninterrupted(|| unsafe { libc::read(descriptor, buffer.as_mut_ptr().cast(), buffer.len()) })?;
    buffer.truncate(count);
    Ok(buffer)
}
