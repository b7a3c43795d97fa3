//! Making a type ready for use: bases, MRO, dict, inherited slots (`PyType_Ready`).

use std::cell::Cell;
use std::mem::offset_of;

use super::slotdefs::{self, TABLES, slot_at};
use super::{HashFunc, PyAsyncMethods, PyBufferProcs, PyTypeObject, RichCmpFunc, TYPE_TYPE, flags};
use crate::descr::{self, PyMethodDef, meth};
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref};
use crate::str::PyUnicodeObject;

/// Makes a type ready; does nothing if it is, or if its own `mro()` has come back here.
pub fn ready(ty: &PyTypeObject) -> Result<(), Raised> {
    if ty.has_flag(flags::READY) || ty.has_flag(flags::READYING) {
        return Ok(());
    }
    ty.tp_flags.set(ty.tp_flags.get() | flags::READYING);
    let heap = ty.has_flag(flags::HEAPTYPE);
    if !heap {
        ty.tp_flags.set(ty.tp_flags.get() | flags::IMMUTABLETYPE);
    }
    if ty.tp_dict.get().is_null() {
        ty.tp_dict.set(crate::dict::new()?.into_raw().cast());
    }
    set_bases(ty)?;
    super::mro::install(ty)?;
    set_new(ty)?;
    fill_dict(ty)?;
    inherit(ty);
    set_hash(ty)?;
    for base in super::mro::bases(ty) {
        super::heap::add_subclass(&base, ty);
    }
    if ty.has_flag(flags::MANAGED_DICT)
        && let Some(heap) = ty.as_heap()
        && heap.ht_cached_keys.get().is_null()
    {
        heap.ht_cached_keys.set(crate::dict::new_shared_keys()?);
    }
    ty.tp_flags.set((ty.tp_flags.get() & !flags::READYING) | flags::READY);
    Ok(())
}

fn set_bases(ty: &PyTypeObject) -> Result<(), Raised> {
    let is_object = std::ptr::eq(ty, &super::OBJECT_TYPE);
    if ty.tp_base.get().is_null() && !is_object {
        ty.tp_base.set(&super::OBJECT_TYPE);
        if ty.has_flag(flags::HEAPTYPE) {
            super::OBJECT_TYPE.incref();
        }
    }
    if let Some(base) = ty.base() {
        ready(base)?;
        if ty.ob_type.get().is_null() {
            ty.ob_type.set(base.ob_type.get());
        }
    }
    if ty.tp_bases.get().is_null() {
        let bases = match ty.base() {
            Some(base) => crate::tuple::from_slice(&[base])?,
            None => crate::tuple::new([])?,
        };
        ty.tp_bases.set(bases.into_raw().cast());
    }
    Ok(())
}

fn set_new(ty: &PyTypeObject) -> Result<(), Raised> {
    let base_is_object = ty.base().is_some_and(|base| std::ptr::eq(base, &super::OBJECT_TYPE));
    if ty.tp_new.get().is_none() && base_is_object && !ty.has_flag(flags::HEAPTYPE) {
        ty.tp_flags.set(ty.tp_flags.get() | flags::DISALLOW_INSTANTIATION);
    }
    if ty.has_flag(flags::DISALLOW_INSTANTIATION) {
        ty.tp_new.set(None);
        return Ok(());
    }
    if ty.tp_new.get().is_none() {
        ty.tp_new.set(ty.base().and_then(|base| base.tp_new.get()));
        return Ok(());
    }
    let dict = ty.dict();
    if dict.get_str_borrowed(name!("__new__")).is_none() {
        let wrapper = crate::builtin_function::new(&NEW_DEF, Some(ty), None)?;
        dict.set_item(name!("__new__"), &wrapper)?;
    }
    Ok(())
}

static NEW_DEF: PyMethodDef = PyMethodDef::varargs(
    c"__new__",
    new_wrapper,
    c"__new__($type, *args, **kwargs)\n--\n\nCreate and return a new object.  See help(type) for accurate signature.",
);

/// Whether this is the `__new__` of a native type.
pub(crate) fn is_new_wrapper(object: &PyObject) -> bool {
    crate::builtin_function::method_def(object).is_some_and(|def| std::ptr::eq(def, &NEW_DEF))
}

