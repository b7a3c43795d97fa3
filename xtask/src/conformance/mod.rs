//! `cargo xtask conformance`: the live comparison with CPython over any tree of sources.

mod analyze;
mod cache;
mod cases;
mod code;
mod damage;
mod errors;
mod generated;
mod mutate;
mod objects;
mod order;
mod record;
mod run;
mod sources;
mod symtable;
mod text;

use crate::witness::{self, Witness};
use crate::{Outcome, root};
use cache::Cache;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

#[derive(clap::Args)]
pub struct Arguments {
    /// tokens, ast, errors, symtable, code, dis, pyc, strings, pieces, damage, live, analyze, run or objects
    #[arg(long)]
    stage: String,
    /// Files and folders; without any, the library of the witness (for `run`: `tests/programs`)
    paths: Vec<PathBuf>,
    /// Optimise: -O removes assertions, -OO docstrings too
    #[arg(short = 'O', action = clap::ArgAction::Count)]
    optimize: u8,
    /// How many differences to show
    #[arg(long, default_value_t = 5)]
    show: usize,
    /// Stop after so many files
    #[arg(long)]
    limit: Option<usize>,
    /// Where the mutations (`errors`, `damage`), programs (`--generate`) or calls (`objects`) start
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Compare so many generated programs, from `--seed` on (`run`, `code`, `pyc`)
    #[arg(long, value_name = "N")]
    generate: Option<u64>,
    /// Generated programs with this section only: mazes, generators, traced, …
    #[arg(long, requires = "generate")]
    section: Option<String>,
    /// How many mutants of each file (`errors`, `damage`); none compares the files as they are
    #[arg(long, default_value_t = 10)]
    mutants: u32,
    /// How many calls to generate (`objects`), besides the facts about every type
    #[arg(long, default_value_t = 25_000)]
    calls: usize,
    /// Compare what the whole compilation says, not the parser alone (`errors`)
    #[arg(long)]
    full: bool,
    /// Keep the mutants or programs that differ, or the generated programs (`objects`), in this folder
    #[arg(long)]
    keep: Option<PathBuf>,
    /// Workers, each with a CPython of its own
    #[arg(short, long, default_value_t = 2)]
    jobs: usize,
    /// The result for machines
    #[arg(long)]
    json: Option<PathBuf>,
    /// Put the result into docs/conformance.md
    #[arg(long)]
    record: bool,
}

/// What came of comparing one thing.
pub enum Verdict {
    Same,
    /// Both refuse it, in the same words.
    SameRefusal,
    /// There is nothing to compare: the reason is counted.
    Skipped(&'static str),
    Different(Difference),
}

#[derive(Serialize, Clone)]
pub struct Difference {
    /// One line: what differs first.
    pub what: String,
    /// A small diff.
    pub diff: String,
}

/// The verdict that something differs, with a small diff.
pub fn differs(what: impl Into<String>, expected: &str, actual: &str) -> Verdict {
    Verdict::Different(Difference {
        what: what.into(),
        diff: vivarium_tests::small_diff(expected, actual, 30),
    })
}

/// What a stage needs to compare one file.
pub struct Job<'a> {
    pub witness: &'a mut Witness,
    pub cache: &'a Cache,
    pub path: &'a Path,
    /// The path as it was given: what the file is called in messages and code objects.
    pub name: &'a str,
    pub source: &'a [u8],
    pub options: &'a Arguments,
}

type Compare = fn(&mut Job) -> Result<Vec<(String, Verdict)>, String>;

const STAGES: [(&str, Compare); 13] = [
    ("tokens", text::tokens),
    ("ast", text::tree),
    ("errors", errors::compare),
    ("code", code::fields),
    ("dis", code::disassembly),
    ("pyc", code::bytes),
    ("analyze", analyze::compare),
    ("symtable", symtable::compare),
    ("strings", cases::strings),
    ("pieces", cases::pieces),
    ("damage", cases::damaged),
    ("live", cases::live),
    ("run", run::compare),
];

/// The test modules whose sources `live` listens for.
const LIVE: [&str; 32] = [
    "test_syntax",
    "test_compile",
    "test_symtable",
    "test_global",
    "test_scope",
    "test_future_stmt/test_future",
    "test_exceptions",
    "test_named_expressions",
    "test_positional_only_arg",
    "test_unpack_ex",
    "test_generators",
    "test_coroutines",
    "test_asyncgen",
    "test_patma",
    "test_type_comments",
    "test_type_annotations",
    "test_grammar",
    "test_fstring",
    "test_string_literals",
    "test_eof",
    "test_flufl",
    "test_dis",
    "test_peepholer",
    "test_except_star",
    "test_keywordonlyarg",
    "test_unpack",
    "test_genexps",
    "test_listcomps",
    "test_setcomps",
    "test_code",
    "test_builtin",
    "test_ast",
];

#[derive(Serialize, Default)]
pub struct Tally {
    pub stage: String,
    pub optimize: u8,
    pub paths: Vec<String>,
    pub files: usize,
    /// Things compared: files, or mutants, or programs.
    pub compared: usize,
    pub same: usize,
    pub same_refusals: usize,
    pub skipped: BTreeMap<String, usize>,
    pub seconds: f64,
    pub differences: Vec<(String, Difference)>,
}

