//! The `list` type: slots.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use super::{PyListObject, methods, with_room};
use crate::gc;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::objects::{self, CompareOp, EQ, NE, bool_code, bool_ref, status_code};
use crate::singletons::not_implemented;
use crate::slice::{Fitted, PySliceObject};
use crate::typeobject::{
    self, Destructor, PyMappingMethods, PySequenceMethods, PyTypeObject, VisitProc, flags,
};

pub static LIST_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(
        flags::DEFAULT
            | flags::HAVE_GC
            | flags::BASETYPE
            | flags::LIST_SUBCLASS
            | flags::MATCH_SELF
            | flags::SEQUENCE,
    ),
    tp_dealloc: Cell::new(Some(list_dealloc as Destructor)),
    tp_repr: Cell::new(Some(list_repr)),
    tp_as_sequence: Cell::new(&raw const LIST_AS_SEQUENCE),
    tp_as_mapping: Cell::new(&raw const LIST_AS_MAPPING),
    tp_hash: Cell::new(Some(objects::hash_not_implemented)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_doc: typeobject::doc(
        c"list(iterable=(), /)\n--\n\nA sequence that can change.\n\nWithout an argument it starts empty, otherwise with the items of the iterable.",
    ),
    tp_traverse: Cell::new(Some(list_traverse)),
    tp_clear: Cell::new(Some(list_tp_clear)),
    tp_richcompare: Cell::new(Some(list_richcompare)),
    tp_iter: Cell::new(Some(super::iter::list_iter)),
    tp_methods: typeobject::methods(methods::METHODS),
    tp_init: Cell::new(Some(list_init)),
    tp_alloc: Cell::new(Some(crate::memory::generic_alloc)),
    tp_new: Cell::new(Some(crate::memory::generic_new)),
    tp_vectorcall: Cell::new(Some(list_vectorcall)),
    ..PyTypeObject::new(c"list", size_of::<PyListObject>())
};

static LIST_AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(list_length)),
    sq_concat: Cell::new(Some(list_concat)),
    sq_repeat: Cell::new(Some(list_repeat)),
    sq_item: Cell::new(Some(list_item)),
    sq_ass_item: Cell::new(Some(list_ass_item)),
    sq_contains: Cell::new(Some(list_contains)),
    sq_inplace_concat: Cell::new(Some(list_inplace_concat)),
    sq_inplace_repeat: Cell::new(Some(list_inplace_repeat)),
    ..PySequenceMethods::EMPTY
};

static LIST_AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: Cell::new(Some(list_length)),
    mp_subscript: Cell::new(Some(list_subscript)),
    mp_ass_subscript: Cell::new(Some(list_ass_subscript)),
};

pub(super) fn list_of(object: &PyObject) -> &PyListObject {
    // SAFETY: slots and methods of lists get lists.
    unsafe { object.cast_unchecked() }
}

unsafe extern "C" fn list_dealloc(object: *mut PyObject) {
    // SAFETY: a dying list; what it owns is given back once.
    unsafe {
        gc::untrack(&*object);
        let exact = (*object).is_exact::<PyListObject>();
        if exact && gc::trashcan_begin(&*object) {
            return;
        }
        list_of(&*object).clear();
        if !exact || !super::FREE_LIST.push(object) {
            crate::memory::free_object(object);
        }
        if exact {
            gc::trashcan_end();
        }
    }
}

extern "C" fn list_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let list = list_of(object);
    for index in (0..list.len()).rev() {
        // SAFETY: in range.
        crate::visit!(visit, arg, unsafe { list.slot(index) }.get());
    }
    0
}

extern "C" fn list_tp_clear(object: &PyObject) -> c_int {
    list_of(object).clear();
    0
}

fn init(list: &PyListObject, iterable: Option<&PyObject>) -> Result<(), Raised> {
    list.clear();
    match iterable {
        Some(iterable) => list.extend(iterable),
        None => Ok(()),
    }
}

