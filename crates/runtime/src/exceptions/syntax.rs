//! `SyntaxError` and its heirs.

use std::cell::Cell;
use std::ffi::c_int;
use std::mem::offset_of;

use super::PySyntaxErrorObject;
use super::base::{self, exception_fields, heir, init_with, push_as_str};
use crate::descr::{MemberType, PyMemberDef};
use crate::int::PyLongObject;
use crate::object::{PyObject, PyResult, clone_slot, replace_slot};
use crate::objects;
use crate::singletons::none_ref;
use crate::str::{Builder, PyUnicodeObject};
use crate::typeobject::{self, PyTypeObject};

exception_fields!(PySyntaxErrorObject {
    msg,
    filename,
    lineno,
    offset,
    end_lineno,
    end_offset,
    text,
    print_file_and_line
});

macro_rules! member {
    ($name:literal, $field:ident, $doc:literal) => {
        PyMemberDef::new($name, MemberType::Object, offset_of!(PySyntaxErrorObject, $field), $doc)
    };
}

pub(super) const fn syntax_error() -> PyTypeObject {
    PyTypeObject {
        tp_str: Cell::new(Some(syntax_error_str)),
        tp_members: typeobject::members(
            const {
                &[
                    member!(c"msg", msg, c"message"),
                    member!(c"filename", filename, c"file"),
                    member!(c"lineno", lineno, c"line, from 1"),
                    member!(c"offset", offset, c"column, from 1"),
                    member!(c"text", text, c"the line's text"),
                    member!(c"end_lineno", end_lineno, c"last line"),
                    member!(c"end_offset", end_offset, c"last column"),
                    member!(c"print_file_and_line", print_file_and_line, c"whether to print the place"),
                    PyMemberDef::END,
                ]
            },
        ),
        ..syntax_error_heir()
    }
}

pub(super) const fn syntax_error_heir() -> PyTypeObject {
    PyTypeObject { tp_init: Cell::new(Some(syntax_error_init)), ..heir::<PySyntaxErrorObject>() }
}

extern "C" fn syntax_error_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    if base::init(object, args, kwargs) < 0 {
        return -1;
    }
    init_with(|| {
        // SAFETY: the slot of `SyntaxError`.
        let error: &PySyntaxErrorObject = unsafe { object.cast_unchecked() };
        let items = crate::args::items(args);
        if let Some(message) = items.first() {
            drop(replace_slot(&error.msg, Some(message.to_ref())));
        }
        if items.len() != 2 {
            return Ok(());
        }
        let info = crate::sequence::tuple(items[1])?;
        let info = crate::args::items(&info);
        if info.len() < 4 || info.len() > 6 {
            let (how, count) = if info.len() < 4 { ("least", 4) } else { ("most", 6) };
            return Err(crate::raise!(
                TYPE_ERROR,
                "function takes at {how} {count} arguments ({} given)",
                info.len()
            ));
        }
        let item = |index: usize| info.get(index).map(|item: &&PyObject| item.to_ref());
        for (slot, index) in [
            (&error.filename, 0),
            (&error.lineno, 1),
            (&error.offset, 2),
            (&error.text, 3),
            (&error.end_lineno, 4),
            (&error.end_offset, 5),
        ] {
            drop(replace_slot(slot, item(index)));
        }
        if info.len() == 5 {
            return Err(crate::raise!(TYPE_ERROR, "end_offset must be provided when end_lineno is provided"));
        }
        Ok(())
    })
}

extern "C" fn syntax_error_str(object: &PyObject) -> PyResult {
    // SAFETY: the slot of `SyntaxError`, which owns its fields.
    let (message, filename, lineno) = unsafe {
        let error: &PySyntaxErrorObject = object.cast_unchecked();
        (
            clone_slot(&error.msg).unwrap_or_else(none_ref),
            clone_slot(&error.filename).filter(|name| name.is_instance_of::<PyUnicodeObject>()),
            clone_slot(&error.lineno).filter(|line| line.is_exact::<PyLongObject>()),
        )
    };
    if filename.is_none() && lineno.is_none() {
        return objects::str(&message);
    }
    let mut text = Builder::new();
    push_as_str(&mut text, &message)?;
    text.push_str(" (")?;
    if let Some(filename) = filename.as_ref().and_then(|name| name.cast::<PyUnicodeObject>()) {
        let data = filename.data();
        let start = data.iter().enumerate().rfind(|(_, c)| *c == u32::from(b'/')).map_or(0, |(i, _)| i + 1);
        text.push_data(data.slice(start, data.len()))?;
        if lineno.is_some() {
            text.push_str(", ")?;
        }
    }
    if let Some(lineno) = lineno {
        // What does not fit is shown as -1.
        let line = crate::int::to_i64(&lineno).unwrap_or(-1);
        text.push_str(&format!("line {line}"))?;
    }
    text.push_str(")")?;
    Ok(text.finish()?.upcast())
}
