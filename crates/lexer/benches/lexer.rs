//! Throughput of the lexer, over the golden sources and over an installed library's modules when one is named:
//!
//! ```text
//! VIVARIUM_LIB=/path/to/lib/python3.11 cargo bench -p vivarium-lexer
//! ```

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use vivarium_lexer::{Origin, decode_source, lex, tokenize_text};

fn texts(folder: &Path) -> Vec<String> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "py"))
        .collect();
    paths.sort();
    let decode = |path: &PathBuf| {
        let bytes = std::fs::read(path).ok()?;
        Some(decode_source(&bytes, Origin::Bytes).ok()?.into_text())
    };
    paths.iter().filter_map(decode).collect()
}

fn throughput(criterion: &mut Criterion) {
    let goldens = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens/ok"));
    let mut corpora = vec![("goldens", goldens)];
    if let Some(library) = std::env::var_os("VIVARIUM_LIB") {
        corpora.push(("library", texts(Path::new(&library))));
    }
    let mut group = criterion.benchmark_group("lexer");
    for (name, texts) in &corpora {
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        group.bench_with_input(BenchmarkId::new("lex", name), texts, |bencher, texts| {
            bencher.iter(|| texts.iter().for_each(|text| drop(black_box(lex(black_box(text))))));
        });
        group.bench_with_input(BenchmarkId::new("tokenize_text", name), texts, |bencher, texts| {
            bencher.iter(|| texts.iter().for_each(|text| drop(black_box(tokenize_text(text, "utf-8")))));
        });
    }
    group.finish();
}

criterion_group!(benches, throughput);
criterion_main!(benches);
