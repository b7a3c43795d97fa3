//! Line numbers for instructions without one.

use crate::ir::{Cfg, NO_LOCATION, Op};

/// Instructions take the place of the one before; blocks with one way in, that of its end (`propagate_line_numbers`).
#[inline(never)]
pub(super) fn propagate(cfg: &mut Cfg) {
    let mut block = Cfg::ENTRY.get();
    while let Some(ix) = block {
        let this = &mut cfg[ix];
        block = this.next.get();
        let mut prev = NO_LOCATION;
        if this.nowhere {
            for instr in &mut this.instrs {
                if instr.loc.lineno < 0 {
                    instr.loc = prev;
                } else {
                    prev = instr.loc;
                }
            }
        }
        let Some(last) = this.instrs.last().copied() else { continue };
        prev = last.loc;
        if !this.nofallthrough
            && let Some(next) = block
            && cfg[next].predecessors == 1
            && let Some(first) = cfg[next].instrs.first_mut()
            && first.loc.lineno < 0
        {
            first.loc = prev;
        }
        if last.op.is_jump()
            && cfg[last.target].predecessors == 1
            && let Some(first) = cfg[last.target].instrs.first_mut()
            && first.loc.lineno < 0
        {
            first.loc = prev;
        }
    }
}

/// Every return has a line, if only that of the block before (`guarantee_lineno_for_exits`).
pub(super) fn guarantee_exits(cfg: &mut Cfg, firstlineno: i32) {
    let mut line = firstlineno;
    let mut block = Cfg::ENTRY.get();
    while let Some(ix) = block {
        block = cfg[ix].next.get();
        let Some(last) = cfg[ix].instrs.last().copied() else { continue };
        if last.loc.lineno >= 0 {
            line = last.loc.lineno;
        } else if last.op == Op::RETURN_VALUE {
            cfg[ix].instrs.iter_mut().for_each(|instr| instr.loc.lineno = line);
        }
    }
}
