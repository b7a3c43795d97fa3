//! Nothing makes the parser panic, overflow the stack or crawl; and every tree keeps its order.

use std::path::Path;
use std::time::{Duration, Instant};

use vivarium_parser::ast::{Ast, DumpOptions, Event, ExprId, ExprKind, Loc, NodeRef, Visitor, dump, unparse};
use vivarium_parser::{
    ErrorClass, Mode, Options, Parsed, parse, parse_bytes, parse_expression, parse_module,
};

/// Far more than any of these takes in a slow build, far less than quadratic time would.
const PATIENCE: Duration = Duration::from_secs(30);

fn quickly<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    assert!(start.elapsed() < PATIENCE, "{what} took {:?}", start.elapsed());
    result
}

fn everything(parsed: &Parsed) {
    check_order(&parsed.ast);
    assert!(
        !dump(&parsed.ast, NodeRef::Mod, DumpOptions { indent: None, include_attributes: true }).is_empty()
    );
    let _ = unparse(&parsed.ast, NodeRef::Mod);
}

/// Children lie inside their parents (f-strings aside, whose positions are CPython's own), and every id is used once.
fn check_order(ast: &Ast) {
    let mut seen = vec![false; ast.expr_count()];
    let mut parents: Vec<(u32, u32)> = Vec::new();
    let mut walk = ast.walk(NodeRef::Mod);
    while let Some(event) = walk.next() {
        let (node, entering) = match event {
            Event::Enter(node) => (node, true),
            Event::Leave(node) => (node, false),
        };
        let Some((start, end)) = node.loc(ast).and_then(Loc::offsets) else { continue };
        if !entering {
            parents.pop();
            continue;
        }
        if let NodeRef::Expr(id) = node {
            assert!(!std::mem::replace(&mut seen[id.index()], true), "an id used twice");
            // Parts of an f-string reach over all of it.
            if node.class_name(ast) == "JoinedStr" {
                parents.push((0, u32::MAX));
                walk.skip_children();
                continue;
            }
        }
        assert!(start <= end, "a node ends before it starts");
        // A decorator stands before its definition.
        if let Some(&(from, to)) = parents.last() {
            assert!(
                end <= to && (from <= start || matches!(node, NodeRef::Expr(_))),
                "a child outside its parent"
            );
        }
        parents.push((start, end));
    }
}

#[test]
fn long_sum() {
    let source = vec!["a"; 100_000].join(" + ");
    everything(&quickly("a sum of 100,000 terms", || parse_module(&source).unwrap()));
}

#[test]
fn long_chain_of_attributes() {
    let source = vec!["a"; 100_000].join(".");
    everything(&quickly("a chain of 100,000 attributes", || parse_module(&source).unwrap()));
}

#[test]
fn long_dotted_import() {
    let source = format!("import {}", vec!["a"; 100_000].join("."));
    everything(&quickly("an import of 100,000 parts", || parse_module(&source).unwrap()));
}

#[test]
fn deep_prefixes_and_powers() {
    for (start, middle, end) in [
        ("", "not ", "x"),
        ("", "-", "x"),
        ("", "lambda: ", "x"),
        ("x", " ** x", ""),
        ("x", " if x else x", ""),
    ] {
        let source = |count| format!("{start}{}{end}\n", middle.repeat(count));
        everything(&quickly(middle, || parse_module(&source(2_900)).unwrap()));
        let error = quickly(middle, || parse_module(&source(20_000)).unwrap_err());
        assert_eq!(error.class, ErrorClass::Memory);
    }
}

#[test]
fn long_runs() {
    for (middle, end) in
        [(" and x or x", ""), (" < x", ""), (" + x", ""), ("(x)", ""), ("[0]", ""), (".x", "")]
    {
        let source = format!("x{}{end}\n", middle.repeat(20_000));
        everything(&quickly(middle, || parse_module(&source).unwrap()));
    }
}

/// The depths at which CPython's parser has had enough.
#[test]
fn the_last_depth() {
    type Shape = fn(usize) -> String;
    let shapes: [(Shape, usize); 8] = [
        (|n| format!("{}a", "-".repeat(n)), 5970),
        (|n| format!("{}a", "not ".repeat(n)), 5970),
        (|n| format!("{}a", "a ** ".repeat(n)), 2985),
        (|n| format!("{}a", "lambda: ".repeat(n)), 2985),
        (|n| format!("{}a", "a if b else ".repeat(n)), 5970),
        (|n| format!("if a: b\n{}", "elif a: b\n".repeat(n)), 5967),
        (|n| format!("{}a{}", "(lambda: ".repeat(n), ")".repeat(n)), 200),
        (|n| format!("{}a{}", "(a, ".repeat(n), ")".repeat(n)), 200),
    ];
    for (shape, least) in shapes {
        let (last, first) = (shape(least - 1), shape(least));
        let start = &last[..last.len().min(20)];
        assert!(parse_module(&last).is_ok(), "{least} {start}");
        assert_eq!(parse_module(&first).map(drop).unwrap_err().class, ErrorClass::Memory, "{least} {start}");
    }
}

