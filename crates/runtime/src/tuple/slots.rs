//! The `tuple` type.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use super::{PyTupleObject, from_slice, items_of, new};
use crate::args::check_count;
use crate::descr::PyMethodDef;
use crate::gc;
use crate::object::{self, PyObject, PyResult, Raised, Ref};
use crate::objects::{self, CompareOp, EQ, NE, bool_code, bool_ref, rich_compare_bool};
use crate::singletons::not_implemented;
use crate::slice::{PySliceObject, index_argument};
use crate::typeobject::{
    self, Destructor, PyMappingMethods, PySequenceMethods, PyTypeObject, VisitProc, flags,
};

pub static TUPLE_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(size_of::<usize>() as isize),
    tp_flags: Cell::new(
        flags::DEFAULT
            | flags::HAVE_GC
            | flags::BASETYPE
            | flags::TUPLE_SUBCLASS
            | flags::MATCH_SELF
            | flags::SEQUENCE,
    ),
    tp_dealloc: Cell::new(Some(tuple_dealloc as Destructor)),
    tp_repr: Cell::new(Some(tuple_repr)),
    tp_as_sequence: Cell::new(&raw const TUPLE_AS_SEQUENCE),
    tp_as_mapping: Cell::new(&raw const TUPLE_AS_MAPPING),
    tp_hash: Cell::new(Some(tuple_hash)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_doc: typeobject::doc(
        c"tuple(iterable=(), /)\n--\n\nA sequence that can't change.\n\nWithout an argument it is empty, otherwise it has the items of the iterable;\na tuple is given back as it is.",
    ),
    tp_traverse: Cell::new(Some(tuple_traverse)),
    tp_richcompare: Cell::new(Some(tuple_richcompare)),
    tp_iter: Cell::new(Some(super::iter::tuple_iter)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__getnewargs__", tuple_getnewargs, c"__getnewargs__($self, /)\n--\n\n"),
        PyMethodDef::fast(
            c"index",
            tuple_index,
            c"index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nIndex of the first item that equals the value.\n\nValueError if there is none.",
        ),
        PyMethodDef::one(c"count", tuple_count, c"count($self, value, /)\n--\n\nHow many items equal the value."),
        PyMethodDef::one(c"__class_getitem__", crate::generic_alias::class_getitem, c"See PEP 585").class(),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(tuple_new)),
    tp_vectorcall: Cell::new(Some(tuple_vectorcall)),
    ..PyTypeObject::new(c"tuple", size_of::<PyTupleObject>())
};

static TUPLE_AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(tuple_length)),
    sq_concat: Cell::new(Some(tuple_concat)),
    sq_repeat: Cell::new(Some(tuple_repeat)),
    sq_item: Cell::new(Some(tuple_item)),
    sq_contains: Cell::new(Some(tuple_contains)),
    ..PySequenceMethods::EMPTY
};

static TUPLE_AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: Cell::new(Some(tuple_length)),
    mp_subscript: Cell::new(Some(tuple_subscript)),
    ..PyMappingMethods::EMPTY
};

fn tuple_of(object: &PyObject) -> &PyTupleObject {
    // SAFETY: slots and methods of tuples get tuples.
    unsafe { object.cast_unchecked() }
}

unsafe extern "C" fn tuple_dealloc(object: *mut PyObject) {
    // SAFETY: a dying tuple; its items are given back once. The empty tuple never dies.
    unsafe {
        let tuple = tuple_of(&*object);
        gc::untrack(tuple);
        if !tuple.is_exact::<PyTupleObject>() {
            drop_items(tuple);
            return crate::memory::free_object(object);
        }
        let mut index = tuple.len();
        if index == 0 {
            tuple.ob_refcnt.set(1);
            return;
        }
        // As long as nothing dies but numbers, nothing is nested.
        while index > 0 {
            let item = tuple.slot(index - 1).get();
            if item.is_null() || !object::release_leaf(item) {
                return dealloc_nested(tuple, index);
            }
            index -= 1;
        }
        if !super::keep(object.cast()) {
            crate::memory::free_object(object);
        }
    }
}

/// The rest of a tuple whose items from `end` on are gone.
#[inline(never)]
unsafe fn dealloc_nested(tuple: &PyTupleObject, end: usize) {
    // SAFETY: as for the destructor.
    unsafe {
        for index in end..tuple.len() {
            tuple.slot(index).set(std::ptr::null_mut());
        }
        if gc::trashcan_begin(tuple) {
            return;
        }
        drop_items(tuple);
        if !super::keep(tuple.as_ptr().cast()) {
            crate::memory::free_object(tuple.as_ptr());
        }
        gc::trashcan_end();
    }
}

