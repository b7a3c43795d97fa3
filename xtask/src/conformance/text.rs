//! Stages whose result is one text: tokens, the tree.

use super::{Job, Verdict, compare_text, differs, order};
use vivarium_lexer::{Origin, decode_source, normalize_newlines, tokenize};
use vivarium_parser::{Options, ast, parse_bytes};

pub fn tokens(job: &mut Job) -> Result<Vec<(String, Verdict)>, String> {
    let ours = match decode_source(job.source, Origin::Bytes) {
        Ok(decoded) => {
            let found = tokenize(&decoded.raw, decoded.encoding_name());
            found.error.map_or(Ok(found.text), |error| Err(error.to_string()))
        }
        Err(error) => Err(error.to_string()),
    };
    // The regular expressions of `tokenize` accept more than the language; the promise is for what compiles.
    if ours.is_err() {
        let request =
            serde_json::json!({"op": "error", "path": job.path, "name": job.name, "stage": "parse"});
        if !job.witness.ask(&request)?["error"].is_null() {
            return Ok(vec![(job.name.into(), Verdict::Skipped("CPython refuses it, and so do we"))]);
        }
    }
    let verdict = compare_text(job, "tokens", ours)?;
    Ok(vec![(job.name.into(), verdict)])
}

pub fn tree(job: &mut Job) -> Result<Vec<(String, Verdict)>, String> {
    let options = Options { type_comments: true, ..Options::default() };
    let parsed = parse_bytes(job.source, options);
    if let (Ok(parsed), Ok(decoded)) = (&parsed, decode_source(job.source, Origin::Bytes))
        && let Err(what) = order::check(&normalize_newlines(&decoded.raw), parsed)
    {
        return Ok(vec![(job.name.into(), differs("order", "ordered\n", &(what + "\n")))]);
    }
    let ours = match parsed {
        Ok(parsed) => Ok(ast::dump(&parsed.ast, ast::NodeRef::Mod, ast::DumpOptions::default()) + "\n"),
        Err(error) => Err(error.to_string()),
    };
    let verdict = compare_text(job, "ast", ours)?;
    Ok(vec![(job.name.into(), verdict)])
}
