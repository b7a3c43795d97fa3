//! Goldens: the text that `python3 -m tokenize -e` prints.

use vivarium_lexer::{Origin, decode_source, tokenize_text};
use vivarium_tests::golden::{Suite, run};

fn main() {
    let tokens = Suite::new("goldens/ok", "py", "tokens", |_, source| match decode_source(source, Origin::Bytes) {
        Ok(decoded) => tokenize_text(&decoded.raw, decoded.encoding_name()),
        Err(error) => error.to_string(),
    });
    run(env!("CARGO_MANIFEST_DIR"), vec![tokens]);
}
