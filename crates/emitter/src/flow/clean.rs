//! Removing what does nothing: NOPs, unreachable and empty blocks, jumps to what follows, unused constants.

use vivarium_bytecode::Opcode as O;
use vivarium_records::Pass;

use super::Context;
use crate::ir::{BlockIx, Cfg, Op};

/// Removes the NOPs that no line needs (`clean_basic_block`).
pub(crate) fn remove_nops(cfg: &mut Cfg, ix: BlockIx, cx: &mut Context<'_>) {
    if !cfg[ix].nops {
        return;
    }
    let next_line = {
        let mut next = cfg[ix].next;
        let mut line = None;
        while let Some(block) = next.get() {
            if let Some(first) = cfg[block].instrs.first() {
                line = Some(first.loc.lineno);
                break;
            }
            next = cfg[block].next;
        }
        line
    };
    let instrs = &mut cfg[ix].instrs;
    let (mut dest, mut prev_line, mut kept) = (0, -1, false);
    for src in 0..instrs.len() {
        let instr = instrs[src];
        let line = instr.loc.lineno;
        if instr.is_nop() {
            let why = if line < 0 {
                Some("it has no line")
            } else if prev_line == line {
                Some("the instruction before has the same line")
            } else if let Some(following) = instrs.get(src + 1) {
                if following.loc.lineno == line {
                    Some("the instruction behind has the same line")
                } else if following.loc.lineno < 0 {
                    instrs[src + 1].loc = instr.loc;
                    Some("the instruction behind takes its line")
                } else {
                    None
                }
            } else if next_line == Some(line) {
                Some("the next block has the same line")
            } else {
                None
            };
            if let Some(why) = why {
                cx.record(Pass::Nop, Some(&instr), 1, || format!("removed a NOP: {why}"));
                continue;
            }
            kept = true;
        }
        instrs[dest] = instrs[src];
        dest += 1;
        prev_line = line;
    }
    instrs.truncate(dest);
    cfg[ix].nops = kept;
}

/// Counts predecessors and empties blocks without any (`mark_reachable`).
pub(super) fn unreachable(cfg: &mut Cfg, cx: &mut Context<'_>) {
    let mut stack = std::mem::take(&mut cfg.todo);
    stack.push(Cfg::ENTRY);
    cfg[Cfg::ENTRY].predecessors = 1;
    while let Some(ix) = stack.pop() {
        if !cfg[ix].nofallthrough
            && let Some(next) = cfg[ix].next.get()
        {
            if cfg[next].predecessors == 0 {
                stack.push(next);
            }
            cfg[next].predecessors += 1;
        }
        // Only blocks with `Setup…` operations have other targets than their last instruction's.
        let count = cfg[ix].instrs.len();
        let first = if cfg[ix].pushes { 0 } else { count.saturating_sub(1) };
        for at in first..count {
            let instr = cfg[ix].instrs[at];
            if instr.op.is_jump() || instr.op.is_block_push() {
                if cfg[instr.target].predecessors == 0 {
                    stack.push(instr.target);
                }
                cfg[instr.target].predecessors += 1;
            }
        }
    }
    cfg.todo = stack;
    let order = cfg.order();
    for &ix in &order {
        if cfg[ix].predecessors == 0 {
            let count = cfg[ix].instrs.len();
            if count > 0 {
                let first = cfg[ix].instrs[0];
                cx.record(Pass::Unreachable, Some(&first), count as i32, || {
                    format!("removed a block of {count} instructions that nothing reaches")
                });
            }
            cfg[ix].instrs.clear();
            cfg[ix].nofallthrough = false;
        }
    }
    cfg.done(order);
}

/// Takes empty blocks out of the chain and away from jumps (`eliminate_empty_basic_blocks`).
pub(super) fn empty_blocks(cfg: &mut Cfg) {
    let mut block = Cfg::ENTRY.get();
    while let Some(ix) = block {
        if let Some(next) = cfg[ix].next.get() {
            cfg[ix].next = cfg.skip_empty(next);
        }
        block = cfg[ix].next.get();
    }
    let mut block = Cfg::ENTRY.get();
    while let Some(ix) = block {
        if let Some(jump) = cfg[ix].jump() {
            let target = cfg.skip_empty(jump.target);
            if let Some(last) = cfg[ix].instrs.last_mut() {
                last.target = target;
            }
        }
        block = cfg[ix].next.get();
    }
}

/// Jumps to the block behind become NOPs.
pub(super) fn redundant_jumps(cfg: &mut Cfg, cx: &mut Context<'_>) {
    let mut changed = false;
    let mut block = Cfg::ENTRY.get();
    while let Some(ix) = block {
        let next = cfg[ix].next;
        if let Some(last) = cfg[ix].instrs.last_mut()
            && matches!(last.op, Op::Jump | Op::JumpNoInterrupt)
            && last.target == next
        {
            last.nop();
            let last = *last;
            cfg[ix].nofallthrough = false;
            cfg[ix].nops = true;
            changed = true;
            cx.record(Pass::RedundantJump, Some(&last), 1, || "a jump to what follows anyway".into());
        }
        block = next.get();
    }
    if changed {
        empty_blocks(cfg);
    }
}

/// Drops constants behind the last one used (`trim_unused_consts`).
pub(super) fn unused_consts(cfg: &Cfg, cx: &mut Context<'_>) {
    // The first may be the docstring.
    let mut last = 0;
    for ix in cfg.chain() {
        for instr in &cfg[ix].instrs {
            if matches!(instr.op, Op::Code(O::LOAD_CONST | O::KW_NAMES)) {
                last = last.max(instr.arg as usize);
            }
        }
        if last + 1 == cx.list.len() {
            return;
        }
    }
    if last + 1 < cx.list.len() {
        let dropped = cx.list.len() - last - 1;
        cx.list.truncate(last + 1);
        cx.record(Pass::UnusedConstant, None, 0, || {
            format!("dropped {dropped} constants that nothing loads")
        });
    }
}
