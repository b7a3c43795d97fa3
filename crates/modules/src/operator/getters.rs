//! `itemgetter` and `attrgetter`.

use std::cell::Cell;
use std::ffi::{CStr, c_int};
use std::mem::offset_of;

use vivarium_runtime::args::{self, check_count, items};
use vivarium_runtime::descr::{MemberType, PyMemberDef, PyMethodDef};
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::{self, Builder, PyUnicodeObject};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, VectorcallFunc, flags};
use vivarium_runtime::{gc, int, mapping, memory, objects, raise, tuple};

use super::sole_argument;
use crate::support::native::{clear, get_or_none, layout_of, lend, owning, push_repr, tuple_ref};

#[repr(C)]
pub struct ItemGetterObject {
    pub ob_base: PyObject,
    nitems: Cell<isize>,
    /// The key, or a tuple of several.
    item: Cell<*mut PyObject>,
    /// The key as an index into a tuple, or -1.
    index: Cell<isize>,
    vectorcall: Cell<Option<VectorcallFunc>>,
}

#[repr(C)]
pub struct AttrGetterObject {
    pub ob_base: PyObject,
    nattrs: Cell<isize>,
    /// A tuple of names, or of tuples of the parts of dotted ones.
    attr: Cell<*mut PyObject>,
    vectorcall: Cell<Option<VectorcallFunc>>,
}

const _: () = assert!(size_of::<ItemGetterObject>() == 48 && size_of::<AttrGetterObject>() == 40);

owning!(ItemGetterObject, item_dealloc, item_traverse, item);
owning!(AttrGetterObject, attr_dealloc, attr_traverse, attr);
layout_of!(item_of, ItemGetterObject);
layout_of!(attr_of, AttrGetterObject);

const REDUCE: &CStr = c"Return state information for pickling";
const FLAGS: u64 = flags::DEFAULT | flags::HAVE_GC | flags::HAVE_VECTORCALL;

pub static ITEM_GETTER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(FLAGS),
    tp_dealloc: Cell::new(Some(item_dealloc as Destructor)),
    tp_vectorcall_offset: Cell::new(offset_of!(ItemGetterObject, vectorcall) as isize),
    tp_repr: Cell::new(Some(item_repr)),
    tp_call: Cell::new(Some(item_call)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_doc: typeobject::doc(
        c"itemgetter(item, ...) --> itemgetter object\n\nWhat gets the given item(s) of its argument: itemgetter(2)(r) is r[2], itemgetter(2, 5)(r) is (r[2], r[5])",
    ),
    tp_traverse: Cell::new(Some(item_traverse)),
    tp_clear: Cell::new(Some(item_clear)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", item_reduce, REDUCE),
        PyMethodDef::END,
    ]),
    tp_members: typeobject::members(&[
        PyMemberDef::read_only(
            c"__vectorcalloffset__",
            MemberType::PySSize,
            offset_of!(ItemGetterObject, vectorcall),
            c"",
        ),
        PyMemberDef::END,
    ]),
    tp_new: Cell::new(Some(item_new)),
    ..PyTypeObject::new(c"operator.itemgetter", size_of::<ItemGetterObject>())
};

extern "C" fn item_new(_: &PyTypeObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    args::no_keywords("itemgetter", kwargs)?;
    let keys = items(arguments);
    if keys.len() <= 1 {
        check_count("itemgetter", keys, 1, 1)?;
    }
    let item = if keys.len() == 1 { keys[0] } else { arguments };
    let index = item.cast_exact::<PyLongObject>().and_then(|index| int::to_isize(index)).unwrap_or(-1);
    // SAFETY: the layout of the type, every field written.
    let object: Ref = unsafe {
        memory::new_object(&ITEM_GETTER_TYPE, |this: *mut ItemGetterObject| {
            (&raw mut (*this).nitems).write(Cell::new(keys.len() as isize));
            (&raw mut (*this).item).write(Cell::new(item.to_ref().into_raw()));
            (&raw mut (*this).index).write(Cell::new(index.max(-1)));
            (&raw mut (*this).vectorcall).write(Cell::new(Some(item_vectorcall)));
        })?
        .cast_into_unchecked()
    };
    gc::track(&object);
    Ok(object)
}

