//! `_abc`: abstract base classes with registries and caches of weak references (`Modules/_abc.c`).

use std::cell::Cell;
use std::ffi::c_int;

use vivarium_runtime::args::check_count;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::objects::{self, bool_ref};
use vivarium_runtime::set::{self, PySetObject};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, flags, heap, ready};
use vivarium_runtime::weakref::{self, PyWeakReference};
use vivarium_runtime::{
    builtin_function, call, errors, exceptions, int, iter, memory, name, object_layout, raise, sequence,
    singletons,
};

use crate::support::native::{alloc, clear, get, layout_of, owning, set, tuple_ref};
use crate::support::new_module;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::noargs(
        c"get_cache_token",
        get_cache_token,
        c"get_cache_token($module, /)\n--\n\nReturns the current ABC cache token.\n\nAny register() on any abstract base class changes it.",
    ),
    PyMethodDef::one(
        c"_abc_init",
        abc_init,
        c"_abc_init($module, self, /)\n--\n\nPrepare a new abstract base class.",
    ),
    PyMethodDef::one(
        c"_reset_registry",
        reset_registry,
        c"_reset_registry($module, self, /)\n--\n\nForget all registered classes.",
    ),
    PyMethodDef::one(
        c"_reset_caches",
        reset_caches,
        c"_reset_caches($module, self, /)\n--\n\nForget all remembered answers.",
    ),
    PyMethodDef::one(
        c"_get_dump",
        get_dump,
        c"_get_dump($module, self, /)\n--\n\nRegistry, cache, negative cache and its version, as copies.",
    ),
    PyMethodDef::fast(
        c"_abc_register",
        abc_register,
        c"_abc_register($module, self, subclass, /)\n--\n\nMake a class a virtual subclass.",
    ),
    PyMethodDef::fast(
        c"_abc_instancecheck",
        abc_instance_check,
        c"_abc_instancecheck($module, self, instance, /)\n--\n\nWhat isinstance() asks of an abstract base class.",
    ),
    PyMethodDef::fast(
        c"_abc_subclasscheck",
        abc_subclass_check,
        c"_abc_subclasscheck($module, self, subclass, /)\n--\n\nWhat issubclass() asks of an abstract base class.",
    ),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    ready::ready(&ABC_DATA_TYPE)?;
    new_module("_abc", "What abstract base classes need to be fast.", FUNCTIONS)
}

struct Counter(Cell<u64>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Counter {}

/// Counts registrations: a negative cache of an older version is worth nothing.
static INVALIDATIONS: Counter = Counter(Cell::new(0));

#[repr(C)]
pub struct AbcDataObject {
    pub ob_base: PyObject,
    registry: Cell<*mut PySetObject>,
    cache: Cell<*mut PySetObject>,
    negative_cache: Cell<*mut PySetObject>,
    negative_cache_version: Cell<u64>,
}

const _: () = assert!(size_of::<AbcDataObject>() == 48);

object_layout!(AbcDataObject, ABC_DATA_TYPE);
owning!(AbcDataObject, data_dealloc, data_traverse, registry, cache, negative_cache);
layout_of!(data_of, AbcDataObject);

pub static ABC_DATA_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(data_dealloc as Destructor)),
    tp_doc: typeobject::doc(c"Internal state held by ABC machinery."),
    tp_traverse: Cell::new(Some(data_traverse)),
    tp_clear: Cell::new(Some(data_clear)),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(data_new)),
    ..PyTypeObject::new(c"_abc._abc_data", size_of::<AbcDataObject>())
};

extern "C" fn data_new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    let object = alloc(ty)?;
    data_of(&object).negative_cache_version.set(INVALIDATIONS.0.get());
    Ok(object)
}

extern "C" fn data_clear(object: &PyObject) -> c_int {
    let data = data_of(object);
    clear(&data.registry);
    clear(&data.cache);
    clear(&data.negative_cache);
    0
}

/// The data of an abstract base class.
fn data(class: &PyObject) -> PyResult<AbcDataObject> {
    let found = objects::get_attr(class, name!("_abc_impl"))?;
    if !found.is_exact::<AbcDataObject>() {
        return Err(raise!(TYPE_ERROR, "_abc_impl is set to a wrong type"));
    }
    // SAFETY: just checked.
    Ok(unsafe { found.cast_into_unchecked() })
}

/// Whether a set of weak references has one to this object.
fn in_weak_set(slot: &Cell<*mut PySetObject>, object: &PyObject) -> Result<bool, Raised> {
    let Some(set) = get(slot).filter(|set| !set.is_empty()) else { return Ok(false) };
    match errors::swallow(weakref::new(&weakref::REF_TYPE, object, None), &exceptions::TYPE_ERROR)? {
        Some(reference) => set.contains(&reference),
        None => Ok(false),
    }
}

static DESTROY: PyMethodDef = PyMethodDef::one(c"_destroy", destroy, c"");

