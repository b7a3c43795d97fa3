//! The guided pages: every command they show is run, and prints what they show.

use libtest_mimic::{Arguments, Trial};
use vivarium_tests::expected::Expected;
use vivarium_tests::page::{Shown, commands};
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

fn check_page(text: &str) -> Result<(), String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut failures = Vec::new();
    for command in commands(text) {
        let shown = lines[command.output.clone()].join("\n");
        if let Err(message) = check(&command, &shown) {
            failures.push(format!("line {}: {}\n{message}", command.line, command.words.join(" ")));
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n\n")) }
}

fn check(command: &Shown, shown: &str) -> Result<(), String> {
    match command.words.split_first() {
        Some((program, arguments)) if program == "viv" => {
            let output = Viv::new(arguments).run();
            let actual = normalise(&(output.out() + &output.err()));
            let (shown, actual) = (shown.trim_end(), actual.trim_end());
            if shown == actual { Ok(()) } else { Err(small_diff(shown, actual, 60)) }
        }
        _ => Err("only viv is run here".into()),
    }
}
