//! SARIF 2.1.0, for code-scanning tools.

use serde_json::{Value, json};

use crate::{Report, Rule};

/// The findings of some reports as one SARIF log.
pub fn sarif<'a>(reports: impl IntoIterator<Item = &'a Report>) -> String {
    let rules: Vec<Value> = Rule::ALL
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name(),
                "shortDescription": { "text": rule.about() },
                "defaultConfiguration": { "level": "note" },
            })
        })
        .collect();
    let mut results = Vec::new();
    for report in reports {
        for (code, finding) in report.findings() {
            let mut region = json!({ "startLine": finding.line.unwrap_or(code.firstlineno).max(1) });
            if let (Some(line), Some(end_line)) = (finding.line, finding.end_line)
                && line >= 1
                && end_line >= line
            {
                region["endLine"] = end_line.into();
            }
            let mut message = finding.message.clone();
            if finding.estimate > 0 {
                message += &format!(" (about {} instructions {})", finding.estimate, finding.per.words());
            }
            let index = Rule::ALL.iter().position(|rule| *rule == finding.rule);
            results.push(json!({
                "ruleId": finding.rule.name(),
                "ruleIndex": index,
                "level": "note",
                "message": { "text": message },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": uri(&report.file) },
                        "region": region,
                    },
                    "logicalLocations": [{
                        "fullyQualifiedName": code.qualname,
                        "kind": if code.kind == "module" { "module" } else { "function" },
                    }],
                }],
            }));
        }
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "vivarium-analyzer",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

/// A path as a relative URI reference: what is not allowed there is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.strip_prefix("./").unwrap_or(path).bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                uri.push(byte.into())
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}
