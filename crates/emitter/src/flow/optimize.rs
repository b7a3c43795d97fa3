//! Peephole work on one block (`optimize_basic_block`).

use vivarium_bytecode::Const;
use vivarium_records::Pass;

use super::{Context, swaps};
use crate::ir::{BlockIx, Cfg, Instr, Op};

#[inline(never)]
pub(super) fn basic_block(cfg: &mut Cfg, ix: BlockIx, cx: &mut Context<'_>) {
    let mut i = cfg[ix].first_improvable();
    if i == cfg[ix].instrs.len() {
        return;
    }
    loop {
        let instrs = cfg[ix].instrs.as_slice();
        while let Some(instr) = instrs.get(i)
            && (!instr.op.may_be_improved() || is_mere_load(instr, instrs.get(i + 1)))
        {
            i += 1;
        }
        let Some(inst) = instrs.get(i).copied() else { return };
        let next = instrs.get(i + 1).map(|next| (next.op, next.arg));
        if inst.op.is_jump() || inst.op.is_block_push() {
            let target = cfg.skip_empty(inst.target);
            cfg[ix].instrs[i].target = target;
            if inst.op.is_jump() && thread(cfg, ix, i, cx) {
                // Look at the same jump again.
                continue;
            }
            i += 1;
            continue;
        }
        // What follows may turn any of these into a NOP.
        cfg[ix].nops |= matches!(inst.op, Op::BUILD_TUPLE | Op::SWAP);
        match inst.op {
            Op::LOAD_CONST => constant(cfg, ix, i, cx),
            Op::BUILD_TUPLE => {
                if next == Some((Op::UNPACK_SEQUENCE, inst.arg)) && matches!(inst.arg, 1..=3) {
                    let instrs = &mut cfg[ix].instrs;
                    instrs[i].nop();
                    if inst.arg == 1 {
                        instrs[i + 1].nop();
                    } else {
                        instrs[i + 1].op = Op::SWAP;
                    }
                    let n = inst.arg;
                    cx.record(Pass::Peephole, Some(&inst), if n == 1 { 2 } else { 1 }, || {
                        let by = if n == 1 { "went away".to_owned() } else { format!("became SWAP({n})") };
                        format!("BUILD_TUPLE({n}) and UNPACK_SEQUENCE({n}) {by}")
                    });
                } else if i >= inst.arg as usize {
                    fold_tuple(&mut cfg[ix].instrs[i - inst.arg as usize..=i], cx);
                }
            }
            Op::SWAP => {
                if inst.arg == 1 {
                    cfg[ix].instrs[i].nop();
                } else {
                    i = swaps::shorten(&mut cfg[ix], i, cx);
                    swaps::apply(&mut cfg[ix], i, cx);
                }
            }
            Op::PUSH_NULL => {
                if let Some((Op::LOAD_GLOBAL, arg)) = next
                    && arg & 1 == 0
                {
                    cfg[ix].nops = true;
                    let instrs = &mut cfg[ix].instrs;
                    instrs[i].nop();
                    instrs[i + 1].arg |= 1;
                    cx.record(Pass::Peephole, Some(&inst), 1, || "LOAD_GLOBAL pushes the NULL".into());
                }
            }
            _ => {}
        }
        i += 1;
    }
}

/// Whether nothing can come of a constant because of what follows it.
#[inline(always)]
fn is_mere_load(instr: &Instr, next: Option<&Instr>) -> bool {
    instr.op == Op::LOAD_CONST && next.is_none_or(|next| !next.op.is_jump() && next.op != Op::IS_OP)
}

