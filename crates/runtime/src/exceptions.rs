//! The exception tree: layouts and types (`Objects/exceptions.c`).

use std::cell::Cell;

use crate::object::{PyObject, PyResult, Ref, clone_slot, replace_slot};
use crate::typeobject::{PyTypeObject, flags};

#[repr(C)]
pub struct PyBaseExceptionObject {
    pub ob_base: PyObject,
    pub dict: Cell<*mut PyObject>,
    /// A tuple.
    pub args: Cell<*mut PyObject>,
    pub notes: Cell<*mut PyObject>,
    pub traceback: Cell<*mut PyObject>,
    pub context: Cell<*mut PyObject>,
    pub cause: Cell<*mut PyObject>,
    pub suppress_context: Cell<bool>,
}

crate::object_layout!(PyBaseExceptionObject, BASE_EXCEPTION, flags::BASE_EXC_SUBCLASS);
crate::object_layout!(PyAttributeErrorObject, ATTRIBUTE_ERROR);

#[repr(C)]
pub struct PyBaseExceptionGroupObject {
    pub base: PyBaseExceptionObject,
    pub msg: Cell<*mut PyObject>,
    pub excs: Cell<*mut PyObject>,
}

#[repr(C)]
pub struct PySyntaxErrorObject {
    pub base: PyBaseExceptionObject,
    pub msg: Cell<*mut PyObject>,
    pub filename: Cell<*mut PyObject>,
    pub lineno: Cell<*mut PyObject>,
    pub offset: Cell<*mut PyObject>,
    pub end_lineno: Cell<*mut PyObject>,
    pub end_offset: Cell<*mut PyObject>,
    pub text: Cell<*mut PyObject>,
    pub print_file_and_line: Cell<*mut PyObject>,
}

#[repr(C)]
pub struct PyImportErrorObject {
    pub base: PyBaseExceptionObject,
    pub msg: Cell<*mut PyObject>,
    pub name: Cell<*mut PyObject>,
    pub path: Cell<*mut PyObject>,
}

#[repr(C)]
pub struct PyUnicodeErrorObject {
    pub base: PyBaseExceptionObject,
    pub encoding: Cell<*mut PyObject>,
    pub object: Cell<*mut PyObject>,
    pub start: Cell<isize>,
    pub end: Cell<isize>,
    pub reason: Cell<*mut PyObject>,
}

#[repr(C)]
pub struct PySystemExitObject {
    pub base: PyBaseExceptionObject,
    pub code: Cell<*mut PyObject>,
}

#[repr(C)]
pub struct PyOsErrorObject {
    pub base: PyBaseExceptionObject,
    pub myerrno: Cell<*mut PyObject>,
    pub strerror: Cell<*mut PyObject>,
    pub filename: Cell<*mut PyObject>,
    pub filename2: Cell<*mut PyObject>,
    pub written: Cell<isize>,
}

#[repr(C)]
pub struct PyStopIterationObject {
    pub base: PyBaseExceptionObject,
    pub value: Cell<*mut PyObject>,
}

#[repr(C)]
pub struct PyNameErrorObject {
    pub base: PyBaseExceptionObject,
    pub name: Cell<*mut PyObject>,
}

#[repr(C)]
pub struct PyAttributeErrorObject {
    pub base: PyBaseExceptionObject,
    pub obj: Cell<*mut PyObject>,
    pub name: Cell<*mut PyObject>,
}

/// `BaseException`.
pub static BASE_EXCEPTION: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC | flags::BASE_EXC_SUBCLASS),
    ..PyTypeObject::new(c"BaseException", size_of::<PyBaseExceptionObject>())
};

/// Each exception: constant, name, base, layout. The types' own behaviour is filled in by `ready`.
macro_rules! exception_types {
    ($($constant:ident = $name:literal, $base:ident, $layout:ty;)*) => {
        $(
            pub static $constant: PyTypeObject = PyTypeObject {
                tp_base: Cell::new(&raw const $base),
                tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC | flags::BASE_EXC_SUBCLASS),
                ..PyTypeObject::new($name, size_of::<$layout>())
            };
        )*

        /// Every exception type, bases first.
        pub static ALL: &[&PyTypeObject] = &[&BASE_EXCEPTION, $(&$constant),*];
    };
}