/// Callback of the references in a set: takes a dead one out. `self` is a weak reference to the set.
fn destroy(set: &PyObject, reference: &PyObject) -> PyResult {
    if let Some(set) = set.cast::<PyWeakReference>().and_then(weakref::referent)
        && let Some(set) = set.cast::<PySetObject>()
    {
        set.discard(reference)?;
    }
    Ok(singletons::none_ref())
}

fn add_to_weak_set(slot: &Cell<*mut PySetObject>, object: &PyObject) -> Result<(), Raised> {
    let set = match get(slot) {
        Some(set) => set,
        None => {
            let fresh = set::new()?;
            set(slot, fresh.clone());
            fresh
        }
    };
    let to_set = weakref::new(&weakref::REF_TYPE, &set, None)?;
    let callback = builtin_function::new(&DESTROY, Some(&to_set), None)?;
    let reference = weakref::new(&weakref::REF_TYPE, object, Some(&callback))?;
    set.add(&reference)
}

fn clear_set(slot: &Cell<*mut PySetObject>) {
    if let Some(set) = get(slot) {
        set.clear();
    }
}

fn get_cache_token(_: &PyObject) -> PyResult {
    int::from_u64(INVALIDATIONS.0.get())
}

fn reset_registry(_: &PyObject, class: &PyObject) -> PyResult {
    clear_set(&data(class)?.registry);
    Ok(singletons::none_ref())
}

fn reset_caches(_: &PyObject, class: &PyObject) -> PyResult {
    let data = data(class)?;
    clear_set(&data.cache);
    clear_set(&data.negative_cache);
    Ok(singletons::none_ref())
}

fn get_dump(_: &PyObject, class: &PyObject) -> PyResult {
    let data = data(class)?;
    let copy = |slot: &Cell<*mut PySetObject>| -> PyResult {
        match get(slot) {
            Some(set) => Ok(set::from_iterable(&set)?.upcast()),
            None => Ok(set::new()?.upcast()),
        }
    };
    let version = int::from_u64(data.negative_cache_version.get())?;
    tuple_ref([copy(&data.registry)?, copy(&data.cache)?, copy(&data.negative_cache)?, version])
}

fn is_abstract(value: &PyObject) -> Result<bool, Raised> {
    match objects::lookup_attr(value, name!("__isabstractmethod__"))? {
        Some(mark) => objects::is_true(&mark),
        None => Ok(false),
    }
}

/// Sets `__abstractmethods__` from the class's own namespace and what its bases leave abstract.
fn compute_abstract_methods(class: &PyObject) -> Result<(), Raised> {
    let abstracts = set::new_frozen()?;
    let namespace = objects::get_attr(class, name!("__dict__"))?;
    let items = sequence::list(&*call::call_method(&namespace, "items", &[])?)?;
    for item in iter::collect(&items)? {
        let pair = sequence::fast(&item, "items() returned non-iterable")?;
        let [key, value] = pair.as_slice() else {
            return Err(raise!(TYPE_ERROR, "items() returned item which size is not 2"));
        };
        if is_abstract(value)? {
            abstracts.add(key)?;
        }
    }
    let bases = objects::get_attr(class, name!("__bases__"))?;
    let Some(bases) = bases.cast::<PyTupleObject>() else {
        return Err(raise!(TYPE_ERROR, "__bases__ is not tuple"));
    };
    for base in bases.items() {
        let Some(inherited) = objects::lookup_attr(base, name!("__abstractmethods__"))? else { continue };
        let names = iter::get_iter(&inherited)?;
        while let Some(name) = iter::next(&names)? {
            if let Some(value) = objects::lookup_attr(class, &name)?
                && is_abstract(&value)?
            {
                abstracts.add(&name)?;
            }
        }
    }
    objects::set_attr(class, name!("__abstractmethods__"), Some(&abstracts))
}

const COLLECTION_FLAGS: u64 = flags::SEQUENCE | flags::MAPPING;

fn abc_init(_: &PyObject, class: &PyObject) -> PyResult {
    compute_abstract_methods(class)?;
    let made = data_new(&ABC_DATA_TYPE, singletons::none(), None)?;
    objects::set_attr(class, name!("_abc_impl"), Some(&made))?;
    if let Some(ty) = class.cast::<PyTypeObject>()
        && let Some(given) = ty.dict().get_item(name!("__abc_tpflags__"))?
    {
        if given.is_exact::<PyLongObject>() {
            let Some(value) = int::to_i64(&given) else {
                return Err(raise!(OVERFLOW_ERROR, "Python int too large to convert to C long"));
            };
            let value = value as u64 & COLLECTION_FLAGS;
            if value == COLLECTION_FLAGS {
                return Err(raise!(
                    TYPE_ERROR,
                    "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING"
                ));
            }
            ty.tp_flags.set(ty.tp_flags.get() | value);
        }
        ty.dict().del_item(name!("__abc_tpflags__"))?;
    }
    Ok(singletons::none_ref())
}

