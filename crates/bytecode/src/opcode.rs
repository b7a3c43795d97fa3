//! The opcode table: what `opcodes.table` says, as an enum and lookup tables.

use std::fmt;

/// What an opcode's argument means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    /// No argument: the byte after the opcode is zero and ignored.
    None,
    /// A plain number.
    Count,
    /// Bits with a meaning of their own.
    Flags,
    /// Index into `co_consts`.
    Const,
    /// Index into `co_names`.
    Name,
    /// Index into `co_names` shifted left by one, with the NULL bit below.
    Global,
    /// Index into the fast locals, a local variable.
    Local,
    /// Index into the fast locals, a cell or free variable.
    Free,
    /// Code units to jump forward, counted from the next instruction.
    Forward,
    /// Code units to jump backward, counted from the next instruction.
    Backward,
    /// Index into [`COMPARE_OPERATORS`].
    Compare,
    /// Index into [`BINARY_OPERATORS`].
    Binary,
    /// Higher bits for the next instruction's argument.
    Oparg,
}

impl Argument {
    /// The word that stands for it in `opcodes.table`.
    pub fn word(self) -> &'static str {
        match self {
            Argument::None => "none",
            Argument::Count => "count",
            Argument::Flags => "flags",
            Argument::Const => "const",
            Argument::Name => "name",
            Argument::Global => "global",
            Argument::Local => "local",
            Argument::Free => "free",
            Argument::Forward => "forward",
            Argument::Backward => "backward",
            Argument::Compare => "compare",
            Argument::Binary => "binary",
            Argument::Oparg => "oparg",
        }
    }
}

/// A change of stack depth as most opcodes have it: `base + factor * (argument & mask)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The change by the argument 0.
    pub base: i8,
    /// The change by each one more.
    pub factor: i8,
    /// The bits of the argument that count.
    pub mask: u32,
}

impl Effect {
    /// The change is not of this form.
    pub const OTHER: Effect = Effect::fixed(i8::MIN);

    /// The same change whatever the argument is.
    pub const fn fixed(base: i8) -> Effect {
        Effect { base, factor: 0, mask: 0 }
    }

    /// The change by an argument, if it is of this form.
    #[inline(always)]
    pub fn of(self, arg: u32) -> Option<i32> {
        let more = i32::from(self.factor).wrapping_mul((arg & self.mask) as i32);
        (self.base != i8::MIN).then(|| i32::from(self.base).wrapping_add(more))
    }
}

/// Where control goes after an instruction (exceptions aside).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flow {
    /// To the next instruction.
    Next,
    /// Always to the jump target.
    Jump,
    /// To the jump target or the next instruction.
    Branch,
    /// Out of the code object, or to an exception handler.
    Exit,
}

pub(crate) struct Info {
    opcode: Opcode,
    name: &'static str,
    doc: &'static str,
    plain: Opcode,
    special: bool,
    argument: Argument,
    flow: Flow,
    caches: u8,
    cache_fields: &'static [(&'static str, u8)],
}

include!(concat!(env!("OUT_DIR"), "/opcodes.rs"));

/// Opcodes from this number on have an argument.
pub const HAVE_ARGUMENT: u8 = 90;

/// `dis.cmp_op`: the operators of COMPARE_OP by argument.
pub static COMPARE_OPERATORS: [&str; 6] = ["<", "<=", "==", "!=", ">", ">="];

/// `opcode._nb_ops`: name and symbol of the operators of BINARY_OP by argument.
pub static BINARY_OPERATORS: [(&str, &str); 26] = [
    ("NB_ADD", "+"),
    ("NB_AND", "&"),
    ("NB_FLOOR_DIVIDE", "//"),
    ("NB_LSHIFT", "<<"),
    ("NB_MATRIX_MULTIPLY", "@"),
    ("NB_MULTIPLY", "*"),
    ("NB_REMAINDER", "%"),
    ("NB_OR", "|"),
    ("NB_POWER", "**"),
    ("NB_RSHIFT", ">>"),
    ("NB_SUBTRACT", "-"),
    ("NB_TRUE_DIVIDE", "/"),
    ("NB_XOR", "^"),
    ("NB_INPLACE_ADD", "+="),
    ("NB_INPLACE_AND", "&="),
    ("NB_INPLACE_FLOOR_DIVIDE", "//="),
    ("NB_INPLACE_LSHIFT", "<<="),
    ("NB_INPLACE_MATRIX_MULTIPLY", "@="),
    ("NB_INPLACE_MULTIPLY", "*="),
    ("NB_INPLACE_REMAINDER", "%="),
    ("NB_INPLACE_OR", "|="),
    ("NB_INPLACE_POWER", "**="),
    ("NB_INPLACE_RSHIFT", ">>="),
    ("NB_INPLACE_SUBTRACT", "-="),
    ("NB_INPLACE_TRUE_DIVIDE", "/="),
    ("NB_INPLACE_XOR", "^="),
];

