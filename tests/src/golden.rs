//! Goldens: pairs of sibling files, one named test each.
//!
//! In a crate's `Cargo.toml`: `vivarium-tests.workspace = true` among the dev-dependencies, and
//! `[[test]] name = "goldens" harness = false`; in its `tests/goldens.rs` a `main` that calls [`run`] with its suites.

use crate::expected::Expected;
use crate::small_diff;
use libtest_mimic::{Arguments, Trial};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

type Produce = Arc<dyn Fn(&str, &[u8]) -> String + Send + Sync>;

/// A folder of pairs and the function that turns an input into what its expectation should say.
pub struct Suite {
    folder: String,
    input: String,
    expectation: String,
    produce: Produce,
}

impl Suite {
    /// `folder` is relative to the crate (`goldens/ok`), the endings are without their dot (`py`, `ast`); `produce` gets
    /// the file's name (`name.py`, as the witness saw it) and its bytes.
    pub fn new(
        folder: &str,
        input: &str,
        expectation: &str,
        produce: impl Fn(&str, &[u8]) -> String + Send + Sync + 'static,
    ) -> Suite {
        Suite {
            folder: folder.into(),
            input: input.into(),
            expectation: expectation.into(),
            produce: Arc::new(produce),
        }
    }
}

/// Runs all suites of a crate and ends the process. Known gaps: `goldens/expected_failures.txt`.
pub fn run(manifest_dir: &str, suites: Vec<Suite>) -> ! {
    let base = Path::new(manifest_dir);
    let expected = Expected::read(&base.join("goldens/expected_failures.txt"));
    let mut trials = Vec::new();
    for suite in suites {
        let folder = base.join(&suite.folder);
        for stem in stems(&folder, &suite) {
            let name = format!("{}/{stem}", suite.folder.trim_start_matches("goldens/"));
            let input = folder.join(format!("{stem}.{}", suite.input));
            let wanted = folder.join(format!("{stem}.{}", suite.expectation));
            let (produce, expected, named) = (suite.produce.clone(), expected.clone(), name.clone());
            trials
                .push(Trial::test(name, move || expected.judge(&named, compare(&input, &wanted, &*produce))));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit()
}

/// The names of a folder's pairs, complete or not.
fn stems(folder: &Path, suite: &Suite) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let stem = name
                .strip_suffix(&format!(".{}", suite.input))
                .or_else(|| name.strip_suffix(&format!(".{}", suite.expectation)));
            stem.map(str::to_owned)
        })
        .collect()
}

fn compare(input: &Path, wanted: &Path, produce: &dyn Fn(&str, &[u8]) -> String) -> Result<(), String> {
    let source = std::fs::read(input)
        .map_err(|_| format!("an expectation without its input: {}", wanted.display()))?;
    let text = std::fs::read_to_string(wanted)
        .map_err(|_| format!("an input without its expectation: {} (cargo xtask golden)", input.display()))?;
    let name = input.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let actual = produce(&name, &source);
    let body = without_header(&text);
    if actual.trim_end() == body.trim_end() { Ok(()) } else { Err(small_diff(body, &actual, 40)) }
}

/// The expectation without the line that says which CPython wrote it.
pub fn without_header(text: &str) -> &str {
    match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("# CPython ") => rest,
        _ => text,
    }
}

/// A string as the witness writes it: in double quotes, everything but printable ASCII as `\u{hex}`.
pub fn quoted(text: &str) -> String {
    quoted_code_points(text.chars().map(u32::from))
}

/// The same from code points, lone surrogates among them.
pub fn quoted_code_points(points: impl Iterator<Item = u32>) -> String {
    let mut out = String::from("\"");
    for point in points {
        match (point, char::from_u32(point)) {
            (_, Some('\n')) => out.push_str("\\n"),
            (_, Some(c @ ('"' | '\\'))) => out.extend(['\\', c]),
            (0x20..=0x7e, Some(c)) => out.push(c),
            _ => out.push_str(&format!("\\u{{{point:x}}}")),
        }
    }
    out.push('"');
    out
}
