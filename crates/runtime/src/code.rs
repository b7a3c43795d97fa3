//! Code objects: the fields, then the adaptive instructions (`Include/cpython/code.h`).

use std::cell::Cell;
use std::ffi::c_void;

use crate::object::{PyObject, PyVarObject};

/// `ob_size` code units follow the fields.
#[repr(C)]
pub struct PyCodeObject {
    pub ob_base: PyVarObject,
    pub co_consts: Cell<*mut PyObject>,
    pub co_names: Cell<*mut PyObject>,
    pub co_exceptiontable: Cell<*mut PyObject>,
    pub co_flags: Cell<i32>,
    /// Counts up to 0, where the code is quickened.
    pub co_warmup: Cell<i16>,
    pub co_linearray_entry_size: Cell<i16>,
    pub co_argcount: Cell<i32>,
    pub co_posonlyargcount: Cell<i32>,
    pub co_kwonlyargcount: Cell<i32>,
    pub co_stacksize: Cell<i32>,
    pub co_firstlineno: Cell<i32>,
    pub co_nlocalsplus: Cell<i32>,
    pub co_nlocals: Cell<i32>,
    pub co_nplaincellvars: Cell<i32>,
    pub co_ncellvars: Cell<i32>,
    pub co_nfreevars: Cell<i32>,
    pub co_localsplusnames: Cell<*mut PyObject>,
    pub co_localspluskinds: Cell<*mut PyObject>,
    pub co_filename: Cell<*mut PyObject>,
    pub co_name: Cell<*mut PyObject>,
    pub co_qualname: Cell<*mut PyObject>,
    pub co_linetable: Cell<*mut PyObject>,
    pub co_weakreflist: Cell<*mut PyObject>,
    /// `co_code` once somebody has asked for it.
    pub co_code: Cell<*mut PyObject>,
    pub co_linearray: Cell<*mut u8>,
    pub co_firsttraceable: Cell<i32>,
    pub co_extra: Cell<*mut c_void>,
    pub co_code_adaptive: [Cell<u16>; 0],
}

const _: () = assert!(size_of::<PyCodeObject>() == 184);