extern "C" fn item_clear(object: &PyObject) -> c_int {
    clear(&item_of(object).item);
    0
}

fn get_items(getter: &PyObject, object: &PyObject) -> PyResult {
    let this = item_of(getter);
    let Some(item) = lend(&this.item) else { return Ok(vivarium_runtime::singletons::none_ref()) };
    if this.nitems.get() == 1 {
        if let (Ok(index), Some(tuple)) =
            (usize::try_from(this.index.get()), object.cast_exact::<PyTupleObject>())
            && let Some(found) = tuple.items().get(index)
        {
            return Ok(found.to_ref());
        }
        return mapping::get_item(object, &item);
    }
    let found =
        items(&item).iter().map(|key| mapping::get_item(object, key)).collect::<Result<Vec<_>, _>>()?;
    tuple_ref(found)
}

extern "C" fn item_vectorcall(
    getter: &PyObject,
    arguments: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    // SAFETY: what a vectorcall function is called with.
    let object = sole_argument("itemgetter", unsafe { args::vector(arguments, nargsf) }, kwnames)?;
    get_items(getter, object)
}

extern "C" fn item_call(getter: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    get_items(getter, sole_argument("itemgetter", items(arguments), kwargs)?)
}

/// `name(repr)` for one, else the tuple's own parentheses.
fn getter_repr(getter: &PyObject, single: bool, content: &PyObject) -> PyResult {
    let mut text = Builder::new();
    text.push_str(getter.ob_type().full_name())?;
    text.push_str(if single { "(" } else { "" })?;
    push_repr(&mut text, content)?;
    text.push_str(if single { ")" } else { "" })?;
    Ok(text.finish()?.upcast())
}

fn recursive_repr(getter: &PyObject) -> PyResult {
    vivarium_runtime::display::format(format_args!("{}(...)", getter.ob_type().full_name()))
}

extern "C" fn item_repr(getter: &PyObject) -> PyResult {
    let Some(_guard) = objects::repr_enter(getter) else { return recursive_repr(getter) };
    let this = item_of(getter);
    getter_repr(getter, this.nitems.get() == 1, &get_or_none(&this.item))
}

fn item_reduce(getter: &PyObject) -> PyResult {
    let this = item_of(getter);
    let item = get_or_none(&this.item);
    let arguments = if this.nitems.get() == 1 { tuple_ref([item])? } else { item };
    tuple_ref([getter.ob_type().to_ref(), arguments])
}

pub static ATTR_GETTER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(FLAGS),
    tp_dealloc: Cell::new(Some(attr_dealloc as Destructor)),
    tp_vectorcall_offset: Cell::new(offset_of!(AttrGetterObject, vectorcall) as isize),
    tp_repr: Cell::new(Some(attr_repr)),
    tp_call: Cell::new(Some(attr_call)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_doc: typeobject::doc(
        c"attrgetter(attr, ...) --> attrgetter object\n\nWhat gets the given attribute(s) of its argument: attrgetter('a')(r) is r.a, attrgetter('a.b', 'c')(r) is (r.a.b, r.c)",
    ),
    tp_traverse: Cell::new(Some(attr_traverse)),
    tp_clear: Cell::new(Some(attr_clear)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", attr_reduce, REDUCE),
        PyMethodDef::END,
    ]),
    tp_members: typeobject::members(&[
        PyMemberDef::read_only(
            c"__vectorcalloffset__",
            MemberType::PySSize,
            offset_of!(AttrGetterObject, vectorcall),
            c"",
        ),
        PyMemberDef::END,
    ]),
    tp_new: Cell::new(Some(attr_new)),
    ..PyTypeObject::new(c"operator.attrgetter", size_of::<AttrGetterObject>())
};

