//! `re.Pattern` and its scanner.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::args::Spec;
use vivarium_runtime::buffer::View;
use vivarium_runtime::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef, mapping_proxy};
use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::list::{self, PyListObject};
use vivarium_runtime::object::{PyObject, PyResult, PyVarObject, Raised, Ref};
use vivarium_runtime::objects::{self, CompareOp, EQ, NE, bool_ref};
use vivarium_runtime::str::{self, Builder, Data, PyUnicodeObject};
use vivarium_runtime::tuple::PyTupleObject;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags};
use vivarium_runtime::weakref::{self, PyWeakReference};
use vivarium_runtime::{
    bytes, call, errors, gc, generic_alias, hooks, int, iterators, memory, number, object_layout, raise,
    singletons, visit,
};

use super::engine::{self, State};
use super::found;
use crate::support::native::{clear, get, get_or_none, layout_of, set, tuple_ref};

#[repr(C)]
pub struct PatternObject {
    pub ob_base: PyVarObject,
    pub(super) groups: Cell<isize>,
    /// Null without named groups.
    pub(super) groupindex: Cell<*mut PyDictObject>,
    /// Names by number; null without named groups.
    pub(super) indexgroup: Cell<*mut PyTupleObject>,
    pub(super) pattern: Cell<*mut PyObject>,
    flags: Cell<c_int>,
    weakreflist: Cell<*mut PyWeakReference>,
    /// 1, 0, or -1 for either.
    isbytes: Cell<c_int>,
    codesize: Cell<isize>,
    code: [u32; 1],
}

const _: () = assert!(size_of::<PatternObject>() == 96);

object_layout!(PatternObject, PATTERN_TYPE);
layout_of!(this, PatternObject);

const SEARCH: &[&str] = &["string", "pos", "endpos"];

pub static PATTERN_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(size_of::<u32>() as isize),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::DISALLOW_INSTANTIATION),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_repr: Cell::new(Some(repr)),
    tp_hash: Cell::new(Some(hash)),
    tp_doc: typeobject::doc(c"Compiled regular expression object."),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_richcompare: Cell::new(Some(rich_compare)),
    tp_weaklistoffset: Cell::new(offset_of!(PatternObject, weakreflist) as isize),
    tp_methods: typeobject::methods(&[
        PyMethodDef::keywords(c"match", match_method, c"match($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nMatch at the beginning of the string."),
        PyMethodDef::keywords(c"fullmatch", full_match, c"fullmatch($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nMatch all of the string."),
        PyMethodDef::keywords(c"search", search, c"search($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nFind the first match in the string; None if there is none."),
        PyMethodDef::keywords(c"sub", sub, c"sub($self, /, repl, string, count=0)\n--\n\nThe string with matches replaced by repl."),
        PyMethodDef::keywords(c"subn", subn, c"subn($self, /, repl, string, count=0)\n--\n\nA tuple of what sub gives and how many matches were replaced."),
        PyMethodDef::keywords(c"findall", find_all, c"findall($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nA list of all matches that don't overlap."),
        PyMethodDef::keywords(c"split", split, c"split($self, /, string, maxsplit=0)\n--\n\nThe parts between the matches."),
        PyMethodDef::keywords(c"finditer", find_iter, c"finditer($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\nAn iterator over all matches that don't overlap."),
        PyMethodDef::keywords(c"scanner", scanner, c"scanner($self, /, string, pos=0, endpos=sys.maxsize)\n--\n\n"),
        PyMethodDef::noargs(c"__copy__", itself, c"__copy__($self, /)\n--\n\n"),
        PyMethodDef::one(c"__deepcopy__", itself_deep, c"__deepcopy__($self, memo, /)\n--\n\n"),
        PyMethodDef::one(c"__class_getitem__", generic_alias::class_getitem, c"See PEP 585").class(),
        PyMethodDef::END,
    ]),
    tp_members: typeobject::members(&[
        PyMemberDef::read_only(c"pattern", MemberType::Object, offset_of!(PatternObject, pattern), c"The pattern string from which the RE object was compiled."),
        PyMemberDef::read_only(c"flags", MemberType::Int, offset_of!(PatternObject, flags), c"The regex matching flags."),
        PyMemberDef::read_only(c"groups", MemberType::PySSize, offset_of!(PatternObject, groups), c"The number of capturing groups in the pattern."),
        PyMemberDef::END,
    ]),
    tp_getset: typeobject::getset(&[
        PyGetSetDef::read_only(c"groupindex", group_index, c"A dictionary mapping group names to group numbers."),
        PyGetSetDef::END,
    ]),
    ..PyTypeObject::new(c"re.Pattern", size_of::<PatternObject>())
};