extern "C" fn list_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    let own_new = |ty: &PyTypeObject| match (ty.tp_new.get(), LIST_TYPE.tp_new.get()) {
        (Some(own), Some(ours)) => own as usize == ours as usize,
        _ => false,
    };
    let run = || {
        if own_new(object.ob_type()) {
            crate::args::no_keywords("list", kwargs)?;
        }
        let items = crate::args::items(args);
        crate::args::check_count("list", items, 0, 1)?;
        init(list_of(object), items.first().copied())
    };
    status_code(run())
}

extern "C" fn list_vectorcall(
    ty: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    crate::args::no_keywords("list", kwnames)?;
    let args = crate::call::positional(args, nargsf);
    crate::args::check_count("list", args, 0, 1)?;
    // SAFETY: the slot of types.
    let ty: &PyTypeObject = unsafe { ty.cast_unchecked() };
    let list = crate::memory::generic_alloc(ty, 0)?;
    init(list_of(&list), args.first().copied())?;
    Ok(list)
}

extern "C" fn list_length(object: &PyObject) -> isize {
    list_of(object).len() as isize
}

extern "C" fn list_repr(object: &PyObject) -> PyResult {
    let list = list_of(object);
    if list.is_empty() {
        return Ok(crate::str::new("[]")?.upcast());
    }
    let Some(_guard) = objects::repr_enter(object) else { return Ok(crate::str::new("[...]")?.upcast()) };
    let mut text = crate::str::Builder::new();
    text.push_str("[")?;
    let mut index = 0;
    // The list may change while its items describe themselves.
    while index < list.len() {
        if index > 0 {
            text.push_str(", ")?;
        }
        // SAFETY: below the length, and said there for the item's life.
        let item = objects::repr_of_item(unsafe { &*list.slot(index).get() })?;
        if let Some(item) = item.cast::<crate::str::PyUnicodeObject>() {
            text.push_string(item)?;
        }
        index += 1;
    }
    text.push_str("]")?;
    Ok(text.finish()?.upcast())
}

extern "C" fn list_contains(object: &PyObject, value: &PyObject) -> c_int {
    let list = list_of(object);
    let search = || {
        let mut index = 0;
        while let Some(item) = list.get(index) {
            if objects::rich_compare_bool(&item, value, EQ)? {
                return Ok(true);
            }
            index += 1;
        }
        Ok(false)
    };
    bool_code(search())
}

extern "C" fn list_item(object: &PyObject, index: isize) -> PyResult {
    match usize::try_from(index).ok().and_then(|index| list_of(object).get(index)) {
        Some(item) => Ok(item),
        None => Err(crate::raise!(INDEX_ERROR, "list index out of range")),
    }
}

extern "C" fn list_concat(a: &PyObject, b: &PyObject) -> PyResult {
    let Some(other) = b.cast::<PyListObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "can only concatenate list (not \"{}\") to list",
            b.ob_type().full_name()
        ));
    };
    let list = list_of(a);
    let joined = with_room(list.len() + other.len())?;
    for item in list.items().iter().chain(other.items()) {
        joined.append(item.to_ref())?;
    }
    Ok(joined.upcast())
}

extern "C" fn list_repeat(object: &PyObject, times: isize) -> PyResult {
    let list = list_of(object);
    let times = usize::try_from(times).unwrap_or(0);
    let Some(total) = list.len().checked_mul(times) else { return Err(crate::errors::no_memory()) };
    if total == 0 {
        return Ok(super::new()?.upcast());
    }
    let repeated = with_room(total)?;
    for _ in 0..times {
        for item in list.items() {
            repeated.append(item.to_ref())?;
        }
    }
    Ok(repeated.upcast())
}

extern "C" fn list_inplace_concat(object: &PyObject, other: &PyObject) -> PyResult {
    list_of(object).extend(other)?;
    Ok(object.to_ref())
}

