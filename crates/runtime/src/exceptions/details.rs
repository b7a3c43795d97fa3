//! Exceptions that carry a few values more: `StopIteration`, `SystemExit`, `ImportError`, `NameError`,
//! `AttributeError`.

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::offset_of;

use super::base::{self, exception_fields, get_args, heir, init_with, set_args_slot};
use super::{
    PyAttributeErrorObject, PyImportErrorObject, PyNameErrorObject, PyStopIterationObject, PySystemExitObject,
};
use crate::args::Spec;
use crate::descr::{MemberType, PyMemberDef, PyMethodDef};
use crate::dict::PyDictObject;
use crate::name;
use crate::object::{PyObject, PyResult, Ref, borrow_slot, clone_slot, replace_slot};
use crate::singletons::none_ref;
use crate::str::PyUnicodeObject;
use crate::typeobject::{self, PyTypeObject};

exception_fields!(PyStopIterationObject { value });
exception_fields!(PySystemExitObject { code });
exception_fields!(PyImportErrorObject { msg, name, path });
exception_fields!(PyNameErrorObject { name });
exception_fields!(PyAttributeErrorObject { obj, name });

pub(super) const fn stop_iteration() -> PyTypeObject {
    PyTypeObject {
        tp_init: Cell::new(Some(stop_iteration_init)),
        tp_members: typeobject::members(
            const {
                &[
                    PyMemberDef::new(
                        c"value",
                        MemberType::Object,
                        offset_of!(PyStopIterationObject, value),
                        c"what the generator returned",
                    ),
                    PyMemberDef::END,
                ]
            },
        ),
        ..heir::<PyStopIterationObject>()
    }
}

extern "C" fn stop_iteration_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    if base::init(object, args, kwargs) < 0 {
        return -1;
    }
    // SAFETY: the slot of `StopIteration`.
    let stop: &PyStopIterationObject = unsafe { object.cast_unchecked() };
    let value = crate::args::items(args).first().map_or_else(none_ref, |value| value.to_ref());
    drop(replace_slot(&stop.value, Some(value)));
    0
}

pub(super) const fn system_exit() -> PyTypeObject {
    PyTypeObject {
        tp_init: Cell::new(Some(system_exit_init)),
        tp_members: typeobject::members(
            const {
                &[
                    PyMemberDef::new(
                        c"code",
                        MemberType::Object,
                        offset_of!(PySystemExitObject, code),
                        c"exit status",
                    ),
                    PyMemberDef::END,
                ]
            },
        ),
        ..heir::<PySystemExitObject>()
    }
}

extern "C" fn system_exit_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    if base::init(object, args, kwargs) < 0 {
        return -1;
    }
    // SAFETY: the slot of `SystemExit`.
    let exit: &PySystemExitObject = unsafe { object.cast_unchecked() };
    let code = match crate::args::items(args) {
        [] => return 0,
        [code] => code.to_ref(),
        _ => args.to_ref(),
    };
    drop(replace_slot(&exit.code, Some(code)));
    0
}

pub(super) const fn import_error() -> PyTypeObject {
    PyTypeObject {
        tp_str: Cell::new(Some(import_error_str)),
        tp_methods: typeobject::methods(
            const { &[PyMethodDef::noargs(c"__reduce__", import_error_reduce, c""), PyMethodDef::END] },
        ),
        tp_members: typeobject::members(
            const {
                &[
                    PyMemberDef::new(
                        c"msg",
                        MemberType::Object,
                        offset_of!(PyImportErrorObject, msg),
                        c"message",
                    ),
                    PyMemberDef::new(
                        c"name",
                        MemberType::Object,
                        offset_of!(PyImportErrorObject, name),
                        c"module name",
                    ),
                    PyMemberDef::new(
                        c"path",
                        MemberType::Object,
                        offset_of!(PyImportErrorObject, path),
                        c"module path",
                    ),
                    PyMemberDef::END,
                ]
            },
        ),
        ..import_error_heir()
    }
}

pub(super) const fn import_error_heir() -> PyTypeObject {
    PyTypeObject { tp_init: Cell::new(Some(import_error_init)), ..heir::<PyImportErrorObject>() }
}

extern "C" fn import_error_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    static SPEC: Spec = Spec::new("ImportError", &["name", "path"]).keyword_only(0, 0);
    init_with(|| {
        set_args_slot(object, args);
        let empty = crate::tuple::empty();
        let [name, path] = SPEC.parse_tuple_dict(&empty, kwargs)?;
        // SAFETY: the slot of `ImportError`.
        let error: &PyImportErrorObject = unsafe { object.cast_unchecked() };
        let message = match crate::args::items(args) {
            [message] => Some(message.to_ref()),
            _ => None,
        };
        drop(replace_slot(&error.name, name.map(PyObject::to_ref)));
        drop(replace_slot(&error.path, path.map(PyObject::to_ref)));
        drop(replace_slot(&error.msg, message));
        Ok(())
    })
}

