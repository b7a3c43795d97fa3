//! The exception tree: layouts and types (`Objects/exceptions.c`).

use std::cell::Cell;

use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::str::PyUnicodeObject;
use crate::typeobject::{PyTypeObject, flags};

mod base;
mod details;
pub mod group;
pub mod os;
mod syntax;
pub mod unicode;

pub use base::{get_args, preallocate_memory_errors};
pub use details::system_exit_code;
pub use group::{exception_group, make_exception_group};

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
pub static BASE_EXCEPTION: PyTypeObject = base::base_exception();

/// Each exception: constant, name, base, layout, what kind of behaviour it has, documentation.
macro_rules! exception_types {
    ($($constant:ident = $name:literal, $base:ident, $layout:ty, $kind:expr, $doc:literal;)*) => {
        $(
            pub static $constant: PyTypeObject = PyTypeObject {
                tp_base: Cell::new(&raw const $base),
                tp_doc: Cell::new($doc.as_ptr()),
                ..base::named($kind, $name, size_of::<$layout>())
            };
        )*

        /// Every exception type, bases first.
        pub static ALL: &[&PyTypeObject] = &[&BASE_EXCEPTION, $(&$constant),*];
    };
}

exception_types! {
    EXCEPTION = c"Exception", BASE_EXCEPTION, PyBaseExceptionObject, base::simple(), c"The root of the exceptions that programs are meant to catch.";
    BASE_EXCEPTION_GROUP = c"BaseExceptionGroup", BASE_EXCEPTION, PyBaseExceptionGroupObject, group::group(), c"Several exceptions that are raised together.";
    ARITHMETIC_ERROR = c"ArithmeticError", EXCEPTION, PyBaseExceptionObject, base::simple(), c"A calculation failed.";
    FLOATING_POINT_ERROR = c"FloatingPointError", ARITHMETIC_ERROR, PyBaseExceptionObject, base::simple(), c"A floating point operation failed.";
    OVERFLOW_ERROR = c"OverflowError", ARITHMETIC_ERROR, PyBaseExceptionObject, base::simple(), c"A result has no representation, for it is too large.";
    ZERO_DIVISION_ERROR = c"ZeroDivisionError", ARITHMETIC_ERROR, PyBaseExceptionObject, base::simple(), c"Division or modulo by zero.";
    ASSERTION_ERROR = c"AssertionError", EXCEPTION, PyBaseExceptionObject, base::simple(), c"An assertion did not hold.";
    ATTRIBUTE_ERROR = c"AttributeError", EXCEPTION, PyAttributeErrorObject, details::attribute_error(), c"There is no such attribute, or it can't be set.";
    BUFFER_ERROR = c"BufferError", EXCEPTION, PyBaseExceptionObject, base::simple(), c"A buffer could not be given or changed.";
    EOF_ERROR = c"EOFError", EXCEPTION, PyBaseExceptionObject, base::simple(), c"The input ended where more was needed.";
    IMPORT_ERROR = c"ImportError", EXCEPTION, PyImportErrorObject, details::import_error(), c"A module, or a name in a module, could not be imported.";
    MODULE_NOT_FOUND_ERROR = c"ModuleNotFoundError", IMPORT_ERROR, PyImportErrorObject, details::import_error_heir(), c"There is no such module.";
    LOOKUP_ERROR = c"LookupError", EXCEPTION, PyBaseExceptionObject, base::simple(), c"An index or a key leads nowhere.";
    INDEX_ERROR = c"IndexError", LOOKUP_ERROR, PyBaseExceptionObject, base::simple(), c"An index is out of range.";
    KEY_ERROR = c"KeyError", LOOKUP_ERROR, PyBaseExceptionObject, base::key_error(), c"A mapping has no such key.";
    MEMORY_ERROR = c"MemoryError", EXCEPTION, PyBaseExceptionObject, base::memory_error(), c"Memory ran out.";
    NAME_ERROR = c"NameError", EXCEPTION, PyNameErrorObject, details::name_error(), c"A name is bound nowhere.";
    UNBOUND_LOCAL_ERROR = c"UnboundLocalError", NAME_ERROR, PyNameErrorObject, details::name_error_heir(), c"A local variable has no value yet.";
    OS_ERROR = c"OSError", EXCEPTION, PyOsErrorObject, os::os_error(), c"The operating system reported an error.";
    BLOCKING_IO_ERROR = c"BlockingIOError", OS_ERROR, PyOsErrorObject, os::os_error_heir(), c"The operation would have to wait.";
    CHILD_PROCESS_ERROR = c"ChildProcessError", OS_ERROR, PyOsErrorObject, os::os_error_heir(), c"An operation on a child process failed.";
    CONNECTION_ERROR = c"ConnectionError", OS_ERROR, PyOsErrorObject, os::os_error_heir(), c"A connection failed.";
    BROKEN_PIPE_ERROR = c"BrokenPipeError", CONNECTION_ERROR, PyOsErrorObject, os::os_error_heir(), c"The other end of a pipe or socket is closed.";
    CONNECTION_ABORTED_ERROR = c"ConnectionAbortedError", CONNECTION_ERROR, PyOsErrorObject, os::os_error_heir(), c"The other side aborted the connection.";
    CONNECTION_REFUSED_ERROR = c"ConnectionRefusedError", CONNECTION_ERROR, PyOsErrorObject, os::os_error_heir(), c"The other side refused the connection.";
    CONNECTION_RESET_ERROR = c"ConnectionResetError", CONNECTION_ERROR, PyOsErrorObject, os::os_error_heir(), c"The other side reset the connection.";
    FILE_EXISTS_ERROR = c"FileExistsError", OS_ERROR, PyOsErrorObject, os::os_error_heir(), c"The file or directory exists already.";
    FILE_NOT_FOUND_ERROR = c"FileNotFoundError", OS_ERROR, PyOsErrorObject, os::os_error_heir(), c"There is no such file or directory.";
    INTERRUPTED_ERROR = c"InterruptedError", OS_ERROR, PyOsErrorObject, os::os_error_heir(), c"A signal interrupted the call.";
    IS_A_DIRECTORY_ERROR = c"IsADirectoryError", OS_ERROR, PyOsErrorObject, os::os_error_heir(), c"A file was needed, this is a directory.";
    NOT_A_DIRECTORY_ERROR = c"NotADirectoryError", OS_ERROR, PyOsErrorObject, os::os_error_heir(), c"A directory was needed, this is none.";
    PERMISSION_ERROR = c"PermissionError", OS_ERROR, PyOsErrorObject, os::os_error_heir(), c"The permissions do not suffice.";
    PROCESS_LOOKUP_ERROR = c"ProcessLookupError", OS_ERROR, PyOsErrorObject, os::os_error_heir(), c"There is no such process.";
    TIMEOUT_ERROR = c"TimeoutError", OS_ERROR, PyOsErrorObject, os::os_error_heir(), c"The time ran out.";
    REFERENCE_ERROR = c"ReferenceError", EXCEPTION, PyBaseExceptionObject, base::simple(), c"The referent of a weak proxy is gone.";
    RUNTIME_ERROR = c"RuntimeError", EXCEPTION, PyBaseExceptionObject, base::simple(), c"An error of no other kind.";
    NOT_IMPLEMENTED_ERROR = c"NotImplementedError", RUNTIME_ERROR, PyBaseExceptionObject, base::simple(), c"A method is still to be written, or a subclass's business.";
    RECURSION_ERROR = c"RecursionError", RUNTIME_ERROR, PyBaseExceptionObject, base::simple(), c"Calls are nested too deeply.";
    STOP_ASYNC_ITERATION = c"StopAsyncIteration", EXCEPTION, PyBaseExceptionObject, base::simple(), c"Ends an asynchronous iteration.";
    STOP_ITERATION = c"StopIteration", EXCEPTION, PyStopIterationObject, details::stop_iteration(), c"Ends an iteration.";
    SYNTAX_ERROR = c"SyntaxError", EXCEPTION, PySyntaxErrorObject, syntax::syntax_error(), c"The source is not valid Python.";
    INDENTATION_ERROR = c"IndentationError", SYNTAX_ERROR, PySyntaxErrorObject, syntax::syntax_error_heir(), c"The indentation is wrong.";
    TAB_ERROR = c"TabError", INDENTATION_ERROR, PySyntaxErrorObject, syntax::syntax_error_heir(), c"Tabs and spaces are mixed inconsistently.";
    SYSTEM_ERROR = c"SystemError", EXCEPTION, PyBaseExceptionObject, base::simple(), c"The interpreter itself failed.";
    TYPE_ERROR = c"TypeError", EXCEPTION, PyBaseExceptionObject, base::simple(), c"An argument is of the wrong type.";
    VALUE_ERROR = c"ValueError", EXCEPTION, PyBaseExceptionObject, base::simple(), c"An argument has the right type and a wrong value.";
    UNICODE_ERROR = c"UnicodeError", VALUE_ERROR, PyBaseExceptionObject, base::simple(), c"Text could not be encoded, decoded or translated.";
    UNICODE_DECODE_ERROR = c"UnicodeDecodeError", UNICODE_ERROR, PyUnicodeErrorObject, unicode::unicode_decode_error(), c"Bytes could not be decoded.";
    UNICODE_ENCODE_ERROR = c"UnicodeEncodeError", UNICODE_ERROR, PyUnicodeErrorObject, unicode::unicode_encode_error(), c"Text could not be encoded.";
    UNICODE_TRANSLATE_ERROR = c"UnicodeTranslateError", UNICODE_ERROR, PyUnicodeErrorObject, unicode::unicode_translate_error(), c"Text could not be translated.";
    WARNING = c"Warning", EXCEPTION, PyBaseExceptionObject, base::simple(), c"The root of the warning categories.";
    BYTES_WARNING = c"BytesWarning", WARNING, PyBaseExceptionObject, base::simple(), c"Warns about suspicious use of bytes.";
    DEPRECATION_WARNING = c"DeprecationWarning", WARNING, PyBaseExceptionObject, base::simple(), c"Warns developers about what will go away.";
    ENCODING_WARNING = c"EncodingWarning", WARNING, PyBaseExceptionObject, base::simple(), c"Warns about encodings left implicit.";
    FUTURE_WARNING = c"FutureWarning", WARNING, PyBaseExceptionObject, base::simple(), c"Warns users about what will change its meaning.";
    IMPORT_WARNING = c"ImportWarning", WARNING, PyBaseExceptionObject, base::simple(), c"Warns about likely mistakes in imports.";
    PENDING_DEPRECATION_WARNING = c"PendingDeprecationWarning", WARNING, PyBaseExceptionObject, base::simple(), c"Warns about what will be deprecated.";
    RESOURCE_WARNING = c"ResourceWarning", WARNING, PyBaseExceptionObject, base::simple(), c"Warns about resources that were not released.";
    RUNTIME_WARNING = c"RuntimeWarning", WARNING, PyBaseExceptionObject, base::simple(), c"Warns about doubtful behaviour at run time.";
    SYNTAX_WARNING = c"SyntaxWarning", WARNING, PyBaseExceptionObject, base::simple(), c"Warns about doubtful syntax.";
    UNICODE_WARNING = c"UnicodeWarning", WARNING, PyBaseExceptionObject, base::simple(), c"Warns about text.";
    USER_WARNING = c"UserWarning", WARNING, PyBaseExceptionObject, base::simple(), c"Warns about what a program finds worth a warning.";
    GENERATOR_EXIT = c"GeneratorExit", BASE_EXCEPTION, PyBaseExceptionObject, base::simple(), c"Asks a generator to end.";
    KEYBOARD_INTERRUPT = c"KeyboardInterrupt", BASE_EXCEPTION, PyBaseExceptionObject, base::simple(), c"The user interrupted the program.";
    SYSTEM_EXIT = c"SystemExit", BASE_EXCEPTION, PySystemExitObject, details::system_exit(), c"Asks the interpreter to end.";
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
    let Ok(instance) = crate::memory::generic_alloc(exc_type, 0) else {
        crate::errors::clear();
        return base::last_memory_error();
    };
    if let (Some(exception), Ok(arguments)) =
        (instance.cast::<PyBaseExceptionObject>(), crate::tuple::new([]))
    {
        drop(replace_slot(&exception.args, Some(arguments.upcast())));
    }
    instance
}

