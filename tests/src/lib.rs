//! What crosses crates: from programs and documents to verdicts on `viv`; and the runner that every crate's goldens use.
//!
//! Must not know: any of the workspace's crates: it sees text and the `viv` binary only.
//!
//! Invariants:
//! - An orphan (an input without its expectation or the reverse) fails: `golden::run`.
//! - A known gap is an expected failure with a reason, and its passing is a failure: `expected::Expected`, used by every
//!   runner here.
//! - Comparisons are made with `PYTHONHASHSEED=0` and addresses as `0xADDR` (and the tree's own place as `$ROOT`), nothing
//!   else is normalised: `viv::Viv`, `normalise`.

#![forbid(unsafe_code)]

pub mod expected;
pub mod golden;
pub mod page;
pub mod viv;

use std::path::PathBuf;

/// The workspace's root folder: of the package that cargo runs, as a target folder may be shared by checkouts.
pub fn root() -> PathBuf {
    let built = env!("CARGO_MANIFEST_DIR");
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(built), PathBuf::from);
    match here.ancestors().find(|folder| folder.join("Cargo.lock").exists()) {
        Some(root) => root.to_owned(),
        None => here,
    }
}

/// The only two things that are not compared: addresses become `0xADDR`, the place where the tree stands `$ROOT`.
pub fn normalise(text: &str) -> String {
    let text = hide_addresses(text);
    match root().to_str() {
        Some(root) if text.contains(root) => text.replace(root, "$ROOT"),
        _ => text,
    }
}

/// Replaces what looks like an address in a `repr` (`0x` and at least six hexadecimal digits after `at `) by `0xADDR`.
fn hide_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("0x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let digits = from[2..].bytes().take_while(u8::is_ascii_hexdigit).count();
        if before.ends_with("at ") && digits >= 6 {
            out.push_str("0xADDR");
        } else {
            out.push_str(&from[..2 + digits]);
        }
        rest = &from[2 + digits..];
    }
    out.push_str(rest);
    out
}

/// A unified diff of at most `limit` lines, for a failing test's message.
pub fn small_diff(expected: &str, actual: &str, limit: usize) -> String {
    let diff = similar::TextDiff::from_lines(expected, actual);
    let text = diff.unified_diff().context_radius(2).header("expected", "actual").to_string();
    let mut lines: Vec<&str> = text.lines().collect();
    let more = lines.len().saturating_sub(limit);
    lines.truncate(limit);
    let mut out = lines.join("\n");
    if more > 0 {
        out.push_str(&format!("\n… {more} more lines"));
    }
    out
}
