//! `enumerate`, `zip`, `map`, `filter` and `reversed`.

use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};

use num_bigint::BigInt;

use crate::args::{Spec, check_count, items, no_keywords};
use crate::descr::PyMethodDef;
use crate::errors;
use crate::exceptions;
use crate::gc;
use crate::int;
use crate::iter;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref, borrow_slot, clone_slot, replace_slot};
use crate::objects;
use crate::singletons::none_ref;
use crate::tuple::{self, PyTupleObject};
use crate::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags};

/// Destructor and traverse function of a layout that owns these fields, under the given names.
macro_rules! owning {
    ($layout:ident, $dealloc:ident, $traverse:ident, $($field:ident),*) => {
        unsafe extern "C" fn $dealloc(object: *mut PyObject) {
            // SAFETY: a dying object of this layout, which owned these fields.
            unsafe {
                gc::untrack(&*object);
                let this: &$layout = (*object).cast_unchecked();
                $($crate::object::give_up(replace_slot(&this.$field, None));)*
                crate::memory::free_object(object);
            }
        }

        extern "C" fn $traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
            // SAFETY: the slot of types of this layout.
            let this: &$layout = unsafe { object.cast_unchecked() };
            $(crate::visit!(visit, arg, this.$field.get());)*
            0
        }
    };
}
pub(crate) use owning;

const fn lazy_type(name: &'static CStr, size: usize) -> PyTypeObject {
    PyTypeObject {
        tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::BASETYPE),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_iter: Cell::new(Some(objects::self_iter)),
        tp_alloc: Cell::new(Some(crate::memory::generic_alloc)),
        ..PyTypeObject::new(name, size)
    }
}

fn alloc(ty: &PyTypeObject) -> PyResult {
    match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, 0),
        None => crate::memory::generic_alloc(ty, 0),
    }
}

fn get<T>(slot: &Cell<*mut T>) -> Option<Ref<T>> {
    // SAFETY: null or owned.
    unsafe { clone_slot(slot) }
}

/// Whether a class gets its `__init__` from `object`, so that keywords are nobody's.
fn plain_init(ty: &PyTypeObject, own: &PyTypeObject) -> bool {
    std::ptr::eq(ty, own) || ty.tp_init.get().map(|f| f as usize) == own.tp_init.get().map(|f| f as usize)
}

/// Puts two items into the kept pair if nobody else holds it, else makes a new one.
fn pair(kept: &Cell<*mut PyTupleObject>, first: Ref, second: Ref) -> Option<Ref> {
    if let Some(result) = get(kept)
        && result.refcount() == 2
    {
        // SAFETY: only the iterator and we refer to the pair; it owned what stood there.
        let old = unsafe {
            (
                Ref::from_nullable(result.slot(0).replace(first.into_raw())),
                Ref::from_nullable(result.slot(1).replace(second.into_raw())),
            )
        };
        if !gc::is_tracked(&result) {
            gc::track(&result);
        }
        drop(old);
        return Some(result.upcast());
    }
    tuple::pair(first, second).ok().map(Ref::upcast)
}

#[repr(C)]
pub struct EnumerateObject {
    pub ob_base: PyObject,
    pub en_index: Cell<isize>,
    pub en_sit: Cell<*mut PyObject>,
    pub en_result: Cell<*mut PyTupleObject>,
    /// The index once it no longer fits.
    pub en_longindex: Cell<*mut PyObject>,
    one: Cell<*mut PyObject>,
}

const _: () = assert!(size_of::<EnumerateObject>() == 56);

owning!(EnumerateObject, enumerate_dealloc, enumerate_traverse, en_sit, en_result, en_longindex);

pub static ENUMERATE_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(enumerate_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"enumerate(iterable, start=0)\n--\n\nPairs of a count and an item: (0, first), (1, second), ...",
    ),
    tp_traverse: Cell::new(Some(enumerate_traverse)),
    tp_iternext: Cell::new(Some(enumerate_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", enumerate_reduce, c"For pickle."),
        PyMethodDef::one(c"__class_getitem__", crate::generic_alias::class_getitem, c"See PEP 585").class(),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(enumerate_new)),
    tp_vectorcall: Cell::new(Some(enumerate_vectorcall)),
    ..lazy_type(c"enumerate", size_of::<EnumerateObject>())
};

