//! The types `set` and `frozenset`.

use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};
use std::mem::offset_of;

use super::{PySetObject, any, is_any_set, iter, new_instance};
use crate::args::check_count;
use crate::descr::PyMethodDef;
use crate::errors;
use crate::exceptions::{self, raise_key_error};
use crate::gc;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::objects::{self, CompareOp, EQ, GE, GT, LE, LT, NE, bool_code, bool_ref, status_code};
use crate::singletons::{none_ref, not_implemented};
use crate::typeobject::{
    self, Destructor, PyNumberMethods, PySequenceMethods, PyTypeObject, VisitProc, flags,
};

pub static SET_TYPE: PyTypeObject = PyTypeObject {
    tp_as_number: Cell::new(&raw const SET_AS_NUMBER),
    tp_hash: Cell::new(Some(objects::hash_not_implemented)),
    tp_doc: typeobject::doc(
        c"set() -> an empty set\nset(iterable) -> a set of the iterable's elements\n\nElements without order, each once.",
    ),
    tp_methods: typeobject::methods(&[
        PyMethodDef::one(c"add", set_add, c"Add an element, unless it is there."),
        PyMethodDef::noargs(c"clear", set_clear, c"Remove every element."),
        CONTAINS,
        PyMethodDef::noargs(c"copy", set_copy, c"A new set of the same elements."),
        PyMethodDef::one(c"discard", set_discard, c"Remove an element, if it is there."),
        DIFFERENCE,
        PyMethodDef::fast(c"difference_update", set_difference_update, c"Remove the elements of others.").old_style(),
        INTERSECTION,
        PyMethodDef::fast(c"intersection_update", set_intersection_update, c"Keep what all others have too.").old_style(),
        ISDISJOINT,
        ISSUBSET,
        ISSUPERSET,
        PyMethodDef::noargs(c"pop", set_pop, c"Remove and give any element.\n\nKeyError if there is none."),
        REDUCE,
        PyMethodDef::one(c"remove", set_remove, c"Remove an element.\n\nKeyError if it is not there."),
        SIZEOF,
        SYMMETRIC_DIFFERENCE,
        PyMethodDef::one(
            c"symmetric_difference_update",
            set_symmetric_difference_update,
            c"Keep what is in just one of both.",
        ),
        UNION,
        PyMethodDef::fast(c"update", set_update, c"Add the elements of others.").old_style(),
        CLASS_GETITEM,
        PyMethodDef::END,
    ]),
    tp_init: Cell::new(Some(set_init)),
    tp_new: Cell::new(Some(set_new)),
    tp_vectorcall: Cell::new(Some(set_vectorcall)),
    ..set_type(c"set")
};

pub static FROZENSET_TYPE: PyTypeObject = PyTypeObject {
    tp_as_number: Cell::new(&raw const FROZENSET_AS_NUMBER),
    tp_hash: Cell::new(Some(frozenset_hash)),
    tp_doc: typeobject::doc(
        c"frozenset() -> an empty frozenset\nfrozenset(iterable) -> a frozenset of the iterable's elements\n\nA set that can't change.",
    ),
    tp_methods: typeobject::methods(&[
        CONTAINS,
        PyMethodDef::noargs(c"copy", frozenset_copy, c"The same elements; the set itself if it is exact."),
        DIFFERENCE,
        INTERSECTION,
        ISDISJOINT,
        ISSUBSET,
        ISSUPERSET,
        REDUCE,
        SIZEOF,
        SYMMETRIC_DIFFERENCE,
        UNION,
        CLASS_GETITEM,
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(frozenset_new)),
    tp_vectorcall: Cell::new(Some(frozenset_vectorcall)),
    ..set_type(c"frozenset")
};

const fn set_type(name: &'static CStr) -> PyTypeObject {
    PyTypeObject {
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::BASETYPE | flags::MATCH_SELF),
        tp_dealloc: Cell::new(Some(set_dealloc as Destructor)),
        tp_repr: Cell::new(Some(set_repr)),
        tp_as_sequence: Cell::new(&raw const SET_AS_SEQUENCE),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_traverse: Cell::new(Some(set_traverse)),
        tp_clear: Cell::new(Some(set_tp_clear)),
        tp_richcompare: Cell::new(Some(set_richcompare)),
        tp_weaklistoffset: Cell::new(offset_of!(PySetObject, weakreflist) as isize),
        tp_iter: Cell::new(Some(iter::set_iter)),
        tp_alloc: Cell::new(Some(crate::memory::generic_alloc)),
        ..PyTypeObject::new(name, size_of::<PySetObject>())
    }
}

