//! `OSError`, whose class follows the error number.

use std::cell::Cell;
use std::ffi::{CStr, c_int};
use std::mem::offset_of;

use super::base::{
    self, base_of, exception_fields, get_args, heir, init_with, push_as_str, push_repr, reduce_with,
};
use super::{BLOCKING_IO_ERROR, OS_ERROR, PyOsErrorObject};
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::int::PyLongObject;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, give_up, lend, replace_slot};
use crate::singletons::{none, none_ref};
use crate::str::Builder;
use crate::tuple::PyTupleObject;
use crate::typeobject::{self, InitProc, NewFunc, PyTypeObject};

exception_fields!(PyOsErrorObject { myerrno, strerror, filename, filename2 });

macro_rules! member {
    ($name:literal, $field:ident, $doc:literal) => {
        PyMemberDef::new($name, MemberType::Object, offset_of!(PyOsErrorObject, $field), $doc)
    };
}

pub(super) const fn os_error() -> PyTypeObject {
    PyTypeObject {
        tp_new: Cell::new(Some(os_error_new)),
        tp_str: Cell::new(Some(os_error_str)),
        tp_methods: typeobject::methods(
            const { &[PyMethodDef::noargs(c"__reduce__", os_error_reduce, c""), PyMethodDef::END] },
        ),
        tp_members: typeobject::members(
            const {
                &[
                    member!(c"errno", myerrno, c"POSIX error number"),
                    member!(c"strerror", strerror, c"what it means"),
                    member!(c"filename", filename, c"file"),
                    member!(c"filename2", filename2, c"second file"),
                    PyMemberDef::END,
                ]
            },
        ),
        tp_getset: typeobject::getset(
            const { &[PyGetSetDef::new(c"characters_written", get_written, set_written, c""), PyGetSetDef::END] },
        ),
        ..os_error_heir()
    }
}

pub(super) const fn os_error_heir() -> PyTypeObject {
    PyTypeObject { tp_init: Cell::new(Some(os_error_init)), ..heir::<PyOsErrorObject>() }
}

/// The class that an error number is raised as.
pub fn class_of_errno(errno: i64) -> Option<&'static PyTypeObject> {
    let Ok(errno) = c_int::try_from(errno) else { return None };
    Some(match errno {
        libc::EAGAIN | libc::EALREADY | libc::EINPROGRESS => &BLOCKING_IO_ERROR,
        libc::EPIPE | libc::ESHUTDOWN => &super::BROKEN_PIPE_ERROR,
        libc::ECHILD => &super::CHILD_PROCESS_ERROR,
        libc::ECONNABORTED => &super::CONNECTION_ABORTED_ERROR,
        libc::ECONNREFUSED => &super::CONNECTION_REFUSED_ERROR,
        libc::ECONNRESET => &super::CONNECTION_RESET_ERROR,
        libc::EEXIST => &super::FILE_EXISTS_ERROR,
        libc::ENOENT => &super::FILE_NOT_FOUND_ERROR,
        libc::EISDIR => &super::IS_A_DIRECTORY_ERROR,
        libc::ENOTDIR => &super::NOT_A_DIRECTORY_ERROR,
        libc::EINTR => &super::INTERRUPTED_ERROR,
        libc::EACCES | libc::EPERM => &super::PERMISSION_ERROR,
        libc::ESRCH => &super::PROCESS_LOOKUP_ERROR,
        libc::ETIMEDOUT => &super::TIMEOUT_ERROR,
        _ => return None,
    })
}

/// Raises `OSError` for an error number, with its text and the file names that matter.
#[cold]
pub fn raise_errno(errno: c_int, filename: Option<&PyObject>, filename2: Option<&PyObject>) -> Raised {
    let make = || {
        let number = crate::int::from_i64(i64::from(errno))?;
        // SAFETY: the C library gives a NUL-terminated text for every number.
        let text = unsafe { CStr::from_ptr(libc::strerror(errno)) }.to_string_lossy();
        let text = crate::str::new(&text)?;
        let none = none_ref();
        match (filename, filename2) {
            (Some(first), Some(second)) => {
                crate::call::call(&OS_ERROR, &[&number, &text, first, &none, second])
            }
            (Some(first), None) => crate::call::call(&OS_ERROR, &[&number, &text, first]),
            _ => crate::call::call(&OS_ERROR, &[&number, &text]),
        }
    };
    match make() {
        Ok(instance) => crate::errors::raise_instance(instance),
        Err(raised) => raised,
    }
}

/// The error number that the C library set last.
pub fn last_errno() -> c_int {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// A subclass with an `__init__` of its own but no `__new__` gets its arguments parsed there, so that it may take others.
fn uses_init(ty: &PyTypeObject) -> bool {
    let own_init = ty.tp_init.get().is_none_or(|init| init as usize != os_error_init as InitProc as usize);
    let our_new = ty.tp_new.get().is_some_and(|new| new as usize == os_error_new as NewFunc as usize);
    own_init && our_new
}

/// `PyNumber_Check`.
fn is_number(object: &PyObject) -> bool {
    object.ob_type().as_number().is_some_and(|slots| {
        slots.nb_index.get().is_some() || slots.nb_int.get().is_some() || slots.nb_float.get().is_some()
    })
}

struct Arguments<'a> {
    errno: Option<&'a PyObject>,
    strerror: Option<&'a PyObject>,
    filename: Option<&'a PyObject>,
    filename2: Option<&'a PyObject>,
}

