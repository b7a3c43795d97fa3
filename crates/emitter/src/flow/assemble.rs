//! From the flow graph to bytes: jump offsets, code units, location table, exception table.

use std::ops::Range;

use vivarium_bytecode::exceptiontable::{self, ExceptionEntry};
use vivarium_bytecode::opcode::CACHES;
use vivarium_bytecode::{LocationEncoder, Opcode as O};

use super::{Context, clean, depth, except};
use crate::error::{EmitError, Result};
use crate::ir::{BasicBlock, BlockIx, Cfg, Instr, Op};

/// The tables of a code object, which the next one's may replace.
#[derive(Debug, Default)]
pub(crate) struct Assembled {
    /// Code units.
    pub code: Vec<[u8; 2]>,
    pub lines: LocationEncoder,
    pub exceptiontable: Vec<u8>,
    pub stacksize: u32,
}

/// Assembles an optimised graph into `out`. `start` is the stack depth on entry.
pub(crate) fn assemble(cfg: &mut Cfg, cx: &mut Context<'_>, start: i32, out: &mut Assembled) -> Result {
    out.stacksize = depth::stack_depth(cfg, start).max(0) as u32;
    let one = cfg.is_one_block();
    let protected = !one && except::label(cfg);
    let order = cfg.order();
    for &ix in &order {
        clean::remove_nops(cfg, ix, cx);
    }
    let units = if one {
        measure(&mut cfg[Cfg::ENTRY])
    } else {
        normalize_jumps(cfg, &order)?;
        jump_offsets(cfg, &order)
    };
    out.exceptiontable.clear();
    out.lines.restart(cx.firstlineno);
    if protected {
        write::<true>(cfg, &order, units, out);
    } else {
        write::<false>(cfg, &order, units, out);
    }
    cfg.done(order);
    Ok(())
}

/// Writes the three tables. Without `PROTECTED` no instruction has a handler.
#[inline(never)]
fn write<const PROTECTED: bool>(cfg: &Cfg, order: &[BlockIx], units: u32, out: &mut Assembled) {
    // Caches stay zero.
    out.code.clear();
    out.code.resize(units as usize, [0; 2]);
    let code = out.code.as_mut_slice();
    let (mut handler, mut start, mut at) = (BlockIx::NONE, 0, 0);
    for &ix in order {
        for instr in &cfg[ix].instrs {
            if PROTECTED && instr.except != handler {
                protect(cfg, handler, start..at as u32, &mut out.exceptiontable);
                (handler, start) = (instr.except, at as u32);
            }
            let mut size = 1 + usize::from(CACHES[usize::from(instr.op.byte())]);
            if instr.arg > 0xff {
                let more = extend(&mut code[at..], instr.arg);
                at += more;
                code[at] = [instr.op.byte(), instr.arg as u8];
                at += size;
                size += more;
            } else {
                code[at] = [instr.op.byte(), instr.arg as u8];
                at += size;
            }
            let loc = &instr.loc;
            if loc.lineno < 0 {
                out.lines.push_nowhere(size);
            } else {
                out.lines.push_place(size, loc.lineno, loc.end_lineno, loc.col_offset, loc.end_col_offset);
            }
        }
    }
    protect(cfg, handler, start..units, &mut out.exceptiontable);
}

/// Writes the high bytes of an argument; how many code units they take.
#[inline(never)]
fn extend(code: &mut [[u8; 2]], arg: u32) -> usize {
    let mut units = 0;
    for shift in [24, 16, 8] {
        if arg >> shift != 0 {
            code[units] = [O::EXTENDED_ARG as u8, (arg >> shift) as u8];
            units += 1;
        }
    }
    units
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

/// Code units: extended arguments, the instruction, its caches.
#[inline(always)]
pub(super) fn size(instr: &Instr) -> usize {
    let plain = 1 + usize::from(CACHES[usize::from(instr.op.byte())]);
    if instr.arg <= 0xff { plain } else { plain + extended(instr.arg) }
}

/// Code units that an argument takes besides the instruction's own.
fn extended(arg: u32) -> usize {
    usize::from(arg > 0xff_ffff) + usize::from(arg > 0xffff) + usize::from(arg > 0xff)
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
            Op::JUMP => pick(O::JUMP_FORWARD, O::JUMP_BACKWARD),
            Op::JUMP_NO_INTERRUPT => pick(O::JUMP_FORWARD, O::JUMP_BACKWARD_NO_INTERRUPT),
            Op::POP_JUMP_IF_NOT_NONE => {
                pick(O::POP_JUMP_FORWARD_IF_NOT_NONE, O::POP_JUMP_BACKWARD_IF_NOT_NONE)
            }
            Op::POP_JUMP_IF_NONE => pick(O::POP_JUMP_FORWARD_IF_NONE, O::POP_JUMP_BACKWARD_IF_NONE),
            Op::POP_JUMP_IF_FALSE => pick(O::POP_JUMP_FORWARD_IF_FALSE, O::POP_JUMP_BACKWARD_IF_FALSE),
            Op::POP_JUMP_IF_TRUE => pick(O::POP_JUMP_FORWARD_IF_TRUE, O::POP_JUMP_BACKWARD_IF_TRUE),
            other => {
                let Some(opcode) = other.opcode() else { continue };
                if !forward {
                    return Err(EmitError::system(format!("unexpected {opcode} jumping backwards")));
                }
                opcode
            }
        };
        if let Some(last) = cfg[ix].instrs.last_mut() {
            last.op = Op::of(opcode);
        }
    }
    Ok(())
}

/// Counts the code units of a block: all, and for later those without the jump at its end, whose size may change.
#[inline(always)]
fn measure(block: &mut BasicBlock) -> u32 {
    let Some((last, plain)) = block.instrs.split_last() else {
        block.units = 0;
        return 0;
    };
    if block.units == BasicBlock::UNMEASURED {
        block.units = plain.iter().map(size).sum::<usize>() as u32;
    }
    let size = size(last) as u32;
    if last.op.is_jump() {
        return block.units + size;
    }
    block.units += size;
    block.units
}

/// Jump distances, again until no extended argument is added (`assemble_jump_offsets`); the size of all, in code units.
#[inline(never)]
fn jump_offsets(cfg: &mut Cfg, chain: &[BlockIx]) -> u32 {
    let mut total = 0;
    for &ix in chain {
        cfg[ix].offset = total;
        total += measure(&mut cfg[ix]);
    }
    loop {
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
        total = 0;
        for &ix in chain {
            let block = &mut cfg[ix];
            block.offset = total;
            total += block.units + block.jump().map_or(0, |jump| size(&jump) as u32);
        }
    }
}
