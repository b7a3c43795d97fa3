//! What `cmp_to_key` makes: a function that wraps values, and wrapped values, which compare by the given function.

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::offset_of;

use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::{MemberType, PyMemberDef};
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::objects::{self, CompareOp};
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, flags};
use vivarium_runtime::{call, gc, int, memory, object_layout, raise, singletons};

use crate::support::native::{clear, get_or_none, layout_of, lend, owning};

#[repr(C)]
pub struct KeyWrapperObject {
    pub ob_base: PyObject,
    cmp: Cell<*mut PyObject>,
    /// Null in the function itself.
    object: Cell<*mut PyObject>,
}

const _: () = assert!(size_of::<KeyWrapperObject>() == 32);

object_layout!(KeyWrapperObject, KEY_WRAPPER_TYPE);
owning!(KeyWrapperObject, dealloc, traverse, cmp, object);
layout_of!(this, KeyWrapperObject);

pub static KEY_WRAPPER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::DISALLOW_INSTANTIATION),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_call: Cell::new(Some(wrap)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_richcompare: Cell::new(Some(rich_compare)),
    tp_members: typeobject::members(&[
        PyMemberDef::new(
            c"obj",
            MemberType::Object,
            offset_of!(KeyWrapperObject, object),
            c"Value wrapped by a key function.",
        ),
        PyMemberDef::END,
    ]),
    ..PyTypeObject::new(c"functools.KeyWrapper", size_of::<KeyWrapperObject>())
};

/// A key function, or with an object its wrapped value.
pub(super) fn new(compare: Ref, object: Option<&PyObject>) -> PyResult {
    let object = object.map_or(std::ptr::null_mut(), |object| object.to_ref().into_raw());
    // SAFETY: the layout of the type, every field written.
    let wrapper: Ref = unsafe {
        memory::new_object(&KEY_WRAPPER_TYPE, |wrapper: *mut KeyWrapperObject| {
            (&raw mut (*wrapper).cmp).write(Cell::new(compare.into_raw()));
            (&raw mut (*wrapper).object).write(Cell::new(object));
        })?
        .cast_into_unchecked()
    };
    gc::track(&wrapper);
    Ok(wrapper)
}

extern "C" fn tp_clear(object: &PyObject) -> c_int {
    clear(&this(object).cmp);
    clear(&this(object).object);
    0
}

extern "C" fn wrap(function: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("K", &["obj"]).required(1);
    let [object] = SPEC.parse_tuple_dict(args, kwargs)?;
    new(get_or_none(&this(function).cmp), Some(object.unwrap_or(singletons::none())))
}

extern "C" fn rich_compare(left: &PyObject, right: &PyObject, op: CompareOp) -> PyResult {
    if !right.is_exact::<KeyWrapperObject>() {
        return Err(raise!(TYPE_ERROR, "other argument must be K instance"));
    }
    let (Some(x), Some(y)) = (lend(&this(left).object), lend(&this(right).object)) else {
        return Err(raise!(ATTRIBUTE_ERROR, "object"));
    };
    let Some(compare) = lend(&this(left).cmp) else { return Err(raise!(ATTRIBUTE_ERROR, "cmp")) };
    let result = call::call(&compare, &[&x, &y])?;
    drop((compare, x, y));
    objects::rich_compare(&result, &*int::from_i64(0)?, op)
}
