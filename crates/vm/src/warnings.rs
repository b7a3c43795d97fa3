//! Warnings without the `warnings` module: CPython's default filters and the text they show (`Python/_warnings.c`).

use std::cell::RefCell;
use std::collections::HashSet;

use vivarium_runtime::exceptions;
use vivarium_runtime::frame::{self, InterpreterFrame};
use vivarium_runtime::object::{PyObject, Raised, Ref};
use vivarium_runtime::typeobject::PyTypeObject;
use vivarium_runtime::{call, display, int, name, objects, str};

use crate::report::{escaped, lines, to_stderr};

struct Shown(RefCell<Option<HashSet<(String, String, String, i32)>>>);

// SAFETY: touched only while the interpreter lock is held.
unsafe impl Sync for Shown {}

static SHOWN: Shown = Shown(RefCell::new(None));

/// Warns of something in a file's line.
pub fn warn_explicit(
    category: &PyTypeObject,
    message: &str,
    filename: &PyObject,
    line: u32,
) -> Result<(), Raised> {
    if let Some(module) = crate::import::loaded(&*str::intern("warnings")?)? {
        let arguments: [Ref; 4] =
            [str::new(message)?.upcast(), category.to_ref(), filename.to_ref(), int::from_i64(line.into())?];
        call::call_method(
            &module,
            "warn_explicit",
            &arguments.each_ref().map(|argument| -> &PyObject { argument }),
        )?;
        return Ok(());
    }
    // Without a module's name, the file's stands for it: never `__main__`. Without a registry nothing is shown already.
    if is_shown(category, &escaped(filename)) {
        print(category, message, filename, line as i32);
    }
    Ok(())
}

/// Warns of something in the code that runs, so many frames down (`warnings.warn`).
pub fn warn(category: &PyObject, message: &str, stack_level: isize) -> Result<(), Raised> {
    if let Some(module) = crate::import::loaded(&*str::intern("warnings")?)? {
        let message = str::new(message)?;
        let level = int::from_isize(stack_level)?;
        call::call_method(&module, "warn", &[&message, category, &level])?;
        return Ok(());
    }
    let Some(class) = category.cast::<PyTypeObject>() else { return Ok(()) };
    let mut place: Option<&InterpreterFrame> = frame::current_visible();
    for _ in 1..stack_level {
        place = place.and_then(InterpreterFrame::visible_back);
    }
    match place {
        Some(place) => {
            let module = objects::get_attr_str(place.globals(), "get")
                .and_then(|get| call::call(&get, &[name!("__name__")]))
                .map(|name| display::lossy(&name))
                .unwrap_or_default();
            vivarium_runtime::errors::clear();
            show(class, message, place.code().filename(), place.line().unwrap_or(1), &module);
        }
        None => show(class, message, &*str::new("sys")?, 1, "sys"),
    }
    Ok(())
}

/// Whether the default filters show a warning.
fn is_shown(category: &PyTypeObject, module: &str) -> bool {
    if category.is_subtype(&exceptions::DEPRECATION_WARNING) {
        return module == "__main__";
    }
    ![&exceptions::PENDING_DEPRECATION_WARNING, &exceptions::IMPORT_WARNING, &exceptions::RESOURCE_WARNING]
        .iter()
        .any(|ignored| category.is_subtype(ignored))
}

fn show(category: &PyTypeObject, message: &str, filename: &PyObject, line: i32, module: &str) {
    if !is_shown(category, module) {
        return;
    }
    let key = (escaped(filename), category.name().to_owned(), message.to_owned(), line);
    if !SHOWN.0.borrow_mut().get_or_insert_with(HashSet::new).insert(key) {
        return;
    }
    print(category, message, filename, line);
}

fn print(category: &PyTypeObject, message: &str, filename: &PyObject, line: i32) {
    let file = escaped(filename);
    let mut text = format!("{file}:{line}: {}: {message}\n", category.name());
    if let Some(source) = lines::source_line(filename, line) {
        text.push_str(&format!("  {}\n", source.trim()));
    }
    to_stderr(&text);
}
