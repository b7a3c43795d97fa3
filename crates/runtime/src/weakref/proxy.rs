//! Proxies: weak references that stand for their referent in every operation.

use std::cell::Cell;
use std::ffi::c_int;

use super::{PyWeakReference, referent, this};
use crate::descr::PyMethodDef;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::objects;
use crate::singletons::none_ref;
use crate::typeobject::{PyMappingMethods, PyNumberMethods, PySequenceMethods, PyTypeObject, flags, methods};
use crate::{call, iter, mapping, number, sequence};

static METHODS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"__bytes__", bytes, c""),
    PyMethodDef::noargs(c"__reversed__", reversed, c""),
    PyMethodDef::END,
];

const fn proxy_type(name: &'static std::ffi::CStr) -> PyTypeObject {
    PyTypeObject {
        tp_dealloc: Cell::new(Some(super::dealloc)),
        tp_repr: Cell::new(Some(repr)),
        tp_as_number: Cell::new(&raw const AS_NUMBER),
        tp_as_sequence: Cell::new(&raw const AS_SEQUENCE),
        tp_as_mapping: Cell::new(&raw const AS_MAPPING),
        tp_hash: Cell::new(Some(objects::hash_not_implemented)),
        tp_str: Cell::new(Some(slots::str)),
        tp_getattro: Cell::new(Some(slots::get_attr)),
        tp_setattro: Cell::new(Some(set_attr)),
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
        tp_traverse: Cell::new(Some(super::traverse)),
        tp_clear: Cell::new(Some(super::clear)),
        tp_richcompare: Cell::new(Some(richcompare)),
        tp_iter: Cell::new(Some(slots::get_iter)),
        tp_iternext: Cell::new(Some(next)),
        ..PyTypeObject::new(name, size_of::<PyWeakReference>())
    }
}

// CPython's callable proxies don't have these methods.
pub static PROXY_TYPE: PyTypeObject =
    PyTypeObject { tp_methods: methods(METHODS), ..proxy_type(c"weakref.ProxyType") };

pub static CALLABLE_PROXY_TYPE: PyTypeObject =
    PyTypeObject { tp_call: Cell::new(Some(proxy_call)), ..proxy_type(c"weakref.CallableProxyType") };

/// A proxy of an object, callable if the object is.
pub fn new(object: &PyObject, callback: Option<&PyObject>) -> PyResult {
    let ty = if objects::is_callable(object) { &CALLABLE_PROXY_TYPE } else { &PROXY_TYPE };
    super::new(ty, object, callback)
}

/// What an operand stands for: the referent of a proxy, anything else itself.
fn unwrap(object: &PyObject) -> PyResult {
    let ty = object.ob_type();
    if !std::ptr::eq(ty, &PROXY_TYPE) && !std::ptr::eq(ty, &CALLABLE_PROXY_TYPE) {
        return Ok(object.to_ref());
    }
    match referent(this(object)) {
        Some(referent) => Ok(referent),
        None => Err(crate::raise!(REFERENCE_ERROR, "weakly-referenced object no longer exists")),
    }
}

/// Slots whose operands are unwrapped, each for a function of a protocol.
mod slots {
    use super::{PyObject, PyResult, iter, mapping, number, objects, unwrap};

    macro_rules! unary {
        ($($name:ident $function:path;)*) => {
            $(pub extern "C" fn $name(object: &PyObject) -> PyResult {
                let object = unwrap(object)?;
                $function(&object)
            })*
        };
    }

    macro_rules! binary {
        ($($name:ident $function:path;)*) => {
            $(pub extern "C" fn $name(a: &PyObject, b: &PyObject) -> PyResult {
                let (a, b) = (unwrap(a)?, unwrap(b)?);
                $function(&a, &b)
            })*
        };
    }

    macro_rules! ternary {
        ($($name:ident $function:path;)*) => {
            $(pub extern "C" fn $name(a: &PyObject, b: &PyObject, c: &PyObject) -> PyResult {
                let (a, b, c) = (unwrap(a)?, unwrap(b)?, unwrap(c)?);
                $function(&a, &b, &c)
            })*
        };
    }

    unary! {
        str objects::str;
        negative number::negative;
        positive number::positive;
        absolute number::absolute;
        invert number::invert;
        int number::int;
        float number::float;
        index number::index;
        get_iter iter::get_iter;
    }

    binary! {
        get_attr objects::get_attr;
        get_item mapping::get_item;
        add number::add;
        subtract number::subtract;
        multiply number::multiply;
        floor_divide number::floor_divide;
        true_divide number::true_divide;
        remainder number::remainder;
        divmod number::divmod;
        lshift number::lshift;
        rshift number::rshift;
        and number::and;
        xor number::xor;
        or number::or;
        matrix_multiply number::matrix_multiply;
        inplace_add number::inplace_add;
        inplace_subtract number::inplace_subtract;
        inplace_multiply number::inplace_multiply;
        inplace_floor_divide number::inplace_floor_divide;
        inplace_true_divide number::inplace_true_divide;
        inplace_remainder number::inplace_remainder;
        inplace_lshift number::inplace_lshift;
        inplace_rshift number::inplace_rshift;
        inplace_and number::inplace_and;
        inplace_xor number::inplace_xor;
        inplace_or number::inplace_or;
        inplace_matrix_multiply number::inplace_matrix_multiply;
    }

    ternary! {
        power number::power;
        inplace_power number::inplace_power;
    }
}

static AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_add: Cell::new(Some(slots::add)),
    nb_subtract: Cell::new(Some(slots::subtract)),
    nb_multiply: Cell::new(Some(slots::multiply)),
    nb_remainder: Cell::new(Some(slots::remainder)),
    nb_divmod: Cell::new(Some(slots::divmod)),
    nb_power: Cell::new(Some(slots::power)),
    nb_negative: Cell::new(Some(slots::negative)),
    nb_positive: Cell::new(Some(slots::positive)),
    nb_absolute: Cell::new(Some(slots::absolute)),
    nb_bool: Cell::new(Some(is_true)),
    nb_invert: Cell::new(Some(slots::invert)),
    nb_lshift: Cell::new(Some(slots::lshift)),
    nb_rshift: Cell::new(Some(slots::rshift)),
    nb_and: Cell::new(Some(slots::and)),
    nb_xor: Cell::new(Some(slots::xor)),
    nb_or: Cell::new(Some(slots::or)),
    nb_int: Cell::new(Some(slots::int)),
    nb_float: Cell::new(Some(slots::float)),
    nb_inplace_add: Cell::new(Some(slots::inplace_add)),
    nb_inplace_subtract: Cell::new(Some(slots::inplace_subtract)),
    nb_inplace_multiply: Cell::new(Some(slots::inplace_multiply)),
    nb_inplace_remainder: Cell::new(Some(slots::inplace_remainder)),
    nb_inplace_power: Cell::new(Some(slots::inplace_power)),
    nb_inplace_lshift: Cell::new(Some(slots::inplace_lshift)),
    nb_inplace_rshift: Cell::new(Some(slots::inplace_rshift)),
    nb_inplace_and: Cell::new(Some(slots::inplace_and)),
    nb_inplace_xor: Cell::new(Some(slots::inplace_xor)),
    nb_inplace_or: Cell::new(Some(slots::inplace_or)),
    nb_floor_divide: Cell::new(Some(slots::floor_divide)),
    nb_true_divide: Cell::new(Some(slots::true_divide)),
    nb_inplace_floor_divide: Cell::new(Some(slots::inplace_floor_divide)),
    nb_inplace_true_divide: Cell::new(Some(slots::inplace_true_divide)),
    nb_index: Cell::new(Some(slots::index)),
    nb_matrix_multiply: Cell::new(Some(slots::matrix_multiply)),
    nb_inplace_matrix_multiply: Cell::new(Some(slots::inplace_matrix_multiply)),
    ..PyNumberMethods::EMPTY
};

static AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(length)),
    sq_contains: Cell::new(Some(contains)),
    ..PySequenceMethods::EMPTY
};

static AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: Cell::new(Some(length)),
    mp_subscript: Cell::new(Some(slots::get_item)),
    mp_ass_subscript: Cell::new(Some(set_item)),
};

extern "C" fn repr(object: &PyObject) -> PyResult {
    let referent = referent(this(object)).unwrap_or_else(none_ref);
    let text = format!(
        "<weakproxy at {:#x} to {} at {:#x}>",
        object.address(),
        referent.ob_type().full_name(),
        referent.address()
    );
    Ok(crate::str::new(&text)?.upcast())
}

extern "C" fn set_attr(object: &PyObject, name: &PyObject, value: Option<&PyObject>) -> c_int {
    objects::status_code(unwrap(object).and_then(|object| objects::set_attr(&object, name, value)))
}

extern "C" fn richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    let (left, right) = (std::ptr::from_ref(&*unwrap(a)?), std::ptr::from_ref(&*unwrap(b)?));
    let unchanged = || {
        let same = |object, referent| unwrap(object).is_ok_and(|now| std::ptr::eq(&*now, referent));
        let unchanged = same(a, left) && same(b, right);
        if crate::errors::occurred() {
            crate::errors::clear();
        }
        unchanged
    };
    // SAFETY: the two live now, and are looked at only while `unchanged` says that they still do.
    let (left, right) = unsafe { (&*left, &*right) };
    objects::rich_compare_unheld(left, right, op, unchanged)
}

extern "C" fn is_true(object: &PyObject) -> c_int {
    objects::bool_code(unwrap(object).and_then(|object| objects::is_true(&object)))
}

extern "C" fn length(object: &PyObject) -> isize {
    objects::length_code(unwrap(object).and_then(|object| sequence::length(&object)))
}

extern "C" fn contains(object: &PyObject, value: &PyObject) -> c_int {
    objects::bool_code(unwrap(object).and_then(|object| sequence::contains(&object, value)))
}

extern "C" fn set_item(object: &PyObject, key: &PyObject, value: Option<&PyObject>) -> c_int {
    objects::status_code(unwrap(object).and_then(|object| mapping::set_item(&object, key, value)))
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    iter::slot_result(next_item(object))
}

fn next_item(object: &PyObject) -> Result<Option<Ref>, Raised> {
    let object = unwrap(object)?;
    if !iter::check(&object) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "Weakref proxy referenced a non-iterator '{}' object",
            object.ob_type().full_name()
        ));
    }
    iter::next(&object)
}

extern "C" fn proxy_call(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let object = unwrap(object)?;
    // SAFETY: `tp_call` gets a tuple.
    call::call_tuple_dict(&object, unsafe { arguments.cast_unchecked() }, kwargs)
}

fn bytes(object: &PyObject) -> PyResult {
    call::call_method(&*unwrap(object)?, "__bytes__", &[])
}

fn reversed(object: &PyObject) -> PyResult {
    call::call_method(&*unwrap(object)?, "__reversed__", &[])
}
