//! From the flow graph to bytes: jump offsets, code units, location table, exception table.

use std::ops::Range;

use vivarium_bytecode::exceptiontable::{self, ExceptionEntry};
use vivarium_bytecode::opcode::{CACHES, HAVE_ARGUMENT};
use vivarium_bytecode::{LocationEncoder, Opcode as O};

use super::{Context, clean, depth, except};
use crate::error::{EmitError, Result};
use crate::ir::{BlockIx, Cfg, Instr, Op};

/// The tables of a code object, which the next one's may replace.
#[derive(Debug, Default)]
pub(crate) struct Assembled {
    pub code: Vec<u8>,
    pub linetable: Vec<u8>,
    pub exceptiontable: Vec<u8>,
    pub stacksize: u32,
}

/// Assembles an optimised graph into `out`. `start` is the stack depth on entry.
pub(crate) fn assemble(cfg: &mut Cfg, cx: &mut Context<'_>, start: i32, out: &mut Assembled) -> Result {
    out.stacksize = depth::stack_depth(cfg, start).max(0) as u32;
    except::label(cfg);
    let order = cfg.order();
    for &ix in &order {
        clean::remove_nops(cfg, ix, cx);
    }
    normalize_jumps(cfg, &order)?;
    let units = jump_offsets(cfg, &order);
    // Caches stay zero.
    out.code.clear();
    out.code.resize(units as usize * 2, 0);
    out.exceptiontable.clear();
    let mut lines = LocationEncoder::reusing(std::mem::take(&mut out.linetable), cx.firstlineno);
    let (mut handler, mut start, mut offset) = (BlockIx::NONE, 0, 0);
    for &ix in &order {
        for instr in &cfg[ix].instrs {
            if instr.except != handler {
                protect(cfg, handler, start..offset, &mut out.exceptiontable);
                (handler, start) = (instr.except, offset);
            }
            let units = write(&mut out.code[offset as usize * 2..], instr);
            let loc = instr.loc;
            if loc.lineno < 0 {
                lines.push_nowhere(units);
            } else {
                lines.push_place(units, loc.lineno, loc.end_lineno, loc.col_offset, loc.end_col_offset);
            }
            offset += units as u32;
        }
    }
    protect(cfg, handler, start..offset, &mut out.exceptiontable);
    out.linetable = lines.finish();
    cfg.done(order);
    Ok(())
}

/// An entry of the exception table, if there is a handler.
fn protect(cfg: &Cfg, handler: BlockIx, units: Range<u32>, table: &mut Vec<u8>) {
    let Some(handler) = handler.get() else { return };
    let block = &cfg[handler];
    let lasti = block.preserve_lasti;
    let depth = (block.startdepth - 1 - i32::from(lasti)).max(0) as u32;
    let (start, end, target) = (units.start * 2, units.end * 2, block.offset * 2);
    exceptiontable::encode_entry(table, ExceptionEntry { start, end, target, depth, lasti });
}

#[inline]
fn opcode(instr: &Instr) -> O {
    match instr.op {
        Op::Code(opcode) => opcode,
        _ => O::NOP,
    }
}

/// The argument of an opcode that has one: compilers emit no specialised forms.
#[inline]
fn argument(opcode: O, instr: &Instr) -> u32 {
    if opcode as u8 >= HAVE_ARGUMENT { instr.arg } else { 0 }
}

/// Code units: extended arguments, the instruction, its caches.
#[inline]
fn size(instr: &Instr) -> usize {
    let opcode = opcode(instr);
    let arg = argument(opcode, instr);
    let extended = usize::from(arg > 0xff_ffff) + usize::from(arg > 0xffff) + usize::from(arg > 0xff);
    extended + 1 + usize::from(CACHES[opcode as usize])
}

/// Writes an instruction before its caches; how many code units all of it takes.
#[inline]
fn write(code: &mut [u8], instr: &Instr) -> usize {
    let opcode = opcode(instr);
    let arg = argument(opcode, instr);
    let mut units = 0;
    if arg > 0xff {
        for shift in [24, 16, 8] {
            if arg >> shift != 0 {
                code[units * 2] = O::EXTENDED_ARG as u8;
                code[units * 2 + 1] = (arg >> shift) as u8;
                units += 1;
            }
        }
    }
    code[units * 2] = opcode as u8;
    code[units * 2 + 1] = arg as u8;
    units + 1 + usize::from(CACHES[opcode as usize])
}

/// Gives jumps their direction (`normalize_jumps`).
fn normalize_jumps(cfg: &mut Cfg, chain: &[BlockIx]) -> Result {
    chain.iter().for_each(|ix| cfg[*ix].visited = false);
    for &ix in chain {
        cfg[ix].visited = true;
        let Some(last) = cfg[ix].jump() else { continue };
        let forward = !cfg[last.target].visited;
        let pick = |ahead: O, back: O| if forward { ahead } else { back };
        let opcode = match last.op {
            Op::Jump => pick(O::JUMP_FORWARD, O::JUMP_BACKWARD),
            Op::JumpNoInterrupt => pick(O::JUMP_FORWARD, O::JUMP_BACKWARD_NO_INTERRUPT),
            Op::PopJumpIfNotNone => pick(O::POP_JUMP_FORWARD_IF_NOT_NONE, O::POP_JUMP_BACKWARD_IF_NOT_NONE),
            Op::PopJumpIfNone => pick(O::POP_JUMP_FORWARD_IF_NONE, O::POP_JUMP_BACKWARD_IF_NONE),
            Op::PopJumpIfFalse => pick(O::POP_JUMP_FORWARD_IF_FALSE, O::POP_JUMP_BACKWARD_IF_FALSE),
            Op::PopJumpIfTrue => pick(O::POP_JUMP_FORWARD_IF_TRUE, O::POP_JUMP_BACKWARD_IF_TRUE),
            Op::Code(opcode) => {
                if !forward {
                    return Err(EmitError::system(format!("unexpected {opcode} jumping backwards")));
                }
                opcode
            }
            _ => continue,
        };
        if let Some(last) = cfg[ix].instrs.last_mut() {
            last.op = Op::Code(opcode);
        }
    }
    Ok(())
}

/// Jump distances, again until no extended argument is added (`assemble_jump_offsets`); the size of all, in code units.
fn jump_offsets(cfg: &mut Cfg, chain: &[BlockIx]) -> u32 {
    // Only a block's last instruction may be a jump: the size of the others is known.
    for &ix in chain {
        let block = &mut cfg[ix];
        let fixed = block.instrs.len() - usize::from(block.jump().is_some());
        block.units = block.instrs[..fixed].iter().map(size).sum::<usize>() as u32;
    }
    loop {
        let mut total = 0;
        for &ix in chain {
            let block = &mut cfg[ix];
            block.offset = total;
            total += block.units + block.jump().map_or(0, |jump| size(&jump) as u32);
        }
        let mut again = false;
        for &ix in chain {
            let block = &cfg[ix];
            let Some(jump) = block.jump() else { continue };
            let units = size(&jump);
            let arg = cfg[jump.target].offset.abs_diff(block.offset + block.units + units as u32);
            if let Some(last) = cfg[ix].instrs.last_mut() {
                last.arg = arg;
                again |= size(last) != units;
            }
        }
        if !again {
            return total;
        }
    }
}
