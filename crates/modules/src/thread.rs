//! `_thread`: locks and the identity of the one thread there is.

use std::cell::Cell;
use std::ffi::{CStr, c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::args::{Spec, check_count, items};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags, ready};
use vivarium_runtime::weakref::{self, PyWeakReference};
use vivarium_runtime::{
    dict, display, errors, exceptions, float, gc, int, memory, number, objects, raise, singletons, tuple,
    visit,
};

use crate::support::native::{alloc, clear, layout_of, set, tuple_ref};
use crate::support::new_module;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::noargs(c"allocate_lock", allocate_lock, c"allocate_lock() -> a new lock object"),
    PyMethodDef::noargs(c"allocate", allocate_lock, c"allocate() -> a new lock object"),
    PyMethodDef::noargs(c"get_ident", get_ident, c"get_ident() -> a number that no other running thread has"),
    PyMethodDef::noargs(
        c"get_native_id",
        get_native_id,
        c"get_native_id() -> the thread's number in the system",
    ),
    PyMethodDef::noargs(c"_count", count, c"_count() -> how many threads were started and still run"),
    PyMethodDef::noargs(c"exit", exit, c"exit()\n\nEnd the thread: raise SystemExit."),
    PyMethodDef::noargs(
        c"_set_sentinel",
        allocate_lock,
        c"_set_sentinel() -> a lock that the thread's end releases",
    ),
    PyMethodDef::fast(c"stack_size", stack_size, c"stack_size([size]) -> the size of new threads' stacks"),
    PyMethodDef::fast(
        c"start_new_thread",
        start_new_thread,
        c"start_new_thread(function, args[, kwargs])\n\nRaises RuntimeError: there is one thread only.",
    ),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("_thread", "Locks, and what there is of threads.", FUNCTIONS)?;
    for ty in [&LOCK_TYPE, &RLOCK_TYPE, &LOCAL_TYPE] {
        ready::ready(ty)?;
    }
    module.set("LockType", &LOCK_TYPE)?;
    module.set("RLock", &RLOCK_TYPE)?;
    module.set("_local", &LOCAL_TYPE)?;
    module.set("error", &exceptions::RUNTIME_ERROR)?;
    module.set("TIMEOUT_MAX", &*float::from_f64(9_223_372_036.0)?)?;
    Ok(module)
}

fn ident() -> u64 {
    // SAFETY: asks for the calling thread.
    unsafe { libc::pthread_self() as u64 }
}

fn get_ident(_: &PyObject) -> PyResult {
    int::from_u64(ident())
}

fn get_native_id(_: &PyObject) -> PyResult {
    int::from_u64(u64::from(std::process::id()))
}

fn count(_: &PyObject) -> PyResult {
    int::from_i64(0)
}

fn exit(_: &PyObject) -> PyResult {
    Err(errors::set_none(&exceptions::SYSTEM_EXIT))
}

fn stack_size(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("stack_size", args, 0, 1)?;
    if let Some(size) = args.first()
        && number::as_isize(size)? < 0
    {
        return Err(raise!(VALUE_ERROR, "size must be 0 or a positive value"));
    }
    int::from_i64(0)
}

fn start_new_thread(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("start_new_thread", args, 2, 3)?;
    if !objects::is_callable(args[0]) {
        return Err(raise!(TYPE_ERROR, "first arg must be callable"));
    }
    if !args[1].is_instance_of::<tuple::PyTupleObject>() {
        return Err(raise!(TYPE_ERROR, "2nd arg must be a tuple"));
    }
    Err(raise!(RUNTIME_ERROR, "can't start new thread"))
}

/// A lock; as an `RLock` it counts how often it is held.
#[repr(C)]
pub struct LockObject {
    pub ob_base: PyObject,
    held: Cell<usize>,
    weakreflist: Cell<*mut PyWeakReference>,
}

layout_of!(lock_of, LockObject);

const fn lock_type(name: &'static CStr) -> PyTypeObject {
    PyTypeObject {
        tp_dealloc: Cell::new(Some(lock_dealloc as Destructor)),
        tp_repr: Cell::new(Some(lock_repr)),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_weaklistoffset: Cell::new(offset_of!(LockObject, weakreflist) as isize),
        tp_alloc: Cell::new(Some(memory::generic_alloc)),
        ..PyTypeObject::new(name, size_of::<LockObject>())
    }
}

