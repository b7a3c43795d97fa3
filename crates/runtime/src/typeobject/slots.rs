//! What stands in the slots of classes written in Python: functions that look up the special method and call it.

use std::ffi::c_int;
use std::mem::offset_of;

use super::{BinaryFunc, GetAttroFunc, PyNumberMethods, PyTypeObject, Slot, TernaryFunc, flags};
use crate::errors;
use crate::exceptions;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::objects::{self, bool_code, is_true, length_code, status_code};
use crate::singletons::NOT_IMPLEMENTED;
use crate::str::PyUnicodeObject;

/// A special method as found on the type: bound, or still to be given `self` first.
pub struct Special {
    function: Ref,
    unbound: bool,
}

impl Special {
    /// `lookup_maybe_method`.
    #[inline]
    pub fn lookup(object: &PyObject, name: &PyUnicodeObject) -> Result<Option<Special>, Raised> {
        let ty = object.ob_type();
        let Some(found) = super::cache::lookup(ty, name) else { return Ok(None) };
        let found = found.to_ref();
        if found.ob_type().has_flag(flags::METHOD_DESCRIPTOR) {
            return Ok(Some(Special { function: found, unbound: true }));
        }
        let function = match found.ob_type().tp_descr_get.get() {
            Some(get) => get(&found, Some(object), Some(ty))?,
            None => found,
        };
        Ok(Some(Special { function, unbound: false }))
    }

    /// `lookup_method`: `AttributeError` when there is none.
    fn require(object: &PyObject, name: &PyUnicodeObject) -> Result<Special, Raised> {
        Special::lookup(object, name)?
            .ok_or_else(|| errors::set_object(&exceptions::ATTRIBUTE_ERROR, Ref::new(name).upcast()))
    }

    #[inline]
    pub fn call0(&self, object: &PyObject) -> PyResult {
        if self.unbound {
            crate::call::call(&self.function, &[object])
        } else {
            crate::call::call(&self.function, &[])
        }
    }

    #[inline]
    pub fn call1(&self, object: &PyObject, argument: &PyObject) -> PyResult {
        if self.unbound {
            crate::call::call(&self.function, &[object, argument])
        } else {
            crate::call::call(&self.function, &[argument])
        }
    }

    pub fn call2(&self, object: &PyObject, first: &PyObject, second: &PyObject) -> PyResult {
        if self.unbound {
            crate::call::call(&self.function, &[object, first, second])
        } else {
            crate::call::call(&self.function, &[first, second])
        }
    }

    fn is_none(&self) -> bool {
        self.function.is_none()
    }
}

fn call0(object: &PyObject, name: &PyUnicodeObject) -> PyResult {
    Special::require(object, name)?.call0(object)
}

fn call1(object: &PyObject, name: &PyUnicodeObject, argument: &PyObject) -> PyResult {
    Special::require(object, name)?.call1(object, argument)
}

/// `vectorcall_maybe`: no method is `NotImplemented`.
fn maybe1(object: &PyObject, name: &PyUnicodeObject, argument: &PyObject) -> PyResult {
    match Special::lookup(object, name)? {
        Some(method) => method.call1(object, argument),
        None => Ok(NOT_IMPLEMENTED.to_ref()),
    }
}

/// Whether the right operand's class has another reflected method than the left's.
fn is_overloaded(left: &PyObject, right: &PyObject, name: &PyUnicodeObject) -> Result<bool, Raised> {
    let Some(b) = objects::lookup_attr(right.ob_type(), name)? else { return Ok(false) };
    let Some(a) = objects::lookup_attr(left.ob_type(), name)? else { return Ok(true) };
    Ok(!objects::rich_compare_bool(&a, &b, objects::EQ)?)
}

