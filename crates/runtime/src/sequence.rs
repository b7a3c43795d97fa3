//! The sequence protocol (`Objects/abstract.c`).

use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::objects::{EQ, rich_compare_bool, status};

fn no_len(object: &PyObject) -> Raised {
    crate::raise!(TYPE_ERROR, "object of type '{}' has no len()", object.ob_type().full_name())
}

/// `len(object)`.
#[inline]
pub fn length(object: &PyObject) -> Result<usize, Raised> {
    let ty = object.ob_type();
    let function = ty
        .as_sequence()
        .and_then(|sequence| sequence.sq_length.get())
        .or_else(|| ty.as_mapping().and_then(|mapping| mapping.mp_length.get()));
    match function {
        Some(function) => {
            let length = function(object);
            if length < 0 { Err(Raised::already_set()) } else { Ok(length as usize) }
        }
        None => Err(no_len(object)),
    }
}

/// Whether `PySequence_Check` holds: it has `sq_item` and is no dict.
pub fn check(object: &PyObject) -> bool {
    !object.is_instance_of::<crate::dict::PyDictObject>()
        && object.ob_type().as_sequence().is_some_and(|sequence| sequence.sq_item.get().is_some())
}

/// `sequence[index]`, where a negative index counts from the end.
pub fn get_item(object: &PyObject, index: isize) -> PyResult {
    let sequence = object.ob_type().as_sequence();
    let Some(function) = sequence.and_then(|sequence| sequence.sq_item.get()) else {
        let name = object.ob_type().full_name();
        if object.ob_type().as_mapping().is_some_and(|mapping| mapping.mp_subscript.get().is_some()) {
            return Err(crate::raise!(TYPE_ERROR, "{name} is not a sequence"));
        }
        return Err(crate::raise!(TYPE_ERROR, "'{name}' object does not support indexing"));
    };
    function(object, from_end(object, index)?)
}

/// A negative index made positive by the length, as for `sq_item` and `sq_ass_item`.
fn from_end(object: &PyObject, index: isize) -> Result<isize, Raised> {
    if index < 0
        && let Some(function) = object.ob_type().as_sequence().and_then(|sequence| sequence.sq_length.get())
    {
        let length = function(object);
        if length < 0 {
            return Err(Raised::already_set());
        }
        return Ok(index + length);
    }
    Ok(index)
}

/// `sequence[index] = value`, or deletion without a value.
pub fn set_item(object: &PyObject, index: isize, value: Option<&PyObject>) -> Result<(), Raised> {
    let Some(function) = object.ob_type().as_sequence().and_then(|sequence| sequence.sq_ass_item.get())
    else {
        let name = object.ob_type().full_name();
        let action = if value.is_some() {
            "does not support item assignment"
        } else {
            "doesn't support item deletion"
        };
        return Err(crate::raise!(TYPE_ERROR, "'{name}' object {action}"));
    };
    status(function(object, from_end(object, index)?, value))
}

