//! `await`, `async for`, `async with`.

use vivarium_bytecode::flags::CO_ITERABLE_COROUTINE;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::{call, errors, exceptions, generator, name, raise, typeobject};

use crate::interp::ctx::{Ctx, Flow, attempt};

/// `_PyCoro_GetAwaitableIter`.
pub fn awaitable_iterator(object: &PyObject) -> PyResult {
    if generator::is_coroutine(object) || is_iterable_coroutine(object) {
        return Ok(object.to_ref());
    }
    let Some(function) = object.ob_type().as_async().and_then(|methods| methods.am_await.get()) else {
        return Err(raise!(
            TYPE_ERROR,
            "object {} can't be used in 'await' expression",
            object.ob_type().full_name()
        ));
    };
    let iterator = function(object)?;
    if generator::is_coroutine(&iterator) || is_iterable_coroutine(&iterator) {
        return Err(raise!(TYPE_ERROR, "__await__() returned a coroutine"));
    }
    if !vivarium_runtime::iter::check(&iterator) {
        return Err(raise!(
            TYPE_ERROR,
            "__await__() returned non-iterator of type '{}'",
            iterator.ob_type().full_name()
        ));
    }
    Ok(iterator)
}

fn is_iterable_coroutine(object: &PyObject) -> bool {
    generator::is_generator(object)
        && object
            .cast::<generator::PyGenObject>()
            // SAFETY: a generator always has its code.
            .is_some_and(|generator| unsafe { &*generator.gi_code.get() }.has_flags(CO_ITERABLE_COROUTINE))
}

#[inline(always)]
pub fn get_awaitable(c: &mut Ctx, oparg: u32) -> Flow {
    c.save();
    let object = c.pop_ref();
    c.push_ref(attempt!(get_awaitable_of(&object, oparg)));
    Flow::Next
}

fn get_awaitable_of(object: &PyObject, place: u32) -> PyResult {
    let iterator = match awaitable_iterator(object) {
        Ok(iterator) => iterator,
        Err(raised) => {
            let lacks = object.ob_type().as_async().is_none_or(|methods| methods.am_await.get().is_none());
            if place > 0 && lacks {
                let method = if place == 1 { "__aenter__" } else { "__aexit__" };
                errors::clear();
                return Err(raise!(
                    TYPE_ERROR,
                    "'async with' received an object from {method} that does not implement __await__: {}",
                    object.ob_type().full_name()
                ));
            }
            return Err(raised);
        }
    };
    // SAFETY: coroutines have the layout of generators.
    if generator::is_coroutine(&iterator)
        && generator::yield_from(unsafe { iterator.cast_unchecked() }).is_some()
    {
        return Err(raise!(RUNTIME_ERROR, "coroutine is being awaited already"));
    }
    Ok(iterator)
}

#[inline(always)]
pub fn get_aiter(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let object = c.pop_ref();
    c.push_ref(attempt!(async_iterator(&object)));
    Flow::Next
}

fn async_iterator(object: &PyObject) -> PyResult {
    let Some(function) = object.ob_type().as_async().and_then(|methods| methods.am_aiter.get()) else {
        return Err(raise!(
            TYPE_ERROR,
            "'async for' requires an object with __aiter__ method, got {}",
            object.ob_type().full_name()
        ));
    };
    let iterator = function(object)?;
    if iterator.ob_type().as_async().is_none_or(|methods| methods.am_anext.get().is_none()) {
        return Err(raise!(
            TYPE_ERROR,
            "'async for' received an object from __aiter__ that does not implement __anext__: {}",
            iterator.ob_type().full_name()
        ));
    }
    Ok(iterator)
}

#[inline(always)]
pub fn get_anext(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    c.push_ref(attempt!(next_awaitable(c.peek_ref(1))));
    Flow::Next
}

fn next_awaitable(iterator: &PyObject) -> PyResult {
    let function = iterator.ob_type().as_async().and_then(|methods| methods.am_anext.get());
    if generator::is_async_generator(iterator)
        && let Some(function) = function
    {
        return function(iterator);
    }
    let Some(function) = function else {
        return Err(raise!(
            TYPE_ERROR,
            "'async for' requires an iterator with __anext__ method, got {}",
            iterator.ob_type().full_name()
        ));
    };
    let next = function(iterator)?;
    match awaitable_iterator(&next) {
        Ok(awaitable) => Ok(awaitable),
        Err(_) => {
            let message = format!(
                "'async for' received an invalid object from __anext__: {}",
                next.ob_type().full_name()
            );
            Err(errors::raise_from_current(&exceptions::TYPE_ERROR, &message))
        }
    }
}

#[inline(always)]
pub fn before_async_with(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let manager = c.pop_ref();
    let (exit, entered) =
        attempt!(enter(manager, name!("__aenter__"), name!("__aexit__"), "asynchronous context manager"));
    c.push_ref(exit);
    c.push_ref(entered);
    Flow::Next
}

#[inline(always)]
pub fn before_with(c: &mut Ctx, _: u32) -> Flow {
    c.save();
    let manager = c.pop_ref();
    let (exit, entered) = attempt!(enter(manager, name!("__enter__"), name!("__exit__"), "context manager"));
    c.push_ref(exit);
    c.push_ref(entered);
    Flow::Next
}

/// The manager's exit method, and what its enter method returns.
fn enter(
    manager: Ref,
    enter: &'static PyUnicodeObject,
    exit: &'static PyUnicodeObject,
    protocol: &str,
) -> Result<(Ref, Ref), Raised> {
    let name = manager.ob_type().full_name();
    let Some(enter) = typeobject::lookup_special(&manager, enter)? else {
        return Err(raise!(TYPE_ERROR, "'{name}' object does not support the {protocol} protocol"));
    };
    let Some(exit_method) = typeobject::lookup_special(&manager, exit)? else {
        let missed = vivarium_runtime::display::lossy(exit);
        return Err(raise!(
            TYPE_ERROR,
            "'{name}' object does not support the {protocol} protocol (missed {missed} method)"
        ));
    };
    drop(manager);
    let entered = call::call(&enter, &[])?;
    Ok((exit_method, entered))
}
