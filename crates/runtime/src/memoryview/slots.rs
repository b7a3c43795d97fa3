//! The slots of `memoryview`: subscripts, comparison, hash, buffers of its own, iteration.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use super::{Layout, PyMemoryViewObject, RELEASED, add_view, item, new};
use crate::buffer::{self, PyBuffer, request};
use crate::gc;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot};
use crate::singletons::not_implemented;
use crate::slice::PySliceObject;
use crate::tuple::PyTupleObject;
use crate::typeobject::{PyBufferProcs, PyMappingMethods, PySequenceMethods, PyTypeObject, VisitProc, flags};
use crate::{number, objects, raise, stringlib};

pub(super) static MEMORY_AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_length: Cell::new(Some(memory_length)),
    sq_item: Cell::new(Some(memory_item)),
    ..PySequenceMethods::EMPTY
};

pub(super) static MEMORY_AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: Cell::new(Some(memory_length)),
    mp_subscript: Cell::new(Some(memory_subscript)),
    mp_ass_subscript: Cell::new(Some(memory_set_subscript)),
};

pub(super) static MEMORY_AS_BUFFER: PyBufferProcs = PyBufferProcs {
    bf_getbuffer: Cell::new(Some(memory_getbuffer)),
    bf_releasebuffer: Cell::new(Some(memory_releasebuffer)),
};

pub(super) fn own(object: &PyObject) -> &PyMemoryViewObject {
    // SAFETY: a slot or method of `memoryview`.
    unsafe { object.cast_unchecked() }
}

pub(super) extern "C" fn memory_repr(object: &PyObject) -> PyResult {
    let released = if own(object).flags.get() & RELEASED != 0 { "released " } else { "" };
    Ok(crate::str::new(&format!("<{released}memory at {:#x}>", object.address()))?.upcast())
}

extern "C" fn memory_length(object: &PyObject) -> isize {
    let view = own(object);
    // What has no dimension has length 1 in 3.11.
    let length =
        view.check_released().map(|()| view.layout().shape.first().map_or(1, |&length| length as usize));
    objects::length_code(length)
}

/// The bytes of one item.
fn bytes_at(layout: &Layout, offset: isize) -> Vec<u8> {
    // SAFETY: the offset is that of an item of a view that is not released.
    unsafe { std::slice::from_raw_parts(layout.start.offset(offset), layout.itemsize as usize) }.to_vec()
}

/// The offset of an item by its index in each dimension; the first may be all there is.
fn offset_of(layout: &Layout, indices: &[isize]) -> Result<isize, Raised> {
    let mut offset = 0;
    for (dimension, &index) in indices.iter().enumerate() {
        let count = layout.shape[dimension];
        let at = if index < 0 { index + count } else { index };
        if !(0..count).contains(&at) {
            return Err(raise!(INDEX_ERROR, "index out of bounds on dimension {}", dimension + 1));
        }
        offset += at * layout.strides[dimension];
    }
    Ok(offset)
}

extern "C" fn memory_item(object: &PyObject, index: isize) -> PyResult {
    let view = own(object);
    view.check_released()?;
    let layout = view.layout();
    match layout.shape.len() {
        0 => Err(raise!(TYPE_ERROR, "invalid indexing of 0-dim memory")),
        1 => {
            if item::native(layout.format).is_none() {
                return Err(item::unsupported(layout.format));
            }
            let offset = offset_of(&layout, &[index])?;
            item::unpack(layout.format, &bytes_at(&layout, offset))
        }
        _ => Err(raise!(NOT_IMPLEMENTED_ERROR, "multi-dimensional sub-views are not implemented")),
    }
}

/// A tuple of indices, one for each dimension.
fn multi_index(layout: &Layout, key: &PyTupleObject) -> Result<isize, Raised> {
    let (given, dimensions) = (key.len(), layout.shape.len());
    if given > dimensions {
        return Err(raise!(
            TYPE_ERROR,
            "cannot index {dimensions}-dimension view with {given}-element tuple"
        ));
    }
    if given < dimensions {
        return Err(raise!(NOT_IMPLEMENTED_ERROR, "sub-views are not implemented"));
    }
    let mut indices = Vec::new();
    for index in key.items() {
        indices.push(number::as_size(index, Some(&crate::exceptions::INDEX_ERROR))?);
    }
    offset_of(layout, &indices)
}

fn is_multi_index(key: &PyObject) -> Option<&PyTupleObject> {
    key.cast::<PyTupleObject>().filter(|tuple| tuple.items().iter().all(|item| number::check_index(item)))
}

