//! Which handler protects each instruction.

use crate::ir::{BlockIx, Cfg, Op};

/// Follows the `Setup…` and `PopBlock` operations along all ways (`label_exception_targets`), then turns them into NOPs.
/// Whether there were any.
#[inline(never)]
pub(super) fn label(cfg: &mut Cfg) -> bool {
    if !cfg.chain().any(|ix| cfg[ix].pushes) {
        return false;
    }
    label_targets(cfg);
    let mut next = Cfg::ENTRY.get();
    while let Some(ix) = next {
        let block = &mut cfg[ix];
        if !block.pushes && !block.pops {
            next = block.next.get();
            continue;
        }
        for instr in &mut block.instrs {
            if instr.op.is_block_push() || instr.op == Op::POP_BLOCK {
                instr.nop();
                block.nops = true;
            }
        }
        next = block.next.get();
    }
    true
}

fn label_targets(cfg: &mut Cfg) {
    let order = cfg.order();
    order.iter().for_each(|ix| cfg[*ix].visited = false);
    cfg.done(order);
    cfg[Cfg::ENTRY].visited = true;
    let mut todo: Vec<(BlockIx, Vec<BlockIx>)> = vec![(Cfg::ENTRY, Vec::new())];
    let top = |stack: &[BlockIx]| stack.last().copied().unwrap_or(BlockIx::NONE);
    while let Some((ix, mut stack)) = todo.pop() {
        let mut handler = top(&stack);
        let falls_through = !cfg[ix].nofallthrough;
        let mut from = 0;
        if !cfg[ix].pushes && !cfg[ix].pops {
            // Only the last instruction may have something to say.
            from = cfg[ix].instrs.len().saturating_sub(1);
            if handler != BlockIx::NONE {
                cfg[ix].instrs.iter_mut().for_each(|instr| instr.except = handler);
            }
        }
        for at in from..cfg[ix].instrs.len() {
            let instr = cfg[ix].instrs[at];
            if instr.op.is_block_push() {
                let target = instr.target;
                if !cfg[target].visited {
                    cfg[target].visited = true;
                    todo.push((target, stack.clone()));
                }
                if matches!(instr.op, Op::SETUP_WITH | Op::SETUP_CLEANUP) {
                    cfg[target].preserve_lasti = true;
                }
                stack.push(target);
                handler = target;
            } else if instr.op == Op::POP_BLOCK {
                stack.pop();
                handler = top(&stack);
            } else {
                cfg[ix].instrs[at].except = handler;
                if instr.op.is_jump() && !cfg[instr.target].visited {
                    cfg[instr.target].visited = true;
                    let copy = if falls_through { stack.clone() } else { std::mem::take(&mut stack) };
                    todo.push((instr.target, copy));
                }
            }
        }
        if falls_through
            && let Some(next) = cfg[ix].next.get()
            && !cfg[next].visited
        {
            cfg[next].visited = true;
            todo.push((next, stack));
        }
    }
}
