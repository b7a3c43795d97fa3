//! The methods.

use vivarium_runtime::args;
use vivarium_runtime::buffer::{PyBuffer, View};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::list::{self, PyListObject};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::objects::{self, EQ};
use vivarium_runtime::str::{Builder, PyUnicodeObject};
use vivarium_runtime::typeobject::slots;
use vivarium_runtime::{bytes, call, int, name, number, raise, singletons, tuple};

use super::slots::extend as extend_array;
use super::{ARRAY_TYPE, ArrayObject, array_of, make, pickle};

pub(super) static METHODS: &[PyMethodDef] = &[
    PyMethodDef::one(c"append", append, c"append($self, v, /)\n--\n\nAppend a value."),
    PyMethodDef::noargs(c"buffer_info", buffer_info, c"buffer_info($self, /)\n--\n\nAddress and length."),
    PyMethodDef::noargs(
        c"byteswap",
        byteswap,
        c"byteswap($self, /)\n--\n\nTurn the bytes of every item around.",
    ),
    PyMethodDef::noargs(c"__copy__", copy, c"__copy__($self, /)\n--\n\nReturn a copy of the array."),
    PyMethodDef::one(c"count", count, c"count($self, v, /)\n--\n\nHow often a value occurs."),
    PyMethodDef::one(
        c"__deepcopy__",
        deepcopy,
        c"__deepcopy__($self, unused, /)\n--\n\nReturn a copy of the array.",
    ),
    PyMethodDef::one(c"extend", extend, c"extend($self, bb, /)\n--\n\nAppend many values."),
    PyMethodDef::fast(
        c"fromfile",
        fromfile,
        c"fromfile($self, f, n, /)\n--\n\nAppend n items read from a file.",
    ),
    PyMethodDef::one(c"fromlist", fromlist, c"fromlist($self, list, /)\n--\n\nAppend the items of a list."),
    PyMethodDef::one(c"frombytes", frombytes, c"frombytes($self, buffer, /)\n--\n\nAppend machine values."),
    PyMethodDef::one(
        c"fromunicode",
        fromunicode,
        c"fromunicode($self, ustr, /)\n--\n\nAppend the characters of a string.",
    ),
    PyMethodDef::fast(
        c"index",
        index,
        c"index($self, v, start=0, stop=sys.maxsize, /)\n--\n\nWhere a value first occurs.",
    ),
    PyMethodDef::fast(
        c"insert",
        insert,
        c"insert($self, i, v, /)\n--\n\nInsert a value in front of an index.",
    ),
    PyMethodDef::fast(c"pop", pop, c"pop($self, i=-1, /)\n--\n\nTake an item out."),
    PyMethodDef::one(
        c"__reduce_ex__",
        pickle::reduce_ex,
        c"__reduce_ex__($self, value, /)\n--\n\nReturn state information for pickling.",
    ),
    PyMethodDef::one(
        c"remove",
        remove,
        c"remove($self, v, /)\n--\n\nRemove the first occurrence of a value.",
    ),
    PyMethodDef::noargs(c"reverse", reverse, c"reverse($self, /)\n--\n\nReverse the items."),
    PyMethodDef::one(c"tofile", tofile, c"tofile($self, f, /)\n--\n\nWrite all items to a file."),
    PyMethodDef::noargs(c"tolist", tolist, c"tolist($self, /)\n--\n\nThe items as a list."),
    PyMethodDef::noargs(c"tobytes", tobytes, c"tobytes($self, /)\n--\n\nThe machine values as bytes."),
    PyMethodDef::noargs(c"tounicode", tounicode, c"tounicode($self, /)\n--\n\nThe characters as a string."),
    PyMethodDef::noargs(
        c"__sizeof__",
        sizeof,
        c"__sizeof__($self, /)\n--\n\nSize of the array in memory, in bytes.",
    ),
    PyMethodDef::END,
];

fn none() -> PyResult {
    Ok(singletons::none_ref())
}

fn append(object: &PyObject, value: &PyObject) -> PyResult {
    let this = array_of(object);
    this.insert(this.len() as isize, value)?;
    none()
}

fn buffer_info(object: &PyObject) -> PyResult {
    let this = array_of(object);
    Ok(tuple::new([int::from_usize(this.ob_item.get() as usize)?, int::from_usize(this.len())?])?.upcast())
}