fn is_multi_slice(key: &PyObject) -> bool {
    key.cast::<PyTupleObject>().is_some_and(|tuple| {
        !tuple.is_empty() && tuple.items().iter().all(|item| item.is_instance_of::<PySliceObject>())
    })
}

/// The layout of a slice along the first dimension.
fn sliced(layout: &Layout, slice: &PySliceObject) -> Result<Layout, Raised> {
    let mut part = layout.clone();
    let (start, step, count) = stringlib::unpack_slice(slice, layout.shape[0] as usize)?;
    // SAFETY: the start of the slice lies in the view, or at its end.
    part.start = unsafe { layout.start.offset(start as isize * layout.strides[0]) };
    part.shape[0] = count as isize;
    part.strides[0] = layout.strides[0].wrapping_mul(step);
    Ok(part)
}

extern "C" fn memory_subscript(object: &PyObject, key: &PyObject) -> PyResult {
    let view = own(object);
    view.check_released()?;
    let layout = view.layout();
    if layout.shape.is_empty() {
        if key.cast::<PyTupleObject>().is_some_and(PyTupleObject::is_empty) {
            return item::unpack(layout.format, &bytes_at(&layout, 0));
        }
        if key.is(&crate::singletons::ELLIPSIS) {
            return Ok(object.to_ref());
        }
        return Err(raise!(TYPE_ERROR, "invalid indexing of 0-dim memory"));
    }
    if number::check_index(key) {
        let index = number::as_size(key, Some(&crate::exceptions::INDEX_ERROR))?;
        return memory_item(object, index);
    }
    if let Some(slice) = key.cast_exact::<PySliceObject>() {
        // As in CPython, a view of the slice stands before its indices are asked, and keeps the buffer where they release
        // this one.
        let keep = add_view(view.managed(), &layout)?;
        let part = sliced(&layout, slice)?;
        return Ok(add_view(keep.managed(), &part)?.upcast());
    }
    if let Some(key) = is_multi_index(key) {
        let offset = multi_index(&layout, key)?;
        view.check_released()?;
        return item::unpack(layout.format, &bytes_at(&layout, offset));
    }
    if is_multi_slice(key) {
        return Err(raise!(NOT_IMPLEMENTED_ERROR, "multi-dimensional slicing is not implemented"));
    }
    Err(raise!(TYPE_ERROR, "memoryview: invalid slice key"))
}

extern "C" fn memory_set_subscript(object: &PyObject, key: &PyObject, value: Option<&PyObject>) -> c_int {
    objects::status_code(assign(own(object), key, value))
}

fn store(view: &PyMemoryViewObject, layout: &Layout, offset: isize, value: &PyObject) -> Result<(), Raised> {
    let bytes = item::pack(layout.format, value)?;
    // Converting may have run Python code.
    view.check_released()?;
    // SAFETY: the offset is that of an item.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), layout.start.offset(offset), bytes.len()) };
    Ok(())
}

fn assign(view: &PyMemoryViewObject, key: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    view.check_released()?;
    let layout = view.layout();
    if item::native(layout.format).is_none() {
        return Err(item::unsupported(layout.format));
    }
    if layout.readonly {
        return Err(raise!(TYPE_ERROR, "cannot modify read-only memory"));
    }
    let Some(value) = value else { return Err(raise!(TYPE_ERROR, "cannot delete memory")) };
    if layout.shape.is_empty() {
        let whole = key.is(&crate::singletons::ELLIPSIS)
            || key.cast::<PyTupleObject>().is_some_and(PyTupleObject::is_empty);
        return if whole {
            store(view, &layout, 0, value)
        } else {
            Err(raise!(TYPE_ERROR, "invalid indexing of 0-dim memory"))
        };
    }
    if number::check_index(key) {
        if layout.shape.len() > 1 {
            return Err(raise!(NOT_IMPLEMENTED_ERROR, "sub-views are not implemented"));
        }
        let index = number::as_size(key, Some(&crate::exceptions::INDEX_ERROR))?;
        let offset = offset_of(&layout, &[index])?;
        return store(view, &layout, offset, value);
    }
    if let Some(slice) = key.cast_exact::<PySliceObject>()
        && layout.shape.len() == 1
    {
        let source = new(value)?;
        let from = source.layout();
        let to = sliced(&layout, slice)?;
        let same = from.shape == to.shape
            && from.itemsize == to.itemsize
            && item::native(from.format).is_some()
            && item::native(from.format) == item::native(to.format);
        if !same {
            return Err(raise!(
                VALUE_ERROR,
                "memoryview assignment: lvalue and rvalue have different structures"
            ));
        }
        let bytes = from.copy(false)?;
        view.check_released()?;
        for (offset, item) in to.offsets(false).into_iter().zip(bytes.chunks_exact(to.itemsize as usize)) {
            // SAFETY: the offsets are those of items.
            unsafe { std::ptr::copy_nonoverlapping(item.as_ptr(), to.start.offset(offset), item.len()) };
        }
        return Ok(());
    }
    if let Some(key) = is_multi_index(key) {
        let offset = multi_index(&layout, key)?;
        return store(view, &layout, offset, value);
    }
    if key.is_instance_of::<PySliceObject>() || is_multi_slice(key) {
        return Err(raise!(
            NOT_IMPLEMENTED_ERROR,
            "memoryview slice assignments are currently restricted to ndim = 1"
        ));
    }
    Err(raise!(TYPE_ERROR, "memoryview: invalid slice key"))
}

