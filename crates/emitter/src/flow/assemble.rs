//! From the flow graph to bytes: jump offsets, code units, location table, exception table.

use vivarium_ast::Location;
use vivarium_bytecode::exceptiontable::{self, ExceptionEntry};
use vivarium_bytecode::{LocationEncoder, Opcode as O, Position};

use super::{Context, clean, depth, except};
use crate::error::{EmitError, Result};
use crate::ir::{BlockIx, Cfg, Instr, Op};

/// The tables of a code object.
pub(crate) struct Assembled {
    pub code: Vec<u8>,
    pub linetable: Vec<u8>,
    pub exceptiontable: Vec<u8>,
    pub stacksize: u32,
}

/// Assembles an optimised graph. `start` is the stack depth on entry.
pub(crate) fn assemble(cfg: &mut Cfg, cx: &mut Context<'_>, start: i32) -> Result<Assembled> {
    let stacksize = depth::stack_depth(cfg, start).max(0) as u32;
    except::label(cfg);
    let chain: Vec<BlockIx> = cfg.chain().collect();
    for &ix in &chain {
        clean::remove_nops(cfg, ix, cx);
    }
    normalize_jumps(cfg, &chain)?;
    jump_offsets(cfg, &chain);
    let units: usize = chain.iter().map(|ix| cfg[*ix].instrs.iter().map(size).sum::<usize>()).sum();
    let mut code = Vec::with_capacity(units * 2);
    let mut lines = LocationEncoder::new(cx.firstlineno);
    for &ix in &chain {
        for instr in &cfg[ix].instrs {
            write(&mut code, instr);
            lines.push(size(instr), position(instr.loc));
        }
    }
    Ok(Assembled { code, linetable: lines.finish(), exceptiontable: exception_table(cfg, &chain), stacksize })
}

fn position(loc: Location) -> Position {
    if loc.lineno < 0 {
        return Position::NONE;
    }
    Position::new(loc.lineno, loc.end_lineno, loc.col_offset, loc.end_col_offset)
}

fn opcode(instr: &Instr) -> O {
    match instr.op {
        Op::Code(opcode) => opcode,
        _ => O::NOP,
    }
}

/// Code units: extended arguments, the instruction, its caches.
fn size(instr: &Instr) -> usize {
    let opcode = opcode(instr);
    let arg = if opcode.has_argument() { instr.arg } else { 0 };
    let extended = usize::from(arg > 0xff_ffff) + usize::from(arg > 0xffff) + usize::from(arg > 0xff);
    extended + 1 + opcode.caches()
}

fn write(code: &mut Vec<u8>, instr: &Instr) {
    let opcode = opcode(instr);
    let arg = if opcode.has_argument() { instr.arg } else { 0 };
    for shift in [24, 16, 8] {
        if arg >> shift != 0 {
            code.extend([O::EXTENDED_ARG as u8, (arg >> shift) as u8]);
        }
    }
    code.extend([opcode as u8, arg as u8]);
    code.extend(std::iter::repeat_n(0, 2 * opcode.caches()));
}

/// Gives jumps their direction (`normalize_jumps`).
fn normalize_jumps(cfg: &mut Cfg, chain: &[BlockIx]) -> Result {
    chain.iter().for_each(|ix| cfg[*ix].visited = false);
    for &ix in chain {
        cfg[ix].visited = true;
        let Some(last) = cfg[ix].instrs.last().copied() else { continue };
        if !last.op.is_jump() {
            continue;
        }
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

/// Jump distances, again until no extended argument is added (`assemble_jump_offsets`).
fn jump_offsets(cfg: &mut Cfg, chain: &[BlockIx]) {
    loop {
        let mut total = 0;
        for &ix in chain {
            cfg[ix].offset = total;
            total += cfg[ix].instrs.iter().map(size).sum::<usize>() as u32;
        }
        let mut again = false;
        for &ix in chain {
            let mut offset = cfg[ix].offset;
            for at in 0..cfg[ix].instrs.len() {
                let instr = cfg[ix].instrs[at];
                let units = size(&instr);
                offset += units as u32;
                if instr.target == BlockIx::NONE || !instr.op.is_jump() {
                    continue;
                }
                let arg = cfg[instr.target].offset.abs_diff(offset);
                let changed = &mut cfg[ix].instrs[at];
                changed.arg = arg;
                again |= size(changed) != units;
            }
        }
        if !again {
            return;
        }
    }
}

fn exception_table(cfg: &Cfg, chain: &[BlockIx]) -> Vec<u8> {
    let mut entries = Vec::new();
    let (mut handler, mut start, mut offset) = (BlockIx::NONE, 0, 0);
    let entry = |handler: BlockIx, start: u32, end: u32| {
        let block = &cfg[handler];
        let lasti = block.preserve_lasti;
        let depth = (block.startdepth - 1 - i32::from(lasti)).max(0) as u32;
        ExceptionEntry { start: start * 2, end: end * 2, target: block.offset * 2, depth, lasti }
    };
    for &ix in chain {
        offset = cfg[ix].offset;
        for instr in &cfg[ix].instrs {
            if instr.except != handler {
                if let Some(handler) = handler.get() {
                    entries.push(entry(handler, start, offset));
                }
                start = offset;
                handler = instr.except;
            }
            offset += size(instr) as u32;
        }
    }
    if let Some(handler) = handler.get() {
        entries.push(entry(handler, start, offset));
    }
    exceptiontable::encode(entries)
}
