//! `cargo xtask handlers`: disassembles the tail-call driver of an optimised `viv`, since nothing in the language promises
//! that a handler's last call becomes a jump, or that a hot handler saves no registers.

use crate::{Outcome, root};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(clap::Args)]
pub struct Arguments {
    /// The program to look at; without it a release build of `viv` is made
    #[arg(long)]
    binary: Option<PathBuf>,
}

/// Handlers that must not push anything: their rare exits are jumps, too.
const HOT: &[&str] = &[
    "LOAD_FAST",
    "LOAD_CONST",
    "STORE_FAST",
    "LOAD_FAST__LOAD_FAST",
    "LOAD_FAST__LOAD_CONST",
    "LOAD_CONST__LOAD_FAST",
    "STORE_FAST__LOAD_FAST",
    "STORE_FAST__STORE_FAST",
    "LOAD_DEREF",
    "POP_TOP",
    "PUSH_NULL",
    "COPY",
    "SWAP",
    "JUMP_FORWARD",
    "JUMP_BACKWARD_QUICK",
    "RESUME_QUICK",
    "POP_JUMP_FORWARD_IF_TRUE",
    "POP_JUMP_FORWARD_IF_FALSE",
    "POP_JUMP_FORWARD_IF_NONE",
    "POP_JUMP_FORWARD_IF_NOT_NONE",
    "BINARY_OP_ADAPTIVE",
    "BINARY_OP_ADD_FLOAT",
    "BINARY_OP_SUBTRACT_FLOAT",
    "BINARY_OP_MULTIPLY_FLOAT",
    "BINARY_SUBSCR_LIST_INT",
    "BINARY_SUBSCR_TUPLE_INT",
    "STORE_SUBSCR_LIST_INT",
    "LOAD_ATTR_INSTANCE_VALUE",
    "LOAD_ATTR_SLOT",
    "STORE_ATTR_INSTANCE_VALUE",
    "STORE_ATTR_SLOT",
    "LOAD_METHOD_NO_DICT",
    "LOAD_METHOD_WITH_VALUES",
    "LOAD_GLOBAL_MODULE",
    "LOAD_GLOBAL_BUILTIN",
    "UNPACK_SEQUENCE_TWO_TUPLE",
    "LIST_APPEND",
    "PRECALL_PYFUNC",
    "PRECALL_NO_KW_LIST_APPEND",
    "YIELD_VALUE",
];

/// Functions that handlers go on to, never into.
const CONTINUATIONS: &[&str] = &["rare", "dead", "dead_other", "dead_then", "miss"];

pub fn run(arguments: &Arguments) -> Outcome {
    let binary = match &arguments.binary {
        Some(binary) => binary.clone(),
        None => build()?,
    };
    let output = Command::new("objdump")
        .args(["-d", "-C", "--no-show-raw-insn"])
        .arg(&binary)
        .output()
        .map_err(|e| format!("objdump: {e}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let handlers = handlers(&text);
    if handlers.len() < 100 {
        return Err(format!("{}: no tail-call driver in it", binary.display()));
    }
    let mut complaints = Vec::new();
    for (name, lines) in &handlers {
        for line in lines.iter().filter(|line| is_call_onwards(line)) {
            complaints.push(format!("{name} does not end in a jump: {line}"));
        }
    }
    for hot in HOT {
        match handlers.get(hot) {
            Some(lines) if lines.iter().any(|line| line.starts_with("push")) => {
                complaints.push(format!("{hot} saves registers"));
            }
            Some(_) => {}
            None => complaints.push(format!("{hot} is not there")),
        }
    }
    if complaints.is_empty() {
        println!("{} handlers, {} of them hot: all as they should be", handlers.len(), HOT.len());
        return Ok(());
    }
    Err(complaints.join("\n"))
}

pub fn build() -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--release", "--package", "vivarium-cli"])
        .current_dir(root())
        .status()
        .map_err(|e| e.to_string())?;
    if !status.success() {
        return Err("viv does not build".into());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(target.join("release").join(Path::new("viv")))
}

/// The instructions of each handler, by opcode.
fn handlers(text: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut current = None;
    for line in text.lines() {
        if let Some(symbol) = line.strip_suffix(">:") {
            current = symbol
                .split_once("by_opcode::")
                .map(|(_, name)| name)
                .filter(|name| !name.contains("apart") && !name.contains("report"))
                .map(|name| name.split("::").next().unwrap_or(name));
        } else if let (Some(name), Some((_, instruction))) = (current, line.split_once('\t')) {
            found.entry(name).or_default().push(instruction.trim());
        }
    }
    found
}

/// A call to another handler, through the table or by name.
fn is_call_onwards(line: &str) -> bool {
    let Some(target) = line.strip_prefix("call") else { return false };
    let target = target.trim();
    if target.starts_with('*') {
        return target.contains(",8)");
    }
    let Some((_, name)) = target.split_once("tail::") else { return false };
    let name = name.trim_end_matches('>');
    (name.contains("by_opcode::") && !name.contains("apart"))
        || CONTINUATIONS.iter().any(|known| name == *known || name.starts_with(&format!("{known}::")))
}
