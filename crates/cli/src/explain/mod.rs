//! `viv analyze --explain FILE::qualname`: one function through every stage, on one page.
//!
//! Each stage says its part in its own words; here they are only put one below the other.

mod find;
mod page;
mod stages;
mod tree;

use crate::args::Analyze;
use crate::input::{self, Input};
use crate::load::{is_pyc, options, refused};
use crate::{analyze, output};
use serde::Serialize;
use std::path::Path;
use vivarium_analyzer::{CodeReport, Inputs, Report, Rule};
use vivarium_bytecode::{Code, pyc};
use vivarium_compiler::{Compiled, Options, compile_bytes};
use vivarium_records::RunProfile;

/// The version of the page's JSON.
const VERSION: u32 = 1;

/// How a line is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Dim,
    Strong,
    Added,
    Removed,
    Warning,
}

/// A line of a stage's part.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    pub tone: Tone,
}

impl Line {
    pub fn toned(text: impl Into<String>, tone: Tone) -> Line {
        Line { text: text.into(), tone }
    }
}

/// What one stage has to say.
#[derive(Debug)]
pub struct Section {
    /// The stage: `source`, `tokens`, …
    pub stage: &'static str,
    /// What it does, in a few words.
    pub about: &'static str,
    pub lines: Vec<Line>,
}

/// One code object's page.
#[derive(Debug)]
pub struct Page {
    pub file: String,
    pub report: CodeReport,
    pub sections: Vec<Section>,
}

#[derive(Serialize)]
struct StageJson<'a> {
    stage: &'a str,
    lines: Vec<&'a str>,
}

#[derive(Serialize)]
struct PageJson<'a> {
    qualname: &'a str,
    firstlineno: i32,
    stages: Vec<StageJson<'a>>,
    report: &'a CodeReport,
}

#[derive(Serialize)]
struct Json<'a> {
    version: u32,
    file: &'a str,
    functions: Vec<PageJson<'a>>,
}

pub fn run(target: &str, arguments: &Analyze, profile: Option<&RunProfile>, off: &[Rule]) -> u8 {
    let Some((file, qualname)) = target.split_once("::") else {
        return output::unusable(&format!("--explain takes FILE::qualname, and {target} names no function"));
    };
    let input = match Input::read(Path::new(file)) {
        Ok(input) => input,
        Err(message) => return output::unusable(&message),
    };
    let pages = match pages(&input, qualname, arguments, profile, off) {
        Ok(pages) => pages,
        Err((code, message)) => {
            output::complain(&message);
            return code;
        }
    };
    let text = if arguments.json {
        json(&pages)
    } else if arguments.html {
        page::html(&pages)
    } else {
        pages.iter().map(|page| page::text(page, analyze::style())).collect::<Vec<_>>().join("\n")
    };
    output::print(&text)
}

fn json(pages: &[Page]) -> String {
    let functions = pages.iter().map(|page| PageJson {
        qualname: &page.report.qualname,
        firstlineno: page.report.firstlineno,
        stages: page
            .sections
            .iter()
            .map(|section| StageJson {
                stage: section.stage,
                lines: section.lines.iter().map(|line| line.text.as_str()).collect(),
            })
            .collect(),
        report: &page.report,
    });
    let file = pages.first().map_or("", |page| page.file.as_str());
    let json = Json { version: VERSION, file, functions: functions.collect() };
    serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"
}

type Failure = (u8, String);

/// The pages of all code objects with this qualified name (a function may be defined twice).
fn pages(
    input: &Input,
    qualname: &str,
    arguments: &Analyze,
    profile: Option<&RunProfile>,
    off: &[Rule],
) -> Result<Vec<Page>, Failure> {
    if is_pyc(input) {
        let (_, code) = pyc::read(&input.bytes).map_err(|e| (1, format!("viv: {}: {e}\n", input.name)))?;
        let inputs =
            Inputs { profile, detail: true, disabled: off, hash_key: input::hash_key(), ..Inputs::default() };
        let report = Report::with(&code, &inputs);
        let found = chosen(&code, &report, qualname);
        if found.is_empty() {
            return Err(unknown(input, qualname, false));
        }
        let made = |(code, report): (Code, CodeReport)| Page {
            sections: stages::of_code(&code, &report, &input.name, None),
            file: input.name.clone(),
            report,
        };
        return Ok(found.into_iter().map(made).collect());
    }
    let asked = Options { fold_log: true, block_log: true, ..options(input, arguments.optimize) };
    let Compiled { code, fold_log, pass_log, .. } = compile_bytes(&input.bytes, &asked).map_err(|error| {
        let refused = refused(&error, input);
        let drawn = if arguments.common.plain {
            refused.diagnostic.render_plain(&input.name, &refused.source)
        } else {
            refused.diagnostic.render(&input.name, &refused.source, false)
        };
        (1, drawn)
    })?;
    let decoded = input.decode().map_err(|said| (1, said.render_plain(&input.name, "")))?;
    let front = stages::Front::new(&decoded.raw, decoded.encoding_name(), &asked)
        .map_err(|error| (1, error.to_diagnostic().render_plain(&input.name, &decoded.raw)))?;
    let inputs = Inputs {
        fold_log: Some(&fold_log),
        pass_log: Some(&pass_log),
        profile,
        detail: true,
        disabled: off,
        hash_key: input::hash_key(),
        ..Inputs::default()
    };
    let report = Report::with(&code, &inputs);
    let found = chosen(&code, &report, qualname);
    if found.is_empty() {
        return Err(unknown(input, qualname, front.knows(qualname)));
    }
    let mut taken = Vec::new();
    let mut pages = Vec::new();
    for (code, report) in found {
        let mut sections = front.sections(&code, &report, &pass_log, &mut taken);
        sections.extend(stages::of_code(&code, &report, &input.name, Some(front.source())));
        pages.push(Page { sections, file: input.name.clone(), report });
    }
    Ok(pages)
}

/// The code objects with this name, each with its report.
fn chosen(code: &Code, report: &Report, qualname: &str) -> Vec<(Code, CodeReport)> {
    let both = code.walk().into_iter().zip(&report.codes);
    both.filter(|(_, report)| report.qualname == qualname)
        .map(|(code, report)| (code, CodeReport { parent: None, ..report.clone() }))
        .collect()
}

fn unknown(input: &Input, qualname: &str, in_source: bool) -> Failure {
    let why = if in_source {
        format!("{qualname} is in the source, and no code is made of it")
    } else {
        format!("no function or class is called {qualname}")
    };
    (1, format!("viv: {}: {why}\n", input.name))
}
