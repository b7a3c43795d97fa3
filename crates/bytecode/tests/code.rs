//! Code objects that CPython wrote (`goldens/code_objects.out`): read, written again, listed, walked.

use std::fmt::Write as _;

use vivarium_bytecode::listing::{self, Options, code_info, lines, listing};
use vivarium_bytecode::pyc::{self, PycError, Validation};
use vivarium_bytecode::{Code, CodeData, Const, LocationEncoder, Pool, exceptiontable, linetable};
use vivarium_text::siphash::Key;

const GOLDEN: &str = include_str!("../goldens/code_objects.out");

struct Golden<'a> {
    name: &'a str,
    pyc: Vec<u8>,
    dis: [&'a str; 2],
    /// Title and text of the remaining sections.
    sections: Vec<(&'a str, &'a str)>,
}

fn goldens() -> Vec<Golden<'static>> {
    let mut all: Vec<Golden> = Vec::new();
    for section in GOLDEN.split("=== ").skip(1) {
        let (title, text) = section.split_once('\n').unwrap();
        match title.split_once(' ') {
            Some(("name", name)) => {
                let hex = text.trim_end();
                let pyc =
                    (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap());
                all.push(Golden { name, pyc: pyc.collect(), dis: ["", ""], sections: Vec::new() });
            }
            Some(("dis", caches)) => all.last_mut().unwrap().dis[usize::from(caches == "True")] = text,
            _ if title == "end" => {}
            _ => all.last_mut().unwrap().sections.push((title, text)),
        }
    }
    all
}

fn code_of(golden: &Golden) -> Code {
    pyc::read(&golden.pyc).unwrap().1
}

/// Parents first, level by level, as the golden's program goes.
fn breadth_first(code: Code) -> Vec<Code> {
    let mut all = vec![code];
    let mut next = 0;
    while next < all.len() {
        let nested: Vec<Code> = all[next].nested().collect();
        all.extend(nested);
        next += 1;
    }
    all
}

#[test]
fn pyc_files_are_written_back_identically() {
    for golden in goldens() {
        let (validation, code) = pyc::read(&golden.pyc).unwrap();
        assert!(matches!(validation, Validation::Timestamp { mtime: 1_700_000_000, .. }));
        assert_eq!(pyc::write(&code, validation).unwrap(), golden.pyc, "{}", golden.name);
    }
}

#[test]
fn listings_are_diss() {
    for golden in goldens() {
        for show_caches in [false, true] {
            let text = listing(&code_of(&golden), &Options { show_caches, ..Options::default() });
            assert_eq!(text, golden.dis[usize::from(show_caches)], "{} {show_caches}", golden.name);
        }
    }
}

fn none_or(value: Option<i32>) -> String {
    value.map_or("None".into(), |value| value.to_string())
}

#[test]
fn everything_else_that_cpython_says() {
    for golden in goldens() {
        let codes = breadth_first(code_of(&golden));
        let mut sections = golden.sections.iter();
        for code in &codes {
            let mut expect = |title: &str, ours: &str| {
                let (found, text) = sections.next().unwrap();
                assert_eq!((*found, *text), (title, ours), "{}", golden.name);
            };
            let qualname = code.qualname().to_string_lossy().into_owned();
            expect(&format!("info {qualname}"), &(code_info(code, Key::default()) + "\n"));

            let firstlineno = code.data().firstlineno;
            let mut text = String::new();
            for (start, end, line) in linetable::lines(code.linetable(), firstlineno) {
                let _ = writeln!(text, "({start}, {end}, {})", none_or(line));
            }
            expect("lines", &text);

            let mut text = String::new();
            for location in code.locations() {
                let p = location.position;
                let words = [p.line, p.end_line, p.col, p.end_col].map(none_or).join(", ");
                for _ in (location.start..location.end).step_by(2) {
                    let _ = writeln!(text, "({words})");
                }
            }
            expect("positions", &text);

            let mut text = String::new();
            for line in lines(code, &Options::default()) {
                let arg = line.arg.map_or("None".into(), |arg| arg.to_string());
                let positions = line.positions.map(none_or).join(" ");
                let start = none_or(line.starts_line);
                let _ = writeln!(
                    text,
                    "{} {} {arg} {} {start} {positions}",
                    line.opname, line.opcode, line.offset
                );
            }
            expect("instructions", &text);
        }
        assert!(sections.next().is_none());
    }
}

