//! AST to symbol table to code objects.

#![forbid(unsafe_code)]
