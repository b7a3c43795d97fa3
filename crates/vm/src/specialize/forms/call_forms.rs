//! Calls of Python functions with the right arguments, and of native functions by their kind. Whether KW_NAMES stands in
//! front of a call never changes, so that forms chosen for calls without keywords need not look for them.

use std::cell::Cell;

use vivarium_bytecode::Opcode;
use vivarium_runtime::builtin_function::{CFUNCTION_TYPE, PyCFunctionObject};
use vivarium_runtime::descr::objects::{METHOD_DESCRIPTOR_TYPE, PyMethodDescrObject};
use vivarium_runtime::descr::{PyMethodDef, meth};
use vivarium_runtime::frame::{FrameOwner, InterpreterFrame};
use vivarium_runtime::function::PyFunctionObject;
use vivarium_runtime::list::{LIST_TYPE, PyListObject};
use vivarium_runtime::method::METHOD_TYPE;
use vivarium_runtime::object::{PyObject, PyResult};
use vivarium_runtime::str::{PyUnicodeObject, UNICODE_TYPE};
use vivarium_runtime::tuple::{PyTupleObject, TUPLE_TYPE};
use vivarium_runtime::typeobject::{PyTypeObject, TYPE_TYPE};
use vivarium_runtime::{bool_, int, objects, sequence, thread};

use crate::interp::ctx::{Ctx, Flow, attempt, bury, decref, give_back_two};
use crate::interp::ops::calls::{count_level, is_method, take_keyword_names, unpack_bound_method};
use crate::interp::pending;
use crate::interp::table::more;
use crate::specialize::forms::arith::refill;
use crate::specialize::{adaptive_form, decide, guard};

adaptive_form!(precall_adaptive, decide::precall, PRECALL);
adaptive_form!(call_adaptive, decide::call, CALL);

/// How many entries are arguments, and the callable below them.
#[inline(always)]
fn shape(c: &Ctx, oparg: u32) -> (bool, usize, &'static PyObject) {
    let is_method = is_method(c, oparg);
    let total = oparg as usize + usize::from(is_method);
    (is_method, total, c.peek_ref(total + 1))
}

#[inline(always)]
fn arguments(c: &Ctx, total: usize) -> &'static [&'static PyObject] {
    // SAFETY: the stack holds the arguments while the call lasts.
    unsafe { std::slice::from_raw_parts(c.sp.sub(total).cast::<&PyObject>(), total) }
}

#[inline(always)]
pub fn bound_method(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, _, callable) = shape(c, oparg);
    guard!(c, !is_method && std::ptr::eq(callable.ob_type(), &METHOD_TYPE), PRECALL, PRECALL_ADAPTIVE);
    c.save();
    c.jump(1);
    unpack_bound_method(c, oparg)
}

#[inline(always)]
pub fn pyfunc(c: &mut Ctx, oparg: u32) -> Flow {
    let (_, _, callable) = shape(c, oparg);
    guard!(c, callable.is_exact::<PyFunctionObject>(), PRECALL, PRECALL_ADAPTIVE);
    c.jump(1);
    Flow::Next
}

#[inline(always)]
pub fn py_exact_args(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    guard!(c, callable.is_exact::<PyFunctionObject>(), CALL, CALL_ADAPTIVE);
    // SAFETY: just checked.
    let function: &PyFunctionObject = unsafe { callable.cast_unchecked() };
    guard!(c, function.func_version.get() == c.cache32(1), CALL, CALL_ADAPTIVE);
    let code = function.code();
    guard!(c, total == code.co_argcount.get() as usize, CALL, CALL_ADAPTIVE);
    push_function(c, function, is_method, total, total)
}

