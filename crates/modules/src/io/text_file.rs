//! `TextIOWrapper` over a file descriptor: UTF-8, buffered.

use std::cell::{Cell, RefCell, RefMut};
use std::ffi::{c_int, c_void};

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::typeobject::{PyTypeObject, VisitProc, flags, getset, methods};
use vivarium_runtime::weakref::PyWeakReference;
use vivarium_runtime::{
    bool_, bytes, errors, int, iter, list, memory, number, objects, raise, singletons, str, visit,
};

use crate::support::native::clear;

use super::descriptor::{BUFFER, read_some, write_all};
use super::{closed_error, enter, exit, none, os_error, unsupported};

mod standard;

pub(crate) use standard::reencode;
pub use standard::standard_stream;

/// A text stream over a file descriptor.
#[repr(C)]
pub struct PyTextIOWrapper {
    ob_base: PyObject,
    state: Cell<*mut RefCell<State>>,
    /// As large as CPython's.
    _reserved: [usize; 19],
    weakreflist: Cell<*mut PyWeakReference>,
    dict: Cell<*mut PyObject>,
}

const _: () = assert!(size_of::<PyTextIOWrapper>() == 192);

vivarium_runtime::object_layout!(PyTextIOWrapper, TEXT_IO_WRAPPER_TYPE);

pub(super) struct State {
    /// What is read from and written to instead of the descriptor.
    over: Option<Ref>,
    /// Another encoding than UTF-8.
    encoding: Option<String>,
    /// The encoding as it was asked for.
    label: String,
    descriptor: c_int,
    /// Whether closing the stream closes the descriptor.
    owned: bool,
    name: Ref,
    mode: &'static str,
    readable: bool,
    writable: bool,
    line_buffering: bool,
    write_through: bool,
    errors: &'static str,
    /// Whether `\r` and `\r\n` are read as `\n`.
    translate: bool,
    /// What is written for `\n`, if that is something else.
    line_end: Option<&'static str>,
    pending: Vec<u8>,
    /// Read and not yet handed out.
    input: Vec<u8>,
    at_end: bool,
    closed: bool,
}

pub static TEXT_IO_WRAPPER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_repr: Cell::new(Some(repr)),
    tp_finalize: Cell::new(Some(finalize)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_base: Cell::new(&raw const super::base::TEXT_IO_BASE_TYPE),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_weaklistoffset: Cell::new(std::mem::offset_of!(PyTextIOWrapper, weakreflist) as isize),
    tp_dictoffset: Cell::new(std::mem::offset_of!(PyTextIOWrapper, dict) as isize),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(text_new)),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(next)),
    tp_methods: methods(&[
        PyMethodDef::one(c"write", write, c"write($self, text, /)\n--\n\nWrite a string; the number of characters."),
        PyMethodDef::one(c"writelines", writelines, c"writelines($self, lines, /)\n--\n\nWrite strings."),
        PyMethodDef::noargs(c"flush", flush, c"flush($self, /)\n--\n\nWrite what is buffered."),
        PyMethodDef::noargs(c"close", close, c"close($self, /)\n--\n\nFlush and close."),
        PyMethodDef::fast(c"read", read, c"read($self, size=-1, /)\n--\n\nRead characters, all by default."),
        PyMethodDef::fast(c"readline", readline, c"readline($self, size=-1, /)\n--\n\nRead one line."),
        PyMethodDef::fast(c"readlines", readlines, c"readlines($self, hint=-1, /)\n--\n\nRead the lines that are left."),
        PyMethodDef::noargs(c"fileno", fileno, c"fileno($self, /)\n--\n\nThe file descriptor."),
        PyMethodDef::noargs(c"isatty", isatty, c"isatty($self, /)\n--\n\nWhether it is a terminal."),
        PyMethodDef::noargs(c"readable", readable, c"readable($self, /)\n--\n\nWhether it can be read."),
        PyMethodDef::noargs(c"writable", writable, c"writable($self, /)\n--\n\nWhether it can be written."),
        PyMethodDef::noargs(c"seekable", seekable, c"seekable($self, /)\n--\n\nWhether it can be positioned."),
        PyMethodDef::noargs(c"detach", detach, c"detach($self, /)\n--\n\nThe stream of bytes underneath, which this one leaves."),
        PyMethodDef::fast(c"seek", seek, c"seek($self, cookie, whence=0, /)\n--\n\nSet the position."),
        PyMethodDef::noargs(c"tell", tell, c"tell($self, /)\n--\n\nThe position."),
        PyMethodDef::fast(c"truncate", truncate, c"truncate($self, pos=None, /)\n--\n\nCut off what follows a position."),
        PyMethodDef::keywords(
            c"reconfigure",
            reconfigure,
            c"reconfigure($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)\n--\n\nChange how the stream works.",
        ),
        PyMethodDef::noargs(c"__enter__", enter, c""),
        PyMethodDef::fast(c"__exit__", exit, c""),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"name", get_name, c""),
        PyGetSetDef::new(c"mode", get_mode, set_mode, c""),
        PyGetSetDef::read_only(c"encoding", get_encoding, c""),
        PyGetSetDef::read_only(c"errors", get_errors, c""),
        PyGetSetDef::read_only(c"newlines", get_newlines, c""),
        PyGetSetDef::read_only(c"line_buffering", get_line_buffering, c""),
        PyGetSetDef::read_only(c"write_through", get_write_through, c""),
        PyGetSetDef::read_only(c"closed", get_closed, c""),
        PyGetSetDef::read_only(c"buffer", get_buffer, c""),
        PyGetSetDef::END,
    ]),
    ..PyTypeObject::new(c"_io.TextIOWrapper", size_of::<PyTextIOWrapper>())
};

