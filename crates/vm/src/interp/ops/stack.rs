//! Locals, constants, cells and the shuffling of the stack.

use vivarium_runtime::cell::{self, PyCellObject};
use vivarium_runtime::object::{PyObject, Ref};

use crate::interp::ctx::{Ctx, Flow, attempt, give_back};
use crate::interp::names;

#[inline(always)]
pub fn nop(_: &mut Ctx, _: u32) -> Flow {
    Flow::Next
}

#[inline(always)]
pub fn load_fast(c: &mut Ctx, oparg: u32) -> Flow {
    // SAFETY: a local of the compiler's.
    let value = unsafe { *c.local(oparg) };
    if value.is_null() {
        return Flow::Rare(unbound_local);
    }
    // SAFETY: the frame owns it.
    unsafe { (*value).incref() };
    c.push(value);
    Flow::Next
}

#[cold]
#[inline(never)]
fn unbound_local(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    names::raise_unbound_local(c.frame, oparg);
    Flow::Error
}

#[inline(always)]
pub fn load_const(c: &mut Ctx, oparg: u32) -> Flow {
    let value = c.constant(oparg);
    value.incref();
    c.push(value.as_ptr());
    Flow::Next
}

#[inline(always)]
pub fn store_fast(c: &mut Ctx, oparg: u32) -> Flow {
    let value = c.pop();
    let slot = c.local(oparg);
    // SAFETY: a local of the compiler's; the frame owned the old value.
    unsafe {
        let old = *slot;
        *slot = value;
        if !old.is_null() {
            c.save();
            return give_back(old);
        }
    }
    Flow::Next
}

#[inline(always)]
pub fn delete_fast(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let slot = c.local(oparg);
    // SAFETY: a local of the compiler's.
    unsafe {
        let old = *slot;
        if old.is_null() {
            return Flow::Rare(unbound_local);
        }
        *slot = std::ptr::null_mut();
        give_back(old)
    }
}

/// The first of two opcodes in one: the second's argument is that of the next unit.
#[inline(always)]
fn second(c: &mut Ctx) -> u32 {
    // SAFETY: the second instruction follows.
    let argument = u32::from(unsafe { *c.ip } >> 8);
    c.jump(1);
    argument
}

/// The second half of two opcodes in one where the first half can't go on to it: the instruction runs by itself.
macro_rules! alone {
    ($flow:expr) => {
        match $flow {
            Flow::Next => {}
            other => return other,
        }
    };
}

#[inline(always)]
pub fn load_fast_load_fast(c: &mut Ctx, oparg: u32) -> Flow {
    alone!(load_fast(c, oparg));
    load_fast_second(c)
}

/// LOAD_FAST as the second half, which is run by itself where the local is not set.
#[inline(always)]
fn load_fast_second(c: &mut Ctx) -> Flow {
    // SAFETY: the second instruction follows; a local of the compiler's.
    let value = unsafe { *c.local(u32::from(*c.ip >> 8)) };
    if !value.is_null() {
        c.jump(1);
        // SAFETY: the frame owns it.
        unsafe { (*value).incref() };
        c.push(value);
    }
    Flow::Next
}

#[inline(always)]
pub fn load_fast_load_const(c: &mut Ctx, oparg: u32) -> Flow {
    alone!(load_fast(c, oparg));
    let oparg = second(c);
    load_const(c, oparg)
}

#[inline(always)]
pub fn load_const_load_fast(c: &mut Ctx, oparg: u32) -> Flow {
    load_const(c, oparg);
    load_fast_second(c)
}

#[inline(always)]
pub fn store_fast_load_fast(c: &mut Ctx, oparg: u32) -> Flow {
    alone!(store_fast(c, oparg));
    load_fast_second(c)
}

#[inline(always)]
pub fn store_fast_store_fast(c: &mut Ctx, oparg: u32) -> Flow {
    alone!(store_fast(c, oparg));
    let oparg = second(c);
    store_fast(c, oparg)
}

#[inline(always)]
pub fn pop_top(c: &mut Ctx, _: u32) -> Flow {
    let value = c.pop();
    c.save();
    // SAFETY: the stack owned it.
    unsafe { give_back(value) }
}

#[inline(always)]
pub fn push_null(c: &mut Ctx, _: u32) -> Flow {
    c.push(std::ptr::null_mut());
    Flow::Next
}

#[inline(always)]
pub fn copy(c: &mut Ctx, oparg: u32) -> Flow {
    let value = c.peek(oparg as usize);
    if !value.is_null() {
        // SAFETY: the stack owns it.
        unsafe { (*value).incref() };
    }
    c.push(value);
    Flow::Next
}

#[inline(always)]
pub fn swap(c: &mut Ctx, oparg: u32) -> Flow {
    let (top, other) = (c.peek(1), c.peek(oparg as usize));
    c.set_peek(1, other);
    c.set_peek(oparg as usize, top);
    Flow::Next
}

#[inline(always)]
fn cell_at(c: &Ctx, index: u32) -> &'static PyCellObject {
    // SAFETY: MAKE_CELL or COPY_FREE_VARS put a cell there.
    unsafe { (**c.local(index)).cast_unchecked() }
}

#[inline(always)]
pub fn make_cell(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let slot = c.local(oparg);
    // SAFETY: the frame owned the initial value, which moves into the cell.
    unsafe {
        let initial = Ref::from_nullable(*slot);
        *slot = std::ptr::null_mut();
        *slot = attempt!(cell::new(initial)).into_raw().cast::<PyObject>();
    }
    Flow::Next
}

#[inline(always)]
pub fn copy_free_vars(c: &mut Ctx, _: u32) -> Flow {
    let code = c.frame.code();
    let first = (code.co_nlocals.get() + code.co_nplaincellvars.get()) as u32;
    if let Some(closure) = c.frame.function().closure() {
        for (index, cell) in closure.items().iter().enumerate() {
            cell.incref();
            // SAFETY: a free variable's slot.
            unsafe { *c.local(first + index as u32) = cell.as_ptr() };
        }
    }
    Flow::Next
}

#[inline(always)]
pub fn load_closure(c: &mut Ctx, oparg: u32) -> Flow {
    let cell = cell_at(c, oparg);
    cell.incref();
    c.push(cell.as_ptr());
    Flow::Next
}

#[inline(always)]
pub fn load_deref(c: &mut Ctx, oparg: u32) -> Flow {
    let value = cell_at(c, oparg).ob_ref.get();
    if value.is_null() {
        return Flow::Rare(unbound_cell);
    }
    // SAFETY: the cell owns it.
    unsafe { (*value).incref() };
    c.push(value);
    Flow::Next
}

#[cold]
#[inline(never)]
fn unbound_cell(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    names::raise_unbound_cell(c.frame, oparg);
    Flow::Error
}

#[inline(always)]
pub fn store_deref(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let value = c.pop();
    let old = cell_at(c, oparg).ob_ref.replace(value);
    if old.is_null() {
        return Flow::Next;
    }
    // SAFETY: the cell owned it.
    unsafe { give_back(old) }
}

#[inline(always)]
pub fn delete_deref(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let old = cell_at(c, oparg).ob_ref.replace(std::ptr::null_mut());
    if old.is_null() {
        return Flow::Rare(unbound_cell);
    }
    // SAFETY: the cell owned it.
    unsafe { give_back(old) }
}

#[inline(always)]
pub fn load_classderef(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let value = attempt!(names::load_class_deref(c.frame, oparg, cell_at(c, oparg)));
    c.push_ref(value);
    Flow::Next
}
