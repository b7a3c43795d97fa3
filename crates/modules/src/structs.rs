//! `_struct`: values between Python objects and packed bytes.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::buffer::View;
use vivarium_runtime::bytearray::PyByteArrayObject;
use vivarium_runtime::bytes::{self, PyBytesObject};
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, borrow_slot, replace_slot};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::typeobject::{PyTypeObject, VisitProc, doc, flags, getset, methods};
use vivarium_runtime::weakref::PyWeakReference;
use vivarium_runtime::{
    errors, exceptions, gc, int, iter, memory, number, objects, raise, singletons, str, tuple, visit,
};

use crate::support::native::{alloc, layout_of, set};
use crate::support::{Kept, new_exception, new_module, raise_class, writable};

mod format;
mod items;

use format::Layout;

static ERROR: Kept = Kept::new();
static CACHE: Kept = Kept::new();
const MAX_CACHE: usize = 100;

fn error_class() -> PyResult {
    ERROR.get_or(|| new_exception("struct", "error", &exceptions::EXCEPTION))
}

/// Raises `struct.error`.
fn fail(message: &str) -> Raised {
    match error_class() {
        Ok(class) => raise_class(&class, message),
        Err(raised) => raised,
    }
}

/// A compiled format.
#[repr(C)]
pub struct PyStructObject {
    ob_base: PyObject,
    s_size: Cell<isize>,
    s_len: Cell<isize>,
    /// Null before `__init__`.
    s_codes: Cell<*mut Layout>,
    s_format: Cell<*mut PyObject>,
    weakreflist: Cell<*mut PyWeakReference>,
}

layout_of!(struct_of, PyStructObject);

pub static STRUCT_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(struct_dealloc)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_setattro: Cell::new(Some(objects::generic_set_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::BASETYPE),
    tp_doc: doc(c"Struct(fmt) --> compiled struct object\n\nA format, compiled."),
    tp_traverse: Cell::new(Some(struct_traverse)),
    tp_clear: Cell::new(Some(struct_clear)),
    tp_weaklistoffset: Cell::new(offset_of!(PyStructObject, weakreflist) as isize),
    tp_methods: methods(&[
        PyMethodDef::one(c"iter_unpack", struct_iter_unpack, c"iter_unpack($self, buffer, /)\n--\n\nAn iterator over the tuples that the bytes hold one after the other."),
        PyMethodDef::fast(c"pack", struct_pack, c"S.pack(v1, v2, ...) -> bytes\n\nThe values as bytes."),
        PyMethodDef::fast(c"pack_into", struct_pack_into, c"S.pack_into(buffer, offset, v1, v2, ...)\n\nWrite the values into a buffer."),
        PyMethodDef::one(c"unpack", struct_unpack, c"unpack($self, buffer, /)\n--\n\nThe values of exactly so many bytes."),
        PyMethodDef::keywords(c"unpack_from", struct_unpack_from, c"unpack_from($self, /, buffer, offset=0)\n--\n\nThe values that stand in a buffer at an offset."),
        PyMethodDef::noargs(c"__sizeof__", struct_sizeof, c"S.__sizeof__() -> size of S in memory, in bytes"),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"format", get_format, c"struct format string"),
        PyGetSetDef::read_only(c"size", get_size, c"struct size in bytes"),
        PyGetSetDef::END,
    ]),
    tp_init: Cell::new(Some(struct_init)),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(struct_new)),
    ..PyTypeObject::new(c"_struct.Struct", size_of::<PyStructObject>())
};

/// Goes through a buffer struct by struct.
#[repr(C)]
pub struct UnpackIterObject {
    ob_base: PyObject,
    /// Null once exhausted.
    so: Cell<*mut PyObject>,
    view: Cell<*mut View>,
    buffer: Cell<*mut PyObject>,
    index: Cell<usize>,
}

layout_of!(iterator_of, UnpackIterObject);

