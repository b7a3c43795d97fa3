//! Pattern matching.

use vivarium_runtime::object::{PyObject, Raised, Ref};
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::typeobject::{PyTypeObject, flags};
use vivarium_runtime::{bool_, call, errors, exceptions, name, objects, raise, singletons};

use crate::interp::ctx::{Ctx, Flow, attempt};
use crate::interp::sets;

#[inline(always)]
pub fn match_mapping(c: &mut Ctx, _: u32) -> Flow {
    c.push_ref(bool_::from_bool(c.peek_ref(1).ob_type().has_flag(flags::MAPPING)));
    Flow::Next
}

#[inline(always)]
pub fn match_sequence(c: &mut Ctx, _: u32) -> Flow {
    c.push_ref(bool_::from_bool(c.peek_ref(1).ob_type().has_flag(flags::SEQUENCE)));
    Flow::Next
}

#[inline(always)]
pub fn match_keys(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let values = attempt!(keys(c.peek_ref(2), c.peek_ref(1)));
    c.push_ref(values.unwrap_or_else(singletons::none_ref));
    Flow::Next
}

/// `match_keys`: the values for the keys, or nothing if one is missing.
fn keys(subject: &PyObject, keys: &PyObject) -> Result<Option<Ref>, Raised> {
    let keys = keys.cast::<PyTupleObject>().map_or(&[][..], PyTupleObject::items);
    if keys.is_empty() {
        return Ok(Some(tuple::empty().upcast()));
    }
    // `get` with a marker tells a missing key from a `None`, and makes no entry in a defaultdict.
    let get = objects::get_attr(subject, name!("get"))?;
    let seen = sets::new()?;
    let marker = call::call(&vivarium_runtime::typeobject::OBJECT_TYPE, &[])?;
    let mut values = Vec::new();
    for key in keys {
        if set_contains(&seen, key)? {
            return Err(raise!(
                VALUE_ERROR,
                "mapping pattern checks duplicate key ({})",
                objects::repr_text(key)?
            ));
        }
        sets::add(&seen, key)?;
        let value = call::call(&get, &[key, &marker])?;
        if value.is(&marker) {
            return Ok(None);
        }
        values.push(value);
    }
    Ok(Some(tuple::new(values)?.upcast()))
}

fn set_contains(set: &PyObject, key: &PyObject) -> Result<bool, Raised> {
    vivarium_runtime::sequence::contains(set, key)
}

#[inline(always)]
pub fn match_class(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let (names, class, subject) = (c.pop_ref(), c.pop_ref(), c.pop_ref());
    let attributes = attempt!(class_attributes(&subject, &class, oparg as usize, &names));
    c.push_ref(attributes.unwrap_or_else(singletons::none_ref));
    Flow::Next
}

fn attribute(
    subject: &PyObject,
    class: &PyTypeObject,
    name: &PyObject,
    seen: &PyObject,
) -> Result<Option<Ref>, Raised> {
    if set_contains(seen, name)? {
        return Err(raise!(
            TYPE_ERROR,
            "{}() got multiple sub-patterns for attribute {}",
            class.name(),
            objects::repr_text(name)?
        ));
    }
    sets::add(seen, name)?;
    errors::swallow(objects::get_attr(subject, name), &exceptions::ATTRIBUTE_ERROR)
}

/// `match_class`: the attributes of a class pattern, positional ones first, or nothing if it does not match.
fn class_attributes(
    subject: &PyObject,
    class: &PyObject,
    positional: usize,
    names: &PyObject,
) -> Result<Option<Ref>, Raised> {
    let Some(class_type) = class.cast::<PyTypeObject>() else {
        return Err(raise!(TYPE_ERROR, "called match pattern must be a type"));
    };
    if !objects::is_instance(subject, class)? {
        return Ok(None);
    }
    let seen = sets::new()?;
    let mut attributes = Vec::new();
    if positional > 0 {
        let mut match_self = false;
        let found =
            errors::swallow(objects::get_attr(class, name!("__match_args__")), &exceptions::ATTRIBUTE_ERROR)?;
        let match_args = match found {
            Some(found) if found.is_exact::<PyTupleObject>() => found,
            Some(found) => {
                return Err(raise!(
                    TYPE_ERROR,
                    "{}.__match_args__ must be a tuple (got {})",
                    class_type.name(),
                    found.ob_type().full_name()
                ));
            }
            None => {
                match_self = class_type.has_flag(flags::MATCH_SELF);
                tuple::empty().upcast()
            }
        };
        let items = match_args.cast::<PyTupleObject>().map_or(&[][..], PyTupleObject::items);
        let allowed = if match_self { 1 } else { items.len() };
        if allowed < positional {
            return Err(raise!(
                TYPE_ERROR,
                "{}() accepts {allowed} positional sub-pattern{} ({positional} given)",
                class_type.name(),
                if allowed == 1 { "" } else { "s" }
            ));
        }
        if match_self {
            attributes.push(subject.to_ref());
        } else {
            for name in &items[..positional] {
                if !name.is_exact::<vivarium_runtime::str::PyUnicodeObject>() {
                    return Err(raise!(
                        TYPE_ERROR,
                        "__match_args__ elements must be strings (got {})",
                        name.ob_type().full_name()
                    ));
                }
                match attribute(subject, class_type, name, &seen)? {
                    Some(value) => attributes.push(value),
                    None => return Ok(None),
                }
            }
        }
    }
    for name in names.cast::<PyTupleObject>().map_or(&[][..], PyTupleObject::items) {
        match attribute(subject, class_type, name, &seen)? {
            Some(value) => attributes.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(tuple::new(attributes)?.upcast()))
}
