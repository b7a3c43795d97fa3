//! `cargo xtask hostile`: generated programs that do their worst (`tests/hostile`), one after the other, each with a limit
//! on its time and its memory. A panic, an abort, a signal or a hang is a failure, named with the seed that repeats it.

use crate::{Outcome, root, witness};
use clap::Args;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

#[derive(Args)]
pub struct Arguments {
    /// How long to go on
    #[arg(long, default_value_t = 30.0)]
    minutes: f64,
    /// The first seed; the next program has the next one
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// So many seeds and no more, however long it takes
    #[arg(long, value_name = "N")]
    count: Option<u64>,
    /// One generator only: calls, callbacks, exhaustion, large, machinery, protocols
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Seconds of processor time that a program may take
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Megabytes of address space that a program may have
    #[arg(long, default_value_t = 4096)]
    megabytes: u64,
    /// The executable to try, instead of the one that is built here
    #[arg(long, value_name = "FILE")]
    executable: Option<std::path::PathBuf>,
}

/// How a program ended that should not have ended so.
enum Trouble {
    /// Whatever CPython does here, this must not happen.
    Crash(String),
    /// It took too long: no failure where CPython takes too long as well.
    Hang,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let executable = match &arguments.executable {
        Some(executable) => executable.clone(),
        None => vivarium_tests::viv::binary().to_path_buf(),
    };
    let folder = root().join("tests/hostile");
    let generators = generators(&folder, arguments.only.as_deref())?;
    let start = Instant::now();
    let limit = Duration::from_secs_f64((arguments.minutes * 60.0).max(0.0));
    let (mut programs, mut slow, mut failures) = (0_u64, 0, Vec::new());
    let mut seed = arguments.seed;
    let goes_on = |seed: u64| match arguments.count {
        Some(count) => seed - arguments.seed < count,
        None => start.elapsed() < limit,
    };
    while goes_on(seed) {
        for name in &generators {
            let script = folder.join(format!("{name}.py"));
            programs += 1;
            let failure = match trouble(&executable, &script, seed, arguments)? {
                None => continue,
                Some(Trouble::Crash(what)) => what,
                Some(Trouble::Hang) if slow_in_cpython(&script, seed, arguments)? => {
                    slow += 1;
                    continue;
                }
                Some(Trouble::Hang) => "hangs".to_owned(),
            };
            println!("{name} {seed}: {failure}");
            failures.push((name.clone(), seed));
        }
        seed += 1;
    }
    let minutes = start.elapsed().as_secs_f64() / 60.0;
    println!(
        "{programs} hostile programs from seed {} in {minutes:.1} minutes: {} failures, {slow} as slow in CPython",
        arguments.seed,
        failures.len()
    );
    if failures.is_empty() { Ok(()) } else { Err(format!("{} hostile programs fail", failures.len())) }
}

fn generators(folder: &Path, only: Option<&str>) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.extension().is_some_and(|extension| extension == "py") {
            names.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    // What they share.
    names.retain(|name| !name.starts_with('_'));
    names.sort();
    if let Some(only) = only {
        names.retain(|name| name == only);
    }
    if names.is_empty() { Err("there is no such generator in tests/hostile".into()) } else { Ok(names) }
}

/// The program under its limits, in a folder of its own that goes away.
fn start(
    executable: &Path,
    script: &Path,
    seed: u64,
    arguments: &Arguments,
) -> Result<(ExitStatus, Vec<u8>), String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let errors = folder.path().join("standard_error");
    let limits = format!(
        "ulimit -c 0; ulimit -t {}; ulimit -v {}; exec \"$@\"",
        arguments.seconds,
        arguments.megabytes.saturating_mul(1024)
    );
    let mut shell = witness::command(Path::new("sh"));
    shell.arg("-c").arg(limits).arg("sh").arg(executable).arg(script).arg(seed.to_string());
    shell.current_dir(folder.path()).stdin(Stdio::null()).stdout(Stdio::null());
    shell.stderr(std::fs::File::create(&errors).map_err(|e| e.to_string())?);
    let status = wait(shell, Duration::from_secs(arguments.seconds * 10))?;
    Ok((status, std::fs::read(&errors).unwrap_or_default()))
}

/// A program that waits for something uses no processor time: it is killed much later.
fn wait(mut command: Command, limit: Duration) -> Result<ExitStatus, String> {
    let mut child = command.spawn().map_err(|e| format!("sh does not start: {e}"))?;
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().map_err(|e| e.to_string())? {
            return Ok(status);
        }
        if start.elapsed() > limit {
            child.kill().map_err(|e| e.to_string())?;
            return child.wait().map_err(|e| e.to_string());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn trouble(
    executable: &Path,
    script: &Path,
    seed: u64,
    arguments: &Arguments,
) -> Result<Option<Trouble>, String> {
    const INTERRUPT: i32 = 2;
    const KILL: i32 = 9;
    const OUT_OF_TIME: i32 = 24;
    let (status, said) = start(executable, script, seed, arguments)?;
    let said = String::from_utf8_lossy(&said);
    if let Some(line) = said.lines().find(|line| line.contains("panicked at")) {
        return Ok(Some(Trouble::Crash(line.to_owned())));
    }
    // Lost errors of the interpreter itself, which no program means.
    if let Some(line) = said.lines().find(|line| line.contains("without setting an exception")) {
        return Ok(Some(Trouble::Crash(line.to_owned())));
    }
    if status.code() == Some(1) && said.is_empty() {
        let (expected, why) = start(&witness::find()?, script, seed, arguments)?;
        let mute = expected.code() == Some(1) && why.is_empty();
        return Ok((!mute).then(|| Trouble::Crash("exits with 1 and does not say why".to_owned())));
    }
    Ok(match status.signal() {
        // A `KeyboardInterrupt` that nobody catches ends a process so.
        None | Some(INTERRUPT) => None,
        Some(KILL | OUT_OF_TIME) => Some(Trouble::Hang),
        Some(signal) => {
            let last = said.lines().find(|line| line.contains("allocation")).unwrap_or_default();
            Some(Trouble::Crash(format!("signal {signal} {last}").trim_end().to_owned()))
        }
    })
}

/// Whether CPython takes too long for the same program, too, or does not get to its end either.
fn slow_in_cpython(script: &Path, seed: u64, arguments: &Arguments) -> Result<bool, String> {
    Ok(start(&witness::find()?, script, seed, arguments)?.0.signal().is_some())
}
