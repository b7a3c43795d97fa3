//! Damage that parses and that the symbol table or the emitter notice: statements and expressions where they may not
//! stand, in pieces of real sources.

use super::mutate::{Random, split};

/// Statements to put on a line of their own.
const STATEMENTS: [&str; 62] = [
    "return",
    "return x",
    "return (yield)",
    "yield",
    "yield x",
    "x = yield x",
    "yield from x",
    "await x",
    "x = await x",
    "break",
    "continue",
    "del x",
    "del (x, y.z, w[0])",
    "del ()",
    "del __debug__",
    "global x",
    "global self, x",
    "nonlocal x",
    "nonlocal self",
    "nonlocal __class__",
    "x: int",
    "x: int = 1",
    "(x): int",
    "self.x: int = 3",
    "self: int",
    "__debug__ = 1",
    "self.__debug__ = 1",
    "x.__debug__: int",
    "import x as __debug__",
    "from __future__ import annotations",
    "from __future__ import braces",
    "from __future__ import nope",
    "from __future__ import division, print_function",
    "from x import *",
    "import a.b.c as d, e.f",
    "assert (x, 'message')",
    "assert x, y",
    "assert ()",
    "x is 1",
    "x is not 'a'",
    "() is x",
    "1 is 1",
    "{}()",
    "'a'()",
    "1[2]",
    "'a'['b']",
    "(1, 2)['x']",
    "[x for x in y](1)",
    "(x := 1)",
    "[(x := i) for i in y]",
    "[i := 0 for i in y]",
    "[x for x in (y := z)]",
    "[[(j := i) for i in y] for j in z]",
    "*x, y = z",
    "*a, *b = z",
    "x = *y, z",
    "async with x as y: pass",
    "async for x in y: pass",
    "[x async for x in y]",
    "{await x: y for x in y}",
    "(yield) + (await x)",
    "lambda: (yield)",
];

/// Blocks to put around or before a line.
const BLOCKS: [&str; 22] = [
    "for x in y:",
    "while x:",
    "while True:",
    "if 0:",
    "if __debug__:",
    "try:\n{i}    pass\n{i}finally:",
    "try:\n{i}    pass\n{i}except* E:",
    "try:\n{i}    pass\n{i}except E as x:",
    "with x as y:",
    "async with x, y as z:",
    "async def f(x):",
    "def f(x, x=1):",
    "def f(a, /, b, *, c=1, **a):",
    "def f(self, y=(yield)):",
    "class x(metaclass=(yield)):",
    "class C:\n{i}    global x\n{i}    x = 1\n{i}    def x(self):\n{i}        return __class__, super().x\n{i}if x:",
    "def f(__debug__):",
    "def f(*, x: (yield) = 1) -> (await x):",
    "match x:\n{i}  case [a, *a]:",
    "match x:\n{i}  case {'a': 1, 'a': 2}:",
    "match x:\n{i}  case (a | 1):\n{i}    pass\n{i}  case _ if x:\n{i}    pass\n{i}  case y:",
    "match x:\n{i}  case C(a=1, a=2) | [_, y] | {**z}:",
];

/// Expressions to put in a name's place.
const EXPRESSIONS: [&str; 40] = [
    "(yield)",
    "(yield x)",
    "(yield from x)",
    "(await x)",
    "(x := 1)",
    "(*x,)",
    "*x",
    "lambda x, x: 1",
    "lambda __debug__: 1",
    "__debug__",
    "None",
    "f(x=1, x=2)",
    "f(__debug__=1)",
    "f(**x, *y)",
    "f(x for x in y)",
    "f(x for x in y, 1)",
    "[x async for x in y]",
    "[await x for x in y]",
    "(x async for x in y)",
    "[(yield x) for x in y]",
    "{x: (yield) for x in y}",
    "[x for x in [(y := x)]]",
    "[x for y in z if (x := y)]",
    "[(x := 1) for x in y]",
    "x.__debug__",
    "f'{(yield)}'",
    "f'{x!r:{y:{z}}}'",
    "'%s %s' % (x,)",
    "1 << 10000",
    "'a' * 5000",
    "(1,) * 300",
    "2 ** 999",
    "x[1:2, ...]",
    "__class__",
    "super().x",
    "{**x, 'y': 1}",
    "{*x, 1}",
    "0 if 1 else x",
    "not x in [1, 2, (3, [4])]",
    "__x",
];

