//! Descriptors of native types: `method_descriptor`, `classmethod_descriptor`, `member_descriptor`,
//! `getset_descriptor`, `wrapper_descriptor` and `method-wrapper` (`Objects/descrobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use super::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::builtin_function::{call_def, function_str};
use crate::gc;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects::{self, status_code};
use crate::singletons::none_ref;
use crate::str::PyUnicodeObject;
use crate::typeobject::slotdefs::SlotDef;
use crate::typeobject::{PyTypeObject, VectorcallFunc, VisitProc, flags, getset, members};

/// What all descriptors of native types begin with.
#[repr(C)]
pub struct PyDescrObject {
    pub ob_base: PyObject,
    pub d_type: Cell<*mut PyObject>,
    pub d_name: Cell<*mut PyObject>,
    pub d_qualname: Cell<*mut PyObject>,
}

#[repr(C)]
pub struct PyMethodDescrObject {
    pub common: PyDescrObject,
    pub d_method: Cell<*const PyMethodDef>,
    pub vectorcall: Cell<Option<VectorcallFunc>>,
}

#[repr(C)]
pub struct PyMemberDescrObject {
    pub common: PyDescrObject,
    pub d_member: Cell<*const PyMemberDef>,
}

#[repr(C)]
pub struct PyGetSetDescrObject {
    pub common: PyDescrObject,
    pub d_getset: Cell<*const PyGetSetDef>,
}

#[repr(C)]
pub struct PyWrapperDescrObject {
    pub common: PyDescrObject,
    pub d_base: Cell<*const SlotDef>,
    /// The slot's function.
    pub d_wrapped: Cell<*const ()>,
}

/// A `wrapper_descriptor` bound to an instance.
#[repr(C)]
pub struct PyMethodWrapperObject {
    pub ob_base: PyObject,
    pub descr: Cell<*mut PyObject>,
    pub wrapped_self: Cell<*mut PyObject>,
}

crate::object_layout!(PyMethodDescrObject, METHOD_DESCRIPTOR_TYPE);
crate::object_layout!(PyMemberDescrObject, MEMBER_DESCRIPTOR_TYPE);
crate::object_layout!(PyGetSetDescrObject, GETSET_DESCRIPTOR_TYPE);
crate::object_layout!(PyWrapperDescrObject, WRAPPER_DESCRIPTOR_TYPE);
crate::object_layout!(PyMethodWrapperObject, METHOD_WRAPPER_TYPE);

const MEMBERS: &[PyMemberDef] = &[
    PyMemberDef::read_only(c"__objclass__", MemberType::Object, offset_of!(PyDescrObject, d_type), c""),
    PyMemberDef::read_only(c"__name__", MemberType::Object, offset_of!(PyDescrObject, d_name), c""),
    PyMemberDef::END,
];

const fn descriptor_type(name: &'static std::ffi::CStr, size: usize) -> PyTypeObject {
    PyTypeObject {
        tp_dealloc: Cell::new(Some(dealloc)),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
        tp_traverse: Cell::new(Some(traverse)),
        tp_members: members(MEMBERS),
        ..PyTypeObject::new(name, size)
    }
}

pub static METHOD_DESCRIPTOR_TYPE: PyTypeObject = PyTypeObject {
    tp_vectorcall_offset: Cell::new(offset_of!(PyMethodDescrObject, vectorcall) as isize),
    tp_repr: Cell::new(Some(method_repr)),
    tp_call: Cell::new(Some(crate::call::vectorcall_call)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::HAVE_VECTORCALL | flags::METHOD_DESCRIPTOR),
    tp_methods: crate::typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", reduce, c""),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"__doc__", method_doc, c""),
        PyGetSetDef::read_only(c"__qualname__", get_qualname, c""),
        PyGetSetDef::read_only(c"__text_signature__", method_text_signature, c""),
        PyGetSetDef::END,
    ]),
    tp_descr_get: Cell::new(Some(method_get)),
    ..descriptor_type(c"method_descriptor", size_of::<PyMethodDescrObject>())
};

