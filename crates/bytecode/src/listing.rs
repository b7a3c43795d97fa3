//! Listings: what `dis` prints of a code object, as text and as data.

use std::fmt::Write as _;

use serde::Serialize;
use vivarium_text::siphash::Key;

use crate::flags::pretty_flags;
use crate::opcode::{BINARY_OPERATORS, COMPARE_OPERATORS, MAKE_FUNCTION_FLAGS};
use crate::{Argument, Code, ExceptionEntry, Opcode, Position, linetable, repr};

/// How a listing is made.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Shows CACHE units (`dis`'s `show_caches`).
    pub show_caches: bool,
    /// Goes on with the code objects among the constants.
    pub recursive: bool,
    /// Orders the items of sets as Python would under this hash key.
    pub hash_key: Key,
}

impl Default for Options {
    fn default() -> Options {
        Options { show_caches: false, recursive: true, hash_key: Key::default() }
    }
}

/// One line of a listing: `dis.Instruction`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// Name of the opcode; `<n>` for a number without one.
    pub opname: String,
    /// Number of the opcode.
    pub opcode: u8,
    /// The argument with the bits of the extended arguments before it.
    pub arg: Option<i64>,
    /// What the argument means, in words.
    pub argrepr: String,
    /// Byte offset.
    pub offset: u32,
    /// The source line that starts here.
    pub starts_line: Option<i32>,
    /// Whether anything jumps here, or a handler starts here.
    pub is_jump_target: bool,
    /// Where the instruction comes from: line, end line, column, end column.
    pub positions: [Option<i32>; 4],
}

/// The instructions of one code object as `dis.get_instructions` gives them (jump targets include handlers, as in the
/// text).
pub fn lines(code: &Code, options: &Options) -> Vec<Line> {
    let bytes = code.code();
    let len = bytes.len();
    let mut is_target = vec![false; len];
    let mut mark = |offset: i64| {
        if let Some(target) = usize::try_from(offset).ok().and_then(|offset| is_target.get_mut(offset)) {
            *target = true;
        }
    };
    code.instructions().filter_map(|instruction| instruction.jump_target()).for_each(&mut mark);
    code.exception_entries()
        .filter(|entry| entry.start < entry.end)
        .for_each(|entry| mark(entry.target.into()));
    let mut starts_line = vec![None; len];
    for (offset, line) in linetable::line_starts(code.linetable(), code.data().firstlineno) {
        if let Some(start) = starts_line.get_mut(offset as usize) {
            *start = Some(line);
        }
    }
    let mut positions = vec![Position::NONE; len / 2];
    for location in code.locations() {
        let range = location.start as usize / 2..(location.end as usize / 2).min(positions.len());
        if let Some(units) = positions.get_mut(range) {
            units.fill(location.position);
        }
    }
    let position_at = |offset: u32| {
        let position = positions.get(offset as usize / 2).copied().unwrap_or_default();
        [position.line, position.end_line, position.col, position.end_col]
    };
    let mut lines = Vec::with_capacity(len / 3);
    for instruction in code.instructions() {
        let offset = instruction.offset;
        let arg = instruction.has_argument().then(|| i64::from(instruction.arg as i32));
        lines.push(Line {
            opname: match instruction.opcode {
                Some(opcode) => opcode.name().to_owned(),
                None => format!("<{}>", instruction.byte),
            },
            opcode: instruction.byte,
            arg,
            argrepr: match (arg, instruction.opcode) {
                (Some(_), Some(opcode)) => {
                    argrepr(code, opcode, instruction.arg, instruction.jump_target(), options)
                }
                _ => String::new(),
            },
            offset,
            starts_line: starts_line[offset as usize],
            is_jump_target: is_target[offset as usize],
            positions: position_at(offset),
        });
        if options.show_caches {
            for unit in 1..=instruction.caches {
                let offset = offset + 2 * unit;
                lines.push(Line {
                    opname: "CACHE".into(),
                    opcode: 0,
                    arg: Some(0),
                    argrepr: String::new(),
                    offset,
                    starts_line: None,
                    is_jump_target: false,
                    positions: position_at(offset),
                });
            }
        }
    }
    lines
}

