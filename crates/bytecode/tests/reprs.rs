//! `repr`, hashes and set order are CPython's (`goldens/reprs.out`).

use num_bigint::BigInt;
use vivarium_bytecode::repr::repr;
use vivarium_bytecode::{ConstId, Pool, sets};
use vivarium_text::siphash::Key;
use vivarium_text::wtf8::Wtf8Buf;

const GOLDEN: &str = include_str!("../goldens/reprs.out");

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).unwrap()).collect()
}

/// C's `%a`.
fn hex_float(text: &str) -> f64 {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    if text == "inf" {
        return sign * f64::INFINITY;
    }
    let (mantissa, exponent) = text.strip_prefix("0x").unwrap().split_once('p').unwrap();
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = u64::from_str_radix(&format!("{whole}{part}"), 16).unwrap() as f64;
    let exponent = exponent.parse::<i32>().unwrap() - 4 * part.len() as i32;
    // In two steps, for subnormal numbers.
    sign * digits * 2f64.powi(exponent / 2) * 2f64.powi(exponent - exponent / 2)
}

fn check(pool: &Pool, id: ConstId, text: &str, hash: &str) {
    assert_eq!(repr(pool, id, Key::default()), text);
    assert_eq!(sets::hash_const(pool, id, Key::default()).to_string(), hash, "hash of {text}");
}

#[test]
fn reprs_and_hashes() {
    for line in GOLDEN.lines() {
        let mut pool = Pool::new();
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["int", value, hash] => {
                let id = pool.big_int(value.parse::<BigInt>().unwrap());
                check(&pool, id, value, hash);
            }
            ["str", hex, .., hash] => {
                let id = pool.str(&Wtf8Buf::from_bytes(unhex(hex)).unwrap());
                assert_eq!(sets::hash_const(&pool, id, Key::default()).to_string(), hash, "hash of {line}");
            }
            ["repr" | "set", ..] => {}
            ["bytes", hex, .., hash] => {
                let text = &line["bytes ".len() + hex.len() + 1..line.len() - hash.len() - 1];
                let id = pool.bytes(&unhex(hex));
                check(&pool, id, text, hash);
            }
            [real, imag, text, hash] => {
                let id = pool.complex(hex_float(real), hex_float(imag));
                check(&pool, id, text, hash);
            }
            [hex, text, hash] => {
                let id = pool.float(hex_float(hex));
                check(&pool, id, text, hash);
            }
            _ => panic!("{line}"),
        }
    }
}

#[test]
fn string_reprs() {
    let mut last = None;
    for line in GOLDEN.lines() {
        if let Some(rest) = line.strip_prefix("str ") {
            last = Some(unhex(rest.split(' ').next().unwrap()));
        } else if let (Some(rest), Some(value)) = (line.strip_prefix("repr "), last.take()) {
            let mut pool = Pool::new();
            let id = pool.str(&Wtf8Buf::from_bytes(value).unwrap());
            assert_eq!(repr(&pool, id, Key::default()), String::from_utf8(unhex(rest)).unwrap());
        }
    }
}

/// Reads the few literals that the golden's sets hold.
struct Reader<'a> {
    pool: Pool,
    text: &'a str,
}

impl Reader<'_> {
    fn skip(&mut self, text: &str) -> bool {
        match self.text.strip_prefix(text) {
            Some(rest) => {
                self.text = rest;
                true
            }
            None => false,
        }
    }

    fn items(&mut self) -> Vec<ConstId> {
        let mut items = Vec::new();
        while !self.skip(")") {
            items.push(self.item());
            let _ = self.skip(", ") || self.skip(",");
        }
        items
    }

    fn item(&mut self) -> ConstId {
        if self.skip("(") {
            let items = self.items();
            return self.pool.tuple(&items);
        }
        for (word, value) in [("True", true), ("False", false)] {
            if self.skip(word) {
                return self.pool.bool(value);
            }
        }
        if self.skip("None") {
            return self.pool.none();
        }
        if self.skip("Ellipsis") {
            return self.pool.ellipsis();
        }
        for (open, is_str) in [("'", true), ("b'", false)] {
            if self.skip(open) {
                let (text, rest) = self.text.split_once('\'').unwrap();
                self.text = rest;
                return if is_str { self.pool.str(text) } else { self.pool.bytes(text.as_bytes()) };
            }
        }
        let end = self.text.find([',', ')']).unwrap_or(self.text.len());
        let (number, rest) = self.text.split_at(end);
        self.text = rest;
        if number.contains('.') {
            self.pool.float(number.parse().unwrap())
        } else {
            self.pool.big_int(number.parse().unwrap())
        }
    }
}

#[test]
fn sets_are_in_cpythons_order() {
    let mut count = 0;
    for line in GOLDEN.lines().filter_map(|line| line.strip_prefix("set ")) {
        let (items, set) = line.split_once(" -> ").unwrap();
        let mut reader = Reader { pool: Pool::new(), text: &items[1..] };
        let items = reader.items();
        let id = reader.pool.frozen_set(&items);
        assert_eq!(repr(&reader.pool, id, Key::default()), set);
        count += 1;
    }
    assert_eq!(count, 10);
}
