//! The torture build: a full collection at every allocation of a collected object (or every so many, as
//! `VIVARIUM_TORTURE` says), and now and then (`VIVARIUM_TORTURE_AUDIT`, in collections) an audit that counts all references
//! that there are in the heap and in the frames, and stops where an object has more of them than its count says, or where
//! something refers to memory that was given back.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::sync::OnceLock;

use super::collect::{self, GENERATIONS};
use super::object_of;
use crate::frame::{self, FrameOwner, InterpreterFrame};
use crate::memory::quarantine::POISONED_POINTER;
use crate::object::PyObject;
use crate::{errors, thread};

struct Counts {
    allocations: Cell<usize>,
    collections: Cell<usize>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Counts {}

static COUNTS: Counts = Counts { allocations: Cell::new(0), collections: Cell::new(0) };

fn asked(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual).max(1)
}

/// Before a collected object is allocated.
pub fn allocation() {
    static EVERY: OnceLock<(usize, usize)> = OnceLock::new();
    let (every, audits) =
        *EVERY.get_or_init(|| (asked("VIVARIUM_TORTURE", 1), asked("VIVARIUM_TORTURE_AUDIT", 16)));
    let state = collect::state();
    let seen = COUNTS.allocations.get();
    COUNTS.allocations.set(seen + 1);
    if !seen.is_multiple_of(every) || state.collecting.get() {
        return;
    }
    let collections = COUNTS.collections.get();
    COUNTS.collections.set(collections + 1);
    if collections.is_multiple_of(audits) {
        audit();
    }
    if state.enabled.get() && state.generations[0].threshold.get() != 0 {
        let saved = errors::fetch();
        collect::collect(GENERATIONS - 1);
        if let Some(saved) = saved {
            errors::restore(saved);
        }
    }
}

/// Every reference found, with who holds it.
#[derive(Default)]
struct Audit {
    found: Vec<(*const PyObject, *const PyObject)>,
    holder: Cell<*const PyObject>,
}

unsafe extern "C" fn note(object: *mut PyObject, audit: *mut c_void) -> c_int {
    // SAFETY: the argument is the audit's.
    let audit = unsafe { &mut *audit.cast::<Audit>() };
    audit.found.push((object, audit.holder.get()));
    0
}

fn audit() {
    let mut audit = Audit::default();
    for ring in collect::rings() {
        collect::for_each(ring, |node| {
            let object = object_of(node);
            audit.holder.set(object);
            if let Some(traverse) = object.ob_type().tp_traverse.get() {
                traverse(object, note, (&raw mut audit).cast());
            }
        });
    }
    audit.holder.set(std::ptr::null());
    let mut frame = frame::current();
    while let Some(running) = frame {
        note_frame(running, &mut audit);
        // SAFETY: frames that are linked are live.
        frame = unsafe { running.previous.get().as_ref() };
    }
    let state = thread::current();
    for slot in [
        &state.curexc_type,
        &state.curexc_value,
        &state.curexc_traceback,
        &state.exc_state.exc_value,
        &state.c_tracefunc,
        &state.c_profilefunc,
    ] {
        note_object(slot.get(), &mut audit);
    }
    check(audit.found);
}

fn note_object(object: *mut PyObject, audit: &mut Audit) {
    if !object.is_null() {
        audit.found.push((object, std::ptr::null()));
    }
}

/// What a running frame holds and no traverse function visits.
fn note_frame(running: &InterpreterFrame, audit: &mut Audit) {
    let top = running.stacktop.get();
    if running.owner.get() == FrameOwner::Thread {
        for slot in [&running.f_func, &running.f_locals, &running.frame_obj] {
            note_object(slot.get(), audit);
        }
        note_object(running.f_code.get().cast(), audit);
    } else if top >= 0 {
        return;
    }
    let count = if top >= 0 { top as usize } else { running.code().nlocalsplus() };
    for index in 0..count {
        note_object(running.slot(index).get(), audit);
    }
}

fn check(mut found: Vec<(*const PyObject, *const PyObject)>) {
    for (object, holder) in &found {
        // SAFETY: what traverse functions visit is live, or else poisoned.
        let dead = unsafe { (**object).ob_type.get() as usize == POISONED_POINTER };
        if dead {
            fail("a reference to memory that was given back", std::ptr::null(), 0, &[*holder]);
        }
    }
    found.sort_unstable();
    for group in found.chunk_by(|a, b| a.0 == b.0) {
        // SAFETY: just looked at.
        let object = unsafe { &*group[0].0 };
        if (object.refcount() as usize) < group.len() {
            let holders: Vec<_> = group.iter().map(|(_, holder)| *holder).collect();
            fail("more references than the object's count says", object, group.len(), &holders);
        }
    }
}

fn fail(what: &str, object: *const PyObject, references: usize, holders: &[*const PyObject]) -> ! {
    // SAFETY: null or live.
    let name =
        |object: *const PyObject| unsafe { object.as_ref() }.map_or("a frame", |o| o.ob_type().full_name());
    eprintln!("torture: {what}");
    // SAFETY: null or live.
    if let Some(object) = unsafe { object.as_ref() } {
        eprintln!(
            "  {} at {:#x}: count {}, references {references}",
            name(object),
            object.address(),
            object.refcount()
        );
    }
    for holder in holders.iter().take(20) {
        eprintln!("  held by {} at {:p}", name(*holder), *holder);
    }
    let mut frame = frame::current();
    while let Some(running) = frame {
        eprintln!("  in {} line {:?}", crate::display::lossy(running.code().qualname()), running.line());
        // SAFETY: frames that are linked are live.
        frame = unsafe { running.previous.get().as_ref() };
    }
    std::process::abort();
}
