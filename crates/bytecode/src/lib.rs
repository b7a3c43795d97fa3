//! The Code IR: opcode table, code objects, tables, marshal, listing.

#![forbid(unsafe_code)]
