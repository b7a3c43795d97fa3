//! Calling: binding arguments to a function's parameters and pushing its frame.

use vivarium_bytecode::flags::{CO_OPTIMIZED, CO_VARARGS, CO_VARKEYWORDS};
use vivarium_runtime::code::PyCodeObject;
use vivarium_runtime::dict::{self, PyDictObject};
use vivarium_runtime::frame::{self, InterpreterFrame};
use vivarium_runtime::function::PyFunctionObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::str::PyUnicodeObject;
use vivarium_runtime::tuple::{self, PyTupleObject};
use vivarium_runtime::{display, name, objects, raise, thread};

use super::ctx::xdecref;

/// `_PyObject_FunctionStr`: a callable in messages.
pub fn function_text(callable: &PyObject) -> String {
    let attempt = || -> Result<String, Raised> {
        let Some(qualname) = objects::lookup_attr(callable, name!("__qualname__"))? else {
            return objects::str_text(callable);
        };
        let qualname = objects::str_text(&qualname)?;
        let module = objects::lookup_attr(callable, name!("__module__"))?;
        Ok(match module.filter(|module| module.is_instance_of::<PyUnicodeObject>()) {
            Some(module) if display::lossy(&module) != "builtins" => {
                format!("{}.{qualname}()", display::lossy(&module))
            }
            _ => format!("{qualname}()"),
        })
    };
    attempt().unwrap_or_else(|_| {
        vivarium_runtime::errors::clear();
        "?".to_owned()
    })
}

/// Arguments that a call owns: the first `given` at the pointer, whatever has not been moved on is given back.
struct Owned {
    args: *const *mut PyObject,
    next: usize,
    end: usize,
}

impl Drop for Owned {
    fn drop(&mut self) {
        for index in self.next..self.end {
            // SAFETY: owned, and not moved on.
            unsafe { (**self.args.add(index)).decref() };
        }
    }
}

/// Pushes a frame for a call: `_PyEvalFramePushAndInit`. Takes over the function, and the arguments, which are positional
/// ones and then values for `kwnames`.
///
/// # Safety
/// `args` are that many owned references.
#[inline]
pub unsafe fn push_frame(
    function: Ref<PyFunctionObject>,
    locals: Option<&PyObject>,
    args: *const *mut PyObject,
    positional: usize,
    kwnames: Option<&PyTupleObject>,
) -> Result<&'static InterpreterFrame, Raised> {
    let keywords = kwnames.map_or(0, PyTupleObject::len);
    let mut owned = Owned { args, next: 0, end: positional + keywords };
    let code = function.func_code.get();
    // SAFETY: the function, and then the frame, own it.
    let code = unsafe { &*code };
    let locals = match locals {
        Some(locals) => locals.as_ptr(),
        None if code.has_flags(CO_OPTIMIZED) => std::ptr::null_mut(),
        // A function made of a module's code.
        None => function.func_globals.get(),
    };
    let frame = frame::push(function, locals)?;
    let simple = keywords == 0
        && positional == code.co_argcount.get() as usize
        && code.co_kwonlyargcount.get() == 0
        && !code.has_flags(CO_VARARGS | CO_VARKEYWORDS);
    let base = frame.base();
    // SAFETY: the frame has room for all its locals.
    unsafe {
        let moved = if simple { positional } else { 0 };
        std::ptr::copy_nonoverlapping(args, base, moved);
        for index in moved..code.nlocalsplus() {
            *base.add(index) = std::ptr::null_mut();
        }
    }
    if simple {
        owned.next = owned.end;
        return Ok(frame);
    }
    // SAFETY: as above.
    match unsafe { bind(frame, code, &mut owned, positional, kwnames) } {
        Ok(()) => Ok(frame),
        Err(raised) => {
            drop(owned);
            frame::pop(frame);
            Err(raised)
        }
    }
}

