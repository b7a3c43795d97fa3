//! Iterators over several iterables or several times: `chain`, `cycle`, `zip_longest`; and `accumulate`.

use std::cell::Cell;
use std::ffi::c_int;

use vivarium_runtime::args::{Spec, items};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::{PyObject, PyResult, Ref, give_up, replace_slot};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject};
use vivarium_runtime::{
    call, errors, gc, generic_alias, int, iter, list, name, number, objects, raise, singletons, tuple,
};

use super::{REDUCE, SET_STATE};
use crate::support::native::{
    alloc, clear, format_int, get, get_or_none, iterator_type, layout_of, lend, no_keywords, owning,
    positional, raw_next, set, state_items, tuple_ref, wrong_argument,
};

#[repr(C)]
pub struct ChainObject {
    pub ob_base: PyObject,
    /// Iterator over the iterables; null once exhausted.
    source: Cell<*mut PyObject>,
    active: Cell<*mut PyObject>,
}

owning!(ChainObject, chain_dealloc, chain_traverse, source, active);
layout_of!(chain_of, ChainObject);

pub static CHAIN_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(chain_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"chain(*iterables) --> chain object\n\nThe items of the first iterable, then those of the next one, and so on.",
    ),
    tp_traverse: Cell::new(Some(chain_traverse)),
    tp_iternext: Cell::new(Some(chain_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::one(
            c"from_iterable",
            chain_from_iterable,
            c"from_iterable($type, iterable, /)\n--\n\nA chain over the iterables that one iterable gives, one after the other.",
        )
        .class(),
        PyMethodDef::noargs(c"__reduce__", chain_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", chain_set_state, SET_STATE),
        PyMethodDef::one(c"__class_getitem__", generic_alias::class_getitem, c"See PEP 585").class(),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(chain_new)),
    ..iterator_type(c"itertools.chain", size_of::<ChainObject>())
};

fn new_chain(ty: &PyTypeObject, iterables: &PyObject) -> PyResult {
    let source = iter::get_iter(iterables)?;
    let object = alloc(ty)?;
    set(&chain_of(&object).source, source);
    Ok(object)
}

extern "C" fn chain_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    no_keywords(ty, &CHAIN_TYPE, "chain", kwargs)?;
    new_chain(ty, args)
}

fn chain_from_iterable(class: &PyObject, iterable: &PyObject) -> PyResult {
    // SAFETY: a class method gets the class.
    new_chain(unsafe { class.cast_unchecked() }, iterable)
}

extern "C" fn chain_next(object: &PyObject) -> Option<Ref> {
    let this = chain_of(object);
    while !this.source.get().is_null() {
        let active = match lend(&this.active) {
            Some(active) => active,
            None => {
                let source = lend(&this.source)?;
                let next = iter::next(&source);
                drop(source);
                let next = next.and_then(|iterable| match iterable {
                    Some(iterable) => iter::get_iter(&iterable).map(Some),
                    None => Ok(None),
                });
                match next {
                    Ok(Some(active)) => {
                        set(&this.active, active);
                        lend(&this.active)?
                    }
                    _ => {
                        clear(&this.source);
                        return None;
                    }
                }
            }
        };
        let next = iter::next(&active);
        drop(active);
        match next {
            Ok(Some(item)) => return Some(item),
            Ok(None) => clear(&this.active),
            Err(_) => return None,
        }
    }
    None
}

fn chain_reduce(object: &PyObject) -> PyResult {
    let this = chain_of(object);
    let class = object.ob_type().to_ref();
    let empty = tuple::empty().upcast();
    match (get(&this.source), get(&this.active)) {
        (None, _) => tuple_ref([class, empty]),
        (Some(source), None) => tuple_ref([class, empty, tuple_ref([source])?]),
        (Some(source), Some(active)) => tuple_ref([class, empty, tuple_ref([source, active])?]),
    }
}

