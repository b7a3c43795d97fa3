//! `range` (`Objects/rangeobject.c`).

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::offset_of;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use crate::args::check_count;
use crate::descr::{MemberType, PyMemberDef, PyMethodDef};
use crate::int::{self, PyLongObject};
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects::{self, CompareOp, EQ, NE, bool_code, bool_ref};
use crate::singletons::{none_ref, not_implemented};
use crate::slice::PySliceObject;
use crate::typeobject::{
    self, Destructor, PyMappingMethods, PyNumberMethods, PySequenceMethods, PyTypeObject, flags,
};

pub mod iter;

#[repr(C)]
pub struct PyRangeObject {
    pub ob_base: PyObject,
    pub start: Cell<*mut PyObject>,
    pub stop: Cell<*mut PyObject>,
    pub step: Cell<*mut PyObject>,
    pub length: Cell<*mut PyObject>,
}

crate::object_layout!(PyRangeObject, RANGE_TYPE);

const _: () = assert!(size_of::<PyRangeObject>() == 48);

pub static RANGE_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::SEQUENCE),
    tp_dealloc: Cell::new(Some(range_dealloc as Destructor)),
    tp_repr: Cell::new(Some(range_repr)),
    tp_as_number: Cell::new(&raw const RANGE_AS_NUMBER),
    tp_as_sequence: Cell::new(&raw const RANGE_AS_SEQUENCE),
    tp_as_mapping: Cell::new(&raw const RANGE_AS_MAPPING),
    tp_hash: Cell::new(Some(range_hash)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_doc: typeobject::doc(
        c"range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe integers from start to before stop, in steps of step.",
    ),
    tp_richcompare: Cell::new(Some(range_richcompare)),
    tp_iter: Cell::new(Some(iter::range_iter)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reversed__", iter::range_reversed, c"An iterator from the last to the first."),
        PyMethodDef::fast(c"__reduce__", range_reduce, c""),
        PyMethodDef::one(c"count", range_count, c"rangeobject.count(value) -> integer -- how many equal value"),
        PyMethodDef::one(
            c"index",
            range_index,
            c"rangeobject.index(value) -> integer -- the index of value.\nValueError if it is not there.",
        ),
        PyMethodDef::END,
    ]),
    tp_members: typeobject::members(&[
        PyMemberDef::read_only(c"start", MemberType::ObjectEx, offset_of!(PyRangeObject, start), c""),
        PyMemberDef::read_only(c"stop", MemberType::ObjectEx, offset_of!(PyRangeObject, stop), c""),
        PyMemberDef::read_only(c"step", MemberType::ObjectEx, offset_of!(PyRangeObject, step), c""),
        PyMemberDef::END,
    ]),
    tp_new: Cell::new(Some(range_new)),
    tp_vectorcall: Cell::new(Some(range_vectorcall)),
    ..PyTypeObject::new(c"range", size_of::<PyRangeObject>())
};

static RANGE_AS_NUMBER: PyNumberMethods =
    PyNumberMethods { nb_bool: Cell::new(Some(range_bool)), ..PyNumberMethods::EMPTY };

static RANGE_AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(range_length)),
    sq_item: Cell::new(Some(range_item)),
    sq_contains: Cell::new(Some(range_contains)),
    ..PySequenceMethods::EMPTY
};

static RANGE_AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: Cell::new(Some(range_length)),
    mp_subscript: Cell::new(Some(range_subscript)),
    ..PyMappingMethods::EMPTY
};

fn range_of(object: &PyObject) -> &PyRangeObject {
    // SAFETY: slots and methods of ranges get ranges.
    unsafe { object.cast_unchecked() }
}

fn field(slot: &Cell<*mut PyObject>) -> Ref {
    // SAFETY: a range owns its fields.
    unsafe { clone_slot(slot) }.unwrap_or_else(none_ref)
}

fn big(slot: &Cell<*mut PyObject>) -> BigInt {
    int::to_bigint(&field(slot)).unwrap_or_default()
}

/// The fields if all fit a machine word.
struct Words {
    start: i64,
    stop: i64,
    step: i64,
}

impl PyRangeObject {
    fn words(&self) -> Option<Words> {
        Some(Words {
            start: int::to_i64(&field(&self.start))?,
            stop: int::to_i64(&field(&self.stop))?,
            step: int::to_i64(&field(&self.step))?,
        })
    }

    /// Its `i`-th number, in range or not.
    fn item(&self, i: &BigInt) -> PyResult {
        int::from_bigint(&(big(&self.start) + i * big(&self.step)))
    }
}

