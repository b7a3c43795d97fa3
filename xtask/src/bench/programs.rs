//! Whole programs: `tests/bench/*.py` and `tests/bench/memory/*.py` under `viv` and under CPython, in turn.

use super::{Arguments, Line, geometric_mean, median, rival};
use crate::{root, witness};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use vivarium_tests::viv::binary;

/// A program's loop is repeated until CPython needs this long.
const LONG_ENOUGH: f64 = 0.3;

fn seconds(executable: &Path, arguments: &[&str]) -> Result<f64, String> {
    let mut command: Command = witness::command(executable);
    command
        .current_dir(root())
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let start = Instant::now();
    let output = command.output().map_err(|e| format!("{}: {e}", executable.display()))?;
    let time = start.elapsed().as_secs_f64();
    if output.status.success() {
        return Ok(time);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(errors.lines().last().unwrap_or("it fails without a word").to_owned())
}

pub fn startup(arguments: &Arguments) -> Result<Vec<Line>, String> {
    let python = rival()?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..arguments.rounds.max(3) * 10 {
        theirs.push(seconds(&python, &["-I", "-S", "-c", "pass"])?);
        match seconds(binary(), &["-c", "pass"]) {
            Ok(time) => ours.push(time),
            Err(error) => {
                println!("viv -c pass: {error}");
                return Ok(Vec::new());
            }
        }
    }
    let (ours, theirs) = (median(ours), median(theirs));
    let note = format!("{:.1} ms over {:.1} ms", ours * 1e3, theirs * 1e3);
    let mut lines = vec![Line {
        what: "`viv -c pass`".into(),
        against: "`python3.11 -I -S -c pass`".into(),
        ratio: ours / theirs,
        note,
    }];
    let memory: [(&str, &str, Peak); 2] = [
        ("peak memory of `viv -c pass`", "`python3.11 -I -S -c pass`", peak_of_pass),
        ("peak memory of a program that reads a file", "`python3.11 -I -S`", peak),
    ];
    for (what, against, peak) in memory {
        if let (Some(ours), Some(theirs)) = (peak(binary(), &[]), peak(&python, &["-I", "-S"])) {
            lines.push(Line {
                what: what.into(),
                against: against.into(),
                ratio: ours / theirs,
                note: format!("{:.1} MB over {:.1} MB", ours / 1e3, theirs / 1e3),
            });
        }
    }
    Ok(lines)
}

type Peak = fn(&Path, &[&str]) -> Option<f64>;

/// What the kernel says afterwards, through GNU `time` (a small parent: its own peak would count otherwise).
fn peak_of(executable: &Path, arguments: &[&str]) -> Option<f64> {
    let mut command = witness::command("time".as_ref());
    command.current_dir(root()).args(["-f", "%M"]).arg(executable).args(arguments);
    let output = command.output().ok()?;
    if !output.status.success() {
        return None;
    }
    String::from_utf8_lossy(&output.stderr).lines().last()?.trim().parse().ok()
}

fn peak_of_pass(executable: &Path, flags: &[&str]) -> Option<f64> {
    peak_of(executable, &[flags, &["-c", "pass"]].concat())
}

/// The most memory that a short program had at once, in kB, as it says itself.
fn peak(executable: &Path, flags: &[&str]) -> Option<f64> {
    let code = "for line in open('/proc/self/status'):\n if line.startswith('VmHWM'): print(line.split()[1])";
    let output = witness::command(executable).args(flags).args(["-c", code]).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

/// The names of the programs in a folder that the filter lets through.
fn names(folder: &str, arguments: &Arguments) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = std::fs::read_dir(root().join(folder))
        .map_err(|e| e.to_string())?
        .filter_map(Result::ok)
        .filter_map(|e| e.file_name().to_str().and_then(|n| n.strip_suffix(".py")).map(str::to_owned))
        .filter(|name| arguments.filter.as_ref().is_none_or(|f| name.contains(f.as_str())))
        .collect();
    names.sort();
    Ok(names)
}

pub fn memory(arguments: &Arguments) -> Result<Vec<Line>, String> {
    const FOLDER: &str = "tests/bench/memory";
    let python = rival()?;
    let mut lines = Vec::new();
    for name in names(FOLDER, arguments)? {
        let path = format!("{FOLDER}/{name}.py");
        let program = std::fs::read_to_string(root().join(&path)).map_err(|e| format!("{path}: {e}"))?;
        let peaks = |executable: &Path, flags: &[&str]| {
            (0..arguments.rounds.clamp(1, 3))
                .map(|_| peak_of(executable, &[flags, &[&path]].concat()))
                .collect::<Option<Vec<f64>>>()
                .map(median)
                .ok_or_else(|| format!("{name} fails under {}", executable.display()))
        };
        let (ours, theirs) = (peaks(binary(), &["-I", "-S"])?, peaks(&python, &["-I", "-S"])?);
        let about = program.lines().next().unwrap_or_default().trim_matches('"').trim_end_matches('.');
        lines.push(Line {
            what: format!("{name}: {about}"),
            against: "Debian's CPython 3.11, -I -S".into(),
            ratio: ours / theirs,
            note: format!("{:.1} MB over {:.1} MB", ours / 1e3, theirs / 1e3),
        });
    }
    Ok(lines)
}

pub fn vm(arguments: &Arguments) -> Result<Vec<Line>, String> {
    let python = rival()?;
    let base_theirs = median((0..5).map(|_| seconds(&python, &["-c", "pass"])).collect::<Result<_, _>>()?);
    let base_ours = median((0..5).map(|_| seconds(binary(), &["-c", "pass"]).unwrap_or(0.0)).collect());
    let mut lines = Vec::new();
    for name in names("tests/bench", arguments)? {
        let path = format!("tests/bench/{name}.py");
        let mut count = 1u32;
        while seconds(&python, &[&path, &count.to_string()])? - base_theirs < LONG_ENOUGH && count < 1 << 20 {
            count *= 2;
        }
        let times = count.to_string();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..arguments.rounds.max(1) {
            theirs.push(seconds(&python, &[&path, &times])? - base_theirs);
            match seconds(binary(), &[&path, &times]) {
                Ok(time) => ours.push(time - base_ours),
                Err(error) => {
                    println!("{name}: {error}");
                    break;
                }
            }
        }
        if ours.is_empty() {
            continue;
        }
        let (ours, theirs) = (median(ours), median(theirs));
        let note = format!("{count} rounds, {theirs:.2} s there");
        lines.push(Line { what: name, against: "Debian's CPython 3.11".into(), ratio: ours / theirs, note });
    }
    if !lines.is_empty() {
        let ratios: Vec<f64> = lines.iter().map(|l| l.ratio).collect();
        let note = format!("{} programs", lines.len());
        let ratio = geometric_mean(&ratios);
        lines.push(Line {
            what: "geometric mean".into(),
            against: "Debian's CPython 3.11".into(),
            ratio,
            note,
        });
    }
    Ok(lines)
}