/// `value in object`: `sq_contains`, or a search by iteration.
pub fn contains(object: &PyObject, value: &PyObject) -> Result<bool, Raised> {
    if let Some(function) = object.ob_type().as_sequence().and_then(|sequence| sequence.sq_contains.get()) {
        let result = function(object, value);
        return if result < 0 { Err(Raised::already_set()) } else { Ok(result > 0) };
    }
    let Ok(iterator) = crate::iter::get_iter(object) else {
        if crate::errors::matches(&crate::exceptions::TYPE_ERROR) {
            crate::errors::clear();
            return Err(crate::raise!(
                TYPE_ERROR,
                "argument of type '{}' is not iterable",
                object.ob_type().full_name()
            ));
        }
        return Err(Raised::already_set());
    };
    while let Some(item) = crate::iter::next(&iterator)? {
        if rich_compare_bool(&item, value, EQ)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `a + b` of two sequences.
pub fn concat(a: &PyObject, b: &PyObject) -> PyResult {
    if let Some(function) = a.ob_type().as_sequence().and_then(|sequence| sequence.sq_concat.get()) {
        return function(a, b);
    }
    if check(a) && check(b) {
        let result = crate::number::binary_op1(
            a,
            b,
            std::mem::offset_of!(crate::typeobject::PyNumberMethods, nb_add),
        )?;
        if !result.is(&crate::singletons::NOT_IMPLEMENTED) {
            return Ok(result);
        }
    }
    Err(crate::raise!(TYPE_ERROR, "'{}' object can't be concatenated", a.ob_type().full_name()))
}

/// `a += b` of two sequences.
pub fn inplace_concat(a: &PyObject, b: &PyObject) -> PyResult {
    match a.ob_type().as_sequence().and_then(|sequence| sequence.sq_inplace_concat.get()) {
        Some(function) => function(a, b),
        None if check(a)
            && check(b)
            && a.ob_type().as_sequence().is_some_and(|s| s.sq_concat.get().is_none()) =>
        {
            crate::number::inplace_add(a, b)
        }
        None => concat(a, b),
    }
}

/// `list(object)`: a new list.
pub fn list(object: &PyObject) -> PyResult {
    Ok(crate::list::from_iterable(object)?.upcast())
}

/// `tuple(object)`: the object itself if it is exactly a tuple.
pub fn tuple(object: &PyObject) -> PyResult {
    if object.is_exact::<crate::tuple::PyTupleObject>() {
        return Ok(object.to_ref());
    }
    if let Some(list) = object.cast_exact::<crate::list::PyListObject>() {
        return Ok(crate::tuple::new(list.to_vec()?)?.upcast());
    }
    let iterator = crate::iter::get_iter(object)?;
    let guess = crate::iter::length_hint(object, 10)?;
    Ok(crate::tuple::new(crate::iter::drain_into(&iterator, crate::memory::try_vec(guess)?)?)?.upcast())
}

/// The items of any iterable as owned references, with `message` for what can't be iterated (`PySequence_Fast`).
pub fn fast(object: &PyObject, message: &str) -> Result<Vec<Ref>, Raised> {
    if let Some(tuple) = object.cast_exact::<crate::tuple::PyTupleObject>() {
        let mut items = crate::memory::try_vec(tuple.len())?;
        items.extend(tuple.items().iter().map(|item| item.to_ref()));
        return Ok(items);
    }
    if let Some(list) = object.cast_exact::<crate::list::PyListObject>() {
        return list.to_vec();
    }
    match crate::iter::get_iter(object) {
        Ok(iterator) => {
            // As in CPython the list is made from the iterator, which is asked for an iterator again.
            crate::list::from_iterable(&iterator)?.to_vec()
        }
        Err(_) if crate::errors::matches(&crate::exceptions::TYPE_ERROR) => {
            crate::errors::clear();
            Err(crate::raise!(TYPE_ERROR, "{message}"))
        }
        Err(raised) => Err(raised),
    }
}

/// The index of the first item equal to `value`.
pub fn index_of(object: &PyObject, value: &PyObject) -> Result<usize, Raised> {
    let iterator = crate::iter::get_iter(object)?;
    let mut index = 0;
    while let Some(item) = crate::iter::next(&iterator)? {
        if rich_compare_bool(&item, value, EQ)? {
            return Ok(index);
        }
        index += 1;
    }
    Err(crate::raise!(VALUE_ERROR, "sequence.index(x): x not in sequence"))
}

/// How many items equal `value`.
pub fn count_of(object: &PyObject, value: &PyObject) -> Result<usize, Raised> {
    let iterator = crate::iter::get_iter(object)?;
    let mut count = 0;
    while let Some(item) = crate::iter::next(&iterator)? {
        count += rich_compare_bool(&item, value, EQ)? as usize;
    }
    Ok(count)
}