pub static LOCK_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::DISALLOW_INSTANTIATION),
    tp_doc: typeobject::doc(c"A lock object is a synchronization primitive, made by allocate_lock()."),
    tp_methods: typeobject::methods(&[
        PyMethodDef::keywords(c"acquire_lock", acquire, c"acquire(blocking=True, timeout=-1) -> bool"),
        PyMethodDef::keywords(
            c"acquire",
            acquire,
            c"acquire(blocking=True, timeout=-1) -> bool\n\nTake the lock, waiting if need be.",
        ),
        PyMethodDef::noargs(c"release_lock", release, c"release()"),
        PyMethodDef::noargs(c"release", release, c"release()\n\nGive the lock back."),
        PyMethodDef::noargs(c"locked_lock", locked, c"locked() -> bool"),
        PyMethodDef::noargs(c"locked", locked, c"locked() -> bool\n\nWhether the lock is held."),
        PyMethodDef::keywords(c"__enter__", acquire, c"acquire(blocking=True, timeout=-1) -> bool"),
        PyMethodDef::fast(c"__exit__", exit_lock, c"release()"),
        PyMethodDef::noargs(c"_at_fork_reinit", reinit, c"Make the lock free."),
        PyMethodDef::END,
    ]),
    ..lock_type(c"_thread.lock")
};

pub static RLOCK_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE),
    tp_methods: typeobject::methods(&[
        PyMethodDef::keywords(
            c"acquire",
            acquire,
            c"acquire(blocking=True, timeout=-1) -> bool\n\nTake the lock once more.",
        ),
        PyMethodDef::noargs(c"release", release, c"release()\n\nGive the lock back once."),
        PyMethodDef::noargs(
            c"_is_owned",
            locked,
            c"_is_owned() -> bool\n\nWhether this thread holds the lock.",
        ),
        PyMethodDef::one(c"_acquire_restore", acquire_restore, c"_acquire_restore(state) -> None"),
        PyMethodDef::noargs(c"_release_save", release_save, c"_release_save() -> tuple"),
        PyMethodDef::keywords(c"__enter__", acquire, c"acquire(blocking=True, timeout=-1) -> bool"),
        PyMethodDef::fast(c"__exit__", exit_lock, c"release()"),
        PyMethodDef::noargs(c"_at_fork_reinit", reinit, c"Make the lock free."),
        PyMethodDef::END,
    ]),
    tp_new: Cell::new(Some(rlock_new)),
    ..lock_type(c"_thread.RLock")
};

fn allocate_lock(_: &PyObject) -> PyResult {
    alloc(&LOCK_TYPE)
}

extern "C" fn rlock_new(ty: &PyTypeObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    alloc(ty)
}

unsafe extern "C" fn lock_dealloc(object: *mut PyObject) {
    // SAFETY: a dying lock.
    unsafe {
        if !lock_of(&*object).weakreflist.get().is_null() {
            weakref::clear_weakrefs(&*object);
        }
        memory::free_object(object);
    }
}

fn is_recursive(lock: &PyObject) -> bool {
    lock.ob_type().is_subtype(&RLOCK_TYPE)
}

/// Whether to wait, from the arguments of `acquire`.
fn waits(args: &[&PyObject], kwnames: Option<&PyObject>) -> Result<bool, Raised> {
    static SPEC: Spec = Spec::new("acquire", &["blocking", "timeout"]);
    let [blocking, timeout] = SPEC.parse(args, kwnames)?;
    let blocking = blocking.map_or(Ok(true), objects::is_true)?;
    let Some(timeout) = timeout else { return Ok(blocking) };
    let seconds = float::to_f64(&*number::float(timeout)?).unwrap_or(-1.0);
    if seconds == -1.0 {
        return Ok(blocking);
    }
    if !blocking {
        return Err(raise!(VALUE_ERROR, "can't specify a timeout for a non-blocking call"));
    }
    if seconds < 0.0 {
        return Err(raise!(VALUE_ERROR, "timeout value must be positive"));
    }
    // Nobody else could release the lock meanwhile.
    Ok(false)
}

fn acquire(lock: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let waits = waits(args, kwnames)?;
    let held = &lock_of(lock).held;
    if held.get() > 0 && !is_recursive(lock) {
        if waits {
            return Err(raise!(RUNTIME_ERROR, "deadlock: the only thread waits for a lock that it holds"));
        }
        return Ok(objects::bool_ref(false));
    }
    held.set(held.get() + 1);
    Ok(objects::bool_ref(true))
}

