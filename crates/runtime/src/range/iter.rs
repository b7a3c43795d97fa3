//! Iterators over ranges: of machine words, and of numbers of any size.

use std::cell::Cell;
use std::ffi::CStr;

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use super::{big, count_words, field, make, range_of};
use crate::descr::PyMethodDef;
use crate::int;
use crate::object::{PyObject, PyResult, Ref, clone_slot, replace_slot};
use crate::objects;
use crate::singletons::none_ref;
use crate::typeobject::{self, Destructor, PyTypeObject};

#[repr(C)]
pub struct RangeIterObject {
    pub ob_base: PyObject,
    pub index: Cell<i64>,
    pub start: Cell<i64>,
    pub step: Cell<i64>,
    pub len: Cell<i64>,
}

crate::object_layout!(RangeIterObject, RANGE_ITER_TYPE);

#[repr(C)]
pub struct LongRangeIterObject {
    pub ob_base: PyObject,
    pub index: Cell<*mut PyObject>,
    pub start: Cell<*mut PyObject>,
    pub step: Cell<*mut PyObject>,
    pub len: Cell<*mut PyObject>,
}

crate::object_layout!(LongRangeIterObject, LONG_RANGE_ITER_TYPE);

pub static RANGE_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_iternext: Cell::new(Some(next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__length_hint__", length_hint, c"How many numbers are left."),
        PyMethodDef::noargs(c"__reduce__", reduce, c"For pickle."),
        PyMethodDef::one(c"__setstate__", set_state, c"For pickle."),
        PyMethodDef::END,
    ]),
    ..iterator_type(c"range_iterator", size_of::<RangeIterObject>())
};

pub static LONG_RANGE_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(long_dealloc as Destructor)),
    tp_iternext: Cell::new(Some(long_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__length_hint__", long_length_hint, c"How many numbers are left."),
        PyMethodDef::noargs(c"__reduce__", long_reduce, c"For pickle."),
        PyMethodDef::one(c"__setstate__", long_set_state, c"For pickle."),
        PyMethodDef::END,
    ]),
    ..iterator_type(c"longrange_iterator", size_of::<LongRangeIterObject>())
};

const fn iterator_type(name: &'static CStr, size: usize) -> PyTypeObject {
    PyTypeObject {
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_iter: Cell::new(Some(objects::self_iter)),
        ..PyTypeObject::new(name, size)
    }
}

fn words(start: i64, step: i64, len: i64) -> PyResult {
    // SAFETY: the layout of the type, every field written.
    let iterator = unsafe {
        crate::memory::new_object(&RANGE_ITER_TYPE, |iterator: *mut RangeIterObject| {
            (&raw mut (*iterator).index).write(Cell::new(0));
            (&raw mut (*iterator).start).write(Cell::new(start));
            (&raw mut (*iterator).step).write(Cell::new(step));
            (&raw mut (*iterator).len).write(Cell::new(len));
        })
    }?;
    Ok(iterator.upcast())
}

fn long(start: Ref, step: Ref, len: Ref) -> PyResult {
    let index = int::from_i64(0)?;
    // SAFETY: the layout of the type, every field written.
    let iterator = unsafe {
        crate::memory::new_object(&LONG_RANGE_ITER_TYPE, |iterator: *mut LongRangeIterObject| {
            (&raw mut (*iterator).index).write(Cell::new(index.into_raw()));
            (&raw mut (*iterator).start).write(Cell::new(start.into_raw()));
            (&raw mut (*iterator).step).write(Cell::new(step.into_raw()));
            (&raw mut (*iterator).len).write(Cell::new(len.into_raw()));
        })
    }?;
    Ok(iterator.upcast())
}

pub(super) extern "C" fn range_iter(object: &PyObject) -> PyResult {
    let range = range_of(object);
    if let Some(w) = range.words() {
        let count = count_words(w.start, w.stop, w.step);
        // The number behind the last must fit too.
        let fits = count == 0
            || if w.step > 0 {
                w.stop <= i64::MAX - (w.step - 1)
            } else {
                w.stop >= i64::MIN + (-1 - w.step)
            };
        if let (Ok(count), true) = (i64::try_from(count), fits) {
            return words(w.start, w.step, count);
        }
    }
    long(field(&range.start), field(&range.step), field(&range.length))
}

