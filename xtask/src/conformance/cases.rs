//! One source in one mode, with flags and a level: what both sides make of it, error, warnings and code object together.
//!
//! The stages here differ in where the sources come from: string constants and doctests (`strings`), what test modules
//! hand to `compile` while they run (`live`), single statements and expressions (`pieces`), damage that the symbol table
//! and the emitter notice (`damage`), and programs from a seed (`--generate`).

use super::errors::{base64, text, words};
use super::mutate::Random;
use super::{Difference, Job, Verdict, damage, differs, sources};
use serde_json::{Value, json};
use std::hash::{DefaultHasher, Hash, Hasher};
use vivarium_bytecode::marshal;
use vivarium_compiler::{Mode, Options, Warning, compile_bytes};

/// `ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`
const TOP_LEVEL_AWAIT: u32 = 0x2000;
/// Flags of `compile()` that our options know.
const KNOWN_FLAGS: u32 = TOP_LEVEL_AWAIT | 0x1000 | 0x0100 | 0x1be_0000;

/// Python frames that the witness has in use when it compiles.
const WITNESS_DEPTH: u32 = 4;

pub type Verdicts = Result<Vec<(String, Verdict)>, String>;

struct Case<'a> {
    source: &'a [u8],
    mode: &'a str,
    flags: u32,
    optimize: u8,
    /// The bytes of the marshalled code count, too.
    exact: bool,
}

impl<'a> Case<'a> {
    fn new(source: &'a str, mode: &'a str) -> Case<'a> {
        Case { source: source.as_bytes(), mode, flags: 0, optimize: 0, exact: false }
    }
}

fn said(warnings: &[Warning]) -> String {
    warnings.iter().map(|w| format!("{}: {} at {}\n", w.category, w.message, w.lineno)).collect()
}

/// What we say, and the marshalled code if there is one.
fn ours(case: &Case) -> Result<(String, Option<Vec<u8>>), String> {
    let mode = match case.mode {
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => Mode::Exec,
    };
    let options = Options {
        mode,
        optimize: case.optimize,
        flags: case.flags & !0x100,
        recursion_depth: WITNESS_DEPTH,
        ..Options::file("<case>")
    };
    Ok(match compile_bytes(case.source, &options) {
        Ok(made) => {
            let bytes = marshal::write_code(&made.code).map_err(|e| e.to_string())?;
            (said(&made.warnings) + "compiles\n", Some(bytes))
        }
        Err(error) => {
            let words = text(error.class, &error.message, error.location.as_ref());
            (said(&error.warnings) + &words, None)
        }
    })
}

fn verdict(job: &mut Job, case: &Case) -> Result<Verdict, String> {
    let (our_text, bytes) = ours(case)?;
    let mut request = json!({
        "op": "verdict", "name": "<case>", "source": base64(case.source), "mode": case.mode, "flags": case.flags,
        "optimize": case.optimize, "limit": 1000,
    });
    if let Some(bytes) = &bytes {
        request["marshal"] = base64(bytes).into();
    }
    let answer = job.witness.ask(&request)?;
    let mut their_text = String::new();
    for warning in answer["warnings"].as_array().into_iter().flatten() {
        let word = |at: usize| warning[at].as_str().unwrap_or_default();
        their_text.push_str(&format!("{}: {} at {}\n", word(0), word(1), warning[2]));
    }
    their_text.push_str(&words(&answer["error"]).unwrap_or_else(|| "compiles\n".into()));
    // The compiler reads the line from the file, and here there is none.
    let our_text = if their_text.ends_with("text null\n") { without_text(&our_text) } else { our_text };
    let their_text = if their_text.ends_with("text null\n") { without_text(&their_text) } else { their_text };
    if our_text != their_text {
        let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
        let what = format!("verdict: {} and not {}", first(&our_text), first(&their_text));
        return Ok(with_source(differs(what, &their_text, &our_text), case));
    }
    if bytes.is_none() {
        return Ok(Verdict::SameRefusal);
    }
    if !answer["difference"].is_null() {
        let word = |key: &str| answer["difference"][key].as_str().unwrap_or_default().to_owned();
        let what = format!("{}: of {} line {}", word("field"), word("code"), answer["difference"]["line"]);
        return Ok(with_source(differs(what, &word("theirs"), &word("ours")), case));
    }
    if case.exact && answer["same_bytes"] != true {
        return Ok(with_source(differs("bytes: the same fields, other reference flags", "", ""), case));
    }
    Ok(Verdict::Same)
}