pub fn run(arguments: &Arguments) -> Outcome {
    // Thousands of files at opt-level 0 take minutes; the `quick` profile is made for this.
    if cfg!(debug_assertions) && std::env::var_os("VIVARIUM_CONFORMANCE_DEBUG").is_none() {
        return again_in_quick_profile();
    }
    if arguments.stage == "objects" {
        let start = Instant::now();
        let tally = objects::compare(arguments)?;
        let over = format!("generated calls, sizes, counts and hashes, seed {}", arguments.seed);
        return finish(Tally { stage: "objects".into(), paths: vec![over], ..tally }, start, arguments);
    }
    let Some((name, compare)) = STAGES.iter().find(|(name, _)| *name == arguments.stage) else {
        let names: Vec<&str> = STAGES.iter().map(|(name, _)| *name).chain(["objects"]).collect();
        return Err(format!("no stage {}; there are {}", arguments.stage, names.join(", ")));
    };
    let programs = match (arguments.generate, *name) {
        (Some(count), "run") => return judged(generated::run(arguments, count)?, arguments),
        (Some(_), "code" | "pyc") => true,
        (Some(_), _) => return Err("--generate is for the stages run, code and pyc".into()),
        (None, _) => false,
    };
    let compare: &Compare = if programs { &(cases::generated as Compare) } else { compare };
    let start = Instant::now();
    let files = if programs { seeds(arguments) } else { files(arguments)? };
    let cache = Cache::open(name);
    let tally = Mutex::new(Tally {
        stage: (*name).into(),
        optimize: arguments.optimize.min(2),
        paths: shown_paths(arguments),
        files: files.len(),
        ..Tally::default()
    });
    let next = AtomicUsize::new(0);
    let outcome: Result<Vec<()>, String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..arguments.jobs.max(1))
            .map(|_| {
                // Deep sources recurse in places; a worker has the room that a main thread has, and more.
                let builder = std::thread::Builder::new().stack_size(256 << 20);
                builder.spawn_scoped(scope, || worker(*compare, &files, &next, &cache, arguments, &tally))
            })
            .collect();
        let joined = workers.into_iter().map(|w| match w {
            Ok(handle) => handle.join().map_err(|_| "a worker panicked: a stage must not".to_owned())?,
            Err(error) => Err(error.to_string()),
        });
        joined.collect()
    });
    cache.save();
    let tally = tally.into_inner().map_err(|_| "a worker panicked".to_owned())?;
    outcome?;
    finish(tally, start, arguments)
}

/// Prints a tally and keeps it where it was asked for.
fn finish(mut tally: Tally, start: Instant, arguments: &Arguments) -> Outcome {
    tally.seconds = start.elapsed().as_secs_f64();
    judged(tally, arguments)
}

/// Prints and keeps what was found; an error where something differs.
fn judged(mut tally: Tally, arguments: &Arguments) -> Outcome {
    tally.differences.sort_by(|a, b| a.0.cmp(&b.0));
    print(&tally, arguments.show);
    if let Some(path) = &arguments.json {
        let text = serde_json::to_string_pretty(&tally).map_err(|e| e.to_string())?;
        std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    if arguments.record {
        record::record(&tally)?;
    }
    match tally.differences.len() {
        0 => Ok(()),
        n => Err(format!("{n} differ")),
    }
}

fn again_in_quick_profile() -> Outcome {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--profile", "quick", "--package", "xtask", "--"])
        .args(std::env::args_os().skip(1))
        .status()
        .map_err(|e| e.to_string())?;
    if status.success() { Ok(()) } else { std::process::exit(status.code().unwrap_or(1)) }
}

fn shown_paths(arguments: &Arguments) -> Vec<String> {
    if let Some(count) = arguments.generate {
        return vec![format!("{count} generated programs from seed {}", arguments.seed)];
    }
    if arguments.paths.is_empty() {
        let default = match &*arguments.stage {
            "run" => "tests/programs",
            "live" => "test modules on the compiler",
            _ => "the library of CPython 3.11.7",
        };
        return vec![default.into()];
    }
    arguments.paths.iter().map(|p| p.display().to_string()).collect()
}

/// The names of generated programs: their seeds.
fn seeds(arguments: &Arguments) -> Vec<PathBuf> {
    let number = |at: u64| PathBuf::from(arguments.seed.wrapping_add(at).to_string());
    (0..arguments.generate.unwrap_or(0)).map(number).collect()
}

fn files(arguments: &Arguments) -> Result<Vec<PathBuf>, String> {
    let mut roots = arguments.paths.clone();
    if roots.is_empty() && arguments.stage == "live" {
        let tests = witness::library()?.join("test");
        roots = LIVE.iter().map(|name| tests.join(format!("{name}.py"))).collect();
    }
    if roots.is_empty() {
        roots.push(if arguments.stage == "run" {
            root().join("tests/programs")
        } else {
            witness::library()?
        });
    }
    let mut files = Vec::new();
    for path in roots {
        if path.is_file() {
            files.push(path);
            continue;
        }
        if !path.is_dir() {
            return Err(format!("{}: there is no such file or folder", path.display()));
        }
        // Programs are at the top; what they import stands below.
        let top = |p: &PathBuf| arguments.stage != "run" || p.parent() == Some(&path);
        let sources = witness::files(&path).filter(|p| p.extension().is_some_and(|e| e == "py"));
        files.extend(sources.filter(top));
    }
    files.truncate(arguments.limit.unwrap_or(usize::MAX));
    Ok(files)
}

fn worker(
    compare: Compare,
    files: &[PathBuf],
    next: &AtomicUsize,
    cache: &Cache,
    options: &Arguments,
    tally: &Mutex<Tally>,
) -> Outcome {
    let mut witness = Witness::start()?;
    loop {
        let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) else { return Ok(()) };
        let source = match options.generate {
            None => std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?,
            Some(_) => Vec::new(),
        };
        let name = path.display().to_string();
        let mut job = Job { witness: &mut witness, cache, path, name: &name, source: &source, options };
        let verdicts = match compare(&mut job) {
            Ok(verdicts) => verdicts,
            Err(error) => {
                // A witness that died on one file must not take the others with it.
                witness = Witness::start()?;
                vec![(name.clone(), differs(error, "", ""))]
            }
        };
        let Ok(mut tally) = tally.lock() else { return Err("a worker panicked".into()) };
        for (name, verdict) in verdicts {
            tally.compared += 1;
            match verdict {
                Verdict::Same => tally.same += 1,
                Verdict::SameRefusal => {
                    tally.same += 1;
                    tally.same_refusals += 1;
                }
                Verdict::Skipped(reason) => {
                    tally.compared -= 1;
                    *tally.skipped.entry(reason.into()).or_default() += 1;
                }
                Verdict::Different(difference) => tally.differences.push((name, difference)),
            }
        }
    }
}

