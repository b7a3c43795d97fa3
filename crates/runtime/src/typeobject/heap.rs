//! Heap types: their layout, how instances live and die, subclasses (`Objects/typeobject.c`). Making one stands in
//! `new.rs`.

use std::cell::Cell;
use std::ffi::{c_char, c_int, c_void};

use super::{
    Destructor, PyAsyncMethods, PyBufferProcs, PyMappingMethods, PyNumberMethods, PySequenceMethods,
    PyTypeObject, VisitProc, flags,
};
use crate::descr::{MemberType, PyMemberDef};
use crate::dict::PyDictKeysObject;
use crate::gc;
use crate::object::{PyObject, Ref, replace_slot};

/// A class made at run time. The table of its `__slots__` members follows.
#[repr(C)]
pub struct PyHeapTypeObject {
    pub ht_type: PyTypeObject,
    pub as_async: PyAsyncMethods,
    pub as_number: PyNumberMethods,
    pub as_mapping: PyMappingMethods,
    pub as_sequence: PySequenceMethods,
    pub as_buffer: PyBufferProcs,
    pub ht_name: Cell<*mut PyObject>,
    pub ht_slots: Cell<*mut PyObject>,
    pub ht_qualname: Cell<*mut PyObject>,
    /// Keys that the instances' attribute values share.
    pub ht_cached_keys: Cell<*mut PyDictKeysObject>,
    pub ht_module: Cell<*mut PyObject>,
    /// The memory of `tp_name`.
    pub ht_tpname: Cell<*mut c_char>,
    /// For the specialiser: a cached `__getitem__`.
    pub spec_getitem: Cell<*mut PyObject>,
}

const _: () = assert!(size_of::<PyHeapTypeObject>() == 904);

impl PyTypeObject {
    /// As a heap type, if it is one.
    #[inline]
    pub fn as_heap(&self) -> Option<&PyHeapTypeObject> {
        // SAFETY: the flag says so.
        self.has_flag(flags::HEAPTYPE).then(|| unsafe { &*std::ptr::from_ref(self).cast() })
    }

    /// The members that `__slots__` made.
    pub(crate) fn slot_members(&self) -> &[PyMemberDef] {
        match self.as_heap() {
            // SAFETY: `ob_size` members follow a heap type.
            Some(heap) => unsafe {
                std::slice::from_raw_parts(
                    std::ptr::from_ref(heap).add(1).cast(),
                    self.ob_base.ob_size.get().max(0) as usize,
                )
            },
            None => &[],
        }
    }
}

/// The direct subclasses of a type that are alive, oldest first. Not owned: a subclass takes itself out when it dies.
pub(crate) type Subclasses = Vec<*const PyTypeObject>;

#[allow(clippy::mut_from_ref)]
fn subclass_list(ty: &PyTypeObject) -> Option<&mut Subclasses> {
    // SAFETY: `tp_subclasses` is null or a boxed list made below, and is not borrowed re-entrantly.
    unsafe { ty.tp_subclasses.get().cast::<Subclasses>().as_mut() }
}

/// `type.__subclasses__()`.
pub fn subclasses(ty: &PyTypeObject) -> Vec<Ref<PyTypeObject>> {
    // SAFETY: listed types are alive; one whose count is 0 is just dying.
    subclass_list(ty)
        .map(|list| {
            list.iter().map(|entry| unsafe { &**entry }).filter(|t| t.refcount() > 0).map(Ref::new).collect()
        })
        .unwrap_or_default()
}

pub(crate) fn add_subclass(base: &PyTypeObject, ty: &PyTypeObject) {
    if subclass_list(base).is_none() {
        base.tp_subclasses.set(Box::into_raw(Box::<Subclasses>::default()).cast());
    }
    if let Some(list) = subclass_list(base) {
        list.push(ty);
    }
}

pub(crate) fn remove_subclass(base: &PyTypeObject, ty: &PyTypeObject) {
    if let Some(list) = subclass_list(base) {
        list.retain(|entry| !std::ptr::eq(*entry, ty));
    }
}

fn drop_subclasses(ty: &PyTypeObject) {
    let list = ty.tp_subclasses.replace(std::ptr::null_mut()).cast::<Subclasses>();
    if !list.is_null() {
        // SAFETY: made by `Box::into_raw` above.
        drop(unsafe { Box::from_raw(list) });
    }
}

fn same_destructor(slot: Option<Destructor>) -> bool {
    slot.is_some_and(|slot| std::ptr::fn_addr_eq(slot, subtype_dealloc as Destructor))
}

/// The nearest base whose destructor is not the one of Python classes.
fn native_base(ty: &PyTypeObject) -> &PyTypeObject {
    let mut base = ty;
    while same_destructor(base.tp_dealloc.get()) {
        match base.base() {
            Some(next) => base = next,
            None => break,
        }
    }
    base
}

