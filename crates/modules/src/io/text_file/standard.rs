//! The three standard streams.

use std::ffi::c_int;

use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::str;

use super::super::{descriptor, none};
use super::{
    PyTextIOWrapper, State, TEXT_IO_WRAPPER_TYPE, check_encoding, known_errors, make, other_encoding, state,
};

/// `sys.stdin`, `sys.stdout` or `sys.stderr`; `None` where the descriptor is not open.
pub fn standard_stream(descriptor: c_int, unbuffered: bool) -> PyResult {
    if descriptor::was_closed(descriptor) {
        return none();
    }
    // SAFETY: any descriptor may be asked about.
    let terminal = unsafe { libc::isatty(descriptor) } != 0;
    let (name, errors) = match descriptor {
        0 => ("<stdin>", "surrogateescape"),
        1 => ("<stdout>", "surrogateescape"),
        _ => ("<stderr>", "backslashreplace"),
    };
    make(
        &TEXT_IO_WRAPPER_TYPE,
        State {
            over: None,
            encoding: None,
            label: "utf-8".to_owned(),
            descriptor,
            owned: false,
            name: str::new(name)?.upcast(),
            mode: if descriptor == 0 { "r" } else { "w" },
            readable: descriptor == 0,
            writable: descriptor != 0,
            line_buffering: !unbuffered && (terminal || descriptor == 2),
            write_through: unbuffered,
            errors,
            translate: true,
            line_end: None,
            pending: Vec::new(),
            input: Vec::new(),
            at_end: false,
            closed: false,
        },
    )
}

/// Gives a standard stream another encoding and error handler; nothing where the texts are empty.
pub(crate) fn reencode(stream: &PyObject, encoding: &str, errors: &str) -> Result<(), Raised> {
    if !stream.is_instance_of::<PyTextIOWrapper>() {
        return Ok(());
    }
    let name = if encoding.is_empty() { None } else { Some(str::new(encoding)?) };
    let name = name.as_deref().map(|name| -> &PyObject { name });
    check_encoding(name)?;
    let mut state = state(stream)?;
    if name.is_some() {
        state.encoding = other_encoding(name);
        state.label = encoding.to_owned();
    }
    if !errors.is_empty() {
        state.errors = known_errors(Some(errors));
    }
    Ok(())
}
