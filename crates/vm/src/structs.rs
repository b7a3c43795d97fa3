//! Small objects that hooks are called with.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::descr::{MemberType, PyMemberDef};
use vivarium_runtime::object::{PyObject, PyResult, Ref, clone_slot, replace_slot};
use vivarium_runtime::typeobject::{PyTypeObject, VisitProc, flags, members};
use vivarium_runtime::{display, gc, memory, objects, visit};

/// What `sys.unraisablehook` gets.
#[repr(C)]
pub struct UnraisableArgs {
    ob_base: PyObject,
    items: [Cell<*mut PyObject>; 5],
}

const NAMES: [&str; 5] = ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"];

const fn member(name: &'static std::ffi::CStr, index: usize) -> PyMemberDef {
    PyMemberDef::read_only(
        name,
        MemberType::Object,
        offset_of!(UnraisableArgs, items) + index * size_of::<usize>(),
        c"",
    )
}

pub static UNRAISABLE_ARGS_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_repr: Cell::new(Some(repr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(traverse)),
    tp_members: members(&[
        member(c"exc_type", 0),
        member(c"exc_value", 1),
        member(c"exc_traceback", 2),
        member(c"err_msg", 3),
        member(c"object", 4),
        PyMemberDef::END,
    ]),
    ..PyTypeObject::new(c"sys.UnraisableHookArgs", size_of::<UnraisableArgs>())
};

fn this(object: &PyObject) -> &UnraisableArgs {
    // SAFETY: called for methods of the type only.
    unsafe { object.cast_unchecked() }
}

/// The arguments of a report, from a tuple of five.
pub fn unraisable_args(items: [Ref; 5]) -> PyResult {
    // SAFETY: every field is written.
    let object = unsafe {
        memory::new_object::<UnraisableArgs>(&UNRAISABLE_ARGS_TYPE, |object| {
            (*object).items = items.map(|item| Cell::new(item.into_raw()));
        })?
        .cast_into_unchecked::<PyObject>()
    };
    gc::track(&object);
    Ok(object)
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        gc::untrack(&*object);
        for slot in &this(&*object).items {
            drop(replace_slot(slot, None));
        }
        memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    for slot in &this(object).items {
        visit!(visitor, arg, slot.get());
    }
    0
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let mut text = "UnraisableHookArgs(".to_owned();
    for (index, (name, slot)) in NAMES.iter().zip(&this(object).items).enumerate() {
        // SAFETY: owned for ever.
        let value = unsafe { clone_slot(slot) };
        let shown = value.map_or_else(|| Ok("None".to_owned()), |value| objects::repr_text(&value))?;
        text.push_str(&format!("{}{name}={shown}", if index > 0 { ", " } else { "" }));
    }
    text.push(')');
    display::format(format_args!("{text}"))
}
