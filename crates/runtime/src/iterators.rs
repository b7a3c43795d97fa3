//! Iterators over anything with `__getitem__`, and over what a callable returns (`Objects/iterobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use crate::descr::PyMethodDef;
use crate::errors;
use crate::exceptions;
use crate::gc;
use crate::object::{PyObject, PyResult, Ref, clone_slot, give_up, lend, replace_slot};
use crate::objects::{self, EQ};
use crate::singletons::none_ref;
use crate::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags};

pub mod lazy;

use lazy::owning;

/// `iter(sequence)` for a class without `__iter__`.
#[repr(C)]
pub struct SeqIterObject {
    pub ob_base: PyObject,
    pub it_index: Cell<isize>,
    /// Null once exhausted.
    pub it_seq: Cell<*mut PyObject>,
}

crate::object_layout!(SeqIterObject, SEQ_ITER_TYPE);

owning!(SeqIterObject, seq_iter_dealloc, seq_iter_traverse, it_seq);

pub static SEQ_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(seq_iter_dealloc as Destructor)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_traverse: Cell::new(Some(seq_iter_traverse)),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(seq_iter_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__length_hint__", seq_iter_length_hint, c"How many items are left, about."),
        PyMethodDef::noargs(c"__reduce__", seq_iter_reduce, c"For pickle."),
        PyMethodDef::one(c"__setstate__", seq_iter_set_state, c"For pickle."),
        PyMethodDef::END,
    ]),
    ..PyTypeObject::new(c"iterator", size_of::<SeqIterObject>())
};

fn seq_iter_of(object: &PyObject) -> &SeqIterObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

/// An iterator that asks the object for items 0, 1, 2, … until `IndexError` or `StopIteration`.
pub fn sequence_iterator(sequence: &PyObject) -> PyResult {
    // SAFETY: the layout of the type, every field written.
    let iterator = unsafe {
        crate::memory::new_object(&SEQ_ITER_TYPE, |iterator: *mut SeqIterObject| {
            (&raw mut (*iterator).it_index).write(Cell::new(0));
            (&raw mut (*iterator).it_seq).write(Cell::new(sequence.to_ref().into_raw()));
        })
    }?;
    gc::track(&iterator);
    Ok(iterator.upcast())
}

extern "C" fn seq_iter_next(object: &PyObject) -> Option<Ref> {
    let iterator = seq_iter_of(object);
    // SAFETY: given up below only, and by the destructor.
    let sequence = unsafe { lend(&iterator.it_seq) }?;
    let index = iterator.it_index.get();
    if index == isize::MAX {
        let _ = crate::raise!(OVERFLOW_ERROR, "iter index too large");
        return None;
    }
    match crate::sequence::get_item(&sequence, index) {
        Ok(item) => {
            iterator.it_index.set(index + 1);
            Some(item)
        }
        Err(_) => {
            if errors::matches(&exceptions::INDEX_ERROR) || errors::matches(&exceptions::STOP_ITERATION) {
                errors::clear();
                give_up(replace_slot(&iterator.it_seq, None));
            }
            None
        }
    }
}

fn seq_iter_length_hint(object: &PyObject) -> PyResult {
    let iterator = seq_iter_of(object);
    // SAFETY: null or owned.
    let Some(sequence) = (unsafe { lend(&iterator.it_seq) }) else { return crate::int::from_i64(0) };
    let has_length = sequence.ob_type().as_sequence().is_some_and(|slots| slots.sq_length.get().is_some());
    if !has_length {
        return Ok(crate::singletons::not_implemented());
    }
    let left = crate::sequence::length(&sequence)? as isize - iterator.it_index.get();
    crate::int::from_isize(left.max(0))
}

fn seq_iter_reduce(object: &PyObject) -> PyResult {
    let iterator = seq_iter_of(object);
    let function = builtin("iter")?;
    // SAFETY: null or owned.
    let Some(sequence) = (unsafe { clone_slot(&iterator.it_seq) }) else { return reduce_empty(function) };
    let arguments = crate::tuple::new([sequence])?;
    let index = crate::int::from_isize(iterator.it_index.get())?;
    Ok(crate::tuple::new([function, arguments.upcast(), index])?.upcast())
}

