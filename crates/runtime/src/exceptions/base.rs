//! `BaseException`, and what the other exceptions share with it.

use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};
use std::mem::offset_of;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering};

use super::{MEMORY_ERROR, PyBaseExceptionObject};
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::dict::PyDictObject;
use crate::gc;
use crate::list::PyListObject;
use crate::name;
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::objects::{self, status_code};
use crate::singletons::none_ref;
use crate::str::{Builder, PyUnicodeObject};
use crate::tuple::PyTupleObject;
use crate::typeobject::{self, Destructor, PyTypeObject, TraverseProc, VisitProc, flags};

/// A layout of exceptions: names the cells that own objects, its own first, then `BaseException`'s.
pub(super) trait Layout: Sized {
    /// Calls `f` for each until it gives something other than 0.
    fn each(&self, f: &mut dyn FnMut(&Cell<*mut PyObject>) -> c_int) -> c_int;
}

macro_rules! exception_fields {
    ($layout:ty { $($field:ident),* }) => {
        impl $crate::exceptions::base::Layout for $layout {
            fn each(&self, f: &mut dyn FnMut(&Cell<*mut PyObject>) -> std::ffi::c_int) -> std::ffi::c_int {
                for cell in [$(&self.$field),*] {
                    let result = f(cell);
                    if result != 0 {
                        return result;
                    }
                }
                $crate::exceptions::base::Layout::each(&self.base, f)
            }
        }
    };
}
pub(super) use exception_fields;

impl Layout for PyBaseExceptionObject {
    fn each(&self, f: &mut dyn FnMut(&Cell<*mut PyObject>) -> c_int) -> c_int {
        for cell in [&self.dict, &self.args, &self.notes, &self.traceback, &self.cause, &self.context] {
            let result = f(cell);
            if result != 0 {
                return result;
            }
        }
        0
    }
}

pub(super) extern "C" fn traverse<T: Layout>(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot of types with this layout.
    unsafe { object.cast_unchecked::<T>() }.each(&mut |cell| {
        crate::visit!(visit, arg, cell.get());
        0
    })
}

pub(super) extern "C" fn clear<T: Layout>(object: &PyObject) -> c_int {
    // SAFETY: the slot of types with this layout; each cell owns what it holds.
    unsafe {
        object.cast_unchecked::<T>().each(&mut |cell| {
            crate::object::give_up(Ref::from_nullable(cell.replace(null_mut())));
            0
        })
    }
}

pub(super) unsafe extern "C" fn dealloc<T: Layout>(object: *mut PyObject) {
    // SAFETY: a dying exception of this layout.
    unsafe {
        gc::untrack(&*object);
        // A subclass's instance has been through this already.
        let nested = !(*object).ob_type().has_flag(flags::HEAPTYPE);
        if nested && gc::trashcan_begin(&*object) {
            return;
        }
        clear::<T>(&*object);
        crate::memory::free_object(object);
        if nested {
            gc::trashcan_end();
        }
    }
}

const FLAGS: u64 = flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC | flags::BASE_EXC_SUBCLASS;

/// Completes a kind of exception with its name and size.
pub(super) const fn named(kind: PyTypeObject, name: &'static CStr, size: usize) -> PyTypeObject {
    kind.tp_name.replace(name.as_ptr());
    kind.tp_basicsize.replace(size as isize);
    kind
}

/// What every exception of a layout has; the rest is inherited.
pub(super) const fn heir<T: Layout>() -> PyTypeObject {
    PyTypeObject {
        tp_flags: Cell::new(FLAGS),
        tp_dealloc: Cell::new(Some(dealloc::<T> as Destructor)),
        tp_traverse: Cell::new(Some(traverse::<T> as TraverseProc)),
        tp_clear: Cell::new(Some(clear::<T>)),
        tp_dictoffset: Cell::new(offset_of!(PyBaseExceptionObject, dict) as isize),
        ..PyTypeObject::new(c"", 0)
    }
}

/// An exception without anything of its own.
pub(super) const fn simple() -> PyTypeObject {
    PyTypeObject {
        tp_init: Cell::new(Some(init)),
        tp_new: Cell::new(Some(new)),
        ..heir::<PyBaseExceptionObject>()
    }
}

