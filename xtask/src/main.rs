//! `cargo xtask`: golden files, conformance, benchmarks, tidy, code generation.

#![forbid(unsafe_code)]

fn main() {}
