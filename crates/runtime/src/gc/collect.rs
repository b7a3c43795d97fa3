//! Generations and the collection itself (`Modules/gcmodule.c`).

use std::cell::Cell;
use std::ffi::{c_int, c_void};

use super::{PREV_COLLECTING, PREV_MASK, PREV_SHIFT, PyGcHead, head, is_gc, object_of};
use crate::errors;
use crate::object::{PyObject, Raised, Ref};
use crate::weakref;

pub const GENERATIONS: usize = 3;

/// A generation: its ring, its threshold and its count.
#[repr(C)]
pub struct Generation {
    pub head: PyGcHead,
    pub threshold: Cell<i32>,
    pub count: Cell<i32>,
}

/// What `gc.get_stats()` tells of a generation.
#[derive(Clone, Copy, Default)]
pub struct Stats {
    pub collections: usize,
    pub collected: usize,
    pub uncollectable: usize,
}

/// `gc.set_debug` bits.
pub mod debug {
    pub const STATS: i32 = 1 << 0;
    pub const COLLECTABLE: i32 = 1 << 1;
    pub const UNCOLLECTABLE: i32 = 1 << 2;
    pub const SAVEALL: i32 = 1 << 5;
    pub const LEAK: i32 = COLLECTABLE | UNCOLLECTABLE | SAVEALL;
}

pub struct State {
    pub generations: [Generation; GENERATIONS],
    pub permanent: Generation,
    /// What the native types hold, see [`settle`].
    settled: PyGcHead,
    settled_count: Cell<usize>,
    pub enabled: Cell<bool>,
    pub collecting: Cell<bool>,
    pub debug: Cell<i32>,
    pub stats: [Cell<Stats>; GENERATIONS],
    /// `gc.garbage`, a list, once somebody asked for it.
    pub garbage: Cell<*mut PyObject>,
    /// `gc.callbacks`, a list, once somebody asked for it.
    pub callbacks: Cell<*mut PyObject>,
    pub long_lived_total: Cell<usize>,
    pub long_lived_pending: Cell<usize>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for State {}

const fn generation(threshold: i32) -> Generation {
    Generation {
        head: PyGcHead { next: Cell::new(0), prev: Cell::new(0) },
        threshold: Cell::new(threshold),
        count: Cell::new(0),
    }
}

const NO_STATS: Stats = Stats { collections: 0, collected: 0, uncollectable: 0 };

static STATE: State = State {
    generations: [generation(700), generation(10), generation(10)],
    permanent: generation(0),
    settled: PyGcHead { next: Cell::new(0), prev: Cell::new(0) },
    settled_count: Cell::new(0),
    enabled: Cell::new(true),
    collecting: Cell::new(false),
    debug: Cell::new(0),
    stats: [const { Cell::new(NO_STATS) }; GENERATIONS],
    garbage: Cell::new(std::ptr::null_mut()),
    callbacks: Cell::new(std::ptr::null_mut()),
    long_lived_total: Cell::new(0),
    long_lived_pending: Cell::new(0),
};

pub fn state() -> &'static State {
    &STATE
}

/// The ring of the youngest generation.
#[inline(always)]
pub fn young() -> &'static PyGcHead {
    ring(&STATE.generations[0].head)
}

#[inline(always)]
fn ring(head: &'static PyGcHead) -> &'static PyGcHead {
    if head.next.get() == 0 {
        reset(head);
    }
    head
}

fn address(head: &PyGcHead) -> usize {
    std::ptr::from_ref(head) as usize
}

fn reset(head: &PyGcHead) {
    head.next.set(address(head));
    head.prev.set(address(head));
}

/// SAFETY of this module's rings: a link is the address of a live header; whatever may free objects runs only while the
/// ring under work holds references, or begins again from the ring's head afterwards.
fn at(address: usize) -> &'static PyGcHead {
    // SAFETY: as said above.
    unsafe { &*(address as *const PyGcHead) }
}

