//! Goldens: the text that `python3 -m ast -a` prints.

use vivarium_parser::{Options, ast, parse_bytes};
use vivarium_tests::golden::{Suite, run};

fn main() {
    let tree = Suite::new("goldens/ok", "py", "ast", |_, source| {
        let options = Options { type_comments: true, ..Options::default() };
        match parse_bytes(source, options) {
            Ok(parsed) => ast::dump(&parsed.ast, ast::NodeRef::Mod, ast::DumpOptions::default()),
            Err(error) => error.to_string(),
        }
    });
    run(env!("CARGO_MANIFEST_DIR"), vec![tree]);
}
