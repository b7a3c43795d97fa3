//! Looking up names, and what is said when they are not there.

use vivarium_runtime::cell::PyCellObject;
use vivarium_runtime::dict::PyDictObject;
use vivarium_runtime::exceptions::{self, PyNameErrorObject};
use vivarium_runtime::frame::InterpreterFrame;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref, replace_slot};
use vivarium_runtime::{display, errors, mapping, name, raise};

/// `NameError` with its `name` (`format_exc_check_arg`).
#[cold]
pub fn raise_name_error(message: &str, name: &PyObject) -> Raised {
    let raised = raise!(NAME_ERROR, "{message}");
    let exception = errors::take();
    if exception.ob_type().is_subtype(&exceptions::NAME_ERROR) {
        // SAFETY: just checked.
        let error: &PyNameErrorObject = unsafe { exception.cast_unchecked() };
        drop(replace_slot(&error.name, Some(name.to_ref())));
    }
    errors::raise_instance(exception);
    raised
}

#[cold]
pub fn raise_not_defined(name: &PyObject) -> Raised {
    raise_name_error(&format!("name '{}' is not defined", display::lossy(name)), name)
}

#[cold]
#[inline(never)]
pub fn raise_unbound_local(frame: &InterpreterFrame, index: u32) {
    let name = display::lossy(frame.code().localsplusnames().items()[index as usize]);
    raise!(
        UNBOUND_LOCAL_ERROR,
        "cannot access local variable '{name}' where it is not associated with a value"
    );
}

#[cold]
#[inline(never)]
pub fn raise_unbound_cell(frame: &InterpreterFrame, index: u32) {
    let code = frame.code();
    let name = code.localsplusnames().items()[index as usize];
    if (index as i32) < code.co_nlocalsplus.get() - code.co_nfreevars.get() {
        let name = display::lossy(name);
        raise!(
            UNBOUND_LOCAL_ERROR,
            "cannot access local variable '{name}' where it is not associated with a value"
        );
        return;
    }
    let text = format!(
        "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
        display::lossy(name)
    );
    raise_name_error(&text, name);
}

/// A name in a namespace that is a dict or any mapping.
pub fn lookup_in(namespace: &PyObject, name: &PyObject) -> Result<Option<Ref>, Raised> {
    match namespace.cast_exact::<PyDictObject>() {
        Some(dict) => dict.get_item(name),
        None => errors::swallow(mapping::get_item(namespace, name), &exceptions::KEY_ERROR),
    }
}

/// A name in globals, then built-ins.
pub fn load_global(frame: &InterpreterFrame, name: &PyObject) -> PyResult {
    if let Some(value) = lookup_in(frame.globals(), name)? {
        return Ok(value);
    }
    if let Some(value) = lookup_in(frame.builtins(), name)? {
        return Ok(value);
    }
    Err(raise_not_defined(name))
}

/// A name in locals, globals, then built-ins.
pub fn load_name(frame: &InterpreterFrame, name: &PyObject) -> PyResult {
    // SAFETY: null or owned by the frame.
    let Some(locals) = (unsafe { frame.f_locals.get().as_ref() }) else {
        return Err(raise!(SYSTEM_ERROR, "no locals when loading '{}'", display::lossy(name)));
    };
    if let Some(value) = lookup_in(locals, name)? {
        return Ok(value);
    }
    load_global(frame, name)
}

/// LOAD_CLASSDEREF.
pub fn load_class_deref(frame: &InterpreterFrame, index: u32, cell: &PyCellObject) -> PyResult {
    let name = frame.code().localsplusnames().items()[index as usize];
    // SAFETY: null or owned by the frame.
    if let Some(locals) = unsafe { frame.f_locals.get().as_ref() }
        && let Some(value) = lookup_in(locals, name)?
    {
        return Ok(value);
    }
    cell.get().ok_or_else(|| {
        raise_unbound_cell(frame, index);
        Raised::already_set()
    })
}

/// The namespace that STORE_NAME and friends write to.
pub fn locals<'a>(frame: &'a InterpreterFrame, name: &PyObject, doing: &str) -> Result<&'a PyObject, Raised> {
    // SAFETY: null or owned by the frame.
    match unsafe { frame.f_locals.get().as_ref() } {
        Some(locals) => Ok(locals),
        None => Err(raise!(SYSTEM_ERROR, "no locals found when {doing} '{}'", display::lossy(name))),
    }
}

pub fn store_name(frame: &InterpreterFrame, name: &PyObject, value: &PyObject) -> Result<(), Raised> {
    let namespace = locals(frame, name, "storing")?;
    match namespace.cast_exact::<PyDictObject>() {
        Some(dict) => dict.set_item(name, value),
        None => mapping::set_item(namespace, name, Some(value)),
    }
}

pub fn delete_name(frame: &InterpreterFrame, name: &PyObject) -> Result<(), Raised> {
    let namespace = locals(frame, name, "when deleting")?;
    match mapping::del_item(namespace, name) {
        Err(_) if errors::matches(&exceptions::KEY_ERROR) => {
            errors::clear();
            Err(raise_not_defined(name))
        }
        other => other,
    }
}

pub fn delete_global(frame: &InterpreterFrame, name: &PyObject) -> Result<(), Raised> {
    match mapping::del_item(frame.globals(), name) {
        Err(_) if errors::matches(&exceptions::KEY_ERROR) => {
            errors::clear();
            Err(raise_not_defined(name))
        }
        other => other,
    }
}

/// SETUP_ANNOTATIONS.
pub fn setup_annotations(frame: &InterpreterFrame) -> Result<(), Raised> {
    let key = name!("__annotations__");
    let namespace = locals(frame, key, "setting up annotations")?;
    if lookup_in(namespace, key)?.is_none() {
        let annotations = vivarium_runtime::dict::new()?;
        mapping::set_item(namespace, key, Some(&annotations))?;
    }
    Ok(())
}
