//! Frame objects: made when somebody looks (`Objects/frameobject.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::mem::offset_of;

use super::{FrameOwner, InterpreterFrame, state, track_once};
use crate::descr::{MemberType, PyGetSetDef, PyMemberDef, PyMethodDef};
use crate::object::{PyObject, PyResult, Raised, Ref, clone_slot, replace_slot};
use crate::typeobject::{PyTypeObject, VisitProc, flags, getset, members, methods};
use crate::{errors, gc, raise, visit};

/// Room for the interpreter frame follows, used once the frame itself is gone.
#[repr(C)]
pub struct PyFrameObject {
    pub ob_base: PyObject,
    /// Set only once the frame has been taken over; before that the interpreter frames are linked.
    pub f_back: Cell<*mut PyObject>,
    pub f_frame: Cell<*const InterpreterFrame>,
    pub f_trace: Cell<*mut PyObject>,
    /// Not 0 only while a trace function runs.
    pub f_lineno: Cell<i32>,
    pub f_trace_lines: Cell<bool>,
    pub f_trace_opcodes: Cell<bool>,
    /// Whether `f_locals` was asked for, so that a trace function's changes go back.
    pub f_fast_as_locals: Cell<bool>,
    pub data: [Cell<*mut PyObject>; 0],
}

const DATA: usize = offset_of!(PyFrameObject, data);
const _: () = assert!(DATA == 48);

crate::object_layout!(PyFrameObject, FRAME_TYPE);

pub static FRAME_TYPE: PyTypeObject = PyTypeObject {
    tp_itemsize: Cell::new(size_of::<usize>() as isize),
    tp_dealloc: Cell::new(Some(dealloc)),
    tp_repr: Cell::new(Some(repr)),
    tp_flags: Cell::new(flags::DEFAULT | flags::HAVE_GC),
    tp_traverse: Cell::new(Some(traverse)),
    tp_clear: Cell::new(Some(clear)),
    tp_methods: methods(&[
        PyMethodDef::noargs(c"clear", frame_clear, c"F.clear(): drops most of what the frame holds"),
        PyMethodDef::noargs(c"__sizeof__", size_of_frame, c"F.__sizeof__() -> size of F in memory, in bytes"),
        PyMethodDef::END,
    ]),
    tp_members: members(&[
        PyMemberDef::new(c"f_trace_lines", MemberType::Bool, offset_of!(PyFrameObject, f_trace_lines), c""),
        PyMemberDef::new(
            c"f_trace_opcodes",
            MemberType::Bool,
            offset_of!(PyFrameObject, f_trace_opcodes),
            c"",
        ),
        PyMemberDef::END,
    ]),
    tp_getset: getset(&[
        PyGetSetDef::read_only(c"f_back", get_back, c""),
        PyGetSetDef::read_only(c"f_locals", get_locals, c""),
        PyGetSetDef::new(c"f_lineno", get_lineno, super::jump::set_lineno, c""),
        PyGetSetDef::new(c"f_trace", get_trace, set_trace, c""),
        PyGetSetDef::read_only(c"f_lasti", get_lasti, c""),
        PyGetSetDef::read_only(c"f_globals", get_globals, c""),
        PyGetSetDef::read_only(c"f_builtins", get_builtins, c""),
        PyGetSetDef::read_only(c"f_code", get_code, c""),
        PyGetSetDef::END,
    ]),
    tp_getattro: Cell::new(Some(crate::objects::generic_get_attr)),
    tp_setattro: Cell::new(Some(crate::objects::generic_set_attr)),
    ..PyTypeObject::new(c"frame", DATA + size_of::<InterpreterFrame>())
};

#[inline(always)]
pub(super) fn this(object: &PyObject) -> &PyFrameObject {
    // SAFETY: called for methods of the type only.
    unsafe { object.cast_unchecked() }
}

impl PyFrameObject {
    #[inline(always)]
    pub fn frame(&self) -> &InterpreterFrame {
        // SAFETY: a frame object's frame is live, be it on the stack, in a generator or in the object.
        unsafe { &*self.f_frame.get() }
    }

    fn own_frame(&self) -> *mut InterpreterFrame {
        let this = std::ptr::from_ref(self).cast_mut().cast::<u8>();
        // SAFETY: inside the object.
        unsafe { this.add(DATA).cast() }
    }

    /// `PyFrame_GetLineNumber`.
    pub fn line(&self) -> Option<i32> {
        match self.f_lineno.get() {
            0 => self.frame().line(),
            line => Some(line),
        }
    }

