//! Text for a terminal.

use std::fmt::Write as _;

use crate::{CodeReport, Report, Totals};

/// How text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour (ANSI escapes).
    pub colour: bool,
    /// Columns; longer lines are wrapped.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Style {
        Style { colour: false, width: 100 }
    }
}

struct Out {
    text: String,
    style: Style,
}

/// Columns of the labels.
const LABEL: usize = 16;

impl Out {
    fn paint(&self, code: &str, text: &str) -> String {
        if self.style.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn title(&mut self, text: &str) {
        let text = self.paint("1", text);
        let _ = writeln!(self.text, "{text}");
    }

    /// A label and words after it, wrapped between words to the width.
    fn row(&mut self, label: &str, words: &[String]) {
        let width = self.style.width.max(40);
        let label = format!("  {label:<LABEL$}");
        let _ = write!(self.text, "{}", self.paint("2", &label));
        let mut column = LABEL + 2;
        for (index, word) in words.iter().enumerate() {
            let long = word.chars().count();
            if index > 0 {
                if column + 1 + long > width {
                    let _ = write!(self.text, "\n{:1$}", "", LABEL + 2);
                    column = LABEL + 2;
                } else {
                    self.text.push(' ');
                    column += 1;
                }
            }
            self.text.push_str(word);
            column += long;
        }
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        self.text.push('\n');
    }

    fn list(&mut self, label: &str, items: &[String]) {
        if !items.is_empty() {
            let mut words = vec![format!("{}:", items.len())];
            words.extend(with_commas(items));
            self.row(label, &words);
        }
    }
}

/// Each word but the last gets a comma, so that a row can be broken between them.
fn with_commas(words: &[String]) -> Vec<String> {
    let last = words.len().saturating_sub(1);
    words
        .iter()
        .enumerate()
        .map(|(at, word)| if at < last { format!("{word},") } else { word.clone() })
        .collect()
}

/// The report on a file: every code object, then the totals if there are several.
pub fn text(report: &Report, style: Style) -> String {
    let mut out = Out { text: String::new(), style };
    for code in &report.codes {
        one(&mut out, report, code);
        out.text.push('\n');
    }
    if report.codes.len() != 1 {
        out.text.push_str(&totals_text(&report.totals, &report.file, style));
    } else if out.text.ends_with("\n\n") {
        out.text.pop();
    }
    out.text
}

fn one(out: &mut Out, report: &Report, code: &CodeReport) {
    let number = |value: usize| vec![value.to_string()];
    out.title(&format!("{} {}  {}:{}", code.kind, code.qualname, report.file, code.firstlineno));
    let mut words: Vec<String> = code.flag_words.iter().map(|word| word.to_lowercase()).collect();
    if words.is_empty() {
        words.push("none".into());
    }
    out.row("flags", &[words.join(", ")]);
    out.row("arguments", &[arguments(code)]);
    out.list("locals", &code.locals);
    out.list("cells", &code.cells);
    out.list("free variables", &code.frees);
    let consts: Vec<String> =
        code.consts.iter().map(|one| format!("{} ({}, {} bytes)", one.repr, one.kind, one.size)).collect();
    out.list("constants", &consts);
    out.list("names", &code.names);
    out.row(
        "instructions",
        &[
            code.instructions.to_string(),
            format!("in {} bytes,", code.bytes),
            format!("{} cache units,", code.caches),
            format!("{} of them can specialise,", code.specialisable),
            format!("{} source lines", code.lines),
        ],
    );
    out.row("stack depth", &number(code.stack_size as usize));
    let opcodes: Vec<String> =
        code.opcodes.iter().take(5).map(|one| format!("{} {}", one.what, one.count)).collect();
    out.row("commonest", &with_commas(&opcodes));
    if let Some(pair) = code.pairs.first().filter(|pair| pair.count > 1) {
        out.row("commonest pair", &[format!("{} {}", pair.what.replace(' ', " + "), pair.count)]);
    }
    out.row(
        "flow",
        &[
            format!("{} blocks,", code.blocks),
            format!("{} edges,", code.edges),
            format!("{} jumps,", code.jumps),
            format!("complexity {}", code.complexity),
        ],
    );
    for one in &code.loops {
        let line = one.line.map_or_else(|| "no line".to_owned(), |line| format!("line {line}"));
        out.row(
            if one.depth == 1 { "loop" } else { "inner loop" },
            &[format!(
                "{line}, depth {}, {} blocks, {} instructions",
                one.depth, one.blocks, one.instructions
            )],
        );
    }
    for one in &code.regions {
        let lasti = if one.lasti { ", with offset" } else { "" };
        out.row(
            "protected",
            &[format!("{} to {} -> {} at depth {}{lasti}", one.start, one.end, one.target, one.depth)],
        );
    }
    if code.unreachable > 0 {
        out.row("unreachable", &number(code.unreachable));
    }
    for fold in &code.folds {
        out.row(
            "folded",
            &[
                format!("line {}:", fold.place.line),
                format!("{} -> {} ({})", fold.before, fold.after, fold.rule),
            ],
        );
    }
    for refusal in &code.refusals {
        out.row(
            "not folded",
            &[format!("line {}:", refusal.place.line), format!("{}: {}", refusal.before, refusal.reason)],
        );
    }
    for pass in &code.passes {
        let line = pass.line.map_or_else(String::new, |line| format!("line {line}: "));
        out.row("pass", &[format!("{line}{} ({})", pass.what, pass.pass)]);
    }
    if let Some(profile) = &code.profile {
        out.row("executed", &[format!("{} instructions in {} calls", profile.executed, profile.calls)]);
        out.row("specialised", &[format!("{} hits, {} misses", profile.hits, profile.misses)]);
        for line in profile.hot_lines.iter().take(5) {
            out.row(
                "hot line",
                &[format!("{}: {} instructions, {:.1} %", line.line, line.executed, line.share * 100.0)],
            );
        }
    }
    for finding in &code.findings {
        let place = match (finding.line, finding.col) {
            (Some(line), Some(col)) => format!("{line}:{}", col + 1),
            (Some(line), None) => line.to_string(),
            _ => format!("offset {}", finding.offset.unwrap_or(0)),
        };
        let rule = out.paint("33", finding.rule.name());
        let label = format!("{place} {rule}:");
        let mut words: Vec<String> = vec![label];
        words.extend(finding.message.split(' ').map(str::to_owned));
        if finding.estimate > 0 {
            words.push(format!("(about {} instructions {})", finding.estimate, finding.per.words()));
        }
        out.row("finding", &words);
    }
    if let Some(detail) = &code.detail {
        out.row("detail", &["offset, depth, block, line, instruction".into()]);
        for one in &detail.instructions {
            let number = |value: Option<i32>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
            let arg = one.arg.map_or_else(String::new, |arg| format!(" {arg}"));
            let repr = if one.argrepr.is_empty() { String::new() } else { format!(" ({})", one.argrepr) };
            let _ = writeln!(
                out.text,
                "{:>8} {:>4} {:>5} {:>6}  {}{arg}{repr}",
                one.offset,
                number(one.depth),
                one.block,
                number(one.positions[0]),
                one.opname
            );
        }
    }
}

/// Arguments as in a signature: `2: a, /, b, *args, c, **kw`.
fn arguments(code: &CodeReport) -> String {
    let mut parts: Vec<String> = Vec::new();
    let positional = code.argcount as usize;
    let named = positional + code.kwonlyargcount as usize;
    let star = code.flags & vivarium_bytecode::flags::CO_VARARGS != 0;
    let double = code.flags & vivarium_bytecode::flags::CO_VARKEYWORDS != 0;
    for (at, name) in code.arguments.iter().take(positional).enumerate() {
        parts.push(name.clone());
        if at + 1 == code.posonlyargcount as usize {
            parts.push("/".into());
        }
    }
    if star {
        parts.push(format!("*{}", code.arguments.get(named).map_or("", String::as_str)));
    } else if code.kwonlyargcount > 0 {
        parts.push("*".into());
    }
    parts.extend(code.arguments.iter().skip(positional).take(named - positional).cloned());
    if double {
        parts.push(format!("**{}", code.arguments.get(named + usize::from(star)).map_or("", String::as_str)));
    }
    match code.arguments.len() {
        0 => "0".into(),
        count => format!("{count}: {}", parts.join(", ")),
    }
}

/// Sums, under a name.
pub fn totals_text(totals: &Totals, name: &str, style: Style) -> String {
    let mut out = Out { text: String::new(), style };
    out.title(&format!("total {name}"));
    if totals.files != 1 {
        out.row("files", &[totals.files.to_string()]);
    }
    out.row("code objects", &[totals.codes.to_string()]);
    out.row(
        "instructions",
        &[
            totals.instructions.to_string(),
            format!("in {} bytes,", totals.bytes),
            format!("{} cache units", totals.caches),
        ],
    );
    out.row("blocks", &[totals.blocks.to_string()]);
    out.row("deepest stack", &[totals.stack_size.to_string()]);
    out.row("complexity", &[format!("at most {}", totals.complexity)]);
    let mut opcodes: Vec<_> = totals.opcodes.iter().collect();
    opcodes.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let words: Vec<String> = opcodes.iter().take(5).map(|(name, count)| format!("{name} {count}")).collect();
    out.row("commonest", &with_commas(&words));
    let words: Vec<String> = totals.findings.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    out.row("findings", &if words.is_empty() { vec!["none".into()] } else { with_commas(&words) });
    out.text
}
