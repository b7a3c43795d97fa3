//! `product`, `combinations`, `combinations_with_replacement` and `permutations`.
//!
//! All four walk index arrays over pools and hand the same result tuple out again when nobody kept it.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use vivarium_runtime::args::{Spec, items};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, borrow_slot};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, VisitProc};
use vivarium_runtime::{gc, int, iter, memory, number, raise, sequence, singletons, tuple, visit};

use super::{REDUCE, SET_STATE, SIZE_OF};
use crate::support::native::{
    alloc, clear, get, iterator_type, layout_of, set, state_items, strict_isize, tuple_of_sizes, tuple_ref,
    wrong_argument,
};

#[repr(C)]
pub struct ProductObject {
    pub ob_base: PyObject,
    pools: Cell<*mut PyTupleObject>,
    indices: Cell<*mut Cell<isize>>,
    result: Cell<*mut PyTupleObject>,
    stopped: Cell<c_int>,
}

#[repr(C)]
pub struct CombinationsObject {
    pub ob_base: PyObject,
    pool: Cell<*mut PyTupleObject>,
    indices: Cell<*mut Cell<isize>>,
    result: Cell<*mut PyTupleObject>,
    r: Cell<isize>,
    stopped: Cell<c_int>,
}

#[repr(C)]
pub struct PermutationsObject {
    pub ob_base: PyObject,
    pool: Cell<*mut PyTupleObject>,
    indices: Cell<*mut Cell<isize>>,
    cycles: Cell<*mut Cell<isize>>,
    result: Cell<*mut PyTupleObject>,
    r: Cell<isize>,
    stopped: Cell<c_int>,
}

const _: () = assert!(
    size_of::<ProductObject>() == 48
        && size_of::<CombinationsObject>() == 56
        && size_of::<PermutationsObject>() == 64
);

layout_of!(product_of, ProductObject);
layout_of!(combinations_of, CombinationsObject);
layout_of!(permutations_of, PermutationsObject);

/// Destructor and traverse function of a layout with a pool, a result and arrays of indices.
macro_rules! pooled {
    ($layout:ident, $dealloc:ident, $traverse:ident, $pool:ident, $($array:ident),*) => {
        unsafe extern "C" fn $dealloc(object: *mut PyObject) {
            // SAFETY: a dying object of this layout, which owned its fields.
            unsafe {
                gc::untrack(&*object);
                let this: &$layout = (*object).cast_unchecked();
                clear(&this.$pool);
                clear(&this.result);
                $(memory::free(this.$array.get().cast());)*
                memory::free_object(object);
            }
        }

        extern "C" fn $traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
            // SAFETY: the slot of types of this layout.
            let this: &$layout = unsafe { object.cast_unchecked() };
            visit!(visit, arg, this.$pool.get());
            visit!(visit, arg, this.result.get());
            0
        }
    };
}

pooled!(ProductObject, product_dealloc, product_traverse, pools, indices);
pooled!(CombinationsObject, combinations_dealloc, combinations_traverse, pool, indices);
pooled!(PermutationsObject, permutations_dealloc, permutations_traverse, pool, indices, cycles);

/// An array of indices, written by `value`.
fn new_array(count: usize, value: impl Fn(usize) -> isize) -> Result<*mut Cell<isize>, Raised> {
    let array: *mut Cell<isize> = memory::try_alloc_array(count)?;
    for index in 0..count {
        // SAFETY: in range.
        unsafe { array.add(index).write(Cell::new(value(index))) };
    }
    Ok(array)
}

fn array(slot: &Cell<*mut Cell<isize>>, count: usize) -> &[Cell<isize>] {
    if slot.get().is_null() {
        return &[];
    }
    // SAFETY: the object owns an array of that many indices for all its life.
    unsafe { std::slice::from_raw_parts(slot.get(), count) }
}

/// The object's own tuple, which nothing replaces while a method runs.
fn held(slot: &Cell<*mut PyTupleObject>) -> Option<&PyTupleObject> {
    // SAFETY: replaced only by `__next__` and `__setstate__`, which don't use it afterwards.
    unsafe { borrow_slot(slot) }
}

fn sizes(cells: &[Cell<isize>]) -> PyResult {
    let values: Vec<isize> = cells.iter().map(Cell::get).collect();
    Ok(tuple_of_sizes(&values)?.upcast())
}

/// The tuple that may be changed into the next result: the last one, or a copy where somebody keeps that.
fn next_result(slot: &Cell<*mut PyTupleObject>) -> Option<Ref<PyTupleObject>> {
    let last = held(slot)?;
    if last.refcount() > 1 {
        let copy = tuple::from_slice(last.items()).ok()?;
        set(slot, copy);
    } else if !last.is_empty() && !gc::is_tracked(last) {
        gc::track(last);
    }
    get(slot)
}

