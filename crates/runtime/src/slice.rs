//! `slice` (`Objects/sliceobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use crate::descr::{MemberType, PyMemberDef, PyMethodDef};
use crate::gc;
use crate::object::{PyObject, PyResult, Raised, Ref, borrow_slot, clone_slot, replace_slot};
use crate::objects::{self, CompareOp, EQ, NE};
use crate::singletons::{none, none_ref, not_implemented};
use crate::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags};

#[repr(C)]
pub struct PySliceObject {
    pub ob_base: PyObject,
    pub start: Cell<*mut PyObject>,
    pub stop: Cell<*mut PyObject>,
    pub step: Cell<*mut PyObject>,
}

crate::object_layout!(PySliceObject, SLICE_TYPE);

const _: () = assert!(size_of::<PySliceObject>() == 40);

pub static SLICE_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(slice_dealloc as Destructor)),
    tp_repr: Cell::new(Some(slice_repr)),
    tp_hash: Cell::new(Some(objects::hash_not_implemented)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_doc: typeobject::doc(
        c"slice(stop)\nslice(start, stop[, step])\n\nWhich items a subscript means: from, to before, in steps of.",
    ),
    tp_traverse: Cell::new(Some(slice_traverse)),
    tp_richcompare: Cell::new(Some(slice_richcompare)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::one(
            c"indices",
            slice_indices,
            c"S.indices(len) -> (start, stop, stride)\n\nThe slice made to fit a sequence of this length.",
        ),
        PyMethodDef::noargs(c"__reduce__", slice_reduce, c"For pickle."),
        PyMethodDef::END,
    ]),
    tp_members: typeobject::members(&[
        PyMemberDef::read_only(c"start", MemberType::Object, offset_of!(PySliceObject, start), c""),
        PyMemberDef::read_only(c"stop", MemberType::Object, offset_of!(PySliceObject, stop), c""),
        PyMemberDef::read_only(c"step", MemberType::Object, offset_of!(PySliceObject, step), c""),
        PyMemberDef::END,
    ]),
    tp_new: Cell::new(Some(slice_new)),
    ..PyTypeObject::new(c"slice", size_of::<PySliceObject>())
};

/// The slice that died last: most live only for one subscript.
static CACHE: crate::freelist::FreeList<1> = crate::freelist::FreeList::new();

/// `slice(start, stop, step)`; nothing is `None`.
pub fn new(start: Option<Ref>, stop: Option<Ref>, step: Option<Ref>) -> PyResult<PySliceObject> {
    let field = |value: Option<Ref>| Cell::new(value.unwrap_or_else(none_ref).into_raw());
    let init = |slice: *mut PySliceObject| {
        // SAFETY: the block has the layout of a slice; the header is written already.
        unsafe {
            (&raw mut (*slice).start).write(field(start));
            (&raw mut (*slice).stop).write(field(stop));
            (&raw mut (*slice).step).write(field(step));
        }
    };
    let dead: *mut PySliceObject = CACHE.pop();
    let slice = if dead.is_null() {
        // SAFETY: the layout of `slice`, every field written.
        unsafe { crate::memory::new_object(&SLICE_TYPE, init) }?
    } else {
        // SAFETY: a dead slice, header and type in place.
        unsafe {
            (&*dead).ob_refcnt.set(1);
            init(dead);
            Ref::from_raw(dead)
        }
    };
    gc::track(&slice);
    Ok(slice)
}

fn fields(slice: &PySliceObject) -> [Ref; 3] {
    // SAFETY: a slice owns its fields.
    [&slice.start, &slice.stop, &slice.step].map(|slot| unsafe { clone_slot(slot) }.unwrap_or_else(none_ref))
}

/// The fields of a slice never change.
fn borrowed_fields(slice: &PySliceObject) -> [&PyObject; 3] {
    // SAFETY: a slice owns its fields as long as it lives.
    [&slice.start, &slice.stop, &slice.step]
        .map(|slot| unsafe { borrow_slot(slot) }.unwrap_or_else(|| none()))
}

