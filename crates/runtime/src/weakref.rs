//! Weak references (`Objects/weakrefobject.c`): a ring of them hangs on each referent, those without a callback first.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use crate::args;
use crate::descr::{MemberType, PyMemberDef, PyMethodDef};
use crate::errors;
use crate::gc;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects;
use crate::singletons::{none_ref, not_implemented};
use crate::typeobject::{PyTypeObject, VectorcallFunc, VisitProc, flags, members, methods};

pub mod proxy;

#[repr(C)]
pub struct PyWeakReference {
    pub ob_base: PyObject,
    /// The referent, borrowed; null when it is dead.
    pub wr_object: Cell<*mut PyObject>,
    pub wr_callback: Cell<*mut PyObject>,
    /// The referent's hash, -1 while not asked for.
    pub hash: Cell<isize>,
    pub wr_prev: Cell<*mut PyWeakReference>,
    pub wr_next: Cell<*mut PyWeakReference>,
    pub vectorcall: Cell<Option<VectorcallFunc>>,
}

crate::object_layout!(PyWeakReference, REF_TYPE);

const _: () = assert!(size_of::<PyWeakReference>() == 64);

pub static REF_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_vectorcall_offset: Cell::new(offset_of!(PyWeakReference, vectorcall) as isize),
    tp_call: Cell::new(Some(crate::call::vectorcall_call)),
    tp_repr: Cell::new(Some(repr)),
    tp_hash: Cell::new(Some(hash)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC | flags::HAVE_VECTORCALL | flags::BASETYPE),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(clear)),
    tp_richcompare: Cell::new(Some(richcompare)),
    tp_methods: methods(&[
        PyMethodDef::one(c"__class_getitem__", class_getitem, c"See PEP 585").class(),
        PyMethodDef::END,
    ]),
    tp_members: members(&[
        PyMemberDef::read_only(
            c"__callback__",
            MemberType::Object,
            offset_of!(PyWeakReference, wr_callback),
            c"",
        ),
        PyMemberDef::END,
    ]),
    tp_init: Cell::new(Some(init)),
    tp_alloc: Cell::new(Some(crate::memory::generic_alloc)),
    tp_new: Cell::new(Some(ref_new)),
    ..PyTypeObject::new(c"weakref.ReferenceType", size_of::<PyWeakReference>())
};

pub static TYPES: &[&PyTypeObject] = &[&REF_TYPE, &proxy::PROXY_TYPE, &proxy::CALLABLE_PROXY_TYPE];

fn this(object: &PyObject) -> &PyWeakReference {
    // SAFETY: slots of the type get its instances.
    unsafe { object.cast_unchecked() }
}

/// The head of an object's ring of weak references, if its type allows them.
pub fn list_slot(object: &PyObject) -> Option<&Cell<*mut PyWeakReference>> {
    let offset = object.ob_type().tp_weaklistoffset.get();
    // SAFETY: the type says that the list's head stands there.
    (offset > 0).then(|| unsafe { &*object.as_ptr().cast::<u8>().offset(offset).cast() })
}

/// The weak references of an object, in their order.
pub fn references(object: &PyObject) -> Vec<Ref<PyWeakReference>> {
    let mut result = Vec::new();
    let Some(slot) = list_slot(object) else { return result };
    let mut next = slot.get();
    // SAFETY: the ring holds live references; one whose count is 0 is dying and takes itself out.
    while let Some(reference) = unsafe { next.as_ref() } {
        if reference.refcount() > 0 {
            result.push(Ref::new(reference));
        }
        next = reference.wr_next.get();
    }
    result
}

/// The referent, if it is alive.
pub fn referent(reference: &PyWeakReference) -> Option<Ref> {
    let object = reference.wr_object.get();
    // SAFETY: the pointer is cleared before the referent's memory goes.
    let object = unsafe { object.as_ref() }?;
    (object.refcount() > 0).then(|| object.to_ref())
}

fn insert_after(reference: &PyWeakReference, before: &PyWeakReference) {
    let own = std::ptr::from_ref(reference).cast_mut();
    reference.wr_prev.set(std::ptr::from_ref(before).cast_mut());
    reference.wr_next.set(before.wr_next.get());
    // SAFETY: the neighbours are live.
    if let Some(next) = unsafe { before.wr_next.get().as_ref() } {
        next.wr_prev.set(own);
    }
    before.wr_next.set(own);
}

