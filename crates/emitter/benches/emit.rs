//! Symbol table and code for a file of ordinary Python.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use vivarium_emitter::symtable::SymtableOptions;
use vivarium_emitter::{EmitOptions, Names, emit, symtable};

fn source() -> String {
    let one = "class Account:\n    def __init__(self, owner, balance=0):\n        self.owner = owner\n        \
               self.balance = balance\n\n    def deposit(self, amount):\n        if amount <= 0:\n            \
               raise ValueError(f'bad amount {amount!r}')\n        self.balance += amount\n        \
               return [entry for entry in self.log if entry.amount > 0]\n\n";
    one.repeat(200)
}

fn bench(criterion: &mut Criterion) {
    let source = source();
    let ast = vivarium_parser::parse_module(&source).unwrap().ast;
    let mut group = criterion.benchmark_group("emit");
    group.throughput(Throughput::Bytes(source.len() as u64));
    group.bench_function("classes", |bencher| {
        bencher.iter(|| {
            let mut names = Names::new(&ast);
            let mut table = symtable::build(&ast, &mut names, SymtableOptions::default()).unwrap();
            let options = EmitOptions {
                filename: "bench.py".into(),
                optimize: 0,
                flags: 0,
                future_line: -1,
                hash_key: Default::default(),
                process: Default::default(),
                log: Default::default(),
            };
            emit(&ast, &mut names, &mut table, options).unwrap()
        })
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
