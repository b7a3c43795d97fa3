//! The interpreter frame and the stack that frames live on (`Include/internal/pycore_frame.h`, `Python/frame.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use crate::code::PyCodeObject;
use crate::function::PyFunctionObject;
use crate::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use crate::typeobject::VisitProc;
use crate::{gc, memory, thread, visit};

pub mod jump;
pub mod locals;
pub mod object;

pub use object::{FRAME_TYPE, PyFrameObject};

/// Who owns a frame's memory.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameOwner {
    Thread = 0,
    Generator = 1,
    FrameObject = 2,
}

/// What a frame is doing; numbers are CPython's.
pub mod state {
    pub const CREATED: i8 = -2;
    pub const SUSPENDED: i8 = -1;
    pub const EXECUTING: i8 = 0;
    pub const COMPLETED: i8 = 1;
    pub const CLEARED: i8 = 4;
}

/// 3.11's frame: locals, cells and free variables, then the value stack, behind these fields.
#[repr(C)]
pub struct InterpreterFrame {
    /// Strong.
    pub f_func: Cell<*mut PyObject>,
    /// Borrowed from the function.
    pub f_globals: Cell<*mut PyObject>,
    /// Borrowed from the function.
    pub f_builtins: Cell<*mut PyObject>,
    /// Strong; null while nobody asked for it.
    pub f_locals: Cell<*mut PyObject>,
    /// Strong.
    pub f_code: Cell<*mut PyCodeObject>,
    /// Strong; null until somebody looks at the frame.
    pub frame_obj: Cell<*mut PyObject>,
    pub previous: Cell<*const InterpreterFrame>,
    /// The instruction last executed.
    pub prev_instr: Cell<*mut u16>,
    /// Items in `localsplus` that are in use, -1 while the frame runs.
    pub stacktop: Cell<i32>,
    /// Whether the evaluation loop was entered for this frame.
    pub is_entry: Cell<bool>,
    pub owner: Cell<FrameOwner>,
    /// For the frame of a generator that another frame's loop resumed in line: how far that frame jumps at the end.
    /// For another frame: how many entries of the caller's stack belong to the call and are given back at its end.
    pub return_offset: Cell<u16>,
    pub localsplus: [Cell<*mut PyObject>; 0],
}

/// In words: what a frame takes besides its locals and stack.
pub const FRAME_SPECIALS_SIZE: usize = size_of::<InterpreterFrame>() / size_of::<usize>();

const _: () = assert!(size_of::<InterpreterFrame>() == 72);

impl InterpreterFrame {
    #[inline(always)]
    pub fn code(&self) -> &PyCodeObject {
        // SAFETY: a frame owns its code until it is cleared.
        unsafe { &*self.f_code.get() }
    }

    #[inline(always)]
    pub fn function(&self) -> &PyFunctionObject {
        // SAFETY: a frame owns its function until it is cleared.
        unsafe { (*self.f_func.get()).cast_unchecked() }
    }

    #[inline(always)]
    pub fn globals(&self) -> &PyObject {
        // SAFETY: kept alive by the function.
        unsafe { &*self.f_globals.get() }
    }

    #[inline(always)]
    pub fn builtins(&self) -> &PyObject {
        // SAFETY: kept alive by the function.
        unsafe { &*self.f_builtins.get() }
    }

    /// The first of the words behind the fields.
    #[inline(always)]
    pub fn base(&self) -> *mut *mut PyObject {
        let this = std::ptr::from_ref(self).cast_mut();
        // SAFETY: locals follow the fields in the same allocation.
        unsafe { this.add(1).cast() }
    }

    /// A fast local or a stack entry.
    #[inline(always)]
    pub fn slot(&self, index: usize) -> &Cell<*mut PyObject> {
        // SAFETY: within the frame's words.
        unsafe { &*self.base().add(index).cast::<Cell<*mut PyObject>>() }
    }

    /// The first word of the value stack.
    #[inline(always)]
    pub fn stack_base(&self) -> *mut *mut PyObject {
        // SAFETY: within the frame's words.
        unsafe { self.base().add(self.code().nlocalsplus()) }
    }

    /// Whether the frame was called by another one's loop, is its thread's, and leaves nothing on the caller's stack.
    #[inline(always)]
    pub fn returns_plainly(&self) -> bool {
        u32::from(self.is_entry.get()) | self.owner.get() as u32 | u32::from(self.return_offset.get()) == 0
    }