/// A pattern. `groups` says with their number whether the code is valid.
pub(super) fn new(
    source: &PyObject,
    flags: c_int,
    units: &[u32],
    groups: (isize, bool),
    names: &PyDictObject,
    numbers: &PyTupleObject,
) -> PyResult {
    let is_bytes = if source.is_none() { -1 } else { c_int::from(Text::of(source)?.is_bytes()) };
    if !groups.1 {
        return Err(raise!(RUNTIME_ERROR, "invalid SRE code"));
    }
    // SAFETY: the layout of the type; the code follows, `units.len()` items of it.
    let pattern: Ref<PatternObject> = unsafe { memory::new_var_object(&PATTERN_TYPE, units.len() as isize)? };
    // SAFETY: the object was made with room for all units behind its fields.
    unsafe {
        let code = pattern.as_raw().cast::<u8>().add(offset_of!(PatternObject, code)).cast::<u32>();
        std::ptr::copy_nonoverlapping(units.as_ptr(), code, units.len());
    }
    pattern.codesize.set(units.len() as isize);
    pattern.isbytes.set(is_bytes);
    pattern.flags.set(flags);
    pattern.groups.set(groups.0);
    set(&pattern.pattern, source.to_ref());
    if !names.is_empty() {
        set(&pattern.groupindex, Ref::new(names));
        if !numbers.is_empty() {
            set(&pattern.indexgroup, Ref::new(numbers));
        }
    }
    gc::track(&pattern);
    Ok(pattern.upcast())
}

impl PatternObject {
    fn code(&self) -> &[u32] {
        // SAFETY: written by `new`, and nothing changes it.
        unsafe {
            let code =
                std::ptr::from_ref(self).cast::<u8>().add(offset_of!(PatternObject, code)).cast::<u32>();
            std::slice::from_raw_parts(code, self.codesize.get() as usize)
        }
    }
}

/// The characters of a string or the bytes of a buffer, held for an operation.
pub(super) enum Text<'a> {
    String(&'a PyUnicodeObject),
    Bytes(View),
}

impl<'a> Text<'a> {
    pub(super) fn of(object: &'a PyObject) -> Result<Text<'a>, Raised> {
        if let Some(string) = object.cast::<PyUnicodeObject>() {
            return Ok(Text::String(string));
        }
        match View::simple(object) {
            Ok(view) => Ok(Text::Bytes(view)),
            Err(_) => {
                errors::clear();
                Err(raise!(
                    TYPE_ERROR,
                    "expected string or bytes-like object, got '{}'",
                    object.ob_type().full_name()
                ))
            }
        }
    }

    fn is_bytes(&self) -> bool {
        matches!(self, Text::Bytes(_))
    }

    fn data(&self) -> Data<'_> {
        match self {
            Text::String(string) => string.data(),
            Text::Bytes(view) => Data::One(view.as_slice()),
        }
    }
}

/// A string or buffer that a pattern may look at.
fn text_for<'a>(pattern: &PatternObject, string: &'a PyObject) -> Result<Text<'a>, Raised> {
    let text = Text::of(string)?;
    if text.is_bytes() && pattern.isbytes.get() == 0 {
        return Err(raise!(TYPE_ERROR, "cannot use a string pattern on a bytes-like object"));
    }
    if !text.is_bytes() && pattern.isbytes.get() > 0 {
        return Err(raise!(TYPE_ERROR, "cannot use a bytes pattern on a string-like object"));
    }
    Ok(text)
}