/// The slot fields that a class itself added.
fn own_slots<'a>(
    ty: &'a PyTypeObject,
    object: &'a PyObject,
) -> impl Iterator<Item = &'a Cell<*mut PyObject>> {
    ty.slot_members()
        .iter()
        .filter(|member| member.member_type == MemberType::ObjectEx && member.flags & 1 == 0)
        .map(move |member| {
            // SAFETY: the offset lies in instances of the class.
            unsafe { &*object.as_ptr().cast::<u8>().offset(member.offset).cast::<Cell<*mut PyObject>>() }
        })
}

/// Calls `tp_finalize` once in an object's life (`PyObject_CallFinalizer`).
pub fn call_finalizer(object: &PyObject) {
    let ty = object.ob_type();
    let Some(finalize) = ty.tp_finalize.get() else { return };
    let collected = gc::is_gc(object);
    if collected && gc::finalized(object) {
        return;
    }
    // SAFETY: the object is alive for the call.
    unsafe { finalize(object.as_ptr()) };
    if collected {
        gc::set_finalized(object);
    }
}

/// Calls the finaliser of an object that is about to die; `false` means it came back to life.
///
/// # Safety
/// The reference count is 0 and the object whole.
pub unsafe fn call_finalizer_from_dealloc(object: &PyObject) -> bool {
    object.ob_refcnt.set(1);
    call_finalizer(object);
    let count = object.ob_refcnt.get() - 1;
    object.ob_refcnt.set(count);
    count == 0
}

/// The destructor of instances of Python classes.
///
/// # Safety
/// As for every destructor: no reference to `object` is left.
pub unsafe extern "C" fn subtype_dealloc(object: *mut PyObject) {
    // SAFETY: the object is whole until its base's destructor has it.
    let this = unsafe { &*object };
    let ty = this.ob_type();
    let collected = ty.has_flag(flags::HAVE_GC);
    if collected {
        gc::untrack(this);
        if gc::trashcan_begin(this) {
            return;
        }
    }
    let base = native_base(ty);
    if ty.tp_finalize.get().is_some() {
        if collected {
            gc::track(this);
        }
        // SAFETY: the count is 0.
        if !unsafe { call_finalizer_from_dealloc(this) } {
            if collected {
                gc::trashcan_end();
            }
            return;
        }
        if collected {
            gc::untrack(this);
        }
    }
    if ty.tp_weaklistoffset.get() != 0 && base.tp_weaklistoffset.get() == 0 {
        crate::weakref::clear_weakrefs(this);
    }
    let mut current = ty;
    while !std::ptr::eq(current, base) {
        for slot in own_slots(current, this) {
            drop(replace_slot(slot, None));
        }
        match current.base() {
            Some(next) => current = next,
            None => break,
        }
    }
    if ty.has_flag(flags::MANAGED_DICT) {
        crate::dict::free_managed(this);
    } else if ty.tp_dictoffset.get() != 0
        && base.tp_dictoffset.get() == 0
        && let Some(slot) = crate::objects::dict_slot(this)
    {
        drop(replace_slot(slot, None));
    }
    if collected && base.has_flag(flags::HAVE_GC) {
        gc::track(this);
    }
    match base.tp_dealloc.get() {
        // SAFETY: the base's destructor frees the object and the reference to its type.
        Some(dealloc) => unsafe { dealloc(object) },
        // SAFETY: as above.
        None => unsafe { crate::memory::free_object(object) },
    }
    if collected {
        gc::trashcan_end();
    }
}

/// `tp_traverse` of Python classes: slots, the attributes, the class itself, then the native base's.
pub extern "C" fn subtype_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    let ty = object.ob_type();
    let mut base = ty;
    loop {
        let traverse = base.tp_traverse.get();
        let python = traverse
            .is_some_and(|function| std::ptr::fn_addr_eq(function, subtype_traverse as super::TraverseProc));
        if !python {
            break;
        }
        for slot in own_slots(base, object) {
            crate::visit!(visit, arg, slot.get());
        }
        match base.base() {
            Some(next) => base = next,
            None => break,
        }
    }
    if ty.has_flag(flags::MANAGED_DICT) {
        let result = crate::dict::traverse_managed(object, visit, arg);
        if result != 0 {
            return result;
        }
    } else if ty.tp_dictoffset.get() != base.tp_dictoffset.get()
        && let Some(slot) = crate::objects::dict_slot(object)
    {
        crate::visit!(visit, arg, slot.get());
    }
    if ty.has_flag(flags::HEAPTYPE) && !base.has_flag(flags::HEAPTYPE) {
        crate::visit!(visit, arg, ty.as_ptr());
    }
    match base.tp_traverse.get() {
        Some(traverse) => traverse(object, visit, arg),
        None => 0,
    }
}

