//! `_traceback`: the reports of exceptions as strings, for the embedded `traceback` module.

use vivarium_runtime::args;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult, Raised, Ref};
use vivarium_runtime::traceback::PyTracebackObject;
use vivarium_runtime::{exceptions, list, number, raise, str};
use vivarium_vm::report;

use crate::support::new_module;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::fast(
        c"format_tb",
        format_tb,
        c"format_tb($module, tb, limit=None, /)\n--\n\nThe entries of a traceback.",
    ),
    PyMethodDef::one(
        c"format_exception_only",
        format_exception_only,
        c"format_exception_only($module, exc, /)\n--\n\nThe last lines of a report.",
    ),
    PyMethodDef::fast(
        c"source_line",
        source_line,
        c"source_line($module, filename, lineno, /)\n--\n\nA line of a source file, or an empty string.",
    ),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    new_module("_traceback", "Reports of exceptions as text.", FUNCTIONS)
}

fn strings(parts: Vec<String>) -> PyResult {
    let items =
        parts.iter().map(|part| Ok(str::new(part)?.upcast())).collect::<Result<Vec<Ref>, Raised>>()?;
    Ok(list::from_vec(items)?.upcast())
}

fn format_tb(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("format_tb", arguments, 1, 2)?;
    let Some(traceback) = arguments[0].cast_exact::<PyTracebackObject>() else {
        return strings(Vec::new());
    };
    let limit = match arguments.get(1).filter(|limit| !limit.is_none()) {
        Some(limit) => usize::try_from(number::as_isize(limit)?).unwrap_or(0),
        None => usize::try_from(report::lines::limit()).unwrap_or(0),
    };
    let mut text = String::new();
    report::lines::print(&mut text, traceback, limit, 0, "");
    let mut entries: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n').filter(|line| *line != "Traceback (most recent call last):\n") {
        match entries.last_mut() {
            Some(entry) if !line.starts_with("  File \"") && !line.starts_with("  [") => entry.push_str(line),
            _ => entries.push(line.to_owned()),
        }
    }
    strings(entries)
}

fn format_exception_only(_: &PyObject, exception: &PyObject) -> PyResult {
    if !exceptions::is_exception_instance(exception) {
        return Err(raise!(TYPE_ERROR, "an exception is needed, not '{}'", exception.ob_type().name()));
    }
    strings(vec![report::final_lines(exception)])
}

fn source_line(_: &PyObject, arguments: &[&PyObject]) -> PyResult {
    args::check_count("source_line", arguments, 2, 2)?;
    let line = report::lines::source_line(arguments[0], number::as_c_int(arguments[1])?);
    Ok(str::new(&line.unwrap_or_default())?.upcast())
}
