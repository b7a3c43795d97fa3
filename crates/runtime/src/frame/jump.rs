//! Assignment to `f_lineno`: which lines a trace function may jump to (`frame_setlineno`, `mark_stacks`).

use vivarium_bytecode::flags::{CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR};
use vivarium_bytecode::{Argument, Opcode, exceptiontable, instructions, linetable};

use super::object::this;
use super::state;
use crate::object::{PyObject, Raised, replace_slot};
use crate::{raise, thread};

/// What `tracing_what` says: the event whose trace function runs.
pub mod event {
    pub const CALL: i32 = 0;
    pub const EXCEPTION: i32 = 1;
    pub const LINE: i32 = 2;
    pub const RETURN: i32 = 3;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Iterator,
    Except,
    Object,
    Null,
    LastI,
}

fn compatible(from: Kind, to: Kind) -> bool {
    match to {
        Kind::Object => from != Kind::Null,
        Kind::Null => true,
        _ => from == to,
    }
}

type Stack = Vec<Kind>;

/// The stack in front of each code unit; `None` where no path leads.
fn mark_stacks(code: &crate::code::PyCodeObject) -> Vec<Option<Stack>> {
    let plain = code.plain_code();
    let all: Vec<_> = instructions(&plain).collect();
    let length = plain.len() / 2;
    let mut stacks: Vec<Option<Stack>> = vec![None; length + 1];
    let starts = if code.has_flags(CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR) {
        vec![Kind::Object]
    } else {
        vec![]
    };
    stacks[0] = Some(starts);
    loop {
        let mut again = false;
        for instruction in &all {
            let index = (instruction.offset / 2) as usize;
            let Some(mut stack) = stacks[index].clone() else { continue };
            let Some(opcode) = instruction.opcode else { continue };
            let next = ((instruction.next_offset() / 2) as usize).min(length);
            let target =
                instruction.jump_target().map(|target| (target / 2).clamp(0, length as i64) as usize);
            let mut jump = |target: Option<usize>, stack: Stack| {
                if let Some(target) = target
                    && stacks[target].is_none()
                {
                    again |= target < index;
                    stacks[target] = Some(stack);
                }
            };
            let mut falls = true;
            match opcode {
                Opcode::JUMP_IF_FALSE_OR_POP | Opcode::JUMP_IF_TRUE_OR_POP => {
                    jump(target, stack.clone());
                    stack.pop();
                }
                Opcode::SEND => {
                    let mut finished = stack.clone();
                    finished.pop();
                    jump(target, finished);
                }
                Opcode::JUMP_FORWARD | Opcode::JUMP_BACKWARD | Opcode::JUMP_BACKWARD_NO_INTERRUPT => {
                    jump(target, stack.clone());
                    falls = false;
                }
                Opcode::GET_ITER | Opcode::GET_AITER => {
                    stack.pop();
                    stack.push(Kind::Iterator);
                }
                Opcode::FOR_ITER => {
                    let mut finished = stack.clone();
                    finished.pop();
                    jump(target, finished);
                    stack.push(Kind::Object);
                }
                Opcode::END_ASYNC_FOR => {
                    stack.pop();
                    stack.pop();
                }
                Opcode::PUSH_EXC_INFO => stack.push(Kind::Except),
                Opcode::POP_EXCEPT => {
                    stack.pop();
                }
                Opcode::RETURN_VALUE | Opcode::RAISE_VARARGS | Opcode::RERAISE => falls = false,
                Opcode::PUSH_NULL => stack.push(Kind::Null),
                Opcode::LOAD_GLOBAL => {
                    if instruction.arg & 1 != 0 {
                        stack.push(Kind::Null);
                    }
                    stack.push(Kind::Object);
                }
                Opcode::LOAD_METHOD => {
                    stack.pop();
                    stack.extend([Kind::Null, Kind::Object]);
                }
                Opcode::CALL => {
                    stack.pop();
                    stack.pop();
                    stack.push(Kind::Object);
                }
                Opcode::SWAP => {
                    let depth = stack.len();
                    if let Some(other) =
                        depth.checked_sub(instruction.arg as usize).filter(|other| *other < depth)
                    {
                        stack.swap(other, depth - 1);
                    }
                }
                Opcode::COPY => {
                    let kind = stack
                        .len()
                        .checked_sub(instruction.arg as usize)
                        .and_then(|at| stack.get(at).copied());
                    stack.push(kind.unwrap_or(Kind::Object));
                }
                _ if matches!(opcode.argument(), Argument::Forward | Argument::Backward) => {
                    stack.pop();
                    jump(target, stack.clone());
                }
                _ => {
                    let effect = opcode.stack_effect(instruction.arg, Some(false)).unwrap_or(0);
                    for _ in effect..0 {
                        stack.pop();
                    }
                    for _ in 0..effect.max(0) {
                        stack.push(Kind::Object);
                    }
                }
            }
            if falls {
                stacks[next].get_or_insert(stack);
            }
        }
        for entry in exceptiontable::decode(code.exceptiontable()) {
            let (start, handler) = ((entry.start / 2) as usize, (entry.target / 2) as usize);
            if start > length || handler > length || stacks[handler].is_some() {
                continue;
            }
            let Some(mut stack) = stacks[start].clone() else { continue };
            stack.truncate(entry.depth as usize);
            if entry.lasti {
                stack.push(Kind::LastI);
            }
            stack.push(Kind::Except);
            stacks[handler] = Some(stack);
            again = true;
        }
        if !again {
            return stacks;
        }
    }
}

