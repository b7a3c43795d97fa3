//! Tokens to an arena AST, or a SyntaxError as CPython says it.

#![forbid(unsafe_code)]