/// `initialize_locals`.
#[inline(never)]
unsafe fn bind(
    frame: &InterpreterFrame,
    code: &PyCodeObject,
    owned: &mut Owned,
    positional: usize,
    kwnames: Option<&PyTupleObject>,
) -> Result<(), Raised> {
    let function = frame.function();
    let argcount = code.co_argcount.get() as usize;
    let kwonly = code.co_kwonlyargcount.get() as usize;
    let total = argcount + kwonly;
    let takes_varargs = code.has_flags(CO_VARARGS);
    let keywords = if code.has_flags(CO_VARKEYWORDS) {
        let dict = dict::new()?;
        frame.slot(total + usize::from(takes_varargs)).set(Ref::clone(&dict).upcast().into_raw());
        Some(dict)
    } else {
        None
    };
    let direct = positional.min(argcount);
    for index in 0..direct {
        // SAFETY: the argument moves into the local.
        frame.slot(index).set(unsafe { *owned.args.add(index) });
    }
    owned.next = direct;
    if takes_varargs {
        let rest = positional - direct;
        // SAFETY: the arguments move into the tuple, or are given back with an error.
        let tuple = unsafe { tuple::from_stack(owned.args.add(direct), rest) };
        owned.next = positional;
        frame.slot(total).set(tuple?.upcast().into_raw());
    }
    if let Some(kwnames) = kwnames {
        let posonly = code.co_posonlyargcount.get() as usize;
        let names = code.localsplusnames().items();
        // Too many positional arguments are still to be complained of, and given back.
        let moving = owned.next == positional;
        for (index, keyword) in kwnames.items().iter().enumerate() {
            // SAFETY: one of the call's arguments, which moves on if those before it have.
            let value = unsafe {
                let value = *owned.args.add(positional + index);
                if moving {
                    owned.next = positional + index + 1;
                    Ref::from_raw(value)
                } else {
                    (*value).to_ref()
                }
            };
            if !keyword.is_instance_of::<PyUnicodeObject>() {
                return Err(raise!(
                    TYPE_ERROR,
                    "{}() keywords must be strings",
                    display::lossy(function.qualname())
                ));
            }
            match find_parameter(&names[posonly..total], keyword)? {
                Some(found) => {
                    let slot = frame.slot(posonly + found);
                    if !slot.get().is_null() {
                        return Err(raise!(
                            TYPE_ERROR,
                            "{}() got multiple values for argument '{}'",
                            display::lossy(function.qualname()),
                            display::lossy(keyword)
                        ));
                    }
                    slot.set(value.into_raw());
                }
                None => match &keywords {
                    Some(keywords) => keywords.set_item(keyword, &value)?,
                    None => return Err(unexpected_keyword(function, code, kwnames, keyword)),
                },
            }
        }
    }
    if positional > argcount && !takes_varargs {
        return Err(too_many_positional(frame, code, positional));
    }
    if positional < argcount {
        let defaults = function.defaults().map_or(&[][..], PyTupleObject::items);
        let required = argcount.saturating_sub(defaults.len());
        if (positional..required).any(|index| frame.slot(index).get().is_null()) {
            let missing: Vec<usize> =
                (positional..required).filter(|i| frame.slot(*i).get().is_null()).collect();
            return Err(missing_arguments(function, code, "positional", &missing));
        }
        // With more defaults than parameters, only the last ones count.
        let surplus = defaults.len().saturating_sub(argcount);
        for index in positional.max(required)..argcount {
            let slot = frame.slot(index);
            if slot.get().is_null() {
                slot.set(defaults[surplus + index - required].to_ref().into_raw());
            }
        }
    }
    if kwonly > 0 {
        let defaults: Option<Ref<PyDictObject>> = function.kwdefaults().map(Ref::new);
        let mut missing = Vec::new();
        for index in argcount..total {
            let slot = frame.slot(index);
            if !slot.get().is_null() {
                continue;
            }
            let name = code.localsplusnames().items()[index];
            let default = match &defaults {
                Some(defaults) => defaults.get_item(name)?,
                None => None,
            };
            match default {
                Some(default) => slot.set(default.into_raw()),
                None => missing.push(index),
            }
        }
        if !missing.is_empty() {
            return Err(missing_arguments(function, code, "keyword-only", &missing));
        }
    }
    Ok(())
}