pub static CLASS_METHOD_DESCRIPTOR_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(method_repr)),
    tp_call: Cell::new(Some(class_method_call)),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"__doc__", method_doc, c""),
        PyGetSetDef::read_only(c"__qualname__", get_qualname, c""),
        PyGetSetDef::read_only(c"__text_signature__", method_text_signature, c""),
        PyGetSetDef::END,
    ]),
    tp_descr_get: Cell::new(Some(class_method_get)),
    ..descriptor_type(c"classmethod_descriptor", size_of::<PyMethodDescrObject>())
};

pub static MEMBER_DESCRIPTOR_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(member_repr)),
    tp_methods: crate::typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", reduce, c""),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"__doc__", member_doc, c""),
        PyGetSetDef::read_only(c"__qualname__", get_qualname, c""),
        PyGetSetDef::END,
    ]),
    tp_descr_get: Cell::new(Some(member_get)),
    tp_descr_set: Cell::new(Some(member_set)),
    ..descriptor_type(c"member_descriptor", size_of::<PyMemberDescrObject>())
};

pub static GETSET_DESCRIPTOR_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(getset_repr)),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"__doc__", getset_doc, c""),
        PyGetSetDef::read_only(c"__qualname__", get_qualname, c""),
        PyGetSetDef::END,
    ]),
    tp_descr_get: Cell::new(Some(getset_get)),
    tp_descr_set: Cell::new(Some(getset_set)),
    ..descriptor_type(c"getset_descriptor", size_of::<PyGetSetDescrObject>())
};

pub static WRAPPER_DESCRIPTOR_TYPE: PyTypeObject = PyTypeObject {
    tp_repr: Cell::new(Some(wrapper_repr)),
    tp_call: Cell::new(Some(wrapper_call)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::METHOD_DESCRIPTOR),
    tp_methods: crate::typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", reduce, c""),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"__doc__", wrapper_doc, c""),
        PyGetSetDef::read_only(c"__qualname__", get_qualname, c""),
        PyGetSetDef::read_only(c"__text_signature__", wrapper_text_signature, c""),
        PyGetSetDef::END,
    ]),
    tp_descr_get: Cell::new(Some(wrapper_get)),
    ..descriptor_type(c"wrapper_descriptor", size_of::<PyWrapperDescrObject>())
};

pub static METHOD_WRAPPER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(bound_dealloc)),
    tp_repr: Cell::new(Some(bound_repr)),
    tp_hash: Cell::new(Some(bound_hash)),
    tp_call: Cell::new(Some(bound_call)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(bound_traverse)),
    tp_richcompare: Cell::new(Some(bound_richcompare)),
    tp_methods: crate::typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", bound_reduce, c""),
        PyMethodDef::END,
    ]),
    tp_members: members(&[
        PyMemberDef::read_only(
            c"__self__",
            MemberType::Object,
            offset_of!(PyMethodWrapperObject, wrapped_self),
            c"",
        ),
        PyMemberDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"__objclass__", bound_objclass, c""),
        PyGetSetDef::read_only(c"__name__", bound_name, c""),
        PyGetSetDef::read_only(c"__qualname__", bound_qualname, c""),
        PyGetSetDef::read_only(c"__doc__", bound_doc, c""),
        PyGetSetDef::read_only(c"__text_signature__", bound_text_signature, c""),
        PyGetSetDef::END,
    ]),
    ..PyTypeObject::new(c"method-wrapper", size_of::<PyMethodWrapperObject>())
};

/// A text signature at the start of a native doc: `name(…)\n--\n\n`. Gives the signature and what follows.
fn split_signature<'a>(name: &str, doc: &'a str) -> Option<(&'a str, &'a str)> {
    let rest = doc.strip_prefix(name.rsplit('.').next().unwrap_or(name))?;
    if !rest.starts_with('(') {
        return None;
    }
    let end = rest.find(")\n--\n\n")?;
    if rest[..end].contains("\n\n") {
        return None;
    }
    Some((&rest[..=end], &rest[end + 6..]))
}

/// `__doc__` of something native.
pub fn doc_without_signature<'a>(name: &str, doc: &'a str) -> &'a str {
    split_signature(name, doc).map_or(doc, |(_, rest)| rest)
}

