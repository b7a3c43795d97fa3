//! `BytesIO`: a stream of bytes in memory.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::buffer::{PyBuffer, View};
use vivarium_runtime::bytes;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyBufferProcs, PyTypeObject, VisitProc, flags};
use vivarium_runtime::weakref::PyWeakReference;
use vivarium_runtime::{
    bool_, errors, gc, int, iter, list, memory, memoryview, object_layout, objects, raise, visit,
};

use super::base::{self, BUFFERED_IO_BASE_TYPE};
use super::none;
use crate::support::native::{clear, layout_of, tuple_ref};

#[repr(C)]
pub struct PyBytesIO {
    ob_base: PyObject,
    /// Null once closed.
    content: Cell<*mut Vec<u8>>,
    position: Cell<usize>,
    /// Whether the stream was closed.
    _string_size: usize,
    dict: Cell<*mut PyObject>,
    weakreflist: Cell<*mut PyWeakReference>,
    exports: Cell<isize>,
}

const _: () = assert!(size_of::<PyBytesIO>() == 64);

object_layout!(PyBytesIO, BYTES_IO_TYPE);
layout_of!(this, PyBytesIO);

pub static BYTES_IO_TYPE: PyTypeObject = PyTypeObject {
    tp_base: Cell::new(&raw const BUFFERED_IO_BASE_TYPE),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_doc: typeobject::doc(c"BytesIO(initial_bytes=b'')\n--\n\nA stream of bytes in memory."),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_weaklistoffset: Cell::new(offset_of!(PyBytesIO, weakreflist) as isize),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"readable", yes, c"readable($self, /)\n--\n\nTrue."),
        PyMethodDef::noargs(c"seekable", yes, c"seekable($self, /)\n--\n\nTrue."),
        PyMethodDef::noargs(c"writable", yes, c"writable($self, /)\n--\n\nTrue."),
        PyMethodDef::noargs(
            c"close",
            close,
            c"close($self, /)\n--\n\nClose the stream and give its memory back.",
        ),
        PyMethodDef::noargs(c"flush", flush, c"flush($self, /)\n--\n\nDoes nothing."),
        PyMethodDef::noargs(c"isatty", isatty, c"isatty($self, /)\n--\n\nFalse."),
        PyMethodDef::noargs(c"tell", tell, c"tell($self, /)\n--\n\nThe position."),
        PyMethodDef::one(c"write", write, c"write($self, b, /)\n--\n\nWrite bytes; the number of them."),
        PyMethodDef::one(
            c"writelines",
            writelines,
            c"writelines($self, lines, /)\n--\n\nWrite each of some lines.",
        ),
        PyMethodDef::fast(c"read1", read1, c"read1($self, size=-1, /)\n--\n\nRead bytes, all by default."),
        PyMethodDef::one(c"readinto", readinto, c"readinto($self, buffer, /)\n--\n\nRead into a buffer."),
        PyMethodDef::fast(c"readline", readline, c"readline($self, size=-1, /)\n--\n\nRead one line."),
        PyMethodDef::fast(
            c"readlines",
            readlines,
            c"readlines($self, size=None, /)\n--\n\nThe lines that are left.",
        ),
        PyMethodDef::fast(c"read", read, c"read($self, size=-1, /)\n--\n\nRead bytes, all by default."),
        PyMethodDef::noargs(c"getbuffer", get_buffer, c"getbuffer($self, /)\n--\n\nA view of the content."),
        PyMethodDef::noargs(c"getvalue", get_value, c"getvalue($self, /)\n--\n\nThe content."),
        PyMethodDef::fast(c"seek", seek, c"seek($self, pos, whence=0, /)\n--\n\nSet the position."),
        PyMethodDef::fast(
            c"truncate",
            truncate,
            c"truncate($self, size=None, /)\n--\n\nCut off what follows a position.",
        ),
        PyMethodDef::noargs(c"__getstate__", get_state, c""),
        PyMethodDef::one(c"__setstate__", set_state, c""),
        PyMethodDef::noargs(c"__sizeof__", size_of_stream, c""),
        PyMethodDef::END,
    ]),
    tp_getset: typeobject::getset(&[
        PyGetSetDef::read_only(c"closed", get_closed, c"Whether the stream is closed."),
        PyGetSetDef::END,
    ]),
    tp_dictoffset: Cell::new(offset_of!(PyBytesIO, dict) as isize),
    tp_init: Cell::new(Some(init)),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(new)),
    ..PyTypeObject::new(c"_io.BytesIO", size_of::<PyBytesIO>())
};