/// What goes on with a statement at its own indentation.
const CONTINUES: [&str; 7] = [")", "]", "}", "else:", "elif ", "except", "finally:"];

fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// A run of lines that begins with a statement, moved to the margin.
fn excerpt(source: &str, random: &mut Random) -> Vec<String> {
    let all: Vec<&str> = source.lines().collect();
    let starts: Vec<usize> = (0..all.len())
        .filter(|at| {
            ["def ", "class ", "async def ", "if ", "for ", "with ", "try:"]
                .iter()
                .any(|word| all[*at].trim_start().starts_with(word))
        })
        .collect();
    if starts.is_empty() || random.below(10) == 0 {
        let start = random.below(all.len());
        return all.iter().skip(start).take(30).map(|line| (*line).to_owned()).collect();
    }
    let start = starts[random.below(starts.len())];
    let margin = indentation(all[start]);
    let mut taken = vec![all[start][margin.len()..].to_owned()];
    for line in &all[start + 1..] {
        if line.trim().is_empty() {
            taken.push(String::new());
        } else if indentation(line).len() > margin.len()
            || CONTINUES.iter().any(|word| line.trim_start().starts_with(word))
        {
            taken.push(line.strip_prefix(margin).unwrap_or(line).to_owned());
        } else {
            break;
        }
        if taken.len() > 80 {
            break;
        }
    }
    taken
}

/// A damaged piece of a source.
pub fn damage(source: &str, random: &mut Random) -> String {
    let mut lines = excerpt(source, random);
    for _ in 0..1 + random.below(3) {
        if lines.is_empty() {
            break;
        }
        let at = random.below(lines.len());
        match random.below(8) {
            0..=3 => {
                let statement = STATEMENTS[random.below(STATEMENTS.len())];
                let line = format!("{}{statement}", indentation(&lines[at]));
                lines.insert(at, line);
            }
            4 => block(&mut lines, at, random),
            _ => expression(&mut lines, at, random),
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    // In a function or class everything means something else.
    match random.below(6) {
        0 => nested("def outer(self, x):", &text),
        1 => nested("class __Outer:", &text),
        2 => nested("async def outer(x):", &text),
        3 => format!("from __future__ import annotations\n{text}"),
        _ => text,
    }
}

fn nested(head: &str, text: &str) -> String {
    let mut out = format!("{head}\n");
    for line in text.lines() {
        out.push_str(&format!("    {line}\n"));
    }
    out
}

/// Puts a line and all that is indented below it under a block's head.
fn block(lines: &mut Vec<String>, at: usize, random: &mut Random) {
    let margin = indentation(&lines[at]).to_owned();
    let end = (at + 1..lines.len())
        .find(|other| !lines[*other].trim().is_empty() && indentation(&lines[*other]).len() <= margin.len())
        .unwrap_or(lines.len());
    let head = BLOCKS[random.below(BLOCKS.len())].replace("{i}", &margin);
    let deeper = if head.contains("case") { "      " } else { "    " };
    for line in &mut lines[at..end] {
        *line = format!("{deeper}{line}");
    }
    let new: Vec<String> = format!("{margin}{head}").lines().map(str::to_owned).collect();
    lines.splice(at..at, new);
}

const KEYWORDS: [&str; 30] = [
    "def", "class", "return", "if", "else", "elif", "for", "in", "is", "not", "and", "or", "while", "try",
    "except", "finally", "with", "as", "import", "from", "raise", "pass", "break", "continue", "lambda",
    "global", "nonlocal", "async", "del", "assert",
];

/// Puts an expression in the place of a name or number of a line.
fn expression(lines: &mut [String], at: usize, random: &mut Random) {
    let line = lines[at].clone();
    let mut parts = split(&line);
    let word =
        |part: &&str| part.starts_with(|c: char| c.is_alphanumeric() || c == '_') && !KEYWORDS.contains(part);
    let places: Vec<usize> = (0..parts.len()).filter(|place| word(&parts[*place])).collect();
    if !places.is_empty() {
        parts[places[random.below(places.len())]] = EXPRESSIONS[random.below(EXPRESSIONS.len())];
        lines[at] = parts.concat();
    }
}
