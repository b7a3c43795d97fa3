//! The front end as Python programs see it.

#![forbid(unsafe_code)]
