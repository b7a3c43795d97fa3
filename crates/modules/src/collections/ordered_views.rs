//! The views and the iterator of `OrderedDict`.

use std::cell::Cell;
use std::ffi::{CStr, c_int};

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::hash_key;
use vivarium_runtime::dict::views::{DICT_ITEMS_TYPE, DICT_KEYS_TYPE, DICT_VALUES_TYPE, DictViewObject};
use vivarium_runtime::exceptions::raise_key_error;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, UnaryFunc, flags};
use vivarium_runtime::{errors, gc, hooks, memory, objects, raise, sequence, singletons, tuple};

use super::ordered_dict::{OrderedDictObject, node_of};
use crate::support::native::{clear, get, layout_of, lend, owning, set, tuple_ref};

/// What an iterator gives, as bits.
pub(super) const REVERSED: c_int = 1;
pub(super) const KEYS: c_int = 2;
pub(super) const VALUES: c_int = 4;
pub(super) const ITEMS: c_int = KEYS | VALUES;

#[repr(C)]
pub struct OrderedIterObject {
    pub ob_base: PyObject,
    kind: Cell<c_int>,
    /// Null once exhausted.
    odict: Cell<*mut OrderedDictObject>,
    size: Cell<isize>,
    state: Cell<usize>,
    /// The next key.
    current: Cell<*mut PyObject>,
    /// For items: the pair that is given out again when nobody keeps it.
    result: Cell<*mut PyTupleObject>,
}

owning!(OrderedIterObject, dealloc, traverse, odict, current, result);
layout_of!(iter_of, OrderedIterObject);

pub static ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_traverse: Cell::new(Some(traverse)),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", reduce, c"Return state information for pickling"),
        PyMethodDef::END,
    ]),
    ..PyTypeObject::new(c"odict_iterator", size_of::<OrderedIterObject>())
};

macro_rules! view_types {
    ($($constant:ident = $name:literal, $base:ident, $kind:expr, $iter:ident, $reversed:ident;)*) => {
        $(
            pub static $constant: PyTypeObject = view_type(
                $name,
                &$base,
                $iter,
                const { &[PyMethodDef::noargs(c"__reversed__", $reversed, c""), PyMethodDef::END] },
            );

            extern "C" fn $iter(view: &PyObject) -> PyResult {
                view_iter(view, $kind)
            }

            fn $reversed(view: &PyObject) -> PyResult {
                view_iter(view, $kind | REVERSED)
            }
        )*

        pub static TYPES: &[&PyTypeObject] = &[&ITER_TYPE, $(&$constant),*];
    };
}

view_types! {
    KEYS_TYPE = c"odict_keys", DICT_KEYS_TYPE, KEYS, keys_iter, keys_reversed;
    ITEMS_TYPE = c"odict_items", DICT_ITEMS_TYPE, ITEMS, items_iter, items_reversed;
    VALUES_TYPE = c"odict_values", DICT_VALUES_TYPE, VALUES, values_iter, values_reversed;
}

const fn view_type(
    name: &'static CStr,
    base: &'static PyTypeObject,
    iter: UnaryFunc,
    methods: &'static [PyMethodDef],
) -> PyTypeObject {
    PyTypeObject {
        tp_base: Cell::new(base),
        tp_iter: Cell::new(Some(iter)),
        tp_methods: typeobject::methods(methods),
        ..PyTypeObject::new(name, 0)
    }
}

fn view_iter(view: &PyObject, kind: c_int) -> PyResult {
    // SAFETY: slots and methods of these views, which are over ordered dicts only.
    let view: &DictViewObject = unsafe { view.cast_unchecked() };
    match get(&view.dv_dict) {
        // SAFETY: as above.
        Some(dict) => new_iter(unsafe { dict.cast_unchecked() }, kind),
        None => Ok(singletons::none_ref()),
    }
}

