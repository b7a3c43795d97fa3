//! What `site` adds to the built-in names: `exit`, `quit`, `copyright`, `credits`, `license`, `help`.

use std::cell::Cell;

use vivarium_runtime::object::{PyObject, PyResult, Raised};
use vivarium_runtime::typeobject::{PyTypeObject, flags};
use vivarium_runtime::{args, call, errors, exceptions, hooks, memory, objects, singletons, str};
use vivarium_vm::builtins::io::write_text;

#[repr(C)]
pub struct PySiteObject {
    ob_base: PyObject,
    name: Cell<&'static str>,
}

macro_rules! site_type {
    ($type_object:ident, $name:literal, $repr:expr, $call:expr) => {
        pub static $type_object: PyTypeObject = PyTypeObject {
            tp_dealloc: Cell::new(Some(dealloc)),
            tp_repr: Cell::new(Some($repr)),
            tp_call: Cell::new(Some($call)),
            tp_flags: Cell::new(flags::DEFAULT),
            ..PyTypeObject::new($name, size_of::<PySiteObject>())
        };
    };
}

site_type!(QUITTER_TYPE, c"_sitebuiltins.Quitter", quitter_repr, quit);
site_type!(PRINTER_TYPE, c"_sitebuiltins._Printer", printer_repr, show);
site_type!(HELPER_TYPE, c"_sitebuiltins._Helper", helper_repr, help);

unsafe extern "C" fn dealloc(object: *mut PyObject) {
    // SAFETY: nobody refers to it any more; it holds nothing.
    unsafe { memory::free_object(object) };
}

/// Puts them into the built-in names.
pub fn install() -> Result<(), Raised> {
    let builtins = hooks::import("builtins")?;
    let named: [(&'static str, &'static PyTypeObject); 6] = [
        ("exit", &QUITTER_TYPE),
        ("quit", &QUITTER_TYPE),
        ("copyright", &PRINTER_TYPE),
        ("credits", &PRINTER_TYPE),
        ("license", &PRINTER_TYPE),
        ("help", &HELPER_TYPE),
    ];
    for (name, ty) in named {
        // SAFETY: every field is written.
        let made = unsafe {
            memory::new_object::<PySiteObject>(ty, |object| (*object).name = Cell::new(name))?
                .cast_into_unchecked::<PyObject>()
        };
        objects::set_attr_str(&builtins, name, &made)?;
    }
    Ok(())
}

fn name(object: &PyObject) -> &'static str {
    // SAFETY: slots of these types get their instances.
    unsafe { object.cast_unchecked::<PySiteObject>() }.name.get()
}

extern "C" fn quitter_repr(object: &PyObject) -> PyResult {
    Ok(str::new(&format!("Use {}() or Ctrl-D (i.e. EOF) to exit", name(object)))?.upcast())
}

extern "C" fn quit(_: &PyObject, arguments: &PyObject, _: Option<&PyObject>) -> PyResult {
    let code = args::items(arguments).first().copied().unwrap_or(singletons::none());
    // Whoever waits for input learns that there is none any more.
    if let Ok(Some(stdin)) = vivarium_vm::sys::get("stdin")
        && call::call_method(&stdin, "close", &[]).is_err()
    {
        errors::clear();
    }
    Err(errors::set_object(&exceptions::SYSTEM_EXIT, code.to_ref()))
}

fn text(name: &str) -> &'static str {
    match name {
        "copyright" => "Copyright (c) the Vivarium authors.",
        "credits" => "Vivarium rebuilds CPython 3.11; see www.python.org for those who made the language.",
        _ => "Type license() to see the full license text",
    }
}

extern "C" fn printer_repr(object: &PyObject) -> PyResult {
    Ok(str::new(text(name(object)))?.upcast())
}

extern "C" fn show(object: &PyObject, _: &PyObject, _: Option<&PyObject>) -> PyResult {
    let shown = match name(object) {
        "license" => "Vivarium is licensed under MIT or Apache-2.0.",
        name => text(name),
    };
    if let Some(stdout) = vivarium_vm::sys::get("stdout")? {
        write_text(&stdout, &format!("{shown}\n"))?;
    }
    Ok(singletons::none_ref())
}

extern "C" fn helper_repr(_: &PyObject) -> PyResult {
    Ok(str::new("Type help() for interactive help, or help(object) for help about object.")?.upcast())
}

extern "C" fn help(_: &PyObject, arguments: &PyObject, kwargs: Option<&PyObject>) -> PyResult {
    let pydoc = hooks::import("pydoc")?;
    let help = objects::get_attr_str(&pydoc, "help")?;
    match arguments.cast::<vivarium_runtime::tuple::PyTupleObject>() {
        Some(arguments) => call::call_tuple_dict(&help, arguments, kwargs),
        None => Ok(singletons::none_ref()),
    }
}