/// Whether popping leads from one stack to the other.
fn reachable(from: &[Kind], to: &[Kind]) -> bool {
    from.len() >= to.len() && from.iter().zip(to).all(|(from, to)| compatible(*from, *to))
}

fn explain(target: Option<&Stack>) -> &'static str {
    match target.map(|stack| stack.last()) {
        None => "can't jump into an exception handler, or code may be unreachable",
        Some(Some(Kind::Except)) => "can't jump into an 'except' block as there's no exception",
        Some(Some(Kind::LastI)) => "can't jump into a re-raising block as there's no location",
        Some(Some(Kind::Iterator)) => "can't jump into the body of a for loop",
        Some(_) => "incompatible stacks",
    }
}

/// The setter of `f_lineno`.
pub(super) fn set_lineno(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let f = this(object);
    let Some(value) = value else { return Err(raise!(ATTRIBUTE_ERROR, "cannot delete attribute")) };
    if !value.is_exact::<crate::int::PyLongObject>() {
        return Err(raise!(VALUE_ERROR, "lineno must be an integer"));
    }
    let suspended = f.state() == state::SUSPENDED;
    match thread::current().tracing_what.get() {
        event::CALL => {
            return Err(raise!(VALUE_ERROR, "can't jump from the 'call' trace event of a new frame"));
        }
        event::LINE => {}
        event::RETURN if suspended => {}
        _ => return Err(raise!(VALUE_ERROR, "can only jump from a 'line' trace event")),
    }
    if f.f_trace.get().is_null() {
        return Err(raise!(VALUE_ERROR, "f_lineno can only be set by a trace function"));
    }
    let Some(asked) = crate::int::to_i64(value).and_then(|line| i32::try_from(line).ok()) else {
        return Err(raise!(VALUE_ERROR, "lineno out of range"));
    };
    let frame = f.frame();
    let code = frame.code();
    if asked < code.co_firstlineno.get() {
        return Err(raise!(VALUE_ERROR, "line {asked} comes before the current code block"));
    }
    let starts = linetable::line_starts(code.linetable(), code.co_firstlineno.get());
    let Some(line) = starts.iter().map(|start| start.1).filter(|line| *line >= asked).min() else {
        return Err(raise!(VALUE_ERROR, "line {asked} comes after the current code block"));
    };
    let stacks = mark_stacks(code);
    let here = stacks.get(frame.lasti().max(0) as usize).cloned().flatten();
    let mut best: Option<(usize, usize)> = None;
    let mut message = "cannot find bytecode for specified line";
    let mut explained = false;
    for (offset, _) in starts.iter().filter(|start| start.1 == line) {
        let unit = (*offset / 2) as usize;
        let target = stacks.get(unit).and_then(Option::as_ref);
        match (&here, target) {
            (Some(from), Some(to))
                if reachable(from, to) && best.is_none_or(|(depth, _)| to.len() > depth) =>
            {
                best = Some((to.len(), unit));
            }
            (None, _) => message = "can't jump from unreachable code",
            _ if !explained => {
                message = explain(target);
                explained = true;
            }
            _ => {}
        }
    }
    let (Some((depth, unit)), Some(mut from)) = (best, here) else {
        return Err(raise!(VALUE_ERROR, "{message}"));
    };
    if suspended {
        // The value that was yielded has left the stack.
        from.pop();
    }
    while from.len() > depth {
        let value = frame.pop();
        if from.pop() == Some(Kind::Except) {
            // SAFETY: the innermost level of handled exceptions is live.
            let level = unsafe { &*thread::current().exc_info.get() };
            drop(replace_slot(&level.exc_value, value));
        } else {
            drop(value);
        }
    }
    f.f_lineno.set(0);
    let first = code.first_unit().cast_mut().cast::<u16>();
    // SAFETY: an index inside the code.
    frame.prev_instr.set(unsafe { first.add(unit) });
    Ok(())
}
