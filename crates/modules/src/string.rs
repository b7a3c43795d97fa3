//! `_string`: format strings taken apart, for `string.Formatter`.

use std::cell::Cell;

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::str::format::{next_piece, next_step, piece_tuple, split_first, step_tuple};
use vivarium_runtime::typeobject::{PyTypeObject, flags, ready};
use vivarium_runtime::{iter, memory, objects, raise, tuple};

use crate::support::native::{get, layout_of, set};
use crate::support::new_module;

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    static FUNCTIONS: &[PyMethodDef] = &[
        PyMethodDef::one(
            c"formatter_field_name_split",
            field_name_split,
            c"split the argument as a field name",
        ),
        PyMethodDef::one(c"formatter_parser", parser, c"parse the argument as a format string"),
        PyMethodDef::END,
    ];
    let made = new_module("_string", "Helpers of the string module.", FUNCTIONS)?;
    ready::ready(&PARSER_TYPE)?;
    ready::ready(&FIELD_NAME_TYPE)?;
    Ok(made)
}

/// Where an iterator over a string's parts stands.
#[repr(C)]
pub struct PartsObject {
    ob_base: PyObject,
    text: Cell<*mut PyObject>,
    at: Cell<usize>,
}

layout_of!(parts_of, PartsObject);

const fn parts_type(name: &'static std::ffi::CStr) -> PyTypeObject {
    PyTypeObject {
        tp_dealloc: Cell::new(Some(dealloc)),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_flags: Cell::new(flags::DEFAULT | flags::DISALLOW_INSTANTIATION),
        tp_iter: Cell::new(Some(objects::self_iter)),
        ..PyTypeObject::new(name, size_of::<PartsObject>())
    }
}

pub static PARSER_TYPE: PyTypeObject =
    PyTypeObject { tp_iternext: Cell::new(Some(next_field)), ..parts_type(c"formatteriterator") };

pub static FIELD_NAME_TYPE: PyTypeObject =
    PyTypeObject { tp_iternext: Cell::new(Some(next_name)), ..parts_type(c"fieldnameiterator") };

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying iterator, which owned its string.
    unsafe {
        drop(vivarium_runtime::object::replace_slot(&parts_of(&*object).text, None));
        memory::free_object(object);
    }
}

fn make(ty: &PyTypeObject, text: &PyUnicodeObject, at: usize) -> PyResult {
    let made = memory::generic_alloc(ty, 0)?;
    set(&parts_of(&made).text, text.to_ref());
    parts_of(&made).at.set(at);
    Ok(made)
}

fn text(object: &PyObject) -> Result<&PyUnicodeObject, Raised> {
    object.cast().ok_or_else(|| raise!(TYPE_ERROR, "expected str, got {}", object.ob_type().full_name()))
}

fn parser(_: &PyObject, argument: &PyObject) -> PyResult {
    make(&PARSER_TYPE, text(argument)?, 0)
}

fn field_name_split(_: &PyObject, argument: &PyObject) -> PyResult {
    let text = text(argument)?;
    let (first, at) = split_first(text)?;
    Ok(tuple::new([first, make(&FIELD_NAME_TYPE, text, at)?])?.upcast())
}

/// The next part, by a function of the string and the place.
fn next(
    object: &PyObject,
    part: impl Fn(&PyUnicodeObject, &mut usize) -> Result<Option<Ref>, Raised>,
) -> Option<Ref> {
    let this = parts_of(object);
    let text = get(&this.text)?;
    let mut at = this.at.get();
    let result = part(text.cast()?, &mut at);
    this.at.set(at);
    iter::slot_result(result)
}

extern "C" fn next_field(object: &PyObject) -> Option<Ref> {
    next(object, |text, at| next_piece(text.data(), at)?.map(|piece| piece_tuple(text, &piece)).transpose())
}

extern "C" fn next_name(object: &PyObject) -> Option<Ref> {
    next(object, |text, at| {
        next_step(text.data(), at, text.len())?.map(|step| step_tuple(text, &step)).transpose()
    })
}
