//! Entering and leaving the loop, and unwinding to a handler.

use vivarium_bytecode::exceptiontable;
use vivarium_runtime::frame::{self, FrameOwner, InterpreterFrame};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::{errors, generator, int, thread, traceback};

use super::call::{clear_stack, enter_python_call};
use super::ctx::{Ctx, Flow};
use super::driver;

/// Runs a frame until it returns, yields or raises: what the VM installs as `eval_frame`.
pub fn eval_frame(frame: &InterpreterFrame, throw: bool) -> PyResult {
    // SAFETY: the caller keeps the frame until this returns.
    let frame: &'static InterpreterFrame = unsafe { &*std::ptr::from_ref(frame) };
    let state = thread::current();
    let previous = state.frame.get();
    frame.is_entry.set(true);
    frame.previous.set(previous);
    let here = std::ptr::from_ref(&throw) as usize;
    let entered = if here < state.stack_limit.get() {
        state.recursion_remaining.set(state.recursion_remaining.get() - 1);
        Err(thread::native_stack_exhausted())
    } else {
        enter_python_call()
    };
    if let Err(raised) = entered {
        state.recursion_remaining.set(state.recursion_remaining.get() + 1);
        return Err(raised);
    }
    state.frame.set(frame);
    if throw
        && state.use_tracing.get()
        && let Err(raised) = crate::trace::throw_event(frame)
    {
        // An error of the trace function's own takes the place of the one that was thrown, which nobody here handles.
        state.frame.set(previous);
        state.recursion_remaining.set(state.recursion_remaining.get() + 1);
        return Err(raised);
    }
    let mut c = Ctx { ip: std::ptr::null(), sp: std::ptr::null_mut(), frame };
    c.enter(frame);
    let result = driver::run(c, if throw { Flow::Error } else { Flow::Next });
    state.frame.set(previous);
    // SAFETY: the loop hands out an owned reference, or null where an exception is set.
    match unsafe { Ref::from_nullable(result) } {
        Some(value) => Ok(value),
        None => Err(Raised::already_set()),
    }
}

/// What a frame whose content has moved into a generator is left with, so that it can be given back as any other.
pub fn leave_empty(frame: &InterpreterFrame) {
    frame.stacktop.set(0);
    frame.f_locals.set(std::ptr::null_mut());
    frame.frame_obj.set(std::ptr::null_mut());
    // SAFETY: the generator owns what the frame owned; the frame takes references of its own.
    unsafe {
        (*frame.f_func.get()).incref();
        (*frame.f_code.get().cast::<PyObject>()).incref();
    }
}

/// What has happened already to the exception that is set.
#[derive(Clone, Copy, PartialEq)]
pub enum Unwind {
    /// Nothing: an instruction raised it.
    Raised,
    /// It is raised again, and its traceback knows this frame.
    Again,
    /// The frame was left when it was raised, by a trace function.
    Left,
}

impl Unwind {
    /// What an instruction says that raised.
    pub fn of(flow: Flow) -> Unwind {
        if matches!(flow, Flow::Unwind) { Unwind::Again } else { Unwind::Raised }
    }
}

/// Goes to the handler of the exception that is set, leaving frames that have none. Nothing where the frame that the
/// loop was entered for has none.
#[cold]
#[inline(never)]
pub fn unwind(c: Ctx, how: Unwind) -> Option<Ctx> {
    let mut c = c;
    let mut how = how;
    let state = thread::current();
    if !errors::occurred() {
        // A native function has lost what it raised.
        vivarium_runtime::raise!(SYSTEM_ERROR, "error return without exception set");
    }
    loop {
        let frame = c.frame;
        if how == Unwind::Raised && !frame.is_incomplete() {
            traceback::here(frame);
            if state.use_tracing.get() {
                c.save_sp();
                crate::trace::exception_event(frame);
                frame.stacktop.set(-1);
            }
        }
        let code = frame.code();
        // Where the loop stands, not what the frame shows: RERAISE shows the instruction that raised first.
        let offset = (c.ip as usize).wrapping_sub(code.first_unit() as usize).wrapping_sub(2);
        let offset = u32::try_from(offset).ok();
        let handler = offset
            .filter(|_| how != Unwind::Left)
            .and_then(|offset| exceptiontable::lookup(code.exceptiontable(), offset));
        // Where not even its number can be made nobody handles the exception.
        let lasti = match handler {
            Some(handler) if handler.lasti => int::from_i64(i64::from(frame.lasti())).map(Some),
            _ => Ok(None),
        };
        if let (Some(handler), Ok(lasti)) = (handler, lasti) {
            // SAFETY: the table's depth is within the stack.
            unsafe {
                let level = frame.stack_base().add(handler.depth as usize);
                clear_stack(level, c.sp);
                c.sp = level;
            }
            if let Some(lasti) = lasti {
                c.push_ref(lasti);
            }
            let exception = errors::take();
            c.push_ref(exception);
            // SAFETY: the table's target is inside the code.
            c.ip = unsafe { code.first_unit().cast::<u16>().add(handler.target as usize / 2) };
            return Some(c);
        }
        // SAFETY: the stack's entries are owned or null.
        unsafe { clear_stack(frame.stack_base(), c.sp) };
        frame.stacktop.set(code.co_nlocalsplus.get());
        if state.use_tracing.get() && how != Unwind::Left {
            crate::trace::unwind_event(frame);
        }
        state.recursion_remaining.set(state.recursion_remaining.get() + 1);
        if frame.is_entry.get() {
            return None;
        }
        // SAFETY: a frame that is no entry frame was called from another.
        let previous: &'static InterpreterFrame = unsafe { &*frame.previous.get() };
        state.frame.set(previous);
        if frame.owner.get() == FrameOwner::Generator {
            c.enter(previous);
            generator::raised(generator::of_frame(frame));
        } else {
            frame::pop(frame);
            c.enter(previous);
        }
        how = Unwind::Raised;
    }
}
