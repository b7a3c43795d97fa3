//! The `type` type: calling classes, and the attributes and methods that classes have.

use std::cell::Cell;
use std::ffi::{CStr, c_int};
use std::mem::offset_of;

use super::heap::{self, PyHeapTypeObject};
use super::{PyTypeObject, SetAttroFunc, VectorcallFunc, doc, flags, getset, members, methods};
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::errors;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects::{self, status_code};
use crate::singletons::none_ref;
use crate::str::PyUnicodeObject;
use crate::tuple::PyTupleObject;

/// The initial state of the metatype.
pub(crate) const TYPE_TEMPLATE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(size_of::<PyMemberDef>() as isize),
    tp_dealloc: Cell::new(Some(heap::type_dealloc)),
    tp_vectorcall_offset: Cell::new(offset_of!(PyTypeObject, tp_vectorcall) as isize),
    tp_vectorcall: Cell::new(Some(type_vectorcall)),
    tp_repr: Cell::new(Some(type_repr)),
    tp_as_number: Cell::new(&raw const TYPE_AS_NUMBER),
    tp_call: Cell::new(Some(type_call)),
    tp_getattro: Cell::new(Some(type_getattro)),
    tp_setattro: Cell::new(Some(type_setattro as SetAttroFunc)),
    tp_flags: Cell::new(
        flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC | flags::TYPE_SUBCLASS | flags::HAVE_VECTORCALL,
    ),
    tp_doc: doc(c"type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type"),
    tp_traverse: Cell::new(Some(heap::type_traverse)),
    tp_clear: Cell::new(Some(heap::type_clear)),
    tp_is_gc: Cell::new(Some(heap::type_is_gc)),
    tp_weaklistoffset: Cell::new(offset_of!(PyTypeObject, tp_weaklist) as isize),
    tp_dictoffset: Cell::new(offset_of!(PyTypeObject, tp_dict) as isize),
    tp_methods: methods(METHODS),
    tp_members: members(MEMBERS),
    tp_getset: getset(GETSET),
    tp_init: Cell::new(Some(type_init)),
    tp_new: Cell::new(Some(super::new::type_new)),
    ..PyTypeObject::new(c"type", size_of::<PyHeapTypeObject>())
};

static TYPE_AS_NUMBER: super::PyNumberMethods =
    super::PyNumberMethods { nb_or: Cell::new(Some(crate::union::type_or)), ..super::PyNumberMethods::EMPTY };

static METHODS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"mro", method_mro, c"mro($self, /)\n--\n\nReturn a type's method resolution order."),
    PyMethodDef::noargs(
        c"__subclasses__",
        method_subclasses,
        c"__subclasses__($self, /)\n--\n\nReturn a list of immediate subclasses.",
    ),
    PyMethodDef::varargs(
        c"__prepare__",
        method_prepare,
        c"__prepare__() -> dict\nused to create the namespace for the class statement",
    )
    .class(),
    PyMethodDef::one(
        c"__instancecheck__",
        method_instancecheck,
        c"__instancecheck__($self, instance, /)\n--\n\nCheck if an object is an instance.",
    ),
    PyMethodDef::one(
        c"__subclasscheck__",
        method_subclasscheck,
        c"__subclasscheck__($self, subclass, /)\n--\n\nCheck if a class is a subclass.",
    ),
    PyMethodDef::noargs(
        c"__dir__",
        method_dir,
        c"__dir__($self, /)\n--\n\nSpecialized __dir__ implementation for types.",
    ),
    PyMethodDef::noargs(
        c"__sizeof__",
        method_sizeof,
        c"__sizeof__($self, /)\n--\n\nReturn memory consumption of the type object.",
    ),
    PyMethodDef::END,
];

