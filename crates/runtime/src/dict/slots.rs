//! The `dict` type.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::ptr::null_mut;

use super::insert::Merge;
use super::{PyDictObject, iter, views};
use crate::args::{check_count, items};
use crate::descr::PyMethodDef;
use crate::errors;
use crate::exceptions::{self, raise_key_error};
use crate::gc;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::objects::{self, CompareOp, EQ, NE, bool_code, bool_ref, rich_compare_bool, status_code};
use crate::set::PySetObject;
use crate::singletons::{none, none_ref, not_implemented};
use crate::str::PyUnicodeObject;
use crate::tuple::PyTupleObject;
use crate::typeobject::{
    self, Destructor, PyMappingMethods, PyNumberMethods, PySequenceMethods, PyTypeObject, VisitProc, flags,
};

pub static DICT_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(
        flags::DEFAULT
            | flags::HAVE_GC
            | flags::BASETYPE
            | flags::DICT_SUBCLASS
            | flags::MATCH_SELF
            | flags::MAPPING,
    ),
    tp_dealloc: Cell::new(Some(dict_dealloc as Destructor)),
    tp_repr: Cell::new(Some(dict_repr)),
    tp_as_number: Cell::new(&raw const DICT_AS_NUMBER),
    tp_as_sequence: Cell::new(&raw const DICT_AS_SEQUENCE),
    tp_as_mapping: Cell::new(&raw const DICT_AS_MAPPING),
    tp_hash: Cell::new(Some(objects::hash_not_implemented)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_doc: typeobject::doc(
        c"dict() -> an empty mapping\ndict(mapping) -> with the items of a mapping\ndict(iterable) -> with the pairs of an iterable\ndict(**kwargs) -> with the keyword arguments, after either of the others",
    ),
    tp_traverse: Cell::new(Some(dict_traverse)),
    tp_clear: Cell::new(Some(dict_tp_clear)),
    tp_richcompare: Cell::new(Some(dict_richcompare)),
    tp_iter: Cell::new(Some(iter::dict_iter)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::one(
            c"__contains__",
            dict_contains_method,
            c"__contains__($self, key, /)\n--\n\nWhether the key is there.",
        )
        .coexist(),
        PyMethodDef::one(c"__getitem__", dict_getitem_method, c"x.__getitem__(y) <==> x[y]").coexist(),
        PyMethodDef::noargs(c"__sizeof__", dict_sizeof, c"D.__sizeof__() -> size in bytes"),
        PyMethodDef::fast(
            c"get",
            dict_get,
            c"get($self, key, default=None, /)\n--\n\nThe key's value, or the default.",
        ),
        PyMethodDef::fast(
            c"setdefault",
            dict_setdefault,
            c"setdefault($self, key, default=None, /)\n--\n\nThe key's value, which becomes the default if there is none.",
        ),
        PyMethodDef::fast(
            c"pop",
            dict_pop,
            c"pop($self, key, default=<unrepresentable>, /)\n--\n\nD.pop(k[,d]) -> v, removes the key and gives its value.\n\nWithout the key, gives d, or raises KeyError.",
        ),
        PyMethodDef::noargs(
            c"popitem",
            dict_popitem,
            c"popitem($self, /)\n--\n\nRemove the item that came last and give it as a pair.\n\nKeyError if there is none.",
        ),
        PyMethodDef::noargs(c"keys", views::keys, c"D.keys() -> a view of the keys, like a set"),
        PyMethodDef::noargs(c"items", views::items, c"D.items() -> a view of the items, like a set"),
        PyMethodDef::noargs(c"values", views::values, c"D.values() -> a view of the values"),
        PyMethodDef::varargs(
            c"update",
            dict_update,
            c"D.update([E, ]**F) -> None.  Takes over the items of a mapping or of an iterable of pairs, then of F.",
        ),
        PyMethodDef::fast(
            c"fromkeys",
            dict_fromkeys,
            c"fromkeys($type, iterable, value=None, /)\n--\n\nA new mapping of these keys to one value.",
        )
        .class(),
        PyMethodDef::noargs(c"clear", dict_clear, c"D.clear() -> None.  Removes every item."),
        PyMethodDef::noargs(c"copy", dict_copy, c"D.copy() -> a new dict of the same items"),
        PyMethodDef::noargs(
            c"__reversed__",
            iter::dict_reversed,
            c"__reversed__($self, /)\n--\n\nAn iterator from the last key to the first.",
        ),
        PyMethodDef::one(c"__class_getitem__", crate::generic_alias::class_getitem, c"See PEP 585").class(),
        PyMethodDef::END,
    ]),
    tp_init: Cell::new(Some(dict_init)),
    tp_alloc: Cell::new(Some(crate::memory::generic_alloc)),
    tp_new: Cell::new(Some(dict_new)),
    tp_vectorcall: Cell::new(Some(dict_vectorcall)),
    ..PyTypeObject::new(c"dict", size_of::<PyDictObject>())
};

