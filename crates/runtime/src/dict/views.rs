//! `dict_keys`, `dict_items` and `dict_values`.

use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};

use super::{PyDictObject, iter};
use crate::descr::{PyGetSetDef, PyMethodDef};
use crate::gc;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects::{self, CompareOp, EQ, GE, GT, LE, LT, NE, bool_code, bool_ref, rich_compare_bool};
use crate::set::{self, PySetObject};
use crate::singletons::{none_ref, not_implemented};
use crate::typeobject::{
    self, Destructor, PyNumberMethods, PySequenceMethods, PyTypeObject, VisitProc, flags,
};

#[repr(C)]
pub struct DictViewObject {
    pub ob_base: PyObject,
    pub dv_dict: Cell<*mut PyDictObject>,
}

pub static DICT_KEYS_TYPE: PyTypeObject = PyTypeObject {
    tp_as_number: Cell::new(&raw const VIEW_AS_NUMBER),
    tp_as_sequence: Cell::new(&raw const KEYS_AS_SEQUENCE),
    tp_richcompare: Cell::new(Some(view_richcompare)),
    tp_iter: Cell::new(Some(keys_iter)),
    tp_methods: typeobject::methods(
        const {
            &[
                PyMethodDef::one(
                    c"isdisjoint",
                    view_isdisjoint,
                    c"Whether the view and an iterable share nothing.",
                ),
                PyMethodDef::noargs(
                    c"__reversed__",
                    keys_reversed,
                    c"An iterator from the last key to the first.",
                ),
                PyMethodDef::END,
            ]
        },
    ),
    ..view_type(c"dict_keys")
};

pub static DICT_ITEMS_TYPE: PyTypeObject = PyTypeObject {
    tp_as_number: Cell::new(&raw const VIEW_AS_NUMBER),
    tp_as_sequence: Cell::new(&raw const ITEMS_AS_SEQUENCE),
    tp_richcompare: Cell::new(Some(view_richcompare)),
    tp_iter: Cell::new(Some(items_iter)),
    tp_methods: typeobject::methods(
        const {
            &[
                PyMethodDef::one(
                    c"isdisjoint",
                    view_isdisjoint,
                    c"Whether the view and an iterable share nothing.",
                ),
                PyMethodDef::noargs(
                    c"__reversed__",
                    items_reversed,
                    c"An iterator from the last item to the first.",
                ),
                PyMethodDef::END,
            ]
        },
    ),
    ..view_type(c"dict_items")
};

pub static DICT_VALUES_TYPE: PyTypeObject = PyTypeObject {
    tp_as_sequence: Cell::new(&raw const VALUES_AS_SEQUENCE),
    tp_iter: Cell::new(Some(values_iter)),
    tp_methods: typeobject::methods(
        const {
            &[
                PyMethodDef::noargs(
                    c"__reversed__",
                    values_reversed,
                    c"An iterator from the last value to the first.",
                ),
                PyMethodDef::END,
            ]
        },
    ),
    ..view_type(c"dict_values")
};

const fn view_type(name: &'static CStr) -> PyTypeObject {
    PyTypeObject {
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
        tp_dealloc: Cell::new(Some(dealloc as Destructor)),
        tp_repr: Cell::new(Some(view_repr)),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_traverse: Cell::new(Some(traverse)),
        tp_getset: typeobject::getset(
            const {
                &[
                    PyGetSetDef::read_only(c"mapping", get_mapping, c"the dict behind the view"),
                    PyGetSetDef::END,
                ]
            },
        ),
        ..PyTypeObject::new(name, size_of::<DictViewObject>())
    }
}

static KEYS_AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(view_length)),
    sq_contains: Cell::new(Some(keys_contains)),
    ..PySequenceMethods::EMPTY
};

static ITEMS_AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(view_length)),
    sq_contains: Cell::new(Some(items_contains)),
    ..PySequenceMethods::EMPTY
};

static VALUES_AS_SEQUENCE: PySequenceMethods =
    PySequenceMethods { sq_length: Cell::new(Some(view_length)), ..PySequenceMethods::EMPTY };

static VIEW_AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_subtract: Cell::new(Some(view_subtract)),
    nb_and: Cell::new(Some(view_and)),
    nb_xor: Cell::new(Some(view_xor)),
    nb_or: Cell::new(Some(view_or)),
    ..PyNumberMethods::EMPTY
};

