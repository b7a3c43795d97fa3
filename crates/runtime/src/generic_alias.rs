//! `types.GenericAlias`: `list[int]` (`Objects/genericaliasobject.c`).

use std::cell::Cell;

use crate::gc;
use crate::object::{PyObject, PyResult, Ref};
use crate::typeobject::{PyTypeObject, VectorcallFunc, flags};

#[repr(C)]
pub struct PyGenericAliasObject {
    pub ob_base: PyObject,
    pub origin: Cell<*mut PyObject>,
    /// A tuple.
    pub args: Cell<*mut PyObject>,
    pub parameters: Cell<*mut PyObject>,
    pub weakreflist: Cell<*mut PyObject>,
    pub starred: Cell<bool>,
    pub vectorcall: Cell<Option<VectorcallFunc>>,
}

crate::object_layout!(PyGenericAliasObject, GENERIC_ALIAS_TYPE);

pub static GENERIC_ALIAS_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::BASETYPE),
    ..PyTypeObject::new(c"types.GenericAlias", size_of::<PyGenericAliasObject>())
};

/// `origin[args]`, where a single argument need not be a tuple.
pub fn new(origin: &PyObject, args: &PyObject) -> PyResult {
    let args = match args.cast::<crate::tuple::PyTupleObject>() {
        Some(_) => args.to_ref(),
        None => crate::tuple::from_slice(&[args])?.upcast(),
    };
    // SAFETY: the layout of the type, every field set.
    let alias: Ref<PyGenericAliasObject> = unsafe {
        crate::memory::new_object(&GENERIC_ALIAS_TYPE, |alias: *mut PyGenericAliasObject| {
            (*alias).origin = Cell::new(origin.to_ref().into_raw());
            (*alias).args = Cell::new(args.into_raw());
            (*alias).parameters = Cell::new(std::ptr::null_mut());
            (*alias).weakreflist = Cell::new(std::ptr::null_mut());
            (*alias).starred = Cell::new(false);
            (*alias).vectorcall = Cell::new(None);
        })?
    };
    gc::track(&alias);
    Ok(alias.upcast())
}

/// `__class_getitem__` of the built-in generic classes.
pub fn class_getitem(class: &PyObject, args: &PyObject) -> PyResult {
    new(class, args)
}
