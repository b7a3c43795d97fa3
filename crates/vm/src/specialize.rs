//! Quickening and specialisation (PEP 659; `Python/specialize.c`).

use vivarium_runtime::code::PyCodeObject;

/// Counts an entry or a turn of a loop; the code is quickened when it has been run often enough.
#[inline(always)]
pub fn warm_up(code: &PyCodeObject) {
    let warmup = code.co_warmup.get();
    if warmup != 0 {
        code.co_warmup.set(warmup + 1);
    }
}
