//! The opcode table says what CPython's says (`goldens/opcodes.out`).

use std::fmt::Write as _;

use vivarium_bytecode::opcode::{BINARY_OPERATORS, COMPARE_OPERATORS, HAVE_ARGUMENT, MAKE_FUNCTION_FLAGS};
use vivarium_bytecode::{Argument, Flow, MAGIC, Opcode};

const GOLDEN: &str = include_str!("../goldens/opcodes.out");

#[test]
fn the_table_is_cpythons() {
    let mut ours = String::new();
    let _ = writeln!(ours, "magic {MAGIC}");
    let _ = writeln!(ours, "cmp_op {}", COMPARE_OPERATORS.join(" "));
    let words: Vec<&str> = BINARY_OPERATORS.iter().flat_map(|row| [row.0, row.1]).collect();
    let _ = writeln!(ours, "nb_ops {}", words.join(" "));
    let _ = writeln!(ours, "make_function {}", MAKE_FUNCTION_FLAGS.join(" "));
    for opcode in Opcode::all() {
        let _ = write!(ours, "{} {} {} cache", opcode.byte(), opcode.name(), opcode.plain());
        for (name, units) in opcode.cache_fields() {
            let _ = write!(ours, " {name}={units}");
        }
        let kind = match opcode.argument() {
            Argument::Const => " hasconst",
            Argument::Name | Argument::Global => " hasname",
            Argument::Forward | Argument::Backward => " hasjrel",
            Argument::Local => " haslocal",
            Argument::Compare => " hascompare",
            Argument::Free => " hasfree",
            _ => "",
        };
        let _ = writeln!(ours, " kinds{kind}");
    }
    for opcode in Opcode::all().filter(|opcode| !opcode.is_specialised()) {
        for arg in [0, 1, 2, 3, 4, 5, 7, 8, 15, 255, 256, 257, 1000] {
            if arg > 0 && !opcode.has_argument() {
                continue;
            }
            let [both, jump, next] =
                [None, Some(true), Some(false)].map(|jump| opcode.stack_effect(arg, jump).unwrap());
            let _ = writeln!(ours, "effect {opcode} {arg} {both} {jump} {next}");
        }
    }
    for (ours, theirs) in ours.lines().zip(GOLDEN.lines()) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(ours.lines().count(), GOLDEN.lines().count());
}

#[test]
fn specialised_forms_come_in_families() {
    for opcode in Opcode::all() {
        assert_eq!(Opcode::from_name(opcode.name()), Some(opcode));
        assert_eq!(Opcode::try_from(opcode.byte()), Ok(opcode));
        assert_eq!(opcode.plain().plain(), opcode.plain());
        assert_eq!(opcode.is_specialised(), opcode.plain() != opcode);
        assert_eq!(opcode.has_argument(), opcode.plain().byte() >= HAVE_ARGUMENT);
        assert_eq!(opcode.has_argument(), opcode.argument() != Argument::None);
        assert_eq!(opcode.caches(), vivarium_bytecode::opcode::CACHES[opcode as usize] as usize);
        if opcode.is_specialised() {
            assert_eq!(opcode.stack_effect(0, None), None);
            assert!(opcode.plain().specialised().any(|form| form == opcode));
        }
        if opcode.is_jump() {
            assert!(matches!(opcode.flow(), Flow::Jump | Flow::Branch), "{opcode}");
        }
    }
    assert_eq!(Opcode::from_byte(181), None);
}

#[test]
fn effects_never_overflow() {
    for opcode in Opcode::all().filter(|opcode| !opcode.is_specialised()) {
        for arg in [u32::MAX, 1 << 31, i32::MAX as u32] {
            assert!(opcode.stack_effect(arg, None).is_some());
        }
    }
}
