//! `atexit`: functions to call when the program ends.

use std::cell::RefCell;

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Ref};
use vivarium_runtime::objects::{self, EQ};
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::{args, call, int, raise, singletons};

use crate::support::new_module;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::varargs(
        c"register",
        register,
        c"register(func, *args, **kwargs) -> func\n\nCall the function with these arguments when the program ends.",
    ),
    PyMethodDef::one(c"unregister", unregister, c"unregister(func) -> None\n\nForget the function."),
    PyMethodDef::noargs(c"_clear", clear, c"_clear() -> None\n\nForget all functions."),
    PyMethodDef::noargs(c"_run_exitfuncs", run, c"_run_exitfuncs() -> None\n\nCall all functions, the last one first."),
    PyMethodDef::noargs(c"_ncallbacks", count, c"_ncallbacks() -> int\n\nHow many functions there are."),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    new_module("atexit", "Functions to call when the program ends.", FUNCTIONS)
}

struct Callback {
    function: Ref,
    args: Ref<PyTupleObject>,
    kwargs: Option<Ref>,
}

/// Forgotten functions leave their places, which count.
struct Store(RefCell<Vec<Option<Callback>>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Store {}

static CALLBACKS: Store = Store(RefCell::new(Vec::new()));

fn register(_: &PyObject, given: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let Some((function, rest)) = args::items(given).split_first() else {
        return Err(raise!(TYPE_ERROR, "register() takes at least 1 argument (0 given)"));
    };
    if !objects::is_callable(function) {
        return Err(raise!(TYPE_ERROR, "the first argument must be callable"));
    }
    let kwargs = match kwargs.and_then(|kwargs| kwargs.cast::<PyDictObject>()) {
        Some(kwargs) => {
            let copy = dict::new()?;
            copy.update(kwargs)?;
            Some(copy.upcast())
        }
        None => None,
    };
    let callback = Callback { function: function.to_ref(), args: tuple::from_slice(rest)?, kwargs };
    CALLBACKS.0.borrow_mut().push(Some(callback));
    Ok(function.to_ref())
}

fn unregister(_: &PyObject, function: &PyObject) -> PyResult {
    // Comparing may register others.
    let mut index = 0;
    loop {
        let candidate = match CALLBACKS.0.borrow().get(index) {
            None => return Ok(singletons::none_ref()),
            Some(callback) => callback.as_ref().map(|callback| callback.function.clone()),
        };
        if let Some(candidate) = candidate
            && objects::rich_compare_bool(&candidate, function, EQ)?
        {
            let removed = CALLBACKS.0.borrow_mut().get_mut(index).and_then(Option::take);
            drop(removed);
        }
        index += 1;
    }
}

fn clear(_: &PyObject) -> PyResult {
    let all = std::mem::take(&mut *CALLBACKS.0.borrow_mut());
    drop(all);
    Ok(singletons::none_ref())
}

fn count(_: &PyObject) -> PyResult {
    int::from_usize(CALLBACKS.0.borrow().len())
}

fn run(_: &PyObject) -> PyResult {
    let mut index = CALLBACKS.0.borrow().len();
    while index > 0 {
        index -= 1;
        // What one of them registers is not called any more.
        let callback = CALLBACKS
            .0
            .borrow()
            .get(index)
            .and_then(Option::as_ref)
            .map(|callback| (callback.function.clone(), callback.args.clone(), callback.kwargs.clone()));
        let Some((function, args, kwargs)) = callback else { continue };
        if call::call_tuple_dict(&function, &args, kwargs.as_deref()).is_err() {
            vivarium_vm::report::write_unraisable_message(
                Some("Exception ignored in atexit callback"),
                Some(&function),
            );
        }
    }
    let rest = std::mem::take(&mut *CALLBACKS.0.borrow_mut());
    drop(rest);
    Ok(singletons::none_ref())
}