static MEMBERS: &[PyMemberDef] = &[
    PyMemberDef::read_only(
        c"__basicsize__",
        MemberType::PySSize,
        offset_of!(PyTypeObject, tp_basicsize),
        c"",
    ),
    PyMemberDef::read_only(c"__itemsize__", MemberType::PySSize, offset_of!(PyTypeObject, tp_itemsize), c""),
    PyMemberDef::read_only(c"__flags__", MemberType::ULong, offset_of!(PyTypeObject, tp_flags), c""),
    PyMemberDef::read_only(
        c"__weakrefoffset__",
        MemberType::PySSize,
        offset_of!(PyTypeObject, tp_weaklistoffset),
        c"",
    ),
    PyMemberDef::read_only(c"__base__", MemberType::Object, offset_of!(PyTypeObject, tp_base), c""),
    PyMemberDef::read_only(
        c"__dictoffset__",
        MemberType::PySSize,
        offset_of!(PyTypeObject, tp_dictoffset),
        c"",
    ),
    PyMemberDef::read_only(c"__mro__", MemberType::Object, offset_of!(PyTypeObject, tp_mro), c""),
    PyMemberDef::END,
];

static GETSET: &[PyGetSetDef] = &[
    PyGetSetDef::new(c"__name__", get_name, set_name, c""),
    PyGetSetDef::new(c"__qualname__", get_qualname, set_qualname, c""),
    PyGetSetDef::new(c"__bases__", get_bases, super::assign::set_bases, c""),
    PyGetSetDef::new(c"__module__", get_module, set_module, c""),
    PyGetSetDef::new(c"__abstractmethods__", get_abstractmethods, set_abstractmethods, c""),
    PyGetSetDef::read_only(c"__dict__", get_dict, c""),
    PyGetSetDef::new(c"__doc__", get_doc, set_doc, c""),
    PyGetSetDef::read_only(c"__text_signature__", get_text_signature, c""),
    PyGetSetDef::new(c"__annotations__", get_annotations, set_annotations, c""),
    PyGetSetDef::END,
];

fn this(object: &PyObject) -> &PyTypeObject {
    // SAFETY: methods of `type` are called on types only.
    unsafe { object.cast_unchecked() }
}

impl PyTypeObject {
    /// The doc of a native type, with its text signature in front if it has one.
    pub(crate) fn native_doc(&self) -> Option<&str> {
        let doc = self.tp_doc.get();
        // SAFETY: a NUL-terminated string that lives as long as the type.
        (!doc.is_null()).then(|| unsafe { CStr::from_ptr(doc) }.to_str().unwrap_or(""))
    }
}

/// `type(x)` and `type(name, bases, dict)`, and the instantiation of every class.
extern "C" fn type_call(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let ty = this(object);
    if std::ptr::eq(ty, &super::TYPE_TYPE) {
        let items = crate::args::items(args);
        let no_keywords = kwargs
            .and_then(|kwargs| kwargs.cast::<crate::dict::PyDictObject>())
            .is_none_or(|kwargs| kwargs.is_empty());
        if items.len() == 1 && no_keywords {
            return Ok(items[0].ob_type().to_ref());
        }
        if items.len() != 3 {
            return Err(crate::raise!(TYPE_ERROR, "type() takes 1 or 3 arguments"));
        }
    }
    let Some(new) = ty.tp_new.get() else {
        return Err(crate::raise!(TYPE_ERROR, "cannot create '{}' instances", ty.full_name()));
    };
    let instance = new(ty, args, kwargs)?;
    let class = instance.ob_type();
    if class.is_subtype(ty)
        && let Some(init) = class.tp_init.get()
        && init(&instance, args, kwargs) < 0
    {
        return Err(Raised::already_set());
    }
    Ok(instance)
}

/// What calling a class does whose instances are made by `object.__new__` and set up by an `__init__` written in Python,
/// with positional arguments; `None` for any other callable.
pub(crate) fn instantiate(callable: &PyObject, args: &[&PyObject], nargs: usize) -> Option<PyResult> {
    if args.len() != nargs || !std::ptr::eq(callable.ob_type(), &super::TYPE_TYPE) {
        return None;
    }
    let ty = this(callable);
    let plain = crate::objects::is_object_new(ty)
        && std::ptr::fn_addr_eq(ty.tp_init.get()?, super::slots::slot_tp_init as super::InitProc)
        && !ty.has_flag(flags::IS_ABSTRACT);
    if !plain {
        return None;
    }
    let init = super::cache::lookup(ty, crate::name!("__init__"))?;
    if !init.is_exact::<crate::function::PyFunctionObject>() {
        return None;
    }
    Some(set_up(ty, init.to_ref(), args))
}

