//! The location table (PEP 657): for each run of code units the place in the source.

/// A place in the source, as a location table can say it.
///
/// Lines count from 1, columns are UTF-8 byte offsets from 0. A column without a line means nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// First line.
    pub line: Option<i32>,
    /// Last line.
    pub end_line: Option<i32>,
    /// First column.
    pub col: Option<i32>,
    /// Column behind the last one.
    pub end_col: Option<i32>,
}

impl Position {
    /// No place at all: an artificial instruction.
    pub const NONE: Position = Position { line: None, end_line: None, col: None, end_col: None };

    /// A place with lines and columns.
    pub fn new(line: i32, end_line: i32, col: i32, end_col: i32) -> Position {
        Position { line: Some(line), end_line: Some(end_line), col: Some(col), end_col: Some(end_col) }
    }

    /// A line without columns.
    pub fn line(line: i32) -> Position {
        Position { line: Some(line), end_line: Some(line), col: None, end_col: None }
    }
}

/// A run of code units with one place: byte offsets into `co_code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Offset of the first unit.
    pub start: u32,
    /// Offset behind the last unit.
    pub end: u32,
    /// Where it comes from.
    pub position: Position,
}

/// Encodes location tables entry by entry, as CPython's assembler does.
#[derive(Clone, Debug)]
pub struct LocationEncoder {
    bytes: Vec<u8>,
    line: i32,
}

impl LocationEncoder {
    /// Starts a table for a code object whose `co_firstlineno` is `firstlineno`.
    pub fn new(firstlineno: i32) -> LocationEncoder {
        LocationEncoder::reusing(Vec::new(), firstlineno)
    }

    /// The same in the room of a table that is not needed any more.
    pub fn reusing(mut bytes: Vec<u8>, firstlineno: i32) -> LocationEncoder {
        bytes.clear();
        LocationEncoder { bytes, line: firstlineno }
    }

    /// Adds an instruction of `units` code units, its caches and extended arguments included.
    pub fn push(&mut self, units: usize, position: Position) {
        let number = |value: Option<i32>| value.unwrap_or(-1);
        let (end_line, col) = (number(position.end_line), number(position.col));
        match position.line {
            Some(line) => self.push_place(units, line, end_line, col, number(position.end_col)),
            None => self.push_nowhere(units),
        }
    }

    /// An instruction without a place.
    pub fn push_nowhere(&mut self, mut units: usize) {
        while units > 8 {
            self.first_byte(15, 8);
            units -= 8;
        }
        if units > 0 {
            self.first_byte(15, units);
        }
    }

    /// An instruction with a line; -1 stands for any other number that is not known.
    #[inline(always)]
    pub fn push_place(&mut self, units: usize, line: i32, end_line: i32, col: i32, end_col: i32) {
        // Nearly all: numbers below 0 are too large as unsigned ones.
        let mut units = units;
        if line == end_line {
            let (from, width) = (col as u32, end_col.wrapping_sub(col) as u32);
            loop {
                let delta = line.wrapping_sub(self.line) as u32;
                let now = units.min(8);
                if delta == 0 && from < 80 && width < 16 {
                    let second = (((from & 7) << 4) | width) as u8;
                    self.bytes.extend_from_slice(&[head((from >> 3) as u8, now), second]);
                } else if delta < 3 && from < 128 && (end_col as u32) < 128 {
                    self.bytes.extend_from_slice(&[head(10 + delta as u8, now), col as u8, end_col as u8]);
                    self.line = line;
                } else {
                    break;
                }
                if units <= 8 {
                    return;
                }
                units -= 8;
            }
        }
        self.push_any(units, line, end_line, col, end_col);
    }

    #[inline(never)]
    fn push_any(&mut self, mut units: usize, line: i32, end_line: i32, col: i32, end_col: i32) {
        while units > 8 {
            self.entry(8, line, end_line, col, end_col);
            units -= 8;
        }
        if units > 0 {
            self.entry(units, line, end_line, col, end_col);
        }
    }

    /// The finished table.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }

    fn first_byte(&mut self, code: u8, units: usize) {
        self.bytes.push(head(code, units));
    }

    fn entry(&mut self, units: usize, line: i32, end_line: i32, col: i32, end_col: i32) {
        let delta = line.wrapping_sub(self.line);
        if col < 0 || end_col < 0 {
            if end_line == line || end_line == -1 {
                self.first_byte(13, units);
                self.signed(delta);
                self.line = line;
                return;
            }
        } else if end_line == line {
            if delta == 0 && col < 80 && end_col >= col && end_col - col < 16 {
                let second = (((col & 7) << 4) | (end_col - col)) as u8;
                self.bytes.extend_from_slice(&[head((col >> 3) as u8, units), second]);
                return;
            }
            if (0..3).contains(&delta) && col < 128 && end_col < 128 {
                self.bytes.extend_from_slice(&[head(10 + delta as u8, units), col as u8, end_col as u8]);
                self.line = line;
                return;
            }
        }
        self.long(units, delta, end_line.wrapping_sub(line), col, end_col);
        self.line = line;
    }