static DICT_AS_NUMBER: PyNumberMethods = PyNumberMethods {
    nb_or: Cell::new(Some(dict_or)),
    nb_inplace_or: Cell::new(Some(dict_ior)),
    ..PyNumberMethods::EMPTY
};

static DICT_AS_SEQUENCE: PySequenceMethods =
    PySequenceMethods { sq_contains: Cell::new(Some(dict_contains)), ..PySequenceMethods::EMPTY };

static DICT_AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: Cell::new(Some(dict_length)),
    mp_subscript: Cell::new(Some(dict_subscript)),
    mp_ass_subscript: Cell::new(Some(dict_ass_subscript)),
};

fn dict_of(object: &PyObject) -> &PyDictObject {
    // SAFETY: slots and methods of dicts get dicts.
    unsafe { object.cast_unchecked() }
}

unsafe extern "C" fn dict_dealloc(object: *mut PyObject) {
    // SAFETY: a dying dict; what it owns is given back once.
    unsafe {
        gc::untrack(&*object);
        let dict = dict_of(&*object);
        let exact = dict.is_exact::<PyDictObject>();
        if exact && gc::trashcan_begin(dict) {
            return;
        }
        let keys = dict.ma_keys.get();
        let values = dict.ma_values.replace(null_mut());
        super::insert::drop_values(values, keys);
        if !keys.is_null() {
            super::keys::decref_keys(keys);
        }
        if !exact || !super::FREE_LIST.push(object) {
            crate::memory::free_object(object);
        }
        if exact {
            gc::trashcan_end();
        }
    }
}

extern "C" fn dict_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let dict = dict_of(object);
    let keys = dict.keys();
    let values = dict.values();
    for ix in 0..keys.dk_nentries.get() {
        if let Some(values) = values {
            crate::visit!(visit, arg, values.value(ix).get());
            continue;
        }
        let (key, value) = keys.entry(ix);
        crate::visit!(visit, arg, value.get());
        if !keys.is_unicode() && !value.get().is_null() {
            crate::visit!(visit, arg, key.get());
        }
    }
    0
}

extern "C" fn dict_tp_clear(object: &PyObject) -> c_int {
    dict_of(object).clear();
    0
}

extern "C" fn dict_new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    new_instance(ty)
}

fn new_instance(ty: &PyTypeObject) -> PyResult {
    if std::ptr::eq(ty, &DICT_TYPE) {
        return Ok(super::new()?.upcast());
    }
    let alloc = ty.tp_alloc.get().unwrap_or(crate::memory::generic_alloc);
    let object = alloc(ty, 0)?;
    let dict = dict_of(&object);
    super::keys::incref_keys(super::keys::empty_keys());
    dict.ma_keys.set(super::keys::empty_keys());
    dict.ma_version_tag.set(super::next_version());
    Ok(object)
}

extern "C" fn dict_init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    status_code(update_common(dict_of(object), "dict", args, kwargs))
}

extern "C" fn dict_vectorcall(
    ty: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    let names = kwnames.map_or(&[][..], crate::tuple::items_of);
    let positional = crate::call::positional(args, nargsf);
    check_count("dict", positional, 0, 1)?;
    // SAFETY: the slot of types; keyword values follow the positional arguments.
    let (ty, values): (&PyTypeObject, _) = unsafe {
        (
            ty.cast_unchecked(),
            std::slice::from_raw_parts(args.cast::<&PyObject>(), positional.len() + names.len()),
        )
    };
    let object = new_instance(ty)?;
    let dict = dict_of(&object);
    if let Some(source) = positional.first() {
        dict.update_from(source)?;
    }
    for (name, value) in names.iter().zip(&values[positional.len()..]) {
        dict.set_item(name, value)?;
    }
    Ok(object)
}

