//! RunProfile: executions of each instruction and what became of specialisation, counted by a driver of its own.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};

use vivarium_bytecode::Opcode;
use vivarium_records::{CodeKey, CodeProfile, InstructionProfile, RunProfile, Specialisation};
use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::display;
use vivarium_runtime::frame::InterpreterFrame;
use vivarium_runtime::object::Ref;

struct Counts {
    code: Ref<PyCodeObject>,
    executed: Vec<u64>,
    specialised: BTreeMap<u32, Specialisation>,
    /// By frame: where the last instruction was one of two in one.
    pairs: HashMap<usize, usize>,
}

struct Store {
    on: Cell<bool>,
    counts: RefCell<Option<HashMap<usize, Counts>>>,
}

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Store {}

static STORE: Store = Store { on: Cell::new(false), counts: RefCell::new(None) };

/// Whether a profile is being taken.
#[inline(always)]
pub fn is_on() -> bool {
    STORE.on.get()
}

/// Starts counting, in frames entered from now on.
pub fn start() {
    *STORE.counts.borrow_mut() = Some(HashMap::new());
    STORE.on.set(true);
}

fn with_counts(code: &PyCodeObject, update: impl FnOnce(&mut Counts)) {
    let mut store = STORE.counts.borrow_mut();
    let Some(all) = store.as_mut() else { return };
    let key = std::ptr::from_ref(code) as usize;
    let counts = all.entry(key).or_insert_with(|| Counts {
        code: Ref::new(code),
        executed: vec![0; code.units().len()],
        specialised: BTreeMap::new(),
        pairs: HashMap::new(),
    });
    update(counts);
}

fn index_of(code: &PyCodeObject, unit: *const u16) -> usize {
    (unit as usize - code.first_unit() as usize) / 2
}

/// How many instructions behind it a specialised form carries out as well.
fn carries_out(opcode: Opcode) -> usize {
    let name = opcode.name();
    match opcode.plain() {
        // `LIST_APPEND` also throws the `None` away that `CALL` would leave.
        Opcode::PRECALL if name.ends_with("_LIST_APPEND") => 2,
        Opcode::PRECALL if matches!(name, "PRECALL" | "PRECALL_ADAPTIVE" | "PRECALL_PYFUNC") => 0,
        Opcode::PRECALL => usize::from(!name.ends_with("_BOUND_METHOD")),
        Opcode::COMPARE_OP => usize::from(name.ends_with("_JUMP")),
        Opcode::BINARY_OP => usize::from(name == "BINARY_OP_INPLACE_ADD_UNICODE"),
        _ => usize::from(name.contains("__")),
    }
}

/// Adds to the executions of what an instruction carries out besides itself; less than nothing takes them back.
fn count_others(counts: &mut Counts, opcode: Opcode, index: usize, by: i64) {
    let mut at = index + 1 + opcode.caches();
    for _ in 0..carries_out(opcode) {
        if let Some(executed) = counts.executed.get_mut(at) {
            *executed = executed.saturating_add_signed(by);
        }
        let next = counts.code.units().get(at).map_or(0, |unit| unit.get().to_le_bytes()[0]);
        at += 1 + Opcode::from_byte(next).map_or(0, |opcode| opcode.caches());
    }
}

/// Counts an instruction, and a hit where it is a specialised form; a guard that fails takes the hit back.
#[inline(never)]
pub fn count(frame: &InterpreterFrame, unit: *const u16) {
    let code = frame.code();
    let index = index_of(code, unit);
    // SAFETY: an instruction of the code.
    let opcode = Opcode::from_byte(unsafe { *unit } as u8);
    let specialised = opcode.is_some_and(|opcode| {
        opcode.is_specialised() && opcode.caches() > 0 && !opcode.name().ends_with("_ADAPTIVE")
    });
    with_counts(code, |counts| {
        let this_frame = std::ptr::from_ref(frame) as usize;
        // The first half of a pair may leave the second half to the loop: then that was counted before its time.
        let left = counts.pairs.remove(&this_frame).is_some_and(|first| first + 1 == index);
        if let Some(executed) = counts.executed.get_mut(index).filter(|_| !left) {
            *executed += 1;
        }
        if specialised {
            counts.specialised.entry(index as u32).or_default().hits += 1;
        }
        if let Some(opcode) = opcode {
            count_others(counts, opcode, index, 1);
            if opcode.name().contains("__") {
                counts.pairs.insert(this_frame, index);
            }
        }
    });
}

fn update(code: &PyCodeObject, unit: *const u16, change: impl FnOnce(&mut Specialisation)) {
    let index = index_of(code, unit) as u32;
    with_counts(code, |counts| change(counts.specialised.entry(index).or_default()));
}

/// A guard failed at this instruction.
pub fn miss(code: &PyCodeObject, unit: *const u16, given_up: bool) {
    update(code, unit, |seen| {
        seen.hits = seen.hits.saturating_sub(1);
        seen.misses += 1;
        seen.deopts += u64::from(given_up);
    });
    // SAFETY: an instruction of the code.
    if let Some(opcode) = Opcode::from_byte(unsafe { *unit } as u8) {
        with_counts(code, |counts| count_others(counts, opcode, index_of(code, unit), -1));
    }
}

/// An instruction was specialised.
pub fn success(code: &PyCodeObject, unit: *const u16, form: Opcode) {
    update(code, unit, |seen| *seen.success.entry(form.name().to_owned()).or_default() += 1);
    // The form is carried out at once, without being met again.
    with_counts(code, |counts| count_others(counts, form, index_of(code, unit), 1));
}

/// An instruction could not be specialised.
pub fn failure(code: &PyCodeObject, unit: *const u16, reason: &str) {
    update(code, unit, |seen| *seen.failures.entry(reason.to_owned()).or_default() += 1);
}

/// Stops counting and says what was counted.
pub fn finish() -> RunProfile {
    STORE.on.set(false);
    let mut profile = RunProfile::new();
    let Some(all) = STORE.counts.borrow_mut().take() else { return profile };
    for counts in all.into_values() {
        let code = &counts.code;
        let calls = counts.executed.get(code.co_firsttraceable.get() as usize).copied().unwrap_or(0);
        let instructions = counts
            .executed
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .map(|(index, count)| InstructionProfile {
                offset: index as u32 * 2,
                count: *count,
                specialisation: counts.specialised.get(&(index as u32)).cloned().unwrap_or_default(),
            })
            .collect();
        profile.codes.push(CodeProfile {
            key: CodeKey {
                filename: display::lossy(code.filename()),
                qualname: display::lossy(code.qualname()),
                firstlineno: code.co_firstlineno.get(),
            },
            calls,
            instructions,
        });
    }
    profile.codes.sort_by(|a, b| {
        (&a.key.filename, a.key.firstlineno, &a.key.qualname).cmp(&(
            &b.key.filename,
            b.key.firstlineno,
            &b.key.qualname,
        ))
    });
    profile
}
