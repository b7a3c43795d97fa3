//! `partial`.

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::offset_of;

use vivarium_runtime::args::items;
use vivarium_runtime::call::{self, vectorcall_function};
use vivarium_runtime::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use vivarium_runtime::dict::{self, Merge, PyDictObject};
use vivarium_runtime::object::{Lent, PyObject, PyResult, Raised, Ref, replace_slot};
use vivarium_runtime::str::{self, Builder};
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::typeobject::{self, CallFunc, Destructor, PyTypeObject, VectorcallFunc, flags};
use vivarium_runtime::weakref::{self, PyWeakReference};
use vivarium_runtime::{gc, generic_alias, memory, objects, raise, sequence, singletons, visit};

use crate::support::native::{
    alloc, clear, get, get_or_none, layout_of, lend, push_repr, push_text, set, tuple_ref,
};

#[repr(C)]
pub struct PartialObject {
    pub ob_base: PyObject,
    function: Cell<*mut PyObject>,
    args: Cell<*mut PyTupleObject>,
    kw: Cell<*mut PyDictObject>,
    dict: Cell<*mut PyObject>,
    weakreflist: Cell<*mut PyWeakReference>,
    vectorcall: Cell<Option<VectorcallFunc>>,
}

const _: () = assert!(size_of::<PartialObject>() == 64);

layout_of!(this, PartialObject);

pub static PARTIAL_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::BASETYPE | flags::HAVE_VECTORCALL),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_vectorcall_offset: Cell::new(offset_of!(PartialObject, vectorcall) as isize),
    tp_repr: Cell::new(Some(repr)),
    tp_call: Cell::new(Some(call_partial)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_setattro: Cell::new(Some(objects::generic_set_attr)),
    tp_doc: typeobject::doc(
        c"partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.\n",
    ),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_weaklistoffset: Cell::new(offset_of!(PartialObject, weakreflist) as isize),
    tp_methods: typeobject::methods(
        const {
            &[
                PyMethodDef { ml_doc: std::ptr::null(), ..PyMethodDef::noargs(c"__reduce__", reduce, c"") },
                PyMethodDef { ml_doc: std::ptr::null(), ..PyMethodDef::one(c"__setstate__", set_state, c"") },
                PyMethodDef::one(c"__class_getitem__", generic_alias::class_getitem, c"See PEP 585").class(),
                PyMethodDef::END,
            ]
        },
    ),
    tp_members: typeobject::members(&[
        PyMemberDef::read_only(
            c"func",
            MemberType::Object,
            offset_of!(PartialObject, function),
            c"function object to use in future partial calls",
        ),
        PyMemberDef::read_only(
            c"args",
            MemberType::Object,
            offset_of!(PartialObject, args),
            c"tuple of arguments to future partial calls",
        ),
        PyMemberDef::read_only(
            c"keywords",
            MemberType::Object,
            offset_of!(PartialObject, kw),
            c"dictionary of keyword arguments to future partial calls",
        ),
        PyMemberDef::read_only(
            c"__vectorcalloffset__",
            MemberType::PySSize,
            offset_of!(PartialObject, vectorcall),
            c"",
        ),
        PyMemberDef::END,
    ]),
    tp_getset: typeobject::getset(&[
        PyGetSetDef::new(c"__dict__", objects::dict_getter, objects::dict_setter, c""),
        PyGetSetDef::END,
    ]),
    tp_dictoffset: Cell::new(offset_of!(PartialObject, dict) as isize),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(new)),
    ..PyTypeObject::new(c"functools.partial", size_of::<PartialObject>())
};

/// A partial function without attributes of its own, which another one made from it takes over.
fn flattened(function: &PyObject) -> Option<&PartialObject> {
    let is_partial = function
        .ob_type()
        .tp_call
        .get()
        .is_some_and(|call| std::ptr::fn_addr_eq(call, call_partial as CallFunc));
    (is_partial && this(function).dict.get().is_null()).then(|| this(function))
}

extern "C" fn new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let Some((function, rest)) = items(args).split_first() else {
        return Err(raise!(TYPE_ERROR, "type 'partial' takes at least one argument"));
    };
    let inner = flattened(function);
    let function = match inner {
        Some(inner) => get_or_none(&inner.function),
        None => function.to_ref(),
    };
    if !objects::is_callable(&function) {
        return Err(raise!(TYPE_ERROR, "the first argument must be callable"));
    }
    let arguments = match inner.and_then(|inner| get(&inner.args)).filter(|given| !given.is_empty()) {
        None => tuple::from_slice(rest)?,
        Some(given) if rest.is_empty() => given,
        Some(given) => {
            let all: Vec<&PyObject> = given.items().iter().chain(rest).copied().collect();
            tuple::from_slice(&all)?
        }
    };
    let given = kwargs.and_then(|kwargs| kwargs.cast::<PyDictObject>());
    let keywords = match inner.and_then(|inner| get(&inner.kw)).filter(|keywords| !keywords.is_empty()) {
        None => match given {
            None => dict::new()?,
            // Nobody else sees the dict of this call.
            Some(given) if given.refcount() == 1 => Ref::new(given),
            Some(given) => given.copy()?,
        },
        Some(keywords) => merged(&keywords, given)?,
    };
    let object = alloc(ty)?;
    let partial = this(&object);
    set(&partial.function, function);
    set(&partial.args, arguments);
    set(&partial.kw, keywords);
    set_vectorcall(partial);
    Ok(object)
}

fn merged(keywords: &PyDictObject, more: Option<&PyDictObject>) -> PyResult<PyDictObject> {
    let all = keywords.copy()?;
    if let Some(more) = more {
        all.merge(more, Merge::Override)?;
    }
    Ok(all)
}