fn insert_head(reference: &PyWeakReference, list: &Cell<*mut PyWeakReference>) {
    let own = std::ptr::from_ref(reference).cast_mut();
    let head = list.get();
    reference.wr_prev.set(std::ptr::null_mut());
    reference.wr_next.set(head);
    // SAFETY: the head is live.
    if let Some(head) = unsafe { head.as_ref() } {
        head.wr_prev.set(own);
    }
    list.set(own);
}

/// The plain reference (no callback, exactly `type`) that all such references of an object share, if it exists.
fn shared_reference(
    list: &Cell<*mut PyWeakReference>,
    ty: &PyTypeObject,
) -> Option<&'static PyWeakReference> {
    let mut next = list.get();
    // Plain references stand first: one `ref`, then one proxy.
    for _ in 0..2 {
        // SAFETY: the ring holds live references.
        let reference = unsafe { next.as_ref() }?;
        if !reference.wr_callback.get().is_null() {
            return None;
        }
        if std::ptr::eq(reference.ob_type(), ty) && reference.refcount() > 0 {
            return Some(reference);
        }
        next = reference.wr_next.get();
    }
    None
}

/// A weak reference of this type to an object.
pub fn new(ty: &PyTypeObject, object: &PyObject, callback: Option<&PyObject>) -> PyResult {
    let Some(list) = list_slot(object) else {
        return Err(crate::raise!(
            TYPE_ERROR,
            "cannot create weak reference to '{}' object",
            object.ob_type().full_name()
        ));
    };
    let callback = callback.filter(|callback| !callback.is_none());
    let plain = callback.is_none() && !ty.has_flag(flags::HEAPTYPE);
    if plain && let Some(shared) = shared_reference(list, ty) {
        return Ok(shared.to_ref());
    }
    let reference = crate::memory::generic_alloc(ty, 0)?;
    let this = this(&reference);
    this.hash.set(-1);
    this.wr_object.set(object.as_ptr());
    drop(replace_slot(&this.wr_callback, callback.map(PyObject::to_ref)));
    this.vectorcall.set(Some(vectorcall));
    if plain && std::ptr::eq(ty, &REF_TYPE) {
        insert_head(this, list);
    } else {
        // SAFETY: the ring holds live references.
        let mut last_plain = None;
        let mut next = list.get();
        while let Some(other) = unsafe { next.as_ref() } {
            let is_plain = other.wr_callback.get().is_null() && !other.ob_type().has_flag(flags::HEAPTYPE);
            if !is_plain {
                break;
            }
            last_plain = Some(other);
            next = other.wr_next.get();
        }
        match last_plain {
            Some(other) => insert_after(this, other),
            None => insert_head(this, list),
        }
    }
    Ok(reference)
}

/// Takes a reference out of its referent's ring.
pub(crate) fn unlink(reference: &PyWeakReference) {
    let object = reference.wr_object.replace(std::ptr::null_mut());
    // SAFETY: while it is not null the referent's memory is there.
    let Some(object) = (unsafe { object.as_ref() }) else { return };
    let own = std::ptr::from_ref(reference).cast_mut();
    if let Some(list) = list_slot(object)
        && list.get() == own
    {
        list.set(reference.wr_next.get());
    }
    // SAFETY: the neighbours are live.
    unsafe {
        if let Some(previous) = reference.wr_prev.get().as_ref() {
            previous.wr_next.set(reference.wr_next.get());
        }
        if let Some(next) = reference.wr_next.get().as_ref() {
            next.wr_prev.set(reference.wr_prev.get());
        }
    }
    reference.wr_prev.set(std::ptr::null_mut());
    reference.wr_next.set(std::ptr::null_mut());
}

/// Makes a reference dead without calling its callback: what the collector does to garbage.
pub fn clear_reference(reference: &PyWeakReference) {
    unlink(reference);
    drop(replace_slot(&reference.wr_callback, None));
}

/// Makes every weak reference to a dying object dead and calls their callbacks.
pub fn clear_weakrefs(object: &PyObject) {
    let Some(list) = list_slot(object) else { return };
    if list.get().is_null() {
        return;
    }
    let mut callbacks = Vec::new();
    let mut count = 0;
    // SAFETY: the ring holds live references; each round takes the first one out.
    while let Some(reference) = unsafe { list.get().as_ref() } {
        let alive = reference.refcount() > 0;
        let callback = replace_slot(&reference.wr_callback, None);
        unlink(reference);
        count += usize::from(callback.is_some());
        if alive && let Some(callback) = callback {
            callbacks.push((reference.to_ref(), callback));
        }
    }
    if callbacks.is_empty() {
        return;
    }
    let saved = errors::fetch();
    for (reference, callback) in callbacks {
        let only = reference.as_ptr();
        // A single one is not held for its callback, whose arguments hold it.
        let _held = (count > 1).then_some(reference);
        // SAFETY: its owners have it still.
        call_callback(unsafe { &*only }, &callback);
    }
    if let Some(saved) = saved {
        errors::restore(saved);
    }
}

