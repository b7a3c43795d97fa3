//! Makes the parser out of `src/grammar.lalrpop`, and the tables of what explains errors out of `src/explain/rules.peg`.
//!
//! LALRPOP writes the actions as a dense table (140 KB, most of it errors) and the gotos as a `match` of `match`es. Both
//! become what yacc makes of them: a default, and the exceptions of all rows in one vector, interleaved. What is where an
//! error would be then reduces first; no token is taken more for that.
//!
//! Its runtime library goes too: `src/drive.rs` drives, and an error is nothing but `Refused`, for `explain` says why. A
//! result then fits a register, where LALRPOP's has room for a list of tokens.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::{env, fs, path::PathBuf};

#[path = "build/peg.rs"]
mod peg;

fn main() {
    for file in ["src/grammar.lalrpop", "src/explain/rules.peg", "build.rs", "build/peg.rs"] {
        println!("cargo:rerun-if-changed={file}");
    }
    lalrpop::Configuration::new()
        .emit_rerun_directives(true)
        .process_current_dir()
        .expect("the grammar has no conflict");
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let text = fs::read_to_string(folder.join("grammar.rs")).expect("LALRPOP wrote the parser");
    let text = pack(&text).and_then(|text| detach(&text)).and_then(|text| outline(&text));
    let text = text.expect("the parser looks as LALRPOP 0.23.2 writes it");
    fs::write(folder.join("parser.rs"), text).expect("OUT_DIR is writable");
    let rules = fs::read_to_string("src/explain/rules.peg").expect("the rules are there");
    fs::write(folder.join("rules.rs"), peg::tables(&rules)).expect("OUT_DIR is writable");
}

/// A row: what holds as a rule, and the exceptions by column.
#[derive(Default)]
struct Row {
    default: i16,
    exceptions: BTreeMap<usize, i16>,
}

/// The text with both tables packed, if it is as expected.
fn pack(text: &str) -> Option<String> {
    let actions = between(text, "    const __ACTION: &[i16] = &[\n", "    ];\n")?;
    let action = between(text, "    fn __action(state: i16, integer: usize) -> i16 {\n", "    }\n")?;
    let gotos = between(text, "    fn __goto(state: i16, nt: usize) -> i16 {\n", "\n    }\n")?;
    let actions_packed = table("ACTION", &action_rows(actions)?, "state as usize", "integer");
    let gotos_packed = table("GOTO", &goto_rows(gotos)?, "nt", "state as usize");
    let dense = format!("    const __ACTION: &[i16] = &[\n{actions}    ];\n");
    Some(text.replace(&dense, "").replace(action, &actions_packed).replace(gotos, &gotos_packed))
}

/// The text without LALRPOP's runtime library and what only that calls.
fn detach(text: &str) -> Option<String> {
    let mut text = text
        .replace("__lalrpop_util::ParseError<u32, Tok, Refused>", "Refused")
        .replace("__lalrpop_util::ParseError<u32,Tok,Refused>", "Refused")
        .replace("__lalrpop_util::ParseError::User { error }", "error")
        .replace("extern crate lalrpop_util as __lalrpop_util;", "")
        .replace("use self::__lalrpop_util::state_machine as __state_machine;", "");
    let unused = [
        ("    const __TERMINAL: ", "    fn __token_to_integer<"),
        ("    fn __simulate_reduce<", "    pub struct StartParser "),
        ("    fn __accepts<", "    fn __reduce<"),
    ];
    for (start, end) in unused {
        let (from, to) = (text.find(start)?, text.find(end)?);
        text.replace_range(from..to, "");
    }
    let driver = between(&text, "__state_machine::Parser::drive(\n", "            )\n")?.to_owned();
    let drive = format!("__state_machine::Parser::drive(\n{driver}            )\n");
    let text = text.replace(&drive, DRIVEN);
    (!text.contains("__lalrpop_util") && !text.contains("__state_machine")).then_some(text)
}

/// The text with each reduction in a function of its own: together they had a stack frame of many pages, which each of
/// them had to touch. What it gives is the state it leads to.
fn outline(text: &str) -> Option<String> {
    let arms =
        between(text, "(__pop_states, __nonterminal) = match __action {\n", "            _ => panic!")?;
    let mut out = String::with_capacity(arms.len() * 2);
    for arm in arms.split_inclusive("\n            }\n") {
        if !arm.contains("return Some(Err(e))") {
            out.push_str(arm);
            continue;
        }
        let (head, rest) = arm.split_once("=> {\n")?;
        let (body, last) = rest.strip_suffix("\n            }\n")?.rsplit_once('\n')?;
        let body = body.replace("return Some(Err(e))", "return Err(e)");
        let _ = write!(
            out,
            "{head}=> {{
                #[inline(never)]
                fn produce<'s>(
                    p: &mut Builder<'s>,
                    __lookahead_start: Option<&u32>,
                    __symbols: &mut alloc::vec::Vec<(u32, __Symbol<>, u32)>,
                ) -> Result<(), Refused> {{\n{body}\n                Ok(())\n                }}
                match produce(p, __lookahead_start, __symbols) {{
                    Ok(()) => {},
                    Err(Refused) => return crate::drive::REFUSED,
                }}\n            }}\n",
            last.trim()
        );
    }
    let text = text.replace(arms, &out).replace("    fn __reduce", "    #[inline(never)]\n    fn __reduce");
    let result = ") -> Option<Result<(),Refused>>\n";
    let accepted = "return Some(Ok(__nt));";
    let reduced = "__states.push(__next_state);\n        None\n";
    [result, accepted, reduced].iter().all(|part| text.matches(part).count() == 1).then(|| {
        text.replace(result, ") -> i16\n")
            .replace(accepted, "return crate::drive::ACCEPTED;")
            .replace(reduced, "__states.push(__next_state);\n        __next_state\n")
    })
}

