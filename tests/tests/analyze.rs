//! `viv analyze` as it is called: the walk through the stages, choices and orders, exit codes, forms.

use serde_json::Value;
use std::path::PathBuf;
use vivarium_tests::root;
use vivarium_tests::viv::{Output, Viv};

fn samples() -> PathBuf {
    root().join("tests/tests/samples")
}

fn analyze<const N: usize>(arguments: [&str; N]) -> Output {
    let all = std::iter::once("analyze").chain(arguments);
    Viv::new(all.collect::<Vec<_>>()).dir(&samples()).run()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn explains_every_kind_of_code_object() {
    let names = [
        ("method", "Shelf.total"),
        ("nested_function", "Shelf.total.<locals>.weigh"),
        ("comprehension", "Shelf.total.<locals>.weigh.<locals>.<listcomp>"),
        ("lambda", "Shelf.total.<locals>.<lambda>"),
        ("generator", "Shelf.lines"),
        ("class", "Shelf"),
        ("module", "<module>"),
        ("coroutine", "twice"),
        ("two_lambdas_on_a_line", "twice.<locals>.<lambda>"),
        ("async_comprehension", "twice.<locals>.<dictcomp>"),
    ];
    for (label, name) in names {
        let output = analyze(["--explain", &format!("explained.py::{name}")]);
        assert_eq!((output.code, &*output.err()), (0, ""), "{name}");
        insta::assert_snapshot!(format!("explain_{label}"), output.out());
    }
}

#[test]
fn explains_in_json_and_html() {
    let output = analyze(["--explain", "explained.py::Shelf.total.<locals>.weigh", "--json"]);
    let page = json(&output.out());
    assert_eq!(page["version"], 1);
    assert_eq!(page["file"], "explained.py");
    let function = &page["functions"][0];
    let stages: Vec<&str> =
        function["stages"].as_array().unwrap().iter().map(|stage| stage["stage"].as_str().unwrap()).collect();
    let wanted = ["source", "tokens", "tree", "folded tree", "symbols", "blocks", "code", "tables", "report"];
    assert_eq!(stages, wanted);
    assert!(function["report"]["detail"]["instructions"].as_array().unwrap().len() > 10);
    let page = analyze(["--explain", "explained.py::Shelf.total", "--html"]).out();
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(!page.contains("http") && !page.contains("<script"), "the page needs nothing from elsewhere");
    assert_eq!(page.matches("<details").count(), wanted.len());
    let page = analyze(["--explain", "explained.py::Shelf.total.<locals>.weigh", "--html"]).out();
    assert!(page.contains("&lt;locals&gt;") && !page.contains("<locals>"));
}

#[test]
fn explains_narrow_and_from_a_pyc() {
    let narrow = Viv::new(["analyze", "--explain", "explained.py::Shelf.total"]).dir(&samples());
    let output = narrow.env("COLUMNS", "60").run();
    assert!(output.out().lines().all(|line| line.chars().count() <= 60));
    let folder = tempfile::tempdir().unwrap();
    let source = samples().join("explained.py");
    std::fs::copy(&source, folder.path().join("a.py")).unwrap();
    assert_eq!(Viv::new(["compile", "a.py", "--out-dir", "out"]).dir(folder.path()).run().code, 0);
    let output = Viv::new(["analyze", "--explain", "out/a.pyc::Shelf.total"]).dir(folder.path()).run();
    let text = output.out();
    let heads: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("──"))
        .map(|line| line[6..].trim_matches(['─', ' ']))
        .collect();
    assert_eq!(heads, ["1 code", "2 tables", "3 report"]);
}

#[test]
fn explains_what_there_is() {
    for (target, code, said) in [
        ("explained.py::nothing", 1, "no function or class is called nothing"),
        ("explained.py", 2, "names no function"),
        ("missing.py::f", 2, "missing.py"),
    ] {
        let output = analyze(["--explain", target]);
        assert_eq!(output.code, code, "{target}");
        assert!(output.err().contains(said), "{target}: {}", output.err());
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("dead.py"), "import sys\nif 0:\n    def never(): pass\n").unwrap();
    let output = Viv::new(["analyze", "--explain", "dead.py::never"]).dir(folder.path()).run();
    assert_eq!(output.code, 1);
    assert!(output.err().contains("never is in the source, and no code is made of it"), "{}", output.err());
    std::fs::write(folder.path().join("bad.py"), "def f(:\n").unwrap();
    let output = Viv::new(["analyze", "--explain", "bad.py::f"]).dir(folder.path()).run();
    assert_eq!(output.code, 1);
    assert!(output.err().contains("invalid syntax"), "{}", output.err());
}