/// Puts an item of a pool into a result. What stood there lives on in its pool, so dropping it runs nothing.
fn put(result: &PyTupleObject, place: usize, item: &PyObject) {
    // SAFETY: in range; nobody else has the tuple.
    set(unsafe { result.slot(place) }, item.to_ref());
}

/// The items of a pool at these indices.
fn pick(pool: &PyTupleObject, indices: &[Cell<isize>]) -> PyResult<PyTupleObject> {
    tuple::new(indices.iter().map(|index| pool.items()[index.get() as usize].to_ref()))
}

fn byte_size(object: &PyObject, indices: usize) -> PyResult {
    int::from_usize(object.ob_type().tp_basicsize.get() as usize + indices * size_of::<isize>())
}

pub static PRODUCT_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(product_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"product(*iterables, repeat=1) --> product object\n\nTuples of one item from each iterable in all combinations, the last place changing fastest.\n\nWith repeat the iterables are taken that many times.",
    ),
    tp_traverse: Cell::new(Some(product_traverse)),
    tp_iternext: Cell::new(Some(product_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", product_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", product_set_state, SET_STATE),
        PyMethodDef::noargs(c"__sizeof__", product_size_of, SIZE_OF),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(product_new)),
    ..iterator_type(c"itertools.product", size_of::<ProductObject>())
};

extern "C" fn product_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("product", &["repeat"]);
    let none = tuple::empty();
    let [repeat] = SPEC.parse_tuple_dict(&none, kwargs)?;
    let repeat = match repeat {
        Some(repeat) => number::as_isize(repeat)?,
        None => 1,
    };
    if repeat < 0 {
        return Err(raise!(VALUE_ERROR, "repeat argument cannot be negative"));
    }
    let given = if repeat == 0 { &[] } else { items(args) };
    let count = given.len().checked_mul(repeat as usize).filter(|count| *count <= isize::MAX as usize / 8);
    let Some(count) = count else {
        return Err(raise!(OVERFLOW_ERROR, "repeat argument too large"));
    };
    let mut pools: Vec<Ref> = memory::try_vec(count)?;
    for item in given {
        pools.push(sequence::tuple(item)?);
    }
    for index in 0..count - given.len() {
        pools.push(pools[index].clone());
    }
    let pools = tuple::new(pools)?;
    let object = alloc(ty)?;
    let this = product_of(&object);
    this.indices.set(new_array(count, |_| 0)?);
    set(&this.pools, pools);
    Ok(object)
}

fn pool_at(pools: &PyTupleObject, index: usize) -> &PyTupleObject {
    // SAFETY: the constructor put tuples there.
    unsafe { pools.items()[index].cast_unchecked() }
}

fn product_step(this: &ProductObject) -> Option<Ref> {
    let pools = held(&this.pools)?;
    if this.result.get().is_null() {
        if (0..pools.len()).any(|index| pool_at(pools, index).is_empty()) {
            return None;
        }
        let first = (0..pools.len()).map(|index| pool_at(pools, index).items()[0].to_ref());
        let result = tuple::new(first).ok()?;
        set(&this.result, result.clone());
        return Some(result.upcast());
    }
    let result = next_result(&this.result)?;
    for (place, index) in array(&this.indices, pools.len()).iter().enumerate().rev() {
        let pool = pool_at(pools, place).items();
        index.set(index.get() + 1);
        if (index.get() as usize) < pool.len() {
            put(&result, place, pool[index.get() as usize]);
            return Some(result.upcast());
        }
        index.set(0);
        put(&result, place, pool[0]);
    }
    None
}

extern "C" fn product_next(object: &PyObject) -> Option<Ref> {
    let this = product_of(object);
    if this.stopped.get() != 0 {
        return None;
    }
    let result = product_step(this);
    if result.is_none() {
        this.stopped.set(1);
    }
    result
}

fn product_reduce(object: &PyObject) -> PyResult {
    let this = product_of(object);
    let class = object.ob_type().to_ref();
    let Some(pools) = get(&this.pools).filter(|_| this.stopped.get() == 0) else {
        return tuple_ref([class, tuple_ref([tuple::empty().upcast()])?]);
    };
    if this.result.get().is_null() {
        return tuple_ref([class, pools.upcast()]);
    }
    let indices = sizes(array(&this.indices, pools.len()))?;
    tuple_ref([class, pools.upcast(), indices])
}