/// What a view of the content keeps alive.
#[repr(C)]
pub struct PyBytesIOBuffer {
    ob_base: PyObject,
    source: Cell<*mut PyObject>,
}

object_layout!(PyBytesIOBuffer, BYTES_IO_BUFFER_TYPE);
layout_of!(buffer_of, PyBytesIOBuffer);

pub static BYTES_IO_BUFFER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(buffer_dealloc as Destructor)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_as_buffer: Cell::new(&raw const AS_BUFFER),
    tp_traverse: Cell::new(Some(buffer_traverse)),
    ..PyTypeObject::new(c"_io._BytesIOBuffer", size_of::<PyBytesIOBuffer>())
};

static AS_BUFFER: PyBufferProcs =
    PyBufferProcs { bf_getbuffer: Cell::new(Some(export)), bf_releasebuffer: Cell::new(Some(give_back)) };

impl PyBytesIO {
    /// The content. Nothing that may run Python code is done with it.
    fn with<R>(&self, work: impl FnOnce(&mut Vec<u8>) -> R) -> Result<R, Raised> {
        // SAFETY: null or the stream's own; `work` has it alone, as said.
        match unsafe { self.content.get().as_mut() } {
            Some(content) => Ok(work(content)),
            None => Err(super::closed_error()),
        }
    }

    fn check_exports(&self) -> Result<(), Raised> {
        if self.exports.get() > 0 {
            return Err(raise!(BUFFER_ERROR, "Existing exports of data: object cannot be re-sized"));
        }
        Ok(())
    }

    fn drop_content(&self) {
        let content = self.content.replace(std::ptr::null_mut());
        if !content.is_null() {
            // SAFETY: made by `Box::into_raw`, and nobody else's any more.
            drop(unsafe { Box::from_raw(content) });
        }
    }

    fn reset(&self) {
        self.drop_content();
        self.content.set(Box::into_raw(Box::new(Vec::new())));
        self.position.set(0);
    }

    /// Up to so many bytes from the position on, which moves behind them.
    fn take(&self, size: isize) -> PyResult {
        let taken = self.with(|content| {
            let start = self.position.get().min(content.len());
            let left = content.len() - start;
            let count = usize::try_from(size).map_or(left, |size| size.min(left));
            bytes::new(&content[start..start + count]).inspect(|_| {
                if count > 0 {
                    self.position.set(start + count);
                }
            })
        })?;
        Ok(taken?.upcast())
    }

    /// The length of the line at the position.
    fn line(&self, limit: isize) -> Result<isize, Raised> {
        self.with(|content| {
            let rest = content.get(self.position.get()..).unwrap_or(&[]);
            let length = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |index| index + 1);
            usize::try_from(limit).map_or(length, |limit| length.min(limit)) as isize
        })
    }

    fn put(&self, data: &[u8]) -> Result<(), Raised> {
        let at = self.position.get();
        let Some(end) = at.checked_add(data.len()).filter(|end| *end <= isize::MAX as usize) else {
            return Err(raise!(OVERFLOW_ERROR, "new buffer size too large"));
        };
        self.with(|content| {
            if end > content.len() {
                content.try_reserve(end - content.len()).map_err(|_| errors::no_memory())?;
                content.resize(end, 0);
            }
            content[at..end].copy_from_slice(data);
            self.position.set(end);
            Ok(())
        })?
    }
}