fn enumerate_of(object: &PyObject) -> &EnumerateObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

extern "C" fn enumerate_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("enumerate", &["iterable", "start"]).required(1);
    let [iterable, start] = SPEC.parse_tuple_dict(args, kwargs)?;
    enumerate(ty, iterable, start)
}

extern "C" fn enumerate_vectorcall(
    ty: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    let names = kwnames.map_or(&[][..], tuple::items_of);
    let positional = crate::call::positional(args, nargsf).len();
    let total = positional + names.len();
    // SAFETY: what a vectorcall function is called with: keyword values follow the positional arguments.
    let args = unsafe { crate::call::arguments(args, total) };
    if total == 0 || (total > 2 && positional == 0) {
        return Err(crate::raise!(TYPE_ERROR, "enumerate() missing required argument 'iterable'"));
    }
    if total > 2 {
        return Err(crate::raise!(TYPE_ERROR, "enumerate() takes at most 2 arguments ({total} given)"));
    }
    let mut found: [Option<&PyObject>; 2] = [None, None];
    for (slot, arg) in found.iter_mut().zip(&args[..positional]) {
        *slot = Some(arg);
    }
    for (name, value) in names.iter().zip(&args[positional..]) {
        let index = ["iterable", "start"].iter().position(|known| crate::str::as_str(name) == Some(known));
        match index.filter(|index| found[*index].is_none()) {
            Some(index) => found[index] = Some(value),
            None => {
                return Err(crate::raise!(
                    TYPE_ERROR,
                    "'{}' is an invalid keyword argument for enumerate()",
                    exceptions::Text(name)
                ));
            }
        }
    }
    if found[0].is_none() {
        return Err(crate::raise!(TYPE_ERROR, "enumerate() missing required argument 'iterable'"));
    }
    // SAFETY: the slot of types.
    enumerate(unsafe { ty.cast_unchecked() }, found[0], found[1])
}

fn enumerate(ty: &PyTypeObject, iterable: Option<&PyObject>, start: Option<&PyObject>) -> PyResult {
    let object = alloc(ty)?;
    let this = enumerate_of(&object);
    if let Some(start) = start {
        let start = crate::number::index(start)?;
        match int::to_isize(&start) {
            Some(index) => this.en_index.set(index),
            None => {
                this.en_index.set(isize::MAX);
                drop(replace_slot(&this.en_longindex, Some(start)));
            }
        }
    }
    if let Some(iterable) = iterable {
        drop(replace_slot(&this.en_sit, Some(iter::get_iter(iterable)?)));
    }
    drop(replace_slot(&this.en_result, Some(tuple::pair(none_ref(), none_ref())?)));
    Ok(object)
}

extern "C" fn enumerate_next(object: &PyObject) -> Option<Ref> {
    let this = enumerate_of(object);
    // SAFETY: set once, and nothing ends while its `__next__` runs.
    let item = iter::next_raw(unsafe { borrow_slot(&this.en_sit) }?)?;
    let index = this.en_index.get();
    let count = if index == isize::MAX {
        let count = match get(&this.en_longindex) {
            Some(count) => count,
            None => int::from_isize(isize::MAX).ok()?,
        };
        let next: BigInt = int::to_bigint(&count).unwrap_or_default() + 1u8;
        drop(replace_slot(&this.en_longindex, Some(int::from_bigint(&next).ok()?)));
        count
    } else {
        this.en_index.set(index + 1);
        int::from_isize(index).ok()?
    };
    pair(&this.en_result, count, item)
}

fn enumerate_reduce(object: &PyObject) -> PyResult {
    let this = enumerate_of(object);
    let count = match get(&this.en_longindex) {
        Some(count) => count,
        None => int::from_isize(this.en_index.get())?,
    };
    let arguments = tuple::pair(get(&this.en_sit).unwrap_or_else(none_ref), count)?;
    Ok(tuple::pair(object.ob_type().to_ref(), arguments.upcast())?.upcast())
}

