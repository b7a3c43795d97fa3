//! JSON: the report as it is, by `docs/analysis.schema.json`.

use crate::Report;

/// A report as indented JSON.
pub fn json(report: &Report) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default()
}

/// A report as one line, for folders: one file, one line.
pub fn json_line(report: &Report) -> String {
    serde_json::to_string(report).unwrap_or_default()
}