#[test]
fn tables_are_encoded_as_cpython_does() {
    for golden in goldens() {
        for code in breadth_first(code_of(&golden)) {
            // Entries as long as the instructions they cover, since the assembler writes one for each.
            let mut encoder = LocationEncoder::new(code.data().firstlineno);
            let places: Vec<_> = code.locations().collect();
            for instruction in code.instructions().filter(|one| one.opcode.unwrap().name() != "EXTENDED_ARG")
            {
                let start = instruction.offset - 2 * instruction.extended;
                let position = places.iter().find(|place| place.end > start).unwrap().position;
                encoder.push((instruction.next_offset() - start) as usize / 2, position);
            }
            assert_eq!(encoder.finish(), code.linetable(), "{}", golden.name);
            assert_eq!(exceptiontable::encode(code.exception_entries()), code.exceptiontable());
        }
    }
}

#[test]
fn json_is_valid_and_complete() {
    for golden in goldens() {
        let code = code_of(&golden);
        let text = listing::listing_json(&code, &Options::default());
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["version"], 1);
        assert_eq!(value["codes"].as_array().unwrap().len(), code.walk().len());
    }
}

#[test]
fn no_damage_makes_it_panic() {
    for golden in goldens().into_iter().filter(|golden| golden.pyc.len() < 900) {
        for len in 0..golden.pyc.len() {
            let error = pyc::read(&golden.pyc[..len]).unwrap_err();
            assert!(error.offset() <= len, "{error}");
        }
        for at in 0..golden.pyc.len() {
            for byte in [0, 0x29, 0x72, 0x7f, 0xff, golden.pyc[at] ^ 0x80, golden.pyc[at].wrapping_add(1)] {
                let mut damaged = golden.pyc.clone();
                damaged[at] = byte;
                if let Ok((validation, code)) = pyc::read(&damaged) {
                    let _ = listing(&code, &Options::default());
                    let _ = pyc::write(&code, validation);
                }
            }
        }
    }
}

#[test]
fn headers() {
    let hash = Validation::Hash { hash: [1, 2, 3, 4, 5, 6, 7, 8], checked: false };
    let checked = Validation::Hash { hash: [1, 2, 3, 4, 5, 6, 7, 8], checked: true };
    for validation in [hash, checked, Validation::Timestamp { mtime: 5, size: 6 }] {
        assert_eq!(pyc::read_header(&pyc::header(validation)), Ok(validation));
    }
    assert_eq!(pyc::read_header(b""), Err(PycError::Truncated(0)));
    assert_eq!(pyc::read_header(&[0xa7, 0x0d, 13]), Err(PycError::Truncated(3)));
    assert_eq!(pyc::read_header(b"\0\0\0\0"), Err(PycError::Magic([0; 4])));
    let mut header = pyc::header(hash);
    header[4] = 4;
    assert_eq!(pyc::read_header(&header), Err(PycError::Flags(4)));
}

#[test]
fn deep_nesting_is_an_error() {
    for (byte, len) in [(b')', 2_usize), (b'(', 5)] {
        let mut data = Vec::new();
        for _ in 0..100_000 {
            data.push(byte);
            data.extend(&[1, 0, 0, 0][..len - 1]);
        }
        let error = vivarium_bytecode::marshal::read_code(&data).unwrap_err();
        assert_eq!(error.python_message(), "recursion limit exceeded");
    }
}

#[test]
fn huge_sizes_are_errors() {
    for kind in [b'(', b'>', b's', b'u', b'l', b'a'] {
        let error = vivarium_bytecode::marshal::read_code(&[kind, 0xff, 0xff, 0xff, 0x7f]).unwrap_err();
        assert!(error.offset <= 5, "{error}");
    }
}

