//! `cargo xtask golden`: writes every expectation, or with `--check` says which ones drifted.
//!
//! What CPython defines is written by the witness; our own formats are insta snapshots and are refreshed by running the
//! tests of the crates that have them.

use crate::witness::{self, VERSION, Witness};
use crate::{Outcome, root};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of inputs, and how the witness makes their expectations.
struct Stage {
    name: &'static str,
    folder: &'static str,
    /// Endings of the expectations.
    endings: &'static [&'static str],
    make: Make,
}

enum Make {
    /// An operation of `xtask/python/witness.py`; the words are what one would type.
    Ask(&'static str, &'static str),
    /// `python3 -m dis`, which is a process of its own for each file.
    Disassemble,
    /// Runs the program: `.out` is its standard output; with `.err`, `exit N` and its standard error.
    Run,
}

const STAGES: [Stage; 16] = [
    ask("lexer", "crates/lexer/goldens/ok", &["tokens"], "tokens", "python3 -m tokenize -e"),
    ask("lexer", "crates/lexer/goldens/err", &["error"], "source_error", "the SyntaxError of compile()"),
    ask("parser", "crates/parser/goldens/ok", &["ast"], "ast", "python3 -m ast -a"),
    ask("parser", "crates/parser/goldens/err", &["error"], "parse_error", "the SyntaxError of ast.parse()"),
    ask("unparse", "crates/parser/goldens/unparse", &["unparsed"], "unparse", "ast.unparse"),
    ask("symtable", "crates/emitter/goldens/symtable", &["symtable"], "symtable", "symtable.symtable()"),
    ask(
        "emitter",
        "crates/emitter/goldens/code",
        &["code"],
        "code",
        "every field of compile()'s code objects",
    ),
    ask("compiler", "crates/compiler/goldens/err", &["error"], "error", "errors and warnings of compile()"),
    Stage {
        name: "listing",
        folder: "crates/compiler/goldens/dis",
        endings: &["dis"],
        make: Make::Disassemble,
    },
    Stage { name: "analyzer", folder: "crates/analyzer/goldens", endings: &["out"], make: Make::Run },
    Stage { name: "emitter", folder: "crates/emitter/goldens/process", endings: &["out"], make: Make::Run },
    Stage { name: "bytecode", folder: "crates/bytecode/goldens", endings: &["out"], make: Make::Run },
    Stage { name: "lab", folder: "tests/lab", endings: &["out"], make: Make::Run },
    Stage { name: "library", folder: "tests/library", endings: &["out"], make: Make::Run },
    Stage { name: "programs", folder: "tests/programs", endings: &["out", "err"], make: Make::Run },
    Stage { name: "samples", folder: "docs/samples", endings: &["out"], make: Make::Run },
];

const fn ask(
    name: &'static str,
    folder: &'static str,
    endings: &'static [&'static str],
    operation: &'static str,
    words: &'static str,
) -> Stage {
    Stage { name, folder, endings, make: Make::Ask(operation, words) }
}

/// Crates whose tests hold insta snapshots: any that has a `snapshots` folder below it.
fn snapshot_crates() -> Vec<String> {
    let folders = std::fs::read_dir(root().join("crates")).into_iter().flatten().filter_map(Result::ok);
    let has = |path: &Path| {
        walkdir::WalkDir::new(path).into_iter().filter_map(Result::ok).any(|e| e.file_name() == "snapshots")
    };
    let mut names: Vec<String> = folders
        .filter(|f| has(&f.path()))
        .map(|f| format!("vivarium-{}", f.file_name().to_string_lossy()))
        .collect();
    names.sort();
    names
}

pub fn run(check: bool, only: Option<&str>) -> Outcome {
    let known = |name: &str| STAGES.iter().any(|s| s.name == name) || matches!(name, "snapshots" | "pages");
    if let Some(name) = only.filter(|n| !known(n)) {
        let names: BTreeSet<&str> = STAGES.iter().map(|s| s.name).chain(["pages", "snapshots"]).collect();
        return Err(format!("no stage {name}; there are {}", Vec::from_iter(names).join(", ")));
    }
    let mut report = Report { check, ..Report::default() };
    for stage in STAGES.iter().filter(|s| only.is_none_or(|n| n == s.name)) {
        one_stage(stage, &mut report)?;
    }
    if only.is_none_or(|n| n == "pages") {
        report.settle(&root().join("docs/opcodes.md"), Some(&crate::opcode_page::page()));
        for (path, text) in crate::pages::rewritten()? {
            report.settle(&path, Some(&text));
        }
    }
    if only.is_none_or(|n| n == "snapshots") {
        snapshots(&mut report)?;
    }
    report.finish()
}

#[derive(Default)]
struct Report {
    check: bool,
    complaints: Vec<String>,
    same: usize,
    written: usize,
}

impl Report {
    /// Compares an expectation with what it should be, and writes it where that is allowed.
    fn settle(&mut self, path: &Path, wanted: Option<&str>) {
        let current = std::fs::read(path).ok();
        if current.as_deref() == wanted.map(str::as_bytes) {
            self.same += usize::from(wanted.is_some());
            return;
        }
        let shown = path.strip_prefix(root()).unwrap_or(path).display().to_string();
        if self.check {
            self.complaints.push(format!("{shown}: drifted from what CPython says"));
            return;
        }
        self.written += 1;
        let done = match wanted {
            Some(text) => std::fs::write(path, text),
            None => std::fs::remove_file(path),
        };
        match done {
            Ok(()) => println!("{} {shown}", if wanted.is_some() { "wrote" } else { "removed" }),
            Err(error) => self.complaints.push(format!("{shown}: {error}")),
        }
    }

