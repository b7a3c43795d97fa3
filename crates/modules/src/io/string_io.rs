//! `StringIO`: a text stream in memory.

use std::cell::{Cell, RefCell, RefMut};
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::args::{self, Spec};
use vivarium_runtime::descr::{PyGetSetDef, PyMethodDef};
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags, getset, methods};
use vivarium_runtime::weakref::PyWeakReference;
use vivarium_runtime::{bool_, call, errors, gc, int, memory, objects, raise, str, visit};

use super::base::{self, TEXT_IO_BASE_TYPE};
use super::none;
use crate::support::native::{clear, layout_of, tuple_ref};

#[repr(C)]
pub struct PyStringIO {
    ob_base: PyObject,
    state: Cell<*mut RefCell<State>>,
    /// As large as CPython's.
    _reserved: [usize; 10],
    dict: Cell<*mut PyObject>,
    weakreflist: Cell<*mut PyWeakReference>,
}

const _: () = assert!(size_of::<PyStringIO>() == 120);

vivarium_runtime::object_layout!(PyStringIO, STRING_IO_TYPE);
layout_of!(this, PyStringIO);

const LF: u32 = b'\n' as u32;
const CR: u32 = b'\r' as u32;

/// Line ends that have been seen, as bits.
const SEEN_CR: u8 = 1;
const SEEN_LF: u8 = 2;
const SEEN_CRLF: u8 = 4;

#[derive(Default)]
struct State {
    text: Vec<u32>,
    position: usize,
    initialized: bool,
    closed: bool,
    /// The argument `newline`; `None` for universal line ends that are translated.
    newline: Option<&'static str>,
    seen: u8,
}

pub static STRING_IO_TYPE: PyTypeObject = PyTypeObject {
    tp_base: Cell::new(&raw const TEXT_IO_BASE_TYPE),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
    tp_doc: typeobject::doc(c"StringIO(initial_value='', newline='\\n')\n--\n\nA text stream in memory."),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_weaklistoffset: Cell::new(offset_of!(PyStringIO, weakreflist) as isize),
    tp_iternext: Cell::new(Some(next)),
    tp_methods: methods(&[
        PyMethodDef::noargs(c"close", close, c"close($self, /)\n--\n\nClose the stream."),
        PyMethodDef::noargs(c"getvalue", getvalue, c"getvalue($self, /)\n--\n\nAll that the stream holds."),
        PyMethodDef::fast(c"read", read, c"read($self, size=-1, /)\n--\n\nRead characters, all by default."),
        PyMethodDef::fast(c"readline", readline, c"readline($self, size=-1, /)\n--\n\nRead one line."),
        PyMethodDef::noargs(c"tell", tell, c"tell($self, /)\n--\n\nThe position."),
        PyMethodDef::fast(
            c"truncate",
            truncate,
            c"truncate($self, pos=None, /)\n--\n\nCut off what follows a position.",
        ),
        PyMethodDef::fast(c"seek", seek, c"seek($self, pos, whence=0, /)\n--\n\nSet the position."),
        PyMethodDef::one(
            c"write",
            write,
            c"write($self, s, /)\n--\n\nWrite a string; the number of characters.",
        ),
        PyMethodDef::noargs(c"seekable", yes, c"seekable($self, /)\n--\n\nTrue."),
        PyMethodDef::noargs(c"readable", yes, c"readable($self, /)\n--\n\nTrue."),
        PyMethodDef::noargs(c"writable", yes, c"writable($self, /)\n--\n\nTrue."),
        PyMethodDef::noargs(c"__getstate__", get_state, c""),
        PyMethodDef::one(c"__setstate__", set_state, c""),
        PyMethodDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"closed", get_closed, c""),
        PyGetSetDef::read_only(c"newlines", get_newlines, c""),
        PyGetSetDef::read_only(c"line_buffering", get_line_buffering, c""),
        PyGetSetDef::END,
    ]),
    tp_dictoffset: Cell::new(offset_of!(PyStringIO, dict) as isize),
    tp_init: Cell::new(Some(init)),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(new)),
    ..PyTypeObject::new(c"_io.StringIO", size_of::<PyStringIO>())
};

extern "C" fn new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    let made = memory::generic_alloc(ty, 0)?;
    this(&made).state.set(Box::into_raw(Box::new(RefCell::new(State::default()))));
    Ok(made)
}

/// The argument `newline`.
fn newline_of(given: Option<&PyObject>) -> Result<Option<&'static str>, Raised> {
    let Some(given) = given else { return Ok(Some("\n")) };
    if given.is_none() {
        return Ok(None);
    }
    let Some(text) = given.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "newline must be str or None, not {}", given.ob_type().name()));
    };
    for known in ["", "\n", "\r", "\r\n"] {
        if str::as_str(text) == Some(known) {
            return Ok(Some(known));
        }
    }
    match objects::repr_text(given) {
        Ok(shown) => Err(raise!(VALUE_ERROR, "illegal newline value: {shown}")),
        Err(raised) => Err(raised),
    }
}