/// References of a call's own to its arguments, given back last to first.
struct Held<'a>(&'a [&'a PyObject]);

impl<'a> Held<'a> {
    #[inline(always)]
    fn new(args: &'a [&'a PyObject]) -> Held<'a> {
        for argument in args {
            argument.incref();
        }
        Held(args)
    }
}

impl Drop for Held<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        for argument in self.0.iter().rev() {
            // SAFETY: counted by `new`.
            unsafe { argument.decref() };
        }
    }
}

fn set_up(ty: &PyTypeObject, init: Ref, args: &[&PyObject]) -> PyResult {
    // `tp_call` takes a tuple, which holds the arguments as long as the call lasts; here the call itself does.
    let _held = Held::new(args);
    let _guard = crate::thread::enter_recursive_call(" while calling a Python object")?;
    let instance = match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, 0)?,
        None => crate::memory::generic_alloc(ty, 0)?,
    };
    if ty.has_flag(flags::MANAGED_DICT) {
        // As `object.__new__` does: the attributes need no dict.
        crate::dict::init_managed_values(&instance)?;
    }
    let mut few = [&*instance; 8];
    let result = match few.get_mut(1..=args.len()) {
        Some(place) => {
            place.copy_from_slice(args);
            crate::call::call(&init, &few[..=args.len()])?
        }
        None => {
            let mut many = crate::memory::try_vec(args.len() + 1)?;
            many.push(&*instance);
            many.extend_from_slice(args);
            crate::call::call(&init, &many)?
        }
    };
    if !result.is_none() {
        let name = result.ob_type().name();
        return Err(crate::raise!(TYPE_ERROR, "__init__() should return None, not '{name}'"));
    }
    Ok(instance)
}

extern "C" fn type_vectorcall(
    metatype: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    let nargs = nargsf & !crate::call::ARGUMENTS_OFFSET;
    let keywords = kwnames.and_then(|names| names.cast::<PyTupleObject>()).map_or(0, |names| names.len());
    // SAFETY: the caller passes that many arguments.
    let items: &[&PyObject] = unsafe { crate::call::arguments(args, nargs + keywords) };
    if nargs == 1 && metatype.is(&super::TYPE_TYPE) {
        crate::args::no_keywords("type", kwnames)?;
        return Ok(items[0].ob_type().to_ref());
    }
    crate::call::call_with_tuple(metatype, items, nargs, kwnames)
}

const _: VectorcallFunc = type_vectorcall;

extern "C" fn type_init(_: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    let count = crate::args::items(args).len();
    let keywords = kwargs
        .and_then(|kwargs| kwargs.cast::<crate::dict::PyDictObject>())
        .is_some_and(|kwargs| !kwargs.is_empty());
    status_code(if count == 1 && keywords {
        Err(crate::raise!(TYPE_ERROR, "type.__init__() takes no keyword arguments"))
    } else if count != 1 && count != 3 {
        Err(crate::raise!(TYPE_ERROR, "type.__init__() takes 1 or 3 arguments"))
    } else {
        Ok(())
    })
}

extern "C" fn type_repr(object: &PyObject) -> PyResult {
    let ty = this(object);
    let module = errors::swallow(get_module(object), &crate::exceptions::ATTRIBUTE_ERROR)?;
    let qualname = objects::str_text(&*get_qualname(object)?)?;
    let text = match module.as_ref().and_then(|module| module.cast::<PyUnicodeObject>()) {
        Some(module) if crate::str::as_str(module) != Some("builtins") => {
            format!("<class '{}.{qualname}'>", crate::str::to_lossy(module))
        }
        _ => format!("<class '{}'>", ty.full_name()),
    };
    Ok(crate::str::new(&text)?.upcast())
}

