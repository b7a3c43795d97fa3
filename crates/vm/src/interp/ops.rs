//! The bodies of the opcodes, by family. Each is a function of the loop's state and the argument that says where the
//! loop goes next; all are inlined into the drivers.

pub mod awaiting;
pub mod calls;
pub mod containers;
pub mod control;
pub mod handlers;
pub mod imports;
pub mod matching;
pub mod stack;
pub mod values;
