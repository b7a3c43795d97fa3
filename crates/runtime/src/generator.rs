//! Generators, coroutines and asynchronous generators: a frame inside an object (`Objects/genobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_bytecode::Opcode;
use vivarium_bytecode::flags::{CO_ASYNC_GENERATOR, CO_COROUTINE};

use crate::code::PyCodeObject;
use crate::exceptions::{self, PyStopIterationObject};
use crate::frame::{self, FrameOwner, InterpreterFrame, state};
use crate::function::PyFunctionObject;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::thread::ErrStackItem;
use crate::typeobject::{PyTypeObject, VisitProc};
use crate::{errors, gc, raise, thread, visit};

pub mod asyncgen;
pub mod types;

pub use asyncgen::ASYNC_GEN_TYPE;
pub use types::{COROUTINE_TYPE, GENERATOR_TYPE};

/// The layout of all three.
#[repr(C)]
pub struct PyGenObject {
    pub ob_base: PyObject,
    pub gi_code: Cell<*mut PyCodeObject>,
    pub gi_weakreflist: Cell<*mut PyObject>,
    pub gi_name: Cell<*mut PyObject>,
    pub gi_qualname: Cell<*mut PyObject>,
    pub gi_exc_state: ErrStackItem,
    pub gi_origin_or_finalizer: Cell<*mut PyObject>,
    pub gi_hooks_inited: Cell<bool>,
    pub gi_closed: Cell<bool>,
    pub gi_running_async: Cell<bool>,
    pub gi_frame_state: Cell<i8>,
    /// Locals and stack follow.
    pub gi_iframe: InterpreterFrame,
}

const _: () = assert!(size_of::<PyGenObject>() == 152);

crate::object_layout!(PyGenObject, GENERATOR_TYPE);

#[inline(always)]
pub(crate) fn this(object: &PyObject) -> &PyGenObject {
    // SAFETY: called for methods of the three types only.
    unsafe { object.cast_unchecked() }
}

/// Whether the object is exactly a coroutine.
#[inline]
pub fn is_coroutine(object: &PyObject) -> bool {
    std::ptr::eq(object.ob_type(), &COROUTINE_TYPE)
}

#[inline]
pub fn is_generator(object: &PyObject) -> bool {
    std::ptr::eq(object.ob_type(), &GENERATOR_TYPE)
}

#[inline]
pub fn is_async_generator(object: &PyObject) -> bool {
    std::ptr::eq(object.ob_type(), &ASYNC_GEN_TYPE)
}

/// The generator in whose memory a frame lies.
#[inline(always)]
pub fn of_frame(frame: &InterpreterFrame) -> &PyGenObject {
    let address = std::ptr::from_ref(frame).cast::<u8>();
    // SAFETY: frames that generators own are their `gi_iframe`.
    unsafe { &*address.sub(offset_of!(PyGenObject, gi_iframe)).cast() }
}

/// `_Py_MakeCoro`: the object that a function's flags ask for. Its frame is not there yet.
pub fn new(function: &PyFunctionObject) -> PyResult<PyGenObject> {
    let code = function.code();
    let ty: &PyTypeObject = if code.has_flags(CO_ASYNC_GENERATOR) {
        &ASYNC_GEN_TYPE
    } else if code.has_flags(CO_COROUTINE) {
        &COROUTINE_TYPE
    } else {
        &GENERATOR_TYPE
    };
    let slots = code.co_nlocalsplus.get() + code.co_stacksize.get();
    // SAFETY: zero is valid for every field but those set below.
    let generator: Ref<PyGenObject> = unsafe { crate::memory::new_var_object(ty, slots as isize)? };
    generator.gi_code.set(Ref::new(code).into_raw());
    generator.gi_frame_state.set(state::CLEARED);
    // SAFETY: a function always has its names.
    unsafe {
        generator.gi_name.set((*function.func_name.get()).to_ref().into_raw());
        generator.gi_qualname.set((*function.func_qualname.get()).to_ref().into_raw());
    }
    gc::track(&generator);
    let depth = thread::current().coroutine_origin_tracking_depth.get();
    if depth > 0 && is_coroutine(&generator) {
        let origin =
            origin(depth, frame::current().map(|frame| frame.previous.get()).unwrap_or(std::ptr::null()))?;
        drop(replace_slot(&generator.gi_origin_or_finalizer, Some(origin)));
    }
    Ok(generator)
}

