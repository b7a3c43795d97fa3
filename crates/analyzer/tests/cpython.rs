//! Every figure that CPython can give too is CPython's (`goldens/counts.out`); graphs, dominators and loops are what a
//! second computation finds there from the definitions.

mod common;

use std::fmt::Write as _;

use common::{COUNTS, module};
use vivarium_analyzer::{CodeReport, Flow, Inputs, Report};
use vivarium_bytecode::Code;

fn join<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| format!(" {}", item.to_string())).collect()
}

fn section(report: &CodeReport, code: &Code) -> String {
    let flow = Flow::of(code);
    let mut out = String::new();
    let _ = writeln!(out, "code {} {}", report.qualname, report.firstlineno);
    let _ = writeln!(
        out,
        "arguments {} {} {} {}",
        report.argcount, report.posonlyargcount, report.kwonlyargcount, report.flags
    );
    let variables = report.arguments.iter().chain(&report.locals);
    let _ = writeln!(out, "variables{} |{} |{}", join(variables), join(&report.cells), join(&report.frees));
    let _ = writeln!(out, "names{}", join(&report.names));
    let consts = report.consts.iter().map(|one| format!("{}={}", one.kind, one.size));
    let _ = writeln!(out, "consts{}", join(consts));
    let _ = writeln!(
        out,
        "sizes {} {} {} {}",
        report.bytes, report.instructions, report.caches, report.stack_size
    );
    let _ = writeln!(
        out,
        "opcodes{}",
        join(report.opcodes.iter().map(|one| format!("{}={}", one.what, one.count)))
    );
    let _ = writeln!(out, "lines {}", report.lines);
    let _ = writeln!(out, "jumps {}", report.jumps);
    let regions = report.regions.iter().map(|one| {
        format!("{}-{}-{}-{}-{}", one.start, one.end, one.target, one.depth, i32::from(one.lasti))
    });
    let _ = writeln!(out, "table{}", join(regions));
    let _ = writeln!(out, "graph {} {} {}", report.blocks, report.edges, report.complexity);
    let _ = writeln!(out, "unreachable {}", report.unreachable);
    let depths = flow.depths.iter().map(|depth| depth.map_or("None".to_owned(), |depth| depth.to_string()));
    let _ = writeln!(out, "depths{}", join(depths));
    let dominators = flow.blocks.iter().enumerate();
    let dominators = dominators.filter_map(|(n, block)| block.dominator.map(|by| format!("{n}={by}")));
    let _ = writeln!(out, "dominators{}", join(dominators));
    let mut headers: Vec<u32> = report.loops.iter().map(|one| one.offset).collect();
    headers.sort_unstable();
    let _ = writeln!(out, "loops{}", join(headers));
    out
}

#[test]
fn figures_are_cpythons() {
    let module = module();
    let report = Report::with(&module, &Inputs { detail: true, ..Inputs::default() });
    let ours: Vec<String> =
        report.codes.iter().zip(module.walk()).map(|(report, code)| section(report, &code)).collect();
    let sections = COUNTS.split("\ncode ").skip(1);
    let theirs: Vec<String> =
        sections.map(|text| format!("code {}\n", text.trim_end_matches('\n'))).collect();
    for (ours, theirs) in ours.iter().zip(&theirs) {
        for (ours, theirs) in ours.lines().zip(theirs.lines()) {
            assert_eq!(ours, theirs);
        }
    }
    assert_eq!(ours.len(), theirs.len());
    assert!(ours.len() >= 40);
}

#[test]
fn the_deepest_stack_is_what_the_compiler_reserved() {
    for code in &Report::of(&module()).codes {
        let depth = code.max_depth;
        assert!(depth <= code.stack_size as i32, "{}", code.qualname);
        // Room for what the compiler did not know to be unreachable is the only other reason.
        assert!(depth == code.stack_size as i32 || code.unreachable > 0, "{}", code.qualname);
    }
}

#[test]
fn totals_are_sums() {
    let report = Report::of(&module());
    assert_eq!(report.totals.codes, report.codes.len());
    assert_eq!(report.totals.instructions, report.codes.iter().map(|code| code.instructions).sum::<usize>());
    assert_eq!(report.totals.opcodes.values().sum::<usize>(), report.totals.instructions);
    assert_eq!(report.totals.findings.values().sum::<usize>(), report.findings().count());
    let mut kept = report.clone();
    kept.retain(|_| true);
    assert_eq!(kept, report);
    kept.retain(|code| code.name == "step");
    assert_eq!((kept.codes.len(), kept.codes[0].parent), (1, None));
}

#[test]
fn parents_stand_before_their_children() {
    let report = Report::of(&module());
    for (index, code) in report.codes.iter().enumerate() {
        match code.parent {
            Some(parent) => assert!(parent < index),
            None => assert_eq!(code.kind, "module"),
        }
    }
}
