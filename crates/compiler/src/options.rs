//! What a compilation depends on besides its source.

use vivarium_emitter::Process;
use vivarium_text::siphash::Key;
use vivarium_text::wtf8::Wtf8Buf;

/// The flags of Python's `compile()`, and the `CO_FUTURE_*` ones that code inherits.
pub mod flags {
    pub use vivarium_bytecode::flags::{CO_FUTURE_ANNOTATIONS, CO_FUTURE_BARRY_AS_BDFL};
    pub use vivarium_emitter::{PYCF_ALLOW_TOP_LEVEL_AWAIT, PYCF_MASK};

    /// `# type:` comments become part of the tree.
    pub const PYCF_TYPE_COMMENTS: u32 = 0x1000;
    /// The source names no encoding, whatever a cookie says.
    pub const PYCF_IGNORE_COOKIE: u32 = 0x0800;
    /// The end of an interactive text leaves its blocks open.
    pub const PYCF_DONT_IMPLY_DEDENT: u32 = 0x0200;
    /// The error of a text that might go on says so.
    pub const PYCF_ALLOW_INCOMPLETE_INPUT: u32 = 0x4000;
}

/// What the source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A module: `exec`.
    #[default]
    Exec,
    /// An expression: `eval`.
    Eval,
    /// An interactive statement: `single`.
    Single,
}

/// How to compile.
#[derive(Clone, Debug)]
pub struct Options {
    /// `co_filename`.
    pub filename: Wtf8Buf,
    /// What the source is.
    pub mode: Mode,
    /// 0, 1 or 2: none, `-O`, `-OO`.
    pub optimize: u8,
    /// Bits of [`flags`], those inherited from the caller's code among them.
    pub flags: u32,
    /// How strings hash: it decides the order of set constants. The default is that of `PYTHONHASHSEED=0`.
    pub hash_key: Key,
    /// Which of CPython's processes the code is to come from: it has interned strings, which shows in the order of set
    /// constants, too.
    pub process: Process,
    /// Whether to keep a fold log.
    pub fold_log: bool,
    /// Whether to keep a pass log.
    pub pass_log: bool,
    /// Whether the pass log also keeps the basic blocks.
    pub block_log: bool,
    /// Python's recursion limit.
    pub recursion_limit: u32,
    /// Python frames in use, which leave less of the limit.
    pub recursion_depth: u32,
    /// `sys.set_int_max_str_digits()`
    pub max_int_digits: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            filename: "<string>".into(),
            mode: Mode::Exec,
            optimize: 0,
            flags: 0,
            hash_key: Key::default(),
            process: Process::default(),
            fold_log: false,
            pass_log: false,
            block_log: false,
            recursion_limit: 1000,
            recursion_depth: 0,
            max_int_digits: vivarium_text::literal::INT_MAX_STR_DIGITS,
        }
    }
}

/// CPython allows itself three levels of the tree for each level of Python.
const SCALE: u32 = 3;

impl Options {
    /// Options for a file.
    pub fn file(filename: impl Into<Wtf8Buf>) -> Options {
        Options { filename: filename.into(), ..Options::default() }
    }

    pub(crate) fn depth(&self) -> (u32, u32) {
        (self.recursion_depth.saturating_mul(SCALE), self.recursion_limit.saturating_mul(SCALE))
    }

    /// Options of the parser.
    pub fn parser(&self) -> vivarium_parser::Options {
        vivarium_parser::Options {
            mode: match self.mode {
                Mode::Exec => vivarium_parser::Mode::Exec,
                Mode::Eval => vivarium_parser::Mode::Eval,
                Mode::Single => vivarium_parser::Mode::Single,
            },
            type_comments: self.flags & flags::PYCF_TYPE_COMMENTS != 0,
            barry_as_flufl: self.flags & flags::CO_FUTURE_BARRY_AS_BDFL != 0,
            allow_incomplete: self.flags & flags::PYCF_ALLOW_INCOMPLETE_INPUT != 0,
            dont_imply_dedent: self.flags & flags::PYCF_DONT_IMPLY_DEDENT != 0,
            max_int_digits: self.max_int_digits,
            ..vivarium_parser::Options::default()
        }
    }
}
