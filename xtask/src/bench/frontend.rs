//! The front end over the library's sources: our lexer, parser and compiler, ruff's parser, CPython's `compile`.

use super::{Arguments, Line, median, rival};
use crate::{root, witness};
use serde_json::Value;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use vivarium_compiler::{Options, compile};

pub fn measure(arguments: &Arguments) -> Result<Vec<Line>, String> {
    let sources = sources(arguments)?;
    let bytes: usize = sources.iter().map(|(_, text)| text.len()).sum();
    println!("{} files, {:.1} MB", sources.len(), bytes as f64 / 1e6);
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let list = folder.path().join("files");
    let names: Vec<String> = sources.iter().map(|(path, _)| path.display().to_string()).collect();
    std::fs::write(&list, names.join("\n")).map_err(|e| e.to_string())?;
    let ruff = build_ruff()?;
    let python = rival()?;
    let options = Options::default();
    let mut times: [Vec<f64>; 6] = Default::default();
    for _ in 0..arguments.rounds.max(1) {
        times[0].push(timed(&sources, |text| drop(black_box(vivarium_lexer::lex(black_box(text))))));
        times[1]
            .push(timed(&sources, |text| drop(black_box(vivarium_parser::parse_module(black_box(text))))));
        times[2].push(timed(&sources, |text| drop(black_box(compile(black_box(text), &options)))));
        times[3].push(ruff_seconds(&ruff, &list)?);
        let cpython = cpython_seconds(&python, &list)?;
        times[4].push(cpython.0);
        times[5].push(cpython.1);
    }
    let [lex, parse, compiled, ruff, cpython_parse, cpython_compile] =
        times.map(|t| (!t.is_empty()).then(|| median(t)));
    let speed = |seconds: f64| bytes as f64 / 1e6 / seconds;
    let mut lines = Vec::new();
    let mut line = |what: &str, against: &str, ours: Option<f64>, theirs: Option<f64>| {
        if let (Some(ours), Some(theirs)) = (ours, theirs) {
            let note = format!(
                "{:.0} MB/s and {:.0} MB/s: {:.2} times as fast",
                speed(ours),
                speed(theirs),
                theirs / ours
            );
            lines.push(Line { what: what.into(), against: against.into(), ratio: ours / theirs, note });
        }
    };
    line("parser (source to tree)", "ruff's parser 0.15.8", parse, ruff);
    line("parser (source to tree)", "CPython's `ast.parse`, C part", parse, cpython_parse);
    line("lexer", "our parser", lex, parse);
    line("lexer", "CPython's `compile`", lex, cpython_compile);
    line("compiler (source to code)", "CPython's `compile`", compiled, cpython_compile);
    line("lexer and parser", "our compiler", parse, compiled);
    Ok(lines)
}

/// Every file of the installed library that CPython parses and that is UTF-8.
fn sources(arguments: &Arguments) -> Result<Vec<(PathBuf, String)>, String> {
    let library = witness::library()?;
    let skip =
        |e: &walkdir::DirEntry| !matches!(&*e.file_name().to_string_lossy(), "site-packages" | "__pycache__");
    let found = walkdir::WalkDir::new(library).sort_by_file_name().into_iter().filter_entry(skip);
    let paths = found
        .filter_map(Result::ok)
        .map(|e| e.into_path())
        .filter(|p| p.extension().is_some_and(|e| e == "py"));
    let mut sources: Vec<(PathBuf, String)> = paths
        .filter_map(|path| std::fs::read_to_string(&path).ok().map(|text| (path, text)))
        .filter(|(_, text)| !text.starts_with('\u{feff}') && vivarium_parser::parse_module(text).is_ok())
        .collect();
    sources.truncate(arguments.limit.unwrap_or(usize::MAX));
    Ok(sources)
}

fn timed(sources: &[(PathBuf, String)], work: impl Fn(&str)) -> f64 {
    let start = Instant::now();
    for (_, text) in sources {
        work(text);
    }
    start.elapsed().as_secs_f64()
}

fn build_ruff() -> Result<PathBuf, String> {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), PathBuf::from)
        .join("ruff");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--release"])
        .current_dir(root().join("xtask/ruff"))
        .env("CARGO_TARGET_DIR", &target)
        .status()
        .map_err(|e| e.to_string())?;
    if status.success() {
        Ok(target.join("release/vivarium-bench-ruff"))
    } else {
        Err("ruff's parser does not build".into())
    }
}

fn ruff_seconds(binary: &Path, list: &Path) -> Result<f64, String> {
    let output = Command::new(binary).arg(list).output().map_err(|e| e.to_string())?;
    String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .map_err(|_| "ruff's parser gave no figure".to_owned())
}

/// Seconds for parsing and for compiling.
fn cpython_seconds(python: &Path, list: &Path) -> Result<(f64, f64), String> {
    let script = root().join("xtask/python/frontend_bench.py");
    let output = witness::command(python).arg(script).arg(list).output().map_err(|e| e.to_string())?;
    let answer: Value = serde_json::from_slice(&output.stdout)
        .map_err(|_| format!("CPython gave no figure: {}", String::from_utf8_lossy(&output.stderr)))?;
    let number = |key: &str| answer[key].as_f64().ok_or("CPython gave no figure".to_owned());
    Ok((number("parse")?, number("compile")?))
}
