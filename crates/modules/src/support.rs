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
