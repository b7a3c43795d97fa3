//! The depth of the value stack.

use super::assemble::size;
use crate::ir::{BlockIx, Cfg, Op};

/// The largest depth on any way through (`stackdepth`); notes each block's depth on entry.
#[inline(never)]
pub(super) fn stack_depth(cfg: &mut Cfg, start: i32) -> i32 {
    fn push(cfg: &mut Cfg, stack: &mut Vec<BlockIx>, ix: BlockIx, depth: i32) {
        let block = &mut cfg[ix];
        if block.startdepth < depth && block.startdepth < 100 {
            block.startdepth = depth;
            stack.push(ix);
        }
    }
    let mut stack = std::mem::take(&mut cfg.todo);
    let mut most = 0;
    push(cfg, &mut stack, Cfg::ENTRY, start);
    while let Some(ix) = stack.pop() {
        let mut depth = cfg[ix].startdepth;
        let mut next = cfg[ix].next.get();
        // Up to the last instruction only `Setup…` operations have targets.
        let mut first = 0;
        if !cfg[ix].pushes
            && let Some((_, plain)) = cfg[ix].instrs.split_last()
        {
            first = plain.len();
            let mut units = 0;
            for instr in plain {
                depth = depth.wrapping_add(instr.op.effect(instr.arg));
                most = most.max(depth);
                units += size(instr);
            }
            // On this way every instruction passes by: the assembler need not ask for their sizes again.
            if !cfg[ix].pops {
                cfg[ix].units = units as u32;
            }
        }
        for at in first..cfg[ix].instrs.len() {
            let instr = &cfg[ix].instrs[at];
            let (op, arg, target) = (instr.op, instr.arg, instr.target);
            let after = depth.wrapping_add(op.effect(arg));
            most = most.max(after);
            // Only these have a target, and those that were one and became a NOP.
            if target != BlockIx::NONE && (op.is_jump() || op.is_block_push()) {
                let there = depth.wrapping_add(op.effect_of_jump(arg));
                most = most.max(there);
                push(cfg, &mut stack, target, there);
            }
            depth = after;
            if matches!(
                op,
                Op::JUMP | Op::JUMP_NO_INTERRUPT | Op::RETURN_VALUE | Op::RAISE_VARARGS | Op::RERAISE
            ) {
                next = None;
                break;
            }
        }
        if let Some(next) = next {
            push(cfg, &mut stack, next, depth);
        }
    }
    cfg.todo = stack;
    most
}
