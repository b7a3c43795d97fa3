//! The outputs in the pages of `docs` and `docs/lab`: what CPython defines is written by CPython, the rest by `viv`.

use crate::root;
use crate::witness;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use vivarium_tests::normalise;
use vivarium_tests::page::commands;

/// The pages, and each as it should be.
pub fn rewritten() -> Result<Vec<(PathBuf, String)>, String> {
    let mut paths: Vec<PathBuf> = ["docs", "docs/lab"]
        .into_iter()
        .filter_map(|folder| std::fs::read_dir(root().join(folder)).ok())
        .flatten()
        .filter_map(Result::ok)
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect();
    paths.sort();
    paths.into_iter().map(|path| rewrite(&path).map(|text| (path.clone(), text))).collect()
}

fn rewrite(path: &std::path::Path) -> Result<String, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines: Vec<&str> = text.lines().collect();
    let (mut out, mut at) = (String::new(), 0);
    for command in commands(&text) {
        for line in &lines[at..command.output.start] {
            out.push_str(line);
            out.push('\n');
        }
        let said = output(&command.words)?;
        out.push_str(&said);
        if !said.is_empty() && !said.ends_with('\n') {
            out.push('\n');
        }
        at = command.output.end;
        // A blank line keeps two commands of one block apart.
        if lines.get(at).is_some_and(|l| l.starts_with("$ ")) {
            out.push('\n');
        }
    }
    for line in &lines[at..] {
        out.push_str(line);
        out.push('\n');
    }
    Ok(out)
}

fn output(words: &[String]) -> Result<String, String> {
    let rest: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    let python = |arguments: &[&str], after: &[&str]| {
        let mut command = witness::command(&witness::find()?);
        command.args(arguments).args(after);
        Ok::<_, String>(command)
    };
    let mut command = match rest.as_slice() {
        ["run", after @ ..] => python(&[], after)?,
        after @ ["-c", code, ..] if !code.contains("_vivarium") => python(&[], after)?,
        ["tokens", file] => python(&["-m", "tokenize", "-e"], &[file])?,
        ["ast", file] => python(&["-m", "ast", "-a"], &[file])?,
        ["dis", file] if file.ends_with(".py") => python(&["-m", "dis"], &[file])?,
        after => {
            let mut command = Command::new(vivarium_tests::viv::binary());
            command.args(after).env("PYTHONHASHSEED", "0").env("NO_COLOR", "1").env("COLUMNS", "120");
            command
        }
    };
    let done = command.current_dir(root()).stdin(Stdio::null()).output().map_err(|e| e.to_string())?;
    let text = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    Ok(normalise(&text))
}
