//! `_tracemalloc`: whether allocations are traced, which they never are.

use vivarium_runtime::descr::PyMethodDef;
use vivarium_runtime::module::PyModuleObject;
use vivarium_runtime::object::{PyObject, PyResult};
use vivarium_runtime::{int, list, objects, raise, singletons};

use crate::support::native::tuple_ref;
use crate::support::new_module;

static FUNCTIONS: &[PyMethodDef] = &[
    PyMethodDef::noargs(
        c"is_tracing",
        is_tracing,
        c"is_tracing($module, /)\n--\n\nWhether allocations are traced: False.",
    ),
    PyMethodDef::fast(
        c"start",
        start,
        c"start($module, nframe=1, /)\n--\n\nRaises RuntimeError: the allocator keeps no traces.",
    ),
    PyMethodDef::noargs(c"stop", nothing, c"stop($module, /)\n--\n\nForget all traces."),
    PyMethodDef::noargs(c"clear_traces", nothing, c"clear_traces($module, /)\n--\n\nForget all traces."),
    PyMethodDef::noargs(
        c"reset_peak",
        nothing,
        c"reset_peak($module, /)\n--\n\nForget the largest size seen.",
    ),
    PyMethodDef::noargs(
        c"get_traceback_limit",
        limit,
        c"get_traceback_limit($module, /)\n--\n\nHow many frames a trace keeps.",
    ),
    PyMethodDef::noargs(
        c"get_traced_memory",
        traced,
        c"get_traced_memory($module, /)\n--\n\nSize and largest size of what is traced.",
    ),
    PyMethodDef::noargs(
        c"get_tracemalloc_memory",
        none_used,
        c"get_tracemalloc_memory($module, /)\n--\n\nBytes that traces take.",
    ),
    PyMethodDef::noargs(c"_get_traces", traces, c"_get_traces($module, /)\n--\n\nAll traces."),
    PyMethodDef::one(
        c"_get_object_traceback",
        object_traceback,
        c"_get_object_traceback($module, obj, /)\n--\n\nWhere an object was allocated, if that was traced.",
    ),
    PyMethodDef::END,
];

/// Makes the module.
pub fn init() -> PyResult<PyModuleObject> {
    new_module("_tracemalloc", "Traces of allocations.", FUNCTIONS)
}

fn is_tracing(_: &PyObject) -> PyResult {
    Ok(objects::bool_ref(false))
}

fn start(_: &PyObject, _: &[&PyObject]) -> PyResult {
    Err(raise!(RUNTIME_ERROR, "the allocator keeps no traces"))
}

fn nothing(_: &PyObject) -> PyResult {
    Ok(singletons::none_ref())
}

fn limit(_: &PyObject) -> PyResult {
    int::from_i64(1)
}

fn traced(_: &PyObject) -> PyResult {
    tuple_ref([int::from_i64(0)?, int::from_i64(0)?])
}

fn none_used(_: &PyObject) -> PyResult {
    int::from_i64(0)
}

fn traces(_: &PyObject) -> PyResult {
    Ok(list::new()?.upcast())
}

fn object_traceback(_: &PyObject, _: &PyObject) -> PyResult {
    Ok(singletons::none_ref())
}
