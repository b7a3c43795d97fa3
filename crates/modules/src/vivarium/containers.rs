//! Characters, tables and blocks: what containers keep behind their fields and elsewhere.

use std::mem::offset_of;

use vivarium_runtime::buffer::PyBuffer;
use vivarium_runtime::bytearray::PyByteArrayObject;
use vivarium_runtime::dict::instance::{cached_keys, values_slot};
use vivarium_runtime::dict::keys::{DictKeyEntry, DictUnicodeEntry};
use vivarium_runtime::dict::{PyDictKeysObject, PyDictObject, PyDictValues};
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::{PyObject, Raised};
use vivarium_runtime::set::{PySetObject, SetEntry};
use vivarium_runtime::str::{PyAsciiObject, PyCompactUnicodeObject, PyLegacyUnicodeObject, PyUnicodeObject};

use super::shape::{Def, Kind, Shape, fields};

/// Keys of a set's table may be the mark of a deleted entry, which is no object to look into.
pub(super) const KEY: Kind = Kind::Address;

/// Where a compact string's characters begin.
pub(super) fn characters_offset(text: &PyUnicodeObject) -> usize {
    if text.is_ascii() { size_of::<PyAsciiObject>() } else { size_of::<PyCompactUnicodeObject>() }
}

static COMPACT: &[Def] = fields!(PyCompactUnicodeObject;
    utf8_length: Long "Py_ssize_t", utf8: Address "char *", wstr_length: Long "Py_ssize_t");

fn character_type(text: &PyUnicodeObject) -> &'static str {
    match text.kind() {
        1 => "Py_UCS1",
        2 => "Py_UCS2",
        _ => "Py_UCS4",
    }
}

/// The bits of `state`, then what the string's kind has behind the common fields.
pub(super) fn characters(shape: &mut Shape, text: &PyUnicodeObject) -> Result<(), Raised> {
    let state = offset_of!(PyAsciiObject, state) as isize;
    for (name, from, width) in
        [("interned", 0, 2), ("kind", 2, 3), ("compact", 5, 1), ("ascii", 6, 1), ("ready", 7, 1)]
    {
        shape.bits(&format!("state.{name}"), state, from, width)?;
    }
    if !text.is_compact() || !text.is_ascii() {
        shape.fields(COMPACT, 0, "")?;
        "PyCompactUnicodeObject".clone_into(&mut shape.name);
    }
    if !text.is_compact() {
        "PyUnicodeObject".clone_into(&mut shape.name);
        let data = offset_of!(PyLegacyUnicodeObject, data) as isize;
        return shape.field("data.any", "void *", data, Kind::Address);
    }
    let count = text.len() + 1;
    let ctype = format!("{}[{count}]", character_type(text));
    shape.data("data", &ctype, characters_offset(text) as isize, count * text.kind())
}

/// The characters of a subclass's instance, and the UTF-8 that a string may keep.
pub(super) fn text_blocks(shape: &mut Shape, text: &PyUnicodeObject) -> Result<(), Raised> {
    if text.is_compact() && text.is_ascii() {
        return Ok(());
    }
    // SAFETY: a string that is not compact ASCII has these fields.
    let compact: &PyCompactUnicodeObject = unsafe { text.cast_unchecked() };
    let mut data = std::ptr::null_mut();
    if !text.is_compact() {
        // SAFETY: as above.
        data = unsafe { text.cast_unchecked::<PyLegacyUnicodeObject>() }.data.get();
        let count = text.len() + 1;
        let ctype = format!("{}[{count}]", character_type(text));
        bytes_block(shape, "data.any", &ctype, data, count * text.kind())?;
    }
    let utf8 = compact.utf8.get().cast::<u8>();
    if utf8 != data {
        let size = compact.utf8_length.get().max(0) as usize + 1;
        bytes_block(shape, "utf8", &format!("char[{size}]"), utf8, size)?;
    }
    Ok(())
}

fn bytes_block(
    shape: &mut Shape,
    place: &str,
    ctype: &str,
    base: *const u8,
    size: usize,
) -> Result<(), Raised> {
    if base.is_null() {
        return Ok(());
    }
    let mut block = Shape::new(ctype, place, base, 0, size as isize)?;
    block.data("data", ctype, 0, size)?;
    shape.blocks.push(block);
    Ok(())
}

pub(super) fn byte_block(shape: &mut Shape, array: &PyByteArrayObject) -> Result<(), Raised> {
    let start = array.ob_start.get();
    let size = array.ob_base.ob_size.get().max(0) as usize;
    bytes_block(shape, "ob_start", &format!("char[{size}]"), start, size)
}

pub(super) fn list_items(shape: &mut Shape, list: &PyListObject) -> Result<(), Raised> {
    let items = list.ob_item.get();
    if items.is_null() {
        return Ok(());
    }
    let room = list.allocated.get().max(list.len() as isize);
    // What lies behind the last item was never written.
    let mut block = Shape::new("PyObject *[]", "ob_item", items.cast(), 0, 8 * list.len() as isize)?;
    block.name = format!("PyObject *[{room}]");
    block.objects("ob_item", 0, list.len())?;
    shape.blocks.push(block);
    Ok(())
}

