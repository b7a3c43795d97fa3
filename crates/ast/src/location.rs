//! Where nodes stand.

use vivarium_source::LineIndex;

/// The place of a node: byte offsets, or a reference to explicit numbers. [`Ast::location`](crate::Ast::location) resolves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Loc {
    start: u32,
    end: u32,
}

const EXPLICIT: u32 = 1 << 31;

impl Loc {
    /// The bytes `start..end` of the source.
    #[inline]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Both numbers as they are: byte offsets, or a first one that is larger than any offset.
    #[inline(always)]
    pub const fn numbers(self) -> (u32, u32) {
        (self.start, self.end)
    }

    /// The byte offsets, unless the place is given in explicit numbers.
    pub const fn offsets(self) -> Option<(u32, u32)> {
        if self.start & EXPLICIT == 0 { Some((self.start, self.end)) } else { None }
    }
}

/// The position attributes of Python's nodes: lines from 1, columns in UTF-8 bytes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Location {
    pub lineno: i32,
    pub col_offset: i32,
    pub end_lineno: i32,
    pub end_col_offset: i32,
}

#[derive(Clone, Debug)]
pub(crate) struct Locations {
    lines: LineIndex,
    explicit: Vec<Location>,
}

impl Locations {
    pub(crate) fn new(source: &str) -> Self {
        Self { lines: LineIndex::new(source), explicit: Vec::new() }
    }

    pub(crate) fn resolve(&self, loc: Loc) -> Location {
        let line = if loc.start & EXPLICIT == 0 { self.lines.line(loc.start) } else { 0 };
        self.resolve_near(loc, line)
    }

    #[inline]
    pub(crate) fn resolve_near(&self, loc: Loc, hint: u32) -> Location {
        if loc.start & EXPLICIT != 0 {
            return self.explicit[(loc.start & !EXPLICIT) as usize];
        }
        let (start, end) = self.lines.range_near(loc.start, loc.end, hint);
        Location {
            lineno: start.line as i32,
            col_offset: start.column as i32,
            end_lineno: end.line as i32,
            end_col_offset: end.column as i32,
        }
    }

    /// Where a line begins and where the next one does, if there is one.
    pub(crate) fn line_bounds(&self, line: u32) -> Option<(u32, u32)> {
        (1..self.lines.line_count())
            .contains(&line)
            .then(|| (self.lines.line_start(line), self.lines.line_start(line + 1)))
    }

    pub(crate) fn push(&mut self, location: Location) -> Loc {
        self.explicit.push(location);
        Loc { start: (self.explicit.len() as u32 - 1) | EXPLICIT, end: 0 }
    }
}
