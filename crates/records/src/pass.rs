//! What the emitter's flow-graph passes changed.

use serde::{Deserialize, Serialize};

/// The flow-graph passes of CPython 3.11's compiler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pass {
    /// A load of constants and BUILD_TUPLE became one constant.
    ConstantTuple,
    /// A constant condition decided its jump, or a load and pop of a constant went away.
    ConstantCondition,
    /// A jump to a jump goes to the last target at once.
    JumpThreading,
    /// A jump to the next instruction went away.
    RedundantJump,
    /// A NOP went away.
    Nop,
    /// A block that nothing reaches went away.
    Unreachable,
    /// A small block that leaves the code object was copied to where it is jumped to.
    ExitDuplication,
    /// SWAPs were carried out on the instructions before them.
    Swap,
    /// A line number moved to an instruction without one.
    LineNumber,
    /// A constant that is no longer used left `co_consts`.
    UnusedConstant,
    /// Anything else, such as BUILD_TUPLE and UNPACK_SEQUENCE becoming a SWAP.
    Peephole,
}

impl Pass {
    /// The pass's name as JSON and reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Pass::ConstantTuple => "constant-tuple",
            Pass::ConstantCondition => "constant-condition",
            Pass::JumpThreading => "jump-threading",
            Pass::RedundantJump => "redundant-jump",
            Pass::Nop => "nop",
            Pass::Unreachable => "unreachable",
            Pass::ExitDuplication => "exit-duplication",
            Pass::Swap => "swap",
            Pass::LineNumber => "line-number",
            Pass::UnusedConstant => "unused-constant",
            Pass::Peephole => "peephole",
        }
    }
}

impl std::fmt::Display for Pass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassEntry {
    /// `co_qualname` of the code object.
    pub qualname: String,
    /// Its `co_firstlineno`.
    pub firstlineno: u32,
    /// The pass that made it.
    pub pass: Pass,
    /// Source line of the instruction, if it has one.
    pub line: Option<u32>,
    /// Instructions fewer (negative: more).
    pub removed: i32,
    /// What happened and why, as a sentence.
    pub what: String,
}

/// The basic blocks of one code object, in the emitter's own text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockDump {
    /// `co_qualname` of the code object.
    pub qualname: String,
    /// Its `co_firstlineno`.
    pub firstlineno: i32,
    /// As code generation made them.
    pub before: String,
    /// As the passes left them.
    pub after: String,
}

/// What the flow-graph passes did in one compilation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassLog {
    #[serde(skip)]
    on: bool,
    /// Changes in the order in which they were made.
    pub entries: Vec<PassEntry>,
    #[serde(skip)]
    with_blocks: bool,
    /// Basic blocks before and after, inner code objects first, for a log that keeps them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<BlockDump>,
}

impl PassLog {
    /// A log that records.
    pub fn on() -> PassLog {
        PassLog { on: true, ..PassLog::default() }
    }

    /// A log that also keeps the basic blocks.
    pub fn with_blocks() -> PassLog {
        PassLog { on: true, with_blocks: true, ..PassLog::default() }
    }

    /// Whether it keeps the basic blocks.
    #[inline]
    pub fn keeps_blocks(&self) -> bool {
        self.with_blocks
    }

    /// A log that records nothing.
    pub fn off() -> PassLog {
        PassLog::default()
    }

    /// Whether it records.
    #[inline]
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// Records a change; `entry` is called only if the log is on.
    #[inline]
    pub fn record(&mut self, entry: impl FnOnce() -> PassEntry) {
        if self.on {
            self.entries.push(entry());
        }
    }
}
