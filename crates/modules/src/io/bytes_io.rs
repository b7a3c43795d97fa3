//! `BytesIO`, and `FileIO` over a file descriptor.

use std::cell::{Cell, RefCell, RefMut};
use std::ffi::c_int;

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::buffer::View;
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::typeobject::{PyTypeObject, flags, getset, methods};
use vivarium_runtime::{bool_, bytes, int, memory, number, objects, raise};

use super::text_file::{descriptor, read_some, write_all};
use super::{closed_error, enter, exit, none, os_error};

#[repr(C)]
pub struct PyBytesIO {
    ob_base: PyObject,
    state: Cell<*mut RefCell<State>>,
}

vivarium_runtime::object_layout!(PyBytesIO, BYTES_IO_TYPE);

#[derive(Default)]
struct State {
    content: Vec<u8>,
    position: usize,
    closed: bool,
    /// Of a file; -1 in memory.
    descriptor: c_int,
    owned: bool,
}

pub static BYTES_IO_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE),
    tp_methods: methods(&[
        PyMethodDef::one(c"write", write, c"write($self, b, /)\n--\n\nWrite bytes; their number."),
        PyMethodDef::noargs(c"getvalue", getvalue, c"getvalue($self, /)\n--\n\nAll that the stream holds."),
        PyMethodDef::fast(c"read", read, c"read($self, size=-1, /)\n--\n\nRead bytes, all by default."),
        PyMethodDef::fast(c"readline", readline, c"readline($self, size=-1, /)\n--\n\nRead one line."),
        PyMethodDef::fast(c"seek", seek, c"seek($self, pos, whence=0, /)\n--\n\nSet the position."),
        PyMethodDef::noargs(c"tell", tell, c"tell($self, /)\n--\n\nThe position."),
        PyMethodDef::noargs(c"flush", flush, c"flush($self, /)\n--\n\nDoes nothing."),
        PyMethodDef::noargs(c"close", close, c"close($self, /)\n--\n\nClose the stream."),
        PyMethodDef::noargs(c"__enter__", enter, c""),
        PyMethodDef::fast(c"__exit__", exit, c""),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[PyGetSetDef::read_only(c"closed", get_closed, c""), PyGetSetDef::END]),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(bytes_io_new)),
    ..PyTypeObject::new(c"_io.BytesIO", size_of::<PyBytesIO>())
};

pub static FILE_IO_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_methods: methods(&[
        PyMethodDef::one(c"write", file_write, c"write($self, b, /)\n--\n\nWrite bytes; their number."),
        PyMethodDef::fast(c"read", file_read, c"read($self, size=-1, /)\n--\n\nRead bytes, all by default."),
        PyMethodDef::noargs(c"readline", file_readline, c"readline($self, /)\n--\n\nRead one line."),
        PyMethodDef::noargs(c"fileno", file_fileno, c"fileno($self, /)\n--\n\nThe file descriptor."),
        PyMethodDef::noargs(c"flush", flush, c"flush($self, /)\n--\n\nDoes nothing."),
        PyMethodDef::noargs(c"close", close, c"close($self, /)\n--\n\nClose the file."),
        PyMethodDef::noargs(c"__enter__", enter, c""),
        PyMethodDef::fast(c"__exit__", exit, c""),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[PyGetSetDef::read_only(c"closed", get_closed, c""), PyGetSetDef::END]),
    ..PyTypeObject::new(c"_io.FileIO", size_of::<PyBytesIO>())
};

fn make(ty: &PyTypeObject, state: State) -> PyResult {
    let made = memory::generic_alloc(ty, 0)?;
    // SAFETY: just made with this layout.
    unsafe { made.cast_unchecked::<PyBytesIO>() }.state.set(Box::into_raw(Box::new(RefCell::new(state))));
    Ok(made)
}

/// A stream of bytes over a file that was just opened.
pub(super) fn over(descriptor: c_int) -> PyResult {
    make(&FILE_IO_TYPE, State { descriptor, owned: true, ..State::default() })
}

/// The bytes under a text stream: `sys.stdout.buffer`.
pub(super) fn buffer_of(text: &PyObject) -> PyResult {
    make(&FILE_IO_TYPE, State { descriptor: descriptor(text)?, ..State::default() })
}

extern "C" fn bytes_io_new(ty: &PyTypeObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("BytesIO", &["initial_bytes"]);
    let [initial] = SPEC.parse_tuple_dict(arguments, kwargs)?;
    let content = match initial.filter(|initial| !initial.is_none()) {
        Some(initial) => View::simple(initial)?.as_slice().to_vec(),
        None => Vec::new(),
    };
    make(ty, State { content, descriptor: -1, ..State::default() })
}

fn cell(object: &PyObject) -> &RefCell<State> {
    // SAFETY: slots and methods of the types get their instances, which own their state.
    unsafe { &*object.cast_unchecked::<PyBytesIO>().state.get() }
}

