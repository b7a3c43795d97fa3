//! `defaultdict`.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::args;
use vivarium_runtime::descr::{MemberType, PyMemberDef, PyMethodDef};
use vivarium_runtime::dict::{DICT_TYPE, PyDictObject};
use vivarium_runtime::object::{PyObject, PyResult, Ref, give_up, replace_slot};
use vivarium_runtime::str::{self, Builder};
use vivarium_runtime::typeobject::{self, Destructor, PyNumberMethods, PyTypeObject, VisitProc, flags};
use vivarium_runtime::{
    call, errors, exceptions, gc, generic_alias, iter, mapping, memory, object_layout, objects, raise,
    singletons, tuple, visit,
};

use crate::support::native::{clear, get, layout_of, lend, push_text, tuple_ref};

#[repr(C)]
pub struct DefaultDictObject {
    pub ob_base: PyDictObject,
    /// Null or `None` for no default.
    default_factory: Cell<*mut PyObject>,
}

const _: () = assert!(size_of::<DefaultDictObject>() == 56);

object_layout!(DefaultDictObject, DEFAULT_DICT_TYPE);
layout_of!(default_of, DefaultDictObject);

pub static DEFAULT_DICT_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
    tp_base: Cell::new(&raw const DICT_TYPE),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_repr: Cell::new(Some(repr)),
    tp_as_number: Cell::new(&raw const AS_NUMBER),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_doc: typeobject::doc(
        c"defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nA dict in which a missing key gets what the factory returns. All other arguments are those of dict.",
    ),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::one(
            c"__missing__",
            missing,
            c"__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if the factory is None: raise KeyError(key)\n  self[key] = value = factory(); return value",
        ),
        PyMethodDef::noargs(c"copy", copy, c"D.copy() -> a shallow copy of D."),
        PyMethodDef::noargs(c"__copy__", copy, c"D.copy() -> a shallow copy of D."),
        PyMethodDef::noargs(c"__reduce__", reduce, c"Return state information for pickling."),
        PyMethodDef::one(c"__class_getitem__", generic_alias::class_getitem, c"See PEP 585").class(),
        PyMethodDef::END,
    ]),
    tp_members: typeobject::members(&[
        PyMemberDef::new(
            c"default_factory",
            MemberType::Object,
            offset_of!(DefaultDictObject, default_factory),
            c"Factory for default value called by __missing__().",
        ),
        PyMemberDef::END,
    ]),
    tp_init: Cell::new(Some(init)),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    ..PyTypeObject::new(c"collections.defaultdict", size_of::<DefaultDictObject>())
};

static AS_NUMBER: PyNumberMethods = PyNumberMethods { nb_or: Cell::new(Some(or)), ..PyNumberMethods::EMPTY };

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout; `dict` gives back the rest.
    unsafe {
        gc::untrack(&*object);
        clear(&default_of(&*object).default_factory);
        if let Some(dealloc) = DICT_TYPE.tp_dealloc.get() {
            dealloc(object);
        }
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visit, arg, default_of(object).default_factory.get());
    DICT_TYPE.tp_traverse.get().map_or(0, |traverse| traverse(object, visit, arg))
}

extern "C" fn tp_clear(object: &PyObject) -> c_int {
    clear(&default_of(object).default_factory);
    DICT_TYPE.tp_clear.get().map_or(0, |clear| clear(object))
}

extern "C" fn init(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    let items = args::items(arguments);
    let factory = items.first().copied();
    if let Some(factory) = factory
        && !objects::is_callable(factory)
        && !factory.is_none()
    {
        let _ = raise!(TYPE_ERROR, "first argument must be callable or None");
        return -1;
    }
    let Ok(rest) = tuple::from_slice(items.get(1..).unwrap_or(&[])) else { return -1 };
    let old = replace_slot(&default_of(object).default_factory, factory.map(PyObject::to_ref));
    let result = DICT_TYPE.tp_init.get().map_or(0, |init| init(object, &rest, kwargs));
    give_up(old);
    result
}

fn missing(object: &PyObject, key: &PyObject) -> PyResult {
    let Some(factory) = lend(&default_of(object).default_factory).filter(|factory| !factory.is_none()) else {
        return Err(errors::set_object(&exceptions::KEY_ERROR, tuple_ref([key.to_ref()])?));
    };
    let value = call::call(&factory, &[])?;
    drop(factory);
    mapping::set_item(object, key, Some(&value))?;
    Ok(value)
}

/// Another one of the object's class, with its factory and other content.
fn another(object: &PyObject, content: &PyObject) -> PyResult {
    let factory = lend(&default_of(object).default_factory);
    call::call(object.ob_type(), &[factory.as_deref().unwrap_or(singletons::none()), content])
}

fn copy(object: &PyObject) -> PyResult {
    another(object, object)
}

fn reduce(object: &PyObject) -> PyResult {
    let arguments: Ref = match get(&default_of(object).default_factory).filter(|factory| !factory.is_none()) {
        Some(factory) => tuple_ref([factory])?,
        None => tuple::empty().upcast(),
    };
    let items = iter::get_iter(&*call::call_method(object, "items", &[])?)?;
    let none = singletons::none_ref;
    tuple_ref([object.ob_type().to_ref(), arguments, none(), none(), items])
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let content = match DICT_TYPE.tp_repr.get() {
        Some(repr) => repr(object)?,
        None => objects::repr(object)?,
    };
    let factory: Ref = match lend(&default_of(object).default_factory) {
        None => str::new("None")?.upcast(),
        Some(factory) => match objects::repr_enter(&factory) {
            Some(_guard) => objects::repr(&factory)?,
            None => str::new("...")?.upcast(),
        },
    };
    let mut text = Builder::new();
    text.push_str(object.ob_type().name())?;
    text.push_str("(")?;
    push_text(&mut text, &factory)?;
    text.push_str(", ")?;
    push_text(&mut text, &content)?;
    text.push_str(")")?;
    Ok(text.finish()?.upcast())
}

extern "C" fn or(left: &PyObject, right: &PyObject) -> PyResult {
    let (own, other) = if left.is_instance_of::<DefaultDictObject>() { (left, right) } else { (right, left) };
    if !other.is_instance_of::<PyDictObject>() {
        return Ok(singletons::not_implemented());
    }
    let made = another(own, left)?;
    let Some(dict) = made.cast::<PyDictObject>() else {
        return Err(raise!(SYSTEM_ERROR, "bad argument to internal function"));
    };
    dict.update(right)?;
    Ok(made)
}
