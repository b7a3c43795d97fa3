//! The iterator protocol (`Objects/abstract.c`).

use crate::errors;
use crate::exceptions;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::thread;
use crate::typeobject::{self, IterNextFunc};

/// `iter(object)`.
pub fn get_iter(object: &PyObject) -> PyResult {
    let ty = object.ob_type();
    let Some(function) = ty.tp_iter.get() else {
        if crate::sequence::check(object) {
            return crate::iterators::sequence_iterator(object);
        }
        return Err(crate::raise!(TYPE_ERROR, "'{}' object is not iterable", ty.full_name()));
    };
    let iterator = function(object)?;
    if !check(&iterator) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "iter() returned non-iterator of type '{}'",
            iterator.ob_type().full_name()
        ));
    }
    Ok(iterator)
}

/// Whether the object is an iterator.
pub fn check(object: &PyObject) -> bool {
    object
        .ob_type()
        .tp_iternext
        .get()
        .is_some_and(|function| !std::ptr::fn_addr_eq(function, next_not_implemented as IterNextFunc))
}

/// `tp_iternext` of classes whose `__next__` was taken away.
pub extern "C" fn next_not_implemented(object: &PyObject) -> Option<Ref> {
    let _ = crate::raise!(TYPE_ERROR, "'{}' object is not iterable", object.ob_type().full_name());
    None
}

/// What `tp_iternext` gives, its `StopIteration` still set.
pub fn next_raw(iterator: &PyObject) -> Option<Ref> {
    if thread::stack_is_low() {
        thread::native_stack_exhausted();
        return None;
    }
    match iterator.ob_type().tp_iternext.get() {
        Some(function) => function(iterator),
        None => next_not_implemented(iterator),
    }
}

/// The next item of an iterator; `None` at its end.
#[inline]
pub fn next(iterator: &PyObject) -> Result<Option<Ref>, Raised> {
    let Some(function) = iterator.ob_type().tp_iternext.get() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "'{}' object is not an iterator",
            iterator.ob_type().full_name()
        ));
    };
    // Iterators over iterators go as deep as a program likes, or round in circles.
    if thread::stack_is_low() {
        return Err(thread::native_stack_exhausted());
    }
    match function(iterator) {
        Some(item) => Ok(Some(item)),
        None if !errors::occurred() => Ok(None),
        None => stop(),
    }
}

#[cold]
fn stop() -> Result<Option<Ref>, Raised> {
    if errors::matches(&exceptions::STOP_ITERATION) {
        errors::clear();
        return Ok(None);
    }
    Err(Raised::already_set())
}

/// A result of [`next`] as `tp_iternext` gives it.
#[inline]
pub fn slot_result(result: Result<Option<Ref>, Raised>) -> Option<Ref> {
    result.unwrap_or(None)
}

/// Everything that is left of an iterator.
pub fn drain(iterator: &PyObject) -> Result<Vec<Ref>, Raised> {
    drain_into(iterator, Vec::new())
}

/// As [`drain`], behind what is there already.
pub fn drain_into(iterator: &PyObject, mut items: Vec<Ref>) -> Result<Vec<Ref>, Raised> {
    while let Some(item) = next(iterator)? {
        if items.len() == items.capacity() {
            crate::memory::fallibly(|| items.try_reserve(1)).map_err(|_| errors::no_memory())?;
        }
        items.push(item);
    }
    Ok(items)
}

/// The items of an iterable.
pub fn collect(object: &PyObject) -> Result<Vec<Ref>, Raised> {
    drain(&*get_iter(object)?)
}

/// `operator.length_hint(object, default)`.
pub fn length_hint(object: &PyObject, default: usize) -> Result<usize, Raised> {
    let ty = object.ob_type();
    let has_length = ty.as_sequence().is_some_and(|sequence| sequence.sq_length.get().is_some())
        || ty.as_mapping().is_some_and(|mapping| mapping.mp_length.get().is_some());
    if has_length
        && let Some(length) = errors::swallow(crate::sequence::length(object), &exceptions::TYPE_ERROR)?
    {
        return Ok(length);
    }
    let Some(hint) = typeobject::lookup_special(object, name!("__length_hint__"))? else {
        return Ok(default);
    };
    let Some(result) = errors::swallow(crate::call::call(&hint, &[]), &exceptions::TYPE_ERROR)? else {
        return Ok(default);
    };
    if result.is(&crate::singletons::NOT_IMPLEMENTED) {
        return Ok(default);
    }
    if !result.is_instance_of::<crate::int::PyLongObject>() {
        return Err(crate::raise!(
            TYPE_ERROR,
            "__length_hint__ must be an integer, not {}",
            result.ob_type().full_name()
        ));
    }
    let length = crate::number::as_isize(&result)?;
    usize::try_from(length).map_err(|_| crate::raise!(VALUE_ERROR, "__length_hint__() should return >= 0"))
}