fn state(object: &PyObject) -> Result<RefMut<'_, State>, Raised> {
    let state = cell(object).borrow_mut();
    if state.closed { Err(closed_error()) } else { Ok(state) }
}

fn write(object: &PyObject, content: &PyObject) -> PyResult {
    let content = View::simple(content)?.as_slice().to_vec();
    let mut state = state(object)?;
    let position = state.position;
    if position > state.content.len() {
        state.content.resize(position, 0);
    }
    let end = (position + content.len()).min(state.content.len());
    state.content.splice(position..end, content.iter().copied());
    state.position = position + content.len();
    int::from_usize(content.len())
}

fn getvalue(object: &PyObject) -> PyResult {
    Ok(bytes::new(&state(object)?.content)?.upcast())
}

fn size(arguments: &[&PyObject], name: &str) -> Result<Option<usize>, Raised> {
    args::check_count(name, arguments, 0, 1)?;
    match arguments.first() {
        Some(size) if !size.is_none() => Ok(usize::try_from(number::as_isize(size)?).ok()),
        _ => Ok(None),
    }
}

fn take(state: &mut State, count: usize) -> PyResult {
    let start = state.position.min(state.content.len());
    let end = start.saturating_add(count).min(state.content.len());
    state.position = end.max(state.position);
    Ok(bytes::new(&state.content[start..end])?.upcast())
}

fn read(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let size = size(arguments, "read")?;
    take(&mut *state(object)?, size.unwrap_or(usize::MAX))
}

fn readline(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let size = size(arguments, "readline")?;
    let mut state = state(object)?;
    let rest = state.content.get(state.position..).unwrap_or(&[]);
    let length = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |index| index + 1);
    take(&mut state, size.map_or(length, |size| size.min(length)))
}

fn seek(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("seek", arguments, 1, 2)?;
    let offset = number::as_isize(arguments[0])?;
    let whence = arguments.get(1).map_or(Ok(0), |whence| number::as_isize(whence))?;
    let mut state = state(object)?;
    let base = match whence {
        0 => 0,
        1 => state.position,
        2 => state.content.len(),
        _ => return Err(raise!(VALUE_ERROR, "invalid whence ({whence}, should be 0, 1 or 2)")),
    };
    if whence == 0 && offset < 0 {
        return Err(raise!(VALUE_ERROR, "negative seek value {offset}"));
    }
    state.position = base.saturating_add_signed(offset);
    int::from_usize(state.position)
}

fn tell(object: &PyObject) -> PyResult {
    int::from_usize(state(object)?.position)
}

fn flush(object: &PyObject) -> PyResult {
    state(object)?;
    none()
}

fn close(object: &PyObject) -> PyResult {
    let mut state = cell(object).borrow_mut();
    if !state.closed && state.owned {
        // SAFETY: the stream's own descriptor, closed once.
        unsafe { libc::close(state.descriptor) };
    }
    state.closed = true;
    state.content = Vec::new();
    none()
}

fn get_closed(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(cell(object).borrow().closed))
}

fn file_write(object: &PyObject, content: &PyObject) -> PyResult {
    let view = View::simple(content)?;
    let state = state(object)?;
    write_all(state.descriptor, view.as_slice()).map_err(|error| os_error(&error, None))?;
    int::from_usize(view.as_slice().len())
}

/// Reads into `content` until `enough` says so or the file ends.
fn fill(state: &mut State, enough: impl Fn(&[u8]) -> bool) -> Result<(), Raised> {
    while !enough(&state.content) {
        let more = read_some(state.descriptor).map_err(|error| os_error(&error, None))?;
        if more.is_empty() {
            break;
        }
        state.content.extend(more);
    }
    Ok(())
}

fn drain(state: &mut State, count: usize) -> PyResult {
    let end = count.min(state.content.len());
    let taken: Vec<u8> = state.content.drain(..end).collect();
    Ok(bytes::new(&taken)?.upcast())
}

fn file_read(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let size = size(arguments, "read")?.unwrap_or(usize::MAX);
    let mut state = state(object)?;
    fill(&mut state, |content| content.len() >= size)?;
    drain(&mut state, size)
}

fn file_readline(object: &PyObject) -> PyResult {
    let mut state = state(object)?;
    fill(&mut state, |content| content.contains(&b'\n'))?;
    let length = state.content.iter().position(|byte| *byte == b'\n').map_or(usize::MAX, |index| index + 1);
    drain(&mut state, length)
}

fn file_fileno(object: &PyObject) -> PyResult {
    int::from_i64(state(object)?.descriptor.into())
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to the stream any more; it owns its state.
    unsafe {
        let state = Box::from_raw((*object).cast_unchecked::<PyBytesIO>().state.get()).into_inner();
        if state.owned && !state.closed {
            libc::close(state.descriptor);
        }
        memory::free_object(object);
    }
}
