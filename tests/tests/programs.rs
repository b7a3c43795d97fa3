//! Whole programs: output, exit code and traceback text are CPython's.

use libtest_mimic::{Arguments, Trial};
use std::path::Path;
use vivarium_tests::expected::Expected;
use vivarium_tests::viv::Viv;
use vivarium_tests::{normalise, root, small_diff};

fn main() {
    let expected = Expected::read(&root().join("tests/expected_failures.txt"));
    let folder = root().join("tests/programs");
    let mut trials = Vec::new();
    for name in programs(&folder) {
        let (test, expected) = (format!("programs/{name}"), expected.clone());
        let (named, folder) = (test.clone(), folder.clone());
        trials.push(Trial::test(test, move || expected.judge(&named, same(&folder, &name))));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit()
}

/// Programs are `name.py`; what they import stands in sub-folders or starts with `_`.
fn programs(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let names = entries.map(|e| e.file_name().to_string_lossy().into_owned());
    let mut stems: Vec<String> = names
        .filter_map(|n| [".py", ".out", ".err"].iter().find_map(|e| n.strip_suffix(e)).map(str::to_owned))
        .filter(|stem| !stem.starts_with('_'))
        .collect();
    stems.sort();
    stems.dedup();
    stems
}

fn same(folder: &Path, name: &str) -> Result<(), String> {
    let wanted = std::fs::read_to_string(folder.join(format!("{name}.out")))
        .map_err(|_| format!("{name}.py has no expectation: cargo xtask golden --stage programs"))?;
    // `exit N` and then the standard error; the file is left out where there is nothing to say.
    let errors = std::fs::read_to_string(folder.join(format!("{name}.err"))).unwrap_or("exit 0\n".into());
    let output = Viv::new([format!("{name}.py")]).dir(folder).run();
    let actual = normalise(&output.out());
    if actual != wanted {
        return Err(format!("{}\n{}", small_diff(&wanted, &actual, 40), output.err()));
    }
    let actual = format!("exit {}\n{}", output.code, normalise(&output.err()));
    if actual == errors { Ok(()) } else { Err(small_diff(&errors, &actual, 40)) }
}
