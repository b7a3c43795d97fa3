//! `pairwise` and `groupby`.

use std::cell::Cell;

use vivarium_runtime::args::{Spec, bad_argument};
use vivarium_runtime::call;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyLayout, PyObject, PyResult, Ref};
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, flags};
use vivarium_runtime::{gc, hooks, iter, memory, object_layout, objects, singletons, tuple};

use super::{REDUCE, SET_STATE};
use crate::support::native::{
    alloc, clear, get, iterator_type, layout_of, lend, owning, positional, raw_next, set, state_items,
    tuple_ref,
};

#[repr(C)]
pub struct PairwiseObject {
    pub ob_base: PyObject,
    it: Cell<*mut PyObject>,
    old: Cell<*mut PyObject>,
}

owning!(PairwiseObject, pairwise_dealloc, pairwise_traverse, it, old);
layout_of!(pairwise_of, PairwiseObject);

pub static PAIRWISE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(pairwise_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"pairwise(iterable, /)\n--\n\nPairs of neighbours: (s0, s1), (s1, s2), (s2, s3), ...",
    ),
    tp_traverse: Cell::new(Some(pairwise_traverse)),
    tp_iternext: Cell::new(Some(pairwise_next)),
    tp_new: Cell::new(Some(pairwise_new)),
    ..iterator_type(c"itertools.pairwise", size_of::<PairwiseObject>())
};

extern "C" fn pairwise_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let items = positional(ty, &PAIRWISE_TYPE, "pairwise", (args, kwargs), 1, 1)?;
    let iterator = iter::get_iter(items[0])?;
    let object = alloc(ty)?;
    set(&pairwise_of(&object).it, iterator);
    Ok(object)
}

extern "C" fn pairwise_next(object: &PyObject) -> Option<Ref> {
    let this = pairwise_of(object);
    let mut iterator = lend(&this.it)?;
    if this.old.get().is_null() {
        match raw_next(&iterator) {
            Some(first) => set(&this.old, first),
            None => {
                clear(&this.old);
                clear(&this.it);
                return None;
            }
        }
        // The iterator may have been asked again by what it ran.
        match lend(&this.it) {
            Some(still) => iterator = still,
            None => {
                clear(&this.old);
                return None;
            }
        }
    }
    let old = get(&this.old)?;
    let Some(new) = raw_next(&iterator) else {
        clear(&this.it);
        clear(&this.old);
        return None;
    };
    let result = tuple::pair(old, new.clone());
    set(&this.old, new);
    result.ok().map(Ref::upcast)
}

#[repr(C)]
pub struct GroupByObject {
    pub ob_base: PyObject,
    it: Cell<*mut PyObject>,
    keyfunc: Cell<*mut PyObject>,
    tgtkey: Cell<*mut PyObject>,
    currkey: Cell<*mut PyObject>,
    currvalue: Cell<*mut PyObject>,
    /// The address of the group that was given out last; owns nothing.
    currgrouper: Cell<*const PyObject>,
}

object_layout!(GroupByObject, GROUPBY_TYPE);
owning!(GroupByObject, groupby_dealloc, groupby_traverse, it, keyfunc, tgtkey, currkey, currvalue);
layout_of!(groupby_of, GroupByObject);

pub static GROUPBY_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(groupby_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"groupby(iterable, key=None)\n--\n\nPairs of a key and an iterator over the neighbouring items that have it.\n\nThe key of an item is the item itself, or what the key function says.",
    ),
    tp_traverse: Cell::new(Some(groupby_traverse)),
    tp_iternext: Cell::new(Some(groupby_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", groupby_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", groupby_set_state, SET_STATE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(groupby_new)),
    ..iterator_type(c"itertools.groupby", size_of::<GroupByObject>())
};

extern "C" fn groupby_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("groupby", &["iterable", "key"]).required(1);
    let [iterable, key] = SPEC.parse_tuple_dict(args, kwargs)?;
    let object = alloc(ty)?;
    let this = groupby_of(&object);
    set(&this.keyfunc, key.unwrap_or(singletons::none()).to_ref());
    if let Some(iterable) = iterable {
        set(&this.it, iter::get_iter(iterable)?);
    }
    Ok(object)
}

/// Takes one item; `None` at the end or with an exception.
fn groupby_step(this: &GroupByObject) -> Option<()> {
    let value = iter::next(&*lend(&this.it)?).ok()??;
    let function = lend(&this.keyfunc)?;
    let key = if function.is_none() { value.clone() } else { call::call(&function, &[&value]).ok()? };
    drop(function);
    let old = vivarium_runtime::object::replace_slot(&this.currvalue, Some(value));
    set(&this.currkey, key);
    vivarium_runtime::object::give_up(old);
    Some(())
}

