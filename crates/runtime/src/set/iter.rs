//! The iterator over a set.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use super::PySetObject;
use crate::descr::PyMethodDef;
use crate::gc;
use crate::object::{PyObject, PyResult, Ref, clone_slot, replace_slot};
use crate::objects;
use crate::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags};

#[repr(C)]
pub struct SetIterObject {
    pub ob_base: PyObject,
    /// Null once exhausted.
    pub si_set: Cell<*mut PySetObject>,
    /// The set's length at the start; -1 once it was seen to change.
    pub si_used: Cell<isize>,
    pub si_pos: Cell<isize>,
    pub len: Cell<isize>,
}

crate::object_layout!(SetIterObject, SET_ITER_TYPE);

pub static SET_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_traverse: Cell::new(Some(traverse)),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__length_hint__", length_hint, c"How many elements are left, about."),
        PyMethodDef::noargs(c"__reduce__", reduce, c"For pickle."),
        PyMethodDef::END,
    ]),
    ..PyTypeObject::new(c"set_iterator", size_of::<SetIterObject>())
};

fn iter_of(object: &PyObject) -> &SetIterObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

fn new(set: &PySetObject, used: isize, position: isize, len: isize) -> PyResult {
    // SAFETY: the layout of the type, every field written.
    let iterator = unsafe {
        crate::memory::new_object(&SET_ITER_TYPE, |iterator: *mut SetIterObject| {
            (&raw mut (*iterator).si_set).write(Cell::new(Ref::new(set).into_raw()));
            (&raw mut (*iterator).si_used).write(Cell::new(used));
            (&raw mut (*iterator).si_pos).write(Cell::new(position));
            (&raw mut (*iterator).len).write(Cell::new(len));
        })
    }?;
    gc::track(&iterator);
    Ok(iterator.upcast())
}

pub(super) extern "C" fn set_iter(object: &PyObject) -> PyResult {
    // SAFETY: the slot of sets.
    let set: &PySetObject = unsafe { object.cast_unchecked() };
    new(set, set.used.get(), 0, set.used.get())
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying iterator, which owned its set.
    unsafe {
        gc::untrack(&*object);
        drop(replace_slot(&iter_of(&*object).si_set, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, iter_of(object).si_set.get());
    0
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    let iterator = iter_of(object);
    // SAFETY: null or owned; nothing runs before the element is taken.
    let set = unsafe { iterator.si_set.get().as_ref() }?;
    if iterator.si_used.get() != set.used.get() {
        let _ = crate::raise!(RUNTIME_ERROR, "Set changed size during iteration");
        iterator.si_used.set(-1);
        return None;
    }
    let mut position = iterator.si_pos.get() as usize;
    let found = set.next(&mut position).map(|(key, _)| key.to_ref());
    iterator.si_pos.set(position as isize);
    match found {
        Some(key) => {
            iterator.len.set(iterator.len.get() - 1);
            Some(key)
        }
        None => {
            drop(replace_slot(&iterator.si_set, None));
            None
        }
    }
}

fn length_hint(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    // SAFETY: null or owned.
    let set = unsafe { clone_slot(&iterator.si_set) };
    let left = match set {
        Some(set) if set.used.get() == iterator.si_used.get() => iterator.len.get(),
        _ => 0,
    };
    crate::int::from_isize(left)
}

fn reduce(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    let rest = crate::list::new()?;
    // SAFETY: null or owned.
    if let Some(set) = unsafe { clone_slot(&iterator.si_set) } {
        let copy = new(&set, iterator.si_used.get(), iterator.si_pos.get(), iterator.len.get())?;
        rest.extend(&copy)?;
    }
    let arguments = crate::tuple::new([rest.upcast()])?;
    Ok(crate::tuple::pair(crate::iterators::builtin("iter")?, arguments.upcast())?.upcast())
}
