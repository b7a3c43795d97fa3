//! The `object` type: what every object can do.

use std::cell::Cell;
use std::ffi::c_int;

use super::{bool_ref, status_code};
use crate::args;
use crate::descr::{PyGetSetDef, PyMethodDef};
use crate::dict::PyDictObject;
use crate::name;
use crate::object::{PyObject, PyResult, Raised};
use crate::objects;
use crate::singletons::{none_ref, not_implemented};
use crate::str::PyUnicodeObject;
use crate::typeobject::{self, InitProc, NewFunc, PyTypeObject, doc, flags, getset, methods};

/// The initial state of the `object` type.
pub(crate) const OBJECT_TEMPLATE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_repr: Cell::new(Some(repr)),
    tp_hash: Cell::new(Some(hash)),
    tp_str: Cell::new(Some(str)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_setattro: Cell::new(Some(objects::generic_set_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE),
    tp_doc: doc(
        c"object()\n--\n\nThe root of the class hierarchy.\n\nAn instance has no attributes of its own.",
    ),
    tp_richcompare: Cell::new(Some(richcompare)),
    tp_methods: methods(METHODS),
    tp_getset: getset(&[
        PyGetSetDef::new(
            c"__class__",
            typeobject::assign::get_class,
            typeobject::assign::set_class,
            c"the object's class",
        ),
        PyGetSetDef::END,
    ]),
    tp_init: Cell::new(Some(object_init)),
    tp_alloc: Cell::new(Some(crate::memory::generic_alloc)),
    tp_new: Cell::new(Some(object_new)),
    ..PyTypeObject::new(c"object", size_of::<PyObject>())
};

static METHODS: &[PyMethodDef] = &[
    PyMethodDef::one(
        c"__reduce_ex__",
        reduce_ex,
        c"__reduce_ex__($self, protocol, /)\n--\n\nHelper for pickle.",
    ),
    PyMethodDef::noargs(c"__reduce__", reduce, c"__reduce__($self, /)\n--\n\nHelper for pickle."),
    PyMethodDef::noargs(c"__getstate__", getstate, c"__getstate__($self, /)\n--\n\nHelper for pickle."),
    PyMethodDef::fast(
        c"__subclasshook__",
        subclasshook,
        c"Abstract classes can override this to customize issubclass().",
    )
    .old_style()
    .class(),
    PyMethodDef::noargs(c"__init_subclass__", init_subclass, c"Called for each new subclass of a class.")
        .class(),
    PyMethodDef::one(
        c"__format__",
        format,
        c"__format__($self, format_spec, /)\n--\n\nDefault object formatter.",
    ),
    PyMethodDef::noargs(
        c"__sizeof__",
        sizeof,
        c"__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes.",
    ),
    PyMethodDef::noargs(c"__dir__", dir, c"__dir__($self, /)\n--\n\nDefault dir() implementation."),
    PyMethodDef::END,
];

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: an object without fields that nobody refers to any more.
    unsafe { crate::memory::free_object(object) }
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let ty = object.ob_type();
    let module = objects::lookup_attr(ty, name!("__module__"))?;
    let qualname = objects::str_text(&*objects::get_attr(ty, name!("__qualname__"))?)?;
    let text = match module.as_ref().and_then(|module| crate::str::as_str(module)) {
        Some(module) if module != "builtins" => {
            format!("<{module}.{qualname} object at {:#x}>", object.address())
        }
        _ => format!("<{} object at {:#x}>", ty.full_name(), object.address()),
    };
    Ok(crate::str::new(&text)?.upcast())
}

extern "C" fn str(object: &PyObject) -> PyResult {
    match object.ob_type().tp_repr.get() {
        Some(function) => function(object),
        None => repr(object),
    }
}

extern "C" fn hash(object: &PyObject) -> isize {
    objects::hash_pointer(object.address())
}

extern "C" fn richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    match op {
        // `NotImplemented` instead of false, so that the other operand is asked too.
        objects::EQ if a.is(b) => Ok(bool_ref(true)),
        objects::NE => {
            let Some(function) = a.ob_type().tp_richcompare.get() else { return Ok(not_implemented()) };
            let equal = function(a, b, objects::EQ)?;
            if equal.is(&crate::singletons::NOT_IMPLEMENTED) {
                return Ok(equal);
            }
            Ok(bool_ref(!objects::is_true(&equal)?))
        }
        _ => Ok(not_implemented()),
    }
}

