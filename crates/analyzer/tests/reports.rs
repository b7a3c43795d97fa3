//! The text of every kind of report (insta snapshots), and where the findings are.

mod common;

use common::module;
use vivarium_analyzer::form::{self, Style};
use vivarium_analyzer::{Inputs, Report, Rule};
use vivarium_records::{
    CodeKey, CodeProfile, FoldLog, FoldRule, InstructionProfile, Pass, PassEntry, PassLog, Place, RunProfile,
    Specialisation,
};

fn only(qualname: &str, inputs: &Inputs<'_>) -> Report {
    let mut report = Report::with(&module(), inputs);
    report.retain(|code| code.qualname == qualname);
    report
}

#[test]
fn texts() {
    let report = Report::of(&module());
    for code in &report.codes {
        let mut one = report.clone();
        one.retain(|other| other.qualname == code.qualname && other.firstlineno == code.firstlineno);
        let name = code.qualname.replace(['<', '>'], "").replace('.', "_");
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("{name}_{}", code.kind.replace(' ', "_")), form::text(&one, Style::default()));
        });
    }
}

#[test]
fn detail_text() {
    let report = only("nested_loops", &Inputs { detail: true, ..Inputs::default() });
    insta::assert_snapshot!(form::text(&report, Style { colour: false, width: 80 }));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(form::markdown(&Report::of(&module())));
}

#[test]
fn each_finding_is_found_where_it_should_be_and_nowhere_else() {
    let report = Report::of(&module());
    let mut found: Vec<(String, &str)> = report
        .findings()
        .filter(|(code, _)| code.parent == Some(0))
        .map(|(code, finding)| (code.name.clone(), finding.rule.name()))
        .collect();
    found.dedup();
    let wanted = [
        ("finding_global_in_loop", "global-in-loop"),
        ("finding_global_twice", "global-in-loop"),
        ("finding_attribute_in_loop", "attribute-in-loop"),
        ("finding_rebuilt_in_loop", "rebuilt-in-loop"),
        ("finding_rebuilt_function", "rebuilt-in-loop"),
        ("finding_unfolded_constant", "unfolded-constant"),
        ("finding_dead_store", "dead-store"),
        ("finding_try_in_loop", "try-in-loop"),
        ("finding_needless_cell", "needless-cell"),
        ("finding_own_frame", "own-cycle"),
        ("finding_own_exception", "own-cycle"),
    ];
    assert_eq!(found.iter().map(|(name, rule)| (name.as_str(), *rule)).collect::<Vec<_>>(), wanted);
}

#[test]
fn what_the_compiler_left_out_is_found_in_its_log() {
    let report = Report::of(&module());
    let code = report.codes.iter().find(|code| code.name == "finding_unreachable").unwrap();
    let line = code.firstlineno as u32 + 2;
    let mut passes = PassLog::on();
    for line in [line, line - 1] {
        passes.record(|| PassEntry {
            qualname: code.qualname.clone(),
            firstlineno: code.firstlineno as u32,
            pass: Pass::Unreachable,
            line: Some(line),
            removed: 4,
            what: "a block that nothing reaches".into(),
        });
    }
    let report = only("finding_unreachable", &Inputs { pass_log: Some(&passes), ..Inputs::default() });
    let found: Vec<_> = report.findings().map(|(_, one)| (one.rule, one.line)).collect();
    assert_eq!(found, [(Rule::UnreachableCode, Some(line as i32))]);
}

#[test]
fn rules_can_be_switched_off() {
    let report = Report::with(&module(), &Inputs { disabled: &Rule::ALL, ..Inputs::default() });
    assert_eq!(report.findings().count(), 0);
    for rule in Rule::ALL {
        assert_eq!(Rule::from_name(rule.name()), Some(rule));
        assert_eq!(serde_json::to_value(rule).unwrap(), rule.name());
    }
}

/// A run in which every instruction of the function was executed as often, and nothing that can specialise did.
fn profile_of(qualname: &str) -> RunProfile {
    let module = module();
    let code = module.walk().into_iter().find(|code| code.qualname().to_string_lossy() == qualname).unwrap();
    let mut specialisation = Specialisation { misses: 3, ..Specialisation::default() };
    specialisation.failures.insert("too many kinds of objects".into(), 40);
    RunProfile {
        codes: vec![CodeProfile {
            key: CodeKey {
                filename: "_functions.py".into(),
                qualname: qualname.into(),
                firstlineno: code.data().firstlineno,
            },
            calls: 2,
            instructions: code
                .instructions()
                .map(|one| InstructionProfile {
                    offset: one.offset,
                    count: 20_000,
                    specialisation: if one.caches > 0 {
                        specialisation.clone()
                    } else {
                        Specialisation::default()
                    },
                })
                .collect(),
        }],
        ..RunProfile::new()
    }
}

#[test]
fn a_profile_shows_what_was_hot() {
    let profile = profile_of("finding_never_specialises");
    let inputs = Inputs { profile: Some(&profile), ..Inputs::default() };
    insta::assert_snapshot!(form::text(&only("finding_never_specialises", &inputs), Style::default()));
    // A profile of another function says nothing of this one.
    assert_eq!(only("while_loop", &inputs).codes[0].profile, None);
}

#[test]
fn logs_are_handed_to_the_innermost_code_object() {
    let report = Report::of(&module());
    let step = report.codes.iter().find(|code| code.name == "step").unwrap();
    let line = step.firstlineno as u32 + 2;
    let mut folds = FoldLog::on();
    folds.folded(FoldRule::Binary, Place::new(line, 17, line, 22), || ("1 + 1".into(), "2".into()));
    folds.refused(FoldRule::Binary, Place::new(line, 17, line, 22), || {
        ("1 / 0".into(), "division by zero".into())
    });
    let mut passes = PassLog::on();
    passes.record(|| PassEntry {
        qualname: step.qualname.clone(),
        firstlineno: step.firstlineno as u32,
        pass: Pass::Nop,
        line: Some(line),
        removed: 1,
        what: "a NOP on a line that other instructions have".into(),
    });
    let inputs = Inputs { fold_log: Some(&folds), pass_log: Some(&passes), ..Inputs::default() };
    insta::assert_snapshot!(form::text(&only(&step.qualname, &inputs), Style::default()));
}
