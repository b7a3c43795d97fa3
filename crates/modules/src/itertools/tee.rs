//! `tee`: iterators that share a chain of blocks of items.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use vivarium_runtime::args::{bad_argument, check_count};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::object::{PyLayout, PyObject, PyResult, Ref, replace_slot};
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags};
use vivarium_runtime::weakref::{self, PyWeakReference};
use vivarium_runtime::{
    call, gc, int, iter, list, memory, name, number, object_layout, objects, raise, singletons, tuple, visit,
};

use super::{REDUCE, SET_STATE};
use crate::support::native::{
    clear, format_int, get, get_or_none, iterator_type, layout_of, lend, positional, set, state_items,
    tuple_ref, wrong_argument,
};

const LINK_CELLS: usize = 57;

#[repr(C)]
pub struct TeeDataObject {
    pub ob_base: PyObject,
    it: Cell<*mut PyObject>,
    numread: Cell<c_int>,
    running: Cell<c_int>,
    nextlink: Cell<*mut PyObject>,
    values: [Cell<*mut PyObject>; LINK_CELLS],
}

#[repr(C)]
pub struct TeeObject {
    pub ob_base: PyObject,
    dataobj: Cell<*mut PyObject>,
    index: Cell<c_int>,
    weakreflist: Cell<*mut PyWeakReference>,
}

const _: () = assert!(size_of::<TeeDataObject>() == 496 && size_of::<TeeObject>() == 40);

object_layout!(TeeDataObject, TEE_DATA_TYPE);
object_layout!(TeeObject, TEE_TYPE);
layout_of!(data_of, TeeDataObject);
layout_of!(tee_of, TeeObject);

pub static TEE_DATA_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(data_dealloc as Destructor)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_doc: typeobject::doc(
        c"teedataobject(iterable, values, next, /)\n--\n\nItems that several tee objects share.",
    ),
    tp_traverse: Cell::new(Some(data_traverse)),
    tp_clear: Cell::new(Some(data_clear)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", data_reduce, REDUCE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(data_new)),
    ..PyTypeObject::new(c"itertools._tee_dataobject", size_of::<TeeDataObject>())
};

pub static TEE_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(tee_dealloc as Destructor)),
    tp_getattro: Cell::new(None),
    tp_doc: typeobject::doc(c"_tee(iterable, /)\n--\n\nAn iterator that can be copied where it stands."),
    tp_traverse: Cell::new(Some(tee_traverse)),
    tp_clear: Cell::new(Some(tee_clear)),
    tp_weaklistoffset: Cell::new(std::mem::offset_of!(TeeObject, weakreflist) as isize),
    tp_iternext: Cell::new(Some(tee_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__copy__", tee_copy, c"Returns an independent iterator."),
        PyMethodDef::noargs(c"__reduce__", tee_reduce, REDUCE),
        PyMethodDef::one(c"__setstate__", tee_set_state, SET_STATE),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(tee_new)),
    ..iterator_type(c"itertools._tee", size_of::<TeeObject>())
};

fn new_data(iterator: &PyObject) -> PyResult {
    // SAFETY: the layout of the type, every field written.
    let object: Ref = unsafe {
        memory::new_object(&TEE_DATA_TYPE, |this: *mut TeeDataObject| {
            (&raw mut (*this).it).write(Cell::new(iterator.to_ref().into_raw()));
            (&raw mut (*this).numread).write(Cell::new(0));
            (&raw mut (*this).running).write(Cell::new(0));
            (&raw mut (*this).nextlink).write(Cell::new(std::ptr::null_mut()));
            (&raw mut (*this).values).write([const { Cell::new(std::ptr::null_mut()) }; LINK_CELLS]);
        })?
        .cast_into_unchecked()
    };
    gc::track(&object);
    Ok(object)
}

extern "C" fn data_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let items = positional(ty, &TEE_DATA_TYPE, "teedataobject", (args, kwargs), 3, 3)?;
    let Some(values) = items[1].cast::<PyListObject>() else {
        return Err(bad_argument("teedataobject", "argument 2", "list", items[1]));
    };
    let object = new_data(items[0])?;
    let this = data_of(&object);
    let (count, next) = (values.len(), items[2]);
    let next_fits = if count == LINK_CELLS {
        next.is_none() || next.is_exact::<TeeDataObject>()
    } else {
        count < LINK_CELLS && next.is_none()
    };
    if !next_fits {
        return Err(raise!(VALUE_ERROR, "Invalid arguments"));
    }
    for (cell, value) in this.values.iter().zip(values.items()) {
        cell.set(value.to_ref().into_raw());
    }
    this.numread.set(count as c_int);
    if !next.is_none() {
        set(&this.nextlink, next.to_ref());
    }
    Ok(object)
}

/// Drops a chain of blocks that nobody else holds without recursion.
fn drop_chain(link: Option<Ref>) {
    let mut link = link;
    while let Some(block) = link {
        if !block.is_exact::<TeeDataObject>() || block.refcount() != 1 {
            return;
        }
        link = replace_slot(&data_of(&block).nextlink, None);
    }
}

extern "C" fn data_clear(object: &PyObject) -> c_int {
    let this = data_of(object);
    clear(&this.it);
    for cell in &this.values[..this.numread.get() as usize] {
        clear(cell);
    }
    drop_chain(replace_slot(&this.nextlink, None));
    0
}

unsafe extern "C" fn data_dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout.
    unsafe {
        gc::untrack(&*object);
        data_clear(&*object);
        memory::free_object(object);
    }
}

