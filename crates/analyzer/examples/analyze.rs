//! Analyzes `.pyc` files: `analyze [--json | --line | --quiet] [--detail] FILE...`.

use std::io::Write as _;
use std::{env, fs};

use vivarium_analyzer::{Inputs, Report, Totals, form};
use vivarium_bytecode::pyc;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|one| one == flag);
    let inputs = Inputs { detail: has("--detail"), ..Inputs::default() };
    let mut totals = Totals::default();
    for path in arguments.iter().filter(|one| !one.starts_with("--")) {
        let read = fs::read(path).map_err(|error| error.to_string());
        let text = match read.and_then(|data| pyc::read(&data).map_err(|error| error.to_string())) {
            Ok((_, code)) if has("--html") => form::html(
                &Report::with(&code, &inputs),
                env::var("SOURCE").ok().and_then(|path| fs::read_to_string(path).ok()).as_deref(),
            ),
            Ok((_, code)) if has("--sarif") => form::sarif([&Report::with(&code, &inputs)]),
            Ok((_, code)) if has("--md") => form::markdown(&Report::with(&code, &inputs)),
            Ok((_, code)) => {
                let report = Report::with(&code, &inputs);
                totals.add(&report.totals);
                if has("--findings") {
                    report
                        .findings()
                        .map(|(code, one)| {
                            format!(
                                "{} {path}:{} {} {}\n",
                                one.rule,
                                one.line.unwrap_or(0),
                                code.qualname,
                                one.message
                            )
                        })
                        .collect()
                } else if has("--quiet") {
                    let _ = std::hint::black_box(form::json_line(&report)).len();
                    String::new()
                } else if has("--json") {
                    form::json(&report) + "\n"
                } else if has("--line") {
                    form::json_line(&report) + "\n"
                } else {
                    form::text(&report, form::Style::default())
                }
            }
            Err(error) => format!("{path}: {error}\n"),
        };
        if std::io::stdout().write_all(text.as_bytes()).is_err() {
            return;
        }
    }
    if has("--quiet") {
        print!("{}", form::totals_text(&totals, "", form::Style::default()));
    }
}
