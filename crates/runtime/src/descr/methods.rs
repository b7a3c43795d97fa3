//! `staticmethod` and `classmethod` (`Objects/funcobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use super::{MemberType, PyGetSetDef, PyMemberDef};
use crate::args;
use crate::gc;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects::{self, status_code};
use crate::str::PyUnicodeObject;
use crate::typeobject::{PyTypeObject, VisitProc, doc, flags, getset, members};

/// `staticmethod` and `classmethod` have the same fields.
#[repr(C)]
pub struct PyStaticMethodObject {
    pub ob_base: PyObject,
    pub callable: Cell<*mut PyObject>,
    pub dict: Cell<*mut PyObject>,
}

crate::object_layout!(PyStaticMethodObject, STATIC_METHOD_TYPE);

static MEMBERS: &[PyMemberDef] = &[
    PyMemberDef::read_only(c"__func__", MemberType::Object, offset_of!(PyStaticMethodObject, callable), c""),
    PyMemberDef::read_only(
        c"__wrapped__",
        MemberType::Object,
        offset_of!(PyStaticMethodObject, callable),
        c"",
    ),
    PyMemberDef::END,
];

static GETSET: &[PyGetSetDef] = &[
    PyGetSetDef::read_only(c"__isabstractmethod__", get_isabstractmethod, c""),
    PyGetSetDef::new(c"__dict__", objects::dict_getter, objects::dict_setter, c""),
    PyGetSetDef::END,
];

const fn method_type(name: &'static std::ffi::CStr) -> PyTypeObject {
    PyTypeObject {
        tp_dealloc: Cell::new(Some(dealloc)),
        tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
        tp_traverse: Cell::new(Some(traverse)),
        tp_clear: Cell::new(Some(clear)),
        tp_members: members(MEMBERS),
        tp_getset: getset(GETSET),
        tp_dictoffset: Cell::new(offset_of!(PyStaticMethodObject, dict) as isize),
        tp_init: Cell::new(Some(init)),
        tp_alloc: Cell::new(Some(crate::memory::generic_alloc)),
        tp_new: Cell::new(Some(generic_new)),
        ..PyTypeObject::new(name, size_of::<PyStaticMethodObject>())
    }
}

pub static STATIC_METHOD_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(static_repr)),
    tp_call: Cell::new(Some(static_call)),
    tp_doc: doc(
        c"staticmethod(function) -> method\n\nMarks a method that gets neither the instance nor the class.",
    ),
    tp_descr_get: Cell::new(Some(static_get)),
    ..method_type(c"staticmethod")
};

pub static CLASS_METHOD_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(class_repr)),
    tp_doc: doc(
        c"classmethod(function) -> method\n\nMarks a method that gets the class as its first argument.",
    ),
    tp_descr_get: Cell::new(Some(class_get)),
    ..method_type(c"classmethod")
};

extern "C" fn generic_new(ty: &PyTypeObject, _args: &PyObject, _kwargs: Option<&PyObject>) -> PyResult {
    crate::memory::generic_alloc(ty, 0)
}

fn this(object: &PyObject) -> &PyStaticMethodObject {
    // SAFETY: slots and attributes of both types get their instances.
    unsafe { object.cast_unchecked() }
}

fn make(ty: &PyTypeObject, function: &PyObject) -> PyResult {
    let method = crate::memory::generic_alloc(ty, 0)?;
    drop(replace_slot(&this(&method).callable, Some(function.to_ref())));
    Ok(method)
}

/// `staticmethod(function)`, without the attributes copied from it.
pub fn new_static(function: &PyObject) -> PyResult {
    make(&STATIC_METHOD_TYPE, function)
}

/// `classmethod(function)`, without the attributes copied from it.
pub fn new_class(function: &PyObject) -> PyResult {
    make(&CLASS_METHOD_TYPE, function)
}

fn callable(object: &PyObject) -> Result<Ref, Raised> {
    // SAFETY: null or owned.
    unsafe { clone_slot(&this(object).callable) }
        .ok_or_else(|| crate::raise!(RUNTIME_ERROR, "uninitialized {} object", object.ob_type().name()))
}

extern "C" fn init(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    status_code((|| {
        let name =
            if object.ob_type().is_subtype(&STATIC_METHOD_TYPE) { "staticmethod" } else { "classmethod" };
        args::no_keywords(name, kwargs)?;
        let items = args::items(arguments);
        args::check_count(name, items, 1, 1)?;
        drop(replace_slot(&this(object).callable, Some(items[0].to_ref())));
        copy_attributes(object, items[0])
    })())
}

/// `functools_wraps`: the function's name, doc and so on become the method's.
fn copy_attributes(object: &PyObject, function: &PyObject) -> Result<(), Raised> {
    for name in [
        name!("__module__"),
        name!("__name__"),
        name!("__qualname__"),
        name!("__doc__"),
        name!("__annotations__"),
    ] {
        copy_attribute(object, function, name)?;
    }
    Ok(())
}

fn copy_attribute(object: &PyObject, function: &PyObject, name: &PyUnicodeObject) -> Result<(), Raised> {
    match objects::lookup_attr(function, name)? {
        Some(value) => objects::set_attr(object, name, Some(&value)),
        None => Ok(()),
    }
}

extern "C" fn static_get(
    object: &PyObject,
    _instance: Option<&PyObject>,
    _owner: Option<&PyObject>,
) -> PyResult {
    callable(object)
}

extern "C" fn class_get(
    object: &PyObject,
    instance: Option<&PyObject>,
    owner: Option<&PyObject>,
) -> PyResult {
    let function = callable(object)?;
    let owner: &PyObject = match (owner, instance) {
        (Some(owner), _) => owner,
        (None, Some(instance)) => instance.ob_type(),
        (None, None) => return Ok(function),
    };
    if let Some(get) = function.ob_type().tp_descr_get.get() {
        return get(&function, Some(owner), Some(owner));
    }
    Ok(crate::method::new(&function, owner)?.upcast())
}

extern "C" fn static_call(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let function = callable(object)?;
    // SAFETY: `tp_call` gets a tuple.
    crate::call::call_tuple_dict(&function, unsafe { args.cast_unchecked() }, kwargs)
}

fn repr_as(object: &PyObject, kind: &str) -> PyResult {
    // SAFETY: null or owned.
    let function = match unsafe { clone_slot(&this(object).callable) } {
        Some(function) => objects::repr_text(&function)?,
        None => "<NULL>".to_owned(),
    };
    Ok(crate::str::new(&format!("<{kind}({function})>"))?.upcast())
}

extern "C" fn static_repr(object: &PyObject) -> PyResult {
    repr_as(object, "staticmethod")
}

extern "C" fn class_repr(object: &PyObject) -> PyResult {
    repr_as(object, "classmethod")
}

/// The truth of a callable's `__isabstractmethod__`.
pub(crate) fn is_abstract(object: &PyObject) -> Result<bool, Raised> {
    match objects::lookup_attr(object, name!("__isabstractmethod__"))? {
        Some(value) => objects::is_true(&value),
        None => Ok(false),
    }
}

fn get_isabstractmethod(object: &PyObject) -> PyResult {
    Ok(objects::bool_ref(is_abstract(&*callable(object)?)?))
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to the method any more.
    unsafe {
        gc::untrack(&*object);
        clear(&*object);
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, this(object).callable.get());
    crate::visit!(visit, arg, this(object).dict.get());
    0
}

extern "C" fn clear(object: &PyObject) -> c_int {
    drop(replace_slot(&this(object).callable, None));
    drop(replace_slot(&this(object).dict, None));
    0
}