fn start(object: &PyObject, initial: Option<&PyObject>, newline: Option<&PyObject>) -> Result<(), Raised> {
    let newline = newline_of(newline)?;
    let initial = match initial.filter(|initial| !initial.is_none()) {
        None => None,
        Some(initial) => match initial.cast::<PyUnicodeObject>() {
            Some(text) => Some(text.data().to_ucs4()),
            None => {
                return Err(raise!(
                    TYPE_ERROR,
                    "initial_value must be str or None, not {}",
                    initial.ob_type().name()
                ));
            }
        },
    };
    let mut state = cell(object).borrow_mut();
    *state = State { newline, initialized: true, ..State::default() };
    if let Some(initial) = initial {
        state.put(&initial)?;
        state.position = 0;
    }
    Ok(())
}

extern "C" fn init(object: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    static SPEC: Spec = Spec::new("StringIO", &["initial_value", "newline"]);
    let run = || {
        let [initial, newline] = SPEC.parse_tuple_dict(arguments, kwargs)?;
        start(object, initial, newline)
    };
    objects::status_code(run())
}

fn cell(object: &PyObject) -> &RefCell<State> {
    // SAFETY: slots and methods of the type get its instances, which own their state.
    unsafe { &*this(object).state.get() }
}

fn initialized(object: &PyObject) -> Result<RefMut<'_, State>, Raised> {
    let state = cell(object).borrow_mut();
    if state.initialized {
        Ok(state)
    } else {
        Err(raise!(VALUE_ERROR, "I/O operation on uninitialized object"))
    }
}

fn state(object: &PyObject) -> Result<RefMut<'_, State>, Raised> {
    let state = initialized(object)?;
    if state.closed { Err(raise!(VALUE_ERROR, "I/O operation on closed file")) } else { Ok(state) }
}

impl State {
    fn is_universal(&self) -> bool {
        matches!(self.newline, None | Some(""))
    }

    /// What is stored for a text that is written: its line ends noted or translated.
    fn decoded(&mut self, given: &[u32]) -> Result<Vec<u32>, Raised> {
        let mut out: Vec<u32> = memory::try_vec(given.len())?;
        let mut index = 0;
        while index < given.len() {
            let code = given[index];
            index += 1;
            match code {
                LF if !self.is_universal() => {
                    let end = self.newline.filter(|end| end.starts_with('\r')).unwrap_or("\n");
                    out.extend(end.bytes().map(u32::from));
                }
                LF => {
                    self.seen |= SEEN_LF;
                    out.push(LF);
                }
                CR if self.is_universal() => {
                    let pair = given.get(index) == Some(&LF);
                    self.seen |= if pair { SEEN_CRLF } else { SEEN_CR };
                    if self.newline.is_none() {
                        out.push(LF);
                    } else {
                        out.push(CR);
                        if pair {
                            out.push(LF);
                        }
                    }
                    index += usize::from(pair);
                }
                _ => out.push(code),
            }
        }
        Ok(out)
    }

    fn put(&mut self, given: &[u32]) -> Result<(), Raised> {
        let codes = self.decoded(given)?;
        let start = self.position;
        let Some(end) = start.checked_add(codes.len()).filter(|end| *end <= isize::MAX as usize / 4) else {
            return Err(raise!(OVERFLOW_ERROR, "new position too large"));
        };
        if end > self.text.len() {
            self.text.try_reserve(end - self.text.len()).map_err(|_| errors::no_memory())?;
            self.text.resize(end, 0);
        }
        self.text[start..end].copy_from_slice(&codes);
        self.position = end;
        Ok(())
    }

    /// The length of the line at the position, looked for in so many characters at most.
    fn line_length(&self, limit: isize) -> usize {
        let rest = self.text.get(self.position..).unwrap_or(&[]);
        let rest = usize::try_from(limit).map_or(rest, |limit| &rest[..limit.min(rest.len())]);
        let find = |wanted: u32| rest.iter().position(|code| *code == wanted).map(|index| index + 1);
        let found = match self.newline {
            None | Some("\n") => find(LF),
            Some("") => rest
                .iter()
                .position(|code| matches!(*code, LF | CR))
                .map(|index| index + 1 + usize::from(rest[index] == CR && rest.get(index + 1) == Some(&LF))),
            Some("\r\n") => rest.windows(2).position(|pair| pair == [CR, LF]).map(|index| index + 2),
            Some(_) => find(CR),
        };
        found.unwrap_or(rest.len())
    }

    fn take(&mut self, count: usize) -> PyResult {
        let start = self.position.min(self.text.len());
        let end = start.saturating_add(count).min(self.text.len());
        self.position = end.max(self.position);
        string(&self.text[start..end])
    }
}

