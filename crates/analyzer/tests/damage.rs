//! No code object makes the analyzer panic, whatever its bytes say.

mod common;

use std::sync::Arc;

use common::module;
use vivarium_analyzer::{Inputs, Report, form};
use vivarium_bytecode::{Code, Const};

/// The module with the bytes of one field of one code object replaced.
fn with_bytes(code: &Code, field: usize, bytes: Vec<u8>) -> Code {
    let mut pool = (**code.pool()).clone();
    let mut data = code.data().clone();
    let id = pool.push(Const::Bytes(&bytes));
    match field {
        0 => data.code = id,
        1 => data.linetable = id,
        _ => data.exceptiontable = id,
    }
    let id = pool.code(data);
    Code::new(Arc::new(pool), id).unwrap()
}

#[test]
fn scrambled_code_objects() {
    let mut seed = 12345_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    for code in module().walk().into_iter().filter(|code| code.code().len() < 400) {
        for field in 0..3 {
            let bytes = [code.code(), code.linetable(), code.exceptiontable()][field].to_vec();
            for round in 0..12 {
                let mut bytes = bytes.clone();
                for _ in 0..=round {
                    if !bytes.is_empty() {
                        let at = random() as usize % bytes.len();
                        bytes[at] = random() as u8;
                    }
                }
                if round == 11 {
                    bytes.truncate(bytes.len() / 4 * 2);
                }
                let damaged = with_bytes(&code, field, bytes);
                let report = Report::with(&damaged, &Inputs { detail: true, ..Inputs::default() });
                let _ = form::text(&report, form::Style::default());
            }
        }
    }
}

#[test]
fn empty_code() {
    let code = with_bytes(&module(), 0, Vec::new());
    let report = Report::with(&code, &Inputs { detail: true, ..Inputs::default() });
    assert_eq!((report.codes[0].instructions, report.codes[0].blocks, report.codes[0].complexity), (0, 0, 1));
}
