//! The house rules are a test.

use std::process::Command;

#[test]
fn the_tree_is_tidy() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--package", "xtask", "--", "tidy"])
        .current_dir(vivarium_tests::root())
        .output()
        .expect("cargo starts");
    let complaints = String::from_utf8_lossy(&output.stdout);
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaints}{messages}");
}
