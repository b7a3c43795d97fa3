//! Ordinary modules are swept; with the log on they are walked. Both give one tree.

use vivarium_ast::{Ast, DumpOptions, NodeRef, dump};
use vivarium_optimizer::{OptimizeOptions, optimize};
use vivarium_records::FoldLog;

const SOURCE: &str = r#"
"a" "b"
def f(x=(1, 2), *, y={"a": -1}):
    "a" + "b"
    for i in [1, 2, (3, 4)]:
        for j in {1, 2}:
            print(i in [1, j], i not in {1, 2}, not i in x, not (i is None), "%s: %r" % (i, j))
    return [k for k in [1, 2] if k in (1, 2)][0], "abc"[1], (1, 2)[0] + 3 * 4, __debug__
class C:
    "x" * 3
    a: "-".join(["a", 1 + 1]) = {k: v for k, v in [(1, 2), (3, 4)]}
    async def g(self):
        async for z in [1, 2]:
            yield f"{1 + 1:{2 * 3}} {z!r}"
lambda: (1, (2, 3), 2 ** 70, 1 << 3, 10 // 3, 1 / 0, "x" % ())
"#;

fn folded(source: &str, mut log: FoldLog) -> (Ast, String) {
    let mut ast = vivarium_parser::parse(source, vivarium_parser::Options::default()).expect("it parses").ast;
    optimize(&mut ast, &OptimizeOptions { source, ..OptimizeOptions::default() }, &mut log)
        .expect("not deep");
    let text = dump(&ast, NodeRef::Mod, DumpOptions { indent: None, include_attributes: true });
    (ast, text)
}

#[test]
fn swept_as_walked() {
    assert_eq!(folded(SOURCE, FoldLog::off()).1, folded(SOURCE, FoldLog::on()).1);
}

#[test]
fn what_needs_the_walk_gets_it() {
    let deep = format!("x = {}1 + 1\n", "-".repeat(2000));
    let branches = format!("if x: 1 + 1\n{}", "elif y: 1 + 1\n".repeat(600));
    let pattern = "match x:\n    case -1 | 1 + 2j: y = 1 + 1\n";
    for source in [&*deep, &*branches, pattern] {
        assert_eq!(folded(source, FoldLog::off()).1, folded(source, FoldLog::on()).1);
    }
}
