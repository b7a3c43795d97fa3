//! The evaluation loop: opcodes by family in `ops`, the drivers that run them, frames entered and left.

pub mod call;
pub mod ctx;
pub mod driver;
pub mod eval;
pub mod names;
pub mod ops;
pub mod pending;
pub mod sets;
pub mod table;
#[cfg(all(tail_calls, panic = "abort"))]
mod tail;