fn without_text(text: &str) -> String {
    text.lines().filter(|line| !line.starts_with("text ")).map(|line| format!("{line}\n")).collect()
}

/// A difference in a source that stands nowhere comes with it.
fn with_source(verdict: Verdict, case: &Case) -> Verdict {
    let Verdict::Different(Difference { what, diff }) = verdict else { return verdict };
    let source = String::from_utf8_lossy(case.source);
    let head: String = source.chars().take(1500).collect();
    let how = format!("mode {} flags {:#x} optimize {}", case.mode, case.flags, case.optimize);
    Verdict::Different(Difference { what, diff: format!("{diff}\n[{how}]\n{head}\n") })
}

fn keep(job: &Job, number: usize, case: &Case, verdict: &Verdict) {
    let (Verdict::Different(_), Some(folder)) = (verdict, &job.options.keep) else { return };
    let name = job.name.replace(['/', '\\'], "_");
    let _ = std::fs::create_dir_all(folder);
    let _ = std::fs::write(folder.join(format!("{name}.{number}.{}.py", case.mode)), case.source);
}

fn strings_of(answer: &Value, key: &str) -> Vec<String> {
    let list = answer[key].as_array().cloned().unwrap_or_default();
    list.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn all(job: &mut Job, cases: Vec<Case>) -> Verdicts {
    let mut verdicts = Vec::with_capacity(cases.len());
    for (number, case) in cases.into_iter().enumerate() {
        let verdict = verdict(job, &case)?;
        keep(job, number, &case, &verdict);
        verdicts.push((format!("{} ({number})", job.name), verdict));
    }
    Ok(verdicts)
}

/// Every string constant of the file and every example of its doctests, in all modes and at all levels.
pub fn strings(job: &mut Job) -> Verdicts {
    let answer = job.witness.ask(&json!({"op": "strings", "path": job.path}))?;
    let (texts, examples) = (strings_of(&answer, "strings"), strings_of(&answer, "examples"));
    let mut cases = Vec::new();
    for source in &texts {
        for mode in ["exec", "eval", "single"] {
            cases.push(Case::new(source, mode));
            cases.push(Case { flags: TOP_LEVEL_AWAIT, optimize: 1, ..Case::new(source, mode) });
        }
        cases.push(Case { flags: 0x1000, optimize: 2, ..Case::new(source, "exec") });
    }
    for source in &examples {
        cases.push(Case::new(source, "single"));
        cases.push(Case::new(source, "exec"));
        cases.push(Case { flags: TOP_LEVEL_AWAIT, ..Case::new(source, "single") });
    }
    all(job, cases)
}

/// Every statement in `single` and under top-level `await`, every expression in `eval`.
pub fn pieces(job: &mut Job) -> Verdicts {
    let answer = job.witness.ask(&json!({"op": "pieces", "path": job.path}))?;
    let (statements, expressions) = (strings_of(&answer, "statements"), strings_of(&answer, "expressions"));
    let mut cases = Vec::new();
    for source in &statements {
        cases.push(Case { optimize: job.options.optimize.min(2), ..Case::new(source, "single") });
        cases.push(Case { flags: TOP_LEVEL_AWAIT, ..Case::new(source, "exec") });
    }
    for source in &expressions {
        cases.push(Case { optimize: job.options.optimize.min(2), ..Case::new(source, "eval") });
        cases.push(Case { flags: TOP_LEVEL_AWAIT, ..Case::new(source, "eval") });
    }
    all(job, cases)
}

/// What a test module hands to `compile`, `exec` and `eval` while it runs.
pub fn live(job: &mut Job) -> Verdicts {
    // Its dotted name begins with the library's `test`.
    let path = job.path.with_extension("");
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let start = parts.iter().position(|part| part == "test").ok_or("no module of the library's tests")?;
    let module = parts[start..].join(".");
    let script = crate::root().join("xtask/python/collect.py");
    let output = crate::witness::command(&crate::witness::find()?)
        .args([script.as_os_str(), std::ffi::OsStr::new(&module)])
        .stdin(std::process::Stdio::null())
        .output()
        .map_err(|e| e.to_string())?;
    let answer: Value = serde_json::from_slice(&output.stdout)
        .map_err(|e| format!("{module}: {e}: {}", String::from_utf8_lossy(&output.stderr)))?;
    let calls = answer["calls"].as_array().cloned().unwrap_or_default();
    let mut verdicts = Vec::new();
    for (number, call) in calls.iter().enumerate() {
        let name = format!("{} ({number})", job.name);
        let flags = call["flags"].as_u64().unwrap_or(0) as u32;
        if flags & !KNOWN_FLAGS != 0 {
            verdicts.push((name, Verdict::Skipped("flags that are the parser's own")));
            continue;
        }
        let source = call["source"].as_str().unwrap_or_default();
        let source: Vec<u8> = (0..source.len() / 2)
            .filter_map(|at| u8::from_str_radix(source.get(2 * at..2 * at + 2)?, 16).ok())
            .collect();
        let mode = call["mode"].as_str().unwrap_or("exec");
        let optimize = call["optimize"].as_u64().unwrap_or(0) as u8;
        let case = Case { source: &source, mode, flags, optimize, exact: false };
        let verdict = verdict(job, &case)?;
        keep(job, number, &case, &verdict);
        verdicts.push((name, verdict));
    }
    Ok(verdicts)
}

/// Pieces of the file with statements and expressions where they may not stand.
pub fn damaged(job: &mut Job) -> Verdicts {
    let Ok(source) = std::str::from_utf8(job.source) else { return Ok(Vec::new()) };
    let mut hasher = DefaultHasher::new();
    source.hash(&mut hasher);
    let mut random = Random::new(hasher.finish() ^ job.options.seed);
    let mut verdicts = Vec::new();
    for number in 0..job.options.mutants {
        let mutant = damage::damage(source, &mut random);
        let flags = if random.below(4) == 0 { TOP_LEVEL_AWAIT } else { 0 };
        let mode = if random.below(8) == 0 { "single" } else { "exec" };
        let case = Case { flags, optimize: random.below(3) as u8, ..Case::new(&mutant, mode) };
        let verdict = verdict(job, &case)?;
        keep(job, number as usize, &case, &verdict);
        verdicts.push((format!("{} (damage {number})", job.name), verdict));
    }
    Ok(verdicts)
}

/// A program from the seed in the job's name, at every level and in `single` mode.
pub fn generated(job: &mut Job) -> Verdicts {
    let seed = job.name.parse().unwrap_or(0);
    let source = sources::program(&mut Random::new(seed));
    let exact = job.options.stage == "pyc";
    let cases = (0..3).map(|optimize| Case { optimize, exact, ..Case::new(&source, "exec") });
    let top = Case { flags: TOP_LEVEL_AWAIT, exact, ..Case::new(&source, "exec") };
    let expression = sources::expression(&mut Random::new(seed ^ 0x5eed));
    let eval = Case { exact, ..Case::new(&expression, "eval") };
    let cases: Vec<Case> = cases.chain([top, eval]).collect();
    all(job, cases)
}
