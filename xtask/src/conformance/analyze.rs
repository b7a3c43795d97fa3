//! `--stage analyze`: every figure of a report that can also be had from `dis`, or by a second computation from the
//! definitions in `docs/analyzer.md` (`xtask/python/analyze.py`).

use super::code::compiled;
use super::{Job, Verdict, compare_text};
use std::fmt::Write as _;
use vivarium_analyzer::{CodeReport, Flow, Inputs, Report};
use vivarium_bytecode::{Code, Opcode};

pub fn compare(job: &mut Job) -> Result<Vec<(String, Verdict)>, String> {
    let ours = compiled(job).map(|compiled| text(&compiled.code)).map_err(|e| e.to_string());
    let count = ours.as_ref().map_or(0, |ours| ours.1);
    let verdict = compare_text(job, "analyze", ours.map(|ours| ours.0))?;
    // Each code object is a thing compared; a difference is told once for its file.
    let mut verdicts = vec![(job.name.to_owned(), verdict)];
    if matches!(verdicts[0].1, Verdict::Same) {
        verdicts.extend((1..count).map(|_| (job.name.to_owned(), Verdict::Same)));
    }
    Ok(verdicts)
}

fn text(code: &Code) -> (String, usize) {
    let report = Report::with(code, &Inputs { detail: true, ..Inputs::default() });
    let mut out = String::new();
    for (report, code) in report.codes.iter().zip(code.walk()) {
        section(&mut out, report, &code);
    }
    (out, report.codes.len())
}

fn join<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| format!(" {}", item.to_string())).collect()
}

fn number<T: ToString>(value: Option<T>, none: &str) -> String {
    value.map_or_else(|| none.to_owned(), |value| value.to_string())
}

fn section(out: &mut String, report: &CodeReport, code: &Code) {
    let flow = Flow::of(code);
    let detail = report.detail.as_ref();
    let mut line = |label: &str, rest: String| {
        let _ = writeln!(out, "{label}{rest}");
    };
    line("code", format!(" {} {}", report.qualname, report.firstlineno));
    line(
        "arguments",
        format!(" {} {} {} {}", report.argcount, report.posonlyargcount, report.kwonlyargcount, report.flags),
    );
    let variables = report.arguments.iter().chain(&report.locals);
    line("variables", format!("{} |{} |{}", join(variables), join(&report.cells), join(&report.frees)));
    line("names", join(&report.names));
    line("consts", join(report.consts.iter().map(|one| format!("{}={}", one.kind, one.size))));
    line(
        "sizes",
        format!(" {} {} {} {}", report.bytes, report.instructions, report.caches, report.stack_size),
    );
    line("opcodes", join(report.opcodes.iter().map(|one| format!("{}={}", one.what, one.count))));
    let mut lines: Vec<i32> =
        code.locations().filter_map(|one| one.position.line).filter(|n| *n != 0).collect();
    lines.sort_unstable();
    lines.dedup();
    if lines.len() == report.lines {
        line("lines", join(lines));
    } else {
        line("lines", format!(" counted as {}", report.lines));
    }
    let instructions = || detail.into_iter().flat_map(|detail| &detail.instructions);
    let places = instructions().map(|one| one.positions.map(|at| number(at, "-")).join(":"));
    line("places", join(places));
    let jumps = flow.instructions.iter().filter(|one| one.plain().is_some_and(Opcode::is_jump));
    let jumps: Vec<String> =
        jumps.map(|one| format!("{}-{}", one.offset, number(one.jump_target(), "?"))).collect();
    line(if jumps.len() == report.jumps { "jumps" } else { "jumps miscounted" }, join(jumps));
    let effects = flow.instructions.iter().map(|one| {
        let effect = |jump| one.plain().and_then(|opcode| opcode.stack_effect(one.arg, Some(jump)));
        format!("{}/{}", number(effect(false), "?"), number(effect(true), "?"))
    });
    line("effects", join(effects));
    let regions = report.regions.iter().map(|one| {
        format!("{}-{}-{}-{}-{}", one.start, one.end, one.target, one.depth, i32::from(one.lasti))
    });
    line("table", join(regions));
    let blocks = detail.map(|detail| &detail.blocks[..]).unwrap_or_default();
    line("blocks", join(blocks.iter().map(|block| block.start)));
    let (mut edges, mut handlers) = (Vec::new(), Vec::new());
    for (at, block) in blocks.iter().enumerate() {
        edges.extend(block.next.into_iter().chain(block.jump).map(|to| (at, to)));
        handlers.extend(block.handlers.iter().map(|to| (at, *to)));
    }
    edges.sort_unstable();
    edges.dedup();
    handlers.sort_unstable();
    let counted = edges.len() + handlers.len() == report.edges && blocks.len() == report.blocks;
    let pair = |edge: (usize, usize)| format!("{}-{}", edge.0, edge.1);
    line(if counted { "edges" } else { "edges miscounted" }, join(edges.into_iter().map(pair)));
    line("handlers", join(handlers.into_iter().map(pair)));
    line("complexity", format!(" {}", report.complexity));
    line("unreachable", format!(" {}", report.unreachable));
    line("depths", join(instructions().map(|one| number(one.depth, "None"))));
    let dominators = blocks.iter().enumerate();
    line("dominators", join(dominators.filter_map(|(n, b)| b.dominator.map(|by| format!("{n}={by}")))));
    let mut headers: Vec<u32> = report.loops.iter().map(|one| one.offset).collect();
    headers.sort_unstable();
    line("loops", join(headers));
}
