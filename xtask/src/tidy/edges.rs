//! The dependency edges of `docs/architecture.md`, read from the manifests.

use std::path::Path;

/// Crate, and what it may depend on. `*` is everything of ours. What is not listed is a new room: give it a line here and
/// one in the architecture page.
const ALLOWED: [(&str, &str); 17] = [
    ("source", ""),
    ("text", ""),
    ("lexer", "source text"),
    ("ast", "source text"),
    ("parser", "lexer ast source text"),
    ("records", "source"),
    ("optimizer", "ast records text source"),
    ("bytecode", "source text"),
    ("emitter", "ast bytecode records text source"),
    ("compiler", "lexer ast parser records optimizer bytecode emitter source text"),
    ("runtime", "bytecode text"),
    ("vm", "runtime bytecode records text"),
    ("modules", "runtime vm text bytecode"),
    ("reflect", "compiler runtime vm lexer ast parser records optimizer bytecode emitter source text"),
    ("analyzer", "bytecode records source text"),
    ("cli", "*"),
    ("jit", "runtime vm bytecode records text"),
];

pub fn check(root: &Path, complaints: &mut Vec<String>) {
    let Ok(folders) = std::fs::read_dir(root.join("crates")) else {
        complaints.push("crates: the folder can't be read".into());
        return;
    };
    for folder in folders.filter_map(Result::ok) {
        let name = folder.file_name().to_string_lossy().into_owned();
        let path = folder.path().join("Cargo.toml");
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let shown = format!("crates/{name}/Cargo.toml");
        let manifest: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                complaints.push(format!("{shown}: {error}"));
                continue;
            }
        };
        let Some((_, allowed)) = ALLOWED.iter().find(|(krate, _)| *krate == name) else {
            complaints.push(format!("{shown}: a crate that the table of edges does not know"));
            continue;
        };
        let package = manifest.get("package").and_then(|p| p.get("name")).and_then(|n| n.as_str());
        if package != Some(&format!("vivarium-{name}")) {
            complaints.push(format!("{shown}: the package should be called vivarium-{name}"));
        }
        for used in dependencies(&manifest) {
            if *allowed != "*" && !allowed.split(' ').any(|a| a == used) {
                complaints.push(format!("{shown}: forbidden edge {name} → {used}"));
            }
        }
        if manifest.get("lints").and_then(|l| l.get("workspace")).and_then(|w| w.as_bool()) != Some(true) {
            complaints.push(format!("{shown}: `[lints] workspace = true` is missing"));
        }
    }
}

/// Our own crates among the dependencies of a manifest, those for one target included; what only tests use is free.
fn dependencies(manifest: &toml::Table) -> Vec<String> {
    let mut tables = Vec::new();
    let mut collect = |table: &toml::Table| {
        for key in ["dependencies", "build-dependencies"] {
            if let Some(found) = table.get(key).and_then(|t| t.as_table()) {
                tables.extend(found.keys().filter_map(|k| k.strip_prefix("vivarium-")).map(str::to_owned));
            }
        }
    };
    collect(manifest);
    if let Some(targets) = manifest.get("target").and_then(|t| t.as_table()) {
        targets.values().filter_map(|t| t.as_table()).for_each(&mut collect);
    }
    tables
}
