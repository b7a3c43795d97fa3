//! `cargo xtask bench`: us and the others side by side, in one run, in turn; ratios to `docs/performance.md`.

mod files;
mod frontend;
mod programs;

use crate::{Outcome, root};
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::process::Command;

#[derive(clap::Args)]
pub struct Arguments {
    /// Only one part: frontend, files, vm, startup or memory
    #[arg(long)]
    part: Option<String>,
    /// How often each is measured
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Only programs whose name contains this (vm, memory)
    #[arg(long)]
    filter: Option<String>,
    /// At most so many files (frontend)
    #[arg(long)]
    limit: Option<usize>,
    /// Measure and print only
    #[arg(long)]
    no_record: bool,
}

/// One measured line.
pub struct Line {
    pub what: String,
    pub against: String,
    /// Our time over theirs.
    pub ratio: f64,
    pub note: String,
}

pub fn run(arguments: &Arguments) -> Outcome {
    // Figures of an unoptimised build would only mislead.
    // (The front end is measured by a package of its own.)
    if cfg!(debug_assertions) && arguments.part.as_deref() != Some("frontend") {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .args(["run", "--quiet", "--release", "--package", "xtask", "--"])
            .args(std::env::args_os().skip(1));
        let status = command.status().map_err(|e| e.to_string())?;
        return if status.success() { Ok(()) } else { Err("bench failed".into()) };
    }
    let wanted = |part: &str| arguments.part.as_deref().is_none_or(|p| p == part);
    for (part, measure) in [
        ("frontend", frontend::measure as fn(&Arguments) -> _),
        ("files", files::measure),
        ("startup", programs::startup),
        ("vm", programs::vm),
        ("memory", programs::memory),
    ] {
        if wanted(part) {
            let lines: Vec<Line> = measure(arguments)?;
            for line in &lines {
                println!("{:32} {:28} {:7.3}  {}", line.what, line.against, line.ratio, line.note);
            }
            if !arguments.no_record {
                record(part, &lines)?;
            }
        }
    }
    Ok(())
}

/// The middle of some measurements.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

pub fn geometric_mean(values: &[f64]) -> f64 {
    (values.iter().map(|v| v.ln()).sum::<f64>() / values.len().max(1) as f64).exp()
}

/// The CPython to compare speed with: the one that the distribution built.
pub fn rival() -> Result<PathBuf, String> {
    let named = std::env::var_os("VIVARIUM_BENCH_PYTHON").map(PathBuf::from);
    let path = named.unwrap_or_else(|| "/usr/bin/python3.11".into());
    if path.exists() { Ok(path) } else { Err("no rival: VIVARIUM_BENCH_PYTHON names a python3.11".into()) }
}

const HEAD: &str = "# Performance

Written by `cargo xtask bench`: each line is our time (or memory) over the other's, medians of rounds in which both were run
in turn on the same machine. Below 1 we are faster (or smaller). Times move by some percent from run to run.
";

/// Keeps the lines of each part in `docs/performance.json`, and writes the page from it.
fn record(part: &str, lines: &[Line]) -> Outcome {
    let path = root().join("docs/performance.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| "{}".into());
    let mut all: Map<String, Value> =
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let rows: Vec<Value> = lines
        .iter()
        .map(|l| {
            let ratio = (l.ratio * 1000.0).round() / 1000.0;
            serde_json::json!({"what": l.what, "against": l.against, "ratio": ratio, "note": l.note})
        })
        .collect();
    all.insert(part.into(), Value::Array(rows));
    let text = serde_json::to_string_pretty(&all).map_err(|e| e.to_string())?;
    std::fs::write(&path, text + "\n").map_err(|e| e.to_string())?;
    let mut page = HEAD.to_owned();
    for (part, title) in [
        ("frontend", "Front end"),
        ("files", "Compiling files"),
        ("startup", "Start-up"),
        ("vm", "Programs"),
        ("memory", "Memory"),
    ] {
        let Some(rows) = all.get(part).and_then(|r| r.as_array()) else { continue };
        page.push_str(&format!("\n## {title}\n\n| what | against | ratio | |\n|---|---|---|---|\n"));
        for row in rows {
            let word = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            let ratio = row["ratio"].as_f64().unwrap_or(f64::NAN);
            page.push_str(&format!(
                "| {} | {} | {ratio:.3} | {} |\n",
                word("what"),
                word("against"),
                word("note")
            ));
        }
    }
    std::fs::write(root().join("docs/performance.md"), page).map_err(|e| e.to_string())
}
