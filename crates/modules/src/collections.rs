//! `_collections`: `deque`, `defaultdict`, `OrderedDict` and what `collections` builds on
//! (`Modules/_collectionsmodule.c`, `Objects/odictobject.c`).

use vivarium_runtime::args::check_count;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::{DICT_TYPE, PyDictObject, hash_key};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::typeobject::ready::ready;
use vivarium_runtime::typeobject::{self, PyTypeObject};
use vivarium_runtime::{call, int, iter, mapping, name, number, objects, singletons};

use crate::support::native::add_types;
use crate::support::new_module;

pub mod default_dict;
pub mod deque;
pub mod deque_iter;
pub mod ordered_dict;
pub mod ordered_views;
pub mod tuple_getter;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::fast(
        c"_count_elements",
        count_elements,
        c"_count_elements($module, mapping, iterable, /)\n--\n\nAdd one to mapping[item] for each item of the iterable.",
    ),
    PyMethodDef::END,
];

static TYPES: &[&PyTypeObject] = &[
    &deque::DEQUE_TYPE,
    &default_dict::DEFAULT_DICT_TYPE,
    &ordered_dict::ORDERED_DICT_TYPE,
    &deque_iter::DEQUE_ITER_TYPE,
    &deque_iter::DEQUE_REVERSE_ITER_TYPE,
    &tuple_getter::TUPLE_GETTER_TYPE,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module(
        "_collections",
        "Containers for many uses: a list with two ends, a dict with defaults, a dict with an order to change.",
        FUNCTIONS,
    )?;
    add_types(&module, TYPES)?;
    for ty in ordered_views::TYPES {
        ready(ty)?;
    }
    Ok(module)
}

/// Whether a mapping gets and sets items as `dict` does.
fn counts_plainly(mapping: &PyObject) -> bool {
    let same =
        |name| match (typeobject::lookup(mapping.ob_type(), name), typeobject::lookup(&DICT_TYPE, name)) {
            (Some(own), Some(dict)) => own.is(&dict),
            _ => false,
        };
    mapping.is_instance_of::<PyDictObject>() && same(name!("get")) && same(name!("__setitem__"))
}

fn count_elements(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("_count_elements", args, 2, 2)?;
    let mapping = args[0];
    let iterator = iter::get_iter(args[1])?;
    let one = int::from_i64(1)?;
    match mapping.cast::<PyDictObject>().filter(|_| counts_plainly(mapping)) {
        Some(dict) => {
            while let Some(key) = iter::next(&iterator)? {
                let hash = hash_key(&key)?;
                let count = match dict.get_with_hash(&key, hash)? {
                    Some(old) => number::add(&old, &one)?,
                    None => one.clone(),
                };
                dict.set_with_hash(&key, hash, &count)?;
            }
        }
        None => count_by_methods(mapping, &iterator, &one)?,
    }
    Ok(singletons::none_ref())
}

fn count_by_methods(mapping: &PyObject, iterator: &PyObject, one: &PyObject) -> Result<(), Raised> {
    let get = objects::get_attr(mapping, name!("get"))?;
    let zero = int::from_i64(0)?;
    while let Some(key) = iter::next(iterator)? {
        let old = call::call(&get, &[&key, &zero])?;
        mapping::set_item(mapping, &key, Some(&*number::add(&old, one)?))?;
    }
    Ok(())
}
