//! Jumps, loops, returning and yielding.

use vivarium_bytecode::Opcode;
use vivarium_runtime::float::FLOAT_TYPE;
use vivarium_runtime::frame::{FrameOwner, InterpreterFrame, state};
use vivarium_runtime::generator::{self, GENERATOR_TYPE, PyGenObject, Sent};
use vivarium_runtime::int::{self, LONG_TYPE, PyLongObject, SHIFT};
use vivarium_runtime::list::iter::{LIST_ITER_TYPE, ListIterObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::range::iter::{RANGE_ITER_TYPE, RangeIterObject};
use vivarium_runtime::tuple::iter::{TUPLE_ITER_TYPE, TupleIterObject};
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{bool_, call, errors, exceptions, iter, memory, objects, raise, singletons, thread};

use crate::interp::ctx::{Ctx, Flow, NUMBER_CLASS, attempt, give_back, xdecref};
use crate::interp::table::more;
use crate::interp::{eval, pending};
use crate::specialize::forms::arith::{decref_number, refill};

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
    c.save();
    c.jump(-(oparg as isize));
    pending::look(c)
}

#[inline(always)]
pub fn resume(c: &mut Ctx, oparg: u32) -> Flow {
    crate::specialize::warm_up(c.frame.code());
    resume_quick(c, oparg)
}

#[inline(always)]
pub fn resume_quick(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    if oparg < 2 { pending::look(c) } else { Flow::Next }
}

/// Whether a value is true, where that is seen at once.
#[inline(always)]
fn plain_truth(value: *mut PyObject) -> Option<bool> {
    if std::ptr::eq(value, bool_::get(true)) {
        Some(true)
    } else if std::ptr::eq(value, bool_::get(false)) || std::ptr::eq(value, singletons::none()) {
        Some(false)
    } else {
        None
    }
}

/// A jump's distance in code units, in the direction of `sign`.
#[inline(always)]
fn signed(oparg: u32, sign: isize) -> isize {
    sign * oparg as isize
}

macro_rules! conditional {
    ($name:ident, $slow:ident, $wanted:literal, $sign:expr) => {
        #[inline(always)]
        pub fn $name(c: &mut Ctx, oparg: u32) -> Flow {
            let value = c.peek(1);
            let truth = match plain_truth(value) {
                Some(truth) => {
                    // SAFETY: the stack owned it, and such an object never dies.
                    unsafe { (*value).ob_refcnt.set((*value).ob_refcnt.get() - 1) };
                    truth
                }
                None => {
                    let value = c.peek_ref(1);
                    if !value.is_exact::<PyLongObject>() || !int::is_short(value) {
                        return Flow::Rare($slow);
                    }
                    // SAFETY: just checked; the stack owned it.
                    unsafe {
                        let truth = value.cast_unchecked::<PyLongObject>().signed_size() != 0;
                        decref_number(value);
                        truth
                    }
                }
            };
            c.shrink(1);
            if truth == $wanted {
                if $sign < 0 {
                    c.save();
                }
                c.jump(signed(oparg, $sign));
                if $sign < 0 {
                    return pending::look(c);
                }
            }
            Flow::Next
        }

        #[inline(never)]
        fn $slow(c: &mut Ctx, oparg: u32) -> Flow {
            c.save();
            let value = c.pop_ref();
            if attempt!(objects::is_true(&value)) == $wanted {
                c.jump(signed(oparg, $sign));
            }
            drop(value);
            pending::look(c)
        }
    };
}

conditional!(pop_jump_forward_if_true, slow_forward_if_true, true, 1);
conditional!(pop_jump_forward_if_false, slow_forward_if_false, false, 1);
conditional!(pop_jump_backward_if_true, slow_backward_if_true, true, -1);
conditional!(pop_jump_backward_if_false, slow_backward_if_false, false, -1);

macro_rules! none_conditional {
    ($name:ident, $wanted:literal, $sign:expr) => {
        #[inline(always)]
        pub fn $name(c: &mut Ctx, oparg: u32) -> Flow {
            let value = c.pop();
            c.save();
            if std::ptr::eq(value, singletons::none()) == $wanted {
                c.jump(signed(oparg, $sign));
            }
            // SAFETY: the stack owned it.
            match unsafe { give_back(value) } {
                Flow::Next if $sign < 0 => pending::look(c),
                flow => flow,
            }
        }
    };
}

none_conditional!(pop_jump_forward_if_none, true, 1);
none_conditional!(pop_jump_forward_if_not_none, false, 1);
none_conditional!(pop_jump_backward_if_none, true, -1);
none_conditional!(pop_jump_backward_if_not_none, false, -1);

