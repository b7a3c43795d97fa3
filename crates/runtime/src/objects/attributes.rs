//! Generic attribute access: the type's data descriptors, the instance's attributes, the rest of the type.

use std::cell::Cell;

use crate::dict::{self, PyDictObject};
use crate::errors;
use crate::exceptions;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects::str_text;
use crate::str::PyUnicodeObject;
use crate::typeobject::{GetAttroFunc, PyTypeObject, cache, flags};

/// The slot that holds an object's dict, if its type has one (`_PyObject_DictPointer`).
pub fn dict_slot(object: &PyObject) -> Option<&Cell<*mut PyObject>> {
    let ty = object.ob_type();
    if ty.has_flag(flags::MANAGED_DICT) {
        return Some(dict::dict_slot(object));
    }
    let mut offset = ty.tp_dictoffset.get();
    if offset == 0 {
        return None;
    }
    if offset < 0 {
        // SAFETY: types with a negative offset have items, and so a size.
        let items = unsafe { object.cast_unchecked::<crate::object::PyVarObject>() }.ob_size.get().abs();
        offset += crate::memory::object_size(ty, items)? as isize;
    }
    // SAFETY: the type says that the dict's slot stands there.
    Some(unsafe { &*object.as_ptr().cast::<u8>().offset(offset).cast() })
}

/// Whether the attributes stand in a values block, without a dict.
fn has_values(object: &PyObject) -> bool {
    object.ob_type().has_flag(flags::MANAGED_DICT) && !dict::values_slot(object).get().is_null()
}

/// An attribute of the instance itself.
#[inline]
fn instance_attribute(object: &PyObject, name: &PyUnicodeObject) -> Result<Option<Ref>, Raised> {
    if has_values(object) {
        if name.is_exact::<PyUnicodeObject>() {
            return Ok(dict::get_instance_attribute(object, name));
        }
        drop(dict::managed_dict(object)?);
    }
    let Some(slot) = dict_slot(object) else { return Ok(None) };
    // SAFETY: null or owned.
    match unsafe { clone_slot(slot) } {
        // SAFETY: only dicts are stored there.
        Some(dict) => unsafe { dict.cast_unchecked::<PyDictObject>() }.get_item(name),
        None => Ok(None),
    }
}

enum Found {
    Value(Ref),
    Nothing,
}

/// The look-up itself; nothing found is no exception yet.
fn find(object: &PyObject, name: &PyUnicodeObject, own: Option<&PyDictObject>) -> Result<Found, Raised> {
    let ty = object.ob_type();
    let descriptor = cache::lookup(ty, name).map(PyObject::to_ref);
    let get = descriptor.as_ref().and_then(|descriptor| descriptor.ob_type().tp_descr_get.get());
    if let (Some(descriptor), Some(get)) = (&descriptor, get)
        && descriptor.ob_type().tp_descr_set.get().is_some()
    {
        return Ok(Found::Value(get(descriptor, Some(object), Some(ty))?));
    }
    let attribute = match own {
        Some(dict) => dict.get_item(name)?,
        None => instance_attribute(object, name)?,
    };
    if let Some(value) = attribute {
        return Ok(Found::Value(value));
    }
    match (descriptor, get) {
        (Some(descriptor), Some(get)) => Ok(Found::Value(get(&descriptor, Some(object), Some(ty))?)),
        (Some(descriptor), None) => Ok(Found::Value(descriptor)),
        (None, _) => Ok(Found::Nothing),
    }
}

fn expect_name(name: &PyObject) -> Result<&PyUnicodeObject, Raised> {
    name.cast::<PyUnicodeObject>().ok_or_else(|| {
        crate::raise!(TYPE_ERROR, "attribute name must be string, not '{}'", name.ob_type().full_name())
    })
}

/// `PyObject_GenericGetAttr`, in `tp_getattro`.
pub extern "C" fn generic_get_attr(object: &PyObject, name: &PyObject) -> PyResult {
    generic_get_attr_with(object, name, None)
}

/// As [`generic_get_attr`] with a dict that stands for the instance's own.
pub fn generic_get_attr_with(object: &PyObject, name: &PyObject, own: Option<&PyDictObject>) -> PyResult {
    match find(object, expect_name(name)?, own)? {
        Found::Value(value) => Ok(value),
        Found::Nothing => Err(no_attribute(object, name)),
    }
}

