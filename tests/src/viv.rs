//! The `viv` binary, built once and run as CPython would be.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// What a run left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    /// The exit code; minus the signal's number where a signal ended it.
    pub code: i32,
}

impl Output {
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }
}

/// A run of `viv` in preparation.
pub struct Viv {
    command: Command,
    input: Vec<u8>,
    limit: Duration,
}

fn usual_limit() -> Duration {
    let asked = std::env::var("VIV_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(asked.unwrap_or(120))
}

impl Viv {
    /// With `PYTHONHASHSEED=0` and no installed library in reach, in the workspace's root.
    pub fn new<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Viv {
        Viv::of(binary(), arguments)
    }

    /// As [`Viv::new`], of another build.
    pub fn of<S: AsRef<std::ffi::OsStr>>(binary: &Path, arguments: impl IntoIterator<Item = S>) -> Viv {
        let mut command = Command::new(binary);
        command.args(arguments).current_dir(crate::root());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PYTHON") {
                command.env_remove(name);
            }
        }
        command.env_remove("VIVARIUM_LIB").env("PATH", "").env("PYTHONHASHSEED", "0");
        command
            .env("XDG_CACHE_HOME", "/dev/null/none")
            .env("PYTHONIOENCODING", "utf-8")
            .env("NO_COLOR", "1")
            .env("COLUMNS", "120");
        Viv { command, input: Vec::new(), limit: usual_limit() }
    }

    /// How long it may take; usually two minutes, or as many seconds as `VIV_SECONDS` says.
    pub fn limit(mut self, limit: Duration) -> Viv {
        self.limit = limit;
        self
    }

    pub fn dir(mut self, dir: &Path) -> Viv {
        self.command.current_dir(dir);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Viv {
        self.command.env(name, value);
        self
    }

    pub fn input(mut self, text: &str) -> Viv {
        self.input = text.into();
        self
    }

    /// Runs to the end, or kills it at the time limit and says so in its standard error.
    pub fn run(mut self) -> Output {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = match self.command.spawn() {
            Ok(child) => child,
            Err(e) => {
                return Output { stdout: vec![], stderr: format!("does not start: {e}").into(), code: -127 };
            }
        };
        let (input, mut stdin) = (self.input, child.stdin.take());
        let writer = std::thread::spawn(move || {
            if let Some(pipe) = stdin.as_mut() {
                // A program that does not read its input closes the pipe: no failure.
                let _ = pipe.write_all(&input);
            }
        });
        let stdout = drain(child.stdout.take());
        let stderr = drain(child.stderr.take());
        let start = Instant::now();
        let mut late = false;
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break Some(status),
                Ok(None) if start.elapsed() > self.limit => {
                    late = true;
                    let _ = child.kill();
                    break child.wait().ok();
                }
                Ok(None) => std::thread::sleep(Duration::from_millis(2)),
                Err(_) => break None,
            }
        };
        let _ = writer.join();
        let stdout = stdout.join().unwrap_or_default();
        let mut stderr = stderr.join().unwrap_or_default();
        if late {
            stderr.extend_from_slice(b"\n[stopped at the test's time limit]\n");
        }
        Output { stdout, stderr, code: status.map_or(-1, code_of) }
    }
}

fn drain(pipe: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
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

/// The binary of this build's profile; `VIV` names another one.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        if let Some(path) = std::env::var_os("VIV") {
            return path.into();
        }
        // A test stands in target/PROFILE/deps/, xtask in target/PROFILE/.
        let mut folder = std::env::current_exe().unwrap_or_default();
        folder.pop();
        if folder.ends_with("deps") {
            folder.pop();
        }
        let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        build.args(["build", "--quiet", "--package", "vivarium-cli"]).current_dir(crate::root());
        match folder.file_name().and_then(|n| n.to_str()) {
            Some("debug") | None => {}
            Some(profile) => {
                build.args(["--profile", profile]);
            }
        }
        if let Some(target) = folder.parent() {
            build.env("CARGO_TARGET_DIR", target);
        }
        let built = build.status().is_ok_and(|s| s.success());
        assert!(built, "viv does not build");
        folder.join(if cfg!(windows) { "viv.exe" } else { "viv" })
    })
}