/// `compute_cr_origin`.
fn origin(depth: c_int, mut frame: *const InterpreterFrame) -> PyResult {
    let mut entries = Vec::new();
    // SAFETY: linked frames are live.
    while let Some(current) = unsafe { frame.as_ref() }
        && (entries.len() as c_int) < depth
    {
        let code = current.code();
        let line = crate::int::from_i64(current.line().unwrap_or(-1).into())?;
        entries.push(crate::tuple::from_slice(&[code.filename(), &line, code.name()])?.upcast());
        frame = current.previous.get();
    }
    Ok(crate::tuple::new(entries)?.upcast())
}

/// Moves a running frame into its generator: what RETURN_GENERATOR does.
///
/// # Safety
/// `stacktop` of the frame is right, and the frame is not used afterwards, only its memory given back.
pub unsafe fn adopt_frame(generator: &PyGenObject, frame: &InterpreterFrame) {
    let words = frame::FRAME_SPECIALS_SIZE + frame.stacktop.get() as usize;
    let target = (&raw const generator.gi_iframe).cast_mut();
    // SAFETY: the generator has room for all locals and the whole stack.
    unsafe {
        std::ptr::copy_nonoverlapping(
            std::ptr::from_ref(frame).cast::<usize>(),
            target.cast::<usize>(),
            words,
        )
    };
    let own = &generator.gi_iframe;
    own.previous.set(std::ptr::null());
    own.owner.set(FrameOwner::Generator);
    own.return_offset.set(0);
    // SAFETY: null or the frame's own object, which now shows the frame in its new place.
    if let Some(object) = unsafe { own.frame_obj.get().as_ref() } {
        // SAFETY: as above.
        unsafe { object.cast_unchecked::<frame::PyFrameObject>() }.f_frame.set(own);
    }
    generator.gi_frame_state.set(state::CREATED);
}

/// What a generator gave back.
pub enum Sent {
    Yielded(Ref),
    Returned(Ref),
}

fn kind_of(generator: &PyGenObject) -> &'static str {
    if is_coroutine(generator) {
        "coroutine"
    } else if is_async_generator(generator) {
        "async generator"
    } else {
        "generator"
    }
}

/// `gen_send_ex2`: resumes with a value, or with the exception that is set. `None` for an exhausted generator that is
/// asked for its next item.
pub fn resume(
    generator: &PyGenObject,
    value: Option<&PyObject>,
    exception: bool,
    closing: bool,
) -> Result<Option<Sent>, Raised> {
    let frame = &generator.gi_iframe;
    let state = generator.gi_frame_state.get();
    if state == state::CREATED && value.is_some_and(|value| !value.is_none()) {
        let kind = kind_of(generator);
        return Err(raise!(TYPE_ERROR, "can't send non-None value to a just-started {kind}"));
    }
    if state == state::EXECUTING {
        return Err(raise!(VALUE_ERROR, "{} already executing", kind_of(generator)));
    }
    if state >= state::COMPLETED {
        if is_coroutine(generator) && !closing {
            return Err(raise!(RUNTIME_ERROR, "cannot reuse already awaited coroutine"));
        }
        if exception {
            return Err(Raised::already_set());
        }
        return Ok(value.map(|_| Sent::Returned(crate::singletons::none_ref())));
    }
    frame.push(value.unwrap_or(crate::singletons::none()).to_ref());
    let tstate = thread::current();
    frame.previous.set(tstate.frame.get());
    generator.gi_exc_state.previous_item.set(tstate.exc_info.get().cast_mut());
    tstate.exc_info.set(&generator.gi_exc_state);
    if exception {
        chain_handled_exception();
    }
    generator.gi_frame_state.set(state::EXECUTING);
    let result = frame::eval(frame, exception);
    if generator.gi_frame_state.get() == state::EXECUTING {
        generator.gi_frame_state.set(state::COMPLETED);
    }
    leave(generator);
    let outcome = match result {
        Ok(value_out) => {
            if generator.gi_frame_state.get() == state::SUSPENDED {
                return Ok(Some(Sent::Yielded(value_out)));
            }
            if value.is_none() && value_out.is_none() && !is_async_generator(generator) {
                Ok(None)
            } else {
                Ok(Some(Sent::Returned(value_out)))
            }
        }
        Err(raised) => {
            let kind = kind_of(generator);
            if errors::matches(&exceptions::STOP_ITERATION) {
                Err(errors::raise_from_current(
                    &exceptions::RUNTIME_ERROR,
                    &format!("{kind} raised StopIteration"),
                ))
            } else if is_async_generator(generator) && errors::matches(&exceptions::STOP_ASYNC_ITERATION) {
                Err(errors::raise_from_current(
                    &exceptions::RUNTIME_ERROR,
                    "async generator raised StopAsyncIteration",
                ))
            } else {
                Err(raised)
            }
        }
    };
    release(generator);
    outcome
}

