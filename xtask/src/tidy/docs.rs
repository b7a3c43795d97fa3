//! Prose that drifted: paths and commands in the docs that do not exist.

use super::File;
use std::path::Path;

/// Folders at the root whose mention in backticks promises a file.
const ROOTS: [&str; 6] = ["crates/", "docs/", "tests/", "xtask/", ".ci/", "fuzz/"];

pub fn check(root: &Path, files: &[File], complaints: &mut Vec<String>) {
    let subcommands = viv_commands(files);
    for file in files.iter().filter(|f| f.path.ends_with(".md") && !f.is_golden()) {
        for (number, line) in file.text.lines().enumerate() {
            let place = format!("{}:{}", file.path, number + 1);
            for quoted in line.split('`').skip(1).step_by(2) {
                mentioned_path(root, &place, quoted, complaints);
            }
            for target in links(line) {
                linked_path(root, file, &place, target, complaints);
            }
            commands(&place, line, &subcommands, complaints);
        }
    }
}

fn mentioned_path(root: &Path, place: &str, quoted: &str, complaints: &mut Vec<String>) {
    let path = quoted.split([' ', ':']).next().unwrap_or_default().trim_end_matches('/');
    let plain = !path.is_empty() && !path.contains(['*', '{', '<', '…', '$', '(']) && !path.contains("NAME");
    if plain && ROOTS.iter().any(|r| quoted.starts_with(r)) && !root.join(path).exists() {
        complaints.push(format!("{place}: {path} does not exist"));
    }
}

fn linked_path(root: &Path, file: &File, place: &str, target: &str, complaints: &mut Vec<String>) {
    if target.contains("://") || target.starts_with('#') || target.starts_with("mailto:") {
        return;
    }
    let path = target.split('#').next().unwrap_or_default();
    let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
    if !root.join(folder).join(path).exists() {
        complaints.push(format!("{place}: the link to {target} leads nowhere"));
    }
}

/// The targets of `[text](target)` in a line.
fn links(line: &str) -> Vec<&str> {
    line.match_indices("](")
        .filter_map(|(at, _)| {
            let rest = &line[at + 2..];
            rest.find(')').map(|end| &rest[..end])
        })
        .filter(|t| !t.contains(' ') && !t.is_empty())
        .collect()
}

fn commands(place: &str, line: &str, viv: &[String], complaints: &mut Vec<String>) {
    for (at, lead) in line.match_indices("cargo xtask ") {
        let word = first_word(&line[at + lead.len()..]);
        if !word.is_empty() && !crate::command_names().contains(&word) {
            complaints.push(format!("{place}: `cargo xtask {word}` does not exist"));
        }
    }
    // Only commands, in backticks or at the start of a line or prompt: the name also occurs in sentences.
    for lead in ["`viv ", "$ viv ", "cargo run --release -- "] {
        for (at, _) in line.match_indices(lead) {
            let word = first_word(&line[at + lead.len()..]);
            let subcommand = !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase());
            let rest = &line[at + lead.len() + word.len()..];
            let is_file = rest.starts_with(['.', '/', '_']);
            if subcommand && !is_file && !viv.is_empty() && word != "run" && !viv.contains(&word) {
                complaints.push(format!("{place}: `viv {word}` does not exist"));
            }
        }
    }
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

/// The variants of the command line's `enum Command`, as they are typed.
fn viv_commands(files: &[File]) -> Vec<String> {
    let Some(file) = files.iter().find(|f| f.path == "crates/cli/src/args.rs") else { return Vec::new() };
    let Some((_, body)) = file.text.split_once("enum Command {") else { return Vec::new() };
    body.lines()
        .take_while(|line| !line.starts_with('}'))
        .filter(|line| line.starts_with("    ") && !line.starts_with("     "))
        .filter_map(|line| {
            let name: String = line.trim().chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
            name.starts_with(|c: char| c.is_ascii_uppercase()).then(|| name.to_ascii_lowercase())
        })
        .collect()
}
