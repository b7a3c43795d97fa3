//! The release driver: each opcode a function of its own that ends in a jump to the next, with instruction pointer, stack
//! pointer, frame and argument in registers.
//!
//! Calls in tail position become jumps in optimised builds, but nothing guarantees that: `cargo xtask handlers`
//! disassembles the handlers and fails where one is not a jump, or where a hot one saves registers.

use std::cell::Cell;

use vivarium_bytecode::Opcode;
use vivarium_runtime::float::FLOAT_TYPE;
use vivarium_runtime::frame::InterpreterFrame;
use vivarium_runtime::int::{self, LONG_TYPE};
use vivarium_runtime::memory;
use vivarium_runtime::object::{PyObject, dealloc};

use super::ctx::{Ctx, Flow, NUMBER_CLASS, Rare, bury, decref};
use super::driver::{Left, unknown_opcode};
use super::eval::{Unwind, unwind};
use super::table::{more, with_opcodes};
use crate::specialize::note_miss;

type Handler = unsafe fn(*const u16, *mut *mut PyObject, &'static InterpreterFrame, u32) -> *mut PyObject;

/// Where the loop goes on after a function that is no handler: such a function leaves the state here, so that its caller
/// has no address of a local to hand out and can end in a jump.
struct Resume {
    ip: Cell<*const u16>,
    sp: Cell<*mut *mut PyObject>,
    frame: Cell<*const InterpreterFrame>,
    oparg: Cell<u32>,
    /// What the loop is left with.
    result: Cell<*mut PyObject>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Resume {}

static RESUME: Resume = Resume {
    ip: Cell::new(std::ptr::null()),
    sp: Cell::new(std::ptr::null_mut()),
    frame: Cell::new(std::ptr::null()),
    oparg: Cell::new(0),
    result: Cell::new(std::ptr::null_mut()),
};

/// The result that means another driver.
static SWITCH: PyObject = PyObject::new_static(&LONG_TYPE);

pub fn run(c: Ctx, flow: Flow) -> Left {
    let result = if matches!(flow, Flow::Next) {
        // SAFETY: the state of a frame that is about to run.
        unsafe { next(c.ip, c.sp, c.frame) }
    } else {
        let handler = settle(c, flow, 0);
        // SAFETY: `settle` left the state of a running frame.
        unsafe { resume(handler) }
    };
    if std::ptr::eq(result, &SWITCH) {
        // SAFETY: the frame was running a moment ago.
        let frame = unsafe { &*RESUME.frame.get() };
        return Left::Switch(Ctx { ip: RESUME.ip.get(), sp: RESUME.sp.get(), frame });
    }
    Left::Done(result)
}

/// Goes on where [`settle`] said.
///
/// # Safety
/// `settle` was the last to write the state.
#[inline(always)]
unsafe fn resume(handler: Handler) -> *mut PyObject {
    // SAFETY: the caller's promise.
    unsafe { handler(RESUME.ip.get(), RESUME.sp.get(), &*RESUME.frame.get(), RESUME.oparg.get()) }
}

#[inline(always)]
fn keep(c: Ctx, oparg: u32) {
    RESUME.ip.set(c.ip);
    RESUME.sp.set(c.sp);
    RESUME.frame.set(c.frame);
    RESUME.oparg.set(oparg);
}

/// Which handler is next after a function that is none; its arguments are in [`RESUME`].
#[inline(always)]
fn settle_next(c: Ctx) -> Handler {
    // SAFETY: the instruction pointer is inside the code, which ends in an instruction that leaves it.
    let (word, ip) = unsafe { (*c.ip, c.ip.add(1)) };
    keep(Ctx { ip, ..c }, u32::from(word >> 8));
    TABLE[usize::from(word as u8)]
}

/// As [`settle_next`], after any flow.
#[cold]
#[inline(never)]
fn settle(c: Ctx, flow: Flow, oparg: u32) -> Handler {
    let (mut c, mut flow) = (c, flow);
    loop {
        match flow {
            Flow::Next => return settle_next(c),
            Flow::As(number) => {
                keep(c, oparg);
                return TABLE[usize::from(number)];
            }
            Flow::Miss(base, adaptive) => {
                note_miss(c.ip, c.frame, adaptive);
                flow = Flow::As(base as u16);
            }
            Flow::Rare(rest) => flow = rest(&mut c, oparg),
            Flow::Dead(object) => {
                // SAFETY: its last reference is gone.
                unsafe { bury(object) };
                flow = Flow::Next;
            }
            Flow::DeadThen(first, second) => {
                // SAFETY: the first's last reference is gone; the instruction owned the second.
                unsafe {
                    dealloc(first);
                    decref(second);
                }
                flow = Flow::Next;
            }
            Flow::Error | Flow::Unwind => match unwind(c, Unwind::of(flow)) {
                Some(handler) => {
                    c = handler;
                    flow = Flow::Next;
                }
                None => flow = Flow::Exit(std::ptr::null_mut()),
            },
            Flow::Exit(value) => {
                RESUME.result.set(value);
                keep(c, 0);
                return leave;
            }
            Flow::Switch => {
                RESUME.result.set(SWITCH.as_ptr());
                keep(c, 0);
                return leave;
            }
        }
    }
}

#[inline(never)]
unsafe fn leave(_: *const u16, _: *mut *mut PyObject, _: &'static InterpreterFrame, _: u32) -> *mut PyObject {
    RESUME.result.get()
}

/// The last thing that a handler does.
#[inline(always)]
unsafe fn next(ip: *const u16, sp: *mut *mut PyObject, frame: &'static InterpreterFrame) -> *mut PyObject {
    // SAFETY: the instruction pointer is inside the code, which ends in an instruction that leaves it.
    unsafe {
        let word = *ip;
        TABLE[usize::from(word as u8)](ip.add(1), sp, frame, u32::from(word >> 8))
    }
}

#[inline(always)]
unsafe fn go(c: Ctx, flow: Flow, oparg: u32) -> *mut PyObject {
    let Ctx { ip, sp, frame } = c;
    // SAFETY: the state of a running frame, which is handed on.
    unsafe {
        match flow {
            Flow::Next => next(ip, sp, frame),
            Flow::As(number) => TABLE[usize::from(number)](ip, sp, frame, oparg),
            Flow::Miss(base, adaptive) => miss(ip, sp, frame, oparg, (base as u32) << 8 | adaptive as u32),
            Flow::Rare(rest) => rare(ip, sp, frame, oparg, rest),
            Flow::Dead(object) => dead(ip, sp, frame, object),
            Flow::DeadThen(first, second) => dead_then(ip, sp, frame, first, second),
            Flow::Error => rare(ip, sp, frame, oparg, |_, _| Flow::Error),
            Flow::Unwind => rare(ip, sp, frame, oparg, |_, _| Flow::Unwind),
            Flow::Exit(value) => value,
            Flow::Switch => rare(ip, sp, frame, oparg, |_, _| Flow::Switch),
        }
    }
}

#[inline(never)]
unsafe fn dead(
    ip: *const u16,
    sp: *mut *mut PyObject,
    frame: &'static InterpreterFrame,
    object: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the object's last reference is gone; the state of a running frame.
    unsafe {
        let ty = (*object).ob_type.get();
        if std::ptr::eq(ty, &FLOAT_TYPE) || (std::ptr::eq(ty, &LONG_TYPE) && int::is_short(&*object)) {
            memory::push_free(NUMBER_CLASS, object.cast());
            return next(ip, sp, frame);
        }
        if std::ptr::eq(ty, &LONG_TYPE) && memory::free_small(object.cast()) {
            return next(ip, sp, frame);
        }
        dead_other(ip, sp, frame, object)
    }
}

#[inline(never)]
unsafe fn dead_other(
    ip: *const u16,
    sp: *mut *mut PyObject,
    frame: &'static InterpreterFrame,
    object: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: as for `dead`.
    unsafe {
        dealloc(object);
        next(ip, sp, frame)
    }
}

#[inline(never)]
unsafe fn dead_then(
    ip: *const u16,
    sp: *mut *mut PyObject,
    frame: &'static InterpreterFrame,
    first: *mut PyObject,
    second: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the first's last reference is gone; the instruction owned the second.
    unsafe {
        bury(first);
        decref(second);
        next(ip, sp, frame)
    }
}

#[cold]
#[inline(never)]
unsafe fn miss(
    ip: *const u16,
    sp: *mut *mut PyObject,
    frame: &'static InterpreterFrame,
    oparg: u32,
    forms: u32,
) -> *mut PyObject {
    if let Some(adaptive) = Opcode::from_byte(forms as u8) {
        note_miss(ip, frame, adaptive);
    }
    // SAFETY: the state of a running frame.
    unsafe { TABLE[forms as usize >> 8 & 0xff](ip, sp, frame, oparg) }
}

#[inline(never)]
unsafe fn rare(
    ip: *const u16,
    sp: *mut *mut PyObject,
    frame: &'static InterpreterFrame,
    oparg: u32,
    rest: Rare,
) -> *mut PyObject {
    let handler = run_rare(ip, sp, frame, oparg, rest);
    // SAFETY: just settled.
    unsafe { resume(handler) }
}

#[inline(never)]
fn run_rare(
    ip: *const u16,
    sp: *mut *mut PyObject,
    frame: &'static InterpreterFrame,
    oparg: u32,
    rest: Rare,
) -> Handler {
    let mut c = Ctx { ip, sp, frame };
    match rest(&mut c, oparg) {
        Flow::Next => settle_next(c),
        flow => settle(c, flow, oparg),
    }
}

/// A handler around a body: inlined, or (`apart`) called.
macro_rules! handler {
    ($name:ident, , $body:path) => {
        #[inline(never)]
        pub unsafe fn $name(
            ip: *const u16,
            sp: *mut *mut PyObject,
            frame: &'static InterpreterFrame,
            oparg: u32,
        ) -> *mut PyObject {
            let mut c = Ctx { ip, sp, frame };
            let flow = $body(&mut c, oparg);
            // SAFETY: the state of a running frame.
            unsafe { go(c, flow, oparg) }
        }
    };
    ($name:ident, apart, $body:path) => {
        #[inline(never)]
        pub unsafe fn $name(
            ip: *const u16,
            sp: *mut *mut PyObject,
            frame: &'static InterpreterFrame,
            oparg: u32,
        ) -> *mut PyObject {
            #[inline(never)]
            fn apart(
                ip: *const u16,
                sp: *mut *mut PyObject,
                frame: &'static InterpreterFrame,
                oparg: u32,
            ) -> Handler {
                let mut c = Ctx { ip, sp, frame };
                match $body(&mut c, oparg) {
                    Flow::Next => settle_next(c),
                    flow => settle(c, flow, oparg),
                }
            }
            let handler = apart(ip, sp, frame, oparg);
            // SAFETY: just settled.
            unsafe { resume(handler) }
        }
    };
}

macro_rules! tail_driver {
    (
        $($opcode:ident => $(@$how:ident)? $body:path;)*
        @more
        $($more:ident => $more_body:path;)*
    ) => {
        #[allow(non_snake_case)]
        mod by_opcode {
            use super::*;

            $(handler!($opcode, $($how)?, $body);)*
            $(handler!($more, , $more_body);)*

            /// The next instruction gets an argument of another byte.
            #[inline(never)]
            pub unsafe fn EXTENDED_ARG(
                ip: *const u16,
                sp: *mut *mut PyObject,
                frame: &'static InterpreterFrame,
                oparg: u32,
            ) -> *mut PyObject {
                // SAFETY: an instruction follows; the state of a running frame.
                unsafe {
                    let word = *ip;
                    TABLE[usize::from(word as u8)](ip.add(1), sp, frame, oparg << 8 | u32::from(word >> 8))
                }
            }

            #[inline(never)]
            pub unsafe fn unknown(
                ip: *const u16,
                sp: *mut *mut PyObject,
                frame: &'static InterpreterFrame,
                oparg: u32,
            ) -> *mut PyObject {
                fn report(c: &mut Ctx, _: u32) -> Flow {
                    // SAFETY: the instruction that runs.
                    unknown_opcode(*c, unsafe { *c.ip.sub(1) } & 0xff)
                }
                // SAFETY: the state of a running frame.
                unsafe { rare(ip, sp, frame, oparg, report) }
            }
        }

        /// The handlers by opcode, and those of `more` behind them.
        static TABLE: [Handler; more::COUNT] = {
            let mut table = [by_opcode::unknown as Handler; more::COUNT];
            $(table[Opcode::$opcode as usize] = by_opcode::$opcode as Handler;)*
            $(table[more::$more as usize] = by_opcode::$more as Handler;)*
            table[Opcode::EXTENDED_ARG as usize] = by_opcode::EXTENDED_ARG as Handler;
            table[Opcode::EXTENDED_ARG_QUICK as usize] = by_opcode::EXTENDED_ARG as Handler;
            table
        };
    };
}

with_opcodes!(tail_driver);
