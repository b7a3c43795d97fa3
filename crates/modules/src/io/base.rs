//! The base classes of streams: `_IOBase`, `_RawIOBase`, `_BufferedIOBase`, `_TextIOBase`.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::args;
use vivarium_runtime::buffer::View;
use vivarium_runtime::bytes::{self, PyBytesObject};
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags, heap};
use vivarium_runtime::weakref::PyWeakReference;
use vivarium_runtime::{
    bool_, bytearray, call, errors, gc, int, iter, list, memory, name, number, object_layout, objects, raise,
    sequence, visit,
};

use super::{none, unsupported};
use crate::support::native::{clear, layout_of};

#[repr(C)]
pub struct PyIOBase {
    pub ob_base: PyObject,
    dict: Cell<*mut PyObject>,
    weakreflist: Cell<*mut PyWeakReference>,
}

const _: () = assert!(size_of::<PyIOBase>() == 32);

object_layout!(PyIOBase, IO_BASE_TYPE);
layout_of!(this, PyIOBase);

pub static IO_BASE_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_doc: typeobject::doc(c"The abstract base of all streams."),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_weaklistoffset: Cell::new(offset_of!(PyIOBase, weakreflist) as isize),
    tp_iter: Cell::new(Some(checked_iter)),
    tp_iternext: Cell::new(Some(next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::varargs(c"seek", seek, c"Set the position of the stream."),
        PyMethodDef::noargs(c"tell", tell, c"tell($self, /)\n--\n\nThe position of the stream."),
        PyMethodDef::varargs(c"truncate", truncate, c"Cut the stream off at a size."),
        PyMethodDef::noargs(
            c"flush",
            flush,
            c"flush($self, /)\n--\n\nWrite what is buffered, if there is anything.",
        ),
        PyMethodDef::noargs(c"close", close, c"close($self, /)\n--\n\nFlush and close."),
        PyMethodDef::noargs(
            c"seekable",
            no,
            c"seekable($self, /)\n--\n\nWhether the stream can be positioned.",
        ),
        PyMethodDef::noargs(c"readable", no, c"readable($self, /)\n--\n\nWhether the stream can be read."),
        PyMethodDef::noargs(c"writable", no, c"writable($self, /)\n--\n\nWhether the stream can be written."),
        PyMethodDef::noargs(c"_checkClosed", check_closed_method, c""),
        PyMethodDef::noargs(c"_checkSeekable", check_seekable, c""),
        PyMethodDef::noargs(c"_checkReadable", check_readable, c""),
        PyMethodDef::noargs(c"_checkWritable", check_writable, c""),
        PyMethodDef::noargs(
            c"fileno",
            fileno,
            c"fileno($self, /)\n--\n\nThe file descriptor, if there is one.",
        ),
        PyMethodDef::noargs(c"isatty", isatty, c"isatty($self, /)\n--\n\nWhether the stream is a terminal."),
        PyMethodDef::noargs(c"__enter__", enter, c""),
        PyMethodDef::varargs(c"__exit__", exit, c""),
        PyMethodDef::fast(c"readline", readline, c"readline($self, size=-1, /)\n--\n\nRead one line."),
        PyMethodDef::fast(
            c"readlines",
            readlines,
            c"readlines($self, hint=-1, /)\n--\n\nA list of the lines that are left.",
        ),
        PyMethodDef::one(
            c"writelines",
            writelines,
            c"writelines($self, lines, /)\n--\n\nWrite each of some lines.",
        ),
        PyMethodDef::END,
    ]),
    tp_getset: typeobject::getset(&[
        PyGetSetDef::new(c"__dict__", objects::dict_getter, objects::dict_setter, c""),
        PyGetSetDef::read_only(c"closed", get_closed, c""),
        PyGetSetDef::END,
    ]),
    tp_dictoffset: Cell::new(offset_of!(PyIOBase, dict) as isize),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(objects::object_new)),
    tp_finalize: Cell::new(Some(finalize)),
    ..PyTypeObject::new(c"_io._IOBase", size_of::<PyIOBase>())
};

const fn heir(name: &'static std::ffi::CStr) -> PyTypeObject {
    PyTypeObject {
        tp_base: Cell::new(&raw const IO_BASE_TYPE),
        tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE),
        ..PyTypeObject::new(name, 0)
    }
}

pub static RAW_IO_BASE_TYPE: PyTypeObject = PyTypeObject {
    tp_doc: typeobject::doc(c"The base of streams of bytes without a buffer."),
    tp_methods: typeobject::methods(&[
        PyMethodDef::fast(c"read", raw_read, c"read($self, size=-1, /)\n--\n\n"),
        PyMethodDef::noargs(c"readall", raw_read_all, c"readall($self, /)\n--\n\nRead up to the end."),
        PyMethodDef::END,
    ]),
    ..heir(c"_io._RawIOBase")
};

