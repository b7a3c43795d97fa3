//! The location table (PEP 657): for each run of code units the place in the source.

use std::hint::select_unpredictable;

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
#[derive(Clone, Debug, Default)]
pub struct LocationEncoder {
    /// The table, and room behind it.
    bytes: Vec<u8>,
    /// Where the table ends.
    len: usize,
    line: i32,
}

/// No entry is longer.
const ENTRY: usize = 32;

impl LocationEncoder {
    /// Starts a table for a code object whose `co_firstlineno` is `firstlineno`.
    pub const fn new(firstlineno: i32) -> LocationEncoder {
        LocationEncoder { bytes: Vec::new(), len: 0, line: firstlineno }
    }

    /// Starts another table in the room of this one.
    pub fn restart(&mut self, firstlineno: i32) {
        (self.len, self.line) = (0, firstlineno);
    }

    /// Keeps no more room than so many bytes.
    pub fn shrink_to(&mut self, most: usize) {
        self.bytes.truncate(most);
        self.bytes.shrink_to(most);
        self.len = self.len.min(self.bytes.len());
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
            self.put(head(15, 8).into(), 1);
            units -= 8;
        }
        if units > 0 {
            self.put(head(15, units).into(), 1);
        }
    }

    /// An instruction with a line; -1 stands for any other number that is not known.
    #[inline(always)]
    pub fn push_place(&mut self, units: usize, line: i32, end_line: i32, col: i32, end_col: i32) {
        if units.wrapping_sub(1) >= 8 || !self.push_short(units, line, end_line, col, end_col) {
            self.push_any(units, line, end_line, col, end_col);
        }
    }

    /// An entry of two or three bytes, if that can be: nearly always. There may be up to 8 units.
    #[inline(always)]
    fn push_short(&mut self, units: usize, line: i32, end_line: i32, col: i32, end_col: i32) -> bool {
        // Numbers below 0 are too large as unsigned ones. Which of both forms it is, nobody can guess: neither is a branch.
        let (from, to) = (col as u32, end_col as u32);
        let delta = line.wrapping_sub(self.line) as u32;
        let width = to.wrapping_sub(from);
        let two = (delta == 0) & (from < 80) & (width < 16);
        let three = (delta < 3) & (from < 128) & (to < 128);
        if (line != end_line) | !(two | three) {
            return false;
        }
        let short = u32::from(head((from >> 3) as u8, units)) | ((from & 7) << 4 | width) << 8;
        let long = u32::from(head(10 + delta as u8, units)) | from << 8 | to << 16;
        self.put(select_unpredictable(two, short, long), select_unpredictable(two, 2, 3));
        self.line = line;
        true
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

    /// The table so far.
    pub fn table(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// The finished table.
    pub fn finish(mut self) -> Vec<u8> {
        self.bytes.truncate(self.len);
        self.bytes
    }

    /// Room for one more entry.
    #[inline(always)]
    fn room(&mut self) -> &mut [u8; ENTRY] {
        if self.bytes.len() - self.len < ENTRY {
            self.more();
        }
        let room = self.bytes[self.len..].first_chunk_mut();
        room.expect("there is room for an entry")
    }

    #[cold]
    #[inline(never)]
    fn more(&mut self) {
        self.bytes.resize((self.bytes.len() * 2).max(16 * ENTRY), 0);
    }

    /// Adds the lowest bytes of a number.
    #[inline(always)]
    fn put(&mut self, bytes: u32, count: usize) {
        match self.bytes.get_mut(self.len..).and_then(<[u8]>::first_chunk_mut) {
            Some(room) => *room = bytes.to_le_bytes(),
            None => self.room()[..4].copy_from_slice(&bytes.to_le_bytes()),
        }
        self.len += count;
    }

    fn entry(&mut self, units: usize, line: i32, end_line: i32, col: i32, end_col: i32) {
        if self.push_short(units, line, end_line, col, end_col) {
            return;
        }
        let delta = line.wrapping_sub(self.line);
        let (from, to) = (col as u32, end_col as u32);
        if (col < 0 || end_col < 0) && (end_line == line || end_line == -1) {
            let room = self.room();
            room[0] = head(13, units);
            self.len += signed(room, 1, delta);
            self.line = line;
            return;
        }
        let room = self.room();
        room[0] = head(14, units);
        let at = signed(room, 1, delta);
        let at = unsigned(room, at, end_line.wrapping_sub(line) as u32);
        let at = unsigned(room, at, from.wrapping_add(1));
        self.len += unsigned(room, at, to.wrapping_add(1));
        self.line = line;
    }
}

/// Writes six bits a byte, least significant first; where the next byte goes.
#[inline]
fn unsigned(room: &mut [u8; ENTRY], mut at: usize, mut value: u32) -> usize {
    while value >= 64 {
        room[at] = 0x40 | (value & 63) as u8;
        value >>= 6;
        at += 1;
    }
    room[at] = value as u8;
    at + 1
}

#[inline]
fn signed(room: &mut [u8; ENTRY], at: usize, value: i32) -> usize {
    let magnitude = value.unsigned_abs() << 1;
    unsigned(room, at, if value < 0 { magnitude | 1 } else { magnitude })
}

#[inline(always)]
fn head(code: u8, units: usize) -> u8 {
    0x80 | (code << 3) | (units as u8).wrapping_sub(1)
}

/// Encodes a whole table from runs of code units.
pub fn encode(firstlineno: i32, runs: impl IntoIterator<Item = (usize, Position)>) -> Vec<u8> {
    let mut encoder = LocationEncoder::new(firstlineno);
    runs.into_iter().for_each(|(units, position)| encoder.push(units, position));
    encoder.finish()
}

/// The same table with lines only, as `-X no_debug_ranges` has it.
pub fn without_columns(table: &[u8], firstlineno: i32) -> Vec<u8> {
    let place = |position: Position| position.line.map_or(Position::NONE, Position::line);
    let runs = decode(table, firstlineno);
    encode(firstlineno, runs.map(|run| ((run.end - run.start) as usize / 2, place(run.position))))
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
