//! The interpreter frame and the stack that frames live on (`Include/internal/pycore_frame.h`).

use std::cell::Cell;

use crate::object::PyObject;

/// Who owns a frame's memory.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameOwner {
    Thread = 0,
    Generator = 1,
    FrameObject = 2,
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
    pub f_code: Cell<*mut crate::code::PyCodeObject>,
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
    pub localsplus: [Cell<*mut PyObject>; 0],
}

/// In words: what a frame takes besides its locals and stack.
pub const FRAME_SPECIALS_SIZE: usize = size_of::<InterpreterFrame>() / size_of::<usize>();

const _: () = assert!(size_of::<InterpreterFrame>() == 72);

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

impl DataStack {
    pub const fn new() -> DataStack {
        DataStack {
            top: Cell::new(std::ptr::null_mut()),
            limit: Cell::new(std::ptr::null_mut()),
            chunk: Cell::new(std::ptr::null_mut()),
        }
    }
}

impl Default for DataStack {
    fn default() -> DataStack {
        DataStack::new()
    }
}