/// `T.__new__(S, …)` for a native type `T` (`tp_new_wrapper`).
fn new_wrapper(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let Some(ty) = object.cast::<PyTypeObject>() else {
        return Err(crate::raise!(SYSTEM_ERROR, "__new__() called with non-type 'self'"));
    };
    let items = crate::args::items(args);
    let Some(first) = items.first() else {
        return Err(crate::raise!(TYPE_ERROR, "{}.__new__(): not enough arguments", ty.full_name()));
    };
    let Some(subtype) = first.cast::<PyTypeObject>() else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "{}.__new__(X): X is not a type object ({})",
            ty.full_name(),
            first.ob_type().full_name()
        ));
    };
    if !subtype.is_subtype(ty) {
        return Err(crate::raise!(
            TYPE_ERROR,
            "{0}.__new__({1}): {1} is not a subtype of {0}",
            ty.full_name(),
            subtype.full_name()
        ));
    }
    let python = super::slots::slot_tp_new as super::NewFunc;
    let same = |a: super::NewFunc, b: super::NewFunc| std::ptr::fn_addr_eq(a, b);
    let mut base = Some(subtype);
    while let Some(current) = base
        && current.tp_new.get().is_some_and(|new| same(new, python))
    {
        base = current.base();
    }
    let Some(own) = ty.tp_new.get() else {
        return Err(crate::raise!(TYPE_ERROR, "cannot create '{}' instances", ty.full_name()));
    };
    if let Some(base) = base
        && base.tp_new.get().is_none_or(|new| !same(new, own))
    {
        return Err(crate::raise!(
            TYPE_ERROR,
            "{0}.__new__({1}) is not safe, use {2}.__new__()",
            ty.full_name(),
            subtype.full_name(),
            base.full_name()
        ));
    }
    let rest = crate::tuple::from_slice(&items[1..])?;
    own(subtype, &rest, kwargs)
}

fn fill_dict(ty: &PyTypeObject) -> Result<(), Raised> {
    slotdefs::add_wrappers(ty)?;
    let dict = ty.dict();
    let set_default = |name: Ref<PyUnicodeObject>, value: Ref, force: bool| -> Result<(), Raised> {
        if force || dict.get_str_borrowed(&name).is_none() {
            dict.set_item(&name, &value)?;
        }
        Ok(())
    };
    for def in table(ty.tp_methods.get(), |def| def.ml_name.is_null()) {
        let name = crate::str::intern(def.name())?;
        let value = if def.ml_flags & meth::CLASS != 0 {
            descr::objects::new_class_method(ty, def, name.clone())?
        } else if def.ml_flags & meth::STATIC != 0 {
            descr::methods::new_static(&*crate::builtin_function::new(def, Some(ty), None)?)?
        } else {
            descr::objects::new_method(ty, def, name.clone())?
        };
        set_default(name, value, def.ml_flags & meth::COEXIST != 0)?;
    }
    for def in table(ty.tp_members.get(), |def| def.name.is_null()) {
        let name = crate::str::intern(def.name())?;
        let value = descr::objects::new_member(ty, def, name.clone())?;
        set_default(name, value, false)?;
    }
    for def in table(ty.tp_getset.get(), |def| def.name.is_null()) {
        let name = crate::str::intern(def.name())?;
        let value = descr::objects::new_getset(ty, def, name.clone())?;
        set_default(name, value, false)?;
    }
    if dict.get_str_borrowed(name!("__doc__")).is_none() {
        let doc = match ty.native_doc() {
            Some(doc) => crate::str::new(descr::objects::doc_without_signature(ty.name(), doc))?.upcast(),
            None => crate::singletons::none_ref(),
        };
        dict.set_item(name!("__doc__"), &doc)?;
    }
    Ok(())
}

/// The entries of a table that ends in a marked one.
fn table<T: 'static>(start: *const T, is_end: fn(&T) -> bool) -> impl Iterator<Item = &'static T> {
    let mut next = start;
    std::iter::from_fn(move || {
        if next.is_null() {
            return None;
        }
        // SAFETY: tables end in an end entry (checked where they are declared) and live as long as their type.
        let entry: &'static T = unsafe { &*next };
        if is_end(entry) {
            return None;
        }
        // SAFETY: at most at the end entry.
        next = unsafe { next.add(1) };
        Some(entry)
    })
}