macro_rules! jump_or_pop {
    ($name:ident, $slow:ident, $wanted:literal) => {
        #[inline(always)]
        pub fn $name(c: &mut Ctx, oparg: u32) -> Flow {
            let value = c.peek(1);
            let Some(truth) = plain_truth(value) else { return Flow::Rare($slow) };
            if truth == $wanted {
                c.jump(oparg as isize);
            } else {
                c.shrink(1);
                // SAFETY: the stack owned it, and such an object never dies.
                unsafe { (*value).ob_refcnt.set((*value).ob_refcnt.get() - 1) };
            }
            Flow::Next
        }

        #[inline(never)]
        fn $slow(c: &mut Ctx, oparg: u32) -> Flow {
            c.save();
            if attempt!(objects::is_true(c.peek_ref(1))) == $wanted {
                c.jump(oparg as isize);
            } else {
                drop(c.pop_ref());
            }
            Flow::Next
        }
    };
}

jump_or_pop!(jump_if_false_or_pop, slow_if_false_or_pop, false);
jump_or_pop!(jump_if_true_or_pop, slow_if_true_or_pop, true);

#[inline(always)]
pub fn get_iter(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let iterable = c.peek_ref(1);
    let iterator = attempt!(iter::get_iter(iterable));
    c.set_peek(1, iterator.into_raw());
    // SAFETY: the stack owned it.
    unsafe { give_back(iterable.as_ptr()) }
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
    let iterator = c.peek_ref(1);
    let ty: *const PyTypeObject = iterator.ob_type.get();
    if std::ptr::eq(ty, &RANGE_ITER_TYPE) {
        // SAFETY: just checked.
        let range: &RangeIterObject = unsafe { iterator.cast_unchecked() };
        let index = range.index.get();
        if index >= range.len.get() {
            c.save();
            c.shrink(1);
            c.jump(oparg as isize);
            // SAFETY: the stack owned it.
            return unsafe { give_back(iterator.as_ptr()) };
        }
        let value = range.start.get().wrapping_add(index.wrapping_mul(range.step.get()));
        if value.unsigned_abs() >> (2 * SHIFT) != 0 {
            return Flow::As(more::FOR_ITER_GENERIC);
        }
        let item = int::short_or_null(value);
        if item.is_null() {
            return Flow::Rare(refill);
        }
        range.index.set(index + 1);
        c.push(item);
        return Flow::Next;
    }
    if std::ptr::eq(ty, &LIST_ITER_TYPE) {
        // SAFETY: just checked; null or the iterator's own list.
        let (iterator, list): (&ListIterObject, _) = unsafe {
            let iterator: &ListIterObject = iterator.cast_unchecked();
            (iterator, iterator.it_seq.get().as_ref())
        };
        let index = iterator.it_index.get() as usize;
        if let Some(list) = list
            && index < list.len()
        {
            iterator.it_index.set(index as isize + 1);
            // SAFETY: below the length.
            let item = unsafe { list.slot(index) }.get();
            // SAFETY: the list owns it.
            unsafe { (*item).incref() };
            c.push(item);
            return Flow::Next;
        }
    }
    if std::ptr::eq(ty, &TUPLE_ITER_TYPE) {
        // SAFETY: just checked; null or the iterator's own tuple.
        let (iterator, tuple): (&TupleIterObject, _) = unsafe {
            let iterator: &TupleIterObject = iterator.cast_unchecked();
            (iterator, iterator.it_seq.get().as_ref())
        };
        let index = iterator.it_index.get() as usize;
        if let Some(item) = tuple.and_then(|tuple| tuple.items().get(index)) {
            iterator.it_index.set(index as isize + 1);
            item.incref();
            c.push(item.as_ptr());
            return Flow::Next;
        }
    }
    if std::ptr::eq(ty, &GENERATOR_TYPE) {
        return Flow::As(more::FOR_ITER_GENERATOR);
    }
    Flow::As(more::FOR_ITER_GENERIC)
}

/// Goes on with a generator's frame in the same loop.
#[inline(always)]
pub fn for_iter_generator(c: &mut Ctx, oparg: u32) -> Flow {
    // SAFETY: checked before.
    let generator: &'static PyGenObject = unsafe { c.peek_ref(1).cast_unchecked() };
    let Ok(offset) = u16::try_from(oparg) else { return Flow::As(more::FOR_ITER_GENERIC) };
    if !generator::may_enter(generator, true) {
        return Flow::As(more::FOR_ITER_GENERIC);
    }
    c.save();
    c.save_sp();
    c.enter(generator::enter(generator, singletons::none_ref(), c.frame, offset));
    Flow::Next
}