/// The items as objects, in C order.
pub(super) fn items(layout: &Layout) -> Result<Vec<Ref>, Raised> {
    layout
        .offsets(false)
        .into_iter()
        .map(|offset| item::unpack(layout.format, &bytes_at(layout, offset)))
        .collect()
}

pub(super) extern "C" fn memory_richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    if op != 2 && op != 3 {
        return Ok(not_implemented());
    }
    let answer = |equal: bool| Ok(crate::bool_::from_bool(equal == (op == 2)));
    let view = own(a);
    if view.check_released().is_err() {
        crate::errors::clear();
        return answer(a.is(b));
    }
    let other = match b.cast::<PyMemoryViewObject>() {
        Some(other) => {
            if other.check_released().is_err() {
                crate::errors::clear();
                return answer(a.is(b));
            }
            Ref::new(other)
        }
        None if !buffer::supported(b) => return Ok(not_implemented()),
        None => match new(b) {
            Ok(other) => other,
            Err(_) => {
                crate::errors::clear();
                return Ok(not_implemented());
            }
        },
    };
    let (x, y) = (view.layout(), other.layout());
    if x.shape != y.shape {
        return answer(false);
    }
    let (Some(code), Some(other_code)) = (item::native(x.format), item::native(y.format)) else {
        // Formats of `struct` that are not native compare as unequal without that module.
        return answer(x.format == y.format && x.copy(false)? == y.copy(false)?);
    };
    if code == other_code && !matches!(code, b'e' | b'f' | b'd' | b'?') {
        return answer(x.copy(false)? == y.copy(false)?);
    }
    for (a, b) in items(&x)?.iter().zip(&items(&y)?) {
        let equal = objects::rich_compare(a, b, objects::EQ)?;
        if !objects::is_true(&equal)? {
            return answer(false);
        }
    }
    answer(true)
}

