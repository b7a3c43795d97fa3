//! Iterators over a dict's keys, values and items, forwards and backwards.

use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};

use super::PyDictObject;
use crate::descr::PyMethodDef;
use crate::gc;
use crate::object::{PyObject, PyResult, Ref, clone_slot, replace_slot};
use crate::objects;
use crate::tuple::PyTupleObject;
use crate::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags};

#[repr(C)]
pub struct DictIterObject {
    pub ob_base: PyObject,
    /// Null once exhausted.
    pub di_dict: Cell<*mut PyDictObject>,
    /// The dict's length at the start; -1 once it was seen to change.
    pub di_used: Cell<isize>,
    pub di_pos: Cell<isize>,
    /// For items: the pair that is given out again when nobody keeps it.
    pub di_result: Cell<*mut PyTupleObject>,
    pub len: Cell<isize>,
}

const _: () = assert!(size_of::<DictIterObject>() == 56);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Key,
    Value,
    Item,
}

macro_rules! iterator_types {
    ($($constant:ident = $name:literal, $next:ident, $part:ident, $backwards:literal;)*) => {
        $(
            pub static $constant: PyTypeObject = PyTypeObject {
                tp_iternext: Cell::new(Some($next)),
                ..iterator_type($name, $backwards)
            };

            extern "C" fn $next(object: &PyObject) -> Option<Ref> {
                step(object, Part::$part, $backwards)
            }
        )*

        pub static TYPES: &[&PyTypeObject] = &[$(&$constant),*];
    };
}

iterator_types! {
    KEY_ITER_TYPE = c"dict_keyiterator", next_key, Key, false;
    VALUE_ITER_TYPE = c"dict_valueiterator", next_value, Value, false;
    ITEM_ITER_TYPE = c"dict_itemiterator", next_item, Item, false;
    KEY_REVERSE_ITER_TYPE = c"dict_reversekeyiterator", previous_key, Key, true;
    VALUE_REVERSE_ITER_TYPE = c"dict_reversevalueiterator", previous_value, Value, true;
    ITEM_REVERSE_ITER_TYPE = c"dict_reverseitemiterator", previous_item, Item, true;
}

const fn iterator_type(name: &'static CStr, inherits_getattr: bool) -> PyTypeObject {
    PyTypeObject {
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
        tp_dealloc: Cell::new(Some(dealloc as Destructor)),
        tp_getattro: Cell::new(if inherits_getattr { None } else { Some(objects::generic_get_attr) }),
        tp_traverse: Cell::new(Some(traverse)),
        tp_iter: Cell::new(Some(objects::self_iter)),
        tp_methods: typeobject::methods(
            const {
                &[
                    PyMethodDef::noargs(c"__length_hint__", length_hint, c"How many items are left, about."),
                    PyMethodDef::noargs(c"__reduce__", reduce, c"For pickle."),
                    PyMethodDef::END,
                ]
            },
        ),
        ..PyTypeObject::new(name, size_of::<DictIterObject>())
    }
}

fn iter_of(object: &PyObject) -> &DictIterObject {
    // SAFETY: slots and methods of these types get their instances.
    unsafe { object.cast_unchecked() }
}

/// An iterator of one of the types over a dict.
pub(super) fn new(ty: &'static PyTypeObject, dict: &PyDictObject) -> PyResult {
    let backwards = [&KEY_REVERSE_ITER_TYPE, &VALUE_REVERSE_ITER_TYPE, &ITEM_REVERSE_ITER_TYPE]
        .iter()
        .any(|reverse| std::ptr::eq(*reverse, ty));
    let items = std::ptr::eq(ty, &ITEM_ITER_TYPE) || std::ptr::eq(ty, &ITEM_REVERSE_ITER_TYPE);
    let result = match items {
        true => crate::tuple::pair(crate::singletons::none_ref(), crate::singletons::none_ref())?.into_raw(),
        false => std::ptr::null_mut(),
    };
    let used = dict.ma_used.get();
    let position = match backwards {
        false => 0,
        true if dict.values().is_some() => used - 1,
        true => dict.keys().dk_nentries.get() - 1,
    };
    // SAFETY: the layout of these types, every field written.
    let iterator = unsafe {
        crate::memory::new_object(ty, |iterator: *mut DictIterObject| {
            (&raw mut (*iterator).di_dict).write(Cell::new(Ref::new(dict).into_raw()));
            (&raw mut (*iterator).di_used).write(Cell::new(used));
            (&raw mut (*iterator).di_pos).write(Cell::new(position));
            (&raw mut (*iterator).di_result).write(Cell::new(result));
            (&raw mut (*iterator).len).write(Cell::new(used));
        })
    }?;
    // SAFETY: every layout begins with a header.
    let iterator: Ref = unsafe { iterator.cast_into_unchecked() };
    gc::track(&iterator);
    Ok(iterator)
}

pub(super) extern "C" fn dict_iter(object: &PyObject) -> PyResult {
    // SAFETY: the slot of dicts.
    new(&KEY_ITER_TYPE, unsafe { object.cast_unchecked() })
}

