//! From an object to its shape: the header and what stands in front of it, the fields of its layout, and what classes
//! added behind them.

use std::mem::offset_of;

use vivarium_runtime::bytearray::PyByteArrayObject;
use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::descr::{MemberType, PyMemberDef};
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::frame::{InterpreterFrame, PyFrameObject};
use vivarium_runtime::generator::PyGenObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::memoryview::PyMemoryViewObject;
use vivarium_runtime::object::{PyObject, PyVarObject, Raised};
use vivarium_runtime::set::PySetObject;
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::typeobject::heap::PyHeapTypeObject;
use vivarium_runtime::typeobject::{PyTypeObject, flags};
use vivarium_runtime::{gc, memory, set};

use super::containers;
use super::layouts::{self, HEAP_TABLES, HEAP_TYPE, INTERPRETER_FRAME};
use super::shape::{Kind, Shape};

const HEADER: usize = size_of::<PyObject>();

/// The object's struct as it is now.
pub(super) fn shape_of(object: &PyObject) -> Result<Shape, Raised> {
    let ty = object.ob_type();
    let mut native = ty;
    let layout = loop {
        match layouts::layout_of(native.full_name()).filter(|_| !native.has_flag(flags::HEAPTYPE)) {
            Some(layout) => break Some(layout),
            None => match native.base() {
                Some(base) if !has_own_fields(native, base) => native = base,
                _ => break None,
            },
        }
    };
    let sized = layout.map_or(ty.tp_itemsize.get() != 0, |layout| layout.sized);
    let end = extent(object, sized);
    let front = front_size(object);
    let name = layout.map_or(ty.full_name(), |layout| layout.name);
    let mut shape = Shape::new(name, "", std::ptr::from_ref(object).cast(), -(front as isize), end as isize)?;
    in_front(&mut shape, object)?;
    shape.field("ob_refcnt", "Py_ssize_t", 0, Kind::Long)?;
    shape.field("ob_type", "PyTypeObject *", 8, Kind::Object)?;
    if sized {
        shape.field("ob_size", "Py_ssize_t", HEADER as isize, Kind::Long)?;
    }
    if let Some(layout) = layout {
        shape.fields(layout.base, 0, "")?;
        shape.fields(layout.fields, 0, "")?;
    }
    behind_fields(&mut shape, object)?;
    added_by_classes(&mut shape, object, if layout.is_some() { Some(native) } else { None })?;
    shape.rows.sort_by_key(|row| row.offset);
    blocks(&mut shape, object)?;
    Ok(shape)
}

/// Whether a native type without a table of its own has more fields than its base.
fn has_own_fields(ty: &PyTypeObject, base: &PyTypeObject) -> bool {
    !ty.has_flag(flags::HEAPTYPE) && ty.tp_basicsize.get() != base.tp_basicsize.get()
}

/// Bytes in front of the object.
fn front_size(object: &PyObject) -> usize {
    if gc::is_gc(object) { memory::prefix_size(object.ob_type()) } else { 0 }
}

fn in_front(shape: &mut Shape, object: &PyObject) -> Result<(), Raised> {
    if !gc::is_gc(object) {
        return Ok(());
    }
    if object.ob_type().has_flag(flags::MANAGED_DICT) {
        shape.field("values", "PyDictValues *", -32, Kind::Address)?;
        shape.field("dict", "PyObject *", -24, Kind::Object)?;
    }
    shape.field("_gc_next", "uintptr_t", -16, Kind::Address)?;
    shape.field("_gc_prev", "uintptr_t", -8, Kind::Address)
}

fn ob_size(object: &PyObject) -> isize {
    // SAFETY: asked only of objects that have it.
    unsafe { object.cast_unchecked::<PyVarObject>() }.ob_size.get()
}

/// Offset behind the object's last byte.
fn extent(object: &PyObject, sized: bool) -> usize {
    let ty = object.ob_type();
    let basic = ty.tp_basicsize.get().max(0) as usize;
    if let Some(text) = object.cast::<PyUnicodeObject>() {
        return if !text.is_compact() {
            basic
        } else {
            containers::characters_offset(text) + (text.len() + 1) * text.kind()
        };
    }
    if let Some(class) = object.cast::<PyTypeObject>() {
        return match class.as_heap() {
            Some(_) => {
                size_of::<PyHeapTypeObject>() + ob_size(object).max(0) as usize * size_of::<PyMemberDef>()
            }
            None => size_of::<PyTypeObject>(),
        };
    }
    if let Some(frame) = object.cast::<PyFrameObject>() {
        return offset_of!(PyFrameObject, data) + 8 * frame.frame().code().frame_size();
    }
    if is_generator(object) {
        // SAFETY: just checked.
        let generator: &PyGenObject = unsafe { object.cast_unchecked() };
        // SAFETY: a generator owns its code.
        let words = unsafe { generator.gi_code.get().as_ref() }.map_or(0, PyCodeObject::frame_size);
        let fields = size_of::<InterpreterFrame>() / 8;
        return offset_of!(PyGenObject, gi_iframe) + 8 * words.max(fields);
    }
    if sized && ty.tp_itemsize.get() != 0 {
        let items = ob_size(object).unsigned_abs();
        // A zero has room for one digit.
        let items = if ty.has_flag(flags::LONG_SUBCLASS) { items.max(1) } else { items };
        if ty.has_flag(flags::HEAPTYPE) {
            return memory::object_size(ty, items as isize).unwrap_or(basic);
        }
        return basic + items * ty.tp_itemsize.get() as usize;
    }
    basic
}

