//! Reads sources from a file, separated by NUL bytes, and prints for each either `ok` or the error with its attributes,
//! fields separated by U+001F and sources by NUL bytes: for comparing with CPython in bulk.

use std::io::Write as _;

use vivarium_parser::{Options, parse};

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(path)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for source in text.split('\0') {
        match parse(source, Options::default()) {
            Ok(_) => write!(out, "ok")?,
            Err(error) => {
                write!(out, "{}\x1f{}", error.class.name(), error.message)?;
                if let Some(at) = error.location {
                    let text = at.text.unwrap_or_default();
                    write!(
                        out,
                        "\x1f{}\x1f{}\x1f{}\x1f{}\x1f{text}",
                        at.lineno, at.offset, at.end_lineno, at.end_offset
                    )?;
                }
            }
        }
        out.write_all(b"\0")?;
    }
    Ok(())
}