fn write(object: &PyObject, text: &PyObject) -> PyResult {
    drop(initialized(object)?);
    let Some(text) = text.cast::<PyUnicodeObject>() else {
        return Err(raise!(TYPE_ERROR, "string argument expected, got '{}'", text.ob_type().name()));
    };
    let mut state = state(object)?;
    if !text.is_empty() {
        state.put(&text.data().to_ucs4())?;
    }
    int::from_usize(text.len())
}

fn string(codes: &[u32]) -> PyResult {
    Ok(str::from_ucs4(codes)?.upcast())
}

fn getvalue(object: &PyObject) -> PyResult {
    string(&state(object)?.text)
}

fn read(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let size = base::one_size("read", arguments)?;
    state(object)?.take(usize::try_from(size).unwrap_or(usize::MAX))
}

fn readline(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let limit = base::one_size("readline", arguments)?;
    let mut state = state(object)?;
    let length = state.line_length(limit);
    state.take(length)
}

extern "C" fn next(object: &PyObject) -> Option<Ref> {
    if object.is_exact::<PyStringIO>() {
        let mut state = state(object).ok()?;
        let length = state.line_length(-1);
        return if length == 0 { None } else { state.take(length).ok() };
    }
    drop(state(object).ok()?);
    let line = call::call_method(object, "readline", &[]).ok()?;
    let Some(text) = line.cast::<PyUnicodeObject>() else {
        let got = line.ob_type().name();
        let _ = raise!(OS_ERROR, "readline() should have returned a str object, not '{got}'");
        return None;
    };
    if text.is_empty() { None } else { Some(line) }
}

fn seek(object: &PyObject, arguments: &[&PyObject]) -> PyResult {
    let (position, whence) = base::seek_arguments(arguments)?;
    let mut state = state(object)?;
    state.position = match (whence, usize::try_from(position)) {
        (0, Ok(position)) => position,
        (0, Err(_)) => return Err(raise!(VALUE_ERROR, "Negative seek position {position}")),
        (1, Ok(0)) => state.position,
        (2, Ok(0)) => state.text.len(),
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
    let position = state(object)?.position;
    let size = base::optional_size(arguments.first().copied(), position as isize)?;
    let mut state = state(object)?;
    let Ok(size) = usize::try_from(size) else {
        return Err(raise!(VALUE_ERROR, "Negative size value {size}"));
    };
    state.text.truncate(size);
    int::from_usize(size)
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

fn get_state(object: &PyObject) -> PyResult {
    let value = getvalue(object)?;
    let (newline, position) = {
        let state = state(object)?;
        (state.newline, state.position)
    };
    let newline = match newline {
        Some(newline) => str::new(newline)?.upcast(),
        None => none()?,
    };
    tuple_ref([value, newline, int::from_usize(position)?, base::dict_state(&this(object).dict)?])
}

fn set_state(object: &PyObject, given: &PyObject) -> PyResult {
    if cell(object).borrow().closed {
        return Err(raise!(VALUE_ERROR, "I/O operation on closed file"));
    }
    let items = given.cast::<PyTupleObject>().map_or(&[][..], |given| given.items());
    let [value, newline, position, dict, ..] = items else {
        return Err(raise!(
            TYPE_ERROR,
            "{}.__setstate__ argument should be 4-tuple, got {}",
            object.ob_type().full_name(),
            given.ob_type().full_name()
        ));
    };
    start(object, Some(value), Some(newline))?;
    // What was stored is stored again as it is.
    let text = value.cast::<PyUnicodeObject>().map_or_else(Vec::new, |text| text.data().to_ucs4());
    cell(object).borrow_mut().text = text;
    let position = base::state_position(position, "third")?;
    cell(object).borrow_mut().position = position;
    base::restore_dict(object, dict, "fourth")?;
    none()
}

fn get_closed(object: &PyObject) -> PyResult {
    Ok(bool_::from_bool(initialized(object)?.closed))
}

fn get_newlines(object: &PyObject) -> PyResult {
    let seen = state(object)?.seen;
    newlines_of(seen)
}

/// The attribute `newlines` for what has been seen.
fn newlines_of(seen: u8) -> PyResult {
    let mut ends = Vec::new();
    for (bit, end) in [(SEEN_CR, "\r"), (SEEN_LF, "\n"), (SEEN_CRLF, "\r\n")] {
        if seen & bit != 0 {
            ends.push(str::new(end)?.upcast());
        }
    }
    match ends.len() {
        0 => none(),
        1 => Ok(ends.swap_remove(0)),
        _ => Ok(vivarium_runtime::tuple::new(ends)?.upcast()),
    }
}

fn get_line_buffering(object: &PyObject) -> PyResult {
    state(object)?;
    Ok(bool_::from_bool(false))
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to the stream any more; it owns its fields.
    unsafe {
        gc::untrack(&*object);
        let own = this(&*object);
        let state = own.state.replace(std::ptr::null_mut());
        if !state.is_null() {
            drop(Box::from_raw(state));
        }
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