#[inline(always)]
pub fn for_iter_generic(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let iterator = c.peek_ref(1);
    let next = iterator.ob_type().tp_iternext.get();
    // SAFETY: GET_ITER leaves iterators only, whose type has the slot.
    let item = unsafe { next.unwrap_unchecked() }(iterator);
    match item {
        Some(item) => {
            c.push_ref(item);
            Flow::Next
        }
        None => {
            if errors::occurred() && !end_of_loop(c.frame) {
                return Flow::Error;
            }
            c.shrink(1);
            c.jump(oparg as isize);
            // SAFETY: the stack owned it.
            unsafe { give_back(iterator.as_ptr()) }
        }
    }
}

/// Whether the exception that is set is an iterator's ordinary end, which is then forgotten.
#[cold]
#[inline(never)]
fn end_of_loop(frame: &InterpreterFrame) -> bool {
    if !errors::matches(&exceptions::STOP_ITERATION) {
        return false;
    }
    if thread::current().use_tracing.get() {
        crate::trace::exception_event(frame);
    }
    errors::clear();
    true
}

/// Leaves a frame that was called from another, if its locals die without a look at their types' slots.
#[inline(always)]
pub fn return_value(c: &mut Ctx, _: u32) -> Flow {
    let frame = c.frame;
    let state = thread::current();
    let memory: *mut *mut PyObject = std::ptr::from_ref(frame).cast_mut().cast();
    // SAFETY: a frame owns its function and its code.
    let (function, code) = unsafe { (&*frame.f_func.get(), &*frame.f_code.get().cast::<PyObject>()) };
    let plain = frame.returns_plainly()
        && frame.frame_obj.get().is_null()
        && frame.f_locals.get().is_null()
        && function.refcount() > 1
        && code.refcount() > 1
        && !state.data_stack.is_first(memory);
    if !plain {
        return Flow::As(more::RETURN_VALUE_GENERIC);
    }
    let value = c.peek(1);
    // SAFETY: the frame owns its locals; what lies below the returned value on the stack goes as well.
    unsafe {
        let (first, end) = (frame.base(), c.sp.sub(1));
        let mut at = first;
        while at < end {
            let local = *at;
            if !local.is_null() {
                let count = (*local).ob_refcnt.get() - 1;
                if count == 0 {
                    let ty = (*local).ob_type.get();
                    let number = std::ptr::eq(ty, &FLOAT_TYPE)
                        || (std::ptr::eq(ty, &LONG_TYPE) && int::is_short(&*local));
                    if !number {
                        // Those before are gone.
                        while at > first {
                            at = at.sub(1);
                            at.write_volatile(std::ptr::null_mut());
                        }
                        return Flow::As(more::RETURN_VALUE_GENERIC);
                    }
                    memory::push_free(NUMBER_CLASS, local.cast());
                } else {
                    (*local).ob_refcnt.set(count);
                }
            }
            at = at.add(1);
        }
    }
    function.ob_refcnt.set(function.ob_refcnt.get() - 1);
    code.ob_refcnt.set(code.ob_refcnt.get() - 1);
    state.recursion_remaining.set(state.recursion_remaining.get() + 1);
    state.data_stack.top.set(memory);
    // SAFETY: a frame that is no entry frame was called from another.
    let previous = unsafe { &*frame.previous.get() };
    state.frame.set(previous);
    c.enter(previous);
    c.push(value);
    Flow::Next
}

#[inline(always)]
pub fn return_value_generic(c: &mut Ctx, _: u32) -> Flow {
    if !c.frame.is_entry.get() && c.frame.owner.get() == FrameOwner::Generator {
        return Flow::Rare(return_from_generator);
    }
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
    let held = usize::from(frame.return_offset.get());
    vivarium_runtime::frame::pop(frame);
    c.enter(previous);
    give_back_held(c, held);
    c.push(value);
    Flow::Next
}

/// What a call kept on the caller's stack is given back, the callable before its arguments.
#[inline(always)]
fn give_back_held(c: &mut Ctx, held: usize) {
    if held > 0 {
        c.shrink(held);
        // SAFETY: the stack owned that many entries.
        unsafe { give_back_entries(c.sp, held) };
    }
}

/// # Safety
/// The entries are owned or null, and no longer on the stack.
#[cold]
#[inline(never)]
unsafe fn give_back_entries(first: *mut *mut PyObject, count: usize) {
    for index in 0..count {
        // SAFETY: the caller's promise.
        unsafe { xdecref(*first.add(index)) };
    }
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
    let held = usize::from(frame.return_offset.get());
    state.data_stack.pop(std::ptr::from_ref(frame).cast_mut().cast());
    c.enter(previous);
    give_back_held(c, held);
    c.push_ref(made);
    Flow::Next
}