#[test]
fn deep_programs_that_are_wrong() {
    for (start, middle, end) in
        [("", "not ", ""), ("", "-", " = 1"), ("", "lambda: ", ":"), ("x", " ** x", " x")]
    {
        let source = format!("{start}{}{end}\n", middle.repeat(20_000));
        let error = quickly(middle, || parse_module(&source).unwrap_err());
        assert!(matches!(error.class, ErrorClass::Memory | ErrorClass::Syntax), "{error}");
    }
}

#[test]
fn nested_brackets() {
    let nested = |depth: usize| format!("{}{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse_expression(&nested(200)).is_ok());
    let error = parse_expression(&nested(201)).unwrap_err();
    assert_eq!(error.message, "too many nested parentheses");
    for bracket in ["(", "[", "{", "{a: ", "f(", "x["] {
        let error = quickly(bracket, || parse_module(&bracket.repeat(150)).unwrap_err());
        assert!(!error.message.is_empty());
    }
}

#[test]
fn nested_blocks() {
    let mut source = String::new();
    for depth in 0..100 {
        source += &format!("{}if x:\n", " ".repeat(depth));
    }
    let error = parse_module(&format!("{source}{}pass\n", " ".repeat(100))).unwrap_err();
    assert_eq!(error.class, ErrorClass::Indentation);
    assert_eq!(error.message, "too many levels of indentation");
    let deepest: String = (0..99).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect();
    everything(&parse_module(&format!("{deepest}{}pass\n", " ".repeat(99))).unwrap());
}

#[test]
fn visitors_of_deep_trees() {
    #[derive(Default)]
    struct Names(usize);
    impl Visitor for Names {
        fn enter_expr(&mut self, ast: &Ast, id: ExprId) -> bool {
            self.0 += usize::from(matches!(ast[id].kind, ExprKind::Name { .. }));
            true
        }
    }
    let source = vec!["a"; 100_000].join(" + ");
    let parsed = quickly("sums", || parse_module(&source).unwrap());
    let mut names = Names::default();
    quickly("a visit", || parsed.ast.visit(NodeRef::Mod, &mut names));
    assert_eq!(names.0, 100_000);
}

#[test]
fn long_chain_of_elif() {
    let source = |count| format!("if x: pass\n{}", "elif x: pass\n".repeat(count));
    everything(&quickly("5,900 elif", || parse_module(&source(5_900)).unwrap()));
    let error = quickly("20,000 elif", || parse_module(&source(20_000)).unwrap_err());
    assert_eq!(error.class, ErrorClass::Memory);
}

#[test]
fn one_long_line() {
    let many = |piece: &str| piece.repeat(10_000_000 / piece.len());
    for (what, source) in [
        ("numbers", format!("x = [{}]\n", many("12345, "))),
        ("names", format!("x = [{}]\n", many("name, "))),
        ("one name", format!("x = {}\n", many("n"))),
        ("a string", format!("x = '{}'\n", many("s"))),
        ("strings", format!("x = {}\n", many("'abc' "))),
        ("escapes", format!("x = '{}'\n", many("\\n"))),
        ("a comment", format!("x = 1 # {}\n", many("c"))),
        ("spaces", format!("x = 1{}\n", many(" "))),
        ("statements", format!("x = 1;{}\n", many("pass;"))),
    ] {
        let parsed = quickly(what, || parse_module(&source).unwrap());
        assert!(!parsed.body().is_empty(), "{what}");
    }
    for source in [many("("), format!("x = '{}", many("s")), many("?"), format!("x = {} 1", many("n"))] {
        let error = quickly("a line of 10 MB that is wrong", || parse_module(&source).unwrap_err());
        assert_eq!(error.class, ErrorClass::Syntax);
    }
}

#[test]
fn nested_format_strings() {
    assert!(parse_expression("f'{x:{y}}'").is_ok());
    assert!(parse_expression("f'{x:{y:{z}}}'").is_err());
    let mut source = "x".to_owned();
    for quote in ["'", "\"", "'''", "\"\"\""] {
        source = format!("f{quote}{{{source}}}{quote}");
        everything(&parse_expression(&source).unwrap());
    }
}

#[test]
fn every_prefix_of_every_golden() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens/ok");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "py") {
            continue;
        }
        let source = std::fs::read(&path).unwrap();
        if let Ok(parsed) = parse_bytes(&source, Options::default()) {
            everything(&parsed);
        }
        let step = (source.len() / 60).max(1);
        for end in (0..source.len()).step_by(step) {
            for mode in [Mode::Exec, Mode::Eval, Mode::Single, Mode::FuncType] {
                let _ =
                    parse_bytes(&source[..end], Options { mode, type_comments: true, ..Options::default() });
            }
        }
    }
}

#[test]
fn what_is_unparsed_parses_to_the_same_tree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens/ok");
    let plain = DumpOptions { indent: None, include_attributes: false };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "py") {
            continue;
        }
        let Ok(parsed) = parse_bytes(&std::fs::read(&path).unwrap(), Options::default()) else { continue };
        let Ok(text) = unparse(&parsed.ast, NodeRef::Mod) else { continue };
        let again = parse(&text, Options::default())
            .unwrap_or_else(|error| panic!("{}: {error}\n{text}", path.display()));
        let kinds = |text: String| text.replace(", kind='u'", "");
        let (first, second) = (dump(&parsed.ast, NodeRef::Mod, plain), dump(&again.ast, NodeRef::Mod, plain));
        assert_eq!(kinds(first), kinds(second), "{}", path.display());
    }
}
