//! `viv analyze`

use crate::args::Analyze;
use crate::input::{self, Input};
use crate::load::{load, text};
use crate::output;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use vivarium_analyzer::diff::Diff;
use vivarium_analyzer::form::{self, Style};
use vivarium_analyzer::{CodeReport, Inputs, Report, Rule, Totals};
use vivarium_records::RunProfile;

/// A file that could not be analysed: the message drawn for people, and plain for machines.
struct Failure {
    drawn: String,
    plain: String,
}

/// What one target came to: its report and source, or the message that stands in its place.
type Outcome = Result<(Report, String), Failure>;

/// A report as it was written.
struct Done {
    text: String,
    /// Whether a finding is one to fail on.
    fails: bool,
    totals: Totals,
    /// Where all reports go into one text.
    report: Option<Report>,
}

pub fn run(arguments: &Analyze) -> u8 {
    let profile = match arguments.profile.as_deref().map(read_profile).transpose() {
        Ok(profile) => profile,
        Err(message) => return output::unusable(&message),
    };
    let fail_on = match rules(&arguments.fail_on) {
        Ok(rules) => rules,
        Err(message) => return output::unusable(&message),
    };
    let off = match rules(&arguments.off) {
        Ok(rules) => rules,
        Err(message) => return output::unusable(&message),
    };
    if let Some(target) = &arguments.explain {
        return crate::explain::run(target, arguments, profile.as_ref(), &off);
    }
    if let Some([old, new]) = arguments.diff.as_deref() {
        return compare(old, new, arguments, &fail_on, &off);
    }
    let mut files = Vec::new();
    for target in &arguments.targets {
        match expand(target) {
            Ok(found) => files.extend(found),
            Err(message) => return output::unusable(&message),
        }
    }
    let many = files.len() > 1;
    let progress = progress(files.len());
    let style = style();
    let work = |target: &Target| {
        let outcome = one(target, arguments, profile.as_ref(), &off).map(|(mut report, source)| {
            arrange(&mut report, arguments);
            // Reports of a folder are written where they are made, by all processors.
            let text = written(&report, &source, arguments, many, style);
            let fails = report.findings().any(|(_, finding)| fail_on.contains(&finding.rule));
            let totals = std::mem::take(&mut report.totals);
            Done { text, fails, totals, report: arguments.sarif.then_some(report) }
        });
        progress.inc(1);
        outcome
    };
    let all = || -> Vec<Result<Done, Failure>> { files.par_iter().map(work).collect() };
    let outcomes = match ThreadPoolBuilder::new().stack_size(crate::compile::STACK).build() {
        Ok(pool) => pool.install(all),
        Err(error) => return output::unusable(&error.to_string()),
    };
    progress.finish_and_clear();
    let mut code = 0;
    let (mut totals, mut reports) = (Totals::default(), Vec::new());
    let mut out = output::Stream::new();
    let mut separated = false;
    for (target, outcome) in files.iter().zip(outcomes) {
        match outcome {
            Ok(done) => {
                code = code.max(u8::from(done.fails));
                totals.add(&done.totals);
                if separated && !arguments.json {
                    out.write("\n");
                }
                separated |= !done.text.is_empty();
                out.write(&done.text);
                reports.extend(done.report);
            }
            Err(failure) => {
                // It is reported in its place, and the rest goes on.
                output::complain(&failure.drawn);
                if arguments.json && many {
                    let name = target.path.display().to_string();
                    let line =
                        format!("{{\"file\":{},\"error\":{}}}\n", quoted(&name), quoted(&failure.plain));
                    out.write(&line);
                }
                code = 1;
            }
        }
    }
    if arguments.sarif {
        out.write(&(form::sarif(&reports) + "\n"));
    } else if many && !(arguments.json || arguments.html) {
        out.write("\n");
        out.write(&form::totals_text(&totals, "", style));
    }
    out.finish().max(code)
}

/// The report in the form that was asked for; SARIF is one log for all of them and comes later.
fn written(report: &Report, source: &str, arguments: &Analyze, many: bool, style: Style) -> String {
    if arguments.sarif {
        String::new()
    } else if arguments.json {
        (if many { form::json_line(report) } else { form::json(report) }) + "\n"
    } else if arguments.html {
        form::html(report, (!source.is_empty()).then_some(source))
    } else if arguments.md {
        form::markdown(report)
    } else {
        form::text(report, style)
    }
}

/// `--diff OLD NEW`: exit code 1 where a finding of a `--fail-on` rule is new.
fn compare(old: &Path, new: &Path, arguments: &Analyze, fail_on: &[Rule], off: &[Rule]) -> u8 {
    let (old, new) = match (report_of(old, arguments, off), report_of(new, arguments, off)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(failure), _) | (_, Err(failure)) => {
            output::complain(&failure.drawn);
            return 1;
        }
    };
    let diff = Diff::of(&old, &new);
    let text = if arguments.json { diff.json() + "\n" } else { diff.text() };
    output::print(&text).max(u8::from(diff.has_new(fail_on)))
}