/// The other exceptions that are being handled are the thread's again, and the frame is nobody's callee.
#[inline(always)]
pub fn leave(generator: &PyGenObject) {
    let previous = generator.gi_exc_state.previous_item.replace(std::ptr::null_mut());
    thread::current().exc_info.set(previous);
    generator.gi_iframe.previous.set(std::ptr::null());
}

/// It can't run again: what its frame holds goes now, handled exceptions first since their tracebacks hold the frame.
fn release(generator: &PyGenObject) {
    drop(replace_slot(&generator.gi_exc_state.exc_value, None));
    generator.gi_frame_state.set(state::CLEARED);
    clear_frame(generator);
}

/// Whether a loop may go on with this generator or coroutine in line, giving it a value (or `None`), instead of by
/// [`resume`].
#[inline(always)]
pub fn may_enter(generator: &PyGenObject, none: bool) -> bool {
    let tstate = thread::current();
    let ready = match generator.gi_frame_state.get() {
        state::SUSPENDED => true,
        state::CREATED => none,
        _ => false,
    };
    ready && !tstate.use_tracing.get() && tstate.recursion_remaining.get() > 0
}

/// What [`resume`] does before the frame runs, for a loop that goes on with it: the frame of the generator, which is given
/// the value. At its end `offset` says how far the caller jumps.
#[inline(always)]
pub fn enter<'a>(
    generator: &'a PyGenObject,
    value: Ref,
    caller: &InterpreterFrame,
    offset: u16,
) -> &'a InterpreterFrame {
    let tstate = thread::current();
    let frame = &generator.gi_iframe;
    frame.push(value);
    frame.previous.set(caller);
    frame.is_entry.set(false);
    frame.return_offset.set(offset);
    generator.gi_exc_state.previous_item.set(tstate.exc_info.get().cast_mut());
    tstate.exc_info.set(&generator.gi_exc_state);
    generator.gi_frame_state.set(state::EXECUTING);
    tstate.frame.set(frame);
    tstate.recursion_remaining.set(tstate.recursion_remaining.get() - 1);
    frame
}

/// What [`resume`] does after a frame that was [`enter`]ed has returned.
pub fn returned(generator: &PyGenObject) {
    generator.gi_frame_state.set(state::COMPLETED);
    leave(generator);
    release(generator);
}

/// What [`resume`] does after a frame that was [`enter`]ed has raised.
#[cold]
pub fn raised(generator: &PyGenObject) {
    generator.gi_frame_state.set(state::COMPLETED);
    leave(generator);
    if errors::matches(&exceptions::STOP_ITERATION) {
        errors::raise_from_current(
            &exceptions::RUNTIME_ERROR,
            &format!("{} raised StopIteration", kind_of(generator)),
        );
    }
    release(generator);
}

/// `_PyFrame_Clear` for a generator's frame.
fn clear_frame(generator: &PyGenObject) {
    let frame = &generator.gi_iframe;
    frame.clear();
    frame.stacktop.set(0);
}

