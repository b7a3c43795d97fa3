//! `_weakref`.

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::{int, list, weakref};

use crate::support::new_module;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::one(
        c"getweakrefcount",
        getweakrefcount,
        c"getweakrefcount($module, object, /)\n--\n\nThe number of weak references to an object.",
    ),
    PyMethodDef::one(
        c"getweakrefs",
        getweakrefs,
        c"getweakrefs($module, object, /)\n--\n\nThe weak references to an object.",
    ),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("_weakref", "Weak references.", FUNCTIONS)?;
    module.set("ref", &weakref::REF_TYPE)?;
    module.set("ReferenceType", &weakref::REF_TYPE)?;
    Ok(module)
}

fn getweakrefcount(_: &PyObject, object: &PyObject) -> PyResult {
    int::from_usize(weakref::count(object)?)
}

fn getweakrefs(_: &PyObject, object: &PyObject) -> PyResult {
    Ok(list::from_vec(weakref::references(object).into_iter().map(Ref::upcast).collect())?.upcast())
}
