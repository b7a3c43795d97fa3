//! Findings in loops: repeated look-ups, rebuilt values, needless `try`.

use std::collections::BTreeMap;

use vivarium_bytecode::Opcode;

use super::{Per, Rule, Scan};

/// Fewer look-ups of one thing on a pass are not worth a variable.
const LOOKUPS: usize = 3;
/// In a loop of no more instructions than these, fewer are.
const TIGHT: usize = 30;
const TIGHT_LOOKUPS: usize = 2;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Looked {
    /// An attribute of a global, which is two look-ups: the indices of both names.
    Member(usize, usize),
    /// A global by index of its name.
    Global(usize),
    /// An attribute of a local variable: its index, the index of the name.
    Attribute(usize, usize),
}

/// Globals and attributes that are looked up several times on each pass of an inner loop.
pub(super) fn lookups(scan: &mut Scan<'_>) {
    for number in 0..scan.flow.loops.len() {
        let header = scan.flow.blocks[scan.flow.loops[number].header].first;
        if !scan.is_hot(header) {
            continue;
        }
        let least = match scan.profile {
            // Then the number of executions speaks for itself.
            Some(_) => 1,
            None if scan.flow.loop_instructions(number) <= TIGHT => TIGHT_LOOKUPS,
            None => LOOKUPS,
        };
        let mut seen: BTreeMap<Looked, Vec<usize>> = BTreeMap::new();
        let (mut stored_locals, mut stored_names) = (Vec::new(), Vec::new());
        for block in &scan.flow.loops[number].blocks {
            let block = &scan.flow.blocks[*block];
            for index in block.first..block.end {
                let arg = scan.arg(index);
                match scan.ops[index] {
                    Opcode::LOAD_GLOBAL if block.in_loop == Some(number) => {
                        seen.entry(Looked::Global(arg >> 1)).or_default().push(index);
                    }
                    Opcode::LOAD_ATTR | Opcode::LOAD_METHOD
                        if index > block.first
                            && block.in_loop == Some(number)
                            && scan.ops[index - 1] == Opcode::LOAD_GLOBAL =>
                    {
                        seen.entry(Looked::Member(scan.arg(index - 1) >> 1, arg)).or_default().push(index);
                    }
                    Opcode::LOAD_ATTR
                        if index > block.first
                            && block.in_loop == Some(number)
                            && scan.ops[index - 1] == Opcode::LOAD_FAST =>
                    {
                        seen.entry(Looked::Attribute(scan.arg(index - 1), arg)).or_default().push(index);
                    }
                    Opcode::STORE_FAST | Opcode::DELETE_FAST => stored_locals.push(arg),
                    Opcode::STORE_GLOBAL | Opcode::STORE_ATTR | Opcode::DELETE_ATTR => stored_names.push(arg),
                    _ => {}
                }
            }
        }
        // A member that is told of speaks for its global too.
        let mut told = Vec::new();
        for (what, places) in seen {
            let count = places.len();
            // Branches that exclude each other do not add up, so most must lie on one way through the loop.
            let latest = *places.last().unwrap_or(&0);
            let on_one_way = places
                .iter()
                .filter(|place| scan.flow.dominates(scan.flow.block_of(**place), scan.flow.block_of(latest)))
                .count();
            let weight = if matches!(what, Looked::Member(..)) { 2 } else { 1 };
            if count * weight < least || on_one_way * weight < least || !scan.is_hot(places[0]) {
                continue;
            }
            let each = (on_one_way as u64 - 1).max(1);
            let times = match on_one_way {
                1 => "once".to_owned(),
                2 => "twice".to_owned(),
                more => format!("{more} times"),
            };
            match what {
                Looked::Global(name) if !stored_names.contains(&name) && !told.contains(&name) => {
                    let message = format!(
                        "global {} is looked up {times} on each pass of this loop; a local variable would do",
                        scan.name(name)
                    );
                    scan.add(Rule::GlobalInLoop, places[0], each, Per::Pass, message);
                }
                Looked::Member(global, name)
                    if !stored_names.contains(&global) && !stored_names.contains(&name) =>
                {
                    told.push(global);
                    let message = format!(
                        "{}.{} is looked up {times} on each pass of this loop, in two steps each; a local variable would do",
                        scan.name(global),
                        scan.name(name)
                    );
                    scan.add(Rule::GlobalInLoop, places[0], 2 * on_one_way as u64 - 1, Per::Pass, message);
                }
                Looked::Attribute(local, name)
                    if !stored_names.contains(&name) && !stored_locals.contains(&local) =>
                {
                    let message = format!(
                        "{}.{} is looked up {times} on each pass of this loop, and nothing in it sets it",
                        scan.local(local),
                        scan.name(name)
                    );
                    scan.add(Rule::AttributeInLoop, places[0], each, Per::Pass, message);
                }
                _ => {}
            }
        }
    }
}

