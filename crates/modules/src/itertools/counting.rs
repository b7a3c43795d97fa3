//! Iterators from nothing: `count` and `repeat`.

use std::cell::Cell;

use vivarium_runtime::args::Spec;
use vivarium_runtime::complex::PyComplexObject;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::object::{PyObject, PyResult, Ref, replace_slot};
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject};
use vivarium_runtime::{display, int, number, raise, singletons};

use super::REDUCE;
use crate::support::native::{
    alloc, call_repr, get, get_or_none, iterator_type, layout_of, lend, owning, set, tuple_ref,
};

/// While `cnt` is below `isize::MAX` it is the count and the step is 1; else the two objects count.
#[repr(C)]
pub struct CountObject {
    pub ob_base: PyObject,
    cnt: Cell<isize>,
    long_cnt: Cell<*mut PyObject>,
    long_step: Cell<*mut PyObject>,
}

owning!(CountObject, count_dealloc, count_traverse, long_cnt, long_step);
layout_of!(count_of, CountObject);

pub static COUNT_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(count_dealloc as Destructor)),
    tp_repr: Cell::new(Some(count_repr)),
    tp_doc: typeobject::doc(
        c"count(start=0, step=1)\n--\n\nCount without end: start, start + step, start + 2 * step, ...",
    ),
    tp_traverse: Cell::new(Some(count_traverse)),
    tp_iternext: Cell::new(Some(count_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", count_reduce, REDUCE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(count_new)),
    ..iterator_type(c"itertools.count", size_of::<CountObject>())
};

fn is_number(object: &PyObject) -> bool {
    object.ob_type().as_number().is_some_and(|slots| {
        slots.nb_index.get().is_some() || slots.nb_int.get().is_some() || slots.nb_float.get().is_some()
    }) || object.is_instance_of::<PyComplexObject>()
}

fn is_one(object: &PyObject) -> bool {
    object.is_instance_of::<PyLongObject>() && int::to_i64(object) == Some(1)
}

extern "C" fn count_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("count", &["start", "step"]);
    let [start, step] = SPEC.parse_tuple_dict(args, kwargs)?;
    if [start, step].into_iter().flatten().any(|given| !is_number(given)) {
        return Err(raise!(TYPE_ERROR, "a number is required"));
    }
    let fast = match start {
        Some(start) if !start.is_instance_of::<PyLongObject>() => None,
        Some(start) => int::to_isize(start),
        None => Some(0),
    };
    let fast = fast.filter(|_| step.is_none_or(is_one));
    let start = match start {
        Some(start) => start.to_ref(),
        None => int::from_i64(0)?,
    };
    let step = match step {
        Some(step) => step.to_ref(),
        None => int::from_i64(1)?,
    };
    let object = alloc(ty)?;
    let this = count_of(&object);
    this.cnt.set(fast.unwrap_or(isize::MAX));
    if fast.is_none() {
        set(&this.long_cnt, start);
    }
    set(&this.long_step, step);
    Ok(object)
}

extern "C" fn count_next(object: &PyObject) -> Option<Ref> {
    let this = count_of(object);
    let count = this.cnt.get();
    if count != isize::MAX {
        this.cnt.set(count + 1);
        return int::from_isize(count).ok();
    }
    if this.long_cnt.get().is_null() {
        set(&this.long_cnt, int::from_isize(isize::MAX).ok()?);
    }
    let next = number::add(&*lend(&this.long_cnt)?, &*lend(&this.long_step)?).ok()?;
    replace_slot(&this.long_cnt, Some(next))
}

extern "C" fn count_repr(object: &PyObject) -> PyResult {
    let this = count_of(object);
    let name = object.ob_type().name();
    let count = this.cnt.get();
    if count != isize::MAX {
        return display::format(format_args!("{name}({count})"));
    }
    let step = get_or_none(&this.long_step);
    match get(&this.long_cnt) {
        None => display::format(format_args!("{name}(<NULL>)")),
        Some(current) if is_one(&step) => call_repr(name, &[&current]),
        Some(current) => call_repr(name, &[&current, &step]),
    }
}

fn count_reduce(object: &PyObject) -> PyResult {
    let this = count_of(object);
    let class = object.ob_type().to_ref();
    let count = this.cnt.get();
    if count != isize::MAX {
        return tuple_ref([class, tuple_ref([int::from_isize(count)?])?]);
    }
    let Some(current) = get(&this.long_cnt) else {
        return Err(raise!(SYSTEM_ERROR, "NULL object passed to Py_BuildValue"));
    };
    tuple_ref([class, tuple_ref([current, get_or_none(&this.long_step)])?])
}

#[repr(C)]
pub struct RepeatObject {
    pub ob_base: PyObject,
    element: Cell<*mut PyObject>,
    /// How often still; -1 for ever.
    cnt: Cell<isize>,
}

owning!(RepeatObject, repeat_dealloc, repeat_traverse, element);
layout_of!(repeat_of, RepeatObject);

pub static REPEAT_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(repeat_dealloc as Destructor)),
    tp_repr: Cell::new(Some(repeat_repr)),
    tp_doc: typeobject::doc(
        c"repeat(object [,times]) -> create an iterator which returns the object\nas many times as said, or without end.",
    ),
    tp_traverse: Cell::new(Some(repeat_traverse)),
    tp_iternext: Cell::new(Some(repeat_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(
            c"__length_hint__",
            repeat_length_hint,
            c"Private method returning an estimate of len(list(it)).",
        ),
        PyMethodDef::noargs(c"__reduce__", repeat_reduce, REDUCE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(repeat_new)),
    ..iterator_type(c"itertools.repeat", size_of::<RepeatObject>())
};

extern "C" fn repeat_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("repeat", &["object", "times"]).required(1);
    let [element, times] = SPEC.parse_tuple_dict(args, kwargs)?;
    let count = match times {
        Some(times) => number::as_isize(times)?.max(0),
        None => -1,
    };
    let object = alloc(ty)?;
    let this = repeat_of(&object);
    set(&this.element, element.unwrap_or(singletons::none()).to_ref());
    this.cnt.set(count);
    Ok(object)
}

extern "C" fn repeat_next(object: &PyObject) -> Option<Ref> {
    let this = repeat_of(object);
    let count = this.cnt.get();
    if count == 0 {
        return None;
    }
    if count > 0 {
        this.cnt.set(count - 1);
    }
    get(&this.element)
}

extern "C" fn repeat_repr(object: &PyObject) -> PyResult {
    let this = repeat_of(object);
    let (name, element) = (object.ob_type().name(), get_or_none(&this.element));
    match this.cnt.get() {
        -1 => call_repr(name, &[&element]),
        count => call_repr(name, &[&element, &*int::from_isize(count)?]),
    }
}

fn repeat_length_hint(object: &PyObject) -> PyResult {
    match repeat_of(object).cnt.get() {
        -1 => Err(raise!(TYPE_ERROR, "len() of unsized object")),
        count => int::from_isize(count),
    }
}

fn repeat_reduce(object: &PyObject) -> PyResult {
    let this = repeat_of(object);
    let (class, element) = (object.ob_type().to_ref(), get_or_none(&this.element));
    match this.cnt.get() {
        -1 => tuple_ref([class, tuple_ref([element])?]),
        count => tuple_ref([class, tuple_ref([element, int::from_isize(count)?])?]),
    }
}
