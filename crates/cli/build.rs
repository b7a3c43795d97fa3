//! How `viv` is linked on Linux, for a quick start in little memory.
//!
//! - At a fixed address, as distributions link CPython: its tables of types hold twenty thousand pointers, and an image
//!   that can stand anywhere has them all rewritten, and their pages copied, before `main` runs.
//! - With the functions that every start runs side by side, and behind them those that compiling runs besides
//!   (`startup.txt`, written by `cargo xtask startup`): scattered over the image, a tenth of the instructions would bring
//!   most of its pages into memory. A name that no longer exists costs nothing but its function's place.

use std::fmt::Write;
use std::path::PathBuf;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=startup.txt");
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let is_static = variable("CARGO_CFG_TARGET_FEATURE").split(',').any(|feature| feature == "crt-static");
    if variable("CARGO_CFG_TARGET_OS") != "linux" || variable("CARGO_CFG_TARGET_ENV") != "gnu" || is_static {
        return;
    }
    println!("cargo:rustc-link-arg-bins=-no-pie");
    // These two take no such scripts.
    let linker = variable("RUSTC_LINKER") + &variable("CARGO_ENCODED_RUSTFLAGS");
    if variable("PROFILE") != "release" || linker.contains("mold") || linker.contains("wild") {
        return;
    }
    let mut script = String::from("SECTIONS {\n  .text.startup_order : {\n");
    for name in include_str!("startup.txt").lines() {
        let _ = writeln!(script, "    *(.text.{name}* .text.unlikely.{name}* .text.hot.{name}*)");
    }
    script.push_str("  }\n} INSERT BEFORE .text;\n");
    let path = PathBuf::from(variable("OUT_DIR")).join("startup.ld");
    match std::fs::write(&path, script) {
        Ok(()) => println!("cargo:rustc-link-arg-bins=-T{}", path.display()),
        Err(error) => println!("cargo:warning=can't write {}: {error}", path.display()),
    }
}
