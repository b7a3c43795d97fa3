//! `StringIO`: a text stream in memory.

use std::cell::{Cell, RefCell, RefMut};

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::typeobject::{PyTypeObject, flags, getset, methods};
use vivarium_runtime::{bool_, int, iter, list, memory, number, objects, raise, str};

use super::{enter, exit, none};

#[repr(C)]
pub struct PyStringIO {
    ob_base: PyObject,
    state: Cell<*mut RefCell<State>>,
}

vivarium_runtime::object_layout!(PyStringIO, STRING_IO_TYPE);

#[derive(Default)]
struct State {
    text: Vec<u32>,
    position: usize,
    closed: bool,
}

pub static STRING_IO_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE),
    tp_iter: Cell::new(Some(objects::self_iter)),
    tp_iternext: Cell::new(Some(next)),
    tp_methods: methods(&[
        PyMethodDef::one(
            c"write",
            write,
            c"write($self, s, /)\n--\n\nWrite a string; the number of characters.",
        ),
        PyMethodDef::one(c"writelines", writelines, c"writelines($self, lines, /)\n--\n\nWrite strings."),
        PyMethodDef::noargs(c"getvalue", getvalue, c"getvalue($self, /)\n--\n\nAll that the stream holds."),
        PyMethodDef::fast(c"read", read, c"read($self, size=-1, /)\n--\n\nRead characters, all by default."),
        PyMethodDef::fast(c"readline", readline, c"readline($self, size=-1, /)\n--\n\nRead one line."),
        PyMethodDef::fast(
            c"readlines",
            readlines,
            c"readlines($self, hint=-1, /)\n--\n\nRead the lines that are left.",
        ),
        PyMethodDef::fast(c"seek", seek, c"seek($self, pos, whence=0, /)\n--\n\nSet the position."),
        PyMethodDef::noargs(c"tell", tell, c"tell($self, /)\n--\n\nThe position."),
        PyMethodDef::fast(
            c"truncate",
            truncate,
            c"truncate($self, pos=None, /)\n--\n\nCut off what follows a position.",
        ),
        PyMethodDef::noargs(c"flush", flush, c"flush($self, /)\n--\n\nDoes nothing."),
        PyMethodDef::noargs(c"close", close, c"close($self, /)\n--\n\nClose the stream."),
        PyMethodDef::noargs(c"isatty", no, c"isatty($self, /)\n--\n\nFalse."),
        PyMethodDef::noargs(c"readable", yes, c"readable($self, /)\n--\n\nTrue."),
        PyMethodDef::noargs(c"writable", yes, c"writable($self, /)\n--\n\nTrue."),
        PyMethodDef::noargs(c"seekable", yes, c"seekable($self, /)\n--\n\nTrue."),
        PyMethodDef::noargs(c"__enter__", enter, c""),
        PyMethodDef::fast(c"__exit__", exit, c""),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"closed", get_closed, c""),
        PyGetSetDef::read_only(c"newlines", get_none, c""),
        PyGetSetDef::read_only(c"encoding", get_none, c""),
        PyGetSetDef::read_only(c"errors", get_none, c""),
        PyGetSetDef::read_only(c"line_buffering", get_false, c""),
        PyGetSetDef::END,
    ]),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(string_io_new)),
    ..PyTypeObject::new(c"_io.StringIO", size_of::<PyStringIO>())
};

extern "C" fn string_io_new(ty: &PyTypeObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("StringIO", &["initial_value", "newline"]);
    let [initial, _] = SPEC.parse_tuple_dict(arguments, kwargs)?;
    let mut state = State::default();
    if let Some(initial) = initial.filter(|initial| !initial.is_none()) {
        let Some(text) = initial.cast::<PyUnicodeObject>() else {
            return Err(raise!(
                TYPE_ERROR,
                "initial_value must be str or None, not {}",
                initial.ob_type().name()
            ));
        };
        state.text = text.data().to_ucs4();
    }
    let made = memory::generic_alloc(ty, 0)?;
    // SAFETY: just made with this layout.
    unsafe { made.cast_unchecked::<PyStringIO>() }.state.set(Box::into_raw(Box::new(RefCell::new(state))));
    Ok(made)
}

fn cell(object: &PyObject) -> &RefCell<State> {
    // SAFETY: slots and methods of the type get its instances, which own their state.
    unsafe { &*object.cast_unchecked::<PyStringIO>().state.get() }
}

fn state(object: &PyObject) -> Result<RefMut<'_, State>, Raised> {
    let state = cell(object).borrow_mut();
    if state.closed { Err(raise!(VALUE_ERROR, "I/O operation on closed file")) } else { Ok(state) }
}