    /// `PyFrame_GetBack`.
    pub fn back(&self) -> Option<Ref> {
        // SAFETY: null or owned.
        if let Some(back) = unsafe { clone_slot(&self.f_back) } {
            return Some(back);
        }
        let previous = self.frame().visible_back()?;
        Some(Ref::new(previous.object().ok()?).upcast())
    }

    /// One of [`state`]'s numbers.
    pub fn state(&self) -> i8 {
        let frame = self.frame();
        if frame.stacktop.get() == 0 && frame.owner.get() == FrameOwner::FrameObject {
            return state::CLEARED;
        }
        match frame.owner.get() {
            FrameOwner::Generator => crate::generator::of_frame(frame).gi_frame_state.get(),
            FrameOwner::FrameObject => state::COMPLETED,
            FrameOwner::Thread => {
                let lasti = frame.lasti();
                if lasti < frame.code().co_firsttraceable.get() { state::CREATED } else { state::EXECUTING }
            }
        }
    }
}

/// `_PyFrame_New_NoTrack`.
fn new_untracked(code: &crate::code::PyCodeObject) -> PyResult<PyFrameObject> {
    let slots = code.co_nlocalsplus.get() + code.co_stacksize.get();
    // SAFETY: zero is valid for every field; the size of items that is written over `f_back` is taken back at once.
    let object: Ref<PyFrameObject> = unsafe { crate::memory::new_var_object(&FRAME_TYPE, slots as isize)? };
    object.f_back.set(std::ptr::null_mut());
    object.f_trace_lines.set(true);
    Ok(object)
}

/// `_PyFrame_MakeAndSetFrameObject`.
#[cold]
pub(super) fn make(frame: &InterpreterFrame) -> Result<&PyFrameObject, Raised> {
    let saved = errors::fetch();
    let object = new_untracked(frame.code())?;
    if let Some(saved) = saved {
        errors::restore(saved);
    }
    object.f_frame.set(frame);
    frame.frame_obj.set(object.into_raw().cast());
    frame.object()
}

/// The frame dies while somebody keeps its object: what it holds moves into the object.
pub(super) fn take_ownership(object: &PyFrameObject, frame: &InterpreterFrame) {
    let own = object.own_frame();
    let words = super::FRAME_SPECIALS_SIZE + frame.stacktop.get() as usize;
    // SAFETY: the object has room for all locals and the whole stack.
    let own = unsafe {
        std::ptr::copy_nonoverlapping(std::ptr::from_ref(frame).cast::<usize>(), own.cast::<usize>(), words);
        &*own
    };
    object.f_frame.set(own);
    own.owner.set(FrameOwner::FrameObject);
    if own.is_incomplete() {
        let first = own.code().first_unit().cast_mut().cast::<u16>();
        // SAFETY: an index inside the code.
        own.prev_instr.set(unsafe { first.add(own.code().co_firsttraceable.get() as usize) });
    }
    if let Some(previous) = frame.visible_back() {
        let saved = errors::fetch();
        match previous.object() {
            Ok(back) => object.f_back.set(Ref::new(back).upcast().into_raw()),
            Err(_) => errors::clear(),
        }
        // Where there is no memory for the frame object, what the frame is left for is still an exception.
        if let Some(saved) = saved {
            errors::restore(saved);
        }
    }
    own.previous.set(std::ptr::null());
    track_once(object);
}

extern "C" fn traverse(object: &PyObject, visitor: VisitProc, arg: *mut c_void) -> c_int {
    let f = this(object);
    visit!(visitor, arg, f.f_back.get());
    visit!(visitor, arg, f.f_trace.get());
    if f.frame().owner.get() != FrameOwner::FrameObject {
        return 0;
    }
    f.frame().traverse(visitor, arg)
}

extern "C" fn clear(object: &PyObject) -> c_int {
    let f = this(object);
    drop(replace_slot(&f.f_trace, None));
    if f.frame().owner.get() == FrameOwner::FrameObject {
        f.frame().drop_values();
    }
    0
}

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        let f = this(&*object);
        if gc::is_tracked(f) {
            gc::untrack(f);
        }
        if gc::trashcan_begin(f) {
            return;
        }
        let frame = f.frame();
        if frame.owner.get() == FrameOwner::FrameObject {
            drop(replace_slot(&frame.f_func, None));
            drop(replace_slot(&frame.f_locals, None));
            frame.drop_values();
            drop(replace_slot(&frame.f_code, None));
        }
        drop(replace_slot(&f.f_back, None));
        drop(replace_slot(&f.f_trace, None));
        crate::memory::free_object(object);
        gc::trashcan_end();
    }
}

