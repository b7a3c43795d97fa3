//! `cargo xtask`: golden files, conformance, benchmarks, tidy: from the working tree to a verdict on it.
//!
//! Must not know: how any stage works inside; it calls the public functions that everybody can call.
//!
//! Invariants:
//! - What CPython defines is written by CPython 3.11.7 and by nothing else: `witness` refuses any other version.
//! - `--check` and `tidy` change nothing in the tree: both only read (`tests/tests/tidy.rs` runs the latter).

#![forbid(unsafe_code)]

mod bench;
mod checks;
mod conformance;
mod golden;
mod handlers;
mod hostile;
mod opcode_page;
mod pages;
mod startup;
mod tidy;
mod torture;
mod witness;

use clap::{CommandFactory, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// What every command reports: success, or the sentence to print before a failing exit.
pub type Outcome = Result<(), String>;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The chores of this workspace", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Everything: formatting, clippy, all tests
    Test,
    /// The same as `test`, for machines: prints how long each step took
    Ci,
    /// Writes the expectations of all goldens; with --check says which ones drifted
    Golden {
        /// Changes nothing, fails on drift and on orphans
        #[arg(long)]
        check: bool,
        /// One stage only: lexer, parser, unparse, symtable, emitter, compiler, listing, lab, programs, samples, pages, snapshots
        #[arg(long)]
        stage: Option<String>,
    },
    /// The live comparison with CPython over a tree of sources
    Conformance(conformance::Arguments),
    /// Generated programs that do their worst: none may crash or hang
    Hostile(hostile::Arguments),
    /// The lab and all programs under a build that collects at every allocation and audits reference counts
    Torture(torture::Arguments),
    /// Us and the others side by side, ratios to docs/performance.md
    Bench(bench::Arguments),
    /// Whether the handlers of the release driver are what they should be in machine code
    Handlers(handlers::Arguments),
    /// Which functions a start runs, for the linker to put them side by side: writes crates/cli/startup.txt
    Startup(startup::Arguments),
    /// The house rules: edges, file lengths, headers, docs
    Tidy,
}

/// The names that may follow `cargo xtask`, for the check on the docs.
pub fn command_names() -> Vec<String> {
    Cli::command().get_subcommands().map(|c| c.get_name().to_owned()).collect()
}

/// The workspace's root folder.
pub fn root() -> PathBuf {
    // Programs are started in other folders: the place is absolute, without cargo too.
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| std::path::absolute("xtask").unwrap_or_else(|_| "xtask".into()), PathBuf::from);
    here.parent().map(PathBuf::from).unwrap_or_else(|| PathBuf::from("."))
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Test => checks::run(false),
        Command::Ci => checks::run(true),
        Command::Conformance(arguments) => conformance::run(&arguments),
        Command::Hostile(arguments) => hostile::run(&arguments),
        Command::Torture(arguments) => torture::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Handlers(arguments) => handlers::run(&arguments),
        Command::Startup(arguments) => startup::run(&arguments),
        Command::Tidy => tidy::run(),
        Command::Golden { check, stage } => golden::run(check, stage.as_deref()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
