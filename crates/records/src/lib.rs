//! What stages and the VM say about their work.

#![forbid(unsafe_code)]
