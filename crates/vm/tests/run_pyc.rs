//! The example runs what CPython compiled, with no front end in the program.

use std::path::Path;
use std::process::Command;

const CRATE: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_example_runs_a_compiled_file() {
    let fixtures = Path::new(CRATE).join("tests/fixtures");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--package", "vivarium-vm", "--example", "run_pyc", "--"]);
    let output = cargo.arg(fixtures.join("program.bin")).current_dir(CRATE).output().expect("cargo runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(out, "[Point(0, a), Point(1, b), Point(4, c)]\ncaught 'missing'\nmatched 2\n", "{err}");
    assert_eq!(output.status.code(), Some(7), "{err}");
}

/// No front-end crate is among what the virtual machine is built from.
#[test]
fn no_front_end_is_linked() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "tree",
        "--package",
        "vivarium-vm",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{lib}",
    ]);
    let output = cargo.current_dir(CRATE).output().expect("cargo runs");
    let built = String::from_utf8_lossy(&output.stdout);
    assert!(built.contains("vivarium_runtime"), "{}", String::from_utf8_lossy(&output.stderr));
    for front_end in ["lexer", "ast", "parser", "analyzer", "optimizer", "emitter", "compiler", "reflect"] {
        assert!(!built.contains(&format!("vivarium_{front_end}")), "{front_end} is linked");
    }
}
