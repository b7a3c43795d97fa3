//! `cargo xtask torture`: the lab and all programs under the torture build of `viv`, which collects at every allocation and
//! audits reference counts. What they print must stay what CPython prints.

use crate::{Outcome, root};
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use vivarium_tests::viv::Viv;
use vivarium_tests::{normalise, small_diff};

#[derive(Args)]
pub struct Arguments {
    /// A collection at every so many allocations; a program that takes too long is tried again with sixteen times as many
    #[arg(long, default_value_t = 1)]
    every: u64,
    /// An audit of all counts at every so many collections
    #[arg(long, default_value_t = 16)]
    audit: u64,
    /// Seconds that a program may take before it is tried with fewer collections
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Only programs whose path contains this
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Programs at once
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// The profile that the torture build is made with
    #[arg(long, default_value = "quick")]
    profile: String,
    /// A torture build that is there already
    #[arg(long, value_name = "FILE")]
    executable: Option<PathBuf>,
}

/// How often the number of allocations between collections grows before a program counts as too slow.
const ATTEMPTS: u32 = 4;

pub fn run(arguments: &Arguments) -> Outcome {
    let executable = match &arguments.executable {
        Some(executable) => executable.clone(),
        None => build(&arguments.profile)?,
    };
    let programs = programs(arguments.only.as_deref())?;
    let (next, results) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..arguments.jobs.max(1) {
            scope.spawn(|| {
                while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let verdict = try_program(arguments, &executable, program);
                    if let Verdict::Fails(why) = &verdict {
                        println!("{}: {why}", program.display());
                    }
                    if let Ok(mut results) = results.lock() {
                        results.push(verdict);
                    }
                }
            });
        }
    });
    let results = results.into_inner().map_err(|_| "a worker panicked".to_owned())?;
    for attempt in 0..ATTEMPTS {
        let every = arguments.every << (4 * attempt);
        let same =
            results.iter().filter(|verdict| matches!(verdict, Verdict::Same(at) if *at == every)).count();
        if same > 0 {
            println!("{same} programs as CPython with a collection at every {every} allocations");
        }
    }
    match results.iter().filter(|verdict| matches!(verdict, Verdict::Fails(_))).count() {
        0 => Ok(()),
        failures => Err(format!("{failures} of {} programs fail under torture", results.len())),
    }
}

fn build(profile: &str) -> Result<PathBuf, String> {
    // Tail calls are jumps for sure in a release build only: elsewhere a loop may use up the stack.
    let status = Command::new("cargo")
        .current_dir(root())
        .env("VIVARIUM_DRIVER", "match")
        .args(["build", "-p", "vivarium-cli", "--features", "torture", "--profile", profile])
        .status()
        .map_err(|e| e.to_string())?;
    if !status.success() {
        return Err(format!("cargo build: {status}"));
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(target.join(if profile == "dev" { "debug" } else { profile }).join("viv"))
}

fn programs(only: Option<&str>) -> Result<Vec<PathBuf>, String> {
    let mut programs = Vec::new();
    for folder in ["tests/lab", "tests/programs"] {
        for entry in std::fs::read_dir(root().join(folder)).map_err(|e| e.to_string())? {
            let path = entry.map_err(|e| e.to_string())?.path();
            let is_program =
                path.extension().is_some_and(|e| e == "py") && path.with_extension("out").exists();
            if is_program && only.is_none_or(|only| path.to_string_lossy().contains(only)) {
                programs.push(path);
            }
        }
    }
    programs.sort();
    Ok(programs)
}

enum Verdict {
    /// Prints what it should, with collections at every so many allocations.
    Same(u64),
    Fails(String),
}

fn try_program(arguments: &Arguments, executable: &Path, program: &Path) -> Verdict {
    let wanted = std::fs::read_to_string(program.with_extension("out")).unwrap_or_default();
    let errors = std::fs::read_to_string(program.with_extension("err")).unwrap_or("exit 0\n".into());
    let (folder, name) =
        (program.parent().unwrap_or(Path::new(".")), program.file_name().unwrap_or_default());
    for attempt in 0..ATTEMPTS {
        let every = arguments.every << (4 * attempt);
        let output = Viv::of(executable, [name])
            .dir(folder)
            .env("VIVARIUM_TORTURE", every.to_string())
            .env("VIVARIUM_TORTURE_AUDIT", arguments.audit.to_string())
            .limit(Duration::from_secs(arguments.seconds))
            .run();
        if output.err().ends_with("[stopped at the test's time limit]\n") {
            continue;
        }
        let actual = normalise(&output.out());
        if actual != wanted {
            return Verdict::Fails(format!(
                "prints something else at {every}\n{}\n{}",
                small_diff(&wanted, &actual, 20),
                output.err()
            ));
        }
        if output.code < 0
            || errors.split_once('\n').is_some_and(|(exit, _)| exit != format!("exit {}", output.code))
        {
            return Verdict::Fails(format!("ends with {} at {every}\n{}", output.code, output.err()));
        }
        return Verdict::Same(every);
    }
    Verdict::Fails("takes too long".into())
}
