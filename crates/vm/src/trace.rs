//! `sys.settrace` and `sys.setprofile`: events in CPython's order (`Python/sysmodule.c`, `Python/ceval.c`).

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

use vivarium_bytecode::Opcode;
use vivarium_runtime::frame::jump::event;
use vivarium_runtime::frame::{InterpreterFrame, PyFrameObject, locals};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use vivarium_runtime::{call, errors, hooks, raise, singletons, str, thread, tuple};

use crate::interp::ctx::Ctx;
use crate::interp::eval::Unwind;
use crate::interp::ops::calls;
use crate::interp::pending;

fn event_name(what: i32) -> &'static str {
    match what {
        event::CALL => "call",
        event::EXCEPTION => "exception",
        event::LINE => "line",
        event::RETURN => "return",
        C_CALL => "c_call",
        C_EXCEPTION => "c_exception",
        C_RETURN => "c_return",
        _ => "opcode",
    }
}

pub const C_CALL: i32 = 4;
pub const C_EXCEPTION: i32 = 5;
pub const C_RETURN: i32 = 6;
const OPCODE: i32 = 7;

fn update_flag() {
    let state = thread::current();
    let wanted = !state.c_tracefunc.get().is_null() || !state.c_profilefunc.get().is_null();
    if state.use_tracing.replace(wanted) != wanted {
        pending::request_switch();
    }
}

/// Installs a function; the finaliser of the one before it may not install another.
fn install(
    kind: &'static str,
    busy: &AtomicBool,
    slot: &Cell<*mut PyObject>,
    function: Option<&PyObject>,
) -> Result<(), Raised> {
    if busy.swap(true, Ordering::Relaxed) {
        busy.store(false, Ordering::Relaxed);
        return Err(raise!(
            RUNTIME_ERROR,
            "Cannot install a {kind} function while another {kind} function is being installed"
        ));
    }
    if let Err(raised) = hooks::audit(&format!("sys.set{kind}"), || Ok(Vec::new())) {
        busy.store(false, Ordering::Relaxed);
        return Err(raised);
    }
    let old = replace_slot(slot, None);
    update_flag();
    drop(old);
    drop(replace_slot(slot, function.filter(|function| !function.is_none()).map(PyObject::to_ref)));
    update_flag();
    busy.store(false, Ordering::Relaxed);
    Ok(())
}

/// `sys.settrace`.
pub fn set_trace(function: Option<&PyObject>) -> Result<(), Raised> {
    static BUSY: AtomicBool = AtomicBool::new(false);
    install("trace", &BUSY, &thread::current().c_tracefunc, function)
}

/// `sys.setprofile`.
pub fn set_profile(function: Option<&PyObject>) -> Result<(), Raised> {
    static BUSY: AtomicBool = AtomicBool::new(false);
    install("profile", &BUSY, &thread::current().c_profilefunc, function)
}

fn get(slot: &Cell<*mut PyObject>) -> Ref {
    // SAFETY: null or owned by the thread state.
    unsafe { clone_slot(slot) }.unwrap_or_else(singletons::none_ref)
}

/// `sys.gettrace`.
pub fn get_trace() -> Ref {
    get(&thread::current().c_tracefunc)
}

/// `sys.getprofile`.
pub fn get_profile() -> Ref {
    get(&thread::current().c_profilefunc)
}

/// Calls a trace function with tracing off (`call_trampoline`).
fn call_function(function: &PyObject, frame: &PyFrameObject, what: i32, arg: &PyObject) -> PyResult {
    if locals::has_locals(frame) {
        locals::fast_to_locals(frame.frame())?;
        frame.f_fast_as_locals.set(true);
    }
    let name = str::intern(event_name(what))?;
    let result = call::call(function, &[frame, &name, arg]);
    locals::locals_to_fast(frame, true);
    result
}

/// `call_trace`: with the bookkeeping that keeps trace functions from being traced.
fn dispatch(
    frame: &InterpreterFrame,
    what: i32,
    run: impl FnOnce(&PyFrameObject) -> Result<(), Raised>,
) -> Result<(), Raised> {
    let state = thread::current();
    if state.tracing.get() != 0 {
        return Ok(());
    }
    // The frame owns it while it runs.
    let object = frame.object()?;
    let old_what = state.tracing_what.replace(what);
    state.tracing.set(state.tracing.get() + 1);
    let was = state.use_tracing.replace(false);
    object.f_lineno.set(frame.line().unwrap_or(0));
    // The trace function may come between KW_NAMES and CALL, and makes calls of its own.
    let names = calls::take_keyword_names();
    let result = run(object);
    calls::put_keyword_names(names);
    object.f_lineno.set(0);
    state.tracing.set(state.tracing.get() - 1);
    state.use_tracing.set(was && wants_tracing());
    state.tracing_what.set(old_what);
    result
}

