//! The methods of `list`.

use super::PyListObject;
use super::slots::{list_of, list_subscript};
use crate::args::{Spec, check_count};
use crate::descr::PyMethodDef;
use crate::object::{PyObject, PyResult, Ref};
use crate::objects::{EQ, rich_compare_bool};
use crate::singletons::none_ref;
use crate::slice::index_argument;

pub(super) const METHODS: &[PyMethodDef] = &[
    PyMethodDef::one(c"__getitem__", list_subscript_method, c"x.__getitem__(y) <==> x[y]")
        .coexist(),
    PyMethodDef::noargs(
        c"__reversed__",
        super::iter::list_reversed,
        c"__reversed__($self, /)\n--\n\nAn iterator from the last item to the first.",
    ),
    PyMethodDef::noargs(c"__sizeof__", list_sizeof, c"__sizeof__($self, /)\n--\n\nSize in bytes."),
    PyMethodDef::noargs(c"clear", list_clear, c"clear($self, /)\n--\n\nRemove every item."),
    PyMethodDef::noargs(c"copy", list_copy, c"copy($self, /)\n--\n\nA new list of the same items."),
    PyMethodDef::one(c"append", list_append, c"append($self, object, /)\n--\n\nAdd an item at the end."),
    PyMethodDef::fast(c"insert", list_insert, c"insert($self, index, object, /)\n--\n\nPut an item before an index."),
    PyMethodDef::one(c"extend", list_extend, c"extend($self, iterable, /)\n--\n\nAdd all items of an iterable."),
    PyMethodDef::fast(
        c"pop",
        list_pop,
        c"pop($self, index=-1, /)\n--\n\nRemove an item and give it back.\n\nIndexError if there is none.",
    ),
    PyMethodDef::one(
        c"remove",
        list_remove,
        c"remove($self, value, /)\n--\n\nRemove the first item that equals the value.\n\nValueError if there is none.",
    ),
    PyMethodDef::fast(
        c"index",
        list_index,
        c"index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nIndex of the first item that equals the value.\n\nValueError if there is none.",
    ),
    PyMethodDef::one(c"count", list_count, c"count($self, value, /)\n--\n\nHow many items equal the value."),
    PyMethodDef::noargs(c"reverse", list_reverse, c"reverse($self, /)\n--\n\nReverse the order in place."),
    PyMethodDef::keywords(
        c"sort",
        list_sort,
        c"sort($self, /, *, key=None, reverse=False)\n--\n\nSort in place, keeping equal items in their order.\n\nA key function is called once for each item, and its results are compared.",
    ),
    PyMethodDef::one(c"__class_getitem__", crate::generic_alias::class_getitem, c"See PEP 585").class(),
    PyMethodDef::END,
];

fn list_subscript_method(object: &PyObject, index: &PyObject) -> PyResult {
    list_subscript(object, index)
}

fn list_sizeof(object: &PyObject) -> PyResult {
    let allocated = list_of(object).allocated.get();
    crate::int::from_isize(object.ob_type().tp_basicsize.get() + allocated * size_of::<usize>() as isize)
}

fn list_clear(object: &PyObject) -> PyResult {
    list_of(object).clear();
    Ok(none_ref())
}

fn list_copy(object: &PyObject) -> PyResult {
    Ok(super::from_slice(list_of(object).items())?.upcast())
}

fn list_append(object: &PyObject, item: &PyObject) -> PyResult {
    list_of(object).append(item.to_ref())?;
    Ok(none_ref())
}

fn list_insert(object: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("insert", args, 2, 2)?;
    let index = crate::number::as_isize(args[0])?;
    list_of(object).insert(index, args[1].to_ref())?;
    Ok(none_ref())
}

fn list_extend(object: &PyObject, iterable: &PyObject) -> PyResult {
    list_of(object).extend(iterable)?;
    Ok(none_ref())
}

fn list_pop(object: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("pop", args, 0, 1)?;
    let index = match args.first() {
        Some(index) => crate::number::as_isize(index)?,
        None => -1,
    };
    list_of(object).pop(index)
}

impl PyListObject {
    /// `list.pop(index)`.
    pub fn pop(&self, index: isize) -> PyResult {
        let len = self.len();
        if len == 0 {
            return Err(crate::raise!(INDEX_ERROR, "pop from empty list"));
        }
        let index = if index < 0 { index.wrapping_add(len as isize) } else { index };
        let Some(index) = usize::try_from(index).ok().filter(|index| *index < len) else {
            return Err(crate::raise!(INDEX_ERROR, "pop index out of range"));
        };
        // SAFETY: in range; the item leaves the list.
        let item = unsafe {
            let item = Ref::from_raw(self.slot(index).get());
            let block = self.ob_item.get();
            std::ptr::copy(block.add(index + 1), block.add(index), len - index - 1);
            item
        };
        if len == 1 {
            self.ob_base.ob_size.set(0);
            self.release_empty();
        } else {
            self.resize(len - 1)?;
        }
        Ok(item)
    }
}

fn list_remove(object: &PyObject, value: &PyObject) -> PyResult {
    let list = list_of(object);
    let mut index = 0;
    while let Some(item) = list.get(index) {
        if rich_compare_bool(&item, value, EQ)? {
            drop(item);
            if index < list.len() {
                list.replace(index, index + 1, &[])?;
            }
            return Ok(none_ref());
        }
        index += 1;
    }
    Err(crate::raise!(VALUE_ERROR, "list.remove(x): x not in list"))
}

/// A bound counted from the end if negative, and not below 0.
pub(crate) fn bound(index: isize, len: usize) -> usize {
    let index = if index < 0 { index.saturating_add(len as isize).max(0) } else { index };
    index as usize
}

fn list_index(object: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("index", args, 1, 3)?;
    let list = list_of(object);
    let start = args.get(1).map_or(Ok(0), |start| index_argument(start))?;
    let stop = args.get(2).map_or(Ok(isize::MAX), |stop| index_argument(stop))?;
    let (mut index, stop) = (bound(start, list.len()), bound(stop, list.len()));
    while index < stop
        && let Some(item) = list.get(index)
    {
        if rich_compare_bool(&item, args[0], EQ)? {
            return crate::int::from_usize(index);
        }
        index += 1;
    }
    let mut text = crate::str::Builder::new();
    crate::slice::push_repr(&mut text, args[0])?;
    text.push_str(" is not in list")?;
    Err(crate::errors::set_object(&crate::exceptions::VALUE_ERROR, text.finish()?.upcast()))
}

fn list_count(object: &PyObject, value: &PyObject) -> PyResult {
    let list = list_of(object);
    let (mut index, mut count) = (0, 0usize);
    while let Some(item) = list.get(index) {
        count += usize::from(item.is(value) || rich_compare_bool(&item, value, EQ)?);
        index += 1;
    }
    crate::int::from_usize(count)
}

fn list_reverse(object: &PyObject) -> PyResult {
    list_of(object).reverse();
    Ok(none_ref())
}

impl PyListObject {
    /// `list.reverse()`.
    pub fn reverse(&self) {
        let len = self.len();
        for index in 0..len / 2 {
            // SAFETY: both in range.
            unsafe { self.slot(index).swap(self.slot(len - 1 - index)) };
        }
    }
}

fn list_sort(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("sort", &["key", "reverse"]).keyword_only(0, 0);
    let [key, reverse] = SPEC.parse(args, kwnames)?;
    let reverse = match reverse {
        Some(reverse) => crate::number::as_c_int(reverse)? != 0,
        None => false,
    };
    list_of(object).sort(key.filter(|key| !key.is_none()), reverse)?;
    Ok(none_ref())
}
