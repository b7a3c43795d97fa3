//! `_thread`: threads, locks, and attributes of each thread's own.

use std::cell::Cell;
use std::ffi::CStr;
use std::mem::offset_of;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use vivarium_runtime::args::{Spec, check_count};
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::int::PyLongObject;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::thread::lock;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, flags, ready};
use vivarium_runtime::weakref::{self, PyWeakReference};
use vivarium_runtime::{
    call, display, errors, exceptions, float, hooks, int, memory, number, objects, raise, singletons, tuple,
};
use vivarium_vm::interp::pending;
use vivarium_vm::report;

use crate::support::native::{alloc, layout_of, tuple_ref};
use crate::support::new_module;

mod local;

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
    PyMethodDef::noargs(c"exit_thread", exit, c"exit_thread()\n\nEnd the thread: raise SystemExit."),
    PyMethodDef::noargs(
        c"_set_sentinel",
        set_sentinel,
        c"_set_sentinel() -> a lock that the thread's end releases",
    ),
    PyMethodDef::fast(c"stack_size", stack_size, c"stack_size([size]) -> the size of new threads' stacks"),
    PyMethodDef::fast(
        c"start_new_thread",
        start_new_thread,
        c"start_new_thread(function, args[, kwargs])\n\nCall the function in a thread of its own; the thread's number.",
    ),
    PyMethodDef::fast(c"start_new", start_new_thread, c"start_new(function, args[, kwargs])"),
    PyMethodDef::fast(
        c"interrupt_main",
        interrupt_main,
        c"interrupt_main(signum=signal.SIGINT, /)\n\nDo in the main thread as if the signal had come.",
    ),
    PyMethodDef::END,
];

/// Seconds that `acquire` waits at most.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let module = new_module("_thread", "Threads and locks.", FUNCTIONS)?;
    for ty in [&LOCK_TYPE, &RLOCK_TYPE, &local::LOCAL_TYPE] {
        ready::ready(ty)?;
    }
    module.set("LockType", &LOCK_TYPE)?;
    module.set("RLock", &RLOCK_TYPE)?;
    module.set("_local", &local::LOCAL_TYPE)?;
    module.set("error", &exceptions::RUNTIME_ERROR)?;
    module.set("TIMEOUT_MAX", &*float::from_f64(TIMEOUT_MAX)?)?;
    Ok(module)
}

/// Native stack of new threads, unless `stack_size` says otherwise. Memory is used as it is touched.
const STACK: usize = 16 << 20;
static STACK_SIZE: AtomicUsize = AtomicUsize::new(0);
/// What `stack_size` takes at least.
const SMALLEST_STACK: usize = 32 << 10;
/// What a thread needs to get anywhere, whatever was asked for.
const ENOUGH_STACK: usize = 1 << 20;

fn ident() -> u64 {
    // SAFETY: asks for the calling thread.
    unsafe { libc::pthread_self() as u64 }
}

fn get_ident(_: &PyObject) -> PyResult {
    int::from_u64(ident())
}

fn get_native_id(_: &PyObject) -> PyResult {
    if lock::is_first() {
        return int::from_u64(u64::from(std::process::id()));
    }
    // SAFETY: asks for the calling thread.
    int::from_i64(unsafe { libc::gettid() }.into())
}

fn count(_: &PyObject) -> PyResult {
    int::from_usize(lock::started())
}

fn exit(_: &PyObject) -> PyResult {
    Err(errors::set_none(&exceptions::SYSTEM_EXIT))
}

fn stack_size(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("stack_size", args, 0, 1)?;
    let before = STACK_SIZE.load(Ordering::Relaxed);
    if let Some(size) = args.first() {
        let Ok(size) = usize::try_from(number::as_isize(size)?) else {
            return Err(raise!(VALUE_ERROR, "size must be 0 or a positive value"));
        };
        if size != 0 && size < SMALLEST_STACK {
            return Err(raise!(VALUE_ERROR, "size not valid: {size} bytes"));
        }
        STACK_SIZE.store(size, Ordering::Relaxed);
    }
    int::from_usize(before)
}

