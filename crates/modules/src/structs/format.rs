//! Format strings: which value stands where.

/// A run of values of one format character.
pub(super) struct Code {
    pub character: u8,
    pub native: bool,
    pub big_endian: bool,
    pub offset: usize,
    /// Of one value; for `s` and `p` of the whole string.
    pub size: usize,
    pub repeat: usize,
}

/// A compiled format.
pub(super) struct Layout {
    pub codes: Vec<Code>,
    /// In bytes.
    pub size: usize,
    /// How many values.
    pub len: usize,
}

/// Size and alignment.
fn entry(character: u8, native: bool) -> Option<(usize, usize)> {
    let size = match character {
        b'x' | b'b' | b'B' | b'c' | b's' | b'p' | b'?' => return Some((1, 0)),
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => {
            if native {
                8
            } else {
                4
            }
        }
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    };
    Some((size, if native { size } else { 0 }))
}

const TOO_LONG: &str = "total struct size too long";

impl Layout {
    /// Reads a format; an error is its message, empty where memory fails.
    pub(super) fn compile(format: &[u8]) -> Result<Layout, &'static str> {
        if format.contains(&0) {
            return Err("embedded null character");
        }
        let (native, big_endian, rest) = match format.split_first() {
            Some((b'<', rest)) => (false, false, rest),
            Some((b'>' | b'!', rest)) => (false, true, rest),
            Some((b'=', rest)) => (false, cfg!(target_endian = "big"), rest),
            Some((b'@', rest)) => (true, cfg!(target_endian = "big"), rest),
            _ => (true, cfg!(target_endian = "big"), format),
        };
        let mut layout = Layout { codes: Vec::new(), size: 0, len: 0 };
        let max = isize::MAX as usize;
        let mut characters = rest.iter().copied().peekable();
        while let Some(mut character) = characters.next() {
            if matches!(character, b' ' | b'\t'..=b'\r') {
                continue;
            }
            let mut count = 1usize;
            if character.is_ascii_digit() {
                count = usize::from(character - b'0');
                loop {
                    match characters.next() {
                        None => return Err("repeat count given without format specifier"),
                        Some(digit @ b'0'..=b'9') => {
                            count = count
                                .checked_mul(10)
                                .and_then(|count| count.checked_add(usize::from(digit - b'0')))
                                .filter(|&count| count <= max)
                                .ok_or(TOO_LONG)?;
                        }
                        Some(other) => {
                            character = other;
                            break;
                        }
                    }
                }
            }
            let (size, alignment) = entry(character, native).ok_or("bad char in struct format")?;
            if alignment != 0 {
                layout.size = layout.size.next_multiple_of(alignment);
            }
            let offset = layout.size;
            let total = count.checked_mul(size).and_then(|bytes| bytes.checked_add(offset));
            layout.size = total.filter(|&total| total <= max).ok_or(TOO_LONG)?;
            let string = matches!(character, b's' | b'p');
            let (size, repeat) = if string { (count, 1) } else { (size, count) };
            if character == b'x' || (repeat == 0 && !string) {
                continue;
            }
            layout.len = layout.len.checked_add(repeat).ok_or(TOO_LONG)?;
            vivarium_runtime::memory::fallibly(|| layout.codes.try_reserve(1)).map_err(|_| "")?;
            layout.codes.push(Code { character, native, big_endian, offset, size, repeat });
        }
        Ok(layout)
    }
}
