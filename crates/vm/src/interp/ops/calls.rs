//! Calls and the making of functions.

use std::cell::Cell;

use vivarium_runtime::call::{self, ARGUMENTS_OFFSET};
use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::frame::InterpreterFrame;
use vivarium_runtime::function::{self, PyFunctionObject};
use vivarium_runtime::method::{METHOD_TYPE, PyMethodObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::{errors, exceptions, name, raise, sequence, thread};

use crate::interp::call::{function_text, push_frame};
use crate::interp::ctx::{Ctx, Flow, attempt, decref, give_back};
use crate::interp::{names, pending};

struct KeywordNames(Cell<*const PyTupleObject>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for KeywordNames {}

/// What KW_NAMES says to the CALL that follows. A constant, so borrowed.
static KEYWORD_NAMES: KeywordNames = KeywordNames(Cell::new(std::ptr::null()));

#[inline(always)]
pub fn kw_names(c: &mut Ctx, oparg: u32) -> Flow {
    KEYWORD_NAMES.0.set(std::ptr::from_ref(c.constant(oparg)).cast());
    Flow::Next
}

/// The keyword names of the call that is about to happen, which are then forgotten.
#[inline(always)]
pub fn take_keyword_names() -> Option<&'static PyTupleObject> {
    let names = KEYWORD_NAMES.0.get();
    if names.is_null() {
        return None;
    }
    KEYWORD_NAMES.0.set(std::ptr::null());
    // SAFETY: a constant of the code that runs.
    Some(unsafe { &*names })
}

/// What [`take_keyword_names`] took is there again, for a call that was only interrupted.
pub fn put_keyword_names(names: Option<&'static PyTupleObject>) {
    KEYWORD_NAMES.0.set(names.map_or(std::ptr::null(), std::ptr::from_ref));
}

#[inline(always)]
pub fn has_keyword_names() -> bool {
    !KEYWORD_NAMES.0.get().is_null()
}

/// How many entries are arguments, and whether NULL stands below the callable.
#[inline(always)]
pub fn is_method(c: &Ctx, oparg: u32) -> bool {
    !c.peek(oparg as usize + 2).is_null()
}

#[inline(always)]
pub fn precall(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    c.jump(1);
    unpack_bound_method(c, oparg)
}

/// A bound method on the stack becomes its function and its instance.
#[inline(always)]
pub fn unpack_bound_method(c: &Ctx, oparg: u32) -> Flow {
    let oparg = oparg as usize;
    if !c.peek(oparg + 2).is_null() {
        return Flow::Next;
    }
    let callable = c.peek_ref(oparg + 1);
    if std::ptr::eq(callable.ob_type(), &METHOD_TYPE) {
        // SAFETY: just checked.
        let method: &PyMethodObject = unsafe { callable.cast_unchecked() };
        let (function, instance) = (method.function().to_ref(), method.instance().to_ref());
        c.set_peek(oparg + 1, instance.into_raw());
        c.set_peek(oparg + 2, function.into_raw());
        // SAFETY: the stack owned it.
        return unsafe { give_back(callable.as_ptr()) };
    }
    Flow::Next
}

#[inline(always)]
pub fn call(c: &mut Ctx, oparg: u32) -> Flow {
    let is_method = is_method(c, oparg);
    let total = oparg as usize + usize::from(is_method);
    let callable = c.peek_ref(total + 1);
    let kwnames = take_keyword_names();
    let positional = total - kwnames.map_or(0, PyTupleObject::len);
    c.save();
    if callable.is_exact::<PyFunctionObject>() {
        return call_function(c, total, is_method, positional, kwnames);
    }
    c.save_sp();
    // SAFETY: the arguments are on the stack, which changes only when the call is over.
    let args = unsafe { std::slice::from_raw_parts(c.sp.sub(total).cast::<&PyObject>(), total) };
    let result = call::vectorcall(
        callable,
        args,
        positional | ARGUMENTS_OFFSET,
        kwnames.map(|names| -> &PyObject { names }),
    );
    c.frame.stacktop.set(-1);
    finish_call(c, total, is_method, result)
}

/// What profile functions are told of a call of a native function: itself, or the method bound to the first argument.
fn native_of(callable: &PyObject, first: Option<&PyObject>) -> Result<Option<Ref>, Raised> {
    if std::ptr::eq(callable.ob_type(), &vivarium_runtime::builtin_function::CFUNCTION_TYPE) {
        return Ok(Some(callable.to_ref()));
    }
    if let Some(object) = first
        && std::ptr::eq(callable.ob_type(), &vivarium_runtime::descr::objects::METHOD_DESCRIPTOR_TYPE)
        && let Some(bind) = callable.ob_type().tp_descr_get.get()
    {
        return bind(callable, Some(object), Some(object.ob_type())).map(Some);
    }
    Ok(None)
}

/// As [`call`], with the profile function's events for native functions (`trace_call_function`).
pub fn call_traced(c: &mut Ctx, oparg: u32) -> Flow {
    let is_method = is_method(c, oparg);
    let total = oparg as usize + usize::from(is_method);
    let callable = c.peek_ref(total + 1);
    let first = if total > 0 { Some(c.peek_ref(total)) } else { None };
    let Some(native) = attempt!(native_of(callable, first)) else { return call(c, oparg) };
    if !crate::trace::profiles() {
        // A profile function that this very call sets is not told of it.
        return call(c, oparg);
    }
    let frame = c.frame;
    c.save();
    c.save_sp();
    let told = crate::trace::native_call(frame, crate::trace::C_CALL, &native);
    frame.stacktop.set(-1);
    attempt!(told);
    let kwnames = take_keyword_names();
    let positional = total - kwnames.map_or(0, PyTupleObject::len);
    c.save_sp();
    // SAFETY: the arguments are on the stack, which changes only when the call is over.
    let args = unsafe { std::slice::from_raw_parts(c.sp.sub(total).cast::<&PyObject>(), total) };
    let kwnames = kwnames.map(|names| -> &PyObject { names });
    let result = call::vectorcall(callable, args, positional | ARGUMENTS_OFFSET, kwnames);
    let what = if result.is_err() { crate::trace::C_EXCEPTION } else { crate::trace::C_RETURN };
    let told = crate::trace::native_call(frame, what, &native);
    frame.stacktop.set(-1);
    finish_call(c, total, is_method, told.and(result))
}

/// Takes a callable and its arguments off the stack and pushes the result.
#[inline(always)]
pub fn finish_call(c: &mut Ctx, total: usize, is_method: bool, result: PyResult) -> Flow {
    c.shrink(total + 1);
    for index in 0..=total {
        // SAFETY: the stack owned the callable and, above it, the arguments.
        unsafe { decref(*c.sp.add(index)) };
    }
    if !is_method {
        // The NULL below the callable.
        c.shrink(1);
    }
    c.push_ref(attempt!(result));
    c.jump(4);
    pending::look(c)
}

/// A Python function is called in the same loop: its frame is pushed and gone on with.
#[inline(always)]
pub fn call_function(
    c: &mut Ctx,
    total: usize,
    is_method: bool,
    positional: usize,
    kwnames: Option<&PyTupleObject>,
) -> Flow {
    c.shrink(total);
    let args = c.sp;
    c.shrink(1);
    // SAFETY: the stack owned the function, which the frame takes over.
    let function: Ref<PyFunctionObject> = unsafe { Ref::from_raw((*c.sp).cast()) };
    if !is_method {
        c.shrink(1);
    }
    c.save_sp();
    // SAFETY: the stack owned the arguments, which the frame takes over.
    let pushed = unsafe { push_frame(function, None, args, positional, kwnames) };
    c.frame.stacktop.set(-1);
    let frame = attempt!(pushed);
    c.jump(4);
    enter_pushed(c, frame)
}

/// Goes on with a frame that was just pushed; `ip` is where the caller goes on later.
#[inline(always)]
pub fn enter_pushed(c: &mut Ctx, frame: &'static InterpreterFrame) -> Flow {
    c.frame.prev_instr.set(c.ip.wrapping_sub(1).cast_mut());
    c.save_sp();
    frame.previous.set(c.frame);
    thread::current().frame.set(frame);
    c.enter(frame);
    count_level()
}

/// One level deeper.
#[inline(always)]
pub fn count_level() -> Flow {
    let state = thread::current();
    let remaining = state.recursion_remaining.get() - 1;
    state.recursion_remaining.set(remaining);
    if remaining < 0 { Flow::Rare(too_deep) } else { Flow::Next }
}

#[cold]
#[inline(never)]
fn too_deep(_: &mut Ctx, _: u32) -> Flow {
    match thread::check_recursion("") {
        Ok(()) => Flow::Next,
        Err(_) => Flow::Unwind,
    }
}

#[inline(always)]
pub fn call_function_ex(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    if oparg & 1 == 0
        && let Some(tuple) = c.peek_ref(1).cast_exact::<PyTupleObject>()
        && c.peek_ref(2).is_exact::<PyFunctionObject>()
    {
        // NULL, the function and the tuple stay where they are until the frame that is pushed here returns.
        c.save_sp();
        for item in tuple.items() {
            item.incref();
        }
        // SAFETY: just checked, and counted just now.
        let pushed = unsafe {
            let function = c.peek_ref(2).to_ref().cast_into_unchecked();
            let items = tuple.items();
            push_frame(function, None, items.as_ptr().cast(), items.len(), None)
        };
        c.frame.stacktop.set(-1);
        let frame = attempt!(pushed);
        frame.return_offset.set(3);
        return enter_pushed(c, frame);
    }
    let kwargs = if oparg & 1 != 0 { Some(c.pop_ref()) } else { None };
    let args = c.pop_ref();
    let function = c.pop_ref();
    // The NULL below the function.
    c.shrink(1);
    c.save_sp();
    let result = call_with(c.frame, function, args, kwargs);
    c.frame.stacktop.set(-1);
    c.push_ref(attempt!(result));
    pending::look(c)
}

/// A call with a tuple and a dict, with the profile function's events if it is one of a native function.
#[cold]
fn call_told(
    frame: &InterpreterFrame,
    function: &PyObject,
    args: &PyTupleObject,
    kwargs: Option<&PyObject>,
) -> PyResult {
    let native = match native_of(function, args.items().first().copied())? {
        Some(native) => native,
        None => return call::call_tuple_dict(function, args, kwargs),
    };
    crate::trace::native_call(frame, crate::trace::C_CALL, &native)?;
    let result = call::call_tuple_dict(function, args, kwargs);
    let what = if result.is_err() { crate::trace::C_EXCEPTION } else { crate::trace::C_RETURN };
    crate::trace::native_call(frame, what, &native)?;
    result
}

fn call_with(frame: &InterpreterFrame, function: Ref, args: Ref, kwargs: Option<Ref>) -> PyResult {
    let kwargs = match kwargs {
        Some(kwargs) if !kwargs.is_exact::<PyDictObject>() => {
            let dict = dict::new()?;
            if let Err(raised) = dict.merge(&kwargs, dict::Merge::Refuse) {
                if errors::matches(&exceptions::ATTRIBUTE_ERROR) {
                    errors::clear();
                    return Err(raise!(
                        TYPE_ERROR,
                        "{} argument after ** must be a mapping, not {}",
                        function_text(&function),
                        kwargs.ob_type().full_name()
                    ));
                }
                return Err(raised);
            }
            Some(dict.upcast())
        }
        other => other,
    };
    let tuple = if args.is_exact::<PyTupleObject>() {
        args
    } else {
        if args.ob_type().tp_iter.get().is_none() && !sequence::check(&args) {
            return Err(raise!(
                TYPE_ERROR,
                "{} argument after * must be an iterable, not {}",
                function_text(&function),
                args.ob_type().full_name()
            ));
        }
        let tuple = sequence::tuple(&args)?;
        // What was unpacked is gone when the function runs.
        drop(args);
        tuple
    };
    // SAFETY: checked or made above.
    let items: &PyTupleObject = unsafe { tuple.cast_unchecked() };
    let result = match thread::current().use_tracing.get() && crate::trace::profiles() {
        true => call_told(frame, &function, items, kwargs.as_deref()),
        false => call::call_tuple_dict(&function, items, kwargs.as_deref()),
    };
    drop(function);
    drop(tuple);
    result
}

#[inline(always)]
pub fn load_build_class(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let function = attempt!(build_class(c.frame));
    c.push_ref(function);
    Flow::Next
}

fn build_class(frame: &InterpreterFrame) -> PyResult {
    match names::lookup_in(frame.builtins(), name!("__build_class__"))? {
        Some(function) => Ok(function),
        None => Err(raise!(NAME_ERROR, "__build_class__ not found")),
    }
}

#[inline(always)]
pub fn make_function(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let code = c.pop_ref();
    // SAFETY: the compiler's code object.
    let made = attempt!(function::new(unsafe { code.cast_unchecked() }, c.frame.globals(), None));
    let mut put = |bit: u32, slot: &Cell<*mut PyObject>| {
        if oparg & bit != 0 {
            drop(replace_slot(slot, Some(c.pop_ref())));
        }
    };
    put(8, &made.func_closure);
    put(4, &made.func_annotations);
    put(2, &made.func_kwdefaults);
    put(1, &made.func_defaults);
    c.push_ref(made.upcast());
    Flow::Next
}
