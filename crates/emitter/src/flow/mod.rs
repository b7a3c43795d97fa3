//! The flow-graph passes of CPython 3.11, in its order, and assembly.

mod assemble;
mod clean;
mod depth;
mod dump;
mod except;
mod exits;
mod lines;
mod optimize;
mod swaps;

pub(crate) use assemble::{Assembled, assemble};
pub(crate) use dump::{Arguments, dump};

use vivarium_bytecode::ConstId;
use vivarium_records::{Pass, PassEntry, PassLog};

use crate::consts::Consts;
use crate::ir::{Cfg, Instr, Op};

/// What the passes work on besides the graph.
pub(crate) struct Context<'a> {
    pub consts: &'a mut Consts,
    /// `co_consts` to be.
    pub list: &'a mut Vec<ConstId>,
    pub log: &'a mut PassLog,
    pub qualname: String,
    pub firstlineno: i32,
}

impl Context<'_> {
    #[inline(always)]
    pub(crate) fn record(
        &mut self,
        pass: Pass,
        at: Option<&Instr>,
        removed: i32,
        what: impl FnOnce() -> String,
    ) {
        if self.log.is_on() {
            self.write_down(pass, at, removed, what);
        }
    }

    #[cold]
    #[inline(never)]
    fn write_down(&mut self, pass: Pass, at: Option<&Instr>, removed: i32, what: impl FnOnce() -> String) {
        let entry = PassEntry {
            qualname: self.qualname.clone(),
            firstlineno: self.firstlineno.max(0) as u32,
            pass,
            line: at.and_then(|instr| u32::try_from(instr.loc.lineno).ok()),
            removed,
            what: what(),
        };
        self.log.record(|| entry);
    }
}

/// Marks blocks that leave or do not fall through, and lets jumps skip empty blocks (`normalize_basic_block`).
pub(crate) fn normalize(cfg: &mut Cfg) {
    for ix in cfg.youngest_first() {
        // Whatever ends a block is its last instruction: code generation begins a new one behind it.
        let Some(last) = cfg[ix].instrs.last().copied() else { continue };
        match last.op {
            Op::RETURN_VALUE | Op::RAISE_VARARGS | Op::RERAISE => {
                cfg[ix].exit = true;
                cfg[ix].nofallthrough = true;
            }
            Op::SEND => {}
            op if op.is_jump() => {
                let target = cfg.skip_empty(last.target);
                let block = &mut cfg[ix];
                block.nofallthrough |= matches!(op, Op::JUMP | Op::JUMP_NO_INTERRUPT);
                if let Some(last) = block.instrs.last_mut() {
                    last.target = target;
                }
            }
            _ => {}
        }
    }
}

/// `optimize_cfg` and what follows up to line numbers.
pub(crate) fn optimize(cfg: &mut Cfg, cx: &mut Context<'_>) {
    if cfg.is_one_block() {
        optimize::basic_block(cfg, Cfg::ENTRY, cx);
        clean::remove_nops(cfg, Cfg::ENTRY, cx);
    } else {
        optimize_graph(cfg, cx);
    }
    clean::unused_consts(cfg, cx);
    lines::propagate(cfg);
    lines::guarantee_exits(cfg, cx.firstlineno);
}

/// What can't change a code object without jumps.
fn optimize_graph(cfg: &mut Cfg, cx: &mut Context<'_>) {
    let order = cfg.order();
    for &block in &order {
        optimize::basic_block(cfg, block, cx);
        clean::remove_nops(cfg, block, cx);
    }
    cfg.done(order);
    for block in cfg.youngest_first() {
        exits::extend(cfg, block, cx);
    }
    clean::unreachable(cfg, cx);
    clean::empty_blocks(cfg);
    let order = cfg.order();
    for &block in &order {
        clean::remove_nops(cfg, block, cx);
    }
    cfg.done(order);
    clean::redundant_jumps(cfg, cx);
    exits::duplicate_without_line(cfg, cx);
}

/// Inlines small exit blocks before anything else (`extend_block`).
pub(crate) fn extend(cfg: &mut Cfg, cx: &mut Context<'_>) {
    for block in cfg.youngest_first() {
        exits::extend(cfg, block, cx);
    }
}
