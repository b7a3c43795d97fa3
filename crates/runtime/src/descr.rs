//! What a native type or module declares: methods, members, properties. The descriptor objects made of them stand in
//! `descr/objects.rs`.

use std::ffi::{CStr, c_char, c_int, c_void};

use crate::object::{PyObject, PyResult, Raised};
use crate::typeobject::PyTypeObject;

pub mod mapping_proxy;
pub mod members;
pub mod methods;
pub mod objects;
pub mod property;
pub mod super_object;

pub(crate) static TYPES: &[&PyTypeObject] = &[
    &crate::builtin_function::CFUNCTION_TYPE,
    &objects::METHOD_DESCRIPTOR_TYPE,
    &objects::CLASS_METHOD_DESCRIPTOR_TYPE,
    &objects::MEMBER_DESCRIPTOR_TYPE,
    &objects::GETSET_DESCRIPTOR_TYPE,
    &objects::WRAPPER_DESCRIPTOR_TYPE,
    &objects::METHOD_WRAPPER_TYPE,
    &methods::STATIC_METHOD_TYPE,
    &methods::CLASS_METHOD_TYPE,
    &property::PROPERTY_TYPE,
    &mapping_proxy::MAPPING_PROXY_TYPE,
    &super_object::SUPER_TYPE,
];

/// How a native function is called. The bits are CPython's (`Include/methodobject.h`).
pub mod meth {
    use std::ffi::c_int;
    pub const VARARGS: c_int = 0x0001;
    pub const KEYWORDS: c_int = 0x0002;
    pub const NOARGS: c_int = 0x0004;
    pub const O: c_int = 0x0008;
    pub const CLASS: c_int = 0x0010;
    pub const STATIC: c_int = 0x0020;
    pub const COEXIST: c_int = 0x0040;
    pub const FASTCALL: c_int = 0x0080;
    pub const METHOD: c_int = 0x0200;
    /// Ours: a fast function that is `METH_VARARGS` there, which shows in a message.
    pub const OLD_STYLE: c_int = 0x1000;
}

/// `f(self)`.
pub type NoArgs = fn(&PyObject) -> PyResult;
/// `f(self, argument)`.
pub type OneArg = fn(&PyObject, &PyObject) -> PyResult;
/// `f(self, positional arguments)`.
pub type FastCall = fn(&PyObject, &[&PyObject]) -> PyResult;
/// `f(self, positional arguments then keyword values, keyword names)`; the names tell how many at the end are values of
/// keywords.
pub type FastCallKeywords = fn(&PyObject, &[&PyObject], Option<&PyObject>) -> PyResult;
/// `f(self, args tuple, kwargs dict)`.
pub type VarArgsKeywords = fn(&PyObject, &PyObject, Option<&PyObject>) -> PyResult;

/// The function of a [`PyMethodDef`]; `ml_flags` tells which.
#[repr(C)]
#[derive(Clone, Copy)]
pub union PyCFunction {
    pub noargs: NoArgs,
    pub one: OneArg,
    pub fast: FastCall,
    pub fast_keywords: FastCallKeywords,
    pub varargs_keywords: VarArgsKeywords,
    pub none: *const c_void,
}

/// A native function: name, function, how it is called, and its doc (a text signature `name($self, x, /)\n--\n\n` in
/// front gives `__text_signature__`).
#[repr(C)]
pub struct PyMethodDef {
    pub ml_name: *const c_char,
    pub ml_meth: PyCFunction,
    pub ml_flags: c_int,
    pub ml_doc: *const c_char,
}

// SAFETY: read-only tables.
unsafe impl Sync for PyMethodDef {}

impl PyMethodDef {
    /// Ends a table.
    pub const END: PyMethodDef = PyMethodDef {
        ml_name: std::ptr::null(),
        ml_meth: PyCFunction { none: std::ptr::null() },
        ml_flags: 0,
        ml_doc: std::ptr::null(),
    };

    pub const fn noargs(name: &'static CStr, function: NoArgs, doc: &'static CStr) -> PyMethodDef {
        PyMethodDef {
            ml_name: name.as_ptr(),
            ml_meth: PyCFunction { noargs: function },
            ml_flags: meth::NOARGS,
            ml_doc: doc.as_ptr(),
        }
    }

    pub const fn one(name: &'static CStr, function: OneArg, doc: &'static CStr) -> PyMethodDef {
        PyMethodDef {
            ml_name: name.as_ptr(),
            ml_meth: PyCFunction { one: function },
            ml_flags: meth::O,
            ml_doc: doc.as_ptr(),
        }
    }

    pub const fn fast(name: &'static CStr, function: FastCall, doc: &'static CStr) -> PyMethodDef {
        PyMethodDef {
            ml_name: name.as_ptr(),
            ml_meth: PyCFunction { fast: function },
            ml_flags: meth::FASTCALL,
            ml_doc: doc.as_ptr(),
        }
    }

    pub const fn keywords(
        name: &'static CStr,
        function: FastCallKeywords,
        doc: &'static CStr,
    ) -> PyMethodDef {
        PyMethodDef {
            ml_name: name.as_ptr(),
            ml_meth: PyCFunction { fast_keywords: function },
            ml_flags: meth::FASTCALL | meth::KEYWORDS,
            ml_doc: doc.as_ptr(),
        }
    }

