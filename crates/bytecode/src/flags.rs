//! `co_flags` and the kinds of fast locals.

/// The code uses fast locals.
pub const CO_OPTIMIZED: u32 = 0x0001;
/// A new dict of locals is made for each call.
pub const CO_NEWLOCALS: u32 = 0x0002;
/// Takes `*args`.
pub const CO_VARARGS: u32 = 0x0004;
/// Takes `**kwargs`.
pub const CO_VARKEYWORDS: u32 = 0x0008;
/// Nested in another function.
pub const CO_NESTED: u32 = 0x0010;
/// A generator.
pub const CO_GENERATOR: u32 = 0x0020;
/// A coroutine (`async def`).
pub const CO_COROUTINE: u32 = 0x0080;
/// A generator that may be awaited (`types.coroutine`).
pub const CO_ITERABLE_COROUTINE: u32 = 0x0100;
/// An asynchronous generator.
pub const CO_ASYNC_GENERATOR: u32 = 0x0200;
/// `from __future__ import division`.
pub const CO_FUTURE_DIVISION: u32 = 0x2_0000;
/// `from __future__ import absolute_import`.
pub const CO_FUTURE_ABSOLUTE_IMPORT: u32 = 0x4_0000;
/// `from __future__ import with_statement`.
pub const CO_FUTURE_WITH_STATEMENT: u32 = 0x8_0000;
/// `from __future__ import print_function`.
pub const CO_FUTURE_PRINT_FUNCTION: u32 = 0x10_0000;
/// `from __future__ import unicode_literals`.
pub const CO_FUTURE_UNICODE_LITERALS: u32 = 0x20_0000;
/// `from __future__ import barry_as_FLUFL`.
pub const CO_FUTURE_BARRY_AS_BDFL: u32 = 0x40_0000;
/// `from __future__ import generator_stop`.
pub const CO_FUTURE_GENERATOR_STOP: u32 = 0x80_0000;
/// `from __future__ import annotations`.
pub const CO_FUTURE_ANNOTATIONS: u32 = 0x100_0000;

/// A fast local is a plain local variable (it may be a cell as well).
pub const CO_FAST_LOCAL: u8 = 0x20;
/// A fast local is a cell.
pub const CO_FAST_CELL: u8 = 0x40;
/// A fast local is a free variable.
pub const CO_FAST_FREE: u8 = 0x80;

/// `dis.COMPILER_FLAG_NAMES`, in the order of their bits.
pub static FLAG_NAMES: [(u32, &str); 10] = [
    (0x001, "OPTIMIZED"),
    (0x002, "NEWLOCALS"),
    (0x004, "VARARGS"),
    (0x008, "VARKEYWORDS"),
    (0x010, "NESTED"),
    (0x020, "GENERATOR"),
    (0x040, "NOFREE"),
    (0x080, "COROUTINE"),
    (0x100, "ITERABLE_COROUTINE"),
    (0x200, "ASYNC_GENERATOR"),
];

/// `dis.pretty_flags`: the flags in words, unknown ones in hexadecimal.
pub fn pretty_flags(flags: u32) -> String {
    if flags == 0 {
        return "0x0".to_owned();
    }
    let mut words = Vec::new();
    for bit in (0..32).map(|shift| 1_u32 << shift).filter(|bit| flags & bit != 0) {
        match FLAG_NAMES.iter().find(|entry| entry.0 == bit) {
            Some((_, name)) => words.push((*name).to_owned()),
            None => words.push(format!("{bit:#x}")),
        }
    }
    words.join(", ")
}