pub(super) fn set_table(shape: &mut Shape, set: &PySetObject) -> Result<(), Raised> {
    let table = set.table.get();
    if std::ptr::eq(table, set.smalltable.as_ptr()) || table.is_null() {
        return Ok(());
    }
    let count = set.mask.get().max(0) as usize + 1;
    let size = (count * size_of::<SetEntry>()) as isize;
    let mut block = Shape::new(&format!("setentry[{count}]"), "table", table.cast(), 0, size)?;
    for index in 0..count {
        let at = (index * size_of::<SetEntry>()) as isize;
        block.field(format!("[{index}].key"), "PyObject *", at, KEY)?;
        block.field(format!("[{index}].hash"), "Py_hash_t", at + 8, Kind::Long)?;
    }
    shape.blocks.push(block);
    Ok(())
}

static KEYS: &[Def] = fields!(PyDictKeysObject;
    dk_refcnt: Long "Py_ssize_t", dk_log2_size: Byte "uint8_t", dk_log2_index_bytes: Byte "uint8_t",
    dk_kind: Byte "uint8_t", dk_version: UInt "uint32_t", dk_usable: Long "Py_ssize_t",
    dk_nentries: Long "Py_ssize_t");

/// Keys of a dict, or those that a class's instances share.
pub(super) fn keys_block(
    shape: &mut Shape,
    place: &str,
    keys: *const PyDictKeysObject,
) -> Result<(), Raised> {
    // SAFETY: null or the live keys of a live object.
    let Some(table) = (unsafe { keys.as_ref() }) else { return Ok(()) };
    let index_size = 1usize << table.dk_log2_index_bytes.get();
    let header = size_of::<PyDictKeysObject>();
    let unicode = table.is_unicode();
    let entry = if unicode { size_of::<DictUnicodeEntry>() } else { size_of::<DictKeyEntry>() };
    let used = table.dk_nentries.get().max(0) as usize;
    // Entries behind the last one in use were never written.
    let size = (header + index_size + used * entry) as isize;
    let mut block = Shape::new("PyDictKeysObject", place, keys.cast(), 0, size)?;
    block.fields(KEYS, 0, "")?;
    block.data("dk_indices", &format!("char[{index_size}]"), header as isize, index_size)?;
    for index in 0..used {
        let at = (header + index_size + index * entry) as isize;
        let name = |field: &str| format!("entries[{index}].{field}");
        let key = if unicode {
            at
        } else {
            block.field(name("me_hash"), "Py_hash_t", at, Kind::Long)?;
            at + 8
        };
        block.field(name("me_key"), "PyObject *", key, Kind::Object)?;
        block.field(name("me_value"), "PyObject *", key + 8, Kind::Object)?;
    }
    shape.blocks.push(block);
    Ok(())
}

pub(super) fn dict_blocks(shape: &mut Shape, dict: &PyDictObject) -> Result<(), Raised> {
    keys_block(shape, "ma_keys", dict.ma_keys.get())?;
    values_block(shape, "ma_values", dict.ma_values.get(), dict.keys())
}

fn values_block(
    shape: &mut Shape,
    place: &str,
    values: *const PyDictValues,
    keys: &PyDictKeysObject,
) -> Result<(), Raised> {
    // SAFETY: null or the live values of a live object.
    let Some(table) = (unsafe { values.as_ref() }) else { return Ok(()) };
    let base: *const u8 = values.cast();
    let count = keys.shared_usable_size().max(0) as usize;
    let mut block = Shape::new("PyDictValues", place, base, -2 - table.len() as isize, 8 * count as isize)?;
    // Only what was written: the order of insertion grows downwards.
    for index in (0..table.len()).rev() {
        block.field(format!("order[{index}]"), "uint8_t", -3 - index as isize, Kind::Byte)?;
    }
    block.field("used", "uint8_t", -2, Kind::Byte)?;
    block.field("prefix_size", "uint8_t", -1, Kind::Byte)?;
    block.objects("values", 0, count)?;
    shape.blocks.push(block);
    Ok(())
}

/// The block of attribute values of an instance that has no dict yet, and the keys that say which is whose.
pub(super) fn instance_values(shape: &mut Shape, object: &PyObject) -> Result<(), Raised> {
    let Some(keys) = cached_keys(object.ob_type()) else { return Ok(()) };
    let values = values_slot(object).get();
    if values.is_null() {
        return Ok(());
    }
    values_block(shape, "values", values, keys)?;
    keys_block(shape, "ht_cached_keys", keys)
}

static BUFFER: &[Def] = fields!(PyBuffer;
    buf: Address "void *", obj: Object "PyObject *", len: Long "Py_ssize_t", itemsize: Long "Py_ssize_t",
    readonly: Int "int", ndim: Int "int", format: Address "char *", shape: Address "Py_ssize_t *",
    strides: Address "Py_ssize_t *", suboffsets: Address "Py_ssize_t *", internal: Address "void *");

/// The buffer of a view, and the arrays behind it.
pub(super) fn buffer(shape: &mut Shape, at: usize, items: isize) -> Result<(), Raised> {
    shape.fields(BUFFER, at, "view.")?;
    let array = shape.end - 8 * items.max(0);
    (0..items.max(0)).try_for_each(|index| {
        shape.field(format!("ob_array[{index}]"), "Py_ssize_t", array + 8 * index, Kind::Long)
    })
}