pub static UNPACK_ITER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(iterator_dealloc)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::IMMUTABLETYPE),
    tp_traverse: Cell::new(Some(iterator_traverse)),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(iterator_next)),
    tp_methods: methods(&[PyMethodDef::noargs(c"__length_hint__", iterator_length, c""), PyMethodDef::END]),
    tp_new: Cell::new(Some(iterator_new)),
    ..PyTypeObject::new(c"_struct.unpack_iterator", size_of::<UnpackIterObject>())
};

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    static FUNCTIONS: &[PyMethodDef] = &[
        PyMethodDef::noargs(c"_clearcache", clear_cache, c"_clearcache($module, /)\n--\n\nForget compiled formats."),
        PyMethodDef::one(c"calcsize", calcsize, c"calcsize($module, format, /)\n--\n\nThe bytes that a format takes."),
        PyMethodDef::fast(c"iter_unpack", iter_unpack, c"iter_unpack($module, format, buffer, /)\n--\n\nAn iterator over the tuples that the bytes hold one after the other."),
        PyMethodDef::fast(c"pack", pack, c"pack(format, v1, v2, ...) -> bytes\n\nThe values as bytes."),
        PyMethodDef::fast(c"pack_into", pack_into, c"pack_into(format, buffer, offset, v1, v2, ...)\n\nWrite the values into a buffer."),
        PyMethodDef::fast(c"unpack", unpack, c"unpack($module, format, buffer, /)\n--\n\nThe values of exactly so many bytes."),
        PyMethodDef::keywords(c"unpack_from", unpack_from, c"unpack_from($module, format, /, buffer, offset=0)\n--\n\nThe values that stand in a buffer at an offset."),
        PyMethodDef::END,
    ];
    let made = new_module("_struct", "Functions to convert between Python values and C structs.", FUNCTIONS)?;
    vivarium_runtime::typeobject::ready::ready(&STRUCT_TYPE)?;
    vivarium_runtime::typeobject::ready::ready(&UNPACK_ITER_TYPE)?;
    crate::support::native::set_module(&STRUCT_TYPE)?;
    made.set("Struct", &STRUCT_TYPE)?;
    made.set("error", &*error_class()?)?;
    Ok(made)
}

extern "C" fn struct_new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    let made = alloc(ty)?;
    let this = struct_of(&made);
    this.s_size.set(-1);
    this.s_len.set(-1);
    set(&this.s_format, singletons::none_ref());
    Ok(made)
}

extern "C" fn struct_init(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    objects::status_code(initialise(struct_of(object), arguments, kwargs))
}

fn initialise(this: &PyStructObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> Result<(), Raised> {
    static SPEC: Spec = Spec::new("Struct", &["format"]).required(1);
    let [format] = SPEC.parse_tuple_dict(arguments, kwargs)?;
    let format = format.unwrap_or(singletons::none());
    let content = match format.cast::<PyUnicodeObject>() {
        Some(text) => {
            let ascii = vivarium_runtime::str::codecs::Encoding::from_any_name("ascii");
            let Some(ascii) = ascii else { return Err(raise!(SYSTEM_ERROR, "no ASCII codec")) };
            bytes::new(&vivarium_runtime::str::codecs::encode(text, ascii, None)?)?.upcast()
        }
        None => format.to_ref(),
    };
    let Some(text) = bytes::as_slice(&content) else {
        return Err(raise!(
            TYPE_ERROR,
            "Struct() argument 1 must be a str or bytes object, not {}",
            content.ob_type().name()
        ));
    };
    let layout = Layout::compile(text);
    set(&this.s_format, content.clone());
    let layout =
        layout.map_err(|message| if message.is_empty() { errors::no_memory() } else { fail(message) })?;
    this.s_size.set(layout.size as isize);
    this.s_len.set(layout.len as isize);
    let old = this.s_codes.replace(Box::into_raw(Box::new(layout)));
    drop_layout(old);
    Ok(())
}

fn drop_layout(layout: *mut Layout) {
    if !layout.is_null() {
        // SAFETY: made by `Box::into_raw`, and taken out of its owner.
        drop(unsafe { Box::from_raw(layout) });
    }
}

unsafe extern "C" fn struct_dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout.
    unsafe {
        gc::untrack(&*object);
        let this = struct_of(&*object);
        vivarium_runtime::weakref::clear_weakrefs(&*object);
        drop_layout(this.s_codes.replace(std::ptr::null_mut()));
        drop(replace_slot(&this.s_format, None));
        memory::free_object(object);
    }
}

