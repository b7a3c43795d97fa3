//! What the VM needs of the `sys` module: its namespace, streams, paths.

use std::cell::Cell;

use vivarium_runtime::buffer::View;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use vivarium_runtime::str::{self, PyUnicodeObject};
use vivarium_runtime::{bytes, call, exceptions, raise, typeobject};

struct Store {
    module: Cell<*mut PyModuleObject>,
    modules: Cell<*mut PyDictObject>,
    optimize: Cell<i32>,
    verbose: Cell<i32>,
    inspect: Cell<bool>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Store {}

static STORE: Store = Store {
    module: Cell::new(std::ptr::null_mut()),
    modules: Cell::new(std::ptr::null_mut()),
    optimize: Cell::new(0),
    verbose: Cell::new(0),
    inspect: Cell::new(false),
};

/// Installs the module and `sys.modules`.
pub fn install(module: Ref<PyModuleObject>, modules: Ref<PyDictObject>) {
    drop(replace_slot(&STORE.module, Some(module)));
    drop(replace_slot(&STORE.modules, Some(modules)));
}

/// The module, once it is there.
pub fn module() -> Option<&'static PyModuleObject> {
    // SAFETY: installed once, for ever.
    unsafe { STORE.module.get().as_ref() }
}

/// The dict that `sys.modules` was at the start; imports look there, as in CPython.
pub fn modules() -> Result<&'static PyDictObject, Raised> {
    // SAFETY: installed once, for ever.
    unsafe { STORE.modules.get().as_ref() }.ok_or_else(|| raise!(RUNTIME_ERROR, "unable to get sys.modules"))
}

/// `sys.name` as it is now, if it is there (`_PySys_GetAttr`).
pub fn get(name: &str) -> Result<Option<Ref>, Raised> {
    match module() {
        Some(module) => module.get(name),
        None => Ok(None),
    }
}

pub fn set(name: &str, value: &PyObject) -> Result<(), Raised> {
    match module() {
        Some(module) => module.set(name, value),
        None => Ok(()),
    }
}

/// The level of `-O`.
pub fn optimize() -> i32 {
    STORE.optimize.get()
}

pub fn set_optimize(level: i32) {
    STORE.optimize.set(level);
}

/// Whether the end of the program is the beginning of an interactive session (`-i`): `SystemExit` ends nothing then.
pub fn inspect() -> bool {
    STORE.inspect.get()
}

pub fn set_inspect(inspect: bool) {
    STORE.inspect.set(inspect);
}

pub fn verbose() -> i32 {
    STORE.verbose.get()
}

pub fn set_verbose(level: i32) {
    STORE.verbose.set(level);
}

/// `os.fsdecode`: a path as `str` (`PyUnicode_FSDecoder`).
pub fn decode_path(path: &PyObject) -> PyResult {
    if path.is_instance_of::<PyUnicodeObject>() {
        return Ok(path.to_ref());
    }
    let resolved = match typeobject::lookup_special(path, vivarium_runtime::name!("__fspath__"))? {
        Some(method) => call::call(&method, &[])?,
        None => path.to_ref(),
    };
    if resolved.is_instance_of::<PyUnicodeObject>() {
        return Ok(resolved);
    }
    match bytes::as_slice(&resolved) {
        Some(content) => decode_bytes(content),
        None => Err(raise!(
            TYPE_ERROR,
            "expected str, bytes or os.PathLike object, not {}",
            resolved.ob_type().full_name()
        )),
    }
}

/// The name of a source as `compile()` takes it (`PyUnicode_FSDecoder`): buffers too, with a warning; no NUL in it.
pub fn decode_filename(name: &PyObject) -> PyResult {
    let is_path = name.is_instance_of::<PyUnicodeObject>() || bytes::as_slice(name).is_some();
    let decoded = match (!is_path).then(|| View::simple_if_supported(name)).flatten() {
        Some(buffer) => {
            let buffer = buffer?;
            let given = name.ob_type().full_name();
            let message = format!("path should be string, bytes, or os.PathLike, not {given}");
            crate::warnings::warn(&exceptions::DEPRECATION_WARNING, &message, 1)?;
            decode_bytes(buffer.as_slice())?
        }
        None => decode_path(name)?,
    };
    if decoded.cast::<PyUnicodeObject>().is_some_and(|name| name.data().iter().any(|code| code == 0)) {
        return Err(raise!(VALUE_ERROR, "embedded null character"));
    }
    Ok(decoded)
}

/// Bytes of the system as `str`: UTF-8, bytes that are none as lone surrogates (`surrogateescape`).
pub fn decode_bytes(content: &[u8]) -> PyResult {
    let mut builder = str::Builder::new();
    let mut rest = content;
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                builder.push_str(text)?;
                return Ok(builder.finish()?.upcast());
            }
            Err(error) => {
                let (good, bad) = rest.split_at(error.valid_up_to());
                builder.push_str(std::str::from_utf8(good).unwrap_or_default())?;
                builder.push(0xdc00 + u32::from(bad[0]))?;
                rest = &bad[1..];
            }
        }
    }
}

/// A `str` as bytes of the system, the other way round.
pub fn encode_path(path: &PyObject) -> Vec<u8> {
    let Some(text) = path.cast::<PyUnicodeObject>() else { return Vec::new() };
    let mut out = Vec::new();
    for code in text.data().iter() {
        match char::from_u32(code) {
            Some(character) => out.extend(character.encode_utf8(&mut [0; 4]).as_bytes()),
            None if (0xdc80..=0xdcff).contains(&code) => out.push((code - 0xdc00) as u8),
            None => out.push(b'?'),
        }
    }
    out
}