fn cell(object: &PyObject) -> &RefCell<State> {
    // SAFETY: slots and methods of the type get its instances, which own their state.
    unsafe { &*object.cast_unchecked::<PyTextIOWrapper>().state.get() }
}

fn state(object: &PyObject) -> Result<RefMut<'_, State>, Raised> {
    let state = cell(object)
        .try_borrow_mut()
        .map_err(|_| raise!(RUNTIME_ERROR, "reentrant call inside {}", object.ob_type().full_name()))?;
    if state.closed { Err(closed_error()) } else { Ok(state) }
}

fn make(ty: &PyTypeObject, state: State) -> PyResult {
    let made = memory::generic_alloc(ty, 0)?;
    // SAFETY: just made with this layout.
    unsafe { made.cast_unchecked::<PyTextIOWrapper>() }
        .state
        .set(Box::into_raw(Box::new(RefCell::new(state))));
    Ok(made)
}

extern "C" fn text_new(ty: &PyTypeObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new(
        "TextIOWrapper",
        &["buffer", "encoding", "errors", "newline", "line_buffering", "write_through"],
    )
    .required(1);
    let [buffer, encoding, errors, newline, line_buffering, write_through] =
        SPEC.parse_tuple_dict(arguments, kwargs)?;
    let buffer = buffer.expect("required");
    check_encoding(encoding)?;
    let flag = |value: Option<&PyObject>| value.map_or(Ok(false), objects::is_true);
    let ask = |name: &str| objects::is_true(&*vivarium_runtime::call::call_method(buffer, name, &[])?);
    let (readable, writable) = (ask("readable")?, ask("writable")?);
    let name = objects::lookup_attr_str(buffer, "name")?;
    make(
        ty,
        State {
            over: Some(buffer.to_ref()),
            encoding: other_encoding(encoding),
            label: label(encoding),
            descriptor: -1,
            owned: true,
            name: name.unwrap_or_else(vivarium_runtime::singletons::none_ref),
            mode: if readable { "r" } else { "w" },
            readable,
            writable,
            line_buffering: flag(line_buffering)?,
            write_through: flag(write_through)?,
            errors: known_errors(errors.and_then(str::as_str)),
            translate: newline.is_none_or(|newline| newline.is_none()),
            line_end: line_end(newline)?,
            pending: Vec::new(),
            input: Vec::new(),
            at_end: false,
            closed: false,
        },
    )
}

