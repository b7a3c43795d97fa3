//! Prints the tokens of Python files as `python3 -m tokenize -e` does:
//!
//! ```text
//! cargo run -p vivarium-lexer --example tokenize -- FILE...
//! ```

use std::io::Write;
use vivarium_lexer::{Origin, decode_source, tokenize};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for name in std::env::args().skip(1) {
        let bytes = std::fs::read(&name)?;
        match decode_source(&bytes, Origin::File(&name)) {
            Ok(source) => {
                let done = tokenize(&source.raw, source.encoding_name());
                out.write_all(done.text.as_bytes())?;
                if let Some(error) = done.error {
                    let text = vivarium_lexer::normalize_newlines(&source.raw);
                    eprint!("{}", error.to_diagnostic(&text).render(&name, &text, false));
                }
            }
            Err(error) => eprintln!("SyntaxError: {error}"),
        }
    }
    Ok(())
}
