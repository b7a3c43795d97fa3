//! Operators, items, slices, comparison, buffers.

use std::cell::Cell;
use std::ffi::c_int;

use vivarium_runtime::buffer::{PyBuffer, request};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::objects::{self, CompareOp, EQ, NE};
use vivarium_runtime::slice::PySliceObject;
use vivarium_runtime::typeobject::{PyBufferProcs, PyMappingMethods, PySequenceMethods};
use vivarium_runtime::{bool_, display, errors, exceptions, memory, number, raise, singletons};

use super::methods::{as_list, as_text};
use super::{ARRAY_TYPE, ArrayObject, array_of, make};

pub(super) static AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(length)),
    sq_concat: Cell::new(Some(concat)),
    sq_repeat: Cell::new(Some(repeat)),
    sq_item: Cell::new(Some(item)),
    sq_ass_item: Cell::new(Some(assign_item)),
    sq_contains: Cell::new(Some(contains)),
    sq_inplace_concat: Cell::new(Some(inplace_concat)),
    sq_inplace_repeat: Cell::new(Some(inplace_repeat)),
    ..PySequenceMethods::EMPTY
};

pub(super) static AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: Cell::new(Some(length)),
    mp_subscript: Cell::new(Some(subscript)),
    mp_ass_subscript: Cell::new(Some(assign_subscript)),
};

pub(super) static AS_BUFFER: PyBufferProcs = PyBufferProcs {
    bf_getbuffer: Cell::new(Some(get_buffer)),
    bf_releasebuffer: Cell::new(Some(release_buffer)),
};

pub(super) extern "C" fn array_repr(object: &PyObject) -> PyResult {
    let this = array_of(object);
    let (name, code) = (object.ob_type().name(), char::from(this.descriptor().code));
    if this.len() == 0 {
        return display::format(format_args!("{name}('{code}')"));
    }
    let value = if code == 'u' { as_text(this)? } else { as_list(this)? };
    display::format(format_args!("{name}('{code}', {})", objects::repr_text(&value)?))
}

extern "C" fn length(object: &PyObject) -> isize {
    array_of(object).len() as isize
}

extern "C" fn item(object: &PyObject, index: isize) -> PyResult {
    match usize::try_from(index) {
        Ok(index) => array_of(object).item(index),
        Err(_) => Err(raise!(INDEX_ERROR, "array index out of range")),
    }
}

extern "C" fn concat(object: &PyObject, other: &PyObject) -> PyResult {
    let this = array_of(object);
    let Some(other) = other.cast::<ArrayObject>() else {
        return Err(raise!(
            TYPE_ERROR,
            "can only append array (not \"{}\") to array",
            other.ob_type().full_name()
        ));
    };
    if !std::ptr::eq(this.descriptor(), other.descriptor()) {
        return Err(raise!(TYPE_ERROR, "bad argument type for built-in operation"));
    }
    let mut content = memory::try_vec(this.content().len() + other.content().len())?;
    content.extend_from_slice(this.content());
    content.extend_from_slice(other.content());
    Ok(make(&ARRAY_TYPE, this.descriptor(), &content)?.upcast())
}

fn repeated(this: &ArrayObject, count: isize) -> Result<Vec<u8>, Raised> {
    let count = count.max(0) as usize;
    let size = this.content().len().checked_mul(count).ok_or_else(errors::no_memory)?;
    let mut content = memory::try_vec(size)?;
    if size > 0 {
        for _ in 0..count {
            content.extend_from_slice(this.content());
        }
    }
    Ok(content)
}

extern "C" fn repeat(object: &PyObject, count: isize) -> PyResult {
    let this = array_of(object);
    Ok(make(&ARRAY_TYPE, this.descriptor(), &repeated(this, count)?)?.upcast())
}

extern "C" fn inplace_repeat(object: &PyObject, count: isize) -> PyResult {
    let this = array_of(object);
    if this.len() > 0 {
        let content = repeated(this, count)?;
        this.resize(content.len() / this.descriptor().size)?;
        this.change(|place| place.copy_from_slice(&content));
    }
    Ok(object.to_ref())
}