fn known_errors(errors: Option<&str>) -> &'static str {
    match errors {
        Some("xmlcharrefreplace") => "xmlcharrefreplace",
        Some("namereplace") => "namereplace",
        Some("surrogatepass") => "surrogatepass",
        Some("backslashreplace") => "backslashreplace",
        Some("surrogateescape") => "surrogateescape",
        Some("replace") => "replace",
        Some("ignore") => "ignore",
        _ => "strict",
    }
}

/// What a stream writes for a newline, `None` for a newline itself.
pub(super) fn line_end(newline: Option<&PyObject>) -> Result<Option<&'static str>, Raised> {
    let Some(newline) = newline.filter(|newline| !newline.is_none()) else { return Ok(None) };
    match str::as_str(newline) {
        Some("" | "\n") => Ok(None),
        Some("\r") => Ok(Some("\r")),
        Some("\r\n") => Ok(Some("\r\n")),
        Some(other) => Err(raise!(VALUE_ERROR, "illegal newline value: {other}")),
        None => Err(raise!(
            TYPE_ERROR,
            "open() argument 'newline' must be str or None, not {}",
            newline.ob_type().name()
        )),
    }
}

/// Refuses an encoding that no codec has.
pub(super) fn check_encoding(encoding: Option<&PyObject>) -> Result<(), Raised> {
    match other_encoding(encoding) {
        Some(name) => vivarium_runtime::codecs::lookup(&name).map(drop),
        None => Ok(()),
    }
}

/// What a stream says its encoding is: as it was asked for, or the one of the environment.
pub(super) fn label(encoding: Option<&PyObject>) -> String {
    match encoding.and_then(str::as_str) {
        None | Some("locale") => "UTF-8".to_owned(),
        Some(name) => name.to_owned(),
    }
}

/// The name of an encoding that is not UTF-8.
pub(super) fn other_encoding(encoding: Option<&PyObject>) -> Option<String> {
    let name = str::as_str(encoding?)?.to_ascii_lowercase().replace('_', "-");
    if matches!(&*name, "utf-8" | "utf8" | "locale" | "u8" | "cp65001") { None } else { Some(name) }
}

/// A text stream over a file that was just opened.
pub(super) fn over(
    descriptor: c_int,
    name: Ref,
    mode: &'static str,
    newline: Option<&PyObject>,
    encoding: Option<&PyObject>,
    errors: Option<&str>,
) -> PyResult {
    let update = mode.contains('+');
    make(
        &TEXT_IO_WRAPPER_TYPE,
        State {
            over: None,
            encoding: other_encoding(encoding),
            label: label(encoding),
            descriptor,
            owned: true,
            name,
            mode,
            readable: mode.contains('r') || update,
            writable: !mode.contains('r') || update,
            line_buffering: false,
            write_through: false,
            errors: known_errors(errors),
            translate: newline.is_none_or(|newline| newline.is_none()),
            line_end: line_end(newline)?,
            pending: Vec::new(),
            input: Vec::new(),
            at_end: false,
            closed: false,
        },
    )
}

impl State {
    /// Writes what is pending. What can't be written is dropped, so that the same error does not come again for ever.
    fn flush(&mut self) -> Result<(), Raised> {
        let pending = std::mem::take(&mut self.pending);
        let Some(over) = &self.over else {
            return write_all(self.descriptor, &pending).map_err(|error| os_error(&error, None));
        };
        if !pending.is_empty() {
            vivarium_runtime::call::call_method(over, "write", &[&*bytes::new(&pending)?])?;
        }
        Ok(())
    }

    /// More bytes from where they come from; nothing at the end.
    fn more(&mut self) -> Result<Vec<u8>, Raised> {
        let Some(over) = &self.over else {
            return read_some(self.descriptor).map_err(|error| os_error(&error, None));
        };
        let one = objects::lookup_attr_str(over, "read1")?;
        let name = if one.is_some() { "read1" } else { "read" };
        let size = int::from_i64(BUFFER as i64)?;
        let read = vivarium_runtime::call::call_method(over, name, &[&size])?;
        if read.is_none() {
            return Ok(Vec::new());
        }
        match bytes::as_slice(&read) {
            Some(content) => Ok(content.to_vec()),
            None => Err(raise!(
                TYPE_ERROR,
                "underlying {name}() should have returned a bytes-like object, not '{}'",
                read.ob_type().name()
            )),
        }
    }

