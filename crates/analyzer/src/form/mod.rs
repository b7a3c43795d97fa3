//! The forms that reports are written in.

mod json;
mod text;

pub use json::{json, json_line};
pub use text::{Style, text, totals_text};