fn release(lock: &PyObject) -> PyResult {
    let held = &lock_of(lock).held;
    if held.get() == 0 {
        return Err(if is_recursive(lock) {
            raise!(RUNTIME_ERROR, "cannot release un-acquired lock")
        } else {
            raise!(RUNTIME_ERROR, "release unlocked lock")
        });
    }
    held.set(held.get() - 1);
    Ok(singletons::none_ref())
}

fn exit_lock(lock: &PyObject, _: &[&PyObject]) -> PyResult {
    release(lock)
}

fn locked(lock: &PyObject) -> PyResult {
    Ok(objects::bool_ref(lock_of(lock).held.get() > 0))
}

fn reinit(lock: &PyObject) -> PyResult {
    lock_of(lock).held.set(0);
    Ok(singletons::none_ref())
}

fn acquire_restore(lock: &PyObject, state: &PyObject) -> PyResult {
    let Some(state) = state.cast::<tuple::PyTupleObject>().filter(|state| state.len() == 2) else {
        return Err(raise!(
            TYPE_ERROR,
            "argument 1 must be 2-item tuple, not {}",
            state.ob_type().full_name()
        ));
    };
    lock_of(lock).held.set(number::as_isize(state.items()[0])?.max(0) as usize);
    Ok(singletons::none_ref())
}

fn release_save(lock: &PyObject) -> PyResult {
    let held = &lock_of(lock).held;
    if held.get() == 0 {
        return Err(raise!(RUNTIME_ERROR, "cannot release un-acquired lock"));
    }
    tuple_ref([int::from_usize(held.replace(0))?, int::from_u64(ident())?])
}

extern "C" fn lock_repr(lock: &PyObject) -> PyResult {
    let held = lock_of(lock).held.get();
    let (state, name, at) =
        (if held > 0 { "locked" } else { "unlocked" }, lock.ob_type().full_name(), lock.address());
    if is_recursive(lock) {
        let owner = if held > 0 { ident() } else { 0 };
        return display::format(format_args!(
            "<{state} {name} object owner={owner} count={held} at {at:#x}>"
        ));
    }
    display::format(format_args!("<{state} {name} object at {at:#x}>"))
}

/// Attributes of each thread's own, which with one thread are a dict.
#[repr(C)]
pub struct LocalObject {
    pub ob_base: PyObject,
    dict: Cell<*mut PyObject>,
    weakreflist: Cell<*mut PyWeakReference>,
}

layout_of!(local_of, LocalObject);

pub static LOCAL_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(local_dealloc as Destructor)),
    tp_getattro: Cell::new(Some(objects::generic_get_attr)),
    tp_setattro: Cell::new(Some(objects::generic_set_attr)),
    tp_doc: typeobject::doc(c"Thread-local data"),
    tp_traverse: Cell::new(Some(local_traverse)),
    tp_clear: Cell::new(Some(local_clear)),
    tp_weaklistoffset: Cell::new(offset_of!(LocalObject, weakreflist) as isize),
    tp_dictoffset: Cell::new(offset_of!(LocalObject, dict) as isize),
    tp_getset: typeobject::getset(&[
        vivarium_runtime::descr::PyGetSetDef::read_only(
            c"__dict__",
            objects::dict_getter,
            c"Local-data dictionary",
        ),
        vivarium_runtime::descr::PyGetSetDef::END,
    ]),
    tp_alloc: Cell::new(Some(memory::generic_alloc)),
    tp_new: Cell::new(Some(local_new)),
    ..PyTypeObject::new(c"_thread._local", size_of::<LocalObject>())
};

extern "C" fn local_new(ty: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let given = !items(args).is_empty()
        || kwargs.and_then(|kwargs| kwargs.cast::<PyDictObject>()).is_some_and(|kwargs| !kwargs.is_empty());
    if given && objects::is_object_init(ty) {
        return Err(raise!(TYPE_ERROR, "Initialization arguments are not supported"));
    }
    let object = alloc(ty)?;
    set(&local_of(&object).dict, dict::new()?.upcast());
    Ok(object)
}

extern "C" fn local_clear(object: &PyObject) -> c_int {
    clear(&local_of(object).dict);
    0
}

unsafe extern "C" fn local_dealloc(object: *mut PyObject) {
    // SAFETY: a dying object of this layout.
    unsafe {
        gc::untrack(&*object);
        if !local_of(&*object).weakreflist.get().is_null() {
            weakref::clear_weakrefs(&*object);
        }
        local_clear(&*object);
        memory::free_object(object);
    }
}

extern "C" fn local_traverse(object: &PyObject, visit: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visit, arg, local_of(object).dict.get());
    0
}