    /// Everything to the end of a stream in another encoding, as UTF-8.
    fn recoded(&mut self, encoding: &str) -> Result<Vec<u8>, Raised> {
        let mut content = Vec::new();
        loop {
            let part = self.more()?;
            if part.is_empty() {
                break;
            }
            content.extend(part);
        }
        if content.is_empty() {
            return Ok(content);
        }
        let decode = [str::new(encoding)?.upcast(), str::new(self.errors)?.upcast()];
        let content: Ref = bytes::new(&content)?.upcast();
        let text = vivarium_runtime::call::call_method(&content, "decode", &[&decode[0], &decode[1]])?;
        Ok(text.cast::<PyUnicodeObject>().map(|text| text.to_wtf8().as_bytes().to_vec()).unwrap_or_default())
    }

    fn encode(&mut self, text: &PyUnicodeObject) -> Result<bool, Raised> {
        if let Some(encoding) = &self.encoding {
            let arguments = [str::new(encoding)?.upcast(), str::new(self.errors)?.upcast()];
            let made = vivarium_runtime::call::call_method(text, "encode", &[&arguments[0], &arguments[1]])?;
            self.pending.extend_from_slice(bytes::as_slice(&made).unwrap_or_default());
            return Ok(text.data().iter().any(|code| code == 10));
        }
        if let Some(ascii) = text.as_ascii() {
            self.pending.extend_from_slice(ascii.as_bytes());
            return Ok(ascii.contains('\n'));
        }
        let mut newline = false;
        let data = text.data();
        let mut start = None;
        for (index, code) in data.iter().enumerate() {
            match char::from_u32(code) {
                Some(character) => {
                    newline |= character == '\n';
                    self.pending.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                None if self.errors == "backslashreplace" => {
                    self.pending.extend_from_slice(format!("\\u{code:04x}").as_bytes());
                }
                None if self.errors == "surrogateescape" && (0xdc80..=0xdcff).contains(&code) => {
                    self.pending.push((code - 0xdc00) as u8);
                }
                None if self.errors == "ignore" => {}
                None if self.errors == "replace" => self.pending.push(b'?'),
                None => {
                    start = Some(index);
                    break;
                }
            }
        }
        match start {
            None => Ok(newline),
            Some(start) => Err(encode_error(text, start)),
        }
    }

    /// Fills `input` with more; `false` at the end.
    fn fill(&mut self) -> Result<bool, Raised> {
        if self.at_end {
            return Ok(false);
        }
        let mut more = match self.encoding.clone() {
            Some(encoding) => self.recoded(&encoding)?,
            None => self.more()?,
        };
        if more.is_empty() {
            self.at_end = self.descriptor != 0;
            return Ok(false);
        }
        if self.translate {
            // A carriage return at the end may be half of a pair: look one byte further.
            while more.last() == Some(&b'\r') {
                let next = if self.encoding.is_some() { Vec::new() } else { self.more()? };
                if next.is_empty() {
                    break;
                }
                more.extend(next);
            }
            let mut out = Vec::with_capacity(more.len());
            let mut index = 0;
            while index < more.len() {
                if more[index] == b'\r' {
                    out.push(b'\n');
                    index += if more.get(index + 1) == Some(&b'\n') { 2 } else { 1 };
                } else {
                    out.push(more[index]);
                    index += 1;
                }
            }
            more = out;
        }
        self.input.extend(more);
        Ok(true)
    }
}

/// `UnicodeEncodeError` for a run of surrogates.
fn encode_error(text: &PyUnicodeObject, start: usize) -> Raised {
    use vivarium_runtime::{call, errors, exceptions};
    let data = text.data();
    let end = start + data.iter().skip(start).take_while(|code| (0xd800..0xe000).contains(code)).count();
    let made = || {
        call::call(
            &exceptions::UNICODE_ENCODE_ERROR,
            &[
                &*str::new("utf-8")?,
                text,
                &*int::from_usize(start)?,
                &*int::from_usize(end)?,
                &*str::new("surrogates not allowed")?,
            ],
        )
    };
    match made() {
        Ok(error) => errors::raise_instance(error),
        Err(raised) => raised,
    }
}

fn write(object: &PyObject, text: &PyObject) -> PyResult {
    let mut state = state(object)?;
    let Some(text) = text.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "write() argument must be str, not {}", text.ob_type().name()));
    };
    if !state.writable {
        return Err(unsupported("not writable"));
    }
    let before = state.pending.len();
    let replaced = match state.line_end {
        Some(end) => {
            let [from, to] = [str::new("\n")?, str::new(end)?];
            Some(vivarium_runtime::call::call_method(text, "replace", &[&from, &to])?)
        }
        None => None,
    };
    let written = replaced.as_deref().and_then(|text| text.cast::<PyUnicodeObject>()).unwrap_or(text);
    match state.encode(written) {
        Ok(newline) => {
            if state.write_through || (newline && state.line_buffering) || state.pending.len() >= BUFFER {
                state.flush()?;
            }
            int::from_usize(text.len())
        }
        Err(raised) => {
            state.pending.truncate(before);
            Err(raised)
        }
    }
}