/// Pushes a frame whose first locals are the arguments and the defaults behind them; no other parameters there are.
#[inline(always)]
fn push_function(
    c: &mut Ctx,
    function: &PyFunctionObject,
    is_method: bool,
    total: usize,
    filled: usize,
) -> Flow {
    let code = function.code();
    let state = thread::current();
    let memory: *mut InterpreterFrame = state.data_stack.push_here(code.frame_size()).cast();
    if memory.is_null() {
        // A new chunk for the stack is the generic form's business.
        return Flow::As(Opcode::CALL as u16);
    }
    // SAFETY: the stack owned the function and the arguments, which the frame takes over; the frame has room for all
    // its locals.
    unsafe {
        code.incref();
        let first = code.first_unit().cast_mut().cast::<u16>();
        memory.write(InterpreterFrame {
            f_globals: Cell::new(function.func_globals.get()),
            f_builtins: Cell::new(function.func_builtins.get()),
            f_func: Cell::new(function.as_ptr()),
            f_locals: Cell::new(std::ptr::null_mut()),
            f_code: Cell::new(function.func_code.get()),
            frame_obj: Cell::new(std::ptr::null_mut()),
            previous: Cell::new(c.frame),
            prev_instr: Cell::new(first.sub(1)),
            stacktop: Cell::new(-1),
            is_entry: Cell::new(false),
            owner: Cell::new(FrameOwner::Thread),
            return_offset: Cell::new(0),
            localsplus: [],
        });
        let frame: &'static InterpreterFrame = &*memory;
        let base = frame.base();
        // As volatile words, since a loop for long vectors would only be in the way.
        let mut from = c.sp.sub(total);
        let mut to = base;
        while from < c.sp {
            to.write_volatile(from.read_volatile());
            to = to.add(1);
            from = from.add(1);
        }
        if filled > total {
            let defaults = function.defaults().map_or(&[][..], PyTupleObject::items);
            let skipped = (total + defaults.len()).saturating_sub(filled);
            for (index, default) in defaults.iter().skip(skipped).enumerate() {
                default.incref();
                *base.add(total + index) = default.as_ptr();
            }
        }
        let end = base.add(code.nlocalsplus());
        let mut local = base.add(filled);
        while local < end {
            local.write_volatile(std::ptr::null_mut());
            local = local.add(1);
        }
        c.shrink(total + 1 + usize::from(!is_method));
        c.jump(4);
        c.frame.prev_instr.set(c.ip.sub(1).cast_mut());
        c.save_sp();
        state.frame.set(frame);
        *c = Ctx { ip: first, sp: end, frame };
    }
    count_level()
}

#[inline(always)]
pub fn py_with_defaults(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    guard!(c, callable.is_exact::<PyFunctionObject>(), CALL, CALL_ADAPTIVE);
    // SAFETY: just checked.
    let function: &PyFunctionObject = unsafe { callable.cast_unchecked() };
    guard!(c, function.func_version.get() == c.cache32(1), CALL, CALL_ADAPTIVE);
    let argcount = function.code().co_argcount.get() as usize;
    let least = c.cache(3) as usize;
    guard!(c, total <= argcount && total >= least, CALL, CALL_ADAPTIVE);
    push_function(c, function, is_method, total, argcount)
}

/// Puts the result in place of the callable and its arguments, past PRECALL's cache and CALL. The arguments go in their
/// order, but an instance behind them, the callable last.
#[inline(always)]
fn finish(c: &mut Ctx, total: usize, is_method: bool, instance: bool, result: PyResult) -> Flow {
    match total {
        1 => return finish_one(c, is_method, result),
        2 => return finish_two(c, is_method, instance, result),
        _ => {}
    }
    c.shrink(total);
    let first = usize::from(instance);
    for index in first..total {
        // SAFETY: the stack owned them.
        unsafe { decref(*c.sp.add(index)) };
    }
    // SAFETY: as above.
    unsafe {
        if instance {
            decref(*c.sp);
        }
        decref(c.pop());
    }
    if !is_method {
        // The NULL below the callable.
        c.shrink(1);
    }
    c.push_ref(attempt!(result));
    c.jump(6);
    pending::look(c)
}

#[inline(always)]
pub fn type_1(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    guard!(c, !is_method && total == 1, PRECALL, PRECALL_ADAPTIVE);
    guard!(c, std::ptr::eq(callable, type_object(&TYPE_TYPE)), PRECALL, PRECALL_ADAPTIVE);
    c.save();
    let class: &PyObject = c.peek_ref(1).ob_type();
    let class = class.to_ref();
    finish_one(c, false, Ok(class))
}

/// As [`finish`] for a callable with one operand on the stack above it.
#[inline(always)]
fn finish_one(c: &mut Ctx, is_method: bool, result: PyResult) -> Flow {
    let (callable, operand) = (c.peek(2), c.peek(1));
    c.shrink(2 + usize::from(!is_method));
    // SAFETY: the stack owned both.
    let dead = unsafe { give_back_two(operand, callable) };
    end(c, dead, result)
}