extern "C" fn new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    let made = memory::generic_alloc(ty, 0)?;
    this(&made).reset();
    Ok(made)
}

extern "C" fn init(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    static SPEC: Spec = Spec::new("BytesIO", &["initial_bytes"]);
    let run = || {
        let [initial] = SPEC.parse_tuple_dict(arguments, kwargs)?;
        let own = this(object);
        own.check_exports()?;
        own.reset();
        if let Some(initial) = initial.filter(|initial| !initial.is_none()) {
            own.put(View::simple(initial)?.as_slice())?;
            own.position.set(0);
        }
        Ok(())
    };
    objects::status_code(run())
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying stream, which owned its fields.
    unsafe {
        gc::untrack(&*object);
        let own = this(&*object);
        own.drop_content();
        super::free(object, &own.dict, &own.weakreflist);
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

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    let own = this(object);
    match own.line(-1).ok()? {
        0 => None,
        length => own.take(length).ok(),
    }
}

fn yes(object: &PyObject) -> PyResult {
    this(object).with(|_| bool_::from_bool(true))
}

fn isatty(object: &PyObject) -> PyResult {
    this(object).with(|_| bool_::from_bool(false))
}

fn flush(object: &PyObject) -> PyResult {
    this(object).with(|_| ())?;
    none()
}

fn close(object: &PyObject) -> PyResult {
    let own = this(object);
    own.check_exports()?;
    own.drop_content();
    none()
}

fn get_closed(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(this(object).content.get().is_null()))
}

fn tell(object: &PyObject) -> PyResult {
    let own = this(object);
    own.with(|_| int::from_usize(own.position.get()))?
}

fn write(object: &PyObject, data: &PyObject) -> PyResult {
    let own = this(object);
    own.with(|_| ())?;
    own.check_exports()?;
    let data = View::simple(data)?;
    if !data.as_slice().is_empty() {
        own.put(data.as_slice())?;
    }
    int::from_usize(data.as_slice().len())
}

fn writelines(object: &PyObject, lines: &PyObject) -> PyResult {
    this(object).with(|_| ())?;
    let iterator = iter::get_iter(lines)?;
    while let Some(line) = iter::next(&iterator)? {
        write(object, &line)?;
    }
    none()
}

fn read(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    this(object).take(base::one_size("read", arguments)?)
}

fn read1(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    this(object).take(base::one_size("read1", arguments)?)
}

fn readinto(object: &PyObject, buffer: &PyObject) -> PyResult {
    let own = this(object);
    let view = View::writable(buffer)?;
    let size = view.as_slice().len();
    let count = own.with(|content| {
        let start = own.position.get().min(content.len());
        let count = size.min(content.len() - start);
        // SAFETY: the view is writable and as large; it may lie in the content itself.
        unsafe { std::ptr::copy(content[start..].as_ptr(), view.as_mut_ptr(), count) };
        own.position.set(own.position.get() + count);
        count
    })?;
    int::from_usize(count)
}

fn readline(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let own = this(object);
    let limit = base::one_size("readline", arguments)?;
    own.take(own.line(limit)?)
}

fn readlines(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let own = this(object);
    let hint = base::one_size("readlines", arguments)?;
    own.with(|_| ())?;
    let mut lines = Vec::new();
    let mut total = 0;
    loop {
        let length = own.line(-1)?;
        if length == 0 {
            break;
        }
        lines.push(own.take(length)?);
        total += length;
        if hint > 0 && total >= hint {
            break;
        }
    }
    Ok(list::from_vec(lines)?.upcast())
}

fn get_value(object: &PyObject) -> PyResult {
    let value = this(object).with(|content| bytes::new(content))?;
    Ok(value?.upcast())
}