fn next(head: &PyGcHead) -> &'static PyGcHead {
    at(head.next.get())
}

fn previous(head: &PyGcHead) -> &'static PyGcHead {
    at(head.prev.get() & PREV_MASK)
}

fn set_previous(head: &PyGcHead, previous: usize) {
    head.prev.set((head.prev.get() & !PREV_MASK) | previous);
}

fn is_empty(ring: &PyGcHead) -> bool {
    ring.next.get() == address(ring) || ring.next.get() == 0
}

fn append(node: &PyGcHead, ring: &PyGcHead) {
    let last = previous(ring);
    set_previous(node, address(last));
    node.next.set(address(ring));
    last.next.set(address(node));
    ring.prev.set(address(node));
}

fn remove(node: &PyGcHead) {
    let (before, after) = (previous(node), next(node));
    before.next.set(address(after));
    set_previous(after, address(before));
}

fn merge(from: &PyGcHead, to: &PyGcHead) {
    if is_empty(from) {
        return;
    }
    let (first, last, end) = (next(from), previous(from), previous(to));
    end.next.set(address(first));
    set_previous(first, address(end));
    last.next.set(address(to));
    to.prev.set(address(last));
    reset(from);
}

/// The members of a ring.
fn members(ring: &PyGcHead) -> Vec<&'static PyGcHead> {
    let mut result = Vec::new();
    if ring.next.get() == 0 {
        return result;
    }
    let mut node = next(ring);
    while address(node) != address(ring) {
        result.push(node);
        node = next(node);
    }
    result
}

/// The objects of a generation, oldest first.
pub fn objects_of(generation: usize) -> Vec<Ref> {
    let mut nodes = if generation == GENERATIONS - 1 { members(&STATE.settled) } else { Vec::new() };
    nodes.extend(members(&STATE.generations[generation].head));
    nodes.into_iter().map(|node| object_of(node).to_ref()).collect()
}

/// Says that everything tracked so far lives as long as the process: the native types' dicts and descriptors, which no
/// program can change or be rid of. They count as the oldest generation's, but no collection walks them: what they refer
/// to is referred to from outside.
pub fn settle() {
    STATE.enabled.set(true);
    if cfg!(feature = "torture") {
        return;
    }
    for generation in &STATE.generations {
        merge(ring(&generation.head), ring(&STATE.settled));
        generation.count.set(0);
    }
    for_each(&STATE.settled, |node| untrack_settled_tuple(object_of(node)));
    for_each(&STATE.settled, |node| untrack_settled_dict(object_of(node)));
    STATE.settled_count.set(count(&STATE.settled));
    STATE.long_lived_total.set(STATE.settled_count.get());
}

/// No collection until [`settle`].
pub fn unsettle() {
    STATE.enabled.set(cfg!(feature = "torture"));
}

/// Counts a fresh collected object and collects where the thresholds say so.
#[inline]
pub fn count_allocation() {
    #[cfg(feature = "torture")]
    return super::torture::allocation();
    #[cfg(not(feature = "torture"))]
    count_young();
}

#[cfg(not(feature = "torture"))]
#[inline]
fn count_young() {
    let young = &STATE.generations[0];
    let count = young.count.get() + 1;
    young.count.set(count);
    if count > young.threshold.get() {
        collect_by_threshold();
    }
}

/// Counts the end of a collected object.
#[inline]
pub fn count_deallocation() {
    let young = &STATE.generations[0];
    if young.count.get() > 0 {
        young.count.set(young.count.get() - 1);
    }
}

#[cfg(not(feature = "torture"))]
#[cold]
fn collect_by_threshold() {
    if !STATE.enabled.get() || STATE.collecting.get() || STATE.generations[0].threshold.get() == 0 {
        return;
    }
    let _ = collect_oldest_due();
}