pub static BUFFERED_IO_BASE_TYPE: PyTypeObject = PyTypeObject {
    tp_doc: typeobject::doc(c"The base of streams of bytes with a buffer."),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"detach", detach, c"detach($self, /)\n--\n\nGive the stream underneath away."),
        PyMethodDef::varargs(c"read", no_read, c"Read bytes."),
        PyMethodDef::varargs(c"read1", no_read1, c"Read bytes with one read of the stream underneath."),
        PyMethodDef::one(c"readinto", readinto, c"readinto($self, buffer, /)\n--\n\n"),
        PyMethodDef::one(c"readinto1", readinto1, c"readinto1($self, buffer, /)\n--\n\n"),
        PyMethodDef::varargs(c"write", no_write, c"Write bytes."),
        PyMethodDef::END,
    ]),
    ..heir(c"_io._BufferedIOBase")
};

pub static TEXT_IO_BASE_TYPE: PyTypeObject = PyTypeObject {
    tp_doc: typeobject::doc(c"The base of streams of text."),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"detach", detach, c"Give the stream underneath away."),
        PyMethodDef::varargs(c"read", no_read, c"Read characters."),
        PyMethodDef::varargs(c"readline", no_readline, c"Read a line."),
        PyMethodDef::varargs(c"write", no_write, c"Write a string."),
        PyMethodDef::END,
    ]),
    tp_getset: typeobject::getset(&[
        PyGetSetDef::read_only(c"encoding", get_none, c"The encoding of the stream, or None."),
        PyGetSetDef::read_only(c"newlines", get_none, c"The line ends seen so far, or None."),
        PyGetSetDef::read_only(c"errors", get_none, c"What becomes of errors of the encoding, or None."),
        PyGetSetDef::END,
    ]),
    ..heir(c"_io._TextIOBase")
};

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the stream is whole until its fields are taken out of it, by the last who has it.
    unsafe {
        if !heap::call_finalizer_from_dealloc(&*object) {
            return;
        }
        gc::untrack(&*object);
        super::free(object, &this(&*object).dict, &this(&*object).weakreflist);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visit, arg, this(object).dict.get());
    0
}

extern "C" fn tp_clear(object: &PyObject) -> c_int {
    clear(&this(object).dict);
    0
}

/// Closes a stream that dies open.
unsafe extern "C" fn finalize(object: *mut PyObject) {
    // SAFETY: called with a live object.
    let object = unsafe { &*object };
    let saved = errors::fetch();
    let closed = match objects::lookup_attr_str(object, "closed") {
        Ok(Some(closed)) => objects::is_true(&closed).ok(),
        _ => None,
    };
    errors::clear();
    if closed == Some(false) {
        // So that `close` knows who asks.
        if objects::set_attr_str(object, "_finalizing", bool_::get(true)).is_err() {
            errors::clear();
        }
        if call::call_method(object, "close", &[]).is_err() {
            errors::clear();
        }
    }
    if let Some(saved) = saved {
        errors::restore(saved);
    }
}

/// Whether `close` of the base class has run.
fn is_closed(object: &PyObject) -> Result<bool, Raised> {
    Ok(objects::lookup_attr_str(object, "__IOBase_closed")?.is_some())
}

/// `ValueError` if the stream's `closed` is true.
pub(super) fn check_closed(object: &PyObject) -> Result<(), Raised> {
    if let Some(closed) = objects::lookup_attr_str(object, "closed")?
        && objects::is_true(&closed)?
    {
        return Err(super::closed_error());
    }
    Ok(())
}

fn check_closed_method(object: &PyObject) -> PyResult {
    check_closed(object)?;
    none()
}

fn seek(_: &PyObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    Err(unsupported("seek"))
}

fn tell(object: &PyObject) -> PyResult {
    call::call_method(object, "seek", &[&*int::from_i64(0)?, &*int::from_i64(1)?])
}

fn truncate(_: &PyObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    Err(unsupported("truncate"))
}

fn flush(object: &PyObject) -> PyResult {
    if is_closed(object)? {
        return Err(super::closed_error());
    }
    none()
}

fn close(object: &PyObject) -> PyResult {
    if is_closed(object)? {
        return none();
    }
    let flushed = call::call_method(object, "flush", &[]);
    let saved = errors::fetch();
    objects::set_attr_str(object, "__IOBase_closed", bool_::get(true))?;
    if let Some(saved) = saved {
        errors::restore(saved);
    }
    flushed?;
    none()
}

