//! The exception table: which instructions a handler protects.

/// One entry, in byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExceptionEntry {
    /// First protected offset.
    pub start: u32,
    /// Offset behind the last protected instruction.
    pub end: u32,
    /// Where the handler starts.
    pub target: u32,
    /// Stack depth to which the stack is cut before the exception is pushed.
    pub depth: u32,
    /// Whether the offset of the raising instruction is pushed below the exception.
    pub lasti: bool,
}

/// Encodes a table.
pub fn encode(entries: impl IntoIterator<Item = ExceptionEntry>) -> Vec<u8> {
    let mut bytes = Vec::new();
    entries.into_iter().for_each(|entry| encode_entry(&mut bytes, entry));
    bytes
}

/// Encodes one entry behind others.
pub fn encode_entry(bytes: &mut Vec<u8>, entry: ExceptionEntry) {
    item(bytes, entry.start / 2, 0x80);
    item(bytes, entry.end.saturating_sub(entry.start) / 2, 0);
    item(bytes, entry.target / 2, 0);
    item(bytes, entry.depth << 1 | u32::from(entry.lasti), 0);
}

/// Six bits a byte, most significant first; bit 6 says that more follow, bit 7 that an entry starts.
fn item(bytes: &mut Vec<u8>, value: u32, first: u8) {
    let mut mark = first;
    for shift in [24, 18, 12, 6] {
        if value >= 1 << shift {
            bytes.push((value >> shift) as u8 & 0x3f | 0x40 | mark);
            mark = 0;
        }
    }
    bytes.push(value as u8 & 0x3f | mark);
}

/// Iterates over the entries of a table as `dis` does; a damaged table ends early.
pub fn decode(table: &[u8]) -> Entries<'_> {
    Entries { table }
}

/// Iterator of [`decode`].
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    table: &'a [u8],
}

impl Entries<'_> {
    fn item(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        loop {
            let (byte, rest) = self.table.split_first()?;
            self.table = rest;
            value = value << 6 | u32::from(byte & 63);
            if byte & 64 == 0 {
                return Some(value);
            }
        }
    }
}

impl Iterator for Entries<'_> {
    type Item = ExceptionEntry;

    fn next(&mut self) -> Option<ExceptionEntry> {
        let start = self.item()?.wrapping_mul(2);
        let length = self.item()?.wrapping_mul(2);
        let target = self.item()?.wrapping_mul(2);
        let depth = self.item()?;
        Some(ExceptionEntry {
            start,
            end: start.wrapping_add(length),
            target,
            depth: depth >> 1,
            lasti: depth & 1 == 1,
        })
    }
}

/// The entry that handles an exception raised at `offset`: the first that covers it (`get_exception_handler`).
pub fn lookup(table: &[u8], offset: u32) -> Option<ExceptionEntry> {
    decode(table).find(|entry| (entry.start..entry.end).contains(&offset))
}
