//! Copying small blocks that leave the code object to where they are jumped to.

use vivarium_records::Pass;

use super::Context;
use crate::ir::{BlockIx, Cfg, Op};

/// Larger blocks are not copied.
const MAX_COPY_SIZE: usize = 4;

/// A jump to a small exit block without lines is replaced by that block (`extend_block`).
pub(super) fn extend(cfg: &mut Cfg, ix: BlockIx, cx: &mut Context<'_>) {
    let Some(last) = cfg[ix].instrs.last().copied() else { return };
    if last.op != Op::JUMP {
        return;
    }
    let target = &cfg[last.target];
    if !target.exit || target.instrs.len() > MAX_COPY_SIZE || target.instrs.iter().any(|i| i.loc.lineno > 0) {
        return;
    }
    let copy = target.clone();
    let block = &mut cfg[ix];
    if let Some(last) = block.instrs.last_mut() {
        last.nop();
    }
    let count = copy.instrs.len() as i32;
    block.append(&copy);
    block.exit = true;
    block.nops = true;
    cx.record(Pass::ExitDuplication, Some(&last), -count, || {
        format!("copied an exit of {count} instructions in place of the jump to it")
    });
}

fn is_exit_without_line(cfg: &Cfg, ix: BlockIx) -> bool {
    cfg[ix].exit && cfg[ix].instrs.iter().all(|instr| instr.loc.lineno < 0)
}

/// Gives each jump to an exit without a line a copy of its own, so that it can take the jump's line
/// (`duplicate_exits_without_lineno`, PEP 626).
pub(super) fn duplicate_without_line(cfg: &mut Cfg, cx: &mut Context<'_>) {
    for ix in cfg.youngest_first() {
        let Some(last) = cfg[ix].instrs.last().copied() else { continue };
        if !last.op.is_jump() {
            continue;
        }
        let target = last.target;
        if !is_exit_without_line(cfg, target) || cfg[target].predecessors <= 1 {
            continue;
        }
        let made = cfg.new_block();
        let original = cfg[target].clone();
        let (count, next) = (original.instrs.len() as i32, original.next);
        let copy = &mut cfg[made];
        copy.append(&original);
        copy.exit = original.exit;
        copy.nofallthrough = true;
        copy.predecessors = 1;
        copy.next = next;
        if let Some(first) = copy.instrs.first_mut() {
            first.loc = last.loc;
        }
        cfg[target].predecessors -= 1;
        cfg[target].next = made;
        if let Some(last) = cfg[ix].instrs.last_mut() {
            last.target = made;
        }
        cx.record(Pass::ExitDuplication, Some(&last), -count, || {
            format!("copied an exit of {count} instructions so that it has a line")
        });
    }
    for ix in cfg.youngest_first() {
        while let Some(next) = cfg[ix].next.get()
            && cfg[next].instrs.is_empty()
        {
            cfg[ix].next = cfg[next].next;
        }
    }
    for ix in cfg.youngest_first() {
        if !cfg[ix].nofallthrough
            && let Some(next) = cfg[ix].next.get()
            && let Some(last) = cfg[ix].instrs.last().copied()
            && is_exit_without_line(cfg, next)
            && let Some(first) = cfg[next].instrs.first_mut()
        {
            first.loc = last.loc;
        }
    }
}
