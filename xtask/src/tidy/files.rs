//! What stands in the files: lengths, headers, marks of unfinished work, `unsafe` and I/O where they do not belong.

use super::File;

/// "About 1,000" hand-written lines.
const LONGEST: usize = 1_050;

/// Crates that may hold `unsafe`.
const UNSAFE: [&str; 3] = ["runtime", "vm", "modules"];

/// Pure steps from one IR to the next: no I/O.
const PURE: [&str; 11] = [
    "source",
    "text",
    "lexer",
    "ast",
    "parser",
    "records",
    "optimizer",
    "bytecode",
    "emitter",
    "compiler",
    "analyzer",
];

/// The needles stand in pieces so that this file does not complain about itself.
const UNFINISHED: [&str; 6] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("X", "XX"),
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
    concat!("allow(dead", "_code)"),
];
const MACHINE: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/.py", "env"), concat!("/home", "/us", "er/")];
const IO: [&str; 7] =
    ["std::fs", "std::process", "std::env::", "std::net", "println!(", "print!(", "std::io::stdin"];

pub fn check(files: &[File], complaints: &mut Vec<String>) {
    for file in files {
        let Some(ending) = file.path.rsplit('.').next() else { continue };
        if !matches!(ending, "rs" | "py" | "lalrpop" | "md" | "toml" | "sh" | "txt" | "yml")
            || file.is_golden()
        {
            continue;
        }
        let code = matches!(ending, "rs" | "py" | "lalrpop" | "sh");
        if !file.is_generated() && code {
            let lines = file.text.lines().count();
            if lines > LONGEST {
                complaints.push(format!("{}: {lines} lines in one file; split it by concept", file.path));
            }
        }
        marks(file, code, complaints);
        if ending == "rs" {
            header(file, complaints);
            unsafe_code(file, complaints);
            pure(file, complaints);
        }
    }
}

/// The crate a file belongs to.
fn krate(path: &str) -> Option<&str> {
    path.strip_prefix("crates/").and_then(|p| p.split('/').next())
}

fn marks(file: &File, code: bool, complaints: &mut Vec<String>) {
    for (number, line) in file.text.lines().enumerate() {
        if code && !file.is_generated() {
            for needle in UNFINISHED {
                // Words count in comments: CPython's own messages hold some of them.
                let word = needle.bytes().all(|b| b.is_ascii_uppercase());
                let text =
                    if word { line.find("//").or(line.find('#')).map_or("", |at| &line[at..]) } else { line };
                if has_word(text, needle) {
                    complaints.push(format!(
                        "{}:{}: mark of unfinished work: {needle}",
                        file.path,
                        number + 1
                    ));
                }
            }
        }
        for needle in MACHINE {
            if line.contains(needle) {
                complaints.push(format!("{}:{}: a path of one machine", file.path, number + 1));
            }
        }
    }
}

fn has_word(line: &str, needle: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(needle).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + needle.len()..].chars().next();
        !before.is_some_and(part_of_name) && (needle.ends_with('(') || !after.is_some_and(part_of_name))
    })
}

fn header(file: &File, complaints: &mut Vec<String>) {
    let crate_root = file.path.ends_with("/src/lib.rs") || file.path.ends_with("/src/main.rs");
    if !crate_root {
        return;
    }
    let docs: String = file.text.lines().take_while(|l| l.starts_with("//!")).collect::<Vec<_>>().join("\n");
    if docs.is_empty() {
        complaints.push(format!("{}: the crate's `//!` header is missing", file.path));
        return;
    }
    for part in ["Must not know:", "Invariants:"] {
        if !docs.contains(part) {
            complaints.push(format!("{}: the header lacks `{part}`", file.path));
        }
    }
    let may = krate(&file.path).is_some_and(|k| UNSAFE.contains(&k));
    if !may && !file.text.contains("#![forbid(unsafe_code)]") {
        complaints.push(format!("{}: `#![forbid(unsafe_code)]` is missing", file.path));
    }
}

fn unsafe_code(file: &File, complaints: &mut Vec<String>) {
    if !krate(&file.path).is_some_and(|k| UNSAFE.contains(&k)) || !file.path.contains("/src/") {
        return;
    }
    // One line may speak for a region of the same reasoning; thirty lines is where a reader loses sight of it.
    let mut last_reason = None;
    for (number, line) in file.text.lines().enumerate() {
        if line.contains("SAFETY:") || line.contains("# Safety") {
            last_reason = Some(number);
        }
        let opens = line.contains("unsafe {") || line.contains("unsafe impl");
        if opens && !line.trim_start().starts_with("//") {
            if last_reason.is_none_or(|at| number - at > 30) {
                complaints.push(format!("{}:{}: `unsafe` without its SAFETY: line", file.path, number + 1));
            }
            last_reason = last_reason.map(|at| at.max(number.saturating_sub(10)));
        }
    }
}

fn pure(file: &File, complaints: &mut Vec<String>) {
    let Some(name) = krate(&file.path) else { return };
    if !PURE.contains(&name) || !file.path.starts_with(&format!("crates/{name}/src/")) {
        return;
    }
    for (number, line) in file.text.lines().enumerate() {
        let line = line.trim_start();
        if line.starts_with("//") {
            continue;
        }
        for needle in IO {
            if line.contains(needle) {
                complaints.push(format!("{}:{}: I/O in a pure stage: {needle}", file.path, number + 1));
            }
        }
    }
}