exception_types! {
    BASE_EXCEPTION_GROUP = c"BaseExceptionGroup", BASE_EXCEPTION, PyBaseExceptionGroupObject;
    EXCEPTION_GROUP = c"ExceptionGroup", BASE_EXCEPTION_GROUP, PyBaseExceptionGroupObject;
    EXCEPTION = c"Exception", BASE_EXCEPTION, PyBaseExceptionObject;
    ARITHMETIC_ERROR = c"ArithmeticError", EXCEPTION, PyBaseExceptionObject;
    FLOATING_POINT_ERROR = c"FloatingPointError", ARITHMETIC_ERROR, PyBaseExceptionObject;
    OVERFLOW_ERROR = c"OverflowError", ARITHMETIC_ERROR, PyBaseExceptionObject;
    ZERO_DIVISION_ERROR = c"ZeroDivisionError", ARITHMETIC_ERROR, PyBaseExceptionObject;
    ASSERTION_ERROR = c"AssertionError", EXCEPTION, PyBaseExceptionObject;
    ATTRIBUTE_ERROR = c"AttributeError", EXCEPTION, PyAttributeErrorObject;
    BUFFER_ERROR = c"BufferError", EXCEPTION, PyBaseExceptionObject;
    EOF_ERROR = c"EOFError", EXCEPTION, PyBaseExceptionObject;
    IMPORT_ERROR = c"ImportError", EXCEPTION, PyImportErrorObject;
    MODULE_NOT_FOUND_ERROR = c"ModuleNotFoundError", IMPORT_ERROR, PyImportErrorObject;
    LOOKUP_ERROR = c"LookupError", EXCEPTION, PyBaseExceptionObject;
    INDEX_ERROR = c"IndexError", LOOKUP_ERROR, PyBaseExceptionObject;
    KEY_ERROR = c"KeyError", LOOKUP_ERROR, PyBaseExceptionObject;
    MEMORY_ERROR = c"MemoryError", EXCEPTION, PyBaseExceptionObject;
    NAME_ERROR = c"NameError", EXCEPTION, PyNameErrorObject;
    UNBOUND_LOCAL_ERROR = c"UnboundLocalError", NAME_ERROR, PyNameErrorObject;
    OS_ERROR = c"OSError", EXCEPTION, PyOsErrorObject;
    BLOCKING_IO_ERROR = c"BlockingIOError", OS_ERROR, PyOsErrorObject;
    CHILD_PROCESS_ERROR = c"ChildProcessError", OS_ERROR, PyOsErrorObject;
    CONNECTION_ERROR = c"ConnectionError", OS_ERROR, PyOsErrorObject;
    BROKEN_PIPE_ERROR = c"BrokenPipeError", CONNECTION_ERROR, PyOsErrorObject;
    CONNECTION_ABORTED_ERROR = c"ConnectionAbortedError", CONNECTION_ERROR, PyOsErrorObject;
    CONNECTION_REFUSED_ERROR = c"ConnectionRefusedError", CONNECTION_ERROR, PyOsErrorObject;
    CONNECTION_RESET_ERROR = c"ConnectionResetError", CONNECTION_ERROR, PyOsErrorObject;
    FILE_EXISTS_ERROR = c"FileExistsError", OS_ERROR, PyOsErrorObject;
    FILE_NOT_FOUND_ERROR = c"FileNotFoundError", OS_ERROR, PyOsErrorObject;
    INTERRUPTED_ERROR = c"InterruptedError", OS_ERROR, PyOsErrorObject;
    IS_A_DIRECTORY_ERROR = c"IsADirectoryError", OS_ERROR, PyOsErrorObject;
    NOT_A_DIRECTORY_ERROR = c"NotADirectoryError", OS_ERROR, PyOsErrorObject;
    PERMISSION_ERROR = c"PermissionError", OS_ERROR, PyOsErrorObject;
    PROCESS_LOOKUP_ERROR = c"ProcessLookupError", OS_ERROR, PyOsErrorObject;
    TIMEOUT_ERROR = c"TimeoutError", OS_ERROR, PyOsErrorObject;
    REFERENCE_ERROR = c"ReferenceError", EXCEPTION, PyBaseExceptionObject;
    RUNTIME_ERROR = c"RuntimeError", EXCEPTION, PyBaseExceptionObject;
    NOT_IMPLEMENTED_ERROR = c"NotImplementedError", RUNTIME_ERROR, PyBaseExceptionObject;
    RECURSION_ERROR = c"RecursionError", RUNTIME_ERROR, PyBaseExceptionObject;
    STOP_ASYNC_ITERATION = c"StopAsyncIteration", EXCEPTION, PyBaseExceptionObject;
    STOP_ITERATION = c"StopIteration", EXCEPTION, PyStopIterationObject;
    SYNTAX_ERROR = c"SyntaxError", EXCEPTION, PySyntaxErrorObject;
    INDENTATION_ERROR = c"IndentationError", SYNTAX_ERROR, PySyntaxErrorObject;
    TAB_ERROR = c"TabError", INDENTATION_ERROR, PySyntaxErrorObject;
    SYSTEM_ERROR = c"SystemError", EXCEPTION, PyBaseExceptionObject;
    TYPE_ERROR = c"TypeError", EXCEPTION, PyBaseExceptionObject;
    VALUE_ERROR = c"ValueError", EXCEPTION, PyBaseExceptionObject;
    UNICODE_ERROR = c"UnicodeError", VALUE_ERROR, PyBaseExceptionObject;
    UNICODE_DECODE_ERROR = c"UnicodeDecodeError", UNICODE_ERROR, PyUnicodeErrorObject;
    UNICODE_ENCODE_ERROR = c"UnicodeEncodeError", UNICODE_ERROR, PyUnicodeErrorObject;
    UNICODE_TRANSLATE_ERROR = c"UnicodeTranslateError", UNICODE_ERROR, PyUnicodeErrorObject;
    WARNING = c"Warning", EXCEPTION, PyBaseExceptionObject;
    BYTES_WARNING = c"BytesWarning", WARNING, PyBaseExceptionObject;
    DEPRECATION_WARNING = c"DeprecationWarning", WARNING, PyBaseExceptionObject;
    ENCODING_WARNING = c"EncodingWarning", WARNING, PyBaseExceptionObject;
    FUTURE_WARNING = c"FutureWarning", WARNING, PyBaseExceptionObject;
    IMPORT_WARNING = c"ImportWarning", WARNING, PyBaseExceptionObject;
    PENDING_DEPRECATION_WARNING = c"PendingDeprecationWarning", WARNING, PyBaseExceptionObject;
    RESOURCE_WARNING = c"ResourceWarning", WARNING, PyBaseExceptionObject;
    RUNTIME_WARNING = c"RuntimeWarning", WARNING, PyBaseExceptionObject;
    SYNTAX_WARNING = c"SyntaxWarning", WARNING, PyBaseExceptionObject;
    UNICODE_WARNING = c"UnicodeWarning", WARNING, PyBaseExceptionObject;
    USER_WARNING = c"UserWarning", WARNING, PyBaseExceptionObject;
    GENERATOR_EXIT = c"GeneratorExit", BASE_EXCEPTION, PyBaseExceptionObject;
    KEYBOARD_INTERRUPT = c"KeyboardInterrupt", BASE_EXCEPTION, PyBaseExceptionObject;
    SYSTEM_EXIT = c"SystemExit", BASE_EXCEPTION, PySystemExitObject;
}

