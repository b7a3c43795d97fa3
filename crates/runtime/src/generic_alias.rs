//! `types.GenericAlias`: `list[int]` (`Objects/genericaliasobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use crate::args::{check_count, items, no_keywords};
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::errors;
use crate::exceptions;
use crate::gc;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects::{self, CompareOp, EQ, NE};
use crate::singletons::{ELLIPSIS, none_ref, not_implemented};
use crate::str::{Builder, PyUnicodeObject};
use crate::tuple::{self, PyTupleObject, TUPLE_TYPE, items_of};
use crate::typeobject::{
    self, Destructor, PyMappingMethods, PyNumberMethods, PyTypeObject, VectorcallFunc, VisitProc, flags,
};

#[repr(C)]
pub struct PyGenericAliasObject {
    pub ob_base: PyObject,
    pub origin: Cell<*mut PyObject>,
    /// A tuple.
    pub args: Cell<*mut PyObject>,
    /// The type variables, once somebody asked for them.
    pub parameters: Cell<*mut PyObject>,
    pub weakreflist: Cell<*mut PyObject>,
    pub starred: Cell<bool>,
    pub vectorcall: Cell<Option<VectorcallFunc>>,
}

crate::object_layout!(PyGenericAliasObject, GENERIC_ALIAS_TYPE);

const _: () = assert!(size_of::<PyGenericAliasObject>() == 64);

pub static GENERIC_ALIAS_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::BASETYPE | flags::HAVE_VECTORCALL),
    tp_dealloc: Cell::new(Some(alias_dealloc as Destructor)),
    tp_vectorcall_offset: Cell::new(offset_of!(PyGenericAliasObject, vectorcall) as isize),
    tp_repr: Cell::new(Some(alias_repr)),
    tp_as_number: Cell::new(&raw const ALIAS_AS_NUMBER),
    tp_as_mapping: Cell::new(&raw const ALIAS_AS_MAPPING),
    tp_hash: Cell::new(Some(alias_hash)),
    tp_call: Cell::new(Some(crate::call::vectorcall_call)),
    tp_getattro: Cell::new(Some(alias_getattro)),
    tp_doc: typeobject::doc(c"A generic class with arguments (PEP 585), as list[int] is."),
    tp_traverse: Cell::new(Some(alias_traverse)),
    tp_richcompare: Cell::new(Some(alias_richcompare)),
    tp_weaklistoffset: Cell::new(offset_of!(PyGenericAliasObject, weakreflist) as isize),
    tp_iter: Cell::new(Some(alias_iter)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::one(c"__mro_entries__", alias_mro_entries, c""),
        PyMethodDef::one(c"__instancecheck__", alias_instancecheck, c""),
        PyMethodDef::one(c"__subclasscheck__", alias_subclasscheck, c""),
        PyMethodDef::noargs(c"__reduce__", alias_reduce, c""),
        PyMethodDef::noargs(c"__dir__", alias_dir, c""),
        PyMethodDef::END,
    ]),
    tp_members: typeobject::members(&[
        PyMemberDef::read_only(
            c"__origin__",
            MemberType::Object,
            offset_of!(PyGenericAliasObject, origin),
            c"",
        ),
        PyMemberDef::read_only(c"__args__", MemberType::Object, offset_of!(PyGenericAliasObject, args), c""),
        PyMemberDef::read_only(
            c"__unpacked__",
            MemberType::Bool,
            offset_of!(PyGenericAliasObject, starred),
            c"",
        ),
        PyMemberDef::END,
    ]),
    tp_getset: typeobject::getset(&[
        PyGetSetDef::read_only(c"__parameters__", get_parameters, c"The type variables among the arguments."),
        PyGetSetDef::read_only(c"__typing_unpacked_tuple_args__", get_unpacked_args, c""),
        PyGetSetDef::END,
    ]),
    tp_alloc: Cell::new(Some(crate::memory::generic_alloc)),
    tp_new: Cell::new(Some(alias_new)),
    ..PyTypeObject::new(c"types.GenericAlias", size_of::<PyGenericAliasObject>())
};

static ALIAS_AS_NUMBER: PyNumberMethods =
    PyNumberMethods { nb_or: Cell::new(Some(crate::union::type_or)), ..PyNumberMethods::EMPTY };