unsafe extern "C" fn slice_dealloc(object: *mut PyObject) {
    // SAFETY: a dying slice, which owned its fields.
    unsafe {
        gc::untrack(&*object);
        let slice: &PySliceObject = (*object).cast_unchecked();
        for slot in [&slice.step, &slice.start, &slice.stop] {
            drop(replace_slot(slot, None));
        }
        if !CACHE.push(object) {
            crate::memory::free_object(object);
        }
    }
}

extern "C" fn slice_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot of slices.
    let slice: &PySliceObject = unsafe { object.cast_unchecked() };
    crate::visit!(visit, arg, slice.start.get());
    crate::visit!(visit, arg, slice.stop.get());
    crate::visit!(visit, arg, slice.step.get());
    0
}

extern "C" fn slice_new(_: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    crate::args::no_keywords("slice", kwargs)?;
    let items = crate::args::items(args);
    crate::args::check_count("slice", items, 1, 3)?;
    let item = |index: usize| items.get(index).map(|item: &&PyObject| item.to_ref());
    let slice = match items.len() {
        1 => new(None, item(0), None)?,
        _ => new(item(0), item(1), item(2))?,
    };
    Ok(slice.upcast())
}

fn slice_of(object: &PyObject) -> &PySliceObject {
    // SAFETY: slots and methods of slices get slices.
    unsafe { object.cast_unchecked() }
}

extern "C" fn slice_repr(object: &PyObject) -> PyResult {
    let mut text = crate::str::Builder::new();
    text.push_str("slice(")?;
    for (index, field) in borrowed_fields(slice_of(object)).iter().enumerate() {
        if index > 0 {
            text.push_str(", ")?;
        }
        push_repr(&mut text, field)?;
    }
    text.push_str(")")?;
    Ok(text.finish()?.upcast())
}

/// Appends `repr(object)`.
pub(crate) fn push_repr(text: &mut crate::str::Builder, object: &PyObject) -> Result<(), Raised> {
    let repr = objects::repr(object)?;
    match repr.cast::<crate::str::PyUnicodeObject>() {
        Some(repr) => text.push_string(repr),
        None => Ok(()),
    }
}

extern "C" fn slice_richcompare(a: &PyObject, b: &PyObject, op: CompareOp) -> PyResult {
    let (Some(left), Some(right)) = (a.cast::<PySliceObject>(), b.cast::<PySliceObject>()) else {
        return Ok(not_implemented());
    };
    if a.is(b) {
        return Ok(objects::bool_ref(matches!(op, EQ | objects::LE | objects::GE)));
    }
    let left = crate::tuple::new(fields(left))?;
    let right = crate::tuple::new(fields(right))?;
    let _ = NE;
    objects::rich_compare(&left, &right, op)
}

fn slice_reduce(object: &PyObject) -> PyResult {
    let arguments = crate::tuple::new(fields(slice_of(object)))?;
    Ok(crate::tuple::pair(object.ob_type().to_ref(), arguments.upcast())?.upcast())
}

/// An index of a slice, clipped to what fits: an integer, or anything with `__index__`; `None` where that is allowed.
fn clipped(object: &PyObject, none_allowed: bool) -> Result<Option<isize>, Raised> {
    if none_allowed && object.is_none() {
        return Ok(None);
    }
    if !crate::number::check_index(object) {
        let none = if none_allowed { "None or " } else { "" };
        return Err(crate::raise!(
            TYPE_ERROR,
            "slice indices must be integers or {none}have an __index__ method"
        ));
    }
    Ok(Some(crate::number::as_size(object, None)?))
}

/// A bound given to a method such as `list.index`.
pub fn index_argument(object: &PyObject) -> Result<isize, Raised> {
    Ok(clipped(object, false)?.unwrap_or(0))
}

/// A bound given to a method such as `str.find`, where `None` stands for the default.
pub fn optional_index_argument(object: Option<&PyObject>, default: isize) -> Result<isize, Raised> {
    match object {
        Some(object) => Ok(clipped(object, true)?.unwrap_or(default)),
        None => Ok(default),
    }
}

