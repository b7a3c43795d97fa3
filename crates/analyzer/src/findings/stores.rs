//! Local variables that are set and never read.

use vivarium_bytecode::Opcode;
use vivarium_bytecode::flags::{CO_FAST_CELL, CO_OPTIMIZED};

use super::{Per, Rule, Scan};

/// Builtins through which a function may read its variables by name.
const READERS: [&str; 5] = ["locals", "vars", "eval", "exec", "dir"];

pub(super) fn dead(scan: &mut Scan<'_>) {
    if scan.code.data().flags & CO_OPTIMIZED == 0 {
        return;
    }
    if scan.code.names().any(|name| name.to_str().is_some_and(|name| READERS.contains(&name))) {
        return;
    }
    let kinds = scan.code.localspluskinds();
    let arguments = scan.code.data().argcount as usize + scan.code.data().kwonlyargcount as usize;
    let mut used = vec![false; kinds.len()];
    for (index, opcode) in scan.ops.iter().enumerate() {
        // A variable that is deleted is managed on purpose.
        if matches!(opcode, Opcode::LOAD_FAST | Opcode::DELETE_FAST)
            && let Some(used) = used.get_mut(scan.arg(index))
        {
            *used = true;
        }
    }
    let mut told = vec![false; kinds.len()];
    for index in 1..scan.ops.len() {
        let local = scan.arg(index);
        if scan.ops[index] != Opcode::STORE_FAST
            || used.get(local) != Some(&false)
            || told[local]
            || local < arguments
        {
            continue;
        }
        if kinds[local] & CO_FAST_CELL != 0 || !is_plain_assignment(scan, index) {
            continue;
        }
        let name = scan.local(local);
        if name.starts_with(['_', '.']) || matches!(name.as_str(), "unused" | "dummy" | "ignored" | "ignore")
        {
            continue;
        }
        told[local] = true;
        scan.add(Rule::DeadStore, index, 1, Per::Call, format!("{name} is set here and never read"));
    }
}

/// Whether a store takes the value of an expression: targets of `for`, `with`, `except`, `import` and of unpacking are
/// often there only for the form's sake.
fn is_plain_assignment(scan: &Scan<'_>, index: usize) -> bool {
    let before = scan.ops[index - 1];
    if scan.flow.block_of(index) != scan.flow.block_of(index - 1) || scan.is_none(index - 1) {
        return false;
    }
    matches!(
        before,
        Opcode::LOAD_CONST
            | Opcode::LOAD_FAST
            | Opcode::LOAD_DEREF
            | Opcode::LOAD_GLOBAL
            | Opcode::LOAD_ATTR
            | Opcode::BINARY_OP
            | Opcode::BINARY_SUBSCR
            | Opcode::COMPARE_OP
            | Opcode::CONTAINS_OP
            | Opcode::IS_OP
            | Opcode::UNARY_NEGATIVE
            | Opcode::UNARY_NOT
            | Opcode::UNARY_INVERT
            | Opcode::UNARY_POSITIVE
            | Opcode::BUILD_LIST
            | Opcode::BUILD_TUPLE
            | Opcode::BUILD_SET
            | Opcode::BUILD_MAP
            | Opcode::BUILD_CONST_KEY_MAP
            | Opcode::BUILD_STRING
            | Opcode::FORMAT_VALUE
            | Opcode::LIST_EXTEND
            | Opcode::SET_UPDATE
            | Opcode::DICT_UPDATE
            | Opcode::CALL
            | Opcode::CALL_FUNCTION_EX
    )
}