/// `tp_clear` of Python classes.
pub extern "C" fn subtype_clear(object: &PyObject) -> c_int {
    let ty = object.ob_type();
    let mut base = ty;
    loop {
        let python = base
            .tp_clear
            .get()
            .is_some_and(|function| std::ptr::fn_addr_eq(function, subtype_clear as super::ClearProc));
        if !python {
            break;
        }
        for slot in own_slots(base, object) {
            drop(replace_slot(slot, None));
        }
        match base.base() {
            Some(next) => base = next,
            None => break,
        }
    }
    if ty.has_flag(flags::MANAGED_DICT) {
        crate::dict::clear_managed(object);
    } else if ty.tp_dictoffset.get() != base.tp_dictoffset.get()
        && let Some(slot) = crate::objects::dict_slot(object)
    {
        drop(replace_slot(slot, None));
    }
    match base.tp_clear.get() {
        Some(clear) => clear(object),
        None => 0,
    }
}

/// Whether a type adds fields to its base's instances, beyond a dict and a list of weak references.
fn extra_fields(ty: &PyTypeObject, base: &PyTypeObject) -> bool {
    let mut size = ty.tp_basicsize.get();
    let base_size = base.tp_basicsize.get();
    if ty.tp_itemsize.get() != 0 || base.tp_itemsize.get() != 0 {
        return size != base_size || ty.tp_itemsize.get() != base.tp_itemsize.get();
    }
    let word = size_of::<usize>() as isize;
    if ty.tp_weaklistoffset.get() != 0
        && base.tp_weaklistoffset.get() == 0
        && ty.tp_weaklistoffset.get() + word == size
        && ty.has_flag(flags::HEAPTYPE)
    {
        size -= word;
    }
    size != base_size
}

/// The type in the line of bases that decides the instances' layout.
pub fn solid_base(ty: &PyTypeObject) -> &PyTypeObject {
    let base = match ty.base() {
        Some(base) => solid_base(base),
        None => &super::OBJECT_TYPE,
    };
    if extra_fields(ty, base) { ty } else { base }
}

/// The destructor of heap types themselves.
///
/// # Safety
/// As for every destructor.
pub(crate) unsafe extern "C" fn type_dealloc(object: *mut PyObject) {
    // SAFETY: a type object, whole until freed below.
    let ty: &PyTypeObject = unsafe { (*object).cast_unchecked() };
    gc::untrack(ty);
    super::cache::modified(ty);
    for base in super::mro::bases(ty) {
        remove_subclass(&base, ty);
    }
    crate::weakref::clear_weakrefs(ty);
    drop_subclasses(ty);
    for slot in [&ty.tp_dict, &ty.tp_bases, &ty.tp_mro, &ty.tp_cache] {
        drop(replace_slot(slot, None));
    }
    drop(replace_slot(&base_slot(ty), None));
    if let Some(heap) = ty.as_heap() {
        for slot in [&heap.ht_name, &heap.ht_slots, &heap.ht_qualname, &heap.ht_module] {
            drop(replace_slot(slot, None));
        }
        let keys = heap.ht_cached_keys.replace(std::ptr::null_mut());
        if !keys.is_null() {
            crate::dict::release_shared_keys(keys);
        }
        // SAFETY: both were allocated for this type by `new.rs`.
        unsafe {
            crate::memory::free(heap.ht_tpname.get().cast());
            crate::memory::free(ty.tp_doc.get().cast_mut().cast());
        }
    }
    // SAFETY: nothing of the type is left.
    unsafe { crate::memory::free_object(object) };
}

/// `tp_base` as a slot that owns its reference.
fn base_slot(ty: &PyTypeObject) -> Cell<*mut PyObject> {
    Cell::new(ty.tp_base.replace(std::ptr::null()).cast_mut().cast())
}

pub(crate) extern "C" fn type_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: a type object.
    let ty: &PyTypeObject = unsafe { object.cast_unchecked() };
    if !ty.has_flag(flags::HEAPTYPE) {
        return 0;
    }
    crate::visit!(visit, arg, ty.tp_dict.get());
    crate::visit!(visit, arg, ty.tp_cache.get());
    crate::visit!(visit, arg, ty.tp_mro.get());
    crate::visit!(visit, arg, ty.tp_bases.get());
    crate::visit!(visit, arg, ty.tp_base.get().cast_mut());
    if let Some(heap) = ty.as_heap() {
        crate::visit!(visit, arg, heap.ht_module.get());
    }
    0
}

pub(crate) extern "C" fn type_clear(object: &PyObject) -> c_int {
    // SAFETY: a type object.
    let ty: &PyTypeObject = unsafe { object.cast_unchecked() };
    super::cache::modified(ty);
    // The dict object itself stays: a type without one could not be looked at any more.
    // SAFETY: `tp_dict` is null or a dict.
    if let Some(dict) = unsafe { crate::object::clone_slot(&ty.tp_dict) }
        && let Some(dict) = dict.cast::<crate::dict::PyDictObject>()
    {
        dict.clear();
    }
    if let Some(heap) = ty.as_heap() {
        drop(replace_slot(&heap.ht_module, None));
    }
    drop(replace_slot(&ty.tp_mro, None));
    0
}

/// Static types are not collected.
pub(crate) extern "C" fn type_is_gc(object: &PyObject) -> c_int {
    // SAFETY: a type object.
    let ty: &PyTypeObject = unsafe { object.cast_unchecked() };
    ty.has_flag(flags::HEAPTYPE) as c_int
}
