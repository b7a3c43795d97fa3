//! Sets as the loop needs them.

use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{call, hooks};

/// An empty set.
pub fn new() -> PyResult {
    call::call(&*hooks::builtin("set")?, &[])
}

pub fn add(set: &PyObject, item: &PyObject) -> Result<(), Raised> {
    call::call_method(set, "add", &[item])?;
    Ok(())
}

pub fn update(set: &PyObject, items: &PyObject) -> Result<(), Raised> {
    call::call_method(set, "update", &[items])?;
    Ok(())
}
