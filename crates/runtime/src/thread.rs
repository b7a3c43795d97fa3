//! The state of the running thread: the exception being raised, the exceptions being handled, the frame, the depth.
//!
//! There is one interpreter lock, and the state is a static: threads put theirs away when they give the lock back
//! ([`lock`]).

use std::cell::Cell;
use std::ffi::c_int;

use crate::errors;
use crate::frame::InterpreterFrame;
use crate::object::{PyObject, Raised};

pub mod lock;
mod stack;
pub use stack::with_stack;

/// One level of `sys.exc_info()`: `except` bodies of the thread, or of one generator.
#[repr(C)]
pub struct ErrStackItem {
    /// The exception being handled; null or `None` when there is none.
    pub exc_value: Cell<*mut PyObject>,
    pub previous_item: Cell<*mut ErrStackItem>,
}

impl ErrStackItem {
    pub const fn empty() -> ErrStackItem {
        ErrStackItem {
            exc_value: Cell::new(std::ptr::null_mut()),
            previous_item: Cell::new(std::ptr::null_mut()),
        }
    }
}

/// What runs a frame until it returns, yields or raises; installed by the VM (`eval_frame`), so that another engine can
/// stand beside it. The frame is on the data stack and belongs to the callee.
pub type EvalFrame = fn(&InterpreterFrame, throw: bool) -> crate::object::PyResult;

pub struct ThreadState {
    /// The frame that runs, or null.
    pub frame: Cell<*const InterpreterFrame>,
    pub recursion_limit: Cell<c_int>,
    pub recursion_remaining: Cell<c_int>,
    /// Above zero while a `RecursionError` is being made, which may go a little deeper.
    pub recursion_headroom: Cell<c_int>,
    /// The lowest address that native recursion may reach.
    pub stack_limit: Cell<usize>,
    pub curexc_type: Cell<*mut PyObject>,
    pub curexc_value: Cell<*mut PyObject>,
    pub curexc_traceback: Cell<*mut PyObject>,
    pub exc_info: Cell<*const ErrStackItem>,
    pub exc_state: ErrStackItem,
    /// Set when something waits for the loop to look: a signal, a pending call.
    pub eval_breaker: Cell<bool>,
    pub tracing: Cell<c_int>,
    /// The event whose trace function runs: what may be done to `f_lineno` depends on it.
    pub tracing_what: Cell<c_int>,
    /// Whether a trace or profile function is set; the loop takes its slow driver then.
    pub use_tracing: Cell<bool>,
    pub c_tracefunc: Cell<*mut PyObject>,
    pub c_profilefunc: Cell<*mut PyObject>,
    pub eval_frame: Cell<Option<EvalFrame>>,
    pub data_stack: crate::frame::DataStack,
    /// `sys.set_coroutine_origin_tracking_depth`.
    pub coroutine_origin_tracking_depth: Cell<c_int>,
    pub async_gen_firstiter: Cell<*mut PyObject>,
    pub async_gen_finalizer: Cell<*mut PyObject>,
    pub trash_depth: Cell<c_int>,
    pub trash_later: Cell<*mut PyObject>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for ThreadState {}

const NULL: *mut PyObject = std::ptr::null_mut();

static STATE: ThreadState = ThreadState::new();

impl ThreadState {
    /// The state of a thread that has run nothing.
    const fn new() -> ThreadState {
        ThreadState {
            frame: Cell::new(std::ptr::null()),
            recursion_limit: Cell::new(1000),
            recursion_remaining: Cell::new(1000),
            recursion_headroom: Cell::new(0),
            stack_limit: Cell::new(0),
            curexc_type: Cell::new(NULL),
            curexc_value: Cell::new(NULL),
            curexc_traceback: Cell::new(NULL),
            exc_info: Cell::new(&raw const STATE.exc_state),
            exc_state: ErrStackItem::empty(),
            eval_breaker: Cell::new(false),
            tracing: Cell::new(0),
            tracing_what: Cell::new(0),
            use_tracing: Cell::new(false),
            c_tracefunc: Cell::new(NULL),
            c_profilefunc: Cell::new(NULL),
            eval_frame: Cell::new(None),
            data_stack: crate::frame::DataStack::new(),
            coroutine_origin_tracking_depth: Cell::new(0),
            async_gen_firstiter: Cell::new(NULL),
            async_gen_finalizer: Cell::new(NULL),
            trash_depth: Cell::new(0),
            trash_later: Cell::new(NULL),
        }
    }
}

/// The running thread's state.
#[inline(always)]
pub fn current() -> &'static ThreadState {
    &STATE
}

