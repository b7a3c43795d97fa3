//! What CPython wrote of `goldens/_functions.py`.

use vivarium_bytecode::{Code, pyc};

/// The golden's text.
pub const COUNTS: &str = include_str!("../../goldens/counts.out");

/// The module's code object.
pub fn module() -> Code {
    let line = COUNTS.lines().next().unwrap();
    let hex = line.strip_prefix("pyc ").unwrap();
    let bytes: Vec<u8> =
        (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect();
    pyc::read(&bytes).unwrap().1
}