extern "C" fn list_inplace_repeat(object: &PyObject, times: isize) -> PyResult {
    let list = list_of(object);
    let size = list.len();
    if size == 0 || times == 1 {
        return Ok(object.to_ref());
    }
    let Ok(times) = usize::try_from(times) else {
        list.clear();
        return Ok(object.to_ref());
    };
    if times == 0 {
        list.clear();
        return Ok(object.to_ref());
    }
    let Some(total) = size.checked_mul(times).filter(|total| isize::try_from(*total).is_ok()) else {
        return Err(crate::errors::no_memory());
    };
    list.resize(total)?;
    for index in size..total {
        // SAFETY: there is room for `total`, and the first `size` are items.
        unsafe { list.slot(index).set((*list.slot(index - size).get()).to_ref().into_raw()) };
    }
    Ok(object.to_ref())
}

extern "C" fn list_ass_item(object: &PyObject, index: isize, value: Option<&PyObject>) -> c_int {
    let list = list_of(object);
    let run = || {
        let Some(index) = usize::try_from(index).ok().filter(|index| *index < list.len()) else {
            return Err(crate::raise!(INDEX_ERROR, "list assignment index out of range"));
        };
        match value {
            Some(value) => drop(list.set(index, value.to_ref())),
            None => list.replace(index, index + 1, &[])?,
        }
        Ok(())
    };
    status_code(run())
}

pub(super) extern "C" fn list_subscript(object: &PyObject, index: &PyObject) -> PyResult {
    let list = list_of(object);
    if crate::number::check_index(index) {
        let at = crate::number::as_size(index, Some(&crate::exceptions::INDEX_ERROR))?;
        return list_item(object, if at < 0 { at + list.len() as isize } else { at });
    }
    let Some(slice) = index.cast::<PySliceObject>() else { return Err(bad_index(index)) };
    let fitted = slice.fit(|| list.len())?;
    let items = list.items();
    let taken = super::from_iter(fitted.indices().map(|index| items[index].to_ref()))?;
    Ok(taken.upcast())
}

fn bad_index(index: &PyObject) -> Raised {
    crate::raise!(TYPE_ERROR, "list indices must be integers or slices, not {}", index.ob_type().full_name())
}

extern "C" fn list_ass_subscript(object: &PyObject, index: &PyObject, value: Option<&PyObject>) -> c_int {
    let list = list_of(object);
    let run = || {
        if crate::number::check_index(index) {
            let at = crate::number::as_size(index, Some(&crate::exceptions::INDEX_ERROR))?;
            let at = if at < 0 { at + list.len() as isize } else { at };
            let done = list_ass_item(object, at, value);
            return if done < 0 { Err(Raised::already_set()) } else { Ok(()) };
        }
        let Some(slice) = index.cast::<PySliceObject>() else { return Err(bad_index(index)) };
        let (start, stop, step) = slice.unpack()?;
        let fitted = crate::slice::adjust(list.len(), start, stop, step);
        match value {
            None if step == 1 => list.replace_clipped(fitted.start, fitted.stop, &[]),
            None => delete_extended(list, fitted),
            Some(value) if step == 1 => {
                let items = crate::sequence::fast(value, "can only assign an iterable")?;
                list.replace_clipped(fitted.start, fitted.stop, &items)
            }
            Some(value) => assign_extended(list, fitted, value),
        }
    };
    status_code(run())
}

/// Deletes the items of a slice with a step other than 1.
fn delete_extended(list: &PyListObject, fitted: Fitted) -> Result<(), Raised> {
    if fitted.count == 0 {
        return Ok(());
    }
    // From low to high, whatever the direction was.
    let (first, step) = if fitted.step < 0 {
        (fitted.start + fitted.step * (fitted.count as isize - 1), -fitted.step)
    } else {
        (fitted.start, fitted.step)
    };
    let mut garbage: Vec<Ref> = crate::memory::try_vec(fitted.count)?;
    let (mut next, mut keep) = (first as usize, first as usize);
    let len = list.len();
    // SAFETY: every index is below the length; each item is moved once, or goes to the garbage.
    unsafe {
        for index in first as usize..len {
            let item = list.slot(index).get();
            if index == next && garbage.len() < fitted.count {
                garbage.push(Ref::from_raw(item));
                next = next.saturating_add(step as usize);
            } else {
                list.slot(keep).set(item);
                keep += 1;
            }
        }
    }
    list.ob_base.ob_size.set(keep as isize);
    let result = list.resize(keep);
    drop(garbage);
    result
}