/// The slots are not looked at again, as nobody has the tuple.
unsafe fn drop_items(tuple: &PyTupleObject) {
    for index in (0..tuple.len()).rev() {
        // SAFETY: a dying tuple owns its items, null or not.
        drop(unsafe { Ref::from_nullable(tuple.slot(index).get()) });
    }
}

extern "C" fn tuple_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let tuple = tuple_of(object);
    for index in (0..tuple.len()).rev() {
        // SAFETY: in range.
        crate::visit!(visit, arg, unsafe { tuple.slot(index) }.get());
    }
    0
}

/// `tuple(iterable)`, or the subclass's instance with those items.
fn make(ty: &PyTypeObject, iterable: Option<&PyObject>) -> PyResult {
    let exact = match iterable {
        None => super::empty().upcast(),
        Some(iterable) => crate::sequence::tuple(iterable)?,
    };
    if std::ptr::eq(ty, &TUPLE_TYPE) {
        return Ok(exact);
    }
    let items = items_of(&exact);
    let alloc = ty.tp_alloc.get().unwrap_or(crate::memory::generic_alloc);
    let object = alloc(ty, items.len() as isize)?;
    for (index, item) in items.iter().enumerate() {
        // SAFETY: the instance has so many items, all null, and nobody has seen it.
        unsafe { tuple_of(&object).slot(index).set(item.to_ref().into_raw()) };
    }
    Ok(object)
}

extern "C" fn tuple_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    if std::ptr::eq(ty, &TUPLE_TYPE)
        || ty.tp_init.get().map(|f| f as usize) == TUPLE_TYPE.tp_init.get().map(|f| f as usize)
    {
        crate::args::no_keywords("tuple", kwargs)?;
    }
    let items = crate::args::items(args);
    check_count("tuple", items, 0, 1)?;
    make(ty, items.first().copied())
}

extern "C" fn tuple_vectorcall(
    ty: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    crate::args::no_keywords("tuple", kwnames)?;
    let args = crate::call::positional(args, nargsf);
    check_count("tuple", args, 0, 1)?;
    // SAFETY: the slot of types.
    make(unsafe { ty.cast_unchecked() }, args.first().copied())
}

extern "C" fn tuple_length(object: &PyObject) -> isize {
    tuple_of(object).len() as isize
}

extern "C" fn tuple_repr(object: &PyObject) -> PyResult {
    let items = items_of(object);
    if items.is_empty() {
        return Ok(crate::str::new("()")?.upcast());
    }
    let Some(_guard) = objects::repr_enter(object) else { return Ok(crate::str::new("(...)")?.upcast()) };
    let mut text = crate::str::Builder::new();
    text.push_str("(")?;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(", ")?;
        }
        crate::slice::push_repr(&mut text, item)?;
    }
    text.push_str(if items.len() == 1 { ",)" } else { ")" })?;
    Ok(text.finish()?.upcast())
}

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

/// The accumulator of xxHash over the items' hashes.
pub fn combine_hashes(hashes: impl Iterator<Item = Result<isize, Raised>>) -> Result<isize, Raised> {
    let mut accumulator = PRIME_5;
    let mut count: u64 = 0;
    for hash in hashes {
        accumulator = accumulator.wrapping_add((hash? as u64).wrapping_mul(PRIME_2));
        accumulator = accumulator.rotate_left(31).wrapping_mul(PRIME_1);
        count += 1;
    }
    accumulator = accumulator.wrapping_add(count ^ (PRIME_5 ^ 3_527_539));
    Ok(if accumulator == u64::MAX { 1_546_275_796 } else { accumulator as isize })
}

extern "C" fn tuple_hash(object: &PyObject) -> isize {
    // SAFETY: a slot of `tuple`.
    let items = unsafe { object.cast_unchecked::<PyTupleObject>() }.items();
    combine_hashes(items.iter().map(|item| objects::hash(item))).unwrap_or(-1)
}

extern "C" fn tuple_contains(object: &PyObject, value: &PyObject) -> c_int {
    let search = || {
        for item in items_of(object) {
            if rich_compare_bool(item, value, EQ)? {
                return Ok(true);
            }
        }
        Ok(false)
    };
    bool_code(search())
}

extern "C" fn tuple_item(object: &PyObject, index: isize) -> PyResult {
    match usize::try_from(index).ok().and_then(|index| items_of(object).get(index)) {
        Some(item) => Ok(item.to_ref()),
        None => Err(crate::raise!(INDEX_ERROR, "tuple index out of range")),
    }
}