/// As [`finish`] for a callable with two operands on the stack above it.
#[inline(always)]
fn finish_two(c: &mut Ctx, is_method: bool, instance: bool, result: PyResult) -> Flow {
    let (callable, first, second) = (c.peek(3), c.peek(2), c.peek(1));
    c.shrink(3 + usize::from(!is_method));
    let (sooner, later) = if instance { (second, first) } else { (first, second) };
    // SAFETY: the stack owned the three.
    let dead = unsafe {
        decref(sooner);
        give_back_two(later, callable)
    };
    end(c, dead, result)
}

#[inline(always)]
fn end(c: &mut Ctx, dead: Flow, result: PyResult) -> Flow {
    let Ok(result) = result else {
        if let Flow::Dead(object) | Flow::DeadThen(object, _) = dead {
            // SAFETY: its last reference is gone.
            unsafe { bury(object) };
        }
        if let Flow::DeadThen(_, other) = dead {
            // SAFETY: the stack owned it.
            unsafe { decref(other) };
        }
        return Flow::Error;
    };
    c.push_ref(result);
    // PRECALL's cache, CALL with its cache.
    c.jump(6);
    if matches!(dead, Flow::Next) { pending::look(c) } else { dead }
}

#[inline(always)]
fn type_object(ty: &'static PyTypeObject) -> &'static PyObject {
    ty
}

#[inline(always)]
fn convert_1(
    c: &mut Ctx,
    oparg: u32,
    class: &'static PyTypeObject,
    convert: fn(&PyObject) -> PyResult,
) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    guard!(c, !is_method && total == 1, PRECALL, PRECALL_ADAPTIVE);
    guard!(c, std::ptr::eq(callable, type_object(class)), PRECALL, PRECALL_ADAPTIVE);
    c.save();
    let result = convert(c.peek_ref(1));
    finish_one(c, false, result)
}

#[inline(always)]
pub fn str_1(c: &mut Ctx, oparg: u32) -> Flow {
    convert_1(c, oparg, &UNICODE_TYPE, objects::str)
}

#[inline(always)]
pub fn tuple_1(c: &mut Ctx, oparg: u32) -> Flow {
    convert_1(c, oparg, &TUPLE_TYPE, sequence::tuple)
}

#[inline(always)]
pub fn builtin_class(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    let function = callable.cast::<PyTypeObject>().and_then(|class| class.tp_vectorcall.get());
    guard!(c, function.is_some(), PRECALL, PRECALL_ADAPTIVE);
    let Some(function) = function else { return Flow::As(Opcode::PRECALL as u16) };
    c.save();
    let kwnames = take_keyword_names();
    let positional = total - kwnames.map_or(0, PyTupleObject::len);
    let result = function(
        callable,
        arguments(c, total).as_ptr().cast(),
        positional,
        kwnames.map(|names| -> &PyObject { names }),
    );
    finish(c, total, is_method, false, result)
}

/// The definition of a native function, if its flags are these.
#[inline(always)]
fn native(callable: &PyObject, kind: i32) -> Option<(&'static PyMethodDef, &PyObject)> {
    if !std::ptr::eq(callable.ob_type(), &CFUNCTION_TYPE) {
        return None;
    }
    // SAFETY: just checked.
    let function: &PyCFunctionObject = unsafe { callable.cast_unchecked() };
    let def = function.def();
    (def.ml_flags & !(meth::CLASS | meth::STATIC | meth::COEXIST) == kind)
        .then(|| (def, function.bound_to().unwrap_or(callable)))
}

/// Counts a level of native recursion, or leaves it to the generic form to say that there are too many.
macro_rules! enter {
    () => {
        let state = thread::current();
        let remaining = state.recursion_remaining.get() - 1;
        if remaining < 0 {
            return Flow::As(Opcode::PRECALL as u16);
        }
        state.recursion_remaining.set(remaining);
    };
}

#[inline(always)]
fn leave() {
    let state = thread::current();
    state.recursion_remaining.set(state.recursion_remaining.get() + 1);
}