#[cold]
fn no_attribute(object: &PyObject, name: &PyObject) -> Raised {
    match str_text(name) {
        Ok(text) => {
            let raised = crate::raise!(
                ATTRIBUTE_ERROR,
                "'{}' object has no attribute '{text}'",
                object.ob_type().full_name()
            );
            super::set_attribute_error_context(object, name);
            raised
        }
        Err(raised) => raised,
    }
}

/// As [`generic_get_attr`], where a missing attribute (or an `AttributeError` on the way) is `None`.
pub fn generic_get_attr_quiet(object: &PyObject, name: &PyObject) -> Result<Option<Ref>, Raised> {
    let name = expect_name(name)?;
    match errors::swallow(find(object, name, None), &exceptions::ATTRIBUTE_ERROR)? {
        Some(Found::Value(value)) => Ok(Some(value)),
        Some(Found::Nothing) | None => Ok(None),
    }
}

/// What a method call looks up (`_PyObject_GetMethod`): a function still to be given the instance, or a bound callable.
pub enum Method {
    Unbound(Ref),
    Bound(Ref),
}

/// Finds `object.name` for a call, without making a bound method where it can be avoided.
pub fn lookup_method(object: &PyObject, name: &PyObject) -> Result<Method, Raised> {
    let ty = object.ob_type();
    let generic = ty
        .tp_getattro
        .get()
        .is_some_and(|function| std::ptr::fn_addr_eq(function, generic_get_attr as GetAttroFunc));
    let Some(text) = name.cast_exact::<PyUnicodeObject>().filter(|_| generic) else {
        return Ok(Method::Bound(super::get_attr(object, name)?));
    };
    let descriptor = cache::lookup(ty, text).map(PyObject::to_ref);
    let mut unbound = false;
    let mut get = None;
    if let Some(descriptor) = &descriptor {
        let class = descriptor.ob_type();
        if class.has_flag(flags::METHOD_DESCRIPTOR) {
            unbound = true;
        } else {
            get = class.tp_descr_get.get();
            if let Some(get) = get
                && class.tp_descr_set.get().is_some()
            {
                return Ok(Method::Bound(get(descriptor, Some(object), Some(ty))?));
            }
        }
    }
    if let Some(value) = instance_attribute(object, text)? {
        return Ok(Method::Bound(value));
    }
    match (descriptor, get) {
        (Some(descriptor), _) if unbound => Ok(Method::Unbound(descriptor)),
        (Some(descriptor), Some(get)) => Ok(Method::Bound(get(&descriptor, Some(object), Some(ty))?)),
        (Some(descriptor), None) => Ok(Method::Bound(descriptor)),
        (None, _) => Err(no_attribute(object, name)),
    }
}

/// `PyObject_GenericSetAttr`, in `tp_setattro`.
pub extern "C" fn generic_set_attr(object: &PyObject, name: &PyObject, value: Option<&PyObject>) -> i32 {
    super::status_code(generic_set_attr_in(object, name, value, None))
}

/// As [`generic_set_attr`] with a dict that stands for the instance's own.
pub fn generic_set_attr_in(
    object: &PyObject,
    name: &PyObject,
    value: Option<&PyObject>,
    own: Option<&PyDictObject>,
) -> Result<(), Raised> {
    let text = expect_name(name)?;
    let ty: Ref<PyTypeObject> = Ref::new(object.ob_type());
    let descriptor = cache::lookup(&ty, text).map(PyObject::to_ref);
    if let Some(descriptor) = &descriptor
        && let Some(set) = descriptor.ob_type().tp_descr_set.get()
    {
        return super::status(set(descriptor, object, value));
    }
    let result = if let Some(dict) = own {
        match value {
            Some(value) => dict.set_item(name, value),
            None => dict.del_item(name),
        }
    } else if has_values(object) {
        dict::store_instance_attribute(object, name, value)
    } else if let Some(slot) = dict_slot(object) {
        dict::set_in_slot(&ty, slot, name, value)
    } else {
        let name = crate::display::lossy(name);
        return Err(match descriptor {
            None => crate::raise!(ATTRIBUTE_ERROR, "'{}' object has no attribute '{name}'", ty.full_name()),
            Some(_) => {
                crate::raise!(ATTRIBUTE_ERROR, "'{}' object attribute '{name}' is read-only", ty.full_name())
            }
        });
    };
    if result.is_err() && errors::matches(&exceptions::KEY_ERROR) {
        errors::clear();
        let name = crate::display::lossy(name);
        return Err(match object.cast::<PyTypeObject>() {
            Some(class) => {
                crate::raise!(
                    ATTRIBUTE_ERROR,
                    "type object '{}' has no attribute '{name}'",
                    class.full_name()
                )
            }
            None => crate::raise!(ATTRIBUTE_ERROR, "'{}' object has no attribute '{name}'", ty.full_name()),
        });
    }
    result
}