fn no(_: &PyObject) -> PyResult {
    Ok(bool_::from_bool(false))
}

fn require(object: &PyObject, method: &str, message: &str) -> PyResult {
    let answer = call::call_method(object, method, &[])?;
    if !answer.is(bool_::get(true)) {
        return Err(unsupported(message));
    }
    Ok(answer)
}

fn check_seekable(object: &PyObject) -> PyResult {
    require(object, "seekable", "File or stream is not seekable.")
}

fn check_readable(object: &PyObject) -> PyResult {
    require(object, "readable", "File or stream is not readable.")
}

fn check_writable(object: &PyObject) -> PyResult {
    require(object, "writable", "File or stream is not writable.")
}

fn fileno(_: &PyObject) -> PyResult {
    Err(unsupported("fileno"))
}

fn isatty(object: &PyObject) -> PyResult {
    check_closed(object)?;
    Ok(bool_::from_bool(false))
}

fn enter(object: &PyObject) -> PyResult {
    check_closed(object)?;
    Ok(object.to_ref())
}

fn exit(object: &PyObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    call::call_method(object, "close", &[])
}

extern "C" fn checked_iter(object: &PyObject) -> PyResult {
    check_closed(object)?;
    Ok(object.to_ref())
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    let line = call::call_method(object, "readline", &[]).ok()?;
    match sequence::length(&line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line),
    }
}

/// A size that may be `None` for none (`_Py_convert_optional_to_ssize_t`).
pub(super) fn optional_size(object: Option<&PyObject>, default: isize) -> Result<isize, Raised> {
    match object.filter(|object| !object.is_none()) {
        None => Ok(default),
        Some(object) if number::check_index(object) => number::as_isize(object),
        Some(object) => {
            let got = object.ob_type().full_name();
            Err(raise!(TYPE_ERROR, "argument should be integer or None, not '{got}'"))
        }
    }
}

fn bytes_from(object: &PyObject, method: &str, size: usize) -> PyResult {
    let got = call::call_method(object, method, &[&*int::from_usize(size)?])?;
    if !got.is_instance_of::<PyBytesObject>() {
        let got = got.ob_type().full_name();
        return Err(raise!(OS_ERROR, "{method}() should have returned a bytes object, not '{got}'"));
    }
    Ok(got)
}

fn readline(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("readline", arguments, 0, 1)?;
    let limit = optional_size(arguments.first().copied(), -1)?;
    let peeks = objects::lookup_attr_str(object, "peek")?.is_some();
    let mut line: Vec<u8> = Vec::new();
    while limit < 0 || (line.len() as isize) < limit {
        let mut count = 1;
        if peeks {
            let ahead = bytes_from(object, "peek", 1)?;
            let ahead = bytes::as_slice(&ahead).unwrap_or(&[]);
            if !ahead.is_empty() {
                count = ahead.iter().position(|byte| *byte == b'\n').map_or(ahead.len(), |index| index + 1);
                if limit >= 0 {
                    count = count.min(limit as usize - line.len());
                }
            }
        }
        let piece = bytes_from(object, "read", count)?;
        let piece = bytes::as_slice(&piece).unwrap_or(&[]);
        if piece.is_empty() {
            break;
        }
        line.try_reserve(piece.len()).map_err(|_| errors::no_memory())?;
        line.extend_from_slice(piece);
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    Ok(bytes::new(&line)?.upcast())
}

fn readlines(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("readlines", arguments, 0, 1)?;
    let hint = optional_size(arguments.first().copied(), -1)?;
    let lines = list::new()?;
    let iterator = iter::get_iter(object)?;
    let mut total = 0;
    while let Some(line) = iter::next(&iterator)? {
        let length = if hint > 0 { sequence::length(&line)? as isize } else { 0 };
        lines.append(line)?;
        total += length;
        if hint > 0 && total > hint {
            break;
        }
    }
    Ok(lines.upcast())
}

pub(super) fn writelines(object: &PyObject, lines: &PyObject) -> PyResult {
    check_closed(object)?;
    let iterator = iter::get_iter(lines)?;
    while let Some(line) = iter::next(&iterator)? {
        call::call_method(object, "write", &[&line])?;
    }
    none()
}

fn get_closed(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(is_closed(object)?))
}

fn raw_read(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("read", arguments, 0, 1)?;
    let size = arguments.first().map_or(Ok(-1), |size| number::as_isize(size))?;
    let Ok(size) = usize::try_from(size) else { return call::call_method(object, "readall", &[]) };
    let mut room = memory::try_vec(size)?;
    room.resize(size, 0);
    let buffer = bytearray::new(&room)?;
    let count = call::call_method(object, "readinto", &[&buffer])?;
    if count.is_none() {
        return Ok(count);
    }
    let count = number::as_isize(&count)?;
    let view = View::simple(&buffer)?;
    let content = view.as_slice();
    Ok(bytes::new(&content[..usize::try_from(count).unwrap_or(0).min(content.len())])?.upcast())
}