/// `__text_signature__` of something native.
pub fn text_signature(name: &str, doc: &str) -> PyResult {
    match split_signature(name, doc) {
        Some((signature, _)) => Ok(crate::str::new(signature)?.upcast()),
        None => Ok(none_ref()),
    }
}

fn common(object: &PyObject) -> &PyDescrObject {
    // SAFETY: all descriptors begin so.
    unsafe { object.cast_unchecked() }
}

impl PyDescrObject {
    /// The type it was made for.
    pub fn owner(&self) -> &PyTypeObject {
        // SAFETY: owned for the descriptor's life.
        unsafe { (*self.d_type.get()).cast_unchecked() }
    }

    pub fn name(&self) -> String {
        // SAFETY: owned for the descriptor's life.
        unsafe { self.d_name.get().as_ref() }.map_or_else(|| "?".to_owned(), crate::str::to_lossy)
    }
}

impl PyWrapperDescrObject {
    pub fn base(&self) -> &'static SlotDef {
        // SAFETY: made from a static.
        unsafe { &*self.d_base.get() }
    }

    pub fn wrapped(&self) -> *const () {
        self.d_wrapped.get()
    }

    pub fn owner(&self) -> &PyTypeObject {
        self.common.owner()
    }
}

/// As a `wrapper_descriptor`.
pub fn as_wrapper(object: &PyObject) -> Option<&PyWrapperDescrObject> {
    object.cast_exact::<PyWrapperDescrObject>()
}

/// The slot function that a `wrapper_descriptor` stands for.
pub fn wrapped_function(object: &PyObject) -> Option<*const ()> {
    as_wrapper(object).map(|wrapper| wrapper.wrapped())
}

/// Fills what all descriptors begin with.
unsafe fn init_common(descriptor: *mut PyDescrObject, owner: &PyTypeObject, name: Ref) {
    // SAFETY: the caller passes fresh memory of a descriptor.
    unsafe {
        (*descriptor).d_type = Cell::new(owner.to_ref().into_raw());
        (*descriptor).d_name = Cell::new(name.into_raw());
        (*descriptor).d_qualname = Cell::new(std::ptr::null_mut());
    }
}

fn finish<T>(descriptor: Ref<T>) -> Ref {
    let descriptor = descriptor.upcast();
    gc::track(&descriptor);
    descriptor
}

pub fn new_method(owner: &PyTypeObject, def: &'static PyMethodDef, name: Ref<PyUnicodeObject>) -> PyResult {
    let name = name.upcast();
    // SAFETY: the layout of the type, every field set.
    unsafe {
        Ok(finish(crate::memory::new_object(
            &METHOD_DESCRIPTOR_TYPE,
            |descriptor: *mut PyMethodDescrObject| {
                init_common(descriptor.cast(), owner, name);
                (*descriptor).d_method = Cell::new(def);
                (*descriptor).vectorcall = Cell::new(Some(method_vectorcall));
            },
        )?))
    }
}

pub fn new_class_method(
    owner: &PyTypeObject,
    def: &'static PyMethodDef,
    name: Ref<PyUnicodeObject>,
) -> PyResult {
    let name = name.upcast();
    // SAFETY: the layout of the type, every field set.
    unsafe {
        Ok(finish(crate::memory::new_object(
            &CLASS_METHOD_DESCRIPTOR_TYPE,
            |descriptor: *mut PyMethodDescrObject| {
                init_common(descriptor.cast(), owner, name);
                (*descriptor).d_method = Cell::new(def);
                (*descriptor).vectorcall = Cell::new(None);
            },
        )?))
    }
}

pub fn new_member(owner: &PyTypeObject, def: &PyMemberDef, name: Ref<PyUnicodeObject>) -> PyResult {
    let name = name.upcast();
    // SAFETY: the layout of the type, every field set; the owner, which the descriptor keeps alive, keeps the definition.
    unsafe {
        Ok(finish(crate::memory::new_object(
            &MEMBER_DESCRIPTOR_TYPE,
            |descriptor: *mut PyMemberDescrObject| {
                init_common(descriptor.cast(), owner, name);
                (*descriptor).d_member = Cell::new(def);
            },
        )?))
    }
}