fn wants_tracing() -> bool {
    let state = thread::current();
    !state.c_tracefunc.get().is_null() || !state.c_profilefunc.get().is_null()
}

/// `trace_trampoline`.
fn trace(frame: &InterpreterFrame, what: i32, arg: &PyObject) -> Result<(), Raised> {
    let state = thread::current();
    // SAFETY: null or owned by the thread state.
    let Some(global) = (unsafe { clone_slot(&state.c_tracefunc) }) else { return Ok(()) };
    dispatch(frame, what, |object| {
        let function = if what == event::CALL {
            global
        } else {
            // SAFETY: null or owned by the frame object.
            match unsafe { clone_slot(&object.f_trace) } {
                Some(local) => local,
                None => return Ok(()),
            }
        };
        match call_function(&function, object, what, arg) {
            Ok(result) => {
                if !result.is_none() {
                    drop(replace_slot(&object.f_trace, Some(result)));
                }
                Ok(())
            }
            Err(raised) => {
                let saved = errors::fetch();
                let _ = set_trace(None);
                drop(replace_slot(&object.f_trace, None));
                if let Some(saved) = saved {
                    errors::restore(saved);
                }
                Err(raised)
            }
        }
    })
}

/// `profile_trampoline`.
fn profile(frame: &InterpreterFrame, what: i32, arg: &PyObject) -> Result<(), Raised> {
    // SAFETY: null or owned by the thread state.
    let Some(function) = (unsafe { clone_slot(&thread::current().c_profilefunc) }) else { return Ok(()) };
    dispatch(frame, what, |object| match call_function(&function, object, what, arg) {
        Ok(_) => Ok(()),
        Err(raised) => {
            let saved = errors::fetch();
            let _ = set_profile(None);
            if let Some(saved) = saved {
                errors::restore(saved);
            }
            Err(raised)
        }
    })
}

/// Runs something with an exception that is set put aside, and back if nothing new went wrong (`call_trace_protected`).
fn protected(run: impl FnOnce() -> Result<(), Raised>) -> Result<(), Raised> {
    let saved = errors::fetch();
    run()?;
    if let Some(saved) = saved {
        errors::restore(saved);
    }
    Ok(())
}

/// The exception that is set is announced to the trace function, with the frame's own.
pub fn exception_event(frame: &InterpreterFrame) {
    if thread::current().c_tracefunc.get().is_null() {
        return;
    }
    let Some(fetched) = errors::fetch() else { return };
    let (instance, traceback) = errors::normalize(fetched);
    let class: &PyObject = instance.ob_type();
    let class = class.to_ref();
    let shown = traceback.clone().unwrap_or_else(singletons::none_ref);
    let told =
        tuple::from_slice(&[&class, &instance, &shown]).and_then(|arg| trace(frame, event::EXCEPTION, &arg));
    if told.is_ok() {
        errors::restore(errors::Fetched { exc_type: class, value: Some(instance), traceback });
    }
}

/// A generator goes on with an exception: its frame is entered all the same (`TRACE_FUNCTION_THROW_ENTRY`).
pub fn throw_event(frame: &InterpreterFrame) -> Result<(), Raised> {
    let none = singletons::none();
    protected(|| trace(frame, event::CALL, none))
        .and_then(|()| protected(|| profile(frame, event::CALL, none)))
}

/// A frame is left by an exception.
pub fn unwind_event(frame: &InterpreterFrame) {
    let none = singletons::none();
    let told = protected(|| trace(frame, event::RETURN, none))
        .and_then(|()| protected(|| profile(frame, event::RETURN, none)));
    if told.is_err() && !errors::occurred() {
        errors::clear();
    }
}

/// Whether there is a profile function.
pub fn profiles() -> bool {
    !thread::current().c_profilefunc.get().is_null()
}