fn chain_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let this = chain_of(object);
    let items = state_items(state, 1, 2)?;
    if !items.iter().all(|item| iter::check(item)) {
        return Err(raise!(TYPE_ERROR, "Arguments must be iterators."));
    }
    set(&this.source, items[0].to_ref());
    give_up(replace_slot(&this.active, items.get(1).map(|active| active.to_ref())));
    Ok(singletons::none_ref())
}

#[repr(C)]
pub struct CycleObject {
    pub ob_base: PyObject,
    /// Null once exhausted.
    it: Cell<*mut PyObject>,
    saved: Cell<*mut PyListObject>,
    index: Cell<isize>,
    firstpass: Cell<c_int>,
}

owning!(CycleObject, cycle_dealloc, cycle_traverse, it, saved);
layout_of!(cycle_of, CycleObject);

pub static CYCLE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(cycle_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"cycle(iterable, /)\n--\n\nThe items of the iterable, then the same ones again and again.",
    ),
    tp_traverse: Cell::new(Some(cycle_traverse)),
    tp_iternext: Cell::new(Some(cycle_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", cycle_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", cycle_set_state, SET_STATE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(cycle_new)),
    ..iterator_type(c"itertools.cycle", size_of::<CycleObject>())
};

extern "C" fn cycle_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let items = positional(ty, &CYCLE_TYPE, "cycle", (args, kwargs), 1, 1)?;
    let iterator = iter::get_iter(items[0])?;
    let saved = list::new()?;
    let object = alloc(ty)?;
    let this = cycle_of(&object);
    set(&this.it, iterator);
    set(&this.saved, saved);
    Ok(object)
}

extern "C" fn cycle_next(object: &PyObject) -> Option<Ref> {
    let this = cycle_of(object);
    if let Some(iterator) = lend(&this.it) {
        if let Some(item) = iter::next(&iterator).ok()? {
            if this.firstpass.get() == 0 {
                get(&this.saved)?.append(item.clone()).ok()?;
            }
            return Some(item);
        }
        clear(&this.it);
    }
    let saved = get(&this.saved)?;
    // The list can be a program's own: it may have become shorter.
    let index = this.index.get() as usize;
    let item = saved.get(index).or_else(|| {
        this.index.set(0);
        saved.get(0)
    })?;
    this.index.set(this.index.get() + 1);
    if this.index.get() as usize >= saved.len() {
        this.index.set(0);
    }
    Some(item)
}

fn cycle_reduce(object: &PyObject) -> PyResult {
    let this = cycle_of(object);
    let class = object.ob_type().to_ref();
    let saved = get(&this.saved).map_or_else(singletons::none_ref, Ref::upcast);
    let Some(iterator) = get(&this.it) else {
        let iterator = iter::get_iter(&saved)?;
        if this.index.get() != 0 {
            call::call_method(&iterator, "__setstate__", &[&*int::from_isize(this.index.get())?])?;
        }
        return tuple_ref([class, tuple_ref([iterator])?, tuple_ref([saved, objects::bool_ref(true)])?]);
    };
    let first_pass = objects::bool_ref(this.firstpass.get() != 0);
    tuple_ref([class, tuple_ref([iterator])?, tuple_ref([saved, first_pass])?])
}

fn cycle_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let this = cycle_of(object);
    let items = state_items(state, 2, 2)?;
    let Some(saved) = items[0].cast::<PyListObject>() else {
        return Err(wrong_argument(1, "list", items[0]));
    };
    let first_pass = format_int(items[1])?;
    set(&this.saved, Ref::new(saved));
    this.firstpass.set(c_int::from(first_pass != 0));
    this.index.set(0);
    Ok(singletons::none_ref())
}

#[repr(C)]
pub struct ZipLongestObject {
    pub ob_base: PyObject,
    tuplesize: Cell<isize>,
    numactive: Cell<isize>,
    /// Iterators; null in place of an exhausted one.
    ittuple: Cell<*mut PyTupleObject>,
    result: Cell<*mut PyTupleObject>,
    fillvalue: Cell<*mut PyObject>,
}

