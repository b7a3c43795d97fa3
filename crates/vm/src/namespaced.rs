//! Objects with a namespace of their own and nothing else: specs and loaders of modules, nodes of trees.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::object::{PyObject, replace_slot};
use vivarium_runtime::typeobject::{PyTypeObject, VisitProc, flags};
use vivarium_runtime::{gc, memory, visit};

#[repr(C)]
pub(crate) struct Namespaced {
    pub(crate) ob_base: PyObject,
    /// Null until somebody asks for it.
    pub(crate) dict: Cell<*mut PyObject>,
}

/// What the types of such objects have in common.
pub(crate) const fn namespaced_type(name: &'static std::ffi::CStr) -> PyTypeObject {
    PyTypeObject {
        tp_dealloc: Cell::new(Some(dealloc)),
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::BASETYPE),
        tp_traverse: Cell::new(Some(traverse)),
        tp_clear: Cell::new(Some(clear)),
        tp_dictoffset: Cell::new(offset_of!(Namespaced, dict) as isize),
        ..PyTypeObject::new(name, size_of::<Namespaced>())
    }
}

/// The fields of an instance of such a type.
pub(crate) fn this(object: &PyObject) -> &Namespaced {
    // SAFETY: called for instances of such types only.
    unsafe { object.cast_unchecked() }
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        gc::untrack(&*object);
        drop(replace_slot(&this(&*object).dict, None));
        memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visitor, arg, this(object).dict.get());
    0
}

extern "C" fn clear(object: &PyObject) -> c_int {
    drop(replace_slot(&this(object).dict, None));
    0
}