#[repr(C)]
pub struct ZipObject {
    pub ob_base: PyObject,
    pub tuplesize: Cell<isize>,
    pub ittuple: Cell<*mut PyTupleObject>,
    pub result: Cell<*mut PyTupleObject>,
    pub strict: Cell<c_int>,
}

const _: () = assert!(size_of::<ZipObject>() == 48);

owning!(ZipObject, zip_dealloc, zip_traverse, ittuple, result);

pub static ZIP_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(zip_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"zip(*iterables, strict=False) --> tuples of one item from each iterable, until the shortest ends.\n\nWith strict, iterables of different lengths raise ValueError.",
    ),
    tp_traverse: Cell::new(Some(zip_traverse)),
    tp_iternext: Cell::new(Some(zip_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", zip_reduce, c"For pickle."),
        PyMethodDef::one(c"__setstate__", zip_set_state, c"For pickle."),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(zip_new)),
    ..lazy_type(c"zip", size_of::<ZipObject>())
};

fn zip_of(object: &PyObject) -> &ZipObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

fn iterators(iterables: &[&PyObject]) -> PyResult<PyTupleObject> {
    let made = iterables.iter().map(|iterable| iter::get_iter(iterable)).collect::<Result<Vec<_>, _>>()?;
    tuple::new(made)
}

extern "C" fn zip_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("zip", &["strict"]).keyword_only(0, 0);
    let empty = tuple::empty();
    let [strict] = SPEC.parse_tuple_dict(&empty, kwargs)?;
    let strict = match strict {
        Some(strict) => objects::is_true(strict)?,
        None => false,
    };
    let iterators = iterators(items(args))?;
    let count = iterators.len();
    let result = tuple::new((0..count).map(|_| none_ref()))?;
    let object = alloc(ty)?;
    let this = zip_of(&object);
    this.tuplesize.set(count as isize);
    this.strict.set(c_int::from(strict));
    drop(replace_slot(&this.ittuple, Some(iterators)));
    drop(replace_slot(&this.result, Some(result)));
    Ok(object)
}

extern "C" fn zip_next(object: &PyObject) -> Option<Ref> {
    let this = zip_of(object);
    let iterators = get(&this.ittuple)?;
    if iterators.is_empty() {
        return None;
    }
    let kept = get(&this.result)?;
    if kept.refcount() == 2 {
        for (index, iterator) in iterators.items().iter().enumerate() {
            let Some(item) = iter::next_raw(iterator) else { return zip_stopped(this, &iterators, index) };
            // SAFETY: in range; only the iterator and we refer to the tuple, which owned what stood there.
            drop(unsafe { Ref::from_nullable(kept.slot(index).replace(item.into_raw())) });
        }
        if !gc::is_tracked(&kept) {
            gc::track(&kept);
        }
        return Some(kept.upcast());
    }
    drop(kept);
    let mut found = Vec::with_capacity(iterators.len());
    for (index, iterator) in iterators.items().iter().enumerate() {
        let Some(item) = iter::next_raw(iterator) else { return zip_stopped(this, &iterators, index) };
        found.push(item);
    }
    tuple::new(found).ok().map(Ref::upcast)
}

/// The iterator at `index` gave nothing. Without `strict` what it raised goes on as it is, `StopIteration` too.
#[cold]
fn zip_stopped(this: &ZipObject, iterators: &PyTupleObject, index: usize) -> Option<Ref> {
    if this.strict.get() == 0 {
        return None;
    }
    if errors::occurred() {
        if !errors::matches(&exceptions::STOP_ITERATION) {
            return None;
        }
        errors::clear();
    }
    zip_ended(this, iterators, index)
}

