//! The arena AST: nodes, visitor, dump, unparse.

#![forbid(unsafe_code)]