/// Whether the class has `__set__` or `__delete__`: a data descriptor.
fn is_data(attribute: &PyObject) -> bool {
    attribute.ob_type().tp_descr_set.get().is_some()
}

/// `Class.name`: the metaclass's data descriptors, the class's MRO, then the rest of the metaclass.
pub extern "C" fn type_getattro(object: &PyObject, name: &PyObject) -> PyResult {
    let ty = this(object);
    let Some(text) = name.cast::<PyUnicodeObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "attribute name must be string, not '{}'",
            name.ob_type().name()
        ));
    };
    let metatype = ty.ob_type();
    let meta = super::cache::lookup(metatype, text).map(PyObject::to_ref);
    if let Some(meta) = &meta
        && is_data(meta)
        && let Some(get) = meta.ob_type().tp_descr_get.get()
    {
        return get(meta, Some(ty), Some(metatype));
    }
    if let Some(attribute) = super::cache::lookup(ty, text) {
        let attribute = attribute.to_ref();
        return match attribute.ob_type().tp_descr_get.get() {
            Some(get) => get(&attribute, None, Some(ty)),
            None => Ok(attribute),
        };
    }
    if let Some(meta) = meta {
        return match meta.ob_type().tp_descr_get.get() {
            Some(get) => get(&meta, Some(ty), Some(metatype)),
            None => Ok(meta),
        };
    }
    Err(crate::raise!(
        ATTRIBUTE_ERROR,
        "type object '{}' has no attribute '{}'",
        ty.full_name(),
        crate::str::to_lossy(text)
    ))
}

extern "C" fn type_setattro(object: &PyObject, name: &PyObject, value: Option<&PyObject>) -> c_int {
    status_code(set_attribute(this(object), name, value))
}

fn set_attribute(ty: &PyTypeObject, name: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    if ty.has_flag(flags::IMMUTABLETYPE) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "cannot set {} attribute of immutable type '{}'",
            objects::repr_text(name)?,
            ty.full_name()
        ));
    }
    let name = crate::str::intern_object(name);
    objects::generic_set_attr_in(ty, &name, value, Some(ty.dict()))?;
    super::cache::modified(ty);
    match name.cast::<PyUnicodeObject>() {
        Some(name) => super::slotdefs::update(ty, name),
        None => Ok(()),
    }
}

/// Refuses to change or delete a special attribute where the class does not allow it.
pub(super) fn check_special<'a>(
    ty: &PyTypeObject,
    value: Option<&'a PyObject>,
    name: &str,
) -> Result<&'a PyObject, Raised> {
    if ty.has_flag(flags::IMMUTABLETYPE) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "cannot set '{name}' attribute of immutable type '{}'",
            ty.full_name()
        ));
    }
    let value = value.ok_or_else(|| {
        crate::raise!(TYPE_ERROR, "cannot delete '{name}' attribute of immutable type '{}'", ty.full_name())
    })?;
    objects::audit_write(ty, name, Some(value))?;
    Ok(value)
}

fn get_name(object: &PyObject) -> PyResult {
    let ty = this(object);
    match ty.as_heap() {
        // SAFETY: a heap type owns its name.
        Some(heap) => Ok(unsafe { clone_slot(&heap.ht_name) }.unwrap_or_else(none_ref)),
        None => Ok(crate::str::intern(ty.name())?.upcast()),
    }
}

fn set_name(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let ty = this(object);
    let value = check_special(ty, value, "__name__")?;
    let Some(name) = value.cast::<PyUnicodeObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "can only assign string to {}.__name__, not '{}'",
            ty.full_name(),
            value.ob_type().name()
        ));
    };
    let text = super::new::c_string(name)?;
    if let Some(heap) = ty.as_heap() {
        let old = heap.ht_tpname.replace(text);
        ty.tp_name.set(text);
        // SAFETY: allocated by `c_string` for this type, and replaced just now.
        unsafe { crate::memory::free(old.cast()) };
        drop(replace_slot(&heap.ht_name, Some(value.to_ref())));
    }
    Ok(())
}