    /// In code units; -1 before the first instruction.
    #[inline]
    pub fn lasti(&self) -> i32 {
        let first = self.code().first_unit() as usize;
        ((self.prev_instr.get() as usize).wrapping_sub(first) as isize / 2) as i32
    }

    pub fn line(&self) -> Option<i32> {
        self.code().line_at(self.lasti() * 2)
    }

    /// Whether its cells or its generator are still being made: such a frame is not shown.
    #[inline]
    pub fn is_incomplete(&self) -> bool {
        self.owner.get() != FrameOwner::Generator && self.lasti() < self.code().co_firsttraceable.get()
    }

    /// The frame that called this one, of those that are shown.
    pub fn visible_back(&self) -> Option<&InterpreterFrame> {
        // SAFETY: frames that are linked are live.
        visible(unsafe { self.previous.get().as_ref() })
    }

    pub fn push(&self, value: Ref) {
        let top = self.stacktop.get();
        self.slot(top as usize).set(value.into_raw());
        self.stacktop.set(top + 1);
    }

    pub fn pop(&self) -> Option<Ref> {
        let top = self.stacktop.get() - 1;
        self.stacktop.set(top);
        // SAFETY: the stack owns its entries.
        unsafe { Ref::from_nullable(self.slot(top as usize).replace(std::ptr::null_mut())) }
    }

    pub fn peek(&self) -> Option<&PyObject> {
        // SAFETY: the stack owns its entries.
        unsafe { self.slot((self.stacktop.get() - 1) as usize).get().as_ref() }
    }

    /// Its frame object, made now if nobody asked before. Borrowed from the frame.
    pub fn object(&self) -> Result<&PyFrameObject, Raised> {
        let object = self.frame_obj.get();
        if object.is_null() {
            return object::make(self);
        }
        // SAFETY: a frame owns its frame object.
        Ok(unsafe { (*object).cast_unchecked() })
    }

    /// What a frame holds, for traverse functions.
    pub fn traverse(&self, visitor: VisitProc, arg: *mut c_void) -> c_int {
        visit!(visitor, arg, self.frame_obj.get());
        visit!(visitor, arg, self.f_locals.get());
        visit!(visitor, arg, self.f_func.get());
        visit!(visitor, arg, self.f_code.get());
        for index in 0..self.stacktop.get().max(0) as usize {
            visit!(visitor, arg, self.slot(index).get());
        }
        0
    }

    /// `_PyFrame_Clear`: gives back what the frame holds, or hands it to its frame object if somebody keeps that.
    #[inline]
    pub fn clear(&self) {
        if !self.frame_obj.get().is_null() && self.hand_over() {
            return;
        }
        for index in 0..self.stacktop.get() as usize {
            let value = self.slot(index).get();
            if !value.is_null() {
                // SAFETY: the frame owned it.
                unsafe { (*value).decref() };
            }
        }
        let locals = self.f_locals.get();
        if !locals.is_null() {
            // SAFETY: the frame owned it.
            unsafe { (*locals).decref() };
        }
        // SAFETY: the frame owned both.
        unsafe {
            (*self.f_func.get()).decref();
            (*self.f_code.get().cast::<PyObject>()).decref();
        }
    }

    #[cold]
    fn hand_over(&self) -> bool {
        // SAFETY: the frame owned its frame object.
        let object: Ref<PyFrameObject> =
            unsafe { Ref::from_raw(self.frame_obj.replace(std::ptr::null_mut()).cast()) };
        if object.refcount() > 1 {
            object::take_ownership(&object, self);
            return true;
        }
        false
    }

    /// Gives back what the frame still holds besides its frame object. `clear` for frames of dead generators.
    pub(crate) fn drop_values(&self) {
        let top = self.stacktop.replace(0).max(0) as usize;
        for index in 0..top {
            drop(replace_slot(self.slot(index), None));
        }
    }
}

/// The frame that runs, whether shown or not.
#[inline]
pub fn current() -> Option<&'static InterpreterFrame> {
    // SAFETY: the running frame is live.
    unsafe { thread::current().frame.get().as_ref() }
}

/// The first frame from here downwards that is shown.
pub fn visible(mut frame: Option<&InterpreterFrame>) -> Option<&InterpreterFrame> {
    while let Some(candidate) = frame {
        if !candidate.is_incomplete() {
            return Some(candidate);
        }
        // SAFETY: frames that are linked are live.
        frame = unsafe { candidate.previous.get().as_ref() };
    }
    None
}

/// The running frame that is shown.
pub fn current_visible() -> Option<&'static InterpreterFrame> {
    visible(current())
}

