//! Throughput of the evaluation loop over code that CPython compiled: `cargo bench -p vivarium-vm`.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use vivarium_modules::{MODULES, TYPES, sys};
use vivarium_vm::interp::call::eval_code;
use vivarium_vm::{import::find::read_pyc, lifecycle};

const STACK: usize = 4 << 20;

const CODE: &[u8] = include_bytes!("../tests/fixtures/bench.bin");

fn evaluation(criterion: &mut Criterion) {
    let start = lifecycle::Start { stack_size: STACK, sys: sys::create, modules: MODULES, types: TYPES };
    lifecycle::start(&start).expect("the interpreter starts");
    let code = read_pyc(CODE, None, Path::new("bench.py")).expect("code");
    let main = lifecycle::main_module().expect("__main__");
    criterion.bench_function("vm/loop_calls_attributes", |bencher| {
        bencher.iter(|| black_box(eval_code(&code, main.dict(), main.dict(), None).expect("it runs")));
    });
}

criterion_group!(benches, evaluation);
criterion_main!(benches);
