//! `--stage run --generate N --seed S`: random programs (`xtask/python/programs`), run by both, many to a process.

use super::run::{Program, outcome};
use super::{Arguments, Tally, Verdict, differs};
use crate::{root, witness};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Programs to a process: a start costs more than most of them.
const BATCH: u64 = 25;

pub fn run(arguments: &Arguments, count: u64) -> Result<Tally, String> {
    let start = Instant::now();
    let executable = witness::find()?;
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let mut write = witness::command(&executable);
    write.arg(root().join("xtask/python/generate.py")).arg(folder.path());
    write.args([arguments.seed.to_string(), count.to_string()]).args(&arguments.section);
    let written = write.status().map_err(|e| e.to_string())?;
    if !written.success() {
        return Err("the generator fails".into());
    }
    let last = arguments.seed.saturating_add(count);
    let batches: Vec<Vec<String>> = (arguments.seed..last)
        .step_by(BATCH as usize)
        .map(|first| (first..last.min(first + BATCH)).map(|seed| format!("p{seed}.py")).collect())
        .collect();
    let next = AtomicUsize::new(0);
    let tally = Mutex::new(Tally {
        stage: "run".into(),
        paths: vec![format!("{count} generated programs from seed {}", arguments.seed)],
        files: count as usize,
        ..Tally::default()
    });
    let worker = || -> Result<(), String> {
        while let Some(names) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
            let verdicts = batch(&executable, folder.path(), names)?;
            let Ok(mut tally) = tally.lock() else { return Err("a worker panicked".into()) };
            for (name, verdict) in verdicts {
                tally.compared += 1;
                match verdict {
                    Verdict::Different(difference) => {
                        if let Some(keep) = &arguments.keep {
                            let copied = std::fs::create_dir_all(keep)
                                .and_then(|()| std::fs::copy(folder.path().join(&name), keep.join(&name)));
                            copied.map_err(|e| format!("{}: {e}", keep.display()))?;
                        }
                        tally.differences.push((name, difference));
                    }
                    _ => tally.same += 1,
                }
            }
        }
        Ok(())
    };
    let joined: Result<Vec<()>, String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..arguments.jobs.max(1)).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().map(|one| one.join().map_err(|_| "a worker panicked".to_owned())?).collect()
    });
    joined?;
    let mut tally = tally.into_inner().map_err(|_| "a worker panicked".to_owned())?;
    tally.seconds = start.elapsed().as_secs_f64();
    Ok(tally)
}

/// All at once; one by one where something differs (a hang or a crash takes the others with it).
fn batch(executable: &Path, folder: &Path, names: &[String]) -> Result<Vec<(String, Verdict)>, String> {
    let script = root().join("xtask/python/batch.py");
    let all = Program { folder, script: Some(&script), names };
    if outcome(witness::command(executable), &all)? == outcome(viv(), &all)? {
        return Ok(names.iter().map(|name| (name.clone(), Verdict::Same)).collect());
    }
    let mut verdicts = Vec::new();
    for name in names {
        let one = Program { folder, script: None, names: std::slice::from_ref(name) };
        let verdict =
            super::run::verdict(&outcome(witness::command(executable), &one)?, &outcome(viv(), &one)?);
        verdicts.push((name.clone(), verdict));
    }
    if verdicts.iter().all(|(_, verdict)| matches!(verdict, Verdict::Same)) {
        let what = format!("only together: {}", names.join(" "));
        verdicts[0].1 = differs(what, "", "");
    }
    Ok(verdicts)
}

/// With no installed library in reach: the programs need none, and starting is what takes the time.
fn viv() -> std::process::Command {
    let mut command = witness::command(vivarium_tests::viv::binary());
    command.env("PATH", "").env_remove("VIVARIUM_LIB");
    command
}
