//! `docs/opcodes.md`, from the table that everything about opcodes comes from.

use std::fmt::Write as _;
use vivarium_bytecode::Opcode;

pub fn page() -> String {
    let mut out = String::from(
        "# Opcodes\n\nWritten by `cargo xtask golden` from `crates/bytecode/opcodes.table`. The stack effect is for an \
         argument `n`; after a semicolon, when the instruction jumps. Indented lines are the specialised forms that \
         quickening writes over an instruction as it runs.\n\n| number | name | argument | stack | caches | |\n\
         |---|---|---|---|---|---|\n",
    );
    for opcode in Opcode::all().filter(|o| !o.is_specialised()) {
        let effect = match opcode.effect_formula() {
            Some((next, jump)) if next == jump => format!("`{next}`"),
            Some((next, jump)) => format!("`{next} ; {jump}`"),
            None => String::new(),
        };
        let effect = effect.replace('|', "\\|");
        let caches: Vec<String> =
            opcode.cache_fields().iter().map(|(name, size)| format!("{name} {size}")).collect();
        let argument = opcode.argument().word();
        let doc = opcode.doc().replace('|', "\\|");
        let _ = writeln!(
            out,
            "| {} | {} | {argument} | {effect} | {} | {doc} |",
            opcode.byte(),
            opcode.name(),
            caches.join(", ")
        );
        for form in opcode.specialised() {
            let doc = form.doc().replace('|', "\\|");
            let _ = writeln!(out, "| {} | – {} | | | | {doc} |", form.byte(), form.name());
        }
    }
    out
}
