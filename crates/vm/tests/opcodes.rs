//! Every opcode, plain or specialised, has exactly one row in the table that the drivers are generated from.

use std::collections::BTreeMap;

use vivarium_bytecode::Opcode;

const TABLE: &str = include_str!("../src/interp/table.rs");

/// What no body belongs to: the drivers widen arguments themselves.
const DRIVERS_OWN: [&str; 2] = ["EXTENDED_ARG", "EXTENDED_ARG_QUICK"];

/// The rows of opcodes, and those behind `@more`: rests of instructions, which are no opcodes.
fn rows() -> (Vec<(&'static str, &'static str)>, Vec<(&'static str, &'static str)>) {
    let (opcodes, more) = TABLE.split_once("@more\n").unwrap();
    let of = |text: &'static str| {
        text.lines()
            .filter_map(|line| line.trim().strip_suffix(';')?.split_once(" => "))
            .map(|(name, body)| (name, body.trim_start_matches("@apart ")))
            .collect()
    };
    (of(opcodes), of(more))
}

#[test]
fn every_opcode_has_one_body() {
    let mut bodies = BTreeMap::new();
    let (opcodes, more) = rows();
    for (rest, _) in more {
        assert!(Opcode::from_name(rest).is_none(), "{rest} is an opcode");
    }
    for (opcode, body) in opcodes {
        assert!(Opcode::from_name(opcode).is_some(), "{opcode} is no opcode");
        if let Some(other) = bodies.insert(opcode, body) {
            panic!("{opcode} has two bodies: {other} and {body}");
        }
    }
    for opcode in Opcode::all().map(Opcode::name) {
        let own = DRIVERS_OWN.contains(&opcode);
        assert_eq!(bodies.contains_key(opcode), !own, "{opcode}");
    }
}

/// A body that serves two opcodes hides a specialisation that does nothing; only the no-ops share one.
#[test]
fn no_two_opcodes_share_a_body() {
    let mut opcodes = BTreeMap::<_, Vec<_>>::new();
    let (plain, more) = rows();
    for (opcode, body) in plain.into_iter().chain(more) {
        opcodes.entry(body).or_default().push(opcode);
    }
    opcodes.retain(|_, of| of.len() > 1);
    assert_eq!(opcodes, BTreeMap::from([("stack::nop", vec!["CACHE", "NOP"])]));
}
