//! The guided pages: every command they show is run, and prints what they show.
//!
//! A fenced `console` block holds commands after `$ ` and their output; a line of `…` alone stands for any lines.

use libtest_mimic::{Arguments, Trial};
use vivarium_tests::expected::Expected;
use vivarium_tests::viv::Viv;
use vivarium_tests::{normalise, root, small_diff};

fn main() {
    let expected = Expected::read(&root().join("tests/expected_failures.txt"));
    let mut trials = Vec::new();
    for page in pages() {
        let text = std::fs::read_to_string(root().join(&page)).unwrap_or_default();
        if !text.contains("```console") {
            continue;
        }
        let (expected, named) = (expected.clone(), page.clone());
        trials.push(Trial::test(page, move || expected.judge(&named, check_page(&text))));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit()
}

fn pages() -> Vec<String> {
    let mut pages = vec!["README.md".to_owned()];
    for folder in ["docs", "docs/lab"] {
        let entries = std::fs::read_dir(root().join(folder)).into_iter().flatten().filter_map(Result::ok);
        let names = entries.map(|e| e.file_name().to_string_lossy().into_owned());
        pages.extend(names.filter(|n| n.ends_with(".md")).map(|n| format!("{folder}/{n}")));
    }
    pages.sort();
    pages
}

/// Line number, command and shown output of every command in a page's `console` blocks.
fn commands(text: &str) -> Vec<(usize, String, String)> {
    let mut found: Vec<(usize, String, String)> = Vec::new();
    let mut inside = false;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside && let Some(command) = line.strip_prefix("$ ") {
            found.push((number + 1, command.to_owned(), String::new()));
        } else if inside && let Some((_, _, output)) = found.last_mut() {
            output.push_str(line);
            output.push('\n');
        }
    }
    found
}

fn check_page(text: &str) -> Result<(), String> {
    let mut failures = Vec::new();
    for (line, command, shown) in commands(text) {
        if let Err(message) = check(&command, &shown) {
            failures.push(format!("line {line}: $ {command}\n{message}"));
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n\n")) }
}

fn check(command: &str, shown: &str) -> Result<(), String> {
    let words = split(command);
    let Some((program, arguments)) = words.split_first() else { return Err("an empty command".into()) };
    if program != "viv" {
        return Err(format!("{program}: only viv is run here"));
    }
    let output = Viv::new(arguments).run();
    let mut actual = normalise(&output.out());
    actual.push_str(&normalise(&output.err()));
    let shown = shown.trim_end();
    if matches(shown, actual.trim_end()) { Ok(()) } else { Err(small_diff(shown, actual.trim_end(), 60)) }
}

/// Words as a shell would split them: single and double quotes, no expansion.
fn split(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote, mut started) = (String::new(), None, false);
    for c in command.chars() {
        match quote {
            Some(q) if c == q => quote = None,
            Some(_) => word.push(c),
            None if c == '\'' || c == '"' => (quote, started) = (Some(c), true),
            None if c.is_whitespace() => {
                if started {
                    words.push(std::mem::take(&mut word));
                }
                started = false;
            }
            None => {
                word.push(c);
                started = true;
            }
        }
    }
    if started {
        words.push(word);
    }
    words
}

/// Whether the output is what is shown, where a line of `…` stands for any number of lines.
fn matches(shown: &str, actual: &str) -> bool {
    let actual: Vec<&str> = actual.lines().collect();
    let parts: Vec<Vec<&str>> =
        shown.lines().collect::<Vec<_>>().split(|l| l.trim() == "…").map(<[&str]>::to_vec).collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return actual.is_empty() };
    if parts.len() == 1 {
        return *first == actual;
    }
    if !actual.starts_with(first) || !actual.ends_with(last) || first.len() + last.len() > actual.len() {
        return false;
    }
    let mut rest = &actual[first.len()..actual.len() - last.len()];
    parts[1..parts.len() - 1].iter().all(|part| {
        let found = (0..=rest.len()).find(|&at| rest[at..].starts_with(part));
        found.inspect(|&at| rest = &rest[at + part.len()..]).is_some()
    })
}