extern "C" fn struct_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visit, arg, struct_of(object).s_format.get());
    0
}

extern "C" fn struct_clear(object: &PyObject) -> c_int {
    drop(replace_slot(&struct_of(object).s_format, None));
    0
}

fn layout(object: &PyObject) -> Result<&Layout, Raised> {
    // SAFETY: null or the object's own.
    unsafe { struct_of(object).s_codes.get().as_ref() }
        .ok_or_else(|| raise!(RUNTIME_ERROR, "Struct object is not initialized"))
}

fn get_format(object: &PyObject) -> PyResult {
    // SAFETY: not replaced while read.
    let format = unsafe { borrow_slot(&struct_of(object).s_format) };
    let text = format.and_then(bytes::as_slice).unwrap_or(&[]);
    layout(object)?;
    Ok(str::from_latin1(text)?.upcast())
}

fn get_size(object: &PyObject) -> PyResult {
    int::from_isize(struct_of(object).s_size.get())
}

fn struct_sizeof(object: &PyObject) -> PyResult {
    let basic = object.ob_type().tp_basicsize.get() as usize;
    int::from_usize(basic + 32 * (layout(object)?.codes.len() + 1))
}

fn unpack_at(layout: &Layout, content: &[u8]) -> PyResult {
    let mut values = memory::try_vec(layout.len)?;
    for code in &layout.codes {
        let mut at = code.offset;
        for _ in 0..code.repeat {
            values.push(items::unpack(code, &content[at..at + code.size])?);
            at += code.size;
        }
    }
    Ok(tuple::new(values)?.upcast())
}

fn exact(layout: &Layout, buffer: &PyObject) -> PyResult {
    let view = View::simple(buffer)?;
    if view.as_slice().len() != layout.size {
        return Err(fail(&format!("unpack requires a buffer of {} bytes", layout.size)));
    }
    unpack_at(layout, view.as_slice())
}

fn struct_unpack(object: &PyObject, buffer: &PyObject) -> PyResult {
    exact(layout(object)?, buffer)
}

/// The place in a buffer that an offset means, with room for the struct behind it.
fn place(size: usize, len: usize, offset: isize, pack: bool) -> Result<usize, Raised> {
    let mut at = offset;
    if offset < 0 {
        if offset + size as isize > 0 {
            return Err(fail(&if pack {
                format!("no space to pack {size} bytes at offset {offset}")
            } else {
                format!("not enough data to unpack {size} bytes at offset {offset}")
            }));
        }
        at = offset + len as isize;
        if at < 0 {
            return Err(fail(&format!("offset {offset} out of range for {len}-byte buffer")));
        }
    }
    let at = at as usize;
    if len < at || len - at < size {
        let (name, what) = if pack { ("pack_into", "packing") } else { ("unpack_from", "unpacking") };
        return Err(fail(&format!(
            "{name} requires a buffer of at least {} bytes for {what} {size} bytes at offset {at} (actual buffer size is {len})",
            size + at
        )));
    }
    Ok(at)
}

fn from(layout: &Layout, buffer: &PyObject, offset: Option<&PyObject>) -> PyResult {
    let view = View::simple(buffer)?;
    let offset = offset.map_or(Ok(0), number::as_isize)?;
    let at = place(layout.size, view.as_slice().len(), offset, false)?;
    unpack_at(layout, &view.as_slice()[at..])
}

fn struct_unpack_from(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("unpack_from", &["buffer", "offset"]).required(1);
    let [buffer, offset] = SPEC.parse(arguments, kwnames)?;
    from(layout(object)?, buffer.unwrap_or(singletons::none()), offset)
}