/// A keyword among parameters: by identity first, as names are interned, then by value.
fn find_parameter(names: &[&PyObject], keyword: &PyObject) -> Result<Option<usize>, Raised> {
    if let Some(found) = names.iter().position(|name| name.is(keyword)) {
        return Ok(Some(found));
    }
    for (index, name) in names.iter().enumerate() {
        if objects::rich_compare_bool(name, keyword, objects::EQ)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

/// A keyword that names no parameter, or positional-only ones (`positional_only_passed_as_keyword`).
#[cold]
fn unexpected_keyword(
    function: &PyFunctionObject,
    code: &PyCodeObject,
    kwnames: &PyTupleObject,
    keyword: &PyObject,
) -> Raised {
    let posonly = &code.localsplusnames().items()[..code.co_posonlyargcount.get() as usize];
    let qualname = display::lossy(function.qualname());
    let conflicts: Vec<String> = posonly
        .iter()
        .filter(|name| {
            kwnames
                .items()
                .iter()
                .any(|keyword| objects::rich_compare_bool(keyword, name, objects::EQ).unwrap_or(false))
        })
        .map(|name| display::lossy(name))
        .collect();
    if !conflicts.is_empty() {
        return raise!(
            TYPE_ERROR,
            "{qualname}() got some positional-only arguments passed as keyword arguments: '{}'",
            conflicts.join(", ")
        );
    }
    raise!(TYPE_ERROR, "{qualname}() got an unexpected keyword argument '{}'", display::lossy(keyword))
}

/// `missing_arguments` and `format_missing`.
#[cold]
fn missing_arguments(
    function: &PyFunctionObject,
    code: &PyCodeObject,
    kind: &str,
    missing: &[usize],
) -> Raised {
    let mut names = Vec::new();
    for index in missing {
        match objects::repr_text(code.localsplusnames().items()[*index]) {
            Ok(name) => names.push(name),
            Err(raised) => return raised,
        }
    }
    let list = match &names[..] {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [first @ .., before, last] => {
            let mut text = first.join(", ");
            if !text.is_empty() {
                text.push_str(", ");
            }
            format!("{text}{before}, and {last}")
        }
        [] => String::new(),
    };
    raise!(
        TYPE_ERROR,
        "{}() missing {} required {kind} argument{}: {list}",
        display::lossy(function.qualname()),
        names.len(),
        if names.len() == 1 { "" } else { "s" }
    )
}

/// `too_many_positional`.
#[cold]
fn too_many_positional(frame: &InterpreterFrame, code: &PyCodeObject, given: usize) -> Raised {
    let function = frame.function();
    let argcount = code.co_argcount.get() as usize;
    let kwonly = code.co_kwonlyargcount.get() as usize;
    let defaults = function.defaults().map_or(0, PyTupleObject::len);
    let kwonly_given =
        (argcount..argcount + kwonly).filter(|index| !frame.slot(*index).get().is_null()).count();
    let (plural, takes) = if defaults > 0 {
        (true, format!("from {} to {argcount}", argcount.saturating_sub(defaults)))
    } else {
        (argcount != 1, argcount.to_string())
    };
    let s = |many: bool| if many { "s" } else { "" };
    let besides = if kwonly_given > 0 {
        format!(
            " positional argument{} (and {kwonly_given} keyword-only argument{})",
            s(given != 1),
            s(kwonly_given != 1)
        )
    } else {
        String::new()
    };
    raise!(
        TYPE_ERROR,
        "{}() takes {takes} positional argument{} but {given}{besides} {} given",
        display::lossy(function.qualname()),
        s(plural),
        if given == 1 && kwonly_given == 0 { "was" } else { "were" }
    )
}

/// What `function.__call__` runs: borrowed arguments, a frame of its own, a turn of the loop (`_PyFunction_Vectorcall`).
pub extern "C" fn vectorcall(
    callable: &PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&PyObject>,
) -> PyResult {
    // SAFETY: functions only have this vectorcall function.
    let function: &PyFunctionObject = unsafe { callable.cast_unchecked() };
    let positional = nargsf & !vivarium_runtime::call::ARGUMENTS_OFFSET;
    let kwnames = kwnames.and_then(|names| names.cast::<PyTupleObject>());
    let count = positional + kwnames.map_or(0, PyTupleObject::len);
    for index in 0..count {
        // SAFETY: the caller's arguments, which the frame takes over.
        unsafe { (**args.add(index)).incref() };
    }
    // SAFETY: counted just now.
    let frame = unsafe { push_frame(Ref::new(function), None, args, positional, kwnames)? };
    run_and_pop(frame)
}

/// Runs a frame on the data stack and gives its memory back.
#[inline]
pub fn run_and_pop(frame: &'static InterpreterFrame) -> PyResult {
    let result = frame::eval(frame, false);
    frame::pop(frame);
    result
}

/// Runs code with these namespaces: `exec`, modules, class bodies (`PyEval_EvalCode`).
pub fn eval_code(
    code: &PyCodeObject,
    globals: &PyObject,
    locals: &PyObject,
    closure: Option<&PyObject>,
) -> PyResult {
    // SAFETY: globals are a dict.
    let namespace: &PyDictObject = unsafe { globals.cast_unchecked() };
    let builtins = vivarium_runtime::function::builtins_of(namespace)?;
    let function = vivarium_runtime::function::for_code(code, globals, &builtins)?;
    if let Some(closure) = closure {
        drop(vivarium_runtime::object::replace_slot(&function.func_closure, Some(closure.to_ref())));
    }
    // SAFETY: no arguments.
    let frame = unsafe { push_frame(function, Some(locals), std::ptr::null(), 0, None)? };
    run_and_pop(frame)
}

/// Gives back what is on a stack between two addresses.
///
/// # Safety
/// The entries are owned or null.
pub unsafe fn clear_stack(from: *mut *mut PyObject, to: *mut *mut PyObject) {
    let mut at = to;
    while at > from {
        // SAFETY: between the two addresses.
        unsafe {
            at = at.sub(1);
            xdecref(*at);
        }
    }
}

/// The running thread's recursion count goes down by one level, or `RecursionError` is raised.
#[inline(always)]
pub fn enter_python_call() -> Result<(), Raised> {
    let state = thread::current();
    let remaining = state.recursion_remaining.get() - 1;
    state.recursion_remaining.set(remaining);
    if remaining < 0 {
        return thread::check_recursion("");
    }
    Ok(())
}
