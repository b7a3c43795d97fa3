//! What an instruction works on: instruction pointer, stack pointer and frame, and what it answers.

use vivarium_bytecode::Opcode;
use vivarium_runtime::float::FLOAT_TYPE;
use vivarium_runtime::frame::InterpreterFrame;
use vivarium_runtime::int::{self, LONG_TYPE};
use vivarium_runtime::object::{PyObject, Ref, dealloc};
use vivarium_runtime::{memory, thread};

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
///
/// Everything that is rare or calls out at the end is a value here and not a call in the body: the tail-call driver jumps
/// there, so that hot bodies need no registers saved.
#[derive(Clone, Copy, Debug)]
pub enum Flow {
    /// To the instruction at `ip`.
    Next,
    /// Runs the same instruction as another opcode: the generic form after a guard failed, what it was just specialised
    /// to, or one of the loop's own numbers behind the opcodes (`table::more`).
    As(u16),
    /// A guard failed: counts the miss for an instruction whose adaptive form is the second, and goes on as the first.
    Miss(Opcode, Opcode),
    /// Goes on in a function out of line.
    Rare(Rare),
    /// The object's last reference is gone: it dies, then to the next instruction.
    Dead(*mut PyObject),
    /// As `Dead`, and then gives a reference to the second back.
    DeadThen(*mut PyObject, *mut PyObject),
    /// An exception is set: the frame goes into the traceback, then to a handler.
    Error,
    /// As `Error`, where the traceback has the frame already.
    Unwind,
    /// Out of the frame that the loop was entered for, with an owned reference.
    Exit(*mut PyObject),
    /// To the other driver: tracing was switched on or off.
    Switch,
}

/// The rest of an instruction that is better not inlined.
pub type Rare = fn(&mut Ctx, u32) -> Flow;

/// Gives back a reference as the last thing that an instruction does.
///
/// # Safety
/// The caller owns it.
#[inline(always)]
pub unsafe fn give_back(object: *mut PyObject) -> Flow {
    // SAFETY: the caller's promise.
    let count = unsafe { &(*object).ob_refcnt };
    count.set(count.get() - 1);
    if count.get() == 0 { Flow::Dead(object) } else { Flow::Next }
}

/// As [`give_back`], of two references.
///
/// # Safety
/// The caller owns both.
#[inline(always)]
pub unsafe fn give_back_two(first: *mut PyObject, second: *mut PyObject) -> Flow {
    // SAFETY: the caller's promise.
    let count = unsafe { &(*first).ob_refcnt };
    count.set(count.get() - 1);
    if count.get() == 0 {
        return Flow::DeadThen(first, second);
    }
    // SAFETY: the caller's promise.
    unsafe { give_back(second) }
}

/// The destructor's turn. Numbers, which die most often, go without a look at their type's slots.
///
/// # Safety
/// The last reference to the object is gone.
#[inline(always)]
pub unsafe fn bury(object: *mut PyObject) {
    // SAFETY: the caller's promise.
    unsafe {
        let ty = (*object).ob_type.get();
        if std::ptr::eq(ty, &FLOAT_TYPE) || (std::ptr::eq(ty, &LONG_TYPE) && int::is_short(&*object)) {
            memory::push_free(NUMBER_CLASS, object.cast());
        } else {
            dealloc(object);
        }
    }
}

/// The allocator's class of floats and of ints of up to two digits.
pub const NUMBER_CLASS: usize = memory::class_of_size(32);

const _: () = assert!(NUMBER_CLASS == memory::class_of_size(24));

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