fn start_new_thread(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("start_new_thread", args, 2, 3)?;
    if !objects::is_callable(args[0]) {
        return Err(raise!(TYPE_ERROR, "first arg must be callable"));
    }
    let Ok(arguments) = args[1].to_ref().downcast::<tuple::PyTupleObject>() else {
        return Err(raise!(TYPE_ERROR, "2nd arg must be a tuple"));
    };
    let keywords = args.get(2).copied();
    if keywords.is_some_and(|keywords| !keywords.is_instance_of::<PyDictObject>()) {
        return Err(raise!(TYPE_ERROR, "optional 3rd arg must be a dictionary"));
    }
    hooks::audit("_thread.start_new_thread", || {
        Ok(vec![
            args[0].to_ref(),
            args[1].to_ref(),
            keywords.map_or_else(singletons::none_ref, PyObject::to_ref),
        ])
    })?;
    let function = args[0].to_ref();
    let keywords = keywords.map(PyObject::to_ref);
    let size = match STACK_SIZE.load(Ordering::Relaxed) {
        0 => STACK,
        asked => asked.max(ENOUGH_STACK),
    };
    let work = move || {
        let called = call::call_tuple_dict(&function, &arguments, keywords.as_deref());
        if called.is_err() {
            if errors::matches(&exceptions::SYSTEM_EXIT) {
                errors::clear();
            } else {
                report::write_unraisable_message(
                    Some("Exception ignored in thread started by"),
                    Some(&function),
                );
            }
        }
    };
    match lock::spawn(size, Box::new(work)) {
        Ok(ident) => int::from_u64(ident),
        Err(_) => Err(raise!(RUNTIME_ERROR, "can't start new thread")),
    }
}

fn interrupt_main(_: &PyObject, args: &[&PyObject]) -> PyResult {
    check_count("interrupt_main", args, 0, 1)?;
    let signal = args.first().map_or(Ok(libc::SIGINT), |signal| number::as_c_int(signal))?;
    if !(1..65).contains(&signal) {
        return Err(raise!(VALUE_ERROR, "signal number out of range"));
    }
    crate::signal::simulate(signal);
    Ok(singletons::none_ref())
}

/// A lock that is given back when the calling thread ends.
fn set_sentinel(_: &PyObject) -> PyResult {
    let made = alloc(&LOCK_TYPE)?;
    let reference = weakref::new(&weakref::REF_TYPE, &made, None)?;
    lock::at_end(Box::new(move || {
        if let Some(sentinel) = referent(&reference) {
            let _ = lock_of(&sentinel).held.replace(0);
            lock::announce_release();
        }
    }));
    Ok(made)
}

fn referent(reference: &PyObject) -> Option<Ref> {
    weakref::referent(reference.cast::<PyWeakReference>()?)
}

/// A lock; as an `RLock` it counts how often it is held.
#[repr(C)]
pub struct LockObject {
    pub ob_base: PyObject,
    held: Cell<usize>,
    /// Who took it last.
    owner: Cell<u64>,
    weakreflist: Cell<*mut PyWeakReference>,
}

layout_of!(lock_of, LockObject);