extern "C" fn import_error_str(object: &PyObject) -> PyResult {
    // SAFETY: the slot of `ImportError`, which owns its message.
    let message = unsafe { clone_slot(&object.cast_unchecked::<PyImportErrorObject>().msg) };
    match message {
        Some(message) if message.is_exact::<PyUnicodeObject>() => Ok(message),
        _ => base::str(object),
    }
}

fn import_error_reduce(object: &PyObject) -> PyResult {
    // SAFETY: a method of `ImportError`; its fields are null or owned.
    let (dict, name, path) = unsafe {
        let error: &PyImportErrorObject = object.cast_unchecked();
        (clone_slot(&error.base.dict), clone_slot(&error.name), clone_slot(&error.path))
    };
    let state: Option<Ref> = if name.is_some() || path.is_some() {
        let state = match dict.as_ref().and_then(|dict| dict.cast::<PyDictObject>()) {
            Some(dict) => dict.copy()?,
            None => crate::dict::new()?,
        };
        if let Some(name) = name {
            state.set_item(name!("name"), &name)?;
        }
        if let Some(path) = path {
            state.set_item(name!("path"), &path)?;
        }
        Some(state.upcast())
    } else {
        dict
    };
    let (class, args) = (object.ob_type().to_ref(), get_args(object).upcast());
    Ok(match state {
        Some(state) => crate::tuple::new([class, args, state])?,
        None => crate::tuple::new([class, args])?,
    }
    .upcast())
}

pub(super) const fn name_error() -> PyTypeObject {
    PyTypeObject {
        tp_str: Cell::new(Some(base::str)),
        tp_members: typeobject::members(
            const {
                &[
                    PyMemberDef::new(
                        c"name",
                        MemberType::Object,
                        offset_of!(PyNameErrorObject, name),
                        c"name",
                    ),
                    PyMemberDef::END,
                ]
            },
        ),
        ..name_error_heir()
    }
}

pub(super) const fn name_error_heir() -> PyTypeObject {
    PyTypeObject { tp_init: Cell::new(Some(name_error_init)), ..heir::<PyNameErrorObject>() }
}

extern "C" fn name_error_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    static SPEC: Spec = Spec::new("NameError", &["name"]).keyword_only(0, 0);
    init_with(|| {
        set_args_slot(object, args);
        let empty = crate::tuple::empty();
        let [name] = SPEC.parse_tuple_dict(&empty, kwargs)?;
        // SAFETY: the slot of `NameError`.
        let error: &PyNameErrorObject = unsafe { object.cast_unchecked() };
        drop(replace_slot(&error.name, name.map(PyObject::to_ref)));
        Ok(())
    })
}

pub(super) const fn attribute_error() -> PyTypeObject {
    PyTypeObject {
        tp_str: Cell::new(Some(base::str)),
        tp_init: Cell::new(Some(attribute_error_init)),
        tp_members: typeobject::members(
            const {
                &[
                    PyMemberDef::new(
                        c"name",
                        MemberType::Object,
                        offset_of!(PyAttributeErrorObject, name),
                        c"attribute name",
                    ),
                    PyMemberDef::new(
                        c"obj",
                        MemberType::Object,
                        offset_of!(PyAttributeErrorObject, obj),
                        c"object",
                    ),
                    PyMemberDef::END,
                ]
            },
        ),
        ..heir::<PyAttributeErrorObject>()
    }
}

extern "C" fn attribute_error_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    static SPEC: Spec = Spec::new("AttributeError", &["name", "obj"]).keyword_only(0, 0);
    init_with(|| {
        set_args_slot(object, args);
        let empty = crate::tuple::empty();
        let [name, obj] = SPEC.parse_tuple_dict(&empty, kwargs)?;
        // SAFETY: the slot of `AttributeError`.
        let error: &PyAttributeErrorObject = unsafe { object.cast_unchecked() };
        drop(replace_slot(&error.name, name.map(PyObject::to_ref)));
        drop(replace_slot(&error.obj, obj.map(PyObject::to_ref)));
        Ok(())
    })
}

/// The value of a `SystemExit`; `None` if it has none.
pub fn system_exit_code(exception: &PyObject) -> Option<Ref> {
    if !exception.ob_type().is_subtype(&super::SYSTEM_EXIT) {
        return None;
    }
    // SAFETY: just checked; the field is null or owned.
    unsafe { borrow_slot(&exception.cast_unchecked::<PySystemExitObject>().code).map(PyObject::to_ref) }
}