    pub const fn varargs(name: &'static CStr, function: VarArgsKeywords, doc: &'static CStr) -> PyMethodDef {
        PyMethodDef {
            ml_name: name.as_ptr(),
            ml_meth: PyCFunction { varargs_keywords: function },
            ml_flags: meth::VARARGS | meth::KEYWORDS,
            ml_doc: doc.as_ptr(),
        }
    }

    /// As a class method of a type: `self` is the type.
    pub const fn class(mut self) -> PyMethodDef {
        self.ml_flags |= meth::CLASS;
        self
    }

    /// As a static method of a type: `self` is the type, for the implementation only.
    pub const fn static_(mut self) -> PyMethodDef {
        self.ml_flags |= meth::STATIC;
        self
    }

    /// One that takes a tuple of arguments in CPython.
    pub const fn old_style(mut self) -> PyMethodDef {
        self.ml_flags |= meth::OLD_STYLE;
        self
    }

    /// Wins over the slot wrapper of the same name.
    pub const fn coexist(mut self) -> PyMethodDef {
        self.ml_flags |= meth::COEXIST;
        self
    }

    pub fn name(&self) -> &'static str {
        // SAFETY: made from a `&'static CStr`.
        unsafe { CStr::from_ptr(self.ml_name) }.to_str().unwrap_or("?")
    }

    pub fn doc(&self) -> &'static str {
        if self.ml_doc.is_null() {
            return "";
        }
        // SAFETY: made from a `&'static CStr`.
        unsafe { CStr::from_ptr(self.ml_doc) }.to_str().unwrap_or("")
    }
}

pub type Getter = fn(&PyObject) -> PyResult;
/// No value means deletion.
pub type Setter = fn(&PyObject, Option<&PyObject>) -> Result<(), Raised>;

/// A computed attribute of a native type.
#[repr(C)]
pub struct PyGetSetDef {
    pub name: *const c_char,
    pub get: Option<Getter>,
    pub set: Option<Setter>,
    pub doc: *const c_char,
    pub closure: *const c_void,
}

// SAFETY: read-only tables.
unsafe impl Sync for PyGetSetDef {}

impl PyGetSetDef {
    /// Ends a table.
    pub const END: PyGetSetDef = PyGetSetDef {
        name: std::ptr::null(),
        get: None,
        set: None,
        doc: std::ptr::null(),
        closure: std::ptr::null(),
    };

    pub const fn read_only(name: &'static CStr, get: Getter, doc: &'static CStr) -> PyGetSetDef {
        PyGetSetDef {
            name: name.as_ptr(),
            get: Some(get),
            set: None,
            doc: doc.as_ptr(),
            closure: std::ptr::null(),
        }
    }

    pub const fn new(name: &'static CStr, get: Getter, set: Setter, doc: &'static CStr) -> PyGetSetDef {
        PyGetSetDef {
            name: name.as_ptr(),
            get: Some(get),
            set: Some(set),
            doc: doc.as_ptr(),
            closure: std::ptr::null(),
        }
    }

    pub fn name(&self) -> &'static str {
        // SAFETY: made from a `&'static CStr`.
        unsafe { CStr::from_ptr(self.name) }.to_str().unwrap_or("?")
    }
}

/// What a member holds. CPython's numbers (`Include/structmember.h`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum MemberType {
    Short = 0,
    Int = 1,
    Long = 2,
    Float = 3,
    Double = 4,
    String = 5,
    /// An object; null reads as `None`.
    Object = 6,
    Char = 7,
    Byte = 8,
    UByte = 9,
    UShort = 10,
    UInt = 11,
    ULong = 12,
    StringInplace = 13,
    Bool = 14,
    /// An object; null reads as `AttributeError`.
    ObjectEx = 16,
    LongLong = 17,
    ULongLong = 18,
    PySSize = 19,
    None = 20,
}

/// An attribute that is a field of the object's struct.
#[repr(C)]
pub struct PyMemberDef {
    pub name: *const c_char,
    pub member_type: MemberType,
    /// In bytes from the object's start.
    pub offset: isize,
    /// [`PyMemberDef::READONLY`] or 0.
    pub flags: c_int,
    pub doc: *const c_char,
}

// SAFETY: read-only tables.
unsafe impl Sync for PyMemberDef {}

impl PyMemberDef {
    pub const READONLY: c_int = 1;

    /// Ends a table.
    pub const END: PyMemberDef = PyMemberDef {
        name: std::ptr::null(),
        member_type: MemberType::None,
        offset: 0,
        flags: 0,
        doc: std::ptr::null(),
    };

    pub const fn read_only(
        name: &'static CStr,
        member_type: MemberType,
        offset: usize,
        doc: &'static CStr,
    ) -> PyMemberDef {
        PyMemberDef {
            name: name.as_ptr(),
            member_type,
            offset: offset as isize,
            flags: Self::READONLY,
            doc: doc.as_ptr(),
        }
    }

    pub const fn new(
        name: &'static CStr,
        member_type: MemberType,
        offset: usize,
        doc: &'static CStr,
    ) -> PyMemberDef {
        PyMemberDef { name: name.as_ptr(), member_type, offset: offset as isize, flags: 0, doc: doc.as_ptr() }
    }

    pub fn name(&self) -> &str {
        // SAFETY: made from a NUL-terminated string that lives as long as the table.
        unsafe { CStr::from_ptr(self.name) }.to_str().unwrap_or("?")
    }
}
