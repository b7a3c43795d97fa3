//! `f_locals`: fast locals copied into a dict and back (`PyFrame_FastToLocals`, `PyFrame_LocalsToFast`).

use vivarium_bytecode::Opcode;
use vivarium_bytecode::flags::{CO_FAST_CELL, CO_FAST_FREE, CO_OPTIMIZED};

use super::{InterpreterFrame, PyFrameObject, state};
use crate::cell::PyCellObject;
use crate::object::{PyObject, Raised, Ref, clone_slot, replace_slot};
use crate::{errors, exceptions};

/// Whether MAKE_CELL for a fast local has been executed (`_PyFrame_OpAlreadyRan`).
fn cell_was_made(frame: &InterpreterFrame, index: usize) -> bool {
    let code = frame.code();
    let ran = frame.lasti().max(0) as usize;
    let mut argument = 0_usize;
    for unit in code.units().iter().take(ran) {
        let [byte, low] = unit.get().to_le_bytes();
        argument |= usize::from(low);
        match Opcode::from_byte(byte).map(Opcode::plain) {
            Some(Opcode::MAKE_CELL) if argument == index => return true,
            Some(Opcode::EXTENDED_ARG) => argument <<= 8,
            // Cells are made at the very start, before anything else.
            Some(Opcode::MAKE_CELL | Opcode::COPY_FREE_VARS) => argument = 0,
            _ => return false,
        }
    }
    false
}

/// The cells of the closure, where COPY_FREE_VARS has not run yet.
fn copy_free_variables(frame: &InterpreterFrame) {
    let code = frame.code();
    if frame.lasti() >= 0
        || code.units().first().is_none_or(|unit| unit.get() as u8 != Opcode::COPY_FREE_VARS as u8)
    {
        return;
    }
    let first = (code.co_nlocals.get() + code.co_nplaincellvars.get()) as usize;
    for (index, cell) in
        frame.function().closure().map_or(&[][..], |closure| closure.items()).iter().enumerate()
    {
        frame.slot(first + index).set(cell.to_ref().into_raw());
    }
    frame.prev_instr.set(code.first_unit().cast_mut().cast());
}

/// The cell in a fast local, if it holds one that the code made or was given.
fn cell_in<'a>(
    frame: &InterpreterFrame,
    index: usize,
    kind: u8,
    value: &'a PyObject,
) -> Option<&'a PyCellObject> {
    if kind & CO_FAST_FREE != 0 || (kind & CO_FAST_CELL != 0 && cell_was_made(frame, index)) {
        return value.cast::<PyCellObject>();
    }
    None
}

/// Brings `f_locals` up to date with the fast locals.
pub fn fast_to_locals(frame: &InterpreterFrame) -> Result<(), Raised> {
    if frame.f_locals.get().is_null() {
        drop(replace_slot(&frame.f_locals, Some(crate::dict::new()?.upcast())));
    }
    // SAFETY: set above or before.
    let Some(locals) = (unsafe { clone_slot(&frame.f_locals) }) else { return Ok(()) };
    let code = Ref::new(frame.code());
    copy_free_variables(frame);
    for (index, kind) in code.localspluskinds().iter().copied().enumerate() {
        if kind & CO_FAST_FREE != 0 && !code.has_flags(CO_OPTIMIZED) {
            continue;
        }
        let name = code.localsplusnames().items()[index];
        // SAFETY: a fast local is null or owned by the frame. A cleared frame has none.
        let mut value =
            if frame.stacktop.get() == 0 { None } else { unsafe { clone_slot(frame.slot(index)) } };
        if let Some(held) = &value
            && let Some(cell) = cell_in(frame, index, kind, held)
        {
            value = cell.get();
        }
        match value {
            Some(value) => crate::mapping::set_item(&locals, name, Some(&value))?,
            None => {
                errors::swallow(crate::mapping::del_item(&locals, name), &exceptions::KEY_ERROR)?;
            }
        }
    }
    Ok(())
}

/// Writes `f_locals` back to the fast locals; where `clear`, names that are missing become unbound.
pub fn locals_to_fast(object: &PyFrameObject, clear: bool) {
    if !object.f_fast_as_locals.get() || object.state() == state::CLEARED {
        return;
    }
    let frame = object.frame();
    // SAFETY: null or owned.
    let Some(locals) = (unsafe { clone_slot(&frame.f_locals) }) else { return };
    let saved = errors::fetch();
    let code = Ref::new(frame.code());
    for (index, kind) in code.localspluskinds().iter().copied().enumerate() {
        if kind & CO_FAST_FREE != 0 && !code.has_flags(CO_OPTIMIZED) {
            continue;
        }
        let name = code.localsplusnames().items()[index];
        let value = match crate::mapping::get_item(&locals, name) {
            Ok(value) => Some(value),
            Err(_) => {
                errors::clear();
                if !clear {
                    continue;
                }
                None
            }
        };
        let slot = frame.slot(index);
        // SAFETY: a fast local is null or owned by the frame.
        let old = unsafe { clone_slot(slot) };
        match old.as_ref().and_then(|old| cell_in(frame, index, kind, old)) {
            Some(cell) => cell.set(value),
            None => drop(replace_slot(slot, value)),
        }
    }
    object.f_fast_as_locals.set(false);
    if let Some(saved) = saved {
        errors::restore(saved);
    }
}

/// Whether `f_locals` of a frame is a copy that a trace function has to be shown up to date.
pub fn has_locals(object: &PyFrameObject) -> bool {
    !object.frame().f_locals.get().is_null() && object.f_fast_as_locals.get()
}