/// A part of a string or buffer, of the exact type; the whole of an exact one is itself.
pub(super) fn slice(string: &PyObject, start: usize, end: usize) -> PyResult {
    if let Some(text) = string.cast::<PyUnicodeObject>() {
        let (start, end) = (start.min(text.len()), end.min(text.len()));
        if start == 0 && end == text.len() && string.is_exact::<PyUnicodeObject>() {
            return Ok(string.to_ref());
        }
        return Ok(str::substring(text, start, end.max(start))?.upcast());
    }
    let view = View::simple(string)?;
    let all = view.as_slice();
    let (start, end) = (start.min(all.len()), end.min(all.len()));
    if start == 0 && end == all.len() && string.is_exact::<bytes::PyBytesObject>() {
        return Ok(string.to_ref());
    }
    Ok(bytes::new(&all[start..end.max(start)])?.upcast())
}

/// A state for a part of a text, and that part.
fn new_state(pattern: &PatternObject, text: &Text<'_>, part: (isize, isize)) -> Result<State, Raised> {
    let length = text.data().len();
    let clip = |place: isize| (place.max(0) as usize).min(length);
    State::new(clip(part.0), clip(part.1), pattern.groups.get() as usize)
}

fn run_search(pattern: &PatternObject, text: &Text<'_>, state: &mut State) -> Result<bool, Raised> {
    state.reset();
    match text.data() {
        Data::One(units) => engine::search(pattern.code(), units, state),
        Data::Two(units) => engine::search(pattern.code(), units, state),
        Data::Four(units) => engine::search(pattern.code(), units, state),
    }
}

fn run_match(pattern: &PatternObject, text: &Text<'_>, state: &mut State) -> Result<bool, Raised> {
    state.reset();
    match text.data() {
        Data::One(units) => engine::matches(pattern.code(), units, state),
        Data::Two(units) => engine::matches(pattern.code(), units, state),
        Data::Four(units) => engine::matches(pattern.code(), units, state),
    }
}

/// `string`, `pos` and `endpos`.
fn search_arguments<'a>(
    spec: &Spec,
    args: &[&'a PyObject],
    kwnames: Option<&'a PyObject>,
) -> Result<(&'a PyObject, (isize, isize)), Raised> {
    let [string, pos, endpos] = spec.parse(args, kwnames)?;
    let place = |given: Option<&PyObject>, default| given.map_or(Ok(default), number::as_isize);
    Ok((string.unwrap_or(singletons::none()), (place(pos, 0)?, place(endpos, isize::MAX)?)))
}

