//! Small damage to real sources, from a seed: what people's editors and fingers do.

/// A pseudo-random sequence (SplitMix64): the same from run to run and machine to machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// What a token may be replaced by.
const TOKENS: [&str; 61] = [
    "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "=", "==", ":=", "->", "+", "-", "*", "**", "/", "//",
    "%", "@", "&", "|", "^", "~", "<", ">", "<=", "!=", "...", "+=", "if", "else", "elif", "for", "in",
    "while", "def", "class", "return", "lambda", "not", "and", "is", "None", "True", "import", "from", "as",
    "with", "try", "except", "yield", "await", "async", "global", "match", "1", "'s'", "x",
];

/// A mutant of a source, and what was done.
pub fn mutate(source: &str, random: &mut Random) -> (String, &'static str) {
    if random.below(4) == 0 { lines(source, random) } else { tokens(source, random) }
}

fn lines(source: &str, random: &mut Random) -> (String, &'static str) {
    let mut all: Vec<&str> = source.split_inclusive('\n').collect();
    if all.len() < 2 {
        return tokens(source, random);
    }
    let at = random.below(all.len() - 1);
    let changed;
    let what = match random.below(5) {
        0 => {
            all.remove(at);
            "line deleted"
        }
        1 => {
            all.insert(at, all[at]);
            "line duplicated"
        }
        2 => {
            all.swap(at, at + 1);
            "lines swapped"
        }
        3 => {
            changed = format!(" {}", all[at]);
            all[at] = &changed;
            "line indented"
        }
        _ => {
            changed = all[at].strip_prefix([' ', '\t']).unwrap_or(all[at]).to_owned();
            all[at] = &changed;
            "line dedented"
        }
    };
    (all.concat(), what)
}

fn tokens(source: &str, random: &mut Random) -> (String, &'static str) {
    let mut all = split(source);
    let places: Vec<usize> = (0..all.len()).filter(|&at| !all[at].trim().is_empty()).collect();
    if places.len() < 2 {
        return (source.to_owned() + ")", "bracket added");
    }
    let which = random.below(places.len() - 1);
    let (at, next) = (places[which], places[which + 1]);
    let changed;
    let what = match random.below(6) {
        0 => {
            all.remove(at);
            "token deleted"
        }
        1 => {
            changed = format!("{} {}", all[at], all[at]);
            all[at] = &changed;
            "token duplicated"
        }
        2 => {
            all.swap(at, next);
            "tokens swapped"
        }
        3 => {
            all[at] = TOKENS[random.below(TOKENS.len())];
            "token replaced"
        }
        4 => {
            changed = format!("{} {} ", all[at], TOKENS[random.below(TOKENS.len())]);
            all[at] = &changed;
            "token inserted"
        }
        _ => {
            // Half a token: an open string, a cut number, a lone quote.
            let mut middle = all[at].len() / 2;
            while !all[at].is_char_boundary(middle) {
                middle -= 1;
            }
            all[at] = &all[at][..middle];
            "token cut"
        }
    };
    (all.concat(), what)
}

/// A rough cut into words, strings of one line, comments, spaces and single characters; all together are the source.
pub fn split(source: &str) -> Vec<&str> {
    let bytes = source.as_bytes();
    let (mut parts, mut at) = (Vec::new(), 0);
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80;
    while at < bytes.len() {
        let start = at;
        let first = bytes[at];
        at += 1;
        if word(first) {
            while at < bytes.len() && word(bytes[at]) {
                at += 1;
            }
        } else if matches!(first, b' ' | b'\t') {
            while at < bytes.len() && matches!(bytes[at], b' ' | b'\t') {
                at += 1;
            }
        } else if first == b'#' {
            while at < bytes.len() && bytes[at] != b'\n' {
                at += 1;
            }
        } else if matches!(first, b'"' | b'\'') {
            while at < bytes.len() && bytes[at] != first && bytes[at] != b'\n' {
                at += 1 + usize::from(bytes[at] == b'\\');
            }
            at = (at + 1).min(bytes.len());
            while !source.is_char_boundary(at) {
                at += 1;
            }
        }
        parts.push(&source[start..at]);
    }
    parts
}
