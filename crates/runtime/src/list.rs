//! `list` (`Objects/listobject.c`).

use std::cell::Cell;
use std::ptr::null_mut;

use crate::freelist::FreeList;
use crate::gc;
use crate::memory;
use crate::object::{PyObject, PyResult, PyVarObject, Raised, Ref};
use crate::typeobject::flags;

pub mod iter;
pub(crate) mod methods;
mod slots;
mod sort;

pub use slots::LIST_TYPE;

#[repr(C)]
pub struct PyListObject {
    pub ob_base: PyVarObject,
    pub ob_item: Cell<*mut Cell<*mut PyObject>>,
    /// How many items there is room for; -1 while the list is being sorted.
    pub allocated: Cell<isize>,
}

crate::object_layout!(PyListObject, LIST_TYPE, flags::LIST_SUBCLASS);

const _: () = assert!(size_of::<PyListObject>() == 40);

static FREE_LIST: FreeList<80> = FreeList::new();

impl PyListObject {
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.ob_base.ob_size.get() as usize
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items, borrowed: only while nothing changes the list, so not across anything that may run Python code.
    #[inline(always)]
    pub fn items(&self) -> &[&PyObject] {
        if self.ob_item.get().is_null() {
            return &[];
        }
        // SAFETY: `ob_size` live references stand there.
        unsafe { std::slice::from_raw_parts(self.ob_item.get().cast::<&PyObject>(), self.len()) }
    }

    /// The items as owned references.
    pub fn to_vec(&self) -> Result<Vec<Ref>, Raised> {
        let mut items = memory::try_vec(self.len())?;
        items.extend(self.items().iter().map(|item| item.to_ref()));
        Ok(items)
    }

    /// The cell of an item.
    ///
    /// # Safety
    /// The index is below what is allocated.
    #[inline(always)]
    pub unsafe fn slot(&self, index: usize) -> &Cell<*mut PyObject> {
        // SAFETY: the caller's promise.
        unsafe { &*self.ob_item.get().add(index) }
    }