fn set_vectorcall(partial: &PartialObject) {
    let has = get(&partial.function).is_some_and(|function| vectorcall_function(&function).is_some());
    partial.vectorcall.set(has.then_some(vectorcall));
}

extern "C" fn tp_clear(object: &PyObject) -> c_int {
    let partial = this(object);
    clear(&partial.function);
    clear(&partial.args);
    clear(&partial.kw);
    clear(&partial.dict);
    0
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout.
    unsafe {
        gc::untrack(&*object);
        if !this(&*object).weakreflist.get().is_null() {
            weakref::clear_weakrefs(&*object);
        }
        tp_clear(&*object);
        memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: typeobject::VisitProc, arg: *mut std::ffi::c_void) -> c_int {
    let partial = this(object);
    visit!(visit, arg, partial.function.get());
    visit!(visit, arg, partial.args.get());
    visit!(visit, arg, partial.kw.get());
    visit!(visit, arg, partial.dict.get());
    0
}

/// What the object holds. All three are there unless a collection has cleared it.
fn parts(object: &PyObject) -> Result<(Lent<PyObject>, Lent<PyTupleObject>, Lent<PyDictObject>), Raised> {
    let partial = this(object);
    match (lend(&partial.function), lend(&partial.args), lend(&partial.kw)) {
        (Some(function), Some(args), Some(keywords)) => Ok((function, args, keywords)),
        _ => Err(raise!(SYSTEM_ERROR, "bad argument to internal function")),
    }
}

const SMALL: usize = 8;

extern "C" fn vectorcall(
    object: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    let partial = this(object);
    let names = kwnames.and_then(|names| names.cast::<PyTupleObject>()).map_or(0, PyTupleObject::len);
    let positional = nargsf & !call::ARGUMENTS_OFFSET;
    let total = positional + names;
    // SAFETY: what a vectorcall function is called with: keyword values follow the positional arguments.
    let given = unsafe { call::arguments(args, total) };
    let (function, own, keywords) = parts(object)?;
    if !keywords.is_empty() {
        partial.vectorcall.set(None);
        return call::call_with_tuple(object, given, positional, kwnames);
    }
    let own = own.items();
    if total == 0 {
        return call::vectorcall(&function, own, own.len(), None);
    }
    let count = own.len() + total;
    let mut small = [object; SMALL];
    let mut large = Vec::new();
    let all: &[&PyObject] = if count <= SMALL {
        small[..own.len()].copy_from_slice(own);
        small[own.len()..count].copy_from_slice(given);
        &small[..count]
    } else {
        large.reserve_exact(count);
        large.extend_from_slice(own);
        large.extend_from_slice(given);
        &large
    };
    call::vectorcall(&function, all, own.len() + positional, kwnames)
}

extern "C" fn call_partial(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let (function, own, keywords) = parts(object)?;
    let all = sequence::concat(&own, args)?;
    let Some(all) = all.cast::<PyTupleObject>() else {
        return Err(raise!(TYPE_ERROR, "argument list must be a tuple"));
    };
    if keywords.is_empty() {
        return call::call_tuple_dict(&function, all, kwargs);
    }
    let merged = merged(&keywords, kwargs.and_then(|kwargs| kwargs.cast::<PyDictObject>()))?;
    call::call_tuple_dict(&function, all, Some(&merged))
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let Some(_guard) = objects::repr_enter(object) else { return Ok(str::new("...")?.upcast()) };
    let (function, args, keywords) = parts(object)?;
    let mut list = Builder::new();
    for argument in args.items() {
        list.push_str(", ")?;
        push_repr(&mut list, argument)?;
    }
    let mut position = 0;
    while let Some((key, value)) = keywords.next(&mut position) {
        let (key, value) = (key.to_ref(), value.to_ref());
        list.push_str(", ")?;
        push_text(&mut list, &*objects::str(&key)?)?;
        list.push_str("=")?;
        push_repr(&mut list, &value)?;
    }
    let mut text = Builder::new();
    text.push_str(object.ob_type().full_name())?;
    text.push_str("(")?;
    push_repr(&mut text, &function)?;
    text.push_string(&*list.finish()?)?;
    text.push_str(")")?;
    Ok(text.finish()?.upcast())
}

fn reduce(object: &PyObject) -> PyResult {
    let (function, args, keywords) = parts(object)?;
    let state =
        tuple_ref([function.to_ref(), args.to_ref(), keywords.to_ref(), get_or_none(&this(object).dict)])?;
    tuple_ref([object.ob_type().to_ref(), tuple_ref([function.to_ref()])?, state])
}

fn set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let invalid = || raise!(TYPE_ERROR, "invalid partial state");
    let Some([function, args, keywords, attributes]) =
        state.cast::<PyTupleObject>().and_then(|state| <&[&PyObject; 4]>::try_from(state.items()).ok())
    else {
        return Err(invalid());
    };
    let keywords_dict = keywords.cast::<PyDictObject>();
    let (Some(args), true, true) = (
        args.cast::<PyTupleObject>(),
        objects::is_callable(function),
        keywords.is_none() || keywords_dict.is_some(),
    ) else {
        return Err(invalid());
    };
    let args =
        if args.is_exact::<PyTupleObject>() { Ref::new(args) } else { tuple::from_slice(args.items())? };
    let keywords = match keywords_dict {
        None => dict::new()?,
        Some(keywords) if keywords.is_exact::<PyDictObject>() => Ref::new(keywords),
        Some(keywords) => keywords.copy()?,
    };
    let partial = this(object);
    set(&partial.function, function.to_ref());
    set(&partial.args, args);
    set(&partial.kw, keywords);
    drop(replace_slot(&partial.dict, (!attributes.is_none()).then(|| attributes.to_ref())));
    set_vectorcall(partial);
    Ok(singletons::none_ref())
}