/// Replaces the items of a slice with a step other than 1 by as many others.
fn assign_extended(list: &PyListObject, fitted: Fitted, value: &PyObject) -> Result<(), Raised> {
    let message = "must assign iterable to extended slice";
    let items = crate::sequence::fast(value, message)?;
    if items.len() != fitted.count {
        return Err(crate::raise!(
            VALUE_ERROR,
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            fitted.count
        ));
    }
    let mut garbage: Vec<Ref> = crate::memory::try_vec(fitted.count)?;
    for (index, item) in fitted.indices().zip(items) {
        match list.set(index, item) {
            Ok(old) | Err(old) => garbage.push(old),
        }
    }
    drop(garbage);
    Ok(())
}

impl PyListObject {
    fn replace_clipped(&self, low: isize, high: isize, items: &[Ref]) -> Result<(), Raised> {
        // Converting the value may have changed the length.
        let len = self.len() as isize;
        let low = low.clamp(0, len);
        let high = high.clamp(low, len);
        self.replace(low as usize, high as usize, items)
    }

    /// `list[low:high] = items`; the bounds are in range.
    pub fn replace(&self, low: usize, high: usize, items: &[Ref]) -> Result<(), Raised> {
        let len = self.len();
        let removed = high - low;
        let new_len = len - removed + items.len();
        if new_len == 0 {
            self.clear();
            return Ok(());
        }
        let mut garbage: Vec<Ref> = crate::memory::try_vec(removed)?;
        // SAFETY: indices are below what is allocated; items are moved, not copied, and the removed ones go to the garbage.
        unsafe {
            if new_len > len {
                self.resize(new_len)?;
            }
            for index in low..high {
                garbage.push(Ref::from_raw(self.slot(index).get()));
            }
            let block = self.ob_item.get();
            std::ptr::copy(block.add(high), block.add(low + items.len()), len - high);
            for (index, item) in items.iter().enumerate() {
                self.slot(low + index).set(item.clone().into_raw());
            }
            if new_len < len {
                self.resize(new_len)?;
            }
        }
        while let Some(item) = garbage.pop() {
            drop(item);
        }
        Ok(())
    }
}

extern "C" fn list_richcompare(a: &PyObject, b: &PyObject, op: CompareOp) -> PyResult {
    let (Some(left), Some(right)) = (a.cast::<PyListObject>(), b.cast::<PyListObject>()) else {
        return Ok(not_implemented());
    };
    if left.len() != right.len() && (op == EQ || op == NE) {
        return Ok(bool_ref(op == NE));
    }
    let mut index = 0;
    while let (Some(x), Some(y)) = (left.get(index), right.get(index)) {
        if !x.is(&y) && !objects::rich_compare_bool(&x, &y, EQ)? {
            // CPython looks at the lists again, which the comparison may have changed.
            drop((x, y));
            // The lists own the two, which are looked at only while `unchanged` says that they still do.
            let (Some(&x), Some(&y)) = (left.items().get(index), right.items().get(index)) else { break };
            if op == EQ || op == NE {
                return Ok(bool_ref(op == NE));
            }
            let same = |list: &PyListObject, item: &PyObject| {
                list.items().get(index).is_some_and(|now| std::ptr::eq(*now, item))
            };
            let unchanged = || same(left, x) && same(right, y);
            return objects::rich_compare_unheld(x, y, op, unchanged);
        }
        index += 1;
    }
    Ok(bool_ref(objects::ordering_matches(left.len().cmp(&right.len()), op)))
}
