//! What the iterators over tuples, lists, strings and bytes share: a sequence, and how far they are in it.

use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};

use crate::descr::PyMethodDef;
use crate::gc;
use crate::object::{PyObject, PyResult, Ref, clone_slot, replace_slot};
use crate::objects;
use crate::typeobject::{Destructor, PyTypeObject, VisitProc, flags, methods};

/// An iterator that asks its sequence by index.
#[repr(C)]
pub struct IndexedIterObject<S> {
    pub ob_base: PyObject,
    pub it_index: Cell<isize>,
    /// Null once exhausted.
    pub it_seq: Cell<*mut S>,
}

/// A sequence with such an iterator.
pub trait Indexed: Sized + 'static {
    fn length(&self) -> isize;

    /// The item at an index below [`Indexed::length`]; none where an exception is set.
    fn item(&self, index: usize) -> Option<Ref>;

    /// The empty sequence that `__reduce__` names once the iterator is exhausted.
    fn emptied() -> PyResult;
}

/// The type of the iterators that go forwards over `S`.
pub const fn iterator_type<S: Indexed>(name: &'static CStr) -> PyTypeObject {
    PyTypeObject {
        tp_iternext: Cell::new(Some(next::<S>)),
        tp_methods: methods(
            const {
                &[
                    PyMethodDef::noargs(c"__length_hint__", length_hint::<S>, c"How many items are left."),
                    PyMethodDef::noargs(c"__reduce__", reduce::<S>, c"For pickle."),
                    PyMethodDef::one(c"__setstate__", set_state::<S>, c"For pickle."),
                    PyMethodDef::END,
                ]
            },
        ),
        ..bare_type::<S>(name)
    }
}

/// The same without methods, and without a way on.
pub const fn bare_type<S: Indexed>(name: &'static CStr) -> PyTypeObject {
    PyTypeObject {
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
        tp_dealloc: Cell::new(Some(dealloc::<S> as Destructor)),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_traverse: Cell::new(Some(traverse::<S>)),
        tp_iter: Cell::new(Some(objects::self_iter)),
        ..PyTypeObject::new(name, size_of::<IndexedIterObject<S>>())
    }
}

/// An iterator of a type made here, over `sequence` from `index` on.
pub fn make<S: Indexed>(ty: &'static PyTypeObject, sequence: &S, index: isize) -> PyResult {
    // SAFETY: the layout of the type, every field written; every sequence is an object.
    let iterator = unsafe {
        let sequence = &*std::ptr::from_ref(sequence).cast::<PyObject>();
        crate::memory::new_object(ty, |iterator: *mut IndexedIterObject<S>| {
            (&raw mut (*iterator).it_index).write(Cell::new(index));
            (&raw mut (*iterator).it_seq).write(Cell::new(sequence.to_ref().into_raw().cast()));
        })
    }?
    .upcast();
    gc::track(&iterator);
    Ok(iterator)
}

pub fn iterator_of<S: Indexed>(object: &PyObject) -> &IndexedIterObject<S> {
    // SAFETY: slots and methods of the types made here get their instances.
    unsafe { &*std::ptr::from_ref(object).cast() }
}

impl<S: Indexed> IndexedIterObject<S> {
    pub fn sequence(&self) -> Option<Ref<S>> {
        // SAFETY: null or owned.
        unsafe { clone_slot(&self.it_seq) }
    }
}

unsafe extern "C" fn dealloc<S: Indexed>(object: *mut PyObject) {
    // SAFETY: a dying iterator, which owned its sequence.
    unsafe {
        gc::untrack(&*object);
        drop(replace_slot(&iterator_of::<S>(&*object).it_seq, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse<S: Indexed>(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, iterator_of::<S>(object).it_seq.get());
    0
}

extern "C" fn next<S: Indexed>(object: &PyObject) -> Option<Ref> {
    let iterator = iterator_of::<S>(object);
    // SAFETY: null or owned; nothing runs before the item is taken.
    let sequence = unsafe { iterator.it_seq.get().as_ref() }?;
    let index = iterator.it_index.get();
    if index < sequence.length() {
        iterator.it_index.set(index + 1);
        return sequence.item(index as usize);
    }
    drop(replace_slot(&iterator.it_seq, None));
    None
}

fn length_hint<S: Indexed>(object: &PyObject) -> PyResult {
    let iterator = iterator_of::<S>(object);
    let left = iterator.sequence().map_or(0, |sequence| sequence.length() - iterator.it_index.get());
    crate::int::from_isize(left.max(0))
}

/// `(iter, (sequence,), index)`, or `(iter, ([],))` and the like when exhausted.
pub fn reduce<S: Indexed>(object: &PyObject) -> PyResult {
    let function = crate::iterators::builtin("iter")?;
    let iterator = iterator_of::<S>(object);
    match iterator.sequence() {
        Some(sequence) => reduced(function, sequence.upcast(), iterator.it_index.get()),
        None => {
            let arguments = crate::tuple::new([S::emptied()?])?;
            Ok(crate::tuple::pair(function, arguments.upcast())?.upcast())
        }
    }
}

/// `(function, (sequence,), index)`.
pub fn reduced(function: Ref, sequence: Ref, index: isize) -> PyResult {
    let arguments = crate::tuple::new([sequence])?;
    let index = crate::int::from_isize(index)?;
    Ok(crate::tuple::new([function, arguments.upcast(), index])?.upcast())
}

fn set_state<S: Indexed>(object: &PyObject, state: &PyObject) -> PyResult {
    let iterator = iterator_of::<S>(object);
    let index = crate::iterators::state_index(state)?;
    if let Some(sequence) = iterator.sequence() {
        iterator.it_index.set(index.clamp(0, sequence.length()));
    }
    Ok(crate::singletons::none_ref())
}