pub(super) const fn key_error() -> PyTypeObject {
    PyTypeObject {
        tp_init: Cell::new(Some(init)),
        tp_str: Cell::new(Some(key_error_str)),
        ..heir::<PyBaseExceptionObject>()
    }
}

pub(super) const fn memory_error() -> PyTypeObject {
    PyTypeObject {
        tp_init: Cell::new(Some(init)),
        tp_new: Cell::new(Some(memory_error_new)),
        tp_dealloc: Cell::new(Some(memory_error_dealloc as Destructor)),
        ..heir::<PyBaseExceptionObject>()
    }
}

pub(super) const fn base_exception() -> PyTypeObject {
    PyTypeObject {
        tp_repr: Cell::new(Some(repr)),
        tp_str: Cell::new(Some(str)),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_setattro: Cell::new(Some(objects::generic_set_attr)),
        tp_doc: typeobject::doc(c"The root of all exceptions."),
        tp_methods: typeobject::methods(
            const {
                &[
                    PyMethodDef::noargs(c"__reduce__", reduce, c""),
                    PyMethodDef::one(c"__setstate__", set_state, c""),
                    PyMethodDef::one(
                        c"with_traceback",
                        with_traceback,
                        c"Exception.with_traceback(tb) --\n    set self.__traceback__ and return self.",
                    ),
                    PyMethodDef::one(
                        c"add_note",
                        add_note,
                        c"Exception.add_note(note) --\n    append a note, which tracebacks print.",
                    ),
                    PyMethodDef::END,
                ]
            },
        ),
        tp_members: typeobject::members(
            const {
                &[
                    PyMemberDef::new(
                        c"__suppress_context__",
                        MemberType::Bool,
                        offset_of!(PyBaseExceptionObject, suppress_context),
                        c"",
                    ),
                    PyMemberDef::END,
                ]
            },
        ),
        tp_getset: typeobject::getset(
            const {
                &[
                    PyGetSetDef::new(c"__dict__", objects::dict_getter, objects::dict_setter, c""),
                    PyGetSetDef::new(c"args", get_args_attribute, set_args, c""),
                    PyGetSetDef::new(c"__traceback__", get_traceback, set_traceback_attribute, c""),
                    PyGetSetDef::new(
                        c"__context__",
                        get_context,
                        set_context_attribute,
                        c"what was being handled",
                    ),
                    PyGetSetDef::new(
                        c"__cause__",
                        get_cause,
                        set_cause_attribute,
                        c"what it was raised from",
                    ),
                    PyGetSetDef::END,
                ]
            },
        ),
        ..named(simple(), c"BaseException", size_of::<PyBaseExceptionObject>())
    }
}

pub(super) fn base_of(object: &PyObject) -> &PyBaseExceptionObject {
    // SAFETY: slots and methods of exceptions get exceptions.
    unsafe { object.cast_unchecked() }
}

/// The arguments of an exception.
pub fn get_args(exception: &PyObject) -> Ref<PyTupleObject> {
    // SAFETY: the exception owns a tuple there, or nothing yet.
    match unsafe { clone_slot(&base_of(exception).args) } {
        // SAFETY: `args` is always a tuple.
        Some(args) => unsafe { args.cast_into_unchecked() },
        None => crate::tuple::empty(),
    }
}

/// A fresh instance from the type's allocator.
pub(super) fn alloc(ty: &PyTypeObject) -> PyResult {
    match ty.tp_alloc.get() {
        Some(alloc) => alloc(ty, 0),
        None => crate::memory::generic_alloc(ty, 0),
    }
}

pub(super) extern "C" fn new(ty: &PyTypeObject, args: &PyObject, _: Option<&PyObject>) -> PyResult {
    let object = alloc(ty)?;
    drop(replace_slot(&base_of(&object).args, Some(args.to_ref())));
    Ok(object)
}

pub(super) extern "C" fn init(object: &PyObject, args: &PyObject, kwargs: Option<&PyObject>) -> c_int {
    if let Err(_raised) = crate::args::no_keywords(object.ob_type().full_name(), kwargs) {
        return -1;
    }
    set_args_slot(object, args);
    0
}

