//! Walking over code units: instructions with their extended arguments and caches.

use crate::{Argument, Opcode};

/// One instruction. EXTENDED_ARG is an instruction of its own, as in `dis`; `arg` has its bits already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Byte offset.
    pub offset: u32,
    /// The opcode byte, which may be unassigned in a damaged code object.
    pub byte: u8,
    /// The opcode, if the byte is one.
    pub opcode: Option<Opcode>,
    /// The argument with the bits of the EXTENDED_ARGs before it; 0 for an opcode without one.
    pub arg: u32,
    /// The argument byte alone.
    pub arg_byte: u8,
    /// Number of EXTENDED_ARGs before it.
    pub extended: u32,
    /// Number of cache units behind it.
    pub caches: u32,
}

impl Instruction {
    /// Offset of the next instruction.
    pub fn next_offset(&self) -> u32 {
        self.offset.saturating_add(2).saturating_add(self.caches * 2)
    }

    /// The plain opcode, if the byte is one.
    pub fn plain(&self) -> Option<Opcode> {
        self.opcode.map(Opcode::plain)
    }

    /// Whether it has an argument, as `dis` sees it.
    pub fn has_argument(&self) -> bool {
        match self.opcode {
            Some(opcode) => opcode.has_argument(),
            None => self.byte >= crate::opcode::HAVE_ARGUMENT,
        }
    }

    /// The offset it jumps to, which may lie outside the code (and be negative) in a damaged code object.
    pub fn jump_target(&self) -> Option<i64> {
        let next = i64::from(self.next_offset());
        match self.opcode?.argument() {
            Argument::Forward => Some(next + 2 * i64::from(self.arg)),
            Argument::Backward => Some(next - 2 * i64::from(self.arg)),
            _ => None,
        }
    }
}

/// Iterates over the instructions of `co_code`, plain or adaptive. An odd last byte is ignored.
pub fn instructions(code: &[u8]) -> Instructions<'_> {
    Instructions { code, offset: 0, extended_arg: 0, extended: 0 }
}

/// Iterator of [`instructions`].
#[derive(Clone, Debug)]
pub struct Instructions<'a> {
    code: &'a [u8],
    offset: usize,
    extended_arg: u32,
    extended: u32,
}

impl Iterator for Instructions<'_> {
    type Item = Instruction;

    #[inline]
    fn next(&mut self) -> Option<Instruction> {
        let [byte, arg_byte] = *self.code.get(self.offset..self.offset + 2)? else { return None };
        let opcode = Opcode::from_byte(byte);
        let caches = crate::opcode::CACHES[byte as usize];
        let mut instruction = Instruction {
            offset: self.offset as u32,
            byte,
            opcode,
            arg: 0,
            arg_byte,
            extended: self.extended,
            caches: caches.into(),
        };
        self.offset += 2 + 2 * caches as usize;
        if instruction.has_argument() {
            instruction.arg = self.extended_arg | u32::from(arg_byte);
            if instruction.plain() == Some(Opcode::EXTENDED_ARG) {
                self.extended_arg = instruction.arg << 8;
                self.extended += 1;
                return Some(instruction);
            }
        }
        self.extended_arg = 0;
        self.extended = 0;
        Some(instruction)
    }
}
