//! The graph as text: a block a paragraph, an instruction a line.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use vivarium_bytecode::Argument;
use vivarium_bytecode::opcode::{BINARY_OPERATORS, COMPARE_OPERATORS};

use crate::ir::{Cfg, Instr, Op};

/// What the numbers in arguments stand for.
pub(crate) struct Arguments {
    pub consts: Vec<String>,
    pub names: Vec<String>,
    pub locals: Vec<String>,
    pub frees: Vec<String>,
}

/// `line NAME argument (meaning)`, or `-> block` for a jump. Blocks are numbered in program order.
pub(crate) fn dump(cfg: &Cfg, arguments: &Arguments) -> String {
    let order: FxHashMap<u32, usize> = cfg.chain().enumerate().map(|(at, block)| (block.0, at)).collect();
    let mut out = String::new();
    for (number, block) in cfg.chain().enumerate() {
        let _ = writeln!(out, "block {number}");
        for instr in &cfg[block].instrs {
            let line = if instr.loc.lineno > 0 { instr.loc.lineno.to_string() } else { "-".into() };
            let _ = write!(out, "  {line:>4} {}", name(instr.op));
            if let Some(target) = instr.target.get() {
                let _ = match order.get(&target.0) {
                    Some(target) => write!(out, " -> block {target}"),
                    None => write!(out, " -> a block that is gone"),
                };
            } else if let Some(opcode) = instr.op.opcode()
                && opcode.argument() != Argument::None
            {
                let _ = write!(out, " {}", instr.arg);
                if let Some(meaning) = meaning(instr, arguments) {
                    let _ = write!(out, " ({meaning})");
                }
            }
            out.push('\n');
        }
    }
    out
}

fn name(op: Op) -> &'static str {
    match op {
        Op::SETUP_FINALLY => "SETUP_FINALLY",
        Op::SETUP_CLEANUP => "SETUP_CLEANUP",
        Op::SETUP_WITH => "SETUP_WITH",
        Op::POP_BLOCK => "POP_BLOCK",
        Op::JUMP => "JUMP",
        Op::JUMP_NO_INTERRUPT => "JUMP_NO_INTERRUPT",
        Op::POP_JUMP_IF_FALSE => "POP_JUMP_IF_FALSE",
        Op::POP_JUMP_IF_TRUE => "POP_JUMP_IF_TRUE",
        Op::POP_JUMP_IF_NONE => "POP_JUMP_IF_NONE",
        Op::POP_JUMP_IF_NOT_NONE => "POP_JUMP_IF_NOT_NONE",
        _ => op.opcode().map_or("", |opcode| opcode.name()),
    }
}

fn meaning(instr: &Instr, arguments: &Arguments) -> Option<String> {
    let opcode = instr.op.opcode()?;
    let index = instr.arg as usize;
    match opcode.argument() {
        Argument::Const => arguments.consts.get(index).cloned(),
        Argument::Name => arguments.names.get(index).cloned(),
        Argument::Global => {
            let name = arguments.names.get(index / 2)?;
            Some(if index & 1 == 1 { format!("NULL + {name}") } else { name.clone() })
        }
        Argument::Local => arguments.locals.get(index).cloned(),
        Argument::Free => arguments.frees.get(index).cloned(),
        Argument::Compare => COMPARE_OPERATORS.get(index).map(|name| (*name).to_owned()),
        Argument::Binary => BINARY_OPERATORS.get(index).map(|row| row.1.to_owned()),
        _ => None,
    }
}
