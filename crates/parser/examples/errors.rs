//! Reads sources from a file, separated by NUL bytes, and prints for each either `ok` or the error with its attributes,
//! fields separated by U+001F and sources by NUL bytes: for comparing with CPython in bulk. Words before the file's name
//! choose how: `eval`, `single`, `func_type`, `bytes` (without an encoding), `type_comments`.

use std::io::Write as _;

use vivarium_parser::{Mode, Options, parse, parse_bytes};

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (path, words) = words.split_last().map_or(("", &[][..]), |(path, words)| (path.as_str(), words));
    let has = |word: &str| words.iter().any(|known| known == word);
    let mode = match words.first().map_or("", String::as_str) {
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        "func_type" => Mode::FuncType,
        _ => Mode::Exec,
    };
    let options = Options { mode, type_comments: has("type_comments"), ..Options::default() };
    let text = std::fs::read_to_string(path)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for source in text.split('\0') {
        let parsed =
            if has("bytes") { parse_bytes(source.as_bytes(), options) } else { parse(source, options) };
        match parsed {
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
