//! The drivers: what fetches instructions and runs their bodies.

use vivarium_bytecode::Opcode;
use vivarium_runtime::object::PyObject;
use vivarium_runtime::{raise, thread};

use super::ctx::{Ctx, Flow};
use super::eval::unwind;
use super::table::with_opcodes;
use crate::profile;

/// Runs until the frame that the loop was entered for is left: an owned reference, or null with an exception set.
pub fn run(c: Ctx, flow: Flow) -> *mut PyObject {
    let (mut c, mut flow) = (c, flow);
    loop {
        let left = if thread::current().use_tracing.get() {
            run_matching::<true, false>(c, flow)
        } else if profile::is_on() {
            run_matching::<false, true>(c, flow)
        } else {
            run_matching::<false, false>(c, flow)
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

/// Why a driver gave up.
enum Left {
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

/// An opcode byte that is none.
#[cold]
#[inline(never)]
fn unknown_opcode(c: Ctx, opcode: u8) -> Flow {
    c.save();
    let line = c.frame.line().unwrap_or(-1);
    eprintln!("XXX lineno: {line}, opcode: {opcode}");
    raise!(SYSTEM_ERROR, "unknown opcode");
    Flow::Error
}

macro_rules! matching_driver {
    ($($opcode:ident => $body:path;)*) => {
        /// The opcodes' numbers as constants that patterns can name.
        mod number {
            use vivarium_bytecode::Opcode;

            $(pub const $opcode: u8 = Opcode::$opcode as u8;)*
            pub const EXTENDED_ARG: u8 = Opcode::EXTENDED_ARG as u8;
            pub const EXTENDED_ARG_QUICK: u8 = Opcode::EXTENDED_ARG_QUICK as u8;
        }

        fn run_matching<const TRACE: bool, const PROFILE: bool>(c: Ctx, start: Flow) -> Left {
            let mut c = c;
            if matches!(start, Flow::Error) {
                match unwind(c, false) {
                    Some(handler) => c = handler,
                    None => return Left::Done(std::ptr::null_mut()),
                }
            }
            loop {
                // SAFETY: the instruction pointer is inside the code, which ends in an instruction that leaves it.
                let mut word = unsafe { *c.ip };
                let mut opcode = word as u8;
                if PROFILE {
                    profile::count(c.frame, c.ip);
                }
                if TRACE {
                    match crate::trace::before_instruction(c) {
                        Ok(here) => c = here,
                        Err(here) => {
                            match unwind(here, false) {
                                Some(handler) => c = handler,
                                None => return Left::Done(std::ptr::null_mut()),
                            }
                            continue;
                        }
                    }
                    // SAFETY: as above.
                    word = unsafe { *c.ip };
                    opcode = Opcode::from_byte(word as u8).map_or(word as u8, |opcode| opcode.plain() as u8);
                }
                // SAFETY: as above.
                c.ip = unsafe { c.ip.add(1) };
                let mut oparg = u32::from(word >> 8);
                loop {
                    let flow = match opcode {
                        number::CALL if TRACE => traced_call(&mut c, oparg),
                        $(number::$opcode => $body(&mut c, oparg),)*
                        number::EXTENDED_ARG | number::EXTENDED_ARG_QUICK => {
                            // SAFETY: an instruction follows.
                            word = unsafe { *c.ip };
                            // SAFETY: as above.
                            c.ip = unsafe { c.ip.add(1) };
                            oparg = oparg << 8 | u32::from(word >> 8);
                            opcode = if TRACE {
                                Opcode::from_byte(word as u8).map_or(word as u8, |opcode| opcode.plain() as u8)
                            } else {
                                word as u8
                            };
                            continue;
                        }
                        other => unknown_opcode(c, other),
                    };
                    match flow {
                        Flow::Next => break,
                        Flow::As(other) => {
                            opcode = other;
                            continue;
                        }
                        Flow::Error | Flow::Unwind => {
                            match unwind(c, matches!(flow, Flow::Unwind)) {
                                Some(handler) => c = handler,
                                None => return Left::Done(std::ptr::null_mut()),
                            }
                            break;
                        }
                        Flow::Exit(value) => return Left::Done(value),
                        Flow::Switch => return Left::Switch(c),
                    }
                }
            }
        }
    };
}

with_opcodes!(matching_driver);
