//! Traceback objects (`Python/traceback.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use crate::args::Spec;
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::frame::{InterpreterFrame, PyFrameObject};
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::typeobject::{PyTypeObject, VisitProc, flags, getset, members, methods};
use crate::{errors, gc, raise, thread, visit};

#[repr(C)]
pub struct PyTracebackObject {
    pub ob_base: PyObject,
    /// Null at the innermost entry.
    pub tb_next: Cell<*mut PyObject>,
    pub tb_frame: Cell<*mut PyObject>,
    /// In bytes.
    pub tb_lasti: Cell<i32>,
    /// -1 while not looked up.
    pub tb_lineno: Cell<i32>,
}

const _: () = assert!(size_of::<PyTracebackObject>() == 40);

crate::object_layout!(PyTracebackObject, TRACEBACK_TYPE);

pub static TRACEBACK_TYPE: PyTypeObject = PyTypeObject {
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_doc: crate::typeobject::doc(
        c"TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nMakes a traceback entry.",
    ),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(clear)),
    tp_methods: methods(&[PyMethodDef::noargs(c"__dir__", dir, c""), PyMethodDef::END]),
    tp_members: members(&[
        PyMemberDef::read_only(c"tb_frame", MemberType::Object, offset_of!(PyTracebackObject, tb_frame), c""),
        PyMemberDef::read_only(c"tb_lasti", MemberType::Int, offset_of!(PyTracebackObject, tb_lasti), c""),
        PyMemberDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::new(c"tb_next", get_next, set_next, c""),
        PyGetSetDef::read_only(c"tb_lineno", get_lineno, c""),
        PyGetSetDef::END,
    ]),
    tp_new: Cell::new(Some(traceback_new)),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    ..PyTypeObject::new(c"traceback", size_of::<PyTracebackObject>())
};

fn this(object: &PyObject) -> &PyTracebackObject {
    // SAFETY: called for methods of the type only.
    unsafe { object.cast_unchecked() }
}

impl PyTracebackObject {
    pub fn next(&self) -> Option<Ref> {
        // SAFETY: null or owned.
        unsafe { clone_slot(&self.tb_next) }
    }

    pub fn frame(&self) -> Ref<PyFrameObject> {
        // SAFETY: a traceback owns its frame until the collector clears it, when nobody looks any more.
        unsafe { (*self.tb_frame.get()).to_ref().cast_into_unchecked() }
    }

    /// The line, if the instruction has one.
    pub fn line(&self) -> Option<i32> {
        match self.tb_lineno.get() {
            -1 => self.frame().frame().code().line_at(self.tb_lasti.get()),
            line => Some(line),
        }
    }
}

/// A traceback entry.
pub fn new(next: Option<Ref>, frame: &PyFrameObject, lasti: i32, lineno: i32) -> PyResult<PyTracebackObject> {
    // SAFETY: every field is written.
    let traceback = unsafe {
        crate::memory::new_object::<PyTracebackObject>(&TRACEBACK_TYPE, |object| {
            (*object).tb_next = Cell::new(next.map_or(std::ptr::null_mut(), Ref::into_raw));
            (*object).tb_frame = Cell::new(Ref::new(frame).upcast().into_raw());
            (*object).tb_lasti = Cell::new(lasti);
            (*object).tb_lineno = Cell::new(lineno);
        })?
    };
    gc::track(&traceback);
    Ok(traceback)
}

/// `PyTraceBack_Here`: puts a frame in front of the traceback of the exception that is set.
pub fn here(frame: &InterpreterFrame) {
    let Some(fetched) = errors::fetch() else { return };
    let entry =
        frame.object().and_then(|object| new(fetched.traceback.clone(), object, frame.lasti() * 2, -1));
    let traceback = match entry {
        Ok(entry) => Some(entry.upcast()),
        Err(_) => {
            errors::clear();
            fetched.traceback
        }
    };
    errors::restore(errors::Fetched { exc_type: fetched.exc_type, value: fetched.value, traceback });
}

