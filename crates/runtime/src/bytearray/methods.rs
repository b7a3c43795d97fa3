//! The methods of `bytearray`: those that change it, beside those shared with `bytes`.

use super::slots::own;
use super::{BYTEARRAY_TYPE, new};
use crate::args;
use crate::buffer::{self, View};
use crate::bytes::shared::{self, Kind, Own, byte_value};
use crate::descr::PyMethodDef;
use crate::object::{PyObject, PyResult};
use crate::singletons::none_ref;
use crate::{number, raise};

/// A buffer is out while a shared method runs, so the content stays in place.
fn with(object: &PyObject, run: impl FnOnce(Own<'_>) -> PyResult) -> PyResult {
    let view = View::simple(object)?;
    run(Own { object, content: view.as_slice(), kind: Kind::ByteArray })
}

pub(super) static METHODS: &[PyMethodDef] = shared::method_table!(
    with;
    PyMethodDef::noargs(c"__alloc__", alloc, c"B.__alloc__() -> int\n\nHow many bytes the block holds."),
    PyMethodDef::noargs(c"__reduce__", reduce, c"__reduce__($self, /)\n--\n\nWhat pickling needs."),
    PyMethodDef::fast(c"__reduce_ex__", reduce_ex, c"__reduce_ex__($self, proto=0, /)\n--\n\nWhat pickling needs."),
    PyMethodDef::noargs(c"__sizeof__", sizeof, c"__sizeof__($self, /)\n--\n\nSize in memory, in bytes."),
    PyMethodDef::one(c"append", append, c"append($self, item, /)\n--\n\nAdds one byte at the end."),
    PyMethodDef::noargs(c"clear", clear, c"clear($self, /)\n--\n\nRemoves every byte."),
    PyMethodDef::noargs(c"copy", copy, c"copy($self, /)\n--\n\nA bytearray of its own with the same content."),
    PyMethodDef::one(c"extend", extend, c"extend($self, iterable_of_ints, /)\n--\n\nAdds the bytes of an iterable or a buffer at the end."),
    PyMethodDef::one(c"fromhex", fromhex, c"fromhex($type, string, /)\n--\n\nThe bytes of hexadecimal text; white space between pairs is ignored.").class(),
    PyMethodDef::fast(c"insert", insert, c"insert($self, index, item, /)\n--\n\nPuts one byte before the index."),
    PyMethodDef::fast(c"pop", pop, c"pop($self, index=-1, /)\n--\n\nTakes the byte at the index out and gives it."),
    PyMethodDef::one(c"remove", remove, c"remove($self, value, /)\n--\n\nTakes the first byte of this value out; ValueError where there is none."),
    PyMethodDef::noargs(c"reverse", reverse, c"reverse($self, /)\n--\n\nTurns the order round, in place."),
);

fn alloc(object: &PyObject) -> PyResult {
    crate::int::from_isize(own(object).ob_alloc.get())
}

fn sizeof(object: &PyObject) -> PyResult {
    crate::int::from_isize(object.ob_type().tp_basicsize.get() + own(object).ob_alloc.get())
}

fn reduce_common(object: &PyObject, protocol: isize) -> PyResult {
    let state = crate::call::call_method(object, "__getstate__", &[])?;
    let content = super::copy_of(object).unwrap_or_default();
    let arguments = if protocol < 3 {
        let text = if content.is_empty() {
            crate::tuple::new([])?
        } else {
            crate::tuple::new([
                crate::str::from_latin1(&content)?.upcast(),
                crate::str::new("latin-1")?.upcast(),
            ])?
        };
        text.upcast()
    } else if content.is_empty() {
        crate::tuple::empty().upcast()
    } else {
        crate::tuple::new([crate::bytes::new(&content)?.upcast()])?.upcast()
    };
    Ok(crate::tuple::new([object.ob_type().to_ref(), arguments, state])?.upcast())
}

fn reduce(object: &PyObject) -> PyResult {
    reduce_common(object, 2)
}

fn reduce_ex(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("__reduce_ex__", arguments, 0, 1)?;
    let protocol = arguments.first().map_or(Ok(0), |protocol| number::as_c_int(protocol))?;
    reduce_common(object, protocol as isize)
}

fn append(object: &PyObject, item: &PyObject) -> PyResult {
    let byte = byte_value(item)?;
    let array = own(object);
    if array.len() >= isize::MAX as usize {
        return Err(raise!(OVERFLOW_ERROR, "cannot add more objects to bytearray"));
    }
    array.extend(&[byte])?;
    Ok(none_ref())
}

fn clear(object: &PyObject) -> PyResult {
    own(object).resize(0)?;
    Ok(none_ref())
}

fn copy(object: &PyObject) -> PyResult {
    Ok(new(&super::copy_of(object).unwrap_or_default())?.upcast())
}

fn extend(object: &PyObject, iterable: &PyObject) -> PyResult {
    let array = own(object);
    if buffer::supported(iterable) {
        let Ok(view) = View::simple(iterable) else {
            crate::errors::clear();
            let got = iterable.ob_type().full_name();
            return Err(raise!(TYPE_ERROR, "can't set bytearray slice from {got}"));
        };
        let content = crate::memory::copied(view.as_slice())?;
        drop(view);
        let end = array.len();
        array.splice(end, end, &content)?;
        return Ok(none_ref());
    }
    let iterator = match crate::iter::get_iter(iterable) {
        Ok(iterator) => iterator,
        Err(raised) => {
            if crate::errors::matches(&crate::exceptions::TYPE_ERROR) {
                crate::errors::clear();
                let got = iterable.ob_type().full_name();
                return Err(raise!(TYPE_ERROR, "can't extend bytearray with {got}"));
            }
            return Err(raised);
        }
    };
    crate::iter::length_hint(iterable, 32)?;
    let mut content: Vec<u8> = Vec::new();
    while let Some(item) = crate::iter::next(&iterator)? {
        crate::memory::fallibly(|| content.try_reserve(1)).map_err(|_| crate::errors::no_memory())?;
        content.push(byte_value(&item)?);
    }
    array.extend(&content)?;
    Ok(none_ref())
}

fn fromhex(class: &PyObject, text: &PyObject) -> PyResult {
    let content = shared::from_hex(text)?;
    let made = new(&content)?.upcast();
    if std::ptr::addr_eq(class, &raw const BYTEARRAY_TYPE) {
        return Ok(made);
    }
    crate::call::call(class, &[&*crate::bytes::new(&content)?])
}

fn insert(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("insert", arguments, 2, 2)?;
    let index = number::as_isize(arguments[0])?;
    let byte = byte_value(arguments[1])?;
    let array = own(object);
    let len = array.len() as isize;
    let at = if index < 0 { (index + len).max(0) } else { index.min(len) } as usize;
    let old = array.len();
    array.resize(old + 1)?;
    array.change(|content| {
        content.copy_within(at..old, at + 1);
        content[at] = byte;
    });
    Ok(none_ref())
}

fn pop(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("pop", arguments, 0, 1)?;
    let index = arguments.first().map_or(Ok(-1), |index| number::as_isize(index))?;
    let array = own(object);
    if array.is_empty() {
        return Err(raise!(INDEX_ERROR, "pop from empty bytearray"));
    }
    let at = if index < 0 { index + array.len() as isize } else { index };
    let Some(at) = usize::try_from(at).ok().filter(|&at| at < array.len()) else {
        return Err(raise!(INDEX_ERROR, "pop index out of range"));
    };
    array.can_resize()?;
    let byte = array.change(|content| {
        let byte = content[at];
        content.copy_within(at + 1.., at);
        byte
    });
    array.resize(array.len() - 1)?;
    crate::int::from_i64(i64::from(byte))
}

fn remove(object: &PyObject, value: &PyObject) -> PyResult {
    let byte = byte_value(value)?;
    let array = own(object);
    let Some(at) = array.change(|content| memchr::memchr(byte, content)) else {
        return Err(raise!(VALUE_ERROR, "value not found in bytearray"));
    };
    array.can_resize()?;
    array.change(|content| content.copy_within(at + 1.., at));
    array.resize(array.len() - 1)?;
    Ok(none_ref())
}

fn reverse(object: &PyObject) -> PyResult {
    own(object).change(<[u8]>::reverse);
    Ok(none_ref())
}
