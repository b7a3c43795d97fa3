//! Cells: variables that closures share (`Objects/cellobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use crate::descr::PyGetSetDef;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::typeobject::{PyTypeObject, VisitProc, flags, getset};
use crate::{gc, raise, visit};

#[repr(C)]
pub struct PyCellObject {
    pub ob_base: PyObject,
    /// Null while the variable is unbound.
    pub ob_ref: Cell<*mut PyObject>,
}

const _: () = assert!(size_of::<PyCellObject>() == 24);

crate::object_layout!(PyCellObject, CELL_TYPE);

pub static CELL_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_repr: Cell::new(Some(repr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_doc: crate::typeobject::doc(
        c"cell([contents])\n--\n\nA variable that closures share; without contents it is empty.",
    ),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(clear)),
    tp_richcompare: Cell::new(Some(rich_compare)),
    tp_getset: getset(&[
        PyGetSetDef::new(c"cell_contents", get_contents, set_contents, c""),
        PyGetSetDef::END,
    ]),
    tp_new: Cell::new(Some(cell_new)),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"cell", size_of::<PyCellObject>())
};

#[inline(always)]
fn this(object: &PyObject) -> &PyCellObject {
    // SAFETY: called for methods of the type only.
    unsafe { object.cast_unchecked() }
}

/// A cell that takes over what it is given.
pub fn new(contents: Option<Ref>) -> PyResult<PyCellObject> {
    // SAFETY: every field is written.
    let cell = unsafe {
        crate::memory::new_object::<PyCellObject>(&CELL_TYPE, |object| {
            (*object).ob_ref = Cell::new(contents.map_or(std::ptr::null_mut(), Ref::into_raw));
        })?
    };
    gc::track(&cell);
    Ok(cell)
}

impl PyCellObject {
    pub fn get(&self) -> Option<Ref> {
        // SAFETY: null or owned.
        unsafe { clone_slot(&self.ob_ref) }
    }

    pub fn set(&self, contents: Option<Ref>) {
        drop(replace_slot(&self.ob_ref, contents));
    }
}

extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visitor, arg, this(object).ob_ref.get());
    0
}

extern "C" fn clear(object: &PyObject) -> c_int {
    this(object).set(None);
    0
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        gc::untrack(&*object);
        this(&*object).set(None);
        crate::memory::free_object(object);
    }
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let address = object.address();
    match this(object).get() {
        None => crate::display::format(format_args!("<cell at {address:#x}: empty>")),
        Some(contents) => crate::display::format(format_args!(
            "<cell at {address:#x}: {} object at {:#x}>",
            contents.ob_type().full_name(),
            contents.address()
        )),
    }
}

extern "C" fn rich_compare(left: &PyObject, right: &PyObject, op: c_int) -> PyResult {
    let (Some(one), Some(other)) = (left.cast::<PyCellObject>(), right.cast::<PyCellObject>()) else {
        return Ok(crate::singletons::not_implemented());
    };
    // SAFETY: the cells own the two; looked at only while they still do.
    match unsafe { (one.ob_ref.get().as_ref(), other.ob_ref.get().as_ref()) } {
        (Some(a), Some(b)) => {
            let unchanged = || std::ptr::eq(one.ob_ref.get(), a) && std::ptr::eq(other.ob_ref.get(), b);
            crate::objects::rich_compare_unheld(a, b, op, unchanged)
        }
        (one, other) => {
            let ordering = one.is_some().cmp(&other.is_some());
            let holds = match op {
                crate::objects::LT => ordering.is_lt(),
                crate::objects::LE => ordering.is_le(),
                crate::objects::EQ => ordering.is_eq(),
                crate::objects::NE => ordering.is_ne(),
                crate::objects::GT => ordering.is_gt(),
                _ => ordering.is_ge(),
            };
            Ok(crate::bool_::from_bool(holds))
        }
    }
}

fn get_contents(object: &PyObject) -> PyResult {
    this(object).get().ok_or_else(|| raise!(VALUE_ERROR, "Cell is empty"))
}

fn set_contents(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    this(object).set(value.map(PyObject::to_ref));
    Ok(())
}

extern "C" fn cell_new(_: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    if kwargs
        .and_then(|kwargs| kwargs.cast::<crate::dict::PyDictObject>())
        .is_some_and(|kwargs| !kwargs.is_empty())
    {
        return Err(raise!(TYPE_ERROR, "cell() takes no keyword arguments"));
    }
    let args = args.cast::<crate::tuple::PyTupleObject>().map_or(&[][..], |args| args.items());
    match args {
        [] => Ok(new(None)?.upcast()),
        [contents] => Ok(new(Some(contents.to_ref()))?.upcast()),
        _ => Err(raise!(TYPE_ERROR, "cell expected at most 1 argument, got {}", args.len())),
    }
}
