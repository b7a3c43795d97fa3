//! Removing what does nothing: NOPs, unreachable and empty blocks, jumps to what follows, unused constants.

use vivarium_records::Pass;

use super::Context;
use crate::ir::{BasicBlock, BlockIx, Cfg, Instr, Op};

/// Removes the NOPs that no line needs (`clean_basic_block`).
#[inline(always)]
pub(crate) fn remove_nops(cfg: &mut Cfg, ix: BlockIx, cx: &mut Context<'_>) {
    if cfg[ix].nops {
        remove_from(cfg, ix, cx);
    }
}

#[inline(never)]
fn remove_from(cfg: &mut Cfg, ix: BlockIx, cx: &mut Context<'_>) {
    let Some(first) = cfg[ix].instrs.iter().position(Instr::is_nop) else {
        cfg[ix].nops = false;
        return;
    };
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
    let (mut src, mut dest, mut kept) = (first, first, false);
    while let Some(instr) = instrs.get(src).copied() {
        let line = instr.loc.lineno;
        let prev_line = dest.checked_sub(1).map_or(-1, |before| instrs[before].loc.lineno);
        let why = if line < 0 {
            Some("it has no line")
        } else if prev_line == line {
            Some("the instruction before has the same line")
        } else if let Some(following) = instrs.get_mut(src + 1) {
            if following.loc.lineno == line {
                Some("the instruction behind has the same line")
            } else if following.loc.lineno < 0 {
                following.loc = instr.loc;
                Some("the instruction behind takes its line")
            } else {
                None
            }
        } else if next_line == Some(line) {
            Some("the next block has the same line")
        } else {
            None
        };
        src += 1;
        if let Some(why) = why {
            cx.record(Pass::Nop, Some(&instr), 1, || format!("removed a NOP: {why}"));
        } else {
            kept = true;
            instrs[dest] = instr;
            dest += 1;
        }
        // All up to the next one move up.
        let run = instrs[src..].iter().position(Instr::is_nop).unwrap_or(instrs.len() - src);
        instrs.copy_within(src..src + run, dest);
        src += run;
        dest += run;
    }
    instrs.truncate(dest);
    cfg[ix].nops = kept;
    cfg[ix].units = BasicBlock::UNMEASURED;
}

/// Counts predecessors and empties blocks without any (`mark_reachable`).
#[inline(never)]
pub(super) fn unreachable(cfg: &mut Cfg, cx: &mut Context<'_>) {
    let mut stack = std::mem::take(&mut cfg.todo);
    stack.push(Cfg::ENTRY);
    cfg[Cfg::ENTRY].predecessors = 1;
    while let Some(ix) = stack.pop() {
        if !cfg[ix].nofallthrough
            && let Some(next) = cfg[ix].next.get()
        {
            let behind = &mut cfg[next];
            behind.predecessors += 1;
            if behind.predecessors == 1 {
                stack.push(next);
            }
        }
        // Only blocks with `Setup…` operations have other targets than their last instruction's.
        let count = cfg[ix].instrs.len();
        let first = if cfg[ix].pushes { 0 } else { count.saturating_sub(1) };
        for at in first..count {
            let Instr { op, target, .. } = cfg[ix].instrs[at];
            if op.is_jump() || op.is_block_push() {
                let target = &mut cfg[target];
                target.predecessors += 1;
                if target.predecessors == 1 {
                    stack.push(cfg[ix].instrs[at].target);
                }
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
#[inline(never)]
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
            && matches!(last.op, Op::JUMP | Op::JUMP_NO_INTERRUPT)
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
#[inline(never)]
pub(super) fn unused_consts(cfg: &mut Cfg, cx: &mut Context<'_>) {
    // The first may be the docstring.
    if cx.list.len() <= 1 {
        return;
    }
    let mut last = 0;
    let most = cx.list.len().saturating_sub(1);
    // The last constant is loaded late as a rule.
    let order = cfg.order();
    'all: for &ix in order.iter().rev() {
        for instr in cfg[ix].instrs.iter().rev() {
            if matches!(instr.op, Op::LOAD_CONST | Op::KW_NAMES) {
                last = last.max(instr.arg as usize);
                if last == most {
                    break 'all;
                }
            }
        }
    }
    cfg.done(order);
    if last + 1 < cx.list.len() {
        let dropped = cx.list.len() - last - 1;
        cx.list.truncate(last + 1);
        cx.record(Pass::UnusedConstant, None, 0, || {
            format!("dropped {dropped} constants that nothing loads")
        });
    }
}
