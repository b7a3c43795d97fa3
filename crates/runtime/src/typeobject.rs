//! The type object and its slot tables: the fields, their order and their C signatures are CPython's
//! (`Include/cpython/object.h`).

use std::cell::Cell;
use std::ffi::{CStr, c_char, c_int, c_uint, c_ulong, c_void};

use crate::descr::{PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::object::{PyObject, PyResult, PyVarObject, Ref};

pub mod assign;
pub mod attributes;
pub mod cache;
pub mod heap;
pub mod mro;
pub mod new;
pub mod ready;
pub mod slotdefs;
pub mod slots;
pub mod wrappers;

/// A slot: a function, or nothing.
pub type Slot<F> = Cell<Option<F>>;

pub type Destructor = unsafe extern "C" fn(*mut PyObject);
pub type UnaryFunc = extern "C" fn(&PyObject) -> PyResult;
pub type BinaryFunc = extern "C" fn(&PyObject, &PyObject) -> PyResult;
pub type TernaryFunc = extern "C" fn(&PyObject, &PyObject, &PyObject) -> PyResult;
/// 1, 0, or -1 with an exception set.
pub type Inquiry = extern "C" fn(&PyObject) -> c_int;
/// A length, or -1 with an exception set.
pub type LenFunc = extern "C" fn(&PyObject) -> isize;
pub type SizeArgFunc = extern "C" fn(&PyObject, isize) -> PyResult;
/// 0, or -1 with an exception set; no value means deletion.
pub type SizeObjArgProc = extern "C" fn(&PyObject, isize, Option<&PyObject>) -> c_int;
/// 1, 0, or -1 with an exception set.
pub type ObjObjProc = extern "C" fn(&PyObject, &PyObject) -> c_int;
/// 0, or -1 with an exception set; no value means deletion.
pub type ObjObjArgProc = extern "C" fn(&PyObject, &PyObject, Option<&PyObject>) -> c_int;
/// A hash, or -1 with an exception set (never -1 otherwise).
pub type HashFunc = extern "C" fn(&PyObject) -> isize;
pub type RichCmpFunc = extern "C" fn(&PyObject, &PyObject, c_int) -> PyResult;
/// The next item; `None` is the end, or an exception when one is set.
pub type IterNextFunc = extern "C" fn(&PyObject) -> Option<Ref>;
pub type GetAttroFunc = extern "C" fn(&PyObject, &PyObject) -> PyResult;
/// 0, or -1 with an exception set; no value means deletion.
pub type SetAttroFunc = extern "C" fn(&PyObject, &PyObject, Option<&PyObject>) -> c_int;
/// `__get__(descriptor, instance, owner)`.
pub type DescrGetFunc = extern "C" fn(&PyObject, Option<&PyObject>, Option<&PyObject>) -> PyResult;
/// `__set__(descriptor, instance, value)`; no value means deletion. 0, or -1 with an exception set.
pub type DescrSetFunc = extern "C" fn(&PyObject, &PyObject, Option<&PyObject>) -> c_int;
/// `tp_call(callable, args tuple, kwargs dict)`.
pub type CallFunc = extern "C" fn(&PyObject, &PyObject, Option<&PyObject>) -> PyResult;
/// `tp_init(self, args tuple, kwargs dict)`: 0, or -1 with an exception set.
pub type InitProc = extern "C" fn(&PyObject, &PyObject, Option<&PyObject>) -> c_int;
/// `tp_new(type, args tuple, kwargs dict)`.
pub type NewFunc = extern "C" fn(&PyTypeObject, &PyObject, Option<&PyObject>) -> PyResult;
pub type AllocFunc = extern "C" fn(&PyTypeObject, isize) -> PyResult;
pub type FreeFunc = unsafe extern "C" fn(*mut c_void);
/// Called by a traverse function for each object it holds; a result other than 0 stops the traversal.
pub type VisitProc = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> c_int;
pub type TraverseProc = extern "C" fn(&PyObject, VisitProc, *mut c_void) -> c_int;
/// Drops what may be part of a cycle.
pub type ClearProc = extern "C" fn(&PyObject) -> c_int;
/// `am_send`: 0 return, 1 yield (with the value stored), -1 error.
pub type SendFunc = extern "C" fn(&PyObject, &PyObject, &mut Option<Ref>) -> c_int;
pub type Reserved = extern "C" fn();
/// `(callable, args, nargsf, kwnames tuple)`: borrowed arguments, keyword values behind the positional ones.
pub type VectorcallFunc =
    extern "C" fn(&PyObject, *const *mut PyObject, usize, Option<&PyObject>) -> PyResult;
pub type GetBufferProc = extern "C" fn(&PyObject, &mut crate::buffer::PyBuffer, c_int) -> c_int;
pub type ReleaseBufferProc = extern "C" fn(&PyObject, &mut crate::buffer::PyBuffer);

macro_rules! empty_slot {
    () => {
        Cell::new(None)
    };
}

/// `tp_as_number`.
#[repr(C)]
pub struct PyNumberMethods {
    pub nb_add: Slot<BinaryFunc>,
    pub nb_subtract: Slot<BinaryFunc>,
    pub nb_multiply: Slot<BinaryFunc>,
    pub nb_remainder: Slot<BinaryFunc>,
    pub nb_divmod: Slot<BinaryFunc>,
    pub nb_power: Slot<TernaryFunc>,
    pub nb_negative: Slot<UnaryFunc>,
    pub nb_positive: Slot<UnaryFunc>,
    pub nb_absolute: Slot<UnaryFunc>,
    pub nb_bool: Slot<Inquiry>,
    pub nb_invert: Slot<UnaryFunc>,
    pub nb_lshift: Slot<BinaryFunc>,
    pub nb_rshift: Slot<BinaryFunc>,
    pub nb_and: Slot<BinaryFunc>,
    pub nb_xor: Slot<BinaryFunc>,
    pub nb_or: Slot<BinaryFunc>,
    pub nb_int: Slot<UnaryFunc>,
    pub nb_reserved: Slot<Reserved>,
    pub nb_float: Slot<UnaryFunc>,
    pub nb_inplace_add: Slot<BinaryFunc>,
    pub nb_inplace_subtract: Slot<BinaryFunc>,
    pub nb_inplace_multiply: Slot<BinaryFunc>,
    pub nb_inplace_remainder: Slot<BinaryFunc>,
    pub nb_inplace_power: Slot<TernaryFunc>,
    pub nb_inplace_lshift: Slot<BinaryFunc>,
    pub nb_inplace_rshift: Slot<BinaryFunc>,
    pub nb_inplace_and: Slot<BinaryFunc>,
    pub nb_inplace_xor: Slot<BinaryFunc>,
    pub nb_inplace_or: Slot<BinaryFunc>,
    pub nb_floor_divide: Slot<BinaryFunc>,
    pub nb_true_divide: Slot<BinaryFunc>,
    pub nb_inplace_floor_divide: Slot<BinaryFunc>,
    pub nb_inplace_true_divide: Slot<BinaryFunc>,
    pub nb_index: Slot<UnaryFunc>,
    pub nb_matrix_multiply: Slot<BinaryFunc>,
    pub nb_inplace_matrix_multiply: Slot<BinaryFunc>,
}

// SAFETY: slots change only while the interpreter lock is held.
unsafe impl Sync for PyNumberMethods {}

impl PyNumberMethods {
    /// No slot filled: the base of struct updates.
    pub const EMPTY: PyNumberMethods = PyNumberMethods {
        nb_add: empty_slot!(),
        nb_subtract: empty_slot!(),
        nb_multiply: empty_slot!(),
        nb_remainder: empty_slot!(),
        nb_divmod: empty_slot!(),
        nb_power: empty_slot!(),
        nb_negative: empty_slot!(),
        nb_positive: empty_slot!(),
        nb_absolute: empty_slot!(),
        nb_bool: empty_slot!(),
        nb_invert: empty_slot!(),
        nb_lshift: empty_slot!(),
        nb_rshift: empty_slot!(),
        nb_and: empty_slot!(),
        nb_xor: empty_slot!(),
        nb_or: empty_slot!(),
        nb_int: empty_slot!(),
        nb_reserved: empty_slot!(),
        nb_float: empty_slot!(),
        nb_inplace_add: empty_slot!(),
        nb_inplace_subtract: empty_slot!(),
        nb_inplace_multiply: empty_slot!(),
        nb_inplace_remainder: empty_slot!(),
        nb_inplace_power: empty_slot!(),
        nb_inplace_lshift: empty_slot!(),
        nb_inplace_rshift: empty_slot!(),
        nb_inplace_and: empty_slot!(),
        nb_inplace_xor: empty_slot!(),
        nb_inplace_or: empty_slot!(),
        nb_floor_divide: empty_slot!(),
        nb_true_divide: empty_slot!(),
        nb_inplace_floor_divide: empty_slot!(),
        nb_inplace_true_divide: empty_slot!(),
        nb_index: empty_slot!(),
        nb_matrix_multiply: empty_slot!(),
        nb_inplace_matrix_multiply: empty_slot!(),
    };
}

/// `tp_as_sequence`.
#[repr(C)]
pub struct PySequenceMethods {
    pub sq_length: Slot<LenFunc>,
    pub sq_concat: Slot<BinaryFunc>,
    pub sq_repeat: Slot<SizeArgFunc>,
    pub sq_item: Slot<SizeArgFunc>,
    pub sq_was_slice: Slot<Reserved>,
    pub sq_ass_item: Slot<SizeObjArgProc>,
    pub sq_was_ass_slice: Slot<Reserved>,
    pub sq_contains: Slot<ObjObjProc>,
    pub sq_inplace_concat: Slot<BinaryFunc>,
    pub sq_inplace_repeat: Slot<SizeArgFunc>,
}

// SAFETY: slots change only while the interpreter lock is held.
unsafe impl Sync for PySequenceMethods {}

impl PySequenceMethods {
    /// No slot filled: the base of struct updates.
    pub const EMPTY: PySequenceMethods = PySequenceMethods {
        sq_length: empty_slot!(),
        sq_concat: empty_slot!(),
        sq_repeat: empty_slot!(),
        sq_item: empty_slot!(),
        sq_was_slice: empty_slot!(),
        sq_ass_item: empty_slot!(),
        sq_was_ass_slice: empty_slot!(),
        sq_contains: empty_slot!(),
        sq_inplace_concat: empty_slot!(),
        sq_inplace_repeat: empty_slot!(),
    };
}

/// `tp_as_mapping`.
#[repr(C)]
pub struct PyMappingMethods {
    pub mp_length: Slot<LenFunc>,
    pub mp_subscript: Slot<BinaryFunc>,
    pub mp_ass_subscript: Slot<ObjObjArgProc>,
}

// SAFETY: slots change only while the interpreter lock is held.
unsafe impl Sync for PyMappingMethods {}

impl PyMappingMethods {
    /// No slot filled: the base of struct updates.
    pub const EMPTY: PyMappingMethods = PyMappingMethods {
        mp_length: empty_slot!(),
        mp_subscript: empty_slot!(),
        mp_ass_subscript: empty_slot!(),
    };
}

/// `tp_as_async`.
#[repr(C)]
pub struct PyAsyncMethods {
    pub am_await: Slot<UnaryFunc>,
    pub am_aiter: Slot<UnaryFunc>,
    pub am_anext: Slot<UnaryFunc>,
    pub am_send: Slot<SendFunc>,
}

// SAFETY: slots change only while the interpreter lock is held.
unsafe impl Sync for PyAsyncMethods {}

impl PyAsyncMethods {
    /// No slot filled: the base of struct updates.
    pub const EMPTY: PyAsyncMethods = PyAsyncMethods {
        am_await: empty_slot!(),
        am_aiter: empty_slot!(),
        am_anext: empty_slot!(),
        am_send: empty_slot!(),
    };
}

/// `tp_as_buffer`.
#[repr(C)]
pub struct PyBufferProcs {
    pub bf_getbuffer: Slot<GetBufferProc>,
    pub bf_releasebuffer: Slot<ReleaseBufferProc>,
}

// SAFETY: slots change only while the interpreter lock is held.
unsafe impl Sync for PyBufferProcs {}

impl PyBufferProcs {
    pub const EMPTY: PyBufferProcs =
        PyBufferProcs { bf_getbuffer: empty_slot!(), bf_releasebuffer: empty_slot!() };
}

/// `tp_flags` bits.
pub mod flags {
    /// Our own: a program has the type's dict itself.
    pub const EXPOSED_DICT: u64 = 1 << 3;
    pub const IMMUTABLETYPE: u64 = 1 << 8;
    pub const HEAPTYPE: u64 = 1 << 9;
    pub const BASETYPE: u64 = 1 << 10;
    pub const HAVE_VECTORCALL: u64 = 1 << 11;
    pub const READY: u64 = 1 << 12;
    pub const READYING: u64 = 1 << 13;
    pub const HAVE_GC: u64 = 1 << 14;
    pub const METHOD_DESCRIPTOR: u64 = 1 << 17;
    pub const HAVE_VERSION_TAG: u64 = 1 << 18;
    pub const VALID_VERSION_TAG: u64 = 1 << 19;
    pub const IS_ABSTRACT: u64 = 1 << 20;
    pub const MANAGED_DICT: u64 = 1 << 4;
    pub const SEQUENCE: u64 = 1 << 5;
    pub const MAPPING: u64 = 1 << 6;
    pub const DISALLOW_INSTANTIATION: u64 = 1 << 7;
    pub const MATCH_SELF: u64 = 1 << 22;
    pub const LONG_SUBCLASS: u64 = 1 << 24;
    pub const LIST_SUBCLASS: u64 = 1 << 25;
    pub const TUPLE_SUBCLASS: u64 = 1 << 26;
    pub const BYTES_SUBCLASS: u64 = 1 << 27;
    pub const UNICODE_SUBCLASS: u64 = 1 << 28;
    pub const DICT_SUBCLASS: u64 = 1 << 29;
    pub const BASE_EXC_SUBCLASS: u64 = 1 << 30;
    pub const TYPE_SUBCLASS: u64 = 1 << 31;
    pub const DEFAULT: u64 = 0;
}

/// A type. Static types are `static`s built by struct update over [`PyTypeObject::new`] and made ready at start-up;
/// heap types live in a [`heap::PyHeapTypeObject`].
#[repr(C)]
pub struct PyTypeObject {
    pub ob_base: PyVarObject,
    pub tp_name: Cell<*const c_char>,
    pub tp_basicsize: Cell<isize>,
    pub tp_itemsize: Cell<isize>,
    pub tp_dealloc: Slot<Destructor>,
    pub tp_vectorcall_offset: Cell<isize>,
    pub tp_getattr: Slot<Reserved>,
    pub tp_setattr: Slot<Reserved>,
    pub tp_as_async: Cell<*const PyAsyncMethods>,
    pub tp_repr: Slot<UnaryFunc>,
    pub tp_as_number: Cell<*const PyNumberMethods>,
    pub tp_as_sequence: Cell<*const PySequenceMethods>,
    pub tp_as_mapping: Cell<*const PyMappingMethods>,
    pub tp_hash: Slot<HashFunc>,
    pub tp_call: Slot<CallFunc>,
    pub tp_str: Slot<UnaryFunc>,
    pub tp_getattro: Slot<GetAttroFunc>,
    pub tp_setattro: Slot<SetAttroFunc>,
    pub tp_as_buffer: Cell<*const PyBufferProcs>,
    pub tp_flags: Cell<c_ulong>,
    pub tp_doc: Cell<*const c_char>,
    pub tp_traverse: Slot<TraverseProc>,
    pub tp_clear: Slot<ClearProc>,
    pub tp_richcompare: Slot<RichCmpFunc>,
    pub tp_weaklistoffset: Cell<isize>,
    pub tp_iter: Slot<UnaryFunc>,
    pub tp_iternext: Slot<IterNextFunc>,
    pub tp_methods: Cell<*const PyMethodDef>,
    pub tp_members: Cell<*const PyMemberDef>,
    pub tp_getset: Cell<*const PyGetSetDef>,
    pub tp_base: Cell<*const PyTypeObject>,
    pub tp_dict: Cell<*mut PyObject>,
    pub tp_descr_get: Slot<DescrGetFunc>,
    pub tp_descr_set: Slot<DescrSetFunc>,
    pub tp_dictoffset: Cell<isize>,
    pub tp_init: Slot<InitProc>,
    pub tp_alloc: Slot<AllocFunc>,
    pub tp_new: Slot<NewFunc>,
    pub tp_free: Slot<FreeFunc>,
    pub tp_is_gc: Slot<Inquiry>,
    pub tp_bases: Cell<*mut PyObject>,
    pub tp_mro: Cell<*mut PyObject>,
    pub tp_cache: Cell<*mut PyObject>,
    pub tp_subclasses: Cell<*mut PyObject>,
    pub tp_weaklist: Cell<*mut PyObject>,
    pub tp_del: Slot<Destructor>,
    pub tp_version_tag: Cell<c_uint>,
    pub tp_finalize: Slot<Destructor>,
    pub tp_vectorcall: Slot<VectorcallFunc>,
}

// SAFETY: types change only while the interpreter lock is held.
unsafe impl Sync for PyTypeObject {}

crate::object_layout!(PyTypeObject, TYPE_TYPE, flags::TYPE_SUBCLASS);

const _: () = assert!(size_of::<PyTypeObject>() == 408);

/// The metatype.
pub static TYPE_TYPE: PyTypeObject = attributes::TYPE_TEMPLATE;

/// The root of all types.
pub static OBJECT_TYPE: PyTypeObject = crate::objects::OBJECT_TEMPLATE;

impl PyTypeObject {
    /// A static type with no slot filled, to be completed by struct update:
    /// `PyTypeObject { tp_repr: Cell::new(Some(repr)), ..PyTypeObject::new(c"name", size) }`. Its flags are `DEFAULT`,
    /// its base `object`.
    pub const fn new(name: &'static CStr, basicsize: usize) -> PyTypeObject {
        PyTypeObject {
            ob_base: PyVarObject {
                ob_base: PyObject { ob_refcnt: Cell::new(1), ob_type: Cell::new(&raw const TYPE_TYPE) },
                ob_size: Cell::new(0),
            },
            tp_name: Cell::new(name.as_ptr()),
            tp_basicsize: Cell::new(basicsize as isize),
            tp_itemsize: Cell::new(0),
            tp_dealloc: empty_slot!(),
            tp_vectorcall_offset: Cell::new(0),
            tp_getattr: empty_slot!(),
            tp_setattr: empty_slot!(),
            tp_as_async: Cell::new(std::ptr::null()),
            tp_repr: empty_slot!(),
            tp_as_number: Cell::new(std::ptr::null()),
            tp_as_sequence: Cell::new(std::ptr::null()),
            tp_as_mapping: Cell::new(std::ptr::null()),
            tp_hash: empty_slot!(),
            tp_call: empty_slot!(),
            tp_str: empty_slot!(),
            tp_getattro: empty_slot!(),
            tp_setattro: empty_slot!(),
            tp_as_buffer: Cell::new(std::ptr::null()),
            tp_flags: Cell::new(flags::DEFAULT),
            tp_doc: Cell::new(std::ptr::null()),
            tp_traverse: empty_slot!(),
            tp_clear: empty_slot!(),
            tp_richcompare: empty_slot!(),
            tp_weaklistoffset: Cell::new(0),
            tp_iter: empty_slot!(),
            tp_iternext: empty_slot!(),
            tp_methods: Cell::new(std::ptr::null()),
            tp_members: Cell::new(std::ptr::null()),
            tp_getset: Cell::new(std::ptr::null()),
            tp_base: Cell::new(std::ptr::null()),
            tp_dict: Cell::new(std::ptr::null_mut()),
            tp_descr_get: empty_slot!(),
            tp_descr_set: empty_slot!(),
            tp_dictoffset: Cell::new(0),
            tp_init: empty_slot!(),
            tp_alloc: empty_slot!(),
            tp_new: empty_slot!(),
            tp_free: empty_slot!(),
            tp_is_gc: empty_slot!(),
            tp_bases: Cell::new(std::ptr::null_mut()),
            tp_mro: Cell::new(std::ptr::null_mut()),
            tp_cache: Cell::new(std::ptr::null_mut()),
            tp_subclasses: Cell::new(std::ptr::null_mut()),
            tp_weaklist: Cell::new(std::ptr::null_mut()),
            tp_del: empty_slot!(),
            tp_version_tag: Cell::new(0),
            tp_finalize: empty_slot!(),
            tp_vectorcall: empty_slot!(),
        }
    }

    #[inline(always)]
    pub fn has_flag(&self, flag: u64) -> bool {
        self.tp_flags.get() & flag != 0
    }

    /// `tp_name`: with the module in front for static types of modules other than `builtins`.
    pub fn full_name(&self) -> &str {
        // SAFETY: a NUL-terminated string that lives as long as the type.
        unsafe { CStr::from_ptr(self.tp_name.get()) }.to_str().unwrap_or("?")
    }

    /// The name without its module, as `__name__` and most messages have it.
    pub fn name(&self) -> &str {
        let name = self.full_name();
        if self.has_flag(flags::HEAPTYPE) { name } else { name.rsplit('.').next().unwrap_or(name) }
    }

    #[inline(always)]
    pub fn as_number(&self) -> Option<&PyNumberMethods> {
        // SAFETY: the table lives as long as the type.
        unsafe { self.tp_as_number.get().as_ref() }
    }

    #[inline(always)]
    pub fn as_sequence(&self) -> Option<&PySequenceMethods> {
        // SAFETY: the table lives as long as the type.
        unsafe { self.tp_as_sequence.get().as_ref() }
    }

    #[inline(always)]
    pub fn as_mapping(&self) -> Option<&PyMappingMethods> {
        // SAFETY: the table lives as long as the type.
        unsafe { self.tp_as_mapping.get().as_ref() }
    }

    #[inline(always)]
    pub fn as_async(&self) -> Option<&PyAsyncMethods> {
        // SAFETY: the table lives as long as the type.
        unsafe { self.tp_as_async.get().as_ref() }
    }

    #[inline(always)]
    pub fn as_buffer(&self) -> Option<&PyBufferProcs> {
        // SAFETY: the table lives as long as the type.
        unsafe { self.tp_as_buffer.get().as_ref() }
    }

    #[inline(always)]
    pub fn base(&self) -> Option<&PyTypeObject> {
        // SAFETY: a type keeps its base alive.
        unsafe { self.tp_base.get().as_ref() }
    }

    /// Whether this is `other` or inherits from it (by the MRO, or the bases while it is not yet ready).
    #[inline(always)]
    pub fn is_subtype(&self, other: &PyTypeObject) -> bool {
        std::ptr::eq(self, other) || self.inherits(other)
    }

    #[inline(never)]
    fn inherits(&self, other: &PyTypeObject) -> bool {
        if let Some(mro) = self.mro() {
            return mro.iter().any(|entry| std::ptr::eq(entry.as_ptr(), other.as_ptr()));
        }
        let mut current = self;
        while let Some(base) = current.base() {
            if std::ptr::eq(base, other) {
                return true;
            }
            current = base;
        }
        std::ptr::eq(other, &OBJECT_TYPE)
    }

    /// The types of the MRO, this type first; `None` before the type is ready.
    #[inline]
    pub fn mro(&self) -> Option<&[&PyObject]> {
        // SAFETY: `tp_mro` is null or a tuple that the type owns.
        let mro = unsafe { self.tp_mro.get().as_ref() }?;
        // SAFETY: as above.
        Some(unsafe { mro.cast_unchecked::<crate::tuple::PyTupleObject>() }.items())
    }

    /// The type's own namespace.
    ///
    /// # Panics
    /// Before the type is ready.
    #[inline]
    pub fn dict(&self) -> &crate::dict::PyDictObject {
        // SAFETY: `tp_dict` is null or a dict that the type owns.
        unsafe { self.tp_dict.get().as_ref().expect("a ready type").cast_unchecked() }
    }
}

/// For `tp_methods`: a table that ends in [`PyMethodDef::END`].
pub const fn methods(table: &'static [PyMethodDef]) -> Cell<*const PyMethodDef> {
    assert!(table[table.len() - 1].ml_name.is_null());
    Cell::new(table.as_ptr())
}

/// For `tp_members`: a table that ends in [`PyMemberDef::END`].
pub const fn members(table: &'static [PyMemberDef]) -> Cell<*const PyMemberDef> {
    assert!(table[table.len() - 1].name.is_null());
    Cell::new(table.as_ptr())
}

/// For `tp_getset`: a table that ends in [`PyGetSetDef::END`].
pub const fn getset(table: &'static [PyGetSetDef]) -> Cell<*const PyGetSetDef> {
    assert!(table[table.len() - 1].name.is_null());
    Cell::new(table.as_ptr())
}

/// For `tp_doc`.
pub const fn doc(text: &'static CStr) -> Cell<*const c_char> {
    Cell::new(text.as_ptr())
}

/// What a name is in the MRO of a type (`_PyType_Lookup`).
#[inline]
pub fn lookup(ty: &PyTypeObject, name: &crate::str::PyUnicodeObject) -> Option<Ref> {
    cache::lookup(ty, name).map(PyObject::to_ref)
}

/// A special method of an object, looked up on its type and bound (`_PyObject_LookupSpecial`).
pub fn lookup_special(
    object: &PyObject,
    name: &crate::str::PyUnicodeObject,
) -> Result<Option<Ref>, crate::object::Raised> {
    let Some(found) = lookup(object.ob_type(), name) else { return Ok(None) };
    match found.ob_type().tp_descr_get.get() {
        Some(get) => get(&found, Some(object), Some(object.ob_type())).map(Some),
        None => Ok(Some(found)),
    }
}
