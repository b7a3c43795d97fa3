//! Opcodes, and what patterns ask of single characters. Numbers are those of `re._constants`.

use vivarium_text::character;

/// The opcodes of compiled patterns.
pub mod op {
    macro_rules! numbered {
        ($($name:ident)*) => { numbered!(@ 0; $($name)*); };
        (@ $number:expr; $name:ident $($rest:ident)*) => {
            pub const $name: u32 = $number;
            numbered!(@ $number + 1; $($rest)*);
        };
        (@ $number:expr;) => {};
    }

    numbered! {
        FAILURE SUCCESS ANY ANY_ALL ASSERT ASSERT_NOT AT BRANCH CATEGORY CHARSET BIGCHARSET GROUPREF GROUPREF_EXISTS IN
        INFO JUMP LITERAL MARK MAX_UNTIL MIN_UNTIL NOT_LITERAL NEGATE RANGE REPEAT REPEAT_ONE SUBPATTERN MIN_REPEAT_ONE
        ATOMIC_GROUP POSSESSIVE_REPEAT POSSESSIVE_REPEAT_ONE GROUPREF_IGNORE IN_IGNORE LITERAL_IGNORE
        NOT_LITERAL_IGNORE GROUPREF_LOC_IGNORE IN_LOC_IGNORE LITERAL_LOC_IGNORE NOT_LITERAL_LOC_IGNORE
        GROUPREF_UNI_IGNORE IN_UNI_IGNORE LITERAL_UNI_IGNORE NOT_LITERAL_UNI_IGNORE RANGE_UNI_IGNORE
    }
}

/// The places of `AT`.
pub mod at {
    pub const BEGINNING: u32 = 0;
    pub const BEGINNING_LINE: u32 = 1;
    pub const BEGINNING_STRING: u32 = 2;
    pub const BOUNDARY: u32 = 3;
    pub const NON_BOUNDARY: u32 = 4;
    pub const END: u32 = 5;
    pub const END_LINE: u32 = 6;
    pub const END_STRING: u32 = 7;
    pub const LOC_BOUNDARY: u32 = 8;
    pub const LOC_NON_BOUNDARY: u32 = 9;
    pub const UNI_BOUNDARY: u32 = 10;
    pub const UNI_NON_BOUNDARY: u32 = 11;
}

pub const LAST_CATEGORY: u32 = 17;
pub const MAX_REPEAT: u32 = u32::MAX;

/// Flags of `INFO`.
pub const INFO_PREFIX: u32 = 1;
pub const INFO_LITERAL: u32 = 2;
pub const INFO_CHARSET: u32 = 4;

fn ascii(code: u32) -> Option<u8> {
    u8::try_from(code).ok().filter(u8::is_ascii)
}

pub fn is_linebreak(code: u32) -> bool {
    code == u32::from(b'\n')
}

pub fn is_word(code: u32) -> bool {
    ascii(code).is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

pub fn is_unicode_word(code: u32) -> bool {
    code == u32::from(b'_') || character::is_alnum(code)
}

pub fn lower_ascii(code: u32) -> u32 {
    ascii(code).map_or(code, |byte| u32::from(byte.to_ascii_lowercase()))
}

pub fn upper_ascii(code: u32) -> u32 {
    ascii(code).map_or(code, |byte| u32::from(byte.to_ascii_uppercase()))
}

pub fn lower_unicode(code: u32) -> u32 {
    character::simple_lower(code)
}

pub fn upper_unicode(code: u32) -> u32 {
    character::simple_upper(code)
}

/// Whether a character is in a category.
pub fn in_category(category: u32, code: u32) -> bool {
    let is_ascii_space = |code| matches!(code, 0x20 | 0x09..=0x0d);
    match category {
        0 => ascii(code).is_some_and(|byte| byte.is_ascii_digit()),
        1 => !in_category(0, code),
        2 => is_ascii_space(code),
        3 => !is_ascii_space(code),
        4 | 8 => is_word(code),
        5 | 9 => !is_word(code),
        6 => is_linebreak(code),
        7 => !is_linebreak(code),
        10 => character::is_decimal(code),
        11 => !character::is_decimal(code),
        12 => character::is_space(code),
        13 => !character::is_space(code),
        14 => is_unicode_word(code),
        15 => !is_unicode_word(code),
        16 => character::is_line_break(code),
        17 => !character::is_line_break(code),
        _ => false,
    }
}

/// A unit of code, 0 behind the end: a valid pattern is never read there.
#[inline(always)]
pub fn unit(code: &[u32], at: usize) -> u32 {
    code.get(at).copied().unwrap_or(0)
}

/// Whether a set, whose items begin at a place of the code, holds a character.
pub fn in_set(code: &[u32], set: usize, character: u32) -> bool {
    let mut at = set;
    let mut holds = true;
    loop {
        let operator = unit(code, at);
        let first = unit(code, at + 1);
        let (found, width) = match operator {
            op::LITERAL => (character == first, 2),
            op::CATEGORY => (in_category(first, character), 2),
            op::CHARSET => {
                let word = unit(code, at + 1 + (character as usize % 256) / 32);
                (character < 256 && word >> (character & 31) & 1 != 0, 9)
            }
            op::RANGE => (first <= character && character <= unit(code, at + 2), 3),
            op::RANGE_UNI_IGNORE => {
                let range = first..=unit(code, at + 2);
                (range.contains(&character) || range.contains(&upper_unicode(character)), 3)
            }
            op::NEGATE => {
                holds = !holds;
                (false, 1)
            }
            op::BIGCHARSET => {
                let blocks = first as usize;
                let found = character < 0x10000 && {
                    let high = (character >> 8) as usize;
                    let block = unit(code, at + 2 + high / 4).to_le_bytes()[high % 4] as usize;
                    let bit = block * 256 + (character & 255) as usize;
                    unit(code, at + 2 + 64 + bit / 32) >> (character & 31) & 1 != 0
                };
                (found, 2 + 64 + blocks * 8)
            }
            // The end of the set.
            _ => return !holds,
        };
        if found {
            return holds;
        }
        at += width;
    }
}