extern "C" fn tuple_concat(a: &PyObject, b: &PyObject) -> PyResult {
    if items_of(a).is_empty() && b.is_exact::<PyTupleObject>() {
        return Ok(b.to_ref());
    }
    let Some(other) = b.cast::<PyTupleObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "can only concatenate tuple (not \"{}\") to tuple",
            b.ob_type().full_name()
        ));
    };
    if other.is_empty() && a.is_exact::<PyTupleObject>() {
        return Ok(a.to_ref());
    }
    let Some(count) = items_of(a).len().checked_add(other.len()) else {
        return Err(crate::errors::no_memory());
    };
    let items = items_of(a).iter().chain(other.items()).map(|item| item.to_ref());
    Ok(new(Counted { items, count })?.upcast())
}

/// An iterator whose length is known from elsewhere.
struct Counted<I> {
    items: I,
    count: usize,
}

impl<I: Iterator<Item = Ref>> Iterator for Counted<I> {
    type Item = Ref;
    fn next(&mut self) -> Option<Ref> {
        self.items.next()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.count, Some(self.count))
    }
}

impl<I: Iterator<Item = Ref>> ExactSizeIterator for Counted<I> {}

extern "C" fn tuple_repeat(object: &PyObject, times: isize) -> PyResult {
    let items = items_of(object);
    if (items.is_empty() || times == 1) && object.is_exact::<PyTupleObject>() {
        return Ok(object.to_ref());
    }
    let times = usize::try_from(times).unwrap_or(0);
    if items.is_empty() || times == 0 {
        return Ok(super::empty().upcast());
    }
    let Some(count) = items.len().checked_mul(times) else { return Err(crate::errors::no_memory()) };
    let items = items.iter().cycle().take(count).map(|item| item.to_ref());
    Ok(new(Counted { items, count })?.upcast())
}

extern "C" fn tuple_subscript(object: &PyObject, index: &PyObject) -> PyResult {
    let items = items_of(object);
    if crate::number::check_index(index) {
        let at = crate::number::as_size(index, Some(&crate::exceptions::INDEX_ERROR))?;
        return tuple_item(object, if at < 0 { at + items.len() as isize } else { at });
    }
    let Some(slice) = index.cast::<PySliceObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "tuple indices must be integers or slices, not {}",
            index.ob_type().full_name()
        ));
    };
    let fitted = slice.fit(|| items.len())?;
    if fitted.start == 0
        && fitted.step == 1
        && fitted.count == items.len()
        && object.is_exact::<PyTupleObject>()
    {
        return Ok(object.to_ref());
    }
    Ok(new(fitted.indices().map(|index| items[index].to_ref()))?.upcast())
}

extern "C" fn tuple_richcompare(a: &PyObject, b: &PyObject, op: CompareOp) -> PyResult {
    let (Some(left), Some(right)) = (a.cast::<PyTupleObject>(), b.cast::<PyTupleObject>()) else {
        return Ok(not_implemented());
    };
    for (x, y) in left.items().iter().zip(right.items()) {
        if !rich_compare_bool(x, y, EQ)? {
            if op == EQ || op == NE {
                return Ok(bool_ref(op == NE));
            }
            return objects::rich_compare(x, y, op);
        }
    }
    Ok(bool_ref(objects::ordering_matches(left.len().cmp(&right.len()), op)))
}

fn tuple_getnewargs(object: &PyObject) -> PyResult {
    let plain = if object.is_exact::<PyTupleObject>() {
        object.to_ref()
    } else {
        from_slice(items_of(object))?.upcast()
    };
    Ok(new([plain])?.upcast())
}

fn tuple_index(object: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("index", args, 1, 3)?;
    let items = items_of(object);
    let start = args.get(1).map_or(Ok(0), |start| index_argument(start))?;
    let stop = args.get(2).map_or(Ok(isize::MAX), |stop| index_argument(stop))?;
    let bound = |index| crate::list::methods::bound(index, items.len());
    for (index, item) in items.iter().enumerate().take(bound(stop)).skip(bound(start)) {
        if rich_compare_bool(item, args[0], EQ)? {
            return crate::int::from_usize(index);
        }
    }
    Err(crate::raise!(VALUE_ERROR, "tuple.index(x): x not in tuple"))
}

fn tuple_count(object: &PyObject, value: &PyObject) -> PyResult {
    let mut count = 0usize;
    for item in items_of(object) {
        count += usize::from(rich_compare_bool(item, value, EQ)?);
    }
    crate::int::from_usize(count)
}