type Run = fn(&PatternObject, &Text<'_>, &mut State) -> Result<bool, Raised>;

/// One match, or `None`.
fn once(object: &PyObject, (string, part): (&PyObject, (isize, isize)), all: bool, run: Run) -> PyResult {
    let pattern = this(object);
    let text = text_for(pattern, string)?;
    let mut state = new_state(pattern, &text, part)?;
    state.match_all = all;
    let place = (state.start, state.end);
    if run(pattern, &text, &mut state)? {
        found::new(object, string, &state, place)
    } else {
        Ok(singletons::none_ref())
    }
}

fn match_method(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("match", SEARCH).required(1);
    once(object, search_arguments(&SPEC, args, kwnames)?, false, run_match)
}

fn full_match(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("fullmatch", SEARCH).required(1);
    once(object, search_arguments(&SPEC, args, kwnames)?, true, run_match)
}

fn search(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("search", SEARCH).required(1);
    once(object, search_arguments(&SPEC, args, kwnames)?, false, run_search)
}

/// A group's text, counted from 0; `None` where it took no part, or the empty string.
fn group_text(string: &PyObject, state: &State, index: usize, empty: bool) -> PyResult {
    match state.group(index) {
        Some((start, end)) => slice(string, start, end),
        None if empty => slice(string, 0, 0),
        None => Ok(singletons::none_ref()),
    }
}

fn find_all(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("findall", SEARCH).required(1);
    let (string, part) = search_arguments(&SPEC, args, kwnames)?;
    let pattern = this(object);
    let text = text_for(pattern, string)?;
    let mut state = new_state(pattern, &text, part)?;
    let all = list::new()?;
    while state.start <= state.end && run_search(pattern, &text, &mut state)? {
        let item = match pattern.groups.get() as usize {
            0 => slice(string, state.start, state.ptr)?,
            1 => group_text(string, &state, 0, true)?,
            groups => tuple_ref(
                (0..groups)
                    .map(|group| group_text(string, &state, group, true))
                    .collect::<Result<Vec<_>, _>>()?,
            )?,
        };
        all.append(item)?;
        state.step_behind();
    }
    Ok(all.upcast())
}

fn split(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("split", &["string", "maxsplit"]).required(1);
    let [string, most] = SPEC.parse(args, kwnames)?;
    let string = string.unwrap_or(singletons::none());
    let most = most.map_or(Ok(0), number::as_isize)?;
    let pattern = this(object);
    let text = text_for(pattern, string)?;
    let mut state = new_state(pattern, &text, (0, isize::MAX))?;
    let parts = list::new()?;
    let (mut last, mut count) = (state.start, 0);
    while (most == 0 || count < most) && run_search(pattern, &text, &mut state)? {
        parts.append(slice(string, last, state.start)?)?;
        for group in 0..pattern.groups.get() as usize {
            parts.append(group_text(string, &state, group, false)?)?;
        }
        count += 1;
        last = state.ptr;
        state.step_behind();
    }
    parts.append(slice(string, last, state.end)?)?;
    Ok(parts.upcast())
}

/// What replaces matches: a string as it is, or what a function makes of them.
fn replacement(object: &PyObject, given: &PyObject) -> Result<(Ref, bool), Raised> {
    if objects::is_callable(given) {
        return Ok((given.to_ref(), true));
    }
    let literal = match Text::of(given) {
        Ok(text) => text.data().iter().all(|code| code != u32::from(b'\\')),
        Err(_) => {
            errors::clear();
            false
        }
    };
    if literal {
        return Ok((given.to_ref(), false));
    }
    let re = hooks::import("re")?;
    let filter = call::call(&*objects::get_attr_str(&re, "_subx")?, &[object, given])?;
    let callable = objects::is_callable(&filter);
    Ok((filter, callable))
}

/// The string with matches replaced, and how many were.
fn substitute(
    object: &PyObject,
    given: &PyObject,
    string: &PyObject,
    most: isize,
) -> Result<(Ref, usize), Raised> {
    let pattern = this(object);
    let (filter, callable) = replacement(object, given)?;
    let text = text_for(pattern, string)?;
    let mut state = new_state(pattern, &text, (0, isize::MAX))?;
    let place = (state.start, state.end);
    let parts: Ref<PyListObject> = list::new()?;
    let (mut behind, mut count) = (0, 0);
    while (most == 0 || (count as isize) < most) && run_search(pattern, &text, &mut state)? {
        if behind < state.start {
            parts.append(slice(string, behind, state.start)?)?;
        }
        let item = if callable {
            call::call(&filter, &[&*found::new(object, string, &state, place)?])?
        } else {
            filter.clone()
        };
        if !item.is_none() {
            parts.append(item)?;
        }
        behind = state.ptr;
        count += 1;
        state.step_behind();
    }
    if behind < place.1 {
        parts.append(slice(string, behind, place.1)?)?;
    }
    let joiner = slice(string, 0, 0)?;
    let result = if parts.is_empty() { joiner } else { call::call_method(&joiner, "join", &[&parts])? };
    Ok((result, count))
}

fn sub_arguments<'a>(
    spec: &Spec,
    args: &[&'a PyObject],
    kwnames: Option<&'a PyObject>,
) -> Result<(&'a PyObject, &'a PyObject, isize), Raised> {
    let [replacement, string, count] = spec.parse(args, kwnames)?;
    let none = singletons::none();
    Ok((replacement.unwrap_or(none), string.unwrap_or(none), count.map_or(Ok(0), number::as_isize)?))
}

fn sub(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("sub", &["repl", "string", "count"]).required(2);
    let (replacement, string, count) = sub_arguments(&SPEC, args, kwnames)?;
    Ok(substitute(object, replacement, string, count)?.0)
}

fn subn(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("subn", &["repl", "string", "count"]).required(2);
    let (replacement, string, count) = sub_arguments(&SPEC, args, kwnames)?;
    let (result, count) = substitute(object, replacement, string, count)?;
    tuple_ref([result, int::from_usize(count)?])
}

fn itself(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

fn itself_deep(object: &PyObject, _: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

fn group_index(object: &PyObject) -> PyResult {
    match get(&this(object).groupindex) {
        Some(names) => mapping_proxy::new(&names),
        None => mapping_proxy::new(&*dict::new()?),
    }
}

const FLAG_NAMES: [(c_int, &str); 9] = [
    (1, "re.TEMPLATE"),
    (2, "re.IGNORECASE"),
    (4, "re.LOCALE"),
    (8, "re.MULTILINE"),
    (16, "re.DOTALL"),
    (32, "re.UNICODE"),
    (64, "re.VERBOSE"),
    (128, "re.DEBUG"),
    (256, "re.ASCII"),
];

extern "C" fn repr(object: &PyObject) -> PyResult {
    let pattern = this(object);
    let mut left = pattern.flags.get();
    // A string pattern without other wishes is a Unicode one.
    if pattern.isbytes.get() == 0 && left & (4 | 32 | 256) == 32 {
        left &= !32;
    }
    let mut shown = Vec::new();
    for (flag, name) in FLAG_NAMES {
        if left & flag != 0 {
            shown.push(name.to_owned());
            left &= !flag;
        }
    }
    if left != 0 {
        shown.push(format!("{left:#x}"));
    }
    let mut text = Builder::new();
    text.push_str("re.compile(")?;
    let source = objects::repr(&get_or_none(&pattern.pattern))?;
    if let Some(source) = source.cast::<PyUnicodeObject>() {
        text.push_data(source.data().slice(0, source.len().min(200)))?;
    }
    if !shown.is_empty() {
        text.push_str(", ")?;
        text.push_str(&shown.join("|"))?;
    }
    text.push_str(")")?;
    Ok(text.finish()?.upcast())
}

extern "C" fn hash(object: &PyObject) -> isize {
    let pattern = this(object);
    let Ok(hash) = objects::hash(&get_or_none(&pattern.pattern)) else { return -1 };
    let code: Vec<u8> = pattern.code().iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let hash = hash
        ^ str::hash_bytes(&code)
        ^ pattern.flags.get() as isize
        ^ pattern.isbytes.get() as isize
        ^ pattern.codesize.get();
    if hash == -1 { -2 } else { hash }
}

extern "C" fn rich_compare(left: &PyObject, right: &PyObject, op: CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (left.cast_exact::<PatternObject>(), right.cast_exact::<PatternObject>()) else {
        return Ok(singletons::not_implemented());
    };
    if op != EQ && op != NE {
        return Ok(singletons::not_implemented());
    }
    let same = left.is(right)
        || (a.flags.get() == b.flags.get()
            && a.isbytes.get() == b.isbytes.get()
            && a.code() == b.code()
            && objects::rich_compare_bool(&get_or_none(&a.pattern), &get_or_none(&b.pattern), EQ)?);
    Ok(bool_ref(same == (op == EQ)))
}

extern "C" fn tp_clear(object: &PyObject) -> c_int {
    let pattern = this(object);
    clear(&pattern.groupindex);
    clear(&pattern.indexgroup);
    clear(&pattern.pattern);
    0
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout.
    unsafe {
        gc::untrack(&*object);
        if !this(&*object).weakreflist.get().is_null() {
            weakref::clear_weakrefs(&*object);
        }
        tp_clear(&*object);
        memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let pattern = this(object);
    visit!(visit, arg, pattern.groupindex.get());
    visit!(visit, arg, pattern.indexgroup.get());
    visit!(visit, arg, pattern.pattern.get());
    0
}

/// What goes through a text match by match. As large as CPython's, which keeps its state inside.
#[repr(C)]
pub struct ScannerObject {
    pub ob_base: PyObject,
    pattern: Cell<*mut PyObject>,
    string: Cell<*mut PyObject>,
    /// Null once exhausted.
    state: Cell<*mut RefCell<State>>,
    place: Cell<(usize, usize)>,
    room: [u8; 240 - 16 - 5 * size_of::<usize>()],
}

const _: () = assert!(size_of::<ScannerObject>() == 240);

layout_of!(scanner_of, ScannerObject);

pub static SCANNER_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::DISALLOW_INSTANTIATION),
    tp_dealloc: Cell::new(Some(scanner_dealloc as Destructor)),
    tp_traverse: Cell::new(Some(scanner_traverse)),
    tp_clear: Cell::new(Some(scanner_clear)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"match", scanner_match, c"match($self, /)\n--\n\n"),
        PyMethodDef::noargs(c"search", scanner_search, c"search($self, /)\n--\n\n"),
        PyMethodDef::END,
    ]),
    tp_members: typeobject::members(&[
        PyMemberDef::read_only(c"pattern", MemberType::Object, offset_of!(ScannerObject, pattern), c""),
        PyMemberDef::END,
    ]),
    ..PyTypeObject::new(c"_sre.SRE_Scanner", size_of::<ScannerObject>())
};

