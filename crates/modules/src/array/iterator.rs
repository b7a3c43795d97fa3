//! Going through an array.

use std::cell::Cell;

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::typeobject::{PyTypeObject, flags, methods};
use vivarium_runtime::{int, iter, memory, number, objects, singletons, tuple};

use super::{ArrayObject, array_of};
use crate::support::native::{clear, get, layout_of, owning, set};

#[repr(C)]
pub struct ArrayIterObject {
    ob_base: PyObject,
    index: Cell<isize>,
    /// Null once exhausted.
    ao: Cell<*mut PyObject>,
}

layout_of!(iterator_of, ArrayIterObject);
owning!(ArrayIterObject, dealloc, traverse, ao);

pub static ARRAY_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_flags: Cell::new(
        flags::DEFAULT | flags::HAVE_GC | flags::DISALLOW_INSTANTIATION | flags::IMMUTABLETYPE,
    ),
    tp_traverse: Cell::new(Some(traverse)),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(next)),
    tp_methods: methods(&[
        PyMethodDef::noargs(
            c"__reduce__",
            reduce,
            c"__reduce__($self, /)\n--\n\nReturn state information for pickling.",
        ),
        PyMethodDef::one(
            c"__setstate__",
            setstate,
            c"__setstate__($self, state, /)\n--\n\nSet state information for unpickling.",
        ),
        PyMethodDef::END,
    ]),
    ..PyTypeObject::new(c"array.arrayiterator", size_of::<ArrayIterObject>())
};

pub(super) extern "C" fn array_iter(object: &PyObject) -> PyResult {
    let made = memory::generic_alloc(&ARRAY_ITER_TYPE, 0)?;
    set(&iterator_of(&made).ao, object.to_ref());
    Ok(made)
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    let this = iterator_of(object);
    let array = get(&this.ao)?;
    let index = this.index.get();
    if index < array_of(&array).len() as isize {
        this.index.set(index + 1);
        return iter::slot_result(array_of(&array).item(index as usize).map(Some));
    }
    clear(&this.ao);
    None
}

fn reduce(object: &PyObject) -> PyResult {
    let this = iterator_of(object);
    let iter = vivarium_runtime::iterators::builtin("iter")?;
    Ok(match get(&this.ao) {
        Some(array) => {
            let arguments = tuple::from_slice(&[&array])?;
            tuple::new([iter, arguments.upcast(), int::from_isize(this.index.get())?])?.upcast()
        }
        None => {
            let empty = tuple::empty();
            tuple::new([iter, tuple::from_slice(&[&empty])?.upcast()])?.upcast()
        }
    })
}

fn setstate(object: &PyObject, state: &PyObject) -> PyResult {
    let this = iterator_of(object);
    let index = number::as_isize(state)?;
    if let Some(array) = get(&this.ao).as_deref().and_then(|array| array.cast::<ArrayObject>()) {
        this.index.set(index.clamp(0, array.len() as isize));
    }
    Ok(singletons::none_ref())
}
