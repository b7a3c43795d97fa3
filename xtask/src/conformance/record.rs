//! `docs/conformance.md`, written from what was measured.

use super::Tally;
use crate::{Outcome, root};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

const HEAD: &str = "# Conformance

Written by `cargo xtask conformance --stage NAME --record`: each line is a live comparison with CPython 3.11.7. \"Identical\"
means the same text, fields or bytes, with `PYTHONHASHSEED=0` and addresses as `0xADDR`; a source that CPython refuses
counts as identical when we refuse it in the same words.

| stage | over | compared | identical | |
|---|---|---|---|---|
";

/// Keeps one line a stage, optimisation level and set of sources in `docs/conformance.json`, and writes the page from it.
pub fn record(tally: &Tally) -> Outcome {
    let path = root().join("docs/conformance.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| "{}".into());
    let mut all: Map<String, Value> =
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let level = ["", " -O", " -OO"][usize::from(tally.optimize.min(2))];
    let over = tally.paths.join(" ");
    let key = format!("{}{level} over {over}", tally.stage);
    let differences: Vec<&str> = tally.differences.iter().take(3).map(|(_, d)| &*d.what).collect();
    all.insert(
        key,
        json!({
            "stage": format!("{}{level}", tally.stage), "over": over, "compared": tally.compared, "same": tally.same,
            "first": differences,
        }),
    );
    let text = serde_json::to_string_pretty(&all).map_err(|e| e.to_string())?;
    std::fs::write(&path, text + "\n").map_err(|e| e.to_string())?;
    let mut page = HEAD.to_owned();
    for line in all.values() {
        let number = |key: &str| line[key].as_u64().unwrap_or(0);
        let (compared, same) = (number("compared"), number("same"));
        let share = 100.0 * same as f64 / compared.max(1) as f64;
        let word = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        let _ =
            writeln!(page, "| {} | {} | {compared} | {same} | {share:.2} % |", word("stage"), word("over"));
    }
    std::fs::write(root().join("docs/conformance.md"), page).map_err(|e| e.to_string())
}