/// The `SLOT1BIN` of typeobject.c.
fn binary(
    left: &PyObject,
    right: &PyObject,
    offset: usize,
    this: BinaryFunc,
    name: &PyUnicodeObject,
    reflected: &PyUnicodeObject,
) -> PyResult {
    let has_this = |object: &PyObject| {
        object.ob_type().as_number().is_some_and(|number| {
            // SAFETY: `offset` is that of a binary slot.
            let slot =
                unsafe { &*std::ptr::from_ref(number).cast::<u8>().add(offset).cast::<Slot<BinaryFunc>>() };
            slot.get().is_some_and(|function| std::ptr::fn_addr_eq(function, this))
        })
    };
    let same_type = std::ptr::eq(left.ob_type(), right.ob_type());
    let mut do_other = !same_type && has_this(right);
    if has_this(left) {
        if do_other && right.ob_type().is_subtype(left.ob_type()) && is_overloaded(left, right, reflected)? {
            let result = maybe1(right, reflected, left)?;
            if !result.is(&NOT_IMPLEMENTED) {
                return Ok(result);
            }
            do_other = false;
        }
        let result = maybe1(left, name, right)?;
        if !result.is(&NOT_IMPLEMENTED) || same_type {
            return Ok(result);
        }
    }
    if do_other {
        return maybe1(right, reflected, left);
    }
    Ok(NOT_IMPLEMENTED.to_ref())
}

macro_rules! binary_slots {
    ($($function:ident $slot:ident $name:literal $reflected:literal;)*) => {
        $(
            pub extern "C" fn $function(left: &PyObject, right: &PyObject) -> PyResult {
                binary(left, right, offset_of!(PyNumberMethods, $slot), $function, name!($name), name!($reflected))
            }
        )*
    };
}

binary_slots! {
    slot_nb_add nb_add "__add__" "__radd__";
    slot_nb_subtract nb_subtract "__sub__" "__rsub__";
    slot_nb_multiply nb_multiply "__mul__" "__rmul__";
    slot_nb_remainder nb_remainder "__mod__" "__rmod__";
    slot_nb_divmod nb_divmod "__divmod__" "__rdivmod__";
    slot_nb_lshift nb_lshift "__lshift__" "__rlshift__";
    slot_nb_rshift nb_rshift "__rshift__" "__rrshift__";
    slot_nb_and nb_and "__and__" "__rand__";
    slot_nb_xor nb_xor "__xor__" "__rxor__";
    slot_nb_or nb_or "__or__" "__ror__";
    slot_nb_floor_divide nb_floor_divide "__floordiv__" "__rfloordiv__";
    slot_nb_true_divide nb_true_divide "__truediv__" "__rtruediv__";
    slot_nb_matrix_multiply nb_matrix_multiply "__matmul__" "__rmatmul__";
}

pub extern "C" fn slot_nb_power(left: &PyObject, right: &PyObject, modulus: &PyObject) -> PyResult {
    if modulus.is_none() {
        let has_this = |object: &PyObject| {
            object
                .ob_type()
                .as_number()
                .and_then(|number| number.nb_power.get())
                .is_some_and(|function| std::ptr::fn_addr_eq(function, slot_nb_power as TernaryFunc))
        };
        let (name, reflected) = (name!("__pow__"), name!("__rpow__"));
        let same_type = std::ptr::eq(left.ob_type(), right.ob_type());
        let mut do_other = !same_type && has_this(right);
        if has_this(left) {
            if do_other
                && right.ob_type().is_subtype(left.ob_type())
                && is_overloaded(left, right, reflected)?
            {
                let result = maybe1(right, reflected, left)?;
                if !result.is(&NOT_IMPLEMENTED) {
                    return Ok(result);
                }
                do_other = false;
            }
            let result = maybe1(left, name, right)?;
            if !result.is(&NOT_IMPLEMENTED) || same_type {
                return Ok(result);
            }
        }
        if do_other {
            return maybe1(right, reflected, left);
        }
        return Ok(NOT_IMPLEMENTED.to_ref());
    }
    // The three-argument form has no reflected method.
    let own = left
        .ob_type()
        .as_number()
        .and_then(|number| number.nb_power.get())
        .is_some_and(|function| std::ptr::fn_addr_eq(function, slot_nb_power as TernaryFunc));
    if own {
        return Special::require(left, name!("__pow__"))?.call2(left, right, modulus);
    }
    Ok(NOT_IMPLEMENTED.to_ref())
}