/// `_PyTraceback_Add`: an entry for native code that pretends to be a line of a file.
pub fn add(function: &str, filename: &str, line: i32) -> Result<(), Raised> {
    let saved = errors::fetch();
    let made = (|| -> PyResult<PyFrameObject> {
        let code = crate::code::new_empty(filename, function, line)?;
        let globals = crate::dict::new()?;
        crate::frame::object::new_detached(&code, &globals)
    })();
    match made {
        Ok(frame) => {
            if let Some(saved) = saved {
                errors::restore(saved);
            }
            frame.f_lineno.set(line);
            if let Some(fetched) = errors::fetch() {
                let entry = new(fetched.traceback.clone(), &frame, -1, line)?;
                errors::restore(errors::Fetched {
                    exc_type: fetched.exc_type,
                    value: fetched.value,
                    traceback: Some(entry.upcast()),
                });
            }
            Ok(())
        }
        Err(raised) => Err(raised),
    }
}

extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    visit!(visitor, arg, this(object).tb_next.get());
    visit!(visitor, arg, this(object).tb_frame.get());
    0
}

extern "C" fn clear(object: &PyObject) -> c_int {
    drop(replace_slot(&this(object).tb_next, None));
    drop(replace_slot(&this(object).tb_frame, None));
    0
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        gc::untrack(&*object);
        if gc::trashcan_begin(&*object) {
            return;
        }
        clear(&*object);
        crate::memory::free_object(object);
        gc::trashcan_end();
    }
}

fn dir(_: &PyObject) -> PyResult {
    let mut names = Vec::new();
    for name in ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"] {
        names.push(crate::str::intern(name)?.upcast());
    }
    Ok(crate::list::from_vec(names)?.upcast())
}

fn get_next(object: &PyObject) -> PyResult {
    Ok(this(object).next().unwrap_or_else(crate::singletons::none_ref))
}

fn set_next(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let Some(value) = value else { return Err(raise!(TYPE_ERROR, "can't delete tb_next attribute")) };
    if value.is_none() {
        drop(replace_slot(&this(object).tb_next, None));
        return Ok(());
    }
    if !value.is_instance_of::<PyTracebackObject>() {
        return Err(raise!(TYPE_ERROR, "expected traceback object, got '{}'", value.ob_type().full_name()));
    }
    let mut link = Some(value.to_ref());
    while let Some(entry) = link {
        if entry.is(object) {
            return Err(raise!(VALUE_ERROR, "traceback loop detected"));
        }
        link = this(&entry).next();
    }
    drop(replace_slot(&this(object).tb_next, Some(value.to_ref())));
    Ok(())
}

fn get_lineno(object: &PyObject) -> PyResult {
    match this(object).line() {
        Some(line) => crate::int::from_i64(line.into()),
        None => Ok(crate::singletons::none_ref()),
    }
}

static NEW: Spec = Spec::new("TracebackType", &["tb_next", "tb_frame", "tb_lasti", "tb_lineno"]).required(4);

extern "C" fn traceback_new(_: &PyTypeObject, args: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let [next, frame, lasti, lineno] = NEW.parse_tuple_dict(args, kwargs)?;
    let (Some(next), Some(frame), Some(lasti), Some(lineno)) = (next, frame, lasti, lineno) else {
        return Err(raise!(SYSTEM_ERROR, "missing argument"));
    };
    let Some(frame) = frame.cast::<PyFrameObject>() else {
        return Err(raise!(
            TYPE_ERROR,
            "TracebackType() argument 'tb_frame' must be frame, not {}",
            crate::code::type_or_none(frame)
        ));
    };
    let (lasti, lineno) = (crate::number::as_c_int(lasti)?, crate::number::as_c_int(lineno)?);
    if !next.is_none() && !next.is_instance_of::<PyTracebackObject>() {
        return Err(raise!(
            TYPE_ERROR,
            "expected traceback object or None, got '{}'",
            next.ob_type().full_name()
        ));
    }
    let next = if next.is_none() { None } else { Some(next.to_ref()) };
    Ok(new(next, frame, lasti, lineno)?.upcast())
}

/// The depth of handled exceptions is not a traceback's business; the thread's frame is.
pub fn running_frame() -> Option<&'static InterpreterFrame> {
    // SAFETY: the running frame is live.
    crate::frame::visible(unsafe { thread::current().frame.get().as_ref() })
}