owning!(ZipLongestObject, zip_longest_dealloc, zip_longest_traverse, ittuple, result, fillvalue);
layout_of!(zip_longest_of, ZipLongestObject);

pub static ZIP_LONGEST_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(zip_longest_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object\n\nTuples of one item from each iterable until the longest ends; the fill value stands for what others lack.",
    ),
    tp_traverse: Cell::new(Some(zip_longest_traverse)),
    tp_iternext: Cell::new(Some(zip_longest_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", zip_longest_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", zip_longest_set_state, SET_STATE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(zip_longest_new)),
    ..iterator_type(c"itertools.zip_longest", size_of::<ZipLongestObject>())
};

extern "C" fn zip_longest_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let keywords = kwargs.and_then(|kwargs| kwargs.cast_exact::<PyDictObject>());
    let keywords = keywords.filter(|keywords| !keywords.is_empty());
    // The call's keywords hold it meanwhile.
    let fill = || match keywords {
        None => Ok(singletons::none_ref()),
        Some(keywords) => {
            let fill = if keywords.len() == 1 { keywords.get_item(name!("fillvalue"))? } else { None };
            fill.ok_or_else(|| raise!(TYPE_ERROR, "zip_longest() got an unexpected keyword argument"))
        }
    };
    drop(fill()?);
    let iterators = items(args).iter().map(|item| iter::get_iter(item)).collect::<Result<Vec<_>, _>>()?;
    let count = iterators.len();
    let result = tuple::new((0..count).map(|_| singletons::none_ref()))?;
    let iterators = tuple::new(iterators)?;
    let object = alloc(ty)?;
    let this = zip_longest_of(&object);
    this.tuplesize.set(count as isize);
    this.numactive.set(count as isize);
    set(&this.ittuple, iterators);
    set(&this.result, result);
    set(&this.fillvalue, fill()?);
    Ok(object)
}

/// The next item for a place of the result; `None` when all is over.
fn zip_longest_item(this: &ZipLongestObject, iterators: &PyTupleObject, index: usize) -> Option<Ref> {
    // SAFETY: in range; nobody but the iterator sees the tuple.
    let slot = unsafe { iterators.slot(index) };
    let Some(iterator) = lend(slot) else { return get(&this.fillvalue) };
    let next = iter::next(&iterator);
    drop(iterator);
    match next {
        Ok(Some(item)) => Some(item),
        ended => {
            this.numactive.set(this.numactive.get() - 1);
            if ended.is_err() || this.numactive.get() <= 0 {
                this.numactive.set(0);
                return None;
            }
            clear(slot);
            get(&this.fillvalue)
        }
    }
}

extern "C" fn zip_longest_next(object: &PyObject) -> Option<Ref> {
    let this = zip_longest_of(object);
    let count = this.tuplesize.get() as usize;
    if count == 0 || this.numactive.get() == 0 {
        return None;
    }
    let iterators = get(&this.ittuple)?;
    let kept = get(&this.result)?;
    if kept.refcount() == 2 {
        for index in 0..count {
            let item = zip_longest_item(this, &iterators, index)?;
            // SAFETY: in range; only the iterator and we hold the tuple.
            set(unsafe { kept.slot(index) }, item);
        }
        if !gc::is_tracked(&kept) {
            gc::track(&kept);
        }
        return Some(kept.upcast());
    }
    drop(kept);
    let mut found = Vec::with_capacity(count);
    for index in 0..count {
        found.push(zip_longest_item(this, &iterators, index)?);
    }
    tuple_ref(found).ok()
}

fn zip_longest_reduce(object: &PyObject) -> PyResult {
    let this = zip_longest_of(object);
    let Some(iterators) = get(&this.ittuple) else { return Ok(singletons::none_ref()) };
    let parts: Vec<Ref> = (0..iterators.len())
        // SAFETY: in range.
        .map(|index| get(unsafe { iterators.slot(index) }).unwrap_or_else(|| tuple::empty().upcast()))
        .collect();
    tuple_ref([object.ob_type().to_ref(), tuple_ref(parts)?, get_or_none(&this.fillvalue)])
}