/// What the driver is called with.
const DRIVEN: &str = "
            let depth = crate::drive::drive(
                __tokens,
                __action,
                |state| __EOF_ACTION[state as usize],
                |token| {
                    let index = __token_to_integer(&token, core::marker::PhantomData::<(&())>)?;
                    Some((index, __token_to_symbol(index, token, core::marker::PhantomData::<(&())>)))
                },
                |production, location, states, symbols| {
                    __reduce(p, production, location, states, symbols, core::marker::PhantomData::<(&())>)
                },
            )?;
            p.reached(depth);
            Ok(())
";

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}

/// One row a state, by terminal. The reduction that most terminals want is the default.
fn action_rows(text: &str) -> Option<Vec<Row>> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let row = |line: &str| {
        let numbers = line.trim().trim_end_matches(',').split(", ").map(|number| number.parse().ok());
        let numbers = numbers.collect::<Option<Vec<i16>>>()?;
        let mut counts = BTreeMap::new();
        for &number in numbers.iter().filter(|&&number| number < 0) {
            *counts.entry(number).or_insert(0) += 1;
        }
        let default = counts.into_iter().max_by_key(|&(_, count)| count).map_or(0, |(number, _)| number);
        let exceptions =
            numbers.into_iter().enumerate().filter(|&(_, number)| number != 0 && number != default);
        Some(Row { default, exceptions: exceptions.collect() })
    };
    lines.map(row).collect()
}

/// One row a nonterminal, by state.
fn goto_rows(text: &str) -> Option<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    let mut inside = None;
    for line in text.lines().map(str::trim) {
        if line == "match nt {" || line == "}" || line == "_ => 0," && inside.is_none() {
            continue;
        }
        if line == "}," {
            inside = None;
            continue;
        }
        let (from, to) = line.split_once(" => ")?;
        let target = to.trim_end_matches(',').parse::<i16>();
        let Some(nonterminal) = inside else {
            let nonterminal = from.parse::<usize>().ok()?;
            rows.resize_with(rows.len().max(nonterminal + 1), Row::default);
            match target {
                Ok(target) => rows[nonterminal].default = target,
                Err(_) if to == "match state {" => inside = Some(nonterminal),
                Err(_) => return None,
            }
            continue;
        };
        let row: &mut Row = &mut rows[nonterminal];
        let target = target.ok()?;
        if from == "_" {
            row.default = target;
            continue;
        }
        for states in from.split(" | ") {
            let (first, last) = states.split_once("..=").unwrap_or((states, states));
            for state in first.parse().ok()?..=last.parse().ok()? {
                row.exceptions.insert(state, target);
            }
        }
    }
    Some(rows)
}

/// The tables, and the expression that looks something up in them. An entry tells by its column that it is the row's: no
/// two different rows begin at one place.
fn table(name: &str, rows: &[Row], row: &str, column: &str) -> String {
    let columns = rows.iter().filter_map(|row| row.exceptions.keys().max()).max().map_or(0, |most| most + 1);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(rows[at].exceptions.len()));
    let (mut entries, mut bases) = (Vec::<Option<(usize, i16)>>::new(), vec![0; rows.len()]);
    let (mut placed, mut taken) = (HashMap::new(), HashSet::new());
    for at in order {
        let exceptions = &rows[at].exceptions;
        bases[at] = *placed.entry(exceptions).or_insert_with(|| {
            let free = |base: &usize| {
                !taken.contains(base)
                    && exceptions.keys().all(|column| entries.get(base + column).is_none_or(Option::is_none))
            };
            let base = (0..).find(free).unwrap_or(entries.len());
            taken.insert(base);
            entries.resize(entries.len().max(base + columns), None);
            for (&column, &value) in exceptions {
                entries[base + column] = Some((column, value));
            }
            base
        });
    }
    let mut out = format!("        static ROWS: [(u16, i16); {}] = [", rows.len());
    for (at, row) in rows.iter().enumerate() {
        let _ = write!(out, "({}, {}), ", bases[at], row.default);
    }
    let _ = write!(out, "];\n        static {name}: [(u16, i16); {}] = [", entries.len());
    for entry in entries {
        let (column, value) = entry.unwrap_or((usize::from(u16::MAX), 0));
        let _ = write!(out, "({column}, {value}), ");
    }
    let _ = write!(
        out,
        "];\n        let (base, default) = ROWS[{row}];\n        let (column, value) = {name}[base as usize + {column}];\n        \
         std::hint::select_unpredictable(column as usize == {column}, value, default)\n"
    );
    out
}
