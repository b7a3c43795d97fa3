//! Iterators that let through some items of another: `dropwhile`, `takewhile`, `filterfalse`, `compress`, `islice`; and
//! `starmap`.

use std::cell::Cell;
use std::ffi::c_long;

use vivarium_runtime::args::{Spec, check_count, items};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, borrow_slot};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject};
use vivarium_runtime::{
    bool_, call, errors, exceptions, int, iter, list, number, objects, raise, sequence, singletons,
};

use super::{REDUCE, SET_STATE};
use crate::support::native::{
    alloc, clear, get, get_or_none, iterator_type, layout_of, lend, no_keywords, owning, positional,
    raw_next, set, strict_isize, tuple_ref,
};

/// A function, an iterator, and for some a state.
#[repr(C)]
pub struct FilterObject {
    pub ob_base: PyObject,
    func: Cell<*mut PyObject>,
    it: Cell<*mut PyObject>,
}

#[repr(C)]
pub struct WhileObject {
    pub ob_base: PyObject,
    func: Cell<*mut PyObject>,
    it: Cell<*mut PyObject>,
    state: Cell<c_long>,
}

owning!(FilterObject, filter_dealloc, filter_traverse, func, it);
owning!(WhileObject, while_dealloc, while_traverse, func, it);
layout_of!(filter_of, FilterObject);
layout_of!(while_of, WhileObject);

/// What a field owns, borrowed: for fields that nothing changes between construction and destruction.
#[inline(always)]
fn fixed(slot: &Cell<*mut PyObject>) -> Option<&PyObject> {
    // SAFETY: said by the callers' layouts: set once by the constructor; the object lives while its method runs.
    unsafe { borrow_slot(slot) }
}

/// Whether the function says yes to an item.
#[inline]
fn says(function: &PyObject, item: &PyObject) -> Option<bool> {
    objects::is_true(&*call::call(function, &[item]).ok()?).ok()
}

fn function_and_iterator(
    ty: &PyTypeObject,
    own: &PyTypeObject,
    (args, kwargs): (&PyObject, Option<&PyObject>),
) -> Result<(Ref, Ref), Raised> {
    let items = positional(ty, own, own.name(), (args, kwargs), 2, 2)?;
    Ok((items[0].to_ref(), iter::get_iter(items[1])?))
}

pub static DROPWHILE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(while_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"dropwhile(predicate, iterable, /)\n--\n\nLeave out items as long as the predicate is true, then give all others.",
    ),
    tp_traverse: Cell::new(Some(while_traverse)),
    tp_iternext: Cell::new(Some(dropwhile_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", while_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", while_set_state, SET_STATE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(dropwhile_new)),
    ..iterator_type(c"itertools.dropwhile", size_of::<WhileObject>())
};

pub static TAKEWHILE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(while_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"takewhile(predicate, iterable, /)\n--\n\nGive items as long as the predicate is true.",
    ),
    tp_traverse: Cell::new(Some(while_traverse)),
    tp_iternext: Cell::new(Some(takewhile_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", while_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", while_set_state, SET_STATE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(takewhile_new)),
    ..iterator_type(c"itertools.takewhile", size_of::<WhileObject>())
};

fn new_while(ty: &PyTypeObject, own: &PyTypeObject, arguments: (&PyObject, Option<&PyObject>)) -> PyResult {
    let (function, iterator) = function_and_iterator(ty, own, arguments)?;
    let object = alloc(ty)?;
    let this = while_of(&object);
    set(&this.func, function);
    set(&this.it, iterator);
    Ok(object)
}

extern "C" fn dropwhile_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    new_while(ty, &DROPWHILE_TYPE, (args, kwargs))
}

extern "C" fn takewhile_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    new_while(ty, &TAKEWHILE_TYPE, (args, kwargs))
}

extern "C" fn dropwhile_next(object: &PyObject) -> Option<Ref> {
    let this = while_of(object);
    let (function, iterator) = (fixed(&this.func)?, fixed(&this.it)?);
    loop {
        let item = raw_next(iterator)?;
        if this.state.get() == 1 {
            return Some(item);
        }
        if !says(function, &item)? {
            this.state.set(1);
            return Some(item);
        }
    }
}

extern "C" fn takewhile_next(object: &PyObject) -> Option<Ref> {
    let this = while_of(object);
    if this.state.get() == 1 {
        return None;
    }
    let item = raw_next(fixed(&this.it)?)?;
    if says(fixed(&this.func)?, &item)? {
        return Some(item);
    }
    this.state.set(1);
    None
}

