//! `slice` (`Objects/sliceobject.c`).

use std::cell::Cell;

use crate::object::{PyObject, PyResult, Ref};
use crate::typeobject::{PyTypeObject, flags};

#[repr(C)]
pub struct PySliceObject {
    pub ob_base: PyObject,
    pub start: Cell<*mut PyObject>,
    pub stop: Cell<*mut PyObject>,
    pub step: Cell<*mut PyObject>,
}

crate::object_layout!(PySliceObject, SLICE_TYPE);

const _: () = assert!(size_of::<PySliceObject>() == 40);

pub static SLICE_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    ..PyTypeObject::new(c"slice", size_of::<PySliceObject>())
};

/// `slice(start, stop, step)`; nothing is `None`.
pub fn new(start: Option<Ref>, stop: Option<Ref>, step: Option<Ref>) -> PyResult<PySliceObject> {
    let field = |value: Option<Ref>| Cell::new(value.unwrap_or_else(crate::singletons::none_ref).into_raw());
    // SAFETY: the layout of `slice`, every field written.
    let slice = unsafe {
        crate::memory::new_object(&SLICE_TYPE, |slice: *mut PySliceObject| {
            (&raw mut (*slice).start).write(field(start));
            (&raw mut (*slice).stop).write(field(stop));
            (&raw mut (*slice).step).write(field(step));
        })
    }?;
    crate::gc::track(&slice);
    Ok(slice)
}
