//! Unpacking of tuples and lists of the right length.

use vivarium_bytecode::Opcode;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::PyObject;
use vivarium_runtime::tuple::PyTupleObject;

use crate::interp::ctx::{Ctx, Flow, give_back};
use crate::specialize::{adaptive_form, decide, guard};

adaptive_form!(unpack_sequence_adaptive, decide::unpack_sequence, UNPACK_SEQUENCE);

const UNPACK: u16 = Opcode::UNPACK_SEQUENCE as u16;

#[inline(always)]
fn push_items(c: &mut Ctx, sequence: &PyObject, items: &[&PyObject]) -> Flow {
    c.shrink(1);
    for item in items.iter().rev() {
        item.incref();
        c.push(item.as_ptr());
    }
    c.save();
    c.jump(1);
    // SAFETY: the stack owned it.
    unsafe { give_back(sequence.as_ptr()) }
}

#[inline(always)]
pub fn tuple(c: &mut Ctx, oparg: u32) -> Flow {
    let sequence = c.peek_ref(1);
    let items = sequence.cast_exact::<PyTupleObject>().map(PyTupleObject::items);
    let items = items.filter(|items| items.len() == oparg as usize);
    guard!(c, items.is_some(), UNPACK_SEQUENCE, UNPACK_SEQUENCE_ADAPTIVE);
    push_items(c, sequence, items.unwrap_or_default())
}

#[inline(always)]
pub fn two_tuple(c: &mut Ctx, _: u32) -> Flow {
    let sequence = c.peek_ref(1);
    let items = sequence.cast_exact::<PyTupleObject>().map(PyTupleObject::items);
    let items = items.filter(|items| items.len() == 2);
    guard!(c, items.is_some(), UNPACK_SEQUENCE, UNPACK_SEQUENCE_ADAPTIVE);
    let Some([first, second]) = items else { return Flow::As(UNPACK) };
    second.incref();
    first.incref();
    c.set_peek(1, second.as_ptr());
    c.push(first.as_ptr());
    c.save();
    c.jump(1);
    // SAFETY: the stack owned it.
    unsafe { give_back(sequence.as_ptr()) }
}

#[inline(always)]
pub fn list(c: &mut Ctx, oparg: u32) -> Flow {
    let sequence = c.peek_ref(1);
    let items = sequence.cast_exact::<PyListObject>().map(PyListObject::items);
    let items = items.filter(|items| items.len() == oparg as usize);
    guard!(c, items.is_some(), UNPACK_SEQUENCE, UNPACK_SEQUENCE_ADAPTIVE);
    push_items(c, sequence, items.unwrap_or_default())
}