fn update_common(
    dict: &PyDictObject,
    name: &str,
    args: &PyObject,
    kwargs: Option<&PyObject>,
) -> Result<(), Raised> {
    let args = items(args);
    check_count(name, args, 0, 1)?;
    if let Some(source) = args.first() {
        dict.update_from(source)?;
    }
    if let Some(kwargs) = kwargs {
        if kwargs.cast::<PyDictObject>().is_some_and(|kwargs| !kwargs.has_only_string_keys()) {
            return Err(crate::raise!(TYPE_ERROR, "keywords must be strings"));
        }
        dict.merge(kwargs, Merge::Override)?;
    }
    Ok(())
}

impl PyDictObject {
    /// Takes over the items of a mapping, or of an iterable of pairs.
    pub fn update_from(&self, source: &PyObject) -> Result<(), Raised> {
        if source.is_exact::<PyDictObject>() || objects::lookup_attr(source, name!("keys"))?.is_some() {
            return self.merge(source, Merge::Override);
        }
        self.merge_pairs(source, true)
    }

    /// Merges a mapping: a dict, or anything with `keys()` and `[]`.
    pub fn merge(&self, other: &PyObject, how: Merge) -> Result<(), Raised> {
        if let Some(other) = other.cast::<PyDictObject>()
            && other.iterates_plainly()
        {
            return self.merge_dict(other, how);
        }
        let keys = crate::call::call_method(other, "keys", &[])?;
        let keys = if keys.is_instance_of::<crate::list::PyListObject>() {
            keys
        } else {
            match crate::iter::get_iter(&keys) {
                Ok(keys) => keys,
                Err(_) if errors::matches(&exceptions::TYPE_ERROR) => {
                    errors::clear();
                    return Err(crate::raise!(
                        TYPE_ERROR,
                        "{}.keys() returned a non-iterable (type {})",
                        other.ob_type().full_name(),
                        keys.ob_type().full_name()
                    ));
                }
                Err(raised) => return Err(raised),
            }
        };
        let keys = crate::sequence::list(&keys)?;
        let keys = crate::iter::get_iter(&keys)?;
        while let Some(key) = crate::iter::next(&keys)? {
            if how != Merge::Override && self.contains(&key)? {
                if how == Merge::Refuse {
                    return Err(raise_key_error(&key));
                }
                continue;
            }
            let value = crate::mapping::get_item(other, &key)?;
            self.set_owned(key, value)?;
        }
        Ok(())
    }

    /// Takes over the pairs of an iterable.
    pub fn merge_pairs(&self, pairs: &PyObject, replace: bool) -> Result<(), Raised> {
        let iterator = crate::iter::get_iter(pairs)?;
        let mut index = 0usize;
        while let Some(pair) = crate::iter::next(&iterator)? {
            let pair = match crate::sequence::fast(&pair, "") {
                Ok(pair) => pair,
                Err(raised) => {
                    if errors::matches(&exceptions::TYPE_ERROR) {
                        return Err(crate::raise!(
                            TYPE_ERROR,
                            "cannot convert dictionary update sequence element #{index} to a sequence"
                        ));
                    }
                    return Err(raised);
                }
            };
            let length = pair.len();
            let Ok([key, value]) = <[Ref; 2]>::try_from(pair) else {
                return Err(crate::raise!(
                    VALUE_ERROR,
                    "dictionary update sequence element #{index} has length {length}; 2 is required"
                ));
            };
            if replace {
                self.set_item(&key, &value)?;
            } else {
                self.setdefault(&key, &value)?;
            }
            index += 1;
        }
        Ok(())
    }

