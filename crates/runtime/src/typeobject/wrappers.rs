//! How the slots of native types are called by name: `int.__add__(1, 2)` (`wrap_*` of `Objects/typeobject.c`).

use std::ffi::c_int;

use super::{
    BinaryFunc, CallFunc, DescrGetFunc, DescrSetFunc, Destructor, HashFunc, InitProc, Inquiry, IterNextFunc,
    LenFunc, ObjObjArgProc, ObjObjProc, PyTypeObject, RichCmpFunc, SetAttroFunc, SizeArgFunc, SizeObjArgProc,
    TernaryFunc, UnaryFunc,
};
use crate::args::items;
use crate::errors;
use crate::exceptions;
use crate::object::{PyObject, PyResult, Raised};
use crate::objects::{self, bool_ref, status};
use crate::singletons::none_ref;

/// `wrapper(self, args tuple, slot function, kwargs dict)`.
pub type Wrapper = fn(&PyObject, &PyObject, *const (), Option<&PyObject>) -> PyResult;

/// Recovers the function of a slot from its address.
///
/// # Safety
/// `pointer` is a function of type `F`.
#[inline(always)]
unsafe fn function<F: Copy>(pointer: *const ()) -> F {
    const { assert!(size_of::<F>() == size_of::<*const ()>()) };
    // SAFETY: the caller's promise.
    unsafe { std::mem::transmute_copy(&pointer) }
}

/// The arguments, `count` of them.
fn exactly(args: &PyObject, count: usize) -> Result<&[&PyObject], Raised> {
    let items = items(args);
    if items.len() == count {
        return Ok(items);
    }
    let plural = if count == 1 { "" } else { "s" };
    Err(crate::raise!(TYPE_ERROR, "expected {count} argument{plural}, got {}", items.len()))
}

/// The arguments, between `min` and `max` of them, as `PyArg_UnpackTuple` with no name says it.
fn between(args: &PyObject, min: usize, max: usize) -> Result<&[&PyObject], Raised> {
    let items = items(args);
    let count = items.len();
    if count < min {
        let least = if min == max { "" } else { "at least " };
        let plural = if min == 1 { "" } else { "s" };
        return Err(crate::raise!(TYPE_ERROR, " expected {least}{min} argument{plural}, got {count}"));
    }
    if count > max {
        let most = if min == max { "" } else { "at most " };
        let plural = if max == 1 { "" } else { "s" };
        return Err(crate::raise!(TYPE_ERROR, " expected {most}{max} argument{plural}, got {count}"));
    }
    Ok(items)
}

