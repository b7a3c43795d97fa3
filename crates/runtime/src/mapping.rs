//! Subscription of any object (`Objects/abstract.c`).

use crate::name;
use crate::number;
use crate::object::{PyObject, PyResult, Raised};
use crate::objects::{lookup_attr, status};
use crate::sequence;
use crate::typeobject::PyTypeObject;

/// `object[key]`, and `Class[key]`.
#[inline]
pub fn get_item(object: &PyObject, key: &PyObject) -> PyResult {
    let ty = object.ob_type();
    if let Some(function) = ty.as_mapping().and_then(|mapping| mapping.mp_subscript.get()) {
        return function(object, key);
    }
    get_item_slow(object, key)
}

fn get_item_slow(object: &PyObject, key: &PyObject) -> PyResult {
    let ty = object.ob_type();
    if ty.as_sequence().is_some_and(|sequence| sequence.sq_item.get().is_some()) {
        if number::check_index(key) {
            let index = number::as_size(key, Some(&crate::exceptions::INDEX_ERROR))?;
            return sequence::get_item(object, index);
        }
        return Err(crate::raise!(
            TYPE_ERROR,
            "sequence index must be integer, not '{}'",
            key.ob_type().full_name()
        ));
    }
    if let Some(class) = object.cast::<PyTypeObject>() {
        if object.is(&crate::typeobject::TYPE_TYPE) {
            return crate::generic_alias::new(object, key);
        }
        if let Some(method) = lookup_attr(object, name!("__class_getitem__"))?
            && !method.is_none()
        {
            return crate::call::call(&method, &[key]);
        }
        return Err(crate::raise!(TYPE_ERROR, "type '{}' is not subscriptable", class.full_name()));
    }
    Err(crate::raise!(TYPE_ERROR, "'{}' object is not subscriptable", ty.full_name()))
}

/// `object[key] = value`, or deletion without a value.
#[inline]
pub fn set_item(object: &PyObject, key: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let ty = object.ob_type();
    if let Some(function) = ty.as_mapping().and_then(|mapping| mapping.mp_ass_subscript.get()) {
        return status(function(object, key, value));
    }
    let action = if value.is_some() { "assignment" } else { "deletion" };
    if let Some(slots) = ty.as_sequence() {
        if number::check_index(key) {
            let index = number::as_size(key, Some(&crate::exceptions::INDEX_ERROR))?;
            return sequence::set_item(object, index, value);
        }
        if slots.sq_ass_item.get().is_none() {
            return Err(crate::raise!(
                TYPE_ERROR,
                "'{}' object does not support item {action}",
                ty.full_name()
            ));
        }
        return Err(crate::raise!(
            TYPE_ERROR,
            "sequence index must be integer, not '{}'",
            key.ob_type().full_name()
        ));
    }
    Err(crate::raise!(TYPE_ERROR, "'{}' object does not support item {action}", ty.full_name()))
}

/// `del object[key]`.
pub fn del_item(object: &PyObject, key: &PyObject) -> Result<(), Raised> {
    set_item(object, key, None)
}

/// Whether `PyMapping_Check` holds.
pub fn check(object: &PyObject) -> bool {
    object.ob_type().as_mapping().is_some_and(|mapping| mapping.mp_subscript.get().is_some())
}

/// `len(object)`, of its mapping side first.
pub fn length(object: &PyObject) -> Result<usize, Raised> {
    if let Some(function) = object.ob_type().as_mapping().and_then(|mapping| mapping.mp_length.get()) {
        let length = function(object);
        return if length < 0 { Err(Raised::already_set()) } else { Ok(length as usize) };
    }
    sequence::length(object)
}