fn struct_iter_unpack(object: &PyObject, buffer: &PyObject) -> PyResult {
    let size = layout(object)?.size;
    if size == 0 {
        return Err(fail("cannot iteratively unpack with a struct of length 0"));
    }
    let view = View::simple(buffer)?;
    if view.as_slice().len() % size != 0 {
        return Err(fail(&format!("iterative unpacking requires a buffer of a multiple of {size} bytes")));
    }
    let made = memory::generic_alloc(&UNPACK_ITER_TYPE, 0)?;
    let this = iterator_of(&made);
    set(&this.so, object.to_ref());
    set(&this.buffer, buffer.to_ref());
    this.view.set(Box::into_raw(Box::new(view)));
    Ok(made)
}

fn pack_to(layout: &Layout, values: &[&PyObject], out: &mut dyn FnMut(usize, &[u8])) -> Result<(), Raised> {
    let mut values = values.iter();
    for code in &layout.codes {
        let mut at = code.offset;
        for (_, value) in (0..code.repeat).zip(&mut values) {
            items::pack(code, value, &mut |bytes| out(at, bytes))?;
            at += code.size;
        }
    }
    Ok(())
}

fn packed(layout: &Layout, values: &[&PyObject]) -> PyResult {
    if values.len() != layout.len {
        return Err(fail(&format!("pack expected {} items for packing (got {})", layout.len, values.len())));
    }
    vivarium_runtime::bytes::check_size(layout.size)?;
    let mut content = memory::try_vec(layout.size)?;
    content.resize(layout.size, 0u8);
    pack_to(layout, values, &mut |at, bytes| content[at..at + bytes.len()].copy_from_slice(bytes))?;
    Ok(bytes::new(&content)?.upcast())
}

fn struct_pack(object: &PyObject, values: &[&PyObject]) -> PyResult {
    packed(layout(object)?, values)
}

fn packed_into(layout: &Layout, arguments: &[&PyObject]) -> PyResult {
    if arguments.len() != layout.len + 2 {
        return Err(fail(&match arguments.len() {
            0 => "pack_into expected buffer argument".to_owned(),
            1 => "pack_into expected offset argument".to_owned(),
            given => format!("pack_into expected {} items for packing (got {})", layout.len, given - 2),
        }));
    }
    let view = writable(arguments[0], "argument")?;
    let offset = number::as_size(arguments[1], Some(&exceptions::INDEX_ERROR))?;
    let at = place(layout.size, view.as_slice().len(), offset, true)?;
    // SAFETY: the view has that many bytes behind its start, and holds them while Python code may run.
    let start = unsafe { view.as_mut_ptr().add(at) };
    // SAFETY: as above.
    unsafe { start.write_bytes(0, layout.size) };
    pack_to(layout, &arguments[2..], &mut |at, bytes| {
        // SAFETY: the layout lies within its size.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), start.add(at), bytes.len()) }
    })?;
    Ok(singletons::none_ref())
}

fn struct_pack_into(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    packed_into(layout(object)?, arguments)
}

/// The compiled form of a format, remembered.
fn cached(format: &PyObject) -> PyResult {
    if format.is_exact_struct() {
        return Ok(format.to_ref());
    }
    let cache = CACHE.get_or(|| Ok(dict::new()?.upcast()))?;
    let Some(cache) = cache.cast::<PyDictObject>() else { return Err(raise!(SYSTEM_ERROR, "no cache")) };
    if let Some(found) = cache.get_item(format)? {
        return Ok(found);
    }
    let made = vivarium_runtime::call::call(&STRUCT_TYPE, &[format])?;
    if cache.len() >= MAX_CACHE {
        cache.clear();
    }
    if cache.set_item(format, &made).is_err() {
        errors::clear();
    }
    Ok(made)
}

trait IsStruct {
    fn is_exact_struct(&self) -> bool;
}

impl IsStruct for PyObject {
    fn is_exact_struct(&self) -> bool {
        std::ptr::eq(self.ob_type(), &STRUCT_TYPE)
    }
}