fn raw_read_all(object: &PyObject) -> PyResult {
    let mut content: Vec<u8> = Vec::new();
    let mut any = false;
    loop {
        let piece = call::call_method(object, "read", &[&*int::from_i64(8192)?])?;
        if piece.is_none() {
            if any {
                break;
            }
            return Ok(piece);
        }
        let Some(piece) = bytes::as_slice(&piece) else {
            return Err(raise!(TYPE_ERROR, "read() should return bytes"));
        };
        if piece.is_empty() {
            break;
        }
        any = true;
        content.try_reserve(piece.len()).map_err(|_| errors::no_memory())?;
        content.extend_from_slice(piece);
    }
    Ok(bytes::new(&content)?.upcast())
}

fn detach(_: &PyObject) -> PyResult {
    Err(unsupported("detach"))
}

macro_rules! missing {
    ($($function:ident = $name:literal;)*) => {
        $(fn $function(_: &PyObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
            Err(unsupported($name))
        })*
    };
}

missing! {
    no_read = "read";
    no_read1 = "read1";
    no_readline = "readline";
    no_write = "write";
}

fn get_none(_: &PyObject) -> PyResult {
    none()
}

fn read_into(object: &PyObject, buffer: &PyObject, method: &str) -> PyResult {
    let view = View::writable(buffer)?;
    let size = view.as_slice().len();
    let data = call::call_method(object, method, &[&*int::from_usize(size)?])?;
    let Some(data) = bytes::as_slice(&data) else {
        return Err(raise!(TYPE_ERROR, "{method}() should return bytes"));
    };
    if data.len() > size {
        let given = data.len();
        return Err(raise!(
            VALUE_ERROR,
            "{method}() returned too much data: {size} bytes requested, {given} returned"
        ));
    }
    // SAFETY: the view is writable and as large.
    unsafe { std::ptr::copy_nonoverlapping(data.as_ptr(), view.as_mut_ptr(), data.len()) };
    int::from_usize(data.len())
}

fn readinto(object: &PyObject, buffer: &PyObject) -> PyResult {
    read_into(object, buffer, "read")
}

fn readinto1(object: &PyObject, buffer: &PyObject) -> PyResult {
    read_into(object, buffer, "read1")
}

/// The instance's dict as `__getstate__` of streams in memory gives it: a copy, or `None`.
pub(super) fn dict_state(dict: &Cell<*mut PyObject>) -> PyResult {
    match crate::support::native::get(dict)
        .and_then(|dict| Some(dict.cast::<vivarium_runtime::dict::PyDictObject>()?.copy()))
    {
        Some(copy) => Ok(copy?.upcast()),
        None => none(),
    }
}

/// Takes over a pickled dict.
pub(super) fn restore_dict(object: &PyObject, given: &PyObject, which: &str) -> Result<(), Raised> {
    if given.is_none() {
        return Ok(());
    }
    if !given.is_instance_of::<vivarium_runtime::dict::PyDictObject>() {
        let got = given.ob_type().full_name();
        return Err(raise!(TYPE_ERROR, "{which} item of state should be a dict, got a {got}"));
    }
    let own = objects::get_attr(object, name!("__dict__"))?;
    call::call_method(&own, "update", &[given])?;
    Ok(())
}

/// A position in a pickled state.
pub(super) fn state_position(given: &PyObject, which: &str) -> Result<usize, Raised> {
    let Some(position) = given.cast::<int::PyLongObject>() else {
        let got = given.ob_type().full_name();
        return Err(raise!(TYPE_ERROR, "{which} item of state must be an integer, got {got}"));
    };
    usize::try_from(number::as_isize(position)?)
        .map_err(|_| raise!(VALUE_ERROR, "position value cannot be negative"))
}

/// One optional positional argument.
pub(super) fn one_size(name: &str, arguments: &[&PyObject]) -> Result<isize, Raised> {
    args::check_count(name, arguments, 0, 1)?;
    optional_size(arguments.first().copied(), -1)
}

/// The arguments of a `seek`.
pub(super) fn seek_arguments(arguments: &[&PyObject]) -> Result<(isize, i32), Raised> {
    args::check_count("seek", arguments, 1, 2)?;
    let position = number::as_isize(arguments[0])?;
    Ok((position, arguments.get(1).map_or(Ok(0), |whence| number::as_c_int(whence))?))
}
