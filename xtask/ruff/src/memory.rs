//! The file names in a list to the memory that parsing takes, as JSON on standard output: bytes of source, and for each file
//! the most that was allocated at a time while it was parsed, and what the finished tree and tokens hold, summed up.
//!
//! Must not know: xtask.
//!
//! Invariants:
//! - The source itself does not count: it is there before (`main`).

#![forbid(unsafe_code)]

use peak_alloc::PeakAlloc;
use std::hint::black_box;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

fn main() {
    let list = std::env::args().nth(1).expect("a file with one path a line");
    let list = std::fs::read_to_string(list).expect("a readable list");
    let (mut bytes, mut peak, mut kept) = (0, 0, 0);
    for path in list.lines() {
        let Ok(source) = std::fs::read_to_string(path) else { continue };
        let before = ALLOCATED.current_usage();
        ALLOCATED.reset_peak_usage();
        let parsed = black_box(vivarium_parser::parse_module(&source));
        peak += ALLOCATED.peak_usage() - before;
        kept += ALLOCATED.current_usage() - before;
        drop(parsed);
        bytes += source.len();
    }
    println!("{}", serde_json::json!({"bytes": bytes, "peak": peak, "kept": kept}));
}
