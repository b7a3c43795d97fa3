//! `array`: sequences of numbers as C has them.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::buffer::View;
use vivarium_runtime::bytearray::PyByteArrayObject;
use vivarium_runtime::bytes::PyBytesObject;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::float::PyFloatObject;
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::list::PyListObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, PyVarObject, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{PyTypeObject, VisitProc, doc, flags, getset, methods};
use vivarium_runtime::weakref::PyWeakReference;
use vivarium_runtime::{args, errors, gc, int, iter, memory, objects, raise, str};

use crate::support::native::layout_of;
use crate::support::{new_module, set_str};

mod items;
mod iterator;
mod methods;
mod pickle;
mod slots;

use items::Descriptor;
pub use iterator::ARRAY_ITER_TYPE;

/// Items of one C type.
#[repr(C)]
pub struct ArrayObject {
    pub ob_base: PyVarObject,
    pub ob_item: Cell<*mut u8>,
    /// In items.
    pub allocated: Cell<isize>,
    pub ob_descr: Cell<*const Descriptor>,
    pub weakreflist: Cell<*mut PyWeakReference>,
    /// How many buffers are out.
    pub ob_exports: Cell<isize>,
}

const _: () = assert!(size_of::<ArrayObject>() == 64);

vivarium_runtime::object_layout!(ArrayObject, ARRAY_TYPE);
layout_of!(array_of, ArrayObject);

pub static ARRAY_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(array_dealloc)),
    tp_repr: Cell::new(Some(slots::array_repr)),
    tp_as_sequence: Cell::new(&raw const slots::AS_SEQUENCE),
    tp_as_mapping: Cell::new(&raw const slots::AS_MAPPING),
    tp_hash: Cell::new(Some(objects::hash_not_implemented)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_as_buffer: Cell::new(&raw const slots::AS_BUFFER),
    tp_flags: Cell::new(
        flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC | flags::IMMUTABLETYPE | flags::SEQUENCE,
    ),
    tp_doc: doc(c"array(typecode [, initializer]) -> array\n\nNumbers of one C type, as the type code says."),
    tp_traverse: Cell::new(Some(array_traverse)),
    tp_richcompare: Cell::new(Some(slots::array_richcompare)),
    tp_weaklistoffset: Cell::new(offset_of!(ArrayObject, weakreflist) as isize),
    tp_iter: Cell::new(Some(iterator::array_iter)),
    tp_methods: methods(methods::METHODS),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"typecode", get_typecode, c"the typecode character used to create the array"),
        PyGetSetDef::read_only(c"itemsize", get_itemsize, c"the size, in bytes, of one array item"),
        PyGetSetDef::END,
    ]),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(array_new)),
    ..PyTypeObject::new(c"array.array", size_of::<ArrayObject>())
};

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    static FUNCTIONS: &[PyMethodDef] = &[
        PyMethodDef::fast(
            c"_array_reconstructor",
            pickle::reconstruct,
            c"_array_reconstructor($module, arraytype, typecode, mformat_code, items,\n                     /)\n--\n\nInternal. Used for pickling support.",
        ),
        PyMethodDef::END,
    ];
    let made = new_module("array", "Arrays of numbers as C has them.", FUNCTIONS)?;
    vivarium_runtime::typeobject::ready::ready(&ARRAY_TYPE)?;
    vivarium_runtime::typeobject::ready::ready(&ARRAY_ITER_TYPE)?;
    crate::support::native::set_module(&ARRAY_TYPE)?;
    made.set("array", &ARRAY_TYPE)?;
    made.set("ArrayType", &ARRAY_TYPE)?;
    let codes: String = items::DESCRIPTORS.iter().map(|descriptor| char::from(descriptor.code)).collect();
    set_str(&made, "typecodes", &codes)?;
    let registered = vivarium_vm::import::import_module("collections.abc")
        .and_then(|abc| objects::get_attr_str(&abc, "MutableSequence"))
        .and_then(|class| vivarium_runtime::call::call_method(&class, "register", &[&ARRAY_TYPE]));
    if registered.is_err() {
        // No library is installed.
        errors::clear();
    }
    Ok(made)
}

