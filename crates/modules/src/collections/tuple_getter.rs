//! `_tuplegetter`: the fields of named tuples.

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::offset_of;

use vivarium_runtime::descr::{MemberType, PyMemberDef, PyMethodDef};
use vivarium_runtime::object::{PyObject, PyResult};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, flags};
use vivarium_runtime::{int, memory, number, objects, raise};

use crate::support::native::{
    alloc, call_repr, clear, get_or_none, layout_of, owning, positional, set, tuple_ref,
};

#[repr(C)]
pub struct TupleGetterObject {
    pub ob_base: PyObject,
    index: Cell<isize>,
    doc: Cell<*mut PyObject>,
}

owning!(TupleGetterObject, getter_dealloc, getter_traverse, doc);
layout_of!(getter_of, TupleGetterObject);

pub static TUPLE_GETTER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(getter_dealloc as Destructor)),
    tp_repr: Cell::new(Some(getter_repr)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_traverse: Cell::new(Some(getter_traverse)),
    tp_clear: Cell::new(Some(getter_clear)),
    tp_methods: typeobject::methods(
        const {
            &[
                PyMethodDef {
                    ml_doc: std::ptr::null(),
                    ..PyMethodDef::noargs(c"__reduce__", getter_reduce, c"")
                },
                PyMethodDef::END,
            ]
        },
    ),
    tp_members: typeobject::members(
        const {
            &[
                PyMemberDef {
                    doc: std::ptr::null(),
                    ..PyMemberDef::new(
                        c"__doc__",
                        MemberType::Object,
                        offset_of!(TupleGetterObject, doc),
                        c"",
                    )
                },
                PyMemberDef::END,
            ]
        },
    ),
    tp_descr_get: Cell::new(Some(getter_get)),
    tp_descr_set: Cell::new(Some(getter_set)),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(getter_new)),
    ..PyTypeObject::new(c"_collections._tuplegetter", size_of::<TupleGetterObject>())
};

extern "C" fn getter_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let items = positional(ty, &TUPLE_GETTER_TYPE, "_tuplegetter", (args, kwargs), 2, 2)?;
    let index = number::as_isize(items[0])?;
    let object = alloc(ty)?;
    let this = getter_of(&object);
    this.index.set(index);
    set(&this.doc, items[1].to_ref());
    Ok(object)
}

extern "C" fn getter_clear(object: &PyObject) -> c_int {
    clear(&getter_of(object).doc);
    0
}

extern "C" fn getter_get(getter: &PyObject, object: Option<&PyObject>, _: Option<&PyObject>) -> PyResult {
    let index = getter_of(getter).index.get();
    let Some(object) = object else { return Ok(getter.to_ref()) };
    let Some(tuple) = object.cast::<PyTupleObject>() else {
        if object.is_none() {
            return Ok(getter.to_ref());
        }
        return Err(raise!(
            TYPE_ERROR,
            "descriptor for index '{index}' for tuple subclasses doesn't apply to '{}' object",
            object.ob_type().full_name()
        ));
    };
    match usize::try_from(index).ok().and_then(|index| tuple.items().get(index)) {
        Some(item) => Ok(item.to_ref()),
        None => Err(raise!(INDEX_ERROR, "tuple index out of range")),
    }
}

extern "C" fn getter_set(_: &PyObject, _: &PyObject, value: Option<&PyObject>) -> c_int {
    let _ = match value {
        None => raise!(ATTRIBUTE_ERROR, "can't delete attribute"),
        Some(_) => raise!(ATTRIBUTE_ERROR, "can't set attribute"),
    };
    -1
}

fn getter_reduce(object: &PyObject) -> PyResult {
    let this = getter_of(object);
    let arguments = tuple_ref([int::from_isize(this.index.get())?, get_or_none(&this.doc)])?;
    tuple_ref([object.ob_type().to_ref(), arguments])
}

extern "C" fn getter_repr(object: &PyObject) -> PyResult {
    let this = getter_of(object);
    let index = int::from_isize(this.index.get())?;
    call_repr(object.ob_type().name(), &[&index, &get_or_none(&this.doc)])
}