const SUBCLASS_FLAGS: u64 = flags::BASE_EXC_SUBCLASS
    | flags::TYPE_SUBCLASS
    | flags::LONG_SUBCLASS
    | flags::BYTES_SUBCLASS
    | flags::UNICODE_SUBCLASS
    | flags::TUPLE_SUBCLASS
    | flags::LIST_SUBCLASS
    | flags::DICT_SUBCLASS
    | flags::MATCH_SELF;
const COLLECTION_FLAGS: u64 = flags::SEQUENCE | flags::MAPPING;

fn inherit(ty: &PyTypeObject) {
    if let Some(base) = ty.base() {
        inherit_special(ty, base);
    }
    let mro = ty.mro().unwrap_or_default();
    for base in mro.iter().skip(1).filter_map(|entry| entry.cast::<PyTypeObject>()) {
        inherit_slots(ty, base);
        if ty.tp_flags.get() & COLLECTION_FLAGS == 0 {
            ty.tp_flags.set(ty.tp_flags.get() | (base.tp_flags.get() & COLLECTION_FLAGS));
        }
    }
    if let Some(base) = ty.base() {
        inherit_table(&ty.tp_as_async, &base.tp_as_async);
        inherit_table(&ty.tp_as_number, &base.tp_as_number);
        inherit_table(&ty.tp_as_sequence, &base.tp_as_sequence);
        inherit_table(&ty.tp_as_mapping, &base.tp_as_mapping);
        inherit_table(&ty.tp_as_buffer, &base.tp_as_buffer);
    }
}

fn inherit_table<T>(own: &Cell<*const T>, base: &Cell<*const T>) {
    if own.get().is_null() {
        own.set(base.get());
    }
}

fn inherit_special(ty: &PyTypeObject, base: &PyTypeObject) {
    let mut flags_now = ty.tp_flags.get() | (base.tp_flags.get() & flags::MANAGED_DICT);
    if flags_now & flags::HAVE_GC == 0
        && base.has_flag(flags::HAVE_GC)
        && ty.tp_traverse.get().is_none()
        && ty.tp_clear.get().is_none()
    {
        flags_now |= flags::HAVE_GC;
        ty.tp_traverse.set(base.tp_traverse.get());
        ty.tp_clear.set(base.tp_clear.get());
    } else if !ty.has_flag(flags::HEAPTYPE) && ty.tp_traverse.get().is_none() {
        ty.tp_traverse.set(base.tp_traverse.get());
        if ty.tp_clear.get().is_none() {
            ty.tp_clear.set(base.tp_clear.get());
        }
    }
    ty.tp_flags.set(flags_now | (base.tp_flags.get() & SUBCLASS_FLAGS));
    for (own, base) in [
        (&ty.tp_basicsize, &base.tp_basicsize),
        (&ty.tp_itemsize, &base.tp_itemsize),
        (&ty.tp_weaklistoffset, &base.tp_weaklistoffset),
        (&ty.tp_dictoffset, &base.tp_dictoffset),
    ] {
        if own.get() == 0 {
            own.set(base.get());
        }
    }
}

/// Copies a slot that the base has and did not itself inherit from its own base.
fn copy_slot(own: &Cell<*const ()>, base: &Cell<*const ()>, base_base: Option<&Cell<*const ()>>) {
    if own.get().is_null() && !base.get().is_null() && base_base.is_none_or(|slot| slot.get() != base.get()) {
        own.set(base.get());
    }
}

/// A plain slot of the type object by offset.
fn plain(ty: &PyTypeObject, offset: usize) -> &Cell<*const ()> {
    // SAFETY: `offset` is that of a slot, one pointer wide.
    unsafe { &*std::ptr::from_ref(ty).cast::<u8>().add(offset).cast::<Cell<*const ()>>() }
}

