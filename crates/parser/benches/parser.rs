//! Throughput of the parser, over the golden sources and over an installed library's modules when one is named:
//!
//! ```text
//! VIVARIUM_LIB=/path/to/lib/python3.11 cargo bench -p vivarium-parser
//! ```

use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use vivarium_parser::ast::{NodeRef, unparse};
use vivarium_parser::lexer::{Origin, decode_source};
use vivarium_parser::parse_module;

fn texts(folder: &Path) -> Vec<String> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "py"))
        .collect();
    paths.sort();
    let decode = |path: &PathBuf| {
        let text = decode_source(&std::fs::read(path).ok()?, Origin::Bytes).ok()?.into_text();
        parse_module(&text).is_ok().then_some(text)
    };
    paths.iter().filter_map(decode).collect()
}

fn throughput(criterion: &mut Criterion) {
    let goldens = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens/ok"));
    let mut corpora = vec![("goldens", goldens)];
    if let Some(library) = std::env::var_os("VIVARIUM_LIB") {
        corpora.push(("library", texts(Path::new(&library))));
    }
    let mut group = criterion.benchmark_group("parser");
    for (name, texts) in &corpora {
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        group.bench_with_input(BenchmarkId::new("parse", name), texts, |bencher, texts| {
            bencher.iter(|| texts.iter().for_each(|text| drop(black_box(parse_module(black_box(text))))));
        });
        let trees: Vec<_> = texts.iter().filter_map(|text| parse_module(text).ok()).collect();
        group.bench_with_input(BenchmarkId::new("unparse", name), &trees, |bencher, trees| {
            bencher.iter(|| trees.iter().for_each(|tree| drop(black_box(unparse(&tree.ast, NodeRef::Mod)))));
        });
    }
    group.finish();
}

criterion_group!(benches, throughput);
criterion_main!(benches);