/// `object.__dict__` as a dict object, made now if it does not exist yet; `None` if the type has none.
pub fn instance_dict(object: &PyObject) -> Result<Option<Ref<PyDictObject>>, Raised> {
    if object.ob_type().has_flag(flags::MANAGED_DICT) {
        return dict::managed_dict(object).map(Some);
    }
    match dict_slot(object) {
        Some(slot) => dict::dict_in_slot(object.ob_type(), slot).map(Some),
        None => Ok(None),
    }
}

/// The getter of `__dict__`.
pub fn dict_getter(object: &PyObject) -> PyResult {
    match instance_dict(object)? {
        Some(dict) => Ok(dict.upcast()),
        None => Err(crate::raise!(ATTRIBUTE_ERROR, "This object has no __dict__")),
    }
}

/// The descriptor that a native base with a dict of its own has for it, for instances that are modules, types and so on.
fn native_dict_descriptor(object: &PyObject) -> Result<Option<&PyObject>, Raised> {
    let mut ty = object.ob_type();
    while let Some(base) = ty.base() {
        if ty.tp_dictoffset.get() != 0 && !ty.has_flag(flags::HEAPTYPE) {
            let found = cache::lookup(ty, crate::name!("__dict__"));
            return match found.filter(|found| found.ob_type().tp_descr_set.get().is_some()) {
                Some(descriptor) => Ok(Some(descriptor)),
                None => Err(crate::raise!(
                    TYPE_ERROR,
                    "this __dict__ descriptor does not support '{}' objects",
                    object.ob_type().full_name()
                )),
            };
        }
        ty = base;
    }
    Ok(None)
}

/// The getter of `__dict__` of classes written in Python (`subtype_dict`).
pub fn class_dict_getter(object: &PyObject) -> PyResult {
    match native_dict_descriptor(object)? {
        Some(descriptor) => match descriptor.ob_type().tp_descr_get.get() {
            Some(get) => get(descriptor, Some(object), Some(object.ob_type())),
            None => dict_getter(object),
        },
        None => dict_getter(object),
    }
}

/// The setter of `__dict__` of classes written in Python, where it can be deleted: a new one is made on demand.
pub fn class_dict_setter(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    if let Some(descriptor) = native_dict_descriptor(object)?
        && let Some(set) = descriptor.ob_type().tp_descr_set.get()
    {
        return if set(descriptor, object, value) == 0 { Ok(()) } else { Err(Raised::already_set()) };
    }
    if value.is_some() {
        return dict_setter(object, value);
    }
    if has_values(object) {
        drop(dict::managed_dict(object)?);
    }
    let Some(slot) = dict_slot(object) else {
        return Err(crate::raise!(ATTRIBUTE_ERROR, "This object has no __dict__"));
    };
    drop(replace_slot(slot, None));
    Ok(())
}

/// The setter of `__dict__`.
pub fn dict_setter(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    if has_values(object) {
        drop(dict::managed_dict(object)?);
    }
    let Some(slot) = dict_slot(object) else {
        return Err(crate::raise!(ATTRIBUTE_ERROR, "This object has no __dict__"));
    };
    let Some(value) = value else {
        return Err(crate::raise!(TYPE_ERROR, "cannot delete __dict__"));
    };
    if !value.is_instance_of::<PyDictObject>() {
        return Err(crate::raise!(
            TYPE_ERROR,
            "__dict__ must be set to a dictionary, not a '{}'",
            value.ob_type().full_name()
        ));
    }
    drop(replace_slot(slot, Some(value.to_ref())));
    Ok(())
}
