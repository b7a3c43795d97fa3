//! Goldens: every field of the code objects that CPython compiles, and its symbol tables.

use std::fmt::Write as _;
use vivarium_bytecode::{Code, Const, ConstId, Opcode, sets};
use vivarium_compiler::{CompileError, Options, compile_bytes, parse, symtable};
use vivarium_emitter::symtable::print;
use vivarium_tests::golden::{Suite, quoted_code_points, run};
use vivarium_text::siphash::Key;
use vivarium_text::wtf8::Wtf8;

fn main() {
    let code = Suite::new("goldens/code", "py", "code", |name, source| {
        match compile_bytes(source, &Options::file(name)) {
            Ok(compiled) => dump(&compiled.code),
            Err(error) => error.to_string(),
        }
    });
    let symtable = Suite::new("goldens/symtable", "py", "symtable", |_, source| {
        symbols(&String::from_utf8_lossy(source)).unwrap_or_else(|error| error.to_string())
    });
    run(env!("CARGO_MANIFEST_DIR"), vec![code, symtable]);
}

fn symbols(source: &str) -> Result<String, CompileError> {
    let options = Options::default();
    let ast = parse(source, &options)?;
    let (names, table) = symtable(&ast, source, &options)?;
    Ok(print(&table, &names))
}

/// The text of `dump_code` in `xtask/python/witness.py`: every field of every code object, breadth first.
fn dump(top: &Code) -> String {
    let mut out = String::new();
    let mut queue = vec![top.clone()];
    let mut index = 0;
    while let Some(code) = queue.get(index).cloned() {
        let data = code.data();
        let word = |text: Wtf8<'_>| quoted_code_points(text.code_points());
        let _ = writeln!(out, "== code {index}: {}", word(code.qualname()));
        let (name, filename) = (word(code.name()), word(code.filename()));
        let _ = writeln!(out, "name {name} filename {filename} firstlineno {}", data.firstlineno);
        let _ = writeln!(
            out,
            "argcount {} posonly {} kwonly {} stacksize {} flags {:#x}",
            data.argcount, data.posonlyargcount, data.kwonlyargcount, data.stacksize, data.flags
        );
        let names: Vec<String> = code.names().map(word).collect();
        let _ = writeln!(out, "names {}", names.join(" "));
        let kinds = code.localsplusnames().zip(code.localspluskinds());
        let locals: Vec<String> = kinds.map(|(name, kind)| format!("{}:{kind:#x}", word(name))).collect();
        let _ = writeln!(out, "localsplus {}", locals.join(" "));
        let _ = writeln!(out, "consts {}", code.consts().len());
        for id in code.consts() {
            constant(&code, *id, 1, &mut out, &mut queue);
        }
        let units = code.code();
        let _ = writeln!(out, "code {}", units.len());
        for (at, unit) in units.chunks(2).enumerate() {
            if unit != [0, 0] {
                let name = Opcode::from_byte(unit[0]).map_or("?", Opcode::name);
                let _ = writeln!(out, "  {} {name} {}", at * 2, unit[1]);
            }
        }
        hexdump("linetable", code.linetable(), &mut out);
        hexdump("exceptiontable", code.exceptiontable(), &mut out);
        index += 1;
    }
    out
}

fn constant(code: &Code, id: ConstId, indent: usize, out: &mut String, queue: &mut Vec<Code>) {
    let pool = code.pool();
    let text = match pool.get(id) {
        Const::None => "None".into(),
        Const::False => "False".into(),
        Const::True => "True".into(),
        Const::Ellipsis => "Ellipsis".into(),
        Const::Int(value) if value < 0 => format!("int -{:#x}", value.unsigned_abs()),
        Const::Int(value) => format!("int {value:#x}"),
        Const::BigInt(value) => format!("int {value:#x}"),
        Const::Float(value) => format!("float {:016x}", value.to_bits()),
        Const::Complex(real, imag) => format!("complex {:016x} {:016x}", real.to_bits(), imag.to_bits()),
        Const::Str(value, _) => format!("str {}", quoted_code_points(value.code_points())),
        Const::Bytes(value) => format!("bytes {}", hex(value)),
        Const::Tuple(items) | Const::FrozenSet(items) => {
            let _ = writeln!(out, "{:1$}{2} {3}", "", indent * 2, pool.get(id).type_name(), items.len());
            let items = match pool.get(id) {
                Const::FrozenSet(_) => sets::ordered(pool, items, Key::from_seed(0)),
                _ => items.to_vec(),
            };
            for item in items {
                constant(code, item, indent + 1, out, queue);
            }
            return;
        }
        Const::Code(_) => {
            let nested = code.code_at(id);
            let text = format!("code {}", queue.len());
            queue.extend(nested);
            text
        }
    };
    let _ = writeln!(out, "{:1$}{text}", "", indent * 2);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hexdump(label: &str, bytes: &[u8], out: &mut String) {
    let _ = writeln!(out, "{label} {}", bytes.len());
    for line in bytes.chunks(48) {
        let _ = writeln!(out, "  {}", hex(line));
    }
}
