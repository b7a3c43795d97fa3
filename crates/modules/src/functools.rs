//! `_functools`: `partial`, `reduce`, `cmp_to_key` and the cache behind `lru_cache` (`Modules/_functoolsmodule.c`).

use vivarium_runtime::args::{Spec, check_count, items, no_keywords};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::typeobject::ready::ready;
use vivarium_runtime::{call, errors, exceptions, gc, iter, raise, singletons};

use crate::support::native::{add_types, set_module};
use crate::support::new_module;

pub mod key_wrapper;
pub mod lru_cache;
pub mod partial;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::varargs(
        c"reduce",
        reduce,
        c"reduce(function, iterable[, initial]) -> value\n\nCombine the items from left to right by a function of two arguments, starting with the initial value or the first item.",
    ),
    PyMethodDef::keywords(
        c"cmp_to_key",
        cmp_to_key,
        c"Convert a cmp= function into a key= function.",
    ),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("_functools", "Tools that operate on functions.", FUNCTIONS)?;
    add_types(&module, &[&partial::PARTIAL_TYPE, &lru_cache::LRU_CACHE_TYPE])?;
    ready(&key_wrapper::KEY_WRAPPER_TYPE)?;
    ready(&lru_cache::LINK_TYPE)?;
    for ty in [&partial::PARTIAL_TYPE, &lru_cache::LRU_CACHE_TYPE, &key_wrapper::KEY_WRAPPER_TYPE] {
        set_module(ty)?;
    }
    lru_cache::make_keyword_mark()?;
    Ok(module)
}

fn cmp_to_key(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("cmp_to_key", &["mycmp"]).required(1);
    let [compare] = SPEC.parse(args, kwnames)?;
    key_wrapper::new(compare.unwrap_or(singletons::none()).to_ref(), None)
}

fn reduce(_: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    no_keywords("reduce", kwargs)?;
    let args = items(args);
    check_count("reduce", args, 2, 3)?;
    let function = args[0];
    let mut result = args.get(2).map(|initial| initial.to_ref());
    let iterator = match iter::get_iter(args[1]) {
        Ok(iterator) => iterator,
        Err(_) if errors::matches(&exceptions::TYPE_ERROR) => {
            return Err(raise!(TYPE_ERROR, "reduce() arg 2 must support iteration"));
        }
        Err(raised) => return Err(raised),
    };
    // The last call's arguments are kept until the next one's take their place.
    let mut kept: Option<Ref<PyTupleObject>> = None;
    while let Some(item) = iter::next(&iterator)? {
        let Some(left) = result else {
            result = Some(item);
            continue;
        };
        let arguments = match kept.take().filter(|kept| kept.refcount() == 1) {
            Some(arguments) => {
                // SAFETY: two items, which the tuple owned; nobody else has it.
                let old = unsafe {
                    [(0, left), (1, item)]
                        .map(|(index, new)| Ref::from_nullable(arguments.slot(index).replace(new.into_raw())))
                };
                drop(old);
                arguments
            }
            None => tuple::pair(left, item)?,
        };
        result = Some(call::call_tuple_dict(function, &arguments, None)?);
        if !gc::is_tracked(&arguments) {
            gc::track(&arguments);
        }
        kept = Some(arguments);
    }
    result.ok_or_else(|| raise!(TYPE_ERROR, "reduce() of empty iterable with no initial value"))
}