pub fn new_getset(owner: &PyTypeObject, def: &'static PyGetSetDef, name: Ref<PyUnicodeObject>) -> PyResult {
    let name = name.upcast();
    // SAFETY: the layout of the type, every field set.
    unsafe {
        Ok(finish(crate::memory::new_object(
            &GETSET_DESCRIPTOR_TYPE,
            |descriptor: *mut PyGetSetDescrObject| {
                init_common(descriptor.cast(), owner, name);
                (*descriptor).d_getset = Cell::new(def);
            },
        )?))
    }
}

pub fn new_wrapper(
    owner: &PyTypeObject,
    base: &'static SlotDef,
    wrapped: *const (),
    name: Ref<PyUnicodeObject>,
) -> PyResult {
    let name = name.upcast();
    // SAFETY: the layout of the type, every field set.
    unsafe {
        Ok(finish(crate::memory::new_object(
            &WRAPPER_DESCRIPTOR_TYPE,
            |descriptor: *mut PyWrapperDescrObject| {
                init_common(descriptor.cast(), owner, name);
                (*descriptor).d_base = Cell::new(base);
                (*descriptor).d_wrapped = Cell::new(wrapped);
            },
        )?))
    }
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a descriptor that nobody refers to any more.
    unsafe {
        let descriptor = common(&*object);
        gc::untrack(&*object);
        drop(replace_slot(&descriptor.d_type, None));
        drop(replace_slot(&descriptor.d_name, None));
        drop(replace_slot(&descriptor.d_qualname, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, common(object).d_type.get());
    0
}

fn get_qualname(object: &PyObject) -> PyResult {
    let descriptor = common(object);
    // SAFETY: null or owned.
    if let Some(qualname) = unsafe { clone_slot(&descriptor.d_qualname) } {
        return Ok(qualname);
    }
    let owner = objects::get_attr(descriptor.owner(), name!("__qualname__"))?;
    let text = format!("{}.{}", objects::str_text(&owner)?, descriptor.name());
    let qualname = crate::str::new(&text)?.upcast();
    drop(replace_slot(&descriptor.d_qualname, Some(qualname.clone())));
    Ok(qualname)
}

fn reduce(object: &PyObject) -> PyResult {
    let descriptor = common(object);
    let getattr = crate::hooks::builtin("getattr")?;
    // SAFETY: owned for the descriptor's life.
    let name = unsafe { clone_slot(&descriptor.d_name) }.unwrap_or_else(none_ref);
    let arguments = crate::tuple::new([descriptor.owner().to_ref(), name])?.upcast();
    Ok(crate::tuple::new([getattr, arguments])?.upcast())
}

fn described(object: &PyObject, kind: &str) -> PyResult {
    let descriptor = common(object);
    let text = format!("<{kind} '{}' of '{}' objects>", descriptor.name(), descriptor.owner().full_name());
    Ok(crate::str::new(&text)?.upcast())
}

extern "C" fn method_repr(object: &PyObject) -> PyResult {
    described(object, "method")
}

extern "C" fn member_repr(object: &PyObject) -> PyResult {
    described(object, "member")
}

extern "C" fn getset_repr(object: &PyObject) -> PyResult {
    described(object, "attribute")
}

extern "C" fn wrapper_repr(object: &PyObject) -> PyResult {
    described(object, "slot wrapper")
}

/// `descr_check`: the descriptor is for objects of its own type.
fn check(descriptor: &PyDescrObject, object: &PyObject) -> Result<(), Raised> {
    if object.ob_type().is_subtype(descriptor.owner()) {
        return Ok(());
    }
    Err(crate::raise!(
        TYPE_ERROR,
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        descriptor.name(),
        descriptor.owner().full_name(),
        object.ob_type().full_name()
    ))
}

fn method_def(object: &PyObject) -> &'static PyMethodDef {
    // SAFETY: a method or class method descriptor, made from a static.
    unsafe { &*object.cast_unchecked::<PyMethodDescrObject>().d_method.get() }
}

extern "C" fn method_vectorcall(
    callable: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    let nargs = nargsf & !crate::call::ARGUMENTS_OFFSET;
    let keywords = kwnames.map_or(0, |names| crate::args::items(names).len());
    // SAFETY: the caller passes that many arguments.
    let args = unsafe { crate::call::arguments(args, nargs + keywords) };
    if nargs < 1 {
        return Err(crate::raise!(
            TYPE_ERROR,
            "unbound method {} needs an argument",
            function_str(callable)?
        ));
    }
    check(common(callable), args[0])?;
    call_def(method_def(callable), callable, args[0], &args[1..], kwnames)
}

extern "C" fn method_get(
    object: &PyObject,
    instance: Option<&PyObject>,
    _owner: Option<&PyObject>,
) -> PyResult {
    let Some(instance) = instance else { return Ok(object.to_ref()) };
    check(common(object), instance)?;
    crate::builtin_function::new(method_def(object), Some(instance), None)
}

extern "C" fn class_method_get(
    object: &PyObject,
    instance: Option<&PyObject>,
    owner: Option<&PyObject>,
) -> PyResult {
    let descriptor = common(object);
    let owner: &PyObject = match (owner, instance) {
        (Some(owner), _) => owner,
        (None, Some(instance)) => instance.ob_type(),
        (None, None) => {
            return Err(crate::raise!(
                TYPE_ERROR,
                "descriptor '{}' for type '{}' needs either an object or a type",
                descriptor.name(),
                descriptor.owner().full_name()
            ));
        }
    };
    let Some(class) = owner.cast::<PyTypeObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "descriptor '{}' for type '{}' needs a type, not a '{}' as arg 2",
            descriptor.name(),
            descriptor.owner().full_name(),
            owner.ob_type().full_name()
        ));
    };
    if !class.is_subtype(descriptor.owner()) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "descriptor '{}' requires a subtype of '{}' but received '{}'",
            descriptor.name(),
            descriptor.owner().full_name(),
            class.full_name()
        ));
    }
    crate::builtin_function::new(method_def(object), Some(class), None)
}