fn product_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let this = product_of(object);
    let Some(pools) = held(&this.pools) else { return Ok(singletons::none_ref()) };
    let values = indices_of(state, pools.len())?;
    let indices = array(&this.indices, pools.len());
    for (place, value) in values.iter().enumerate() {
        let value = strict_isize(value)?;
        let size = pool_at(pools, place).len() as isize;
        if size == 0 {
            this.stopped.set(1);
            return Ok(singletons::none_ref());
        }
        indices[place].set(value.clamp(0, size - 1));
    }
    let picked = indices.iter().enumerate();
    let picked = picked.map(|(place, index)| pool_at(pools, place).items()[index.get() as usize].to_ref());
    let result = tuple::new(picked)?;
    set(&this.result, result);
    Ok(singletons::none_ref())
}

/// A state that is a tuple of this many indices.
fn indices_of(state: &PyObject, count: usize) -> Result<&[&PyObject], Raised> {
    match state.cast::<PyTupleObject>() {
        Some(tuple) if tuple.len() == count => Ok(tuple.items()),
        _ => Err(raise!(VALUE_ERROR, "invalid arguments")),
    }
}

fn product_size_of(object: &PyObject) -> PyResult {
    byte_size(object, held(&product_of(object).pools).map_or(0, PyTupleObject::len))
}

pub static COMBINATIONS_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(combinations_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"combinations(iterable, r)\n--\n\nAll choices of r items, each in the iterable's order.",
    ),
    tp_traverse: Cell::new(Some(combinations_traverse)),
    tp_iternext: Cell::new(Some(combinations_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", combinations_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", combinations_set_state, SET_STATE),
        PyMethodDef::noargs(c"__sizeof__", combinations_size_of, SIZE_OF),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(combinations_new)),
    ..iterator_type(c"itertools.combinations", size_of::<CombinationsObject>())
};

pub static WITH_REPLACEMENT_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(combinations_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"combinations_with_replacement(iterable, r)\n--\n\nAll choices of r items where an item may be chosen again.",
    ),
    tp_traverse: Cell::new(Some(combinations_traverse)),
    tp_iternext: Cell::new(Some(with_replacement_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", combinations_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", with_replacement_set_state, SET_STATE),
        PyMethodDef::noargs(c"__sizeof__", combinations_size_of, SIZE_OF),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(with_replacement_new)),
    ..iterator_type(c"itertools.combinations_with_replacement", size_of::<CombinationsObject>())
};

/// The pool and the size of a choice.
fn pool_and_size(
    spec: &Spec,
    args: &PyObject,
    kwargs: Option<&PyObject>,
) -> Result<(Ref<PyTupleObject>, isize), Raised> {
    let [iterable, size] = spec.parse_tuple_dict(args, kwargs)?;
    let size = number::as_isize(size.unwrap_or(singletons::none()))?;
    let pool = pool_of(iterable.unwrap_or(singletons::none()))?;
    if size < 0 {
        return Err(raise!(VALUE_ERROR, "r must be non-negative"));
    }
    Ok((pool, size))
}

fn pool_of(iterable: &PyObject) -> PyResult<PyTupleObject> {
    let pool = sequence::tuple(iterable)?;
    match pool.downcast() {
        Ok(pool) => Ok(pool),
        Err(other) => tuple::new(iter::collect(&other)?),
    }
}

extern "C" fn combinations_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("combinations", &["iterable", "r"]).required(2);
    let (pool, size) = pool_and_size(&SPEC, args, kwargs)?;
    let indices = new_array(size as usize, |index| index as isize)?;
    let stopped = size > pool.len() as isize;
    finish_combinations(ty, pool, indices, size, stopped)
}

extern "C" fn with_replacement_new(
    ty: &PyTypeObject,
    args: &PyObject,
    kwargs: Option<&PyObject>,
) -> PyResult {
    static SPEC: Spec = Spec::new("combinations_with_replacement", &["iterable", "r"]).required(2);
    let (pool, size) = pool_and_size(&SPEC, args, kwargs)?;
    let indices = new_array(size as usize, |_| 0)?;
    let stopped = pool.is_empty() && size > 0;
    finish_combinations(ty, pool, indices, size, stopped)
}

fn finish_combinations(
    ty: &PyTypeObject,
    pool: Ref<PyTupleObject>,
    indices: *mut Cell<isize>,
    size: isize,
    stopped: bool,
) -> PyResult {
    let object = match alloc(ty) {
        Ok(object) => object,
        Err(raised) => {
            // SAFETY: nobody else has the array.
            unsafe { memory::free(indices.cast()) };
            return Err(raised);
        }
    };
    let this = combinations_of(&object);
    set(&this.pool, pool);
    this.indices.set(indices);
    this.r.set(size);
    this.stopped.set(c_int::from(stopped));
    Ok(object)
}