#[inline(always)]
pub fn builtin_o(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    guard!(c, total == 1, PRECALL, PRECALL_ADAPTIVE);
    let found = native(callable, meth::O);
    guard!(c, found.is_some(), PRECALL, PRECALL_ADAPTIVE);
    let Some((def, object)) = found else { return Flow::As(Opcode::PRECALL as u16) };
    c.save();
    enter!();
    // SAFETY: the flags say which function it is.
    let result = unsafe { (def.ml_meth.one)(object, c.peek_ref(1)) };
    leave();
    finish_one(c, is_method, result)
}

#[inline(always)]
pub fn builtin_fast(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    let found = native(callable, meth::FASTCALL);
    guard!(c, found.is_some(), PRECALL, PRECALL_ADAPTIVE);
    let Some((def, object)) = found else { return Flow::As(Opcode::PRECALL as u16) };
    c.save();
    // SAFETY: the flags say which function it is.
    let result = unsafe { (def.ml_meth.fast)(object, arguments(c, total)) };
    finish(c, total, is_method, false, result)
}

#[inline(always)]
pub fn builtin_fast_with_keywords(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    let found = native(callable, meth::FASTCALL | meth::KEYWORDS);
    guard!(c, found.is_some(), PRECALL, PRECALL_ADAPTIVE);
    let Some((def, object)) = found else { return Flow::As(Opcode::PRECALL as u16) };
    c.save();
    let kwnames = take_keyword_names().map(|names| -> &PyObject { names });
    // SAFETY: the flags say which function it is.
    let result = unsafe { (def.ml_meth.fast_keywords)(object, arguments(c, total), kwnames) };
    finish(c, total, is_method, false, result)
}

#[inline(always)]
pub fn len(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    guard!(c, total == 1, PRECALL, PRECALL_ADAPTIVE);
    guard!(c, decide::is_len(callable), PRECALL, PRECALL_ADAPTIVE);
    let operand = c.peek_ref(1);
    let ty: *const PyTypeObject = operand.ob_type.get();
    // SAFETY: just checked, each for its type.
    let length = unsafe {
        if std::ptr::eq(ty, &LIST_TYPE) {
            operand.cast_unchecked::<PyListObject>().len()
        } else if std::ptr::eq(ty, &UNICODE_TYPE) {
            operand.cast_unchecked::<PyUnicodeObject>().len()
        } else if std::ptr::eq(ty, &TUPLE_TYPE) {
            operand.cast_unchecked::<PyTupleObject>().len()
        } else {
            return Flow::As(more::LEN_GENERIC);
        }
    };
    if length >> (2 * int::SHIFT) != 0 {
        return Flow::As(more::LEN_GENERIC);
    }
    let result = int::short_or_null(length as i64);
    if result.is_null() {
        return Flow::Rare(refill);
    }
    c.save();
    c.shrink(1 + usize::from(!is_method));
    c.set_peek(1, result);
    c.jump(6);
    // SAFETY: the stack owned both.
    unsafe { give_back_two(operand.as_ptr(), callable.as_ptr()) }
}

#[inline(always)]
pub fn len_generic(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, ..) = shape(c, oparg);
    c.save();
    let result = sequence::length(c.peek_ref(1)).and_then(int::from_usize);
    finish_one(c, is_method, result)
}

#[inline(always)]
pub fn isinstance(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    guard!(c, total == 2, PRECALL, PRECALL_ADAPTIVE);
    guard!(c, decide::is_isinstance(callable), PRECALL, PRECALL_ADAPTIVE);
    c.save();
    let (object, class) = (c.peek_ref(2), c.peek_ref(1));
    let result = if std::ptr::eq(object.ob_type.get().cast::<PyObject>(), class) {
        Ok(bool_::from_bool(true))
    } else {
        objects::is_instance(object, class).map(bool_::from_bool)
    };
    finish_two(c, is_method, false, result)
}

