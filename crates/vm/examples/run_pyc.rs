//! Runs a `.pyc` file that CPython 3.11 compiled, with no front end: `run_pyc FILE.pyc [ARG...]`.

use std::path::Path;

use vivarium_modules::{MODULES, TYPES, sys};
use vivarium_vm::{import::find::read_pyc, lifecycle};

const STACK: usize = 64 << 20;

fn main() {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(run).expect("a thread");
    std::process::exit(thread.join().unwrap_or(1));
}

fn run() -> i32 {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let Some(file) = arguments.first() else {
        eprintln!("usage: run_pyc FILE.pyc [ARG...]");
        return 2;
    };
    let Ok(content) = std::fs::read(file) else {
        eprintln!("can't read {}", file.display());
        return 2;
    };
    let start =
        lifecycle::Start { stack_size: STACK - (1 << 20), sys: sys::create, modules: MODULES, types: TYPES };
    let mut path = vec![Path::new(file).parent().unwrap_or(Path::new("")).to_owned()];
    path.extend(std::env::var_os("PYTHONPATH").iter().flat_map(std::env::split_paths));
    let started =
        lifecycle::start(&start).and_then(|()| sys::set_argv(&arguments)).and_then(|()| sys::set_path(&path));
    if started.is_err() {
        vivarium_vm::report::print_error();
        return 1;
    }
    let code = match read_pyc(&content, None, Path::new(file)) {
        Ok(code) => lifecycle::run_main(&code),
        Err(_) => vivarium_vm::report::print_error().unwrap_or(1),
    };
    lifecycle::finish(code)
}
