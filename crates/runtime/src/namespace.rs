//! `types.SimpleNamespace` (`Objects/namespaceobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use crate::args::items;
use crate::descr::{MemberType, PyMemberDef, PyMethodDef};
use crate::dict::{self, PyDictObject};
use crate::gc;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects::{self, CompareOp, status_code};
use crate::singletons::not_implemented;
use crate::str::{Builder, PyUnicodeObject};
use crate::tuple;
use crate::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags};

#[repr(C)]
pub struct PyNamespaceObject {
    pub ob_base: PyObject,
    pub ns_dict: Cell<*mut PyObject>,
}

crate::object_layout!(PyNamespaceObject, NAMESPACE_TYPE);

crate::iterators::lazy::owning!(PyNamespaceObject, namespace_dealloc, namespace_traverse, ns_dict);

pub static NAMESPACE_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::BASETYPE),
    tp_dealloc: Cell::new(Some(namespace_dealloc as Destructor)),
    tp_repr: Cell::new(Some(namespace_repr)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_setattro: Cell::new(Some(objects::generic_set_attr)),
    tp_doc: typeobject::doc(c"An object of nothing but attributes.\n\nSimpleNamespace(**kwargs)"),
    tp_traverse: Cell::new(Some(namespace_traverse)),
    tp_clear: Cell::new(Some(namespace_clear)),
    tp_richcompare: Cell::new(Some(namespace_richcompare)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", namespace_reduce, c"For pickle."),
        PyMethodDef::END,
    ]),
    tp_members: typeobject::members(&[
        PyMemberDef::read_only(c"__dict__", MemberType::Object, offset_of!(PyNamespaceObject, ns_dict), c""),
        PyMemberDef::END,
    ]),
    tp_dictoffset: Cell::new(offset_of!(PyNamespaceObject, ns_dict) as isize),
    tp_init: Cell::new(Some(namespace_init)),
    tp_alloc: Cell::new(Some(crate::memory::generic_alloc)),
    tp_new: Cell::new(Some(namespace_new)),
    ..PyTypeObject::new(c"types.SimpleNamespace", size_of::<PyNamespaceObject>())
};

fn dict_of(object: &PyObject) -> PyResult<PyDictObject> {
    // SAFETY: slots and methods of the type get its instances, which own a dict.
    match unsafe { clone_slot(&object.cast_unchecked::<PyNamespaceObject>().ns_dict) } {
        // SAFETY: made by `namespace_new`, and read-only.
        Some(dict) => Ok(unsafe { dict.cast_into_unchecked() }),
        None => dict::new(),
    }
}

extern "C" fn namespace_new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    let object = ty.tp_alloc.get().unwrap_or(crate::memory::generic_alloc)(ty, 0)?;
    let dict = dict::new()?;
    // SAFETY: an instance of the type.
    drop(replace_slot(unsafe { &object.cast_unchecked::<PyNamespaceObject>().ns_dict }, Some(dict.upcast())));
    Ok(object)
}

extern "C" fn namespace_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    let run = || -> Result<(), Raised> {
        if !items(args).is_empty() {
            return Err(crate::raise!(TYPE_ERROR, "no positional arguments expected"));
        }
        let Some(kwargs) = kwargs.and_then(|kwargs| kwargs.cast::<PyDictObject>()) else { return Ok(()) };
        dict::check_keywords(kwargs)?;
        dict_of(object)?.update(kwargs)
    };
    status_code(run())
}

extern "C" fn namespace_clear(object: &PyObject) -> c_int {
    // SAFETY: the slot of the type.
    drop(replace_slot(unsafe { &object.cast_unchecked::<PyNamespaceObject>().ns_dict }, None));
    0
}

/// `SimpleNamespace(**names)`.
pub fn new(names: &PyDictObject) -> PyResult {
    let object = namespace_new(&NAMESPACE_TYPE, &tuple::empty(), None)?;
    dict_of(&object)?.update(names)?;
    Ok(object)
}

extern "C" fn namespace_repr(object: &PyObject) -> PyResult {
    let name =
        if object.is_exact::<PyNamespaceObject>() { "namespace" } else { object.ob_type().full_name() };
    let mut text = Builder::new();
    text.push_str(name)?;
    let Some(_guard) = objects::repr_enter(object) else {
        text.push_str("(...)")?;
        return Ok(text.finish()?.upcast());
    };
    text.push_str("(")?;
    let dict = dict_of(object)?;
    let mut first = true;
    let keys: Vec<Ref> = dict.pairs()?.into_iter().map(|(key, _)| key).collect();
    for key in keys {
        let Some(key_text) = key.cast::<PyUnicodeObject>().filter(|key| !key.is_empty()) else { continue };
        let Some(value) = dict.get_item(&key)?.map(|value| value.as_ptr()) else { continue };
        if !first {
            text.push_str(", ")?;
        }
        first = false;
        text.push_string(key_text)?;
        text.push_str("=")?;
        // SAFETY: the dict holds the value; what is said there keeps it alive.
        let value = unsafe { &*value };
        if let Some(value) = objects::repr_of_item(value)?.cast::<PyUnicodeObject>() {
            text.push_string(value)?;
        }
    }
    text.push_str(")")?;
    Ok(text.finish()?.upcast())
}

extern "C" fn namespace_richcompare(a: &PyObject, b: &PyObject, op: CompareOp) -> PyResult {
    if !a.is_instance_of::<PyNamespaceObject>() || !b.is_instance_of::<PyNamespaceObject>() {
        return Ok(not_implemented());
    }
    objects::rich_compare(&*dict_of(a)?, &*dict_of(b)?, op)
}

fn namespace_reduce(object: &PyObject) -> PyResult {
    let parts: [Ref; 3] = [object.ob_type().to_ref(), tuple::empty().upcast(), dict_of(object)?.upcast()];
    Ok(tuple::new(parts)?.upcast())
}