/// A view of one of these types, or of a type made from one of them, over a dict.
pub fn new(ty: &'static PyTypeObject, dict: &PyObject) -> PyResult {
    // SAFETY: the layout of views, every field written; methods of dicts get dicts.
    let view = unsafe {
        crate::memory::new_object(ty, |view: *mut DictViewObject| {
            (&raw mut (*view).dv_dict).write(Cell::new(dict.to_ref().into_raw().cast()));
        })
    }?;
    // SAFETY: every layout begins with a header.
    let view: Ref = unsafe { view.cast_into_unchecked() };
    gc::track(&view);
    Ok(view)
}

/// `dict.keys()`.
pub fn keys(dict: &PyObject) -> PyResult {
    new(&DICT_KEYS_TYPE, dict)
}

/// `dict.items()`.
pub fn items(dict: &PyObject) -> PyResult {
    new(&DICT_ITEMS_TYPE, dict)
}

/// `dict.values()`.
pub fn values(dict: &PyObject) -> PyResult {
    new(&DICT_VALUES_TYPE, dict)
}

fn slot_of(view: &PyObject) -> &Cell<*mut PyDictObject> {
    // SAFETY: slots and methods of views get views.
    unsafe { &view.cast_unchecked::<DictViewObject>().dv_dict }
}

fn dict_of(view: &PyObject) -> &PyDictObject {
    // SAFETY: a view owns its dict, for as long as it lives.
    unsafe { &*slot_of(view).get() }
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying view, which owned its dict.
    unsafe {
        gc::untrack(&*object);
        drop(replace_slot(slot_of(&*object), None));
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, slot_of(object).get());
    0
}

extern "C" fn view_length(view: &PyObject) -> isize {
    dict_of(view).ma_used.get()
}

fn get_mapping(view: &PyObject) -> PyResult {
    // SAFETY: a view owns its dict.
    match unsafe { clone_slot(slot_of(view)) } {
        Some(dict) => crate::descr::mapping_proxy::new(&dict),
        None => Ok(none_ref()),
    }
}

extern "C" fn view_repr(view: &PyObject) -> PyResult {
    let Some(_guard) = objects::repr_enter(view) else { return Ok(crate::str::new("...")?.upcast()) };
    let list = crate::sequence::list(view)?;
    let mut text = crate::str::Builder::new();
    text.push_str(view.ob_type().full_name())?;
    text.push_str("(")?;
    crate::slice::push_repr(&mut text, &list)?;
    text.push_str(")")?;
    Ok(text.finish()?.upcast())
}

extern "C" fn keys_iter(view: &PyObject) -> PyResult {
    iter::new(&iter::KEY_ITER_TYPE, dict_of(view))
}

extern "C" fn items_iter(view: &PyObject) -> PyResult {
    iter::new(&iter::ITEM_ITER_TYPE, dict_of(view))
}

extern "C" fn values_iter(view: &PyObject) -> PyResult {
    iter::new(&iter::VALUE_ITER_TYPE, dict_of(view))
}

fn keys_reversed(view: &PyObject) -> PyResult {
    iter::new(&iter::KEY_REVERSE_ITER_TYPE, dict_of(view))
}

fn items_reversed(view: &PyObject) -> PyResult {
    iter::new(&iter::ITEM_REVERSE_ITER_TYPE, dict_of(view))
}

fn values_reversed(view: &PyObject) -> PyResult {
    iter::new(&iter::VALUE_REVERSE_ITER_TYPE, dict_of(view))
}

extern "C" fn keys_contains(view: &PyObject, key: &PyObject) -> c_int {
    bool_code(dict_of(view).contains(key))
}

fn has_item(view: &PyObject, item: &PyObject) -> Result<bool, Raised> {
    let Some((key, value)) = super::slots::as_pair(item) else { return Ok(false) };
    match dict_of(view).get_item(key)? {
        Some(found) => rich_compare_bool(&found, value, EQ),
        None => Ok(false),
    }
}

extern "C" fn items_contains(view: &PyObject, item: &PyObject) -> c_int {
    bool_code(has_item(view, item))
}

fn is_keys(object: &PyObject) -> bool {
    object.ob_type().is_subtype(&DICT_KEYS_TYPE)
}

fn is_items(object: &PyObject) -> bool {
    object.ob_type().is_subtype(&DICT_ITEMS_TYPE)
}

