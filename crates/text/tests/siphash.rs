//! Hashes as CPython 3.11 gives them under `PYTHONHASHSEED`.

use vivarium_text::siphash::{Key, python_hash};

#[test]
fn hashes_of_cpython() {
    let zero = Key::from_seed(0);
    assert_eq!(python_hash(zero, b""), 0);
    assert_eq!(python_hash(zero, b"a"), A0);
    assert_eq!(python_hash(zero, b"hello world"), HW0);
    assert_eq!(python_hash(Key::from_seed(42), b"hello world"), HW42);
}

const A0: i64 = 4644417185603328019;
const HW0: i64 = -5642461784034726774;
const HW42: i64 = -3893157060480277979;