/// How many numbers there are.
fn count_words(start: i64, stop: i64, step: i64) -> u64 {
    let (low, high, step) =
        if step > 0 { (start, stop, step.unsigned_abs()) } else { (stop, start, step.unsigned_abs()) };
    match step {
        _ if low >= high => 0,
        1 => high.wrapping_sub(low) as u64,
        _ => high.wrapping_sub(low).wrapping_sub(1) as u64 / step + 1,
    }
}

fn length_of(start: &PyObject, stop: &PyObject, step: &PyObject) -> PyResult {
    if let (Some(start), Some(stop), Some(step)) = (int::to_i64(start), int::to_i64(stop), int::to_i64(step))
    {
        return int::from_u64(count_words(start, stop, step));
    }
    let number = |object: &PyObject| int::to_bigint(object).unwrap_or_default();
    let (start, stop, step) = (number(start), number(stop), number(step));
    let (low, high) = if step.is_positive() { (start, stop) } else { (stop, start) };
    if low >= high {
        return int::from_i64(0);
    }
    int::from_bigint(&((high - low - 1u8).div_floor(&step.abs()) + 1u8))
}

/// A range of these numbers; the step is not 0.
pub(crate) fn make(start: Ref, stop: Ref, step: Ref) -> PyResult {
    let length = length_of(&start, &stop, &step)?;
    // SAFETY: the layout of `range`, every field written.
    let range = unsafe {
        crate::memory::new_object(&RANGE_TYPE, |range: *mut PyRangeObject| {
            (&raw mut (*range).start).write(Cell::new(start.into_raw()));
            (&raw mut (*range).stop).write(Cell::new(stop.into_raw()));
            (&raw mut (*range).step).write(Cell::new(step.into_raw()));
            (&raw mut (*range).length).write(Cell::new(length.into_raw()));
        })
    }?;
    Ok(range.upcast())
}

fn from_arguments(args: &[&PyObject]) -> PyResult {
    check_count("range", args, 1, 3)?;
    if let [stop] = args {
        return make(int::from_i64(0)?, crate::number::index(stop)?, int::from_i64(1)?);
    }
    let start = crate::number::index(args[0])?;
    let stop = crate::number::index(args[1])?;
    let step = match args.get(2) {
        Some(step) => crate::number::index(step)?,
        None => int::from_i64(1)?,
    };
    if step.cast::<PyLongObject>().is_some_and(PyLongObject::is_zero) {
        return Err(crate::raise!(VALUE_ERROR, "range() arg 3 must not be zero"));
    }
    make(start, stop, step)
}

extern "C" fn range_new(_: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    crate::args::no_keywords("range", kwargs)?;
    from_arguments(crate::args::items(args))
}

extern "C" fn range_vectorcall(
    _: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    crate::args::no_keywords("range", kwnames)?;
    from_arguments(crate::call::positional(args, nargsf))
}

unsafe extern "C" fn range_dealloc(object: *mut PyObject) {
    // SAFETY: a dying range, which owned its fields.
    unsafe {
        let range = range_of(&*object);
        for slot in [&range.start, &range.stop, &range.step, &range.length] {
            drop(replace_slot(slot, None));
        }
        crate::memory::free_object(object);
    }
}

extern "C" fn range_length(object: &PyObject) -> isize {
    match int::to_isize(&field(&range_of(object).length)) {
        Some(length) => length,
        None => {
            let _ = crate::raise!(OVERFLOW_ERROR, "Python int too large to convert to C ssize_t");
            -1
        }
    }
}

extern "C" fn range_bool(object: &PyObject) -> c_int {
    c_int::from(!big(&range_of(object).length).is_zero())
}

/// The item at an index that is in range, where machine words do.
fn short_item(range: &PyRangeObject, index: &PyObject) -> Option<i64> {
    let (words, length, index) = (range.words()?, int::to_i64(&field(&range.length))?, int::to_i64(index)?);
    let index = if index < 0 { index + length } else { index };
    if !(0..length).contains(&index) {
        return None;
    }
    words.start.checked_add(index.checked_mul(words.step)?)
}

fn item_at(object: &PyObject, index: &PyObject) -> PyResult {
    let range = range_of(object);
    if let Some(item) = short_item(range, index) {
        return int::from_i64(item);
    }
    let length = big(&range.length);
    let mut index = int::to_bigint(index).unwrap_or_default();
    if index.is_negative() {
        index += &length;
    }
    if index.is_negative() || index >= length {
        return Err(crate::raise!(INDEX_ERROR, "range object index out of range"));
    }
    range.item(&index)
}

extern "C" fn range_item(object: &PyObject, index: isize) -> PyResult {
    item_at(object, &*int::from_isize(index)?)
}

