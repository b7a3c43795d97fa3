//! `_warnings`: what the `warnings` module is built on.

use vivarium_runtime::args::Spec;
use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult};
use vivarium_runtime::{number, raise, singletons, str};
use vivarium_vm::warnings::{self, Warning};

use crate::support::new_module;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::keywords(
        c"warn",
        warn,
        c"warn($module, /, message, category=None, stacklevel=1, source=None)\n--\n\nWarn of something in the code that runs.",
    ),
    PyMethodDef::keywords(
        c"warn_explicit",
        warn_explicit,
        c"warn_explicit($module, /, message, category, filename, lineno, module=None,\n              registry=None, module_globals=None, source=None)\n--\n\nWarn of something in a line of a file.",
    ),
    PyMethodDef::noargs(c"_filters_mutated", filters_mutated, c"_filters_mutated($module, /)\n--\n\nForget what registries hold."),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    let made = new_module("_warnings", "What warnings are decided by.", FUNCTIONS)?;
    made.set("filters", &*warnings::filters()?)?;
    made.set("_onceregistry", &*warnings::once_registry()?)?;
    made.set("_defaultaction", &*warnings::default_action()?)?;
    Ok(made)
}

fn warn(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new("warn", &["message", "category", "stacklevel", "source"]).required(1);
    let [message, category, level, source] = SPEC.parse(arguments, kwnames)?;
    let level = level.map_or(Ok(1), number::as_isize)?;
    warnings::warn_object(
        message.expect("required"),
        category,
        level,
        source.filter(|source| !source.is_none()),
    )?;
    Ok(singletons::none_ref())
}

fn warn_explicit(_: &PyObject, arguments: &[&PyObject], kwnames: Option<&PyObject>) -> PyResult {
    static SPEC: Spec = Spec::new(
        "warn_explicit",
        &["message", "category", "filename", "lineno", "module", "registry", "module_globals", "source"],
    )
    .required(4);
    let [message, category, filename, line, module, registry, globals, source] =
        SPEC.parse(arguments, kwnames)?;
    let filename = filename.expect("required");
    str::expect(
        filename,
        &format!("warn_explicit() argument 'filename' must be str, not {}", filename.ob_type().name()),
    )?;
    if let Some(globals) = globals.filter(|globals| !globals.is_none())
        && !globals.is_instance_of::<vivarium_runtime::dict::PyDictObject>()
    {
        return Err(raise!(
            TYPE_ERROR,
            "module_globals must be a dict, not '{}'",
            globals.ob_type().full_name()
        ));
    }
    warnings::issue(&Warning {
        category: category.expect("required"),
        message: message.expect("required"),
        filename,
        line: number::as_c_int(line.expect("required"))?.into(),
        module,
        registry,
        source_line: None,
        source: source.filter(|source| !source.is_none()),
    })?;
    Ok(singletons::none_ref())
}

fn filters_mutated(_: &PyObject) -> PyResult {
    warnings::filters_mutated();
    Ok(singletons::none_ref())
}
