//! Reads `opcodes.table` and writes the `Opcode` enum and its lookup tables.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

struct Plain {
    number: usize,
    name: String,
    argument: String,
    flow: String,
    effect: String,
    jump_effect: String,
    caches: Vec<(String, usize)>,
    doc: String,
}

struct Special {
    number: usize,
    name: String,
    plain: usize,
    doc: String,
}

fn parse(text: &str) -> (Vec<Plain>, Vec<Special>) {
    let (mut plain, mut special): (Vec<Plain>, Vec<Special>) = (Vec::new(), Vec::new());
    for (index, line) in text.lines().enumerate() {
        let place = format!("opcodes.table:{}", index + 1);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(rest) = line.trim_start().strip_prefix('>') {
            let (head, doc) = rest.split_once('|').unwrap_or_else(|| panic!("{place}: no description"));
            let (number, name) =
                head.trim().split_once(' ').unwrap_or_else(|| panic!("{place}: number and name"));
            special.push(Special {
                number: number.parse().unwrap_or_else(|_| panic!("{place}: number")),
                name: name.to_owned(),
                plain: plain.last().unwrap_or_else(|| panic!("{place}: no opcode above")).number,
                doc: doc.trim().to_owned(),
            });
            continue;
        }
        let columns: Vec<&str> = line.splitn(6, '|').map(str::trim).collect();
        let [head, argument, flow, effect, caches, doc] = columns[..] else { panic!("{place}: six columns") };
        let (number, name) = head.split_once(' ').unwrap_or_else(|| panic!("{place}: number and name"));
        let (effect, jump_effect) = effect.split_once(';').unwrap_or((effect, effect));
        let caches = match caches {
            "-" => Vec::new(),
            list => list
                .split(',')
                .map(|field| {
                    let (name, units) =
                        field.trim().split_once(' ').unwrap_or_else(|| panic!("{place}: cache field"));
                    (name.to_owned(), units.parse().unwrap_or_else(|_| panic!("{place}: cache units")))
                })
                .collect(),
        };
        plain.push(Plain {
            number: number.parse().unwrap_or_else(|_| panic!("{place}: number")),
            name: name.to_owned(),
            argument: argument.to_owned(),
            flow: flow.to_owned(),
            effect: effect.trim().to_owned(),
            jump_effect: jump_effect.trim().to_owned(),
            caches,
            doc: doc.to_owned(),
        });
    }
    (plain, special)
}

fn camel(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}