extern "C" fn range_subscript(object: &PyObject, index: &PyObject) -> PyResult {
    if crate::number::check_index(index) {
        return item_at(object, &*crate::number::index(index)?);
    }
    let Some(slice) = index.cast::<PySliceObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "range indices must be integers or slices, not {}",
            index.ob_type().full_name()
        ));
    };
    let range = range_of(object);
    let [start, stop, step] = crate::slice::big_indices(slice, &big(&range.length))?;
    let step = int::from_bigint(&(big(&range.step) * step))?;
    make(range.item(&start)?, range.item(&stop)?, step)
}

/// Whether membership of the object is a matter of arithmetic.
fn is_plain_int(object: &PyObject) -> bool {
    object.is_exact::<PyLongObject>() || crate::bool_::is_bool(object)
}

fn contains_int(range: &PyRangeObject, value: &PyObject) -> bool {
    if let (Some(Words { start, stop, step }), Some(value)) = (range.words(), int::to_i64(value))
        && let Some(distance) = value.checked_sub(start)
    {
        let inside = if step > 0 { start <= value && value < stop } else { stop < value && value <= start };
        return inside && distance.wrapping_rem(step) == 0;
    }
    let value = int::to_bigint(value).unwrap_or_default();
    let (start, stop, step) = (big(&range.start), big(&range.stop), big(&range.step));
    let inside =
        if step.is_positive() { start <= value && value < stop } else { stop < value && value <= start };
    inside && (value - start).mod_floor(&step).is_zero()
}

extern "C" fn range_contains(object: &PyObject, value: &PyObject) -> c_int {
    if is_plain_int(value) {
        return c_int::from(contains_int(range_of(object), value));
    }
    let search = || {
        let iterator = crate::iter::get_iter(object)?;
        while let Some(item) = crate::iter::next(&iterator)? {
            if objects::rich_compare_bool(&item, value, EQ)? {
                return Ok(true);
            }
        }
        Ok(false)
    };
    bool_code(search())
}

fn range_count(object: &PyObject, value: &PyObject) -> PyResult {
    if is_plain_int(value) {
        return int::from_i64(i64::from(contains_int(range_of(object), value)));
    }
    int::from_usize(crate::sequence::count_of(object, value)?)
}

fn range_index(object: &PyObject, value: &PyObject) -> PyResult {
    let range = range_of(object);
    if !is_plain_int(value) {
        return int::from_usize(crate::sequence::index_of(object, value)?);
    }
    if contains_int(range, value) {
        let offset = int::to_bigint(value).unwrap_or_default() - big(&range.start);
        return int::from_bigint(&offset.div_floor(&big(&range.step)));
    }
    let mut text = crate::str::Builder::new();
    crate::slice::push_repr(&mut text, value)?;
    text.push_str(" is not in range")?;
    Err(crate::errors::set_object(&crate::exceptions::VALUE_ERROR, text.finish()?.upcast()))
}

/// What makes two ranges the same sequence: the length, the first number if any, the step if it matters.
fn identity(range: &PyRangeObject) -> [Ref; 3] {
    let length = field(&range.length);
    let count = big(&range.length);
    let first = if count.is_zero() { none_ref() } else { field(&range.start) };
    let step = if count.is_zero() || count.is_one() { none_ref() } else { field(&range.step) };
    [length, first, step]
}

extern "C" fn range_richcompare(a: &PyObject, b: &PyObject, op: CompareOp) -> PyResult {
    let Some(other) = b.cast::<PyRangeObject>() else { return Ok(not_implemented()) };
    if op != EQ && op != NE {
        return Ok(not_implemented());
    }
    let mut equal = true;
    for (x, y) in identity(range_of(a)).iter().zip(&identity(other)) {
        equal = equal && objects::rich_compare_bool(x, y, EQ)?;
    }
    Ok(bool_ref(equal == (op == EQ)))
}

extern "C" fn range_hash(object: &PyObject) -> isize {
    let hash = || -> Result<isize, Raised> {
        let identity = crate::tuple::new(identity(range_of(object)))?;
        objects::hash(&identity)
    };
    hash().unwrap_or(-1)
}

extern "C" fn range_repr(object: &PyObject) -> PyResult {
    let range = range_of(object);
    let (start, stop, step) = (big(&range.start), big(&range.stop), big(&range.step));
    let text = if step.is_one() {
        format!("range({start}, {stop})")
    } else {
        format!("range({start}, {stop}, {step})")
    };
    Ok(crate::str::new(&text)?.upcast())
}

fn range_reduce(object: &PyObject, _: &[&PyObject]) -> PyResult {
    let range = range_of(object);
    let arguments = crate::tuple::new([field(&range.start), field(&range.stop), field(&range.step)])?;
    Ok(crate::tuple::pair(object.ob_type().to_ref(), arguments.upcast())?.upcast())
}