fn writelines(object: &PyObject, lines: &PyObject) -> PyResult {
    let iterator = iter::get_iter(lines)?;
    while let Some(line) = iter::next(&iterator)? {
        write(object, &line)?;
    }
    none()
}

fn flush(object: &PyObject) -> PyResult {
    let mut state = state(object)?;
    state.flush()?;
    let over = state.over.clone();
    drop(state);
    if let Some(over) = over {
        vivarium_runtime::call::call_method(&over, "flush", &[])?;
    }
    none()
}

fn get_buffer(object: &PyObject) -> PyResult {
    if let Some(over) = cell(object).borrow().over.clone() {
        return Ok(over);
    }
    let (descriptor, writable, unbuffered) = {
        let mut state = state(object)?;
        state.flush()?;
        (state.descriptor, state.writable, state.write_through && !state.owned)
    };
    // Text and bytes share one descriptor from now on.
    let helpers = vivarium_runtime::hooks::import("_vivarium_io")?;
    let none = singletons::none();
    let mode = str::new(if writable { "wb" } else { "rb" })?;
    let made = vivarium_runtime::call::call_method(
        &helpers,
        "open_binary",
        &[
            &*int::from_i64(descriptor.into())?,
            &mode,
            &*int::from_i64(if unbuffered && writable { 0 } else { -1 })?,
            bool_::false_(),
            none,
        ],
    )?;
    let mut state = state(object)?;
    if state.input.is_empty() {
        state.over = Some(made.clone());
    }
    Ok(made)
}

fn seek(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("seek", arguments, 1, 2)?;
    let offset = number::as_isize(arguments[0])? as i64;
    let whence = arguments.get(1).map_or(Ok(0), |whence| number::as_c_int(whence))?;
    if whence == 1 && offset != 0 {
        return Err(unsupported("can't do nonzero cur-relative seeks"));
    }
    if whence == 2 && offset != 0 {
        return Err(unsupported("can't do nonzero end-relative seeks"));
    }
    if whence == 0 && offset < 0 {
        return Err(raise!(VALUE_ERROR, "negative seek position {offset}"));
    }
    if whence == 1 {
        return tell(object);
    }
    let mut state = state(object)?;
    state.flush()?;
    state.input.clear();
    state.at_end = false;
    if let Some(over) = &state.over {
        let arguments = [int::from_i64(offset)?, int::from_i64(whence.into())?];
        return vivarium_runtime::call::call_method(over, "seek", &[&arguments[0], &arguments[1]]);
    }
    // SAFETY: no pointers.
    let position = unsafe { libc::lseek(state.descriptor, offset, whence) };
    if position < 0 {
        return Err(unsupported("underlying stream is not seekable"));
    }
    int::from_i64(position)
}

fn tell(object: &PyObject) -> PyResult {
    let mut state = state(object)?;
    state.flush()?;
    let position = match &state.over {
        Some(over) => number::as_isize(&*vivarium_runtime::call::call_method(over, "tell", &[])?)? as i64,
        // SAFETY: no pointers.
        None => unsafe { libc::lseek(state.descriptor, 0, libc::SEEK_CUR) },
    };
    if position < 0 {
        return Err(unsupported("underlying stream is not seekable"));
    }
    int::from_i64(position - state.input.len() as i64)
}