pub extern "C" fn slot_nb_inplace_power(left: &PyObject, right: &PyObject, _modulus: &PyObject) -> PyResult {
    call1(left, name!("__ipow__"), right)
}

macro_rules! inplace_slots {
    ($($function:ident $name:literal;)*) => {
        $(
            pub extern "C" fn $function(left: &PyObject, right: &PyObject) -> PyResult {
                call1(left, name!($name), right)
            }
        )*
    };
}

inplace_slots! {
    slot_nb_inplace_add "__iadd__";
    slot_nb_inplace_subtract "__isub__";
    slot_nb_inplace_multiply "__imul__";
    slot_nb_inplace_remainder "__imod__";
    slot_nb_inplace_lshift "__ilshift__";
    slot_nb_inplace_rshift "__irshift__";
    slot_nb_inplace_and "__iand__";
    slot_nb_inplace_xor "__ixor__";
    slot_nb_inplace_or "__ior__";
    slot_nb_inplace_floor_divide "__ifloordiv__";
    slot_nb_inplace_true_divide "__itruediv__";
    slot_nb_inplace_matrix_multiply "__imatmul__";
    slot_mp_subscript "__getitem__";
}

macro_rules! unary_slots {
    ($($function:ident $name:literal;)*) => {
        $(
            pub extern "C" fn $function(object: &PyObject) -> PyResult {
                call0(object, name!($name))
            }
        )*
    };
}

unary_slots! {
    slot_nb_negative "__neg__";
    slot_nb_positive "__pos__";
    slot_nb_absolute "__abs__";
    slot_nb_invert "__invert__";
    slot_nb_int "__int__";
    slot_nb_float "__float__";
    slot_nb_index "__index__";
}

fn async_method(object: &PyObject, name: &PyUnicodeObject) -> PyResult {
    match Special::lookup(object, name)? {
        Some(method) => method.call0(object),
        None => Err(crate::raise!(
            ATTRIBUTE_ERROR,
            "object {} does not have {} method",
            object.ob_type().name(),
            crate::str::to_lossy(name)
        )),
    }
}

pub extern "C" fn slot_am_await(object: &PyObject) -> PyResult {
    async_method(object, name!("__await__"))
}

pub extern "C" fn slot_am_aiter(object: &PyObject) -> PyResult {
    async_method(object, name!("__aiter__"))
}

pub extern "C" fn slot_am_anext(object: &PyObject) -> PyResult {
    async_method(object, name!("__anext__"))
}

pub extern "C" fn slot_nb_bool(object: &PyObject) -> c_int {
    bool_code(truth(object))
}

fn truth(object: &PyObject) -> Result<bool, Raised> {
    if let Some(method) = Special::lookup(object, name!("__bool__"))? {
        let result = method.call0(object)?;
        if !crate::bool_::is_bool(&result) {
            return Err(crate::raise!(
                TYPE_ERROR,
                "__bool__ should return bool, returned {}",
                result.ob_type().name()
            ));
        }
        return is_true(&result);
    }
    match Special::lookup(object, name!("__len__"))? {
        Some(method) => is_true(&*method.call0(object)?),
        None => Ok(true),
    }
}

pub extern "C" fn slot_length(object: &PyObject) -> isize {
    length_code(length(object))
}

fn length(object: &PyObject) -> Result<usize, Raised> {
    let result = call0(object, name!("__len__"))?;
    let result = crate::number::index_any(&result)?;
    if crate::int::is_negative(&result) {
        return Err(crate::raise!(VALUE_ERROR, "__len__() should return >= 0"));
    }
    Ok(crate::number::as_size(&result, Some(&exceptions::OVERFLOW_ERROR))? as usize)
}

