//! Every opcode, plain or specialised, has exactly one row in the table that the drivers are generated from.

use std::collections::BTreeMap;

use vivarium_bytecode::Opcode;

const TABLE: &str = include_str!("../src/interp/table.rs");

/// What no body belongs to: the drivers widen arguments themselves.
const DRIVERS_OWN: [&str; 2] = ["EXTENDED_ARG", "EXTENDED_ARG_QUICK"];

fn rows() -> Vec<(&'static str, &'static str)> {
    TABLE
        .lines()
        .filter_map(|line| line.trim().strip_suffix(';')?.split_once(" => "))
        .filter(|(opcode, _)| !opcode.starts_with("use "))
        .collect()
}

#[test]
fn every_opcode_has_one_body() {
    let mut bodies = BTreeMap::new();
    for (opcode, body) in rows() {
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
    for (opcode, body) in rows() {
        opcodes.entry(body).or_default().push(opcode);
    }
    opcodes.retain(|_, of| of.len() > 1);
    assert_eq!(opcodes, BTreeMap::from([("stack::nop", vec!["CACHE", "NOP"])]));
}