/// `dis.MAKE_FUNCTION_FLAGS`: what each bit of MAKE_FUNCTION's argument adds.
pub static MAKE_FUNCTION_FLAGS: [&str; 4] = ["defaults", "kwdefaults", "annotations", "closure"];

impl Opcode {
    /// The opcode with this number, plain or specialised.
    #[inline]
    pub fn from_byte(byte: u8) -> Option<Opcode> {
        INFO[byte as usize].as_ref().map(|info| info.opcode)
    }

    /// The opcode with CPython's name.
    pub fn from_name(name: &str) -> Option<Opcode> {
        Opcode::all().find(|opcode| opcode.name() == name)
    }

    /// Every opcode in numeric order, specialised forms included.
    pub fn all() -> impl Iterator<Item = Opcode> {
        INFO.iter().flatten().map(|info| info.opcode)
    }

    #[inline]
    fn info(self) -> &'static Info {
        match &INFO[self as usize] {
            Some(info) => info,
            None => unreachable!("every variant has a row"),
        }
    }

    /// Its number.
    #[inline]
    pub fn byte(self) -> u8 {
        self as u8
    }

    /// CPython's name.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// One line of what it does.
    pub fn doc(self) -> &'static str {
        self.info().doc
    }

    /// The form without specialisation (itself for a plain opcode).
    #[inline]
    pub fn plain(self) -> Opcode {
        self.info().plain
    }

    /// Whether quickening makes it, so that no compiler emits it.
    pub fn is_specialised(self) -> bool {
        self.info().special
    }

    /// Its specialised forms, the adaptive one first.
    pub fn specialised(self) -> impl Iterator<Item = Opcode> {
        Opcode::all().filter(move |form| form.is_specialised() && form.plain() == self)
    }

    /// What its argument means.
    #[inline]
    pub fn argument(self) -> Argument {
        self.info().argument
    }

    /// Whether the byte after it is an argument.
    #[inline]
    pub fn has_argument(self) -> bool {
        self.plain() as u8 >= HAVE_ARGUMENT
    }

    /// Where control goes after it.
    #[inline]
    pub fn flow(self) -> Flow {
        self.info().flow
    }

    /// Whether its argument is a jump distance.
    #[inline]
    pub fn is_jump(self) -> bool {
        matches!(self.argument(), Argument::Forward | Argument::Backward)
    }

    /// Inline cache units that follow it.
    #[inline]
    pub fn caches(self) -> usize {
        self.info().caches as usize
    }

    /// Names and sizes (in code units) of its inline cache's fields.
    pub fn cache_fields(self) -> &'static [(&'static str, u8)] {
        self.info().cache_fields
    }

    /// The change of stack depth: `dis.stack_effect(op, arg, jump=jump)`; `None` for `jump` takes the larger of both.
    /// Specialised forms have none.
    #[inline]
    pub fn stack_effect(self, arg: u32, jump: Option<bool>) -> Option<i32> {
        match FALL_THROUGH[self as usize].of(arg) {
            Some(effect) if jump == Some(false) => Some(effect),
            _ => self.effect_of(arg, jump),
        }
    }

    fn effect_of(self, arg: u32, jump: Option<bool>) -> Option<i32> {
        let n = arg as i32;
        match jump {
            Some(jump) => effect(self, n, jump),
            None => Some(effect(self, n, false)?.max(effect(self, n, true)?)),
        }
    }

    /// The stack effect as `opcodes.table` writes it: falling through and jumping.
    pub fn effect_formula(self) -> Option<(&'static str, &'static str)> {
        EFFECTS.iter().find(|row| row.0 == self).map(|row| (row.1, row.2))
    }
}

impl fmt::Debug for Opcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Opcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl TryFrom<u8> for Opcode {
    type Error = u8;

    fn try_from(byte: u8) -> Result<Opcode, u8> {
        Opcode::from_byte(byte).ok_or(byte)
    }
}