extern "C" fn repr(object: &PyObject) -> PyResult {
    let f = this(object);
    let code = f.frame().code();
    let file = crate::objects::repr(code.filename())?;
    crate::display::format(format_args!(
        "<frame at {:#x}, file {}, line {}, code {}>",
        object.address(),
        crate::display::lossy(&file),
        f.line().unwrap_or(-1),
        crate::display::lossy(code.name())
    ))
}

fn frame_clear(object: &PyObject) -> PyResult {
    let f = this(object);
    let frame = f.frame();
    let running = match frame.owner.get() {
        FrameOwner::Thread => true,
        FrameOwner::Generator => {
            let generator = crate::generator::of_frame(frame);
            if generator.gi_frame_state.get() == state::EXECUTING {
                true
            } else {
                let generator = Ref::new(generator);
                crate::generator::finalize(&generator);
                false
            }
        }
        FrameOwner::FrameObject => {
            clear(object);
            false
        }
    };
    if running {
        return Err(raise!(RUNTIME_ERROR, "cannot clear an executing frame"));
    }
    Ok(crate::singletons::none_ref())
}

fn size_of_frame(object: &PyObject) -> PyResult {
    let code = this(object).frame().code();
    let slots = code.nlocalsplus() + code.co_stacksize.get() as usize;
    crate::int::from_usize(DATA + size_of::<InterpreterFrame>() + slots * 8)
}

fn get_back(object: &PyObject) -> PyResult {
    Ok(this(object).back().unwrap_or_else(crate::singletons::none_ref))
}

fn get_locals(object: &PyObject) -> PyResult {
    let f = this(object);
    super::locals::fast_to_locals(f.frame())?;
    f.f_fast_as_locals.set(true);
    // SAFETY: set just now.
    Ok(unsafe { clone_slot(&f.frame().f_locals) }.unwrap_or_else(crate::singletons::none_ref))
}

fn get_lineno(object: &PyObject) -> PyResult {
    match this(object).line() {
        Some(line) if line >= 0 => crate::int::from_i64(line.into()),
        _ => Ok(crate::singletons::none_ref()),
    }
}

fn get_trace(object: &PyObject) -> PyResult {
    // SAFETY: null or owned.
    Ok(unsafe { clone_slot(&this(object).f_trace) }.unwrap_or_else(crate::singletons::none_ref))
}

fn set_trace(object: &PyObject, value: Option<&PyObject>) -> Result<(), Raised> {
    let value = value.filter(|value| !value.is_none()).map(PyObject::to_ref);
    drop(replace_slot(&this(object).f_trace, value));
    Ok(())
}

fn get_lasti(object: &PyObject) -> PyResult {
    let lasti = this(object).frame().lasti();
    crate::int::from_i64(if lasti < 0 { -1 } else { i64::from(lasti) * 2 })
}

fn get_globals(object: &PyObject) -> PyResult {
    Ok(this(object).frame().globals().to_ref())
}

fn get_builtins(object: &PyObject) -> PyResult {
    Ok(this(object).frame().builtins().to_ref())
}

fn get_code(object: &PyObject) -> PyResult {
    crate::objects::audit_read(object, "f_code")?;
    Ok(Ref::new(this(object).frame().code()).upcast())
}

/// `PyFrame_New`: a frame object for a traceback entry made up by native code.
pub fn new_detached(code: &crate::code::PyCodeObject, globals: &PyObject) -> PyResult<PyFrameObject> {
    // SAFETY: globals are a dict.
    let builtins = crate::function::builtins_of(unsafe { globals.cast_unchecked() })?;
    let function = crate::function::for_code(code, globals, &builtins)?;
    let object = new_untracked(code)?;
    // SAFETY: the object has room for the frame; its locals are zero.
    let frame = unsafe { super::init(object.own_frame(), function, std::ptr::null_mut()) };
    frame.owner.set(FrameOwner::FrameObject);
    let first = code.first_unit().cast_mut().cast::<u16>();
    // SAFETY: an index inside the code, or at its end.
    frame.prev_instr.set(unsafe { first.add(code.co_firsttraceable.get() as usize) });
    object.f_frame.set(frame);
    gc::track(&object);
    Ok(object)
}