/// Tells where the native stack ends: `size` bytes below here, less a reserve in which errors are raised and finalisers
/// run.
pub fn set_native_stack_size(size: usize) {
    let here = std::ptr::from_ref(&size) as usize;
    current().stack_limit.set(here.saturating_sub(size) + 256 * 1024);
}

/// Depth of one native call; gives it back when dropped.
pub struct RecursionGuard(());

impl Drop for RecursionGuard {
    #[inline(always)]
    fn drop(&mut self) {
        let state = current();
        state.recursion_remaining.set(state.recursion_remaining.get() + 1);
    }
}

/// Counts one level of native recursion, or raises `RecursionError`: "maximum recursion depth exceeded" and then `place`
/// (with its leading space, for instance `" in comparison"`). Ends both at the recursion limit and near the end of the
/// native stack.
#[inline]
pub fn enter_recursive_call(place: &str) -> Result<RecursionGuard, Raised> {
    let state = current();
    let remaining = state.recursion_remaining.get() - 1;
    state.recursion_remaining.set(remaining);
    let here = std::ptr::from_ref(&remaining) as usize;
    if remaining < 0 || here < state.stack_limit.get() {
        return recursion_exceeded(place, here);
    }
    Ok(RecursionGuard(()))
}

#[cold]
fn recursion_exceeded(place: &str, here: usize) -> Result<RecursionGuard, Raised> {
    let state = current();
    // Fifty levels more are left for those that clean up after the error, as in CPython.
    if state.recursion_headroom.get() > 0
        && state.recursion_remaining.get() >= -50
        && here >= state.stack_limit.get()
    {
        return Ok(RecursionGuard(()));
    }
    state.recursion_remaining.set(state.recursion_remaining.get() + 1);
    state.recursion_headroom.set(state.recursion_headroom.get() + 1);
    let raised = crate::raise!(RECURSION_ERROR, "maximum recursion depth exceeded{place}");
    state.recursion_headroom.set(state.recursion_headroom.get() - 1);
    Err(raised)
}

/// For the evaluation loop, which counts its levels itself: the level that was just taken is one too many, so
/// `RecursionError` unless one is being handled. The level stays counted.
#[cold]
pub fn check_recursion(place: &str) -> Result<(), Raised> {
    let here = std::ptr::from_ref(&place) as usize;
    let result = recursion_exceeded(place, here);
    match result {
        Ok(guard) => {
            std::mem::forget(guard);
            Ok(())
        }
        Err(raised) => {
            let state = current();
            state.recursion_remaining.set(state.recursion_remaining.get() - 1);
            Err(raised)
        }
    }
}

/// Whether the native stack is all but used up, for what recurses without being counted.
#[inline(always)]
pub fn stack_is_low() -> bool {
    let mark = 0_u8;
    (std::ptr::from_ref(&mark) as usize) < current().stack_limit.get()
}

/// The native stack ends here, whatever the recursion limit says.
#[cold]
pub fn native_stack_exhausted() -> Raised {
    let state = current();
    let limit = state.stack_limit.get();
    // The error itself is made in the reserve that lies below the limit.
    state.stack_limit.set(limit.saturating_sub(128 * 1024));
    let raised = crate::raise!(RECURSION_ERROR, "maximum recursion depth exceeded");
    state.stack_limit.set(limit);
    raised
}

/// Sets `sys.setrecursionlimit` and what remains of it.
pub fn set_recursion_limit(limit: c_int) {
    let state = current();
    let depth = state.recursion_limit.get() - state.recursion_remaining.get();
    state.recursion_limit.set(limit);
    state.recursion_remaining.set(limit - depth);
}

/// The topmost item of the handled-exception stack that holds an exception.
pub fn topmost_exception() -> Option<&'static PyObject> {
    let mut item = current().exc_info.get();
    loop {
        // SAFETY: the chain's items live as long as they are linked.
        let level = unsafe { item.as_ref() }?;
        // SAFETY: the level owns its exception.
        if let Some(value) = unsafe { level.exc_value.get().as_ref() }.filter(|value| !value.is_none()) {
            return Some(value);
        }
        item = level.previous_item.get();
    }
}

/// Whether an exception is set.
#[inline(always)]
pub fn exception_occurred() -> bool {
    errors::occurred()
}