fn byteswap(object: &PyObject) -> PyResult {
    let this = array_of(object);
    let width = this.descriptor().size;
    this.change(|content| content.chunks_exact_mut(width).for_each(<[u8]>::reverse));
    none()
}

fn copy(object: &PyObject) -> PyResult {
    let this = array_of(object);
    Ok(make(&ARRAY_TYPE, this.descriptor(), this.content())?.upcast())
}

fn deepcopy(object: &PyObject, _: &PyObject) -> PyResult {
    copy(object)
}

fn count(object: &PyObject, value: &PyObject) -> PyResult {
    let this = array_of(object);
    let (mut found, mut index) = (0, 0);
    while index < this.len() {
        found += i64::from(objects::rich_compare_bool(&*this.item(index)?, value, EQ)?);
        index += 1;
    }
    int::from_i64(found)
}

fn extend(object: &PyObject, other: &PyObject) -> PyResult {
    let this = array_of(object);
    match other.cast::<ArrayObject>() {
        Some(other) => extend_array(this, other)?,
        None => this.extend_iterable(other)?,
    }
    none()
}

/// `frombytes`, of bytes that are already there.
pub(super) fn append_machine_values(this: &ArrayObject, content: &[u8]) -> Result<(), Raised> {
    if !content.len().is_multiple_of(this.descriptor().size) {
        return Err(raise!(VALUE_ERROR, "bytes length not a multiple of item size"));
    }
    this.append_bytes(content)
}

fn frombytes(object: &PyObject, buffer: &PyObject) -> PyResult {
    let mut held = PyBuffer::empty();
    vivarium_runtime::buffer::get(buffer, &mut held, vivarium_runtime::buffer::request::SIMPLE)?;
    let itemsize = held.itemsize;
    held.release();
    if itemsize != 1 {
        return Err(raise!(TYPE_ERROR, "a bytes-like object is required"));
    }
    let view = View::simple(buffer)?;
    append_machine_values(array_of(object), view.as_slice())?;
    none()
}

fn fromfile(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("fromfile", arguments, 2, 2)?;
    let wanted = number::as_isize(arguments[1])?;
    let Ok(wanted) = usize::try_from(wanted) else { return Err(raise!(VALUE_ERROR, "negative count")) };
    let this = array_of(object);
    let Some(size) = wanted.checked_mul(this.descriptor().size).filter(|size| *size <= isize::MAX as usize)
    else {
        return Err(vivarium_runtime::errors::no_memory());
    };
    let content = call::call_method(arguments[0], "read", &[&*int::from_usize(size)?])?;
    let Some(got) = bytes::as_slice(&content) else {
        return Err(raise!(TYPE_ERROR, "read() didn't return bytes"));
    };
    frombytes(object, &content)?;
    if got.len() != size {
        return Err(raise!(EOF_ERROR, "read() didn't return enough bytes"));
    }
    none()
}

fn tofile(object: &PyObject, file: &PyObject) -> PyResult {
    const BLOCK: usize = 64 * 1024;
    let this = array_of(object);
    let mut at = 0;
    while at < this.content().len() {
        let end = (at + BLOCK).min(this.content().len());
        let part = bytes::new(&this.content()[at..end])?;
        call::call_method(file, "write", &[&part])?;
        at = end;
    }
    none()
}

fn fromlist(object: &PyObject, argument: &PyObject) -> PyResult {
    let this = array_of(object);
    let Some(list) = argument.cast::<PyListObject>() else {
        return Err(raise!(TYPE_ERROR, "arg must be list"));
    };
    let (old, count) = (this.len(), list.len());
    if count > 0 {
        this.resize(old + count)?;
    }
    for index in 0..count {
        let result = match list.items().get(index) {
            // The list owns it until the function's frame does; afterwards nobody looks at it.
            Some(value) if slots::is_plain_function(value.ob_type(), name!("__index__"), 1) => {
                this.set_item(old + index, value)
            }
            Some(value) => this.set_item(old + index, &value.to_ref()),
            None => Ok(()),
        };
        let result = result.and_then(|()| {
            if list.len() == count {
                Ok(())
            } else {
                Err(raise!(RUNTIME_ERROR, "list changed size during iteration"))
            }
        });
        if let Err(raised) = result {
            this.resize(old)?;
            return Err(raised);
        }
    }
    none()
}