    /// Removes the item that came last.
    pub fn pop_item(&self) -> Result<Option<(Ref, Ref)>, Raised> {
        if self.is_empty() {
            return Ok(None);
        }
        if self.values().is_some() {
            self.resize(self.keys().dk_log2_size.get(), true)?;
        }
        let keys = self.keys();
        let mut ix = keys.dk_nentries.get() - 1;
        while keys.entry(ix).1.get().is_null() {
            ix -= 1;
        }
        let hash = keys.entry_hash(ix);
        // SAFETY: a live entry owns its key.
        let key = unsafe { Ref::new(&*keys.entry(ix).0.get()) };
        let value = self.remove(hash, ix);
        // The slot of the index stays a dummy, so the room is not given back.
        keys.dk_nentries.set(ix);
        Ok(Some((key, value)))
    }
}

extern "C" fn dict_length(object: &PyObject) -> isize {
    dict_of(object).ma_used.get()
}

extern "C" fn dict_repr(object: &PyObject) -> PyResult {
    let Some(_guard) = objects::repr_enter(object) else { return Ok(crate::str::new("{...}")?.upcast()) };
    let dict = dict_of(object);
    if dict.is_empty() {
        return Ok(crate::str::new("{}")?.upcast());
    }
    let mut text = crate::str::Builder::new();
    text.push_str("{")?;
    let (mut position, mut first) = (0, true);
    loop {
        // The dict may change while its items describe themselves.
        let Some((key, value)) = dict.next(&mut position).map(|(key, value)| (key.to_ref(), value.to_ref()))
        else {
            break;
        };
        if !first {
            text.push_str(", ")?;
        }
        first = false;
        crate::slice::push_repr(&mut text, &key)?;
        text.push_str(": ")?;
        crate::slice::push_repr(&mut text, &value)?;
    }
    text.push_str("}")?;
    Ok(text.finish()?.upcast())
}

extern "C" fn dict_contains(object: &PyObject, key: &PyObject) -> c_int {
    bool_code(dict_of(object).contains(key))
}

fn dict_contains_method(object: &PyObject, key: &PyObject) -> PyResult {
    Ok(bool_ref(dict_of(object).contains(key)?))
}

extern "C" fn dict_subscript(object: &PyObject, key: &PyObject) -> PyResult {
    if let Some(value) = dict_of(object).get_item(key)? {
        return Ok(value);
    }
    if !object.is_exact::<PyDictObject>()
        && let Some(missing) = typeobject::lookup_special(object, name!("__missing__"))?
    {
        return crate::call::call(&missing, &[key]);
    }
    Err(raise_key_error(key))
}

fn dict_getitem_method(object: &PyObject, key: &PyObject) -> PyResult {
    dict_subscript(object, key)
}

extern "C" fn dict_ass_subscript(object: &PyObject, key: &PyObject, value: Option<&PyObject>) -> c_int {
    let dict = dict_of(object);
    status_code(match value {
        Some(value) => dict.set_item(key, value),
        None => dict.del_item(key),
    })
}

fn equal(a: &PyDictObject, b: &PyDictObject) -> Result<bool, Raised> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let mut ix = 0;
    while ix < a.keys().dk_nentries.get() {
        let value = a.value_at(ix);
        // SAFETY: null, or a live value with a live key.
        if let Some(value) = unsafe { value.as_ref() } {
            let value = value.to_ref();
            let hash = a.keys().entry_hash(ix);
            // SAFETY: as above.
            let key = unsafe { Ref::new(&*a.keys().entry(ix).0.get()) };
            let Some(other) = b.get_with_hash(&key, hash)? else { return Ok(false) };
            if !rich_compare_bool(&value, &other, EQ)? {
                return Ok(false);
            }
        }
        ix += 1;
    }
    Ok(true)
}

extern "C" fn dict_richcompare(a: &PyObject, b: &PyObject, op: CompareOp) -> PyResult {
    let (Some(left), Some(right)) = (a.cast::<PyDictObject>(), b.cast::<PyDictObject>()) else {
        return Ok(not_implemented());
    };
    if op != EQ && op != NE {
        return Ok(not_implemented());
    }
    Ok(bool_ref(equal(left, right)? == (op == EQ)))
}