fn has_arguments(args: &PyObject, kwargs: Option<&PyObject>) -> bool {
    !args::items(args).is_empty()
        || kwargs.and_then(|kwargs| kwargs.cast::<PyDictObject>()).is_some_and(|kwargs| !kwargs.is_empty())
}

/// Whether a class has `object`'s own `__init__`.
pub fn is_object_init(ty: &PyTypeObject) -> bool {
    ty.tp_init.get().is_some_and(|init| std::ptr::fn_addr_eq(init, object_init as InitProc))
}

pub fn is_object_new(ty: &PyTypeObject) -> bool {
    ty.tp_new.get().is_some_and(|new| std::ptr::fn_addr_eq(new, object_new as NewFunc))
}

extern "C" fn object_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    let ty = object.ob_type();
    status_code(if !has_arguments(args, kwargs) {
        Ok(())
    } else if !is_object_init(ty) {
        Err(crate::raise!(
            TYPE_ERROR,
            "object.__init__() takes exactly one argument (the instance to initialize)"
        ))
    } else if is_object_new(ty) {
        Err(crate::raise!(
            TYPE_ERROR,
            "{}.__init__() takes exactly one argument (the instance to initialize)",
            ty.full_name()
        ))
    } else {
        Ok(())
    })
}

/// `object.__new__`.
pub extern "C" fn object_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    if has_arguments(args, kwargs) {
        if !is_object_new(ty) {
            return Err(crate::raise!(
                TYPE_ERROR,
                "object.__new__() takes exactly one argument (the type to instantiate)"
            ));
        }
        if is_object_init(ty) {
            return Err(crate::raise!(TYPE_ERROR, "{}() takes no arguments", ty.full_name()));
        }
    }
    if ty.has_flag(flags::IS_ABSTRACT) {
        return Err(abstract_error(ty)?);
    }
    let object = match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, 0),
        None => crate::memory::generic_alloc(ty, 0),
    }?;
    // As in CPython only here: instances of classes whose base has another `__new__` go without.
    if ty.has_flag(flags::MANAGED_DICT) {
        crate::dict::init_managed_values(&object)?;
    }
    Ok(object)
}

fn abstract_error(ty: &PyTypeObject) -> Result<Raised, Raised> {
    let methods = objects::get_attr(ty, name!("__abstractmethods__"))?;
    let mut names = Vec::new();
    for name in crate::iter::collect(&methods)? {
        names.push(objects::str_text(&name)?);
    }
    names.sort();
    let plural = if names.len() > 1 { "s" } else { "" };
    Ok(crate::raise!(
        TYPE_ERROR,
        "Can't instantiate abstract class {} with abstract method{plural} {}",
        ty.full_name(),
        names.join(", ")
    ))
}

fn subclasshook(_: &PyObject, _args: &[&PyObject]) -> PyResult {
    Ok(not_implemented())
}

fn init_subclass(_: &PyObject) -> PyResult {
    Ok(none_ref())
}

fn format(object: &PyObject, spec: &PyObject) -> PyResult {
    let Some(spec) = spec.cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument("__format__", "argument", "str", spec));
    };
    if !spec.is_empty() {
        return Err(crate::raise!(
            TYPE_ERROR,
            "unsupported format string passed to {}.__format__",
            object.ob_type().full_name()
        ));
    }
    objects::str(object)
}

fn sizeof(object: &PyObject) -> PyResult {
    let ty = object.ob_type();
    let mut size = ty.tp_basicsize.get();
    if ty.tp_itemsize.get() > 0 {
        // SAFETY: types with items have a size.
        let items = unsafe { object.cast_unchecked::<crate::object::PyVarObject>() }.ob_size.get();
        size += items.max(0) * ty.tp_itemsize.get();
    }
    crate::int::from_isize(size)
}

fn dir(object: &PyObject) -> PyResult {
    let dict = match objects::lookup_attr(object, name!("__dict__"))? {
        Some(dict) => match dict.cast::<PyDictObject>() {
            Some(dict) => dict.copy()?,
            None => crate::dict::new()?,
        },
        None => crate::dict::new()?,
    };
    if let Some(class) = objects::lookup_attr(object, name!("__class__"))? {
        typeobject::attributes::merge_class_dict(&dict, &class)?;
    }
    crate::sequence::list(&dict)
}

