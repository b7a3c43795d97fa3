//! `_vivarium`: a door for looking at objects as they lie in memory.

use std::cell::Cell;
use std::mem::offset_of;
use std::ptr::null_mut;

use vivarium_runtime::descr::{MemberType, PyMemberDef, PyMethodDef};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, borrow_slot, replace_slot};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{PyTypeObject, flags, members};
use vivarium_runtime::{bytes, display, int, memory, objects, singletons, str, structseq, tuple};

use crate::support::new_module;

mod containers;
mod layouts;
mod shape;
mod types;

use shape::{Row, Shape};

/// What `peek` gives: a struct in memory, or a block that one of its fields points to.
#[repr(C)]
pub struct PyPeekObject {
    ob_base: PyObject,
    name: Cell<*mut PyObject>,
    place: Cell<*mut PyObject>,
    address: Cell<*mut PyObject>,
    start: Cell<*mut PyObject>,
    refcount: Cell<*mut PyObject>,
    type_address: Cell<*mut PyObject>,
    bytes: Cell<*mut PyObject>,
    fields: Cell<*mut PyObject>,
    blocks: Cell<*mut PyObject>,
    /// The table as text.
    table: Cell<*mut PyObject>,
}

vivarium_runtime::object_layout!(PyPeekObject, PEEK_TYPE);

macro_rules! member {
    ($name:literal, $field:ident, $doc:literal) => {
        PyMemberDef::read_only($name, MemberType::Object, offset_of!(PyPeekObject, $field), $doc)
    };
}

pub static PEEK_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_repr: Cell::new(Some(repr)),
    tp_str: Cell::new(Some(text)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::DISALLOW_INSTANTIATION),
    tp_doc: vivarium_runtime::typeobject::doc(c"A struct as it lay in memory when it was looked at."),
    tp_members: members(&[
        member!(c"name", name, c"The struct's name in C."),
        member!(c"place", place, c"The field that points to this block; empty for an object."),
        member!(c"address", address, c"Where offset 0 is."),
        member!(c"start", start, c"The offset of the first byte: below 0 where something stands in front."),
        member!(c"refcount", refcount, c"The reference count; None for a block."),
        member!(c"type_address", type_address, c"The address of the type; None for a block."),
        member!(c"bytes", bytes, c"The raw bytes, from `start` on."),
        member!(c"fields", fields, c"The fields: name, ctype, offset, size and value of each."),
        member!(c"blocks", blocks, c"What the object keeps in memory of its own elsewhere."),
        PyMemberDef::END,
    ]),
    ..PyTypeObject::new(c"_vivarium.Peek", size_of::<PyPeekObject>())
};

struct FieldType(Cell<Option<&'static PyTypeObject>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for FieldType {}

static FIELD_TYPE: FieldType = FieldType(Cell::new(None));

fn field_type() -> Result<&'static PyTypeObject, Raised> {
    if let Some(ty) = FIELD_TYPE.0.get() {
        return Ok(ty);
    }
    let ty = structseq::new_type(
        c"_vivarium.Field",
        c"A field of a struct.",
        &[
            (c"name", c"The field's name in C."),
            (c"ctype", c"Its C type."),
            (c"offset", c"In bytes, from the object's address."),
            (c"size", c"In bytes."),
            (c"value", c"What it held: a number, an address, or bytes."),
        ],
        5,
    )?;
    FIELD_TYPE.0.set(Some(ty));
    Ok(ty)
}

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    static FUNCTIONS: &[PyMethodDef] = &[
        PyMethodDef::one(
            c"peek",
            peek,
            c"peek($module, object, /)\n--\n\nThe object's struct: its fields with offsets and values, and its raw bytes.",
        ),
        PyMethodDef::END,
    ];
    let made = new_module("_vivarium", "Looking at objects as they lie in memory.", FUNCTIONS)?;
    made.set("Peek", &PEEK_TYPE)?;
    made.set("Field", field_type()?)?;
    Ok(made)
}