/// Makes a class and those below it match sequence or mapping patterns.
fn set_collection_flag(class: &PyTypeObject, flag: u64) {
    if class.has_flag(flags::IMMUTABLETYPE) || class.tp_flags.get() & COLLECTION_FLAGS == flag {
        return;
    }
    class.tp_flags.set((class.tp_flags.get() & !COLLECTION_FLAGS) | flag);
    for subclass in heap::subclasses(class) {
        set_collection_flag(&subclass, flag);
    }
}

fn abc_register(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("_abc_register", args, 2, 2)?;
    let (class, subclass) = (args[0], args[1]);
    let Some(ty) = subclass.cast::<PyTypeObject>() else {
        return Err(raise!(TYPE_ERROR, "Can only register classes"));
    };
    if objects::is_subclass(subclass, class)? {
        return Ok(subclass.to_ref());
    }
    if objects::is_subclass(class, subclass)? {
        return Err(raise!(RUNTIME_ERROR, "Refusing to create an inheritance cycle"));
    }
    add_to_weak_set(&data(class)?.registry, subclass)?;
    INVALIDATIONS.0.set(INVALIDATIONS.0.get() + 1);
    if let Some(class) = class.cast::<PyTypeObject>() {
        let flag = class.tp_flags.get() & COLLECTION_FLAGS;
        if flag != 0 {
            set_collection_flag(ty, flag);
        }
    }
    Ok(subclass.to_ref())
}

fn abc_instance_check(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("_abc_instancecheck", args, 2, 2)?;
    let (class, instance) = (args[0], args[1]);
    let data = data(class)?;
    let subclass = objects::get_attr(instance, name!("__class__"))?;
    if in_weak_set(&data.cache, &subclass)? {
        return Ok(bool_ref(true));
    }
    let ask = |subclass: &PyObject| call::call_method(class, "__subclasscheck__", &[subclass]);
    let subtype = instance.ob_type();
    if subclass.is(subtype) {
        if data.negative_cache_version.get() == INVALIDATIONS.0.get()
            && in_weak_set(&data.negative_cache, &subclass)?
        {
            return Ok(bool_ref(false));
        }
        return ask(&subclass);
    }
    let result = ask(&subclass)?;
    if objects::is_true(&result)? { Ok(result) } else { ask(subtype) }
}

fn abc_subclass_check(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("_abc_subclasscheck", args, 2, 2)?;
    let (class, subclass) = (args[0], args[1]);
    let Some(ty) = subclass.cast::<PyTypeObject>() else {
        return Err(raise!(TYPE_ERROR, "issubclass() arg 1 must be a class"));
    };
    let data = data(class)?;
    if in_weak_set(&data.cache, subclass)? {
        return Ok(bool_ref(true));
    }
    if data.negative_cache_version.get() < INVALIDATIONS.0.get() {
        clear_set(&data.negative_cache);
        data.negative_cache_version.set(INVALIDATIONS.0.get());
    } else if in_weak_set(&data.negative_cache, subclass)? {
        return Ok(bool_ref(false));
    }
    let answer = call::call_method(class, "__subclasshook__", &[subclass])?;
    let found = if answer.is(&bool_ref(true)) {
        true
    } else if answer.is(&bool_ref(false)) {
        false
    } else if !answer.is(&singletons::NOT_IMPLEMENTED) {
        return Err(raise!(
            ASSERTION_ERROR,
            "__subclasshook__ must return either False, True, or NotImplemented"
        ));
    } else if ty.mro().is_some_and(|mro| mro.iter().any(|entry| entry.is(class))) {
        true
    } else if in_weak_set(&data.registry, subclass)? {
        // The registry itself remembers it.
        return Ok(bool_ref(true));
    } else {
        inherits_registered(&data, subclass)? || is_below(class, subclass)?
    };
    add_to_weak_set(if found { &data.cache } else { &data.negative_cache }, subclass)?;
    Ok(bool_ref(found))
}

/// Whether a class inherits from a registered one.
fn inherits_registered(data: &AbcDataObject, subclass: &PyObject) -> Result<bool, Raised> {
    let Some(registry) = get(&data.registry) else { return Ok(false) };
    // Asking may change the registry.
    let mut references: Vec<Ref> = Vec::with_capacity(registry.len());
    let mut position = 0;
    while let Some((reference, _)) = registry.next(&mut position) {
        references.push(reference.to_ref());
    }
    for reference in references {
        let Some(reference) = reference.cast::<PyWeakReference>() else {
            return Err(raise!(SYSTEM_ERROR, "bad argument to internal function"));
        };
        if let Some(registered) = weakref::referent(reference)
            && objects::is_subclass(subclass, &registered)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a class is a subclass of a subclass.
fn is_below(class: &PyObject, subclass: &PyObject) -> Result<bool, Raised> {
    let subclasses = call::call_method(class, "__subclasses__", &[])?;
    let Some(subclasses) = subclasses.cast::<PyListObject>() else {
        return Err(raise!(TYPE_ERROR, "__subclasses__() must return a list"));
    };
    for candidate in subclasses.to_vec()? {
        if objects::is_subclass(subclass, &candidate)? {
            return Ok(true);
        }
    }
    Ok(false)
}
