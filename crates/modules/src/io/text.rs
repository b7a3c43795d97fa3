//! Text streams over file descriptors: what `sys.stdin`, `sys.stdout` and `sys.stderr` are.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};

use vivarium_runtime::args;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::str::{Builder, PyUnicodeObject};
use vivarium_runtime::typeobject::{PyTypeObject, VisitProc, flags, getset, methods};
use vivarium_runtime::{
    bool_, call, display, exceptions, gc, int, list, memory, number, raise, singletons, str,
};

/// Bytes that wait before they are written.
pub const BUFFER: usize = 8192;

/// What becomes of characters that the encoding has no bytes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errors {
    Strict,
    SurrogateEscape,
    BackslashReplace,
}

impl Errors {
    fn name(self) -> &'static str {
        match self {
            Errors::Strict => "strict",
            Errors::SurrogateEscape => "surrogateescape",
            Errors::BackslashReplace => "backslashreplace",
        }
    }
}

struct Stream {
    descriptor: c_int,
    name: &'static str,
    mode: &'static str,
    errors: Errors,
    line_buffering: bool,
    write_through: bool,
    closed: bool,
    pending: Vec<u8>,
    /// Bytes read and not yet handed out.
    input: Vec<u8>,
    end: bool,
}

#[repr(C)]
pub struct PyTextStream {
    ob_base: PyObject,
    dict: Cell<*mut PyObject>,
    stream: RefCell<Stream>,
}

pub static TEXT_STREAM_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_repr: Cell::new(Some(repr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(traverse)),
    tp_iter: Cell::new(Some(self_iter)),
    tp_iternext: Cell::new(Some(next)),
    tp_dictoffset: Cell::new(std::mem::offset_of!(PyTextStream, dict) as isize),
    tp_methods: methods(&[
        PyMethodDef::one(c"write", write, c"write($self, text, /)\n--\n\nWrites text; the number of characters."),
        PyMethodDef::one(c"writelines", write_lines, c"writelines($self, lines, /)\n--\n\nWrites several texts."),
        PyMethodDef::noargs(c"flush", flush, c"flush($self, /)\n--\n\nWrites what is buffered."),
        PyMethodDef::noargs(c"close", close, c"close($self, /)\n--\n\nFlushes and closes."),
        PyMethodDef::noargs(c"fileno", fileno, c"fileno($self, /)\n--\n\nThe file descriptor."),
        PyMethodDef::noargs(c"isatty", isatty, c"isatty($self, /)\n--\n\nWhether it is a terminal."),
        PyMethodDef::noargs(c"readable", readable, c"readable($self, /)\n--\n\nWhether it can be read."),
        PyMethodDef::noargs(c"writable", writable, c"writable($self, /)\n--\n\nWhether it can be written."),
        PyMethodDef::noargs(c"seekable", seekable, c"seekable($self, /)\n--\n\nWhether it can be sought in."),
        PyMethodDef::fast(c"read", read, c"read($self, size=-1, /)\n--\n\nReads so many characters, or all."),
        PyMethodDef::fast(c"readline", readline, c"readline($self, size=-1, /)\n--\n\nReads a line."),
        PyMethodDef::fast(c"readlines", readlines, c"readlines($self, hint=-1, /)\n--\n\nReads all lines."),
        PyMethodDef::noargs(c"__enter__", enter, c""),
        PyMethodDef::fast(c"__exit__", exit, c""),
        PyMethodDef::keywords(c"reconfigure", reconfigure, c"reconfigure($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)\n--\n\nChanges how the stream works."),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"encoding", encoding, c""),
        PyGetSetDef::read_only(c"errors", errors_name, c""),
        PyGetSetDef::read_only(c"name", name, c""),
        PyGetSetDef::read_only(c"mode", mode, c""),
        PyGetSetDef::read_only(c"closed", closed, c""),
        PyGetSetDef::read_only(c"line_buffering", line_buffering, c""),
        PyGetSetDef::read_only(c"write_through", write_through, c""),
        PyGetSetDef::read_only(c"newlines", newlines, c""),
        PyGetSetDef::END,
    ]),
    ..PyTypeObject::new(c"_io.TextIOWrapper", size_of::<PyTextStream>())
};

