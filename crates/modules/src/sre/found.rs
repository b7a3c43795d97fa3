//! `re.Match`.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::object::{PyObject, PyResult, PyVarObject, Raised, Ref};
use vivarium_runtime::str::{Builder, PyUnicodeObject};
use vivarium_runtime::typeobject::{self, Destructor, PyMappingMethods, PyTypeObject, VisitProc, flags};
use vivarium_runtime::{
    args, call, dict, gc, generic_alias, hooks, int, memory, number, object_layout, objects, raise,
    singletons, tuple, visit,
};

use super::engine::State;
use super::pattern::{PatternObject, slice};
use crate::support::native::{clear, get, get_or_none, layout_of, set, tuple_ref};

#[repr(C)]
pub struct MatchObject {
    pub ob_base: PyVarObject,
    string: Cell<*mut PyObject>,
    /// A tuple of all spans, once it was asked for.
    regs: Cell<*mut PyObject>,
    pattern: Cell<*mut PyObject>,
    pos: Cell<isize>,
    endpos: Cell<isize>,
    lastindex: Cell<isize>,
    /// All groups and the whole.
    groups: Cell<isize>,
    mark: [Cell<isize>; 1],
}

const _: () = assert!(size_of::<MatchObject>() == 88);

object_layout!(MatchObject, MATCH_TYPE);
layout_of!(this, MatchObject);

pub static MATCH_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(size_of::<isize>() as isize),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::DISALLOW_INSTANTIATION),
    tp_dealloc: Cell::new(Some(dealloc as Destructor)),
    tp_repr: Cell::new(Some(repr)),
    tp_as_mapping: Cell::new(&raw const AS_MAPPING),
    tp_doc: typeobject::doc(c"The result of re.match() and re.search().\nMatch objects always have a boolean value of True."),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(tp_clear)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::fast(c"group", group, c"group([group1, ...]) -> str or tuple.\nThe text of the groups, by number or name; group 0 is the whole match."),
        PyMethodDef::fast(c"start", start, c"start($self, group=0, /)\n--\n\nWhere the group starts."),
        PyMethodDef::fast(c"end", end, c"end($self, group=0, /)\n--\n\nWhere the group ends."),
        PyMethodDef::fast(c"span", span, c"span($self, group=0, /)\n--\n\nStart and end of the group."),
        PyMethodDef::keywords(c"groups", groups, c"groups($self, /, default=None)\n--\n\nThe texts of all groups; the default for those that took no part."),
        PyMethodDef::keywords(c"groupdict", group_dict, c"groupdict($self, /, default=None)\n--\n\nThe texts of the named groups by name."),
        PyMethodDef::keywords(c"expand", expand, c"expand($self, /, template)\n--\n\nThe template with its group references replaced, as sub does it."),
        PyMethodDef::noargs(c"__copy__", itself, c"__copy__($self, /)\n--\n\n"),
        PyMethodDef::one(c"__deepcopy__", itself_deep, c"__deepcopy__($self, memo, /)\n--\n\n"),
        PyMethodDef::one(c"__class_getitem__", generic_alias::class_getitem, c"See PEP 585").class(),
        PyMethodDef::END,
    ]),
    tp_members: typeobject::members(&[
        PyMemberDef::read_only(c"string", MemberType::Object, offset_of!(MatchObject, string), c"The string passed to match() or search()."),
        PyMemberDef::read_only(c"re", MemberType::Object, offset_of!(MatchObject, pattern), c"The regular expression object."),
        PyMemberDef::read_only(c"pos", MemberType::PySSize, offset_of!(MatchObject, pos), c"The index into the string at which the RE engine started looking for a match."),
        PyMemberDef::read_only(c"endpos", MemberType::PySSize, offset_of!(MatchObject, endpos), c"The index into the string beyond which the RE engine will not go."),
        PyMemberDef::END,
    ]),
    tp_getset: typeobject::getset(&[
        PyGetSetDef::read_only(c"lastindex", last_index, c"The integer index of the last matched capturing group."),
        PyGetSetDef::read_only(c"lastgroup", last_group, c"The name of the last matched capturing group."),
        PyGetSetDef::read_only(c"regs", regs, c""),
        PyGetSetDef::END,
    ]),
    ..PyTypeObject::new(c"re.Match", size_of::<MatchObject>())
};

