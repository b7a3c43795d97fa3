//! Bound methods (`Objects/classobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use crate::call::ARGUMENTS_OFFSET;
use crate::descr::{MemberType, PyMemberDef, PyMethodDef};
use crate::object::{PyObject, PyResult, replace_slot};
use crate::objects::{EQ, NE};
use crate::typeobject::{PyTypeObject, VectorcallFunc, VisitProc, flags, members, methods};
use crate::{gc, raise, visit};

#[repr(C)]
pub struct PyMethodObject {
    pub ob_base: PyObject,
    pub im_func: Cell<*mut PyObject>,
    pub im_self: Cell<*mut PyObject>,
    pub im_weakreflist: Cell<*mut PyObject>,
    pub vectorcall: Cell<Option<VectorcallFunc>>,
}

const _: () = assert!(size_of::<PyMethodObject>() == 48);

crate::object_layout!(PyMethodObject, METHOD_TYPE);

pub static METHOD_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_vectorcall_offset: Cell::new(offset_of!(PyMethodObject, vectorcall) as isize),
    tp_repr: Cell::new(Some(repr)),
    tp_hash: Cell::new(Some(hash)),
    tp_call: Cell::new(Some(crate::call::vectorcall_call)),
    tp_getattro: Cell::new(Some(get_attribute)),
    tp_setattro: Cell::new(Some(crate::objects::generic_set_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::HAVE_VECTORCALL),
    tp_doc: crate::typeobject::doc(c"method(function, instance, /)\n--\n\nBinds a function to an instance."),
    tp_traverse: Cell::new(Some(traverse)),
    tp_richcompare: Cell::new(Some(rich_compare)),
    tp_weaklistoffset: Cell::new(offset_of!(PyMethodObject, im_weakreflist) as isize),
    tp_methods: methods(&[
        PyMethodDef::noargs(c"__reduce__", reduce, c"__reduce__($self, /)\n--\n\n"),
        PyMethodDef::END,
    ]),
    tp_members: members(&[
        PyMemberDef::read_only(
            c"__func__",
            MemberType::Object,
            offset_of!(PyMethodObject, im_func),
            c"the function (or other callable) implementing a method",
        ),
        PyMemberDef::read_only(
            c"__self__",
            MemberType::Object,
            offset_of!(PyMethodObject, im_self),
            c"the instance to which a method is bound",
        ),
        PyMemberDef::END,
    ]),
    tp_getset: crate::typeobject::getset(&[
        crate::descr::PyGetSetDef::read_only(c"__doc__", get_doc, c""),
        crate::descr::PyGetSetDef::END,
    ]),
    tp_new: Cell::new(Some(method_new)),
    ..PyTypeObject::new(c"method", size_of::<PyMethodObject>())
};

#[inline(always)]
fn this(object: &PyObject) -> &PyMethodObject {
    // SAFETY: called for methods of the type only.
    unsafe { object.cast_unchecked() }
}

impl PyMethodObject {
    #[inline(always)]
    pub fn function(&self) -> &PyObject {
        // SAFETY: a method owns its function, for ever.
        unsafe { &*self.im_func.get() }
    }

    #[inline(always)]
    pub fn instance(&self) -> &PyObject {
        // SAFETY: a method owns its instance, for ever.
        unsafe { &*self.im_self.get() }
    }
}

/// Binds a function to an instance.
pub fn new(function: &PyObject, instance: &PyObject) -> PyResult<PyMethodObject> {
    // SAFETY: every field is written.
    let method = unsafe {
        crate::memory::new_object::<PyMethodObject>(&METHOD_TYPE, |object| {
            (*object).im_func = Cell::new(function.to_ref().into_raw());
            (*object).im_self = Cell::new(instance.to_ref().into_raw());
            (*object).im_weakreflist = Cell::new(std::ptr::null_mut());
            (*object).vectorcall = Cell::new(Some(vectorcall));
        })?
    };
    gc::track(&method);
    Ok(method)
}

extern "C" fn vectorcall(
    object: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    let method = this(object);
    let nargs = nargsf & !ARGUMENTS_OFFSET;
    let keywords =
        kwnames.and_then(|names| names.cast::<crate::tuple::PyTupleObject>()).map_or(0, |names| names.len());
    // As in CPython nothing is counted up: whoever calls holds the method.
    let (function, instance) = (method.function(), method.instance());
    // The torture build's audit takes what stands on a stack for references, which a lent slot is not.
    if nargsf & ARGUMENTS_OFFSET != 0 && !cfg!(feature = "torture") {
        let first = args.cast_mut().wrapping_sub(1);
        // SAFETY: the caller lets us write to the slot in front of the arguments.
        unsafe {
            let saved = first.replace(instance.as_ptr());
            let count = nargs + 1 + keywords;
            let all = std::slice::from_raw_parts(first.cast::<&PyObject>(), count);
            let result = crate::call::vectorcall(function, all, nargs + 1, kwnames);
            *first = saved;
            return result;
        }
    }
    let mut all: Vec<&PyObject> = Vec::with_capacity(nargs + keywords + 1);
    all.push(instance);
    if nargs + keywords > 0 {
        // SAFETY: the caller's arguments.
        all.extend_from_slice(unsafe { std::slice::from_raw_parts(args.cast(), nargs + keywords) });
    }
    crate::call::vectorcall(function, &all, nargs + 1, kwnames)
}

extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visitor, arg, this(object).im_func.get());
    visit!(visitor, arg, this(object).im_self.get());
    0
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        let method = this(&*object);
        gc::untrack(method);
        if !method.im_weakreflist.get().is_null() {
            crate::weakref::clear_weakrefs(method);
        }
        drop(replace_slot(&method.im_func, None));
        drop(replace_slot(&method.im_self, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let method = this(object);
    let mut name = crate::objects::lookup_attr(method.function(), crate::name!("__qualname__"))?;
    if name.is_none() {
        name = crate::objects::lookup_attr(method.function(), crate::name!("__name__"))?;
    }
    let name = name.filter(|name| name.is_instance_of::<crate::str::PyUnicodeObject>());
    let name = name.as_ref().map_or_else(|| "?".to_owned(), |name| crate::display::lossy(name));
    let instance = crate::objects::repr(method.instance())?;
    let mut text = crate::str::Builder::new();
    text.push_str("<bound method ")?;
    text.push_str(&name)?;
    text.push_str(" of ")?;
    if let Some(instance) = instance.cast::<crate::str::PyUnicodeObject>() {
        text.push_string(instance)?;
    }
    text.push_str(">")?;
    Ok(text.finish()?.upcast())
}

extern "C" fn hash(object: &PyObject) -> isize {
    let method = this(object);
    let pointer = |object: &PyObject| (object.address().rotate_right(4)) as isize;
    let Ok(function) = crate::objects::hash(method.function()) else { return -1 };
    match pointer(method.instance()) ^ function {
        -1 => -2,
        hash => hash,
    }
}

extern "C" fn rich_compare(left: &PyObject, right: &PyObject, op: c_int) -> PyResult {
    let (Some(one), Some(other)) = (left.cast::<PyMethodObject>(), right.cast::<PyMethodObject>()) else {
        return Ok(crate::singletons::not_implemented());
    };
    if op != EQ && op != NE {
        return Ok(crate::singletons::not_implemented());
    }
    let equal = crate::objects::rich_compare_bool(one.function(), other.function(), EQ)?
        && one.instance().is(other.instance());
    Ok(crate::bool_::from_bool(equal == (op == EQ)))
}

/// Attributes of the method itself win; all others are the function's.
extern "C" fn get_attribute(object: &PyObject, name: &PyObject) -> PyResult {
    // SAFETY: attribute names are strings.
    if let Some(descriptor) = crate::typeobject::lookup(object.ob_type(), unsafe { name.cast_unchecked() }) {
        let descriptor = descriptor.to_ref();
        return match descriptor.ob_type().tp_descr_get.get() {
            Some(get) => get(&descriptor, Some(object), Some(object.ob_type())),
            None => Ok(descriptor),
        };
    }
    crate::objects::get_attr(this(object).function(), name)
}

fn get_doc(object: &PyObject) -> PyResult {
    crate::objects::get_attr(this(object).function(), crate::name!("__doc__"))
}

fn reduce(object: &PyObject) -> PyResult {
    let method = this(object);
    let name = crate::objects::get_attr(method.function(), crate::name!("__name__"))?;
    let getattr =
        match crate::function::default_builtins().and_then(|b| b.cast::<crate::dict::PyDictObject>()) {
            Some(builtins) => builtins.get_item(crate::name!("getattr"))?,
            None => None,
        };
    let Some(getattr) = getattr else { return Err(raise!(ATTRIBUTE_ERROR, "getattr")) };
    let args = crate::tuple::from_slice(&[method.instance(), &name])?;
    Ok(crate::tuple::from_slice(&[&getattr, &args])?.upcast())
}

extern "C" fn method_new(_: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    if kwargs
        .and_then(|kwargs| kwargs.cast::<crate::dict::PyDictObject>())
        .is_some_and(|kwargs| !kwargs.is_empty())
    {
        return Err(raise!(TYPE_ERROR, "method() takes no keyword arguments"));
    }
    let args = args.cast::<crate::tuple::PyTupleObject>().map_or(&[][..], |args| args.items());
    let [function, instance] = args else {
        return Err(raise!(TYPE_ERROR, "method expected 2 arguments, got {}", args.len()));
    };
    if !crate::objects::is_callable(function) {
        return Err(raise!(TYPE_ERROR, "first argument must be callable"));
    }
    if instance.is_none() {
        return Err(raise!(TYPE_ERROR, "instance must not be None"));
    }
    Ok(new(function, instance)?.upcast())
}
