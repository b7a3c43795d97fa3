//! Built-in functions about iterables.

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::float::{self, PyFloatObject};
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::{bool_, bytes, call, errors, exceptions, int, iter, number, objects, raise, str};

pub fn all(_: &PyObject, iterable: &PyObject) -> PyResult {
    let iterator = iter::get_iter(iterable)?;
    while let Some(item) = iter::next(&iterator)? {
        if !objects::is_true(&item)? {
            return Ok(bool_::from_bool(false));
        }
    }
    Ok(bool_::from_bool(true))
}

pub fn any(_: &PyObject, iterable: &PyObject) -> PyResult {
    let iterator = iter::get_iter(iterable)?;
    while let Some(item) = iter::next(&iterator)? {
        if objects::is_true(&item)? {
            return Ok(bool_::from_bool(true));
        }
    }
    Ok(bool_::from_bool(false))
}

pub fn iter(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("iter", args, 1, 2)?;
    match args.get(1) {
        None => vivarium_runtime::iter::get_iter(args[0]),
        Some(_) if !objects::is_callable(args[0]) => {
            Err(raise!(TYPE_ERROR, "iter(v, w): v must be callable"))
        }
        Some(sentinel) => vivarium_runtime::iterators::callable_iterator(args[0], sentinel),
    }
}

pub fn next(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("next", args, 1, 2)?;
    let iterator = args[0];
    let function = iterator.ob_type().tp_iternext.get().filter(|_| vivarium_runtime::iter::check(iterator));
    let Some(function) = function else {
        return Err(raise!(TYPE_ERROR, "'{}' object is not an iterator", iterator.ob_type().full_name()));
    };
    if let Some(item) = function(iterator) {
        return Ok(item);
    }
    match args.get(1) {
        Some(default) => {
            if errors::occurred() {
                if !errors::matches(&exceptions::STOP_ITERATION) {
                    return Err(Raised::already_set());
                }
                errors::clear();
            }
            Ok(default.to_ref())
        }
        None if errors::occurred() => Err(Raised::already_set()),
        None => Err(errors::set_none(&exceptions::STOP_ITERATION)),
    }
}

pub fn aiter(_: &PyObject, object: &PyObject) -> PyResult {
    let Some(function) = object.ob_type().as_async().and_then(|methods| methods.am_aiter.get()) else {
        return Err(raise!(TYPE_ERROR, "'{}' object is not an async iterable", object.ob_type().full_name()));
    };
    let iterator = function(object)?;
    if iterator.ob_type().as_async().is_none_or(|methods| methods.am_anext.get().is_none()) {
        return Err(raise!(
            TYPE_ERROR,
            "aiter() returned not an async iterator of type '{}'",
            iterator.ob_type().full_name()
        ));
    }
    Ok(iterator)
}

pub fn anext(_: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("anext", args, 1, 2)?;
    let iterator = args[0];
    let Some(function) = iterator.ob_type().as_async().and_then(|methods| methods.am_anext.get()) else {
        return Err(raise!(
            TYPE_ERROR,
            "'{}' object is not an async iterator",
            iterator.ob_type().full_name()
        ));
    };
    let awaitable = function(iterator)?;
    match args.get(1) {
        None => Ok(awaitable),
        Some(default) => super::anext::with_default(awaitable, default),
    }
}

pub fn sorted(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let names = kwnames.and_then(|names| names.cast::<PyTupleObject>()).map_or(0, PyTupleObject::len);
    let (positional, values) = args.split_at(args.len() - names);
    args::check_count("sorted", positional, 1, 1)?;
    let sorted = vivarium_runtime::sequence::list(positional[0])?;
    let sort = objects::get_attr_str(&sorted, "sort")?;
    call::vectorcall(&sort, values, 0, kwnames)?;
    Ok(sorted)
}

static SUM: Spec = Spec::new("sum", &["iterable", "start"]).required(1).positional_only(1);

