//! Eight bytes of a text at a time, as a number whose lowest byte comes first.

const HIGH: u64 = repeat(0x80);

const fn repeat(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The bytes from `at` on; behind the end stand zeros.
#[inline(always)]
pub fn load(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => load_last(bytes, at),
    }
}

#[cold]
fn load_last(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte))
}

/// The first `count` bytes, zeros behind them.
#[inline(always)]
pub const fn first(word: u64, count: usize) -> u64 {
    if count >= 8 { word } else { word & ((1 << (count * 8)) - 1) }
}

/// How many bytes stand before the lowest byte with a bit set: eight without any.
#[inline(always)]
pub const fn before(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}

/// Has its lowest bit in the first byte that is `byte`; those above may mean nothing.
#[inline(always)]
pub const fn first_equal(word: u64, byte: u8) -> u64 {
    let differs = word ^ repeat(byte);
    differs.wrapping_sub(repeat(1)) & !differs & HIGH
}

/// How many bytes at the start are `byte`.
#[inline(always)]
pub const fn run_of(word: u64, byte: u8) -> usize {
    before(word ^ repeat(byte))
}

/// How many bytes at the start may stand in a name, as far as a byte can tell: letters, digits, `_` and what is not ASCII.
#[inline(always)]
pub const fn name_length(word: u64) -> usize {
    // Seven bits a byte: no sum runs over into the next.
    let plain = word & !HIGH;
    let lower = plain | repeat(0x20);
    let letters = (lower + repeat(0x80 - b'a')) & !(lower + repeat(0x7f - b'z'));
    let digits = (plain + repeat(0x80 - b'0')) & !(plain + repeat(0x7f - b'9'));
    let underscores = !((plain ^ repeat(b'_')) + !HIGH);
    before(!(letters | digits | underscores | word) & HIGH)
}

/// Whether a byte is not ASCII.
#[inline(always)]
pub const fn any_high(word: u64) -> bool {
    word & HIGH != 0
}