macro_rules! wrappers {
    ($($(#[$doc:meta])* fn $name:ident($object:ident, $args:ident, $function:ident: $kind:ty, $kwargs:ident) $body:block)*) => {
        $(
            $(#[$doc])*
            pub fn $name($object: &PyObject, $args: &PyObject, wrapped: *const (), $kwargs: Option<&PyObject>) -> PyResult {
                // SAFETY: the slot table pairs this wrapper with slots of this type.
                let $function: $kind = unsafe { function(wrapped) };
                let _ = $kwargs;
                $body
            }
        )*
    };
}

fn from_status(result: c_int) -> PyResult {
    status(result)?;
    Ok(none_ref())
}

fn from_bool(result: c_int) -> PyResult {
    status(result)?;
    Ok(bool_ref(result != 0))
}

/// An index as `sq_item` wants it: counted from the end where negative.
fn sequence_index(object: &PyObject, argument: &PyObject) -> Result<isize, Raised> {
    let index = crate::number::as_size(argument, Some(&exceptions::OVERFLOW_ERROR))?;
    if index < 0
        && let Some(function) = object.ob_type().as_sequence().and_then(|sequence| sequence.sq_length.get())
    {
        let length = function(object);
        status(length.min(0) as c_int)?;
        return Ok(index + length);
    }
    Ok(index)
}

/// `hackcheck`: refuses `object.__setattr__(instance, …)` that would step over a native override of a base.
fn check_setattr(object: &PyObject, function: SetAttroFunc, what: &str) -> Result<(), Raised> {
    let ty = object.ob_type();
    let same = |slot: Option<SetAttroFunc>, other: SetAttroFunc| {
        slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, other))
    };
    let python = super::slots::slot_tp_setattro as SetAttroFunc;
    let Some(mro) = ty.mro() else { return Ok(()) };
    let mut defining = ty;
    for entry in mro.iter().rev() {
        // SAFETY: an MRO holds types.
        let base: &PyTypeObject = unsafe { entry.cast_unchecked() };
        if same(base.tp_setattro.get(), python) {
            continue;
        }
        if ty.tp_setattro.get().is_some_and(|own| same(base.tp_setattro.get(), own)) {
            defining = base;
            break;
        }
    }
    let mut base = Some(defining);
    while let Some(current) = base {
        if same(current.tp_setattro.get(), function) {
            break;
        }
        if !same(current.tp_setattro.get(), python) {
            return Err(crate::raise!(TYPE_ERROR, "can't apply this {what} to {} object", ty.full_name()));
        }
        base = current.base();
    }
    Ok(())
}

wrappers! {
    fn wrap_unary(object, args, function: UnaryFunc, kwargs) {
        exactly(args, 0)?;
        function(object)
    }

    fn wrap_hash(object, args, function: HashFunc, kwargs) {
        exactly(args, 0)?;
        match function(object) {
            -1 => Err(Raised::already_set()),
            hash => crate::int::from_isize(hash),
        }
    }

    fn wrap_len(object, args, function: LenFunc, kwargs) {
        exactly(args, 0)?;
        match function(object) {
            -1 => Err(Raised::already_set()),
            length => crate::int::from_isize(length),
        }
    }

    fn wrap_inquiry(object, args, function: Inquiry, kwargs) {
        exactly(args, 0)?;
        from_bool(function(object))
    }

    fn wrap_binary(object, args, function: BinaryFunc, kwargs) {
        function(object, exactly(args, 1)?[0])
    }

    fn wrap_binary_l(object, args, function: BinaryFunc, kwargs) {
        // Slots are told apart by their wrapper's address: the code must not be merged with that of `wrap_binary`.
        std::hint::black_box(0_u8);
        function(object, exactly(args, 1)?[0])
    }

    fn wrap_binary_r(object, args, function: BinaryFunc, kwargs) {
        function(exactly(args, 1)?[0], object)
    }

    fn wrap_ternary(object, args, function: TernaryFunc, kwargs) {
        let args = between(args, 1, 2)?;
        function(object, args[0], args.get(1).copied().unwrap_or(crate::singletons::none()))
    }

    fn wrap_ternary_r(object, args, function: TernaryFunc, kwargs) {
        let args = between(args, 1, 2)?;
        function(args[0], object, args.get(1).copied().unwrap_or(crate::singletons::none()))
    }

    fn wrap_index_argument(object, args, function: SizeArgFunc, kwargs) {
        let argument = between(args, 1, 1)?[0];
        function(object, crate::number::as_size(argument, Some(&exceptions::OVERFLOW_ERROR))?)
    }

    fn wrap_sq_item(object, args, function: SizeArgFunc, kwargs) {
        let argument = exactly(args, 1)?[0];
        function(object, sequence_index(object, argument)?)
    }

    fn wrap_sq_setitem(object, args, function: SizeObjArgProc, kwargs) {
        let args = between(args, 2, 2)?;
        from_status(function(object, sequence_index(object, args[0])?, Some(args[1])))
    }

    fn wrap_sq_delitem(object, args, function: SizeObjArgProc, kwargs) {
        let argument = exactly(args, 1)?[0];
        from_status(function(object, sequence_index(object, argument)?, None))
    }

    fn wrap_contains(object, args, function: ObjObjProc, kwargs) {
        from_bool(function(object, exactly(args, 1)?[0]))
    }

    fn wrap_setitem(object, args, function: ObjObjArgProc, kwargs) {
        let args = between(args, 2, 2)?;
        from_status(function(object, args[0], Some(args[1])))
    }

    fn wrap_delitem(object, args, function: ObjObjArgProc, kwargs) {
        from_status(function(object, exactly(args, 1)?[0], None))
    }

    fn wrap_setattr(object, args, function: SetAttroFunc, kwargs) {
        let args = between(args, 2, 2)?;
        check_setattr(object, function, "__setattr__")?;
        from_status(function(object, args[0], Some(args[1])))
    }

    fn wrap_delattr(object, args, function: SetAttroFunc, kwargs) {
        let argument = exactly(args, 1)?[0];
        check_setattr(object, function, "__delattr__")?;
        from_status(function(object, argument, None))
    }

    fn wrap_call(object, args, function: CallFunc, kwargs) {
        function(object, args, kwargs)
    }

    fn wrap_init(object, args, function: InitProc, kwargs) {
        from_status(function(object, args, kwargs))
    }

    fn wrap_del(object, args, function: Destructor, kwargs) {
        exactly(args, 0)?;
        // SAFETY: a finaliser may be called on any live object of its type.
        unsafe { function(object.as_ptr()) };
        Ok(none_ref())
    }

    fn wrap_next(object, args, function: IterNextFunc, kwargs) {
        exactly(args, 0)?;
        match function(object) {
            Some(item) => Ok(item),
            None if errors::occurred() => Err(Raised::already_set()),
            None => Err(errors::set_none(&exceptions::STOP_ITERATION)),
        }
    }

    fn wrap_descr_get(object, args, function: DescrGetFunc, kwargs) {
        let args = between(args, 1, 2)?;
        let instance = Some(args[0]).filter(|instance| !instance.is_none());
        let owner = args.get(1).copied().filter(|owner| !owner.is_none());
        if instance.is_none() && owner.is_none() {
            return Err(crate::raise!(TYPE_ERROR, "__get__(None, None) is invalid"));
        }
        function(object, instance, owner)
    }

    fn wrap_descr_set(object, args, function: DescrSetFunc, kwargs) {
        let args = between(args, 2, 2)?;
        from_status(function(object, args[0], Some(args[1])))
    }

    fn wrap_descr_delete(object, args, function: DescrSetFunc, kwargs) {
        from_status(function(object, exactly(args, 1)?[0], None))
    }

    fn richcmp_lt(object, args, function: RichCmpFunc, kwargs) {
        function(object, exactly(args, 1)?[0], objects::LT)
    }

    fn richcmp_le(object, args, function: RichCmpFunc, kwargs) {
        function(object, exactly(args, 1)?[0], objects::LE)
    }

    fn richcmp_eq(object, args, function: RichCmpFunc, kwargs) {
        function(object, exactly(args, 1)?[0], objects::EQ)
    }

    fn richcmp_ne(object, args, function: RichCmpFunc, kwargs) {
        function(object, exactly(args, 1)?[0], objects::NE)
    }

    fn richcmp_gt(object, args, function: RichCmpFunc, kwargs) {
        function(object, exactly(args, 1)?[0], objects::GT)
    }

    fn richcmp_ge(object, args, function: RichCmpFunc, kwargs) {
        function(object, exactly(args, 1)?[0], objects::GE)
    }
}