fn inherit_slots(ty: &PyTypeObject, base: &PyTypeObject) {
    let base_base = base.base();
    let mut previous = usize::MAX;
    for table in &TABLES[1..] {
        let (own, from) = (table.of(ty), table.of(base));
        if own.is_null() || from.is_null() || own == from {
            continue;
        }
        for def in table.defs() {
            if def.offset == previous {
                continue;
            }
            previous = def.offset;
            if let (Some(own), Some(from)) = (slot_at(ty, def.offset), slot_at(base, def.offset)) {
                copy_slot(own, from, base_base.and_then(|base| slot_at(base, def.offset)));
            }
        }
    }
    inherit_send(ty, base);
    inherit_buffer(ty, base);
    macro_rules! copy {
        ($($field:ident)*) => {
            $({
                let offset = offset_of!(PyTypeObject, $field);
                copy_slot(plain(ty, offset), plain(base, offset), base_base.map(|base| plain(base, offset)));
            })*
        };
    }
    copy!(tp_dealloc);
    if ty.tp_getattro.get().is_none() {
        ty.tp_getattro.set(base.tp_getattro.get());
    }
    if ty.tp_setattro.get().is_none() {
        ty.tp_setattro.set(base.tp_setattro.get());
    }
    copy!(tp_repr);
    if ty.tp_vectorcall_offset.get() == 0 {
        ty.tp_vectorcall_offset.set(base.tp_vectorcall_offset.get());
    }
    if ty.tp_call.get().is_none()
        && base.has_flag(flags::HAVE_VECTORCALL)
        && ty.has_flag(flags::IMMUTABLETYPE)
    {
        ty.tp_flags.set(ty.tp_flags.get() | flags::HAVE_VECTORCALL);
    }
    copy!(tp_call tp_str);
    if ty.tp_richcompare.get().is_none() && ty.tp_hash.get().is_none() && !overrides_hash(ty) {
        let richcompare: Option<RichCmpFunc> = base.tp_richcompare.get();
        let hash: Option<HashFunc> = base.tp_hash.get();
        ty.tp_richcompare.set(richcompare);
        ty.tp_hash.set(hash);
    }
    copy!(tp_iter tp_iternext tp_descr_get);
    if let Some(get) = base.tp_descr_get.get()
        && ty.tp_descr_get.get().is_some_and(|own| std::ptr::fn_addr_eq(own, get))
        && ty.has_flag(flags::IMMUTABLETYPE)
        && base.has_flag(flags::METHOD_DESCRIPTOR)
    {
        ty.tp_flags.set(ty.tp_flags.get() | flags::METHOD_DESCRIPTOR);
    }
    copy!(tp_descr_set);
    if ty.tp_dictoffset.get() == 0 {
        ty.tp_dictoffset.set(base.tp_dictoffset.get());
    }
    copy!(tp_init tp_alloc tp_is_gc tp_finalize);
    if ty.has_flag(flags::HAVE_GC) == base.has_flag(flags::HAVE_GC) {
        copy!(tp_free);
    }
}

/// `am_send` has no special method, so it is not in the slot table.
fn inherit_send(ty: &PyTypeObject, base: &PyTypeObject) {
    let own: Option<&PyAsyncMethods> = ty.as_async();
    if let (Some(own), Some(from)) = (own, base.as_async())
        && own.am_send.get().is_none()
        && !ty.has_flag(flags::HEAPTYPE)
    {
        own.am_send.set(from.am_send.get());
    }
}

fn inherit_buffer(ty: &PyTypeObject, base: &PyTypeObject) {
    let own: Option<&PyBufferProcs> = ty.as_buffer();
    if let (Some(own), Some(from)) = (own, base.as_buffer())
        && own.bf_getbuffer.get().is_none()
    {
        own.bf_getbuffer.set(from.bf_getbuffer.get());
        own.bf_releasebuffer.set(from.bf_releasebuffer.get());
    }
}

fn overrides_hash(ty: &PyTypeObject) -> bool {
    let dict = ty.dict();
    dict.get_str_borrowed(name!("__eq__")).is_some() || dict.get_str_borrowed(name!("__hash__")).is_some()
}

fn set_hash(ty: &PyTypeObject) -> Result<(), Raised> {
    if ty.tp_hash.get().is_some() || ty.dict().get_str_borrowed(name!("__hash__")).is_some() {
        return Ok(());
    }
    ty.dict().set_item(name!("__hash__"), crate::singletons::none())?;
    ty.tp_hash.set(Some(crate::objects::hash_not_implemented));
    Ok(())
}