pub(super) fn set_args_slot(object: &PyObject, args: &PyObject) {
    drop(replace_slot(&base_of(object).args, Some(args.to_ref())));
}

pub(super) extern "C" fn str(object: &PyObject) -> PyResult {
    let args = get_args(object);
    match args.items() {
        [] => Ok(crate::str::empty().upcast()),
        [single] => objects::str(single),
        _ => objects::str(&args),
    }
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let args = get_args(object);
    let mut text = Builder::new();
    text.push_str(object.ob_type().name())?;
    match args.items() {
        [single] => {
            text.push_str("(")?;
            push_repr(&mut text, single)?;
            text.push_str(")")?;
        }
        _ => push_repr(&mut text, &args)?,
    }
    Ok(text.finish()?.upcast())
}

/// Appends `repr(object)`.
pub(super) fn push_repr(text: &mut Builder, object: &PyObject) -> Result<(), Raised> {
    push(text, &*objects::repr(object)?)
}

/// Appends `str(object)`.
pub(super) fn push_as_str(text: &mut Builder, object: &PyObject) -> Result<(), Raised> {
    push(text, &*objects::str(object)?)
}

fn push(text: &mut Builder, string: &PyObject) -> Result<(), Raised> {
    match string.cast::<PyUnicodeObject>() {
        Some(string) => text.push_string(string),
        None => Ok(()),
    }
}

fn reduce(object: &PyObject) -> PyResult {
    reduce_with(object, get_args(object).upcast())
}

/// `(type, args)`, with the dict if there is one.
pub(super) fn reduce_with(object: &PyObject, args: Ref) -> PyResult {
    let class = object.ob_type().to_ref();
    // SAFETY: the exception owns its dict.
    let parts = match unsafe { clone_slot(&base_of(object).dict) } {
        Some(dict) => crate::tuple::new([class, args, dict])?,
        None => crate::tuple::new([class, args])?,
    };
    Ok(parts.upcast())
}

fn set_state(object: &PyObject, state: &PyObject) -> PyResult {
    if !state.is_none() {
        let Some(dict) = state.cast::<PyDictObject>() else {
            return Err(crate::raise!(TYPE_ERROR, "state is not a dictionary"));
        };
        for (name, value) in dict.pairs()? {
            objects::set_attr(object, &name, Some(&value))?;
        }
    }
    Ok(none_ref())
}

fn with_traceback(object: &PyObject, traceback: &PyObject) -> PyResult {
    set_traceback_attribute(object, Some(traceback))?;
    Ok(object.to_ref())
}

fn add_note(object: &PyObject, note: &PyObject) -> PyResult {
    if !note.is_instance_of::<PyUnicodeObject>() {
        return Err(crate::raise!(TYPE_ERROR, "note must be a str, not '{}'", note.ob_type().full_name()));
    }
    let notes = match objects::lookup_attr(object, name!("__notes__"))? {
        Some(notes) => notes,
        None => {
            let notes = crate::list::new()?;
            objects::set_attr(object, name!("__notes__"), Some(&notes))?;
            objects::get_attr(object, name!("__notes__"))?
        }
    };
    match notes.cast::<PyListObject>() {
        Some(list) => list.append(note.to_ref())?,
        None => return Err(crate::raise!(TYPE_ERROR, "Cannot add note: __notes__ is not a list")),
    }
    Ok(none_ref())
}

fn get_args_attribute(object: &PyObject) -> PyResult {
    Ok(objects::slot_or_none(&base_of(object).args))
}

fn set_args(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let Some(value) = value else { return Err(crate::raise!(TYPE_ERROR, "args may not be deleted")) };
    let args = crate::sequence::tuple(value)?;
    drop(replace_slot(&base_of(object).args, Some(args)));
    Ok(())
}

fn get_traceback(object: &PyObject) -> PyResult {
    Ok(objects::slot_or_none(&base_of(object).traceback))
}

fn is_traceback(object: &PyObject) -> bool {
    std::ptr::eq(object.ob_type(), &crate::traceback::TRACEBACK_TYPE)
}