/// A call of a native function, for `sys.setprofile`.
pub fn native_call(frame: &InterpreterFrame, what: i32, function: &PyObject) -> Result<(), Raised> {
    if thread::current().c_profilefunc.get().is_null() {
        return Ok(());
    }
    if what == C_EXCEPTION {
        return protected(|| profile(frame, what, function));
    }
    profile(frame, what, function)
}

/// What the tracing driver does before an instruction; where the loop goes on, or with `Err` where it unwinds from, and how.
#[inline(never)]
pub fn before_instruction(c: Ctx) -> Result<Ctx, (Ctx, Unwind)> {
    let mut c = c;
    let state = thread::current();
    let frame = c.frame;
    // SAFETY: the instruction pointer is inside the code.
    let word = unsafe { *c.ip };
    let opcode = Opcode::from_byte(word as u8).map(Opcode::plain);
    if state.tracing.get() != 0 || !state.use_tracing.get() {
        return Ok(c);
    }
    let here = c.ip.cast_mut();
    let previous = frame.lasti();
    let code = frame.code();
    let first = code.first_unit() as usize;
    let index = (here as usize - first) / 2;
    if (index as i32) < code.co_firsttraceable.get() {
        return Ok(c);
    }
    if opcode == Some(Opcode::RESUME) {
        frame.prev_instr.set(here);
        c.save_sp();
        let entered = trace(frame, event::CALL, singletons::none())
            .and_then(|()| profile(frame, event::CALL, singletons::none()));
        frame.stacktop.set(-1);
        return match entered {
            Ok(()) => Ok(c),
            Err(_) => Err((c, Unwind::Raised)),
        };
    }
    // A cache is no instruction of its own.
    if state.c_tracefunc.get().is_null() {
        return leave_event(c, opcode);
    }
    frame.prev_instr.set(here);
    c.save_sp();
    let told = line_event(frame, previous);
    // SAFETY: the trace function may have popped entries and moved the instruction, all inside the frame.
    unsafe {
        c.sp = frame.base().add(frame.stacktop.get() as usize);
    }
    frame.stacktop.set(-1);
    if told.is_err() {
        return Err((c, Unwind::Raised));
    }
    c.ip = frame.prev_instr.get();
    // SAFETY: as above.
    let opcode = Opcode::from_byte(unsafe { *c.ip } as u8).map(Opcode::plain);
    leave_event(c, opcode)
}

/// RETURN_VALUE and YIELD_VALUE announce the value on top first.
fn leave_event(c: Ctx, opcode: Option<Opcode>) -> Result<Ctx, (Ctx, Unwind)> {
    if !matches!(opcode, Some(Opcode::RETURN_VALUE | Opcode::YIELD_VALUE)) {
        return Ok(c);
    }
    let frame = c.frame;
    frame.prev_instr.set(c.ip.cast_mut());
    // The stack owns it: a trace function may move only line events elsewhere.
    let value = c.peek_ref(1);
    c.save_sp();
    let told = trace(frame, event::RETURN, value).and_then(|()| profile(frame, event::RETURN, value));
    frame.stacktop.set(-1);
    match told {
        Ok(()) => Ok(c),
        Err(_) => Err((c, Unwind::Left)),
    }
}

/// `maybe_call_line_trace`.
fn line_event(frame: &InterpreterFrame, previous: i32) -> Result<(), Raised> {
    let code = frame.code();
    let lasti = frame.lasti();
    let object = match frame.frame_obj.get().is_null() {
        true => return Ok(()),
        false => frame.object()?,
    };
    if object.f_trace.get().is_null() {
        return Ok(());
    }
    let last_line = if previous <= code.co_firsttraceable.get() { None } else { code.line_at(previous * 2) };
    let line = code.line_at(lasti * 2);
    if line.is_some() && object.f_trace_lines.get() {
        // A jump backward traces its line again, even where it lands in the line it came from.
        let backward = lasti < previous && !is_send(frame, lasti);
        if line != last_line || backward {
            trace(frame, event::LINE, singletons::none())?;
        }
    }
    if object.f_trace_opcodes.get() {
        trace(frame, OPCODE, singletons::none())?;
    }
    Ok(())
}

/// The loop of SEND that `await` and `yield from` make is no loop of the program's.
fn is_send(frame: &InterpreterFrame, index: i32) -> bool {
    let unit = usize::try_from(index).ok().and_then(|index| frame.code().units().get(index));
    unit.and_then(|unit| Opcode::from_byte(unit.get() as u8)).is_some_and(|opcode| opcode == Opcode::SEND)
}
