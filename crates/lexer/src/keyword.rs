//! Keywords by a perfect hash, made and checked while compiling.

use crate::Kind;

const SIZE: usize = 128;

const fn slot(word: &[u8]) -> usize {
    let (first, second, last) = (word[0] as usize, word[1] as usize, word[word.len() - 1] as usize);
    (first * FACTORS.0 + second * FACTORS.1 + last * FACTORS.2 + word.len()) % SIZE
}

const FACTORS: (usize, usize, usize) = find_factors();

const fn collides(factors: (usize, usize, usize)) -> bool {
    let mut used = [false; SIZE];
    let mut at = Kind::False as usize;
    while at < Kind::ALL.len() {
        let word = match Kind::ALL[at].text() {
            Some(text) => text.as_bytes(),
            None => return true,
        };
        let (first, second, last) = (word[0] as usize, word[1] as usize, word[word.len() - 1] as usize);
        let slot = (first * factors.0 + second * factors.1 + last * factors.2 + word.len()) % SIZE;
        if used[slot] {
            return true;
        }
        used[slot] = true;
        at += 1;
    }
    false
}

const fn find_factors() -> (usize, usize, usize) {
    let mut number = 0;
    while number < 64 * 64 * 64 {
        let factors = (number % 64, number / 64 % 64, number / 4096);
        if !collides(factors) {
            return factors;
        }
        number += 1;
    }
    panic!("no perfect hash of this form");
}

static TABLE: [(&[u8], Kind); SIZE] = {
    let mut table: [(&[u8], Kind); SIZE] = [(b"", Kind::Name); SIZE];
    let mut at = Kind::False as usize;
    while at < Kind::ALL.len() {
        if let Some(text) = Kind::ALL[at].text() {
            table[slot(text.as_bytes())] = (text.as_bytes(), Kind::ALL[at]);
        }
        at += 1;
    }
    table
};

/// By first byte, the lengths of keywords as bits: most names are told apart by that alone.
static LENGTHS: [u16; 256] = {
    let mut table = [0; 256];
    let mut at = Kind::False as usize;
    while at < Kind::ALL.len() {
        if let Some(text) = Kind::ALL[at].text() {
            table[text.as_bytes()[0] as usize] |= 1 << text.len();
        }
        at += 1;
    }
    table
};

/// The keyword's kind, or `Name`.
#[inline(always)]
pub(crate) fn kind(word: &[u8]) -> Kind {
    let lengths = word.first().map_or(0, |&first| LENGTHS[first as usize]);
    if lengths >> word.len().min(15) & 1 == 0 {
        return Kind::Name;
    }
    let (text, kind) = TABLE[slot(word)];
    if text == word { kind } else { Kind::Name }
}
