//! The lab: every program prints what CPython 3.11.7 prints, with no installed library in reach and with one.

use libtest_mimic::{Arguments, Trial};
use std::path::PathBuf;
use vivarium_tests::expected::Expected;
use vivarium_tests::viv::Viv;
use vivarium_tests::{normalise, root, small_diff};

fn main() {
    let expected = Expected::read(&root().join("tests/expected_failures.txt"));
    let library = std::env::var_os("VIVARIUM_LIB").map(PathBuf::from);
    let mut trials = Vec::new();
    for name in programs() {
        let libraries = std::iter::once(None).chain(library.clone().map(Some));
        for library in libraries {
            let suffix = if library.is_some() { "/installed" } else { "" };
            let test = format!("lab/{name}{suffix}");
            let (expected, name, named) = (expected.clone(), name.clone(), test.clone());
            trials.push(Trial::test(test, move || expected.judge(&named, same(&name, library.as_deref()))));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit()
}

fn programs() -> Vec<String> {
    let entries = std::fs::read_dir(root().join("tests/lab")).into_iter().flatten().filter_map(Result::ok);
    let names = entries.map(|e| e.file_name().to_string_lossy().into_owned());
    let mut stems: Vec<String> =
        names.filter_map(|n| n.strip_suffix(".py").or(n.strip_suffix(".out")).map(str::to_owned)).collect();
    stems.sort();
    stems.dedup();
    stems
}

fn same(name: &str, library: Option<&std::path::Path>) -> Result<(), String> {
    let path = format!("tests/lab/{name}.py");
    let wanted = std::fs::read_to_string(root().join(format!("tests/lab/{name}.out")))
        .map_err(|_| format!("{path} has no expectation: cargo xtask golden --stage lab"))?;
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
