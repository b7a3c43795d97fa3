//! `--stage code`, `dis` and `pyc`: code objects in every field, their listing, and the bytes of `.pyc` files.

use super::errors::{base64, text};
use super::{Job, Verdict, cache, differs, settle_text};
use crate::witness;
use serde_json::json;
use std::path::Path;
use vivarium_bytecode::listing::{Options as Listing, listing};
use vivarium_bytecode::{Code, marshal};
use vivarium_compiler::{CompileError, Compiled, Options, Process, compile_bytes};

pub fn compiled(job: &Job) -> Result<Compiled, CompileError> {
    let options = Options { optimize: job.options.optimize.min(2), ..Options::file(job.name) };
    compile_bytes(job.source, &options)
}

/// Our refusal of a source in the words of the errors stage.
pub fn refusal(source: &[u8]) -> Option<String> {
    let error = compile_bytes(source, &Options::file("<mutant>")).err()?;
    Some(text(error.class, &error.message, error.location.as_ref()))
}

pub fn fields(job: &mut Job) -> Result<Vec<(String, Verdict)>, String> {
    compare(job, false)
}

pub fn bytes(job: &mut Job) -> Result<Vec<(String, Verdict)>, String> {
    compare(job, true)
}

/// CPython loads what we marshalled and compares it with what it compiles: nothing of ours is its own witness.
fn compare(job: &mut Job, exact: bool) -> Result<Vec<(String, Verdict)>, String> {
    let ours = compiled(job);
    let mut request = json!({"op": "check_code", "path": job.path, "name": job.name, "optimize": job.options.optimize.min(2)});
    if exact {
        // Reference flags show which strings the process has interned.
        (request["op"], request["of"]) = ("fresh".into(), "check_code".into());
    }
    match &ours {
        Ok(compiled) => request["marshal"] = base64(&marshalled(&compiled.code)?).into(),
        Err(_) => request["probe"] = true.into(),
    }
    let answer = job.witness.ask(&request)?;
    let refused = answer.get("error");
    let verdict = match (refused, ours) {
        (Some(_), Err(_)) => Verdict::Skipped("CPython refuses it, and so do we (see the errors stage)"),
        (Some(error), Ok(_)) => differs(format!("accepted, and CPython says: {error}"), "", ""),
        (None, Err(error)) => differs(format!("refused: {error}"), "", ""),
        (None, Ok(_)) => {
            let word = |key: &str| answer["difference"][key].as_str().unwrap_or_default().to_owned();
            if !answer["difference"].is_null() {
                let what =
                    format!("{}: of {} line {}", word("field"), word("code"), answer["difference"]["line"]);
                differs(what, &word("theirs"), &word("ours"))
            } else if exact && answer["same_bytes"] != true {
                let side = |side: &str| answer["bytes"][side].as_str().unwrap_or_default().to_owned();
                differs("bytes: the same fields, other reference flags", &side("theirs"), &side("ours"))
            } else {
                Verdict::Same
            }
        }
    };
    Ok(vec![(job.name.into(), verdict)])
}

fn marshalled(code: &Code) -> Result<Vec<u8>, String> {
    marshal::write_code(code).map_err(|e| e.to_string())
}

/// Each file has a process of its own, as its user has: what a process has seen before decides the order of sets.
pub fn disassembly(job: &mut Job) -> Result<Vec<(String, Verdict)>, String> {
    let optimize = job.options.optimize.min(2);
    let options = Options { optimize, process: Process::Disassembler, ..Options::file(job.name) };
    let ours = compile_bytes(job.source, &options)
        .map(|c| vivarium_tests::normalise(&listing(&c.code, &Listing::default())))
        .map_err(|e| e.to_string());
    let key = cache::key("python -m dis", job.name, job.source, optimize);
    let verdict = match &ours {
        Ok(text) if job.cache.knows(&key, text) => Verdict::Same,
        _ => {
            let theirs = witness::disassembly(Path::new("."), job.name, optimize)?;
            settle_text(job, key, theirs, ours)
        }
    };
    Ok(vec![(job.name.into(), verdict)])
}