/// An iterator over an ordered dict.
pub(super) fn new_iter(odict: &OrderedDictObject, kind: c_int) -> PyResult {
    let first = if kind & REVERSED != 0 { odict.last.get() } else { odict.first.get() };
    let current = node_of(first).and_then(|node| get(&node.key));
    make(odict, kind, odict.len() as isize, odict.state.get(), current)
}

fn make(odict: &OrderedDictObject, kind: c_int, size: isize, state: usize, current: Option<Ref>) -> PyResult {
    let result = match kind & ITEMS == ITEMS {
        true => tuple::pair(singletons::none_ref(), singletons::none_ref())?.into_raw(),
        false => std::ptr::null_mut(),
    };
    let current = current.map_or(std::ptr::null_mut(), Ref::into_raw);
    // SAFETY: the layout of the type, every field written.
    let object: Ref = unsafe {
        memory::new_object(&ITER_TYPE, |this: *mut OrderedIterObject| {
            (&raw mut (*this).kind).write(Cell::new(kind));
            (&raw mut (*this).odict).write(Cell::new(Ref::new(odict).into_raw()));
            (&raw mut (*this).size).write(Cell::new(size));
            (&raw mut (*this).state).write(Cell::new(state));
            (&raw mut (*this).current).write(Cell::new(current));
            (&raw mut (*this).result).write(Cell::new(result));
        })?
        .cast_into_unchecked()
    };
    gc::track(&object);
    Ok(object)
}

/// The next key; the iterator moves on.
fn next_key(this: &OrderedIterObject) -> Result<Option<Ref>, Raised> {
    let Some(odict) = lend(&this.odict) else { return Ok(None) };
    let Some(current) = lend(&this.current) else {
        clear(&this.odict);
        return Ok(None);
    };
    if odict.state.get() != this.state.get() {
        clear(&this.odict);
        return Err(raise!(RUNTIME_ERROR, "OrderedDict mutated during iteration"));
    }
    if odict.len() as isize != this.size.get() {
        this.size.set(-1);
        return Err(raise!(RUNTIME_ERROR, "OrderedDict changed size during iteration"));
    }
    let node = match hash_key(&current).and_then(|hash| odict.find(&current, hash)) {
        Ok(Some(node)) => node,
        found => {
            clear(&this.current);
            return Err(found.err().unwrap_or_else(|| raise_key_error(&current)));
        }
    };
    let key = current.to_ref();
    let next = if this.kind.get() & REVERSED != 0 { node.prev.get() } else { node.next.get() };
    match node_of(next).and_then(|node| get(&node.key)) {
        Some(key) => set(&this.current, key),
        None => clear(&this.current),
    }
    Ok(Some(key))
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    let this = iter_of(object);
    let key = next_key(this).ok()??;
    let kind = this.kind.get();
    if kind & VALUES == 0 {
        return Some(key);
    }
    let value = lend(&this.odict).and_then(|odict| {
        odict.ob_base.get_item(&key).unwrap_or_else(|_| {
            errors::clear();
            None
        })
    });
    let Some(value) = value else {
        let _ = raise_key_error(&key);
        clear(&this.current);
        clear(&this.odict);
        return None;
    };
    if kind & KEYS == 0 {
        return Some(value);
    }
    let kept = get(&this.result)?;
    if kept.refcount() == 2 {
        // SAFETY: two items; only the iterator and we hold the pair.
        unsafe {
            set(kept.slot(0), key);
            set(kept.slot(1), value);
        }
        if !gc::is_tracked(&kept) {
            gc::track(&kept);
        }
        return Some(kept.upcast());
    }
    tuple::pair(key, value).ok().map(Ref::upcast)
}

fn reduce(object: &PyObject) -> PyResult {
    let this = iter_of(object);
    let rest = match get(&this.odict) {
        None => vivarium_runtime::list::new()?.upcast(),
        Some(odict) => {
            let copied =
                make(&odict, this.kind.get(), this.size.get(), this.state.get(), get(&this.current))?;
            sequence::list(&copied)?
        }
    };
    tuple_ref([hooks::builtin("iter")?, tuple_ref([rest])?])
}