/// A recursive lock has a word more in CPython.
const fn lock_type(name: &'static CStr, size: usize) -> PyTypeObject {
    PyTypeObject {
        tp_dealloc: Cell::new(Some(lock_dealloc as Destructor)),
        tp_repr: Cell::new(Some(lock_repr)),
        tp_getattro: Cell::new(Some(objects::generic_get_attr)),
        tp_weaklistoffset: Cell::new(offset_of!(LockObject, weakreflist) as isize),
        tp_alloc: Cell::new(Some(memory::generic_alloc)),
        ..PyTypeObject::new(name, size)
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
    ..lock_type(c"_thread.lock", size_of::<LockObject>())
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
            is_owned,
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
    ..lock_type(c"_thread.RLock", size_of::<LockObject>() + 8)
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

/// How long to wait, from the arguments of `acquire`; `None` is for ever.
fn patience(args: &[&PyObject], kwnames: Option<&PyObject>) -> Result<Option<Duration>, Raised> {
    static SPEC: Spec = Spec::new("acquire", &["blocking", "timeout"]);
    let [blocking, timeout] = SPEC.parse(args, kwnames)?;
    let blocking = blocking.map_or(Ok(true), objects::is_true)?;
    let for_blocking = if blocking { None } else { Some(Duration::ZERO) };
    let Some(timeout) = timeout else { return Ok(for_blocking) };
    let seconds = float::to_f64(&*number::float(timeout)?).unwrap_or(-1.0);
    if seconds == -1.0 {
        return Ok(for_blocking);
    }
    if !blocking {
        return Err(raise!(VALUE_ERROR, "can't specify a timeout for a non-blocking call"));
    }
    if seconds < 0.0 {
        return Err(raise!(VALUE_ERROR, "timeout value must be positive"));
    }
    match Duration::try_from_secs_f64(seconds) {
        Ok(duration) if seconds <= TIMEOUT_MAX => Ok(Some(duration)),
        Ok(_) => Err(raise!(OVERFLOW_ERROR, "timeout value is too large")),
        Err(_) => Err(raise!(OVERFLOW_ERROR, "timestamp out of range for platform time_t")),
    }
}

/// Takes a lock, waiting if need be; whether it was possible.
fn take(object: &PyObject, patience: Option<Duration>) -> Result<bool, Raised> {
    let this = lock_of(object);
    let recursive = is_recursive(object);
    let start = Instant::now();
    loop {
        let releases = if lock::is_alone() { 0 } else { lock::releases() };
        let held = this.held.get();
        if held == 0 || recursive && this.owner.get() == ident() {
            this.held.set(held + 1);
            this.owner.set(ident());
            return Ok(true);
        }
        // So often the first thread looks for signals.
        let mut longest = Duration::from_millis(50);
        match patience {
            Some(patience) => {
                let Some(rest) = patience.checked_sub(start.elapsed()).filter(|rest| !rest.is_zero()) else {
                    return Ok(false);
                };
                longest = longest.min(rest);
            }
            None if lock::is_alone() => {
                return Err(raise!(
                    RUNTIME_ERROR,
                    "deadlock: the only thread waits for a lock that it holds"
                ));
            }
            None => {}
        }
        if lock::is_alone() {
            crate::signal::sleep(longest)?;
        } else {
            lock::wait_for_release(releases, longest);
        }
        if pending::is_interrupted() {
            crate::signal::check()?;
        }
    }
}

fn acquire(lock: &PyObject, args: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    let patience = patience(args, kwnames)?;
    Ok(objects::bool_ref(take(lock, patience)?))
}

fn is_owned(lock: &PyObject) -> PyResult {
    Ok(objects::bool_ref(owns(lock)))
}

fn owns(lock: &PyObject) -> bool {
    lock_of(lock).held.get() > 0 && lock_of(lock).owner.get() == ident()
}

fn release(lock: &PyObject) -> PyResult {
    let held = &lock_of(lock).held;
    if is_recursive(lock) {
        if !owns(lock) {
            return Err(raise!(RUNTIME_ERROR, "cannot release un-acquired lock"));
        }
    } else if held.get() == 0 {
        return Err(raise!(RUNTIME_ERROR, "release unlocked lock"));
    }
    held.set(held.get() - 1);
    if held.get() == 0 {
        lock::announce_release();
    }
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
    lock::announce_release();
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
    let count = number::as_isize(state.items()[0])?.max(0) as usize;
    let owner =
        state.items()[1].cast::<PyLongObject>().and_then(|owner| owner.to_u64()).unwrap_or_else(ident);
    take(lock, None)?;
    lock_of(lock).held.set(count);
    lock_of(lock).owner.set(owner);
    Ok(singletons::none_ref())
}

fn release_save(lock: &PyObject) -> PyResult {
    let held = &lock_of(lock).held;
    if held.get() == 0 {
        return Err(raise!(RUNTIME_ERROR, "cannot release un-acquired lock"));
    }
    let state = tuple_ref([int::from_usize(held.get())?, int::from_u64(lock_of(lock).owner.get())?])?;
    held.set(0);
    lock::announce_release();
    Ok(state)
}

extern "C" fn lock_repr(lock: &PyObject) -> PyResult {
    let held = lock_of(lock).held.get();
    let (state, name, at) =
        (if held > 0 { "locked" } else { "unlocked" }, lock.ob_type().full_name(), lock.address());
    if is_recursive(lock) {
        let owner = if held > 0 { lock_of(lock).owner.get() } else { 0 };
        return display::format(format_args!(
            "<{state} {name} object owner={owner} count={held} at {at:#x}>"
        ));
    }
    display::format(format_args!("<{state} {name} object at {at:#x}>"))
}