#[test]
fn chooses_and_orders() {
    let names = |arguments: &[&str]| -> Vec<String> {
        let all = ["analyze", "explained.py", "--json"].iter().chain(arguments).copied();
        let output = Viv::new(all.collect::<Vec<_>>()).dir(&samples()).run();
        assert_eq!(output.code, 0);
        let codes = json(&output.out())["codes"].as_array().cloned().unwrap_or_default();
        codes.iter().map(|code| code["qualname"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let all = names(&[]);
    assert_eq!(all.len(), 11);
    let top = names(&["--top", "3"]);
    assert_eq!(top.len(), 3);
    assert_eq!(names(&["--sort", "instructions"])[..3], top[..]);
    let mut sorted = all.clone();
    sorted.sort();
    assert_eq!(names(&["--sort", "name"]), sorted);
    assert_eq!(names(&["--sort", "line"])[0], "<module>");
    for key in ["stack", "complexity", "findings"] {
        assert_eq!(names(&["--sort", key]).len(), all.len());
    }
    assert!(names(&["--filter", "weigh"]).iter().all(|name| name.contains("weigh")));
    assert_eq!(names(&["--filter", "weigh"]).len(), 2);
    assert_eq!(names(&["--filter", "weigh", "--top", "1"]).len(), 1);
    assert!(names(&["--filter", "no such name"]).is_empty());
    assert_eq!(analyze(["explained.py", "--sort", "nonsense"]).code, 2);
}

#[test]
fn fails_on_what_it_is_told_to() {
    assert_eq!(analyze(["explained.py"]).code, 0);
    assert_eq!(analyze(["explained.py", "--fail-on", "unfolded-constant"]).code, 1);
    assert_eq!(analyze(["explained.py", "--fail-on", "any"]).code, 1);
    assert_eq!(analyze(["explained.py", "--fail-on", "own-cycle"]).code, 0);
    assert_eq!(analyze(["explained.py", "--fail-on", "any", "--off", "any"]).code, 0);
    assert_eq!(
        analyze(["explained.py", "--fail-on", "unfolded-constant", "--off", "unfolded-constant"]).code,
        0
    );
    let output = analyze(["explained.py", "--fail-on", "no-such-rule"]);
    assert_eq!(output.code, 2);
    assert!(output.err().contains("unfolded-constant"), "{}", output.err());
}

#[test]
fn a_file_that_fails_is_told_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("a.py", "x = 1\n"), ("b.py", "def f(:\n"), ("c.py", "y = 2\n")] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let output = Viv::new(["analyze", ".", "--json"]).dir(folder.path()).run();
    assert_eq!(output.code, 1);
    let lines: Vec<Value> = output.out().lines().map(json).collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[1]["error"].as_str().is_some_and(|error| error.contains("invalid syntax")),
        "{:?}",
        lines[1]
    );
    assert!(lines[0]["codes"].is_array() && lines[2]["codes"].is_array());
    let output = Viv::new(["analyze", "."]).dir(folder.path()).run();
    assert_eq!(output.code, 1);
    assert!(output.out().contains("files           2"), "{}", output.out());
}

#[test]
fn sarif_and_markdown() {
    let log = json(&analyze(["explained.py", "--sarif"]).out());
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().all(|rule| rule["id"].is_string() && rule["shortDescription"]["text"].is_string()));
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "explained.py");
        assert!(place["region"]["startLine"].as_u64() >= Some(1));
    }
    let text = analyze(["explained.py", "--md"]).out();
    assert!(text.contains("| --") || text.contains("|--"), "{text}");
    let widths: Vec<usize> =
        text.lines().filter(|line| line.starts_with('|')).map(|line| line.matches('|').count()).collect();
    assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{text}");
    assert!(text.contains("unfolded-constant"));
}

#[test]
fn a_run_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let program = "\
class P:
    def __init__(self, v): self.v = v

def hot(items):
    total = 0
    for one in items:
        total += one.v
        total += len('ab')
    return total

def mixed(items):
    for one in items:
        out = one + one
    return out

hot([P(1)] * 1000)
mixed([1, 2.0, 'a', (1,), [2]] * 400)
";
    std::fs::write(folder.path().join("a.py"), program).unwrap();
    let run = Viv::new(["run", "--profile", "p.json", "a.py"]).dir(folder.path()).run();
    assert_eq!((run.code, &*run.err()), (0, ""));
    let asked = ["analyze", "--profile", "p.json", "a.py::hot", "--json", "--detail"];
    let report = json(&Viv::new(asked).dir(folder.path()).run().out());
    let code = &report["codes"][0];
    let profile = &code["profile"];
    assert_eq!(profile["calls"], 1);
    assert!(profile["hits"].as_u64() > Some(3000), "{profile}");
    assert_eq!(profile["hot_lines"][0]["line"], 8);
    // Every instruction of the body once a pass, whether it ran alone or as half of a pair.
    let instructions = code["detail"]["instructions"].as_array().unwrap();
    let body = instructions.iter().filter(|one| matches!(one["positions"][0].as_u64(), Some(7 | 8)));
    let counts: Vec<u64> = body.map(|one| one["executed"].as_u64().unwrap()).collect();
    assert!(counts.len() > 10 && counts.iter().all(|count| *count == 1000), "{counts:?}");
    let asked = ["analyze", "--profile", "p.json", "a.py::mixed", "--json"];
    let report = json(&Viv::new(asked).dir(folder.path()).run().out());
    let places = report["codes"][0]["profile"]["places"].as_array().unwrap();
    let add = places.iter().find(|place| place["opname"] == "BINARY_OP").unwrap();
    assert!(add["failures"].as_object().is_some_and(|reasons| !reasons.is_empty()), "{add}");
    assert_eq!(add["executed"], 2000);
}