fn zip_longest_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    set(&zip_longest_of(object).fillvalue, state.to_ref());
    Ok(singletons::none_ref())
}

#[repr(C)]
pub struct AccumulateObject {
    pub ob_base: PyObject,
    total: Cell<*mut PyObject>,
    it: Cell<*mut PyObject>,
    /// Null for addition.
    binop: Cell<*mut PyObject>,
    /// `None` once it was given out.
    initial: Cell<*mut PyObject>,
}

owning!(AccumulateObject, accumulate_dealloc, accumulate_traverse, total, it, binop, initial);
layout_of!(accumulate_of, AccumulateObject);

pub static ACCUMULATE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(accumulate_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"accumulate(iterable, func=None, *, initial=None)\n--\n\nRunning totals, by addition or by a function of the total and the item.",
    ),
    tp_traverse: Cell::new(Some(accumulate_traverse)),
    tp_iternext: Cell::new(Some(accumulate_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", accumulate_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", accumulate_set_state, SET_STATE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(accumulate_new)),
    ..iterator_type(c"itertools.accumulate", size_of::<AccumulateObject>())
};

extern "C" fn accumulate_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("accumulate", &["iterable", "func", "initial"]).required(1).keyword_only(2, 0);
    let [iterable, function, initial] = SPEC.parse_tuple_dict(args, kwargs)?;
    let iterator = iter::get_iter(iterable.unwrap_or(singletons::none()))?;
    let object = alloc(ty)?;
    let this = accumulate_of(&object);
    if let Some(function) = function.filter(|function| !function.is_none()) {
        set(&this.binop, function.to_ref());
    }
    set(&this.it, iterator);
    set(&this.initial, initial.unwrap_or(singletons::none()).to_ref());
    Ok(object)
}

extern "C" fn accumulate_next(object: &PyObject) -> Option<Ref> {
    let this = accumulate_of(object);
    if let Some(initial) = get(&this.initial)
        && !initial.is_none()
    {
        set(&this.initial, singletons::none_ref());
        set(&this.total, initial.clone());
        return Some(initial);
    }
    let value = raw_next(&*lend(&this.it)?)?;
    let Some(total) = lend(&this.total) else {
        set(&this.total, value.clone());
        return Some(value);
    };
    let new = match lend(&this.binop) {
        None => number::add(&total, &value),
        Some(function) => call::call(&function, &[&total, &value]),
    };
    drop((total, value));
    let new = new.ok()?;
    set(&this.total, new.clone());
    Some(new)
}

fn accumulate_reduce(object: &PyObject) -> PyResult {
    let this = accumulate_of(object);
    let class = object.ob_type().to_ref();
    let (iterator, function) = (get_or_none(&this.it), get_or_none(&this.binop));
    let chained = |first: Ref| {
        let first = tuple::new([first])?;
        call::call(&CHAIN_TYPE, &[&first, &iterator])
    };
    if let Some(initial) = get(&this.initial)
        && !initial.is_none()
    {
        let iterator = chained(initial)?;
        return tuple_ref([class, tuple_ref([iterator, function])?, singletons::none_ref()]);
    }
    let total = get(&this.total);
    if total.as_ref().is_some_and(|total| total.is_none()) {
        let iterator = chained(singletons::none_ref())?;
        let accumulated = call::call(&class, &[&iterator, &function])?;
        let arguments = tuple_ref([accumulated, int::from_i64(1)?, singletons::none_ref()])?;
        return tuple_ref([super::selecting::ISLICE_TYPE.to_ref(), arguments]);
    }
    let total = total.unwrap_or_else(singletons::none_ref);
    tuple_ref([class, tuple_ref([iterator, function])?, total])
}

fn accumulate_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    debug_assert!(!errors::occurred());
    set(&accumulate_of(object).total, state.to_ref());
    Ok(singletons::none_ref())
}
