//! What each stage says about one function.

use super::find::{self, Found};
use super::{Line, Section, Tone, tree};
use similar::{ChangeTag, TextDiff};
use vivarium_analyzer::form::{self, Style};
use vivarium_analyzer::{CodeReport, Report, VERSION};
use vivarium_ast::{Ast, NodeRef};
use vivarium_bytecode::Code;
use vivarium_compiler::{CompileError, Options, optimized, parse, symtable};
use vivarium_emitter::symtable::print_block;
use vivarium_lexer::{normalize_newlines, tokenize};
use vivarium_records::PassLog;

/// What the stages before the code object made of a source.
pub struct Front {
    source: String,
    raw: String,
    encoding: String,
    tree: Ast,
    folded: Ast,
    found: Vec<Found>,
    found_folded: Vec<Found>,
    symbols: Vec<String>,
}

impl Front {
    pub fn new(raw: &str, encoding: &str, options: &Options) -> Result<Front, CompileError> {
        let tree = parse(raw, options)?;
        let (folded, _) = optimized(raw, options)?;
        let found = {
            let (names, table) = symtable(&tree, raw, options)?;
            find::scopes(&tree, &names, &table)
        };
        let (found_folded, symbols) = {
            let (names, table) = symtable(&folded, raw, options)?;
            let found = find::scopes(&folded, &names, &table);
            let symbols = found.iter().map(|one| print_block(&table, &names, one.block)).collect();
            (found, symbols)
        };
        let source = normalize_newlines(raw).into_owned();
        let (raw, encoding) = (raw.to_owned(), encoding.to_owned());
        Ok(Front { source, raw, encoding, tree, folded, found, found_folded, symbols })
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the tree has a scope of this name.
    pub fn knows(&self, qualname: &str) -> bool {
        self.found.iter().any(|one| one.qualname == qualname)
    }

    /// From the source to the basic blocks. `taken` are the scopes that other code objects of this name have.
    pub fn sections(
        &self,
        code: &Code,
        report: &CodeReport,
        log: &PassLog,
        taken: &mut Vec<usize>,
    ) -> Vec<Section> {
        let mut sections = Vec::new();
        if let Some(at) = find::of_code(&self.found, code, taken) {
            let one = &self.found[at];
            let (start, end) = one.extent;
            let last = self.source.lines().count().max(1);
            let lines = (start.0.max(1) as usize)..=(end.0.max(1) as usize).min(last);
            sections.push(self.text(lines.clone()));
            sections.push(self.tokens(one, lines));
            sections.push(self.tree(one));
            // Folding moves no scope, and so leaves their order alone.
            let same = self.found_folded.iter().filter(|other| other.qualname == one.qualname);
            let folded = same.min_by_key(|other| {
                let lines = other.extent.0.0.abs_diff(one.extent.0.0);
                (lines, other.extent.0.1.abs_diff(one.extent.0.1))
            });
            sections.push(self.folded(one, folded, report));
            let place =
                folded.and_then(|wanted| self.found_folded.iter().position(|f| f.node == wanted.node));
            if let Some(symbols) = place.and_then(|at| self.symbols.get(at)) {
                sections.push(plain(
                    "symbols",
                    "the symbol table: which scope each name belongs to, and what is done with it",
                    symbols,
                ));
            }
        }
        sections.push(blocks(report, log));
        sections
    }

    fn text(&self, lines: std::ops::RangeInclusive<usize>) -> Section {
        let wide = lines.end().to_string().len();
        let first = *lines.start();
        let count = lines.count();
        let shown = self.source.lines().skip(first - 1).take(count).enumerate();
        let lines =
            shown.map(|(at, text)| Line::toned(format!("{:>wide$}  {text}", first + at), Tone::Plain));
        Section { stage: "source", about: "the text", lines: lines.collect() }
    }

    fn tokens(&self, one: &Found, lines: std::ops::RangeInclusive<usize>) -> Section {
        let whole = tokenize(&self.raw, &self.encoding).text;
        let (start, end) = one.extent;
        let mut out: Vec<Line> = Vec::new();
        let mut at = 0;
        for text in whole.lines() {
            let Some((place, kind, text)) = token(text) else { continue };
            if place.0 < *lines.start() || place.0 > *lines.end() {
                continue;
            }
            // A lambda or comprehension begins and ends within lines that hold other things, too.
            let (line, col) = (place.0 as i32, place.1 as i32);
            if matches!(one.node, NodeRef::Expr(_)) && ((line, col) < start || (line, col) >= end) {
                continue;
            }
            let shown = if text == "''" { kind.to_owned() } else { format!("{kind} {text}") };
            if place.0 != at || out.is_empty() {
                at = place.0;
                out.push(Line::toned(format!("{at:>4}  {shown}"), Tone::Plain));
            } else if let Some(last) = out.last_mut() {
                last.text.push_str(" · ");
                last.text.push_str(&shown);
            }
        }
        Section { stage: "tokens", about: "the lexer cuts the text into kinds and texts", lines: out }
    }

    fn tree(&self, one: &Found) -> Section {
        let lines = tree::lines(&self.tree, one.node).into_iter();
        Section {
            stage: "tree",
            about: "the parser: node, what it holds, line:column",
            lines: lines.map(|text| Line::toned(text, Tone::Plain)).collect(),
        }
    }

    /// What the optimizer folded and refused, then the folded tree with the tree's own lines struck out.
    fn folded(&self, one: &Found, folded: Option<&Found>, report: &CodeReport) -> Section {
        let mut lines = Vec::new();
        for fold in &report.folds {
            let text = format!("folded {} at {}: {} -> {}", fold.rule, fold.place, fold.before, fold.after);
            lines.push(Line::toned(text, Tone::Strong));
        }
        for refusal in &report.refusals {
            let text = format!(
                "refused {} at {}: {}: {}",
                refusal.rule, refusal.place, refusal.before, refusal.reason
            );
            lines.push(Line::toned(text, Tone::Warning));
        }
        let before = tree::lines(&self.tree, one.node).join("\n");
        let after = folded.map(|folded| tree::lines(&self.folded, folded.node).join("\n"));
        match after {
            Some(after) if after != before => {
                for change in TextDiff::from_lines(&before, &after).iter_all_changes() {
                    let text = change.value().trim_end_matches('\n');
                    lines.push(match change.tag() {
                        ChangeTag::Equal => Line::toned(format!("  {text}"), Tone::Plain),
                        ChangeTag::Delete => Line::toned(format!("- {text}"), Tone::Removed),
                        ChangeTag::Insert => Line::toned(format!("+ {text}"), Tone::Added),
                    });
                }
            }
            Some(_) => lines.push(Line::toned("nothing was folded: the tree is as above", Tone::Dim)),
            None => {}
        }
        Section {
            stage: "folded tree",
            about: "the optimizer works out what is constant (+ new, - gone)",
            lines,
        }
    }
}

/// A line of `tokenize`: place, kind, `repr` of the text.
fn token(line: &str) -> Option<((usize, usize), &str, &str)> {
    let (place, rest) = line.split_once(':')?;
    let (start, _) = place.split_once('-')?;
    let (row, col) = start.split_once(',')?;
    let rest = rest.trim_start();
    let (kind, text) = rest.split_once(' ').unwrap_or((rest, ""));
    Some(((row.parse().ok()?, col.parse().ok()?), kind, text.trim()))
}

fn plain(stage: &'static str, about: &'static str, text: &str) -> Section {
    let lines = text.lines().map(|line| Line::toned(line, Tone::Plain)).collect();
    Section { stage, about, lines }
}

/// The basic blocks before the flow-graph passes, what these did, and the blocks after them.
fn blocks(report: &CodeReport, log: &PassLog) -> Section {
    let same = log
        .blocks
        .iter()
        .filter(|dump| dump.qualname == report.qualname && dump.firstlineno == report.firstlineno);
    let mut lines = Vec::new();
    let mut passes: Vec<Line> = report
        .passes
        .iter()
        .map(|entry| {
            let line = entry.line.map_or_else(String::new, |line| format!("line {line}: "));
            Line::toned(
                format!("pass {}: {line}{} ({:+})", entry.pass, entry.what, -entry.removed),
                Tone::Strong,
            )
        })
        .collect();
    if passes.is_empty() {
        passes.push(Line::toned("the passes change nothing", Tone::Dim));
    }
    for dump in same {
        let add = |lines: &mut Vec<Line>, title: &str, text: &str| {
            lines.push(Line::toned(title, Tone::Dim));
            lines.extend(text.lines().map(|line| Line::toned(format!("  {line}"), Tone::Plain)));
        };
        add(&mut lines, "as the code generator makes them", &dump.before);
        lines.append(&mut passes);
        if dump.before != dump.after {
            add(&mut lines, "as the passes leave them", &dump.after);
        }
    }
    lines.extend(passes);
    Section {
        stage: "blocks",
        about: "the emitter: source line and instruction in basic blocks, before and after the flow-graph passes",
        lines,
    }
}

/// From the code object on: listing, tables, report. `source` is what its places refer to.
pub fn of_code(code: &Code, report: &CodeReport, file: &str, source: Option<&str>) -> Vec<Section> {
    vec![listing(report), tables(code, report, source), summary(report, file)]
}

fn listing(report: &CodeReport) -> Section {
    let mut lines = Vec::new();
    let detail = report.detail.as_ref();
    let executed = report.profile.is_some();
    let head = if executed { "  executed" } else { "" };
    lines.push(Line::toned(format!("line offset depth block{head}  instruction"), Tone::Dim));
    let (mut line, mut block) = (None, usize::MAX);
    for one in detail.iter().flat_map(|detail| &detail.instructions) {
        let number = |value: Option<i32>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
        let starts = if one.positions[0] == line { String::new() } else { number(one.positions[0]) };
        line = one.positions[0];
        let own = if one.block == block { String::new() } else { one.block.to_string() };
        block = one.block;
        let count = match one.executed {
            Some(count) if executed => format!("  {count:>8}"),
            _ => String::new(),
        };
        let arg = one.arg.map_or_else(String::new, |arg| format!(" {arg}"));
        let meaning = if one.argrepr.is_empty() { String::new() } else { format!(" ({})", one.argrepr) };
        let forms = match one.specialises.len() {
            0 => String::new(),
            count => format!("  [{count} forms]"),
        };
        lines.push(Line::toned(
            format!(
                "{starts:>4} {:>6} {:>5} {own:>5}{count}  {}{arg}{meaning}{forms}",
                one.offset,
                number(one.depth),
                one.opname
            ),
            if one.depth.is_none() { Tone::Warning } else { Tone::Plain },
        ));
    }
    Section {
        stage: "code",
        about: "the code object's instructions, with the stack's depth before each",
        lines,
    }
}

fn tables(code: &Code, report: &CodeReport, source: Option<&str>) -> Section {
    let mut lines = Vec::new();
    let bytes = code.linetable().len();
    lines.push(Line::toned(
        format!("locations ({bytes} bytes): offsets, line:column of start and end"),
        Tone::Dim,
    ));
    for one in code.locations() {
        let at = one.position;
        let number = |value: Option<i32>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
        let place =
            format!("{}:{}-{}:{}", number(at.line), number(at.col), number(at.end_line), number(at.end_col));
        let text = source.and_then(|source| snippet(source, at)).unwrap_or_default();
        let range = format!("{} to {}", one.start, one.end);
        lines.push(Line::toned(format!("  {range:<14} {place:<16} {text}").trim_end(), Tone::Plain));
    }
    let bytes = code.data().exceptiontable;
    let bytes = code.pool().as_bytes(bytes).map_or(0, <[u8]>::len);
    if report.regions.is_empty() {
        lines.push(Line::toned("exceptions: none are caught here", Tone::Dim));
    } else {
        let title = format!("exceptions ({bytes} bytes): protected offsets, handler, stack depth there");
        lines.push(Line::toned(title, Tone::Dim));
    }
    for one in &report.regions {
        let lasti = if one.lasti { ", with the offset that raised" } else { "" };
        let text = format!("  {} to {} -> {} at depth {}{lasti}", one.start, one.end, one.target, one.depth);
        lines.push(Line::toned(text, Tone::Plain));
    }
    Section { stage: "tables", about: "where instructions come from, and who catches what they raise", lines }
}

/// The text at a place, if it is one line's.
fn snippet(source: &str, at: vivarium_bytecode::Position) -> Option<String> {
    let (line, end_line) = (at.line?, at.end_line?);
    let (col, end_col) = (usize::try_from(at.col?).ok()?, usize::try_from(at.end_col?).ok()?);
    let text = source.lines().nth(usize::try_from(line).ok()?.checked_sub(1)?)?;
    let text = if line == end_line { text.get(col..end_col)? } else { text.get(col..)? };
    let cut = text.char_indices().nth(40).map_or(text, |(at, _)| &text[..at]);
    let more = if cut.len() < text.len() || line != end_line { "…" } else { "" };
    Some(format!("{cut}{more}"))
}

fn summary(report: &CodeReport, file: &str) -> Section {
    // What was said above is not said again.
    let code = CodeReport {
        detail: None,
        folds: Vec::new(),
        refusals: Vec::new(),
        passes: Vec::new(),
        pass_counts: Vec::new(),
        regions: Vec::new(),
        ..report.clone()
    };
    let report =
        Report { version: VERSION, file: file.to_owned(), totals: Default::default(), codes: vec![code] };
    let mut section = plain(
        "report",
        "the analyzer: what it costs, and what could be changed",
        form::text(&report, Style { colour: false, width: usize::MAX }).trim_end(),
    );
    if report.codes.iter().all(|code| code.findings.is_empty()) {
        section.lines.push(Line::toned("  no findings", Tone::Dim));
    }
    for line in &mut section.lines {
        if line.text.starts_with("  finding") {
            line.tone = Tone::Warning;
        }
    }
    section
}