/// A name, or a tuple of the parts of a dotted one.
fn parse_name(item: &PyObject) -> PyResult {
    let Some(name) = item.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "attribute name must be a string"));
    };
    let mut parts = Vec::new();
    let mut start = 0;
    let data = name.data();
    for end in (0..name.len()).filter(|index| data.get(*index) == u32::from(b'.')).chain([name.len()]) {
        let mut part = if parts.is_empty() && end == name.len() {
            Ref::new(name)
        } else {
            str::substring(name, start, end)?
        };
        str::intern_in_place(&mut part);
        parts.push(part.upcast());
        start = end + 1;
    }
    if parts.len() == 1 { Ok(parts.remove(0)) } else { tuple_ref(parts) }
}

extern "C" fn attr_new(_: &PyTypeObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    args::no_keywords("attrgetter", kwargs)?;
    let names = items(arguments);
    if names.len() <= 1 {
        check_count("attrgetter", names, 1, 1)?;
    }
    let names = names.iter().map(|name| parse_name(name)).collect::<Result<Vec<_>, _>>()?;
    let count = names.len();
    let names = tuple_ref(names)?;
    // SAFETY: the layout of the type, every field written.
    let object: Ref = unsafe {
        memory::new_object(&ATTR_GETTER_TYPE, |this: *mut AttrGetterObject| {
            (&raw mut (*this).nattrs).write(Cell::new(count as isize));
            (&raw mut (*this).attr).write(Cell::new(names.into_raw()));
            (&raw mut (*this).vectorcall).write(Cell::new(Some(attr_vectorcall)));
        })?
        .cast_into_unchecked()
    };
    gc::track(&object);
    Ok(object)
}

extern "C" fn attr_clear(object: &PyObject) -> c_int {
    clear(&attr_of(object).attr);
    0
}

fn get_dotted(object: &PyObject, name: &PyObject) -> PyResult {
    let Some(parts) = name.cast_exact::<PyTupleObject>() else { return objects::get_attr(object, name) };
    let mut found = object.to_ref();
    for part in parts.items() {
        found = objects::get_attr(&found, part)?;
    }
    Ok(found)
}

fn get_attributes(getter: &PyObject, object: &PyObject) -> PyResult {
    let names = get_or_none(&attr_of(getter).attr);
    match items(&names) {
        [name] => get_dotted(object, name),
        names => tuple_ref(names.iter().map(|name| get_dotted(object, name)).collect::<Result<Vec<_>, _>>()?),
    }
}

extern "C" fn attr_vectorcall(
    getter: &PyObject,
    arguments: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    // SAFETY: what a vectorcall function is called with.
    let object = sole_argument("attrgetter", unsafe { args::vector(arguments, nargsf) }, kwnames)?;
    get_attributes(getter, object)
}

extern "C" fn attr_call(getter: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    get_attributes(getter, sole_argument("attrgetter", items(arguments), kwargs)?)
}

/// A name as it was given.
fn whole_name(name: &PyObject) -> PyResult {
    let Some(parts) = name.cast_exact::<PyTupleObject>() else { return Ok(name.to_ref()) };
    let mut text = Builder::new();
    for (index, part) in parts.items().iter().enumerate() {
        text.push_str(if index > 0 { "." } else { "" })?;
        crate::support::native::push_text(&mut text, part)?;
    }
    Ok(text.finish()?.upcast())
}

fn whole_names(getter: &PyObject) -> Result<Ref<PyTupleObject>, Raised> {
    let names = get_or_none(&attr_of(getter).attr);
    tuple::new(items(&names).iter().map(|name| whole_name(name)).collect::<Result<Vec<_>, _>>()?)
}

extern "C" fn attr_repr(getter: &PyObject) -> PyResult {
    let Some(_guard) = objects::repr_enter(getter) else { return recursive_repr(getter) };
    let names = whole_names(getter)?;
    match names.items() {
        [name] => getter_repr(getter, true, name),
        _ => getter_repr(getter, false, &names),
    }
}

fn attr_reduce(getter: &PyObject) -> PyResult {
    tuple_ref([getter.ob_type().to_ref(), whole_names(getter)?.upcast()])
}
