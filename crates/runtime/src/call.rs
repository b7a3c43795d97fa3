//! Calling objects: vectorcall first, `tp_call` behind it (`Objects/call.c`).

use crate::object::{PyObject, PyResult, Ref};
use crate::tuple::PyTupleObject;
use crate::typeobject::{VectorcallFunc, flags};

/// In `nargsf`: the slot in front of the arguments may be written to for the duration of the call.
pub const ARGUMENTS_OFFSET: usize = 1 << (usize::BITS - 1);

/// The object's vectorcall function, if its type has one.
#[inline(always)]
pub fn vectorcall_function(callable: &PyObject) -> Option<VectorcallFunc> {
    let ty = callable.ob_type();
    if !ty.has_flag(flags::HAVE_VECTORCALL) {
        return None;
    }
    let offset = ty.tp_vectorcall_offset.get();
    // SAFETY: the type says that a vectorcall function or null stands there.
    unsafe { *callable.as_ptr().cast::<u8>().offset(offset).cast::<Option<VectorcallFunc>>() }
}

/// Calls with positional arguments.
#[inline]
pub fn call(callable: &PyObject, args: &[&PyObject]) -> PyResult {
    vectorcall(callable, args, args.len(), None)
}

/// Calls with positional arguments, then values for the keywords of `kwnames` (a tuple of `str`). `args` holds them all;
/// `nargsf` counts the positional ones.
pub fn vectorcall(
    callable: &PyObject,
    args: &[&PyObject],
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    match vectorcall_function(callable) {
        Some(function) => function(callable, args.as_ptr().cast(), nargsf, kwnames),
        None => call_with_tuple(callable, args, nargsf & !ARGUMENTS_OFFSET, kwnames),
    }
}

/// Calls through `tp_call` (`_PyObject_MakeTpCall`).
pub fn call_with_tuple(
    callable: &PyObject,
    args: &[&PyObject],
    nargs: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    if let Some(made) = crate::typeobject::attributes::instantiate(callable, args, nargs) {
        return made;
    }
    let Some(tp_call) = callable.ob_type().tp_call.get() else {
        return Err(crate::raise!(TYPE_ERROR, "'{}' object is not callable", callable.ob_type().full_name()));
    };
    let positional = crate::tuple::from_slice(&args[..nargs])?;
    let keywords = match kwnames.and_then(|names| names.cast::<PyTupleObject>()) {
        Some(names) if !names.is_empty() => {
            let dict = crate::dict::new()?;
            for (name, value) in names.items().iter().zip(&args[nargs..]) {
                dict.set_item(name, value)?;
            }
            Some(dict)
        }
        _ => None,
    };
    let _guard = crate::thread::enter_recursive_call(" while calling a Python object")?;
    tp_call(callable, &positional, keywords.as_ref().map(|keywords| &***keywords))
}

/// Calls with a tuple and a dict, as `f(*args, **kwargs)`.
pub fn call_tuple_dict(callable: &PyObject, args: &PyTupleObject, kwargs: Option<&PyObject>) -> PyResult {
    if let Some(result) = crate::builtin_function::call_with_its_tuple(callable, args, kwargs) {
        return result;
    }
    if let Some(function) = vectorcall_function(callable) {
        return vectorcall_with_dict(callable, function, args.items(), kwargs);
    }
    let Some(tp_call) = callable.ob_type().tp_call.get() else {
        return Err(crate::raise!(TYPE_ERROR, "'{}' object is not callable", callable.ob_type().full_name()));
    };
    let _guard = crate::thread::enter_recursive_call(" while calling a Python object")?;
    tp_call(callable, args, kwargs)
}