fn print(tally: &Tally, show: usize) {
    for (name, difference) in tally.differences.iter().take(show) {
        println!("--- {name}: {}", difference.what);
        println!("{}", difference.diff);
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, difference) in &tally.differences {
        *kinds.entry(difference.what.split(':').next().unwrap_or_default()).or_default() += 1;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (kind, count) in kinds.iter().take(12) {
        println!("{count:7} × {kind}");
    }
    for (reason, count) in &tally.skipped {
        println!("{count:7} left out: {reason}");
    }
    let share = 100.0 * tally.same as f64 / tally.compared.max(1) as f64;
    println!(
        "{}: {} of {} identical ({share:.2} %), {} of them refusals; {:.1} s",
        tally.stage, tally.same, tally.compared, tally.same_refusals, tally.seconds
    );
}

/// Compares a text of ours with the witness's, asking only where the cache does not already know that it is the same.
pub fn compare_text(job: &mut Job, operation: &str, ours: Result<String, String>) -> Result<Verdict, String> {
    let key = cache::key(operation, job.name, job.source, job.options.optimize);
    if let Ok(text) = &ours
        && job.cache.knows(&key, text)
    {
        return Ok(Verdict::Same);
    }
    let request = serde_json::json!({
        "op": operation, "path": job.path, "name": job.name, "optimize": job.options.optimize.min(2),
    });
    let answer = job.witness.ask(&request)?;
    let theirs = match (answer.get("error"), answer.get("text").and_then(|t| t.as_str())) {
        (Some(error), _) => Err(error.to_string()),
        (None, Some(text)) => Ok(text.to_owned()),
        (None, None) => return Err("the witness gave no text".into()),
    };
    Ok(settle_text(job, key, theirs, ours))
}

/// Judges two texts, or refusals, and keeps in mind under `key` that they are the same.
pub fn settle_text(
    job: &Job,
    key: String,
    theirs: Result<String, String>,
    ours: Result<String, String>,
) -> Verdict {
    let expected = match (theirs, &ours) {
        (Ok(text), _) => text,
        (Err(_), Err(_)) => {
            return Verdict::Skipped("CPython refuses it, and so do we (see the errors stage)");
        }
        (Err(error), Ok(_)) => return differs(format!("accepted, and CPython says: {error}"), "", ""),
    };
    match ours {
        Ok(text) if text == expected => {
            job.cache.learn(key, &text);
            Verdict::Same
        }
        Ok(text) => {
            let line = expected.lines().zip(text.lines()).position(|(a, b)| a != b).map_or(0, |n| n + 1);
            let (expected, text) = (around(&expected, line), around(&text, line));
            differs(format!("text: first at line {line}"), &expected, &text)
        }
        Err(error) => differs(format!("refused: {error}"), "", ""),
    }
}

/// The neighbourhood of a line: a diff of a million lines helps nobody.
fn around(text: &str, line: usize) -> String {
    let mut out = String::new();
    for line in text.lines().skip(line.saturating_sub(8)).take(24) {
        out.push_str(line);
        out.push('\n');
    }
    out
}