/// The names in all `__slots__` of a class, which the class keeps as `__slotnames__` (`_PyType_GetSlotNames`).
fn slot_names(ty: &PyTypeObject) -> Result<Vec<crate::object::Ref>, Raised> {
    if let Some(kept) = ty.dict().get_item(name!("__slotnames__"))? {
        if kept.is_none() {
            return Ok(Vec::new());
        }
        if !kept.is_instance_of::<crate::list::PyListObject>() {
            return Err(crate::raise!(
                TYPE_ERROR,
                "{}.__slotnames__ should be a list or None, not {}",
                ty.full_name(),
                kept.ob_type().full_name()
            ));
        }
        return crate::iter::collect(&kept);
    }
    let names = find_slot_names(ty)?;
    let kept = crate::list::from_vec(names.clone())?;
    if objects::set_attr(ty, name!("__slotnames__"), Some(&kept)).is_err() {
        crate::errors::clear();
    }
    Ok(names)
}

/// `copyreg._slotnames`.
fn find_slot_names(ty: &PyTypeObject) -> Result<Vec<crate::object::Ref>, Raised> {
    let mut names = Vec::new();
    for class in ty.mro().unwrap_or_default().iter().filter_map(|class| class.cast::<PyTypeObject>()) {
        let Some(slots) = class.dict().get_item(name!("__slots__"))? else { continue };
        let slots = if slots.is_instance_of::<PyUnicodeObject>() {
            vec![slots]
        } else {
            crate::iter::collect(&slots)?
        };
        for slot in slots {
            let Some(text) = slot.cast::<PyUnicodeObject>() else { continue };
            if text.equals("__dict__") || text.equals("__weakref__") {
                continue;
            }
            let class_name = crate::str::new(class.name())?;
            names.push(typeobject::new::mangle(&class_name, text)?.upcast());
        }
    }
    Ok(names)
}

fn is_default_getstate(ty: &PyTypeObject) -> bool {
    let found = |ty| typeobject::cache::lookup(ty, name!("__getstate__")).map(std::ptr::from_ref);
    found(ty) == found(&typeobject::OBJECT_TYPE)
}

/// The default `__getstate__`.
fn getstate(object: &PyObject) -> PyResult {
    state(object, false)
}

fn state(object: &PyObject, required: bool) -> PyResult {
    let ty = object.ob_type();
    if required && ty.tp_itemsize.get() != 0 {
        return Err(crate::raise!(TYPE_ERROR, "cannot pickle {} objects", ty.full_name()));
    }
    let state = match objects::instance_dict(object)? {
        Some(dict) if !dict.is_empty() => dict.upcast(),
        _ => none_ref(),
    };
    let names = slot_names(ty)?;
    if required {
        let word = size_of::<usize>() as isize;
        let mut basic = typeobject::OBJECT_TYPE.tp_basicsize.get() + word * names.len() as isize;
        if ty.tp_dictoffset.get() != 0 && !ty.has_flag(flags::MANAGED_DICT) {
            basic += word;
        }
        if ty.tp_weaklistoffset.get() != 0 {
            basic += word;
        }
        if ty.tp_basicsize.get() > basic {
            return Err(crate::raise!(TYPE_ERROR, "cannot pickle '{}' object", ty.full_name()));
        }
    }
    let slots = crate::dict::new()?;
    for name in &names {
        if let Some(value) = objects::lookup_attr(object, name)? {
            slots.set_item(name, &value)?;
        }
    }
    if slots.is_empty() {
        return Ok(state);
    }
    Ok(crate::tuple::new([state, slots.upcast()])?.upcast())
}

fn reduce(object: &PyObject) -> PyResult {
    common_reduce(object, 0)
}

fn reduce_ex(object: &PyObject, protocol: &PyObject) -> PyResult {
    let protocol = crate::number::as_c_int(protocol)?;
    if let Some(method) = objects::lookup_attr(object, name!("__reduce__"))? {
        let own = objects::get_attr(object.ob_type(), name!("__reduce__"))?;
        let base = typeobject::OBJECT_TYPE.dict().get_item(name!("__reduce__"))?;
        if base.is_none_or(|base| !base.is(&own)) {
            return crate::call::call(&method, &[]);
        }
    }
    common_reduce(object, protocol)
}