fn is_generator(object: &PyObject) -> bool {
    use vivarium_runtime::generator::{is_async_generator, is_coroutine, is_generator};
    is_generator(object) || is_coroutine(object) || is_async_generator(object)
}

/// What a layout has behind its fixed fields: digits, characters, items.
fn behind_fields(shape: &mut Shape, object: &PyObject) -> Result<(), Raised> {
    let ty = object.ob_type();
    if ty.has_flag(flags::LONG_SUBCLASS) {
        let digits = ob_size(object).unsigned_abs().max(1);
        return (0..digits).try_for_each(|index| {
            shape.field(format!("ob_digit[{index}]"), "digit", 24 + 4 * index as isize, Kind::UInt)
        });
    }
    if ty.has_flag(flags::BYTES_SUBCLASS) {
        let size = ob_size(object).max(0) as usize + 1;
        return shape.data("ob_sval", &format!("char[{size}]"), 32, size);
    }
    if ty.has_flag(flags::TUPLE_SUBCLASS) {
        return shape.objects("ob_item", 24, ob_size(object).max(0) as usize);
    }
    if let Some(text) = object.cast::<PyUnicodeObject>() {
        return containers::characters(shape, text);
    }
    if let Some(set) = set::any(object) {
        return small_table(shape, set);
    }
    if let Some(code) = object.cast::<PyCodeObject>() {
        let size = 2 * code.units().len();
        let offset = offset_of!(PyCodeObject, co_code_adaptive) as isize;
        return shape.data("co_code_adaptive", &format!("char[{size}]"), offset, size);
    }
    if let Some(class) = object.cast::<PyTypeObject>() {
        let Some(_) = class.as_heap() else { return Ok(()) };
        "PyHeapTypeObject".clone_into(&mut shape.name);
        for (offset, prefix, defs) in HEAP_TABLES {
            shape.fields(defs, *offset, prefix)?;
        }
        shape.fields(HEAP_TYPE, 0, "")?;
        return members_behind(shape, ob_size(object).max(0) as usize);
    }
    if object.is_instance_of::<PyMemoryViewObject>() {
        return containers::buffer(shape, offset_of!(PyMemoryViewObject, view), ob_size(object));
    }
    if is_generator(object) {
        let at = offset_of!(PyGenObject, gi_iframe);
        // SAFETY: just checked.
        let generator: &PyGenObject = unsafe { object.cast_unchecked() };
        let live = generator.gi_frame_state.get() < vivarium_runtime::frame::state::CLEARED;
        shape.fields(INTERPRETER_FRAME, at, "gi_iframe.")?;
        return if live { locals(shape, &generator.gi_iframe, at, "gi_iframe.") } else { Ok(()) };
    }
    Ok(())
}

/// The members that `__slots__` made, behind a heap type.
fn members_behind(shape: &mut Shape, count: usize) -> Result<(), Raised> {
    for index in 0..count {
        let at = (size_of::<PyHeapTypeObject>() + index * size_of::<PyMemberDef>()) as isize;
        let name = |field| format!("members[{index}].{field}");
        shape.field(name("name"), "const char *", at, Kind::Address)?;
        shape.field(name("type"), "int", at + offset_of!(PyMemberDef, member_type) as isize, Kind::Int)?;
        shape.field(
            name("offset"),
            "Py_ssize_t",
            at + offset_of!(PyMemberDef, offset) as isize,
            Kind::Long,
        )?;
        shape.field(name("flags"), "int", at + offset_of!(PyMemberDef, flags) as isize, Kind::Int)?;
        let doc = at + offset_of!(PyMemberDef, doc) as isize;
        shape.field(name("doc"), "const char *", doc, Kind::Address)?;
    }
    Ok(())
}

/// The entries inside a set.
fn small_table(shape: &mut Shape, set: &PySetObject) -> Result<(), Raised> {
    for index in 0..set.smalltable.len() {
        let at = (offset_of!(PySetObject, smalltable) + 16 * index) as isize;
        shape.field(format!("smalltable[{index}].key"), "PyObject *", at, containers::KEY)?;
        shape.field(format!("smalltable[{index}].hash"), "Py_hash_t", at + 8, Kind::Long)?;
    }
    Ok(())
}

