//! Which handler protects each instruction.

use crate::ir::{BlockIx, Cfg, Op};

/// Follows the `Setup…` and `PopBlock` operations along all ways (`label_exception_targets`), then turns them into NOPs.
pub(super) fn label(cfg: &mut Cfg) {
    if !cfg.chain().any(|ix| cfg[ix].pushes) {
        return;
    }
    label_targets(cfg);
    let mut next = Cfg::ENTRY.get();
    while let Some(ix) = next {
        let block = &mut cfg[ix];
        for instr in &mut block.instrs {
            if instr.op.is_block_push() || instr.op == Op::PopBlock {
                instr.nop();
                block.nops = true;
            }
        }
        next = block.next.get();
    }
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
        for at in 0..cfg[ix].instrs.len() {
            let instr = cfg[ix].instrs[at];
            if instr.op.is_block_push() {
                let target = instr.target;
                if !cfg[target].visited {
                    cfg[target].visited = true;
                    todo.push((target, stack.clone()));
                }
                if matches!(instr.op, Op::SetupWith | Op::SetupCleanup) {
                    cfg[target].preserve_lasti = true;
                }
                stack.push(target);
                handler = target;
            } else if instr.op == Op::PopBlock {
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
