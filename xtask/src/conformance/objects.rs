//! `--stage objects`: a generated table of calls, sizes, reference counts and hashes, line by line.

use super::{Arguments, Difference, Tally};
use crate::witness;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use vivarium_tests::normalise;

/// A program without a new line for so long has hung.
const LIMIT: Duration = Duration::from_secs(30);
/// Address space in KiB: what asks for more is `MemoryError` in both.
const MEMORY: &str = "4000000";

/// Generates the programs and compares each numbered line that both print.
pub fn compare(arguments: &Arguments) -> Result<Tally, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let folder = arguments.keep.clone().unwrap_or_else(|| folder.path().to_owned());
    std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
    let generators = crate::root().join("xtask/python/objects");
    let python = witness::find()?;
    for name in ["generate.py", "sizes.py", "counts.py", "hashes.py"] {
        let status = witness::command(&python)
            .arg("-Wignore")
            .arg(generators.join(name))
            .arg(&folder)
            .args([arguments.calls.to_string(), arguments.seed.to_string()])
            .stderr(Stdio::null())
            .status()
            .map_err(|e| e.to_string())?;
        if !status.success() {
            return Err(format!("{name}: {status}"));
        }
    }
    let mut programs: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(|e| e.to_string())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "py"))
        .collect();
    programs.sort();
    let mut runs: Vec<(PathBuf, Form)> = Vec::new();
    for program in &programs {
        runs.push((program.clone(), Form::Script));
        if program.file_name().is_some_and(|n| n.to_string_lossy().starts_with("counts")) {
            runs.push((program.clone(), Form::OwnPyc));
            runs.push((program.clone(), Form::WitnessPyc));
        }
    }
    let (next, tally) = (AtomicUsize::new(0), Mutex::new(Tally::default()));
    let outcome: Result<Vec<()>, String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..arguments.jobs.max(1))
            .map(|_| {
                scope.spawn(|| {
                    while let Some((program, form)) = runs.get(next.fetch_add(1, Ordering::Relaxed)) {
                        compare_program(&python, program, *form, &tally)?;
                    }
                    Ok(())
                })
            })
            .collect();
        workers.into_iter().map(|w| w.join().map_err(|_| "a worker panicked".to_owned())?).collect()
    });
    outcome?;
    tally.into_inner().map_err(|_| "a worker panicked".to_owned())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Script,
    /// The `.pyc` that `viv compile` writes.
    OwnPyc,
    /// The `.pyc` that CPython writes.
    WitnessPyc,
}

fn compare_program(python: &Path, program: &Path, form: Form, tally: &Mutex<Tally>) -> Result<(), String> {
    let source = std::fs::read(program).map_err(|e| e.to_string())?;
    let source = String::from_utf8_lossy(&source).into_owned();
    let cases = cases(&source);
    let pyc = |by: Form| -> Result<PathBuf, String> {
        match by {
            Form::Script => Ok(program.to_owned()),
            Form::WitnessPyc => {
                let out = program.with_extension("pyc");
                let script =
                    "import py_compile, sys; py_compile.compile(sys.argv[1], sys.argv[2], doraise=True)";
                checked(witness::command(python).args(["-c", script]).arg(program).arg(&out))?;
                Ok(out)
            }
            Form::OwnPyc => {
                let folder = program.with_extension("own");
                checked(
                    witness::command(vivarium_tests::viv::binary())
                        .arg("compile")
                        .arg("--out-dir")
                        .arg(&folder)
                        .arg(program),
                )?;
                let inside = program.to_string_lossy().trim_start_matches('/').to_owned() + "c";
                Ok(folder.join(inside))
            }
        }
    };
    let (theirs, ours) = match form {
        Form::Script => (pyc(Form::Script)?, pyc(Form::Script)?),
        _ => (pyc(Form::WitnessPyc)?, pyc(form)?),
    };
    let expected = lines(python, &theirs, &cases)?;
    let actual = lines(vivarium_tests::viv::binary(), &ours, &cases)?;
    let mut tally = tally.lock().map_err(|_| "a worker panicked".to_owned())?;
    tally.files += 1;
    for (number, expected) in &expected {
        if expected.starts_with("DIED") {
            *tally.skipped.entry("CPython dies or hangs on it".into()).or_default() += 1;
            continue;
        }
        tally.compared += 1;
        let actual = actual.get(number).map_or("", String::as_str);
        if actual == expected {
            tally.same += 1;
            tally.same_refusals += usize::from(expected.starts_with('!'));
        } else {
            let case = cases.get(number).map_or("", String::as_str);
            let stem = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            tally.differences.push((
                format!("{stem} {number:06}"),
                Difference {
                    what: format!("{}: {case}", kind(case)),
                    diff: format!("  CPython {}\n  ours    {}", shown(expected), shown(actual)),
                },
            ));
        }
    }
    Ok(())
}