const CONTAINS: PyMethodDef =
    PyMethodDef::one(c"__contains__", set_contains_method, c"x.__contains__(y) <==> y in x.").coexist();
const DIFFERENCE: PyMethodDef =
    PyMethodDef::fast(c"difference", set_difference, c"The elements that none of the others has.")
        .old_style();
const INTERSECTION: PyMethodDef =
    PyMethodDef::fast(c"intersection", set_intersection, c"The elements that all others have too.")
        .old_style();
const ISDISJOINT: PyMethodDef =
    PyMethodDef::one(c"isdisjoint", set_isdisjoint, c"Whether both have no element in common.");
const ISSUBSET: PyMethodDef =
    PyMethodDef::one(c"issubset", set_issubset, c"Whether the other has every element.");
const ISSUPERSET: PyMethodDef =
    PyMethodDef::one(c"issuperset", set_issuperset, c"Whether every element of the other is here.");
const REDUCE: PyMethodDef = PyMethodDef::noargs(c"__reduce__", set_reduce, c"For pickle.");
const SIZEOF: PyMethodDef =
    PyMethodDef::noargs(c"__sizeof__", set_sizeof, c"S.__sizeof__() -> size in bytes");
const SYMMETRIC_DIFFERENCE: PyMethodDef = PyMethodDef::one(
    c"symmetric_difference",
    set_symmetric_difference,
    c"The elements that are in just one of both.",
);
const UNION: PyMethodDef = PyMethodDef::fast(c"union", set_union, c"The elements of all.").old_style();
const CLASS_GETITEM: PyMethodDef =
    PyMethodDef::one(c"__class_getitem__", crate::generic_alias::class_getitem, c"See PEP 585").class();

static SET_AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(set_length)),
    sq_contains: Cell::new(Some(set_contains)),
    ..PySequenceMethods::EMPTY
};

static SET_AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_inplace_subtract: Cell::new(Some(set_isub)),
    nb_inplace_and: Cell::new(Some(set_iand)),
    nb_inplace_xor: Cell::new(Some(set_ixor)),
    nb_inplace_or: Cell::new(Some(set_ior)),
    ..set_operators()
};

static FROZENSET_AS_NUMBER: PyNumberMethods = set_operators();

const fn set_operators() -> PyNumberMethods {
    PyNumberMethods {
        nb_subtract: Cell::new(Some(set_sub)),
        nb_and: Cell::new(Some(set_and)),
        nb_xor: Cell::new(Some(set_xor)),
        nb_or: Cell::new(Some(set_or)),
        ..PyNumberMethods::EMPTY
    }
}

fn set_of(object: &PyObject) -> &PySetObject {
    // SAFETY: slots and methods of both types get their instances.
    unsafe { object.cast_unchecked() }
}

unsafe extern "C" fn set_dealloc(object: *mut PyObject) {
    // SAFETY: a dying set; its elements are given back once.
    unsafe {
        gc::untrack(&*object);
        let set = set_of(&*object);
        if !set.weakreflist.get().is_null() {
            crate::weakref::clear_weakrefs(&*object);
        }
        set.clear();
        crate::memory::free_object(object);
    }
}

extern "C" fn set_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let mut position = 0;
    while let Some((key, _)) = set_of(object).next(&mut position) {
        crate::visit!(visit, arg, key.as_ptr());
    }
    0
}

