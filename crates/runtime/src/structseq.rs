//! Tuples with named fields (`Objects/structseq.c`): `sys.version_info`, `os.stat_result` and their like.

use std::cell::Cell;
use std::ffi::{CStr, CString, c_int, c_void};

use crate::descr::{MemberType, PyMemberDef, PyMethodDef};
use crate::dict::PyDictObject;
use crate::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use crate::tuple::{PyTupleObject, TUPLE_TYPE};
use crate::typeobject::{Destructor, NewFunc, PyTypeObject, VisitProc, flags, ready::ready};
use crate::{display, int, name, objects, raise, str};

/// A field: its name and its doc.
pub type Field = (&'static CStr, &'static CStr);

static METHODS: &[PyMethodDef] = &[PyMethodDef::noargs(c"__reduce__", reduce, c""), PyMethodDef::END];

/// Makes a type. The first `visible` fields are the tuple's items; the others can be had by name only. The type lives for
/// ever.
pub fn new_type(
    full_name: &'static CStr,
    doc: &'static CStr,
    fields: &[Field],
    visible: usize,
) -> Result<&'static PyTypeObject, Raised> {
    make_type(full_name, doc, fields, visible, Some(structseq_new))
}

/// As [`new_type`], but programs can't make instances.
pub fn new_sealed_type(
    full_name: &'static CStr,
    doc: &'static CStr,
    fields: &[Field],
    visible: usize,
) -> Result<&'static PyTypeObject, Raised> {
    make_type(full_name, doc, fields, visible, None)
}

fn make_type(
    full_name: &'static CStr,
    doc: &'static CStr,
    fields: &[Field],
    visible: usize,
    new: Option<NewFunc>,
) -> Result<&'static PyTypeObject, Raised> {
    let sealed = if new.is_none() { flags::DISALLOW_INSTANTIATION } else { 0 };
    let mut members: Vec<PyMemberDef> = fields
        .iter()
        .enumerate()
        .map(|(index, (name, doc))| {
            let offset = size_of::<PyTupleObject>() + index * size_of::<usize>();
            PyMemberDef::read_only(name, MemberType::Object, offset, doc)
        })
        .collect();
    members.push(PyMemberDef::END);
    let members: &'static [PyMemberDef] = members.leak();
    let ty: &'static PyTypeObject = Box::leak(Box::new(PyTypeObject {
        tp_itemsize: Cell::new(size_of::<usize>() as isize),
        tp_base: Cell::new(&raw const TUPLE_TYPE),
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::TUPLE_SUBCLASS | sealed),
        tp_dealloc: Cell::new(Some(dealloc as Destructor)),
        tp_traverse: Cell::new(Some(traverse)),
        tp_repr: Cell::new(Some(repr)),
        tp_new: Cell::new(new),
        tp_doc: Cell::new(doc.as_ptr()),
        tp_members: Cell::new(members.as_ptr()),
        tp_methods: Cell::new(METHODS.as_ptr()),
        ..PyTypeObject::new(full_name, size_of::<PyTupleObject>())
    }));
    ready(ty)?;
    let dict = ty.dict();
    dict.set_item(name!("n_sequence_fields"), &*int::from_usize(visible)?)?;
    dict.set_item(name!("n_fields"), &*int::from_usize(fields.len())?)?;
    dict.set_item(name!("n_unnamed_fields"), &*int::from_i64(0)?)?;
    let names = fields[..visible]
        .iter()
        .map(|(name, _)| Ok(str::intern(name.to_str().unwrap_or("?"))?.upcast()))
        .collect::<Result<Vec<Ref>, Raised>>()?;
    dict.set_item(name!("__match_args__"), &*crate::tuple::new(names)?)?;
    Ok(ty)
}

fn count(ty: &PyTypeObject, name: &str) -> Result<usize, Raised> {
    let mut class = Some(ty);
    while let Some(candidate) = class {
        if let Some(value) = candidate.dict().get_item(&*str::intern(name)?)? {
            return Ok(int::to_i64(&value).and_then(|value| usize::try_from(value).ok()).unwrap_or(0));
        }
        class = candidate.base();
    }
    Ok(0)
}