/// `(function, ((),))`.
fn reduce_empty(function: Ref) -> PyResult {
    let arguments = crate::tuple::new([crate::tuple::empty().upcast()])?;
    Ok(crate::tuple::pair(function, arguments.upcast())?.upcast())
}

fn seq_iter_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let iterator = seq_iter_of(object);
    let index = state_index(state)?;
    if !iterator.it_seq.get().is_null() {
        iterator.it_index.set(index.max(0));
    }
    Ok(none_ref())
}

/// `iter(callable, sentinel)`.
#[repr(C)]
pub struct CallIterObject {
    pub ob_base: PyObject,
    /// Null once the sentinel came.
    pub it_callable: Cell<*mut PyObject>,
    pub it_sentinel: Cell<*mut PyObject>,
}

crate::object_layout!(CallIterObject, CALL_ITER_TYPE);

owning!(CallIterObject, call_iter_dealloc, call_iter_traverse, it_callable, it_sentinel);

pub static CALL_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(call_iter_dealloc as Destructor)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_traverse: Cell::new(Some(call_iter_traverse)),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(call_iter_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", call_iter_reduce, c"For pickle."),
        PyMethodDef::END,
    ]),
    ..PyTypeObject::new(c"callable_iterator", size_of::<CallIterObject>())
};

fn call_iter_of(object: &PyObject) -> &CallIterObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

/// An iterator over what the callable returns until it returns the sentinel.
pub fn callable_iterator(callable: &PyObject, sentinel: &PyObject) -> PyResult {
    // SAFETY: the layout of the type, every field written.
    let iterator = unsafe {
        crate::memory::new_object(&CALL_ITER_TYPE, |iterator: *mut CallIterObject| {
            (&raw mut (*iterator).it_callable).write(Cell::new(callable.to_ref().into_raw()));
            (&raw mut (*iterator).it_sentinel).write(Cell::new(sentinel.to_ref().into_raw()));
        })
    }?;
    gc::track(&iterator);
    Ok(iterator.upcast())
}

fn call_iter_parts(iterator: &CallIterObject) -> Option<(Ref, Ref)> {
    // SAFETY: null or owned.
    unsafe { Some((clone_slot(&iterator.it_callable)?, clone_slot(&iterator.it_sentinel)?)) }
}

fn call_iter_end(iterator: &CallIterObject) {
    give_up(replace_slot(&iterator.it_callable, None));
    give_up(replace_slot(&iterator.it_sentinel, None));
}

extern "C" fn call_iter_next(object: &PyObject) -> Option<Ref> {
    let iterator = call_iter_of(object);
    // SAFETY: given up by `call_iter_end` only, and by the destructor.
    let callable = unsafe { lend(&iterator.it_callable) }?;
    let result = crate::call::call(&callable, &[]);
    drop(callable);
    match result {
        // SAFETY: as above.
        Ok(result) => {
            match objects::rich_compare_bool(&*unsafe { lend(&iterator.it_sentinel) }?, &result, EQ) {
                Ok(false) => return Some(result),
                Ok(true) => call_iter_end(iterator),
                Err(_) => {}
            }
        }
        Err(_) => {
            if errors::matches(&exceptions::STOP_ITERATION) {
                errors::clear();
                call_iter_end(iterator);
            }
        }
    }
    None
}

fn call_iter_reduce(object: &PyObject) -> PyResult {
    let function = builtin("iter")?;
    match call_iter_parts(call_iter_of(object)) {
        Some((callable, sentinel)) => {
            let arguments = crate::tuple::pair(callable, sentinel)?;
            Ok(crate::tuple::pair(function, arguments.upcast())?.upcast())
        }
        None => reduce_empty(function),
    }
}

/// The index that `__setstate__` of an iterator gets: an `int`, nothing that only converts to one.
pub(crate) fn state_index(state: &PyObject) -> Result<isize, crate::object::Raised> {
    if !state.is_instance_of::<crate::int::PyLongObject>() {
        return Err(crate::raise!(TYPE_ERROR, "an integer is required"));
    }
    crate::number::as_isize(state)
}

/// A function of `builtins`, which pickling an iterator names.
pub fn builtin(name: &str) -> PyResult {
    let builtins = match crate::hooks::get().import_module {
        Some(import) => import("builtins")?,
        None => return Err(crate::raise!(RUNTIME_ERROR, "lost builtins module")),
    };
    objects::get_attr_str(&builtins, name)
}