/// Hands out what a step gives, and remembers the end.
fn combinations_result(
    object: &PyObject,
    step: fn(&PyTupleObject, &[Cell<isize>], &PyTupleObject) -> Option<()>,
) -> Option<Ref> {
    let this = combinations_of(object);
    if this.stopped.get() != 0 {
        return None;
    }
    let made = || {
        let pool = held(&this.pool)?;
        let indices = array(&this.indices, this.r.get() as usize);
        if this.result.get().is_null() {
            let result = pick(pool, indices).ok()?;
            set(&this.result, result.clone());
            return Some(result.upcast());
        }
        let result = next_result(&this.result)?;
        step(pool, indices, &result)?;
        Some(result.upcast())
    };
    let result = made();
    if result.is_none() {
        this.stopped.set(1);
    }
    result
}

extern "C" fn combinations_next(object: &PyObject) -> Option<Ref> {
    combinations_result(object, |pool, indices, result| {
        let spare = pool.len() - indices.len();
        let changed =
            (0..indices.len()).rev().find(|place| indices[*place].get() as usize != place + spare)?;
        let first = indices[changed].get() + 1;
        for ((place, index), next) in indices.iter().enumerate().skip(changed).zip(first..) {
            index.set(next);
            put(result, place, pool.items()[next as usize]);
        }
        Some(())
    })
}

extern "C" fn with_replacement_next(object: &PyObject) -> Option<Ref> {
    combinations_result(object, |pool, indices, result| {
        let last = pool.len() as isize - 1;
        let changed = (0..indices.len()).rev().find(|place| indices[*place].get() != last)?;
        let next = indices[changed].get() + 1;
        for (place, index) in indices.iter().enumerate().skip(changed) {
            index.set(next);
            put(result, place, pool.items()[next as usize]);
        }
        Some(())
    })
}

fn combinations_reduce(object: &PyObject) -> PyResult {
    let this = combinations_of(object);
    let class = object.ob_type().to_ref();
    let size = int::from_isize(this.r.get())?;
    let pool = get(&this.pool).unwrap_or_else(tuple::empty).upcast();
    if this.result.get().is_null() {
        return tuple_ref([class, tuple_ref([pool, size])?]);
    }
    if this.stopped.get() != 0 {
        return tuple_ref([class, tuple_ref([tuple::empty().upcast(), size])?]);
    }
    let indices = sizes(array(&this.indices, this.r.get() as usize))?;
    tuple_ref([class, tuple_ref([pool, size])?, indices])
}

/// Sets the indices of a choice, clipped by `largest` of a place.
fn set_choice(object: &PyObject, state: &PyObject, largest: impl Fn(isize, isize) -> isize) -> PyResult {
    let this = combinations_of(object);
    let size = this.r.get();
    let values = indices_of(state, size as usize)?;
    let Some(pool) = held(&this.pool) else { return Ok(singletons::none_ref()) };
    let indices = array(&this.indices, size as usize);
    for (place, value) in values.iter().enumerate() {
        let value = strict_isize(value)?;
        indices[place].set(value.min(largest(place as isize, pool.len() as isize)).max(0));
    }
    if pool.is_empty() && size > 0 {
        this.stopped.set(1);
        return Ok(singletons::none_ref());
    }
    let result = pick(pool, indices)?;
    set(&this.result, result);
    Ok(singletons::none_ref())
}

fn combinations_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let size = combinations_of(object).r.get();
    set_choice(object, state, |place, pool| place + pool - size)
}

fn with_replacement_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    set_choice(object, state, |_, pool| pool - 1)
}

fn combinations_size_of(object: &PyObject) -> PyResult {
    byte_size(object, combinations_of(object).r.get() as usize)
}

pub static PERMUTATIONS_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(permutations_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"permutations(iterable, r=None)\n--\n\nAll arrangements of r items, or of all items.",
    ),
    tp_traverse: Cell::new(Some(permutations_traverse)),
    tp_iternext: Cell::new(Some(permutations_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", permutations_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", permutations_set_state, SET_STATE),
        PyMethodDef::noargs(c"__sizeof__", permutations_size_of, SIZE_OF),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(permutations_new)),
    ..iterator_type(c"itertools.permutations", size_of::<PermutationsObject>())
};