/// A stream over a file descriptor, which stays open when the stream goes.
pub fn open_descriptor(
    descriptor: c_int,
    name: &'static str,
    mode: &'static str,
    errors: Errors,
    line_buffering: bool,
) -> PyResult {
    let stream = Stream {
        descriptor,
        name,
        mode,
        errors,
        line_buffering,
        write_through: false,
        closed: false,
        pending: Vec::new(),
        input: Vec::new(),
        end: false,
    };
    // SAFETY: every field is written.
    let object = unsafe {
        memory::new_object::<PyTextStream>(&TEXT_STREAM_TYPE, |object| {
            (&raw mut (*object).dict).write(Cell::new(std::ptr::null_mut()));
            (&raw mut (*object).stream).write(RefCell::new(stream));
        })?
        .cast_into_unchecked::<PyObject>()
    };
    gc::track(&object);
    Ok(object)
}

fn this(object: &PyObject) -> &RefCell<Stream> {
    // SAFETY: called for methods of the type only.
    &unsafe { object.cast_unchecked::<PyTextStream>() }.stream
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone; the stream is dropped in place once.
    unsafe {
        gc::untrack(&*object);
        let stream = object.cast::<PyTextStream>();
        let _ = drain(&mut (*stream).stream.borrow_mut());
        drop(vivarium_runtime::object::replace_slot(&(*stream).dict, None));
        std::ptr::drop_in_place(&raw mut (*stream).stream);
        memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: called for the type only.
    vivarium_runtime::visit!(visitor, arg, unsafe { object.cast_unchecked::<PyTextStream>() }.dict.get());
    0
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let stream = this(object).borrow();
    display::format(format_args!(
        "<_io.TextIOWrapper name='{}' mode='{}' encoding='utf-8'>",
        stream.name, stream.mode
    ))
}

fn check_open(stream: &Stream) -> Result<(), Raised> {
    if stream.closed {
        return Err(raise!(VALUE_ERROR, "I/O operation on closed file."));
    }
    Ok(())
}

/// Writes everything that waits; the `errno` of a failure.
fn drain(stream: &mut Stream) -> Result<(), c_int> {
    let mut written = 0;
    while written < stream.pending.len() {
        let rest = &stream.pending[written..];
        // SAFETY: the bytes are ours.
        let count = unsafe { libc::write(stream.descriptor, rest.as_ptr().cast(), rest.len()) };
        if count < 0 {
            let errno = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
            if errno == libc::EINTR {
                continue;
            }
            stream.pending.drain(..written);
            return Err(errno);
        }
        written += count as usize;
    }
    stream.pending.clear();
    Ok(())
}

fn raise_errno(errno: c_int) -> Raised {
    let class: &PyObject = &exceptions::OS_ERROR;
    let message = std::io::Error::from_raw_os_error(errno).to_string();
    let message = message.split(" (os error").next().unwrap_or(&message).to_owned();
    let made =
        int::from_i64(errno.into()).and_then(|number| call::call(class, &[&number, &*str::new(&message)?]));
    match made {
        Ok(exception) => vivarium_runtime::errors::raise_instance(exception),
        Err(raised) => raised,
    }
}

fn write_out(stream: &mut Stream) -> Result<(), Raised> {
    drain(stream).map_err(raise_errno)
}

/// Text as UTF-8.
fn encode(text: &PyUnicodeObject, errors: Errors, out: &mut Vec<u8>) -> Result<(), Raised> {
    if let Some(ascii) = text.as_ascii() {
        out.extend_from_slice(ascii.as_bytes());
        return Ok(());
    }
    for (index, code) in text.data().iter().enumerate() {
        match char::from_u32(code) {
            Some(character) => out.extend(character.encode_utf8(&mut [0; 4]).as_bytes()),
            None if errors == Errors::SurrogateEscape && (0xdc80..=0xdcff).contains(&code) => {
                out.push((code - 0xdc00) as u8);
            }
            None if errors == Errors::BackslashReplace => out.extend(format!("\\u{code:04x}").bytes()),
            None => {
                let class: &PyObject = &exceptions::UNICODE_ENCODE_ERROR;
                let exception = call::call(
                    class,
                    &[
                        &*str::new("utf-8")?,
                        text,
                        &*int::from_usize(index)?,
                        &*int::from_usize(index + 1)?,
                        &*str::new("surrogates not allowed")?,
                    ],
                )?;
                return Err(vivarium_runtime::errors::raise_instance(exception));
            }
        }
    }
    Ok(())
}

fn write(object: &PyObject, text: &PyObject) -> PyResult {
    let Some(string) = text.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "write() argument must be str, not {}", text.ob_type().full_name()));
    };
    let mut stream = this(object).borrow_mut();
    check_open(&stream)?;
    if stream.mode == "r" {
        return Err(raise!(OS_ERROR, "not writable"));
    }
    let errors = stream.errors;
    let start = stream.pending.len();
    encode(string, errors, &mut stream.pending)?;
    let has_end = stream.pending[start..].iter().any(|byte| matches!(byte, b'\n' | b'\r'));
    if stream.pending.len() > BUFFER || stream.write_through || (stream.line_buffering && has_end) {
        write_out(&mut stream)?;
    }
    drop(stream);
    int::from_usize(string.len())
}