/// Lists, sets, dicts and functions that are made anew on each pass though they are always the same.
pub(super) fn rebuilt(scan: &mut Scan<'_>) {
    for index in 0..scan.ops.len() {
        if scan.flow.loop_depth(index) == 0 {
            continue;
        }
        let Some((start, end, what)) = constant_display(scan, index).or_else(|| plain_function(scan, index))
        else {
            continue;
        };
        let each = (end - start + 1) as u64;
        scan.add(Rule::RebuiltInLoop, start, each, Per::Pass, format!("{what} on every pass of this loop"));
    }
}

/// A list, set or dict of constants that ends at `index` and that is only looked into: first and last instruction.
fn constant_display(scan: &Scan<'_>, index: usize) -> Option<(usize, usize, String)> {
    let constants = |count: usize, end: usize| {
        let start = end.checked_sub(count)?;
        (start..end).all(|at| scan.ops[at] == Opcode::LOAD_CONST).then_some(start)
    };
    let (start, what) = match scan.ops[index] {
        Opcode::LIST_EXTEND | Opcode::SET_UPDATE if scan.arg(index) == 1 => {
            let start = constants(1, index)?.checked_sub(1)?;
            let what = match scan.ops[start] {
                Opcode::BUILD_LIST if scan.arg(start) == 0 => "a list of constants is built",
                Opcode::BUILD_SET if scan.arg(start) == 0 => "a set of constants is built",
                _ => return None,
            };
            (start, what)
        }
        Opcode::BUILD_LIST | Opcode::BUILD_SET if scan.arg(index) > 0 => {
            (constants(scan.arg(index), index)?, "a list or set of constants is built")
        }
        Opcode::BUILD_CONST_KEY_MAP => {
            (constants(scan.arg(index) + 1, index)?, "a dict of constants is built")
        }
        Opcode::BUILD_MAP if scan.arg(index) > 0 => {
            (constants(scan.arg(index).checked_mul(2)?, index)?, "a dict of constants is built")
        }
        _ => return None,
    };
    // What is kept or handed on may be changed, and must be new.
    let next = scan.op(index + 1)?;
    let looked_into = match next {
        Opcode::CONTAINS_OP => true,
        Opcode::LOAD_FAST | Opcode::LOAD_CONST => scan.op(index + 2) == Some(Opcode::BINARY_SUBSCR),
        _ => false,
    };
    looked_into.then(|| (start, index, what.to_owned()))
}

/// A function without defaults, annotations and closure that is called at once or handed to a sort: made of constants.
fn plain_function(scan: &Scan<'_>, index: usize) -> Option<(usize, usize, String)> {
    if scan.ops[index] != Opcode::MAKE_FUNCTION || scan.arg(index) != 0 || !scan.is_hot(index) {
        return None;
    }
    let start = index.checked_sub(1)?;
    let name = match scan.constant(start)?.0 {
        vivarium_bytecode::Const::Code(code) => {
            scan.code.pool().as_str(code.name)?.to_string_lossy().into_owned()
        }
        _ => return None,
    };
    if name.starts_with('<') && name != "<lambda>" {
        return None;
    }
    Some((start, index, format!("the function {name}, which captures nothing, is made")))
}

/// A `try` in an inner loop whose handler always leaves the loop.
pub(super) fn tries(scan: &mut Scan<'_>) {
    let mut last_target = None;
    for at in 0..scan.flow.regions.len() {
        let region = scan.flow.regions[at];
        let (Some(start), Some(target)) =
            (scan.flow.at_offset(region.start), scan.flow.at_offset(region.target))
        else {
            continue;
        };
        if last_target == Some(target)
            || scan.ops.get(target) != Some(&Opcode::PUSH_EXC_INFO)
            || !scan.is_hot(start)
        {
            continue;
        }
        last_target = Some(target);
        let Some(number) = scan.flow.innermost_loop(start) else { continue };
        let handler = scan.flow.block_of(target);
        let one = &scan.flow.loops[number];
        let around = {
            let header = scan.flow.instructions[scan.flow.blocks[one.header].first].offset;
            (region.start..region.end).contains(&header)
        };
        let leaves = one.blocks.binary_search(&handler).is_err();
        // Only `except` clauses; `finally` and `with` have to run on every pass.
        let block = &scan.flow.blocks[handler];
        let is_except = (block.first..block.end).any(|index| scan.ops[index] == Opcode::CHECK_EXC_MATCH);
        // The whole body has to be inside, or moving the try changes what it catches.
        let whole = one.blocks.iter().all(|block| {
            let block = &scan.flow.blocks[*block];
            block.first == scan.flow.blocks[one.header].first || block.handlers.contains(&handler)
        });
        if leaves && !around && is_except && whole {
            let message = "this try is entered on every pass, and its handler leaves the loop: it could stand around it";
            scan.add(Rule::TryInLoop, start, 1, Per::Pass, message.to_owned());
        }
    }
}