pub fn is_exception_instance(object: &PyObject) -> bool {
    object.is_instance_of::<PyBaseExceptionObject>()
}

/// Makes an instance: from no value, one argument, or a tuple of arguments.
pub fn instantiate(exc_type: &PyTypeObject, value: Option<Ref>) -> PyResult {
    match value {
        Some(value) if is_exception_instance(&value) && value.ob_type().is_subtype(exc_type) => Ok(value),
        None => crate::call::call(exc_type, &[]),
        Some(value) if value.is_none() => crate::call::call(exc_type, &[]),
        Some(value) => match value.cast::<crate::tuple::PyTupleObject>() {
            Some(arguments) => crate::call::call(exc_type, arguments.items()),
            None => crate::call::call(exc_type, &[&value]),
        },
    }
}

/// `__context__`, if there is one.
pub fn context(exception: &PyObject) -> Option<Ref> {
    // SAFETY: the exception owns its context.
    exception.cast::<PyBaseExceptionObject>().and_then(|exception| unsafe { clone_slot(&exception.context) })
}

pub fn set_context(exception: &PyObject, context: Option<Ref>) {
    if let Some(exception) = exception.cast::<PyBaseExceptionObject>() {
        drop(replace_slot(&exception.context, context));
    }
}

/// `__traceback__`, if there is one.
pub fn traceback(exception: &PyObject) -> Option<Ref> {
    // SAFETY: the exception owns its traceback.
    exception
        .cast::<PyBaseExceptionObject>()
        .and_then(|exception| unsafe { clone_slot(&exception.traceback) })
}

/// Sets `__cause__`, which also suppresses the context.
pub fn set_cause(exception: &PyObject, cause: Option<Ref>) {
    if let Some(exception) = exception.cast::<PyBaseExceptionObject>() {
        exception.suppress_context.set(true);
        drop(replace_slot(&exception.cause, cause));
    }
}

pub fn set_traceback(exception: &PyObject, traceback: Option<Ref>) {
    if let Some(exception) = exception.cast::<PyBaseExceptionObject>() {
        drop(replace_slot(&exception.traceback, traceback.filter(|traceback| !traceback.is_none())));
    }
}

/// An instance without arguments, made without calling anything; for when making one the ordinary way fails.
pub fn bare_instance(exc_type: &PyTypeObject) -> Ref {
    let instance = crate::memory::generic_alloc(exc_type, 0).expect("memory for one last exception");
    if let (Some(exception), Ok(arguments)) =
        (instance.cast::<PyBaseExceptionObject>(), crate::tuple::new([]))
    {
        drop(replace_slot(&exception.args, Some(arguments.upcast())));
    }
    instance
}

/// `KeyError(key)`.
#[cold]
pub fn raise_key_error(key: &PyObject) -> crate::object::Raised {
    match crate::tuple::from_slice(&[key]) {
        Ok(arguments) => crate::errors::set_object(&KEY_ERROR, arguments.upcast()),
        Err(raised) => raised,
    }
}

/// `AttributeError: 'type' object has no attribute 'name'`, without `name` and `obj` set.
#[cold]
pub fn raise_no_attribute(ty: &PyTypeObject, name: &PyObject) -> crate::object::Raised {
    crate::raise!(ATTRIBUTE_ERROR, "'{}' object has no attribute '{}'", ty.full_name(), Display(name))
}

/// The text of a `str` in a message.
struct Display<'a>(&'a PyObject);

impl std::fmt::Display for Display<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.cast::<crate::str::PyUnicodeObject>() {
            Some(text) => f.write_str(&text.to_string_lossy()),
            None => f.write_str("?"),
        }
    }
}