extern "C" fn class_method_call(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let descriptor = common(object);
    let Some((class, rest)) = crate::args::items(args).split_first() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "descriptor '{}' of '{}' object needs an argument",
            descriptor.name(),
            descriptor.owner().full_name()
        ));
    };
    let bound = class_method_get(object, None, Some(class))?;
    crate::call::call_tuple_dict(&bound, &*crate::tuple::from_slice(rest)?, kwargs)
}

fn method_doc(object: &PyObject) -> PyResult {
    let def = method_def(object);
    if def.doc().is_empty() {
        return Ok(none_ref());
    }
    match doc_without_signature(def.name(), def.doc()) {
        "" => Ok(none_ref()),
        doc => Ok(crate::str::new(doc)?.upcast()),
    }
}

fn method_text_signature(object: &PyObject) -> PyResult {
    let def = method_def(object);
    text_signature(def.name(), def.doc())
}

fn member_def(object: &PyObject) -> &PyMemberDef {
    // SAFETY: a member descriptor keeps its type, and so the definition, alive.
    unsafe { &*object.cast_unchecked::<PyMemberDescrObject>().d_member.get() }
}

extern "C" fn member_get(
    object: &PyObject,
    instance: Option<&PyObject>,
    _owner: Option<&PyObject>,
) -> PyResult {
    let Some(instance) = instance else { return Ok(object.to_ref()) };
    check(common(object), instance)?;
    super::members::get(instance, member_def(object))
}

extern "C" fn member_set(object: &PyObject, instance: &PyObject, value: Option<&PyObject>) -> c_int {
    status_code(
        check(common(object), instance)
            .and_then(|()| super::members::set(instance, member_def(object), value)),
    )
}

fn c_doc(doc: *const std::ffi::c_char) -> PyResult {
    if doc.is_null() {
        return Ok(none_ref());
    }
    // SAFETY: made from a `&'static CStr`.
    let text = unsafe { std::ffi::CStr::from_ptr(doc) }.to_str().unwrap_or("");
    if text.is_empty() { Ok(none_ref()) } else { Ok(crate::str::new(text)?.upcast()) }
}

