//! The table codecs decode what they encode, and stop at damage.

use vivarium_bytecode::exceptiontable::{self, ExceptionEntry};
use vivarium_bytecode::linetable::{self, Position};

#[test]
fn every_kind_of_location_survives() {
    let mut places = vec![Position::NONE];
    for line in [-5, 1, 2, 3, 4, 5, 100, 100_000, i32::MAX] {
        places.push(Position::line(line));
        for (col, end_col) in
            [(0, 0), (7, 8), (79, 94), (80, 90), (100, 127), (127, 128), (500, 100_000), (9, 3)]
        {
            places.push(Position::new(line, line, col, end_col));
            if line < 1_000_000 {
                places.push(Position::new(line, line + 70, col, end_col));
            }
        }
    }
    // A line of -1 or less means "none" to the assembler, so such places are left out.
    places.retain(|place| place.line.is_none_or(|line| line > 0));
    let runs: Vec<(usize, Position)> =
        places.iter().enumerate().map(|(at, place)| (at % 20 + 1, *place)).collect();
    let table = linetable::encode(3, runs.clone());
    let mut units = Vec::new();
    for location in linetable::decode(&table, 3) {
        units.extend(std::iter::repeat_n(location.position, (location.end - location.start) as usize / 2));
    }
    let expected: Vec<Position> =
        runs.iter().flat_map(|(len, place)| std::iter::repeat_n(*place, *len)).collect();
    assert_eq!(units, expected);
}

#[test]
fn damaged_location_tables_end() {
    for table in [&[0x80][..], &[0xf0, 0xff], &[0xf0, 0x41, 0x41], &[0xd0, 1], &[0xff, 0xff, 0xff]] {
        assert!(linetable::decode(table, 1).count() <= table.len());
    }
    let endless = vec![0x7f; 1000];
    assert!(linetable::decode(&endless, 1).count() <= 1000);
}

#[test]
fn exception_entries_survive() {
    let mut entries = Vec::new();
    for (index, start) in [0, 2, 126, 128, 8192, 1 << 20, 1 << 26].into_iter().enumerate() {
        entries.push(ExceptionEntry {
            start,
            end: start + 2 * (index as u32 * 500 + 1),
            target: start / 4 * 2,
            depth: index as u32 * 20,
            lasti: index % 2 == 0,
        });
    }
    let table = exceptiontable::encode(entries.clone());
    assert_eq!(exceptiontable::decode(&table).collect::<Vec<_>>(), entries);
    assert_eq!(exceptiontable::lookup(&table, 200_000), None);
    assert_eq!(exceptiontable::lookup(&table, 130), Some(entries[1]));
    assert_eq!(exceptiontable::lookup(&table, 0), Some(entries[0]));
    for len in 0..table.len() {
        assert!(exceptiontable::decode(&table[..len]).count() <= entries.len());
    }
}
