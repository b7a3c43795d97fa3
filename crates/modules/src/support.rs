//! Making native modules.

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::{self, PyModuleObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::{builtin_function, int, str};

pub mod native;

/// A module with these functions, whose table ends in [`PyMethodDef::END`].
pub fn new_module(name: &str, doc: &str, functions: &'static [PyMethodDef]) -> PyResult<PyModuleObject> {
    let made = module::new(name)?;
    if !doc.is_empty() {
        made.set("__doc__", &*str::new(doc)?)?;
    }
    add_functions(&made, functions)?;
    Ok(made)
}

/// Adds functions to a module.
pub fn add_functions(module: &PyModuleObject, functions: &'static [PyMethodDef]) -> Result<(), Raised> {
    let name = module.name()?;
    for def in functions.iter().take_while(|def| !def.ml_name.is_null()) {
        let function = builtin_function::new(def, Some(module), name.as_deref())?;
        module.set(def.name(), &function)?;
    }
    Ok(())
}

pub fn set_int(module: &PyModuleObject, name: &str, value: i64) -> Result<(), Raised> {
    module.set(name, &*int::from_i64(value)?)
}

pub fn set_str(module: &PyModuleObject, name: &str, value: &str) -> Result<(), Raised> {
    module.set(name, &*str::new(value)?)
}

/// An argument that must be a callable or `None`; `None` for the latter.
pub fn callable_or_none(object: &PyObject) -> Option<&PyObject> {
    (!object.is_none()).then_some(object)
}

/// `PyErr_NewException`: a new exception class of a module.
pub fn new_exception(module: &str, name: &str, base: &PyObject) -> PyResult {
    let dict = vivarium_runtime::dict::new()?;
    dict.set_item(vivarium_runtime::name!("__module__"), &*str::new(module)?)?;
    let bases = vivarium_runtime::tuple::from_slice(&[base])?;
    vivarium_runtime::call::call(
        &vivarium_runtime::typeobject::TYPE_TYPE,
        &[&*str::intern(name)?, &*bases, &*dict],
    )
}

/// What a module keeps for as long as the program runs.
pub struct Kept(std::cell::Cell<*mut PyObject>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Kept {}

impl Kept {
    pub const fn new() -> Kept {
        Kept(std::cell::Cell::new(std::ptr::null_mut()))
    }

    /// The object, made the first time.
    pub fn get_or(&self, make: impl FnOnce() -> PyResult) -> PyResult {
        // SAFETY: null or owned by the cell.
        if let Some(found) = unsafe { vivarium_runtime::object::clone_slot(&self.0) } {
            return Ok(found);
        }
        let made = make()?;
        self.set(Some(made.clone()));
        Ok(made)
    }

    pub fn set(&self, object: Option<vivarium_runtime::object::Ref>) {
        drop(vivarium_runtime::object::replace_slot(&self.0, object));
    }
}

impl Default for Kept {
    fn default() -> Kept {
        Kept::new()
    }
}

/// Raises an exception of a class that a module made.
pub fn raise_class(class: &PyObject, message: &str) -> Raised {
    match class.cast::<vivarium_runtime::typeobject::PyTypeObject>() {
        Some(ty) => vivarium_runtime::errors::raise(ty, format_args!("{message}")),
        None => vivarium_runtime::raise!(SYSTEM_ERROR, "no exception class"),
    }
}

/// A buffer that may be written to, as the argument format `w*` takes it; `what` begins the message.
pub fn writable(object: &PyObject, what: &str) -> Result<vivarium_runtime::buffer::View, Raised> {
    vivarium_runtime::buffer::View::writable(object).map_err(|_| {
        vivarium_runtime::errors::clear();
        let got = if object.is_none() { "None" } else { object.ob_type().name() };
        vivarium_runtime::raise!(TYPE_ERROR, "{what} must be read-write bytes-like object, not {got}")
    })
}
