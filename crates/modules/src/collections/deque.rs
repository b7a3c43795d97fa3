//! `deque`: a doubly linked list of blocks of 64 items.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;
use std::ptr::null_mut;

use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::object::{PyObject, PyResult, PyVarObject, Raised, Ref};
use vivarium_runtime::typeobject::{self, Destructor, PySequenceMethods, PyTypeObject, VisitProc, flags};
use vivarium_runtime::weakref::{self, PyWeakReference};
use vivarium_runtime::{errors, gc, generic_alias, memory, object_layout, objects, raise, visit};

use super::deque_iter;
use crate::support::native::layout_of;

mod methods;

pub(super) const BLOCK_LEN: usize = 64;
/// Where the first item of an empty deque goes, less one.
const CENTER: isize = (BLOCK_LEN as isize - 1) / 2;
const LAST: isize = BLOCK_LEN as isize - 1;
const MAX_FREE_BLOCKS: usize = 16;

#[repr(C)]
pub(super) struct Block {
    pub leftlink: Cell<*mut Block>,
    pub data: [Cell<*mut PyObject>; BLOCK_LEN],
    pub rightlink: Cell<*mut Block>,
}

#[repr(C)]
pub struct DequeObject {
    pub ob_base: PyVarObject,
    pub(super) leftblock: Cell<*mut Block>,
    pub(super) rightblock: Cell<*mut Block>,
    pub(super) leftindex: Cell<isize>,
    pub(super) rightindex: Cell<isize>,
    /// Changes whenever the indices move.
    pub(super) state: Cell<usize>,
    /// -1 for none.
    maxlen: Cell<isize>,
    numfreeblocks: Cell<isize>,
    freeblocks: [Cell<*mut Block>; MAX_FREE_BLOCKS],
    weakreflist: Cell<*mut PyWeakReference>,
}

const _: () = assert!(size_of::<Block>() == 528 && size_of::<DequeObject>() == 216);

object_layout!(DequeObject, DEQUE_TYPE);
layout_of!(this, DequeObject);

/// A deque, for the iterators that own one.
pub(super) fn deque_of(object: &PyObject) -> &DequeObject {
    this(object)
}

pub static DEQUE_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC | flags::SEQUENCE),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_repr: Cell::new(Some(methods::repr)),
    tp_as_sequence: Cell::new(&raw const AS_SEQUENCE),
    tp_hash: Cell::new(Some(objects::hash_not_implemented)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_doc: typeobject::doc(
        c"deque([iterable[, maxlen]]) --> deque object\n\nA sequence that grows and shrinks at both ends at no cost.",
    ),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_richcompare: Cell::new(Some(methods::rich_compare)),
    tp_weaklistoffset: Cell::new(offset_of!(DequeObject, weakreflist) as isize),
    tp_iter: Cell::new(Some(iter)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::one(c"append", methods::append, c"Add an item at the right end."),
        PyMethodDef::one(c"appendleft", methods::append_left, c"Add an item at the left end."),
        PyMethodDef::noargs(c"clear", methods::clear, c"Remove all items."),
        PyMethodDef::noargs(c"__copy__", methods::copy, c"Return a shallow copy of a deque."),
        PyMethodDef::noargs(c"copy", methods::copy, c"Return a shallow copy of a deque."),
        PyMethodDef::one(c"count", methods::count, c"D.count(value) -> how often the value occurs"),
        PyMethodDef::one(c"extend", methods::extend, c"Add the items of an iterable at the right end."),
        PyMethodDef::one(c"extendleft", methods::extend_left, c"Add the items of an iterable at the left end, one after the other."),
        PyMethodDef::fast(
            c"index",
            methods::index,
            c"D.index(value, [start, [stop]]) -> where the value is first.\nValueError if it is not there.",
        ),
        PyMethodDef::fast(c"insert", methods::insert, c"D.insert(index, object) -- put the object before the index"),
        PyMethodDef::noargs(c"pop", methods::pop, c"Remove and return the item at the right end."),
        PyMethodDef::noargs(c"popleft", methods::pop_left, c"Remove and return the item at the left end."),
        PyMethodDef::noargs(c"__reduce__", methods::reduce, c"Return state information for pickling."),
        PyMethodDef::one(c"remove", methods::remove, c"D.remove(value) -- remove the value where it is first."),
        PyMethodDef::noargs(
            c"__reversed__",
            reversed,
            c"D.__reversed__() -- an iterator from the right end to the left",
        ),
        PyMethodDef::noargs(c"reverse", methods::reverse, c"D.reverse() -- turn the order round in place"),
        PyMethodDef::fast(
            c"rotate",
            methods::rotate,
            c"Move n items (1 if not said) from the right end to the left; the other way if n is negative.",
        ),
        PyMethodDef::noargs(c"__sizeof__", methods::size_of_deque, c"D.__sizeof__() -- size of D in memory, in bytes"),
        PyMethodDef::one(c"__class_getitem__", generic_alias::class_getitem, c"See PEP 585").class(),
        PyMethodDef::END,
    ]),
    tp_getset: typeobject::getset(&[
        PyGetSetDef::read_only(c"maxlen", methods::max_len, c"maximum size of a deque or None if unbounded"),
        PyGetSetDef::END,
    ]),
    tp_init: Cell::new(Some(methods::init)),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(new)),
    ..PyTypeObject::new(c"collections.deque", size_of::<DequeObject>())
};

static AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(length)),
    sq_concat: Cell::new(Some(methods::concat)),
    sq_repeat: Cell::new(Some(methods::repeat)),
    sq_item: Cell::new(Some(methods::item)),
    sq_ass_item: Cell::new(Some(methods::ass_item)),
    sq_contains: Cell::new(Some(methods::contains)),
    sq_inplace_concat: Cell::new(Some(methods::inplace_concat)),
    sq_inplace_repeat: Cell::new(Some(methods::inplace_repeat)),
    ..PySequenceMethods::EMPTY
};

/// A block that a deque owns.
fn block<'a>(pointer: *mut Block) -> &'a Block {
    // SAFETY: blocks live while they are linked; callers don't keep the borrow across a change of the deque.
    unsafe { &*pointer }
}

impl DequeObject {
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.ob_base.ob_size.get() as usize
    }

    fn set_len(&self, len: usize) {
        self.ob_base.ob_size.set(len as isize);
    }

    fn touch(&self) {
        self.state.set(self.state.get().wrapping_add(1));
    }

    fn new_block(&self) -> Result<*mut Block, Raised> {
        let kept = self.numfreeblocks.get();
        if kept > 0 {
            self.numfreeblocks.set(kept - 1);
            return Ok(self.freeblocks[kept as usize - 1].get());
        }
        let made: *mut Block = memory::try_alloc_array(1)?;
        // SAFETY: room for one block.
        unsafe {
            made.write(Block {
                leftlink: Cell::new(null_mut()),
                data: [const { Cell::new(null_mut()) }; BLOCK_LEN],
                rightlink: Cell::new(null_mut()),
            });
        }
        Ok(made)
    }

    fn free_block(&self, block: *mut Block) {
        let kept = self.numfreeblocks.get() as usize;
        if kept < MAX_FREE_BLOCKS {
            self.freeblocks[kept].set(block);
            self.numfreeblocks.set(kept as isize + 1);
        } else {
            // SAFETY: from `new_block`; nothing links to it any more.
            unsafe { memory::free(block.cast()) };
        }
    }

    /// One empty block, entered in its middle.
    fn start_with(&self, block: *mut Block) {
        self.leftblock.set(block);
        self.rightblock.set(block);
        self.leftindex.set(CENTER + 1);
        self.rightindex.set(CENTER);
    }

    /// Takes the item at the right end.
    fn take_right(&self) -> Option<Ref> {
        if self.len() == 0 {
            return None;
        }
        let right = self.rightblock.get();
        let index = self.rightindex.get();
        let item = block(right).data[index as usize].get();
        self.rightindex.set(index - 1);
        self.set_len(self.len() - 1);
        self.touch();
        if index == 0 {
            if self.len() > 0 {
                let previous = block(right).leftlink.get();
                self.free_block(right);
                self.rightblock.set(previous);
                self.rightindex.set(LAST);
            } else {
                self.leftindex.set(CENTER + 1);
                self.rightindex.set(CENTER);
            }
        }
        // SAFETY: the deque owned the item.
        unsafe { Ref::from_nullable(item) }
    }

    /// Takes the item at the left end.
    fn take_left(&self) -> Option<Ref> {
        if self.len() == 0 {
            return None;
        }
        let left = self.leftblock.get();
        let index = self.leftindex.get();
        let item = block(left).data[index as usize].get();
        self.leftindex.set(index + 1);
        self.set_len(self.len() - 1);
        self.touch();
        if index == LAST {
            if self.len() > 0 {
                let next = block(left).rightlink.get();
                self.free_block(left);
                self.leftblock.set(next);
                self.leftindex.set(0);
            } else {
                self.leftindex.set(CENTER + 1);
                self.rightindex.set(CENTER);
            }
        }
        // SAFETY: the deque owned the item.
        unsafe { Ref::from_nullable(item) }
    }

    /// A fresh block at the right end.
    fn grow_right(&self) -> Result<(), Raised> {
        let new = self.new_block()?;
        block(new).leftlink.set(self.rightblock.get());
        block(self.rightblock.get()).rightlink.set(new);
        self.rightblock.set(new);
        self.rightindex.set(-1);
        Ok(())
    }

    /// A fresh block at the left end.
    fn grow_left(&self) -> Result<(), Raised> {
        let new = self.new_block()?;
        block(new).rightlink.set(self.leftblock.get());
        block(self.leftblock.get()).leftlink.set(new);
        self.leftblock.set(new);
        self.leftindex.set(BLOCK_LEN as isize);
        Ok(())
    }

    /// Whether a bound (none if negative) is exceeded.
    fn exceeds(&self, maxlen: isize) -> bool {
        (maxlen as usize) < self.len()
    }

    fn push_right(&self, item: Ref, maxlen: isize) -> Result<(), Raised> {
        if self.rightindex.get() == LAST {
            self.grow_right()?;
        }
        self.set_len(self.len() + 1);
        self.rightindex.set(self.rightindex.get() + 1);
        block(self.rightblock.get()).data[self.rightindex.get() as usize].set(item.into_raw());
        if self.exceeds(maxlen) {
            drop(self.take_left());
        } else {
            self.touch();
        }
        Ok(())
    }

    fn push_left(&self, item: Ref, maxlen: isize) -> Result<(), Raised> {
        if self.leftindex.get() == 0 {
            self.grow_left()?;
        }
        self.set_len(self.len() + 1);
        self.leftindex.set(self.leftindex.get() - 1);
        block(self.leftblock.get()).data[self.leftindex.get() as usize].set(item.into_raw());
        if self.exceeds(maxlen) {
            drop(self.take_right());
        } else {
            self.touch();
        }
        Ok(())
    }

    /// Removes all items. The deque is empty and whole before the first of them is dropped.
    fn remove_all(&self) {
        if self.len() == 0 {
            return;
        }
        let Ok(fresh) = self.new_block() else {
            errors::clear();
            while let Some(item) = self.take_right() {
                drop(item);
            }
            return;
        };
        let mut left = self.len();
        let mut old = self.leftblock.get();
        let mut index = self.leftindex.get() as usize;
        self.set_len(0);
        self.start_with(fresh);
        self.touch();
        loop {
            let count = left.min(BLOCK_LEN - index);
            for cell in &block(old).data[index..index + count] {
                // SAFETY: the block, now ours alone, owned the item.
                drop(unsafe { Ref::from_nullable(cell.get()) });
            }
            left -= count;
            index = 0;
            let next = block(old).rightlink.get();
            self.free_block(old);
            if left == 0 {
                return;
            }
            old = next;
        }
    }

    /// Turns the deque `n` steps to the right.
    fn turn(&self, n: isize) -> Result<(), Raised> {
        let len = self.len() as isize;
        let half = len >> 1;
        let mut n = n;
        if len <= 1 {
            return Ok(());
        }
        if n > half || n < -half {
            n %= len;
            if n > half {
                n -= len;
            } else if n < -half {
                n += len;
            }
        }
        self.touch();
        while n > 0 {
            if self.leftindex.get() == 0 {
                self.grow_left()?;
            }
            let count = n.min(self.rightindex.get() + 1).min(self.leftindex.get());
            self.rightindex.set(self.rightindex.get() - count);
            self.leftindex.set(self.leftindex.get() - count);
            n -= count;
            let from = (self.rightindex.get() + 1) as usize;
            let to = self.leftindex.get() as usize;
            self.shift((self.rightblock.get(), from), (self.leftblock.get(), to), count as usize);
            if self.rightindex.get() < 0 {
                let emptied = self.rightblock.get();
                self.rightblock.set(block(emptied).leftlink.get());
                self.rightindex.set(LAST);
                self.free_block(emptied);
            }
        }
        while n < 0 {
            if self.rightindex.get() == LAST {
                self.grow_right()?;
            }
            let count = (-n).min(BLOCK_LEN as isize - self.leftindex.get()).min(LAST - self.rightindex.get());
            let from = self.leftindex.get() as usize;
            let to = (self.rightindex.get() + 1) as usize;
            self.shift((self.leftblock.get(), from), (self.rightblock.get(), to), count as usize);
            self.leftindex.set(self.leftindex.get() + count);
            self.rightindex.set(self.rightindex.get() + count);
            n += count;
            if self.leftindex.get() == BLOCK_LEN as isize {
                let emptied = self.leftblock.get();
                self.leftblock.set(block(emptied).rightlink.get());
                self.leftindex.set(0);
                self.free_block(emptied);
            }
        }
        Ok(())
    }

    /// Copies pointers from one place to another, in ascending order.
    fn shift(&self, from: (*mut Block, usize), to: (*mut Block, usize), count: usize) {
        for offset in 0..count {
            let item = block(from.0).data[from.1 + offset].get();
            block(to.0).data[to.1 + offset].set(item);
        }
    }

    /// The cell of an item. The index is below the length.
    fn cell_at(&self, index: usize) -> &Cell<*mut PyObject> {
        let place = index + self.leftindex.get() as usize;
        let steps = place / BLOCK_LEN;
        let found = if index <= self.len() / 2 {
            let mut current = block(self.leftblock.get());
            for _ in 0..steps {
                current = block(current.rightlink.get());
            }
            current
        } else {
            let all = (self.leftindex.get() as usize + self.len() - 1) / BLOCK_LEN;
            let mut current = block(self.rightblock.get());
            for _ in 0..all - steps {
                current = block(current.leftlink.get());
            }
            current
        };
        &found.data[place % BLOCK_LEN]
    }

    fn remove_at(&self, index: isize) -> Result<(), Raised> {
        self.turn(-index)?;
        let item = self.take_left();
        let result = self.turn(index);
        drop(item);
        result
    }

    /// Calls `visit` with each item and its index, from `start` up to `stop`, until it gives something. The
    /// deque owns the item as long as nothing changes its state. It may run Python code; a deque that this changed is an error of class `class`.
    fn scan<T>(
        &self,
        range: std::ops::Range<usize>,
        class: &PyTypeObject,
        mut visit: impl FnMut(usize, &PyObject) -> Result<Option<T>, Raised>,
    ) -> Result<Option<T>, Raised> {
        let state = self.state.get();
        if range.is_empty() {
            return Ok(None);
        }
        let mut place = self.leftindex.get() as usize + range.start;
        let mut current = self.leftblock.get();
        while place >= BLOCK_LEN {
            current = block(current).rightlink.get();
            place -= BLOCK_LEN;
        }
        for index in range {
            if place == BLOCK_LEN {
                current = block(current).rightlink.get();
                place = 0;
            }
            // SAFETY: null or owned by the deque while its state is this one.
            let Some(item) = (unsafe { block(current).data[place].get().as_ref() }) else { break };
            let found = visit(index, item)?;
            if self.state.get() != state {
                return match found {
                    Some(found) if !std::ptr::eq(class, &vivarium_runtime::exceptions::INDEX_ERROR) => {
                        Ok(Some(found))
                    }
                    _ => Err(errors::raise(class, format_args!("deque mutated during iteration"))),
                };
            }
            if found.is_some() {
                return Ok(found);
            }
            place += 1;
        }
        Ok(None)
    }
}

