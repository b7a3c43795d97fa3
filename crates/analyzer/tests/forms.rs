//! JSON satisfies its schemas, SARIF is what scanners take, pages are self-contained, comparisons find what changed.

mod common;

use common::module;
use serde_json::Value;
use vivarium_analyzer::diff::Diff;
use vivarium_analyzer::form::{self, Style};
use vivarium_analyzer::{Inputs, Report, Rule};
use vivarium_records::{CodeKey, CodeProfile, InstructionProfile, RunProfile};

/// Checks a value against the parts of JSON Schema that the schemas in `docs/` use.
fn check(root: &Value, schema: &Value, value: &Value, path: &str) {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let found = root.pointer(reference.strip_prefix('#').unwrap()).unwrap();
        return check(root, found, value, path);
    }
    if let Some(constant) = schema.get("const") {
        assert_eq!(value, constant, "{path}");
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        assert!(words.contains(value), "{path}: {value}");
    }
    if let Some(kind) = schema.get("type") {
        let is = |kind: &str| match kind {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            other => panic!("{path}: unknown type {other}"),
        };
        let fits = match kind {
            Value::String(kind) => is(kind),
            Value::Array(kinds) => kinds.iter().any(|kind| is(kind.as_str().unwrap())),
            _ => panic!("{path}: type"),
        };
        assert!(fits, "{path}: {value} is no {kind}");
    }
    if let (Some(least), Some(number)) = (schema.get("minimum").and_then(Value::as_i64), value.as_i64()) {
        assert!(number >= least, "{path}: {number}");
    }
    if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
        for (at, value) in values.iter().enumerate() {
            check(root, items, value, &format!("{path}[{at}]"));
        }
    }
    if let Some(object) = value.as_object() {
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            assert!(object.contains_key(name.as_str().unwrap()), "{path} lacks {name}");
        }
        let known = schema.get("properties").and_then(Value::as_object);
        for (name, value) in object {
            let path = format!("{path}.{name}");
            match (known.and_then(|known| known.get(name)), schema.get("additionalProperties")) {
                (Some(schema), _) => check(root, schema, value, &path),
                (None, Some(Value::Bool(false))) => panic!("{path} is not in the schema"),
                (None, Some(schema)) if schema.is_object() => check(root, schema, value, &path),
                _ => {}
            }
        }
    }
}

fn schema(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn profile() -> RunProfile {
    let code =
        module().walk().into_iter().find(|code| code.name().to_string_lossy() == "while_loop").unwrap();
    RunProfile {
        codes: vec![CodeProfile {
            key: CodeKey {
                filename: "_functions.py".into(),
                qualname: "while_loop".into(),
                firstlineno: code.data().firstlineno,
            },
            calls: 1,
            instructions: code
                .instructions()
                .map(|one| InstructionProfile { offset: one.offset, count: 7, ..Default::default() })
                .collect(),
        }],
        ..RunProfile::new()
    }
}

#[test]
fn json_satisfies_its_schema() {
    let schema = schema(include_str!("../../../docs/analysis.schema.json"));
    let profile = profile();
    for (detail, profile) in [(false, None), (true, None), (true, Some(&profile))] {
        let report = Report::with(&module(), &Inputs { detail, profile, ..Inputs::default() });
        for text in [form::json(&report), form::json_line(&report)] {
            let value: Value = serde_json::from_str(&text).unwrap();
            check(&schema, &schema, &value, "report");
            let back: Report = serde_json::from_value(value.clone()).unwrap();
            for (ours, theirs) in back.codes.iter().zip(&report.codes) {
                assert!(
                    serde_json::to_value(ours).unwrap() == serde_json::to_value(theirs).unwrap(),
                    "{}",
                    ours.name
                );
            }
        }
        assert_eq!(form::json_line(&report).lines().count(), 1);
    }
}

#[test]
fn comparisons() {
    let old = Report::of(&module());
    assert!(Diff::of(&old, &old).is_empty());
    let mut new = old.clone();
    new.retain(|code| code.name != "wide");
    let at = new.codes.iter().position(|code| code.name == "finding_dead_store").unwrap();
    new.codes[at].findings.clear();
    new.codes[at].instructions -= 2;
    new.codes[at].opcodes[0].count -= 1;
    let diff = Diff::of(&old, &new);
    assert_eq!(
        (diff.removed.as_slice(), diff.added.len(), diff.changed.len()),
        (&["wide".to_owned()][..], 0, 1)
    );
    assert_eq!(diff.changed[0].fixed_findings.get("dead-store"), Some(&1));
    assert!(!diff.has_new(&Rule::ALL));
    let back = Diff::of(&new, &old);
    assert!(back.has_new(&[Rule::DeadStore]) && !back.has_new(&[Rule::OwnCycle]));
    insta::assert_snapshot!(diff.text());
    let schema = schema(include_str!("../../../docs/analysis-diff.schema.json"));
    check(&schema, &schema, &serde_json::from_str(&diff.json()).unwrap(), "diff");
}

#[test]
fn sarif_has_what_scanners_ask_for() {
    let report = Report::of(&module());
    let log: Value = serde_json::from_str(&form::sarif([&report])).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), Rule::ALL.len());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), report.findings().count());
    for result in results {
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "_functions.py");
        assert!(place["region"]["startLine"].as_i64().unwrap() >= 1);
    }
}

#[test]
fn pages_are_self_contained() {
    let report = Report::with(&module(), &Inputs { detail: true, ..Inputs::default() });
    let page = form::html(&report, Some("x = '</script><b>'\n"));
    assert!(page.starts_with("<!doctype html>"));
    for outside in ["src=", "href=", "@import", "url(http", "fetch("] {
        assert!(!page.contains(outside), "{outside}");
    }
    // Only the two elements' own ends: nothing in the source or the constants ends them.
    assert_eq!(page.matches("</script>").count(), 2);
    let data = page.split("id=\"data\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["source"][0], "x = '</script><b>'");
    assert_eq!(data["report"]["codes"].as_array().unwrap().len(), report.codes.len());
}

#[test]
fn text_fits_the_width() {
    let report = Report::of(&module());
    for width in [60, 100] {
        let text = form::text(&report, Style { colour: false, width });
        // A single word may be longer.
        for line in text
            .lines()
            .filter(|line| line.trim().contains("  ") && !line.trim_start().starts_with("constants"))
        {
            assert!(line.chars().count() <= width.max(110), "{line}");
        }
        assert!(!text.contains('\x1b'));
        assert!(form::text(&report, Style { colour: true, width }).contains("\x1b["));
    }
}
