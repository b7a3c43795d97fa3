//! Cells that are there only for a comprehension.

use std::collections::BTreeMap;

use vivarium_bytecode::Opcode;
use vivarium_bytecode::flags::{CO_FAST_CELL, CO_OPTIMIZED};

use super::{Per, Rule, Scan};

/// Fewer reads on a pass are not worth a second variable.
const READS: usize = 2;

pub(super) fn needless(scan: &mut Scan<'_>) {
    if scan.code.data().flags & CO_OPTIMIZED == 0 {
        return;
    }
    let mut reads: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..scan.ops.len() {
        if scan.ops[index] == Opcode::LOAD_DEREF && scan.is_hot(index) {
            reads.entry(scan.arg(index)).or_default().push(index);
        }
    }
    reads.retain(|local, places| {
        places.len() >= READS
            && scan.code.localspluskinds().get(*local).is_some_and(|kind| kind & CO_FAST_CELL != 0)
    });
    for (local, places) in reads {
        let name = scan.local(local);
        // A comprehension is over when the next statement starts; any other function may still see the variable change.
        let only_comprehensions = scan.code.nested().all(|inner| {
            let captures = inner.freevars().any(|free| free.to_string_lossy() == name);
            !captures || matches!(inner.name().to_str(), Some("<listcomp>" | "<setcomp>" | "<dictcomp>"))
        });
        if only_comprehensions {
            let message = format!(
                "{name} lives in a cell only because a comprehension reads it, and this loop reads it {} times; \
                 a second variable would be a plain local",
                places.len()
            );
            scan.add(Rule::NeedlessCell, places[0], places.len() as u64, Per::Pass, message);
        }
    }
}
