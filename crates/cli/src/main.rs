//! `viv`: arguments to all of the crates.

#![forbid(unsafe_code)]

fn main() {}
