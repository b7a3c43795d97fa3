//! The front end over the library's sources: our lexer, parser and compiler, ruff's parser, CPython's `compile`.

use super::{Arguments, Line, median, rival};
use crate::{root, witness};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

pub fn measure(arguments: &Arguments) -> Result<Vec<Line>, String> {
    let (sources, bytes) = sources(arguments)?;
    println!("{} files, {:.1} MB", sources.len(), bytes as f64 / 1e6);
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let list = folder.path().join("files");
    let names: Vec<String> = sources.iter().map(|path| path.display().to_string()).collect();
    std::fs::write(&list, names.join("\n")).map_err(|e| e.to_string())?;
    let binaries = build()?;
    let python = rival()?;
    let script = root().join("xtask/python/frontend_bench.py");
    // Ours and ruff's take turns inside one process, the rounds of both processes take turns too.
    let mut times: Vec<(&str, Vec<f64>)> =
        ["lexer", "parser", "compiler", "ruff", "parse", "compile"].map(|name| (name, Vec::new())).to_vec();
    for _ in 0..arguments.rounds.max(1) {
        let ours = answer(Command::new(binaries.join("speed")).arg(&list).arg("3"))?;
        let cpython = answer(witness::command(&python).arg(&script).arg(&list))?;
        for (name, times) in &mut times {
            let seconds = ours[&**name].as_f64().or(cpython[&**name].as_f64());
            times.push(seconds.ok_or_else(|| format!("no figure for {name}"))?);
        }
    }
    let seconds =
        |name: &str| median(times.iter().find(|(n, _)| *n == name).map_or_else(Vec::new, |(_, t)| t.clone()));
    let speed = |seconds: f64| bytes as f64 / 1e6 / seconds;
    let line = |what: &str, name: &str, against: &str, other: &str| {
        let (ours, theirs) = (seconds(name), seconds(other));
        let times = theirs / ours;
        let note = format!("{:.0} MB/s and {:.0} MB/s: {times:.2} times as fast", speed(ours), speed(theirs));
        Line { what: what.into(), against: against.into(), ratio: ours / theirs, note }
    };
    let memory = answer(Command::new(binaries.join("memory")).arg(&list))?;
    let a_byte =
        |key: &str| memory[key].as_f64().unwrap_or(f64::NAN) / memory["bytes"].as_f64().unwrap_or(f64::NAN);
    let (peak, kept) = (a_byte("peak"), a_byte("kept"));
    Ok(vec![
        line("parser (source to tree)", "parser", "ruff's parser 0.15.8", "ruff"),
        line("parser (source to tree)", "parser", "CPython's `ast.parse`", "parse"),
        line("lexer", "lexer", "our parser", "parser"),
        line("compiler (source to code)", "compiler", "CPython's `compile`", "compile"),
        line("lexer and parser", "parser", "our compiler", "compiler"),
        Line {
            what: "memory of tree and tokens".into(),
            against: "12 bytes a source byte".into(),
            ratio: peak / 12.0,
            note: format!("{peak:.1} bytes a source byte at most while parsing, {kept:.1} kept"),
        },
    ])
}

/// Every file of the installed library that CPython parses and that is UTF-8, and their size together.
fn sources(arguments: &Arguments) -> Result<(Vec<PathBuf>, usize), String> {
    let library = witness::library()?;
    let mut sources: Vec<(PathBuf, usize)> = witness::files(&library)
        .filter(|p| p.extension().is_some_and(|e| e == "py"))
        .filter_map(|path| std::fs::read_to_string(&path).ok().map(|text| (path, text)))
        .filter(|(_, text)| !text.starts_with('\u{feff}') && vivarium_parser::parse_module(text).is_ok())
        .map(|(path, text)| (path, text.len()))
        .collect();
    sources.truncate(arguments.limit.unwrap_or(usize::MAX));
    let bytes = sources.iter().map(|(_, bytes)| bytes).sum();
    Ok((sources.into_iter().map(|(path, _)| path).collect(), bytes))
}

/// Builds the package that ours and ruff's parser share, and says where its programs are.
fn build() -> Result<PathBuf, String> {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), PathBuf::from)
        .join("bench-frontend");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--release"])
        .current_dir(root().join("xtask/ruff"))
        .env("CARGO_TARGET_DIR", &target)
        .status()
        .map_err(|e| e.to_string())?;
    if status.success() {
        Ok(target.join("release"))
    } else {
        Err("the front end's bench does not build".into())
    }
}

fn answer(command: &mut Command) -> Result<Value, String> {
    let output = command.output().map_err(|e| e.to_string())?;
    serde_json::from_slice(&output.stdout)
        .map_err(|_| format!("{}: no figures: {}", name(command), String::from_utf8_lossy(&output.stderr)))
}

fn name(command: &Command) -> String {
    Path::new(command.get_program()).display().to_string()
}