static AS_MAPPING: PyMappingMethods =
    PyMappingMethods { mp_subscript: Cell::new(Some(subscript)), ..PyMappingMethods::EMPTY };

/// The match that a state has found, in this part of the string.
pub(super) fn new(pattern: &PyObject, string: &PyObject, state: &State, part: (usize, usize)) -> PyResult {
    // SAFETY: patterns only are handed in.
    let groups = unsafe { pattern.cast_unchecked::<PatternObject>() }.groups.get() as usize;
    // SAFETY: the layout of the type; two marks for the whole and each group follow.
    let found: Ref<MatchObject> = unsafe { memory::new_var_object(&MATCH_TYPE, 2 * (groups as isize + 1))? };
    set(&found.string, string.to_ref());
    set(&found.pattern, pattern.to_ref());
    found.pos.set(part.0 as isize);
    found.endpos.set(part.1 as isize);
    found.lastindex.set(state.lastindex);
    found.groups.set(groups as isize + 1);
    let marks = found.marks();
    marks[0].set(state.start as isize);
    marks[1].set(state.ptr as isize);
    for group in 0..groups {
        let (start, end) = state.group(group).map_or((-1, -1), |(start, end)| (start as isize, end as isize));
        if start > end {
            return Err(raise!(
                SYSTEM_ERROR,
                "The span of capturing group is wrong, please report a bug for the re module."
            ));
        }
        marks[2 * group + 2].set(start);
        marks[2 * group + 3].set(end);
    }
    gc::track(&found);
    Ok(found.upcast())
}

impl MatchObject {
    fn marks(&self) -> &[Cell<isize>] {
        // SAFETY: made with two marks for each group behind its fields.
        unsafe {
            let first = std::ptr::from_ref(self).cast::<u8>().add(offset_of!(MatchObject, mark));
            std::slice::from_raw_parts(first.cast(), 2 * self.groups.get() as usize)
        }
    }

    fn span(&self, group: usize) -> (isize, isize) {
        let marks = self.marks();
        (marks[2 * group].get(), marks[2 * group + 1].get())
    }

    fn text(&self, group: usize, default: &PyObject) -> PyResult {
        let (start, end) = self.span(group);
        let string = get_or_none(&self.string);
        if start < 0 || string.is_none() {
            return Ok(default.to_ref());
        }
        slice(&string, start as usize, end as usize)
    }

    fn with_pattern<T>(&self, look: impl FnOnce(&PatternObject) -> T) -> Option<T> {
        let pattern = get(&self.pattern)?;
        // SAFETY: a match holds its pattern there.
        Some(look(unsafe { pattern.cast_unchecked() }))
    }

    /// A group by number or name.
    fn index(&self, index: &PyObject) -> Result<usize, Raised> {
        let number = if number::check_index(index) {
            number::as_size(index, None)?
        } else {
            let names = self.with_pattern(|pattern| get(&pattern.groupindex)).flatten();
            let number = match names {
                Some(names) => names.get_item(index)?,
                None => None,
            };
            let number = number.filter(|number| number.is_instance_of::<PyLongObject>());
            number.and_then(|number| int::to_isize(&number)).unwrap_or(-1)
        };
        if number < 0 || number >= self.groups.get() {
            return Err(raise!(INDEX_ERROR, "no such group"));
        }
        Ok(number as usize)
    }
}

fn text_of(found: &MatchObject, index: &PyObject) -> PyResult {
    found.text(found.index(index)?, singletons::none())
}

fn group(object: &PyObject, args: &[&PyObject]) -> PyResult {
    let found = this(object);
    match args {
        [] => found.text(0, singletons::none()),
        [index] => text_of(found, index),
        all => tuple_ref(all.iter().map(|index| text_of(found, index)).collect::<Result<Vec<_>, _>>()?),
    }
}

extern "C" fn subscript(object: &PyObject, index: &PyObject) -> PyResult {
    text_of(this(object), index)
}