/// Chunks of contiguous memory that frames are pushed on.
pub struct DataStack {
    pub top: Cell<*mut *mut PyObject>,
    pub limit: Cell<*mut *mut PyObject>,
    pub chunk: Cell<*mut Chunk>,
}

/// A chunk; its words follow.
#[repr(C)]
pub struct Chunk {
    pub previous: *mut Chunk,
    /// In bytes, with this header.
    pub size: usize,
    /// Where the previous chunk's top stood.
    pub previous_top: *mut *mut PyObject,
}

const CHUNK_BYTES: usize = 64 * 1024;

impl DataStack {
    pub const fn new() -> DataStack {
        DataStack {
            top: Cell::new(std::ptr::null_mut()),
            limit: Cell::new(std::ptr::null_mut()),
            chunk: Cell::new(std::ptr::null_mut()),
        }
    }

    /// Room for `words` words, or null.
    #[inline(always)]
    pub fn push(&self, words: usize) -> *mut *mut PyObject {
        let top = self.top.get();
        if (words as isize) < (self.limit.get() as isize - top as isize) / 8 {
            // SAFETY: within the chunk.
            self.top.set(unsafe { top.add(words) });
            return top;
        }
        self.grow(words)
    }

    #[cold]
    #[inline(never)]
    fn grow(&self, words: usize) -> *mut *mut PyObject {
        let last = self.chunk.get();
        // SAFETY: null or a live chunk.
        let doubled = unsafe { last.as_ref() }.map_or(CHUNK_BYTES, |chunk| (chunk.size * 2).min(16 << 20));
        let size = doubled.max((words + 16) * 8 + size_of::<Chunk>());
        let chunk = memory::alloc(size).cast::<Chunk>();
        if chunk.is_null() {
            return std::ptr::null_mut();
        }
        // SAFETY: the block has `size` bytes.
        unsafe {
            chunk.write(Chunk { previous: last, size, previous_top: self.top.get() });
            let first = chunk.add(1).cast::<*mut PyObject>();
            self.chunk.set(chunk);
            self.limit.set(chunk.cast::<u8>().add(size).cast());
            self.top.set(first.add(words));
            first
        }
    }

    /// Whether these words begin the current chunk.
    #[inline(always)]
    pub fn is_first(&self, base: *mut *mut PyObject) -> bool {
        base as usize == self.chunk.get() as usize + size_of::<Chunk>()
    }

    /// Room for `words` words in the current chunk, or null.
    #[inline(always)]
    pub fn push_here(&self, words: usize) -> *mut *mut PyObject {
        let top = self.top.get();
        let end = top.wrapping_add(words);
        if end < self.limit.get() {
            self.top.set(end);
            return top;
        }
        std::ptr::null_mut()
    }

    /// Gives back what was pushed last.
    #[inline(always)]
    pub fn pop(&self, base: *mut *mut PyObject) {
        // SAFETY: a frame stands on the current chunk.
        let first = unsafe { self.chunk.get().add(1) }.cast::<*mut PyObject>();
        if base == first {
            return self.shrink();
        }
        self.top.set(base);
    }

    #[cold]
    #[inline(never)]
    fn shrink(&self) {
        let chunk = self.chunk.get();
        // SAFETY: the chunk is live until freed here.
        unsafe {
            let (previous, previous_top) = ((*chunk).previous, (*chunk).previous_top);
            if previous.is_null() {
                // The first chunk stays.
                self.top.set(chunk.add(1).cast());
                return;
            }
            self.chunk.set(previous);
            self.top.set(previous_top);
            self.limit.set(previous.cast::<u8>().add((*previous).size).cast());
            memory::free(chunk.cast());
        }
    }
}

impl Default for DataStack {
    fn default() -> DataStack {
        DataStack::new()
    }
}

