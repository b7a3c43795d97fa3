//! Comparing two reports.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::{CodeReport, Report, Rule};

/// A figure before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Before.
    pub old: i64,
    /// After.
    pub new: i64,
}

impl Change {
    fn of(old: impl TryInto<i64>, new: impl TryInto<i64>) -> Option<Change> {
        let number = |value: Option<i64>| value.unwrap_or(i64::MAX);
        let change = Change { old: number(old.try_into().ok()), new: number(new.try_into().ok()) };
        (change.old != change.new).then_some(change)
    }
}

/// What changed in one code object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeDiff {
    /// Its qualified name.
    pub qualname: String,
    /// Line before and after.
    pub lines: Change,
    /// Figures that changed: `bytes`, `instructions`, `stack_size`, `blocks`, `loops`, `complexity`, `findings`.
    pub figures: BTreeMap<String, Change>,
    /// Opcodes whose counts changed.
    pub opcodes: BTreeMap<String, Change>,
    /// Findings that are new, by rule.
    pub new_findings: BTreeMap<String, usize>,
    /// Findings that are gone, by rule.
    pub fixed_findings: BTreeMap<String, usize>,
}

/// The difference of two reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diff {
    /// Version of this form; see `docs/analysis-diff.schema.json`.
    pub version: u32,
    /// The file before.
    pub old: String,
    /// The file after.
    pub new: String,
    /// Qualified names of code objects that are gone.
    pub removed: Vec<String>,
    /// Qualified names of code objects that are new.
    pub added: Vec<String>,
    /// Findings in code objects that are new, by rule.
    pub added_findings: BTreeMap<String, usize>,
    /// Code objects that are in both and changed.
    pub changed: Vec<CodeDiff>,
    /// Code objects that are in both and did not.
    pub unchanged: usize,
    /// Instructions in all, before and after.
    pub instructions: Change,
    /// Findings in all, before and after.
    pub findings: Change,
}

impl Diff {
    /// Compares. Code objects are matched by qualified name and kind; several of one name (lambdas, redefinitions) first
    /// where they are alike, the rest in order.
    pub fn of(old: &Report, new: &Report) -> Diff {
        let mut waiting: BTreeMap<(&str, &str), VecDeque<&CodeReport>> = BTreeMap::new();
        for code in &old.codes {
            waiting.entry((&code.qualname, &code.kind)).or_default().push_back(code);
        }
        let mut diff = Diff {
            version: 1,
            old: old.file.clone(),
            new: new.file.clone(),
            removed: Vec::new(),
            added: Vec::new(),
            added_findings: BTreeMap::new(),
            changed: Vec::new(),
            unchanged: 0,
            instructions: Change { old: old.totals.instructions as i64, new: new.totals.instructions as i64 },
            findings: Change { old: old.findings().count() as i64, new: new.findings().count() as i64 },
        };
        // Those that are alike are matched first, so that a new lambda before others does not make them all differ.
        let mut left = Vec::new();
        for code in &new.codes {
            let queue = waiting.get_mut(&(code.qualname.as_str(), &*code.kind));
            let twin = queue.and_then(|queue| {
                let at = queue.iter().position(|other| compare(other, code).is_none())?;
                queue.remove(at)
            });
            match twin {
                Some(_) => diff.unchanged += 1,
                None => left.push(code),
            }
        }
        for code in left {
            match waiting.get_mut(&(code.qualname.as_str(), &*code.kind)).and_then(VecDeque::pop_front) {
                Some(other) => diff.changed.extend(compare(other, code)),
                None => {
                    diff.added.push(code.qualname.clone());
                    for finding in &code.findings {
                        *diff.added_findings.entry(finding.rule.name().to_owned()).or_default() += 1;
                    }
                }
            }
        }
        diff.removed = waiting.into_values().flatten().map(|code| code.qualname.clone()).collect();
        diff
    }

    /// Whether anything got worse that CI should stop for: a new finding of one of these rules.
    pub fn has_new(&self, rules: &[Rule]) -> bool {
        rules.iter().any(|rule| {
            self.added_findings.contains_key(rule.name())
                || self.changed.iter().any(|code| code.new_findings.contains_key(rule.name()))
        })
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty() && self.changed.is_empty()
    }