fn fromunicode(object: &PyObject, argument: &PyObject) -> PyResult {
    let Some(text) = argument.cast::<PyUnicodeObject>() else {
        return Err(args::bad_argument("fromunicode", "argument", "str", argument));
    };
    let this = array_of(object);
    if this.descriptor().code != b'u' {
        return Err(raise!(VALUE_ERROR, "fromunicode() may only be called on unicode type arrays"));
    }
    let content: Vec<u8> = text.data().iter().flat_map(u32::to_le_bytes).collect();
    this.append_bytes(&content)?;
    none()
}

fn find(this: &ArrayObject, value: &PyObject, start: usize, stop: usize) -> Result<Option<usize>, Raised> {
    let mut index = start;
    while index < stop && index < this.len() {
        if objects::rich_compare_bool(&*this.item(index)?, value, EQ)? {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

fn index(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("index", arguments, 1, 3)?;
    let this = array_of(object);
    let bound = |index: usize, default: isize| -> Result<usize, Raised> {
        let Some(given) = arguments.get(index) else { return Ok(default as usize) };
        let value = vivarium_runtime::slice::index_argument(given)?;
        Ok(if value < 0 { (value + this.len() as isize).max(0) as usize } else { value as usize })
    };
    match find(this, arguments[0], bound(1, 0)?, bound(2, isize::MAX)?)? {
        Some(found) => int::from_usize(found),
        None => Err(raise!(VALUE_ERROR, "array.index(x): x not in array")),
    }
}

fn insert(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("insert", arguments, 2, 2)?;
    array_of(object).insert(number::as_isize(arguments[0])?, arguments[1])?;
    none()
}

fn pop(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("pop", arguments, 0, 1)?;
    let index = arguments.first().map_or(Ok(-1), |index| number::as_isize(index))?;
    let this = array_of(object);
    if this.len() == 0 {
        return Err(raise!(INDEX_ERROR, "pop from empty array"));
    }
    let index = if index < 0 { index + this.len() as isize } else { index };
    let Some(index) = usize::try_from(index).ok().filter(|&index| index < this.len()) else {
        return Err(raise!(INDEX_ERROR, "pop index out of range"));
    };
    let value = this.item(index)?;
    this.splice_checked(index, index + 1, &[])?;
    Ok(value)
}

fn remove(object: &PyObject, value: &PyObject) -> PyResult {
    let this = array_of(object);
    match find(this, value, 0, usize::MAX)? {
        Some(index) => {
            this.splice_checked(index, index + 1, &[])?;
            none()
        }
        None => Err(raise!(VALUE_ERROR, "array.remove(x): x not in array")),
    }
}

fn reverse(object: &PyObject) -> PyResult {
    let this = array_of(object);
    let width = this.descriptor().size;
    this.change(|content| {
        content.reverse();
        content.chunks_exact_mut(width).for_each(<[u8]>::reverse);
    });
    none()
}

pub(super) fn as_list(this: &ArrayObject) -> PyResult {
    let items = (0..this.len()).map(|index| this.item(index)).collect::<Result<Vec<Ref>, Raised>>()?;
    Ok(list::from_vec(items)?.upcast())
}

fn tolist(object: &PyObject) -> PyResult {
    as_list(array_of(object))
}

fn tobytes(object: &PyObject) -> PyResult {
    Ok(bytes::new(array_of(object).content())?.upcast())
}

pub(super) fn as_text(this: &ArrayObject) -> PyResult {
    let mut out = Builder::new();
    for item in this.content().chunks_exact(4) {
        let code = u32::from_le_bytes([item[0], item[1], item[2], item[3]]);
        out.push_string(&*super::items::character(code)?)?;
    }
    Ok(out.finish()?.upcast())
}

fn tounicode(object: &PyObject) -> PyResult {
    let this = array_of(object);
    if this.descriptor().code != b'u' {
        return Err(raise!(VALUE_ERROR, "tounicode() may only be called on unicode type arrays"));
    }
    as_text(this)
}

fn sizeof(object: &PyObject) -> PyResult {
    let this = array_of(object);
    let basic = object.ob_type().tp_basicsize.get() as usize;
    int::from_usize(basic + this.allocated.get().max(0) as usize * this.descriptor().size)
}