    /// A new reference to an item.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Ref> {
        self.items().get(index).map(|item| item.to_ref())
    }

    /// Replaces an item; gives the old one back, or the new one where there is no such place.
    #[inline]
    pub fn set(&self, index: usize, item: Ref) -> Result<Ref, Ref> {
        if index >= self.len() {
            return Err(item);
        }
        // SAFETY: in range; the list owned the old item.
        Ok(unsafe { Ref::from_raw(self.slot(index).replace(item.into_raw())) })
    }

    /// Makes room for `new_size` items and sets the length: the items that come in are the caller's to write at once, the
    /// ones that go must have been taken out.
    pub(crate) fn resize(&self, new_size: usize) -> Result<(), Raised> {
        let size = self.len();
        let allocated = self.allocated.get();
        if allocated >= new_size as isize && new_size as isize >= allocated >> 1 {
            self.ob_base.ob_size.set(new_size as isize);
            return Ok(());
        }
        // Room for an eighth more than asked, so that appending again and again stays linear.
        let mut room = (new_size + (new_size >> 3) + 6) & !3;
        if new_size > size && new_size - size > room - new_size {
            room = (new_size + 3) & !3;
        }
        if new_size == 0 {
            room = 0;
        }
        let Some(bytes) = room.checked_mul(size_of::<usize>()).filter(|&bytes| bytes <= isize::MAX as usize)
        else {
            return Err(crate::errors::no_memory());
        };
        // SAFETY: the list owns its block.
        unsafe {
            if room == 0 {
                memory::free(self.ob_item.replace(null_mut()).cast());
            } else {
                let items = memory::realloc(self.ob_item.get().cast(), bytes);
                if items.is_null() {
                    return Err(crate::errors::no_memory());
                }
                self.ob_item.set(items.cast());
            }
        }
        self.allocated.set(room as isize);
        self.ob_base.ob_size.set(new_size as isize);
        Ok(())
    }

    /// Gives an empty list room for exactly `size` items (rounded up to an even number).
    pub(crate) fn preallocate_exact(&self, size: usize) -> Result<(), Raised> {
        let size = size.saturating_add(size & 1);
        let items = memory::try_alloc_array(size)?;
        self.ob_item.set(items);
        self.allocated.set(size as isize);
        Ok(())
    }

    #[inline(always)]
    pub fn append(&self, item: Ref) -> Result<(), Raised> {
        let len = self.ob_base.ob_size.get();
        if self.allocated.get() <= len {
            return self.append_slow(item);
        }
        // SAFETY: there is room.
        unsafe { self.slot(len as usize) }.set(item.into_raw());
        self.ob_base.ob_size.set(len + 1);
        Ok(())
    }

    /// Appends an owned reference if there is room already.
    #[inline(always)]
    pub fn append_here(&self, item: *mut PyObject) -> bool {
        let len = self.ob_base.ob_size.get();
        if self.allocated.get() <= len {
            return false;
        }
        // SAFETY: there is room.
        unsafe { self.slot(len as usize) }.set(item);
        self.ob_base.ob_size.set(len + 1);
        true
    }

    #[inline(never)]
    fn append_slow(&self, item: Ref) -> Result<(), Raised> {
        let len = self.len();
        self.resize(len + 1)?;
        // SAFETY: there is room now.
        unsafe { self.slot(len) }.set(item.into_raw());
        Ok(())
    }

    /// Inserts before the item at `index`, counted from the end if negative, and clipped.
    pub fn insert(&self, index: isize, item: Ref) -> Result<(), Raised> {
        let len = self.len();
        let at = if index < 0 { index.saturating_add(len as isize).max(0) } else { index.min(len as isize) }
            as usize;
        self.resize(len + 1)?;
        // SAFETY: there is room for one more.
        unsafe {
            let items = self.ob_item.get();
            std::ptr::copy(items.add(at), items.add(at + 1), len - at);
            self.slot(at).set(item.into_raw());
        }
        Ok(())
    }

    /// Appends what an iterable yields.
    pub fn extend(&self, iterable: &PyObject) -> Result<(), Raised> {
        if iterable.is_exact::<PyListObject>()
            || iterable.is_exact::<crate::tuple::PyTupleObject>()
            || iterable.is(self)
        {
            return self.extend_exact(iterable);
        }
        let iterator = crate::iter::get_iter(iterable)?;
        let guess = crate::iter::length_hint(iterable, 8)?;
        let len = self.len();
        // A guess beyond any memory may be a lie: then let appending find out.
        if let Some(total) = len.checked_add(guess).filter(|total| isize::try_from(*total).is_ok()) {
            if self.ob_item.get().is_null() {
                if guess > 0 {
                    self.preallocate_exact(guess)?;
                }
            } else {
                self.resize(total)?;
                self.ob_base.ob_size.set(len as isize);
            }
        }
        while let Some(item) = crate::iter::next(&iterator)? {
            self.append(item)?;
        }
        if self.ob_base.ob_size.get() < self.allocated.get() {
            self.resize(self.len())?;
        }
        Ok(())
    }

    /// Gives back the block of a list without items.
    fn release_empty(&self) {
        let items = self.ob_item.replace(null_mut());
        self.allocated.set(0);
        // SAFETY: the list owned the block, which holds nothing.
        unsafe { memory::free(items.cast()) };
    }

    /// Appends the items of a list (perhaps itself) or tuple.
    fn extend_exact(&self, source: &PyObject) -> Result<(), Raised> {
        let count = match source.cast::<PyListObject>() {
            Some(list) => list.len(),
            None => crate::tuple::len_of(source),
        };
        if count == 0 {
            return Ok(());
        }
        let len = self.len();
        if self.ob_item.get().is_null() {
            self.preallocate_exact(count)?;
            self.ob_base.ob_size.set(count as isize);
        } else {
            self.resize(len + count)?;
        }
        // Only now: the source may be this list, whose block has just moved.
        let from = match source.cast::<PyListObject>() {
            Some(list) => list.ob_item.get().cast_const().cast::<&PyObject>(),
            None => crate::tuple::items_of(source).as_ptr(),
        };
        for index in 0..count {
            // SAFETY: both blocks have so many items.
            unsafe { self.slot(len + index).set((*from.add(index)).to_ref().into_raw()) };
        }
        Ok(())
    }

    /// Removes every item.
    pub fn clear(&self) {
        let items = self.ob_item.replace(null_mut());
        if items.is_null() {
            return;
        }
        let len = self.len();
        self.ob_base.ob_size.set(0);
        self.allocated.set(0);
        // SAFETY: the list owned the items and the block.
        unsafe {
            for index in (0..len).rev() {
                drop(Ref::from_nullable((*items.add(index)).get()));
            }
            memory::free(items.cast());
        }
    }

    /// A list of the items from `low` to before `high`, which are in range.
    pub fn slice(&self, low: usize, high: usize) -> PyResult<PyListObject> {
        from_slice(&self.items()[low..high])
    }

    /// A tuple of the items.
    pub fn to_tuple(&self) -> PyResult<crate::tuple::PyTupleObject> {
        crate::tuple::from_slice(self.items())
    }
}