fn parse(args: &PyObject) -> Arguments<'_> {
    let items = crate::args::items(args);
    let items = if (2..=5).contains(&items.len()) { items } else { &[] };
    let item = |index: usize| items.get(index).copied();
    Arguments { errno: item(0), strerror: item(1), filename: item(2), filename2: item(4) }
}

fn fill(object: &PyObject, args: &PyObject, parsed: &Arguments<'_>) -> Result<(), Raised> {
    // SAFETY: called for instances of `OSError` only.
    let error: &PyOsErrorObject = unsafe { object.cast_unchecked() };
    let items = crate::args::items(args);
    let mut args = args.to_ref();
    if let Some(filename) = parsed.filename.filter(|name| !name.is_none()) {
        if std::ptr::eq(object.ob_type(), &BLOCKING_IO_ERROR) && is_number(filename) {
            error.written.set(crate::number::as_size(filename, Some(&super::VALUE_ERROR))?);
        } else {
            give_up(replace_slot(&error.filename, Some(filename.to_ref())));
            if let Some(second) = parsed.filename2.filter(|name| !name.is_none()) {
                give_up(replace_slot(&error.filename2, Some(second.to_ref())));
            }
            if (2..=5).contains(&items.len()) {
                args = crate::tuple::from_slice(&items[..2])?.upcast();
            }
        }
    }
    give_up(replace_slot(&error.myerrno, parsed.errno.map(PyObject::to_ref)));
    give_up(replace_slot(&error.strerror, parsed.strerror.map(PyObject::to_ref)));
    drop(replace_slot(&base_of(object).args, Some(args)));
    Ok(())
}

extern "C" fn os_error_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let mut class = ty;
    let parsed = parse(args);
    let use_init = uses_init(ty);
    if !use_init {
        crate::args::no_keywords(ty.full_name(), kwargs)?;
        if let Some(errno) = parsed.errno.filter(|errno| errno.is_instance_of::<PyLongObject>())
            && std::ptr::eq(ty, &OS_ERROR)
            && let Some(found) = crate::int::to_i64(errno).and_then(class_of_errno)
        {
            class = found;
        }
    }
    let object = base::alloc(class)?;
    // SAFETY: an instance of `OSError`.
    unsafe { object.cast_unchecked::<PyOsErrorObject>() }.written.set(-1);
    if use_init {
        base::set_args_slot(&object, &crate::tuple::empty());
    } else {
        fill(&object, args, &parsed)?;
    }
    Ok(object)
}

extern "C" fn os_error_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    if !uses_init(object.ob_type()) {
        return 0;
    }
    init_with(|| {
        crate::args::no_keywords(object.ob_type().full_name(), kwargs)?;
        fill(object, args, &parse(args))
    })
}

/// Error number, its text and the two file names.
fn parts(object: &PyObject) -> [Option<Ref>; 4] {
    // SAFETY: an instance of `OSError`, which owns its fields.
    unsafe {
        let error: &PyOsErrorObject = object.cast_unchecked();
        [&error.myerrno, &error.strerror, &error.filename, &error.filename2].map(|slot| clone_slot(slot))
    }
}

extern "C" fn os_error_str(object: &PyObject) -> PyResult {
    // SAFETY: an instance of `OSError`, which owns its fields, and gives up what they hold by `give_up`.
    let [errno, strerror, filename, filename2] = unsafe {
        let error: &PyOsErrorObject = object.cast_unchecked();
        [&error.myerrno, &error.strerror, &error.filename, &error.filename2].map(|slot| lend(slot))
    };
    if filename.is_none() && (errno.is_none() || strerror.is_none()) {
        return base::str(object);
    }
    let mut text = Builder::new();
    text.push_str("[Errno ")?;
    push_as_str(&mut text, errno.as_deref().unwrap_or(none()))?;
    text.push_str("] ")?;
    push_as_str(&mut text, strerror.as_deref().unwrap_or(none()))?;
    if let Some(filename) = filename {
        text.push_str(": ")?;
        push_repr(&mut text, &filename)?;
        if let Some(second) = filename2 {
            text.push_str(" -> ")?;
            push_repr(&mut text, &second)?;
        }
    }
    Ok(text.finish()?.upcast())
}

fn os_error_reduce(object: &PyObject) -> PyResult {
    let mut args: Ref<PyTupleObject> = get_args(object);
    let [_, _, filename, filename2] = parts(object);
    if let Some(filename) = filename
        && let &[errno, strerror] = args.items()
    {
        args = match filename2 {
            Some(second) => {
                crate::tuple::new([errno.to_ref(), strerror.to_ref(), filename, none_ref(), second])?
            }
            None => crate::tuple::new([errno.to_ref(), strerror.to_ref(), filename])?,
        };
    }
    reduce_with(object, args.upcast())
}

fn get_written(object: &PyObject) -> PyResult {
    // SAFETY: a property of `OSError`.
    let written = unsafe { object.cast_unchecked::<PyOsErrorObject>() }.written.get();
    if written == -1 {
        return Err(crate::raise!(ATTRIBUTE_ERROR, "characters_written"));
    }
    crate::int::from_isize(written)
}

fn set_written(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    // SAFETY: a property of `OSError`.
    let error: &PyOsErrorObject = unsafe { object.cast_unchecked() };
    match value {
        None if error.written.get() == -1 => Err(crate::raise!(ATTRIBUTE_ERROR, "characters_written")),
        None => {
            error.written.set(-1);
            Ok(())
        }
        Some(value) => {
            error.written.set(crate::number::as_size(value, Some(&super::VALUE_ERROR))?);
            Ok(())
        }
    }
}
