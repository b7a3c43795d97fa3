//! What stops a compilation, and what is warned about.

use vivarium_ast::Location;

/// The Python exception that stops a compilation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorClass {
    /// `SyntaxError`
    Syntax,
    /// `RecursionError`
    Recursion,
    /// `SystemError`
    System,
    /// `OverflowError`
    Overflow,
}

/// Why there is no code object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmitError {
    /// Its class.
    pub class: ErrorClass,
    /// Its message.
    pub message: String,
    /// Where, with 0-based columns as in the tree; `None` for errors without a place.
    pub location: Option<Location>,
    /// `False` where CPython gives no end.
    pub ranged: bool,
}

/// The result of a step.
pub type Result<T = ()> = std::result::Result<T, Box<EmitError>>;

impl EmitError {
    /// A `SyntaxError` with its place.
    #[cold]
    #[inline(never)]
    pub fn syntax(message: impl Into<String>, location: Location) -> Box<EmitError> {
        Box::new(EmitError {
            class: ErrorClass::Syntax,
            message: message.into(),
            location: Some(location),
            ranged: true,
        })
    }

    /// The tree is too deep.
    #[cold]
    #[inline(never)]
    pub fn too_deep() -> Box<EmitError> {
        Box::new(EmitError {
            class: ErrorClass::Recursion,
            message: "maximum recursion depth exceeded during compilation".into(),
            location: None,
            ranged: false,
        })
    }

    /// A broken promise of an earlier stage (a tree that no source has).
    #[cold]
    #[inline(never)]
    pub fn system(message: impl Into<String>) -> Box<EmitError> {
        Box::new(EmitError {
            class: ErrorClass::System,
            message: message.into(),
            location: None,
            ranged: false,
        })
    }
}

/// A `SyntaxWarning` of the compile step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmitWarning {
    /// Its message.
    pub message: String,
    /// Where; a filter that raises it makes a `SyntaxError` of this place.
    pub location: Location,
}