impl PySliceObject {
    /// Start, stop and step as they stand, not yet fitted to a length (`PySlice_Unpack`).
    pub fn unpack(&self) -> Result<(isize, isize, isize), Raised> {
        let [start, stop, step] = borrowed_fields(self);
        let step = match clipped(step, true)? {
            None => 1,
            Some(0) => return Err(crate::raise!(VALUE_ERROR, "slice step cannot be zero")),
            // So that it can be negated.
            Some(step) => step.max(-isize::MAX),
        };
        let start = clipped(start, true)?.unwrap_or(if step < 0 { isize::MAX } else { 0 });
        let stop = clipped(stop, true)?.unwrap_or(if step < 0 { isize::MIN } else { isize::MAX });
        Ok((start, stop, step))
    }

    /// What the slice means for a sequence of `length` items: the first index, the last bound, the step and how many.
    pub fn fit(&self, length: impl FnOnce() -> usize) -> Result<Fitted, Raised> {
        let (start, stop, step) = self.unpack()?;
        Ok(adjust(length(), start, stop, step))
    }
}

/// A slice fitted to a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fitted {
    pub start: isize,
    pub stop: isize,
    pub step: isize,
    /// How many items are meant.
    pub count: usize,
}

impl Fitted {
    /// The indices, in order.
    pub fn indices(self) -> impl ExactSizeIterator<Item = usize> {
        (0..self.count).map(move |i| self.start.wrapping_add((i as isize).wrapping_mul(self.step)) as usize)
    }
}

/// `PySlice_AdjustIndices`.
pub fn adjust(length: usize, start: isize, stop: isize, step: isize) -> Fitted {
    let length = length as isize;
    let fit = |index: isize| {
        if index < 0 {
            let index = index.wrapping_add(length);
            if index < 0 { if step < 0 { -1 } else { 0 } } else { index }
        } else if index >= length {
            if step < 0 { length - 1 } else { length }
        } else {
            index
        }
    };
    let (start, stop) = (fit(start), fit(stop));
    let count = if step < 0 {
        if stop < start { (start - stop - 1) / -step + 1 } else { 0 }
    } else if start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    Fitted { start, stop, step, count: count as usize }
}

/// An index of any size.
fn big_index(object: &PyObject) -> Result<BigInt, Raised> {
    if !crate::number::check_index(object) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "slice indices must be integers or None or have an __index__ method"
        ));
    }
    let index = crate::number::index(object)?;
    Ok(crate::int::to_bigint(&index).unwrap_or_default())
}

/// Start, stop and step fitted to a length of any size (`_PySlice_GetLongIndices`).
pub fn big_indices(slice: &PySliceObject, length: &BigInt) -> Result<[BigInt; 3], Raised> {
    let [start, stop, step] = borrowed_fields(slice);
    let step = if step.is_none() { BigInt::from(1) } else { big_index(step)? };
    if step.is_zero() {
        return Err(crate::raise!(VALUE_ERROR, "slice step cannot be zero"));
    }
    let backwards = step.is_negative();
    let (lower, upper) =
        if backwards { (BigInt::from(-1), length - 1) } else { (BigInt::ZERO, length.clone()) };
    let fit = |object: &PyObject, default: &BigInt| -> Result<BigInt, Raised> {
        if object.is_none() {
            return Ok(default.clone());
        }
        let mut index = big_index(object)?;
        if index.is_negative() {
            index += length;
            return Ok(index.max(lower.clone()));
        }
        Ok(index.min(upper.clone()))
    };
    let start_at = fit(start, if backwards { &upper } else { &lower })?;
    let stop_at = fit(stop, if backwards { &lower } else { &upper })?;
    Ok([start_at, stop_at, step])
}

fn slice_indices(object: &PyObject, length: &PyObject) -> PyResult {
    let length = crate::number::index(length)?;
    let length = crate::int::to_bigint(&length).unwrap_or_default();
    if length.is_negative() {
        return Err(crate::raise!(VALUE_ERROR, "length should not be negative"));
    }
    let [start, stop, step] = big_indices(slice_of(object), &length)?;
    let items =
        [crate::int::from_bigint(&start)?, crate::int::from_bigint(&stop)?, crate::int::from_bigint(&step)?];
    Ok(crate::tuple::new(items)?.upcast())
}

/// Whether a slice's field is `None`.
pub fn is_whole(slice: &PySliceObject) -> bool {
    [&slice.start, &slice.stop, &slice.step].iter().all(|slot| std::ptr::eq(slot.get(), none()))
}
