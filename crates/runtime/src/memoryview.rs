//! `memoryview` (`Objects/memoryobject.c`): layout, creation, release.

use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};

use crate::buffer::{self, PyBuffer, request};
use crate::gc;
use crate::object::{PyObject, PyResult, PyVarObject, Raised, Ref, clone_slot};
use crate::raise;
use crate::typeobject::{PyTypeObject, VisitProc, doc, flags, getset, methods};

mod item;
mod methods;
mod slots;

pub use item::{f64_to_half, half_to_f64};
pub use slots::MEMORY_ITER_TYPE;

/// Holds the exporter's buffer for all the views of it.
#[repr(C)]
pub struct PyManagedBufferObject {
    pub ob_base: PyObject,
    pub flags: Cell<c_int>,
    /// How many views there are.
    pub exports: Cell<isize>,
    pub master: Cell<PyBuffer>,
}

#[repr(C)]
pub struct PyMemoryViewObject {
    pub ob_base: PyVarObject,
    pub mbuf: Cell<*mut PyManagedBufferObject>,
    /// -1 while not computed.
    pub hash: Cell<isize>,
    pub flags: Cell<c_int>,
    /// How many buffers of this view are out.
    pub exports: Cell<isize>,
    /// Its shape, strides and suboffsets stand in `ob_array`.
    pub view: Cell<PyBuffer>,
    pub weakreflist: Cell<*mut PyObject>,
    ob_array: [Cell<isize>; 0],
}

const _: () = assert!(size_of::<PyMemoryViewObject>() == 144 && size_of::<PyManagedBufferObject>() == 112);

crate::object_layout!(PyManagedBufferObject, MANAGED_BUFFER_TYPE);
crate::object_layout!(PyMemoryViewObject, MEMORY_TYPE);

const RELEASED: c_int = 1;
/// CPython's limit (`PyBUF_MAX_NDIM`).
const MOST_DIMENSIONS: usize = 64;

pub static MANAGED_BUFFER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(managed_dealloc)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(managed_traverse)),
    tp_clear: Cell::new(Some(managed_clear)),
    ..PyTypeObject::new(c"managedbuffer", size_of::<PyManagedBufferObject>())
};

pub static MEMORY_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(8),
    tp_dealloc: Cell::new(Some(memory_dealloc)),
    tp_repr: Cell::new(Some(slots::memory_repr)),
    tp_as_sequence: Cell::new(&raw const slots::MEMORY_AS_SEQUENCE),
    tp_as_mapping: Cell::new(&raw const slots::MEMORY_AS_MAPPING),
    tp_hash: Cell::new(Some(slots::memory_hash)),
    tp_as_buffer: Cell::new(&raw const slots::MEMORY_AS_BUFFER),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::SEQUENCE),
    tp_doc: doc(c"memoryview(object)\n--\n\nA view of the memory that the object exports."),
    tp_traverse: Cell::new(Some(memory_traverse)),
    tp_clear: Cell::new(Some(memory_clear)),
    tp_richcompare: Cell::new(Some(slots::memory_richcompare)),
    tp_weaklistoffset: Cell::new(std::mem::offset_of!(PyMemoryViewObject, weakreflist) as isize),
    tp_iter: Cell::new(Some(slots::memory_iter)),
    tp_methods: methods(methods::METHODS),
    tp_getset: getset(methods::GETSET),
    tp_new: Cell::new(Some(methods::memory_new)),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"memoryview", size_of::<PyMemoryViewObject>())
};

impl PyManagedBufferObject {
    fn master(&self) -> &PyBuffer {
        // SAFETY: it changes only when it is filled and when it is released.
        unsafe { &*self.master.as_ptr() }
    }
}

/// Where a view's items lie.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layout {
    pub start: *mut u8,
    pub itemsize: isize,
    pub readonly: bool,
    pub format: &'static CStr,
    pub shape: Vec<isize>,
    pub strides: Vec<isize>,
}

impl Layout {
    pub fn items(&self) -> isize {
        self.shape.iter().product()
    }

    pub fn is_contiguous(&self, fortran: bool) -> bool {
        if self.items() == 0 {
            return true;
        }
        let mut expected = self.itemsize;
        let mut check = |(&count, &stride): (&isize, &isize)| {
            let fits = count == 1 || stride == expected;
            expected *= count;
            fits
        };
        let mut pairs = self.shape.iter().zip(&self.strides);
        if fortran { pairs.all(&mut check) } else { pairs.rev().all(&mut check) }
    }

    /// C order.
    pub fn contiguous_strides(shape: &[isize], itemsize: isize) -> Vec<isize> {
        let mut strides = vec![itemsize; shape.len()];
        for index in (0..shape.len().saturating_sub(1)).rev() {
            strides[index] = strides[index + 1] * shape[index + 1];
        }
        strides
    }

    /// The offset of each item from the start, in C order (or in Fortran's).
    pub fn offsets(&self, fortran: bool) -> Vec<isize> {
        let mut offsets = vec![0];
        let dimensions: Vec<usize> =
            if fortran { (0..self.shape.len()).rev().collect() } else { (0..self.shape.len()).collect() };
        for dimension in dimensions {
            let (count, stride) = (self.shape[dimension], self.strides[dimension]);
            offsets =
                offsets.iter().flat_map(|&at| (0..count).map(move |index| at + index * stride)).collect();
        }
        offsets
    }