fn peek(_: &PyObject, object: &PyObject) -> PyResult {
    finish(types::shape_of(object)?, Some(object))
}

fn field(row: &Row) -> PyResult {
    let items = vec![
        str::intern(&row.name)?.upcast(),
        str::intern(&row.ctype)?.upcast(),
        int::from_isize(row.offset)?,
        int::from_usize(row.size)?,
        row.value.clone(),
    ];
    structseq::new(field_type()?, items)
}

fn finish(shape: Shape, object: Option<&PyObject>) -> PyResult {
    let refcount = shape.refcount();
    let table = shape.table(object);
    let fields = shape.rows.iter().map(field).collect::<Result<Vec<Ref>, Raised>>()?;
    let raw = bytes::new(shape.raw())?;
    let blocks = shape.blocks.into_iter().map(|block| finish(block, None)).collect::<Result<Vec<_>, _>>()?;
    let or_none = |value: Option<PyResult>| value.unwrap_or_else(|| Ok(singletons::none_ref()));
    let values: [Ref; 10] = [
        str::new(&shape.name)?.upcast(),
        str::new(&shape.place)?.upcast(),
        int::from_usize(shape.base as usize)?,
        int::from_isize(shape.start)?,
        or_none(object.map(|_| int::from_isize(refcount)))?,
        or_none(object.map(|object| int::from_usize(object.ob_type().address())))?,
        raw.upcast(),
        tuple::new(fields)?.upcast(),
        tuple::new(blocks)?.upcast(),
        str::new(&table)?.upcast(),
    ];
    // SAFETY: the layout of the type, whose fields are all pointers; null is valid in each.
    let made: Ref<PyPeekObject> = unsafe {
        memory::new_object(&PEEK_TYPE, |made: *mut PyPeekObject| {
            for cell in cells(&*made) {
                std::ptr::from_ref(cell).cast_mut().write(Cell::new(null_mut()));
            }
        })?
    };
    for (cell, value) in cells(&made).into_iter().zip(values) {
        cell.set(value.into_raw());
    }
    Ok(made.upcast())
}

fn cells(peek: &PyPeekObject) -> [&Cell<*mut PyObject>; 10] {
    [
        &peek.name,
        &peek.place,
        &peek.address,
        &peek.start,
        &peek.refcount,
        &peek.type_address,
        &peek.bytes,
        &peek.fields,
        &peek.blocks,
        &peek.table,
    ]
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout.
    unsafe {
        for cell in cells((*object).cast_unchecked()) {
            drop(replace_slot(cell, None));
        }
        memory::free_object(object);
    }
}

fn own(object: &PyObject) -> &PyPeekObject {
    // SAFETY: slots of the type get its instances.
    unsafe { object.cast_unchecked() }
}

fn slot(cell: &Cell<*mut PyObject>) -> &PyObject {
    // SAFETY: set when the object was made and never changed.
    unsafe { borrow_slot(cell) }.unwrap_or_else(singletons::none)
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let peek = own(object);
    let name = slot(&peek.name).cast::<PyUnicodeObject>().map(|name| name.to_string_lossy().into_owned());
    let count = |cell| slot(cell).cast::<PyTupleObject>().map_or(0, PyTupleObject::len);
    display::format(format_args!(
        "<peek of {} at {:#x}: {} bytes, {} fields, {} blocks>",
        name.unwrap_or_default(),
        int::to_i64(slot(&peek.address)).unwrap_or(0),
        bytes::as_slice(slot(&peek.bytes)).map_or(0, <[u8]>::len),
        count(&peek.fields),
        count(&peek.blocks),
    ))
}

/// The tables of the object and of its blocks.
extern "C" fn text(object: &PyObject) -> PyResult {
    let peek = own(object);
    let mut out = str::to_lossy(slot(&peek.table));
    if let Some(blocks) = slot(&peek.blocks).cast::<PyTupleObject>() {
        for block in blocks.items() {
            out.push_str("\n\n");
            out.push_str(&objects::str_text(block)?);
        }
    }
    Ok(str::new(&out)?.upcast())
}