    /// As JSON, by `docs/analysis-diff.schema.json`.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// As text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "{} -> {}", self.old, self.new);
        let total = |name: &str, change: Change| {
            let by = change.new.saturating_sub(change.old);
            format!("{name} {} -> {} ({by:+})", change.old, change.new)
        };
        let _ = writeln!(
            out,
            "  {}, {}",
            total("instructions", self.instructions),
            total("findings", self.findings)
        );
        let _ = writeln!(
            out,
            "  {} changed, {} unchanged, {} added, {} removed",
            self.changed.len(),
            self.unchanged,
            self.added.len(),
            self.removed.len()
        );
        for name in &self.removed {
            let _ = writeln!(out, "- {name}");
        }
        for name in &self.added {
            let _ = writeln!(out, "+ {name}");
        }
        for code in &self.changed {
            let _ = writeln!(out, "~ {}", code.qualname);
            for (name, change) in &code.figures {
                let _ = writeln!(out, "    {}", total(name, *change));
            }
            let opcodes: Vec<String> = code
                .opcodes
                .iter()
                .map(|(name, change)| format!("{name} {:+}", change.new.saturating_sub(change.old)))
                .collect();
            if !opcodes.is_empty() {
                let _ = writeln!(out, "    opcodes {}", opcodes.join(", "));
            }
            for (rule, count) in &code.new_findings {
                let _ = writeln!(out, "    new finding {rule} {count}");
            }
            for (rule, count) in &code.fixed_findings {
                let _ = writeln!(out, "    fixed finding {rule} {count}");
            }
        }
        out
    }
}

fn compare(old: &CodeReport, new: &CodeReport) -> Option<CodeDiff> {
    let mut figures = BTreeMap::new();
    for (name, old, new) in [
        ("bytes", old.bytes, new.bytes),
        ("instructions", old.instructions, new.instructions),
        ("stack_size", old.stack_size as usize, new.stack_size as usize),
        ("blocks", old.blocks, new.blocks),
        ("loops", old.loops.len(), new.loops.len()),
        ("complexity", old.complexity, new.complexity),
        ("findings", old.findings.len(), new.findings.len()),
    ] {
        if let Some(change) = Change::of(old, new) {
            figures.insert(name.to_owned(), change);
        }
    }
    let tally = |code: &CodeReport| -> BTreeMap<String, usize> {
        code.opcodes.iter().map(|one| (one.what.clone().into_owned(), one.count)).collect()
    };
    let opcodes = changes(&tally(old), &tally(new));
    let rules = |code: &CodeReport| {
        let mut rules: BTreeMap<String, usize> = BTreeMap::new();
        code.findings.iter().for_each(|one| *rules.entry(one.rule.name().to_owned()).or_default() += 1);
        rules
    };
    let findings = changes(&rules(old), &rules(new));
    let more = |change: &Change| usize::try_from(change.new - change.old).ok().filter(|count| *count > 0);
    let fewer = |change: &Change| usize::try_from(change.old - change.new).ok().filter(|count| *count > 0);
    let diff = CodeDiff {
        qualname: new.qualname.clone(),
        lines: Change { old: old.firstlineno.into(), new: new.firstlineno.into() },
        new_findings: findings.iter().filter_map(|(rule, one)| Some((rule.clone(), more(one)?))).collect(),
        fixed_findings: findings.iter().filter_map(|(rule, one)| Some((rule.clone(), fewer(one)?))).collect(),
        figures,
        opcodes,
    };
    let changed = !diff.figures.is_empty() || !diff.opcodes.is_empty() || !findings.is_empty();
    changed.then_some(diff)
}

fn changes(old: &BTreeMap<String, usize>, new: &BTreeMap<String, usize>) -> BTreeMap<String, Change> {
    let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
    names
        .filter_map(|name| {
            let count = |tally: &BTreeMap<String, usize>| tally.get(name).copied().unwrap_or(0);
            Change::of(count(old), count(new)).map(|change| (name.clone(), change))
        })
        .collect()
}
