//! Goldens: the folded tree and the fold log of each file of `goldens/`, as snapshots; without the log the tree is the same.

use std::fmt::Write as _;
use std::path::Path;

use vivarium_ast::{DumpOptions, NodeRef, dump};
use vivarium_optimizer::{OptimizeOptions, optimize};
use vivarium_records::FoldLog;

fn snapshot(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens").join(format!("{name}.py"));
    let source = std::fs::read_to_string(path).unwrap();
    let options = OptimizeOptions { source: &source, ..OptimizeOptions::default() };
    let mut ast = vivarium_parser::parse_module(&source).unwrap().ast;
    let mut silent = ast.clone();
    let mut log = FoldLog::on();
    optimize(&mut ast, &options, &mut log).unwrap();
    let mut none = FoldLog::off();
    optimize(&mut silent, &options, &mut none).unwrap();
    let flat = DumpOptions { indent: Some(1), include_attributes: false };
    let tree = dump(&ast, NodeRef::Mod, flat);
    assert_eq!(tree, dump(&silent, NodeRef::Mod, flat));
    assert!(none.folds.is_empty() && none.refusals.is_empty());
    let mut text = String::new();
    for fold in &log.folds {
        writeln!(text, "{} {}: {} -> {}", fold.place, fold.rule, fold.before, fold.after).unwrap();
    }
    for refusal in &log.refusals {
        writeln!(text, "{} {} refused: {}: {}", refusal.place, refusal.rule, refusal.before, refusal.reason)
            .unwrap();
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../goldens");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, format!("{text}\n{tree}\n")));
}

macro_rules! goldens {
    ($($name:ident)*) => { $(#[test] fn $name() { snapshot(stringify!($name)); })* };
}

goldens! { arithmetic conditions formats iterables patterns sequences }

#[test]
fn every_golden_has_its_test() {
    let mut inputs = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens")).unwrap() {
        inputs += usize::from(entry.unwrap().path().extension().is_some_and(|e| e == "py"));
    }
    assert_eq!(inputs, 6);
}