    /// A copy of the bytes, in C order (or in Fortran's).
    pub fn copy(&self, fortran: bool) -> Result<Vec<u8>, Raised> {
        let size = self.itemsize as usize;
        let mut bytes = crate::memory::try_vec(self.items() as usize * size)?;
        if self.is_contiguous(fortran) {
            if self.items() > 0 {
                // SAFETY: the view holds that many bytes while it is not released.
                bytes.extend_from_slice(unsafe {
                    std::slice::from_raw_parts(self.start, self.items() as usize * size)
                });
            }
            return Ok(bytes);
        }
        for offset in self.offsets(fortran) {
            // SAFETY: as above.
            bytes.extend_from_slice(unsafe { std::slice::from_raw_parts(self.start.offset(offset), size) });
        }
        Ok(bytes)
    }
}

impl PyMemoryViewObject {
    pub(crate) fn check_released(&self) -> Result<(), Raised> {
        // SAFETY: a view owns its managed buffer until it dies.
        let released = self.flags.get() & RELEASED != 0
            || unsafe { self.mbuf.get().as_ref() }.is_none_or(|mbuf| mbuf.flags.get() & RELEASED != 0);
        if released {
            return Err(raise!(VALUE_ERROR, "operation forbidden on released memoryview object"));
        }
        Ok(())
    }

    pub(crate) fn view(&self) -> &PyBuffer {
        // SAFETY: it changes only when the view is made and when it is released.
        unsafe { &*self.view.as_ptr() }
    }

    /// Where the items lie; the view is not released.
    pub(crate) fn layout(&self) -> Layout {
        let view = self.view();
        let numbers = |start: *const isize| {
            // SAFETY: null, or `ndim` numbers stand there.
            (0..view.ndim as usize).map(|index| unsafe { *start.add(index) }).collect::<Vec<_>>()
        };
        let format = if view.format.is_null() {
            c"B"
        } else {
            // SAFETY: exporters' formats outlive their buffers, which the view holds.
            unsafe { CStr::from_ptr(view.format) }
        };
        Layout {
            start: view.buf.cast(),
            itemsize: view.itemsize,
            readonly: view.readonly != 0,
            format,
            shape: numbers(view.shape),
            strides: numbers(view.strides),
        }
    }

    pub(crate) fn managed(&self) -> &PyManagedBufferObject {
        // SAFETY: a view owns its managed buffer until it dies.
        unsafe { &*self.mbuf.get() }
    }

    /// The exporter, if the view is not released.
    pub(crate) fn exporter(&self) -> Option<Ref> {
        // SAFETY: null or owned by the managed buffer.
        let object = unsafe { self.managed().master().obj.as_ref() };
        object.map(PyObject::to_ref)
    }
}

/// A view over a managed buffer.
fn add_view(mbuf: &PyManagedBufferObject, layout: &Layout) -> PyResult<PyMemoryViewObject> {
    if mbuf.flags.get() & RELEASED != 0 {
        return Err(raise!(VALUE_ERROR, "operation forbidden on released memoryview object"));
    }
    let dimensions = layout.shape.len();
    // SAFETY: the layout of `memoryview`; every field is valid when zero, and is set below.
    let view: Ref<PyMemoryViewObject> =
        unsafe { crate::memory::new_var_object(&MEMORY_TYPE, 3 * dimensions.max(1) as isize)? };
    let exporter = mbuf.master().obj;
    // SAFETY: `ob_array` has room for three rows of numbers, and the exporter lives as long as its buffer.
    unsafe {
        let shape = view.ob_array.as_ptr().cast::<isize>().cast_mut();
        let strides = shape.add(dimensions.max(1));
        for index in 0..dimensions {
            *shape.add(index) = layout.shape[index];
            *strides.add(index) = layout.strides[index];
        }
        *view.view.as_ptr() = PyBuffer {
            buf: layout.start.cast(),
            // The managed buffer's reference.
            obj: exporter,
            len: layout.items() * layout.itemsize,
            itemsize: layout.itemsize,
            readonly: c_int::from(layout.readonly),
            ndim: dimensions as c_int,
            format: layout.format.as_ptr(),
            shape,
            strides,
            suboffsets: std::ptr::null_mut(),
            internal: std::ptr::null_mut(),
        };
    }
    view.hash.set(-1);
    mbuf.incref();
    view.mbuf.set(std::ptr::from_ref(mbuf).cast_mut());
    mbuf.exports.set(mbuf.exports.get() + 1);
    gc::track(&view);
    Ok(view)
}

