//! Sets as the loop needs them.

use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::set::{self, PySetObject};

/// An empty set.
pub fn new() -> PyResult {
    Ok(set::new()?.upcast())
}

fn this(set: &PyObject) -> &PySetObject {
    // SAFETY: the compiler's set.
    unsafe { set.cast_unchecked() }
}

pub fn add(set: &PyObject, item: &PyObject) -> Result<(), Raised> {
    this(set).add(item)?;
    Ok(())
}

pub fn update(set: &PyObject, items: &PyObject) -> Result<(), Raised> {
    this(set).update(items)
}
