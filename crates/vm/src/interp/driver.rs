//! The drivers: what fetches instructions and runs their bodies. This one is a `match` in a loop; it serves tracing,
//! profiles and builds that are not optimised. The other is [`super::tail`].

use vivarium_bytecode::Opcode;
use vivarium_runtime::object::{PyObject, dealloc};
use vivarium_runtime::{raise, thread};

use super::ctx::{Ctx, Flow, Rare, bury, decref};
use super::eval::{Unwind, unwind};
use super::table::{more, with_opcodes};
use crate::profile;
use crate::specialize::note_miss;

/// Runs until the frame that the loop was entered for is left: an owned reference, or null with an exception set.
pub fn run(c: Ctx, flow: Flow) -> *mut PyObject {
    let (mut c, mut flow) = (c, flow);
    loop {
        let left = if thread::current().use_tracing.get() {
            run_matching::<true, false>(c, flow)
        } else if profile::is_on() {
            run_matching::<false, true>(c, flow)
        } else {
            run_plain(c, flow)
        };
        match left {
            Left::Done(result) => return result,
            Left::Switch(here) => {
                c = here;
                flow = Flow::Next;
            }
        }
    }
}

#[cfg(all(tail_calls, panic = "abort"))]
use super::tail::run as run_plain;

#[cfg(not(all(tail_calls, panic = "abort")))]
fn run_plain(c: Ctx, flow: Flow) -> Left {
    run_matching::<false, false>(c, flow)
}

/// Why a driver gave up.
pub enum Left {
    Done(*mut PyObject),
    /// Another driver is to go on from here.
    Switch(Ctx),
}

/// CALL in the tracing driver, behind a copy so that the other drivers keep their state in registers.
#[cold]
#[inline(never)]
fn traced_call(c: &mut Ctx, oparg: u32) -> Flow {
    super::ops::calls::call_traced(c, oparg)
}

/// The rest of an instruction, with a copy of the state, whose address is handed out.
#[inline(always)]
fn run_rare(c: &mut Ctx, oparg: u32, rest: Rare) -> Flow {
    let mut copy = *c;
    let flow = rest(&mut copy, oparg);
    *c = copy;
    flow
}

/// An opcode byte that is none.
#[cold]
#[inline(never)]
pub fn unknown_opcode(c: Ctx, opcode: u16) -> Flow {
    c.save();
    let line = c.frame.line().unwrap_or(-1);
    eprintln!("XXX lineno: {line}, opcode: {opcode}");
    raise!(SYSTEM_ERROR, "unknown opcode");
    Flow::Error
}

macro_rules! matching_driver {
    (
        $($opcode:ident => $(@$how:ident)? $body:path;)*
        @more
        $($more:ident => $more_body:path;)*
    ) => {
        /// The opcodes' numbers as constants that patterns can name.
        mod number {
            use vivarium_bytecode::Opcode;

            $(pub const $opcode: u16 = Opcode::$opcode as u16;)*
            pub const EXTENDED_ARG: u16 = Opcode::EXTENDED_ARG as u16;
            pub const EXTENDED_ARG_QUICK: u16 = Opcode::EXTENDED_ARG_QUICK as u16;
        }

        fn run_matching<const TRACE: bool, const PROFILE: bool>(c: Ctx, start: Flow) -> Left {
            let mut c = c;
            if matches!(start, Flow::Error) {
                match unwind(c, Unwind::Raised) {
                    Some(handler) => c = handler,
                    None => return Left::Done(std::ptr::null_mut()),
                }
            }
            loop {
                // SAFETY: the instruction pointer is inside the code, which ends in an instruction that leaves it.
                let mut word = unsafe { *c.ip };
                let mut opcode = word & 0xff;
                if PROFILE {
                    profile::count(c.frame, c.ip);
                }
                if TRACE {
                    match crate::trace::before_instruction(c) {
                        Ok(here) => c = here,
                        Err((mut here, how)) => {
                            // As behind an instruction that raised.
                            // SAFETY: every instruction is followed by another, or ends the code.
                            here.ip = unsafe { here.ip.add(1) };
                            match unwind(here, how) {
                                Some(handler) => c = handler,
                                None => return Left::Done(std::ptr::null_mut()),
                            }
                            continue;
                        }
                    }
                    // SAFETY: as above.
                    word = unsafe { *c.ip };
                    opcode = plain(word);
                }
                // SAFETY: as above.
                c.ip = unsafe { c.ip.add(1) };
                let mut oparg = u32::from(word >> 8);
                'instruction: loop {
                    let mut flow = match opcode {
                        number::CALL if TRACE => traced_call(&mut c, oparg),
                        $(number::$opcode => $body(&mut c, oparg),)*
                        $(more::$more => $more_body(&mut c, oparg),)*
                        number::EXTENDED_ARG | number::EXTENDED_ARG_QUICK => {
                            // SAFETY: an instruction follows.
                            word = unsafe { *c.ip };
                            // SAFETY: as above.
                            c.ip = unsafe { c.ip.add(1) };
                            oparg = oparg << 8 | u32::from(word >> 8);
                            opcode = if TRACE { plain(word) } else { word & 0xff };
                            continue;
                        }
                        other => unknown_opcode(c, other),
                    };
                    loop {
                        match flow {
                            Flow::Next => break 'instruction,
                            Flow::As(other) => {
                                opcode = other;
                                continue 'instruction;
                            }
                            Flow::Miss(base, adaptive) => {
                                note_miss(c.ip, c.frame, adaptive);
                                opcode = base as u16;
                                continue 'instruction;
                            }
                            Flow::Rare(rest) => flow = run_rare(&mut c, oparg, rest),
                            Flow::Dead(object) => {
                                // SAFETY: its last reference is gone.
                                unsafe { bury(object) };
                                break 'instruction;
                            }
                            Flow::DeadThen(first, second) => {
                                // SAFETY: the first's last reference is gone; the instruction owned the second.
                                unsafe {
                                    dealloc(first);
                                    decref(second);
                                }
                                break 'instruction;
                            }
                            Flow::Error | Flow::Unwind => {
                                match unwind(c, Unwind::of(flow)) {
                                    Some(handler) => c = handler,
                                    None => return Left::Done(std::ptr::null_mut()),
                                }
                                break 'instruction;
                            }
                            Flow::Exit(value) => return Left::Done(value),
                            Flow::Switch => return Left::Switch(c),
                        }
                    }
                }
            }
        }
    };
}

/// The generic form of an instruction.
fn plain(word: u16) -> u16 {
    Opcode::from_byte(word as u8).map_or(word & 0xff, |opcode| opcode.plain() as u16)
}

with_opcodes!(matching_driver);