fn while_reduce(object: &PyObject) -> PyResult {
    let this = while_of(object);
    let arguments = tuple_ref([get_or_none(&this.func), get_or_none(&this.it)])?;
    tuple_ref([object.ob_type().to_ref(), arguments, int::from_i64(this.state.get())?])
}

fn while_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let state = objects::is_true(state)?;
    while_of(object).state.set(c_long::from(state));
    Ok(singletons::none_ref())
}

pub static FILTERFALSE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(filter_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"filterfalse(function, iterable, /)\n--\n\nGive the items for which the function is false.\n\nWithout a function (None) those that are false themselves.",
    ),
    tp_traverse: Cell::new(Some(filter_traverse)),
    tp_iternext: Cell::new(Some(filterfalse_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", filter_reduce, REDUCE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(filterfalse_new)),
    ..iterator_type(c"itertools.filterfalse", size_of::<FilterObject>())
};

pub static STARMAP_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(filter_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"starmap(function, iterable, /)\n--\n\nCall the function with each item as its arguments: f(*item).",
    ),
    tp_traverse: Cell::new(Some(filter_traverse)),
    tp_iternext: Cell::new(Some(starmap_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", filter_reduce, REDUCE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(starmap_new)),
    ..iterator_type(c"itertools.starmap", size_of::<FilterObject>())
};

fn new_filter(ty: &PyTypeObject, own: &PyTypeObject, arguments: (&PyObject, Option<&PyObject>)) -> PyResult {
    let (function, iterator) = function_and_iterator(ty, own, arguments)?;
    let object = alloc(ty)?;
    let this = filter_of(&object);
    set(&this.func, function);
    set(&this.it, iterator);
    Ok(object)
}

extern "C" fn filterfalse_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    new_filter(ty, &FILTERFALSE_TYPE, (args, kwargs))
}

extern "C" fn starmap_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    new_filter(ty, &STARMAP_TYPE, (args, kwargs))
}

extern "C" fn filterfalse_next(object: &PyObject) -> Option<Ref> {
    let this = filter_of(object);
    let (function, iterator) = (fixed(&this.func)?, fixed(&this.it)?);
    let own_truth = function.is_none() || function.is(&bool_::BOOL_TYPE);
    loop {
        let item = raw_next(iterator)?;
        let truth = if own_truth { objects::is_true(&item).ok()? } else { says(function, &item)? };
        if !truth {
            return Some(item);
        }
    }
}

extern "C" fn starmap_next(object: &PyObject) -> Option<Ref> {
    let this = filter_of(object);
    let item = raw_next(fixed(&this.it)?)?;
    let arguments = if item.is_exact::<PyTupleObject>() { item } else { sequence::tuple(&item).ok()? };
    call::call_tuple_dict(fixed(&this.func)?, arguments.cast::<PyTupleObject>()?, None).ok()
}

fn filter_reduce(object: &PyObject) -> PyResult {
    let this = filter_of(object);
    tuple_ref([object.ob_type().to_ref(), tuple_ref([get_or_none(&this.func), get_or_none(&this.it)])?])
}

#[repr(C)]
pub struct CompressObject {
    pub ob_base: PyObject,
    data: Cell<*mut PyObject>,
    selectors: Cell<*mut PyObject>,
}

owning!(CompressObject, compress_dealloc, compress_traverse, data, selectors);
layout_of!(compress_of, CompressObject);

pub static COMPRESS_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(compress_dealloc as Destructor)),
    tp_doc: typeobject::doc(c"compress(data, selectors)\n--\n\nThe items of data whose selector is true."),
    tp_traverse: Cell::new(Some(compress_traverse)),
    tp_iternext: Cell::new(Some(compress_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", compress_reduce, REDUCE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(compress_new)),
    ..iterator_type(c"itertools.compress", size_of::<CompressObject>())
};

extern "C" fn compress_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("compress", &["data", "selectors"]).required(2);
    let [data, selectors] = SPEC.parse_tuple_dict(args, kwargs)?;
    let data = iter::get_iter(data.unwrap_or(singletons::none()))?;
    let selectors = iter::get_iter(selectors.unwrap_or(singletons::none()))?;
    let object = alloc(ty)?;
    let this = compress_of(&object);
    set(&this.data, data);
    set(&this.selectors, selectors);
    Ok(object)
}

