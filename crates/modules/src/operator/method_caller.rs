//! `methodcaller`.

use std::cell::Cell;
use std::ffi::c_int;

use vivarium_runtime::args::items;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::object::{PyObject, PyResult, Ref, replace_slot};
use vivarium_runtime::str::{self, Builder, PyUnicodeObject};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, flags};
use vivarium_runtime::{call, display, gc, hooks, memory, objects, raise, tuple};

use super::sole_argument;
use crate::support::native::{clear, get, layout_of, owning, push_repr, push_text, tuple_ref};

#[repr(C)]
pub struct MethodCallerObject {
    pub ob_base: PyObject,
    name: Cell<*mut PyUnicodeObject>,
    args: Cell<*mut PyTupleObject>,
    /// Null for none.
    kwds: Cell<*mut PyObject>,
}

const _: () = assert!(size_of::<MethodCallerObject>() == 40);

owning!(MethodCallerObject, dealloc, traverse, name, args, kwds);
layout_of!(caller_of, MethodCallerObject);

pub static METHOD_CALLER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_repr: Cell::new(Some(repr)),
    tp_call: Cell::new(Some(call_method)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_doc: typeobject::doc(
        c"methodcaller(name, ...) --> methodcaller object\n\nWhat calls the named method of its argument: methodcaller('name', 'date', foo=1)(r) is r.name('date', foo=1).",
    ),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", reduce, c"Return state information for pickling"),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(new)),
    ..PyTypeObject::new(c"operator.methodcaller", size_of::<MethodCallerObject>())
};

extern "C" fn new(_: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let Some((name, rest)) = items(args).split_first() else {
        return Err(raise!(TYPE_ERROR, "methodcaller needs at least one argument, the method name"));
    };
    let Some(name) = name.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "method name must be a string"));
    };
    let mut name = Ref::new(name);
    str::intern_in_place(&mut name);
    let rest = tuple::from_slice(rest)?;
    let kwargs = kwargs.map_or(std::ptr::null_mut(), |kwargs| kwargs.to_ref().into_raw());
    // SAFETY: the layout of the type, every field written.
    let object: Ref = unsafe {
        memory::new_object(&METHOD_CALLER_TYPE, |this: *mut MethodCallerObject| {
            (&raw mut (*this).name).write(Cell::new(name.into_raw()));
            (&raw mut (*this).args).write(Cell::new(rest.into_raw()));
            (&raw mut (*this).kwds).write(Cell::new(kwargs));
        })?
        .cast_into_unchecked()
    };
    gc::track(&object);
    Ok(object)
}

extern "C" fn tp_clear(object: &PyObject) -> c_int {
    let this = caller_of(object);
    clear(&this.name);
    clear(&this.args);
    drop(replace_slot(&this.kwds, None));
    0
}

fn parts(this: &MethodCallerObject) -> PyResult<PyTupleObject> {
    match get(&this.args) {
        Some(args) => Ok(args),
        None => Ok(tuple::empty()),
    }
}

fn name_of(this: &MethodCallerObject) -> PyResult {
    get(&this.name).map(Ref::upcast).ok_or_else(|| raise!(SYSTEM_ERROR, "methodcaller without a name"))
}

extern "C" fn call_method(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let target = sole_argument("methodcaller", items(args), kwargs)?;
    let this = caller_of(object);
    let method = objects::get_attr(target, &*name_of(this)?)?;
    let kwds = get(&this.kwds);
    call::call_tuple_dict(&method, &*parts(this)?, kwds.as_deref())
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let class = object.ob_type().full_name();
    let Some(_guard) = objects::repr_enter(object) else {
        return display::format(format_args!("{class}(...)"));
    };
    let this = caller_of(object);
    let mut text = Builder::new();
    text.push_str(class)?;
    text.push_str("(")?;
    push_repr(&mut text, &*name_of(this)?)?;
    for argument in parts(this)?.items() {
        text.push_str(", ")?;
        push_repr(&mut text, argument)?;
    }
    if let Some(keywords) = get(&this.kwds).as_ref().and_then(|keywords| keywords.cast::<PyDictObject>()) {
        for (key, value) in keywords.pairs()? {
            text.push_str(", ")?;
            push_text(&mut text, &key)?;
            text.push_str("=")?;
            push_repr(&mut text, &value)?;
        }
    }
    text.push_str(")")?;
    Ok(text.finish()?.upcast())
}

fn reduce(object: &PyObject) -> PyResult {
    let this = caller_of(object);
    let class = object.ob_type().to_ref();
    let (name, args) = (name_of(this)?, parts(this)?);
    let keywords = get(&this.kwds)
        .filter(|keywords| keywords.cast::<PyDictObject>().is_some_and(|keywords| !keywords.is_empty()));
    let Some(keywords) = keywords else {
        let mut all = vec![name];
        all.extend(args.items().iter().map(|argument| argument.to_ref()));
        return tuple_ref([class, tuple_ref(all)?]);
    };
    let partial = objects::get_attr_str(&*hooks::import("functools")?, "partial")?;
    let arguments = tuple::pair(class, name)?;
    let constructor = call::call_tuple_dict(&partial, &arguments, Some(&keywords))?;
    tuple_ref([constructor, args.upcast()])
}
