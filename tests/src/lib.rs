//! What crosses crates: the lab and whole programs. The tests stand in `tests/`.

#![forbid(unsafe_code)]