fn common_reduce(object: &PyObject, protocol: i32) -> PyResult {
    if protocol >= 2 {
        return reduce_2(object);
    }
    let copyreg = crate::hooks::import("copyreg")?;
    let protocol = crate::int::from_i64(protocol.into())?;
    crate::call::call_method(&copyreg, "_reduce_ex", &[object, &protocol])
}

/// `__reduce_ex__(2)`: `copyreg.__newobj__`, its arguments, the state, and iterators over items.
pub fn reduce_2(object: &PyObject) -> PyResult {
    let ty = object.ob_type();
    if ty.tp_new.get().is_none() {
        return Err(crate::raise!(TYPE_ERROR, "cannot pickle '{}' object", ty.full_name()));
    }
    let mut new_args: Option<crate::object::Ref> = None;
    let mut new_kwargs: Option<crate::object::Ref> = None;
    if let Some(method) = typeobject::lookup_special(object, name!("__getnewargs_ex__"))? {
        let result = crate::call::call(&method, &[])?;
        let Some(tuple) = result.cast::<crate::tuple::PyTupleObject>() else {
            return Err(crate::raise!(
                TYPE_ERROR,
                "__getnewargs_ex__ should return a tuple, not '{}'",
                result.ob_type().name()
            ));
        };
        let [arguments, keywords] = tuple.items() else {
            return Err(crate::raise!(
                VALUE_ERROR,
                "__getnewargs_ex__ should return a tuple of length 2, not {}",
                tuple.len()
            ));
        };
        if !arguments.is_instance_of::<crate::tuple::PyTupleObject>() {
            return Err(crate::raise!(
                TYPE_ERROR,
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{}'",
                arguments.ob_type().full_name()
            ));
        }
        if !keywords.is_instance_of::<PyDictObject>() {
            return Err(crate::raise!(
                TYPE_ERROR,
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{}'",
                keywords.ob_type().full_name()
            ));
        }
        new_args = Some(arguments.to_ref());
        new_kwargs = Some(keywords.to_ref());
    } else if let Some(method) = typeobject::lookup_special(object, name!("__getnewargs__"))? {
        let result = crate::call::call(&method, &[])?;
        if !result.is_instance_of::<crate::tuple::PyTupleObject>() {
            return Err(crate::raise!(
                TYPE_ERROR,
                "__getnewargs__ should return a tuple, not '{}'",
                result.ob_type().name()
            ));
        }
        new_args = Some(result);
    }
    let copyreg = crate::hooks::import("copyreg")?;
    let has_args = new_args.is_some();
    let keywords = new_kwargs.filter(|k| k.cast::<PyDictObject>().is_some_and(|k| !k.is_empty()));
    let (function, arguments) = match keywords {
        Some(keywords) => {
            let args = new_args.unwrap_or(crate::tuple::new([])?.upcast());
            (
                objects::get_attr(&copyreg, name!("__newobj_ex__"))?,
                crate::tuple::new([ty.to_ref(), args, keywords])?,
            )
        }
        None => {
            let mut items = vec![ty.to_ref()];
            items.extend(new_args.iter().flat_map(|args| args::items(args)).map(|item| item.to_ref()));
            (objects::get_attr(&copyreg, name!("__newobj__"))?, crate::tuple::new(items)?)
        }
    };
    let is_list = object.is_instance_of::<crate::list::PyListObject>();
    let is_dict = object.is_instance_of::<PyDictObject>();
    let getter = objects::get_attr(object, name!("__getstate__"))?;
    let own = crate::builtin_function::bound_to(&getter).is_some_and(|of| of.is(object))
        && crate::builtin_function::method_def(&getter).is_some_and(|def| def.name() == "__getstate__")
        && is_default_getstate(ty);
    let state = if own {
        state(object, !(has_args || is_list || is_dict))?
    } else {
        crate::call::call(&getter, &[])?
    };
    let list_items = if is_list { crate::iter::get_iter(object)? } else { none_ref() };
    let dict_items = if is_dict {
        crate::iter::get_iter(&*crate::call::call_method(object, "items", &[])?)?
    } else {
        none_ref()
    };
    Ok(crate::tuple::new([function, arguments.upcast(), state, list_items, dict_items])?.upcast())
}
