//! What `compile()`'s flags ask of the parser.

use vivarium_parser::{Mode, Options, SyntaxError, parse};

fn error(source: &str, options: Options) -> Option<SyntaxError> {
    parse(source, options).err()
}

fn message(source: &str, options: Options) -> String {
    error(source, options).map_or_else(|| "fine".to_owned(), |error| error.message)
}

#[test]
fn barry_as_flufl() {
    let barry = Options { barry_as_flufl: true, ..Options::default() };
    assert_eq!(message("2 <> 3\nf'{a <> b}'\n", barry), "fine");
    let refused = "with Barry as BDFL, use '<>' instead of '!='";
    assert_eq!(message("2 != 3\n", barry), refused);
    assert_eq!(message("f'{(2 != 3)}'\n", barry), format!("f-string: {refused}"));
    assert_eq!(message("2 <> 3\n", Options::default()), "invalid syntax");
    let found = error("1\n2 != 3\n", barry).and_then(|error| error.location);
    assert_eq!(found.map(|place| (place.lineno, place.offset)), Some((2, 3)));
}

#[test]
fn texts_that_might_go_on() {
    let single = Options { mode: Mode::Single, allow_incomplete: true, ..Options::default() };
    for source in
        ["x = (", "if a:", "if a:\n", "'''a\n", "a = 'a\\\n", "a +", "f(", "def f():\n  @d", "try:\n a"]
    {
        assert_eq!(message(source, single), "incomplete input", "{source:?}");
    }
    for source in ["a b\n", "if a:\nb\n", "x = )", "'a\n", "a $ b"] {
        assert_ne!(message(source, single), "incomplete input", "{source:?}");
    }
    // The newline that a module's last line is given is no end.
    let exec = Options { mode: Mode::Exec, ..single };
    assert_eq!(message("a +", exec), "invalid syntax");
    assert_eq!(message("a = (1,", exec), "incomplete input");
}

#[test]
fn open_blocks() {
    let source = "if a:\n  b\nelse:\n  c";
    let single = Options { mode: Mode::Single, allow_incomplete: true, ..Options::default() };
    assert_eq!(message(source, single), "fine");
    assert_eq!(message(source, Options { dont_imply_dedent: true, ..single }), "incomplete input");
}

#[test]
fn warnings_before_an_error() {
    let warned = |source| {
        let warnings = error(source, Options::default()).map(|error| error.warnings).unwrap_or_default();
        warnings.iter().map(|warning| (warning.lineno, warning.message.clone())).collect::<Vec<_>>()
    };
    let escape = |line, letter| (line, format!("invalid escape sequence '\\{letter}'"));
    assert_eq!(warned("'\\e' 1\n'\\q'\n"), [escape(1, 'e')]);
    assert_eq!(warned("'\\e'\nf'{a}\\q' 1\n"), [escape(1, 'e'), escape(2, 'q')]);
    assert_eq!(warned("1if 2 else 3 4\n"), [(1, "invalid decimal literal".to_owned())]);
}

#[test]
fn a_key_of_many_tokens() {
    let found = error("x = {1: 2, 'abc' * 1, 3: 4}\n", Options::default());
    let place = found.as_ref().and_then(|error| error.location.as_ref());
    assert_eq!(found.as_ref().map(|error| &*error.message), Some("':' expected after dictionary key"));
    assert_eq!(place.map(|place| place.offset), Some(20));
}