/// A constant before a conditional jump decides it.
#[inline(never)]
fn constant(cfg: &mut Cfg, ix: BlockIx, i: usize, cx: &mut Context<'_>) {
    let Some(next) = cfg[ix].instrs.get(i + 1).copied() else { return };
    cfg[ix].nops = true;
    let inst = cfg[ix].instrs[i];
    let value = cx.list[inst.arg as usize];
    match next.op {
        Op::POP_JUMP_IF_FALSE | Op::POP_JUMP_IF_TRUE => {
            let jumps = cx.consts.is_true(value) == (next.op == Op::POP_JUMP_IF_TRUE);
            let block = &mut cfg[ix];
            block.instrs[i].nop();
            if jumps {
                block.instrs[i + 1].op = Op::JUMP;
                block.nofallthrough = true;
            } else {
                block.instrs[i + 1].nop();
            }
            cx.record(Pass::ConstantCondition, Some(&inst), if jumps { 1 } else { 2 }, || {
                format!("the condition is constant: {}", if jumps { "always jumps" } else { "never jumps" })
            });
        }
        Op::JUMP_IF_FALSE_OR_POP | Op::JUMP_IF_TRUE_OR_POP => {
            let jumps = cx.consts.is_true(value) == (next.op == Op::JUMP_IF_TRUE_OR_POP);
            let block = &mut cfg[ix];
            if jumps {
                block.instrs[i + 1].op = Op::JUMP;
                block.nofallthrough = true;
            } else {
                block.instrs[i].nop();
                block.instrs[i + 1].nop();
            }
            cx.record(Pass::ConstantCondition, Some(&inst), if jumps { 0 } else { 2 }, || {
                format!("the operand is constant: {}", if jumps { "always jumps" } else { "never jumps" })
            });
        }
        Op::IS_OP if matches!(cx.consts.pool.get(value), Const::None) => {
            let Some(jump) = cfg[ix].instrs.get(i + 2).copied() else { return };
            if !matches!(jump.op, Op::POP_JUMP_IF_FALSE | Op::POP_JUMP_IF_TRUE) {
                return;
            }
            let not_none = (next.arg != 0) != (jump.op == Op::POP_JUMP_IF_FALSE);
            let instrs = &mut cfg[ix].instrs;
            instrs[i].nop();
            instrs[i + 1].nop();
            instrs[i + 2].op = if not_none { Op::POP_JUMP_IF_NOT_NONE } else { Op::POP_JUMP_IF_NONE };
            cx.record(Pass::Peephole, Some(&inst), 2, || {
                "a comparison with None became part of the jump".into()
            });
        }
        _ => {}
    }
}

/// LOAD_CONST … LOAD_CONST, BUILD_TUPLE become one LOAD_CONST (`fold_tuple_on_constants`).
#[inline(never)]
fn fold_tuple(run: &mut [Instr], cx: &mut Context<'_>) {
    let Some((build, loads)) = run.split_last_mut() else { return };
    if loads.iter().any(|load| load.op != Op::LOAD_CONST) {
        return;
    }
    let items: Vec<_> = loads.iter().map(|load| cx.list[load.arg as usize]).collect();
    let tuple = cx.consts.pool.tuple(&items);
    let tuple = cx.consts.merge_one(tuple);
    let index = cx.list.iter().position(|id| *id == tuple).unwrap_or_else(|| {
        cx.list.push(tuple);
        cx.list.len() - 1
    });
    loads.iter_mut().for_each(Instr::nop);
    build.op = Op::LOAD_CONST;
    build.arg = index as u32;
    let (count, build) = (loads.len(), *build);
    cx.record(Pass::ConstantTuple, Some(&build), count as i32, || {
        format!("{count} constants and BUILD_TUPLE became one constant")
    });
}

/// Jumps to jumps go to the last target. Whether the instruction changed.
fn thread(cfg: &mut Cfg, ix: BlockIx, i: usize, cx: &mut Context<'_>) -> bool {
    const FALSE_OR_POP: Op = Op::JUMP_IF_FALSE_OR_POP;
    const TRUE_OR_POP: Op = Op::JUMP_IF_TRUE_OR_POP;
    let inst = cfg[ix].instrs[i];
    let Some(target) = cfg[inst.target].instrs.first().copied() else { return false };
    let (opposite_or_pop, opposite_pop, same_or_pop, same_pop) = if inst.op == FALSE_OR_POP {
        (TRUE_OR_POP, Op::POP_JUMP_IF_TRUE, FALSE_OR_POP, Op::POP_JUMP_IF_FALSE)
    } else {
        (FALSE_OR_POP, Op::POP_JUMP_IF_FALSE, TRUE_OR_POP, Op::POP_JUMP_IF_TRUE)
    };
    let op = match inst.op {
        Op::JUMP_IF_FALSE_OR_POP | Op::JUMP_IF_TRUE_OR_POP => {
            if target.op == same_pop {
                same_pop
            } else if target.op == Op::JUMP || target.op == same_or_pop {
                same_or_pop
            } else if target.op == opposite_or_pop || target.op == opposite_pop {
                if inst.loc.lineno != target.loc.lineno {
                    return false;
                }
                // The second test fails: go behind it.
                let behind = cfg[inst.target].next;
                let changed = &mut cfg[ix].instrs[i];
                changed.op = same_pop;
                changed.target = behind;
                cx.record(Pass::JumpThreading, Some(&inst), 0, || "went behind a test that must fail".into());
                return true;
            } else {
                return false;
            }
        }
        Op::POP_JUMP_IF_NONE
        | Op::POP_JUMP_IF_NOT_NONE
        | Op::POP_JUMP_IF_FALSE
        | Op::POP_JUMP_IF_TRUE
        | Op::JUMP
            if target.op == Op::JUMP =>
        {
            inst.op
        }
        _ => return false,
    };
    if inst.loc.lineno != target.loc.lineno || inst.target == target.target {
        return false;
    }
    let changed = &mut cfg[ix].instrs[i];
    changed.target = target.target;
    changed.op = op;
    cx.record(Pass::JumpThreading, Some(&inst), 0, || "goes to where the jump at its target goes".into());
    true
}