/// What an argument means, in words (`argrepr`); empty if it means nothing or points nowhere.
fn argrepr(code: &Code, opcode: Opcode, arg: u32, target: Option<i64>, options: &Options) -> String {
    let index = arg as usize;
    let text = |value: Option<vivarium_text::wtf8::Wtf8<'_>>| {
        value.map(|value| value.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let plain = opcode.plain();
    match plain.argument() {
        // `dis` knows no value for KW_NAMES.
        Argument::Const if plain == Opcode::LOAD_CONST => match code.consts().get(index) {
            Some(id) => repr::repr(code.pool(), *id, options.hash_key),
            None => String::new(),
        },
        Argument::Name => text(code.name_at(index)),
        Argument::Global => match text(code.name_at(index / 2)) {
            name if arg & 1 == 1 && !name.is_empty() => format!("NULL + {name}"),
            name => name,
        },
        Argument::Local | Argument::Free => text(code.local_at(index)),
        Argument::Forward | Argument::Backward => {
            target.map(|target| format!("to {target}")).unwrap_or_default()
        }
        Argument::Compare => COMPARE_OPERATORS.get(index).map(|name| (*name).to_owned()).unwrap_or_default(),
        Argument::Binary => BINARY_OPERATORS.get(index).map(|row| row.1.to_owned()).unwrap_or_default(),
        Argument::Flags if plain == Opcode::FORMAT_VALUE => {
            let conversion = ["", "str", "repr", "ascii"][index & 3];
            match (conversion, arg & 4 != 0) {
                ("", true) => "with format".into(),
                (conversion, true) => format!("{conversion}, with format"),
                (conversion, false) => conversion.into(),
            }
        }
        Argument::Flags if plain == Opcode::MAKE_FUNCTION => {
            let words: Vec<&str> = MAKE_FUNCTION_FLAGS
                .iter()
                .enumerate()
                .filter(|(bit, _)| arg >> bit & 1 == 1)
                .map(|(_, word)| *word)
                .collect();
            words.join(", ")
        }
        _ => String::new(),
    }
}

/// A damaged file can hold one code object below itself many times over, doubling with each level.
const LONGEST_LISTING: usize = 1 << 30;

/// The text of `dis.dis(code)`, and with `recursive` that of `python -m dis` for a module's code.
pub fn listing(code: &Code, options: &Options) -> String {
    let mut out = String::new();
    if !options.recursive {
        write_one(code, options, &mut out);
        return out;
    }
    // The same code object may stand below several others, and is listed below each.
    let mut stack = vec![(code.clone(), false)];
    while let Some((next, titled)) = stack.pop() {
        if titled {
            let _ = writeln!(out, "\nDisassembly of {}:", repr::code(next.pool(), next.data()));
        }
        write_one(&next, options, &mut out);
        if out.len() > LONGEST_LISTING {
            break;
        }
        let nested: Vec<Code> = next.nested().collect();
        stack.extend(nested.into_iter().rev().map(|code| (code, true)));
    }
    out
}

fn write_one(code: &Code, options: &Options, out: &mut String) {
    let lines = lines(code, options);
    let starts = linetable::line_starts(code.linetable(), code.data().firstlineno);
    let show_line = !starts.is_empty();
    let last_line = starts.iter().map(|start| start.1).max().unwrap_or(0);
    let line_width = match (show_line, last_line) {
        (false, _) => 0,
        (true, 1000..) => last_line.to_string().len(),
        (true, _) => 3,
    };
    let last_offset = code.code().len().saturating_sub(2);
    let offset_width = if last_offset >= 10000 { last_offset.to_string().len() } else { 4 };
    for line in &lines {
        if show_line && line.starts_line.is_some() && line.offset > 0 {
            out.push('\n');
        }
        let start = out.len();
        if line_width > 0 {
            match line.starts_line {
                Some(number) => {
                    let _ = write!(out, "{number:>line_width$} ");
                }
                None => {
                    let _ = write!(out, "{:line_width$} ", "");
                }
            }
        }
        let mark = if line.is_jump_target { ">>" } else { "  " };
        let _ = write!(out, "    {mark} {:>offset_width$} {:<20}", line.offset, line.opname);
        if let Some(arg) = line.arg {
            let _ = write!(out, " {arg:>5}");
            if !line.argrepr.is_empty() {
                let _ = write!(out, " ({})", line.argrepr);
            }
        }
        let kept = out[start..].trim_end().len();
        out.truncate(start + kept);
        out.push('\n');
    }
    let mut entries = code.exception_entries().peekable();
    if entries.peek().is_some() {
        out.push_str("ExceptionTable:\n");
        for ExceptionEntry { start, end, target, depth, lasti } in entries {
            let lasti = if lasti { " lasti" } else { "" };
            let _ = writeln!(out, "  {start} to {} -> {target} [{depth}]{lasti}", i64::from(end) - 2);
        }
    }
}

/// The text of `dis.code_info(code)`.
pub fn code_info(code: &Code, hash_key: Key) -> String {
    let data = code.data();
    let mut out = String::new();
    let _ = writeln!(out, "Name:              {}", code.name().to_string_lossy());
    let _ = writeln!(out, "Filename:          {}", code.filename().to_string_lossy());
    let _ = writeln!(out, "Argument count:    {}", data.argcount);
    let _ = writeln!(out, "Positional-only arguments: {}", data.posonlyargcount);
    let _ = writeln!(out, "Kw-only arguments: {}", data.kwonlyargcount);
    let _ = writeln!(out, "Number of locals:  {}", code.varnames().count());
    let _ = writeln!(out, "Stack size:        {}", data.stacksize);
    let _ = writeln!(out, "Flags:             {}", pretty_flags(data.flags));
    let mut section = |title: &str, items: Vec<String>| {
        if !items.is_empty() {
            let _ = writeln!(out, "{title}:");
            for (index, item) in items.iter().enumerate() {
                let _ = writeln!(out, "{index:>4}: {item}");
            }
        }
    };
    let texts = |names: Vec<vivarium_text::wtf8::Wtf8<'_>>| {
        names.iter().map(|name| name.to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    section("Constants", code.consts().iter().map(|id| repr::repr(code.pool(), *id, hash_key)).collect());
    section("Names", texts(code.names().collect()));
    section("Variable names", texts(code.varnames().collect()));
    section("Free variables", texts(code.freevars().collect()));
    section("Cell variables", texts(code.cellvars().collect()));
    out.pop();
    out
}

#[derive(Serialize)]
struct Document {
    version: u32,
    codes: Vec<DocumentCode>,
}

#[derive(Serialize)]
struct DocumentCode {
    name: String,
    qualname: String,
    filename: String,
    firstlineno: i32,
    argcount: u32,
    posonlyargcount: u32,
    kwonlyargcount: u32,
    stacksize: u32,
    flags: u32,
    consts: Vec<String>,
    names: Vec<String>,
    varnames: Vec<String>,
    cellvars: Vec<String>,
    freevars: Vec<String>,
    instructions: Vec<Line>,
    exception_table: Vec<[u32; 5]>,
}

/// The listing as JSON: `{"version": 1, "codes": [...]}`, the code object and those below it, parents first. An entry
/// of `exception_table` is start, end, target, depth and 1 if the offset of the raising instruction is pushed.
pub fn listing_json(code: &Code, options: &Options) -> String {
    let codes = if options.recursive { code.walk() } else { vec![code.clone()] };
    let texts = |names: Vec<vivarium_text::wtf8::Wtf8<'_>>| {
        names.iter().map(|name| name.to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    let document = Document {
        version: 1,
        codes: codes
            .iter()
            .map(|code| DocumentCode {
                name: code.name().to_string_lossy().into_owned(),
                qualname: code.qualname().to_string_lossy().into_owned(),
                filename: code.filename().to_string_lossy().into_owned(),
                firstlineno: code.data().firstlineno,
                argcount: code.data().argcount,
                posonlyargcount: code.data().posonlyargcount,
                kwonlyargcount: code.data().kwonlyargcount,
                stacksize: code.data().stacksize,
                flags: code.data().flags,
                consts: code
                    .consts()
                    .iter()
                    .map(|id| repr::repr(code.pool(), *id, options.hash_key))
                    .collect(),
                names: texts(code.names().collect()),
                varnames: texts(code.varnames().collect()),
                cellvars: texts(code.cellvars().collect()),
                freevars: texts(code.freevars().collect()),
                instructions: lines(code, options),
                exception_table: code
                    .exception_entries()
                    .map(|entry| [entry.start, entry.end, entry.target, entry.depth, entry.lasti.into()])
                    .collect(),
            })
            .collect(),
    };
    serde_json::to_string(&document).unwrap_or_default()
}
