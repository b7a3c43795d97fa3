//! Keywords by a perfect hash, made and checked while compiling. None is longer than eight bytes, so each is one number.

use crate::Kind;

const BITS: u32 = 8;

const fn slot(word: u64, factor: u64) -> usize {
    (word.wrapping_mul(factor) >> (u64::BITS - BITS)) as usize
}

const fn number(kind: Kind) -> u64 {
    let text = match kind.text() {
        Some(text) => text.as_bytes(),
        None => panic!("a keyword has a text"),
    };
    assert!(text.len() <= 8);
    let mut word = 0;
    let mut at = text.len();
    while at > 0 {
        at -= 1;
        word = word << 8 | text[at] as u64;
    }
    word
}

const FIRST: usize = Kind::False as usize;

const fn collides(factor: u64) -> bool {
    let mut used = [false; 1 << BITS];
    let mut at = FIRST;
    while at < Kind::ALL.len() {
        let slot = slot(number(Kind::ALL[at]), factor);
        if used[slot] {
            return true;
        }
        used[slot] = true;
        at += 1;
    }
    false
}

const FACTOR: u64 = {
    let mut factor = 0x9e37_79b9_7f4a_7c15_u64;
    while collides(factor) {
        factor = factor.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(2);
    }
    factor
};

static WORDS: [u64; 1 << BITS] = {
    let mut words = [0; 1 << BITS];
    let mut at = FIRST;
    while at < Kind::ALL.len() {
        let word = number(Kind::ALL[at]);
        words[slot(word, FACTOR)] = word;
        at += 1;
    }
    words
};

static KINDS: [Kind; 1 << BITS] = {
    let mut kinds = [Kind::Name; 1 << BITS];
    let mut at = FIRST;
    while at < Kind::ALL.len() {
        kinds[slot(number(Kind::ALL[at]), FACTOR)] = Kind::ALL[at];
        at += 1;
    }
    kinds
};

/// The kind of a name of at most eight bytes: the keyword's, or `Name`.
#[inline(always)]
pub(crate) fn kind(word: u64) -> Kind {
    let slot = slot(word, FACTOR);
    if WORDS[slot] == word { KINDS[slot] } else { Kind::Name }
}