/// `_PyErr_ChainStackItem`: the exception that is set gets the one being handled as its context.
fn chain_handled_exception() {
    // SAFETY: the innermost level of handled exceptions is live.
    let level = unsafe { &*thread::current().exc_info.get() };
    // SAFETY: null or owned by the level.
    let handled = unsafe { level.exc_value.get().as_ref() };
    if handled.is_none_or(PyObject::is_none) {
        return;
    }
    if let Some(fetched) = errors::fetch() {
        // SAFETY: only classes are stored as exception types.
        let class: &PyTypeObject = unsafe { fetched.exc_type.cast_unchecked() };
        match fetched.value {
            Some(value) => errors::set_object(class, value),
            None => errors::set_none(class),
        };
    }
}

/// `_PyGen_SetStopIterationValue`.
pub fn set_stop_iteration(value: Ref) -> Raised {
    let needs_instance =
        value.is_instance_of::<crate::tuple::PyTupleObject>() || exceptions::is_exception_instance(&value);
    if !needs_instance {
        return errors::set_object(&exceptions::STOP_ITERATION, value);
    }
    match crate::call::call(&exceptions::STOP_ITERATION, &[&value]) {
        Ok(instance) => errors::set_object(&exceptions::STOP_ITERATION, instance),
        Err(raised) => raised,
    }
}

/// `_PyGen_FetchStopIterationValue`: what an iterator that has just ended returned. No exception or `StopIteration` is
/// set; any other stays.
pub fn fetch_stop_iteration_value() -> PyResult {
    if !errors::occurred() {
        return Ok(crate::singletons::none_ref());
    }
    if !errors::matches(&exceptions::STOP_ITERATION) {
        return Err(Raised::already_set());
    }
    let Some(fetched) = errors::fetch() else { return Ok(crate::singletons::none_ref()) };
    let Some(value) = &fetched.value else { return Ok(crate::singletons::none_ref()) };
    if !exceptions::is_exception_instance(value) && !value.is_instance_of::<crate::tuple::PyTupleObject>() {
        return Ok(value.clone());
    }
    let (instance, traceback) = errors::normalize(fetched);
    if !instance.ob_type().is_subtype(&exceptions::STOP_ITERATION) {
        exceptions::set_traceback(&instance, traceback);
        return Err(errors::raise_instance(instance));
    }
    // SAFETY: a StopIteration.
    let stop: &PyStopIterationObject = unsafe { instance.cast_unchecked() };
    // SAFETY: null or owned.
    Ok(unsafe { clone_slot(&stop.value) }.unwrap_or_else(crate::singletons::none_ref))
}

/// `gen_send_ex`: the yielded value; the end is an exception.
pub(crate) fn send_or_stop(
    generator: &PyGenObject,
    value: Option<&PyObject>,
    exception: bool,
    closing: bool,
) -> PyResult {
    match resume(generator, value, exception, closing)? {
        Some(Sent::Yielded(value)) => Ok(value),
        Some(Sent::Returned(_)) if is_async_generator(generator) => {
            Err(errors::set_none(&exceptions::STOP_ASYNC_ITERATION))
        }
        Some(Sent::Returned(value)) if value.is_none() => Err(errors::set_none(&exceptions::STOP_ITERATION)),
        Some(Sent::Returned(value)) => Err(set_stop_iteration(value)),
        None => Err(errors::set_none(&exceptions::STOP_ITERATION)),
    }
}

/// `_PyGen_yf`: what a suspended generator waits for in `yield from` or `await`.
pub fn yield_from(generator: &PyGenObject) -> Option<Ref> {
    if generator.gi_frame_state.get() >= state::COMPLETED || generator.gi_frame_state.get() == state::CREATED
    {
        return None;
    }
    let frame = &generator.gi_iframe;
    let next = frame.code().units().get((frame.lasti() + 1) as usize)?.get().to_le_bytes();
    let resumes =
        matches!(Opcode::from_byte(next[0]).map(Opcode::plain), Some(Opcode::RESUME)) && next[1] >= 2;
    if !resumes || generator.gi_frame_state.get() == state::EXECUTING {
        return None;
    }
    frame.peek().map(PyObject::to_ref)
}

