//! `cargo xtask test` and `ci`: every check, in the order in which they fail fastest.

use crate::{Outcome, root, witness};
use std::process::Command;
use std::time::Instant;

const STEPS: [(&str, &[&str]); 3] = [
    ("formatting", &["fmt", "--all", "--check"]),
    ("clippy", &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    ("tests", &["test", "--workspace", "--no-fail-fast"]),
];

/// Runs every step, also after one has failed, so that one run shows everything there is to mend.
pub fn run(timed: bool) -> Outcome {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // Some programs are run with the installed library, if there is one.
    let library =
        std::env::var_os("VIVARIUM_LIB").or_else(|| Some(witness::library().ok()?.into_os_string()));
    let mut failed = Vec::new();
    for (name, arguments) in STEPS {
        eprintln!("== {name}: cargo {}", arguments.join(" "));
        let start = Instant::now();
        let mut command = Command::new(&cargo);
        // The tests compare; only `cargo xtask golden` writes.
        command.args(arguments).current_dir(root()).env("INSTA_UPDATE", "no");
        if let Some(library) = &library {
            command.env("VIVARIUM_LIB", library);
        }
        let status = command.status().map_err(|e| format!("cargo does not start: {e}"))?;
        if timed {
            eprintln!("== {name}: {:.1} s", start.elapsed().as_secs_f64());
        }
        if !status.success() {
            failed.push(name);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}