/// An instance; missing fields are `None`.
pub fn new(ty: &PyTypeObject, mut items: Vec<Ref>) -> PyResult {
    let (visible, all) = (count(ty, "n_sequence_fields")?, count(ty, "n_fields")?);
    items.resize_with(all, crate::singletons::none_ref);
    // SAFETY: the layout of a tuple.
    let tuple: Ref<PyTupleObject> = unsafe { crate::memory::new_var_object(ty, all as isize)? };
    for (index, item) in items.into_iter().enumerate() {
        // SAFETY: an index below the number of items.
        unsafe { tuple.slot(index) }.set(item.into_raw());
    }
    // Hidden fields lie behind the items.
    tuple.ob_base.ob_size.set(visible as isize);
    crate::gc::track(&tuple);
    Ok(tuple.upcast())
}

/// All fields, hidden ones too.
fn all_fields(object: &PyObject) -> impl Iterator<Item = &Cell<*mut PyObject>> {
    // SAFETY: instances have the layout of tuples and a slot for each member of their type.
    let tuple: &PyTupleObject = unsafe { object.cast_unchecked() };
    // SAFETY: as above.
    (0..field_count(object.ob_type())).map(move |index| unsafe { tuple.slot(index) })
}

fn field_count(ty: &PyTypeObject) -> usize {
    let mut count = 0;
    let members = ty.tp_members.get();
    // SAFETY: the table ends in a member without a name.
    unsafe {
        while !members.is_null() && !(*members.add(count)).name.is_null() {
            count += 1;
        }
    }
    count
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: a dying instance, which owned its fields.
    unsafe {
        crate::gc::untrack(&*object);
        for field in all_fields(&*object) {
            drop(replace_slot(field, None));
        }
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    for field in all_fields(object) {
        crate::visit!(visit, arg, field.get());
    }
    0
}

extern "C" fn structseq_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: crate::args::Spec = crate::args::Spec::new("structseq", &["sequence", "dict"]).required(1);
    let [sequence, dict] = SPEC.parse_tuple_dict(args, kwargs)?;
    let Some(sequence) = sequence else { return Err(raise!(SYSTEM_ERROR, "missing argument")) };
    let mut items = crate::sequence::fast(sequence, "constructor requires a sequence")?;
    let (visible, all) = (count(ty, "n_sequence_fields")?, count(ty, "n_fields")?);
    let given = items.len();
    if given < visible || given > all {
        let (how, limit) = match (visible == all, given < visible) {
            (true, _) => ("a ", visible),
            (false, true) => ("an at least ", visible),
            (false, false) => ("an at most ", all),
        };
        return Err(raise!(
            TYPE_ERROR,
            "{}() takes {how}{limit}-sequence ({given}-sequence given)",
            ty.full_name()
        ));
    }
    if let Some(dict) = dict.and_then(|dict| dict.cast::<PyDictObject>()) {
        for field in field_names(ty).iter().skip(given) {
            let value = dict.get_item(&*str::intern(field)?)?;
            items.push(value.unwrap_or_else(crate::singletons::none_ref));
        }
    }
    new(ty, items)
}

/// Names of the fields, hidden ones last.
fn field_names(ty: &PyTypeObject) -> Vec<String> {
    let mut names = Vec::new();
    let mut member = ty.tp_members.get();
    // SAFETY: the table ends in a member without a name.
    unsafe {
        while !member.is_null() && !(*member).name.is_null() {
            names.push((*member).name().to_owned());
            member = member.add(1);
        }
    }
    names
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let ty = object.ob_type();
    let items = object.cast::<PyTupleObject>().map_or(&[][..], |tuple| tuple.items());
    let mut parts = Vec::new();
    for (name, item) in field_names(ty).iter().zip(items) {
        parts.push(format!("{name}={}", objects::repr_text(item)?));
    }
    display::format(format_args!("{}({})", ty.full_name(), parts.join(", ")))
}

fn reduce(object: &PyObject) -> PyResult {
    let items = object.cast::<PyTupleObject>().map_or(&[][..], |tuple| tuple.items());
    let plain = crate::tuple::from_slice(items)?;
    let hidden = crate::dict::new()?;
    let names = field_names(object.ob_type());
    for name in names.iter().skip(items.len()) {
        hidden.set_item(&*str::intern(name)?, &*objects::get_attr_str(object, name)?)?;
    }
    let arguments = crate::tuple::from_slice(&[&plain, &hidden])?;
    Ok(crate::tuple::from_slice(&[object.ob_type(), &arguments])?.upcast())
}

/// A name as the table of a leaked type needs it.
pub fn leak_name(name: &str) -> &'static CStr {
    Box::leak(CString::new(name).unwrap_or_default().into_boxed_c_str())
}