fn set_traceback_attribute(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let Some(value) = value else {
        return Err(crate::raise!(TYPE_ERROR, "__traceback__ may not be deleted"));
    };
    if !value.is_none() && !is_traceback(value) {
        return Err(crate::raise!(TYPE_ERROR, "__traceback__ must be a traceback or None"));
    }
    super::set_traceback(object, Some(value.to_ref()));
    Ok(())
}

fn get_context(object: &PyObject) -> PyResult {
    Ok(objects::slot_or_none(&base_of(object).context))
}

/// An exception, or nothing for `None`.
fn exception_or_none(value: Option<&PyObject>, what: &str) -> Result<Option<Ref>, Raised> {
    match value {
        None => Err(crate::raise!(TYPE_ERROR, "__{what}__ may not be deleted")),
        Some(value) if value.is_none() => Ok(None),
        Some(value) if super::is_exception_instance(value) => Ok(Some(value.to_ref())),
        Some(_) => {
            Err(crate::raise!(TYPE_ERROR, "exception {what} must be None or derive from BaseException"))
        }
    }
}

fn set_context_attribute(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    super::set_context(object, exception_or_none(value, "context")?);
    Ok(())
}

fn get_cause(object: &PyObject) -> PyResult {
    Ok(objects::slot_or_none(&base_of(object).cause))
}

fn set_cause_attribute(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    super::set_cause(object, exception_or_none(value, "cause")?);
    Ok(())
}

extern "C" fn key_error_str(object: &PyObject) -> PyResult {
    // A key is shown as it is written, so that an empty string can be seen.
    match get_args(object).items() {
        [key] => objects::repr(key),
        _ => str(object),
    }
}

/// Dead instances, so that there is one to raise when memory has run out.
static MEMORY_ERRORS: crate::freelist::FreeList<16> = crate::freelist::FreeList::new();

extern "C" fn memory_error_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    if !std::ptr::eq(ty, &MEMORY_ERROR) {
        return new(ty, args, kwargs);
    }
    let dead: *mut PyObject = MEMORY_ERRORS.pop();
    if dead.is_null() {
        return new(ty, args, kwargs).or_else(|_| {
            crate::errors::clear();
            Ok(last_memory_error())
        });
    }
    // SAFETY: a dead instance whose fields are null.
    unsafe {
        (*dead).ob_refcnt.set(1);
        base_of(&*dead).args.set(crate::tuple::empty().into_raw().cast());
        base_of(&*dead).suppress_context.set(false);
        gc::track(&*dead);
        Ok(Ref::from_raw(dead))
    }
}

unsafe extern "C" fn memory_error_dealloc(object: *mut PyObject) {
    // SAFETY: a dying exception.
    unsafe {
        gc::untrack(&*object);
        clear::<PyBaseExceptionObject>(&*object);
        let exact = std::ptr::eq((*object).ob_type(), &MEMORY_ERROR);
        if !exact || !MEMORY_ERRORS.push(object) {
            crate::memory::free_object(object);
        }
    }
}

/// The one that serves again and again where not even an exception can be made.
static LAST_MEMORY_ERROR: AtomicPtr<PyObject> = AtomicPtr::new(std::ptr::null_mut());

pub(super) fn last_memory_error() -> Ref {
    // SAFETY: made at the start of the process and never given back.
    let last = unsafe { LAST_MEMORY_ERROR.load(Ordering::Relaxed).as_ref() };
    last.expect("made at the start").to_ref()
}

/// Fills the stock of dead `MemoryError`s, at start-up.
pub fn preallocate_memory_errors() -> Result<(), Raised> {
    let mut errors = Vec::new();
    for _ in 0..16 {
        errors.push(new(&MEMORY_ERROR, &crate::tuple::empty(), None)?);
    }
    let last = new(&MEMORY_ERROR, &crate::tuple::empty(), None)?;
    LAST_MEMORY_ERROR.store(last.into_raw(), Ordering::Relaxed);
    Ok(())
}

/// Runs `f` as the body of an `init` slot.
pub(super) fn init_with(f: impl FnOnce() -> Result<(), Raised>) -> c_int {
    status_code(f())
}
