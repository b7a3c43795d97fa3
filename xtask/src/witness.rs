//! The witness: a real CPython 3.11.7, and a long-lived process of it that answers questions about sources.

use serde_json::{Value, json};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

/// The version whose word counts.
pub const VERSION: &str = "3.11.7";

/// The real executable behind whatever stands first in `PATH` (a version manager's shim, perhaps). Refuses any version
/// but [`VERSION`]. `VIVARIUM_WITNESS` names one that is not called `python3`.
pub fn find() -> Result<PathBuf, String> {
    static FOUND: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    FOUND.get_or_init(look).clone()
}

fn look() -> Result<PathBuf, String> {
    let asked = std::env::var("VIVARIUM_WITNESS").unwrap_or_else(|_| "python3".into());
    let script = "import sys; print(sys.executable); print('%d.%d.%d' % sys.version_info[:3])";
    let output = Command::new(&asked)
        .args(["-c", script])
        .output()
        .map_err(|e| format!("the witness is CPython {VERSION}, and {asked} does not start: {e}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut lines = text.lines();
    let (path, version) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    if version != VERSION || path.is_empty() {
        return Err(format!("the witness is CPython {VERSION}, and {asked} is {version:?}"));
    }
    Ok(PathBuf::from(path))
}

/// The installed library of the witness.
pub fn library() -> Result<PathBuf, String> {
    let output = command(&find()?)
        .args(["-c", "import os; print(os.path.dirname(os.__file__))"])
        .output()
        .map_err(|e| e.to_string())?;
    Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}

/// The files of the library or another folder, in the order of their names; what was installed besides or compiled is
/// left out.
pub fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let left_out = |name: &OsStr| name == "site-packages" || name == "__pycache__";
    let found = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let found = found.filter_entry(move |entry| !left_out(entry.file_name())).filter_map(Result::ok);
    found.map(walkdir::DirEntry::into_path).filter(|path| path.is_file())
}

/// A command of the witness with the environment that all comparisons use.
pub fn command(executable: &Path) -> Command {
    let mut command = Command::new(executable);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PYTHON") {
            command.env_remove(name);
        }
    }
    command.env("PYTHONHASHSEED", "0").env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONIOENCODING", "utf-8");
    command.env("NO_COLOR", "1").env("COLUMNS", "120");
    command
}

/// What `python -m dis` says of a file, or the last line of its refusal.
pub fn disassembly(folder: &Path, name: &str, optimize: u8) -> Result<Result<String, String>, String> {
    let mut command = command(&find()?);
    command.args(["-O", "-O"].into_iter().take(optimize.into())).args(["-m", "dis", name]);
    let output = command.current_dir(folder).stdin(Stdio::null()).output().map_err(|e| e.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    Ok(match output.status.success() {
        true => Ok(vivarium_tests::normalise(&String::from_utf8_lossy(&output.stdout))),
        false => Err(said.lines().last().unwrap_or("it died").to_owned()),
    })
}

/// A process that answers one JSON request a line.
pub struct Witness {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Witness {
    pub fn start() -> Result<Witness, String> {
        let script = crate::root().join("xtask/python/witness.py");
        let mut command = command(&find()?);
        command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|e| format!("the witness does not start: {e}"))?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("the witness has no pipes".into());
        };
        Ok(Witness { child, stdin, stdout: BufReader::new(stdout) })
    }

    /// Asks; the answer is an object, whose `failed` member is turned into an error here.
    pub fn ask(&mut self, request: &Value) -> Result<Value, String> {
        let mut line = request.to_string();
        line.push('\n');
        self.stdin.write_all(line.as_bytes()).map_err(|e| format!("the witness is gone: {e}"))?;
        self.stdin.flush().map_err(|e| e.to_string())?;
        let mut answer = Vec::new();
        self.stdout.read_until(b'\n', &mut answer).map_err(|e| e.to_string())?;
        if answer.is_empty() {
            return Err(format!("the witness died on {line}"));
        }
        let answer: Value = serde_json::from_slice(&escape_surrogates(answer)).map_err(|e| e.to_string())?;
        match answer.get("failed") {
            Some(failure) => Err(format!("the witness failed: {failure}")),
            None => Ok(answer),
        }
    }

    /// The text that an operation gives for a file, or its error.
    pub fn text(&mut self, operation: &str, path: &Path, name: &str) -> Result<Value, String> {
        self.ask(&json!({"op": operation, "path": path, "name": name}))
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        // Closing its standard input ends it; a kill makes sure of one that hangs.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `\ud800` alone is no JSON for serde: it becomes the text `\ud800`, with its backslash doubled.
fn escape_surrogates(line: Vec<u8>) -> Vec<u8> {
    if !line.windows(3).any(|w| w == b"\\ud" || w == b"\\uD") {
        return line;
    }
    let mut out = Vec::with_capacity(line.len() + 16);
    let mut at = 0;
    while at < line.len() {
        if line[at] != b'\\' {
            out.push(line[at]);
            at += 1;
            continue;
        }
        match surrogate(&line, at) {
            Some(high) if high < 0xdc00 && surrogate(&line, at + 6).is_some_and(|low| low >= 0xdc00) => {
                out.extend_from_slice(&line[at..at + 12]);
                at += 12;
            }
            Some(_) => {
                out.push(b'\\');
                out.extend_from_slice(&line[at..at + 6]);
                at += 6;
            }
            None => {
                out.extend_from_slice(&line[at..(at + 2).min(line.len())]);
                at += 2;
            }
        }
    }
    out
}

fn surrogate(line: &[u8], at: usize) -> Option<u32> {
    let escape = line.get(at..at + 6)?;
    if !escape.starts_with(b"\\u") {
        return None;
    }
    let value = u32::from_str_radix(std::str::from_utf8(&escape[2..]).ok()?, 16).ok()?;
    (0xd800..0xe000).contains(&value).then_some(value)
}
