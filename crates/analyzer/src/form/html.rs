//! One HTML page: no network, light and dark, source beside bytecode.

use std::collections::BTreeMap;

use minijinja::{Environment, context};
use serde::Serialize;
use vivarium_bytecode::Opcode;

use crate::Report;
use crate::report::specialises;

#[derive(Serialize)]
struct Data<'a> {
    report: &'a Report,
    source: Option<Vec<&'a str>>,
    /// What each opcode can specialise into, once instead of with every instruction.
    forms: BTreeMap<&'static str, Vec<&'static str>>,
}

/// The page of a report. It shows most for a report with detail; with the source, source and bytecode light each other
/// up.
pub fn html(report: &Report, source: Option<&str>) -> String {
    let mut report = report.clone();
    for instruction in
        report.codes.iter_mut().filter_map(|code| code.detail.as_mut()).flat_map(|one| &mut one.instructions)
    {
        instruction.specialises = Vec::new();
    }
    let forms = Opcode::all().filter(|opcode| specialises(*opcode)).map(|opcode| {
        let forms = opcode.specialised().map(Opcode::name).filter(|form| !form.ends_with("_ADAPTIVE"));
        (opcode.name(), forms.collect())
    });
    let data =
        Data { report: &report, source: source.map(|text| text.lines().collect()), forms: forms.collect() };
    // Nothing in the data may end the script element it stands in.
    let data = serde_json::to_string(&data).unwrap_or_default().replace('<', "\\u003c");
    let mut environment = Environment::new();
    let page = environment.add_template("page.html", include_str!("page.html")).and_then(|()| {
        environment.get_template("page.html")?.render(context! {
            title => &report.file,
            codes => report.totals.codes,
            instructions => report.totals.instructions,
            findings => report.findings().count(),
            data => data,
        })
    });
    page.unwrap_or_else(|error| format!("<!doctype html><title>error</title><p>{error}"))
}