fn get_typecode(object: &PyObject) -> PyResult {
    Ok(str::from_latin1(&[array_of(object).descriptor().code])?.upcast())
}

fn get_itemsize(object: &PyObject) -> PyResult {
    int::from_usize(array_of(object).descriptor().size)
}

impl ArrayObject {
    fn descriptor(&self) -> &'static Descriptor {
        // SAFETY: set when the array was made.
        unsafe { &*self.ob_descr.get() }
    }

    fn len(&self) -> usize {
        self.ob_base.ob_size.get().max(0) as usize
    }

    /// All bytes, which stay only as long as no Python code runs.
    fn content(&self) -> &[u8] {
        if self.ob_item.get().is_null() {
            return &[];
        }
        // SAFETY: so many items are set.
        unsafe { std::slice::from_raw_parts(self.ob_item.get(), self.len() * self.descriptor().size) }
    }

    /// Runs on all bytes, to be changed in place; `change` must not run Python code.
    fn change<T>(&self, change: impl FnOnce(&mut [u8]) -> T) -> T {
        let mut none = [];
        let content: &mut [u8] = if self.ob_item.get().is_null() {
            &mut none
        } else {
            // SAFETY: as above, and nobody else touches the block meanwhile.
            unsafe { std::slice::from_raw_parts_mut(self.ob_item.get(), self.len() * self.descriptor().size) }
        };
        change(content)
    }

    fn item(&self, index: usize) -> PyResult {
        let descriptor = self.descriptor();
        let content = self.content();
        let at = index * descriptor.size;
        match content.get(at..at + descriptor.size) {
            Some(item) => descriptor.get(item),
            None => Err(raise!(INDEX_ERROR, "array index out of range")),
        }
    }

    /// Converts first, which may run Python code, then stores if the index is still there.
    fn set_item(&self, index: usize, value: &PyObject) -> Result<(), Raised> {
        let descriptor = self.descriptor();
        let word = descriptor.set(value)?;
        let at = index * descriptor.size;
        self.change(|content| {
            if let Some(place) = content.get_mut(at..at + descriptor.size) {
                place.copy_from_slice(&word[..descriptor.size]);
            }
        });
        Ok(())
    }

    fn can_resize(&self) -> Result<(), Raised> {
        if self.ob_exports.get() > 0 {
            return Err(raise!(BUFFER_ERROR, "cannot resize an array that is exporting buffers"));
        }
        Ok(())
    }

    /// `array_resize`. New items hold anything.
    fn resize(&self, size: usize) -> Result<(), Raised> {
        let old = self.len();
        if size != old {
            self.can_resize()?;
        }
        let set_size = |size: usize| self.ob_base.ob_size.set(size as isize);
        if self.allocated.get() as usize >= size && old < size + 16 && !self.ob_item.get().is_null() {
            set_size(size);
            return Ok(());
        }
        if size == 0 {
            let block = self.ob_item.replace(std::ptr::null_mut());
            set_size(0);
            self.allocated.set(0);
            // SAFETY: the array's own block.
            unsafe { memory::free(block) };
            return Ok(());
        }
        let room = (size >> 4) + if old < 8 { 3 } else { 7 } + size;
        let Some(bytes) = room.checked_mul(self.descriptor().size) else { return Err(errors::no_memory()) };
        // SAFETY: the array's own block.
        let block = unsafe { memory::realloc(self.ob_item.get(), bytes) };
        if block.is_null() {
            return Err(errors::no_memory());
        }
        let width = self.descriptor().size;
        if size > old {
            // SAFETY: the block has room for all of them.
            unsafe { block.add(old * width).write_bytes(0, (size - old) * width) };
        }
        self.ob_item.set(block);
        set_size(size);
        self.allocated.set(room as isize);
        Ok(())
    }

    /// Inserts in front of an index, as lists do.
    fn insert(&self, index: isize, value: &PyObject) -> Result<(), Raised> {
        let mut word = self.descriptor().set(value)?;
        if !value.is_exact::<PyLongObject>() && !value.is_exact::<PyFloatObject>() {
            // CPython converts once to see whether it can, and once more to store.
            word = self.descriptor().set(value)?;
        }
        let width = self.descriptor().size;
        let len = self.len();
        self.resize(len + 1)?;
        let at = if index < 0 { (index + len as isize).max(0) as usize } else { (index as usize).min(len) };
        self.change(|content| {
            content.copy_within(at * width..len * width, (at + 1) * width);
            content[at * width..(at + 1) * width].copy_from_slice(&word[..width]);
        });
        Ok(())
    }

    /// Puts other bytes in place of some items.
    fn splice(&self, low: usize, high: usize, new: &[u8]) -> Result<(), Raised> {
        let width = self.descriptor().size;
        let (len, count) = (self.len(), new.len() / width);
        let total = len - (high - low) + count;
        let (from, to, tail) = (high * width, (low + count) * width, (len - high) * width);
        if total < len {
            self.change(|content| content.copy_within(from..from + tail, to));
            self.resize(total)?;
        } else if total > len {
            self.resize(total)?;
            self.change(|content| content.copy_within(from..from + tail, to));
        }
        self.change(|content| content[low * width..to].copy_from_slice(new));
        Ok(())
    }

    fn append_bytes(&self, new: &[u8]) -> Result<(), Raised> {
        if new.is_empty() {
            return Ok(());
        }
        let width = self.descriptor().size;
        let old = self.len();
        let total = old.checked_add(new.len() / width).ok_or_else(errors::no_memory)?;
        self.resize(total)?;
        self.change(|content| content[old * width..].copy_from_slice(new));
        Ok(())
    }

    fn extend_iterable(&self, iterable: &PyObject) -> Result<(), Raised> {
        let iterator = iter::get_iter(iterable)?;
        while let Some(value) = iter::next(&iterator)? {
            self.insert(self.len() as isize, &value)?;
        }
        Ok(())
    }
}