extern "C" fn new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    let object = crate::support::native::alloc(ty)?;
    let deque = this(&object);
    deque.maxlen.set(-1);
    let first = deque.new_block()?;
    deque.start_with(first);
    Ok(object)
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying deque, which owned its items and blocks.
    unsafe {
        gc::untrack(&*object);
        let exact = (*object).is_exact::<DequeObject>();
        if exact && gc::trashcan_begin(&*object) {
            return;
        }
        let deque = this(&*object);
        if !deque.weakreflist.get().is_null() {
            weakref::clear_weakrefs(&*object);
        }
        if !deque.leftblock.get().is_null() {
            deque.remove_all();
            deque.free_block(deque.leftblock.get());
        }
        deque.leftblock.set(null_mut());
        deque.rightblock.set(null_mut());
        for kept in &deque.freeblocks[..deque.numfreeblocks.get() as usize] {
            memory::free(kept.get().cast());
        }
        memory::free_object(object);
        if exact {
            gc::trashcan_end();
        }
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let deque = this(object);
    let mut left = deque.len();
    let mut current = deque.leftblock.get();
    let mut index = deque.leftindex.get() as usize;
    while left > 0 && !current.is_null() {
        let count = left.min(BLOCK_LEN - index);
        for cell in &block(current).data[index..index + count] {
            visit!(visit, arg, cell.get());
        }
        left -= count;
        index = 0;
        current = block(current).rightlink.get();
    }
    0
}

extern "C" fn tp_clear(object: &PyObject) -> c_int {
    this(object).remove_all();
    0
}

extern "C" fn length(object: &PyObject) -> isize {
    this(object).len() as isize
}

extern "C" fn iter(object: &PyObject) -> PyResult {
    deque_iter::new(this(object), false)
}

fn reversed(object: &PyObject) -> PyResult {
    deque_iter::new(this(object), true)
}

/// What indexing past the ends says.
#[cold]
fn out_of_range() -> Raised {
    raise!(INDEX_ERROR, "deque index out of range")
}
