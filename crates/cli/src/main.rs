//! `viv`: arguments to all of the crates, and their results to standard output.
//!
//! Must not know: how any stage does its work; it calls what everybody can call.
//!
//! Invariants:
//! - Exit codes are CPython's: 0, 1 for a failing program or source, 2 for a command line or file that can't be used, or
//!   the program's own (`tests/tests/cli.rs`).
//! - A file that fails never stops the others (`tests/tests/cli.rs`).

#![forbid(unsafe_code)]

mod analyze;
mod args;
mod ast;
mod compile;
mod dis;
mod explain;
mod input;
mod library;
mod load;
mod output;
mod python_args;
mod repl;
mod run;
mod settings;
mod symtable;
mod tokens;
mod walk;

use args::{Command, Request};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: vivarium_runtime::memory::RustAllocator = vivarium_runtime::memory::RustAllocator;

/// Deep sources recurse in places; the main thread's stack may be small. Less where addresses are limited.
fn stack() -> usize {
    const STACK: usize = 256 << 20;
    const ENOUGH: usize = 64 << 20;
    let limited = |limit: usize| (limit / 8).max(ENOUGH.min(limit / 4)) & !0xffff;
    vivarium_runtime::memory::address_limit().map_or(STACK, |limit| STACK.min(limited(limit)))
}

fn main() -> ExitCode {
    let arguments = std::env::args_os().collect();
    let builder = std::thread::Builder::new().name("viv".into()).stack_size(stack());
    // The process ends from that thread: waiting here for the thread's end would cost more than it.
    let done =
        builder.spawn(move || std::process::exit(dispatch(args::read(arguments)).into())).map(|thread| {
            vivarium_modules::signal::leave_to_others();
            let _ = thread.join();
        });
    drop(done);
    ExitCode::FAILURE
}

fn dispatch(request: Request) -> u8 {
    match request {
        Request::Say(text, to_stderr, code) => {
            if to_stderr {
                output::complain(&text);
                return code;
            }
            output::print(&text).max(code)
        }
        Request::Python(invocation) => run::run(&invocation),
        Request::Stage(command) => match *command {
            Command::Tokens { file, common } => tokens::run(&file, common),
            Command::Ast { file, optimized, common } => ast::run(&file, optimized, common),
            Command::Symtable { file, common } => symtable::run(&file, common),
            Command::Analyze(arguments) => analyze::run(&arguments),
            Command::Compile(arguments) => compile::run(&arguments),
            Command::Dis(arguments) => dis::run(&arguments),
        },
    }
}