/// `sq_item`: by the class's `__getitem__` with an `int`.
pub extern "C" fn slot_sq_item(object: &PyObject, index: isize) -> PyResult {
    call1(object, name!("__getitem__"), &*crate::int::from_isize(index)?)
}

pub extern "C" fn slot_sq_ass_item(object: &PyObject, index: isize, value: Option<&PyObject>) -> c_int {
    status_code((|| {
        let index = crate::int::from_isize(index)?;
        set_item(object, &index, value)
    })())
}

pub extern "C" fn slot_mp_ass_subscript(
    object: &PyObject,
    key: &PyObject,
    value: Option<&PyObject>,
) -> c_int {
    status_code(set_item(object, key, value))
}

fn set_item(object: &PyObject, key: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    match value {
        Some(value) => Special::require(object, name!("__setitem__"))?.call2(object, key, value)?,
        None => call1(object, name!("__delitem__"), key)?,
    };
    Ok(())
}

pub extern "C" fn slot_sq_contains(object: &PyObject, value: &PyObject) -> c_int {
    bool_code(contains(object, value))
}

fn contains(object: &PyObject, value: &PyObject) -> Result<bool, Raised> {
    match Special::lookup(object, name!("__contains__"))? {
        Some(method) if method.is_none() => {
            Err(crate::raise!(TYPE_ERROR, "'{}' object is not a container", object.ob_type().name()))
        }
        Some(method) => is_true(&*method.call1(object, value)?),
        None => {
            let iterator = crate::iter::get_iter(object)?;
            while let Some(item) = crate::iter::next(&iterator)? {
                if objects::rich_compare_bool(&item, value, objects::EQ)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

pub extern "C" fn slot_tp_repr(object: &PyObject) -> PyResult {
    match Special::lookup(object, name!("__repr__"))? {
        Some(method) => method.call0(object),
        None => {
            Ok(crate::str::new(&format!("<{} object at {:#x}>", object.ob_type().name(), object.address()))?
                .upcast())
        }
    }
}

pub extern "C" fn slot_tp_str(object: &PyObject) -> PyResult {
    match Special::lookup(object, name!("__str__"))? {
        Some(method) => method.call0(object),
        None => objects::repr(object),
    }
}

pub extern "C" fn slot_tp_hash(object: &PyObject) -> isize {
    hash(object).unwrap_or(-1)
}

fn hash(object: &PyObject) -> Result<isize, Raised> {
    let method = match Special::lookup(object, name!("__hash__"))? {
        Some(method) if !method.is_none() => method,
        _ => {
            objects::hash_not_implemented(object);
            return Err(Raised);
        }
    };
    let result = method.call0(object)?;
    if !result.is_instance_of::<crate::int::PyLongObject>() {
        return Err(crate::raise!(TYPE_ERROR, "__hash__ method should return an integer"));
    }
    let hash = match crate::int::to_isize(&result) {
        Some(hash) => hash,
        None => crate::int::hash(&result),
    };
    Ok(if hash == -1 { -2 } else { hash })
}

pub extern "C" fn slot_tp_call(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let method = Special::require(object, name!("__call__"))?;
    call_with(&method, object, args, kwargs)
}

/// Calls a special method with an `args` tuple and a `kwargs` dict.
fn call_with(method: &Special, object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    // SAFETY: slots get a tuple.
    let args: &crate::tuple::PyTupleObject = unsafe { args.cast_unchecked() };
    if !method.unbound {
        return crate::call::call_tuple_dict(&method.function, args, kwargs);
    }
    let items = args.items();
    let mut small = [object; 8];
    if items.len() < small.len() {
        small[1..=items.len()].copy_from_slice(items);
        return crate::call::call_with_dict(&method.function, &small[..=items.len()], kwargs);
    }
    let mut all = Vec::with_capacity(items.len() + 1);
    all.push(object);
    all.extend_from_slice(items);
    crate::call::call_with_dict(&method.function, &all, kwargs)
}

pub extern "C" fn slot_tp_getattro(object: &PyObject, name: &PyObject) -> PyResult {
    Special::require(object, name!("__getattribute__"))?.call1(object, name)
}

/// `__getattribute__`, then `__getattr__`.
pub extern "C" fn slot_tp_getattr_hook(object: &PyObject, name: &PyObject) -> PyResult {
    let ty = object.ob_type();
    let Some(getattr) = super::cache::lookup(ty, name!("__getattr__")) else {
        ty.tp_getattro.set(Some(slot_tp_getattro));
        return slot_tp_getattro(object, name);
    };
    let getattr = getattr.to_ref();
    let getattribute = super::cache::lookup(ty, name!("__getattribute__"));
    let is_generic = getattribute.is_none_or(|getattribute| {
        crate::descr::objects::wrapped_function(getattribute).is_some_and(|wrapped| {
            std::ptr::eq(wrapped, objects::generic_get_attr as GetAttroFunc as *const ())
        })
    });
    let result = if is_generic {
        objects::lookup_attr_generic(object, name)
    } else {
        let getattribute = getattribute.expect("checked").to_ref();
        errors::swallow(call_attribute(object, &getattribute, name), &exceptions::ATTRIBUTE_ERROR)
    };
    match result? {
        Some(value) => Ok(value),
        None => call_attribute(object, &getattr, name),
    }
}

fn call_attribute(object: &PyObject, attribute: &PyObject, name: &PyObject) -> PyResult {
    match attribute.ob_type().tp_descr_get.get() {
        Some(get) => crate::call::call(&*get(attribute, Some(object), Some(object.ob_type()))?, &[name]),
        None => crate::call::call(attribute, &[name]),
    }
}

pub extern "C" fn slot_tp_setattro(object: &PyObject, name: &PyObject, value: Option<&PyObject>) -> c_int {
    status_code((|| {
        match value {
            Some(value) => Special::require(object, name!("__setattr__"))?.call2(object, name, value)?,
            None => call1(object, name!("__delattr__"), name)?,
        };
        Ok(())
    })())
}

fn comparison_name(op: c_int) -> &'static PyUnicodeObject {
    match op {
        objects::LT => name!("__lt__"),
        objects::LE => name!("__le__"),
        objects::EQ => name!("__eq__"),
        objects::NE => name!("__ne__"),
        objects::GT => name!("__gt__"),
        _ => name!("__ge__"),
    }
}

pub extern "C" fn slot_tp_richcompare(left: &PyObject, right: &PyObject, op: c_int) -> PyResult {
    match Special::lookup(left, comparison_name(op)) {
        Ok(Some(method)) => method.call1(left, right),
        Ok(None) => Ok(NOT_IMPLEMENTED.to_ref()),
        // CPython takes a method that can't be had for one that is missing.
        Err(_) => {
            crate::errors::clear();
            Ok(NOT_IMPLEMENTED.to_ref())
        }
    }
}

/// Whether a special method is a Python function that takes so many arguments and no others: calling it copies them into
/// its frame before anything else can run.
pub fn is_plain_function(ty: &PyTypeObject, name: &PyUnicodeObject, arguments: i32) -> bool {
    use vivarium_bytecode::flags::{CO_VARARGS, CO_VARKEYWORDS};
    super::cache::lookup(ty, name)
        .and_then(|found| found.cast_exact::<crate::function::PyFunctionObject>())
        .is_some_and(|function| {
            let code = function.code();
            code.co_argcount.get() == arguments
                && code.co_kwonlyargcount.get() == 0
                && !code.has_flags(CO_VARARGS)
                && !code.has_flags(CO_VARKEYWORDS)
        })
}

/// Whether comparing instances runs a plain Python function and nothing else.
pub fn compares_plainly(ty: &PyTypeObject, op: c_int) -> bool {
    let slot: super::RichCmpFunc = slot_tp_richcompare;
    let name = comparison_name(op);
    // What `object` has says that it is not implemented, but for `!=`, which asks `==`.
    let is_default = || {
        let default = super::cache::lookup(&crate::typeobject::OBJECT_TYPE, name);
        op != objects::NE
            && super::cache::lookup(ty, name)
                .zip(default)
                .is_some_and(|(own, default)| std::ptr::eq(own, default))
    };
    ty.tp_richcompare.get().is_some_and(|own| std::ptr::fn_addr_eq(own, slot))
        && (is_plain_function(ty, name, 2) || is_default())
}

pub extern "C" fn slot_tp_iter(object: &PyObject) -> PyResult {
    match Special::lookup(object, name!("__iter__"))? {
        Some(method) if method.is_none() => {
            Err(crate::raise!(TYPE_ERROR, "'{}' object is not iterable", object.ob_type().name()))
        }
        Some(method) => method.call0(object),
        None => {
            if Special::lookup(object, name!("__getitem__"))?.is_none() {
                return Err(crate::raise!(
                    TYPE_ERROR,
                    "'{}' object is not iterable",
                    object.ob_type().name()
                ));
            }
            crate::iterators::sequence_iterator(object)
        }
    }
}

pub extern "C" fn slot_tp_iternext(object: &PyObject) -> Option<Ref> {
    call0(object, name!("__next__")).ok()
}

pub extern "C" fn slot_tp_descr_get(
    descriptor: &PyObject,
    instance: Option<&PyObject>,
    owner: Option<&PyObject>,
) -> PyResult {
    let ty = descriptor.ob_type();
    let Some(get) = super::cache::lookup(ty, name!("__get__")) else {
        if ty
            .tp_descr_get
            .get()
            .is_some_and(|function| std::ptr::fn_addr_eq(function, slot_tp_descr_get as super::DescrGetFunc))
        {
            ty.tp_descr_get.set(None);
        }
        return Ok(descriptor.to_ref());
    };
    let get = get.to_ref();
    let none = crate::singletons::none();
    crate::call::call(&get, &[descriptor, instance.unwrap_or(none), owner.unwrap_or(none)])
}

pub extern "C" fn slot_tp_descr_set(
    descriptor: &PyObject,
    instance: &PyObject,
    value: Option<&PyObject>,
) -> c_int {
    status_code((|| {
        match value {
            Some(value) => {
                Special::require(descriptor, name!("__set__"))?.call2(descriptor, instance, value)?
            }
            None => call1(descriptor, name!("__delete__"), instance)?,
        };
        Ok(())
    })())
}

pub extern "C" fn slot_tp_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    status_code((|| {
        let method = Special::require(object, name!("__init__"))?;
        let result = call_with(&method, object, args, kwargs)?;
        if !result.is_none() {
            return Err(crate::raise!(
                TYPE_ERROR,
                "__init__() should return None, not '{}'",
                result.ob_type().name()
            ));
        }
        Ok(())
    })())
}

pub extern "C" fn slot_tp_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let function = objects::get_attr(ty, name!("__new__"))?;
    let mut all: Vec<&PyObject> = vec![ty];
    all.extend_from_slice(crate::args::items(args));
    crate::call::call_with_dict(&function, &all, kwargs)
}

/// `tp_finalize`: calls `__del__`; what it raises can't be raised.
///
/// # Safety
/// `object` is alive for the call.
pub unsafe extern "C" fn slot_tp_finalize(object: *mut PyObject) {
    // SAFETY: the caller holds a reference for the duration.
    let object = unsafe { &*object };
    let saved = errors::fetch();
    match Special::lookup(object, name!("__del__")) {
        Ok(Some(method)) => {
            if method.call0(object).is_err() {
                errors::write_unraisable(Some(&method.function));
            }
        }
        Ok(None) => {}
        Err(_) => errors::write_unraisable(None),
    }
    if let Some(saved) = saved {
        errors::restore(saved);
    }
}
