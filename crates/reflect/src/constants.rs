//! Which constants of a code object the tree held: CPython's parser keeps each constant of the tree alive while a script
//! runs, once; what the compiler alone makes (names of keyword arguments, the tuple behind a list display, default
//! values) belongs to the code.

use std::collections::HashSet;

use vivarium_bytecode::{Code, Const, ConstId, Opcode};
use vivarium_runtime::code::Materializer;
use vivarium_runtime::object::{Raised, Ref};

/// References to the constants that the tree of a code object held.
pub(crate) fn held_by_tree(code: &Code, made: &mut Materializer<'_>) -> Result<Vec<Ref>, Raised> {
    let mut seen = HashSet::new();
    let mut held = Vec::new();
    for one in code.walk() {
        let compilers = made_by_compiler(&one);
        for (index, constant) in one.consts().iter().enumerate() {
            let own = !compilers.contains(&(index as u32));
            hold(code, *constant, own, made, &mut seen, &mut held)?;
        }
    }
    Ok(held)
}

fn hold(
    code: &Code,
    constant: ConstId,
    own: bool,
    made: &mut Materializer<'_>,
    seen: &mut HashSet<ConstId>,
    held: &mut Vec<Ref>,
) -> Result<(), Raised> {
    match code.pool().get(constant) {
        Const::Code(_) | Const::None | Const::True | Const::False | Const::Ellipsis => return Ok(()),
        Const::Tuple(items) => {
            for item in items {
                hold(code, *item, true, made, seen, held)?;
            }
        }
        // The compiler makes the set anew when it merges the items.
        Const::FrozenSet(items) => {
            for item in items {
                hold(code, *item, true, made, seen, held)?;
            }
            return Ok(());
        }
        _ => {}
    }
    if own && seen.insert(constant) {
        held.push(made.object(constant)?);
    }
    Ok(())
}

/// The indices of tuples and sets that only the compiler made. Where one index serves both, the tree's counts.
fn made_by_compiler(code: &Code) -> HashSet<u32> {
    let all: Vec<(Opcode, u32)> = code
        .instructions()
        .filter_map(|one| Some((one.plain()?, one.arg)))
        .filter(|(opcode, _)| *opcode != Opcode::EXTENDED_ARG)
        .collect();
    let mut compilers = vec![false; all.len()];
    for (index, (opcode, _)) in all.iter().enumerate() {
        match opcode {
            Opcode::LIST_EXTEND
            | Opcode::SET_UPDATE
            | Opcode::BUILD_CONST_KEY_MAP
            | Opcode::IMPORT_NAME
            | Opcode::MATCH_CLASS
            | Opcode::MATCH_KEYS
                if index > 0 =>
            {
                compilers[index - 1] = true;
            }
            Opcode::KW_NAMES => compilers[index] = true,
            Opcode::MAKE_FUNCTION => defaults(&all, index, &mut compilers),
            _ => {}
        }
    }
    let loads = |wanted: bool| {
        let compilers = &compilers;
        all.iter()
            .enumerate()
            .filter(move |(index, (opcode, _))| {
                matches!(opcode, Opcode::LOAD_CONST | Opcode::KW_NAMES) && compilers[*index] == wanted
            })
            .map(|(_, (_, oparg))| *oparg)
    };
    let trees: HashSet<u32> = loads(false).collect();
    loads(true).filter(|index| !trees.contains(index)).collect()
}

/// Marks the tuples of defaults and annotations in front of a MAKE_FUNCTION.
fn defaults(all: &[(Opcode, u32)], make: usize, compilers: &mut [bool]) {
    // Behind them stands the function's code.
    let Some(mut next) = make.checked_sub(2) else { return };
    let flags = all[make].1;
    let back = |next: usize, count: u32| next.checked_sub(count as usize);
    if flags & 8 != 0 {
        let Some(before) = back(next, 1 + all[next].1) else { return };
        next = before;
    }
    for flag in [4, 2, 1] {
        if flags & flag == 0 {
            continue;
        }
        match all[next].0 {
            Opcode::LOAD_CONST => {
                compilers[next] = true;
                let Some(before) = back(next, 1) else { return };
                next = before;
            }
            // One simple instruction for each value; elsewhere no tuple of constants is looked for.
            Opcode::BUILD_TUPLE => {
                let Some(before) = back(next, 1 + all[next].1) else { return };
                next = before;
            }
            Opcode::BUILD_CONST_KEY_MAP => {
                let Some(before) = back(next, 2 + all[next].1) else { return };
                next = before;
            }
            _ => return,
        }
    }
}
