//! Programs from a seed: every kind of statement in every other, and what the optimizer and the assembler have limits for.

use super::mutate::Random;
use std::fmt::Write as _;

const NAMES: [&str; 16] = [
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "self",
    "__p",
    "naïve",
    "print",
    "long_name_of_a_variable",
    "_",
    "x1",
    "T",
];
const CONSTANTS: [&str; 44] = [
    "0",
    "1",
    "2",
    "255",
    "256",
    "257",
    "-1",
    "1 << 62",
    "2 ** 63",
    "2 ** 127",
    "2 ** 128",
    "1 << 127",
    "1 << 129",
    "10 ** 30",
    "0.0",
    "-0.0",
    "1.5",
    "1e308 * 10",
    "2j",
    "-0j",
    "1 + 2j",
    "''",
    "'a'",
    "'é'",
    "'ü€'",
    "'name_like'",
    "'two words'",
    "b''",
    "b'x'",
    "b'bytes'",
    "None",
    "True",
    "False",
    "...",
    "()",
    "(1, 2)",
    "(1, (2, 'a'))",
    "'a' * 20",
    "'ab' * 3000",
    "(0,) * 20",
    "(0, 1) * 200",
    "'x' 'y'",
    "0xffffffffffffffff",
    "3 // 0",
];
const BINARY: [&str; 13] = ["+", "-", "*", "/", "//", "%", "@", "&", "|", "^", "<<", ">>", "**"];
const COMPARE: [&str; 10] = ["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not"];

#[derive(Clone, Copy, Default)]
struct Place {
    function: bool,
    asynchronous: bool,
    /// In a loop whose body is this code: `break` and `continue` may stand here.
    looping: bool,
    /// In the handler of `except*`, which nothing may leave.
    star: bool,
    /// In a comprehension.
    comprehension: bool,
    blocks: u8,
}

struct Maker<'r> {
    random: &'r mut Random,
    out: String,
    indent: usize,
    /// Statements left to write.
    left: usize,
}

/// A module.
pub fn program(random: &mut Random) -> String {
    let left = 10 + random.below(90);
    let mut maker = Maker { random, out: String::new(), indent: 0, left };
    if maker.one_in(6) {
        maker.line("'A docstring.'");
    }
    if maker.one_in(6) {
        maker.line("from __future__ import annotations");
    }
    if maker.one_in(25) {
        maker.enormous();
    }
    while maker.left > 0 {
        maker.statement(Place::default(), 0);
    }
    maker.out
}

/// An expression for `eval`.
pub fn expression(random: &mut Random) -> String {
    let mut maker = Maker { random, out: String::new(), indent: 0, left: 0 };
    let depth = 2 + maker.below(4);
    maker.expr(Place::default(), depth)
}