/// The definition of a native method, if its flags are these and the object in front is of its class.
#[inline(always)]
fn native_method(c: &Ctx, callable: &PyObject, total: usize, kind: i32) -> Option<&'static PyMethodDef> {
    if !std::ptr::eq(callable.ob_type(), &METHOD_DESCRIPTOR_TYPE) || total == 0 {
        return None;
    }
    // SAFETY: just checked; a descriptor owns its type.
    let (def, class): (&'static PyMethodDef, &PyTypeObject) = unsafe {
        let descriptor: &PyMethodDescrObject = callable.cast_unchecked();
        (&*descriptor.d_method.get(), (*descriptor.common.d_type.get()).cast_unchecked())
    };
    let right = def.ml_flags & !(meth::CLASS | meth::STATIC | meth::COEXIST) == kind;
    (right && c.peek_ref(total).ob_type().is_subtype(class)).then_some(def)
}

#[inline(always)]
pub fn list_append(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    guard!(c, is_method && total == 2, PRECALL, PRECALL_ADAPTIVE);
    let list = c.peek_ref(2);
    guard!(c, std::ptr::eq(list.ob_type(), &LIST_TYPE), PRECALL, PRECALL_ADAPTIVE);
    guard!(c, decide::is_list_append(callable), PRECALL, PRECALL_ADAPTIVE);
    c.save();
    // SAFETY: just checked.
    if !unsafe { list.cast_unchecked::<PyListObject>() }.append_here(c.peek(1)) {
        return Flow::Rare(list_append_slow);
    }
    c.shrink(3);
    // PRECALL's cache, CALL with its cache, and the POP_TOP of the result.
    c.jump(7);
    // SAFETY: the stack owned both.
    unsafe { give_back_two(list.as_ptr(), callable.as_ptr()) }
}

#[inline(never)]
fn list_append_slow(c: &mut Ctx, _: u32) -> Flow {
    let item = c.pop_ref();
    // SAFETY: checked before.
    attempt!(unsafe { c.peek_ref(1).cast_unchecked::<PyListObject>() }.append(item));
    drop(c.pop_ref());
    drop(c.pop_ref());
    c.jump(7);
    Flow::Next
}

#[inline(always)]
pub fn method_o(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    guard!(c, total == 2, PRECALL, PRECALL_ADAPTIVE);
    let found = native_method(c, callable, total, meth::O);
    guard!(c, found.is_some(), PRECALL, PRECALL_ADAPTIVE);
    let Some(def) = found else { return Flow::As(Opcode::PRECALL as u16) };
    c.save();
    enter!();
    // SAFETY: the flags say which function it is.
    let result = unsafe { (def.ml_meth.one)(c.peek_ref(2), c.peek_ref(1)) };
    leave();
    finish_two(c, is_method, false, result)
}

#[inline(always)]
pub fn method_noargs(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    guard!(c, total == 1, PRECALL, PRECALL_ADAPTIVE);
    let found = native_method(c, callable, total, meth::NOARGS);
    guard!(c, found.is_some(), PRECALL, PRECALL_ADAPTIVE);
    let Some(def) = found else { return Flow::As(Opcode::PRECALL as u16) };
    c.save();
    enter!();
    // SAFETY: the flags say which function it is.
    let result = unsafe { (def.ml_meth.noargs)(c.peek_ref(1)) };
    leave();
    finish_one(c, is_method, result)
}

#[inline(always)]
pub fn method_fast(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    let found = native_method(c, callable, total, meth::FASTCALL);
    guard!(c, found.is_some(), PRECALL, PRECALL_ADAPTIVE);
    let Some(def) = found else { return Flow::As(Opcode::PRECALL as u16) };
    c.save();
    let all = arguments(c, total);
    // SAFETY: the flags say which function it is.
    let result = unsafe { (def.ml_meth.fast)(all[0], &all[1..]) };
    finish(c, total, is_method, true, result)
}

#[inline(always)]
pub fn method_fast_with_keywords(c: &mut Ctx, oparg: u32) -> Flow {
    let (is_method, total, callable) = shape(c, oparg);
    let found = native_method(c, callable, total, meth::FASTCALL | meth::KEYWORDS);
    guard!(c, found.is_some(), PRECALL, PRECALL_ADAPTIVE);
    let Some(def) = found else { return Flow::As(Opcode::PRECALL as u16) };
    c.save();
    let kwnames = take_keyword_names().map(|names| -> &PyObject { names });
    let all = arguments(c, total);
    // SAFETY: the flags say which function it is.
    let result = unsafe { (def.ml_meth.fast_keywords)(all[0], &all[1..], kwnames) };
    finish(c, total, is_method, true, result)
}