fn seek(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (position, whence) = base::seek_arguments(arguments)?;
    let own = this(object);
    let size = own.with(|content| content.len())?;
    if position < 0 && whence == 0 {
        return Err(raise!(VALUE_ERROR, "negative seek value {position}"));
    }
    let from = match whence {
        0 => 0,
        1 => own.position.get() as isize,
        2 => size as isize,
        _ => return Err(raise!(VALUE_ERROR, "invalid whence ({whence}, should be 0, 1 or 2)")),
    };
    let Some(position) = from.checked_add(position) else {
        return Err(raise!(OVERFLOW_ERROR, "new position too large"));
    };
    own.position.set(position.max(0) as usize);
    int::from_usize(own.position.get())
}

fn truncate(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("truncate", arguments, 0, 1)?;
    let own = this(object);
    let size = base::optional_size(arguments.first().copied(), own.position.get() as isize)?;
    own.with(|_| ())?;
    own.check_exports()?;
    let Ok(size) = usize::try_from(size) else {
        return Err(raise!(VALUE_ERROR, "negative size value {size}"));
    };
    own.with(|content| content.truncate(size))?;
    int::from_usize(size)
}

fn get_state(object: &PyObject) -> PyResult {
    let value = get_value(object)?;
    let own = this(object);
    tuple_ref([value, int::from_usize(own.position.get())?, base::dict_state(&own.dict)?])
}

fn set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let items = state.cast::<PyTupleObject>().map_or(&[][..], |state| state.items());
    let [content, position, dict, ..] = items else {
        return Err(raise!(
            TYPE_ERROR,
            "{}.__setstate__ argument should be 3-tuple, got {}",
            object.ob_type().full_name(),
            state.ob_type().full_name()
        ));
    };
    let own = this(object);
    own.check_exports()?;
    own.reset();
    own.put(View::simple(content)?.as_slice())?;
    own.position.set(base::state_position(position, "second")?);
    base::restore_dict(object, dict, "third")?;
    none()
}

fn size_of_stream(object: &PyObject) -> PyResult {
    let own = this(object);
    // As if the content were `bytes` with room behind it.
    let room = own.with(|content| content.capacity()).unwrap_or_else(|_| {
        errors::clear();
        0
    });
    let header = if room > 0 { 33 } else { 0 };
    int::from_usize(object.ob_type().tp_basicsize.get() as usize + header + room)
}

fn get_buffer(object: &PyObject) -> PyResult {
    this(object).with(|_| ())?;
    // SAFETY: the layout of the type, every field written.
    let exporter: Ref = unsafe {
        memory::new_object(&BYTES_IO_BUFFER_TYPE, |made: *mut PyBytesIOBuffer| {
            (&raw mut (*made).source).write(Cell::new(object.to_ref().into_raw()));
        })?
        .cast_into_unchecked()
    };
    gc::track(&exporter);
    Ok(memoryview::new(&exporter)?.upcast())
}

unsafe extern "C" fn buffer_dealloc(object: *mut PyObject) {
    // SAFETY: a dying object, which owned its source.
    unsafe {
        gc::untrack(&*object);
        clear(&buffer_of(&*object).source);
        memory::free_object(object);
    }
}

extern "C" fn buffer_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visit, arg, buffer_of(object).source.get());
    0
}

/// The stream that a buffer object is of.
fn source(object: &PyObject) -> &PyBytesIO {
    // SAFETY: a buffer object owns its stream until it dies.
    this(unsafe { &*buffer_of(object).source.get() })
}

extern "C" fn export(object: &PyObject, buffer: &mut PyBuffer, flags: c_int) -> c_int {
    let own = source(object);
    let filled = own
        .with(|content| (content.as_mut_ptr(), content.len()))
        .and_then(|(start, len)| buffer.fill(object, start, len, false, flags));
    if filled.is_ok() {
        own.exports.set(own.exports.get() + 1);
    }
    objects::status_code(filled)
}

extern "C" fn give_back(object: &PyObject, _: &mut PyBuffer) {
    let own = source(object);
    own.exports.set(own.exports.get() - 1);
}