extern "C" fn inplace_concat(object: &PyObject, other: &PyObject) -> PyResult {
    if !other.is_instance_of::<ArrayObject>() {
        return Err(raise!(
            TYPE_ERROR,
            "can only extend array with array (not \"{}\")",
            other.ob_type().full_name()
        ));
    }
    extend(array_of(object), array_of(other))?;
    Ok(object.to_ref())
}

/// `array_do_extend`.
pub(super) fn extend(this: &ArrayObject, other: &ArrayObject) -> Result<(), Raised> {
    if !std::ptr::eq(this.descriptor(), other.descriptor()) {
        return Err(raise!(TYPE_ERROR, "can only extend with array of same kind"));
    }
    let content = other.content().to_vec();
    this.append_bytes(&content)
}

extern "C" fn contains(object: &PyObject, value: &PyObject) -> c_int {
    let this = array_of(object);
    let mut index = 0;
    while index < this.len() {
        match this.item(index).and_then(|item| objects::rich_compare_bool(&item, value, EQ)) {
            Ok(false) => index += 1,
            other => return objects::bool_code(other),
        }
    }
    0
}

fn assign(this: &ArrayObject, index: isize, value: Option<&PyObject>) -> Result<(), Raised> {
    let Some(index) = usize::try_from(index).ok().filter(|&index| index < this.len()) else {
        return Err(raise!(INDEX_ERROR, "array assignment index out of range"));
    };
    match value {
        Some(value) => this.set_item(index, value),
        None => this.splice_checked(index, index + 1, &[]),
    }
}

impl ArrayObject {
    /// As `splice`, refused at once where a buffer is out.
    pub(super) fn splice_checked(&self, low: usize, high: usize, new: &[u8]) -> Result<(), Raised> {
        if new.len() != (high - low) * self.descriptor().size {
            self.can_resize()?;
        }
        self.splice(low, high, new)
    }
}

extern "C" fn assign_item(object: &PyObject, index: isize, value: Option<&PyObject>) -> c_int {
    objects::status_code(assign(array_of(object), index, value))
}

fn not_an_index() -> Raised {
    raise!(TYPE_ERROR, "array indices must be integers")
}

fn place(this: &ArrayObject, key: &PyObject) -> Result<isize, Raised> {
    let index = number::as_size(key, Some(&exceptions::INDEX_ERROR))?;
    Ok(if index < 0 { index + this.len() as isize } else { index })
}

extern "C" fn subscript(object: &PyObject, key: &PyObject) -> PyResult {
    let this = array_of(object);
    if number::check_index(key) {
        return item(object, place(this, key)?);
    }
    let Some(slice) = key.cast::<PySliceObject>() else { return Err(not_an_index()) };
    let fitted = slice.fit(|| this.len())?;
    let width = this.descriptor().size;
    let mut content = Vec::new();
    for index in fitted.indices() {
        content.extend_from_slice(&this.content()[index * width..(index + 1) * width]);
    }
    Ok(make(&ARRAY_TYPE, this.descriptor(), &content)?.upcast())
}

extern "C" fn assign_subscript(object: &PyObject, key: &PyObject, value: Option<&PyObject>) -> c_int {
    objects::status_code(assign_at(array_of(object), key, value))
}