extern "C" fn set_tp_clear(object: &PyObject) -> c_int {
    set_of(object).clear();
    0
}

fn make(ty: &PyTypeObject, iterable: Option<&PyObject>) -> PyResult {
    let set = new_instance(ty)?;
    if let Some(iterable) = iterable {
        set.update(iterable)?;
    }
    Ok(set.upcast())
}

extern "C" fn set_new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    make(ty, None)
}

extern "C" fn set_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    let run = || {
        crate::args::no_keywords("set", kwargs)?;
        let items = crate::args::items(args);
        check_count(object.ob_type().full_name(), items, 0, 1)?;
        let set = set_of(object);
        set.clear();
        set.hash.set(-1);
        match items.first() {
            Some(iterable) => set.update(iterable),
            None => Ok(()),
        }
    };
    status_code(run())
}

extern "C" fn set_vectorcall(
    ty: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    crate::args::no_keywords("set", kwnames)?;
    let args = crate::call::positional(args, nargsf);
    check_count("set", args, 0, 1)?;
    // SAFETY: the slot of types.
    make(unsafe { ty.cast_unchecked() }, args.first().copied())
}

fn make_frozen(ty: &PyTypeObject, iterable: Option<&PyObject>) -> PyResult {
    match iterable {
        Some(same) if std::ptr::eq(ty, &FROZENSET_TYPE) && std::ptr::eq(same.ob_type(), &FROZENSET_TYPE) => {
            Ok(same.to_ref())
        }
        _ => make(ty, iterable),
    }
}

extern "C" fn frozenset_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let same_init = ty.tp_init.get().map(|f| f as usize) == FROZENSET_TYPE.tp_init.get().map(|f| f as usize);
    if std::ptr::eq(ty, &FROZENSET_TYPE) || same_init {
        crate::args::no_keywords("frozenset", kwargs)?;
    }
    let items = crate::args::items(args);
    check_count(ty.full_name(), items, 0, 1)?;
    make_frozen(ty, items.first().copied())
}

extern "C" fn frozenset_vectorcall(
    ty: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    crate::args::no_keywords("frozenset", kwnames)?;
    let args = crate::call::positional(args, nargsf);
    check_count("frozenset", args, 0, 1)?;
    // SAFETY: the slot of types.
    make_frozen(unsafe { ty.cast_unchecked() }, args.first().copied())
}

extern "C" fn set_length(object: &PyObject) -> isize {
    set_of(object).used.get()
}

extern "C" fn set_repr(object: &PyObject) -> PyResult {
    let name = object.ob_type().full_name();
    let Some(_guard) = objects::repr_enter(object) else {
        return Ok(crate::str::new(&format!("{name}(...)"))?.upcast());
    };
    if set_of(object).is_empty() {
        return Ok(crate::str::new(&format!("{name}()"))?.upcast());
    }
    let exact = std::ptr::eq(object.ob_type(), &SET_TYPE);
    let mut text = crate::str::Builder::new();
    if !exact {
        text.push_str(name)?;
        text.push_str("(")?;
    }
    text.push_str("{")?;
    let items = objects::repr(&*crate::sequence::list(object)?)?;
    if let Some(items) = items.cast::<crate::str::PyUnicodeObject>() {
        // Without its brackets.
        text.push_data(items.data().slice(1, items.len() - 1))?;
    }
    text.push_str(if exact { "}" } else { "})" })?;
    Ok(text.finish()?.upcast())
}

fn shuffle(hash: isize) -> u64 {
    let hash = hash as u64;
    ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167)
}