fn write_lines(object: &PyObject, lines: &PyObject) -> PyResult {
    for line in vivarium_runtime::iter::collect(lines)? {
        write(object, &line)?;
    }
    Ok(singletons::none_ref())
}

fn flush(object: &PyObject) -> PyResult {
    let mut stream = this(object).borrow_mut();
    check_open(&stream)?;
    write_out(&mut stream)?;
    Ok(singletons::none_ref())
}

fn close(object: &PyObject) -> PyResult {
    let mut stream = this(object).borrow_mut();
    if !stream.closed {
        let written = write_out(&mut stream);
        stream.closed = true;
        // SAFETY: the descriptor is the stream's.
        unsafe { libc::close(stream.descriptor) };
        written?;
    }
    Ok(singletons::none_ref())
}

fn fileno(object: &PyObject) -> PyResult {
    let stream = this(object).borrow();
    check_open(&stream)?;
    int::from_i64(stream.descriptor.into())
}

fn isatty(object: &PyObject) -> PyResult {
    let stream = this(object).borrow();
    check_open(&stream)?;
    // SAFETY: any number may be asked about.
    Ok(bool_::from_bool(unsafe { libc::isatty(stream.descriptor) } == 1))
}

fn readable(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(this(object).borrow().mode == "r"))
}

fn writable(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(this(object).borrow().mode == "w"))
}

fn seekable(_: &PyObject) -> PyResult {
    Ok(bool_::from_bool(false))
}

/// Reads more bytes from the descriptor.
fn fill(stream: &mut Stream) -> Result<(), Raised> {
    let mut block = [0_u8; BUFFER];
    loop {
        // SAFETY: the block is ours.
        let count = unsafe { libc::read(stream.descriptor, block.as_mut_ptr().cast(), block.len()) };
        if count >= 0 {
            stream.input.extend_from_slice(&block[..count as usize]);
            stream.end = count == 0;
            return Ok(());
        }
        let errno = std::io::Error::last_os_error().raw_os_error().unwrap_or(0);
        if errno != libc::EINTR {
            return Err(raise_errno(errno));
        }
    }
}

fn decode(content: &[u8]) -> PyResult {
    let mut builder = Builder::new();
    let mut rest = content;
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                builder.push_str(&text.replace("\r\n", "\n"))?;
                return Ok(builder.finish()?.upcast());
            }
            Err(error) => {
                let (good, bad) = rest.split_at(error.valid_up_to());
                builder.push_str(&String::from_utf8_lossy(good).replace("\r\n", "\n"))?;
                builder.push(0xdc00 + u32::from(bad[0]))?;
                rest = &bad[1..];
            }
        }
    }
}

fn size_argument(args: &[&PyObject]) -> Result<Option<usize>, Raised> {
    match args.first().filter(|size| !size.is_none()) {
        Some(size) => Ok(usize::try_from(number::as_isize(size)?).ok()),
        None => Ok(None),
    }
}