#[test]
fn validation_refuses_what_accessors_rely_on() {
    let mut pool = Pool::new();
    let (tuple, bytes, text) = (pool.tuple(&[]), pool.bytes(&[]), pool.str(""));
    let sound = CodeData {
        argcount: 0,
        posonlyargcount: 0,
        kwonlyargcount: 0,
        stacksize: 0,
        flags: 0,
        code: bytes,
        consts: tuple,
        names: tuple,
        localsplusnames: tuple,
        localspluskinds: bytes,
        filename: text,
        name: text,
        qualname: text,
        firstlineno: 1,
        linetable: bytes,
        exceptiontable: bytes,
    };
    assert!(sound.validate(&pool).is_ok());
    assert!(CodeData { argcount: 1, ..sound.clone() }.validate(&pool).is_err());
    assert!(CodeData { code: text, ..sound.clone() }.validate(&pool).is_err());
    assert!(CodeData { names: bytes, ..sound.clone() }.validate(&pool).is_err());
    assert!(CodeData { filename: tuple, ..sound.clone() }.validate(&pool).is_err());
    let odd = pool.push(Const::Bytes(&[9]));
    assert!(CodeData { code: odd, ..sound }.validate(&pool).is_err());
}

#[test]
fn the_pool_shares_what_cpython_shares() {
    let mut pool = Pool::new();
    assert_eq!(pool.int(256), pool.int(256));
    assert_ne!(pool.int(257), pool.int(257));
    assert_eq!(pool.str("é"), pool.str("é"));
    assert_ne!(pool.str("ab"), pool.str("ab"));
    assert_eq!(pool.intern("ab".into()), pool.intern("ab".into()));
    assert_eq!((pool.tuple(&[]), pool.bytes(&[7])), (pool.tuple(&[]), pool.bytes(&[7])));
    let star = pool.str("*");
    assert_eq!(pool.get(star), Const::Str("*".into(), true));
    let plus = pool.str("+");
    assert_eq!(pool.get(plus), Const::Str("+".into(), false));
}

#[test]
fn values_are_made_of_others_and_replaced() {
    let mut pool = Pool::new();
    let (name, lone) = (pool.intern("outer".into()), pool.push(Const::Str("".into(), false)));
    let made = pool.extended(name, &[".<locals>.", "\u{e9}"]);
    assert_eq!(pool.get(made), Const::Str("outer.<locals>.\u{e9}".into(), false));
    // What comes out short is shared as by `str`, and nothing stays behind.
    let dot = pool.extended(lone, &[".", ""]);
    assert_eq!((dot, pool.is_shared(dot)), (pool.str("."), true));
    let letter = pool.extended(lone, &["\u{e9}"]);
    assert_eq!(letter, pool.str("\u{e9}"));
    assert_eq!(pool.get(made), Const::Str("outer.<locals>.\u{e9}".into(), false));

    let (a, b) = (pool.int(1000), pool.float(-0.0));
    let (tuple, set) = (pool.tuple(&[a, b, a]), pool.frozen_set(&[a, b]));
    pool.set_item(tuple, 1, made);
    assert_eq!(pool.as_tuple(tuple), Some(&[a, made, a][..]));
    // In place, shorter, and longer than what was there: neighbours stay as they are.
    pool.replace(tuple, Const::Tuple(&[b, a]));
    pool.replace(set, Const::FrozenSet(&[a, b, made]));
    assert_eq!(pool.get(tuple), Const::Tuple(&[b, a]));
    assert_eq!(pool.get(set), Const::FrozenSet(&[a, b, made]));
    pool.replace(made, Const::Bytes(b"\xff"));
    assert_eq!((pool.as_bytes(made), pool.as_str(name)), (Some(&b"\xff"[..]), Some("outer".into())));
    pool.replace(a, Const::Complex(0.5, -1.0));
    assert_eq!((pool.get(a), pool.get(b)), (Const::Complex(0.5, -1.0), Const::Float(-0.0)));
    assert!(pool.has_parts(set) && !pool.has_parts(made));
    assert_eq!(
        (pool.is_interned(name), pool.is_interned(lone), pool.is_interned(a)),
        (Some(true), Some(false), None)
    );
}