pub fn sum(_: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [iterable, start] = SUM.parse(args, kwnames)?;
    let Some(iterable) = iterable else { return Err(raise!(SYSTEM_ERROR, "missing argument")) };
    let iterator = iter::get_iter(iterable)?;
    let mut total = match start {
        None => int::from_i64(0)?,
        Some(start) => {
            if start.is_instance_of::<str::PyUnicodeObject>() {
                return Err(raise!(TYPE_ERROR, "sum() can't sum strings [use ''.join(seq) instead]"));
            }
            if bytes::as_slice(start).is_some() {
                return Err(raise!(TYPE_ERROR, "sum() can't sum bytes [use b''.join(seq) instead]"));
            }
            if start.ob_type().name() == "bytearray" {
                return Err(raise!(TYPE_ERROR, "sum() can't sum bytearray [use b''.join(seq) instead]"));
            }
            start.to_ref()
        }
    };
    if total.is_exact::<PyLongObject>()
        && let Some(start) = int::to_i64(&total)
    {
        let (rest, item) = sum_ints(&iterator, start)?;
        total = int::from_i64(rest)?;
        match item {
            Some(item) => total = number::add(&total, &item)?,
            None => return Ok(total),
        }
    }
    while let Some(item) = iter::next(&iterator)? {
        total = match (total.cast_exact::<PyFloatObject>(), item.cast_exact::<PyFloatObject>()) {
            (Some(a), Some(b)) if total.refcount() == 1 => {
                // Nobody else sees the sum so far.
                a.ob_fval.set(a.value() + b.value());
                total
            }
            (Some(a), Some(b)) => float::from_f64(a.value() + b.value())?,
            _ => number::add(&total, &item)?,
        };
    }
    Ok(total)
}

/// Adds ints up while they and the sum are small; gives the sum and the first item that is something else.
fn sum_ints(iterator: &PyObject, start: i64) -> Result<(i64, Option<Ref>), Raised> {
    let mut total = start;
    while let Some(item) = iter::next(iterator)? {
        let small = item.is_exact::<PyLongObject>() || bool_::is_bool(&item);
        let sum = if small { int::to_i64(&item).and_then(|value| total.checked_add(value)) } else { None };
        match sum {
            Some(sum) => total = sum,
            None => return Ok((total, Some(item))),
        }
    }
    Ok((total, None))
}

/// A comparison whose result is its truth. Ints of one digit need no look at their type's slots.
fn is_better(value: &PyObject, best: &PyObject, op: i32) -> Result<bool, Raised> {
    if let (Some(a), Some(b)) =
        (value.cast_exact::<int::PyLongObject>(), best.cast_exact::<int::PyLongObject>())
        && let (Some(a), Some(b)) = (a.compact(), b.compact())
    {
        return Ok(if op == objects::LT { a < b } else { a > b });
    }
    objects::is_true(&*objects::rich_compare(value, best, op)?)
}

pub fn min(_: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    extreme("min", objects::LT, args, kwargs)
}

pub fn max(_: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    extreme("max", objects::GT, args, kwargs)
}

/// `min_max`.
fn extreme(name: &str, op: i32, all: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let positional = args::items(all);
    let (mut key, mut default) = (None, None);
    if positional.is_empty() {
        return Err(raise!(TYPE_ERROR, "{name} expected at least 1 argument, got 0"));
    }
    if let Some(kwargs) = kwargs.and_then(|kwargs| kwargs.cast::<PyDictObject>()) {
        let mut position = 0;
        while let Some((keyword, value)) = kwargs.next(&mut position) {
            match str::as_str(keyword) {
                Some("key") => key = Some(value).filter(|key| !key.is_none()),
                Some("default") => default = Some(value),
                _ => {
                    return Err(raise!(
                        TYPE_ERROR,
                        "'{}' is an invalid keyword argument for {name}()",
                        vivarium_runtime::display::lossy(keyword)
                    ));
                }
            }
        }
    }
    if positional.len() > 1 && default.is_some() {
        return Err(raise!(
            TYPE_ERROR,
            "Cannot specify a default for {name}() with multiple positional arguments"
        ));
    }
    let iterable = match positional {
        [one] => one,
        _ => all,
    };
    let iterator = iter::get_iter(iterable)?;
    let mut best: Option<(Ref, Ref)> = None;
    while let Some(item) = iter::next(&iterator)? {
        let value = match key {
            Some(key) => call::call(key, &[&item])?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((_, best)) => is_better(&value, best, op)?,
        };
        if better {
            best = Some((item, value));
        }
    }
    match (best, default) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default.to_ref()),
        (None, None) => Err(raise!(VALUE_ERROR, "{name}() arg is an empty sequence")),
    }
}