pub(super) fn dict_reversed(object: &PyObject) -> PyResult {
    // SAFETY: a method of dicts.
    new(&KEY_REVERSE_ITER_TYPE, unsafe { object.cast_unchecked() })
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying iterator, which owned its fields.
    unsafe {
        gc::untrack(&*object);
        let iterator = iter_of(&*object);
        drop(replace_slot(&iterator.di_dict, None));
        drop(replace_slot(&iterator.di_result, None));
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, iter_of(object).di_dict.get());
    crate::visit!(visit, arg, iter_of(object).di_result.get());
    0
}

fn finish(iterator: &DictIterObject) -> Option<Ref> {
    drop(replace_slot(&iterator.di_dict, None));
    None
}

/// The entry at or beside the iterator's position that holds a value, and the position behind it.
#[inline(always)]
fn find(dict: &PyDictObject, position: isize, backwards: bool) -> Option<(isize, isize)> {
    let step = if backwards { -1 } else { 1 };
    if let Some(values) = dict.values() {
        if position < 0 || position >= dict.ma_used.get() {
            return None;
        }
        return Some((values.order(position as usize), position + step));
    }
    let keys = dict.keys();
    let count = keys.dk_nentries.get();
    let mut ix = position;
    while ix >= 0 && ix < count {
        if !keys.entry(ix).1.get().is_null() {
            return Some((ix, ix + step));
        }
        ix += step;
    }
    None
}

#[inline(always)]
fn step(object: &PyObject, part: Part, backwards: bool) -> Option<Ref> {
    let iterator = iter_of(object);
    // SAFETY: null or owned; nothing runs before the item is taken.
    let dict = unsafe { iterator.di_dict.get().as_ref() }?;
    if iterator.di_used.get() != dict.ma_used.get() {
        let _ = crate::raise!(RUNTIME_ERROR, "dictionary changed size during iteration");
        // From now on every step fails.
        iterator.di_used.set(-1);
        return None;
    }
    let Some((ix, next)) = find(dict, iterator.di_pos.get(), backwards) else { return finish(iterator) };
    if !backwards && iterator.len.get() == 0 {
        let _ = crate::raise!(RUNTIME_ERROR, "dictionary keys changed during iteration");
        return finish(iterator);
    }
    iterator.di_pos.set(next);
    iterator.len.set(iterator.len.get() - 1);
    let (key_slot, value_slot) = dict.keys().entry(ix);
    let value_slot = dict.values().map_or(value_slot, |values| values.value(ix));
    // SAFETY: an entry with a value has a live key and a live value.
    let (key, value) = unsafe { (&*key_slot.get(), &*value_slot.get()) };
    match part {
        Part::Key => Some(key.to_ref()),
        Part::Value => Some(value.to_ref()),
        Part::Item => pair(iterator, key.to_ref(), value.to_ref()),
    }
}

#[inline(always)]
fn pair(iterator: &DictIterObject, key: Ref, value: Ref) -> Option<Ref> {
    // SAFETY: null or owned.
    if let Some(result) = unsafe { iterator.di_result.get().as_ref() }
        && result.refcount() == 1
    {
        let result = Ref::new(result);
        // SAFETY: only the iterator and we refer to the pair; it owned what stood there.
        let old = unsafe {
            (
                Ref::from_nullable(result.slot(0).replace(key.into_raw())),
                Ref::from_nullable(result.slot(1).replace(value.into_raw())),
            )
        };
        if gc::head(&result).next.get() == 0 {
            gc::track(&result);
        }
        drop(old);
        return Some(result.upcast());
    }
    crate::tuple::pair(key, value).ok().map(Ref::upcast)
}

fn length_hint(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    // SAFETY: null or owned.
    let dict = unsafe { clone_slot(&iterator.di_dict) };
    let left = match dict {
        Some(dict) if dict.ma_used.get() == iterator.di_used.get() => iterator.len.get(),
        _ => 0,
    };
    crate::int::from_isize(left)
}

fn reduce(object: &PyObject) -> PyResult {
    let iterator = iter_of(object);
    // What is left is collected with a copy, so that the iterator stays where it is.
    let rest = crate::list::new()?;
    // SAFETY: null or owned.
    if let Some(dict) = unsafe { clone_slot(&iterator.di_dict) } {
        // SAFETY: a live object has a static type here.
        let ty = TYPES.iter().find(|ty| std::ptr::eq(**ty, object.ob_type()));
        if let Some(ty) = ty {
            let copy = new(ty, &dict)?;
            iter_of(&copy).di_used.set(iterator.di_used.get());
            iter_of(&copy).di_pos.set(iterator.di_pos.get());
            iter_of(&copy).len.set(iterator.len.get());
            rest.extend(&copy)?;
        }
    }
    let arguments = crate::tuple::new([rest.upcast()])?;
    Ok(crate::tuple::pair(crate::iterators::builtin("iter")?, arguments.upcast())?.upcast())
}
