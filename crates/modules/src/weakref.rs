//! `_weakref`.

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::weakref::{self, PyWeakReference, proxy};
use vivarium_runtime::{args, int, list, raise, singletons};

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
    PyMethodDef::fast(
        c"_remove_dead_weakref",
        remove_dead,
        c"_remove_dead_weakref($module, dct, key, /)\n--\n\nRemove a key whose value is a weak reference to what is gone.",
    ),
    PyMethodDef::fast(
        c"proxy",
        new_proxy,
        c"proxy($module, object, callback=None, /)\n--\n\nAn object that stands for another one as long as that lives.",
    ),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("_weakref", "Weak references.", FUNCTIONS)?;
    module.set("ref", &weakref::REF_TYPE)?;
    module.set("ReferenceType", &weakref::REF_TYPE)?;
    module.set("ProxyType", &proxy::PROXY_TYPE)?;
    module.set("CallableProxyType", &proxy::CALLABLE_PROXY_TYPE)?;
    Ok(module)
}

fn new_proxy(_: &PyObject, items: &[&PyObject]) -> PyResult {
    args::check_count("proxy", items, 1, 2)?;
    proxy::new(items[0], items.get(1).copied())
}

fn remove_dead(_: &PyObject, items: &[&PyObject]) -> PyResult {
    args::check_count("_remove_dead_weakref", items, 2, 2)?;
    let Some(dict) = items[0].cast::<PyDictObject>() else {
        return Err(args::bad_argument("_remove_dead_weakref", "argument 1", "dict", items[0]));
    };
    let Some(value) = dict.get_item(items[1])? else { return Ok(singletons::none_ref()) };
    let Some(reference) = value.cast::<PyWeakReference>() else {
        return Err(raise!(TYPE_ERROR, "not a weakref"));
    };
    if weakref::referent(reference).is_none() {
        dict.del_item(items[1])?;
    }
    Ok(singletons::none_ref())
}

fn getweakrefcount(_: &PyObject, object: &PyObject) -> PyResult {
    int::from_usize(weakref::count(object)?)
}

fn getweakrefs(_: &PyObject, object: &PyObject) -> PyResult {
    Ok(list::from_vec(weakref::references(object).into_iter().map(Ref::upcast).collect())?.upcast())
}