/// `__cause__`, if there is one.
pub fn cause(exception: &PyObject) -> Option<Ref> {
    // SAFETY: the exception owns its cause.
    exception.cast::<PyBaseExceptionObject>().and_then(|exception| unsafe { clone_slot(&exception.cause) })
}

/// `KeyError(key)`.
#[cold]
pub fn raise_key_error(key: &PyObject) -> Raised {
    match crate::tuple::from_slice(&[key]) {
        Ok(arguments) => crate::errors::set_object(&KEY_ERROR, arguments.upcast()),
        Err(raised) => raised,
    }
}

/// `StopIteration(value)`, also where the value is a tuple or an exception.
#[cold]
pub fn raise_stop_iteration(value: &PyObject) -> Raised {
    let is_plain = !value.is_instance_of::<crate::tuple::PyTupleObject>() && !is_exception_instance(value);
    if is_plain {
        return crate::errors::set_object(&STOP_ITERATION, value.to_ref());
    }
    match crate::call::call(&STOP_ITERATION, &[value]) {
        Ok(instance) => crate::errors::set_object(&STOP_ITERATION, instance),
        Err(raised) => raised,
    }
}

/// The value of a `StopIteration` that is set, which is cleared; `None` without any exception. Other exceptions stay.
pub fn fetch_stop_iteration_value() -> PyResult {
    if !crate::errors::occurred() {
        return Ok(crate::singletons::none_ref());
    }
    if !crate::errors::matches(&STOP_ITERATION) {
        return Err(Raised::already_set());
    }
    let exception = crate::errors::take();
    // SAFETY: an instance of `StopIteration` has its layout.
    let stop: &PyStopIterationObject = unsafe { exception.cast_unchecked() };
    // SAFETY: null or owned.
    Ok(unsafe { clone_slot(&stop.value) }.unwrap_or_else(crate::singletons::none_ref))
}