fn checked(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|e| e.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn shown(text: &str) -> String {
    text.chars().take(500).collect()
}

/// The call's part of a case, for the summary by kind.
fn kind(case: &str) -> String {
    let call = case.rsplit("lambda r").next().unwrap_or(case);
    let call = call.split_once(": (").map_or(call, |(_, call)| call);
    call.chars().take_while(|c| *c != '(').take(30).collect()
}

/// What stands behind the numbers: lines `K(12, …)`.
fn cases(source: &str) -> BTreeMap<usize, String> {
    let numbered = |line: &str| {
        let (number, rest) = line.strip_prefix("K(")?.split_once(',')?;
        Some((number.parse().ok()?, rest.trim().to_owned()))
    };
    source.lines().filter_map(numbered).collect()
}

/// Runs a program to its end, again behind each case that kills it; what it prints by number.
fn lines(
    program: &Path,
    file: &Path,
    cases: &BTreeMap<usize, String>,
) -> Result<BTreeMap<usize, String>, String> {
    let mut found = BTreeMap::new();
    let mut start = cases.keys().next().copied().unwrap_or(0);
    let last = cases.keys().next_back().copied().unwrap_or(0);
    loop {
        let (text, ending) = run(program, file, start)?;
        for line in text.lines() {
            if let Some((number, rest)) = line.split_once(' ')
                && let Ok(number) = number.parse::<usize>()
            {
                found.insert(number, normalise(rest));
            }
        }
        let reached = found.keys().next_back().copied();
        if cases.is_empty() || reached.is_some_and(|reached| reached >= last) {
            return Ok(found);
        }
        let at = reached.map_or(start, |reached| (reached + 1).max(start));
        found.insert(at, format!("DIED {ending}"));
        if at >= last || (reached.is_none() && start > 0 && at == start && ending.contains("exit status: 1"))
        {
            return Ok(found);
        }
        start = at + 1;
    }
}

fn run(program: &Path, file: &Path, start: usize) -> Result<(String, String), String> {
    let mut command = witness::command(Path::new("sh"));
    command.arg("-c").arg(format!("ulimit -v {MEMORY}; exec \"$@\"")).arg("sh").arg(program).arg("-Wignore");
    command
        .arg(file)
        .arg(start.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().map_err(|e| e.to_string())?;
    let mut stdout = child.stdout.take().ok_or("no pipe")?;
    let progress = AtomicUsize::new(0);
    let text = Mutex::new(Vec::new());
    let ending = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut buffer = [0; 65536];
            while let Ok(count) = stdout.read(&mut buffer) {
                if count == 0 {
                    break;
                }
                if let Ok(mut text) = text.lock() {
                    text.extend_from_slice(&buffer[..count]);
                }
                progress.fetch_add(count, Ordering::Relaxed);
            }
        });
        let (mut seen, mut since) = (0, Instant::now());
        loop {
            match child.try_wait() {
                Ok(Some(status)) => break Ok(status.to_string()),
                Ok(None) => {}
                Err(error) => break Err(error.to_string()),
            }
            let now = progress.load(Ordering::Relaxed);
            if now != seen {
                (seen, since) = (now, Instant::now());
            } else if since.elapsed() > LIMIT {
                let _ = child.kill();
                let _ = child.wait();
                break Ok("stopped at the time limit".to_owned());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    })?;
    let text = text.into_inner().map_err(|_| "a reader panicked".to_owned())?;
    Ok((String::from_utf8_lossy(&text).into_owned(), ending))
}
