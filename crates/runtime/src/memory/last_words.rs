//! Where not even the reserve has a block for something that can't fail, the process ends as one that a `MemoryError`
//! ended: with the traceback, written without any memory, and 1.

use crate::frame::{InterpreterFrame, current_visible};
use crate::object::PyObject;
use crate::str::PyUnicodeObject;

/// So many frames are told of, the innermost ones.
const FRAMES: usize = 100;

/// Says where the program stood and ends the process.
#[cold]
#[inline(never)]
pub(super) fn end(runs_python: bool) -> ! {
    if runs_python {
        let mut frames: [Option<&InterpreterFrame>; FRAMES] = [None; FRAMES];
        let mut frame = current_visible();
        for place in &mut frames {
            *place = frame;
            frame = frame.and_then(InterpreterFrame::visible_back);
        }
        say(b"Traceback (most recent call last):\n");
        for frame in frames.iter().rev().flatten() {
            let code = frame.code();
            say(b"  File \"");
            say_text(code.filename());
            say(b"\", line ");
            say_number(frame.line().unwrap_or(0).unsigned_abs());
            say(b", in ");
            say_text(code.name());
            say(b"\n");
        }
    }
    say(b"MemoryError\n");
    // SAFETY: never comes back.
    unsafe { libc::_exit(1) }
}

fn say(text: &[u8]) {
    // SAFETY: reads so many bytes.
    unsafe { libc::write(2, text.as_ptr().cast(), text.len()) };
}

fn say_text(text: &PyObject) {
    let Some(text) = text.cast::<PyUnicodeObject>() else { return };
    for code in text.data().iter().take(1000) {
        let letter = char::from_u32(code).unwrap_or('?');
        say(letter.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

fn say_number(number: u32) {
    let mut buffer = [0; 10];
    let mut at = buffer.len();
    let mut rest = number;
    loop {
        at -= 1;
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            return say(&buffer[at..]);
        }
    }
}
