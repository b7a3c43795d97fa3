//! Prints the tree of each file given, as `python3 -m ast -a` does. With `--check FILE…` only says which files fail.

use std::io::Write as _;

use vivarium_parser::{Options, ast, parse_bytes};

fn main() -> std::io::Result<()> {
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let check = paths.first().is_some_and(|first| first == "--check");
    if check {
        paths.remove(0);
    }
    for path in paths {
        let source = std::fs::read(&path)?;
        match parse_bytes(&source, Options { type_comments: true, ..Options::default() }) {
            Ok(_) if check => {}
            Ok(parsed) => {
                let text = ast::dump(&parsed.ast, ast::NodeRef::Mod, ast::DumpOptions::default());
                writeln!(out, "{text}")?;
            }
            Err(error) => writeln!(out, "{path}: {error}")?,
        }
    }
    Ok(())
}