extern "C" fn compress_next(object: &PyObject) -> Option<Ref> {
    let this = compress_of(object);
    let (data, selectors) = (fixed(&this.data)?, fixed(&this.selectors)?);
    loop {
        let datum = raw_next(data)?;
        let selector = raw_next(selectors)?;
        if objects::is_true(&selector).ok()? {
            return Some(datum);
        }
    }
}

fn compress_reduce(object: &PyObject) -> PyResult {
    let this = compress_of(object);
    tuple_ref([
        object.ob_type().to_ref(),
        tuple_ref([get_or_none(&this.data), get_or_none(&this.selectors)])?,
    ])
}

#[repr(C)]
pub struct IsliceObject {
    pub ob_base: PyObject,
    /// Null once exhausted.
    it: Cell<*mut PyObject>,
    next: Cell<isize>,
    /// -1 for none.
    stop: Cell<isize>,
    step: Cell<isize>,
    cnt: Cell<isize>,
}

owning!(IsliceObject, islice_dealloc, islice_traverse, it);
layout_of!(islice_of, IsliceObject);

pub static ISLICE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(islice_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nThe items that a slice of the iterable as a list would have.",
    ),
    tp_traverse: Cell::new(Some(islice_traverse)),
    tp_iternext: Cell::new(Some(islice_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", islice_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", islice_set_state, SET_STATE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(islice_new)),
    ..iterator_type(c"itertools.islice", size_of::<IsliceObject>())
};

/// An index, or -1 where it is none.
fn bound(object: &PyObject) -> isize {
    number::as_size(object, Some(&exceptions::OVERFLOW_ERROR)).unwrap_or_else(|_| {
        errors::clear();
        -1
    })
}

fn stop_bound(object: &PyObject) -> Result<isize, Raised> {
    if object.is_none() {
        return Ok(-1);
    }
    match bound(object) {
        -1 => Err(raise!(
            VALUE_ERROR,
            "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
        )),
        stop => Ok(stop),
    }
}

extern "C" fn islice_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    no_keywords(ty, &ISLICE_TYPE, "islice", kwargs)?;
    let args = items(args);
    check_count("islice", args, 2, 4)?;
    let (mut start, mut step) = (0, 1);
    let stop = if args.len() == 2 {
        stop_bound(args[1])?
    } else {
        if !args[1].is_none() {
            start = bound(args[1]);
        }
        stop_bound(args[2])?
    };
    if start < 0 || stop < -1 {
        return Err(raise!(
            VALUE_ERROR,
            "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
        ));
    }
    if let Some(given) = args.get(3).filter(|given| !given.is_none()) {
        step = bound(given);
    }
    if step < 1 {
        return Err(raise!(VALUE_ERROR, "Step for islice() must be a positive integer or None."));
    }
    let iterator = iter::get_iter(args[0])?;
    let object = alloc(ty)?;
    let this = islice_of(&object);
    set(&this.it, iterator);
    this.next.set(start);
    this.stop.set(stop);
    this.step.set(step);
    Ok(object)
}

extern "C" fn islice_next(object: &PyObject) -> Option<Ref> {
    let this = islice_of(object);
    let iterator = lend(&this.it)?;
    let stop = this.stop.get();
    let item = loop {
        let wanted = this.cnt.get() >= this.next.get();
        if wanted && stop != -1 && this.cnt.get() >= stop {
            break None;
        }
        match raw_next(&iterator) {
            None => break None,
            Some(item) => {
                this.cnt.set(this.cnt.get().wrapping_add(1));
                if wanted {
                    break Some(item);
                }
            }
        }
    };
    if item.is_none() {
        clear(&this.it);
        return None;
    }
    let old = this.next.get();
    let next = old.wrapping_add(this.step.get());
    this.next.set(if next < old || (stop != -1 && next > stop) { stop } else { next });
    item
}

fn islice_reduce(object: &PyObject) -> PyResult {
    let this = islice_of(object);
    let class = object.ob_type().to_ref();
    let zero = || int::from_i64(0);
    let Some(iterator) = get(&this.it) else {
        let empty = iter::get_iter(&*list::new()?)?;
        return tuple_ref([class, tuple_ref([empty, zero()?])?, zero()?]);
    };
    let stop = match this.stop.get() {
        -1 => singletons::none_ref(),
        stop => int::from_isize(stop)?,
    };
    let (next, step) = (int::from_isize(this.next.get())?, int::from_isize(this.step.get())?);
    tuple_ref([class, tuple_ref([iterator, next, stop, step])?, int::from_isize(this.cnt.get())?])
}

fn islice_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    islice_of(object).cnt.set(strict_isize(state)?);
    Ok(singletons::none_ref())
}