extern "C" fn permutations_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("permutations", &["iterable", "r"]).required(1);
    let [iterable, size] = SPEC.parse_tuple_dict(args, kwargs)?;
    let pool = pool_of(iterable.unwrap_or(singletons::none()))?;
    let count = pool.len() as isize;
    let size = match size.filter(|size| !size.is_none()) {
        None => count,
        Some(size) if !size.is_instance_of::<PyLongObject>() => {
            return Err(raise!(TYPE_ERROR, "Expected int as r"));
        }
        Some(size) => strict_isize(size)?,
    };
    if size < 0 {
        return Err(raise!(VALUE_ERROR, "r must be non-negative"));
    }
    let object = alloc(ty)?;
    let this = permutations_of(&object);
    this.indices.set(new_array(pool.len(), |index| index as isize)?);
    this.cycles.set(new_array(size as usize, |index| count - index as isize)?);
    set(&this.pool, pool);
    this.r.set(size);
    this.stopped.set(c_int::from(size > count));
    Ok(object)
}

fn permutations_step(this: &PermutationsObject) -> Option<Ref> {
    let pool = held(&this.pool)?;
    let (count, size) = (pool.len(), this.r.get() as usize);
    let (indices, cycles) = (array(&this.indices, count), array(&this.cycles, size));
    if this.result.get().is_null() {
        let result = pick(pool, &indices[..size]).ok()?;
        set(&this.result, result.clone());
        return Some(result.upcast());
    }
    if count == 0 {
        return None;
    }
    let result = next_result(&this.result)?;
    for place in (0..size).rev() {
        cycles[place].set(cycles[place].get() - 1);
        if cycles[place].get() == 0 {
            let first = indices[place].get();
            for index in place..count - 1 {
                indices[index].set(indices[index + 1].get());
            }
            indices[count - 1].set(first);
            cycles[place].set((count - place) as isize);
        } else {
            let other = count - cycles[place].get() as usize;
            indices[place].swap(&indices[other]);
            for (changed, index) in indices.iter().enumerate().take(size).skip(place) {
                put(&result, changed, pool.items()[index.get() as usize]);
            }
            return Some(result.upcast());
        }
    }
    None
}

extern "C" fn permutations_next(object: &PyObject) -> Option<Ref> {
    let this = permutations_of(object);
    if this.stopped.get() != 0 {
        return None;
    }
    let result = permutations_step(this);
    if result.is_none() {
        this.stopped.set(1);
    }
    result
}

fn permutations_reduce(object: &PyObject) -> PyResult {
    let this = permutations_of(object);
    let class = object.ob_type().to_ref();
    let size = int::from_isize(this.r.get())?;
    let pool = get(&this.pool).unwrap_or_else(tuple::empty);
    if this.result.get().is_null() {
        return tuple_ref([class, tuple_ref([pool.upcast(), size])?]);
    }
    if this.stopped.get() != 0 {
        return tuple_ref([class, tuple_ref([tuple::empty().upcast(), size])?]);
    }
    let indices = sizes(array(&this.indices, pool.len()))?;
    let cycles = sizes(array(&this.cycles, this.r.get() as usize))?;
    tuple_ref([class, tuple_ref([pool.upcast(), size])?, tuple_ref([indices, cycles])?])
}

fn permutations_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let this = permutations_of(object);
    let parts = state_items(state, 2, 2)?;
    for (index, part) in parts.iter().enumerate() {
        if !part.is_instance_of::<PyTupleObject>() {
            return Err(wrong_argument(index + 1, "tuple", part));
        }
    }
    let Some(pool) = held(&this.pool) else { return Ok(singletons::none_ref()) };
    let (count, size) = (pool.len() as isize, this.r.get());
    let new_indices = indices_of(parts[0], count as usize)?;
    let new_cycles = indices_of(parts[1], size as usize)?;
    let (indices, cycles) = (array(&this.indices, pool.len()), array(&this.cycles, size as usize));
    for (place, value) in new_indices.iter().enumerate() {
        indices[place].set(strict_isize(value)?.clamp(0, count - 1));
    }
    for (place, value) in new_cycles.iter().enumerate() {
        cycles[place].set(strict_isize(value)?.min(count - place as isize).max(1));
    }
    if size > count {
        return Ok(singletons::none_ref());
    }
    let result = pick(pool, &indices[..size as usize])?;
    set(&this.result, result);
    Ok(singletons::none_ref())
}

fn permutations_size_of(object: &PyObject) -> PyResult {
    let this = permutations_of(object);
    byte_size(object, held(&this.pool).map_or(0, PyTupleObject::len) + this.r.get() as usize)
}
