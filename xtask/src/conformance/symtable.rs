//! `--stage symtable`: every block and every name with all that the `symtable` module says of them.

use super::{Job, Verdict, compare_text};
use vivarium_compiler::{CompileError, Options, parse, symtable};
use vivarium_emitter::symtable::print;
use vivarium_lexer::{Origin, decode_source};

pub fn compare(job: &mut Job) -> Result<Vec<(String, Verdict)>, String> {
    let ours = match decode_source(job.source, Origin::Bytes) {
        Ok(decoded) => text(&decoded.raw).map_err(|e| e.to_string()),
        Err(error) => Err(error.to_string()),
    };
    let verdict = compare_text(job, "symtable", ours)?;
    Ok(vec![(job.name.into(), verdict)])
}

fn text(source: &str) -> Result<String, CompileError> {
    let options = Options::default();
    let ast = parse(source, &options)?;
    let (names, table) = symtable(&ast, source, &options)?;
    Ok(print(&table, &names))
}
