//! Code objects to reports.

#![forbid(unsafe_code)]