extern "C" fn frozenset_hash(object: &PyObject) -> isize {
    let set = set_of(object);
    if set.hash.get() != -1 {
        return set.hash.get();
    }
    let mut hash: u64 = 0;
    let mut position = 0;
    while let Some((_, element)) = set.next(&mut position) {
        hash ^= shuffle(element);
    }
    hash ^= (set.used.get() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    let hash = if hash == u64::MAX { 590_923_713 } else { hash as isize };
    set.hash.set(hash);
    hash
}

/// Runs `f` on a key; where the key is a set, which can't be hashed, on a frozenset of its elements.
fn with_key<R>(key: &PyObject, f: impl Fn(&PyObject) -> Result<R, Raised>) -> Result<R, Raised> {
    match f(key) {
        Err(raised) => {
            if !key.is_instance_of::<PySetObject>() || !errors::matches(&exceptions::TYPE_ERROR) {
                return Err(raised);
            }
            errors::clear();
            f(&*super::frozen_from_iterable(key)?)
        }
        result => result,
    }
}

extern "C" fn set_contains(object: &PyObject, key: &PyObject) -> c_int {
    bool_code(with_key(key, |key| set_of(object).contains(key)))
}

fn set_contains_method(object: &PyObject, key: &PyObject) -> PyResult {
    Ok(bool_ref(with_key(key, |key| set_of(object).contains(key))?))
}

extern "C" fn set_richcompare(a: &PyObject, b: &PyObject, op: CompareOp) -> PyResult {
    let Some(other) = any(b) else { return Ok(not_implemented()) };
    let set = set_of(a);
    let equal = || {
        if set.len() != other.len() {
            return Ok(false);
        }
        let (x, y) = (set.hash.get(), other.hash.get());
        if x != -1 && y != -1 && x != y {
            return Ok(false);
        }
        set.is_subset(b)
    };
    let holds = match op {
        EQ => equal()?,
        NE => !equal()?,
        LE => set.is_subset(b)?,
        GE => set.is_superset(b)?,
        LT => set.len() < other.len() && set.is_subset(b)?,
        GT => set.len() > other.len() && set.is_superset(b)?,
        _ => return Ok(not_implemented()),
    };
    Ok(bool_ref(holds))
}

fn set_add(object: &PyObject, key: &PyObject) -> PyResult {
    set_of(object).add(key)?;
    Ok(none_ref())
}

fn set_clear(object: &PyObject) -> PyResult {
    set_of(object).clear();
    Ok(none_ref())
}

fn set_copy(object: &PyObject) -> PyResult {
    Ok(set_of(object).copy()?.upcast())
}

fn frozenset_copy(object: &PyObject) -> PyResult {
    if std::ptr::eq(object.ob_type(), &FROZENSET_TYPE) {
        return Ok(object.to_ref());
    }
    set_copy(object)
}

fn set_discard(object: &PyObject, key: &PyObject) -> PyResult {
    with_key(key, |key| set_of(object).discard(key))?;
    Ok(none_ref())
}

fn set_remove(object: &PyObject, key: &PyObject) -> PyResult {
    if with_key(key, |key| set_of(object).discard(key))? {
        return Ok(none_ref());
    }
    Err(raise_key_error(key))
}

fn set_pop(object: &PyObject) -> PyResult {
    set_of(object).pop().ok_or_else(|| crate::raise!(KEY_ERROR, "pop from an empty set"))
}

fn set_difference(object: &PyObject, others: &[&PyObject]) -> PyResult {
    let Some((first, rest)) = others.split_first() else { return set_copy(object) };
    let result = set_of(object).difference(first)?;
    for other in rest {
        result.difference_update(other)?;
    }
    Ok(result.upcast())
}

fn set_difference_update(object: &PyObject, others: &[&PyObject]) -> PyResult {
    for other in others {
        set_of(object).difference_update(other)?;
    }
    Ok(none_ref())
}

fn intersect_all(object: &PyObject, others: &[&PyObject]) -> PyResult {
    if others.is_empty() {
        return set_copy(object);
    }
    let mut result: Ref = object.to_ref();
    for other in others {
        result = set_of(&result).intersection(other)?.upcast();
    }
    Ok(result)
}

fn set_intersection(object: &PyObject, others: &[&PyObject]) -> PyResult {
    intersect_all(object, others)
}

fn set_intersection_update(object: &PyObject, others: &[&PyObject]) -> PyResult {
    let result = intersect_all(object, others)?;
    set_of(object).swap(set_of(&result));
    Ok(none_ref())
}

fn set_isdisjoint(object: &PyObject, other: &PyObject) -> PyResult {
    Ok(bool_ref(set_of(object).is_disjoint(other)?))
}

fn set_issubset(object: &PyObject, other: &PyObject) -> PyResult {
    Ok(bool_ref(set_of(object).is_subset(other)?))
}

fn set_issuperset(object: &PyObject, other: &PyObject) -> PyResult {
    Ok(bool_ref(set_of(object).is_superset(other)?))
}

fn set_reduce(object: &PyObject) -> PyResult {
    let keys = crate::sequence::list(object)?;
    let args = crate::tuple::new([keys])?;
    let state = crate::call::call_method(object, "__getstate__", &[])?;
    Ok(crate::tuple::new([object.ob_type().to_ref(), args.upcast(), state])?.upcast())
}

fn set_sizeof(object: &PyObject) -> PyResult {
    crate::int::from_usize(set_of(object).byte_size())
}

fn set_symmetric_difference(object: &PyObject, other: &PyObject) -> PyResult {
    Ok(set_of(object).symmetric_difference(other)?.upcast())
}

fn set_symmetric_difference_update(object: &PyObject, other: &PyObject) -> PyResult {
    set_of(object).symmetric_difference_update(other)?;
    Ok(none_ref())
}

fn set_union(object: &PyObject, others: &[&PyObject]) -> PyResult {
    let result = set_copy(object)?;
    for other in others {
        if !object.is(other) {
            set_of(&result).update(other)?;
        }
    }
    Ok(result)
}

fn set_update(object: &PyObject, others: &[&PyObject]) -> PyResult {
    for other in others {
        set_of(object).update(other)?;
    }
    Ok(none_ref())
}

extern "C" fn set_or(a: &PyObject, b: &PyObject) -> PyResult {
    if !is_any_set(a) || !is_any_set(b) {
        return Ok(not_implemented());
    }
    let result = set_copy(a)?;
    if !a.is(b) {
        set_of(&result).update(b)?;
    }
    Ok(result)
}

extern "C" fn set_and(a: &PyObject, b: &PyObject) -> PyResult {
    if !is_any_set(a) || !is_any_set(b) {
        return Ok(not_implemented());
    }
    Ok(set_of(a).intersection(b)?.upcast())
}

extern "C" fn set_sub(a: &PyObject, b: &PyObject) -> PyResult {
    if !is_any_set(a) || !is_any_set(b) {
        return Ok(not_implemented());
    }
    Ok(set_of(a).difference(b)?.upcast())
}

extern "C" fn set_xor(a: &PyObject, b: &PyObject) -> PyResult {
    if !is_any_set(a) || !is_any_set(b) {
        return Ok(not_implemented());
    }
    Ok(set_of(a).symmetric_difference(b)?.upcast())
}

extern "C" fn set_ior(a: &PyObject, b: &PyObject) -> PyResult {
    if !is_any_set(b) {
        return Ok(not_implemented());
    }
    set_of(a).update(b)?;
    Ok(a.to_ref())
}

extern "C" fn set_iand(a: &PyObject, b: &PyObject) -> PyResult {
    if !is_any_set(b) {
        return Ok(not_implemented());
    }
    let result = set_of(a).intersection(b)?;
    set_of(a).swap(&result);
    Ok(a.to_ref())
}

extern "C" fn set_isub(a: &PyObject, b: &PyObject) -> PyResult {
    if !is_any_set(b) {
        return Ok(not_implemented());
    }
    set_of(a).difference_update(b)?;
    Ok(a.to_ref())
}

extern "C" fn set_ixor(a: &PyObject, b: &PyObject) -> PyResult {
    if !is_any_set(b) {
        return Ok(not_implemented());
    }
    set_of(a).symmetric_difference_update(b)?;
    Ok(a.to_ref())
}
