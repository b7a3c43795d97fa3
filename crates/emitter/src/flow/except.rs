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

/// Handlers around a place: the innermost, and where those around it are; 0 is none at all.
type Handlers = Vec<(BlockIx, u32)>;

/// Few code objects have more.
const ROOM: usize = 16;

fn label_targets(cfg: &mut Cfg) {
    let order = cfg.order();
    order.iter().for_each(|ix| cfg[*ix].visited = false);
    cfg.done(order);
    cfg[Cfg::ENTRY].visited = true;
    let mut handlers: Handlers = Vec::with_capacity(ROOM);
    let mut todo: Vec<(BlockIx, u32)> = Vec::with_capacity(ROOM);
    handlers.push((BlockIx::NONE, 0));
    todo.push((Cfg::ENTRY, 0));
    while let Some((ix, mut inside)) = todo.pop() {
        let mut handler = handlers[inside as usize].0;
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
            let instr = &mut cfg[ix].instrs[at];
            let (op, target) = (instr.op, instr.target);
            if op.is_block_push() {
                let block = &mut cfg[target];
                if !block.visited {
                    block.visited = true;
                    todo.push((target, inside));
                }
                if matches!(op, Op::SETUP_WITH | Op::SETUP_CLEANUP) {
                    block.preserve_lasti = true;
                }
                handlers.push((target, inside));
                inside = handlers.len() as u32 - 1;
                handler = target;
            } else if op == Op::POP_BLOCK {
                inside = handlers[inside as usize].1;
                handler = handlers[inside as usize].0;
            } else {
                instr.except = handler;
                if op.is_jump() && !cfg[target].visited {
                    cfg[target].visited = true;
                    todo.push((target, inside));
                }
            }
        }
        if falls_through
            && let Some(next) = cfg[ix].next.get()
            && !cfg[next].visited
        {
            cfg[next].visited = true;
            todo.push((next, inside));
        }
    }
}
