//! The file names in a list to the processor seconds that our lexer, parser and compiler and ruff's parser take for all of
//! them, as JSON on standard output.
//!
//! Must not know: xtask.
//!
//! Invariants:
//! - All four have the memory allocator of `viv`, as its main thread has it when a program is imported (`main`).
//! - Only the work is timed, never reading (`timed`).
//! - All four do the same files in turn, a few files at a time, so that a busy machine slows all of them alike (`main`).

#![forbid(unsafe_code)]

use cpu_time::ThreadTime;
use std::hint::black_box;

#[global_allocator]
static ALLOCATOR: vivarium_runtime::memory::RustAllocator = vivarium_runtime::memory::RustAllocator;

/// Sources a turn, in bytes: a few hundredths of a second.
const TURN: usize = 2_000_000;

type Work = fn(&str);

const WORKS: [(&str, Work); 4] = [
    ("lexer", |source| drop(black_box(vivarium_lexer::lex(source)))),
    ("parser", |source| drop(black_box(vivarium_parser::parse_module(source)))),
    ("compiler", |source| {
        drop(black_box(vivarium_compiler::compile(source, &vivarium_compiler::Options::default())));
    }),
    ("ruff", |source| drop(black_box(ruff_python_parser::parse_module(source)))),
];

fn main() {
    vivarium_runtime::memory::adopt_thread();
    let mut arguments = std::env::args().skip(1);
    let list = arguments.next().expect("a file with one path a line");
    let rounds: usize = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(5);
    let list = std::fs::read_to_string(list).expect("a readable list");
    let sources: Vec<String> = list.lines().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let mut totals = [0.0; WORKS.len()];
    for turn in turns(&sources) {
        let mut times: [Vec<f64>; WORKS.len()] = Default::default();
        for _ in 0..rounds.max(1) {
            for ((_, work), times) in WORKS.iter().zip(&mut times) {
                times.push(timed(turn, *work));
            }
        }
        for (total, mut times) in totals.iter_mut().zip(times) {
            times.sort_by(f64::total_cmp);
            *total += times[times.len() / 2];
        }
    }
    let seconds = WORKS.iter().zip(totals).map(|((name, _), total)| (name.to_string(), total.into()));
    println!("{}", serde_json::Value::Object(seconds.collect()));
}

fn turns(sources: &[String]) -> Vec<&[String]> {
    let mut turns = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, source) in sources.iter().enumerate() {
        bytes += source.len();
        if bytes >= TURN || at + 1 == sources.len() {
            turns.push(&sources[start..=at]);
            (start, bytes) = (at + 1, 0);
        }
    }
    turns
}

fn timed(sources: &[String], work: Work) -> f64 {
    let start = ThreadTime::now();
    for source in sources {
        work(black_box(source));
    }
    start.elapsed().as_secs_f64()
}
