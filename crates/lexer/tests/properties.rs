//! What holds for every input: tokens are ordered and inside the source, nothing panics, nothing is quadratic.

use std::time::{Duration, Instant};
use vivarium_lexer::{Kind, Mode, Options, Tokens, lex, lex_with, tokenize_text};

fn check(source: &str) -> Tokens {
    let mut last = None;
    for mode in [Mode::Single, Mode::Eval, Mode::Exec] {
        for type_comments in [true, false] {
            let tokens = lex_with(
                source,
                Options {
                    mode,
                    type_comments,
                    byte_columns: type_comments,
                    dont_imply_dedent: type_comments,
                },
            );
            let end = tokens.tokens.last().expect("at least one token");
            match &tokens.error {
                Some(error) => {
                    assert_eq!(end.kind, Kind::Error);
                    let _ = error.to_diagnostic(source).render("f.py", source, false);
                    let _ = error.to_diagnostic(source).render_plain("f.py", source);
                }
                None => assert_eq!(end.kind, Kind::EndMarker),
            }
            for list in [&tokens.tokens, &tokens.trivia] {
                let mut before = 0;
                for token in list {
                    assert!(before <= token.start, "{source:?}: {token:?} begins before {before}");
                    assert!(token.start <= token.end && token.end as usize <= source.len());
                    assert!(source.is_char_boundary(token.start as usize));
                    assert!(source.is_char_boundary(token.end as usize));
                    before = token.end;
                }
            }
            let indents = |kind| tokens.tokens.iter().filter(|token| token.kind == kind).count();
            let left_open = mode == Mode::Single && type_comments;
            if tokens.error.is_none() && mode != Mode::Eval && !left_open {
                assert_eq!(indents(Kind::Indent), indents(Kind::Dedent), "{source:?}");
            }
            assert_eq!(tokens.all().count(), tokens.tokens.len() + tokens.trivia.len());
            last = Some(tokens);
        }
    }
    tokenize_text(source, "utf-8");
    last.unwrap_or_default()
}

/// A small generator of its own: the same texts on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % below
    }
}

const PIECES: [&str; 48] = [
    "a",
    "x1",
    "é",
    "if",
    "not",
    "0",
    "0x",
    "1_",
    "1e",
    "07",
    "1.5",
    ".5",
    "1j",
    "'",
    "\"",
    "'''",
    "\"\"\"",
    "rb'",
    "f\"",
    "\\",
    "\\\n",
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    "\x0c",
    "#",
    "# type: int",
    "# type: ignore",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "...",
    "->",
    ":=",
    "**=",
    "!",
    "$",
    "\r",
    "\0",
    "\u{a0}",
    "…",
    "😀",
    "1if",
];

#[test]
fn random_texts() {
    let mut random = Random(7);
    for _ in 0..4_000 {
        let pieces = random.next(12);
        let text: String = (0..pieces).map(|_| PIECES[random.next(PIECES.len())]).collect();
        check(&text);
    }
}

#[test]
fn goldens_cut_anywhere() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens/ok");
    for entry in std::fs::read_dir(folder).expect("goldens").filter_map(Result::ok) {
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        for (at, _) in text.char_indices().step_by(31) {
            check(&text[..at]);
            check(&text[at..]);
        }
    }
}

/// Generous for a debug build, hopeless for anything quadratic.
fn quickly(what: &str, text: &str) -> Tokens {
    let start = Instant::now();
    let tokens = lex(text);
    tokenize_text(text, "utf-8");
    assert!(start.elapsed() < Duration::from_secs(30), "{what} took {:?}", start.elapsed());
    tokens
}

#[test]
fn large_texts_take_linear_time() {
    let long = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let mega = 1 << 17;
    assert!(quickly("one long line", &long("a + b * ", mega)).error.is_none());
    assert!(quickly("one long line of wide characters", &long("é + ", mega)).error.is_none());
    assert!(quickly("one long name", &long("a", mega)).error.is_none());
    assert!(quickly("one long number", &long("1", mega)).error.is_none());
    assert!(quickly("one long comment", &format!("#{}", long("c", mega))).error.is_none());
    assert!(quickly("one long string", &format!("'{}'", long("\\'é", mega))).error.is_none());
    assert!(quickly("many strings", &long("'a' '''b''' ", mega)).error.is_none());
    assert!(quickly("blank lines", &long("\n", mega)).error.is_none());
    assert!(quickly("continuation lines", &long("\\\n", mega)).error.is_some());
    assert!(quickly("continued expression", &(long("a + \\\n", mega) + "b")).error.is_none());
    let blanks = " ".repeat(mega);
    assert!(
        quickly("continued after blanks", &format!("(\n{blanks}{}b)", long("a + \\\n", mega)))
            .error
            .is_none()
    );
    assert!(quickly("brackets", &long("(", 100_000)).error.is_some());
    assert!(quickly("closed brackets", &long("()", mega)).error.is_none());
    assert!(quickly("strange numbers", &long("1if 1else ", mega)).error.is_none());
    assert!(quickly("line ends", &long("(\r\n)\r\n", mega)).error.is_some());
}

#[test]
fn limits_are_cpython_s() {
    let message = |text: &str| lex(text).error.map(|error| error.message);
    assert_eq!(message(&("(".repeat(200) + &")".repeat(200))), None);
    assert_eq!(message(&"(".repeat(201)).as_deref(), Some("too many nested parentheses"));
    let nested = |depth: usize| -> String { (0..depth).map(|at| " ".repeat(at) + "if x:\n").collect() };
    assert_eq!(message(&nested(100)), None);
    assert_eq!(message(&nested(101)).as_deref(), Some("too many levels of indentation"));
}

#[test]
fn type_comments_on_request() {
    let source = "x = [] # type: list\ny = 1 # type: ignore[z]\n# type: int\n";
    let options = Options { type_comments: true, ..Options::default() };
    let tokens = lex_with(source, options);
    let texts: Vec<&str> = tokens
        .tokens
        .iter()
        .filter(|token| token.kind == Kind::TypeComment)
        .map(|token| token.text(source))
        .collect();
    assert_eq!(texts, ["list", "int"]);
    let ignores: Vec<&str> = tokens.type_ignores.iter().map(|token| token.text(source)).collect();
    assert_eq!(ignores, ["[z]"]);
    assert_eq!(tokens.comments().count(), 3);
}
