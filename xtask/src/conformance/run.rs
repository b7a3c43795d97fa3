//! `--stage run`: whole programs, their output, exit code and standard error.

use super::{Job, Verdict, differs};
use crate::witness;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use vivarium_tests::normalise;

/// A program that takes longer has hung.
const LIMIT: Duration = Duration::from_secs(30);

pub fn compare(job: &mut Job) -> Result<Vec<(String, Verdict)>, String> {
    if job.path.file_name().is_some_and(|n| n.to_string_lossy().starts_with('_')) {
        return Ok(vec![(job.name.into(), Verdict::Skipped("a module that others import"))]);
    }
    let path = job.path.canonicalize().map_err(|e| e.to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let program = Program {
        folder: path.parent().unwrap_or(Path::new(".")),
        script: None,
        names: std::slice::from_ref(&name),
    };
    let level = job.options.optimize;
    let expected = outcome(optimized(witness::command(&witness::find()?), level), &program)?;
    let mut viv = witness::command(vivarium_tests::viv::binary());
    // As the tests run them: with no installed library in reach.
    viv.env("PATH", "").env_remove("VIVARIUM_LIB");
    let actual = outcome(optimized(viv, level), &program)?;
    Ok(vec![(job.name.into(), verdict(&expected, &actual))])
}

fn optimized(mut command: Command, level: u8) -> Command {
    for _ in 0..level.min(2) {
        command.arg("-O");
    }
    command
}

pub fn verdict(expected: &(String, String), actual: &(String, String)) -> Verdict {
    if expected == actual {
        Verdict::Same
    } else if expected.0 != actual.0 {
        differs("standard output", &expected.0, &format!("{}\n[stderr]\n{}", actual.0, actual.1))
    } else {
        differs("exit code or standard error", &expected.1, &actual.1)
    }
}

/// What is run: a script with names of programs, or one program.
pub struct Program<'a> {
    pub folder: &'a Path,
    pub script: Option<&'a Path>,
    pub names: &'a [String],
}

/// Standard output; exit code and standard error.
pub fn outcome(mut command: Command, program: &Program) -> Result<(String, String), String> {
    command.current_dir(program.folder).args(program.script).args(program.names);
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let open = |name: &str| std::fs::File::create(folder.path().join(name)).map_err(|e| e.to_string());
    command.stdin(Stdio::null()).stdout(open("out")?).stderr(open("err")?);
    let mut child = command.spawn().map_err(|e| e.to_string())?;
    let start = Instant::now();
    let code = loop {
        match child.try_wait().map_err(|e| e.to_string())? {
            Some(status) => break status.to_string(),
            None if start.elapsed() > LIMIT => {
                let _ = child.kill();
                let _ = child.wait();
                break "stopped at the time limit".into();
            }
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    let read = |name: &str| {
        let bytes = std::fs::read(folder.path().join(name)).unwrap_or_default();
        normalise(&String::from_utf8_lossy(&bytes))
    };
    Ok((read("out"), format!("{code}\n{}", read("err"))))
}