fn truncate(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("truncate", arguments, 0, 1)?;
    let length = match arguments.first().filter(|length| !length.is_none()) {
        Some(length) => length.to_ref(),
        None => tell(object)?,
    };
    let mut state = state(object)?;
    state.flush()?;
    if let Some(over) = &state.over {
        return vivarium_runtime::call::call_method(over, "truncate", &[&length]);
    }
    // SAFETY: no pointers.
    if unsafe { libc::ftruncate(state.descriptor, number::as_isize(&length)? as i64) } < 0 {
        return Err(os_error(&std::io::Error::last_os_error(), None));
    }
    Ok(length)
}

fn close(object: &PyObject) -> PyResult {
    let mut state =
        cell(object).try_borrow_mut().map_err(|_| raise!(RUNTIME_ERROR, "reentrant call inside a stream"))?;
    if state.closed {
        return none();
    }
    let result = state.flush();
    state.closed = true;
    let over = state.over.clone();
    // The standard descriptors stay open whatever becomes of their streams.
    if over.is_none() && state.owned {
        // SAFETY: the stream's own descriptor, closed once.
        unsafe { libc::close(state.descriptor) };
    }
    drop(state);
    if let Some(over) = over {
        let saved = errors::fetch();
        let closed = vivarium_runtime::call::call_method(&over, "close", &[]);
        if let Some(saved) = saved {
            errors::restore(saved);
        } else {
            closed?;
        }
    }
    result?;
    none()
}

/// A size argument: `None` and negative numbers mean all.
fn size(arguments: &[&PyObject], name: &str) -> Result<Option<usize>, Raised> {
    args::check_count(name, arguments, 0, 1)?;
    match arguments.first() {
        Some(size) if !size.is_none() => Ok(usize::try_from(number::as_isize(size)?).ok()),
        _ => Ok(None),
    }
}

pub(super) fn decode(bytes: &[u8]) -> PyResult {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(str::new(text)?.upcast()),
        Err(error) => {
            use vivarium_runtime::{bytes as bytes_objects, call, errors, exceptions};
            let start = error.valid_up_to();
            let end = error.error_len().map_or(bytes.len(), |length| start + length);
            let reason = match (bytes[start], error.error_len()) {
                (0x80..=0xc1 | 0xf5..=0xff, _) => "invalid start byte",
                (_, Some(_)) => "invalid continuation byte",
                (_, None) => "unexpected end of data",
            };
            let made = call::call(
                &exceptions::UNICODE_DECODE_ERROR,
                &[
                    &*str::new("utf-8")?,
                    &*bytes_objects::new(bytes)?,
                    &*int::from_usize(start)?,
                    &*int::from_usize(end)?,
                    &*str::new(reason)?,
                ],
            )?;
            Err(errors::raise_instance(made))
        }
    }
}

fn read(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let size = size(arguments, "read")?;
    let mut state = state(object)?;
    if !state.readable {
        return Err(unsupported("not readable"));
    }
    loop {
        if let Some(size) = size
            && let Some(end) = end_of_characters(&state.input, size)
        {
            let taken: Vec<u8> = state.input.drain(..end).collect();
            return decode(&taken);
        }
        if !state.fill()? {
            let taken = std::mem::take(&mut state.input);
            return decode(&taken);
        }
    }
}

/// The byte behind the first `count` characters, if there are so many.
fn end_of_characters(bytes: &[u8], count: usize) -> Option<usize> {
    let mut starts =
        bytes.iter().enumerate().filter(|(_, byte)| *byte & 0xc0 != 0x80).map(|(index, _)| index);
    starts.nth(count).or_else(|| {
        let found = bytes.iter().filter(|byte| *byte & 0xc0 != 0x80).count();
        (found == count && std::str::from_utf8(bytes).is_ok()).then_some(bytes.len())
    })
}

