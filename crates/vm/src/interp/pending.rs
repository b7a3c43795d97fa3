//! What the loop looks at when the breaker is set: signals, other threads, and requests to change the driver.

use std::sync::atomic::{AtomicBool, Ordering};

use vivarium_runtime::thread::lock;
use vivarium_runtime::{errors, exceptions, thread};

use super::ctx::{Ctx, Flow};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

struct Waiting(
    std::cell::Cell<bool>,
    std::cell::Cell<Option<fn() -> Result<(), vivarium_runtime::object::Raised>>>,
);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Waiting {}

static SWITCH: Waiting = Waiting(std::cell::Cell::new(false), std::cell::Cell::new(None));

/// Called by a signal handler: the next look raises `KeyboardInterrupt`.
pub fn interrupt() {
    INTERRUPTED.store(true, Ordering::SeqCst);
    thread::current().eval_breaker.set(true);
}

/// Whether a signal waits for the first thread to look.
pub fn is_interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Asks for the other driver, after tracing was switched.
pub fn request_switch() {
    SWITCH.0.set(true);
    thread::current().eval_breaker.set(true);
}

/// Installs what runs Python signal handlers.
pub fn set_signal_check(check: fn() -> Result<(), vivarium_runtime::object::Raised>) {
    SWITCH.1.set(Some(check));
}

/// What an instruction ends with that may go round for ever: out of line if something waits.
#[inline(always)]
pub fn look(c: &Ctx) -> Flow {
    if c.breaker() { Flow::Rare(handle) } else { Flow::Next }
}

/// `eval_frame_handle_pending`.
#[cold]
#[inline(never)]
fn handle(_: &mut Ctx, _: u32) -> Flow {
    thread::current().eval_breaker.set(false);
    lock::give_way();
    // A request of the thread that ran before may have been for this one.
    if lock::take_switched() {
        SWITCH.0.set(true);
    }
    if lock::is_first() && INTERRUPTED.swap(false, Ordering::SeqCst) {
        if SWITCH.0.get() {
            thread::current().eval_breaker.set(true);
        }
        match SWITCH.1.get() {
            Some(check) => {
                if check().is_err() {
                    return Flow::Error;
                }
            }
            None => {
                errors::set_none(&exceptions::KEYBOARD_INTERRUPT);
                return Flow::Error;
            }
        }
    }
    if SWITCH.0.replace(false) {
        return Flow::Switch;
    }
    Flow::Next
}
