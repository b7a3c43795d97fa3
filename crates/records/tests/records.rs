//! The logs and the profile keep what they are told, and survive JSON.

use vivarium_records::{
    CodeKey, CodeProfile, FoldLog, FoldRule, InstructionProfile, Pass, PassEntry, PassLog, Place, RunProfile,
    Specialisation,
};

#[test]
fn a_log_that_is_off_asks_for_no_text() {
    let mut folds = FoldLog::off();
    folds.folded(FoldRule::Binary, Place::default(), || unreachable!("the log is off"));
    folds.refused(FoldRule::Binary, Place::default(), || unreachable!("the log is off"));
    assert!(folds.folds.is_empty() && folds.refusals.is_empty());
    let mut passes = PassLog::off();
    passes.record(|| unreachable!("the log is off"));
    assert!(passes.entries.is_empty());
}

#[test]
fn logs_survive_json() {
    let mut folds = FoldLog::on();
    folds.folded(FoldRule::MembershipSet, Place::new(1, 2, 1, 9), || {
        ("{1, 2}".into(), "frozenset({1, 2})".into())
    });
    folds.refused(FoldRule::Binary, Place::new(2, 0, 2, 6), || ("1 / 0".into(), "division by zero".into()));
    let read: FoldLog = serde_json::from_str(&serde_json::to_string(&folds).unwrap()).unwrap();
    assert_eq!((read.folds, read.refusals), (folds.folds, folds.refusals));

    let mut passes = PassLog::on();
    passes.record(|| PassEntry {
        qualname: "f".into(),
        firstlineno: 1,
        pass: Pass::JumpThreading,
        line: Some(3),
        removed: 0,
        what: "a jump to a jump".into(),
    });
    let read: PassLog = serde_json::from_str(&serde_json::to_string(&passes).unwrap()).unwrap();
    assert_eq!(read.entries, passes.entries);
}

#[test]
fn a_profile_survives_json_and_finds_its_code() {
    let mut profile = RunProfile::new();
    profile.codes.push(CodeProfile {
        key: CodeKey { filename: "/somewhere/a.py".into(), qualname: "f".into(), firstlineno: 3 },
        calls: 2,
        instructions: vec![InstructionProfile {
            offset: 4,
            count: 10,
            specialisation: Specialisation { hits: 8, misses: 1, ..Specialisation::default() },
        }],
    });
    let read: RunProfile = serde_json::from_str(&serde_json::to_string(&profile).unwrap()).unwrap();
    assert_eq!(read, profile);
    assert_eq!(read.total(), 10);
    assert_eq!(read.find("./a.py", "f", 3).count(), 1);
    assert_eq!(read.find("somewhere/a.py", "f", 3).count(), 1);
    assert_eq!(read.find("b/a.py", "f", 3).count(), 0);
    assert_eq!(read.find("a.py", "g", 3).count(), 0);
}