    fn long(&mut self, units: usize, delta: i32, lines: i32, col: i32, end_col: i32) {
        self.bytes.reserve(32);
        self.first_byte(14, units);
        self.signed(delta);
        self.unsigned(lines as u32);
        self.unsigned(col.wrapping_add(1) as u32);
        self.unsigned(end_col.wrapping_add(1) as u32);
    }

    fn unsigned(&mut self, mut value: u32) {
        while value >= 64 {
            self.bytes.push(0x40 | (value & 63) as u8);
            value >>= 6;
        }
        self.bytes.push(value as u8);
    }

    fn signed(&mut self, value: i32) {
        let magnitude = value.unsigned_abs() << 1;
        self.unsigned(if value < 0 { magnitude | 1 } else { magnitude });
    }
}

#[inline]
fn head(code: u8, units: usize) -> u8 {
    0x80 | (code << 3) | (units as u8 - 1)
}

/// Encodes a whole table from runs of code units.
pub fn encode(firstlineno: i32, runs: impl IntoIterator<Item = (usize, Position)>) -> Vec<u8> {
    let mut encoder = LocationEncoder::new(firstlineno);
    runs.into_iter().for_each(|(units, position)| encoder.push(units, position));
    encoder.finish()
}

/// Iterates over the entries of a location table; a damaged table ends early.
pub fn decode(table: &[u8], firstlineno: i32) -> Locations<'_> {
    Locations { table, line: firstlineno, offset: 0 }
}

/// Iterator of [`decode`].
#[derive(Clone, Debug)]
pub struct Locations<'a> {
    table: &'a [u8],
    line: i32,
    offset: u32,
}

/// Where an iteration over a table stands, without the table.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Bytes of the table that were read.
    pub read: usize,
    /// The line that the next entry counts from.
    pub line: i32,
    /// Offset of the next entry's first unit.
    pub offset: u32,
}

/// Goes on where an iteration over the same table stood.
pub fn resume(table: &[u8], place: Place) -> Locations<'_> {
    Locations { table: table.get(place.read..).unwrap_or_default(), line: place.line, offset: place.offset }
}

impl Locations<'_> {
    /// Where this stands in a table of `length` bytes.
    pub fn place(&self, length: usize) -> Place {
        Place { read: length.saturating_sub(self.table.len()), line: self.line, offset: self.offset }
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.table.split_first()?;
        self.table = rest;
        Some(*first)
    }

    fn unsigned(&mut self) -> Option<u32> {
        let (mut value, mut shift) = (0_u32, 0);
        loop {
            let byte = self.byte()?;
            value |= u32::from(byte & 63).checked_shl(shift).unwrap_or(0);
            if byte & 64 == 0 {
                return Some(value);
            }
            shift += 6;
        }
    }

    fn signed(&mut self) -> Option<i32> {
        let value = self.unsigned()?;
        let magnitude = (value >> 1) as i32;
        Some(if value & 1 == 1 { magnitude.wrapping_neg() } else { magnitude })
    }
}

impl Iterator for Locations<'_> {
    type Item = Location;

    fn next(&mut self) -> Option<Location> {
        let first = self.byte()?;
        let units = u32::from(first & 7) + 1;
        let code = first >> 3 & 15;
        let position = match code {
            15 => Position::NONE,
            14 => {
                self.line = self.line.wrapping_add(self.signed()?);
                let end_line = self.line.wrapping_add(self.unsigned()? as i32);
                let col = self.unsigned()? as i32;
                let end_col = self.unsigned()? as i32;
                let column = |value: i32| if value > 0 { Some(value - 1) } else { None };
                Position {
                    line: Some(self.line),
                    end_line: Some(end_line),
                    col: column(col),
                    end_col: column(end_col),
                }
            }
            13 => {
                self.line = self.line.wrapping_add(self.signed()?);
                Position::line(self.line)
            }
            10..=12 => {
                self.line = self.line.wrapping_add(i32::from(code) - 10);
                let (col, end_col) = (self.byte()?, self.byte()?);
                Position::new(self.line, self.line, col.into(), end_col.into())
            }
            _ => {
                let second = self.byte()?;
                let col = i32::from(code) * 8 + i32::from(second >> 4);
                Position::new(self.line, self.line, col, col + i32::from(second & 15))
            }
        };
        let start = self.offset;
        self.offset = self.offset.saturating_add(units * 2);
        Some(Location { start, end: self.offset, position })
    }
}

/// `co_lines()`: the line of each entry, as (start, end, line).
pub fn lines(table: &[u8], firstlineno: i32) -> impl Iterator<Item = (u32, u32, Option<i32>)> + '_ {
    decode(table, firstlineno).map(|entry| (entry.start, entry.end, entry.position.line))
}

/// `dis.findlinestarts`: offsets at which a new source line starts.
pub fn line_starts(table: &[u8], firstlineno: i32) -> Vec<(u32, i32)> {
    let mut starts: Vec<(u32, i32)> = Vec::new();
    for (start, _, line) in lines(table, firstlineno) {
        if let Some(line) = line
            && starts.last().is_none_or(|last| last.1 != line)
        {
            starts.push((start, line));
        }
    }
    starts
}