#[inline(always)]
pub fn yield_value(c: &mut Ctx, _: u32) -> Flow {
    let value = c.pop();
    c.save();
    c.save_sp();
    let frame = c.frame;
    let generator = generator::of_frame(frame);
    generator.gi_frame_state.set(state::SUSPENDED);
    let state = thread::current();
    state.recursion_remaining.set(state.recursion_remaining.get() + 1);
    if frame.is_entry.get() {
        return Flow::Exit(value);
    }
    // SAFETY: a frame that is no entry frame was called from another.
    let previous = unsafe { &*frame.previous.get() };
    generator::leave(generator);
    state.frame.set(previous);
    c.enter(previous);
    if is_send(c) {
        // In place of the value that was sent.
        let sent = c.peek(1);
        c.set_peek(1, value);
        // SAFETY: the stack owned it.
        return unsafe { give_back(sent) };
    }
    c.push(value);
    Flow::Next
}

/// Whether the instruction that resumed a generator is a SEND, which has left what it sent on the stack.
#[inline(always)]
fn is_send(c: &Ctx) -> bool {
    // SAFETY: behind an instruction that ran.
    unsafe { *c.ip.sub(1) as u8 == Opcode::SEND as u8 }
}

#[inline(always)]
pub fn send(c: &mut Ctx, oparg: u32) -> Flow {
    let (receiver, value) = (c.peek_ref(2), c.peek_ref(1));
    if generator::is_generator(receiver) || generator::is_coroutine(receiver) {
        // SAFETY: just checked; coroutines have the layout of generators.
        let generator: &'static PyGenObject = unsafe { receiver.cast_unchecked() };
        if let Ok(offset) = u16::try_from(oparg)
            && generator::may_enter(generator, value.is_none())
        {
            c.save();
            // The stack keeps the value until the generator yields or returns.
            let value = value.to_ref();
            c.save_sp();
            c.enter(generator::enter(generator, value, c.frame, offset));
            return Flow::Next;
        }
    }
    Flow::Rare(send_generic)
}

#[inline(never)]
fn send_generic(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let value = c.pop_ref();
    let sent = attempt!(send_to(c.frame, c.peek_ref(1), &value));
    drop(value);
    match sent {
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

/// The end of a generator whose frame another frame's FOR_ITER or SEND resumed.
#[inline(never)]
fn return_from_generator(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let value = c.pop_ref();
    c.save_sp();
    let frame = c.frame;
    let generator = generator::of_frame(frame);
    let offset = frame.return_offset.get() as isize;
    // SAFETY: such a frame was called from another.
    let previous = unsafe { &*frame.previous.get() };
    let state = thread::current();
    state.recursion_remaining.set(state.recursion_remaining.get() + 1);
    state.frame.set(previous);
    c.enter(previous);
    generator::returned(generator);
    let sends = is_send(c);
    if sends {
        drop(c.pop_ref());
    }
    let receiver = c.pop_ref();
    if sends {
        let raises = generator::is_coroutine(&receiver) || !value.is_none();
        c.push_ref(attempt!(traced_return(c.frame, value, raises)));
    } else {
        drop(value);
    }
    drop(receiver);
    c.jump(offset);
    Flow::Next
}

/// A trace function sees the `StopIteration` in which what an awaited object returns comes to CPython's loop.
fn traced_return(frame: &InterpreterFrame, value: Ref, raises: bool) -> PyResult {
    if !raises || thread::current().c_tracefunc.get().is_null() {
        return Ok(value);
    }
    generator::set_stop_iteration(value);
    crate::trace::exception_event(frame);
    generator::fetch_stop_iteration_value()
}

/// `PyIter_Send`.
fn send_to(frame: &InterpreterFrame, receiver: &PyObject, value: &PyObject) -> Result<Sent, Raised> {
    if let Some(function) = receiver.ob_type().as_async().and_then(|methods| methods.am_send.get()) {
        let mut result = None;
        let status = function(receiver, value, &mut result);
        return match (status, result) {
            (1, Some(item)) => Ok(Sent::Yielded(item)),
            (0, Some(result)) => {
                let raises = generator::is_coroutine(receiver) || !result.is_none() || !value.is_none();
                Ok(Sent::Returned(traced_return(frame, result, raises)?))
            }
            _ => Err(Raised::already_set()),
        };
    }
    let item = match receiver.ob_type().tp_iternext.get() {
        Some(next) if value.is_none() && iter::check(receiver) => next(receiver),
        _ => call::call_method(receiver, "send", &[value]).ok(),
    };
    match item {
        Some(item) => Ok(Sent::Yielded(item)),
        None => {
            if !thread::current().c_tracefunc.get().is_null() && errors::matches(&exceptions::STOP_ITERATION)
            {
                crate::trace::exception_event(frame);
            }
            Ok(Sent::Returned(generator::fetch_stop_iteration_value()?))
        }
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
