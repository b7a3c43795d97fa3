//! Iterators over anything with `__getitem__`, and over what a callable returns (`Objects/iterobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::ptr::null_mut;

use crate::errors;
use crate::exceptions;
use crate::gc;
use crate::object::{PyObject, PyResult, Ref, clone_slot, replace_slot};
use crate::typeobject::{Destructor, PyTypeObject, VisitProc, flags};

/// `iter(sequence)` for a class without `__iter__`.
#[repr(C)]
pub struct SeqIterObject {
    pub ob_base: PyObject,
    pub it_index: Cell<isize>,
    /// Null once exhausted.
    pub it_seq: Cell<*mut PyObject>,
}

crate::object_layout!(SeqIterObject, SEQ_ITER_TYPE);

pub static SEQ_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(seq_iter_dealloc as Destructor)),
    tp_traverse: Cell::new(Some(seq_iter_traverse)),
    tp_iter: Cell::new(Some(own_iter)),
    tp_iternext: Cell::new(Some(seq_iter_next)),
    ..PyTypeObject::new(c"iterator", size_of::<SeqIterObject>())
};

extern "C" fn own_iter(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

fn seq_iter_of(object: &PyObject) -> &SeqIterObject {
    // SAFETY: slots of the type get its instances.
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

unsafe extern "C" fn seq_iter_dealloc(object: *mut PyObject) {
    // SAFETY: a dying iterator, which owned its sequence.
    unsafe {
        gc::untrack(&*object);
        drop(Ref::from_nullable(seq_iter_of(&*object).it_seq.replace(null_mut())));
        crate::memory::free_object(object);
    }
}

extern "C" fn seq_iter_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, seq_iter_of(object).it_seq.get());
    0
}

extern "C" fn seq_iter_next(object: &PyObject) -> Option<Ref> {
    let iterator = seq_iter_of(object);
    // SAFETY: null or owned.
    let sequence = unsafe { clone_slot(&iterator.it_seq) }?;
    let index = iterator.it_index.get();
    if index == isize::MAX {
        let _ = crate::raise!(OVERFLOW_ERROR, "iter index too large");
        return None;
    }
    let Some(get_item) = sequence.ob_type().as_sequence().and_then(|slots| slots.sq_item.get()) else {
        let _ = crate::raise!(TYPE_ERROR, "'{}' object does not support indexing", sequence.ob_type().name());
        return None;
    };
    match get_item(&sequence, index) {
        Ok(item) => {
            iterator.it_index.set(index + 1);
            Some(item)
        }
        Err(_) => {
            if errors::matches(&exceptions::INDEX_ERROR) || errors::matches(&exceptions::STOP_ITERATION) {
                errors::clear();
                drop(replace_slot(&iterator.it_seq, None));
            }
            None
        }
    }
}

/// A function of `builtins`, which pickling an iterator names.
pub(crate) fn builtin(name: &str) -> PyResult {
    let builtins = match crate::hooks::get().import_module {
        Some(import) => import("builtins")?,
        None => return Err(crate::raise!(RUNTIME_ERROR, "lost builtins module")),
    };
    crate::objects::get_attr_str(&builtins, name)
}