fn make_scanner(object: &PyObject, string: &PyObject, part: (isize, isize)) -> PyResult {
    let pattern = this(object);
    let text = text_for(pattern, string)?;
    let state = new_state(pattern, &text, part)?;
    let made = memory::generic_alloc(&SCANNER_TYPE, 0)?;
    let scanner = scanner_of(&made);
    scanner.place.set((state.start, state.end));
    scanner.state.set(Box::into_raw(Box::new(RefCell::new(state))));
    set(&scanner.pattern, object.to_ref());
    set(&scanner.string, string.to_ref());
    debug_assert_eq!(scanner.room.len(), 184);
    Ok(made)
}

fn scanner(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("scanner", SEARCH).required(1);
    let (string, part) = search_arguments(&SPEC, args, kwnames)?;
    make_scanner(object, string, part)
}

fn find_iter(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("finditer", SEARCH).required(1);
    let (string, part) = search_arguments(&SPEC, args, kwnames)?;
    let scanner = make_scanner(object, string, part)?;
    let search = objects::get_attr_str(&scanner, "search")?;
    iterators::callable_iterator(&search, singletons::none())
}

fn advance(object: &PyObject, run: Run) -> PyResult {
    let scanner = scanner_of(object);
    // SAFETY: null, or made by `make_scanner` and the scanner's own.
    let Some(state) = (unsafe { scanner.state.get().as_ref() }) else { return Ok(singletons::none_ref()) };
    let Ok(mut state) = state.try_borrow_mut() else {
        return Err(raise!(VALUE_ERROR, "regular expression scanner already executing"));
    };
    let (pattern, string) = (get_or_none(&scanner.pattern), get_or_none(&scanner.string));
    if pattern.is_none() || state.start == engine::NONE {
        return Ok(singletons::none_ref());
    }
    let text = text_for(this(&pattern), &string)?;
    if run(this(&pattern), &text, &mut state)? {
        let result = found::new(&pattern, &string, &state, scanner.place.get())?;
        state.step_behind();
        return Ok(result);
    }
    state.start = engine::NONE;
    Ok(singletons::none_ref())
}

fn scanner_match(object: &PyObject) -> PyResult {
    advance(object, run_match)
}

fn scanner_search(object: &PyObject) -> PyResult {
    advance(object, run_search)
}

extern "C" fn scanner_clear(object: &PyObject) -> c_int {
    clear(&scanner_of(object).pattern);
    clear(&scanner_of(object).string);
    0
}

unsafe extern "C" fn scanner_dealloc(object: *mut PyObject) {
    // SAFETY: a dying scanner, whose state is its own.
    unsafe {
        gc::untrack(&*object);
        scanner_clear(&*object);
        let state = scanner_of(&*object).state.replace(std::ptr::null_mut());
        if !state.is_null() {
            drop(Box::from_raw(state));
        }
        memory::free_object(object);
    }
}

extern "C" fn scanner_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visit, arg, scanner_of(object).pattern.get());
    visit!(visit, arg, scanner_of(object).string.get());
    0
}