/// The iterator at `index` has ended: with `strict`, all must.
#[cold]
fn zip_ended(this: &ZipObject, iterators: &PyTupleObject, index: usize) -> Option<Ref> {
    if this.strict.get() == 0 {
        return None;
    }
    let plural = |index: usize| if index == 1 { " " } else { "s 1-" };
    if index > 0 {
        let _ = crate::raise!(
            VALUE_ERROR,
            "zip() argument {} is shorter than argument{}{index}",
            index + 1,
            plural(index)
        );
        return None;
    }
    for (index, iterator) in iterators.items().iter().enumerate().skip(1) {
        match iter::next(iterator) {
            Ok(None) => {}
            Ok(Some(_)) => {
                let _ = crate::raise!(
                    VALUE_ERROR,
                    "zip() argument {} is longer than argument{}{index}",
                    index + 1,
                    plural(index)
                );
                return None;
            }
            Err(_) => return None,
        }
    }
    None
}

fn zip_reduce(object: &PyObject) -> PyResult {
    let this = zip_of(object);
    let class = object.ob_type().to_ref();
    let iterators = get(&this.ittuple).unwrap_or_else(tuple::empty).upcast();
    let parts = match this.strict.get() {
        0 => tuple::pair(class, iterators)?,
        _ => tuple::new([class, iterators, objects::bool_ref(true)])?,
    };
    Ok(parts.upcast())
}

fn zip_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    zip_of(object).strict.set(c_int::from(objects::is_true(state)?));
    Ok(none_ref())
}

#[repr(C)]
pub struct MapObject {
    pub ob_base: PyObject,
    pub iters: Cell<*mut PyTupleObject>,
    pub func: Cell<*mut PyObject>,
}

owning!(MapObject, map_dealloc, map_traverse, iters, func);

pub static MAP_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(map_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"map(func, *iterables) --> what func gives for one item from each iterable, until the shortest ends.",
    ),
    tp_traverse: Cell::new(Some(map_traverse)),
    tp_iternext: Cell::new(Some(map_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", map_reduce, c"For pickle."),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(map_new)),
    tp_vectorcall: Cell::new(Some(map_vectorcall)),
    ..lazy_type(c"map", size_of::<MapObject>())
};

fn map_of(object: &PyObject) -> &MapObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

extern "C" fn map_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    if plain_init(ty, &MAP_TYPE) {
        no_keywords("map", kwargs)?;
    }
    new_map(ty, items(args))
}

/// A vectorcall function of a class that takes no keywords and makes its instances by the given function.
macro_rules! positional_vectorcall {
    ($vectorcall:ident, $name:literal, $make:ident) => {
        extern "C" fn $vectorcall(
            ty: &PyObject,
            args: *const *mut PyObject,
            nargsf: usize,
            kwnames: Option<&PyObject>,
        ) -> PyResult {
            crate::args::no_keywords($name, kwnames)?;
            // SAFETY: the slot of types.
            $make(unsafe { ty.cast_unchecked() }, crate::call::positional(args, nargsf))
        }
    };
}

positional_vectorcall!(map_vectorcall, "map", new_map);
positional_vectorcall!(filter_vectorcall, "filter", new_filter);
positional_vectorcall!(reversed_vectorcall, "reversed", new_reversed);

fn new_map(ty: &PyTypeObject, args: &[&PyObject]) -> PyResult {
    if args.len() < 2 {
        return Err(crate::raise!(TYPE_ERROR, "map() must have at least two arguments."));
    }
    let iterators = iterators(&args[1..])?;
    let object = alloc(ty)?;
    drop(replace_slot(&map_of(&object).iters, Some(iterators)));
    drop(replace_slot(&map_of(&object).func, Some(args[0].to_ref())));
    Ok(object)
}

extern "C" fn map_next(object: &PyObject) -> Option<Ref> {
    let this = map_of(object);
    // SAFETY: set once, and nothing ends while its `__next__` runs.
    let (iterators, function) = unsafe { (borrow_slot(&this.iters)?, borrow_slot(&this.func)?) };
    if let [single] = iterators.items() {
        let item = iter::next_raw(single)?;
        return crate::call::call(function, &[&item]).ok();
    }
    let mut found: Vec<Ref> = Vec::with_capacity(iterators.len());
    for iterator in iterators.items() {
        found.push(iter::next_raw(iterator)?);
    }
    let arguments: Vec<&PyObject> = found.iter().map(|item| &**item).collect();
    crate::call::call(function, &arguments).ok()
}

