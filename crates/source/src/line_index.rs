//! Offsets to lines and columns.

use crate::Span;

/// A place as CPython's tree says it: 1-based line, 0-based column in UTF-8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineCol {
    /// 1-based line.
    pub line: u32,
    /// 0-based column, in bytes.
    pub column: u32,
}

/// Where each line of a text begins. Only `\n` ends a line: newlines are normalised before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// Scans `source` once.
    pub fn new(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 24 + 1);
        starts.push(0);
        // Lines are short: a search for the next newline would begin and end as often as it goes on.
        let (words, rest) = bytes.as_chunks();
        let mut behind = 1;
        for word in words {
            let mut found = newlines(u64::from_le_bytes(*word));
            while found != 0 {
                starts.push(behind + found.trailing_zeros() / 8);
                found &= found - 1;
            }
            behind += 8;
        }
        for byte in rest {
            if *byte == b'\n' {
                starts.push(behind);
            }
            behind += 1;
        }
        LineIndex { starts, len: bytes.len() as u32 }
    }

    /// The 1-based line and byte column of `offset`; an offset past the end counts as being on the last line.
    #[inline]
    pub fn line_col(&self, offset: u32) -> LineCol {
        let line = self.line(offset);
        LineCol { line, column: offset - self.starts[line as usize - 1] }
    }

    /// The 1-based line of `offset`.
    #[inline]
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// As [`line_col`](Self::line_col), quick when `offset` is near line `hint`.
    #[inline]
    pub fn line_col_near(&self, offset: u32, hint: u32) -> LineCol {
        let starts = self.starts.as_slice();
        let mut line = (hint.max(1) as usize).min(starts.len());
        for _ in 0..16 {
            let start = starts[line - 1];
            if start > offset {
                line -= 1;
            } else if line < starts.len() && starts[line] <= offset {
                line += 1;
            } else {
                return LineCol { line: line as u32, column: offset - start };
            }
        }
        self.line_col(offset)
    }

    /// The places of both ends of a range, quick when it begins near line `hint`.
    #[inline]
    pub fn range_near(&self, start: u32, end: u32, hint: u32) -> (LineCol, LineCol) {
        let at = (hint as usize).wrapping_sub(1);
        if let (Some(&first), Some(&next)) = (self.starts.get(at), self.starts.get(hint as usize))
            && first <= start
            && end < next
            && start <= end
        {
            let place = |offset: u32| LineCol { line: hint, column: offset - first };
            return (place(start), place(end));
        }
        let start = self.line_col_near(start, hint);
        (start, self.line_col_near(end, start.line))
    }

    /// Number of lines; a text that ends in a newline has an empty last line.
    #[inline]
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Offset of the first byte of a 1-based line; the text's length when there is no such line.
    #[inline]
    pub fn line_start(&self, line: u32) -> u32 {
        (line as usize).checked_sub(1).and_then(|at| self.starts.get(at)).copied().unwrap_or(self.len)
    }

    /// The span of a 1-based line, its newline not included.
    pub fn line_span(&self, line: u32) -> Span {
        let start = self.line_start(line);
        let end = match self.starts.get(line as usize) {
            Some(&next) => next - 1,
            None => self.len,
        };
        Span::new(start, end.max(start))
    }

    /// The offset of a 1-based line and byte column, clamped to the text.
    pub fn offset(&self, at: LineCol) -> u32 {
        self.line_start(at.line).saturating_add(at.column).min(self.len)
    }
}

/// The highest bit of each byte that is a newline.
#[inline(always)]
fn newlines(word: u64) -> u64 {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    let other = word ^ u64::from_ne_bytes([b'\n'; 8]);
    !(((other & LOW) + LOW) | other | LOW)
}