extern "C" fn data_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let this = data_of(object);
    visit!(visit, arg, this.it.get());
    for cell in &this.values[..this.numread.get() as usize] {
        visit!(visit, arg, cell.get());
    }
    visit!(visit, arg, this.nextlink.get());
    0
}

fn data_reduce(object: &PyObject) -> PyResult {
    let this = data_of(object);
    let values = this.values[..this.numread.get() as usize].iter().map(get_or_none).collect();
    let values = list::from_vec(values)?.upcast();
    let arguments = tuple_ref([get_or_none(&this.it), values, get_or_none(&this.nextlink)])?;
    tuple_ref([object.ob_type().to_ref(), arguments])
}

fn data_item(this: &TeeDataObject, index: usize) -> Option<Ref> {
    if index < this.numread.get() as usize {
        return get(&this.values[index]);
    }
    if this.running.get() != 0 {
        let _ = raise!(RUNTIME_ERROR, "cannot re-enter the tee iterator");
        return None;
    }
    let iterator = lend(&this.it)?;
    this.running.set(1);
    let value = iter::next(&iterator);
    this.running.set(0);
    let value = value.ok()??;
    this.values[index].set(value.clone().into_raw());
    this.numread.set(this.numread.get() + 1);
    Some(value)
}

extern "C" fn tee_next(object: &PyObject) -> Option<Ref> {
    let this = tee_of(object);
    let mut data = lend(&this.dataobj)?;
    if this.index.get() as usize >= LINK_CELLS {
        let block = data_of(&data);
        if block.nextlink.get().is_null() {
            let next = new_data(&*get(&block.it)?).ok()?;
            set(&block.nextlink, next);
        }
        let next = get(&block.nextlink)?;
        drop(data);
        set(&this.dataobj, next);
        this.index.set(0);
        data = lend(&this.dataobj)?;
    }
    let value = data_item(data_of(&data), this.index.get() as usize)?;
    this.index.set(this.index.get() + 1);
    Some(value)
}

fn make_tee(data: Ref, index: c_int) -> PyResult {
    // SAFETY: the layout of the type, every field written.
    let object: Ref = unsafe {
        memory::new_object(&TEE_TYPE, |this: *mut TeeObject| {
            (&raw mut (*this).dataobj).write(Cell::new(data.into_raw()));
            (&raw mut (*this).index).write(Cell::new(index));
            (&raw mut (*this).weakreflist).write(Cell::new(std::ptr::null_mut()));
        })?
        .cast_into_unchecked()
    };
    gc::track(&object);
    Ok(object)
}

fn tee_copy(object: &PyObject) -> PyResult {
    let this = tee_of(object);
    make_tee(get_or_none(&this.dataobj), this.index.get())
}

fn tee_from_iterable(iterable: &PyObject) -> PyResult {
    let iterator = iter::get_iter(iterable)?;
    if TeeObject::check(&iterator) {
        return tee_copy(&iterator);
    }
    make_tee(new_data(&iterator)?, 0)
}

extern "C" fn tee_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let items = positional(ty, &TEE_TYPE, "_tee", (args, kwargs), 1, 1)?;
    tee_from_iterable(items[0])
}

extern "C" fn tee_clear(object: &PyObject) -> c_int {
    let this = tee_of(object);
    if !this.weakreflist.get().is_null() {
        weakref::clear_weakrefs(object);
    }
    clear(&this.dataobj);
    0
}

unsafe extern "C" fn tee_dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout.
    unsafe {
        gc::untrack(&*object);
        tee_clear(&*object);
        memory::free_object(object);
    }
}

extern "C" fn tee_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visit, arg, tee_of(object).dataobj.get());
    0
}

fn tee_reduce(object: &PyObject) -> PyResult {
    let this = tee_of(object);
    let arguments = tuple_ref([tuple::empty().upcast()])?;
    let state = tuple_ref([get_or_none(&this.dataobj), int::from_i32(this.index.get())?])?;
    tuple_ref([object.ob_type().to_ref(), arguments, state])
}

fn tee_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let this = tee_of(object);
    let items = state_items(state, 2, 2)?;
    if !TeeDataObject::check(items[0]) {
        return Err(wrong_argument(1, TEE_DATA_TYPE.full_name(), items[0]));
    }
    let index = format_int(items[1])?;
    if index < 0 || index as usize > LINK_CELLS {
        return Err(raise!(VALUE_ERROR, "Index out of range"));
    }
    // A program may name a place behind the items that were read.
    this.index.set(index.min(data_of(items[0]).numread.get()));
    if index as usize == LINK_CELLS {
        this.index.set(index);
    }
    set(&this.dataobj, items[0].to_ref());
    Ok(singletons::none_ref())
}

/// `tee(iterable, n=2)`.
pub(super) fn tee(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("tee", args, 1, 2)?;
    let count = match args.get(1) {
        Some(count) => number::as_isize(count)?,
        None => 2,
    };
    if count < 0 {
        return Err(raise!(VALUE_ERROR, "n must be >= 0"));
    }
    let mut made: Vec<Ref> = memory::try_vec(count as usize)?;
    if count == 0 {
        return Ok(tuple::empty().upcast());
    }
    let iterator = iter::get_iter(args[0])?;
    let (first, copy) = match objects::lookup_attr(&iterator, name!("__copy__"))? {
        Some(copy) => (iterator, copy),
        None => {
            let first = tee_from_iterable(&iterator)?;
            let copy = objects::get_attr(&first, name!("__copy__"))?;
            (first, copy)
        }
    };
    made.push(first);
    for _ in 1..count {
        made.push(call::call(&copy, &[])?);
    }
    tuple_ref(made)
}