/// Locals and the value stack of a frame. A running frame keeps its stack pointer to itself: only locals are shown.
fn locals(shape: &mut Shape, frame: &InterpreterFrame, at: usize, prefix: &str) -> Result<(), Raised> {
    let set = frame.stacktop.get();
    let count = if set < 0 { frame.code().nlocalsplus() } else { set as usize };
    shape.objects(&format!("{prefix}localsplus"), (at + size_of::<InterpreterFrame>()) as isize, count)
}

/// Fields that classes added to a native layout: slots, a dict, a list of weak references; for a native type without a
/// table its members.
fn added_by_classes(
    shape: &mut Shape,
    object: &PyObject,
    native: Option<&PyTypeObject>,
) -> Result<(), Raised> {
    let ty = object.ob_type();
    let from = native.map_or(HEADER as isize, |native| native.tp_basicsize.get());
    let mut chain = Vec::new();
    let mut class = Some(ty);
    while let Some(current) = class.filter(|class| native.is_none_or(|native| !std::ptr::eq(*class, native)))
    {
        chain.push(current);
        class = current.base();
    }
    let mut seen: Vec<isize> = Vec::new();
    for class in chain.into_iter().rev() {
        let mut member = class.tp_members.get();
        // SAFETY: the table ends in a member without a name, and lives as long as the type.
        while let Some(found) = unsafe { member.as_ref() }.filter(|member| !member.name.is_null()) {
            if found.offset >= from && !seen.contains(&found.offset) {
                seen.push(found.offset);
                if let Some((kind, ctype)) = kind_of(found.member_type) {
                    shape.field(found.name(), ctype, found.offset, kind)?;
                }
            }
            // SAFETY: not the last one yet.
            member = unsafe { member.add(1) };
        }
    }
    let dict = ty.tp_dictoffset.get();
    if dict < 0 && !ty.has_flag(flags::MANAGED_DICT) {
        shape.field("__dict__", "PyObject *", shape.end + dict, Kind::Object)?;
    } else if dict >= from && !seen.contains(&dict) {
        shape.field("__dict__", "PyObject *", dict, Kind::Object)?;
    }
    let weak = ty.tp_weaklistoffset.get();
    if weak >= from && !seen.contains(&weak) {
        shape.field("__weakref__", "PyObject *", weak, Kind::Object)?;
    }
    Ok(())
}

fn kind_of(member: MemberType) -> Option<(Kind, &'static str)> {
    Some(match member {
        MemberType::Object | MemberType::ObjectEx => (Kind::Object, "PyObject *"),
        MemberType::String => (Kind::Address, "const char *"),
        MemberType::Short => (Kind::Short, "short"),
        MemberType::Int => (Kind::Int, "int"),
        MemberType::UInt => (Kind::UInt, "unsigned int"),
        MemberType::Long | MemberType::LongLong => (Kind::Long, "long"),
        MemberType::PySSize => (Kind::Long, "Py_ssize_t"),
        MemberType::ULong | MemberType::ULongLong => (Kind::ULong, "unsigned long"),
        MemberType::Double => (Kind::Double, "double"),
        MemberType::Bool | MemberType::Byte | MemberType::Char => (Kind::Char, "char"),
        MemberType::UByte => (Kind::Byte, "unsigned char"),
        MemberType::UShort | MemberType::Float | MemberType::StringInplace | MemberType::None => return None,
    })
}

/// Memory of the object's own that lies elsewhere.
fn blocks(shape: &mut Shape, object: &PyObject) -> Result<(), Raised> {
    if let Some(list) = object.cast::<PyListObject>() {
        containers::list_items(shape, list)?;
    } else if let Some(dict) = object.cast::<PyDictObject>() {
        containers::dict_blocks(shape, dict)?;
    } else if let Some(set) = set::any(object) {
        containers::set_table(shape, set)?;
    } else if let Some(array) = object.cast::<PyByteArrayObject>() {
        containers::byte_block(shape, array)?;
    } else if let Some(text) = object.cast::<PyUnicodeObject>() {
        containers::text_blocks(shape, text)?;
    } else if let Some(frame) = object.cast::<PyFrameObject>() {
        let inner = frame.frame();
        let count = inner.code().frame_size();
        let base = std::ptr::from_ref(inner).cast();
        let mut block = Shape::new("_PyInterpreterFrame", "f_frame", base, 0, 8 * count as isize)?;
        block.fields(INTERPRETER_FRAME, 0, "")?;
        locals(&mut block, inner, 0, "")?;
        shape.blocks.push(block);
    } else if let Some(heap) = object.cast::<PyTypeObject>().and_then(PyTypeObject::as_heap) {
        containers::keys_block(shape, "ht_cached_keys", heap.ht_cached_keys.get())?;
    }
    if gc::is_gc(object) && object.ob_type().has_flag(flags::MANAGED_DICT) {
        containers::instance_values(shape, object)?;
    }
    Ok(())
}