fn read(object: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("read", args, 0, 1)?;
    let limit = size_argument(args)?;
    let mut stream = this(object).borrow_mut();
    check_open(&stream)?;
    loop {
        let characters = stream.input.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        if stream.end || limit.is_some_and(|limit| characters > limit) {
            break;
        }
        fill(&mut stream)?;
    }
    stream.end = false;
    let cut = match limit {
        None => stream.input.len(),
        Some(limit) => stream
            .input
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte & 0xc0 != 0x80)
            .nth(limit)
            .map_or(stream.input.len(), |(index, _)| index),
    };
    let taken: Vec<u8> = stream.input.drain(..cut).collect();
    decode(&taken)
}

fn take_line(stream: &mut Stream, limit: Option<usize>) -> Result<Vec<u8>, Raised> {
    loop {
        let found = stream.input.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
        let cut = match (found, limit) {
            (Some(end), Some(limit)) => Some(end.min(limit)),
            (Some(end), None) => Some(end),
            (None, Some(limit)) if stream.input.len() >= limit => Some(limit),
            _ => None,
        };
        if let Some(cut) = cut {
            return Ok(stream.input.drain(..cut).collect());
        }
        if stream.end {
            stream.end = false;
            return Ok(std::mem::take(&mut stream.input));
        }
        fill(stream)?;
    }
}

fn readline(object: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("readline", args, 0, 1)?;
    let limit = size_argument(args)?;
    let mut stream = this(object).borrow_mut();
    check_open(&stream)?;
    let line = take_line(&mut stream, limit)?;
    decode(&line)
}

fn readlines(object: &PyObject, args: &[&PyObject]) -> PyResult {
    args::check_count("readlines", args, 0, 1)?;
    let mut lines = Vec::new();
    while let Some(line) = next(object) {
        lines.push(line);
    }
    if vivarium_runtime::errors::occurred() {
        return Err(Raised::already_set());
    }
    Ok(list::from_vec(lines)?.upcast())
}

extern "C" fn self_iter(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

extern "C" fn next(object: &PyObject) -> Option<vivarium_runtime::object::Ref> {
    let line = {
        let mut stream = this(object).borrow_mut();
        check_open(&stream).ok()?;
        take_line(&mut stream, None).ok()?
    };
    if line.is_empty() { None } else { decode(&line).ok() }
}

fn enter(object: &PyObject) -> PyResult {
    check_open(&this(object).borrow())?;
    Ok(object.to_ref())
}

fn exit(object: &PyObject, _: &[&PyObject]) -> PyResult {
    close(object)
}

static RECONFIGURE: args::Spec =
    args::Spec::new("reconfigure", &["encoding", "errors", "newline", "line_buffering", "write_through"])
        .keyword_only(0, 0);

fn reconfigure(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let [_, errors, _, line_buffering, write_through] = RECONFIGURE.parse(args, kwnames)?;
    let mut stream = this(object).borrow_mut();
    write_out(&mut stream)?;
    let given = |value: Option<&PyObject>| -> Result<Option<bool>, Raised> {
        value.filter(|value| !value.is_none()).map(vivarium_runtime::objects::is_true).transpose()
    };
    match errors.and_then(str::as_str) {
        Some("backslashreplace") => stream.errors = Errors::BackslashReplace,
        Some("surrogateescape") => stream.errors = Errors::SurrogateEscape,
        Some("strict") => stream.errors = Errors::Strict,
        _ => {}
    }
    if let Some(wanted) = given(line_buffering)? {
        stream.line_buffering = wanted;
    }
    if let Some(wanted) = given(write_through)? {
        stream.write_through = wanted;
    }
    Ok(singletons::none_ref())
}

fn text(content: &str) -> PyResult {
    Ok(str::new(content)?.upcast())
}

fn encoding(_: &PyObject) -> PyResult {
    text("utf-8")
}

fn errors_name(object: &PyObject) -> PyResult {
    text(this(object).borrow().errors.name())
}

fn name(object: &PyObject) -> PyResult {
    text(this(object).borrow().name)
}

fn mode(object: &PyObject) -> PyResult {
    text(this(object).borrow().mode)
}

fn closed(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(this(object).borrow().closed))
}

fn line_buffering(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(this(object).borrow().line_buffering))
}

fn write_through(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(this(object).borrow().write_through))
}

fn newlines(_: &PyObject) -> PyResult {
    Ok(singletons::none_ref())
}