pub(super) fn range_reversed(object: &PyObject) -> PyResult {
    let range = range_of(object);
    if let Some(w) = range.words()
        && let Some(step) = w.step.checked_neg()
        && let Some(before) = w.start.checked_sub(w.step)
        && let Ok(count) = i64::try_from(count_words(w.start, w.stop, w.step))
    {
        return words(before.wrapping_add(count.wrapping_mul(w.step)), step, count);
    }
    let last = big(&range.start) + (big(&range.length) - 1u8) * big(&range.step);
    let step = int::from_bigint(&-big(&range.step))?;
    long(int::from_bigint(&last)?, step, field(&range.length))
}

fn iter_of(object: &PyObject) -> &RangeIterObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    let iterator = iter_of(object);
    let index = iterator.index.get();
    if index >= iterator.len.get() {
        return None;
    }
    iterator.index.set(index + 1);
    int::from_i64(iterator.start.get().wrapping_add(index.wrapping_mul(iterator.step.get()))).ok()
}

fn length_hint(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    int::from_i64(iterator.len.get() - iterator.index.get())
}

fn reduce(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    let (start, step) = (iterator.start.get(), iterator.step.get());
    let stop = start.wrapping_add(iterator.len.get().wrapping_mul(step));
    let range = make(int::from_i64(start)?, int::from_i64(stop)?, int::from_i64(step)?)?;
    reduced(range, int::from_i64(iterator.index.get())?)
}

fn reduced(range: Ref, index: Ref) -> PyResult {
    let arguments = crate::tuple::new([range])?;
    Ok(crate::tuple::new([crate::iterators::builtin("iter")?, arguments.upcast(), index])?.upcast())
}

fn set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    let Some(index) = int::to_i64(&*crate::number::index(state)?) else {
        return Err(crate::raise!(OVERFLOW_ERROR, "Python int too large to convert to C long"));
    };
    iterator.index.set(index.clamp(0, iterator.len.get()));
    Ok(none_ref())
}

fn long_of(object: &PyObject) -> &LongRangeIterObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

unsafe extern "C" fn long_dealloc(object: *mut PyObject) {
    // SAFETY: a dying iterator, which owned its fields.
    unsafe {
        let iterator = long_of(&*object);
        for slot in [&iterator.index, &iterator.start, &iterator.step, &iterator.len] {
            drop(replace_slot(slot, None));
        }
        crate::memory::free_object(object);
    }
}

extern "C" fn long_next(object: &PyObject) -> Option<Ref> {
    let iterator = long_of(object);
    let index = big(&iterator.index);
    if index >= big(&iterator.len) {
        return None;
    }
    let item = int::from_bigint(&(big(&iterator.start) + &index * big(&iterator.step))).ok()?;
    let next: BigInt = index + 1u8;
    drop(replace_slot(&iterator.index, Some(int::from_bigint(&next).ok()?)));
    Some(item)
}

fn long_length_hint(object: &PyObject) -> PyResult {
    let iterator = long_of(object);
    int::from_bigint(&(big(&iterator.len) - big(&iterator.index)))
}

fn long_reduce(object: &PyObject) -> PyResult {
    let iterator = long_of(object);
    let stop = big(&iterator.start) + big(&iterator.len) * big(&iterator.step);
    let range = make(field(&iterator.start), int::from_bigint(&stop)?, field(&iterator.step))?;
    // SAFETY: null or owned.
    let index = unsafe { clone_slot(&iterator.index) }.unwrap_or_else(none_ref);
    reduced(range, index)
}

fn long_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let iterator = long_of(object);
    if objects::rich_compare_bool(state, &*int::from_i64(0)?, objects::LT)? {
        drop(replace_slot(&iterator.index, Some(int::from_i64(0)?)));
        return Ok(none_ref());
    }
    let index = int::to_bigint(&*crate::number::index(state)?).unwrap_or_default();
    let index = if index.is_negative() { BigInt::zero() } else { index.min(big(&iterator.len)) };
    drop(replace_slot(&iterator.index, Some(int::from_bigint(&index)?)));
    Ok(none_ref())
}