fn map_reduce(object: &PyObject) -> PyResult {
    let this = map_of(object);
    let mut arguments = vec![get(&this.func).unwrap_or_else(none_ref)];
    if let Some(iterators) = get(&this.iters) {
        arguments.extend(iterators.items().iter().map(|iterator| iterator.to_ref()));
    }
    Ok(tuple::pair(object.ob_type().to_ref(), tuple::new(arguments)?.upcast())?.upcast())
}

#[repr(C)]
pub struct FilterObject {
    pub ob_base: PyObject,
    pub func: Cell<*mut PyObject>,
    pub it: Cell<*mut PyObject>,
}

owning!(FilterObject, filter_dealloc, filter_traverse, func, it);

pub static FILTER_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(filter_dealloc as Destructor)),
    tp_doc: typeobject::doc(
        c"filter(function or None, iterable) --> the items for which function is true, or which are true themselves.",
    ),
    tp_traverse: Cell::new(Some(filter_traverse)),
    tp_iternext: Cell::new(Some(filter_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__reduce__", filter_reduce, c"For pickle."),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(filter_new)),
    tp_vectorcall: Cell::new(Some(filter_vectorcall)),
    ..lazy_type(c"filter", size_of::<FilterObject>())
};

fn filter_of(object: &PyObject) -> &FilterObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

extern "C" fn filter_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    if plain_init(ty, &FILTER_TYPE) {
        no_keywords("filter", kwargs)?;
    }
    new_filter(ty, items(args))
}

fn new_filter(ty: &PyTypeObject, args: &[&PyObject]) -> PyResult {
    check_count("filter", args, 2, 2)?;
    let iterator = iter::get_iter(args[1])?;
    let object = alloc(ty)?;
    drop(replace_slot(&filter_of(&object).func, Some(args[0].to_ref())));
    drop(replace_slot(&filter_of(&object).it, Some(iterator)));
    Ok(object)
}

extern "C" fn filter_next(object: &PyObject) -> Option<Ref> {
    let this = filter_of(object);
    // SAFETY: set once, and nothing ends while its `__next__` runs.
    let (function, iterator): (&PyObject, &PyObject) =
        unsafe { (borrow_slot(&this.func)?, borrow_slot(&this.it)?) };
    let by_truth = function.is_none() || std::ptr::eq(function.as_ptr(), crate::bool_::BOOL_TYPE.as_ptr());
    loop {
        // What the iterator raises at its end goes on as it is, with its value.
        let item = iter::next_raw(iterator)?;
        let keep = if by_truth {
            objects::is_true(&item)
        } else {
            crate::call::call(function, &[&item]).and_then(|result| objects::is_true(&result))
        };
        if keep.ok()? {
            return Some(item);
        }
    }
}

fn filter_reduce(object: &PyObject) -> PyResult {
    let this = filter_of(object);
    let arguments =
        tuple::pair(get(&this.func).unwrap_or_else(none_ref), get(&this.it).unwrap_or_else(none_ref))?;
    Ok(tuple::pair(object.ob_type().to_ref(), arguments.upcast())?.upcast())
}

#[repr(C)]
pub struct ReversedObject {
    pub ob_base: PyObject,
    pub index: Cell<isize>,
    /// Null once exhausted.
    pub seq: Cell<*mut PyObject>,
}

owning!(ReversedObject, reversed_dealloc, reversed_traverse, seq);