/// `gc_collect_generations`.
#[cfg(not(feature = "torture"))]
fn collect_oldest_due() -> usize {
    for index in (0..GENERATIONS).rev() {
        let generation = &STATE.generations[index];
        if generation.count.get() <= generation.threshold.get() {
            continue;
        }
        // A full collection waits until a quarter as many objects again have grown old.
        if index == GENERATIONS - 1 && STATE.long_lived_pending.get() < STATE.long_lived_total.get() / 4 {
            continue;
        }
        let saved = errors::fetch();
        let found = collect_with_callbacks(index).unwrap_or(0);
        if let Some(saved) = saved {
            errors::restore(saved);
        }
        return found;
    }
    0
}

const COLLECTING: usize = PREV_COLLECTING;

fn refs(node: &PyGcHead) -> isize {
    (node.prev.get() >> PREV_SHIFT) as isize
}

fn set_refs(node: &PyGcHead, refs: isize) {
    node.prev.set((node.prev.get() & !PREV_MASK) | ((refs as usize) << PREV_SHIFT));
}

unsafe extern "C" fn visit_decref(object: *mut PyObject, _: *mut c_void) -> c_int {
    // SAFETY: traverse functions visit live objects.
    let object = unsafe { &*object };
    if is_gc(object) {
        let node = head(object);
        if node.prev.get() & COLLECTING != 0 {
            #[cfg(feature = "torture")]
            assert!(
                refs(node) > 0,
                "an object of type {} is referred to more often than its count {} says",
                object.ob_type().full_name(),
                object.refcount()
            );
            set_refs(node, refs(node) - 1);
        }
    }
    0
}

/// The rings of all generations.
#[cfg(feature = "torture")]
pub(super) fn rings() -> impl Iterator<Item = &'static PyGcHead> {
    STATE.generations.iter().map(|generation| &generation.head).chain([&STATE.permanent.head])
}

/// Marks in a node's link that it stands in the list of what is thought unreachable.
const UNREACHABLE: usize = 1;

/// `visit_reachable`: what was taken for unreachable comes back behind the others, to be traversed in its turn.
unsafe extern "C" fn visit_reachable(object: *mut PyObject, young: *mut c_void) -> c_int {
    // SAFETY: traverse functions visit live objects; the argument is the ring's head.
    let (object, young) = unsafe { (&*object, &*young.cast::<PyGcHead>()) };
    if !is_gc(object) {
        return 0;
    }
    let node = at(address(head(object)));
    if node.prev.get() & COLLECTING == 0 {
        return 0;
    }
    if node.next.get() & UNREACHABLE != 0 {
        let (before, after) = (previous(node), at(node.next.get() & !UNREACHABLE));
        before.next.set(node.next.get());
        set_previous(after, address(before));
        append(node, young);
        set_refs(node, 1);
    } else if refs(node) == 0 {
        set_refs(node, 1);
    }
    0
}

fn traverse(object: &PyObject, visit: crate::typeobject::VisitProc, arg: *mut c_void) {
    if let Some(traverse) = object.ob_type().tp_traverse.get() {
        traverse(object, visit, arg);
    }
}

/// Splits a ring: what can be reached from outside it stays, the rest goes to the other ring (`deduce_unreachable`).
/// Needs no memory: counts stand in the backward links, which are mended on the way.
fn deduce_unreachable(young: &PyGcHead, unreachable: &PyGcHead) {
    for_each(young, |node| {
        node.prev.set((node.prev.get() & !PREV_MASK) | COLLECTING);
        set_refs(node, object_of(node).refcount());
    });
    for_each(young, |node| traverse(object_of(node), visit_decref, std::ptr::null_mut()));
    let young_pointer = std::ptr::from_ref(young).cast_mut().cast();
    let mut before = at(address(young));
    let mut link = young.next.get();
    while link != address(young) {
        let node = at(link);
        if refs(node) > 0 {
            traverse(object_of(node), visit_reachable, young_pointer);
            set_previous(node, address(before));
            node.prev.set(node.prev.get() & !COLLECTING);
            before = node;
        } else {
            before.next.set(node.next.get());
            let last = previous(unreachable);
            last.next.set(address(node) | UNREACHABLE);
            set_previous(node, address(last));
            node.next.set(address(unreachable) | UNREACHABLE);
            unreachable.prev.set(address(node));
        }
        link = before.next.get();
    }
    young.prev.set(address(before));
    let mut node = unreachable;
    loop {
        node.next.set(node.next.get() & !UNREACHABLE);
        node.prev.set(node.prev.get() & !COLLECTING);
        if node.next.get() == address(unreachable) {
            break;
        }
        node = next(node);
    }
}