fn clear_cache(_: &PyObject) -> PyResult {
    CACHE.set(None);
    Ok(singletons::none_ref())
}

fn calcsize(_: &PyObject, format: &PyObject) -> PyResult {
    get_size(&*cached(format)?)
}

fn with_format<'a>(arguments: &'a [&'a PyObject]) -> Result<(Ref, &'a [&'a PyObject]), Raised> {
    match arguments.split_first() {
        Some((format, rest)) => Ok((cached(format)?, rest)),
        None => Err(raise!(TYPE_ERROR, "missing format argument")),
    }
}

fn pack(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (compiled, values) = with_format(arguments)?;
    packed(layout(&compiled)?, values)
}

fn pack_into(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (compiled, values) = with_format(arguments)?;
    packed_into(layout(&compiled)?, values)
}

fn unpack(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("unpack", arguments, 2, 2)?;
    exact(layout(&*cached(arguments[0])?)?, arguments[1])
}

fn unpack_from(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("unpack_from", &["", "buffer", "offset"]).required(2).positional_only(1);
    let [format, buffer, offset] = SPEC.parse(arguments, kwnames)?;
    let compiled = cached(format.unwrap_or(singletons::none()))?;
    from(layout(&compiled)?, buffer.unwrap_or(singletons::none()), offset)
}

fn iter_unpack(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("iter_unpack", arguments, 2, 2)?;
    struct_iter_unpack(&*cached(arguments[0])?, arguments[1])
}

extern "C" fn iterator_new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    Err(raise!(TYPE_ERROR, "Cannot create '{} objects", ty.name()))
}

fn release(this: &UnpackIterObject) {
    let view = this.view.replace(std::ptr::null_mut());
    if !view.is_null() {
        // SAFETY: made by `Box::into_raw`, and taken out of its owner.
        drop(unsafe { Box::from_raw(view) });
    }
    drop((replace_slot(&this.so, None), replace_slot(&this.buffer, None)));
}

unsafe extern "C" fn iterator_dealloc(object: *mut PyObject) {
    // SAFETY: a dying iterator.
    unsafe {
        gc::untrack(&*object);
        release(iterator_of(&*object));
        memory::free_object(object);
    }
}

extern "C" fn iterator_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let this = iterator_of(object);
    visit!(visit, arg, this.so.get());
    visit!(visit, arg, this.buffer.get());
    0
}

fn iterator_length(object: &PyObject) -> PyResult {
    let this = iterator_of(object);
    // SAFETY: null or the iterator's own, not replaced while read.
    let (view, so) = unsafe { (this.view.get().as_ref(), borrow_slot(&this.so)) };
    match view.zip(so) {
        Some((view, so)) => {
            int::from_usize((view.as_slice().len() - this.index.get()) / layout(so)?.size.max(1))
        }
        None => int::from_i64(0),
    }
}

extern "C" fn iterator_next(object: &PyObject) -> Option<Ref> {
    iter::slot_result(next(iterator_of(object)))
}

fn next(this: &UnpackIterObject) -> Result<Option<Ref>, Raised> {
    // SAFETY: null or the iterator's own, not replaced while read.
    let (view, so) = unsafe { (this.view.get().as_ref(), borrow_slot(&this.so)) };
    let Some((view, so)) = view.zip(so) else { return Ok(None) };
    let (layout, at) = (layout(so)?, this.index.get());
    let Some(content) = view.as_slice().get(at..at + layout.size).filter(|content| !content.is_empty())
    else {
        release(this);
        return Ok(None);
    };
    let values = unpack_at(layout, content)?;
    this.index.set(at + layout.size);
    Ok(Some(values))
}

/// The bytes of an argument for `s` or `p`.
fn byte_string(value: &PyObject) -> Option<&[u8]> {
    match value.cast::<PyBytesObject>() {
        Some(content) => Some(content.as_slice()),
        None => value
            .cast::<PyByteArrayObject>()
            // SAFETY: copied by the caller before any Python code runs.
            .map(|array| unsafe { array.content() }),
    }
}
