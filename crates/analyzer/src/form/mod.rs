//! The forms that reports are written in.

mod html;
mod json;
mod markdown;
mod sarif;
mod text;

pub use html::html;
pub use json::{json, json_line};
pub use markdown::markdown;
pub use sarif::sarif;
pub use text::{Style, text, totals_text};