fn write(object: &PyObject, text: &PyObject) -> PyResult {
    let Some(text) = text.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "string argument expected, got '{}'", text.ob_type().name()));
    };
    let mut state = state(object)?;
    let position = state.position;
    if position > state.text.len() {
        state.text.resize(position, 0);
    }
    let codes = text.data().to_ucs4();
    let end = (position + codes.len()).min(state.text.len());
    state.text.splice(position..end, codes.iter().copied());
    state.position = position + codes.len();
    int::from_usize(codes.len())
}

fn writelines(object: &PyObject, lines: &PyObject) -> PyResult {
    let iterator = iter::get_iter(lines)?;
    while let Some(line) = iter::next(&iterator)? {
        write(object, &line)?;
    }
    none()
}

fn string(codes: &[u32]) -> PyResult {
    Ok(str::from_ucs4(codes)?.upcast())
}

fn getvalue(object: &PyObject) -> PyResult {
    string(&state(object)?.text)
}

fn size(arguments: &[&PyObject], name: &str) -> Result<Option<usize>, Raised> {
    args::check_count(name, arguments, 0, 1)?;
    match arguments.first() {
        Some(size) if !size.is_none() => Ok(usize::try_from(number::as_isize(size)?).ok()),
        _ => Ok(None),
    }
}

fn take(state: &mut State, count: usize) -> PyResult {
    let start = state.position.min(state.text.len());
    let end = start.saturating_add(count).min(state.text.len());
    state.position = end.max(state.position);
    string(&state.text[start..end])
}

fn read(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let size = size(arguments, "read")?;
    take(&mut *state(object)?, size.unwrap_or(usize::MAX))
}

fn line_length(state: &State) -> usize {
    let rest = state.text.get(state.position..).unwrap_or(&[]);
    rest.iter().position(|code| *code == u32::from(b'\n')).map_or(rest.len(), |index| index + 1)
}

fn readline(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let size = size(arguments, "readline")?;
    let mut state = state(object)?;
    let length = line_length(&state);
    take(&mut state, size.map_or(length, |size| size.min(length)))
}

fn readlines(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let hint = size(arguments, "readlines")?.filter(|hint| *hint > 0);
    let mut lines = Vec::new();
    let mut total = 0;
    loop {
        let mut state = state(object)?;
        let length = line_length(&state);
        if length == 0 {
            break;
        }
        total += length;
        lines.push(take(&mut state, length)?);
        if hint.is_some_and(|hint| total >= hint) {
            break;
        }
    }
    Ok(list::from_vec(lines)?.upcast())
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    let mut state = state(object).ok()?;
    let length = line_length(&state);
    if length == 0 { None } else { take(&mut state, length).ok() }
}

fn seek(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("seek", arguments, 1, 2)?;
    let position = number::as_isize(arguments[0])?;
    let whence = arguments.get(1).map_or(Ok(0), |whence| number::as_isize(whence))?;
    let mut state = state(object)?;
    state.position = match (whence, position) {
        (0, position) => {
            usize::try_from(position).map_err(|_| raise!(VALUE_ERROR, "Negative seek position {position}"))?
        }
        (1, 0) => state.position,
        (2, 0) => state.text.len(),
        (1 | 2, _) => return Err(raise!(OS_ERROR, "Can't do nonzero cur-relative seeks")),
        _ => return Err(raise!(VALUE_ERROR, "Invalid whence ({whence}, should be 0, 1 or 2)")),
    };
    int::from_usize(state.position)
}

fn tell(object: &PyObject) -> PyResult {
    int::from_usize(state(object)?.position)
}

fn truncate(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("truncate", arguments, 0, 1)?;
    let size = match arguments.first().filter(|size| !size.is_none()) {
        Some(size) => {
            let size = number::as_isize(size)?;
            usize::try_from(size).map_err(|_| raise!(VALUE_ERROR, "Negative size value {size}"))?
        }
        None => state(object)?.position,
    };
    state(object)?.text.truncate(size);
    int::from_usize(size)
}

fn flush(object: &PyObject) -> PyResult {
    state(object)?;
    none()
}

fn close(object: &PyObject) -> PyResult {
    let mut state = cell(object).borrow_mut();
    state.closed = true;
    state.text = Vec::new();
    none()
}

fn yes(object: &PyObject) -> PyResult {
    state(object)?;
    Ok(bool_::from_bool(true))
}

fn no(object: &PyObject) -> PyResult {
    state(object)?;
    Ok(bool_::from_bool(false))
}

fn get_closed(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(cell(object).borrow().closed))
}

fn get_none(_: &PyObject) -> PyResult {
    none()
}

fn get_false(_: &PyObject) -> PyResult {
    Ok(bool_::from_bool(false))
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to the stream any more; it owns its state.
    unsafe {
        drop(Box::from_raw((*object).cast_unchecked::<PyStringIO>().state.get()));
        memory::free_object(object);
    }
}
