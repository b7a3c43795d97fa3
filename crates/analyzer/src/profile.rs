//! What a run says about one code object.

use serde::{Deserialize, Serialize};
use vivarium_bytecode::Code;
use vivarium_records::{RunProfile, Specialisation};

use crate::flow::Flow;
use crate::report::lossy;

/// Executions of one source line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HotLine {
    /// The line.
    pub line: i32,
    /// Instructions executed on it.
    pub executed: u64,
    /// Their share of all that the code object executed, to four places.
    pub share: f64,
}

/// One place that can specialise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Offset of the instruction.
    pub offset: u32,
    /// Its opcode.
    pub opname: String,
    /// Its source line.
    pub line: Option<i32>,
    /// Executions.
    pub executed: u64,
    /// What became of it.
    #[serde(flatten)]
    pub specialisation: Specialisation,
}

/// The run, as far as it went through this code object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProfileReport {
    /// Times it was entered.
    pub calls: u64,
    /// Instructions executed.
    pub executed: u64,
    /// Hits of specialised forms.
    pub hits: u64,
    /// Misses of specialised forms.
    pub misses: u64,
    /// Lines by executed instructions, hottest first; at most ten.
    pub hot_lines: Vec<HotLine>,
    /// Places that can specialise and were executed.
    pub places: Vec<Place>,
    /// Executions by offset, ascending.
    #[serde(skip)]
    counts: Vec<(u32, u64)>,
}

impl ProfileReport {
    /// Executions of the instruction at an offset.
    pub fn executions(&self, offset: u32) -> u64 {
        match self.counts.binary_search_by_key(&offset, |entry| entry.0) {
            Ok(at) => self.counts[at].1,
            Err(_) => 0,
        }
    }
}

pub(crate) fn of(code: &Code, flow: &Flow, profile: &RunProfile) -> Option<ProfileReport> {
    let (filename, qualname) = (lossy(code.filename()), lossy(code.qualname()));
    let mut report = ProfileReport {
        calls: 0,
        executed: 0,
        hits: 0,
        misses: 0,
        hot_lines: Vec::new(),
        places: Vec::new(),
        counts: Vec::new(),
    };
    let mut found = false;
    let locations: Vec<_> = code.locations().collect();
    let line_at = |offset: u32| {
        let at = locations.partition_point(|one| one.end <= offset);
        locations.get(at).and_then(|one| one.position.line)
    };
    let mut lines: std::collections::BTreeMap<i32, u64> = std::collections::BTreeMap::new();
    for run in profile.find(&filename, &qualname, code.data().firstlineno) {
        // Another code object of the same line (a second lambda) has other instructions.
        if run.instructions.iter().any(|one| flow.at_offset(one.offset).is_none()) {
            continue;
        }
        found = true;
        report.calls = report.calls.saturating_add(run.calls);
        for one in &run.instructions {
            report.executed = report.executed.saturating_add(one.count);
            report.counts.push((one.offset, one.count));
            let line = line_at(one.offset);
            if let Some(line) = line {
                let sum = lines.entry(line).or_default();
                *sum = sum.saturating_add(one.count);
            }
            let Some(opcode) = flow.at_offset(one.offset).and_then(|at| flow.instructions[at].plain()) else {
                continue;
            };
            if crate::report::specialises(opcode) && one.count > 0 {
                report.hits = report.hits.saturating_add(one.specialisation.hits);
                report.misses = report.misses.saturating_add(one.specialisation.misses);
                report.places.push(Place {
                    offset: one.offset,
                    opname: opcode.name().to_owned(),
                    line,
                    executed: one.count,
                    specialisation: one.specialisation.clone(),
                });
            }
        }
    }
    report.counts.sort_unstable();
    let total = report.executed.max(1) as f64;
    report.hot_lines = lines
        .into_iter()
        .map(|(line, executed)| HotLine {
            line,
            executed,
            share: (executed as f64 / total * 10_000.0).round() / 10_000.0,
        })
        .collect();
    report.hot_lines.sort_by_key(|line| std::cmp::Reverse(line.executed));
    report.hot_lines.truncate(10);
    found.then_some(report)
}
