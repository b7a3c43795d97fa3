//! The lab, and the programs that need the installed library: each prints what CPython 3.11.7 prints, those of the lab with
//! no library in reach as well. `VIVARIUM_LIB` says where the library is; without it nobody runs what needs it.

use libtest_mimic::{Arguments, Trial};
use std::path::PathBuf;
use vivarium_tests::expected::Expected;
use vivarium_tests::viv::Viv;
use vivarium_tests::{normalise, root, small_diff};

fn main() {
    let expected = Expected::read(&root().join("tests/expected_failures.txt"));
    let library = std::env::var_os("VIVARIUM_LIB").map(PathBuf::from);
    let mut trials = Vec::new();
    let none = std::iter::once(None);
    for name in programs("lab") {
        for library in none.clone().chain(library.clone().map(Some)) {
            let suffix = if library.is_some() { "/installed" } else { "" };
            trials.push(trial(
                format!("lab/{name}{suffix}"),
                format!("tests/lab/{name}"),
                library,
                &expected,
            ));
        }
    }
    for name in programs("library") {
        if library.is_some() {
            let (test, stem) = (format!("library/{name}"), format!("tests/library/{name}"));
            trials.push(trial(test, stem, library.clone(), &expected));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit()
}

fn trial(test: String, stem: String, library: Option<PathBuf>, expected: &Expected) -> Trial {
    let (expected, named) = (expected.clone(), test.clone());
    Trial::test(test, move || expected.judge(&named, same(&stem, library.as_deref())))
}

fn programs(folder: &str) -> Vec<String> {
    let entries =
        std::fs::read_dir(root().join("tests").join(folder)).into_iter().flatten().filter_map(Result::ok);
    let names = entries.map(|e| e.file_name().to_string_lossy().into_owned());
    let mut stems: Vec<String> =
        names.filter_map(|n| n.strip_suffix(".py").or(n.strip_suffix(".out")).map(str::to_owned)).collect();
    stems.sort();
    stems.dedup();
    stems
}

fn same(stem: &str, library: Option<&std::path::Path>) -> Result<(), String> {
    let path = format!("{stem}.py");
    let wanted = std::fs::read_to_string(root().join(format!("{stem}.out")))
        .map_err(|_| format!("{path} has no expectation: cargo xtask golden --stage lab|library"))?;
    let mut viv = Viv::new(["run", &path]);
    if let Some(library) = library {
        viv = viv.env("VIVARIUM_LIB", library);
    }
    let output = viv.run();
    let actual = normalise(&output.out());
    if actual != wanted {
        return Err(format!("{}\n{}", small_diff(&wanted, &actual, 40), output.err()));
    }
    if output.code == 0 { Ok(()) } else { Err(format!("exit code {}\n{}", output.code, output.err())) }
}