static ALIAS_AS_MAPPING: PyMappingMethods =
    PyMappingMethods { mp_subscript: Cell::new(Some(alias_subscript)), ..PyMappingMethods::EMPTY };

fn alias_of(object: &PyObject) -> &PyGenericAliasObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

fn get(slot: &Cell<*mut PyObject>) -> Ref {
    // SAFETY: null or owned.
    unsafe { clone_slot(slot) }.unwrap_or_else(none_ref)
}

fn is_alias(object: &PyObject) -> bool {
    object.is_instance_of::<PyGenericAliasObject>()
}

fn make(ty: &PyTypeObject, origin: &PyObject, args: &PyObject) -> PyResult {
    let args = match args.cast::<PyTupleObject>() {
        Some(_) => args.to_ref(),
        None => tuple::from_slice(&[args])?.upcast(),
    };
    let alias = ty.tp_alloc.get().unwrap_or(crate::memory::generic_alloc)(ty, 0)?;
    drop(replace_slot(&alias_of(&alias).origin, Some(origin.to_ref())));
    drop(replace_slot(&alias_of(&alias).args, Some(args)));
    alias_of(&alias).vectorcall.set(Some(alias_vectorcall));
    Ok(alias)
}

/// `origin[args]`, where a single argument need not be a tuple.
pub fn new(origin: &PyObject, args: &PyObject) -> PyResult {
    make(&GENERIC_ALIAS_TYPE, origin, args)
}

/// `__class_getitem__` of the built-in generic classes.
pub fn class_getitem(class: &PyObject, args: &PyObject) -> PyResult {
    new(class, args)
}

extern "C" fn alias_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    no_keywords("GenericAlias", kwargs)?;
    let args = items(args);
    check_count("GenericAlias", args, 2, 2)?;
    make(ty, args[0], args[1])
}

unsafe extern "C" fn alias_dealloc(object: *mut PyObject) {
    // SAFETY: a dying alias, which owned its fields.
    unsafe {
        gc::untrack(&*object);
        let alias = alias_of(&*object);
        if !alias.weakreflist.get().is_null() {
            crate::weakref::clear_weakrefs(&*object);
        }
        for slot in [&alias.origin, &alias.args, &alias.parameters] {
            drop(replace_slot(slot, None));
        }
        crate::memory::free_object(object);
    }
}

extern "C" fn alias_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let alias = alias_of(object);
    crate::visit!(visit, arg, alias.origin.get());
    crate::visit!(visit, arg, alias.args.get());
    crate::visit!(visit, arg, alias.parameters.get());
    0
}

/// Appends a class or type expression as annotations show it.
pub(crate) fn push_type(text: &mut Builder, object: &PyObject) -> Result<(), Raised> {
    if object.is(&ELLIPSIS) {
        return text.push_str("...");
    }
    let is_alias_like = objects::lookup_attr(object, name!("__origin__"))?.is_some()
        && objects::lookup_attr(object, name!("__args__"))?.is_some();
    if !is_alias_like
        && let Some(qualname) = objects::lookup_attr(object, name!("__qualname__"))?
        && let Some(module) =
            objects::lookup_attr(object, name!("__module__"))?.filter(|module| !module.is_none())
    {
        if crate::str::as_str(&module) != Some("builtins") {
            push_str(text, &*objects::str(&module)?)?;
            text.push_str(".")?;
        }
        return push_str(text, &*objects::str(&qualname)?);
    }
    crate::slice::push_repr(text, object)
}

fn push_str(text: &mut Builder, string: &PyObject) -> Result<(), Raised> {
    string.cast::<PyUnicodeObject>().map_or(Ok(()), |string| text.push_string(string))
}

extern "C" fn alias_repr(object: &PyObject) -> PyResult {
    let alias = alias_of(object);
    let mut text = Builder::new();
    if alias.starred.get() {
        text.push_str("*")?;
    }
    push_type(&mut text, &get(&alias.origin))?;
    text.push_str("[")?;
    let args = get(&alias.args);
    for (index, arg) in items_of(&args).iter().enumerate() {
        if index > 0 {
            text.push_str(", ")?;
        }
        push_type(&mut text, arg)?;
    }
    if items_of(&args).is_empty() {
        text.push_str("()")?;
    }
    text.push_str("]")?;
    Ok(text.finish()?.upcast())
}

