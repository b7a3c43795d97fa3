//! What is called before and after the process becomes two (`os.register_at_fork`).

use std::cell::RefCell;

use vivarium_runtime::args::Spec;
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::{call, errors, objects, raise};

use super::none;

/// Before, in the child, in the parent.
struct Hooks(RefCell<[Vec<Ref>; 3]>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Hooks {}

static HOOKS: Hooks = Hooks(RefCell::new([Vec::new(), Vec::new(), Vec::new()]));

const NAMES: [&str; 3] = ["before", "after_in_child", "after_in_parent"];

pub(super) fn register_at_fork(_: &PyObject, given: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("register_at_fork", &NAMES).keyword_only(0, 0);
    let functions: [Option<&PyObject>; 3] = SPEC.parse(given, kwnames)?;
    if functions.iter().all(Option::is_none) {
        return Err(raise!(TYPE_ERROR, "At least one argument is required."));
    }
    for (function, name) in functions.iter().zip(NAMES) {
        if let Some(function) = function
            && !objects::is_callable(function)
        {
            let class = function.ob_type().name();
            return Err(raise!(TYPE_ERROR, "'{name}' must be callable, not {class}"));
        }
    }
    for (hooks, function) in HOOKS.0.borrow_mut().iter_mut().zip(functions) {
        hooks.extend(function.map(PyObject::to_ref));
    }
    none()
}

/// Calls functions that may register others; what they raise is told and forgotten.
fn run(functions: impl Iterator<Item = Ref>) {
    for function in functions {
        if call::call(&function, &[]).is_err() {
            errors::write_unraisable(Some(&function));
        }
    }
}

/// The last registered first.
pub fn before() {
    let functions = HOOKS.0.borrow()[0].clone();
    run(functions.into_iter().rev());
}

pub fn after(in_child: bool) {
    let functions = HOOKS.0.borrow()[if in_child { 1 } else { 2 }].clone();
    run(functions.into_iter());
}