fn assign_at(this: &ArrayObject, key: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    if number::check_index(key) {
        return assign(this, place(this, key)?, value);
    }
    let Some(slice) = key.cast::<PySliceObject>() else { return Err(not_an_index()) };
    let (start, _, step) = {
        let (start, stop, step) = slice.unpack()?;
        (start, stop, step)
    };
    let fitted = slice.fit(|| this.len())?;
    let indices: Vec<usize> = fitted.indices().collect();
    let new: Vec<u8> = match value {
        None => Vec::new(),
        Some(value) => {
            let Some(other) = value.cast::<ArrayObject>() else {
                return Err(raise!(
                    TYPE_ERROR,
                    "can only assign array (not \"{}\") to array slice",
                    value.ob_type().full_name()
                ));
            };
            if !std::ptr::eq(this.descriptor(), other.descriptor()) {
                return Err(raise!(TYPE_ERROR, "bad argument type for built-in operation"));
            }
            other.content().to_vec()
        }
    };
    let width = this.descriptor().size;
    let needed = new.len() / width;
    if needed == 0 || needed != indices.len() {
        this.can_resize()?;
    }
    if step == 1 {
        let low = match indices.first() {
            Some(&first) => first,
            None => {
                let len = this.len() as isize;
                let start = if start < 0 { (start + len).max(0) } else { start.min(len) };
                start as usize
            }
        };
        return this.splice(low, low + indices.len(), &new);
    }
    if needed == 0 {
        let mut gone = indices;
        gone.sort_unstable();
        let mut kept = Vec::with_capacity(this.content().len());
        let mut next = gone.iter().copied().peekable();
        for (index, item) in this.content().chunks_exact(width).enumerate() {
            if next.peek() == Some(&index) {
                next.next();
            } else {
                kept.extend_from_slice(item);
            }
        }
        this.change(|content| content[..kept.len()].copy_from_slice(&kept));
        return this.resize(kept.len() / width);
    }
    if needed != indices.len() {
        return Err(raise!(
            VALUE_ERROR,
            "attempt to assign array of size {needed} to extended slice of size {}",
            indices.len()
        ));
    }
    this.change(|content| {
        for (index, item) in indices.into_iter().zip(new.chunks_exact(width)) {
            content[index * width..(index + 1) * width].copy_from_slice(item);
        }
    });
    Ok(())
}

pub(super) extern "C" fn array_richcompare(object: &PyObject, other: &PyObject, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (object.cast::<ArrayObject>(), other.cast::<ArrayObject>()) else {
        return Ok(singletons::not_implemented());
    };
    if a.len() != b.len() && (op == EQ || op == NE) {
        return Ok(bool_::from_bool(op == NE));
    }
    let mut index = 0;
    let mut pair: Option<(Ref, Ref)> = None;
    while index < a.len().min(b.len()) {
        let items = (a.item(index)?, b.item(index)?);
        if !objects::rich_compare_bool(&items.0, &items.1, EQ)? {
            pair = Some(items);
            break;
        }
        index += 1;
    }
    match pair {
        None => Ok(bool_::from_bool(objects::ordering_matches(a.len().cmp(&b.len()), op))),
        Some(_) if op == EQ => Ok(bool_::from_bool(false)),
        Some(_) if op == NE => Ok(bool_::from_bool(true)),
        Some((a, b)) => objects::rich_compare(&a, &b, op),
    }
}

extern "C" fn get_buffer(object: &PyObject, view: &mut PyBuffer, flags: c_int) -> c_int {
    let this = array_of(object);
    let descriptor = this.descriptor();
    let start = this.ob_item.get();
    static EMPTY: u8 = 0;
    view.buf = if start.is_null() { (&raw const EMPTY).cast_mut().cast() } else { start.cast() };
    view.obj = object.to_ref().into_raw();
    view.len = this.content().len() as isize;
    view.readonly = 0;
    view.ndim = 1;
    view.itemsize = descriptor.size as isize;
    view.suboffsets = std::ptr::null_mut();
    view.internal = std::ptr::null_mut();
    let null = std::ptr::null_mut();
    view.shape = if flags & request::ND == request::ND { this.ob_base.ob_size.as_ptr() } else { null };
    let strided = flags & request::STRIDES == request::STRIDES;
    view.strides = if strided { &raw mut view.itemsize } else { null };
    let formatted = flags & request::FORMAT == request::FORMAT;
    view.format = if formatted { descriptor.format.as_ptr() } else { std::ptr::null() };
    this.ob_exports.set(this.ob_exports.get() + 1);
    0
}

extern "C" fn release_buffer(object: &PyObject, _: &mut PyBuffer) {
    let this = array_of(object);
    this.ob_exports.set(this.ob_exports.get() - 1);
}