/// A source, a `.pyc` or a saved report.
fn report_of(path: &Path, arguments: &Analyze, off: &[Rule]) -> Result<Report, Failure> {
    if path.extension().is_some_and(|e| e == "json") {
        let said = |e: String| {
            let text = format!("{}: {e}", path.display());
            Failure { drawn: format!("viv: {text}\n"), plain: text }
        };
        let text = std::fs::read_to_string(path).map_err(|e| said(input::in_words(&e)))?;
        return serde_json::from_str(&text).map_err(|e| said(format!("no saved report: {e}")));
    }
    one(&whole(path.into()), arguments, None, off).map(|(report, _)| report)
}

struct Target {
    path: PathBuf,
    qualname: Option<String>,
}

/// A file, a folder's files, or `FILE::qualname`.
fn expand(target: &str) -> Result<Vec<Target>, String> {
    if let Some((path, qualname)) = target.split_once("::") {
        return Ok(vec![Target { path: path.into(), qualname: Some(qualname.to_owned()) }]);
    }
    let path = Path::new(target);
    if !path.is_dir() {
        return Ok(vec![Target { path: path.into(), qualname: None }]);
    }
    let found = crate::walk::sources(path, &["py"]);
    if found.is_empty() {
        Err(format!("{target}: no .py file in this folder"))
    } else {
        Ok(found.into_iter().map(whole).collect())
    }
}

fn whole(path: PathBuf) -> Target {
    Target { path, qualname: None }
}

fn one(target: &Target, arguments: &Analyze, profile: Option<&RunProfile>, off: &[Rule]) -> Outcome {
    let said = |text: String| Err(Failure { drawn: format!("viv: {text}\n"), plain: text });
    let input = match Input::read(&target.path) {
        Ok(input) => input,
        Err(message) => return said(message),
    };
    let loaded = match load(&input, arguments.optimize, true) {
        Ok(loaded) => loaded,
        Err(refused) => {
            let plain = refused.diagnostic.render_plain(&input.name, &refused.source);
            let drawn = if arguments.common.plain {
                plain.clone()
            } else {
                refused.diagnostic.render(&input.name, &refused.source, false)
            };
            return Err(Failure { drawn, plain });
        }
    };
    let inputs = Inputs {
        fold_log: loaded.fold_log.as_ref(),
        pass_log: loaded.pass_log.as_ref(),
        profile,
        // The page shows source and bytecode side by side, which takes the details.
        detail: arguments.detail || arguments.html,
        brief: arguments.json && !arguments.detail,
        disabled: off,
        hash_key: input::hash_key(),
    };
    let mut report = Report::with(&loaded.code, &inputs);
    if let Some(qualname) = &target.qualname {
        let inside = format!("{qualname}.");
        report.retain(|code| code.qualname == *qualname || code.qualname.starts_with(&inside));
        if report.codes.is_empty() {
            return said(format!("{}: no function or class is called {qualname}", input.name));
        }
    }
    Ok((report, text(&input)))
}

/// What `--filter`, `--sort` and `--top` ask for.
fn arrange(report: &mut Report, arguments: &Analyze) {
    if let Some(text) = &arguments.filter {
        report.retain(|code| code.qualname.contains(text.as_str()));
    }
    let wanted: Option<Vec<String>> = (arguments.sort.is_some() || arguments.top.is_some()).then(|| {
        let mut codes: Vec<&CodeReport> = report.codes.iter().collect();
        let key = arguments.sort.as_deref().unwrap_or("instructions");
        codes.sort_by_key(|code| std::cmp::Reverse(weight(code, key)));
        if key == "name" {
            codes.sort_by(|a, b| a.qualname.cmp(&b.qualname));
        }
        codes.truncate(arguments.top.unwrap_or(usize::MAX));
        codes.iter().map(|code| format!("{}:{}", code.qualname, code.firstlineno)).collect()
    });
    if let Some(wanted) = wanted {
        let place = |code: &CodeReport| {
            wanted.iter().position(|w| *w == format!("{}:{}", code.qualname, code.firstlineno))
        };
        report.retain(|code| place(code).is_some());
        report.codes.sort_by_key(|code| place(code));
        for code in &mut report.codes {
            // The order is no longer that of the tree.
            code.parent = None;
        }
    }
}

fn weight(code: &CodeReport, key: &str) -> usize {
    match key {
        "line" => usize::MAX - usize::try_from(code.firstlineno).unwrap_or(0),
        "stack" => code.stack_size as usize,
        "complexity" => code.complexity,
        "findings" => code.findings.len(),
        _ => code.instructions,
    }
}

fn rules(names: &[String]) -> Result<Vec<Rule>, String> {
    let mut rules = Vec::new();
    for name in names {
        match Rule::from_name(name) {
            Some(rule) => rules.push(rule),
            None if name == "any" => rules.extend(Rule::ALL),
            None => {
                let known: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
                return Err(format!("no rule {name}; there are {} and any", known.join(", ")));
            }
        }
    }
    Ok(rules)
}

fn read_profile(path: &Path) -> Result<RunProfile, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

pub fn style() -> Style {
    let terminal = std::io::stdout().is_terminal();
    let colour = terminal && std::env::var_os("NO_COLOR").is_none();
    let asked = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let width = asked.or_else(measured).unwrap_or(Style::default().width);
    Style { colour, width }
}

/// A bar on a terminal and nothing in a pipe.
pub fn progress(count: usize) -> ProgressBar {
    if count < 20 || !std::io::stderr().is_terminal() {
        return ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
    }
    let bar = ProgressBar::new(count as u64);
    match ProgressStyle::with_template("{bar:40} {pos}/{len} {wide_msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
