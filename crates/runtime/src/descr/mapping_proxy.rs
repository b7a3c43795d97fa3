//! `mappingproxy`: a read-only view of a mapping (`Objects/descrobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use super::PyMethodDef;
use crate::args;
use crate::dict::PyDictObject;
use crate::gc;
use crate::object::{PyObject, PyResult, Ref, replace_slot};
use crate::objects::{self, bool_code, length_code};
use crate::typeobject::{
    PyMappingMethods, PyNumberMethods, PySequenceMethods, PyTypeObject, VisitProc, cache, flags, methods,
};

#[repr(C)]
pub struct PyMappingProxyObject {
    pub ob_base: PyObject,
    pub mapping: Cell<*mut PyObject>,
}

crate::object_layout!(PyMappingProxyObject, MAPPING_PROXY_TYPE);

pub static MAPPING_PROXY_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_repr: Cell::new(Some(repr)),
    tp_as_number: Cell::new(&raw const AS_NUMBER),
    tp_as_sequence: Cell::new(&raw const AS_SEQUENCE),
    tp_as_mapping: Cell::new(&raw const AS_MAPPING),
    tp_str: Cell::new(Some(str)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::MAPPING),
    tp_traverse: Cell::new(Some(traverse)),
    tp_richcompare: Cell::new(Some(richcompare)),
    tp_iter: Cell::new(Some(iter)),
    tp_methods: methods(METHODS),
    tp_new: Cell::new(Some(proxy_new)),
    ..PyTypeObject::new(c"mappingproxy", size_of::<PyMappingProxyObject>())
};

static AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_or: Cell::new(Some(or)),
    nb_inplace_or: Cell::new(Some(inplace_or)),
    ..PyNumberMethods::EMPTY
};

static AS_SEQUENCE: PySequenceMethods =
    PySequenceMethods { sq_contains: Cell::new(Some(contains)), ..PySequenceMethods::EMPTY };

static AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: Cell::new(Some(length)),
    mp_subscript: Cell::new(Some(subscript)),
    ..PyMappingMethods::EMPTY
};

static METHODS: &[PyMethodDef] = &[
    PyMethodDef::fast(c"get", get, c"Return the value for key if key is in the mapping, else default."),
    PyMethodDef::noargs(c"keys", keys, c"D.keys() -> a set-like object providing a view on D's keys"),
    PyMethodDef::noargs(c"values", values, c"D.values() -> an object providing a view on D's values"),
    PyMethodDef::noargs(c"items", items, c"D.items() -> a set-like object providing a view on D's items"),
    PyMethodDef::noargs(c"copy", copy, c"D.copy() -> a shallow copy of D"),
    PyMethodDef::one(c"__class_getitem__", class_getitem, c"See PEP 585").class(),
    PyMethodDef::noargs(c"__reversed__", reversed, c"D.__reversed__() -> reverse iterator"),
    PyMethodDef::END,
];

/// A proxy of a mapping.
pub fn new(mapping: &PyObject) -> PyResult {
    // SAFETY: the layout of the type, every field set.
    let proxy: Ref<PyMappingProxyObject> = unsafe {
        crate::memory::new_object(&MAPPING_PROXY_TYPE, |proxy: *mut PyMappingProxyObject| {
            (*proxy).mapping = Cell::new(mapping.to_ref().into_raw());
        })?
    };
    gc::track(&proxy);
    Ok(proxy.upcast())
}

fn mapping(object: &PyObject) -> &PyObject {
    // SAFETY: a proxy owns its mapping for its life.
    unsafe { &*object.cast_unchecked::<PyMappingProxyObject>().mapping.get() }
}

extern "C" fn proxy_new(_: &PyTypeObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: args::Spec = args::Spec::new("mappingproxy", &["mapping"]).required(1);
    let [mapping] = SPEC.parse_tuple_dict(arguments, kwargs)?;
    let mapping = mapping.expect("required");
    if !crate::mapping::check(mapping)
        || mapping.is_instance_of::<crate::list::PyListObject>()
        || mapping.is_instance_of::<crate::tuple::PyTupleObject>()
    {
        return Err(crate::raise!(
            TYPE_ERROR,
            "mappingproxy() argument must be a mapping, not {}",
            mapping.ob_type().name()
        ));
    }
    new(mapping)
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let text = objects::repr_text(mapping(object))?;
    Ok(crate::str::new(&format!("mappingproxy({text})"))?.upcast())
}

extern "C" fn str(object: &PyObject) -> PyResult {
    objects::str(mapping(object))
}

extern "C" fn length(object: &PyObject) -> isize {
    length_code(crate::sequence::length(mapping(object)))
}

extern "C" fn subscript(object: &PyObject, key: &PyObject) -> PyResult {
    crate::mapping::get_item(mapping(object), key)
}

extern "C" fn contains(object: &PyObject, key: &PyObject) -> c_int {
    bool_code(crate::sequence::contains(mapping(object), key))
}

extern "C" fn iter(object: &PyObject) -> PyResult {
    crate::iter::get_iter(mapping(object))
}

extern "C" fn richcompare(object: &PyObject, other: &PyObject, op: c_int) -> PyResult {
    let mapping = mapping(object);
    if !other.is_exact::<PyDictObject>() {
        cache::exposed([mapping].into_iter());
    }
    objects::rich_compare(mapping, other, op)
}

extern "C" fn or(left: &PyObject, right: &PyObject) -> PyResult {
    let unwrap = |object| match PyObject::cast_exact::<PyMappingProxyObject>(object) {
        Some(_) => mapping(object),
        None => object,
    };
    let (left, right) = (unwrap(left), unwrap(right));
    if !left.is_exact::<PyDictObject>() || !right.is_exact::<PyDictObject>() {
        cache::exposed([left, right].into_iter());
    }
    crate::number::or(left, right)
}

extern "C" fn inplace_or(object: &PyObject, _other: &PyObject) -> PyResult {
    Err(crate::raise!(
        TYPE_ERROR,
        "'|=' is not supported by {}; use '|' instead",
        object.ob_type().full_name()
    ))
}

fn get(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("get", arguments, 1, 2)?;
    let default = arguments.get(1).copied().unwrap_or(crate::singletons::none());
    crate::call::call_method(mapping(object), "get", &[arguments[0], default])
}

fn keys(object: &PyObject) -> PyResult {
    crate::call::call_method(mapping(object), "keys", &[])
}

fn values(object: &PyObject) -> PyResult {
    crate::call::call_method(mapping(object), "values", &[])
}

fn items(object: &PyObject) -> PyResult {
    crate::call::call_method(mapping(object), "items", &[])
}

fn copy(object: &PyObject) -> PyResult {
    crate::call::call_method(mapping(object), "copy", &[])
}

fn reversed(object: &PyObject) -> PyResult {
    crate::call::call_method(mapping(object), "__reversed__", &[])
}

fn class_getitem(class: &PyObject, key: &PyObject) -> PyResult {
    crate::generic_alias::new(class, key)
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to the proxy any more.
    unsafe {
        gc::untrack(&*object);
        drop(replace_slot(&(*object).cast_unchecked::<PyMappingProxyObject>().mapping, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, mapping(object).as_ptr());
    0
}