impl Maker<'_> {
    fn below(&mut self, n: usize) -> usize {
        self.random.below(n)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }

    fn name(&mut self) -> &'static str {
        if self.one_in(3) { self.pick(&NAMES) } else { NAMES[self.random.below(5)] }
    }

    fn line(&mut self, text: &str) {
        if self.one_in(12) {
            let blank = [1, 3, 40, 140][self.random.below(4)];
            self.out.push_str(&"\n".repeat(blank));
        }
        let _ = writeln!(self.out, "{:1$}{text}", "", self.indent);
    }

    fn list(&mut self, place: Place, depth: usize, least: usize, most: usize) -> String {
        let count = if self.one_in(40) { 30 + self.below(12) } else { least + self.below(most - least + 1) };
        let items: Vec<String> = (0..count).map(|_| self.expr(place, depth)).collect();
        items.join(", ")
    }

    fn starred(&mut self, place: Place, depth: usize) -> String {
        let count = self.below(5);
        let mut text = String::new();
        for _ in 0..count {
            let star = if self.one_in(4) { "*" } else { "" };
            let item = self.operand(place, depth);
            text.push_str(&format!("{star}{item}, "));
        }
        text
    }

    /// An expression that binds tighter than any operator.
    fn operand(&mut self, place: Place, depth: usize) -> String {
        if depth == 0 || self.one_in(3) {
            return self.atom();
        }
        let inner = self.expr(place, depth - 1);
        if self.one_in(3) { format!("({inner}\n)") } else { format!("({inner})") }
    }

    fn atom(&mut self) -> String {
        match self.below(8) {
            0..=4 => self.name().to_owned(),
            5 => "__debug__".into(),
            _ => {
                let constant = self.pick(&CONSTANTS);
                if constant.contains(' ') && !constant.starts_with(['(', '\'']) {
                    format!("({constant})")
                } else {
                    constant.into()
                }
            }
        }
    }

    fn expr(&mut self, place: Place, depth: usize) -> String {
        if depth == 0 {
            return self.atom();
        }
        let d = depth - 1;
        match self.below(30) {
            0 | 1 => {
                let (a, op, b) = (self.operand(place, d), self.pick(&BINARY), self.operand(place, d));
                let gap = if self.one_in(8) { " \\\n" } else { " " };
                format!("{a} {op}{gap}{b}")
            }
            2 => {
                let (a, b) = (self.pick(&CONSTANTS), self.pick(&CONSTANTS));
                let op = self.pick(&BINARY);
                format!("({a}) {op} ({b})")
            }
            3 => {
                let word = self.pick(&[" and ", " or "]);
                let count = 2 + self.below(3);
                let items: Vec<String> = (0..count).map(|_| self.operand(place, d)).collect();
                items.join(word)
            }
            4 => {
                let op = self.pick(&["-", "+", "~", "not ", "not not "]);
                let operand = self.operand(place, d);
                if op.starts_with("not") { format!("({op}{operand})") } else { format!("{op}{operand}") }
            }
            5 | 6 => {
                let mut text = self.operand(place, d);
                for _ in 0..1 + self.below(3) {
                    let (op, operand) = (self.pick(&COMPARE), self.operand(place, d));
                    let _ = write!(text, " {op} {operand}");
                }
                format!("({text})")
            }
            7 => {
                let (a, test, b) = (self.operand(place, d), self.expr(place, d), self.operand(place, d));
                format!("({a} if {test} else {b})")
            }
            8 => self.lambda(place, d),
            9 | 10 => self.comprehension(place, d),
            11..=13 => self.call(place, d),
            14 => {
                let (value, name) = (self.operand(place, d), self.name());
                // A number would eat the dot.
                format!("({value}).{name}")
            }
            15 => {
                let (value, index) = (self.name(), self.expr(place, d));
                format!("{value}[{index}]")
            }
            16 => {
                let value = self.name();
                let (low, high) = (self.operand(place, d), self.operand(place, d));
                let slice = self.pick(&["L:H", ":H", "L:", ":", "L:H:2", "::L", "L:H, 1", "..., L"]);
                let slice = slice.replace('L', &low).replace('H', &high);
                format!("{value}[{slice}]")
            }
            17 => format!("[{}]", self.starred(place, d)),
            18 => format!("({})", self.starred(place, d).replace("*(", "*list(")),
            19 => match self.starred(place, d) {
                empty if empty.is_empty() => "{}".into(),
                items => format!("{{{items}}}"),
            },
            20 => {
                let mut text = String::new();
                for _ in 0..self.below(5) {
                    let (key, value) = (self.operand(place, d), self.expr(place, d));
                    if self.one_in(6) {
                        text.push_str(&format!("**{key}, "))
                    } else {
                        text.push_str(&format!("{key}: {value}, "))
                    }
                }
                format!("{{{text}}}")
            }
            21 => self.fstring(place, d),
            22 => {
                let format = self.pick(&[
                    "'%s'",
                    "'%d%%'",
                    "'%r and %a'",
                    "'%-5s|%5.2s'",
                    "'%(x)s'",
                    "'%s %s'",
                    "''",
                    "'no'",
                ]);
                let items = self.list(place, d, 1, 2);
                format!("{format} % ({items},)")
            }
            23 => {
                let kind = self.pick(&["[I]", "(I,)", "{I}"]);
                let count = 1 + self.below(4);
                let items: Vec<&str> = (0..count).map(|_| self.pick(&CONSTANTS)).collect();
                let (left, op) = (self.name(), self.pick(&["in", "not in"]));
                format!("({left} {op} {})", kind.replace('I', &items.join(", ")))
            }
            24 if !place.comprehension => {
                let (name, value) = (NAMES[self.random.below(5)], self.expr(place, d));
                format!("({name} := {value})")
            }
            25 if place.function && !place.comprehension => {
                let value = self.operand(place, d);
                let mut form = self.pick(&["(yield)", "(yield V)", "(yield from V)"]);
                if place.asynchronous && form == "(yield from V)" {
                    form = "(await V)";
                }
                form.replace('V', &value)
            }
            26 if place.asynchronous => format!("(await {})", self.operand(place, d)),
            27 => {
                let items = self.list(place, d, 0, 4);
                let kind = self.pick(&["[I]", "(I,)", "{I}", "f(I)"]);
                if items.is_empty() { "()".into() } else { kind.replace('I', &items) }
            }
            28 => {
                let constants: Vec<&str> = (0..1 + self.below(6)).map(|_| self.pick(&CONSTANTS)).collect();
                format!("({},)[{}]", constants.join(", "), self.random.below(4))
            }
            _ => self.atom(),
        }
    }

    fn lambda(&mut self, place: Place, depth: usize) -> String {
        let parameters = self.parameters(place, depth, false);
        let inner = Place { function: true, asynchronous: false, comprehension: false, ..place };
        let body = self.operand(inner, depth);
        format!("(lambda {parameters}: {body})")
    }

    fn comprehension(&mut self, place: Place, depth: usize) -> String {
        let inner = Place { comprehension: true, ..place };
        let element = self.operand(inner, depth);
        let mut text = String::new();
        for number in 0..1 + self.below(2) {
            let word = if place.asynchronous && self.one_in(3) { " async for" } else { " for" };
            let target = self.pick(&["i", "i, j", "(i, *j)", "j", "[i, (j, _)]"]);
            let source = if number == 0 { self.operand(place, depth) } else { self.operand(inner, depth) };
            let source = source.replace(":=", "==");
            let _ = write!(text, "{word} {target} in {source}");
            if self.one_in(2) {
                let test = self.operand(inner, depth);
                let _ = write!(text, " if {test}");
            }
        }
        match self.below(4) {
            0 => format!("[{element}{text}]"),
            1 => format!("{{{element}{text}}}"),
            2 => format!("({element}{text})"),
            _ => {
                let value = self.operand(inner, depth);
                format!("{{{element}: {value}{text}}}")
            }
        }
    }

    fn call(&mut self, place: Place, depth: usize) -> String {
        let function = match self.below(4) {
            0 => format!("{}.{}", self.name(), self.name()),
            1 => format!("({}).{}", self.expr(place, depth), self.name()),
            _ => self.name().to_owned(),
        };
        if self.one_in(40) {
            let count = 250 + self.below(20);
            let keyword = if self.one_in(2) { "" } else { "k{}=" };
            let arguments: Vec<String> =
                (0..count).map(|n| format!("{}{n}", keyword.replace("{}", &n.to_string()))).collect();
            return format!("{function}({})", arguments.join(", "));
        }
        let mut arguments = String::new();
        for _ in 0..self.below(4) {
            let star = if self.one_in(7) { "*" } else { "" };
            let value = self.operand(place, depth);
            let gap = if self.one_in(6) { ",\n" } else { ", " };
            let _ = write!(arguments, "{star}{value}{gap}");
        }
        let used = self.below(3);
        for name in ["key", "other", "__p"].iter().take(used) {
            let value = self.expr(place, depth);
            let _ = write!(arguments, "{name}={value}, ");
        }
        if self.one_in(8) {
            let value = self.operand(place, depth);
            let _ = write!(arguments, "**{value}");
        }
        format!("{function}({arguments})")
    }

    fn fstring(&mut self, place: Place, depth: usize) -> String {
        let mut text = String::new();
        for _ in 0..1 + self.below(4) {
            text.push_str(self.pick(&["", "text ", "{{}}", "é "]));
            let value = self.operand(place, depth.min(1));
            // Quotes, backslashes and newlines may not stand in a replacement field.
            let value =
                if value.contains(['\'', '"', '\\', '\n', '{', '!', ':', '=']) || value.contains("lambda") {
                    "a".to_owned()
                } else {
                    value
                };
            let _ = write!(
                text,
                "{{{value}{}}}",
                self.pick(&["", "!r", "!s:>10", ":{b}", ":{c}.{d!r}", "=", "=!a:5", ":x"])
            );
        }
        let quote = self.pick(&["'", "'''", "\""]);
        format!("f{quote}{text}{quote}")
    }

    fn parameters(&mut self, place: Place, depth: usize, annotated: bool) -> String {
        let names = ["a", "b", "__p", "d", "e"];
        let count = self.below(6);
        let mut items: Vec<String> = Vec::new();
        let (mut defaults, slash) = (false, self.below(8));
        for (at, name) in names.iter().take(count).enumerate() {
            let mut item = (*name).to_owned();
            if annotated && self.one_in(3) {
                let annotation = self
                    .operand(Place { function: false, asynchronous: false, comprehension: true, ..place }, 1);
                item = format!("{name}: {annotation}");
            }
            defaults |= self.one_in(4);
            if defaults {
                let value = self.operand(place, depth.min(2));
                item = format!("{item}={value}");
            }
            items.push(item);
            if at + 1 == slash {
                items.push("/".into());
            }
        }
        match self.below(6) {
            0 => items.push("*args".into()),
            1 => items.extend(["*".into(), "k".into(), "k2=1".into()]),
            2 => items.extend(["*args".into(), "k=()".into()]),
            _ => {}
        }
        if self.one_in(5) {
            items.push("**kwargs".into());
        }
        items.join(", ")
    }

    fn target(&mut self, place: Place) -> String {
        match self.below(9) {
            0 => format!("{}.{}", self.name(), self.name()),
            1 => {
                let index = self.expr(place, 1);
                format!("{}[{index}]", self.name())
            }
            2 => format!("{}, {}", self.name(), self.name()),
            3 => format!("{}, *{}, {}", self.name(), self.name(), self.name()),
            4 => format!("({}, [{}, {}.x])", self.name(), self.name(), self.name()),
            5 => format!("{0}, {1}, {0}", self.name(), self.name()),
            _ => self.name().to_owned(),
        }
    }

    fn body(&mut self, place: Place, level: usize) {
        self.indent += 4;
        let count = 1 + self.below(4);
        for _ in 0..count {
            self.statement(place, level + 1);
        }
        self.indent -= 4;
    }

    fn statement(&mut self, place: Place, level: usize) {
        self.left = self.left.saturating_sub(1);
        let deep = level > 6 || self.left == 0 || place.blocks > 17;
        match self.below(if deep { 14 } else { 34 }) {
            0..=2 => {
                let mut targets = String::new();
                for _ in 0..1 + self.below(2) {
                    let target = self.target(place);
                    targets.push_str(&format!("{target} = "));
                }
                let value = if self.one_in(4) { self.list(place, 1, 2, 4) } else { self.expr(place, 3) };
                let semicolon = if self.one_in(10) { "; pass" } else { "" };
                self.line(&format!("{targets}{value}{semicolon}"));
            }
            3 => {
                let (name, op, value) = (self.name(), self.pick(&BINARY), self.expr(place, 2));
                let tail = self.pick(&["", ".x", "[0]", "[a:b]"]);
                self.line(&format!("{name}{tail} {op}= {value}"));
            }
            4 => {
                let simple = Place { function: false, asynchronous: false, comprehension: true, ..place };
                let (annotation, value) = (self.operand(simple, 2), self.expr(place, 1));
                let target = self.pick(&["a", "b", "__p", "a.b", "c[0]", "(d)"]);
                let value = if self.one_in(2) { format!(" = {value}") } else { String::new() };
                self.line(&format!("{target}: {annotation}{value}"));
            }
            5 | 6 => {
                let value = self.expr(place, 4);
                self.line(&value);
            }
            7 => {
                let text = self.pick(&[
                    "pass",
                    "...",
                    "'a string'",
                    "del a",
                    "del b.x, c[0], (d, [e])",
                    "import a",
                    "import a.b, c.d as e",
                    "from . import a, b as c",
                    "from a.b import (c, d as e)",
                    "import a.b.c as d",
                    "0",
                    "del a[1:2]",
                    "from ..x import y",
                ]);
                self.line(text);
            }
            8 => {
                let (test, message) = (self.expr(place, 2), self.expr(place, 1));
                let message = if self.one_in(2) { format!(", {message}") } else { String::new() };
                self.line(&format!("assert {test}{message}"));
            }
            9 => {
                let (what, cause) = (self.expr(place, 1), self.expr(place, 1));
                let text = self.pick(&["raise", "raise W", "raise W from C"]);
                let text = text.replace('W', &what).replace('C', &cause);
                self.line(&text);
            }
            10 | 11 if place.looping && !place.star => {
                let text = self.pick(&["break", "continue"]);
                self.line(text);
            }
            12 | 13 if place.function && !place.star => {
                let value = self.expr(place, 2);
                let text = if self.one_in(3) { "return".to_owned() } else { format!("return {value}") };
                self.line(&text);
            }
            10..=13 => {
                let value = self.expr(place, 2);
                self.line(&value);
            }
            14..=17 => self.if_(place, level),
            18 | 19 => {
                let test = if self.one_in(3) {
                    self.pick(&["1", "True", "0", "__debug__", "not a"]).to_owned()
                } else {
                    self.expr(place, 2)
                };
                self.line(&format!("while {test}:"));
                self.body(Place { looping: true, star: false, blocks: place.blocks + 1, ..place }, level);
                self.orelse(place, level);
            }
            20 | 21 => {
                let word = if place.asynchronous && self.one_in(2) { "async for" } else { "for" };
                let (target, source) = (self.target(place), self.list(place, 2, 1, 2));
                self.line(&format!("{word} {target} in {source}:"));
                self.body(Place { looping: true, star: false, blocks: place.blocks + 1, ..place }, level);
                self.orelse(place, level);
            }
            22..=25 => self.try_(place, level),
            26 | 27 => {
                let word = if place.asynchronous && self.one_in(2) { "async with" } else { "with" };
                let mut items = Vec::new();
                for _ in 0..1 + self.below(2) {
                    let value = self.operand(place, 2);
                    let name = self.pick(&["", " as a", " as (b, c)", " as d.x"]);
                    items.push(format!("{value}{name}"));
                }
                let blocks = place.blocks + items.len() as u8;
                self.line(&format!("{word} {}:", items.join(", ")));
                self.body(Place { blocks, ..place }, level);
            }
            28 | 29 => self.match_(place, level),
            30 | 31 => self.function(place, level),
            32 => self.class(level),
            _ => {
                if self.one_in(20) {
                    self.enormous()
                } else {
                    self.function(place, level)
                }
            }
        }
    }

    fn orelse(&mut self, place: Place, level: usize) {
        if self.one_in(3) {
            self.line("else:");
            self.body(place, level);
        }
    }

    fn if_(&mut self, place: Place, level: usize) {
        let test = if self.one_in(5) { self.pick(&CONSTANTS).to_owned() } else { self.expr(place, 3) };
        self.line(&format!("if {test}:"));
        self.body(place, level);
        for _ in 0..self.below(3) {
            let test = self.expr(place, 2);
            self.line(&format!("elif {test}:"));
            self.body(place, level);
        }
        self.orelse(place, level);
    }

    fn try_(&mut self, place: Place, level: usize) {
        let inner = Place { blocks: place.blocks + 2, ..place };
        self.line("try:");
        self.body(inner, level);
        let form = self.below(4);
        if form != 0 {
            let star = form == 1;
            for _ in 0..1 + self.below(2) {
                let class = self.operand(place, 1);
                let name = self.pick(&["", " as a", " as e"]);
                self.line(&format!("except{} {class}{name}:", if star { "*" } else { "" }));
                self.body(
                    Place { star: star || place.star, looping: place.looping && !star, ..inner },
                    level,
                );
            }
            if !star && self.one_in(3) {
                self.line("except:");
                self.body(inner, level);
            }
            self.orelse(inner, level);
        }
        if form == 0 || self.one_in(2) {
            self.line("finally:");
            self.body(inner, level);
        }
    }

    fn pattern(&mut self, depth: usize, captures: &mut usize) -> String {
        let mut capture = |prefix: &str| {
            *captures += 1;
            format!("{prefix}v{captures}")
        };
        match if depth == 0 { self.random.below(4) } else { self.random.below(11) } {
            0 => "_".into(),
            1 => capture(""),
            2 => self
                .pick(&["1", "-1", "1 + 2j", "'s'", "None", "True", "b'x'", "a.b", "a.b.c", "-1.5"])
                .into(),
            3 => self.pick(&["[]", "()", "{}", "C()", "[_]", "[*_]"]).into(),
            4 => {
                let star = capture("*");
                let (a, b) = (self.pattern(depth - 1, captures), self.pattern(depth - 1, captures));
                let form =
                    self.pick(&["[A, B]", "(A, B, S)", "[S, A]", "[A, S, B]", "(A, *_)", "[*_, A]", "(A,)"]);
                form.replace('A', &a).replace('B', &b).replace('S', &star)
            }
            5 => {
                let rest = capture("**");
                let (a, b) = (self.pattern(depth - 1, captures), self.pattern(depth - 1, captures));
                let form =
                    self.pick(&["{'k': A, 1: B}", "{a.b: A, R}", "{'k': A}", "{R}", "{None: A, -1: B, R}"]);
                form.replace('A', &a).replace('B', &b).replace('R', &rest)
            }
            6 => {
                let (a, b) = (self.pattern(depth - 1, captures), self.pattern(depth - 1, captures));
                let form = self.pick(&["C(A, x=B)", "C.D(A, B)", "C(x=A, y=B)", "int(A)", "C(A)"]);
                form.replace('A', &a).replace('B', &b)
            }
            7 | 8 => {
                let name = capture("");
                let form = self.pick(&[
                    "1 | 2 | 'a'",
                    "[V, 1] | [2, V]",
                    "(None | True)",
                    "C(V) | {'x': V}",
                    "a.b | [V] | V",
                ]);
                form.split(" | ").map(|part| part.replace('V', &name)).collect::<Vec<_>>().join(" | ")
            }
            _ => {
                let inner = self.pattern(depth - 1, captures);
                *captures += 1;
                format!("({inner} as v{captures})")
            }
        }
    }

    fn match_(&mut self, place: Place, level: usize) {
        let subject = if self.one_in(3) { self.list(place, 1, 2, 3) } else { self.expr(place, 2) };
        self.line(&format!("match {subject}:"));
        self.indent += 4;
        for _ in 0..1 + self.below(4) {
            let pattern = self.pattern(3, &mut 0);
            let guard = if self.one_in(3) { format!(" if {}", self.expr(place, 2)) } else { String::new() };
            // A pattern that always matches has to be the last.
            let guard = if guard.is_empty() && (pattern == "_" || pattern.starts_with('v')) {
                " if a".into()
            } else {
                guard
            };
            self.line(&format!("case {pattern}{guard}:"));
            self.body(place, level + 1);
        }
        if self.one_in(2) {
            let last = self.pick(&["case _:", "case v:"]);
            self.line(last);
            self.body(place, level + 1);
        }
        self.indent -= 4;
    }

    fn function(&mut self, place: Place, level: usize) {
        for _ in 0..self.below(3) / 2 + usize::from(self.one_in(4)) {
            let decorator = self.expr(place, 1);
            self.line(&format!("@{decorator}"));
        }
        let asynchronous = self.one_in(4);
        let parameters = self.parameters(place, 2, true);
        let returns = if self.one_in(4) { format!(" -> {}", self.name()) } else { String::new() };
        let word = if asynchronous { "async def" } else { "def" };
        let name = self.name();
        self.line(&format!("{word} {name}({parameters}){returns}:"));
        self.indent += 4;
        match self.below(12) {
            0 => self.line("'''A docstring\n    of two lines.'''"),
            1 => self.line("global g, h"),
            2 if place.function => self.line("nonlocal c"),
            3 => self.line("f'{a}'"),
            4 => self.line("b = super().x, __class__"),
            _ => {}
        }
        if self.one_in(60) {
            let locals: Vec<String> = (0..300).map(|n| format!("l{n}")).collect();
            self.line(&format!("{} = a", locals.join(" = ")));
        }
        self.indent -= 4;
        let inner = Place { function: true, asynchronous, ..Place::default() };
        if place.function || self.one_in(2) {
            // What `nonlocal` above may mean.
            self.indent += 4;
            self.line("c = 1");
            self.indent -= 4;
        }
        self.body(inner, level);
    }

    fn class(&mut self, level: usize) {
        let arguments = self.pick(&["", "()", "(a)", "(a, b, metaclass=c)", "(*a, **b)", "(a, x=1)"]);
        let name = self.pick(&["C", "__C", "_D", "top"]);
        if self.one_in(4) {
            self.line("@a.b");
        }
        self.line(&format!("class {name}{arguments}:"));
        if self.one_in(3) {
            self.indent += 4;
            self.line("'A docstring.'");
            self.indent -= 4;
        }
        self.body(Place::default(), level);
    }

    /// What needs extended arguments: jumps, names, constants, long lines.
    fn enormous(&mut self) {
        match self.below(6) {
            0 => {
                let count = [120, 300, 12_000][self.random.below(3)];
                self.line("for a in b:");
                self.indent += 4;
                self.line("if c: continue");
                for at in 0..count {
                    let _ = writeln!(self.out, "{:1$}d(a.x, {at})", "", self.indent);
                }
                self.indent -= 4;
                self.line("else: pass");
            }
            1 => {
                for at in 0..270 {
                    let _ = writeln!(
                        self.out,
                        "{:1$}name{at} = {at}.5, other{at}.attribute{at}",
                        "", self.indent
                    );
                }
            }
            2 => {
                let items: Vec<String> = (0..300 + self.below(300)).map(|n| format!("{n}")).collect();
                let form = self.pick(&[
                    "a = [I]",
                    "a = (I,)",
                    "a = {I}",
                    "a = f(I)",
                    "a in [I]",
                    "for a in [I]: pass",
                ]);
                let form = form.replace('I', &items.join(", "));
                self.line(&form);
            }
            3 => {
                let items: Vec<String> = (0..70).map(|n| format!("{n}: a{n}, 'k{n}': {n}")).collect();
                self.line(&format!("a = {{{}}}", items.join(", ")));
            }
            4 => {
                let gap = " ".repeat([60, 130, 400][self.random.below(3)]);
                self.line(&format!("a = ({gap}b +{gap}c.d(\n\n{gap}e,\n{gap}f){gap}) if{gap}g else{gap}h"));
            }
            _ => {
                let depth = 15 + self.below(4);
                for at in 0..depth {
                    let head = self.pick(&["for a in b:", "while a:", "with a as b:", "if a:"]);
                    let _ = writeln!(self.out, "{:1$}{head}", "", self.indent + at);
                }
                let _ = writeln!(self.out, "{:1$}a()", "", self.indent + depth);
            }
        }
    }
}