fn read_line(object: &PyObject, size: Option<usize>) -> Result<Vec<u8>, Raised> {
    let mut state = state(object)?;
    if !state.readable {
        return Err(unsupported("not readable"));
    }
    loop {
        let newline = state.input.iter().position(|byte| *byte == b'\n').map(|index| index + 1);
        let limit = size.and_then(|size| end_of_characters(&state.input, size));
        let end = match (newline, limit) {
            (Some(newline), Some(limit)) => Some(newline.min(limit)),
            (newline, limit) => newline.or(limit),
        };
        if let Some(end) = end {
            return Ok(state.input.drain(..end).collect());
        }
        if !state.fill()? {
            return Ok(std::mem::take(&mut state.input));
        }
    }
}

fn readline(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let size = size(arguments, "readline")?;
    decode(&read_line(object, size)?)
}

fn readlines(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let hint = size(arguments, "readlines")?.filter(|hint| *hint > 0);
    let mut lines = Vec::new();
    let mut total = 0;
    loop {
        let line = read_line(object, None)?;
        if line.is_empty() {
            break;
        }
        total += line.len();
        lines.push(decode(&line)?);
        if hint.is_some_and(|hint| total >= hint) {
            break;
        }
    }
    Ok(list::from_vec(lines)?.upcast())
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    let line = read_line(object, None).ok()?;
    if line.is_empty() { None } else { decode(&line).ok() }
}

/// What the stream underneath says, if there is one.
fn ask(object: &PyObject, name: &str) -> Option<PyResult> {
    let over = state(object).ok()?.over.clone()?;
    Some(vivarium_runtime::call::call_method(&over, name, &[]))
}

fn fileno(object: &PyObject) -> PyResult {
    if let Some(answer) = ask(object, "fileno") {
        return answer;
    }
    int::from_i64(state(object)?.descriptor.into())
}

fn isatty(object: &PyObject) -> PyResult {
    if let Some(answer) = ask(object, "isatty") {
        return answer;
    }
    // SAFETY: any descriptor may be asked about.
    Ok(bool_::from_bool(unsafe { libc::isatty(state(object)?.descriptor) } != 0))
}

fn readable(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(state(object)?.readable))
}

fn writable(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(state(object)?.writable))
}

fn seekable(object: &PyObject) -> PyResult {
    if let Some(answer) = ask(object, "seekable") {
        return answer;
    }
    // SAFETY: any descriptor may be asked about.
    Ok(bool_::from_bool(unsafe { libc::lseek(state(object)?.descriptor, 0, libc::SEEK_CUR) } >= 0))
}

fn detach(object: &PyObject) -> PyResult {
    let buffer = get_buffer(object)?;
    let mut state = state(object)?;
    state.flush()?;
    state.closed = true;
    state.owned = false;
    state.over = None;
    Ok(buffer)
}

fn reconfigure(object: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec =
        Spec::new("reconfigure", &["encoding", "errors", "newline", "line_buffering", "write_through"])
            .keyword_only(0, 0);
    let [encoding, errors, _, line_buffering, write_through] = SPEC.parse(arguments, kwnames)?;
    let given =
        |value: Option<&PyObject>| value.filter(|value| !value.is_none()).map(objects::is_true).transpose();
    let (line_buffering, write_through) = (given(line_buffering)?, given(write_through)?);
    let mut state = state(object)?;
    state.flush()?;
    if let Some(errors) = errors.and_then(str::as_str) {
        state.errors = known_errors(Some(errors));
    }
    if let Some(encoding) = encoding.filter(|encoding| !encoding.is_none()) {
        state.encoding = other_encoding(Some(encoding));
    }
    state.line_buffering = line_buffering.unwrap_or(state.line_buffering);
    state.write_through = write_through.unwrap_or(state.write_through);
    none()
}

fn get_name(object: &PyObject) -> PyResult {
    Ok(cell(object).borrow().name.clone())
}

fn get_mode(object: &PyObject) -> PyResult {
    Ok(str::new(cell(object).borrow().mode)?.upcast())
}

