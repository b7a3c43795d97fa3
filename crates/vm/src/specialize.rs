//! Quickening and specialisation (PEP 659; `Python/specialize.c`): code that has run a few times gets adaptive
//! instructions, which count down and then become the form that fits what they see. A form whose guards fail too often
//! becomes adaptive again.

use vivarium_bytecode::Opcode;
use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::frame::InterpreterFrame;

use crate::interp::ctx::{Ctx, Flow, Rare};
use crate::profile;

pub mod decide;
pub mod forms;

const BACKOFF_BITS: u16 = 4;
/// The counter of an adaptive instruction after it was given up: 31 executions.
const START: u16 = (31 << BACKOFF_BITS) | 5;
const MAX_BACKOFF: u16 = 12;
/// Guards that may fail before a specialised instruction is given up.
const MISSES: u16 = 53;

/// Counts an entry or a turn of a loop; the code is quickened when it has been run often enough.
#[inline(always)]
pub fn warm_up(code: &PyCodeObject) {
    let warmup = code.co_warmup.get();
    if warmup != 0 {
        code.co_warmup.set(warmup + 1);
        if warmup == -1 {
            quicken(code);
        }
    }
}

fn superinstruction(previous: Option<Opcode>, opcode: Opcode) -> Option<Opcode> {
    match (previous?, opcode) {
        (Opcode::LOAD_FAST, Opcode::LOAD_FAST) => Some(Opcode::LOAD_FAST__LOAD_FAST),
        (Opcode::STORE_FAST, Opcode::LOAD_FAST) => Some(Opcode::STORE_FAST__LOAD_FAST),
        (Opcode::LOAD_CONST, Opcode::LOAD_FAST) => Some(Opcode::LOAD_CONST__LOAD_FAST),
        (Opcode::STORE_FAST, Opcode::STORE_FAST) => Some(Opcode::STORE_FAST__STORE_FAST),
        (Opcode::LOAD_FAST, Opcode::LOAD_CONST) => Some(Opcode::LOAD_FAST__LOAD_CONST),
        _ => None,
    }
}

/// `_PyCode_Quicken`.
#[cold]
#[inline(never)]
fn quicken(code: &PyCodeObject) {
    let units = code.units();
    let set = |index: usize, opcode: Opcode| {
        units[index].set(units[index].get() & 0xff00 | opcode as u16);
    };
    let mut previous = None;
    let mut index = 0;
    while index < units.len() {
        let Some(opcode) = Opcode::from_byte(units[index].get() as u8) else {
            previous = None;
            index += 1;
            continue;
        };
        if opcode.caches() > 0 {
            if let Some(adaptive) = opcode.specialised().find(|form| form.name().ends_with("_ADAPTIVE")) {
                set(index, adaptive);
            }
            previous = None;
            index += 1 + opcode.caches();
            continue;
        }
        match opcode {
            Opcode::EXTENDED_ARG => set(index, Opcode::EXTENDED_ARG_QUICK),
            Opcode::JUMP_BACKWARD => set(index, Opcode::JUMP_BACKWARD_QUICK),
            Opcode::RESUME => set(index, Opcode::RESUME_QUICK),
            _ => {
                if let Some(both) = superinstruction(previous, opcode) {
                    set(index - 1, both);
                }
            }
        }
        previous = Some(opcode);
        index += 1;
    }
}

/// An adaptive instruction: the generic form while its counter runs, then `specialise`, which [`settle`]s it.
#[inline(always)]
pub fn adaptive(c: &mut Ctx, base: Opcode, specialise: Rare) -> Flow {
    let counter = c.cache(0);
    if counter >> BACKOFF_BITS != 0 {
        c.set_cache(0, counter - (1 << BACKOFF_BITS));
        return Flow::As(base as u16);
    }
    Flow::Rare(specialise)
}

/// Writes down what was decided; the opcode to go on as.
#[cold]
#[inline(never)]
pub fn settle(c: &Ctx, base: Opcode, decided: Result<Opcode, &'static str>) -> Flow {
    let (ip, frame) = (c.ip, c.frame);
    let instruction = ip.wrapping_sub(1).cast_mut();
    // SAFETY: the instruction and its counter are the code's own memory.
    unsafe {
        let counter = ip.cast_mut();
        match decided {
            Ok(form) => {
                *instruction = *instruction & 0xff00 | form as u16;
                *counter = MISSES;
                if profile::is_on() {
                    profile::success(frame.code(), instruction, form);
                }
                Flow::As(form as u16)
            }
            Err(reason) => {
                let backoff = ((*counter & ((1 << BACKOFF_BITS) - 1)) + 1).min(MAX_BACKOFF);
                // The execution under way counts already: it is deferred, too.
                *counter = (((1_u32 << backoff) - 2) << BACKOFF_BITS) as u16 | backoff;
                if profile::is_on() {
                    profile::failure(frame.code(), instruction, reason);
                }
                Flow::As(base as u16)
            }
        }
    }
}

/// A guard failed: the generic form runs, and the instruction is adaptive again once that has happened often.
#[cold]
#[inline(never)]
pub fn note_miss(ip: *const u16, frame: &InterpreterFrame, adaptive: Opcode) {
    // SAFETY: the counter and the instruction are the code's own memory.
    unsafe {
        let counter = ip.cast_mut();
        *counter = (*counter).wrapping_sub(1);
        let given_up = *counter == 0;
        if profile::is_on() {
            profile::miss(frame.code(), ip.wrapping_sub(1), given_up);
        }
        if given_up {
            let instruction = ip.wrapping_sub(1).cast_mut();
            *instruction = *instruction & 0xff00 | adaptive as u16;
            *counter = START;
        }
    }
}

/// Leaves a specialised body unless a guard holds: `guard!(c, condition, BASE, BASE_ADAPTIVE)`.
macro_rules! guard {
    ($c:expr, $condition:expr, $base:ident, $adaptive:ident) => {
        if !$condition {
            return $crate::interp::ctx::Flow::Miss(
                ::vivarium_bytecode::Opcode::$base,
                ::vivarium_bytecode::Opcode::$adaptive,
            );
        }
    };
}
pub(crate) use guard;

/// `adaptive_form!(name, decide, BASE)`: the body of an adaptive opcode, whose form `decide` chooses.
macro_rules! adaptive_form {
    ($name:ident, $decide:path, $base:ident) => {
        #[inline(always)]
        pub fn $name(c: &mut Ctx, _: u32) -> Flow {
            #[cold]
            #[inline(never)]
            fn specialise(c: &mut Ctx, oparg: u32) -> Flow {
                let decided = $decide(c, oparg);
                $crate::specialize::settle(c, ::vivarium_bytecode::Opcode::$base, decided)
            }
            $crate::specialize::adaptive(c, ::vivarium_bytecode::Opcode::$base, specialise)
        }
    };
}
pub(crate) use adaptive_form;
