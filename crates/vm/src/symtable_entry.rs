//! `symtable entry`: a block of a symbol table as an object (`Python/symtable.c`).

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::offset_of;

use vivarium_runtime::descr::{MemberType, PyMemberDef};
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::{PyObject, PyResult, Ref, clone_slot, give_up, replace_slot};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::typeobject::{Destructor, PyTypeObject, flags, members};
use vivarium_runtime::{int, memory, object_layout, objects, str};

#[repr(C)]
pub struct PySTEntryObject {
    pub ob_base: PyObject,
    id: Cell<*mut PyObject>,
    symbols: Cell<*mut PyObject>,
    name: Cell<*mut PyObject>,
    varnames: Cell<*mut PyObject>,
    children: Cell<*mut PyObject>,
    /// Where CPython's compiler keeps what was declared global or not.
    _directives: Cell<*mut PyObject>,
    kind: Cell<c_int>,
    nested: Cell<c_int>,
    /// Its facts about the block, in bits.
    _facts: [Cell<c_int>; 3],
    lineno: Cell<c_int>,
    /// Its columns, the end, the last option, the table.
    _places: [Cell<c_int>; 8],
}

const _: () = assert!(size_of::<PySTEntryObject>() == 120);

object_layout!(PySTEntryObject, ENTRY_TYPE);

const fn member(name: &'static std::ffi::CStr, member_type: MemberType, offset: usize) -> PyMemberDef {
    PyMemberDef { doc: std::ptr::null(), ..PyMemberDef::read_only(name, member_type, offset, c"") }
}

pub static ENTRY_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::DISALLOW_INSTANTIATION),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_repr: Cell::new(Some(repr)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_members: members(&[
        member(c"id", MemberType::Object, offset_of!(PySTEntryObject, id)),
        member(c"name", MemberType::Object, offset_of!(PySTEntryObject, name)),
        member(c"symbols", MemberType::Object, offset_of!(PySTEntryObject, symbols)),
        member(c"varnames", MemberType::Object, offset_of!(PySTEntryObject, varnames)),
        member(c"children", MemberType::Object, offset_of!(PySTEntryObject, children)),
        member(c"nested", MemberType::Int, offset_of!(PySTEntryObject, nested)),
        member(c"type", MemberType::Int, offset_of!(PySTEntryObject, kind)),
        member(c"lineno", MemberType::Int, offset_of!(PySTEntryObject, lineno)),
        PyMemberDef::END,
    ]),
    ..PyTypeObject::new(c"symtable entry", size_of::<PySTEntryObject>())
};

/// What an entry says of its block.
pub struct Block {
    pub name: Ref<PyUnicodeObject>,
    /// The flags of each name.
    pub symbols: Ref<PyDictObject>,
    /// Parameters first.
    pub varnames: Ref<PyListObject>,
    /// Entries of the blocks inside.
    pub children: Ref<PyListObject>,
    pub kind: c_int,
    pub nested: c_int,
    pub lineno: c_int,
}

fn this(object: &PyObject) -> &PySTEntryObject {
    // SAFETY: slots of the type and `new` below get its instances.
    unsafe { object.cast_unchecked() }
}

/// The entry of a block; its address identifies it.
pub fn new(block: Block) -> PyResult {
    let entry = memory::generic_alloc(&ENTRY_TYPE, 0)?;
    let fields = this(&entry);
    drop(replace_slot(&fields.id, Some(int::from_usize(entry.address())?.upcast())));
    drop(replace_slot(&fields.name, Some(block.name.upcast())));
    drop(replace_slot(&fields.symbols, Some(block.symbols.upcast())));
    drop(replace_slot(&fields.varnames, Some(block.varnames.upcast())));
    drop(replace_slot(&fields.children, Some(block.children.upcast())));
    fields.kind.set(block.kind);
    fields.nested.set(block.nested);
    fields.lineno.set(block.lineno);
    Ok(entry)
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout, which owned these fields.
    unsafe {
        let entry = this(&*object);
        for slot in [&entry.id, &entry.name, &entry.symbols, &entry.varnames, &entry.children] {
            give_up(replace_slot(slot, None));
        }
        memory::free_object(object);
    }
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let entry = this(object);
    // SAFETY: null or owned.
    let name = unsafe { clone_slot(&entry.name) };
    let name = name.map(|name| vivarium_runtime::display::lossy(&name)).unwrap_or_default();
    Ok(str::new(&format!("<symtable entry {name}({}), line {}>", object.address(), entry.lineno.get()))?
        .upcast())
}