/// The distinct type variables in the arguments of a generic (`_Py_make_parameters`).
pub(crate) fn make_parameters(args: &PyObject) -> PyResult<PyTupleObject> {
    let mut parameters: Vec<Ref> = Vec::new();
    let mut add = |parameter: &PyObject| {
        if !parameters.iter().any(|known| known.is(parameter)) {
            parameters.push(parameter.to_ref());
        }
    };
    for arg in items_of(args) {
        if arg.is_instance_of::<PyTypeObject>() {
            continue;
        }
        if objects::lookup_attr(arg, name!("__typing_subst__"))?.is_some() {
            add(arg);
        } else if let Some(inner) = objects::lookup_attr(arg, name!("__parameters__"))? {
            for parameter in items_of(&inner) {
                add(parameter);
            }
        }
    }
    tuple::new(parameters)
}

/// What an argument that is an unpacked tuple type stands for.
fn unpacked_args(arg: &PyObject) -> Result<Option<Ref>, Raised> {
    if let Some(alias) = arg.cast::<PyGenericAliasObject>()
        && alias.starred.get()
        && std::ptr::eq(alias.origin.get(), TUPLE_TYPE.as_ptr())
    {
        return Ok(Some(get(&alias.args)));
    }
    let args = objects::lookup_attr(arg, name!("__typing_unpacked_tuple_args__"))?;
    Ok(args.filter(|args| !args.is_none()))
}

fn unpack(item: &PyObject) -> PyResult {
    let given = match item.cast::<PyTupleObject>() {
        Some(given) => given.items().iter().map(|item| item.to_ref()).collect(),
        None => vec![item.to_ref()],
    };
    let mut unpacked: Vec<Ref> = Vec::new();
    for item in given {
        if !item.is_instance_of::<PyTypeObject>()
            && let Some(args) = unpacked_args(&item)?
            && let Some(args) = args.cast::<PyTupleObject>()
            && args.items().last().is_none_or(|last| !last.is(&ELLIPSIS))
        {
            unpacked.extend(args.items().iter().map(|arg| arg.to_ref()));
            continue;
        }
        unpacked.push(item);
    }
    Ok(tuple::new(unpacked)?.upcast())
}

fn describe(owner: &PyObject, before: &str, after: &str) -> Raised {
    let make = || {
        let mut text = Builder::new();
        text.push_str(before)?;
        crate::slice::push_repr(&mut text, owner)?;
        text.push_str(after)?;
        text.finish()
    };
    match make() {
        Ok(text) => errors::set_object(&exceptions::TYPE_ERROR, text.upcast()),
        Err(raised) => raised,
    }
}

/// The arguments of a generic with its type variables replaced by what a subscript gives (`_Py_subs_parameters`).
pub(crate) fn substitute(
    owner: &PyObject,
    args: &PyObject,
    parameters: &PyTupleObject,
    item: &PyObject,
) -> PyResult<PyTupleObject> {
    if parameters.is_empty() {
        return Err(describe(owner, "", " is not a generic class"));
    }
    let mut item = unpack(item)?;
    for parameter in parameters.items() {
        let prepare = objects::lookup_attr(parameter, name!("__typing_prepare_subst__"))?;
        if let Some(prepare) = prepare.filter(|prepare| !prepare.is_none()) {
            let given = match item.is_instance_of::<PyTupleObject>() {
                true => item.clone(),
                false => tuple::new([item.clone()])?.upcast(),
            };
            item = crate::call::call(&prepare, &[owner, &given])?;
        }
    }
    let single = [&*item];
    let given = item.cast::<PyTupleObject>().map_or(&single[..], |given| given.items());
    if given.len() != parameters.len() {
        let which = if given.len() > parameters.len() { "many" } else { "few" };
        return Err(describe(
            owner,
            &format!("Too {which} arguments for "),
            &format!("; actual {}, expected {}", given.len(), parameters.len()),
        ));
    }
    let position = |parameter: &PyObject| parameters.items().iter().position(|known| known.is(parameter));
    let mut replaced: Vec<Ref> = Vec::new();
    for arg in items_of(args) {
        if arg.is_instance_of::<PyTypeObject>() {
            replaced.push(arg.to_ref());
            continue;
        }
        let spread = match objects::lookup_attr(arg, name!("__typing_is_unpacked_typevartuple__"))? {
            Some(spread) => objects::is_true(&spread)?,
            None => false,
        };
        let new = match objects::lookup_attr(arg, name!("__typing_subst__"))? {
            Some(function) => match position(arg) {
                Some(index) => crate::call::call(&function, &[given[index]])?,
                None => arg.to_ref(),
            },
            None => substitute_inside(arg, parameters, given)?,
        };
        if spread {
            replaced.extend(items_of(&new).iter().map(|item| item.to_ref()));
        } else {
            replaced.push(new);
        }
    }
    tuple::new(replaced)
}

