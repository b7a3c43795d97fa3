//! `_thread._local`: attributes of each thread's own.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use vivarium_runtime::args::items;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, clone_slot};
use vivarium_runtime::thread::lock;
use vivarium_runtime::typeobject::{self, Destructor, PyTypeObject, VisitProc, flags};
use vivarium_runtime::weakref::{self, PyWeakReference};
use vivarium_runtime::{dict, errors, gc, int, memory, objects, raise, visit};

use super::referent;
use crate::support::native::{alloc, clear, layout_of, set, tuple_ref};

/// Attributes of each thread's own: every thread finds its dict in the slot.
#[repr(C)]
pub struct LocalObject {
    pub ob_base: PyObject,
    dict: Cell<*mut PyObject>,
    weakreflist: Cell<*mut PyWeakReference>,
    /// The thread whose dict is in the slot.
    serial: Cell<u64>,
    /// The dicts of other threads by their serials; null while there are none.
    others: Cell<*mut PyObject>,
    /// What `__init__` is called with in each thread; null where nothing was given.
    args: Cell<*mut PyObject>,
    kwargs: Cell<*mut PyObject>,
}

layout_of!(local_of, LocalObject);

pub static LOCAL_TYPE: PyTypeObject = PyTypeObject {
    tp_flags: Cell::new(flags::DEFAULT | flags::BASETYPE | flags::HAVE_GC),
    tp_dealloc: Cell::new(Some(local_dealloc as Destructor)),
    tp_getattro: Cell::new(Some(local_getattro)),
    tp_setattro: Cell::new(Some(local_setattro)),
    tp_doc: typeobject::doc(c"Thread-local data"),
    tp_traverse: Cell::new(Some(local_traverse)),
    tp_clear: Cell::new(Some(local_clear)),
    tp_weaklistoffset: Cell::new(offset_of!(LocalObject, weakreflist) as isize),
    tp_dictoffset: Cell::new(offset_of!(LocalObject, dict) as isize),
    tp_getset: typeobject::getset(&[
        vivarium_runtime::descr::PyGetSetDef::read_only(c"__dict__", local_dict, c"Local-data dictionary"),
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
    let local = local_of(&object);
    if given {
        set(&local.args, args.to_ref());
        if let Some(kwargs) = kwargs {
            set(&local.kwargs, kwargs.to_ref());
        }
    }
    set(&local.dict, dict::new()?.upcast());
    local.serial.set(lock::own().serial);
    forget_at_end(&object)?;
    Ok(object)
}

/// The dict goes with the calling thread. The first thread's stays: it ends with everything else.
fn forget_at_end(object: &PyObject) -> Result<(), Raised> {
    let serial = lock::own().serial;
    if serial == 1 {
        return Ok(());
    }
    let reference = weakref::new(&weakref::REF_TYPE, object, None)?;
    lock::at_end(Box::new(move || {
        let Some(object) = referent(&reference) else { return };
        let local = local_of(&object);
        if local.serial.get() == serial {
            local.serial.set(0);
            clear(&local.dict);
            return;
        }
        // SAFETY: null or owned by the object.
        let others = unsafe { clone_slot(&local.others) };
        if let Some(others) = others.as_deref().and_then(|others| others.cast::<PyDictObject>())
            && int::from_u64(serial).and_then(|key| others.del_item(&key)).is_err()
        {
            errors::clear();
        }
    }));
    Ok(())
}

/// Puts the calling thread's dict in the slot (`_ldict`).
fn switch_to_own(object: &PyObject) -> Result<(), Raised> {
    let local = local_of(object);
    let serial = lock::own().serial;
    let before = local.serial.get();
    if before == serial {
        return Ok(());
    }
    if local.others.get().is_null() {
        set(&local.others, dict::new()?.upcast());
    }
    // SAFETY: null or owned by the object.
    let (others, old) = unsafe { (clone_slot(&local.others), clone_slot(&local.dict)) };
    let Some(others) = others.as_deref().and_then(|others| others.cast::<PyDictObject>()) else {
        return Ok(());
    };
    if let Some(old) = old.filter(|_| before != 0) {
        others.set_item(&*int::from_u64(before)?, &old)?;
    }
    let key = int::from_u64(serial)?;
    let known = others.get_item(&key)?;
    let fresh = known.is_none();
    let own = match known {
        Some(own) => own,
        None => dict::new()?.upcast(),
    };
    set(&local.dict, own);
    local.serial.set(serial);
    if !fresh {
        others.del_item(&key)?;
        return Ok(());
    }
    forget_at_end(object)?;
    let ty = object.ob_type();
    if objects::is_object_init(ty) {
        return Ok(());
    }
    // SAFETY: null or owned by the object.
    let (args, kwargs) = unsafe { (clone_slot(&local.args), clone_slot(&local.kwargs)) };
    let args = match args {
        Some(args) => args,
        None => tuple_ref([])?,
    };
    if let Some(init) = ty.tp_init.get()
        && init(object, &args, kwargs.as_deref()) < 0
    {
        // The next access tries again.
        local.serial.set(0);
        return Err(Raised::already_set());
    }
    Ok(())
}

extern "C" fn local_getattro(object: &PyObject, name: &PyObject) -> PyResult {
    switch_to_own(object)?;
    objects::generic_get_attr(object, name)
}

extern "C" fn local_setattro(object: &PyObject, name: &PyObject, value: Option<&PyObject>) -> c_int {
    if switch_to_own(object).is_err() {
        return -1;
    }
    objects::generic_set_attr(object, name, value)
}

fn local_dict(object: &PyObject) -> PyResult {
    switch_to_own(object)?;
    objects::dict_getter(object)
}

extern "C" fn local_clear(object: &PyObject) -> c_int {
    let local = local_of(object);
    for slot in [&local.dict, &local.others, &local.args, &local.kwargs] {
        clear(slot);
    }
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
    let local = local_of(object);
    visit!(visit, arg, local.dict.get());
    visit!(visit, arg, local.others.get());
    visit!(visit, arg, local.args.get());
    visit!(visit, arg, local.kwargs.get());
    0
}
