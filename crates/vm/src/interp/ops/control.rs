//! Jumps, loops, returning and yielding.

use vivarium_runtime::frame::state;
use vivarium_runtime::generator::{self, Sent};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::{bool_, call, errors, exceptions, iter, name, objects, raise, singletons, thread};

use crate::interp::ctx::{Ctx, Flow, attempt, decref};
use crate::interp::{eval, pending};

#[inline(always)]
pub fn jump_forward(c: &mut Ctx, oparg: u32) -> Flow {
    c.jump(oparg as isize);
    Flow::Next
}

#[inline(always)]
pub fn jump_backward_no_interrupt(c: &mut Ctx, oparg: u32) -> Flow {
    c.jump(-(oparg as isize));
    Flow::Next
}

#[inline(always)]
pub fn jump_backward(c: &mut Ctx, oparg: u32) -> Flow {
    crate::specialize::warm_up(c.frame.code());
    jump_backward_quick(c, oparg)
}

#[inline(always)]
pub fn jump_backward_quick(c: &mut Ctx, oparg: u32) -> Flow {
    c.jump(-(oparg as isize));
    if c.breaker() {
        c.save();
        return pending::handle(c.frame);
    }
    Flow::Next
}

#[inline(always)]
pub fn resume(c: &mut Ctx, oparg: u32) -> Flow {
    crate::specialize::warm_up(c.frame.code());
    resume_quick(c, oparg)
}

#[inline(always)]
pub fn resume_quick(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    if c.breaker() && oparg < 2 {
        return pending::handle(c.frame);
    }
    Flow::Next
}

/// Whether a value on top is true, without calling out for `True`, `False` and `None`. Pops it.
#[inline(always)]
fn pop_truth(c: &mut Ctx) -> Result<bool, Raised> {
    let value = c.pop();
    let truth = if std::ptr::eq(value, bool_::get(true)) {
        true
    } else if std::ptr::eq(value, bool_::get(false)) || std::ptr::eq(value, singletons::none()) {
        false
    } else {
        c.save();
        // SAFETY: the stack owned it.
        let truth = unsafe { objects::is_true(&*value) };
        // SAFETY: as above.
        unsafe { decref(value) };
        return truth;
    };
    // SAFETY: the stack owned it, and such an object never dies.
    unsafe { (*value).ob_refcnt.set((*value).ob_refcnt.get() - 1) };
    Ok(truth)
}

/// A jump's distance in code units, in the direction of `sign`.
#[inline(always)]
fn signed(oparg: u32, sign: isize) -> isize {
    sign * oparg as isize
}

macro_rules! conditional {
    ($name:ident, $wanted:literal, $sign:expr) => {
        #[inline(always)]
        pub fn $name(c: &mut Ctx, oparg: u32) -> Flow {
            if attempt!(pop_truth(c)) == $wanted {
                c.jump(signed(oparg, $sign));
            }
            Flow::Next
        }
    };
}

conditional!(pop_jump_forward_if_true, true, 1);
conditional!(pop_jump_forward_if_false, false, 1);
conditional!(pop_jump_backward_if_true, true, -1);
conditional!(pop_jump_backward_if_false, false, -1);

macro_rules! none_conditional {
    ($name:ident, $wanted:literal, $sign:expr) => {
        #[inline(always)]
        pub fn $name(c: &mut Ctx, oparg: u32) -> Flow {
            let value = c.pop();
            if std::ptr::eq(value, singletons::none()) == $wanted {
                c.jump(signed(oparg, $sign));
            }
            c.save();
            // SAFETY: the stack owned it.
            unsafe { decref(value) };
            Flow::Next
        }
    };
}

none_conditional!(pop_jump_forward_if_none, true, 1);
none_conditional!(pop_jump_forward_if_not_none, false, 1);
none_conditional!(pop_jump_backward_if_none, true, -1);
none_conditional!(pop_jump_backward_if_not_none, false, -1);

#[inline(always)]
fn jump_or_pop(c: &mut Ctx, oparg: u32, wanted: bool) -> Flow {
    c.save();
    if attempt!(objects::is_true(c.peek_ref(1))) == wanted {
        c.jump(oparg as isize);
    } else {
        // SAFETY: the stack owned it.
        unsafe { decref(c.pop()) };
    }
    Flow::Next
}

#[inline(always)]
pub fn jump_if_false_or_pop(c: &mut Ctx, oparg: u32) -> Flow {
    jump_or_pop(c, oparg, false)
}

#[inline(always)]
pub fn jump_if_true_or_pop(c: &mut Ctx, oparg: u32) -> Flow {
    jump_or_pop(c, oparg, true)
}

#[inline(always)]
pub fn get_iter(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let iterable = c.pop_ref();
    let iterator = attempt!(iter::get_iter(&iterable));
    c.push_ref(iterator);
    Flow::Next
}

#[inline(always)]
pub fn get_yield_from_iter(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let iterable = c.peek_ref(1);
    if generator::is_coroutine(iterable) {
        let flags = vivarium_bytecode::flags::CO_COROUTINE | vivarium_bytecode::flags::CO_ITERABLE_COROUTINE;
        if !c.frame.code().has_flags(flags) {
            raise!(TYPE_ERROR, "cannot 'yield from' a coroutine object in a non-coroutine generator");
            return Flow::Error;
        }
    } else if !generator::is_generator(iterable) {
        let iterable = c.pop_ref();
        let iterator = attempt!(iter::get_iter(&iterable));
        c.push_ref(iterator);
    }
    Flow::Next
}

