//! `repr()` of constants.

use std::fmt::Write as _;

use vivarium_text::float;
use vivarium_text::siphash::Key;
use vivarium_text::wtf8::Wtf8;

use crate::{CodeData, Const, ConstId, Pool, sets};

/// Python's `repr` of a constant; sets are in the order that `key` gives them, addresses are `0xADDR`.
pub fn repr(pool: &Pool, id: ConstId, key: Key) -> String {
    let mut out = String::new();
    write_repr(pool, id, key, &mut out, 0);
    out
}

/// CPython's own limit for nested `repr` is its recursion limit.
const MAX_DEPTH: usize = 500;

fn write_repr(pool: &Pool, id: ConstId, key: Key, out: &mut String, depth: usize) {
    if depth > MAX_DEPTH {
        out.push_str("...");
        return;
    }
    let list = |items: &[ConstId], out: &mut String| {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            write_repr(pool, *item, key, out, depth + 1);
        }
    };
    match pool.get(id) {
        Const::None => out.push_str("None"),
        Const::False => out.push_str("False"),
        Const::True => out.push_str("True"),
        Const::Ellipsis => out.push_str("Ellipsis"),
        Const::Int(value) => {
            let _ = write!(out, "{value}");
        }
        Const::BigInt(value) => {
            let _ = write!(out, "{value}");
        }
        Const::Float(value) => out.push_str(&float::repr(value)),
        Const::Complex(real, imag) => out.push_str(&float::repr_complex(real, imag)),
        Const::Str(value, _) => str(value, out),
        Const::Bytes(value) => bytes(value, out),
        Const::Tuple(items) => {
            out.push('(');
            list(items, out);
            out.push_str(if items.len() == 1 { ",)" } else { ")" });
        }
        Const::FrozenSet([]) => out.push_str("frozenset()"),
        Const::FrozenSet(items) => {
            out.push_str("frozenset({");
            list(&sets::ordered(pool, items, key), out);
            out.push_str("})");
        }
        Const::Code(data) => out.push_str(&code(pool, data)),
    }
}

/// `repr` of a code object.
pub fn code(pool: &Pool, data: &CodeData) -> String {
    let text = |id| pool.as_str(id).unwrap_or_default().to_string_lossy();
    format!(
        "<code object {} at 0xADDR, file \"{}\", line {}>",
        text(data.name),
        text(data.filename),
        if data.firstlineno != 0 { data.firstlineno } else { -1 }
    )
}

fn quote(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

fn str(value: Wtf8<'_>, out: &mut String) {
    let quote = quote(value.as_bytes().contains(&b'\''), value.as_bytes().contains(&b'"'));
    out.push(quote);
    for point in value.code_points() {
        match char::from_u32(point) {
            Some('\n') => out.push_str("\\n"),
            Some('\t') => out.push_str("\\t"),
            Some('\r') => out.push_str("\\r"),
            Some('\\') => out.push_str("\\\\"),
            Some(c) if c == quote => out.extend(['\\', c]),
            Some(c) if (' '..='~').contains(&c) => out.push(c),
            Some(c) if !c.is_ascii() && vivarium_text::printable::is_printable(point) => out.push(c),
            _ => {
                let _ = match point {
                    0..=0xff => write!(out, "\\x{point:02x}"),
                    0x100..=0xffff => write!(out, "\\u{point:04x}"),
                    _ => write!(out, "\\U{point:08x}"),
                };
            }
        }
    }
    out.push(quote);
}

fn bytes(value: &[u8], out: &mut String) {
    let quote = quote(value.contains(&b'\''), value.contains(&b'"'));
    out.push('b');
    out.push(quote);
    for byte in value {
        match byte {
            b'\n' => out.push_str("\\n"),
            b'\t' => out.push_str("\\t"),
            b'\r' => out.push_str("\\r"),
            b'\\' => out.push_str("\\\\"),
            _ if char::from(*byte) == quote => out.extend(['\\', quote]),
            b' '..=b'~' => out.push(char::from(*byte)),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote);
}