/// Whether the object is a view that behaves like a set.
pub fn is_set_view(object: &PyObject) -> bool {
    is_keys(object) || is_items(object)
}

fn all_in(items: &PyObject, other: &PyObject) -> Result<bool, Raised> {
    let iterator = crate::iter::get_iter(items)?;
    while let Some(item) = crate::iter::next(&iterator)? {
        if !crate::sequence::contains(other, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

extern "C" fn view_richcompare(view: &PyObject, other: &PyObject, op: CompareOp) -> PyResult {
    if !set::is_any_set(other) && !is_set_view(other) {
        return Ok(not_implemented());
    }
    let (own, others) = (crate::sequence::length(view)?, crate::sequence::length(other)?);
    let holds = match op {
        EQ => own == others && all_in(view, other)?,
        NE => !(own == others && all_in(view, other)?),
        LT => own < others && all_in(view, other)?,
        LE => own <= others && all_in(view, other)?,
        GT => own > others && all_in(other, view)?,
        GE => own >= others && all_in(other, view)?,
        _ => return Ok(not_implemented()),
    };
    Ok(bool_ref(holds))
}

fn view_isdisjoint(view: &PyObject, other: &PyObject) -> PyResult {
    if view.is(other) {
        return Ok(bool_ref(dict_of(view).is_empty()));
    }
    let (mut view, mut other) = (view, other);
    if (set::is_any_set(other) || is_set_view(other)) && crate::sequence::length(other)? > dict_of(view).len()
    {
        std::mem::swap(&mut view, &mut other);
    }
    let iterator = crate::iter::get_iter(other)?;
    while let Some(item) = crate::iter::next(&iterator)? {
        if crate::sequence::contains(view, &item)? {
            return Ok(bool_ref(false));
        }
    }
    Ok(bool_ref(true))
}

/// A set of what a view (or the other operand, where the view stands on the right) yields.
fn to_set(operand: &PyObject) -> PyResult<PySetObject> {
    if is_keys(operand) && dict_of(operand).is_exact::<PyDictObject>() {
        return set::from_iterable(dict_of(operand));
    }
    set::from_iterable(operand)
}

extern "C" fn view_subtract(a: &PyObject, b: &PyObject) -> PyResult {
    let result = to_set(a)?;
    // The tuple that CPython calls the method with.
    let _arguments = b.to_ref();
    result.difference_update(b)?;
    Ok(result.upcast())
}

extern "C" fn view_or(a: &PyObject, b: &PyObject) -> PyResult {
    let result = to_set(a)?;
    result.update(b)?;
    Ok(result.upcast())
}

extern "C" fn view_xor(a: &PyObject, b: &PyObject) -> PyResult {
    if is_items(a) && is_items(b) {
        return items_xor(dict_of(a), dict_of(b));
    }
    let result = to_set(a)?;
    result.symmetric_difference_update(b)?;
    Ok(result.upcast())
}

fn items_xor(a: &PyDictObject, b: &PyDictObject) -> PyResult {
    let rest = a.copy()?;
    let result = set::new()?;
    let mut position = 0;
    while let Some((key, value, hash)) = b.next_with_hash(&mut position) {
        let (key, value) = (key.to_ref(), value.to_ref());
        let same = match rest.get_with_hash(&key, hash)? {
            Some(own) => rich_compare_bool(&own, &value, EQ)?,
            None => false,
        };
        if same {
            rest.del_with_hash(&key, hash)?;
        } else {
            result.add(&*crate::tuple::pair(key, value)?)?;
        }
    }
    let items = items(&rest)?;
    result.update(&items)?;
    Ok(result.upcast())
}

extern "C" fn view_and(a: &PyObject, b: &PyObject) -> PyResult {
    let (mut view, mut other) = if is_set_view(a) { (a, b) } else { (b, a) };
    if other.is_exact::<PySetObject>() && dict_of(view).len() <= crate::sequence::length(other)? {
        return crate::call::call_method(other, "intersection", &[view]);
    }
    if is_set_view(other) && dict_of(other).len() > dict_of(view).len() {
        std::mem::swap(&mut view, &mut other);
    }
    let result = set::new()?;
    let iterator = crate::iter::get_iter(other)?;
    while let Some(item) = crate::iter::next(&iterator)? {
        let inside = if is_keys(view) { dict_of(view).contains(&item)? } else { has_item(view, &item)? };
        if inside {
            result.add(&item)?;
        }
    }
    Ok(result.upcast())
}
