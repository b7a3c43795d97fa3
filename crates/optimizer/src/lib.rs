//! AST to folded AST and a FoldLog.

#![forbid(unsafe_code)]
