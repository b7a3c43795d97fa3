//! "Did you mean": the name nearest to one that was not found (`Python/suggestions.c`).

use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::exceptions::{self, PyAttributeErrorObject, PyNameErrorObject};
use vivarium_runtime::object::{PyObject, Ref, clone_slot};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::traceback::PyTracebackObject;
use vivarium_runtime::{errors, iter, objects};

const MAX_CANDIDATES: usize = 750;
const MAX_LENGTH: usize = 40;
const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;

/// What an exception that nobody caught suggests.
pub fn for_exception(exception: &PyObject) -> Option<String> {
    let found = if exception.ob_type().is_subtype(&exceptions::ATTRIBUTE_ERROR) {
        for_attribute(exception)
    } else if exception.ob_type().is_subtype(&exceptions::NAME_ERROR) {
        for_name(exception)
    } else {
        None
    };
    errors::clear();
    found
}

fn for_attribute(exception: &PyObject) -> Option<String> {
    // SAFETY: checked by the caller.
    let error: &PyAttributeErrorObject = unsafe { exception.cast_unchecked() };
    // SAFETY: null or owned.
    let (name, object) = unsafe { (clone_slot(&error.name)?, clone_slot(&error.obj)?) };
    let names = objects::dir(&object).ok()?;
    suggest(&iter::collect(&names).ok()?, &name)
}

fn for_name(exception: &PyObject) -> Option<String> {
    // SAFETY: checked by the caller.
    let error: &PyNameErrorObject = unsafe { exception.cast_unchecked() };
    // SAFETY: null or owned.
    let name = unsafe { clone_slot(&error.name)? };
    let mut entry = exceptions::traceback(exception)?;
    // SAFETY: tracebacks link to tracebacks.
    while let Some(next) = unsafe { entry.cast_unchecked::<PyTracebackObject>() }.next() {
        entry = next;
    }
    // SAFETY: as above.
    let frame = unsafe { entry.cast_unchecked::<PyTracebackObject>() }.frame();
    let frame = frame.frame();
    // Cells and free variables are not among them.
    let locals =
        objects::get_attr_str(frame.code(), "co_varnames").and_then(|names| iter::collect(&names)).ok()?;
    if let Some(found) = suggest(&locals, &name) {
        return Some(found);
    }
    for namespace in [frame.globals(), frame.builtins()] {
        let keys: Vec<Ref> =
            namespace.cast::<PyDictObject>()?.pairs().ok()?.into_iter().map(|(key, _)| key).collect();
        if let Some(found) = suggest(&keys, &name) {
            return Some(found);
        }
    }
    None
}

/// `calculate_suggestions`.
fn suggest(candidates: &[Ref], name: &PyObject) -> Option<String> {
    if candidates.len() >= MAX_CANDIDATES {
        return None;
    }
    let wanted = super::escaped(name.cast::<PyUnicodeObject>()?);
    let mut best: Option<(usize, String)> = None;
    for candidate in candidates {
        if !candidate.is_instance_of::<PyUnicodeObject>() {
            continue;
        }
        let candidate = super::escaped(candidate);
        if candidate == wanted {
            continue;
        }
        // No more than a third of the characters changed.
        let mut limit = (wanted.len() + candidate.len() + 3) * MOVE_COST / 6;
        if let Some((distance, _)) = &best {
            limit = limit.min(distance - 1);
        }
        let distance = distance(wanted.as_bytes(), candidate.as_bytes(), limit);
        if distance > limit {
            continue;
        }
        if best.as_ref().is_none_or(|(shortest, _)| distance < *shortest) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn substitution_cost(a: u8, b: u8) -> usize {
    if a & 31 != b & 31 {
        return MOVE_COST;
    }
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

/// `levenshtein_distance`; more than `limit` where it would be more.
fn distance(a: &[u8], b: &[u8], limit: usize) -> usize {
    let common = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[common..], &b[common..]);
    let common = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - common], &b[..b.len() - common]);
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE_COST;
    }
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH {
        return limit + 1;
    }
    let (a, b) = if b.len() < a.len() { (b, a) } else { (a, b) };
    if (b.len() - a.len()) * MOVE_COST > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|index| index * MOVE_COST).collect();
    let mut result = 0;
    for (index, code) in b.iter().enumerate() {
        let mut before = index * MOVE_COST;
        result = before;
        let mut minimum = usize::MAX;
        for (place, other) in a.iter().enumerate() {
            let substitute = before + substitution_cost(*code, *other);
            before = row[place];
            let insert_delete = result.min(before) + MOVE_COST;
            result = insert_delete.min(substitute);
            row[place] = result;
            minimum = minimum.min(result);
        }
        if minimum > limit {
            return limit + 1;
        }
    }
    result
}
