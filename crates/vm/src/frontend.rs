//! The seam to the compiler: what a front end does for running programs, handed in at start-up.

use std::cell::RefCell;
use std::rc::Rc;

use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::raise;

/// What a source is compiled as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `exec`: a module.
    Exec,
    /// `eval`: an expression.
    Eval,
    /// `single`: an interactive statement, whose value is displayed.
    Single,
    /// `func_type`: the type comment of a function.
    FuncType,
}

/// How a source is compiled.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// `co_filename`.
    pub filename: &'a PyObject,
    pub mode: Mode,
    /// `PyCF_*` and `CO_FUTURE_*` bits.
    pub flags: u32,
    /// -1 is the interpreter's own level.
    pub optimize: i32,
}

/// A compiled source.
pub struct Compiled {
    pub code: Ref<PyCodeObject>,
    /// Keeps the tree's constants alive while the code runs, as CPython's parser arena does for scripts and `exec` of
    /// source.
    pub owner: Vec<Ref>,
}

/// Where a traceback's line marks the part that failed: byte offsets within the marked text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchors {
    /// Where the operator starts, behind what gets `~`.
    pub left_end: usize,
    /// Where the right part starts.
    pub right_start: usize,
    pub primary: char,
    pub secondary: char,
}

/// Compiles sources for running programs.
pub trait FrontEnd {
    /// Source as bytes (decoded by its own coding line) to a code object; errors are Python exceptions.
    fn compile(&self, source: &[u8], options: &Options<'_>) -> Result<Compiled, Raised>;

    /// As [`FrontEnd::compile`] for a script from a file or standard input.
    fn compile_script(&self, source: &[u8], options: &Options<'_>) -> Result<Compiled, Raised>;

    /// As [`FrontEnd::compile`] where the source is a `str`, so that no coding line counts.
    fn compile_text(&self, source: &PyObject, options: &Options<'_>) -> Result<Compiled, Raised>;

    /// `compile(..., PyCF_ONLY_AST)`: the tree as objects; with the syntax of Python 3.N alone if that is asked for.
    fn parse(&self, source: &PyObject, options: &Options<'_>, feature_version: Option<u8>) -> PyResult;

    /// A tree of objects to a code object.
    fn compile_tree(&self, tree: &PyObject, options: &Options<'_>) -> Result<Compiled, Raised>;

    /// Whether an object is such a tree.
    fn is_tree(&self, object: &PyObject) -> bool;

    /// The anchors of a piece of a line, if it is an operator or a subscript (PEP 657).
    fn anchors(&self, segment: &str) -> Option<Anchors>;

    /// The text of a source file as Python decodes it; nothing if it can't be decoded.
    fn decode(&self, source: &[u8]) -> Option<String>;
}

struct Store(RefCell<Option<Rc<dyn FrontEnd>>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Store {}

static FRONT_END: Store = Store(RefCell::new(None));

/// Hands in a front end.
pub fn install(front_end: Rc<dyn FrontEnd>) {
    *FRONT_END.0.borrow_mut() = Some(front_end);
}

/// The front end, if there is one.
pub fn get() -> Option<Rc<dyn FrontEnd>> {
    FRONT_END.0.borrow().clone()
}

/// The front end, or an exception.
pub fn require() -> Result<Rc<dyn FrontEnd>, Raised> {
    get().ok_or_else(|| raise!(RUNTIME_ERROR, "source can't be compiled: no front end is installed"))
}
