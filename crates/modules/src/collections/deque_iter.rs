//! The iterators of `deque`.

use std::cell::Cell;
use std::ffi::CStr;

use vivarium_runtime::args;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, flags};
use vivarium_runtime::{gc, int, memory, number, objects, raise};

use super::deque::{BLOCK_LEN, Block, DequeObject};
use crate::support::native::{get, get_or_none, layout_of, owning, parsed_items, tuple_ref, wrong_argument};

#[repr(C)]
pub struct DequeIterObject {
    pub ob_base: PyObject,
    b: Cell<*mut Block>,
    index: Cell<isize>,
    deque: Cell<*mut PyObject>,
    /// The deque's state at the start; another one says that it has changed, and `b` may be gone.
    state: Cell<usize>,
    counter: Cell<isize>,
}

owning!(DequeIterObject, dealloc, traverse, deque);
layout_of!(iter_of, DequeIterObject);

pub static DEQUE_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_iternext: Cell::new(Some(next)),
    tp_new: Cell::new(Some(new_forward)),
    ..iter_type(c"_collections._deque_iterator")
};

pub static DEQUE_REVERSE_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_iternext: Cell::new(Some(previous)),
    tp_new: Cell::new(Some(new_backward)),
    ..iter_type(c"_collections._deque_reverse_iterator")
};

const fn iter_type(name: &'static CStr) -> PyTypeObject {
    PyTypeObject {
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
        tp_dealloc: Cell::new(Some(dealloc as Destructor)),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_traverse: Cell::new(Some(traverse)),
        tp_iter: Cell::new(Some(objects::self_iter)),
        tp_methods: typeobject::methods(
            const {
                &[
                    PyMethodDef::noargs(
                        c"__length_hint__",
                        length_hint,
                        c"Private method returning an estimate of len(list(it)).",
                    ),
                    PyMethodDef::noargs(c"__reduce__", reduce, c"Return state information for pickling."),
                    PyMethodDef::END,
                ]
            },
        ),
        ..PyTypeObject::new(name, size_of::<DequeIterObject>())
    }
}

/// An iterator over a deque.
pub(super) fn new(deque: &DequeObject, backwards: bool) -> PyResult {
    let (ty, block, index) = if backwards {
        (&DEQUE_REVERSE_ITER_TYPE, deque.rightblock.get(), deque.rightindex.get())
    } else {
        (&DEQUE_ITER_TYPE, deque.leftblock.get(), deque.leftindex.get())
    };
    // SAFETY: the layout of both types, every field written.
    let object: Ref = unsafe {
        memory::new_object(ty, |this: *mut DequeIterObject| {
            (&raw mut (*this).b).write(Cell::new(block));
            (&raw mut (*this).index).write(Cell::new(index));
            (&raw mut (*this).deque).write(Cell::new(deque.to_ref().into_raw()));
            (&raw mut (*this).state).write(Cell::new(deque.state.get()));
            (&raw mut (*this).counter).write(Cell::new(deque.len() as isize));
        })?
        .cast_into_unchecked()
    };
    gc::track(&object);
    Ok(object)
}

/// Constructors of both types, which pickles use: a deque and how many items to pass over.
fn construct(args: &PyObject, backwards: bool) -> PyResult {
    // SAFETY: constructors get a tuple.
    let arguments: &PyTupleObject = unsafe { args.cast_unchecked() };
    let items = parsed_items(arguments, "function", 1, 2)?;
    debug_assert_eq!(items.len(), args::items(args).len());
    let Some(deque) = items[0].cast::<DequeObject>() else {
        return Err(wrong_argument(1, "collections.deque", items[0]));
    };
    let skip = match items.get(1) {
        Some(index) => number::as_isize(index)?,
        None => 0,
    };
    let object = new(deque, backwards)?;
    for _ in 0..skip {
        if (if backwards { previous(&object) } else { next(&object) }).is_none() {
            break;
        }
    }
    Ok(object)
}

extern "C" fn new_forward(_: &PyTypeObject, args: &PyObject, _: Option<&PyObject>) -> PyResult {
    construct(args, false)
}

extern "C" fn new_backward(_: &PyTypeObject, args: &PyObject, _: Option<&PyObject>) -> PyResult {
    construct(args, true)
}

fn unchanged(this: &DequeIterObject, deque: &DequeObject) -> bool {
    let unchanged = deque.state.get() == this.state.get();
    if !unchanged {
        this.counter.set(0);
        let _ = raise!(RUNTIME_ERROR, "deque mutated during iteration");
    }
    unchanged
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    let this = iter_of(object);
    let deque = get(&this.deque)?;
    if !unchanged(this, super::deque::deque_of(&deque)) || this.counter.get() == 0 {
        return None;
    }
    // SAFETY: the deque's state is that of the start, so its blocks are.
    let block = unsafe { &*this.b.get() };
    let item = get(&block.data[this.index.get() as usize]);
    this.index.set(this.index.get() + 1);
    this.counter.set(this.counter.get() - 1);
    if this.index.get() == BLOCK_LEN as isize && this.counter.get() > 0 {
        this.b.set(block.rightlink.get());
        this.index.set(0);
    }
    item
}

extern "C" fn previous(object: &PyObject) -> Option<Ref> {
    let this = iter_of(object);
    if this.counter.get() == 0 {
        return None;
    }
    let deque = get(&this.deque)?;
    if !unchanged(this, super::deque::deque_of(&deque)) {
        return None;
    }
    // SAFETY: the deque's state is that of the start, so its blocks are.
    let block = unsafe { &*this.b.get() };
    let item = get(&block.data[this.index.get() as usize]);
    this.index.set(this.index.get() - 1);
    this.counter.set(this.counter.get() - 1);
    if this.index.get() < 0 && this.counter.get() > 0 {
        this.b.set(block.leftlink.get());
        this.index.set(BLOCK_LEN as isize - 1);
    }
    item
}

fn length_hint(object: &PyObject) -> PyResult {
    int::from_isize(iter_of(object).counter.get())
}

fn reduce(object: &PyObject) -> PyResult {
    let this = iter_of(object);
    let deque = get_or_none(&this.deque);
    let passed = super::deque::deque_of(&deque).len() as isize - this.counter.get();
    tuple_ref([object.ob_type().to_ref(), tuple_ref([deque, int::from_isize(passed)?])?])
}
