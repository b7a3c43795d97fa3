//! Findings: things worth changing, each with a place, a reason and an estimate.

mod cells;
mod cycles;
mod loops;
mod stores;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vivarium_bytecode::{Code, Const, ConstId, Opcode, Position};
use vivarium_records::{Pass, PassEntry, Refusal};

use crate::flow::Flow;
use crate::profile::ProfileReport;

/// The rules. Each can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A global looked up again and again in an inner loop.
    GlobalInLoop,
    /// An attribute of one object looked up again and again in an inner loop.
    AttributeInLoop,
    /// A value made anew on every pass though it is always the same.
    RebuiltInLoop,
    /// An expression of constants that is worked out at run time.
    UnfoldedConstant,
    /// A local variable that is set and never read.
    DeadStore,
    /// Instructions that nothing leads to.
    UnreachableCode,
    /// A `try` on every pass of an inner loop whose handler leaves the loop anyway.
    TryInLoop,
    /// A cell only because of a comprehension.
    NeedlessCell,
    /// An instruction that was executed often and never specialised.
    NeverSpecialises,
    /// A variable that keeps the function's own frame alive.
    OwnCycle,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 10] = [
        Rule::GlobalInLoop,
        Rule::AttributeInLoop,
        Rule::RebuiltInLoop,
        Rule::UnfoldedConstant,
        Rule::DeadStore,
        Rule::UnreachableCode,
        Rule::TryInLoop,
        Rule::NeedlessCell,
        Rule::NeverSpecialises,
        Rule::OwnCycle,
    ];

    /// Its name, as reports and the command line write it.
    pub fn name(self) -> &'static str {
        match self {
            Rule::GlobalInLoop => "global-in-loop",
            Rule::AttributeInLoop => "attribute-in-loop",
            Rule::RebuiltInLoop => "rebuilt-in-loop",
            Rule::UnfoldedConstant => "unfolded-constant",
            Rule::DeadStore => "dead-store",
            Rule::UnreachableCode => "unreachable-code",
            Rule::TryInLoop => "try-in-loop",
            Rule::NeedlessCell => "needless-cell",
            Rule::NeverSpecialises => "never-specialises",
            Rule::OwnCycle => "own-cycle",
        }
    }

    /// The rule with a name.
    pub fn from_name(name: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// What it looks for, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Rule::GlobalInLoop => {
                "A global is looked up several times on each pass of an inner loop; a local variable would be read faster."
            }
            Rule::AttributeInLoop => {
                "The same attribute of the same object is looked up several times on each pass of an inner loop, and nothing in the loop sets it."
            }
            Rule::RebuiltInLoop => "A value that is always the same is made anew on every pass of a loop.",
            Rule::UnfoldedConstant => {
                "An expression of constants is worked out each time, because folding it was refused."
            }
            Rule::DeadStore => "A local variable is set and never read.",
            Rule::UnreachableCode => "No path leads to these instructions.",
            Rule::TryInLoop => {
                "A try is entered on every pass of an inner loop, though its handler leaves the loop: it could stand around the loop."
            }
            Rule::NeedlessCell => {
                "A variable lives in a cell only because a comprehension reads it, and a loop pays for the cell."
            }
            Rule::NeverSpecialises => "An instruction was executed often, and specialising it never helped.",
            Rule::OwnCycle => {
                "A local variable holds the function's own frame, or an exception whose traceback does, so that only the cycle collector frees it."
            }
        }
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// What an estimate counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Instructions on each pass of the loop.
    Pass,
    /// Instructions on each call.
    Call,
    /// Instructions in the profiled run.
    Run,
}

impl Per {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Per::Pass => "a pass",
            Per::Call => "a call",
            Per::Run => "in this run",
        }
    }
}

/// One thing worth changing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// Source line.
    pub line: Option<i32>,
    /// Column in UTF-8 bytes.
    pub col: Option<i32>,
    /// Last line.
    pub end_line: Option<i32>,
    /// Column behind the last.
    pub end_col: Option<i32>,
    /// Offset of the instruction.
    pub offset: Option<u32>,
    /// What is the matter, in a sentence.
    pub message: String,
    /// Instructions that changing it would save, about.
    pub estimate: u64,
    /// What the estimate counts.
    pub per: Per,
}

