//! `_io`: streams.

use vivarium_runtime::module::{self, PyModuleObject};
use vivarium_runtime::object::PyResult;
use vivarium_runtime::{exceptions, int};

pub mod text;

pub use text::{TEXT_STREAM_TYPE, open_descriptor};

/// Makes the module.
pub fn create() -> PyResult<PyModuleObject> {
    let made = module::new("_io")?;
    made.set("DEFAULT_BUFFER_SIZE", &*int::from_i64(text::BUFFER as i64)?)?;
    made.set("TextIOWrapper", &TEXT_STREAM_TYPE)?;
    made.set("BlockingIOError", &exceptions::BLOCKING_IO_ERROR)?;
    Ok(made)
}
