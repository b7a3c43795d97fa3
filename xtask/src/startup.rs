//! `cargo xtask startup`: which functions a start of `viv` runs, and which compiling runs besides, for the linker to put
//! them side by side (`crates/cli/startup.txt`, read by that crate's build script). Valgrind's callgrind says it.

use crate::{Outcome, root};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};

#[derive(clap::Args)]
pub struct Arguments {
    /// The program to look at; without it a release build of `viv` is made
    #[arg(long)]
    binary: Option<PathBuf>,
}

/// What is run: the start itself, what most programs do next, and the compiler over many sources.
const RUNS: &[&[&str]] = &[
    &["-c", "pass"],
    &[
        "-c",
        "class C:\n def __init__(self, x): self.x = x\n def f(self): return [self.x, (1, 2.5), {'k': 'v'}]\n\
     for i in range(20):\n print(i + 1, C(i).f(), f'{i}', len('abc'))\n\
     try: {}['x']\nexcept KeyError: pass\n",
    ],
    &[
        "compile",
        "-q",
        "-f",
        "-j1",
        "--out-dir",
        "FOLDER",
        "tests/bench",
        "tests/lab",
        "crates/emitter/goldens/code",
    ],
];

/// A generic function has many instances under one name; it is listed if this many times the bytes that ran come along.
const COMPANY: usize = 4;

pub fn run(arguments: &Arguments) -> Outcome {
    let binary = match &arguments.binary {
        Some(binary) => binary.clone(),
        None => crate::handlers::build()?,
    };
    let sizes = sizes(&binary)?;
    let mut of_name: BTreeMap<String, usize> = BTreeMap::new();
    for (symbol, size) in &sizes {
        *of_name.entry(name(symbol)).or_default() += size;
    }
    // The number of the first run of each, so that a start still finds its own close together.
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    // By name: instructions for each byte of the function in the last run.
    let mut heat: BTreeMap<String, u64> = BTreeMap::new();
    for (number, run) in RUNS.iter().enumerate() {
        let mut run_bytes: BTreeMap<String, usize> = BTreeMap::new();
        heat.clear();
        for (symbol, cost) in functions_run(&binary, run)? {
            if let Some(size) = sizes.get(&symbol) {
                *run_bytes.entry(name(&symbol)).or_default() += size;
                *heat.entry(name(&symbol)).or_default() += cost / (*size as u64).max(1);
            }
        }
        for (name, run) in run_bytes {
            if of_name[&name] <= COMPANY * (run + 1024) {
                listed.entry(name).or_insert(number);
            }
        }
    }
    if listed.len() < 100 {
        return Err(format!(
            "{}: only {} functions known by name: is it a stripped build?",
            binary.display(),
            listed.len()
        ));
    }
    let bytes: usize = listed.keys().map(|name| of_name[name]).sum();
    println!("{} functions, {} kB", listed.len(), bytes / 1000);
    let mut order: Vec<(String, usize)> = listed.into_iter().collect();
    // What compiling runs all the time fits few pages so.
    order.sort_by_key(|(name, run)| (*run, Reverse(heat.get(name).copied().unwrap_or(0))));
    let text: String = order.into_iter().map(|(name, _)| name + "\n").collect();
    let path = root().join("crates/cli/startup.txt");
    std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(())
}

fn output(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().map_err(|e| format!("{program}: {e}"))?;
    if !output.status.success() {
        return Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Functions of the program and their bytes.
fn sizes(binary: &PathBuf) -> Result<BTreeMap<String, usize>, String> {
    let listing = output(Command::new("nm").arg("-S").arg(binary))?;
    let entries = listing.lines().filter_map(|line| {
        let mut fields = line.split_whitespace().skip(1);
        let size = usize::from_str_radix(fields.next()?, 16).ok()?;
        let kind = fields.next()?;
        let symbol = fields.next()?;
        kind.eq_ignore_ascii_case("t").then(|| (symbol.to_owned(), size))
    });
    Ok(entries.collect())
}

/// The functions of a run and how many instructions each of them took.
fn functions_run(binary: &PathBuf, run: &[&str]) -> Result<BTreeMap<String, u64>, String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let file = folder.path().join("profile");
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--demangle=no", "-q"]);
    command.arg(format!("--callgrind-out-file={}", file.display())).arg(binary).current_dir(root());
    command.args(
        run.iter().map(|part| if *part == "FOLDER" { folder.path().as_os_str() } else { part.as_ref() }),
    );
    output(&mut command)?;
    let profile = std::fs::read_to_string(&file).map_err(|e| e.to_string())?;
    let (mut symbols, mut costs) = (BTreeMap::new(), BTreeMap::new());
    let (mut current, mut called) = ("", false);
    for line in profile.lines() {
        if let Some(rest) = line.strip_prefix("fn=").or_else(|| line.strip_prefix("cfn=")) {
            // A name stands where its number is met first: `fn=(12) name`, recursion adds `'2`.
            let (number, symbol) = rest.split_once(' ').unwrap_or((rest, ""));
            if !symbol.is_empty() {
                symbols.insert(number, symbol.split('\'').next().unwrap_or(symbol));
            }
            if line.starts_with('f') {
                current = symbols.get(number).copied().unwrap_or_default();
            }
        } else if line.starts_with("calls=") {
            called = true;
        } else if line.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '*')) {
            // The line behind a call says what the other function took.
            let cost = line.split(' ').nth(1).and_then(|cost| cost.parse::<u64>().ok()).unwrap_or(0);
            let own = if std::mem::take(&mut called) { 0 } else { cost };
            *costs.entry(current.to_owned()).or_insert(0) += own;
        }
    }
    Ok(costs)
}

/// A symbol without what changes from build to build, as a pattern for the linker: the hash behind a name, the crates'
/// disambiguators within it.
fn name(symbol: &str) -> String {
    if let Some(hash) = symbol.rfind("17h")
        && symbol.starts_with("_ZN")
    {
        return symbol[..hash + 3].to_owned();
    }
    let mut out = String::new();
    let mut rest = symbol;
    while let Some(at) = rest.find("Cs") {
        let (before, after) = rest.split_at(at);
        let length = after.bytes().skip(2).take_while(u8::is_ascii_alphanumeric).count();
        out.push_str(before);
        if after.as_bytes().get(2 + length) == Some(&b'_') && length > 6 {
            out.push_str("Cs*_");
            rest = &after[2 + length + 1..];
        } else {
            out.push_str("Cs");
            rest = &after[2..];
        }
    }
    out.push_str(rest);
    out
}
