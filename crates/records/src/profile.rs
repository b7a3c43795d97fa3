//! What the VM saw while a program ran.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Which code object a profile belongs to: enough to find it again in the compiled source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CodeKey {
    /// `co_filename`.
    pub filename: String,
    /// `co_qualname`.
    pub qualname: String,
    /// `co_firstlineno`.
    pub firstlineno: i32,
}

/// What happened at one place that can specialise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Specialisation {
    /// Times it was specialised, by specialised opcode.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub success: BTreeMap<String, u64>,
    /// Times that specialising failed, by reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub failures: BTreeMap<String, u64>,
    /// Executions of the specialised form whose guards held.
    #[serde(default)]
    pub hits: u64,
    /// Executions of the specialised form whose guards failed.
    #[serde(default)]
    pub misses: u64,
    /// Times the specialised form was given up.
    #[serde(default)]
    pub deopts: u64,
}

impl Specialisation {
    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        *self == Specialisation::default()
    }
}

/// What happened at one instruction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstructionProfile {
    /// Byte offset in `co_code`.
    pub offset: u32,
    /// Executions.
    pub count: u64,
    /// Specialisation, for instructions that can.
    #[serde(default, skip_serializing_if = "Specialisation::is_empty")]
    pub specialisation: Specialisation,
}

/// What happened in one code object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeProfile {
    /// Which code object.
    #[serde(flatten)]
    pub key: CodeKey,
    /// Times it was entered (resumptions of generators not counted).
    pub calls: u64,
    /// Its instructions by offset; those never executed may be missing.
    pub instructions: Vec<InstructionProfile>,
}

/// What happened in one run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunProfile {
    /// Version of this format.
    pub version: u32,
    /// Code objects in any order; one key may stand for several code objects of one source line.
    pub codes: Vec<CodeProfile>,
}

impl Default for RunProfile {
    fn default() -> RunProfile {
        RunProfile { version: RunProfile::VERSION, codes: Vec::new() }
    }
}

impl RunProfile {
    /// The format this crate writes.
    pub const VERSION: u32 = 1;

    /// An empty profile.
    pub fn new() -> RunProfile {
        RunProfile::default()
    }

    /// The profiles of the code objects with this name and line in any file whose name ends like `filename`.
    pub fn find<'a>(
        &'a self,
        filename: &'a str,
        qualname: &'a str,
        firstlineno: i32,
    ) -> impl Iterator<Item = &'a CodeProfile> + 'a {
        self.codes.iter().filter(move |code| {
            code.key.qualname == qualname
                && code.key.firstlineno == firstlineno
                && (code.key.filename == filename || same_file(&code.key.filename, filename))
        })
    }

    /// Executed instructions in all.
    pub fn total(&self) -> u64 {
        self.codes
            .iter()
            .flat_map(|code| &code.instructions)
            .fold(0, |sum, one| sum.saturating_add(one.count))
    }
}

/// Whether one path is the other with folders in front.
fn same_file(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let short = short.trim_start_matches("./");
    !short.is_empty()
        && long.strip_suffix(short).is_some_and(|front| front.is_empty() || front.ends_with('/'))
}
