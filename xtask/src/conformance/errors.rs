//! `--stage errors`: acceptance and the whole error, of sources as they are and of mutants of them.

use super::mutate::{Random, mutate};
use super::{Job, Verdict, differs};
use serde_json::{Value, json};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use vivarium_parser::{Options, parse_bytes};
use vivarium_source::PythonLocation;

pub fn compare(job: &mut Job) -> Result<Vec<(String, Verdict)>, String> {
    let mut verdicts = vec![(job.name.to_owned(), one(job, job.source)?)];
    let Ok(source) = std::str::from_utf8(job.source) else { return Ok(verdicts) };
    // A file's mutants depend on the seed and its own text, not on what else is compared.
    let mut hasher = DefaultHasher::new();
    source.hash(&mut hasher);
    let mut random = Random::new(hasher.finish() ^ job.options.seed);
    for number in 0..job.options.mutants {
        let (mutant, what) = mutate(source, &mut random);
        let verdict = one(job, mutant.as_bytes())?;
        if let (Verdict::Different(_), Some(folder)) = (&verdict, &job.options.keep) {
            let name = job.name.replace(['/', '\\'], "_");
            let _ = std::fs::create_dir_all(folder);
            let _ = std::fs::write(folder.join(format!("{name}.{number}.py")), &mutant);
        }
        verdicts.push((format!("{} (mutant {number}: {what})", job.name), verdict));
    }
    Ok(verdicts)
}

fn one(job: &mut Job, source: &[u8]) -> Result<Verdict, String> {
    let mut request = json!({"op": "error", "name": "<mutant>", "stage": "parse", "source": base64(source)});
    if job.options.full {
        request["stage"] = "compile".into();
    }
    let answer = job.witness.ask(&request)?;
    let theirs = words(&answer["error"]);
    let ours = if job.options.full { super::code::refusal(source) } else { parsed(source) };
    // A mutant is no file that the compiler could read the line from.
    let without_text =
        |text: String| text.lines().filter(|l| !l.starts_with("text ")).map(|l| format!("{l}\n")).collect();
    let (theirs, ours) = match (theirs, ours) {
        (Some(theirs), Some(ours)) if theirs.ends_with("text null\n") => {
            (Some(without_text(theirs)), Some(without_text(ours)))
        }
        both => both,
    };
    Ok(match (theirs, ours) {
        (None, None) => Verdict::Same,
        (Some(theirs), Some(ours)) if theirs == ours => Verdict::SameRefusal,
        (Some(theirs), Some(ours)) => {
            let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
            let what = if first(&theirs) == first(&ours) { "error's place" } else { "error's text" };
            differs(format!("{what}: {} and not {}", first(&ours), first(&theirs)), &theirs, &ours)
        }
        (Some(theirs), None) => differs("accepted", &theirs, "compiles\n"),
        (None, Some(ours)) => differs("refused", "compiles\n", &ours),
    })
}

/// An error as text, one field a line.
pub fn words(error: &Value) -> Option<String> {
    let class = error["class"].as_str()?;
    let mut text = format!("{class}: {}\n", error["msg"].as_str().unwrap_or("-"));
    // Depth is promised to be CPython's or more, so only the class of these counts.
    if matches!(class, "MemoryError" | "RecursionError") {
        return Some(format!("{class}\n"));
    }
    for field in ["lineno", "offset", "end_lineno", "end_offset", "text"] {
        text.push_str(&format!("{field} {}\n", error[field]));
    }
    Some(text)
}

fn parsed(source: &[u8]) -> Option<String> {
    let error = parse_bytes(source, Options::default()).err()?;
    Some(text(error.class.name(), &error.message, error.location.as_ref()))
}

/// The same text from our side.
pub fn text(class: &str, message: &str, location: Option<&vivarium_source::PythonLocation>) -> String {
    let error = match location {
        Some(at) => {
            let no_end = at.end_offset == PythonLocation::NO_END || at.end_lineno == 0;
            let end = (!no_end).then_some(at.end_offset);
            let end_line = (at.end_lineno != 0).then(|| PythonLocation::python_line(at.end_lineno));
            json!({
                "class": class, "msg": message, "lineno": PythonLocation::python_line(at.lineno), "offset": at.offset,
                "end_lineno": end_line,
                "end_offset": end, "text": at.text,
            })
        }
        None => json!({"class": class, "msg": message}),
    };
    words(&error).unwrap_or_default()
}

pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { digit as char } else { '=' });
        }
    }
    out
}