/// `AttributeError: 'type' object has no attribute 'name'`, without `name` and `obj` set.
#[cold]
pub fn raise_no_attribute(ty: &PyTypeObject, name: &PyObject) -> Raised {
    crate::raise!(ATTRIBUTE_ERROR, "'{}' object has no attribute '{}'", ty.full_name(), Text(name))
}

/// The same with `name` and `obj` set.
#[cold]
pub fn make_attribute_error(object: &PyObject, name: &PyObject) -> Raised {
    let _ = raise_no_attribute(object.ob_type(), name);
    set_attribute_error_context(object, name)
}

/// Fills `name` and `obj` of an `AttributeError` that is set, unless it has them.
#[cold]
pub fn set_attribute_error_context(object: &PyObject, name: &PyObject) -> Raised {
    if !crate::errors::matches(&ATTRIBUTE_ERROR) {
        return Raised::already_set();
    }
    let Some(fetched) = crate::errors::fetch() else { return Raised::already_set() };
    let (instance, traceback) = crate::errors::normalize(fetched);
    if instance.ob_type().is_subtype(&ATTRIBUTE_ERROR) {
        // SAFETY: an instance of `AttributeError` has its layout.
        let error: &PyAttributeErrorObject = unsafe { instance.cast_unchecked() };
        if error.name.get().is_null() && error.obj.get().is_null() {
            drop(replace_slot(&error.name, Some(name.to_ref())));
            drop(replace_slot(&error.obj, Some(object.to_ref())));
        }
    }
    let exc_type = instance.ob_type().to_ref();
    crate::errors::restore(crate::errors::Fetched { exc_type, value: Some(instance), traceback });
    Raised::already_set()
}

/// `NameError` with this message and `name` set.
#[cold]
pub fn raise_name_error(
    exc_type: &PyTypeObject,
    name: &PyObject,
    message: std::fmt::Arguments<'_>,
) -> Raised {
    let raised = crate::errors::raise(exc_type, message);
    if !crate::errors::matches(&NAME_ERROR) {
        return raised;
    }
    let Some(fetched) = crate::errors::fetch() else { return raised };
    let (instance, traceback) = crate::errors::normalize(fetched);
    if instance.ob_type().is_subtype(&NAME_ERROR) {
        // SAFETY: an instance of `NameError` has its layout.
        let error: &PyNameErrorObject = unsafe { instance.cast_unchecked() };
        if error.name.get().is_null() {
            drop(replace_slot(&error.name, Some(name.to_ref())));
        }
    }
    let exc_type = instance.ob_type().to_ref();
    crate::errors::restore(crate::errors::Fetched { exc_type, value: Some(instance), traceback });
    raised
}

/// The text of a `str` in a message.
pub struct Text<'a>(pub &'a PyObject);

impl std::fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.cast::<PyUnicodeObject>() {
            Some(text) => f.write_str(&text.to_string_lossy()),
            None => f.write_str("?"),
        }
    }
}