/// A tracked list with room for exactly `len` items, all null and its length 0.
pub(crate) fn with_room(len: usize) -> PyResult<PyListObject> {
    let items: *mut Cell<*mut PyObject> = if len == 0 { null_mut() } else { memory::try_alloc_array(len)? };
    let init = |list: *mut PyListObject| {
        // SAFETY: the block has the layout of a list; the header is written already.
        unsafe {
            (&raw mut (*list).ob_base.ob_size).write(Cell::new(0));
            (&raw mut (*list).ob_item).write(Cell::new(items));
            (&raw mut (*list).allocated).write(Cell::new(len as isize));
        }
    };
    let dead: *mut PyListObject = FREE_LIST.pop();
    let list = if dead.is_null() {
        // SAFETY: the layout of `list`, and `init` writes every field.
        match unsafe { memory::new_object(&LIST_TYPE, init) } {
            Ok(list) => list,
            Err(raised) => {
                // SAFETY: made above.
                unsafe { memory::free(items.cast()) };
                return Err(raised);
            }
        }
    } else {
        // SAFETY: what the free list holds is a dead list, header and type still in place.
        unsafe {
            (&*dead).ob_refcnt.set(1);
            init(dead);
            Ref::from_raw(dead)
        }
    };
    gc::track(&list);
    Ok(list)
}

/// An empty list.
pub fn new() -> PyResult<PyListObject> {
    with_room(0)
}

/// A list of these items, with room for no more.
pub fn from_iter(
    items: impl IntoIterator<Item = Ref, IntoIter: ExactSizeIterator>,
) -> PyResult<PyListObject> {
    let items = items.into_iter();
    let len = items.len();
    let list = with_room(len)?;
    for (index, item) in items.take(len).enumerate() {
        // SAFETY: there is room for `len`.
        unsafe { list.ob_item.get().add(index).write(Cell::new(item.into_raw())) };
    }
    list.ob_base.ob_size.set(len as isize);
    Ok(list)
}

/// A list of these items, with room for no more.
pub fn from_vec(items: Vec<Ref>) -> PyResult<PyListObject> {
    from_iter(items)
}

/// A list of new references to these objects.
pub fn from_slice(items: &[&PyObject]) -> PyResult<PyListObject> {
    from_iter(items.iter().map(|item| item.to_ref()))
}

/// How many dead lists are kept for reuse.
pub(crate) fn free_count() -> usize {
    FREE_LIST.len()
}

/// A list of what an iterable yields.
pub fn from_iterable(iterable: &PyObject) -> PyResult<PyListObject> {
    let list = new()?;
    list.extend(iterable)?;
    Ok(list)
}

/// A list that takes over `count` references which lie one after the other, as on a frame's stack.
///
/// # Safety
/// `items` points to `count` owned references, which the caller gives up (also when this fails).
pub unsafe fn from_stack(items: *const *mut PyObject, count: usize) -> PyResult<PyListObject> {
    let list = match with_room(count) {
        Ok(list) => list,
        Err(raised) => {
            for index in 0..count {
                // SAFETY: the caller's references.
                drop(unsafe { Ref::from_raw(*items.add(index)) });
            }
            return Err(raised);
        }
    };
    if count > 0 {
        // SAFETY: both have room for `count` pointers.
        unsafe { std::ptr::copy_nonoverlapping(items, list.ob_item.get().cast::<*mut PyObject>(), count) };
    }
    list.ob_base.ob_size.set(count as isize);
    Ok(list)
}

/// Gives the memory of dead lists back; a full collection does.
pub fn clear_free_list() {
    loop {
        let list: *mut PyListObject = FREE_LIST.pop();
        if list.is_null() {
            break;
        }
        // SAFETY: a dead list.
        unsafe { memory::free_object(list.cast()) };
    }
}