/// A code object as the rules look at it.
pub(crate) struct Scan<'a> {
    pub code: &'a Code,
    pub flow: &'a Flow,
    pub profile: Option<&'a ProfileReport>,
    /// Plain opcodes, NOP for unknown ones.
    pub ops: Vec<Opcode>,
    pub found: Vec<Finding>,
}

/// With a profile, a loop is hot when its instruction was executed this often.
const HOT: u64 = 10_000;

impl Scan<'_> {
    pub fn arg(&self, index: usize) -> usize {
        self.flow.instructions[index].arg as usize
    }

    pub fn op(&self, index: usize) -> Option<Opcode> {
        self.ops.get(index).copied()
    }

    pub fn executed(&self, index: usize) -> Option<u64> {
        self.profile.map(|profile| profile.executions(self.flow.instructions[index].offset))
    }

    /// Whether work at an instruction is repeated enough to care: executed often, or without a profile in a loop in a
    /// loop.
    pub fn is_hot(&self, index: usize) -> bool {
        match self.executed(index) {
            Some(count) => count >= HOT && self.flow.loop_depth(index) >= 1,
            None => self.flow.loop_depth(index) >= 2,
        }
    }

    pub fn name(&self, index: usize) -> String {
        self.code.name_at(index).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    pub fn local(&self, index: usize) -> String {
        self.code.local_at(index).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    pub fn constant(&self, index: usize) -> Option<(Const<'_>, ConstId)> {
        let id = *self.code.consts().get(self.arg(index))?;
        Some((self.code.pool().get(id), id))
    }

    pub fn is_none(&self, index: usize) -> bool {
        self.op(index) == Some(Opcode::LOAD_CONST) && matches!(self.constant(index), Some((Const::None, _)))
    }

    pub fn position(&self, index: usize) -> Position {
        let offset = self.flow.instructions[index].offset;
        self.code
            .locations()
            .find(|one| (one.start..one.end).contains(&offset))
            .map(|one| one.position)
            .unwrap_or_default()
    }

    /// Adds a finding at an instruction that would save `each` instructions whenever it is executed.
    pub fn add(&mut self, rule: Rule, index: usize, each: u64, per: Per, message: String) {
        let position = self.position(index);
        let (estimate, per) = match self.executed(index) {
            Some(count) => (count.saturating_mul(each), Per::Run),
            None => (each, per),
        };
        self.found.push(Finding {
            rule,
            line: position.line,
            col: position.col,
            end_line: position.end_line,
            end_col: position.end_col,
            offset: Some(self.flow.instructions[index].offset),
            message,
            estimate,
            per,
        });
    }
}

pub(crate) fn of(
    code: &Code,
    flow: &Flow,
    profile: Option<&ProfileReport>,
    disabled: &[Rule],
    folds_known: bool,
    passes: &[&PassEntry],
) -> Vec<Finding> {
    let ops: Vec<Opcode> = flow.instructions.iter().map(|one| one.plain().unwrap_or(Opcode::NOP)).collect();
    let mut scan = Scan { code, flow, profile, ops, found: Vec::new() };
    if !flow.loops.is_empty() {
        loops::lookups(&mut scan);
        loops::rebuilt(&mut scan);
        loops::tries(&mut scan);
        cells::needless(&mut scan);
    }
    stores::dead(&mut scan);
    if !folds_known {
        unfolded(&mut scan);
    }
    unreachable(&mut scan, passes);
    cycles::own(&mut scan);
    if let Some(profile) = profile {
        never_specialises(&mut scan, profile);
    }
    let mut found = scan.found;
    found.retain(|finding| !disabled.contains(&finding.rule));
    found.sort_by_key(|finding| (finding.line, finding.offset));
    found
}

/// A refusal of the optimizer as a finding.
pub(crate) fn refused(refusal: &Refusal) -> Finding {
    let place = refusal.place;
    let number = |value: u32| i32::try_from(value).ok();
    Finding {
        rule: Rule::UnfoldedConstant,
        line: number(place.line),
        col: number(place.col),
        end_line: number(place.end_line),
        end_col: number(place.end_col),
        offset: None,
        message: format!("{} is not folded: {}", refusal.before, refusal.reason),
        estimate: 2,
        per: Per::Call,
    }
}

fn unfolded(scan: &mut Scan<'_>) {
    for index in 2..scan.ops.len() {
        let pair = [index - 2, index - 1].map(|at| scan.op(at) == Some(Opcode::LOAD_CONST));
        let both =
            matches!(scan.op(index), Some(Opcode::BINARY_OP | Opcode::BINARY_SUBSCR)) && pair == [true, true];
        if both && scan.flow.block_of(index) == scan.flow.block_of(index - 2) {
            let message = "an operation on two constants is carried out each time it is reached".to_owned();
            scan.add(Rule::UnfoldedConstant, index, 2, Per::Call, message);
        }
    }
}

/// Lines all of whose instructions are unreachable. (What else is unreachable the compiler left behind, and nobody can
/// change it.) The compiler itself removes most; then the log of its passes knows the lines.
fn unreachable(scan: &mut Scan<'_>, passes: &[&PassEntry]) {
    let removed = passes.iter().filter(|entry| entry.pass == Pass::Unreachable && entry.removed > 0);
    let removed: Vec<(i32, i32)> =
        removed.filter_map(|entry| Some((i32::try_from(entry.line?).ok()?, entry.removed))).collect();
    if removed.is_empty() && scan.flow.blocks.iter().all(|block| block.reachable) {
        return;
    }
    let mut lines: BTreeMap<i32, (bool, Option<usize>)> = BTreeMap::new();
    let mut locations = scan.code.locations().peekable();
    for block in &scan.flow.blocks {
        for index in block.first..block.end {
            let offset = scan.flow.instructions[index].offset;
            while locations.next_if(|one| one.end <= offset).is_some() {}
            if let Some(line) = locations.peek().and_then(|one| one.position.line) {
                let entry = lines.entry(line).or_insert((false, None));
                entry.0 |= block.reachable;
                entry.1 = entry.1.or(Some(index));
            }
        }
    }
    let mut last = None;
    for (line, (reachable, index)) in &lines {
        if let (false, Some(index)) = (*reachable, *index) {
            // One finding for lines that follow each other.
            if last.is_none_or(|last: i32| last.wrapping_add(1) != *line) {
                scan.add(Rule::UnreachableCode, index, 0, Per::Call, "no path leads to this line".to_owned());
            }
            last = Some(*line);
        }
    }
    let mut told = Vec::new();
    for (line, _) in removed {
        if lines.contains_key(&line) || told.contains(&line) {
            continue;
        }
        told.push(line);
        scan.found.push(Finding {
            rule: Rule::UnreachableCode,
            line: Some(line),
            col: None,
            end_line: Some(line),
            end_col: None,
            offset: None,
            message: "no path leads to this line, and the compiler left it out".to_owned(),
            estimate: 0,
            per: Per::Call,
        });
    }
}

fn never_specialises(scan: &mut Scan<'_>, profile: &ProfileReport) {
    for place in &profile.places {
        let what = &place.specialisation;
        let failed: u64 = what.failures.values().fold(0, |sum, count| sum.saturating_add(*count));
        if place.executed < 1000 || what.hits > 0 || failed.saturating_add(what.misses) == 0 {
            continue;
        }
        let Some(index) = scan.flow.at_offset(place.offset) else { continue };
        let why = match what.failures.iter().max_by_key(|entry| entry.1) {
            Some((reason, _)) => format!(": {reason}"),
            None => ": what it met kept changing".to_owned(),
        };
        let message = format!(
            "{} was executed {} times and never in a specialised form{why}",
            place.opname, place.executed
        );
        scan.add(Rule::NeverSpecialises, index, 1, Per::Run, message);
    }
}
