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

#[test]
fn older_pythons() {
    let old = |feature_version| Options { feature_version, ..Options::default() };
    for (version, source, newer) in [
        (4, "a @ b\n", "The '@' operator is"),
        (4, "async def f(): pass\n", "Async functions are"),
        (5, "x: int\n", "Variable annotation syntax is"),
        (5, "1_0\n", "Underscores in numeric literals are"),
        (5, "f''\n", "Format strings are"),
        (7, "(x := 1)\n", "Assignment expressions are"),
        (7, "f'{x=}'\n", "f-string: self documenting expressions are"),
        (7, "f'{(x := 1)}'\n", "f-string: Assignment expressions are"),
        (7, "lambda a, /: a\n", "Positional-only parameters are"),
        (8, "with (a, b): pass\n", "Parenthesized context managers are"),
        (9, "match a:\n  case b: pass\n", "Pattern matching is"),
        (10, "try: pass\nexcept* a: pass\n", "Exception groups are"),
    ] {
        let refused = format!("{newer} only supported in Python 3.{} and greater", version + 1);
        assert_eq!(message(source, old(version)), refused);
        assert_eq!(message(source, old(version + 1)), "fine", "{source}");
    }
    // What is wrong in any Python is said as ever.
    assert_eq!(message("x y\n", old(4)), "invalid syntax");
}

#[test]
fn async_and_await_as_names() {
    let old = Options { feature_version: 6, ..Options::default() };
    for source in [
        "async = await\n",
        "async def f(): await x\nawait = 1\n",
        "async def f():\n  await x\n\n  # deeper\nawait = 1\n",
        "class A:\n  async def f(self):\n    async with a: await b\n  def async(self): pass\n",
        "def await(async):\n  async def f(): return [i async for i in async]\n  return async\n",
    ] {
        let refused = source.contains("in async]");
        assert_eq!(message(source, old) == "fine", !refused, "{source}");
        assert_eq!(message(source, Options::default()), "invalid syntax", "{source}");
    }
}