/// `gen_close_iter`.
fn close_iterator(inner: &PyObject) -> Result<(), Raised> {
    if is_generator(inner) || is_coroutine(inner) {
        close(this(inner))?;
        return Ok(());
    }
    match crate::objects::lookup_attr(inner, crate::name!("close")) {
        Ok(Some(method)) => {
            crate::call::call(&method, &[])?;
        }
        Ok(None) => {}
        Err(_) => errors::write_unraisable(Some(inner)),
    }
    Ok(())
}

fn close_inner(generator: &PyGenObject, inner: &PyObject) -> Result<(), Raised> {
    let state = generator.gi_frame_state.replace(state::EXECUTING);
    let closed = close_iterator(inner);
    generator.gi_frame_state.set(state);
    closed
}

/// `gen_close`.
pub fn close(generator: &PyGenObject) -> PyResult {
    let closed = match yield_from(generator) {
        Some(inner) => close_inner(generator, &inner),
        None => Ok(()),
    };
    if closed.is_ok() {
        errors::set_none(&exceptions::GENERATOR_EXIT);
    }
    match send_or_stop(generator, Some(crate::singletons::none()), true, true) {
        Ok(_) => Err(raise!(RUNTIME_ERROR, "{} ignored GeneratorExit", kind_of(generator))),
        Err(_)
            if errors::matches(&exceptions::STOP_ITERATION)
                || errors::matches(&exceptions::GENERATOR_EXIT) =>
        {
            errors::clear();
            Ok(crate::singletons::none_ref())
        }
        Err(raised) => Err(raised),
    }
}

/// `_gen_throw`.
pub(crate) fn throw(
    generator: &PyGenObject,
    close_on_exit: bool,
    exc_type: &PyObject,
    value: Option<&PyObject>,
    traceback: Option<&PyObject>,
) -> PyResult {
    if let Some(inner) = yield_from(generator) {
        if close_on_exit && errors::given_matches(exc_type, &exceptions::GENERATOR_EXIT) {
            let closed = close_inner(generator, &inner);
            // It may end before the generator's own handlers run.
            drop(inner);
            if closed.is_err() {
                return send_or_stop(generator, Some(crate::singletons::none()), true, false);
            }
            return throw_here(generator, exc_type, value, traceback);
        }
        let thrown = if is_generator(&inner) || is_coroutine(&inner) {
            let tstate = thread::current();
            let frame = &generator.gi_iframe;
            let previous = tstate.frame.get();
            frame.previous.set(previous);
            tstate.frame.set(frame);
            let state = generator.gi_frame_state.replace(state::EXECUTING);
            let thrown = throw(this(&inner), close_on_exit, exc_type, value, traceback);
            generator.gi_frame_state.set(state);
            tstate.frame.set(previous);
            frame.previous.set(std::ptr::null());
            thrown
        } else {
            let Some(method) = crate::objects::lookup_attr(&inner, crate::name!("throw"))? else {
                return throw_here(generator, exc_type, value, traceback);
            };
            let mut args = vec![exc_type];
            args.extend(value);
            args.extend(traceback);
            let state = generator.gi_frame_state.replace(state::EXECUTING);
            let thrown = crate::call::call(&method, &args);
            generator.gi_frame_state.set(state);
            thrown
        };
        if let Ok(yielded) = thrown {
            return Ok(yielded);
        }
        // The inner iterator has ended: go on behind the loop of SEND.
        drop(inner);
        let frame = &generator.gi_iframe;
        drop(frame.pop());
        let last = frame.lasti();
        let send = (last - 1).max(0) as usize;
        let jump = frame.code().units().get(send).map_or(0, |unit| i32::from(unit.get().to_le_bytes()[1]));
        let target = (last + jump - 1).max(0) as usize;
        // SAFETY: SEND jumps inside the code.
        frame.prev_instr.set(unsafe { frame.code().first_unit().cast_mut().cast::<u16>().add(target) });
        return match fetch_stop_iteration_value() {
            Ok(value) => send_or_stop(generator, Some(&value), false, false),
            Err(_) => send_or_stop(generator, Some(crate::singletons::none()), true, false),
        };
    }
    throw_here(generator, exc_type, value, traceback)
}