/// `newarrayobject`: an array with this content, and no more room than that.
fn make(ty: &PyTypeObject, descriptor: &'static Descriptor, content: &[u8]) -> PyResult<ArrayObject> {
    let made = memory::generic_alloc(ty, 0)?;
    // SAFETY: the layout of the type and of its heirs.
    let made: Ref<ArrayObject> = unsafe { made.cast_into_unchecked() };
    made.ob_descr.set(descriptor);
    if !content.is_empty() {
        let block = memory::alloc(content.len());
        if block.is_null() {
            return Err(errors::no_memory());
        }
        // SAFETY: the block is as large.
        unsafe { std::ptr::copy_nonoverlapping(content.as_ptr(), block, content.len()) };
        made.ob_item.set(block);
        let count = (content.len() / descriptor.size) as isize;
        made.ob_base.ob_size.set(count);
        made.allocated.set(count);
    }
    Ok(made)
}

unsafe extern "C" fn array_dealloc(object: *mut PyObject) {
    // SAFETY: a dying array.
    unsafe {
        gc::untrack(&*object);
        vivarium_runtime::weakref::clear_weakrefs(&*object);
        memory::free(array_of(&*object).ob_item.replace(std::ptr::null_mut()));
        memory::free_object(object);
    }
}

extern "C" fn array_traverse(_: &PyObject, _: VisitProc, _: *mut c_void) -> c_int {
    0
}