/// A generic inside another's arguments, with the same replacements.
fn substitute_inside(object: &PyObject, parameters: &PyTupleObject, given: &[&PyObject]) -> PyResult {
    let inner = objects::lookup_attr(object, name!("__parameters__"))?;
    let Some(inner) =
        inner.filter(|inner| inner.cast::<PyTupleObject>().is_some_and(|inner| !inner.is_empty()))
    else {
        return Ok(object.to_ref());
    };
    let mut arguments: Vec<Ref> = Vec::new();
    for parameter in items_of(&inner) {
        match parameters.items().iter().position(|known| known.is(parameter)) {
            Some(index) => {
                let value = given[index];
                let variadic = parameters.items()[index].ob_type().tp_iter.get().is_some();
                match value.cast::<PyTupleObject>().filter(|_| variadic) {
                    Some(values) => arguments.extend(values.items().iter().map(|value| value.to_ref())),
                    None => arguments.push(value.to_ref()),
                }
            }
            None => arguments.push(parameter.to_ref()),
        }
    }
    let arguments = tuple::new(arguments)?;
    crate::mapping::get_item(object, &arguments)
}

/// The parameters in a slot, computed at first use.
pub(crate) fn parameters_in(slot: &Cell<*mut PyObject>, args: &PyObject) -> PyResult<PyTupleObject> {
    if slot.get().is_null() {
        drop(replace_slot(slot, Some(make_parameters(args)?.upcast())));
    }
    // SAFETY: the slot owns a tuple.
    Ok(unsafe { get(slot).cast_into_unchecked() })
}

extern "C" fn alias_subscript(object: &PyObject, item: &PyObject) -> PyResult {
    let alias = alias_of(object);
    let args = get(&alias.args);
    let parameters = parameters_in(&alias.parameters, &args)?;
    let args = substitute(object, &args, &parameters, item)?;
    let made = new(&get(&alias.origin), &args)?;
    alias_of(&made).starred.set(alias.starred.get());
    Ok(made)
}

extern "C" fn alias_hash(object: &PyObject) -> isize {
    let alias = alias_of(object);
    let hash =
        || Ok::<isize, Raised>(objects::hash(&get(&alias.origin))? ^ objects::hash(&get(&alias.args))?);
    match hash() {
        Ok(-1) => -2,
        Ok(hash) => hash,
        Err(_) => -1,
    }
}

extern "C" fn alias_vectorcall(
    object: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    let origin = get(&alias_of(object).origin);
    let positional = crate::call::positional(args, nargsf).len();
    let total = positional + kwnames.map_or(0, tuple::len_of);
    // SAFETY: what a vectorcall function is called with: keyword values follow the positional arguments.
    let args = unsafe { crate::call::arguments(args, total) };
    let made = crate::call::vectorcall(&origin, args, positional, kwnames)?;
    if let Err(raised) = objects::set_attr(&made, name!("__orig_class__"), Some(object)) {
        if !errors::matches(&exceptions::ATTRIBUTE_ERROR) && !errors::matches(&exceptions::TYPE_ERROR) {
            return Err(raised);
        }
        errors::clear();
    }
    Ok(made)
}

/// Attributes of the alias itself; every other one is its origin's.
const OWN_ATTRIBUTES: [&str; 11] = [
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
];

extern "C" fn alias_getattro(object: &PyObject, name: &PyObject) -> PyResult {
    if crate::str::as_str(name).is_some_and(|name| !OWN_ATTRIBUTES.contains(&name)) {
        return objects::get_attr(&get(&alias_of(object).origin), name);
    }
    objects::generic_get_attr(object, name)
}