extern "C" fn groupby_next(object: &PyObject) -> Option<Ref> {
    let this = groupby_of(object);
    this.currgrouper.set(std::ptr::null());
    loop {
        if let Some(current) = lend(&this.currkey) {
            let Some(target) = lend(&this.tgtkey) else { break };
            if !objects::rich_compare_bool(&target, &current, objects::EQ).ok()? {
                break;
            }
        }
        groupby_step(this)?;
    }
    let key = get(&this.currkey)?;
    set(&this.tgtkey, key.clone());
    let grouper = new_grouper(object, &key).ok()?;
    tuple::pair(key, grouper).ok().map(Ref::upcast)
}

fn groupby_reduce(object: &PyObject) -> PyResult {
    let this = groupby_of(object);
    let class = object.ob_type().to_ref();
    let arguments = tuple_ref([
        get(&this.it).unwrap_or_else(singletons::none_ref),
        get(&this.keyfunc).unwrap_or_else(singletons::none_ref),
    ])?;
    match (get(&this.currkey), get(&this.currvalue), get(&this.tgtkey)) {
        (Some(key), Some(value), Some(target)) => {
            tuple_ref([class, arguments, tuple_ref([key, value, target])?])
        }
        _ => tuple_ref([class, arguments]),
    }
}

fn groupby_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let this = groupby_of(object);
    let items = state_items(state, 3, 3)?;
    set(&this.currkey, items[0].to_ref());
    set(&this.currvalue, items[1].to_ref());
    set(&this.tgtkey, items[2].to_ref());
    Ok(singletons::none_ref())
}

#[repr(C)]
pub struct GrouperObject {
    pub ob_base: PyObject,
    parent: Cell<*mut PyObject>,
    tgtkey: Cell<*mut PyObject>,
}

owning!(GrouperObject, grouper_dealloc, grouper_traverse, parent, tgtkey);
layout_of!(grouper_of, GrouperObject);

pub static GROUPER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(grouper_dealloc as Destructor)),
    tp_traverse: Cell::new(Some(grouper_traverse)),
    tp_iternext: Cell::new(Some(grouper_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", grouper_reduce, REDUCE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(grouper_new)),
    ..iterator_type(c"itertools._grouper", size_of::<GrouperObject>())
};

extern "C" fn grouper_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let items = positional(ty, &GROUPER_TYPE, "_grouper", (args, kwargs), 2, 2)?;
    if !GroupByObject::check(items[0]) {
        return Err(bad_argument("_grouper", "argument 1", GROUPBY_TYPE.full_name(), items[0]));
    }
    new_grouper(items[0], items[1])
}

fn new_grouper(parent: &PyObject, key: &PyObject) -> PyResult {
    // SAFETY: the layout of the type, every field written.
    let object: Ref = unsafe {
        memory::new_object(&GROUPER_TYPE, |this: *mut GrouperObject| {
            (&raw mut (*this).parent).write(Cell::new(parent.to_ref().into_raw()));
            (&raw mut (*this).tgtkey).write(Cell::new(key.to_ref().into_raw()));
        })?
        .cast_into_unchecked()
    };
    groupby_of(parent).currgrouper.set(object.as_ptr());
    gc::track(&object);
    Ok(object)
}

extern "C" fn grouper_next(object: &PyObject) -> Option<Ref> {
    let this = grouper_of(object);
    let parent = lend(&this.parent)?;
    let parent = groupby_of(&parent);
    if !std::ptr::eq(parent.currgrouper.get(), object) {
        return None;
    }
    if parent.currvalue.get().is_null() {
        groupby_step(parent)?;
    }
    let (target, current) = (lend(&this.tgtkey)?, lend(&parent.currkey)?);
    if !objects::rich_compare_bool(&target, &current, objects::EQ).ok()? {
        return None;
    }
    drop(current);
    let value = vivarium_runtime::object::replace_slot(&parent.currvalue, None);
    clear(&parent.currkey);
    value
}

fn grouper_reduce(object: &PyObject) -> PyResult {
    let this = grouper_of(object);
    let parent = get(&this.parent).unwrap_or_else(singletons::none_ref);
    if !std::ptr::eq(groupby_of(&parent).currgrouper.get(), object) {
        return tuple_ref([hooks::builtin("iter")?, tuple_ref([tuple::empty().upcast()])?]);
    }
    let key = get(&this.tgtkey).unwrap_or_else(singletons::none_ref);
    tuple_ref([object.ob_type().to_ref(), tuple_ref([parent, key])?])
}