/// Makes the types of this crate ready: `object` and `type` first, then every other one.
pub fn init_types() -> Result<(), Raised> {
    for ty in [&super::OBJECT_TYPE, &TYPE_TYPE] {
        ready(ty)?;
    }
    for list in STATIC_TYPES {
        for ty in *list {
            ready(ty)?;
        }
    }
    crate::exceptions::make_exception_group()?;
    crate::exceptions::preallocate_memory_errors()
}

/// The static types of this crate.
pub fn static_types() -> impl Iterator<Item = &'static PyTypeObject> {
    [&super::OBJECT_TYPE, &TYPE_TYPE]
        .into_iter()
        .chain(STATIC_TYPES.iter().flat_map(|list| list.iter().copied()))
}

/// Every list of static types of this crate.
static STATIC_TYPES: &[&[&PyTypeObject]] = &[
    crate::singletons::TYPES,
    crate::descr::TYPES,
    crate::weakref::TYPES,
    crate::exceptions::ALL,
    &[
        &crate::int::LONG_TYPE,
        &crate::bool_::BOOL_TYPE,
        &crate::float::FLOAT_TYPE,
        &crate::complex::COMPLEX_TYPE,
        &crate::str::UNICODE_TYPE,
        &crate::str::iterator::UNICODE_ITER_TYPE,
        &crate::str::iterator::UNICODE_ASCII_ITER_TYPE,
        &crate::bytes::BYTES_TYPE,
        &crate::bytes::iterator::BYTES_ITER_TYPE,
        &crate::bytearray::BYTEARRAY_TYPE,
        &crate::bytearray::iterator::BYTEARRAY_ITER_TYPE,
        &crate::memoryview::MEMORY_TYPE,
        &crate::memoryview::MANAGED_BUFFER_TYPE,
        &crate::memoryview::MEMORY_ITER_TYPE,
    ],
    &[
        &crate::tuple::TUPLE_TYPE,
        &crate::list::LIST_TYPE,
        &crate::dict::DICT_TYPE,
        &crate::set::SET_TYPE,
        &crate::set::FROZENSET_TYPE,
        &crate::slice::SLICE_TYPE,
        &crate::range::RANGE_TYPE,
        &crate::range::iter::RANGE_ITER_TYPE,
        &crate::range::iter::LONG_RANGE_ITER_TYPE,
        &crate::iterators::SEQ_ITER_TYPE,
        &crate::iterators::CALL_ITER_TYPE,
        &crate::generic_alias::GENERIC_ALIAS_TYPE,
        &crate::generic_alias::ALIAS_ITER_TYPE,
        &crate::union::UNION_TYPE,
        &crate::namespace::NAMESPACE_TYPE,
        &crate::tuple::iter::TUPLE_ITER_TYPE,
        &crate::list::iter::LIST_ITER_TYPE,
        &crate::list::iter::LIST_REVERSE_ITER_TYPE,
        &crate::set::iter::SET_ITER_TYPE,
        &crate::dict::views::DICT_KEYS_TYPE,
        &crate::dict::views::DICT_ITEMS_TYPE,
        &crate::dict::views::DICT_VALUES_TYPE,
    ],
    crate::dict::iter::TYPES,
    crate::iterators::lazy::TYPES,
    &[
        &crate::code::CODE_TYPE,
        &crate::function::FUNCTION_TYPE,
        &crate::method::METHOD_TYPE,
        &crate::cell::CELL_TYPE,
        &crate::module::MODULE_TYPE,
        &crate::namespace::NAMESPACE_TYPE,
        &crate::frame::FRAME_TYPE,
        &crate::traceback::TRACEBACK_TYPE,
        &crate::generator::GENERATOR_TYPE,
        &crate::generator::COROUTINE_TYPE,
        &crate::generator::types::COROUTINE_WRAPPER_TYPE,
        &crate::generator::ASYNC_GEN_TYPE,
        &crate::generator::asyncgen::WRAPPED_VALUE_TYPE,
        &crate::generator::asyncgen::ASEND_TYPE,
        &crate::generator::asyncgen::ATHROW_TYPE,
        &crate::code::attributes::LINE_ITERATOR_TYPE,
        &crate::code::attributes::POSITIONS_ITERATOR_TYPE,
    ],
];