#[inline(always)]
pub fn for_iter(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let iterator = c.peek_ref(1);
    let next = iterator.ob_type().tp_iternext.get();
    // SAFETY: GET_ITER leaves iterators only, whose type has the slot.
    let item = unsafe { next.unwrap_unchecked() }(iterator);
    match item {
        Some(item) => c.push_ref(item),
        None => {
            if errors::occurred() && !end_of_loop(c.frame) {
                return Flow::Error;
            }
            // SAFETY: the stack owned it.
            unsafe { decref(c.pop()) };
            c.jump(oparg as isize);
        }
    }
    Flow::Next
}

/// Whether the exception that is set is an iterator's ordinary end, which is then forgotten.
#[cold]
#[inline(never)]
fn end_of_loop(frame: &vivarium_runtime::frame::InterpreterFrame) -> bool {
    if !errors::matches(&exceptions::STOP_ITERATION) {
        return false;
    }
    if thread::current().use_tracing.get() {
        crate::trace::exception_event(frame);
    }
    errors::clear();
    true
}

#[inline(always)]
pub fn return_value(c: &mut Ctx, _: u32) -> Flow {
    let value = c.pop();
    c.save();
    c.save_sp();
    let state = thread::current();
    state.recursion_remaining.set(state.recursion_remaining.get() + 1);
    let frame = c.frame;
    if frame.is_entry.get() {
        return Flow::Exit(value);
    }
    // SAFETY: a frame that is no entry frame was called from another.
    let previous = unsafe { &*frame.previous.get() };
    state.frame.set(previous);
    vivarium_runtime::frame::pop(frame);
    c.enter(previous);
    c.push(value);
    Flow::Next
}

#[inline(always)]
pub fn return_generator(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    c.save_sp();
    let made = match generator::new(c.frame.function()) {
        Ok(made) => made,
        Err(_) => {
            c.frame.stacktop.set(-1);
            return Flow::Error;
        }
    };
    let frame = c.frame;
    // SAFETY: `stacktop` was just set, and only the frame's memory is used below.
    unsafe { generator::adopt_frame(&made, frame) };
    let state = thread::current();
    state.recursion_remaining.set(state.recursion_remaining.get() + 1);
    let made: Ref = made.upcast();
    if frame.is_entry.get() {
        eval::leave_empty(frame);
        return Flow::Exit(made.into_raw());
    }
    // SAFETY: a frame that is no entry frame was called from another.
    let previous = unsafe { &*frame.previous.get() };
    state.frame.set(previous);
    state.data_stack.pop(std::ptr::from_ref(frame).cast_mut().cast());
    c.enter(previous);
    c.push_ref(made);
    Flow::Next
}

#[inline(always)]
pub fn yield_value(c: &mut Ctx, _: u32) -> Flow {
    let value = c.pop();
    c.save();
    c.save_sp();
    generator::of_frame(c.frame).gi_frame_state.set(state::SUSPENDED);
    let state = thread::current();
    state.recursion_remaining.set(state.recursion_remaining.get() + 1);
    Flow::Exit(value)
}

#[inline(always)]
pub fn send(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let value = c.pop_ref();
    match attempt!(send_to(c.peek_ref(1), &value)) {
        Sent::Yielded(item) => c.push_ref(item),
        Sent::Returned(result) => {
            let receiver = c.pop_ref();
            c.push_ref(result);
            drop(receiver);
            c.jump(oparg as isize);
        }
    }
    Flow::Next
}

/// `PyIter_Send`.
fn send_to(receiver: &PyObject, value: &PyObject) -> Result<Sent, Raised> {
    if let Some(function) = receiver.ob_type().as_async().and_then(|methods| methods.am_send.get()) {
        let mut result = None;
        let status = function(receiver, value, &mut result);
        return match (status, result) {
            (1, Some(item)) => Ok(Sent::Yielded(item)),
            (0, Some(result)) => Ok(Sent::Returned(result)),
            _ => Err(Raised::already_set()),
        };
    }
    let item = match receiver.ob_type().tp_iternext.get() {
        Some(next) if value.is_none() && iter::check(receiver) => next(receiver),
        _ => {
            let method = objects::get_attr(receiver, name!("send"))?;
            call::call(&method, &[value]).ok()
        }
    };
    match item {
        Some(item) => Ok(Sent::Yielded(item)),
        None => Ok(Sent::Returned(generator::fetch_stop_iteration_value()?)),
    }
}

#[inline(always)]
pub fn async_gen_wrap(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let value = c.pop_ref();
    c.push_ref(attempt!(generator::asyncgen::wrap_value(value)));
    Flow::Next
}

#[inline(always)]
pub fn print_expr(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let value = c.pop_ref();
    attempt!(display_value(&value));
    Flow::Next
}

fn display_value(value: &PyObject) -> PyResult {
    match crate::sys::get("displayhook")? {
        Some(hook) => call::call(&hook, &[value]),
        None => Err(raise!(RUNTIME_ERROR, "lost sys.displayhook")),
    }
}
