//! What an instruction works on: instruction pointer, stack pointer and frame, and what it answers.

use vivarium_runtime::frame::InterpreterFrame;
use vivarium_runtime::object::{PyObject, Ref};
use vivarium_runtime::thread;

/// The state of the loop. Bodies of opcodes are inlined and get `&mut Ctx`; functions that are not inlined never do, so
/// that the three values live in registers.
#[derive(Clone, Copy)]
pub struct Ctx {
    /// Behind the instruction that runs.
    pub ip: *const u16,
    /// Behind the top of the value stack.
    pub sp: *mut *mut PyObject,
    pub frame: &'static InterpreterFrame,
}

/// Where the loop goes after an instruction.
#[derive(Clone, Copy, Debug)]
pub enum Flow {
    /// To the instruction at `ip`.
    Next,
    /// Runs the same instruction as another opcode: the generic form after a guard failed, or what it was just
    /// specialised to.
    As(u8),
    /// An exception is set: the frame goes into the traceback, then to a handler.
    Error,
    /// As `Error`, where the traceback has the frame already.
    Unwind,
    /// Out of the frame that the loop was entered for, with an owned reference.
    Exit(*mut PyObject),
    /// To the other driver: tracing was switched on or off.
    Switch,
}

/// Leaves an opcode's body with an error if the expression is one.
macro_rules! attempt {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(_) => return Flow::Error,
        }
    };
}
pub(crate) use attempt;

/// Gives back a reference.
///
/// # Safety
/// The caller owns it.
#[inline(always)]
pub unsafe fn decref(object: *mut PyObject) {
    // SAFETY: the caller's promise.
    unsafe { (*object).decref() }
}

/// As [`decref`] unless null.
///
/// # Safety
/// As for [`decref`].
#[inline(always)]
pub unsafe fn xdecref(object: *mut PyObject) {
    if !object.is_null() {
        // SAFETY: the caller's promise.
        unsafe { (*object).decref() }
    }
}

impl Ctx {
    /// Goes on with a frame where it stands.
    #[inline(always)]
    pub fn enter(&mut self, frame: &'static InterpreterFrame) {
        self.frame = frame;
        // SAFETY: the next instruction is inside the code; `stacktop` is inside the frame.
        unsafe {
            self.ip = frame.prev_instr.get().add(1);
            self.sp = frame.base().add(frame.stacktop.get() as usize);
        }
        frame.stacktop.set(-1);
    }

    /// Says which instruction runs, before anything that can raise, call out or be observed.
    #[inline(always)]
    pub fn save(&self) {
        // SAFETY: `ip` is behind an instruction.
        self.frame.prev_instr.set(unsafe { self.ip.sub(1) }.cast_mut());
    }

    /// Says where the stack ends, before the frame is left or shown.
    #[inline(always)]
    pub fn save_sp(&self) {
        let words = (self.sp as usize - self.frame.base() as usize) / size_of::<usize>();
        self.frame.stacktop.set(words as i32);
    }

    #[inline(always)]
    pub fn push(&mut self, value: *mut PyObject) {
        // SAFETY: the compiler's stack size has room.
        unsafe {
            *self.sp = value;
            self.sp = self.sp.add(1);
        }
    }

    #[inline(always)]
    pub fn push_ref(&mut self, value: Ref) {
        self.push(value.into_raw());
    }

    #[inline(always)]
    pub fn pop(&mut self) -> *mut PyObject {
        // SAFETY: the compiler's stack is not empty.
        unsafe {
            self.sp = self.sp.sub(1);
            *self.sp
        }
    }

    #[inline(always)]
    pub fn pop_ref(&mut self) -> Ref {
        // SAFETY: the stack owned it.
        unsafe { Ref::from_raw(self.pop()) }
    }

    /// As [`Ctx::pop_ref`] where NULL may be pushed.
    #[inline(always)]
    pub fn pop_nullable(&mut self) -> Option<Ref> {
        // SAFETY: the stack owned it.
        unsafe { Ref::from_nullable(self.pop()) }
    }

    /// The `n`-th entry from the top, counted from 1.
    #[inline(always)]
    pub fn peek(&self, n: usize) -> *mut PyObject {
        // SAFETY: the compiler's stack is that deep.
        unsafe { *self.sp.sub(n) }
    }

    #[inline(always)]
    pub fn set_peek(&self, n: usize, value: *mut PyObject) {
        // SAFETY: the compiler's stack is that deep.
        unsafe { *self.sp.sub(n) = value }
    }

    /// As [`Ctx::peek`], borrowed from the stack.
    #[inline(always)]
    pub fn peek_ref(&self, n: usize) -> &'static PyObject {
        // SAFETY: the stack owns its entries for as long as the caller leaves them there.
        unsafe { &*self.peek(n) }
    }

    #[inline(always)]
    pub fn shrink(&mut self, n: usize) {
        // SAFETY: the compiler's stack is that deep.
        self.sp = unsafe { self.sp.sub(n) };
    }

    #[inline(always)]
    pub fn jump(&mut self, units: isize) {
        // SAFETY: the compiler's jumps stay inside the code.
        self.ip = unsafe { self.ip.offset(units) };
    }

    #[inline(always)]
    pub fn local(&self, index: u32) -> *mut *mut PyObject {
        // SAFETY: an index of the compiler's.
        unsafe { self.frame.base().add(index as usize) }
    }

    #[inline(always)]
    pub fn constant(&self, index: u32) -> &'static PyObject {
        // SAFETY: an index of the compiler's; the code is alive while its frame is.
        unsafe { &*(*self.frame.f_code.get()).consts().items().as_ptr().add(index as usize).read().as_ptr() }
    }

    #[inline(always)]
    pub fn name(&self, index: u32) -> &'static PyObject {
        // SAFETY: an index of the compiler's; the code is alive while its frame is.
        unsafe { &*(*self.frame.f_code.get()).names().items().as_ptr().add(index as usize).read().as_ptr() }
    }

    /// A unit of the inline cache, counted from the first.
    #[inline(always)]
    pub fn cache(&self, index: usize) -> u16 {
        // SAFETY: caches follow their instruction.
        unsafe { *self.ip.add(index) }
    }

    /// Two units of the inline cache as one number.
    #[inline(always)]
    pub fn cache32(&self, index: usize) -> u32 {
        // SAFETY: caches follow their instruction.
        unsafe { self.ip.add(index).cast::<u32>().read_unaligned() }
    }

    /// Four units of the inline cache as one number.
    #[inline(always)]
    pub fn cache64(&self, index: usize) -> u64 {
        // SAFETY: caches follow their instruction.
        unsafe { self.ip.add(index).cast::<u64>().read_unaligned() }
    }

    #[inline(always)]
    pub fn set_cache(&self, index: usize, value: u16) {
        // SAFETY: caches follow their instruction, in memory that is ours to write.
        unsafe { *self.ip.add(index).cast_mut() = value }
    }

    /// Whether something waits to be looked at between instructions.
    #[inline(always)]
    pub fn breaker(&self) -> bool {
        thread::current().eval_breaker.get()
    }
}