    fn finish(self) -> Outcome {
        println!("{} up to date, {} written", self.same, self.written);
        match self.complaints.len() {
            0 => Ok(()),
            n => Err(format!("{}\n{n} goldens need attention", self.complaints.join("\n"))),
        }
    }
}

fn one_stage(stage: &Stage, report: &mut Report) -> Outcome {
    let folder = root().join(stage.folder);
    let (mut inputs, mut orphans) = (Vec::new(), Vec::new());
    let mut names: Vec<PathBuf> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|e| e.path())
        .filter(|p| p.is_file())
        .collect();
    names.sort();
    for path in names {
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let stem = path.file_stem().and_then(|e| e.to_str()).unwrap_or_default();
        if stem.starts_with('_') {
            continue;
        }
        if ending == "py" {
            inputs.push(path);
        } else if stage.endings.contains(&ending) && !path.with_extension("py").exists() {
            orphans.push(path);
        }
    }
    for orphan in orphans {
        let shown = orphan.strip_prefix(root()).unwrap_or(&orphan).display().to_string();
        report.complaints.push(format!("{shown}: an expectation without its input"));
    }
    if inputs.is_empty() {
        return Ok(());
    }
    match stage.make {
        Make::Ask(operation, words) => {
            let mut witness = Witness::start()?;
            for input in &inputs {
                let name = input.file_name().and_then(|n| n.to_str()).unwrap_or_default();
                let answer = witness.text(operation, input, name)?;
                let Some(text) = answer.get("text").and_then(|t| t.as_str()) else {
                    let error = answer.get("error").cloned().unwrap_or_default();
                    report.complaints.push(format!("{}/{name}: CPython refuses it: {error}", stage.folder));
                    continue;
                };
                let text = format!("# CPython {VERSION}: {words}\n{text}");
                report.settle(&input.with_extension(stage.endings[0]), Some(&text));
            }
        }
        Make::Disassemble => {
            for input in &inputs {
                let name = input.file_name().and_then(|n| n.to_str()).unwrap_or_default();
                match witness::disassembly(&folder, name, 0)? {
                    Ok(text) => {
                        let text = format!("# CPython {VERSION}: python3 -m dis\n{text}");
                        report.settle(&input.with_extension(stage.endings[0]), Some(&text));
                    }
                    Err(error) => {
                        let complaint = format!("{}/{name}: CPython refuses it: {error}", stage.folder);
                        report.complaints.push(complaint);
                    }
                }
            }
        }
        Make::Run => {
            let python = witness::find()?;
            for input in &inputs {
                let (out, err) = run_program(&python, stage, input)?;
                report.settle(&input.with_extension("out"), Some(&out));
                if stage.endings.contains(&"err") {
                    let quiet = err == "exit 0\n";
                    report.settle(&input.with_extension("err"), (!quiet).then_some(&*err));
                } else if !err.starts_with("exit 0\n") {
                    let shown = input.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    report.complaints.push(format!("{}/{shown} fails: {err}", stage.folder));
                }
            }
            // The bytes of `.out` are the program's alone, so the version stands beside them.
            let stamp =
                format!("Every .out and .err here was written by CPython {VERSION} (cargo xtask golden).\n");
            report.settle(&folder.join("WITNESS"), Some(&stamp));
        }
    }
    Ok(())
}

fn run_program(python: &Path, stage: &Stage, input: &Path) -> Result<(String, String), String> {
    let folder = input.parent().unwrap_or(Path::new("."));
    let name = input.file_name().unwrap_or_default();
    let mut command = witness::command(python);
    match stage.name {
        // As the tests start them: what a program is called shows in its tracebacks.
        "programs" => command.current_dir(folder).arg(name),
        _ => command.current_dir(root()).arg(Path::new(stage.folder).join(name)),
    };
    let output = command.stdin(std::process::Stdio::null()).output().map_err(|e| e.to_string())?;
    let text = |bytes: Vec<u8>| {
        let text =
            String::from_utf8(bytes).map_err(|_| format!("{}: output is not UTF-8", input.display()))?;
        Ok::<_, String>(vivarium_tests::normalise(&text))
    };
    let code = code_of(output.status);
    Ok((text(output.stdout)?, format!("exit {code}\n{}", text(output.stderr)?)))
}

#[cfg(unix)]
fn code_of(status: std::process::ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    status.code().unwrap_or_else(|| -status.signal().unwrap_or(0))
}

#[cfg(not(unix))]
fn code_of(status: std::process::ExitStatus) -> i32 {
    status.code().unwrap_or(-1)
}

fn snapshots(report: &mut Report) -> Outcome {
    let crates = snapshot_crates();
    if crates.is_empty() {
        return Ok(());
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.arg("test").arg("--quiet").current_dir(root());
    for name in &crates {
        command.args(["--package", name]);
    }
    // insta itself says which snapshots nobody asks for any more.
    command.env("INSTA_UPDATE", if report.check { "no" } else { "always" });
    command.env("INSTA_FORCE_PASS", if report.check { "0" } else { "1" });
    let status = command.status().map_err(|e| e.to_string())?;
    if report.check && !status.success() {
        report.complaints.push(format!("snapshots drifted in one of {}", crates.join(", ")));
    }
    Ok(())
}