fn throw_here(
    generator: &PyGenObject,
    exc_type: &PyObject,
    value: Option<&PyObject>,
    traceback: Option<&PyObject>,
) -> PyResult {
    let traceback = traceback.filter(|traceback| !traceback.is_none());
    if traceback.is_some_and(|traceback| !traceback.is_instance_of::<crate::traceback::PyTracebackObject>()) {
        return Err(raise!(TYPE_ERROR, "throw() third argument must be a traceback object"));
    }
    let traceback = traceback.map(PyObject::to_ref);
    let (instance, traceback) = if errors::is_exception_class(exc_type) {
        let value = value.map(PyObject::to_ref);
        errors::normalize(errors::Fetched { exc_type: exc_type.to_ref(), value, traceback })
    } else if exceptions::is_exception_instance(exc_type) {
        if value.is_some_and(|value| !value.is_none()) {
            return Err(raise!(TYPE_ERROR, "instance exception may not have a separate value"));
        }
        let traceback = traceback.or_else(|| exceptions::traceback(exc_type));
        (exc_type.to_ref(), traceback)
    } else {
        return Err(raise!(
            TYPE_ERROR,
            "exceptions must be classes or instances deriving from BaseException, not {}",
            exc_type.ob_type().full_name()
        ));
    };
    let class: &PyObject = instance.ob_type();
    let class = class.to_ref();
    errors::restore(errors::Fetched { exc_type: class, value: Some(instance), traceback });
    send_or_stop(generator, Some(crate::singletons::none()), true, false)
}

/// `_PyGen_Finalize`: closes a generator that is about to die.
pub fn finalize(generator: &PyGenObject) {
    if generator.gi_frame_state.get() >= state::COMPLETED {
        return;
    }
    let saved = errors::fetch();
    // SAFETY: null or owned.
    let finalizer = unsafe { clone_slot(&generator.gi_origin_or_finalizer) };
    if is_async_generator(generator)
        && let Some(finalizer) = finalizer
        && !generator.gi_closed.get()
    {
        if crate::call::call(&finalizer, &[generator]).is_err() {
            errors::write_unraisable(Some(generator));
        }
    } else {
        let never_awaited = is_coroutine(generator) && generator.gi_frame_state.get() == state::CREATED;
        if never_awaited && let Some(warn) = crate::hooks::get().warn_never_awaited {
            warn(generator);
        } else if close(generator).is_err() {
            errors::write_unraisable(Some(generator));
        }
    }
    if let Some(saved) = saved {
        errors::restore(saved);
    }
}

pub(crate) unsafe extern "C" fn finalize_slot(object: *mut PyObject) {
    // SAFETY: called by the collector or the destructor with a live object.
    finalize(this(unsafe { &*object }));
}

pub(crate) extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    let generator = this(object);
    visit!(visitor, arg, generator.gi_code.get());
    visit!(visitor, arg, generator.gi_name.get());
    visit!(visitor, arg, generator.gi_qualname.get());
    visit!(visitor, arg, generator.gi_exc_state.exc_value.get());
    if is_async_generator(object) {
        visit!(visitor, arg, generator.gi_origin_or_finalizer.get());
    }
    if generator.gi_frame_state.get() < state::CLEARED {
        return generator.gi_iframe.traverse(visitor, arg);
    }
    0
}

pub(crate) unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone; the finaliser may bring the object back.
    unsafe {
        let generator = this(&*object);
        if !generator.gi_weakreflist.get().is_null() {
            crate::weakref::clear_weakrefs(generator);
        }
        if generator.gi_frame_state.get() < state::COMPLETED
            && !crate::typeobject::heap::call_finalizer_from_dealloc(&*object)
        {
            return;
        }
        gc::untrack(&*object);
        drop(replace_slot(&generator.gi_origin_or_finalizer, None));
        if generator.gi_frame_state.get() < state::CLEARED {
            generator.gi_frame_state.set(state::CLEARED);
            generator.gi_iframe.previous.set(std::ptr::null());
            clear_frame(generator);
        }
        drop(replace_slot(&generator.gi_code, None));
        drop(replace_slot(&generator.gi_name, None));
        drop(replace_slot(&generator.gi_qualname, None));
        drop(replace_slot(&generator.gi_exc_state.exc_value, None));
        crate::memory::free_object(object);
    }
}