fn member_doc(object: &PyObject) -> PyResult {
    c_doc(member_def(object).doc)
}

fn getset_def(object: &PyObject) -> &'static PyGetSetDef {
    // SAFETY: a getset descriptor, made from a static.
    unsafe { &*object.cast_unchecked::<PyGetSetDescrObject>().d_getset.get() }
}

fn getset_doc(object: &PyObject) -> PyResult {
    c_doc(getset_def(object).doc)
}

extern "C" fn getset_get(
    object: &PyObject,
    instance: Option<&PyObject>,
    _owner: Option<&PyObject>,
) -> PyResult {
    let Some(instance) = instance else { return Ok(object.to_ref()) };
    let descriptor = common(object);
    check(descriptor, instance)?;
    match getset_def(object).get {
        Some(get) => get(instance),
        None => Err(crate::raise!(
            ATTRIBUTE_ERROR,
            "attribute '{}' of '{}' objects is not readable",
            descriptor.name(),
            descriptor.owner().full_name()
        )),
    }
}

extern "C" fn getset_set(object: &PyObject, instance: &PyObject, value: Option<&PyObject>) -> c_int {
    let descriptor = common(object);
    status_code(check(descriptor, instance).and_then(|()| match getset_def(object).set {
        Some(set) => set(instance, value),
        None => Err(crate::raise!(
            ATTRIBUTE_ERROR,
            "attribute '{}' of '{}' objects is not writable",
            descriptor.name(),
            descriptor.owner().full_name()
        )),
    }))
}

fn slot_def(object: &PyObject) -> &'static SlotDef {
    // SAFETY: a wrapper descriptor.
    unsafe { object.cast_unchecked::<PyWrapperDescrObject>() }.base()
}

fn wrapper_doc(object: &PyObject) -> PyResult {
    let (_, text) = slot_def(object).doc.split_once(")\n--\n\n").unwrap_or(("", slot_def(object).doc));
    if text.is_empty() { Ok(none_ref()) } else { Ok(crate::str::new(text)?.upcast()) }
}

fn wrapper_text_signature(object: &PyObject) -> PyResult {
    match slot_def(object).doc.split_once("\n--\n\n") {
        Some((signature, _)) => Ok(crate::str::new(signature)?.upcast()),
        None => Ok(none_ref()),
    }
}

fn wrapper_raw_call(
    descriptor: &PyObject,
    object: &PyObject,
    args: &PyObject,
    kwargs: Option<&PyObject>,
) -> PyResult {
    // SAFETY: the caller passes a wrapper descriptor.
    let wrapper: &PyWrapperDescrObject = unsafe { descriptor.cast_unchecked() };
    let def = wrapper.base();
    if !def.keywords
        && kwargs
            .and_then(|kwargs| kwargs.cast::<crate::dict::PyDictObject>())
            .is_some_and(|kwargs| !kwargs.is_empty())
    {
        return Err(crate::raise!(TYPE_ERROR, "wrapper {}() takes no keyword arguments", def.name));
    }
    match def.wrapper {
        Some(function) => function(object, args, wrapper.wrapped(), kwargs),
        None => Err(crate::raise!(SYSTEM_ERROR, "slot {} has no wrapper", def.name)),
    }
}

extern "C" fn wrapper_call(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let descriptor = common(object);
    let Some((instance, rest)) = crate::args::items(args).split_first() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "descriptor '{}' of '{}' object needs an argument",
            descriptor.name(),
            descriptor.owner().full_name()
        ));
    };
    if !instance.ob_type().is_subtype(descriptor.owner()) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "descriptor '{}' requires a '{}' object but received a '{}'",
            descriptor.name(),
            descriptor.owner().full_name(),
            instance.ob_type().full_name()
        ));
    }
    wrapper_raw_call(object, instance, &*crate::tuple::from_slice(rest)?, kwargs)
}

