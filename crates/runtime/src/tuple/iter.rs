//! The iterator over a tuple.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use super::PyTupleObject;
use crate::descr::PyMethodDef;
use crate::gc;
use crate::object::{PyObject, PyResult, Ref, clone_slot, replace_slot};
use crate::objects;
use crate::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags};

#[repr(C)]
pub struct TupleIterObject {
    pub ob_base: PyObject,
    pub it_index: Cell<isize>,
    /// Null once exhausted.
    pub it_seq: Cell<*mut PyTupleObject>,
}

crate::object_layout!(TupleIterObject, TUPLE_ITER_TYPE);

pub static TUPLE_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_traverse: Cell::new(Some(traverse)),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__length_hint__", length_hint, c"How many items are left."),
        PyMethodDef::noargs(c"__reduce__", reduce, c"For pickle."),
        PyMethodDef::one(c"__setstate__", set_state, c"For pickle."),
        PyMethodDef::END,
    ]),
    ..PyTypeObject::new(c"tuple_iterator", size_of::<TupleIterObject>())
};

fn iter_of(object: &PyObject) -> &TupleIterObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

pub(super) extern "C" fn tuple_iter(tuple: &PyObject) -> PyResult {
    // SAFETY: the layout of the type, every field written; the argument is a tuple.
    let iterator = unsafe {
        crate::memory::new_object(&TUPLE_ITER_TYPE, |iterator: *mut TupleIterObject| {
            (&raw mut (*iterator).it_index).write(Cell::new(0));
            (&raw mut (*iterator).it_seq).write(Cell::new(tuple.to_ref().into_raw().cast()));
        })
    }?;
    gc::track(&iterator);
    Ok(iterator.upcast())
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying iterator, which owned its tuple.
    unsafe {
        gc::untrack(&*object);
        drop(replace_slot(&iter_of(&*object).it_seq, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, iter_of(object).it_seq.get());
    0
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    let iterator = iter_of(object);
    // SAFETY: null or owned.
    let tuple = unsafe { iterator.it_seq.get().as_ref() }?;
    let index = iterator.it_index.get();
    if let Some(item) = tuple.items().get(index as usize) {
        iterator.it_index.set(index + 1);
        return Some(item.to_ref());
    }
    drop(replace_slot(&iterator.it_seq, None));
    None
}

fn tuple_of(iterator: &TupleIterObject) -> Option<Ref<PyTupleObject>> {
    // SAFETY: null or owned.
    unsafe { clone_slot(&iterator.it_seq) }
}

fn length_hint(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    crate::int::from_isize(
        tuple_of(iterator).map_or(0, |tuple| tuple.len() as isize - iterator.it_index.get()),
    )
}

fn reduce(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    let function = crate::iterators::builtin("iter")?;
    let Some(tuple) = tuple_of(iterator) else {
        let arguments = crate::tuple::new([crate::tuple::empty().upcast()])?;
        return Ok(crate::tuple::pair(function, arguments.upcast())?.upcast());
    };
    let arguments = crate::tuple::new([tuple.upcast()])?;
    let index = crate::int::from_isize(iterator.it_index.get())?;
    Ok(crate::tuple::new([function, arguments.upcast(), index])?.upcast())
}

fn set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    let index = crate::iterators::state_index(state)?;
    if let Some(tuple) = tuple_of(iterator) {
        iterator.it_index.set(index.clamp(0, tuple.len() as isize));
    }
    Ok(crate::singletons::none_ref())
}
