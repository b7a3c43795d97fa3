//! No source exhausts the stack: too deep ones end in CPython's error.

use vivarium_compiler::{Options, compile};

fn class(source: &str) -> Option<&'static str> {
    compile(source, &Options::default()).err().map(|error| error.class)
}

#[test]
fn deep_expressions() {
    let sum = |terms: usize| format!("x = a{}\n", " + a".repeat(terms));
    assert_eq!(class(&sum(2500)), None);
    assert_eq!(class(&sum(3000)), Some("RecursionError"));
    assert_eq!(class(&sum(100_000)), Some("RecursionError"));
    assert_eq!(class(&format!("x = a{}\n", ".b".repeat(5000))), Some("RecursionError"));
    assert_eq!(class(&format!("x = a{}\n", "()".repeat(2000))), None);
}

#[test]
fn deep_statements() {
    let chain = |count: usize| format!("if a: pass\n{}", "elif a: pass\n".repeat(count));
    assert_eq!(class(&chain(1000)), None);
    assert_eq!(class(&chain(5000)), Some("RecursionError"));
    let withs = format!("with {}: pass\n", vec!["a"; 21].join(", "));
    assert_eq!(class(&withs), Some("SyntaxError"));
}

#[test]
fn errors_have_places() {
    let error = compile("def f():\n    x = 1\n    global x\n", &Options::default()).unwrap_err();
    assert_eq!(error.message, "name 'x' is assigned to before global declaration");
    let at = error.location.unwrap();
    assert_eq!((at.lineno, at.offset, at.end_lineno, at.end_offset), (3, 5, 3, 13));
    assert_eq!(at.text.as_deref(), Some("    global x\n"));
}

#[test]
fn logs_are_kept_when_asked_for() {
    let options = Options { fold_log: true, pass_log: true, ..Options::default() };
    let made = compile("def f(x):\n    if 0: return 1\n    return x in [1, 2]\n", &options).unwrap();
    assert_eq!(made.fold_log.folds.len(), 1);
    assert!(made.pass_log.entries.iter().any(|entry| entry.qualname == "f"));
    let quiet = compile("x = 1 + 1\n", &Options::default()).unwrap();
    assert!(quiet.fold_log.folds.is_empty() && quiet.pass_log.entries.is_empty());
}