extern "C" fn alias_richcompare(a: &PyObject, b: &PyObject, op: CompareOp) -> PyResult {
    if !is_alias(b) || (op != EQ && op != NE) {
        return Ok(not_implemented());
    }
    let (left, right) = (alias_of(a), alias_of(b));
    let equal = left.starred.get() == right.starred.get()
        && objects::rich_compare_bool(&get(&left.origin), &get(&right.origin), EQ)?
        && objects::rich_compare_bool(&get(&left.args), &get(&right.args), EQ)?;
    Ok(objects::bool_ref(equal == (op == EQ)))
}

fn alias_mro_entries(object: &PyObject, _: &PyObject) -> PyResult {
    Ok(tuple::new([get(&alias_of(object).origin)])?.upcast())
}

fn alias_instancecheck(_: &PyObject, _: &PyObject) -> PyResult {
    Err(crate::raise!(TYPE_ERROR, "isinstance() argument 2 cannot be a parameterized generic"))
}

fn alias_subclasscheck(_: &PyObject, _: &PyObject) -> PyResult {
    Err(crate::raise!(TYPE_ERROR, "issubclass() argument 2 cannot be a parameterized generic"))
}

fn alias_reduce(object: &PyObject) -> PyResult {
    let alias = alias_of(object);
    let (origin, args) = (get(&alias.origin), get(&alias.args));
    if alias.starred.get() {
        let iterator = crate::iter::get_iter(&*new(&origin, &args)?)?;
        let arguments = tuple::new([iterator])?;
        return Ok(tuple::pair(crate::iterators::builtin("next")?, arguments.upcast())?.upcast());
    }
    Ok(tuple::pair(object.ob_type().to_ref(), tuple::pair(origin, args)?.upcast())?.upcast())
}

fn alias_dir(object: &PyObject) -> PyResult {
    let names = objects::dir(&get(&alias_of(object).origin))?;
    if let Some(list) = names.cast::<crate::list::PyListObject>() {
        for name in OWN_ATTRIBUTES {
            let name = crate::str::new(name)?;
            if !crate::sequence::contains(&names, &name)? {
                list.append(name.upcast())?;
            }
        }
    }
    Ok(names)
}

fn get_parameters(object: &PyObject) -> PyResult {
    let alias = alias_of(object);
    Ok(parameters_in(&alias.parameters, &get(&alias.args))?.upcast())
}

fn get_unpacked_args(object: &PyObject) -> PyResult {
    let alias = alias_of(object);
    if alias.starred.get() && std::ptr::eq(alias.origin.get(), TUPLE_TYPE.as_ptr()) {
        return Ok(get(&alias.args));
    }
    Ok(none_ref())
}

/// `iter(list[int])` yields `*list[int]`, once.
#[repr(C)]
pub struct AliasIterObject {
    pub ob_base: PyObject,
    pub obj: Cell<*mut PyObject>,
}

pub static ALIAS_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(alias_iter_dealloc as Destructor)),
    tp_traverse: Cell::new(Some(alias_iter_traverse)),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(alias_iter_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", alias_iter_reduce, c""),
        PyMethodDef::END,
    ]),
    ..PyTypeObject::new(c"types.generic_alias_iterator", size_of::<AliasIterObject>())
};

crate::iterators::lazy::owning!(AliasIterObject, alias_iter_dealloc, alias_iter_traverse, obj);

extern "C" fn alias_iter(object: &PyObject) -> PyResult {
    let iterator = crate::memory::generic_alloc(&ALIAS_ITER_TYPE, 0)?;
    // SAFETY: just made, of that layout.
    drop(replace_slot(unsafe { &iterator.cast_unchecked::<AliasIterObject>().obj }, Some(object.to_ref())));
    Ok(iterator)
}

extern "C" fn alias_iter_next(object: &PyObject) -> Option<Ref> {
    // SAFETY: the slot of the type.
    let held = replace_slot(unsafe { &object.cast_unchecked::<AliasIterObject>().obj }, None)?;
    let alias = alias_of(&held);
    let starred = new(&get(&alias.origin), &get(&alias.args)).ok()?;
    alias_of(&starred).starred.set(true);
    Some(starred)
}

fn alias_iter_reduce(object: &PyObject) -> PyResult {
    let function = crate::iterators::builtin("iter")?;
    // SAFETY: a method of the type; null or owned.
    let held = unsafe { clone_slot(&object.cast_unchecked::<AliasIterObject>().obj) };
    let argument = held.unwrap_or_else(|| tuple::empty().upcast());
    Ok(tuple::pair(function, tuple::new([argument])?.upcast())?.upcast())
}