fn get_qualname(object: &PyObject) -> PyResult {
    let ty = this(object);
    match ty.as_heap() {
        // SAFETY: a heap type owns its qualified name.
        Some(heap) => Ok(unsafe { clone_slot(&heap.ht_qualname) }.unwrap_or_else(none_ref)),
        None => get_name(object),
    }
}

fn set_qualname(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let ty = this(object);
    let value = check_special(ty, value, "__qualname__")?;
    if !value.is_instance_of::<PyUnicodeObject>() {
        return Err(crate::raise!(
            TYPE_ERROR,
            "can only assign string to {}.__qualname__, not '{}'",
            ty.full_name(),
            value.ob_type().name()
        ));
    }
    if let Some(heap) = ty.as_heap() {
        drop(replace_slot(&heap.ht_qualname, Some(value.to_ref())));
    }
    Ok(())
}

fn get_bases(object: &PyObject) -> PyResult {
    // SAFETY: a ready type owns its bases.
    Ok(unsafe { clone_slot(&this(object).tp_bases) }.unwrap_or_else(none_ref))
}

/// `Class.__module__`: for native types the part of `tp_name` before the last dot.
pub fn get_module(object: &PyObject) -> PyResult {
    let ty = this(object);
    if ty.has_flag(flags::HEAPTYPE) {
        return ty.dict().get_item(name!("__module__"))?.ok_or_else(|| {
            errors::set_object(&crate::exceptions::ATTRIBUTE_ERROR, Ref::new(name!("__module__")).upcast())
        });
    }
    Ok(crate::str::intern(objects::module_of_name(ty.full_name()))?.upcast())
}

fn set_module(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let ty = this(object);
    let value = check_special(ty, value, "__module__")?;
    super::cache::modified(ty);
    ty.dict().set_item(name!("__module__"), value)
}

fn get_abstractmethods(object: &PyObject) -> PyResult {
    let ty = this(object);
    let found = if std::ptr::eq(ty, &super::TYPE_TYPE) {
        None
    } else {
        ty.dict().get_item(name!("__abstractmethods__"))?
    };
    found.ok_or_else(|| {
        errors::set_object(
            &crate::exceptions::ATTRIBUTE_ERROR,
            Ref::new(name!("__abstractmethods__")).upcast(),
        )
    })
}

fn set_abstractmethods(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let ty = this(object);
    let is_abstract = match value {
        Some(value) => {
            let is_abstract = objects::is_true(value)?;
            ty.dict().set_item(name!("__abstractmethods__"), value)?;
            is_abstract
        }
        None => {
            if ty.dict().get_item(name!("__abstractmethods__"))?.is_none() {
                return Err(errors::set_object(
                    &crate::exceptions::ATTRIBUTE_ERROR,
                    Ref::new(name!("__abstractmethods__")).upcast(),
                ));
            }
            ty.dict().del_item(name!("__abstractmethods__"))?;
            false
        }
    };
    super::cache::modified(ty);
    let others = ty.tp_flags.get() & !flags::IS_ABSTRACT;
    ty.tp_flags.set(if is_abstract { others | flags::IS_ABSTRACT } else { others });
    Ok(())
}

fn get_dict(object: &PyObject) -> PyResult {
    crate::descr::mapping_proxy::new(this(object).dict())
}

fn get_doc(object: &PyObject) -> PyResult {
    let ty = this(object);
    if !ty.has_flag(flags::HEAPTYPE)
        && let Some(doc) = ty.native_doc()
    {
        return Ok(crate::str::new(crate::descr::objects::doc_without_signature(ty.name(), doc))?.upcast());
    }
    let Some(doc) = ty.dict().get_item(name!("__doc__"))? else { return Ok(none_ref()) };
    match doc.ob_type().tp_descr_get.get() {
        Some(get) => get(&doc, None, Some(ty)),
        None => Ok(doc),
    }
}

