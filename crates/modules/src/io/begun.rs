//! What programs wrote last on the terminal's line, for those who draw the whole line anew.

use std::ffi::c_int;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// More of a line is not kept.
const LONGEST: usize = 4096;

static WATCHED: AtomicBool = AtomicBool::new(false);
static LINE: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// From here on lines are watched.
pub fn watch() {
    WATCHED.store(true, Ordering::Relaxed);
}

/// The line that was begun and not ended; the next one begins.
pub fn take() -> String {
    let line = std::mem::take(&mut *LINE.lock().unwrap_or_else(PoisonError::into_inner));
    String::from_utf8_lossy(&line).into_owned()
}

#[inline]
pub(super) fn note(descriptor: c_int, written: &[u8]) {
    if (descriptor == 1 || descriptor == 2) && WATCHED.load(Ordering::Relaxed) {
        remember(written);
    }
}

#[cold]
fn remember(written: &[u8]) {
    let mut line = LINE.lock().unwrap_or_else(PoisonError::into_inner);
    let last = match written.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
        Some(end) => {
            line.clear();
            &written[end + 1..]
        }
        None => written,
    };
    if line.len() + last.len() <= LONGEST {
        line.extend_from_slice(last);
    }
}