extern "C" fn dict_or(a: &PyObject, b: &PyObject) -> PyResult {
    let (Some(left), Some(_)) = (a.cast::<PyDictObject>(), b.cast::<PyDictObject>()) else {
        return Ok(not_implemented());
    };
    let union = left.copy()?;
    union.update_from(b)?;
    Ok(union.upcast())
}

extern "C" fn dict_ior(a: &PyObject, b: &PyObject) -> PyResult {
    dict_of(a).update_from(b)?;
    Ok(a.to_ref())
}

fn dict_sizeof(object: &PyObject) -> PyResult {
    crate::int::from_usize(dict_of(object).byte_size())
}

fn dict_get(object: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("get", args, 1, 2)?;
    let found = dict_of(object).get_item(args[0])?;
    Ok(found.unwrap_or_else(|| args.get(1).map_or_else(none_ref, |default| default.to_ref())))
}

fn dict_setdefault(object: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("setdefault", args, 1, 2)?;
    dict_of(object).setdefault(args[0], args.get(1).copied().unwrap_or(none()))
}

fn dict_pop(object: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("pop", args, 1, 2)?;
    match (dict_of(object).pop(args[0])?, args.get(1)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.to_ref()),
        (None, None) => Err(raise_key_error(args[0])),
    }
}

fn dict_popitem(object: &PyObject) -> PyResult {
    match dict_of(object).pop_item()? {
        Some((key, value)) => Ok(crate::tuple::pair(key, value)?.upcast()),
        None => Err(crate::raise!(KEY_ERROR, "popitem(): dictionary is empty")),
    }
}

fn dict_update(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    update_common(dict_of(object), "update", args, kwargs)?;
    Ok(none_ref())
}

fn dict_clear(object: &PyObject) -> PyResult {
    dict_of(object).clear();
    Ok(none_ref())
}

fn dict_copy(object: &PyObject) -> PyResult {
    Ok(dict_of(object).copy()?.upcast())
}

fn dict_fromkeys(class: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("fromkeys", args, 1, 2)?;
    from_keys(class, args[0], args.get(1).copied().unwrap_or(none()))
}

/// `class.fromkeys(iterable, value)`.
pub fn from_keys(class: &PyObject, iterable: &PyObject, value: &PyObject) -> PyResult {
    let made = crate::call::call(class, &[])?;
    if let Some(dict) = made.cast_exact::<PyDictObject>().filter(|dict| dict.is_empty()) {
        let estimate = |count: usize| super::keys::estimate_log2_keysize(count as isize);
        if let Some(source) = iterable.cast_exact::<PyDictObject>() {
            dict.resize(estimate(source.len()).max(super::keys::LOG_MINSIZE), source.keys().is_unicode())?;
            let mut position = 0;
            while let Some((key, _, hash)) = source.next_with_hash(&mut position) {
                let key = key.to_ref();
                dict.insert(key, hash, value.to_ref())?;
            }
            return Ok(made);
        }
        if let Some(source) = PySetObject::exact_any(iterable) {
            dict.resize(estimate(source.len()), false)?;
            let mut position = 0;
            while let Some((key, hash)) = source.next(&mut position) {
                let key = key.to_ref();
                dict.insert(key, hash, value.to_ref())?;
            }
            return Ok(made);
        }
    }
    let iterator = crate::iter::get_iter(iterable)?;
    while let Some(key) = crate::iter::next(&iterator)? {
        match made.cast_exact::<PyDictObject>() {
            Some(dict) => dict.set_item(&key, value)?,
            None => crate::mapping::set_item(&made, &key, Some(value))?,
        }
    }
    Ok(made)
}

/// Whether an object is exactly a pair.
pub(super) fn as_pair(object: &PyObject) -> Option<(&PyObject, &PyObject)> {
    match object.cast::<PyTupleObject>()?.items() {
        [first, second] => Some((first, second)),
        _ => None,
    }
}

/// Whether the names of a call's `**kwargs` are all strings.
pub fn check_keywords(kwargs: &PyDictObject) -> Result<(), Raised> {
    let mut position = 0;
    while let Some((key, _)) = kwargs.next(&mut position) {
        if !key.is_instance_of::<PyUnicodeObject>() {
            return Err(crate::raise!(TYPE_ERROR, "keywords must be strings"));
        }
    }
    Ok(())
}