extern "C" fn wrapper_get(
    object: &PyObject,
    instance: Option<&PyObject>,
    _owner: Option<&PyObject>,
) -> PyResult {
    let Some(instance) = instance else { return Ok(object.to_ref()) };
    check(common(object), instance)?;
    // SAFETY: the layout of the type, every field set.
    unsafe {
        Ok(finish(crate::memory::new_object(&METHOD_WRAPPER_TYPE, |bound: *mut PyMethodWrapperObject| {
            (*bound).descr = Cell::new(object.to_ref().into_raw());
            (*bound).wrapped_self = Cell::new(instance.to_ref().into_raw());
        })?))
    }
}

/// A `method-wrapper`'s descriptor and instance.
fn bound(object: &PyObject) -> (&PyObject, &PyObject) {
    // SAFETY: a method-wrapper owns both for its life.
    unsafe {
        let bound: &PyMethodWrapperObject = object.cast_unchecked();
        (&*bound.descr.get(), &*bound.wrapped_self.get())
    }
}

unsafe extern "C" fn bound_dealloc(object: *mut PyObject) {
    // SAFETY: a method-wrapper that nobody refers to any more.
    unsafe {
        let bound: &PyMethodWrapperObject = (*object).cast_unchecked();
        gc::untrack(bound);
        if gc::trashcan_begin(bound) {
            return;
        }
        drop(replace_slot(&bound.descr, None));
        drop(replace_slot(&bound.wrapped_self, None));
        crate::memory::free_object(object);
        gc::trashcan_end();
    }
}

extern "C" fn bound_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let (descriptor, instance) = bound(object);
    crate::visit!(visit, arg, descriptor.as_ptr());
    crate::visit!(visit, arg, instance.as_ptr());
    0
}

extern "C" fn bound_call(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let (descriptor, instance) = bound(object);
    wrapper_raw_call(descriptor, instance, args, kwargs)
}

extern "C" fn bound_repr(object: &PyObject) -> PyResult {
    let (descriptor, instance) = bound(object);
    let text = format!(
        "<method-wrapper '{}' of {} object at {:#x}>",
        common(descriptor).name(),
        instance.ob_type().full_name(),
        instance.address()
    );
    Ok(crate::str::new(&text)?.upcast())
}

extern "C" fn bound_hash(object: &PyObject) -> isize {
    let (descriptor, instance) = bound(object);
    let hash = objects::hash_pointer(instance.address()) ^ objects::hash_pointer(descriptor.address());
    if hash == -1 { -2 } else { hash }
}

extern "C" fn bound_richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    if !b.is_exact::<PyMethodWrapperObject>() || !a.is_exact::<PyMethodWrapperObject>() {
        return Ok(crate::singletons::not_implemented());
    }
    let ((descr_a, self_a), (descr_b, self_b)) = (bound(a), bound(b));
    let equal = descr_a.is(descr_b) && self_a.is(self_b);
    match op {
        objects::EQ => Ok(objects::bool_ref(equal)),
        objects::NE => Ok(objects::bool_ref(!equal)),
        _ => Ok(crate::singletons::not_implemented()),
    }
}

fn bound_reduce(object: &PyObject) -> PyResult {
    let (descriptor, instance) = bound(object);
    let getattr = crate::hooks::builtin("getattr")?;
    let name = crate::str::new(&common(descriptor).name())?.upcast();
    let arguments = crate::tuple::new([instance.to_ref(), name])?.upcast();
    Ok(crate::tuple::new([getattr, arguments])?.upcast())
}

fn bound_objclass(object: &PyObject) -> PyResult {
    Ok(common(bound(object).0).owner().to_ref())
}

fn bound_name(object: &PyObject) -> PyResult {
    Ok(crate::str::intern(&common(bound(object).0).name())?.upcast())
}

fn bound_qualname(object: &PyObject) -> PyResult {
    get_qualname(bound(object).0)
}

fn bound_doc(object: &PyObject) -> PyResult {
    wrapper_doc(bound(object).0)
}

fn bound_text_signature(object: &PyObject) -> PyResult {
    wrapper_text_signature(bound(object).0)
}