/// The span of the group that a method was asked for.
fn asked(object: &PyObject, name: &str, args: &[&PyObject]) -> Result<(isize, isize), Raised> {
    args::check_count(name, args, 0, 1)?;
    let found = this(object);
    let index = args.first().map_or(Ok(0), |index| found.index(index))?;
    Ok(found.span(index))
}

fn start(object: &PyObject, args: &[&PyObject]) -> PyResult {
    int::from_isize(asked(object, "start", args)?.0)
}

fn end(object: &PyObject, args: &[&PyObject]) -> PyResult {
    int::from_isize(asked(object, "end", args)?.1)
}

fn pair((start, end): (isize, isize)) -> PyResult {
    Ok(tuple::pair(int::from_isize(start)?, int::from_isize(end)?)?.upcast())
}

fn span(object: &PyObject, args: &[&PyObject]) -> PyResult {
    pair(asked(object, "span", args)?)
}

fn groups(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("groups", &["default"]);
    let [default] = SPEC.parse(args, kwnames)?;
    let default = default.unwrap_or(singletons::none());
    let found = this(object);
    let texts = (1..found.groups.get() as usize).map(|group| found.text(group, default));
    tuple_ref(texts.collect::<Result<Vec<_>, _>>()?)
}

fn group_dict(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("groupdict", &["default"]);
    let [default] = SPEC.parse(args, kwnames)?;
    let default = default.unwrap_or(singletons::none());
    let found = this(object);
    let result = dict::new()?;
    let names = found.with_pattern(|pattern| get(&pattern.groupindex)).flatten();
    for (name, _) in names.map(|names| names.pairs()).transpose()?.unwrap_or_default() {
        let text = found.text(found.index(&name)?, default)?;
        result.set_item(&name, &text)?;
    }
    Ok(result.upcast())
}

fn expand(object: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("expand", &["template"]).required(1);
    let [template] = SPEC.parse(args, kwnames)?;
    let expand = objects::get_attr_str(&*hooks::import("re")?, "_expand")?;
    let pattern = get_or_none(&this(object).pattern);
    call::call(&expand, &[&pattern, object, template.unwrap_or(singletons::none())])
}

fn itself(object: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

fn itself_deep(object: &PyObject, _: &PyObject) -> PyResult {
    Ok(object.to_ref())
}

fn last_index(object: &PyObject) -> PyResult {
    match this(object).lastindex.get() {
        ..0 => Ok(singletons::none_ref()),
        index => int::from_isize(index),
    }
}

fn last_group(object: &PyObject) -> PyResult {
    let found = this(object);
    let names = found.with_pattern(|pattern| get(&pattern.indexgroup)).flatten();
    let index = usize::try_from(found.lastindex.get()).ok();
    let name = names.zip(index).and_then(|(names, index)| names.items().get(index).map(|name| name.to_ref()));
    Ok(name.unwrap_or_else(singletons::none_ref))
}

fn regs(object: &PyObject) -> PyResult {
    let found = this(object);
    if let Some(regs) = get(&found.regs) {
        return Ok(regs);
    }
    let spans = (0..found.groups.get() as usize).map(|group| pair(found.span(group)));
    let regs = tuple_ref(spans.collect::<Result<Vec<_>, _>>()?)?;
    set(&found.regs, regs.clone());
    Ok(regs)
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let found = this(object);
    let (start, end) = found.span(0);
    let shown = objects::repr(&*found.text(0, singletons::none())?)?;
    let mut text = Builder::new();
    text.push_str(&format!("<{} object; span=({start}, {end}), match=", object.ob_type().full_name()))?;
    if let Some(shown) = shown.cast::<PyUnicodeObject>() {
        text.push_data(shown.data().slice(0, shown.len().min(50)))?;
    }
    text.push_str(">")?;
    Ok(text.finish()?.upcast())
}

extern "C" fn tp_clear(object: &PyObject) -> c_int {
    let found = this(object);
    clear(&found.string);
    clear(&found.regs);
    clear(&found.pattern);
    0
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout.
    unsafe {
        gc::untrack(&*object);
        tp_clear(&*object);
        memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let found = this(object);
    visit!(visit, arg, found.string.get());
    visit!(visit, arg, found.regs.get());
    visit!(visit, arg, found.pattern.get());
    0
}