/// The argument of the format `C`.
fn type_code(name: &str, number: usize, object: &PyObject) -> Result<u32, Raised> {
    match object.cast::<PyUnicodeObject>() {
        Some(text) if text.len() == 1 => Ok(text.data().get(0)),
        _ => {
            let got = if object.is_none() { "None" } else { object.ob_type().name() };
            Err(raise!(TYPE_ERROR, "{name}() argument {number} must be a unicode character, not {got}"))
        }
    }
}

extern "C" fn array_new(ty: &PyTypeObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let same_init =
        ty.tp_init.get().map(|init| init as usize) == ARRAY_TYPE.tp_init.get().map(|init| init as usize);
    if std::ptr::eq(ty, &ARRAY_TYPE) || same_init {
        args::no_keywords("array.array", kwargs)?;
    }
    let given = args::items(arguments);
    let [code, rest @ ..] = given else {
        return Err(raise!(TYPE_ERROR, "array() takes at least 1 argument (0 given)"));
    };
    if rest.len() > 1 {
        return Err(raise!(TYPE_ERROR, "array() takes at most 2 arguments ({} given)", given.len()));
    }
    let code = type_code("array", 1, code)?;
    let initial = rest.first().copied();
    let shown = char::from_u32(code).unwrap_or('?');
    let as_array = |object: &PyObject| object.is_instance_of::<ArrayObject>();
    if let Some(initial) = initial.filter(|_| code != u32::from('u')) {
        let what = if initial.is_instance_of::<PyUnicodeObject>() {
            "a str"
        } else if as_array(initial) && array_of(initial).descriptor().code == b'u' {
            "a unicode array"
        } else {
            ""
        };
        if !what.is_empty() {
            return Err(raise!(
                TYPE_ERROR,
                "cannot use {what} to initialize an array with typecode '{shown}'"
            ));
        }
    }
    let known = |object: &PyObject| {
        object.is_instance_of::<PyListObject>()
            || object.is_instance_of::<PyByteArrayObject>()
            || object.is_instance_of::<PyBytesObject>()
            || object.is_instance_of::<PyTupleObject>()
            || (code == u32::from('u') && object.is_instance_of::<PyUnicodeObject>())
            || (as_array(object) && u32::from(array_of(object).descriptor().code) == code)
    };
    let mut iterator = None;
    if let Some(initial) = initial.filter(|initial| !known(initial)) {
        iterator = Some(iter::get_iter(initial)?);
    }
    let Some(descriptor) = items::DESCRIPTORS.iter().find(|descriptor| u32::from(descriptor.code) == code)
    else {
        return Err(raise!(VALUE_ERROR, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)"));
    };
    if let Some(iterator) = iterator {
        let made = make(ty, descriptor, &[])?;
        made.extend_iterable(&iterator)?;
        return Ok(made.upcast());
    }
    let Some(initial) = initial else { return Ok(make(ty, descriptor, &[])?.upcast()) };
    if as_array(initial) {
        return Ok(make(ty, descriptor, array_of(initial).content())?.upcast());
    }
    if let Some(text) = initial.cast::<PyUnicodeObject>() {
        let content: Vec<u8> = text.data().iter().flat_map(u32::to_le_bytes).collect();
        return Ok(make(ty, descriptor, &content)?.upcast());
    }
    let length = initial.cast::<PyListObject>().map(PyListObject::len);
    if let Some(length) = length.or_else(|| initial.cast::<PyTupleObject>().map(PyTupleObject::len)) {
        let mut content = memory::try_vec(length.saturating_mul(descriptor.size))?;
        content.resize(length * descriptor.size, 0);
        let made = make(ty, descriptor, &content)?;
        for index in 0..length {
            let value = vivarium_runtime::sequence::get_item(initial, index as isize)?;
            made.set_item(index, &value)?;
        }
        return Ok(made.upcast());
    }
    let made = make(ty, descriptor, &[])?;
    methods::append_machine_values(&made, View::simple(initial)?.as_slice())?;
    Ok(made.upcast())
}
