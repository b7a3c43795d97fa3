//! Prints the tree of each file given, as `python3 -m ast -a` does. With `--check` only says which files
//! fail, with `--unparse` prints what `ast.unparse` gives.

use std::io::Write as _;

use vivarium_parser::{Options, ast, parse_bytes};

fn main() -> std::io::Result<()> {
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    let flag = if paths.first().is_some_and(|first| first.starts_with("--")) {
        paths.remove(0)
    } else {
        String::new()
    };
    for path in paths {
        let source = std::fs::read(&path)?;
        match parse_bytes(&source, Options { type_comments: true, ..Options::default() }) {
            Ok(_) if flag == "--check" => {}
            Ok(parsed) if flag == "--unparse" => match ast::unparse(&parsed.ast, ast::NodeRef::Mod) {
                Ok(text) => writeln!(out, "{text}")?,
                Err(error) => writeln!(out, "{path}: {error}")?,
            },
            Ok(parsed) => {
                let text = ast::dump(&parsed.ast, ast::NodeRef::Mod, ast::DumpOptions::default());
                writeln!(out, "{text}")?;
            }
            Err(error) => writeln!(out, "{path}: {error}")?,
        }
    }
    Ok(())
}