/// `PyMemoryView_FromObject`: `memoryview(object)`.
pub fn new(object: &PyObject) -> PyResult<PyMemoryViewObject> {
    if let Some(view) = object.cast::<PyMemoryViewObject>() {
        view.check_released()?;
        return add_view(view.managed(), &view.layout());
    }
    if !buffer::supported(object) {
        let got = object.ob_type().full_name();
        return Err(raise!(TYPE_ERROR, "memoryview: a bytes-like object is required, not '{got}'"));
    }
    // SAFETY: the layout of the type, every field written.
    let mbuf: Ref<PyManagedBufferObject> = unsafe {
        crate::memory::new_object(&MANAGED_BUFFER_TYPE, |mbuf: *mut PyManagedBufferObject| {
            (&raw mut (*mbuf).flags).write(Cell::new(0));
            (&raw mut (*mbuf).exports).write(Cell::new(0));
            (&raw mut (*mbuf).master).write(Cell::new(PyBuffer::empty()));
        })?
    };
    gc::track(&mbuf);
    // SAFETY: nobody else knows the managed buffer yet.
    buffer::get(object, unsafe { &mut *mbuf.master.as_ptr() }, request::FULL_RO)?;
    let master = mbuf.master();
    let dimensions = master.ndim.max(0) as usize;
    if dimensions > MOST_DIMENSIONS {
        return Err(raise!(
            VALUE_ERROR,
            "memoryview: number of dimensions must not exceed {MOST_DIMENSIONS}"
        ));
    }
    // SAFETY: the exporter filled in what the request asked for.
    let numbers = |start: *const isize| unsafe {
        if start.is_null() { None } else { Some(std::slice::from_raw_parts(start, dimensions).to_vec()) }
    };
    let shape =
        numbers(master.shape).unwrap_or_else(|| vec![master.len / master.itemsize.max(1); dimensions.min(1)]);
    let strides =
        numbers(master.strides).unwrap_or_else(|| Layout::contiguous_strides(&shape, master.itemsize));
    let format = if master.format.is_null() {
        c"B"
    } else {
        // SAFETY: exporters' formats outlive their buffers.
        unsafe { CStr::from_ptr(master.format) }
    };
    let layout = Layout {
        start: master.buf.cast(),
        itemsize: master.itemsize,
        readonly: master.readonly != 0,
        format,
        shape,
        strides,
    };
    add_view(&mbuf, &layout)
}

/// `release()`: gives the buffer back with the last view.
fn release(view: &PyMemoryViewObject) -> Result<(), Raised> {
    if view.flags.get() & RELEASED != 0 {
        return Ok(());
    }
    let exports = view.exports.get();
    if exports > 0 {
        let plural = if exports == 1 { "" } else { "s" };
        return Err(raise!(BUFFER_ERROR, "memoryview has {exports} exported buffer{plural}"));
    }
    view.flags.set(view.flags.get() | RELEASED);
    // SAFETY: only here; nobody looks at the buffer any more.
    unsafe { (*view.view.as_ptr()).obj = std::ptr::null_mut() };
    // SAFETY: null or owned.
    if let Some(mbuf) = unsafe { clone_slot(&view.mbuf) } {
        mbuf.exports.set(mbuf.exports.get() - 1);
        if mbuf.exports.get() == 0 {
            release_managed(&mbuf);
        }
    }
    Ok(())
}

fn release_managed(mbuf: &PyManagedBufferObject) {
    if mbuf.flags.get() & RELEASED == 0 {
        mbuf.flags.set(mbuf.flags.get() | RELEASED);
        // SAFETY: the last view is gone, and the flag says that nobody may look any more.
        unsafe { (*mbuf.master.as_ptr()).release() };
    }
}

unsafe extern "C" fn managed_dealloc(object: *mut PyObject) {
    // SAFETY: a dying object; its buffer goes back if it has not yet.
    unsafe {
        gc::untrack(&*object);
        release_managed((*object).cast_unchecked());
        crate::memory::free_object(object);
    }
}

extern "C" fn managed_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: a slot of the type.
    let mbuf: &PyManagedBufferObject = unsafe { object.cast_unchecked() };
    crate::visit!(visit, arg, mbuf.master().obj);
    0
}

extern "C" fn managed_clear(object: &PyObject) -> c_int {
    // SAFETY: a slot of the type.
    release_managed(unsafe { object.cast_unchecked() });
    0
}

unsafe extern "C" fn memory_dealloc(object: *mut PyObject) {
    // SAFETY: a dying view; it owned its managed buffer.
    unsafe {
        gc::untrack(&*object);
        let view: &PyMemoryViewObject = (*object).cast_unchecked();
        let _ = release(view);
        drop(crate::object::replace_slot(&view.mbuf, None));
        if !view.weakreflist.get().is_null() {
            crate::weakref::clear_weakrefs(&*object);
        }
        crate::memory::free_object(object);
    }
}

extern "C" fn memory_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: a slot of the type.
    let view: &PyMemoryViewObject = unsafe { object.cast_unchecked() };
    crate::visit!(visit, arg, view.mbuf.get().cast::<PyObject>());
    0
}

extern "C" fn memory_clear(object: &PyObject) -> c_int {
    // SAFETY: a slot of the type.
    let view: &PyMemoryViewObject = unsafe { object.cast_unchecked() };
    if release(view).is_err() {
        crate::errors::clear();
    }
    0
}