pub(super) extern "C" fn memory_hash(object: &PyObject) -> isize {
    let view = own(object);
    if view.hash.get() != -1 {
        return view.hash.get();
    }
    let hash = || {
        view.check_released()?;
        let layout = view.layout();
        if !layout.readonly {
            return Err(raise!(VALUE_ERROR, "cannot hash writable memoryview object"));
        }
        if !matches!(item::native(layout.format), Some(b'B' | b'b' | b'c')) {
            return Err(raise!(VALUE_ERROR, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
        }
        if let Some(exporter) = view.exporter() {
            objects::hash(&exporter)?;
        }
        Ok(crate::str::hash_bytes(&layout.copy(false)?))
    };
    match hash() {
        Ok(hash) => {
            view.hash.set(hash);
            hash
        }
        Err(_) => -1,
    }
}

extern "C" fn memory_getbuffer(object: &PyObject, buffer: &mut PyBuffer, flags: c_int) -> c_int {
    objects::status_code(export(object, buffer, flags))
}

fn export(object: &PyObject, buffer: &mut PyBuffer, flags: c_int) -> Result<(), Raised> {
    let view = own(object);
    view.check_released()?;
    let layout = view.layout();
    let asks = |flag: c_int| flags & flag == flag;
    if asks(request::WRITABLE) && layout.readonly {
        return Err(raise!(BUFFER_ERROR, "memoryview: underlying buffer is not writable"));
    }
    let (c, fortran) = (layout.is_contiguous(false), layout.is_contiguous(true));
    if asks(request::C_CONTIGUOUS) && !c {
        return Err(raise!(BUFFER_ERROR, "memoryview: underlying buffer is not C-contiguous"));
    }
    if asks(request::F_CONTIGUOUS) && !fortran {
        return Err(raise!(BUFFER_ERROR, "memoryview: underlying buffer is not Fortran contiguous"));
    }
    if asks(request::ANY_CONTIGUOUS) && !c && !fortran {
        return Err(raise!(BUFFER_ERROR, "memoryview: underlying buffer is not contiguous"));
    }
    if !asks(request::STRIDES) && !c {
        return Err(raise!(BUFFER_ERROR, "memoryview: underlying buffer is not C-contiguous"));
    }
    let own = view.view();
    buffer.buf = own.buf;
    buffer.len = own.len;
    buffer.itemsize = own.itemsize;
    buffer.readonly = own.readonly;
    buffer.ndim = own.ndim;
    buffer.format = own.format;
    buffer.shape = own.shape;
    buffer.strides = own.strides;
    buffer.suboffsets = std::ptr::null_mut();
    buffer.internal = std::ptr::null_mut();
    if !asks(request::STRIDES) {
        buffer.strides = std::ptr::null_mut();
    }
    if !asks(request::ND) {
        if asks(request::FORMAT) {
            return Err(raise!(
                BUFFER_ERROR,
                "memoryview: cannot cast to unsigned bytes if the format flag is present"
            ));
        }
        buffer.ndim = 1;
        buffer.shape = std::ptr::null_mut();
    }
    if !asks(request::FORMAT) {
        buffer.format = std::ptr::null();
    }
    buffer.obj = object.to_ref().into_raw();
    view.exports.set(view.exports.get() + 1);
    Ok(())
}

extern "C" fn memory_releasebuffer(object: &PyObject, _: &mut PyBuffer) {
    let view = own(object);
    view.exports.set(view.exports.get() - 1);
}

/// Goes through a view of one dimension item by item.
#[repr(C)]
pub struct PyMemoryIterObject {
    pub ob_base: PyObject,
    pub it_index: Cell<isize>,
    /// Null once exhausted.
    pub it_seq: Cell<*mut PyObject>,
    pub it_length: Cell<isize>,
    pub it_fmt: Cell<*const std::ffi::c_char>,
}

crate::object_layout!(PyMemoryIterObject, MEMORY_ITER_TYPE);

pub static MEMORY_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(iterator_dealloc)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(iterator_traverse)),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(iterator_next)),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"memory_iterator", size_of::<PyMemoryIterObject>())
};

pub(super) extern "C" fn memory_iter(object: &PyObject) -> PyResult {
    let view = own(object);
    view.check_released()?;
    let layout = view.layout();
    match layout.shape.len() {
        0 => return Err(raise!(TYPE_ERROR, "invalid indexing of 0-dim memory")),
        1 => {}
        _ => return Err(raise!(NOT_IMPLEMENTED_ERROR, "multi-dimensional sub-views are not implemented")),
    }
    if item::native(layout.format).is_none() {
        return Err(item::unsupported(layout.format));
    }
    // SAFETY: the layout of the type, every field written.
    let iterator = unsafe {
        crate::memory::new_object(&MEMORY_ITER_TYPE, |iterator: *mut PyMemoryIterObject| {
            (&raw mut (*iterator).it_index).write(Cell::new(0));
            (&raw mut (*iterator).it_seq).write(Cell::new(object.to_ref().into_raw()));
            (&raw mut (*iterator).it_length).write(Cell::new(layout.shape[0]));
            (&raw mut (*iterator).it_fmt).write(Cell::new(layout.format.as_ptr()));
        })
    }?;
    gc::track(&iterator);
    Ok(iterator.upcast())
}

fn iterator(object: &PyObject) -> &PyMemoryIterObject {
    // SAFETY: slots of the iterator.
    unsafe { object.cast_unchecked() }
}

unsafe extern "C" fn iterator_dealloc(object: *mut PyObject) {
    // SAFETY: a dying iterator, which owned its view.
    unsafe {
        gc::untrack(&*object);
        drop(Ref::from_nullable(iterator(&*object).it_seq.replace(std::ptr::null_mut())));
        crate::memory::free_object(object);
    }
}

extern "C" fn iterator_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, iterator(object).it_seq.get());
    0
}

extern "C" fn iterator_next(object: &PyObject) -> Option<Ref> {
    let this = iterator(object);
    // SAFETY: null or owned.
    let view = unsafe { clone_slot(&this.it_seq) }?;
    let index = this.it_index.get();
    if index < this.it_length.get() {
        this.it_index.set(index + 1);
        return memory_item(&view, index).ok();
    }
    // SAFETY: as above; the iterator lets go of its view.
    drop(unsafe { Ref::from_nullable(this.it_seq.replace(std::ptr::null_mut())) });
    None
}