pub static REVERSED_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(reversed_dealloc as Destructor)),
    tp_doc: typeobject::doc(c"reversed(sequence, /)\n--\n\nAn iterator from the last item to the first."),
    tp_traverse: Cell::new(Some(reversed_traverse)),
    tp_iternext: Cell::new(Some(reversed_next)),
    tp_methods: typeobject::methods(&[
        PyMethodDef::noargs(c"__length_hint__", reversed_length_hint, c"How many items are left, about."),
        PyMethodDef::noargs(c"__reduce__", reversed_reduce, c"For pickle."),
        PyMethodDef::one(c"__setstate__", reversed_set_state, c"For pickle."),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(reversed_new)),
    tp_vectorcall: Cell::new(Some(reversed_vectorcall)),
    ..lazy_type(c"reversed", size_of::<ReversedObject>())
};

fn reversed_of(object: &PyObject) -> &ReversedObject {
    // SAFETY: slots and methods of the type get its instances.
    unsafe { object.cast_unchecked() }
}

fn not_reversible(object: &PyObject) -> Raised {
    crate::raise!(TYPE_ERROR, "'{}' object is not reversible", object.ob_type().full_name())
}

extern "C" fn reversed_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    if plain_init(ty, &REVERSED_TYPE) {
        no_keywords("reversed", kwargs)?;
    }
    new_reversed(ty, items(args))
}

fn new_reversed(ty: &PyTypeObject, args: &[&PyObject]) -> PyResult {
    check_count("reversed", args, 1, 1)?;
    let sequence = args[0];
    match typeobject::lookup_special(sequence, name!("__reversed__"))? {
        Some(method) if method.is_none() => return Err(not_reversible(sequence)),
        Some(method) => return crate::call::call(&method, &[]),
        None => {}
    }
    if !crate::sequence::check(sequence) {
        return Err(not_reversible(sequence));
    }
    let length = crate::sequence::length(sequence)?;
    let object = alloc(ty)?;
    reversed_of(&object).index.set(length as isize - 1);
    drop(replace_slot(&reversed_of(&object).seq, Some(sequence.to_ref())));
    Ok(object)
}

extern "C" fn reversed_next(object: &PyObject) -> Option<Ref> {
    let this = reversed_of(object);
    let index = this.index.get();
    if index >= 0 {
        // SAFETY: given up below only, and by the destructor.
        match crate::sequence::get_item(&*unsafe { crate::object::lend(&this.seq) }?, index) {
            Ok(item) => {
                this.index.set(index - 1);
                return Some(item);
            }
            Err(_) => {
                if errors::matches(&exceptions::INDEX_ERROR) || errors::matches(&exceptions::STOP_ITERATION) {
                    errors::clear();
                }
            }
        }
    }
    this.index.set(-1);
    crate::object::give_up(replace_slot(&this.seq, None));
    None
}

fn reversed_length_hint(object: &PyObject) -> PyResult {
    let this = reversed_of(object);
    // SAFETY: given up as said there.
    let Some(sequence) = (unsafe { crate::object::lend(&this.seq) }) else { return int::from_i64(0) };
    let position = this.index.get() + 1;
    let length = crate::sequence::length(&sequence)? as isize;
    int::from_isize(if length < position { 0 } else { position })
}

fn reversed_reduce(object: &PyObject) -> PyResult {
    let this = reversed_of(object);
    let class = object.ob_type().to_ref();
    let Some(sequence) = get(&this.seq) else {
        let arguments = tuple::new([tuple::empty().upcast()])?;
        return Ok(tuple::pair(class, arguments.upcast())?.upcast());
    };
    let arguments = tuple::new([sequence])?;
    Ok(tuple::new([class, arguments.upcast(), int::from_isize(this.index.get())?])?.upcast())
}

fn reversed_set_state(object: &PyObject, state: &PyObject) -> PyResult {
    let this = reversed_of(object);
    let index = super::state_index(state)?;
    if let Some(sequence) = get(&this.seq) {
        let length = crate::sequence::length(&sequence)? as isize;
        this.index.set(index.clamp(-1, (length - 1).max(-1)));
    }
    Ok(none_ref())
}

/// For `ready`.
pub static TYPES: &[&PyTypeObject] = &[&ENUMERATE_TYPE, &ZIP_TYPE, &MAP_TYPE, &FILTER_TYPE, &REVERSED_TYPE];