/// `tp_call` of every type that has a vectorcall function.
pub extern "C" fn vectorcall_call(
    callable: &PyObject,
    args: &PyObject,
    kwargs: Option<&PyObject>,
) -> PyResult {
    // A class made from such a type need not have the flag, as one with a `__call__` of its own that calls this one.
    let offset = callable.ob_type().tp_vectorcall_offset.get();
    let function = (offset > 0).then(|| {
        // SAFETY: the type says that a vectorcall function or null stands there.
        unsafe { *callable.as_ptr().cast::<u8>().offset(offset).cast::<Option<VectorcallFunc>>() }
    });
    let Some(function) = function.flatten() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "'{}' object does not support vectorcall",
            callable.ob_type().full_name()
        ));
    };
    // SAFETY: `tp_call` gets a tuple.
    let args: &PyTupleObject = unsafe { args.cast_unchecked() };
    vectorcall_with_dict(callable, function, args.items(), kwargs)
}

/// Calls with positional arguments and a dict of keywords (`_PyObject_VectorcallDict`).
pub fn call_with_dict(callable: &PyObject, args: &[&PyObject], kwargs: Option<&PyObject>) -> PyResult {
    match vectorcall_function(callable) {
        Some(function) => vectorcall_with_dict(callable, function, args, kwargs),
        None => call_tuple_dict(callable, &*crate::tuple::from_slice(args)?, kwargs),
    }
}

fn vectorcall_with_dict(
    callable: &PyObject,
    function: VectorcallFunc,
    args: &[&PyObject],
    kwargs: Option<&PyObject>,
) -> PyResult {
    let keywords =
        kwargs.and_then(|kwargs| kwargs.cast::<crate::dict::PyDictObject>()).filter(|k| !k.is_empty());
    let Some(keywords) = keywords else {
        return function(callable, args.as_ptr().cast(), args.len(), None);
    };
    // `_PyStack_UnpackDict` counts all of them up. Few stand on the stack.
    let count = keywords.len();
    let (mut few, mut many);
    let values: &mut [Option<Ref>] = if args.len() + count <= FEW {
        few = [const { None }; FEW];
        &mut few
    } else {
        many = Vec::new();
        many.resize_with(args.len() + count, || None);
        &mut many
    };
    for (value, argument) in values.iter_mut().zip(args) {
        *value = Some(argument.to_ref());
    }
    let mut position = 0;
    let mut good = true;
    // Making the tuple may run a collection, after which the dict may be another.
    let names = crate::tuple::new(values[args.len()..].iter_mut().take(count).map(|slot| {
        let Some((name, value)) = keywords.next(&mut position) else {
            good = false;
            return crate::singletons::none_ref();
        };
        good &= name.is_instance_of::<crate::str::PyUnicodeObject>();
        *slot = Some(value.to_ref());
        name.to_ref()
    }))?;
    if !good {
        return Err(crate::raise!(TYPE_ERROR, "keywords must be strings"));
    }
    // An `Option` of a reference is a nullable pointer, and here all are there.
    function(callable, values.as_ptr().cast(), args.len(), Some(&names))
}

const FEW: usize = 12;

/// The arguments of a vectorcall as a slice.
///
/// # Safety
/// `args` points to `count` live references, or `count` is 0.
#[inline(always)]
pub unsafe fn arguments<'a>(args: *const *mut PyObject, count: usize) -> &'a [&'a PyObject] {
    if count == 0 {
        return &[];
    }
    // SAFETY: the caller's promise; references are non-null pointers.
    unsafe { std::slice::from_raw_parts(args.cast(), count) }
}

/// The positional arguments that a vectorcall function got.
#[inline(always)]
pub(crate) fn positional<'a>(args: *const *mut PyObject, nargsf: usize) -> &'a [&'a PyObject] {
    // SAFETY: what a vectorcall function is called with.
    unsafe { arguments(args, nargsf & !ARGUMENTS_OFFSET) }
}

/// `object.name(*args)`.
pub fn call_method(object: &PyObject, name: &str, args: &[&PyObject]) -> PyResult {
    let name = crate::str::intern(name)?;
    match crate::objects::lookup_method(object, &name)? {
        crate::objects::Method::Bound(method) => call(&method, args),
        crate::objects::Method::Unbound(function) => {
            let mut all = Vec::with_capacity(args.len() + 1);
            all.push(object);
            all.extend_from_slice(args);
            call(&function, &all)
        }
    }
}