/// Whoever wraps a file says what its mode shall be called.
fn set_mode(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let Some(value) = value else { return Err(raise!(ATTRIBUTE_ERROR, "mode")) };
    let mode = str::expect(value, "mode must be str")?.to_string_lossy().into_owned();
    const KNOWN: [&str; 10] = ["r", "w", "a", "x", "r+", "w+", "a+", "x+", "rt", "wt"];
    let mode = KNOWN.iter().find(|known| **known == mode).copied().unwrap_or_else(|| mode.leak());
    cell(object).borrow_mut().mode = mode;
    Ok(())
}

fn get_encoding(object: &PyObject) -> PyResult {
    Ok(str::new(&cell(object).borrow().label)?.upcast())
}

fn get_errors(object: &PyObject) -> PyResult {
    Ok(str::new(cell(object).borrow().errors)?.upcast())
}

fn get_newlines(_: &PyObject) -> PyResult {
    none()
}

fn get_line_buffering(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(cell(object).borrow().line_buffering))
}

fn get_write_through(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(cell(object).borrow().write_through))
}

fn get_closed(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(cell(object).borrow().closed))
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let (name, mode, label, over) = {
        let state = cell(object).borrow();
        (state.name.clone(), state.mode, state.label.clone(), state.over.clone())
    };
    let mut shown = "<_io.TextIOWrapper".to_owned();
    if !name.is_none() {
        shown.push_str(&format!(" name={}", objects::repr_text(&name)?));
    }
    if over.is_none() {
        shown.push_str(&format!(" mode='{mode}'"));
    }
    Ok(str::new(&format!("{shown} encoding='{label}'>"))?.upcast())
}

/// A file that nobody closed is closed, with a warning.
unsafe extern "C" fn finalize(object: *mut PyObject) {
    // SAFETY: called with a live object.
    let stream = unsafe { &*object };
    let Some(over) = cell(stream).try_borrow().ok().filter(|s| !s.closed && s.owned).map(|s| s.over.clone())
    else {
        return;
    };
    let saved = errors::fetch();
    let warned = match over {
        Some(over) => match objects::lookup_attr_str(&over, "_dealloc_warn") {
            Ok(Some(warn)) => vivarium_runtime::call::call(&warn, &[stream]).map(drop),
            Ok(None) => Ok(()),
            Err(raised) => Err(raised),
        },
        None => objects::repr_text(stream).and_then(|shown| {
            let message = str::new(&format!("unclosed file {shown}"))?;
            let category: &PyObject = &vivarium_runtime::exceptions::RESOURCE_WARNING;
            vivarium_vm::warnings::warn_object(&message, Some(category), 1, Some(stream))
        }),
    };
    if warned.is_err() {
        errors::write_unraisable(Some(stream));
    }
    if close(stream).is_err() {
        errors::clear();
    }
    if let Some(saved) = saved {
        errors::restore(saved);
    }
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the stream is whole until its state is taken out of it.
    if !unsafe { vivarium_runtime::typeobject::heap::call_finalizer_from_dealloc(&*object) } {
        return;
    }
    // SAFETY: nobody refers to the stream any more; it owns its state.
    unsafe {
        let mut state = Box::from_raw((*object).cast_unchecked::<PyTextIOWrapper>().state.get()).into_inner();
        if !state.closed && state.over.is_none() {
            let _ = write_all(state.descriptor, &std::mem::take(&mut state.pending));
        }
        vivarium_runtime::gc::untrack(&*object);
        drop(state);
        let own: &PyTextIOWrapper = (*object).cast_unchecked();
        super::free(object, &own.dict, &own.weakreflist);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: a slot of the type.
    let own: &PyTextIOWrapper = unsafe { object.cast_unchecked() };
    visit!(visit, arg, own.dict.get());
    // SAFETY: null, or the stream's own; what is borrowed just now is not collected.
    if let Some(state) = unsafe { own.state.get().as_ref() }
        && let Ok(state) = state.try_borrow()
    {
        visit!(visit, arg, state.over.as_ref().map_or(std::ptr::null_mut(), |over| over.as_ptr()));
    }
    0
}

extern "C" fn tp_clear(object: &PyObject) -> c_int {
    // SAFETY: a slot of the type.
    clear(&unsafe { object.cast_unchecked::<PyTextIOWrapper>() }.dict);
    0
}
