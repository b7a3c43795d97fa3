//! Variables through which a function's frame refers to itself.

use vivarium_bytecode::Opcode;
use vivarium_bytecode::flags::CO_OPTIMIZED;

use super::{Per, Rule, Scan};

pub(super) fn own(scan: &mut Scan<'_>) {
    if scan.code.data().flags & CO_OPTIMIZED == 0 {
        return;
    }
    for index in 1..scan.ops.len() {
        if scan.ops[index] != Opcode::STORE_FAST {
            continue;
        }
        let local = scan.arg(index);
        let what = match scan.ops[index - 1] {
            Opcode::CALL => own_frame(scan, index - 1),
            Opcode::LOAD_FAST
                if scan.arg(index - 1) != local && is_except_target(scan, scan.arg(index - 1)) =>
            {
                Some("an exception, whose traceback refers to this frame")
            }
            _ => None,
        };
        let Some(what) = what else { continue };
        if is_given_up(scan, local) {
            continue;
        }
        let message = format!(
            "{} keeps {what}, which refers back to it: a cycle that only the collector frees; delete it when done",
            scan.local(local)
        );
        scan.add(Rule::OwnCycle, index, 0, Per::Call, message);
    }
}

/// Whether a CALL without arguments (or with 0) asks for the running frame or exception.
fn own_frame(scan: &Scan<'_>, call: usize) -> Option<&'static str> {
    let mut at = call.checked_sub(2)?;
    match scan.arg(call) {
        0 => {}
        1 if scan.ops[at] == Opcode::LOAD_CONST
            && matches!(scan.constant(at), Some((vivarium_bytecode::Const::Int(0), _))) =>
        {
            at = at.checked_sub(1)?;
        }
        _ => return None,
    }
    let name = match scan.ops[at] {
        Opcode::LOAD_METHOD | Opcode::LOAD_ATTR => scan.name(scan.arg(at)),
        Opcode::LOAD_GLOBAL => scan.name(scan.arg(at) >> 1),
        _ => return None,
    };
    match name.as_str() {
        "_getframe" | "currentframe" => Some("its own frame"),
        "exc_info" if scan.arg(call) == 0 => {
            Some("the handled exception, whose traceback refers to this frame")
        }
        _ => None,
    }
}

/// `except ... as name` ends with `name = None; del name`.
fn is_except_target(scan: &Scan<'_>, local: usize) -> bool {
    (2..scan.ops.len()).any(|index| {
        scan.ops[index] == Opcode::DELETE_FAST
            && scan.arg(index) == local
            && scan.ops[index - 1] == Opcode::STORE_FAST
            && scan.arg(index - 1) == local
            && scan.is_none(index - 2)
    })
}

/// Whether the variable is deleted or set to None anywhere after it held anything.
fn is_given_up(scan: &Scan<'_>, local: usize) -> bool {
    (0..scan.ops.len()).any(|index| {
        scan.arg(index) == local
            && match scan.ops[index] {
                Opcode::DELETE_FAST => true,
                // Not where it starts out as None.
                Opcode::STORE_FAST => {
                    index > 0 && scan.is_none(index - 1) && scan.flow.region_of(index).is_some()
                }
                _ => false,
            }
    })
}
