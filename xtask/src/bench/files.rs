//! `viv compile` and `compileall` over copies of the library that nobody has compiled yet.

use super::{Arguments, Line, median, rival};
use crate::witness;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use vivarium_tests::viv::binary;

pub fn measure(arguments: &Arguments) -> Result<Vec<Line>, String> {
    let (library, python) = (witness::library()?, rival()?);
    let command = |program: &Path, arguments: &[&str]| {
        let mut command = witness::command(program);
        command.env_remove("PYTHONDONTWRITEBYTECODE").args(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    // All copies are made before and removed behind: a file system may have work to do for some time after either.
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let rounds = arguments.rounds.max(1);
    let copies: Vec<PathBuf> = (0..rounds * 2).map(|number| folder.path().join(number.to_string())).collect();
    copies.iter().try_for_each(|place| copy(&library, place))?;
    Command::new("sync").status().map_err(|e| format!("sync: {e}"))?;
    let (mut ratios, mut seconds, mut files) = (Vec::new(), Vec::new(), 0);
    for pair in copies.chunks_exact(2) {
        let theirs = command(&python, &["-m", "compileall", "-q", "-j2"]);
        let ours = command(binary(), &["compile", "-q", "-j2"]);
        let (their_time, their_files) = once(theirs, &pair[0])?;
        let (our_time, our_files) = once(ours, &pair[1])?;
        if our_files != their_files || our_files.is_empty() {
            return Err(format!("{} files compiled, {} there", our_files.len(), their_files.len()));
        }
        ratios.push(our_time / their_time);
        seconds.push((our_time, their_time));
        files = our_files.len();
    }
    let ratio = median(ratios);
    let (our_time, their_time) = (
        median(seconds.iter().map(|times| times.0).collect()),
        median(seconds.iter().map(|times| times.1).collect()),
    );
    let note =
        format!("{files} files, {our_time:.2} s and {their_time:.2} s: {:.2} times as fast", 1.0 / ratio);
    Ok(vec![Line {
        what: "`viv compile -j2`".into(),
        against: "`compileall -j2` of Debian's CPython 3.11".into(),
        ratio,
        note,
    }])
}

/// Copies the library without what was compiled or installed.
fn copy(library: &Path, place: &Path) -> Result<(), String> {
    for path in witness::files(library) {
        let place = place.join(path.strip_prefix(library).unwrap_or(&path));
        let made = place.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::copy(&path, &place)).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}

/// The time that a compiler takes for a copy of the library, and what it made.
fn once(mut compiler: Command, copy: &Path) -> Result<(f64, BTreeSet<PathBuf>), String> {
    compiler.arg(copy);
    let start = Instant::now();
    // Sources that are wrong on purpose make it fail.
    compiler.status().map_err(|e| format!("{}: {e}", compiler.get_program().display()))?;
    let time = start.elapsed().as_secs_f64();
    let found = walkdir::WalkDir::new(copy).into_iter().filter_map(Result::ok);
    let made = found.filter(|entry| entry.path().extension() == Some(OsStr::new("pyc")));
    Ok((time, made.filter_map(|entry| entry.path().strip_prefix(copy).map(Path::to_path_buf).ok()).collect()))
}