/// Calls a callback with its reference; what it raises can't be raised.
pub fn call_callback(reference: &PyObject, callback: &PyObject) {
    if crate::call::call(callback, &[reference]).is_err() {
        errors::write_unraisable(Some(callback));
    }
}

extern "C" fn ref_new(ty: &PyTypeObject, arguments: &PyObject, _kwargs: Option<&PyObject>) -> PyResult {
    let items = args::items(arguments);
    args::check_count("__new__", items, 1, 2)?;
    new(ty, items[0], items.get(1).copied())
}

extern "C" fn init(_: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    objects::status_code(
        args::no_keywords("ref", kwargs)
            .and_then(|()| args::check_count("__init__", args::items(arguments), 1, 2)),
    )
}

extern "C" fn vectorcall(
    callable: &PyObject,
    _args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    args::no_keywords("weakref", kwnames)?;
    let nargs = nargsf & !crate::call::ARGUMENTS_OFFSET;
    if nargs != 0 {
        return Err(crate::raise!(TYPE_ERROR, "weakref expected 0 arguments, got {nargs}"));
    }
    Ok(referent(this(callable)).unwrap_or_else(none_ref))
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let text = match referent(this(object)) {
        None => format!("<weakref at {:#x}; dead>", object.address()),
        Some(referent) => {
            let (kind, at) = (referent.ob_type().full_name().to_owned(), referent.address());
            // An instance's own `__getattr__` is not asked.
            let name =
                crate::typeobject::lookup_special(&referent, crate::name!("__name__")).unwrap_or_else(|_| {
                    crate::errors::clear();
                    None
                });
            match name {
                Some(name) if name.is_instance_of::<crate::str::PyUnicodeObject>() => {
                    let name = objects::str_text(&name)?;
                    format!("<weakref at {:#x}; to '{kind}' at {at:#x} ({name})>", object.address())
                }
                _ => format!("<weakref at {:#x}; to '{kind}' at {at:#x}>", object.address()),
            }
        }
    };
    Ok(crate::str::new(&text)?.upcast())
}

extern "C" fn hash(object: &PyObject) -> isize {
    let this = this(object);
    if this.hash.get() == -1 {
        let Some(referent) = referent(this) else {
            let _ = crate::raise!(TYPE_ERROR, "weak object has gone away");
            return -1;
        };
        this.hash.set(objects::hash(&referent).unwrap_or(-1));
    }
    this.hash.get()
}

extern "C" fn richcompare(a: &PyObject, b: &PyObject, op: c_int) -> PyResult {
    let (Some(x), Some(y)) = (a.cast::<PyWeakReference>(), b.cast::<PyWeakReference>()) else {
        return Ok(not_implemented());
    };
    if op != objects::EQ && op != objects::NE {
        return Ok(not_implemented());
    }
    match (referent(x), referent(y)) {
        (Some(x), Some(y)) => objects::rich_compare(&x, &y, op),
        _ => Ok(objects::bool_ref(a.is(b) == (op == objects::EQ))),
    }
}

fn class_getitem(class: &PyObject, key: &PyObject) -> PyResult {
    crate::generic_alias::new(class, key)
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to it any more.
    unsafe {
        gc::untrack(&*object);
        clear_reference(this(&*object));
        crate::memory::free_object(object);
    }
}

extern "C" fn traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    crate::visit!(visit, arg, this(object).wr_callback.get());
    0
}

extern "C" fn clear(object: &PyObject) -> c_int {
    clear_reference(this(object));
    0
}

/// The getter of `__weakref__`.
pub fn weakref_getter(object: &PyObject) -> PyResult {
    let first = list_slot(object).map_or(std::ptr::null_mut(), Cell::get);
    // SAFETY: the ring holds live references.
    Ok(unsafe { clone_slot(&Cell::new(first)) }.map_or_else(none_ref, Ref::upcast))
}

/// How many weak references an object has.
pub fn count(object: &PyObject) -> Result<usize, Raised> {
    Ok(references(object).len())
}
