//! The file names in a list to the seconds that ruff's parser takes for all of them, as one number on standard output.
//!
//! Must not know: any crate of the workspace.
//!
//! Invariants:
//! - Only parsing is timed, never reading (the loop below).

#![forbid(unsafe_code)]

use std::hint::black_box;
use std::time::Instant;

fn main() {
    let list = std::env::args().nth(1).expect("a file with one path a line");
    let list = std::fs::read_to_string(list).expect("a readable list");
    let sources: Vec<String> = list.lines().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let start = Instant::now();
    for source in &sources {
        black_box(ruff_python_parser::parse_module(black_box(source)).is_ok());
    }
    println!("{}", start.elapsed().as_secs_f64());
}