fn set_doc(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let ty = this(object);
    let value = check_special(ty, value, "__doc__")?;
    super::cache::modified(ty);
    ty.dict().set_item(name!("__doc__"), value)
}

fn get_text_signature(object: &PyObject) -> PyResult {
    let ty = this(object);
    match ty.native_doc() {
        Some(doc) => crate::descr::objects::text_signature(ty.name(), doc),
        None => Ok(none_ref()),
    }
}

fn get_annotations(object: &PyObject) -> PyResult {
    let ty = this(object);
    if !ty.has_flag(flags::HEAPTYPE) {
        return Err(crate::raise!(
            ATTRIBUTE_ERROR,
            "type object '{}' has no attribute '__annotations__'",
            ty.full_name()
        ));
    }
    if let Some(annotations) = ty.dict().get_item(name!("__annotations__"))? {
        return match annotations.ob_type().tp_descr_get.get() {
            Some(get) => get(&annotations, None, Some(ty)),
            None => Ok(annotations),
        };
    }
    let annotations = crate::dict::new()?.upcast();
    ty.dict().set_item(name!("__annotations__"), &annotations)?;
    super::cache::modified(ty);
    Ok(annotations)
}

fn set_annotations(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let ty = this(object);
    if ty.has_flag(flags::IMMUTABLETYPE) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "cannot set '__annotations__' attribute of immutable type '{}'",
            ty.full_name()
        ));
    }
    match value {
        Some(value) => ty.dict().set_item(name!("__annotations__"), value)?,
        None => {
            if ty.dict().get_item(name!("__annotations__"))?.is_none() {
                return Err(crate::raise!(ATTRIBUTE_ERROR, "__annotations__"));
            }
            ty.dict().del_item(name!("__annotations__"))?;
        }
    }
    super::cache::modified(ty);
    Ok(())
}

fn method_mro(object: &PyObject) -> PyResult {
    Ok(crate::list::from_vec(super::mro::compute(this(object))?)?.upcast())
}

fn method_subclasses(object: &PyObject) -> PyResult {
    let subclasses = heap::subclasses(this(object)).into_iter().map(Ref::upcast).collect();
    Ok(crate::list::from_vec(subclasses)?.upcast())
}

fn method_prepare(_: &PyObject, _args: &PyObject, _kwargs: Option<&PyObject>) -> PyResult {
    Ok(crate::dict::new()?.upcast())
}

fn method_instancecheck(object: &PyObject, instance: &PyObject) -> PyResult {
    Ok(objects::bool_ref(objects::recursive_is_instance(instance, object)?))
}

fn method_subclasscheck(object: &PyObject, subclass: &PyObject) -> PyResult {
    Ok(objects::bool_ref(objects::recursive_is_subclass(subclass, object)?))
}

/// Merges the names of a class and of its bases into a dict.
pub(crate) fn merge_class_dict(dict: &crate::dict::PyDictObject, class: &PyObject) -> Result<(), Raised> {
    if let Some(own) = objects::lookup_attr(class, name!("__dict__"))? {
        crate::call::call_method(dict, "update", &[&own])?;
    }
    if let Some(bases) = objects::lookup_attr(class, name!("__bases__"))? {
        for base in crate::sequence::fast(&bases, "__bases__ must be a sequence")? {
            let _guard = crate::thread::enter_recursive_call(" in __dir__")?;
            merge_class_dict(dict, &base)?;
        }
    }
    Ok(())
}

fn method_dir(object: &PyObject) -> PyResult {
    let dict = crate::dict::new()?;
    merge_class_dict(&dict, object)?;
    crate::sequence::list(&dict)
}

fn method_sizeof(object: &PyObject) -> PyResult {
    let ty = this(object);
    let size = match ty.as_heap() {
        Some(heap) => {
            let keys = heap.ht_cached_keys.get();
            size_of::<PyHeapTypeObject>()
                + if keys.is_null() { 0 } else { crate::dict::shared_keys_size(keys) }
        }
        None => size_of::<PyTypeObject>(),
    };
    crate::int::from_usize(size)
}