/// Writes a fresh frame's fields. Takes over the reference to the function.
///
/// # Safety
/// `memory` has room for the frame of the function's code; the caller fills in the locals.
#[inline(always)]
pub unsafe fn init<'a>(
    memory: *mut InterpreterFrame,
    function: Ref<PyFunctionObject>,
    locals: *mut PyObject,
) -> &'a InterpreterFrame {
    let code = function.func_code.get();
    // SAFETY: the caller's promise; a function's fields are live.
    unsafe {
        (*code.cast::<PyObject>()).incref();
        if !locals.is_null() {
            (*locals).incref();
        }
        let first = (*code).first_unit().cast_mut().cast::<u16>();
        memory.write(InterpreterFrame {
            f_globals: Cell::new(function.func_globals.get()),
            f_builtins: Cell::new(function.func_builtins.get()),
            f_func: Cell::new(function.into_raw().cast()),
            f_locals: Cell::new(locals),
            f_code: Cell::new(code),
            frame_obj: Cell::new(std::ptr::null_mut()),
            previous: Cell::new(std::ptr::null()),
            prev_instr: Cell::new(first.sub(1)),
            stacktop: Cell::new((*code).co_nlocalsplus.get()),
            is_entry: Cell::new(false),
            owner: Cell::new(FrameOwner::Thread),
            return_offset: Cell::new(0),
            localsplus: [],
        });
        &*memory
    }
}

/// Pushes a frame for a function on the data stack: its locals are not set yet. Takes over the reference.
#[inline(always)]
pub fn push<'a>(
    function: Ref<PyFunctionObject>,
    locals: *mut PyObject,
) -> Result<&'a InterpreterFrame, Raised> {
    let memory = thread::current().data_stack.push(function.code().frame_size());
    if memory.is_null() {
        return Err(crate::errors::no_memory());
    }
    // SAFETY: as large as the code says.
    Ok(unsafe { init(memory.cast(), function, locals) })
}

/// Gives back a thread's frame and what it holds.
#[inline(always)]
pub fn pop(frame: &InterpreterFrame) {
    let base = std::ptr::from_ref(frame).cast_mut().cast();
    frame.clear();
    thread::current().data_stack.pop(base);
}

/// Runs a frame with what the VM installed.
#[inline]
pub fn eval(frame: &InterpreterFrame, throw: bool) -> PyResult {
    match thread::current().eval_frame.get() {
        Some(eval) => eval(frame, throw),
        None => Err(crate::raise!(SYSTEM_ERROR, "no evaluation loop is installed")),
    }
}

/// Tracks an object once.
pub(crate) fn track_once(object: &PyObject) {
    if !gc::is_tracked(object) {
        gc::track(object);
    }
}

/// The globals of the running frame.
pub fn current_globals() -> Option<Ref> {
    current().map(|frame| frame.globals().to_ref())
}

/// What `super()` without arguments is about: the `__class__` cell's class and the first argument.
pub fn super_arguments() -> Result<(Ref, Ref), Raised> {
    let Some(frame) = current() else {
        return Err(crate::raise!(RUNTIME_ERROR, "super(): no current frame"));
    };
    let code = frame.code();
    if code.co_argcount.get() == 0 {
        return Err(crate::raise!(RUNTIME_ERROR, "super(): no arguments"));
    }
    // SAFETY: locals are null or owned.
    let first = unsafe { crate::object::clone_slot(frame.slot(0)) }.and_then(|first| {
        let is_cell = code
            .localspluskinds()
            .first()
            .is_some_and(|kind| kind & vivarium_bytecode::flags::CO_FAST_CELL != 0);
        match first.cast_exact::<crate::cell::PyCellObject>() {
            Some(cell) if is_cell => cell.get(),
            _ => Some(first),
        }
    });
    let Some(first) = first else {
        return Err(crate::raise!(RUNTIME_ERROR, "super(): arg[0] deleted"));
    };
    let start = (code.co_nlocals.get() + code.co_nplaincellvars.get()) as usize;
    for index in start..code.co_nlocalsplus.get() as usize {
        let name = code
            .localsplusnames()
            .items()
            .get(index)
            .and_then(|name| name.cast::<crate::str::PyUnicodeObject>());
        if !name.is_some_and(|name| name.equals("__class__")) {
            continue;
        }
        // SAFETY: locals are null or owned.
        let cell = unsafe { crate::object::clone_slot(frame.slot(index)) };
        let Some(cell) = cell.as_ref().and_then(|cell| cell.cast_exact::<crate::cell::PyCellObject>()) else {
            return Err(crate::raise!(RUNTIME_ERROR, "super(): bad __class__ cell"));
        };
        let Some(class) = cell.get() else {
            return Err(crate::raise!(RUNTIME_ERROR, "super(): empty __class__ cell"));
        };
        if !class.is_instance_of::<crate::typeobject::PyTypeObject>() {
            return Err(crate::raise!(
                RUNTIME_ERROR,
                "super(): __class__ is not a type ({})",
                class.ob_type().full_name()
            ));
        }
        return Ok((class, first));
    }
    Err(crate::raise!(RUNTIME_ERROR, "super(): __class__ cell not found"))
}