fn main() {
    println!("cargo::rerun-if-changed=opcodes.table");
    println!("cargo::rerun-if-changed=build.rs");
    let text = fs::read_to_string("opcodes.table").expect("opcodes.table");
    let (plain, special) = parse(&text);

    // (number, name, doc, plain number, argument, flow, caches)
    let mut rows: Vec<(usize, &str, &str, &Plain, bool)> = Vec::new();
    for op in &plain {
        rows.push((op.number, &op.name, &op.doc, op, false));
    }
    for op in &special {
        let base = plain.iter().find(|base| base.number == op.plain).expect("plain form");
        rows.push((op.number, &op.name, &op.doc, base, true));
    }
    rows.sort_by_key(|row| row.0);
    for pair in rows.windows(2) {
        assert!(pair[0].0 != pair[1].0, "opcode {} is defined twice", pair[0].0);
    }

    let mut out = String::new();
    out.push_str("/// An opcode of CPython 3.11, plain or specialised, under CPython's own name.\n");
    out.push_str("#[allow(non_camel_case_types)]\n#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(u8)]\n");
    out.push_str("pub enum Opcode {\n");
    for (number, name, doc, _, _) in &rows {
        writeln!(out, "    /// {}\n    {name} = {number},", doc.replace('[', "\\[").replace(']', "\\]"))
            .unwrap();
    }
    out.push_str("}\n\n");

    writeln!(
        out,
        "pub(crate) static INFO: [Option<Info>; 256] = {{\n    let mut table = [const {{ None }}; 256];"
    )
    .unwrap();
    for (number, name, doc, base, special) in &rows {
        let caches: usize = base.caches.iter().map(|field| field.1).sum();
        let fields: Vec<String> =
            base.caches.iter().map(|(name, units)| format!("({name:?}, {units})")).collect();
        writeln!(
            out,
            "    table[{number}] = Some(Info {{ opcode: Opcode::{name}, name: {name:?}, doc: {doc:?}, plain: Opcode::{}, special: {special}, \
             argument: Argument::{}, flow: Flow::{}, caches: {caches}, cache_fields: &[{}] }});",
            base.name,
            camel(&base.argument),
            camel(&base.flow),
            fields.join(", ")
        )
        .unwrap();
    }
    out.push_str("    table\n};\n\n");

    writeln!(out, "/// Inline cache units that follow each opcode byte, specialised forms included.\npub static CACHES: [u8; 256] = {{\n    let mut table = [0; 256];").unwrap();
    for (number, _, _, base, _) in &rows {
        let caches: usize = base.caches.iter().map(|field| field.1).sum();
        if caches > 0 {
            writeln!(out, "    table[{number}] = {caches};").unwrap();
        }
    }
    out.push_str("    table\n};\n\n");

    writeln!(out, "/// The plain form of each opcode byte; an unassigned byte is its own.\npub static DEOPT: [u8; 256] = {{\n    let mut table = [0; 256];\n    let mut byte = 0;\n    while byte < 256 {{\n        table[byte] = byte as u8;\n        byte += 1;\n    }}").unwrap();
    for op in &special {
        writeln!(out, "    table[{}] = {};", op.number, op.plain).unwrap();
    }
    out.push_str("    table\n};\n\n");

    out.push_str("pub(crate) fn effect(opcode: Opcode, n: i32, jump: bool) -> Option<i32> {\n    let _ = (n, jump);\n    Some(match opcode {\n");
    for op in &plain {
        if op.effect == op.jump_effect {
            writeln!(out, "        Opcode::{} => {},", op.name, wrap(&op.effect)).unwrap();
        } else {
            writeln!(
                out,
                "        Opcode::{} => if jump {{ {} }} else {{ {} }},",
                op.name,
                wrap(&op.jump_effect),
                wrap(&op.effect)
            )
            .unwrap();
        }
    }
    out.push_str("        _ => return None,\n    })\n}\n\n");

    out.push_str("/// How each opcode changes the stack depth when it falls through.\npub static FALL_THROUGH: [Effect; 256] = {\n    let mut table = [Effect::OTHER; 256];\n");
    for op in &plain {
        if let Some((base, factor, mask)) = linear(&op.effect) {
            writeln!(
                out,
                "    table[{}] = Effect {{ base: {base}, factor: {factor}, mask: {mask} }};",
                op.number
            )
            .unwrap();
        }
    }
    out.push_str("    table\n};\n\n");

    out.push_str("pub(crate) static EFFECTS: &[(Opcode, &str, &str)] = &[\n");
    for op in &plain {
        writeln!(out, "    (Opcode::{}, {:?}, {:?}),", op.name, op.effect, op.jump_effect).unwrap();
    }
    out.push_str("];\n");

    let target = Path::new(&env::var_os("OUT_DIR").expect("OUT_DIR")).join("opcodes.rs");
    fs::write(target, out).expect("write opcodes.rs");
}

/// The base, factor and mask of an effect that is linear in the argument or in its lowest bit.
fn linear(effect: &str) -> Option<(i8, i8, u32)> {
    Some(match effect {
        "n - 1" => (-1, 1, u32::MAX),
        "1 - n" => (1, -1, u32::MAX),
        "1 - 2 * n" => (1, -2, u32::MAX),
        "-n" => (0, -1, u32::MAX),
        "1 + (n & 1)" => (1, 1, 1),
        other => (other.parse().ok()?, 0, 0),
    })
}

/// Arithmetic on an argument must wrap as CPython's `int` does, and never panic.
fn wrap(effect: &str) -> String {
    match linear(effect) {
        Some((base, 0, _)) => base.to_string(),
        Some((base, factor, mask)) => {
            let counted = if mask == u32::MAX { "n".to_owned() } else { format!("n & {mask}") };
            format!("({base}_i32).wrapping_add(({factor}_i32).wrapping_mul({counted}))")
        }
        None => effect.into(),
    }
}
