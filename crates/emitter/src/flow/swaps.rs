//! SWAPs: fewer of them, and none where the instructions behind can change places instead.

use vivarium_records::Pass;

use super::Context;
use crate::ir::{BasicBlock, Instr, Op};

const SWAP: Op = Op::SWAP;

/// Replaces the run of SWAPs and NOPs at `at` by the shortest with the same effect (`swaptimize`). Returns the index of
/// its last instruction.
pub(super) fn shorten(block: &mut BasicBlock, at: usize, cx: &mut Context<'_>) -> usize {
    let instrs = &mut block.instrs[at..];
    let mut depth = instrs[0].arg as usize;
    let (mut len, mut more) = (1, false);
    while let Some(instr) = instrs.get(len) {
        if instr.op == SWAP {
            depth = depth.max(instr.arg as usize);
            more = true;
        } else if !instr.is_nop() {
            break;
        }
        len += 1;
    }
    if !more {
        return at;
    }
    let first = instrs[0];
    let mut stack: Vec<Option<usize>> = (0..depth).map(Some).collect();
    for instr in instrs[..len].iter().filter(|instr| instr.op == SWAP) {
        stack.swap(0, instr.arg as usize - 1);
    }
    let before = instrs[..len].iter().filter(|instr| instr.op == SWAP).count();
    // Undoing the permutation cycle by cycle, written from the end of the run.
    let mut current = len;
    for start in 0..depth {
        if stack[start].is_none() || stack[start] == Some(start) {
            continue;
        }
        let mut item = start;
        loop {
            if item != 0 {
                current -= 1;
                instrs[current].op = SWAP;
                instrs[current].arg = item as u32 + 1;
            }
            let Some(next) = stack[item].take() else { break };
            item = next;
        }
    }
    instrs[..current].iter_mut().for_each(Instr::nop);
    let after = instrs[..len].iter().filter(|instr| instr.op == SWAP).count();
    if after < before {
        cx.record(Pass::Swap, Some(&first), (before - after) as i32, || {
            format!("{before} SWAPs became {after}")
        });
    }
    at + len - 1
}

fn swappable(op: Op) -> bool {
    matches!(op, Op::STORE_FAST | Op::POP_TOP)
}

fn next_swappable(block: &BasicBlock, from: usize, line: i32) -> Option<usize> {
    for (at, instr) in block.instrs.iter().enumerate().skip(from + 1) {
        if line >= 0 && instr.loc.lineno != line {
            return None;
        }
        if instr.is_nop() {
            continue;
        }
        return swappable(instr.op).then_some(at);
    }
    None
}

fn stores_to(instr: &Instr) -> Option<u32> {
    (instr.op == Op::STORE_FAST).then_some(instr.arg)
}

/// Swaps the instructions behind a SWAP instead of the stack's items, from `at` backward (`apply_static_swaps`).
pub(super) fn apply(block: &mut BasicBlock, at: usize, cx: &mut Context<'_>) {
    for i in (0..=at).rev() {
        let swap = block.instrs[i];
        if swap.op != SWAP {
            if swap.is_nop() || swappable(swap.op) {
                continue;
            }
            return;
        }
        let Some(j) = next_swappable(block, i, -1) else { return };
        let line = block.instrs[j].loc.lineno;
        let mut k = j;
        for _ in 1..swap.arg {
            match next_swappable(block, k, line) {
                Some(next) => k = next,
                None => return,
            }
        }
        // Two stores to one variable must keep their order.
        let (store_j, store_k) = (stores_to(&block.instrs[j]), stores_to(&block.instrs[k]));
        if store_j.is_some() || store_k.is_some() {
            if store_j == store_k {
                return;
            }
            for instr in &block.instrs[j + 1..k] {
                let store = stores_to(instr);
                if store.is_some() && (store == store_j || store == store_k) {
                    return;
                }
            }
        }
        block.instrs[i].nop();
        block.instrs.swap(j, k);
        cx.record(Pass::Swap, Some(&swap), 1, || {
            format!("SWAP({}) became an exchange of the instructions behind it", swap.arg)
        });
    }
}