/// Visits the nodes of a ring; the visited one may leave it.
pub(super) fn for_each(ring: &PyGcHead, mut visit: impl FnMut(&'static PyGcHead)) {
    let mut link = ring.next.get();
    while link != 0 && link != address(ring) {
        let node = at(link);
        link = node.next.get();
        visit(node);
    }
}

fn count(ring: &PyGcHead) -> usize {
    let mut nodes = 0;
    for_each(ring, |_| nodes += 1);
    nodes
}

/// Collects a generation and the younger ones; gives the number of objects found unreachable.
pub fn collect(generation: usize) -> usize {
    if STATE.collecting.replace(true) {
        return 0;
    }
    let (collected, uncollectable) = collect_now(generation);
    STATE.collecting.set(false);
    collected + uncollectable
}

/// As `gc.collect()`: with the callbacks before and after.
pub fn collect_with_callbacks(generation: usize) -> Result<usize, Raised> {
    if STATE.collecting.get() {
        return Ok(0);
    }
    STATE.collecting.set(true);
    call_callbacks("start", generation, 0, 0);
    let (collected, uncollectable) = collect_now(generation);
    call_callbacks("stop", generation, collected, uncollectable);
    STATE.collecting.set(false);
    Ok(collected + uncollectable)
}

/// What `gc.set_debug` asks for, on `sys.stderr`.
#[cold]
fn say(text: std::fmt::Arguments<'_>) {
    if let Some(write) = crate::hooks::get().write_stderr {
        write(&text.to_string());
    }
}

fn debugs(flag: i32) -> bool {
    STATE.debug.get() & flag != 0
}

/// `show_stats_each_generations`.
#[cold]
fn say_sizes(generation: usize) {
    let size = |index: usize| count(ring(&STATE.generations[index].head));
    say(format_args!(
        "gc: collecting generation {generation}...\ngc: objects in each generation: {} {} {}\n\
         gc: objects in permanent generation: {}\n",
        size(0),
        size(1),
        size(2) + STATE.settled_count.get(),
        frozen()
    ));
}

#[cold]
fn say_cycle(what: &str, object: &PyObject) {
    say(format_args!("gc: {what} <{} {:#x}>\n", object.ob_type().full_name(), object.address()));
}

fn collect_now(generation: usize) -> (usize, usize) {
    let started = debugs(debug::STATS).then(|| {
        say_sizes(generation);
        std::time::Instant::now()
    });
    if generation + 1 < GENERATIONS {
        let older = &STATE.generations[generation + 1].count;
        older.set(older.get() + 1);
    }
    for younger in &STATE.generations[..=generation] {
        younger.count.set(0);
    }
    let young = ring(&STATE.generations[generation].head);
    for younger in &STATE.generations[..generation] {
        merge(ring(&younger.head), young);
    }
    let unreachable = PyGcHead { next: Cell::new(0), prev: Cell::new(0) };
    reset(&unreachable);
    deduce_unreachable(young, &unreachable);
    for_each(young, |node| untrack_settled_tuple(object_of(node)));
    if generation + 1 < GENERATIONS {
        if generation == GENERATIONS - 2 {
            STATE.long_lived_pending.set(STATE.long_lived_pending.get() + count(young));
        }
        merge(young, ring(&STATE.generations[generation + 1].head));
    } else {
        for_each(young, |node| untrack_settled_dict(object_of(node)));
        STATE.long_lived_pending.set(0);
        STATE.long_lived_total.set(STATE.settled_count.get() + count(young));
    }
    let (collected, uncollectable) = dispose(&unreachable, generation);
    if let Some(started) = started {
        say(format_args!(
            "gc: done, {} unreachable, {uncollectable} uncollectable, {:.4}s elapsed\n",
            collected + uncollectable,
            started.elapsed().as_secs_f64()
        ));
    }
    if generation == GENERATIONS - 1 {
        crate::gc::clear_free_lists();
    }
    let stats = &STATE.stats[generation];
    let now = stats.get();
    stats.set(Stats {
        collections: now.collections + 1,
        collected: now.collected + collected,
        uncollectable: now.uncollectable + uncollectable,
    });
    (collected, uncollectable)
}

/// A tuple that holds nothing collectable needs no tracking: every collection looks.
fn untrack_settled_tuple(object: &PyObject) {
    if let Some(tuple) = object.cast_exact::<crate::tuple::PyTupleObject>() {
        tuple.maybe_untrack();
    }
}

/// As for tuples; only a full collection looks.
fn untrack_settled_dict(object: &PyObject) {
    if let Some(dict) = object.cast_exact::<crate::dict::PyDictObject>() {
        dict.maybe_untrack();
    }
}

/// Finalises and clears what nobody can reach.
fn dispose(garbage: &PyGcHead, generation: usize) -> (usize, usize) {
    let survivors_ring = ring(&STATE.generations[(generation + 1).min(GENERATIONS - 1)].head);
    // Objects with an old-style finaliser are left alone.
    let mut uncollectable = 0;
    for_each(garbage, |node| {
        if object_of(node).ob_type().tp_del.get().is_some() {
            uncollectable += 1;
            remove(node);
            append(node, survivors_ring);
            add_to_garbage(object_of(node));
            if debugs(debug::UNCOLLECTABLE) {
                say_cycle("uncollectable", object_of(node));
            }
        }
    });
    if debugs(debug::COLLECTABLE) {
        // Writing may run Python code, which may drop what is written of.
        let mut objects = Vec::new();
        for_each(garbage, |node| {
            objects.push(format!(
                "{} {:#x}",
                object_of(node).ob_type().full_name(),
                object_of(node).address()
            ))
        });
        for object in objects {
            say(format_args!("gc: collectable <{object}>\n"));
        }
    }
    let freed = handle_weakrefs(garbage);
    let mut to_finalise = false;
    for_each(garbage, |node| to_finalise |= object_of(node).ob_type().tp_finalize.get().is_some());
    // Finalisers may bring objects back to life, or end others that wait for theirs.
    let seen = PyGcHead { next: Cell::new(0), prev: Cell::new(0) };
    reset(&seen);
    let dead = garbage;
    if to_finalise {
        while !is_empty(garbage) {
            let node = next(garbage);
            remove(node);
            append(node, &seen);
            let object = object_of(node).to_ref();
            finalize(&object);
        }
        deduce_unreachable(&seen, dead);
        // What came back to life joins the survivors.
        merge(&seen, survivors_ring);
    }
    let collected = freed + count(dead);
    if debugs(debug::SAVEALL) {
        for_each(dead, |node| add_to_garbage(object_of(node)));
        merge(dead, survivors_ring);
        return (collected, uncollectable);
    }
    // Clearing one object may free others: always go on with the ring's first.
    while !is_empty(dead) {
        let node = next(dead);
        let object = object_of(node).to_ref();
        if let Some(clear) = object.ob_type().tp_clear.get() {
            clear(&object);
            if errors::occurred() {
                errors::write_unraisable(None);
            }
        }
        if head(&object).next.get() != 0 && address(next(dead)) == address(node) {
            remove(node);
            append(node, survivors_ring);
        }
        drop(object);
    }
    (collected, uncollectable)
}

/// Calls a finaliser once, as the collector does: it is known as called from the start.
fn finalize(object: &PyObject) {
    let Some(finalizer) = object.ob_type().tp_finalize.get() else { return };
    if super::finalized(object) {
        return;
    }
    super::set_finalized(object);
    // SAFETY: the object is alive for the call.
    unsafe { finalizer(object.as_ptr()) };
}

/// Clears the weak references to garbage; callbacks of references that are not garbage themselves are called. Gives the
/// number of references that ended with their callback.
fn handle_weakrefs(garbage: &PyGcHead) -> usize {
    let mut any = false;
    for_each(garbage, |node| {
        any |= weakref::list_slot(object_of(node)).is_some_and(|slot| !slot.get().is_null());
    });
    if !any {
        return 0;
    }
    for_each(garbage, |node| node.prev.set(node.prev.get() | COLLECTING));
    let mut due: Vec<(Ref, Ref)> = Vec::new();
    for_each(garbage, |node| {
        for reference in weakref::references(object_of(node)) {
            // The callback stays where it is: it may be garbage, too, and its end that of others in the ring.
            weakref::unlink(&reference);
            // SAFETY: null or owned.
            let callback = unsafe { crate::object::clone_slot(&reference.wr_callback) };
            let own_garbage = head(&reference).prev.get() & COLLECTING != 0;
            if let Some(callback) = callback
                && !own_garbage
            {
                due.push((reference.upcast(), callback));
            }
        }
    });
    for_each(garbage, |node| node.prev.set(node.prev.get() & !COLLECTING));
    let mut freed = 0;
    for (reference, callback) in due {
        weakref::call_callback(&reference, &callback);
        freed += usize::from(reference.refcount() == 1);
    }
    freed
}

/// `gc.garbage`.
pub fn garbage() -> Result<Ref, Raised> {
    list_in(&STATE.garbage)
}

/// `gc.callbacks`.
pub fn callbacks() -> Result<Ref, Raised> {
    list_in(&STATE.callbacks)
}

fn list_in(slot: &Cell<*mut PyObject>) -> Result<Ref, Raised> {
    if slot.get().is_null() {
        slot.set(crate::list::new()?.into_raw().cast());
    }
    // SAFETY: just made or owned since.
    Ok(unsafe { (*slot.get()).to_ref() })
}

fn add_to_garbage(object: &PyObject) {
    let added = garbage().and_then(|list| match list.cast::<crate::list::PyListObject>() {
        Some(list) => list.append(object.to_ref()),
        None => Ok(()),
    });
    if added.is_err() {
        errors::clear();
    }
}

fn call_callbacks(phase: &str, generation: usize, collected: usize, uncollectable: usize) {
    // SAFETY: null or an owned list.
    let Some(list) = (unsafe { crate::object::clone_slot(&STATE.callbacks) }) else { return };
    let Some(list) = list.cast::<crate::list::PyListObject>() else { return };
    let info = || -> Result<Ref, Raised> {
        let info = crate::dict::new()?;
        for (name, value) in
            [("generation", generation), ("collected", collected), ("uncollectable", uncollectable)]
        {
            info.set_item(&*crate::str::intern(name)?, &*crate::int::from_usize(value)?)?;
        }
        Ok(info.upcast())
    };
    for callback in list.to_vec().unwrap_or_default() {
        let result = info().and_then(|info| {
            let phase = crate::str::intern(phase)?;
            crate::call::call(&callback, &[&phase, &info])
        });
        if result.is_err() {
            errors::write_unraisable(Some(&callback));
        }
    }
}

/// `gc.freeze()`.
pub fn freeze() {
    merge(ring(&STATE.settled), ring(&STATE.permanent.head));
    STATE.settled_count.set(0);
    for generation in &STATE.generations {
        merge(ring(&generation.head), ring(&STATE.permanent.head));
        generation.count.set(0);
    }
}

/// `gc.unfreeze()`.
pub fn unfreeze() {
    merge(ring(&STATE.permanent.head), ring(&STATE.generations[GENERATIONS - 1].head));
}

/// `gc.get_freeze_count()`.
pub fn frozen() -> usize {
    count(ring(&STATE.permanent.head))
}
