//! `_io`: text streams over files and in memory.

use std::cell::Cell;

use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::weakref::PyWeakReference;
use vivarium_runtime::{raise, singletons};

use crate::support::native::clear;
use crate::support::{new_module, set_int};

pub(crate) mod base;
pub mod begun;
pub(crate) mod bytes_io;
mod descriptor;
mod open;
pub(crate) mod string_io;
pub(crate) mod text_file;

pub use text_file::standard_stream;

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let io = new_module("io", "Streams of text and bytes.", open::FUNCTIONS)?;
    io.set("TextIOWrapper", &text_file::TEXT_IO_WRAPPER_TYPE)?;
    io.set("StringIO", &string_io::STRING_IO_TYPE)?;
    io.set("BytesIO", &bytes_io::BYTES_IO_TYPE)?;
    io.set("_IOBase", &base::IO_BASE_TYPE)?;
    io.set("_RawIOBase", &base::RAW_IO_BASE_TYPE)?;
    io.set("_BufferedIOBase", &base::BUFFERED_IO_BASE_TYPE)?;
    io.set("_TextIOBase", &base::TEXT_IO_BASE_TYPE)?;
    io.set("UnsupportedOperation", &*unsupported_operation()?)?;
    io.set("BlockingIOError", &vivarium_runtime::exceptions::BLOCKING_IO_ERROR)?;
    set_int(&io, "DEFAULT_BUFFER_SIZE", 8192)?;
    Ok(io)
}

struct Unsupported(Cell<*mut PyObject>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Unsupported {}

static UNSUPPORTED: Unsupported = Unsupported(Cell::new(std::ptr::null_mut()));

/// `io.UnsupportedOperation`, an `OSError` and a `ValueError`.
fn unsupported_operation() -> PyResult {
    use vivarium_runtime::{call, dict, exceptions, str, tuple, typeobject};
    if UNSUPPORTED.0.get().is_null() {
        let namespace = dict::new()?;
        namespace.set_item(&*str::intern("__module__")?, &*str::intern("io")?)?;
        let bases = tuple::from_slice(&[&exceptions::OS_ERROR, &exceptions::VALUE_ERROR])?;
        let name = str::new("UnsupportedOperation")?;
        UNSUPPORTED.0.set(call::call(&typeobject::TYPE_TYPE, &[&name, &bases, &namespace])?.into_raw());
    }
    // SAFETY: just made or kept since.
    Ok(unsafe { (*UNSUPPORTED.0.get()).to_ref() })
}

/// Raises `io.UnsupportedOperation`.
fn unsupported(what: &str) -> Raised {
    let raised = unsupported_operation().and_then(|class| {
        let message = vivarium_runtime::str::new(what)?;
        vivarium_runtime::call::call(&class, &[&message])
    });
    match raised {
        Ok(error) => vivarium_runtime::errors::raise_instance(error),
        Err(raised) => raised,
    }
}

fn closed_error() -> Raised {
    raise!(VALUE_ERROR, "I/O operation on closed file.")
}

/// An `OSError` of the system's last error, with a file name if there is one.
pub(crate) fn os_error(error: &std::io::Error, filename: Option<&PyObject>) -> Raised {
    use vivarium_runtime::{call, errors, exceptions, int, str};
    let code = error.raw_os_error().unwrap_or(0);
    let made = || {
        let text = str::new(&strerror(code))?;
        let code = int::from_i64(code.into())?;
        match filename {
            Some(filename) => call::call(&exceptions::OS_ERROR, &[&code, &text, filename]),
            None => call::call(&exceptions::OS_ERROR, &[&code, &text]),
        }
    };
    match made() {
        Ok(error) => errors::raise_instance(error),
        Err(raised) => raised,
    }
}

/// The system's words for an error number.
pub fn strerror(code: i32) -> String {
    // SAFETY: the C library gives a string that lives until the next call.
    unsafe { std::ffi::CStr::from_ptr(libc::strerror(code)) }.to_string_lossy().into_owned()
}

/// Ends a dying stream's weak references and gives up its attributes and its memory.
///
/// # Safety
/// Nobody refers to the stream, the collector does not track it, and the slots are its own.
unsafe fn free(object: *mut PyObject, dict: &Cell<*mut PyObject>, weakreflist: &Cell<*mut PyWeakReference>) {
    // SAFETY: as the caller promises.
    unsafe {
        if !weakreflist.get().is_null() {
            vivarium_runtime::weakref::clear_weakrefs(&*object);
        }
        clear(dict);
        vivarium_runtime::memory::free_object(object);
    }
}

/// `__enter__` of streams.
fn enter(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

/// `__exit__` of streams.
fn exit(object: &PyObject, _: &[&PyObject]) -> PyResult {
    vivarium_runtime::call::call_method(object, "close", &[])
}

fn none() -> PyResult {
    Ok(singletons::none_ref())
}
